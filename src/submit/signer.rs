//! Who the note is about and who signs it, said again where it is signed (`smart-fhir.md` 4.5 number 8).

use domain::dato;
use leptos::prelude::*;

use crate::context::Current;
use crate::texts::{common, submit};
use crate::ui::{Alert, SummaryAnswer, SummaryBox, Tone};

/// The patient.
#[component]
pub fn PatientBox(current: Current) -> impl IntoView {
    let patient = current.view.context.patient.clone();
    let masked = format!("{} •••••", patient.ident.get(..6).unwrap_or_default());
    let born = patient.birth_date.map(
        |born| view! { <SummaryAnswer label=common::birth_date() lines=vec![dato::lang(born)] /> },
    );
    view! {
        <SummaryBox heading=common::patient()>
            <SummaryAnswer label=common::name() lines=vec![patient.name.clone()] />
            {born}
            <SummaryAnswer label=common::ident() lines=vec![masked] />
        </SummaryBox>
    }
}

/// The practitioner and the office.
#[component]
pub fn SignerBox(current: Current) -> impl IntoView {
    let context = current.view.context.clone();
    let or_missing = |value: &Option<String>| {
        vec![
            value
                .clone()
                .unwrap_or_else(|| submit::missing().to_owned()),
        ]
    };
    let office = context.office;
    let ready = complete(&current);
    view! {
        <SummaryBox heading=submit::signed_by()>
            <SummaryAnswer label=submit::practitioner() lines=vec![context.practitioner.name.clone()] />
            <SummaryAnswer label=submit::hpr() lines=vec![context.practitioner.hpr.clone()] />
            <SummaryAnswer label=submit::office() lines=or_missing(&office.name) />
            <SummaryAnswer label=submit::orgnummer() lines=or_missing(&office.orgnummer) />
            <SummaryAnswer label=submit::phone() lines=or_missing(&office.phone) />
        </SummaryBox>
        <p class="aksel-detail dempet">{submit::wrong_practitioner()}</p>
        {(!ready)
            .then(|| view! { <Alert tone=Tone::Error><p>{submit::office_incomplete()}</p></Alert> })}
    }
}

/// Whether the office has what Nav demands.
pub fn complete(current: &Current) -> bool {
    let office = &current.view.context.office;
    office.orgnummer.is_some() && office.phone.is_some()
}

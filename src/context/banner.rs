//! The patient, always on the screen: name, age, masked identity number.

use contract::Patient;
use domain::{Miljo, dato};
use leptos::prelude::*;

use super::Current;
use crate::browser::{clock, page};
use crate::texts::common;
use crate::ui::{Button, Looks, Size, changing};

/// Name, age and birth date, identity number behind a button; in test a red line above.
#[component]
pub fn Banner(current: Current) -> impl IntoView {
    let patient = current.view.context.patient.clone();
    let test = current.view.environment == Miljo::Test;
    page::set_title(&title(&patient));
    let today = clock::today();
    let born = patient.birth_date.map(|born| {
        format!(
            "{} · {} {}",
            common::age(born, today),
            common::born(),
            dato::felt(born)
        )
    });
    view! {
        {test.then(|| view! { <p class="test">{common::test_banner()}</p> })}
        <section class="pasient" aria-label=common::patient()>
            <p class="pasient__navn aksel-label">{patient.name}</p>
            {born.map(|born| view! { <p class="aksel-body-short">{born}</p> })}
            <Ident ident=patient.ident />
            <p class="pasient__epj aksel-detail">{common::epj()} ": " {current.view.epj.clone()}</p>
        </section>
    }
}

/// The identity number, masked until it is asked for.
#[component]
fn Ident(ident: String) -> impl IntoView {
    let shown = RwSignal::new(false);
    let birth = ident.get(..6).unwrap_or_default().to_owned();
    let rest = ident.get(6..).unwrap_or_default().to_owned();
    view! {
        <p class="pasient__ident aksel-body-short">
            <span>
                {changing(move || if shown.get() { format!("{birth} {rest}") } else { format!("{birth} •••••") })}
            </span>
            " "
            <Button on_press=move |()| shown.update(|shown| *shown = !*shown) looks=Looks::Tertiary size=Size::Small>
                {changing(move || if shown.get() { common::hide_ident() } else { common::show_ident() }.to_owned())}
            </Button>
        </p>
    }
}

/// Initials and birth date: enough to tell two tabs apart, and no identity number.
fn title(patient: &Patient) -> String {
    let initials: String = patient
        .name
        .split_whitespace()
        .filter_map(|name| name.chars().next())
        .collect();
    match patient.birth_date {
        Some(born) => format!("{initials} {} – Attest", dato::felt(born)),
        None => format!("{initials} – Attest"),
    }
}

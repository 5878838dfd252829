//! The page for what cannot go on: what happened, what is safe, what to do next.

use contract::ProblemKind;
use leptos::prelude::*;

use crate::fault::Fault;
use crate::texts::{common, launch, sprak};
use crate::ui::{Alert, PageHeading, Tone};

/// `/feil/{slug}`: a launch that the gateway could not carry through.
#[component]
pub fn ErrorPage(kind: ProblemKind, reference: Option<String>) -> impl IntoView {
    let fault = Fault {
        kind,
        reference,
        utfall: None,
    };
    view! { <FaultPage heading=launch::failed() fault /> }
}

/// A whole page for a fault.
#[component]
pub fn FaultPage(heading: &'static str, fault: Fault) -> impl IntoView {
    let text = fault.kind.text(sprak());
    view! {
        <PageHeading text=heading />
        <Alert tone=Tone::Error>
            <p class="aksel-label">{text.title}</p>
            <p>{text.safe}</p>
            <p>{text.next}</p>
            {fault
                .reference
                .map(|reference| {
                    view! { <p class="aksel-detail">{common::reference()} ": " {reference}</p> }
                })}
        </Alert>
    }
}

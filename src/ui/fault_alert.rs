//! A failed call, for a person: what happened, what is safe, what to do next.

use leptos::prelude::*;

use super::alert::{Alert, Tone};
use super::button::{Button, Looks, Size};
use crate::fault::Fault;
use crate::texts::{common, sprak};

/// The sentences of the fault, its reference, and a button to try again where that makes sense.
#[component]
pub fn FaultAlert(
    fault: Fault,
    /// What happened from where the person stands, before the sentences of the fault.
    #[prop(optional_no_strip)]
    lead: Option<&'static str>,
    /// The id, for focus.
    #[prop(optional_no_strip)]
    id: Option<&'static str>,
    /// Tries again.
    #[prop(optional, into)]
    retry: Option<Callback<()>>,
) -> impl IntoView {
    let text = fault.kind.text(sprak());
    // What has ended cannot be tried again from here.
    let retry = retry.filter(|_| !fault.ends_session());
    view! {
        <Alert tone=Tone::Error id>
            {lead.map(|lead| view! { <p class="aksel-label">{lead}</p> })}
            <p>{text.title}</p>
            <p>{text.safe} " " {text.next}</p>
            {fault
                .reference
                .map(|reference| {
                    view! { <p class="aksel-detail">{common::reference()} ": " {reference}</p> }
                })}
            {retry
                .map(|retry| {
                    view! {
                        <Button on_press=retry looks=Looks::Secondary size=Size::Small>
                            {common::retry()}
                        </Button>
                    }
                })}
        </Alert>
    }
}

//! Where the document is.

use contract::{JournalReason, JournalStatus};
use leptos::prelude::*;

use crate::texts::journal;
use crate::ui::{Alert, Button, Looks, Size, Tone, Waiting, dynamic};

/// The state of the document, with what can be done about it.
#[component]
pub fn JournalView(
    status: JournalStatus,
    /// Mode B, and the token is gone.
    token_gone: Signal<bool>,
    /// A try is under way.
    busy: Signal<bool>,
    #[prop(into)] on_retry: Callback<()>,
) -> impl IntoView {
    match status {
        JournalStatus::Stored {
            questionnaire_response,
            ..
        } => view! {
            <Alert tone=Tone::Success>
                <p>{journal::stored()}</p>
                {(!questionnaire_response)
                    .then(|| view! { <p class="aksel-detail">{journal::without_answers()}</p> })}
            </Alert>
        }
        .into_any(),
        JournalStatus::Waiting | JournalStatus::Browser => {
            dynamic(move || match token_gone.get() {
                true => view! { <Alert tone=Tone::Warning><p>{journal::no_token()}</p></Alert> }
                    .into_any(),
                false => view! { <Waiting text=journal::waiting() /> }.into_any(),
            })
        }
        JournalStatus::Retrying { reason, .. } => not_there(
            Tone::Warning,
            journal::retrying(),
            Some(journal::retrying_help()),
            reason,
            token_gone,
            busy,
            on_retry,
        ),
        JournalStatus::Stopped { reason } => not_there(
            Tone::Error,
            journal::stopped(),
            None,
            reason,
            token_gone,
            busy,
            on_retry,
        ),
    }
}

fn not_there(
    tone: Tone,
    heading: &'static str,
    help: Option<&'static str>,
    reason: JournalReason,
    token_gone: Signal<bool>,
    busy: Signal<bool>,
    on_retry: Callback<()>,
) -> AnyView {
    view! {
        <Alert tone>
            <p class="aksel-label">{heading}</p>
            <p>{journal::reason(reason)}</p>
            {help.map(|help| view! { <p>{help}</p> })}
            {dynamic(move || match token_gone.get() {
                true => view! { <p>{journal::no_token()}</p> }.into_any(),
                false => view! {
                    <Button on_press=on_retry looks=Looks::Secondary size=Size::Small busy>
                        {journal::retry()}
                    </Button>
                }
                .into_any(),
            })}
        </Alert>
    }
    .into_any()
}

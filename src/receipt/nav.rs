//! What Nav says.

use contract::{FormId, NavStatus, UtfallStatus};
use leptos::prelude::*;

use crate::rules::rule_text;
use crate::texts::{common, receipt};
use crate::ui::{Alert, Tone};

/// Nav's answer, or that it is still to come.
#[component]
pub fn NavView(status: NavStatus, id: FormId) -> impl IntoView {
    match status {
        NavStatus::Queued { .. } => view! {
            <Alert tone=Tone::Info>
                <p class="aksel-label">{receipt::queued()}</p>
                <p>{receipt::queued_help()}</p>
            </Alert>
        }
        .into_any(),
        NavStatus::Delivered { utfall, .. } => {
            let tone = match utfall.status {
                UtfallStatus::Ok => Tone::Success,
                UtfallStatus::Pending => Tone::Info,
                UtfallStatus::Invalid => Tone::Warning,
            };
            let rule = utfall.rule.as_deref().map(rule_text);
            view! {
                <Alert tone>
                    <p class="aksel-label">{receipt::delivered(utfall.status)}</p>
                    {rule.map(|rule| view! { <p>{rule}</p> })}
                </Alert>
            }
            .into_any()
        }
        NavStatus::Refused { .. } => view! {
            <Alert tone=Tone::Error>
                <p class="aksel-label">{receipt::refused()}</p>
                <p>{receipt::refused_help()}</p>
                <p class="aksel-detail">{common::reference()} ": " {id.to_string()}</p>
            </Alert>
        }
        .into_any(),
    }
}

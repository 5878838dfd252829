//! Notes that were sent and whose document is not in the journal.

use chrono::Timelike;
use contract::{JournalStatus, UnfinishedJournal};
use domain::dato::felt;
use leptos::prelude::*;

use crate::browser::clock;
use crate::context::Current;
use crate::route::{Page, Route};
use crate::texts::{common, journal, overview};
use crate::ui::{Alert, PageLink, Tone};

/// One line for each, with the way to its receipt, where the write can be tried again. Nothing when there is none.
#[component]
pub fn Unfinished(current: Current, forms: Vec<UnfinishedJournal>) -> impl IntoView {
    let rows = forms
        .iter()
        .map(|form| {
            let at = clock::in_oslo(form.received_at);
            let sent = format!(
                "{} {} kl. {:02}:{:02}",
                common::sykmelding(),
                felt(at.date()),
                at.hour(),
                at.minute()
            );
            let why = match &form.journal {
                JournalStatus::Retrying { reason, .. } | JournalStatus::Stopped { reason } => {
                    Some(journal::reason(*reason))
                }
                _ => None,
            };
            let receipt = Route::Session(
                current.sid().to_owned(),
                Page::Kvittering(form.form_id.clone()),
            );
            let name = format!("{}: {sent}", overview::see_receipt());
            view! {
                <li>
                    {sent} " – " <PageLink to=receipt name=name>{overview::see_receipt()}</PageLink>
                    {why.map(|why| view! { <p class="aksel-detail">{why}</p> })}
                </li>
            }
        })
        .collect_view();
    (!forms.is_empty()).then(|| {
        view! {
            <Alert tone=Tone::Warning>
                <p class="aksel-label">{overview::unfinished()}</p>
                <p>{overview::unfinished_help()}</p>
                <ul>{rows}</ul>
            </Alert>
        }
    })
}

//! The receipt.

use chrono::Timelike;
use contract::FormId;
use domain::dato;
use leptos::prelude::*;

use super::follow::Follow;
use super::nav::NavView;
use crate::browser::clock;
use crate::context::Current;
use crate::journal::JournalView;
use crate::overview::{BackButton, take_over};
use crate::route;
use crate::submit::values;
use crate::texts::{overview, receipt};
use crate::ui::{
    Button, FaultAlert, Heading, Looks, NewTabLink, PageHeading, SummaryAnswer, SummaryBox,
    Waiting, dynamic, optional,
};

/// What has become of the note: Nav, the journal, the document, the values.
#[component]
pub fn ReceiptPage(current: Current, id: FormId) -> impl IntoView {
    let follow = Follow::start(&current, &id);
    let back = current.clone();
    let pdf = route::pdf(current.sid(), &id);
    let copy = current.clone();
    let (retrying, retried) = (current.clone(), id.clone());
    let ask_again = Callback::new(move |()| follow.ask(&retrying, &retried));
    view! {
        <PageHeading text=receipt::heading() />
        {dynamic(move || {
            let lead = follow.status.with(Option::is_some).then(receipt::status_failed);
            optional(follow.fault.get().map(|fault| view! { <FaultAlert fault lead retry=ask_again /> }))
        })}
        <div class="kvittering">
            <div class="spalte">
                <Status current id follow />
                <p>
                    <NewTabLink href=pdf>{receipt::open_pdf()}</NewTabLink>
                </p>
                <p class="aksel-body-long">{receipt::next()}</p>
                <p class="aksel-body-long">{receipt::l_takst()}</p>
            </div>
            <div class="spalte">
                <Sent follow />
            </div>
        </div>
        <div class="knapper">
            {dynamic(move || {
                let copy = copy.clone();
                let sent = follow.status.with(|status| status.as_ref().map(|status| status.form.clone()));
                optional(sent.map(|sent| {
                    let on_press = move |()| take_over(&copy, sent.dupliser());
                    view! {
                        <Button on_press looks=Looks::Secondary>
                            {overview::copy()}
                        </Button>
                    }
                }))
            })}
            <BackButton current=back />
        </div>
    }
}

/// Nav and the journal, each with a state of its own.
#[component]
fn Status(current: Current, id: FormId, follow: Follow) -> impl IntoView {
    let nav = move || {
        follow
            .status
            .with(|status| status.as_ref().map(|status| status.nav.clone()))
    };
    let journal = move || {
        follow
            .status
            .with(|status| status.as_ref().map(|status| status.journal.clone()))
    };
    let form_id = id.clone();
    let retry = Callback::new(move |()| follow.retry_journal(&current, &id));
    view! {
        <section>
            <Heading>{receipt::nav()}</Heading>
            {dynamic(move || match nav() {
                Some(status) => view! { <NavView status id=form_id.clone() /> }.into_any(),
                None => view! { <Waiting text=receipt::loading() /> }.into_any(),
            })}
        </section>
        <section>
            <Heading>{receipt::journal()}</Heading>
            {dynamic(move || {
                let status = journal();
                optional(status.map(|status| {
                        view! {
                            <JournalView
                                status
                                token_gone=follow.token_gone.into()
                                busy=follow.busy.into()
                                on_retry=retry
                            />
                        }
                }))
            })}
        </section>
    }
}

/// The values that were sent, and when they were received.
#[component]
fn Sent(follow: Follow) -> impl IntoView {
    let sent = move || {
        let status = follow.status.get()?;
        Some((status.form, status.received_at))
    };
    dynamic(move || {
        optional(sent().map(|(form, received)| {
            let at = clock::in_oslo(received);
            let at = format!(
                "{} kl. {:02}:{:02}",
                dato::lang(at.date()),
                at.hour(),
                at.minute()
            );
            let answers = values(&form)
                .into_iter()
                .map(|(label, lines)| view! { <SummaryAnswer label lines /> })
                .collect_view();
            view! {
                <SummaryBox heading=receipt::values()>
                    <SummaryAnswer label=receipt::sent_at() lines=vec![at] />
                    {answers}
                </SummaryBox>
            }
        }))
    })
}

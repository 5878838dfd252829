//! Drafts.

use chrono::Timelike;
use contract::DraftSummary;
use domain::dato::{felt, parse_dato};
use domain::{Draft, dato};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{clock, focus, http};
use crate::context::Current;
use crate::fault::Fault;
use crate::route::{self, Page, Route};
use crate::texts::overview;
use crate::ui::{Button, FaultAlert, Heading, Looks, PageLink, Size, dynamic, optional};

/// The drafts of this clinician for this patient.
#[component]
pub fn Drafts(current: Current, drafts: Vec<DraftSummary>) -> impl IntoView {
    let drafts = RwSignal::new(drafts);
    let fault: RwSignal<Option<Fault>> = RwSignal::new(None);
    view! {
        <section class="boks">
            <Heading id="utkast">{overview::drafts()}</Heading>
            {dynamic(move || {
                let fault = fault.get();
                optional(fault.map(|fault| view! { <FaultAlert fault lead=Some(overview::delete_failed()) /> }))
            })}
            {dynamic(move || {
                let drafts_now = drafts.get();
                if drafts_now.is_empty() {
                    return view! { <p class="aksel-body-short dempet">{overview::no_drafts()}</p> }
                        .into_any();
                }
                let rows = drafts_now
                    .into_iter()
                    .map(|draft| view! { <Row current=current.clone() draft drafts fault /> })
                    .collect_view();
                view! { <ul class="liste">{rows}</ul> }.into_any()
            })}
        </section>
    }
}

/// A draft goes at once and comes back if the gateway did not take it away.
#[component]
fn Row(
    current: Current,
    draft: DraftSummary,
    drafts: RwSignal<Vec<DraftSummary>>,
    fault: RwSignal<Option<Fault>>,
) -> impl IntoView {
    let name = title(&draft.draft);
    let at = clock::in_oslo(draft.updated_at);
    let saved = format!(
        "{} {} kl. {:02}:{:02}",
        overview::saved(),
        felt(at.date()),
        at.hour(),
        at.minute()
    );
    let diagnosis = draft
        .draft
        .hoveddiagnose
        .as_ref()
        .map(|valg| format!("{} {}", valg.code, valg.text));
    let open = Route::Session(
        current.sid().to_owned(),
        Page::Skjema(draft.form_id.clone()),
    );
    let of_row = overview::of_row(overview::delete(), &name);
    let remove = move |()| {
        let (current, draft) = (current.clone(), draft.clone());
        let before = drafts.get_untracked();
        drafts.update(|drafts| drafts.retain(|other| other.form_id != draft.form_id));
        focus::to("overskrift");
        spawn_local(async move {
            match http::delete(&route::draft(current.sid(), &draft.form_id)).await {
                Ok(()) => {
                    if let Some(work) = current.work(&draft.form_id) {
                        work.saved.close();
                        current.end_work();
                    }
                    fault.try_set(None);
                }
                Err(error) => {
                    current.notice(&error);
                    drafts.try_set(before);
                    fault.try_set(Some(error));
                }
            }
        });
    };
    view! {
        <li class="liste__rad">
            <div>
                <p class="aksel-label">
                    <PageLink to=open>{name.clone()}</PageLink>
                </p>
                {diagnosis.map(|diagnosis| view! { <p class="aksel-body-short">{diagnosis}</p> })}
                <p class="aksel-detail dempet">{saved}</p>
            </div>
            <Button on_press=remove looks=Looks::Danger size=Size::Small name=of_row>
                {overview::delete()}
            </Button>
        </li>
    }
}

/// The span of the periods, or that there is none.
fn title(draft: &Draft) -> String {
    let fom = draft
        .perioder
        .iter()
        .filter_map(|periode| parse_dato(&periode.fom))
        .min();
    let tom = draft
        .perioder
        .iter()
        .filter_map(|periode| parse_dato(&periode.tom))
        .max();
    match (fom, tom) {
        (Some(fom), Some(tom)) if fom <= tom => dato::spenn(fom, tom),
        (Some(day), _) | (None, Some(day)) => dato::lang(day),
        (None, None) => overview::draft_without_content().to_owned(),
    }
}

//! One earlier note.

use chrono::Timelike;
use contract::{EarlierNote, FormId};
use domain::dato;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::back::BackButton;
use super::earlier::{outcome, take_over};
use super::lists::ask;
use crate::browser::clock;
use crate::browser::keyboard::{Key, Place};
use crate::context::Current;
use crate::fault::Fault;
use crate::submit::values;
use crate::texts::{common, overview};
use crate::ui::{
    Alert, Button, FaultAlert, Looks, PageHeading, SummaryAnswer, SummaryBox, Tag, Tone, Waiting,
    dynamic,
};

/// What was found under the id; `None` when Nav's list does not hold it, or Nav did not answer.
type Found = RwSignal<Option<Result<Option<EarlierNote>, Fault>>>;

/// The note of the address, as far as it may be seen.
#[component]
pub fn NotePage(current: Current, id: FormId) -> impl IntoView {
    let found: Found = RwSignal::new(None);
    let loader = current.clone();
    let load = Callback::new(move |()| {
        let (current, id) = (loader.clone(), id.clone());
        found.set(None);
        spawn_local(async move {
            let answer = ask(&current).await;
            let wanted = |note: &EarlierNote| note.note.sykmelding_id == id.as_str();
            found.try_set(Some(answer.map(|overview| {
                let notes = overview
                    .earlier
                    .into_iter()
                    .flat_map(|earlier| earlier.notes);
                notes.into_iter().find(wanted)
            })));
        });
    });
    load.run(());
    let back = current.clone();
    view! {
        <PageHeading text=common::sykmelding() />
        {dynamic(move || match found.get() {
            None => view! { <Waiting text=common::loading() /> }.into_any(),
            Some(Err(fault)) => view! { <FaultAlert fault retry=load /> }.into_any(),
            Some(Ok(None)) => {
                view! { <Alert tone=Tone::Warning><p>{overview::note_not_found()}</p></Alert> }
                    .into_any()
            }
            Some(Ok(Some(note))) => view! { <Note current=current.clone() note /> }.into_any(),
        })}
        <div class="knapper">
            <BackButton current=back />
        </div>
    }
}

#[component]
fn Note(current: Current, note: EarlierNote) -> impl IntoView {
    let (color, status) = outcome(note.utfall);
    let received = note.mottatt.map(|at| {
        let at = clock::in_oslo(at);
        let at = format!(
            "{} kl. {:02}:{:02}",
            dato::lang(at.date()),
            at.hour(),
            at.minute()
        );
        view! { <SummaryAnswer label=overview::received() lines=vec![at] /> }
    });
    let signer = note
        .sykmelder
        .clone()
        .map(|name| view! { <SummaryAnswer label=overview::signed_by() lines=vec![name] /> });
    let answers = values(&note.note.as_sent())
        .into_iter()
        .map(|(label, lines)| view! { <SummaryAnswer label lines /> })
        .collect_view();
    let ongoing = note.note.tom().is_some_and(|tom| tom >= clock::today());
    let (extender, earlier) = (current.clone(), note.note.clone());
    let extend = move |()| take_over(&extender, earlier.forleng(clock::today()));
    let earlier = note.note;
    let copy = move |()| take_over(&current, earlier.dupliser(clock::today()));
    view! {
        <SummaryBox heading=overview::content()>
            <div class="aksel-form-summary__answer">
                <dt class="aksel-label">{overview::status()}</dt>
                <dd class="aksel-form-summary__value">
                    <Tag color>{status}</Tag>
                </dd>
            </div>
            {received}
            {answers}
            {signer}
        </SummaryBox>
        <div class="knapper">
            {ongoing
                .then(|| {
                    view! {
                        <Button on_press=extend key=(Key::F, Place::Page)>
                            {overview::extend()}
                        </Button>
                    }
                })}
            <Button on_press=copy looks=Looks::Secondary>
                {overview::copy()}
            </Button>
        </div>
    }
}

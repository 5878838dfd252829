//! Earlier notes, as Nav lists them, and what can be made of them.

use contract::{Earlier, EarlierNote, FormId, UtfallStatus};
use domain::{Aktivitetstype, Draft, Forrigeperiode, Innsyn, dato};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::page::begin;
use crate::browser::keyboard::{Key, Place};
use crate::browser::{clock, http};
use crate::context::Current;
use crate::fault::Fault;
use crate::form::Work;
use crate::route::{self, Page, Route};
use crate::texts::{common, form, overview};
use crate::ui::{
    Alert, Button, FaultAlert, Heading, Looks, PageLink, Size, Tag, Tone, dynamic, optional,
};

/// A note can be continued so many days after its last (`sykmelding.md` 2.7).
const EXTENDABLE_DAYS: i64 = 28;

/// Nav's outcome in colour and words.
pub fn outcome(utfall: UtfallStatus) -> (&'static str, &'static str) {
    match utfall {
        UtfallStatus::Ok => ("success", overview::ok()),
        UtfallStatus::Pending => ("warning", overview::pending()),
        UtfallStatus::Invalid => ("danger", overview::invalid()),
    }
}

/// The notes, or that Nav did not answer.
#[component]
pub fn EarlierNotes(
    current: Current,
    found: Option<Earlier>,
    reload: Callback<()>,
) -> impl IntoView {
    let Some(found) = found else {
        return view! {
            <section class="boks">
                <Heading>{overview::earlier()}</Heading>
                <Alert tone=Tone::Warning>
                    <p>{overview::earlier_failed()}</p>
                    <Button on_press=reload looks=Looks::Secondary size=Size::Small>
                        {common::retry()}
                    </Button>
                </Alert>
            </section>
        }
        .into_any();
    };
    let notes = RwSignal::new(found);
    let list = current.clone();
    view! {
        <section class="boks">
            <Heading>{overview::earlier()}</Heading>
            {dynamic(move || view! { <List current=list.clone() found=notes.get() /> }.into_any())}
            <Older current notes />
        </section>
    }
    .into_any()
}

#[component]
fn List(current: Current, found: Earlier) -> impl IntoView {
    let today = clock::today();
    let extendable = |note: &EarlierNote| {
        let tom = note.note.tom();
        tom.is_some_and(|tom| (today - tom).num_days() <= EXTENDABLE_DAYS)
    };
    // The newest one that can be continued has the key.
    let first = found.notes.iter().position(extendable);
    let rows = found
        .notes
        .into_iter()
        .enumerate()
        .map(|(place, note)| {
            let forleng = match (extendable(&note), first == Some(place)) {
                (false, _) => Forleng::TooOld,
                (true, true) => Forleng::WithKey,
                (true, false) => Forleng::Plain,
            };
            view! { <Row current=current.clone() note forleng /> }
        })
        .collect_view();
    match first.is_some() || !rows.is_empty() {
        true => view! { <ul class="liste">{rows}</ul> }.into_any(),
        false => {
            view! { <p class="aksel-body-short dempet">{overview::no_earlier()}</p> }.into_any()
        }
    }
}

/// Notes that are shown only when they are asked for; that they were is recorded.
#[component]
fn Older(current: Current, notes: RwSignal<Earlier>) -> impl IntoView {
    let fault: RwSignal<Option<Fault>> = RwSignal::new(None);
    let busy = RwSignal::new(false);
    let ask = Callback::new(move |()| {
        let current = current.clone();
        busy.set(true);
        spawn_local(async move {
            let answer = http::post::<contract::Overview>(&route::older(current.sid()), &()).await;
            busy.try_set(false);
            match answer {
                Ok(overview) => {
                    fault.try_set(None);
                    if let Some(earlier) = overview.earlier {
                        notes.try_set(earlier);
                    }
                }
                Err(error) => {
                    current.notice(&error);
                    fault.try_set(Some(error));
                }
            }
        });
    });
    dynamic(move || {
        let older = notes.with(|found| found.older);
        let failed = optional(fault.get().map(|fault| view! { <FaultAlert fault /> }));
        if older == 0 {
            return failed;
        }
        view! {
            {failed}
            <p class="aksel-body-short">{overview::older(older)}</p>
            <Button on_press=ask looks=Looks::Secondary size=Size::Small busy>
                {overview::show_older()}
            </Button>
        }
        .into_any()
    })
}

/// Whether a note can be continued.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Forleng {
    /// It ended too long ago.
    TooOld,
    /// It can.
    Plain,
    /// It can, also by key.
    WithKey,
}

#[component]
fn Row(current: Current, note: EarlierNote, forleng: Forleng) -> impl IntoView {
    let (color, status) = outcome(note.utfall);
    let earlier = note.note;
    let (fom, tom) = (
        earlier.fom().unwrap_or_default(),
        earlier.tom().unwrap_or_default(),
    );
    let today = clock::today();
    let when = match tom >= today {
        true => view! { <Tag color="info">{overview::ongoing()}</Tag> }.into_any(),
        false => ().into_any(),
    };
    let span = dato::spenn(fom, tom);
    let what = earlier.perioder.last().map(kind).unwrap_or_default();
    let about = match (&earlier.hoveddiagnose, earlier.innsyn) {
        (Some(valg), _) => Some(format!("{} {}", valg.code, valg.text)),
        (None, Innsyn::Redacted) => Some(overview::by_another().to_owned()),
        (None, _) => None,
    };
    let employer = earlier
        .details
        .as_ref()
        .and_then(|details| details.arbeidsgiver.clone());
    let line: Vec<String> = [Some(what), about, employer]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    // An id that is no address can be seen here only.
    let to = FormId::new(&earlier.sykmelding_id)
        .ok()
        .map(|id| Route::Session(current.sid().to_owned(), Page::Sykmelding(id)));
    let title = span.clone();
    let extend = (current.clone(), earlier.clone());
    let on_extend = Callback::new(move |()| {
        let (current, earlier) = &extend;
        take_over(current, earlier.forleng(clock::today()));
    });
    let on_copy = Callback::new(move |()| {
        take_over(&current, earlier.dupliser(clock::today()));
    });
    let name = overview::about_note(overview::extend(), &span);
    let extend = match forleng {
        Forleng::TooOld => ().into_any(),
        Forleng::Plain => view! {
            <Button on_press=on_extend looks=Looks::Secondary size=Size::Small name>
                {overview::extend()}
            </Button>
        }
        .into_any(),
        Forleng::WithKey => view! {
            <Button
                on_press=on_extend
                looks=Looks::Secondary
                size=Size::Small
                name
                key=(Key::F, Place::Page)
            >
                {overview::extend()}
            </Button>
        }
        .into_any(),
    };
    view! {
        <li class="liste__rad">
            <div class="liste__tekst">
                <p class="aksel-label">{match to {
                    Some(to) => view! { <PageLink to>{title}</PageLink> }.into_any(),
                    None => title.into_any(),
                }}</p>
                <p class="aksel-body-short">{line.join(" · ")}</p>
            </div>
            <div class="rad">
                {when}
                <Tag color>{status}</Tag>
                {extend}
                <Button
                    on_press=on_copy
                    looks=Looks::Tertiary
                    size=Size::Small
                    name=overview::about_note(overview::copy(), &span)
                >
                    {overview::copy()}
                </Button>
            </div>
        </li>
    }
}

/// Opens a form with what was taken over.
pub fn take_over(current: &Current, draft: Draft) {
    let state = current.state;
    begin(current, || Work::taken_over(draft, state));
}

/// `60 %`, or what the kind is called.
fn kind(periode: &Forrigeperiode) -> String {
    match (periode.slag, periode.grad) {
        (Some(Aktivitetstype::AktivitetIkkeMulig), _) => "100 %".to_owned(),
        (_, Some(grad)) => format!("{grad} %"),
        (Some(slag), None) => form::slag_short(slag).to_owned(),
        (None, None) => String::new(),
    }
}

//! Which of several employers the note is for.

use contract::Employer;
use domain::{Draft, Felt};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Work, felt_id};
use crate::browser::{focus, http};
use crate::context::Current;
use crate::route;
use crate::texts::form;
use crate::ui::{Checkbox, Field, Heading, Kind, Select, TextField, Waiting, dynamic, shown};

/// The choice that opens the field for a name. No employer is called so.
const ANOTHER: &str = "\u{1}";

/// Asked where the patient has several employers: one note for each.
#[component]
pub fn Employment(current: Current, work: Work) -> impl IntoView {
    let several = Field::part(
        work.draft,
        |draft: &Draft| draft.har_flere_arbeidsforhold,
        |draft, yes| draft.har_flere_arbeidsforhold = yes,
    );
    view! {
        <section class="boks">
            <Heading>{form::employment()}</Heading>
            <Checkbox label=form::several_employers() value=several />
            {shown(
                move || several.get.get(),
                move || view! { <Which current=current.clone() work /> }.into_any(),
            )}
        </section>
    }
}

/// The employers of the register and another one, or a name where the register has none (`sykmelding.md` 1.4).
#[component]
fn Which(current: Current, work: Work) -> impl IntoView {
    let found: RwSignal<Option<Vec<Employer>>> = RwSignal::new(None);
    spawn_local(async move {
        // A register that does not answer is one that knows none: the name is typed.
        let answer = http::get::<Vec<Employer>>(&route::employers(current.sid())).await;
        found.try_set(Some(answer.unwrap_or_default()));
    });
    dynamic(move || match found.get() {
        None => view! { <Waiting text=form::employers_loading() /> }.into_any(),
        Some(found) if found.is_empty() => view! {
            <p class="aksel-body-short">{form::no_employers()}</p>
            <Name work />
        }
        .into_any(),
        Some(found) => view! { <Choice work found /> }.into_any(),
    })
}

#[component]
fn Choice(work: Work, found: Vec<Employer>) -> impl IntoView {
    let known: Vec<String> = found.iter().map(|one| one.navn.clone()).collect();
    let typed = work
        .draft
        .with_untracked(|draft| draft.arbeidsgiver.clone());
    let another = RwSignal::new(!typed.is_empty() && !known.contains(&typed));
    let value = Field {
        get: Signal::derive(move || match another.get() {
            true => ANOTHER.to_owned(),
            false => work.draft.with(|draft| draft.arbeidsgiver.clone()),
        }),
        set: Callback::new(move |chosen: String| {
            let other = chosen == ANOTHER;
            another.set(other);
            let name = if other { String::new() } else { chosen };
            work.draft.update(|draft| draft.arbeidsgiver = name);
            if other {
                focus::to(felt_id(Felt::Arbeidsgiver));
            }
        }),
    };
    let mut options = vec![(String::new(), form::choose().to_owned())];
    options.extend(found.into_iter().map(|one| {
        let shown = match &one.orgnummer {
            Some(orgnummer) => format!("{} ({orgnummer})", one.navn),
            None => one.navn.clone(),
        };
        (one.navn, shown)
    }));
    options.push((ANOTHER.to_owned(), form::another_employer().to_owned()));
    let no_error = Signal::derive(|| None);
    let own_error = work.error(Felt::Arbeidsgiver);
    // Where the name is typed, what is wrong with it stands beside the name.
    let error = Signal::derive(move || match another.get() {
        true => no_error.get(),
        false => own_error.get(),
    });
    view! {
        {dynamic(move || {
            // The list of errors leads to the field that is there.
            let id = match another.get() {
                true => format!("{}-valg", felt_id(Felt::Arbeidsgiver)),
                false => felt_id(Felt::Arbeidsgiver),
            };
            let options = options.clone();
            view! {
                <Select
                    id
                    label=form::employer()
                    help=Some(form::employer_help())
                    options
                    value
                    error
                    on_leave=work.leaves(Felt::Arbeidsgiver)
                />
            }
            .into_any()
        })}
        {shown(move || another.get(), move || view! { <Name work /> }.into_any())}
    }
}

#[component]
fn Name(work: Work) -> impl IntoView {
    let name = Field::part(
        work.draft,
        |draft: &Draft| draft.arbeidsgiver.clone(),
        |draft, typed| draft.arbeidsgiver = typed,
    );
    view! {
        <TextField
            id=felt_id(Felt::Arbeidsgiver)
            label=form::employer_name()
            help=Some(form::employer_help())
            value=name
            kind=Kind::Words
            error=work.error(Felt::Arbeidsgiver)
            on_leave=work.leaves(Felt::Arbeidsgiver)
        />
    }
}

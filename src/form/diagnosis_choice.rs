//! One diagnosis: searched for while it is open, shown with its source once it is chosen.

use domain::{Diagnosevalg, Felt, Kodeverk};
use leptos::prelude::*;

use super::{Work, felt_id};
use crate::browser::focus;
use crate::context::{Icd10, Lists, State};
use crate::prefill::Journal;
use crate::rules::FieldHint;
use crate::texts::form;
use crate::ui::{Alert, Button, Combobox, Field, Looks, Size, Suggestion, Tone, dynamic};

/// Hits that are shown (`sykmelding.md` 2.3).
const MOST: usize = 100;

/// What is searched: the lists, and which of them.
#[derive(Clone, Copy)]
pub struct Searched {
    lists: RwSignal<Lists>,
    icd10: RwSignal<Icd10>,
    systems: Memo<&'static [Kodeverk]>,
}

impl Searched {
    /// As this session has it.
    pub fn of(state: State) -> Searched {
        let (icd10, journal) = (state.icd10, state.journal);
        let systems = Memo::new(move |_| {
            journal.with(|journal| match journal {
                Some(Journal::Answered(prefill)) => icd10.get().lists(&prefill.diagnoser),
                _ => icd10.get().lists(&[]),
            })
        });
        Searched {
            lists: state.lists,
            icd10,
            systems,
        }
    }

    /// The switch for ICD-10.
    pub fn switch(self) -> Field<bool> {
        let Searched { icd10, systems, .. } = self;
        let choose = move |on| icd10.set(if on { Icd10::Searched } else { Icd10::LeftOut });
        Field {
            get: Signal::derive(move || systems.get().contains(&Kodeverk::Icd10)),
            set: Callback::new(choose),
        }
    }

    /// The hits as they would stand in the form.
    fn hits(self, query: &str) -> Vec<Diagnosevalg> {
        let systems = self.systems.get();
        self.lists.with(|lists| match lists.ready() {
            Some(codes) => codes.search(query, systems, MOST),
            None => Vec::new(),
        })
    }
}

/// The search, or what was chosen. After a choice the focus goes to the element `after_choice`.
#[component]
pub fn DiagnosisChoice(
    work: Work,
    felt: Felt,
    label: &'static str,
    value: Field<Option<Diagnosevalg>>,
    searched: Searched,
    #[prop(into)] after_choice: String,
) -> impl IntoView {
    let query = RwSignal::new(String::new());
    let chosen = Memo::new(move |_| value.get.get());
    let change = Callback::new(move |valg: Diagnosevalg| {
        query.set(valg.code);
        value.set.run(None);
        focus::to(felt_id(felt));
    });
    dynamic(move || match chosen.get() {
        Some(valg) => view! { <Chosen work felt label valg change /> }.into_any(),
        None => {
            let after = after_choice.clone();
            view! { <Search work felt label value searched query after /> }.into_any()
        }
    })
}

#[component]
fn Search(
    work: Work,
    felt: Felt,
    label: &'static str,
    value: Field<Option<Diagnosevalg>>,
    searched: Searched,
    query: RwSignal<String>,
    after: String,
) -> impl IntoView {
    let lists = searched.lists;
    let hits = Memo::new(move |_| searched.hits(&query.read()));
    let suggestions = Signal::derive(move || {
        hits.with(|hits| {
            hits.iter()
                .map(|hit| Suggestion {
                    text: hit.text.clone(),
                    detail: form::code_and_system(&hit.code, hit.system),
                })
                .collect()
        })
    });
    let choose = move |place: usize| {
        if let Some(hit) = hits.with_untracked(|hits| hits.get(place).cloned()) {
            query.set(String::new());
            value.set.run(Some(hit));
            focus::to(after.clone());
        }
    };
    let divided = lists.with_untracked(|lists| {
        lists
            .ready()
            .is_some_and(|codes| codes.holds(Kodeverk::Icpc2b))
    });
    let help = if divided {
        form::diagnosis_help_2b()
    } else {
        form::diagnosis_help()
    };
    view! {
        <Combobox
            id=felt_id(felt)
            label
            help=Some(help)
            error=work.error(felt)
            query=Field { get: query.into(), set: Callback::new(move |typed| query.set(typed)) }
            suggestions
            on_choose=choose
            on_leave=work.leaves(felt)
        />
        {dynamic(move || {
            let typed = !query.with(|query| query.trim().is_empty());
            match lists.get() {
                Lists::Loading if typed => {
                    view! { <p class="aksel-body-short dempet" role="status">{form::codes_loading()}</p> }.into_any()
                }
                Lists::Failed => view! { <CodesFailed lists /> }.into_any(),
                Lists::Ready(_) if typed && hits.with(Vec::is_empty) => {
                    view! { <p class="aksel-body-short dempet">{form::no_hits()}</p> }.into_any()
                }
                _ => ().into_any(),
            }
        })}
    }
}

#[component]
fn CodesFailed(lists: RwSignal<Lists>) -> impl IntoView {
    let retry = move |()| {
        lists.set(Lists::Loading);
        leptos::task::spawn_local(async move {
            lists.try_set(Lists::fetch().await);
        });
    };
    view! {
        <Alert tone=Tone::Warning>
            <p>{form::codes_failed()}</p>
            <Button on_press=retry looks=Looks::Secondary size=Size::Small>
                {crate::texts::common::retry()}
            </Button>
        </Alert>
    }
}

#[component]
fn Chosen(
    work: Work,
    felt: Felt,
    label: &'static str,
    valg: Diagnosevalg,
    change: Callback<Diagnosevalg>,
) -> impl IntoView {
    let source = valg.kilde.as_ref().map(|kilde| form::source(kilde.slag));
    let name = format!("{} {label}: {} {}", form::change(), valg.code, valg.text);
    let heading = format!("{} {}", valg.code, valg.text);
    let id = felt_id(felt);
    let system = valg.system.name();
    view! {
        <div class="valgt" role="group" aria-label=label>
            <div id=id tabindex="-1">
                <p class="aksel-label">{label}</p>
                <p class="aksel-body-short">{heading}</p>
                <p class="aksel-detail dempet">{system}</p>
                {source.map(|source| view! { <p class="aksel-detail kilde">{source}</p> })}
            </div>
            <Button
                on_press=move |()| change.run(valg.clone())
                looks=Looks::Secondary
                size=Size::Small
                id=format!("{}-endre", felt_id(felt))
                name=name
            >
                {form::change()}
            </Button>
        </div>
        <FieldHint work felt />
    }
}

//! A form that is being written: it lives as long as the session, whatever page is on the screen.

use contract::FormId;
use domain::{Draft, Felt, Mangler, PeriodeDraft, Variant, dato};
use leptos::prelude::*;

use super::saving::Saved;
use crate::app;
use crate::browser::{clock, random};
use crate::context::State;
use crate::rules::Hint;
use crate::texts::mangel;

/// One form. Copied freely.
#[derive(Clone, Copy)]
pub struct Work {
    id: StoredValue<FormId>,
    /// What stands on the screen.
    pub draft: RwSignal<Draft>,
    /// What is missing or wrong, whether shown yet or not.
    pub mangler: Memo<Mangler>,
    /// What the rules say so far.
    pub hints: Memo<Vec<Hint>>,
    /// Next step has been tried: every error shows.
    pub tried: RwSignal<bool>,
    left: RwSignal<Vec<Felt>>,
    fresh: StoredValue<bool>,
    /// How saving goes.
    pub saved: Saved,
}

impl Work {
    /// A new form of a variant, with the first period beginning today.
    pub fn new(variant: Variant, state: State) -> Work {
        Work::empty(random::form_id(), variant, state)
    }

    /// A new form whose id stands in the address already.
    pub fn with_id(id: FormId, state: State) -> Work {
        Work::empty(id, Variant::Normal, state)
    }

    /// A new form with what was taken over from an earlier note. The journal does not fill it in.
    pub fn taken_over(draft: Draft, state: State) -> Work {
        Work::of(random::form_id(), draft, state)
    }

    fn empty(id: FormId, variant: Variant, state: State) -> Work {
        let mut draft = Draft::new(variant);
        if let Some(first) = draft.perioder.first_mut() {
            first.fom = dato::felt(clock::today());
        }
        let work = Work::of(id, draft, state);
        work.fresh.set_value(true);
        work
    }

    /// A stored draft. A draft without a period is shown with an empty one.
    pub fn stored(id: FormId, mut draft: Draft, state: State) -> Work {
        if draft.perioder.is_empty() {
            draft.perioder.push(PeriodeDraft::new(draft.variant));
        }
        let work = Work::of(id, draft, state);
        work.saved.is_stored();
        work
    }

    fn of(id: FormId, draft: Draft, state: State) -> Work {
        let saved = Saved::new(draft.clone());
        let draft = RwSignal::new(draft);
        let mangler = Memo::new(move |_| {
            draft.with(|draft| {
                state.sykefravaer.with(|earlier| {
                    flow::form::ready(draft, clock::today(), earlier)
                        .err()
                        .unwrap_or_default()
                })
            })
        });
        let hints = Memo::new(move |_| {
            app::track_language();
            let Some(reading) = state.reading.get() else {
                return Vec::new();
            };
            draft.with(|draft| {
                state.lists.with(|lists| {
                    state.sykefravaer.with(|earlier| {
                        (reading.hints)(draft, clock::now_in_oslo(), lists, earlier)
                    })
                })
            })
        });
        Work {
            id: StoredValue::new(id),
            draft,
            mangler,
            hints,
            tried: RwSignal::new(false),
            left: RwSignal::new(Vec::new()),
            fresh: StoredValue::new(false),
            saved,
        }
    }

    /// Its id.
    pub fn id(self) -> FormId {
        self.id.get_value()
    }

    /// Whether it is this form.
    pub fn is(self, id: &FormId) -> bool {
        self.id.with_value(|own| own == id)
    }

    /// Whether it may be filled in from the journal: a new form, once.
    pub fn takes_prefill(self) -> bool {
        self.fresh.get_value()
    }

    /// Fills it in from the journal. What nobody has typed need not be saved.
    pub fn fill(self, fill: impl FnOnce(&mut Draft)) {
        self.fresh.set_value(false);
        let untouched = self.saved.holds(&self.draft.read_untracked());
        self.draft.update(fill);
        if untouched {
            self.saved.forget_changes(self.draft.get_untracked());
        }
    }

    /// The field was left: from now on its error shows.
    pub fn leave(self, felt: Felt) {
        self.left.update(|left| {
            if !left.contains(&felt) {
                left.push(felt);
            }
        });
    }

    /// For `on_leave` of a field.
    pub fn leaves(self, felt: Felt) -> Callback<()> {
        Callback::new(move |()| self.leave(felt))
    }

    /// A row was taken away: the rows after it have moved up, and what was left of them is not known any more.
    pub fn forget_rows(self) {
        self.left.update(|left| {
            left.retain(|felt| {
                matches!(
                    felt,
                    Felt::Fom(0) | Felt::Tom(0) | Felt::Grad(0) | Felt::Hoveddiagnose
                )
            })
        });
    }

    /// The sentence beside a field: an error once the field was left, else what the rules say of it.
    pub fn error(self, felt: Felt) -> Signal<Option<String>> {
        Signal::derive(move || {
            let shown = self.tried.get() || self.left.with(|left| left.contains(&felt));
            let found = self.mangler.with(|mangler| mangler.get(&felt).copied());
            found
                .filter(|_| shown)
                .map(|found| mangel::text(felt, found))
        })
    }

    /// Everything that is missing, for the list at the end.
    pub fn all_errors(self) -> Signal<Vec<(String, String)>> {
        Signal::derive(move || {
            if !self.tried.get() {
                return Vec::new();
            }
            self.mangler.with(|mangler| {
                mangler
                    .iter()
                    .map(|(felt, found)| (super::felt_id(*felt), mangel::in_summary(*felt, *found)))
                    .collect()
            })
        })
    }
}

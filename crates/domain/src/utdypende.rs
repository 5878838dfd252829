//! The extra questions of week 7, 17 and 39 of an absence (`sykmelding.md` 1.8).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::Aktivitetstype;

/// A question, spelt as Nav's record of answered questions spells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Sporsmal {
    /// Week 7.
    UtfordringerMedArbeid,
    /// Week 7.
    MedisinskOppsummering,
    /// Week 7, the only one that may be left open.
    HensynPaArbeidsplassen,
    /// Week 17.
    ArbeidsrelaterteUtfordringer,
    /// Week 17.
    Sykdomsutvikling,
    /// Week 17.
    BehandlingOgFremtidigArbeid,
    /// Week 17.
    UavklarteForhold,
    /// Week 39.
    RealistiskMestringArbeid,
    /// Week 39.
    OppdatertMedisinskStatus,
    /// Week 39, one of [`UTVIKLING`].
    ForventetHelsetilstandUtvikling,
    /// Week 39.
    MedisinskeHensyn,
}

/// The answers to [`Sporsmal::ForventetHelsetilstandUtvikling`]. The text is the answer.
pub const UTVIKLING: [&str; 4] = [
    "Forventet bedring - økt arbeidsdeltakelse realistisk",
    "Gradvis bedring - omfang usikkert",
    "Lite endring forventes",
    "Uavklart - avhenger av pågående avklaring/behandling",
];

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Svar {
    /// The question.
    pub sporsmal: Sporsmal,
    /// What was written or chosen.
    pub svar: String,
}

/// What is known of the absence so far, from Nav's list of earlier notes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Sykefravaer {
    /// Calendar days from the first day of the absence to its last so far, both counted; 0 when there is none.
    pub days: i64,
    /// The last day so far.
    pub latest_tom: Option<NaiveDate>,
    /// Questions that have been answered in this absence.
    pub previously_answered: Vec<Sporsmal>,
}

/// An earlier note as the absence is counted from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tidligere {
    /// First day of all its periods.
    pub fom: NaiveDate,
    /// Last day of all its periods.
    pub tom: NaiveDate,
    /// Whether Nav has approved it.
    pub is_ok: bool,
    /// The questions that were answered in it.
    pub answered: Vec<Sporsmal>,
}

impl Sykefravaer {
    /// The absence that the newest of these notes belongs to (`sykmelding.md` 1.8 with DO: whole notes, in any order).
    ///
    /// From the newest note back, as long as fewer than 16 days lie from the end of one to the beginning of the next;
    /// notes that Nav has not approved hold the chain together and count no days.
    pub fn of(mut notes: Vec<Tidligere>) -> Sykefravaer {
        notes.sort_by_key(|note| std::cmp::Reverse(note.tom));
        let mut begins: Option<NaiveDate> = None;
        let chain = notes.into_iter().take_while(|note| {
            let same = begins.is_none_or(|begins| days(note.tom, begins) < SAME_ABSENCE_DAYS);
            begins = Some(begins.map_or(note.fom, |begins| begins.min(note.fom)));
            same
        });
        let counted: Vec<Tidligere> = chain.filter(|note| note.is_ok).collect();
        let fom = counted.iter().map(|note| note.fom).min();
        let tom = counted.iter().map(|note| note.tom).max();
        let (Some(fom), Some(tom)) = (fom, tom) else {
            return Sykefravaer::default();
        };
        Sykefravaer {
            days: days(fom, tom) + 1,
            latest_tom: Some(tom),
            previously_answered: counted.into_iter().flat_map(|note| note.answered).collect(),
        }
    }
}

/// When a group of questions comes.
struct Uke {
    uke: u8,
    /// Earlier days above which they come in any case.
    limit: i64,
    /// The two that come first in the highest week.
    pair: [Sporsmal; 2],
    rest: &'static [Sporsmal],
    /// Answered before, these two end the group.
    done: [Sporsmal; 2],
}

const UKER: [Uke; 3] = [
    Uke {
        uke: 7,
        limit: 49,
        pair: [
            Sporsmal::UtfordringerMedArbeid,
            Sporsmal::MedisinskOppsummering,
        ],
        rest: &[Sporsmal::HensynPaArbeidsplassen],
        done: [
            Sporsmal::UtfordringerMedArbeid,
            Sporsmal::MedisinskOppsummering,
        ],
    },
    Uke {
        uke: 17,
        limit: 119,
        pair: [
            Sporsmal::ArbeidsrelaterteUtfordringer,
            Sporsmal::Sykdomsutvikling,
        ],
        rest: &[
            Sporsmal::BehandlingOgFremtidigArbeid,
            Sporsmal::UavklarteForhold,
        ],
        done: [
            Sporsmal::BehandlingOgFremtidigArbeid,
            Sporsmal::UavklarteForhold,
        ],
    },
    Uke {
        uke: 39,
        limit: 273,
        pair: [
            Sporsmal::RealistiskMestringArbeid,
            Sporsmal::OppdatertMedisinskStatus,
        ],
        rest: &[
            Sporsmal::ForventetHelsetilstandUtvikling,
            Sporsmal::MedisinskeHensyn,
        ],
        done: [
            Sporsmal::ForventetHelsetilstandUtvikling,
            Sporsmal::MedisinskeHensyn,
        ],
    },
];

/// Earlier and new note are one absence when `days(latest tom, first day)` is below this.
const SAME_ABSENCE_DAYS: i64 = 16;

/// The questions that a note is asked, in the order in which they are shown; none for a short absence.
///
/// `fom` and `tom` are the first and last day of all periods of the note, `last` the kind of the period that ends last.
/// Each calendar day of the absence is counted once.
pub fn sporsmal(
    fom: NaiveDate,
    tom: NaiveDate,
    last: Aktivitetstype,
    earlier: &Sykefravaer,
) -> Vec<Sporsmal> {
    let total = match earlier.latest_tom.filter(|_| earlier.days > 0) {
        None => days(fom, tom) + 1,
        Some(latest) if days(latest, fom) < SAME_ABSENCE_DAYS => {
            // The absence runs from its first day to the later of the two ends.
            let begins_before = (days(fom, latest) + 1 - earlier.days).min(0).abs();
            begins_before + days(fom, tom.max(latest)) + 1
        }
        Some(_) => return Vec::new(),
    };
    let active = |uke: &&Uke| {
        let due = earlier.days > uke.limit || total >= uke.limit + 7;
        let answered = |sporsmal| earlier.previously_answered.contains(sporsmal);
        let done = uke.done.iter().all(answered);
        due && !done && (uke.uke != 7 || last == Aktivitetstype::AktivitetIkkeMulig)
    };
    let active: Vec<&Uke> = UKER.iter().filter(active).collect();
    let pair = active.last().map(|highest| highest.pair);
    pair.into_iter()
        .flatten()
        .chain(active.iter().flat_map(|uke| uke.rest.iter().copied()))
        .collect()
}

fn days(from: NaiveDate, to: NaiveDate) -> i64 {
    (to - from).num_days()
}

impl Sporsmal {
    /// All, in the order of Nav's payload.
    pub const ALL: [Sporsmal; 11] = [
        Sporsmal::UtfordringerMedArbeid,
        Sporsmal::MedisinskOppsummering,
        Sporsmal::HensynPaArbeidsplassen,
        Sporsmal::ArbeidsrelaterteUtfordringer,
        Sporsmal::Sykdomsutvikling,
        Sporsmal::BehandlingOgFremtidigArbeid,
        Sporsmal::UavklarteForhold,
        Sporsmal::RealistiskMestringArbeid,
        Sporsmal::OppdatertMedisinskStatus,
        Sporsmal::ForventetHelsetilstandUtvikling,
        Sporsmal::MedisinskeHensyn,
    ];

    /// The week of the absence that it belongs to: 7, 17 or 39.
    pub fn uke(self) -> u8 {
        let group = UKER
            .iter()
            .find(|uke| uke.pair.contains(&self) || uke.rest.contains(&self));
        group.map_or(0, |uke| uke.uke)
    }

    /// Whether it must be answered when it is asked.
    pub fn is_required(self) -> bool {
        self != Sporsmal::HensynPaArbeidsplassen
    }

    /// The key of Nav's payload.
    pub fn key(self) -> &'static str {
        self.row().0
    }

    /// The question of a key of the payload.
    pub fn from_key(key: &str) -> Option<Sporsmal> {
        Sporsmal::ALL.into_iter().find(|own| own.key() == key)
    }

    /// The question as it is asked and as it is sent. Part of the contract with Nav, so there is no nynorsk.
    pub fn label(self) -> &'static str {
        self.row().1
    }

    fn row(self) -> (&'static str, &'static str) {
        match self {
            Sporsmal::UtfordringerMedArbeid => (
                "utfordringerMedArbeid",
                "Hva er den viktigste medisinske grunnen til at pasienten ikke kan være i arbeidsrelatert aktivitet eller gradert arbeid nå?",
            ),
            Sporsmal::MedisinskOppsummering => (
                "medisinskOppsummering",
                "Gi en kort medisinsk oppsummering relevant for sykefraværet (hovedsymptomer og relevante funn, samt behandling/plan)",
            ),
            Sporsmal::HensynPaArbeidsplassen => (
                "hensynPaArbeidsplassen",
                "Hvis arbeidsrelatert aktivitet skal prøves: er det medisinske hensyn eller begrensninger som bør legges til grunn? (ikke obligatorisk)",
            ),
            Sporsmal::ArbeidsrelaterteUtfordringer => (
                "arbeidsrelaterteUtfordringer",
                "Beskriv kort hvilke utfordringer helsetilstanden gir for arbeidsdeltakelse nå. Oppgi også kort hva pasienten likevel kan mestre",
            ),
            Sporsmal::Sykdomsutvikling => (
                "sykdomsutvikling",
                "Gi en kort oppdatering på sykdomsutviklingen siden uke 7, med vekt på endringer i symptomer og funn som er relevante for det videre sykefraværet",
            ),
            Sporsmal::BehandlingOgFremtidigArbeid => (
                "behandlingOgFremtidigArbeid",
                "Beskriv pågående og planlagt utredning/behandling, og om dette forventes å påvirke muligheten for økt arbeidsdeltakelse fremover",
            ),
            Sporsmal::UavklarteForhold => (
                "uavklarteForhold",
                "Er det forhold som fortsatt er uavklarte eller hindrer videre arbeidsdeltakelse, som Nav bør være kjent med i sin oppfølging?",
            ),
            Sporsmal::RealistiskMestringArbeid => (
                "realistiskMestringArbeid",
                "Hva kan pasienten realistisk sett mestre av arbeidsdeltakelse nå, og hvilke helserelaterte forhold begrenser dette?",
            ),
            Sporsmal::OppdatertMedisinskStatus => (
                "oppdatertMedisinskStatus",
                "Gi en kort oppdatering på sykdomsutviklingen siden uke 17, med vekt på endringer i symptomer og funn som er relevante for det videre sykefraværet",
            ),
            Sporsmal::ForventetHelsetilstandUtvikling => (
                "forventetHelsetilstandUtvikling",
                "Hvordan forventes helsetilstanden å utvikle seg de neste 3-6 månedene med tanke på mulighet for økt arbeidsdeltakelse?",
            ),
            Sporsmal::MedisinskeHensyn => (
                "medisinskeHensyn",
                "Er det medisinske hensyn eller avklaringsbehov Nav bør kjenne til i videre oppfølging?",
            ),
        }
    }
}

#[cfg(test)]
#[path = "utdypende_tests.rs"]
mod tests;

//! What registers know: the patient's date of birth, the practitioner's authorisations, the office.

use chrono::NaiveDate;

/// Values that only the gateway and Nav can look up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registre {
    /// The practitioner in HPR; `None` when not found there.
    pub behandler: Option<Behandler>,
    /// Organisation number of the office, as given.
    pub orgnummer: Option<String>,
    /// Identity number of the patient.
    pub pasient: String,
    /// Identity number of the sender; `None` when not known.
    pub avsender: Option<String>,
    /// From the population register, never from the identity number.
    pub fodselsdato: Option<NaiveDate>,
}

/// A practitioner in HPR.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Behandler {
    /// Identity number; `None` when not known.
    pub fnr: Option<String>,
    /// May not write sick notes for now.
    pub suspendert: bool,
    /// Approvals; `None` when HPR does not know the practitioner.
    pub godkjenninger: Option<Vec<Godkjenning>>,
}

/// A value of one of HPR's code lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdi {
    /// Whether it holds now.
    pub aktiv: bool,
    /// The code list.
    pub oid: i64,
    /// The value.
    pub verdi: String,
}

/// An approval.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Godkjenning {
    /// What kind of authorisation (list 7704).
    pub autorisasjon: Verdi,
    /// As which profession (list 9060).
    pub kategori: Verdi,
    /// Further competence, as given.
    pub tillegg: Vec<Tilleggskompetanse>,
}

/// Further competence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tilleggskompetanse {
    /// Whether it was ended: an end status stands there.
    pub avsluttet: bool,
    /// First day; `None` when none is given.
    pub fra: Option<NaiveDate>,
    /// Last day; `None` when it is open.
    pub til: Option<NaiveDate>,
    /// What kind (list 7702).
    pub slag: Verdi,
}

const AUTORISASJON: i64 = 7704;
const TILLEGG: i64 = 7702;

impl Behandler {
    /// Some approval with an active authorisation.
    pub(crate) fn is_gyldig(&self) -> bool {
        self.all().any(|one| one.autorisasjon.aktiv)
    }

    /// Some active authorisation of a kind that lets its holder write sick notes.
    pub(crate) fn has_autorisasjon(&self) -> bool {
        self.all().any(|one| {
            let kind = &one.autorisasjon;
            kind.aktiv
                && kind.oid == AUTORISASJON
                && ["1", "17", "4", "2", "14", "18"].contains(&kind.verdi.as_str())
        })
    }

    /// One and the same approval is active and of this profession.
    pub(crate) fn is_kategori(&self, kategori: &str) -> bool {
        self.all().any(|one| {
            one.kategori.aktiv && one.kategori.verdi == kategori && one.autorisasjon.aktiv
        })
    }

    /// An approval of this profession with the further competence to write sick notes on that day.
    pub(crate) fn has_tillegg(&self, kategori: &str, day: NaiveDate) -> bool {
        let of_kind = self.all().filter(|one| one.kategori.verdi == kategori);
        let mut all = of_kind.flat_map(|one| &one.tillegg);
        all.any(|tillegg| {
            !tillegg.avsluttet
                && tillegg.slag.aktiv
                && tillegg.slag.oid == TILLEGG
                && tillegg.slag.verdi == "1"
                && tillegg.fra.is_some_and(|fra| fra <= day)
                && tillegg.til.is_none_or(|til| til >= day)
        })
    }

    fn all(&self) -> impl Iterator<Item = &Godkjenning> {
        self.godkjenninger.iter().flatten()
    }
}

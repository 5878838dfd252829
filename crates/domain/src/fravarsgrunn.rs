//! Other legal grounds for absence than illness (folketrygdloven § 8-4 third ledd).

use serde::{Deserialize, Serialize};

use crate::Sprak;

/// A ground, spelt as on the wire (`sykmelding.md` 1.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Fravarsgrunn {
    /// Letter a.
    GodkjentHelseinstitusjon,
    /// Letter b.
    BehandlingForhindrerArbeid,
    /// Letter d.
    MottarTilskuddGrunnetHelsetilstand,
    /// Letter c.
    ArbeidsrettetTiltak,
    /// Letter e; spelt so by Nav.
    NodvendigKontrollundenrsokelse,
    /// Letter f.
    Smittefare,
    /// Letter g.
    Abort,
    /// Letter h.
    UforGrunnetBarnloshet,
    /// Letter i.
    Donor,
    /// Letter j.
    BehandlingSterilisering,
}

impl Fravarsgrunn {
    /// All, in the order in which they are offered.
    pub const ALL: [Fravarsgrunn; 10] = [
        Fravarsgrunn::GodkjentHelseinstitusjon,
        Fravarsgrunn::BehandlingForhindrerArbeid,
        Fravarsgrunn::MottarTilskuddGrunnetHelsetilstand,
        Fravarsgrunn::ArbeidsrettetTiltak,
        Fravarsgrunn::NodvendigKontrollundenrsokelse,
        Fravarsgrunn::Smittefare,
        Fravarsgrunn::Abort,
        Fravarsgrunn::UforGrunnetBarnloshet,
        Fravarsgrunn::Donor,
        Fravarsgrunn::BehandlingSterilisering,
    ];

    /// The spelling of Nav's API and of the Questionnaire.
    pub fn wire(self) -> &'static str {
        self.row().0
    }

    /// The ground of a spelling; `None` for one that this version does not know.
    pub fn from_wire(wire: &str) -> Option<Fravarsgrunn> {
        Fravarsgrunn::ALL.into_iter().find(|own| own.wire() == wire)
    }

    /// What it is called on screen and paper.
    pub fn text(self, sprak: Sprak) -> &'static str {
        let (_, nb, nn) = self.row();
        sprak.pick(nb, nn)
    }

    fn row(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Fravarsgrunn::GodkjentHelseinstitusjon => (
                "GODKJENT_HELSEINSTITUSJON",
                "Innlagt i godkjent helseinstitusjon",
                "Innlagd i godkjend helseinstitusjon",
            ),
            Fravarsgrunn::BehandlingForhindrerArbeid => (
                "BEHANDLING_FORHINDRER_ARBEID",
                "Under behandling som krever fravær (gjelder ikke enkeltstående behandlingsdager)",
                "Under behandling som krev fråvær (gjeld ikkje enkeltståande behandlingsdagar)",
            ),
            Fravarsgrunn::MottarTilskuddGrunnetHelsetilstand => (
                "MOTTAR_TILSKUDD_GRUNNET_HELSETILSTAND",
                "Får tilskudd til opplæringstiltak på grunn av sykdom, skade eller lyte",
                "Får tilskot til opplæringstiltak på grunn av sjukdom, skade eller lyte",
            ),
            Fravarsgrunn::ArbeidsrettetTiltak => (
                "ARBEIDSRETTET_TILTAK",
                "Deltar på arbeidsrettet tiltak",
                "Deltek på arbeidsretta tiltak",
            ),
            Fravarsgrunn::NodvendigKontrollundenrsokelse => (
                "NODVENDIG_KONTROLLUNDENRSOKELSE",
                "Nødvendig kontrollundersøkelse med minst 24 timers fravær",
                "Naudsynt kontrollundersøking med minst 24 timars fråvær",
            ),
            Fravarsgrunn::Smittefare => (
                "SMITTEFARE",
                "Har forbud mot arbeid på grunn av smittefare",
                "Har forbod mot arbeid på grunn av smittefare",
            ),
            Fravarsgrunn::Abort => (
                "ABORT",
                "Arbeidsufør etter svangerskapsavbrudd",
                "Arbeidsufør etter svangerskapsavbrot",
            ),
            Fravarsgrunn::UforGrunnetBarnloshet => (
                "UFOR_GRUNNET_BARNLOSHET",
                "Arbeidsufør på grunn av behandling for barnløshet",
                "Arbeidsufør på grunn av behandling for barnløyse",
            ),
            Fravarsgrunn::Donor => (
                "DONOR",
                "Donor eller vurderes som donor",
                "Donor eller blir vurdert som donor",
            ),
            Fravarsgrunn::BehandlingSterilisering => (
                "BEHANDLING_STERILISERING",
                "Arbeidsufør på grunn av sterilisering",
                "Arbeidsufør på grunn av sterilisering",
            ),
        }
    }
}

//! PERIODER (`sykmelding.md` 3.5); no legal reference.

use crate::Node::{self, Ask, Stop};
use crate::{Regel, Utfall};

const OK: Node = Stop(Utfall::ok(None));

const fn invalid(name: &'static str) -> Node {
    Stop(Utfall::invalid(name, None))
}

pub(super) const ROOT: Node = Ask {
    rule: Regel::PerioderMangler,
    yes: &invalid("PERIODER_MANGLER"),
    no: &Ask {
        rule: Regel::FradatoEtterTildato,
        yes: &invalid("FRADATO_ETTER_TILDATO"),
        no: &Ask {
            rule: Regel::OverlappendePerioder,
            yes: &invalid("OVERLAPPENDE_PERIODER"),
            no: &Ask {
                rule: Regel::OppholdMellomPerioder,
                yes: &invalid("OPPHOLD_MELLOM_PERIODER"),
                no: &Ask {
                    rule: Regel::IkkeDefinertPeriode,
                    yes: &invalid("IKKE_DEFINERT_PERIODE"),
                    no: &Ask {
                        rule: Regel::BehandlingsdatoEtterMottattdato,
                        yes: &invalid("BEHANDLINGSDATO_ETTER_MOTTATTDATO"),
                        no: &AVVENTENDE,
                    },
                },
            },
        },
    },
};

const AVVENTENDE: Node = Ask {
    rule: Regel::AvventendeKombinert,
    yes: &invalid("AVVENTENDE_SYKMELDING_KOMBINERT"),
    no: &Ask {
        rule: Regel::ManglendeInnspill,
        yes: &invalid("MANGLENDE_INNSPILL_TIL_ARBEIDSGIVER"),
        no: &Ask {
            rule: Regel::AvventendeOver16Dager,
            yes: &invalid("AVVENTENDE_SYKMELDING_OVER_16_DAGER"),
            no: &VERDIER,
        },
    },
};

const VERDIER: Node = Ask {
    rule: Regel::ForMangeBehandlingsdager,
    yes: &invalid("FOR_MANGE_BEHANDLINGSDAGER_PER_UKE"),
    no: &Ask {
        rule: Regel::GradertOver99,
        yes: &invalid("GRADERT_SYKMELDING_OVER_99_PROSENT"),
        no: &Ask {
            rule: Regel::Gradert0,
            yes: &invalid("GRADERT_SYKMELDING_0_PROSENT"),
            no: &Ask {
                rule: Regel::MedBehandlingsdager,
                yes: &Stop(Utfall::manual("SYKMELDING_MED_BEHANDLINGSDAGER", None)),
                no: &OK,
            },
        },
    },
};

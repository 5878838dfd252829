//! VALIDERING (`sykmelding.md` 3.4); no legal reference.

use crate::Node::{self, Ask, Stop};
use crate::{Regel, Utfall};

const fn invalid(name: &'static str) -> Node {
    Stop(Utfall::invalid(name, None))
}

pub(super) const ROOT: Node = Ask {
    rule: Regel::UgyldigOrgnrLengde,
    yes: &invalid("UGYLDIG_ORGNR_LENGDE"),
    no: &Ask {
        rule: Regel::Papirsykmelding,
        yes: &Stop(Utfall::ok(None)),
        no: &Ask {
            rule: Regel::UgyldigRegelsettversjon,
            yes: &invalid("UGYLDIG_REGELSETTVERSJON"),
            no: &Ask {
                rule: Regel::ManglendeDynamiskeSporsmal,
                yes: &invalid("MANGLENDE_DYNAMISKE_SPOERSMAL_VERSJON2_UKE_39"),
                no: &Ask {
                    rule: Regel::AvsenderErPasient,
                    yes: &invalid("AVSENDER_FNR_ER_SAMME_SOM_PASIENT_FNR"),
                    no: &Ask {
                        rule: Regel::BehandlerErPasient,
                        yes: &invalid("BEHANDLER_FNR_ER_SAMME_SOM_PASIENT_FNR"),
                        no: &Stop(Utfall::ok(None)),
                    },
                },
            },
        },
    },
};

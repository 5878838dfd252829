//! TILBAKEDATERING (`sykmelding.md` 3.9); folketrygdloven § 8-7, each outcome with its own ledd and punktum.

use crate::Node::{self, Ask, Stop};
use crate::{Paragraf, Regel, Utfall};

const FIRST: Option<Paragraf> = Some(Paragraf::Ftrl8_7Ledd1Punktum1);
const SECOND: Option<Paragraf> = Some(Paragraf::Ftrl8_7Ledd2Punktum2);
const WHOLE: Option<Paragraf> = Some(Paragraf::Ftrl8_7);

const OK_FIRST: Node = Stop(Utfall::ok(FIRST));
const OK_SECOND: Node = Stop(Utfall::ok(SECOND));

pub(super) const ROOT: Node = Ask {
    rule: Regel::Tilbakedatering,
    no: &OK_FIRST,
    yes: &Ask {
        rule: Regel::Spesialisthelsetjenesten,
        yes: &OK_FIRST,
        no: &Ask {
            rule: Regel::Ettersending,
            yes: &OK_FIRST,
            no: &Ask {
                rule: Regel::TilbakedatertInntil4Dager,
                yes: &OK_SECOND,
                no: &Ask {
                    rule: Regel::TilbakedatertInntil8Dager,
                    yes: &UP_TO_8_DAYS,
                    no: &Ask {
                        rule: Regel::TilbakedatertMindreEnn1Maaned,
                        yes: &UP_TO_A_MONTH,
                        no: &OVER_A_MONTH,
                    },
                },
            },
        },
    },
};

const UP_TO_8_DAYS: Node = Ask {
    rule: Regel::BegrunnelseMin1Ord,
    yes: &OK_SECOND,
    no: &Ask {
        rule: Regel::Forlengelse,
        yes: &OK_FIRST,
        no: &Stop(Utfall::invalid("INNTIL_8_DAGER", FIRST)),
    },
};

const UP_TO_A_MONTH: Node = Ask {
    rule: Regel::BegrunnelseMin1Ord,
    no: &Stop(Utfall::invalid("MINDRE_ENN_1_MAANED", FIRST)),
    yes: &Ask {
        rule: Regel::Forlengelse,
        yes: &OK_FIRST,
        no: &Ask {
            rule: Regel::Arbeidsgiverperiode,
            yes: &OK_SECOND,
            no: &Stop(Utfall::manual("MINDRE_ENN_1_MAANED_MED_BEGRUNNELSE", WHOLE)),
        },
    },
};

const OVER_A_MONTH: Node = Ask {
    rule: Regel::BegrunnelseMin3Ord,
    yes: &Stop(Utfall::manual("OVER_1_MND_MED_BEGRUNNELSE", WHOLE)),
    no: &Stop(Utfall::invalid("OVER_1_MND", WHOLE)),
};

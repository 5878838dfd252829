//! HPR (`sykmelding.md` 3.6); folketrygdloven § 8-7 first ledd for every outcome.

use crate::Node::{self, Ask, Stop};
use crate::{Paragraf, Regel, Utfall};

const LOV: Option<Paragraf> = Some(Paragraf::Ftrl8_7Ledd1);
const OK: Node = Stop(Utfall::ok(LOV));

const fn invalid(name: &'static str) -> Node {
    Stop(Utfall::invalid(name, LOV))
}

pub(super) const ROOT: Node = Ask {
    rule: Regel::BehandlerFinnesIHpr,
    no: &invalid("BEHANDLER_IKKE_I_HPR"),
    yes: &Ask {
        rule: Regel::BehandlerGyldigIHpr,
        no: &invalid("BEHANDLER_IKKE_GYLDIG_I_HPR"),
        yes: &Ask {
            rule: Regel::BehandlerHarAutorisasjon,
            no: &invalid("BEHANDLER_MANGLER_AUTORISASJON_I_HPR"),
            yes: &Ask {
                rule: Regel::BehandlerErLege,
                yes: &OK,
                no: &Ask {
                    rule: Regel::BehandlerErTannlege,
                    yes: &OK,
                    no: &Ask {
                        rule: Regel::BehandlerErManuellterapeut,
                        yes: &TWELVE_WEEKS,
                        no: &Ask {
                            rule: Regel::BehandlerErFysioterapeut,
                            yes: &TWELVE_WEEKS,
                            no: &Ask {
                                rule: Regel::BehandlerErKiropraktor,
                                yes: &TWELVE_WEEKS,
                                no: &invalid("BEHANDLER_IKKE_LE_KI_MT_TL_FT_I_HPR"),
                            },
                        },
                    },
                },
            },
        },
    },
};

const TWELVE_WEEKS: Node = Ask {
    rule: Regel::SykefravarOver12Uker,
    yes: &invalid("BEHANDLER_MT_FT_KI_OVER_12_UKER"),
    no: &OK,
};

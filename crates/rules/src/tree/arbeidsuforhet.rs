//! ARBEIDSUFORHET (`sykmelding.md` 3.7); folketrygdloven § 8-4 first ledd for every outcome.

use crate::Node::{self, Ask, Stop};
use crate::{Paragraf, Regel, Utfall};

const LOV: Option<Paragraf> = Some(Paragraf::Ftrl8_4Ledd1);

const fn invalid(name: &'static str) -> Node {
    Stop(Utfall::invalid(name, LOV))
}

pub(super) const ROOT: Node = Ask {
    rule: Regel::HoveddiagnoseMangler,
    yes: &Ask {
        rule: Regel::FravaersgrunnMangler,
        yes: &invalid("FRAVAERSGRUNN_MANGLER"),
        no: &BIDIAGNOSER,
    },
    no: &Ask {
        rule: Regel::UgyldigKodeverkForHoveddiagnose,
        yes: &invalid("UGYLDIG_KODEVERK_FOR_HOVEDDIAGNOSE"),
        no: &Ask {
            rule: Regel::Icpc2ZDiagnose,
            yes: &invalid("ICPC_2_Z_DIAGNOSE"),
            no: &BIDIAGNOSER,
        },
    },
};

const BIDIAGNOSER: Node = Ask {
    rule: Regel::UgyldigKodeverkForBidiagnose,
    yes: &invalid("UGYLDIG_KODEVERK_FOR_BIDIAGNOSE"),
    no: &Stop(Utfall::ok(LOV)),
};

//! UNDER_13 (`sykmelding.md` 3.8); folketrygdloven § 8-3 first ledd for every outcome.

use crate::Node::{self, Ask, Stop};
use crate::{Paragraf, Regel, Utfall};

const LOV: Option<Paragraf> = Some(Paragraf::Ftrl8_3Ledd1);

pub(super) const ROOT: Node = Ask {
    rule: Regel::PasientYngreEnn13,
    yes: &Stop(Utfall::invalid("PASIENT_YNGRE_ENN_13", LOV)),
    no: &Stop(Utfall::ok(LOV)),
};

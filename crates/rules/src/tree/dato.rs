//! DATO (`sykmelding.md` 3.8); no legal reference.

use crate::Node::{self, Ask, Stop};
use crate::{Regel, Utfall};

const fn invalid(name: &'static str) -> Node {
    Stop(Utfall::invalid(name, None))
}

pub(super) const ROOT: Node = Ask {
    rule: Regel::Fremdatert,
    yes: &invalid("FREMDATERT"),
    no: &Ask {
        rule: Regel::TilbakedatertMerEnn3Ar,
        yes: &invalid("TILBAKEDATERT_MER_ENN_3_AR"),
        no: &Ask {
            rule: Regel::TotalVarighetOverEttAar,
            yes: &invalid("TOTAL_VARIGHET_OVER_ETT_AAR"),
            no: &Stop(Utfall::ok(None)),
        },
    },
};

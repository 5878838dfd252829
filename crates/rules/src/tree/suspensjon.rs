//! SUSPENSJON (`sykmelding.md` 3.3); no legal reference.

use crate::Node::{self, Ask, Stop};
use crate::{Regel, Utfall};

pub(super) const ROOT: Node = Ask {
    rule: Regel::BehandlerSuspendert,
    yes: &Stop(Utfall::invalid("BEHANDLER_SUSPENDERT", None)),
    no: &Stop(Utfall::ok(None)),
};

//! Questions about when a note starts and how long it lasts (`sykmelding.md` 3.8). Without a period all answer no.

use chrono::{Days, Months};

use crate::Input;

/// 1. 30 days after signing is let through.
pub(super) fn fremdatert(input: &Input<'_>) -> bool {
    let limit = input.signert.date().checked_add_days(Days::new(30));
    matches!((input.fom(), limit), (Some(fom), Some(limit)) if fom > limit)
}

/// 2. Counted from the wall clock, not from the time of signing; exactly three years is let through.
pub(super) fn tilbakedatert_mer_enn_3_ar(input: &Input<'_>) -> bool {
    let limit = input.today.checked_sub_months(Months::new(36));
    matches!((input.fom(), limit), (Some(fom), Some(limit)) if fom < limit)
}

/// 3. As the rule is written: 366 calendar days pass.
pub(super) fn total_varighet_over_ett_aar(input: &Input<'_>) -> bool {
    matches!((input.fom(), input.tom()), (Some(fom), Some(tom)) if (tom - fom).num_days() > 365)
}

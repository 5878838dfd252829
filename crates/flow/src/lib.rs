//! The path of a note: launch, context, prefill, form, rules, submit, journal, receipt.

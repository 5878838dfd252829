//! Step receipt: what the clinician sees and can print.

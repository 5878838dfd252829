//! Ids of the fields on the page, for labels, focus and the list of errors.

use domain::Felt;

/// The buttons below the form.
pub const BUTTONS: &str = "knapper";

/// The id of a field's input.
pub fn felt_id(felt: Felt) -> String {
    match felt {
        Felt::Perioder => "perioder".to_owned(),
        Felt::Fom(row) => format!("fom-{row}"),
        Felt::Tom(row) => format!("tom-{row}"),
        Felt::Grad(row) => format!("grad-{row}"),
        Felt::Hoveddiagnose => "hoveddiagnose".to_owned(),
        Felt::Bidiagnose(row) => format!("bidiagnose-{row}"),
        Felt::MeldingTilNav => "melding-nav".to_owned(),
        Felt::MeldingTilArbeidsgiver => "melding-arbeidsgiver".to_owned(),
    }
}

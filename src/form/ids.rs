//! Ids of the fields on the page, for labels, focus and the list of errors.

use domain::Felt;

/// The buttons below the form.
pub const BUTTONS: &str = "knapper";

/// The id of a field's input.
pub fn felt_id(felt: Felt) -> String {
    match felt {
        Felt::Arbeidsgiver => "arbeidsgiver".to_owned(),
        Felt::Perioder => "perioder".to_owned(),
        Felt::Fom(row) => format!("fom-{row}"),
        Felt::Tom(row) => format!("tom-{row}"),
        Felt::Grad(row) => format!("grad-{row}"),
        Felt::Arsaker(row) => format!("arsaker-{row}"),
        Felt::AnnenArsak(row) => format!("annen-arsak-{row}"),
        Felt::Innspill(row) => format!("innspill-{row}"),
        Felt::Kontaktdato => "kontaktdato".to_owned(),
        Felt::Tilbakedateringsgrunn => "tilbakedateringsgrunn".to_owned(),
        Felt::AnnenTilbakedateringsgrunn => "annen-tilbakedateringsgrunn".to_owned(),
        Felt::AnnenFravarsgrunn => "fravarsgrunn".to_owned(),
        Felt::Utdypende(sporsmal) => sporsmal.key().to_owned(),
        Felt::Skadedato => "skadedato".to_owned(),
        Felt::Hoveddiagnose => "hoveddiagnose".to_owned(),
        Felt::Bidiagnose(row) => format!("bidiagnose-{row}"),
        Felt::MeldingTilNav => "melding-nav".to_owned(),
        Felt::MeldingTilArbeidsgiver => "melding-arbeidsgiver".to_owned(),
    }
}

//! Questions about the diagnoses (`sykmelding.md` 3.7).

use domain::Kodeverk;

use crate::{Input, Kode};

/// 1.
pub(super) fn hoveddiagnose_mangler(input: &Input<'_>) -> bool {
    input.hoveddiagnose.is_none()
}

/// 2.
pub(super) fn fravaersgrunn_mangler(input: &Input<'_>) -> bool {
    match &input.annen_fravarsarsak {
        None => true,
        Some(arsak) => {
            arsak.grunn.is_empty()
                && arsak
                    .beskrivelse
                    .as_deref()
                    .unwrap_or_default()
                    .trim()
                    .is_empty()
        }
    }
}

/// 3.
pub(super) fn ugyldig_hoveddiagnose(input: &Input<'_>) -> bool {
    input
        .hoveddiagnose
        .as_ref()
        .is_some_and(|kode| !gyldig(input, kode))
}

/// 4. ICPC-2B has the letters of its parent.
pub(super) fn icpc_2_z_diagnose(input: &Input<'_>) -> bool {
    input.hoveddiagnose.as_ref().is_some_and(|kode| {
        matches!(kode.kodeverk(), Some(Kodeverk::Icpc2 | Kodeverk::Icpc2b))
            && kode.kode.starts_with('Z')
    })
}

/// 5.
pub(super) fn ugyldig_bidiagnose(input: &Input<'_>) -> bool {
    input.bidiagnoser.iter().any(|kode| !gyldig(input, kode))
}

fn gyldig(input: &Input<'_>, kode: &Kode) -> bool {
    kode.kodeverk()
        .is_some_and(|kodeverk| (input.kode_finnes)(kodeverk, &kode.kode))
}

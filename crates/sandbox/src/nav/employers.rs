//! The register of employment (AAREG), which sykmelding.md 1.4 lets the clinician choose from.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::http::{guarded, text};
use super::registers;
use crate::faults::Caller;
use crate::people::number;
use crate::world::Shared;

/// First eight digits of the organisation number, and the name. The ninth is computed.
type Employer = (&'static str, &'static str);

/// Patients with employers; the others have none. Several, one, and none are three different screens.
const EMPLOYED: [(&str, &[Employer]); 4] = [
    (
        "kari",
        &[
            ("91000000", "Prøvebruket AS"),
            ("91000001", "Testbakeriet Ærlig og Sønn"),
            (
                "91000003",
                "Oppdiktet kommune, avdeling for svært lange navn i registeret",
            ),
        ],
    ),
    ("ola", &[("91000000", "Prøvebruket AS")]),
    (
        "historie",
        &[
            ("91000000", "Prøvebruket AS"),
            ("91000001", "Testbakeriet Ærlig og Sønn"),
        ],
    ),
    ("varianter", &[("91000001", "Testbakeriet Ærlig og Sønn")]),
];

/// `GET /nav/registers/arbeidsforhold` with the identity number in the header `Ident`, never in the address.
pub async fn arbeidsforhold(State(sandbox): State<Shared>, headers: HeaderMap) -> Response {
    let patient = registers::patient(text(&headers, "ident")).map(|patient| patient.id);
    let caller = Caller {
        patient,
        ..Caller::default()
    };
    guarded(&sandbox, &headers, "nav.arbeidsforhold", caller, |_| {
        let employers: Vec<Value> = EMPLOYED
            .iter()
            .filter(|(id, _)| Some(*id) == patient)
            .flat_map(|(_, employers)| employers.iter())
            .map(|(eight, name)| json!({ "orgnummer": number::organisation_number(eight), "navn": name }))
            .collect();
        Json(json!({ "arbeidsgivere": employers })).into_response()
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_employer_has_a_valid_number() {
        for (_, employers) in EMPLOYED {
            for (eight, name) in employers {
                assert!(number::organisation_number(eight).is_some(), "{name}");
            }
        }
    }
}

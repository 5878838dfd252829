//! Whose a draft or a form is.

use contract::Context;

use crate::session::Authenticated;
use crate::state::AppState;
use crate::store::Sealer;

/// A clinician together with a patient at an EPJ. Drafts and forms belong to all three (`sykmelding.md` 2.5), and every
/// operation compares.
///
/// What stands in the database is a keyed fingerprint; no column holds an identity number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// Key of the issuer record.
    pub issuer: String,
    /// HPR number of the clinician.
    pub hpr: String,
    /// Fingerprint of issuer, HPR number, `Patient.id` and identity number.
    pub key: [u8; 32],
    /// Fingerprint of the identity number: the pseudonym of the patient in the audit.
    pub patient: [u8; 32],
}

impl Owner {
    /// The owner of everything that is made in this session.
    pub fn of(state: &AppState, session: &Authenticated) -> Owner {
        Owner::new(state.store.sealer(), &session.issuer, &session.context)
    }

    /// The owner of everything that is made in a session of this issuer with this context.
    pub fn new(sealer: &Sealer, issuer: &str, context: &Context) -> Owner {
        let ident = context.patient.ident.as_bytes();
        let parts = [
            issuer.as_bytes(),
            context.practitioner.hpr.as_bytes(),
            context.patient.id.as_bytes(),
            ident,
        ];
        Owner {
            issuer: issuer.to_owned(),
            hpr: context.practitioner.hpr.clone(),
            key: sealer.fingerprint("owner", &parts),
            patient: sealer.fingerprint("patient", &[ident]),
        }
    }
}

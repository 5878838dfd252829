//! The switches. The list is the documentation: `GET /faults` prints it.

use serde::{Deserialize, Serialize};

/// What goes wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Fault {
    // Everywhere.
    Status(u16),
    DelayMs(u64),
    Drop,
    MalformedJson,
    Empty,
    Html,
    NoCors,
    // FHIR reads.
    WrongPatient,
    OutcomeInOk,
    ReadBackDiffers,
    // Writes.
    EmptyOk,
    PretendStored,
    StoreAndDrop,
    StoreAndFail,
    OtherId,
    // Discovery and authorize.
    NoS256,
    AccessDenied,
    InvalidScope,
    WrongState,
    NoState,
    WrongIss,
    ReadOnly,
    // Token.
    ExpiredCode,
    NoPatient,
    NoEncounter,
    EncounterOfOtherPatient,
    NoAccessToken,
    ShortLived,
    NoIdToken,
    WrongIssuer,
    WrongAudience,
    WrongNonce,
    NoNonce,
    WrongKey,
    UnknownKid,
    NoKid,
    ExpiredIdToken,
    NoFhirUser,
    FhirUserElsewhere,
    // Nav.
    DiskFull,
    UnknownPatient,
    UnknownPractitioner,
    Suspended,
    Pending,
    Invalid,
}

/// A line of the list.
#[derive(Debug, Serialize)]
pub struct Switch {
    /// Its name on the wire.
    pub name: &'static str,
    /// The value of `fault` as it is posted.
    pub example: &'static str,
    /// Where it works; a family covers all its places.
    #[serde(rename = "worksIn")]
    pub works_in: &'static [&'static str],
    /// What it does.
    pub does: &'static str,
}

const EVERYWHERE: &[&str] = &["fhir", "auth", "nav"];
const READS: &[&str] = &["fhir.{type}.read", "fhir.{type}.search"];
const WRITES: &[&str] = &[
    "fhir.{type}.write",
    "fhir.{type}.create",
    "fhir.{type}.update",
    "nav.create",
];
const FHIR_WRITES: &[&str] = &[
    "fhir.{type}.write",
    "fhir.{type}.create",
    "fhir.{type}.update",
];
const AUTHORIZE: &[&str] = &["auth.authorize"];
const TOKEN: &[&str] = &["auth.token"];
const TOKENS: &[&str] = &["auth.token", "auth.refresh"];
const NOTES: &[&str] = &["nav.create", "nav.verify"];
const JUDGED: &[&str] = &["nav.create", "nav.verify", "nav.behandler"];

macro_rules! switches {
    ($($pattern:pat => $name:literal, $example:literal, $works_in:expr, $does:literal;)+) => {
        /// Every switch with its sentence.
        pub const SWITCHES: &[Switch] = &[
            $(Switch { name: $name, example: $example, works_in: $works_in, does: $does },)+
        ];

        impl Fault {
            /// The line of the list that describes this fault.
            pub fn switch(&self) -> &'static Switch {
                match self {
                    $($pattern => &Switch { name: $name, example: $example, works_in: $works_in, does: $does },)+
                }
            }
        }
    };
}

switches! {
    Fault::Status(_) => "status", r#"{"status":503}"#, EVERYWHERE,
        "Answers with this HTTP status and an error in the dialect of the place; nothing is done.";
    Fault::DelayMs(_) => "delayMs", r#"{"delayMs":3000}"#, EVERYWHERE,
        "Waits so many milliseconds before anything happens; combines with other switches.";
    Fault::Drop => "drop", r#""drop""#, EVERYWHERE,
        "Cuts the connection without an answer; nothing is done.";
    Fault::MalformedJson => "malformedJson", r#""malformedJson""#, EVERYWHERE,
        "Does the work and answers with half of the JSON.";
    Fault::Empty => "empty", r#""empty""#, EVERYWHERE,
        "Does the work and answers with the right status and no body.";
    Fault::Html => "html", r#""html""#, EVERYWHERE,
        "Answers 200 with an HTML page, as a proxy does that wants a login; nothing is done.";
    Fault::NoCors => "noCors", r#""noCors""#, &["fhir", "auth"],
        "Does the work and leaves the CORS headers out of the answer.";
    Fault::WrongPatient => "wrongPatient", r#""wrongPatient""#, READS,
        "Answers with a resource of another patient, or with one more in the search result.";
    Fault::OutcomeInOk => "outcomeInOk", r#""outcomeInOk""#, &["fhir"],
        "Answers 200 with an OperationOutcome of severity error; nothing is done.";
    Fault::ReadBackDiffers => "readBackDiffers", r#""readBackDiffers""#, &["fhir.{type}.read"],
        "Reads back other content than was stored (attachment, description, hash).";
    Fault::EmptyOk => "emptyOk", r#""emptyOk""#, WRITES,
        "Answers 200 without a body and stores nothing.";
    Fault::PretendStored => "pretendStored", r#""pretendStored""#, FHIR_WRITES,
        "Answers 201 with the resource that was sent and stores nothing.";
    Fault::StoreAndDrop => "storeAndDrop", r#""storeAndDrop""#, WRITES,
        "Stores, then cuts the connection without an answer.";
    Fault::StoreAndFail => "storeAndFail", r#""storeAndFail""#, WRITES,
        "Stores, then answers 500.";
    Fault::OtherId => "otherId", r#""otherId""#, FHIR_WRITES,
        "Stores under another id than the one that was sent, and says so in the answer.";
    Fault::NoS256 => "noS256", r#""noS256""#, &["auth.discovery"],
        "Offers only the PKCE method plain.";
    Fault::AccessDenied => "accessDenied", r#""accessDenied""#, AUTHORIZE,
        "Sends the browser back with error=access_denied.";
    Fault::InvalidScope => "invalidScope", r#""invalidScope""#, AUTHORIZE,
        "Sends the browser back with error=invalid_scope.";
    Fault::WrongState => "wrongState", r#""wrongState""#, AUTHORIZE,
        "Sends the browser back with a state that nobody made.";
    Fault::NoState => "noState", r#""noState""#, AUTHORIZE,
        "Leaves state out of the answer.";
    Fault::WrongIss => "wrongIss", r#""wrongIss""#, AUTHORIZE,
        "Names another authorization server in iss (RFC 9207).";
    Fault::ReadOnly => "readOnly", r#""readOnly""#, AUTHORIZE,
        "Grants no right to write.";
    Fault::ExpiredCode => "expiredCode", r#""expiredCode""#, TOKEN,
        "Treats the code as older than 60 s: 400 invalid_grant.";
    Fault::NoPatient => "noPatient", r#""noPatient""#, TOKEN,
        "Leaves patient out of the token answer.";
    Fault::NoEncounter => "noEncounter", r#""noEncounter""#, TOKEN,
        "Leaves encounter out of the token answer.";
    Fault::EncounterOfOtherPatient => "encounterOfOtherPatient", r#""encounterOfOtherPatient""#, TOKEN,
        "Names an encounter of another patient, and lets the token read it.";
    Fault::NoAccessToken => "noAccessToken", r#""noAccessToken""#, TOKENS,
        "Answers 200 without access_token.";
    Fault::ShortLived => "shortLived", r#""shortLived""#, TOKENS,
        "Hands out an access token that lives five seconds.";
    Fault::NoIdToken => "noIdToken", r#""noIdToken""#, TOKEN,
        "Leaves id_token out.";
    Fault::WrongIssuer => "wrongIssuer", r#""wrongIssuer""#, TOKEN,
        "The id_token names the FHIR base as its issuer.";
    Fault::WrongAudience => "wrongAudience", r#""wrongAudience""#, TOKEN,
        "The id_token is for another client.";
    Fault::WrongNonce => "wrongNonce", r#""wrongNonce""#, TOKEN,
        "The id_token carries another nonce.";
    Fault::NoNonce => "noNonce", r#""noNonce""#, TOKEN,
        "The id_token carries no nonce.";
    Fault::WrongKey => "wrongKey", r#""wrongKey""#, TOKEN,
        "The id_token is signed with a key that is not published, under the published kid.";
    Fault::UnknownKid => "unknownKid", r#""unknownKid""#, TOKEN,
        "The id_token names a kid that is not published.";
    Fault::NoKid => "noKid", r#""noKid""#, TOKEN,
        "The id_token names no kid; exactly one key is published, so it can still be checked.";
    Fault::ExpiredIdToken => "expiredIdToken", r#""expiredIdToken""#, TOKEN,
        "The id_token ran out an hour ago.";
    Fault::NoFhirUser => "noFhirUser", r#""noFhirUser""#, TOKEN,
        "The id_token says nothing about who logged in.";
    Fault::FhirUserElsewhere => "fhirUserElsewhere", r#""fhirUserElsewhere""#, TOKEN,
        "fhirUser lies on a foreign host.";
    Fault::DiskFull => "diskFull", r#""diskFull""#, NOTES,
        "The receiver's disk is full: 507, nothing is stored.";
    Fault::UnknownPatient => "unknownPatient", r#""unknownPatient""#, NOTES,
        "The population register does not know the patient: 422.";
    Fault::UnknownPractitioner => "unknownPractitioner", r#""unknownPractitioner""#, NOTES,
        "HPR does not know the practitioner: 500, as the receiver does.";
    Fault::Suspended => "suspended", r#""suspended""#, JUDGED,
        "The practitioner has lost the right to write sick notes.";
    Fault::Pending => "pending", r#""pending""#, NOTES,
        "The outcome is PENDING whatever the note says.";
    Fault::Invalid => "invalid", r#""invalid""#, NOTES,
        "The outcome is INVALID whatever the note says.";
}

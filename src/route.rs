//! Every address of the app: its own pages, the gateway's API, the files it loads. The only place with URL strings.

use contract::{FormId, ProblemKind};

/// A page of the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The EPJ opens us here (mode B).
    Launch,
    /// The EPJ answers here (mode B), with the key of the issuer record.
    Callback(String),
    /// A page of a session. The id stands in every such address, so two launches never meet.
    Session(String, Page),
    /// Something failed before there was a session.
    Feil(ProblemKind, Option<String>),
}

/// A page inside a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// Drafts, earlier notes, unfinished journal writes.
    Overview,
    /// The form.
    Skjema(FormId),
    /// The summary before sending.
    Oppsummering(FormId),
    /// What became of it.
    Kvittering(FormId),
    /// The conditions of use.
    Vilkar,
    /// An earlier note, by its id at Nav, which has the same shape.
    Sykmelding(FormId),
}

impl Route {
    /// Reads path and query of the address bar. Whatever is no page is [`ProblemKind::NotFound`].
    pub fn read(path: &str, query: &str) -> Route {
        let mut parts = path.trim_matches('/').split('/');
        let parts = [
            parts.next(),
            parts.next(),
            parts.next(),
            parts.next(),
            parts.next(),
        ];
        match parts {
            [Some("launch"), None, ..] => Some(Route::Launch),
            [Some("callback"), Some(key), None, ..] => Some(Route::Callback(key.to_owned())),
            [Some("s"), Some(sid), None, ..] => {
                Some(Route::Session(sid.to_owned(), Page::Overview))
            }
            [Some("s"), Some(sid), Some("vilkar"), None, None] => {
                Some(Route::Session(sid.to_owned(), Page::Vilkar))
            }
            [Some("s"), Some(sid), Some(page), Some(id), None] => FormId::new(id)
                .ok()
                .and_then(|id| Page::named(page, id))
                .map(|page| Route::Session(sid.to_owned(), page)),
            [Some("feil"), Some(slug), None, ..] => {
                ProblemKind::from_slug(slug).map(|kind| Route::Feil(kind, reference(query)))
            }
            _ => None,
        }
        .unwrap_or(Route::Feil(ProblemKind::NotFound, None))
    }

    /// The path for the address bar.
    pub fn path(&self) -> String {
        match self {
            Route::Launch => "/launch".to_owned(),
            Route::Callback(key) => format!("/callback/{key}"),
            Route::Session(sid, Page::Overview) => format!("/s/{sid}"),
            Route::Session(sid, Page::Vilkar) => format!("/s/{sid}/vilkar"),
            Route::Session(sid, Page::Skjema(id)) => format!("/s/{sid}/skjema/{id}"),
            Route::Session(sid, Page::Oppsummering(id)) => format!("/s/{sid}/oppsummering/{id}"),
            Route::Session(sid, Page::Kvittering(id)) => format!("/s/{sid}/kvittering/{id}"),
            Route::Session(sid, Page::Sykmelding(id)) => format!("/s/{sid}/sykmelding/{id}"),
            Route::Feil(kind, None) => format!("/feil/{}", kind.slug()),
            Route::Feil(kind, Some(reference)) => format!("/feil/{}?ref={reference}", kind.slug()),
        }
    }
}

impl Page {
    fn named(name: &str, id: FormId) -> Option<Page> {
        match name {
            "skjema" => Some(Page::Skjema(id)),
            "oppsummering" => Some(Page::Oppsummering(id)),
            "kvittering" => Some(Page::Kvittering(id)),
            "sykmelding" => Some(Page::Sykmelding(id)),
            _ => None,
        }
    }
}

/// The error id of `?ref=`, when it looks like one: it is shown and never followed.
fn reference(query: &str) -> Option<String> {
    let value = query
        .trim_start_matches('?')
        .split('&')
        .find_map(|pair| pair.strip_prefix("ref="))?;
    let fits = (1..=64).contains(&value.len())
        && value
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    fits.then(|| value.to_owned())
}

/// `GET`: what the app must know before anybody has logged in.
pub const CONFIG: &str = "/api/config";

/// `POST`: opens a session from a browser-mode login.
pub const SESSIONS: &str = "/api/sessions";

/// `GET`, `DELETE`: one session.
pub fn session(sid: &str) -> String {
    format!("/api/sessions/{sid}")
}

/// `GET`: the patient's employers in the register.
pub fn employers(sid: &str) -> String {
    format!("/api/sessions/{sid}/employers")
}

/// `GET`, `POST`: the conditions of use.
pub fn terms(sid: &str) -> String {
    format!("/api/sessions/{sid}/terms")
}

/// The older notes of the patient: asking is recorded.
pub fn older(sid: &str) -> String {
    format!("/api/sessions/{sid}/older")
}

/// `GET`: drafts, earlier notes, unfinished journal writes.
pub fn overview(sid: &str) -> String {
    format!("/api/sessions/{sid}/overview")
}

/// `PUT`, `GET`, `DELETE`: one draft.
pub fn draft(sid: &str, id: &FormId) -> String {
    format!("/api/sessions/{sid}/drafts/{id}")
}

/// `PUT`: submit. `GET`: what has become of it.
pub fn form(sid: &str, id: &FormId) -> String {
    format!("/api/sessions/{sid}/forms/{id}")
}

/// `GET`: the document, for a person.
pub fn pdf(sid: &str, id: &FormId) -> String {
    format!("/api/sessions/{sid}/forms/{id}/pdf")
}

/// `GET`: what the browser shall write. `POST`: how it went, or "try again".
pub fn journal(sid: &str, id: &FormId) -> String {
    format!("/api/sessions/{sid}/forms/{id}/journal")
}

/// `GET`, mode G: a read from the EPJ through the gateway; `path` as in `flow::exchange::FhirGet`.
pub fn fhir(sid: &str, path: &str) -> String {
    format!("/api/sessions/{sid}/fhir/{path}")
}

/// A read or write at the EPJ itself, mode B. `path` is empty for the base.
pub fn at_epj(base: &str, path: &str) -> String {
    let base = base.trim_end_matches('/');
    if path.is_empty() {
        base.to_owned()
    } else {
        format!("{base}/{path}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "3f2a7b04-9c1d-4e5f-8a6b-0c1d2e3f4a5b";

    #[test]
    fn every_page_is_found_again_by_its_path() {
        let id = FormId::new(ID).unwrap();
        let session = |page| Route::Session("abc_-1".to_owned(), page);
        for route in [
            Route::Launch,
            Route::Callback("browser".to_owned()),
            session(Page::Overview),
            session(Page::Skjema(id.clone())),
            session(Page::Oppsummering(id.clone())),
            session(Page::Kvittering(id)),
            Route::Feil(ProblemKind::NoEncounter, None),
        ] {
            assert_eq!(Route::read(&route.path(), ""), route);
        }
    }

    #[test]
    fn an_unknown_address_is_an_error_page() {
        let not_found = Route::Feil(ProblemKind::NotFound, None);
        for path in [
            "/",
            "/s",
            "/s/x/skjema/../x",
            "/s/x/annet",
            "/feil/finnes-ikke",
            "/callback",
        ] {
            assert_eq!(Route::read(path, ""), not_found, "{path}");
        }
    }

    #[test]
    fn a_reference_is_an_id_and_nothing_else() {
        assert_eq!(reference("?ref=a-1_B"), Some("a-1_B".to_owned()));
        assert_eq!(reference("?ref=<b>"), None);
        assert_eq!(reference("?x=1"), None);
    }

    #[test]
    fn launch_is_found_with_and_without_a_slash_at_the_end() {
        assert_eq!(Route::read("/launch/", "?iss=x"), Route::Launch);
    }
}

//! The code lists: fetched once the page stands, then in memory.

use std::sync::Arc;

use codes::Codes;
use contract::AppConfig;
use domain::{Diagnose, Diagnosevalg, Kodeverk};

use crate::browser::http;
use crate::fault::Fault;
use crate::later;
use crate::route;

/// What the form asks of the code lists. A trait, so that the search itself can load after the form ([`later::reading`]).
pub trait CodeLists: Send + Sync {
    /// The best hits as they would stand in the form, see [`Codes::search`].
    fn search(&self, query: &str, lists: &[Kodeverk], limit: usize) -> Vec<Diagnosevalg>;
    /// Whether there is a list of this system.
    fn holds(&self, kodeverk: Kodeverk) -> bool;
    /// See [`Codes::valid`].
    fn valid(&self, kodeverk: Kodeverk, code: &str) -> bool;
    /// See [`Codes::text`].
    fn text(&self, kodeverk: Kodeverk, code: &str) -> Option<String>;
}

impl CodeLists for Codes {
    fn search(&self, query: &str, lists: &[Kodeverk], limit: usize) -> Vec<Diagnosevalg> {
        Codes::search(self, query, lists, limit)
            .into_iter()
            .map(|hit| Diagnosevalg {
                system: hit.entry.kodeverk(),
                code: hit.entry.code().to_owned(),
                text: hit.entry.text().to_string(),
                kilde: None,
            })
            .collect()
    }

    fn holds(&self, kodeverk: Kodeverk) -> bool {
        self.len(kodeverk) > 0
    }

    fn valid(&self, kodeverk: Kodeverk, code: &str) -> bool {
        Codes::valid(self, kodeverk, code)
    }

    fn text(&self, kodeverk: Kodeverk, code: &str) -> Option<String> {
        Codes::text(self, kodeverk, code)
    }
}

/// How far the lists have come.
#[derive(Clone)]
pub enum Lists {
    /// On their way.
    Loading,
    /// Ready to search.
    Ready(Arc<dyn CodeLists>),
    /// They could not be fetched: the form can be filled in but for new diagnoses.
    Failed,
}

impl Lists {
    /// Fetches and reads them.
    pub async fn fetch() -> Lists {
        match fetch().await {
            Ok(Some(codes)) => Lists::Ready(codes),
            Ok(None) | Err(_) => Lists::Failed,
        }
    }

    /// The lists, once they are there.
    pub fn ready(&self) -> Option<&dyn CodeLists> {
        match self {
            Lists::Ready(codes) => Some(codes.as_ref()),
            Lists::Loading | Lists::Failed => None,
        }
    }

    /// Whether a code exists. Without lists we do not doubt it: the gateway looks again.
    pub fn valid(&self, kodeverk: Kodeverk, code: &str) -> bool {
        self.ready().is_none_or(|codes| codes.valid(kodeverk, code))
    }

    /// The text of a code.
    pub fn text(&self, kodeverk: Kodeverk, code: &str) -> Option<String> {
        let diagnose = Diagnose::new(kodeverk, code);
        self.ready()?.text(diagnose.system, &diagnose.code)
    }
}

/// Whether ICD-10 is searched too. Only the clinician's own answer is remembered, for the session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Icd10 {
    /// Nobody was asked: it is when the journal uses it, as the journals of hospitals do. Nothing else that we may read
    /// tells a hospital from an office: `Organization.type` and `PractitionerRole` need not be there
    /// (`smart-fhir.md` 5).
    #[default]
    AsJournal,
    /// The clinician wants it.
    Searched,
    /// The clinician does not.
    LeftOut,
}

impl Icd10 {
    /// The lists to search, in the order of their hits, given the diagnoses that the journal holds.
    pub fn lists(self, journal: &[Diagnosevalg]) -> &'static [Kodeverk] {
        let hospital = journal.iter().any(|valg| valg.system == Kodeverk::Icd10);
        match (self, hospital) {
            (Icd10::LeftOut, _) | (Icd10::AsJournal, false) => &[Kodeverk::Icpc2, Kodeverk::Icpc2b],
            (_, true) => &[Kodeverk::Icd10, Kodeverk::Icpc2, Kodeverk::Icpc2b],
            // The subdivisions are many and would leave no room.
            (Icd10::Searched, false) => &[Kodeverk::Icpc2, Kodeverk::Icd10, Kodeverk::Icpc2b],
        }
    }
}

async fn fetch() -> Result<Option<Arc<dyn CodeLists>>, Fault> {
    let config: AppConfig = http::get(route::CONFIG).await?;
    let file = http::file(&config.codes).await?;
    let reading = later::reading().await?;
    Ok((reading.codes)(&file))
}

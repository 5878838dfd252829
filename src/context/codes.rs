//! The code lists: fetched once the page stands, then in memory.

use std::sync::Arc;

use codes::Codes;
use contract::AppConfig;
use domain::{Diagnose, Kodeverk};

use crate::browser::http;
use crate::fault::Fault;
use crate::route;

/// How far the lists have come.
#[derive(Clone)]
pub enum Lists {
    /// On their way.
    Loading,
    /// Ready to search.
    Ready(Arc<Codes>),
    /// They could not be fetched: the form can be filled in but for new diagnoses.
    Failed,
}

impl Lists {
    /// Fetches and reads them.
    pub async fn fetch() -> Lists {
        match fetch().await {
            Ok(Some(codes)) => Lists::Ready(Arc::new(codes)),
            Ok(None) | Err(_) => Lists::Failed,
        }
    }

    /// The lists, once they are there.
    pub fn ready(&self) -> Option<&Codes> {
        match self {
            Lists::Ready(codes) => Some(codes),
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

async fn fetch() -> Result<Option<Codes>, Fault> {
    let config: AppConfig = http::get(route::CONFIG).await?;
    let file = http::file(&config.codes).await?;
    Ok(Codes::read(&file).ok())
}

//! The port to the typesetter.

use std::sync::Arc;

use contract::Document;
use thiserror::Error;

/// Makes the PDF of a form: PDF/A-2a and PDF/UA-1. The same document gives the same bytes.
pub trait Documents: Send + Sync {
    /// Takes tens of milliseconds of CPU: call it on a blocking thread.
    fn pdf(&self, document: &Document) -> Result<Vec<u8>, DocumentError>;
}

/// Why there is no PDF. The form is stored all the same; an operator must act.
#[derive(Debug, Error)]
pub enum DocumentError {
    /// This build has no typesetter (feature `pdf`).
    #[error("built without the feature pdf")]
    NotBuilt,
    /// The typesetter failed.
    #[error("the document cannot be set: {0}")]
    Failed(String),
}

/// The typesetter of this build.
pub fn documents() -> Arc<dyn Documents> {
    Arc::new(built::Built::new())
}

#[cfg(not(feature = "pdf"))]
mod built {
    /// Says that there is none.
    pub(super) struct Built;

    impl Built {
        pub(super) fn new() -> Built {
            Built
        }
    }

    impl super::Documents for Built {
        fn pdf(&self, _: &contract::Document) -> Result<Vec<u8>, super::DocumentError> {
            Err(super::DocumentError::NotBuilt)
        }
    }
}

#[cfg(feature = "pdf")]
mod built {
    use contract::Document;

    use super::{DocumentError, Documents};

    /// typst, with fonts and template loaded once.
    pub(super) struct Built(Result<pdf::Typesetter, String>);

    impl Built {
        pub(super) fn new() -> Built {
            Built(pdf::Typesetter::new().map_err(|cause| cause.to_string()))
        }
    }

    impl Documents for Built {
        fn pdf(&self, document: &Document) -> Result<Vec<u8>, DocumentError> {
            let typesetter = self
                .0
                .as_ref()
                .map_err(|cause| DocumentError::Failed(cause.clone()))?;
            // The cause could quote what was typed.
            typesetter
                .pdf(document)
                .map_err(|_| DocumentError::Failed("typst refuses the document".to_owned()))
        }
    }
}

//! OperationOutcome: what a server says went wrong.

use serde_json::Value;

use crate::element::resource;
use crate::finding::{NotTheResource, Read};
use crate::hide::hides;

/// OperationOutcome. Its texts are untrusted and may hold an identity number: shown as text, never logged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OperationOutcome {
    /// What went wrong; empty in a malformed one.
    pub issue: Vec<Issue>,
}

/// One issue.
#[derive(Clone, PartialEq, Eq)]
pub struct Issue {
    /// How bad.
    pub severity: Severity,
    /// Code of `http://hl7.org/fhir/issue-type`.
    pub code: Option<String>,
    /// Where, as FHIRPath or XPath.
    pub expression: Vec<String>,
    /// Text for a person.
    pub text: Option<String>,
}

hides!(Issue);

/// How bad an issue is, from least to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing wrong.
    Information,
    /// Done, with something to look at.
    Warning,
    /// Not done. Also what an unknown severity counts as.
    Error,
    /// Not done, and nothing more was tried.
    Fatal,
}

impl OperationOutcome {
    /// Reads an OperationOutcome.
    pub fn read(value: &Value) -> Result<Read<OperationOutcome>, NotTheResource> {
        resource(value, "OperationOutcome", |outcome| OperationOutcome {
            issue: outcome
                .children("issue")
                .iter()
                .map(|issue| Issue {
                    severity: Severity::read(issue.code("severity").as_deref()),
                    code: issue.code("code"),
                    expression: [issue.texts("expression"), issue.texts("location")].concat(),
                    text: issue
                        .text("diagnostics")
                        .or_else(|| issue.child("details")?.text("text")),
                })
                .collect(),
        })
    }

    /// The worst severity; a malformed outcome without issues counts as an error.
    pub fn worst(&self) -> Severity {
        self.issue
            .iter()
            .map(|issue| issue.severity)
            .max()
            .unwrap_or(Severity::Error)
    }

    /// Whether a text or code of it holds one of these words, in lower case.
    pub fn mentions(&self, words: &[&str]) -> bool {
        self.issue.iter().any(|issue| {
            let said = [&issue.text, &issue.code].map(|text| text.clone().unwrap_or_default());
            let said = said.join(" ").to_ascii_lowercase();
            words.iter().any(|word| said.contains(word))
        })
    }
}

impl Severity {
    fn read(code: Option<&str>) -> Severity {
        match code {
            Some("information" | "success") => Severity::Information,
            Some("warning") => Severity::Warning,
            Some("fatal") => Severity::Fatal,
            _ => Severity::Error,
        }
    }
}

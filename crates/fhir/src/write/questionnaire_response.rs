//! QuestionnaireResponse.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Serialize;

use super::parts::{Code, LocalReference, Meta};
use crate::hide::hides;
use crate::id::Id;

/// QuestionnaireResponse as it is written.
#[derive(Clone, PartialEq, Serialize)]
#[serde(tag = "resourceType", rename_all = "camelCase")]
pub struct QuestionnaireResponse {
    /// Made by us.
    pub id: Id,
    /// When it was made.
    pub meta: Meta,
    /// Canonical address of the Questionnaire.
    pub questionnaire: &'static str,
    /// Always completed.
    pub status: ResponseStatus,
    /// The patient.
    pub subject: LocalReference,
    /// The consultation.
    pub encounter: LocalReference,
    /// When, with offset.
    pub authored: DateTime<FixedOffset>,
    /// Who signed.
    pub author: LocalReference,
    /// The answers.
    pub item: Vec<Item>,
}

/// `completed`: only sent forms are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ResponseStatus {
    /// Sent.
    Completed,
}

/// A question with its answers, or a group.
#[derive(Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Item {
    link_id: &'static str,
    text: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    answer: Vec<Answer>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    item: Vec<Item>,
}

impl Item {
    /// A question with its answers.
    pub fn question(link_id: &'static str, text: &'static str, answer: Vec<Answer>) -> Item {
        Item {
            link_id,
            text,
            answer,
            item: Vec::new(),
        }
    }

    /// A group of questions.
    pub fn group(link_id: &'static str, text: &'static str, item: Vec<Item>) -> Item {
        Item {
            link_id,
            text,
            answer: Vec::new(),
            item,
        }
    }
}

/// An answer.
#[derive(Clone, PartialEq, Serialize)]
pub enum Answer {
    /// A code.
    #[serde(rename = "valueCoding")]
    Code(Code),
    /// A date.
    #[serde(rename = "valueDate")]
    Date(NaiveDate),
    /// A whole number.
    #[serde(rename = "valueInteger")]
    Integer(u32),
    /// Yes or no.
    #[serde(rename = "valueBoolean")]
    Boolean(bool),
    /// A text.
    #[serde(rename = "valueString")]
    Text(String),
}

hides!(QuestionnaireResponse, Item, Answer);

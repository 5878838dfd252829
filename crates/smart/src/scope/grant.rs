//! What the server granted.

use serde::{Deserialize, Serialize};

use super::{Resource, Right};

/// The granted scopes. A hint: the server may still answer 403, or 200 with results left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Grant(String);

impl Grant {
    /// Takes the `scope` of a token response. Unknown words are kept and mean nothing.
    pub fn new(scope: &str) -> Grant {
        Grant(scope.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The scopes as granted, space-separated.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a right on a resource type is granted, in either dialect and through wildcards.
    /// `.write` is create, update and delete; it does not include reading.
    pub fn allows(&self, resource: Resource, right: Right) -> bool {
        self.0
            .split(' ')
            .any(|scope| covers(scope, resource, right))
    }

    /// Whether a word such as `openid` or `offline_access` was granted.
    pub fn has(&self, word: &str) -> bool {
        self.0.split(' ').any(|scope| scope == word)
    }

    /// What the grant means for a sick note. To be told before the form opens, not after signing.
    pub fn verdict(&self) -> Verdict {
        let writes =
            |resource| self.allows(resource, Right::Create) || self.allows(resource, Right::Update);
        if !self.allows(Resource::Patient, Right::Read) {
            Verdict::NoPatient
        } else if !writes(Resource::DocumentReference) {
            Verdict::NoJournal
        } else if !self.allows(Resource::DocumentReference, Right::Read) {
            Verdict::JournalUnverified
        } else {
            Verdict::Complete
        }
    }
}

/// What a grant is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The patient cannot be read: stop.
    NoPatient,
    /// Documents cannot be written to the journal: say so now, write-back is off.
    NoJournal,
    /// Documents can be written and not read back, so "stored" cannot be proved.
    JournalUnverified,
    /// Everything a sick note needs.
    Complete,
}

fn covers(scope: &str, resource: Resource, right: Right) -> bool {
    let Some((context, rest)) = scope.split_once('/') else {
        return false;
    };
    // `system/` is for clients without a user and says nothing about this launch. A v2 scope with
    // a search constraint (`?category=…`) covers some of the resources only, so it is not counted.
    if !matches!(context, "patient" | "user") || rest.contains('?') {
        return false;
    }
    let Some((resource_type, rights)) = rest.rsplit_once('.') else {
        return false;
    };
    if resource_type != "*" && resource_type != resource.name() {
        return false;
    }
    match rights {
        "*" => true,
        "read" => matches!(right, Right::Read | Right::Search),
        "write" => matches!(right, Right::Create | Right::Update | Right::Delete),
        letters => letters.chars().all(|c| "cruds".contains(c)) && letters.contains(right.letter()),
    }
}

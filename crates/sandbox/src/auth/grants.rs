//! Launches, codes, tokens: what the authorization server remembers.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use uuid::Uuid;

use super::scopes::Scopes;
use crate::clock;
use crate::options::Way;
use crate::people;

/// A code must be used within this time.
const CODE_SECONDS: i64 = 60;
/// A launch waits this long for its authorization request.
const LAUNCH_SECONDS: i64 = 600;
/// Lifetime of an access token.
pub const ACCESS_SECONDS: i64 = 3600;

/// A launch: somebody in the EPJ pressed the button.
#[derive(Clone, Debug)]
pub struct Launch {
    /// The opaque value of `launch`.
    pub id: String,
    /// The installation.
    pub way: Way,
    /// The clinician who is logged in.
    pub practitioner: String,
    /// The patient on screen.
    pub patient: String,
    /// The consultation on screen.
    pub encounter: Option<String>,
    /// Whether the app is shown in a frame under the patient's name.
    pub window: Window,
    /// When, in seconds.
    pub made: i64,
}

/// Where the app is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// In a frame of the EPJ.
    Framed,
    /// In a window of its own.
    Own,
}

/// An authorization code and what it was given for.
#[derive(Clone, Debug)]
pub struct Code {
    /// The launch behind it.
    pub launch: Launch,
    /// Must come again in the token request.
    pub redirect_uri: String,
    /// base64url(SHA-256(verifier)).
    pub challenge: String,
    /// What was granted.
    pub scopes: Scopes,
    /// For the id_token.
    pub nonce: Option<String>,
    /// When, in seconds.
    pub made: i64,
}

/// What an access token opens.
#[derive(Clone, Debug)]
pub struct Session {
    /// The installation.
    pub way: Way,
    /// The launch behind it.
    pub launch: String,
    /// The clinician.
    pub practitioner: String,
    /// The patient whose compartment is open.
    pub patient: String,
    /// The consultation of the launch.
    pub encounter: Option<String>,
    /// The encounter, when it is another patient's (a launch or a switch that lies).
    pub stray_encounter: Option<String>,
    /// What may be done.
    pub scopes: Scopes,
    /// When it ends, in seconds.
    pub expires: i64,
    /// The code that it came from; using that code again ends the session (RFC 6749 section 4.1.2).
    family: String,
}

/// Access and refresh token.
pub struct Tokens {
    /// The access token.
    pub access: String,
    /// The refresh token, when one was granted.
    pub refresh: Option<String>,
}

/// Everything that was handed out. Tokens are the keys.
#[derive(Default)]
pub struct Grants {
    launches: BTreeMap<String, Launch>,
    codes: BTreeMap<String, (Code, Used)>,
    sessions: BTreeMap<String, Session>,
    refreshes: BTreeMap<String, (Session, Used)>,
    assertions: BTreeSet<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Used {
    NotYet,
    Once,
}

impl fmt::Debug for Grants {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Grants")
            .field("launches", &self.launches.len())
            .field("sessions", &self.sessions.len())
            .finish_non_exhaustive()
    }
}

impl Launch {
    /// The session that a token from this launch opens.
    pub fn session(&self, scopes: Scopes, family: &str, lifetime_seconds: i64) -> Session {
        let stray = |id: &&String| {
            people::encounter(id).is_some_and(|encounter| encounter.patient != self.patient)
        };
        Session {
            way: self.way,
            launch: self.id.clone(),
            practitioner: self.practitioner.clone(),
            patient: self.patient.clone(),
            encounter: self.encounter.clone(),
            stray_encounter: self.encounter.as_ref().filter(stray).cloned(),
            scopes,
            expires: clock::seconds() + lifetime_seconds,
            family: family.to_owned(),
        }
    }
}

impl Grants {
    /// Remembers a launch.
    pub fn add_launch(&mut self, launch: Launch) {
        self.launches.insert(launch.id.clone(), launch);
    }

    /// All launches, for `/inspect`.
    pub fn launches(&self) -> impl Iterator<Item = &Launch> {
        self.launches.values()
    }

    /// A launch that is not too old. It may be used again: browsers reload.
    pub fn launch(&self, id: &str, way: Way) -> Option<&Launch> {
        self.launches
            .get(id)
            .filter(|launch| launch.way == way && clock::seconds() - launch.made <= LAUNCH_SECONDS)
    }

    /// Hands out a code.
    pub fn add_code(&mut self, code: Code) -> String {
        let value = secret();
        self.codes.insert(value.clone(), (code, Used::NotYet));
        value
    }

    /// The code with its launch, without using it up: for the switches.
    pub fn peek(&self, code: &str) -> Option<&Code> {
        self.codes.get(code).map(|(code, _)| code)
    }

    /// Uses a code up. A code that was used before ends the sessions that came from it.
    pub fn redeem(&mut self, value: &str, way: Way) -> Option<Code> {
        let (code, used) = self.codes.get_mut(value)?;
        if *used == Used::Once {
            self.sessions.retain(|_, session| session.family != value);
            self.refreshes
                .retain(|_, (session, _)| session.family != value);
            return None;
        }
        *used = Used::Once;
        let fresh = clock::seconds() - code.made <= CODE_SECONDS;
        (fresh && code.launch.way == way).then(|| code.clone())
    }

    /// Hands out tokens for a session.
    pub fn issue(&mut self, session: Session) -> Tokens {
        let access = secret();
        let long = session.scopes.has("offline_access") || session.scopes.has("online_access");
        let refresh = long.then(secret);
        if let Some(refresh) = &refresh {
            self.refreshes
                .insert(refresh.clone(), (session.clone(), Used::NotYet));
        }
        self.sessions.insert(access.clone(), session);
        Tokens { access, refresh }
    }

    /// The session of an access token at this installation, if it has not ended.
    pub fn session(&self, access: &str, way: Way) -> Option<Session> {
        self.sessions
            .get(access)
            .filter(|session| session.way == way && session.expires > clock::seconds())
            .cloned()
    }

    /// Uses a refresh token up. One that was used before ends the whole family (RFC 9700 section 4.14).
    pub fn rotate(&mut self, refresh: &str, way: Way) -> Option<Session> {
        let (session, used) = self.refreshes.get_mut(refresh)?;
        let session = session.clone();
        if session.way != way {
            return None;
        }
        if *used == Used::Once {
            self.end_family(&session.family);
            return None;
        }
        *used = Used::Once;
        Some(session)
    }

    /// The session of a refresh token that can still be used: for introspection and for the switches.
    pub fn refreshable(&self, refresh: &str, way: Way) -> Option<Session> {
        self.refreshes
            .get(refresh)
            .filter(|(session, used)| session.way == way && *used == Used::NotYet)
            .map(|(session, _)| session.clone())
    }

    /// Ends a token; a refresh token takes its access tokens along (RFC 7009 section 2.1).
    pub fn revoke(&mut self, token: &str, way: Way) {
        if let Some((session, _)) = self.refreshes.get(token)
            && session.way == way
        {
            let family = session.family.clone();
            self.end_family(&family);
        }
        if self
            .sessions
            .get(token)
            .is_some_and(|session| session.way == way)
        {
            self.sessions.remove(token);
        }
    }

    /// True the first time that a client assertion's `jti` is seen.
    pub fn first_use(&mut self, jti: &str) -> bool {
        self.assertions.insert(jti.to_owned())
    }

    fn end_family(&mut self, family: &str) {
        self.sessions.retain(|_, session| session.family != family);
        self.refreshes
            .retain(|_, (session, _)| session.family != family);
    }
}

/// 244 random bits, URL-safe.
pub fn secret() -> String {
    format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple())
}

//! From a proved login to a session: prove it, read the context, store it.

use contract::{Context, Mode, ProblemKind};
use flow::context::ContextReader;
use flow::exchange::Step;
use flow::launch::LaunchFacts;
use smart::discovery::Metadata;
use smart::id_token::{Jws, Trusted};
use smart::{Issuer, Session, Tokens};

use super::discovery::jwks_uri;
use super::failure::Failed;
use crate::audit::{self, Action, Entry};
use crate::epj::{Reader, fetch_all};
use crate::http::problem::random_text;
use crate::keys::issuer_keys::ProofError;
use crate::owner::Owner;
use crate::session::table::{self, Row, StoredTokens};
use crate::session::{ABSOLUTE_SECONDS, cookie};
use crate::state::AppState;

/// A session that was just opened.
#[derive(Debug)]
pub struct Opened {
    /// Its id.
    pub sid: String,
    /// The value of its cookie; kept nowhere else.
    pub secret: String,
    /// What the database has.
    pub row: Row,
}

/// Checks the signature of an id_token with the keys of its issuer.
///
/// # Errors
/// The launch ends.
pub async fn prove(
    state: &AppState,
    issuer: &Issuer,
    metadata: &Metadata,
    jws: Jws,
) -> Result<Trusted, Failed> {
    let address = jwks_uri(&state.http, issuer, metadata).await;
    let address = address.map_err(|error| Failed::of(&error))?;
    let now = state.clock.unix();
    state
        .issuer_keys
        .prove(&state.http, &address, jws, now)
        .await
        .map_err(|error| match error {
            ProofError::IdToken(error) => Failed::of(&error),
            ProofError::NoKeys(cause) => {
                Failed::new(ProblemKind::DiscoveryFailed, format!("keys: {cause}"))
            }
        })
}

/// Stores the session with a new id and a new secret.
///
/// # Errors
/// The launch ends; nothing is stored.
pub async fn store(
    state: &AppState,
    mode: Mode,
    session: Session,
    tokens: Tokens,
    context: Context,
) -> Result<Opened, Failed> {
    let now = state.clock.unix();
    let absolute = now.saturating_add(ABSOLUTE_SECONDS);
    let expires_at = match (mode, &tokens.refresh) {
        // Never past the life of the token (`smart-fhir.md` 4.2 "Timeout and logout").
        (Mode::G, None) => absolute.min(session.expires_at),
        _ => absolute,
    };
    let (sid, secret) = (random_text::<16>(), random_text::<32>());
    let stored = (mode == Mode::G).then(|| StoredTokens::new(&tokens, session.expires_at));
    let row = Row {
        id: sid.clone(),
        secret_hash: cookie::hash(&secret).to_vec(),
        mode,
        seen_at: now,
        expires_at,
        ended_at: None,
        last_sent: None,
        launch: session,
        context,
    };
    table::insert(&state.store, row.clone(), now, stored).await?;
    audit_launch(state, &row).await?;
    tracing::info!(step = "context", issuer = %row.launch.issuer, mode = ?mode, "session opened");
    Ok(Opened { sid, secret, row })
}

/// Reads and checks who and where (`smart-fhir.md` 1.6).
///
/// # Errors
/// The launch ends.
pub async fn context(
    state: &AppState,
    session: &Session,
    tokens: &Tokens,
) -> Result<Context, Failed> {
    let record = state.config.issuer(&session.issuer);
    let miljo = record.map_or(
        state.config.environment,
        crate::config::IssuerRecord::environment,
    );
    let facts = LaunchFacts::new(session, miljo, state.clock.today_oslo())
        .map_err(|error| Failed::new(ProblemKind::NoEncounter, error))?;
    let base = session.base().map_err(|error| Failed::of(&error))?;
    let reader = Reader {
        http: state.http.clone(),
        base,
        access: tokens.access.clone(),
    };
    let mut machine = ContextReader::new(facts);
    let mut step = machine.start();
    loop {
        match step {
            Step::Fetch(round) => step = machine.answer(fetch_all(&reader, round).await),
            Step::Done(context) => return Ok(context),
            Step::Failed(kind) => return Err(Failed::new(kind, "the context is not usable")),
        }
    }
}

async fn audit_launch(state: &AppState, row: &Row) -> Result<(), Failed> {
    let sealer = state.store.sealer().clone();
    let owner = Owner::new(&sealer, &row.launch.issuer, &row.context);
    let at = state.clock.now_utc();
    let entry = move |conn: &rusqlite::Connection| {
        let entry = Entry {
            at,
            action: Action::Launch,
            outcome: "opened",
            owner: &owner,
            form: None,
        };
        audit::append(conn, &sealer, &entry)
    };
    Ok(state.store.write(entry).await?)
}

//! `PUT …/forms/{formId}`: verify, parse, decide, commit, answer.

use std::time::Instant;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use contract::{FormId, Mode, ProblemKind, SubmitForm};
use flow::submit::Payload;

use super::InPath;
use super::accept::{Accepted, Content, Stored, accept, sent_before};
use super::guard::{self, Contradiction};
use super::judge::{self, Stop};
use super::status::answer;
use crate::absence;
use crate::audit::{self, Action};
use crate::epj::Epj;
use crate::http::{Json, Refusal};
use crate::owner::Owner;
use crate::session::Authenticated;
use crate::state::AppState;
use crate::terms::{self, Due};

/// The handler. Patient, clinician and office come from the session; the body says only what was typed and seen.
pub(super) async fn submit(
    State(state): State<AppState>,
    session: Authenticated,
    InPath(form_id): InPath,
    Json(body): Json<SubmitForm>,
) -> Result<Response, Refusal> {
    let started = Instant::now();
    let owner = Owner::of(&state, &session);
    if let Err(contradiction) = guard::screen(&body, &session.context) {
        return Err(contradicted(&state, &session, owner, &form_id, contradiction).await);
    }
    let before = {
        let (sealer, form_id) = (state.store.sealer().clone(), form_id.clone());
        let (owner, draft) = (owner.clone(), body.form.clone());
        let config = state.config.clone();
        let look = state.store.read(move |conn| {
            let before = sent_before(conn, &sealer, &form_id, &owner, &draft)?;
            Ok((before, terms::due(conn, &config, &owner)?))
        });
        look.await
            .map_err(|cause| session.refuse(ProblemKind::NotStored, cause))?
    };
    let stored = match before {
        (Some(stored), _) => stored,
        (None, Due::Yes) => {
            let cause = "the conditions of use are not accepted";
            return Err(session.refuse(ProblemKind::TermsNotAccepted, cause));
        }
        (None, Due::No) => {
            let accepted = examine(&state, &session, owner.clone(), &form_id, body).await?;
            accept(&state.store, accepted)
                .await
                .map_err(|cause| session.refuse(ProblemKind::NotStored, cause))?
        }
    };
    let code = match stored {
        Stored::New => StatusCode::CREATED,
        Stored::Same => StatusCode::OK,
        Stored::Other => {
            return Err(session.refuse(
                ProblemKind::FormConflict,
                "the id is used for other content",
            ));
        }
    };
    state.wake.nav.notify_one();
    tracing::info!(
        submission.id = %form_id,
        step = "submit",
        duration_ms = started.elapsed().as_millis() as u64,
        status = code.as_u16(),
        "stored"
    );
    answer(&state, &session, form_id, owner, code).await
}

/// Everything that is checked before a form is accepted.
async fn examine(
    state: &AppState,
    session: &Authenticated,
    owner: Owner,
    form_id: &FormId,
    body: SubmitForm,
) -> Result<Accepted, Refusal> {
    let sykefravaer = absence::at_submission(state, session).await;
    let own = judge::own_rules(state, session, &body.form, &sykefravaer)?;
    let issuer = state
        .config
        .issuer(&session.issuer)
        .map(|record| record.issuer.name.as_str());
    let payload = Payload::new(
        own.sykmelding(),
        form_id,
        &session.context,
        issuer.unwrap_or(&session.issuer),
    )
    .map_err(|cause| session.refuse(ProblemKind::OfficeIncomplete, cause))?;
    let payload = serde_json::to_vec(&payload)
        .map_err(|_| session.refuse(ProblemKind::Internal, "the payload cannot be written"))?;
    if let Err(contradiction) = fresh_reads(state, session).await {
        return Err(contradicted(state, session, owner, form_id, contradiction).await);
    }
    let receiver = state.receiver.as_ref();
    let utfall = judge::judge(
        own.utfall(),
        receiver,
        &payload,
        body.despite_rule.as_deref(),
    )
    .await
    .map_err(|stop| match stop {
        Stop::Rule(kind, utfall) => {
            let cause = utfall.rule.clone().unwrap_or_default();
            session.refuse(kind, cause).with_utfall(utfall)
        }
        Stop::PatientUnknown => session.refuse(
            ProblemKind::PatientUnknownAtNav,
            "Nav does not know the patient",
        ),
        Stop::NotUnderstood(status) => {
            let cause = format!("Nav's verify refuses the payload with status {status}");
            session.refuse(ProblemKind::Internal, cause)
        }
    })?;
    Ok(Accepted {
        form_id: form_id.clone(),
        owner,
        mode: session.mode,
        sid: session.sid.clone(),
        at: state.clock.now_utc(),
        content: Content {
            draft: body.form,
            sprak: body.sprak,
            context: session.context.clone(),
            sykefravaer,
            // Only a rule that was there has been looked at twice.
            despite_rule: body
                .despite_rule
                .filter(|rule| utfall.rule.as_ref() == Some(rule)),
            utfall,
        },
        payload,
    })
}

/// Mode G: the patient and the encounter as the EPJ has them now. In mode B the browser holds the token; the session was
/// proved when it was opened, and the browser's journal writer reads again.
async fn fresh_reads(state: &AppState, session: &Authenticated) -> Result<(), Contradiction> {
    if session.mode != Mode::G {
        return Ok(());
    }
    let Ok(epj) = Epj::for_session(state, &session.sid).await else {
        return Err(Contradiction {
            kind: ProblemKind::EpjSessionEnded,
            cause: "the session has no token any more",
        });
    };
    let patient = format!("Patient/{}", session.patient());
    let encounter = format!("Encounter/{}", session.encounter());
    let (patient, encounter) = tokio::join!(epj.get(&patient), epj.get(&encounter),);
    let miljo = state.config.environment;
    guard::patient(&patient, &session.context, miljo, state.clock.today_oslo())?;
    guard::encounter(&encounter, &session.context, epj.base())
}

/// Refuses, and when it is about the wrong patient leaves a trace for whoever has to find out why.
async fn contradicted(
    state: &AppState,
    session: &Authenticated,
    owner: Owner,
    form_id: &FormId,
    contradiction: Contradiction,
) -> Refusal {
    if contradiction.kind == ProblemKind::WrongPatient {
        let (sealer, form_id) = (state.store.sealer().clone(), form_id.clone());
        let at = state.clock.now_utc();
        let trace = move |conn: &rusqlite::Connection| {
            let entry = audit::Entry {
                at,
                action: Action::Guard,
                outcome: ProblemKind::WrongPatient.slug(),
                owner: &owner,
                form: Some(&form_id),
            };
            audit::append(conn, &sealer, &entry)
        };
        if let Err(cause) = state.store.write(trace).await {
            tracing::error!(step = "submit", %cause, "the audit entry is not stored");
        }
    }
    session.refuse(contradiction.kind, contradiction.cause)
}

//! How many submissions the store confirms in a second with 64 in flight, against the single-commit rate of the same disk.
//!
//! Store and transaction are the real ones: form, outbox row, journal row, audit entry, sealed. The single commits are one
//! row each into a database of their own with the same settings. Both are measured in turn, several rounds; prints JSON.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a measurement that goes wrong shall stop"
)]

use std::path::{Path, PathBuf};
use std::time::Instant;

use contract::{
    Context, Encounter, FormId, Mode, Office, Patient, Practitioner, Utfall, UtfallStatus,
};
use domain::{Draft, Sprak};
use gateway::forms::accept::{Accepted, Content, Stored, accept};
use gateway::owner::Owner;
use gateway::store::{DataKey, Store};
use serde_json::json;

const ROUNDS: usize = 5;
const IN_FLIGHT: usize = 64;
const SUBMISSIONS: usize = 4_000;
const COMMITS: usize = 400;
/// About what one submission writes.
const ROW_BYTES: usize = 3_000;

#[tokio::main]
async fn main() {
    let folder = PathBuf::from(
        std::env::args()
            .nth(1)
            .expect("a folder on the disk to measure"),
    );
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(format!("{}.db", uuid::Uuid::new_v4()));
    let key = DataKey::new([7; 32]);
    let store = Store::open(&path, &[key], gateway::start::MIGRATIONS).unwrap();
    submissions(&store, IN_FLIGHT).await;
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        let single = commits(&folder);
        let durable = submissions(&store, SUBMISSIONS).await;
        rounds.push(json!({
            "singleCommitsPerSecond": single.round(),
            "submissionsPerSecond": durable.round(),
            "ratio": (durable / single * 100.0).round() / 100.0,
        }));
    }
    println!("{}", json!({ "inFlight": IN_FLIGHT, "rounds": rounds }));
    for ending in ["db", "db-wal", "db-shm", "lock"] {
        std::fs::remove_file(path.with_extension(ending)).ok();
    }
}

/// Commits of one row each, one after the other, in a second.
fn commits(folder: &Path) -> f64 {
    let path = folder.join(format!("{}.db", uuid::Uuid::new_v4()));
    let conn = rusqlite::Connection::open(&path).unwrap();
    conn.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))
        .unwrap();
    conn.execute_batch("PRAGMA synchronous = FULL; CREATE TABLE row (content BLOB NOT NULL)")
        .unwrap();
    let begin = Instant::now();
    for _ in 0..COMMITS {
        conn.execute("INSERT INTO row VALUES (?1)", [vec![7_u8; ROW_BYTES]])
            .unwrap();
    }
    let rate = per_second(COMMITS, begin);
    drop(conn);
    std::fs::remove_file(path).unwrap();
    rate
}

/// Submissions that were confirmed in a second.
async fn submissions(store: &Store, count: usize) -> f64 {
    let begin = Instant::now();
    let mut senders = tokio::task::JoinSet::new();
    for sender in 0..IN_FLIGHT {
        let share = count / IN_FLIGHT + usize::from(sender < count % IN_FLIGHT);
        let store = store.clone();
        senders.spawn(async move {
            for _ in 0..share {
                let stored = accept(&store, submission(&store)).await.unwrap();
                assert_eq!(stored, Stored::New);
            }
        });
    }
    while let Some(sender) = senders.join_next().await {
        sender.unwrap();
    }
    per_second(count, begin)
}

fn per_second(count: usize, begin: Instant) -> f64 {
    f64::from(u32::try_from(count).unwrap()) / begin.elapsed().as_secs_f64()
}

/// A note about an invented person (month + 80).
fn submission(store: &Store) -> Accepted {
    let context = Context {
        patient: Patient {
            id: "p".to_owned(),
            ident: "01810112345".to_owned(),
            name: "Oppdiktet Person".to_owned(),
            birth_date: None,
        },
        practitioner: Practitioner {
            id: "d".to_owned(),
            hpr: "9144889".to_owned(),
            name: "Oppdiktet Lege".to_owned(),
            category: None,
        },
        encounter: Encounter {
            id: "e".to_owned(),
            contact: None,
            date: None,
            diagnoses: Vec::new(),
        },
        office: Office {
            id: None,
            name: None,
            orgnummer: None,
            phone: None,
        },
        notices: Vec::new(),
    };
    Accepted {
        form_id: FormId::new(&uuid::Uuid::new_v4().to_string()).unwrap(),
        owner: Owner::new(store.sealer(), "secret", &context),
        mode: Mode::G,
        sid: "none".to_owned(),
        at: chrono::Utc::now(),
        content: Content {
            draft: Draft {
                melding_til_nav: "x".repeat(300),
                ..Draft::default()
            },
            sprak: Sprak::Nb,
            context,
            utfall: Utfall {
                status: UtfallStatus::Ok,
                rule: None,
            },
            despite_rule: None,
            sykefravaer: domain::Sykefravaer::default(),
        },
        payload: vec![b'x'; 900],
    }
}

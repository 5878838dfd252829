use chrono::{DateTime, TimeZone, Utc};
use contract::FormId;
use domain::Draft;

use super::{Saved, Sheet, delete, delete_at, list, load, save};
use crate::forms::accept;
use crate::owner::Owner;
use crate::scratch::Scratch;
use crate::store::{DataKey, Store, StoreError};
use crate::{audit, journal, nav};

fn open(scratch: &Scratch) -> Store {
    let migrations = [
        super::MIGRATIONS,
        accept::MIGRATIONS,
        nav::outbox::MIGRATIONS,
        journal::rows::MIGRATIONS,
        audit::MIGRATIONS,
    ];
    Store::open(&scratch.path("a.db"), &[DataKey::new([1; 32])], &migrations).unwrap()
}

fn owner(key: u8) -> Owner {
    Owner {
        issuer: "secret".to_owned(),
        hpr: "9144889".to_owned(),
        key: [key; 32],
        patient: [0; 32],
    }
}

fn id() -> FormId {
    FormId::new("3f2a7b04-9c1d-4e5f-8a6b-0c1d2e3f4a5b").unwrap()
}

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 2, 8, 0, 0).unwrap()
}

fn sheet(text: &str) -> Sheet {
    Sheet {
        updated_at: now(),
        delete_at: delete_at(now()),
        draft: Draft {
            melding_til_nav: text.to_owned(),
            ..Draft::default()
        },
    }
}

async fn text(store: &Store, owner: Owner, at: DateTime<Utc>) -> Option<String> {
    let sealer = store.sealer().clone();
    let now_ms = at.timestamp_millis();
    let sheet = store
        .read(move |conn| load(conn, &sealer, &id(), &owner, now_ms))
        .await
        .unwrap();
    sheet.map(|sheet| sheet.draft.melding_til_nav)
}

#[tokio::test]
async fn sec_26_a_draft_is_there_for_its_owner_only_on_every_operation() {
    let scratch = Scratch::new();
    let store = open(&scratch);
    let (own, other) = (owner(1), owner(2));
    assert_eq!(
        save(&store, id(), own.clone(), sheet("mine"))
            .await
            .unwrap(),
        Saved::Yes
    );
    assert_eq!(
        save(&store, id(), other.clone(), sheet("theirs"))
            .await
            .unwrap(),
        Saved::NotYours
    );
    assert_eq!(text(&store, other.clone(), now()).await, None);

    let sealer = store.sealer().clone();
    let theirs = other.clone();
    let listed = store
        .read(move |conn| list(conn, &sealer, &theirs, 0))
        .await
        .unwrap();
    assert!(listed.is_empty());
    store
        .write(move |conn| delete(conn, &id(), &other))
        .await
        .unwrap();
    assert_eq!(
        text(&store, own.clone(), now()).await.as_deref(),
        Some("mine")
    );

    assert_eq!(
        save(&store, id(), own.clone(), sheet("changed"))
            .await
            .unwrap(),
        Saved::Yes
    );
    assert_eq!(text(&store, own, now()).await.as_deref(), Some("changed"));
}

#[test]
fn a_draft_goes_at_the_end_of_the_following_day_in_oslo() {
    let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
    for (saved, gone) in [
        ("2026-03-02T08:00:00Z", "2026-03-03T23:00:00Z"),
        // Half past midnight in Oslo is the next day there.
        ("2026-03-02T23:30:00Z", "2026-03-04T23:00:00Z"),
        // Over the change to summer time.
        ("2026-03-28T12:00:00Z", "2026-03-29T22:00:00Z"),
    ] {
        assert_eq!(delete_at(at(saved)), at(gone), "{saved}");
    }
}

#[tokio::test]
async fn an_expired_draft_is_not_found_before_it_is_deleted() {
    let scratch = Scratch::new();
    let store = open(&scratch);
    save(&store, id(), owner(1), sheet("x")).await.unwrap();
    let end = delete_at(now());
    let before = end - chrono::Duration::milliseconds(1);
    assert!(text(&store, owner(1), before).await.is_some());
    assert!(text(&store, owner(1), end).await.is_none());
}

#[tokio::test]
async fn sec_37_a_draft_moved_to_another_row_is_unreadable() {
    let scratch = Scratch::new();
    let store = open(&scratch);
    save(&store, id(), owner(1), sheet("x")).await.unwrap();
    let moved = FormId::new("00000000-0000-4000-8000-000000000000").unwrap();
    let target = moved.clone();
    store
        .write(move |conn| Ok(conn.execute("UPDATE draft SET form_id = ?1", [target.as_str()])?))
        .await
        .unwrap();
    let sealer = store.sealer().clone();
    let found = store
        .read(move |conn| load(conn, &sealer, &moved, &owner(1), 0))
        .await;
    assert!(matches!(found, Err(StoreError::Unreadable(_))));
}

#[tokio::test]
async fn the_oldest_drafts_go_when_there_are_too_many() {
    let scratch = Scratch::new();
    let store = open(&scratch);
    for n in 0..60 {
        let id = FormId::new(&format!("00000000-0000-4000-8000-{n:012}")).unwrap();
        let mut sheet = sheet("x");
        sheet.updated_at += chrono::Duration::seconds(n);
        save(&store, id, owner(1), sheet).await.unwrap();
    }
    let sealer = store.sealer().clone();
    let drafts = store
        .read(move |conn| list(conn, &sealer, &owner(1), 0))
        .await
        .unwrap();
    assert_eq!(drafts.len(), 50);
    assert!(drafts.last().unwrap().form_id.as_str().ends_with("10"));
}

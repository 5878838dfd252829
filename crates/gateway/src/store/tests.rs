use rusqlite::Connection;

use super::{DataKey, Migration, OpenError, Place, Store, StoreError, Unreadable};
use crate::scratch::Scratch;

const NOTE: &[Migration] = &[Migration {
    name: "note/1",
    sql: "CREATE TABLE note (id TEXT PRIMARY KEY, text BLOB NOT NULL) STRICT;",
}];

fn open(scratch: &Scratch, key: u8) -> Result<Store, OpenError> {
    Store::open(&scratch.path("a.db"), &[DataKey::new([key; 32])], &[NOTE])
}

fn insert(id: &str, text: Vec<u8>) -> impl FnOnce(&Connection) -> Result<(), StoreError> + use<> {
    let id = id.to_owned();
    move |conn| {
        conn.execute("INSERT INTO note VALUES (?1, ?2)", (id, text))?;
        Ok(())
    }
}

async fn count(store: &Store) -> i64 {
    store
        .read(|conn| Ok(conn.query_row("SELECT count(*) FROM note", [], |r| r.get(0))?))
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn writes_that_gather_are_all_committed_and_a_failing_one_undoes_itself_alone() {
    let scratch = Scratch::new();
    let store = open(&scratch, 1).unwrap();
    let tasks: Vec<_> = (0..200)
        .map(|n| {
            let store = store.clone();
            tokio::spawn(async move {
                store
                    .write(move |conn| {
                        conn.execute("INSERT INTO note VALUES (?1, x'00')", [n.to_string()])?;
                        if n % 10 == 0 {
                            // The first row of this write stands under the savepoint and goes with it.
                            conn.execute("INSERT INTO note VALUES (?1, x'00')", [n.to_string()])?;
                        }
                        Ok(())
                    })
                    .await
            })
        })
        .collect();
    let mut failed = 0;
    for task in tasks {
        failed += usize::from(task.await.unwrap().is_err());
    }
    assert_eq!((failed, count(&store).await), (20, 180));
}

#[tokio::test]
async fn a_defect_in_one_write_leaves_the_writer_alive() {
    let scratch = Scratch::new();
    let store = open(&scratch, 1).unwrap();
    let defect = store.write(|_| -> Result<(), StoreError> { panic!("on purpose") });
    assert!(defect.await.is_err());
    store.write(insert("a", vec![0])).await.unwrap();
    assert_eq!(count(&store).await, 1);
}

#[tokio::test]
async fn a_full_disk_is_told_and_the_next_write_is_tried_afresh() {
    let scratch = Scratch::new();
    let store = open(&scratch, 1).unwrap();
    let limit = |pages: u32| {
        store.write(move |conn| {
            conn.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(()))?;
            Ok(())
        })
    };
    limit(1).await.unwrap();
    let answer = store.write(insert("large", vec![7; 1 << 20])).await;
    assert!(matches!(
        answer,
        Err(StoreError::NotStored(_) | StoreError::NotCommitted(_))
    ));
    assert_eq!(count(&store).await, 0);
    limit(1 << 20).await.unwrap();
    store
        .write(insert("large", vec![7; 1 << 20]))
        .await
        .unwrap();
    assert_eq!(count(&store).await, 1);
}

#[tokio::test]
async fn what_was_answered_is_there_after_the_process_ended_without_closing() {
    let scratch = Scratch::new();
    let store = open(&scratch, 1).unwrap();
    store.write(insert("a", vec![0])).await.unwrap();
    // The files as a killed process leaves them.
    let copy = Scratch::new();
    for file in ["a.db", "a.db-wal"] {
        std::fs::copy(scratch.path(file), copy.path(file)).unwrap();
    }
    assert_eq!(count(&open(&copy, 1).unwrap()).await, 1);
}

#[tokio::test]
async fn sec_37_no_plain_text_in_the_files_and_a_swapped_row_does_not_open() {
    let scratch = Scratch::new();
    let store = open(&scratch, 1).unwrap();
    let canary = b"kanarifugl 01819012345";
    let place = |row| Place {
        column: "note.text",
        row,
    };
    let sealed = store.sealer().seal(place("a"), canary).unwrap();
    store.write(insert("a", sealed.clone())).await.unwrap();

    for file in ["a.db", "a.db-wal"] {
        let bytes = std::fs::read(scratch.path(file)).unwrap();
        assert!(!bytes.windows(11).any(|w| w == &canary[11..]), "{file}");
    }
    let open = |place, bytes: &[u8]| store.sealer().open(place, bytes);
    assert_eq!(open(place("a"), &sealed).unwrap(), canary);
    assert_eq!(open(place("b"), &sealed), Err(Unreadable));
    let elsewhere = Place {
        column: "draft.content",
        row: "a",
    };
    assert_eq!(open(elsewhere, &sealed), Err(Unreadable));
    for position in 0..sealed.len() {
        let mut damaged = sealed.clone();
        damaged[position] ^= 1;
        assert_eq!(open(place("a"), &damaged), Err(Unreadable), "{position}");
        assert_eq!(open(place("a"), &sealed[..position]), Err(Unreadable));
    }
}

#[tokio::test]
async fn sec_37_another_key_refuses_to_start_and_a_rotated_key_opens_the_old() {
    let scratch = Scratch::new();
    let place = Place {
        column: "note.text",
        row: "a",
    };
    let path = scratch.path("a.db");
    let (old, new) = (DataKey::new([1; 32]), DataKey::new([2; 32]));
    let (sealed, fingerprint) = {
        let store = Store::open(&path, std::slice::from_ref(&old), &[NOTE]).unwrap();
        let sealed = store.sealer().seal(place, b"x").unwrap();
        (sealed, store.sealer().fingerprint("owner", &[b"a", b"bc"]))
    };
    assert!(matches!(open(&scratch, 2), Err(OpenError::WrongKey)));
    assert!(matches!(
        Store::open(&path, &[], &[NOTE]),
        Err(OpenError::WrongKey)
    ));

    let store = Store::open(&path, &[new.clone(), old], &[NOTE]).unwrap();
    assert_eq!(store.sealer().open(place, &sealed).unwrap(), b"x");
    let fingerprint_of = |parts: &[&[u8]]| store.sealer().fingerprint("owner", parts);
    assert_eq!(fingerprint_of(&[b"a", b"bc"]), fingerprint);
    assert_ne!(fingerprint_of(&[b"ab", b"c"]), fingerprint);
    drop(store);
    // The fingerprint key was sealed again, so the old key can be dropped once all old contents are gone.
    assert!(Store::open(&path, &[new], &[NOTE]).is_ok());
}

#[tokio::test]
async fn a_migration_runs_once_and_may_not_change_afterwards() {
    let scratch = Scratch::new();
    let store = open(&scratch, 1).unwrap();
    store.write(insert("a", vec![0])).await.unwrap();
    drop(store);
    assert_eq!(count(&open(&scratch, 1).unwrap()).await, 1);
    let changed = [Migration {
        name: "note/1",
        sql: "CREATE TABLE other (id TEXT) STRICT;",
    }];
    let answer = Store::open(&scratch.path("a.db"), &[DataKey::new([1; 32])], &[&changed]);
    assert!(matches!(answer, Err(OpenError::ChangedMigration(name)) if name == "note/1"));
}

#[cfg(unix)]
#[tokio::test]
async fn the_database_file_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = Scratch::new();
    let _store = open(&scratch, 1).unwrap();
    let mode = std::fs::metadata(scratch.path("a.db"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o077, 0);
}

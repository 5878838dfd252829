//! Encryption at rest: XChaCha20-Poly1305, bound to the table and the row (`smart-fhir.md` 4.2 "Storage at rest").
//!
//! Sealed: one byte format, four bytes that name the key, 24 bytes nonce, ciphertext with tag.

use std::fmt;

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{Key, KeyInit, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use rand::RngCore;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};
use sha2::{Digest, Sha256};
use thiserror::Error;

use super::OpenError;

const FORMAT: u8 = 1;
const NAME_BYTES: usize = 4;
const NONCE_BYTES: usize = 24;

/// A 256-bit key that seals contents. It comes from the configuration and is written nowhere.
#[derive(Clone)]
pub struct DataKey([u8; 32]);

impl DataKey {
    /// Takes 32 random bytes.
    pub fn new(bytes: [u8; 32]) -> DataKey {
        DataKey(bytes)
    }

    /// Tells keys apart in a sealed text without giving them away.
    fn name(&self) -> [u8; NAME_BYTES] {
        let mut name = [0; NAME_BYTES];
        let digest = Sha256::new_with_prefix(b"attest key name")
            .chain_update(self.0)
            .finalize();
        name.iter_mut()
            .zip(digest)
            .for_each(|(to, from)| *to = from);
        name
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(Key::from_slice(&self.0))
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataKey(..)")
    }
}

/// Where a sealed text belongs. It opens there and nowhere else.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// Table and column, `form.content`.
    pub column: &'static str,
    /// Primary key of the row.
    pub row: &'a str,
}

/// It was sealed for another place, with a key that we do not have, or it is damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("sealed contents do not open here")]
pub struct Unreadable;

/// Seals and opens.
pub struct Sealer {
    keys: Vec<DataKey>,
    fingerprint_key: [u8; 64],
}

impl Sealer {
    /// Seals for one place. The same text twice gives different bytes.
    pub fn seal(&self, place: Place<'_>, plain: &[u8]) -> Result<Vec<u8>, Unreadable> {
        seal_with(self.keys.first().ok_or(Unreadable)?, place, plain)
    }

    /// Opens what was sealed for this place.
    pub fn open(&self, place: Place<'_>, sealed: &[u8]) -> Result<Vec<u8>, Unreadable> {
        open_with(&self.keys, place, sealed).map(|(plain, _)| plain)
    }

    /// Seals a value as JSON.
    pub fn seal_json<T: serde::Serialize>(
        &self,
        place: Place<'_>,
        value: &T,
    ) -> Result<Vec<u8>, Unreadable> {
        self.seal(place, &serde_json::to_vec(value).map_err(|_| Unreadable)?)
    }

    /// Opens a value that was sealed as JSON. A value of another shape is unreadable, too.
    pub fn open_json<T: serde::de::DeserializeOwned>(
        &self,
        place: Place<'_>,
        sealed: &[u8],
    ) -> Result<T, Unreadable> {
        serde_json::from_slice(&self.open(place, sealed)?).map_err(|_| Unreadable)
    }

    /// HMAC-SHA256 under a key of this database: equal for equal parts, and without the key it tells nothing.
    ///
    /// It stands where a search needs a column that would otherwise hold an identity number.
    pub fn fingerprint(&self, purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
        let mut mac = <Hmac<Sha256> as hmac::digest::KeyInit>::new(&self.fingerprint_key.into());
        for part in std::iter::once(&purpose.as_bytes()).chain(parts) {
            // The length before each part: ("a", "bc") and ("ab", "c") are different.
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }
}

impl fmt::Debug for Sealer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealer(..)")
    }
}

const FINGERPRINT_KEY: Place<'static> = Place {
    column: "secret.sealed",
    row: "fingerprint",
};

/// Finds the fingerprint key of this database, or makes it the first time; seals it again after a rotation.
///
/// That it opens proves that the configured key belongs to this database, before anything is served.
pub(super) fn unlock(conn: &mut Connection, keys: &[DataKey]) -> Result<Sealer, OpenError> {
    let current = keys.first().ok_or(OpenError::WrongKey)?;
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let stored: Option<Vec<u8>> = tx
        .query_row(
            "SELECT sealed FROM secret WHERE name = ?1",
            [FINGERPRINT_KEY.row],
            |row| row.get(0),
        )
        .optional()?;
    let mut fingerprint_key = [0; 64];
    let fresh = match stored {
        Some(sealed) => {
            let (plain, name) =
                open_with(keys, FINGERPRINT_KEY, &sealed).map_err(|_| OpenError::WrongKey)?;
            fingerprint_key = plain.try_into().map_err(|_| OpenError::WrongKey)?;
            name != current.name()
        }
        None => {
            rand::rngs::OsRng.fill_bytes(&mut fingerprint_key);
            true
        }
    };
    if fresh {
        let sealed = seal_with(current, FINGERPRINT_KEY, &fingerprint_key)
            .map_err(|_| OpenError::WrongKey)?;
        tx.execute(
            "INSERT INTO secret VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET sealed = ?2",
            (FINGERPRINT_KEY.row, sealed),
        )?;
    }
    tx.commit()?;
    Ok(Sealer {
        keys: keys.to_vec(),
        fingerprint_key,
    })
}

fn seal_with(key: &DataKey, place: Place<'_>, plain: &[u8]) -> Result<Vec<u8>, Unreadable> {
    let mut nonce = [0; NONCE_BYTES];
    rand::rngs::OsRng.fill_bytes(&mut nonce);
    let aad = aad(place);
    let text = key
        .cipher()
        .encrypt(
            XNonce::from_slice(&nonce),
            Payload {
                msg: plain,
                aad: &aad,
            },
        )
        .map_err(|_| Unreadable)?;
    let mut sealed = Vec::with_capacity(1 + NAME_BYTES + NONCE_BYTES + text.len());
    sealed.push(FORMAT);
    sealed.extend(key.name());
    sealed.extend(nonce);
    sealed.extend(text);
    Ok(sealed)
}

fn open_with(
    keys: &[DataKey],
    place: Place<'_>,
    sealed: &[u8],
) -> Result<(Vec<u8>, [u8; NAME_BYTES]), Unreadable> {
    let (format, rest) = sealed.split_first().ok_or(Unreadable)?;
    let (name, rest) = rest.split_first_chunk::<NAME_BYTES>().ok_or(Unreadable)?;
    let (nonce, text) = rest.split_first_chunk::<NONCE_BYTES>().ok_or(Unreadable)?;
    let key = keys
        .iter()
        .find(|key| key.name() == *name)
        .ok_or(Unreadable)?;
    if *format != FORMAT {
        return Err(Unreadable);
    }
    let aad = aad(place);
    key.cipher()
        .decrypt(
            XNonce::from_slice(nonce),
            Payload {
                msg: text,
                aad: &aad,
            },
        )
        .map(|plain| (plain, *name))
        .map_err(|_| Unreadable)
}

fn aad(place: Place<'_>) -> Vec<u8> {
    format!("attest/{FORMAT}/{}/{}", place.column, place.row).into_bytes()
}

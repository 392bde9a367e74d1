//! Our own actors get their keys: an RSA one, which every server verifies, and an Ed25519 one (FEP-521a).

use super::add_member::{Ed25519Keys, Keys};
use crate::domain::follow::{Actor, Multikey};
use crate::error::Result;
use crate::seal::MasterKey;
use crate::storage::Db;
use crate::storage::actors::{self, SealedKeys};
use url::Url;

/// Actors that get a key in one transaction.
const AT_ONCE: i64 = 200;

/// The context under which an actor's private RSA key is sealed.
pub fn key_context(ap_id: &Url) -> String {
    format!("actor:{ap_id}:private-key")
}

/// The context under which an actor's private Ed25519 key is sealed.
pub fn ed25519_context(ap_id: &Url) -> String {
    format!("actor:{ap_id}:ed25519-key")
}

fn multikey(ap_id: &Url, multibase: String) -> Multikey {
    Multikey { id: format!("{ap_id}#ed25519-key"), multibase }
}

/// Writes the public keys into the actor, and answers the private ones, sealed.
pub(super) fn give_keys(seal: &MasterKey, actor: &mut Actor, keys: Keys) -> SealedKeys {
    actor.public_key_pem = keys.public_pem;
    actor.ed25519 = Some(multikey(&actor.ap_id, keys.ed25519.multibase));
    SealedKeys {
        rsa: Some(seal.seal(&key_context(&actor.ap_id), keys.private_pem.as_bytes())),
        ed25519: Some(seal.seal(&ed25519_context(&actor.ap_id), keys.ed25519.private_pem.as_bytes())),
    }
}

/// Gives an Ed25519 key to those of our actors that have none: they were there before there were any. Others learn of it
/// when they next fetch the actor, at the latest when it signs with that key. Answers how many got one.
///
/// # Errors
/// `Internal` when the database fails or a key cannot be made.
pub async fn give_ed25519_keys(db: &Db, seal: &MasterKey, key: fn() -> Result<Ed25519Keys>) -> Result<usize> {
    let mut given = 0;
    loop {
        let seal = seal.clone();
        let more = db
            .write(move |conn| {
                let without = actors::without_ed25519(conn, AT_ONCE)?;
                for (id, ap_id) in &without {
                    let key = key()?;
                    let sealed = seal.seal(&ed25519_context(ap_id), key.private_pem.as_bytes());
                    actors::set_ed25519(conn, *id, &multikey(ap_id, key.multibase), sealed)?;
                }
                Ok(without.len())
            })
            .await?;
        given += more;
        if more == 0 {
            return Ok(given);
        }
    }
}

//! The private keys of our own actors, opened once and kept for signing; and which way to sign goes to whom.

use crate::actions::give_keys::{ed25519_context, key_context};
use crate::app::{App, KeyKind};
use crate::clock::Moment;
use crate::domain::address::host_of;
use crate::domain::key::ActorId;
use crate::error::{Error, Result};
use crate::federation::signature::{SigningKey, Way};
use crate::storage::{Conn, actors, hosts};
use std::collections::HashMap;
use url::Url;

/// The RSA key of one of our actors.
///
/// # Errors
/// `Internal` when the actor has none, or it does not open.
pub async fn signing_key(app: &App, actor: ActorId) -> Result<SigningKey> {
    let none = || Error::internal("an actor without a private key was to sign");
    key(app, actor, KeyKind::Rsa).await?.ok_or_else(none)
}

/// The key of one of our actors for a way to sign: and that way, or the one with RSA where it has no Ed25519 key.
///
/// # Errors
/// `Internal` when the actor has none, or it does not open.
pub async fn key_for(app: &App, actor: ActorId, way: Way) -> Result<(Way, SigningKey)> {
    if way == Way::Ed25519 {
        return match key(app, actor, KeyKind::Ed25519).await? {
            Some(key) => Ok((way, key)),
            None => Ok((Way::Rfc9421, signing_key(app, actor).await?)),
        };
    }
    Ok((way, signing_key(app, actor).await?))
}

async fn key(app: &App, actor: ActorId, kind: KeyKind) -> Result<Option<SigningKey>> {
    if let Some((id, key)) = app.keys.get(actor, kind) {
        return Ok(Some(SigningKey::from_key(id, key)));
    }
    let seal = app.here.seal.clone();
    let read = app.here.db.read(move |conn| {
        let (actor, sealed) = (actors::get(conn, actor)?, actors::sealed_keys(conn, actor)?);
        let found = match kind {
            KeyKind::Rsa => sealed.rsa.map(|sealed| (actor.key_id, key_context(&actor.ap_id), sealed)),
            KeyKind::Ed25519 => {
                let named = actor.ed25519.zip(sealed.ed25519);
                named.map(|(key, sealed)| (key.id, ed25519_context(&actor.ap_id), sealed))
            }
        };
        found.map(|(id, context, sealed)| SigningKey::from_pem(id, &seal.open(&context, &sealed)?)).transpose()
    });
    let Some(key) = read.await? else { return Ok(None) };
    app.keys.put(actor, kind, key.id().to_owned(), key.key());
    Ok(Some(key))
}

/// The server's own actor, which signs fetches.
///
/// # Errors
/// `Internal` when it is not there.
pub async fn fetching_actor(app: &App) -> Result<ActorId> {
    let address = app.here.addresses.app();
    let actor = app.here.db.read(move |conn| actors::by_ap_id(conn, &address)).await?;
    Ok(actor.ok_or_else(|| Error::internal("the server has no actor of its own"))?.id)
}

/// The ways to sign what goes to hosts first: what each took before, or what its actors say that they understand.
///
/// # Errors
/// `Internal` when the database fails.
pub fn ways_to_hosts<'a>(conn: &mut Conn, hosts: &[&'a str], now: Moment) -> Result<HashMap<&'a str, Way>> {
    let (took, potluck) = (hosts::signature_formats(conn, hosts, now)?, actors::potluck_among(conn, hosts)?);
    Ok(hosts.iter().map(|host| (*host, Way::first(took.get(*host).copied(), potluck.contains(*host)))).collect())
}

/// The same for the host of an address.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn way_to(app: &App, url: &Url) -> Result<Way> {
    let (host, now) = (host_of(url), app.here.now());
    let read = app.here.db.read(move |conn| Ok(ways_to_hosts(conn, &[&host], now)?.remove(host.as_str())));
    read.await?.ok_or_else(|| Error::internal("a host without a way to sign"))
}

/// Remembers that a host took what was signed this way, after it refused the other.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn remember(app: &App, url: &Url, way: Way) -> Result<()> {
    let (host, now) = (host_of(url), app.here.now());
    app.here.db.write(move |conn| hosts::remember_signature_format(conn, &host, way.format(), now)).await
}

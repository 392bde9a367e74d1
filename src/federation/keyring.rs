//! The private keys of our own actors, opened once and kept for signing.

use crate::app::App;
use crate::domain::key::ActorId;
use crate::error::{Error, Result};
use crate::federation::signature::SigningKey;
use crate::storage::actors;

/// The key of one of our actors.
///
/// # Errors
/// `Internal` when the actor has none, or it does not open.
pub async fn signing_key(app: &App, actor: ActorId) -> Result<SigningKey> {
    if let Some((id, key)) = app.keys.get(actor) {
        return Ok(SigningKey::from_key(id, key));
    }
    let seal = app.here.seal.clone();
    let (id, pem) = app
        .here
        .db
        .read(move |conn| {
            let actor = actors::get(conn, actor)?;
            let sealed = actors::sealed_private_key(conn, actor.id)?
                .ok_or_else(|| Error::internal("an actor without a private key was to sign"))?;
            let context = format!("actor:{}:private-key", actor.ap_id);
            Ok((actor.key_id, seal.open(&context, &sealed)?))
        })
        .await?;
    let key = SigningKey::from_pem(id.clone(), &pem)?;
    app.keys.put(actor, id, key.key());
    Ok(key)
}

/// The key of the server's own actor, which signs fetches.
///
/// # Errors
/// `Internal` when it is not there.
pub async fn fetching_key(app: &App) -> Result<SigningKey> {
    let address = app.here.addresses.app();
    let actor = app.here.db.read(move |conn| actors::by_ap_id(conn, &address)).await?;
    signing_key(app, actor.ok_or_else(|| Error::internal("the server has no actor of its own"))?.id).await
}

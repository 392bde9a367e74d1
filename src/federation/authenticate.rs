//! Who a request comes from.

use crate::adapters::fetch::Budget;
use crate::app::App;
use crate::domain::follow::Actor;
use crate::error::{Error, Kind, Result};
use crate::federation::dereference;
use crate::federation::signature::{Incoming, Signature, VerifyingKey, cavage, parse};
use crate::storage::{actors, moderation};
use actix_web::HttpRequest;
use chrono::Duration;
use url::Url;

/// A key that did not verify is fetched again at most so often: a stranger cannot make us ask a third.
fn refetch_pause() -> Duration {
    Duration::minutes(5)
}

/// Checks the signature of a POST and answers who made it.
///
/// # Errors
/// `Unauthorized`, naming what is missing or wrong; `Peer` when the key cannot be had at the moment.
pub async fn post(app: &App, request: &HttpRequest, body: &[u8]) -> Result<Actor> {
    signer(app, request, Some(body)).await
}

/// Checks the signature of a GET, if it has one.
///
/// # Errors
/// As [`post`].
pub async fn get(app: &App, request: &HttpRequest) -> Result<Option<Actor>> {
    let headers = request.headers();
    if !headers.contains_key("signature") && !headers.contains_key("authorization") {
        return Ok(None);
    }
    signer(app, request, None).await.map(Some)
}

/// Whether a request names a key of a server or an account that the network keeps away, whoever it is really from: then
/// there is nothing here for it.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn is_kept_away(app: &App, request: &HttpRequest) -> Result<bool> {
    let headers = ["signature", "authorization", "signature-input"];
    let named = headers.iter().filter_map(|name| request.headers().get(*name)?.to_str().ok());
    let keys: Vec<Url> = named
        .filter_map(|value| {
            // draft-cavage says keyId, RFC 9421 keyid.
            let at = value.to_ascii_lowercase().find("keyid=\"")? + "keyid=\"".len();
            Url::parse(value.get(at..)?.split('"').next()?).ok()
        })
        .collect();
    if keys.is_empty() {
        return Ok(false);
    }
    let read = app.here.db.read(move |conn| {
        for key in &keys {
            if moderation::is_blocked(conn, key)? {
                return Ok(true);
            }
        }
        Ok(false)
    });
    read.await
}

async fn signer(app: &App, request: &HttpRequest, body: Option<&[u8]>) -> Result<Actor> {
    let headers: Vec<(String, String)> = request
        .headers()
        .iter()
        .filter_map(|(name, value)| Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned())))
        .collect();
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    let incoming = Incoming { method: request.method().as_str(), path_and_query: path, headers: &headers, body };
    // The wider limit first; whether the host is known decides afterwards.
    let now = app.here.now();
    let signature = parse(&incoming, &app.here.addresses.host(), now, cavage::back_for_known())?;
    if !app.config.may_talk_to_url(&signature.key_id) {
        return Err(Error::forbidden("This network does not talk to that server."));
    }
    let key_id = signature.key_id.to_string();
    let keeper = signature.key_id.clone();
    let read =
        app.here.db.read(move |conn| Ok((actors::by_key_id(conn, &key_id)?, moderation::is_blocked(conn, &keeper)?)));
    let (known, mut blocked) = read.await?;
    // A key may have an address of its own beside its account's.
    if let Some(actor) = &known {
        let account = actor.ap_id.clone();
        blocked = blocked || app.here.db.read(move |conn| moderation::is_blocked(conn, &account)).await?;
    }
    if blocked {
        return Err(Error::forbidden("This network does not talk to that server."));
    }
    let Some(known) = known.filter(|actor| !actor.local) else {
        parse(&incoming, &app.here.addresses.host(), now, cavage::back())?;
        let fresh = dereference::key_owner(app, &signature.key_id, &Budget::new(4)).await.map_err(|error| {
            match error.kind() {
                // Nobody can be believed whose key is gone.
                Kind::Gone | Kind::BadRequest | Kind::Invalid => {
                    Error::unauthorized("The key of the signature cannot be had.").because(error)
                }
                _ => error,
            }
        })?;
        return check(signature, fresh).await?.ok_or_else(wrong);
    };
    let fetched_at = known.fetched_at;
    if let Some(actor) = check(signature.clone(), known).await? {
        return Ok(actor);
    }
    if now - fetched_at < refetch_pause() {
        return Err(wrong());
    }
    let fresh = dereference::key_owner(app, &signature.key_id, &Budget::new(4)).await?;
    check(signature, fresh).await?.ok_or_else(wrong)
}

fn wrong() -> Error {
    Error::unauthorized("The signature is not by the key that it names.")
}

async fn check(signature: Signature, actor: Actor) -> Result<Option<Actor>> {
    tokio::task::spawn_blocking(move || {
        let key = VerifyingKey::from_pem(&actor.public_key_pem)?;
        Ok(signature.is_by(&key).then_some(actor))
    })
    .await
    .map_err(Error::internal)?
}

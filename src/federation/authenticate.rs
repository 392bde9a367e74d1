//! Who a request comes from.

use crate::adapters::fetch::Budget;
use crate::app::App;
use crate::domain::follow::Actor;
use crate::error::{Error, Kind, Result};
use crate::federation::dereference;
use crate::federation::signature::{Incoming, Signature, VerifyingKey, cavage, parse};
use crate::storage::actors;
use actix_web::HttpRequest;
use chrono::Duration;

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
    let known = app.here.db.read(move |conn| actors::by_key_id(conn, &key_id)).await?;
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

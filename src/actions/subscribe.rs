//! An app asks to hear of what happens to its member through a push server, changes of what, and asks no more.

use super::{Here, still_here};
use crate::domain::key::{MemberId, PushSubscriptionId, TokenId};
use crate::domain::push::Subscription;
use crate::error::{Error, Result};
use crate::storage::push;

/// The key by which push servers know this server, as it is kept. What `make` made is kept when there was none; of two
/// processes that make one at once, both end up with the same.
///
/// # Errors
/// `Internal` when the database fails, or when it was sealed with another key.
pub async fn vapid_key(here: &Here, make: impl Fn() -> Result<Vec<u8>>) -> Result<Vec<u8>> {
    const NAME: &str = "vapid";
    let seal = here.seal.clone();
    if let Some(kept) = here.db.read(move |conn| push::server_key(conn, &seal, NAME)).await? {
        return Ok(kept);
    }
    let (seal, made) = (here.seal.clone(), make()?);
    here.db
        .write(move |conn| {
            push::insert_server_key(conn, &seal, NAME, &made)?;
            push::server_key(conn, &seal, NAME)?.ok_or_else(|| Error::internal("a key that was kept is not there"))
        })
        .await
}

/// Subscribes a token's app, instead of what it had asked for before.
///
/// # Errors
/// `NotFound` for who left.
pub async fn subscribe(
    here: &Here,
    (token, member): (TokenId, MemberId),
    host_digest: String,
    subscription: Subscription,
) -> Result<PushSubscriptionId> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            still_here(conn, member)?;
            push::put(conn, &context.seal, (token, member), &host_digest, &subscription, now)
        })
        .await
}

/// Changes of what a token's app hears.
///
/// # Errors
/// `NotFound` when it had not subscribed.
pub async fn change_subscription(
    here: &Here,
    (token, member): (TokenId, MemberId),
    change: impl Fn(&mut Subscription) + Send + 'static,
) -> Result<(PushSubscriptionId, Subscription)> {
    let context = here.clone();
    here.db
        .write(move |conn| {
            still_here(conn, member)?;
            let found = push::of_token(conn, &context.seal, token)?;
            let (id, mut subscription) = found.ok_or_else(Error::not_found)?;
            change(&mut subscription);
            push::update(conn, &context.seal, id, &subscription)?;
            Ok((id, subscription))
        })
        .await
}

/// A token's app hears of nothing any more. Doing so twice changes nothing.
///
/// # Errors
/// `NotFound` for who left.
pub async fn unsubscribe(here: &Here, (token, member): (TokenId, MemberId)) -> Result<()> {
    here.db
        .write(move |conn| {
            still_here(conn, member)?;
            push::forget_of_tokens(conn, &[token.0])
        })
        .await
}

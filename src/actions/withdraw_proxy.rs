//! A neighbor wants nobody to speak for them any more: what is known of them is erased, and what was posted for them.

use super::Here;
use super::leave::{take_answer_back, take_listing_back};
use crate::clock::Moment;
use crate::domain::key::{ListingId, MemberId, ProxyId};
use crate::domain::proxy::State;
use crate::error::Result;
use crate::storage::{Conn, handoffs, listings, proxies, responses};
use std::collections::BTreeSet;

/// Erases a neighbor at their wish: their listings are taken back everywhere, their answers too.
///
/// # Errors
/// `NotFound` for anyone but who speaks for them.
pub async fn withdraw_proxy(here: &Here, member: MemberId, id: ProxyId) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            proxies::lock(conn, &context.seal, id, member)?;
            withdraw(&context, conn, id, now)
        })
        .await?;
    here.db.note_erased();
    Ok(())
}

/// The same, within the caller's transaction, which knows their wish.
pub(super) fn withdraw(here: &Here, conn: &mut Conn, id: ProxyId, now: Moment) -> Result<()> {
    let posted = proxies::listings_of(conn, id)?;
    let said = proxies::responses_of(conn, id)?;
    let held: BTreeSet<ListingId> = posted.iter().copied().chain(said.iter().map(|(_, on)| *on)).collect();
    for listing in held {
        listings::lock(conn, listing)?;
    }
    for (response, _) in &said {
        take_answer_back(here, conn, *response, now)?;
    }
    for listing in &posted {
        take_listing_back(here, conn, *listing, now)?;
    }
    let said: Vec<_> = said.into_iter().map(|(response, _)| response).collect();
    handoffs::forget_where(conn, &posted, &said, now)?;
    responses::forget(conn, &said)?;
    proxies::erase(conn, id, State::Withdrawn)
}

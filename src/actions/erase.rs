//! Erasure, when its time has come: listings after they ended, handoffs 48 hours after theirs.

use super::Here;
use super::post_status::key_life;
use crate::clock::Moment;
use crate::domain::Listing;
use crate::domain::event::Event;
use crate::error::Result;
use crate::storage::{Conn, activities, handoffs, listings, outbox, received, responses, statuses};
use chrono::Duration;

/// How long the words of a listing outlive its end.
pub fn listing_life_after_end() -> Duration {
    Duration::days(30)
}

/// How long the id of an activity that came in is remembered.
pub fn received_life() -> Duration {
    Duration::days(30)
}

/// Erases everything whose time has come. Answers how many things that were.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn erase_due(here: &Here) -> Result<usize> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let mut erased = handoffs::erase_due(conn, now)?;
            for id in listings::to_erase(conn, now - listing_life_after_end(), 100)? {
                let listing = listings::lock(conn, id)?;
                erase_listing(&context, conn, &listing, now)?;
                erased += 1;
            }
            erased += received::forget(conn, now - received_life())?;
            erased += statuses::forget_requests(conn, now - key_life(), None)?;
            erased += activities::forget_sent(conn, now - Duration::days(1))?;
            Ok(erased)
        })
        .await
}

/// Erases what a listing and the answers to it said; asks everyone whom it reached to forget it.
pub(super) fn erase_listing(_here: &Here, conn: &mut Conn, listing: &Listing, now: Moment) -> Result<()> {
    listings::erase(conn, listing.id, now)?;
    responses::erase_messages(conn, listing.id)?;
    if listing.local && listing.published_at.is_some() && listing.audience.federates() {
        outbox::record(conn, &Event::ListingDeleted { listing: listing.id }, now)?;
    }
    Ok(())
}

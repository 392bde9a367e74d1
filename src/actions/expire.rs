//! Listings end by themselves when their time has passed.

use super::Here;
use super::pass_along::undo_if_closed;
use super::promise::{changed, close};
use super::words::Closing;
use crate::domain::listing::{State, Step, after};
use crate::error::Result;
use crate::storage::listings;

/// Ends the listings whose time has passed; what is promised stays promised. Another network's are
/// only taken off our board: telling is its own network's part. Answers how many ended.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn expire_due(here: &Here) -> Result<usize> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let due = listings::overdue(conn, now, 100)?;
            for &id in &due {
                let mut listing = listings::lock(conn, id)?;
                if listing.local {
                    listing.state = after(listing.state, listing.quantity.as_ref(), Step::Expire)?;
                    changed(&context, conn, &mut listing, now)?;
                    close(&context, conn, &listing, Closing::Expired, now)?;
                } else {
                    listing.state = State::Expired;
                    listings::update(conn, &listing)?;
                    undo_if_closed(conn, &listing, now)?;
                }
            }
            Ok(due.len())
        })
        .await
}

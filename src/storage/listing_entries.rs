//! Needs and offers of ours as entries of timelines: each one that is shown has one, under its own id. What it says stays
//! in its own row.

use crate::domain::Listing;
use crate::domain::audience::Audience;
use crate::domain::key::{ListingId, StatusId};
use crate::domain::network::Mode;
use crate::domain::status::Visibility;
use crate::error::Result;
use crate::storage::columns::at;
use crate::storage::schema::{listings, statuses};
use crate::storage::stream_events::{self, Happened};
use crate::storage::{Conn, actors, listings as rows, statuses as status_rows};
use diesel::prelude::*;
use std::collections::BTreeSet;

/// Makes, changes or takes away the entry of a listing, as the listing is now.
pub(super) fn sync(conn: &mut Conn, listing: &Listing) -> Result<()> {
    if !listing.local {
        return Ok(());
    }
    let shown = listing
        .published_at
        .filter(|_| listing.state.is_published() && !listing.state.is_over() && listing.held_under.is_none());
    let entry = statuses::table.find(listing.id.0);
    let there: bool = diesel::select(diesel::dsl::exists(entry)).get_result(conn)?;
    let Some(published_at) = shown else {
        return if there { remove(conn, listing.id) } else { Ok(()) };
    };
    // Where connectors bring everything together, who asks is shown to them alone (value V15).
    let discreet = actors::get(conn, listing.origin)?.mode == Some(Mode::ConnectorsOnly);
    let author = if discreet { listing.origin } else { listing.speaker };
    let visibility = match listing.audience {
        Audience::Public => Visibility::Public,
        Audience::Peers | Audience::Network => Visibility::Private,
    };
    if there {
        diesel::update(entry)
            .set((
                statuses::ap_id.eq(listing.ap_id.as_str()),
                statuses::author_id.eq(author.0),
                statuses::visibility.eq(visibility.as_str()),
                statuses::language.eq(&listing.language),
            ))
            .execute(conn)?;
    } else {
        let row = (
            statuses::id.eq(listing.id.0),
            statuses::ap_id.eq(listing.ap_id.as_str()),
            statuses::author_id.eq(author.0),
            statuses::local.eq(true),
            statuses::visibility.eq(visibility.as_str()),
            statuses::on_home.eq(true),
            statuses::spoiler.eq(""),
            statuses::content.eq(""),
            statuses::sensitive.eq(false),
            statuses::language.eq(&listing.language),
            statuses::created_at.eq(at(published_at)),
            statuses::listing_id.eq(listing.id.0),
        );
        diesel::insert_into(statuses::table).values(row).execute(conn)?;
    }
    stream_events::note(conn, listing.id.0, if there { Happened::Changed } else { Happened::New })?;
    let tags: BTreeSet<String> = [listing.kind.as_str().to_owned(), listing.category.replace('-', "")].into();
    status_rows::set_tags(conn, StatusId(listing.id.0), &tags)
}

/// Takes the entry of a listing away, with what hangs on it.
pub(super) fn remove(conn: &mut Conn, listing: ListingId) -> Result<()> {
    status_rows::erase(conn, StatusId(listing.0))
}

/// Forgets what was told about a listing: its words are gone.
pub(super) fn forget(conn: &mut Conn, listing: ListingId) -> Result<()> {
    let about: Vec<i64> = statuses::table.filter(statuses::listing_id.eq(listing.0)).select(statuses::id).load(conn)?;
    status_rows::erase_all(conn, &about)
}

/// Brings the entries of all listings up to date: what the network shows of who asks has changed.
///
/// # Errors
/// `Internal` when the database fails.
pub fn sync_all(conn: &mut Conn) -> Result<()> {
    let ours = listings::table.filter(listings::local).filter(listings::state.ne_all(["draft", "erased"]));
    let ids: Vec<i64> = ours.select(listings::id).load(conn)?;
    for some in ids.chunks(super::ROWS) {
        let some: Vec<ListingId> = some.iter().map(|id| ListingId(*id)).collect();
        for listing in rows::get_many(conn, &some)? {
            sync(conn, &listing)?;
        }
    }
    Ok(())
}

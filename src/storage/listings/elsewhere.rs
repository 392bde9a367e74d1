//! Listings of other networks, which come in floods.

use super::{Row, get_many};
use crate::clock::Moment;
use crate::domain::Listing;
use crate::domain::key::ListingId;
use crate::error::Result;
use crate::storage::columns::at;
use crate::storage::schema::listings;
use crate::storage::{Conn, prepared, search};
use diesel::prelude::*;
use std::collections::HashSet;

/// At most so many of the newest on the board are looked at for what came from elsewhere: where little does, that costs no
/// more than where much does.
const LOOKED_AT: i64 = 800;

/// The newest of other networks that are on the board at `now`, newest first; at most `limit`.
///
/// # Errors
/// `Internal` when the database fails.
pub fn newest_from_elsewhere(conn: &mut Conn, now: Moment, limit: usize) -> Result<Vec<Listing>> {
    let newest: Vec<(i64, bool)> = listings::table
        .filter(listings::on_board)
        .filter(listings::expires_at.gt(at(now)))
        .order(listings::id.desc())
        .limit(LOOKED_AT)
        .select((listings::id, listings::local))
        .load(conn)?;
    let ids: Vec<ListingId> =
        newest.into_iter().filter(|(_, local)| !local).take(limit).map(|(id, _)| ListingId(id)).collect();
    get_many(conn, &ids)
}

/// Adds other networks' listings but for those that are there; answers which were added.
///
/// # Errors
/// `Internal` when the database fails.
pub fn insert_new(conn: &mut Conn, all: &[&Listing]) -> Result<HashSet<ListingId>> {
    if all.is_empty() {
        return Ok(HashSet::new());
    }
    let mut rows = all.iter().map(|listing| Row::from_domain(listing)).collect::<Result<Vec<_>>>()?;
    // Always in this order, so that no two processes wait for each other's rows.
    rows.sort_by(|one, other| one.ap_id.cmp(&other.ap_id));
    let mut added = HashSet::new();
    match conn {
        Conn::Sqlite(sqlite) => {
            for row in rows {
                let id = row.id;
                if diesel::insert_into(listings::table).values(row).on_conflict_do_nothing().execute(sqlite)? == 1 {
                    added.insert(ListingId(id));
                }
            }
        }
        Conn::Pg(pg) => {
            let columns = prepared::columns_of!(
                listings,
                rows,
                [
                    id,
                    slug,
                    ap_id,
                    origin_id,
                    local,
                    author_id,
                    speaker_id,
                    hidden_author,
                    kind,
                    category,
                    title,
                    language,
                    details,
                    amount,
                    measure,
                    unit_label,
                    smallest_split,
                    committed,
                    delivered,
                    takes_more,
                    audience,
                    urgency,
                    place_name,
                    latitude,
                    longitude,
                    radius_m,
                    cell,
                    wide_cell,
                    pass_along,
                    state,
                    on_board,
                    revision,
                    expires_at,
                    published_at,
                    created_at,
                    updated_at,
                    proxy_id,
                    with_help,
                    held_under,
                    hints
                ]
            );
            let ids: Vec<i64> = prepared::insert_many("listings", columns).load(pg)?;
            added.extend(ids.into_iter().map(ListingId));
        }
    }
    let new: Vec<&Listing> = all.iter().filter(|listing| added.contains(&listing.id)).copied().collect();
    search::put_new_listings(conn, &new)?;
    Ok(added)
}

/// Of these ActivityPub ids, those of listings that are here.
///
/// # Errors
/// `Internal` when the database fails.
pub fn known_among(conn: &mut Conn, ap_ids: &[&str]) -> Result<HashSet<String>> {
    let known = listings::table.filter(listings::ap_id.eq_any(ap_ids)).select(listings::ap_id);
    Ok(known.load(conn)?.into_iter().collect())
}

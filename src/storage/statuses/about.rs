//! What statuses are about: a listing, or an answer to one.

use super::Row;
use crate::domain::key::{ActorId, ListingId, MemberId, ResponseId, StatusId};
use crate::domain::status::Status;
use crate::error::Result;
use crate::seal::MasterKey;
use crate::storage::Conn;
use crate::storage::schema::{members, status_mentions, statuses};
use diesel::prelude::*;

/// Notes of a message of the network that it is about a listing: it is erased with the listing's words.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_about(conn: &mut Conn, id: StatusId, listing: ListingId) -> Result<()> {
    diesel::update(statuses::table.find(id.0)).set(statuses::listing_id.eq(listing.0)).execute(conn)?;
    Ok(())
}

/// What a member wrote in an app as their answer to a listing, if they did it so.
///
/// # Errors
/// `Internal` when the database fails or the key does not fit.
pub fn answer_of(conn: &mut Conn, seal: &MasterKey, response: ResponseId, member: MemberId) -> Result<Option<Status>> {
    let author = members::table.find(member.0).select(members::actor_id);
    let to_network = status_mentions::table
        .filter(status_mentions::status_id.eq(statuses::id))
        .filter(status_mentions::actor_id.ne_all(members::table.select(members::actor_id)));
    let row: Option<Row> = statuses::table
        .filter(statuses::response_id.eq(response.0))
        .filter(statuses::author_id.eq_any(author))
        // What the two sides write to each other is another conversation.
        .filter(diesel::dsl::exists(to_network))
        .order(statuses::id)
        .first(conn)
        .optional()?;
    row.map(|row| row.into_domain(seal)).transpose()
}

/// What the two sides of an answer wrote to each other about it, oldest first.
///
/// # Errors
/// `Internal` when the database fails or the key does not fit.
pub fn between(conn: &mut Conn, seal: &MasterKey, response: ResponseId, sides: [ActorId; 2]) -> Result<Vec<Status>> {
    let sides = sides.map(|side| side.0);
    let to_the_other = status_mentions::table
        .filter(status_mentions::status_id.eq(statuses::id))
        .filter(status_mentions::actor_id.eq_any(sides));
    let rows: Vec<Row> = statuses::table
        .filter(statuses::response_id.eq(response.0))
        .filter(statuses::author_id.eq_any(sides))
        .filter(diesel::dsl::exists(to_the_other))
        .order(statuses::id)
        .load(conn)?;
    rows.into_iter().map(|row| row.into_domain(seal)).collect()
}

//! Accounts elsewhere that go on under another id.

use crate::clock::Moment;
use crate::domain::key::ActorId;
use crate::error::Result;
use crate::storage::Conn;
use crate::storage::columns::{at, moment};
use crate::storage::schema::moves;
use chrono::NaiveDateTime;
use diesel::prelude::*;
use url::Url;

/// When an account last moved, if it did.
///
/// # Errors
/// `Internal` when the database fails.
pub fn last(conn: &mut Conn, actor: ActorId) -> Result<Option<Moment>> {
    let found: Option<NaiveDateTime> = moves::table.find(actor.0).select(moves::moved_at).first(conn).optional()?;
    Ok(found.map(moment))
}

/// Remembers that an account moved.
///
/// # Errors
/// `Internal` when the database fails.
pub fn note(conn: &mut Conn, actor: ActorId, target: &Url, now: Moment) -> Result<()> {
    diesel::delete(moves::table.find(actor.0)).execute(conn)?;
    let row = (moves::actor_id.eq(actor.0), moves::target.eq(target.as_str()), moves::moved_at.eq(at(now)));
    diesel::insert_into(moves::table).values(row).execute(conn)?;
    Ok(())
}

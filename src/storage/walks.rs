//! What is done once in a while, by one process only.

use crate::clock::Moment;
use crate::error::Result;
use crate::storage::Conn;
use crate::storage::columns::{at, moment};
use crate::storage::schema::walks;
use chrono::Duration;
use diesel::prelude::*;

/// The walk that finds networks.
pub const DIRECTORY: &str = "directory";

/// The comparing of lists of coalitions.
pub const COALITIONS: &str = "coalitions";

/// When this server was last seen to run: its `due_at` lies in the past.
pub const AWAKE: &str = "awake";

/// The forgetting of what members have read long ago.
pub const NOTICES: &str = "notices";

/// The forgetting of accounts elsewhere of which nothing here speaks.
pub const STRANGERS: &str = "strangers";

/// Whether a walk is due: who finds that it is claims it.
///
/// # Errors
/// `Internal` when the database fails.
pub fn is_due(conn: &mut Conn, name: &str, now: Moment) -> Result<bool> {
    let due = walks::table.find(name).filter(walks::due_at.le(at(now)));
    Ok(due.count().get_result::<i64>(conn)? > 0)
}

/// When a walk is due, or was last claimed.
///
/// # Errors
/// `Internal` when the database fails.
pub fn due_at(conn: &mut Conn, name: &str) -> Result<Moment> {
    Ok(moment(walks::table.find(name).select(walks::due_at).first(conn)?))
}

/// Takes a walk that is due, and puts it off by `pause`. False when it is not due, or another process took it.
///
/// # Errors
/// `Internal` when the database fails.
pub fn claim(conn: &mut Conn, name: &str, now: Moment, pause: Duration) -> Result<bool> {
    let due = walks::table.find(name).filter(walks::due_at.le(at(now)));
    Ok(diesel::update(due).set(walks::due_at.eq(at(now + pause))).execute(conn)? == 1)
}

/// A walk is due now.
///
/// # Errors
/// `Internal` when the database fails.
pub fn make_due(conn: &mut Conn, name: &str, now: Moment) -> Result<()> {
    diesel::update(walks::table.find(name)).set(walks::due_at.eq(at(now))).execute(conn)?;
    Ok(())
}

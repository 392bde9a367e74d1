//! Which files belong to which rows, and which belong to none.

use super::lock;
use crate::clock::Moment;
use crate::domain::key::MediumId;
use crate::domain::media::Kept;
use crate::error::{Error, Message, Result};
use crate::storage::columns::at;
use crate::storage::schema::{loose_files, media};
use crate::storage::{Conn, each};
use chrono::{DateTime, Duration};
use diesel::prelude::*;

/// Keeps a file for a medium, in place of the one before. False when the medium is gone: then the file stays loose.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_file(conn: &mut Conn, id: MediumId, kept: Kept, now: Moment) -> Result<bool> {
    let Some(mut row) = lock(conn, id)? else { return Ok(false) };
    if let Some(before) = row.file.take() {
        loosen(conn, &before, LONG_AGO)?;
    }
    tie(conn, &kept.name)?;
    row.keep(Some((kept, now)));
    diesel::update(media::table.find(id.0)).set(row).execute(conn)?;
    Ok(true)
}

/// Forgets the file of a medium of another server: it is asked for anew when somebody looks.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_file(conn: &mut Conn, id: MediumId) -> Result<()> {
    let Some(mut row) = lock(conn, id)?.filter(|row| row.remote_url.is_some()) else { return Ok(()) };
    if let Some(before) = row.file.take() {
        loosen(conn, &before, LONG_AGO)?;
    }
    row.keep(None);
    diesel::update(media::table.find(id.0)).set(row).execute(conn)?;
    Ok(())
}

/// Media of other servers whose files are kept since before `before`.
///
/// # Errors
/// `Internal` when the database fails.
pub fn kept_since(conn: &mut Conn, before: Moment, limit: i64) -> Result<Vec<MediumId>> {
    let rows: Vec<i64> = media::table
        .filter(media::remote_url.is_not_null())
        .filter(media::file.is_not_null())
        .filter(media::kept_at.lt(at(before)))
        .order(media::kept_at)
        .limit(limit)
        .select(media::id)
        .load(conn)?;
    Ok(rows.into_iter().map(MediumId).collect())
}

/// When what loses its row is due: it was before anything was.
pub(super) const LONG_AGO: Moment = DateTime::UNIX_EPOCH;

/// How long a file may be written before its row is there.
pub fn writing_life() -> Duration {
    Duration::hours(1)
}

/// Notes that a file belongs to no row, and is removed after `due`. Whoever writes a file notes it before.
///
/// # Errors
/// `Internal` when the database fails.
pub fn loosen(conn: &mut Conn, file: &str, due: Moment) -> Result<()> {
    let row = (loose_files::file.eq(file), loose_files::due_at.eq(at(due)));
    each!(conn, |c| diesel::insert_into(loose_files::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

/// A file belongs to a row now.
pub(super) fn tie(conn: &mut Conn, file: &str) -> Result<()> {
    let tied = diesel::delete(loose_files::table.find(file)).execute(conn)?;
    if tied == 0 {
        // It took so long that the file was removed.
        return Err(Error::conflict("That took too long. Please send it again.").worded(Message::TookTooLong));
    }
    Ok(())
}

/// Files that belong to no row and are due.
///
/// # Errors
/// `Internal` when the database fails.
pub fn loose(conn: &mut Conn, now: Moment, limit: i64) -> Result<Vec<String>> {
    let due = loose_files::table.filter(loose_files::due_at.le(at(now))).order(loose_files::due_at).limit(limit);
    Ok(due.select(loose_files::file).load(conn)?)
}

/// These were removed.
///
/// # Errors
/// `Internal` when the database fails.
pub fn removed(conn: &mut Conn, files: &[String]) -> Result<()> {
    diesel::delete(loose_files::table.filter(loose_files::file.eq_any(files))).execute(conn)?;
    Ok(())
}

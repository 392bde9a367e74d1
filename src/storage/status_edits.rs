//! What posts said before they were changed ([`Wording`]), sealed, until it is due to be erased.

use crate::clock::Moment;
use crate::domain::key::StatusId;
use crate::domain::privacy::Guarded;
use crate::domain::status::Words;
use crate::domain::wording::{WORDINGS_MAX, Wording, wording_life};
use crate::error::Result;
use crate::ids;
use crate::seal::MasterKey;
use crate::storage::Conn;
use crate::storage::columns::{at, from_json, moment, to_json};
use crate::storage::schema::status_edits;
use chrono::NaiveDateTime;
use diesel::prelude::*;

fn context(id: i64) -> String {
    format!("status-edit:{id}")
}

/// Keeps an earlier wording of a post.
///
/// # Errors
/// `Internal` when the database fails.
pub fn keep(conn: &mut Conn, seal: &MasterKey, of: StatusId, wording: Wording, now: Moment) -> Result<()> {
    let id = ids::next(now);
    let said = (wording.words.into_storage(), wording.sensitive);
    let row = (
        status_edits::id.eq(id),
        status_edits::status_id.eq(of.0),
        status_edits::sealed.eq(seal.seal(&context(id), to_json(&said)?.as_bytes())),
        status_edits::written_at.eq(at(wording.written_at)),
        status_edits::erase_at.eq(at(now + wording_life())),
    );
    diesel::insert_into(status_edits::table).values(row).execute(conn)?;
    let all = status_edits::table.filter(status_edits::status_id.eq(of.0)).order(status_edits::id.desc());
    let all: Vec<i64> = all.select(status_edits::id).load(conn)?;
    let old: Vec<i64> = all.into_iter().skip(WORDINGS_MAX).collect();
    diesel::delete(status_edits::table.filter(status_edits::id.eq_any(old))).execute(conn)?;
    Ok(())
}

/// The earlier wordings of a post, oldest first. Whether they may be read, the post says.
///
/// # Errors
/// `Internal` when the database fails or the key does not fit.
pub fn of(conn: &mut Conn, seal: &MasterKey, of: StatusId) -> Result<Vec<Wording>> {
    let all = status_edits::table.filter(status_edits::status_id.eq(of.0)).order(status_edits::id);
    let rows: Vec<(i64, Vec<u8>, NaiveDateTime)> =
        all.select((status_edits::id, status_edits::sealed, status_edits::written_at)).load(conn)?;
    rows.into_iter()
        .map(|(id, sealed, written_at)| {
            let (words, sensitive): (Words, bool) = from_json(&seal.open_text(&context(id), &sealed)?)?;
            Ok(Wording { words: Guarded::new(words), sensitive, written_at: moment(written_at) })
        })
        .collect()
}

/// Forgets the earlier wordings of posts.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget(conn: &mut Conn, of: &[i64]) -> Result<()> {
    diesel::delete(status_edits::table.filter(status_edits::status_id.eq_any(of))).execute(conn)?;
    Ok(())
}

/// Erases what is due, so many at once. Answers how many.
///
/// # Errors
/// `Internal` when the database fails.
pub fn erase_due(conn: &mut Conn, now: Moment, most: i64) -> Result<usize> {
    let due = status_edits::table.filter(status_edits::erase_at.le(at(now))).order(status_edits::erase_at).limit(most);
    let due: Vec<i64> = due.select(status_edits::id).load(conn)?;
    Ok(diesel::delete(status_edits::table.filter(status_edits::id.eq_any(due))).execute(conn)?)
}

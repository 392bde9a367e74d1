//! The private messages that make up the answer of a person elsewhere, and whom we told how to answer.

use crate::clock::Moment;
use crate::domain::key::{ActorId, ListingId, ResponseId};
use crate::domain::privacy::{Guarded, Matched};
use crate::error::Result;
use crate::seal::MasterKey;
use crate::storage::columns::{at, url};
use crate::storage::schema::{reply_explanations, reply_notes};
use crate::storage::{Conn, each};
use diesel::prelude::*;
use url::Url;

fn context(ap_id: &str) -> String {
    format!("reply:{ap_id}")
}

/// Keeps a message of an answer, sealed; false when it was kept before.
///
/// # Errors
/// `Internal` when the database fails.
pub fn insert_if_new(
    conn: &mut Conn,
    seal: &MasterKey,
    response: ResponseId,
    note: &Url,
    words: Guarded<Matched, String>,
    now: Moment,
) -> Result<bool> {
    let row = (
        reply_notes::ap_id.eq(note.as_str()),
        reply_notes::response_id.eq(response.0),
        reply_notes::sealed_words.eq(seal.seal(&context(note.as_str()), words.into_storage().as_bytes())),
        reply_notes::received_at.eq(at(now)),
    );
    let added =
        each!(conn, |c| diesel::insert_into(reply_notes::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(added == 1)
}

/// The answer that a message belongs to.
///
/// # Errors
/// `Internal` when the database fails.
pub fn response_of(conn: &mut Conn, note: &Url) -> Result<Option<ResponseId>> {
    let row = reply_notes::table.find(note.as_str()).select(reply_notes::response_id);
    Ok(row.first::<i64>(conn).optional()?.map(ResponseId))
}

/// The words of an answer's messages, oldest first; nothing when none is left.
///
/// # Errors
/// `Internal` when the database fails or the key does not fit.
pub fn words_of(conn: &mut Conn, seal: &MasterKey, response: ResponseId) -> Result<Vec<Guarded<Matched, String>>> {
    let rows: Vec<(String, Vec<u8>)> = reply_notes::table
        .filter(reply_notes::response_id.eq(response.0))
        .order((reply_notes::received_at, reply_notes::ap_id))
        .select((reply_notes::ap_id, reply_notes::sealed_words))
        .load(conn)?;
    let open = |(ap_id, sealed): (String, Vec<u8>)| Ok(Guarded::new(seal.open_text(&context(&ap_id), &sealed)?));
    rows.into_iter().map(open).collect()
}

/// The newest message of an answer.
///
/// # Errors
/// `Internal` when the database fails.
pub fn newest(conn: &mut Conn, response: ResponseId) -> Result<Option<Url>> {
    let row: Option<String> = reply_notes::table
        .filter(reply_notes::response_id.eq(response.0))
        .order((reply_notes::received_at.desc(), reply_notes::ap_id.desc()))
        .select(reply_notes::ap_id)
        .first(conn)
        .optional()?;
    row.as_deref().map(url).transpose()
}

/// Changes the words of a message.
///
/// # Errors
/// `Internal` when the database fails.
pub fn reword(conn: &mut Conn, seal: &MasterKey, note: &Url, words: Guarded<Matched, String>) -> Result<()> {
    let sealed = seal.seal(&context(note.as_str()), words.into_storage().as_bytes());
    diesel::update(reply_notes::table.find(note.as_str())).set(reply_notes::sealed_words.eq(sealed)).execute(conn)?;
    Ok(())
}

/// Forgets a message.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget(conn: &mut Conn, note: &Url) -> Result<()> {
    diesel::delete(reply_notes::table.find(note.as_str())).execute(conn)?;
    Ok(())
}

/// Notes that somebody is told how to answer a listing; false when they were told before.
///
/// # Errors
/// `Internal` when the database fails.
pub fn explain_once(conn: &mut Conn, listing: ListingId, reader: ActorId, now: Moment) -> Result<bool> {
    let row = (
        reply_explanations::listing_id.eq(listing.0),
        reply_explanations::actor_id.eq(reader.0),
        reply_explanations::explained_at.eq(at(now)),
    );
    let added = each!(conn, |c| {
        diesel::insert_into(reply_explanations::table).values(row).on_conflict_do_nothing().execute(c)
    })?;
    Ok(added == 1)
}

/// Whether somebody was told how to answer a listing.
///
/// # Errors
/// `Internal` when the database fails.
pub fn was_explained(conn: &mut Conn, listing: ListingId, reader: ActorId) -> Result<bool> {
    let row = reply_explanations::table.find((listing.0, reader.0)).count();
    Ok(row.get_result::<i64>(conn)? > 0)
}

//! What moderators hold for safety: whom it was for before, and under which agreement it is held. Its own row says meanwhile
//! that it is for nobody ([`Visibility::Held`]), so that whoever reads by that finds nothing.

use super::Row;
use crate::clock::Moment;
use crate::domain::key::StatusId;
use crate::domain::status::{Status, Visibility};
use crate::error::Result;
use crate::seal::MasterKey;
use crate::storage::columns::{at, moment, word};
use crate::storage::schema::{held_statuses, status_reach, statuses};
use crate::storage::stream_events::{self, Happened};
use crate::storage::{Conn, ROWS, search};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use url::Url;

/// That a status is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Which.
    pub status: StatusId,
    /// Who could read it before.
    pub visibility: Visibility,
    /// Under which agreement of the network.
    pub agreement: String,
    /// Since when.
    pub held_at: Moment,
}

type Columns = (i64, String, String, NaiveDateTime);

fn of_columns((status, visibility, agreement, held_at): Columns) -> Result<Held> {
    let visibility = word(Visibility::parse, &visibility)?;
    Ok(Held { status: StatusId(status), visibility, agreement, held_at: moment(held_at) })
}

macro_rules! columns {
    () => {
        (held_statuses::status_id, held_statuses::visibility, held_statuses::agreement, held_statuses::held_at)
    };
}

/// Holds a status that is locked and not held: it is sealed, found by no word, and stands nowhere but with its author. Whom it
/// had reached is forgotten; the caller tells them before.
///
/// # Errors
/// `Internal` when the database fails.
pub fn hold(conn: &mut Conn, seal: &MasterKey, status: Status, agreement: &str, now: Moment) -> Result<()> {
    let id = status.id.0;
    let on_home: bool = statuses::table.find(id).select(statuses::on_home).first(conn)?;
    let row = (
        held_statuses::status_id.eq(id),
        held_statuses::visibility.eq(status.visibility.as_str()),
        held_statuses::on_home.eq(on_home),
        held_statuses::agreement.eq(agreement.to_owned()),
        held_statuses::held_at.eq(at(now)),
    );
    diesel::insert_into(held_statuses::table).values(row).execute(conn)?;
    // Apps that show it take it away; whether it was public is looked up now.
    stream_events::note(conn, id, Happened::Gone)?;
    search::forget(conn, &[id])?;
    diesel::delete(status_reach::table.filter(status_reach::status_id.eq(id))).execute(conn)?;
    let held = Status { visibility: Visibility::Held, pinned_at: None, ..status };
    let row = Row::from_domain(seal, held, false)?;
    diesel::update(statuses::table.find(id)).set(row).execute(conn)?;
    Ok(())
}

/// That a status is held, if it is.
///
/// # Errors
/// `Internal` when the database fails.
pub fn find_held(conn: &mut Conn, id: StatusId) -> Result<Option<Held>> {
    let found: Option<Columns> = held_statuses::table.find(id.0).select(columns!()).first(conn).optional()?;
    found.map(of_columns).transpose()
}

/// All that is held, the newest post first.
///
/// # Errors
/// `Internal` when the database fails.
pub fn all_held(conn: &mut Conn) -> Result<Vec<Held>> {
    let found: Vec<Columns> =
        held_statuses::table.order(held_statuses::status_id.desc()).limit(ROWS as i64).select(columns!()).load(conn)?;
    found.into_iter().map(of_columns).collect()
}

/// Of one that is held: it was for fewer than could read it, if that is so.
///
/// # Errors
/// `Internal` when the database fails.
pub fn narrow_held(conn: &mut Conn, before: &Held, wanted: Visibility) -> Result<()> {
    let visibility = before.visibility.narrower(wanted);
    diesel::update(held_statuses::table.find(before.status.0))
        .set(held_statuses::visibility.eq(visibility.as_str()))
        .execute(conn)?;
    Ok(())
}

/// Lets a status that is locked and held go on, for those for whom it was before, and under the id that it has here.
///
/// # Errors
/// `NotFound` when it is not held; `Internal` when the database fails.
pub fn release(conn: &mut Conn, seal: &MasterKey, status: Status, before: &Held) -> Result<()> {
    let id = status.id.0;
    let on_home: bool = held_statuses::table.find(id).select(held_statuses::on_home).first(conn)?;
    forget(conn, &[id])?;
    let row = Row::from_domain(seal, Status { visibility: before.visibility, ..status }, on_home)?;
    let found_by = row.found_by();
    diesel::update(statuses::table.find(id)).set(row).execute(conn)?;
    stream_events::note(conn, id, Happened::Changed)?;
    match found_by {
        Some((id, spoiler, content)) => search::put_status(conn, id, &spoiler, &content),
        None => Ok(()),
    }
}

/// What our own answer to a status leads to it by its new id.
///
/// # Errors
/// `Internal` when the database fails.
pub fn lead_answers(conn: &mut Conn, id: StatusId, to: &Url) -> Result<()> {
    let ours = statuses::table.filter(statuses::in_reply_to_id.eq(id.0)).filter(statuses::local);
    diesel::update(ours).set(statuses::in_reply_to.eq(to.as_str())).execute(conn)?;
    Ok(())
}

/// Forgets that some were held.
pub(super) fn forget(conn: &mut Conn, ids: &[i64]) -> Result<()> {
    diesel::delete(held_statuses::table.filter(held_statuses::status_id.eq_any(ids))).execute(conn)?;
    Ok(())
}

//! How much of a thread the page of a post of it shows, and where one reads on.

use crate::domain::key::{ActorId, StatusId};
use crate::domain::status::Status;
use crate::error::Result;
use crate::http::entities::mastodon::status::StatusEntity;
use crate::seal::MasterKey;
use crate::storage::threads::{Around, Extent};
use crate::storage::{Conn, timelines};

/// How many answers to a post its page shows.
const ANSWERS: usize = 60;
/// How much is read of a thread for the page of a post of it: one answer more than is shown tells that there are more.
const AROUND: Extent = Extent { above: 20, below: ANSWERS + 1, deep: ANSWERS + 1, after: None };

/// What the page of a post shows around it.
pub(super) struct ShownAround {
    pub above: Vec<Status>,
    pub below: Vec<Status>,
    /// Whether there are more answers than are shown, or may be.
    pub has_more: bool,
    /// The answer to it after which its own answers go on, if not all of them are shown.
    pub last: Option<StatusId>,
}

/// What a page shows around a post; of its own answers, those after `begin`.
///
/// # Errors
/// `Internal` when the database fails.
pub(super) fn shown_around(
    conn: &mut Conn,
    seal: &MasterKey,
    status: &Status,
    reader: ActorId,
    begin: Option<StatusId>,
) -> Result<ShownAround> {
    let found = timelines::thread(conn, seal, status, Some(reader), Extent { after: begin, ..AROUND })?;
    let Around { above, mut below, is_cut, last } = found;
    let left_out = below.split_off(below.len().min(ANSWERS));
    // One of its own answers is left out, too, where many stand below those before it, though all of them were looked at.
    let is_own = |one: &&Status| one.in_reply_to_id == Some(status.id);
    let has_more_own = left_out.iter().any(|one| is_own(&one));
    let shown = below.iter().rev().find(is_own).map(|one| one.id).filter(|_| has_more_own);
    Ok(ShownAround { above, below, has_more: is_cut || !left_out.is_empty(), last: shown.or(last) })
}

/// The first of the posts that are `shown` above another, if more stands above it that `reader` may read.
///
/// # Errors
/// `Internal` when the database fails.
pub(super) fn further_up(
    conn: &mut Conn,
    seal: &MasterKey,
    all: &[Status],
    shown: &[StatusEntity],
    reader: ActorId,
) -> Result<Option<StatusId>> {
    let first = shown.first().and_then(|first| all.iter().find(|one| one.id == first.id()));
    let Some(first) = first else { return Ok(None) };
    let more = timelines::thread(conn, seal, first, Some(reader), Extent { below: 0, ..AROUND })?;
    Ok((!more.above.is_empty()).then_some(first.id))
}

//! The author of a poll elsewhere says how many voted.

use super::Here;
use crate::clock::Moment;
use crate::domain::key::StatusId;
use crate::domain::poll::{Asked, Poll};
use crate::domain::privacy::Guarded;
use crate::error::{Error, Result};
use crate::storage::{Conn, polls, statuses};

/// Whether an author still asks the same.
pub(super) fn is_same(poll: &Poll, asked: &Asked) -> bool {
    poll.multiple == asked.multiple && poll.options == Guarded::new(asked.options.clone())
}

/// Takes over what an author says of a poll: new totals, or another poll, where it asks something else.
pub(super) fn take_over(
    here: &Here,
    conn: &mut Conn,
    id: StatusId,
    asked: Option<Asked>,
    direct: bool,
    now: Moment,
) -> Result<()> {
    match (polls::lock(conn, &here.seal, id)?, asked) {
        (Some(poll), Some(asked)) if is_same(&poll, &asked) => {
            polls::renew(conn, &poll, &asked.tally, asked.ends_at, now)
        }
        (_, Some(asked)) => polls::put(conn, &here.seal, asked.of(id, now), direct),
        (Some(_), None) => polls::remove(conn, id),
        (None, None) => Ok(()),
    }
}

/// Notes that the author of a poll elsewhere is asked now how many voted. False when that is not to be done: it is ours, or
/// somebody asked a moment ago, or what was said after its end is known.
///
/// # Errors
/// `NotFound`; `Internal` when the database fails.
pub async fn begin_to_ask(here: &Here, id: StatusId) -> Result<bool> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let status = statuses::get(conn, &context.seal, id)?;
            let poll = polls::lock(conn, &context.seal, id)?.ok_or_else(Error::not_found)?;
            if status.local || !poll.may_be_stale(now) {
                return Ok(false);
            }
            polls::ask(conn, id, now).map(|()| true)
        })
        .await
}

/// Takes over the totals that an author said when they were asked, if they still ask the same.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn receive_totals(here: &Here, id: StatusId, asked: Asked) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| match polls::lock(conn, &context.seal, id)? {
            Some(poll) if is_same(&poll, &asked) => polls::renew(conn, &poll, &asked.tally, asked.ends_at, now),
            _ => Ok(()),
        })
        .await
}

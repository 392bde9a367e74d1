//! Polls end by themselves, and their totals are told: those of some minutes together, and the last ones at the end.

use super::Here;
use super::tell::tell;
use crate::domain::event::Event;
use crate::domain::status::{NotificationKind, Visibility};
use crate::error::Result;
use crate::storage::{outbox, polls, statuses};

/// Most polls of one transaction; the rest follows in the next.
const AT_ONCE: i64 = 100;

/// Ends the polls whose time has come: whoever of ours asked or voted hears of it, and everyone whom a poll of ours reached
/// is told its last totals. Answers how many ended.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn end_due(here: &Here) -> Result<usize> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let due = polls::to_end(conn, now, AT_ONCE)?;
            for &id in &due {
                let status = statuses::get(conn, &context.seal, id)?;
                // What is held for safety is told to nobody before it goes on: perhaps that began just now.
                if status.visibility == Visibility::Held || !polls::end(conn, id)? {
                    continue;
                }
                // Of accounts elsewhere their own server tells them.
                for hears in [status.author].into_iter().chain(polls::own_voters(conn, id)?) {
                    tell(&context, conn, hears, NotificationKind::Poll, status.author, Some(id), now)?;
                }
                if status.local {
                    outbox::record(conn, &Event::PollCounted { status: id }, now)?;
                }
            }
            Ok(due.len())
        })
        .await
}

/// Tells the totals of the polls of ours in which somebody voted some minutes ago. Answers how many there were.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn tell_due(here: &Here) -> Result<usize> {
    let now = here.now();
    here.db
        .write(move |conn| {
            let due = polls::to_tell(conn, now, AT_ONCE)?;
            for &id in &due {
                if polls::tell(conn, id)? {
                    outbox::record(conn, &Event::PollCounted { status: id }, now)?;
                }
            }
            Ok(due.len())
        })
        .await
}

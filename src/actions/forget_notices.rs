//! What members have heard of and read long ago is forgotten, and what is older still in any case.

use super::Here;
use crate::domain::key::MemberId;
use crate::error::Result;
use crate::ids;
use crate::storage::{desks, notifications};
use chrono::Duration;

/// How long what a member has read is kept.
pub fn read_life() -> Duration {
    Duration::days(180)
}

/// How long it is kept in any case, read or not: many apps never say how far somebody has read.
pub fn life() -> Duration {
    Duration::days(365)
}

/// Members that are looked at in one go.
const MEMBERS: i64 = 50;
/// Rows that go in one transaction.
const AT_ONCE: usize = 200;

/// Forgets what members have read, as far as the place that their apps keep says so, and what is older than
/// [`read_life`]; and all that is older than [`life`], also what waits among their requests. Answers how many went.
///
/// # Errors
/// `Internal` when the database fails; what went until then stays gone.
pub async fn forget_old(here: &Here) -> Result<usize> {
    let (read_before, before) = (ids::floor(here.now() - read_life()), ids::floor(here.now() - life()));
    let (mut after, mut forgotten) = (MemberId(0), 0);
    let mut gone = AT_ONCE;
    while gone == AT_ONCE {
        gone = here.db.write(move |conn| notifications::forget_before(conn, before, AT_ONCE)).await?;
        forgotten += gone;
    }
    loop {
        let context = here.clone();
        let read = here.db.read(move |conn| {
            let mut found = Vec::new();
            for member in notifications::with_older(conn, read_before, after, MEMBERS)? {
                let desk = desks::get(conn, &context.seal, member)?;
                let read = desk.markers.get("notifications").map_or(0, |marker| marker.last_read);
                found.push((member, read_before.min(read.saturating_add(1))));
            }
            Ok(found)
        });
        let found = read.await?;
        let Some((last, _)) = found.last().copied() else { break };
        after = last;
        for (member, until) in found {
            let mut gone = AT_ONCE;
            while gone == AT_ONCE {
                gone = here.db.write(move |conn| notifications::forget_older(conn, member, until, AT_ONCE)).await?;
                forgotten += gone;
            }
        }
    }
    if forgotten > 0 {
        here.db.note_erased();
    }
    Ok(forgotten)
}

//! Who agreed to meet is reminded the day before, if they want it: by mail, which says that it is so and not what, where or with
//! whom.

use super::Here;
use crate::clock::Moment;
use crate::domain::telling::Occasion;
use crate::error::Result;
use crate::storage::{handoffs, mails};
use chrono::Duration;

/// Handoffs of which people are reminded in one transaction.
const AT_ONCE: usize = 100;

/// So long before it begins.
fn before() -> Duration {
    Duration::hours(24)
}

/// Not any more when it begins within this.
fn too_late() -> Duration {
    Duration::hours(2)
}

/// Nor when it was just agreed: whoever did knows.
fn just_agreed() -> Duration {
    Duration::hours(3)
}

/// Whether what begins then is soon, and has not begun.
pub fn is_soon(begins: Moment, now: Moment) -> bool {
    begins > now && begins <= now + before()
}

/// Reminds those whose time has come. Answers of how many handoffs.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn remind_due(here: &Here) -> Result<usize> {
    let (context, now) = (here.clone(), here.now());
    let between = (now + too_late(), now + before());
    // Mostly there is none, and then nobody else's writing is held up.
    let seal = here.seal.clone();
    let any = here.db.read(move |conn| handoffs::to_remind(conn, &seal, between, now - just_agreed(), 1));
    if any.await?.is_empty() {
        return Ok(0);
    }
    here.db
        .write(move |conn| {
            let due = handoffs::to_remind(conn, &context.seal, between, now - just_agreed(), AT_ONCE)?;
            for handoff in &due {
                // Of two processes that look at one moment, one does it.
                if !handoffs::note_reminder(conn, &context.seal, handoff.id, handoff.begins, now)? {
                    continue;
                }
                for side in [handoff.author, handoff.responder].into_iter().flatten() {
                    mails::note_that(conn, side, Occasion::Handoff, Some(handoff.response), now)?;
                }
            }
            Ok(due.len())
        })
        .await
}

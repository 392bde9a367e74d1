//! What comes to its time: polls end and their totals are told, and posts that wait are posted.

use crate::actions::end_polls::{end_due, tell_due};
use crate::actions::schedule_status::post_due;
use crate::app::App;
use crate::error::Result;
use crate::storage::{polls, scheduled};

pub(super) async fn run(app: &App) -> Result<()> {
    let now = app.here.now();
    let due = app.here.db.read(move |conn| {
        Ok(!polls::to_end(conn, now, 1)?.is_empty()
            || !polls::to_tell(conn, now, 1)?.is_empty()
            || !scheduled::due(conn, now, 1)?.is_empty())
    });
    // Mostly there is none, and then nobody else's writing is held up.
    if !due.await? {
        return Ok(());
    }
    while end_due(&app.here).await? + tell_due(&app.here).await? + post_due(&app.here).await? > 0 {
        app.wake.outbox.notify_one();
    }
    Ok(())
}

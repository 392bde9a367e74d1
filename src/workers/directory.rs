//! Finds networks through those that we follow, a few times a day.

use crate::app::App;
use crate::error::Result;
use crate::federation::directory::walk;
use crate::storage::{follows, walks};
use chrono::Duration;

/// How long one walk is enough.
const PAUSE: Duration = Duration::hours(6);

pub(super) async fn run(app: &App) -> Result<()> {
    let (network, now) = (app.here.network, app.here.now());
    let due = app.here.db.write(move |conn| {
        // Who follows nobody has no list to begin at.
        let (_, following) = follows::counts(conn, network)?;
        Ok(following > 0 && walks::claim(conn, walks::DIRECTORY, now, PAUSE)?)
    });
    if due.await? {
        walk(app).await?;
    }
    Ok(())
}

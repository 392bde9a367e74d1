//! Compares our lists of coalitions with those of other members, a few times a day.

use crate::app::App;
use crate::error::Result;
use crate::federation::coalitions::compare;
use crate::storage::walks;
use chrono::Duration;

/// How long one comparison is enough.
const PAUSE: Duration = Duration::hours(6);

pub(super) async fn run(app: &App) -> Result<()> {
    let now = app.here.now();
    if app.here.db.write(move |conn| walks::claim(conn, walks::COALITIONS, now, PAUSE)).await? {
        compare(app).await?;
    }
    Ok(())
}

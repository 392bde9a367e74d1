//! Ends what has expired, erases what is due, reads what the network says of itself, and looks at how much waits.

use crate::actions::{erase, expire, forget_notices, forget_strangers, keep_media, remind, seal_open, whom_to_ask};
use crate::app::App;
use crate::error::Result;
use crate::storage::{deliveries, outbox, received, stream_events, walks};
use chrono::Duration;

pub(super) async fn run(app: &App) -> Result<()> {
    while expire::expire_due(&app.here).await? > 0 {
        app.wake.outbox.notify_one();
    }
    if erase::erase_due(&app.here).await? > 0 {
        // The key of who left may be among them.
        app.keys.forget_all();
        app.wake.outbox.notify_one();
    }
    while seal_open::seal_open(&app.here).await? > 0 {}
    while keep_media::forget_old_files(&app.here, app.config.media.remote_days).await? > 0 {}
    while app.remove_loose_files().await? > 0 {}
    app.here.db.write(stream_events::forget_old).await?;
    if is_its_day(app, walks::NOTICES).await? {
        forget_notices::forget_old(&app.here).await?;
    }
    app.limits.forget_old(app.here.now());
    app.look_at_network().await?;
    let (outbox, deliveries, inbox) = app
        .here
        .db
        .read(|conn| Ok((outbox::waiting(conn)?, deliveries::waiting(conn)?, received::waiting(conn)?)))
        .await?;
    app.metrics.outbox_waiting.set(outbox);
    app.metrics.deliveries_waiting.set(deliveries);
    app.metrics.inbox_waiting.set(inbox);
    whom_to_ask::tell_of_waiting(&app.here).await?;
    // Last: it opens what is sealed, and one that cannot be opened must not keep the rest from being done.
    while remind::remind_due(&app.here).await? > 0 {}
    // So does this, which matters less.
    if is_its_day(app, walks::STRANGERS).await? {
        forget_strangers::forget_strangers(&app.here).await?;
    }
    Ok(())
}

/// Whether a walk is this process's to do: each is done once a day, by one.
async fn is_its_day(app: &App, walk: &'static str) -> Result<bool> {
    let now = app.here.now();
    let due = app.here.db.read(move |conn| walks::is_due(conn, walk, now)).await?;
    Ok(due && app.here.db.write(move |conn| walks::claim(conn, walk, now, Duration::days(1))).await?)
}

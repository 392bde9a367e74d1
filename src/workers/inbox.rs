//! Works what came in: many subjects at once, each in the order of its arrival.

use super::LEASE;
use crate::app::App;
use crate::error::{Error, Result};
use crate::federation::activities::{Signer, receive, signers};
use crate::metrics::Outcome as Label;
use crate::storage::received::{self, Received};
use activitypub_federation::config::{Data, FederationConfig};
use chrono::Duration;
use tokio::task::JoinSet;

/// Activities worked at once, each of another object.
const AT_ONCE: usize = 128;
/// After so many tries an activity that cannot be worked is given up.
const TRIES: i64 = 10;

pub(super) async fn run(app: &App) -> Result<()> {
    let config = FederationConfig::builder()
        .domain(app.here.addresses.host())
        .app_data(app.clone())
        .build()
        .await
        .map_err(Error::internal)?;
    let data = config.to_request_data();
    // Each in a task of its own: reading JSON is work for more than one core.
    let mut under_way = JoinSet::new();
    loop {
        // Half empty is soon enough, and one that waits for another server holds up nobody else.
        if under_way.len() <= AT_ONCE / 2 {
            let (now, room) = (app.here.now(), AT_ONCE - under_way.len());
            let batch = app.here.db.write(move |conn| received::lease(conn, now, LEASE, room)).await?;
            let signers = signers(app, batch.iter().map(|activity| activity.actor.clone())).await?;
            for activity in batch {
                let signer = signers.get(&activity.actor).cloned().flatten();
                under_way.spawn(work(app.clone(), data.reset_request_count(), activity, signer));
            }
        }
        match under_way.join_next().await {
            Some(done) => done.map_err(Error::internal)?,
            None => return Ok(()),
        }
    }
}

async fn work(app: App, data: Data<App>, activity: Received, signer: Option<Signer>) {
    let (id, attempts) = (activity.id, activity.attempts);
    let result = receive(&data, activity, signer).await;
    let outcome = if result.is_ok() { "worked" } else { "put off" };
    app.metrics.received.get_or_create(&Label { outcome }).inc();
    let Err(error) = result else { return };
    tracing::debug!(problem = error.text(), cause = ?error.cause(), "an activity could not be worked now");
    let now = app.here.now();
    let problem = error.text().to_owned();
    let written = app
        .here
        .db
        .write(move |conn| {
            if attempts >= TRIES {
                return received::worked(conn, id, Some(&problem));
            }
            // Those of the same object that came later wait for it.
            let pause = Duration::seconds((1_i64 << attempts.min(12)).min(3_600));
            received::put_off(conn, id, now + pause)
        })
        .await;
    if let Err(error) = written {
        // Its lease runs out, and it is tried again.
        tracing::error!(cause = ?error.cause(), "a delay could not be stored");
    }
}

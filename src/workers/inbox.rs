//! Works what came in: many subjects at once, each in the order of its arrival.

use super::LEASE;
use crate::app::App;
use crate::error::{Error, Result};
use crate::federation::activities::receive;
use crate::metrics::Outcome as Label;
use crate::storage::received::{self, Received};
use activitypub_federation::config::{Data, FederationConfig};
use chrono::Duration;
use futures::StreamExt;

/// Activities taken at once.
const BATCH: usize = 256;
/// Subjects worked at once.
const AT_ONCE: usize = 64;
/// After so many tries an activity that cannot be worked is given up.
const TRIES: i64 = 10;

pub(super) async fn run(app: &App) -> Result<()> {
    let config = FederationConfig::builder()
        .domain(app.here.addresses.host())
        .app_data(app.clone())
        .build()
        .await
        .map_err(Error::internal)?;
    loop {
        let (now, seal) = (app.here.now(), app.here.seal.clone());
        let batch = app.here.db.write(move |conn| received::lease(conn, &seal, now, LEASE, BATCH)).await?;
        let taken = batch.len();
        let data = config.to_request_data();
        futures::stream::iter(received::by_subject(batch))
            .for_each_concurrent(AT_ONCE, |group| work(app, &data, group))
            .await;
        if taken < BATCH {
            return Ok(());
        }
    }
}

async fn work(app: &App, data: &Data<App>, group: Vec<Received>) {
    let mut held_up = false;
    for activity in group {
        let (id, attempts) = (activity.id, activity.attempts);
        let result = if held_up {
            Err(Error::peer("An earlier activity of the same object waits."))
        } else {
            receive(data, activity).await
        };
        let outcome = if result.is_ok() { "worked" } else { "put off" };
        app.metrics.received.get_or_create(&Label { outcome }).inc();
        let Err(error) = result else { continue };
        held_up = true;
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
                let pause = Duration::seconds((1_i64 << attempts.min(12)).min(3_600));
                received::put_off(conn, id, now + pause)
            })
            .await;
        if let Err(error) = written {
            // Its lease runs out, and it is tried again.
            tracing::error!(cause = ?error.cause(), "a delay could not be stored");
        }
    }
}

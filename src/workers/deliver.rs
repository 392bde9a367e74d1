//! Delivers what is due, many at once, a few to each host.

use super::LEASE;
use super::runner::many_at_once;
use crate::app::App;
use crate::error::Result;
use crate::federation::deliver::{Outcome, Parcel, pack, send};
use crate::metrics::Outcome as Label;
use crate::storage::deliveries::{self, Delivery};
use crate::storage::hosts;
use chrono::Duration;
use tokio::sync::watch;

/// Deliveries under way at once in this process.
const AT_ONCE: usize = 128;
/// Deliveries under way at once to one host: a slow one cannot hold up the others.
const PER_HOST: usize = 4;

pub(super) async fn run(app: &App, stop: &watch::Receiver<bool>) -> Result<()> {
    let take = |room| async move {
        let now = app.here.now();
        let due = app.here.db.write(move |conn| deliveries::lease(conn, now, LEASE, room, PER_HOST)).await?;
        pack(app, due).await
    };
    many_at_once(AT_ONCE, stop, take, |parcel| deliver(app.clone(), parcel), |ended| settle(app, ended)).await
}

/// Sends one; nothing when that cannot even be tried now. Its lease runs out then, and it is tried again.
async fn deliver(app: App, parcel: Parcel) -> Option<(Delivery, Outcome)> {
    match send(&app, &parcel).await {
        Ok(outcome) => Some((parcel.delivery, outcome)),
        Err(error) => {
            tracing::error!(problem = error.text(), cause = ?error.cause(), "a delivery could not be tried");
            None
        }
    }
}

/// Writes down how they went, in one transaction.
async fn settle(app: &App, ended: Vec<(Delivery, Outcome)>) -> Result<()> {
    for (_, outcome) in &ended {
        let label = match outcome {
            Outcome::Delivered => "delivered",
            Outcome::Refused => "refused",
            Outcome::Forgotten => "forgotten",
            Outcome::NotNow(_) => "put off",
        };
        app.metrics.deliveries.get_or_create(&Label { outcome: label }).inc();
    }
    let now = app.here.now();
    let write = app.here.db.write(move |conn| {
        let (mut ended, mut gone) = (ended, Vec::new());
        // Host by host in one order: another process that writes down the same at this moment waits, and neither for ever.
        ended.sort_by(|(one, _), (other, _)| one.host.cmp(&other.host));
        let mut named: Vec<&str> = ended.iter().map(|(delivery, _)| delivery.host.as_str()).collect();
        named.dedup();
        let lately = hosts::heard_lately_among(conn, &named, now)?;
        for of_host in ended.chunk_by(|(one, _), (other, _)| one.host == other.host) {
            let (host, mut heard) = (of_host[0].0.host.as_str(), false);
            for (delivery, outcome) in of_host {
                match outcome {
                    Outcome::Delivered | Outcome::Refused => {
                        heard = true;
                        gone.push(delivery.id);
                    }
                    Outcome::Forgotten => gone.push(delivery.id),
                    Outcome::NotNow(_) if now - delivery.created_at > hosts::gone_after() => {
                        hosts::failed(conn, host, now, rand::random())?;
                        gone.push(delivery.id);
                    }
                    Outcome::NotNow(retry_after) => {
                        let next = hosts::failed(conn, host, now, rand::random())?;
                        let asked = retry_after.and_then(|wait| Duration::from_std(wait).ok());
                        let due = asked.map_or(next, |wait| next.max(now + wait.min(Duration::days(1))));
                        deliveries::put_off(conn, delivery, due)?;
                    }
                }
            }
            // One that fails in this very batch is not what the look before it says.
            let news =
                !lately.contains(host) || of_host.iter().any(|(_, outcome)| matches!(outcome, Outcome::NotNow(_)));
            if heard && news {
                deliveries::heard_from(conn, host, now)?;
            }
        }
        deliveries::remove(conn, &gone)
    });
    write.await
}

//! Delivers what is due, many at once, a few to each host.

use super::LEASE;
use super::runner::many_at_once;
use crate::app::App;
use crate::error::Result;
use crate::federation::deliver::{Outcome, Parcel, Trouble, pack, send};
use crate::metrics::Outcome as Label;
use crate::storage::deliveries::{self, Delivery};
use crate::storage::hosts;
use chrono::Duration;
use tokio::sync::watch;

/// Deliveries under way at once in this process.
const AT_ONCE: usize = 128;
/// Deliveries under way at once to one host: a slow one cannot hold up the others.
const PER_HOST: usize = 4;

/// So often something is tried at least before it is given up after its seven days, where its host lives: with the pauses of
/// [`pause`] that is more than a day.
const TRIES: i64 = 36;

/// How long one that was turned away waits, after so many tries: from a second to an hour, with up to a quarter more, so that
/// many do not come at one moment.
fn pause(attempts: i64) -> Duration {
    let seconds = (1_i64 << attempts.clamp(0, 12)).min(3_600);
    Duration::milliseconds((seconds as f64 * 1_000.0 * (1.0 + 0.25 * rand::random::<f64>())) as i64)
}

pub(super) async fn run(app: &App, stop: &watch::Receiver<bool>) -> Result<()> {
    let take = |room| async move {
        let now = app.here.now();
        let due = app.here.db.write(move |conn| deliveries::lease(conn, now, LEASE, room, PER_HOST)).await?;
        pack(app, due).await
    };
    many_at_once(AT_ONCE, stop, take, |parcel| deliver(app.clone(), parcel), |ended| settle(app, ended)).await
}

/// Sends one. What cannot even be tried now, by a fault of ours, waits behind the others of its host.
async fn deliver(app: App, parcel: Parcel) -> Option<(Delivery, Outcome)> {
    let outcome = send(&app, &parcel).await.unwrap_or_else(|error| {
        tracing::error!(problem = error.text(), cause = ?error.cause(), "a delivery could not be tried");
        Outcome::NotNow(Trouble::Ours, None)
    });
    Some((parcel.delivery, outcome))
}

/// Writes down how they went, in one transaction.
async fn settle(app: &App, ended: Vec<(Delivery, Outcome)>) -> Result<()> {
    for (_, outcome) in &ended {
        let label = match outcome {
            Outcome::Delivered => "delivered",
            Outcome::Refused => "refused",
            Outcome::Forgotten => "forgotten",
            Outcome::NotNow(..) => "put off",
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
            let (host, mut heard, mut still_gone) = (of_host[0].0.host.as_str(), false, false);
            for (delivery, outcome) in of_host {
                match outcome {
                    Outcome::Delivered | Outcome::Refused => {
                        heard = true;
                        gone.push(delivery.id);
                    }
                    Outcome::Forgotten => gone.push(delivery.id),
                    Outcome::NotNow(trouble, retry_after) => {
                        // Seven days, but not those in which we were away ourselves.
                        let (due, tried_long) = match trouble {
                            Trouble::Silent => {
                                let failing = hosts::failed(conn, host, now, rand::random())?;
                                still_gone |= failing.was_gone;
                                (failing.next_try, now - failing.since >= hosts::gone_after())
                            }
                            Trouble::TurnedAway => (now + pause(delivery.attempts), delivery.attempts >= TRIES),
                            Trouble::Ours => (now + LEASE, false),
                        };
                        if tried_long && now - delivery.created_at > hosts::gone_after() {
                            gone.push(delivery.id);
                            continue;
                        }
                        let asked = retry_after.and_then(|wait| Duration::from_std(wait).ok());
                        let due = asked.map_or(due, |wait| due.max(now + wait.min(Duration::days(1))));
                        deliveries::put_off(conn, delivery, due, *trouble == Trouble::TurnedAway)?;
                    }
                }
            }
            // Not only what was tried: it is asked with one letter a week, and more comes all the time. But what took
            // another one in this very batch is not gone.
            if still_gone && !heard {
                deliveries::give_up(conn, host, now)?;
            }
            // One that fails in this very batch is not what the look before it says.
            let news =
                !lately.contains(host) || of_host.iter().any(|(_, outcome)| matches!(outcome, Outcome::NotNow(..)));
            if heard && news {
                deliveries::heard_from(conn, host, now)?;
            }
            // What was turned away before arrives now: so may the rest.
            if of_host.iter().any(|(delivery, outcome)| *outcome == Outcome::Delivered && delivery.attempts > 0) {
                deliveries::wake(conn, host, now)?;
            }
        }
        deliveries::remove(conn, &gone)
    });
    write.await
}

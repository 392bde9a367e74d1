//! Delivers what is due, many at once, a few to each host.

use super::LEASE;
use super::runner::many_at_once;
use crate::app::App;
use crate::error::{Error, Result};
use crate::federation::deliver::{Outcome, Parcel, Trouble, pack, send};
use crate::metrics::Outcome as Label;
use crate::storage::deliveries::{self, Delivery};
use crate::storage::{hosts, is_crossed};
use chrono::Duration;
use futures::FutureExt;
use std::panic::AssertUnwindSafe;
use tokio::sync::watch;

/// Deliveries under way at once in this process.
const AT_ONCE: usize = 128;
/// Deliveries under way at once to one host: a slow one cannot hold up the others.
const PER_HOST: usize = 4;

/// So often something is tried at least before it is given up after its seven days, where its host lives, or where it is a fault
/// of ours: with the pauses of [`pause`] that is more than a day.
const TRIES: i64 = 36;

/// So often it is tried to write down how deliveries went, where that and other changes wait for each other.
const WRITES: usize = 4;

/// How long one that was turned away, or that we cannot send, waits after so many tries: from a second to an hour, with up to a
/// quarter more, so that many do not come at one moment.
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

/// Sends one.
async fn deliver(app: App, parcel: Parcel) -> Option<(Delivery, Outcome)> {
    let outcome = tried(parcel.delivery.attempts, send(&app, &parcel)).await;
    Some((parcel.delivery, outcome))
}

/// How it went to send one, after so many tries. What cannot even be tried now, by a fault of ours, waits behind the others of
/// its host; so does what we cannot send without falling over.
async fn tried(attempts: i64, sending: impl Future<Output = Result<Outcome>>) -> Outcome {
    let sent = AssertUnwindSafe(sending).catch_unwind().await;
    sent.unwrap_or_else(|_| Err(Error::internal("to send it panicked"))).unwrap_or_else(|error| {
        let (problem, cause) = (error.text(), error.cause());
        // Once for each, and not each time for seven days.
        if attempts == 0 {
            tracing::error!(problem, ?cause, "a delivery could not be tried; it is tried again");
        } else {
            tracing::debug!(problem, ?cause, "a delivery could not be tried again");
        }
        Outcome::NotNow(Trouble::Ours, None)
    })
}

/// Writes down how they went, and tells whoever runs this server what was given up by a fault of ours.
async fn settle(app: &App, ended: Vec<(Delivery, Outcome)>) -> Result<()> {
    let mut writes = 1;
    let Settled { labels, lost } = loop {
        match write_down(app, ended.clone()).await {
            // What is not written down is sent once more: another process woke what waits for the same hosts, or somebody
            // took back what was on its way.
            Err(error) if is_crossed(&error) && writes < WRITES => {
                writes += 1;
                tracing::debug!("what was delivered and another change waited for each other");
            }
            done => break done?,
        }
    };
    for outcome in labels {
        app.metrics.deliveries.get_or_create(&Label { outcome }).inc();
    }
    if lost > 0 {
        tracing::error!(
            deliveries = lost,
            "deliveries were given up: for seven days a fault of ours (a key, sealed words) kept them from being sent"
        );
    }
    Ok(())
}

/// How deliveries were settled.
#[derive(Default)]
struct Settled {
    /// A word for each, for whoever counts.
    labels: Vec<&'static str>,
    /// How many were given up that we never could send ourselves.
    lost: usize,
}

/// Writes down how they went, in one transaction.
async fn write_down(app: &App, ended: Vec<(Delivery, Outcome)>) -> Result<Settled> {
    let now = app.here.now();
    let write = app.here.db.write(move |conn| {
        let (mut ended, mut gone, mut settled) = (ended, Vec::new(), Settled::default());
        // Host by host in one order: another process that writes down the same at this moment waits, and neither for ever.
        ended.sort_by(|(one, _), (other, _)| one.host.cmp(&other.host));
        let mut named: Vec<&str> = ended.iter().map(|(delivery, _)| delivery.host.as_str()).collect();
        named.dedup();
        let lately = hosts::heard_lately_among(conn, &named, now)?;
        for of_host in ended.chunk_by(|(one, _), (other, _)| one.host == other.host) {
            let (host, mut heard, mut still_gone) = (of_host[0].0.host.as_str(), false, false);
            for (delivery, outcome) in of_host {
                let label = match outcome {
                    Outcome::Delivered | Outcome::Refused => {
                        heard = true;
                        gone.push(delivery.id);
                        if *outcome == Outcome::Delivered { "delivered" } else { "refused" }
                    }
                    Outcome::Forgotten => {
                        gone.push(delivery.id);
                        "forgotten"
                    }
                    Outcome::NotNow(trouble, retry_after) => {
                        // Seven days, but not those in which we were away ourselves.
                        let (due, tried_long) = match trouble {
                            Trouble::Silent => {
                                let failing = hosts::failed(conn, host, now, rand::random())?;
                                still_gone |= failing.was_gone;
                                (failing.next_try, now - failing.since >= hosts::gone_after())
                            }
                            Trouble::TurnedAway => (now + pause(delivery.attempts), delivery.attempts >= TRIES),
                            Trouble::Ours => (now + pause(delivery.attempts).max(LEASE), delivery.attempts >= TRIES),
                        };
                        if tried_long && now - delivery.created_at > hosts::gone_after() {
                            gone.push(delivery.id);
                            settled.lost += usize::from(*trouble == Trouble::Ours);
                            "given up"
                        } else {
                            let asked = retry_after.and_then(|wait| Duration::from_std(wait).ok());
                            let due = asked.map_or(due, |wait| due.max(now + wait.min(Duration::days(1))));
                            deliveries::put_off(conn, delivery, due, *trouble != Trouble::Silent)?;
                            "put off"
                        }
                    }
                };
                settled.labels.push(label);
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
        deliveries::remove(conn, &gone)?;
        Ok(settled)
    });
    write.await
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn falls(over: bool) -> Result<Outcome> {
        assert!(!over, "it falls over");
        Ok(Outcome::Delivered)
    }

    #[tokio::test]
    async fn one_that_we_cannot_send_without_falling_over_waits_as_what_is_a_fault_of_ours() {
        for attempts in [0, 1] {
            assert_eq!(tried(attempts, falls(true)).await, Outcome::NotNow(Trouble::Ours, None));
            assert_eq!(tried(attempts, falls(false)).await, Outcome::Delivered);
        }
    }
}

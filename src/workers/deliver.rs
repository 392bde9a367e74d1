//! Delivers what is due, many at once, a few to each host.

use super::LEASE;
use crate::app::App;
use crate::error::Result;
use crate::federation::deliver::{Outcome, send};
use crate::metrics::Outcome as Label;
use crate::storage::deliveries::{self, Delivery};
use crate::storage::hosts;
use chrono::Duration;
use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::sync::watch;

/// Deliveries under way at once in this process.
const AT_ONCE: usize = 64;
/// Deliveries under way at once to one host: a slow one cannot hold up the others.
const PER_HOST: usize = 4;

pub(super) async fn run(app: &App, stop: &watch::Receiver<bool>) -> Result<()> {
    let mut under_way = FuturesUnordered::new();
    loop {
        // Half empty is soon enough: each look is a write, and what was finished may have held up the next of its subject.
        if under_way.len() <= AT_ONCE / 2 && !*stop.borrow() {
            let (now, room) = (app.here.now(), AT_ONCE - under_way.len());
            let due = app.here.db.write(move |conn| deliveries::lease(conn, now, LEASE, room, PER_HOST)).await?;
            under_way.extend(due.into_iter().map(|delivery| deliver(app, delivery)));
        }
        match under_way.next().await {
            Some(result) => result?,
            None => return Ok(()),
        }
    }
}

async fn deliver(app: &App, delivery: Delivery) -> Result<()> {
    let outcome = send(app, &delivery).await?;
    let now = app.here.now();
    let label = match outcome {
        Outcome::Delivered => "delivered",
        Outcome::Refused => "refused",
        Outcome::Forgotten => "forgotten",
        Outcome::NotNow(_) => "put off",
    };
    app.metrics.deliveries.get_or_create(&Label { outcome: label }).inc();
    app.here
        .db
        .write(move |conn| match outcome {
            Outcome::Delivered | Outcome::Refused => deliveries::done(conn, &delivery, now),
            Outcome::Forgotten => deliveries::give_up(conn, &delivery),
            Outcome::NotNow(retry_after) => {
                let next = hosts::failed(conn, &delivery.host, now, rand::random())?;
                let asked = retry_after.and_then(|wait| Duration::from_std(wait).ok());
                let due = asked.map_or(next, |wait| next.max(now + wait.min(Duration::days(1))));
                if now - delivery.created_at > hosts::gone_after() {
                    return deliveries::give_up(conn, &delivery);
                }
                deliveries::put_off(conn, &delivery, due)
            }
        })
        .await
}

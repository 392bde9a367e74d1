//! Runs a worker again and again: at once when it is woken, after a second when nobody wakes it.

use crate::error::{Error, Result};
use std::future::Future;
use std::time::Duration;
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout};

/// How long a worker sleeps when nobody wakes it. Another process, or a delivery that becomes due, does not call.
const NAP: Duration = Duration::from_secs(1);
/// How often is looked for more while much is under way.
const LOOK: Duration = Duration::from_millis(100);
/// How often what is slow is done.
const SLOW: Duration = Duration::from_secs(20);

/// Runs `work` until there is nothing left, then waits to be woken or for the nap to end.
pub async fn every<F: Future<Output = Result<()>>>(wake: &Notify, stop: &watch::Receiver<bool>, work: impl Fn() -> F) {
    let mut stop = stop.clone();
    while !*stop.borrow() {
        if let Err(error) = work().await {
            complain(&error);
        }
        tokio::select! {
            () = wake.notified() => {}
            () = tokio::time::sleep(NAP) => {}
            _ = stop.wait_for(|stop| *stop) => break,
        }
    }
}

/// Runs `work` every twenty seconds.
pub async fn slowly<F: Future<Output = Result<()>>>(stop: &watch::Receiver<bool>, work: impl Fn() -> F) {
    let mut stop = stop.clone();
    while !*stop.borrow() {
        if let Err(error) = work().await {
            complain(&error);
        }
        tokio::select! {
            () = tokio::time::sleep(SLOW) => {}
            _ = stop.wait_for(|stop| *stop) => break,
        }
    }
}

fn complain(error: &crate::error::Error) {
    tracing::error!(problem = error.text(), cause = ?error.cause(), "a worker could not finish; it tries again");
}

/// Works on what is due, many at once, each in a task of its own, so that they go on while the database is asked: `take`
/// takes as many as there is room for, `work` does one (nothing when that cannot even be tried now: then its lease runs out,
/// and it is tried again), `settle` writes down how some went. Ends when nothing is due and nothing is under way.
///
/// # Errors
/// `Internal` when the database fails.
pub(super) async fn many_at_once<Job, Done, Taking, Working, Settling>(
    at_once: usize,
    stop: &watch::Receiver<bool>,
    take: impl Fn(usize) -> Taking,
    work: impl Fn(Job) -> Working,
    settle: impl Fn(Vec<Done>) -> Settling,
) -> Result<()>
where
    Done: Send + 'static,
    Taking: Future<Output = Result<Vec<Job>>>,
    Working: Future<Output = Option<Done>> + Send + 'static,
    Settling: Future<Output = Result<()>>,
{
    let (mut under_way, mut looked, mut fault) = (JoinSet::new(), Instant::now(), None);
    loop {
        // Half empty is soon enough: each look may be a write, and what was finished may have held up the next. But when
        // what is under way takes long, the others do not wait for it.
        let room = at_once - under_way.len();
        let hurry = room >= at_once / 2 || looked.elapsed() >= LOOK;
        if fault.is_none() && room > 0 && hurry && !*stop.borrow() {
            looked = Instant::now();
            match take(room).await {
                Ok(jobs) => jobs.into_iter().for_each(|job| drop(under_way.spawn(work(job)))),
                // What is under way is finished and written down first: it would be done once more otherwise.
                Err(error) => fault = Some(error),
            }
        }
        let first = match under_way.len() < at_once {
            true => match timeout(LOOK, under_way.join_next()).await {
                Ok(first) => first,
                Err(_) => continue,
            },
            false => under_way.join_next().await,
        };
        let Some(first) = first else { return fault.map_or(Ok(()), Err) };
        let mut ended = vec![first];
        while let Some(next) = under_way.try_join_next() {
            ended.push(next);
        }
        let mut done = Vec::new();
        for one in ended {
            match one {
                Ok(one) => done.extend(one),
                // Its lease runs out, and it is tried again.
                Err(error) => complain(&Error::internal(error)),
            }
        }
        if let Err(error) = settle(done).await {
            fault.get_or_insert(error);
        }
    }
}

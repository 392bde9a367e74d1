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

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::VecDeque;
    use std::sync::Mutex;
    use tokio::time::sleep;

    /// Jobs that take so many milliseconds each, four at once; answers when each was written down, in that order.
    async fn worked(jobs: &[u64]) -> Vec<(u64, Duration)> {
        let (_running, stop) = watch::channel(false);
        let (waiting, done) = (Mutex::new(VecDeque::from(jobs.to_vec())), Mutex::new(Vec::new()));
        let start = Instant::now();
        let take = |room: usize| {
            let mut waiting = waiting.lock().unwrap();
            let some = room.min(waiting.len());
            let taken: Vec<u64> = waiting.drain(..some).collect();
            async move { Ok(taken) }
        };
        let work = |milliseconds: u64| async move {
            sleep(Duration::from_millis(milliseconds)).await;
            assert!(milliseconds != 13, "this one falls over");
            Some(milliseconds)
        };
        let settle = |ended: Vec<u64>| {
            done.lock().unwrap().extend(ended.into_iter().map(|one| (one, start.elapsed())));
            async { Ok(()) }
        };
        many_at_once(4, &stop, take, work, settle).await.unwrap();
        done.into_inner().unwrap()
    }

    #[tokio::test(start_paused = true)]
    async fn places_are_taken_again_while_slow_ones_are_under_way() {
        let done = worked(&[60_000, 60_000, 60_000, 10, 10, 10, 10, 10, 10]).await;
        let (quick, slow): (Vec<_>, Vec<_>) = done.into_iter().partition(|(one, _)| *one == 10);
        assert_eq!((quick.len(), slow.len()), (6, 3));
        // One place is left to them: each is begun with the next look.
        assert!(quick.iter().all(|(_, at)| *at < 7 * LOOK), "{quick:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn one_that_falls_over_takes_nobody_with_it() {
        let done = worked(&[10, 13, 20, 13, 30, 40]).await;
        let done: Vec<u64> = done.into_iter().map(|(one, _)| one).collect();
        assert_eq!(done, [10, 20, 30, 40]);
    }

    #[tokio::test(start_paused = true)]
    async fn who_stops_finishes_what_is_under_way_and_begins_nothing() {
        let (running, stop) = watch::channel(false);
        let (taken, done) = (Mutex::new(0), Mutex::new(0));
        let take = |_room: usize| {
            *taken.lock().unwrap() += 1;
            running.send_replace(true);
            async { Ok(vec![(); 2]) }
        };
        let settle = |ended: Vec<()>| {
            *done.lock().unwrap() += ended.len();
            async { Ok(()) }
        };
        let work = |()| async {
            sleep(Duration::from_secs(60)).await;
            Some(())
        };
        many_at_once(4, &stop, take, work, settle).await.unwrap();
        assert_eq!((*taken.lock().unwrap(), *done.lock().unwrap()), (1, 2));
    }
}

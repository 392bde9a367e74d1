//! Runs a worker again and again: at once when it is woken, after a second when nobody wakes it.

use crate::error::Result;
use std::future::Future;
use std::time::Duration;
use tokio::sync::{Notify, watch};

/// How long a worker sleeps when nobody wakes it. Another process, or a delivery that becomes due, does not call.
const NAP: Duration = Duration::from_secs(1);
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

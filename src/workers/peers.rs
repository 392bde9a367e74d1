//! Mends what the other side and we do not agree about: follows (FEP-8fcf), and listings after one of us was away.
//!
//! Two workers: while many say that their followers changed, or one is slow to list them, who was away is asked all the same.

use crate::app::App;
use crate::error::Result;
use crate::federation::{catch_up, synchronization};
use futures::future::join_all;
use std::future::Future;
use tokio::sync::watch;

/// Peers asked at once, for each of the two.
const AT_ONCE: usize = 4;

/// Asks whoever sees other followers than we do.
pub(super) async fn compare_followers(app: &App, stop: &watch::Receiver<bool>) -> Result<()> {
    until_stopped(stop, follows(app)).await
}

/// Asks whose listings we may have missed.
pub(super) async fn ask_what_was_missed(app: &App, stop: &watch::Receiver<bool>) -> Result<()> {
    until_stopped(stop, listings(app)).await
}

/// What is not finished when the server stops is begun anew when its lease is over.
async fn until_stopped(stop: &watch::Receiver<bool>, work: impl Future<Output = Result<()>>) -> Result<()> {
    let mut stop = stop.clone();
    tokio::select! {
        done = work => done,
        _ = stop.wait_for(|stop| *stop) => Ok(()),
    }
}

// Each of those that are asked at once goes to its end: what was broken off would be begun anew only when its lease is over.

async fn follows(app: &App) -> Result<()> {
    while any(join_all((0..AT_ONCE).map(|_| synchronization::mend_one(app))).await)? {}
    Ok(())
}

async fn listings(app: &App) -> Result<()> {
    catch_up::notice_own_absence(app).await?;
    while any(join_all((0..AT_ONCE).map(|_| catch_up::catch_up_one(app))).await)? {
        // However long this takes, we are here.
        catch_up::notice_own_absence(app).await?;
    }
    Ok(())
}

/// Whether there was anything to do.
fn any(done: Vec<Result<bool>>) -> Result<bool> {
    done.into_iter().try_fold(false, |before, one| Ok(before | one?))
}

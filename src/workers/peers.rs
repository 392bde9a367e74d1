//! Mends what the other side and we do not agree about: follows (FEP-8fcf), and listings after one of us was away.

use crate::app::App;
use crate::error::Result;
use crate::federation::{catch_up, synchronization};
use futures::future::join_all;
use tokio::sync::watch;

/// Peers asked at once, for each of the two.
const AT_ONCE: usize = 4;

/// Asks whoever is to be asked. What is not finished when the server stops is begun anew when its lease is over.
pub(super) async fn run(app: &App, stop: &watch::Receiver<bool>) -> Result<()> {
    let mut stop = stop.clone();
    tokio::select! {
        done = mend(app) => done,
        _ = stop.wait_for(|stop| *stop) => Ok(()),
    }
}

async fn mend(app: &App) -> Result<()> {
    catch_up::notice_own_absence(app).await?;
    // Beside each other: many who say that their followers changed do not hold up who was away.
    let follows = async {
        while any(join_all((0..AT_ONCE).map(|_| synchronization::mend_one(app))).await)? {}
        Result::Ok(())
    };
    let listings = async {
        while any(join_all((0..AT_ONCE).map(|_| catch_up::catch_up_one(app))).await)? {}
        Result::Ok(())
    };
    // Each to its end: what was broken off would be begun anew only when its lease is over.
    let (follows, listings) = tokio::join!(follows, listings);
    follows.and(listings)
}

/// Whether there was anything to do.
fn any(done: Vec<Result<bool>>) -> Result<bool> {
    done.into_iter().try_fold(false, |before, one| Ok(before | one?))
}

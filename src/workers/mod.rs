//! What runs by itself: telling, delivering, working what came in, expiring and erasing.
//!
//! Everything that waits stands in the database, so that a process that dies loses nothing and several
//! processes can share the work; a wake-up within the process only makes it quicker.

mod by_the_clock;
mod clean_up;
mod coalitions;
mod deliver;
mod directory;
mod fill_search;
mod heard;
mod inbox;
mod mail;
mod outbox;
mod peers;
mod push;
mod runner;

use crate::app::App;
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

/// How long a piece of work is leased: after that, the process that took it counts as dead.
const LEASE: chrono::Duration = chrono::Duration::seconds(60);

/// Starts the workers of this process; they end soon after `stop` becomes true, finishing what they hold.
pub fn start(app: App, stop: watch::Receiver<bool>) -> JoinHandle<()> {
    tokio::spawn(async move {
        // Nobody wakes what only waits for its time.
        let by_itself = Notify::new();
        let working = inbox::Config::new();
        tokio::join!(
            runner::every(&app.wake.outbox, &stop, || outbox::run(&app)),
            runner::every(&app.wake.deliveries, &stop, || deliver::run(&app, &stop)),
            runner::every(&app.wake.inbox, &stop, || inbox::run(&app, &working)),
            runner::every(&app.wake.peers, &stop, || peers::compare_followers(&app, &stop)),
            runner::every(&by_itself, &stop, || peers::ask_what_was_missed(&app, &stop)),
            runner::every(&by_itself, &stop, || by_the_clock::run(&app)),
            runner::every(&app.wake.pushes, &stop, || push::run(&app, &stop)),
            runner::every(&app.wake.mails, &stop, || mail::run(&app, &stop)),
            runner::slowly(&stop, || clean_up::run(&app)),
            runner::slowly(&stop, || directory::run(&app)),
            runner::slowly(&stop, || coalitions::run(&app)),
            runner::slowly(&stop, || fill_search::run(&app, &stop)),
        );
    })
}

//! Apps and libraries that are not ours, against servers that run: two networks that follow each other, at loopback
//! addresses that the system's resolver knows. toot and Mastodon.py (PyPI), masto (npm) and megalodon (crates.io) play
//! one and the same story, and toot's own integration tests run as they are.
//!
//! ```sh
//! cargo test --test clients                # all of it
//! cargo test --test clients -- masto       # one of them
//! ```
//!
//! Several stories are told at once, each with servers of its own.
//!
//! With `POTLUCK_TEST_POSTGRES` (the URL of a server), the networks keep what they have on PostgreSQL.
//!
//! Each is installed beside what cargo builds, once for each lock file. Where that cannot be done, a line says
//! `clients: LEFT OUT: …`, and nothing is counted as passed.

#[path = "../support/mod.rs"]
mod support;

mod client;
mod install;
mod story;
mod toots_own;

use std::future::Future;
use std::pin::Pin;
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};
use support::stories::{Tally, asked_for};

type Told = Pin<Box<dyn Future<Output = Tally>>>;

/// All stories; those that take longest to install or to tell come first.
const STORIES: [&str; 5] = [TOOTS_OWN, "megalodon", "toot", "mastodon_py", "masto"];
const TOOTS_OWN: &str = "toots_own";

fn main() -> ExitCode {
    let Some(only) = asked_for() else { return Tally::default().end() };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("threads");
    let wanted = |name: &&str| only.is_empty() || only.iter().any(|word| word == name);
    let waiting = Mutex::new(STORIES.into_iter().filter(wanted));
    // An app and its server wait for each other: one story keeps one processor busy.
    let at_once = std::thread::available_parallelism().map_or(2, usize::from).clamp(2, 4);
    let told: Vec<Tally> = std::thread::scope(|scope| {
        let tell = || {
            let mut all = Tally::default();
            loop {
                let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
                let Some(name) = next else { return all };
                match prepare(name) {
                    Ok(story) => all.tell(name, || runtime.block_on(story)),
                    Err(why) => println!("clients: LEFT OUT: {name}, since {why}"),
                }
            }
        };
        let telling: Vec<_> = (0..at_once).map(|_| scope.spawn(tell)).collect();
        telling.into_iter().map(|one| one.join().expect("what fails is counted")).collect()
    });
    let mut all = Tally::default();
    for Tally { passed, failed } in told {
        all.passed += passed;
        all.failed += failed;
    }
    all.end()
}

/// Installs what a story needs. Says why it cannot be done here.
fn prepare(name: &str) -> Result<Told, String> {
    if name == TOOTS_OWN {
        return Ok(Box::pin(toots_own::run(install::python()?)));
    }
    let (_, client) = client::ALL.iter().find(|(known, _)| *known == name).expect("a client");
    Ok(Box::pin(story::tell(client.install()?)))
}

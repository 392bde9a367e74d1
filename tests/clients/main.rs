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
use support::stories::{Tally, asked_for, at_once};

type Told = Pin<Box<dyn Future<Output = Tally>>>;

/// All stories; those that take longest to install or to tell come first.
const STORIES: [&str; 5] = [TOOTS_OWN, "megalodon", "toot", "mastodon_py", "masto"];
const TOOTS_OWN: &str = "toots_own";

fn main() -> ExitCode {
    let Some(only) = asked_for() else { return Tally::default().end() };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("threads");
    let wanted = |name: &&str| only.is_empty() || only.iter().any(|word| word == name);
    // An app and its server wait for each other: one story keeps one processor busy.
    let most = std::thread::available_parallelism().map_or(2, usize::from).clamp(2, 4);
    let told = at_once(most, STORIES.into_iter().filter(wanted), |name| {
        let mut told = Tally::default();
        match prepare(name) {
            Ok(story) => told.tell(name, || runtime.block_on(story)),
            Err(why) => println!("clients: LEFT OUT: {name}, since {why}"),
        }
        told
    });
    told.end()
}

/// Installs what a story needs. Says why it cannot be done here.
fn prepare(name: &str) -> Result<Told, String> {
    if name == TOOTS_OWN {
        return Ok(Box::pin(toots_own::run(install::python()?)));
    }
    let (_, client) = client::ALL.iter().find(|(known, _)| *known == name).expect("a client");
    Ok(Box::pin(story::tell(client.install()?)))
}

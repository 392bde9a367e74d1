//! Apps and libraries that are not ours, against servers that run: two networks that follow each other, at loopback
//! addresses that the system's resolver knows. toot and Mastodon.py (PyPI), masto (npm) and megalodon (crates.io) play
//! one and the same story, and toot's own integration tests run as they are.
//!
//! ```sh
//! cargo test --test clients                # all of it
//! cargo test --test clients -- masto       # one of them
//! ```
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
use support::stories::{Tally, asked_for};

type Told = Pin<Box<dyn Future<Output = Tally>>>;

fn main() -> ExitCode {
    let Some(only) = asked_for() else { return Tally::default().end() };
    let wanted = |name: &str| only.is_empty() || only.iter().any(|word| name == word);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("threads");
    let mut all = Tally::default();
    for (name, client) in client::ALL {
        if wanted(name) {
            run(&runtime, name, client.install(), &mut all, |program| Box::pin(story::tell(program)));
        }
    }
    if wanted("toots_own") {
        run(&runtime, "toots_own", install::python(), &mut all, |python| Box::pin(toots_own::run(python)));
    }
    all.end()
}

/// Tells one story, if what it needs can be installed.
fn run<T>(
    runtime: &tokio::runtime::Runtime,
    name: &str,
    installed: Result<T, String>,
    all: &mut Tally,
    story: impl FnOnce(T) -> Told,
) {
    match installed {
        Ok(program) => all.tell(name, || runtime.block_on(story(program))),
        Err(why) => println!("clients: LEFT OUT: {name}, since {why}"),
    }
}

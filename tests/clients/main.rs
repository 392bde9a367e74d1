//! Apps and libraries that are not ours, against servers that run: two networks that follow each other, at loopback
//! addresses that the system's resolver knows. toot and Mastodon.py (PyPI), masto (npm) and megalodon (crates.io) play
//! one and the same story, and toot's own integration tests run as they are.
//!
//! ```sh
//! cargo test --test clients                # all of it
//! cargo test --test clients -- masto       # one of them
//! ```
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
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::process::ExitCode;

/// Of one story: how many tests passed, and how many did not.
#[derive(Clone, Copy, Default)]
struct Tally {
    passed: u32,
    failed: u32,
}

type Told = Pin<Box<dyn Future<Output = Tally>>>;

fn main() -> ExitCode {
    let mut only = Vec::new();
    for word in std::env::args().skip(1) {
        match word.as_str() {
            // Nothing here is left out of the usual run.
            "--ignored" => {
                println!("test result: ok. 0 passed; 0 failed; 0 ignored");
                return ExitCode::SUCCESS;
            }
            word if word.starts_with('-') => {}
            word => only.push(word.to_owned()),
        }
    }
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
    let Tally { passed, failed } = all;
    println!("test result: {}. {passed} passed; {failed} failed; 0 ignored", if failed == 0 { "ok" } else { "FAILED" });
    ExitCode::from(u8::from(failed > 0))
}

/// Tells one story, if what it needs can be installed. A story that fails does not end the others.
fn run<T>(
    runtime: &tokio::runtime::Runtime,
    name: &str,
    installed: Result<T, String>,
    all: &mut Tally,
    story: impl FnOnce(T) -> Told,
) {
    let program = match installed {
        Ok(program) => program,
        Err(why) => return println!("clients: LEFT OUT: {name}, since {why}"),
    };
    let told = catch_unwind(AssertUnwindSafe(|| runtime.block_on(story(program))));
    println!("test {name} ... {}", if told.as_ref().is_ok_and(|told| told.failed == 0) { "ok" } else { "FAILED" });
    let told = told.unwrap_or(Tally { passed: 0, failed: 1 });
    all.passed += told.passed;
    all.failed += told.failed;
}

//! What federation costs: real `potluck serve` processes over real HTTP on loopback, and everything that sends to them
//! or takes from them in this process, on the same cores.
//!
//! `cargo bench --bench load` takes every figure of docs/performance.md; `cargo bench --bench load -- ingest` only some:
//! `ingest`, `fan-out`, `growth`, `slow`, `reading`, `pages`. With `POTLUCK_TEST_POSTGRES=postgres://user@host/` on PostgreSQL, otherwise on
//! SQLite with synchronous=FULL. Before each figure stands what `openssl speed` says of one core at that moment.

mod elsewhere;
mod fan_out;
mod http1;
mod ingest;
mod pages;
mod reading;
mod reference;
mod river;
#[path = "../../tests/support/mod.rs"]
mod support;

use std::process::ExitCode;

const PARTS: [&str; 6] = ["ingest", "fan-out", "growth", "slow", "reading", "pages"];

fn main() -> ExitCode {
    // `cargo bench` adds --bench.
    let wanted: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let Some(unknown) = wanted.iter().find(|part| !PARTS.contains(&part.as_str())) {
        eprintln!("There is no part `{unknown}`. There are: {}.", PARTS.join(", "));
        return ExitCode::from(2);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.expect("a runtime").block_on(async {
        println!("{}", reference::machine());
        for part in PARTS.iter().filter(|part| wanted.is_empty() || wanted.iter().any(|one| one == *part)) {
            match *part {
                "ingest" => ingest::run().await,
                "fan-out" => fan_out::run().await,
                "growth" => fan_out::growth().await,
                "reading" => reading::run().await,
                "pages" => pages::run().await,
                _ => fan_out::slow().await,
            }
        }
    });
    ExitCode::SUCCESS
}

//! toot's own integration tests, as they come in its source package, which is fetched and never changed.

use crate::install::Python;
use crate::support::TestDb;
use crate::support::process::Process;
use crate::support::stories::Tally;
use serde_json::Value;
use std::net::Ipv4Addr;
use std::sync::Arc;
use tokio::process::Command;

/// Where they look for a server.
const HOST: &str = "localhost:3000";
/// Those that cannot pass, and why: `FILE::TEST: reason`, a line for each.
const EXCEPTIONS: &str = include_str!("python/exceptions.txt");

/// Those that need what is not there, or not all of it, by the endpoint of `docs/client-api.md` that says so. Once it
/// says "complete", they have to pass.
const WAITING: &str = include_str!("python/waiting.txt");

/// Those that wait, as long as they do.
fn waiting() -> Vec<&'static str> {
    let rows: Vec<&str> = include_str!("../../docs/client-api.md").lines().collect();
    let mut waiting = Vec::new();
    for line in WAITING.lines() {
        let (endpoint, tests) = line.split_once(" | ").expect("an endpoint and tests");
        let start = format!("| `{endpoint}` | ");
        let row =
            rows.iter().find_map(|row| row.strip_prefix(&start)).unwrap_or_else(|| panic!("no row of {endpoint}"));
        if !row.starts_with("complete") {
            let number = tests.split(' ').count();
            println!("clients: LEFT OUT: {number} of toot's own tests, which need what is missing at {endpoint}");
            waiting.extend(tests.split(' '));
        }
    }
    waiting
}

/// Runs them; each counts for itself.
pub async fn run(python: Python) -> Tally {
    let exceptions: Vec<_> = EXCEPTIONS.lines().map(|line| line.split_once(": ").expect("a reason")).collect();
    assert!(exceptions.len() <= 5 && exceptions.iter().all(|(_, why)| why.len() > 20), "{exceptions:?}");
    // A loopback address of this run's own, so that its port is free there.
    let address = Ipv4Addr::from(0x7f00_0000 | rand::random_range(0x0001_0000..0x00ff_0000));
    let riverside = Process::start_at("riverside", HOST, (address, 3_000), Arc::new(TestDb::empty()), &[HOST]).await;
    let scratch = tempfile::tempdir().expect("a folder");
    let (results, listed) = (scratch.path().join("results"), scratch.path().join("exceptions"));
    let waiting = waiting();
    let wait = waiting.iter().map(|test| format!("{test}: waits\n")).collect::<String>();
    std::fs::write(&listed, format!("{EXCEPTIONS}{wait}")).expect("a file");
    let potluck = [env!("CARGO_BIN_EXE_potluck"), "--config", &riverside.settings_file().to_string_lossy()];
    let mut command = Command::new(python.program());
    // The program that adds members takes what begins so for its settings.
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("POTLUCK_")) {
        command.env_remove(name);
    }
    let output = command
        .args(["-m", "pytest", "--quiet", "-p", "potluck_members", "-p", "no:cacheprovider", "tests/integration"])
        .current_dir(python.toot())
        .env("TOOT_TEST_BASE_URL", format!("http://{HOST}"))
        .env("PYTHONPATH", python.folder.join("plugin"))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("CLIENTS_ADDRESS", address.to_string())
        .env("CLIENTS_POTLUCK", serde_json::to_string(&potluck).expect("JSON"))
        .env("CLIENTS_RESULTS", &results)
        .env("CLIENTS_EXCEPTIONS", &listed)
        // Nothing of whoever runs this is read or written.
        .env("HOME", scratch.path())
        .env("XDG_CONFIG_HOME", scratch.path())
        .env("XDG_CACHE_HOME", scratch.path())
        .env_remove("HTTP_PROXY")
        .env_remove("http_proxy")
        .kill_on_drop(true)
        .output()
        .await
        .expect("pytest runs");
    let said = String::from_utf8_lossy(&output.stdout);
    let results = std::fs::read_to_string(&results).unwrap_or_else(|error| panic!("no results: {error}\n{said}"));
    let mut tally = Tally::default();
    let mut excepted = 0;
    for line in results.lines() {
        let result: Value = serde_json::from_str(line).expect("a result");
        match result["outcome"].as_str() {
            Some("passed") => tally.passed += 1,
            Some("excepted") => excepted += 1,
            _ => {
                tally.failed += 1;
                println!(
                    "test toots_own::{} ... FAILED\n{}",
                    result["test"],
                    result["why"].as_str().unwrap_or_default()
                );
            }
        }
    }
    println!("clients: toot's own tests: {} passed, {} failed, {excepted} excepted", tally.passed, tally.failed);
    // What waits may pass already; an exception that passes is none any more, and fails.
    let bounds = exceptions.len()..=exceptions.len() + waiting.len();
    assert!(tally.failed > 0 || (bounds.contains(&excepted) && output.status.success()), "{said}");
    assert!(tally.passed > 80, "toot's tests were not found: {said}");
    tally
}

//! What the fault tests do to a server from outside. Only a debug build has it; a release knows nothing of it.

use crate::clock::Clock;
use chrono::Duration;
use std::path::PathBuf;

/// A file that says by how many milliseconds this server's clock is off, read again and again.
const CLOCK: &str = "POTLUCK_TEST_CLOCK";

/// Lets the clock jump when the file says so. A file that is being written counts from the next look on.
pub(super) fn follow_clock(clock: &Clock) {
    let Some(file) = std::env::var_os(CLOCK).map(PathBuf::from) else { return };
    let clock = clock.clone();
    let mut off = 0;
    let mut look = move || {
        let wanted = std::fs::read_to_string(&file).ok().and_then(|text| text.trim().parse::<i64>().ok());
        if let Some(wanted) = wanted.filter(|wanted| *wanted != off) {
            clock.shift(Duration::milliseconds(wanted - off));
            off = wanted;
        }
    };
    look();
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            look();
        }
    });
}

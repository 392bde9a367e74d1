//! What the demo prints: each step in plain words once it was observed, a sign of life while it waits.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::time::{Duration, Instant};

/// The demo's voice.
pub(super) struct Progress {
    start: Instant,
    steps: u32,
    on_terminal: bool,
}

impl Progress {
    /// A clock that starts now.
    pub(super) fn new() -> Self {
        Self { start: Instant::now(), steps: 0, on_terminal: std::io::stdout().is_terminal() }
    }

    /// Seconds since the start.
    pub(super) fn elapsed(&self) -> f64 {
        self.start.elapsed().as_secs_f64()
    }

    /// A line of its own.
    pub(super) fn say(&self, line: &str) {
        print(line);
    }

    /// Announces what is waited for. On a terminal it moves until the step is done; elsewhere the step's own line is enough.
    pub(super) fn waiting_for(&self, what: &str) -> Option<ProgressBar> {
        self.on_terminal.then(|| {
            let bar = ProgressBar::new_spinner().with_style(ProgressStyle::default_spinner());
            bar.set_message(format!("waiting: {what}"));
            bar.enable_steady_tick(Duration::from_millis(120));
            bar
        })
    }

    /// A step that was observed.
    pub(super) fn seen(&mut self, line: &str) {
        self.steps += 1;
        print(&format!("{:>6.1} s  {:>2}. {line}", self.elapsed(), self.steps));
    }

    /// The first step that was not.
    pub(super) fn fail(&self, line: &str) {
        print(&format!("{:>6.1} s  {:>2}. NOT OBSERVED: {line}", self.elapsed(), self.steps + 1));
    }
}

/// A line on standard output. Whoever reads it may have stopped reading (`demo | head`): the story goes on.
fn print(line: &str) {
    use std::io::Write;
    if let Err(error) = writeln!(std::io::stdout(), "{line}") {
        tracing::debug!(%error, "nobody reads what the demo prints");
    }
}

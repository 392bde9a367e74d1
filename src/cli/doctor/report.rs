//! What was found: one line a finding. It names no person.

use crate::clock::Moment;
use serde_json::{Value, json};
use std::fmt;

/// What is looked at. `docs/admin/doctor.md` has a chapter for each, by its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// The settings.
    Settings,
    /// The data folder.
    DataFolder,
    /// The key files.
    Keys,
    /// Room on the disk.
    Disk,
    /// The database itself.
    Database,
    /// Its tables.
    Tables,
    /// SQLite's log of changes.
    DatabaseLog,
    /// Who may run it.
    Operator,
    /// Whether it runs.
    Server,
    /// What must be told.
    Outbox,
    /// What is to be delivered.
    Deliveries,
    /// What came in.
    Received,
    /// The networks next door.
    Peers,
    /// Whether mail goes out.
    Mail,
    /// The name of our domain.
    Dns,
    /// Whether others reach us.
    Reach,
    /// How long the certificate of our domain is good.
    Certificate,
    /// Whether we are found by our address.
    Webfinger,
    /// Whether our actor is what others should see.
    Actor,
    /// The time.
    Clock,
}

impl Check {
    /// All of them, in the order in which they are looked at.
    pub const ALL: [Self; 20] = [
        Self::Settings,
        Self::DataFolder,
        Self::Keys,
        Self::Disk,
        Self::Database,
        Self::Tables,
        Self::DatabaseLog,
        Self::Operator,
        Self::Server,
        Self::Outbox,
        Self::Deliveries,
        Self::Received,
        Self::Peers,
        Self::Mail,
        Self::Dns,
        Self::Reach,
        Self::Certificate,
        Self::Webfinger,
        Self::Actor,
        Self::Clock,
    ];

    /// Its word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Settings => "settings",
            Self::DataFolder => "data folder",
            Self::Keys => "keys",
            Self::Disk => "disk",
            Self::Database => "database",
            Self::Tables => "tables",
            Self::DatabaseLog => "database log",
            Self::Operator => "operator",
            Self::Server => "server",
            Self::Outbox => "outbox",
            Self::Deliveries => "deliveries",
            Self::Received => "received",
            Self::Peers => "peers",
            Self::Mail => "mail",
            Self::Dns => "dns",
            Self::Reach => "reach",
            Self::Certificate => "certificate",
            Self::Webfinger => "webfinger",
            Self::Actor => "actor",
            Self::Clock => "clock",
        }
    }
}

/// How it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// As it should be.
    Ok,
    /// Good to know; nothing must be done.
    Note,
    /// Something must be done.
    Do,
}

impl State {
    /// Its word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Note => "note",
            Self::Do => "do",
        }
    }
}

#[derive(Clone, Debug)]
struct Finding {
    check: Check,
    state: State,
    text: String,
}

/// Everything that was found, in order.
#[derive(Clone, Debug, Default)]
pub struct Report(Vec<Finding>);

impl Report {
    /// As it should be.
    pub fn ok(&mut self, check: Check, text: impl Into<String>) {
        self.add(check, State::Ok, text);
    }

    /// Good to know.
    pub fn note(&mut self, check: Check, text: impl Into<String>) {
        self.add(check, State::Note, text);
    }

    /// Something must be done; the text says what.
    pub fn must(&mut self, check: Check, text: impl Into<String>) {
        self.add(check, State::Do, text);
    }

    fn add(&mut self, check: Check, state: State, text: impl Into<String>) {
        self.0.push(Finding { check, state, text: text.into() });
    }

    /// How many findings ask for something to be done.
    pub fn to_do(&self) -> usize {
        self.0.iter().filter(|finding| finding.state == State::Do).count()
    }

    /// As JSON.
    pub fn json(&self, now: Moment) -> Value {
        let findings: Vec<Value> = (self.0.iter())
            .map(|one| json!({ "check": one.check.as_str(), "state": one.state.as_str(), "text": one.text }))
            .collect();
        json!({ "ok": self.to_do() == 0, "checked_at": now, "version": env!("CARGO_PKG_VERSION"), "findings": findings })
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for one in &self.0 {
            writeln!(f, "{:<5} {:<13} {}", one.state.as_str(), one.check.as_str(), one.text)?;
        }
        Ok(())
    }
}

/// A time for people: the largest unit that fits, "3 hours".
pub fn how_long(time: chrono::Duration) -> String {
    let (number, unit) = match time.num_seconds().max(0) {
        seconds @ 0..120 => (seconds, "seconds"),
        seconds @ 120..7_200 => (seconds / 60, "minutes"),
        seconds @ 7_200..172_800 => (seconds / 3_600, "hours"),
        seconds => (seconds / 86_400, "days"),
    };
    format!("{number} {unit}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_manual_has_a_chapter_for_each_check_and_no_other() {
        let manual = include_str!("../../../docs/admin/doctor.md");
        let chapters: BTreeSet<&str> = manual.lines().filter_map(|line| line.strip_prefix("### ")).collect();
        let checks: BTreeSet<&str> = Check::ALL.into_iter().map(Check::as_str).collect();
        assert_eq!(chapters, checks);
    }

    #[test]
    fn times_are_said_in_the_unit_that_fits() {
        let said = |seconds| how_long(chrono::Duration::seconds(seconds));
        assert_eq!(
            [said(-5), said(90), said(600), said(7_200), said(864_000)],
            ["0 seconds", "90 seconds", "10 minutes", "2 hours", "10 days"]
        );
    }
}

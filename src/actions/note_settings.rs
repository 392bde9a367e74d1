//! Whom the server talks to is in its settings, which only whoever runs it can change. Members read in the log that they did
//! (value V6).

use super::Here;
use super::log::{Why, note};
use crate::config::{FederationConfig, FederationMode};
use crate::domain::moderation::{Deed, Doer};
use crate::error::Result;
use crate::storage::{actors, facts};
use std::collections::BTreeSet;

/// Whom the settings let this server talk to, as it was when a server last started.
const SEEN: &str = "settings_federation";

const OPEN: &str = "open";
const LIST_ONLY: &str = "list-only";

/// Compares whom the settings let this server talk to with what they said when it last started, and writes down what
/// changed. The first time there is nothing to compare with. Answers whether something changed.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn note_settings(here: &Here, federation: &FederationConfig) -> Result<bool> {
    let said = said(federation);
    let (network, now) = (here.network, here.now());
    here.db
        .write(move |conn| {
            // Of several processes that start at one moment, one writes it down.
            actors::lock(conn, network)?;
            let before = facts::get(conn, SEEN)?;
            if before.as_ref() == Some(&said) {
                return Ok(false);
            }
            facts::set(conn, SEEN, &said)?;
            let Some(before) = before else { return Ok(false) };
            let about = Some(change(&before, &said));
            note(conn, Doer::CommandLine, &[], Deed::FederationChanged, about, Why::default(), now)?;
            Ok(true)
        })
        .await
}

/// The mode, and with a list its hosts in their order, with a space between.
fn said(federation: &FederationConfig) -> String {
    match federation.mode {
        FederationMode::Open => OPEN.to_owned(),
        FederationMode::ListOnly => {
            let hosts: BTreeSet<String> = federation.allowed_hosts.iter().map(ToString::to_string).collect();
            std::iter::once(LIST_ONLY.to_owned()).chain(hosts).collect::<Vec<_>>().join(" ")
        }
    }
}

/// What changed, for people: the mode, with all that is listed where that is new, else what came and what went.
fn change(before: &str, after: &str) -> String {
    let parts = |said: &str| {
        let mut words = said.split(' ').map(str::to_owned);
        (words.next().unwrap_or_default(), words.collect::<BTreeSet<_>>())
    };
    let ((mode_before, before), (mode, after)) = (parts(before), parts(after));
    let list = |hosts: Vec<&String>| hosts.into_iter().map(String::as_str).collect::<Vec<_>>().join(", ");
    if mode == OPEN {
        return mode;
    }
    if mode != mode_before {
        return format!("{mode}: {}", list(after.iter().collect()));
    }
    let (came, went) = (list(after.difference(&before).collect()), list(before.difference(&after).collect()));
    let said = [("added", came), ("removed", went)].into_iter().filter(|(_, hosts)| !hosts.is_empty());
    let said: Vec<String> = said.map(|(what, hosts)| format!("{what} {hosts}")).collect();
    format!("{mode}: {}", said.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_is_said_and_what_stayed_is_not() {
        assert_eq!(change("open", "list-only a.example b.example:8080"), "list-only: a.example, b.example:8080");
        assert_eq!(change("list-only a.example", "open"), "open");
        let (few, others) = ("list-only a.example b.example", "list-only b.example c.example d.example");
        assert_eq!(change(few, others), "list-only: added c.example, d.example; removed a.example");
        assert_eq!(change(few, "list-only a.example"), "list-only: removed b.example");
    }
}

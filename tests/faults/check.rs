//! What must be so when everything is calm again.

use crate::deeds::Promised;
use crate::followers::Heard;
use crate::town::{Network, Town};
use std::collections::{BTreeMap, BTreeSet};

/// Everything that is not as it should be; empty if all is well.
pub fn problems(town: &Town, promised: &[Promised]) -> Vec<String> {
    let mut found = Vec::new();
    let declined = promised.iter().filter_map(Promised::asked_to_decline).collect();
    let ended = Ended { declined, taken_back: taken_back(town, promised) };
    for promise in promised {
        kept(town, promise, &ended, &mut found);
    }
    for origin in &town.networks {
        quantities(origin, &mut found);
        for other in town.networks.iter().filter(|other| other.name != origin.name) {
            copies(origin, other, &mut found);
            answers(origin, other, &mut found);
        }
        followers(town, origin, &mut found);
    }
    found
}

/// The answers that somebody asked to end.
struct Ended<'a> {
    /// By who was asked, by the row at the network of the listing.
    declined: BTreeSet<(usize, &'a str)>,
    /// By who gave them, by the id that they have everywhere.
    taken_back: BTreeSet<String>,
}

fn taken_back(town: &Town, promised: &[Promised]) -> BTreeSet<String> {
    let mut rows: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for (network, id) in promised.iter().filter_map(Promised::asked_to_take_back) {
        rows.entry(network).or_default().push(id);
    }
    let ids = |(network, rows): (usize, Vec<&str>)| {
        let sql = format!("SELECT ap_id AS line FROM responses WHERE id IN ({})", rows.join(", "));
        town.networks[network].database.lines(&sql)
    };
    rows.into_iter().flat_map(ids).collect()
}

/// What a server said is so is so. A yes can be taken back by either side, if somebody asked for that.
fn kept(town: &Town, promise: &Promised, ended: &Ended<'_>, found: &mut Vec<String>) {
    let one = |network: &usize, sql: String| town.networks[*network].database.lines(&sql);
    let (network, rows, is_kept) = match promise {
        Promised::Listing { network, url } => {
            let rows = one(network, format!("SELECT ap_id AS line FROM listings WHERE local AND ap_id = '{url}'"));
            (network, rows, true)
        }
        Promised::Response { network, id } => {
            (network, one(network, format!("SELECT ap_id AS line FROM responses WHERE id = {id}")), true)
        }
        Promised::Accepted { network, id } => {
            let sql = format!("SELECT state || ' ' || ap_id AS line FROM responses WHERE id = {id}");
            let rows = one(network, sql);
            let is_kept = match rows.first().and_then(|row| row.split_once(' ')) {
                Some(("accepted", _)) => true,
                Some(("declined", _)) => ended.declined.contains(&(*network, id.as_str())),
                Some(("withdrawn", ap_id)) => ended.taken_back.contains(ap_id),
                _ => false,
            };
            (network, rows, is_kept)
        }
        Promised::AskedToDecline { .. } | Promised::AskedToTakeBack { .. } => return,
    };
    if rows.len() != 1 || !is_kept {
        let name = town.networks[*network].name;
        found.push(format!("{name} said that this is so, and it is not: {promise:?} {}", rows.join(", ")));
    }
}

/// No more is promised than there is, and exactly what was accepted.
fn quantities(origin: &Network, found: &mut Vec<String>) {
    let wrong = origin.database.lines(
        "SELECT ap_id || ': committed ' || committed || ' of ' || coalesce(amount, 0) || ', accepted ' || coalesce(said, 0) AS line \
         FROM listings LEFT JOIN (SELECT listing_id, sum(accepted) AS said FROM responses WHERE state = 'accepted' GROUP BY listing_id) s \
         ON s.listing_id = listings.id WHERE local AND state <> 'erased' AND (committed > coalesce(amount, 0) OR committed <> coalesce(said, 0))",
    );
    found.extend(wrong.into_iter().map(|line| format!("{}: {line}", origin.name)));
}

fn by_id(lines: Vec<String>) -> BTreeMap<String, String> {
    let split = |line: String| line.split_once(' ').map(|(id, rest)| (id.to_owned(), rest.to_owned()));
    lines.into_iter().map(|line| split(line).expect("an id and more")).collect()
}

/// What everybody next door should see is there as it is at home.
fn copies(origin: &Network, other: &Network, found: &mut Vec<String>) {
    const COLUMNS: &str =
        "ap_id || ' ' || state || ' revision ' || revision || ' committed ' || committed || ' ' || title AS line";
    let here = by_id(origin.database.lines(&format!(
        "SELECT {COLUMNS} FROM listings WHERE local AND published_at IS NOT NULL AND audience IN ('peers', 'public')"
    )));
    let there = by_id(other.database.lines(&format!(
        "SELECT {COLUMNS} FROM listings WHERE NOT local AND ap_id LIKE 'http://{}/%'",
        origin.line.domain
    )));
    for (id, is) in &here {
        let copy = there.get(id);
        if is.starts_with("erased") {
            if let Some(copy) = copy.filter(|copy| ["open", "paused", "partly-met"].iter().any(|s| copy.starts_with(s)))
            {
                found.push(format!("{id} was deleted at {}, and at {} it is: {copy}", origin.name, other.name));
            }
        } else if copy != Some(is) {
            found.push(format!("{id} at {}: {is}; at {}: {copy:?}", origin.name, other.name));
        }
    }
    for id in there.keys().filter(|id| !here.contains_key(*id)) {
        found.push(format!("{id} is at {}, and not at {}", other.name, origin.name));
    }
}

/// Both sides of an answer say the same, and what was accepted has one handoff on each.
fn answers(origin: &Network, other: &Network, found: &mut Vec<String>) {
    let columns = "r.ap_id || ' ' || r.state || ' ' || coalesce(r.accepted, 0) || ' handoffs ' || \
                   (SELECT count(*) FROM handoffs h WHERE h.response_id = r.id AND h.state <> 'did-not-happen') AS line";
    let from = "FROM responses r JOIN listings l ON l.id = r.listing_id WHERE l.ap_id LIKE";
    let there = by_id(
        other.database.lines(&format!("SELECT {columns} {from} 'http://{}/%' AND NOT l.local", origin.line.domain)),
    );
    let here = by_id(origin.database.lines(&format!(
        "SELECT {columns} {from} 'http://{}/%' AND r.ap_id LIKE 'http://{}/%'",
        origin.line.domain, other.line.domain
    )));
    let ids: BTreeSet<&String> = here.keys().chain(there.keys()).collect();
    for id in ids {
        match (here.get(id), there.get(id)) {
            // Two who end it at the same moment, one by a "no" and one by taking it back, each keep their own word:
            // nothing is promised on either side.
            (Some(here), Some(there)) if is_over(here) && is_over(there) => {}
            (Some(here), Some(there)) if here == there => {
                if here.starts_with("accepted") && !here.ends_with("handoffs 1") {
                    found.push(format!("{id}: {here}"));
                }
            }
            // The listing was gone when it came: nothing is kept of it there.
            (None, Some(there)) if is_over(there) => {}
            (here, there) => found.push(format!("{id} at {}: {here:?}; at {}: {there:?}", origin.name, other.name)),
        }
    }
}

/// Whether nothing comes of an answer any more, and nothing is to be handed over for it.
fn is_over(line: &str) -> bool {
    ["declined 0 handoffs 0", "withdrawn 0 handoffs 0", "lapsed 0 handoffs 0"].contains(&line)
}

/// Whoever follows heard of each public listing, and what they heard last is what is so.
fn followers(town: &Town, origin: &Network, found: &mut Vec<String>) {
    let listings = by_id(origin.database.lines(
        "SELECT ap_id || ' ' || state || ' ' || revision AS line FROM listings \
         WHERE local AND published_at IS NOT NULL AND audience = 'public'",
    ));
    for (id, line) in listings {
        let (state, revision) = line.rsplit_once(' ').expect("a state and a revision");
        let revision: i64 = revision.parse().expect("a number");
        for (inbox, heard) in town.hosts.iter().flat_map(|host| host.heard_of(&id)) {
            let right = match (state, heard) {
                ("erased", heard) => !matches!(heard, Some(Heard::Revision(_))),
                (_, heard) => heard == Some(Heard::Revision(revision)),
            };
            if !right {
                found.push(format!("{id} is {state}, revision {revision}, and {inbox} heard {heard:?}"));
            }
        }
    }
}

//! The database, what waits in it, and what it knows about the networks next door.

use super::report::{Check, Report, how_long};
use crate::actions::give_keys::key_context;
use crate::cli::backup::format::size;
use crate::clock::Moment;
use crate::config::Config;
use crate::domain::address::Addresses;
use crate::domain::follow::{Actor, ActorKind, FollowState};
use crate::domain::key::ActorId;
use crate::error::{Error, Result};
use crate::seal::MasterKey;
use crate::storage::health::{self, Waiting};
use crate::storage::{Conn, DatabaseUrl, actors, facts, follows, hosts};
use chrono::Duration;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// SQLite's log of changes is written back at 16 MB; so much larger, something holds it up.
const LOG_MAX: u64 = 256_000_000;

/// What the database knows, for looking from outside.
pub(super) struct Known {
    /// Our network's actor.
    pub(super) network: Option<Actor>,
    /// Networks next door that were heard of lately.
    pub(super) peers: Vec<Actor>,
}

/// Looks at all of it. `runs`: whether a server runs on it now.
pub(super) fn look(
    report: &mut Report,
    config: &Config,
    key: Option<&MasterKey>,
    runs: bool,
    now: Moment,
) -> Option<Known> {
    match try_look(report, config, key, runs, now) {
        Ok(known) => known,
        Err(error) => {
            let cause = error.cause().map(|cause| format!(" ({cause})")).unwrap_or_default();
            report.must(Check::Database, format!("{}{cause}", error.text()));
            None
        }
    }
}

fn try_look(
    report: &mut Report,
    config: &Config,
    key: Option<&MasterKey>,
    runs: bool,
    now: Moment,
) -> Result<Option<Known>> {
    let url = DatabaseUrl::parse(&config.database_url())?;
    if let DatabaseUrl::Sqlite(path) = &url
        && !path.exists()
    {
        let text = format!(
            "The database {} is not there. If this server never ran, start it: potluck serve. If it did, see \
             `database_url` and `data_dir`, or restore a backup.",
            path.display()
        );
        report.must(Check::Database, text);
        return Ok(None);
    }
    let mut conn = url.connect()?;
    if !tables(report, &mut conn)? {
        return Ok(None);
    }
    itself(report, &url, &mut conn)?;
    if let Some(domain) = facts::get(&mut conn, "domain")?
        && domain != config.domain.to_string()
    {
        let text = format!(
            "The database belongs to `{domain}`, but `domain` is set to `{}`. Please set it back: other servers know it.",
            config.domain
        );
        report.must(Check::Settings, text);
    }
    let network = actors::by_ap_id(&mut conn, &Addresses::new(config.base_url()).network())?;
    if let (Some(key), Some(network)) = (key, &network) {
        fits(report, &mut conn, key, network)?;
    }
    operator(report, &mut conn, now)?;
    match runs {
        true => report.ok(Check::Server, "A server (or another command) is at work on this data folder."),
        false => report.note(Check::Server, "No server runs on this data folder now. To start it: potluck serve"),
    }
    queues(report, &mut conn, runs, now)?;
    let peers = match &network {
        Some(network) => peers(report, &mut conn, network.id, now)?,
        None => Vec::new(),
    };
    Ok(Some(Known { network, peers }))
}

fn itself(report: &mut Report, url: &DatabaseUrl, conn: &mut Conn) -> Result<()> {
    let faults = health::faults(conn)?;
    if let Some(first) = faults.first() {
        let text = format!(
            "The database is damaged ({first}). Please stop the server, keep a copy of the data folder, restore the \
             newest backup, and see whether the disk is failing."
        );
        report.must(Check::Database, text);
    } else if let Err(error) = health::is_writable(url) {
        let text =
            format!("The database cannot be written to: {} Is it on a disk that is full or read-only?", error.text());
        report.must(Check::Database, text);
    } else {
        let kind = if matches!(url, DatabaseUrl::Sqlite(_)) { "SQLite" } else { "PostgreSQL" };
        report.ok(Check::Database, format!("{kind} answers, can be written to, and found nothing damaged."));
    }
    if let DatabaseUrl::Sqlite(path) = url {
        let mut log = path.clone().into_os_string();
        log.push("-wal");
        let bytes = std::fs::metadata(PathBuf::from(log)).map(|data| data.len()).unwrap_or(0);
        if bytes > LOG_MAX {
            let text = format!(
                "The log of changes beside the database has grown to {}. Something reads without an end, such as a \
                 program that has the file open. Please end that, or start the server again.",
                size(bytes)
            );
            report.must(Check::DatabaseLog, text);
        } else {
            report.ok(Check::DatabaseLog, format!("The log of changes has {}.", size(bytes)));
        }
    }
    Ok(())
}

/// Whether the tables are those that this program knows; nothing else can be looked at otherwise.
fn tables(report: &mut Report, conn: &mut Conn) -> Result<bool> {
    let (missing, unknown) = health::migrations(conn)?;
    if !unknown.is_empty() {
        let text = format!(
            "The tables were made by a newer version of Potluck ({}). Please run that version or a later one.",
            unknown.join(", ")
        );
        report.must(Check::Tables, text);
        return Ok(false);
    }
    if !missing.is_empty() {
        let text = format!(
            "The tables are not up to date ({} steps are missing). Please make a backup and run: potluck migrate",
            missing.len()
        );
        report.must(Check::Tables, text);
        return Ok(false);
    }
    report.ok(Check::Tables, "The tables are up to date.");
    Ok(true)
}

fn fits(report: &mut Report, conn: &mut Conn, key: &MasterKey, network: &Actor) -> Result<()> {
    let sealed = actors::sealed_private_key(conn, network.id)?
        .ok_or_else(|| Error::internal("the network's actor has no private key"))?;
    if key.open(&key_context(&network.ap_id), &sealed).is_err() {
        let text = "The key file does not open what the database holds: it is another server's, or was made anew. Please \
                    put the right one back, from your backup. Without it nothing that is sealed can be read, and other \
                    networks will not believe this one.";
        report.must(Check::Keys, text);
    }
    Ok(())
}

fn operator(report: &mut Report, conn: &mut Conn, now: Moment) -> Result<()> {
    let until = health::operators_until(conn, now)?;
    match until {
        None => {
            let text = "Nobody is operator now, so nobody can follow other networks or answer them. Please open the link that \
                        `potluck serve` prints at its start, or run: potluck role give HANDLE operator";
            report.must(Check::Operator, text);
        }
        Some(until) if until - now < Duration::days(30) => {
            let text = format!(
                "The last operator's term ends in {}. Ask around who goes on: potluck role give HANDLE operator",
                how_long(until - now)
            );
            report.note(Check::Operator, text);
        }
        Some(until) => report.ok(Check::Operator, format!("There is an operator until {}.", until.format("%F"))),
    }
    Ok(())
}

fn queues(report: &mut Report, conn: &mut Conn, runs: bool, now: Moment) -> Result<()> {
    let queues = health::queues(conn)?;
    let of = |waiting: &Waiting| waiting.since.map(|since| now - since).unwrap_or_default();
    for (check, waiting, what, patience) in [
        (Check::Outbox, &queues.outbox, "to be told to other networks", Duration::minutes(10)),
        (Check::Received, &queues.received, "that came in to be worked", Duration::hours(1)),
    ] {
        let time = of(waiting);
        let text = format!("{} things wait {what}, the oldest for {}.", waiting.count, how_long(time));
        if waiting.count == 0 {
            report.ok(check, format!("Nothing waits {what}."));
        } else if !runs {
            report.note(check, format!("{text} They go on when the server runs."));
        } else if time > patience {
            let text = format!(
                "{text} Please look into the server's log for `a worker could not finish` and `an event could not be told`."
            );
            report.must(check, text);
        } else {
            report.ok(check, text);
        }
    }
    if queues.set_aside.count > 0 {
        let text = format!(
            "{} things could not be told to other networks in seven days and were set aside, the first {} ago. What was said \
             after them is told. Please send the lines of the server's log with `an event could not be told` to the people who \
             make Potluck; they hold no names. When that is mended, such as by a newer version, run: potluck outbox retry",
            queues.set_aside.count,
            how_long(of(&queues.set_aside))
        );
        report.must(Check::Outbox, text);
    }
    let deliveries = &queues.deliveries;
    match deliveries.count {
        0 => report.ok(Check::Deliveries, "Nothing waits to be delivered."),
        count => {
            let text = format!("{count} deliveries wait, the oldest for {}.", how_long(of(deliveries)));
            match of(deliveries) > Duration::hours(1) {
                true => report.note(Check::Deliveries, format!("{text} The lines about peers say for whom.")),
                false => report.ok(Check::Deliveries, text),
            }
        }
    }
    Ok(())
}

/// Says how each host stands; answers the networks that can be asked for the time.
fn peers(report: &mut Report, conn: &mut Conn, network: ActorId, now: Moment) -> Result<Vec<Actor>> {
    let around = follows::around(conn, network)?;
    let ids: BTreeSet<ActorId> =
        around.iter().flat_map(|pair| [pair.follower, pair.followed]).filter(|id| *id != network).collect();
    let mut others = actors::get_many(conn, &ids.into_iter().collect::<Vec<_>>())?;
    others.retain(|actor| actor.kind == ActorKind::Organization);
    others.sort_by(|a, b| a.host.cmp(&b.host));
    let mut alive = Vec::new();
    for other in &others {
        let state = |follower, followed| {
            let pair = around.iter().find(|pair| pair.follower == follower && pair.followed == followed);
            pair.map(|pair| pair.state)
        };
        let (ours, theirs) = (state(network, other.id), state(other.id, network));
        let relation = match (ours, theirs) {
            (Some(FollowState::Accepted), Some(FollowState::Accepted)) => "we follow each other",
            (_, Some(FollowState::Pending)) => "it asks to follow us: a steward can answer that",
            (Some(FollowState::Pending), _) => "it has not answered yet whether we may follow it",
            (Some(FollowState::Accepted), _) => "we follow it",
            (_, Some(FollowState::Accepted)) => "it follows us",
            _ => "neither follows the other",
        };
        let waiting = health::waiting_for(conn, &other.host)?;
        let waits = match waiting.count {
            0 => String::new(),
            count => format!(" {count} deliveries wait for it."),
        };
        let known = hosts::get(conn, &other.host)?;
        let host = &other.host;
        match known.as_ref().map(|known| (known.state.as_str(), known)) {
            _ if other.gone => report.note(Check::Peers, format!("{host} said that it has ended.")),
            Some(("gone", known)) => {
                let since = known.failing_since.map(|since| how_long(now - since)).unwrap_or_default();
                let text = format!(
                    "{host} has not answered for {since} and is asked once a week only; {relation}.{waits} Ask its people \
                     whether their server is well."
                );
                report.note(Check::Peers, text);
            }
            Some(("failing", known)) => {
                let since = known.failing_since.map(|since| how_long(now - since)).unwrap_or_default();
                let next =
                    known.next_try_at.map_or_else(|| "soon".into(), |next| format!("in {}", how_long(next - now)));
                let text = format!("{host} has not answered for {since}; it is tried again {next}; {relation}.{waits}");
                report.note(Check::Peers, text);
            }
            _ => {
                let heard = known.and_then(|known| known.last_heard_at).map(|heard| how_long(now - heard));
                let heard =
                    heard.map_or_else(|| "was never heard of".into(), |time| format!("was heard of {time} ago"));
                report.ok(Check::Peers, format!("{host} {heard}; {relation}.{waits}"));
                alive.push(other.clone());
            }
        }
    }
    if others.is_empty() {
        report.note(Check::Peers, "This network follows no other yet, and none follows it.");
    }
    Ok(alive)
}

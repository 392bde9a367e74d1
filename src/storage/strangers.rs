//! Accounts elsewhere of which nothing here speaks any more. Whoever signs something with a key of their own has a row here
//! at once, so that the key need not be asked for again; that row is not to stay for good.

use crate::clock::Moment;
use crate::domain::key::{ActorId, ReportId};
use crate::error::Result;
use crate::seal::MasterKey;
use crate::storage::columns::at;
use crate::storage::opened::Opened;
use crate::storage::schema::actors;
use crate::storage::{Conn, ROWS, desks, dialect, media, moderation, search};
use diesel::prelude::*;
use std::collections::BTreeSet;
use url::Url;

/// The columns that name an account, by their tables: who stands in one of them is no stranger. Pictures of an account (`media`)
/// are its own.
pub const NAMED_IN: [(&str, &str); 26] = [
    ("activities", "actor_id"),
    ("actor_reach", "actor_id"),
    ("aliases", "actor_id"),
    ("blocked_by", "actor_id"),
    ("blocked_by", "blocked_id"),
    ("bookmarks", "actor_id"),
    ("catch_ups", "actor_id"),
    ("conversation_members", "actor_id"),
    ("favourites", "actor_id"),
    ("follower_digests", "followed_id"),
    ("follows", "followed_id"),
    ("follows", "follower_id"),
    ("listings", "origin_id"),
    ("listings", "speaker_id"),
    ("members", "actor_id"),
    ("moves", "actor_id"),
    ("notifications", "from_id"),
    ("passed_along", "peer_id"),
    ("poll_votes", "actor_id"),
    ("reply_explanations", "actor_id"),
    ("responses", "responder_id"),
    ("sharings", "actor_id"),
    ("status_mentions", "actor_id"),
    ("statuses", "author_id"),
    ("statuses", "in_reply_to_author"),
    ("synchronizations", "actor_id"),
];

/// Queries of the ids (ActivityPub) of accounts that are named by these: whose activity waits to be worked, whose word of a
/// coalition is kept, who is a network that was found, and whom the network keeps away.
const NAMED_BY_ID: [&str; 4] = [
    "SELECT actor FROM received WHERE state = 'waiting'",
    "SELECT member FROM memberships",
    "SELECT ap_id FROM directory_entries",
    "SELECT subject FROM network_blocks",
];

/// Accounts elsewhere that came here before a moment and were not looked at again since, the first of them after `after`.
///
/// # Errors
/// `Internal` when the database fails.
pub fn from_before(conn: &mut Conn, before: Moment, after: ActorId, most: i64) -> Result<Vec<ActorId>> {
    let ids: Vec<i64> = actors::table
        .filter(actors::id.gt(after.0))
        .filter(actors::local.eq(false))
        .filter(actors::created_at.lt(at(before)))
        .filter(actors::fetched_at.lt(at(before)))
        .order(actors::id)
        .limit(most)
        .select(actors::id)
        .load(conn)?;
    Ok(ids.into_iter().map(ActorId).collect())
}

/// Holds these accounts until the end of this transaction: what is written meanwhile and names one waits.
///
/// # Errors
/// `Internal` when the database fails.
pub fn lock(conn: &mut Conn, accounts: &[ActorId]) -> Result<()> {
    // SQLite has one writer.
    if let Conn::Pg(pg) = conn {
        let ids: Vec<i64> = accounts.iter().map(|account| account.0).collect();
        let rows = actors::table.filter(actors::id.eq_any(ids)).order(actors::id).select(actors::id);
        rows.for_update().load::<i64>(pg)?;
    }
    Ok(())
}

/// Those of some accounts elsewhere that no row names. What members keep sealed names accounts, too, and is not looked at.
///
/// # Errors
/// `Internal` when the database fails.
pub fn unnamed(conn: &mut Conn, accounts: &[ActorId]) -> Result<Vec<ActorId>> {
    if accounts.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<String> = accounts.iter().map(|account| account.0.to_string()).collect();
    let mut query = format!("SELECT a.id FROM actors a WHERE NOT a.local AND a.id IN ({})", ids.join(", "));
    for (table, column) in NAMED_IN {
        query.push_str(&format!(" AND NOT EXISTS (SELECT 1 FROM {table} n WHERE n.{column} = a.id)"));
    }
    for named in NAMED_BY_ID {
        query.push_str(&format!(" AND a.ap_id NOT IN ({named})"));
    }
    Ok(dialect::ids(conn, &query)?.into_iter().map(ActorId).collect())
}

/// Whom members keep away, of whom they keep notes, and of whom reports tell that nobody has closed: what names an account where
/// only the key to it reads so. To look again costs little: each row is opened once.
#[derive(Debug, Default)]
pub struct Spoken {
    kept_away: Opened,
    noted: Opened,
    told: BTreeSet<ReportId>,
    reported: BTreeSet<ActorId>,
}

impl Spoken {
    /// Looks at what is there now. Of a report that was closed since, what it told is known until the next run.
    ///
    /// # Errors
    /// `Internal` when the database fails, or when what a member keeps was sealed with another key.
    pub fn look(&mut self, conn: &mut Conn, seal: &MasterKey) -> Result<()> {
        moderation::kept_away(conn, seal, &mut self.kept_away)?;
        desks::named(conn, seal, &mut self.noted)?;
        let mut new = moderation::open_report_ids(conn)?;
        new.retain(|report| !self.told.contains(report));
        let said = moderation::open_reports_among(conn, seal, &new)?.into_iter().filter_map(|report| report.said);
        let about: Vec<Url> = said.flat_map(|said| said.about).collect();
        for some in about.chunks(ROWS) {
            let some: Vec<&str> = some.iter().map(Url::as_str).collect();
            let ids: Vec<i64> = actors::table.filter(actors::ap_id.eq_any(some)).select(actors::id).load(conn)?;
            self.reported.extend(ids.into_iter().map(ActorId));
        }
        self.told.extend(new);
        Ok(())
    }

    /// Whether an account is among them. A block that names nobody would hold nobody off who comes back; and of who is
    /// forgotten moderators would read an address, and could keep nobody away by it.
    pub fn names(&self, account: ActorId) -> bool {
        self.kept_away.names(account) || self.noted.names(account) || self.reported.contains(&account)
    }
}

/// Forgets accounts elsewhere that nothing names, with their pictures.
///
/// # Errors
/// `Internal` when the database fails, or when something names one.
pub fn forget(conn: &mut Conn, accounts: &[ActorId]) -> Result<()> {
    let ids: Vec<i64> = accounts.iter().map(|account| account.0).collect();
    for account in accounts {
        media::drop_of_owner(conn, *account)?;
    }
    search::forget(conn, &ids)?;
    diesel::delete(actors::table.filter(actors::id.eq_any(ids)).filter(actors::local.eq(false))).execute(conn)?;
    Ok(())
}

//! What is shown of accounts in numbers.

use crate::clock::Moment;
use crate::domain::key::ActorId;
use crate::error::Result;
use crate::storage::lookup::Statement;
use crate::storage::{Conn, each};
use chrono::Duration;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// From here on a number is believed for a while: to count takes the longer the more there is to count, and matters less.
const MANY: i64 = 200;
/// Accounts whose numbers are remembered at most.
const REMEMBERED: usize = 10_000;

/// How long a large number is believed.
fn believed() -> Duration {
    Duration::minutes(1)
}

/// The numbers of accounts that have large ones, as they were a moment ago. Cloning shares it.
#[derive(Clone, Debug, Default)]
pub struct KnownCounts {
    known: Arc<Mutex<HashMap<ActorId, (Counts, Moment)>>>,
}

impl KnownCounts {
    /// The numbers of several accounts: as they are, and large ones at most a minute old.
    ///
    /// # Errors
    /// `Internal` when the database fails.
    pub fn of(&self, conn: &mut Conn, accounts: &[ActorId], now: Moment) -> Result<HashMap<ActorId, Counts>> {
        let mut all = HashMap::with_capacity(accounts.len());
        {
            let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            let held = |at: Moment| at <= now && now - at < believed();
            let found = accounts.iter().filter_map(|id| Some((*id, *known.get(id)?)));
            all.extend(found.filter(|(_, (_, at))| held(*at)).map(|(id, (counts, _))| (id, counts)));
        }
        let others: Vec<ActorId> = accounts.iter().copied().filter(|id| !all.contains_key(id)).collect();
        if others.is_empty() {
            return Ok(all);
        }
        let counted = counts(conn, &others)?;
        let large = counted.iter().filter(|(_, counts)| counts.statuses + counts.followers + counts.following >= MANY);
        let large: Vec<(ActorId, (Counts, Moment))> = large.map(|(id, counts)| (*id, (*counts, now))).collect();
        if !large.is_empty() {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            if known.len() >= REMEMBERED {
                known.clear();
            }
            known.extend(large);
        }
        all.extend(counted);
        Ok(all)
    }
}

/// What is shown of an account in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Statuses that everyone may read. Needs and offers are none of them (value V2).
    pub statuses: i64,
    /// Who follows it, as far as is known here.
    pub followers: i64,
    /// Whom it follows, as far as is known here.
    pub following: i64,
}

/// The numbers of several accounts.
///
/// # Errors
/// `Internal` when the database fails.
fn counts(conn: &mut Conn, accounts: &[ActorId]) -> Result<HashMap<ActorId, Counts>> {
    let ids: Vec<i64> = accounts.iter().map(|id| id.0).collect();
    let asked = question(&ids);
    let rows: Vec<(i64, i64, i64, i64)> = each!(conn, |c| asked.load(c))?;
    let counts = |(id, statuses, followers, following)| (ActorId(id), Counts { statuses, followers, following });
    let mut all: HashMap<ActorId, Counts> = rows.into_iter().map(counts).collect();
    for id in accounts {
        all.entry(*id).or_default();
    }
    Ok(all)
}

/// All numbers of several accounts in one question, each counted by its index for each account.
fn question(accounts: &[i64]) -> Statement<(BigInt, BigInt, BigInt, BigInt)> {
    let mut asked = Statement::new("WITH asked (id) AS (VALUES ");
    asked.values(accounts).text(
        ") SELECT asked.id, \
         (SELECT count(*) FROM statuses s WHERE s.author_id = asked.id \
         AND (s.visibility = 'public' OR s.visibility = 'unlisted') AND s.listing_id IS NULL), \
         (SELECT count(*) FROM follows f WHERE f.followed_id = asked.id AND f.state = 'accepted'), \
         (SELECT count(*) FROM follows f WHERE f.follower_id = asked.id AND f.state = 'accepted') \
         FROM asked WHERE asked.id > 0",
    );
    asked
}

/// The SQL of the question about two accounts, for whoever wants to see its plan.
pub fn plain_question() -> String {
    question(&[1, 2]).plain()
}

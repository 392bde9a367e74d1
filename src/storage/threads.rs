//! What stands above a post in its thread.

use crate::domain::key::{ActorId, StatusId};
use crate::domain::status::Status;
use crate::error::Result;
use crate::storage::lookup::{self, number};
use crate::storage::{Conn, dialect};
use std::collections::{BTreeSet, HashSet};

/// How far a thread is followed up.
const ABOVE_MAX: i64 = 200;

fn numbers(ids: impl Iterator<Item = StatusId>) -> String {
    ids.map(|id| id.0.to_string()).collect::<Vec<_>>().join(", ")
}

/// Each of some posts with all above it, as SQL: `start`, and `id` of itself or of one above.
fn chains(of: &[StatusId]) -> String {
    format!(
        "WITH RECURSIVE up(start, id, parent, steps) AS (SELECT s.id, s.id, s.in_reply_to_id, 0 FROM statuses s \
         WHERE s.id IN ({}) UNION ALL SELECT up.start, s.id, s.in_reply_to_id, up.steps + 1 FROM statuses s \
         JOIN up ON s.id = up.parent WHERE up.steps < {ABOVE_MAX})",
        numbers(of.iter().copied())
    )
}

/// How much of a thread is shown around one post of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// How many posts above it, at most; the nearest.
    pub above: usize,
    /// How many answers below it, at most.
    pub below: usize,
    /// How many answers stand one below the other, at most.
    pub deep: usize,
    /// Of its own answers, the one after which those begin that are shown.
    pub after: Option<StatusId>,
}

/// What stands around a post in its thread, as far as its reader may read it.
#[derive(Debug)]
pub struct Around {
    /// What it answers, oldest first.
    pub above: Vec<Status>,
    /// What answers it.
    pub below: Vec<Status>,
    /// Whether there was room for more answers, and not all were looked at: very many of them are for few.
    pub is_cut: bool,
    /// The last of its own answers that was looked at, where more may come after it.
    pub last: Option<StatusId>,
}

impl Extent {
    /// What an app shows: to who is not signed in a part, and to everybody else as good as all, as in Mastodon
    /// (docs.joinmastodon.org/methods/statuses, "Get parent and child statuses in context"). There, members are shown answers
    /// however deep; here each step down is one more question to the database, and nobody reads two hundred of them.
    pub fn in_app(reader: Option<ActorId>) -> Self {
        match reader {
            Some(_) => Self { above: 4_096, below: 4_096, deep: 200, after: None },
            None => Self { above: 40, below: 60, deep: 20, after: None },
        }
    }
}

/// What stands above a post, the nearest first, as far as it is here, and `most` of it. Whether somebody may read it is not
/// looked at.
///
/// # Errors
/// `Internal` when the database fails.
pub fn ancestors(conn: &mut Conn, of: StatusId, most: usize) -> Result<Vec<StatusId>> {
    let query = format!(
        "WITH RECURSIVE up(id, parent, steps) AS (SELECT p.id, p.in_reply_to_id, 1 FROM statuses s \
         JOIN statuses p ON p.id = s.in_reply_to_id WHERE s.id = {} UNION ALL \
         SELECT p.id, p.in_reply_to_id, up.steps + 1 FROM up JOIN statuses p ON p.id = up.parent WHERE up.steps < {}) \
         SELECT id FROM up ORDER BY steps",
        number(of.0),
        number(most as i64)
    );
    // Other servers may say that two posts answer each other: a ring ends where it began.
    let mut seen = HashSet::from([of]);
    Ok(lookup::ids(conn, &query)?.into_iter().map(StatusId).take_while(|id| seen.insert(*id)).collect())
}

/// A post and all that is above it, as far as it is here.
///
/// # Errors
/// `Internal` when the database fails.
pub fn above(conn: &mut Conn, of: StatusId) -> Result<Vec<StatusId>> {
    let ids = dialect::ids(conn, &format!("{} SELECT id FROM up", chains(&[of])))?;
    Ok(ids.into_iter().map(StatusId).collect())
}

/// Which of these posts are one of `tops`, or stand below one.
///
/// # Errors
/// `Internal` when the database fails.
pub fn within(conn: &mut Conn, of: &[StatusId], tops: &BTreeSet<StatusId>) -> Result<HashSet<StatusId>> {
    if of.is_empty() || tops.is_empty() {
        return Ok(HashSet::new());
    }
    let query =
        format!("{} SELECT DISTINCT start AS id FROM up WHERE id IN ({})", chains(of), numbers(tops.iter().copied()));
    Ok(dialect::ids(conn, &query)?.into_iter().map(StatusId).collect())
}

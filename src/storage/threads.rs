//! What stands above a post in its thread.

use crate::domain::key::{ActorId, StatusId};
use crate::error::Result;
use crate::storage::lookup::{self, number};
use crate::storage::{Conn, dialect};
use std::collections::{BTreeSet, HashSet};

/// How far a thread is followed up.
const ABOVE_MAX: i64 = 200;
/// So much above a post is shown to a member, as in Mastodon.
const SHOWN_TO_MEMBERS: i64 = 4_096;
/// And so much to anybody else.
const SHOWN_TO_OTHERS: i64 = 40;

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

/// What stands above a post, the nearest first, as far as it is here and `reader` is shown so much. Whether they may read it
/// is not looked at.
///
/// # Errors
/// `Internal` when the database fails.
pub fn ancestors(conn: &mut Conn, of: StatusId, reader: Option<ActorId>) -> Result<Vec<StatusId>> {
    let most = if reader.is_some() { SHOWN_TO_MEMBERS } else { SHOWN_TO_OTHERS };
    let query = format!(
        "WITH RECURSIVE up(id, parent, steps) AS (SELECT p.id, p.in_reply_to_id, 1 FROM statuses s \
         JOIN statuses p ON p.id = s.in_reply_to_id WHERE s.id = {} UNION ALL \
         SELECT p.id, p.in_reply_to_id, up.steps + 1 FROM up JOIN statuses p ON p.id = up.parent WHERE up.steps < {}) \
         SELECT id FROM up ORDER BY steps",
        number(of.0),
        number(most)
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

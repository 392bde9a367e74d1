//! What stands beside statuses on a page, for all of them in one question: how they were taken up, and which kinds of things
//! hang on them at all. Most have nothing of most kinds, and to look for each kind by itself costs more than the page.

use crate::domain::key::{ActorId, StatusId};
use crate::error::Result;
use crate::storage::lookup::Statement;
use crate::storage::{Conn, each};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool};
use std::collections::HashMap;

/// How a status was taken up, and what `reader` did with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reactions {
    /// How many answers are here.
    pub replies: i64,
    /// How often it was told on.
    pub boosts: i64,
    /// How many like it.
    pub favourites: i64,
    /// Whether the reader likes it.
    pub favourited: bool,
    /// Whether the reader told it on.
    pub boosted: bool,
    /// Whether the reader put it aside.
    pub bookmarked: bool,
}

/// What stands beside a status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// How it was taken up.
    pub reactions: Reactions,
    /// Whether it asks something to be voted on.
    pub asks: bool,
    /// Whether pictures or sounds hang on it.
    pub media: bool,
    /// Whether it names somebody.
    pub mentions: bool,
    /// Whether it stands under a tag.
    pub tags: bool,
}

type Columns = (BigInt, BigInt, BigInt, BigInt, Bool, Bool, Bool, Bool, Bool, Bool, Bool);
type Row = (i64, i64, i64, i64, bool, bool, bool, bool, bool, bool, bool);

/// What stands beside each of several statuses; all of them are in it.
///
/// # Errors
/// `Internal` when the database fails.
pub fn of(conn: &mut Conn, statuses: &[StatusId], reader: Option<ActorId>) -> Result<HashMap<StatusId, Beside>> {
    if statuses.is_empty() {
        return Ok(HashMap::new());
    }
    let asked = question(statuses, reader);
    let rows: Vec<Row> = each!(conn, |c| asked.load(c))?;
    let beside =
        |(id, replies, boosts, favourites, favourited, boosted, bookmarked, asks, media, mentions, tags): Row| {
            let reactions = Reactions { replies, boosts, favourites, favourited, boosted, bookmarked };
            (StatusId(id), Beside { reactions, asks, media, mentions, tags })
        };
    Ok(rows.into_iter().map(beside).collect())
}

/// The one question of [`of`], for whoever wants to see its plan. Each part of it is looked up for each status, by its index:
/// there is nothing of which a database could think that all of a table is better read.
fn question(statuses: &[StatusId], reader: Option<ActorId>) -> Statement<Columns> {
    let ids: Vec<i64> = statuses.iter().map(|id| id.0).collect();
    // Nobody has the id 0.
    let reader = reader.map_or(0, |reader| reader.0);
    let mut asked = Statement::new("WITH asked (id) AS (VALUES ");
    asked.values(&ids).text(
        ") SELECT asked.id, \
         (SELECT count(*) FROM statuses r WHERE r.in_reply_to_id = asked.id AND (r.visibility = 'public' OR r.visibility = 'unlisted')), \
         (SELECT count(*) FROM statuses b WHERE b.boost_of = asked.id), \
         (SELECT count(*) FROM favourites f WHERE f.status_id = asked.id), \
         EXISTS (SELECT 1 FROM favourites f WHERE f.status_id = asked.id AND f.actor_id = ",
    );
    asked.number(reader);
    asked.text("), EXISTS (SELECT 1 FROM statuses b WHERE b.boost_of = asked.id AND b.author_id = ").number(reader);
    asked.text("), EXISTS (SELECT 1 FROM bookmarks k WHERE k.status_id = asked.id AND k.actor_id = ").number(reader);
    asked.text(
        "), EXISTS (SELECT 1 FROM polls p WHERE p.status_id = asked.id), \
         EXISTS (SELECT 1 FROM media m WHERE m.status_id = asked.id), \
         EXISTS (SELECT 1 FROM status_mentions n WHERE n.status_id = asked.id), \
         EXISTS (SELECT 1 FROM status_tags t WHERE t.status_id = asked.id) \
         FROM asked WHERE asked.id > 0",
    );
    asked
}

/// The SQL of the question about two statuses, with its values in it: for whoever wants to see its plan.
pub fn plain_question() -> String {
    question(&[StatusId(1), StatusId(2)], Some(ActorId(1))).plain()
}

//! What posts, listings and accounts are found by. The index follows from their rows: it is written with them, and filled
//! anew where it is empty, as after an upgrade or a restore.

use crate::domain::Listing;
use crate::domain::follow::Actor;
use crate::domain::key::{ActorId, ListingId, StatusId};
use crate::domain::markup::plain;
use crate::domain::search::{Kind, Query, words};
use crate::error::{Error, Result};
use crate::storage::schema::{actors, listings, server_facts, statuses};
use crate::storage::{Conn, dialect, facts, listing_entries, listings as listing_rows, prepared};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use diesel::table;

/// The fact that says how far the index is filled.
const FILLED: &str = "search_filled";
/// Its value when everything is in it.
const DONE: &str = "yes";

table! {
    /// As SQLite has it.
    search_words (rowid) {
        rowid -> BigInt,
        words -> Text,
    }
}

/// Writes what a row is found by, in the place of what it was found by before.
pub(super) fn put(conn: &mut Conn, kind: Kind, id: i64, texts: &[&str]) -> Result<()> {
    let words = words(kind, texts);
    if let Conn::Sqlite(sqlite) = conn {
        let row = search_words::table.find(id);
        let known: Option<String> = row.select(search_words::words).first(sqlite).optional()?;
        match known {
            Some(known) if known == words => return Ok(()),
            Some(_) => diesel::delete(row).execute(sqlite)?,
            None => 0,
        };
    }
    put_words(conn, vec![(id, words)])
}

/// Writes the words of rows; on SQLite of those that have none yet.
fn put_words(conn: &mut Conn, rows: Vec<(i64, String)>) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    match conn {
        Conn::Sqlite(sqlite) => {
            for (id, words) in rows {
                let row = (search_words::rowid.eq(id), search_words::words.eq(words));
                diesel::insert_into(search_words::table).values(row).execute(sqlite)?;
            }
        }
        Conn::Pg(pg) => {
            let columns = vec![
                prepared::column::<BigInt, _>("id", rows.iter().map(|(id, _)| id).collect()),
                prepared::column::<Text, _>("words", rows.iter().map(|(_, words)| words).collect()),
            ];
            let before = "INSERT INTO search_words (id, words) \
                          SELECT n.id, array_to_tsvector(string_to_array(n.words, ' ')) FROM ";
            // Much is written anew without a change of its words: a listing of which something is promised.
            let after =
                " ON CONFLICT (id) DO UPDATE SET words = EXCLUDED.words WHERE search_words.words <> EXCLUDED.words";
            prepared::with_many(before, columns, after).execute(pg)?;
        }
    }
    Ok(())
}

/// A row is not found any more.
pub(super) fn forget(conn: &mut Conn, ids: &[i64]) -> Result<()> {
    for id in ids {
        match conn {
            Conn::Sqlite(sqlite) => diesel::delete(search_words::table.find(*id)).execute(sqlite)?,
            Conn::Pg(pg) => {
                let gone = diesel::sql_query("DELETE FROM search_words WHERE id = $1");
                gone.bind::<BigInt, _>(id).execute(pg)?
            }
        };
    }
    Ok(())
}

/// Writes what an account is found by.
pub(super) fn put_account(conn: &mut Conn, id: ActorId, actor: &Actor) -> Result<()> {
    put(conn, Kind::Account, id.0, &[&actor.handle, &actor.name, &actor.host])
}

/// Writes what a post is found by, which is HTML.
pub(super) fn put_status(conn: &mut Conn, id: i64, spoiler: &str, content: &str) -> Result<()> {
    put(conn, Kind::Status, id, &[spoiler, &plain(content)])
}

/// The same of posts that were added just now.
pub(super) fn put_new_statuses(conn: &mut Conn, all: &[(i64, String, String)]) -> Result<()> {
    let found_by =
        |(id, spoiler, content): &(i64, String, String)| (*id, words(Kind::Status, &[spoiler, &plain(content)]));
    put_words(conn, all.iter().map(found_by).collect())
}

/// Writes what a listing is found by: what its author says, in every language.
pub(super) fn put_listing(conn: &mut Conn, listing: &Listing) -> Result<()> {
    put(conn, Kind::Listing, listing.id.0, &said_in(listing))
}

/// The same of listings that were added just now.
pub(super) fn put_new_listings(conn: &mut Conn, all: &[&Listing]) -> Result<()> {
    let found_by = |listing: &&Listing| (listing.id.0, words(Kind::Listing, &said_in(listing)));
    put_words(conn, all.iter().map(found_by).collect())
}

fn said_in(listing: &Listing) -> Vec<&str> {
    let details = &listing.details;
    let mut texts = vec![listing.title.as_str(), listing.category.as_str()];
    texts.extend(details.body.as_deref());
    texts.extend(details.easy_text.as_deref());
    texts.extend(listing.place_name.as_deref());
    for translation in &details.translations {
        texts.push(&translation.title);
        texts.extend(translation.body.as_deref());
    }
    texts
}

/// The rows that a query finds, as SQL over `w`, and the column of their id; nothing where it cannot find any. The words
/// hold letters and digits only, and are quoted all the same.
fn matching(conn: &mut Conn, query: &Query, kind: Kind) -> Result<Option<(String, &'static str)>> {
    match conn {
        Conn::Sqlite(sqlite) => {
            let mut all = Vec::new();
            for (word, begins) in query.wanted(kind) {
                if !begins {
                    all.push(format!("\"{word}\""));
                    continue;
                }
                match begun(sqlite, &word)? {
                    Some(words) if words.is_empty() => return Ok(None),
                    Some(words) => {
                        let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
                        all.push(format!("({})", words.join(" OR ")));
                    }
                    None => all.push(format!("\"{word}\"*")),
                }
            }
            Ok(Some((format!("search_words MATCH {}", dialect::quoted(&all.join(" AND "))), "rowid")))
        }
        Conn::Pg(_) => {
            let one = |(word, begins): (String, bool)| format!("'{word}'{}", if begins { ":*" } else { "" });
            let all = query.wanted(kind).map(one).collect::<Vec<_>>().join(" & ");
            Ok(Some((format!("w.words @@ {}::tsquery", dialect::quoted(&all)), "id")))
        }
    }
}

/// Beginnings of so many characters, the mark of their kind among them, and shorter ones have entries of their own in the
/// index of SQLite: its table says so.
const SHORT: usize = 4;
/// So many words that begin alike are looked for one by one.
const ALIKE: usize = 16;

#[derive(diesel::QueryableByName)]
struct Word {
    #[diesel(sql_type = Text)]
    word: String,
}

/// The words of the index of SQLite that begin so, where they are better looked for one by one: SQLite puts together all
/// rows of all words that begin in one way before it gives the first of them, but goes through those of some words from the
/// newest on. Nothing for a short beginning, which is like a word there, and where they are many.
///
/// It goes from each word to the next one, however many rows it leads to.
fn begun(sqlite: &mut SqliteConnection, beginning: &str) -> Result<Option<Vec<String>>> {
    if beginning.chars().count() <= SHORT {
        return Ok(None);
    }
    let (from, to) = (dialect::quoted(beginning), dialect::quoted(&format!("{beginning}\u{10FFFF}")));
    let first = |from: &str| {
        format!(
            "(SELECT t.term FROM search_words_terms t WHERE t.term >= {from} AND t.term < {to} ORDER BY t.term LIMIT 1)"
        )
    };
    // Words hold nothing that comes before an exclamation mark.
    let sql = format!(
        "WITH RECURSIVE named(word) AS (SELECT {} UNION ALL SELECT {} FROM named WHERE named.word IS NOT NULL) \
         SELECT named.word AS word FROM named WHERE named.word IS NOT NULL LIMIT {}",
        first(&from),
        first("named.word || '!'"),
        ALIKE + 1
    );
    let rows: Vec<Word> = diesel::sql_query(sql).load(sqlite)?;
    Ok((rows.len() <= ALIKE).then(|| rows.into_iter().map(|row| row.word).collect()))
}

/// Which part of what is found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// At most so many.
    pub limit: i64,
    /// After so many.
    pub offset: i64,
    /// Only older than this id.
    pub max_id: Option<i64>,
    /// Only newer than this id.
    pub min_id: Option<i64>,
}

impl Part {
    /// Between which ids it lies, in SQL.
    fn bounds(self, id: &str) -> String {
        let below = self.max_id.map(|max| format!(" AND {id} < {max}")).unwrap_or_default();
        let above = self.min_id.map(|min| format!(" AND {id} > {min}")).unwrap_or_default();
        below + &above
    }

    /// That part of the first that were found, newest first, if it is whole or `all` that there are were looked at.
    fn of(self, found: Vec<i64>, all: bool) -> Result<Option<Vec<i64>>> {
        let is_whole = i64::try_from(found.len()).is_ok_and(|many| many >= self.limit + self.offset);
        let offset = usize::try_from(self.offset).map_err(Error::internal)?;
        Ok((is_whole || all).then(|| found.into_iter().skip(offset).collect()))
    }
}

/// The rows of `from` with all of these words, which are so besides; with `author` only theirs.
fn found(
    conn: &mut Conn,
    query: &Query,
    kind: Kind,
    (from, author): (&str, Option<i64>),
    which: &str,
    part: Part,
) -> Result<Vec<i64>> {
    let Some((matches, id)) = matching(conn, query, kind)? else { return Ok(Vec::new()) };
    if let Some(author) = author
        && let Some(ids) = among_theirs(conn, author, (from, id), &format!("{matches}{which}"), part)?
    {
        return Ok(ids);
    }
    let bounds = part.bounds(&format!("w.{id}"));
    if matches!(conn, Conn::Pg(_)) {
        let is_one = format!("(SELECT 1 FROM {from} x WHERE x.id = w.id{which} LIMIT 1) IS NOT NULL");
        return newest(conn, &matches, &is_one, &bounds, part);
    }
    // SQLite is told to begin with the words: it cannot know how few rows they lead to.
    let sql = format!(
        "SELECT x.id FROM search_words w CROSS JOIN {from} x WHERE x.id = w.{id} AND {matches}{which}{bounds} \
         ORDER BY w.{id} DESC LIMIT {} OFFSET {}",
        part.limit, part.offset
    );
    dialect::ids(conn, &sql)
}

/// Of somebody who wrote no more than this, each post is looked at. PostgreSQL takes 3 µs for each, and so 7 ms at most; SQLite
/// reads its index anew for each (10 to 200 µs), but goes through those with some words from the newest on.
const THEIRS: i64 = 2_000;
/// The same on SQLite.
const THEIRS_ON_SQLITE: i64 = 50;

/// What is found among the newest that somebody wrote, where they are looked at one by one: who wrote little is found last among
/// all with words that stand in many (0.06 s on SQLite and 0.3 s on PostgreSQL among 400,000 posts). Nothing where they wrote more,
/// and where what is asked for is not among the newest of it.
fn among_theirs(
    conn: &mut Conn,
    author: i64,
    (from, id): (&str, &str),
    fits: &str,
    part: Part,
) -> Result<Option<Vec<i64>>> {
    let on_sqlite = matches!(conn, Conn::Sqlite(_));
    let (many, most) = (if on_sqlite { THEIRS_ON_SQLITE } else { THEIRS }, part.limit + part.offset);
    let theirs =
        format!("SELECT t.id FROM {from} t WHERE t.author_id = {author}{} ORDER BY t.id DESC", part.bounds("t.id"));
    let all = dialect::ids(conn, &format!("{theirs} LIMIT 1 OFFSET {many}"))?.is_empty();
    if on_sqlite && !all {
        return Ok(None);
    }
    let ids = dialect::ids(
        conn,
        &format!(
            "SELECT o.id FROM ({theirs} LIMIT {many}) o WHERE (SELECT 1 FROM {from} x CROSS JOIN search_words w \
             WHERE x.id = o.id AND w.{id} = o.id AND {fits} LIMIT 1) IS NOT NULL ORDER BY o.id DESC LIMIT {most}"
        ),
    )?;
    part.of(ids, all)
}

/// So many of the newest rows PostgreSQL looks at one by one before it goes by the words.
const NEAR: i64 = 2_000;

/// The newest on PostgreSQL, which cannot go through the rows with some words from the newest on: it gathers all of them (1.2 s
/// for words that stand in each of a million), or walks all rows until it has met enough (0.3 s for those that stand in few),
/// and does not know which is better, since how many begin in some way it can only guess. So the newest rows are looked at
/// first, which is enough for words that stand in many; only where it is not, all with these words are gathered.
fn newest(conn: &mut Conn, matches: &str, is_one: &str, bounds: &str, part: Part) -> Result<Vec<i64>> {
    let most = part.limit + part.offset;
    let near = format!(
        "SELECT w.id FROM (SELECT w.id, w.words FROM search_words w WHERE TRUE{bounds} ORDER BY w.id DESC LIMIT {NEAR}) w \
         WHERE {matches} AND {is_one} ORDER BY w.id DESC LIMIT {most}"
    );
    if let Some(ids) = part.of(dialect::ids(conn, &near)?, false)? {
        return Ok(ids);
    }
    // `OFFSET 0` keeps the two apart: the words are looked up, whatever the planner thinks of them.
    dialect::ids(
        conn,
        &format!(
            "SELECT w.id FROM (SELECT w.id FROM search_words w WHERE {matches}{bounds} ORDER BY w.id DESC OFFSET 0) w \
             WHERE {is_one} ORDER BY w.id DESC LIMIT {} OFFSET {}",
            part.limit, part.offset
        ),
    )
}

/// Posts in which all of the words stand, newest first: those for everyone, and those that `reader` may read besides.
/// Direct ones are not looked for. With `author` only theirs, with `tag` only what stands under it.
///
/// # Errors
/// `Internal` when the database fails.
pub fn find_statuses(
    conn: &mut Conn,
    query: &Query,
    reader: Option<ActorId>,
    author: Option<ActorId>,
    tag: Option<&str>,
    part: Part,
) -> Result<Vec<StatusId>> {
    let mut which = String::from(" AND x.boost_of IS NULL");
    match reader {
        Some(ActorId(reader)) => which.push_str(&format!(
            " AND (x.visibility IN ('public', 'unlisted') OR (x.visibility = 'private' AND (x.author_id = {reader} OR \
             EXISTS (SELECT 1 FROM follows f WHERE f.follower_id = {reader} AND f.followed_id = x.author_id AND f.state = 'accepted') \
             OR EXISTS (SELECT 1 FROM status_mentions m WHERE m.status_id = x.id AND m.actor_id = {reader}))))"
        )),
        None => which.push_str(" AND x.visibility IN ('public', 'unlisted')"),
    }
    if let Some(ActorId(author)) = author {
        which.push_str(&format!(" AND x.author_id = {author}"));
    }
    if let Some(tag) = tag {
        let tag = dialect::quoted(tag);
        which
            .push_str(&format!(" AND EXISTS (SELECT 1 FROM status_tags t WHERE t.status_id = x.id AND t.tag = {tag})"));
    }
    let author = author.map(|author| author.0);
    let ids = found(conn, query, Kind::Status, ("statuses", author), &which, part)?;
    Ok(ids.into_iter().map(StatusId).collect())
}

/// Needs and offers that are open and in which all of the words stand, newest first; with `public_only` those for everyone.
///
/// # Errors
/// `Internal` when the database fails.
pub fn find_listings(conn: &mut Conn, query: &Query, public_only: bool, part: Part) -> Result<Vec<ListingId>> {
    let which = if public_only { " AND x.on_board AND x.audience = 'public'" } else { " AND x.on_board" };
    let ids = found(conn, query, Kind::Listing, ("listings", None), which, part)?;
    Ok(ids.into_iter().map(ListingId).collect())
}

/// Accounts in whose names all of the words stand, the newest first; with `followed_by` those that they follow.
///
/// # Errors
/// `Internal` when the database fails.
pub fn find_accounts(conn: &mut Conn, query: &Query, followed_by: Option<ActorId>, part: Part) -> Result<Vec<ActorId>> {
    let mut which = String::from(" AND NOT x.gone AND x.kind <> 'Application'");
    if let Some(ActorId(follower)) = followed_by {
        which.push_str(&format!(
            " AND EXISTS (SELECT 1 FROM follows f WHERE f.follower_id = {follower} AND f.followed_id = x.id AND f.state = 'accepted')"
        ));
    }
    let ids = found(conn, query, Kind::Account, ("actors", None), &which, part)?;
    Ok(ids.into_iter().map(ActorId).collect())
}

#[derive(diesel::QueryableByName)]
struct Tag {
    #[diesel(sql_type = Text)]
    tag: String,
}

/// Tags that begin so, under which something for everyone stands, by name.
///
/// # Errors
/// `Internal` when the database fails.
pub fn find_tags(conn: &mut Conn, beginning: &str, part: Part) -> Result<Vec<String>> {
    let sql = tags_query(conn, beginning, part);
    let rows: Vec<Tag> = match conn {
        Conn::Sqlite(sqlite) => diesel::sql_query(sql).load(sqlite)?,
        Conn::Pg(pg) => diesel::sql_query(sql).load(pg)?,
    };
    let mut tags: Vec<String> = rows.into_iter().map(|row| row.tag).collect();
    tags.sort_unstable();
    Ok(tags)
}

/// The one query of [`find_tags`], for whoever wants to see its plan.
///
/// It goes from each tag to the next one by the index of tags, as long as the page is not full: what stands under a tag is
/// looked at until something for everyone is found, however much there is.
pub fn tags_query(conn: &Conn, beginning: &str, part: Part) -> String {
    let (from, to) = (dialect::quoted(beginning), dialect::quoted(&format!("{beginning}\u{10FFFF}")));
    // Compared by code points on both, whatever order the server of PostgreSQL prefers.
    let column = if matches!(conn, Conn::Pg(_)) { "t.tag COLLATE \"C\"" } else { "t.tag" };
    let first = |above: &str| {
        format!(
            "(SELECT t.tag FROM status_tags t WHERE {column} {above} AND {column} < {to} ORDER BY {column} LIMIT 1)"
        )
    };
    format!(
        "WITH RECURSIVE named(tag) AS (SELECT {} UNION ALL SELECT {} FROM named WHERE named.tag IS NOT NULL) \
         SELECT named.tag AS tag FROM named WHERE named.tag IS NOT NULL AND (SELECT 1 FROM status_tags v JOIN statuses s \
         ON s.id = v.status_id WHERE v.tag = named.tag AND s.visibility = 'public' LIMIT 1) IS NOT NULL LIMIT {} OFFSET {}",
        first(&format!(">= {from}")),
        first("> named.tag"),
        part.limit,
        part.offset
    )
}

/// Whether everything is in the index.
///
/// # Errors
/// `Internal` when the database fails.
pub fn is_filled(conn: &mut Conn) -> Result<bool> {
    Ok(facts::get(conn, FILLED)?.is_some_and(|done| done == DONE))
}

/// The index is empty again: its tables were made anew.
pub(super) fn begin_anew(conn: &mut Conn) -> Result<()> {
    diesel::delete(server_facts::table.find(FILLED)).execute(conn)?;
    Ok(())
}

/// Puts some more rows into the index, as many as `limit`: accounts first, then posts, then listings. How far it came is
/// a fact, so that whoever goes on goes on from there. False when nothing is left.
///
/// # Errors
/// `Internal` when the database fails.
pub fn fill(conn: &mut Conn, limit: i64) -> Result<bool> {
    let (kind, after) = match facts::get(conn, FILLED)? {
        None => (0, 0),
        Some(done) if done == DONE => return Ok(false),
        Some(at) => {
            let (kind, after) = at.split_once(' ').unwrap_or_default();
            (kind.parse::<i32>().map_err(Error::internal)?, after.parse::<i64>().map_err(Error::internal)?)
        }
    };
    let last = match kind {
        0 => fill_accounts(conn, after, limit)?,
        1 => fill_statuses(conn, after, limit)?,
        2 => fill_listings(conn, after, limit)?,
        _ => {
            facts::set(conn, FILLED, DONE)?;
            dialect::tell_apart(conn, "search_words")?;
            return Ok(false);
        }
    };
    let (kind, after) = last.map_or((kind + 1, 0), |last| (kind, last));
    facts::set(conn, FILLED, &format!("{kind} {after}"))?;
    Ok(true)
}

fn fill_accounts(conn: &mut Conn, after: i64, limit: i64) -> Result<Option<i64>> {
    let rows: Vec<(i64, String, String, String)> = actors::table
        .filter(actors::id.gt(after))
        .filter(actors::gone.eq(false))
        .order(actors::id)
        .limit(limit)
        .select((actors::id, actors::handle, actors::name, actors::host))
        .load(conn)?;
    for (id, handle, name, host) in &rows {
        put(conn, Kind::Account, *id, &[handle, name, host])?;
    }
    Ok(rows.last().map(|row| row.0))
}

fn fill_statuses(conn: &mut Conn, after: i64, limit: i64) -> Result<Option<i64>> {
    let rows: Vec<(i64, String, String)> = statuses::table
        .filter(statuses::id.gt(after))
        .filter(statuses::visibility.ne_all(["direct", "held"]))
        .filter(statuses::boost_of.is_null())
        .filter(statuses::listing_id.is_null())
        .order(statuses::id)
        .limit(limit)
        .select((statuses::id, statuses::spoiler, statuses::content))
        .load(conn)?;
    for (id, spoiler, content) in &rows {
        put_status(conn, *id, spoiler, content)?;
    }
    Ok(rows.last().map(|row| row.0))
}

fn fill_listings(conn: &mut Conn, after: i64, limit: i64) -> Result<Option<i64>> {
    let ids: Vec<i64> = listings::table
        .filter(listings::id.gt(after))
        .filter(listings::state.ne("erased"))
        .order(listings::id)
        .limit(limit)
        .select(listings::id)
        .load(conn)?;
    let last = ids.last().copied();
    let ids: Vec<ListingId> = ids.into_iter().map(ListingId).collect();
    for listing in listing_rows::get_many(conn, &ids)? {
        listing_entries::sync(conn, &listing)?;
        put_listing(conn, &listing)?;
    }
    Ok(last)
}

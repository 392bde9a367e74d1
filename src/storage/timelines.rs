//! Which statuses stand where: home, public, an account's, a thread; and what a page of them shows besides.

use crate::domain::desk::Desk;
use crate::domain::key::{ActorId, StatusId};
use crate::domain::lists::{List, Replies};
use crate::domain::status::Status;
use crate::error::Result;
use crate::seal::MasterKey;
use crate::storage::listings::Paging;
use crate::storage::lookup::{self, among, number, plain};
use crate::storage::schema::statuses;
use crate::storage::statuses::{Row, get_many, ties};
use crate::storage::threads::{Around, Extent};
use crate::storage::{Conn, dialect, threads};
use diesel::prelude::*;
use std::collections::{BTreeSet, HashMap, HashSet};

/// How many times as many answers are looked at in a thread as are shown, where its reader may not read them all.
const LOOKS: usize = 4;

/// The bounds of a page as SQL over `id`, and whether it is read upward. Numbers only: nothing from outside is text here.
fn bounds(paging: Paging, id: &str) -> (String, &'static str) {
    let mut sql = String::new();
    if let Some(max) = paging.max_id {
        sql.push_str(&format!(" AND {id} < {}", number(max)));
    }
    if let Some(min) = paging.min_id.into_iter().chain(paging.since_id).max() {
        sql.push_str(&format!(" AND {id} > {}", number(min)));
    }
    (sql, if paging.is_upward() { "ASC" } else { "DESC" })
}

fn newest_first(mut ids: Vec<i64>, paging: Paging) -> Vec<StatusId> {
    if paging.is_upward() {
        ids.reverse();
    }
    ids.into_iter().map(StatusId).collect()
}

/// What `owner` sees at home: their own statuses, those of whom they follow, and what stands for everyone under tags that
/// they follow; newest first. Whom they read in lists alone is left out.
///
/// # Errors
/// `Internal` when the database fails or the key does not fit.
pub fn home(conn: &mut Conn, seal: &MasterKey, owner: ActorId, desk: &Desk, paging: Paging) -> Result<Vec<Status>> {
    let query = home_sql(conn, owner, desk, paging);
    // With tags and lists, it is this member's own.
    let common = desk.tags.is_empty() && desk.read_elsewhere().is_empty();
    let ids = if common { lookup::ids(conn, &query) } else { dialect::ids(conn, &plain(&query)) }?;
    get_many(conn, seal, &newest_first(ids, paging))
}

/// The one query of [`home`], for whoever wants to see its plan.
pub fn home_query(conn: &Conn, owner: ActorId, desk: &Desk, paging: Paging) -> String {
    plain(&home_sql(conn, owner, desk, paging))
}

fn home_sql(conn: &Conn, owner: ActorId, desk: &Desk, paging: Paging) -> String {
    let elsewhere = desk.read_elsewhere();
    let which = if elsewhere.is_empty() {
        String::new()
    } else {
        format!(" AND f.followed_id NOT IN ({})", numbers(&elsewhere))
    };
    let said = of_many(conn, &Authors { reader: number(owner.0), which, own: true }, paging);
    if desk.tags.is_empty() {
        return said;
    }
    let (id_bounds, order) = bounds(paging, "g.status_id");
    let limit = paging.limit;
    // The newest under each tag are read off its index; what comes by several ways is there once.
    let mut all = format!("SELECT said.id FROM ({said}) said");
    for (place, tag) in desk.tags.iter().enumerate() {
        all.push_str(&format!(
            " UNION SELECT under{place}.id FROM (SELECT s.id FROM status_tags g JOIN statuses s ON s.id = g.status_id \
             WHERE g.tag = {} AND s.visibility = 'public' AND s.boost_of IS NULL{id_bounds} \
             ORDER BY g.status_id {order} LIMIT {limit}) under{place}",
            dialect::quoted(tag)
        ));
    }
    format!("SELECT u.id FROM ({all}) u ORDER BY u.id {order} LIMIT {limit}")
}

/// What stands in one of `owner`'s lists, newest first: what those in it say whom they follow still, or they themselves.
///
/// # Errors
/// `Internal` when the database fails or the key does not fit.
pub fn listed(conn: &mut Conn, seal: &MasterKey, owner: ActorId, list: &List, paging: Paging) -> Result<Vec<Status>> {
    let ids = dialect::ids(conn, &list_query(conn, owner, list, paging))?;
    get_many(conn, seal, &newest_first(ids, paging))
}

/// The one query of [`listed`], for whoever wants to see its plan.
pub fn list_query(conn: &Conn, owner: ActorId, list: &List, paging: Paging) -> String {
    let accounts = numbers(&list.accounts);
    let to_themselves = "t.in_reply_to IS NULL OR t.in_reply_to_author = t.author_id";
    let which = match list.replies {
        Replies::Followed => String::new(),
        Replies::List => format!(" AND ({to_themselves} OR t.in_reply_to_author IN ({accounts}))"),
        Replies::None => format!(" AND ({to_themselves})"),
    };
    let authors = Authors {
        reader: number(owner.0),
        which: format!(" AND f.followed_id IN ({accounts})"),
        own: list.accounts.contains(&owner),
    };
    plain(&of_authors(conn, &authors, &which, paging, ""))
}

/// Whose statuses a page is of: some of those whom somebody follows, and perhaps they themselves.
struct Authors {
    /// Who reads, as SQL.
    reader: String,
    /// Which of their follows `f` count, as SQL that goes on after other conditions.
    which: String,
    /// Whether what they say themselves is among it.
    own: bool,
}

impl Authors {
    /// Those whom they follow, as SQL: where and which, after `FROM`.
    fn followed(&self) -> String {
        let Self { reader, which, .. } = self;
        format!("follows f WHERE f.follower_id = {reader} AND f.state = 'accepted'{which}")
    }

    /// All of them, as `author`, and whether without what they tell on, as `plain`.
    fn all(&self) -> String {
        let own = if self.own { format!(" UNION ALL SELECT {}, FALSE", self.reader) } else { String::new() };
        format!("SELECT f.followed_id AS author, f.without_boosts AS plain FROM {}{own}", self.followed())
    }

    /// That one of them says `status`, as SQL. Asked in this way, by row, PostgreSQL does not make a join of it for which it
    /// would read all that could be asked about.
    fn say(&self, status: &str) -> String {
        let own = if self.own { format!("{status}.author_id = {} OR ", self.reader) } else { String::new() };
        format!(
            "({own}(SELECT 1 FROM {} AND f.followed_id = {status}.author_id \
             AND ({status}.boost_of IS NULL OR NOT f.without_boosts) LIMIT 1) IS NOT NULL)",
            self.followed()
        )
    }

    /// How many they follow, as SQL.
    fn many(&self) -> String {
        format!("(SELECT count(*) FROM {})", self.followed())
    }
}

/// Ids as SQL, which is never empty: no row has the id 0.
fn numbers(ids: &BTreeSet<ActorId>) -> String {
    let ids: Vec<String> = ids.iter().map(|id| id.0.to_string()).collect();
    if ids.is_empty() { "0".into() } else { ids.join(", ") }
}

/// The newest of what `authors` say that stands at home, where they may be many.
///
/// Of the newest statuses of all, as many are looked at as are followed, one after another, until the page is full: where
/// many are followed, much of what is new is theirs. Where that does not fill it, it is put together from what each of them
/// said. So nobody waits more than twice as long as the better of the two ways takes, whoever they follow.
fn of_many(conn: &Conn, authors: &Authors, paging: Paging) -> String {
    let limit = paging.limit;
    let (bounds, order) = bounds(paging, "latest.id");
    // SQLite is told that the table itself is in the order of ids.
    let in_order = if matches!(conn, Conn::Sqlite(_)) { " NOT INDEXED" } else { "" };
    let latest = |what: &str, part: &str| {
        format!(
            "SELECT {what} FROM statuses latest{in_order} WHERE TRUE{bounds} ORDER BY latest.id {order} LIMIT {part}"
        )
    };
    let near = format!(
        "SELECT one.id FROM ({}) one WHERE one.on_home AND {} ORDER BY one.id {order} LIMIT {limit}",
        latest("latest.id, latest.author_id, latest.boost_of, latest.on_home", &authors.many()),
        authors.say("one")
    );
    // The page is not full, and there is more than was looked at.
    let too_few = format!(
        " WHERE CASE WHEN (SELECT count(*) FROM near) >= {limit} THEN FALSE ELSE ({}) IS NOT NULL END",
        latest("latest.id", &format!("1 OFFSET {}", authors.many()))
    );
    let far = of_authors(conn, authors, "", paging, &too_few);
    format!(
        "WITH near AS MATERIALIZED ({near}) SELECT u.id FROM (SELECT near.id FROM near UNION SELECT far.id FROM ({far}) far) u \
         ORDER BY u.id {order} LIMIT {limit}"
    )
}

/// The newest of what `authors` say that stands at home and of which `which` is true of `t`; nothing, unless `when` is true.
///
/// The newest of each author is looked up by index. Whoever is not among those whose newest is newest adds nothing to a
/// page, and neither does what is older than the newest of the last of these few. So of these few alone what is not older
/// is looked up, and the newest of all of it taken: what it costs grows with how many they are and with how long a page is,
/// and not with how many statuses there are or how long somebody has been silent.
fn of_authors(conn: &Conn, authors: &Authors, which: &str, paging: Paging, when: &str) -> String {
    let limit = paging.limit;
    let (bounds, order) = bounds(paging, "t.id");
    // Who has nothing to show comes last. What is as old as that is not left out.
    let (nothing, last, not_beyond) = if paging.is_upward() { (i64::MAX, "max", "<=") } else { (0, "min", ">=") };
    let newest = |author: &str, beyond: &str, limit: i64| {
        let (index, those, by) = match conn {
            // The index of what stands at home, and not that of all that somebody said.
            Conn::Sqlite(_) => {
                (" INDEXED BY statuses_home", format!("t.author_id = {author}.author{bounds}"), format!("t.id {order}"))
            }
            // Said in this way, the order is that of one index alone. Otherwise PostgreSQL may believe that walking down
            // from the newest status of all soon meets one of this author, who may have been silent for years.
            Conn::Pg(_) => (
                "",
                format!(
                    "(t.author_id, t.id) > ({author}.author, {}) AND (t.author_id, t.id) < ({author}.author, {})",
                    number(paging.floor().unwrap_or(0).max(0)),
                    number(paging.max_id.unwrap_or(i64::MAX).max(0))
                ),
                format!("t.author_id {order}, t.id {order}"),
            ),
        };
        format!(
            "SELECT t.id FROM statuses t{index} WHERE {those}{beyond} AND t.on_home \
             AND (t.boost_of IS NULL OR NOT {author}.plain){which} ORDER BY {by} LIMIT {limit}"
        )
    };
    let heard = format!(
        "SELECT w.author, w.plain, coalesce(({}), {nothing}) AS newest FROM ({}) w{when} ORDER BY newest {order} LIMIT {limit}",
        newest("w", "", 1),
        authors.all()
    );
    // Fewer than a page has are all there are, and may fill it with what is older.
    let beyond = format!(
        " AND t.id {not_beyond} (SELECT CASE WHEN count(*) < {limit} THEN {nothing} ELSE {last}(heard.newest) END FROM heard)"
    );
    let each = dialect::of_each(conn, "heard", "statuses", &newest("heard", &beyond, limit));
    format!("WITH heard AS MATERIALIZED ({heard}) SELECT c.id FROM {each} ORDER BY c.id {order} LIMIT {limit}")
}

/// A list of tags as SQL. Tags are words; they are quoted all the same.
fn words(tags: &[String]) -> String {
    tags.iter().map(|tag| dialect::quoted(tag)).collect::<Vec<_>>().join(", ")
}

/// Under which tags a status must stand. All in lower case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tagged {
    /// One of these.
    pub any: Vec<String>,
    /// Each of these.
    pub all: Vec<String>,
    /// None of these.
    pub none: Vec<String>,
    /// And it must have pictures.
    pub only_media: bool,
}

/// Public statuses under tags, newest first: all of them, only ours, or only others'.
///
/// # Errors
/// `Internal` when the database fails or the key does not fit.
pub fn tagged(
    conn: &mut Conn,
    seal: &MasterKey,
    tagged: &Tagged,
    local: Option<bool>,
    paging: Paging,
) -> Result<Vec<Status>> {
    let (bounds, order) = bounds(paging, "s.id");
    let mut which = whose(local, "s.");
    for tag in &tagged.all {
        which.push_str(&format!(
            " AND EXISTS (SELECT 1 FROM status_tags g WHERE g.status_id = s.id AND g.tag = {})",
            dialect::quoted(tag)
        ));
    }
    if !tagged.none.is_empty() {
        which.push_str(&format!(
            " AND NOT EXISTS (SELECT 1 FROM status_tags g WHERE g.status_id = s.id AND g.tag IN ({}))",
            words(&tagged.none)
        ));
    }
    if tagged.only_media {
        which.push_str(HAS_MEDIA);
    }
    // One tag is read off its index; of several, those that stand under more than one are there once.
    let query = format!(
        "SELECT {}s.id FROM status_tags t JOIN statuses s ON s.id = t.status_id WHERE t.tag IN ({}) \
         AND s.visibility = 'public'{which}{bounds} ORDER BY s.id {order} LIMIT {}",
        if tagged.any.len() > 1 { "DISTINCT " } else { "" },
        words(&tagged.any),
        paging.limit
    );
    let ids = dialect::ids(conn, &plain(&query))?;
    get_many(conn, seal, &newest_first(ids, paging))
}

/// Only ours, or only others', as SQL.
fn whose(local: Option<bool>, of: &str) -> String {
    match local {
        Some(true) => format!(" AND {of}local"),
        Some(false) => format!(" AND NOT {of}local"),
        None => String::new(),
    }
}

/// Public statuses that answer nobody, newest first: all of them, only ours, or only others'; perhaps only those with
/// pictures. A neighbor sees the needs and offers for the network among ours.
///
/// # Errors
/// `Internal` when the database fails or the key does not fit.
pub fn public(
    conn: &mut Conn,
    seal: &MasterKey,
    local: Option<bool>,
    neighbor: bool,
    only_media: bool,
    paging: Paging,
) -> Result<Vec<Status>> {
    let (bounds, order) = bounds(paging, "id");
    let whose = whose(local, "");
    let pictures = if only_media { HAS_MEDIA } else { "" };
    let query = format!(
        "SELECT id FROM statuses s WHERE visibility = 'public' AND boost_of IS NULL AND in_reply_to IS NULL{whose}{pictures}{bounds} \
         ORDER BY id {order} LIMIT {}",
        paging.limit
    );
    let query = if neighbor && local != Some(false) {
        let limit = paging.limit;
        // Each side is read off its own index.
        format!(
            "SELECT u.id FROM (SELECT one.id FROM ({query}) one UNION ALL SELECT two.id FROM (SELECT id FROM statuses s \
             WHERE listing_id IS NOT NULL AND visibility = 'private'{pictures}{bounds} ORDER BY id {order} LIMIT {limit}) two) u \
             ORDER BY u.id {order} LIMIT {limit}"
        )
    } else {
        query
    };
    let ids = lookup::ids(conn, &query)?;
    get_many(conn, seal, &newest_first(ids, paging))
}

/// Which of an account's statuses are asked for.
#[derive(Clone, Debug, Default)]
pub struct Of {
    /// Without what answers somebody else.
    pub exclude_replies: bool,
    /// Without what is told on.
    pub exclude_boosts: bool,
    /// Only what stands under this tag, in lower case.
    pub tagged: Option<String>,
    /// Only what has pictures.
    pub only_media: bool,
}

/// That a status `s` has pictures, or the listing whose entry it is.
const HAS_MEDIA: &str = " AND (EXISTS (SELECT 1 FROM media p WHERE p.status_id = s.id) \
                         OR EXISTS (SELECT 1 FROM media p WHERE p.listing_id = s.listing_id))";

/// What an account said, newest first, as far as `reader` may read it.
///
/// # Errors
/// `Internal` when the database fails or the key does not fit.
pub fn of_account(
    conn: &mut Conn,
    seal: &MasterKey,
    author: ActorId,
    reader: Option<ActorId>,
    of: Of,
    paging: Paging,
) -> Result<Vec<Status>> {
    let (bounds, order) = bounds(paging, "s.id");
    let author_id = number(author.0);
    let mut whose = String::new();
    if of.exclude_replies {
        whose.push_str(&format!(" AND (s.in_reply_to IS NULL OR s.in_reply_to_author = {author_id})"));
    }
    if of.exclude_boosts {
        whose.push_str(" AND s.boost_of IS NULL");
    }
    if let Some(tag) = &of.tagged {
        whose.push_str(&format!(
            " AND EXISTS (SELECT 1 FROM status_tags g WHERE g.status_id = s.id AND g.tag = {})",
            dialect::quoted(tag)
        ));
    }
    if of.only_media {
        whose.push_str(HAS_MEDIA);
    }
    match reader {
        // Direct ones are found in conversations, not here.
        Some(reader) if reader == author => whose.push_str(" AND s.visibility <> 'direct'"),
        Some(reader) => whose.push_str(&format!(
            " AND (s.visibility IN ('public', 'unlisted') OR (s.visibility = 'private' AND (s.listing_id IS NOT NULL OR \
             EXISTS (SELECT 1 FROM follows f WHERE f.follower_id = {reader} AND f.followed_id = {author_id} AND f.state = 'accepted') \
             OR EXISTS (SELECT 1 FROM status_mentions m WHERE m.status_id = s.id AND m.actor_id = {reader}))))",
            reader = number(reader.0)
        )),
        None => whose.push_str(" AND s.visibility IN ('public', 'unlisted')"),
    }
    let query = format!(
        "SELECT s.id FROM statuses s WHERE s.author_id = {author_id}{whose}{bounds} ORDER BY s.id {order} LIMIT {}",
        paging.limit
    );
    let ids = if of.tagged.is_none() { lookup::ids(conn, &query) } else { dialect::ids(conn, &plain(&query)) }?;
    get_many(conn, seal, &newest_first(ids, paging))
}

/// What a status answers, and what answers it, so much of it, and as far as `reader` may read it.
///
/// # Errors
/// `Internal` when the database fails or the key does not fit.
pub fn thread(
    conn: &mut Conn,
    seal: &MasterKey,
    status: &Status,
    reader: Option<ActorId>,
    extent: Extent,
) -> Result<Around> {
    let ancestors = threads::ancestors(conn, status.id, extent.above)?;
    let mut seen: HashSet<StatusId> = ancestors.iter().copied().chain([status.id]).collect();
    let above = get_many(conn, seal, &ancestors)?;
    let mut above = readable(conn, above, reader)?;
    above.reverse();
    // Answers that are for few hide none that are for everyone, and nobody has us look at more and more of them.
    let mut looks = extent.below.saturating_mul(LOOKS);
    let (mut below, mut level, mut depth) = (Vec::new(), vec![status.id.0], 0);
    let (mut is_all, mut unread) = (true, None);
    while !level.is_empty() && below.len() < extent.below && depth < extent.deep && looks > 0 {
        let begin = extent.after.filter(|_| depth == 0);
        let (mut next, mut last) = (Vec::new(), begin.map_or(i64::MIN, |id| id.0));
        is_all = false;
        while !is_all && below.len() < extent.below && looks > 0 {
            let room = (extent.below - below.len()).min(looks);
            let rows: Vec<Row> = statuses::table
                .filter(among(statuses::in_reply_to_id, &level))
                .filter(statuses::id.gt(last))
                .order(statuses::id)
                .limit(room as i64)
                .load(conn)?;
            is_all = rows.len() < room;
            looks -= rows.len();
            let mut replies = Vec::new();
            for row in rows {
                let reply = row.into_domain(seal)?;
                last = reply.id.0;
                if seen.insert(reply.id) {
                    next.push(reply.id.0);
                    replies.push(reply);
                }
            }
            below.extend(readable(conn, replies, reader)?);
        }
        if depth == 0 && !is_all {
            unread = Some(StatusId(last));
        }
        level = next;
        depth += 1;
    }
    let is_cut = below.len() < extent.below && !(is_all && level.is_empty());
    Ok(Around { above, below: in_thread_order(status.id, below), is_cut, last: unread })
}

/// Those that `reader` may read, found out for all of them at once.
fn readable(conn: &mut Conn, mut all: Vec<Status>, reader: Option<ActorId>) -> Result<Vec<Status>> {
    let ties = ties(conn, &all, reader)?;
    all.retain(|one| one.key_for(reader, ties.get(&one.id).copied().unwrap_or_default()).is_some());
    Ok(all)
}

/// Each answer right after what it answers, as apps show a thread.
fn in_thread_order(root: StatusId, replies: Vec<Status>) -> Vec<Status> {
    let known: HashSet<StatusId> = replies.iter().map(|reply| reply.id).collect();
    let mut answers: HashMap<StatusId, Vec<Status>> = HashMap::new();
    for reply in replies.into_iter().rev() {
        // What answers something that this reader may not read stands where the thread begins.
        let parent = reply.in_reply_to_id.filter(|parent| known.contains(parent)).unwrap_or(root);
        answers.entry(parent).or_default().push(reply);
    }
    let (mut ordered, mut stack) = (Vec::new(), answers.remove(&root).unwrap_or_default());
    while let Some(reply) = stack.pop() {
        stack.extend(answers.remove(&reply.id).unwrap_or_default());
        ordered.push(reply);
    }
    ordered
}

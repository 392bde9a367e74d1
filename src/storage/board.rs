//! The board's query: what is open, near a point, in a category, at a time.
//!
//! Its statements are written out, so that a connection keeps them, and on SQLite with the index that they are for: what it
//! would choose by itself depends on whether the tables were ever counted (`ANALYZE`).

use crate::clock::Moment;
use crate::domain::area::{Frame, Point, SearchCells};
use crate::domain::audience::Audience;
use crate::domain::hints::Hints;
use crate::domain::key::{ActorId, ListingId, MemberId};
use crate::domain::listing::{Details, Kind, Listing};
use crate::error::Result;
use crate::storage::columns::{Stamp, at, from_json, moment};
use crate::storage::listings::{Paging, get_many};
use crate::storage::lookup::{self, Statement, among, number};
use crate::storage::schema::listings;
use crate::storage::{Conn, each};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Double, Nullable, Text};

/// Of the newest on the board, so many are looked at, and then so many more, before an index of what is looked for is. To find
/// where they end costs as much as to look at a third of them: most often, the first few are enough.
const NEWEST: [usize; 2] = [700, 1_300];
/// So many rows are taken at most in one step, where more than the missing ones must be looked at.
const STEP: usize = 3_200;

/// What is looked for on the board.
#[derive(Clone, Debug, Default)]
pub struct BoardQuery {
    /// Needs or offers only.
    pub kind: Option<Kind>,
    /// Any of these categories; empty: all.
    pub categories: Vec<String>,
    /// Within so many metres of a point.
    pub near: Option<(Point, u32)>,
    /// Still open at this moment or later.
    pub until_after: Option<Moment>,
    /// Only what everyone may see (an asker who is not signed in).
    pub public_only: bool,
    /// Only this network's.
    pub origin: Option<ActorId>,
    /// Only our own network's, whose newest have an index of their own.
    pub ours: bool,
    /// Only what one of these networks shows to others: not what is for a network's own members.
    pub shared_by: Option<Vec<ActorId>>,
    /// Nothing that this member wrote.
    pub not_by: Option<MemberId>,
    /// Where to go on.
    pub paging: Paging,
}

/// The board: what is open, newest first, as far as the asker may see it.
///
/// # Errors
/// `Internal` when the database fails.
pub fn board(conn: &mut Conn, query: &BoardQuery) -> Result<Vec<Listing>> {
    let found = entries(conn, query, query.paging.limit.clamp(1, 80) as usize)?;
    get_many(conn, &found.iter().map(|entry| entry.id).collect::<Vec<_>>())
}

/// What the indexes alone tell of a listing.
pub(super) struct Entry {
    pub id: ListingId,
    pub hints: Hints,
    pub language: String,
}

/// The first `wanted` of [`board`], in the order of paging.
///
/// Near a point, the newest of all are looked at first: where something is near, it is soon found there, however much else is
/// near. Where that does not fill the page, little of what is open is near, and the index of H3 cells gives what is; the exact
/// distance decides. A category thins that out so much that its part of the cells is read at once. Several categories without
/// a point are found in the same two steps, one in its own index.
///
/// # Errors
/// `Internal` when the database fails.
pub(super) fn entries(conn: &mut Conn, query: &BoardQuery, wanted: usize) -> Result<Vec<Entry>> {
    let newest_first = match query.near {
        None => query.categories.len() > 1,
        Some(_) => query.categories.is_empty(),
    };
    let (mut found, mut range) = (Vec::new(), Range::of(query.paging));
    if newest_first {
        for many in NEWEST {
            let end = end_of_newest(conn, query, range, many)?;
            gather(conn, query, &By::Newest, end.map_or(range, |end| range.until(end)), wanted, &mut found)?;
            let Some(end) = end.filter(|_| found.len() < wanted) else { return Ok(found) };
            range = range.starting_with(end);
        }
    }
    let cells = query.near.map(|(point, radius_m)| SearchCells::around(point, radius_m));
    let by = match &cells {
        Some(cells) => By::Cells(cells),
        None => By::in_order(query),
    };
    gather(conn, query, &by, range, wanted, &mut found)?;
    Ok(found)
}

/// The next `many` of [`board`], newest first, of which those alone are read that have all of some hints: for a wish that few
/// fit.
pub(super) struct Hinted<'a> {
    query: &'a BoardQuery,
    needs: Hints,
    range: Range,
    /// The last of the `many`, where there are as many.
    pub end: Option<ListingId>,
}

impl<'a> Hinted<'a> {
    /// Whether what is asked for stands in one index in its order, newest first, so that it can be asked in this way.
    pub fn suits(query: &BoardQuery, needs: Hints) -> bool {
        needs != Hints::NONE && query.near.is_none() && query.categories.len() < 2 && !query.paging.is_upward()
    }

    /// Begins behind `after`, with where the `many` end.
    ///
    /// # Errors
    /// `Internal` when the database fails.
    pub fn new(conn: &mut Conn, query: &'a BoardQuery, needs: Hints, after: ListingId, many: usize) -> Result<Self> {
        let (by, range) = (By::in_order(query), Range::of(query.paging).after(after.0));
        let mut select: Statement<BigInt> = Statement::new("SELECT id FROM listings");
        conditions(&mut select, matches!(conn, Conn::Sqlite(_)), query, &by, range);
        select.text(" ORDER BY id DESC LIMIT 1 OFFSET ").number(many as i64 - 1);
        let last: Vec<i64> = each!(conn, |c| select.load(c))?;
        let end = last.first().copied();
        let range = end.map_or(range, |end| Range { above: Some(end - 1), ..range });
        Ok(Self { query, needs, range, end: end.map(ListingId) })
    }

    /// The next of them, at most `limit`; none when there are no more.
    ///
    /// # Errors
    /// `Internal` when the database fails.
    pub fn more(&mut self, conn: &mut Conn, limit: usize) -> Result<Vec<Entry>> {
        let found = candidates(conn, self.query, &By::in_order(self.query), self.range, self.needs, limit)?;
        if let Some((last, ..)) = found.last() {
            self.range = self.range.after(*last);
        }
        Ok(found.into_iter().map(entry).collect())
    }
}

/// The ids of the newest that are open at `now`, whoever may see them: when they are others than before, there is news.
///
/// # Errors
/// `Internal` when the database fails.
pub fn newest(conn: &mut Conn, now: Moment, limit: usize) -> Result<Vec<ListingId>> {
    let query = BoardQuery { until_after: Some(now), ..BoardQuery::default() };
    let found = candidates(conn, &query, &By::Any, Range::of(query.paging), Hints::NONE, limit)?;
    Ok(found.into_iter().map(|(id, ..)| ListingId(id)).collect())
}

/// What is read of a listing to see whether it fits what somebody looks for.
pub(super) struct Glance {
    pub id: ListingId,
    pub language: String,
    pub expires_at: Moment,
    pub details: Details,
}

/// A glance at several listings, newest first.
///
/// # Errors
/// `Internal` when the database fails.
pub(super) fn glance(conn: &mut Conn, ids: &[ListingId]) -> Result<Vec<Glance>> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows: Vec<(i64, String, Stamp, String)> = listings::table
        .filter(among(listings::id, &ids))
        .order(listings::id.desc())
        .select((listings::id, listings::language, listings::expires_at, listings::details))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, language, expires_at, details)| {
            Ok(Glance {
                id: ListingId(id),
                language,
                expires_at: moment(expires_at.into()),
                details: from_json(&details)?,
            })
        })
        .collect()
}

/// By which index rows are found.
enum By<'a> {
    /// From one to the next in the order of paging, in an index for that where there is one.
    Any,
    /// From one to the next in the order of paging, among all that is open here, or of ours.
    Newest,
    /// That of the cells around the point, not in the order of paging.
    Cells(&'a SearchCells),
    /// That of the categories; of several, not in the order of paging.
    Category,
}

impl By<'_> {
    /// By what a query without a point is answered.
    fn in_order(query: &BoardQuery) -> Self {
        if query.categories.is_empty() { Self::Any } else { Self::Category }
    }

    /// The same for SQLite, after the table.
    fn index(&self, query: &BoardQuery) -> &'static str {
        match self {
            Self::Any | Self::Newest if query.ours => " INDEXED BY listings_board_ours",
            // Of others, there may be few among many: which index is better, the database knows by how many there are.
            Self::Any if query.origin.is_some() || query.shared_by.is_some() => "",
            Self::Any | Self::Newest => " INDEXED BY listings_board",
            Self::Cells(SearchCells::Near(_)) => " INDEXED BY listings_board_near",
            Self::Cells(SearchCells::Wide(_)) => " INDEXED BY listings_board_wide",
            Self::Category => " INDEXED BY listings_board_category",
        }
    }
}

/// Between which ids, and from which side.
#[derive(Clone, Copy)]
struct Range {
    below: Option<i64>,
    above: Option<i64>,
    upward: bool,
}

impl Range {
    fn of(paging: Paging) -> Self {
        Self { below: paging.max_id, above: paging.min_id, upward: paging.is_upward() }
    }

    /// The part of it that ends right before `id`.
    fn until(self, id: i64) -> Self {
        if self.upward { Self { below: Some(id), ..self } } else { Self { above: Some(id), ..self } }
    }

    /// The part of it that begins right after `id`.
    fn after(self, id: i64) -> Self {
        if self.upward { Self { above: Some(id), ..self } } else { Self { below: Some(id), ..self } }
    }

    /// The part of it that begins with `id`.
    fn starting_with(self, id: i64) -> Self {
        self.after(if self.upward { id - 1 } else { id + 1 })
    }
}

/// The first that is not among the newest `many` of a range; nothing where there are no more.
fn end_of_newest(conn: &mut Conn, query: &BoardQuery, range: Range, many: usize) -> Result<Option<i64>> {
    let index = if matches!(conn, Conn::Sqlite(_)) { By::Newest.index(query) } else { "" };
    let ours = if query.ours { " AND local" } else { "" };
    let below = range.below.map(|id| format!(" AND id < {}", number(id))).unwrap_or_default();
    let above = range.above.map(|id| format!(" AND id > {}", number(id))).unwrap_or_default();
    let (order, many) = (if range.upward { "ASC" } else { "DESC" }, number(many as i64));
    let query = format!(
        "SELECT id FROM listings{index} WHERE on_board{ours}{below}{above} ORDER BY id {order} LIMIT 1 OFFSET {many}"
    );
    Ok(lookup::ids(conn, &query)?.first().copied())
}

/// A row that may be shown, if it lies near enough: its id, where it is, its hints and its language.
type Candidate = (i64, Option<f64>, Option<f64>, i64, String);
/// The same in SQL.
type Columns = (BigInt, Nullable<Double>, Nullable<Double>, BigInt, Text);

fn entry((id, _, _, hints, language): Candidate) -> Entry {
    Entry { id: ListingId(id), hints: Hints::from_number(hints), language }
}

/// The rest of a statement about listings: by which index, and which are asked for in a range.
fn conditions<Rows>(select: &mut Statement<Rows>, on_sqlite: bool, query: &BoardQuery, by: &By<'_>, range: Range) {
    if on_sqlite {
        select.text(by.index(query));
    }
    select.text(" WHERE on_board");
    match by {
        By::Cells(SearchCells::Near(cells)) => {
            select.text(" AND cell IN ").numbers(cells);
        }
        By::Cells(SearchCells::Wide(cells)) => {
            select.text(" AND wide_cell IN ").numbers(cells);
        }
        By::Any | By::Newest | By::Category => {}
    }
    if let Some((point, radius_m)) = query.near {
        let frame = Frame::around(point, radius_m);
        select.text(" AND latitude BETWEEN ").degrees(frame.south).text(" AND ").degrees(frame.north);
        select.text(" AND longitude BETWEEN ").degrees(frame.west).text(" AND ").degrees(frame.east);
    }
    if let Some(kind) = query.kind {
        select.text(" AND kind = ").word(kind.as_str());
    }
    match &query.categories[..] {
        [] => {}
        // Said in this way, the index has them in the order of ids.
        [one] => {
            select.text(" AND category = ").word(one);
        }
        several => {
            select.text(" AND category IN ").words(several);
        }
    }
    if let Some(after) = query.until_after {
        select.text(" AND expires_at > ").moment(at(after));
    }
    if query.public_only {
        select.text(" AND audience = ").word(Audience::Public.as_str());
    }
    // As in the index of what is ours, which holds nothing else. The other indexes hold whose something is.
    if query.ours && (query.origin.is_none() || matches!(by, By::Any | By::Newest)) {
        select.text(" AND local");
    } else if let Some(origin) = query.origin {
        select.text(" AND origin_id = ").number(origin.0);
    }
    if let Some(networks) = &query.shared_by {
        let networks: Vec<i64> = networks.iter().map(|network| network.0).collect();
        select.text(" AND origin_id IN ").numbers(&networks);
        select.text(" AND audience <> ").word(Audience::Network.as_str());
    }
    if let Some(author) = query.not_by {
        // What came from elsewhere has no author here.
        select.text(" AND (author_id IS NULL OR author_id <> ").number(author.0).text(")");
    }
    if let Some(id) = range.below {
        select.text(" AND id < ").number(id);
    }
    if let Some(id) = range.above {
        select.text(" AND id > ").number(id);
    }
}

/// The next rows of the board in a range, in its order, that have all of some hints; with a point, those in the square around
/// it.
fn candidates(
    conn: &mut Conn,
    query: &BoardQuery,
    by: &By<'_>,
    range: Range,
    needs: Hints,
    limit: usize,
) -> Result<Vec<Candidate>> {
    // Where something is, not every index holds.
    let mut select: Statement<Columns> = Statement::new(if query.near.is_some() {
        "SELECT id, latitude, longitude, hints, language FROM listings"
    } else {
        "SELECT id, CAST(NULL AS DOUBLE PRECISION), CAST(NULL AS DOUBLE PRECISION), hints, language FROM listings"
    });
    conditions(&mut select, matches!(conn, Conn::Sqlite(_)), query, by, range);
    if needs != Hints::NONE {
        select.text(" AND (hints & ").number(needs.number()).text(") = ").number(needs.number());
    }
    let in_order = match by {
        By::Any | By::Newest => true,
        By::Cells(_) => false,
        By::Category => query.categories.len() == 1,
    };
    // Asked for the order of ids itself, PostgreSQL may walk all that is open instead of looking into the few cells.
    select.text(match (in_order, range.upward) {
        (true, false) => " ORDER BY id DESC LIMIT ",
        (true, true) => " ORDER BY id ASC LIMIT ",
        (false, false) => " ORDER BY id + 0 DESC LIMIT ",
        (false, true) => " ORDER BY id + 0 ASC LIMIT ",
    });
    select.number(limit as i64);
    Ok(each!(conn, |c| select.load(c))?)
}

/// Adds what is in a range to what was `found`, until there is as much as is wanted. Where there is a point, that is what truly
/// lies within the circle: its square lies partly outside it.
fn gather(
    conn: &mut Conn,
    query: &BoardQuery,
    by: &By<'_>,
    mut range: Range,
    wanted: usize,
    found: &mut Vec<Entry>,
) -> Result<()> {
    let missing = wanted - found.len();
    let mut limit = match query.near {
        None => missing,
        // The circle fills three quarters of its square: most often, one step is enough.
        Some(_) => missing + missing / 2 + 1,
    };
    loop {
        let chunk = candidates(conn, query, by, range, Hints::NONE, limit)?;
        let last = chunk.last().map(|(id, ..)| *id).filter(|_| chunk.len() == limit);
        for candidate in chunk {
            let is_near = match (query.near, candidate.1.zip(candidate.2)) {
                (None, _) => true,
                (Some(_), None) => false,
                (Some((point, radius_m)), Some((latitude, longitude))) => {
                    Point::new(latitude, longitude)?.distance_m(point) <= f64::from(radius_m)
                }
            };
            if is_near {
                found.push(entry(candidate));
                if found.len() == wanted {
                    return Ok(());
                }
            }
        }
        match last {
            Some(last) => range = range.after(last),
            None => return Ok(()),
        }
        // By cells, each step looks at all that is in them: where much lies outside the circle, there are few steps.
        limit = (2 * limit).min(STEP).max(limit);
    }
}

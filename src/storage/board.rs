//! The board's query: what is open, near a point, in a category, at a time.

use crate::clock::Moment;
use crate::domain::area::{Point, SearchCells};
use crate::domain::audience::Audience;
use crate::domain::key::{ActorId, ListingId};
use crate::domain::listing::{Kind, Listing};
use crate::error::Result;
use crate::storage::Conn;
use crate::storage::columns::at;
use crate::storage::listings::{Paging, get_many};
use crate::storage::schema::listings;
use diesel::prelude::*;

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
    /// Only what one of these networks shows to others: not what is for a network's own members.
    pub shared_by: Option<Vec<ActorId>>,
    /// Where to go on.
    pub paging: Paging,
}

/// The board: what is open, newest first, as far as the asker may see it.
///
/// With a point, the indexes on H3 cells and category give the few rows near it, and the exact
/// distance decides; without one, the index of all that is open is walked from its end.
///
/// # Errors
/// `Internal` when the database fails.
pub fn board(conn: &mut Conn, query: &BoardQuery) -> Result<Vec<Listing>> {
    let wanted = query.paging.limit.clamp(1, 80) as usize;
    let ids: Vec<ListingId> = match query.near {
        None => {
            let found = candidates(conn, query, query.paging, Some(wanted))?;
            found.into_iter().map(|(id, ..)| ListingId(id)).collect()
        }
        Some((point, radius_m)) => within(conn, query, point, radius_m, wanted)?,
    };
    get_many(conn, &ids)
}

/// The ids of the newest that are open at `now`, whoever may see them: when they are others than before, there is news.
///
/// # Errors
/// `Internal` when the database fails.
pub fn newest(conn: &mut Conn, now: Moment, limit: usize) -> Result<Vec<ListingId>> {
    let query = BoardQuery { until_after: Some(now), ..BoardQuery::default() };
    let found = candidates(conn, &query, query.paging, Some(limit))?;
    Ok(found.into_iter().map(|(id, ..)| ListingId(id)).collect())
}

/// A row that may be shown, if it lies near enough: its id and where it is.
type Candidate = (i64, Option<f64>, Option<f64>);

/// The next rows of the board in the order of paging; with a point, those in its search cells. Without a
/// limit all of them, in no order: asked for an order, SQLite would walk all that is open by id instead of
/// looking into the few cells.
fn candidates(conn: &mut Conn, query: &BoardQuery, paging: Paging, limit: Option<usize>) -> Result<Vec<Candidate>> {
    let mut select = listings::table
        .filter(listings::on_board)
        .select((listings::id, listings::latitude, listings::longitude))
        .into_boxed();
    if let Some((point, radius_m)) = query.near {
        select = match SearchCells::around(point, radius_m) {
            SearchCells::Near(cells) => select.filter(listings::cell.eq_any(cells)),
            SearchCells::Wide(cells) => select.filter(listings::wide_cell.eq_any(cells)),
        };
    }
    if let Some(kind) = query.kind {
        select = select.filter(listings::kind.eq(kind.as_str()));
    }
    if !query.categories.is_empty() {
        select = select.filter(listings::category.eq_any(&query.categories));
    }
    if let Some(after) = query.until_after {
        select = select.filter(listings::expires_at.gt(at(after)));
    }
    if query.public_only {
        select = select.filter(listings::audience.eq(Audience::Public.as_str()));
    }
    if let Some(origin) = query.origin {
        select = select.filter(listings::origin_id.eq(origin.0));
    }
    if let Some(networks) = &query.shared_by {
        let networks: Vec<i64> = networks.iter().map(|network| network.0).collect();
        let own = Audience::Network.as_str();
        select = select.filter(listings::origin_id.eq_any(networks)).filter(listings::audience.ne(own));
    }
    if let Some(max_id) = paging.max_id {
        select = select.filter(listings::id.lt(max_id));
    }
    if let Some(min_id) = paging.min_id {
        select = select.filter(listings::id.gt(min_id));
    }
    if let Some(limit) = limit {
        select = select.limit(limit as i64);
        select = if paging.is_upward() { select.order(listings::id.asc()) } else { select.order(listings::id.desc()) };
    }
    Ok(select.load(conn)?)
}

/// Keeps what truly lies within the circle (cells lie partly outside it). Near by, the cells hold few rows
/// and are read whole; far out they are read in chunks, until enough is found.
fn within(conn: &mut Conn, query: &BoardQuery, point: Point, radius_m: u32, wanted: usize) -> Result<Vec<ListingId>> {
    const CHUNK: usize = 400;
    /// So near, in metres, what is open in all categories is read whole.
    const WHOLE_M: u32 = 6_000;
    let small = matches!(SearchCells::around(point, radius_m), SearchCells::Near(_));
    // A category thins them out: their index holds both.
    let whole = small && (radius_m <= WHOLE_M || !query.categories.is_empty());
    let upward = query.paging.is_upward();
    let mut paging = query.paging;
    let mut found = Vec::new();
    loop {
        let mut chunk = candidates(conn, query, paging, (!whole).then_some(CHUNK))?;
        chunk.sort_unstable_by_key(|(id, ..)| if upward { *id } else { -*id });
        for (id, latitude, longitude) in &chunk {
            let middle = latitude.zip(*longitude).map(|(latitude, longitude)| Point::new(latitude, longitude));
            if let Some(middle) = middle
                && middle?.distance_m(point) <= f64::from(radius_m)
            {
                found.push(ListingId(*id));
                if found.len() == wanted {
                    return Ok(found);
                }
            }
        }
        let Some((last, ..)) = chunk.last().filter(|_| !whole && chunk.len() == CHUNK) else { return Ok(found) };
        if upward {
            paging.min_id = Some(*last);
        } else {
            paging.max_id = Some(*last);
        }
    }
}

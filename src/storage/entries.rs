//! What a neighborhood knows of places and resources: what the two tables have in common.

use crate::clock::Moment;
use crate::domain::area::Point;
use crate::domain::entry::Entry;
use crate::domain::key::EntryId;
use crate::domain::place::PlaceKind;
use crate::error::Result;
use crate::storage::Conn;
use crate::storage::listings::Paging;

/// An entry as it is stored.
#[derive(Clone, Debug)]
pub struct Kept<E> {
    /// Its row.
    pub id: EntryId,
    /// What it says.
    pub entry: E,
    /// When it was added.
    pub created_at: Moment,
    /// When it last changed.
    pub updated_at: Moment,
}

/// What is looked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct EntryQuery {
    /// Of places: only this kind.
    pub kind: Option<PlaceKind>,
    /// Within so many metres of a point.
    pub near: Option<(Point, u32)>,
    /// Where to go on.
    pub paging: Paging,
}

/// An entry that has a table.
pub trait Stored: Entry {
    /// Where it is.
    fn point(&self) -> Option<Point>;

    /// Adds it.
    ///
    /// # Errors
    /// `Conflict` when its external id is taken; `Internal` when the database fails.
    fn insert(&self, conn: &mut Conn, id: EntryId, now: Moment) -> Result<()>;

    /// Writes it over another; false when there is none of that id.
    ///
    /// # Errors
    /// As [`Stored::insert`].
    fn update(&self, conn: &mut Conn, id: EntryId, now: Moment) -> Result<bool>;

    /// Takes it away; false when there is none of that id.
    ///
    /// # Errors
    /// `Internal` when the database fails.
    fn remove(conn: &mut Conn, id: EntryId) -> Result<bool>;

    /// One of them.
    ///
    /// # Errors
    /// `NotFound`; `Internal` when the database fails.
    fn get(conn: &mut Conn, id: EntryId) -> Result<Kept<Self>>;

    /// All of them, oldest first. A neighborhood has thousands at most.
    ///
    /// # Errors
    /// `Internal` when the database fails.
    fn all(conn: &mut Conn) -> Result<Vec<Kept<Self>>>;

    /// At most `limit` rows that may fit, in the order of paging: all within the box, not only within the circle.
    ///
    /// # Errors
    /// `Internal` when the database fails.
    fn candidates(conn: &mut Conn, query: &EntryQuery, limit: i64) -> Result<Vec<Kept<Self>>>;
}

/// What fits, newest first.
///
/// # Errors
/// `Internal` when the database fails.
pub fn find<E: Stored>(conn: &mut Conn, query: &EntryQuery) -> Result<Vec<Kept<E>>> {
    const CHUNK: i64 = 200;
    let wanted = query.paging.limit.clamp(1, 80) as usize;
    let upward = query.paging.is_upward();
    let mut query = *query;
    let mut found = Vec::new();
    loop {
        let chunk = E::candidates(conn, &query, CHUNK)?;
        let last = chunk.last().filter(|_| chunk.len() == CHUNK as usize).map(|kept| kept.id.0);
        found.extend(chunk.into_iter().filter(|kept| {
            query.near.is_none_or(|(middle, radius_m)| {
                kept.entry.point().is_some_and(|point| point.distance_m(middle) <= f64::from(radius_m))
            })
        }));
        match last {
            Some(last) if found.len() < wanted => {
                if upward {
                    query.paging.min_id = Some(last);
                } else {
                    query.paging.max_id = Some(last);
                }
            }
            _ => break,
        }
    }
    found.truncate(wanted);
    if upward {
        found.reverse();
    }
    Ok(found)
}

/// South, north, west and east of a circle; the whole width where it would go around a pole or over the line of dates.
pub(super) fn around((middle, radius_m): (Point, u32)) -> [f64; 4] {
    /// Metres in a degree of latitude, rounded down, so that the box is never too small.
    const DEGREE_M: f64 = 110_500.0;
    let north = f64::from(radius_m) / DEGREE_M;
    let (south_end, north_end) = (middle.latitude() - north, middle.latitude() + north);
    let widest = south_end.abs().max(north_end.abs());
    let east = if widest < 89.0 { north / widest.to_radians().cos() } else { 360.0 };
    let (west_end, east_end) = (middle.longitude() - east, middle.longitude() + east);
    if west_end < -180.0 || east_end > 180.0 {
        return [south_end, north_end, -180.0, 180.0];
    }
    [south_end, north_end, west_end, east_end]
}

//! Who likes which status. Of needs and offers nothing is kept (value V2).

use crate::clock::Moment;
use crate::domain::key::{ActorId, FavouriteId, StatusId};
use crate::error::Result;
use crate::storage::columns::{at, url};
use crate::storage::listings::{Paging, paged};
use crate::storage::schema::favourites;
use crate::storage::{Conn, each};
use diesel::prelude::*;
use url::Url;

/// That somebody likes a status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Favourite {
    /// Its row.
    pub id: FavouriteId,
    /// The id of its `Like`.
    pub ap_id: Url,
    /// What is liked.
    pub status: StatusId,
    /// By whom.
    pub actor: ActorId,
}

type Columns = (i64, String, i64, i64);

fn favourite((id, ap_id, status, actor): Columns) -> Result<Favourite> {
    Ok(Favourite { id: FavouriteId(id), ap_id: url(&ap_id)?, status: StatusId(status), actor: ActorId(actor) })
}

macro_rules! columns {
    () => {
        (favourites::id, favourites::ap_id, favourites::status_id, favourites::actor_id)
    };
}

/// Adds one; false when this actor likes the status already.
///
/// # Errors
/// `Internal` when the database fails.
pub fn insert_if_new(conn: &mut Conn, favourite: &Favourite, now: Moment) -> Result<bool> {
    let row = (
        favourites::id.eq(favourite.id.0),
        favourites::ap_id.eq(favourite.ap_id.as_str()),
        favourites::status_id.eq(favourite.status.0),
        favourites::actor_id.eq(favourite.actor.0),
        favourites::created_at.eq(at(now)),
    );
    let added =
        each!(conn, |c| diesel::insert_into(favourites::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(added == 1)
}

/// By its row.
///
/// # Errors
/// `Internal` when the database fails.
pub fn find(conn: &mut Conn, id: FavouriteId) -> Result<Option<Favourite>> {
    favourites::table.find(id.0).select(columns!()).first(conn).optional()?.map(favourite).transpose()
}

/// By the id of its `Like`.
///
/// # Errors
/// `Internal` when the database fails.
pub fn by_ap_id(conn: &mut Conn, ap_id: &Url) -> Result<Option<Favourite>> {
    let found = favourites::table.filter(favourites::ap_id.eq(ap_id.as_str())).select(columns!());
    found.first(conn).optional()?.map(favourite).transpose()
}

/// How `actor` likes a status, if they do.
///
/// # Errors
/// `Internal` when the database fails.
pub fn of(conn: &mut Conn, status: StatusId, actor: ActorId) -> Result<Option<Favourite>> {
    let found = favourites::table.filter(favourites::status_id.eq(status.0)).filter(favourites::actor_id.eq(actor.0));
    found.select(columns!()).first(conn).optional()?.map(favourite).transpose()
}

/// Everything that an actor likes.
///
/// # Errors
/// `Internal` when the database fails.
pub fn of_actor(conn: &mut Conn, actor: ActorId) -> Result<Vec<Favourite>> {
    let found: Vec<Columns> = favourites::table
        .filter(favourites::actor_id.eq(actor.0))
        .order(favourites::id)
        .select(columns!())
        .load(conn)?;
    found.into_iter().map(favourite).collect()
}

/// A page of what an actor likes, the newest like first, each with where it stands in the list.
///
/// # Errors
/// `Internal` when the database fails.
pub fn page(conn: &mut Conn, actor: ActorId, paging: Paging) -> Result<Vec<(i64, StatusId)>> {
    let own = favourites::table.filter(favourites::actor_id.eq(actor.0));
    let select = own.select((favourites::id, favourites::status_id)).into_boxed();
    let rows: Vec<(i64, i64)> = paged!(select, favourites::id, paging).limit(paging.limit).load(conn)?;
    Ok(paging.newest_first(rows.into_iter().map(|(id, status)| (id, StatusId(status))).collect()))
}

/// A page of who likes a status, the newest like first, each with where they stand in the list.
///
/// # Errors
/// `Internal` when the database fails.
pub fn by_whom(conn: &mut Conn, status: StatusId, paging: Paging) -> Result<Vec<(i64, ActorId)>> {
    let of_status = favourites::table.filter(favourites::status_id.eq(status.0));
    let select = of_status.select((favourites::id, favourites::actor_id)).into_boxed();
    let rows: Vec<(i64, i64)> = paged!(select, favourites::id, paging).limit(paging.limit).load(conn)?;
    Ok(paging.newest_first(rows.into_iter().map(|(id, actor)| (id, ActorId(actor))).collect()))
}

/// Takes one back.
///
/// # Errors
/// `Internal` when the database fails.
pub fn remove(conn: &mut Conn, id: FavouriteId) -> Result<()> {
    diesel::delete(favourites::table.find(id.0)).execute(conn)?;
    Ok(())
}

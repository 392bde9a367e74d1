//! Accounts that go on under another id, elsewhere and here, and the other accounts of our members.

use crate::clock::Moment;
use crate::domain::follow::Ties;
use crate::domain::key::ActorId;
use crate::error::Result;
use crate::storage::Conn;
use crate::storage::columns::{at, moment, url};
use crate::storage::schema::{aliases, moves};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use std::collections::HashMap;
use url::Url;

/// When an account last moved, if it did; coming back does not undo that.
///
/// # Errors
/// `Internal` when the database fails.
pub fn last(conn: &mut Conn, actor: ActorId) -> Result<Option<Moment>> {
    let found: Option<NaiveDateTime> = moves::table.find(actor.0).select(moves::moved_at).first(conn).optional()?;
    Ok(found.map(moment))
}

/// Remembers that an account moved.
///
/// # Errors
/// `Internal` when the database fails.
pub fn note(conn: &mut Conn, actor: ActorId, target: &Url, now: Moment) -> Result<()> {
    diesel::delete(moves::table.find(actor.0)).execute(conn)?;
    let row = (moves::actor_id.eq(actor.0), moves::target.eq(target.as_str()), moves::moved_at.eq(at(now)));
    diesel::insert_into(moves::table).values(row).execute(conn)?;
    Ok(())
}

/// A member of ours goes on here after all; false when they had not moved. Where they had gone is forgotten, when is
/// not: see [`last`].
///
/// # Errors
/// `Internal` when the database fails.
pub fn take_back(conn: &mut Conn, actor: ActorId, now: Moment) -> Result<bool> {
    let row = moves::table.filter(moves::actor_id.eq(actor.0)).filter(moves::taken_back_at.is_null());
    let back = (moves::taken_back_at.eq(at(now)), moves::target.eq(""));
    Ok(diesel::update(row).set(back).execute(conn)? > 0)
}

/// Where an account went, and which others are the same person's.
///
/// # Errors
/// `Internal` when the database fails.
pub fn ties(conn: &mut Conn, actor: ActorId) -> Result<Ties> {
    let also: Vec<String> =
        aliases::table.filter(aliases::actor_id.eq(actor.0)).order(aliases::place).select(aliases::alias).load(conn)?;
    let moved: Option<String> = moves::table
        .filter(moves::actor_id.eq(actor.0))
        .filter(moves::taken_back_at.is_null())
        .select(moves::target)
        .first(conn)
        .optional()?;
    Ok(Ties {
        also_known_as: also.iter().map(|alias| url(alias)).collect::<Result<_>>()?,
        moved_to: moved.map(|target| url(&target)).transpose()?,
    })
}

/// Where those of several accounts went that moved.
///
/// # Errors
/// `Internal` when the database fails.
pub fn targets(conn: &mut Conn, actors: &[ActorId]) -> Result<HashMap<ActorId, Url>> {
    let ids: Vec<i64> = actors.iter().map(|actor| actor.0).collect();
    let rows: Vec<(i64, String)> = moves::table
        .filter(moves::actor_id.eq_any(ids))
        .filter(moves::taken_back_at.is_null())
        .select((moves::actor_id, moves::target))
        .load(conn)?;
    rows.into_iter().map(|(actor, target)| Ok((ActorId(actor), url(&target)?))).collect()
}

/// Writes which other accounts are a member's, instead of those before.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_aliases(conn: &mut Conn, actor: ActorId, all: &[Url]) -> Result<()> {
    diesel::delete(aliases::table.filter(aliases::actor_id.eq(actor.0))).execute(conn)?;
    for (place, alias) in all.iter().enumerate() {
        let row = (aliases::actor_id.eq(actor.0), aliases::place.eq(place as i64), aliases::alias.eq(alias.as_str()));
        diesel::insert_into(aliases::table).values(row).execute(conn)?;
    }
    Ok(())
}

/// Forgets where an account went and which others were the same person's.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget(conn: &mut Conn, actor: ActorId) -> Result<()> {
    set_aliases(conn, actor, &[])?;
    diesel::delete(moves::table.find(actor.0)).execute(conn)?;
    Ok(())
}

//! What other servers name on their posts and listings.

use super::{Row, drop_rows};
use crate::clock::Moment;
use crate::domain::key::ActorId;
use crate::domain::media::{Named, On};
use crate::error::Result;
use crate::seal::MasterKey;
use crate::storage::schema::media;
use crate::storage::{Conn, prepared};
use diesel::prelude::*;

/// Writes what another server names on something of its owner's, in place of what it named before. What is at the same
/// address stays, with its file.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_named(
    conn: &mut Conn,
    seal: &MasterKey,
    owner: ActorId,
    on: On,
    named: &[Named],
    now: Moment,
) -> Result<()> {
    let mut before: Vec<Row> = match on {
        On::Status(id) => media::table.filter(media::status_id.eq(id.0)).load(conn)?,
        On::Listing(id) => media::table.filter(media::listing_id.eq(id.0)).load(conn)?,
        On::Nothing | On::Account(_) => return Ok(()),
    };
    for (place, one) in (0..).zip(named) {
        let known = before.iter().position(|row| row.remote_url.as_deref() == Some(one.url.as_str()));
        match known.map(|known| before.swap_remove(known)) {
            Some(mut row) => {
                row.place = place;
                row.name(seal, one);
                diesel::update(media::table.find(row.id)).set(row).execute(conn)?;
            }
            None => {
                let mut row = Row::new(owner, on, place, now);
                row.name(seal, one);
                diesel::insert_into(media::table).values(row).execute(conn)?;
            }
        }
    }
    drop_rows(conn, before)
}

/// Writes what other servers name on posts and listings that were added just now, each with its owner.
///
/// # Errors
/// `Internal` when the database fails.
pub fn add_named(conn: &mut Conn, seal: &MasterKey, all: &[(ActorId, On, &[Named])], now: Moment) -> Result<()> {
    let mut rows = Vec::new();
    for (owner, on, named) in all {
        for (place, one) in (0..).zip(*named) {
            let mut row = Row::new(*owner, *on, place, now);
            row.name(seal, one);
            rows.push(row);
        }
    }
    if rows.is_empty() {
        return Ok(());
    }
    match conn {
        Conn::Sqlite(sqlite) => {
            for row in rows {
                diesel::insert_into(media::table).values(row).execute(sqlite)?;
            }
        }
        Conn::Pg(pg) => {
            let columns = prepared::columns_of!(
                media,
                rows,
                [
                    id,
                    slug,
                    owner_id,
                    status_id,
                    listing_id,
                    part,
                    place,
                    kind,
                    sealed_description,
                    focus_x,
                    focus_y,
                    remote_url,
                    said_width,
                    said_height,
                    said_blurhash,
                    created_at
                ]
            );
            prepared::insert_many("media", columns).execute(pg)?;
        }
    }
    Ok(())
}

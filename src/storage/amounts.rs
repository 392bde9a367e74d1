//! How much of a listing is promised and how much was handed over.

use crate::domain::Amount;
use crate::domain::key::ListingId;
use crate::error::{Error, Result};
use crate::storage::Conn;
use crate::storage::schema::listings;
use diesel::prelude::*;

/// Promises `part` of a local listing, if that much is open. False means that it is not: somebody was first.
///
/// One statement decides, on both databases: two networks that take the last crate at the same moment
/// get one yes and one kind no.
///
/// # Errors
/// `Internal` when the database fails.
pub fn commit(conn: &mut Conn, id: ListingId, part: Amount) -> Result<bool> {
    let part = part.thousandths();
    let open = listings::amount.assume_not_null() - listings::committed - listings::delivered;
    let changed = diesel::update(
        listings::table
            .find(id.0)
            .filter(listings::on_board)
            .filter(listings::amount.is_not_null())
            .filter(open.ge(part)),
    )
    .set(listings::committed.eq(listings::committed + part))
    .execute(conn)?;
    Ok(changed == 1)
}

/// Lets go of a promise.
///
/// # Errors
/// `Internal` when the database fails, or when less than `part` was promised.
pub fn release(conn: &mut Conn, id: ListingId, part: Amount) -> Result<()> {
    shift_counts(conn, id, -part.thousandths(), 0)
}

/// A promise was kept: promised becomes handed over.
///
/// # Errors
/// `Internal` when the database fails, or when less than `part` was promised.
pub fn deliver(conn: &mut Conn, id: ListingId, part: Amount) -> Result<()> {
    shift_counts(conn, id, -part.thousandths(), part.thousandths())
}

/// It was not handed over after all: what counted as that is promised again.
///
/// # Errors
/// `Internal` when the database fails, or when less than `part` was handed over.
pub fn undeliver(conn: &mut Conn, id: ListingId, part: Amount) -> Result<()> {
    shift_counts(conn, id, part.thousandths(), -part.thousandths())
}

/// Adds to what is promised and to what is handed over, or takes from it.
fn shift_counts(conn: &mut Conn, id: ListingId, committed: i64, delivered: i64) -> Result<()> {
    let enough = listings::committed.ge(-committed).and(listings::delivered.ge(-delivered));
    let changed = diesel::update(listings::table.find(id.0).filter(enough))
        .set((
            listings::committed.eq(listings::committed + committed),
            listings::delivered.eq(listings::delivered + delivered),
        ))
        .execute(conn)?;
    if changed == 1 { Ok(()) } else { Err(Error::internal("less was promised than is let go or handed over")) }
}

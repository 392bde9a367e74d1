//! Who translated which needs and offers. The words stand with the listing, and go where it goes; who wrote them is told to
//! members alone.

use crate::domain::key::{ListingId, MemberId};
use crate::error::Result;
use crate::storage::Conn;
use crate::storage::schema::translations;
use diesel::prelude::*;

/// Notes who translated a listing into a language, in the place of whoever did before.
///
/// # Errors
/// `Internal` when the database fails.
pub fn put(conn: &mut Conn, listing: ListingId, language: &str, member: MemberId) -> Result<()> {
    forget(conn, listing, language)?;
    let row = (
        translations::listing_id.eq(listing.0),
        translations::language.eq(language),
        translations::member_id.eq(member.0),
    );
    diesel::insert_into(translations::table).values(row).execute(conn)?;
    Ok(())
}

/// Forgets who translated a listing into a language.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget(conn: &mut Conn, listing: ListingId, language: &str) -> Result<()> {
    let one =
        translations::table.filter(translations::listing_id.eq(listing.0)).filter(translations::language.eq(language));
    diesel::delete(one).execute(conn)?;
    Ok(())
}

/// Forgets who translated a listing into any language but these.
///
/// # Errors
/// `Internal` when the database fails.
pub fn keep(conn: &mut Conn, listing: ListingId, languages: &[String]) -> Result<()> {
    let all = of_listing(conn, listing)?;
    all.iter().filter(|(one, _)| !languages.contains(one)).try_for_each(|(one, _)| forget(conn, listing, one))
}

/// Forgets who translated a listing.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_all(conn: &mut Conn, listing: ListingId) -> Result<()> {
    diesel::delete(translations::table.filter(translations::listing_id.eq(listing.0))).execute(conn)?;
    Ok(())
}

/// Who translated a listing, and into which language.
///
/// # Errors
/// `Internal` when the database fails.
pub fn of_listing(conn: &mut Conn, listing: ListingId) -> Result<Vec<(String, MemberId)>> {
    let rows: Vec<(String, i64)> = translations::table
        .filter(translations::listing_id.eq(listing.0))
        .order(translations::language)
        .select((translations::language, translations::member_id))
        .load(conn)?;
    Ok(rows.into_iter().map(|(language, member)| (language, MemberId(member))).collect())
}

/// What a member translated, and into which language.
///
/// # Errors
/// `Internal` when the database fails.
pub fn of_member(conn: &mut Conn, member: MemberId) -> Result<Vec<(ListingId, String)>> {
    let rows: Vec<(i64, String)> = translations::table
        .filter(translations::member_id.eq(member.0))
        .order((translations::listing_id, translations::language))
        .select((translations::listing_id, translations::language))
        .load(conn)?;
    Ok(rows.into_iter().map(|(listing, language)| (ListingId(listing), language)).collect())
}

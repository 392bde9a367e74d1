//! What a member keeps for themselves alone ([`Desk`]), sealed: one row a member.

use crate::domain::desk::Desk;
use crate::domain::key::{ActorId, MemberId};
use crate::error::Result;
use crate::seal::MasterKey;
use crate::storage::Conn;
use crate::storage::columns::{from_json, to_json};
use crate::storage::opened::Opened;
use crate::storage::schema::{member_desks, members};
use diesel::prelude::*;

fn context(member: MemberId) -> String {
    format!("member:{member}:desk")
}

/// A member's; an empty one where nothing is kept.
///
/// # Errors
/// `Internal` when the database fails, or when it was sealed with another key.
pub fn get(conn: &mut Conn, seal: &MasterKey, member: MemberId) -> Result<Desk> {
    let sealed: Option<Vec<u8>> =
        member_desks::table.find(member.0).select(member_desks::sealed).first(conn).optional()?;
    match sealed {
        Some(sealed) => open(seal, member, &sealed),
        None => Ok(Desk::default()),
    }
}

fn open(seal: &MasterKey, member: MemberId, sealed: &[u8]) -> Result<Desk> {
    from_json(&seal.open_text(&context(member), sealed)?)
}

/// That of the member behind one of our actors; an empty one, if it is nobody's.
///
/// # Errors
/// As [`get`].
pub fn of_actor(conn: &mut Conn, seal: &MasterKey, actor: ActorId) -> Result<Desk> {
    let kept = member_desks::table.inner_join(members::table.on(members::id.eq(member_desks::member_id)));
    let kept = kept.filter(members::actor_id.eq(actor.0)).select((member_desks::member_id, member_desks::sealed));
    let sealed: Option<(i64, Vec<u8>)> = kept.first(conn).optional()?;
    match sealed {
        Some((member, sealed)) => open(seal, MemberId(member), &sealed),
        None => Ok(Desk::default()),
    }
}

/// The accounts that any member's names.
///
/// # Errors
/// As [`get`].
pub fn named(conn: &mut Conn, seal: &MasterKey, opened: &mut Opened) -> Result<()> {
    let all: Vec<(i64, Vec<u8>)> =
        member_desks::table.select((member_desks::member_id, member_desks::sealed)).load(conn)?;
    opened.look(all, |member, sealed| Ok(open(seal, MemberId(member), sealed)?.accounts().collect()))
}

/// Keeps a member's, whom the caller holds.
///
/// # Errors
/// `Internal` when the database fails.
pub fn put(conn: &mut Conn, seal: &MasterKey, member: MemberId, desk: &Desk) -> Result<()> {
    forget(conn, member)?;
    let sealed = seal.seal(&context(member), to_json(desk)?.as_bytes());
    let row = (member_desks::member_id.eq(member.0), member_desks::sealed.eq(sealed));
    diesel::insert_into(member_desks::table).values(row).execute(conn)?;
    Ok(())
}

/// Forgets a member's.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget(conn: &mut Conn, member: MemberId) -> Result<()> {
    diesel::delete(member_desks::table.find(member.0)).execute(conn)?;
    Ok(())
}

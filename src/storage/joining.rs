//! Invites, and those who ask to be welcomed. Of the secrets in links only digests are kept.

use crate::clock::Moment;
use crate::domain::joining::{Hello, Invite, Request, RequestState, Rules};
use crate::domain::key::{InviteId, JoinRequestId, MemberId};
use crate::error::Result;
use crate::seal::MasterKey;
use crate::storage::columns::{at, from_json, moment, readable, to_json, word};
use crate::storage::schema::{invites, join_requests};
use crate::storage::{Conn, facts};
use chrono::NaiveDateTime;
use diesel::prelude::*;

const RULES: &str = "joining";

/// What the network chose about joining.
///
/// # Errors
/// `Internal` when the database fails.
pub fn rules(conn: &mut Conn) -> Result<Rules> {
    Ok(facts::get(conn, RULES)?.map(|json| from_json(&json)).transpose()?.unwrap_or_default())
}

/// Writes what the network chose about joining.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_rules(conn: &mut Conn, rules: &Rules) -> Result<()> {
    facts::set(conn, RULES, &to_json(rules)?)
}

type InviteRow = (i64, String, i64, i64, NaiveDateTime, NaiveDateTime);

fn invite_of((id, digest, made_by, room, expires_at, created_at): InviteRow) -> Invite {
    Invite {
        id: InviteId(id),
        digest,
        made_by: MemberId(made_by),
        room,
        expires_at: moment(expires_at),
        created_at: moment(created_at),
    }
}

/// Adds an invite.
///
/// # Errors
/// `Internal` when the database fails.
pub fn insert_invite(conn: &mut Conn, invite: &Invite) -> Result<()> {
    let row = (
        invites::id.eq(invite.id.0),
        invites::digest.eq(&invite.digest),
        invites::made_by.eq(invite.made_by.0),
        invites::room.eq(invite.room),
        invites::expires_at.eq(at(invite.expires_at)),
        invites::created_at.eq(at(invite.created_at)),
    );
    diesel::insert_into(invites::table).values(row).execute(conn)?;
    Ok(())
}

/// The invite with this digest, while it works.
///
/// # Errors
/// `Internal` when the database fails.
pub fn invite(conn: &mut Conn, digest: &str, now: Moment) -> Result<Option<Invite>> {
    let row: Option<InviteRow> = invites::table
        .filter(invites::digest.eq(digest))
        .filter(invites::room.gt(0))
        .filter(invites::expires_at.gt(at(now)))
        .first(conn)
        .optional()?;
    Ok(row.map(invite_of))
}

/// The invites of a member that work, the newest first.
///
/// # Errors
/// `Internal` when the database fails.
pub fn invites_of(conn: &mut Conn, member: MemberId, now: Moment) -> Result<Vec<Invite>> {
    let rows: Vec<InviteRow> = invites::table
        .filter(invites::made_by.eq(member.0))
        .filter(invites::room.gt(0))
        .filter(invites::expires_at.gt(at(now)))
        .order(invites::id.desc())
        .load(conn)?;
    Ok(rows.into_iter().map(invite_of).collect())
}

/// Somebody comes by an invite. False when it does not work, or not any more: of two who come at one moment by the last
/// of it, one does.
///
/// # Errors
/// `Internal` when the database fails.
pub fn use_invite(conn: &mut Conn, digest: &str, now: Moment) -> Result<bool> {
    let works = invites::table
        .filter(invites::digest.eq(digest))
        .filter(invites::room.gt(0))
        .filter(invites::expires_at.gt(at(now)));
    Ok(diesel::update(works).set(invites::room.eq(invites::room - 1)).execute(conn)? == 1)
}

/// A member ends an invite of theirs; true if there was one.
///
/// # Errors
/// `Internal` when the database fails.
pub fn end_invite(conn: &mut Conn, id: InviteId, member: MemberId) -> Result<bool> {
    let own = invites::table.find(id.0).filter(invites::made_by.eq(member.0));
    Ok(diesel::delete(own).execute(conn)? == 1)
}

/// Ends all invites of a member.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_invites(conn: &mut Conn, member: MemberId) -> Result<()> {
    diesel::delete(invites::table.filter(invites::made_by.eq(member.0))).execute(conn)?;
    Ok(())
}

fn context(id: JoinRequestId) -> String {
    format!("join:{id}:hello")
}

type RequestRow = (i64, String, Vec<u8>, String, NaiveDateTime, NaiveDateTime);

fn request_of(seal: &MasterKey, row: RequestRow) -> Result<Request> {
    let (id, link_digest, sealed, state, created_at, erase_at) = row;
    let id = JoinRequestId(id);
    let hello: Hello = from_json(&seal.open_text(&context(id), &sealed)?)?;
    Ok(Request {
        id,
        link_digest,
        hello,
        state: word(RequestState::parse, &state)?,
        created_at: moment(created_at),
        erase_at: moment(erase_at),
    })
}

/// Adds that somebody asks to be welcomed.
///
/// # Errors
/// `Internal` when the database fails.
pub fn insert_request(conn: &mut Conn, seal: &MasterKey, request: &Request) -> Result<()> {
    let row = (
        join_requests::id.eq(request.id.0),
        join_requests::link_digest.eq(&request.link_digest),
        join_requests::sealed.eq(seal.seal(&context(request.id), to_json(&request.hello)?.as_bytes())),
        join_requests::state.eq(request.state.as_str()),
        join_requests::created_at.eq(at(request.created_at)),
        join_requests::erase_at.eq(at(request.erase_at)),
    );
    diesel::insert_into(join_requests::table).values(row).execute(conn)?;
    Ok(())
}

/// What a link leads to by which somebody comes back, by the digest of its secret.
///
/// # Errors
/// `Internal` when the database fails, or when it was sealed with another key.
pub fn request_by_link(conn: &mut Conn, seal: &MasterKey, digest: &str) -> Result<Option<Request>> {
    let row: Option<RequestRow> =
        join_requests::table.filter(join_requests::link_digest.eq(digest)).first(conn).optional()?;
    row.map(|row| request_of(seal, row)).transpose()
}

/// Those who wait to be welcomed, the longest wait first, as far as what they said can be read.
///
/// # Errors
/// `Internal` when the database fails.
pub fn waiting(conn: &mut Conn, seal: &MasterKey, limit: i64) -> Result<Vec<Request>> {
    let rows: Vec<RequestRow> = join_requests::table
        .filter(join_requests::state.eq(RequestState::Waiting.as_str()))
        .order(join_requests::id.asc())
        .limit(limit)
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|row| readable(request_of(seal, row))).collect())
}

/// How many wait to be welcomed.
///
/// # Errors
/// `Internal` when the database fails.
pub fn count_waiting(conn: &mut Conn) -> Result<i64> {
    let waiting = join_requests::table.filter(join_requests::state.eq(RequestState::Waiting.as_str()));
    Ok(waiting.count().get_result(conn)?)
}

/// When the newest of those asked who wait to be welcomed.
///
/// # Errors
/// `Internal` when the database fails.
pub fn newest_waiting(conn: &mut Conn) -> Result<Option<Moment>> {
    let newest: Option<NaiveDateTime> = join_requests::table
        .filter(join_requests::state.eq(RequestState::Waiting.as_str()))
        .select(diesel::dsl::max(join_requests::created_at))
        .first(conn)?;
    Ok(newest.map(moment))
}

/// Answers somebody who waits. False when somebody did before, or it is gone.
///
/// # Errors
/// `Internal` when the database fails.
pub fn decide(conn: &mut Conn, id: JoinRequestId, state: RequestState, erase_at: Moment) -> Result<bool> {
    let waiting = join_requests::table.find(id.0).filter(join_requests::state.eq(RequestState::Waiting.as_str()));
    let decided = (join_requests::state.eq(state.as_str()), join_requests::erase_at.eq(at(erase_at)));
    Ok(diesel::update(waiting).set(decided).execute(conn)? == 1)
}

/// Somebody who was welcomed joins: that they asked is erased. False when they were not, or joined before.
///
/// # Errors
/// `Internal` when the database fails.
pub fn use_request(conn: &mut Conn, digest: &str) -> Result<bool> {
    let welcomed = join_requests::table
        .filter(join_requests::link_digest.eq(digest))
        .filter(join_requests::state.eq(RequestState::Welcomed.as_str()));
    Ok(diesel::delete(welcomed).execute(conn)? == 1)
}

/// Erases that somebody asked; true if it was there.
///
/// # Errors
/// `Internal` when the database fails.
pub fn remove_request(conn: &mut Conn, digest: &str) -> Result<bool> {
    let own = join_requests::table.filter(join_requests::link_digest.eq(digest));
    Ok(diesel::delete(own).execute(conn)? == 1)
}

/// Forgets invites that work no more, and erases what was asked long ago. Answers how many.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_over(conn: &mut Conn, now: Moment) -> Result<usize> {
    let over = invites::table.filter(invites::expires_at.le(at(now)).or(invites::room.le(0)));
    let ended = diesel::delete(over).execute(conn)?;
    let due = join_requests::table.filter(join_requests::erase_at.le(at(now)));
    Ok(ended + diesel::delete(due).execute(conn)?)
}

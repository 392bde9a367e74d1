//! Passkeys of members: sealed, and found by a keyed digest of what their device knows them by. And what devices signed, so
//! that each signature counts once, whichever process it comes to.

use crate::clock::Moment;
use crate::domain::key::{MemberId, PasskeyId};
use crate::domain::passkey::Passkey;
use crate::error::Result;
use crate::seal::MasterKey;
use crate::storage::columns::{at, from_json, moment, to_json};
use crate::storage::schema::{passkey_answers, passkeys};
use crate::storage::{Conn, each};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// A passkey as it is kept.
#[derive(Clone)]
pub struct Kept {
    /// Its number.
    pub id: PasskeyId,
    /// Whose it is.
    pub member: MemberId,
    /// What they call it; perhaps nothing.
    pub name: String,
    /// Its public half.
    pub passkey: Passkey,
    /// Since when it is here.
    pub created_at: Moment,
}

type Row = (i64, i64, String, Vec<u8>, Vec<u8>, NaiveDateTime);

/// What a passkey is sealed for: it opens in its own row only, and for its own member.
fn context(member: MemberId, id: PasskeyId, what: &str) -> String {
    format!("member:{member}:passkey:{id}:{what}")
}

fn digest(seal: &MasterKey, credential: &[u8]) -> Result<String> {
    seal.digest("passkey", &URL_SAFE_NO_PAD.encode(credential))
}

fn kept(seal: &MasterKey, (id, member, _, credential, name, created_at): Row) -> Result<Kept> {
    let (id, member) = (PasskeyId(id), MemberId(member));
    Ok(Kept {
        id,
        member,
        name: seal.open_text(&context(member, id, "name"), &name)?,
        passkey: from_json(&seal.open_text(&context(member, id, "credential"), &credential)?)?,
        created_at: moment(created_at),
    })
}

/// Adds a passkey.
///
/// # Errors
/// `Conflict` when it is here already; `Internal` when the database fails.
pub fn insert(conn: &mut Conn, seal: &MasterKey, new: &Kept) -> Result<()> {
    let row = (
        passkeys::id.eq(new.id.0),
        passkeys::member_id.eq(new.member.0),
        passkeys::credential_digest.eq(digest(seal, new.passkey.credential())?),
        passkeys::sealed_credential
            .eq(seal.seal(&context(new.member, new.id, "credential"), to_json(&new.passkey)?.as_bytes())),
        passkeys::sealed_name.eq(seal.seal(&context(new.member, new.id, "name"), new.name.as_bytes())),
        passkeys::created_at.eq(at(new.created_at)),
    );
    diesel::insert_into(passkeys::table).values(row).execute(conn)?;
    Ok(())
}

/// The passkeys of a member, the oldest first.
///
/// # Errors
/// `Internal` when the database fails, or the seal is another key's.
pub fn of_member(conn: &mut Conn, seal: &MasterKey, member: MemberId) -> Result<Vec<Kept>> {
    let rows: Vec<Row> = passkeys::table.filter(passkeys::member_id.eq(member.0)).order(passkeys::id).load(conn)?;
    rows.into_iter().map(|row| kept(seal, row)).collect()
}

/// The passkey that its device knows by this.
///
/// # Errors
/// `Internal` when the database fails, or the seal is another key's.
pub fn by_credential(conn: &mut Conn, seal: &MasterKey, credential: &[u8]) -> Result<Option<Kept>> {
    let digest = digest(seal, credential)?;
    let row: Option<Row> = passkeys::table.filter(passkeys::credential_digest.eq(digest)).first(conn).optional()?;
    row.map(|row| kept(seal, row)).transpose()
}

/// Keeps what the device of a passkey counts.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_passkey(conn: &mut Conn, seal: &MasterKey, changed: &Kept) -> Result<()> {
    let json = to_json(&changed.passkey)?;
    let sealed = seal.seal(&context(changed.member, changed.id, "credential"), json.as_bytes());
    diesel::update(passkeys::table.find(changed.id.0)).set(passkeys::sealed_credential.eq(sealed)).execute(conn)?;
    Ok(())
}

/// Gives a passkey of a member another name; true if there is such a one.
///
/// # Errors
/// `Internal` when the database fails.
pub fn rename(conn: &mut Conn, seal: &MasterKey, member: MemberId, id: PasskeyId, name: &str) -> Result<bool> {
    let sealed = seal.seal(&context(member, id, "name"), name.as_bytes());
    let own = passkeys::table.find(id.0).filter(passkeys::member_id.eq(member.0));
    Ok(diesel::update(own).set(passkeys::sealed_name.eq(sealed)).execute(conn)? == 1)
}

/// Takes a passkey of a member away; true if there was such a one.
///
/// # Errors
/// `Internal` when the database fails.
pub fn remove(conn: &mut Conn, member: MemberId, id: PasskeyId) -> Result<bool> {
    let own = passkeys::table.find(id.0).filter(passkeys::member_id.eq(member.0));
    Ok(diesel::delete(own).execute(conn)? == 1)
}

/// Takes all passkeys of a member away.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_member(conn: &mut Conn, member: MemberId) -> Result<()> {
    diesel::delete(passkeys::table.filter(passkeys::member_id.eq(member.0))).execute(conn)?;
    Ok(())
}

/// Notes that what stands behind this digest was signed, until `until`. False when it was before: of two that come with one
/// signature, one counts.
///
/// # Errors
/// `Internal` when the database fails.
pub fn use_up(conn: &mut Conn, digest: &str, until: Moment) -> Result<bool> {
    let row = (passkey_answers::digest.eq(digest), passkey_answers::expires_at.eq(at(until)));
    let added =
        each!(conn, |c| diesel::insert_into(passkey_answers::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(added == 1)
}

/// Forgets what was signed, and could be shown again no more by its time. Answers how many.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_over(conn: &mut Conn, now: Moment) -> Result<usize> {
    Ok(diesel::delete(passkey_answers::table.filter(passkey_answers::expires_at.le(at(now)))).execute(conn)?)
}

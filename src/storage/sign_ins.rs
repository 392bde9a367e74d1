//! How members sign in: passwords, sealed, and browsers and one-time links, of which only digests are kept.

use crate::clock::Moment;
use crate::domain::browser::{Browser, Family, System};
use crate::domain::key::MemberId;
use crate::domain::member::{Member, State};
use crate::error::Result;
use crate::ids;
use crate::seal::MasterKey;
use crate::storage::columns::{at, moment, readable};
use crate::storage::schema::{app_codes, passwords, sessions, sign_in_links};
use crate::storage::{Conn, each, members, passkeys};
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// What makes sure of a member's password, as [`crate::domain::password`] writes it.
fn context(member: MemberId) -> String {
    format!("member:{member}:password")
}

/// Keeps what makes sure of a password, instead of what was there.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_password(conn: &mut Conn, seal: &MasterKey, member: MemberId, hash: &str, now: Moment) -> Result<()> {
    let sealed = seal.seal(&context(member), hash.as_bytes());
    let row =
        (passwords::member_id.eq(member.0), passwords::sealed_hash.eq(&sealed), passwords::changed_at.eq(at(now)));
    let changed = (passwords::sealed_hash.eq(&sealed), passwords::changed_at.eq(at(now)));
    each!(conn, |c| {
        diesel::insert_into(passwords::table)
            .values(row)
            .on_conflict(passwords::member_id)
            .do_update()
            .set(changed)
            .execute(c)
    })?;
    Ok(())
}

/// What makes sure of a member's password, if they have one.
///
/// # Errors
/// `Internal` when the database fails, or the seal is another key's.
pub fn password(conn: &mut Conn, seal: &MasterKey, member: MemberId) -> Result<Option<String>> {
    let sealed: Option<Vec<u8>> =
        passwords::table.find(member.0).select(passwords::sealed_hash).first(conn).optional()?;
    sealed.map(|sealed| seal.open_text(&context(member), &sealed)).transpose()
}

/// A browser in which a member is signed in.
#[derive(Clone, Debug)]
pub struct Session {
    /// Who.
    pub member: Member,
    /// Whether without the password: by a one-time link, or by a passkey.
    pub by_link: bool,
    /// Since when.
    pub created_at: Moment,
}

/// What the name of a browser is sealed for: it opens in its own row only, and for its own member.
fn name_context(member: MemberId, digest: &str) -> String {
    format!("member:{member}:session:{digest}:name")
}

/// A browser in which somebody signs in.
#[derive(Clone, Copy, Debug)]
pub struct NewSession<'a> {
    /// What is kept of its secret.
    pub digest: &'a str,
    /// Who.
    pub member: MemberId,
    /// Which kind of browser it is.
    pub browser: Browser,
    /// Whether without the password: by a one-time link, or by a passkey.
    pub by_link: bool,
    /// Since when.
    pub created_at: Moment,
    /// Until when.
    pub expires_at: Moment,
}

/// Adds a browser.
///
/// # Errors
/// `Internal` when the database fails.
pub fn insert_session(conn: &mut Conn, seal: &MasterKey, new: &NewSession<'_>) -> Result<()> {
    let Browser { family, system } = new.browser;
    // Always as long: what is sealed shows its length.
    let name = format!("{:<8} {:<8}", family.as_str(), system.as_str());
    let row = (
        sessions::digest.eq(new.digest),
        sessions::member_id.eq(new.member.0),
        sessions::by_link.eq(new.by_link),
        sessions::created_at.eq(at(new.created_at)),
        sessions::expires_at.eq(at(new.expires_at)),
        sessions::sealed_name.eq(Some(seal.seal(&name_context(new.member, new.digest), name.as_bytes()))),
    );
    diesel::insert_into(sessions::table).values(row).execute(conn)?;
    Ok(())
}

/// The browser with this digest, unless its time is over or its member left.
///
/// # Errors
/// `Internal` when the database fails.
pub fn session(conn: &mut Conn, digest: &str, now: Moment) -> Result<Option<Session>> {
    let found: Option<(i64, bool, NaiveDateTime)> = sessions::table
        .find(digest)
        .filter(sessions::expires_at.gt(at(now)))
        .select((sessions::member_id, sessions::by_link, sessions::created_at))
        .first(conn)
        .optional()?;
    let Some((member, by_link, since)) = found else { return Ok(None) };
    let member = members::get(conn, MemberId(member))?;
    let here = member.state != State::Left;
    Ok(here.then(|| Session { member, by_link, created_at: moment(since) }))
}

/// Signs one browser out.
///
/// # Errors
/// `Internal` when the database fails.
pub fn end_session(conn: &mut Conn, digest: &str) -> Result<()> {
    diesel::delete(sessions::table.find(digest)).execute(conn)?;
    Ok(())
}

/// Signs a member's browsers out, but for one. Answers how many.
///
/// # Errors
/// `Internal` when the database fails.
pub fn end_sessions(conn: &mut Conn, member: MemberId, but: Option<&str>) -> Result<usize> {
    let theirs = sessions::table.filter(sessions::member_id.eq(member.0));
    Ok(match but {
        Some(digest) => diesel::delete(theirs.filter(sessions::digest.ne(digest))).execute(conn)?,
        None => diesel::delete(theirs).execute(conn)?,
    })
}

/// What forms call the browser with this digest: a digest of that. Nobody comes in by it, nor finds by it what is kept.
pub fn called_in_forms(digest: &str) -> String {
    ids::digest(&format!("browser {digest}"))
}

/// Signs a member out in the browser that forms call so ([`called_in_forms`]). False when they are not signed in there: whatever
/// else goes by that name stays as it is.
///
/// # Errors
/// `Internal` when the database fails.
pub fn end_session_called(conn: &mut Conn, member: MemberId, called: &str) -> Result<bool> {
    let theirs: Vec<String> =
        sessions::table.filter(sessions::member_id.eq(member.0)).select(sessions::digest).load(conn)?;
    match theirs.into_iter().find(|digest| called_in_forms(digest) == called) {
        Some(digest) => Ok(diesel::delete(sessions::table.find(digest)).execute(conn)? == 1),
        None => Ok(false),
    }
}

/// A browser in which a member is signed in, as they see it among the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// What forms call it ([`called_in_forms`]).
    pub called: String,
    /// Which kind it is, unknown where that does not open; nothing where it was not kept yet when they signed in.
    pub browser: Option<Browser>,
    /// Whether without the password: by a one-time link, or by a passkey.
    pub by_link: bool,
    /// Since when.
    pub created_at: Moment,
    /// Until when; it may be over, and not forgotten yet.
    pub expires_at: Moment,
}

type SignedInRow = (String, bool, NaiveDateTime, NaiveDateTime, Option<Vec<u8>>);

fn signed_in(seal: &MasterKey, member: MemberId, row: SignedInRow) -> SignedIn {
    let (digest, by_link, since, until, sealed) = row;
    // One whose name does not open is still one in which they are signed in, and can sign out.
    let name = sealed.map(|sealed| readable(seal.open_text(&name_context(member, &digest), &sealed)));
    let browser = name.map(|name| {
        let name = name.unwrap_or_default();
        let mut words = name.split_whitespace();
        // A word that this version does not know is another one's: it is not told, since it was sealed.
        let family = words.next().and_then(Family::parse).unwrap_or(Family::Other);
        Browser { family, system: words.next().and_then(System::parse).unwrap_or(System::Other) }
    });
    SignedIn {
        called: called_in_forms(&digest),
        browser,
        by_link,
        created_at: moment(since),
        expires_at: moment(until),
    }
}

/// The browsers in which a member is signed in, oldest first.
///
/// # Errors
/// `Internal` when the database fails.
pub fn sessions_of(conn: &mut Conn, seal: &MasterKey, member: MemberId) -> Result<Vec<SignedIn>> {
    let rows: Vec<SignedInRow> = sessions::table
        .filter(sessions::member_id.eq(member.0))
        .order((sessions::created_at, sessions::digest))
        .select((
            sessions::digest,
            sessions::by_link,
            sessions::created_at,
            sessions::expires_at,
            sessions::sealed_name,
        ))
        .load(conn)?;
    Ok(rows.into_iter().map(|row| signed_in(seal, member, row)).collect())
}

/// Adds a link, instead of those that the member had.
///
/// # Errors
/// `Internal` when the database fails.
pub fn insert_link(conn: &mut Conn, digest: &str, member: MemberId, until: Moment) -> Result<()> {
    end_links(conn, member)?;
    put_link(conn, digest, member, until, None)
}

/// What the place is sealed for to which a link leads on: it opens beside its own link only.
fn next_context(digest: &str) -> String {
    format!("sign-in link:{digest}:next")
}

/// Adds a link beside those that the member has, and where it leads on to.
///
/// # Errors
/// `Internal` when the database fails.
pub fn add_link(
    conn: &mut Conn,
    seal: &MasterKey,
    digest: &str,
    member: MemberId,
    until: Moment,
    next: Option<&str>,
) -> Result<()> {
    let sealed = next.map(|next| seal.seal(&next_context(digest), next.as_bytes()));
    put_link(conn, digest, member, until, sealed)
}

fn put_link(
    conn: &mut Conn,
    digest: &str,
    member: MemberId,
    until: Moment,
    sealed_next: Option<Vec<u8>>,
) -> Result<()> {
    let row = (
        sign_in_links::digest.eq(digest),
        sign_in_links::member_id.eq(member.0),
        sign_in_links::expires_at.eq(at(until)),
        sign_in_links::sealed_next.eq(sealed_next),
    );
    diesel::insert_into(sign_in_links::table).values(row).execute(conn)?;
    Ok(())
}

/// Where a link leads on to, if whoever asked for it wanted to go somewhere.
///
/// # Errors
/// `Internal` when the database fails, or the seal is another key's.
pub fn next_of_link(conn: &mut Conn, seal: &MasterKey, digest: &str) -> Result<Option<String>> {
    let sealed: Option<Option<Vec<u8>>> =
        sign_in_links::table.find(digest).select(sign_in_links::sealed_next).first(conn).optional()?;
    sealed.flatten().map(|sealed| seal.open_text(&next_context(digest), &sealed)).transpose()
}

/// Whose link this is, unless its time is over or its member left.
///
/// # Errors
/// `Internal` when the database fails.
pub fn by_link(conn: &mut Conn, digest: &str, now: Moment) -> Result<Option<Member>> {
    let found: Option<i64> = sign_in_links::table
        .find(digest)
        .filter(sign_in_links::expires_at.gt(at(now)))
        .select(sign_in_links::member_id)
        .first(conn)
        .optional()?;
    let member = found.map(|id| members::get(conn, MemberId(id))).transpose()?;
    Ok(member.filter(|member| member.state != State::Left))
}

/// Uses a link up. False when somebody did before.
///
/// # Errors
/// `Internal` when the database fails.
pub fn use_link(conn: &mut Conn, digest: &str) -> Result<bool> {
    Ok(diesel::delete(sign_in_links::table.find(digest)).execute(conn)? == 1)
}

/// Ends the links of a member that nobody used yet.
///
/// # Errors
/// `Internal` when the database fails.
pub fn end_links(conn: &mut Conn, member: MemberId) -> Result<()> {
    diesel::delete(sign_in_links::table.filter(sign_in_links::member_id.eq(member.0))).execute(conn)?;
    Ok(())
}

/// Forgets browsers and links whose time is over. Answers how many.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_over(conn: &mut Conn, now: Moment) -> Result<usize> {
    let ended = diesel::delete(sessions::table.filter(sessions::expires_at.le(at(now)))).execute(conn)?;
    let unused = diesel::delete(sign_in_links::table.filter(sign_in_links::expires_at.le(at(now)))).execute(conn)?;
    Ok(ended + unused)
}

/// Forgets every way in of a member: password, passkeys, browsers, links, and codes for apps.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_member(conn: &mut Conn, member: MemberId) -> Result<()> {
    diesel::delete(passwords::table.find(member.0)).execute(conn)?;
    passkeys::forget_member(conn, member)?;
    end_links(conn, member)?;
    diesel::delete(app_codes::table.filter(app_codes::member_id.eq(member.0))).execute(conn)?;
    end_sessions(conn, member, None)?;
    Ok(())
}

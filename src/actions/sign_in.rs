//! A member signs in and out in a browser: by a password, or by a one-time link that whoever runs the server gives them.
//! Passkeys have a file of their own (`passkeys.rs`).

use super::change_network::OPERATORS;
use super::give_role::check_role;
use super::log::{A_MEMBER, Why, note, of_member};
use super::{Here, still_here};
use crate::domain::apps::same;
use crate::domain::browser::Browser;
use crate::domain::key::MemberId;
use crate::domain::member::{self, Member, State};
use crate::domain::moderation::{Deed, Doer};
use crate::domain::spoken::Code;
use crate::error::{Error, Kind, Message, Result};
use crate::ids;
use crate::storage::sign_ins::NewSession;
use crate::storage::{Conn, members, passkeys, sign_ins};
use chrono::Duration;
use url::Url;

/// How long a browser stays signed in.
pub fn session_life() -> Duration {
    Duration::days(30)
}

/// How long a one-time link works.
pub fn link_life() -> Duration {
    Duration::hours(24)
}

/// How long after a one-time link, or after a passkey, a member may set a password without saying the one before.
pub fn link_trust() -> Duration {
    Duration::hours(1)
}

/// Signs a browser in, of which `browser` says the kind. `by_link` says that it was without the password.
pub(super) fn begin(here: &Here, conn: &mut Conn, member: MemberId, by_link: bool, browser: Browser) -> Result<String> {
    let (secret, now) = (ids::secret(), here.now());
    let digest = ids::digest(&secret);
    let new =
        NewSession { digest: &digest, member, browser, by_link, created_at: now, expires_at: now + session_life() };
    sign_ins::insert_session(conn, &here.seal, &new)?;
    Ok(secret)
}

/// A member signs in, whose password was made sure of by `seen`, what is kept of it. Answers the secret of the browser, of which
/// `browser` says the kind.
///
/// # Errors
/// `Unauthorized` when the password was changed meanwhile, or the member left.
pub async fn sign_in(here: &Here, id: MemberId, seen: String, browser: Browser) -> Result<String> {
    let context = here.clone();
    here.db
        .write(move |conn| {
            let changed = || {
                Error::unauthorized("The password was changed. Please sign in again.").worded(Message::PasswordChanged)
            };
            let is_gone = members::lock(conn, id)?.state == State::Left;
            let kept = sign_ins::password(conn, &context.seal, id)?;
            if is_gone || !kept.is_some_and(|kept| same(&kept, &seen)) {
                return Err(changed());
            }
            begin(&context, conn, id, false, browser)
        })
        .await
}

/// Who signed in by a one-time link.
#[derive(Debug)]
pub struct Entered {
    /// Who it is.
    pub member: Member,
    /// The secret of their browser.
    pub browser: String,
    /// Where they wanted to go when they asked for the link, as it was said then.
    pub next: Option<String>,
}

/// A member signs in by a one-time link, which is used up, in a browser of which `browser` says the kind: perhaps another one
/// than that in which they asked for it.
///
/// # Errors
/// `NotFound` when the link was used or its time is over.
pub async fn sign_in_by_link(here: &Here, secret: &str, browser: Browser) -> Result<Entered> {
    let (context, digest) = (here.clone(), ids::digest(secret));
    here.db
        .write(move |conn| {
            let member = sign_ins::by_link(conn, &digest, context.now())?.ok_or_else(Error::not_found)?;
            let next = sign_ins::next_of_link(conn, &context.seal, &digest)?;
            if !sign_ins::use_link(conn, &digest)? {
                return Err(Error::not_found());
            }
            let browser = begin(&context, conn, member.id, true, browser)?;
            Ok(Entered { member, browser, next })
        })
        .await
}

/// A member signs out in one browser.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn sign_out(here: &Here, secret: &str) -> Result<()> {
    let digest = ids::digest(secret);
    here.db.write(move |conn| sign_ins::end_session(conn, &digest)).await?;
    here.db.note_erased();
    Ok(())
}

/// A member signs out in one of their browsers, by what forms call it ([`sign_ins::called_in_forms`]). False when they are not
/// signed in there, or not any more: then nothing changes, whosever it is.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn sign_out_in(here: &Here, id: MemberId, called: &str) -> Result<bool> {
    let called = called.to_owned();
    let ended = here.db.write(move |conn| sign_ins::end_session_called(conn, id, &called)).await?;
    if ended {
        here.db.note_erased();
    }
    Ok(ended)
}

/// A member signs out in every browser but one.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn sign_out_elsewhere(here: &Here, id: MemberId, this_browser: &str) -> Result<()> {
    let digest = ids::digest(this_browser);
    here.db.write(move |conn| sign_ins::end_sessions(conn, id, Some(&digest)).map(drop)).await?;
    here.db.note_erased();
    Ok(())
}

/// A member sets their password, of which `hash` is kept. Their other browsers are signed out, and links that nobody used end:
/// whoever got one from a mailbox that is not theirs alone comes in no more. Passkeys stay: they are of devices, not of the
/// password, and the page leads to them.
///
/// # Errors
/// `NotFound` when they left.
pub async fn set_password(here: &Here, id: MemberId, hash: String, this_browser: &str) -> Result<()> {
    let (context, digest) = (here.clone(), ids::digest(this_browser));
    here.db
        .write(move |conn| {
            still_here(conn, id)?;
            sign_ins::set_password(conn, &context.seal, id, &hash, context.now())?;
            // Links first: whoever comes in by one at this moment is signed out with the others.
            sign_ins::end_links(conn, id)?;
            sign_ins::end_sessions(conn, id, Some(&digest))?;
            Ok(())
        })
        .await?;
    here.db.note_erased();
    Ok(())
}

fn here_by_handle(conn: &mut Conn, handle: &str) -> Result<Member> {
    let found = members::by_handle(conn, handle)?.filter(|member| member.state != State::Left);
    found.ok_or_else(|| Error::new(Kind::NotFound, format!("There is no member `{handle}` here.")))
}

/// Whoever runs the server gives a member a password, of which `hash` is kept. All their browsers are signed out, and
/// links that nobody used end. So do their passkeys: whoever needs this has lost what they came in by, or somebody else has it.
///
/// # Errors
/// `NotFound` when there is no such member.
pub async fn give_password(here: &Here, handle: &str, hash: String) -> Result<()> {
    let (context, handle) = (here.clone(), member::handle(handle)?);
    here.db
        .write(move |conn| {
            let member = here_by_handle(conn, &handle)?;
            sign_ins::set_password(conn, &context.seal, member.id, &hash, context.now())?;
            sign_ins::end_links(conn, member.id)?;
            passkeys::forget_member(conn, member.id)?;
            sign_ins::end_sessions(conn, member.id, None)?;
            of_member(conn, Deed::PasswordGiven, context.now())
        })
        .await?;
    here.db.note_erased();
    Ok(())
}

/// Whoever runs the server makes a link that signs a member in once; an earlier one ends.
///
/// # Errors
/// `NotFound` when there is no such member.
pub async fn give_link(here: &Here, handle: &str) -> Result<Url> {
    make_link(here, handle, Some(Doer::CommandLine)).await
}

/// The same by an operator on a page, who prints it for the member: without an account of e-mail, or a password, one comes
/// in all the same.
///
/// # Errors
/// As [`give_link`]; `Forbidden` unless `by` is operator now.
pub async fn give_link_by(here: &Here, by: MemberId, handle: &str) -> Result<Url> {
    make_link(here, handle, Some(Doer::Member(by))).await
}

/// The same for whoever just founded the network, in the browser in which they did: nobody does that for them.
///
/// # Errors
/// As [`give_link`].
pub async fn founders_link(here: &Here, handle: &str) -> Result<Url> {
    make_link(here, handle, None).await
}

async fn make_link(here: &Here, handle: &str, by: Option<Doer>) -> Result<Url> {
    let (secret, now) = (Code::random().secret(&here.seal)?, here.now());
    let until = now + link_life();
    let (digest, handle) = (ids::digest(&secret), member::handle(handle)?);
    here.db
        .write(move |conn| {
            if let Some(Doer::Member(by)) = by {
                check_role(conn, by, OPERATORS, now)?;
            }
            let member = here_by_handle(conn, &handle)?;
            sign_ins::insert_link(conn, &digest, member.id, until)?;
            match by {
                None => Ok(()),
                Some(Doer::CommandLine) => of_member(conn, Deed::LinkMade, now),
                Some(by) => note(conn, by, OPERATORS, Deed::LinkMade, Some(A_MEMBER.into()), Why::default(), now),
            }
        })
        .await?;
    Ok(here.addresses.sign_in_link(&secret))
}

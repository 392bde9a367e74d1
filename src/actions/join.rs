//! A neighbor joins: by an invite, once they were welcomed, or by themselves where the network is open.

use super::Here;
use super::add_member::{Keys, add};
use super::invite::that_works;
use super::sign_in::begin;
use crate::clock::Moment;
use crate::domain::browser::Browser;
use crate::domain::joining::{Joining, RequestState};
use crate::domain::key::MemberId;
use crate::domain::privacy::Key;
use crate::domain::profile::Change;
use crate::error::{Error, Result};
use crate::ids;
use crate::storage::{Conn, joining, profiles, sign_ins};

/// By what somebody comes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// By themselves, where the network is open.
    Open,
    /// By an invite: the secret of its link.
    Invite(String),
    /// Since they were welcomed: the secret by which they come back.
    Welcomed(String),
}

/// Who joins.
#[derive(Clone, Debug, Default)]
pub struct Newcomer {
    /// `rosa`.
    pub handle: String,
    /// What is kept of their password; without one they sign in by links that an operator makes them.
    pub password: Option<String>,
    /// BCP 47.
    pub languages: Vec<String>,
}

/// Whether somebody can come in so.
fn is_open(here: &Here, conn: &mut Conn, entry: &Entry, now: Moment) -> Result<bool> {
    Ok(match entry {
        Entry::Open => joining::rules(conn)?.how == Joining::Open,
        Entry::Invite(secret) => that_works(conn, &ids::digest(secret), now)?.is_some(),
        Entry::Welcomed(secret) => joining::request_by_link(conn, &here.seal, &ids::digest(secret))?
            .is_some_and(|request| request.state == RequestState::Welcomed),
    })
}

/// Whether somebody can come in so now.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn can_come_in(here: &Here, entry: &Entry) -> Result<bool> {
    let (context, entry, now) = (here.clone(), entry.clone(), here.now());
    here.db.read(move |conn| is_open(&context, conn, &entry, now)).await
}

/// Somebody becomes a member, and is signed in. What they came by counts as used only if all of it fits. Answers who, and
/// the secret of their browser, of which `browser` says the kind.
///
/// # Errors
/// `NotFound` when one does not come in so, or not any more; `Invalid` or `Conflict` for the handle; `Invalid` for a language.
pub async fn join(
    here: &Here,
    entry: Entry,
    who: Newcomer,
    keys: Keys,
    browser: Browser,
) -> Result<(MemberId, String)> {
    let (context, now) = (here.clone(), here.now());
    let was_sealed = matches!(entry, Entry::Welcomed(_));
    let joined = here
        .db
        .write(move |conn| {
            let used = is_open(&context, conn, &entry, now)?
                && match &entry {
                    Entry::Open => true,
                    // Of two who come at one moment by the last of it, one does.
                    Entry::Invite(secret) => joining::use_invite(conn, &ids::digest(secret), now)?,
                    Entry::Welcomed(secret) => joining::use_request(conn, &ids::digest(secret))?,
                };
            if !used {
                return Err(Error::not_found());
            }
            let member = add(&context, conn, &who.handle, "", keys, now)?;
            let key = Key::of_owner(member, member).ok_or_else(Error::not_found)?;
            let mut profile = profiles::get(conn, &context.seal, member)?;
            let said = Change { languages: Some(who.languages), ..Change::default() };
            said.write_onto(&mut profile, &key)?;
            profiles::set(conn, &context.seal, member, profile)?;
            if let Some(hash) = &who.password {
                sign_ins::set_password(conn, &context.seal, member, hash, now)?;
            }
            let secret = begin(&context, conn, member, false, browser)?;
            Ok((member, secret))
        })
        .await?;
    if was_sealed {
        here.db.note_erased();
    }
    Ok(joined)
}

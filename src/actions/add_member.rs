//! A neighbor gets an account, and tokens for it.

use super::Here;
use super::found_network::local_actor;
use super::give_keys::give_keys;
use super::log::of_member;
use crate::clock::Moment;
use crate::domain::follow::{Actor, ActorKind};
use crate::domain::key::MemberId;
use crate::domain::member::{self, Member, State};
use crate::domain::moderation::Deed;
use crate::domain::scope::Scopes;
use crate::domain::text;
use crate::error::{Error, Message, Result};
use crate::ids;
use crate::storage::{Conn, actors, members};

/// The key pairs of an actor: an RSA one, in PEM, and an Ed25519 one.
#[derive(Clone)]
pub struct Keys {
    /// PKCS #8.
    pub private_pem: String,
    /// SubjectPublicKeyInfo.
    pub public_pem: String,
    /// Ed25519.
    pub ed25519: Ed25519Keys,
}

/// A key pair of Ed25519.
#[derive(Clone)]
pub struct Ed25519Keys {
    /// PKCS #8, in PEM.
    pub private_pem: String,
    /// The public key as actors name it (FEP-521a): base 58, `z6Mk…`.
    pub multibase: String,
}

/// Adds a member.
///
/// # Errors
/// `Invalid` for a handle or name that does not fit; `Conflict` when the handle is taken.
pub async fn add_member(here: &Here, handle: &str, display_name: &str, keys: Keys) -> Result<MemberId> {
    let (context, now) = (here.clone(), here.now());
    let (handle, display_name) = (handle.to_owned(), display_name.to_owned());
    here.db.write(move |conn| add(&context, conn, &handle, &display_name, keys, now)).await
}

pub(super) fn add(
    here: &Here,
    conn: &mut Conn,
    handle: &str,
    display_name: &str,
    keys: Keys,
    now: Moment,
) -> Result<MemberId> {
    let handle = member::handle(handle)?;
    let name = text::line("display_name", display_name, text::LABEL_MAX)?.unwrap_or_else(|| handle.clone());
    let taken = || {
        Error::conflict(format!("The handle `{handle}` is taken. Please choose another."))
            .worded(Message::HandleTaken { handle: handle.clone() })
    };
    if actors::local_by_handle(conn, &handle)?.is_some() {
        return Err(taken());
    }
    let ap_id = here.addresses.member(&handle);
    let page = here.addresses.profile(&handle);
    let mut actor = Actor {
        kind: ActorKind::Person,
        handle: handle.clone(),
        name: name.clone(),
        ..local_actor(&here.addresses, ap_id, page, now)
    };
    actor.languages = Vec::new();
    let sealed = give_keys(&here.seal, &mut actor, keys);
    actors::insert_local(conn, &actor, sealed)?;
    let member = Member {
        id: MemberId(ids::next(now)),
        actor: actor.id,
        handle: handle.clone(),
        display_name: name,
        state: State::Member,
        created_at: now,
        about: String::new(),
    };
    members::insert(conn, &member)?;
    Ok(member.id)
}

/// Makes a token for a member; it is shown once, and only its digest is kept.
///
/// # Errors
/// `NotFound` when there is no such member; `Invalid` for a scope that is not there.
pub async fn create_token(here: &Here, handle: &str, scopes: &str) -> Result<String> {
    make_token(here, handle, scopes, false).await
}

/// The same by whoever runs the server, which members read in the log (value V6).
///
/// # Errors
/// As [`create_token`].
pub async fn give_token(here: &Here, handle: &str, scopes: &str) -> Result<String> {
    make_token(here, handle, scopes, true).await
}

async fn make_token(here: &Here, handle: &str, scopes: &str, noted: bool) -> Result<String> {
    let now = here.now();
    let handle = member::handle(handle)?;
    let scopes = Scopes::parse(scopes)?.to_string();
    here.db
        .write(move |conn| {
            let found = members::by_handle(conn, &handle)?.filter(|member| member.state != State::Left);
            let member = found.ok_or_else(|| {
                Error::new(crate::error::Kind::NotFound, format!("There is no member `{handle}` here."))
            })?;
            let token = ids::secret();
            members::insert_token(conn, ids::next(now), member.id, &ids::digest(&token), &scopes, now)?;
            if noted {
                of_member(conn, Deed::TokenMade, now)?;
            }
            Ok(token)
        })
        .await
}

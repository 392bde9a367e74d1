//! Who a request comes from.

use crate::adapters::fetch::{Budget, is_refused};
use crate::app::{App, Counted};
use crate::clock::Moment;
use crate::domain::address::host_of;
use crate::domain::follow::Actor;
use crate::domain::moderation::Level;
use crate::error::{Error, Kind, Result};
use crate::federation::dereference;
use crate::federation::signature::{Incoming, Signature, VerifyingKey, cavage, read};
use crate::federation::visitor::visitor;
use crate::federation::wire::same_origin;
use crate::limits::{Allowance, Visitor};
use crate::storage::{Conn, Together, actors, hosts, moderation};
use actix_web::{HttpMessage, HttpRequest};
use chrono::Duration;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use url::Url;

/// So many keys of a host are asked for at once that turn out not to be there, or not to be the right ones…
const STRANGERS_MAX: u32 = 30;
/// Fetches because of one request, redirects included.
const FETCHES: u32 = 6;
/// Most keys that one header names and that are looked up.
const NAMED_MAX: usize = 10;

/// … and one more each time that this has passed.
fn strangers_refill() -> Duration {
    Duration::seconds(10)
}

/// A key that did not verify is fetched again at most so often: a stranger cannot make us ask a third.
fn refetch_pause() -> Duration {
    Duration::minutes(5)
}

/// Who made a request, and what of it is surely theirs.
#[derive(Clone, Debug)]
pub struct Signed {
    /// Whose key signed it.
    pub actor: Actor,
    signature: Signature,
}

impl Signed {
    /// A header, by its name in lower case, if the signature covers it and it is there once.
    pub fn header<'a>(&self, request: &'a HttpRequest, name: &str) -> Option<&'a str> {
        let mut values = request.headers().get_all(name);
        let value = values.next().filter(|_| self.signature.covers(name))?;
        if values.next().is_some() { None } else { value.to_str().ok() }
    }
}

/// Checks that `actor` signed a POST, and answers who that is. A key of another server is not asked for: it cannot be
/// the actor's own (refusal 14).
///
/// # Errors
/// `Unauthorized`, naming what is missing or wrong; `Peer` when the key cannot be had at the moment; `TooMany` when too
/// much came from there in vain.
pub async fn post(app: &App, request: &HttpRequest, body: &[u8], actor: &Url) -> Result<Signed> {
    let signer = signer(app, request, Some((body, actor))).await?;
    if signer.actor.ap_id != *actor {
        return Err(not_its_own());
    }
    Ok(signer)
}

/// Checks the signature of a GET, if it has one. It is checked once, however often this is asked.
///
/// # Errors
/// As [`post`]; `NotFound` for whom we do not talk to: what is not there and what is not for them are the same
/// (refusal 18); `TooMany` when that server asked too much (refusal 33), whatever it asked for.
pub async fn get(app: &App, request: &HttpRequest) -> Result<Option<Actor>> {
    if !is_signed(request) {
        return Ok(None);
    }
    if let Some(known) = request.extensions().get::<Actor>() {
        return Ok(Some(known.clone()));
    }
    let asker = signer(app, request, None).await.map(|signed| signed.actor).map_err(|error| match error.kind() {
        Kind::Forbidden => Error::not_found().because(error),
        _ => error,
    })?;
    // Counted when it is sure who asks, as what is sent: nobody uses up what belongs to another server.
    app.count(Counted::Reader(&asker.host))?;
    request.extensions_mut().insert(asker.clone());
    Ok(Some(asker))
}

/// Whether a request has a signature at all, right or wrong.
pub fn is_signed(request: &HttpRequest) -> bool {
    request.headers().contains_key("signature") || request.headers().contains_key("authorization")
}

/// Whether a request names a key of a server or an account that the network keeps away, whoever it is really from: then
/// there is nothing here for it.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn is_kept_away(app: &App, request: &HttpRequest) -> Result<bool> {
    let headers = ["signature", "authorization", "signature-input"];
    let named =
        headers.iter().flat_map(|name| request.headers().get_all(*name)).filter_map(|value| value.to_str().ok());
    let keys: Vec<Url> = named.flat_map(keys_named).collect();
    if keys.is_empty() {
        return Ok(false);
    }
    if keys.iter().any(|key| !app.config.may_talk_to_url(key)) {
        return Ok(true);
    }
    let read = app.here.db.read(move |conn| {
        for key in &keys {
            if moderation::is_blocked(conn, key)? {
                return Ok(true);
            }
        }
        Ok(false)
    });
    read.await
}

/// The first keys that a header names, ten at most: draft-cavage says `keyId`, RFC 9421 `keyid`, once for each signature.
pub fn keys_named(header: &str) -> Vec<Url> {
    const NAME: &str = "keyid=\"";
    let lower = header.to_ascii_lowercase();
    let starts = lower.match_indices(NAME).map(|(at, _)| at + NAME.len()).take(NAMED_MAX);
    starts.filter_map(|at| Url::parse(header.get(at..)?.split('"').next()?).ok()).collect()
}

/// Who signed a request: with a body, it is to be signed by an actor.
async fn signer(app: &App, request: &HttpRequest, post: Option<(&[u8], &Url)>) -> Result<Signed> {
    let body = post.map(|(body, _)| body);
    let headers: Vec<(String, String)> = request
        .headers()
        .iter()
        .filter_map(|(name, value)| Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned())))
        .collect();
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    let incoming = Incoming { method: request.method().as_str(), path_and_query: path, headers: &headers, body };
    // The wider limit first; whether the host is known decides afterwards.
    let now = app.here.now();
    let signatures = read(&incoming, app.here.addresses.base(), now, cavage::back_for_known())?;
    // RFC 9421 allows several, of which one that is right is enough. They share what they may ask of others.
    let (budget, visitor) = (Budget::new(FETCHES), visitor(app, request));
    let mut problem = None;
    for signature in signatures {
        if post.is_some_and(|(_, actor)| !same_origin(actor, &signature.key_id)) {
            problem = problem.or_else(|| Some(not_its_own()));
            continue;
        }
        match signer_of(app, signature.clone(), now, (&budget, visitor)).await {
            Ok(actor) => return Ok(Signed { actor, signature }),
            Err(error) if matches!(error.kind(), Kind::Internal | Kind::Forbidden) => return Err(error),
            Err(error) => problem = problem.or(Some(error)),
        }
    }
    Err(problem.unwrap_or_else(wrong))
}

/// Who made a signature.
async fn signer_of(app: &App, signature: Signature, now: Moment, by: (&Budget, Visitor)) -> Result<Actor> {
    if !app.config.may_talk_to_url(&signature.key_id) {
        return Err(Error::forbidden("This network does not talk to that server."));
    }
    let seen = match app.here.db.read_together(Look(signature.clone())).await?? {
        Seen::Right(actor) => return Ok(*actor),
        Seen::KeptAway => return Err(Error::forbidden("This network does not talk to that server.")),
        seen => seen,
    };
    let (has_others, heard) = match seen {
        Seen::Wrong { fetched_at, .. } if now - fetched_at < refetch_pause() => {
            app.count(Counted::Visitor(by.1))?;
            return Err(wrong());
        }
        Seen::Wrong { whose, .. } => return ask(app, signature, Some(whose), now, by).await,
        Seen::Unknown { has_others, heard } => (has_others, heard),
        Seen::Right(_) | Seen::KeptAway => return Err(wrong()),
    };
    // A host that we know may have held up what its people said, also of those whom we do not know (refusal 12).
    signature.check_age(now, if heard { cavage::back_for_known() } else { cavage::back() })?;
    // An actor that is known and has no such key is asked once in a while for another: names of keys are made up easily.
    let whose = has_others.then(|| signature.likely_actor());
    ask(app, signature, whose, now, by).await.map_err(|error| match error.kind() {
        // Nobody can be believed whose key is gone.
        Kind::Gone | Kind::BadRequest | Kind::Invalid => {
            Error::unauthorized("The key of the signature cannot be had.").because(error)
        }
        // Nor anybody whose key is where nothing is asked, today or tomorrow.
        _ if is_refused(&error) => Error::unauthorized("The key of the signature may not be asked for.").because(error),
        _ => error,
    })
}

/// What a signature is by all that is known here.
enum Seen {
    /// By this actor's key.
    Right(Box<Actor>),
    /// Of a server or an account that the network keeps away.
    KeptAway,
    /// Not by the key of this actor that was fetched then.
    Wrong {
        /// When it was fetched.
        fetched_at: Moment,
        /// Whose it is.
        whose: Url,
    },
    /// By a key that is not known here.
    Unknown {
        /// Whether its actor is, with other keys.
        has_others: bool,
        /// Whether its host was heard before.
        heard: bool,
    },
}

/// A signature whose key is looked up, and which is checked, off the async threads and together with others: a flood comes
/// from few, whose keys are then looked up and read once.
struct Look(Signature);

impl Together for Look {
    type Done = Result<Seen>;

    fn work(conn: &mut Conn, all: &[Self]) -> Result<Vec<Result<Seen>>> {
        let mut keepers: HashMap<&Url, Keeper> = HashMap::new();
        let mut seen = Vec::with_capacity(all.len());
        for Self(signature) in all {
            let keeper = match keepers.entry(&signature.key_id) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(free) => free.insert(Keeper::look(conn, &signature.key_id)?),
            };
            seen.push(keeper.see(conn, signature));
        }
        Ok(seen)
    }
}

/// Who has a key, as far as is known here.
enum Keeper {
    /// Somebody who is kept away.
    KeptAway,
    /// An actor of another server, and the key.
    Known(Box<Actor>, Result<VerifyingKey>),
    /// Nobody; whether it is at least none of our own.
    Unknown {
        /// Whether it is at least none of our own.
        is_new: bool,
        /// Whether its host was heard before.
        heard: bool,
    },
}

impl Keeper {
    fn look(conn: &mut Conn, key_id: &Url) -> Result<Self> {
        let known = actors::by_key_id(conn, key_id.as_str())?;
        // A key may have an address of its own beside its account's.
        let account = known.as_ref().map(|actor| &actor.ap_id);
        let named: Vec<&Url> = account.into_iter().chain([key_id]).collect();
        if moderation::level_of(conn, &named)? == Some(Level::Block) {
            return Ok(Self::KeptAway);
        }
        let is_new = known.is_none();
        if let Some(known) = known.filter(|actor| !actor.local) {
            let key = key_of(key_id, &known);
            return Ok(Self::Known(Box::new(known), key));
        }
        let heard = hosts::get(conn, &host_of(key_id))?.is_some_and(|host| host.last_heard_at.is_some());
        Ok(Self::Unknown { is_new, heard })
    }

    fn see(&self, conn: &mut Conn, signature: &Signature) -> Result<Seen> {
        match self {
            Self::KeptAway => Ok(Seen::KeptAway),
            Self::Known(actor, Ok(key)) if signature.is_made_by(key) => Ok(Seen::Right(actor.clone())),
            Self::Known(actor, Ok(_)) => Ok(Seen::Wrong { fetched_at: actor.fetched_at, whose: actor.ap_id.clone() }),
            Self::Known(_, Err(error)) => Err(Error::new(error.kind(), error.text())),
            Self::Unknown { is_new, heard } => {
                // Its actor may be known with other keys only.
                let has_others = *is_new && actors::by_ap_id(conn, &signature.likely_actor())?.is_some();
                Ok(Seen::Unknown { has_others, heard: *heard })
            }
        }
    }
}

/// Fetches the key of a signature and checks the signature with it. How often that is done in vain is limited for
/// whoever sends it, for each host, and much more for `whose` key it is, if that actor is known (refusal 15).
async fn ask(
    app: &App,
    signature: Signature,
    whose: Option<Url>,
    now: Moment,
    (budget, visitor): (&Budget, Visitor),
) -> Result<Actor> {
    let host = host_of(&signature.key_id);
    let (of_host, of_actor) = (Asked::KeysOf(&host), whose.as_ref().map(|whose| Asked::KeyOf(whose.as_str())));
    let strangers = Allowance { most: STRANGERS_MAX, refill: strangers_refill() };
    let rotated = Allowance { most: 1, refill: refetch_pause() };
    app.count(Counted::Visitor(visitor))?;
    if of_actor.is_some_and(|actor| app.limits.take(actor, rotated, now).is_err()) {
        return Err(wrong());
    }
    app.limits.take(of_host, strangers, now).map_err(|wait| {
        let text = "Too many signatures came whose keys that server does not have. Please try again later.";
        Error::too_many(text, wait)
    })?;
    let fresh = dereference::key_owner(app, &signature.key_id, budget).await?;
    let actor = check(signature, fresh).await?.ok_or_else(wrong)?;
    app.give_back(Counted::Visitor(visitor));
    app.limits.give_back(of_host, strangers);
    if let Some(of_actor) = of_actor {
        app.limits.give_back(of_actor, rotated);
    }
    Ok(actor)
}

/// What is asked of others until a signature is right.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Asked<'a> {
    /// An actor's key.
    KeyOf(&'a str),
    /// Any key of a host.
    KeysOf(&'a str),
}

fn not_its_own() -> Error {
    Error::unauthorized("The actor of an activity must be who signed it, and its id of the same server.")
}

fn wrong() -> Error {
    Error::unauthorized("The signature is not by the key that it names.")
}

async fn check(signature: Signature, actor: Actor) -> Result<Option<Actor>> {
    tokio::task::spawn_blocking(move || Ok(is_by(&signature, &actor)?.then_some(actor)))
        .await
        .map_err(Error::internal)?
}

fn is_by(signature: &Signature, actor: &Actor) -> Result<bool> {
    Ok(signature.is_made_by(&key_of(&signature.key_id, actor)?))
}

/// The key of an actor that has this id; any other id is that of its RSA key.
fn key_of(key_id: &Url, actor: &Actor) -> Result<VerifyingKey> {
    match &actor.ed25519 {
        Some(key) if key.id == key_id.as_str() => VerifyingKey::from_multibase(&key.multibase),
        _ => VerifyingKey::from_pem(&actor.public_key_pem),
    }
}

//! Coalitions over the wire: checking what networks say of themselves, and reading the list that a member serves.

use crate::actions::join_coalition::SignedList;
use crate::actions::receive_membership::receive_list;
use crate::adapters::fetch::{ACCEPT_ACTIVITY, Budget};
use crate::app::App;
use crate::domain::coalition::{CoalitionId, MEMBERS_MAX, Pen, Signed};
use crate::domain::follow::{Actor, ActorKind};
use crate::error::{Error, Kind, Result};
use crate::federation::signature::{SigningKey, VerifyingKey};
use crate::federation::wire::{MembershipList, read};
use crate::federation::{dereference, keyring};
use crate::storage::{actors, coalitions};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use chrono::Duration;
use serde_json::Value;
use url::Url;

/// Most members that are asked for their list at a time.
const ASKED_MAX: usize = 3;
/// Most fetches for one list: the list, and an actor for each network that is not known yet.
const FETCHES: u32 = 60;
/// A key that did not verify is fetched again at most so often.
const REFETCH_PAUSE: Duration = Duration::minutes(5);

/// What signs in our network's name.
///
/// # Errors
/// `Internal` when its key does not open.
pub async fn pen(app: &App) -> Result<Pen> {
    Ok(pen_of(keyring::signing_key(app, app.here.network).await?))
}

/// What signs with a key: within the transaction of what it signs, and so off the async threads.
fn pen_of(key: SigningKey) -> Pen {
    Pen { key_id: key.id().to_owned(), sign: Box::new(move |text| Ok(BASE64.encode(key.sign(text)?))) }
}

/// Checks that a statement is signed by the key of the network that it speaks of, which comes from that network's own server.
///
/// # Errors
/// `BadRequest` when it is not; `Peer` when the key cannot be had now.
pub async fn check(app: &App, signed: &Signed, budget: &Budget) -> Result<()> {
    let forged = || Error::bad_request("A membership is not signed by the network that it speaks of.");
    let member = signed.statement.member.clone();
    let known = app.here.db.read(move |conn| actors::by_ap_id(conn, &member)).await?;
    let now = app.here.now();
    // It may not be known, or have another key by now.
    if let Some(actor) = known {
        let is_sure = actor.local || now - actor.fetched_at < REFETCH_PAUSE;
        if is_theirs(signed, actor).await? {
            return Ok(());
        }
        if is_sure {
            return Err(forged());
        }
    }
    let fresh = match dereference::actor(app, &signed.statement.member, budget).await {
        Ok(fresh) => fresh,
        // What is gone, or not understood, has no key that anybody could check.
        Err(error) if matches!(error.kind(), Kind::Gone | Kind::Invalid) => return Err(forged().because(error)),
        Err(error) => return Err(error),
    };
    if is_theirs(signed, fresh).await? { Ok(()) } else { Err(forged()) }
}

/// Checks a statement with the key of an actor, on a thread for such work.
async fn is_theirs(signed: &Signed, actor: Actor) -> Result<bool> {
    let signed = signed.clone();
    tokio::task::spawn_blocking(move || is_by(&signed, &actor)).await.map_err(Error::internal)
}

fn is_by(signed: &Signed, actor: &Actor) -> bool {
    let (Ok(text), Ok(signature)) = (signed.statement.canonical(), BASE64.decode(&signed.signature)) else {
        return false;
    };
    actor.kind == ActorKind::Organization
        && actor.ap_id == signed.statement.member
        && actor.key_id == signed.key_id
        && VerifyingKey::from_pem(&actor.public_key_pem).is_ok_and(|key| key.verifies(&text, &signature))
}

/// Reads the list that a member serves at `url`. Statements that cannot be checked now, or are forged, are left out: whoever
/// serves the list can leave out others, too, and can add or change none.
///
/// # Errors
/// `Peer` when it does not answer as it should; `BadRequest` when the agreement is not the one that the id names.
pub async fn list(app: &App, url: &Url) -> Result<SignedList> {
    let budget = Budget::new(FETCHES);
    let fetched = dereference::get(app, url, ACCEPT_ACTIVITY, &budget).await?;
    let value: Value = serde_json::from_slice(fetched.activity()?)?;
    let list: MembershipList = read(&value)?;
    if list.id != *url {
        return Err(Error::bad_request("That list has another id than the one that was asked for."));
    }
    let terms = list.coalition.terms()?;
    let id = terms.id()?;
    let mut statements: Vec<Signed> = Vec::new();
    for item in list.items.into_iter().take(MEMBERS_MAX) {
        let Ok(signed) = item.unchecked() else { continue };
        if signed.statement.coalition != id || signed.statement.member == app.here.addresses.network() {
            continue;
        }
        match check(app, &signed, &budget).await {
            Ok(()) => statements.push(signed),
            Err(error) if error.kind() == Kind::Internal => return Err(error),
            Err(error) => tracing::debug!(problem = error.text(), "a membership in a list was left out"),
        }
    }
    Ok(SignedList { terms, statements })
}

/// Reads the list of a coalition that somebody asks to join.
///
/// # Errors
/// `Invalid` when the address is none; otherwise as [`list`].
pub async fn list_at(app: &App, address: &str) -> Result<SignedList> {
    let wrong = || {
        let text = "The address of a coalition is that of its list at one of its networks: https://hillside.example/ap/coalitions/…";
        Error::invalid("address", text)
    };
    let url = crate::federation::wire::id::parse(address.trim()).map_err(|_| wrong())?;
    list(app, &url).await.map_err(|error| match error.kind() {
        Kind::Gone | Kind::BadRequest if error.text().starts_with("The agreement") => {
            Error::invalid("address", error.text().to_owned())
        }
        Kind::Gone | Kind::BadRequest | Kind::Invalid => wrong().because(error),
        _ => error,
    })
}

/// Asks a few members of each coalition of ours for their lists, so that lists which grew apart become one again.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn compare(app: &App) -> Result<usize> {
    let ours = app.here.addresses.network();
    let (held, me) = (app.here.db.read(coalitions::all).await?, ours.clone());
    let mut news = 0;
    for (id, _) in held {
        let read_id = id.clone();
        let mut statements = app.here.db.read(move |conn| coalitions::statements(conn, &read_id)).await?;
        statements.retain(|signed| signed.statement.joined);
        if !statements.iter().any(|signed| signed.statement.member == me) {
            continue;
        }
        statements.retain(|signed| signed.statement.member != ours);
        for signed in pick(&statements) {
            news += compare_with(app, &id, &signed).await?;
        }
    }
    Ok(news)
}

/// A few of them, others each time.
fn pick(statements: &[Signed]) -> Vec<Signed> {
    if statements.is_empty() {
        return Vec::new();
    }
    let start = rand::random_range(0..statements.len());
    statements.iter().cycle().skip(start).take(ASKED_MAX.min(statements.len())).cloned().collect()
}

async fn compare_with(app: &App, id: &CoalitionId, signed: &Signed) -> Result<usize> {
    match list(app, &signed.statement.list).await {
        Ok(theirs) if theirs.terms.id()? == *id => {
            receive_list(&app.here, signed.statement.member.clone(), theirs.statements).await
        }
        Ok(_) => Ok(0),
        Err(error) if error.kind() == Kind::Internal => Err(error),
        Err(error) => {
            tracing::debug!(problem = error.text(), "a member of a coalition did not show its list");
            Ok(0)
        }
    }
}

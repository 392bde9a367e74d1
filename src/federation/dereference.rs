//! Asking other servers for actors and listings, signed by our server's own actor.

use crate::adapters::fetch::{ACCEPT_ACTIVITY, Budget, Fetched, Headers};
use crate::app::App;
use crate::domain::follow::Actor;
use crate::domain::key::ActorId;
use crate::error::{Error, Kind, Result};
use crate::federation::keyring;
use crate::federation::objects::actor::from_wire;
use crate::federation::objects::listing;
use crate::federation::signature::Way;
use crate::federation::wire::{self, AnyNote, ListingNote, read, same_origin};
use crate::storage::{actors, moderation};
use futures::future::BoxFuture;
use url::Url;

/// Gets a document with a signature of our server's own actor: in the way that its host takes, and once more in the other
/// way when the host does not take this one (400 or 401).
///
/// # Errors
/// `Peer` when the other server does not answer as it should.
pub async fn get(app: &App, url: &Url, accept: &str, budget: &Budget) -> Result<Fetched> {
    // Both ways together: a host that takes its time to say no to the one gets no more for the other (refusal 9).
    app.fetcher.in_time(either_way(app, url, accept, budget)).await
}

async fn either_way(app: &App, url: &Url, accept: &str, budget: &Budget) -> Result<Fetched> {
    let asked = url.clone();
    if app.here.db.read(move |conn| moderation::is_blocked(conn, &asked)).await? {
        return Err(Error::bad_request("This network does not talk to that server."));
    }
    let actor = keyring::fetching_actor(app).await?;
    let way = keyring::way_to(app, url).await?;
    let mut fetched = get_signed(app, url, accept, budget, (actor, way)).await?;
    if Way::is_refused_by(fetched.status) {
        let other = way.other();
        match get_signed(app, url, accept, budget, (actor, other)).await {
            Ok(again) if (200..300).contains(&again.status) => {
                keyring::remember(app, url, other).await?;
                fetched = again;
            }
            // What it said first stands: this way was right before, or it does not let us in at all.
            Ok(_) => {}
            Err(error) if error.kind() == Kind::Internal => return Err(error),
            Err(error) => tracing::debug!(problem = error.text(), "a fetch could not be signed in another way"),
        }
    }
    Ok(fetched)
}

/// Gets a document with the signature of an actor of ours, made in one way.
async fn get_signed(
    app: &App,
    url: &Url,
    accept: &str,
    budget: &Budget,
    (actor, way): (ActorId, Way),
) -> Result<Fetched> {
    let (way, key) = keyring::key_for(app, actor, way).await?;
    let (clock, config, asked) = (app.here.clock.clone(), app.config.clone(), url.clone());
    let sign = move |url: Url| -> BoxFuture<'static, Result<Headers>> {
        // For each hop: a redirect must not lead where we would not have gone by ourselves. Redirects within a server are
        // its own affair; another server is not even asked (refusal 5).
        let (allowed, elsewhere) = (config.may_talk_to_url(&url), !same_origin(&url, &asked));
        let (key, now) = (key.clone(), clock.now());
        Box::pin(async move {
            if elsewhere {
                return Err(Error::peer("That server redirects to another one. Please use the address there."));
            }
            if !allowed {
                return Err(Error::peer("This network does not talk to that server."));
            }
            let signed = tokio::task::spawn_blocking(move || way.sign_get(&key, &url, now));
            let headers = signed.await.map_err(Error::internal)??;
            // The client sets Host by itself, to the same.
            Ok(headers.into_iter().filter(|(name, _)| *name != "host").collect())
        })
    };
    app.fetcher.get(url, accept, sign, budget).await
}

fn json(fetched: &Fetched) -> Result<serde_json::Value> {
    Ok(serde_json::from_slice(fetched.activity()?)?)
}

/// Fetches and stores another server's actor, fresh.
///
/// # Errors
/// `Peer` or `BadRequest` when it cannot be had or does not belong to that server (refusal 1).
pub async fn actor(app: &App, url: &Url, budget: &Budget) -> Result<Actor> {
    store(app, from_wire(actor_document(app, url, budget).await?, app.here.now())).await
}

/// Stores an actor whose document was fetched.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn store(app: &App, mut actor: Actor) -> Result<Actor> {
    let stored = actor.clone();
    actor.id = app.here.db.write(move |conn| actors::upsert_remote(conn, &stored)).await?;
    Ok(actor)
}

/// Fetches another server's actor, fresh, and stores nothing.
///
/// # Errors
/// As [`actor`].
pub async fn actor_document(app: &App, url: &Url, budget: &Budget) -> Result<wire::Actor> {
    if same_origin(url, app.here.addresses.base()) {
        return Err(Error::bad_request("One of our own actors is not fetched."));
    }
    let fetched = get(app, url, ACCEPT_ACTIVITY, budget).await?;
    let value = json(&fetched)?;
    let actor: wire::Actor = read(&value)?;
    actor.check()?;
    if !same_origin(&actor.id, &fetched.url) {
        return Err(Error::bad_request("An actor must come from its own server."));
    }
    Ok(actor)
}

/// The actor that a key belongs to: its id without the fragment is the actor's, or it is a document of
/// its own that names its owner (GoToSocial). The owner must name the same key (refusal 14).
///
/// # Errors
/// As [`actor`].
pub async fn key_owner(app: &App, key_id: &Url, budget: &Budget) -> Result<Actor> {
    let mut document = key_id.clone();
    document.set_fragment(None);
    let owner = if key_id.fragment().is_some() {
        document
    } else {
        let fetched = get(app, &document, ACCEPT_ACTIVITY, budget).await?;
        let value = json(&fetched)?;
        let key: wire::KeyDocument = read(&value)?;
        key.public_key.owner.clone()
    };
    if !same_origin(&owner, key_id) {
        return Err(Error::unauthorized("A key must come from its owner's own server."));
    }
    let actor = from_wire(actor_document(app, &owner, budget).await?, app.here.now());
    if !actor.has_key(key_id.as_str()) {
        return Err(Error::unauthorized("The key's owner does not name that key."));
    }
    store(app, actor).await
}

/// Fetches another network's listing, fresh.
///
/// # Errors
/// As [`actor`].
pub async fn listing(app: &App, url: &Url, budget: &Budget) -> Result<ListingNote> {
    match post(app, url, budget).await? {
        AnyNote::Listing(note) => Ok(*note),
        AnyNote::Note(_) => Err(Error::bad_request("That is not a need or an offer.")),
    }
}

/// What is at an address of another server.
#[derive(Debug)]
pub enum Document {
    /// An account.
    Actor(Box<wire::Actor>),
    /// A post, a need or an offer.
    Post(AnyNote),
}

/// Fetches what is at an address, an account or a post, fresh; stores nothing.
///
/// # Errors
/// As [`actor`].
pub async fn document(app: &App, url: &Url, budget: &Budget) -> Result<Document> {
    let fetched = get(app, url, ACCEPT_ACTIVITY, budget).await?;
    let value = json(&fetched)?;
    // Posts have an author, and accounts have none.
    if value.get("attributedTo").is_some() {
        return checked_post(app, &fetched.url, read(&value)?).map(Document::Post);
    }
    let actor: wire::Actor = read(&value)?;
    actor.check()?;
    if !same_origin(&actor.id, &fetched.url) || same_origin(&actor.id, app.here.addresses.base()) {
        return Err(Error::bad_request("An actor must come from its own server."));
    }
    Ok(Document::Actor(Box::new(actor)))
}

/// Fetches a post of another server, a listing or not, fresh. It comes from its author's own server (refusal 1).
///
/// # Errors
/// As [`actor`].
pub async fn post(app: &App, url: &Url, budget: &Budget) -> Result<AnyNote> {
    let fetched = get(app, url, ACCEPT_ACTIVITY, budget).await?;
    let value = json(&fetched)?;
    checked_post(app, &fetched.url, read(&value)?)
}

fn checked_post(app: &App, from: &Url, post: AnyNote) -> Result<AnyNote> {
    match &post {
        AnyNote::Listing(note) => listing::verify(note, from, app)?,
        AnyNote::Note(note) => {
            let ours = same_origin(&note.id, app.here.addresses.base());
            if ours || !same_origin(&note.id, from) || !same_origin(&note.id, &note.attributed_to) {
                return Err(Error::bad_request("A post must come from its author's own server."));
            }
        }
    }
    Ok(post)
}

/// The actor with this id as it is known here, or else fetched.
///
/// # Errors
/// As [`actor`].
pub async fn known_actor(app: &App, url: &Url, budget: &Budget) -> Result<Actor> {
    let id = url.clone();
    match app.here.db.read(move |conn| actors::by_ap_id(conn, &id)).await? {
        Some(known) => Ok(known),
        None => actor(app, url, budget).await,
    }
}

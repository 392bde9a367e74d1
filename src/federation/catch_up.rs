//! Catching up: when a network that we follow is heard of again after a silence, or when we were away ourselves, its open
//! listings are asked for. Deliveries wait for seven days and no longer, and a backup knows nothing of what came after it.
//!
//! What a network tells us of is an `OrderedCollection` of whole listings, for signed fetches by the servers of its
//! followers: what is public, and what is for mutual peers if we are one. Among them stand the `Announce`s of what it
//! passes along. The highest revision wins, and what was deleted stays deleted, as with what is delivered. What we hold
//! as open and is not among them is asked for one by one; what it passed along and is not among them, it passes no more.

use crate::actions::receive_deletion::receive_deletion;
use crate::actions::receive_listing::receive_listing;
use crate::actions::receive_passing::{receive_missing, receive_passing_undone};
use crate::adapters::fetch::{ACCEPT_ACTIVITY, Budget};
use crate::app::App;
use crate::clock::Moment;
use crate::domain::Listing;
use crate::domain::follow::{Actor, ActorKind, FollowState};
use crate::domain::key::ActorId;
use crate::domain::listing::State;
use crate::error::{Error, Kind, Result};
use crate::federation::activities::announce;
use crate::federation::dereference;
use crate::federation::objects::listing::{from_wire, verify};
use crate::federation::wire::{Announce, ListingNote, id, read, same_origin};
use crate::storage::hosts::silent_after;
use crate::storage::{actors, catch_ups, follows, listings, moderation, passings, synchronizations, walks};
use chrono::Duration;
use serde_json::Value;
use std::collections::HashSet;
use std::time::Duration as StdDuration;
use url::Url;

/// Most pages of a network's open listings that are read.
pub const PAGES_MAX: usize = 25;
/// Most listings that are read of one page.
const ITEMS_MAX: usize = 80;
/// Most listings that we hold as open, and that were not among them, which are asked for one by one.
pub const MISSING_MAX: usize = 50;
/// Most fetches for one network: pages, authors who are not known yet, and single listings, redirects included.
const FETCHES: u32 = 150;
/// The longest that one network may take.
const DEADLINE: StdDuration = StdDuration::from_secs(120);
/// So often it is written down that this server runs.
const AWAKE: Duration = Duration::minutes(10);

/// Notes that this server runs. If it did not for some hours, or its database comes from a backup, every network that we
/// follow is asked what we missed.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn notice_own_absence(app: &App) -> Result<()> {
    let now = app.here.now();
    let seen = app.here.db.read(|conn| walks::due_at(conn, walks::AWAKE)).await?;
    if now < seen + AWAKE {
        return Ok(());
    }
    let write = app.here.db.write(move |conn| {
        if walks::claim(conn, walks::AWAKE, now - AWAKE, AWAKE)? && now >= seen + silent_after() {
            catch_ups::note(conn, None, now)?;
        }
        synchronizations::forget(conn, now - Duration::days(1))?;
        Ok(())
    });
    write.await
}

/// Catches up with one network that is due. False when none is.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn catch_up_one(app: &App) -> Result<bool> {
    let now = app.here.now();
    if !app.here.db.read(move |conn| catch_ups::any_due(conn, now)).await? {
        return Ok(false);
    }
    let Some(network) = app.here.db.write(move |conn| catch_ups::claim(conn, now)).await? else { return Ok(false) };
    let caught_up = match tokio::time::timeout(DEADLINE, catch_up(app, network)).await {
        Ok(Err(error)) if error.kind() == Kind::Internal => return Err(error),
        Ok(Err(error)) => {
            tracing::debug!(problem = error.text(), "a network's open listings could not be had");
            // What is not for us now is not for us in five minutes.
            matches!(error.kind(), Kind::Gone | Kind::BadRequest | Kind::Invalid)
        }
        Ok(Ok(())) => true,
        Err(_) => false,
    };
    let now = app.here.now();
    let write = app.here.db.write(move |conn| match caught_up {
        true => catch_ups::done(conn, network, now),
        false => catch_ups::failed(conn, network, now),
    });
    write.await?;
    Ok(true)
}

/// Takes in the open listings of a network that we follow and do not keep away.
async fn catch_up(app: &App, id: ActorId) -> Result<()> {
    let ours = app.here.network;
    let read = app.here.db.read(move |conn| {
        let network = actors::get(conn, id)?;
        let follow = follows::between(conn, ours, id)?;
        let kept_away = moderation::level_of(conn, &[&network.ap_id])?.is_some();
        let wanted = follow.is_some_and(|follow| follow.state == FollowState::Accepted);
        Ok((wanted && !kept_away && !network.gone).then_some(network))
    });
    let Some(network) = read.await? else { return Ok(()) };
    let budget = Budget::new(FETCHES);
    let document = dereference::actor_document(app, &network.ap_id, &budget).await?;
    let collection = document.network.and_then(|facts| facts.open_listings);
    // Another software's: what it delivers is all that we hear.
    let Some(collection) = collection else { return Ok(()) };
    let began = app.here.now();
    let (seen, whole) = pages(app, &network, collection, &budget).await?;
    if whole {
        missing(app, &network, &seen, began, &budget).await?;
        passed_no_more(app, &network, &seen, began).await?;
    }
    app.wake.outbox.notify_one();
    Ok(())
}

/// Reads the pages; answers the ids of what stood there, and whether that was all.
async fn pages(app: &App, network: &Actor, collection: Url, budget: &Budget) -> Result<(HashSet<Url>, bool)> {
    let (mut next, mut seen) = (Some(collection), HashSet::new());
    // The collection itself names its first page.
    for _ in 0..=PAGES_MAX {
        let Some(url) = next.take() else { break };
        if !same_origin(&url, &network.ap_id) {
            return Err(Error::bad_request("A network's listings must be at its own server."));
        }
        let fetched = dereference::get(app, &url, ACCEPT_ACTIVITY, budget).await?;
        let page: Value = serde_json::from_slice(fetched.activity()?)?;
        let items = page["orderedItems"].as_array().map(Vec::as_slice).unwrap_or_default();
        for item in items.iter().take(ITEMS_MAX) {
            if let Ok(id) = id::of_value(item) {
                seen.insert(id);
            }
            match take(app, network, item, budget).await {
                Err(error) if error.kind() == Kind::Internal => return Err(error),
                Err(error) => tracing::debug!(problem = error.text(), "a listing was not taken in"),
                Ok(()) => {}
            }
        }
        next = id::of_value(&page["first"]).or_else(|_| id::of_value(&page["next"])).ok();
    }
    Ok((seen, next.is_none()))
}

/// Takes in one listing as it stands in a network's own collection, or another network's that it passes along.
async fn take(app: &App, network: &Actor, item: &Value, budget: &Budget) -> Result<()> {
    if item["type"] == "Announce" {
        let announce: Announce = read(item)?;
        let (peer, activity) = (network.id, announce.id.clone());
        let known = app.here.db.read(move |conn| passings::received_by(conn, peer, &activity)).await?;
        // One that we have is fetched again when somebody answers it.
        return if known.is_some() { Ok(()) } else { announce::listed(app, network, announce, budget).await };
    }
    let note: ListingNote = read(item)?;
    let listing = checked(app, network, note, budget).await?;
    receive_listing(&app.here, listing, None).await
}

/// A listing of a network or one of its members, from its own server (refusals 1 and 2).
async fn checked(app: &App, network: &Actor, note: ListingNote, budget: &Budget) -> Result<Listing> {
    verify(&note, &network.ap_id, app)?;
    let speaker = dereference::known_actor(app, &note.attributed_to, budget).await?;
    if speaker.kind == ActorKind::Organization && speaker.id != network.id {
        return Err(Error::bad_request("That is another network's listing."));
    }
    from_wire(note, network.id, speaker.id, app.here.now())
}

/// Asks for what we hold as open and the network did not name: it was closed, deleted, or is not for us any more.
async fn missing(app: &App, network: &Actor, seen: &HashSet<Url>, began: Moment, budget: &Budget) -> Result<()> {
    let origin = network.id;
    let held = app.here.db.read(move |conn| {
        let ids = listings::shown_of(conn, origin)?;
        listings::get_many(conn, &ids)
    });
    let held = held.await?.into_iter();
    // What came while we asked is not in the answer.
    let open = |state| matches!(state, State::Open | State::PartlyMet | State::Paused);
    let held = held.filter(|held| open(held.state) && held.created_at < began && !seen.contains(&held.ap_id));
    for held in held.take(MISSING_MAX) {
        match ask(app, network, &held, budget).await {
            Err(error) if matches!(error.kind(), Kind::Internal | Kind::Peer | Kind::Unavailable) => return Err(error),
            Err(error) => tracing::debug!(problem = error.text(), "a listing could not be compared"),
            Ok(()) => {}
        }
    }
    Ok(())
}

/// Ends here what the network passed along to us, and does not name any more.
async fn passed_no_more(app: &App, network: &Actor, seen: &HashSet<Url>, began: Moment) -> Result<()> {
    let peer = network.id;
    let passed = app.here.db.read(move |conn| passings::received_from(conn, peer, began)).await?;
    for (activity, listing) in passed.into_iter().filter(|(activity, _)| !seen.contains(activity)) {
        receive_passing_undone(&app.here, listing, activity, None).await?;
    }
    Ok(())
}

/// Asks for one listing at its own server.
async fn ask(app: &App, network: &Actor, held: &Listing, budget: &Budget) -> Result<()> {
    if !same_origin(&held.ap_id, &network.ap_id) {
        return Err(Error::bad_request("A listing must be at its own server."));
    }
    let fetched = dereference::get(app, &held.ap_id, ACCEPT_ACTIVITY, budget).await?;
    match fetched.status {
        // It is not for us any more, or its server lost it.
        404 => receive_missing(&app.here, held.id).await,
        // It was deleted, and we never heard it.
        410 => {
            let speaker = held.speaker;
            let speaker = app.here.db.read(move |conn| actors::get(conn, speaker)).await?;
            receive_deletion(&app.here, speaker.ap_id, held.ap_id.clone(), None).await
        }
        _ => {
            let note: ListingNote = read(&serde_json::from_slice(fetched.activity()?)?)?;
            if note.id != held.ap_id {
                return Err(Error::bad_request("A listing's network shows another one in its place."));
            }
            let listing = checked(app, network, note, budget).await?;
            receive_listing(&app.here, listing, None).await
        }
    }
}

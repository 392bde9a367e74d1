//! Catching up: when a network that we follow is heard of again after a silence, or when we were away ourselves, its open
//! listings are asked for. Deliveries wait for seven days and no longer, and a backup knows nothing of what came after it.
//!
//! What a network tells us of is an `OrderedCollection` of whole listings, for signed fetches by the servers of its
//! followers: what is public, and what is for mutual peers if we are one. Among them stand the `Announce`s of what it
//! passes along. The highest revision wins, and what was deleted stays deleted, as with what is delivered. What we hold
//! as open and is not among them is asked for one by one; what it passed along and is not among them, it passes no more.
//!
//! All of it is read, however long it is, in turns: each reads so many pages, for so long, and the next goes on there. One
//! listing that its server stumbles over, while it is well otherwise, holds up none of the rest, and is asked for in later turns.

use crate::actions::receive_deletion::receive_deletion;
use crate::actions::receive_listing::receive_listing;
use crate::actions::receive_passing::{receive_missing, receive_passing_undone};
use crate::adapters::fetch::{ACCEPT_ACTIVITY, Budget};
use crate::app::App;
use crate::domain::Listing;
use crate::domain::follow::{Actor, ActorKind, FollowState};
use crate::domain::key::ActorId;
use crate::domain::listing::State;
use crate::error::{Error, Kind, Result};
use crate::federation::activities::announce;
use crate::federation::dereference;
use crate::federation::objects::listing::{from_wire, verify};
use crate::federation::wire::{Announce, ListingNote, id, read, same_origin};
use crate::storage::catch_ups::Progress;
use crate::storage::hosts::silent_after;
use crate::storage::{actors, catch_ups, follows, listings, moderation, passings, synchronizations, walks};
use chrono::Duration;
use serde_json::Value;
use std::collections::HashSet;
use std::time::Duration as StdDuration;
use url::Url;

/// Most pages of a network's open listings that are read in one turn.
pub const PAGES_MAX: usize = 25;
/// Most turns: a list that is longer than this has no end.
pub const TURNS_MAX: i64 = 40;
/// Most listings that are read of one page.
const ITEMS_MAX: usize = 80;
/// Most listings that we hold as open, and that were not among them, which are asked for one by one in one turn.
pub const MISSING_MAX: usize = 50;
/// Whom a turn begins with, where the one before came on no further: so many behind. A prime, so that in time others come first.
const BEGINS_BEHIND: usize = 47;
/// Most fetches of one turn: pages, authors who are not known yet, and single listings, redirects included.
const FETCHES: u32 = 150;
/// The longest that one turn may take.
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

/// How a turn ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ended {
    /// There is nothing more to ask.
    Done,
    /// There is more.
    Going,
    /// The other server did not answer, or not about this.
    Failed,
}

/// Catches up with one network that is due, for one turn. False when none is.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn catch_up_one(app: &App) -> Result<bool> {
    let now = app.here.now();
    if !app.here.db.read(move |conn| catch_ups::any_due(conn, now)).await? {
        return Ok(false);
    }
    let claimed = app.here.db.write(move |conn| catch_ups::claim(conn, now)).await?;
    let Some((network, mut progress)) = claimed else { return Ok(false) };
    let before = progress.seen.len();
    let ended = match tokio::time::timeout(DEADLINE, catch_up(app, network, &mut progress)).await {
        Ok(Err(error)) => {
            let (problem, cause) = (error.text(), error.cause());
            match error.kind() {
                // A fault of our own is over some time, too, and then this one is asked again.
                Kind::Internal => tracing::error!(problem, ?cause, "a network's open listings could not be taken in"),
                _ => tracing::debug!(problem, "a network's open listings could not be had"),
            }
            // What is not for us now is not for us in five minutes.
            match error.kind() {
                Kind::Gone | Kind::BadRequest | Kind::Invalid => Ended::Done,
                _ => Ended::Failed,
            }
        }
        Ok(Ok(ended)) => ended,
        Err(_) => Ended::Failed,
    };
    progress.turns += 1;
    // Whoever is slow, or stumbles, is read on where it stopped.
    let came_on = ended == Ended::Going || progress.seen.len() > before;
    let now = app.here.now();
    let write = app.here.db.write(move |conn| match ended {
        Ended::Done => catch_ups::done(conn, network, &progress, now),
        _ if progress.turns >= TURNS_MAX => catch_ups::done(conn, network, &progress, now),
        _ if came_on => catch_ups::go_on(conn, network, &progress, now),
        _ => catch_ups::failed(conn, network, &progress, now),
    });
    write.await?;
    Ok(true)
}

/// Takes in the open listings of a network that we follow and do not keep away, as many as one turn has time for.
async fn catch_up(app: &App, id: ActorId, progress: &mut Progress) -> Result<Ended> {
    let ours = app.here.network;
    let read = app.here.db.read(move |conn| {
        let network = actors::get(conn, id)?;
        let follow = follows::between(conn, ours, id)?;
        let kept_away = moderation::level_of(conn, &[&network.ap_id])?.is_some();
        let wanted = follow.is_some_and(|follow| follow.state == FollowState::Accepted);
        Ok((wanted && !kept_away && !network.gone).then_some(network))
    });
    let Some(network) = read.await? else { return Ok(Ended::Done) };
    let budget = Budget::new(FETCHES);
    if !progress.all_read {
        if progress.next.is_none() {
            let document = dereference::actor_document(app, &network.ap_id, &budget).await?;
            // Another software's has none: what it delivers is all that we hear.
            progress.next = document.network.and_then(|facts| facts.open_listings);
        }
        if progress.next.is_none() {
            return Ok(Ended::Done);
        }
        pages(app, &network, &budget, progress).await?;
        app.wake.outbox.notify_one();
        if !progress.all_read {
            return Ok(Ended::Going);
        }
    }
    let ended = missing(app, &network, &budget, progress).await?;
    if ended != Ended::Going {
        passed_no_more(app, &network, progress).await?;
    }
    app.wake.outbox.notify_one();
    Ok(ended)
}

/// A mark of an id: 64 bits of its SHA-256, so that it takes the same room however long the other server makes the id.
fn mark(id: &Url) -> i64 {
    openssl::sha::sha256(id.as_str().as_bytes()).iter().take(8).fold(0, |mark, byte| (mark << 8) | i64::from(*byte))
}

/// Reads pages, and notes what stood there and which page is the next.
async fn pages(app: &App, network: &Actor, budget: &Budget, progress: &mut Progress) -> Result<()> {
    let mut read = HashSet::new();
    // The collection itself names its first page.
    for _ in 0..=PAGES_MAX {
        let Some(url) = progress.next.clone() else { break };
        if !same_origin(&url, &network.ap_id) {
            return Err(Error::bad_request("A network's listings must be at its own server."));
        }
        if !read.insert(url.clone()) {
            return Err(Error::bad_request("A network's listings go round in circles."));
        }
        let fetched = dereference::get(app, &url, ACCEPT_ACTIVITY, budget).await?;
        let page: Value = serde_json::from_slice(fetched.activity()?)?;
        let items = page["orderedItems"].as_array().map(Vec::as_slice).unwrap_or_default();
        for item in items.iter().take(ITEMS_MAX) {
            if let Ok(id) = id::of_value(item) {
                progress.seen.insert(mark(&id));
            }
            match take(app, network, item, budget).await {
                Err(error) if error.kind() == Kind::Internal => return Err(error),
                // The next turn begins with this page again, and knows by then whom this one asked for.
                Err(_) if budget.is_spent() => return Ok(()),
                Err(error) => tracing::debug!(problem = error.text(), "a listing was not taken in"),
                Ok(()) => {}
            }
        }
        progress.next = id::of_value(&page["first"]).or_else(|_| id::of_value(&page["next"])).ok();
        progress.all_read = progress.next.is_none();
    }
    Ok(())
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

/// Asks for what we hold as open and the network did not name: it was closed, deleted, or is not for us any more. Says whether
/// that was all of it.
async fn missing(app: &App, network: &Actor, budget: &Budget, progress: &mut Progress) -> Result<Ended> {
    let origin = network.id;
    let held = app.here.db.read(move |conn| {
        let ids = listings::shown_of(conn, origin)?;
        listings::get_many(conn, &ids)
    });
    // What came while we asked is not in the answer.
    let open = |state| matches!(state, State::Open | State::PartlyMet | State::Paused);
    let mut held = held.await?;
    held.retain(|held| {
        open(held.state) && held.created_at < progress.began && !progress.seen.contains(&mark(&held.ap_id))
    });
    let failures = usize::try_from(progress.failures).unwrap_or(0);
    let behind = failures.saturating_mul(BEGINS_BEHIND).checked_rem(held.len()).unwrap_or(0);
    held.rotate_left(behind);
    let (mut answered, mut stumbled) = (0_usize, 0_usize);
    for held in held.iter().take(MISSING_MAX) {
        match ask(app, network, held, budget).await {
            Err(error) if matches!(error.kind(), Kind::Internal | Kind::Unavailable) => return Err(error),
            Err(error) if error.kind() == Kind::Peer => {
                tracing::debug!(problem = error.text(), "a listing could not be had");
                // Is it the server, or does it stumble over just this one? Then the others need not wait for it.
                dereference::actor_document(app, &network.ap_id, budget).await?;
                stumbled += 1;
                continue;
            }
            Err(error) => tracing::debug!(problem = error.text(), "a listing could not be compared"),
            Ok(()) => {}
        }
        answered += 1;
        progress.seen.insert(mark(&held.ap_id));
    }
    // One turn after the other, as long as each comes on; then with a pause.
    let more = held.len() > MISSING_MAX;
    Ok(match stumbled {
        _ if more && answered > 0 => Ended::Going,
        0 => Ended::Done,
        _ => Ended::Failed,
    })
}

/// Ends here what the network passed along to us, and does not name any more.
async fn passed_no_more(app: &App, network: &Actor, progress: &Progress) -> Result<()> {
    let (peer, began) = (network.id, progress.began);
    let passed = app.here.db.read(move |conn| passings::received_from(conn, peer, began)).await?;
    for (activity, listing) in passed.into_iter().filter(|(activity, _)| !progress.seen.contains(&mark(activity))) {
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

//! Sending: an outbox event becomes activities and deliveries; a delivery becomes a signed POST.

use crate::adapters::fetch::{Headers, Posted, is_refused};
use crate::app::App;
use crate::domain::key::{ActivityId, ActorId, EventId};
use crate::error::{Error, Kind, Result};
use crate::federation::render::activity::{Reach, told};
use crate::federation::signature::Way;
use crate::federation::synchronization::Known;
use crate::federation::{keyring, synchronization};
use crate::storage::activities::Sendable;
use crate::storage::deliveries::Delivery;
use crate::storage::{activities, deliveries, listings, moderation, outbox, statuses};
use bytes::Bytes;
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};
use std::time::Duration as StdDuration;
use url::Url;

/// The media type of what we send.
pub const CONTENT_TYPE: &str = "application/activity+json";

/// Turns the oldest waiting event into activities and deliveries, all in one transaction. False when none waits. One that
/// cannot be told waits, and what is about the same with it; the others go on.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn expand_one(app: &App) -> Result<bool> {
    let context = app.clone();
    let claimed = Arc::new(OnceLock::new());
    let which = claimed.clone();
    let told = app
        .here
        .db
        .write(move |conn| {
            let (mut forgot, now) = (false, context.here.now());
            let Some(next) = outbox::claim_oldest(conn, now)? else { return Ok((false, false)) };
            let id = *which.get_or_init(|| next.id);
            let event = next.event(&context.here.seal)?;
            for told in told(&context, conn, &event)? {
                if told.forgets {
                    forgot = true;
                    activities::forget_subject(conn, &told.activity.subject, Some(&told.activity.ap_id))?;
                }
                let Some(activity) = activities::insert(conn, &context.here.seal, &told.activity, now)? else {
                    continue;
                };
                let away = moderation::inboxes_of_blockers(conn, told.activity.actor)?;
                let blocked = moderation::barred_among(conn, &told.inboxes)?;
                let may = |inbox: &&Url| {
                    !away.contains(inbox.as_str()) && !blocked.contains(inbox) && context.config.may_talk_to_url(inbox)
                };
                let inboxes: Vec<&Url> = told.inboxes.iter().filter(may).collect();
                deliveries::insert(conn, activity, &inboxes, &told.activity.subject, now)?;
                match told.reaches {
                    Some(Reach::Listing(listing)) => listings::note_reach(conn, listing, &inboxes)?,
                    Some(Reach::Status(status)) => statuses::note_reach(conn, status, &inboxes)?,
                    None => {}
                }
            }
            outbox::done(conn, id)?;
            Ok((true, forgot))
        })
        .await;
    match (told, claimed.get()) {
        // The event itself is at fault, and not a database that does not answer.
        (Err(error), Some(id)) if error.kind() != Kind::Unavailable => {
            could_not_tell(app, *id, &error).await?;
            Ok(true)
        }
        (Err(error), _) => Err(error),
        (Ok((any, forgot)), _) => {
            if forgot {
                app.here.db.note_erased();
            }
            Ok(any)
        }
    }
}

/// Puts an event off that could not be told, and says so in the log, without what it is about.
async fn could_not_tell(app: &App, id: EventId, error: &Error) -> Result<()> {
    let now = app.here.now();
    let failed = app.here.db.write(move |conn| outbox::failed(conn, id, now)).await?;
    let Some(outbox::Failed { tries, about, set_aside }) = failed else { return Ok(()) };
    let (row, problem, cause) = (id.0, error.text(), error.cause());
    if set_aside {
        tracing::error!(row, %about, tries, problem, ?cause, "an event could not be told and was set aside");
    } else {
        tracing::error!(row, %about, tries, problem, ?cause, "an event could not be told; it is tried again");
    }
    Ok(())
}

/// How a delivery went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It arrived.
    Delivered,
    /// This inbox will never take it (410, or another answer that trying again does not change).
    Refused,
    /// There is nothing to be told any more: what it was about was deleted, or its reader is kept away.
    Forgotten,
    /// Not now. With when it wants to be asked again, if it said.
    NotNow(Trouble, Option<StdDuration>),
}

/// Why something is not taken now, and so whom that concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Its host does not answer, or says that it cannot now (429, 502, 503, 504): nothing goes there for a while.
    Silent,
    /// This one is turned away: 401, 403, 404, 405 and the like, as by a proxy whose server starts anew, or 500, as by a server
    /// that stumbles over just this. It has its own pauses; what else goes there is none the worse for it.
    TurnedAway,
    /// Nobody was asked: our own database or key failed. That says nothing of its host.
    Ours,
}

/// A delivery with all that it takes to send it.
#[derive(Clone, Debug)]
pub struct Parcel {
    /// Where to.
    pub delivery: Delivery,
    /// What is sent; nothing when it was forgotten since, or when nothing goes there any more.
    letter: Option<Letter>,
    /// Why what is to be sent does not open, by a fault of ours. It waits, and the others do not.
    fault: Option<String>,
    /// The headers that go with it.
    further: Headers,
    /// How to sign it first.
    way: Way,
}

/// An activity as it is sent, shared by all its deliveries.
#[derive(Clone, Debug)]
struct Letter {
    actor: ActorId,
    for_followers: bool,
    body: Bytes,
}

impl From<Sendable> for Letter {
    fn from(Sendable { actor, for_followers, body }: Sendable) -> Self {
        Self { actor, for_followers, body: body.into() }
    }
}

/// Looks up what it takes to send deliveries: each activity once, and all of their hosts at once. One that does not open holds
/// up none of the others.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn pack(app: &App, due: Vec<Delivery>) -> Result<Vec<Parcel>> {
    if due.is_empty() {
        return Ok(Vec::new());
    }
    let (seal, config, now) = (app.here.seal.clone(), app.config.clone(), app.here.now());
    let read = app.here.db.read(move |conn| {
        let (mut letters, mut faults) = (HashMap::<ActivityId, Option<Letter>>::new(), HashMap::new());
        let (mut hosts, mut hosts_of) = (BTreeSet::new(), HashMap::<ActorId, BTreeSet<&str>>::new());
        for delivery in &due {
            let letter = match letters.entry(delivery.activity) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(match activities::sendable(conn, &seal, delivery.activity) {
                    Err(error) if error.kind() == Kind::Internal => {
                        let cause = error.cause().map_or_else(|| error.text().to_owned(), ToString::to_string);
                        faults.insert(delivery.activity, cause);
                        None
                    }
                    found => found?.map(Letter::from),
                }),
            };
            hosts.insert(delivery.host.as_str());
            if let Some(letter) = letter.as_ref().filter(|letter| letter.for_followers) {
                hosts_of.entry(letter.actor).or_default().insert(&delivery.host);
            }
        }
        // What waits may be older than a block, or than a list of hosts: nothing goes where nothing goes by now.
        let inboxes: BTreeSet<Url> = due.iter().map(|delivery| delivery.inbox.clone()).collect();
        let mut barred = moderation::barred_among(conn, &inboxes)?;
        barred.extend(inboxes.into_iter().filter(|inbox| !config.may_talk_to_url(inbox)));
        let ways = keyring::ways_to_hosts(conn, &Vec::from_iter(hosts), now)?;
        let mut headers = HashMap::new();
        for (actor, hosts) in hosts_of {
            for (host, known) in synchronization::known_headers(conn, actor, &Vec::from_iter(hosts))? {
                headers.insert((actor, host.to_owned()), known);
            }
        }
        let ways: Vec<Way> = due.iter().filter_map(|delivery| ways.get(delivery.host.as_str()).copied()).collect();
        let packed = due.into_iter().zip(ways).map(|(delivery, way)| {
            let letter = letters.get(&delivery.activity).cloned().flatten();
            let letter = letter.filter(|_| !barred.contains(&delivery.inbox));
            let fault = faults.get(&delivery.activity).filter(|_| !barred.contains(&delivery.inbox)).cloned();
            Parcel { delivery, letter, fault, further: Headers::new(), way }
        });
        Ok((packed.collect::<Vec<_>>(), headers))
    });
    let (mut parcels, mut headers) = read.await?;
    for parcel in &mut parcels {
        let Some(actor) = parcel.letter.as_ref().filter(|letter| letter.for_followers).map(|letter| letter.actor)
        else {
            continue;
        };
        if let Some(known) = headers.get_mut(&(actor, parcel.delivery.host.clone())) {
            if let Known::ToBeMade = known {
                *known = Known::Header(synchronization::make_header(app, actor, &parcel.delivery.host).await?);
            }
            if let Known::Header(Some(header)) = known {
                parcel.further.push(header.clone());
            }
        }
    }
    Ok(parcels)
}

/// Sends one delivery: signed in the way that its host takes, and once more in the other way when the host does not take
/// this one (400 or 401).
///
/// # Errors
/// `Internal` when our own database or key fails; `Unavailable` when the database does not answer.
pub async fn send(app: &App, parcel: &Parcel) -> Result<Outcome> {
    if let Some(fault) = &parcel.fault {
        return Err(Error::internal(fault.clone()));
    }
    let Some(letter) = &parcel.letter else { return Ok(Outcome::Forgotten) };
    let answer = match post(app, parcel, letter, parcel.way).await {
        Ok(answer) => answer,
        // Policy will say no again tomorrow.
        Err(error) if is_refused(&error) => return Ok(Outcome::Refused),
        Err(error) if is_ours(&error) => return Err(error),
        Err(error) => {
            tracing::debug!(problem = error.text(), "a delivery did not arrive");
            return Ok(Outcome::NotNow(Trouble::Silent, None));
        }
    };
    let first = outcome(&answer);
    if !Way::is_refused_by(answer.status) {
        return Ok(first);
    }
    let second = match post(app, parcel, letter, parcel.way.other()).await {
        // It does not take this way either: what it said of the first one is what counts.
        Ok(again) if Way::is_refused_by(again.status) => first,
        Ok(again) => outcome(&again),
        Err(error) if is_ours(&error) => return Err(error),
        Err(error) => {
            tracing::debug!(problem = error.text(), "a delivery that was signed in another way did not arrive");
            Outcome::NotNow(Trouble::Silent, None)
        }
    };
    Ok(match (first, second) {
        (_, Outcome::Delivered) => {
            keyring::remember(app, &parcel.delivery.inbox, parcel.way.other()).await?;
            second
        }
        // Refused in this way alone: it may be the other that it takes, once it can.
        (Outcome::Refused, _) => second,
        // Else what it said first stands: this way was right before.
        _ => first,
    })
}

/// Whether something failed here, so that nobody there was asked.
fn is_ours(error: &Error) -> bool {
    matches!(error.kind(), Kind::Internal | Kind::Unavailable)
}

/// Posts a letter, signed in one way.
async fn post(app: &App, parcel: &Parcel, letter: &Letter, way: Way) -> Result<Posted> {
    let (way, key) = keyring::key_for(app, letter.actor, way).await?;
    let (inbox, now) = (parcel.delivery.inbox.clone(), app.here.now());
    let (body, further) = (letter.body.clone(), parcel.further.clone());
    let signed = tokio::task::spawn_blocking(move || -> Result<Headers> {
        let headers = way.sign_post_with(&key, &inbox, &body, CONTENT_TYPE, now, further)?;
        Ok(headers.into_iter().filter(|(name, _)| *name != "host").collect())
    });
    let headers = signed.await.map_err(Error::internal)??;
    app.fetcher.post(&parcel.delivery.inbox, headers, letter.body.clone()).await
}

/// What an answer means. A 4xx that may pass (a clock, a key that rotates, a proxy before a server that starts anew) is tried
/// again: one such answer is no reason to lose a promise.
fn outcome(answer: &Posted) -> Outcome {
    let trouble = match answer.status {
        200..=299 => return Outcome::Delivered,
        400 | 410 | 413 | 415 | 422 => return Outcome::Refused,
        429 | 502 | 503 | 504 => Trouble::Silent,
        _ => Trouble::TurnedAway,
    };
    Outcome::NotNow(trouble, answer.retry_after)
}

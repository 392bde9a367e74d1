//! Sending: an outbox event becomes activities and deliveries; a delivery becomes a signed POST.

use crate::adapters::fetch::{Headers, Posted, is_refused};
use crate::app::App;
use crate::domain::address::host_of;
use crate::error::{Error, Kind, Result};
use crate::federation::render::activity::{Reach, told};
use crate::federation::signature::Way;
use crate::federation::{keyring, synchronization};
use crate::storage::activities::Sendable;
use crate::storage::deliveries::Delivery;
use crate::storage::{activities, deliveries, listings, moderation, outbox, statuses};
use std::time::Duration as StdDuration;

/// The media type of what we send.
pub const CONTENT_TYPE: &str = "application/activity+json";

/// Turns the oldest waiting event into activities and deliveries, all in one transaction. False when none waits.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn expand_one(app: &App) -> Result<bool> {
    let context = app.clone();
    let (any, forgot) = app
        .here
        .db
        .write(move |conn| {
            let mut forgot = false;
            let Some((id, event)) = outbox::claim_oldest(conn)? else { return Ok((false, false)) };
            let now = context.here.now();
            for told in told(&context, conn, &event)? {
                if told.forgets {
                    forgot = true;
                    activities::forget_subject(conn, &told.activity.subject, Some(&told.activity.ap_id))?;
                }
                let Some(activity) = activities::insert(conn, &context.here.seal, &told.activity, now)? else {
                    continue;
                };
                let away = moderation::inboxes_of_blockers(conn, told.activity.actor)?;
                for inbox in &told.inboxes {
                    let kept_away = away.contains(inbox.as_str()) || moderation::is_blocked(conn, inbox)?;
                    if kept_away || !context.config.may_talk_to_url(inbox) {
                        continue;
                    }
                    deliveries::insert(conn, activity, inbox, &host_of(inbox), &told.activity.subject, now)?;
                    match told.reaches {
                        Some(Reach::Listing(listing)) => listings::note_reach(conn, listing, inbox.as_str())?,
                        Some(Reach::Status(status)) => statuses::note_reach(conn, status, inbox)?,
                        None => {}
                    }
                }
            }
            outbox::done(conn, id)?;
            Ok((true, forgot))
        })
        .await?;
    if forgot {
        app.here.db.note_erased();
    }
    Ok(any)
}

/// How a delivery went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It arrived.
    Delivered,
    /// This inbox will never take it (410, or another answer that trying again does not change).
    Refused,
    /// There is nothing to be told any more: what it was about was deleted.
    Forgotten,
    /// Not now: the host does not answer, or says so. With when it wants to be asked again, if it said.
    NotNow(Option<StdDuration>),
}

/// Sends one delivery: signed in the way that its host takes, and once more in the other way when the host does not take
/// this one (400 or 401).
///
/// # Errors
/// `Internal` when our own database or key fails.
pub async fn send(app: &App, delivery: &Delivery) -> Result<Outcome> {
    let (seal, activity) = (app.here.seal.clone(), delivery.activity);
    let Some(letter) = app.here.db.read(move |conn| activities::sendable(conn, &seal, activity)).await? else {
        return Ok(Outcome::Forgotten);
    };
    let mut further = Headers::new();
    if letter.for_followers {
        further.extend(synchronization::header(app, letter.actor, &delivery.host).await?);
    }
    let way = keyring::way_to(app, &delivery.inbox).await?;
    let answer = match post(app, delivery, &letter, &further, way).await {
        Ok(answer) => answer,
        // Policy will say no again tomorrow.
        Err(error) if is_refused(&error) => return Ok(Outcome::Refused),
        Err(error) if error.kind() == Kind::Internal => return Err(error),
        Err(error) => {
            tracing::debug!(problem = error.text(), "a delivery did not arrive");
            return Ok(Outcome::NotNow(None));
        }
    };
    if !Way::is_refused_by(answer.status) {
        return Ok(outcome(answer));
    }
    match post(app, delivery, &letter, &further, way.other()).await {
        Ok(again) if (200..300).contains(&again.status) => {
            keyring::remember(app, &delivery.inbox, way.other()).await?;
            Ok(outcome(again))
        }
        // What it said first stands: this way was right before, or it takes nothing of this kind at all.
        Ok(_) => Ok(outcome(answer)),
        Err(error) if error.kind() == Kind::Internal => Err(error),
        Err(error) => {
            tracing::debug!(problem = error.text(), "a delivery that was signed in another way did not arrive");
            Ok(outcome(answer))
        }
    }
}

/// Posts the body of a delivery, signed in one way, with further headers.
async fn post(app: &App, delivery: &Delivery, letter: &Sendable, further: &Headers, way: Way) -> Result<Posted> {
    let (way, key) = keyring::key_for(app, letter.actor, way).await?;
    let (inbox, now) = (delivery.inbox.clone(), app.here.now());
    let (body, further) = (letter.body.clone(), further.clone());
    let (headers, body) = tokio::task::spawn_blocking(move || -> Result<(Headers, Vec<u8>)> {
        let headers = way.sign_post_with(&key, &inbox, &body, CONTENT_TYPE, now, further)?;
        Ok((headers.into_iter().filter(|(name, _)| *name != "host").collect(), body))
    })
    .await
    .map_err(Error::internal)??;
    app.fetcher.post(&delivery.inbox, headers, body).await
}

/// What an answer means. A 4xx that may pass (a clock, a key that rotates, too many requests) is tried again.
fn outcome(answer: Posted) -> Outcome {
    match answer.status {
        200..=299 => Outcome::Delivered,
        400 | 403 | 404 | 405 | 410 | 413 | 415 | 422 => Outcome::Refused,
        _ => Outcome::NotNow(answer.retry_after),
    }
}

//! Tells apps through their push servers what happened to their members, a few at once to each server.

mod message;

use super::LEASE;
use super::runner::many_at_once;
use crate::adapters::fetch::{Posted, is_refused};
use crate::adapters::web_push;
use crate::app::App;
use crate::clock::Moment;
use crate::domain::push::{is_worth, life};
use crate::error::{Error, Result};
use crate::metrics::Outcome as Label;
use crate::storage::push::{self, Message};
use chrono::Duration;
use message::Told;
use tokio::sync::watch;

/// Messages under way at once in this process.
const AT_ONCE: usize = 64;
/// Messages under way at once to one push server: a slow one cannot hold up the others.
const PER_HOST: usize = 4;

/// How one ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// The push server has it.
    Told,
    /// There is nothing to be told any more, or the app does not want to hear of it.
    Left,
    /// The push server will not take this one.
    Refused,
    /// The app is there no more.
    Gone,
    /// It may work later, and not before this.
    NotNow(Option<Duration>),
    /// It is quiet until then, and was not tried.
    Quiet(Moment),
}

pub(super) async fn run(app: &App, stop: &watch::Receiver<bool>) -> Result<()> {
    let take = |room| async move {
        let now = app.here.now();
        // Most of the time nothing waits, and to look is no write.
        match app.here.db.read(move |conn| push::is_due(conn, now)).await? {
            true => app.here.db.write(move |conn| push::lease(conn, now, LEASE, room, PER_HOST)).await,
            false => Ok(Vec::new()),
        }
    };
    many_at_once(AT_ONCE, stop, take, |message| tell(app.clone(), message), |ended| settle(app, ended)).await
}

/// Tells one; nothing when that cannot even be tried now. Its lease runs out then, and it is tried again.
async fn tell(app: App, message: Message) -> Option<(Message, Outcome)> {
    match try_tell(&app, &message).await {
        Ok(outcome) => Some((message, outcome)),
        Err(error) => {
            tracing::error!(problem = error.text(), cause = ?error.cause(), "an app could not be told");
            None
        }
    }
}

async fn try_tell(app: &App, message: &Message) -> Result<Outcome> {
    let now = app.here.now();
    if !is_worth(message.attempts, message.created_at, now) {
        return Ok(Outcome::Left);
    }
    let (target, plain) = match message::of(app, message).await? {
        Told::Nothing => return Ok(Outcome::Left),
        Told::NotBefore(end) => return Ok(Outcome::Quiet(end)),
        Told::This(target, plain) => (target, plain),
    };
    let (key, left) = (app.vapid().await?, life() - (now - message.created_at));
    let (endpoint, base) = (target.endpoint.clone(), app.here.addresses.base().clone());
    let wrapped = tokio::task::spawn_blocking(move || web_push::wrap(&key, &target, &base, &plain, left, now));
    let (headers, body) = wrapped.await.map_err(Error::internal)??;
    Ok(match app.fetcher.post(&endpoint, headers, body).await {
        Ok(Posted { status: 200..=299, .. }) => Outcome::Told,
        Ok(Posted { status: 404 | 410, .. }) => Outcome::Gone,
        Ok(Posted { status: 408 | 425 | 429 | 500..=599, retry_after }) => {
            Outcome::NotNow(retry_after.and_then(|wait| Duration::from_std(wait).ok()))
        }
        Ok(_) => Outcome::Refused,
        Err(error) if is_refused(&error) => Outcome::Gone,
        Err(_) => Outcome::NotNow(None),
    })
}

/// Writes down how they went, in one transaction.
async fn settle(app: &App, mut ended: Vec<(Message, Outcome)>) -> Result<()> {
    for (_, outcome) in &ended {
        let outcome = match outcome {
            Outcome::Told => "told",
            Outcome::Left => "left",
            Outcome::Refused => "refused",
            Outcome::Gone => "gone",
            Outcome::NotNow(_) | Outcome::Quiet(_) => "put off",
        };
        app.metrics.pushes.get_or_create(&Label { outcome }).inc();
    }
    let now = app.here.now();
    // In one order: another process that writes down others of the same app waits, and neither for ever.
    ended.sort_by_key(|(message, _)| message.id);
    let write = app.here.db.write(move |conn| {
        let (mut over, mut gone) = (Vec::new(), Vec::new());
        for (message, outcome) in &ended {
            match outcome {
                Outcome::Told | Outcome::Left | Outcome::Refused => over.push(message.id.0),
                Outcome::Gone => gone.push(message.subscription.0),
                Outcome::NotNow(asked) => push::put_off(conn, message, *asked, now)?,
                Outcome::Quiet(end) => push::wait_until(conn, message, *end)?,
            }
        }
        push::remove(conn, &over)?;
        push::forget(conn, &gone)
    });
    write.await
}

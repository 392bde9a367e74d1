//! Works what came in: many subjects at once, each in the order of its arrival, and of each server only so many.

use super::LEASE;
use crate::app::App;
use crate::clock::Moment;
use crate::domain::key::ReceivedId;
use crate::error::{Error, Kind, Result};
use crate::federation::activities::{Signer, receive, signers};
use crate::metrics::Outcome as Label;
use crate::storage::received::{self, Received};
use activitypub_federation::config::{Data, FederationConfig};
use chrono::Duration;
use futures::FutureExt;
use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::time::Duration as StdDuration;
use tokio::sync::OnceCell;
use tokio::task::JoinSet;
use tokio::time::Instant;
use url::Url;

/// Activities worked at once, each of another object.
const AT_ONCE: usize = 256;
/// Those of one server: where each of them waits for a third, the others' still have room (refusal 33).
const AT_ONCE_OF_ONE: usize = 128;
/// Activities taken at once.
const BATCH: usize = 64;
/// How often is looked for others while one server has enough under way, and for what became due.
const LOOK: StdDuration = StdDuration::from_millis(250);
/// What was taken in is worked for so long, however often that fails: where it comes from may be away for a night.
fn given_up_after() -> Duration {
    Duration::days(2)
}
/// So often it is tried at least: those two days may have been ours.
const TRIES: i64 = 10;
/// So many of one server wait to be tried again, with those behind them; what cannot be worked beyond is given up at once. Each
/// may be a megabyte, and whoever is followed here could have all that they send wait, by naming servers that do not answer,
/// or one thing again and again (refusal 33).
const WAITING_OF_ONE: i64 = 2_000;

/// What activities are worked with. It is made once for each process: the library makes a client of its own for it, which reads
/// all certificates of the system, and that each second would be a twentieth of a core of an idle server.
pub(super) type Config = OnceCell<FederationConfig<App>>;

async fn made(app: &App) -> Result<FederationConfig<App>> {
    FederationConfig::builder()
        .domain(app.here.addresses.host())
        .app_data(app.clone())
        .build()
        .await
        .map_err(Error::internal)
}

pub(super) async fn run(app: &App, config: &Config) -> Result<()> {
    let data = config.get_or_try_init(|| made(app)).await?.to_request_data();
    // Each in a task of its own: reading JSON is work for more than one core.
    let mut under_way = JoinSet::new();
    let mut of_server: HashMap<String, usize> = HashMap::new();
    let mut looked_past = Instant::now();
    loop {
        let enough = |count: &usize| *count > AT_ONCE_OF_ONE - BATCH;
        let busy: Vec<String> =
            of_server.iter().filter(|(_, count)| enough(count)).map(|(server, _)| server.clone()).collect();
        let room = under_way.len() <= AT_ONCE - BATCH;
        // To look past all that waits of a server takes a while, and is not done each time that one of its is done.
        if room && (busy.is_empty() || looked_past.elapsed() >= LOOK) {
            let now = app.here.now();
            looked_past = Instant::now();
            let batch = app.here.db.write(move |conn| received::lease(conn, now, LEASE, BATCH, &busy)).await?;
            let signers = signers(app, batch.iter().map(|activity| activity.actor.clone())).await?;
            for activity in batch {
                let signer = signers.get(&activity.actor).cloned().flatten();
                let server = server_of(&activity.actor);
                *of_server.entry(server.clone()).or_default() += 1;
                let (context, waiting) = (app.clone(), Waiting::of(&activity));
                let work = work(app.clone(), data.reset_request_count(), activity, signer);
                under_way.spawn(async move {
                    // One that we cannot work without falling over waits as one that we cannot work; the others go on.
                    if AssertUnwindSafe(work).catch_unwind().await.is_err() {
                        put_off(&context, waiting, &Error::new(Kind::Internal, "a fault of ours")).await;
                    }
                    server
                });
            }
        }
        // One that waits for another server holds up nobody: what comes meanwhile is begun.
        tokio::select! {
            done = under_way.join_next() => match done {
                Some(server) => {
                    let server = server.map_err(Error::internal)?;
                    if let Some(count) = of_server.get_mut(&server) {
                        *count -= 1;
                    }
                    of_server.retain(|_, count| *count > 0);
                }
                None => return Ok(()),
            },
            () = app.wake.inbox.notified(), if room => {}
            () = tokio::time::sleep(LOOK), if room => {}
        }
    }
}

/// How the ids of all actors of a server begin.
fn server_of(actor: &str) -> String {
    Url::parse(actor).map_or_else(|_| actor.to_owned(), |url| format!("{}/", url.origin().ascii_serialization()))
}

async fn work(app: App, data: Data<App>, activity: Received, signer: Option<Signer>) {
    let waiting = Waiting::of(&activity);
    let result = receive(&data, activity, signer).await;
    let outcome = if result.is_ok() { "worked" } else { "put off" };
    app.metrics.received.get_or_create(&Label { outcome }).inc();
    let Err(error) = result else { return };
    tracing::debug!(problem = error.text(), cause = ?error.cause(), "an activity could not be worked now");
    put_off(&app, waiting, &error).await;
}

/// Which activity it is, whose, what it is about, how often it was tried, and when it came.
struct Waiting {
    id: ReceivedId,
    actor: String,
    subject: String,
    attempts: i64,
    since: Moment,
}

impl Waiting {
    fn of(activity: &Received) -> Self {
        let (id, attempts, since) = (activity.id, activity.attempts, activity.received_at);
        Self { id, actor: activity.actor.clone(), subject: activity.subject.clone(), attempts, since }
    }
}

/// It is tried again later, or given up.
async fn put_off(app: &App, Waiting { id, actor, subject, attempts, since }: Waiting, error: &Error) {
    let now = app.here.now();
    let (problem, server) = (error.text().to_owned(), server_of(&actor));
    // A fault of ours is no reason to lose what somebody was told is taken.
    let is_ours = matches!(error.kind(), Kind::Internal | Kind::Unavailable);
    let longest = if is_ours { given_up_after() * 15 } else { given_up_after() };
    // Nor is it one that we go slowly: of what was not tried yet nobody knows that it cannot be worked.
    let is_held_up = error.kind() == Kind::TooMany;
    let written = app
        .here
        .db
        .write(move |conn| {
            if attempts >= TRIES && now - since > longest {
                return received::worked(conn, id, Some(&problem));
            }
            // Those of the same object that came later wait for it.
            let pause = Duration::seconds((1_i64 << attempts.min(12)).min(3_600));
            received::put_off(conn, id, now + pause)?;
            if !is_ours && !is_held_up && received::wait_again(conn, &server, WAITING_OF_ONE + 1)? {
                let last = received::last_about(conn, &subject)?.unwrap_or(id);
                received::give_up(conn, id, last, &subject, "too much of its server waits to be tried again")?;
            }
            Ok(())
        })
        .await;
    if let Err(error) = written {
        // Its lease runs out, and it is tried again.
        tracing::error!(cause = ?error.cause(), "a delay could not be stored");
    }
}

//! What comes in: one file an activity, each checks and then calls one action.
//!
//! The signature was checked when it came in, and that the actor is who signed. Here each activity is
//! checked for what it may do, and done; the action notes in its own transaction that it was worked.

pub mod announce;
mod answer;
mod block;
mod create;
mod delete;
mod follow;
mod like;
mod membership;
mod moved;
mod offer;
mod undo;

use crate::actions::receive_listing::followed_network;
use crate::adapters::fetch::{Budget, is_refused};
use crate::app::App;
use crate::domain::follow::Actor;
use crate::domain::key::{ActorId, ReceivedId};
use crate::error::{Error, Kind as ErrorKind, Result};
use crate::federation::wire::{Incoming, Kind, read_text};
use crate::storage::{actors, moderation, received};
use activitypub_federation::config::Data;
use activitypub_federation::traits::Activity;
use std::collections::{HashMap, HashSet};
use url::Url;

/// Fetches because of one activity, redirects included (refusal 20).
const FETCHES: u32 = 8;

/// An activity of type `T` that is being worked.
#[derive(Clone, Debug)]
pub struct Working<T> {
    /// What it says.
    pub activity: T,
    /// Who signed it, which is its actor.
    pub signer: Signer,
    /// Its row.
    pub received: ReceivedId,
    /// How many other servers may be asked because of it.
    pub budget: Budget,
}

/// Who signed an activity, and what we know of its network.
#[derive(Clone, Debug)]
pub struct Signer {
    /// The actor.
    pub actor: Actor,
    /// The network of its host, if we follow it.
    pub network: Option<ActorId>,
    /// Whether we asked to follow that network, and have no answer yet.
    pub asked: bool,
    /// Whether the network mutes them, or their server.
    pub muted: bool,
}

/// Looks up the signers of several activities at once: a flood comes from few actors.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn signers(app: &App, actors: impl Iterator<Item = String>) -> Result<HashMap<String, Option<Signer>>> {
    let (ours, wanted) = (app.here.network, actors.collect::<HashSet<_>>());
    if wanted.is_empty() {
        return Ok(HashMap::new());
    }
    app.here
        .db
        .read(move |conn| {
            let look_up = |id: String| {
                let signer = match Url::parse(&id) {
                    Ok(url) => actors::by_ap_id(conn, &url)?,
                    Err(_) => None,
                };
                let Some(actor) = signer else { return Ok((id, None)) };
                let (network, asked) = followed_network(conn, ours, &actor.host)?;
                let muted = moderation::is_unheard(conn, &actor.ap_id)?;
                Ok((id, Some(Signer { actor, network, asked, muted })))
            };
            wanted.into_iter().map(look_up).collect()
        })
        .await
}

/// Works an activity that came in. What cannot be understood, or is not the actor's to do, is noted as refused.
///
/// # Errors
/// `Peer` or `Unavailable` when it should be tried again; `Internal` when the database fails.
pub async fn receive(data: &Data<App>, activity: received::Received, signer: Option<Signer>) -> Result<()> {
    let id = activity.id;
    match work(data, activity, signer).await {
        Err(error)
            if !is_refused(&error)
                && matches!(
                    error.kind(),
                    ErrorKind::Peer | ErrorKind::Unavailable | ErrorKind::Internal | ErrorKind::TooMany
                ) =>
        {
            Err(error)
        }
        Err(error) => {
            let problem = error.text().to_owned();
            data.here.db.write(move |conn| received::worked(conn, id, Some(&problem))).await
        }
        Ok(()) => Ok(()),
    }
}

async fn work(data: &Data<App>, activity: received::Received, signer: Option<Signer>) -> Result<()> {
    let body = activity.open(&data.here.seal)?;
    let incoming = Incoming::parse(&body)?;
    #[cfg(debug_assertions)]
    fall_over(&incoming.id);
    let signer = signer.ok_or_else(|| Error::bad_request("The actor is not known here any more."))?;
    if incoming.actor != signer.actor.ap_id {
        return Err(Error::bad_request("An activity is signed by its own actor."));
    }
    if signer.muted && !is_heard_all_the_same(&incoming) {
        return Err(Error::bad_request("This network hears nothing that its author or its server says."));
    }
    let received = activity.id;
    let budget = data.budget(FETCHES, &signer.actor.host);
    macro_rules! run {
        ($kind:ty) => {
            done(data, Working { activity: read_text::<$kind>(&body)?, signer, received, budget }).await
        };
    }
    match incoming.kind() {
        Kind::Follow => run!(crate::federation::wire::Follow),
        Kind::Accept => run!(crate::federation::wire::Accept),
        Kind::Reject => run!(crate::federation::wire::Reject),
        Kind::Undo => run!(crate::federation::wire::Undo),
        Kind::Offer => run!(crate::federation::wire::Offer),
        Kind::Delete => run!(crate::federation::wire::Delete),
        Kind::Announce => run!(crate::federation::wire::Announce),
        Kind::Join => run!(crate::federation::wire::Join),
        Kind::Leave => run!(crate::federation::wire::Leave),
        Kind::Add => run!(crate::federation::wire::Add),
        Kind::Block => run!(crate::federation::wire::Block),
        Kind::Flag => run!(crate::federation::wire::Flag),
        Kind::Like => run!(crate::federation::wire::Like),
        Kind::Move => run!(crate::federation::wire::Move),
        Kind::Create if incoming.object_type() == Some("Document") => {
            run!(crate::federation::wire::Create<crate::federation::wire::Confirmation>)
        }
        Kind::Create => run!(crate::federation::wire::Create<crate::federation::wire::AnyNote>),
        Kind::Update if is_actor(incoming.object_type()) => {
            run!(crate::federation::wire::Update<crate::federation::wire::Actor>)
        }
        Kind::Update => run!(crate::federation::wire::Update<crate::federation::wire::AnyNote>),
        // The rest has no effect, and says so.
        other => Err(Error::bad_request(format!("`{}` has no effect here.", other.as_str()))),
    }
}

/// What counts also from whom the network mutes: what they take back, their word on what is under way, and who they are.
fn is_heard_all_the_same(incoming: &Incoming) -> bool {
    match incoming.kind() {
        Kind::Accept | Kind::Reject | Kind::Undo | Kind::Delete | Kind::Block | Kind::Remove | Kind::Leave => true,
        Kind::Create => incoming.object_type() == Some("Document"),
        Kind::Update => is_actor(incoming.object_type()),
        _ => false,
    }
}

/// The fault whose neighbors a test looks at: an activity that cannot be worked without falling over. Only a debug build has
/// it, and only for the one whose id a test names.
#[cfg(debug_assertions)]
fn fall_over(id: &Url) {
    let named = std::env::var("POTLUCK_TEST_FALLS_OVER");
    assert!(named.ok().as_deref() != Some(id.as_str()), "a test wants it so");
}

fn is_actor(kind: Option<&str>) -> bool {
    matches!(kind, Some("Person" | "Organization" | "Service" | "Application" | "Group"))
}

async fn done<T>(data: &Data<App>, activity: T) -> Result<()>
where
    T: Activity<DataType = App, Error = Error> + Send,
{
    activity.verify(data).await?;
    activity.receive(data).await
}

/// The parts of `Activity` that are the same for all.
macro_rules! activity_ids {
    () => {
        type DataType = App;
        type Error = Error;

        fn id(&self) -> &Url {
            &self.activity.id
        }

        fn actor(&self) -> &Url {
            &self.activity.actor
        }
    };
}
use activity_ids;

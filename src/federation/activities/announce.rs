//! A network announces a listing of one of its members, or passes another network's along.

use super::{Working, activity_ids};
use crate::actions::receive_boost::{Object, receive_boost};
use crate::actions::receive_passing::receive_passing;
use crate::adapters::fetch::Budget;
use crate::app::App;
use crate::domain::follow::{Actor, ActorKind};
use crate::domain::key::{ActorId, ListingId, ReceivedId};
use crate::error::{Error, Kind, Result};
use crate::federation::dereference;
use crate::federation::objects::listing::from_wire;
use crate::federation::objects::status;
use crate::federation::wire::{Addressees, Announce, AnyNote, Note, PassedAlong, same_origin};
use crate::storage::passings::Passing;
use crate::storage::{follows, listings, received, statuses};
use activitypub_federation::config::Data;
use activitypub_federation::traits::Activity;
use async_trait::async_trait;
use url::Url;

#[async_trait]
impl Activity for Working<Announce> {
    activity_ids!();

    async fn verify(&self, app: &Data<App>) -> Result<()> {
        if app.here.addresses.is_status(&self.activity.object) {
            return Ok(());
        }
        if same_origin(&self.activity.object, app.here.addresses.base()) {
            return Err(Error::bad_request("That listing is one of ours."));
        }
        if same_origin(&self.activity.object, &self.activity.actor) {
            return Ok(());
        }
        let Some(passed) = &self.activity.pass_along else { return Ok(()) };
        check_way(passed, &self.activity.actor, &self.activity.object, &app.here.addresses.network())?;
        if !same_origin(&self.activity.id, &self.activity.actor) {
            return Err(Error::bad_request("A passing comes from its network's own server."));
        }
        Ok(())
    }

    async fn receive(self, app: &Data<App>) -> Result<()> {
        if self.activity.pass_along.is_some() && !same_origin(&self.activity.object, &self.activity.actor) {
            return passed(app, self).await;
        }
        // A network's own is told on as any other, whatever way it says that it went.
        if told_on(app, &self).await? {
            return Ok(());
        }
        let (object, id) = (self.activity.object, self.received);
        let known = {
            let object = object.clone();
            app.here.db.read(move |conn| listings::by_ap_id(conn, &object)).await?
        };
        if known.is_none() {
            // The author's own Create did not come, or not yet: the listing is asked for at its server.
            let post = dereference::post(app, &object, &self.budget).await?;
            let speaker = dereference::known_actor(app, post.attributed_to(), &self.budget).await?;
            return match post {
                AnyNote::Listing(note) if same_origin(&note.id, &self.activity.actor) => {
                    super::create::keep(app, &speaker, &self.signer, *note, Some(id)).await
                }
                AnyNote::Listing(_) => {
                    Err(Error::bad_request("Another network's listing is passed along with the way that it went."))
                }
                AnyNote::Note(note) => {
                    fetched(app, self.signer.actor.id, self.activity.id, *note, speaker, object, id).await
                }
            };
        }
        app.here.db.write(move |conn| received::worked(conn, id, None)).await
    }
}

/// A boost of a status that is here or should be, or by somebody whom nobody here follows: then nothing is fetched.
/// False when what is announced has to be asked for, or is a listing.
async fn told_on(app: &App, work: &Working<Announce>) -> Result<bool> {
    let (object, by, seal) = (work.activity.object.clone(), work.signer.actor.id, app.here.seal.clone());
    let (known, listing, followed) = {
        let object = object.clone();
        app.here
            .db
            .read(move |conn| {
                let known = statuses::by_ap_id(conn, &seal, &object)?.is_some();
                Ok((known, listings::by_ap_id(conn, &object)?.is_some(), follows::is_followed(conn, by)?))
            })
            .await?
    };
    let ours = app.here.addresses.is_status(&object);
    let elsewhere = !same_origin(&object, &work.activity.actor);
    if known || ours {
        let id = work.activity.id.clone();
        receive_boost(&app.here, by, id, Object::Known(object), Some(work.received)).await?;
        return Ok(true);
    }
    // Of whom nobody here follows, nor their network, nothing would be kept: no server is asked for it.
    let heard = followed || work.signer.network.is_some() || work.signer.asked;
    if !heard || (elsewhere && (listing || !followed)) {
        return Err(Error::bad_request("Nobody here hears of that by whoever tells it on."));
    }
    Ok(false)
}

/// A boost of a status that was fetched from its own server.
async fn fetched(
    app: &App,
    by: ActorId,
    announce: Url,
    note: Note,
    author: Actor,
    object: Url,
    received: ReceivedId,
) -> Result<()> {
    if note.id != object || note.attributed_to != author.ap_id {
        return Err(Error::bad_request("The post has another id or author than the one that was told on."));
    }
    let nobody = Addressees::Absent;
    let said = status::from_wire(note, &author, &nobody, &nobody, &app.here.addresses, app.here.now());
    let said = said.ok_or_else(|| Error::bad_request("Votes are not kept here."))?;
    receive_boost(&app.here, by, announce, Object::Fetched(Box::new(said), author.id), Some(received)).await
}

/// Checks the way that a listing went: from its own network, to whoever announces it, and never through us or twice
/// through the same.
fn check_way(passed: &PassedAlong, peer: &Url, object: &Url, ours: &Url) -> Result<()> {
    if passed.via.len() != usize::from(passed.hops) || !passed.via.first().is_some_and(|url| same_origin(url, object)) {
        return Err(Error::bad_request("The way of a listing begins at its own network, and names each one."));
    }
    let mut seen = vec![peer];
    for url in &passed.via {
        if seen.iter().any(|seen| same_origin(seen, url)) || same_origin(url, ours) {
            return Err(Error::bad_request("A listing is not passed back to where it came from."));
        }
        seen.push(url);
    }
    Ok(())
}

/// Another network's listing, which a network that we follow passes along: its origin says what it is, and who may read it.
async fn passed(app: &App, work: Working<Announce>) -> Result<()> {
    let peer = work.signer.actor.id;
    match work.signer.network {
        Some(network) if network == peer => {}
        // Its yes may come after its first passing, which is tried again until then.
        None if work.signer.asked => return Err(Error::new(Kind::Peer, "That network did not answer our follow yet.")),
        _ => return Err(Error::bad_request("This network does not follow that one.")),
    }
    take_passed(app, peer, work.activity, &work.budget, Some(work.received)).await
}

/// A passing as it stands among a network's open listings, for whoever catches up. `peer` is that network, which we
/// follow, and which told it itself.
///
/// # Errors
/// As for one that is delivered.
pub async fn listed(app: &App, peer: &Actor, activity: Announce, budget: &Budget) -> Result<()> {
    if activity.actor != peer.ap_id || !same_origin(&activity.id, &peer.ap_id) {
        return Err(Error::bad_request("A network names what it passes along itself, and nothing else."));
    }
    if same_origin(&activity.object, app.here.addresses.base()) || same_origin(&activity.object, &peer.ap_id) {
        return Err(Error::bad_request("What is passed along is a third network's listing."));
    }
    let passed = activity.pass_along.as_ref();
    let passed = passed.ok_or_else(|| Error::bad_request("The way of the listing is not named."))?;
    check_way(passed, &peer.ap_id, &activity.object, &app.here.addresses.network())?;
    take_passed(app, peer.id, activity, budget, None).await
}

/// Fetches what is passed along from its origin, and keeps it.
async fn take_passed(
    app: &App,
    peer: ActorId,
    activity: Announce,
    budget: &Budget,
    received: Option<ReceivedId>,
) -> Result<()> {
    let way = activity.pass_along.ok_or_else(|| Error::bad_request("The way of the listing is not named."))?;
    let origin = way.via.first().ok_or_else(|| Error::bad_request("The listing's network is not named."))?;
    let note = dereference::listing(app, &activity.object, budget).await?;
    if note.id != activity.object {
        return Err(Error::bad_request("The listing has another id than the one that was passed along."));
    }
    let network = dereference::known_actor(app, origin, budget).await?;
    let speaker = dereference::known_actor(app, &note.attributed_to, budget).await?;
    if network.kind != ActorKind::Organization
        || (speaker.kind == ActorKind::Organization && speaker.id != network.id)
        || !same_origin(&note.id, &network.ap_id)
    {
        return Err(Error::bad_request("The listing is not of the network that its way begins at."));
    }
    let listing = from_wire(note, network.id, speaker.id, app.here.now())?;
    // The row that it is kept under decides the listing's id.
    let passing = Passing { activity: activity.id, listing: ListingId(0), hops: way.hops, via: way.via };
    receive_passing(&app.here, peer, listing, passing, received).await
}

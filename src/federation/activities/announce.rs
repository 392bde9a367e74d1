//! A network announces a listing of one of its members, or passes another network's along.

use super::{Working, activity_ids};
use crate::actions::receive_passing::receive_passing;
use crate::app::App;
use crate::domain::follow::{Actor, ActorKind};
use crate::domain::key::ListingId;
use crate::error::{Error, Kind, Result};
use crate::federation::dereference;
use crate::federation::objects::listing::from_wire;
use crate::federation::wire::{Announce, PassedAlong, same_origin};
use crate::storage::passings::Passing;
use crate::storage::{actors, listings, received};
use activitypub_federation::config::Data;
use activitypub_federation::traits::Activity;
use async_trait::async_trait;
use url::Url;

#[async_trait]
impl Activity for Working<Announce> {
    activity_ids!();

    async fn verify(&self, app: &Data<App>) -> Result<()> {
        if same_origin(&self.activity.object, app.here.addresses.base()) {
            return Err(Error::bad_request("That listing is one of ours."));
        }
        if same_origin(&self.activity.object, &self.activity.actor) {
            return Ok(());
        }
        let Some(passed) = &self.activity.pass_along else {
            return Err(Error::bad_request("Another network's listing is passed along with the way that it went."));
        };
        check_way(passed, &self.activity.actor, &self.activity.object, &app.here.addresses.network())?;
        if !same_origin(&self.activity.id, &self.activity.actor) {
            return Err(Error::bad_request("A passing comes from its network's own server."));
        }
        Ok(())
    }

    async fn receive(self, app: &Data<App>) -> Result<()> {
        if !same_origin(&self.activity.object, &self.activity.actor) {
            return passed(app, self).await;
        }
        let (object, id) = (self.activity.object, self.received);
        let known = {
            let object = object.clone();
            app.here.db.read(move |conn| listings::by_ap_id(conn, &object)).await?
        };
        if known.is_none() {
            // The author's own Create did not come, or not yet: the listing is asked for at its server.
            let note = dereference::listing(app, &object, &self.budget).await?;
            let author = note.attributed_to.clone();
            let speaker = app.here.db.read(move |conn| actors::by_ap_id(conn, &author)).await?;
            let speaker = match speaker {
                Some(speaker) => speaker,
                None => dereference::actor(app, &note.attributed_to, &self.budget).await?,
            };
            return super::create::keep(app, &speaker, &self.signer, note, Some(id)).await;
        }
        app.here.db.write(move |conn| received::worked(conn, id, None)).await
    }
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
    let way =
        work.activity.pass_along.clone().ok_or_else(|| Error::bad_request("The way of the listing is not named."))?;
    let origin = way.via.first().ok_or_else(|| Error::bad_request("The listing's network is not named."))?;
    let note = dereference::listing(app, &work.activity.object, &work.budget).await?;
    if note.id != work.activity.object {
        return Err(Error::bad_request("The listing has another id than the one that was passed along."));
    }
    let network = known_or_fetched(app, origin, &work).await?;
    let speaker = known_or_fetched(app, &note.attributed_to, &work).await?;
    if network.kind != ActorKind::Organization
        || (speaker.kind == ActorKind::Organization && speaker.id != network.id)
        || !same_origin(&note.id, &network.ap_id)
    {
        return Err(Error::bad_request("The listing is not of the network that its way begins at."));
    }
    let listing = from_wire(note, network.id, speaker.id, app.here.now())?;
    // The row that it is kept under decides the listing's id.
    let passing = Passing { activity: work.activity.id, listing: ListingId(0), hops: way.hops, via: way.via };
    receive_passing(&app.here, peer, listing, passing, Some(work.received)).await
}

async fn known_or_fetched(app: &App, url: &Url, work: &Working<Announce>) -> Result<Actor> {
    let id = url.clone();
    match app.here.db.read(move |conn| actors::by_ap_id(conn, &id)).await? {
        Some(actor) => Ok(actor),
        None => dereference::actor(app, url, &work.budget).await,
    }
}

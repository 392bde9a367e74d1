//! Another network's listing, new or changed; the confirmation of a handoff; an actor that changed.

use super::{Signer, Working, activity_ids};
use crate::actions::receive_confirmation::receive_confirmation;
use crate::actions::receive_listing::receive_listing;
use crate::actions::receive_reply::{Reply, receive_changed_reply, receive_reply};
use crate::actions::receive_status::{Said, receive_changed_status, receive_status};
use crate::actions::receive_vote::receive_vote;
use crate::actions::receive_words::{self, is_about_an_answer, receive_words};
use crate::adapters::fetch::Budget;
use crate::app::App;
use crate::domain::follow::{Actor, ActorKind};
use crate::domain::key::ReceivedId;
use crate::domain::status::Visibility;
use crate::error::{Error, Kind, Result};
use crate::federation::dereference;
use crate::federation::objects::actor::from_wire as actor_from_wire;
use crate::federation::objects::{listing, poll, reply, status, words};
use crate::federation::wire::{
    self, Addressees, AnyNote, Confirmation, Create, ListingNote, Note, Update, same_origin,
};
use crate::storage::{actors, received};
use activitypub_federation::config::Data;
use activitypub_federation::traits::Activity;
use async_trait::async_trait;
use url::Url;

/// Checks that a listing is its actor's own (refusals 1 and 2).
fn verify(app: &App, actor: &Url, object: &AnyNote) -> Result<()> {
    if object.attributed_to() != actor {
        return Err(Error::bad_request("A post is attributed to the actor who makes it."));
    }
    match object {
        AnyNote::Listing(note) => listing::verify(note, actor, app),
        AnyNote::Note(note) if same_origin(&note.id, actor) => Ok(()),
        AnyNote::Note(_) => Err(Error::bad_request("A post comes from its author's own server.")),
    }
}

/// Whether a post answers a listing of ours, or a message of ours about one: then it is no status.
fn answers_listing(app: &App, note: &Note) -> bool {
    let here = &app.here.addresses;
    note.in_reply_to.as_ref().is_some_and(|url| same_origin(url, here.base()) && !here.is_status(url))
}

/// How many messages may wait at once for the servers of those who take part: a list of names of slow servers takes
/// nobody else's place in the inbox. Of the messages beyond, the answer reaches those who are known.
static LOOK_UPS: tokio::sync::Semaphore = tokio::sync::Semaphore::const_new(32);

/// A post that is neither a listing nor a reply to one. Who else takes part in a private conversation is looked up, so
/// that the answer reaches them too.
async fn said(
    app: &App,
    signer: &Signer,
    note: Note,
    to: &Addressees,
    cc: &Addressees,
    budget: &Budget,
) -> Result<Said> {
    let said = status::from_wire(note, &signer.actor, to, cc, &app.here.addresses, app.here.now());
    let said = said.ok_or_else(|| Error::bad_request("Votes are not kept here."))?;
    if said.visibility == Visibility::Direct {
        let base = app.here.addresses.base();
        let ours = said.mentioned.iter().any(|url| same_origin(url, base));
        let others = said.mentioned.iter().filter(|url| ours && !same_origin(url, base));
        let asked = others.map(|url| dereference::known_actor(app, url, budget));
        if let Ok(_place) = LOOK_UPS.try_acquire() {
            for error in futures::future::join_all(asked).await.into_iter().filter_map(Result::err) {
                // Whoever cannot be had is not shown as taking part; the message counts all the same.
                tracing::debug!(problem = error.text(), "somebody who takes part is not known");
            }
        }
    }
    Ok(said)
}

/// What a person elsewhere wrote in reply to a listing of ours.
fn reply(app: &App, signer: &Signer, note: Note, to: &Addressees, cc: &Addressees) -> Result<Reply> {
    let reply = match signer.actor.kind.is_account() {
        true => reply::from_wire(note, to, cc, &app.here.addresses),
        false => None,
    };
    reply.ok_or_else(|| {
        Error::bad_request("Posts that are neither needs nor offers nor replies to them are not kept here.")
    })
}

/// What another network says of an answer between it and ours; nothing where it speaks of something else.
async fn about_answer(
    app: &App,
    signer: &Signer,
    object: &AnyNote,
    to: &Addressees,
    cc: &Addressees,
) -> Result<Option<receive_words::Said>> {
    let AnyNote::Note(note) = object else { return Ok(None) };
    let about = note.in_reply_to.as_ref().filter(|_| signer.actor.kind == ActorKind::Organization);
    let Some(about) = about else { return Ok(None) };
    if !is_about_an_answer(&app.here, about).await? {
        return Ok(None);
    }
    words::from_wire(note, about, to, cc, &app.here.addresses).map(Some)
}

/// Keeps a listing of a network that we follow; of others, nothing is stored.
pub(super) async fn keep(
    app: &App,
    speaker: &Actor,
    signer: &Signer,
    note: ListingNote,
    worked: Option<ReceivedId>,
) -> Result<()> {
    let network = match signer.network {
        Some(network) => network,
        // Its yes may come after its first listing, which is tried again until then.
        None if signer.asked => return Err(Error::new(Kind::Peer, "That network did not answer our follow yet.")),
        None => return Err(Error::bad_request("This network does not follow that one.")),
    };
    if speaker.kind == ActorKind::Organization && speaker.id != network {
        return Err(Error::bad_request("This network does not follow that one."));
    }
    let listing = listing::from_wire(note, network, speaker.id, app.here.now())?;
    receive_listing(&app.here, listing, worked).await?;
    // What we pass along may have closed.
    app.wake.outbox.notify_one();
    Ok(())
}

#[async_trait]
impl Activity for Working<Create<AnyNote>> {
    activity_ids!();

    async fn verify(&self, app: &Data<App>) -> Result<()> {
        verify(app, &self.activity.actor, &self.activity.object)
    }

    async fn receive(self, app: &Data<App>) -> Result<()> {
        let Create { object, to, cc, .. } = self.activity;
        if let Some(said) = about_answer(app, &self.signer, &object, &to, &cc).await? {
            return receive_words(&app.here, self.signer.actor.id, said, Some(self.received)).await;
        }
        match object {
            AnyNote::Listing(note) => keep(app, &self.signer.actor, &self.signer, *note, Some(self.received)).await,
            AnyNote::Note(note) if !answers_listing(app, &note) => {
                if let Some(vote) = poll::vote(&note) {
                    return receive_vote(&app.here, self.signer.actor.id, vote, Some(self.received)).await;
                }
                let said = said(app, &self.signer, *note, &to, &cc, &self.budget).await?;
                receive_status(&app.here, self.signer.actor.id, said, Some(self.received)).await
            }
            AnyNote::Note(note) => {
                let reply = reply(app, &self.signer, *note, &to, &cc)?;
                receive_reply(&app.here, self.signer.actor.id, reply, Some(self.received)).await?;
                app.wake.outbox.notify_one();
                Ok(())
            }
        }
    }
}

#[async_trait]
impl Activity for Working<Update<AnyNote>> {
    activity_ids!();

    async fn verify(&self, app: &Data<App>) -> Result<()> {
        verify(app, &self.activity.actor, &self.activity.object)
    }

    async fn receive(self, app: &Data<App>) -> Result<()> {
        let Update { object, to, cc, .. } = self.activity;
        if about_answer(app, &self.signer, &object, &to, &cc).await?.is_some() {
            return Err(Error::bad_request("What was said about an answer stays as it was said."));
        }
        match object {
            AnyNote::Listing(note) => keep(app, &self.signer.actor, &self.signer, *note, Some(self.received)).await,
            AnyNote::Note(note) if !answers_listing(app, &note) => {
                let said = said(app, &self.signer, *note, &to, &cc, &self.budget).await?;
                receive_changed_status(&app.here, self.signer.actor.id, said, Some(self.received)).await
            }
            AnyNote::Note(note) => {
                let reply = reply(app, &self.signer, *note, &to, &cc)?;
                receive_changed_reply(&app.here, self.signer.actor.id, reply, Some(self.received)).await
            }
        }
    }
}

#[async_trait]
impl Activity for Working<Create<Confirmation>> {
    activity_ids!();

    async fn verify(&self, _app: &Data<App>) -> Result<()> {
        let document = &self.activity.object;
        if document.attributed_to != self.activity.actor || !same_origin(&document.context, &self.activity.actor) {
            return Err(Error::bad_request("A handover is confirmed by the network that made the agreement."));
        }
        Ok(())
    }

    async fn receive(self, app: &Data<App>) -> Result<()> {
        receive_confirmation(&app.here, self.signer.actor.id, self.activity.object.context, Some(self.received)).await
    }
}

#[async_trait]
impl Activity for Working<Update<wire::Actor>> {
    activity_ids!();

    async fn verify(&self, _app: &Data<App>) -> Result<()> {
        self.activity.object.check()?;
        if self.activity.object.id != self.activity.actor {
            return Err(Error::bad_request("An actor changes only itself."));
        }
        // A new key is believed from its own server only, never from a message that the old one signed.
        if self.activity.object.public_key.public_key_pem.trim() != self.signer.actor.public_key_pem.trim() {
            return Err(Error::bad_request("A new key is fetched from its actor, not taken from an Update."));
        }
        Ok(())
    }

    async fn receive(self, app: &Data<App>) -> Result<()> {
        let mut actor = actor_from_wire(self.activity.object, app.here.now());
        // Nor is another Ed25519 key believed: it is fetched when it first signs.
        actor.ed25519 = self.signer.actor.ed25519.clone();
        let id = self.received;
        app.here
            .db
            .write(move |conn| {
                actors::upsert_remote(conn, &actor)?;
                received::worked(conn, id, None)
            })
            .await
    }
}

//! An actor of another server, or ours.

use crate::app::App;
use crate::clock::Moment;
use crate::domain::address::host_of;
use crate::domain::appearance::{Appearance, FIELD_MAX, FOREIGN_FIELD_MAX, FOREIGN_FIELDS_MAX, Field};
use crate::domain::follow::{Actor, ActorKind, Multikey};
use crate::domain::key::ActorId;
use crate::domain::media::{Look, Looks};
use crate::domain::network::{Intake, Mode};
use crate::domain::text;
use crate::error::{Error, Result};
use crate::federation::wire::{self, same_origin};
use crate::federation::{render, sanitize};
use crate::ids;
use crate::storage::actors;
use activitypub_federation::config::Data;
use activitypub_federation::traits::Object;
use async_trait::async_trait;
use url::Url;

/// An actor as the federation library sees it.
#[derive(Clone, Debug)]
pub struct FederatedActor(pub Actor);

#[async_trait]
impl Object for FederatedActor {
    type DataType = App;
    type Kind = wire::Actor;
    type Error = Error;

    fn id(&self) -> &Url {
        &self.0.ap_id
    }

    async fn read_from_id(id: Url, app: &Data<App>) -> Result<Option<Self>> {
        Ok(app.here.db.read(move |conn| actors::by_ap_id(conn, &id)).await?.map(Self))
    }

    async fn into_json(self, app: &Data<App>) -> Result<wire::Actor> {
        let context = app.app_data().clone();
        app.here.db.read(move |conn| render::actor::actor(&context, conn, &self.0)).await
    }

    async fn verify(json: &wire::Actor, expected: &Url, app: &Data<App>) -> Result<()> {
        json.check()?;
        if !same_origin(&json.id, expected) {
            return Err(Error::bad_request("An actor must come from its own server."));
        }
        if same_origin(&json.id, app.here.addresses.base()) {
            return Err(Error::bad_request("One of our own actors cannot come from outside."));
        }
        Ok(())
    }

    async fn from_json(json: wire::Actor, app: &Data<App>) -> Result<Self> {
        let mut actor = from_wire(json, app.here.now());
        let stored = actor.clone();
        actor.id = app.here.db.write(move |conn| actors::upsert_remote(conn, &stored)).await?;
        Ok(Self(actor))
    }
}

/// A picture of another server's actor: where it is. What it is shows when somebody looks at it.
fn look(picture: wire::image::Media) -> Look {
    Look::There(picture.url)
}

/// What an account elsewhere shows of itself. A field that is too long is left out: half of it could be broken HTML.
fn appearance(json: &wire::Actor) -> Appearance {
    let field = |one: &wire::actor::PropertyValue| {
        let value = sanitize::post(&one.value);
        let name = text::line("name", one.name.as_str(), FIELD_MAX).ok().flatten()?;
        (value.len() <= FOREIGN_FIELD_MAX).then_some(Field { name, value, source: None })
    };
    Appearance {
        fields: json.attachment.iter().filter_map(field).take(FOREIGN_FIELDS_MAX).collect(),
        locked: json.manually_approves_followers,
        bot: false,
        discoverable: json.discoverable,
        indexable: json.indexable,
    }
}

/// What is kept of another server's actor. Its HTML is run through the allowlist.
pub fn from_wire(json: wire::Actor, now: Moment) -> Actor {
    let kind = match json.kind {
        wire::ActorKind::Organization => ActorKind::Organization,
        wire::ActorKind::Person => ActorKind::Person,
        wire::ActorKind::Application => ActorKind::Application,
        wire::ActorKind::Service => ActorKind::Service,
        wire::ActorKind::Group => ActorKind::Group,
    };
    let languages = json.network.as_ref().map_or_else(Vec::new, |network| {
        network.languages.iter().filter_map(|tag| crate::domain::text::language("languages", tag).ok()).collect()
    });
    let facts = json.network.as_ref();
    // A word that we do not know says nothing.
    let mode = facts.and_then(|facts| Mode::parse(facts.mode.as_ref()?.as_str()));
    let intake = facts.and_then(|facts| Intake::parse(facts.intake.as_ref()?.as_str()));
    let ed25519 =
        json.ed25519().map(|key| Multikey { id: key.id.to_string(), multibase: key.public_key_multibase.clone() });
    let appearance = appearance(&json);
    let implements_potluck = json.implements(wire::actor::Implements::POTLUCK_1);
    let takes_words = json.implements(wire::actor::Implements::WORDS);
    Actor {
        id: ActorId(ids::next(now)),
        kind,
        local: false,
        host: host_of(&json.id),
        handle: json.preferred_username.as_str().to_owned(),
        name: json.name.as_ref().map_or_else(|| json.preferred_username.as_str(), |name| name.as_str()).to_owned(),
        summary: json.summary.as_ref().map(sanitize::post).unwrap_or_default(),
        shared_inbox: json
            .endpoints
            .and_then(|endpoints| endpoints.shared_inbox)
            .filter(|inbox| same_origin(inbox, &json.id)),
        inbox: json.inbox,
        url: json.url,
        followers: json.followers,
        public_key_pem: json.public_key.public_key_pem,
        key_id: json.public_key.id,
        ed25519,
        implements_potluck,
        takes_words,
        area: json.location.and_then(|place| place.area()),
        languages,
        mode,
        intake,
        appearance,
        looks: Looks { avatar: json.icon.map(look), header: json.image.map(look) },
        gone: false,
        fetched_at: now,
        created_at: now,
        ap_id: json.id,
    }
}

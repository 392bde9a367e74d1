//! One of our actors as it goes over the wire.

use crate::app::App;
use crate::config::{FederationMode, NetworkArea};
use crate::domain::appearance::Field;
use crate::domain::follow::{Actor, ActorKind, Ties};
use crate::domain::media::Part;
use crate::domain::peer::Choices;
use crate::error::Result;
use crate::federation::render::listing::{below, escape};
use crate::federation::render::media;
use crate::federation::wire::actor::{Endpoints, Generator, Implements, Multikey, NetworkFacts, PropertyValue};
use crate::federation::wire::text::Word;
use crate::federation::wire::{self, Html, Place};
use crate::storage::{Conn, facts, moves};
use activitypub_federation::protocol::public_key::PublicKey;

/// The JSON of one of our actors: the network, a member, or the server's own.
///
/// # Errors
/// `Internal` when the database fails.
pub fn actor(app: &App, conn: &mut Conn, actor: &Actor) -> Result<wire::Actor> {
    let (choices, ties) = (facts::choices(conn)?, moves::ties(conn, actor.id)?);
    // Not as this process remembers it: another one may have changed it a moment ago, and this is told to others.
    let area = match actor.kind {
        ActorKind::Organization => app.network_with(&facts::network_words(conn)?).area,
        _ => None,
    };
    Ok(document(app, actor, area.as_ref(), &choices, ties))
}

fn document(app: &App, actor: &Actor, area: Option<&NetworkArea>, choices: &Choices, ties: Ties) -> wire::Actor {
    let id = &actor.ap_id;
    let whole = wire::Actor {
        id: id.clone(),
        kind: kind(actor.kind),
        preferred_username: username(actor).into(),
        webfinger: Some(acct(actor).as_str().into()),
        name: Some(actor.name.as_str().into()),
        summary: html(&actor.summary).filter(|html| !html.is_empty()),
        url: actor.url.clone(),
        inbox: actor.inbox.clone(),
        outbox: Some(below(id, "outbox")),
        followers: actor.followers.clone(),
        following: Some(below(id, "following")),
        featured: Some(below(id, "featured")),
        endpoints: actor.shared_inbox.clone().map(|inbox| Endpoints { shared_inbox: Some(inbox) }),
        public_key: PublicKey {
            id: actor.key_id.clone(),
            owner: id.clone(),
            public_key_pem: actor.public_key_pem.clone(),
        },
        assertion_method: multikey(actor).into_iter().collect(),
        manually_approves_followers: true,
        // A neighbor is found by whom they tell, not by search engines, unless they chose otherwise.
        discoverable: Some(actor.appearance.discoverable.unwrap_or(false)),
        indexable: Some(actor.appearance.indexable.unwrap_or(false)),
        published: Some(actor.created_at),
        icon: media::look(&app.here.addresses, actor, Part::Avatar),
        image: media::look(&app.here.addresses, actor, Part::Header),
        attachment: actor.appearance.fields.iter().filter_map(field).collect(),
        attributed_to: None,
        location: None,
        network: None,
        place: None,
        generator: Some(generator(app)),
        implements: Vec::new(),
        also_known_as: ties.also_known_as,
        moved_to: ties.moved_to,
    };
    match actor.kind {
        ActorKind::Application => application(actor, whole),
        ActorKind::Organization => network(app, actor, area, choices, whole),
        ActorKind::Person | ActorKind::Service | ActorKind::Group => {
            // Somebody who mostly writes by themselves is a service, to other servers.
            let kind = if actor.appearance.bot { wire::ActorKind::Service } else { whole.kind };
            wire::Actor { kind, manually_approves_followers: list_only(app) || actor.appearance.locked, ..whole }
        }
    }
}

fn field(field: &Field) -> Option<PropertyValue> {
    Some(PropertyValue::new(&field.name, html(&field.value)?))
}

/// Its Ed25519 key (FEP-521a).
fn multikey(actor: &Actor) -> Option<Multikey> {
    let key = actor.ed25519.as_ref()?;
    Some(Multikey::new(key.id.parse().ok()?, actor.ap_id.clone(), key.multibase.clone()))
}

/// The name before the `@`. The server's own is its host without a port: a colon is no part of a handle.
pub fn username(actor: &Actor) -> &str {
    match actor.kind {
        ActorKind::Application => actor.ap_id.host_str().unwrap_or(&actor.handle),
        _ => &actor.handle,
    }
}

/// The whole handle, `food@fruitvale.example`: what webfinger answers as its subject.
pub fn acct(actor: &Actor) -> String {
    format!("{}@{}", username(actor), actor.host)
}

/// Signs fetches, follows nobody, and says what this server understands (FEP-844e).
fn application(actor: &Actor, whole: wire::Actor) -> wire::Actor {
    wire::Actor {
        inbox: actor.shared_inbox.clone().unwrap_or_else(|| actor.inbox.clone()),
        followers: None,
        following: None,
        featured: None,
        endpoints: None,
        generator: None,
        implements: Implements::ours(),
        ..whole
    }
}

fn network(app: &App, actor: &Actor, area: Option<&NetworkArea>, choices: &Choices, whole: wire::Actor) -> wire::Actor {
    let facts = NetworkFacts {
        serves: Word::try_from("neighbourhood").ok(),
        languages: actor.languages.iter().filter_map(|tag| Word::try_from(tag.as_str()).ok()).collect(),
        mode: actor.mode.and_then(|mode| Word::try_from(mode.as_str()).ok()),
        intake: actor.intake.and_then(|intake| Word::try_from(intake.as_str()).ok()),
        // Advice that nobody gave is not made up.
        accepts_from: None,
        open_listings: Some(app.here.addresses.open_listings()),
    };
    let website = website(app).map(|html| PropertyValue::new("Website", html));
    let around = area.and_then(about).map(|html| PropertyValue::new("Area", html));
    wire::Actor {
        manually_approves_followers: choices.any_wait(list_only(app)),
        discoverable: Some(true),
        indexable: Some(true),
        attachment: website.into_iter().chain(around).collect(),
        location: actor.area.map(|rough| Place::rough(area.map(|area| area.name.as_str()), rough)),
        network: Some(facts),
        ..whole
    }
}

/// Whether follows wait for a yes where nobody chose: where only listed hosts are talked to.
pub fn list_only(app: &App) -> bool {
    app.config.federation.mode == FederationMode::ListOnly
}

fn generator(app: &App) -> Generator {
    Generator {
        kind: Default::default(),
        id: Some(app.here.addresses.app()),
        name: Some("Potluck".into()),
        implements: Implements::ours(),
    }
}

fn kind(kind: ActorKind) -> wire::ActorKind {
    match kind {
        ActorKind::Organization => wire::ActorKind::Organization,
        ActorKind::Person => wire::ActorKind::Person,
        ActorKind::Application => wire::ActorKind::Application,
        ActorKind::Service => wire::ActorKind::Service,
        ActorKind::Group => wire::ActorKind::Group,
    }
}

/// Text that is too long for the wire is left out whole: half of it could be broken HTML.
fn html(text: &str) -> Option<Html> {
    Html::try_from(text).ok()
}

fn website(app: &App) -> Option<Html> {
    let base = app.here.addresses.base();
    // An origin has no character that HTML would need escaped.
    html(&format!("<a href=\"{base}\" rel=\"me\">{}</a>", app.here.addresses.host()))
}

/// "Fruitvale, Oakland (about 2 km around)".
fn about(area: &NetworkArea) -> Option<Html> {
    let name = escape(&area.name);
    let kilometres = f64::from(area.radius_m) / 1_000.0;
    // One decimal below 10 km, and none where it would be a zero.
    let rounded = if kilometres < 10.0 { (kilometres * 10.0).round() / 10.0 } else { kilometres.round() };
    html(&format!("{name} (about {rounded} km around)"))
}

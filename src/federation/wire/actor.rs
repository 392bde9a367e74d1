//! Actors: networks, members, places, the instance; and everybody's elsewhere.

use super::id;
use super::image::{self, Media};
use super::note::place;
use super::one_or_many;
use super::place::Place;
use super::text::{Html, Line, Name, NoteText, Word};
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::federation::signature::VerifyingKey;
use activitypub_federation::kinds::actor::ApplicationType;
use activitypub_federation::protocol::public_key::PublicKey;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use url::Url;

activitypub_federation::kinds::kind!(PropertyValueType, PropertyValue);
activitypub_federation::kinds::kind!(MultikeyType, Multikey);

/// Most profile fields that are kept (what Mastodon reads).
pub const FIELDS_MAX: usize = 50;
/// Longest PEM, in bytes: an RSA key of 16,384 bits has about 2,900.
pub const PEM_MAX: usize = 8_192;
/// Most further keys that are looked at.
pub const KEYS_MAX: usize = 10;
/// Longest user name, in characters.
pub const USERNAME_MAX: usize = 100;

/// What an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ActorKind {
    /// A network.
    Organization,
    /// Somebody.
    Person,
    /// An instance.
    Application,
    /// A fridge, a pantry; elsewhere a bot.
    Service,
    /// A community (Lemmy).
    Group,
}

/// An actor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Actor {
    /// Its id.
    #[serde(deserialize_with = "id::plain")]
    pub id: Url,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: ActorKind,
    /// The name before the `@`.
    pub preferred_username: Line<USERNAME_MAX>,
    /// The whole handle without a leading `@` (FEP-2c59).
    #[serde(default, deserialize_with = "one_or_many::lenient", skip_serializing_if = "Option::is_none")]
    pub webfinger: Option<Name>,
    /// The name to show.
    #[serde(default, deserialize_with = "one_or_many::not_blank", skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// About it; not yet sanitized.
    #[serde(default, deserialize_with = "one_or_many::not_blank", skip_serializing_if = "Option::is_none")]
    pub summary: Option<Html>,
    /// Its page.
    #[serde(default, deserialize_with = "id::link", skip_serializing_if = "Option::is_none")]
    pub url: Option<Url>,
    /// Where activities for it are sent.
    #[serde(deserialize_with = "id::plain")]
    pub inbox: Url,
    /// Its activities.
    #[serde(default, deserialize_with = "id::lenient_reference", skip_serializing_if = "Option::is_none")]
    pub outbox: Option<Url>,
    /// Who follows it.
    #[serde(default, deserialize_with = "id::lenient_reference", skip_serializing_if = "Option::is_none")]
    pub followers: Option<Url>,
    /// Whom it follows.
    #[serde(default, deserialize_with = "id::lenient_reference", skip_serializing_if = "Option::is_none")]
    pub following: Option<Url>,
    /// What it pinned.
    #[serde(default, deserialize_with = "id::lenient_reference", skip_serializing_if = "Option::is_none")]
    pub featured: Option<Url>,
    /// Further addresses.
    #[serde(default, deserialize_with = "one_or_many::lenient", skip_serializing_if = "Option::is_none")]
    pub endpoints: Option<Endpoints>,
    /// The key that it signs with.
    #[serde(deserialize_with = "public_key")]
    pub public_key: PublicKey,
    /// Further keys that it signs with (FEP-521a).
    #[serde(default, deserialize_with = "one_or_many::some::<_, _, KEYS_MAX>", skip_serializing_if = "Vec::is_empty")]
    pub assertion_method: Vec<Multikey>,
    /// Whether follows wait for a yes.
    #[serde(default, deserialize_with = "one_or_many::null_is_default")]
    pub manually_approves_followers: bool,
    /// Whether it wants to be suggested.
    #[serde(default, deserialize_with = "one_or_many::lenient", skip_serializing_if = "Option::is_none")]
    pub discoverable: Option<bool>,
    /// Whether its posts may be found by a search.
    #[serde(default, deserialize_with = "one_or_many::lenient", skip_serializing_if = "Option::is_none")]
    pub indexable: Option<bool>,
    /// Since when it has been there.
    #[serde(default, deserialize_with = "one_or_many::moment", skip_serializing_if = "Option::is_none")]
    pub published: Option<Moment>,
    /// Its picture.
    #[serde(default, deserialize_with = "image::icon", skip_serializing_if = "Option::is_none")]
    pub icon: Option<Media>,
    /// Its header picture.
    #[serde(default, deserialize_with = "image::icon", skip_serializing_if = "Option::is_none")]
    pub image: Option<Media>,
    /// Profile fields.
    #[serde(
        default,
        deserialize_with = "one_or_many::some::<_, _, FIELDS_MAX>",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub attachment: Vec<PropertyValue>,
    /// Who answers for it: a fridge's network. (On Lemmy, a community's moderators.)
    #[serde(default, deserialize_with = "id::lenient_reference", skip_serializing_if = "Option::is_none")]
    pub attributed_to: Option<Url>,
    /// Where it is, coarsely unless it is a public place.
    #[serde(default, deserialize_with = "place", skip_serializing_if = "Option::is_none")]
    pub location: Option<Place>,
    /// What a network says about itself.
    #[serde(rename = "potluck:network", default, skip_serializing_if = "Option::is_none")]
    pub network: Option<NetworkFacts>,
    /// What a fridge or pantry says about itself.
    #[serde(
        rename = "potluck:place",
        default,
        deserialize_with = "one_or_many::lenient",
        skip_serializing_if = "Option::is_none"
    )]
    pub place: Option<PlaceFacts>,
    /// The instance that it lives on (FEP-844e).
    #[serde(default, deserialize_with = "one_or_many::first", skip_serializing_if = "Option::is_none")]
    pub generator: Option<Generator>,
    /// What this actor's software understands (FEP-844e), on an `Application`.
    #[serde(default, deserialize_with = "one_or_many::some::<_, _, 100>", skip_serializing_if = "Vec::is_empty")]
    pub implements: Vec<Implements>,
    /// Its other ids; a `Move` needs them.
    #[serde(default, deserialize_with = "ids", skip_serializing_if = "Vec::is_empty")]
    pub also_known_as: Vec<Url>,
    /// Where it went.
    #[serde(default, deserialize_with = "id::lenient_reference", skip_serializing_if = "Option::is_none")]
    pub moved_to: Option<Url>,
}

impl Actor {
    /// Where deliveries for many go: the shared inbox if it has the actor's origin, else its own inbox.
    pub fn shared_inbox_or_inbox(&self) -> &Url {
        let shared = self.endpoints.as_ref().and_then(|endpoints| endpoints.shared_inbox.as_ref());
        shared.filter(|shared| id::same_origin(shared, &self.id)).unwrap_or(&self.inbox)
    }

    /// Whether its software says that it understands `what` (`https://w3id.org/fep/0837`).
    /// Looks in `generator` and on the actor itself.
    pub fn implements(&self, what: &str) -> bool {
        let generator = self.generator.iter().flat_map(|generator| &generator.implements);
        generator.chain(&self.implements).any(|one| one.href.as_str() == what)
    }

    /// Its Ed25519 key: the first of its keys that is one, that it controls, and whose id is its own with a fragment: so
    /// it comes from the same document, and nobody else's (refusal 14).
    pub fn ed25519(&self) -> Option<&Multikey> {
        self.assertion_method.iter().find(|key| {
            let mut document = key.id.clone();
            document.set_fragment(None);
            key.controller == self.id
                && key.id.fragment().is_some()
                && document == self.id
                && key.id.as_str() != self.public_key.id
                && VerifyingKey::from_multibase(&key.public_key_multibase).is_ok()
        })
    }

    /// What must hold within the document, whoever served it: the key belongs to the actor, inbox and key have the
    /// actor's origin (refusal 14), and it has a name (refusal 23).
    ///
    /// # Errors
    /// `Invalid` when it does not hold.
    pub fn check(&self) -> Result<()> {
        if self.public_key.owner != self.id {
            return Err(Error::invalid("publicKey", "The key belongs to somebody else."));
        }
        let key = id::parse(&self.public_key.id)?;
        if !id::same_origin(&key, &self.id) {
            return Err(Error::invalid("publicKey", "The key comes from another server."));
        }
        // A key that is named as part of a document stands in that one: nobody takes the name of a neighbor's.
        let mut document = key.clone();
        document.set_fragment(None);
        if key.fragment().is_some() && document != self.id {
            return Err(Error::invalid("publicKey", "The key has the name of somebody else's."));
        }
        let name = self.preferred_username.as_str();
        if name.is_empty() || name.contains(|c: char| c.is_whitespace() || matches!(c, '@' | '/')) {
            return Err(Error::invalid("preferredUsername", "The name before the @ is one word."));
        }
        if !id::same_origin(&self.inbox, &self.id) {
            return Err(Error::invalid("inbox", "The inbox is on another server."));
        }
        Ok(())
    }
}

/// A public key (FEP-521a).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Multikey {
    /// Its id, which signatures name.
    #[serde(deserialize_with = "id::plain")]
    pub id: Url,
    /// Always `Multikey`; others are skipped.
    #[serde(rename = "type")]
    pub kind: MultikeyType,
    /// Whose it is.
    #[serde(deserialize_with = "id::plain")]
    pub controller: Url,
    /// The key, with its kind, in base 58: `z6Mk…` is one of Ed25519.
    pub public_key_multibase: String,
}

impl Multikey {
    /// A key of an actor.
    pub fn new(id: Url, controller: Url, public_key_multibase: String) -> Self {
        Self { id, kind: Default::default(), controller, public_key_multibase }
    }
}

/// Further addresses of an actor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Endpoints {
    /// One inbox for everybody of that host.
    #[serde(default, deserialize_with = "id::link", skip_serializing_if = "Option::is_none")]
    pub shared_inbox: Option<Url>,
}

/// A profile field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PropertyValue {
    /// Always `PropertyValue`; other attachments are skipped.
    #[serde(rename = "type")]
    pub kind: PropertyValueType,
    /// What it is about.
    pub name: Name,
    /// HTML; not yet sanitized.
    pub value: Html,
}

impl PropertyValue {
    /// A profile field.
    pub fn new(name: &str, value: Html) -> Self {
        Self { kind: PropertyValueType::PropertyValue, name: name.into(), value }
    }
}

/// `potluck:network`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NetworkFacts {
    /// `neighbourhood` and the like.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serves: Option<Word>,
    /// Language tags (BCP 47).
    #[serde(default, deserialize_with = "one_or_many::some::<_, _, 50>")]
    pub languages: Vec<Word>,
    /// `neighbors`, `connectors-help` or `connectors-only`.
    #[serde(default, deserialize_with = "one_or_many::lenient", skip_serializing_if = "Option::is_none")]
    pub mode: Option<Word>,
    /// `open`, `slow` or `paused`.
    #[serde(default, deserialize_with = "one_or_many::lenient", skip_serializing_if = "Option::is_none")]
    pub intake: Option<Word>,
    /// Whose responses it welcomes. Advice to people, never a gate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepts_from: Option<AcceptsFrom>,
    /// Where its open listings are, whole, for its followers.
    #[serde(default, deserialize_with = "id::lenient_reference", skip_serializing_if = "Option::is_none")]
    pub open_listings: Option<Url>,
}

/// Whose responses a network welcomes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AcceptsFrom {
    /// At most this far, in metres: 0 to 100,000.
    #[serde(default, deserialize_with = "distance", skip_serializing_if = "Option::is_none")]
    pub max_distance_m: Option<u32>,
}

/// `potluck:place`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PlaceFacts {
    /// `fridge`, `pantry`, …
    pub place_kind: Word,
    /// `empty`, `some`, `half`, `full`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stock: Option<Word>,
    /// When that was seen.
    #[serde(default, deserialize_with = "one_or_many::moment", skip_serializing_if = "Option::is_none")]
    pub stock_reported_at: Option<Moment>,
    /// In the notation of OpenStreetMap: `Mo-Su 00:00-24:00`.
    #[serde(default, deserialize_with = "one_or_many::some::<_, _, 20>", skip_serializing_if = "Vec::is_empty")]
    pub opening_hours: Vec<Word>,
    /// Steps, light, seats.
    #[serde(default, deserialize_with = "one_or_many::not_blank", skip_serializing_if = "Option::is_none")]
    pub access_notes: Option<NoteText>,
    /// The network that looks after it.
    #[serde(default, deserialize_with = "id::lenient_reference", skip_serializing_if = "Option::is_none")]
    pub operator: Option<Url>,
}

/// The instance that an actor lives on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Generator {
    /// Always `Application`.
    #[serde(rename = "type")]
    pub kind: ApplicationType,
    /// The instance actor.
    #[serde(default, deserialize_with = "id::lenient_reference", skip_serializing_if = "Option::is_none")]
    pub id: Option<Url>,
    /// The software.
    #[serde(default, deserialize_with = "one_or_many::lenient", skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// What it understands.
    #[serde(default, deserialize_with = "one_or_many::some::<_, _, 100>", skip_serializing_if = "Vec::is_empty")]
    pub implements: Vec<Implements>,
}

/// Something that software understands (FEP-844e).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Implements {
    /// `https://w3id.org/fep/0837`.
    pub href: Url,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
}

impl Implements {
    /// FEP-0837: responses are understood.
    pub const FEP_0837: &'static str = "https://w3id.org/fep/0837";
    /// The Potluck wire format, version 1.
    pub const POTLUCK_1: &'static str = "https://w3id.org/potluck/ns#v1";
    /// What the two sides of an answer write to each other is taken.
    pub const WORDS: &'static str = "https://w3id.org/potluck/ns#words";

    /// What Potluck says of itself.
    pub fn ours() -> Vec<Self> {
        let all = [
            (Self::FEP_0837, "FEP-0837"),
            (Self::POTLUCK_1, "Potluck wire format 1"),
            (Self::WORDS, "Words between the two sides of an answer"),
        ];
        all.into_iter()
            .map(|(href, name)| Self { href: Url::parse(href).expect("a constant address"), name: Some(name.into()) })
            .collect()
    }
}

impl<'de> Deserialize<'de> for Implements {
    /// An address, or a `Link` (`href`) or object (`id`) with one.
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(from)?;
        let address = value.as_str().or_else(|| ["href", "id"].iter().find_map(|key| value.get(key)?.as_str()));
        let href = id::parse(address.ok_or_else(|| D::Error::custom("`implements` without an address"))?);
        let name = value.get("name").and_then(Value::as_str).map(Name::from);
        Ok(Self { href: href.map_err(D::Error::custom)?, name })
    }
}

/// A key as it is found behind a `keyId`: the actor that has it (GoToSocial answers unsigned requests with no more
/// than that), or the key alone.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyDocument {
    /// Id of the document that the key was found in.
    pub id: Url,
    /// The key.
    pub public_key: PublicKey,
}

impl<'de> Deserialize<'de> for KeyDocument {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(from)?;
        let id = id::of_value(&value).map_err(D::Error::custom)?;
        let key = value.get("publicKey").filter(|key| !key.is_null()).unwrap_or(&value);
        Ok(Self { id, public_key: public_key(key.clone()).map_err(D::Error::custom)? })
    }
}

/// `deserialize_with` for `publicKey`: of several keys the first; its owner and id are http(s) addresses.
fn public_key<'de, D: Deserializer<'de>>(from: D) -> Result<PublicKey, D::Error> {
    let value = match Value::deserialize(from)? {
        Value::Array(list) => list.into_iter().next().unwrap_or_default(),
        value => value,
    };
    let key = PublicKey::deserialize(value).map_err(D::Error::custom)?;
    id::parse(&key.id).map_err(D::Error::custom)?;
    id::check(&key.owner).map_err(D::Error::custom)?;
    if key.public_key_pem.len() > PEM_MAX {
        return Err(D::Error::custom("a public key that is too long"));
    }
    Ok(key)
}

/// `deserialize_with` for lists of ids that are extras: what is none is skipped.
fn ids<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Url>, D::Error> {
    let values: Vec<Value> = one_or_many::some::<_, _, 50>(from)?;
    Ok(values.iter().filter_map(|value| id::of_value(value).ok()).collect())
}

fn distance<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u32>, D::Error> {
    let distance = Option::<u32>::deserialize(from)?;
    let fits = distance.is_none_or(|metres| metres <= 100_000);
    fits.then_some(distance).ok_or_else(|| D::Error::custom("`maxDistanceM` is 0 to 100000"))
}

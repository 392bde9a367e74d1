//! This network, actors and members in short.

use super::member::ContactEntity;
use crate::app::App;
use crate::domain::follow::Actor;
use crate::domain::follow::ActorKind;
use crate::domain::member::Member;
use crate::domain::network::{About, Change, Intake, Mode, Words};
use crate::domain::peer::Choices;
use crate::federation::render::actor::list_only;
use serde::{Deserialize, Serialize};
use url::Url;
use utoipa::ToSchema;

/// A rough place.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AreaEntity {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// How far the truth may be, in metres.
    pub radius_m: u32,
}

impl From<crate::domain::Area> for AreaEntity {
    fn from(area: crate::domain::Area) -> Self {
        Self { latitude: area.middle.latitude(), longitude: area.middle.longitude(), radius_m: area.radius_m }
    }
}

/// Where a network is, roughly, with the name of the place.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NetworkAreaEntity {
    /// The name of the place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Metres.
    pub radius_m: u32,
}

/// This network.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NetworkEntity {
    /// `food`.
    pub handle: String,
    /// `food@riverside.example`.
    pub address: String,
    /// Its ActivityPub id.
    pub actor: Url,
    /// Its name.
    pub name: String,
    /// About it, in its main language.
    pub about: String,
    /// About it in each language that stewards wrote it in.
    pub about_in: Vec<AboutEntity>,
    /// How to reach it.
    pub contact: Vec<ContactEntity>,
    /// `neighbors` answer each other, `connectors-help`, or `connectors-only`.
    #[schema(value_type = Option<String>)]
    pub mode: Option<Mode>,
    /// `open`, `slow` or `paused`.
    #[schema(value_type = Option<String>)]
    pub intake: Option<Intake>,
    /// BCP 47, its main one first.
    pub languages: Vec<String>,
    /// Its rough area.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<NetworkAreaEntity>,
    /// Whether networks that ask to follow wait for a steward's word.
    pub approves_networks: bool,
    /// Whether people who ask to follow wait for a steward's word.
    pub approves_people: bool,
    /// Whether everyone may read which networks this one follows.
    pub lists_networks: bool,
    /// The software.
    pub generator: String,
}

impl NetworkEntity {
    /// From the settings, the network's actor, what stewards say and what they chose.
    pub fn new(app: &App, actor: Actor, words: &Words, choices: &Choices) -> Self {
        let main = words.about_in(actor.languages.first().map_or("", String::as_str));
        Self {
            address: actor.address(),
            handle: actor.handle,
            actor: actor.ap_id,
            name: actor.name,
            about: main.map_or_else(|| app.config.network.about.clone(), |about| about.text.clone()),
            about_in: words.about.iter().map(Into::into).collect(),
            contact: words.contact.iter().map(Into::into).collect(),
            mode: actor.mode,
            intake: actor.intake,
            languages: actor.languages,
            area: actor.area.map(|area| NetworkAreaEntity {
                name: app.network().area.as_ref().map(|area| area.name.clone()),
                latitude: area.middle.latitude(),
                longitude: area.middle.longitude(),
                radius_m: area.radius_m,
            }),
            approves_networks: choices.wait(ActorKind::Organization, list_only(app)),
            approves_people: choices.wait(ActorKind::Person, list_only(app)),
            lists_networks: choices.lists_networks,
            generator: format!("potluck {}", env!("CARGO_PKG_VERSION")),
        }
    }
}

/// About a network, in one language.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AboutEntity {
    /// BCP 47.
    pub language: String,
    /// Plain text; an empty line begins a paragraph. At most 5,000 characters.
    pub text: String,
    /// Translated by a machine, or written by a person.
    #[serde(default)]
    pub by_machine: bool,
}

impl From<&About> for AboutEntity {
    fn from(about: &About) -> Self {
        Self { language: about.language.clone(), text: about.text.clone(), by_machine: about.by_machine }
    }
}

impl From<AboutEntity> for About {
    fn from(AboutEntity { language, text, by_machine }: AboutEntity) -> Self {
        Self { language, text, by_machine }
    }
}

/// What stewards change about the network; what is left out stays as it is.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct NetworkInput {
    /// `neighbors`, `connectors-help` or `connectors-only`.
    #[schema(value_type = Option<String>)]
    pub mode: Option<Mode>,
    /// `open`, `slow` or `paused`.
    #[schema(value_type = Option<String>)]
    pub intake: Option<Intake>,
    /// Once a language; at most 20. The main language's goes before the settings.
    pub about_in: Option<Vec<AboutEntity>>,
    /// At most 10.
    pub contact: Option<Vec<ContactEntity>>,
    /// Whether networks that ask to follow wait for a steward's word.
    pub approves_networks: Option<bool>,
    /// Whether people who ask to follow wait for a steward's word.
    pub approves_people: Option<bool>,
    /// Whether everyone may read which networks this one follows, so that others find them.
    pub lists_networks: Option<bool>,
}

impl From<NetworkInput> for Change {
    fn from(input: NetworkInput) -> Self {
        Self {
            mode: input.mode,
            intake: input.intake,
            about: input.about_in.map(|all| all.into_iter().map(Into::into).collect()),
            contact: input.contact.map(|all| all.into_iter().map(Into::into).collect()),
            approves_networks: input.approves_networks,
            approves_people: input.approves_people,
            lists_networks: input.lists_networks,
            ..Self::default()
        }
    }
}

/// An actor, in short.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ActorEntity {
    /// Its ActivityPub id.
    pub actor: Url,
    /// Its name.
    pub name: String,
    /// `handle@host`.
    pub address: String,
}

impl From<&Actor> for ActorEntity {
    fn from(actor: &Actor) -> Self {
        Self { actor: actor.ap_id.clone(), name: actor.name.clone(), address: actor.address() }
    }
}

/// A member, in short.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MemberEntity {
    /// `rosa`.
    pub handle: String,
    /// How they want to be called.
    pub display_name: String,
    /// Their ActivityPub id.
    pub actor: Url,
}

impl MemberEntity {
    /// What everyone here may know of a member.
    pub fn new(app: &App, member: &Member) -> Self {
        Self {
            handle: member.handle.clone(),
            display_name: member.display_name.clone(),
            actor: app.here.addresses.member(&member.handle),
        }
    }
}

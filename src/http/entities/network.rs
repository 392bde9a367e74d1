//! Networks, peers and members.

use super::member::ContactEntity;
use crate::app::App;
use crate::domain::follow::{Actor, Follow, FollowState, is_mutual};
use crate::domain::key::ActorId;
use crate::domain::member::Member;
use crate::domain::network::{About, Change, Intake, Mode, Words};
use crate::storage::hosts::Host;
use chrono::{DateTime, Utc};
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
    /// The software.
    pub generator: String,
}

impl NetworkEntity {
    /// From the settings, the network's actor, and what stewards say.
    pub fn new(app: &App, actor: Actor, words: &Words) -> Self {
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
                name: app.config.network.area.as_ref().map(|area| area.name.clone()),
                latitude: area.middle.latitude(),
                longitude: area.middle.longitude(),
                radius_m: area.radius_m,
            }),
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
}

impl From<NetworkInput> for Change {
    fn from(input: NetworkInput) -> Self {
        Self {
            mode: input.mode,
            intake: input.intake,
            about: input.about_in.map(|all| all.into_iter().map(Into::into).collect()),
            contact: input.contact.map(|all| all.into_iter().map(Into::into).collect()),
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

/// How far a follow has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum FollowEntity {
    /// There is none.
    None,
    /// Asked.
    Pending,
    /// Agreed.
    Accepted,
    /// Over.
    Ended,
}

impl From<Option<FollowState>> for FollowEntity {
    fn from(state: Option<FollowState>) -> Self {
        match state {
            None => Self::None,
            Some(FollowState::Pending) => Self::Pending,
            Some(FollowState::Accepted) => Self::Accepted,
            Some(FollowState::Ended) => Self::Ended,
        }
    }
}

/// Another network that we know.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PeerEntity {
    /// The row.
    #[schema(value_type = String)]
    pub id: ActorId,
    /// Who.
    #[serde(flatten)]
    pub network: ActorEntity,
    /// Its server.
    pub host: String,
    /// Whether it understands listings and answers.
    pub understands_potluck: bool,
    /// Whether we follow it.
    pub we_follow: FollowEntity,
    /// Whether it follows us.
    pub follows_us: FollowEntity,
    /// Both.
    pub mutual: bool,
    /// Its rough area.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<AreaEntity>,
    /// BCP 47.
    pub languages: Vec<String>,
    /// How it works, if it says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub mode: Option<Mode>,
    /// How much it can take on now, if it says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub intake: Option<Intake>,
    /// When its server last answered or called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_heard_at: Option<DateTime<Utc>>,
    /// `live`, `failing`, `gone` or `unknown`.
    pub health: String,
}

impl PeerEntity {
    /// From its actor, the follows between the two, and how its host is doing.
    pub fn new(actor: &Actor, network: ActorId, follows: &[Follow], host: Option<Host>) -> Self {
        let state = |follower, followed| {
            follows.iter().find(|f| f.follower == follower && f.followed == followed).map(|follow| follow.state)
        };
        let (ours, theirs) = (state(network, actor.id), state(actor.id, network));
        Self {
            id: actor.id,
            network: actor.into(),
            host: actor.host.clone(),
            understands_potluck: actor.implements_potluck,
            we_follow: ours.into(),
            follows_us: theirs.into(),
            mutual: is_mutual(ours, theirs),
            area: actor.area.map(Into::into),
            languages: actor.languages.clone(),
            mode: actor.mode,
            intake: actor.intake,
            last_heard_at: host.as_ref().and_then(|host| host.last_heard_at),
            health: host.map_or_else(|| "unknown".into(), |host| host.state),
        }
    }
}

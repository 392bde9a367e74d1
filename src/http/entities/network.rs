//! Networks, peers and members.

use crate::app::App;
use crate::domain::follow::{Actor, Follow, FollowState, is_mutual};
use crate::domain::key::{ActorId, MemberId};
use crate::domain::member::Member;
use crate::storage::hosts::Host;
use chrono::{DateTime, Utc};
use serde::Serialize;
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
    /// About it.
    pub about: String,
    /// BCP 47, its main one first.
    pub languages: Vec<String>,
    /// Its rough area.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<NetworkAreaEntity>,
    /// The software.
    pub generator: String,
}

impl NetworkEntity {
    /// From the settings and the network's actor.
    pub fn new(app: &App, actor: Actor) -> Self {
        Self {
            address: actor.address(),
            handle: actor.handle,
            actor: actor.ap_id,
            name: actor.name,
            about: app.config.network.about.clone(),
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

/// Oneself.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MeEntity {
    /// The row.
    #[schema(value_type = String)]
    pub id: MemberId,
    /// The rest.
    #[serde(flatten)]
    pub member: MemberEntity,
    /// The roles that one holds now.
    pub roles: Vec<String>,
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
            last_heard_at: host.as_ref().and_then(|host| host.last_heard_at),
            health: host.map_or_else(|| "unknown".into(), |host| host.state),
        }
    }
}

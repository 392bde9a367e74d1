//! Other networks that we know, and how we stand with them.

use super::network::{ActorEntity, AreaEntity};
use crate::app::App;
use crate::clock::Moment;
use crate::domain::Area;
use crate::domain::directory::Entry;
use crate::domain::follow::{Actor, ActorKind, Follow, FollowState, is_mutual};
use crate::domain::key::ActorId;
use crate::domain::network::{Intake, Mode};
use crate::domain::peer::{Reach, Standing, State};
use crate::domain::sharing::{Change, Sharing, Topics};
use crate::error::Result;
use crate::storage::hosts::{Host, gone_after};
use crate::storage::{actors, follows, hosts, sharings};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use url::Url;
use utoipa::ToSchema;

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
    /// How far its middle is from ours, in kilometres, where both say roughly where they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distance_km: Option<f64>,
    /// What we give to it: of `offers`, `needs`, `announcements`, `events`, `crisis`.
    #[schema(value_type = Vec<String>)]
    pub we_give: Topics,
    /// What we take from it: of the same five.
    #[schema(value_type = Vec<String>)]
    pub we_take: Topics,
    /// How we stand with it: `gone`, `they-ask`, `not-reached`, `we-ask`, `mutual`, `hears-us`, `we-hear` or `ended`.
    #[schema(value_type = String)]
    pub state: State,
    /// The same in a sentence.
    pub state_text: String,
}

/// What else is known of a peer.
#[derive(Clone, Debug)]
pub struct Known {
    /// How its host is doing.
    pub host: Option<Host>,
    /// What is shared with it.
    pub sharing: Sharing,
    /// Where we are, roughly.
    pub here: Option<Area>,
    /// Whose weekdays a sentence means.
    pub zone: Tz,
    /// Now.
    pub now: Moment,
}

/// What stewards change about a peer; what is left out stays as it is.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PeerInput {
    /// What we give to it: of `offers`, `needs`, `announcements`, `events`, `crisis`.
    #[schema(value_type = Option<Vec<String>>)]
    pub we_give: Option<Topics>,
    /// What we take from it: of the same five.
    #[schema(value_type = Option<Vec<String>>)]
    pub we_take: Option<Topics>,
}

impl From<PeerInput> for Change {
    fn from(PeerInput { we_give, we_take }: PeerInput) -> Self {
        Self { given: we_give, taken: we_take }
    }
}

/// Kilometres from the middle of one rough place to that of another: to 100 m below 10 km, and whole above.
pub fn distance_km(one: Option<Area>, other: Option<Area>) -> Option<f64> {
    let km = one?.middle.distance_m(other?.middle) / 1_000.0;
    Some(if km < 10.0 { (km * 10.0).round() / 10.0 } else { km.round() })
}

fn reach(actor: &Actor, host: Option<&Host>) -> Reach {
    let Some(host) = host else { return if actor.gone { Reach::Gone(None) } else { Reach::Unknown } };
    match (host.state.as_str(), host.failing_since, host.last_heard_at) {
        _ if actor.gone => Reach::Gone(None),
        ("gone", since, _) => Reach::Gone(since),
        (_, Some(since), _) => Reach::Failing(since, since + gone_after()),
        (_, None, Some(heard)) => Reach::Heard(heard),
        (_, None, None) => Reach::Unknown,
    }
}

impl PeerEntity {
    /// From its actor, the follows between the two, and what else is known.
    pub fn new(actor: &Actor, network: ActorId, follows: &[Follow], known: Known) -> Self {
        let state = |follower, followed| {
            follows.iter().find(|f| f.follower == follower && f.followed == followed).map(|follow| follow.state)
        };
        let (ours, theirs) = (state(network, actor.id), state(actor.id, network));
        let Known { host, sharing, here, zone, now } = known;
        let standing = Standing { ours, theirs, reach: reach(actor, host.as_ref()) };
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
            distance_km: distance_km(here, actor.area),
            we_give: sharing.given,
            we_take: sharing.taken,
            state: standing.state(),
            state_text: standing.sentence(now, zone),
            health: host.map_or_else(|| "unknown".into(), |host| host.state),
        }
    }
}

/// The networks that we follow, that follow us, or that ask to: who waits for our word first, then by distance.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn peers(app: &App) -> Result<Vec<PeerEntity>> {
    let (network, now, zone) = (app.here.network, app.here.now(), app.config.network.time_zone);
    app.here
        .db
        .read(move |conn| {
            let here = actors::get(conn, network)?.area;
            let mut shared = sharings::all(conn)?;
            let follows = follows::around(conn, network)?;
            let others: BTreeSet<ActorId> =
                follows.iter().flat_map(|pair| [pair.follower, pair.followed]).filter(|id| *id != network).collect();
            let others: Vec<ActorId> = others.into_iter().collect();
            let mut found = actors::get_many(conn, &others)?;
            found.retain(|actor| actor.kind == ActorKind::Organization);
            let names: Vec<&str> = found.iter().map(|actor| actor.host.as_str()).collect();
            let hosts = hosts::get_many(conn, &names)?;
            let peer = |actor: &Actor| {
                let host = hosts.get(&actor.host).cloned();
                let sharing = shared.remove(&actor.id).unwrap_or_default();
                PeerEntity::new(actor, network, &follows, Known { host, sharing, here, zone, now })
            };
            let mut peers: Vec<PeerEntity> = found.iter().map(peer).collect();
            // Who waits for our word comes first, then who is near.
            peers.sort_by(|a, b| {
                let first = |peer: &PeerEntity| (peer.state != State::TheyAsk, peer.distance_km.is_none());
                (first(a).cmp(&first(b)))
                    .then(a.distance_km.unwrap_or_default().total_cmp(&b.distance_km.unwrap_or_default()))
                    .then_with(|| (&a.network.name, a.id).cmp(&(&b.network.name, b.id)))
            });
            Ok(peers)
        })
        .await
}

/// A network whose list leads to another.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ThroughEntity {
    /// Its ActivityPub id.
    pub actor: Url,
    /// Its name, if it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// A network that was found through others.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FoundEntity {
    /// Who. To follow it, use `actor` as the address.
    #[serde(flatten)]
    pub network: ActorEntity,
    /// How far its middle is from ours, in kilometres, where both say roughly where they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distance_km: Option<f64>,
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
    /// Whose lists lead to it: first a network that we follow, then, perhaps, one that was found there.
    pub through: Vec<ThroughEntity>,
    /// When it was last asked.
    pub fetched_at: DateTime<Utc>,
}

impl FoundEntity {
    /// From what a walk found.
    pub fn new(entry: Entry, through: Vec<ThroughEntity>, distance_km: Option<f64>) -> Self {
        Self {
            network: ActorEntity {
                address: format!("{}@{}", entry.handle, entry.host),
                actor: entry.ap_id,
                name: entry.name,
            },
            distance_km,
            area: entry.area.map(Into::into),
            languages: entry.languages,
            mode: entry.mode,
            intake: entry.intake,
            through,
            fetched_at: entry.fetched_at,
        }
    }
}

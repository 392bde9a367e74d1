//! Members: what neighbors may know, and what one reads of oneself.

use super::listing_input::PointInput;
use super::network::{AreaEntity, MemberEntity};
use crate::app::App;
use crate::domain::area::Point;
use crate::domain::key::MemberId;
use crate::domain::member::{Member, RoleKind, State};
use crate::domain::privacy::{Key, Liaison, Matched, Oneself};
use crate::domain::profile::{CanDo, Change, Contact, Profile, SeenBy};
use crate::error::{Error, Result};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

/// A way to reach a person or a network.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactEntity {
    /// A tag: `telephone`, `email`, `signal`, `door`.
    pub kind: String,
    /// At most 200 characters.
    pub value: String,
}

impl From<&Contact> for ContactEntity {
    fn from(contact: &Contact) -> Self {
        Self { kind: contact.kind.clone(), value: contact.value.clone() }
    }
}

impl From<ContactEntity> for Contact {
    fn from(ContactEntity { kind, value }: ContactEntity) -> Self {
        Self { kind, value }
    }
}

/// Something that one can do, and who sees it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CanDoEntity {
    /// `minutes`, `lift`, `drive`, `stairs` or `remote`.
    #[schema(value_type = String)]
    pub tag: CanDo,
    /// `network` or `oneself`.
    #[schema(value_type = String)]
    pub seen_by: SeenBy,
}

/// What members of this network may know of one another.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NeighborEntity {
    /// Who.
    #[serde(flatten)]
    pub member: MemberEntity,
    /// Whether they rest.
    pub resting: bool,
    /// BCP 47.
    pub languages: Vec<String>,
    /// About where they live.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<AreaEntity>,
    /// What they can do, as far as they show it.
    #[schema(value_type = Vec<String>)]
    pub can_do: Vec<CanDo>,
}

impl NeighborEntity {
    /// For another member of this network.
    pub fn new(app: &App, member: &Member, profile: &Profile, asker: MemberId) -> Self {
        let key = Key::of_member(asker);
        Self {
            member: MemberEntity::new(app, member),
            resting: member.state == State::Resting,
            languages: profile.languages.open(&key).clone(),
            area: profile.cell.open(&key).map(|cell| cell.area().into()),
            can_do: profile.can_do.open(&key).clone(),
        }
    }
}

/// Oneself.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MeEntity {
    /// The row.
    #[schema(value_type = String)]
    pub id: MemberId,
    /// Who.
    #[serde(flatten)]
    pub member: MemberEntity,
    /// What one says about oneself. Everyone reads it.
    pub about: String,
    /// The roles that one holds now.
    pub roles: Vec<String>,
    /// Whether one rests: no prompts, and no reason asked.
    pub resting: bool,
    /// BCP 47. Members of this network see them.
    pub languages: Vec<String>,
    /// About where one lives. Members of this network see it; the exact point is not kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<AreaEntity>,
    /// What one can do.
    pub can_do: Vec<CanDoEntity>,
    /// What makes it possible to take part. For one's liaison.
    pub access_needs: Vec<String>,
    /// Tags. Nobody else sees them.
    pub food_customs: Vec<String>,
    /// How to be reached. Only for those matched in a handoff.
    pub contact: Vec<ContactEntity>,
    /// How often in a week one may be asked. Nobody else sees it.
    pub ask_cap: u8,
}

impl MeEntity {
    /// One's own profile, whole.
    ///
    /// # Errors
    /// `NotFound` unless `asker` is this member.
    pub fn new(app: &App, member: &Member, profile: &Profile, roles: &[RoleKind], asker: MemberId) -> Result<Self> {
        let id = member.id;
        let network = Key::of_member(asker);
        let liaison = Key::<Liaison>::of_owner(id, asker).ok_or_else(Error::not_found)?;
        let matched = Key::<Matched>::of_owner(id, asker).ok_or_else(Error::not_found)?;
        let own = Key::<Oneself>::of_owner(id, asker).ok_or_else(Error::not_found)?;
        let own = profile.own.open(&own);
        let with = |tags: &[CanDo], seen_by| -> Vec<CanDoEntity> {
            tags.iter().map(|tag| CanDoEntity { tag: *tag, seen_by }).collect()
        };
        Ok(Self {
            id,
            member: MemberEntity::new(app, member),
            about: member.about.clone(),
            roles: roles.iter().map(|role| role.as_str().into()).collect(),
            resting: member.state == State::Resting,
            languages: profile.languages.open(&network).clone(),
            area: profile.cell.open(&network).map(|cell| cell.area().into()),
            can_do: [with(profile.can_do.open(&network), SeenBy::Network), with(&own.can_do, SeenBy::Oneself)].concat(),
            access_needs: profile.access_needs.open(&liaison).clone(),
            food_customs: own.food_customs.clone(),
            contact: profile.contact.open(&matched).iter().map(Into::into).collect(),
            ask_cap: own.ask_cap,
        })
    }
}

/// What is given, even if it is `null`.
pub(super) fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(from).map(Some)
}

/// What one changes about oneself; what is left out stays as it is.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct MeInput {
    /// An alias is fine; at most 80 characters.
    pub display_name: Option<String>,
    /// About oneself, for everyone; at most 1,000 characters.
    pub about: Option<String>,
    /// BCP 47; at most 20.
    pub languages: Option<Vec<String>>,
    /// Where one lives: it is rounded at once, and only an area of about 1 km is kept. `null` takes it away.
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<PointInput>)]
    pub point: Option<Option<PointInput>>,
    /// What one can do, each once.
    pub can_do: Option<Vec<CanDoEntity>>,
    /// At most 20, of 80 characters each.
    pub access_needs: Option<Vec<String>>,
    /// Tags; at most 20.
    pub food_customs: Option<Vec<String>>,
    /// At most 10.
    pub contact: Option<Vec<ContactEntity>>,
    /// 0 to 21.
    pub ask_cap: Option<u8>,
}

impl MeInput {
    /// What it says, as the domain has it.
    ///
    /// # Errors
    /// `Invalid` for a point that is nowhere.
    pub fn into_change(self) -> Result<Change> {
        let mut change = Change {
            display_name: self.display_name,
            about: self.about,
            languages: self.languages,
            can_do: self.can_do.map(|all| all.into_iter().map(|one| (one.tag, one.seen_by)).collect()),
            access_needs: self.access_needs,
            food_customs: self.food_customs,
            contact: self.contact.map(|all| all.into_iter().map(Into::into).collect()),
            ask_cap: self.ask_cap,
            ..Change::default()
        };
        if let Some(point) = self.point {
            change.set_point(point.map(|point| Point::new(point.latitude, point.longitude)).transpose()?);
        }
        Ok(change)
    }
}

/// What says that one means it.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LeaveInput {
    /// One's own handle, once more: leaving cannot be undone.
    pub handle: String,
}

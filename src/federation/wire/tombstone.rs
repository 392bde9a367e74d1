//! What is left of something that was taken back.

use super::id;
use super::one_or_many;
use super::text::Word;
use crate::clock::Moment;
use activitypub_federation::kinds::object::TombstoneType;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use url::Url;

/// An ActivityStreams `Tombstone`. (activitypub_federation's has no `formerType` and no `deleted`.)
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Tombstone {
    /// The id of what was there.
    #[serde(deserialize_with = "id::plain")]
    pub id: Url,
    /// Always `Tombstone`.
    #[serde(rename = "type")]
    pub kind: TombstoneType,
    /// What it was.
    #[serde(default, deserialize_with = "one_or_many::lenient", skip_serializing_if = "Option::is_none")]
    pub former_type: Option<Word>,
    /// When it was taken back.
    #[serde(default, deserialize_with = "one_or_many::moment", skip_serializing_if = "Option::is_none")]
    pub deleted: Option<Moment>,
}

impl Tombstone {
    /// What is left of a `former_type`.
    pub fn new(id: Url, former_type: Option<Word>, deleted: Option<Moment>) -> Self {
        Self { id, kind: TombstoneType::Tombstone, former_type, deleted }
    }
}

/// What a `Delete` names: a bare id (an actor who left), or a tombstone. Any other embedded object counts by its id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Deleted {
    /// Its id alone.
    Id(Url),
    /// With what is left of it.
    Tombstone(Tombstone),
}

impl Deleted {
    /// The id of what was taken back.
    pub fn id(&self) -> &Url {
        match self {
            Self::Id(id) => id,
            Self::Tombstone(tombstone) => &tombstone.id,
        }
    }
}

impl<'de> Deserialize<'de> for Deleted {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(from)?;
        let id = id::of_value(&value).map_err(serde::de::Error::custom)?;
        Ok(Tombstone::deserialize(value).map_or(Self::Id(id), Self::Tombstone))
    }
}

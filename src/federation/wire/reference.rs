//! What `Accept`, `Reject` and `Undo` refer to: another activity, by id or embedded.

use super::id;
use super::one_or_many::Addressees;
use super::text::Word;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use url::Url;

/// An activity, by its id or embedded.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Reference {
    /// By its id.
    Id(Url),
    /// Embedded, so that servers that forgot it know what is meant. What it says is a hint of whoever sent it:
    /// the stored activity decides.
    Embedded(Box<Embedded>),
}

/// The outline of an embedded activity.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Embedded {
    /// Its id; some servers leave it out.
    #[serde(default, deserialize_with = "id::optional_plain", skip_serializing_if = "Option::is_none")]
    pub id: Option<Url>,
    /// What it was: `Follow`, `Announce`, `Offer`.
    #[serde(
        rename = "type",
        default,
        deserialize_with = "super::one_or_many::lenient",
        skip_serializing_if = "Option::is_none"
    )]
    pub kind: Option<Word>,
    /// Who did it.
    #[serde(default, deserialize_with = "id::optional_reference", skip_serializing_if = "Option::is_none")]
    pub actor: Option<Url>,
    /// With what or whom.
    #[serde(default, deserialize_with = "id::lenient_reference", skip_serializing_if = "Option::is_none")]
    pub object: Option<Url>,
    /// For whom.
    #[serde(default, skip_serializing_if = "Addressees::is_absent")]
    pub to: Addressees,
    /// For whom besides.
    #[serde(default, skip_serializing_if = "Addressees::is_absent")]
    pub cc: Addressees,
}

impl Reference {
    /// The activity's id, if it is said.
    pub fn id(&self) -> Option<&Url> {
        match self {
            Self::Id(id) => Some(id),
            Self::Embedded(embedded) => embedded.id.as_ref(),
        }
    }

    /// The outline, if it is embedded.
    pub fn embedded(&self) -> Option<&Embedded> {
        match self {
            Self::Id(_) => None,
            Self::Embedded(embedded) => Some(embedded),
        }
    }

    /// A `Follow` of ours or theirs, embedded: Lemmy understands an `Accept` in no other way.
    pub fn follow(id: Url, actor: Url, object: Url) -> Self {
        let kind = Word::try_from("Follow").ok();
        let (id, actor, object) = (Some(id), Some(actor), Some(object));
        Self::Embedded(Box::new(Embedded { id, kind, actor, object, ..Embedded::default() }))
    }
}

impl From<Url> for Reference {
    fn from(id: Url) -> Self {
        Self::Id(id)
    }
}

impl<'de> Deserialize<'de> for Reference {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let value = match Value::deserialize(from)? {
            Value::Array(mut list) if list.len() == 1 => list.remove(0),
            value => value,
        };
        let read = match value {
            Value::String(text) => id::parse(&text).map(Self::Id).map_err(serde::de::Error::custom)?,
            value @ Value::Object(_) => Self::Embedded(Box::deserialize(value).map_err(serde::de::Error::custom)?),
            _ => return Err(serde::de::Error::custom("an activity is named by its id, or embedded")),
        };
        Ok(read)
    }
}

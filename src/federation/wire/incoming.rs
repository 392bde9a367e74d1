//! The first look at any activity from outside.

use super::id;
use super::one_or_many::Addressees;
use crate::error::{Error, Result};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use url::Url;

/// The envelope of an activity: enough to know who wants what of whom. Size and depth are checked before; whether
/// `actor` is who signed, whether its id has that origin, and what the object is, are checked after.
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming {
    /// Its id.
    pub id: Url,
    /// Its `type`, a plain string.
    pub kind: Kind,
    /// Who says that it does it.
    pub actor: Url,
    /// For whom.
    pub to: Addressees,
    /// For whom besides.
    pub cc: Addressees,
    /// All of it.
    pub raw: Value,
}

/// What an activity is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Something new.
    Create,
    /// Something changed.
    Update,
    /// Something was taken back.
    Delete,
    /// Wants to hear from somebody.
    Follow,
    /// Yes.
    Accept,
    /// No.
    Reject,
    /// An earlier activity no longer holds.
    Undo,
    /// Something passed on.
    Announce,
    /// A response to a listing.
    Offer,
    /// An actor goes on under another id.
    Move,
    /// Does not want to hear from somebody.
    Block,
    /// A report to the stewards.
    Flag,
    /// A thumbs-up.
    Like,
    /// Into a collection.
    Add,
    /// Out of a collection.
    Remove,
    /// Into a coalition.
    Join,
    /// Out of a coalition.
    Leave,
    /// Anything else, which is acknowledged and left alone. At most 50 characters of it.
    Other(String),
}

impl Kind {
    /// As on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Create => "Create",
            Self::Update => "Update",
            Self::Delete => "Delete",
            Self::Follow => "Follow",
            Self::Accept => "Accept",
            Self::Reject => "Reject",
            Self::Undo => "Undo",
            Self::Announce => "Announce",
            Self::Offer => "Offer",
            Self::Move => "Move",
            Self::Block => "Block",
            Self::Flag => "Flag",
            Self::Like => "Like",
            Self::Add => "Add",
            Self::Remove => "Remove",
            Self::Join => "Join",
            Self::Leave => "Leave",
            Self::Other(kind) => kind,
        }
    }
}

impl From<&str> for Kind {
    fn from(text: &str) -> Self {
        match text {
            "Create" => Self::Create,
            "Update" => Self::Update,
            "Delete" => Self::Delete,
            "Follow" => Self::Follow,
            "Accept" => Self::Accept,
            "Reject" => Self::Reject,
            "Undo" => Self::Undo,
            "Announce" => Self::Announce,
            "Offer" => Self::Offer,
            "Move" => Self::Move,
            "Block" => Self::Block,
            "Flag" => Self::Flag,
            "Like" => Self::Like,
            "Add" => Self::Add,
            "Remove" => Self::Remove,
            "Join" => Self::Join,
            "Leave" => Self::Leave,
            other => Self::Other(other.chars().filter(|c| !c.is_control()).take(50).collect()),
        }
    }
}

impl Incoming {
    /// Reads an activity's envelope.
    ///
    /// # Errors
    /// `BadRequest` when it is not JSON, or `id`, `type` or `actor` is missing or wrong.
    pub fn parse(body: &[u8]) -> Result<Self> {
        Self::from_value(serde_json::from_slice(body)?)
    }

    /// The same for JSON that was parsed already.
    ///
    /// # Errors
    /// As [`Incoming::parse`].
    pub fn from_value(raw: Value) -> Result<Self> {
        let text = |key| {
            raw.get(key)
                .and_then(Value::as_str)
                .ok_or_else(|| Error::bad_request(format!("The activity has no `{key}` that is a string.")))
        };
        let id = id::parse(text("id")?)?;
        let kind = Kind::from(text("type")?);
        let actor = id::of_value(raw.get("actor").unwrap_or(&Value::Null))?;
        let addressees = |key| raw.get(key).map_or(Ok(Addressees::Absent), Addressees::deserialize);
        let (to, cc) = (addressees("to")?, addressees("cc")?);
        Ok(Self { id, kind, actor, to, cc, raw })
    }

    /// What it is.
    pub fn kind(&self) -> &Kind {
        &self.kind
    }

    /// The id of its object: a string, or that of an embedded object. `None` where there is none, or several.
    pub fn object_id(&self) -> Option<Url> {
        id::of_value(self.raw.get("object")?).ok()
    }

    /// The `type` of an embedded object, where it is a plain string.
    pub fn object_type(&self) -> Option<&str> {
        self.raw.get("object")?.get("type").and_then(Value::as_str)
    }

    /// All of it as one of the [activities](super::activity).
    ///
    /// # Errors
    /// As [`read`].
    pub fn read<T: DeserializeOwned>(self) -> Result<T> {
        let is_object = self.raw.is_object();
        // Nothing is copied: a listing has a hundred strings.
        read_from(self.raw, is_object)
    }
}

/// Reads a wire struct from JSON that is parsed already.
///
/// # Errors
/// `BadRequest`; its private cause names the path at which it went wrong.
pub fn read<T: DeserializeOwned>(value: &Value) -> Result<T> {
    read_from(value, value.is_object())
}

fn read_from<'de, T: DeserializeOwned, D>(json: D, is_object: bool) -> Result<T>
where
    D: Deserializer<'de>,
    D::Error: std::error::Error + Send + Sync + 'static,
{
    let wrong = || Error::bad_request("The object is not of a form that is understood here.");
    // serde would read a list as the fields of a struct, by position.
    if !is_object {
        return Err(wrong());
    }
    serde_path_to_error::deserialize(json).map_err(|cause| wrong().because(cause))
}

/// Writes a wire struct with its `@context`.
///
/// # Errors
/// `Internal`, which none of our structs gives.
pub fn write<T: Serialize>(inner: T) -> Result<Value> {
    serde_json::to_value(super::context::with_context(inner)).map_err(Error::internal)
}

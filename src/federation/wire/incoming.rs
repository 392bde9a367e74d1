//! The first look at any activity from outside.

use super::id;
use super::one_or_many::Addressees;
use crate::error::{Error, Result};
use serde::de::{self, DeserializeOwned, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use std::borrow::Cow;
use std::fmt;
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
    object: Option<Url>,
    object_type: Option<String>,
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
    /// Reads an activity's envelope. Of the rest it is only seen to that it is JSON: most of a listing is its object.
    ///
    /// # Errors
    /// `BadRequest` when it is no JSON object, or `id`, `type` or `actor` is missing, wrong or there twice.
    pub fn parse(body: &[u8]) -> Result<Self> {
        let text =
            std::str::from_utf8(body).map_err(|cause| Error::bad_request("The body is not UTF-8.").because(cause))?;
        let Outline { id, kind, actor, object, .. } = serde_json::from_str(text)?;
        let missing = |key| Error::bad_request(format!("The activity has no `{key}` that is a string."));
        let id = id::parse(id.as_ref().and_then(Value::as_str).ok_or_else(|| missing("id"))?)?;
        let kind = Kind::from(kind.as_ref().and_then(Value::as_str).ok_or_else(|| missing("type"))?);
        let actor = id::of_value(&actor.unwrap_or(Value::Null))?;
        Ok(Self { id, kind, actor, object: object.id.and_then(|id| id::parse(&id).ok()), object_type: object.kind })
    }

    /// What it is.
    pub fn kind(&self) -> &Kind {
        &self.kind
    }

    /// The id of its object: a string, or that of an embedded object. `None` where there is none, or several.
    pub fn object_id(&self) -> Option<&Url> {
        self.object.as_ref()
    }

    /// The `type` of an embedded object, where it is a plain string.
    pub fn object_type(&self) -> Option<&str> {
        self.object_type.as_deref()
    }
}

/// What is read of an activity at first.
#[derive(Default)]
struct Outline {
    id: Option<Value>,
    kind: Option<Value>,
    actor: Option<Value>,
    object: ObjectOutline,
    to: Option<Addressed>,
    cc: Option<Addressed>,
}

impl<'de> Deserialize<'de> for Outline {
    fn deserialize<D: Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
        // A derived one would read a list as its fields, by position.
        from.deserialize_map(OutlineVisitor)
    }
}

struct OutlineVisitor;

impl<'de> Visitor<'de> for OutlineVisitor {
    type Value = Outline;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("an activity")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<Outline, A::Error> {
        /// Which of two is meant is not guessed: another reader might take the other one (RFC 7493, section 2.3).
        fn once<T, E: de::Error>(known: &mut Option<T>, key: &'static str, value: T) -> std::result::Result<(), E> {
            if known.replace(value).is_some() { Err(E::duplicate_field(key)) } else { Ok(()) }
        }
        let (mut outline, mut object) = (Outline::default(), None);
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            match key.as_ref() {
                "id" => once(&mut outline.id, "id", map.next_value()?)?,
                "type" => once(&mut outline.kind, "type", map.next_value()?)?,
                "actor" => once(&mut outline.actor, "actor", map.next_value()?)?,
                "object" => once(&mut object, "object", map.next_value()?)?,
                "to" => once(&mut outline.to, "to", map.next_value()?)?,
                "cc" => once(&mut outline.cc, "cc", map.next_value()?)?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        outline.object = object.unwrap_or_default();
        Ok(outline)
    }
}

/// What is read of an activity's object at first.
#[derive(Default)]
struct ObjectOutline {
    id: Option<String>,
    kind: Option<String>,
}

impl<'de> Deserialize<'de> for ObjectOutline {
    fn deserialize<D: Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
        from.deserialize_any(ObjectVisitor)
    }
}

struct ObjectVisitor;

impl<'de> Visitor<'de> for ObjectVisitor {
    type Value = ObjectOutline;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("the object of an activity")
    }

    fn visit_str<E: de::Error>(self, id: &str) -> std::result::Result<ObjectOutline, E> {
        Ok(ObjectOutline { id: Some(id.to_owned()), kind: None })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<ObjectOutline, A::Error> {
        let mut outline = ObjectOutline::default();
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            let text = |value: Value| if let Value::String(text) = value { Some(text) } else { None };
            match key.as_ref() {
                "id" => outline.id = text(map.next_value()?),
                "type" => outline.kind = text(map.next_value()?),
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(outline)
    }

    /// Of a list, that of its only entry, as [`id::of_value`] has it.
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> std::result::Result<ObjectOutline, A::Error> {
        let first: Value = list.next_element()?.unwrap_or_default();
        let mut more = false;
        while list.next_element::<IgnoredAny>()?.is_some() {
            more = true;
        }
        let id = if more || first.is_array() { None } else { id::of_value(&first).ok().map(String::from) };
        Ok(ObjectOutline { id, kind: None })
    }

    fn visit_unit<E: de::Error>(self) -> std::result::Result<ObjectOutline, E> {
        Ok(ObjectOutline::default())
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> std::result::Result<ObjectOutline, E> {
        Ok(ObjectOutline::default())
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> std::result::Result<ObjectOutline, E> {
        Ok(ObjectOutline::default())
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> std::result::Result<ObjectOutline, E> {
        Ok(ObjectOutline::default())
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> std::result::Result<ObjectOutline, E> {
        Ok(ObjectOutline::default())
    }
}

/// Whom an activity is for, when all that matters is that they are not too many.
struct Addressed;

impl<'de> Deserialize<'de> for Addressed {
    fn deserialize<D: Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
        Addressees::deserialize(from).map(|_| Self)
    }
}

/// Reads a wire struct from JSON that is parsed already.
///
/// # Errors
/// `BadRequest`; its private cause names the path at which it went wrong.
pub fn read<T: DeserializeOwned>(value: &Value) -> Result<T> {
    // serde would read a list as the fields of a struct, by position.
    if !value.is_object() {
        return Err(not_understood());
    }
    serde_path_to_error::deserialize(value).map_err(|cause| not_understood().because(cause))
}

/// Reads a wire struct from JSON.
///
/// # Errors
/// As [`read`].
pub fn read_text<T: DeserializeOwned>(json: &[u8]) -> Result<T> {
    if json.trim_ascii_start().first() != Some(&b'{') {
        return Err(not_understood());
    }
    // To note each step costs as much as to read: that is done again when there is something to say.
    serde_json::from_slice(json).map_err(|cause| {
        let again = serde_path_to_error::deserialize::<_, T>(&mut serde_json::Deserializer::from_slice(json));
        match again {
            Err(named) => not_understood().because(named),
            Ok(_) => not_understood().because(cause),
        }
    })
}

fn not_understood() -> Error {
    Error::bad_request("The object is not of a form that is understood here.")
}

/// Writes a wire struct with its `@context`.
///
/// # Errors
/// `Internal`, which none of our structs gives.
pub fn write<T: Serialize>(inner: T) -> Result<Value> {
    serde_json::to_value(super::context::with_context(inner)).map_err(Error::internal)
}

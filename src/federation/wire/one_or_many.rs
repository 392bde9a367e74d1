//! Helpers for what ActivityStreams lets vary: one value or a list, null or missing, and audiences.

use super::id;
use crate::clock::Moment;
use chrono::Datelike;
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use url::Url;

/// Most entries of `to` or `cc`.
pub const ADDRESSEES_MAX: usize = 300;

/// The entries of a value that may be one or many; null is none.
fn entries(value: Value) -> Vec<Value> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(list) => list,
        one => vec![one],
    }
}

/// `deserialize_with`: one or many, each must be right, at most `MAX` or all of it is refused.
pub(super) fn all<'de, D, T, const MAX: usize>(from: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    let list = entries(Value::deserialize(from)?);
    if list.len() > MAX {
        return Err(D::Error::custom(format_args!("a list has {} entries; at most {MAX} are read", list.len())));
    }
    list.into_iter().map(|value| T::deserialize(value).map_err(D::Error::custom)).collect()
}

/// `deserialize_with`: one or many; what cannot be read is skipped, and after `MAX` the list is cut.
pub(super) fn some<'de, D, T, const MAX: usize>(from: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    let list = entries(Value::deserialize(from)?);
    Ok(list.into_iter().filter_map(|value| T::deserialize(value).ok()).take(MAX).collect())
}

/// `deserialize_with`: the first of one or many that can be read, as with `icon`.
pub(super) fn first<'de, D, T>(from: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    Ok(entries(Value::deserialize(from)?).into_iter().find_map(|value| T::deserialize(value).ok()))
}

/// `deserialize_with`: missing when it cannot be read: for what is an extra.
pub(super) fn lenient<'de, D, T>(from: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    Ok(T::deserialize(Value::deserialize(from)?).ok())
}

/// `deserialize_with`: null is the default.
pub(super) fn null_is_default<'de, D, T>(from: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Ok(Option::<T>::deserialize(from)?.unwrap_or_default())
}

/// `deserialize_with`: a blank text is missing, so that an empty `summary` does not fold a post.
pub(super) fn not_blank<'de, D, T>(from: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + std::ops::Deref<Target = str>,
{
    Ok(Option::<T>::deserialize(from)?.filter(|text| !text.is_empty()))
}

/// `deserialize_with`: a moment (RFC 3339) of the years 1970 to 2200, so that adding to it cannot overflow.
pub(super) fn moment<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Moment>, D::Error> {
    match Option::<Moment>::deserialize(from)? {
        Some(moment) if !(1970..=2200).contains(&moment.year()) => Err(D::Error::custom("a time is out of range")),
        moment => Ok(moment),
    }
}

/// Whom something is for: `to` or `cc`, with the shape that it had on the wire.
///
/// Reading: `Public` and `as:Public` become the full address; entries that are no http(s) ids are skipped;
/// more than [`ADDRESSEES_MAX`] are refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Addressees {
    /// The property is missing (or null).
    #[default]
    Absent,
    /// A single address.
    One(Url),
    /// A list, which may be empty.
    Many(Vec<Url>),
}

impl Addressees {
    /// The addresses.
    pub fn as_slice(&self) -> &[Url] {
        match self {
            Self::Absent => &[],
            Self::One(url) => std::slice::from_ref(url),
            Self::Many(urls) => urls,
        }
    }

    /// The addresses, one after another.
    pub fn iter(&self) -> std::slice::Iter<'_, Url> {
        self.as_slice().iter()
    }

    /// Whether `url` is among them.
    pub fn contains(&self, url: &Url) -> bool {
        self.as_slice().contains(url)
    }

    /// Whether everybody is among them.
    pub fn is_public(&self) -> bool {
        self.contains(&id::public())
    }

    /// Whether the property is missing.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}

impl From<Url> for Addressees {
    fn from(url: Url) -> Self {
        Self::One(url)
    }
}

impl From<Vec<Url>> for Addressees {
    fn from(urls: Vec<Url>) -> Self {
        Self::Many(urls)
    }
}

impl FromIterator<Url> for Addressees {
    fn from_iter<I: IntoIterator<Item = Url>>(urls: I) -> Self {
        Self::Many(urls.into_iter().collect())
    }
}

impl<'a> IntoIterator for &'a Addressees {
    type Item = &'a Url;
    type IntoIter = std::slice::Iter<'a, Url>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Serialize for Addressees {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Absent => to.serialize_none(),
            Self::One(url) => url.serialize(to),
            Self::Many(urls) => urls.serialize(to),
        }
    }
}

impl<'de> Deserialize<'de> for Addressees {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let one = |value: &Value| match value.as_str() {
            Some("Public" | "as:Public") => Some(id::public()),
            _ => id::of_value(value).ok(),
        };
        match Value::deserialize(from)? {
            Value::Null => Ok(Self::Absent),
            Value::Array(list) if list.len() > ADDRESSEES_MAX => {
                Err(D::Error::custom(format_args!("{} addressees; at most {ADDRESSEES_MAX} are read", list.len())))
            }
            Value::Array(list) => {
                let mut urls: Vec<Url> = Vec::with_capacity(list.len());
                for url in list.iter().filter_map(one) {
                    if !urls.contains(&url) {
                        urls.push(url);
                    }
                }
                Ok(Self::Many(urls))
            }
            value => Ok(one(&value).map_or(Self::Absent, Self::One)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_audience_keeps_its_shape() {
        for value in [json!("https://a.example/1"), json!(["https://a.example/1"]), json!([])] {
            let read: Addressees = serde_json::from_value(value.clone()).unwrap();
            assert_eq!(serde_json::to_value(read).unwrap(), value);
        }
        assert!(serde_json::from_value::<Addressees>(json!(null)).unwrap().is_absent());
    }

    #[test]
    fn everybody_has_three_names() {
        for name in ["Public", "as:Public", "https://www.w3.org/ns/activitystreams#Public"] {
            assert!(serde_json::from_value::<Addressees>(json!(name)).unwrap().is_public());
        }
        let twice: Addressees = serde_json::from_value(json!(["Public", "as:Public", "did:key:x", 7])).unwrap();
        assert_eq!(twice.as_slice(), [id::public()]);
    }

    #[test]
    fn an_endless_audience_is_refused() {
        let list = vec!["https://a.example/1"; ADDRESSEES_MAX + 1];
        assert!(serde_json::from_value::<Addressees>(json!(list)).is_err());
    }
}

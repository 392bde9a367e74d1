//! What a poll says beside being a post (`Question`): its options, how many chose them, when it ended.
//!
//! A poll is read whole or not at all: with an option that is missing, or cannot be named again as it was written, nobody
//! could vote; and totals that cannot be are nobody's totals.

use super::one_or_many;
use super::text::{NAME_MAX, Name};
use crate::clock::Moment;
use crate::domain::poll::{COUNT_MAX, FOREIGN_OPTIONS_MAX};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Value, json};
use std::ops::Deref;

/// A number of people or votes: 0 to [`COUNT_MAX`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Count(i64);

impl Count {
    /// The number.
    pub fn get(self) -> i64 {
        self.0
    }
}

impl From<i64> for Count {
    /// Brought within its bounds.
    fn from(number: i64) -> Self {
        Self(number.clamp(0, COUNT_MAX))
    }
}

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let number = i64::deserialize(from)?;
        match number {
            0..=COUNT_MAX => Ok(Self(number)),
            _ => Err(D::Error::custom("a count is out of range")),
        }
    }
}

/// An option of a poll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What it says.
    pub name: Name,
    /// How many chose it, if that is told.
    pub count: Option<Count>,
}

impl Serialize for Choice {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut replies = json!({"type": "Collection"});
        if let Some(count) = self.count {
            replies["totalItems"] = count.get().into();
        }
        json!({"type": "Note", "name": self.name, "replies": replies}).serialize(to)
    }
}

impl Choice {
    /// Reads one: its name is neither cut nor cleaned, since a vote repeats it.
    fn read(value: &Value) -> Option<Self> {
        let written = value.get("name")?.as_str()?.trim();
        if written.is_empty() || written.len() > 4 * NAME_MAX {
            return None;
        }
        let name = Name::from(written);
        if name.as_str() != written {
            return None;
        }
        let count = match value.get("replies").and_then(|replies| replies.get("totalItems")) {
            None | Some(Value::Null) => None,
            Some(number) => Some(Count::deserialize(number).ok()?),
        };
        Some(Self { name, count })
    }
}

/// The options of a poll: none where it is no poll or cannot be read, else up to [`FOREIGN_OPTIONS_MAX`], none twice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Choices(Vec<Choice>);

impl Choices {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn read(value: &Value) -> Option<Self> {
        let list = value.as_array().filter(|list| (1..=FOREIGN_OPTIONS_MAX).contains(&list.len()))?;
        let mut choices: Vec<Choice> = Vec::with_capacity(list.len());
        for value in list {
            let choice = Choice::read(value)?;
            if choices.iter().any(|known| known.name == choice.name) {
                return None;
            }
            choices.push(choice);
        }
        Some(Self(choices))
    }
}

impl Deref for Choices {
    type Target = [Choice];

    fn deref(&self) -> &[Choice] {
        &self.0
    }
}

impl FromIterator<Choice> for Choices {
    fn from_iter<I: IntoIterator<Item = Choice>>(choices: I) -> Self {
        Self(choices.into_iter().collect())
    }
}

impl<'de> Deserialize<'de> for Choices {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self::read(&Value::deserialize(from)?).unwrap_or_default())
    }
}

/// That a poll ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// At this moment.
    At(Moment),
    /// At some time before now.
    Already,
}

impl Serialize for Closed {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::At(moment) => moment.serialize(to),
            Self::Already => true.serialize(to),
        }
    }
}

/// `deserialize_with`: a moment, or yes; anything else says nothing.
pub(super) fn closed<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Closed>, D::Error> {
    Ok(match Value::deserialize(from)? {
        Value::Bool(true) => Some(Closed::Already),
        value @ Value::String(_) => one_or_many::moment(value).ok().flatten().map(Closed::At),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: Value) -> Choices {
        serde_json::from_value(value).unwrap()
    }

    fn option(name: &str, count: Value) -> Value {
        json!({"type": "Note", "name": name, "replies": {"type": "Collection", "totalItems": count}})
    }

    #[test]
    fn a_poll_keeps_its_shape() {
        let value = json!([option("Monday", json!(3)), option("Tuesday", json!(0))]);
        assert_eq!(serde_json::to_value(read(value.clone())).unwrap(), value);
        let untold =
            json!([{"type": "Note", "name": "a"}, {"type": "Note", "name": "b", "replies": "https://a.example/1"}]);
        assert_eq!(read(untold).iter().map(|choice| choice.count).collect::<Vec<_>>(), [None, None]);
    }

    #[test]
    fn refusal_23_a_poll_is_read_whole_or_not_at_all() {
        let good = option("b", json!(1));
        for bad in [
            json!([]),
            json!("a"),
            json!(null),
            json!([option("b", json!(1)), good.clone()]),
            json!([option("a", json!(-1)), good.clone()]),
            json!([option("a", json!(1.5)), good.clone()]),
            json!([option("a", json!("9")), good.clone()]),
            json!([option("a", json!(COUNT_MAX + 1)), good.clone()]),
            json!([option("", json!(1)), good.clone()]),
            json!([option("a\u{202E}c", json!(1)), good.clone()]),
            json!([option(&"é".repeat(NAME_MAX + 1), json!(1)), good.clone()]),
            json!([{"type": "Note"}, good.clone()]),
            json!(vec![good.clone(); FOREIGN_OPTIONS_MAX + 1]),
        ] {
            assert!(read(bad.clone()).is_empty(), "{bad}");
        }
        assert_eq!(read(json!([option(&"é".repeat(NAME_MAX), json!(COUNT_MAX)), good])).len(), 2);
    }

    #[test]
    fn a_poll_says_in_two_ways_that_it_ended() {
        let of = |value: Value| closed(value).unwrap();
        assert_eq!(of(json!(true)), Some(Closed::Already));
        assert!(matches!(of(json!("2026-11-20T10:00:00Z")), Some(Closed::At(_))));
        for other in [json!(false), json!(null), json!("soon"), json!("9999-01-01T00:00:00Z"), json!({})] {
            assert_eq!(of(other), None);
        }
    }
}

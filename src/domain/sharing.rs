//! What is shared with another network, each way.

use crate::domain::listing::{Kind, words};
use serde::{Deserialize, Deserializer, Serialize};

words! {
    /// One of the five things that networks share.
    Topic {
        /// Offers.
        Offers = "offers",
        /// Needs.
        Needs = "needs",
        /// What a network says to everyone.
        Announcements = "announcements",
        /// Meetings, distributions, gatherings.
        Events = "events",
        /// What is said in a crisis.
        Crisis = "crisis",
    }
}

impl Topic {
    /// What a listing belongs to.
    pub fn of(kind: Kind) -> Self {
        match kind {
            Kind::Need => Self::Needs,
            Kind::Offer => Self::Offers,
        }
    }
}

/// Some of the five, each once and in their order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Topics(Vec<Topic>);

impl Topics {
    /// All of them.
    pub fn all() -> Self {
        Self(Topic::ALL.to_vec())
    }

    /// Whether one is among them.
    pub fn contains(&self, topic: Topic) -> bool {
        self.0.contains(&topic)
    }
}

impl FromIterator<Topic> for Topics {
    fn from_iter<I: IntoIterator<Item = Topic>>(topics: I) -> Self {
        let named: Vec<Topic> = topics.into_iter().collect();
        Self(Topic::ALL.iter().copied().filter(|topic| named.contains(topic)).collect())
    }
}

impl<'de> Deserialize<'de> for Topics {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Vec::<Topic>::deserialize(from)?.into_iter().collect())
    }
}

/// What we give to a network, and what we take from it. Within what each listing's own audience lets us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sharing {
    /// What is delivered to it, and shown to it where it is not for everyone.
    pub given: Topics,
    /// What is kept of what comes from it.
    pub taken: Topics,
}

impl Default for Sharing {
    /// Everything, both ways.
    fn default() -> Self {
        Self { given: Topics::all(), taken: Topics::all() }
    }
}

/// What stewards change; what is `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// What we give.
    pub given: Option<Topics>,
    /// What we take.
    pub taken: Option<Topics>,
}

impl Change {
    /// What is shared after it.
    pub fn onto(self, before: Sharing) -> Sharing {
        Sharing { given: self.given.unwrap_or(before.given), taken: self.taken.unwrap_or(before.taken) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_are_each_said_once_and_what_nobody_knows_is_refused() {
        let read = |json: &str| serde_json::from_str::<Topics>(json);
        let topics = read(r#"["needs", "offers", "needs"]"#).unwrap();
        assert_eq!(serde_json::to_string(&topics).unwrap(), r#"["offers","needs"]"#);
        assert!(topics.contains(Topic::of(Kind::Need)) && !topics.contains(Topic::Crisis));
        assert!(read(r#"["money"]"#).is_err());
        let less = Change { given: Some(read("[]").unwrap()), taken: None }.onto(Sharing::default());
        assert_eq!((less.given.contains(Topic::Offers), less.taken), (false, Topics::all()));
    }
}

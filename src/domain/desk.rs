//! What a member keeps for themselves alone: how far they have read, what they noted about accounts, which tags they
//! follow, and whom they read in lists. S: nobody else reads it, and nobody learns when they were there (value V16) or what they look for.

use crate::clock::Moment;
use crate::domain::key::ActorId;
use crate::domain::lists::List;
use crate::domain::markup::{Part, parts};
use crate::domain::text;
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Longest note about an account, in characters.
pub const NOTE_MAX: usize = 2_000;
/// Most accounts about which something is noted.
pub const NOTES_MAX: usize = 1_000;

/// Most tags that somebody follows: each is looked up whenever they look home.
pub const TAGS_MAX: usize = 50;

/// Most tags that somebody shows with their account.
pub const FEATURED_MAX: usize = 10;

/// The timelines for which apps keep a place.
pub const TIMELINES: [&str; 2] = ["home", "notifications"];

/// How far a timeline was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marker {
    /// The newest that was read.
    pub last_read: i64,
    /// Grows with each change, so that two apps do not overwrite each other unseen.
    pub version: i64,
    /// When it was set.
    pub updated_at: Moment,
}

/// All of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Desk {
    /// By timeline.
    pub markers: BTreeMap<String, Marker>,
    /// By account.
    pub notes: BTreeMap<ActorId, String>,
    /// Tags, as [`tag`] reads them.
    pub tags: BTreeSet<String>,
    /// In the order in which they were made.
    pub lists: Vec<List>,
}

/// A tag as it is kept: in lower case, without its `#`. `None` for what is no tag.
pub fn tag(text: &str) -> Option<String> {
    let marked = format!("#{}", text.trim().trim_start_matches('#'));
    match parts(&marked)[..] {
        [Part::Tag(tag)] => Some(tag.to_lowercase()),
        _ => None,
    }
}

impl Desk {
    /// Marks a timeline as read as far as `last_read`. A timeline that apps have no place for is not kept.
    pub fn mark(&mut self, timeline: &str, last_read: i64, now: Moment) {
        if !TIMELINES.contains(&timeline) {
            return;
        }
        let version = self.markers.get(timeline).map_or(0, |marker| marker.version + 1);
        self.markers.insert(timeline.to_owned(), Marker { last_read, version, updated_at: now });
    }

    /// Follows a tag that [`tag`] has read, or does so no more.
    ///
    /// # Errors
    /// `Conflict` for more than [`TAGS_MAX`].
    pub fn follow_tag(&mut self, tag: String, follow: bool) -> Result<()> {
        if !follow {
            self.tags.remove(&tag);
            return Ok(());
        }
        self.tags.insert(tag);
        if self.tags.len() > TAGS_MAX {
            return Err(Error::conflict(format!(
                "You follow {TAGS_MAX} tags already. Please leave one of them first."
            )));
        }
        Ok(())
    }

    /// Notes something about an account; an empty note takes it away.
    ///
    /// # Errors
    /// `Invalid` for more than [`NOTE_MAX`] characters; `Conflict` for more than [`NOTES_MAX`] accounts.
    pub fn note(&mut self, about: ActorId, words: &str) -> Result<()> {
        match text::lines("comment", words, NOTE_MAX)? {
            Some(words) => self.notes.insert(about, words),
            None => self.notes.remove(&about),
        };
        if self.notes.len() > NOTES_MAX {
            return Err(Error::conflict(format!("Notes are kept about {NOTES_MAX} accounts at most.")));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;

    #[test]
    fn each_mark_has_a_higher_version_and_unknown_timelines_are_not_kept() {
        let (mut desk, now) = (Desk::default(), Clock::system().now());
        desk.mark("home", 7, now);
        desk.mark("home", 9, now);
        desk.mark("elsewhere", 9, now);
        assert_eq!(desk.markers.keys().collect::<Vec<_>>(), ["home"]);
        assert_eq!((desk.markers["home"].last_read, desk.markers["home"].version), (9, 1));
    }

    #[test]
    fn a_tag_is_a_word_and_so_many_are_followed() {
        for (said, kept) in [
            ("Soup", Some("soup")),
            ("#SOUP", Some("soup")),
            ("خبز", Some("خبز")),
            ("a b", None),
            ("", None),
            ("a#b", None),
        ] {
            assert_eq!(tag(said).as_deref(), kept, "{said}");
        }
        let mut desk = Desk::default();
        for number in 0..TAGS_MAX {
            desk.follow_tag(format!("tag{number}"), true).unwrap();
        }
        desk.follow_tag("tag0".into(), true).unwrap();
        assert!(desk.clone().follow_tag("more".into(), true).is_err());
        desk.follow_tag("tag0".into(), false).unwrap();
        desk.follow_tag("more".into(), true).unwrap();
    }

    #[test]
    fn a_note_is_bounded_and_an_empty_one_is_none() {
        let mut desk = Desk::default();
        desk.note(ActorId(1), "from the garden").unwrap();
        assert!(desk.note(ActorId(2), &"x".repeat(NOTE_MAX + 1)).is_err());
        let read: Desk = serde_json::from_str(&serde_json::to_string(&desk).unwrap()).unwrap();
        assert_eq!(read, desk);
        desk.note(ActorId(1), " ").unwrap();
        assert_eq!(desk, Desk::default());
    }
}

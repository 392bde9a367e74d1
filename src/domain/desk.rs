//! What a member keeps for themselves alone: how far they have read, what they noted about accounts, which tags they
//! follow, whom they read in lists, what they filter, which servers they keep away, of which threads they hear no more, and how
//! they are told. S: nobody else reads it, and nobody learns when they were there (value V16) or what they look for.

use crate::clock::Moment;
use crate::domain::filters::Filter;
use crate::domain::hearing::Rules;
use crate::domain::key::{ActorId, StatusId};
use crate::domain::lists::List;
use crate::domain::markup::{Part, TAG_MAX, parts};
use crate::domain::status::Visibility;
use crate::domain::telling::Telling;
use crate::domain::text;
use crate::error::{Error, Message, Result};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Longest note about an account, in characters.
pub const NOTE_MAX: usize = 2_000;
/// Most accounts about which something is noted.
pub const NOTES_MAX: usize = 1_000;

/// Most tags that somebody follows: each is looked up whenever they look home.
pub const TAGS_MAX: usize = 50;

/// Most servers that somebody keeps away.
pub const FAR_HOSTS_MAX: usize = 1_000;

/// Most threads of which nothing more is told; of more, the oldest are told again.
pub const MUTED_MAX: usize = 500;

/// Most languages in which one wants to read somebody.
pub const LANGUAGES_MAX: usize = 50;

/// What a language is called without its region and script.
fn primary(tag: &str) -> String {
    tag.split('-').next().unwrap_or_default().to_ascii_lowercase()
}

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

/// How somebody writes where they say nothing about it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Posting {
    /// Who may read it; without it, everyone.
    pub visibility: Option<Visibility>,
    /// Whether it is folded at first.
    pub sensitive: bool,
    /// BCP 47; without it, the network's.
    pub language: Option<String>,
}

/// What somebody changes about how they write; nothing where it stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PostingChange {
    /// Who may read it.
    pub visibility: Option<Visibility>,
    /// Whether it is folded at first.
    pub sensitive: Option<bool>,
    /// BCP 47; an empty one is the network's.
    pub language: Option<String>,
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
    /// In the order in which they were made.
    pub filters: Vec<Filter>,
    /// Servers, by their hosts, of whose accounts nothing is wanted.
    pub far_hosts: BTreeSet<String>,
    /// Threads of which nothing more is told, by the post with which they begin.
    pub muted: BTreeSet<StatusId>,
    /// In which languages one wants to read some of whom one follows, as tags; of whom nothing stands here, in all.
    pub languages: BTreeMap<ActorId, BTreeSet<String>>,
    /// How one writes where one says nothing about it.
    pub posting: Posting,
    /// Of whom one wants to hear.
    pub rules: Rules,
    /// In which way one is told of what, and when not.
    pub telling: Telling,
}

/// A tag as it is kept: in lower case, without its `#`. `None` for what is no tag.
pub fn tag(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches('#');
    // Looking for where a tag ends costs with the square of the length of what is none.
    if text.chars().nth(TAG_MAX).is_some() {
        return None;
    }
    let marked = format!("#{text}");
    match parts(&marked)[..] {
        [Part::Tag(tag)] => Some(tag.to_lowercase()),
        _ => None,
    }
}

impl Desk {
    /// Every account that stands on it.
    pub fn accounts(&self) -> impl Iterator<Item = ActorId> {
        let listed = self.lists.iter().flat_map(|list| &list.accounts);
        self.notes.keys().chain(self.languages.keys()).chain(&self.rules.heard).chain(listed).copied()
    }

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

    /// Keeps a server away, or does so no more.
    ///
    /// # Errors
    /// `Conflict` for more than [`FAR_HOSTS_MAX`].
    pub fn keep_far(&mut self, host: String, far: bool) -> Result<()> {
        if !far {
            self.far_hosts.remove(&host);
            return Ok(());
        }
        self.far_hosts.insert(host);
        if self.far_hosts.len() > FAR_HOSTS_MAX {
            return Err(Error::conflict(format!("At most {FAR_HOSTS_MAX} servers are kept away here."))
                .worded(Message::ServersMany { most: FAR_HOSTS_MAX }));
        }
        Ok(())
    }

    /// Hears no more of a thread, or hears of it again. `thread` is a post with all that is above it, in any order.
    pub fn mute(&mut self, thread: &[StatusId], mute: bool) {
        self.muted.retain(|known| !thread.contains(known));
        // Ids grow: what answers something is younger.
        self.muted.extend(thread.iter().min().filter(|_| mute));
        while self.muted.len() > MUTED_MAX {
            self.muted.pop_first();
        }
    }

    /// In which languages one wants to read an account: none is all.
    ///
    /// # Errors
    /// `Invalid` for what is no language tag; `Conflict` for more than [`LANGUAGES_MAX`], or for more than [`NOTES_MAX`]
    /// accounts.
    pub fn read_in(&mut self, author: ActorId, languages: &[String]) -> Result<()> {
        let tags =
            languages.iter().map(|tag| text::language("languages", tag)).collect::<Result<BTreeSet<String>>>()?;
        match tags.is_empty() {
            true => self.languages.remove(&author),
            false => self.languages.insert(author, tags.clone()),
        };
        if tags.len() > LANGUAGES_MAX || self.languages.len() > NOTES_MAX {
            return Err(Error::conflict("So many languages are not kept here."));
        }
        Ok(())
    }

    /// Whether one wants to read an account in this language; what says no language is in all.
    pub fn reads(&self, author: ActorId, language: Option<&str>) -> bool {
        let (Some(wanted), Some(language)) = (self.languages.get(&author), language) else { return true };
        wanted.iter().any(|tag| primary(tag) == primary(language))
    }

    /// Changes how one writes where one says nothing about it.
    ///
    /// # Errors
    /// `Invalid` for what is no language tag, and for messages to nobody in particular.
    pub fn write_as(&mut self, change: PostingChange) -> Result<()> {
        if change.visibility == Some(Visibility::Direct) {
            let text = "`source[privacy]` is `public`, `unlisted` or `private`.";
            return Err(Error::invalid("source[privacy]", text));
        }
        let posting = &mut self.posting;
        posting.visibility = change.visibility.or(posting.visibility);
        posting.sensitive = change.sensitive.unwrap_or(posting.sensitive);
        if let Some(tag) = change.language {
            let tag = tag.trim();
            posting.language = if tag.is_empty() { None } else { Some(text::language("source[language]", tag)?) };
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
    fn threads_and_servers_are_kept_away_and_taken_back() {
        let mut desk = Desk::default();
        desk.mute(&[StatusId(7), StatusId(3)], true);
        assert_eq!(desk.muted, [StatusId(3)].into());
        desk.mute(&[StatusId(9), StatusId(3)], false);
        assert!(desk.muted.is_empty());
        for id in 0..=MUTED_MAX as i64 {
            desk.mute(&[StatusId(id)], true);
        }
        assert_eq!((desk.muted.len(), desk.muted.first()), (MUTED_MAX, Some(&StatusId(1))));
        for number in 0..FAR_HOSTS_MAX {
            desk.keep_far(format!("{number}.example"), true).unwrap();
        }
        assert!(desk.clone().keep_far("more.example".into(), true).is_err());
        desk.keep_far("0.example".into(), false).unwrap();
        desk.keep_far("more.example".into(), true).unwrap();
    }

    #[test]
    fn one_reads_somebody_in_the_languages_that_one_chose() {
        let mut desk = Desk::default();
        desk.read_in(ActorId(1), &["en".into(), "ht".into()]).unwrap();
        for (author, language, reads) in
            [(1, Some("en-GB"), true), (1, Some("fr"), false), (1, None, true), (2, Some("fr"), true)]
        {
            assert_eq!(desk.reads(ActorId(author), language), reads, "{author} {language:?}");
        }
        assert!(desk.read_in(ActorId(1), &["no language".into()]).is_err());
        desk.read_in(ActorId(1), &[]).unwrap();
        assert_eq!(desk, Desk::default());
    }

    #[test]
    fn how_one_writes_is_kept_as_far_as_it_is_said() {
        let mut desk = Desk::default();
        let private = PostingChange { visibility: Some(Visibility::Private), ..PostingChange::default() };
        desk.write_as(private).unwrap();
        let french = PostingChange { language: Some("FR".into()), sensitive: Some(true), ..PostingChange::default() };
        desk.write_as(french).unwrap();
        let kept = Posting { visibility: Some(Visibility::Private), sensitive: true, language: Some("fr".into()) };
        assert_eq!(desk.posting, kept);
        for wrong in [
            PostingChange { visibility: Some(Visibility::Direct), ..PostingChange::default() },
            PostingChange { language: Some("no language".into()), ..PostingChange::default() },
        ] {
            assert!(desk.write_as(wrong).is_err());
        }
        desk.write_as(PostingChange { language: Some(String::new()), ..PostingChange::default() }).unwrap();
        assert_eq!(desk.posting.language, None);
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

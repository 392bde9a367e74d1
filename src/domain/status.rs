//! A status: a post of an account, ours or another server's, or such a post told on (a boost).
//!
//! Ids of statuses and of listings are of one kind, ordered by time, so that a listing can stand among statuses.

use crate::clock::Moment;
use crate::domain::key::{ActorId, ConversationId, ListingId, ResponseId, StatusId};
use crate::domain::listing::words;
use crate::domain::privacy::{Guarded, Key, Matched};
use crate::domain::text;
use crate::error::{Error, Message, Result};
use serde::{Deserialize, Serialize};
use url::Url;

/// Longest text, with its content warning, in characters.
pub const TEXT_MAX: usize = 5_000;
/// Longest content warning, in characters.
pub const SPOILER_MAX: usize = 500;
/// Most posts at the top of an account, as in Mastodon.
pub const PINS_MAX: usize = 5;

words! {
    /// Who may read it, in the words of the Mastodon API.
    Visibility {
        /// P: everyone; it stands on public timelines.
        Public = "public",
        /// P: everyone who comes upon it.
        Unlisted = "unlisted",
        /// Who follows its author, and who is mentioned.
        Private = "private",
        /// M: who is mentioned, and nobody else.
        Direct = "direct",
        /// Moderators hold it for safety: nobody but its author reads it meanwhile. Nobody chooses it.
        Held = "held",
    }
}

impl Visibility {
    /// What somebody chose, by its one name.
    pub fn chosen(word: &str) -> Option<Self> {
        Self::parse(word).filter(|one| *one != Self::Held)
    }

    /// Its name for apps, which know no others than those of Mastodon.
    pub fn in_apps(self) -> &'static str {
        match self {
            Self::Held => Self::Direct.as_str(),
            other => other.as_str(),
        }
    }

    /// The narrower of two, for what somebody tells on.
    ///
    /// # Errors
    /// `Invalid` for what is told to nobody but whom it names.
    pub fn narrowed(self, wanted: Self) -> Result<Self> {
        match wanted {
            Self::Direct | Self::Held => {
                Err(Error::invalid("visibility", "`visibility` is `public`, `unlisted` or `private`."))
            }
            _ => Ok(self.narrower(wanted)),
        }
    }

    /// Whether fewer may read it than what has the other visibility.
    pub fn is_narrower_than(self, other: Self) -> bool {
        let rank = |one: Self| Self::ALL.iter().position(|known| *known == one);
        rank(self) > rank(other)
    }

    /// Of two, that which fewer may read.
    pub fn narrower(self, other: Self) -> Self {
        if other.is_narrower_than(self) { other } else { self }
    }

    /// Whether everyone may read it.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Public | Self::Unlisted)
    }
}

words! {
    /// Why somebody hears of something.
    NotificationKind {
        /// They are spoken to.
        Mention = "mention",
        /// Somebody likes what they wrote.
        Favourite = "favourite",
        /// Somebody tells on what they wrote.
        Reblog = "reblog",
        /// Somebody follows them.
        Follow = "follow",
        /// Somebody asks to follow them.
        FollowRequest = "follow_request",
        /// Somebody of whom they want to hear at once posted.
        Status = "status",
        /// What they told on was changed.
        Update = "update",
        /// A poll that they asked or answered has ended.
        Poll = "poll",
    }
}

/// What a status says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// A content warning, or nothing.
    pub spoiler: String,
    /// HTML that is safe to show.
    pub content: String,
    /// As its author wrote it, of ours.
    pub source: Option<String>,
}

/// A status.
#[derive(Clone, Debug)]
pub struct Status {
    /// Its row.
    pub id: StatusId,
    /// Its ActivityPub id; of a boost, that of its `Announce`.
    pub ap_id: Url,
    /// Who says it.
    pub author: ActorId,
    /// Whether its author is ours.
    pub local: bool,
    /// The status that is told on: then it has no words of its own.
    pub boost_of: Option<StatusId>,
    /// What it answers, by its ActivityPub id.
    pub in_reply_to: Option<Url>,
    /// What it answers, if that is here.
    pub in_reply_to_id: Option<StatusId>,
    /// Whom it answers, if that is here.
    pub in_reply_to_author: Option<ActorId>,
    /// Of a direct status: which conversation it is part of.
    pub conversation: Option<ConversationId>,
    /// Who may read it.
    pub visibility: Visibility,
    /// What it says; opened with the key of a reader ([`Status::key_for`]).
    pub words: Guarded<Matched, Words>,
    /// Whether it is folded at first.
    pub sensitive: bool,
    /// BCP 47.
    pub language: Option<String>,
    /// Its page elsewhere.
    pub url: Option<Url>,
    /// When it was posted.
    pub created_at: Moment,
    /// When its words last changed.
    pub edited_at: Option<Moment>,
    /// The need or the offer that it is; then that says what it says.
    pub listing: Option<ListingId>,
    /// The answer to a need or an offer that it is.
    pub response: Option<ResponseId>,
    /// Since when it stands at the top of its author's account; only for ours.
    pub pinned_at: Option<Moment>,
}

/// What binds a reader to a status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ties {
    /// The reader follows its author, and was accepted.
    pub follows: bool,
    /// It mentions the reader.
    pub mentioned: bool,
    /// The reader is a member of this network.
    pub neighbor: bool,
}

impl Status {
    /// One of ours that says this to these, now, and is nothing besides: no answer, no boost, no listing.
    pub fn new(
        id: StatusId,
        ap_id: Url,
        author: ActorId,
        visibility: Visibility,
        words: Guarded<Matched, Words>,
        now: Moment,
    ) -> Self {
        Self {
            id,
            ap_id,
            author,
            local: true,
            boost_of: None,
            in_reply_to: None,
            in_reply_to_id: None,
            in_reply_to_author: None,
            conversation: None,
            visibility,
            words,
            sensitive: false,
            language: None,
            url: None,
            created_at: now,
            edited_at: None,
            listing: None,
            response: None,
            pinned_at: None,
        }
    }

    /// The same as an answer to `parent`, if there is one.
    pub fn answering(self, parent: Option<&Self>) -> Self {
        Self {
            in_reply_to: parent.map(|parent| parent.ap_id.clone()),
            in_reply_to_id: parent.map(|parent| parent.id),
            in_reply_to_author: parent.map(|parent| parent.author),
            ..self
        }
    }

    /// The key to its words, for somebody who may read them; `None` for everyone else, and then it does not exist for them.
    pub fn key_for(&self, reader: Option<ActorId>, ties: Ties) -> Option<Key<Matched>> {
        let own = reader == Some(self.author);
        let may = match self.visibility {
            Visibility::Public | Visibility::Unlisted => true,
            // What is for the network is for its members, whomever they follow.
            Visibility::Private if self.listing.is_some() => own || (reader.is_some() && ties.neighbor),
            Visibility::Private => own || (reader.is_some() && (ties.follows || ties.mentioned)),
            Visibility::Direct => own || (reader.is_some() && ties.mentioned),
            // Who tells on what is held reads no more of it than others.
            Visibility::Held => own && self.boost_of.is_none(),
        };
        may.then(Key::of_party)
    }

    /// The key to its words, for telling them to those whom it is for.
    pub fn key_for_delivery(&self) -> Key<Matched> {
        Key::of_party()
    }

    /// Whether it stands on the home timeline of who follows its author. A reply to somebody else stands there only
    /// when that somebody is one of us.
    pub fn on_home(&self, answers_neighbor: bool) -> bool {
        !matches!(self.visibility, Visibility::Direct | Visibility::Held)
            && (self.in_reply_to.is_none() || self.in_reply_to_author == Some(self.author) || answers_neighbor)
    }

    /// Who would see it if `by` told it on; a boost never widens.
    ///
    /// # Errors
    /// `Invalid` for what is not theirs to tell on; `NotFound` for what they should not even know.
    pub fn boosted_by(&self, by: ActorId) -> Result<Visibility> {
        match self.visibility {
            _ if self.boost_of.is_some() => Err(Error::not_found()),
            Visibility::Held => Err(Error::not_found()),
            _ if self.listing.is_some() => {
                let text = "A need or an offer goes as far as its author chose, and is not told on by others.";
                Err(Error::invalid("id", text).worded(Message::ListingNotToldOn))
            }
            Visibility::Public | Visibility::Unlisted => Ok(self.visibility),
            Visibility::Private if self.author == by => Ok(Visibility::Private),
            Visibility::Private | Visibility::Direct => {
                Err(Error::invalid("id", "This was not written for everyone, so it is not told on.")
                    .worded(Message::NotToldOn))
            }
        }
    }
}

/// What a member writes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The text, with `@mentions`, `#tags` and addresses.
    pub text: String,
    /// A content warning.
    pub spoiler: Option<String>,
    /// Whether it is folded at first.
    pub sensitive: bool,
    /// BCP 47.
    pub language: Option<String>,
    /// Whether pictures come with it: then it needs no words.
    pub has_media: bool,
}

/// What a member wrote, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The text.
    pub text: String,
    /// A content warning, or nothing.
    pub spoiler: String,
    /// Whether it is folded at first.
    pub sensitive: bool,
    /// BCP 47.
    pub language: Option<String>,
}

impl Draft {
    /// Bounded, trimmed and free of control characters.
    ///
    /// # Errors
    /// `Invalid` at the first field that does not fit.
    pub fn check(&self) -> Result<Checked> {
        let spoiler = text::line("spoiler_text", self.spoiler.as_deref().unwrap_or(""), SPOILER_MAX)?;
        let spoiler = spoiler.unwrap_or_default();
        let left = TEXT_MAX - spoiler.chars().count();
        let text = text::lines("status", &self.text.replace("\r\n", "\n"), left)?;
        let text = match text {
            Some(text) => text,
            None if self.has_media => String::new(),
            None => {
                return Err(
                    Error::invalid("status", "`status` is empty. Please write a few words.").worded(Message::Empty)
                );
            }
        };
        let language = self.language.as_deref().filter(|tag| !tag.is_empty());
        let language = language.map(|tag| text::language("language", tag)).transpose()?;
        Ok(Checked { text, sensitive: self.sensitive || !spoiler.is_empty(), spoiler, language })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;

    fn status(visibility: Visibility) -> Status {
        let address = "https://a.example/1".parse().unwrap();
        Status::new(StatusId(1), address, ActorId(1), visibility, Guarded::new(Words::default()), Clock::system().now())
    }

    #[test]
    fn who_may_read_what() {
        let (author, other) = (Some(ActorId(1)), Some(ActorId(2)));
        let (none, follows) = (Ties::default(), Ties { follows: true, ..Ties::default() });
        let mentioned = Ties { mentioned: true, ..Ties::default() };
        let reads = |visibility, reader, ties| status(visibility).key_for(reader, ties).is_some();
        for open in [Visibility::Public, Visibility::Unlisted] {
            assert!(reads(open, None, none) && reads(open, other, none));
        }
        for closed in [Visibility::Private, Visibility::Direct] {
            assert!(!reads(closed, None, none) && !reads(closed, other, none) && reads(closed, author, none));
            assert!(reads(closed, other, mentioned));
        }
        assert!(reads(Visibility::Private, other, follows) && !reads(Visibility::Direct, other, follows));
    }

    #[test]
    fn what_is_held_is_for_its_author_alone_and_nobody_chooses_it() {
        let held = status(Visibility::Held);
        let (author, other) = (Some(ActorId(1)), Some(ActorId(2)));
        let bound = Ties { follows: true, mentioned: true, neighbor: true };
        assert!(held.key_for(author, Ties::default()).is_some());
        assert!(held.key_for(other, bound).is_none() && held.key_for(None, Ties::default()).is_none());
        assert!(held.boosted_by(ActorId(1)).is_err() && !held.on_home(true) && !held.visibility.is_open());
        let boost = Status { boost_of: Some(StatusId(2)), ..held };
        assert!(boost.key_for(author, Ties::default()).is_none());
        assert_eq!((Visibility::chosen("held"), Visibility::Held.in_apps()), (None, "direct"));
        assert_eq!(Visibility::chosen("private"), Some(Visibility::Private));
        assert!(Visibility::ALL.iter().all(|one| Visibility::Held.narrower(*one) == Visibility::Held));
        assert!(Visibility::Public.narrowed(Visibility::Held).is_err());
    }

    #[test]
    fn a_listing_for_the_network_is_for_members_and_for_no_other_follower() {
        let listing = Status { listing: Some(ListingId(1)), ..status(Visibility::Private) };
        let reads = |reader, ties| listing.key_for(reader, ties).is_some();
        assert!(
            reads(Some(ActorId(2)), Ties { neighbor: true, ..Ties::default() })
                && reads(Some(ActorId(1)), Ties::default())
        );
        assert!(
            !reads(Some(ActorId(2)), Ties { follows: true, mentioned: true, neighbor: false })
                && !reads(None, Ties::default())
        );
        assert!(listing.boosted_by(ActorId(1)).is_err());
    }

    #[test]
    fn refusal_17_a_boost_never_widens() {
        assert_eq!(status(Visibility::Unlisted).boosted_by(ActorId(2)).unwrap(), Visibility::Unlisted);
        assert_eq!(status(Visibility::Private).boosted_by(ActorId(1)).unwrap(), Visibility::Private);
        assert!(status(Visibility::Private).boosted_by(ActorId(2)).is_err());
        assert!(status(Visibility::Direct).boosted_by(ActorId(1)).is_err());
        assert_eq!(Visibility::Unlisted.narrowed(Visibility::Public).unwrap(), Visibility::Unlisted);
        assert_eq!(Visibility::Unlisted.narrowed(Visibility::Private).unwrap(), Visibility::Private);
        assert!(Visibility::Public.narrowed(Visibility::Direct).is_err());
    }

    #[test]
    fn a_text_is_bounded_with_its_warning() {
        let draft = |text: &str, spoiler: &str| Draft {
            text: text.into(),
            spoiler: Some(spoiler.into()),
            sensitive: false,
            language: Some("ZH-hans".into()),
            has_media: false,
        };
        let checked = draft(" a\r\nb\u{202E} ", "food").check().unwrap();
        assert_eq!((checked.text.as_str(), checked.sensitive), ("a\nb", true));
        assert_eq!(checked.language.as_deref(), Some("zh-Hans"));
        assert!(draft(" ", "").check().is_err());
        assert_eq!(Draft { has_media: true, ..draft(" ", "") }.check().unwrap().text, "");
        assert!(draft(&"é".repeat(5_000), "").check().is_ok());
        assert_eq!(draft(&"é".repeat(4_999), "ab").check().unwrap_err().field(), Some("status"));
    }
}

//! Posts: what people elsewhere write, our answers to them, alerts and stock reports.

use super::id;
use super::image::{ATTACHMENTS_MAX, Media};
use super::language::LanguageMap;
use super::listing::ListingNote;
use super::one_or_many::{self, Addressees};
use super::place::Place;
use super::question::{self, Choices, Closed, Count};
use super::tag::{self, Tag};
use super::text::{Html, Line, Name, Word};
use crate::clock::Moment;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use url::Url;

/// What kind of post it is. We send `Note` and `Event`; the rest is read as a post.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoteKind {
    /// A post.
    #[default]
    Note,
    /// A long post.
    Article,
    /// A post of Lemmy.
    Page,
    /// A poll.
    Question,
    /// A date in the calendar.
    Event,
    /// A FEP-0837 proposal without `potluck:listing`.
    Proposal,
}

/// A post.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Note {
    /// Its id.
    #[serde(deserialize_with = "id::plain")]
    pub id: Url,
    /// What kind of post.
    #[serde(rename = "type")]
    pub kind: NoteKind,
    /// Of a poll: the options, of which one chooses one.
    #[serde(default, skip_serializing_if = "Choices::is_empty")]
    pub one_of: Choices,
    /// Of a poll: the options, of which one chooses any.
    #[serde(default, skip_serializing_if = "Choices::is_empty")]
    pub any_of: Choices,
    /// Of a poll: when it ended.
    #[serde(default, deserialize_with = "question::closed", skip_serializing_if = "Option::is_none")]
    pub closed: Option<Closed>,
    /// Of a poll: how many voted.
    #[serde(default, deserialize_with = "one_or_many::lenient", skip_serializing_if = "Option::is_none")]
    pub voters_count: Option<Count>,
    /// Its page.
    #[serde(default, deserialize_with = "id::link", skip_serializing_if = "Option::is_none")]
    pub url: Option<Url>,
    /// Who says it.
    #[serde(deserialize_with = "id::first_reference")]
    pub attributed_to: Url,
    /// What it answers.
    #[serde(default, deserialize_with = "id::lenient_reference", skip_serializing_if = "Option::is_none")]
    pub in_reply_to: Option<Url>,
    /// For whom.
    #[serde(default, skip_serializing_if = "Addressees::is_absent")]
    pub to: Addressees,
    /// For whom besides.
    #[serde(default, skip_serializing_if = "Addressees::is_absent")]
    pub cc: Addressees,
    /// When it was published.
    #[serde(default, deserialize_with = "one_or_many::moment", skip_serializing_if = "Option::is_none")]
    pub published: Option<Moment>,
    /// When it last changed.
    #[serde(default, deserialize_with = "one_or_many::moment", skip_serializing_if = "Option::is_none")]
    pub updated: Option<Moment>,
    /// A title. Never on a reply: it would be a vote.
    #[serde(default, deserialize_with = "one_or_many::not_blank", skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// A content warning (on an event: the facts in short).
    #[serde(default, deserialize_with = "one_or_many::not_blank", skip_serializing_if = "Option::is_none")]
    pub summary: Option<Line<1_000>>,
    /// The text, not yet sanitized; see [`Note::text`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<Html>,
    /// The text by language.
    #[serde(default, deserialize_with = "one_or_many::null_is_default", skip_serializing_if = "LanguageMap::is_empty")]
    pub content_map: LanguageMap,
    /// Whether its pictures are hidden at first.
    #[serde(default, deserialize_with = "one_or_many::null_is_default")]
    pub sensitive: bool,
    /// Hashtags and mentions.
    #[serde(default, deserialize_with = "tag::list", skip_serializing_if = "Vec::is_empty")]
    pub tag: Vec<Tag>,
    /// When it begins.
    #[serde(default, deserialize_with = "one_or_many::moment", skip_serializing_if = "Option::is_none")]
    pub start_time: Option<Moment>,
    /// When it ends.
    #[serde(default, deserialize_with = "one_or_many::moment", skip_serializing_if = "Option::is_none")]
    pub end_time: Option<Moment>,
    /// Where.
    #[serde(default, deserialize_with = "place", skip_serializing_if = "Option::is_none")]
    pub location: Option<Place>,
    /// Pictures.
    #[serde(
        default,
        deserialize_with = "one_or_many::some::<_, _, ATTACHMENTS_MAX>",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub attachment: Vec<Media>,
    /// The collection of answers.
    #[serde(default, deserialize_with = "id::lenient_reference", skip_serializing_if = "Option::is_none")]
    pub replies: Option<Url>,
    /// An alert.
    #[serde(
        rename = "potluck:alert",
        default,
        deserialize_with = "one_or_many::lenient",
        skip_serializing_if = "Option::is_none"
    )]
    pub alert: Option<Alert>,
    /// What is in a fridge or pantry.
    #[serde(
        rename = "potluck:stockReport",
        default,
        deserialize_with = "one_or_many::lenient",
        skip_serializing_if = "Option::is_none"
    )]
    pub stock_report: Option<StockReport>,
}

impl Note {
    /// A post with an id and an author, and nothing else yet.
    pub fn new(id: Url, attributed_to: Url) -> Self {
        Self {
            id,
            kind: NoteKind::Note,
            one_of: Choices::default(),
            any_of: Choices::default(),
            closed: None,
            voters_count: None,
            url: None,
            attributed_to,
            in_reply_to: None,
            to: Addressees::Absent,
            cc: Addressees::Absent,
            published: None,
            updated: None,
            name: None,
            summary: None,
            content: None,
            content_map: LanguageMap::default(),
            sensitive: false,
            tag: Vec::new(),
            start_time: None,
            end_time: None,
            location: None,
            attachment: Vec::new(),
            replies: None,
            alert: None,
            stock_report: None,
        }
    }

    /// The text and, if it is said, its language.
    pub fn text(&self) -> Option<(&Html, Option<&str>)> {
        let first = self.content_map.first();
        match &self.content {
            Some(content) => Some((content, first.map(|(language, _)| language))),
            None => first.map(|(language, content)| (content, Some(language))),
        }
    }
}

/// An alert in the words of the Common Alerting Protocol (CAP 1.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Alert {
    /// `Alert`, `Update`, `Cancel`.
    pub msg_type: Word,
    /// `Health`, `Met`, `Fire` …
    pub category: Word,
    /// `Immediate`, `Expected`, `Future`, `Past`, `Unknown`.
    pub urgency: Word,
    /// `Extreme`, `Severe`, `Moderate`, `Minor`, `Unknown`.
    pub severity: Word,
    /// `Observed`, `Likely`, `Possible`, `Unlikely`, `Unknown`.
    pub certainty: Word,
}

/// What is in a fridge or pantry at a moment. It has no author.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StockReport {
    /// The place's actor.
    #[serde(deserialize_with = "id::plain")]
    pub place: Url,
    /// `empty`, `some`, `half`, `full`.
    pub stock: Word,
    /// What is wanted most.
    #[serde(default, deserialize_with = "one_or_many::some::<_, _, 20>", skip_serializing_if = "Vec::is_empty")]
    pub wanted: Vec<Word>,
    /// When it was seen.
    #[serde(default, deserialize_with = "one_or_many::moment", skip_serializing_if = "Option::is_none")]
    pub reported_at: Option<Moment>,
}

/// `deserialize_with` for `location`: a `Place` must be right; other things (an address, a `VirtualLocation`) are
/// no place.
pub(super) fn place<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Place>, D::Error> {
    let value = match Value::deserialize(from)? {
        Value::Array(list) => list.into_iter().next().unwrap_or_default(),
        value => value,
    };
    if value.get("type").and_then(Value::as_str) != Some("Place") {
        return Ok(None);
    }
    Place::deserialize(value).map(Some).map_err(serde::de::Error::custom)
}

/// What a `Create` or `Update` of a post brings, or a fetched post.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum AnyNote {
    /// A need or an offer: it has `purpose` and `potluck:listing`.
    Listing(Box<ListingNote>),
    /// Anything else.
    Note(Box<Note>),
}

impl AnyNote {
    /// Its id.
    pub fn id(&self) -> &Url {
        match self {
            Self::Listing(listing) => &listing.id,
            Self::Note(note) => &note.id,
        }
    }

    /// Who says it.
    pub fn attributed_to(&self) -> &Url {
        match self {
            Self::Listing(listing) => &listing.attributed_to,
            Self::Note(note) => &note.attributed_to,
        }
    }
}

impl<'de> Deserialize<'de> for AnyNote {
    /// Whatever says that it is a listing must be a right one: it is never read as a mere post.
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(from)?;
        let has = |key| value.get(key).is_some_and(|value| !value.is_null());
        let read = if has("purpose") && has("potluck:listing") {
            Box::deserialize(value).map(Self::Listing)
        } else {
            Box::deserialize(value).map(Self::Note)
        };
        read.map_err(serde::de::Error::custom)
    }
}

//! Statuses, as far as whoever asks may read them.

use super::account::AccountEntity;
use super::at;
use super::media::MediaAttachmentEntity;
use super::need::PotluckEntity;
use super::poll::{PollEntity, Voter};
use crate::app::App;
use crate::domain::Listing;
use crate::domain::follow::Actor;
use crate::domain::key::{ActorId, ListingId, StatusId};
use crate::domain::media::Medium;
use crate::domain::poll::Poll;
use crate::domain::status::{Status, Ties, Visibility};
use crate::error::Result;
use crate::federation::render;
use crate::federation::render::listing::Surroundings;
use crate::seal::MasterKey;
use crate::storage::timelines::{Counts, Reactions, counts, reactions};
use crate::storage::{Conn, actors, listings, media, polls, statuses};
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};

/// `Status`.
#[derive(Clone, Debug, Serialize)]
pub struct StatusEntity {
    id: StatusId,
    created_at: String,
    in_reply_to_id: Option<StatusId>,
    in_reply_to_account_id: Option<ActorId>,
    sensitive: bool,
    spoiler_text: String,
    visibility: &'static str,
    language: Option<String>,
    uri: String,
    url: Option<String>,
    replies_count: i64,
    reblogs_count: i64,
    favourites_count: i64,
    edited_at: Option<String>,
    favourited: bool,
    reblogged: bool,
    muted: bool,
    bookmarked: bool,
    /// Whether it stands at the top; only of what its reader may put there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pinned: Option<bool>,
    content: String,
    filtered: Vec<Value>,
    reblog: Option<Box<StatusEntity>>,
    account: AccountEntity,
    media_attachments: Vec<MediaAttachmentEntity>,
    mentions: Vec<MentionEntity>,
    tags: Vec<TagEntity>,
    emojis: Vec<Value>,
    card: Option<Value>,
    poll: Option<PollEntity>,
    /// The need or the offer that it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    potluck: Option<PotluckEntity>,
    /// As it was written; only when its author takes it back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// `Status::Mention`.
#[derive(Clone, Debug, Serialize)]
pub struct MentionEntity {
    id: ActorId,
    username: String,
    acct: String,
    url: String,
}

/// `Status::Tag`.
#[derive(Clone, Debug, Serialize)]
pub struct TagEntity {
    name: String,
    url: String,
}

/// `StatusSource`.
#[derive(Clone, Debug, Serialize)]
pub struct SourceEntity {
    /// Which.
    pub id: StatusId,
    /// As it was written.
    pub text: String,
    /// Its content warning.
    pub spoiler_text: String,
}

impl StatusEntity {
    /// Whether one of these accounts said it, or said what is told on by it.
    pub fn is_of(&self, accounts: &[ActorId]) -> bool {
        accounts.contains(&self.account.id) || self.reblog.as_ref().is_some_and(|told_on| told_on.is_of(accounts))
    }
}

/// Statuses with everything that is shown with them, looked up at once.
#[derive(Debug)]
pub struct Shown {
    reader: Option<ActorId>,
    boosted: HashMap<StatusId, Status>,
    ties: HashMap<StatusId, Ties>,
    mentions: HashMap<StatusId, Vec<ActorId>>,
    tags: HashMap<StatusId, Vec<String>>,
    reactions: HashMap<StatusId, Reactions>,
    actors: HashMap<ActorId, Actor>,
    counts: HashMap<ActorId, Counts>,
    listings: HashMap<StatusId, Listing>,
    media: HashMap<StatusId, Vec<Medium>>,
    polls: HashMap<StatusId, Poll>,
    votes: HashMap<StatusId, Vec<usize>>,
}

/// The needs and offers of which some of these are the entries.
fn listings_of(conn: &mut Conn, all: &[Status]) -> Result<HashMap<StatusId, Listing>> {
    let ids: Vec<ListingId> = all.iter().filter_map(|status| status.listing).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    Ok(listings::get_many(conn, &ids)?.into_iter().map(|listing| (StatusId(listing.id.0), listing)).collect())
}

impl Shown {
    /// Looks up what belongs to statuses, and to further accounts, for a reader: so many queries, however many they are.
    ///
    /// # Errors
    /// `Internal` when the database fails or the key does not fit.
    pub fn of(
        conn: &mut Conn,
        seal: &MasterKey,
        all: &[Status],
        accounts: &[ActorId],
        reader: Option<ActorId>,
    ) -> Result<Self> {
        let boosted: Vec<StatusId> = all.iter().filter_map(|status| status.boost_of).collect();
        let boosted = statuses::get_many(conn, seal, &boosted)?;
        let both: Vec<Status> = all.iter().chain(&boosted).cloned().collect();
        let ids: Vec<StatusId> = both.iter().map(|status| status.id).collect();
        let mentions = statuses::mentions(conn, &ids)?;
        let mut people: BTreeSet<ActorId> = both.iter().map(|status| status.author).collect();
        people.extend(accounts);
        let authors: Vec<ActorId> = people.iter().copied().collect();
        people.extend(mentions.values().flatten());
        let people: Vec<ActorId> = people.into_iter().collect();
        let listings = listings_of(conn, &both)?;
        let mut media = media::of_statuses(conn, seal, &ids)?;
        if !listings.is_empty() {
            let shown: Vec<ListingId> = listings.values().map(|listing| listing.id).collect();
            let theirs = media::of_listings(conn, seal, &shown)?;
            media.extend(theirs.into_iter().map(|(listing, pictures)| (StatusId(listing.0), pictures)));
        }
        let polls = polls::of(conn, seal, &ids)?;
        let votes = match reader {
            Some(reader) if !polls.is_empty() => polls::votes_of(conn, seal, &ids, reader)?,
            _ => HashMap::new(),
        };
        Ok(Self {
            reader,
            polls,
            votes,
            ties: statuses::ties(conn, &both, reader)?,
            tags: statuses::tags(conn, &ids)?,
            media,
            reactions: reactions(conn, &ids, reader)?,
            actors: actors::get_many(conn, &people)?.into_iter().map(|actor| (actor.id, actor)).collect(),
            counts: counts(conn, &authors)?,
            listings,
            boosted: boosted.into_iter().map(|status| (status.id, status)).collect(),
            mentions,
        })
    }

    /// An account that was looked up.
    pub fn account(&self, app: &App, id: ActorId) -> Option<AccountEntity> {
        let counts = self.counts.get(&id).copied().unwrap_or_default();
        Some(AccountEntity::new(app, self.actors.get(&id)?, counts))
    }

    /// A status, if this reader may read it.
    pub fn status(&self, app: &App, status: &Status) -> Option<StatusEntity> {
        let ties = self.ties.get(&status.id).copied().unwrap_or_default();
        let key = status.key_for(self.reader, ties)?;
        let words = status.words.open(&key);
        let listing = self.listings.get(&status.id);
        let content = match listing {
            Some(listing) => render::listing::html(&Surroundings::of(app), listing),
            None => words.content.clone(),
        };
        let reblog = match status.boost_of {
            Some(of) => Some(Box::new(self.status(app, self.boosted.get(&of)?)?)),
            None => None,
        };
        let of = |id: StatusId| self.reactions.get(&id).copied().unwrap_or_default();
        let reactions = of(status.boost_of.unwrap_or(status.id));
        let mention = |id: &ActorId| {
            let actor = self.actors.get(id)?;
            Some(MentionEntity {
                id: actor.id,
                username: actor.handle.clone(),
                acct: if actor.local { actor.handle.clone() } else { actor.address() },
                url: actor.url.as_ref().unwrap_or(&actor.ap_id).to_string(),
            })
        };
        let pictures = self.media.get(&status.id);
        let picture = |medium: &Medium| MediaAttachmentEntity::new(app, medium);
        let own = self.reader == Some(status.author) && status.boost_of.is_none();
        let pinnable = own && listing.is_none() && status.visibility != Visibility::Direct;
        let tag = |name: &String| TagEntity { name: name.clone(), url: app.here.addresses.tag(name).to_string() };
        Some(StatusEntity {
            id: status.id,
            created_at: at(status.created_at),
            in_reply_to_id: status.in_reply_to_id,
            in_reply_to_account_id: status.in_reply_to_author,
            sensitive: status.sensitive,
            spoiler_text: words.spoiler.clone(),
            visibility: status.visibility.as_str(),
            language: status.language.clone(),
            uri: status.ap_id.to_string(),
            url: Some(match listing {
                Some(listing) => app.here.addresses.listing_page(&listing.slug).into(),
                None => status.url.as_ref().unwrap_or(&status.ap_id).to_string(),
            }),
            replies_count: reactions.replies,
            reblogs_count: reactions.boosts,
            favourites_count: reactions.favourites,
            edited_at: status.edited_at.map(at),
            favourited: reactions.favourited,
            reblogged: reactions.boosted,
            muted: false,
            bookmarked: reactions.bookmarked,
            pinned: pinnable.then_some(status.pinned_at.is_some()),
            content,
            filtered: Vec::new(),
            reblog,
            account: self.account(app, status.author)?,
            media_attachments: pictures.iter().flat_map(|all| all.iter()).map(picture).collect(),
            mentions: self.mentions.get(&status.id).into_iter().flatten().filter_map(mention).collect(),
            tags: self.tags.get(&status.id).into_iter().flatten().map(tag).collect(),
            emojis: Vec::new(),
            card: None,
            poll: self.poll(app, status),
            potluck: listing.map(|listing| PotluckEntity::new(app, listing)),
            text: None,
        })
    }

    /// What a status asks, if this reader may read it.
    pub fn poll(&self, app: &App, status: &Status) -> Option<PollEntity> {
        let poll = self.polls.get(&status.id)?;
        let key = status.key_for(self.reader, self.ties.get(&status.id).copied().unwrap_or_default())?;
        let vote = self.votes.get(&status.id).map(Vec::as_slice);
        let voter = self.reader.map(|reader| Voter { author: reader == status.author, vote });
        Some(PollEntity::new(poll, &key, voter, app.here.now()))
    }

    /// As it was written, for its author.
    pub fn source(&self, status: &Status) -> Option<SourceEntity> {
        if self.reader != Some(status.author) {
            return None;
        }
        let words = status.words.open(&status.key_for(self.reader, Ties::default())?).clone();
        let written = |listing: &Listing| {
            let said = listing.details.body.as_deref().unwrap_or(&listing.title);
            format!("#{} {said}", listing.kind.as_str())
        };
        let text = words.source.or_else(|| self.listings.get(&status.id).map(written))?;
        Some(SourceEntity { id: status.id, text, spoiler_text: words.spoiler })
    }
}

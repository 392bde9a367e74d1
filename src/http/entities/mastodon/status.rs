//! Statuses, as far as whoever asks may read them.

use super::account::AccountEntity;
use super::at;
use super::filter::FilterResultEntity;
use super::media::MediaAttachmentEntity;
use super::need::PotluckEntity;
use super::poll::{PollEntity, Voter};
use crate::app::App;
use crate::domain::Listing;
use crate::domain::apps::PostedWith;
use crate::domain::desk::Desk;
use crate::domain::filters::{self, Context, Filters};
use crate::domain::follow::Actor;
use crate::domain::key::{ActorId, ListingId, StatusId};
use crate::domain::media::Medium;
use crate::domain::poll::Poll;
use crate::domain::status::{Status, Ties, Visibility};
use crate::domain::wording::Wording;
use crate::error::Result;
use crate::federation::render;
use crate::federation::render::listing::Surroundings;
use crate::storage::beside::{self, Beside};
use crate::storage::counts::Counts;
use crate::storage::{Conn, actors, desks, listings, media, polls, status_apps, statuses, threads};
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap, HashSet};

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
    filtered: Vec<FilterResultEntity>,
    #[serde(skip)]
    far: bool,
    #[serde(skip)]
    unread: bool,
    reblog: Option<Box<StatusEntity>>,
    account: AccountEntity,
    media_attachments: Vec<MediaAttachmentEntity>,
    /// For its author alone.
    application: Option<PostedWith>,
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

/// `StatusEdit`.
#[derive(Clone, Debug, Serialize)]
pub struct StatusEditEntity {
    content: String,
    spoiler_text: String,
    sensitive: bool,
    created_at: String,
    account: AccountEntity,
    media_attachments: Vec<MediaAttachmentEntity>,
    emojis: Vec<Value>,
}

impl StatusEntity {
    /// All that somebody reads in it: nobody else's words are in what tells on something.
    fn texts(&self) -> Vec<String> {
        let described = self.media_attachments.iter().filter_map(MediaAttachmentEntity::description);
        let asked = self.poll.iter().flat_map(PollEntity::options);
        filters::texts(&self.spoiler_text, &self.content, described, asked)
    }

    /// Whether it was said at one of these servers, or tells on something that was.
    pub fn is_at(&self, hosts: &BTreeSet<String>) -> bool {
        self.account.is_at(hosts) || self.reblog.as_ref().is_some_and(|told_on| told_on.is_at(hosts))
    }

    /// Whether it comes from a server of which its reader wants to see nothing.
    pub fn is_far(&self) -> bool {
        self.far
    }

    /// Whether its reader does not want to see it in such a place.
    pub fn is_hidden_in(&self, context: Context) -> bool {
        self.far
            || (self.unread && context == Context::Home)
            || self.filtered.iter().any(|found| found.hides_in(context))
    }

    /// The titles of the filters behind which its reader wants it folded in such a place.
    pub fn folded_behind(&self, context: Context) -> Vec<&str> {
        self.filtered.iter().filter_map(|found| found.folds_in(context)).collect()
    }

    /// Whether a filter of its reader wants its pictures folded in such a place.
    pub fn is_blurred_in(&self, context: Context) -> bool {
        self.filtered.iter().any(|found| found.blurs_in(context))
    }

    /// Whether its author says that what hangs on it is not for everybody to see at once.
    pub fn is_sensitive(&self) -> bool {
        self.sensitive
    }

    /// Who is named in it, with their addresses.
    pub fn named(&self) -> impl Iterator<Item = (ActorId, &str)> {
        self.mentions.iter().map(|mention| (mention.id, mention.acct.as_str()))
    }

    /// Who said it.
    pub fn author(&self) -> &AccountEntity {
        &self.account
    }

    /// What it says, as HTML; and what is said of it before that, if anything is.
    pub fn words(&self) -> (&str, Option<&str>) {
        (&self.content, Some(self.spoiler_text.as_str()).filter(|warning| !warning.is_empty()))
    }

    /// The address of its page, and in which language it is.
    pub fn page(&self) -> (Option<&str>, Option<&str>) {
        (self.url.as_deref(), self.language.as_deref())
    }

    /// Which it is.
    pub fn id(&self) -> StatusId {
        self.id
    }

    /// What is told on by it, if it says nothing itself.
    pub fn told_on(&self) -> Option<&StatusEntity> {
        self.reblog.as_deref()
    }

    /// When it was said (RFC 3339).
    pub fn said_at(&self) -> &str {
        &self.created_at
    }

    /// Whether its reader likes it, and whether they told it on.
    pub fn done(&self) -> (bool, bool) {
        (self.favourited, self.reblogged)
    }

    /// Whether everyone may read it.
    pub fn is_open(&self) -> bool {
        Visibility::parse(self.visibility).is_some_and(Visibility::is_open)
    }

    /// Whether it is a need or an offer.
    pub fn is_listing(&self) -> bool {
        self.potluck.is_some()
    }

    /// What it asks, if it asks something to be voted on.
    pub fn asked(&self) -> Option<&PollEntity> {
        self.poll.as_ref()
    }

    /// When its words last changed (RFC 3339), if they did.
    pub fn changed_at(&self) -> Option<&str> {
        self.edited_at.as_deref()
    }

    /// The same with this in place of what hangs on it.
    pub fn with_media(self, media_attachments: Vec<MediaAttachmentEntity>) -> Self {
        Self { media_attachments, ..self }
    }

    /// What hangs on it.
    pub fn media(&self) -> &[MediaAttachmentEntity] {
        &self.media_attachments
    }

    /// Whether it is this one.
    pub fn is(&self, id: StatusId) -> bool {
        self.id == id
    }

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
    beside: HashMap<StatusId, Beside>,
    actors: HashMap<ActorId, Actor>,
    counts: HashMap<ActorId, Counts>,
    listings: HashMap<StatusId, Listing>,
    media: HashMap<StatusId, Vec<Medium>>,
    apps: HashMap<StatusId, PostedWith>,
    filters: Filters,
    /// What its reader keeps for themselves besides.
    desk: Desk,
    muted: HashSet<StatusId>,
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
        app: &App,
        all: &[Status],
        accounts: &[ActorId],
        reader: Option<ActorId>,
    ) -> Result<Self> {
        let desk = reader.map(|reader| desks::of_actor(conn, &app.here.seal, reader)).transpose()?.unwrap_or_default();
        Self::with(conn, app, all, accounts, reader, desk)
    }

    /// The same for a reader whose desk was looked up already.
    ///
    /// # Errors
    /// `Internal` when the database fails or the key does not fit.
    pub fn with(
        conn: &mut Conn,
        app: &App,
        all: &[Status],
        accounts: &[ActorId],
        reader: Option<ActorId>,
        mut desk: Desk,
    ) -> Result<Self> {
        let seal = &app.here.seal;
        let boosted: Vec<StatusId> = all.iter().filter_map(|status| status.boost_of).collect();
        let boosted = statuses::get_many(conn, seal, &boosted)?;
        let both: Vec<Status> = all.iter().chain(&boosted).cloned().collect();
        let ids: Vec<StatusId> = both.iter().map(|status| status.id).collect();
        let beside = beside::of(conn, &ids, reader)?;
        let those = |have: fn(&Beside) -> bool| -> Vec<StatusId> {
            ids.iter().copied().filter(|id| beside.get(id).is_some_and(have)).collect()
        };
        let mentions = statuses::mentions(conn, &those(|beside| beside.mentions))?;
        let mut people: BTreeSet<ActorId> = both.iter().map(|status| status.author).collect();
        people.extend(accounts);
        let authors: Vec<ActorId> = people.iter().copied().collect();
        people.extend(mentions.values().flatten());
        let people: Vec<ActorId> = people.into_iter().collect();
        let listings = listings_of(conn, &both)?;
        let mut media = media::of_statuses(conn, seal, &those(|beside| beside.media))?;
        if !listings.is_empty() {
            let shown: Vec<ListingId> = listings.values().map(|listing| listing.id).collect();
            let theirs = media::of_listings(conn, seal, &shown)?;
            media.extend(theirs.into_iter().map(|(listing, pictures)| (StatusId(listing.0), pictures)));
        }
        let asking = those(|beside| beside.asks);
        let polls = polls::of(conn, seal, &asking)?;
        let votes = match reader {
            Some(reader) if !asking.is_empty() => polls::votes_of(conn, seal, &asking, reader)?,
            _ => HashMap::new(),
        };
        let own: Vec<StatusId> = match reader {
            Some(reader) => both.iter().filter(|one| one.author == reader).map(|one| one.id).collect(),
            None => Vec::new(),
        };
        let apps = match reader {
            Some(reader) if !own.is_empty() => status_apps::of(conn, seal, reader, &own)?,
            _ => HashMap::new(),
        };
        Ok(Self {
            reader,
            apps,
            polls,
            votes,
            muted: threads::within(conn, &ids, &desk.muted)?,
            filters: Filters::of(std::mem::take(&mut desk.filters)),
            desk,
            ties: statuses::ties(conn, &both, reader)?,
            tags: statuses::tags(conn, &those(|beside| beside.tags))?,
            media,
            beside,
            actors: actors::get_many(conn, &people)?.into_iter().map(|actor| (actor.id, actor)).collect(),
            counts: app.counts.of(conn, &authors, app.here.now())?,
            listings,
            boosted: boosted.into_iter().map(|status| (status.id, status)).collect(),
            mentions,
        })
    }

    /// Whether an account is at a server of which the reader wants to see nothing.
    pub fn is_far(&self, account: &AccountEntity) -> bool {
        account.is_at(&self.desk.far_hosts)
    }

    /// An account that was looked up.
    pub fn account(&self, app: &App, id: ActorId) -> Option<AccountEntity> {
        let counts = self.counts.get(&id).copied().unwrap_or_default();
        Some(AccountEntity::new(app, self.actors.get(&id)?, counts))
    }

    /// A status, if this reader may read it, with what their filters find in it.
    pub fn status(&self, app: &App, status: &Status) -> Option<StatusEntity> {
        let mut entity = self.unfiltered(app, status)?;
        entity.far = entity.is_at(&self.desk.far_hosts);
        let proper = status.boost_of.and_then(|of| self.boosted.get(&of)).unwrap_or(status);
        // In the language of what is told on, of who tells it on.
        entity.unread = !self.desk.reads(status.author, proper.language.as_deref());
        if !self.filters.is_empty() && self.reader.is_some_and(|reader| !entity.is_of(&[reader])) {
            let proper = entity.reblog.as_deref().unwrap_or(&entity);
            let texts = proper.texts();
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let found = self.filters.find(app.here.now(), &[entity.id, proper.id], &texts);
            entity.filtered = found.iter().map(FilterResultEntity::from).collect();
        }
        Some(entity)
    }

    fn unfiltered(&self, app: &App, status: &Status) -> Option<StatusEntity> {
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
        let of = |id: StatusId| self.beside.get(&id).copied().unwrap_or_default().reactions;
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
        let letter = matches!(status.visibility, Visibility::Direct | Visibility::Held);
        let pinnable = own && listing.is_none() && !letter;
        let url = match (listing, &status.url, self.actors.get(&status.author)) {
            (Some(listing), ..) => app.here.addresses.listing_page(&listing.slug),
            (None, None, Some(author)) if status.local => app.here.addresses.status_page(&author.handle, status.id),
            (None, url, _) => url.as_ref().unwrap_or(&status.ap_id).clone(),
        };
        let tag = |name: &String| TagEntity { name: name.clone(), url: app.here.addresses.tag(name).to_string() };
        Some(StatusEntity {
            id: status.id,
            created_at: at(status.created_at),
            in_reply_to_id: status.in_reply_to_id,
            in_reply_to_account_id: status.in_reply_to_author,
            sensitive: status.sensitive,
            spoiler_text: words.spoiler.clone(),
            visibility: status.visibility.in_apps(),
            language: status.language.clone(),
            uri: status.ap_id.to_string(),
            url: Some(url.into()),
            replies_count: reactions.replies,
            reblogs_count: reactions.boosts,
            favourites_count: reactions.favourites,
            edited_at: status.edited_at.map(at),
            favourited: reactions.favourited,
            reblogged: reactions.boosted,
            muted: self.muted.contains(&status.boost_of.unwrap_or(status.id)),
            bookmarked: reactions.bookmarked,
            pinned: pinnable.then_some(status.pinned_at.is_some()),
            content,
            filtered: Vec::new(),
            far: false,
            unread: false,
            reblog,
            account: self.account(app, status.author)?,
            media_attachments: pictures.iter().flat_map(|all| all.iter()).map(picture).collect(),
            application: self.apps.get(&status.id).cloned(),
            mentions: self.mentions.get(&status.id).into_iter().flatten().filter_map(mention).collect(),
            tags: self.tags.get(&status.id).into_iter().flatten().map(tag).collect(),
            emojis: Vec::new(),
            card: None,
            poll: self.poll(app, status),
            potluck: listing.map(|listing| PotluckEntity::new(app, listing)),
            text: None,
        })
    }

    /// What it said earlier, which is given, and says now, oldest first; for whoever may read it. Which pictures hung on it
    /// earlier is not kept.
    pub fn history(&self, app: &App, status: &Status, earlier: &[Wording]) -> Option<Vec<StatusEditEntity>> {
        let ties = self.ties.get(&status.id).copied().unwrap_or_default();
        let key = status.key_for(self.reader, ties)?;
        let now = self.status(app, status)?;
        let edit = |wording: &Wording| {
            let words = wording.words.open(&key);
            StatusEditEntity {
                content: words.content.clone(),
                spoiler_text: words.spoiler.clone(),
                sensitive: wording.sensitive,
                created_at: at(wording.written_at),
                account: now.account.clone(),
                media_attachments: Vec::new(),
                emojis: Vec::new(),
            }
        };
        let mut all: Vec<StatusEditEntity> = earlier.iter().map(edit).collect();
        let StatusEntity { content, spoiler_text, sensitive, account, media_attachments, emojis, .. } = now;
        let created_at = at(status.edited_at.unwrap_or(status.created_at));
        all.push(StatusEditEntity { content, spoiler_text, sensitive, created_at, account, media_attachments, emojis });
        Some(all)
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

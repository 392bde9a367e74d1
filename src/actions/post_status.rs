//! A member posts a status: for everyone, for who follows them, or for those alone whom it mentions.

use super::answer_in_app::{hear_word, plain_of};
use super::hold_status::check_not_held;
use super::move_account::check_not_moved;
use super::own_block::not_kept_out;
use super::say_about::say;
use super::send_media::{Said, hang};
use super::tell::tell;
use super::{Here, still_here};
use crate::clock::Moment;
use crate::domain::apps::PostedWith;
use crate::domain::event::Event;
use crate::domain::follow::{Actor, ActorKind};
use crate::domain::hearing::Answer;
use crate::domain::key::{ActorId, ConversationId, MediumId, MemberId, ResponseId, StatusId};
use crate::domain::markup::{self, MENTIONS_MAX};
use crate::domain::media::On;
use crate::domain::poll::{self, Poll};
use crate::domain::privacy::Guarded;
use crate::domain::status::{Checked, Draft, NotificationKind, Status, Visibility, Words};
use crate::error::{Error, Message, Result};
use crate::ids;
use crate::storage::{Conn, actors, conversations, crossed_words, follows, outbox, polls, status_apps, statuses};
use chrono::Duration;
use std::collections::{BTreeSet, HashMap, HashSet};
use url::Url;

/// A key that was used so long ago is forgotten.
pub(super) fn key_life() -> Duration {
    Duration::hours(1)
}

/// Longest key, in bytes.
const KEY_MAX: usize = 200;

/// What a member wants to post.
#[derive(Clone, Debug)]
pub struct Post {
    /// What it says.
    pub draft: Draft,
    /// Who may read it.
    pub visibility: Visibility,
    /// What it answers.
    pub in_reply_to: Option<StatusId>,
    /// What hangs on it, in its order.
    pub media: Vec<MediumId>,
    /// What is said anew of that.
    pub said: Vec<(MediumId, Said)>,
    /// What it asks.
    pub poll: Option<poll::Draft>,
    /// The app in which it was written.
    pub with: Option<PostedWith>,
    /// The same key within an hour posts nothing, and answers what was posted first.
    pub key: Option<String>,
}

/// Posts a status.
///
/// # Errors
/// `Invalid` at the first field that does not fit; `NotFound` when what it answers is not there for this member.
pub async fn post_status(here: &Here, member: MemberId, post: Post) -> Result<StatusId> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let author = still_here(conn, member)?.actor;
            check_not_moved(conn, author)?;
            let key = post.key.as_deref();
            if let Some(posted) = posted_before(conn, member, key, now)? {
                return Ok(posted);
            }
            let id = put(&context, conn, member, post.clone(), now)?;
            if let Some(key) = key {
                statuses::note_request(conn, member, key, id, now)?;
            }
            Ok(id)
        })
        .await
}

/// Puts up what a member, who is here, posts.
///
/// # Errors
/// As [`post_status`].
pub(super) fn put(here: &Here, conn: &mut Conn, member: MemberId, post: Post, now: Moment) -> Result<StatusId> {
    let author = still_here(conn, member)?.actor;
    check_not_moved(conn, author)?;
    let checked = post.draft.check()?;
    let asked = checked_poll(post.poll.as_ref(), &post.media)?;
    let parent = post.in_reply_to.map(|id| readable(here, conn, id, author)).transpose()?;
    if let Some(parent) = &parent {
        check_not_held(conn, parent)?;
    }
    // Nobody chooses that; it was that of what is answered, when the app asked.
    if post.visibility == Visibility::Held {
        return Err(Error::not_found());
    }
    let author = actors::get(conn, author)?;
    let said = checked.text.clone();
    let crossed = match &parent {
        Some(parent) => crossed_words::is_one(conn, parent.id)?,
        None => false,
    };
    let about = parent.as_ref().and_then(|parent| parent.response);
    if let Some(about) = about.filter(|_| crossed && post.visibility == Visibility::Direct) {
        return answer_across(here, conn, member, post, about, now);
    }
    let id = add(here, conn, &author, checked, post.visibility, parent.as_ref(), now)?;
    if let Some(asked) = asked {
        polls::put(conn, &here.seal, Poll::new(id, asked, now), post.visibility == Visibility::Direct)?;
    }
    if let Some(with) = &post.with {
        status_apps::put(conn, &here.seal, id, with)?;
    }
    if !post.media.is_empty() {
        hang(here, conn, author.id, On::Status(id), &post.media, &post.said)?;
    }
    let by_network = parent.as_ref().is_some_and(|parent| parent.author == here.network);
    if let Some(about) = about.filter(|_| by_network && !crossed) {
        let reply = statuses::get(conn, &here.seal, id)?;
        hear_word(here, conn, member, &said, about, &reply, now)?;
    }
    Ok(id)
}

/// A member answers words that crossed from another network, in an app: so do theirs, and they alone.
fn answer_across(
    here: &Here,
    conn: &mut Conn,
    member: MemberId,
    post: Post,
    about: ResponseId,
    now: Moment,
) -> Result<StatusId> {
    let with = if post.poll.is_some() { Some("poll") } else { (!post.media.is_empty()).then_some("media_ids") };
    if let Some(field) = with {
        return Err(Error::invalid(field, "To another network go words, and neither pictures nor questions.")
            .worded(Message::WordsAlone));
    }
    let draft = Draft { text: plain_of(&post.draft.text), ..post.draft };
    let written = say(here, conn, member, about, draft, now)?;
    if let Some(with) = &post.with {
        status_apps::put(conn, &here.seal, written.status, with)?;
    }
    Ok(written.status)
}

/// What a post asks, checked; a post with pictures asks nothing.
///
/// # Errors
/// `Invalid` at the first field that does not fit.
pub fn checked_poll(poll: Option<&poll::Draft>, media: &[MediumId]) -> Result<Option<poll::Checked>> {
    if poll.is_some() && !media.is_empty() {
        return Err(
            Error::invalid("poll", "A post has pictures or a poll, and not both.").worded(Message::PollOrPictures)
        );
    }
    poll.map(poll::Draft::check).transpose()
}

/// What a member posted under this key before, if they did.
///
/// # Errors
/// `Invalid` for a key that is too long; `Internal` when the database fails.
pub(super) fn posted_before(
    conn: &mut Conn,
    member: MemberId,
    key: Option<&str>,
    now: Moment,
) -> Result<Option<StatusId>> {
    let Some(key) = key else { return Ok(None) };
    if key.len() > KEY_MAX {
        return Err(key_too_long());
    }
    statuses::posted_before(conn, member, key, now - key_life())
}

/// The same for whoever only asks: what hung on a form that is sent once more hangs on a post already.
///
/// # Errors
/// `Invalid` for a key that is too long; `Internal` when the database fails.
pub async fn posted_under(here: &Here, member: MemberId, key: &str) -> Result<Option<StatusId>> {
    let (key, now) = (key.to_owned(), here.now());
    here.db.read(move |conn| posted_before(conn, member, Some(key.as_str()), now)).await
}

/// Under which key something else than a post is remembered: what an app chose for a post is never taken for it.
///
/// # Errors
/// `Invalid` for a key that is too long.
pub(super) fn key_of(what: &str, key: Option<&str>) -> Result<Option<String>> {
    match key {
        Some(key) if key.len() > KEY_MAX => Err(key_too_long()),
        key => Ok(key.map(|key| ids::digest(&format!("{what} {key}")))),
    }
}

fn key_too_long() -> Error {
    Error::invalid("Idempotency-Key", format!("A key has at most {KEY_MAX} bytes."))
}

/// A status that `reader` may read: of a boost, what is told on.
pub(super) fn readable(here: &Here, conn: &mut Conn, id: StatusId, reader: ActorId) -> Result<Status> {
    let found = statuses::get(conn, &here.seal, id)?;
    let found = match found.boost_of {
        Some(of) if statuses::is_for(conn, &found, Some(reader))? => statuses::get(conn, &here.seal, of)?,
        _ => found,
    };
    if statuses::is_for(conn, &found, Some(reader))? { Ok(found) } else { Err(Error::not_found()) }
}

/// Adds a status of one of our actors, tells who is mentioned, and records that others must hear of it.
pub(super) fn add(
    here: &Here,
    conn: &mut Conn,
    author: &Actor,
    checked: Checked,
    visibility: Visibility,
    parent: Option<&Status>,
    now: Moment,
) -> Result<StatusId> {
    let composed = compose(here, conn, &checked)?;
    let mentioned = not_kept_out(here, conn, composed.mentioned, author.id)?;
    let id = StatusId(ids::next(now));
    let conversation = match visibility {
        Visibility::Direct => Some(conversation_after(conn, parent, now)?),
        _ => None,
    };
    // What two neighbors write about an answer goes with it, from whichever app.
    let about = parent.filter(|parent| visibility == Visibility::Direct && parent.author != here.network);
    let address = here.addresses.status(&ids::slug());
    let status = Status {
        conversation,
        response: about.and_then(|parent| parent.response),
        sensitive: checked.sensitive,
        language: Some(checked.language.unwrap_or_else(|| here.language.tag().to_owned())),
        ..Status::new(id, address, author.id, visibility, Guarded::new(composed.words), now).answering(parent)
    };
    keep(here, conn, status, &mentioned, &composed.tags, now)?;
    outbox::record(conn, &Event::StatusPosted { status: id }, now)?;
    Ok(id)
}

/// The conversation of a direct status: that of what it answers, or a new one.
pub(super) fn conversation_after(conn: &mut Conn, parent: Option<&Status>, now: Moment) -> Result<ConversationId> {
    match parent.and_then(|parent| parent.conversation) {
        Some(conversation) => Ok(conversation),
        None => conversations::begin(conn, now),
    }
}

/// A status that is to be stored, with who is mentioned and its tags.
pub(super) struct Keeping {
    pub(super) status: Status,
    pub(super) mentioned: BTreeSet<ActorId>,
    pub(super) tags: BTreeSet<String>,
}

/// Stores a status, and tells members of it.
pub(super) fn keep(
    here: &Here,
    conn: &mut Conn,
    status: Status,
    mentioned: &BTreeSet<ActorId>,
    tags: &BTreeSet<String>,
    now: Moment,
) -> Result<()> {
    let (mentioned, tags) = (mentioned.clone(), tags.clone());
    keep_all(here, conn, vec![Keeping { status, mentioned, tags }], now).map(drop)
}

/// The same of several, none of which answers another; answers which were not there before.
pub(super) fn keep_all(here: &Here, conn: &mut Conn, all: Vec<Keeping>, now: Moment) -> Result<HashSet<StatusId>> {
    let (mut rows, mut after) = (Vec::new(), Vec::new());
    for Keeping { status, mentioned, tags } in all {
        let answers_neighbor = match status.in_reply_to_author {
            Some(answered) => actors::get(conn, answered)?.local,
            None => false,
        };
        let (on_home, direct) = (status.on_home(answers_neighbor), status.visibility == Visibility::Direct);
        // A tag tells what a private message is about.
        let tags = if direct { BTreeSet::new() } else { tags };
        after.push((status.id, status.author, status.conversation, on_home, mentioned, tags));
        rows.push((status, on_home));
    }
    let at_home: BTreeSet<ActorId> = after.iter().filter(|(.., on_home, _, _)| *on_home).map(|one| one.1).collect();
    let followers = match at_home.is_empty() {
        true => HashMap::new(),
        false => follows::who_is_told(conn, &at_home.into_iter().collect::<Vec<_>>())?,
    };
    let added = statuses::insert_new(conn, &here.seal, rows)?;
    after.retain(|(id, ..)| added.contains(id));
    let mentions = after.iter().flat_map(|(id, .., mentioned, _)| mentioned.iter().map(|actor| (*id, *actor)));
    statuses::add_mentions(conn, &mentions.collect::<Vec<_>>())?;
    let tags = after.iter().flat_map(|(id, .., tags)| tags.iter().map(|tag| (*id, tag.as_str())));
    statuses::add_tags(conn, &tags.collect::<Vec<_>>())?;
    for (id, author, conversation, on_home, mentioned, _) in &after {
        let (mut hear, mut do_not) = (Vec::new(), Vec::new());
        for reader in mentioned {
            match tell(here, conn, *reader, NotificationKind::Mention, *author, Some(*id), now)? {
                Answer::Accept => hear.push(*reader),
                Answer::Filter | Answer::Drop => do_not.push(*reader),
            }
        }
        if let Some(conversation) = conversation {
            conversations::add(conn, *conversation, *id, *author, hear)?;
            conversations::set_aside(conn, *conversation, *id, &do_not)?;
        }
        let followers = followers.get(author).filter(|_| *on_home).into_iter().flatten();
        for reader in followers.filter(|reader| !mentioned.contains(reader)) {
            tell(here, conn, *reader, NotificationKind::Status, *author, Some(*id), now)?;
        }
    }
    Ok(added)
}

/// What a text becomes.
pub(super) struct Composed {
    pub(super) words: Words,
    pub(super) mentioned: BTreeSet<ActorId>,
    pub(super) tags: BTreeSet<String>,
}

/// The HTML of a text, who is mentioned in it, and its tags. Whoever is not known here is not mentioned.
pub(super) fn compose(here: &Here, conn: &mut Conn, checked: &Checked) -> Result<Composed> {
    let named = markup::mentions(&checked.text);
    if named.len() > MENTIONS_MAX {
        return Err(Error::invalid("status", format!("A post mentions at most {MENTIONS_MAX} accounts."))
            .worded(Message::ManyNamed { most: MENTIONS_MAX }));
    }
    let mut known: HashMap<(String, Option<String>), Actor> = HashMap::new();
    for mention in named {
        if let Some(actor) = look_up(here, conn, &mention.0, mention.1.as_deref())? {
            known.insert(mention, actor);
        }
    }
    let person = |name: &str, host: Option<&str>| -> Option<(Url, String)> {
        let actor = known.get(&(name.to_lowercase(), host.map(str::to_lowercase)))?;
        Some((actor.url.clone().unwrap_or_else(|| actor.ap_id.clone()), actor.handle.clone()))
    };
    let content = markup::to_html(&checked.text, person, |tag| Some(here.addresses.tag(tag)));
    Ok(Composed {
        words: Words { spoiler: checked.spoiler.clone(), content, source: Some(checked.text.clone()) },
        mentioned: known.values().map(|actor| actor.id).collect(),
        tags: markup::tags(&checked.text),
    })
}

/// Whoever is behind a name in a text, if they are known here.
///
/// # Errors
/// `Internal` when the database fails.
pub fn look_up(here: &Here, conn: &mut Conn, name: &str, host: Option<&str>) -> Result<Option<Actor>> {
    let own = here.addresses.host();
    let host = host.unwrap_or(&own);
    let found = actors::by_address(conn, name, host)?;
    Ok(found.filter(|actor| !actor.gone && actor.kind != ActorKind::Application))
}

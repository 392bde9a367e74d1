//! An account elsewhere posts a status, or changes one. It is kept when somebody here has to do with it.

use super::edit_status::tell_who_told_on;
use super::own_block::keeps_out;
use super::post_status::{conversation_after, keep};
use super::receive_listing::refuse;
use super::receive_totals::{is_same, take_over};
use super::{Here, note_worked};
use crate::clock::Moment;
use crate::domain::follow::{Actor, ActorKind, FollowState};
use crate::domain::key::{ActorId, ReceivedId, StatusId};
use crate::domain::media::{Named, On};
use crate::domain::poll::Asked;
use crate::domain::privacy::Guarded;
use crate::domain::sharing::Topic;
use crate::domain::status::{NotificationKind, Status, Visibility, Words};
use crate::error::{Error, Result};
use crate::ids;
use crate::storage::{
    Conn, actors, conversations, follows, media, moderation, notifications, polls, sharings, statuses, tombstones,
};
use std::collections::BTreeSet;
use url::Url;

/// What an account elsewhere says, sanitized.
#[derive(Clone, Debug)]
pub struct Said {
    /// Its ActivityPub id.
    pub ap_id: Url,
    /// What it answers.
    pub in_reply_to: Option<Url>,
    /// Who may read it.
    pub visibility: Visibility,
    /// What it says.
    pub words: Guarded<crate::domain::privacy::Matched, Words>,
    /// Who is mentioned, or addressed.
    pub mentioned: Vec<Url>,
    /// Its tags, in lower case.
    pub tags: BTreeSet<String>,
    /// What it asks.
    pub poll: Option<Asked>,
    /// The pictures that it names.
    pub media: Vec<Named>,
    /// Whether it is folded at first.
    pub sensitive: bool,
    /// BCP 47.
    pub language: Option<String>,
    /// Its page.
    pub url: Option<Url>,
    /// When it was posted, as its server says.
    pub created_at: Moment,
    /// When it was changed, as its server says.
    pub edited_at: Option<Moment>,
}

impl Said {
    /// Whether it says no newer time of a change than what is known.
    fn is_no_edit_of(&self, known: &Status) -> bool {
        let at = |moment: Moment| moment.timestamp_millis();
        self.edited_at.is_none_or(|said| known.edited_at.is_some_and(|before| at(said) <= at(before)))
    }
}

/// Takes in a new status: when its author is followed here, or it speaks to a member, or answers one of ours. Of all
/// others nothing is kept.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn receive_status(here: &Here, by: ActorId, said: Said, worked: Option<ReceivedId>) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write_again(move |conn| {
            let around = around(&context, conn, by, &said)?;
            let wanted = is_heard(&context, conn, by)?
                || around.mentioned.iter().any(is_member)
                || around.parent.as_ref().is_some_and(|parent| parent.local);
            if !wanted {
                return refuse(conn, worked, "nobody here has to do with it");
            }
            match store(&context, conn, by, said.clone(), around, now)? {
                Ok(_) => note_worked(conn, worked),
                Err(why) => refuse(conn, worked, why),
            }
        })
        .await
}

/// Takes in what an account changed about its status.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn receive_changed_status(here: &Here, by: ActorId, said: Said, worked: Option<ReceivedId>) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let Some(known) = statuses::by_ap_id(conn, &context.seal, &said.ap_id)? else {
                return refuse(conn, worked, "no such status here");
            };
            // Only its own author changes it (refusal 3).
            if known.local || known.author != by || known.boost_of.is_some() {
                return refuse(conn, worked, "only its own author changes it");
            }
            let known = statuses::lock(conn, &context.seal, known.id)?;
            // New totals of the same poll are no edit: nobody is told that it says something else.
            if let Some(asked) = said.poll.as_ref().filter(|_| said.is_no_edit_of(&known))
                && let Some(poll) = polls::lock(conn, &context.seal, known.id)?
                && is_same(&poll, asked)
            {
                polls::renew(conn, &poll, &asked.tally, asked.ends_at, now)?;
                return note_worked(conn, worked);
            }
            let edited_at = said.edited_at.unwrap_or(now).min(now);
            if known.edited_at.is_some_and(|before| before > edited_at) {
                return note_worked(conn, worked);
            }
            let id = known.id;
            let mentioned: BTreeSet<ActorId> =
                actors::by_ap_ids(conn, &said.mentioned)?.iter().map(|actor| actor.id).collect();
            let before: BTreeSet<ActorId> =
                statuses::mentions(conn, &[id])?.remove(&id).unwrap_or_default().into_iter().collect();
            let (conversation, direct) = (known.conversation, known.visibility == Visibility::Direct);
            take_over(&context, conn, id, said.poll, direct, now)?;
            let changed = Status {
                words: said.words,
                sensitive: said.sensitive,
                language: said.language,
                edited_at: Some(edited_at),
                ..known
            };
            statuses::update(conn, &context.seal, changed)?;
            let all = if direct { mentioned.union(&before).copied().collect() } else { mentioned };
            statuses::set_mentions(conn, id, &all)?;
            if !direct {
                statuses::set_tags(conn, id, &said.tags)?;
            }
            media::set_named(conn, &context.seal, by, On::Status(id), &said.media, now)?;
            let new: Vec<ActorId> = all.difference(&before).copied().collect();
            if let Some(conversation) = conversation.filter(|_| !new.is_empty()) {
                conversations::add(conn, conversation, id, by, new.iter().copied())?;
            }
            for reader in new {
                notifications::tell(conn, reader, NotificationKind::Mention, by, Some(id), now)?;
            }
            tell_who_told_on(conn, id, by, now)?;
            note_worked(conn, worked)
        })
        .await
}

/// Takes in a status that a member looked up, and that was fetched from its own server just now. Only what is for everyone
/// is kept that nobody here is told.
///
/// # Errors
/// `Forbidden` for one that is not for everyone, and for whom the network keeps away; `NotFound` for one that was taken back.
pub async fn take_in_status(here: &Here, by: ActorId, said: Said) -> Result<StatusId> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let author = actors::get(conn, by)?;
            if !said.visibility.is_open() || moderation::is_blocked(conn, &author.ap_id)? {
                return Err(Error::forbidden("This is not shown here."));
            }
            let around = around(&context, conn, by, &said)?;
            store(&context, conn, by, said, around, now)?.map_err(|why| Error::not_found().because(why))
        })
        .await
}

/// What is here of what a status is about.
pub(super) struct Around {
    mentioned: Vec<Actor>,
    parent: Option<Status>,
}

/// Looks up who is mentioned, and what is answered: only what its author may read can be answered.
pub(super) fn around(here: &Here, conn: &mut Conn, by: ActorId, said: &Said) -> Result<Around> {
    let mut parent = match &said.in_reply_to {
        Some(url) => statuses::by_ap_id(conn, &here.seal, url)?,
        None => None,
    };
    if let Some(found) = &parent
        && (found.boost_of.is_some() || !statuses::is_for(conn, found, Some(by))?)
    {
        parent = None;
    }
    let mut mentioned = Vec::new();
    for actor in actors::by_ap_ids(conn, &said.mentioned)? {
        // Not every server keeps to a `Block`: whom one of ours blocks does not speak to them.
        if !(is_member(&actor) && keeps_out(here, conn, actor.id, by)?) {
            mentioned.push(actor);
        }
    }
    if let Some(found) = &parent
        && keeps_out(here, conn, found.author, by)?
    {
        parent = None;
    }
    Ok(Around { mentioned, parent })
}

/// Whether anybody here follows an account: a member, or our network as long as it takes what that one tells.
pub(super) fn is_heard(here: &Here, conn: &mut Conn, by: ActorId) -> Result<bool> {
    if follows::is_followed_besides(conn, by, here.network)? {
        return Ok(true);
    }
    let ours = follows::between(conn, here.network, by)?;
    if ours.is_none_or(|follow| follow.state != FollowState::Accepted) {
        return Ok(false);
    }
    Ok(sharings::with(conn, by)?.taken.contains(Topic::Announcements))
}

fn is_member(actor: &Actor) -> bool {
    actor.local && !actor.gone && actor.kind == ActorKind::Person
}

/// Stores a status of another server; answers its row, or why it was refused.
pub(super) fn store(
    here: &Here,
    conn: &mut Conn,
    by: ActorId,
    said: Said,
    around: Around,
    now: Moment,
) -> Result<std::result::Result<StatusId, &'static str>> {
    if let Some(known) = statuses::by_ap_id(conn, &here.seal, &said.ap_id)? {
        return Ok(if known.author == by { Ok(known.id) } else { Err("its address is taken") });
    }
    let author = actors::ap_id(conn, by)?;
    if tombstones::is_deleted_by(conn, &said.ap_id, &author)? {
        return Ok(Err("was taken back before it came"));
    }
    let conversation = match said.visibility {
        Visibility::Direct => Some(conversation_after(conn, around.parent.as_ref(), now)?),
        _ => None,
    };
    let id = StatusId(ids::next(now));
    let parent = around.parent;
    let status = Status {
        local: false,
        // Known also where what it answers is not here.
        in_reply_to: said.in_reply_to,
        conversation,
        sensitive: said.sensitive,
        language: said.language,
        url: said.url,
        edited_at: said.edited_at.map(|at| at.min(now)),
        ..Status::new(id, said.ap_id, by, said.visibility, said.words, said.created_at.min(now))
            .answering(parent.as_ref())
    };
    let direct = said.visibility == Visibility::Direct;
    let mentioned = around.mentioned.iter().filter(|actor| !actor.gone).map(|actor| actor.id).collect();
    let kept = keep(here, conn, status, &mentioned, &said.tags, now)?;
    if let Some(asked) = said.poll.filter(|_| kept) {
        polls::put(conn, &here.seal, asked.of(id, now), direct)?;
    }
    if !said.media.is_empty() {
        media::set_named(conn, &here.seal, by, On::Status(id), &said.media, now)?;
    }
    Ok(Ok(id))
}

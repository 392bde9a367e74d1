//! An account elsewhere posts a status, or changes one. It is kept when somebody here has to do with it.

use super::edit_status::{keep_wording, let_in, tell_who_told_on};
use super::own_block::{keeps_out, not_kept_out};
use super::post_status::{Keeping, conversation_after, keep_all};
use super::receive_listing::refuse;
use super::receive_totals::{is_same, take_over};
use super::tell::tell;
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
use crate::storage::hosts::gone_after;
use crate::storage::{
    Conn, Together, actors, conversations, follows, media, moderation, polls, received, sharings, status_edits,
    statuses, tombstones,
};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use url::Url;

/// Why a status is refused whose ActivityPub id is another's.
const TAKEN: &str = "its address is taken";

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
    here.db.write_together(Came { here: here.clone(), by, said, worked, now: here.now() }).await
}

/// A status that is received with others.
struct Came {
    here: Here,
    by: ActorId,
    said: Said,
    worked: Option<ReceivedId>,
    now: Moment,
}

impl Together for Came {
    type Done = ();

    fn work(conn: &mut Conn, all: &[Self]) -> Result<Vec<()>> {
        let mut left = all;
        while !left.is_empty() {
            // None that is the same as another, or answers it: that one is for the next turn.
            let mut seen = HashSet::new();
            let mut many = 0;
            for Self { said, .. } in left {
                if said.in_reply_to.as_ref().is_some_and(|parent| seen.contains(parent)) || !seen.insert(&said.ap_id) {
                    break;
                }
                many += 1;
            }
            let (turn, after) = left.split_at(many);
            receive_turn(conn, turn)?;
            left = after;
        }
        Ok(vec![(); all.len()])
    }
}

fn receive_turn(conn: &mut Conn, turn: &[Came]) -> Result<()> {
    let Some(Came { here, now, .. }) = turn.first() else { return Ok(()) };
    let found = Found::look(here, conn, turn.iter().map(|one| &one.said))?;
    let heard = heard_among(here, conn, turn.iter().map(|one| one.by).collect())?;
    let (mut wanted, mut ended) = (Vec::new(), Vec::new());
    for one in turn {
        let around = found.around(here, conn, one.by, &one.said)?;
        let concerns_us = heard.contains(&one.by)
            || around.mentioned.iter().any(is_member)
            || around.parent.as_ref().is_some_and(|parent| parent.local);
        if concerns_us {
            wanted.push((one.worked, (one.by, one.said.clone(), around)));
        } else {
            ended.extend(one.worked.map(|id| (id, Some("nobody here has to do with it"))));
        }
    }
    let (worked, wanted): (Vec<_>, Vec<_>) = wanted.into_iter().unzip();
    let stored = store_all(here, conn, wanted, *now)?;
    ended.extend(worked.into_iter().zip(stored).filter_map(|(id, stored)| Some((id?, stored.err()))));
    received::all_worked(conn, &ended)
}

/// Takes in what an account changed about its status. One that did not come yet is taken in as it is now, if it would have been
/// as it was at first: its `Create`, when it comes, is of one that is known. One that was posted longer ago than a server tries
/// to tell us of it is no news, as from before anybody here followed its author: it stays unknown.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn receive_changed_status(here: &Here, by: ActorId, said: Said, worked: Option<ReceivedId>) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let Some(known) = statuses::by_ap_id(conn, &context.seal, &said.ap_id)? else {
                if said.created_at < now - gone_after() {
                    return refuse(conn, worked, "no such status here");
                }
                return receive_turn(conn, &[Came { here: context, by, said, worked, now }]);
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
            if known.visibility == Visibility::Held {
                change_held(&context, conn, known, said, edited_at, now)?;
                return note_worked(conn, worked);
            }
            let id = known.id;
            // Whoever narrows what they said says the new words to fewer, here too.
            let narrower = said.visibility.is_narrower_than(known.visibility);
            if narrower && said.visibility == Visibility::Direct {
                // What others read here does not become a letter: it goes.
                super::delete_status::erase(conn, &known)?;
                return note_worked(conn, worked);
            }
            let before: BTreeSet<ActorId> =
                statuses::mentions(conn, &[id])?.remove(&id).unwrap_or_default().into_iter().collect();
            let named = actors::by_ap_ids(conn, &said.mentioned)?;
            let mentioned = let_in(&context, conn, by, named.iter().map(|actor| actor.id), &before)?;
            let (conversation, direct) = (known.conversation, known.visibility == Visibility::Direct);
            take_over(&context, conn, id, said.poll, direct, now)?;
            let changed = Status {
                words: said.words,
                sensitive: said.sensitive,
                language: said.language,
                edited_at: Some(edited_at),
                visibility: if narrower { said.visibility } else { known.visibility },
                ..known.clone()
            };
            statuses::update(conn, &context.seal, changed.clone())?;
            let all = if direct { mentioned.union(&before).copied().collect() } else { mentioned };
            statuses::set_mentions(conn, id, &all)?;
            if !direct {
                statuses::set_tags(conn, id, &said.tags)?;
            }
            media::set_named(conn, &context.seal, by, On::Status(id), &said.media, now)?;
            let new: Vec<ActorId> = all.difference(&before).copied().collect();
            if narrower {
                status_edits::forget(conn, &[id.0])?;
            } else {
                keep_wording(&context, conn, &known, &changed, !new.is_empty(), now)?;
            }
            if let Some(conversation) = conversation.filter(|_| !new.is_empty()) {
                conversations::add(conn, conversation, id, by, new.iter().copied())?;
            }
            for reader in new {
                tell(&context, conn, reader, NotificationKind::Mention, by, Some(id), now)?;
            }
            tell_who_told_on(&context, conn, id, by, now)?;
            note_worked(conn, worked)
        })
        .await
}

/// What is held for safety stays held, whatever its author makes of it. If it goes on one day, it says what it says now, and that
/// to nobody for whom it is no more.
fn change_held(here: &Here, conn: &mut Conn, known: Status, said: Said, edited_at: Moment, now: Moment) -> Result<()> {
    let (id, by) = (known.id, known.author);
    let before = statuses::find_held(conn, id)?.ok_or_else(Error::not_found)?;
    if said.visibility == Visibility::Direct && before.visibility != Visibility::Direct {
        // It is a letter now, and goes; another change of it does not bring it back.
        let author = actors::get(conn, by)?.ap_id;
        super::delete_status::erase(conn, &known)?;
        return tombstones::plant(conn, &said.ap_id, &author, now);
    }
    statuses::narrow_held(conn, &before, said.visibility)?;
    let direct = before.visibility == Visibility::Direct;
    // Whom it names may read it once it goes on; whoever could read a letter still can.
    let readers: BTreeSet<ActorId> =
        statuses::mentions(conn, &[id])?.remove(&id).unwrap_or_default().into_iter().collect();
    let named = actors::by_ap_ids(conn, &said.mentioned)?;
    let mut mentioned = let_in(here, conn, by, named.iter().map(|actor| actor.id), &readers)?;
    if direct {
        mentioned.extend(readers);
    } else {
        statuses::set_tags(conn, id, &said.tags)?;
    }
    statuses::set_mentions(conn, id, &mentioned)?;
    take_over(here, conn, id, said.poll, direct, now)?;
    let changed = Status {
        words: said.words,
        sensitive: said.sensitive,
        language: said.language,
        edited_at: Some(edited_at),
        ..known
    };
    statuses::update(conn, &here.seal, changed)?;
    status_edits::forget(conn, &[id.0])?;
    media::set_named(conn, &here.seal, by, On::Status(id), &said.media, now)
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
            if !said.visibility.is_open() || moderation::is_unheard(conn, &author.ap_id)? {
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
    Found::look(here, conn, std::iter::once(said))?.around(here, conn, by, said)
}

/// What is here of all that several statuses are about, by its address.
struct Found {
    actors: HashMap<Url, Actor>,
    parents: HashMap<Url, Status>,
}

impl Found {
    fn look<'a>(here: &Here, conn: &mut Conn, all: impl Iterator<Item = &'a Said> + Clone) -> Result<Self> {
        let mentioned: BTreeSet<&Url> = all.clone().flat_map(|said| &said.mentioned).collect();
        let parents: BTreeSet<&str> = all.filter_map(|said| said.in_reply_to.as_ref()).map(Url::as_str).collect();
        // Most mention nobody and answer nothing.
        let actors = match mentioned.is_empty() {
            true => Vec::new(),
            false => actors::by_ap_ids(conn, &mentioned.into_iter().cloned().collect::<Vec<_>>())?,
        };
        let parents = match parents.is_empty() {
            true => Vec::new(),
            false => statuses::by_ap_ids(conn, &here.seal, &parents.into_iter().collect::<Vec<_>>())?,
        };
        Ok(Self {
            actors: actors.into_iter().map(|actor| (actor.ap_id.clone(), actor)).collect(),
            parents: parents.into_iter().map(|parent| (parent.ap_id.clone(), parent)).collect(),
        })
    }

    fn around(&self, here: &Here, conn: &mut Conn, by: ActorId, said: &Said) -> Result<Around> {
        let mut parent = said.in_reply_to.as_ref().and_then(|url| self.parents.get(url)).cloned();
        if let Some(found) = &parent
            && (found.boost_of.is_some()
                || !statuses::is_for(conn, found, Some(by))?
                || keeps_out(here, conn, found.author, by)?)
        {
            parent = None;
        }
        let mut mentioned: BTreeMap<ActorId, Actor> = said
            .mentioned
            .iter()
            .filter_map(|url| self.actors.get(url))
            .map(|actor| (actor.id, actor.clone()))
            .collect();
        // Not every server keeps to a `Block`: whom one of ours blocks does not speak to them.
        let members: BTreeSet<ActorId> =
            mentioned.values().filter(|actor| is_member(actor)).map(|actor| actor.id).collect();
        let reached = if members.is_empty() { members.clone() } else { not_kept_out(here, conn, members.clone(), by)? };
        mentioned.retain(|actor, _| !members.contains(actor) || reached.contains(actor));
        Ok(Around { mentioned: mentioned.into_values().collect(), parent })
    }
}

/// Whether anybody here follows an account: a member, or our network as long as it takes what that one tells.
pub(super) fn is_heard(here: &Here, conn: &mut Conn, by: ActorId) -> Result<bool> {
    Ok(!heard_among(here, conn, BTreeSet::from([by]))?.is_empty())
}

/// Those of several accounts of which the same is true.
fn heard_among(here: &Here, conn: &mut Conn, among: BTreeSet<ActorId>) -> Result<HashSet<ActorId>> {
    let all: Vec<ActorId> = among.into_iter().collect();
    let mut heard = follows::followed_among(conn, &all, here.network)?;
    for by in all {
        if !heard.contains(&by)
            && follows::between(conn, here.network, by)?.is_some_and(|ours| ours.state == FollowState::Accepted)
            && sharings::with(conn, by)?.taken.contains(Topic::Announcements)
        {
            heard.insert(by);
        }
    }
    Ok(heard)
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
) -> Result<Stored> {
    let stored = store_all(here, conn, vec![(by, said, around)], now)?.into_iter().next();
    stored.ok_or_else(|| Error::internal("a status was neither stored nor refused"))
}

/// The row of a status, or why it was refused.
pub(super) type Stored = std::result::Result<StatusId, &'static str>;

/// The same of several, none of which is the same as another, or answers it.
fn store_all(here: &Here, conn: &mut Conn, all: Vec<(ActorId, Said, Around)>, now: Moment) -> Result<Vec<Stored>> {
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let ap_ids: Vec<&str> = all.iter().map(|(_, said, _)| said.ap_id.as_str()).collect();
    let known = statuses::known_among(conn, &ap_ids)?;
    let deleted = tombstones::deleted_among(conn, &ap_ids)?;
    let authors: Vec<ActorId> = all.iter().map(|(by, ..)| *by).collect::<BTreeSet<_>>().into_iter().collect();
    let authors: HashMap<ActorId, Actor> =
        actors::get_many(conn, &authors)?.into_iter().map(|author| (author.id, author)).collect();
    let (mut stored, mut new, mut named, mut asks) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (by, said, around) in all {
        if let Some((id, author)) = known.get(said.ap_id.as_str()) {
            stored.push(if *author == by { Ok(*id) } else { Err(TAKEN) });
            continue;
        }
        let author = authors.get(&by).ok_or_else(Error::not_found)?;
        // Of one who was erased nothing comes after it, although both came together.
        if author.gone {
            stored.push(Err("its author is gone"));
            continue;
        }
        // What somebody else on their server deleted beforehand stays (refusal 26).
        if deleted.contains(&(said.ap_id.to_string(), author.ap_id.to_string())) {
            stored.push(Err("was taken back before it came"));
            continue;
        }
        let id = StatusId(ids::next(now));
        stored.push(Ok(id));
        if !said.media.is_empty() {
            named.push((by, id, said.media.clone()));
        }
        if let Some(asked) = said.poll.clone() {
            asks.push((id, asked.of(id, now), said.visibility == Visibility::Direct));
        }
        new.push(arrange(conn, id, by, said, around, now)?);
    }
    let ids: BTreeSet<StatusId> = new.iter().map(|keeping| keeping.status.id).collect();
    let added = keep_all(here, conn, new, now)?;
    for one in &mut stored {
        if one.is_ok_and(|id| ids.contains(&id) && !added.contains(&id)) {
            *one = Err(TAKEN);
        }
    }
    let named = named.iter().filter(|(_, id, _)| added.contains(id));
    let named: Vec<_> = named.map(|(by, id, media)| (*by, On::Status(*id), media.as_slice())).collect();
    media::add_named(conn, &here.seal, &named, now)?;
    for (_, poll, direct) in asks.into_iter().filter(|(id, ..)| added.contains(id)) {
        polls::put(conn, &here.seal, poll, direct)?;
    }
    Ok(stored)
}

/// A status of another server as it is stored here.
fn arrange(conn: &mut Conn, id: StatusId, by: ActorId, said: Said, around: Around, now: Moment) -> Result<Keeping> {
    let conversation = match said.visibility {
        Visibility::Direct => Some(conversation_after(conn, around.parent.as_ref(), now)?),
        _ => None,
    };
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
    let mentioned = around.mentioned.iter().filter(|actor| !actor.gone).map(|actor| actor.id).collect();
    Ok(Keeping { status, mentioned, tags: said.tags })
}

//! Safety moderation holds a post, and names the agreement that it rests on, as with a listing ([`super::hold_listing`]).
//!
//! Nobody but its author reads it then. Whom a post of ours had reached elsewhere is asked to forget it: nothing on the wire says
//! "held". Where it goes on, it goes out anew, under a new id, as all does that was taken back before.

use super::Here;
use super::delete_status::{erase, recalled, take_back};
use super::give_role::check_role;
use super::keep_away::MODERATORS;
use super::log::{Why, note};
use super::network_says::{Message as Word, language_of, network_says};
use crate::clock::Moment;
use crate::domain::event::Event;
use crate::domain::key::{MemberId, StatusId};
use crate::domain::moderation::{Deed, Doer};
use crate::domain::status::{Status, Visibility};
use crate::domain::text::{self as rules, LABEL_MAX, NOTE_MAX};
use crate::error::{Error, Message, Result};
use crate::i18n::{Lang, text_with};
use crate::ids;
use crate::storage::{Conn, activities, actors, conversations, members, moderation, outbox, statuses};

/// Checks that a post is not held.
///
/// # Errors
/// `Forbidden`, naming the agreement.
pub(super) fn check_not_held(conn: &mut Conn, status: &Status) -> Result<()> {
    if status.visibility != Visibility::Held {
        return Ok(());
    }
    let agreement = statuses::find_held(conn, status.id)?.map(|held| held.agreement).unwrap_or_default();
    Err(Error::forbidden(format!(
        "This post is held for safety, under the agreement \"{agreement}\". You can delete it, or speak with the moderators."
    ))
    .worded(Message::Held { agreement }))
}

/// A post, which is neither told on nor the entry of a listing: that is held as a listing. What the network tells, those take back
/// who tell it.
fn post(here: &Here, conn: &mut Conn, id: StatusId) -> Result<Status> {
    let status = statuses::lock(conn, &here.seal, id)?;
    let is_post = status.boost_of.is_none() && status.listing.is_none() && status.author != here.network;
    if is_post { Ok(status) } else { Err(Error::not_found()) }
}

/// What the log says that it is about. A post elsewhere has its author's name in its address; of what was not for everyone,
/// nobody learns that it is there.
fn said_in_log(conn: &mut Conn, status: &Status, visibility: Visibility) -> Result<Option<String>> {
    match (visibility.is_open(), status.local) {
        (false, _) => Ok(None),
        (true, true) => Ok(Some(status.ap_id.to_string())),
        (true, false) => Ok(Some(actors::get(conn, status.author)?.host)),
    }
}

/// Its author hears of it, in the language that they read best, if they are ours.
fn tell(here: &Here, conn: &mut Conn, status: &Status, word: impl Fn(Lang) -> String, now: Moment) -> Result<()> {
    let Some(author) = members::of_actor(conn, status.author)? else { return Ok(()) };
    let lang = language_of(conn, author, here.language)?;
    let link = here.addresses.post(status.id);
    network_says(
        here,
        conn,
        author,
        lang,
        Word { words: vec![word(lang)], links: vec![link], ..Word::default() },
        None,
        now,
    )?;
    Ok(())
}

/// Holds a post, ours or one from elsewhere: nobody but its author sees it here. Whoever tells it on does so no more.
///
/// # Errors
/// `Forbidden` without the role; `NotFound`, also for what is held already; `Invalid` without an agreement.
pub async fn hold_status(
    here: &Here,
    by: MemberId,
    id: StatusId,
    agreement: String,
    reason: Option<String>,
) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            check_role(conn, by, MODERATORS, now)?;
            let agreement = rules::required_line("agreement", &agreement, LABEL_MAX)?;
            let reason = reason.map_or(Ok(None), |reason| rules::lines("reason", &reason, NOTE_MAX))?;
            let status = post(&context, conn, id)?;
            if status.visibility == Visibility::Held {
                return Err(Error::not_found());
            }
            for boost in statuses::boosts(conn, id)? {
                let Some(boost) = statuses::lock_if_there(conn, &context.seal, boost)? else { continue };
                if boost.local { take_back(&context, conn, boost, now)? } else { erase(conn, &boost)? }
            }
            let about = said_in_log(conn, &status, status.visibility)?;
            // Its deletion is about a number of its own: what goes on, and is held or deleted once more, forgets what was told of
            // it, and a server that was away the whole time hears of the first id, too.
            let gone = StatusId(ids::next(now));
            let recalled = if status.local { Some(recalled(&context, conn, &status, gone, now)?) } else { None };
            let told = |status| Event::StatusPosted { status }.subject();
            activities::forget_subject(conn, &told(id), None)?;
            activities::move_subject(conn, &told(id), &told(gone))?;
            statuses::hold(conn, &context.seal, status.clone(), &agreement, now)?;
            if let Some(event) = recalled {
                outbox::record(conn, &event, now)?;
            }
            if let Some(conversation) = status.conversation {
                conversations::status_held(conn, conversation)?;
            }
            let word = |lang: Lang| {
                let link = context.addresses.post(id).to_string();
                let said = [("agreement", agreement.clone().into()), ("link", link.into())];
                let why = reason.iter().map(|why| text_with(lang, "log-reason", &[("reason", why.clone().into())]));
                let all: Vec<String> = std::iter::once(text_with(lang, "held-post-told", &said)).chain(why).collect();
                all.join("\n")
            };
            tell(&context, conn, &status, word, now)?;
            let why = Why { reason: reason.clone(), agreement: Some(agreement.clone()) };
            note(conn, Doer::Member(by), MODERATORS, Deed::StatusHeld, about, why, now)
        })
        .await?;
    // What it said in clear is sealed now.
    here.db.note_erased();
    Ok(())
}

/// Lets a held post go on, for those for whom it was before. One of ours goes out anew, under a new id.
///
/// # Errors
/// `Forbidden` without the role; `NotFound`; `Conflict` when it is not held.
pub async fn release_status(here: &Here, by: MemberId, id: StatusId) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            check_role(conn, by, MODERATORS, now)?;
            let mut status = post(&context, conn, id)?;
            let Some(before) = statuses::find_held(conn, id)? else {
                return Err(Error::conflict("This post is not held.").worded(Message::NotHeld));
            };
            if status.local {
                let before = std::mem::replace(&mut status.ap_id, context.addresses.status(&ids::slug()));
                // Whoever looks at what was told of it finds it still.
                moderation::lead_reports(conn, &context.seal, &before, &status.ap_id)?;
            }
            statuses::release(conn, &context.seal, status.clone(), &before)?;
            if status.local {
                statuses::lead_answers(conn, id, &status.ap_id)?;
                outbox::record(conn, &Event::StatusPosted { status: id }, now)?;
            }
            if let Some(conversation) = status.conversation {
                if !status.local {
                    // Perhaps its author named somebody more meanwhile.
                    let readers = statuses::mentions(conn, &[id])?.remove(&id).unwrap_or_default();
                    conversations::join(conn, conversation, id, &readers)?;
                }
                conversations::status_held(conn, conversation)?;
            }
            let word = |lang: Lang| {
                let link = context.addresses.post(id).to_string();
                text_with(lang, "held-post-goes-on", &[("link", link.into())])
            };
            tell(&context, conn, &status, word, now)?;
            let about = said_in_log(conn, &status, before.visibility)?;
            note(conn, Doer::Member(by), MODERATORS, Deed::StatusReleased, about, Why::default(), now)
        })
        .await
}

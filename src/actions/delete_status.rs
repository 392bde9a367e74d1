//! A member takes a status back; and what goes when an account goes.

use super::{Here, still_here};
use crate::clock::Moment;
use crate::domain::event::Event;
use crate::domain::key::{ActorId, MediumId, MemberId, StatusId};
use crate::domain::media::{On, WAITING_MAX};
use crate::domain::status::Status;
use crate::error::{Error, Result};
use crate::storage::{
    Conn, activities, actors, bookmarks, conversations, favourites, media, notifications, outbox, polls, statuses,
    tombstones,
};

/// Erases a status of a member; everyone whom it reached is asked to forget it (value V17).
///
/// # Errors
/// `NotFound` unless it is theirs.
pub async fn delete_status(here: &Here, member: MemberId, id: StatusId) -> Result<()> {
    delete(here, member, id, false).await.map(drop)
}

/// The same for who writes it anew: what hung on it waits for another post of theirs, as if it had just been sent, under names
/// that nobody was told. Answers which, in their order; none where too much waits already.
///
/// # Errors
/// `NotFound` unless it is theirs.
pub async fn delete_to_rewrite(here: &Here, member: MemberId, id: StatusId) -> Result<Vec<MediumId>> {
    delete(here, member, id, true).await
}

async fn delete(here: &Here, member: MemberId, id: StatusId, to_rewrite: bool) -> Result<Vec<MediumId>> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let author = still_here(conn, member)?.actor;
            let status = statuses::lock(conn, &context.seal, id)?;
            if status.author != author || status.boost_of.is_some() || status.listing.is_some() {
                return Err(Error::not_found());
            }
            let waiting = match to_rewrite && media::waiting_of(conn, author)? < WAITING_MAX {
                true => media::take_off(conn, On::Status(id), now)?,
                false => Vec::new(),
            };
            take_back(&context, conn, status, now)?;
            Ok(waiting)
        })
        .await
}

/// Erases one of our own statuses or boosts, and records that those whom it reached must hear of it.
pub(super) fn take_back(here: &Here, conn: &mut Conn, status: Status, now: Moment) -> Result<()> {
    let event = recalled(here, conn, &status, status.id, now)?;
    erase(conn, &status)?;
    outbox::record(conn, &event, now)
}

/// What tells those whom one of our own statuses or boosts reached that it is there no more, to be recorded once that is so. Of
/// what was for everyone, it stays known that it was there. It is about `named`: its own number, or that of what is gone, where it
/// may go on.
pub(super) fn recalled(here: &Here, conn: &mut Conn, status: &Status, named: StatusId, now: Moment) -> Result<Event> {
    let boost_of = match status.boost_of {
        Some(of) => Some(statuses::get(conn, &here.seal, of)?.ap_id),
        None => None,
    };
    let event = Event::StatusDeleted {
        status: named,
        actor: status.author,
        object: status.ap_id.clone(),
        boost_of,
        open: status.visibility.is_open(),
        inboxes: statuses::reach(conn, status.id)?,
    };
    if status.visibility.is_open() && status.boost_of.is_none() {
        // Of what was not for everyone, nobody learns that it was there.
        let author = actors::get(conn, status.author)?;
        tombstones::plant(conn, &status.ap_id, &author.ap_id, now)?;
    }
    Ok(event)
}

/// Erases a status, ours or another's, with what hangs on it.
pub(super) fn erase(conn: &mut Conn, status: &Status) -> Result<()> {
    activities::forget_subject(conn, &format!("status:{}", status.id), None)?;
    for boost in statuses::boosts(conn, status.id)? {
        activities::forget_subject(conn, &format!("status:{boost}"), None)?;
    }
    statuses::erase(conn, status.id)?;
    if let Some(conversation) = status.conversation {
        conversations::status_erased(conn, conversation)?;
    }
    Ok(())
}

/// Erases everything that an account said, told on and liked. Of one of ours, those whom it reached hear of it.
pub(super) fn erase_account(here: &Here, conn: &mut Conn, account: ActorId, now: Moment) -> Result<()> {
    for favourite in favourites::of_actor(conn, account)? {
        activities::forget_subject(conn, &format!("favourite:{}", favourite.id), None)?;
        favourites::remove(conn, favourite.id)?;
    }
    bookmarks::forget(conn, account)?;
    for poll in polls::voted_in(conn, account)? {
        activities::forget_subject(conn, &format!("vote:{poll}:{account}"), None)?;
    }
    polls::forget_actor(conn, account)?;
    for id in statuses::ids_of_author(conn, account)? {
        // One boost of one's own may have gone with what it told on.
        let Some(status) = statuses::find(conn, &here.seal, id)? else { continue };
        if status.local {
            take_back(here, conn, status, now)?;
        } else {
            erase(conn, &status)?;
        }
    }
    // What others wrote to them in private goes with them, unless another of ours reads it too.
    for id in conversations::leave(conn, account)? {
        if let Some(status) = statuses::find(conn, &here.seal, id)? {
            erase(conn, &status)?;
        }
    }
    media::drop_of_owner(conn, account)?;
    statuses::forget_mentions(conn, account)?;
    notifications::forget_from(conn, account)
}

/// How `author` tells a status on, if they do.
pub(super) fn boost_of(here: &Here, conn: &mut Conn, of: StatusId, author: ActorId) -> Result<Option<Status>> {
    match statuses::boost(conn, of, author)? {
        Some(id) => statuses::find(conn, &here.seal, id),
        None => Ok(None),
    }
}

//! A member keeps something for themselves: a post to read again, how far they have read, a note about an account, a tag,
//! a list.
//! Nobody else hears of any of it.

use super::post_status::readable;
use super::{Here, still_here};
use crate::domain::desk::{Desk, PostingChange};
use crate::domain::follow::FollowState;
use crate::domain::key::{ActorId, MemberId, StatusId};
use crate::domain::lists::{Change, List};
use crate::error::{Error, Result};
use crate::ids;
use crate::storage::{Conn, actors, bookmarks, desks, follows, threads};

/// Puts a status aside (`true`), or does not keep it aside any more. Doing so twice changes nothing.
///
/// # Errors
/// `NotFound` when the status is not there for this member.
pub async fn bookmark(here: &Here, member: MemberId, id: StatusId, keep: bool) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let actor = still_here(conn, member)?.actor;
            let status = readable(&context, conn, id, actor)?.id;
            if keep { bookmarks::put(conn, actor, status, now) } else { bookmarks::remove(conn, actor, status) }
        })
        .await
}

/// Marks timelines as read, each as far as an id. Answers all that is kept.
///
/// # Errors
/// `NotFound` for who left.
pub async fn mark_read(here: &Here, member: MemberId, read: Vec<(String, i64)>) -> Result<Desk> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            still_here(conn, member)?;
            let mut desk = desks::get(conn, &context.seal, member)?;
            for (timeline, last_read) in &read {
                desk.mark(timeline, *last_read, now);
            }
            desks::put(conn, &context.seal, member, &desk)?;
            Ok(desk)
        })
        .await
}

/// Notes something about an account; nothing takes it away.
///
/// # Errors
/// `NotFound` when there is no such account; `Invalid` for a note that is too long; `Conflict` for too many.
pub async fn note_account(here: &Here, member: MemberId, about: ActorId, words: String) -> Result<()> {
    let context = here.clone();
    here.db
        .write(move |conn| {
            still_here(conn, member)?;
            actors::get(conn, about)?;
            let mut desk = desks::get(conn, &context.seal, member)?;
            desk.note(about, &words)?;
            desks::put(conn, &context.seal, member, &desk)
        })
        .await
}

/// Follows a tag, as [`crate::domain::desk::tag`] reads it, or does so no more. Doing so twice changes nothing.
///
/// # Errors
/// `NotFound` for who left; `Conflict` for too many.
pub async fn follow_tag(here: &Here, member: MemberId, tag: String, follow: bool) -> Result<()> {
    let context = here.clone();
    here.db
        .write(move |conn| {
            still_here(conn, member)?;
            let mut desk = desks::get(conn, &context.seal, member)?;
            desk.follow_tag(tag.clone(), follow)?;
            desks::put(conn, &context.seal, member, &desk)
        })
        .await
}

/// Changes what a member keeps for themselves, and answers what `change` does.
pub(super) async fn change<T: Send + 'static>(
    here: &Here,
    member: MemberId,
    change: impl FnOnce(&mut Conn, ActorId, &mut Desk) -> Result<T> + Send + 'static,
) -> Result<T> {
    let context = here.clone();
    here.db
        .write(move |conn| {
            let actor = still_here(conn, member)?.actor;
            let mut desk = desks::get(conn, &context.seal, member)?;
            let done = change(conn, actor, &mut desk)?;
            desks::put(conn, &context.seal, member, &desk)?;
            Ok(done)
        })
        .await
}

/// Makes a list.
///
/// # Errors
/// As [`Desk::make_list`], and `NotFound` for who left.
pub async fn make_list(here: &Here, member: MemberId, about: Change) -> Result<List> {
    let id = ids::next(here.now());
    change(here, member, move |_, _, desk| desk.make_list(id, about)).await
}

/// Changes a list.
///
/// # Errors
/// As [`Desk::change_list`].
pub async fn change_list(here: &Here, member: MemberId, id: i64, about: Change) -> Result<List> {
    change(here, member, move |_, _, desk| desk.change_list(id, about)).await
}

/// Deletes a list.
///
/// # Errors
/// `NotFound`.
pub async fn drop_list(here: &Here, member: MemberId, id: i64) -> Result<()> {
    change(here, member, move |_, _, desk| desk.drop_list(id)).await
}

/// Puts accounts that the member follows, or their own, into a list.
///
/// # Errors
/// As [`Desk::add_to_list`], and `NotFound` for an account that the member does not follow.
pub async fn add_to_list(here: &Here, member: MemberId, id: i64, accounts: Vec<ActorId>) -> Result<()> {
    change(here, member, move |conn, actor, desk| {
        desk.list(id)?;
        for account in accounts.iter().filter(|account| **account != actor) {
            let follow = follows::between(conn, actor, *account)?;
            if follow.is_none_or(|follow| follow.state != FollowState::Accepted) {
                return Err(Error::not_found().because("a list holds accounts that one follows"));
            }
        }
        desk.add_to_list(id, &accounts)
    })
    .await
}

/// Takes accounts out of a list.
///
/// # Errors
/// `NotFound`.
pub async fn take_from_list(here: &Here, member: MemberId, id: i64, accounts: Vec<ActorId>) -> Result<()> {
    change(here, member, move |_, _, desk| desk.take_from_list(id, &accounts)).await
}

/// Hears no more (`true`) of the thread in which a post stands, or hears of it again. Doing so twice changes nothing.
///
/// # Errors
/// `NotFound` when the post is not there for this member.
pub async fn mute_thread(here: &Here, member: MemberId, id: StatusId, mute: bool) -> Result<()> {
    let context = here.clone();
    change(here, member, move |conn, actor, desk| {
        let status = readable(&context, conn, id, actor)?.id;
        desk.mute(&threads::above(conn, status)?, mute);
        Ok(())
    })
    .await
}

/// Changes how a member writes where they say nothing about it.
///
/// # Errors
/// As [`Desk::write_as`], and `NotFound` for who left.
pub async fn write_as(here: &Here, member: MemberId, about: PostingChange) -> Result<()> {
    change(here, member, move |_, _, desk| desk.write_as(about)).await
}

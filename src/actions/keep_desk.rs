//! A member keeps something for themselves: a post to read again, how far they have read, a note about an account, a tag.
//! Nobody else hears of any of it.

use super::post_status::readable;
use super::{Here, still_here};
use crate::domain::desk::Desk;
use crate::domain::key::{ActorId, MemberId, StatusId};
use crate::error::Result;
use crate::storage::{actors, bookmarks, desks};

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

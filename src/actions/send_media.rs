//! A member sends a picture or a recording, says what it shows, and hangs it on what they post.

use super::{Here, still_here};
use crate::clock::Moment;
use crate::domain::event::Event;
use crate::domain::key::{ActorId, MediumId, MemberId};
use crate::domain::media::{ATTACHMENTS_MAX, Focus, Kept, MediaKind, On, Part, WAITING_MAX};
use crate::error::{Error, Message, Result};
use crate::storage::{Conn, actors, media, outbox, scheduled};
use chrono::Duration;
use std::collections::BTreeSet;

/// How long what was sent waits for its post.
pub fn waiting_life() -> Duration {
    Duration::days(1)
}

/// Most media that are erased in one transaction; the rest follows in the next.
const AT_ONCE: i64 = 200;

/// What is said of a medium; what is `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    /// What it shows, in words, checked.
    pub description: Option<String>,
    /// What stays in view.
    pub focus: Option<Focus>,
}

/// Keeps what a member sent; it waits for its post.
///
/// # Errors
/// `Invalid` when too much of theirs waits already; `Conflict` when it took too long.
pub async fn send_medium(here: &Here, member: MemberId, kept: Kept, said: Said) -> Result<MediumId> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let owner = still_here(conn, member)?.actor;
            if media::waiting_of(conn, owner)? >= WAITING_MAX {
                let text =
                    format!("{WAITING_MAX} files that you sent wait for a post. Please post or delete some of them.");
                return Err(Error::invalid("file", text).worded(Message::ManyFilesWait));
            }
            media::insert(
                conn,
                &context.seal,
                owner,
                On::Nothing,
                kept,
                &said.description.unwrap_or_default(),
                said.focus,
                now,
            )
        })
        .await
}

/// Changes what is said of something that waits for its post.
///
/// # Errors
/// `NotFound` unless it is theirs and waits.
pub async fn describe_medium(here: &Here, member: MemberId, id: MediumId, said: Said) -> Result<()> {
    let context = here.clone();
    here.db
        .write(move |conn| {
            let owner = still_here(conn, member)?.actor;
            let known = media::lock_own(conn, &context.seal, owner, id)?.filter(|known| known.on == On::Nothing);
            let known = known.ok_or_else(Error::not_found)?;
            media::describe(conn, &context.seal, known.id, said.description.as_deref(), said.focus)
        })
        .await
}

/// Deletes something that waits for its post.
///
/// # Errors
/// `NotFound` unless it is theirs; `Invalid` when it is part of a post, and goes with it.
pub async fn delete_medium(here: &Here, member: MemberId, id: MediumId) -> Result<()> {
    let context = here.clone();
    here.db
        .write(move |conn| {
            let owner = still_here(conn, member)?.actor;
            let known = media::lock_own(conn, &context.seal, owner, id)?.ok_or_else(Error::not_found)?;
            if known.on != On::Nothing || scheduled::has_medium(conn, id)? {
                return Err(Error::invalid("id", "This is part of a post. Please change or delete the post."));
            }
            media::drop_one(conn, id)
        })
        .await?;
    here.db.note_erased();
    Ok(())
}

/// Makes a picture that was just kept the picture of a member's account, or takes it away.
///
/// # Errors
/// `NotFound` for who left; `Conflict` when it took too long.
pub async fn set_look(here: &Here, member: MemberId, part: Part, kept: Option<Kept>) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let owner = still_here(conn, member)?.actor;
            media::drop_part(conn, owner, part)?;
            let slug = match kept {
                Some(kept) => {
                    let id = media::insert(conn, &context.seal, owner, On::Account(part), kept, "", None, now)?;
                    Some(media::slug(conn, id)?)
                }
                None => None,
            };
            actors::set_look(conn, owner, part, slug.as_deref())?;
            outbox::record(conn, &Event::ActorChanged { actor: owner }, now)
        })
        .await
}

/// Hangs media of `owner` on something, in this order, in place of what hung there. What is said anew of them is
/// written; what does not hang there any more is erased. Answers whether anything changed.
///
/// # Errors
/// `Invalid` for one that is not theirs, hangs on something else, or is one too many.
pub(super) fn hang(
    here: &Here,
    conn: &mut Conn,
    owner: ActorId,
    on: On,
    wanted: &[MediumId],
    said: &[(MediumId, Said)],
) -> Result<bool> {
    if wanted.len() > ATTACHMENTS_MAX {
        return Err(Error::invalid("media_ids", format!("A post has at most {ATTACHMENTS_MAX} pictures."))
            .worded(Message::ManyPictures { most: ATTACHMENTS_MAX }));
    }
    if wanted.iter().collect::<BTreeSet<_>>().len() < wanted.len() {
        return Err(Error::invalid("media_ids", "A picture is named twice."));
    }
    let before = media::ids_on(conn, on)?;
    let mut changed = before != wanted;
    for id in before.iter().filter(|id| !wanted.contains(id)) {
        media::drop_one(conn, *id)?;
    }
    for (place, id) in (0..).zip(wanted) {
        let known = media::lock_own(conn, &here.seal, owner, *id)?;
        let known = known.filter(|known| known.on == On::Nothing || known.on == on).ok_or_else(|| {
            Error::invalid("media_ids", "One of the pictures is not there any more. Please send it again.")
                .worded(Message::PictureGone)
        })?;
        if matches!(on, On::Listing(_)) && known.kind != MediaKind::Image {
            return Err(Error::invalid("pictures", "A need or an offer has pictures alone, and no recordings.")
                .worded(Message::NoRecordings));
        }
        if known.on == On::Nothing && scheduled::has_medium(conn, known.id)? {
            return Err(
                Error::invalid("media_ids", "One of the pictures waits for another post.").worded(Message::PictureGone)
            );
        }
        media::hang(conn, known.id, on, place)?;
    }
    changed |= describe(here, conn, wanted, said)?;
    Ok(changed)
}

/// Writes what is said anew of some of these media, which are their owner's. Answers whether anything is.
///
/// # Errors
/// `Internal` when the database fails.
pub(super) fn describe(here: &Here, conn: &mut Conn, of: &[MediumId], said: &[(MediumId, Said)]) -> Result<bool> {
    let mut any = false;
    for (id, said) in said.iter().filter(|(id, _)| of.contains(id)) {
        media::describe(conn, &here.seal, *id, said.description.as_deref(), said.focus)?;
        any = true;
    }
    Ok(any)
}

/// Erases what was sent and waited too long for its post. Answers how many.
pub(super) fn erase_waiting(conn: &mut Conn, now: Moment) -> Result<usize> {
    let old = media::waiting_since(conn, now - waiting_life(), AT_ONCE)?;
    for id in &old {
        media::drop_one(conn, *id)?;
    }
    Ok(old.len())
}

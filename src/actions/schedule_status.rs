//! A member plans a post for later; a worker posts it at its time. Until then nobody else reads it.

use super::move_account::check_not_moved;
use super::post_status::{Post, checked_poll, posted_before, put, readable};
use super::send_media::{Said, describe};
use super::{Here, still_here};
use crate::clock::Moment;
use crate::domain::key::{MediumId, MemberId, ScheduledId};
use crate::domain::media::{ATTACHMENTS_MAX, On};
use crate::domain::privacy::Key;
use crate::domain::scheduled::{A_DAY_MAX, Planned, WAITING_MAX};
use crate::error::{Error, Kind, Result};
use crate::ids;
use crate::storage::{Conn, media, scheduled, statuses};
use chrono::{Days, NaiveTime};

/// Plans a post. The same key within an hour plans nothing, and answers what was planned first.
///
/// # Errors
/// `Invalid` at the first field that does not fit, and for too many posts that wait; `NotFound` when what it answers is not
/// there for this member.
pub async fn schedule_status(
    here: &Here,
    member: MemberId,
    at: Moment,
    planned: Planned,
    said: Vec<(MediumId, Said)>,
    key: Option<String>,
) -> Result<ScheduledId> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let author = still_here(conn, member)?.actor;
            check_not_moved(conn, author)?;
            if let Some(before) = posted_before(conn, member, key.as_deref(), now)? {
                let id = ScheduledId(before.0);
                return match scheduled::get(conn, &context.seal, member, id) {
                    Ok(known) => Ok(known.id),
                    Err(error) if error.kind() == Kind::NotFound => {
                        Err(Error::conflict("What was planned with this `Idempotency-Key` is posted already."))
                    }
                    Err(error) => Err(error),
                };
            }
            planned.draft.check()?;
            checked_poll(planned.poll.as_ref(), &planned.media)?;
            if let Some(parent) = planned.in_reply_to {
                readable(&context, conn, parent, author)?;
            }
            if scheduled::count(conn, member)? >= WAITING_MAX {
                let text = format!(
                    "Validation failed: You have exceeded the limit of {WAITING_MAX} scheduled posts. Please delete some."
                );
                return Err(Error::invalid("scheduled_at", text));
            }
            check_day(conn, member, at, None)?;
            if planned.media.len() > ATTACHMENTS_MAX {
                return Err(Error::invalid("media_ids", format!("A post has at most {ATTACHMENTS_MAX} pictures.")));
            }
            for (index, id) in planned.media.iter().enumerate() {
                let known = media::lock_own(conn, &context.seal, author, *id)?;
                let free = known.is_some_and(|known| known.on == On::Nothing)
                    && !planned.media[..index].contains(id)
                    && !scheduled::has_medium(conn, *id)?;
                if !free {
                    let text = "One of the pictures is not there any more, or is part of another post.";
                    return Err(Error::invalid("media_ids", text));
                }
            }
            describe(&context, conn, &planned.media, &said)?;
            let id = ScheduledId(ids::next(now));
            scheduled::insert(conn, &context.seal, id, member, at, &planned)?;
            if let Some(key) = &key {
                statuses::note_request(conn, member, key, crate::domain::key::StatusId(id.0), now)?;
            }
            Ok(id)
        })
        .await
}

/// Not too many on one day.
fn check_day(conn: &mut Conn, member: MemberId, at: Moment, but: Option<ScheduledId>) -> Result<()> {
    let from = at.date_naive().and_time(NaiveTime::MIN).and_utc();
    let until = from.checked_add_days(Days::new(1)).unwrap_or(from);
    if scheduled::count_between(conn, member, from, until, but)? >= A_DAY_MAX {
        let text = format!(
            "Validation failed: You have exceeded the limit of {A_DAY_MAX} scheduled posts for that day. Please choose another."
        );
        return Err(Error::invalid("scheduled_at", text));
    }
    Ok(())
}

/// Gives a post that waits another time.
///
/// # Errors
/// `NotFound` unless it is theirs; `Invalid` for too many on that day.
pub async fn reschedule(here: &Here, member: MemberId, id: ScheduledId, at: Moment) -> Result<()> {
    let context = here.clone();
    here.db
        .write(move |conn| {
            still_here(conn, member)?;
            let known = scheduled::lock(conn, &context.seal, member, id)?;
            check_day(conn, member, at, Some(known.id))?;
            scheduled::set_due(conn, known.id, at)
        })
        .await
}

/// Does not post it any more. What was to hang on it waits as if it had just been sent.
///
/// # Errors
/// `NotFound` unless it is theirs.
pub async fn unschedule(here: &Here, member: MemberId, id: ScheduledId) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            still_here(conn, member)?;
            let known = scheduled::lock(conn, &context.seal, member, id)?;
            scheduled::remove(conn, known.id)?;
            media::wait_again(conn, &known.media_for(member), now)
        })
        .await?;
    here.db.note_erased();
    Ok(())
}

/// Most that are posted in one run.
const AT_ONCE: i64 = 50;

/// Posts what waits for now, each in a transaction of its own. What cannot be posted any more (what it answers is gone, or its
/// author moved away) is held: its author sees it among what waits, and gives it another time or deletes it. Answers how
/// many were posted or held.
///
/// # Errors
/// The first fault of ours, after the others were posted: what it befell waits for the next run.
pub async fn post_due(here: &Here) -> Result<usize> {
    let now = here.now();
    let due = here.db.read(move |conn| scheduled::due(conn, now, AT_ONCE)).await?;
    let (mut done, mut fault) = (0, None);
    for id in due {
        let context = here.clone();
        let posted = here.db.write(move |conn| post_one(&context, conn, id, now)).await;
        match posted {
            Err(error) if is_for_its_author(error.kind()) => {
                tracing::debug!(problem = error.text(), "a post that waited could not be posted");
                here.db.write(move |conn| scheduled::hold(conn, id, now)).await?;
            }
            Err(error) => {
                fault.get_or_insert(error);
                continue;
            }
            Ok(()) => {}
        }
        done += 1;
    }
    match fault {
        Some(error) => Err(error),
        None => Ok(done),
    }
}

/// Whether trying again changes nothing: only its author can do something about it.
fn is_for_its_author(kind: Kind) -> bool {
    matches!(kind, Kind::NotFound | Kind::Gone | Kind::Invalid | Kind::Conflict | Kind::Forbidden)
}

fn post_one(here: &Here, conn: &mut Conn, id: ScheduledId, now: Moment) -> Result<()> {
    let Some(due) = scheduled::lock_due(conn, &here.seal, id, now)? else { return Ok(()) };
    let key = Key::of_owner(due.member, due.member).ok_or_else(Error::not_found)?;
    let Planned { draft, visibility, in_reply_to, media, poll, with, app: _ } = due.planned.open(&key).clone();
    scheduled::remove(conn, id)?;
    let post = Post { draft, visibility, in_reply_to, media, said: Vec::new(), poll, with, key: None };
    put(here, conn, due.member, post, now).map(drop)
}

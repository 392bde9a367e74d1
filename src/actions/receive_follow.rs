//! Another actor asks to follow one of ours, takes that back, or answers our asking.

use super::own_block::{keeps_host_far, keeps_out};
use super::receive_passing::hide_what_came_from;
use super::tell::tell;
use super::{Here, note_worked};
use crate::clock::Moment;
use crate::domain::event::Event;
use crate::domain::follow::{Follow, FollowState};
use crate::domain::key::{ActorId, FollowId, ReceivedId};
use crate::domain::status::NotificationKind;
use crate::error::Result;
use crate::ids;
use crate::storage::{Conn, actors, follows, notifications, outbox, received, tombstones, walks};
use url::Url;

/// Someone asks to follow one of our actors. With `accept`, they are accepted at once; otherwise a
/// steward decides. Asking again is answered again.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn receive_follow(
    here: &Here,
    follower: ActorId,
    followed: ActorId,
    ap_id: Url,
    accept: bool,
    worked: Option<ReceivedId>,
) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let asker = actors::get(conn, follower)?.ap_id;
            if tombstones::is_deleted_by(conn, &ap_id, &asker)? {
                return match worked {
                    Some(id) => received::worked(conn, id, Some("was taken back before it came")),
                    None => Ok(()),
                };
            }
            let known = follows::between(conn, follower, followed)?;
            if keeps_out(&context, conn, followed, follower)? || keeps_host_far(&context, conn, followed, follower)? {
                return turn_away(conn, known, (follower, followed, ap_id), worked, now);
            }
            let accept = accept || known.as_ref().is_some_and(|follow| follow.state == FollowState::Accepted);
            let state = if accept { FollowState::Accepted } else { FollowState::Pending };
            let id = match known {
                Some(follow) => {
                    follows::set_state(conn, follow.id, state, Some(&ap_id))?;
                    follow.id
                }
                None => {
                    let id = FollowId(ids::next(now));
                    follows::insert(conn, &Follow { id, ap_id, follower, followed, state, created_at: now })?;
                    id
                }
            };
            if accept {
                tell(&context, conn, followed, NotificationKind::Follow, follower, None, now)?;
                outbox::record(conn, &Event::FollowAccepted { follow: id }, now)?;
            } else {
                tell(&context, conn, followed, NotificationKind::FollowRequest, follower, None, now)?;
            }
            note_worked(conn, worked)
        })
        .await
}

/// The no to somebody whom a member keeps away. It says no more than any other no.
fn turn_away(
    conn: &mut Conn,
    known: Option<Follow>,
    (follower, followed, ap_id): (ActorId, ActorId, Url),
    worked: Option<ReceivedId>,
    now: Moment,
) -> Result<()> {
    let id = match known {
        Some(follow) => {
            follows::set_state(conn, follow.id, FollowState::Ended, Some(&ap_id))?;
            follow.id
        }
        None => {
            let id = FollowId(ids::next(now));
            let state = FollowState::Ended;
            follows::insert(conn, &Follow { id, ap_id, follower, followed, state, created_at: now })?;
            id
        }
    };
    outbox::record(conn, &Event::FollowRejected { follow: id }, now)?;
    note_worked(conn, worked)
}

/// A follower takes the follow back (`Undo{Follow}`). One that comes before the follow that it undoes is remembered.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn receive_unfollow(
    here: &Here,
    follower: ActorId,
    followed: ActorId,
    ap_id: Option<Url>,
    worked: Option<ReceivedId>,
) -> Result<()> {
    let now = here.now();
    here.db
        .write(move |conn| {
            let known = follows::between(conn, follower, followed)?;
            if let Some(id) = ap_id.filter(|id| known.as_ref().is_none_or(|follow| follow.ap_id != *id)) {
                let asker = actors::get(conn, follower)?.ap_id;
                tombstones::plant(conn, &id, &asker, now)?;
            }
            if let Some(follow) = known {
                follows::set_state(conn, follow.id, FollowState::Ended, None)?;
            }
            notifications::take_back_from(conn, followed, NotificationKind::FollowRequest, follower)?;
            note_worked(conn, worked)
        })
        .await
}

/// Whom our network or a member asked accepts (`true`) or declines, or ends, the follow. `asker` is who asked, as the
/// answer says: some servers answer with their own copy of the Follow, and then the two actors say enough.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn receive_follow_answer(
    here: &Here,
    follow: Url,
    asker: Option<Url>,
    by: ActorId,
    accepted: bool,
    worked: Option<ReceivedId>,
) -> Result<()> {
    let (context, network, now) = (here.clone(), here.network, here.now());
    here.db
        .write(move |conn| {
            let found = match follows::by_ap_id(conn, &follow)? {
                Some(found) => Some(found),
                None => {
                    let asker = match &asker {
                        Some(asker) => actors::by_ap_id(conn, asker)?.map(|actor| actor.id),
                        None => Some(network),
                    };
                    match asker {
                        Some(asker) => follows::between(conn, asker, by)?,
                        None => None,
                    }
                }
            };
            let mut answered = None;
            if let Some(found) = found.filter(|found| found.followed == by)
                && actors::get(conn, found.follower)?.local
            {
                answered = Some(found);
            }
            let Some(found) = answered else {
                return match worked {
                    Some(id) => received::worked(conn, id, Some("no such follow here")),
                    None => Ok(()),
                };
            };
            let state = match (found.state, accepted) {
                (FollowState::Pending, true) => FollowState::Accepted,
                (FollowState::Pending | FollowState::Accepted, false) => FollowState::Ended,
                (state, _) => state,
            };
            follows::set_state(conn, found.id, state, None)?;
            // What follows from it is the network's own affair, not a member's.
            if found.follower != network {
                return note_worked(conn, worked);
            }
            match (found.state, state) {
                // Its list may name networks that we have not heard of.
                (FollowState::Pending, FollowState::Accepted) => walks::make_due(conn, walks::DIRECTORY, now)?,
                (FollowState::Accepted, FollowState::Ended) => hide_what_came_from(&context, conn, by, now)?,
                _ => {}
            }
            note_worked(conn, worked)
        })
        .await
}

//! An actor elsewhere has other followers here than we thought (FEP-8fcf): what its server lists is what counts, and who
//! of ours does not follow it says so again.

use super::Here;
use super::receive_passing::hide_what_came_from;
use crate::clock::Moment;
use crate::domain::event::Event;
use crate::domain::follow::{Actor, Follow, FollowState};
use crate::domain::key::{ActorId, FollowId};
use crate::error::Result;
use crate::ids;
use crate::storage::{Conn, actors, follows, outbox, walks};
use std::collections::HashSet;
use url::Url;

/// Most follows that are taken back at once because a server lists them: what is left comes with a later delivery.
const UNDONE_MAX: usize = 200;

/// Whom of ours an actor's server lists as its followers.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Their ids.
    pub followers: Vec<Url>,
    /// Whether these are all of them: only then does it mean something that one is not there.
    pub whole: bool,
}

/// Mends the follows between ours and `followed`: who waits for a yes and is listed was accepted; who is listed and does
/// not follow takes it back again; who follows, as `held` before the list was asked for, and is not listed, follows no more.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn mend_follows(here: &Here, followed: ActorId, held: Vec<(FollowId, Url)>, listed: Listed) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let mut known = Vec::new();
            for some in listed.followers.chunks(500) {
                known.extend(actors::by_ap_ids(conn, some)?);
            }
            let mut undone = 0;
            for follower in known.iter().filter(|actor| actor.local) {
                match follows::between(conn, follower.id, followed)? {
                    Some(follow) if follow.state == FollowState::Accepted => {}
                    Some(follow) if follow.state == FollowState::Pending => {
                        follows::set_state(conn, follow.id, FollowState::Accepted, None)?;
                        if follower.id == context.network {
                            walks::make_due(conn, walks::DIRECTORY, now)?;
                        }
                    }
                    known if undone < UNDONE_MAX && signs(conn, follower)? => {
                        take_back(&context, conn, follower.id, followed, known, now)?;
                        undone += 1;
                    }
                    _ => {}
                }
            }
            if !listed.whole {
                return Ok(());
            }
            let listed: HashSet<&Url> = listed.followers.iter().collect();
            for (id, _) in held.iter().filter(|(_, follower)| !listed.contains(follower)) {
                let follow = follows::get(conn, *id)?;
                if follow.state != FollowState::Accepted {
                    continue;
                }
                follows::set_state(conn, follow.id, FollowState::Ended, None)?;
                outbox::record(conn, &Event::FollowUndone { follow: follow.id }, now)?;
                if follow.follower == context.network {
                    hide_what_came_from(&context, conn, followed, now)?;
                }
            }
            Ok(())
        })
        .await
}

/// Whether an actor of ours can say anything: who left cannot, and was said to have left.
fn signs(conn: &mut Conn, actor: &Actor) -> Result<bool> {
    Ok(actors::sealed_private_key(conn, actor.id)?.is_some())
}

/// Says that one of ours does not follow, as if it had just ended. A new id makes that news to whoever heard it before.
fn take_back(
    here: &Here,
    conn: &mut Conn,
    follower: ActorId,
    followed: ActorId,
    known: Option<Follow>,
    now: Moment,
) -> Result<()> {
    let (ap_id, state) = (here.addresses.activity(&ids::slug()), FollowState::Ended);
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
    outbox::record(conn, &Event::FollowUndone { follow: id }, now)
}

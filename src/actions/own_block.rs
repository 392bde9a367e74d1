//! A member keeps an account away, and accounts elsewhere keep members away. Whom a member keeps away is nobody's business.

use super::keep_desk::change;
use super::{Here, note_worked, still_here};
use crate::clock::Moment;
use crate::domain::event::Event;
use crate::domain::follow::{Follow, FollowState};
use crate::domain::key::{ActorId, MemberId, ReceivedId};
use crate::domain::moderation::{Distance, OWN_BLOCKS_MAX, OwnBlock, Subject};
use crate::error::{Error, Message, Result};
use crate::storage::{Conn, actors, desks, follows, moderation, outbox};
use chrono::Duration;
use std::collections::BTreeSet;

/// What a member wants of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Apart {
    /// To be kept away as far as this, in the place of what held before.
    As(Distance),
    /// Not to be seen, unless they are blocked already: for so long, and whether one hears of them all the same.
    Mute {
        /// How long; without it, until it is taken back.
        lasting: Option<Duration>,
        /// Whether one hears all the same when they speak to one.
        hears: bool,
    },
    /// Not to be kept away so far any more; another distance stays.
    NoMore(Distance),
    /// Not to be kept away at all.
    Together,
}

impl From<Option<Distance>> for Apart {
    fn from(distance: Option<Distance>) -> Self {
        distance.map_or(Self::Together, Self::As)
    }
}

impl Apart {
    /// What holds afterwards of an account.
    fn after(self, actor: ActorId, before: Option<OwnBlock>, now: Moment) -> Option<OwnBlock> {
        let blocked = before.filter(|block| block.distance == Distance::Block);
        match self {
            Self::As(distance) => Some(OwnBlock::new(actor, distance)),
            Self::Mute { lasting, hears } => blocked.or_else(|| {
                let until = lasting.and_then(|lasting| now.checked_add_signed(lasting));
                Some(OwnBlock { until, hears, ..OwnBlock::new(actor, Distance::Mute) })
            }),
            Self::NoMore(distance) => before.filter(|block| block.distance != distance),
            Self::Together => None,
        }
    }
}

/// Blocks or mutes an account, or takes that back. A block ends follows both ways; an account elsewhere hears of it by
/// `Block`, so that its server can keep to it.
///
/// # Errors
/// `Invalid` for oneself; `NotFound` for an account that is not known here; `Conflict` for too many.
pub async fn set_own_block(here: &Here, member: MemberId, actor: ActorId, apart: Apart) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let own = still_here(conn, member)?.actor;
            if own == actor {
                return Err(Error::invalid("account", "That is you.").worded(Message::ThatIsYou));
            }
            let other = actors::get(conn, actor)?;
            let mut all = moderation::own_blocks(conn, &context.seal, member)?;
            // What has ended is forgotten.
            all.retain(|block| block.holds_at(now));
            let before = all.iter().find(|block| block.actor == actor).copied();
            let was_blocked = before.is_some_and(|block| block.distance == Distance::Block);
            all.retain(|block| block.actor != actor);
            let after = apart.after(actor, before, now);
            all.extend(after);
            if all.len() > OWN_BLOCKS_MAX {
                return Err(Error::conflict(format!("At most {OWN_BLOCKS_MAX} accounts are kept away here."))
                    .worded(Message::AccountsMany { most: OWN_BLOCKS_MAX }));
            }
            moderation::set_own_blocks(conn, &context.seal, member, &all)?;
            let blocked = after.is_some_and(|block| block.distance == Distance::Block);
            if blocked && !was_blocked {
                for (follower, followed) in [(own, actor), (actor, own)] {
                    if let Some(follow) = follows::between(conn, follower, followed)? {
                        end(conn, &follow, own, other.local, now)?;
                    }
                }
            }
            if blocked != was_blocked && !other.local {
                let event = Event::AccountBlocked { by: own, blocked: actor, still: blocked };
                outbox::record_sealed(conn, &context.seal, &event, now)?;
            }
            Ok(())
        })
        .await
}

/// Ends a follow of or by one of ours, if it has not ended; another server hears of it.
fn end(conn: &mut Conn, follow: &Follow, own: ActorId, local: bool, now: Moment) -> Result<()> {
    if follow.state == FollowState::Ended {
        return Ok(());
    }
    follows::set_state(conn, follow.id, FollowState::Ended, None)?;
    if local {
        return Ok(());
    }
    let event = match follow.follower == own {
        true => Event::FollowUndone { follow: follow.id },
        false => Event::FollowRejected { follow: follow.id },
    };
    outbox::record(conn, &event, now)
}

/// Keeps a whole server away, or does so no more. Follows both ways end; no account there hears of it besides.
///
/// # Errors
/// `Invalid` for what is no server, and for this one; `Conflict` for too many.
pub async fn keep_host_far(here: &Here, member: MemberId, host: &str, far: bool) -> Result<()> {
    let (now, host) = (here.now(), Subject::server(host)?.as_str().to_owned());
    if host == here.addresses.host() {
        return Err(Error::invalid("domain", "That is this server itself.").worded(Message::OwnServer));
    }
    change(here, member, move |conn, own, desk| {
        desk.keep_far(host.clone(), far)?;
        if far {
            for follow in follows::with_host(conn, own, &host)? {
                end(conn, &follow, own, false, now)?;
            }
        }
        Ok(())
    })
    .await
}

/// Whether the member behind one of our actors keeps the server of an account away.
pub(super) fn keeps_host_far(here: &Here, conn: &mut Conn, actor: ActorId, other: ActorId) -> Result<bool> {
    let far = desks::of_actor(conn, &here.seal, actor)?.far_hosts;
    if far.is_empty() {
        return Ok(false);
    }
    let other = actors::get(conn, other)?;
    Ok(!other.local && far.contains(&other.host))
}

/// Whether a member of ours, by their row, blocks an actor.
pub(super) fn blocks(here: &Here, conn: &mut Conn, member: MemberId, actor: ActorId) -> Result<bool> {
    let all = moderation::own_blocks(conn, &here.seal, member)?;
    Ok(all.iter().any(|block| block.actor == actor && block.distance == Distance::Block))
}

/// The same for one of our actors, by its row; nobody is kept out by an actor that is no member's.
pub(super) fn keeps_out(here: &Here, conn: &mut Conn, actor: ActorId, other: ActorId) -> Result<bool> {
    Ok(!moderation::keeping_out(conn, &here.seal, &[actor], other)?.is_empty())
}

/// Those of several actors who do not keep `author` out.
pub(super) fn not_kept_out(
    here: &Here,
    conn: &mut Conn,
    mut among: BTreeSet<ActorId>,
    author: ActorId,
) -> Result<BTreeSet<ActorId>> {
    let all: Vec<ActorId> = among.iter().copied().collect();
    for actor in moderation::keeping_out(conn, &here.seal, &all, author)? {
        among.remove(&actor);
    }
    Ok(among)
}

/// An account elsewhere blocks one of our actors (`Block`), or does so no more. Follows between the two end, and nothing
/// goes to it from that one.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn receive_block(
    here: &Here,
    by: ActorId,
    blocked: ActorId,
    still: bool,
    worked: Option<ReceivedId>,
) -> Result<()> {
    here.db
        .write(move |conn| {
            moderation::set_blocked_by(conn, by, blocked, still)?;
            if still {
                for (follower, followed) in [(by, blocked), (blocked, by)] {
                    if let Some(follow) = follows::between(conn, follower, followed)? {
                        follows::set_state(conn, follow.id, FollowState::Ended, None)?;
                    }
                }
            }
            note_worked(conn, worked)
        })
        .await
}

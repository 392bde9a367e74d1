//! A member follows an account, here or elsewhere, or stops doing so.

use super::move_account::check_not_moved;
use super::own_block::keeps_out;
use super::tell::tell;
use super::{Here, still_here};
use crate::clock::Moment;
use crate::domain::event::Event;
use crate::domain::follow::{Actor, ActorKind, Follow, FollowState};
use crate::domain::key::{ActorId, FollowId, MemberId};
use crate::domain::status::NotificationKind;
use crate::error::{Error, Message, Result};
use crate::ids;
use crate::storage::{Conn, actors, desks, follows, notifications, outbox};

/// What a member wishes of whom they follow. What is not said stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// Whether what they tell on stands on the member's home timeline, too.
    pub boosts: Option<bool>,
    /// Whether the member hears at once of what they post.
    pub tells: Option<bool>,
    /// In which languages the member wants to read them; none is in all.
    pub languages: Option<Vec<String>>,
}

/// Follows an account: a neighbor or our network at once, who wants to be asked and another server's when they say yes. Asking again while it
/// is pending or accepted changes what is wished of it, and nothing else.
///
/// # Errors
/// `NotFound` when there is no such account; `Invalid` for oneself; `Conflict` for who moved away.
pub async fn follow_account(here: &Here, member: MemberId, followed: ActorId, wish: Wish) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let follower = still_here(conn, member)?.actor;
            check_not_moved(conn, follower)?;
            let account = actors::get(conn, followed)?;
            if account.gone || account.kind == ActorKind::Application {
                return Err(Error::not_found());
            }
            if followed == follower {
                return Err(Error::invalid("id", "That is you. One's own posts stand on one's home timeline anyway.")
                    .worded(Message::ThatIsYou));
            }
            if keeps_out(&context, conn, followed, follower)? {
                return Err(Error::forbidden("This account cannot be followed.").worded(Message::NotFollowed));
            }
            begin(&context, conn, follower, &account, now)?;
            if let Some(languages) = &wish.languages {
                read_in(&context, conn, member, followed, languages)?;
            }
            match follows::between(conn, follower, followed)? {
                Some(follow) => follows::set_wishes(conn, follow.id, wish.boosts, wish.tells),
                None => Ok(()),
            }
        })
        .await
}

/// One of our actors begins to follow an account: one of ours at once, unless it wants to be asked, and another server's
/// when it says yes.
pub(super) fn begin(here: &Here, conn: &mut Conn, follower: ActorId, account: &Actor, now: Moment) -> Result<()> {
    let at_once = account.local && !account.appearance.locked;
    let state = if at_once { FollowState::Accepted } else { FollowState::Pending };
    let ap_id = here.addresses.activity(&ids::slug());
    let id = match follows::between(conn, follower, account.id)? {
        Some(known) if known.state != FollowState::Ended => return Ok(()),
        Some(known) => {
            follows::set_state(conn, known.id, state, Some(&ap_id))?;
            known.id
        }
        None => {
            let id = FollowId(ids::next(now));
            let followed = account.id;
            follows::insert(conn, &Follow { id, ap_id, follower, followed, state, created_at: now })?;
            id
        }
    };
    if account.local {
        let kind = if at_once { NotificationKind::Follow } else { NotificationKind::FollowRequest };
        return tell(here, conn, account.id, kind, follower, None, now).map(drop);
    }
    outbox::record(conn, &Event::FollowAsked { follow: id }, now)
}

/// Keeps for the member alone in which languages they want to read somebody.
fn read_in(here: &Here, conn: &mut Conn, member: MemberId, whom: ActorId, languages: &[String]) -> Result<()> {
    let mut desk = desks::get(conn, &here.seal, member)?;
    if languages.is_empty() && !desk.languages.contains_key(&whom) {
        return Ok(());
    }
    desk.read_in(whom, languages)?;
    desks::put(conn, &here.seal, member, &desk)
}

/// Stops following. Not having followed is no mistake.
///
/// # Errors
/// `NotFound` when there is no such account.
pub async fn unfollow_account(here: &Here, member: MemberId, followed: ActorId) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let follower = still_here(conn, member)?.actor;
            let account = actors::get(conn, followed)?;
            read_in(&context, conn, member, followed, &[])?;
            let known = follows::between(conn, follower, followed)?;
            let Some(follow) = known.filter(|follow| follow.state != FollowState::Ended) else { return Ok(()) };
            follows::set_state(conn, follow.id, FollowState::Ended, None)?;
            follows::set_wishes(conn, follow.id, Some(true), Some(false))?;
            if account.local {
                let asked = NotificationKind::FollowRequest;
                return notifications::take_back_from(conn, followed, asked, follower);
            }
            outbox::record(conn, &Event::FollowUndone { follow: follow.id }, now)
        })
        .await
}

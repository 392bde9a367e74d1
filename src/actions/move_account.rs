//! A member goes on under an account elsewhere, comes back, or says which accounts elsewhere are theirs.

use super::receive_move::{cooldown, lead_on};
use super::{Here, still_here};
use crate::domain::event::Event;
use crate::domain::follow::{ALIASES_MAX, Actor};
use crate::domain::key::{ActorId, MemberId};
use crate::error::{Error, Message, Result};
use crate::storage::{Conn, actors, moves, outbox};

/// Says which accounts elsewhere are a member's, instead of those before: whoever moves here from one of them can then
/// be followed here.
///
/// # Errors
/// `Invalid` for more than [`ALIASES_MAX`], for what is no person's account, and for accounts of this network.
pub async fn set_aliases(here: &Here, member: MemberId, accounts: Vec<ActorId>) -> Result<()> {
    let now = here.now();
    here.db
        .write(move |conn| {
            let own = still_here(conn, member)?.actor;
            let mut all = Vec::new();
            for account in &accounts {
                let account = actors::get(conn, *account)?;
                if account.local || !account.kind.is_account() {
                    return Err(Error::invalid(
                        "accounts",
                        "Only accounts of people on other servers can be named here.",
                    ));
                }
                if !all.contains(&account.ap_id) {
                    all.push(account.ap_id);
                }
            }
            if all.len() > ALIASES_MAX {
                return Err(Error::invalid("accounts", format!("At most {ALIASES_MAX} accounts are named here.")));
            }
            if moves::ties(conn, own)?.also_known_as == all {
                return Ok(());
            }
            moves::set_aliases(conn, own, &all)?;
            outbox::record(conn, &Event::ActorChanged { actor: own }, now)
        })
        .await
}

/// A member goes on under another account: whoever follows them follows that one. What is theirs stays theirs, and
/// what they promised stays promised. The caller fetched `to` just now and saw that it names the member.
///
/// # Errors
/// `Conflict` within thirty days of the last time; `Invalid` for what is no person's account elsewhere.
pub async fn move_account(here: &Here, member: MemberId, to: Actor) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let own = still_here(conn, member)?.actor;
            if to.local || !to.kind.is_account() {
                return Err(Error::invalid("account", "One moves to a person's account on another server."));
            }
            if let Some(last) = moves::last(conn, own)?.filter(|last| now - *last < cooldown()) {
                let again = (last + cooldown()).format("%Y-%m-%d");
                return Err(Error::conflict(format!("You moved not long ago. You can move again from {again} on.")));
            }
            moves::note(conn, own, &to.ap_id, now)?;
            lead_on(&context, conn, own, &to)?;
            outbox::record(conn, &Event::ActorMoved { actor: own }, now)
        })
        .await
}

/// A member goes on here after all. Whoever followed them to the other account stays there.
///
/// # Errors
/// `NotFound` for who did not move.
pub async fn come_back(here: &Here, member: MemberId) -> Result<()> {
    let now = here.now();
    here.db
        .write(move |conn| {
            let own = still_here(conn, member)?.actor;
            if !moves::take_back(conn, own, now)? {
                return Err(Error::not_found());
            }
            outbox::record(conn, &Event::ActorChanged { actor: own }, now)
        })
        .await
}

/// Who moved says nothing new here: it would be said by an account that its readers do not follow any more.
///
/// # Errors
/// `Conflict`, with what to do.
pub(super) fn check_not_moved(conn: &mut Conn, actor: ActorId) -> Result<()> {
    match moves::ties(conn, actor)?.moved_to {
        None => Ok(()),
        Some(_) => Err(Error::conflict("You moved to another account. To go on here, please take that back first.")
            .worded(Message::Moved)),
    }
}

//! A member says of whom they want to hear, and looks through what their rules set aside. Nobody else hears of it.

use super::{Here, still_here};
use crate::domain::hearing::{Change, Rules};
use crate::domain::key::{ActorId, MemberId, StatusId};
use crate::error::{Error, Result};
use crate::storage::{conversations, desks, notifications, stream_events};

/// Changes a member's rules. What was told before stays as it was.
///
/// # Errors
/// `NotFound` for who left.
pub async fn change_rules(here: &Here, member: MemberId, change: Change) -> Result<Rules> {
    let context = here.clone();
    here.db
        .write(move |conn| {
            still_here(conn, member)?;
            let mut desk = desks::get(conn, &context.seal, member)?;
            desk.rules.change(change);
            desks::put(conn, &context.seal, member, &desk)?;
            Ok(desk.rules)
        })
        .await
}

/// Lets some of those through whom the rules set aside (`true`): what they did is told with everything else, and so is what
/// they do from now on. Or forgets what they did so far. With `must_wait`, nobody is let through of whom nothing waits.
///
/// # Errors
/// `NotFound` when nothing waits of one of them who must; `Conflict` for too many.
pub async fn answer_requests(
    here: &Here,
    member: MemberId,
    of: Vec<ActorId>,
    accept: bool,
    must_wait: bool,
) -> Result<()> {
    let context = here.clone();
    here.db
        .write(move |conn| {
            let own = still_here(conn, member)?.actor;
            let mut desk = desks::get(conn, &context.seal, member)?;
            let mut merged = false;
            for who in &of {
                let waited = match accept {
                    true => {
                        let about = notifications::let_through(conn, member, *who)?;
                        let statuses: Vec<StatusId> = about.iter().copied().flatten().collect();
                        conversations::let_through(conn, own, &statuses)?;
                        about.len()
                    }
                    false => notifications::forget_filtered(conn, member, *who)?,
                };
                if waited == 0 && must_wait {
                    return Err(Error::not_found());
                }
                if accept && waited > 0 {
                    desk.rules.hear(*who)?;
                    merged = true;
                }
            }
            if accept {
                desks::put(conn, &context.seal, member, &desk)?;
            }
            // What is let through is old: apps read their notifications anew.
            if merged { stream_events::note_let_through(conn, own) } else { Ok(()) }
        })
        .await
}

//! A member puts a post at the top of their account, or takes it down from there.

use super::hold_status::check_not_held;
use super::{Here, still_here};
use crate::domain::event::Event;
use crate::domain::key::{MemberId, StatusId};
use crate::domain::status::{PINS_MAX, Status, Visibility};
use crate::error::{Error, Result};
use crate::storage::{outbox, statuses};

/// Puts a post of theirs at the top, or takes it down. Doing so twice changes nothing. Who follows them elsewhere hears that
/// their account changed, and looks at what stands there.
///
/// # Errors
/// `NotFound` unless it is theirs; `Invalid` for what cannot stand there, and for one more than [`PINS_MAX`].
pub async fn pin_status(here: &Here, member: MemberId, id: StatusId, top: bool) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let author = still_here(conn, member)?.actor;
            let status = statuses::lock(conn, &context.seal, id)?;
            if status.author != author || status.boost_of.is_some() {
                return Err(Error::not_found());
            }
            if status.pinned_at.is_some() == top {
                return Ok(());
            }
            if top {
                check_not_held(conn, &status)?;
                check(&status)?;
                if statuses::pinned(conn, &context.seal, author)?.len() >= PINS_MAX {
                    let text =
                        format!("{PINS_MAX} posts stand at the top already. Please take one of them down first.");
                    return Err(Error::invalid("id", text));
                }
            }
            let open = status.visibility.is_open();
            statuses::set_pinned(conn, id, top.then_some(now))?;
            if open { outbox::record(conn, &Event::ActorChanged { actor: author }, now) } else { Ok(()) }
        })
        .await
}

fn check(status: &Status) -> Result<()> {
    if status.visibility == Visibility::Direct {
        return Err(Error::invalid("id", "A private message cannot stand at the top of your account."));
    }
    if status.listing.is_some() {
        let text = "Open needs and offers are shown with your account anyway. They cannot stand at the top besides.";
        return Err(Error::invalid("id", text));
    }
    Ok(())
}

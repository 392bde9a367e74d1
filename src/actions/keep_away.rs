//! The network keeps a server or an account away, for everyone here to read.

use super::Here;
use super::give_role::check_role;
use super::log::{Why, note};
use super::receive_passing::hide;
use crate::domain::key::MemberId;
use crate::domain::member::RoleKind;
use crate::domain::moderation::{Deed, Doer, Level, NetworkBlock, Subject, names_of_host};
use crate::domain::response::State;
use crate::domain::text::{self, NOTE_MAX};
use crate::error::{Error, Message, Result};
use crate::storage::{listings, moderation, responses};

/// Who keeps people safe.
pub const MODERATORS: &[RoleKind] = &[RoleKind::Moderator, RoleKind::Operator];

/// Blocks, mutes or limits a server or an account, with a reason that members read, or none. What came from there is taken
/// off the board. With a block, follows end both ways, and nothing goes there any more, not even that.
///
/// # Errors
/// `Forbidden` without the role; `Invalid` for this server itself, or a reason that is too long.
pub async fn keep_away(
    here: &Here,
    by: MemberId,
    subject: Subject,
    level: Level,
    reason: Option<String>,
) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            check_role(conn, by, MODERATORS, now)?;
            let ours = names_of_host(&context.addresses.host());
            let base = context.addresses.base().as_str();
            if ours.iter().any(|name| name == subject.as_str()) || subject.as_str().starts_with(base) {
                return Err(Error::invalid("server", "That is this server itself.").worded(Message::OwnServer));
            }
            let reason = reason.map_or(Ok(None), |reason| text::lines("reason", &reason, NOTE_MAX))?;
            let block =
                NetworkBlock { subject: subject.as_str().into(), level, reason: reason.clone(), created_at: now };
            moderation::block(conn, &block)?;
            let theirs = moderation::actors_of(conn, &subject)?;
            for id in moderation::listings_of(conn, &theirs)? {
                let listing = listings::lock(conn, id)?;
                hide(conn, listing, now)?;
            }
            let deed = match level {
                Level::Limit => Deed::Limited,
                Level::Mute => Deed::Muted,
                Level::Block => {
                    moderation::cut_off(conn, &theirs)?;
                    if subject.is_server() {
                        moderation::forget_deliveries(conn, &subject)?;
                    }
                    for id in responses::offered_by(conn, &theirs)? {
                        responses::decide(conn, &context.seal, id, State::Withdrawn, None, None, now)?;
                    }
                    Deed::Blocked
                }
            };
            let about = Some(subject.as_str().to_owned());
            note(conn, Doer::Member(by), MODERATORS, deed, about, Why { reason, agreement: None }, now)
        })
        .await
}

/// Lifts that. Follows are asked for anew by whoever wants them.
///
/// # Errors
/// `Forbidden` without the role; `NotFound` when there is none.
pub async fn lift_block(here: &Here, by: MemberId, subject: Subject) -> Result<()> {
    let now = here.now();
    here.db
        .write(move |conn| {
            check_role(conn, by, MODERATORS, now)?;
            if !moderation::lift(conn, &subject)? {
                return Err(Error::not_found());
            }
            let about = Some(subject.as_str().to_owned());
            note(conn, Doer::Member(by), MODERATORS, Deed::BlockLifted, about, Why::default(), now)
        })
        .await
}

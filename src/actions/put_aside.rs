//! A member has seen something: a conversation, an announcement, a notification.

use super::{Here, still_here};
use crate::domain::key::{AnnouncementId, ConversationId, MemberId, NotificationId};
use crate::domain::notices::GroupKey;
use crate::domain::reaction;
use crate::error::{Error, Result};
use crate::storage::{Conn, announcements, conversations, notification_groups, notifications};

/// What a member does with a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Has read it. Nobody else is told (value V16).
    Read,
    /// Takes it out of their list, until something new comes.
    Hide,
}

/// Marks or hides a conversation, for one of those who take part.
///
/// # Errors
/// `NotFound` unless the member takes part.
pub async fn step_conversation(here: &Here, member: MemberId, id: ConversationId, step: Step) -> Result<()> {
    here.db
        .write(move |conn| {
            let actor = still_here(conn, member)?.actor;
            conversations::one(conn, id, actor)?.ok_or_else(Error::not_found)?;
            match step {
                Step::Read => conversations::set_read(conn, id, actor),
                Step::Hide => conversations::hide(conn, id, actor),
            }
        })
        .await
}

/// Puts an announcement aside.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn dismiss_announcement(here: &Here, member: MemberId, id: AnnouncementId) -> Result<()> {
    change(here, member, move |conn| announcements::dismiss(conn, id, member)).await
}

/// Answers an announcement with a sign (`true`), or takes that back. Doing so twice changes nothing.
///
/// # Errors
/// `NotFound` when there is none; `Invalid` for what is no emoji, or for one more than there may be.
pub async fn react(here: &Here, member: MemberId, id: AnnouncementId, name: &str, set: bool) -> Result<()> {
    let name = reaction::parse(name)?;
    change(here, member, move |conn| {
        // Held, so that there are not more at once than there may be.
        announcements::lock(conn, id)?;
        if !set {
            return announcements::react_no_more(conn, id, member, &name);
        }
        let known = announcements::reactions(conn, &[id], member)?.remove(&id).unwrap_or_default();
        if !known.contains_key(&name) && known.len() >= reaction::REACTIONS_MAX {
            let text = format!("There are {} different answers already. Please choose one of those.", known.len());
            return Err(Error::invalid("name", text));
        }
        announcements::react(conn, id, member, &name)
    })
    .await
}

/// Forgets one notification, or all of them.
///
/// # Errors
/// `NotFound` when it is not theirs.
pub async fn dismiss_notifications(here: &Here, member: MemberId, id: Option<NotificationId>) -> Result<()> {
    change(here, member, move |conn| notifications::dismiss(conn, member, id)).await
}

/// Forgets the notifications that belong together. Doing so twice changes nothing.
///
/// # Errors
/// `NotFound` for who left.
pub async fn dismiss_group(here: &Here, member: MemberId, key: GroupKey) -> Result<()> {
    change(here, member, move |conn| notification_groups::dismiss(conn, member, key)).await
}

async fn change(
    here: &Here,
    member: MemberId,
    change: impl FnOnce(&mut Conn) -> Result<()> + Send + 'static,
) -> Result<()> {
    here.db
        .write(move |conn| {
            still_here(conn, member)?;
            change(conn)
        })
        .await
}

//! A member changes what a status of theirs says. Who may read it stays as it was.

use super::post_status::compose;
use super::{Here, still_here};
use crate::domain::event::Event;
use crate::domain::key::{ActorId, MemberId, StatusId};
use crate::domain::privacy::Guarded;
use crate::domain::status::{Draft, NotificationKind, Status, Visibility};
use crate::error::{Error, Result};
use crate::storage::{conversations, notifications, outbox, statuses};
use std::collections::BTreeSet;

/// Rewrites a status; everyone whom it reached hears of it.
///
/// # Errors
/// `NotFound` unless it is theirs; `Invalid` at the first field that does not fit.
pub async fn edit_status(here: &Here, member: MemberId, id: StatusId, draft: Draft) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let author = still_here(conn, member)?.actor;
            let status = statuses::lock(conn, &context.seal, id)?;
            if status.author != author || status.boost_of.is_some() {
                return Err(Error::not_found());
            }
            let checked = draft.check()?;
            let composed = compose(&context, conn, &checked)?;
            let before: BTreeSet<ActorId> =
                statuses::mentions(conn, &[id])?.remove(&id).unwrap_or_default().into_iter().collect();
            let (conversation, direct) = (status.conversation, status.visibility == Visibility::Direct);
            let changed = Status {
                words: Guarded::new(composed.words),
                sensitive: checked.sensitive,
                language: checked.language.or(status.language),
                edited_at: Some(now),
                ..status
            };
            statuses::update(conn, &context.seal, changed)?;
            // Whoever could read a private message can still read it: it was told to them.
            let mentioned: BTreeSet<ActorId> = match direct {
                true => composed.mentioned.union(&before).copied().collect(),
                false => composed.mentioned,
            };
            statuses::set_mentions(conn, id, &mentioned)?;
            if !direct {
                statuses::set_tags(conn, id, &composed.tags)?;
            }
            let new: Vec<ActorId> = mentioned.difference(&before).copied().collect();
            if let Some(conversation) = conversation.filter(|_| !new.is_empty()) {
                conversations::add(conn, conversation, id, author, new.iter().copied())?;
            }
            for reader in new {
                notifications::tell(conn, reader, NotificationKind::Mention, author, Some(id), now)?;
            }
            outbox::record(conn, &Event::StatusChanged { status: id }, now)
        })
        .await
}

//! Another server takes something back (`Delete`).

use super::delete_status::{erase, erase_account};
use super::pass_along::undo;
use super::receive_reply::forget_note;
use super::{Here, note_worked, words};
use crate::domain::follow::FollowState;
use crate::domain::key::ReceivedId;
use crate::domain::response::State;
use crate::error::Result;
use crate::storage::{actors, follows, listings, received, responses, statuses, tombstones};
use url::Url;

/// Erases another network's listing that `actor` deleted. A deletion that comes before its Create is
/// remembered, for that actor's object only (refusal 26); the caller has checked that the two share an origin.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn receive_deletion(here: &Here, actor: Url, object: Url, worked: Option<ReceivedId>) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            if actor == object {
                actors::mark_gone(conn, &actor)?;
                if let Some(gone) = actors::by_ap_id(conn, &actor)?.filter(|gone| !gone.local) {
                    // Its server counts it among nobody's followers any more (FEP-8fcf).
                    for follow in follows::around(conn, gone.id)?.iter().filter(|follow| follow.follower == gone.id) {
                        follows::set_state(conn, follow.id, FollowState::Ended, None)?;
                    }
                    erase_account(&context, conn, gone.id, now)?;
                }
                return note_worked(conn, worked);
            }
            if let Some(known) = listings::by_ap_id(conn, &object)? {
                let speaker = actors::get(conn, known.speaker)?;
                if known.local || speaker.ap_id != actor {
                    return match worked {
                        Some(id) => received::worked(conn, id, Some("only its own author deletes it")),
                        None => Ok(()),
                    };
                }
                let listing = listings::lock(conn, known.id)?;
                undo(conn, &listing, now)?;
                listings::erase(conn, listing.id, now)?;
                // A word of our own, for where none of theirs comes any more.
                for id in responses::waiting(conn, listing.id)? {
                    let response = responses::lock(conn, &context.seal, id)?;
                    let closing = |lang| words::closing(lang, &listing, words::Closing::Withdrawn);
                    let word = words::say(&context, conn, &listing, &response, closing)?;
                    responses::decide(conn, &context.seal, id, State::Lapsed, None, Some(&word), now)?;
                }
            }
            if let Some(known) = statuses::by_ap_id(conn, &context.seal, &object)? {
                let author = actors::get(conn, known.author)?;
                if known.local || author.ap_id != actor {
                    return match worked {
                        Some(id) => received::worked(conn, id, Some("only its own author deletes it")),
                        None => Ok(()),
                    };
                }
                erase(conn, &known)?;
            }
            forget_note(&context, conn, &object, &actor)?;
            tombstones::plant(conn, &object, &actor, now)?;
            note_worked(conn, worked)
        })
        .await?;
    here.db.note_erased();
    Ok(())
}

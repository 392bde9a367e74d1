//! Erasure, when its time has come: where exactly, 48 hours after a handoff; the words of a listing, 30 days after its
//! end; who answered and handed over what, after 90 days; what somebody asked without an account, 30 days after the last
//! visit or word; what a member keeps for later, after 30 days; the key of who left, when their last word was delivered.

use super::Here;
use super::help_guest::end;
use super::post_status::key_life;
use super::send_media::erase_waiting;
use crate::clock::Moment;
use crate::domain::Listing;
use crate::domain::asking::week;
use crate::domain::beginning::beginning_life;
use crate::domain::event::Event;
use crate::error::Result;
use crate::storage::{
    Conn, activities, actors, apps, asked_members, beginnings, guest_needs, handoffs, joining, listings, mails,
    moderation, outbox, passkeys, polls, received, responses, sign_ins, status_edits, statuses,
};
use chrono::Duration;

/// How long the words of a listing outlive its end.
pub fn listing_life_after_end() -> Duration {
    Duration::days(30)
}

/// How long one sees one's own history: answers and handoffs that are over, and that an erased listing was one's own.
pub fn history_life() -> Duration {
    Duration::days(90)
}

/// How long the last words of who left are tried to be delivered at most.
pub fn gone_life() -> Duration {
    Duration::days(30)
}

/// How long it is remembered that an account elsewhere voted in a poll that ended: until the last totals were told there.
pub fn foreign_vote_life() -> Duration {
    Duration::days(1)
}

/// How long a member sees what they voted in a poll that ended.
pub fn own_vote_life() -> Duration {
    Duration::days(30)
}

/// Most rows of one kind that are erased in one transaction; the rest follows in the next.
const AT_ONCE: i64 = 200;

/// How long the id of an activity that came in is remembered.
pub fn received_life() -> Duration {
    Duration::days(30)
}

/// How long an app is remembered that nobody lets in. Some register once for all their people, and wait for the first.
pub fn unused_app_life() -> Duration {
    Duration::days(90)
}

/// How long an app's token for itself works.
pub fn own_token_life() -> Duration {
    Duration::days(365)
}

/// Erases everything whose time has come. Answers how many things that were.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn erase_due(here: &Here) -> Result<usize> {
    let (context, now) = (here.clone(), here.now());
    let erased = here
        .db
        .write(move |conn| {
            let mut erased = handoffs::erase_due(conn, now)?;
            for id in guest_needs::due(conn, now, AT_ONCE)? {
                let need = guest_needs::lock(conn, &context.seal, id)?;
                end(&context, conn, &need, now)?;
                erased += 1;
            }
            for id in listings::to_erase(conn, now - listing_life_after_end(), 100)? {
                let listing = listings::lock(conn, id)?;
                responses::erase_messages(conn, id)?;
                erase_listing(conn, &listing, now)?;
                erased += 1;
            }
            erased += moderation::erase_reports(conn, now - listing_life_after_end())?;
            erased += handoffs::forget_over(conn, now - history_life(), AT_ONCE)?;
            erased += responses::forget_over(conn, now - history_life(), AT_ONCE)?;
            erased += listings::forget_speakers(conn, now - history_life(), AT_ONCE)?;
            erased += actors::drop_keys_of_gone(conn, now - gone_life())?;
            erased += polls::forget_votes(conn, now - foreign_vote_life(), now - own_vote_life(), AT_ONCE)?;
            erased += received::forget(conn, now - received_life())?;
            erased += erase_waiting(conn, now)?;
            erased += beginnings::forget(conn, now - beginning_life())?;
            erased += status_edits::erase_due(conn, now, AT_ONCE)?;
            erased += statuses::forget_requests(conn, now - key_life(), None)?;
            erased += activities::forget_sent(conn, now - Duration::days(1))?;
            erased += outbox::forget_set_aside(conn, now - outbox::kept_aside_for())?;
            erased += sign_ins::forget_over(conn, now)?;
            erased += passkeys::forget_over(conn, now)?;
            erased += joining::forget_over(conn, now)?;
            erased += mails::forget_over(conn, now)?;
            // Those of which it is noted began within a day.
            handoffs::forget_reminders(conn, now - Duration::days(2))?;
            erased += asked_members::forget(conn, now - week())?;
            erased += apps::forget_codes(conn, now)?;
            erased += apps::forget_own_tokens(conn, now - own_token_life())?;
            erased += apps::forget_unused(conn, now - unused_app_life(), AT_ONCE)?;
            Ok(erased)
        })
        .await?;
    if erased > 0 {
        here.db.note_erased();
    }
    drop_old_pages(here).await;
    Ok(erased)
}

/// Takes what was erased out of the files too. It was erased already: what cannot be done now is done next time.
pub(super) async fn drop_old_pages(here: &Here) {
    match here.db.drop_old_pages().await {
        Ok(true) => {}
        Ok(false) => tracing::debug!("the log of the database is being read; it is emptied the next time"),
        Err(error) => {
            tracing::warn!(cause = ?error.cause(), "the log of the database was not emptied; it is tried again")
        }
    }
}

/// Erases what a listing said; asks everyone whom it reached to forget it. What the answers to it said the caller
/// erases before it says the closing words, which whoever answered keeps.
pub(super) fn erase_listing(conn: &mut Conn, listing: &Listing, now: Moment) -> Result<()> {
    listings::erase(conn, listing.id, now)?;
    if listing.local && listing.published_at.is_some() && listing.audience.federates() {
        outbox::record(conn, &Event::ListingDeleted { listing: listing.id }, now)?;
    }
    Ok(())
}

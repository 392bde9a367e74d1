//! An account elsewhere votes in a poll of ours. It is counted, and shown to nobody.

use super::own_block::keeps_out;
use super::receive_listing::refuse;
use super::{Here, note_worked};
use crate::domain::key::{ActorId, ReceivedId};
use crate::domain::poll::told_together;
use crate::error::Result;
use crate::storage::{polls, statuses};
use url::Url;

/// A vote from elsewhere.
#[derive(Clone, Debug)]
pub struct Vote {
    /// The post that asks.
    pub status: Url,
    /// The option, as it is written there.
    pub option: String,
}

/// Counts a vote: once for an account and an option, before the end, for an option that is there, and for one where one
/// chooses one.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn receive_vote(here: &Here, by: ActorId, vote: Vote, worked: Option<ReceivedId>) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let status = statuses::by_ap_id(conn, &context.seal, &vote.status)?;
            let Some(status) = status.filter(|status| status.local && status.boost_of.is_none()) else {
                return refuse(conn, worked, "no such poll here");
            };
            // Who may not read it does not learn whether it is there.
            if !statuses::is_for(conn, &status, Some(by))? || keeps_out(&context, conn, status.author, by)? {
                return refuse(conn, worked, "no such poll here");
            }
            let Some(mut poll) = polls::lock(conn, &context.seal, status.id)? else {
                return refuse(conn, worked, "no such poll here");
            };
            let options = poll.options.open(&status.key_for_delivery());
            let Some(choice) = options.iter().position(|option| *option == vote.option) else {
                return refuse(conn, worked, "there is no such option");
            };
            if poll.choose(&[choice], now).is_err() {
                return refuse(conn, worked, "the poll has ended");
            }
            let before = polls::vote_of(conn, &context.seal, status.id, by)?;
            let new = before.is_none();
            let mut chosen = before.unwrap_or_default();
            if chosen.contains(&choice) {
                return note_worked(conn, worked);
            }
            if !new && !poll.multiple {
                return refuse(conn, worked, "one chooses one option");
            }
            chosen.push(choice);
            polls::set_vote(conn, &context.seal, status.id, by, &chosen)?;
            poll.tally.add(&[choice], new);
            polls::set_tally(conn, status.id, &poll.tally)?;
            polls::tell_later(conn, status.id, now + told_together())?;
            note_worked(conn, worked)
        })
        .await
}

//! A member votes in a poll, once. Nobody else hears for what: there are totals alone (value V2).

use super::post_status::readable;
use super::{Here, still_here};
use crate::domain::event::Event;
use crate::domain::key::{MemberId, StatusId};
use crate::domain::poll::told_together;
use crate::domain::privacy::{Guarded, Matched};
use crate::error::{Error, Kind, Message, Result};
use crate::storage::{outbox, polls};

/// Votes for these options of a poll. Where it is somebody's elsewhere, their server is told.
///
/// # Errors
/// `NotFound` when there is no such poll for this member; `Invalid` after its end, for a second vote, for one's own poll,
/// and for what cannot be chosen.
pub async fn vote(here: &Here, member: MemberId, id: StatusId, choices: Vec<usize>) -> Result<()> {
    cast(here, member, id, choices, None).await
}

/// The same for whoever read these options: nobody votes for other words than those that they read.
///
/// # Errors
/// As [`vote`]; `Conflict` when it asks something else by now.
pub async fn vote_as_read(
    here: &Here,
    member: MemberId,
    id: StatusId,
    choices: Vec<usize>,
    options: Vec<String>,
) -> Result<()> {
    cast(here, member, id, choices, Some(Guarded::new(options))).await
}

async fn cast(
    here: &Here,
    member: MemberId,
    id: StatusId,
    choices: Vec<usize>,
    read: Option<Guarded<Matched, Vec<String>>>,
) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let actor = still_here(conn, member)?.actor;
            let status = readable(&context, conn, id, actor)?;
            let mut poll = polls::lock(conn, &context.seal, status.id)?.ok_or_else(Error::not_found)?;
            if status.author == actor {
                let text = "One does not vote in one's own poll.";
                return Err(Error::new(Kind::Invalid, text).worded(Message::OwnPoll));
            }
            if !poll.is_over(now) && read.as_ref().is_some_and(|read| *read != poll.options) {
                let text = "What can be chosen was changed in the meantime. Please read it again and choose.";
                return Err(Error::conflict(text).worded(Message::PollChanged));
            }
            let chosen = poll.choose(&choices, now)?;
            if polls::vote_of(conn, &context.seal, status.id, actor)?.is_some() {
                let text = "You have already voted on this poll.";
                return Err(Error::new(Kind::Invalid, text).worded(Message::VotedBefore));
            }
            polls::set_vote(conn, &context.seal, status.id, actor, &chosen)?;
            poll.tally.add(&chosen, true);
            polls::set_tally(conn, status.id, &poll.tally)?;
            if status.local {
                return polls::tell_later(conn, status.id, now + told_together());
            }
            outbox::record(conn, &Event::Voted { status: status.id, actor }, now)
        })
        .await
}

//! What is told of polls: new totals of ours, and votes in those of others.

use super::{Reach, Told, outgoing};
use crate::app::App;
use crate::domain::key::{ActorId, StatusId};
use crate::error::Result;
use crate::federation::render::activity::status::{inboxes, still_reached, told_of};
use crate::federation::render::listing::below;
use crate::federation::render::status::Whole;
use crate::federation::wire::{Create, Note, Update};
use crate::storage::{Conn, actors, polls, statuses};
use std::collections::BTreeSet;
use url::Url;

const VOTERS_AT_ONCE: usize = 500;

/// `Update` with the totals of now, to everyone whom the poll reached and to who voted elsewhere. It is no edit: `updated`
/// stays what it was.
pub(super) fn counted(app: &App, conn: &mut Conn, id: StatusId, subject: String) -> Result<Vec<Told>> {
    let Some(status) = told_of(app, conn, id)? else { return Ok(Vec::new()) };
    let whole = Whole::of(conn, &app.here.seal, status)?;
    if whole.poll.is_none() {
        return Ok(Vec::new());
    }
    let mut inboxes = inboxes(app, conn, &whole, None)?;
    inboxes.extend(still_reached(conn, &whole)?);
    if whole.status.visibility.is_open() {
        // A database takes only so many values in one question.
        for some in polls::voters(conn, id)?.chunks(VOTERS_AT_ONCE) {
            let voters = actors::get_many(conn, some)?;
            let elsewhere = voters.iter().filter(|voter| !voter.local && !voter.gone);
            inboxes.extend(elsewhere.map(|voter| voter.delivery_inbox().clone()));
        }
    }
    let open = whole.status.visibility.is_open();
    if inboxes.is_empty() && !open {
        return Ok(Vec::new());
    }
    let now = app.here.now();
    let (to, cc) = whole.audience();
    let part = format!("update/totals-{}", now.timestamp_millis());
    let update = Update {
        published: Some(now),
        to,
        cc,
        ..Update::new(below(&whole.status.ap_id, &part), whole.author.ap_id.clone(), whole.note(app)?)
    };
    let activity = outgoing(update.id.clone(), whole.author.id, subject, open, &update)?;
    Ok(vec![Told { activity, inboxes, reaches: Some(Reach::Status(id)), forgets: false }])
}

/// The id of a vote: it cannot be fetched, and the same vote has the same id.
fn vote_id(actor: &Url, id: StatusId, choice: usize) -> Url {
    let mut vote = actor.clone();
    vote.set_fragment(Some(&format!("votes/{id}/{choice}")));
    vote
}

/// A `Create` for each option: a `Note` that names it and says nothing else, for the author of the poll alone.
pub(super) fn voted(app: &App, conn: &mut Conn, id: StatusId, by: ActorId, subject: String) -> Result<Vec<Told>> {
    let Some(status) = statuses::find(conn, &app.here.seal, id)? else { return Ok(Vec::new()) };
    let (Some(poll), Some(choices)) =
        (polls::find(conn, &app.here.seal, id)?, polls::vote_of(conn, &app.here.seal, id, by)?)
    else {
        return Ok(Vec::new());
    };
    let (voter, author) = (actors::get(conn, by)?, actors::get(conn, status.author)?);
    if author.gone || author.local {
        return Ok(Vec::new());
    }
    let options = poll.options.open(&status.key_for_delivery());
    let mut told = Vec::new();
    for choice in choices {
        let Some(option) = options.get(choice) else { continue };
        let vote = vote_id(&voter.ap_id, id, choice);
        let note = Note {
            name: Some(option.as_str().into()),
            in_reply_to: Some(status.ap_id.clone()),
            to: vec![author.ap_id.clone()].into(),
            ..Note::new(vote.clone(), voter.ap_id.clone())
        };
        let mut create_id = vote;
        create_id.set_fragment(Some(&format!("votes/{id}/{choice}/create")));
        let create =
            Create { to: vec![author.ap_id.clone()].into(), ..Create::new(create_id, voter.ap_id.clone(), note) };
        told.push(Told {
            activity: outgoing(create.id.clone(), voter.id, subject.clone(), false, &create)?,
            inboxes: BTreeSet::from([author.inbox.clone()]),
            reaches: None,
            forgets: false,
        });
    }
    Ok(told)
}

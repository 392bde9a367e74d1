//! The two sides of an answer belong to two networks: what they write goes from one network to the other, each time to it
//! alone, and neither is named there. Here it is a direct message between a member and their own network, so that apps show
//! it, nothing else sends it out, and it is sealed and erased like any.

use super::Here;
use super::network_says::{Message, html};
use super::own_block::{keeps_host_far, keeps_out};
use super::post_status::{conversation_after, keep};
use super::say_about::no_writing;
use super::speaking::speak_if_for;
use crate::clock::Moment;
use crate::domain::event::Event;
use crate::domain::follow::Actor;
use crate::domain::key::{ActorId, MemberId, StatusId};
use crate::domain::listing::Listing;
use crate::domain::privacy::Guarded;
use crate::domain::response::{Response, State};
use crate::domain::status::{Draft, Status, Visibility, Words};
use crate::error::Result;
use crate::ids;
use crate::storage::{Conn, actors, crossed_words, moderation, outbox};

/// Whether the two sides of an answer can write to each other across two networks, or why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Across {
    /// They can.
    Open,
    /// Not before the author said yes, or wrote: until then the answer may be with connectors there, and not with the author.
    Later,
    /// The other network does not say that it takes words.
    Unheard,
    /// It is over, or one side keeps the other away.
    Closed,
}

/// Whether another network speaks for the other side of an answer.
pub fn crosses(listing: &Listing, response: &Response, ours: ActorId) -> bool {
    match listing.local {
        // A person elsewhere speaks for themselves.
        true => response.came_in(ours) && response.language.is_none(),
        false => response.member.is_some(),
    }
}

/// The network of the other side of an answer that crosses.
pub(super) fn other_network(listing: &Listing, response: &Response) -> ActorId {
    if listing.local { response.responder } else { listing.origin }
}

/// Whether one of our sides, by its actor, can write across; `said` is what was written so far.
///
/// # Errors
/// `Internal` when the database fails.
pub fn across(
    here: &Here,
    conn: &mut Conn,
    listing: &Listing,
    response: &Response,
    own: ActorId,
    said: &[Status],
) -> Result<Across> {
    if !is_under_way(response) {
        return Ok(Across::Closed);
    }
    let other = actors::get(conn, other_network(listing, response))?;
    if other.gone || are_apart(here, conn, own, &other)? {
        return Ok(Across::Closed);
    }
    if !other.takes_words {
        return Ok(Across::Unheard);
    }
    let with_author = listing.local
        || response.state == State::Accepted
        // What came in stands here as said by our network.
        || said.iter().any(|one| one.author == here.network);
    Ok(if with_author { Across::Open } else { Across::Later })
}

/// Whether there is anything to say about an answer, and somebody who hears it.
pub(super) fn is_under_way(response: &Response) -> bool {
    matches!(response.state, State::Offered | State::Accepted)
}

/// Whether one of our actors, or our network, hears nothing of another network.
pub(super) fn are_apart(here: &Here, conn: &mut Conn, own: ActorId, other: &Actor) -> Result<bool> {
    Ok(moderation::is_unheard(conn, &other.ap_id)?
        || keeps_out(here, conn, own, other.id)?
        || keeps_host_far(here, conn, own, other.id)?)
}

/// Writes across, as a side of an answer that the caller holds with its listing.
pub(super) fn say_across(
    here: &Here,
    conn: &mut Conn,
    (member, own): (MemberId, ActorId),
    listing: &Listing,
    response: &Response,
    draft: &Draft,
    now: Moment,
) -> Result<StatusId> {
    let before = crossed_words::of_response(conn, &here.seal, response.id)?;
    if across(here, conn, listing, response, own, &before)? != Across::Open {
        return Err(no_writing());
    }
    let spoken_for = if listing.is_by(member) { listing.proxy } else { response.proxy };
    speak_if_for(here, conn, member, spoken_for)?;
    // A warning is read first; the other side is shown no button for it.
    let text = match draft.spoiler.as_deref().unwrap_or_default().trim() {
        "" => draft.text.clone(),
        warning => format!("{warning}\n{}", draft.text),
    };
    let checked = Draft { text, spoiler: None, ..draft.clone() }.check()?;
    let network = actors::get(conn, here.network)?;
    let content = html(&network, &Message { words: vec![checked.text.clone()], ..Message::default() });
    let words = Words { spoiler: String::new(), content, source: Some(checked.text) };
    let parent = before.last();
    let (id, address) = (StatusId(ids::next(now)), here.addresses.status(&ids::slug()));
    let status = Status {
        conversation: Some(conversation_after(conn, parent, now)?),
        language: checked.language,
        response: Some(response.id),
        ..Status::new(id, address.clone(), own, Visibility::Direct, Guarded::new(words), now).answering(parent)
    };
    keep(here, conn, status, &[here.network].into(), &Default::default(), now)?;
    crossed_words::put(conn, id, &address)?;
    outbox::record(conn, &Event::WordsSaid { response: response.id, status: id }, now)?;
    Ok(id)
}

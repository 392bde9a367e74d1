//! A member answers a listing, ours or another network's.

use super::answer_in_app::tell_author;
use super::move_account::check_not_moved;
use super::own_block::blocks;
use super::post_status::{key_of, posted_before};
use super::promise::{Plan, promise};
use super::speaking::speak_if_for;
use super::{Here, still_here, words};
use crate::clock::Moment;
use crate::domain::event::Event;
use crate::domain::key::{ActorId, ListingId, MemberId, ProxyId, ResponseId, StatusId};
use crate::domain::listing::{Listing, Way};
use crate::domain::member::RoleKind;
use crate::domain::network::Mode;
use crate::domain::privacy::{Guarded, Matched};
use crate::domain::quantity::Amount;
use crate::domain::response::{Response, State};
use crate::error::{Error, Message, Result};
use crate::ids;
use crate::storage::{Conn, actors, listings, members, outbox, responses, statuses};
use url::Url;

/// What a member says when answering.
#[derive(Debug, Default)]
pub struct Answer {
    /// How much is asked of an offer, or brought for a need.
    pub amount: Option<Amount>,
    /// A few words.
    pub message: Option<Guarded<Matched, String>>,
    /// How it would change hands.
    pub way: Option<Way>,
    /// When they would come.
    pub arrive_at: Option<Moment>,
    /// The neighbor for whom the member answers.
    pub for_proxy: Option<ProxyId>,
    /// Whether connectors are to bring it to the listing's author.
    pub through_connectors: bool,
    /// Of a member's: the same key for the same listing within an hour answers nothing anew, and gives what was answered first.
    pub key: Option<String>,
}

/// Answers a listing as a member of ours. For another network's listing, its origin decides.
///
/// # Errors
/// `NotFound` for a draft; `Conflict` when it is not open; `Invalid` for an amount that does not fit,
/// or for one's own listing.
pub async fn respond(here: &Here, member: MemberId, listing: ListingId, answer: Answer) -> Result<ResponseId> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            // Holds the member: two of theirs at one moment take turns.
            still_here(conn, member)?;
            let key = key_for(listing, answer.key.as_deref())?;
            if let Some(before) = posted_before(conn, member, key.as_deref(), now)? {
                return Ok(ResponseId(before.0));
            }
            let id = answer_listing(&context, conn, member, listing, answer, now)?;
            if let Some(key) = &key {
                statuses::note_request(conn, member, key, StatusId(id.0), now)?;
            }
            Ok(id)
        })
        .await
}

/// What a member answered a listing with under this key, if they did: whoever asks again is told of it, whatever became of the
/// listing since.
///
/// # Errors
/// `Invalid` for a key that is too long; `Internal` when the database fails.
pub async fn answered_before(
    here: &Here,
    member: MemberId,
    listing: ListingId,
    key: Option<&str>,
) -> Result<Option<ResponseId>> {
    let Some(key) = key_for(listing, key)? else { return Ok(None) };
    let now = here.now();
    let before = here.db.read(move |conn| posted_before(conn, member, Some(key.as_str()), now)).await?;
    Ok(before.map(|before| ResponseId(before.0)))
}

/// What was said to one listing is no answer to another, whatever an app chose.
fn key_for(listing: ListingId, key: Option<&str>) -> Result<Option<String>> {
    key_of(&format!("response to {listing}"), key)
}

/// Answers a listing, within the caller's transaction.
pub(super) fn answer_listing(
    here: &Here,
    conn: &mut Conn,
    member: MemberId,
    listing: ListingId,
    answer: Answer,
    now: Moment,
) -> Result<ResponseId> {
    let actor = still_here(conn, member)?.actor;
    check_not_moved(conn, actor)?;
    let listing = listings::lock(conn, listing)?;
    if !listing.state.is_published() {
        return Err(Error::not_found());
    }
    if listing.is_by(member) {
        return Err(Error::invalid("listing", "This is your own listing.").worded(Message::OwnListing));
    }
    speak_if_for(here, conn, member, answer.for_proxy)?;
    listing.check_response(answer.amount, now)?;
    check_blocks(here, conn, &listing, member)?;
    let way = route(here, conn, Some(member), answer.through_connectors, now)?;
    let ap_id = here.addresses.activity(&ids::slug());
    let response = offered(listing.id, here.network, Some(member), ap_id, answer, now);
    let id = response.id;
    let response = Response { state: way, ..response };
    responses::insert_if_new(conn, &here.seal, response)?;
    if way == State::WithConnectors {
        return Ok(id);
    }
    if listing.local {
        apply_rule(here, conn, &listing, id, now)?;
        tell_author(here, conn, &listing, id, now)?;
    } else {
        outbox::record(conn, &Event::ResponseMade { response: id }, now)?;
    }
    Ok(id)
}

/// A neighbor and an author, one of whom blocks the other, hear no more of each other than that it is closed.
pub(super) fn check_blocks(here: &Here, conn: &mut Conn, listing: &Listing, member: MemberId) -> Result<()> {
    let closed = || Error::conflict("This is not open for answers any more.").worded(Message::NotOpen);
    let own = members::get(conn, member)?.actor;
    let blocked = match listing.author {
        Some(author) => {
            let other = members::get(conn, author)?.actor;
            blocks(here, conn, author, own)? || blocks(here, conn, member, other)?
        }
        None => blocks(here, conn, member, listing.speaker)?,
    };
    if blocked { Err(closed()) } else { Ok(()) }
}

/// Whether an answer goes to the listing's author, or to the connectors first (value V15). Where connectors bring everything
/// together, only theirs goes straight; while there is no connector, everybody's does, so that nobody is shut out.
///
/// # Errors
/// `Conflict` when connectors are asked for where there are none.
pub(super) fn route(
    here: &Here,
    conn: &mut Conn,
    member: Option<MemberId>,
    wanted: bool,
    now: Moment,
) -> Result<State> {
    let mode = actors::get(conn, here.network)?.mode.unwrap_or(Mode::Neighbors);
    let any = mode != Mode::Neighbors && members::anybody_is(conn, RoleKind::Connector, now)?;
    let own = match member {
        Some(member) => members::roles_at(conn, member, now)?.contains(&RoleKind::Connector),
        None => false,
    };
    match (mode, any) {
        (Mode::ConnectorsOnly, true) if !own => Ok(State::WithConnectors),
        (Mode::ConnectorsHelp, true) if wanted && !own => Ok(State::WithConnectors),
        (_, false) if wanted => {
            Err(Error::conflict("No connectors help here at the moment. Please answer without `through_connectors`."))
        }
        _ => Ok(State::Offered),
    }
}

/// A response that waits for the author's word.
pub(super) fn offered(
    listing: ListingId,
    responder: ActorId,
    member: Option<MemberId>,
    ap_id: Url,
    answer: Answer,
    now: Moment,
) -> Response {
    Response {
        id: ResponseId(ids::next(now)),
        ap_id,
        listing,
        responder,
        member,
        asked: answer.amount,
        accepted: None,
        message: answer.message,
        way: answer.way,
        arrive_at: answer.arrive_at,
        state: State::Offered,
        answer: None,
        created_at: now,
        updated_at: now,
        language: None,
        proxy: answer.for_proxy,
    }
}

/// Accepts by the rule that the author set on the listing ("first come"), as far as something is left.
/// Without a rule, nothing happens: only people accept (value V14).
pub(super) fn apply_rule(here: &Here, conn: &mut Conn, listing: &Listing, id: ResponseId, now: Moment) -> Result<()> {
    let Some(rule) = listing.details.first_come else { return Ok(()) };
    let response = responses::lock(conn, &here.seal, id)?;
    let part = match (&listing.quantity, response.asked) {
        (Some(quantity), Some(asked)) => {
            let part = rule.at_most_each.map_or(asked, |most| asked.min(most)).min(quantity.open());
            if quantity.check_part(part).is_err() {
                return turn_away(here, conn, listing, &response, now);
            }
            Some(part)
        }
        _ => None,
    };
    match promise(here, conn, listing, &response, part, Plan::default(), now)? {
        Some(_) => Ok(()),
        None => turn_away(here, conn, listing, &response, now),
    }
}

/// The kind no of the rule: somebody was first.
fn turn_away(here: &Here, conn: &mut Conn, listing: &Listing, response: &Response, now: Moment) -> Result<()> {
    let word = words::say(here, conn, listing, response, |lang| words::all_promised(lang, listing))?;
    responses::decide(conn, &here.seal, response.id, State::Declined, None, Some(&word), now)?;
    if response.came_in(here.network) {
        outbox::record(conn, &Event::ResponseRejected { response: response.id }, now)?;
    }
    Ok(())
}

//! A person elsewhere replies to a listing of ours: a private message is an answer, kept sealed; whoever
//! replies for others to read hears once, in private, how to answer.

use super::answer_in_app::tell_author;
use super::own_block::blocks;
use super::receive_response::is_paused;
use super::respond::{Answer, apply_rule, offered, route};
use super::{Here, note_worked, words};
use crate::domain::address::ToldBy;
use crate::domain::audience::Audience;
use crate::domain::event::Event;
use crate::domain::key::{ActorId, ListingId, ReceivedId};
use crate::domain::listing::Listing;
use crate::domain::privacy::{Guarded, Key, Matched};
use crate::domain::quantity::{Amount, Quantity, may_be_thousands};
use crate::domain::response::{Response, State};
use crate::error::Result;
use crate::i18n::Lang;
use crate::storage::{Conn, actors, handoffs, listings, outbox, received, replies, responses, tombstones};
use url::Url;

/// So many messages make up one answer at most.
const NOTES_MAX: usize = 10;

/// What a person elsewhere wrote.
#[derive(Debug)]
pub struct Reply {
    /// Its id.
    pub note: Url,
    /// What it replies to: a listing of ours, or a private message of ours about one.
    pub answers: Url,
    /// Whether only our own actors can read it.
    pub direct: bool,
    /// Its text, without markup.
    pub words: Guarded<Matched, String>,
    /// Its language, if it is said and one of ours.
    pub language: Option<Lang>,
}

/// Takes in a reply. The same reply twice has one effect.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn receive_reply(here: &Here, by: ActorId, reply: Reply, worked: Option<ReceivedId>) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let Some(listing) = subject(&context, conn, &reply.answers, by)? else {
                return refuse(conn, worked, "no such listing here");
            };
            let listing = listings::lock(conn, listing)?;
            if !listing.local || !listing.state.is_published() || listing.audience != Audience::Public {
                return refuse(conn, worked, "not for everyone");
            }
            // Who is blocked by the author is told nothing, not even that.
            if let Some(author) = listing.author
                && blocks(&context, conn, author, by)?
            {
                return refuse(conn, worked, "not for this account");
            }
            let author = actors::get(conn, by)?.ap_id;
            if tombstones::is_deleted_by(conn, &reply.note, &author)? {
                return refuse(conn, worked, "was taken back before it came");
            }
            if !reply.direct {
                if is_open(&listing, now) && replies::explain_once(conn, listing.id, by, now)? {
                    let language = reply.language.unwrap_or(context.language);
                    let event = Event::ReplyExplained { listing: listing.id, actor: by, note: reply.note, language };
                    outbox::record(conn, &event, now)?;
                }
                return note_worked(conn, worked);
            }
            if replies::response_of(conn, &reply.note)?.is_some() {
                return note_worked(conn, worked);
            }
            match under_way(&context, conn, listing.id, by)? {
                Some(response) => {
                    if replies::words_of(conn, &context.seal, response.id)?.len() >= NOTES_MAX {
                        return refuse(conn, worked, "more messages than one answer has");
                    }
                    replies::insert_if_new(conn, &context.seal, response.id, &reply.note, reply.words, now)?;
                    reword(&context, conn, &listing, &response)?;
                }
                None => begin(&context, conn, &listing, by, reply)?,
            }
            note_worked(conn, worked)
        })
        .await
}

/// Its author changed a reply: the new words count while the answer waits.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn receive_changed_reply(here: &Here, by: ActorId, reply: Reply, worked: Option<ReceivedId>) -> Result<()> {
    let context = here.clone();
    here.db
        .write(move |conn| {
            let Some(id) = replies::response_of(conn, &reply.note)? else {
                return refuse(conn, worked, "no such answer here");
            };
            let listing = responses::listing_of(conn, id)?;
            let listing = listings::lock(conn, listing)?;
            let response = responses::lock(conn, &context.seal, id)?;
            if response.responder != by || !waits(response.state) || !reply.direct {
                return refuse(conn, worked, "only what waits is changed, by its author, in private");
            }
            replies::reword(conn, &context.seal, &reply.note, reply.words)?;
            reword(&context, conn, &listing, &response)?;
            note_worked(conn, worked)
        })
        .await
}

/// Forgets the words of a reply that `actor` deleted. When none is left of an answer that waits, it is taken
/// back. A promise stands: many programs delete old messages by themselves.
pub(super) fn forget_note(here: &Here, conn: &mut Conn, note: &Url, actor: &Url) -> Result<()> {
    let Some(id) = replies::response_of(conn, note)? else { return Ok(()) };
    let listing = responses::listing_of(conn, id)?;
    let listing = listings::lock(conn, listing)?;
    let response = responses::lock(conn, &here.seal, id)?;
    if actors::get(conn, response.responder)?.ap_id != *actor {
        return Ok(());
    }
    replies::forget(conn, note)?;
    reword(here, conn, &listing, &response)?;
    if waits(response.state) && replies::newest(conn, id)?.is_none() {
        responses::decide(conn, &here.seal, id, State::Withdrawn, None, None, here.now())?;
    }
    Ok(())
}

/// The listing that a reply is about: by its own id, or by that of a message of ours to the same person.
fn subject(here: &Here, conn: &mut Conn, answers: &Url, by: ActorId) -> Result<Option<ListingId>> {
    match here.addresses.told_by(answers) {
        None => Ok(listings::by_ap_id(conn, answers)?.map(|listing| listing.id)),
        Some(ToldBy::Reply(response)) => responses::listing_answered_by(conn, response, by),
        Some(ToldBy::Explanation(listing)) => Ok(replies::was_explained(conn, listing, by)?.then_some(listing)),
    }
}

fn is_open(listing: &Listing, now: crate::clock::Moment) -> bool {
    listing.state.takes_responses() && now < listing.expires_at
}

/// The answer that somebody can still add words to: one that waits, or one that is promised and not handed over.
fn under_way(here: &Here, conn: &mut Conn, listing: ListingId, by: ActorId) -> Result<Option<Response>> {
    let Some(id) = responses::under_way_of(conn, listing, by)? else { return Ok(None) };
    let response = responses::lock(conn, &here.seal, id)?;
    if response.state == State::Accepted && handoffs::open_of_response(conn, &here.seal, id)?.is_none() {
        return Ok(None);
    }
    Ok(Some(response))
}

/// Whether nothing is decided.
fn waits(state: State) -> bool {
    matches!(state, State::Offered | State::WithConnectors)
}

/// The first message of an answer.
fn begin(here: &Here, conn: &mut Conn, listing: &Listing, by: ActorId, reply: Reply) -> Result<()> {
    let now = here.now();
    let answer = Answer::default();
    let mut response = offered(listing.id, by, None, reply.note.clone(), answer, now);
    response.language = Some(reply.language.unwrap_or(here.language));
    let id = response.id;
    if !responses::insert_if_new(conn, &here.seal, response)? {
        return Ok(());
    }
    replies::insert_if_new(conn, &here.seal, id, &reply.note, reply.words, now)?;
    let response = responses::lock(conn, &here.seal, id)?;
    reword(here, conn, listing, &response)?;
    let response = responses::lock(conn, &here.seal, id)?;
    let paused = is_paused(here, conn)?;
    if paused || !is_open(listing, now) {
        let why = if paused { words::paused } else { words::not_open };
        let word = words::say(here, conn, listing, &response, why)?;
        responses::decide(conn, &here.seal, id, State::Lapsed, None, Some(&word), now)?;
        return outbox::record(conn, &Event::ResponseRejected { response: id }, now);
    }
    if route(here, conn, None, false, now)? == State::WithConnectors {
        responses::decide(conn, &here.seal, id, State::WithConnectors, None, None, now)?;
        return outbox::record(conn, &Event::ResponseReceived { response: id }, now);
    }
    // The rule of the author counts amounts: where none is said, the author decides.
    if listing.quantity.is_none() || response.asked.is_some() {
        apply_rule(here, conn, listing, id, now)?;
    }
    if responses::lock(conn, &here.seal, id)?.state == State::Offered {
        tell_author(here, conn, listing, id, now)?;
        outbox::record(conn, &Event::ResponseReceived { response: id }, now)?;
    }
    Ok(())
}

/// Puts the words of an answer together from its messages, and reads the amount anew while it waits.
fn reword(here: &Here, conn: &mut Conn, listing: &Listing, response: &Response) -> Result<()> {
    let key = Key::of_delivery(response);
    let notes = replies::words_of(conn, &here.seal, response.id)?;
    let words = notes.iter().map(|words| words.open(&key).as_str()).collect::<Vec<_>>().join("\n\n");
    let asked = match &listing.quantity {
        Some(quantity) if waits(response.state) => amount_said(quantity, &words),
        _ => response.asked,
    };
    let message = (!words.is_empty()).then(|| Guarded::new(words));
    responses::reword(conn, &here.seal, response.id, message, asked, here.now())
}

/// The amount that a text says plainly, in digits with the listing's own word after it ("2 boxes"), or as a
/// number and nothing else. Said twice, in words or in another way, it is left to the author.
pub(super) fn amount_said(quantity: &Quantity, words: &str) -> Option<Amount> {
    let unit = quantity.unit.label.to_lowercase();
    let lower = words.to_lowercase();
    let mut tokens = lower.split_whitespace().peekable();
    let mut said = Vec::new();
    let alone = lower.split_whitespace().count() == 1;
    while let Some(token) = tokens.next() {
        let Ok(amount) = token.parse::<Amount>() else { continue };
        let word = tokens.peek().map(|next| next.trim_matches(|c: char| !c.is_alphanumeric()));
        if alone || word.is_some_and(|word| unit == word) {
            // A thousand, or one.
            if may_be_thousands(token) {
                return None;
            }
            said.push(amount);
        }
    }
    match said[..] {
        [amount] => quantity.check_part(amount).is_ok().then_some(amount),
        _ => None,
    }
}

fn refuse(conn: &mut Conn, worked: Option<ReceivedId>, why: &str) -> Result<()> {
    match worked {
        Some(id) => received::worked(conn, id, Some(why)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::quantity::{Measure, Unit};

    #[test]
    fn an_amount_is_read_only_where_it_is_said_plainly() {
        let unit = Unit::new(Measure::One, "boxes").unwrap();
        let boxes = Quantity::new(Amount::whole(12), unit, None).unwrap();
        for said in ["2", "2 boxes please, I can come at 17:30", "Hello! 2 BOXES, for 5 people."] {
            assert_eq!(amount_said(&boxes, said), Some(Amount::whole(2)), "{said}");
        }
        for unclear in
            ["two boxes", "I come at 5", "2 boxes or 3 boxes", "0 boxes", "2 people", "", "-2 boxes", "1.000 boxes"]
        {
            assert_eq!(amount_said(&boxes, unclear), None, "{unclear}");
        }
    }
}

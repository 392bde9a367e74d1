//! The two sides of an answer write to each other, each time to the other alone: a direct message that goes with the answer,
//! is sealed like any, and is erased with it. Where they belong to two networks, these speak for them (`say_across.rs`).

use super::move_account::check_not_moved;
use super::network_says::{Message, html};
use super::own_block::keeps_out;
use super::post_status::{conversation_after, keep};
use super::say_across::{crosses, say_across};
use super::{Here, still_here};
use crate::clock::Moment;
use crate::domain::event::Event;
use crate::domain::key::{ActorId, MemberId, ResponseId, StatusId};
use crate::domain::listing::Listing;
use crate::domain::privacy::Guarded;
use crate::domain::response::{Response, State};
use crate::domain::status::{Draft, Status, Visibility, Words};
use crate::error::{self, Error, Result};
use crate::i18n::Lang;
use crate::ids;
use crate::storage::{Conn, actors, listings, members, outbox, responses, statuses};

/// What was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// The direct status that holds it.
    pub status: StatusId,
    /// Whether it is on its way to another network.
    pub across: bool,
}

/// Writes to the other side of an answer, in the language of the page on which it is written.
///
/// # Errors
/// `NotFound` for anyone but the two sides; `Conflict` when it is over, or when the other side cannot be written to;
/// `Invalid` for words that do not fit.
pub async fn say_about(
    here: &Here,
    member: MemberId,
    about: ResponseId,
    words: &str,
    language: Lang,
) -> Result<Written> {
    let (context, now) = (here.clone(), here.now());
    let language = Some(language.tag().to_owned());
    let draft = Draft { text: words.to_owned(), spoiler: None, sensitive: false, language, has_media: false };
    here.db.write(move |conn| say(&context, conn, member, about, draft, now)).await
}

/// What either side hears where no words go.
pub(super) fn no_writing() -> Error {
    Error::conflict("There is no writing to each other here any more.").worded(error::Message::NoWriting)
}

/// Whether the two sides of an answer can write to each other by name: not where one of them does not show who they are, nor
/// where the other network knows alone who it is.
pub fn can_write(listing: &Listing, response: &Response, ours: ActorId) -> bool {
    let under_way = matches!(response.state, State::Offered | State::Accepted);
    under_way && know_each_other(listing, response, ours)
}

/// Whether the two sides of an answer know who the other one is.
pub fn know_each_other(listing: &Listing, response: &Response, ours: ActorId) -> bool {
    let known = listing.local && listing.author.is_some() && !listing.hidden_author && listing.proxy.is_none();
    // Another network speaks for its neighbor; a person elsewhere speaks for themselves.
    let other = response.member.is_some() || (response.came_in(ours) && response.language.is_some());
    known && other && response.proxy.is_none()
}

/// With whom one of the two sides of an answer has to do; nobody where only the other network knows.
///
/// # Errors
/// `Internal` when the database fails.
pub fn other_side(
    conn: &mut Conn,
    listing: &Listing,
    response: &Response,
    member: MemberId,
) -> Result<Option<ActorId>> {
    let actor = match (listing.is_by(member), response.member, listing.author) {
        (true, Some(answered), _) => members::get(conn, answered)?.actor,
        (true, None, _) => response.responder,
        (false, _, Some(author)) => members::get(conn, author)?.actor,
        (false, _, None) => return Ok(None),
    };
    Ok(Some(actor))
}

/// The same within the caller's transaction, which holds no listing and no answer yet.
pub(super) fn say(
    here: &Here,
    conn: &mut Conn,
    member: MemberId,
    about: ResponseId,
    draft: Draft,
    now: Moment,
) -> Result<Written> {
    let own = still_here(conn, member)?.actor;
    check_not_moved(conn, own)?;
    let listing = responses::listing_of(conn, about)?;
    let listing = listings::lock(conn, listing)?;
    let response = responses::lock(conn, &here.seal, about)?;
    if response.key_for(&listing, member).is_none() {
        return Err(Error::not_found());
    }
    if crosses(&listing, &response, here.network) {
        let status = say_across(here, conn, (member, own), &listing, &response, &draft, now)?;
        return Ok(Written { status, across: true });
    }
    if !can_write(&listing, &response, here.network) {
        return Err(no_writing());
    }
    let checked = draft.check()?;
    let to = other_side(conn, &listing, &response, member)?.ok_or_else(Error::not_found)?;
    if keeps_out(here, conn, to, own)? || keeps_out(here, conn, own, to)? {
        return Err(no_writing());
    }
    let reader = actors::get(conn, to)?;
    let before = statuses::between(conn, &here.seal, about, [own, to])?;
    let parent = before.last();
    let id = StatusId(ids::next(now));
    // Whoever else is named in it hears nothing: it is for one reader.
    let content = html(&reader, &Message { words: vec![checked.text.clone()], ..Message::default() });
    let words = Words { spoiler: String::new(), content, source: Some(checked.text) };
    let status = Status {
        conversation: Some(conversation_after(conn, parent, now)?),
        language: checked.language,
        response: Some(about),
        ..Status::new(id, here.addresses.status(&ids::slug()), own, Visibility::Direct, Guarded::new(words), now)
            .answering(parent)
    };
    keep(here, conn, status, &[to].into(), &Default::default(), now)?;
    outbox::record(conn, &Event::StatusPosted { status: id }, now)?;
    Ok(Written { status: id, across: false })
}

//! What a person elsewhere hears about their reply to a listing of ours: a private message to them alone, by
//! whoever speaks for the listing.

use super::activity::{Told, one};
use super::listing::{below, escape};
use crate::app::App;
use crate::clock::Moment;
use crate::domain::follow::Actor;
use crate::domain::handoff::Handoff;
use crate::domain::key::{ActorId, ListingId};
use crate::domain::listing::Listing;
use crate::domain::network::Intake;
use crate::domain::privacy::Key;
use crate::domain::response::{Response, State};
use crate::error::{Error, Result};
use crate::federation::wire::tag::Tag;
use crate::federation::wire::{Create, Html, LanguageMap, Note};
use crate::i18n::{Lang, moment, text, text_with};
use crate::storage::{Conn, actors, listings, replies};
use url::Url;

/// Words for one person.
struct Message<'a> {
    id: Url,
    listing: &'a Listing,
    reader: ActorId,
    in_reply_to: Url,
    lang: Lang,
    words: Vec<String>,
    /// An address in the words that can be followed.
    link: Option<Url>,
    at: Moment,
}

/// It has arrived. Nothing when a word was said already.
pub(super) fn received(
    app: &App,
    conn: &mut Conn,
    response: &Response,
    lang: Lang,
    subject: String,
) -> Result<Vec<Told>> {
    if !matches!(response.state, State::Offered | State::WithConnectors) {
        return Ok(Vec::new());
    }
    let listing = listings::get(conn, response.listing)?;
    let kind = listing.kind.as_str();
    let words = match listing.words(response.asked) {
        Some(amount) => text_with(lang, &format!("response-received-{kind}"), &[("amount", amount.into())]),
        None => text(lang, &format!("response-received-{kind}-uncounted")),
    };
    let mut words = vec![words];
    if actors::get(conn, app.here.network)?.intake == Some(Intake::Slow) {
        words.push(text(lang, "response-slow"));
    }
    let id = app.here.addresses.reply(response.id, "received");
    let message = Message {
        id,
        listing: &listing,
        reader: response.responder,
        in_reply_to: response.ap_id.clone(),
        lang,
        words,
        link: None,
        at: response.updated_at,
    };
    about(conn, response, message, subject)
}

/// Yes, with the one-time link to where and how.
pub(super) fn accepted(
    app: &App,
    conn: &mut Conn,
    response: &Response,
    handoff: &Handoff,
    lang: Lang,
    subject: String,
) -> Result<Vec<Told>> {
    let listing = listings::get(conn, response.listing)?;
    let link = handoff.link.as_ref().map(|link| link.open(&Key::of_delivery(response)).as_str());
    let link = link.map(Url::parse).transpose()?;
    let mut words: Vec<String> = response.answer.iter().map(|words| words.text.clone()).collect();
    if let Some(link) = &link {
        let until = moment(lang, handoff.link_expires_at, app.config.network.time_zone);
        let said = [("link", link.to_string().into()), ("until", until.into())];
        words.push(text_with(lang, "response-where-and-how", &said));
    }
    let id = app.here.addresses.reply(response.id, &format!("accepted-{}", handoff.id));
    let message = Message {
        id,
        listing: &listing,
        reader: response.responder,
        in_reply_to: response.ap_id.clone(),
        lang,
        words,
        link,
        at: handoff.created_at,
    };
    about(conn, response, message, subject)
}

/// Not this time, or not any more.
pub(super) fn rejected(
    app: &App,
    conn: &mut Conn,
    response: &Response,
    lang: Lang,
    subject: String,
) -> Result<Vec<Told>> {
    let listing = listings::get(conn, response.listing)?;
    // Where the listing was erased meanwhile, so were the words.
    let said = response.answer.as_ref().map(|words| words.text.clone());
    let words = said.unwrap_or_else(|| text(lang, "response-closed-withdrawn"));
    let id = app.here.addresses.reply(response.id, "rejected");
    let message = Message {
        id,
        listing: &listing,
        reader: response.responder,
        in_reply_to: response.ap_id.clone(),
        lang,
        words: vec![words],
        link: None,
        at: response.updated_at,
    };
    about(conn, response, message, subject)
}

/// How to answer, to somebody who replied for others to read.
pub(super) fn explained(
    app: &App,
    conn: &mut Conn,
    listing: ListingId,
    reader: ActorId,
    note: Url,
    lang: Lang,
    subject: String,
) -> Result<Vec<Told>> {
    let listing = listings::get(conn, listing)?;
    if !listing.state.is_published() {
        return Ok(Vec::new());
    }
    let page = app.here.addresses.listing_page(&listing.slug);
    let words = text_with(lang, "response-how", &[("link", page.to_string().into())]);
    let id = app.here.addresses.explanation(listing.id, reader);
    let words = vec![words];
    let message =
        Message { id, listing: &listing, reader, in_reply_to: note, lang, words, link: Some(page), at: app.here.now() };
    send(conn, message, subject)
}

/// The same conversation: what the newest message of the answer said is what is replied to.
fn about(conn: &mut Conn, response: &Response, message: Message<'_>, subject: String) -> Result<Vec<Told>> {
    let in_reply_to = replies::newest(conn, response.id)?.unwrap_or_else(|| response.ap_id.clone());
    send(conn, Message { in_reply_to, ..message }, subject)
}

fn send(conn: &mut Conn, message: Message<'_>, subject: String) -> Result<Vec<Told>> {
    let (speaker, reader) = (actors::get(conn, message.listing.speaker)?, actors::get(conn, message.reader)?);
    if reader.gone {
        return Ok(Vec::new());
    }
    let content = Html::try_from(content(&message, &reader).as_str()).map_err(Error::internal)?;
    let note = Note {
        in_reply_to: Some(message.in_reply_to),
        to: vec![reader.ap_id.clone()].into(),
        cc: Vec::new().into(),
        published: Some(message.at),
        content_map: LanguageMap::one(message.lang.tag(), content.clone()),
        content: Some(content),
        tag: vec![Tag::mention(&format!("@{}", reader.address()), reader.ap_id.clone())],
        ..Note::new(message.id.clone(), speaker.ap_id.clone())
    };
    let create = Create {
        published: Some(message.at),
        to: vec![reader.ap_id.clone()].into(),
        cc: Vec::new().into(),
        ..Create::new(below(&message.id, "create"), speaker.ap_id.clone(), note)
    };
    one(&speaker, &reader, subject, create.id.clone(), create)
}

/// Begins with whom it is for, as Mastodon writes it.
fn content(message: &Message<'_>, reader: &Actor) -> String {
    let page = escape(reader.url.as_ref().unwrap_or(&reader.ap_id).as_str());
    let mut words = escape(&message.words.join(" "));
    if let Some(link) = &message.link {
        let link = escape(link.as_str());
        words = words.replace(&link, &format!("<a href=\"{link}\">{link}</a>"));
    }
    let handle = escape(&reader.handle);
    format!(
        "<p><span class=\"h-card\"><a href=\"{page}\" class=\"u-url mention\">@<span>{handle}</span></a></span> {words}</p>"
    )
}

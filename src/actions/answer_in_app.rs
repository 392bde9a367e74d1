//! Answers to needs and offers in an app: who replies to one answers it; its author hears of each answer in a direct
//! message of the network, and says yes or no by replying in their language.

use super::accept_response::accept;
use super::decline_response::decline;
use super::network_says::{Message, language_of, network_says};
use super::post_status::{conversation_after, keep, posted_before};
use super::receive_reply::amount_said;
use super::respond::{Answer, answer_listing};
use super::{Here, still_here, words};
use crate::clock::Moment;
use crate::domain::Listing;
use crate::domain::apps::PostedWith;
use crate::domain::in_app::{self, Answer as Word};
use crate::domain::key::{ActorId, ListingId, MemberId, ResponseId, StatusId};
use crate::domain::markup::to_html;
use crate::domain::privacy::{Guarded, Key};
use crate::domain::response::{Response, State};
use crate::domain::status::{Checked, Draft, Status, Visibility, Words};
use crate::domain::telling::Occasion;
use crate::error::{Kind, Result};
use crate::i18n::{Lang, text, text_with};
use crate::ids;
use crate::storage::{Conn, actors, listings, mails, members, responses, status_apps, statuses};
use std::collections::BTreeSet;

/// A member replies to the entry of a listing: that is an answer to it, as a private message from elsewhere is. Nobody reads
/// it but its author; what they wrote stands in a conversation with the network.
///
/// # Errors
/// As [`super::respond::respond`]; `Invalid` for words that do not fit.
pub async fn answer_in_app(
    here: &Here,
    member: MemberId,
    listing: ListingId,
    draft: Draft,
    with: Option<PostedWith>,
    key: Option<String>,
) -> Result<StatusId> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            // Holds the member, before any listing as everywhere: two of theirs at one moment take turns.
            still_here(conn, member)?;
            let key = key.as_deref();
            if let Some(posted) = posted_before(conn, member, key, now)? {
                return Ok(posted);
            }
            let checked = draft.check()?;
            let found = listings::lock(conn, listing)?;
            let said = plain_of(&checked.text);
            let amount = found.quantity.as_ref().and_then(|quantity| amount_said(quantity, &said));
            let answer = Answer { amount, message: Some(Guarded::new(said)), ..Answer::default() };
            let id = answer_listing(&context, conn, member, listing, answer, now)?;
            let status = written(&context, conn, member, id, &checked, now)?;
            if let Some(with) = &with {
                status_apps::put(conn, &context.seal, status.id, with)?;
            }
            if let Some(key) = key {
                statuses::note_request(conn, member, key, status.id, now)?;
            }
            let lang = language_of(conn, member, context.language)?;
            let response = responses::lock(conn, &context.seal, id)?;
            let heard = match &response.answer {
                // The rule of the author has decided.
                Some(answer) => answer.text.clone(),
                None => arrived(lang, &found, &response),
            };
            let message = Message { words: vec![heard], response: Some(id), ..Message::default() };
            network_says(&context, conn, member, lang, message, Some(&status), now)?;
            Ok(status.id)
        })
        .await
}

/// The words without whom they begin with: apps write the name of whom one answers before it.
pub(super) fn plain_of(text: &str) -> String {
    let mut rest = text.trim();
    while rest.starts_with('@') {
        rest = rest.split_once(char::is_whitespace).map_or("", |(_, rest)| rest.trim_start());
    }
    rest.to_owned()
}

fn arrived(lang: Lang, listing: &Listing, response: &Response) -> String {
    let kind = listing.kind.as_str();
    match listing.words(response.asked) {
        Some(amount) => text_with(lang, &format!("response-received-{kind}"), &[("amount", amount.into())]),
        None => text(lang, &format!("response-received-{kind}-uncounted")),
    }
}

/// What a member wrote, as a direct status to the network.
fn written(
    here: &Here,
    conn: &mut Conn,
    member: MemberId,
    response: ResponseId,
    checked: &Checked,
    now: Moment,
) -> Result<Status> {
    let author = members::get(conn, member)?.actor;
    let content = to_html(&checked.text, |_, _| None, |_| None);
    let words = Words { spoiler: String::new(), content, source: Some(checked.text.clone()) };
    let id = StatusId(ids::next(now));
    let address = here.addresses.status(&ids::slug());
    let status = Status {
        conversation: Some(conversation_after(conn, None, now)?),
        language: checked.language.clone(),
        response: Some(response),
        ..Status::new(id, address, author, Visibility::Direct, Guarded::new(words), now)
    };
    let network: BTreeSet<ActorId> = [here.network].into();
    keep(here, conn, status, &network, &BTreeSet::new(), now)?;
    statuses::get(conn, &here.seal, id)
}

/// The author of a listing of ours hears of an answer that waits for their word, in a direct message of the network. Of
/// whoever answered it says no more than the interface does.
pub(super) fn tell_author(here: &Here, conn: &mut Conn, listing: &Listing, id: ResponseId, now: Moment) -> Result<()> {
    let response = responses::lock(conn, &here.seal, id)?;
    let Some(author) = listing.author.filter(|_| listing.local && response.state == State::Offered) else {
        return Ok(());
    };
    let lang = language_of(conn, author, words::of_listing(here.language, listing))?;
    let who = match response.member {
        // For whom a liaison answers, and who that is, nobody hears.
        _ if response.proxy.is_some() => text(lang, "in-app-a-neighbor"),
        Some(member) => members::get(conn, member)?.display_name,
        None => {
            let actor = actors::get(conn, response.responder)?;
            if actor.name.is_empty() { actor.address() } else { actor.name }
        }
    };
    let kind = listing.kind.as_str();
    let args = [("who", who.into()), ("title", listing.title.clone().into())];
    let mut said = vec![text_with(lang, &format!("in-app-answer-{kind}"), &args)];
    if let Some(message) = &response.message {
        said.push(text_with(
            lang,
            "in-app-words",
            &[("words", message.open(&Key::of_delivery(&response)).clone().into())],
        ));
    }
    let asked = listing.words(response.asked);
    let counted = listing.quantity.is_some() && asked.is_none();
    if let Some(amount) = asked {
        said.push(text_with(lang, "in-app-amount", &[("amount", amount.into())]));
    }
    let link = here.addresses.listing_page(&listing.slug);
    let how = if counted { "in-app-say-how-much" } else { "in-app-say-yes" };
    said.push(text_with(lang, how, &[("link", link.to_string().into())]));
    let message = Message { words: said, links: vec![link], listing: Some(listing.id), response: Some(id) };
    network_says(here, conn, author, lang, message, None, now)?;
    mails::note_that(conn, author, Occasion::Answer, Some(id), now)
}

/// A member replied to a message of the network about an answer: yes or no, if that is what it says.
pub(super) fn hear_word(
    here: &Here,
    conn: &mut Conn,
    member: MemberId,
    said: &str,
    about: ResponseId,
    reply: &Status,
    now: Moment,
) -> Result<()> {
    let listing = responses::listing_of(conn, about)?;
    let listing = listings::lock(conn, listing)?;
    if !listing.is_by(member) {
        return Ok(());
    }
    still_here(conn, member)?;
    let lang = language_of(conn, member, here.language)?;
    let link = here.addresses.listing_page(&listing.slug);
    let linked = |key: &str| text_with(lang, key, &[("link", link.to_string().into())]);
    let done = match in_app::answer(said) {
        Some(Word::Yes(amount)) => {
            let accepted = accept(here, conn, member, about, amount, Default::default(), now);
            accepted.map(|_| linked("in-app-agreed"))
        }
        Some(Word::No) => decline(here, conn, member, about, now).map(|()| text(lang, "in-app-declined")),
        None => Ok(linked("in-app-yes-or-no")),
    };
    let words = match done {
        Ok(words) => words,
        // Nothing was changed: what does not fit is found out before anything is.
        Err(error) if matches!(error.kind(), Kind::Conflict | Kind::Invalid | Kind::NotFound) => {
            linked("in-app-not-possible")
        }
        Err(error) => return Err(error),
    };
    let message = Message { words: vec![words], links: vec![link.clone()], listing: None, response: Some(about) };
    network_says(here, conn, member, lang, message, Some(reply), now)?;
    Ok(())
}

/// Whoever answered as a member hears the author's word in the conversation in which they answered.
pub(super) fn tell_member(here: &Here, conn: &mut Conn, response: &Response, word: &str, now: Moment) -> Result<()> {
    let Some(member) = response.member else { return Ok(()) };
    let Some(answer) = statuses::answer_of(conn, &here.seal, response.id, member)? else { return Ok(()) };
    let lang = language_of(conn, member, here.language)?;
    let message = Message { words: vec![word.to_owned()], response: Some(response.id), ..Message::default() };
    network_says(here, conn, member, lang, message, Some(&answer), now)?;
    Ok(())
}

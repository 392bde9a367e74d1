//! The network says something to one of its members, in a direct message.

use super::Here;
use super::post_status::{conversation_after, keep};
use crate::clock::Moment;
use crate::domain::follow::Actor;
use crate::domain::key::{ActorId, ListingId, MemberId, ResponseId, StatusId};
use crate::domain::markup::escape;
use crate::domain::privacy::Guarded;
use crate::domain::status::{Status, Visibility, Words};
use crate::error::Result;
use crate::i18n::Lang;
use crate::ids;
use crate::storage::{Conn, actors, members, profiles, statuses};
use std::collections::BTreeSet;
use url::Url;

/// What is said, and what it is about.
#[derive(Clone, Debug, Default)]
pub(super) struct Message {
    /// Sentences. What others wrote may be among them: nobody is mentioned by it.
    pub words: Vec<String>,
    /// Addresses in the words that can be followed. None of them begins another.
    pub links: Vec<Url>,
    /// The listing that it is about: it goes with its words.
    pub listing: Option<ListingId>,
    /// The answer that it is about: it goes with its words.
    pub response: Option<ResponseId>,
}

/// The language in which a member is spoken to: the one that they read best of ours, or else `otherwise`.
pub(super) fn language_of(conn: &mut Conn, member: MemberId, otherwise: Lang) -> Result<Lang> {
    let read = profiles::languages(conn, member)?;
    Ok(read.iter().find_map(|tag| Lang::from_tag(tag)).unwrap_or(otherwise))
}

/// Says it to a member; in the conversation of `parent`, if there is one.
pub(super) fn network_says(
    here: &Here,
    conn: &mut Conn,
    to: MemberId,
    lang: Lang,
    message: Message,
    parent: Option<&Status>,
    now: Moment,
) -> Result<StatusId> {
    let reader = members::get(conn, to)?.actor;
    let reader = actors::get(conn, reader)?;
    let conversation = conversation_after(conn, parent, now)?;
    let id = StatusId(ids::next(now));
    let words = Words { spoiler: String::new(), content: html(&reader, &message), source: None };
    let address = here.addresses.status(&ids::slug());
    let status = Status {
        conversation: Some(conversation),
        language: Some(lang.tag().to_owned()),
        response: message.response,
        ..Status::new(id, address, here.network, Visibility::Direct, Guarded::new(words), now).answering(parent)
    };
    let mentioned: BTreeSet<ActorId> = [reader.id].into();
    keep(here, conn, status, &mentioned, &BTreeSet::new(), now)?;
    if let Some(listing) = message.listing {
        statuses::set_about(conn, id, listing)?;
    }
    Ok(id)
}

/// Begins with whom it is for, as apps write it.
pub(super) fn html(reader: &Actor, message: &Message) -> String {
    let page = escape(reader.url.as_ref().unwrap_or(&reader.ap_id).as_str());
    let paragraph = |words: &String| {
        let mut words = escape(words).replace('\n', "<br>");
        for link in &message.links {
            let link = escape(link.as_str());
            let shown = format!("<a href=\"{link}\" rel=\"nofollow noopener noreferrer\">{link}</a>");
            words = words.replace(&link, &shown);
        }
        words
    };
    let words = message.words.iter().map(paragraph).collect::<Vec<_>>().join("<br>");
    format!(
        "<p><span class=\"h-card\"><a href=\"{page}\" class=\"u-url mention\">@<span>{}</span></a></span> {words}</p>",
        escape(&reader.handle)
    )
}

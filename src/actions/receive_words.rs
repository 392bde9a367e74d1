//! Another network says what the other side of an answer writes to a member of ours.

use super::network_says::{Message, html, language_of};
use super::post_status::{conversation_after, keep};
use super::receive_listing::refuse;
use super::say_across::{are_apart, crosses, is_under_way, other_network};
use super::{Here, note_worked};
use crate::clock::Moment;
use crate::domain::key::{ActorId, ReceivedId, StatusId};
use crate::domain::privacy::{Guarded, Key, Matched};
use crate::domain::status::{Draft, Status, Visibility, Words};
use crate::domain::telling::Occasion;
use crate::error::Result;
use crate::i18n::text_with;
use crate::ids;
use crate::storage::{actors, crossed_words, listings, mails, members, responses, tombstones};
use url::Url;

/// What it says.
#[derive(Clone, Debug)]
pub struct Said {
    /// Its id, by which both networks know it.
    pub ap_id: Url,
    /// The id of the answer that it is about.
    pub about: Url,
    /// The words, without markup.
    pub words: Guarded<Matched, String>,
    /// Their language (BCP 47), if it is said.
    pub language: Option<String>,
    /// When they were written, as the other network says.
    pub at: Option<Moment>,
}

/// Whether an id is that of an answer between our network and another.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn is_about_an_answer(here: &Here, about: &Url) -> Result<bool> {
    let (seal, network, about) = (here.seal.clone(), here.network, about.clone());
    here.db
        .read(move |conn| {
            let Some(response) = responses::by_ap_id(conn, &seal, &about)? else { return Ok(false) };
            Ok(crosses(&listings::get(conn, response.listing)?, &response, network))
        })
        .await
}

/// Takes words in, once: from the network of the other side alone, while the answer is under way and its side here hears that
/// network. What is too long is refused, not cut.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn receive_words(here: &Here, by: ActorId, said: Said, worked: Option<ReceivedId>) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let Some(found) = responses::by_ap_id(conn, &context.seal, &said.about)? else {
                return refuse(conn, worked, "no such answer here");
            };
            let listing = listings::lock(conn, found.listing)?;
            let response = responses::lock(conn, &context.seal, found.id)?;
            if !crosses(&listing, &response, context.network) || other_network(&listing, &response) != by {
                return refuse(conn, worked, "only the network of the other side says something about an answer");
            }
            if crossed_words::is_known(conn, &said.ap_id)? {
                return note_worked(conn, worked);
            }
            let speaker = actors::get(conn, by)?;
            if tombstones::is_deleted_by(conn, &said.ap_id, &speaker.ap_id)? {
                return refuse(conn, worked, "was taken back before it came");
            }
            if !is_under_way(&response) {
                return refuse(conn, worked, "nothing is said about this answer any more");
            }
            let side = if listing.local { listing.author } else { response.member };
            let Some(member) = side else {
                return refuse(conn, worked, "nobody here is its other side");
            };
            let reader = members::get(conn, member)?.actor;
            if are_apart(&context, conn, reader, &speaker)? {
                return refuse(conn, worked, "not for this network");
            }
            let text = said.words.open(&Key::of_delivery(&response)).clone();
            let draft = Draft { text, spoiler: None, sensitive: false, language: None, has_media: false };
            let Ok(checked) = draft.check() else {
                return refuse(conn, worked, "these words do not fit");
            };
            let (reader, lang) = (actors::get(conn, reader)?, language_of(conn, member, context.language)?);
            let args = [
                ("network", speaker.name.into()),
                ("title", listing.title.clone().into()),
                ("words", checked.text.clone().into()),
            ];
            let sentence = text_with(lang, "in-app-words-across", &args);
            let content = html(&reader, &Message { words: vec![sentence], ..Message::default() });
            let words = Words { spoiler: String::new(), content, source: Some(checked.text) };
            let before = crossed_words::of_response(conn, &context.seal, response.id)?;
            let parent = before.last();
            let (id, address) = (StatusId(ids::next(now)), context.addresses.status(&ids::slug()));
            let network = context.network;
            let status = Status {
                conversation: Some(conversation_after(conn, parent, now)?),
                language: said.language.clone(),
                response: Some(response.id),
                // What was said first stands first, also where it was worked later; nothing is older than its answer.
                created_at: said.at.filter(|at| *at <= now && *at >= response.created_at).unwrap_or(now),
                ..Status::new(id, address, network, Visibility::Direct, Guarded::new(words), now).answering(parent)
            };
            keep(&context, conn, status, &[reader.id].into(), &Default::default(), now)?;
            crossed_words::put(conn, id, &said.ap_id)?;
            mails::note_that(conn, member, Occasion::Message, Some(response.id), now)?;
            note_worked(conn, worked)
        })
        .await
}

//! Safety moderation takes the first words of an answer away, and names the agreement that it rests on, as where a post is held
//! ([`super::hold_status`]). The answer itself stays: its two sides decide what becomes of it.

use super::Here;
use super::delete_status::erase;
use super::give_role::check_role;
use super::keep_away::MODERATORS;
use super::log::{Why, note};
use super::network_says::{Message as Word, language_of, network_says};
use crate::clock::Moment;
use crate::domain::key::{MemberId, ResponseId};
use crate::domain::moderation::{Deed, Doer};
use crate::domain::text::{self as rules, LABEL_MAX, NOTE_MAX};
use crate::error::{Error, Result};
use crate::i18n::text_with;
use crate::storage::{Conn, crossed_words, listings, members, responses, statuses};

/// Takes away what an answer says at first, for good. What the two sides wrote after it are messages, which are held as posts are,
/// but for what crossed to another network or came from it.
///
/// # Errors
/// `Forbidden` without the role; `NotFound`, also where it says nothing any more; `Invalid` without an agreement.
pub async fn take_words_away(
    here: &Here,
    by: MemberId,
    id: ResponseId,
    agreement: String,
    reason: Option<String>,
) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            check_role(conn, by, MODERATORS, now)?;
            let agreement = rules::required_line("agreement", &agreement, LABEL_MAX)?;
            let reason = reason.map_or(Ok(None), |reason| rules::lines("reason", &reason, NOTE_MAX))?;
            let listing = responses::listing_of(conn, id)?;
            let listing = listings::lock(conn, listing)?;
            let response = responses::lock(conn, &context.seal, id)?;
            if response.message.is_none() {
                return Err(Error::not_found());
            }
            responses::forget_message(conn, id)?;
            if let Some(author) = listing.author {
                // What the network told of the answer says its words, too.
                let reader = members::get(conn, author)?.actor;
                for told in statuses::between(conn, &context.seal, id, [context.network, reader])? {
                    // What a neighbor of another network wrote since then stands in our network's name, too.
                    if told.author == context.network && !crossed_words::is_one(conn, told.id)? {
                        erase(conn, &told)?;
                    }
                }
            }
            if let Some(writer) = response.member {
                tell(&context, conn, writer, id, &agreement, now)?;
            }
            let why = Why { reason, agreement: Some(agreement) };
            note(conn, Doer::Member(by), MODERATORS, Deed::AnswerWordsTaken, None, why, now)
        })
        .await?;
    here.db.note_erased();
    Ok(())
}

/// Whoever wrote them hears of it, in the language that they read best.
fn tell(here: &Here, conn: &mut Conn, writer: MemberId, id: ResponseId, agreement: &str, now: Moment) -> Result<()> {
    let lang = language_of(conn, writer, here.language)?;
    let link = here.addresses.answer(id);
    let said = [("agreement", agreement.to_owned().into()), ("link", link.to_string().into())];
    let words = vec![text_with(lang, "answer-words-told", &said)];
    let message = Word { words, links: vec![link], listing: None, response: Some(id) };
    network_says(here, conn, writer, lang, message, None, now)?;
    Ok(())
}

//! The kind words that go with a decision, in the language of whoever reads them.

use super::Here;
use crate::domain::Listing;
use crate::domain::key::MemberId;
use crate::domain::listing::Kind;
use crate::domain::quantity::Amount;
use crate::domain::response::{Response, Words};
use crate::error::Result;
use crate::i18n::{Lang, text, text_with};
use crate::storage::{Conn, profiles};

/// The language of what goes with a listing: its own, or the network's.
pub(super) fn of_listing(here: Lang, listing: &Listing) -> Lang {
    Lang::from_tag(&listing.language).unwrap_or(here)
}

/// Says a word to whoever made a response: to a member of ours in their own language, to who wrote a private message
/// in the message's, to another network in all that we have, so that it can choose for its neighbor. Without any of
/// these, in the listing's.
pub(super) fn say(
    here: &Here,
    conn: &mut Conn,
    listing: &Listing,
    response: &Response,
    word: impl Fn(Lang) -> String,
) -> Result<Words> {
    let of_listing = of_listing(here.language, listing);
    let lang = match (response.member, response.language) {
        (Some(member), _) => theirs(conn, member)?.unwrap_or(of_listing),
        (None, Some(lang)) => lang,
        (None, None) if response.came_in(here.network) => return Ok(to_a_network(of_listing, word)),
        // A liaison answered for a neighbor: whose words they read to them, nobody else has to know.
        (None, None) => of_listing,
    };
    Ok(Words { text: word(lang), ..Words::default() })
}

/// Says a word to another network: in one language first, and in all that we have.
pub(super) fn to_a_network(first: Lang, word: impl Fn(Lang) -> String) -> Words {
    let in_languages = Lang::ALL.iter().map(|&lang| (lang.tag().to_owned(), word(lang))).collect();
    Words { text: word(first), in_languages }
}

/// The language of ours that a member reads best.
fn theirs(conn: &mut Conn, member: MemberId) -> Result<Option<Lang>> {
    Ok(profiles::languages(conn, member)?.iter().find_map(|tag| Lang::from_tag(tag)))
}

/// What another network said, for the member of ours whom it concerns: in the language that they read best, of those
/// in which it was said.
pub(super) fn heard(conn: &mut Conn, member: Option<MemberId>, words: Words) -> Result<Words> {
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let languages = member.map(|member| profiles::languages(conn, member)).transpose()?.unwrap_or_default();
    for wanted in languages {
        let found = words.in_languages.iter().find(|(tag, _)| primary(tag) == primary(&wanted));
        if let Some((_, text)) = found {
            return Ok(Words { text: text.clone(), ..Words::default() });
        }
    }
    Ok(Words { text: words.text, ..Words::default() })
}

fn key(stem: &str, kind: Kind, counted: bool) -> String {
    format!("{stem}-{}{}", kind.as_str(), if counted { "" } else { "-uncounted" })
}

/// Yes, to all of it or to a part.
pub(super) fn accepted(lang: Lang, listing: &Listing, asked: Option<Amount>, given: Option<Amount>) -> String {
    let (Some(quantity), Some(given)) = (&listing.quantity, given) else {
        return text(lang, &key("response-accepted", listing.kind, false));
    };
    let asked = asked.unwrap_or(given);
    let amount = quantity.words(given);
    if given >= asked {
        return text_with(lang, &key("response-accepted-whole", listing.kind, true), &[("amount", amount.into())]);
    }
    let rest = quantity.words(asked.less(given));
    text_with(
        lang,
        &key("response-accepted-part", listing.kind, true),
        &[("amount", amount.into()), ("rest", rest.into())],
    )
}

/// Not this time.
pub(super) fn declined(lang: Lang, listing: &Listing) -> String {
    text(lang, &key("response-declined", listing.kind, true))
}

/// Somebody else was first.
pub(super) fn all_promised(lang: Lang, listing: &Listing) -> String {
    text(lang, &key("response-all-promised", listing.kind, true))
}

/// It is not open any more.
pub(super) fn not_open(lang: Lang) -> String {
    text(lang, "response-not-open")
}

/// The network rests, and takes nothing new from elsewhere.
pub(super) fn paused(lang: Lang) -> String {
    text(lang, "response-paused")
}

/// A promise is taken back.
pub(super) fn taken_back(lang: Lang, listing: &Listing, given: Option<Amount>) -> String {
    match listing.words(given) {
        Some(amount) => text_with(lang, &key("response-taken-back", listing.kind, true), &[("amount", amount.into())]),
        None => text(lang, &key("response-taken-back", listing.kind, false)),
    }
}

/// Why a listing closed, for everyone who was not chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Closing {
    /// All of it is promised.
    Met,
    /// Its author took it back.
    Withdrawn,
    /// Its time has passed.
    Expired,
}

/// The closing word.
pub(super) fn closing(lang: Lang, listing: &Listing, why: Closing) -> String {
    match why {
        Closing::Met => text(lang, &key("response-closed-met", listing.kind, true)),
        Closing::Withdrawn => text(lang, "response-closed-withdrawn"),
        Closing::Expired => text(lang, "response-closed-expired"),
    }
}

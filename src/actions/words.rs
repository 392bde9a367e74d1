//! The kind words that go with a decision, in the language of the answer, of the listing or of the network.

use super::Here;
use crate::domain::Listing;
use crate::domain::listing::Kind;
use crate::domain::quantity::Amount;
use crate::domain::response::Response;
use crate::i18n::{Lang, text, text_with};

/// The language of what goes with a listing: its own, or the network's.
pub(super) fn of_listing(here: Lang, listing: &Listing) -> Lang {
    Lang::from_tag(&listing.language).unwrap_or(here)
}

/// The language in which a response is answered: a private message's own, else the listing's.
pub(super) fn language(here: &Here, listing: &Listing, response: &Response) -> Lang {
    response.language.unwrap_or_else(|| of_listing(here.language, listing))
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

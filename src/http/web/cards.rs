//! A need or an offer in a list.

use super::map::about;
use crate::app::App;
use crate::clock::Moment;
use crate::domain::area::Point;
use crate::domain::audience::Audience;
use crate::domain::follow::Actor;
use crate::domain::listing::{Listing, Translation};
use crate::domain::looking::primary;
use crate::i18n::{Lang, isolate, label, soon, text, text_with};

/// A listing in a list.
pub(super) struct Card {
    /// `need` or `offer`.
    pub kind: &'static str,
    pub kind_words: String,
    /// The language and direction of its title.
    pub lang: String,
    pub dir: &'static str,
    pub href: String,
    pub title: String,
    /// Who translated it, and which language it is in, where that is not the reader's.
    pub said: Vec<String>,
    /// One fact each.
    pub facts: Vec<String>,
    /// Words in a row: category, food, who may see it.
    pub chips: Vec<String>,
    /// The way to the form in which it is changed, among one's own.
    pub change: Option<(String, String)>,
    /// Roughly where, for the map beside the list: latitude, longitude, and how far around, in metres.
    pub at: Option<String>,
}

/// What cards depend on besides their listings.
pub(super) struct Around<'a> {
    pub app: &'a App,
    pub lang: Lang,
    pub now: Moment,
    /// From where it is said how far away they are.
    pub near: Option<Point>,
    /// The networks that others' listings come from.
    pub networks: &'a [Actor],
}

/// Which way a language is written that may be none of ours.
pub(super) fn direction(language: &str) -> &'static str {
    Lang::from_tag(language).map_or("auto", Lang::direction)
}

/// Who translated something: a neighbor, or a machine.
pub(super) fn translated_by(lang: Lang, one: &Translation) -> String {
    text(lang, if one.by_machine { "listing-translated-by-machine" } else { "listing-translated" })
}

/// Which language something is in, where that is not the reader's.
fn in_another(lang: Lang, language: &str) -> Option<String> {
    match Lang::from_tag(language) {
        Some(read) if read == lang => None,
        Some(other) => Some(text(lang, &format!("card-in-{}", other.tag()))),
        None if language.is_empty() => None,
        None => Some(text_with(lang, "card-in-other", &[("language", isolate(language).into())])),
    }
}

impl Card {
    /// A listing, by its title in the reader's language, if somebody translated it, or as it was written.
    pub(super) fn new(around: &Around<'_>, listing: &Listing) -> Self {
        let (app, lang) = (around.app, around.lang);
        let kind = listing.kind.as_str();
        let mut facts = Vec::new();
        if let Some(quantity) = &listing.quantity {
            let (all, open) = (quantity.words_in(lang, quantity.amount), quantity.open());
            facts.push(match open == quantity.amount {
                true => isolate(&all),
                false => text_with(
                    lang,
                    &format!("card-amount-{kind}"),
                    &[("amount", isolate(&all).into()), ("open", open.in_words(lang).into())],
                ),
            });
        }
        let away = around.near.zip(listing.area).map(|(point, area)| area.middle.distance_m(point));
        // What is rounded to kilometres is not said more exactly than it is known.
        let away = away.map(|metres| (metres / 1_000.0).round().max(1.0) as i64);
        facts.extend(match (listing.place_name.as_deref().map(isolate), away) {
            (Some(place), Some(km)) => {
                Some(text_with(lang, "card-place-away", &[("place", place.into()), ("km", km.into())]))
            }
            (None, Some(km)) => Some(text_with(lang, "card-away", &[("km", km.into())])),
            (place, None) => place,
        });
        let until = soon(lang, listing.expires_at, around.now, app.config.network.time_zone);
        facts.push(text_with(lang, "card-until", &[("until", until.into())]));
        if let Some(network) = around.networks.iter().find(|network| !listing.local && network.id == listing.origin) {
            facts.push(text_with(lang, "card-from", &[("network", isolate(&network.name).into())]));
        }
        let mut chips = Vec::new();
        if listing.category != "other" {
            chips.push(label(lang, "category", &listing.category));
        }
        chips.extend(listing.details.food.diet.iter().map(|tag| label(lang, "diet", tag)));
        if listing.audience != Audience::Public {
            chips.push(text(lang, &format!("card-audience-{}", listing.audience.as_str())));
        }
        let card = Self {
            kind,
            kind_words: text(lang, &format!("kind-{kind}")),
            lang: String::new(),
            dir: "auto",
            href: format!("/listings/{}", listing.slug),
            title: String::new(),
            said: Vec::new(),
            facts,
            chips,
            change: None,
            at: None,
        };
        card.titled(lang, listing, listing.translation_for(lang.tag()))
    }

    /// The same by its title in a translation, or as it was written.
    fn titled(self, lang: Lang, listing: &Listing, translation: Option<&Translation>) -> Self {
        let (title, language) = match translation {
            Some(one) => (&one.title, &one.language),
            None => (&listing.title, &listing.language),
        };
        let by = translation.map(|one| translated_by(lang, one));
        Self {
            title: title.clone(),
            lang: language.clone(),
            dir: direction(language),
            said: by.into_iter().chain(in_another(lang, language)).collect(),
            ..self
        }
    }

    /// The same for who looks for what is said in a language, as the board can be asked for it: its title in that, if there
    /// are such words.
    pub(super) fn in_language(self, lang: Lang, listing: &Listing, wanted: &str) -> Self {
        if wanted.is_empty() || primary(wanted) == primary(lang.tag()) {
            return self;
        }
        match listing.translation_for(wanted) {
            Some(found) => self.titled(lang, listing, Some(found)),
            None if primary(&listing.language) == primary(wanted) => self.titled(lang, listing, None),
            None => self,
        }
    }

    /// The same in a list that has a map beside it.
    pub(super) fn on_map(around: &Around<'_>, listing: &Listing) -> Self {
        Self { at: listing.area.map(about), ..Self::new(around, listing) }
    }
}

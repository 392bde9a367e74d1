//! What the form of a need or an offer says, and how that will look. Two fields are enough (value V1); all the rest folds out.

use super::between::window;
use super::cards::direction;
use super::map::touched;
use crate::app::App;
use crate::clock::Moment;
use crate::domain::audience::Audience;
use crate::domain::draft::{Draft, blank};
use crate::domain::listing::{
    ALLERGENS, DEFAULT_DAYS, DIETS, Kind as ListingKind, LONGEST_DAYS, Listing, PassAlong, Translation, Way, keeps_id,
};
use crate::domain::member::Member;
use crate::domain::quantity::Amount;
use crate::domain::sharing::Topic;
use crate::domain::typed;
use crate::error::{Error, Message, Result};
use crate::federation::render::listing::{Surroundings, lines_for_reader};
use crate::http::entities::listing_input::ListingInput;
use crate::i18n::{Lang, isolate, label, text, text_with, together};
use crate::ids;
use crate::storage::{actors, follows, sharings};
use chrono::{Duration, NaiveDate};
use chrono_tz::Tz;
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeMap;

/// How many of the networks that read a listing are named.
const NAMED: usize = 12;

/// What the form says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Input {
    pub form: String,
    /// What tells this page from all others.
    pub once: String,
    /// Which listing is changed: its row, which it keeps also where it gets another address.
    pub listing_id: String,
    /// What that listing said when the form was filled with it (`filled::seen`).
    pub seen: String,
    /// When the form was filled with that.
    pub filled: String,
    /// `look` where somebody wants to see first how it looks, `keep` where they keep it for later; `again` where it is filled
    /// with one that is over.
    pub act: String,
    /// What was kept for later and the form was filled with.
    pub beginning: String,
    /// What stands for one that is over in its address, where the form was filled with that.
    pub again: String,
    pub kind: String,
    pub title: String,
    /// The language in which it is written; that of the page where nothing is chosen.
    pub language: String,
    pub body: String,
    /// The same in easy words, where it is said already.
    pub easy: String,
    pub category: String,
    pub amount: String,
    pub unit: String,
    /// No part is smaller.
    pub split: String,
    pub takes_more: String,
    pub storage: String,
    pub best_before: String,
    pub urgency: String,
    pub day: String,
    pub from: String,
    pub until: String,
    /// The last day on the board.
    pub ends: String,
    pub place_name: String,
    /// A place that was chosen on the map.
    pub point: String,
    /// Words for whoever comes.
    pub access: String,
    pub audience: String,
    pub hidden: String,
    pub pass_along: String,
    /// The same in one more language.
    pub other_language: String,
    pub other_title: String,
    pub other_body: String,
    /// What is ticked, each under a name of its own, such as `way-pickup` or `free-milk`.
    #[serde(flatten)]
    pub ticked: BTreeMap<String, String>,
}

/// Something to tick.
pub(super) struct Tick {
    pub name: String,
    pub words: String,
    pub ticked: bool,
}

/// Several things to tick, under a heading.
pub(super) struct Ticks {
    pub legend: String,
    pub all: Vec<Tick>,
}

/// How it will look, and who will see it.
pub(super) struct Look {
    pub kind: &'static str,
    pub kind_words: String,
    pub lang: String,
    pub dir: &'static str,
    pub title: String,
    pub words: Vec<String>,
    pub facts: Vec<String>,
    /// The same in more languages: for each its tag, its direction, and the words.
    pub others: Vec<(String, &'static str, String, String)>,
    /// The pictures that come with it: the small one's address, and what it shows.
    pub pictures: Vec<(String, String)>,
    /// Who sees it, under which name, and what nobody can promise.
    pub told: Vec<String>,
}

fn said(text: &str) -> Option<String> {
    Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn day(lang: Lang, field: &'static str, text: &str) -> Result<Option<NaiveDate>> {
    let wrong = || Error::invalid(field, "This is no day. It is written such as 2030-05-31.").worded(Message::NotADay);
    said(text).map(|text| typed::day(lang, &text).ok_or_else(wrong)).transpose()
}

impl Input {
    /// The id of the field at which an error stands; empty where it is about the whole form.
    pub(super) fn at(error: &Error) -> &'static str {
        match (error.field(), error.message()) {
            (Some(field), _) => Self::field_of(field),
            (None, Some(Message::PromisedAmount | Message::MoreIsPromised { .. })) => "amount",
            (None, _) => "",
        }
    }

    /// The names of the fields at which something can be wrong, by the names that errors have for them.
    fn field_of(field: &str) -> &str {
        match field {
            "unit_label" => "unit",
            "smallest_split" => "split",
            "windows" => "day",
            "expires_at" => "ends",
            "translations" => "other_title",
            "access_notes" => "access",
            "easy_text" => "easy",
            "contains" | "may_contain" | "must_be_free_of" | "diet" => "none",
            "media_ids" | "pictures" => "",
            field => field,
        }
    }

    /// The same from the same page is posted once, however often the button is pressed.
    pub(super) fn key(&self) -> Option<String> {
        (!self.once.is_empty()).then(|| ids::digest(&format!("{self:?}")))
    }

    pub(super) fn is_ticked(&self, name: &str) -> bool {
        self.ticked.contains_key(name)
    }

    /// Those of some words that are ticked under `start`.
    fn among(&self, start: &str, words: &[&str]) -> Vec<String> {
        let ticked = words.iter().filter(|word| self.is_ticked(&format!("{start}-{word}")));
        ticked.map(|word| (*word).to_owned()).collect()
    }

    /// What is ticked under `start` besides the words that the form offers: others say more of food (value V12), and what a
    /// listing says already can be ticked off.
    fn further(&self, start: &str, offered: &[&str]) -> Vec<String> {
        let ticked = self.ticked.keys().filter_map(|name| name.strip_prefix(start)?.strip_prefix('-'));
        ticked.filter(|word| !offered.contains(word)).map(str::to_owned).collect()
    }

    /// All that is ticked under `start`.
    fn tags(&self, start: &str, offered: &[&str]) -> Vec<String> {
        let mut all = self.among(start, offered);
        all.extend(self.further(start, offered));
        all
    }

    fn ticks<'a>(
        &self,
        lang: Lang,
        start: &str,
        words: impl IntoIterator<Item = &'a str>,
        labelled: &str,
    ) -> Vec<Tick> {
        let tick = |word: &str| {
            let name = format!("{start}-{word}");
            Tick { words: label(lang, labelled, word), ticked: self.is_ticked(&name), name }
        };
        words.into_iter().map(tick).collect()
    }

    /// How it can change hands.
    pub(super) fn ways(&self, lang: Lang) -> Vec<Tick> {
        self.ticks(lang, "way", Way::ALL.iter().map(|way| way.as_str()), "way")
    }

    /// What can be said of food.
    pub(super) fn food(&self, lang: Lang) -> Vec<Ticks> {
        let several = |key: &str, start: &str, offered: &[&str], labelled: &str| {
            let mut words: Vec<String> = offered.iter().map(|word| (*word).to_owned()).collect();
            words.extend(self.further(start, offered));
            Ticks { legend: text(lang, key), all: self.ticks(lang, start, words.iter().map(String::as_str), labelled) }
        };
        vec![
            several("new-diet", "diet", &DIETS, "diet"),
            several("new-contains", "has", &ALLERGENS, "allergen"),
            several("new-traces", "traces", &ALLERGENS, "allergen"),
            several("new-free-of", "free", &ALLERGENS, "allergen"),
        ]
    }

    /// Whether anything is said of food.
    pub(super) fn says_food(&self) -> bool {
        let starts = ["diet-", "has-", "traces-", "free-", "none"];
        [&self.storage, &self.best_before].iter().any(|value| !value.is_empty())
            || self.ticked.keys().any(|name| starts.iter().any(|start| name.starts_with(start)))
    }

    /// Whether anything is said of when.
    pub(super) fn says_when(&self) -> bool {
        [&self.urgency, &self.day, &self.from, &self.until, &self.ends].iter().any(|value| !value.is_empty())
    }

    /// Whether anything is said of how it changes hands.
    pub(super) fn says_how(&self) -> bool {
        !self.access.is_empty() || self.ticked.keys().any(|name| name.starts_with("way-"))
    }

    /// Whether anything is said in one more language.
    pub(super) fn says_other(&self) -> bool {
        [&self.other_language, &self.other_title, &self.other_body].iter().any(|value| !value.is_empty())
    }

    /// Whether more is said than the two things that are enough.
    pub(super) fn says_more(&self) -> bool {
        let more = [
            &self.language,
            &self.body,
            &self.easy,
            &self.category,
            &self.amount,
            &self.unit,
            &self.split,
            &self.takes_more,
            &self.place_name,
            &self.point,
            &self.audience,
            &self.hidden,
            &self.pass_along,
        ];
        more.iter().any(|value| !value.is_empty())
            || self.says_food()
            || self.says_when()
            || self.says_how()
            || self.says_other()
    }

    /// When it ends by itself: after the last day that was chosen, or after the time that suits, where that is later than
    /// the usual end.
    fn expires_at(&self, lang: Lang, zone: Tz, now: Moment, windows_end: Option<Moment>) -> Result<Option<Moment>> {
        let Some(last) = day(lang, "expires_at", &self.ends)? else {
            return Ok(windows_end.filter(|end| *end > now + Duration::days(DEFAULT_DAYS)));
        };
        let wrong = || Error::invalid("expires_at", "This is no day that is to come.").worded(Message::NotADay);
        let next = last.succ_opt().ok_or_else(wrong)?;
        let at = |hour| next.and_hms_opt(hour, 0, 0)?.and_local_timezone(zone).earliest();
        // Where clocks are put forward at midnight, the day begins with its second hour.
        let end = at(0).or_else(|| at(1)).ok_or_else(wrong)?.to_utc();
        // The whole of the last day that there can be, as far as it goes.
        let most = now + Duration::days(LONGEST_DAYS);
        Ok(Some(if end > most && end < most + Duration::days(1) { most } else { end }))
    }

    fn food_said(&self, lang: Lang) -> Result<serde_json::Value> {
        let (contains, traces) = (self.tags("has", &ALLERGENS), self.tags("traces", &ALLERGENS));
        let none = self.is_ticked("none");
        if none && !(contains.is_empty() && traces.is_empty()) {
            let text = "It says that nothing of this is in it, and that something is. Please look once more.";
            return Err(Error::invalid("contains", text).worded(Message::NoneAndSome));
        }
        let allergens = json!({
            "declared": none || !contains.is_empty() || !traces.is_empty(),
            "contains": contains,
            "mayContain": traces,
            "mustBeFreeOf": self.tags("free", &ALLERGENS),
        });
        let mut food = json!({"diet": self.tags("diet", &DIETS), "allergens": allergens});
        if let Some(best_before) = day(lang, "best_before", &self.best_before)? {
            food["best_before"] = json!(best_before);
        }
        if let Some(storage) = said(&self.storage) {
            food["storage"] = storage.into();
        }
        Ok(food)
    }

    /// The same in one more language, if it is said.
    fn other(&self) -> Result<Option<serde_json::Value>> {
        let (title, body) = (said(&self.other_title), said(&self.other_body));
        if title.is_none() && body.is_none() {
            return Ok(None);
        }
        let Some(language) = said(&self.other_language) else {
            let text = "Please choose the language of these words.";
            return Err(Error::invalid("other_language", text).worded(Message::WhichLanguage));
        };
        let Some(title) = title else {
            let text = "Please write a few words in that language, too.";
            return Err(Error::invalid("other_title", text).worded(Message::Empty));
        };
        Ok(Some(json!({"language": language, "title": title, "body": body, "by_machine": false})))
    }

    /// What it asks to post. Everything is checked where the interface for programs is checked too.
    ///
    /// # Errors
    /// `Invalid` at the first field that does not fit.
    pub(super) fn listing(&self, lang: Lang, zone: Tz, now: Moment) -> Result<ListingInput> {
        if ListingKind::parse(&self.kind).is_none() {
            return Err(
                Error::invalid("kind", "Please say whether you need this or have it to give.").worded(Message::NoKind)
            );
        }
        // As the form's language writes it.
        let amount = match said(&self.amount) {
            Some(typed) => Some(Amount::typed(lang, &typed)?.to_string()),
            None => None,
        };
        let split = said(&self.split).map(|typed| Amount::typed(lang, &typed)).transpose();
        let split = split
            .map_err(|error| Error::invalid("smallest_split", error.text().to_owned()).worded(Message::NotAnAmount))?;
        if split.is_some() && amount.is_none() {
            return Err(Error::invalid("amount", "Please say how many there are.").worded(Message::NoAmount));
        }
        let language = said(&self.language).unwrap_or_else(|| lang.tag().to_owned());
        let mut listing = json!({
            "kind": self.kind,
            "title": self.title,
            "language": language,
            "takes_more": self.takes_more == "yes" && amount.is_none(),
            "food": self.food_said(lang)?,
            "ways": self.among("way", &Way::ALL.iter().map(|way| way.as_str()).collect::<Vec<_>>()),
        });
        for (name, value) in [
            ("body", said(&self.body)),
            ("easy_text", said(&self.easy)),
            ("category", said(&self.category)),
            ("amount", amount),
            ("smallest_split", split.map(|split| split.to_string())),
            ("urgency", said(&self.urgency)),
            ("place_name", said(&self.place_name)),
            ("access_notes", said(&self.access)),
            ("audience", said(&self.audience)),
            ("pass_along", said(&self.pass_along)),
        ] {
            if let Some(value) = value {
                listing[name] = value.into();
            }
        }
        if let Some(unit) = said(&self.unit) {
            listing["unit"] = json!({"measure": "one", "label": unit});
        }
        if let Some(chosen) = said(&self.point) {
            let wrong = || Error::invalid("point", text(lang, "map-point-wrong")).worded(Message::NotAPlaceOnMap);
            let point = touched(&chosen).ok_or_else(wrong)?;
            listing["point"] = json!({"latitude": point.latitude(), "longitude": point.longitude()});
        }
        if self.hidden == "yes" {
            listing["hidden_author"] = true.into();
        }
        let window = window(lang, [&self.day, &self.from, &self.until], zone)?;
        if window.is_some_and(|window| window.until() <= now) {
            return Err(Error::invalid("day", "This time is over already.").worded(Message::DayPassed));
        }
        if let Some(window) = window {
            listing["windows"] = json!([{"from": window.from(), "until": window.until()}]);
        }
        if let Some(end) = self.expires_at(lang, zone, now, window.map(|window| window.until()))? {
            listing["expires_at"] = json!(end);
        }
        if let Some(other) = self.other()? {
            if said(&self.other_language).is_some_and(|other| other == language) {
                let text = "This is the language in which it is written. Please choose another.";
                return Err(Error::invalid("other_language", text).worded(Message::SameLanguage));
            }
            listing["translations"] = json!([other]);
        }
        let wrong = |cause: serde_json::Error| {
            let field = if said(&self.amount).is_some() { "amount" } else { "title" };
            Error::invalid(field, "This does not fit yet. An amount is a number, such as 12 or 1.5.")
                .because(cause.to_string())
                .worded(Message::DoesNotFit)
        };
        serde_json::from_value(listing).map_err(wrong)
    }
}

impl Look {
    /// How a draft will look to whoever reads `lang`.
    ///
    /// # Errors
    /// `Invalid` at the first field that does not fit; `Internal` when the database fails.
    pub(super) async fn of(app: &App, lang: Lang, author: &Member, draft: Draft) -> Result<Self> {
        let (network, now, slug) = (app.here.network, app.here.now(), ids::slug());
        let ap_id = app.here.addresses.listing(&slug);
        let mut listing = blank(slug, ap_id, author.id, network, now);
        draft.write_onto(&mut listing, lang.tag(), now)?;
        Self::of_listing(app, lang, author, listing).await
    }

    /// How a listing will look that is changed from `before`, and what becomes of what others have of it. `answered` is
    /// whether its author heard of an answer.
    ///
    /// # Errors
    /// `Invalid` at the first field that does not fit; `Conflict` when less than what is promised would be left; `Internal`
    /// when the database fails.
    pub(super) async fn of_change(
        app: &App,
        lang: Lang,
        author: &Member,
        before: &Listing,
        draft: Draft,
        answered: bool,
    ) -> Result<Self> {
        let mut listing = before.clone();
        draft.write_onto(&mut listing, &before.language, app.here.now())?;
        listing.keep_translations(before);
        // What is posted for a neighbor shows nobody's name.
        listing.hidden_author |= listing.proxy.is_some();
        let (was, is) = ((before.audience, before.hidden_author), (listing.audience, listing.hidden_author));
        let (network, spoken_by) = (app.here.network, before.speaker);
        let mode = app.here.db.read(move |conn| Ok(actors::get(conn, network)?.mode)).await?;
        let keeps = keeps_id(was, is) && listing.network_speaks(mode) == (spoken_by == network);
        let mut look = Self::of_listing(app, lang, author, listing).await?;
        if answered {
            look.told.push(text(lang, "edit-told-answered"));
        }
        if was.0.federates() {
            look.told.push(text(lang, if keeps { "edit-told-elsewhere" } else { "edit-told-renamed" }));
        }
        Ok(look)
    }

    /// How a listing looks to whoever reads `lang`.
    ///
    /// # Errors
    /// `Internal` when the database fails.
    pub(super) async fn of_listing(app: &App, lang: Lang, author: &Member, listing: Listing) -> Result<Self> {
        let network = app.here.network;
        let topic = Topic::of(listing.kind);
        let read = app.here.db.read(move |conn| {
            let shared = sharings::all(conn)?;
            let mut peers = follows::mutual_peers(conn, network)?;
            peers.retain(|peer| shared.get(&peer.id).is_none_or(|sharing| sharing.given.contains(topic)));
            Ok((peers, actors::get(conn, network)?.mode))
        });
        let (peers, mode) = read.await?;
        let peers: Vec<String> = peers.into_iter().map(|peer| peer.name).collect();
        let is_discreet = !listing.hidden_author && listing.network_speaks(mode);
        let kind = listing.kind.as_str();
        let facts = lines_for_reader(&Surroundings::of(app), lang, &listing);
        Ok(Self {
            kind,
            kind_words: text(lang, &format!("kind-{kind}")),
            dir: direction(&listing.language),
            title: listing.title.clone(),
            words: listing.details.body.iter().flat_map(|body| body.split("\n\n")).map(Into::into).collect(),
            // The first line says which kind it is, as the mark above the title does.
            facts: facts.into_iter().skip(1).map(|line| isolate(&line)).collect(),
            others: listing.details.translations.iter().map(in_other).collect(),
            pictures: Vec::new(),
            told: told(app, lang, &listing, &author.display_name, is_discreet, &peers),
            lang: listing.language,
        })
    }
}

/// The words in one more language, with its tag and its direction.
fn in_other(one: &Translation) -> (String, &'static str, String, String) {
    let body = one.body.clone().unwrap_or_default();
    (one.language.clone(), direction(&one.language), one.title.clone(), body)
}

/// Who sees it, under which name, and what nobody can promise.
fn told(app: &App, lang: Lang, listing: &Listing, name: &str, is_discreet: bool, peers: &[String]) -> Vec<String> {
    let say = |key: &str| text(lang, key);
    let mut told = vec![say(&format!("listing-seen-by-{}", listing.audience.as_str()))];
    if listing.audience == Audience::Peers {
        told.push(match peers {
            [] => say("look-no-peers"),
            peers => {
                let mut named: Vec<String> = peers.iter().take(NAMED).map(|name| isolate(name)).collect();
                if peers.len() > NAMED {
                    named.push(text_with(lang, "look-more-peers", &[("count", (peers.len() - NAMED).into())]));
                }
                text_with(lang, "look-peers", &[("networks", together(lang, &named).into())])
            }
        });
    }
    told.push(match (listing.hidden_author, is_discreet) {
        (true, _) => {
            let network = isolate(&app.network().name);
            text_with(lang, "look-no-name", &[("network", network.into())])
        }
        (false, true) => say("look-connectors"),
        (false, false) => text_with(lang, "look-name", &[("name", isolate(name).into())]),
    });
    if listing.hidden_author || is_discreet {
        told.push(say("look-words-tell"));
    }
    told.push(say(&format!("look-promise-{}", listing.audience.as_str())));
    if listing.audience.federates() {
        let passed = match listing.pass_along {
            PassAlong::No => "look-pass-no",
            PassAlong::Yes => "look-pass-yes",
        };
        told.push(say(passed));
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::America::New_York;

    fn typed(pairs: &[(&str, &str)]) -> Input {
        let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        serde_urlencoded::from_str(&query).unwrap()
    }

    #[test]
    fn two_fields_are_enough_and_what_is_ticked_is_read() {
        let now = "2030-05-01T12:00:00Z".parse().unwrap();
        let few = typed(&[("kind", "need"), ("title", "Soup")]);
        assert!(!few.says_more());
        let listing = few.listing(Lang::Es, New_York, now).unwrap();
        assert_eq!(
            (listing.language.as_deref(), listing.ways.len(), listing.food.allergens.declared),
            (Some("es"), 0, false)
        );
        let more = typed(&[
            ("kind", "offer"),
            ("title", "Soup"),
            ("way-pickup", "yes"),
            ("way-unheard-of", "yes"),
            ("diet-vegan", "yes"),
            ("has-milk", "yes"),
            ("traces-soy", "yes"),
        ]);
        let listing = more.listing(Lang::En, New_York, now).unwrap();
        assert_eq!(
            (listing.ways.as_slice(), listing.food.diet.as_slice()),
            ([Way::Pickup].as_slice(), ["vegan".to_owned()].as_slice())
        );
        let allergens = listing.food.allergens;
        assert!(allergens.declared && allergens.contains == ["milk"] && allergens.may_contain == ["soy"]);
    }

    #[test]
    fn a_last_day_before_clocks_are_put_forward_at_midnight_is_a_day() {
        let now: Moment = "2024-08-20T12:00:00Z".parse().unwrap();
        let listing = typed(&[("kind", "need"), ("title", "Sopa"), ("ends", "2024-09-07")]);
        let listing = listing.listing(Lang::Es, chrono_tz::America::Santiago, now).unwrap();
        assert_eq!(listing.expires_at, Some("2024-09-08T04:00:00Z".parse().unwrap()));
    }

    #[test]
    fn it_stays_on_the_board_until_the_time_that_suits_and_through_the_last_day() {
        let now: Moment = "2030-05-01T12:00:00Z".parse().unwrap();
        let ends = |pairs: Vec<(&'static str, &'static str)>| {
            let mut all = vec![("kind", "need"), ("title", "Soup")];
            all.extend(pairs);
            typed(&all).listing(Lang::En, New_York, now).map(|listing| listing.expires_at)
        };
        assert_eq!(ends(vec![]).unwrap(), None);
        let late = vec![("day", "2030-06-01"), ("from", "10:00"), ("until", "11:00")];
        assert_eq!(ends(late).unwrap(), Some("2030-06-01T15:00:00Z".parse().unwrap()));
        assert_eq!(ends(vec![("ends", "2030-05-02")]).unwrap(), Some("2030-05-03T04:00:00Z".parse().unwrap()));
        // Ninety days on, the whole day does not fit any more, but a part of it does.
        assert_eq!(ends(vec![("ends", "2030-07-30")]).unwrap(), Some(now + Duration::days(LONGEST_DAYS)));
        for (pairs, field) in [
            (vec![("ends", "soon")], "expires_at"),
            (vec![("day", "2030-04-01"), ("from", "10:00"), ("until", "11:00")], "day"),
            (vec![("day", "2030-06-01"), ("from", "10:00"), ("until", "9:00")], "until"),
        ] {
            assert_eq!(ends(pairs).unwrap_err().field(), Some(field));
        }
    }
}

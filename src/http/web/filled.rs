//! The form of a need or an offer, filled with what stands there already, and what is kept of that when it is sent: what the
//! form has no field for stays as it is. Apps say more than the form has room for: many times, many languages, a rule.

use super::map::written;
use super::posting::Input;
use crate::clock::Moment;
use crate::domain::draft::Draft;
use crate::domain::listing::{Allergens, Food, Listing, PassAlong, Translation};
use crate::domain::window::Window;
use crate::i18n::Lang;
use crate::ids;
use chrono::Duration;
use chrono_tz::Tz;
use serde_json::json;
use std::collections::BTreeMap;

/// A time as the three fields say it, if they can: on one day, as the network's clocks show it.
fn in_fields(window: Window, zone: Tz) -> Option<[String; 3]> {
    let (from, until) = (window.from().with_timezone(&zone), window.until().with_timezone(&zone));
    let (day, first, last) = (from.date_naive(), from.format("%H:%M").to_string(), until.format("%H:%M").to_string());
    // Where the clocks are put back, the end may stand before the beginning.
    (day == until.date_naive() && first < last).then(|| [day.to_string(), first, last])
}

/// The time that stands in a form that was filled at `filled`: the first that was to come then and can stand there. Its place
/// among all, and its fields. It is still that one when it passes while somebody types, and no other is taken for it.
fn window_in_form(listing: &Listing, zone: Tz, filled: Moment) -> Option<(usize, [String; 3])> {
    let mut to_come = listing.details.windows.iter().enumerate().filter(|(_, window)| window.until() > filled);
    to_come.find_map(|(at, window)| Some((at, in_fields(*window, zone)?)))
}

/// The times that a form that was filled at `filled` has no field for, and that are to come.
pub(super) fn other_windows(listing: &Listing, zone: Tz, filled: Moment, now: Moment) -> Vec<Window> {
    let shown = window_in_form(listing, zone, filled).map(|(at, _)| at);
    let all = listing.details.windows.iter().enumerate();
    all.filter(|(at, window)| Some(*at) != shown && window.until() > now).map(|(_, window)| *window).collect()
}

/// The words in one more language that stand in the form: the first that its author wrote.
fn translation_in_form(listing: &Listing) -> Option<&Translation> {
    listing.details.translations.iter().find(|one| !one.by_neighbor && !one.by_machine)
}

/// Of which other languages its author said the words, which the form has no field for.
pub(super) fn other_languages(listing: &Listing) -> Vec<&str> {
    let shown = translation_in_form(listing).map(|one| one.language.as_str());
    let all = listing.details.translations.iter().filter(|one| !one.by_neighbor);
    all.map(|one| one.language.as_str()).filter(|language| Some(*language) != shown).collect()
}

/// The last day on the board, as [`Input::listing`] reads it: until its end.
fn last_day(expires_at: Moment, zone: Tz) -> String {
    (expires_at - Duration::nanoseconds(1)).with_timezone(&zone).date_naive().to_string()
}

/// What was chosen, as it stands there where it is the same: the form has an order of its own.
fn in_its_order<T: Clone + PartialEq>(chosen: Vec<T>, there: &[T]) -> Vec<T> {
    let is_same = chosen.len() == there.len() && there.iter().all(|one| chosen.contains(one));
    if is_same { there.to_vec() } else { chosen }
}

/// What a listing says, in one word: another where its author changed something of it elsewhere, the same where somebody
/// answered, translated it or was promised a part.
pub(super) fn seen(listing: &Listing) -> String {
    let mut details = listing.details.clone();
    details.translations.retain(|one| !one.by_neighbor);
    let quantity = listing.quantity.as_ref();
    let counted = quantity.map(|quantity| (quantity.amount, quantity.unit.clone(), quantity.smallest_split));
    let said = json!({
        "kind": listing.kind,
        "category": listing.category,
        "title": listing.title,
        "language": listing.language,
        "details": details,
        "quantity": counted,
        "takes_more": listing.takes_more,
        "audience": listing.audience,
        "hidden_author": listing.hidden_author,
        "urgency": listing.urgency,
        "place_name": listing.place_name,
        "area": listing.area,
        "pass_along": listing.pass_along,
        "expires_at": listing.expires_at,
    });
    ids::digest(&said.to_string())
}

/// What is said of food, with what the form does not say of it.
fn food_onto(said: Food, there: &Food) -> Food {
    let (said_of, known) = (said.allergens, &there.allergens);
    let mut allergens = Allergens {
        contains: in_its_order(said_of.contains, &known.contains),
        may_contain: in_its_order(said_of.may_contain, &known.may_contain),
        must_be_free_of: in_its_order(said_of.must_be_free_of, &known.must_be_free_of),
        ..said_of
    };
    let is_some = !(allergens.contains.is_empty() && allergens.may_contain.is_empty());
    // Whoever said that this is not all of it has not said now that it is (value V12).
    if is_some && (&allergens.contains, &allergens.may_contain) == (&known.contains, &known.may_contain) {
        allergens.declared = known.declared;
    }
    Food { diet: in_its_order(said.diet, &there.diet), allergens, made_on: there.made_on, ..said }
}

/// Whether somebody wrote what stands there: a browser ends lines in its own way.
fn is_same(typed: &Translation, there: &Translation) -> bool {
    let plain = |text: &Option<String>| text.as_deref().unwrap_or_default().replace('\r', "").trim().to_owned();
    typed.language == there.language && typed.title.trim() == there.title && plain(&typed.body) == plain(&there.body)
}

impl Input {
    /// When the form was filled; now, where it does not say.
    pub(super) fn filled_at(&self, now: Moment) -> Moment {
        self.filled.parse().unwrap_or(now)
    }

    /// What stands there now, as somebody would type it on a page in `lang`.
    pub(super) fn of(listing: &Listing, lang: Lang, zone: Tz, now: Moment) -> Self {
        let (details, food) = (&listing.details, &listing.details.food);
        let allergens = &food.allergens;
        let mut ticked = BTreeMap::new();
        let mut tick = |start: &str, word: &str| ticked.insert(format!("{start}-{word}"), "yes".to_owned());
        for way in &details.ways {
            tick("way", way.as_str());
        }
        for (start, words) in [
            ("diet", &food.diet),
            ("has", &allergens.contains),
            ("traces", &allergens.may_contain),
            ("free", &allergens.must_be_free_of),
        ] {
            for word in words {
                tick(start, word.as_str());
            }
        }
        if allergens.declared && allergens.contains.is_empty() && allergens.may_contain.is_empty() {
            ticked.insert("none".to_owned(), "yes".to_owned());
        }
        let yes = |is: bool| if is { "yes".to_owned() } else { String::new() };
        let quantity = listing.quantity.as_ref();
        let split = quantity.and_then(|quantity| quantity.smallest_split);
        let [day, from, until] = window_in_form(listing, zone, now).map(|(_, fields)| fields).unwrap_or_default();
        let other = translation_in_form(listing);
        Self {
            filled: now.to_rfc3339(),
            kind: listing.kind.as_str().to_owned(),
            title: listing.title.clone(),
            language: listing.language.clone(),
            body: details.body.clone().unwrap_or_default(),
            easy: details.easy_text.clone().unwrap_or_default(),
            category: listing.category.clone(),
            amount: quantity.map(|quantity| quantity.amount.in_field(lang)).unwrap_or_default(),
            unit: quantity.map(|quantity| quantity.unit.label.clone()).unwrap_or_default(),
            split: split.map(|split| split.in_field(lang)).unwrap_or_default(),
            takes_more: yes(listing.takes_more),
            storage: food.storage.map(|storage| storage.as_str().to_owned()).unwrap_or_default(),
            best_before: food.best_before.map(|day| day.to_string()).unwrap_or_default(),
            urgency: listing.urgency.map(|urgency| urgency.as_str().to_owned()).unwrap_or_default(),
            day,
            from,
            until,
            ends: last_day(listing.expires_at, zone),
            place_name: listing.place_name.clone().unwrap_or_default(),
            access: details.access_notes.clone().unwrap_or_default(),
            audience: listing.audience.as_str().to_owned(),
            hidden: yes(listing.hidden_author),
            pass_along: match listing.pass_along {
                PassAlong::No => String::new(),
                asked => asked.as_str().to_owned(),
            },
            other_language: other.map(|other| other.language.clone()).unwrap_or_default(),
            other_title: other.map(|other| other.title.clone()).unwrap_or_default(),
            other_body: other.and_then(|other| other.body.clone()).unwrap_or_default(),
            ticked,
            ..Self::default()
        }
    }

    /// The same once more, as something new: without days that are over, and with a time of its own to end.
    pub(super) fn again(listing: &Listing, lang: Lang, zone: Tz, now: Moment) -> Self {
        let there = Self::of(listing, lang, zone, now);
        let today = now.with_timezone(&zone).date_naive().to_string();
        let is_over = there.best_before < today;
        Self {
            act: "again".to_owned(),
            again: listing.slug.clone(),
            filled: String::new(),
            ends: String::new(),
            best_before: if is_over { String::new() } else { there.best_before },
            // That of the page is meant where none is chosen.
            language: if there.language == lang.tag() { String::new() } else { there.language },
            point: listing.area.map(|area| written(area.middle)).unwrap_or_default(),
            ..there
        }
    }

    /// What the form says, as a change of `listing`: what it has no field for stays as it is there.
    pub(super) fn onto(&self, said: Draft, listing: &Listing, zone: Tz, now: Moment) -> Draft {
        let mut draft = said;
        draft.windows = self.windows_onto(&draft, listing, zone, now);
        draft.translations = self.translations_onto(&draft, listing);
        draft.ways = in_its_order(draft.ways, &listing.details.ways);
        draft.food = food_onto(draft.food, &listing.details.food);
        // Beside an amount it says nothing, and an app may have said it.
        draft.takes_more |= self.takes_more == "yes" && listing.takes_more && listing.quantity.is_some();
        draft.first_come = listing.details.first_come;
        if let (Some(new), Some(old)) = (&mut draft.quantity, &listing.quantity)
            && new.unit.label == old.unit.label
        {
            new.unit = old.unit.clone();
        }
        // The hour at which it ends stays, too, unless another day was chosen.
        if self.ends.trim() == last_day(listing.expires_at, zone) {
            draft.expires_at = Some(listing.expires_at);
        }
        draft.audience = draft.audience.or(Some(listing.audience));
        draft.hidden_author = match (self.hidden == "yes", listing.proxy) {
            (true, _) => Some(true),
            // What is posted for a neighbor never shows who.
            (false, Some(_)) => None,
            // Leaving home for the first time, a need hides its author, as when it is posted.
            (false, None) if !listing.hidden_author && !listing.audience.federates() => None,
            (false, None) => Some(false),
        };
        draft
    }

    fn windows_onto(&self, said: &Draft, listing: &Listing, zone: Tz, now: Moment) -> Vec<Window> {
        let shown = window_in_form(listing, zone, self.filled_at(now));
        let mut typed = said.windows.first().copied();
        if let (Some(_), Some((at, fields))) = (typed, &shown)
            && [&self.day, &self.from, &self.until].iter().zip(fields).all(|(typed, there)| typed.trim() == there)
        {
            // To the second as it stands there.
            typed = listing.details.windows.get(*at).copied();
        }
        let mut all = Vec::new();
        for (at, window) in listing.details.windows.iter().enumerate() {
            if shown.as_ref().is_some_and(|(shown, _)| *shown == at) {
                all.extend(typed.take());
            } else if window.until() > now {
                all.push(*window);
            }
        }
        all.extend(typed);
        all
    }

    fn translations_onto(&self, said: &Draft, listing: &Listing) -> Vec<Translation> {
        let shown = translation_in_form(listing);
        let mut typed = said.translations.first().cloned();
        if let (Some(new), Some(there)) = (&typed, shown)
            && is_same(new, there)
        {
            typed = Some(there.clone());
        }
        let typed_in = typed.as_ref().map(|one| one.language.clone());
        let mut all = Vec::new();
        for one in &listing.details.translations {
            if shown.is_some_and(|shown| shown.language == one.language) {
                all.extend(typed.take());
            } else if typed_in.as_ref() != Some(&one.language) && said.language.as_ref() != Some(&one.language) {
                all.push(one.clone());
            }
        }
        all.extend(typed);
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::draft::blank;
    use crate::domain::listing::{FirstCome, Kind, Way};
    use crate::domain::quantity::{Amount, Measure, Quantity, Unit};
    use crate::domain::{ActorId, Audience, MemberId};
    use chrono_tz::America::New_York;

    fn now() -> Moment {
        "2030-05-01T12:00:00Z".parse().unwrap()
    }

    fn window(from: &str, until: &str) -> Window {
        Window::new(from.parse().unwrap(), until.parse().unwrap()).unwrap()
    }

    fn words(language: &str, title: &str) -> Translation {
        let by_neighbor = Translation::by_neighbor(language, title, "").unwrap();
        Translation { by_neighbor: false, ..by_neighbor }
    }

    /// An offer that says more than the form has room for.
    fn soup() -> Listing {
        let address = "https://riverside.example/ap/o/x".parse().unwrap();
        let mut soup = blank("x".into(), address, MemberId(1), ActorId(1), now());
        soup.kind = Kind::Offer;
        soup.title = "Soup".into();
        soup.language = "en".into();
        soup.category = "meals".into();
        soup.audience = Audience::Peers;
        soup.hidden_author = false;
        soup.expires_at = "2030-05-10T21:30:00Z".parse().unwrap();
        let unit = Unit::new(Measure::Litre, "litres").unwrap();
        let half = Amount::from_thousandths(500);
        soup.quantity = Some(Quantity::new(Amount::from_thousandths(2_500).unwrap(), unit, half).unwrap());
        soup.details.body = Some("Hot.\nBring a jar".into());
        soup.details.easy_text = Some("Hot soup".into());
        soup.details.ways = vec![Way::Pickup, Way::Meet];
        soup.details.first_come = Some(FirstCome { at_most_each: Some(Amount::ONE) });
        soup.details.windows = vec![
            window("2030-04-20T21:00:00Z", "2030-04-20T22:00:00Z"),
            window("2030-05-02T01:00:00Z", "2030-05-02T11:00:00Z"),
            window("2030-05-02T21:00:07Z", "2030-05-02T22:30:07Z"),
        ];
        soup.details.translations = vec![words("es", "Sopa"), words("fr", "Soupe")];
        soup.details.food.diet = vec!["vegan".into(), "no-garlic".into()];
        soup.details.food.made_on = Some("2030-05-01".parse().unwrap());
        let contains = vec!["celery".into(), "buckwheat".into()];
        soup.details.food.allergens = Allergens { declared: true, contains, ..Allergens::default() };
        soup
    }

    fn sent(input: &Input, listing: &Listing) -> Listing {
        let said = input.listing(Lang::Fr, New_York, now()).unwrap().into_draft().unwrap();
        let mut changed = listing.clone();
        input.onto(said, listing, New_York, now()).write_onto(&mut changed, "fr", now()).unwrap();
        changed
    }

    #[test]
    fn what_is_sent_back_as_it_stood_in_the_form_changes_nothing_but_times_that_are_over() {
        let soup = soup();
        let input = Input::of(&soup, Lang::Fr, New_York, now());
        assert_eq!((input.amount.as_str(), input.split.as_str(), input.ends.as_str()), ("2,5", "0,5", "2030-05-10"));
        assert_eq!([input.day.as_str(), input.from.as_str(), input.until.as_str()], ["2030-05-02", "17:00", "18:30"]);
        assert!(input.is_ticked("diet-no-garlic") && input.is_ticked("has-buckwheat") && !input.is_ticked("none"));
        let mut same = soup.clone();
        same.details.windows.remove(0);
        assert_eq!(seen(&sent(&input, &soup)), seen(&same));
        assert_eq!(sent(&input, &soup).details, same.details);
        assert_eq!(other_windows(&soup, New_York, now(), now()), [soup.details.windows[1]]);
        assert_eq!(other_languages(&soup), ["fr"]);
    }

    #[test]
    fn what_is_changed_in_the_form_takes_the_place_of_what_stood_in_it_and_of_nothing_else() {
        let soup = soup();
        let mut input = Input::of(&soup, Lang::Fr, New_York, now());
        input.until = "19:00".into();
        input.ends = "2030-05-11".into();
        input.unit = "bols".into();
        input.other_language = "fr".into();
        input.other_title = "Potage".into();
        input.ticked.remove("has-buckwheat");
        let changed = sent(&input, &soup);
        let later = window("2030-05-02T21:00:00Z", "2030-05-02T23:00:00Z");
        assert_eq!(changed.details.windows, [soup.details.windows[1], later]);
        assert_eq!(changed.expires_at, "2030-05-12T04:00:00Z".parse::<Moment>().unwrap());
        assert_eq!(changed.quantity.unwrap().unit.measure, Measure::One);
        // Spanish is said no more, and French once.
        assert_eq!(changed.details.translations, [words("fr", "Potage")]);
        assert_eq!(changed.details.food.allergens.contains, ["celery"]);
        assert_ne!(seen(&sent(&input, &soup)), seen(&soup));
    }

    #[test]
    fn what_the_form_says_in_another_order_or_not_at_all_stays_as_it_was_said() {
        let mut soup = soup();
        soup.takes_more = true;
        soup.details.ways = vec![Way::Meet, Way::Pickup];
        soup.details.food.diet = vec!["vegan".into(), "no-garlic".into(), "halal".into()];
        soup.details.food.allergens.contains = vec!["soy".into(), "buckwheat".into(), "celery".into()];
        // Its author did not say that this is all of it.
        soup.details.food.allergens.declared = false;
        soup.details.windows.remove(0);
        let mut input = Input::of(&soup, Lang::Fr, New_York, now());
        let same = sent(&input, &soup);
        assert_eq!((seen(&same), &same.details), (seen(&soup), &soup.details));
        input.ticked.remove("has-soy");
        assert!(sent(&input, &soup).details.food.allergens.declared, "whoever says it anew says it");
    }

    #[test]
    fn a_time_that_passes_while_somebody_types_takes_no_other_with_it() {
        let mut soup = soup();
        soup.details.windows[1] = window("2030-05-03T21:00:00Z", "2030-05-03T22:00:00Z");
        soup.details.windows.swap(1, 2);
        let mut input = Input::of(&soup, Lang::Fr, New_York, now());
        assert_eq!(input.day, "2030-05-02");
        let later: Moment = "2030-05-03T00:00:00Z".parse().unwrap();
        let said = |input: &Input| input.listing(Lang::Fr, New_York, later);
        assert_eq!(said(&input).unwrap_err().field(), Some("day"), "it says so");
        (input.day, input.from, input.until) = Default::default();
        let draft = input.onto(said(&input).unwrap().into_draft().unwrap(), &soup, New_York, later);
        assert_eq!(draft.windows, [soup.details.windows[2]]);
        assert_eq!(other_windows(&soup, New_York, input.filled_at(later), later), [soup.details.windows[2]]);
    }

    #[test]
    fn a_need_that_leaves_home_hides_its_author_unless_its_author_was_shown_there() {
        let mut need =
            blank("x".into(), "https://riverside.example/ap/o/x".parse().unwrap(), MemberId(1), ActorId(1), now());
        need.title = "A cot".into();
        need.language = "en".into();
        need.category = "other".into();
        need.hidden_author = false;
        need.expires_at = "2030-05-10T21:30:00Z".parse().unwrap();
        let mut input = Input::of(&need, Lang::En, New_York, now());
        assert!(!sent(&input, &need).hidden_author);
        input.audience = "public".into();
        assert!(sent(&input, &need).hidden_author, "as when it is posted");
        need.audience = Audience::Peers;
        assert!(!sent(&input, &need).hidden_author, "its author is known there already");
        need.hidden_author = true;
        assert!(!sent(&input, &need).hidden_author, "its author ticked that off");
        input.hidden = "yes".into();
        assert!(sent(&input, &need).hidden_author);
    }
}

use super::*;
use crate::domain::category::STARTER;
use crate::domain::listing::{Kind, PassAlong, Storage, Urgency, Way};
use crate::domain::quantity::{Amount as DomainAmount, Measure, Quantity, Unit};
use crate::domain::{Audience, member, text};
use crate::i18n::{Lang, try_text};
use std::collections::BTreeSet;

const SEEDS: std::ops::Range<u64> = 0..50;

#[test]
fn the_same_seed_makes_the_same_neighborhoods_and_another_seed_others() {
    assert_eq!(generate(7), generate(7));
    assert_ne!(generate(7), generate(8));
}

#[test]
fn the_data_files_hold_what_they_promise() {
    let places = places::all().unwrap();
    let count = |kind| places.iter().filter(|place| place.kind == kind).count();
    assert_eq!(count(PlaceKind::Fridge), 137);
    assert!((2_000..=2_641).contains(&count(PlaceKind::Pantry)), "{}", count(PlaceKind::Pantry));
    for place in &places {
        assert!(!place.name.contains("&amp;") && !place.name.contains("&apos;"), "{}", place.name);
    }
}

#[test]
fn every_place_is_real_and_inside_its_area() {
    for hood in generate(1) {
        assert!(hood.places.len() >= 8, "{} has {} places", hood.name, hood.places.len());
        assert!(hood.places.iter().any(|place| place.kind == PlaceKind::Fridge));
        assert!(hood.places.iter().any(|place| place.kind == PlaceKind::Pantry));
        for place in &hood.places {
            let away = meters_between((hood.latitude, hood.longitude), (place.latitude, place.longitude));
            assert!(away <= hood.radius_m, "{}: {} is {away} m away", hood.name, place.name);
        }
    }
}

#[test]
fn the_three_are_close_enough_to_help_each_other() {
    let hoods = generate(1);
    assert_eq!(hoods.iter().map(|hood| hood.name).collect::<Vec<_>>(), ["riverside", "hillside", "harbor"]);
    for a in &hoods {
        for b in &hoods {
            assert!(meters_between((a.latitude, a.longitude), (b.latitude, b.longitude)) <= 25_000.0);
        }
    }
}

#[test]
fn a_known_distance_is_right() {
    // New York to Boston city halls: 306 km on a sphere.
    let away = meters_between((40.7127, -74.0059), (42.3604, -71.0580));
    assert!((away - 306_000.0).abs() < 1_500.0, "{away}");
}

#[test]
fn the_neighbors_have_handles_that_the_server_takes_and_nobody_lives_twice() {
    for seed in SEEDS {
        let hoods = generate(seed);
        let mut handles = BTreeSet::new();
        for hood in &hoods {
            assert!((8..=12).contains(&hood.members.len()));
            for person in &hood.members {
                assert_eq!(member::handle(person.handle).unwrap(), person.handle);
                assert!(handles.insert(person.handle), "{} lives twice", person.handle);
                assert!(hood.languages.contains(&person.languages[0]));
            }
        }
    }
}

#[test]
fn every_listing_is_in_the_domain_s_words_and_the_network_s_languages() {
    for seed in SEEDS {
        for hood in generate(seed) {
            assert!((6..=10).contains(&hood.listings.len()));
            for kind in ["need", "offer"] {
                let of_kind = hood.listings.iter().filter(|listing| listing.kind == kind);
                assert!(of_kind.count() >= 3, "{}: too few of {kind}", hood.name);
            }
            for listing in &hood.listings {
                check(&hood, listing);
            }
        }
    }
}

fn check(hood: &Neighborhood, listing: &Listing) {
    let about = format!("{}: {}", hood.name, listing.title);
    assert!(Kind::parse(listing.kind).is_some(), "{about}");
    assert!(Urgency::parse(listing.urgency).is_some(), "{about}");
    assert!(PassAlong::parse(listing.pass_along).is_some(), "{about}");
    assert!(listing.storage.is_none_or(|word| Storage::parse(word).is_some()), "{about}");
    assert!(!listing.ways.is_empty() && listing.ways.iter().all(|way| Way::parse(way).is_some()), "{about}");
    assert!(Audience::ALL.iter().any(|audience| audience.as_str() == listing.audience), "{about}");
    assert!(STARTER.iter().any(|(tag, _)| *tag == listing.category), "{about}");
    assert!(hood.languages.contains(&listing.language), "{about} is in {}", listing.language);
    assert!(hood.members.iter().any(|member| member.handle == listing.author), "{about}");
    assert_eq!(listing.near_name, hood.places[listing.near].name, "{about}");
    text::required_line("title", listing.title, text::TITLE_MAX).unwrap();
    text::lines("body", listing.body, text::BODY_MAX).unwrap().unwrap();
    for tag in listing.diet {
        assert!(try_text(Lang::En, &format!("diet-{tag}")).is_some(), "{about}: {tag}");
    }
    for tag in listing.contains.iter().chain(listing.may_contain).chain(listing.must_be_free_of) {
        assert!(try_text(Lang::En, &format!("allergen-{tag}")).is_some(), "{about}: {tag}");
        assert!(listing.allergens_declared, "{about} names an allergen without saying so");
    }
    assert!(!listing.windows.is_empty(), "{about}");
    for (from, until) in &listing.windows {
        assert!(from < until && *until <= listing.expires_in_hours, "{about}");
    }
    if let Some(amount) = &listing.amount {
        let number: DomainAmount = amount.number.parse().unwrap();
        let unit = Unit::new(Measure::parse(amount.measure).unwrap(), amount.unit_label).unwrap();
        let split = amount.smallest_split.as_ref().map(|split| split.parse().unwrap());
        // Refuses zero, and what is not a whole number of smallest parts.
        Quantity::new(number, unit, split).unwrap_or_else(|error| panic!("{about}: {error}"));
    }
}

#[test]
fn value_04_a_need_that_leaves_home_does_not_show_who_asks() {
    for listing in SEEDS.flat_map(generate).flat_map(|hood| hood.listings) {
        let leaves = listing.audience != "network";
        assert_eq!(listing.hidden_author, listing.kind == "need" && leaves, "{}", listing.title);
    }
}

#[test]
fn the_story_finds_its_two_listings_whatever_the_seed() {
    for seed in SEEDS {
        let hoods = generate(seed);
        let surplus = &hoods[0].listings[0];
        assert_eq!((surplus.kind, surplus.audience), ("offer", "public"));
        assert_eq!(
            surplus.amount.as_ref().map(|amount| (amount.number.as_str(), amount.unit_label)),
            Some(("40", "crates"))
        );
        let need = &hoods[1].listings[0];
        assert_eq!((need.kind, need.audience, need.hidden_author), ("need", "network", false));
        assert_eq!(need.amount.as_ref().map(|amount| amount.number.as_str()), Some("4"));
    }
}

//! Three made-up neighborhoods around real places: the same seed always makes the same ones.
//!
//! The people, needs and offers are invented; no public set of real needs exists, and none should. The
//! places are real community fridges and pantries. Only plain words and numbers are made here: whoever
//! uses them gives them to the running servers through the same doors as everyone else.

mod catalog;
mod names;
mod places;
#[cfg(test)]
mod tests;

use catalog::{NEEDS, OFFERS, Template};
use rand::seq::{IndexedRandom, SliceRandom};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// A neighborhood with everything in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Neighborhood {
    /// Its short name, also the first label of its domain in the demo: `riverside`, `hillside`, `harbor`.
    pub name: &'static str,
    /// The network's name for people.
    pub display_name: &'static str,
    /// What the network says about itself: (BCP 47 tag, words), one for each of its languages.
    pub about: &'static [(&'static str, &'static str)],
    /// Its languages (BCP 47), the most spoken first.
    pub languages: &'static [&'static str],
    /// Its time zone (IANA).
    pub time_zone: &'static str,
    /// The middle of its area in degrees north (WGS 84).
    pub latitude: f64,
    /// The middle of its area in degrees east (WGS 84).
    pub longitude: f64,
    /// The radius of its area in meters.
    pub radius_m: f64,
    /// 8 to 12 neighbors.
    pub members: Vec<Member>,
    /// Every real place inside its area.
    pub places: Vec<Place>,
    /// 6 to 10 needs and offers. The first one of `riverside` is always the surplus of 40 crates of the
    /// demo's story, and the first one of `hillside` the need that its author widens later.
    pub listings: Vec<Listing>,
}

/// A neighbor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Lower-case letters, digits and underscores; no two neighbors of the three neighborhoods share one.
    pub handle: &'static str,
    /// The name that neighbors see; some are aliases.
    pub display_name: &'static str,
    /// Languages (BCP 47), their first one first.
    pub languages: Vec<&'static str>,
}

/// What kind of place it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceKind {
    /// A community fridge.
    Fridge,
    /// A pantry, meal site or distribution.
    Pantry,
}

impl PlaceKind {
    /// The word of the domain: `fridge` or `pantry`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fridge => "fridge",
            Self::Pantry => "pantry",
        }
    }
}

/// A real place.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// What kind.
    pub kind: PlaceKind,
    /// Its name.
    pub name: String,
    /// Street and number.
    pub street: String,
    /// Degrees north (WGS 84).
    pub latitude: f64,
    /// Degrees east (WGS 84).
    pub longitude: f64,
}

/// How much of something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// A decimal number as text, above zero: `12`.
    pub number: String,
    /// The measure: `one`, `kilogram`, `litre` or `hour`.
    pub measure: &'static str,
    /// The unit's word in the listing's language: `crates`.
    pub unit_label: &'static str,
    /// No part is smaller than this, and every part is a multiple of it; a decimal number as text.
    pub smallest_split: Option<String>,
}

/// A need or an offer, in the domain's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The handle of the neighbor who posts it.
    pub author: &'static str,
    /// Whether nothing may lead to its author.
    pub hidden_author: bool,
    /// `need` or `offer`.
    pub kind: &'static str,
    /// A tag of the starter categories.
    pub category: &'static str,
    /// The language of title, body and unit (BCP 47).
    pub language: &'static str,
    /// A few words.
    pub title: &'static str,
    /// More words.
    pub body: &'static str,
    /// How much, where it is counted.
    pub amount: Option<Amount>,
    /// Diet tags that it meets (offer) or asks for (need).
    pub diet: &'static [&'static str],
    /// Whether its author said which allergens there are.
    pub allergens_declared: bool,
    /// Allergens in it (offer).
    pub contains: &'static [&'static str],
    /// Allergens that may be in it (offer).
    pub may_contain: &'static [&'static str],
    /// Allergens that must not be in it (need).
    pub must_be_free_of: &'static [&'static str],
    /// `ambient`, `chilled`, `frozen` or `hot`.
    pub storage: Option<&'static str>,
    /// Best before, in days from today.
    pub best_before_in_days: Option<u32>,
    /// The place it is near to: an index of [`Neighborhood::places`].
    pub near: usize,
    /// The name of that place, to be said after "near".
    pub near_name: String,
    /// When it can change hands: (from, until) in hours from now.
    pub windows: Vec<(u32, u32)>,
    /// When it ends by itself, in hours from now; not before its last window does.
    pub expires_in_hours: u32,
    /// `today`, `few-days`, `this-week` or `whenever`.
    pub urgency: &'static str,
    /// Any of `pickup`, `delivery`, `fridge-drop`, `meet`, `remote`; never empty.
    pub ways: &'static [&'static str],
    /// Who may see it: `network` (N), `peers` (F) or `public` (P).
    pub audience: &'static str,
    /// Whether other networks may pass it along: `no` or `yes`.
    pub pass_along: &'static str,
}

/// A neighborhood before anybody lives in it.
struct Ground {
    name: &'static str,
    display_name: &'static str,
    about: &'static [(&'static str, &'static str)],
    languages: &'static [&'static str],
    latitude: f64,
    longitude: f64,
    radius_m: f64,
    /// What its first listing must be.
    first: Option<&'static Template>,
}

/// Three parts of Manhattan, 4 to 15 km from each other, under other names.
const GROUNDS: [Ground; 3] = [
    Ground {
        name: "riverside",
        display_name: "Riverside Neighbors",
        about: &[
            ("en", "Neighbors by the river who share food, rides and time. Everybody gives, everybody takes."),
            ("fr", "Des voisines et des voisins au bord du fleuve qui partagent nourriture, trajets et temps."),
            ("es", "Gente del barrio junto al río que comparte comida, viajes y tiempo."),
        ],
        languages: &["en", "fr", "es"],
        latitude: 40.815,
        longitude: -73.953,
        radius_m: 2_000.0,
        first: Some(&catalog::SURPLUS),
    },
    Ground {
        name: "hillside",
        display_name: "Vecinos de Hillside",
        about: &[
            ("es", "Gente de la loma que se cuida: comida, compañía, herramientas y lo que haga falta."),
            ("en", "Neighbors up the hill who look after each other: food, company, tools and whatever it takes."),
            ("ht", "Vwazen sou ti mòn nan ki pran swen youn lòt: manje, konpayi, zouti ak tout sa ki nesesè."),
        ],
        languages: &["es", "en", "ht"],
        latitude: 40.850,
        longitude: -73.931,
        radius_m: 2_000.0,
        first: Some(&catalog::FORMULA),
    },
    Ground {
        name: "harbor",
        display_name: "Harbor Commons",
        about: &[
            ("en", "Neighbors near the harbor. Kitchens, fridges and a lot of stairs; we carry for one another."),
            ("zh-Hans", "港口边的邻居们：共用厨房和冰箱，楼梯很多，大家互相帮忙搬东西。"),
            ("ar", "جيران قرب الميناء: مطابخ وثلاجات مشتركة وسلالم كثيرة، نحمل بعضنا عن بعض."),
        ],
        languages: &["en", "zh-Hans", "ar"],
        latitude: 40.7195,
        longitude: -73.9855,
        radius_m: 1_900.0,
        first: None,
    },
];

/// The three neighborhoods `riverside`, `hillside` and `harbor`, in this order.
///
/// # Panics
/// If the data files in the binary cannot be read. They are part of the source, and a test reads them.
pub fn generate(seed: u64) -> Vec<Neighborhood> {
    let places = places::all().expect("the data files inside the binary are read by a test");
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut taken = Vec::new();
    GROUNDS.iter().map(|ground| settle(ground, &places, &mut taken, &mut rng)).collect()
}

fn settle(ground: &Ground, all_places: &[Place], taken: &mut Vec<&'static str>, rng: &mut ChaCha8Rng) -> Neighborhood {
    let places: Vec<Place> = all_places
        .iter()
        .filter(|place| {
            meters_between((ground.latitude, ground.longitude), (place.latitude, place.longitude)) <= ground.radius_m
        })
        .cloned()
        .collect();
    let members = gather(ground, taken, rng);
    let listings = post(ground, &members, &places, rng);
    Neighborhood {
        name: ground.name,
        display_name: ground.display_name,
        about: ground.about,
        languages: ground.languages,
        time_zone: "America/New_York",
        latitude: ground.latitude,
        longitude: ground.longitude,
        radius_m: ground.radius_m,
        members,
        places,
        listings,
    }
}

/// Who lives here: neighbors who speak one of its languages, nobody in two neighborhoods.
fn gather(ground: &Ground, taken: &mut Vec<&'static str>, rng: &mut ChaCha8Rng) -> Vec<Member> {
    let mut people: Vec<_> = names::NAMES
        .iter()
        .filter(|(handle, _, language)| ground.languages.contains(language) && !taken.contains(handle))
        .collect();
    people.shuffle(rng);
    people.truncate(rng.random_range(8..=12));
    people
        .into_iter()
        .map(|&(handle, display_name, first_language)| {
            taken.push(handle);
            let mut languages = vec![first_language];
            // Most people here speak some of the most spoken language too; not all do.
            if first_language != ground.languages[0] && rng.random_bool(0.7) {
                languages.push(ground.languages[0]);
            }
            Member { handle, display_name, languages }
        })
        .collect()
}

/// 6 to 10 listings, at least three of each kind, none twice.
fn post(ground: &Ground, members: &[Member], places: &[Place], rng: &mut ChaCha8Rng) -> Vec<Listing> {
    let count = rng.random_range(6..=10);
    let needs = NEEDS.sample(rng, count / 2);
    let offers = OFFERS.sample(rng, count - count / 2);
    let mut templates: Vec<&Template> = needs.chain(offers).collect();
    templates.shuffle(rng);
    if let Some(first) = ground.first {
        // It takes the place of one of its own kind.
        templates.iter().position(|other| other.kind == first.kind).map(|index| templates.remove(index));
        templates.insert(0, first);
    }
    templates.into_iter().map(|template| listing(template, members, places, rng)).collect()
}

fn listing(template: &Template, members: &[Member], places: &[Place], rng: &mut ChaCha8Rng) -> Listing {
    // Somebody posts it in a language of their own; where nobody speaks one that it is written in, somebody
    // posts it in the first one.
    let speakers: Vec<_> = members
        .iter()
        .flat_map(|member| template.words.iter().map(move |words| (member, words)))
        .filter(|(member, words)| member.languages.first() == Some(&words.language))
        .collect();
    let (author, words) = speakers
        .choose(rng)
        .copied()
        .unwrap_or_else(|| (&members[rng.random_range(0..members.len())], &template.words[0]));
    let near = rng.random_range(0..places.len());
    let mut windows = Vec::new();
    let mut from = rng.random_range(template.starts_in_hours.clone());
    for _ in 0..rng.random_range(1..=2) {
        let until = from + rng.random_range(2..=4);
        windows.push((from, until));
        from = until + 20;
    }
    let last = windows.last().map_or(from, |(_, until)| *until);
    Listing {
        author: author.handle,
        // A need that leaves its own network does not show who asks, unless its author chose otherwise (V4).
        hidden_author: template.kind == "need" && template.audience != "network",
        kind: template.kind,
        category: template.category,
        language: words.language,
        title: words.title,
        body: words.body,
        amount: template.amount.as_ref().map(|amount| {
            let steps = rng.random_range(amount.least / amount.step..=amount.most / amount.step);
            Amount {
                number: (steps * amount.step).to_string(),
                measure: amount.measure,
                unit_label: words.unit,
                smallest_split: amount.split.then(|| amount.step.to_string()),
            }
        }),
        diet: template.diet,
        allergens_declared: template.allergens_declared,
        contains: template.contains,
        may_contain: template.may_contain,
        must_be_free_of: template.must_be_free_of,
        storage: template.storage,
        best_before_in_days: template.best_before_in_days,
        near,
        near_name: places[near].name.clone(),
        windows,
        expires_in_hours: last + 24,
        urgency: template.urgency,
        ways: template.ways,
        audience: template.audience,
        pass_along: if template.kind == "offer" && template.audience != "network" { "yes" } else { "no" },
    }
}

/// The distance between two points (latitude, longitude in degrees) on a sphere, in meters (haversine).
fn meters_between(a: (f64, f64), b: (f64, f64)) -> f64 {
    const EARTH_M: f64 = 6_371_008.8;
    let (north, east) = ((b.0 - a.0).to_radians(), (b.1 - a.1).to_radians());
    let h = (north / 2.0).sin().powi(2) + a.0.to_radians().cos() * b.0.to_radians().cos() * (east / 2.0).sin().powi(2);
    2.0 * EARTH_M * h.sqrt().asin()
}

//! Real places from the data files that are inside the binary (their licences: `../data/LICENSES.md`).

use super::{Place, PlaceKind};
use serde::Deserialize;

const FRIDGES: &str = include_str!("../data/nyc_community_fridges_mit.json");
const FOOD_PLACES: &str = include_str!("../data/us_food_places_cc0.ndjson");

#[derive(Deserialize)]
struct Fridge {
    #[serde(rename = "fridgeName")]
    name: String,
    #[serde(rename = "locationStreet")]
    street: String,
    #[serde(rename = "locationGeoLat")]
    latitude: Option<f64>,
    #[serde(rename = "locationGeoLng")]
    longitude: Option<f64>,
}

#[derive(Deserialize)]
struct FoodPlace {
    name: String,
    street: String,
    lat: Option<f64>,
    lon: Option<f64>,
}

/// All places that have a name, a street and a position, in the order of the files.
///
/// # Errors
/// When a record does not have the shape that its file promises.
pub(super) fn all() -> Result<Vec<Place>, serde_json::Error> {
    let fridges: Vec<Fridge> = serde_json::from_str(FRIDGES)?;
    let mut places: Vec<Place> = fridges
        .into_iter()
        .filter_map(|fridge| place(PlaceKind::Fridge, &fridge.name, &fridge.street, fridge.latitude, fridge.longitude))
        .collect();
    for line in FOOD_PLACES.lines().filter(|line| !line.trim().is_empty()) {
        let found: FoodPlace = serde_json::from_str(line)?;
        places.extend(place(PlaceKind::Pantry, &found.name, &found.street, found.lat, found.lon));
    }
    Ok(places)
}

/// A record as a place; nothing for one that cannot be put on a map.
fn place(kind: PlaceKind, name: &str, street: &str, latitude: Option<f64>, longitude: Option<f64>) -> Option<Place> {
    let (name, street) = (plain(name), plain(street));
    let (latitude, longitude) = (latitude?, longitude?);
    let on_earth = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
    // Where a telephone number was removed from the source, what stands as the street is none.
    let usable = !name.is_empty() && !street.is_empty() && !street.contains('[');
    (on_earth && usable).then_some(Place { kind, name, street, latitude, longitude })
}

/// The source of the fridges has XML entities in its names.
fn plain(text: &str) -> String {
    text.replace("&apos;", "'")
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .trim()
        .to_owned()
}

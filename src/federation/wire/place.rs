//! `location`: where something is, roughly or (for a public place) exactly.

use super::text::Name;
use crate::domain::{Area, Point};
use crate::error::{Error, Result};
use activitypub_federation::kinds::kind;
use activitypub_federation::kinds::object::PlaceType;
use serde::{Deserialize, Serialize};

kind!(PostalAddressType, PostalAddress);

/// The largest radius of a place, in metres.
pub const RADIUS_MAX_M: f64 = 100_000.0;

/// An ActivityStreams `Place`. Its position is on Earth, its radius at most [`RADIUS_MAX_M`] (refusal 23).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Raw", into = "Raw")]
pub struct Place {
    /// In words: "Near Fruitvale library (approximate)".
    pub name: Option<Name>,
    /// WGS 84.
    pub position: Option<Point>,
    /// How far from the position the truth may be, in metres. `None`: it is exact, or not said.
    pub radius: Option<Metres>,
    /// The address in words; never more than the city for what is not a public place.
    pub address: Option<PostalAddress>,
}

/// A distance of 0 to [`RADIUS_MAX_M`] metres.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Metres(f64);

impl Metres {
    /// A distance.
    ///
    /// # Errors
    /// `Invalid` unless it is finite and 0 to [`RADIUS_MAX_M`].
    pub fn new(metres: f64) -> Result<Self> {
        (0.0..=RADIUS_MAX_M)
            .contains(&metres)
            .then_some(Self(metres))
            .ok_or_else(|| Error::invalid("radius", "`radius` is 0 to 100000 metres."))
    }

    /// In metres.
    pub fn get(self) -> f64 {
        self.0
    }
}

/// A schema.org `PostalAddress`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PostalAddress {
    /// Always `PostalAddress`.
    #[serde(rename = "type")]
    pub kind: PostalAddressType,
    /// City.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_locality: Option<Name>,
    /// Region or state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_region: Option<Name>,
    /// Country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_country: Option<Name>,
}

impl Place {
    /// A rough place: its name, and the middle of its area with the radius.
    pub fn rough(name: Option<&str>, area: Area) -> Self {
        Self {
            name: name.map(Name::from),
            position: Some(area.middle),
            radius: Some(Metres(f64::from(area.radius_m).min(RADIUS_MAX_M))),
            address: None,
        }
    }

    /// The rough place, where it has a position. Without a radius it is taken as exact (0 m).
    pub fn area(&self) -> Option<Area> {
        let radius_m = self.radius.map_or(0, |radius| radius.0.round() as u32);
        self.position.map(|middle| Area { middle, radius_m })
    }
}

/// What is on the wire.
#[derive(Serialize, Deserialize)]
struct Raw {
    #[serde(rename = "type")]
    kind: PlaceType,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<Name>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    latitude: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    longitude: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    radius: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    units: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "super::one_or_many::lenient")]
    address: Option<PostalAddress>,
}

impl TryFrom<Raw> for Place {
    type Error = Error;

    fn try_from(raw: Raw) -> Result<Self> {
        let position = match (raw.latitude, raw.longitude) {
            (Some(latitude), Some(longitude)) => Some(Point::new(latitude, longitude)?),
            (None, None) => None,
            _ => return Err(Error::invalid("location", "A place has both latitude and longitude, or neither.")),
        };
        let radius = match raw.radius {
            Some(radius) => Some(Metres::new(radius * metres_in(raw.units.as_deref())?)?),
            None => None,
        };
        Ok(Self { name: raw.name, position, radius, address: raw.address })
    }
}

impl From<Place> for Raw {
    fn from(place: Place) -> Self {
        Self {
            kind: PlaceType::Place,
            name: place.name,
            latitude: place.position.map(Point::latitude),
            longitude: place.position.map(Point::longitude),
            radius: place.radius.map(Metres::get),
            units: place.radius.map(|_| "m".to_owned()),
            address: place.address,
        }
    }
}

/// Metres in one of `units` (the list of the ActivityStreams vocabulary; metres where nothing is said). A unit
/// that we do not know is refused, since a rough place would be shown as another one.
fn metres_in(units: Option<&str>) -> Result<f64> {
    match units {
        None | Some("m") => Ok(1.0),
        Some("km") => Ok(1_000.0),
        Some("cm") => Ok(0.01),
        Some("miles") => Ok(1_609.344),
        Some("feet") => Ok(0.304_8),
        Some("inches") => Ok(0.025_4),
        Some(_) => Err(Error::invalid("units", "`units` is m, km, cm, miles, feet or inches.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn read(place: Value) -> Result<Place, serde_json::Error> {
        serde_json::from_value(place)
    }

    #[test]
    fn refusal_23_a_place_is_on_earth() {
        for (latitude, longitude) in [(90.1, 0.0), (-91.0, 0.0), (0.0, 180.1), (1e308, 0.0), (0.0, -1e308)] {
            assert!(read(json!({"type": "Place", "latitude": latitude, "longitude": longitude})).is_err());
        }
        assert!(read(json!({"type": "Place", "latitude": 1.0})).is_err());
        assert!(serde_json::from_str::<Place>(r#"{"type": "Place", "latitude": NaN, "longitude": 0}"#).is_err());
        assert!(serde_json::from_str::<Place>(r#"{"type": "Place", "latitude": 1e999, "longitude": 0}"#).is_err());
    }

    #[test]
    fn a_radius_is_kept_in_metres() {
        for (radius, units, metres) in [
            (2.5, "km", 2_500.0),
            (2_500.0, "m", 2_500.0),
            (1.0, "miles", 1_609.344),
            (100.0, "feet", 30.48),
            (50.0, "cm", 0.5),
            (10.0, "inches", 0.254),
        ] {
            let place = read(json!({"type": "Place", "radius": radius, "units": units})).unwrap();
            assert!((place.radius.unwrap().get() - metres).abs() < 1e-9, "{radius} {units}");
        }
        for (radius, units) in [(-1.0, "m"), (101.0, "km"), (1e308, "miles"), (1.0, "furlongs")] {
            assert!(read(json!({"type": "Place", "radius": radius, "units": units})).is_err(), "{radius} {units}");
        }
    }

    #[test]
    fn null_is_missing() {
        let place =
            read(json!({"type": "Place", "name": null, "latitude": null, "longitude": null, "radius": null})).unwrap();
        assert_eq!(place, Place::default());
    }
}

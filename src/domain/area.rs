//! Points, and areas: a point rounded until it says "about here".

use crate::domain::listing::Kind;
use crate::error::{Error, Message, Result};
use h3o::{CellIndex, LatLng, Resolution};
use serde::{Deserialize, Serialize};

/// A position (WGS 84), in degrees. Always finite and within range.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Point {
    latitude: f64,
    longitude: f64,
}

impl Point {
    /// A position.
    ///
    /// # Errors
    /// `Invalid` unless latitude is −90 to 90 and longitude −180 to 180.
    pub fn new(latitude: f64, longitude: f64) -> Result<Self> {
        if !(-90.0..=90.0).contains(&latitude) {
            return Err(Error::invalid("latitude", "`latitude` is a number of degrees from -90 to 90.")
                .worded(Message::NotAPlaceOnMap));
        }
        if !(-180.0..=180.0).contains(&longitude) {
            return Err(Error::invalid("longitude", "`longitude` is a number of degrees from -180 to 180.")
                .worded(Message::NotAPlaceOnMap));
        }
        Ok(Self { latitude, longitude })
    }

    /// Degrees north.
    pub fn latitude(self) -> f64 {
        self.latitude
    }

    /// Degrees east.
    pub fn longitude(self) -> f64 {
        self.longitude
    }

    /// Distance along the surface, in metres (haversine).
    pub fn distance_m(self, other: Self) -> f64 {
        self.lat_lng().distance_m(other.lat_lng())
    }

    fn lat_lng(self) -> LatLng {
        LatLng::new(self.latitude, self.longitude).expect("a Point is finite")
    }

    fn cell_at(self, resolution: Resolution) -> CellIndex {
        self.lat_lng().to_cell(resolution)
    }

    /// The small search cell (H3 resolution 7, about 1.4 km from middle to corner).
    pub fn cell(self) -> i64 {
        u64::from(self.cell_at(Resolution::Seven)).cast_signed()
    }

    /// The wide search cell (H3 resolution 5, about 10 km from middle to corner).
    pub fn wide_cell(self) -> i64 {
        u64::from(self.cell_at(Resolution::Five)).cast_signed()
    }
}

impl<'de> Deserialize<'de> for Point {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Raw {
            latitude: f64,
            longitude: f64,
        }
        let raw = Raw::deserialize(from)?;
        Self::new(raw.latitude, raw.longitude).map_err(serde::de::Error::custom)
    }
}

/// A rough place: the middle of a cell and how far from it the truth may be. The exact point does not survive the rounding.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Area {
    /// The middle.
    pub middle: Point,
    /// In metres.
    pub radius_m: u32,
}

/// How far an offer's place is rounded, in metres.
pub const OFFER_RADIUS_M: u32 = 1_000;
/// How far a need's place is rounded, in metres.
pub const NEED_RADIUS_M: u32 = 2_500;

impl Area {
    /// An offer's place: the middle of its H3 cell of resolution 8, shown as about 1 km.
    pub fn of_offer(exact: Point) -> Self {
        Self::rounded(exact, Resolution::Eight, OFFER_RADIUS_M)
    }

    /// A need's place: the middle of its H3 cell of resolution 7, shown as about 2.5 km.
    pub fn of_need(exact: Point) -> Self {
        Self::rounded(exact, Resolution::Seven, NEED_RADIUS_M)
    }

    /// A listing's place, as roughly as its kind says it.
    pub fn of(kind: Kind, exact: Point) -> Self {
        match kind {
            Kind::Offer => Self::of_offer(exact),
            Kind::Need => Self::of_need(exact),
        }
    }

    /// The same place for a listing of this kind: never finer than the kind says it, and never said to be finer
    /// than it is known.
    pub fn kept_for(self, kind: Kind) -> Self {
        let at_least = match kind {
            Kind::Offer => OFFER_RADIUS_M,
            Kind::Need => NEED_RADIUS_M,
        };
        if self.radius_m < at_least { Self::of(kind, self.middle) } else { self }
    }

    fn rounded(exact: Point, resolution: Resolution, radius_m: u32) -> Self {
        Self::around(exact.cell_at(resolution), radius_m)
    }

    fn around(cell: CellIndex, radius_m: u32) -> Self {
        let middle = LatLng::from(cell);
        // Five decimals are a metre: enough for the middle of a cell, and short in JSON.
        let round = |degrees: f64| (degrees * 1e5).round() / 1e5;
        Self { middle: Point { latitude: round(middle.lat()), longitude: round(middle.lng()) }, radius_m }
    }
}

/// About how far from the middle of its cell a member may live, in metres.
pub const MEMBER_RADIUS_M: u32 = 2_000;

/// About where a member lives: an H3 cell of resolution 7, about 1 km from its middle to its sides. Made from
/// a point, of which nothing else is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell(CellIndex);

impl Cell {
    /// The cell of a point.
    pub fn of(exact: Point) -> Self {
        Self(exact.cell_at(Resolution::Seven))
    }

    /// As it is stored; the same number as [`Point::cell`].
    pub fn number(self) -> i64 {
        u64::from(self.0).cast_signed()
    }

    /// From how it is stored.
    ///
    /// # Errors
    /// `Internal` when the number is no cell of that size.
    pub fn from_number(number: i64) -> Result<Self> {
        let cell = CellIndex::try_from(number.cast_unsigned()).map_err(Error::internal)?;
        if cell.resolution() != Resolution::Seven {
            return Err(Error::internal("a stored cell is of another size"));
        }
        Ok(Self(cell))
    }

    /// Its middle, and how far from it the truth may be.
    pub fn area(self) -> Area {
        Area::around(self.0, MEMBER_RADIUS_M)
    }
}

/// Which cells to look into for everything within `radius_m` of a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SearchCells {
    /// Cells of [`Point::cell`].
    Near(Vec<i64>),
    /// Cells of [`Point::wide_cell`].
    Wide(Vec<i64>),
}

/// Up to here, in metres, the small cells are few enough to look into each.
const NEAR_MAX_M: u32 = 12_000;

/// The widest search, in metres.
pub const SEARCH_MAX_M: u32 = 100_000;

impl SearchCells {
    /// The cells that cover the circle; some lie partly outside, so distance is checked afterwards.
    pub fn around(point: Point, radius_m: u32) -> Self {
        let radius_m = radius_m.min(SEARCH_MAX_M);
        // The mean edge is 1,406 m (7) and 9,854 m (5). Rings of a hexagon grid are at least 1.5 edges apart, and
        // edges shrink to about 0.65 of the mean towards the corners of H3's icosahedron. They grow to less than
        // 1.5 of it: a cell whose middle is farther than that beyond the circle does not touch it.
        let disk = |resolution, edge_m: f64| -> Vec<i64> {
            let rings = (f64::from(radius_m) / (1.5 * 0.65 * edge_m)).ceil() as u32 + 1;
            let touches = |cell: &CellIndex| {
                let middle = LatLng::from(*cell);
                Point { latitude: middle.lat(), longitude: middle.lng() }.distance_m(point)
                    <= f64::from(radius_m) + 1.5 * edge_m
            };
            let cells: Vec<CellIndex> = point.cell_at(resolution).grid_disk(rings);
            cells.into_iter().filter(touches).map(|cell| u64::from(cell).cast_signed()).collect()
        };
        if radius_m <= NEAR_MAX_M {
            Self::Near(disk(Resolution::Seven, 1_406.0))
        } else {
            Self::Wide(disk(Resolution::Five, 9_854.0))
        }
    }
}

/// Between which degrees everything lies that is within some distance of a point. Its corners lie outside the circle, so
/// distance is checked afterwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// From here, in degrees north.
    pub south: f64,
    /// Up to here.
    pub north: f64,
    /// From here, in degrees east.
    pub west: f64,
    /// Up to here.
    pub east: f64,
}

impl Frame {
    /// What is within `radius_m` of a point.
    pub fn around(point: Point, radius_m: u32) -> Self {
        // A degree of latitude is more than 110 km, also on an Earth that is no sphere.
        let half = f64::from(radius_m.min(SEARCH_MAX_M)) / 110_000.0;
        let (south, north) = (point.latitude - half, point.latitude + half);
        let all_around = Self { south, north, west: -180.0, east: 180.0 };
        // Around a pole, and across the line where the days change, all longitudes are looked at.
        if south <= -89.0 || north >= 89.0 {
            return all_around;
        }
        let wide = (half.to_radians().sin() / point.latitude.to_radians().cos()).asin().to_degrees() * 1.01;
        let (west, east) = (point.longitude - wide, point.longitude + wide);
        if west <= -180.0 || east >= 180.0 { all_around } else { Self { south, north, west, east } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_is_within_range_and_finite() {
        for (lat, lon) in [(f64::NAN, 0.0), (91.0, 0.0), (0.0, 180.5), (f64::INFINITY, 0.0), (0.0, 1e308)] {
            assert!(Point::new(lat, lon).is_err());
        }
        assert!(Point::new(-90.0, 180.0).is_ok());
    }

    #[test]
    fn rounding_forgets_the_exact_place_but_stays_within_its_radius() {
        let exact = Point::new(40.715207, -73.983748).unwrap();
        for area in [Area::of_offer(exact), Area::of_need(exact)] {
            let away = area.middle.distance_m(exact);
            assert!(away <= f64::from(area.radius_m), "{away}");
            assert_ne!(area.middle, exact);
        }
        // An offer that becomes a need is rounded anew; a need that becomes an offer stays as rough as it is known.
        let (offer, need) = (Area::of_offer(exact), Area::of_need(exact));
        let rounded = offer.kept_for(Kind::Need);
        assert!(rounded.radius_m == NEED_RADIUS_M && rounded.middle != offer.middle);
        assert!(rounded.middle.distance_m(exact) <= f64::from(NEED_RADIUS_M));
        assert_eq!(
            (offer.kept_for(Kind::Offer), need.kept_for(Kind::Need), need.kept_for(Kind::Offer)),
            (offer, need, need)
        );
        // Two neighbors of one cell cannot be told apart.
        let next_door = Point::new(40.7153, -73.9836).unwrap();
        assert_eq!(Area::of_need(exact), Area::of_need(next_door));
    }

    #[test]
    fn a_cell_is_all_that_is_left_of_a_point() {
        for (lat, lon) in [(40.715207, -73.983748), (0.01, 0.01), (-33.9, 18.4), (64.1, -21.9), (-1.3, 36.8)] {
            let exact = Point::new(lat, lon).unwrap();
            let cell = Cell::of(exact);
            assert_eq!((cell.number(), Cell::from_number(cell.number()).unwrap()), (exact.cell(), cell));
            let away = cell.area().middle.distance_m(exact);
            assert!(away > 0.0 && away <= f64::from(MEMBER_RADIUS_M), "{away}");
        }
        let wide = Point::new(0.0, 0.0).unwrap().wide_cell();
        assert!(Cell::from_number(wide).is_err() && Cell::from_number(0).is_err());
    }

    #[test]
    fn every_point_within_the_circle_is_in_its_search_cells() {
        for (lat, lon) in [(40.7, -73.98), (0.0, 0.0), (-33.9, 18.4), (64.1, -21.9), (52.5, 13.4), (-1.3, 36.8)] {
            let centre = Point::new(lat, lon).unwrap();
            for radius in [500, 3_000, 6_000, 20_000, 60_000] {
                let (cells, frame) = (SearchCells::around(centre, radius), Frame::around(centre, radius));
                for step in 0..72 {
                    let angle = f64::from(step) * 5.0_f64.to_radians();
                    let reach = f64::from(radius) * 0.999 / 111_320.0;
                    let point =
                        Point::new(lat + reach * angle.sin(), lon + reach * angle.cos() / lat.to_radians().cos())
                            .unwrap();
                    let found = match &cells {
                        SearchCells::Near(cells) => cells.contains(&point.cell()),
                        SearchCells::Wide(cells) => cells.contains(&point.wide_cell()),
                    };
                    assert!(found, "{lat} {lon} {radius} {step}");
                    let is_framed = (frame.south..=frame.north).contains(&point.latitude())
                        && (frame.west..=frame.east).contains(&point.longitude());
                    assert!(is_framed, "{lat} {lon} {radius} {step}");
                }
            }
        }
    }

    #[test]
    fn a_frame_is_no_wider_than_it_must_be_and_goes_all_around_where_degrees_begin_anew() {
        let frame = |lat, lon, radius| Frame::around(Point::new(lat, lon).unwrap(), radius);
        let city = frame(40.7, -73.98, 5_000);
        assert!((city.north - city.south) * 111.2 < 10.2 && (city.east - city.west) * 84.3 < 10.3, "{city:?}");
        for (lat, lon) in [(-16.8, 179.99), (-16.8, -179.99), (0.0, 180.0), (89.5, 10.0), (-89.99, 0.0), (88.5, 0.0)] {
            let frame = frame(lat, lon, 60_000);
            assert_eq!((frame.west, frame.east), (-180.0, 180.0), "{lat} {lon}");
            assert!(frame.south < lat && frame.north > lat);
        }
    }
}

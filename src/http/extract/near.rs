//! Around a point: one rule for every search.

use crate::domain::area::{Point, SEARCH_MAX_M};
use crate::error::{Error, Result};

/// Metres around a point where no radius is asked for.
const RADIUS_M: u32 = 5_000;

/// A point and a radius in metres, of at most [`SEARCH_MAX_M`]; nothing where no point is asked for.
///
/// # Errors
/// `Invalid` when the point is none, or one of its two numbers is missing.
pub fn near(latitude: Option<f64>, longitude: Option<f64>, radius_m: Option<u32>) -> Result<Option<(Point, u32)>> {
    match (latitude, longitude) {
        (Some(latitude), Some(longitude)) => {
            Ok(Some((Point::new(latitude, longitude)?, radius_m.unwrap_or(RADIUS_M).min(SEARCH_MAX_M))))
        }
        (None, None) => Ok(None),
        (latitude, _) => {
            let missing = if latitude.is_none() { "latitude" } else { "longitude" };
            Err(Error::invalid(missing, "`latitude` and `longitude` go together."))
        }
    }
}

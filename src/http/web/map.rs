//! The map that the script draws where somebody opens it: beside the list of the board and of the networks near us, and on
//! forms, where a rough place can be chosen on it instead of said in words or figures.
//!
//! It shows what the page says already, and no place more exactly. What is chosen on it comes as two numbers, rounded to
//! about a kilometre in the browser and once more here.

use super::assets::{LEAFLET, LEAFLET_STYLE, OUTLINES};
use crate::app::App;
use crate::config::NetworkArea;
use crate::domain::area::{Area, Point};
use crate::domain::guest::Spot;
use crate::error::Result;
use crate::i18n::{Lang, isolate, text, text_with};
use crate::storage::places;

/// How many places stand on a map by name, for whoever looks for their way.
const LANDMARKS: usize = 12;
/// Whose coasts and borders a map without streets shows.
const OUTLINES_BY: &str = "Natural Earth";
/// So near, in metres, a place tells where something is.
const BESIDE_M: f64 = 10_000.0;

/// A place that people know.
pub(super) struct Landmark {
    pub name: String,
    pub at: String,
}

/// What a map is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// To show what the board lists, and to look around a place.
    Board,
    /// To choose the rough place of a need or an offer.
    Form,
    /// To choose where the network is.
    Area,
    /// To show networks, and what came from them.
    Networks,
}

impl Use {
    /// What its texts end with.
    fn key(self) -> &'static str {
        match self {
            Self::Board => "-board",
            Self::Form => "",
            Self::Area => "-area",
            Self::Networks => "-networks",
        }
    }
}

/// A map of a page.
pub(super) struct Map {
    /// Whether a place is chosen on it.
    pub chooses: bool,
    pub script: String,
    pub style: String,
    /// The address of map tiles, if the operator named one.
    pub tiles: Option<String>,
    /// Coasts and borders, where there are no tiles.
    pub outlines: Option<String>,
    /// Who made either, and where that leads.
    pub by: String,
    pub by_link: Option<String>,
    /// The network's area: latitude, longitude, and how far around, in metres.
    pub area: Option<String>,
    pub area_name: String,
    pub landmarks: Vec<Landmark>,
    pub name: String,
    pub help: Vec<String>,
    pub show: String,
    pub hide: String,
    pub closer: String,
    pub farther: String,
    pub middle: String,
    pub chosen: String,
    pub failed: String,
    /// What the button says that sends the form, where the map does.
    pub go: Option<String>,
}

/// A place to choose on a map, in a form.
pub(super) struct Touched {
    /// What it is called in the form.
    pub field: &'static str,
    /// Two numbers, or nothing.
    pub value: String,
    pub words: String,
}

/// What a form says of a place that was chosen on a map, in degrees north and east, rounded to hundredths; `None` for what
/// is no place.
pub fn touched(text: &str) -> Option<Point> {
    let (latitude, longitude) = text.split_once(',')?;
    let rounded = |degrees: &str| degrees.trim().parse().ok().map(|degrees: f64| (degrees * 100.0).round() / 100.0);
    Point::new(rounded(latitude)?, rounded(longitude)?).ok()
}

/// The same as the form says it.
pub fn written(point: Point) -> String {
    format!("{:.2},{:.2}", point.latitude(), point.longitude())
}

/// A rough place as the script reads it: no more exact than everybody is told who sees it.
pub(super) fn about(area: Area) -> String {
    format!("{},{},{}", area.middle.latitude(), area.middle.longitude(), area.radius_m)
}

impl Touched {
    pub(super) fn new(lang: Lang, field: &'static str, typed: &str) -> Self {
        Self { field, value: touched(typed).map(written).unwrap_or_default(), words: text(lang, "map-touched") }
    }
}

impl Map {
    /// The map of a page, with some of the places that people know.
    pub(super) fn new(app: &App, lang: Lang, what_for: Use, places: &[(String, Point)]) -> Self {
        let web = &app.config.web;
        let network = app.network();
        // Where it is chosen, what is chosen is shown.
        let area: Option<&NetworkArea> = network.area.as_ref().filter(|_| what_for != Use::Area);
        let mut help = vec![text(lang, &format!("map-help{}", what_for.key()))];
        // Its first view is the whole world then.
        if what_for == Use::Area && network.area.is_none() && places.is_empty() {
            help.push(text(lang, "map-help-world"));
        }
        if web.map_tiles.is_none() {
            help.push(text(lang, "map-help-outlines"));
        }
        let (who, by_link) = match &web.map_tiles {
            Some(_) => (web.map_attribution.as_str(), web.map_attribution_url.as_ref().map(ToString::to_string)),
            None => (OUTLINES_BY, None),
        };
        let landmark = |(name, point): &(String, Point)| Landmark {
            name: name.clone(),
            // Three decimals are a hundred metres.
            at: format!("{:.3},{:.3}", point.latitude(), point.longitude()),
        };
        Self {
            chooses: what_for != Use::Networks,
            script: LEAFLET.address(),
            style: LEAFLET_STYLE.address(),
            tiles: web.map_tiles.as_ref().map(|tiles| tiles.address().to_owned()),
            outlines: web.map_tiles.is_none().then(|| OUTLINES.address()),
            by: text_with(lang, "map-by", &[("who", isolate(who).into())]),
            by_link,
            area: area.map(|area| format!("{},{},{}", area.latitude, area.longitude, area.radius_m)),
            area_name: area.map(|area| area.name.clone()).unwrap_or_default(),
            landmarks: places.iter().take(LANDMARKS).map(landmark).collect(),
            name: text(lang, &format!("map-name{}", what_for.key())),
            help,
            show: text(lang, "map-show"),
            hide: text(lang, "map-hide"),
            closer: text(lang, "map-closer"),
            farther: text(lang, "map-farther"),
            middle: text(lang, "map-middle"),
            chosen: text(lang, "map-chosen"),
            failed: text(lang, "map-failed"),
            go: (what_for == Use::Board).then(|| text(lang, "map-go")),
        }
    }

    /// The map of a form, which reads the places that people know.
    ///
    /// # Errors
    /// `Internal` when the database fails.
    pub(super) async fn of_form(app: &App, lang: Lang) -> Result<Self> {
        Ok(Self::new(app, lang, Use::Form, &app.here.db.read(places::names).await?))
    }

    /// The map on which operators say where the network is. Where nothing is known yet, it begins with the whole world.
    ///
    /// # Errors
    /// `Internal` when the database fails.
    pub(super) async fn of_area(app: &App, lang: Lang) -> Result<Self> {
        Ok(Self::new(app, lang, Use::Area, &app.here.db.read(places::names).await?))
    }
}

/// The one other server that the maps of this network show pictures of.
pub(super) fn tiles(app: &App) -> Option<&str> {
    app.config.web.map_tiles.as_ref().map(|tiles| tiles.origin())
}

/// A place that was chosen on a map, as it is kept: rounded, and said by the nearest place that people know.
///
/// # Errors
/// `Internal` when the database fails.
pub(super) async fn spot(app: &App, point: Point) -> Result<Spot> {
    let places = app.here.db.read(places::names).await?;
    Ok(spot_of(Area::of_need(point), &places))
}

/// A rough place, said by the nearest of some that people know.
pub(super) fn spot_of(area: Area, places: &[(String, Point)]) -> Spot {
    let away = places.iter().map(|(name, place)| (area.middle.distance_m(*place), name));
    let nearest = away.filter(|(metres, _)| *metres <= BESIDE_M).min_by(|one, other| one.0.total_cmp(&other.0));
    // From 1 to 10.
    let beside = nearest.map(|(metres, name)| (name.clone(), (metres / 1_000.0).round().max(1.0) as u32));
    Spot { area, beside }
}

/// The same in words.
pub(super) fn spot_words(lang: Lang, spot: &Spot) -> String {
    spot_said(lang, spot, ["map-spot-beside", "map-spot"])
}

/// The same in other words: those for what is beside a place that people know, and those for what is far from all of them.
pub(super) fn spot_said(lang: Lang, spot: &Spot, [beside, alone]: [&str; 2]) -> String {
    match &spot.beside {
        Some((place, km)) => text_with(lang, beside, &[("km", (*km).into()), ("place", isolate(place).into())]),
        None => {
            let rounded = |degrees: f64| isolate(&format!("{degrees:.2}"));
            let middle = spot.area.middle;
            let pair =
                [("latitude", rounded(middle.latitude()).into()), ("longitude", rounded(middle.longitude()).into())];
            text_with(lang, alone, &pair)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_on_a_map_is_known_to_about_a_kilometre_however_it_is_sent() {
        for text in ["40.71,-73.98", " 40.71 , -73.98", "40.7100000,-73.9800000", "40.714999,-73.984999"] {
            assert_eq!(touched(text).map(written).as_deref(), Some("40.71,-73.98"), "{text}");
        }
        for text in ["", ",", "40.71", "91,0", "0,181", "NaN,0", "inf,0", "a,b", "1,2,3"] {
            assert_eq!(touched(text), None, "{text}");
        }
    }
}

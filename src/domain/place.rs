//! Places: a fridge, a pantry, a kitchen. All of it is public.

use crate::clock::Moment;
use crate::domain::area::Point;
use crate::domain::entry::{Cells, Entry, Known, LIST_MAX, Note, key_of, one_of};
use crate::domain::hours::Hours;
use crate::domain::listing::words;
use crate::domain::text::{self, LABEL_MAX, NOTE_MAX, TITLE_MAX};
use crate::error::{Error, Result};
use chrono::{Duration, NaiveDate};
use serde::{Deserialize, Serialize};

words! {
    /// What kind of place it is.
    PlaceKind {
        /// A community fridge.
        Fridge = "fridge",
        /// A pantry.
        Pantry = "pantry",
        /// Where things are picked up.
        Pickup = "pickup",
        /// Where things come together.
        Hub = "hub",
        /// A kitchen.
        Kitchen = "kitchen",
        /// A garden.
        Garden = "garden",
        /// A distribution.
        Distribution = "distribution",
    }
}

words! {
    /// Where it stands.
    PlaceState {
        /// Somebody proposed it.
        Proposed = "proposed",
        /// It is there.
        Active = "active",
        /// Not for a while.
        Paused = "paused",
        /// It is no more.
        Closed = "closed",
    }
}

/// How one gets in and what it is like there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Access {
    /// Without a step.
    pub step_free: Known,
    /// How wide the narrowest door is, in centimetres.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub door_width_cm: Option<u16>,
    /// A place to park.
    pub parking: Known,
    /// Public transport close by.
    pub transit: Known,
    /// A place to sit.
    pub seating: Known,
    /// It is quiet.
    pub quiet: Known,
    /// A toilet.
    pub toilet: Known,
    /// It is lit after dark.
    pub light: Known,
    /// What to look out for, in a few words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hazards: Option<String>,
}

impl Default for Access {
    fn default() -> Self {
        let unknown = Known::Unknown;
        Self {
            step_free: unknown,
            door_width_cm: None,
            parking: unknown,
            transit: unknown,
            seating: unknown,
            quiet: unknown,
            toilet: unknown,
            light: unknown,
            hazards: None,
        }
    }
}

/// A place.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// What another list calls it.
    pub external_id: Option<String>,
    /// What kind of place it is.
    pub kind: PlaceKind,
    /// Its name, at most 120 characters.
    pub name: String,
    /// Street and town, in one line.
    pub address: Option<String>,
    /// Where exactly: a place is public.
    pub point: Point,
    /// When it is open.
    pub hours: Vec<Hours>,
    /// How one gets in.
    pub access: Access,
    /// Tags of what it takes.
    pub accepts: Vec<String>,
    /// Whether nobody asks for papers.
    pub no_papers: Known,
    /// In each language.
    pub notes: Vec<Note>,
    /// Where it stands.
    pub state: PlaceState,
    /// When somebody last saw that all this is so.
    pub confirmed_on: Option<NaiveDate>,
}

impl Place {
    /// Whether nobody confirmed an active place for 30 days.
    pub fn is_stale(&self, now: Moment) -> bool {
        let fresh = self.confirmed_on.is_some_and(|day| now.date_naive() - day <= Duration::days(30));
        self.state == PlaceState::Active && !fresh
    }
}

impl Entry for Place {
    const NAME: &'static str = "places";
    const COLUMNS: &'static [&'static str] = &[
        "kind",
        "name",
        "latitude",
        "longitude",
        "external_id",
        "address",
        "hours",
        "state",
        "step_free",
        "door_width_cm",
        "parking",
        "transit",
        "seating",
        "quiet",
        "toilet",
        "light",
        "hazards",
        "accepts",
        "no_papers",
        "confirmed_on",
    ];
    const REQUIRED: usize = 4;
    const IN_LANGUAGES: &'static str = "notes";

    fn from_cells(cells: &Cells, language: &str) -> Result<Self> {
        let kinds = one_of(PlaceKind::ALL, PlaceKind::as_str);
        let kind = cells.word("kind", PlaceKind::parse, &kinds)?;
        let states = one_of(PlaceState::ALL, PlaceState::as_str);
        let door = |text: &str| {
            let width = text.parse::<u16>().ok().filter(|width| (20..=1_000).contains(width));
            width.ok_or_else(|| Error::invalid("door_width_cm", "`door_width_cm` is 20 to 1000, in centimetres."))
        };
        Ok(Self {
            external_id: cells.external_id()?,
            kind: kind.ok_or_else(|| Error::invalid("kind", format!("`kind` is empty; it is one of: {kinds}.")))?,
            name: cells.required("name", TITLE_MAX)?,
            address: cells.line("address", NOTE_MAX)?,
            point: cells.point()?.ok_or_else(|| {
                Error::invalid("latitude", "`latitude` and `longitude` are empty; a place has a position on the map.")
            })?,
            hours: Hours::parse_all(cells.get("hours").unwrap_or_default())?,
            access: Access {
                step_free: cells.known("step_free")?,
                door_width_cm: cells.get("door_width_cm").map(door).transpose()?,
                parking: cells.known("parking")?,
                transit: cells.known("transit")?,
                seating: cells.known("seating")?,
                quiet: cells.known("quiet")?,
                toilet: cells.known("toilet")?,
                light: cells.known("light")?,
                hazards: cells.line("hazards", NOTE_MAX)?,
            },
            accepts: text::tags("accepts", &cells.list("accepts", LABEL_MAX)?, LIST_MAX)?,
            no_papers: cells.known("no_papers")?,
            notes: cells.notes(Self::IN_LANGUAGES, language)?,
            state: cells.word("state", PlaceState::parse, &states)?.unwrap_or(PlaceState::Active),
            confirmed_on: cells.day("confirmed_on")?,
        })
    }

    fn to_cells(&self) -> Cells {
        let mut cells = Cells::default();
        cells.set("external_id", self.external_id.as_deref().unwrap_or_default());
        cells.set("kind", self.kind.as_str());
        cells.set("name", self.name.as_str());
        cells.set("address", self.address.as_deref().unwrap_or_default());
        cells.set_point(Some(self.point));
        cells.set("hours", self.hours.iter().map(Hours::text).collect::<Vec<_>>().join(" | "));
        let access = &self.access;
        for (column, known) in [
            ("step_free", access.step_free),
            ("parking", access.parking),
            ("transit", access.transit),
            ("seating", access.seating),
            ("quiet", access.quiet),
            ("toilet", access.toilet),
            ("light", access.light),
            ("no_papers", self.no_papers),
        ] {
            cells.set_known(column, known);
        }
        cells.set("door_width_cm", access.door_width_cm.map(|width| width.to_string()).unwrap_or_default());
        cells.set("hazards", access.hazards.as_deref().unwrap_or_default());
        cells.set("accepts", self.accepts.join(" | "));
        cells.set("state", self.state.as_str());
        cells.set("confirmed_on", self.confirmed_on.map(|day| day.to_string()).unwrap_or_default());
        cells.set_notes(Self::IN_LANGUAGES, &self.notes);
        cells
    }

    fn external_id(&self) -> Option<&str> {
        self.external_id.as_deref()
    }

    fn set_external_id(&mut self, id: Option<String>) {
        self.external_id = id;
    }

    fn key(&self) -> String {
        key_of(&self.name, Some(self.point), "")
    }
}

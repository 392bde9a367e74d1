//! Roughly where a member lives, on the page on which they say who they are: by the name of a place, as on the board, or by a
//! touch on the map. What is kept is a cell of about a kilometer, which members of this network read. Home says from it what is
//! close by.

use super::board::{named_places, names_of, near_help, place_called};
use super::join::typed;
use super::map::{Map, Touched, Use, spot_of, spot_words, touched};
use super::oneself::Said;
use crate::app::App;
use crate::domain::area::Point;
use crate::domain::member::Member;
use crate::domain::privacy::Key;
use crate::domain::profile::Change;
use crate::error::Result;
use crate::i18n::{Lang, isolate, text, text_with};
use crate::storage::profiles;

/// What does not fit: the id of its field, and what to do.
pub(super) type Wrong = (&'static str, String);

/// The form for it.
pub(super) struct Living {
    /// What is kept now, in words.
    pub kept: Option<String>,
    /// What was typed.
    pub near: String,
    pub near_help: String,
    /// The names that there are to choose from.
    pub places: Vec<String>,
}

impl Living {
    /// The form of a member, with what was typed in it, and the map beside it.
    ///
    /// # Errors
    /// `Internal` when the database fails.
    pub(super) async fn of(
        app: &App,
        lang: Lang,
        member: &Member,
        said: Option<&Said>,
    ) -> Result<(Self, Touched, Map)> {
        let (own, id) = (app.clone(), member.id);
        let read = app.here.db.read(move |conn| {
            let cell = *profiles::get(conn, &own.here.seal, id)?.cell.open(&Key::of_member(id));
            Ok((cell, named_places(conn, &own)?))
        });
        let (cell, places) = read.await?;
        let of_form = |name: &str| said.map_or("", |said| typed(said, name)).to_owned();
        let living = Self {
            kept: cell.map(|cell| spot_words(lang, &spot_of(cell.area(), &places))),
            near: of_form("near"),
            near_help: near_help(lang, &places),
            places: names_of(&places),
        };
        let map = Map::new(app, lang, Use::Form, &places);
        Ok((living, Touched::new(lang, "point", &of_form("point")), map))
    }
}

/// The place that the form says.
fn said_place(lang: Lang, said: &Said, places: &[(String, Point)]) -> std::result::Result<Point, Wrong> {
    let (near, chosen) = (typed(said, "near").trim(), typed(said, "point").trim());
    // A name that is written is what is meant.
    if !near.is_empty() {
        let unknown = || ("near", text_with(lang, "living-unknown", &[("place", isolate(near).into())]));
        return place_called(near, places).map(|(_, point)| *point).ok_or_else(unknown);
    }
    match touched(chosen) {
        Some(point) => Ok(point),
        None if chosen.is_empty() => Err(("near", text(lang, "living-none"))),
        None => Err(("point", text(lang, "map-point-wrong"))),
    }
}

/// Writes roughly where somebody lives into a change of what they say about themselves: the place that the form says, or none
/// any more. Where it says nothing of a place, that stays as it is. Answers what does not fit, if anything does not.
///
/// # Errors
/// `Internal` when the database fails.
pub(super) async fn write(app: &App, lang: Lang, said: &Said, change: &mut Change) -> Result<Option<Wrong>> {
    let step = typed(said, "step");
    if step == "no-place" {
        change.set_point(None);
        return Ok(None);
    }
    let is_said = ["near", "point"].iter().any(|name| !typed(said, name).trim().is_empty());
    if step != "place" && !is_said {
        return Ok(None);
    }
    let own = app.clone();
    let places = app.here.db.read(move |conn| named_places(conn, &own)).await?;
    Ok(match said_place(lang, said, &places) {
        Ok(point) => {
            // It is rounded there, at once.
            change.set_point(Some(point));
            None
        }
        Err(wrong) => Some(wrong),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_written_is_what_is_meant_and_nothing_at_all_is_no_place() {
        let at = |degrees: f64| Point::new(degrees, 0.0).unwrap();
        let places = [("Riverside library".to_owned(), at(1.0))];
        let said = |near: &str, point: &str| {
            let said = [("near", near), ("point", point)].map(|(name, value)| (name.to_owned(), value.to_owned()));
            said_place(Lang::En, &Said::from(said), &places).map_err(|(field, _)| field)
        };
        assert_eq!(said("library", "2.00,0.00"), Ok(at(1.0)));
        assert_eq!(said(" ", "2.001,0.00"), Ok(at(2.0)));
        assert_eq!(said("Atlantis", "2.00,0.00"), Err("near"));
        assert_eq!(said("", "here"), Err("point"));
        assert_eq!(said("", ""), Err("near"));
    }
}

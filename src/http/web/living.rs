//! Roughly where a member lives, on the page on which they say who they are: by the name of a place, as on the board, or by a
//! touch on the map. What is kept is a cell of about a kilometer, which members of this network read. Home says from it what is
//! close by.

use super::board::{named_places, names_of, near_help, place_called};
use super::join::typed;
use super::map::{Map, Touched, Use, spot_of, spot_words, touched};
use super::oneself::Said;
use crate::actions::change_member::change_member;
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

/// Keeps roughly where a member lives, or says what does not fit.
///
/// # Errors
/// `Internal` when the database fails.
pub(super) async fn keep(
    app: &App,
    lang: Lang,
    member: &Member,
    said: &Said,
) -> Result<std::result::Result<(), Wrong>> {
    let own = app.clone();
    let places = app.here.db.read(move |conn| named_places(conn, &own)).await?;
    match said_place(lang, said, &places) {
        Ok(point) => put(app, member, Some(point)).await.map(Ok),
        Err(wrong) => Ok(Err(wrong)),
    }
}

/// Keeps nothing any more of where a member lives.
///
/// # Errors
/// `Internal` when the database fails.
pub(super) async fn take_away(app: &App, member: &Member) -> Result<()> {
    put(app, member, None).await
}

async fn put(app: &App, member: &Member, point: Option<Point>) -> Result<()> {
    let mut change = Change::default();
    // It is rounded there, at once.
    change.set_point(point);
    change_member(&app.here, member.id, change).await
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

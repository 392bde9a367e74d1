//! What a neighbor shows of themselves to members of this network, on the page of their account: the same as the interface for
//! programs says of them.

use super::board::named_places;
use super::map::{spot_of, spot_said};
use crate::app::App;
use crate::domain::area::{Area, Point};
use crate::domain::key::{ActorId, MemberId};
use crate::error::Result;
use crate::http::entities::member::NeighborEntity;
use crate::i18n::{Lang, isolate, text, text_with, together};
use crate::storage::{Conn, members, profiles};

/// What a member is shown of a neighbor.
pub(super) struct Neighbor {
    /// One fact each; none where nothing was said.
    pub facts: Vec<String>,
    /// Whether it is the member who asks.
    pub oneself: bool,
}

impl Neighbor {
    /// What `asker` is shown of whoever is behind an account; nothing behind the network, and elsewhere.
    ///
    /// # Errors
    /// `Internal` when the database fails.
    pub(super) fn of(conn: &mut Conn, app: &App, lang: Lang, actor: ActorId, asker: MemberId) -> Result<Option<Self>> {
        let Some(id) = members::of_actor(conn, actor)? else { return Ok(None) };
        let (member, profile) = (members::get(conn, id)?, profiles::get(conn, &app.here.seal, id)?);
        let shown = NeighborEntity::new(app, &member, &profile, asker);
        let mut facts = Vec::new();
        if shown.resting {
            facts.push(text(lang, "neighbor-resting"));
        }
        if !shown.languages.is_empty() {
            let name = |tag: &String| isolate(Lang::from_tag(tag).map_or(tag.as_str(), |known| known.name()));
            let names: Vec<String> = shown.languages.iter().map(name).collect();
            facts.push(text_with(lang, "neighbor-languages", &[("languages", together(lang, &names).into())]));
        }
        facts.extend(shown.can_do.iter().map(|can| text(lang, &format!("can-do-{}", can.as_str()))));
        if let Some(area) = &shown.area {
            let area = Area { middle: Point::new(area.latitude, area.longitude)?, radius_m: area.radius_m };
            let spot = spot_of(area, &named_places(conn, app)?);
            facts.push(spot_said(lang, &spot, ["neighbor-lives-beside", "neighbor-lives"]));
        }
        Ok(Some(Self { facts, oneself: id == asker }))
    }
}

//! Places and resources that everyone finds.

use super::neighborhood::Neighborhood;
use potluck::actions::keep_entries::import;
use potluck::domain::Point;
use potluck::domain::entry::Known;
use potluck::domain::place::{Place, PlaceKind, PlaceState};
use potluck::storage::entries::Stored;

/// A place that is there, where nobody asks for papers, and of which nothing else is known.
pub fn place(kind: PlaceKind, name: &str, point: Point) -> Place {
    Place {
        external_id: None,
        kind,
        name: name.into(),
        address: None,
        point,
        hours: Vec::new(),
        access: Default::default(),
        accepts: Vec::new(),
        no_papers: Known::Yes,
        notes: Vec::new(),
        state: PlaceState::Active,
        confirmed_on: None,
    }
}

/// Reads something in that was not there before.
pub async fn read_in<E: Stored>(here: &Neighborhood, entry: E) {
    assert_eq!(import(here, vec![entry], false, |_| ()).await.expect("an entry").added, 1);
}

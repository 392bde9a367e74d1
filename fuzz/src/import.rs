//! Files of places and resources: tables as spreadsheets write them, and HSDS 3.

use super::support::{is_language, is_line, now};
use potluck::cli::exchange::{check as checked, read, to_csv, to_hsds};
use potluck::domain::key::EntryId;
use potluck::domain::place::{Place, PlaceKind};
use potluck::domain::resource::ResourceEntry;
use potluck::storage::entries::{Kept, Stored};
use std::fmt::Debug;

/// A file, read as both.
pub fn check(data: &[u8]) {
    let Ok(source) = read(data, Some(PlaceKind::Pantry)) else { return };
    let (places, problems) = checked::<Place>(source.lines(), "en");
    assert_eq!(places.len() + problems.len(), source.lines().len());
    for place in &places {
        is_line(&place.name, 120);
        place.notes.iter().for_each(|note| is_language(&note.language));
    }
    comes_back(&places);
    let (resources, problems) = checked::<ResourceEntry>(source.lines(), "en");
    assert_eq!(resources.len() + problems.len(), source.lines().len());
    comes_back(&resources);
}

/// Entries that were read are the same again through both formats.
fn comes_back<E: Stored + PartialEq + Debug>(entries: &[E]) {
    if entries.is_empty() {
        return;
    }
    let again = |text: &str| {
        let source = read(text.as_bytes(), None).expect("what we write is read");
        let (entries, problems) = checked::<E>(source.lines(), "en");
        assert!(problems.is_empty(), "what we write has a problem: {text}");
        entries
    };
    assert_eq!(again(&to_csv(entries.iter()).expect("a table")), entries, "through CSV");
    let keep = |(id, entry): (usize, &E)| Kept {
        id: EntryId(id as i64),
        entry: entry.clone(),
        created_at: now(),
        updated_at: now(),
    };
    let kept: Vec<Kept<E>> = entries.iter().enumerate().map(keep).collect();
    assert_eq!(again(&to_hsds(&kept, "Riverside").expect("HSDS")), entries, "through HSDS");
}

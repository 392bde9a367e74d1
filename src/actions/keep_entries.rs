//! What a neighborhood knows of places and resources: read in from a list, and taken away by those who look after it.

use super::Here;
use super::give_role::check_role;
use super::log::{Why, note};
use crate::domain::key::{EntryId, MemberId};
use crate::domain::member::RoleKind;
use crate::domain::moderation::{Deed, Doer};
use crate::error::{Error, Result};
use crate::ids;
use crate::storage::Conn;
use crate::storage::entries::Stored;
use std::collections::HashMap;

/// Who may take places and resources away.
pub const KEEPERS: &[RoleKind] = &[RoleKind::Caretaker, RoleKind::Steward, RoleKind::Operator];

/// What an import did, or would do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// That were not known before.
    pub added: usize,
    /// That say something else now.
    pub updated: usize,
    /// That were as they are already.
    pub unchanged: usize,
}

/// Reads entries in, all or none. One that is known is updated: by its external id, or else by name and position
/// where no other id contradicts. A dry run only tells what would be done. `tick` hears how many are done.
///
/// # Errors
/// `Internal` when the database fails, and then nothing was changed.
pub async fn import<E: Stored>(
    here: &Here,
    entries: Vec<E>,
    dry_run: bool,
    mut tick: impl FnMut(usize) + Send + 'static,
) -> Result<Imported> {
    let now = here.now();
    here.db
        .write(move |conn| {
            let mut known = Known::load(conn)?;
            let mut imported = Imported::default();
            for (index, mut entry) in entries.into_iter().enumerate() {
                match known.find(&entry) {
                    Some((id, before)) => {
                        if entry.external_id().is_none() {
                            entry.set_external_id(before.external_id().map(str::to_owned));
                        }
                        if *before == entry {
                            imported.unchanged += 1;
                        } else {
                            imported.updated += 1;
                            if !dry_run && !entry.update(conn, id, now)? {
                                return Err(Error::internal("an entry went away while it was held"));
                            }
                            known.note(id, entry);
                        }
                    }
                    None => {
                        imported.added += 1;
                        let id = EntryId(ids::next(now));
                        if !dry_run {
                            entry.insert(conn, id, now)?;
                        }
                        known.note(id, entry);
                    }
                }
                tick(index + 1);
            }
            if !dry_run && imported.added + imported.updated > 0 {
                note(conn, Doer::CommandLine, &[], Deed::EntriesImported, None, Why::default(), now)?;
            }
            Ok(imported)
        })
        .await
}

/// What is known, by what tells entries apart.
struct Known<E> {
    entries: HashMap<EntryId, E>,
    by_external_id: HashMap<String, EntryId>,
    by_key: HashMap<String, EntryId>,
}

impl<E: Stored> Known<E> {
    fn load(conn: &mut Conn) -> Result<Self> {
        let mut known = Self { entries: HashMap::new(), by_external_id: HashMap::new(), by_key: HashMap::new() };
        for kept in E::all(conn)? {
            known.note(kept.id, kept.entry);
        }
        Ok(known)
    }

    fn note(&mut self, id: EntryId, entry: E) {
        if let Some(external) = entry.external_id() {
            self.by_external_id.insert(external.to_owned(), id);
        }
        self.by_key.insert(entry.key(), id);
        self.entries.insert(id, entry);
    }

    fn find(&self, entry: &E) -> Option<(EntryId, &E)> {
        let by_id = entry.external_id().and_then(|external| self.by_external_id.get(external));
        let by_key = || {
            // Of the same name and position, but another id: two shelves in one house.
            let id = self.by_key.get(&entry.key())?;
            let other = self.entries.get(id)?.external_id();
            (entry.external_id().is_none() || other.is_none()).then_some(id)
        };
        let id = by_id.or_else(by_key)?;
        self.entries.get(id).map(|entry| (*id, entry))
    }
}

/// Takes an entry away.
///
/// # Errors
/// `Forbidden` unless `by` is one of [`KEEPERS`] now; `NotFound` when it is not there.
pub async fn remove<E: Stored>(here: &Here, by: MemberId, id: EntryId) -> Result<()> {
    let now = here.now();
    here.db
        .write(move |conn| {
            check_role(conn, by, KEEPERS, now)?;
            if !E::remove(conn, id)? {
                return Err(Error::not_found());
            }
            note(conn, Doer::Member(by), KEEPERS, Deed::EntryRemoved, None, Why::default(), now)
        })
        .await
}

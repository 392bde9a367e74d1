//! An activity came in: it is stored as it came, answered, and worked afterwards.

use super::Here;
use crate::clock::Moment;
use crate::error::Result;
use crate::storage::received::{self, Kept};
use crate::storage::{Conn, Together, deliveries};
use std::collections::BTreeMap;

/// An activity whose signature was checked.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// Its ActivityPub id.
    pub id: String,
    /// The actor who signed it.
    pub actor: String,
    /// The actor's host, which was heard from by this.
    pub host: String,
    /// What it is about, so that one object's activities are worked in the order of their arrival.
    pub subject: String,
    /// The JSON as it came.
    pub body: Vec<u8>,
}

/// Stores an activity, sealed; false if it came before, and then nothing more happens (refusal 13).
///
/// # Errors
/// `Internal` or `Unavailable` when it could not be stored: the sender tries again.
pub async fn take_in(here: &Here, arrival: Arrival) -> Result<bool> {
    let now = here.now();
    let kept = Kept::seal(&here.seal, &arrival.id, &arrival.actor, &arrival.subject, &arrival.body);
    here.db.write_together(Arrived { host: arrival.host, kept, now }).await
}

/// An activity that is stored with others.
struct Arrived {
    host: String,
    kept: Kept,
    now: Moment,
}

impl Together for Arrived {
    type Done = bool;

    fn work(conn: &mut Conn, all: &[Self]) -> Result<Vec<bool>> {
        let hosts: BTreeMap<&str, Moment> = all.iter().map(|one| (one.host.as_str(), one.now)).collect();
        for (host, now) in hosts {
            deliveries::heard_from(conn, host, now)?;
        }
        let kept: Vec<(&Kept, Moment)> = all.iter().map(|one| (&one.kept, one.now)).collect();
        received::insert(conn, &kept)
    }
}

/// A host showed by its own key that it lives: what waits for it can go at once.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn heard_from(here: &Here, host: String) -> Result<()> {
    let now = here.now();
    here.db.write(move |conn| deliveries::heard_from(conn, &host, now)).await
}

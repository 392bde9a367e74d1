//! An activity came in: it is stored as it came, answered, and worked afterwards.

use super::Here;
use crate::error::Result;
use crate::storage::deliveries;
use crate::storage::received::{self, Kept};

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
    here.db
        .write_again(move |conn| {
            deliveries::heard_from(conn, &arrival.host, now)?;
            received::insert(conn, &kept, now)
        })
        .await
}

/// A host showed by its own key that it lives: what waits for it can go at once.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn heard_from(here: &Here, host: String) -> Result<()> {
    let now = here.now();
    here.db.write(move |conn| deliveries::heard_from(conn, &host, now)).await
}

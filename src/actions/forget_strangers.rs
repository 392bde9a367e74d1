//! Accounts elsewhere of which nothing here speaks are forgotten: anybody who has a server can make as many as they like, and
//! have each sign something.

use super::Here;
use crate::domain::key::ActorId;
use crate::error::Result;
use crate::storage::strangers::{self, Spoken};
use chrono::Duration;

/// How long an account elsewhere is known of which nothing here speaks. When it comes back, it is asked for anew.
pub fn stranger_life() -> Duration {
    Duration::days(30)
}

/// Accounts that are looked at in one go, and of which those that go do so in one transaction.
const AT_ONCE: i64 = 200;

/// Forgets accounts elsewhere that came, or were looked at, longer than [`stranger_life`] ago, and that no row, no member and no
/// open report names. Answers how many.
///
/// # Errors
/// `Internal` when the database fails, or when what a member keeps was sealed with another key; what went until then stays
/// gone.
pub async fn forget_strangers(here: &Here) -> Result<usize> {
    let before = here.now() - stranger_life();
    let (mut after, mut forgotten, mut known) = (ActorId(0), 0, None);
    loop {
        let looked = here.db.read(move |conn| {
            let some = strangers::from_before(conn, before, after, AT_ONCE)?;
            Ok((some.last().copied(), strangers::unnamed(conn, &some)?))
        });
        let (Some(last), mut found) = looked.await? else { break };
        after = last;
        if found.is_empty() {
            continue;
        }
        let mut spoken = match known.take() {
            Some(spoken) => spoken,
            // To open all that members keep takes time, and holds up nobody's writing.
            None => {
                let seal = here.seal.clone();
                let looked = here.db.read(move |conn| {
                    let mut spoken = Spoken::default();
                    spoken.look(conn, &seal)?;
                    Ok(spoken)
                });
                looked.await?
            }
        };
        found.retain(|account| !spoken.names(*account));
        if found.is_empty() {
            known = Some(spoken);
            continue;
        }
        let context = here.clone();
        let gone = here.db.write(move |conn| {
            // Somebody may have met them meanwhile.
            strangers::lock(conn, &found)?;
            let mut gone = strangers::unnamed(conn, &found)?;
            spoken.look(conn, &context.seal)?;
            gone.retain(|account| !spoken.names(*account));
            strangers::forget(conn, &gone)?;
            Ok((gone.len(), spoken))
        });
        let (gone, spoken) = gone.await?;
        forgotten += gone;
        known = Some(spoken);
    }
    if forgotten > 0 {
        here.db.note_erased();
    }
    Ok(forgotten)
}

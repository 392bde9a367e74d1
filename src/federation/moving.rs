//! A member moves to an account elsewhere: that one must say that it is theirs.

use crate::adapters::fetch::Budget;
use crate::app::App;
use crate::domain::follow::Actor;
use crate::error::{Error, Result};
use crate::federation::{dereference, discover};
use crate::storage::actors;
use url::Url;

/// Fetches of the account that one moves to.
const FETCHES: u32 = 3;

/// The account elsewhere behind an address, fetched just now, if it names `own` in `alsoKnownAs`.
///
/// # Errors
/// `Invalid` when it does not, or when it went on itself, with what to do there; else as [`discover::account`].
pub async fn target(app: &App, address: &str, own: &Url) -> Result<Actor> {
    let id = discover::account(app, address).await?;
    let actor = app.here.db.read(move |conn| actors::get(conn, id)).await?;
    let document = dereference::actor_document(app, &actor.ap_id, &Budget::new(FETCHES)).await?;
    if document.id == actor.ap_id && document.also_known_as.contains(own) {
        // Two accounts that lead to each other would lead followers to where nobody is.
        return match document.moved_to {
            None => Ok(actor),
            Some(_) => {
                let text =
                    "The other account says itself that it went on elsewhere. Please take that back there first.";
                Err(Error::invalid("account", text))
            }
        };
    }
    let text = format!(
        "The other account does not say that it is yours. Please sign in there, name {own} as another account of yours \
         (in Mastodon: Preferences, Account, Moving from a different account), and try again."
    );
    Err(Error::invalid("account", text))
}

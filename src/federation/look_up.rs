//! What is at an address that somebody wrote: an account, a post, a need or an offer. As it is known here, or as its own
//! server says.

use crate::actions::receive_status::take_in_status;
use crate::adapters::fetch::Budget;
use crate::app::App;
use crate::domain::key::{ActorId, ListingId, StatusId};
use crate::error::{Error, Result};
use crate::federation::dereference::{self, Document};
use crate::federation::discover;
use crate::federation::objects::actor::from_wire;
use crate::federation::objects::status;
use crate::federation::wire::{Addressees, AnyNote, Note, same_origin};
use crate::storage::{actors, listings, statuses};
use url::Url;

/// What is there, by its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// An account.
    Account(ActorId),
    /// A post.
    Status(StatusId),
    /// A need or an offer.
    Listing(ListingId),
}

/// So many documents are asked for because of one address.
const FETCHES: u32 = 8;

/// Looks up an address: `ana@social.example`, or that of a page or an object. With `ask`, its server is asked for what is
/// not known here; a post that is for everyone is kept then, and a listing never: those come from networks alone.
///
/// # Errors
/// As [`discover::account`].
pub async fn look_up(app: &App, address: &str, ask: bool) -> Result<Option<Found>> {
    let Ok(url) = Url::parse(address) else {
        return match ask {
            true => Ok(Some(Found::Account(discover::account(app, address).await?))),
            false => Ok(None),
        };
    };
    if let Some(found) = known(app, url.clone()).await? {
        return Ok(Some(found));
    }
    if same_origin(&url, app.here.addresses.base()) {
        return own_page(app, &url).await;
    }
    if !ask || !matches!(url.scheme(), "https" | "http") {
        return Ok(None);
    }
    let budget = Budget::new(FETCHES);
    match dereference::document(app, &url, &budget).await? {
        Document::Actor(document) => {
            let actor = dereference::store(app, from_wire(*document, app.here.now())).await?;
            Ok(Some(Found::Account(actor.id)))
        }
        Document::Post(AnyNote::Listing(note)) => known(app, note.id.clone()).await,
        Document::Post(AnyNote::Note(note)) => match known(app, note.id.clone()).await? {
            Some(found) => Ok(Some(found)),
            None => Ok(Some(Found::Status(taken_in(app, *note, &budget).await?))),
        },
    }
}

/// By an id.
async fn known(app: &App, url: Url) -> Result<Option<Found>> {
    let seal = app.here.seal.clone();
    app.here
        .db
        .read(move |conn| {
            if let Some(actor) = actors::by_ap_id(conn, &url)? {
                return Ok(Some(Found::Account(actor.id)));
            }
            if let Some(listing) = listings::by_ap_id(conn, &url)? {
                return Ok(Some(Found::Listing(listing.id)));
            }
            Ok(statuses::by_ap_id(conn, &seal, &url)?.map(|status| Found::Status(status.id)))
        })
        .await
}

/// By the address of one of our own pages.
async fn own_page(app: &App, url: &Url) -> Result<Option<Found>> {
    let (path, seal) = (url.path().to_owned(), app.here.seal.clone());
    app.here
        .db
        .read(move |conn| {
            if let Some((handle, id)) = path.strip_prefix("/@").and_then(|rest| rest.split_once('/')) {
                let Ok(id) = id.parse::<StatusId>() else { return Ok(None) };
                let found = statuses::get_many(conn, &seal, &[id])?.pop().filter(|status| status.local);
                let Some(status) = found else { return Ok(None) };
                let is_theirs = actors::get(conn, status.author)?.handle == handle;
                return Ok(is_theirs.then_some(Found::Status(status.id)));
            }
            if let Some(handle) = path.strip_prefix("/@") {
                return Ok(actors::local_by_handle(conn, handle)?.map(|actor| Found::Account(actor.id)));
            }
            match path.strip_prefix("/listings/") {
                Some(slug) => Ok(listings::by_slug(conn, slug)?.map(|listing| Found::Listing(listing.id))),
                None => Ok(None),
            }
        })
        .await
}

/// A post that was fetched from its author's own server.
async fn taken_in(app: &App, note: Note, budget: &Budget) -> Result<StatusId> {
    let author = dereference::known_actor(app, &note.attributed_to, budget).await?;
    if note.attributed_to != author.ap_id {
        return Err(Error::bad_request("The post has another author than its server says."));
    }
    let nobody = Addressees::Absent;
    let said = status::from_wire(note, &author, &nobody, &nobody, &app.here.addresses, app.here.now());
    let said = said.ok_or_else(|| Error::bad_request("Votes are not kept here."))?;
    take_in_status(&app.here, author.id, said).await
}

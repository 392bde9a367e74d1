//! Listings and activities by their ids. What is not public is shown to those whom its author meant, and to
//! everyone else it does not exist (refusals 17 and 18).

use super::answer::{Caching, Refusal, document, gone, kept, to_page, wants_page};
use crate::app::App;
use crate::domain::follow::Actor;
use crate::domain::listing::{PassAlong, State};
use crate::domain::sharing::Topic;
use crate::domain::{Audience, Listing};
use crate::error::Result;
use crate::federation::authenticate;
use crate::federation::render::listing::{below, of};
use crate::federation::wire::text::Word;
use crate::federation::wire::{Collection, Tombstone};
use crate::storage::{activities, follows, listings, sharings};
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::Value;
use url::Url;

/// `GET /ap/o/{slug}`: one of our own listings.
pub async fn listing(
    app: web::Data<App>,
    request: HttpRequest,
    slug: web::Path<String>,
) -> Result<HttpResponse, Refusal> {
    let slug = slug.into_inner();
    if wants_page(&request) {
        // Whether there is such a listing is the page's to say: it knows who is signed in.
        return if is_slug(&slug) {
            Ok(to_page(&app.here.addresses.listing_page(&slug)))
        } else {
            Err(Refusal::not_found())
        };
    }
    let found = local(&app, slug).await?;
    if let Some(listing) = found.as_ref().filter(|listing| listing.audience == Audience::Public) {
        return show(&app, listing, Caching::Public).await;
    }
    // Who asks is settled before what is there, so that no answer about a signature tells whether there is something.
    let asker = authenticate::get(&app, &request).await?;
    match (found, asker) {
        (Some(listing), Some(asker)) if is_for(&app, &listing, &asker).await? => {
            show(&app, &listing, Caching::Never).await
        }
        _ => Err(Refusal::not_found()),
    }
}

/// `GET /ap/o/{slug}/replies`: answers are not published; this says so for what is public.
pub async fn replies(app: web::Data<App>, slug: web::Path<String>) -> Result<HttpResponse, Refusal> {
    let listing = local(&app, slug.into_inner()).await?;
    let public = listing.filter(|listing| listing.audience == Audience::Public && listing.state.is_published());
    let id = below(&public.ok_or_else(Refusal::not_found)?.ap_id, "replies");
    document(Collection::<Value>::whole(id, Vec::new()), Caching::Public)
}

/// `GET /ap/o/{slug}/create` and the other activities about a listing, as they were sent.
pub async fn activity_of_listing(
    app: web::Data<App>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Refusal> {
    let (slug, activity) = path.into_inner();
    stored(&app, below(&app.here.addresses.listing(&slug), &activity)).await
}

/// `GET /ap/a/{slug}`: an activity as it was sent.
pub async fn activity(app: web::Data<App>, slug: web::Path<String>) -> Result<HttpResponse, Refusal> {
    stored(&app, app.here.addresses.activity(&slug)).await
}

async fn stored(app: &App, id: Url) -> Result<HttpResponse, Refusal> {
    let body = app.here.db.read(move |conn| activities::public_by_ap_id(conn, id.as_str())).await?;
    Ok(kept(body.ok_or_else(Refusal::not_found)?, Caching::Public))
}

/// One of our own listings that was published once. (Another network's is asked for there.)
async fn local(app: &App, slug: String) -> Result<Option<Listing>> {
    let found = app.here.db.read(move |conn| listings::by_slug(conn, &slug)).await?;
    Ok(found.filter(|listing| {
        listing.local && listing.published_at.is_some() && listing.state != State::Draft && listing.held_under.is_none()
    }))
}

/// The listing, or what is left of it.
async fn show(app: &App, listing: &Listing, caching: Caching) -> Result<HttpResponse, Refusal> {
    if listing.state == State::Erased {
        let tombstone = Tombstone::new(listing.ap_id.clone(), Some(Word::try_from("Note")?), Some(listing.updated_at));
        return gone(tombstone, caching);
    }
    document(of(app, listing).await?, caching)
}

/// Whether a listing that is not public is for a server that showed who it is: its host has a network that is our
/// mutual peer, or the author lets it be passed along (then whoever knows its id was told it by a peer); and it is no
/// network to which our stewards do not give such listings.
async fn is_for(app: &App, listing: &Listing, asker: &Actor) -> Result<bool> {
    if listing.audience != Audience::Peers {
        return Ok(false);
    }
    let (network, topic) = (app.here.network, Topic::of(listing.kind));
    let read = app
        .here
        .db
        .read(move |conn| Ok((sharings::withheld_hosts(conn, topic)?, follows::mutual_peers(conn, network)?)));
    let (withheld, peers) = read.await?;
    if withheld.contains(&asker.host) {
        return Ok(false);
    }
    Ok(listing.pass_along == PassAlong::Yes || peers.iter().any(|peer| !peer.gone && peer.host == asker.host))
}

/// Whether this can be the random part of an address of ours at all.
fn is_slug(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

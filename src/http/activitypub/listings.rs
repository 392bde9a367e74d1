//! The open listings of our network, whole, for the servers of those who follow it: a network that was away catches up by
//! them.

use super::answer::{Caching, Refusal, document};
use super::collections::{PAGE, PageQuery, page_of};
use crate::actions::take_in::heard_from;
use crate::app::App;
use crate::domain::follow::{Actor, FollowState, is_mutual};
use crate::domain::sharing::Topic;
use crate::error::Result;
use crate::federation::authenticate;
use crate::federation::render::listing::{Surroundings, note};
use crate::federation::wire::{Collection, ListingNote, Page};
use crate::storage::listings::{self, Paging};
use crate::storage::{Conn, actors, follows, sharings};
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::Value;

/// `GET /ap/network/listings`: what we tell a network of that follows ours, when its server asks with its own key. What
/// is for mutual peers is shown to them alone; for everybody else there is nothing here.
pub async fn open(
    app: web::Data<App>,
    request: HttpRequest,
    query: web::Query<PageQuery>,
) -> Result<HttpResponse, Refusal> {
    let asker = authenticate::get(&app, &request).await?.filter(|asker| !asker.local).ok_or_else(Refusal::not_found)?;
    let (address, host) = (app.here.addresses.open_listings(), asker.host.clone());
    let (context, paging) = (app.clone(), Paging { max_id: query.max_id, limit: PAGE + 1, ..Paging::default() });
    let read = app.here.db.read(move |conn| shown(&context, conn, &asker, paging)).await?;
    let (found, last) = read.ok_or_else(Refusal::not_found)?;
    if !query.page {
        // It is back: it need not wait until it is tried again.
        heard_from(&app.here, host).await?;
        app.wake.deliveries.notify_one();
        let first = page_of(&address, None);
        return document(Collection::<Value>::paged(address, None, first), Caching::Never);
    }
    let around = Surroundings::of(&app);
    let notes: Vec<ListingNote> =
        found.iter().map(|(listing, speaker)| note(&around, listing, speaker)).collect::<Result<_>>()?;
    let next = last.map(|last| page_of(&address, Some(last)));
    let id = page_of(&address, query.max_id);
    document(Page::of(address, id, notes, next, None), Caching::Never)
}

/// Listings with who says them, and where the page after them begins.
type Shown = (Vec<(crate::domain::Listing, Actor)>, Option<i64>);

/// A page of what a server may see; none if no network there follows ours.
fn shown(app: &App, conn: &mut Conn, asker: &Actor, paging: Paging) -> Result<Option<Shown>> {
    let network = app.here.network;
    let (mut follows_us, mut mutual) = (false, false);
    for there in actors::networks_of_host(conn, &asker.host)?.into_iter().filter(|there| !there.gone) {
        let theirs = follows::between(conn, there.id, network)?.map(|follow| follow.state);
        let ours = follows::between(conn, network, there.id)?.map(|follow| follow.state);
        follows_us |= theirs == Some(FollowState::Accepted);
        mutual |= is_mutual(ours, theirs);
    }
    if !follows_us {
        return Ok(None);
    }
    let mut found = listings::told_open(conn, network, mutual, paging)?;
    let more = found.len() > PAGE as usize;
    found.truncate(PAGE as usize);
    let last = found.last().filter(|_| more).map(|last| last.id.0);
    let mut shown = Vec::new();
    for listing in found {
        if sharings::withheld_hosts(conn, Topic::of(listing.kind))?.contains(&asker.host) {
            continue;
        }
        let speaker = actors::get(conn, listing.speaker)?;
        shown.push((listing, speaker));
    }
    Ok(Some((shown, last)))
}

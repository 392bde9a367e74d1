//! The open listings of our network, whole, and what it passes along of others, for the servers of those who follow it: a network that was away catches up by
//! them.

use super::answer::{Caching, Refusal, document};
use super::collections::{PAGE, PageQuery, page_of};
use crate::actions::take_in::heard_from;
use crate::app::App;
use crate::domain::Listing;
use crate::domain::follow::{Actor, FollowState, is_mutual};
use crate::domain::media::Medium;
use crate::domain::sharing::Topic;
use crate::error::{Error, Result};
use crate::federation::authenticate;
use crate::federation::render::activity::passing::still_passed;
use crate::federation::render::listing::{Surroundings, note};
use crate::federation::wire::{Announce, Collection, Page};
use crate::storage::listings::{self, Paging};
use crate::storage::passings::{self, Passing};
use crate::storage::{Conn, actors, follows, media, sharings};
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::Value;
use std::collections::BTreeMap;

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
    let items: Vec<Value> = found.into_iter().map(|said| item(&around, said)).collect::<Result<_>>()?;
    let next = last.map(|last| page_of(&address, Some(last)));
    let id = page_of(&address, query.max_id);
    document(Page::of(address, id, items, next, None), Caching::Never)
}

/// One of our listings, with who says it and its pictures, or another network's that we pass along.
enum Said {
    Ours(Box<Listing>, Box<Actor>, Vec<Medium>),
    Passed(Box<Announce>),
}

fn item(around: &Surroundings, said: Said) -> Result<Value> {
    let item = match said {
        Said::Ours(listing, speaker, pictures) => serde_json::to_value(note(around, &listing, &speaker, &pictures)?),
        Said::Passed(announce) => serde_json::to_value(announce),
    };
    item.map_err(Error::internal)
}

/// What a page is made of, by the listing's id.
enum Row {
    Listing(Box<Listing>),
    Passing(Passing),
}

/// A page, and where the page after it begins.
type Shown = (Vec<Said>, Option<i64>);

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
    let (max_id, limit) = (paging.max_id, paging.limit);
    let listings = listings::told_open(conn, network, mutual, paging)?;
    let passed = passings::ours_open(conn, mutual, max_id, limit)?;
    // A listing of ours is never passed along by us: every id is there once.
    let mut found: BTreeMap<i64, Row> = listings.into_iter().map(|it| (it.id.0, Row::Listing(Box::new(it)))).collect();
    found.extend(passed.into_iter().map(|it| (it.listing.0, Row::Passing(it))));
    let more = found.len() > PAGE as usize;
    let page: Vec<(i64, Row)> = found.into_iter().rev().take(PAGE as usize).collect();
    let last = page.last().filter(|_| more).map(|(id, _)| *id);
    let mut shown = Vec::new();
    for (_, entry) in page {
        match entry {
            Row::Listing(listing) => {
                if !sharings::withheld_hosts(conn, Topic::of(listing.kind))?.contains(&asker.host) {
                    let speaker = actors::get(conn, listing.speaker)?;
                    let pictures = media::of_listing(conn, &app.here.seal, listing.id)?;
                    shown.push(Said::Ours(listing, Box::new(speaker), pictures));
                }
            }
            Row::Passing(passing) => {
                shown.extend(still_passed(app, conn, passing, asker)?.map(|said| Said::Passed(Box::new(said))));
            }
        }
    }
    Ok(Some((shown, last)))
}

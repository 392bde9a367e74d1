//! Networks near us, for members: how we stand with each, what came in, and what we pass on. The lists say as much as the map.

use super::cards::{Around, Card};
use super::duties::member_page;
use super::map::{self, Map, Use};
use super::page::{self, Needs, Page, answer_needing};
use crate::app::App;
use crate::clock::Moment;
use crate::domain::area::Point;
use crate::domain::follow::Actor;
use crate::domain::key::{ActorId, ListingId, MemberId};
use crate::domain::listing::Listing;
use crate::domain::sharing::{Topic, Topics};
use crate::error::Result;
use crate::http::entities::peer::{PeerEntity, peers};
use crate::i18n::{Lang, isolate, moment, text, text_with, together};
use crate::storage::{actors, listings, passings, places};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

/// How many listings a list shows.
const SHOWN: usize = 12;

/// Another network.
struct Neighbor {
    name: String,
    /// Where a browser finds it.
    href: String,
    address: String,
    /// Roughly where, for the map: latitude, longitude, and how far around, in metres.
    at: Option<String>,
    /// How we stand with it.
    state: String,
    /// One fact each.
    facts: Vec<String>,
}

#[derive(Template)]
#[template(path = "networks.html")]
struct NetworksPage {
    page: Page,
    neighbors: Vec<Neighbor>,
    came_in: Vec<Card>,
    passed_on: Vec<Card>,
    map: Map,
}

/// What is shared one way, where it is not everything.
fn shared(lang: Lang, key: &str, topics: &Topics) -> Option<String> {
    if *topics == Topics::all() {
        return None;
    }
    let named = Topic::ALL.iter().filter(|topic| topics.contains(**topic));
    let named: Vec<String> = named.map(|topic| text(lang, &format!("networks-topic-{}", topic.as_str()))).collect();
    let what = if named.is_empty() { text(lang, "networks-nothing") } else { together(lang, &named) };
    Some(text_with(lang, key, &[("what", what.into())]))
}

/// How far away it is: where each is, is known to about a kilometre, and nobody is 0 km away.
fn away(lang: Lang, km: f64) -> String {
    if km < 1.0 { text(lang, "networks-near") } else { text_with(lang, "card-away", &[("km", km.into())]) }
}

fn neighbor(app: &App, lang: Lang, peer: &PeerEntity) -> Neighbor {
    let zone = app.config.network.time_zone;
    let mut facts = Vec::new();
    if let Some(at) = peer.last_heard_at {
        facts.push(text_with(lang, "networks-heard", &[("time", moment(lang, at, zone).into())]));
    }
    facts.extend(peer.distance_km.map(|km| away(lang, km)));
    let tongues: Vec<String> = (peer.languages.iter())
        .map(|tag| Lang::from_tag(tag).map_or_else(|| isolate(tag), |lang| isolate(lang.name())))
        .collect();
    if !tongues.is_empty() {
        facts.push(text_with(lang, "networks-speaks", &[("languages", together(lang, &tongues).into())]));
    }
    facts.extend(shared(lang, "networks-we-give", &peer.we_give));
    facts.extend(shared(lang, "networks-we-take", &peer.we_take));
    let at = peer.area.as_ref().map(|area| format!("{},{},{}", area.latitude, area.longitude, area.radius_m));
    Neighbor {
        name: peer.network.name.clone(),
        href: peer.network.actor.to_string(),
        address: format!("@{}", peer.network.address),
        at,
        state: text(lang, &format!("networks-state-{}", peer.state.as_str())),
        facts,
    }
}

/// What the page shows besides the networks themselves.
struct Found {
    came_in: Vec<Listing>,
    /// Who passed it on to us, where it did not come by itself.
    by: Vec<(ListingId, ActorId)>,
    passed_on: Vec<Listing>,
    /// All networks that these come from or through.
    networks: Vec<Actor>,
    places: Vec<(String, Point)>,
}

async fn read(app: &App, member: MemberId, now: Moment) -> Result<Found> {
    app.here
        .db
        .read(move |conn| {
            let mut came_in = listings::newest_from_elsewhere(conn, now, SHOWN)?;
            let passed = passings::ours_open(conn, true, None, SHOWN as i64)?;
            let passed: Vec<ListingId> = passed.iter().map(|passing| passing.listing).collect();
            let mut passed_on = listings::get_many(conn, &passed)?;
            for found in [&mut came_in, &mut passed_on] {
                found.retain(|listing| listing.is_seen_by(Some(member)));
            }
            let ids: Vec<ListingId> = came_in.iter().map(|listing| listing.id).collect();
            let by = passings::received_many(conn, &ids)?;
            let origins = came_in.iter().chain(&passed_on).map(|listing| listing.origin);
            let mut others: Vec<ActorId> = origins.chain(by.iter().map(|(_, peer)| *peer)).collect();
            others.sort_unstable();
            others.dedup();
            let networks = if others.is_empty() { Vec::new() } else { actors::get_many(conn, &others)? };
            Ok(Found { came_in, by, passed_on, networks, places: places::names(conn)? })
        })
        .await
}

/// The networks near us.
pub(super) async fn show(app: Data<App>, request: HttpRequest) -> HttpResponse {
    member_page(&app, &request, async |_, member| shown(&app, &request, member.id).await).await
}

async fn shown(app: &App, request: &HttpRequest, member: MemberId) -> Result<HttpResponse> {
    let (lang, now) = (page::lang(app, request), app.here.now());
    let known = peers(app).await?;
    let found = read(app, member, now).await?;
    let around = Around { app, lang, now, near: None, networks: &found.networks };
    let came_in = found.came_in.iter().map(|listing| {
        let mut card = Card::on_map(&around, listing);
        let by = found.by.iter().filter(|(id, _)| *id == listing.id);
        let by = by.filter_map(|(_, peer)| found.networks.iter().find(|network| network.id == *peer));
        let names: Vec<String> = by.map(|network| isolate(&network.name)).collect();
        if !names.is_empty() {
            card.facts.push(text_with(lang, "networks-passed-by", &[("networks", together(lang, &names).into())]));
        }
        card
    });
    let template = NetworksPage {
        neighbors: known.iter().map(|peer| neighbor(app, lang, peer)).collect(),
        came_in: came_in.collect(),
        passed_on: found.passed_on.iter().map(|listing| Card::on_map(&around, listing)).collect(),
        map: Map::new(app, lang, Use::Networks, &found.places),
        page: Page::new(app, lang, text(lang, "networks-title")).private().for_member(lang).at(request).with_script(),
    };
    let needs = Needs { tiles: map::tiles(app), ..Needs::default() };
    Ok(answer_needing(StatusCode::OK, true, &template, needs))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_in_the_same_place_is_less_than_a_kilometre_away_and_not_zero() {
        for lang in Lang::ALL {
            let (near, far) = (text(lang, "networks-near"), away(lang, 1.4));
            assert!([0.0, 0.4, 0.9].iter().all(|km| away(lang, *km) == near), "{lang}");
            assert!(!near.contains(['0', '٠']) && far != near && far.contains(['4', '٤']), "{lang}: {far}");
        }
        assert_eq!(away(Lang::En, 0.0), "Less than a kilometer away");
        assert!(away(Lang::En, 1.0).starts_with("About"), "{}", away(Lang::En, 1.0));
    }
}

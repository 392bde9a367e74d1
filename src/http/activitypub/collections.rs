//! Collections of our actors. Followers are a count, never names; peers are nobody's business; whom the network follows
//! is listed where its stewards chose so.

use super::actors::{Found, Whose};
use super::answer::{Caching, Refusal, document, gone};
use crate::app::App;
use crate::domain::Listing;
use crate::domain::follow::{Actor, ActorKind};
use crate::domain::listing::Kind;
use crate::error::{Error, Result};
use crate::federation::authenticate;
use crate::federation::render::listing::{Surroundings, below, note};
use crate::federation::render::status::Whole;
use crate::federation::synchronization::part_for;
use crate::federation::wire::collection::ITEMS_MAX;
use crate::federation::wire::{Collection, Page, write};
use crate::http::entities::listing::is_discreet;
use crate::storage::listings::{Paging, public_open};
use crate::storage::{activities, facts, follows, media, statuses};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use serde_json::Value;
use url::Url;

/// Activities on a page of an outbox, or listings on a page of those that are open.
pub(super) const PAGE: i64 = 20;
/// Most listings in `featured`: the newest that are open.
const FEATURED_MAX: i64 = 40;

/// Which page of an outbox. What is not understood is refused with 400.
#[derive(Debug, Default, Deserialize)]
pub struct PageQuery {
    /// A page, not the collection that names its first page.
    #[serde(default)]
    pub(super) page: bool,
    /// Only what is older than this.
    pub(super) max_id: Option<i64>,
}

/// Makes the handlers of one collection, for the network and for members.
macro_rules! collection {
    ($answer:ident => $network:ident, $member:ident) => {
        /// The network's.
        pub async fn $network(app: web::Data<App>) -> Result<HttpResponse, Refusal> {
            $answer(&app, Whose::Network).await
        }

        /// A member's.
        pub async fn $member(app: web::Data<App>, handle: web::Path<String>) -> Result<HttpResponse, Refusal> {
            $answer(&app, Whose::Member(handle.into_inner())).await
        }
    };
}

collection!(followers => network_followers, member_followers);
collection!(following => network_following, member_following);
collection!(featured => network_featured, member_featured);

/// `GET /ap/network/outbox`.
pub async fn network_outbox(app: web::Data<App>, page: web::Query<PageQuery>) -> Result<HttpResponse, Refusal> {
    outbox(&app, Whose::Network, &page).await
}

/// `GET /ap/app/outbox`.
pub async fn server_outbox(app: web::Data<App>, page: web::Query<PageQuery>) -> Result<HttpResponse, Refusal> {
    outbox(&app, Whose::App, &page).await
}

/// `GET /ap/members/{handle}/outbox`.
pub async fn member_outbox(
    app: web::Data<App>,
    handle: web::Path<String>,
    page: web::Query<PageQuery>,
) -> Result<HttpResponse, Refusal> {
    outbox(&app, Whose::Member(handle.into_inner()), &page).await
}

/// `GET /ap/network/peers`: who our mutual peers are is nobody's business. The id exists to address to.
pub async fn peers() -> Result<HttpResponse, Refusal> {
    Err(Refusal::not_found())
}

/// `GET /ap/network/followers/{host}`: see [`followers_at`].
pub async fn network_followers_at(
    app: web::Data<App>,
    request: HttpRequest,
    host: web::Path<String>,
) -> Result<HttpResponse, Refusal> {
    followers_at(&app, &request, Whose::Network, host.into_inner()).await
}

/// `GET /ap/members/{handle}/followers/{host}`: see [`followers_at`].
pub async fn member_followers_at(
    app: web::Data<App>,
    request: HttpRequest,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Refusal> {
    let (handle, host) = path.into_inner();
    followers_at(&app, &request, Whose::Member(handle), host).await
}

/// Those of one host who follow one of ours (FEP-8fcf), for whoever that host's own key shows to be there; for
/// everybody else there is nothing. All of them at once: who is missing counts as gone.
async fn followers_at(app: &App, request: &HttpRequest, whose: Whose, host: String) -> Result<HttpResponse, Refusal> {
    let asker = authenticate::get(app, request).await?;
    if asker.is_none_or(|asker| asker.local || asker.host != host) {
        return Err(Refusal::not_found());
    }
    let Found::Here(actor) = whose.find(app).await? else { return Err(Refusal::not_found()) };
    let (id, name) = (actor.id, host.clone());
    let found = app.here.db.read(move |conn| follows::followers_at(conn, id, &name)).await?;
    let followers: Vec<Url> = found.into_iter().map(|(_, follower)| follower).collect();
    let address = part_for(&below(&actor.ap_id, "followers"), &host);
    document(Collection::whole(address, followers), Caching::Never)
}

async fn followers(app: &App, whose: Whose) -> Result<HttpResponse, Refusal> {
    counted(app, whose, "followers", |(followers, _)| followers).await
}

/// A count; of the network also whom it follows, where its stewards chose to be found that way.
async fn following(app: &App, whose: Whose) -> Result<HttpResponse, Refusal> {
    if whose == Whose::Network {
        let network = app.here.network;
        let read = app.here.db.read(move |conn| {
            let listed = facts::choices(conn)?.lists_networks;
            Ok(if listed { Some(follows::followed(conn, network)?) } else { None })
        });
        if let Some(followed) = read.await? {
            let networks = followed.iter().filter(|actor| actor.kind == ActorKind::Organization && !actor.gone);
            let ids: Vec<Url> = networks.map(|actor| actor.ap_id.clone()).take(ITEMS_MAX).collect();
            return document(
                Collection::whole(below(&app.here.addresses.network(), "following"), ids),
                Caching::Public,
            );
        }
    }
    counted(app, whose, "following", |(_, following)| following).await
}

async fn counted(app: &App, whose: Whose, part: &str, pick: fn((i64, i64)) -> i64) -> Result<HttpResponse, Refusal> {
    let actor = match whose.find(app).await? {
        Found::Here(actor) => actor,
        Found::Left(tombstone) => return gone(tombstone, Caching::Public),
    };
    let id = actor.id;
    let count = pick(app.here.db.read(move |conn| follows::counts(conn, id)).await?);
    document(Collection::<Value>::count(below(&actor.ap_id, part), total(count)?), Caching::Public)
}

/// What stands at the top of an account, and the open listings of the moment that everyone may see, whole: Mastodon reads
/// no outbox, so this is what a new follower sees. Where connectors alone read who asks, no need stands under a member's
/// name.
async fn featured(app: &App, whose: Whose) -> Result<HttpResponse, Refusal> {
    let actor = match whose.find(app).await? {
        Found::Here(actor) => actor,
        Found::Left(tombstone) => return gone(tombstone, Caching::Public),
    };
    let (speaker, network, now) = (actor.id, app.here.network, app.here.now());
    let seal = app.here.seal.clone();
    let (pinned, open, pictures) = app
        .here
        .db
        .read(move |conn| {
            let discreet = speaker != network && is_discreet(conn, network, None, now)?;
            let kinds: &[Kind] = if discreet { &[Kind::Offer] } else { Kind::ALL };
            let open = public_open(conn, speaker, kinds, FEATURED_MAX)?;
            let ids: Vec<_> = open.iter().map(|listing| listing.id).collect();
            let pictures = media::of_listings(conn, &seal, &ids)?;
            let mut pinned = Vec::new();
            for status in statuses::pinned(conn, &seal, speaker)?.into_iter().filter(|one| one.visibility.is_open()) {
                pinned.push(Whole::of(conn, &seal, status)?);
            }
            Ok((pinned, open, pictures))
        })
        .await?;
    let pictures_of = |listing: &Listing| pictures.get(&listing.id).map_or(&[][..], Vec::as_slice);
    let around = Surroundings::of(app);
    let mut notes = Vec::new();
    for status in &pinned {
        notes.push(write(&status.note(app)?)?);
    }
    for listing in &open {
        notes.push(write(&note(&around, listing, &actor, pictures_of(listing))?)?);
    }
    document(Collection::whole(below(&actor.ap_id, "featured"), notes), Caching::Public)
}

async fn outbox(app: &App, whose: Whose, query: &PageQuery) -> Result<HttpResponse, Refusal> {
    let actor = match whose.find(app).await? {
        Found::Here(actor) => actor,
        Found::Left(tombstone) => return gone(tombstone, Caching::Public),
    };
    let outbox = below(&actor.ap_id, "outbox");
    if !query.page {
        let id = actor.id;
        let count = match actor.kind {
            ActorKind::Person => None,
            _ => Some(total(app.here.db.read(move |conn| activities::public_count(conn, id)).await?)?),
        };
        let first = page_of(&outbox, None);
        return document(Collection::<Value>::paged(outbox, count, first), Caching::Public);
    }
    document(page(app, &actor, outbox, query.max_id).await?, Caching::Public)
}

async fn page(app: &App, actor: &Actor, outbox: Url, max_id: Option<i64>) -> Result<Page<Value>> {
    let id = actor.id;
    // One more than is shown tells whether there is a page after this.
    let paging = Paging { max_id, limit: PAGE + 1, ..Paging::default() };
    let mut rows = app.here.db.read(move |conn| activities::public_of(conn, id, paging)).await?;
    let more = rows.len() > PAGE as usize;
    rows.truncate(PAGE as usize);
    let next = rows.last().filter(|_| more).map(|(last, _)| page_of(&outbox, Some(*last)));
    let items = rows.iter().map(|(_, body)| item(body)).collect::<Result<_>>()?;
    let id = page_of(&outbox, max_id);
    Ok(Page::of(outbox, id, items, next, None))
}

/// A stored activity as an item: the page around it has the `@context`.
fn item(body: &[u8]) -> Result<Value> {
    let mut activity: Value = serde_json::from_slice(body).map_err(Error::internal)?;
    if let Some(fields) = activity.as_object_mut() {
        fields.remove("@context");
    }
    Ok(activity)
}

pub(super) fn page_of(collection: &Url, max_id: Option<i64>) -> Url {
    let mut url = collection.clone();
    url.query_pairs_mut().append_pair("page", "true");
    if let Some(max_id) = max_id {
        url.query_pairs_mut().append_pair("max_id", &max_id.to_string());
    }
    url
}

fn total(count: i64) -> Result<u64> {
    u64::try_from(count).map_err(Error::internal)
}

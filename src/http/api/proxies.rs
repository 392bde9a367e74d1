//! Speaking for a neighbor who has no internet, and handing that over.

use super::id;
use crate::actions::give_role::require_role;
use crate::actions::hand_over_proxy::{
    WHO, accept_hand_over, ask_for_waiting, decline_hand_over, offer_hand_over, take_hand_over_back,
};
use crate::actions::publish_listing::publish_for;
use crate::actions::register_proxy::{change_proxy, register_proxy, review_proxy};
use crate::actions::withdraw_proxy::withdraw_proxy;
use crate::app::App;
use crate::domain::key::{MemberId, ProxyId};
use crate::error::{Error, Result};
use crate::http::entities::listing::ListingEntity;
use crate::http::entities::listing_input::ListingInput;
use crate::http::entities::proxy::{
    ConsentInput, HandOverInput, OfferEntity, ProxyChangeInput, ProxyEntity, ProxyInput, WantedEntity, WantedInput,
};
use crate::http::error::{ApiError, Problem};
use crate::http::extract::{Json, Scope, SignedIn};
use crate::storage::{members, proxies};
use actix_web::web::{Data, Json as Answer, Path};
use actix_web::{HttpResponse, delete as delete_, get as get_, patch, post as post_};
use std::collections::HashMap;

async fn entity(app: &App, proxy: ProxyId, asker: MemberId) -> Result<ProxyEntity> {
    all_of(app, asker).await?.into_iter().find(|known| known.id == proxy).ok_or_else(Error::not_found)
}

async fn all_of(app: &App, asker: MemberId) -> Result<Vec<ProxyEntity>> {
    let (seal, today) = (app.here.seal.clone(), app.here.now().date_naive());
    let found = app.here.db.read(move |conn| proxies::of_member(conn, &seal, asker)).await?;
    Ok(found.iter().map(|(proxy, held)| ProxyEntity::new(proxy, held, today)).collect())
}

/// The neighbors for whom one speaks, newest first.
#[utoipa::path(get, path = "/proxies", context_path = "/api/potluck/v1", tag = "liaisons", security(("bearer" = ["read"])),
    responses((status = 200, body = Vec<ProxyEntity>), (status = 401, body = Problem)))]
#[get_("/proxies")]
pub(super) async fn all(app: Data<App>, asker: SignedIn) -> Result<Answer<Vec<ProxyEntity>>, ApiError> {
    asker.may(Scope::Read)?;
    Ok(Answer(all_of(&app, asker.member.id).await?))
}

/// One of them.
#[utoipa::path(get, path = "/proxies/{id}", context_path = "/api/potluck/v1", tag = "liaisons", params(("id" = String, Path)), security(("bearer" = ["read"])),
    responses((status = 200, body = ProxyEntity), (status = 404, body = Problem)))]
#[get_("/proxies/{id}")]
pub(super) async fn get(app: Data<App>, asker: SignedIn, path: Path<String>) -> Result<Answer<ProxyEntity>, ApiError> {
    asker.may(Scope::Read)?;
    Ok(Answer(entity(&app, id(&path)?, asker.member.id).await?))
}

/// Writes down that a neighbor without internet wants one to speak for them. Only oneself reads what is written.
#[utoipa::path(post, path = "/proxies", context_path = "/api/potluck/v1", tag = "liaisons", request_body = ProxyInput, security(("bearer" = ["write"])),
    responses((status = 201, body = ProxyEntity), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post_("/proxies")]
pub(super) async fn register(
    app: Data<App>,
    asker: SignedIn,
    input: Json<ProxyInput>,
) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Write)?;
    let (known, consent) = input.0.into_parts();
    let proxy = register_proxy(&app.here, asker.member.id, known, consent).await?;
    Ok(HttpResponse::Created().json(entity(&app, proxy, asker.member.id).await?))
}

/// Changes what is known of them; what is left out stays as it is.
#[utoipa::path(patch, path = "/proxies/{id}", context_path = "/api/potluck/v1", tag = "liaisons", params(("id" = String, Path)), request_body = ProxyChangeInput,
    security(("bearer" = ["write"])),
    responses((status = 200, body = ProxyEntity), (status = 404, body = Problem), (status = 422, body = Problem)))]
#[patch("/proxies/{id}")]
pub(super) async fn change(
    app: Data<App>,
    asker: SignedIn,
    path: Path<String>,
    input: Json<ProxyChangeInput>,
) -> Result<Answer<ProxyEntity>, ApiError> {
    asker.may(Scope::Write)?;
    let proxy = id(&path)?;
    change_proxy(&app.here, asker.member.id, proxy, input.0.into()).await?;
    Ok(Answer(entity(&app, proxy, asker.member.id).await?))
}

/// They were asked again, and said yes. Past its last day, nothing new is done for them without this.
#[utoipa::path(post, path = "/proxies/{id}/review", context_path = "/api/potluck/v1", tag = "liaisons", params(("id" = String, Path)), request_body = ConsentInput,
    security(("bearer" = ["write"])),
    responses((status = 200, body = ProxyEntity), (status = 404, body = Problem), (status = 422, body = Problem)))]
#[post_("/proxies/{id}/review")]
pub(super) async fn review(
    app: Data<App>,
    asker: SignedIn,
    path: Path<String>,
    input: Json<ConsentInput>,
) -> Result<Answer<ProxyEntity>, ApiError> {
    asker.may(Scope::Write)?;
    let proxy = id(&path)?;
    review_proxy(&app.here, asker.member.id, proxy, input.0.into()).await?;
    Ok(Answer(entity(&app, proxy, asker.member.id).await?))
}

/// They want nobody to speak for them any more: what is known of them is erased, and what was posted for them taken back.
#[utoipa::path(delete, path = "/proxies/{id}", context_path = "/api/potluck/v1", tag = "liaisons", params(("id" = String, Path)), security(("bearer" = ["write"])),
    responses((status = 204), (status = 404, body = Problem)))]
#[delete_("/proxies/{id}")]
pub(super) async fn withdraw(app: Data<App>, asker: SignedIn, path: Path<String>) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Write)?;
    withdraw_proxy(&app.here, asker.member.id, id(&path)?).await?;
    app.wake.outbox.notify_one();
    Ok(HttpResponse::NoContent().finish())
}

/// Posts a need or an offer for them. It is the network's own word, and says "posted with help from a neighbor" and no more.
#[utoipa::path(post, path = "/proxies/{id}/listings", context_path = "/api/potluck/v1", tag = "liaisons", params(("id" = String, Path)), request_body = ListingInput,
    security(("bearer" = ["write"])),
    responses((status = 201, body = ListingEntity), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
#[post_("/proxies/{id}/listings")]
pub(super) async fn post(
    app: Data<App>,
    asker: SignedIn,
    path: Path<String>,
    input: Json<ListingInput>,
) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Write)?;
    let at_once = input.0.publish.unwrap_or(true);
    let listing = publish_for(&app.here, asker.member.id, id(&path)?, input.0.into_draft()?, at_once).await?;
    app.wake.outbox.notify_one();
    let mut posted = super::listings::entity(&app, listing, Some(asker.member.id)).await?;
    posted.notice = super::listings::notice(&app, &posted.state).await?;
    Ok(HttpResponse::Created().json(posted))
}

/// Asks another member to speak for them from now on, or them, who joined, to speak for themselves. Until they agree, nothing changes.
#[utoipa::path(post, path = "/proxies/{id}/hand-over", context_path = "/api/potluck/v1", tag = "liaisons", params(("id" = String, Path)), request_body = HandOverInput,
    security(("bearer" = ["write"])),
    responses((status = 204), (status = 404, body = Problem), (status = 422, body = Problem)))]
#[post_("/proxies/{id}/hand-over")]
pub(super) async fn hand_over(
    app: Data<App>,
    asker: SignedIn,
    path: Path<String>,
    input: Json<HandOverInput>,
) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Write)?;
    offer_hand_over(&app.here, asker.member.id, id(&path)?, &input.0.handle, input.0.kind).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Takes that back.
#[utoipa::path(delete, path = "/proxies/{id}/hand-over", context_path = "/api/potluck/v1", tag = "liaisons", params(("id" = String, Path)), security(("bearer" = ["write"])),
    responses((status = 204), (status = 404, body = Problem)))]
#[delete_("/proxies/{id}/hand-over")]
pub(super) async fn keep(app: Data<App>, asker: SignedIn, path: Path<String>) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Write)?;
    take_hand_over_back(&app.here, asker.member.id, id(&path)?).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// What one is asked, oldest first.
#[utoipa::path(get, path = "/hand-overs", context_path = "/api/potluck/v1", tag = "liaisons", security(("bearer" = ["read"])),
    responses((status = 200, body = Vec<OfferEntity>), (status = 401, body = Problem)))]
#[get_("/hand-overs")]
pub(super) async fn asked(app: Data<App>, asker: SignedIn) -> Result<Answer<Vec<OfferEntity>>, ApiError> {
    asker.may(Scope::Read)?;
    let member = asker.member.id;
    let read = app.here.db.read(move |conn| {
        let offers = proxies::offers_to(conn, member)?;
        let from: Vec<MemberId> = offers.iter().filter_map(|offer| offer.from).collect();
        let from: HashMap<_, _> = members::get_many(conn, &from)?.into_iter().map(|m| (m.id, m)).collect();
        Ok((offers, from))
    });
    let (offers, from) = read.await?;
    let entity = |offer| OfferEntity::new(&app, offer, offer.from.and_then(|id| from.get(&id)));
    Ok(Answer(offers.iter().map(entity).collect()))
}

/// Agrees. Who speaks for somebody else asks them anew before the first step.
#[utoipa::path(post, path = "/hand-overs/{id}/accept", context_path = "/api/potluck/v1", tag = "liaisons", params(("id" = String, Path)), security(("bearer" = ["write"])),
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post_("/hand-overs/{id}/accept")]
pub(super) async fn accept(app: Data<App>, asker: SignedIn, path: Path<String>) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Write)?;
    accept_hand_over(&app.here, asker.member.id, id(&path)?).await?;
    app.wake.outbox.notify_one();
    Ok(HttpResponse::NoContent().finish())
}

/// Says "not this time". No reason is asked.
#[utoipa::path(post, path = "/hand-overs/{id}/decline", context_path = "/api/potluck/v1", tag = "liaisons", params(("id" = String, Path)), security(("bearer" = ["write"])),
    responses((status = 204), (status = 404, body = Problem)))]
#[post_("/hand-overs/{id}/decline")]
pub(super) async fn decline(app: Data<App>, asker: SignedIn, path: Path<String>) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Write)?;
    decline_hand_over(&app.here, asker.member.id, id(&path)?).await?;
    Ok(HttpResponse::NoContent().finish())
}

async fn how_many(app: &App) -> Result<WantedEntity> {
    Ok(WantedEntity { waiting: app.here.db.read(proxies::waiting).await? })
}

/// How many neighbors wait for somebody who speaks for them, since their liaison left. Takes the role of steward, connector or welcome.
#[utoipa::path(get, path = "/liaisons-wanted", context_path = "/api/potluck/v1", tag = "liaisons", security(("bearer" = ["read"])),
    responses((status = 200, body = WantedEntity), (status = 403, body = Problem)))]
#[get_("/liaisons-wanted")]
pub(super) async fn wanted(app: Data<App>, asker: SignedIn) -> Result<Answer<WantedEntity>, ApiError> {
    asker.may(Scope::Read)?;
    require_role(&app.here, asker.member.id, WHO).await?;
    Ok(Answer(how_many(&app).await?))
}

/// Asks a member to speak for whoever waits longest. Only who agrees learns for whom. Takes the role of steward, connector or welcome.
#[utoipa::path(post, path = "/liaisons-wanted", context_path = "/api/potluck/v1", tag = "liaisons", request_body = WantedInput, security(("bearer" = ["write"])),
    responses((status = 200, body = WantedEntity), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post_("/liaisons-wanted")]
pub(super) async fn ask(
    app: Data<App>,
    asker: SignedIn,
    input: Json<WantedInput>,
) -> Result<Answer<WantedEntity>, ApiError> {
    asker.may(Scope::Write)?;
    ask_for_waiting(&app.here, asker.member.id, &input.0.handle).await?;
    Ok(Answer(how_many(&app).await?))
}

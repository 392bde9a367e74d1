//! Keeping people safe, in the open: the log, whom the network keeps away, held listings, reports, and one's own blocks.

use super::id;
use crate::actions::give_role::require_role;
use crate::actions::hold_listing::{hold_listing, release_listing};
use crate::actions::hold_status::{hold_status, release_status};
use crate::actions::keep_away::{MODERATORS, keep_away, lift_block};
use crate::actions::own_block::set_own_block;
use crate::actions::report::{close_report, report as act};
use crate::adapters::fetch::Budget;
use crate::app::App;
use crate::domain::key::{ActorId, MemberId};
use crate::error::{Error, Result};
use crate::federation::dereference;
use crate::http::entities::moderation::{
    BlockEntity, BlockInput, HoldInput, LogEntity, OwnBlockEntity, OwnBlockInput, ReportEntity, ReportInput,
    ReportedEntity, SubjectInput,
};
use crate::http::error::{ApiError, Problem};
use crate::http::extract::{Json, PageQuery, Query, Scope, SignedIn};
use crate::http::link_header::{address, list};
use crate::storage::{actors, moderation};
use actix_web::web::{Data, Json as Answer, Path};
use actix_web::{HttpRequest, HttpResponse, get, post, put};
use std::collections::HashMap;
use url::Url;

/// What stewards, connectors, moderators and operators did, newest first (value V6). Every member reads it.
#[utoipa::path(get, path = "/log", context_path = "/api/potluck/v1", tag = "safety", params(PageQuery), security(("bearer" = ["read"])),
    responses((status = 200, body = Vec<LogEntity>), (status = 401, body = Problem)))]
#[get("/log")]
pub(super) async fn log(
    app: Data<App>,
    asker: SignedIn,
    page: Query<PageQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Read)?;
    let paging = page.0.paging();
    let found = app.here.db.read(move |conn| moderation::log(conn, paging)).await?;
    let ids: Vec<i64> = found.iter().map(|entry| entry.id.0).collect();
    let entities: Vec<LogEntity> = found.into_iter().map(Into::into).collect();
    Ok(list(address(app.here.addresses.base(), &request), &entities, &ids, paging))
}

/// Whom the network keeps away, and why. Every member reads it.
#[utoipa::path(get, path = "/blocks", context_path = "/api/potluck/v1", tag = "safety", security(("bearer" = ["read"])),
    responses((status = 200, body = Vec<BlockEntity>), (status = 401, body = Problem)))]
#[get("/blocks")]
pub(super) async fn blocks(app: Data<App>, asker: SignedIn) -> Result<Answer<Vec<BlockEntity>>, ApiError> {
    asker.may(Scope::Read)?;
    let found = app.here.db.read(moderation::blocks).await?;
    Ok(Answer(found.into_iter().map(Into::into).collect()))
}

/// Blocks or limits a server or an account. Takes the role of moderator or operator.
#[utoipa::path(post, path = "/blocks", context_path = "/api/potluck/v1", tag = "safety", request_body = BlockInput, security(("bearer" = ["write"])),
    responses((status = 204), (status = 403, body = Problem), (status = 422, body = Problem)))]
#[post("/blocks")]
pub(super) async fn block(app: Data<App>, asker: SignedIn, input: Json<BlockInput>) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Write)?;
    let BlockInput { server, account, level, reason } = input.0;
    let subject = SubjectInput { server, account }.into_subject()?;
    keep_away(&app.here, asker.member.id, subject, level, reason).await?;
    app.wake.outbox.notify_one();
    Ok(HttpResponse::NoContent().finish())
}

/// Lifts a block, a mute or a limit. Takes the role of moderator or operator.
#[utoipa::path(post, path = "/blocks/lift", context_path = "/api/potluck/v1", tag = "safety", request_body = SubjectInput, security(("bearer" = ["write"])),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
#[post("/blocks/lift")]
pub(super) async fn lift(app: Data<App>, asker: SignedIn, input: Json<SubjectInput>) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Write)?;
    lift_block(&app.here, asker.member.id, input.0.into_subject()?).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Holds a listing for safety, under an agreement of this network: nobody but its author sees it. Takes the role of
/// moderator or operator.
#[utoipa::path(post, path = "/listings/{id}/hold", context_path = "/api/potluck/v1", tag = "safety", params(("id" = String, Path)), request_body = HoldInput,
    security(("bearer" = ["write"])),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/listings/{id}/hold")]
pub(super) async fn hold(
    app: Data<App>,
    asker: SignedIn,
    path: Path<String>,
    input: Json<HoldInput>,
) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Write)?;
    hold_listing(&app.here, asker.member.id, id(&path)?, input.0.agreement, input.0.reason).await?;
    app.wake.outbox.notify_one();
    Ok(HttpResponse::NoContent().finish())
}

/// Lets a held listing go on. Takes the role of moderator or operator.
#[utoipa::path(post, path = "/listings/{id}/release", context_path = "/api/potluck/v1", tag = "safety", params(("id" = String, Path)), security(("bearer" = ["write"])),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post("/listings/{id}/release")]
pub(super) async fn release(app: Data<App>, asker: SignedIn, path: Path<String>) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Write)?;
    release_listing(&app.here, asker.member.id, id(&path)?).await?;
    app.wake.outbox.notify_one();
    Ok(HttpResponse::NoContent().finish())
}

/// Holds a post for safety, ours or one from elsewhere, under an agreement of this network: nobody but its author sees it
/// here. Takes the role of moderator or operator.
#[utoipa::path(post, path = "/statuses/{id}/hold", context_path = "/api/potluck/v1", tag = "safety", params(("id" = String, Path)), request_body = HoldInput,
    security(("bearer" = ["write"])),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
#[post("/statuses/{id}/hold")]
pub(super) async fn hold_post(
    app: Data<App>,
    asker: SignedIn,
    path: Path<String>,
    input: Json<HoldInput>,
) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Write)?;
    hold_status(&app.here, asker.member.id, id(&path)?, input.0.agreement, input.0.reason).await?;
    app.wake.outbox.notify_one();
    Ok(HttpResponse::NoContent().finish())
}

/// Lets a held post go on; one of ours goes out anew, under a new id. Takes the role of moderator or operator.
#[utoipa::path(post, path = "/statuses/{id}/release", context_path = "/api/potluck/v1", tag = "safety", params(("id" = String, Path)), security(("bearer" = ["write"])),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post("/statuses/{id}/release")]
pub(super) async fn release_post(
    app: Data<App>,
    asker: SignedIn,
    path: Path<String>,
) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Write)?;
    release_status(&app.here, asker.member.id, id(&path)?).await?;
    app.wake.outbox.notify_one();
    Ok(HttpResponse::NoContent().finish())
}

/// Tells the moderators that an account or a post is not safe. Only they read it.
#[utoipa::path(post, path = "/reports", context_path = "/api/potluck/v1", tag = "safety", request_body = ReportInput, security(("bearer" = ["write"])),
    responses((status = 201, body = ReportedEntity), (status = 401, body = Problem), (status = 422, body = Problem)))]
#[post("/reports")]
pub(super) async fn report(
    app: Data<App>,
    asker: SignedIn,
    input: Json<ReportInput>,
) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Write)?;
    let ReportInput { about, words, forward } = input.0;
    let id = act(&app.here, asker.member.id, about, &words, forward).await?;
    app.wake.outbox.notify_one();
    Ok(HttpResponse::Created().json(ReportedEntity { id }))
}

/// The reports that nobody has closed, newest first. Takes the role of moderator or operator.
#[utoipa::path(get, path = "/reports", context_path = "/api/potluck/v1", tag = "safety", params(PageQuery), security(("bearer" = ["read"])),
    responses((status = 200, body = Vec<ReportEntity>), (status = 403, body = Problem)))]
#[get("/reports")]
pub(super) async fn reports(
    app: Data<App>,
    asker: SignedIn,
    page: Query<PageQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Read)?;
    require_role(&app.here, asker.member.id, MODERATORS).await?;
    let (seal, paging) = (app.here.seal.clone(), page.0.paging());
    let found = app.here.db.read(move |conn| moderation::open_reports(conn, &seal, paging)).await?;
    let ids: Vec<i64> = found.iter().map(|one| one.id.0).collect();
    let entities: Vec<ReportEntity> = found.into_iter().map(Into::into).collect();
    Ok(list(address(app.here.addresses.base(), &request), &entities, &ids, paging))
}

/// Closes a report. Takes the role of moderator or operator.
#[utoipa::path(post, path = "/reports/{id}/close", context_path = "/api/potluck/v1", tag = "safety", params(("id" = String, Path)), security(("bearer" = ["write"])),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[post("/reports/{id}/close")]
pub(super) async fn close(app: Data<App>, asker: SignedIn, path: Path<String>) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Write)?;
    close_report(&app.here, asker.member.id, id(&path)?).await?;
    Ok(HttpResponse::NoContent().finish())
}

async fn own(app: &App, member: MemberId) -> Result<Vec<OwnBlockEntity>> {
    let seal = app.here.seal.clone();
    let read = app.here.db.read(move |conn| {
        let all = moderation::own_blocks(conn, &seal, member)?;
        let ids: Vec<ActorId> = all.iter().map(|one| one.actor).collect();
        let known: HashMap<_, _> = actors::get_many(conn, &ids)?.into_iter().map(|a| (a.id, a)).collect();
        Ok((all, known))
    });
    let (all, known) = read.await?;
    let entity = |one: &crate::domain::moderation::OwnBlock| {
        known.get(&one.actor).map(|actor| OwnBlockEntity::new(actor, one.distance))
    };
    Ok(all.iter().filter_map(entity).collect())
}

/// Whom one keeps away. Nobody else reads it.
#[utoipa::path(get, path = "/me/blocks", context_path = "/api/potluck/v1", tag = "safety", security(("bearer" = ["read"])),
    responses((status = 200, body = Vec<OwnBlockEntity>), (status = 401, body = Problem)))]
#[get("/me/blocks")]
pub(super) async fn own_blocks(app: Data<App>, asker: SignedIn) -> Result<Answer<Vec<OwnBlockEntity>>, ApiError> {
    asker.may(Scope::Read)?;
    Ok(Answer(own(&app, asker.member.id).await?))
}

async fn account(app: &App, text: &str) -> Result<ActorId> {
    let handle = text.trim().trim_start_matches('@').to_ascii_lowercase();
    let unknown = || Error::invalid("account", "That account is not known here.");
    let Ok(url) = Url::parse(text.trim()) else {
        let known = app.here.db.read(move |conn| actors::local_by_handle(conn, &handle)).await?;
        return known.map(|actor| actor.id).ok_or_else(unknown);
    };
    let id = url.clone();
    if let Some(known) = app.here.db.read(move |conn| actors::by_ap_id(conn, &id)).await? {
        return Ok(known.id);
    }
    if !matches!(url.scheme(), "http" | "https") {
        return Err(unknown());
    }
    Ok(dereference::actor(app, &url, &Budget::new(4)).await?.id)
}

/// Blocks or mutes an account, or takes that back. Only an account elsewhere that is blocked hears of it.
#[utoipa::path(put, path = "/me/blocks", context_path = "/api/potluck/v1", tag = "safety", request_body = OwnBlockInput, security(("bearer" = ["write"])),
    responses((status = 200, body = Vec<OwnBlockEntity>), (status = 401, body = Problem), (status = 422, body = Problem)))]
#[put("/me/blocks")]
pub(super) async fn set_own(
    app: Data<App>,
    asker: SignedIn,
    input: Json<OwnBlockInput>,
) -> Result<Answer<Vec<OwnBlockEntity>>, ApiError> {
    asker.may(Scope::Write)?;
    let actor = account(&app, &input.0.account).await?;
    set_own_block(&app.here, asker.member.id, actor, input.0.distance.into()).await?;
    app.wake.outbox.notify_one();
    Ok(Answer(own(&app, asker.member.id).await?))
}

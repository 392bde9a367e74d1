//! Handoffs: planning and moving them on.

use super::id;
use crate::actions::move_handoff::{did_not_happen as act, move_handoff, plan_handoff};
use crate::app::App;
use crate::domain::handoff::State;
use crate::domain::key::{HandoffId, MemberId};
use crate::error::Result;
use crate::http::entities::handoff::{HandoffEntity, PlanInput, ThenInput, render, render_one};
use crate::http::error::{ApiError, Problem};
use crate::http::extract::{Json, PageQuery, Query, Scope, SignedIn};
use crate::http::link_header::{address, list};
use crate::storage::handoffs;
use actix_web::web::{Data, Json as Answer, Path};
use actix_web::{HttpRequest, HttpResponse, get as get_, post, put as put_};

async fn entity(app: &App, id: HandoffId, asker: MemberId) -> Result<HandoffEntity> {
    let seal = app.here.seal.clone();
    let handoff = app.here.db.read(move |conn| handoffs::get(conn, &seal, id)).await?;
    render_one(app, handoff, asker).await
}

/// One's handoffs, on either side, newest first.
#[utoipa::path(get, path = "/handoffs", context_path = "/api/potluck/v1", tag = "handoffs", params(PageQuery), security(("bearer" = ["read"])),
    responses((status = 200, body = Vec<HandoffEntity>), (status = 401, body = Problem)))]
#[get_("/handoffs")]
pub(super) async fn mine(
    app: Data<App>,
    asker: SignedIn,
    page: Query<PageQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Read)?;
    let (member, paging, seal) = (asker.member.id, page.0.paging(), app.here.seal.clone());
    let found = app.here.db.read(move |conn| handoffs::of_member(conn, &seal, member, paging)).await?;
    let ids: Vec<i64> = found.iter().map(|handoff| handoff.id.0).collect();
    let entities = render(&app, found, member).await?;
    Ok(list(address(app.here.addresses.base(), &request), &entities, &ids, paging))
}

/// One handoff, for its two sides.
#[utoipa::path(get, path = "/handoffs/{id}", context_path = "/api/potluck/v1", tag = "handoffs", params(("id" = String, Path)), security(("bearer" = ["read"])),
    responses((status = 200, body = HandoffEntity), (status = 404, body = Problem)))]
#[get_("/handoffs/{id}")]
pub(super) async fn get(
    app: Data<App>,
    asker: SignedIn,
    path: Path<String>,
) -> Result<Answer<HandoffEntity>, ApiError> {
    asker.may(Scope::Read)?;
    Ok(Answer(entity(&app, id(&path)?, asker.member.id).await?))
}

/// The author changes when, how or where: what is left out stays, and `null` takes it away.
#[utoipa::path(put, path = "/handoffs/{id}", context_path = "/api/potluck/v1", tag = "handoffs", params(("id" = String, Path)), request_body = PlanInput,
    security(("bearer" = ["write"])),
    responses((status = 200, body = HandoffEntity), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[put_("/handoffs/{id}")]
pub(super) async fn put(
    app: Data<App>,
    asker: SignedIn,
    path: Path<String>,
    input: Json<PlanInput>,
) -> Result<Answer<HandoffEntity>, ApiError> {
    asker.may(Scope::Write)?;
    let (id, member) = (id(&path)?, asker.member.id);
    plan_handoff(&app.here, member, id, input.0.into_change()?).await?;
    Ok(Answer(entity(&app, id, member).await?))
}

async fn moved(app: &App, asker: &SignedIn, path: &str, next: State) -> Result<Answer<HandoffEntity>, ApiError> {
    asker.may(Scope::Write)?;
    let (id, member) = (id(path)?, asker.member.id);
    move_handoff(&app.here, member, id, next).await?;
    app.wake.outbox.notify_one();
    Ok(Answer(entity(app, id, member).await?))
}

/// It is packed.
#[utoipa::path(post, path = "/handoffs/{id}/ready", context_path = "/api/potluck/v1", tag = "handoffs", params(("id" = String, Path)), security(("bearer" = ["write"])),
    responses((status = 200, body = HandoffEntity), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post("/handoffs/{id}/ready")]
pub(super) async fn ready(
    app: Data<App>,
    asker: SignedIn,
    path: Path<String>,
) -> Result<Answer<HandoffEntity>, ApiError> {
    moved(&app, &asker, &path, State::Ready).await
}

/// It is being carried.
#[utoipa::path(post, path = "/handoffs/{id}/on-the-way", context_path = "/api/potluck/v1", tag = "handoffs", params(("id" = String, Path)), security(("bearer" = ["write"])),
    responses((status = 200, body = HandoffEntity), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post("/handoffs/{id}/on-the-way")]
pub(super) async fn on_the_way(
    app: Data<App>,
    asker: SignedIn,
    path: Path<String>,
) -> Result<Answer<HandoffEntity>, ApiError> {
    moved(&app, &asker, &path, State::OnTheWay).await
}

/// It is done.
#[utoipa::path(post, path = "/handoffs/{id}/handed-over", context_path = "/api/potluck/v1", tag = "handoffs", params(("id" = String, Path)), security(("bearer" = ["write"])),
    responses((status = 200, body = HandoffEntity), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post("/handoffs/{id}/handed-over")]
pub(super) async fn handed_over(
    app: Data<App>,
    asker: SignedIn,
    path: Path<String>,
) -> Result<Answer<HandoffEntity>, ApiError> {
    moved(&app, &asker, &path, State::HandedOver).await
}

/// It did not happen; nobody is asked why. Answers the new handoff on `retry` and `reopen`, the ended one on `release`.
#[utoipa::path(post, path = "/handoffs/{id}/did-not-happen", context_path = "/api/potluck/v1", tag = "handoffs", params(("id" = String, Path)), request_body = ThenInput,
    security(("bearer" = ["write"])),
    responses((status = 200, body = HandoffEntity), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/handoffs/{id}/did-not-happen")]
pub(super) async fn did_not_happen(
    app: Data<App>,
    asker: SignedIn,
    path: Path<String>,
    input: Json<ThenInput>,
) -> Result<Answer<HandoffEntity>, ApiError> {
    asker.may(Scope::Write)?;
    let (id, member) = (id(&path)?, asker.member.id);
    let again = act(&app.here, member, id, input.0.then).await?;
    app.wake.outbox.notify_one();
    Ok(Answer(entity(&app, again.unwrap_or(id), member).await?))
}

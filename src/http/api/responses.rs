//! Responses: what one answered, and deciding about answers to one's own listings.

use super::id;
use crate::actions::accept_response::accept_response;
use crate::actions::decline_response::decline_response;
use crate::actions::withdraw_response::withdraw_response;
use crate::app::App;
use crate::domain::key::{MemberId, ResponseId};
use crate::error::{Error, Result};
use crate::http::entities::handoff::{AcceptInput, HandoffEntity, render_one as render_handoff};
use crate::http::entities::response::{ResponseEntity, render};
use crate::http::error::{ApiError, Problem};
use crate::http::extract::{Json, PageQuery, Query, Scope, SignedIn};
use crate::http::link_header::{address, list};
use crate::storage::{handoffs, responses};
use actix_web::web::{Data, Json as Answer, Path};
use actix_web::{HttpRequest, HttpResponse, get as get_, post};

/// One response, for its two sides.
pub(super) async fn entity(app: &App, id: ResponseId, asker: MemberId) -> Result<ResponseEntity> {
    let seal = app.here.seal.clone();
    let response = app.here.db.read(move |conn| responses::get(conn, &seal, id)).await?;
    render(app, vec![response], asker).await?.pop().ok_or_else(Error::not_found)
}

/// What one answered, newest first.
#[utoipa::path(get, path = "/responses", context_path = "/api/potluck/v1", tag = "responses", params(PageQuery), security(("bearer" = ["read"])),
    responses((status = 200, body = Vec<ResponseEntity>), (status = 401, body = Problem)))]
#[get_("/responses")]
pub(super) async fn mine(
    app: Data<App>,
    asker: SignedIn,
    page: Query<PageQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Read)?;
    let (member, paging, seal) = (asker.member.id, page.0.paging(), app.here.seal.clone());
    let found = app.here.db.read(move |conn| responses::by_member(conn, &seal, member, paging)).await?;
    let ids: Vec<i64> = found.iter().map(|response| response.id.0).collect();
    let entities = render(&app, found, member).await?;
    Ok(list(address(app.here.addresses.base(), &request), &entities, &ids, paging))
}

/// One response, for its two sides.
#[utoipa::path(get, path = "/responses/{id}", context_path = "/api/potluck/v1", tag = "responses", params(("id" = String, Path)), security(("bearer" = ["read"])),
    responses((status = 200, body = ResponseEntity), (status = 404, body = Problem)))]
#[get_("/responses/{id}")]
pub(super) async fn get(
    app: Data<App>,
    asker: SignedIn,
    path: Path<String>,
) -> Result<Answer<ResponseEntity>, ApiError> {
    asker.may(Scope::Read)?;
    Ok(Answer(entity(&app, id(&path)?, asker.member.id).await?))
}

/// Says yes, to all or to part of what was asked.
#[utoipa::path(post, path = "/responses/{id}/accept", context_path = "/api/potluck/v1", tag = "responses", params(("id" = String, Path)), request_body = AcceptInput,
    security(("bearer" = ["write"])),
    responses((status = 200, body = HandoffEntity), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/responses/{id}/accept")]
pub(super) async fn accept(
    app: Data<App>,
    asker: SignedIn,
    path: Path<String>,
    input: Json<AcceptInput>,
) -> Result<Answer<HandoffEntity>, ApiError> {
    asker.may(Scope::Write)?;
    let (amount, plan) = input.0.into_parts()?;
    let member = asker.member.id;
    let handoff = accept_response(&app.here, member, id(&path)?, amount, plan).await?;
    app.wake.outbox.notify_one();
    let seal = app.here.seal.clone();
    let handoff = app.here.db.read(move |conn| handoffs::get(conn, &seal, handoff)).await?;
    Ok(Answer(render_handoff(&app, handoff, member).await?))
}

/// Says "not this time", or takes a promise back. No reason is asked.
#[utoipa::path(post, path = "/responses/{id}/decline", context_path = "/api/potluck/v1", tag = "responses", params(("id" = String, Path)), security(("bearer" = ["write"])),
    responses((status = 200, body = ResponseEntity), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post("/responses/{id}/decline")]
pub(super) async fn decline(
    app: Data<App>,
    asker: SignedIn,
    path: Path<String>,
) -> Result<Answer<ResponseEntity>, ApiError> {
    asker.may(Scope::Write)?;
    let (id, member) = (id(&path)?, asker.member.id);
    decline_response(&app.here, member, id).await?;
    app.wake.outbox.notify_one();
    Ok(Answer(entity(&app, id, member).await?))
}

/// Takes one's own answer back. No reason is asked.
#[utoipa::path(post, path = "/responses/{id}/withdraw", context_path = "/api/potluck/v1", tag = "responses", params(("id" = String, Path)), security(("bearer" = ["write"])),
    responses((status = 200, body = ResponseEntity), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post("/responses/{id}/withdraw")]
pub(super) async fn withdraw(
    app: Data<App>,
    asker: SignedIn,
    path: Path<String>,
) -> Result<Answer<ResponseEntity>, ApiError> {
    asker.may(Scope::Write)?;
    let (id, member) = (id(&path)?, asker.member.id);
    withdraw_response(&app.here, member, id).await?;
    app.wake.outbox.notify_one();
    Ok(Answer(entity(&app, id, member).await?))
}

//! Oneself, and one's neighbors.

use crate::actions::change_member::{change_member, step_member};
use crate::actions::leave as leaving;
use crate::app::App;
use crate::domain::key::MemberId;
use crate::domain::member::{State, Step};
use crate::error::{Error, Result};
use crate::http::entities::member::{LeaveInput, MeEntity, MeInput, NeighborEntity};
use crate::http::error::{ApiError, Problem};
use crate::http::extract::{Json, Scope, SignedIn};
use crate::storage::{members, profiles};
use actix_web::web::{Data, Json as Answer, Path};
use actix_web::{HttpResponse, delete, get, patch, post};

async fn oneself(app: &App, id: MemberId) -> Result<MeEntity> {
    let (seal, now) = (app.here.seal.clone(), app.here.now());
    let (member, profile, roles) = app
        .here
        .db
        .read(move |conn| {
            Ok((members::get(conn, id)?, profiles::get(conn, &seal, id)?, members::roles_at(conn, id, now)?))
        })
        .await?;
    MeEntity::new(app, &member, &profile, &roles, id)
}

/// Oneself.
#[utoipa::path(get, path = "/me", context_path = "/api/potluck/v1", tag = "members", security(("bearer" = ["read"])),
    responses((status = 200, body = MeEntity), (status = 401, body = Problem)))]
#[get("/me")]
pub(super) async fn me(app: Data<App>, asker: SignedIn) -> Result<Answer<MeEntity>, ApiError> {
    asker.may(Scope::Read)?;
    Ok(Answer(oneself(&app, asker.member.id).await?))
}

/// Changes what one says about oneself; what is left out stays as it is.
#[utoipa::path(patch, path = "/me", context_path = "/api/potluck/v1", tag = "members", request_body = MeInput, security(("bearer" = ["write"])),
    responses((status = 200, body = MeEntity), (status = 401, body = Problem), (status = 422, body = Problem)))]
#[patch("/me")]
pub(super) async fn change(
    app: Data<App>,
    asker: SignedIn,
    input: Json<MeInput>,
) -> Result<Answer<MeEntity>, ApiError> {
    asker.may(Scope::Write)?;
    change_member(&app.here, asker.member.id, input.0.into_change()?).await?;
    app.wake.outbox.notify_one();
    Ok(Answer(oneself(&app, asker.member.id).await?))
}

/// Leaves for good: what one said is erased here, and everyone whom it reached is asked to forget it.
#[utoipa::path(delete, path = "/me", context_path = "/api/potluck/v1", tag = "members", request_body = LeaveInput, security(("bearer" = ["write"])),
    responses((status = 204), (status = 401, body = Problem), (status = 422, body = Problem)))]
#[delete("/me")]
pub(super) async fn leave(app: Data<App>, asker: SignedIn, input: Json<LeaveInput>) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Write)?;
    leaving::leave(&app.here, asker.member.id, &input.0.handle).await?;
    app.wake.outbox.notify_one();
    Ok(HttpResponse::NoContent().finish())
}

async fn step(app: &App, asker: &SignedIn, step: Step) -> Result<Answer<MeEntity>, ApiError> {
    asker.may(Scope::Write)?;
    step_member(&app.here, asker.member.id, step).await?;
    Ok(Answer(oneself(app, asker.member.id).await?))
}

/// Rests: no prompts, and no reason asked.
#[utoipa::path(post, path = "/me/rest", context_path = "/api/potluck/v1", tag = "members", security(("bearer" = ["write"])),
    responses((status = 200, body = MeEntity), (status = 401, body = Problem)))]
#[post("/me/rest")]
pub(super) async fn rest(app: Data<App>, asker: SignedIn) -> Result<Answer<MeEntity>, ApiError> {
    step(&app, &asker, Step::Rest).await
}

/// Comes back from resting.
#[utoipa::path(post, path = "/me/return", context_path = "/api/potluck/v1", tag = "members", security(("bearer" = ["write"])),
    responses((status = 200, body = MeEntity), (status = 401, body = Problem)))]
#[post("/me/return")]
pub(super) async fn come_back(app: Data<App>, asker: SignedIn) -> Result<Answer<MeEntity>, ApiError> {
    step(&app, &asker, Step::Return).await
}

/// A neighbor, as members of this network may know them.
#[utoipa::path(get, path = "/members/{handle}", context_path = "/api/potluck/v1", tag = "members", params(("handle" = String, Path)), security(("bearer" = ["read"])),
    responses((status = 200, body = NeighborEntity), (status = 401, body = Problem), (status = 404, body = Problem)))]
#[get("/members/{handle}")]
pub(super) async fn neighbor(
    app: Data<App>,
    asker: SignedIn,
    handle: Path<String>,
) -> Result<Answer<NeighborEntity>, ApiError> {
    asker.may(Scope::Read)?;
    let (seal, handle) = (app.here.seal.clone(), handle.to_ascii_lowercase());
    let (member, profile) = app
        .here
        .db
        .read(move |conn| {
            let found = members::by_handle(conn, &handle)?.filter(|member| member.state != State::Left);
            let member = found.ok_or_else(Error::not_found)?;
            let profile = profiles::get(conn, &seal, member.id)?;
            Ok((member, profile))
        })
        .await?;
    Ok(Answer(NeighborEntity::new(&app, &member, &profile, asker.member.id)))
}

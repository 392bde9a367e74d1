//! Passing another network's listing along.

use super::id;
use crate::actions::pass_along::{pass_along, stop_passing};
use crate::actions::set_passing_rules::set_passing_rules;
use crate::app::App;
use crate::http::entities::passing::{PassingRulesEntity, PassingRulesInput};
use crate::http::error::{ApiError, Problem};
use crate::http::extract::{Json, Scope, SignedIn};
use crate::storage::facts;
use actix_web::web::{Data, Json as Answer, Path};
use actix_web::{HttpResponse, delete as delete_, get, post as post_, put};

/// Passes another network's listing along to our own peers, if its author lets it and it went through fewer than two
/// networks. Takes the role of steward or connector. It is taken back by itself when the listing closes.
#[utoipa::path(post, path = "/listings/{id}/pass-along", context_path = "/api/potluck/v1", tag = "listings", params(("id" = String, Path)), security(("bearer" = ["write"])),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post_("/listings/{id}/pass-along")]
pub(super) async fn begin(app: Data<App>, asker: SignedIn, path: Path<String>) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Write)?;
    pass_along(&app.here, asker.member.id, id(&path)?).await?;
    app.wake.outbox.notify_one();
    Ok(HttpResponse::NoContent().finish())
}

/// Stops passing a listing along: who got it from us is asked to hide it. Takes the role of steward or connector.
#[utoipa::path(delete, path = "/listings/{id}/pass-along", context_path = "/api/potluck/v1", tag = "listings", params(("id" = String, Path)), security(("bearer" = ["write"])),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[delete_("/listings/{id}/pass-along")]
pub(super) async fn end(app: Data<App>, asker: SignedIn, path: Path<String>) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Write)?;
    stop_passing(&app.here, asker.member.id, id(&path)?).await?;
    app.wake.outbox.notify_one();
    Ok(HttpResponse::NoContent().finish())
}

/// What this network passes along by itself.
#[utoipa::path(get, path = "/network/pass-along", context_path = "/api/potluck/v1", tag = "network", security(("bearer" = ["read"])),
    responses((status = 200, body = PassingRulesEntity), (status = 401, body = Problem)))]
#[get("/network/pass-along")]
pub(super) async fn rules(app: Data<App>, asker: SignedIn) -> Result<Answer<PassingRulesEntity>, ApiError> {
    asker.may(Scope::Read)?;
    Ok(Answer(app.here.db.read(facts::passing_rules).await?.into()))
}

/// Says what this network passes along by itself: other networks' listings that fit any of the rules, as far as their
/// authors let them be passed along. What a rule began ends with it. Takes the role of steward or operator.
#[utoipa::path(put, path = "/network/pass-along", context_path = "/api/potluck/v1", tag = "network", request_body = PassingRulesInput, security(("bearer" = ["write"])),
    responses((status = 200, body = PassingRulesEntity), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
#[put("/network/pass-along")]
pub(super) async fn set_rules(
    app: Data<App>,
    asker: SignedIn,
    input: Json<PassingRulesInput>,
) -> Result<Answer<PassingRulesEntity>, ApiError> {
    asker.may(Scope::Write)?;
    set_passing_rules(&app.here, asker.member.id, input.0.into()).await?;
    app.wake.outbox.notify_one();
    Ok(Answer(app.here.db.read(facts::passing_rules).await?.into()))
}

//! Passing another network's listing along.

use super::id;
use crate::actions::pass_along::{pass_along, stop_passing};
use crate::app::App;
use crate::http::error::{ApiError, Problem};
use crate::http::extract::{Scope, SignedIn};
use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, delete as delete_, post as post_};

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

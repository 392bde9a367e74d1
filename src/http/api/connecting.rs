//! What connectors do: they bring answers to the authors of listings, where the network works that way.

use super::id;
use crate::actions::bring_together::{CONNECTORS, bring_together};
use crate::actions::give_role::require_role;
use crate::app::App;
use crate::http::entities::connecting::{ConnectingEntity, render};
use crate::http::error::{ApiError, Problem};
use crate::http::extract::{Scope, SignedIn};
use crate::storage::responses;
use actix_web::web::{Data, Json as Answer, Path};
use actix_web::{HttpResponse, get as get_, post};

/// The answers that are with the connectors, oldest first, without their messages. Takes the role of connector.
#[utoipa::path(get, path = "/connecting", context_path = "/api/potluck/v1", tag = "responses", security(("bearer" = ["read"])),
    responses((status = 200, body = Vec<ConnectingEntity>), (status = 403, body = Problem)))]
#[get_("/connecting")]
pub(super) async fn waiting(app: Data<App>, asker: SignedIn) -> Result<Answer<Vec<ConnectingEntity>>, ApiError> {
    asker.may(Scope::Read)?;
    require_role(&app.here, asker.member.id, CONNECTORS).await?;
    let seal = app.here.seal.clone();
    let found = app.here.db.read(move |conn| responses::with_connectors(conn, &seal)).await?;
    Ok(Answer(render(&app, found).await?))
}

/// Brings an answer to the listing's author, who says yes or not this time. Takes the role of connector.
#[utoipa::path(post, path = "/responses/{id}/bring-together", context_path = "/api/potluck/v1", tag = "responses", params(("id" = String, Path)), security(("bearer" = ["write"])),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post("/responses/{id}/bring-together")]
pub(super) async fn bring(app: Data<App>, asker: SignedIn, path: Path<String>) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Write)?;
    bring_together(&app.here, asker.member.id, id(&path)?).await?;
    app.wake.outbox.notify_one();
    Ok(HttpResponse::NoContent().finish())
}

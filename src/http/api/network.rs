//! This network.

use crate::actions::change_network::change_network;
use crate::app::App;
use crate::error::Result;
use crate::http::entities::network::{NetworkEntity, NetworkInput};
use crate::http::error::{ApiError, Problem};
use crate::http::extract::{Json, Scope, SignedIn};
use crate::storage::{actors, facts};
use actix_web::web::{Data, Json as Answer};
use actix_web::{get, patch};

async fn entity(app: &App) -> Result<NetworkEntity> {
    let id = app.here.network;
    let read =
        app.here.db.read(move |conn| Ok((actors::get(conn, id)?, facts::network_words(conn)?, facts::choices(conn)?)));
    let (actor, words, choices) = read.await?;
    Ok(NetworkEntity::new(app, actor, &words, &choices))
}

/// This network.
#[utoipa::path(get, path = "/network", context_path = "/api/potluck/v1", tag = "network", responses((status = 200, body = NetworkEntity)))]
#[get("/network")]
pub(super) async fn network(app: Data<App>) -> Result<Answer<NetworkEntity>, ApiError> {
    Ok(Answer(entity(&app).await?))
}

/// Changes how the network works and what it says about itself. Takes the role of steward or operator.
#[utoipa::path(patch, path = "/network", context_path = "/api/potluck/v1", tag = "network", request_body = NetworkInput, security(("bearer" = ["write"])),
    responses((status = 200, body = NetworkEntity), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
#[patch("/network")]
pub(super) async fn change(
    app: Data<App>,
    asker: SignedIn,
    input: Json<NetworkInput>,
) -> Result<Answer<NetworkEntity>, ApiError> {
    asker.may(Scope::Write)?;
    change_network(&app.here, asker.member.id, input.0.into()).await?;
    app.wake.outbox.notify_one();
    Ok(Answer(entity(&app).await?))
}

//! Networks next door: following them, and answering those who ask to follow us.

use super::id;
use crate::actions::answer_follow::answer_follow;
use crate::actions::ask_to_follow::ask_to_follow;
use crate::actions::change_network::STEWARDS;
use crate::actions::give_role::require_role;
use crate::actions::unfollow::unfollow as act;
use crate::app::App;
use crate::domain::follow::ActorKind;
use crate::domain::key::ActorId;
use crate::error::{Error, Result};
use crate::federation::discover;
use crate::http::entities::network::PeerEntity;
use crate::http::error::{ApiError, Problem};
use crate::http::extract::{Json, Scope, SignedIn};
use crate::storage::{actors, follows, hosts};
use actix_web::web::{Data, Json as Answer, Path};
use actix_web::{HttpResponse, delete, get, post};
use serde::Deserialize;
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// Whom to follow.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FollowInput {
    /// `food@hillside.example`, or the address of the network's actor.
    address: String,
}

async fn peers(app: &App) -> Result<Vec<PeerEntity>> {
    let network = app.here.network;
    app.here
        .db
        .read(move |conn| {
            let follows = follows::around(conn, network)?;
            let others: BTreeSet<ActorId> =
                follows.iter().flat_map(|pair| [pair.follower, pair.followed]).filter(|id| *id != network).collect();
            let others: Vec<ActorId> = others.into_iter().collect();
            let mut found = actors::get_many(conn, &others)?;
            found.retain(|actor| actor.kind == ActorKind::Organization);
            found.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
            found
                .iter()
                .map(|actor| Ok(PeerEntity::new(actor, network, &follows, hosts::get(conn, &actor.host)?)))
                .collect()
        })
        .await
}

async fn peer(app: &App, id: ActorId) -> Result<PeerEntity> {
    peers(app).await?.into_iter().find(|peer| peer.id == id).ok_or_else(Error::not_found)
}

/// The networks that we follow, that follow us, or that ask to.
#[utoipa::path(get, path = "/peers", context_path = "/api/potluck/v1", tag = "peers", security(("bearer" = ["read"])),
    responses((status = 200, body = Vec<PeerEntity>), (status = 401, body = Problem)))]
#[get("/peers")]
pub(super) async fn all(app: Data<App>, asker: SignedIn) -> Result<Answer<Vec<PeerEntity>>, ApiError> {
    asker.may(Scope::Read)?;
    Ok(Answer(peers(&app).await?))
}

/// Asks to follow a network. Takes the role of steward or operator.
#[utoipa::path(post, path = "/peers", context_path = "/api/potluck/v1", tag = "peers", request_body = FollowInput, security(("bearer" = ["follow"])),
    responses((status = 202, body = PeerEntity), (status = 403, body = Problem), (status = 422, body = Problem), (status = 502, body = Problem)))]
#[post("/peers")]
pub(super) async fn follow(
    app: Data<App>,
    asker: SignedIn,
    input: Json<FollowInput>,
) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Follow)?;
    require_role(&app.here, asker.member.id, STEWARDS).await?;
    let network = discover::network(&app, &input.0.address).await?;
    ask_to_follow(&app.here, network).await?;
    app.wake.outbox.notify_one();
    Ok(HttpResponse::Accepted().json(peer(&app, network).await?))
}

/// Stops following a network. Takes the role of steward or operator.
#[utoipa::path(delete, path = "/peers/{id}", context_path = "/api/potluck/v1", tag = "peers", params(("id" = String, Path)), security(("bearer" = ["follow"])),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[delete("/peers/{id}")]
pub(super) async fn unfollow(app: Data<App>, asker: SignedIn, path: Path<String>) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Follow)?;
    require_role(&app.here, asker.member.id, STEWARDS).await?;
    act(&app.here, id(&path)?).await?;
    app.wake.outbox.notify_one();
    Ok(HttpResponse::NoContent().finish())
}

async fn answered(app: &App, asker: &SignedIn, path: &str, yes: bool) -> Result<Answer<PeerEntity>, ApiError> {
    asker.may(Scope::Follow)?;
    require_role(&app.here, asker.member.id, STEWARDS).await?;
    let id = id(path)?;
    answer_follow(&app.here, id, yes).await?;
    app.wake.outbox.notify_one();
    Ok(Answer(peer(app, id).await?))
}

/// Accepts a network that asks to follow us. Takes the role of steward or operator.
#[utoipa::path(post, path = "/peers/{id}/accept", context_path = "/api/potluck/v1", tag = "peers", params(("id" = String, Path)), security(("bearer" = ["follow"])),
    responses((status = 200, body = PeerEntity), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[post("/peers/{id}/accept")]
pub(super) async fn accept(
    app: Data<App>,
    asker: SignedIn,
    path: Path<String>,
) -> Result<Answer<PeerEntity>, ApiError> {
    answered(&app, &asker, &path, true).await
}

/// Declines a network that asks to follow us, or ends its follow. Takes the role of steward or operator.
#[utoipa::path(post, path = "/peers/{id}/decline", context_path = "/api/potluck/v1", tag = "peers", params(("id" = String, Path)), security(("bearer" = ["follow"])),
    responses((status = 200, body = PeerEntity), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[post("/peers/{id}/decline")]
pub(super) async fn decline(
    app: Data<App>,
    asker: SignedIn,
    path: Path<String>,
) -> Result<Answer<PeerEntity>, ApiError> {
    answered(&app, &asker, &path, false).await
}

//! Networks next door: following them, and answering those who ask to follow us.

use super::id;
use crate::actions::answer_follow::answer_follow_by;
use crate::actions::ask_to_follow::ask_to_follow_by;
use crate::actions::change_network::STEWARDS;
use crate::actions::change_sharing::change_sharing;
use crate::actions::give_role::require_role;
use crate::actions::unfollow::unfollow_by as act;
use crate::app::App;
use crate::domain::key::ActorId;
use crate::domain::moderation::Doer;
use crate::error::{Error, Result};
use crate::federation::discover;
use crate::http::entities::peer::{PeerEntity, PeerInput, peers};
use crate::http::error::{ApiError, Problem};
use crate::http::extract::{Json, Scope, SignedIn};
use actix_web::web::{Data, Json as Answer, Path};
use actix_web::{HttpResponse, delete, get, patch, post};
use serde::Deserialize;
use utoipa::ToSchema;

/// Whom to follow.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FollowInput {
    /// `food@hillside.example`, or the address of the network's actor.
    address: String,
}

async fn peer(app: &App, id: ActorId) -> Result<PeerEntity> {
    peers(app).await?.into_iter().find(|peer| peer.id == id).ok_or_else(Error::not_found)
}

/// The networks that we follow, that follow us, or that ask to: who waits for our word first, then by distance.
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
    ask_to_follow_by(&app.here, Doer::Member(asker.member.id), network).await?;
    app.wake.outbox.notify_one();
    Ok(HttpResponse::Accepted().json(peer(&app, network).await?))
}

/// Changes what we give to a network and what we take from it. Takes the role of steward or operator.
#[utoipa::path(patch, path = "/peers/{id}", context_path = "/api/potluck/v1", tag = "peers", params(("id" = String, Path)), request_body = PeerInput, security(("bearer" = ["follow"])),
    responses((status = 200, body = PeerEntity), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
#[patch("/peers/{id}")]
pub(super) async fn change(
    app: Data<App>,
    asker: SignedIn,
    path: Path<String>,
    input: Json<PeerInput>,
) -> Result<Answer<PeerEntity>, ApiError> {
    asker.may(Scope::Follow)?;
    let id = id(&path)?;
    change_sharing(&app.here, asker.member.id, id, input.0.into()).await?;
    Ok(Answer(peer(&app, id).await?))
}

/// Stops following a network. Takes the role of steward or operator.
#[utoipa::path(delete, path = "/peers/{id}", context_path = "/api/potluck/v1", tag = "peers", params(("id" = String, Path)), security(("bearer" = ["follow"])),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[delete("/peers/{id}")]
pub(super) async fn unfollow(app: Data<App>, asker: SignedIn, path: Path<String>) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Follow)?;
    require_role(&app.here, asker.member.id, STEWARDS).await?;
    act(&app.here, Doer::Member(asker.member.id), id(&path)?).await?;
    app.wake.outbox.notify_one();
    Ok(HttpResponse::NoContent().finish())
}

async fn answered(app: &App, asker: &SignedIn, path: &str, yes: bool) -> Result<Answer<PeerEntity>, ApiError> {
    asker.may(Scope::Follow)?;
    require_role(&app.here, asker.member.id, STEWARDS).await?;
    let id = id(path)?;
    answer_follow_by(&app.here, Doer::Member(asker.member.id), id, yes).await?;
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

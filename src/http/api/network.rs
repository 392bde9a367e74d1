//! This network, and oneself.

use crate::app::App;
use crate::http::entities::network::{MeEntity, MemberEntity, NetworkEntity};
use crate::http::error::{ApiError, Problem};
use crate::http::extract::{Scope, SignedIn};
use crate::storage::{actors, members};
use actix_web::get;
use actix_web::web::{Data, Json as Answer};

/// This network.
#[utoipa::path(get, path = "/network", context_path = "/api/potluck/v1", tag = "network", responses((status = 200, body = NetworkEntity)))]
#[get("/network")]
pub(super) async fn network(app: Data<App>) -> Result<Answer<NetworkEntity>, ApiError> {
    let id = app.here.network;
    let actor = app.here.db.read(move |conn| actors::get(conn, id)).await?;
    Ok(Answer(NetworkEntity::new(&app, actor)))
}

/// Oneself.
#[utoipa::path(get, path = "/me", context_path = "/api/potluck/v1", tag = "network", security(("bearer" = ["read"])),
    responses((status = 200, body = MeEntity), (status = 401, body = Problem)))]
#[get("/me")]
pub(super) async fn me(app: Data<App>, asker: SignedIn) -> Result<Answer<MeEntity>, ApiError> {
    asker.may(Scope::Read)?;
    let (id, now) = (asker.member.id, app.here.now());
    let roles = app.here.db.read(move |conn| members::roles_at(conn, id, now)).await?;
    Ok(Answer(MeEntity {
        id,
        member: MemberEntity::new(&app, &asker.member),
        roles: roles.into_iter().map(|role| role.as_str().into()).collect(),
    }))
}

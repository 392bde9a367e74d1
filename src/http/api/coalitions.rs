//! Coalitions: founding, joining and leaving, who is in them, and the board that they share.

use crate::actions::change_network::STEWARDS;
use crate::actions::found_coalition::found_coalition;
use crate::actions::give_role::require_role;
use crate::actions::join_coalition::join_coalition;
use crate::actions::leave_coalition::leave_coalition;
use crate::app::App;
use crate::domain::coalition::{CoalitionId, Terms};
use crate::error::{Error, Result};
use crate::federation::coalitions::{list_at, pen};
use crate::http::entities::coalition::{CoalitionEntity, CoalitionInput, Known, MembershipInput};
use crate::http::entities::listing::{ListingEntity, render};
use crate::http::error::{ApiError, Problem};
use crate::http::extract::{Json, PageQuery, Query, Scope, SignedIn};
use crate::http::link_header::{address, list};
use crate::storage::listings::BoardQuery;
use crate::storage::{Conn, actors, coalitions, follows, listings};
use actix_web::web::{Data, Json as Answer, Path};
use actix_web::{HttpRequest, HttpResponse, delete, get as get_, post};

fn id(text: &str) -> Result<CoalitionId> {
    CoalitionId::parse(text).ok_or_else(Error::not_found)
}

fn entity(app: &App, conn: &mut Conn, id: CoalitionId, terms: &Terms) -> Result<CoalitionEntity> {
    let mut networks: Vec<Known> = Vec::new();
    for signed in coalitions::statements(conn, &id)? {
        let known = match actors::by_ap_id(conn, &signed.statement.member)? {
            Some(actor) => {
                let state = follows::between(conn, app.here.network, actor.id)?.map(|follow| follow.state);
                Some((actor, state))
            }
            None => None,
        };
        networks.push((signed, known));
    }
    Ok(CoalitionEntity::new(app, id, terms, networks))
}

async fn one(app: &Data<App>, id: CoalitionId) -> Result<CoalitionEntity> {
    let context = app.clone();
    let read = app.here.db.read(move |conn| {
        let terms = coalitions::get(conn, &id)?.ok_or_else(Error::not_found)?;
        entity(&context, conn, id, &terms)
    });
    read.await
}

/// The coalitions that this network is in, or was, with who is in them.
#[utoipa::path(get, path = "/coalitions", context_path = "/api/potluck/v1", tag = "coalitions", security(("bearer" = ["read"])),
    responses((status = 200, body = Vec<CoalitionEntity>), (status = 401, body = Problem)))]
#[get_("/coalitions")]
pub(super) async fn all(app: Data<App>, asker: SignedIn) -> Result<Answer<Vec<CoalitionEntity>>, ApiError> {
    asker.may(Scope::Read)?;
    let context = app.clone();
    let read = app.here.db.read(move |conn| {
        let held = coalitions::all(conn)?;
        held.into_iter().map(|(id, terms)| entity(&context, conn, id, &terms)).collect::<Result<Vec<_>>>()
    });
    Ok(Answer(read.await?))
}

/// A coalition.
#[utoipa::path(get, path = "/coalitions/{id}", context_path = "/api/potluck/v1", tag = "coalitions", params(("id" = String, Path)), security(("bearer" = ["read"])),
    responses((status = 200, body = CoalitionEntity), (status = 401, body = Problem), (status = 404, body = Problem)))]
#[get_("/coalitions/{id}")]
pub(super) async fn get(
    app: Data<App>,
    asker: SignedIn,
    path: Path<String>,
) -> Result<Answer<CoalitionEntity>, ApiError> {
    asker.may(Scope::Read)?;
    Ok(Answer(one(&app, id(&path)?).await?))
}

/// Founds a coalition: this network is the first in it. Takes the role of steward or operator.
#[utoipa::path(post, path = "/coalitions", context_path = "/api/potluck/v1", tag = "coalitions", request_body = CoalitionInput, security(("bearer" = ["follow"])),
    responses((status = 201, body = CoalitionEntity), (status = 401, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/coalitions")]
pub(super) async fn found(
    app: Data<App>,
    asker: SignedIn,
    input: Json<CoalitionInput>,
) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Follow)?;
    let terms = input.0.terms(app.here.now())?;
    let id = found_coalition(&app.here, asker.member.id, terms, pen(&app).await?).await?;
    app.wake.outbox.notify_one();
    Ok(HttpResponse::Created().json(one(&app, id).await?))
}

/// Joins the coalition whose list is at an address, and tells its networks. Takes the role of steward or operator.
#[utoipa::path(post, path = "/memberships", context_path = "/api/potluck/v1", tag = "coalitions", request_body = MembershipInput, security(("bearer" = ["follow"])),
    responses((status = 200, body = CoalitionEntity), (status = 401, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem), (status = 502, body = Problem)))]
#[post("/memberships")]
pub(super) async fn join(
    app: Data<App>,
    asker: SignedIn,
    input: Json<MembershipInput>,
) -> Result<Answer<CoalitionEntity>, ApiError> {
    asker.may(Scope::Follow)?;
    // Before anybody is asked.
    require_role(&app.here, asker.member.id, STEWARDS).await?;
    let list = list_at(&app, &input.0.address).await?;
    let id = join_coalition(&app.here, asker.member.id, list, pen(&app).await?).await?;
    app.wake.outbox.notify_one();
    Ok(Answer(one(&app, id).await?))
}

/// Leaves a coalition, and tells its networks. Takes the role of steward or operator.
#[utoipa::path(delete, path = "/memberships/{id}", context_path = "/api/potluck/v1", tag = "coalitions", params(("id" = String, Path)), security(("bearer" = ["follow"])),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[delete("/memberships/{id}")]
pub(super) async fn leave(app: Data<App>, asker: SignedIn, path: Path<String>) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Follow)?;
    leave_coalition(&app.here, asker.member.id, id(&path)?, pen(&app).await?).await?;
    app.wake.outbox.notify_one();
    Ok(HttpResponse::NoContent().finish())
}

/// The board that a coalition shares: what is open at its networks and reaches us, and what is ours and not for our own
/// members alone; newest first.
#[utoipa::path(get, path = "/coalitions/{id}/board", context_path = "/api/potluck/v1", tag = "coalitions", params(("id" = String, Path), PageQuery), security(("bearer" = ["read"])),
    responses((status = 200, body = Vec<ListingEntity>), (status = 401, body = Problem), (status = 404, body = Problem)))]
#[get_("/coalitions/{id}/board")]
pub(super) async fn board(
    app: Data<App>,
    asker: SignedIn,
    path: Path<String>,
    page: Query<PageQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Read)?;
    let (id, paging, now, ours) = (id(&path)?, page.0.paging(), app.here.now(), app.here.addresses.network());
    let read = app.here.db.read(move |conn| {
        let mut networks = Vec::new();
        let mut we_are_in = false;
        for signed in coalitions::statements(conn, &id)?.iter().filter(|signed| signed.statement.joined) {
            we_are_in |= signed.statement.member == ours;
            networks.extend(actors::by_ap_id(conn, &signed.statement.member)?.map(|actor| actor.id));
        }
        if !we_are_in {
            return Err(Error::not_found());
        }
        let query = BoardQuery { until_after: Some(now), shared_by: Some(networks), paging, ..BoardQuery::default() };
        listings::board(conn, &query)
    });
    let open = read.await?;
    let ids: Vec<i64> = open.iter().map(|listing| listing.id.0).collect();
    let entities = render(&app, open, Some(asker.member.id)).await?;
    Ok(list(address(app.here.addresses.base(), &request), &entities, &ids, paging))
}

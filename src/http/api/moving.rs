//! Accounts elsewhere that are a member's too, and going on under one of them.

use crate::actions::move_account;
use crate::actions::receive_move::cooldown;
use crate::app::App;
use crate::domain::follow::ALIASES_MAX;
use crate::error::{Error, Kind, Result};
use crate::federation::{discover, moving};
use crate::http::entities::moving::{AliasesEntity, AliasesInput, MoveEntity, MoveInput};
use crate::http::error::{ApiError, Problem};
use crate::http::extract::{Json, Scope, SignedIn};
use crate::storage::{actors, moves};
use actix_web::web::{Data, Json as Answer};
use actix_web::{HttpResponse, delete, get, post, put};

/// What was wrong with an address, at the field in which it stood.
fn at(field: &'static str, error: Error) -> Error {
    match error.kind() {
        Kind::Invalid | Kind::Peer | Kind::BadRequest | Kind::NotFound | Kind::Gone => {
            Error::invalid(field, error.text().to_owned())
        }
        _ => error,
    }
}

/// Which accounts elsewhere one says are one's own.
#[utoipa::path(get, path = "/me/aliases", context_path = "/api/potluck/v1", tag = "members", security(("bearer" = ["read"])),
    responses((status = 200, body = AliasesEntity), (status = 401, body = Problem)))]
#[get("/me/aliases")]
pub(super) async fn aliases(app: Data<App>, asker: SignedIn) -> Result<Answer<AliasesEntity>, ApiError> {
    asker.may(Scope::Read)?;
    let actor = asker.member.actor;
    let ties = app.here.db.read(move |conn| moves::ties(conn, actor)).await?;
    Ok(Answer(AliasesEntity { accounts: ties.also_known_as }))
}

/// Says which accounts elsewhere are one's own, instead of those before; everyone can read it. Whoever moves here from
/// one of them keeps their followers.
#[utoipa::path(put, path = "/me/aliases", context_path = "/api/potluck/v1", tag = "members", request_body = AliasesInput, security(("bearer" = ["write"])),
    responses((status = 200, body = AliasesEntity), (status = 401, body = Problem), (status = 422, body = Problem)))]
#[put("/me/aliases")]
pub(super) async fn set_aliases(
    app: Data<App>,
    asker: SignedIn,
    input: Json<AliasesInput>,
) -> Result<Answer<AliasesEntity>, ApiError> {
    asker.may(Scope::Write)?;
    if input.0.accounts.len() > ALIASES_MAX {
        return Err(Error::invalid("accounts", format!("At most {ALIASES_MAX} accounts are named here.")).into());
    }
    let mut accounts = Vec::new();
    for address in &input.0.accounts {
        let found = discover::account(&app, address).await;
        accounts.push(found.map_err(|error| {
            let text = format!("{address}: {}", error.text());
            at("accounts", Error::new(error.kind(), text).because(error))
        })?);
    }
    move_account::set_aliases(&app.here, asker.member.id, accounts).await?;
    app.wake.outbox.notify_one();
    let actor = asker.member.actor;
    let ties = app.here.db.read(move |conn| moves::ties(conn, actor)).await?;
    Ok(Answer(AliasesEntity { accounts: ties.also_known_as }))
}

async fn state(app: &App, asker: &SignedIn) -> Result<MoveEntity> {
    let actor = asker.member.actor;
    let read = app.here.db.read(move |conn| Ok((moves::ties(conn, actor)?, moves::last(conn, actor)?)));
    let (ties, last) = read.await?;
    let again = last.map(|last| last + cooldown()).filter(|again| *again > app.here.now());
    Ok(MoveEntity { moved_to: ties.moved_to, can_move_from: again })
}

/// Whether one goes on elsewhere, and from when on one can move again.
#[utoipa::path(get, path = "/me/move", context_path = "/api/potluck/v1", tag = "members", security(("bearer" = ["read"])),
    responses((status = 200, body = MoveEntity), (status = 401, body = Problem)))]
#[get("/me/move")]
pub(super) async fn moved(app: Data<App>, asker: SignedIn) -> Result<Answer<MoveEntity>, ApiError> {
    asker.may(Scope::Read)?;
    Ok(Answer(state(&app, &asker).await?))
}

/// Goes on under an account elsewhere, which must name this one: followers follow that one. What one has here stays,
/// what one promised stays promised, and nothing new is said here until that is taken back. Once in thirty days.
#[utoipa::path(post, path = "/me/move", context_path = "/api/potluck/v1", tag = "members", request_body = MoveInput, security(("bearer" = ["write"])),
    responses((status = 200, body = MoveEntity), (status = 401, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/me/move")]
pub(super) async fn move_on(
    app: Data<App>,
    asker: SignedIn,
    input: Json<MoveInput>,
) -> Result<Answer<MoveEntity>, ApiError> {
    asker.may(Scope::Write)?;
    let confirm = input.0.handle.trim().trim_start_matches('@').to_ascii_lowercase();
    if confirm != asker.member.handle {
        return Err(Error::invalid("handle", "To move, please write your own handle of this network here.").into());
    }
    let own = asker.member.actor;
    let own = app.here.db.read(move |conn| actors::get(conn, own)).await?;
    let target = moving::target(&app, &input.0.account, &own.ap_id).await.map_err(|error| at("account", error))?;
    move_account::move_account(&app.here, asker.member.id, target).await?;
    app.wake.outbox.notify_one();
    Ok(Answer(state(&app, &asker).await?))
}

/// Goes on here after all. Whoever followed one away stays there.
#[utoipa::path(delete, path = "/me/move", context_path = "/api/potluck/v1", tag = "members", security(("bearer" = ["write"])),
    responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem)))]
#[delete("/me/move")]
pub(super) async fn come_back(app: Data<App>, asker: SignedIn) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Write)?;
    move_account::come_back(&app.here, asker.member.id).await?;
    app.wake.outbox.notify_one();
    Ok(HttpResponse::NoContent().finish())
}

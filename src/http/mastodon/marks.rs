//! What a member put aside and likes, and who likes and tells on what one may read.

use super::asker::{Asker, MaybeAsker};
use super::error::MastodonError;
use super::params::Params;
use super::{id, kept_away, one, people, shown};
use crate::actions::keep_desk::{bookmark as keep, mute_thread};
use crate::actions::pin_status::pin_status;
use crate::app::App;
use crate::domain::key::{ActorId, StatusId};
use crate::error::{Error, Result};
use crate::http::entities::mastodon::status::StatusEntity;
use crate::http::extract::Scope;
use crate::http::link_header::{address, list};
use crate::storage::listings::Paging;
use crate::storage::{Conn, bookmarks, desks, favourites, statuses};
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse};

type Answer<T> = Result<Json<T>, MastodonError>;

async fn put(app: &App, asker: &Asker, path: &str, aside: bool) -> Answer<StatusEntity> {
    let (member, actor) = asker.may(&[Scope::WriteBookmarks])?;
    let id: StatusId = id(path)?;
    keep(&app.here, member, id, aside).await?;
    Ok(Json(one(app, id, Some(actor)).await?))
}

pub(super) async fn bookmark(app: Data<App>, asker: Asker, path: Path<String>) -> Answer<StatusEntity> {
    put(&app, &asker, &path, true).await
}

pub(super) async fn unbookmark(app: Data<App>, asker: Asker, path: Path<String>) -> Answer<StatusEntity> {
    put(&app, &asker, &path, false).await
}

async fn heard(app: &App, asker: &Asker, path: &str, mute: bool) -> Answer<StatusEntity> {
    let (member, actor) = asker.may(&[Scope::WriteMutes])?;
    let id: StatusId = id(path)?;
    mute_thread(&app.here, member, id, mute).await?;
    Ok(Json(one(app, id, Some(actor)).await?))
}

pub(super) async fn mute(app: Data<App>, asker: Asker, path: Path<String>) -> Answer<StatusEntity> {
    heard(&app, &asker, &path, true).await
}

pub(super) async fn unmute(app: Data<App>, asker: Asker, path: Path<String>) -> Answer<StatusEntity> {
    heard(&app, &asker, &path, false).await
}

async fn at_top(app: &App, asker: &Asker, path: &str, top: bool) -> Answer<StatusEntity> {
    let (member, actor) = asker.may(&[Scope::WriteAccounts])?;
    let id: StatusId = id(path)?;
    pin_status(&app.here, member, id, top).await?;
    app.wake.outbox.notify_one();
    Ok(Json(one(app, id, Some(actor)).await?))
}

pub(super) async fn pin(app: Data<App>, asker: Asker, path: Path<String>) -> Answer<StatusEntity> {
    at_top(&app, &asker, &path, true).await
}

pub(super) async fn unpin(app: Data<App>, asker: Asker, path: Path<String>) -> Answer<StatusEntity> {
    at_top(&app, &asker, &path, false).await
}

/// A list of statuses that has an order of its own.
type Listed = fn(&mut Conn, ActorId, Paging) -> Result<Vec<(i64, StatusId)>>;

/// What one may not read any more is left out; the page goes on where it would have.
async fn list_of(
    app: &App,
    request: &HttpRequest,
    reader: ActorId,
    paging: Paging,
    listed: Listed,
) -> Result<HttpResponse, MastodonError> {
    let seal = app.here.seal.clone();
    let read = app.here.db.read(move |conn| {
        let page = listed(conn, reader, paging)?;
        let found: Vec<StatusId> = page.iter().map(|(_, status)| *status).collect();
        Ok((page, statuses::get_many(conn, &seal, &found)?))
    });
    let (page, found) = read.await?;
    let ids: Vec<i64> = page.into_iter().map(|(place, _)| place).collect();
    let entities = shown(app, found, Some(reader)).await?;
    Ok(list(address(app.here.addresses.base(), request), &entities, &ids, paging))
}

pub(super) async fn bookmarked(
    app: Data<App>,
    request: HttpRequest,
    asker: Asker,
    params: Params,
) -> Result<HttpResponse, MastodonError> {
    let (_, reader) = asker.may(&[Scope::ReadBookmarks])?;
    list_of(&app, &request, reader, params.paging(20, 40), bookmarks::page).await
}

pub(super) async fn favourited(
    app: Data<App>,
    request: HttpRequest,
    asker: Asker,
    params: Params,
) -> Result<HttpResponse, MastodonError> {
    let (_, reader) = asker.may(&[Scope::ReadFavourites])?;
    list_of(&app, &request, reader, params.paging(20, 40), favourites::page).await
}

/// Who did something with a status.
type Whom = fn(&mut Conn, StatusId, Paging) -> Result<Vec<(i64, ActorId)>>;

/// For whoever may read the status.
async fn who(
    app: &App,
    request: &HttpRequest,
    reader: Option<ActorId>,
    path: &str,
    paging: Paging,
    whom: Whom,
) -> Result<HttpResponse, MastodonError> {
    let (id, seal): (StatusId, _) = (id(path)?, app.here.seal.clone());
    let read = app.here.db.read(move |conn| {
        let status = statuses::get(conn, &seal, id)?;
        if !statuses::is_for(conn, &status, reader)? {
            return Err(Error::not_found());
        }
        whom(conn, status.boost_of.unwrap_or(id), paging)
    });
    let page = read.await?;
    let away = kept_away(app, reader).await?;
    let ids: Vec<i64> = page.iter().map(|(place, _)| *place).collect();
    let whom = page.into_iter().map(|(_, actor)| actor).filter(|actor| !away.contains(actor)).collect();
    let mut entities = people(app, whom).await?;
    if let Some(reader) = reader {
        let seal = app.here.seal.clone();
        let far = app.here.db.read(move |conn| Ok(desks::of_actor(conn, &seal, reader)?.far_hosts)).await?;
        entities.retain(|account| !account.is_at(&far));
    }
    Ok(list(address(app.here.addresses.base(), request), &entities, &ids, paging))
}

pub(super) async fn favourited_by(
    app: Data<App>,
    request: HttpRequest,
    MaybeAsker(reader): MaybeAsker,
    path: Path<String>,
    params: Params,
) -> Result<HttpResponse, MastodonError> {
    who(&app, &request, reader, &path, params.paging(40, 80), favourites::by_whom).await
}

pub(super) async fn reblogged_by(
    app: Data<App>,
    request: HttpRequest,
    MaybeAsker(reader): MaybeAsker,
    path: Path<String>,
    params: Params,
) -> Result<HttpResponse, MastodonError> {
    who(&app, &request, reader, &path, params.paging(40, 80), statuses::boosted_by).await
}

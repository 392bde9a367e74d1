//! Notifications.

use super::asker::Asker;
use super::error::MastodonError;
use super::params::Params;
use super::{away, id};
use crate::actions::put_aside::dismiss_notifications;
use crate::app::App;
use crate::domain::filters::Context;
use crate::domain::key::{ActorId, MemberId};
use crate::domain::status::NotificationKind;
use crate::error::{Error, Result};
use crate::http::entities::mastodon::social::NotificationEntity;
use crate::http::entities::mastodon::status::Shown;
use crate::http::extract::Scope;
use crate::http::link_header::{address, list};
use crate::storage::listings::Paging;
use crate::storage::notifications::{self as rows, Notification};
use crate::storage::{desks, statuses};
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

pub(super) async fn entities(app: &App, found: Vec<Notification>, reader: ActorId) -> Result<Vec<NotificationEntity>> {
    let own = app.clone();
    let (found, about, shown) = app
        .here
        .db
        .read(move |conn| {
            let about: Vec<_> = found.iter().filter_map(|one| one.status).collect();
            let about = statuses::get_many(conn, &own.here.seal, &about)?;
            let from: Vec<ActorId> = found.iter().map(|one| one.from).collect();
            let shown = Shown::of(conn, &own, &about, &from, Some(reader))?;
            Ok((found, about, shown))
        })
        .await?;
    let entity = |one: &Notification| {
        let status = about.iter().find(|status| Some(status.id) == one.status);
        let status = status.and_then(|status| shown.status(app, status));
        let account = shown.account(app, one.from)?;
        // What is about a post that may not be read any more says nothing, and apps look for the post.
        if one.status.is_some() && status.is_none() {
            return None;
        }
        // Neither of whom one keeps away with their whole server, nor of what a filter hides.
        if shown.is_far(&account) || status.as_ref().is_some_and(|status| status.is_hidden_in(Context::Notifications)) {
            return None;
        }
        Some(NotificationEntity::new(one, account, status))
    };
    Ok(found.iter().filter_map(entity).collect())
}

/// Of whom a member hears nothing.
pub(super) async fn unheard(app: &App, reader: ActorId) -> Result<Vec<ActorId>> {
    let away = away(app, Some(reader)).await?.into_iter().filter(|block| !block.hears);
    Ok(away.map(|block| block.actor).collect())
}

/// A page of what a member hears, as an app asks for it, and the ids of all that was looked at for it.
async fn listed(
    app: &App,
    (member, reader): (MemberId, ActorId),
    params: &Params,
    paging: Paging,
) -> Result<(Vec<NotificationEntity>, Vec<i64>)> {
    let kinds = kinds(&params.list("types"), &params.list("exclude_types"));
    let (from, filtered) = (params.id("account_id")?, params.flag("include_filtered"));
    let away = unheard(app, reader).await?;
    let read = app.here.db.read(move |conn| rows::of_member(conn, member, &kinds, from, &away, filtered, paging));
    let found = read.await?;
    let ids = found.iter().map(|one| one.id.0).collect();
    Ok((entities(app, found, reader).await?, ids))
}

pub(super) async fn all(
    app: Data<App>,
    request: HttpRequest,
    asker: Asker,
    params: Params,
) -> Result<HttpResponse, MastodonError> {
    let who = asker.may(&[Scope::ReadNotifications])?;
    let paging = params.paging(40, 80);
    let (entities, ids) = listed(&app, who, &params, paging).await?;
    Ok(list(address(app.here.addresses.base(), &request), &entities, &ids, paging))
}

/// A kind that we do not have is none of ours, wanted or not.
pub(super) fn kinds(only: &[&str], not: &[&str]) -> Vec<NotificationKind> {
    let wanted =
        |kind: &NotificationKind| (only.is_empty() || only.contains(&kind.as_str())) && !not.contains(&kind.as_str());
    NotificationKind::ALL.iter().copied().filter(wanted).collect()
}

/// Where a member is among what they hear, by the place that apps keep: all that is newer, as many as an app asks for.
pub(super) async fn newer(app: &App, member: MemberId, params: &Params) -> Result<Paging> {
    let (limit, seal) = (params.paging(100, 1_000).limit, app.here.seal.clone());
    let desk = app.here.db.read(move |conn| desks::get(conn, &seal, member)).await?;
    let since_id = desk.markers.get("notifications").map(|marker| marker.last_read);
    Ok(Paging { since_id, limit, ..Paging::default() })
}

/// How many are newer than what the member has read. They are counted as they are shown: of a post that they may not read any
/// more, they would look for what is not there.
pub(super) async fn unread(app: Data<App>, asker: Asker, params: Params) -> Result<Json<Value>, MastodonError> {
    let (member, reader) = asker.may(&[Scope::ReadNotifications])?;
    let paging = newer(&app, member, &params).await?;
    let (entities, _) = listed(&app, (member, reader), &params, paging).await?;
    Ok(Json(json!({"count": entities.len()})))
}

pub(super) async fn one(
    app: Data<App>,
    asker: Asker,
    path: Path<String>,
) -> Result<Json<NotificationEntity>, MastodonError> {
    let (member, reader) = asker.may(&[Scope::ReadNotifications])?;
    let id = id(&path)?;
    let found = app.here.db.read(move |conn| rows::get(conn, member, id)).await?;
    Ok(Json(entities(&app, vec![found], reader).await?.pop().ok_or_else(Error::not_found)?))
}

pub(super) async fn dismiss(app: Data<App>, asker: Asker, path: Path<String>) -> Result<HttpResponse, MastodonError> {
    let (member, _) = asker.may(&[Scope::WriteNotifications])?;
    dismiss_notifications(&app.here, member, Some(id(&path)?)).await?;
    Ok(HttpResponse::Ok().json(serde_json::json!({})))
}

pub(super) async fn clear(app: Data<App>, asker: Asker) -> Result<HttpResponse, MastodonError> {
    let (member, _) = asker.may(&[Scope::WriteNotifications])?;
    dismiss_notifications(&app.here, member, None).await?;
    Ok(HttpResponse::Ok().json(serde_json::json!({})))
}

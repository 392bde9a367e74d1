//! Posts that wait for their time.

use super::asker::Asker;
use super::error::MastodonError;
use super::id;
use super::params::Params;
use crate::actions::schedule_status::{reschedule, unschedule};
use crate::app::App;
use crate::domain::key::{ActorId, MediumId, MemberId, ScheduledId};
use crate::domain::media::Medium;
use crate::domain::scheduled::{Scheduled, time};
use crate::error::{Error, Result};
use crate::http::entities::mastodon::scheduled::ScheduledStatusEntity;
use crate::http::extract::Scope;
use crate::http::link_header::{address, list};
use crate::storage::{Conn, media, scheduled as rows};
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse};
use std::collections::HashMap;

type Answer<T> = Result<Json<T>, MastodonError>;

/// When something is to be posted, if that is said.
pub(super) fn at(app: &App, params: &Params) -> Result<Option<crate::clock::Moment>> {
    params.filled("scheduled_at").map(|text| time(text, app.here.now())).transpose()
}

type Media = HashMap<MediumId, Medium>;

async fn entities(
    app: &App,
    member: MemberId,
    owner: ActorId,
    read: impl FnOnce(&mut Conn) -> Result<Vec<Scheduled>> + Send + 'static,
) -> Result<Vec<ScheduledStatusEntity>> {
    let seal = app.here.seal.clone();
    let read = app.here.db.read(move |conn| {
        let found = read(conn)?;
        let shown: Vec<MediumId> = found.iter().flat_map(|one| one.media_for(member)).collect();
        let media: Media = media::own_many(conn, &seal, owner, &shown)?.into_iter().map(|one| (one.id, one)).collect();
        Ok((found, media))
    });
    let (found, media) = read.await?;
    Ok(found.iter().filter_map(|one| ScheduledStatusEntity::new(app, one, member, &media)).collect())
}

/// One of a member's.
pub(super) async fn one(app: &App, member: MemberId, owner: ActorId, id: ScheduledId) -> Result<ScheduledStatusEntity> {
    let seal = app.here.seal.clone();
    let found = entities(app, member, owner, move |conn| Ok(vec![rows::get(conn, &seal, member, id)?])).await?;
    found.into_iter().next().ok_or_else(Error::not_found)
}

pub(super) async fn all(
    app: Data<App>,
    request: HttpRequest,
    asker: Asker,
    params: Params,
) -> Result<HttpResponse, MastodonError> {
    let (member, owner) = asker.may(&[Scope::ReadStatuses])?;
    let (paging, seal) = (params.paging(20, 40), app.here.seal.clone());
    let found = entities(&app, member, owner, move |conn| rows::page(conn, &seal, member, paging)).await?;
    let ids: Vec<i64> = found.iter().map(|one| one.id.0).collect();
    Ok(list(address(app.here.addresses.base(), &request), &found, &ids, paging))
}

pub(super) async fn get(app: Data<App>, asker: Asker, path: Path<String>) -> Answer<ScheduledStatusEntity> {
    let (member, owner) = asker.may(&[Scope::ReadStatuses])?;
    Ok(Json(one(&app, member, owner, id(&path)?).await?))
}

pub(super) async fn change(
    app: Data<App>,
    asker: Asker,
    path: Path<String>,
    params: Params,
) -> Answer<ScheduledStatusEntity> {
    let (member, owner) = asker.may(&[Scope::WriteStatuses])?;
    let id = id(&path)?;
    if let Some(at) = at(&app, &params)? {
        reschedule(&app.here, member, id, at).await?;
    }
    Ok(Json(one(&app, member, owner, id).await?))
}

pub(super) async fn delete(app: Data<App>, asker: Asker, path: Path<String>) -> Result<HttpResponse, MastodonError> {
    let (member, _) = asker.may(&[Scope::WriteStatuses])?;
    unschedule(&app.here, member, id(&path)?).await?;
    Ok(HttpResponse::Ok().json(serde_json::json!({})))
}

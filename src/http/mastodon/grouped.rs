//! Notifications that belong together, as one: who liked the same post within half a day.

use super::asker::Asker;
use super::error::MastodonError;
use super::notifications::{kinds, newer, unheard};
use super::params::Params;
use super::{far_hosts, people};
use crate::actions::put_aside::dismiss_group;
use crate::app::App;
use crate::domain::key::{ActorId, MemberId, StatusId};
use crate::domain::notices::{GROUPED, GroupKey};
use crate::domain::status::NotificationKind;
use crate::error::{Error, Result};
use crate::http::entities::mastodon::account::AccountEntity;
use crate::http::entities::mastodon::notices::GroupedEntity;
use crate::http::entities::mastodon::status::Shown;
use crate::http::extract::Scope;
use crate::http::link_header::{address, page};
use crate::storage::listings::Paging;
use crate::storage::notification_groups::{self as rows, Group, Wanted};
use crate::storage::{Conn, statuses};
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

/// Most accounts that are named of one group.
const ACCOUNTS_MAX: i64 = 1_000;

/// What an app asks for. Whom the member keeps away is in none of it.
async fn wanted(app: &App, params: &Params, reader: ActorId) -> Result<Wanted> {
    let together: Vec<NotificationKind> = match params.list("grouped_types")[..] {
        [] => GROUPED.to_vec(),
        ref said => said.iter().filter_map(|kind| NotificationKind::parse(kind)).collect(),
    };
    Ok(Wanted {
        kinds: kinds(&params.list("types"), &params.list("exclude_types")),
        together,
        from: params.id("account_id")?,
        away: unheard(app, reader).await?,
        filtered: params.flag("include_filtered"),
    })
}

async fn entity(app: &App, groups: &[Group], reader: ActorId, params: &Params, paged: bool) -> Result<GroupedEntity> {
    let own = app.clone();
    let mut about: Vec<StatusId> = groups.iter().filter_map(|group| group.status).collect();
    about.sort();
    about.dedup();
    let from: Vec<ActorId> = groups.iter().flat_map(|group| group.sample.iter().copied()).collect();
    let read = app.here.db.read(move |conn| {
        let about = statuses::get_many(conn, &own.here.seal, &about)?;
        let shown = Shown::of(conn, &own, &about, &from, Some(reader))?;
        Ok((about, shown))
    });
    let (about, shown) = read.await?;
    let partial = params.text("expand_accounts") == Some("partial_avatars");
    Ok(GroupedEntity::new(app, groups, &about, &shown, partial, paged))
}

pub(super) async fn all(
    app: Data<App>,
    request: HttpRequest,
    asker: Asker,
    params: Params,
) -> Result<HttpResponse, MastodonError> {
    let (member, reader) = asker.may(&[Scope::ReadNotifications])?;
    let (paging, wanted) = (params.paging(40, 80), wanted(&app, &params, reader).await?);
    let groups = app.here.db.read(move |conn| rows::page(conn, member, &wanted, paging)).await?;
    let ids: Vec<i64> = groups.iter().map(|group| group.page.1.0).collect();
    let entity = entity(&app, &groups, reader, &params, true).await?;
    Ok(page(address(app.here.addresses.base(), &request), &entity, &ids, paging))
}

/// How many groups are newer than what the member has read, by the place that apps keep, counted as they are shown.
pub(super) async fn unread(app: Data<App>, asker: Asker, params: Params) -> Result<Json<Value>, MastodonError> {
    let (member, reader) = asker.may(&[Scope::ReadNotifications])?;
    let (paging, wanted) = (newer(&app, member, &params).await?, wanted(&app, &params, reader).await?);
    let groups = app.here.db.read(move |conn| rows::page(conn, member, &wanted, paging)).await?;
    let entity = entity(&app, &groups, reader, &params, true).await?;
    Ok(Json(json!({"count": entity.how_many()})))
}

/// The key in a path: what is none leads nowhere.
fn key(path: &str) -> Result<GroupKey> {
    GroupKey::parse(path).ok_or_else(Error::not_found)
}

/// What belongs to a key; and where nothing does but what the member's rules set aside, that, and `true`: an app that has
/// the key was shown it.
fn of_key(
    conn: &mut Conn,
    member: MemberId,
    key: GroupKey,
    away: &[ActorId],
    most: i64,
) -> Result<(Vec<(i64, ActorId)>, bool)> {
    let told = rows::of_key(conn, member, key, away, false, most)?;
    if !told.is_empty() {
        return Ok((told, false));
    }
    Ok((rows::of_key(conn, member, key, away, true, most)?, true))
}

/// One group, whatever an app puts together elsewhere.
async fn group(app: &App, (member, reader): (MemberId, ActorId), key: GroupKey) -> Result<Group> {
    let params = Params::default();
    let mut wanted = wanted(app, &params, reader).await?;
    if let GroupKey::One(_) = key {
        wanted.together.clear();
    }
    let read = app.here.db.read(move |conn| {
        let (newest, filtered) = of_key(conn, member, key, &wanted.away, 1)?;
        wanted.filtered = filtered;
        let (newest, _) = newest.first().copied().ok_or_else(Error::not_found)?;
        // The page that holds nothing but the newest of it is that group.
        let paging = Paging { max_id: Some(newest + 1), min_id: None, since_id: Some(newest - 1), limit: 1 };
        rows::page(conn, member, &wanted, paging)?.pop().ok_or_else(Error::not_found)
    });
    read.await
}

pub(super) async fn one(
    app: Data<App>,
    asker: Asker,
    path: Path<String>,
    params: Params,
) -> Result<Json<GroupedEntity>, MastodonError> {
    let asked = asker.may(&[Scope::ReadNotifications])?;
    let group = group(&app, asked, key(&path)?).await?;
    let entity = entity(&app, &[group], asked.1, &params, false).await?;
    Ok(Json(entity.some().ok_or_else(Error::not_found)?))
}

pub(super) async fn dismiss(app: Data<App>, asker: Asker, path: Path<String>) -> Result<HttpResponse, MastodonError> {
    let (member, _) = asker.may(&[Scope::WriteNotifications])?;
    dismiss_group(&app.here, member, key(&path)?).await?;
    Ok(HttpResponse::Ok().json(json!({})))
}

/// Who did it, newest first.
pub(super) async fn accounts(
    app: Data<App>,
    asker: Asker,
    path: Path<String>,
) -> Result<Json<Vec<AccountEntity>>, MastodonError> {
    let (member, reader) = asker.may(&[Scope::ReadNotifications, Scope::WriteNotifications])?;
    let (key, away) = (key(&path)?, unheard(&app, reader).await?);
    let (found, _) = app.here.db.read(move |conn| of_key(conn, member, key, &away, ACCOUNTS_MAX)).await?;
    let mut who: Vec<ActorId> = Vec::new();
    for (_, from) in found {
        if !who.contains(&from) {
            who.push(from);
        }
    }
    let far = far_hosts(&app, Some(member)).await?;
    let people = people(&app, who).await?;
    Ok(Json(people.into_iter().filter(|account| !account.is_at(&far)).collect()))
}

//! Lists of whom one follows. Nobody else learns of them.

use super::asker::Asker;
use super::error::MastodonError;
use super::params::Params;
use super::{id, people};
use crate::actions::keep_desk::{add_to_list, change_list, drop_list, make_list, take_from_list};
use crate::app::App;
use crate::domain::key::{ActorId, MemberId};
use crate::domain::lists::{ACCOUNTS_MAX, Change, List, Replies};
use crate::error::{Error, Result};
use crate::http::entities::mastodon::social::ListEntity;
use crate::http::extract::Scope;
use crate::http::link_header::{self, address};
use crate::storage::desks;
use crate::storage::stream_events::who_follows;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse};

type Answer<T> = std::result::Result<Json<T>, MastodonError>;

async fn of(app: &App, member: MemberId) -> Result<Vec<List>> {
    let seal = app.here.seal.clone();
    app.here.db.read(move |conn| Ok(desks::get(conn, &seal, member)?.lists)).await
}

/// What an app says about a list.
fn change(params: &Params) -> Result<Change> {
    let replies = match params.filled("replies_policy") {
        Some(text) => Some(
            Replies::parse(text)
                .ok_or_else(|| Error::invalid("replies_policy", "`replies_policy` is `followed`, `list` or `none`."))?,
        ),
        None => None,
    };
    let exclusive = params.text("exclusive").map(|_| params.flag("exclusive"));
    Ok(Change { title: params.text("title").map(str::to_owned), replies, exclusive })
}

pub(super) async fn all(app: Data<App>, asker: Asker) -> Answer<Vec<ListEntity>> {
    let (member, _) = asker.may(&[Scope::ReadLists])?;
    Ok(Json(of(&app, member).await?.iter().map(ListEntity::from).collect()))
}

pub(super) async fn one(app: Data<App>, asker: Asker, path: Path<String>) -> Answer<ListEntity> {
    let (member, _) = asker.may(&[Scope::ReadLists])?;
    let id: i64 = id(&path)?;
    let lists = of(&app, member).await?;
    Ok(Json(lists.iter().find(|list| list.id == id).map(ListEntity::from).ok_or_else(Error::not_found)?))
}

pub(super) async fn make(app: Data<App>, asker: Asker, params: Params) -> Answer<ListEntity> {
    let (member, _) = asker.may(&[Scope::WriteLists])?;
    Ok(Json(ListEntity::from(&make_list(&app.here, member, change(&params)?).await?)))
}

pub(super) async fn edit(app: Data<App>, asker: Asker, path: Path<String>, params: Params) -> Answer<ListEntity> {
    let (member, _) = asker.may(&[Scope::WriteLists])?;
    Ok(Json(ListEntity::from(&change_list(&app.here, member, id(&path)?, change(&params)?).await?)))
}

pub(super) async fn delete(
    app: Data<App>,
    asker: Asker,
    path: Path<String>,
) -> std::result::Result<HttpResponse, MastodonError> {
    let (member, _) = asker.may(&[Scope::WriteLists])?;
    drop_list(&app.here, member, id(&path)?).await?;
    Ok(HttpResponse::Ok().json(serde_json::json!({})))
}

/// Those in a list whom the member follows still, by their ids. `limit=0` is all of them.
pub(super) async fn accounts(
    app: Data<App>,
    request: HttpRequest,
    asker: Asker,
    path: Path<String>,
    params: Params,
) -> std::result::Result<HttpResponse, MastodonError> {
    let (member, reader) = asker.may(&[Scope::ReadLists])?;
    let id: i64 = id(&path)?;
    let mut paging = params.paging(40, 80);
    if params.text("limit") == Some("0") {
        paging.limit = ACCOUNTS_MAX as i64 + 1;
    }
    let seal = app.here.seal.clone();
    let read = app.here.db.read(move |conn| {
        let in_list: Vec<ActorId> = desks::get(conn, &seal, member)?.list(id)?.accounts.iter().copied().collect();
        let follows = who_follows(conn, &[reader], &in_list)?;
        Ok(in_list
            .into_iter()
            .filter(|one| *one == reader || follows.contains_key(&(reader, *one)))
            .collect::<Vec<_>>())
    });
    let known = read.await?;
    let wanted = |one: &&ActorId| {
        paging.max_id.is_none_or(|max| one.0 < max) && paging.floor().is_none_or(|floor| one.0 > floor)
    };
    let limit = usize::try_from(paging.limit).unwrap_or_default();
    let mut page: Vec<ActorId> = if paging.is_upward() {
        known.iter().filter(wanted).take(limit).copied().collect()
    } else {
        known.iter().rev().filter(wanted).take(limit).copied().collect()
    };
    if paging.is_upward() {
        page.reverse();
    }
    let ids: Vec<i64> = page.iter().map(|one| one.0).collect();
    let entities = people(&app, page).await?;
    Ok(link_header::list(address(app.here.addresses.base(), &request), &entities, &ids, paging))
}

async fn put(
    app: &App,
    asker: &Asker,
    path: &str,
    params: &Params,
    add: bool,
) -> std::result::Result<HttpResponse, MastodonError> {
    let (member, _) = asker.may(&[Scope::WriteLists])?;
    let (id, accounts) = (id(path)?, params.ids("account_ids", ACCOUNTS_MAX));
    if accounts.is_empty() {
        return Err(Error::invalid("account_ids", "Please say which accounts: `account_ids[]=…`.").into());
    }
    if add {
        add_to_list(&app.here, member, id, accounts).await?;
    } else {
        take_from_list(&app.here, member, id, accounts).await?;
    }
    Ok(HttpResponse::Ok().json(serde_json::json!({})))
}

pub(super) async fn add(
    app: Data<App>,
    asker: Asker,
    path: Path<String>,
    params: Params,
) -> std::result::Result<HttpResponse, MastodonError> {
    put(&app, &asker, &path, &params, true).await
}

pub(super) async fn remove(
    app: Data<App>,
    asker: Asker,
    path: Path<String>,
    params: Params,
) -> std::result::Result<HttpResponse, MastodonError> {
    put(&app, &asker, &path, &params, false).await
}

/// Those of one's own lists in which an account is.
pub(super) async fn holding(app: Data<App>, asker: Asker, path: Path<String>) -> Answer<Vec<ListEntity>> {
    let (member, _) = asker.may(&[Scope::ReadLists])?;
    let account: ActorId = id(&path)?;
    let lists = of(&app, member).await?;
    Ok(Json(lists.iter().filter(|list| list.accounts.contains(&account)).map(ListEntity::from).collect()))
}

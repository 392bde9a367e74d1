//! Of whom a member hears: their own rules, and what those set aside, by who is behind it.

use super::asker::Asker;
use super::away;
use super::error::MastodonError;
use super::id;
use super::params::Params;
use crate::actions::hear_of::{answer_requests, change_rules};
use crate::app::App;
use crate::domain::filters::Context;
use crate::domain::hearing::{Answer as Said, Change, Rules};
use crate::domain::key::{ActorId, MemberId};
use crate::error::{Error, Result};
use crate::http::entities::mastodon::hearing::{PolicyEntity, RequestEntity};
use crate::http::entities::mastodon::status::Shown;
use crate::http::extract::Scope;
use crate::http::link_header::{address, list};
use crate::storage::listings::Paging;
use crate::storage::{desks, notifications, statuses};
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

type Answer<T> = Result<Json<T>, MastodonError>;

/// Most accounts that are answered at once.
const AT_ONCE: usize = 100;

async fn policy_of(app: &App, member: MemberId, rules: Option<Rules>) -> Answer<PolicyEntity> {
    let seal = app.here.seal.clone();
    let read = app.here.db.read(move |conn| {
        let rules = match rules {
            Some(rules) => rules,
            None => desks::get(conn, &seal, member)?.rules,
        };
        Ok(PolicyEntity::new(&rules, notifications::filtered(conn, member)?))
    });
    Ok(Json(read.await?))
}

pub(super) async fn policy(app: Data<App>, asker: Asker) -> Answer<PolicyEntity> {
    let (member, _) = asker.may(&[Scope::ReadNotifications])?;
    policy_of(&app, member, None).await
}

pub(super) async fn set_policy(app: Data<App>, asker: Asker, params: Params) -> Answer<PolicyEntity> {
    let (member, _) = asker.may(&[Scope::WriteNotifications])?;
    let said = |field: &'static str| {
        let wrong = || Error::invalid(field, format!("`{field}` is `accept`, `filter` or `drop`."));
        params.filled(field).map(|word| Said::parse(word).ok_or_else(wrong)).transpose()
    };
    let change = Change {
        not_following: said("for_not_following")?,
        not_followers: said("for_not_followers")?,
        new_accounts: said("for_new_accounts")?,
        private_mentions: said("for_private_mentions")?,
        limited_accounts: said("for_limited_accounts")?,
    };
    let rules = change_rules(&app.here, member, change).await?;
    policy_of(&app, member, Some(rules)).await
}

/// What was set aside, as far as whoever is behind it is still there.
async fn entities(
    app: &App,
    (member, reader): (MemberId, ActorId),
    of: Option<ActorId>,
    paging: Paging,
) -> Result<(Vec<RequestEntity>, Vec<i64>)> {
    let own = app.clone();
    let read = app.here.db.read(move |conn| {
        let found = notifications::requests(conn, member, of, paging)?;
        let about: Vec<_> = found.iter().filter_map(|one| one.status).collect();
        let about = statuses::get_many(conn, &own.here.seal, &about)?;
        let from: Vec<ActorId> = found.iter().map(|one| one.from).collect();
        let shown = Shown::of(conn, &own, &about, &from, Some(reader))?;
        Ok((found, about, shown))
    });
    let (found, about, shown) = read.await?;
    // Of whom one wants to hear nothing in any case, nothing waits either.
    let kept_away = away(app, Some(reader)).await?;
    let silent = |who: ActorId| kept_away.iter().any(|block| block.actor == who && !block.hears);
    let ids = found.iter().map(|one| one.from.0).collect();
    let entity = |one: &notifications::Request| {
        let status = about.iter().find(|status| Some(status.id) == one.status);
        let status = status.and_then(|status| shown.status(app, status));
        let account = shown.account(app, one.from).filter(|account| !shown.is_far(account))?;
        if silent(one.from) || status.as_ref().is_some_and(|status| status.is_hidden_in(Context::Notifications)) {
            return None;
        }
        Some(RequestEntity::new(one, account, status))
    };
    Ok((found.iter().filter_map(entity).collect(), ids))
}

pub(super) async fn requests(
    app: Data<App>,
    request: HttpRequest,
    asker: Asker,
    params: Params,
) -> Result<HttpResponse, MastodonError> {
    let asked = asker.may(&[Scope::ReadNotifications])?;
    let paging = params.paging(40, 80);
    let (entities, ids) = entities(&app, asked, None, paging).await?;
    Ok(list(address(app.here.addresses.base(), &request), &entities, &ids, paging))
}

pub(super) async fn request(app: Data<App>, asker: Asker, path: Path<String>) -> Answer<RequestEntity> {
    let asked = asker.may(&[Scope::ReadNotifications])?;
    let paging = Paging { limit: 1, ..Paging::default() };
    let (found, _) = entities(&app, asked, Some(id(&path)?), paging).await?;
    Ok(Json(found.into_iter().next().ok_or_else(Error::not_found)?))
}

async fn answer(app: &App, asker: &Asker, of: Vec<ActorId>, accept: bool, must_wait: bool) -> Answer<Value> {
    let (member, _) = asker.may(&[Scope::WriteNotifications])?;
    answer_requests(&app.here, member, of, accept, must_wait).await?;
    Ok(Json(json!({})))
}

pub(super) async fn accept(app: Data<App>, asker: Asker, path: Path<String>) -> Answer<Value> {
    answer(&app, &asker, vec![id(&path)?], true, true).await
}

pub(super) async fn dismiss(app: Data<App>, asker: Asker, path: Path<String>) -> Answer<Value> {
    answer(&app, &asker, vec![id(&path)?], false, true).await
}

/// Several at once; of whom nothing waits is left out.
pub(super) async fn accept_several(app: Data<App>, asker: Asker, params: Params) -> Answer<Value> {
    answer(&app, &asker, params.ids("id", AT_ONCE), true, false).await
}

pub(super) async fn dismiss_several(app: Data<App>, asker: Asker, params: Params) -> Answer<Value> {
    answer(&app, &asker, params.ids("id", AT_ONCE), false, false).await
}

/// Whether what was let through is told by now: it is, in the same moment.
pub(super) async fn merged(asker: Asker) -> Answer<Value> {
    asker.may(&[Scope::ReadNotifications])?;
    Ok(Json(json!({"merged": true})))
}

//! Apps hear through push servers (Web Push): one subscription for each token.

use super::asker::Asker;
use super::error::MastodonError;
use super::params::Params;
use crate::actions::subscribe::{change_subscription, subscribe, unsubscribe};
use crate::adapters::web_push;
use crate::app::App;
use crate::domain::key::{MemberId, PushSubscriptionId, TokenId};
use crate::domain::push::{ALERTS, Policy, Subscription, Target};
use crate::error::{Error, Result};
use crate::http::extract::Scope;
use crate::ids;
use crate::storage::push as rows;
use actix_web::http::header::AUTHORIZATION;
use actix_web::web::{Data, Json};
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// `WebPushSubscription`.
#[derive(Serialize)]
pub(super) struct SubscriptionEntity {
    id: PushSubscriptionId,
    endpoint: String,
    standard: bool,
    alerts: Map<String, Value>,
    policy: Policy,
    server_key: String,
}

impl SubscriptionEntity {
    async fn new(app: &App, id: PushSubscriptionId, one: &Subscription) -> Result<Self> {
        let alerts = ALERTS.iter().map(|alert| ((*alert).to_owned(), one.alerts.contains(*alert).into()));
        Ok(Self {
            id,
            endpoint: one.target.endpoint.to_string(),
            standard: one.target.standard,
            alerts: alerts.collect(),
            policy: one.policy,
            server_key: app.vapid().await?.public(),
        })
    }
}

/// The token that was shown, for what is its own.
struct Shown {
    token: String,
    of: (TokenId, MemberId),
}

async fn shown(app: &App, request: &HttpRequest, asker: &Asker) -> Result<Shown> {
    let (member, _) = asker.may(&[Scope::Push])?;
    let header = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = header.and_then(|text| text.split_once(' ')).map(|(_, token)| token.trim().to_owned());
    let none = || Error::unauthorized("Please send `Authorization: Bearer TOKEN`.");
    let token = token.ok_or_else(none)?;
    let digest = ids::digest(&token);
    let of = app.here.db.read(move |conn| rows::token(conn, &digest)).await?;
    // Between the look at the token and this one it may have been revoked.
    let of = of.filter(|(_, of)| *of == member).ok_or_else(none)?;
    Ok(Shown { token, of })
}

/// Of what and from whom, as an app says it. What is not said is not wanted; from whom, everyone.
fn wishes(params: &Params) -> (BTreeSet<String>, Policy) {
    let wanted = |alert: &&&str| params.flag(&format!("data[alerts][{alert}]"));
    let alerts = ALERTS.iter().filter(wanted).map(|alert| (*alert).to_owned()).collect();
    // The reference has it below `data` in one place and beside it in another.
    let policy = params.filled("data[policy]").or_else(|| params.filled("policy")).and_then(Policy::parse);
    (alerts, policy.unwrap_or(Policy::All))
}

pub(super) async fn create(
    app: Data<App>,
    request: HttpRequest,
    asker: Asker,
    params: Params,
) -> Result<Json<SubscriptionEntity>, MastodonError> {
    let shown = shown(&app, &request, &asker).await?;
    let said = |name: &str| params.filled(name).unwrap_or_default();
    let target = Target::parse(
        said("subscription[endpoint]"),
        said("subscription[keys][p256dh]"),
        said("subscription[keys][auth]"),
        params.flag("subscription[standard]"),
    )?;
    let checked = tokio::task::spawn_blocking(move || web_push::check(&target).map(|()| target));
    let target = checked.await.map_err(Error::internal)??;
    if let Err(refused) = app.fetcher.policy().check(&target.endpoint) {
        return Err(Error::invalid("subscription[endpoint]", refused.text().to_owned()).into());
    }
    let (alerts, policy) = wishes(&params);
    let host = app.vapid().await?.host_digest(&target.endpoint)?;
    let subscription = Subscription { target, token: shown.token, alerts, policy };
    let id = subscribe(&app.here, shown.of, host, subscription.clone()).await?;
    Ok(Json(SubscriptionEntity::new(&app, id, &subscription).await?))
}

pub(super) async fn get(
    app: Data<App>,
    request: HttpRequest,
    asker: Asker,
) -> Result<Json<SubscriptionEntity>, MastodonError> {
    let ((token, _), seal) = (shown(&app, &request, &asker).await?.of, app.here.seal.clone());
    let found = app.here.db.read(move |conn| rows::of_token(conn, &seal, token)).await?;
    let (id, subscription) = found.ok_or_else(Error::not_found)?;
    Ok(Json(SubscriptionEntity::new(&app, id, &subscription).await?))
}

pub(super) async fn change(
    app: Data<App>,
    request: HttpRequest,
    asker: Asker,
    params: Params,
) -> Result<Json<SubscriptionEntity>, MastodonError> {
    let of = shown(&app, &request, &asker).await?.of;
    let (alerts, policy) = wishes(&params);
    let change = move |subscription: &mut Subscription| {
        subscription.alerts.clone_from(&alerts);
        subscription.policy = policy;
    };
    let (id, subscription) = change_subscription(&app.here, of, change).await?;
    Ok(Json(SubscriptionEntity::new(&app, id, &subscription).await?))
}

pub(super) async fn delete(app: Data<App>, request: HttpRequest, asker: Asker) -> Result<HttpResponse, MastodonError> {
    unsubscribe(&app.here, shown(&app, &request, &asker).await?.of).await?;
    Ok(HttpResponse::Ok().json(json!({})))
}

//! Apps register themselves, and look whether their token works.

use super::asker::{AnyToken, token_digest};
use super::error::MastodonError;
use super::params::Params;
use crate::actions::let_app_in::register_app;
use crate::app::{App, Counted};
use crate::domain::apps::{ClientApp, RedirectUri, Registration};
use crate::error::Error;
use crate::federation::visitor::visitor;
use crate::storage::apps as rows;
use actix_web::HttpRequest;
use actix_web::web::{Data, Json};
use serde::Serialize;

/// `Application`, as its owner sees it.
#[derive(Serialize)]
pub(super) struct ApplicationEntity {
    id: String,
    name: String,
    website: Option<String>,
    scopes: Vec<String>,
    redirect_uri: String,
    redirect_uris: Vec<String>,
    vapid_key: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_secret: Option<String>,
    /// Always 0, which is never.
    #[serde(skip_serializing_if = "Option::is_none")]
    client_secret_expires_at: Option<u32>,
}

impl ApplicationEntity {
    fn new(app: ClientApp, vapid_key: String) -> Self {
        let uris: Vec<String> = app.said.redirect_uris.iter().map(RedirectUri::to_string).collect();
        Self {
            id: app.id.to_string(),
            name: app.said.name,
            website: app.said.website,
            scopes: app.said.scopes.iter().map(|scope| scope.as_str().to_owned()).collect(),
            redirect_uri: uris.join("\n"),
            redirect_uris: uris,
            vapid_key,
            client_id: None,
            client_secret: None,
            client_secret_expires_at: None,
        }
    }
}

/// Registers an app.
pub(super) async fn register(
    app: Data<App>,
    request: HttpRequest,
    params: Params,
) -> Result<Json<ApplicationEntity>, MastodonError> {
    app.count(Counted::Registration(visitor(&app, &request)))?;
    let name = params.text("client_name").unwrap_or_default();
    let uris = params.list("redirect_uris");
    // Some write a list where a text with spaces is meant.
    let scopes = params.list("scopes").join(" ");
    let said = Registration::parse(name, params.text("website"), &uris, Some(&scopes))?;
    let (client, secret) = register_app(&app.here, said).await?;
    let id = client.public_id.clone();
    Ok(Json(ApplicationEntity {
        client_id: Some(id),
        client_secret: Some(secret),
        client_secret_expires_at: Some(0),
        ..ApplicationEntity::new(client, app.vapid().await?.public())
    }))
}

/// The app whose token this is, a member's or its own.
pub(super) async fn verify_credentials(
    app: Data<App>,
    request: HttpRequest,
    _: AnyToken,
) -> Result<Json<ApplicationEntity>, MastodonError> {
    let none = || Error::unauthorized("Please send `Authorization: Bearer TOKEN`.");
    let digest = token_digest(&request).ok_or_else(none)?;
    let read = app.here.db.read(move |conn| {
        Ok(match rows::of_token(conn, &digest)? {
            Some(client) => Some(client),
            None => rows::by_own_token(conn, &digest)?.map(|(client, _)| client),
        })
    });
    // A token that was made on the server's command line belongs to no app.
    let client = read.await?.ok_or_else(Error::not_found)?;
    Ok(Json(ApplicationEntity::new(client, app.vapid().await?.public())))
}

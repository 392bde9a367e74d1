//! What apps ask to get their token, and to give it back (OAuth 2.0: RFC 6749, RFC 7009, RFC 8414). The page on which a
//! member lets them in is `web/authorize.rs`.

use crate::actions::let_app_in::{bring_code, give_own_token, known_app, revoke_token};
use crate::app::{App, Counted};
use crate::domain::apps::ClientApp;
use crate::domain::scope::{Scope, Scopes};
use crate::error::{Error, Kind, Result};
use crate::federation::visitor::visitor;
use crate::http::error::retry_after;
use crate::http::extract::SignedIn;
use crate::http::mastodon::MastodonError;
use crate::http::mastodon::params::Params;
use crate::storage::actors;
use actix_web::http::StatusCode;
use actix_web::http::header::{AUTHORIZATION, CACHE_CONTROL, WWW_AUTHENTICATE};
use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::fmt;

/// Registers the addresses.
pub fn configure(config: &mut ServiceConfig) {
    let posted = |path: &str| {
        web::resource(path).default_service(web::to(async || {
            HttpResponse::MethodNotAllowed().insert_header(("allow", "POST")).json(json!({"error": "Please use POST."}))
        }))
    };
    config
        .service(posted("/oauth/token").route(web::post().to(token)))
        .service(posted("/oauth/revoke").route(web::post().to(revoke)))
        .route("/oauth/userinfo", web::get().to(userinfo))
        .route("/oauth/userinfo", web::post().to(userinfo))
        .route("/.well-known/oauth-authorization-server", web::get().to(metadata));
}

/// An error in the words of RFC 6749, section 5.2.
#[derive(Debug)]
pub struct OauthError {
    code: &'static str,
    text: String,
    /// Whether the app showed itself in a header, which is then said back.
    by_header: bool,
    cause: Option<Box<Error>>,
}

impl OauthError {
    fn new(code: &'static str, text: &str) -> Self {
        Self { code, text: text.to_owned(), by_header: false, cause: None }
    }

    fn unknown_app(by_header: bool) -> Self {
        let text = "No app has this client_id with this client_secret. Please register again with POST /api/v1/apps.";
        Self { by_header, ..Self::new("invalid_client", text) }
    }
}

impl From<Error> for OauthError {
    fn from(error: Error) -> Self {
        let code = match error.kind() {
            Kind::Internal => "server_error",
            Kind::Unavailable | Kind::TooMany => "temporarily_unavailable",
            _ => "invalid_request",
        };
        Self { cause: Some(Box::new(error)), ..Self::new(code, "") }
    }
}

impl fmt::Display for OauthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.cause.as_ref().map_or(&self.text, |error| error.text()))
    }
}

impl ResponseError for OauthError {
    fn status_code(&self) -> StatusCode {
        match (self.code, &self.cause) {
            ("invalid_client", _) => StatusCode::UNAUTHORIZED,
            (_, Some(error)) if error.kind() != Kind::Invalid => crate::http::error::status(error.kind()),
            _ => StatusCode::BAD_REQUEST,
        }
    }

    fn error_response(&self) -> HttpResponse {
        let mut answer = HttpResponse::build(self.status_code());
        if self.by_header {
            answer.insert_header((WWW_AUTHENTICATE, "Basic realm=\"apps\", charset=\"UTF-8\""));
        }
        let said = json!({"error": self.code, "error_description": self.to_string()});
        let mut answer = answer.insert_header((CACHE_CONTROL, "no-store")).json(said);
        if let Some(error) = &self.cause {
            if matches!(error.kind(), Kind::Internal | Kind::Unavailable) {
                tracing::error!(cause = ?error.cause(), "an app could not be answered");
            }
            retry_after(error, &mut answer);
        }
        answer
    }
}

type Answer = Result<HttpResponse, OauthError>;

fn said(value: &Value) -> HttpResponse {
    HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).insert_header(("pragma", "no-cache")).json(value)
}

/// The parameters, each once.
fn once(params: Result<Params, MastodonError>) -> Result<Params, OauthError> {
    let params = params.map_err(MastodonError::into_error)?;
    for name in ["grant_type", "client_id", "client_secret", "code", "redirect_uri", "code_verifier", "scope", "token"]
    {
        if params.is_ambiguous(name) {
            return Err(OauthError::new("invalid_request", &format!("`{name}` is there more than once.")));
        }
    }
    Ok(params)
}

/// What a header says of an app (RFC 6749, section 2.3.1): two texts, each encoded as in a form.
fn basic(request: &HttpRequest) -> Result<Option<(String, String)>, OauthError> {
    let Some(header) = request.headers().get(AUTHORIZATION) else { return Ok(None) };
    // Some apps show there the token that they give back, and themselves in the body.
    if header.as_bytes().get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case(b"bearer ")) {
        return Ok(None);
    }
    let pair = || {
        let (scheme, packed) = header.to_str().ok()?.split_once(' ')?;
        let text = String::from_utf8(STANDARD.decode(packed.trim()).ok()?).ok()?;
        let (id, secret) = text.split_once(':')?;
        let plain = |text: &str| {
            let pair = format!("x={text}");
            url::form_urlencoded::parse(pair.as_bytes()).next().map(|(_, value)| value.into_owned())
        };
        scheme.eq_ignore_ascii_case("basic").then_some((plain(id)?, plain(secret)?))
    };
    pair().map(Some).ok_or_else(|| OauthError::unknown_app(true))
}

/// The app that asks, by what it shows in a header or in the body.
async fn asking(app: &App, request: &HttpRequest, params: &Params) -> Result<ClientApp, OauthError> {
    let header = basic(request)?;
    let by_header = header.is_some();
    let (id, secret) = match header {
        Some((id, secret)) => {
            let same = params.filled("client_id").is_none_or(|said| said == id);
            if !same || params.filled("client_secret").is_some_and(|said| said != secret) {
                return Err(OauthError::new("invalid_request", "The header and the body name two different apps."));
            }
            (id, secret)
        }
        None => {
            let text = |name| params.filled(name).unwrap_or_default().to_owned();
            (text("client_id"), text("client_secret"))
        }
    };
    if let Some(known) = known_app(&app.here, &id, &secret).await? {
        return Ok(known);
    }
    // Whoever guesses is told to wait; whoever is right beside them is not.
    app.count(Counted::Visitor(visitor(app, request)))?;
    Err(OauthError::unknown_app(by_header))
}

async fn token(app: Data<App>, request: HttpRequest, params: Result<Params, MastodonError>) -> Answer {
    let params = once(params)?;
    let client = asking(&app, &request, &params).await?;
    let (token, scopes) = match params.filled("grant_type") {
        Some("authorization_code") => {
            let missing = |name: &str| OauthError::new("invalid_request", &format!("`{name}` is missing."));
            let code = params.filled("code").ok_or_else(|| missing("code"))?;
            let uri = params.filled("redirect_uri").ok_or_else(|| missing("redirect_uri"))?;
            let given = bring_code(&app.here, &client, code, uri, params.filled("code_verifier")).await?;
            let Some(given) = given else {
                app.count(Counted::Visitor(visitor(&app, &request)))?;
                let text = "This code was used, is over, belongs to another app or redirect_uri, or its code_verifier is \
                            wrong. Please let the member begin again.";
                return Err(OauthError::new("invalid_grant", text));
            };
            given
        }
        Some("client_credentials") => {
            app.count(Counted::Registration(visitor(&app, &request)))?;
            let scopes = params.filled("scope").map_or_else(|| Ok(Scopes::least()), Scopes::parse);
            let scopes = scopes.map_err(|error| OauthError::new("invalid_scope", error.text()))?;
            if !client.said.scopes.hold_all(&scopes) {
                return Err(OauthError::new("invalid_scope", "The app did not register for all that it asks for."));
            }
            (give_own_token(&app.here, &client, scopes.clone()).await?, scopes)
        }
        None => return Err(OauthError::new("invalid_request", "`grant_type` is missing.")),
        Some(_) => {
            let text = "`grant_type` must be authorization_code or client_credentials.";
            return Err(OauthError::new("unsupported_grant_type", text));
        }
    };
    Ok(said(&json!({
        "access_token": token,
        "token_type": "Bearer",
        "scope": scopes.to_string(),
        "created_at": app.here.now().timestamp(),
    })))
}

/// A token that is none is given back all the same: it can do nothing any more (RFC 7009, section 2.2).
async fn revoke(app: Data<App>, request: HttpRequest, params: Result<Params, MastodonError>) -> Answer {
    let params = once(params)?;
    let client = asking(&app, &request, &params).await?;
    let Some(token) = params.filled("token") else {
        return Err(OauthError::new("invalid_request", "`token` is missing."));
    };
    // Whoever has none could give back for ever.
    app.count(Counted::Visitor(visitor(&app, &request)))?;
    revoke_token(&app.here, &client, token).await?;
    Ok(said(&json!({})))
}

/// Who a member is, for apps that only want to know that.
async fn userinfo(app: Data<App>, signed_in: SignedIn) -> Result<HttpResponse, MastodonError> {
    signed_in.may(Scope::Profile)?;
    let id = signed_in.member.actor;
    let actor = app.here.db.read(move |conn| actors::get(conn, id)).await?;
    let base = app.here.addresses.base();
    Ok(said(&json!({
        "iss": base,
        "sub": actor.ap_id,
        "name": actor.name,
        "preferred_username": actor.handle,
        "profile": actor.url.as_ref().unwrap_or(&actor.ap_id),
        "picture": format!("{base}static/avatar.png"),
    })))
}

/// What this server can do (RFC 8414), so that apps need not try.
async fn metadata(app: Data<App>) -> HttpResponse {
    let base = app.here.addresses.base();
    let at = |path: &str| format!("{base}{path}");
    let scopes: Vec<&str> = Scope::ALL.iter().map(|scope| scope.as_str()).collect();
    HttpResponse::Ok().insert_header((CACHE_CONTROL, "public, max-age=3600")).json(json!({
        "issuer": base,
        "authorization_endpoint": at("oauth/authorize"),
        "token_endpoint": at("oauth/token"),
        "revocation_endpoint": at("oauth/revoke"),
        "userinfo_endpoint": at("oauth/userinfo"),
        "app_registration_endpoint": at("api/v1/apps"),
        "scopes_supported": scopes,
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "client_credentials"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "revocation_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "code_challenge_methods_supported": ["S256"],
        "ui_locales_supported": crate::i18n::Lang::ALL.map(crate::i18n::Lang::tag),
        "authorization_response_iss_parameter_supported": true,
    }))
}

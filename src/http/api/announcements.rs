//! Announcements by stewards. Members read them by the Mastodon API, `/api/v1/announcements`.

use super::{id, idempotency_key};
use crate::actions::announce::{announce, retract_announcement};
use crate::app::App;
use crate::domain::audience::Audience;
use crate::domain::key::AnnouncementId;
use crate::domain::status::Draft;
use crate::http::error::{ApiError, Problem};
use crate::http::extract::{Json, Scope, SignedIn};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, delete, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is told.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AnnouncementInput {
    /// Plain text with addresses, `@mentions` and `#tags`; at most 5,000 characters.
    text: String,
    /// `public`: a post of the network, which goes to who follows it elsewhere, too. `network`: members alone.
    #[schema(value_type = String)]
    audience: Audience,
    /// BCP 47; the network's language if left out.
    language: Option<String>,
}

/// What was told.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct AnnouncementCreated {
    /// Its id.
    #[schema(value_type = String)]
    id: AnnouncementId,
}

/// Tells something for the network. Takes the role of steward or operator.
#[utoipa::path(post, path = "/announcements", context_path = "/api/potluck/v1", tag = "network", params(("Idempotency-Key" = Option<String>, Header, description = "The same key within an hour does nothing anew, and answers what was done first.")), request_body = AnnouncementInput,
    security(("bearer" = ["write"])),
    responses((status = 201, body = AnnouncementCreated), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
#[post("/announcements")]
pub(super) async fn tell(
    app: Data<App>,
    asker: SignedIn,
    request: HttpRequest,
    input: Json<AnnouncementInput>,
) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Write)?;
    let AnnouncementInput { text, audience, language } = input.0;
    let draft = Draft { text, spoiler: None, sensitive: false, language, has_media: false };
    let key = idempotency_key(&request);
    let id = match announce(&app.here, asker.member.id, draft, audience, None, key).await {
        Err(error) if error.field() == Some("status") => return Err(ApiError::at(error, "text".into())),
        other => other?,
    };
    app.wake.outbox.notify_one();
    Ok(HttpResponse::Created().json(AnnouncementCreated { id }))
}

/// Takes an announcement back; who got it elsewhere is asked to forget it. Takes the role of steward or operator.
#[utoipa::path(delete, path = "/announcements/{id}", context_path = "/api/potluck/v1", tag = "network", params(("id" = String, Path)), security(("bearer" = ["write"])),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[delete("/announcements/{id}")]
pub(super) async fn retract(app: Data<App>, asker: SignedIn, path: Path<String>) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Write)?;
    retract_announcement(&app.here, asker.member.id, id(&path)?).await?;
    app.wake.outbox.notify_one();
    Ok(HttpResponse::NoContent().finish())
}

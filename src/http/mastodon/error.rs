//! Errors as apps for the Mastodon API read them: a status and `{"error": "…"}`.

use crate::error::{Error, Kind};
use crate::http::error::{ApiError, retry_after, status};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use serde_json::json;
use std::fmt;

/// An error on its way to an app.
#[derive(Debug)]
pub struct MastodonError(Error);

impl MastodonError {
    /// What went wrong, for a surface that says it in its own form.
    pub fn into_error(self) -> Error {
        self.0
    }
}

impl From<Error> for MastodonError {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl From<ApiError> for MastodonError {
    fn from(error: ApiError) -> Self {
        Self(error.into_error())
    }
}

impl fmt::Display for MastodonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl ResponseError for MastodonError {
    fn status_code(&self) -> StatusCode {
        match self.0.kind() {
            // Apps know no 409.
            Kind::Conflict => StatusCode::UNPROCESSABLE_ENTITY,
            kind => status(kind),
        }
    }

    fn error_response(&self) -> HttpResponse {
        if matches!(self.0.kind(), Kind::Internal | Kind::Unavailable) {
            tracing::error!(cause = ?self.0.cause(), "a request could not be answered");
        }
        let mut answer = HttpResponse::build(self.status_code());
        if self.0.kind() == Kind::Unauthorized {
            answer.insert_header(("www-authenticate", "Bearer"));
        }
        let mut answer = answer.insert_header(("cache-control", "no-store")).json(json!({"error": self.0.text()}));
        retry_after(&self.0, &mut answer);
        answer
    }
}

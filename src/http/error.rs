//! Errors as `application/problem+json` (RFC 9457): a status, and a sentence that says what to do.

use crate::error::{Error, Kind};
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpResponse, ResponseError};
use serde::{Deserialize, Serialize};
use std::fmt;
use utoipa::ToSchema;

/// The body of every answer that is not a success.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// Always `about:blank`: the status says what kind of problem it is.
    #[serde(rename = "type")]
    pub kind: String,
    /// The status in words.
    pub title: String,
    /// The status.
    pub status: u16,
    /// A sentence for people.
    pub detail: String,
    /// The field of the input that is at fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
}

/// An error on its way to whoever asked.
#[derive(Debug)]
pub struct ApiError {
    error: Error,
    /// The field at fault, where the error itself cannot name it: the path to it in a body.
    field: Option<String>,
}

impl ApiError {
    /// An error at the field of a body with this path, such as `windows[0].from`.
    pub fn at(error: Error, field: String) -> Self {
        Self { error, field: Some(field) }
    }

    /// What went wrong, for a surface that says it in its own form.
    pub fn into_error(self) -> Error {
        self.error
    }

    /// Any status with a sentence, for what has no kind of its own (405).
    pub fn answer(status: StatusCode, detail: &str, field: Option<&str>) -> HttpResponse {
        let problem = Problem {
            kind: "about:blank".into(),
            title: status.canonical_reason().unwrap_or("Error").into(),
            status: status.as_u16(),
            detail: detail.into(),
            field: field.map(Into::into),
        };
        let mut answer = HttpResponse::build(status).content_type("application/problem+json").json(problem);
        answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if status == StatusCode::UNAUTHORIZED {
            answer.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        answer
    }
}

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        Self { error, field: None }
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

/// Says when to ask again, where an error knows.
pub(in crate::http) fn retry_after(error: &Error, answer: &mut HttpResponse) {
    if let Some(seconds) = error.retry_after() {
        answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
}

/// The status of each kind of error.
pub fn status(kind: Kind) -> StatusCode {
    match kind {
        Kind::BadRequest => StatusCode::BAD_REQUEST,
        Kind::Unauthorized => StatusCode::UNAUTHORIZED,
        Kind::Forbidden => StatusCode::FORBIDDEN,
        Kind::NotFound => StatusCode::NOT_FOUND,
        Kind::Conflict => StatusCode::CONFLICT,
        Kind::Gone => StatusCode::GONE,
        Kind::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Kind::WrongType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Kind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        Kind::TooMany => StatusCode::TOO_MANY_REQUESTS,
        Kind::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        Kind::Peer => StatusCode::BAD_GATEWAY,
        Kind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    }
}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        status(self.error.kind())
    }

    fn error_response(&self) -> HttpResponse {
        if matches!(self.error.kind(), Kind::Internal | Kind::Unavailable) {
            tracing::error!(cause = ?self.error.cause(), "a request could not be answered");
        }
        let field = self.field.as_deref().or(self.error.field());
        let mut answer = Self::answer(self.status_code(), self.error.text(), field);
        retry_after(&self.error, &mut answer);
        answer
    }
}

//! Bodies and queries, with errors that name the field.

use crate::error::{Error, Kind};
use crate::http::error::ApiError;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use futures::StreamExt;
use futures::future::LocalBoxFuture;
use serde::de::DeserializeOwned;
use std::future::{Ready, ready};

/// The most bytes of a body, of the JSON interface.
pub const JSON_MAX: usize = 262_144;

/// A JSON body. Unknown and wrong fields are named in the error.
pub struct Json<T>(pub T);

fn unreadable(path: &str, cause: &str) -> ApiError {
    // serde says "at line 1 column 5" at the end, which helps nobody who looks at a form.
    let cause = cause.split(" at line ").next().unwrap_or(cause);
    let path = if path == "." { "" } else { path };
    let place = if path.is_empty() { String::new() } else { format!(" at `{path}`") };
    let error = Error::new(Kind::Invalid, format!("The request cannot be used{place}: {cause}."));
    match field(path, cause) {
        Some(field) => ApiError::at(error, field),
        None => error.into(),
    }
}

/// The path of the field at fault. What is missing or said twice is named by serde's sentence alone, and is below the path.
fn field(path: &str, cause: &str) -> Option<String> {
    let named = ["missing field `", "duplicate field `"].iter().find_map(|words| cause.strip_prefix(words));
    match (path, named.and_then(|rest| rest.strip_suffix('`'))) {
        ("", None) => None,
        ("", Some(name)) => Some(name.into()),
        (path, Some(name)) => Some(format!("{path}.{name}")),
        (path, None) => Some(path.into()),
    }
}

impl<T: DeserializeOwned + 'static> FromRequest for Json<T> {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let content_type = request.content_type().to_owned();
        let mut payload = payload.take();
        Box::pin(async move {
            let mut body = Vec::new();
            while let Some(chunk) = payload.next().await {
                let chunk =
                    chunk.map_err(|cause| Error::bad_request("The body was cut short.").because(cause.to_string()))?;
                if body.len() + chunk.len() > JSON_MAX {
                    return Err(Error::new(Kind::TooLarge, "The body is larger than 256 KiB.").into());
                }
                body.extend_from_slice(&chunk);
            }
            if body.is_empty() {
                // What needs no field needs no body.
                body.extend_from_slice(b"{}");
            } else if !content_type.eq_ignore_ascii_case("application/json") {
                let text = "Please send JSON, with `Content-Type: application/json`.";
                return Err(Error::new(Kind::WrongType, text).into());
            }
            crate::adapters::fetch::check_depth(&body, 32)?;
            let mut reader = serde_json::Deserializer::from_slice(&body);
            let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
                let path = error.path().to_string();
                let cause = error.into_inner();
                if cause.is_data() {
                    unreadable(&path, &cause.to_string())
                } else {
                    Error::bad_request("The body is not JSON.").because(cause).into()
                }
            })?;
            reader.end().map_err(|cause| Error::bad_request("The body is not JSON.").because(cause))?;
            Ok(Self(value))
        })
    }
}

/// A query string.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let pairs = url::form_urlencoded::parse(request.query_string().as_bytes());
        let query = serde_path_to_error::deserialize(serde_urlencoded::Deserializer::new(pairs));
        ready(query.map(Self).map_err(|error| unreadable(&error.path().to_string(), &error.inner().to_string())))
    }
}

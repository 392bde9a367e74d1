//! One error type for the whole house: a safe sentence for people, a private cause for the log.
//!
//! The sentence never holds a name, an address, a message or a key; the cause is logged only where it
//! is a fault of ours ([`Kind::Internal`]), never shown. The sentence is English, as programs read it; what a person
//! meets on a page has a [`Message`] beside it, which is said in their own language.

mod message;

use crate::i18n::Lang;
use chrono::Duration;
use std::fmt;

pub use message::{Message, Much};

/// What went wrong, in the terms of the person who asked. Each surface maps it to its own status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The request cannot be read at all (HTTP 400).
    BadRequest,
    /// Nobody is signed in, or the signature or token is wrong (HTTP 401).
    Unauthorized,
    /// Signed in, but this is not theirs to do (HTTP 403).
    Forbidden,
    /// It does not exist, or not for this asker: the two are never told apart (HTTP 404).
    NotFound,
    /// What is asked does not fit the present state (HTTP 409).
    Conflict,
    /// It existed and was taken back (HTTP 410).
    Gone,
    /// More bytes than are read here (HTTP 413).
    TooLarge,
    /// Bytes of another media type than is read here (HTTP 415).
    WrongType,
    /// Readable, but a value is not allowed (HTTP 422).
    Invalid,
    /// Too many requests in too short a time (HTTP 429).
    TooMany,
    /// A fault of ours (HTTP 500).
    Internal,
    /// Another server did not answer as it should (HTTP 502).
    Peer,
    /// We cannot answer now; trying again later makes sense (HTTP 503).
    Unavailable,
}

/// An error with a sentence that is safe to show and a cause that is not.
#[derive(Debug)]
pub struct Error {
    kind: Kind,
    text: String,
    message: Option<Box<Message>>,
    field: Option<&'static str>,
    retry_after: Option<u32>,
    cause: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// The result of everything that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// An error of `kind` with a sentence for people.
    pub fn new(kind: Kind, text: impl Into<String>) -> Self {
        Self { kind, text: text.into(), message: None, field: None, retry_after: None, cause: None }
    }

    /// [`Kind::BadRequest`].
    pub fn bad_request(text: impl Into<String>) -> Self {
        Self::new(Kind::BadRequest, text)
    }

    /// [`Kind::Invalid`] at a named field of the input.
    pub fn invalid(field: &'static str, text: impl Into<String>) -> Self {
        let mut error = Self::new(Kind::Invalid, text);
        error.field = Some(field);
        error
    }

    /// [`Kind::NotFound`]: the same words whether a thing is missing or not for this asker (refusal 18).
    pub fn not_found() -> Self {
        Self::new(Kind::NotFound, "There is nothing here, or it is not for you.")
    }

    /// [`Kind::Forbidden`].
    pub fn forbidden(text: impl Into<String>) -> Self {
        Self::new(Kind::Forbidden, text)
    }

    /// [`Kind::Unauthorized`].
    pub fn unauthorized(text: impl Into<String>) -> Self {
        Self::new(Kind::Unauthorized, text)
    }

    /// [`Kind::Conflict`].
    pub fn conflict(text: impl Into<String>) -> Self {
        Self::new(Kind::Conflict, text)
    }

    /// [`Kind::Internal`] with its private cause.
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self {
            kind: Kind::Internal,
            text: "Something went wrong on this server. Nothing was changed; please try again.".into(),
            message: None,
            field: None,
            retry_after: None,
            cause: Some(cause.into()),
        }
    }

    /// [`Kind::TooMany`]: it may be asked again after `wait`, which is told in whole seconds (1 to an hour).
    pub fn too_many(text: impl Into<String>, wait: Duration) -> Self {
        let seconds = u32::try_from((wait.num_milliseconds() + 999) / 1_000).unwrap_or(1).clamp(1, 3_600);
        Self { retry_after: Some(seconds), ..Self::new(Kind::TooMany, text) }
    }

    /// [`Kind::Peer`]: another server did not answer as it should.
    pub fn peer(text: impl Into<String>) -> Self {
        Self::new(Kind::Peer, text)
    }

    /// Adds the private cause, for the log.
    #[must_use]
    pub fn because(mut self, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.cause = Some(cause.into());
        self
    }

    /// Says it to people in their own language, too.
    #[must_use]
    pub fn worded(mut self, message: Message) -> Self {
        self.message = Some(Box::new(message));
        self
    }

    /// What kind of error it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The sentence for people, in English.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it says on a page. What nobody worded for pages says so, and is told in English.
    pub fn words(&self, lang: Lang) -> String {
        match (self.message.as_deref(), self.kind) {
            (Some(message), _) => message.words(lang),
            (None, _) if lang == Lang::En => self.text.clone(),
            (None, Kind::Internal) => Message::Internal.words(lang),
            (None, Kind::Unavailable) => Message::Unavailable.words(lang),
            (None, Kind::Peer) => Message::Peer.words(lang),
            (None, Kind::BadRequest | Kind::WrongType) => Message::Unreadable.words(lang),
            (None, Kind::TooLarge) => Message::TooLarge.words(lang),
            (None, _) => Message::Other { text: self.text.clone() }.words(lang),
        }
    }

    /// What it says in the reader's language, where somebody worded it.
    pub fn message(&self) -> Option<&Message> {
        self.message.as_deref()
    }

    /// The field of the input that is at fault, where there is one.
    pub fn field(&self) -> Option<&'static str> {
        self.field
    }

    /// In how many seconds it may be asked again, where that is known (`Retry-After`).
    pub fn retry_after(&self) -> Option<u32> {
        self.retry_after
    }

    /// The private cause.
    pub fn cause(&self) -> Option<&(dyn std::error::Error + Send + Sync + 'static)> {
        self.cause.as_deref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.as_deref().map(|cause| cause as _)
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::bad_request("The JSON could not be read.").because(error)
    }
}

impl From<url::ParseError> for Error {
    fn from(error: url::ParseError) -> Self {
        Self::bad_request("That is not a web address that we can use.").because(error)
    }
}

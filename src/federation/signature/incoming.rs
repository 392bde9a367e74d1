//! What both ways of signing have in common: the request that came in, and a signature whose form was checked.

use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::federation::signature::keys::{Algorithm, VerifyingKey};
use chrono::Duration;
use url::Url;

/// The most components that a signature may cover; peers cover five or six.
pub(super) const COVERED_MAX: usize = 32;
/// The longest text that is signed, in bytes. Headers count as often as they are covered.
pub(super) const TEXT_MAX: usize = 32_768;
/// The longest header that says how something is signed, in bytes.
pub(super) const HEADER_MAX: usize = 8_192;
/// The longest id of a key, in bytes.
const KEY_ID_MAX: usize = 2_048;

/// A header's name and value.
pub type Header = (&'static str, String);

/// How far a date may lie ahead.
pub fn ahead() -> Duration {
    Duration::minutes(5)
}

/// How far a date may lie back, for hosts that are not known yet.
pub fn back() -> Duration {
    Duration::hours(1)
}

/// How far a date may lie back, for hosts whose queue may hold things up.
pub fn back_for_known() -> Duration {
    Duration::hours(12)
}

/// A request that came in, as far as its signature is concerned.
#[derive(Clone, Copy, Debug)]
pub struct Incoming<'a> {
    /// Upper case, as HTTP has it.
    pub method: &'a str,
    /// As the client sent it.
    pub path_and_query: &'a str,
    /// All headers in order, names in lower case.
    pub headers: &'a [(String, String)],
    /// The body, of anything but a GET or HEAD; none is an empty one.
    pub body: Option<&'a [u8]>,
}

impl<'a> Incoming<'a> {
    /// The values of a header, joined as both specifications say; none if it is not there.
    pub(super) fn header(&self, name: &str) -> Option<String> {
        let values: Vec<&str> = self.lines(name).collect();
        (!values.is_empty()).then(|| values.join(", "))
    }

    /// The values of a header, each line by itself.
    pub(super) fn lines(&self, name: &str) -> impl Iterator<Item = &'a str> {
        self.headers.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.trim())
    }

    /// The body that a signature must cover. Whoever asks with another method than GET and HEAD sends one, even if it
    /// is empty.
    pub(super) fn signed_body(&self) -> Option<&'a [u8]> {
        match self.method {
            "GET" | "HEAD" => self.body,
            _ => Some(self.body.unwrap_or_default()),
        }
    }
}

/// A signature whose form was checked; its key is still to be found, and to verify it.
#[derive(Clone, Debug)]
pub struct Signature {
    /// `keyId` of draft-cavage, `keyid` of RFC 9421.
    pub key_id: Url,
    /// The oldest of the times that it gives for itself.
    pub(super) dated: Moment,
    /// What it says that it is made with; none leaves that to the key.
    pub(super) algorithm: Option<Algorithm>,
    /// The headers that it covers whole, in lower case.
    pub(super) covered: Vec<String>,
    pub(super) text: String,
    pub(super) signature: Vec<u8>,
}

impl Signature {
    /// Whether `key` made it. Costly: belongs off the async threads, see [`Signature::verify`].
    pub fn is_made_by(&self, key: &VerifyingKey) -> bool {
        self.algorithm.is_none_or(|said| said == key.algorithm()) && key.verifies(self.text.as_bytes(), &self.signature)
    }

    /// Checks that `key` made it, on a thread for such work.
    ///
    /// # Errors
    /// `Unauthorized` when another key did, or something that it covers was changed.
    pub async fn verify(&self, key: &VerifyingKey) -> Result<()> {
        let (signature, key) = (self.clone(), key.clone());
        let good = tokio::task::spawn_blocking(move || signature.is_made_by(&key)).await.map_err(Error::internal)?;
        good.then_some(()).ok_or_else(|| refuse("The signature was not made with the key that it names."))
    }

    /// Whether it covers a header, by its name in lower case: then the header is who signed's own.
    pub fn covers(&self, header: &str) -> bool {
        self.covered.iter().any(|covered| covered == header)
    }

    /// Checks that it was made at most so long ago (refusal 12).
    ///
    /// # Errors
    /// `Unauthorized` when it is older.
    pub fn check_age(&self, now: Moment, back: Duration) -> Result<()> {
        check_date(self.dated, now, back)
    }

    /// What to fetch to learn whose key it is: the id without its fragment. With a fragment that is the actor.
    /// Without one (GoToSocial's `…/main-key`) it is a document of the key's own, which names its `owner`.
    pub fn likely_actor(&self) -> Url {
        let mut actor = self.key_id.clone();
        actor.set_fragment(None);
        actor
    }
}

pub(super) fn refuse(text: impl Into<String>) -> Error {
    Error::unauthorized(text)
}

/// Reads the id of a key, which is a web address.
pub(super) fn key_id(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.as_str().len() <= KEY_ID_MAX).then_some(url)
}

pub(super) fn check_date(date: Moment, now: Moment, back: Duration) -> Result<()> {
    if date > now + ahead() {
        return Err(refuse("The request's date lies in the future. Is a clock wrong?"));
    }
    if date < now - back {
        return Err(refuse("The request's date lies too far back."));
    }
    Ok(())
}

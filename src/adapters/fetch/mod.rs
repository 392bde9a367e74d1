//! The one guarded HTTP client: everything that goes out of this server goes through it.
//!
//! One deadline for a whole fetch, one size limit that counts after decompression, addresses checked
//! when the connection is made, redirects followed by us and checked each, no proxy, no cookies.

mod policy;
mod resolve;

pub use policy::{Policy, is_public};

use crate::error::{Error, Result};
use futures::StreamExt;
use futures::future::BoxFuture;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderName, HeaderValue, LOCATION, RETRY_AFTER};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use url::Url;

/// The longest that a whole fetch may take, body included.
pub const DEADLINE: Duration = Duration::from_secs(10);
/// The most bytes that are read of a body, after decompression.
pub const BODY_MAX: usize = 1_000_000;
/// The most redirects that are followed.
pub const REDIRECTS_MAX: usize = 3;
/// The deepest JSON that is read.
pub const JSON_DEPTH_MAX: usize = 32;
/// What an ActivityPub document is asked for as.
pub const ACCEPT_ACTIVITY: &str =
    r#"application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams""#;

/// Headers that a signer adds for one address.
pub type Headers = Vec<(&'static str, String)>;

/// How many fetches one incoming thing may cause. Cloning shares it.
#[derive(Clone, Debug)]
pub struct Budget(Arc<AtomicU32>);

impl Budget {
    /// At most so many fetches, redirects included.
    pub fn new(fetches: u32) -> Self {
        Self(Arc::new(AtomicU32::new(fetches)))
    }

    fn spend(&self) -> Result<()> {
        let spent = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
        spent.map(drop).map_err(|_| Error::peer("Too many other servers would have to be asked for this."))
    }
}

/// What was fetched.
#[derive(Debug)]
pub struct Fetched {
    /// Where it came from in the end.
    pub url: Url,
    /// The status.
    pub status: u16,
    /// The media type as it was sent.
    pub content_type: String,
    /// The body.
    pub body: Vec<u8>,
}

/// How a delivery was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posted {
    /// The status.
    pub status: u16,
    /// When the other server wants to be asked again.
    pub retry_after: Option<Duration>,
}

/// The client. Cloning shares it.
#[derive(Clone)]
pub struct Fetcher {
    client: reqwest::Client,
    policy: Arc<Policy>,
    deadline: Duration,
}

impl Fetcher {
    /// A client that keeps to `policy` and calls itself `user_agent`.
    ///
    /// # Errors
    /// `Internal` when TLS cannot be set up.
    pub fn new(policy: Policy, user_agent: String) -> Result<Self> {
        let policy = Arc::new(policy);
        let client = reqwest::Client::builder()
            .user_agent(user_agent)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .referer(false)
            .connect_timeout(Duration::from_secs(5))
            .pool_idle_timeout(Duration::from_secs(60))
            .pool_max_idle_per_host(4)
            .dns_resolver(Arc::new(resolve::GuardedResolver::new(policy.clone())))
            .build()
            .map_err(Error::internal)?;
        Ok(Self { client, policy, deadline: DEADLINE })
    }

    /// The same with another deadline, for tests.
    #[must_use]
    pub fn with_deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// What may be asked at all.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Gets an address, following at most three redirects; `sign` makes the headers for each hop.
    ///
    /// # Errors
    /// `Peer` when the address is not allowed, nobody answers in time, or the body is too large.
    pub async fn get(
        &self,
        url: &Url,
        accept: &str,
        sign: impl Fn(Url) -> BoxFuture<'static, Result<Headers>>,
        budget: &Budget,
    ) -> Result<Fetched> {
        let work = async {
            let mut url = url.clone();
            for _ in 0..=REDIRECTS_MAX {
                budget.spend()?;
                self.policy.check(&url)?;
                let mut request = self.client.get(url.clone()).header(ACCEPT, accept);
                for (name, value) in sign(url.clone()).await? {
                    request = request.header(header_name(name), header_value(&value)?);
                }
                let answer = request.send().await.map_err(no_answer)?;
                let status = answer.status();
                if status.is_redirection() && status.as_u16() != 304 {
                    let next = answer.headers().get(LOCATION).and_then(|value| value.to_str().ok());
                    let next = next.and_then(|next| url.join(next).ok());
                    url = next.ok_or_else(|| Error::peer("The other server redirects to nowhere."))?;
                    continue;
                }
                let content_type = answer.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
                let content_type = content_type.unwrap_or_default().to_owned();
                let body = read_body(answer, BODY_MAX).await?;
                return Ok(Fetched { url, status: status.as_u16(), content_type, body });
            }
            Err(Error::peer("The other server redirects too often."))
        };
        tokio::time::timeout(self.deadline, work).await.map_err(|_| too_slow())?
    }

    /// Posts a body. Redirects are not followed: a signature is for one address.
    ///
    /// # Errors
    /// `Peer` when the address is not allowed or nobody answers in time.
    pub async fn post(&self, url: &Url, headers: Headers, body: Vec<u8>) -> Result<Posted> {
        let work = async {
            self.policy.check(url)?;
            let mut request = self.client.post(url.clone()).body(body);
            for (name, value) in headers {
                request = request.header(header_name(name), header_value(&value)?);
            }
            let answer = request.send().await.map_err(no_answer)?;
            let status = answer.status().as_u16();
            let retry_after = answer.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok());
            let retry_after = retry_after.and_then(|text| text.parse().ok()).map(Duration::from_secs);
            // A short rest is read so that the connection can be used again; what it says does not matter.
            if let Err(error) = read_body(answer, 16_384).await {
                tracing::trace!(%error, "the answer to a delivery was not read to its end");
            }
            Ok(Posted { status, retry_after })
        };
        tokio::time::timeout(self.deadline, work).await.map_err(|_| too_slow())?
    }
}

fn header_name(name: &'static str) -> HeaderName {
    HeaderName::from_static(name)
}

fn header_value(value: &str) -> Result<HeaderValue> {
    HeaderValue::from_str(value).map_err(Error::internal)
}

fn no_answer(error: reqwest::Error) -> Error {
    // Without the address: what is fetched for whom is nobody's business in a log.
    Error::peer("The other server does not answer.").because(error.without_url())
}

fn too_slow() -> Error {
    Error::peer("The other server takes too long.")
}

async fn read_body(answer: reqwest::Response, limit: usize) -> Result<Vec<u8>> {
    let too_large = || Error::peer("The other server's answer is too large.");
    if answer.content_length().is_some_and(|length| length > limit as u64) {
        return Err(too_large());
    }
    let mut body = Vec::new();
    let mut stream = answer.bytes_stream();
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(no_answer)?;
        if body.len() + chunk.len() > limit {
            return Err(too_large());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

impl Fetched {
    /// The body as an ActivityPub document: status 200, its media type, not too deep (refusals 4 and 8).
    ///
    /// # Errors
    /// `Gone` for 404 and 410; `Peer` otherwise.
    pub fn activity(&self) -> Result<&[u8]> {
        self.ok()?;
        if !is_activity_type(&self.content_type) {
            return Err(Error::peer("The other server's answer is not an ActivityPub document."));
        }
        check_depth(&self.body, JSON_DEPTH_MAX)?;
        Ok(&self.body)
    }

    /// The body as any JSON.
    ///
    /// # Errors
    /// `Gone` for 404 and 410; `Peer` otherwise.
    pub fn json(&self) -> Result<&[u8]> {
        self.ok()?;
        check_depth(&self.body, JSON_DEPTH_MAX)?;
        Ok(&self.body)
    }

    fn ok(&self) -> Result<()> {
        match self.status {
            200 => Ok(()),
            404 | 410 => Err(Error::new(crate::error::Kind::Gone, "The other server does not have this.")),
            status => Err(Error::peer(format!("The other server answered {status}."))),
        }
    }
}

/// Whether a media type is ActivityPub's: `application/activity+json`, or `application/ld+json` with its profile.
pub fn is_activity_type(content_type: &str) -> bool {
    let mut parts = content_type.split(';').map(str::trim);
    match parts.next().map(str::to_ascii_lowercase).as_deref() {
        Some("application/activity+json") => true,
        Some("application/ld+json") => parts.any(|part| {
            part.split_once('=').is_some_and(|(name, value)| {
                name.trim().eq_ignore_ascii_case("profile")
                    && value
                        .trim()
                        .trim_matches('"')
                        .split_whitespace()
                        .any(|p| p == "https://www.w3.org/ns/activitystreams")
            })
        }),
        _ => false,
    }
}

/// Refuses JSON that nests deeper than `most`, before anything parses it.
///
/// # Errors
/// `BadRequest`.
pub fn check_depth(json: &[u8], most: usize) -> Result<()> {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for &byte in json {
        if in_text {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_text = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => in_text = true,
            b'[' | b'{' => {
                depth += 1;
                if depth > most {
                    return Err(Error::bad_request("The JSON nests too deeply."));
                }
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;

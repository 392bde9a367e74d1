//! The one guarded HTTP client: everything that goes out of this server goes through it.
//!
//! One deadline for a whole fetch, one size limit that counts after decompression, addresses checked
//! when the connection is made, redirects followed by us and checked each, no proxy, no cookies.

mod document;
mod policy;
mod resolve;

pub use document::{check_depth, is_activity_type};
pub use policy::{Policy, is_public, is_refused};
pub use resolve::{Names, SystemNames};

use crate::clock::Moment;
use crate::error::{Error, Result};
use bytes::Bytes;
use futures::StreamExt;
use futures::future::BoxFuture;
use openssl::asn1::Asn1Time;
use openssl::x509::X509;
use reqwest::header::{ACCEPT, CONTENT_TYPE, DATE, HeaderMap, HeaderName, HeaderValue, LOCATION, RETRY_AFTER};
use reqwest::tls::TlsInfo;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tokio::time::Instant;
use url::Url;

/// The longest that a whole fetch may take, body included.
pub const DEADLINE: Duration = Duration::from_secs(10);
/// The most bytes that are read of a body, after decompression.
pub const BODY_MAX: usize = 1_000_000;
/// The most bytes that are read of the answer to a delivery, and for how long at most.
const REST_MAX: usize = 4_096;
const REST_DEADLINE: Duration = Duration::from_secs(1);
/// The longest that another server can make us wait before we ask again.
const RETRY_AFTER_MAX: Duration = Duration::from_secs(86_400);
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
#[derive(Clone)]
pub struct Budget {
    left: Arc<AtomicU32>,
    charge: Option<Arc<dyn Fn() -> Result<()> + Send + Sync>>,
}

impl std::fmt::Debug for Budget {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Budget").field(&self.left).finish()
    }
}

impl Budget {
    /// At most so many fetches, redirects included.
    pub fn new(fetches: u32) -> Self {
        Self { left: Arc::new(AtomicU32::new(fetches)), charge: None }
    }

    /// The same; before each fetch `charge` is asked whether there may be one more for whoever causes it.
    pub fn charged(fetches: u32, charge: impl Fn() -> Result<()> + Send + Sync + 'static) -> Self {
        Self { charge: Some(Arc::new(charge)), ..Self::new(fetches) }
    }

    /// At most so many of those that are left.
    #[must_use]
    pub fn at_most(&self, fetches: u32) -> Self {
        let left = self.left.load(Ordering::Relaxed).min(fetches);
        Self { left: Arc::new(AtomicU32::new(left)), charge: self.charge.clone() }
    }

    /// Whether nothing more may be fetched.
    pub fn is_spent(&self) -> bool {
        self.left.load(Ordering::Relaxed) == 0
    }

    fn spend(&self) -> Result<()> {
        let spent = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
        spent.map(drop).map_err(|_| Error::peer("Too many other servers would have to be asked for this."))?;
        self.charge.as_ref().map_or(Ok(()), |charge| charge())
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
    /// The other server's clock when it answered (RFC 9110, 6.6.1), whole seconds.
    pub date: Option<Moment>,
    /// When the certificate that it was fetched under ends; nothing without TLS.
    pub certificate_ends: Option<Moment>,
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
        Self::with_names(policy, user_agent, Arc::new(SystemNames))
    }

    /// The same with another resolver, whose answers are believed as little as the system's.
    ///
    /// # Errors
    /// As [`Fetcher::new`].
    pub fn with_names(policy: Policy, user_agent: String, names: Arc<dyn Names>) -> Result<Self> {
        let policy = Arc::new(policy);
        let client = reqwest::Client::builder()
            .user_agent(user_agent)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .referer(false)
            .connect_timeout(Duration::from_secs(5))
            .pool_idle_timeout(Duration::from_secs(60))
            .pool_max_idle_per_host(4)
            .tls_info(true)
            .dns_resolver(Arc::new(resolve::GuardedResolver::new(policy.clone(), names)))
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

    /// Cuts what one fetch needs, several requests perhaps, at the deadline (refusal 9).
    ///
    /// # Errors
    /// Those of `work`, and `Peer` when it takes too long.
    pub async fn in_time<T>(&self, work: impl Future<Output = Result<T>>) -> Result<T> {
        tokio::time::timeout(self.deadline, work).await.map_err(|_| too_slow())?
    }

    /// What may be asked at all.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Gets an address, following at most three redirects; `sign` makes the headers for each hop.
    ///
    /// A redirect may lead to another host that is allowed: believe what was fetched only about
    /// [`Fetched::url`], where it came from in the end (refusal 1).
    ///
    /// # Errors
    /// `Peer` when the address is not allowed ([`is_refused`]: trying again is of no use), nobody answers in
    /// time, or the body is too large.
    pub async fn get(
        &self,
        url: &Url,
        accept: &str,
        sign: impl Fn(Url) -> BoxFuture<'static, Result<Headers>>,
        budget: &Budget,
    ) -> Result<Fetched> {
        self.get_file(url, accept, sign, budget, BODY_MAX).await
    }

    /// The same with another limit of the body, in bytes.
    ///
    /// # Errors
    /// As [`Fetcher::get`].
    pub async fn get_file(
        &self,
        url: &Url,
        accept: &str,
        sign: impl Fn(Url) -> BoxFuture<'static, Result<Headers>>,
        budget: &Budget,
        limit: usize,
    ) -> Result<Fetched> {
        let work = async {
            let mut url = url.clone();
            for _ in 0..=REDIRECTS_MAX {
                budget.spend()?;
                self.policy.check(&url)?;
                let request = self.client.get(url.clone()).header(ACCEPT, accept);
                let answer = with_headers(request, sign(url.clone()).await?)?.send().await.map_err(no_answer)?;
                let status = answer.status();
                if status.is_redirection() && status.as_u16() != 304 {
                    let next = answer.headers().get(LOCATION).and_then(|value| value.to_str().ok());
                    let next = next.and_then(|next| url.join(next).ok());
                    url = next.ok_or_else(|| Error::peer("The other server redirects to nowhere."))?;
                    continue;
                }
                let content_type = answer.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
                let content_type = content_type.unwrap_or_default().to_owned();
                let date = answer.headers().get(DATE).and_then(|value| value.to_str().ok());
                let date = date.and_then(|text| httpdate::parse_http_date(text).ok()).map(Moment::from);
                let tls = answer.extensions().get::<TlsInfo>();
                let certificate_ends = tls.and_then(TlsInfo::peer_certificate).and_then(certificate_ends);
                let body = read_body(answer, limit).await?;
                return Ok(Fetched { url, status: status.as_u16(), content_type, date, certificate_ends, body });
            }
            Err(Error::peer("The other server redirects too often."))
        };
        self.in_time(work).await
    }

    /// Posts a body. Redirects are not followed: a signature is for one address.
    ///
    /// # Errors
    /// `Peer` when the address is not allowed ([`is_refused`]: trying again is of no use) or nobody answers in time.
    pub async fn post(&self, url: &Url, headers: Headers, body: impl Into<Bytes>) -> Result<Posted> {
        self.policy.check(url)?;
        let request = with_headers(self.client.post(url.clone()).body(body.into()), headers)?;
        let end = Instant::now() + self.deadline;
        let answer = tokio::time::timeout_at(end, request.send()).await.map_err(|_| too_slow())?;
        let answer = answer.map_err(no_answer)?;
        let posted = Posted { status: answer.status().as_u16(), retry_after: retry_after(answer.headers()) };
        // A short rest is read so that the connection can be used again. What it says, and whether it ever
        // comes, does not matter: the status says that the delivery was taken, and it must not be made twice.
        let rest = tokio::time::timeout_at(end.min(Instant::now() + REST_DEADLINE), read_body(answer, REST_MAX));
        if !matches!(rest.await, Ok(Ok(_))) {
            tracing::trace!("the answer to a delivery was not read to its end");
        }
        Ok(posted)
    }
}

/// When a certificate (X.509, DER) ends; nothing when it cannot be read.
fn certificate_ends(der: &[u8]) -> Option<Moment> {
    let certificate = X509::from_der(der).ok()?;
    let left = Asn1Time::from_unix(0).ok()?.diff(certificate.not_after()).ok()?;
    Moment::from_timestamp(i64::from(left.days) * 86_400 + i64::from(left.secs), 0)
}

fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    wait_wanted(text(RETRY_AFTER)?, text(DATE))
}

/// `Retry-After` in seconds or as a date (RFC 9110, 10.2.3), which counts from the other server's own clock, its `Date`; at
/// most a day, so that nobody can put themselves to sleep for good.
pub fn wait_wanted(retry_after: &str, date: Option<&str>) -> Option<Duration> {
    let moment = |text| httpdate::parse_http_date(text).ok();
    let wanted = retry_after.trim();
    let wait = match wanted.parse() {
        Ok(seconds) => Duration::from_secs(seconds),
        Err(_) => moment(wanted)?.duration_since(moment(date?)?).ok()?,
    };
    Some(wait.min(RETRY_AFTER_MAX))
}

/// Adds what was signed, but for `host`: that is made from the address, where HTTP/2 has it as `:authority`
/// and some servers refuse to see both.
fn with_headers(mut request: reqwest::RequestBuilder, headers: Headers) -> Result<reqwest::RequestBuilder> {
    for (name, value) in headers {
        if name != "host" {
            request = request.header(header_name(name), header_value(&value)?);
        }
    }
    Ok(request)
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

#[cfg(test)]
mod tests;

//! draft-cavage-http-signatures-12: what the fediverse signs and verifies today.

use crate::clock::Moment;
use crate::domain::address::host_of;
use crate::error::{Error, Result};
use crate::federation::signature::keys::{SigningKey, VerifyingKey};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use chrono::Duration;
use std::time::SystemTime;
use url::Url;

/// The most components that a signature may cover; peers cover five or six.
const COVERED_MAX: usize = 32;
/// The longest text that is signed, in bytes. Headers count as often as they are covered.
const TEXT_MAX: usize = 32_768;

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

/// The value of a `Digest` header (RFC 3230, SHA-256).
pub fn digest(body: &[u8]) -> String {
    format!("SHA-256={}", BASE64.encode(openssl::sha::sha256(body)))
}

/// Signs a GET: `(request-target) host date`.
///
/// # Errors
/// `Internal` when OpenSSL fails.
pub fn sign_get(key: &SigningKey, url: &Url, now: Moment) -> Result<Vec<Header>> {
    sign(key, "get", url, now, Vec::new())
}

/// Signs a POST: `(request-target) host date digest content-type`.
///
/// # Errors
/// `Internal` when OpenSSL fails.
pub fn sign_post(key: &SigningKey, url: &Url, digest: String, content_type: &str, now: Moment) -> Result<Vec<Header>> {
    sign(key, "post", url, now, vec![("digest", digest), ("content-type", content_type.to_owned())])
}

fn sign(key: &SigningKey, method: &str, url: &Url, now: Moment, more: Vec<Header>) -> Result<Vec<Header>> {
    let mut headers = vec![("host", host_of(url)), ("date", httpdate::fmt_http_date(SystemTime::from(now)))];
    headers.extend(more);
    let mut text = format!("(request-target): {method} {}", path_and_query(url));
    let mut names = String::from("(request-target)");
    for (name, value) in &headers {
        text.push_str(&format!("\n{name}: {value}"));
        names.push(' ');
        names.push_str(name);
    }
    let signature = BASE64.encode(key.sign(text.as_bytes())?);
    let id = key.id();
    headers.push((
        "signature",
        format!(r#"keyId="{id}",algorithm="rsa-sha256",headers="{names}",signature="{signature}""#),
    ));
    Ok(headers)
}

fn path_and_query(url: &Url) -> String {
    url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()))
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

impl Incoming<'_> {
    /// The values of a header, joined as the draft says; none if it is not there.
    fn header(&self, name: &str) -> Option<String> {
        let values: Vec<&str> =
            self.headers.iter().filter(|(key, _)| key == name).map(|(_, value)| value.trim()).collect();
        (!values.is_empty()).then(|| values.join(", "))
    }
}

/// A signature whose form was checked; its key is still to be found, and to verify it.
#[derive(Clone, Debug)]
pub struct Signature {
    /// `keyId`.
    pub key_id: Url,
    text: String,
    signature: Vec<u8>,
}

impl Signature {
    /// Whether `key` made it. Costly: belongs off the async threads, see [`Signature::verify`].
    pub fn is_by(&self, key: &VerifyingKey) -> bool {
        key.verifies(self.text.as_bytes(), &self.signature)
    }

    /// Checks that `key` made it, on a thread for such work.
    ///
    /// # Errors
    /// `Unauthorized` when another key did, or something that it covers was changed.
    pub async fn verify(&self, key: &VerifyingKey) -> Result<()> {
        let (signature, key) = (self.clone(), key.clone());
        let good = tokio::task::spawn_blocking(move || signature.is_by(&key)).await.map_err(Error::internal)?;
        good.then_some(()).ok_or_else(|| refuse("The signature was not made with the key that it names."))
    }

    /// What to fetch to learn whose key it is: the id without its fragment. With a fragment that is the actor.
    /// Without one (GoToSocial's `…/main-key`) it is a document of the key's own, which names its `owner`.
    pub fn likely_actor(&self) -> Url {
        let mut actor = self.key_id.clone();
        actor.set_fragment(None);
        actor
    }
}

fn refuse(text: impl Into<String>) -> Error {
    Error::unauthorized(text)
}

/// Checks everything about a signature that needs no key (refusals 10, 11 and 12): that it covers
/// method, target, host, date and, with a body, digest; that Host is ours; that the date is near; that
/// the digest is the body's.
///
/// # Errors
/// `Unauthorized`, naming what is missing or wrong.
pub fn parse(request: &Incoming<'_>, our_host: &str, now: Moment, back: Duration) -> Result<Signature> {
    let header = signature_header(request)?;
    let parameters = parameters(header)?;
    let parameter = |name: &str| parameters.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let key_id = parameter("keyId").ok_or_else(|| refuse("The signature names no `keyId`."))?;
    let key_id = Url::parse(key_id)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https") && url.as_str().len() <= 2_048)
        .ok_or_else(|| refuse("The signature's `keyId` is not a web address."))?;
    let algorithm = parameter("algorithm").unwrap_or("hs2019");
    if !matches!(algorithm, "rsa-sha256" | "hs2019") {
        return Err(refuse("The signature's algorithm must be rsa-sha256 or hs2019."));
    }
    let signature = parameter("signature").and_then(|value| BASE64.decode(value).ok());
    let signature = signature.ok_or_else(|| refuse("The signature is not base64."))?;

    let covered: Vec<String> =
        parameter("headers").unwrap_or("date").split_whitespace().map(str::to_ascii_lowercase).collect();
    let covers = |name: &str| covered.iter().any(|covered| covered == name);
    // Whoever asks with another method than these sends a body, even if it is an empty one.
    let body = match request.method {
        "GET" | "HEAD" => request.body,
        _ => Some(request.body.unwrap_or_default()),
    };
    let with_digest = body.is_some().then_some("digest");
    for needed in ["(request-target)", "host"].into_iter().chain(with_digest) {
        if !covers(needed) {
            return Err(refuse(format!("The signature does not cover `{needed}`.")));
        }
    }
    if !covers("date") && !covers("(created)") {
        return Err(refuse("The signature does not cover `date`."));
    }
    if covered.len() > COVERED_MAX || (1..covered.len()).any(|at| covered[..at].contains(&covered[at])) {
        return Err(refuse("The signature covers too much, or the same thing twice."));
    }
    if algorithm != "hs2019" && (covers("(created)") || covers("(expires)")) {
        return Err(refuse("The signature's algorithm does not go with `(created)` or `(expires)` (section 2.3)."));
    }
    let host = request.header("host").unwrap_or_default();
    if !host.eq_ignore_ascii_case(our_host) {
        return Err(refuse("The request was signed for another host."));
    }
    if covers("date") {
        let date = request.header("date").ok_or_else(|| refuse("The request has no `date`."))?;
        let date = httpdate::parse_http_date(&date).map_err(|_| refuse("The request's `date` cannot be read."))?;
        check_date(Moment::from(date), now, back)?;
    }
    if covers("(created)") {
        let created = parameter("created").and_then(|text| text.parse().ok());
        let created = created.and_then(|seconds| Moment::from_timestamp(seconds, 0));
        check_date(created.ok_or_else(|| refuse("The signature's `created` cannot be read."))?, now, back)?;
    }
    if let Some(expires) = parameter("expires") {
        // The draft allows a fraction of a second here.
        let seconds = expires.split_once('.').map_or(expires, |(whole, _)| whole).parse().ok();
        let expires = seconds.and_then(|seconds| Moment::from_timestamp(seconds, 0));
        if expires.ok_or_else(|| refuse("The signature's `expires` cannot be read."))? < now {
            return Err(refuse("The signature has expired."));
        }
    }
    if let Some(body) = body {
        check_digest(&request.header("digest").unwrap_or_default(), body)?;
    }
    let text = signed_text(request, &covered, &parameter)?;
    Ok(Signature { key_id, text, signature })
}

/// The value of the one `Signature` header, or of the one `Authorization: Signature …`.
fn signature_header<'a>(request: &Incoming<'a>) -> Result<&'a str> {
    let mut found = request.headers.iter().filter_map(|(name, value)| match name.as_str() {
        "signature" => Some(value.as_str()),
        "authorization" => value.strip_prefix("Signature "),
        _ => None,
    });
    let first = found.next().ok_or_else(|| refuse("The request has no signature."))?;
    if found.next().is_some() || first.len() > 8_192 {
        return Err(refuse("The request must have one signature of reasonable size."));
    }
    Ok(first)
}

fn signed_text<'a>(
    request: &Incoming<'_>,
    covered: &[String],
    parameter: &impl Fn(&str) -> Option<&'a str>,
) -> Result<String> {
    let mut text = String::new();
    for name in covered {
        let of_signature = |name: &str| {
            let missing = || refuse(format!("The signature covers `({name})`, which it does not have."));
            parameter(name).map(str::to_owned).ok_or_else(missing)
        };
        let value = match name.as_str() {
            "(request-target)" => format!("{} {}", request.method.to_ascii_lowercase(), request.path_and_query),
            "(created)" => of_signature("created")?,
            "(expires)" => of_signature("expires")?,
            name => request
                .header(name)
                .ok_or_else(|| refuse(format!("The signature covers `{name}`, which is not there.")))?,
        };
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&format!("{name}: {value}"));
        if text.len() > TEXT_MAX {
            return Err(refuse("What the signature covers is too long."));
        }
    }
    Ok(text)
}

fn check_date(date: Moment, now: Moment, back: Duration) -> Result<()> {
    if date > now + ahead() {
        return Err(refuse("The request's date lies in the future. Is a clock wrong?"));
    }
    if date < now - back {
        return Err(refuse("The request's date lies too far back."));
    }
    Ok(())
}

fn check_digest(header: &str, body: &[u8]) -> Result<()> {
    let ours = openssl::sha::sha256(body);
    let mut of_sha256 = header
        .split(',')
        .filter_map(|part| part.trim().split_once('='))
        .filter(|(algorithm, _)| algorithm.eq_ignore_ascii_case("sha-256"))
        .map(|(_, value)| {
            BASE64.decode(value).is_ok_and(|theirs| theirs.len() == ours.len() && openssl::memcmp::eq(&theirs, &ours))
        })
        .peekable();
    if of_sha256.peek().is_none() {
        return Err(refuse("The request has no SHA-256 digest."));
    }
    if !of_sha256.any(|same| same) {
        return Err(refuse("The digest is not that of the body."));
    }
    Ok(())
}

/// Reads `name="value",name=value`; a quoted value holds no quotes.
fn parameters(header: &str) -> Result<Vec<(String, String)>> {
    let wrong = || refuse("The signature cannot be read.");
    let mut found: Vec<(String, String)> = Vec::new();
    let mut rest = header.trim();
    while !rest.is_empty() {
        let (name, after) = rest.split_once('=').ok_or_else(wrong)?;
        let name = name.trim().to_owned();
        let (value, after) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').ok_or_else(wrong)?,
            None => after.find(',').map_or((after, ""), |comma| after.split_at(comma)),
        };
        if found.iter().any(|(known, _)| *known == name) || found.len() > 16 {
            return Err(wrong());
        }
        found.push((name, value.trim().to_owned()));
        rest = after.trim_start().strip_prefix(',').unwrap_or(after).trim_start();
        if !rest.is_empty() && !after.trim_start().starts_with(',') {
            return Err(wrong());
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests;

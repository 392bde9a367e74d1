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
    /// The body of a POST.
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
    /// Whether `key` made it. Costly: belongs off the async threads.
    pub fn is_by(&self, key: &VerifyingKey) -> bool {
        key.verifies(self.text.as_bytes(), &self.signature)
    }

    /// The actor that a key's id most likely belongs to: the id without its fragment.
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
    let header = request
        .header("signature")
        .or_else(|| Some(request.header("authorization")?.strip_prefix("Signature ")?.to_owned()))
        .ok_or_else(|| refuse("The request has no signature."))?;
    if request.headers.iter().filter(|(name, _)| name == "signature").count() > 1 || header.len() > 8_192 {
        return Err(refuse("The request must have one signature of reasonable size."));
    }
    let parameters = parameters(&header)?;
    let parameter = |name: &str| parameters.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let key_id = parameter("keyId").ok_or_else(|| refuse("The signature names no `keyId`."))?;
    let key_id = Url::parse(key_id)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https") && url.as_str().len() <= 2_048)
        .ok_or_else(|| refuse("The signature's `keyId` is not a web address."))?;
    match parameter("algorithm").unwrap_or("hs2019") {
        "rsa-sha256" | "hs2019" => {}
        _ => return Err(refuse("The signature's algorithm must be rsa-sha256 or hs2019.")),
    }
    let signature = parameter("signature").and_then(|value| BASE64.decode(value).ok());
    let signature = signature.ok_or_else(|| refuse("The signature is not base64."))?;

    let covered: Vec<String> =
        parameter("headers").unwrap_or("date").split_whitespace().map(str::to_ascii_lowercase).collect();
    let covers = |name: &str| covered.iter().any(|covered| covered == name);
    let with_digest = request.body.is_some().then_some("digest");
    for needed in ["(request-target)", "host"].into_iter().chain(with_digest) {
        if !covers(needed) {
            return Err(refuse(format!("The signature does not cover `{needed}`.")));
        }
    }
    if !covers("date") && !covers("(created)") {
        return Err(refuse("The signature does not cover `date`."));
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
    if let Some(expires) = parameter("expires").and_then(|text| text.parse().ok())
        && Moment::from_timestamp(expires, 0).is_some_and(|expires| expires < now)
    {
        return Err(refuse("The signature has expired."));
    }
    if let Some(body) = request.body {
        check_digest(&request.header("digest").unwrap_or_default(), body)?;
    }
    let text = signed_text(request, &covered, &parameter)?;
    Ok(Signature { key_id, text, signature })
}

fn signed_text<'a>(
    request: &Incoming<'_>,
    covered: &[String],
    parameter: &impl Fn(&str) -> Option<&'a str>,
) -> Result<String> {
    let mut lines = Vec::with_capacity(covered.len());
    for name in covered {
        let value = match name.as_str() {
            "(request-target)" => format!("{} {}", request.method.to_ascii_lowercase(), request.path_and_query),
            "(created)" => parameter("created").unwrap_or_default().to_owned(),
            "(expires)" => parameter("expires").unwrap_or_default().to_owned(),
            name => request
                .header(name)
                .ok_or_else(|| refuse(format!("The signature covers `{name}`, which is not there.")))?,
        };
        lines.push(format!("{name}: {value}"));
    }
    Ok(lines.join("\n"))
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
    for part in header.split(',') {
        let Some((algorithm, value)) = part.trim().split_once('=') else { continue };
        if algorithm.eq_ignore_ascii_case("sha-256") {
            return match BASE64.decode(value) {
                Ok(theirs) if theirs.len() == ours.len() && openssl::memcmp::eq(&theirs, &ours) => Ok(()),
                _ => Err(refuse("The digest is not that of the body.")),
            };
        }
    }
    Err(refuse("The request has no SHA-256 digest."))
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
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::federation::signature::generate_keys;

    const BODY: &[u8] = br#"{"type":"Follow"}"#;

    struct Story {
        headers: Vec<(String, String)>,
        body: Vec<u8>,
        key: VerifyingKey,
        now: Moment,
    }

    /// A POST to https://riverside.example/ap/inbox, signed as we sign.
    fn signed() -> Story {
        let keys = generate_keys().unwrap();
        let now = Clock::system().now();
        let key =
            SigningKey::from_pem("https://hillside.example/ap/network#main-key".into(), keys.private_pem.as_bytes())
                .unwrap();
        let url = Url::parse("https://riverside.example/ap/inbox").unwrap();
        let headers = sign_post(&key, &url, digest(BODY), "application/activity+json", now).unwrap();
        let headers = headers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Story { headers, body: BODY.to_vec(), key: VerifyingKey::from_pem(&keys.public_pem).unwrap(), now }
    }

    impl Story {
        fn check(&self) -> Result<bool> {
            let request = Incoming {
                method: "POST",
                path_and_query: "/ap/inbox",
                headers: &self.headers,
                body: Some(&self.body),
            };
            Ok(parse(&request, "riverside.example", self.now, back())?.is_by(&self.key))
        }

        fn change(mut self, name: &str, change: impl Fn(&str) -> String) -> Self {
            for (key, value) in &mut self.headers {
                if key == name {
                    *value = change(value);
                }
            }
            self
        }
    }

    #[test]
    fn what_we_sign_verifies() {
        assert!(signed().check().unwrap());
        assert_eq!(
            signed().headers.last().map(|(name, value)| (
                name.as_str(),
                value.contains("headers=\"(request-target) host date digest content-type\"")
            )),
            Some(("signature", true))
        );
    }

    #[test]
    fn each_component_must_be_covered() {
        for component in ["(request-target)", "host", "date", "digest"] {
            let story = signed().change("signature", |value| value.replace(component, "content-type"));
            let error = story.check().unwrap_err();
            assert!(error.text().contains(component), "{component}: {error}");
        }
    }

    #[test]
    fn a_flipped_byte_another_host_or_a_wrong_clock_is_refused() {
        let mut story = signed();
        story.body[3] ^= 1;
        assert!(story.check().is_err());
        assert!(signed().change("host", |_| "evil.example".into()).check().is_err());
        for shift in [Duration::hours(-2), Duration::minutes(6)] {
            let mut story = signed();
            story.now -= shift;
            assert!(story.check().is_err(), "{shift}");
        }
        let mut late = signed();
        late.now += Duration::minutes(50);
        assert!(late.check().unwrap());
    }

    #[test]
    fn another_key_target_or_content_type_does_not_verify() {
        let mut story = signed();
        story.key = signed().key;
        assert!(!story.check().unwrap());
        assert!(!signed().change("content-type", |_| "text/plain".into()).check().unwrap());
    }

    #[test]
    fn nonsense_in_the_header_is_refused_not_a_crash() {
        for bad in [
            "",
            "x",
            "keyId=\"",
            "keyId=\"a\" headers=\"date\"",
            "keyId=\"a\",keyId=\"b\"",
            "=,=",
            "keyId=\"ftp://x/\",signature=\"AA==\"",
        ] {
            assert!(signed().change("signature", |_| bad.into()).check().is_err(), "{bad}");
        }
        let twice = {
            let mut story = signed();
            let signature = story.headers.last().unwrap().clone();
            story.headers.push(signature);
            story
        };
        assert!(twice.check().is_err());
    }
}

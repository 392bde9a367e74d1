//! draft-cavage-http-signatures-12: what the fediverse signs and verifies today.

use crate::clock::Moment;
use crate::domain::address::host_of;
use crate::error::Result;
use crate::federation::signature::incoming::{
    COVERED_MAX, HEADER_MAX, Header, Incoming, Signature, TEXT_MAX, check_date, key_id, refuse,
};
use crate::federation::signature::keys::{Algorithm, SigningKey};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use chrono::Duration;
use std::time::SystemTime;
use url::Url;

pub use crate::federation::signature::incoming::{ahead, back, back_for_known};

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
    sign_post_with(key, url, digest, content_type, now, Vec::new())
}

/// The same with further headers, which are signed too.
///
/// # Errors
/// `Internal` when OpenSSL fails.
pub fn sign_post_with(
    key: &SigningKey,
    url: &Url,
    digest: String,
    content_type: &str,
    now: Moment,
    further: Vec<Header>,
) -> Result<Vec<Header>> {
    let mut headers = vec![("digest", digest), ("content-type", content_type.to_owned())];
    headers.extend(further);
    sign(key, "post", url, now, headers)
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
    let key_id = self::key_id(key_id).ok_or_else(|| refuse("The signature's `keyId` is not a web address."))?;
    let algorithm = parameter("algorithm").unwrap_or("hs2019");
    if !matches!(algorithm, "rsa-sha256" | "hs2019") {
        return Err(refuse("The signature's algorithm must be rsa-sha256 or hs2019."));
    }
    let signature = parameter("signature").and_then(|value| BASE64.decode(value).ok());
    let signature = signature.ok_or_else(|| refuse("The signature is not base64."))?;

    let covered: Vec<String> =
        parameter("headers").unwrap_or("date").split_whitespace().map(str::to_ascii_lowercase).collect();
    let covers = |name: &str| covered.iter().any(|covered| covered == name);
    let body = request.signed_body();
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
    let mut dated = now + ahead();
    if covers("date") {
        let date = request.header("date").ok_or_else(|| refuse("The request has no `date`."))?;
        let date = httpdate::parse_http_date(&date).map_err(|_| refuse("The request's `date` cannot be read."))?;
        check_date(Moment::from(date), now, back)?;
        dated = dated.min(Moment::from(date));
    }
    if covers("(created)") {
        let created = parameter("created").and_then(|text| text.parse().ok());
        let created = created.and_then(|seconds| Moment::from_timestamp(seconds, 0));
        let created = created.ok_or_else(|| refuse("The signature's `created` cannot be read."))?;
        check_date(created, now, back)?;
        dated = dated.min(created);
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
    // hs2019 leaves it to the key, too: but nobody signs so with anything else.
    Ok(Signature { key_id, dated, algorithm: Some(Algorithm::RsaSha256), covered, text, signature })
}

/// The value of the one `Signature` header, or of the one `Authorization: Signature …`.
fn signature_header<'a>(request: &Incoming<'a>) -> Result<&'a str> {
    let mut found = request.headers.iter().filter_map(|(name, value)| match name.as_str() {
        "signature" => Some(value.as_str()),
        "authorization" => value.strip_prefix("Signature "),
        _ => None,
    });
    let first = found.next().ok_or_else(|| refuse("The request has no signature."))?;
    if found.next().is_some() || first.len() > HEADER_MAX {
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
pub(in crate::federation) fn parameters(header: &str) -> Result<Vec<(String, String)>> {
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

//! RFC 9421, HTTP Message Signatures: what takes the place of draft-cavage.
//!
//! The text that is signed is made in [`base`] as the RFC has it, for all that a request can have covered; which
//! components must be covered is the rule of this house (refusals 10 to 12).

pub(super) mod base;

use crate::clock::Moment;
use crate::domain::address::host_of;
use crate::error::{Error, Result};
use crate::federation::signature::content_digest;
use crate::federation::signature::incoming::{
    COVERED_MAX, HEADER_MAX, Header, Incoming, Signature, check_date, key_id, refuse,
};
use crate::federation::signature::keys::{Algorithm, SigningKey};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use chrono::Duration;
use sfv::{BareItem, Dictionary, InnerList, ListEntry, Parser};
use url::Url;

/// Most signatures of one request that are looked at.
pub const LABELS_MAX: usize = 3;
/// The label of our own.
const LABEL: &str = "sig1";

/// Signs a GET: `@method`, `@target-uri`.
///
/// # Errors
/// `Internal` when OpenSSL fails.
pub fn sign_get(key: &SigningKey, url: &Url, now: Moment) -> Result<Vec<Header>> {
    sign(key, "GET", url, now, Vec::new())
}

/// Signs a POST: `@method`, `@target-uri`, `content-digest`, `content-type`. Mastodon asks for the first three.
///
/// # Errors
/// `Internal` when OpenSSL fails.
pub fn sign_post(key: &SigningKey, url: &Url, body: &[u8], content_type: &str, now: Moment) -> Result<Vec<Header>> {
    sign_post_with(key, url, body, content_type, now, Vec::new())
}

/// The same with further headers, which are signed too.
///
/// # Errors
/// `Internal` when OpenSSL fails.
pub fn sign_post_with(
    key: &SigningKey,
    url: &Url,
    body: &[u8],
    content_type: &str,
    now: Moment,
    further: Vec<Header>,
) -> Result<Vec<Header>> {
    let mut headers = vec![("content-digest", content_digest::of(body)), ("content-type", content_type.to_owned())];
    headers.extend(further);
    sign(key, "POST", url, now, headers)
}

fn sign(key: &SigningKey, method: &str, url: &Url, now: Moment, mut headers: Vec<Header>) -> Result<Vec<Header>> {
    let mut target = url.clone();
    target.set_fragment(None);
    let mut text = format!("\"@method\": {method}\n\"@target-uri\": {target}\n");
    let mut covered = String::from(r#""@method" "@target-uri""#);
    for (name, value) in &headers {
        text.push_str(&format!("\"{name}\": {value}\n"));
        covered.push_str(&format!(r#" "{name}""#));
    }
    // No `alg`: the key says it, and Mastodon's own examples have none.
    let id = key.id();
    if id.contains(['"', '\\']) || !id.is_ascii() {
        return Err(Error::internal("the id of a key of ours is no address"));
    }
    let input = format!(r#"({covered});created={};keyid="{id}""#, now.timestamp());
    text.push_str(&format!("\"@signature-params\": {input}"));
    let signature = BASE64.encode(key.sign(text.as_bytes())?);
    headers.push(("signature-input", format!("{LABEL}={input}")));
    headers.push(("signature", format!("{LABEL}=:{signature}:")));
    Ok(headers)
}

/// Checks everything about the signatures of a request that needs no key: that they cover method, target, authority
/// and, with a body, its digest; that the request is for us, `base` is our own address; that the time is near; that the
/// digest is the body's. Answers those that pass, in the order in which the request has them, at least one.
///
/// # Errors
/// `Unauthorized`, naming what is missing or wrong with the first.
pub fn parse(request: &Incoming<'_>, base: &Url, now: Moment, back: Duration) -> Result<Vec<Signature>> {
    // `@authority` and `@target-uri` are made from our own address: so it must be the one that was asked for.
    let host = request.header("host").unwrap_or_default();
    if !host.eq_ignore_ascii_case(&host_of(base)) {
        return Err(refuse("The request was signed for another host."));
    }
    let inputs = dictionary(request, "signature-input")?;
    let signatures = dictionary(request, "signature")?;
    let mut good = Vec::new();
    let mut problem = None;
    for (label, input) in inputs.iter().take(LABELS_MAX) {
        let found = signatures.get(label);
        match signature(request, base, input, found, now, back) {
            Ok(signature) => good.push(signature),
            Err(error) => problem = problem.or(Some(error)),
        }
    }
    match problem {
        Some(problem) if good.is_empty() => Err(problem),
        None if good.is_empty() => Err(refuse("The request has no signature.")),
        _ => Ok(good),
    }
}

fn signature(
    request: &Incoming<'_>,
    base: &Url,
    input: &ListEntry,
    found: Option<&ListEntry>,
    now: Moment,
    back: Duration,
) -> Result<Signature> {
    let ListEntry::InnerList(input) = input else {
        return Err(refuse("`Signature-Input` does not list what is covered."));
    };
    let found = match found {
        Some(ListEntry::Item(item)) => item.bare_item.as_byte_sequence(),
        _ => None,
    };
    let signature = found.ok_or_else(|| refuse("`Signature` has no bytes for what `Signature-Input` names."))?.to_vec();
    let (key_id, algorithm) = (key_of(input)?, algorithm(input)?);
    check_covered(request, input)?;
    let dated = check_times(input, now, back)?;
    if let Some(body) = request.signed_body() {
        content_digest::check(&request.header("content-digest").unwrap_or_default(), body)?;
    }
    let text = base::text(input, |component| base::of_request(request, base, component))?;
    Ok(Signature { key_id, dated, algorithm, covered: whole(input), text, signature })
}

fn parameter<'a>(input: &'a InnerList, name: &str) -> Option<&'a BareItem> {
    input.params.iter().find(|(key, _)| key.as_str() == name).map(|(_, value)| value)
}

fn key_of(input: &InnerList) -> Result<Url> {
    let named = parameter(input, "keyid").and_then(BareItem::as_string);
    let named = named.ok_or_else(|| refuse("The signature names no `keyid`."))?;
    key_id(named.as_str()).ok_or_else(|| refuse("The signature's `keyid` is not a web address."))
}

/// `alg`, of those that the keys of actors can be used with; none leaves it to the key (section 3.2).
fn algorithm(input: &InnerList) -> Result<Option<Algorithm>> {
    let Some(named) = parameter(input, "alg") else { return Ok(None) };
    let known = named.as_string().and_then(|name| Algorithm::parse(name.as_str()));
    known.map(Some).ok_or_else(|| refuse("The signature's algorithm must be rsa-v1_5-sha256 or ed25519."))
}

/// Refusal 10: the method, all of the target, and the digest of a body must be covered as they are, without parameters
/// that would cover less.
fn check_covered(request: &Incoming<'_>, input: &InnerList) -> Result<()> {
    if input.items.len() > COVERED_MAX {
        return Err(refuse("The signature covers too much, or the same thing twice."));
    }
    let covered = whole(input);
    let covers = |name: &str| covered.iter().any(|covered| covered == name);
    let must = |covered: bool, name: &str| {
        if covered { Ok(()) } else { Err(refuse(format!("The signature does not cover `{name}`."))) }
    };
    must(covers("@method"), "@method")?;
    if !covers("@target-uri") {
        let (whole, query) = (covers("@request-target"), request.path_and_query.contains('?'));
        must(covers("@authority"), "@target-uri` or `@authority")?;
        must(whole || covers("@path"), "@target-uri` or `@path")?;
        must(whole || !query || covers("@query"), "@target-uri` or `@query")?;
    }
    must(request.signed_body().is_none() || covers("content-digest"), "content-digest")
}

/// What is covered as it is, without parameters that would cover less.
fn whole(input: &InnerList) -> Vec<String> {
    let plain = input.items.iter().filter(|item| item.params.is_empty());
    plain.filter_map(|item| item.bare_item.as_string()).map(|name| name.as_str().to_owned()).collect()
}

/// Refusal 12: `created` is near, and `expires`, if it is there, not over. Answers `created`.
fn check_times(input: &InnerList, now: Moment, back: Duration) -> Result<Moment> {
    let time = |name: &str| -> Result<Option<Moment>> {
        let Some(value) = parameter(input, name) else { return Ok(None) };
        let moment = value.as_integer().and_then(|seconds| Moment::from_timestamp(i64::from(seconds), 0));
        moment.map(Some).ok_or_else(|| refuse(format!("The signature's `{name}` cannot be read.")))
    };
    let created = time("created")?.ok_or_else(|| refuse("The signature does not say when it was `created`."))?;
    check_date(created, now, back)?;
    if time("expires")?.is_some_and(|expires| expires < now) {
        return Err(refuse("The signature has expired."));
    }
    Ok(created)
}

/// A header of the request that is a dictionary (RFC 8941, 3.2).
fn dictionary(request: &Incoming<'_>, name: &str) -> Result<Dictionary> {
    let value = request.header(name).ok_or_else(|| refuse(format!("The request has no `{name}`.")))?;
    if value.len() > HEADER_MAX {
        return Err(refuse("The request must have a signature of reasonable size."));
    }
    let parsed: Result<Dictionary, sfv::Error> = Parser::new(&value).parse();
    parsed.map_err(|error| refuse(format!("The request's `{name}` cannot be read.")).because(error))
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod vectors;

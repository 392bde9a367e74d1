//! Ids and links: http(s) addresses of at most 2048 bytes, as a string or inside an embedded object.

use crate::error::{Error, Result};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use url::Url;

/// Longest id or link, in bytes.
pub const URL_MAX: usize = 2_048;

/// `https://www.w3.org/ns/activitystreams#Public`: everybody.
pub fn public() -> Url {
    activitypub_federation::kinds::public()
}

/// Whether two addresses have the same origin (RFC 6454): scheme, host and port.
///
/// `verify_domains_match` of activitypub_federation is not used: it calls any two IP literals equal and
/// ignores ports.
pub fn same_origin(a: &Url, b: &Url) -> bool {
    a.origin() == b.origin()
}

/// Reads an address from outside.
///
/// # Errors
/// `Invalid` unless it is http(s), at most [`URL_MAX`] bytes, with neither user information
/// (`https://victim@evil/`) nor characters that URL parsers silently drop or turn.
pub fn parse(text: &str) -> Result<Url> {
    let wrong =
        || Error::invalid("id", "An id is an http or https address of at most 2048 bytes, without a user name.");
    if text.len() > URL_MAX || text.chars().any(|c| c.is_control() || c.is_whitespace() || c == '\\') {
        return Err(wrong());
    }
    let url = Url::parse(text).map_err(|cause| wrong().because(cause))?;
    check(&url)?;
    Ok(url)
}

/// The same rules for an address that was parsed by someone else.
///
/// # Errors
/// As [`parse`].
pub fn check(url: &Url) -> Result<()> {
    let fits = matches!(url.scheme(), "http" | "https")
        && url.has_host()
        && url.username().is_empty()
        && url.password().is_none()
        && url.as_str().len() <= URL_MAX;
    fits.then_some(()).ok_or_else(|| Error::invalid("id", "Ids are http or https addresses without a user name."))
}

/// The id in a JSON value: a string, an embedded object with an `id`, or a list of exactly one of them.
///
/// # Errors
/// `Invalid` when there is none, or it is not an id.
pub fn of_value(value: &Value) -> Result<Url> {
    match value {
        Value::String(text) => parse(text),
        Value::Object(object) => match object.get("id") {
            Some(Value::String(text)) => parse(text),
            _ => Err(Error::invalid("id", "An embedded object has no `id`.")),
        },
        Value::Array(list) if list.len() == 1 && !list[0].is_array() => of_value(&list[0]),
        _ => Err(Error::invalid("id", "An id is a string, or an object that has one.")),
    }
}

/// The first usable address of a `url`-like property: a string, a `Link` with `href`, an `Image` with `url`,
/// or a list of them. `None` when nothing is usable: a link is an extra, never a reason to refuse.
fn link_of_value(value: &Value) -> Option<Url> {
    match value {
        Value::String(text) => parse(text).ok(),
        Value::Object(object) => {
            let inner = object.get("href").or_else(|| object.get("url"))?;
            inner.as_str().and_then(|text| parse(text).ok())
        }
        Value::Array(list) => list.iter().filter(|value| !value.is_array()).find_map(link_of_value),
        _ => None,
    }
}

/// `deserialize_with` for an id that must be a plain string.
pub(super) fn plain<'de, D: Deserializer<'de>>(from: D) -> Result<Url, D::Error> {
    parse(&String::deserialize(from)?).map_err(serde::de::Error::custom)
}

/// `deserialize_with` for a plain id that may be missing or null.
pub(super) fn optional_plain<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Url>, D::Error> {
    let text = Option::<String>::deserialize(from)?;
    text.map(|text| parse(&text)).transpose().map_err(serde::de::Error::custom)
}

/// `deserialize_with` for `actor`, `object` and the like: a string or an embedded object; see [`of_value`].
pub(super) fn reference<'de, D: Deserializer<'de>>(from: D) -> Result<Url, D::Error> {
    of_value(&Value::deserialize(from)?).map_err(serde::de::Error::custom)
}

/// `deserialize_with` for a reference that may be missing or null, but not wrong.
pub(super) fn optional_reference<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Url>, D::Error> {
    match Value::deserialize(from)? {
        Value::Null => Ok(None),
        Value::Array(list) if list.is_empty() => Ok(None),
        value => of_value(&value).map(Some).map_err(serde::de::Error::custom),
    }
}

/// `deserialize_with` for `attributedTo`: as [`reference`], and of several authors the first.
pub(super) fn first_reference<'de, D: Deserializer<'de>>(from: D) -> Result<Url, D::Error> {
    let value = Value::deserialize(from)?;
    let first = value.as_array().and_then(|list| list.first()).unwrap_or(&value);
    of_value(first).map_err(serde::de::Error::custom)
}

/// `deserialize_with` for a reference that is an extra: missing when it is not usable.
pub(super) fn lenient_reference<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Url>, D::Error> {
    let value = Value::deserialize(from)?;
    let first = value.as_array().and_then(|list| list.first()).unwrap_or(&value);
    Ok(of_value(first).ok())
}

/// `deserialize_with` for `url`, `href` and the like; see [`link_of_value`].
pub(super) fn link<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Url>, D::Error> {
    Ok(link_of_value(&Value::deserialize(from)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn an_origin_is_scheme_host_and_port() {
        assert!(same_origin(&url("https://a.example/x"), &url("https://A.example:443/y#z")));
        for (a, b) in [
            ("https://a.example/", "https://b.example/"),
            ("https://a.example/", "http://a.example/"),
            ("https://a.example/", "https://a.example:8443/"),
            ("http://127.0.0.1/", "http://127.0.0.2/"),
            ("http://[::1]/", "http://127.0.0.1/"),
            ("https://a.example/", "https://sub.a.example/"),
            ("mailto:a@a.example", "mailto:a@a.example"),
        ] {
            assert!(!same_origin(&url(a), &url(b)), "{a} {b}");
        }
    }

    #[test]
    fn refusal_7_what_is_not_a_plain_web_address_is_no_id() {
        let long = format!("https://a.example/{}", "a".repeat(URL_MAX));
        for bad in [
            "",
            "a.example/x",
            "/x",
            "mailto:a@a.example",
            "javascript:alert(1)",
            "did:key:z6Mk",
            "https://victim@evil.example/",
            "https://victim:secret@evil.example/",
            " https://a.example/",
            "https://a.exa\nmple/",
            "https:\\\\a.example\\x",
            "https://",
            &long,
        ] {
            assert!(parse(bad).is_err(), "{bad}");
        }
        assert_eq!(parse("https://BÜCHER.example/x").unwrap().host_str(), Some("xn--bcher-kva.example"));
    }

    #[test]
    fn an_id_is_a_string_or_an_object_that_has_one() {
        let id = url("https://a.example/1");
        for value in
            [json!("https://a.example/1"), json!({"id": "https://a.example/1"}), json!(["https://a.example/1"])]
        {
            assert_eq!(of_value(&value).unwrap(), id);
        }
        for value in
            [json!(null), json!(1), json!({}), json!({"id": null}), json!({"id": {"id": "https://a.example/1"}})]
        {
            assert!(of_value(&value).is_err(), "{value}");
        }
        assert!(of_value(&json!(["https://a.example/1", "https://a.example/2"])).is_err());
    }

    #[test]
    fn a_link_that_cannot_be_used_is_no_link() {
        let list = json!(["gopher://a", {"type": "Link", "href": "https://a.example/w"}]);
        assert_eq!(link_of_value(&list), Some(url("https://a.example/w")));
        assert_eq!(link_of_value(&json!({"href": "javascript:alert(1)"})), None);
    }
}

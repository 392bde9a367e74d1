//! What several checks share.

use chrono::{DateTime, Utc};
use potluck::domain::Addresses;
use potluck::federation::wire;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fmt::Debug;
use url::Url;

/// The moment at which everything is read: 2026-09-10 12:00 UTC. A finding must not depend on the day.
pub fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_788_609_600, 0).expect("a moment")
}

/// Our own address.
pub fn base() -> Url {
    Url::parse("https://riverside.example/").expect("an address")
}

/// Our own addresses.
pub fn here() -> Addresses {
    Addresses::new(base())
}

/// Reads a wire struct; what is written of it must be read as the same again, as a value and as text.
pub fn stable<T: DeserializeOwned + Serialize + PartialEq + Debug>(value: &Value) -> Option<T> {
    let first: T = wire::read(value).ok()?;
    let written = wire::write(&first).expect("what was read can be written");
    let second: T = wire::read(&written).unwrap_or_else(|error| panic!("{first:?} is not read again: {error:?}"));
    assert_eq!(first, second, "what is written is not what was read");
    let text = serde_json::to_string(&first).expect("what was read can be written");
    let third: T = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{text} is not read again: {error}"));
    assert_eq!(first, third, "what is written as text is not what was read");
    Some(first)
}

/// A text that people read holds at most so many characters, and none that control a terminal.
pub fn is_text(text: &str, most: usize) {
    let length = text.chars().count();
    assert!(length <= most, "{length} characters, where {most} are the most");
    assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "a control character in {text:?}");
}

/// A line of text; see [`is_text`].
pub fn is_line(text: &str, most: usize) {
    is_text(text, most);
    assert!(!text.contains('\n'), "more than a line: {text:?}");
}

/// A language tag, in its usual case.
pub fn is_language(tag: &str) {
    assert!(tag.len() <= 35, "a language tag of {} bytes (RFC 5646, section 4.4.1)", tag.len());
    assert!(tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'), "{tag:?}");
}

/// The first line, and the rest: for targets with several kinds of input.
pub fn named(data: &[u8]) -> Option<(&str, &[u8])> {
    let end = data.iter().take(40).position(|byte| *byte == b'\n')?;
    Some((std::str::from_utf8(&data[..end]).ok()?, &data[end + 1..]))
}

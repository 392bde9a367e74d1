//! How values stand in columns: moments, JSON as text, enumerations as words.

use crate::clock::Moment;
use crate::error::{Error, Result};
use chrono::{NaiveDateTime, SubsecRound};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A moment as stored: UTC without a zone, cut to milliseconds, so that both databases keep and compare the same value.
pub(super) fn at(moment: Moment) -> NaiveDateTime {
    moment.naive_utc().trunc_subsecs(3)
}

/// A stored moment.
pub(super) fn moment(at: NaiveDateTime) -> Moment {
    at.and_utc()
}

/// A row of a list, if it can be read: one whose sealed words were damaged, or were sealed with another key, hides none of the
/// others.
pub(super) fn readable<T>(row: Result<T>) -> Option<T> {
    match row {
        Ok(row) => Some(row),
        Err(error) => {
            tracing::warn!(cause = ?error.cause(), "a row of a list cannot be read");
            None
        }
    }
}

/// A sealed value of a row: with `strictly`, none that does not open is taken; else it is simply not there, so that the row
/// stands in its list.
pub(super) fn opened<T>(value: Result<T>, strictly: bool) -> Result<Option<T>> {
    if strictly { value.map(Some) } else { Ok(readable(value)) }
}

/// A value as JSON text.
pub(super) fn to_json<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(Error::internal)
}

/// A value from JSON text that we wrote. What does not fit is told by its place and its kind: serde would repeat the value,
/// which may have been sealed, and causes are logged.
pub(super) fn from_json<T: DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|error| {
        let (kind, place) = (error.classify(), error.column());
        Error::internal(format!("stored JSON is no {}: {kind:?} at character {place}", std::any::type_name::<T>()))
    })
}

/// A stored word that must be one of an enumeration.
pub(super) fn word<T>(parse: impl Fn(&str) -> Option<T>, text: &str) -> Result<T> {
    parse(text).ok_or_else(|| Error::internal(format!("the database holds the unknown word {text:?}")))
}

/// A stored address.
pub(super) fn url(text: &str) -> Result<url::Url> {
    url::Url::parse(text).map_err(Error::internal)
}

/// A stored amount.
pub(super) fn amount(thousandths: i64) -> Result<crate::domain::Amount> {
    crate::domain::Amount::from_thousandths(thousandths)
        .ok_or_else(|| Error::internal(format!("the database holds the impossible amount {thousandths}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::profile::Contact;

    #[test]
    fn what_does_not_fit_is_told_without_its_words() {
        for text in [
            r#""door 4711""#,
            r#"[{"kind": "door", "value": {"door 4711": 1}}]"#,
            r#"[{"kind": "door", "door 4711": "x"}]"#,
            r#"[{"kind": "door", "value": "door 4711"#,
        ] {
            let error = from_json::<Vec<Contact>>(text).expect_err("another shape");
            let said = format!("{error:?} {:?}", error.cause());
            assert!(said.contains("Contact") && !said.contains("4711"), "{said}");
        }
    }
}

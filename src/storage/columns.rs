//! How values stand in columns: moments, JSON as text, enumerations as words.

use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::storage::connection::MultiBackend;
use chrono::{NaiveDate, NaiveDateTime, SubsecRound};
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::pg::Pg;
use diesel::sql_types::Timestamp;
use diesel::sqlite::Sqlite;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::ops::Range;

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

/// A moment of a row of which a page has many, for `#[diesel(deserialize_as = Stamp)]`: read by its digits, where diesel tries one
/// format after the other, and chrono reads each of these anew.
#[derive(Clone, Copy, Debug, FromSqlRow)]
pub(super) struct Stamp(NaiveDateTime);

impl From<Stamp> for NaiveDateTime {
    fn from(stamp: Stamp) -> Self {
        stamp.0
    }
}

impl FromSql<Timestamp, Sqlite> for Stamp {
    fn from_sql(mut value: <Sqlite as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        if let Some(read) = by_digits(value.read_text()) {
            return Ok(Self(read));
        }
        <NaiveDateTime as FromSql<Timestamp, Sqlite>>::from_sql(value).map(Self)
    }
}

impl FromSql<Timestamp, Pg> for Stamp {
    fn from_sql(value: <Pg as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        <NaiveDateTime as FromSql<Timestamp, Pg>>::from_sql(value).map(Self)
    }
}

impl FromSql<Timestamp, MultiBackend> for Stamp {
    fn from_sql(value: <MultiBackend as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        value.from_sql::<Self, Timestamp>()
    }
}

/// A moment as we write it into SQLite, `2026-12-01 10:00:00` or `2026-12-01 10:00:00.125`; nothing for what looks otherwise.
fn by_digits(text: &str) -> Option<NaiveDateTime> {
    let (whole, fraction) = text.as_bytes().split_at_checked(19)?;
    let signs = [(4, b'-'), (7, b'-'), (10, b' '), (13, b':'), (16, b':')];
    if signs.into_iter().any(|(place, sign)| whole[place] != sign) {
        return None;
    }
    let of_digits = |digits: &[u8]| {
        digits.iter().try_fold(0, |sum: u32, digit| digit.is_ascii_digit().then(|| sum * 10 + u32::from(digit - b'0')))
    };
    let part = |place: Range<usize>| of_digits(&whole[place]);
    let milliseconds = match fraction {
        [] => 0,
        [b'.', digits @ ..] if digits.len() == 3 => of_digits(digits)?,
        _ => return None,
    };
    let day = NaiveDate::from_ymd_opt(i32::try_from(part(0..4)?).ok()?, part(5..7)?, part(8..10)?)?;
    day.and_hms_milli_opt(part(11..13)?, part(14..16)?, part(17..19)?, milliseconds)
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
    fn a_moment_is_read_by_its_digits_as_it_was_written() {
        for text in [
            "2026-12-01 10:00:00",
            "2026-12-01 10:00:00.125",
            "1969-12-31 23:59:59.999",
            "2028-02-29 00:00:00.001",
            "9999-12-31 23:59:59",
        ] {
            let read = by_digits(text).unwrap();
            assert_eq!(read, NaiveDateTime::parse_from_str(text, "%F %T%.f").unwrap());
            assert_eq!(read.format("%F %T%.f").to_string(), text, "as diesel writes it");
        }
        // These are left to diesel, which knows more ways to write one, or refuses them.
        for text in [
            "",
            "2026-12-01",
            "2026-12-01T10:00:00",
            "2026-12-01 10:00:00Z",
            "2026-12-01 10:00:00.1",
            "2026-12-01 10:00:00.125000",
            "2026-02-29 10:00:00",
            "2026-12-01 24:00:00",
            "+026-12-01 10:00:00",
            "2026-12-01 10:00:0é",
        ] {
            assert_eq!(by_digits(text), None, "{text}");
        }
    }

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

//! When a place or a service is open: a rule that repeats (RFC 5545, RECUR) and the times of such a day.

use crate::error::{Error, Result};
use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

/// Longest rule, in bytes.
const RULE_MAX: usize = 200;
/// Most rules of one place.
pub const HOURS_MAX: usize = 21;
const FIELD: &str = "hours";
const HOW: &str = "Write `hours` as `MO,WE 09:00-12:00`, several with ` | ` between them, or as a rule of RFC 5545 such as `FREQ=MONTHLY;BYDAY=1SA 10:00-12:00`; or `always`.";

/// A rule, and the time of day. Checked: only [`Hours::parse`] makes one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Raw", into = "Raw")]
pub struct Hours {
    rule: String,
    times: Option<(NaiveTime, NaiveTime)>,
}

/// As it stands in JSON.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    /// RFC 5545, without `RRULE:`.
    rrule: String,
    /// `09:00`, local time; left out for the whole day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    opens_at: Option<String>,
    /// `12:00`; before `opens_at` for one that ends after midnight.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    closes_at: Option<String>,
}

impl TryFrom<Raw> for Hours {
    type Error = Error;

    fn try_from(raw: Raw) -> Result<Self> {
        Self::new(&raw.rrule, raw.opens_at.as_deref(), raw.closes_at.as_deref())
    }
}

impl From<Hours> for Raw {
    fn from(hours: Hours) -> Self {
        let time = |time: NaiveTime| time.format("%H:%M").to_string();
        Self {
            rrule: hours.rule,
            opens_at: hours.times.map(|(opens, _)| time(opens)),
            closes_at: hours.times.map(|(_, closes)| time(closes)),
        }
    }
}

fn wrong() -> Error {
    Error::invalid(FIELD, HOW)
}

impl Hours {
    /// From a rule and both times, or neither.
    ///
    /// # Errors
    /// `Invalid` with how to write it.
    pub fn new(rule: &str, opens: Option<&str>, closes: Option<&str>) -> Result<Self> {
        let times = match (opens, closes) {
            (Some(opens), Some(closes)) => Some((time(opens)?, time(closes)?)),
            (None, None) => None,
            _ => return Err(wrong()),
        };
        Ok(Self { rule: checked(rule)?, times })
    }

    /// The rule, without `RRULE:`.
    pub fn rule(&self) -> &str {
        &self.rule
    }

    /// When it opens and closes on such a day, local time; nothing for the whole day.
    pub fn times(&self) -> Option<(NaiveTime, NaiveTime)> {
        self.times
    }

    /// Reads `MO,WE 09:00-12:00`, `FREQ=MONTHLY;BYDAY=1SA 10:00-12:00` or `always`.
    ///
    /// # Errors
    /// `Invalid` with how to write it.
    pub fn parse(text: &str) -> Result<Self> {
        let text = text.trim();
        if text.eq_ignore_ascii_case("always") {
            return Self::new("FREQ=DAILY", None, None);
        }
        let (rule, times) = match text.rsplit_once(' ') {
            Some((rule, times)) => (rule.trim(), Some(times.split_once(['-', '–']).ok_or_else(wrong)?)),
            None => (text, None),
        };
        let (opens, closes) = times.unzip();
        let rule = if rule.contains('=') { rule.to_owned() } else { format!("FREQ=WEEKLY;BYDAY={rule}") };
        Self::new(&rule, opens, closes)
    }

    /// As [`Hours::parse`] reads it.
    pub fn text(&self) -> String {
        let rule = match self.rule.strip_prefix("FREQ=WEEKLY;BYDAY=") {
            Some(days) if !days.contains(';') => days,
            _ if self.rule == "FREQ=DAILY" && self.times.is_none() => return "always".into(),
            _ => &self.rule,
        };
        match self.times {
            Some((opens, closes)) => format!("{rule} {}-{}", opens.format("%H:%M"), closes.format("%H:%M")),
            None => rule.to_owned(),
        }
    }

    /// Several, with ` | ` between them; what is said twice counts once.
    ///
    /// # Errors
    /// `Invalid` with how to write it, or for more than [`HOURS_MAX`].
    pub fn parse_all(text: &str) -> Result<Vec<Self>> {
        let mut all: Vec<Self> = Vec::new();
        for part in text.split('|').filter(|part| !part.trim().is_empty()) {
            let hours = Self::parse(part)?;
            if all.contains(&hours) {
                continue;
            }
            if all.len() == HOURS_MAX {
                return Err(Error::invalid(FIELD, format!("At most {HOURS_MAX} rules say when a place is open.")));
            }
            all.push(hours);
        }
        Ok(all)
    }
}

fn time(text: &str) -> Result<NaiveTime> {
    let text = text.trim();
    let text = text.strip_suffix('Z').unwrap_or(text);
    NaiveTime::parse_from_str(text, "%H:%M")
        .or_else(|_| NaiveTime::parse_from_str(text, "%H:%M:%S"))
        .map_err(|_| wrong())
}

/// The parts that a rule may have (RFC 5545, section 3.3.10, of whole days), in upper case and in their order.
fn checked(rule: &str) -> Result<String> {
    let rule = rule.trim().to_ascii_uppercase();
    let rule = rule.strip_prefix("RRULE:").unwrap_or(&rule);
    if rule.len() > RULE_MAX {
        return Err(wrong());
    }
    let mut seen = Vec::new();
    for part in rule.split(';') {
        let (name, value) = part.split_once('=').ok_or_else(wrong)?;
        let each = |fits: fn(&str) -> bool| value.split(',').all(fits);
        let fits = match name {
            "FREQ" => ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"].contains(&value),
            "INTERVAL" | "COUNT" => value.parse::<u16>().is_ok_and(|number| number > 0),
            "BYDAY" => each(is_day),
            "BYMONTHDAY" => each(|day| day.parse::<i8>().is_ok_and(|day| (1..=31).contains(&day.unsigned_abs()))),
            "BYMONTH" => each(|month| month.parse::<u8>().is_ok_and(|month| (1..=12).contains(&month))),
            "BYSETPOS" => {
                each(|place| place.parse::<i16>().is_ok_and(|place| (1..=366).contains(&place.unsigned_abs())))
            }
            "WKST" => DAYS.contains(&value),
            "UNTIL" => {
                value.len() <= 16
                    && value.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'T' | b'Z'))
                    && value.len() >= 8
            }
            _ => false,
        };
        if !fits || seen.contains(&name) {
            return Err(wrong());
        }
        seen.push(name);
    }
    if seen.first() != Some(&"FREQ") || (seen.contains(&"COUNT") && seen.contains(&"UNTIL")) {
        return Err(wrong());
    }
    // All seven days are every day, in one spelling.
    let every_day = rule
        .strip_prefix("FREQ=WEEKLY;BYDAY=")
        .is_some_and(|days| DAYS.iter().all(|day| days.split(',').any(|d| d == *day)));
    Ok(if every_day { "FREQ=DAILY".to_owned() } else { rule.to_owned() })
}

const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// `MO`, `1SA`, `-1FR`.
fn is_day(text: &str) -> bool {
    let Some((number, day)) = text.len().checked_sub(2).and_then(|at| text.split_at_checked(at)) else { return false };
    DAYS.contains(&day)
        && (number.is_empty() || number.parse::<i8>().is_ok_and(|week| (1..=53).contains(&week.unsigned_abs())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_and_what_programs_write_are_read_and_written_alike() {
        for (text, rule) in [
            ("MO,WE 09:00-12:00", "FREQ=WEEKLY;BYDAY=MO,WE"),
            ("FREQ=MONTHLY;BYDAY=1SA 10:00-12:00", "FREQ=MONTHLY;BYDAY=1SA"),
            ("FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYDAY=-1FR"),
            ("always", "FREQ=DAILY"),
            ("FREQ=DAILY 07:00-19:30", "FREQ=DAILY"),
            ("SA", "FREQ=WEEKLY;BYDAY=SA"),
        ] {
            let hours = Hours::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!((hours.rule(), hours.text().as_str()), (rule, text));
            let json = serde_json::to_string(&hours).unwrap();
            assert_eq!(serde_json::from_str::<Hours>(&json).unwrap(), hours);
        }
        assert_eq!(Hours::parse("mo 9:00-12:00:00").unwrap().text(), "MO 09:00-12:00");
        assert_eq!(Hours::parse_all("MO 09:00-12:00 | TU 10:00-11:00 |").unwrap().len(), 2);
    }

    #[test]
    fn what_is_said_twice_counts_once() {
        let all = Hours::parse_all("TU 10:00-12:00 | MO 10:00-12:00 | tu 10:00-12:00").unwrap();
        assert_eq!(all, [Hours::parse("TU 10:00-12:00").unwrap(), Hours::parse("MO 10:00-12:00").unwrap()]);
        let often = vec!["MO 10:00-12:00"; HOURS_MAX + 1].join("|");
        assert_eq!(Hours::parse_all(&often).unwrap().len(), 1);
    }

    #[test]
    fn what_is_no_rule_is_refused_with_how_to_write_it() {
        for text in [
            "Mondays",
            "MO 9-12",
            "MO 25:00-26:00",
            "MO 09:00",
            "FREQ=HOURLY",
            "BYDAY=MO",
            "FREQ=WEEKLY;BYDAY=XX",
            "FREQ=WEEKLY;FREQ=DAILY",
            "FREQ=DAILY;COUNT=0",
            "FREQ=DAILY;COUNT=2;UNTIL=20270101",
            "FREQ=DAILY;X=1",
            "é",
            "",
            "FREQ=WEEKLY;BYDAY=54MO",
            "0é",
        ] {
            let refused = Hours::parse(text).unwrap_err();
            assert!(refused.field() == Some("hours") && refused.text().contains("MO,WE 09:00-12:00"), "{text}");
        }
    }
}

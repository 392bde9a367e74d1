//! What the Mastodon API says, with the names, types and nulls of docs.joinmastodon.org/entities.

pub mod account;
pub mod filter;
pub mod hearing;
pub mod instance;
pub mod media;
pub mod need;
pub mod notices;
pub mod poll;
pub mod scheduled;
pub mod social;
pub mod status;

use crate::clock::Moment;
use chrono::SecondsFormat;

/// The day of a moment, as apps read moments: when somebody came is nobody's business to the second.
pub fn day(moment: Moment) -> String {
    format!("{}T00:00:00.000Z", moment.format("%Y-%m-%d"))
}

/// A moment as apps read it: `2026-11-23T07:00:00.000Z`.
pub fn at(moment: Moment) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Millis, true)
}

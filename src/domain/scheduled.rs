//! A post that waits for its time.

use crate::clock::Moment;
use crate::domain::apps::PostedWith;
use crate::domain::key::{AppId, MediumId, MemberId, ScheduledId, StatusId};
use crate::domain::poll;
use crate::domain::privacy::{Guarded, Key, Oneself};
use crate::domain::status::{Draft, Visibility};
use crate::error::{Error, Result};
use chrono::{DateTime, Datelike, Duration, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// Most posts of a member that wait, as in Mastodon.
pub const WAITING_MAX: i64 = 300;
/// Most of them on one day (UTC), as in Mastodon.
pub const A_DAY_MAX: i64 = 25;
/// How many years ahead a post may be planned.
const YEARS_MAX: i32 = 5;

/// How long a post waits at least: what is sooner is posted at once, by hand.
pub fn least_wait() -> Duration {
    Duration::minutes(5)
}

/// What is to be posted. What a later version adds is not said in what waits from before: each such field needs a default,
/// or nothing that waits can be read any more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Planned {
    /// What it says.
    pub draft: Draft,
    /// Who may read it.
    pub visibility: Visibility,
    /// What it answers.
    pub in_reply_to: Option<StatusId>,
    /// What hangs on it, in its order.
    pub media: Vec<MediumId>,
    /// What it asks.
    pub poll: Option<poll::Draft>,
    /// The app in which it was written.
    pub with: Option<PostedWith>,
    /// Which app that is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub app: Option<AppId>,
}

/// A post that waits for its time.
#[derive(Clone, Debug)]
pub struct Scheduled {
    /// Its row.
    pub id: ScheduledId,
    /// Whose it is.
    pub member: MemberId,
    /// When it is to be posted.
    pub at: Moment,
    /// Whether it could not be posted then, and waits for another time.
    pub held: bool,
    /// What it is.
    pub planned: Guarded<Oneself, Planned>,
}

impl Scheduled {
    /// What is to hang on it, for its author.
    pub fn media_for(&self, reader: MemberId) -> Vec<MediumId> {
        Key::of_owner(self.member, reader).map(|key| self.planned.open(&key).media.clone()).unwrap_or_default()
    }
}

/// When a post is to be posted, as apps write it; without a zone it is UTC.
///
/// # Errors
/// `Invalid` when it is no time, too soon, or years away; in the words of Mastodon, by which apps know what is wrong.
pub fn time(text: &str, now: Moment) -> Result<Moment> {
    let invalid = |text| Error::invalid("scheduled_at", text);
    let with_zone = DateTime::parse_from_rfc3339(text).map(|time| time.to_utc());
    let plain = || NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").map(|time| time.and_utc());
    let at = with_zone.or_else(|_| plain()).map_err(|_| invalid("Record invalid"))?;
    if at < now + least_wait() {
        return Err(invalid(
            "Validation failed: Scheduled at The scheduled date must be in the future: at least five minutes from now.",
        ));
    }
    if at.year() > now.year() + YEARS_MAX {
        return Err(invalid("`scheduled_at` is too many years ahead."));
    }
    Ok(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;

    #[test]
    fn a_time_is_ahead_and_not_too_far() {
        let now = Clock::system().now();
        let soon = now + Duration::minutes(6);
        assert_eq!(time(&soon.to_rfc3339(), now).unwrap(), soon);
        let plain = soon.format("%Y-%m-%dT%H:%M:%S").to_string();
        assert_eq!(time(&plain, now).unwrap().timestamp(), soon.timestamp());
        for wrong in [
            (now + Duration::minutes(4)).to_rfc3339(),
            (now - Duration::days(1)).to_rfc3339(),
            (now + Duration::days(366 * 7)).to_rfc3339(),
            "tomorrow".into(),
            "+262000-01-01T00:00:00Z".into(),
        ] {
            assert_eq!(time(&wrong, now).unwrap_err().field(), Some("scheduled_at"), "{wrong}");
        }
    }
}

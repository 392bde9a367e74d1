//! What members hear of, put together: who liked the same post within half a day is one notice.

use crate::clock::Moment;
use crate::domain::key::{NotificationId, StatusId};
use crate::domain::status::NotificationKind;
use std::fmt;

/// What is put together. Needs and offers are among none of these: nobody likes or tells on them (value V2).
pub const GROUPED: [NotificationKind; 3] =
    [NotificationKind::Favourite, NotificationKind::Reblog, NotificationKind::Follow];

/// How many seconds lie within what is put together.
pub const SPAN: i64 = 12 * 3_600;

/// The last half day that is one: in the year 9000, which both databases can write.
const BUCKET_MAX: i64 = 7_030 * 365 * 2;

/// Which notices belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GroupKey {
    /// One alone.
    One(NotificationId),
    /// Those of a kind, about one post or none, within half a day.
    Many {
        /// Why.
        kind: NotificationKind,
        /// About what.
        about: Option<StatusId>,
        /// Which half day since 1970.
        bucket: i64,
    },
}

impl GroupKey {
    /// The key of a notice, where these kinds are put together.
    pub fn of(
        (id, kind, about): (NotificationId, NotificationKind, Option<StatusId>),
        at: Moment,
        together: &[NotificationKind],
    ) -> Self {
        if GROUPED.contains(&kind) && together.contains(&kind) {
            Self::Many { kind, about, bucket: at.timestamp().div_euclid(SPAN) }
        } else {
            Self::One(id)
        }
    }

    /// As an app sends it back; nothing for what is no key.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(id) = text.strip_prefix("ungrouped-") {
            return id.parse().ok().map(Self::One);
        }
        let mut parts = text.split('-');
        let kind = NotificationKind::parse(parts.next()?).filter(|kind| GROUPED.contains(kind))?;
        let about = match kind {
            NotificationKind::Follow => None,
            _ => Some(parts.next()?.parse().ok()?),
        };
        let bucket = parts.next()?.parse().ok().filter(|bucket| (0..=BUCKET_MAX).contains(bucket))?;
        parts.next().is_none().then_some(Self::Many { kind, about, bucket })
    }
}

impl fmt::Display for GroupKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::One(id) => write!(f, "ungrouped-{id}"),
            Self::Many { kind, about: Some(about), bucket } => write!(f, "{}-{about}-{bucket}", kind.as_str()),
            Self::Many { kind, about: None, bucket } => write!(f, "{}-{bucket}", kind.as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_was_written_and_nothing_else_is_one() {
        let (id, at) = (NotificationId(7), Moment::from_timestamp(7 * SPAN + 3, 0).unwrap());
        for (kind, about) in [
            (NotificationKind::Favourite, Some(StatusId(5))),
            (NotificationKind::Reblog, Some(StatusId(5))),
            (NotificationKind::Follow, None),
            (NotificationKind::Mention, Some(StatusId(5))),
        ] {
            let key = GroupKey::of((id, kind, about), at, &GROUPED);
            assert_eq!(GroupKey::parse(&key.to_string()), Some(key));
            assert_eq!(GroupKey::of((id, kind, about), at, &[]), GroupKey::One(id));
        }
        for wrong in [
            "",
            "ungrouped-",
            "ungrouped-x",
            "favourite-7",
            "favourite-5-7-1",
            "mention-5-7",
            "follow-",
            "follow-x",
            "follow--1",
            "favourite-5-9223372036854775807",
        ] {
            assert_eq!(GroupKey::parse(wrong), None, "{wrong}");
        }
    }
}

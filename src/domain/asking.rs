//! How often the network asks a member for something: no more often in a week than they say (value V8), and never all of it at
//! once, so that whoever asks for nothing many times silences nobody who asks after them.

use crate::clock::Moment;
use chrono::Duration;

/// How long it counts that a member was asked: a week that moves along, not one that begins on a Monday.
pub fn week() -> Duration {
    Duration::days(7)
}

/// Whether a member who says `most` times a week, and was asked at these times, may be asked now. The first half of a week's
/// times may come close together; the rest is spread over the week. So, whatever strangers send, nobody who is asked twice a
/// week or more hears nothing for longer than half a week while somebody waits.
pub fn may_be_asked(most: u8, before: &[Moment], now: Moment) -> bool {
    let counted: Vec<Moment> = before.iter().copied().filter(|asked| *asked > now - week()).collect();
    let at_once = most.div_ceil(2);
    match counted.iter().max() {
        None => most > 0,
        Some(_) if counted.len() < usize::from(at_once) => true,
        Some(last) if counted.len() < usize::from(most) => now - *last >= week() / i32::from(most - at_once + 1),
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::domain::profile::HIGHEST_ASK_CAP;

    /// When somebody is told to whom something could be told in each hour of five weeks.
    fn told(most: u8, from: Moment) -> Vec<Moment> {
        let mut told = Vec::new();
        for hour in 0..5 * 7 * 24 {
            let now = from + Duration::hours(hour);
            if may_be_asked(most, &told, now) {
                told.push(now);
            }
        }
        told
    }

    #[test]
    fn value_08_nobody_is_asked_more_often_in_any_week_than_they_say_nor_left_out_for_long() {
        let from = Clock::system().now();
        assert!(told(0, from).is_empty(), "0 is never");
        for most in 1..=HIGHEST_ASK_CAP {
            let told = told(most, from);
            assert!(
                told.windows(usize::from(most) + 1).all(|some| some[usize::from(most)] - some[0] >= week()),
                "{most}"
            );
            let longest = if most == 1 { week() } else { week() / 2 };
            assert!(told.windows(2).all(|two| two[1] - two[0] <= longest + Duration::hours(1)), "{most}: {told:?}");
            assert_eq!(
                told[usize::from(most.div_ceil(2)) - 1] - from,
                Duration::hours(i64::from(most.div_ceil(2)) - 1)
            );
        }
    }

    #[test]
    fn value_08_three_times_a_week_are_two_at_once_and_one_kept_for_half_a_week_later() {
        let now = Clock::system().now();
        let ago = |hours: i64| now - Duration::hours(hours);
        assert!(may_be_asked(3, &[ago(0)], now));
        assert!(!may_be_asked(3, &[ago(0), ago(1)], now));
        assert!(!may_be_asked(3, &[ago(83), ago(84)], now) && may_be_asked(3, &[ago(84), ago(85)], now));
        assert!(!may_be_asked(3, &[ago(84), ago(166), ago(167)], now));
        assert!(may_be_asked(3, &[ago(84), ago(168), ago(169)], now), "what is a week ago counts no more");
    }
}

//! Where an app wants to hear of what happens, of what, and from whom (Web Push, RFC 8030). S: nobody else reads it.

use crate::clock::Moment;
use crate::domain::listing::words;
use crate::domain::status::{NotificationKind, Visibility};
use crate::error::{Error, Result};
use base64::Engine;
use base64::engine::general_purpose::GeneralPurpose;
use base64::engine::{DecodePaddingMode, GeneralPurposeConfig};
use chrono::Duration;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;
use url::Url;

/// Longest address of a push server, in bytes.
pub const ENDPOINT_MAX: usize = 2_048;
/// Most places that one member's apps have: beyond it, the oldest goes.
pub const SUBSCRIPTIONS_MAX: usize = 20;
/// How often a message is tried at most.
pub const ATTEMPTS_MAX: i64 = 10;

/// What apps may ask to hear of, in the words of the Mastodon API. What never happens here may be asked for all the same.
pub const ALERTS: [&str; 10] = [
    "mention",
    "status",
    "reblog",
    "follow",
    "follow_request",
    "favourite",
    "poll",
    "update",
    "admin.sign_up",
    "admin.report",
];

/// How long a message is worth telling. Push servers keep it no longer, either.
pub fn life() -> Duration {
    Duration::hours(48)
}

/// When a message that failed for the `attempts`-th time is tried again: 30 seconds, then twice as long each time.
pub fn wait_after(attempts: i64) -> Duration {
    Duration::seconds(30 << attempts.clamp(0, ATTEMPTS_MAX))
}

words! {
    /// From whom an app wants to hear.
    Policy {
        /// From everyone.
        All = "all",
        /// From those whom the member follows.
        Followed = "followed",
        /// From those who follow the member.
        Follower = "follower",
        /// From nobody.
        None = "none",
    }
}

/// Where an app is told, and the keys that only it can open what it is told with.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The push server's address for this app.
    pub endpoint: Url,
    /// Its public key: an uncompressed point of P-256.
    pub key: Vec<u8>,
    /// The secret that only it and we know.
    pub auth: Vec<u8>,
    /// Whether it reads RFC 8291; otherwise the draft before it (`aesgcm`).
    pub standard: bool,
}

/// A subscription.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// Where.
    pub target: Target,
    /// The token that it belongs to: apps tell by it whose message it is.
    pub token: String,
    /// Of what, of [`ALERTS`].
    pub alerts: BTreeSet<String>,
    /// From whom.
    pub policy: Policy,
}

// Neither where nor with which keys stands in a log.
impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Target(…)")
    }
}

impl fmt::Debug for Subscription {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Subscription(…)")
    }
}

/// Base 64 of either alphabet, with or without its padding: browsers and apps differ.
fn from_base64(text: &str) -> Option<Vec<u8>> {
    let config = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let plain: String = text.trim().chars().map(|c| if c == '+' { '-' } else { c }).collect();
    let engine = GeneralPurpose::new(&base64::alphabet::URL_SAFE, config);
    engine.decode(plain.replace('/', "_")).ok()
}

impl Target {
    /// As an app says it. Whether its key is one, and its address may be asked, is for whoever uses them to say.
    ///
    /// # Errors
    /// `Invalid` for what cannot be an address, a key or a secret.
    pub fn parse(endpoint: &str, key: &str, auth: &str, standard: bool) -> Result<Self> {
        let wrong = || Error::invalid("subscription[endpoint]", "`subscription[endpoint]` is not an address.");
        if endpoint.len() > ENDPOINT_MAX {
            return Err(Error::invalid(
                "subscription[endpoint]",
                format!("`subscription[endpoint]` is longer than {ENDPOINT_MAX} bytes."),
            ));
        }
        let endpoint = Url::parse(endpoint.trim()).map_err(|_| wrong())?;
        let no_key =
            || Error::invalid("subscription[keys][p256dh]", "`subscription[keys][p256dh]` is no key of P-256.");
        let key = from_base64(key).filter(|key| key.len() == 65 && key[0] == 4).ok_or_else(no_key)?;
        let no_auth = || Error::invalid("subscription[keys][auth]", "`subscription[keys][auth]` is not 16 bytes.");
        let auth = from_base64(auth).filter(|auth| auth.len() == 16).ok_or_else(no_auth)?;
        Ok(Self { endpoint, key, auth, standard })
    }
}

/// What there is to be told.
#[derive(Clone, Copy, Debug)]
pub struct News {
    /// What happened.
    pub kind: NotificationKind,
    /// Who may read the post that it is about, if it is about one.
    pub visibility: Option<Visibility>,
    /// The member rests.
    pub resting: bool,
    /// The member follows who did it.
    pub followed: bool,
    /// Who did it follows the member.
    pub follower: bool,
}

impl Subscription {
    /// Whether its app is told. Whoever rests is left alone, but for what somebody says to them in private: that may be
    /// about what they agreed on (value V8).
    pub fn wants(&self, news: &News) -> bool {
        let spoken_to = news.kind == NotificationKind::Mention && news.visibility == Some(Visibility::Direct);
        let from = match self.policy {
            Policy::All => true,
            Policy::Followed => news.followed,
            Policy::Follower => news.follower,
            Policy::None => false,
        };
        from && self.alerts.contains(news.kind.as_str()) && (!news.resting || spoken_to)
    }
}

/// Whether a message that was made then is worth trying once more.
pub fn is_worth(attempts: i64, created_at: Moment, now: Moment) -> bool {
    attempts < ATTEMPTS_MAX && now - created_at < life()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "BCEkBjzL8Z3C-oi2Q7oE5t2Np-p7osjGLg93qUP0wvqRT21EEWyf0cQDQcakQMqz4hQKYOQ3il2nNZct4HgAUQU=";

    fn subscription(policy: Policy, alerts: &[&str]) -> Subscription {
        let target = Target::parse("https://push.example/x", KEY, "R29vIGdvbyBnJyBqb29iIQ", true).unwrap();
        let alerts = alerts.iter().map(|alert| (*alert).to_owned()).collect();
        Subscription { target, token: "t".into(), alerts, policy }
    }

    #[test]
    fn keys_are_read_in_each_alphabet_and_nothing_else_is_one() {
        let plain = KEY.trim_end_matches('=').replace('-', "+").replace('_', "/");
        let auth = "R29vIGdvbyBnJyBqb29iIQ==";
        let one = Target::parse("https://push.example/x", KEY, auth, false).unwrap();
        assert_eq!(one, Target::parse(" https://push.example/x ", &plain, auth.trim_end_matches('='), false).unwrap());
        let long = format!("https://push.example/{}", "x".repeat(ENDPOINT_MAX));
        for (endpoint, key, auth) in [
            ("nowhere", KEY, auth),
            (long.as_str(), KEY, auth),
            ("https://push.example/x", "BCEk", auth),
            ("https://push.example/x", "", auth),
            ("https://push.example/x", KEY, "R29v"),
            ("https://push.example/x", KEY, "!"),
        ] {
            assert!(Target::parse(endpoint, key, auth, true).is_err(), "{endpoint} {key} {auth}");
        }
        assert!(!format!("{one:?}").contains("push.example"));
    }

    #[test]
    fn value_08_who_rests_is_left_alone_but_for_what_is_said_to_them_alone() {
        let all = subscription(Policy::All, &["mention", "favourite"]);
        let news = News {
            kind: NotificationKind::Mention,
            visibility: Some(Visibility::Public),
            resting: false,
            followed: false,
            follower: false,
        };
        assert!(all.wants(&news));
        assert!(!all.wants(&News { resting: true, ..news }));
        assert!(all.wants(&News { resting: true, visibility: Some(Visibility::Direct), ..news }));
        assert!(!all.wants(&News { kind: NotificationKind::Reblog, ..news }));
        let kind = NotificationKind::Favourite;
        assert!(!all.wants(&News { resting: true, visibility: Some(Visibility::Direct), kind, ..news }));
        for (policy, followed, follower) in
            [(Policy::Followed, true, false), (Policy::Follower, false, true), (Policy::None, false, false)]
        {
            let some = subscription(policy, &["mention"]);
            assert!(!some.wants(&news), "{policy:?}");
            let near = News { followed, follower, ..news };
            assert_eq!(some.wants(&near), policy != Policy::None, "{policy:?}");
        }
    }

    #[test]
    fn trying_again_takes_longer_each_time_and_ends() {
        let now = crate::clock::Clock::system().now();
        assert_eq!(wait_after(1), Duration::seconds(60));
        assert!(wait_after(ATTEMPTS_MAX) > wait_after(ATTEMPTS_MAX - 1));
        assert!(is_worth(ATTEMPTS_MAX - 1, now, now) && !is_worth(ATTEMPTS_MAX, now, now));
        assert!(!is_worth(0, now - life(), now));
    }
}

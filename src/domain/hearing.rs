//! Of whom a member wants to hear, and of whom only when they look for it: rules of their own, for themselves alone (S).

use crate::clock::Moment;
use crate::domain::key::ActorId;
use crate::domain::listing::words;
use crate::domain::status::NotificationKind;
use crate::error::{Error, Result};
use chrono::Duration;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Most accounts of which a member said that they want to hear of them, whatever their rules say.
pub const HEARD_MAX: usize = 1_000;

/// An account that was seen for the first time since then is new.
pub fn new_for() -> Duration {
    Duration::days(30)
}

words! {
    /// What becomes of a notification.
    Answer {
        /// It is told.
        Accept = "accept",
        /// It waits among the requests.
        Filter = "filter",
        /// It is not kept.
        Drop = "drop",
    }
}

/// What somebody is to a member who would hear of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sender {
    /// Whether the member follows them.
    pub followed: bool,
    /// Whether they follow the member.
    pub follower: bool,
    /// Whether they are new.
    pub new: bool,
    /// Whether they speak to the member alone, and not in answer to the member's own words.
    pub private: bool,
    /// Whether the network keeps them at a distance.
    pub limited: bool,
}

/// What becomes of notifications, by who is behind them. Where several rules fit, the strictest counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rules {
    /// By whom the member does not follow.
    pub for_not_following: Answer,
    /// By who does not follow the member.
    pub for_not_followers: Answer,
    /// By new accounts, unless the member follows them.
    pub for_new_accounts: Answer,
    /// Messages to the member alone, unless the member follows who writes them, or wrote first.
    pub for_private_mentions: Answer,
    /// By accounts that the network keeps at a distance, unless the member follows them.
    pub for_limited_accounts: Answer,
    /// Whom the member wants to hear all the same.
    pub heard: BTreeSet<ActorId>,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            for_not_following: Answer::Accept,
            for_not_followers: Answer::Accept,
            for_new_accounts: Answer::Accept,
            for_private_mentions: Answer::Accept,
            for_limited_accounts: Answer::Filter,
            heard: BTreeSet::new(),
        }
    }
}

/// What a member changes of it; what is `None` stays as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// See [`Rules::for_not_following`].
    pub not_following: Option<Answer>,
    /// See [`Rules::for_not_followers`].
    pub not_followers: Option<Answer>,
    /// See [`Rules::for_new_accounts`].
    pub new_accounts: Option<Answer>,
    /// See [`Rules::for_private_mentions`].
    pub private_mentions: Option<Answer>,
    /// See [`Rules::for_limited_accounts`].
    pub limited_accounts: Option<Answer>,
}

/// Whether rules are for notices of this kind: not for what a member asked to be told.
pub fn is_judged(kind: NotificationKind) -> bool {
    !matches!(kind, NotificationKind::Poll | NotificationKind::Update | NotificationKind::Status)
}

/// Whether an account that was first seen then is new.
pub fn is_new(since: Moment, now: Moment) -> bool {
    now - since < new_for()
}

impl Rules {
    /// What becomes of what such an account does.
    pub fn judge(&self, sender: Sender) -> Answer {
        let rules = [
            (!sender.followed, self.for_not_following),
            (!sender.follower, self.for_not_followers),
            (sender.new && !sender.followed, self.for_new_accounts),
            (sender.private && !sender.followed, self.for_private_mentions),
            (sender.limited && !sender.followed, self.for_limited_accounts),
        ];
        let fit = || rules.iter().filter(|(fits, _)| *fits).map(|(_, answer)| *answer);
        [Answer::Drop, Answer::Filter]
            .into_iter()
            .find(|strict| fit().any(|answer| answer == *strict))
            .unwrap_or(Answer::Accept)
    }

    /// Whether nothing but what the network keeps at a distance is held back: then nobody has to be looked up.
    pub fn only_limit(&self) -> bool {
        let all = [self.for_not_following, self.for_not_followers, self.for_new_accounts, self.for_private_mentions];
        all.iter().all(|answer| *answer == Answer::Accept)
    }

    /// Changes what is said.
    pub fn change(&mut self, change: Change) {
        self.for_not_following = change.not_following.unwrap_or(self.for_not_following);
        self.for_not_followers = change.not_followers.unwrap_or(self.for_not_followers);
        self.for_new_accounts = change.new_accounts.unwrap_or(self.for_new_accounts);
        self.for_private_mentions = change.private_mentions.unwrap_or(self.for_private_mentions);
        self.for_limited_accounts = change.limited_accounts.unwrap_or(self.for_limited_accounts);
    }

    /// Wants to hear of an account, whatever the rules say.
    ///
    /// # Errors
    /// `Conflict` for more than [`HEARD_MAX`].
    pub fn hear(&mut self, who: ActorId) -> Result<()> {
        self.heard.insert(who);
        if self.heard.len() > HEARD_MAX {
            let text = format!("You let {HEARD_MAX} accounts through already. Please change your rules instead.");
            return Err(Error::conflict(text));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strictest_rule_that_fits_counts() {
        let mut rules = Rules::default();
        let stranger = Sender { new: true, private: true, ..Sender::default() };
        assert_eq!(rules.judge(stranger), Answer::Accept);
        assert_eq!(rules.judge(Sender { limited: true, ..stranger }), Answer::Filter);
        assert!(rules.only_limit());
        rules.change(Change {
            new_accounts: Some(Answer::Filter),
            private_mentions: Some(Answer::Drop),
            ..Change::default()
        });
        assert!(!rules.only_limit());
        for (sender, answer) in [
            (stranger, Answer::Drop),
            (Sender { private: false, ..stranger }, Answer::Filter),
            (Sender { followed: true, ..stranger }, Answer::Accept),
            (Sender::default(), Answer::Accept),
        ] {
            assert_eq!(rules.judge(sender), answer, "{sender:?}");
        }
        rules.change(Change { not_followers: Some(Answer::Filter), ..Change::default() });
        assert_eq!(rules.judge(Sender { followed: true, ..stranger }), Answer::Filter);
        assert_eq!(rules.judge(Sender { followed: true, follower: true, ..stranger }), Answer::Accept);
    }

    #[test]
    fn so_many_are_let_through() {
        let mut rules = Rules::default();
        for id in 0..HEARD_MAX as i64 {
            rules.hear(ActorId(id)).unwrap();
        }
        rules.hear(ActorId(0)).unwrap();
        assert!(rules.hear(ActorId(-1)).is_err());
    }
}

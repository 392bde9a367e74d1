//! Polls: totals, and what one voted oneself.

use super::at;
use crate::clock::Moment;
use crate::domain::key::StatusId;
use crate::domain::poll::Poll;
use crate::domain::privacy::{Key, Matched};
use chrono::Duration;
use serde::Serialize;
use serde_json::Value;

/// `Poll`. Its id is that of its status.
#[derive(Clone, Debug, Serialize)]
pub struct PollEntity {
    id: StatusId,
    expires_at: Option<String>,
    expired: bool,
    multiple: bool,
    votes_count: i64,
    voters_count: Option<i64>,
    options: Vec<OptionEntity>,
    emojis: Vec<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    voted: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    own_votes: Option<Vec<usize>>,
    /// When it ends, and how long that is from now on.
    #[serde(skip)]
    end: Option<(Moment, Duration)>,
}

/// What can be chosen in a poll, as one reader sees it.
#[derive(Clone, Copy, Debug)]
pub struct Choice<'a> {
    /// Its words.
    pub words: &'a str,
    /// How many chose it, where that may be told.
    pub votes: Option<i64>,
    /// Whether this reader did.
    pub own: bool,
}

/// `Poll::Option`.
#[derive(Clone, Debug, Serialize)]
struct OptionEntity {
    title: String,
    votes_count: Option<i64>,
}

/// Who looks at a poll, when somebody is signed in.
#[derive(Clone, Copy, Debug)]
pub struct Voter<'a> {
    /// Whether it is their own.
    pub author: bool,
    /// What they voted, if they did.
    pub vote: Option<&'a [usize]>,
}

impl PollEntity {
    /// What can be chosen.
    pub fn options(&self) -> impl Iterator<Item = &str> {
        self.options.iter().map(|option| option.title.as_str())
    }

    /// The same with how many chose each.
    pub fn choices(&self) -> impl Iterator<Item = Choice<'_>> {
        let own = self.own_votes.as_deref().unwrap_or_default();
        self.options.iter().enumerate().map(move |(place, option)| Choice {
            words: &option.title,
            votes: option.votes_count,
            own: own.contains(&place),
        })
    }

    /// How many people voted, as far as that is known.
    pub fn voters(&self) -> Option<i64> {
        self.voters_count
    }

    /// Whether one may choose several.
    pub fn is_multiple(&self) -> bool {
        self.multiple
    }

    /// Whether it has ended.
    pub fn is_over(&self) -> bool {
        self.expired
    }

    /// When it ends, and how long that is from now on; nothing where it has no end.
    pub fn end(&self) -> Option<(Moment, Duration)> {
        self.end
    }

    /// Whether this reader voted.
    pub fn has_voted(&self) -> bool {
        self.own_votes.as_ref().is_some_and(|own| !own.is_empty())
    }

    /// Whether this reader asks it. An author is told to have voted, and has chosen nothing.
    pub fn is_own(&self) -> bool {
        self.voted == Some(true) && !self.has_voted()
    }

    /// Whether this reader can vote now.
    pub fn can_vote(&self) -> bool {
        self.voted == Some(false) && !self.expired
    }

    /// As a reader of its status sees it.
    pub fn new(poll: &Poll, key: &Key<Matched>, voter: Option<Voter<'_>>, now: Moment) -> Self {
        let shown = poll.shows_totals(now);
        let options = poll.options.open(key).iter().zip(&poll.tally.counts);
        Self {
            id: poll.status,
            expires_at: poll.ends_at.map(at),
            expired: poll.is_over(now),
            multiple: poll.multiple,
            votes_count: poll.tally.votes(),
            voters_count: poll.tally.voters,
            options: options
                .map(|(title, count)| OptionEntity { title: title.clone(), votes_count: shown.then_some(*count) })
                .collect(),
            emojis: Vec::new(),
            // An author is not asked, as if they had voted.
            voted: voter.map(|voter| voter.author || voter.vote.is_some()),
            own_votes: voter.map(|voter| voter.vote.unwrap_or_default().to_vec()),
            end: poll.ends_at.map(|end| (end, end - now)),
        }
    }
}

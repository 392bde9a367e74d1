//! Polls: totals, and what one voted oneself.

use super::at;
use crate::clock::Moment;
use crate::domain::key::StatusId;
use crate::domain::poll::Poll;
use crate::domain::privacy::{Key, Matched};
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
        }
    }
}

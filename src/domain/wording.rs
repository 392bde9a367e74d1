//! What a post said before it was changed: for whoever may read the post, and for a while.

use crate::clock::Moment;
use crate::domain::privacy::{Guarded, Matched};
use crate::domain::status::{Status, Words};
use chrono::Duration;

/// Most earlier wordings of a post that are kept: of more, the newest.
pub const WORDINGS_MAX: usize = 20;

/// How long a wording is kept after it was replaced: as long as somebody may wonder what was answered.
pub fn wording_life() -> Duration {
    Duration::days(30)
}

/// An earlier wording.
#[derive(Clone, Debug)]
pub struct Wording {
    /// What it said.
    pub words: Guarded<Matched, Words>,
    /// Whether it was folded at first.
    pub sensitive: bool,
    /// When it was written.
    pub written_at: Moment,
}

impl Wording {
    /// What a change replaces; nothing when it says the same.
    pub fn replaced(before: &Status, after: &Status) -> Option<Self> {
        let (was, is) = (before.words.open(&before.key_for_delivery()), after.words.open(&after.key_for_delivery()));
        if was.content == is.content && was.spoiler == is.spoiler && before.sensitive == after.sensitive {
            return None;
        }
        // How its author typed it is nobody's business any more.
        let words = Guarded::new(Words { source: None, ..was.clone() });
        let written_at = before.edited_at.unwrap_or(before.created_at);
        Some(Self { words, sensitive: before.sensitive, written_at })
    }
}

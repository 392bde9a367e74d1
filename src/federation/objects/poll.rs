//! What a post of another server asks, and a vote.

use crate::actions::receive_vote::Vote;
use crate::clock::Moment;
use crate::domain::poll::{Asked, Tally};
use crate::federation::wire::Note;
use crate::federation::wire::note::NoteKind;
use crate::federation::wire::question::{Closed, Count};

/// What a post asks; nothing where it is no poll, or one that cannot be read whole.
pub fn asked(note: &Note, now: Moment) -> Option<Asked> {
    if note.kind != NoteKind::Question {
        return None;
    }
    let multiple = !note.any_of.is_empty();
    let choices = if multiple { &note.any_of } else { &note.one_of };
    if choices.is_empty() {
        return None;
    }
    let ends_at = match note.closed {
        Some(Closed::At(end)) => Some(note.end_time.map_or(end, |planned| planned.min(end))),
        Some(Closed::Already) => Some(note.end_time.map_or(now, |planned| planned.min(now))),
        None => note.end_time,
    };
    Some(Asked {
        options: choices.iter().map(|choice| choice.name.as_str().to_owned()).collect(),
        multiple,
        tally: Tally {
            counts: choices.iter().map(|choice| choice.count.unwrap_or_default().get()).collect(),
            voters: note.voters_count.map(Count::get),
        },
        ends_at,
    })
}

/// A vote: a note that names an option of what it answers, and says nothing else.
pub fn vote(note: &Note) -> Option<Vote> {
    let option = note.name.as_ref().filter(|_| note.kind == NoteKind::Note)?;
    if note.text().is_some_and(|(html, _)| !html.is_empty()) {
        return None;
    }
    Some(Vote { status: note.in_reply_to.clone()?, option: option.as_str().to_owned() })
}

//! What another network says of an answer, for whoever of ours is its other side.

use super::reply::text_of;
use crate::actions::receive_words::Said;
use crate::domain::privacy::Guarded;
use crate::domain::{Addresses, text};
use crate::error::{Error, Result};
use crate::federation::wire::note::NoteKind;
use crate::federation::wire::{Addressees, Note};
use url::Url;

/// The words of a post about an answer. `to` and `cc` are those of the activity: who is named in either can read it.
///
/// # Errors
/// `BadRequest` for anything but a `Note` to our network alone.
pub fn from_wire(note: &Note, about: &Url, to: &Addressees, cc: &Addressees, here: &Addresses) -> Result<Said> {
    let network = here.network();
    let mut readers = [&note.to, &note.cc, to, cc].into_iter().flatten().peekable();
    let alone = readers.peek().is_some() && readers.all(|reader| *reader == network);
    if note.kind != NoteKind::Note || note.name.is_some() || !alone {
        return Err(Error::bad_request("What is said about an answer is a `Note` to the other network alone."));
    }
    let (words, language) = match note.text() {
        Some((html, language)) => (text_of(html), language.and_then(|tag| text::language("language", tag).ok())),
        None => (String::new(), None),
    };
    Ok(Said { ap_id: note.id.clone(), about: about.clone(), words: Guarded::new(words), language, at: note.published })
}

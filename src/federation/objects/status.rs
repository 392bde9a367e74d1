//! A post of another server that is no listing.

use crate::actions::receive_status::Said;
use crate::clock::Moment;
use crate::domain::Addresses;
use crate::domain::follow::Actor;
use crate::domain::markup::{MENTIONS_MAX, TAGS_MAX, escape};
use crate::domain::privacy::Guarded;
use crate::domain::status::{Visibility, Words};
use crate::domain::text;
use crate::federation::objects::{media, poll};
use crate::federation::sanitize;
use crate::federation::wire::note::NoteKind;
use crate::federation::wire::tag::{TagKind, mentions};
use crate::federation::wire::{Addressees, Note};
use url::Url;

/// What is kept of a post by `author`. Nothing of a vote. `to` and `cc` are those of the activity, for posts that do
/// not say for whom they are.
pub fn from_wire(
    note: Note,
    author: &Actor,
    to: &Addressees,
    cc: &Addressees,
    here: &Addresses,
    now: Moment,
) -> Option<Said> {
    if note.kind == NoteKind::Note && note.name.is_some() {
        return None;
    }
    let silent = note.to.is_absent() && note.cc.is_absent();
    let (to, cc) = if silent { (to, cc) } else { (&note.to, &note.cc) };
    let visibility = visibility(author, to, cc);
    let mut mentioned: Vec<Url> = Vec::new();
    // Whoever is addressed by name reads it, mentioned in its words or not. Collections are nobody's id and drop out.
    let addressed = to.iter().chain(cc).filter(|url| visibility == Visibility::Direct || here.is_spoken_to(url));
    for url in mentions(&note.tag).chain(addressed) {
        if !mentioned.contains(url) && *url != author.ap_id && mentioned.len() < MENTIONS_MAX {
            mentioned.push(url.clone());
        }
    }
    let tags = note.tag.iter().filter(|tag| tag.kind == TagKind::Hashtag);
    let tags = tags.map(|tag| tag.name.trim_start_matches('#').to_lowercase()).filter(|tag| !tag.is_empty());
    let tags = tags.take(TAGS_MAX).collect();
    let (content, language) = match note.text() {
        Some((html, language)) => (sanitize::post(html), language.and_then(|tag| text::language("language", tag).ok())),
        None => (String::new(), None),
    };
    let poll = poll::asked(&note, now);
    let title = note.name.as_ref().map(|name| format!("<p><strong>{}</strong></p>", escape(name.as_str())));
    let spoiler = note.summary.map(|summary| summary.into_string()).unwrap_or_default();
    Some(Said {
        ap_id: note.id,
        in_reply_to: note.in_reply_to,
        visibility,
        sensitive: note.sensitive || !spoiler.is_empty(),
        words: Guarded::new(Words { spoiler, content: title.unwrap_or_default() + &content, source: None }),
        mentioned,
        tags,
        poll,
        media: media::named(note.attachment),
        language,
        url: note.url.filter(|url| url.origin() == author.ap_id.origin()),
        created_at: note.published.unwrap_or(now),
        edited_at: note.updated,
    })
}

/// Who may read a post, by whom it is addressed to. What is not addressed to everyone or to the author's followers is
/// for those alone whom it names.
fn visibility(author: &Actor, to: &Addressees, cc: &Addressees) -> Visibility {
    let followers = author.followers.as_ref();
    if to.is_public() {
        Visibility::Public
    } else if cc.is_public() {
        Visibility::Unlisted
    } else if followers.is_some_and(|followers| to.contains(followers) || cc.contains(followers)) {
        Visibility::Private
    } else {
        Visibility::Direct
    }
}

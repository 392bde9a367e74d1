//! The words of a post that replies to a listing of ours.

use crate::actions::receive_reply::Reply;
use crate::domain::Addresses;
use crate::domain::privacy::Guarded;
use crate::federation::sanitize;
use crate::federation::wire::note::NoteKind;
use crate::federation::wire::text::Text;
use crate::federation::wire::{Addressees, Html, Note};
use crate::i18n::Lang;
use std::collections::HashSet;

/// Longest message that is kept, in characters: what most servers allow.
const MESSAGE_MAX: usize = 5_000;

/// A post as a reply to one of ours, or nothing if it is something else (a vote, an article, a reply to others).
/// `to` and `cc` are those of the activity: who is named in either can read it.
pub fn from_wire(note: Note, to: &Addressees, cc: &Addressees, here: &Addresses) -> Option<Reply> {
    let answers = note.in_reply_to.clone().filter(|url| url.origin() == here.base().origin())?;
    if note.kind != NoteKind::Note || note.name.is_some() {
        return None;
    }
    let mut readers = [&note.to, &note.cc, to, cc].into_iter().flatten().peekable();
    let direct = readers.peek().is_some() && readers.all(|reader| here.is_spoken_to(reader));
    let (words, language) = match note.text() {
        Some((html, language)) => (plain(html), language.and_then(Lang::from_tag)),
        None => (String::new(), None),
    };
    Some(Reply { note: note.id, answers, direct, words: Guarded::new(words), language })
}

/// HTML as plain text without the handles that a reply begins with, and cut where it is too long.
fn plain(html: &Html) -> String {
    let text = text_of(html);
    let mut rest = text.trim();
    while rest.starts_with('@') {
        rest = rest.split_once(char::is_whitespace).map_or("", |(_, rest)| rest.trim_start());
    }
    Text::<MESSAGE_MAX>::from(rest).into_string()
}

/// HTML as plain text: paragraphs and line breaks stay, everything else goes.
pub(super) fn text_of(html: &Html) -> String {
    let html = sanitize::untangled(html);
    let safe = ammonia::Builder::empty().tags(HashSet::from(["p", "br"])).clean(&html).to_string();
    // What is left holds these two tags without attributes, and these entities.
    let text = safe.replace("<br>", "\n").replace("</p>", "\n\n").replace("<p>", "");
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ").replace("&quot;", "\"");
    text.replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(html: &str) -> String {
        plain(&Html::try_from(html).unwrap())
    }

    #[test]
    fn what_mastodon_sends_reads_as_it_was_written() {
        let html = "<p><span class=\"h-card\"><a href=\"https://a.example/@food\" class=\"u-url mention\">@<span>food\
                    </span></a></span> two boxes please &amp; thanks,<br>I can come at 17:30</p><p>Ana</p>";
        assert_eq!(of(html), "two boxes please & thanks,\nI can come at 17:30\n\nAna");
    }

    #[test]
    fn refusal_22_no_markup_and_no_script_is_left() {
        let html = "<script>alert(1)</script><p onclick=x>a<img src=x onerror=y>b</p><style>p{}</style>&lt;b&gt;";
        assert_eq!(of(html), "ab\n\n<b>");
        assert_eq!(of("<p><<p>>&amp;lt;</p>"), "<\n\n>&lt;");
        assert_eq!(of("@food"), "");
        assert_eq!(of(&"é".repeat(6_000)).chars().count(), MESSAGE_MAX);
    }
}

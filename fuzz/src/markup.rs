//! HTML of other servers, and what members write.

use super::support::{base, is_language, is_text, now};
use chrono::Duration;
use potluck::domain::category::{Category, STARTER};
use potluck::domain::in_app::{self, Around};
use potluck::domain::listing::LONGEST_DAYS;
use potluck::domain::markup::{self, Part, TAGS_MAX};
use potluck::domain::search::{self, Kind, Query};
use potluck::domain::text::{self, BODY_MAX, TITLE_MAX};
use potluck::federation::objects::reply;
use potluck::federation::sanitize;
use potluck::federation::wire::{Addressees, Html, Note};
use serde_json::json;
use url::Url;

/// A text is read as HTML of a peer's, and as the words of a member's post.
pub fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    html(text);
    words(text);
    listing(text);
    search(text);
}

fn html(text: &str) {
    let Ok(html) = Html::try_from(text) else { return };
    let clean = sanitize::post(&html);
    is_safe(&clean);
    // Cutting down what was cut down already changes nothing: otherwise what is shown is not what was looked at.
    let again = sanitize::post(&Html::try_from(clean.as_str()).expect("it does not become larger than may be read"));
    assert_eq!(clean, again, "cleaned twice");

    let note = json!({
        "id": "https://hillside.example/1",
        "type": "Note",
        "attributedTo": "https://hillside.example/ana",
        "inReplyTo": base().join("ap/o/1").expect("an address"),
        "to": base().join("ap/network").expect("an address"),
        "content": text,
    });
    let note: Note = serde_json::from_value(note).expect("a note");
    let reply = reply::from_wire(note, &Addressees::Absent, &Addressees::Absent, &super::support::here());
    let plain = reply.expect("it answers one of ours").words.into_storage();
    is_text(&plain, 5_000);
    assert!(!plain.starts_with('@') || text.contains('@'));
}

/// A post that is read as a need or an offer says no more than fits into one, and nothing that was not written.
fn listing(text: &str) {
    let tree = STARTER.iter().map(|(tag, parent)| Category { tag: (*tag).into(), parent: parent.map(Into::into) });
    let categories: Vec<Category> = tree.collect();
    let zone = chrono_tz::America::New_York;
    in_app::answer(text);
    for language in [None, Some("ar"), Some("zh-Hans")] {
        let around = Around { categories: &categories, now: now(), zone, language };
        let Some(said) = in_app::understand(text, &around) else { continue };
        assert!(!said.title.trim().is_empty() && said.title.chars().count() <= TITLE_MAX, "{:?}", said.title);
        assert!(!said.title.contains('\n'), "more than a line: {:?}", said.title);
        is_language(&said.language);
        assert!(said.category.is_none_or(|tag| categories.iter().any(|category| category.tag == tag)));
        assert!(said.until.is_none_or(|until| until > now() && until < now() + Duration::days(LONGEST_DAYS)));
        assert!(said.quantity.is_none_or(|quantity| quantity.amount == quantity.open()), "none of it is promised");
    }
}

/// Every text is found by its own words, and what is looked for goes into a query as letters and digits alone.
fn search(text: &str) {
    let Some(query) = Query::parse(text) else { return };
    let kept = search::words(Kind::Status, &[text]);
    let kept: Vec<&str> = kept.split(' ').collect();
    for (word, begins) in query.wanted(Kind::Status) {
        assert!(word.chars().all(char::is_alphanumeric), "{word:?}");
        // Of a very long text, not every word is kept.
        if text.len() < 2_000 {
            assert!(kept.iter().any(|one| if begins { one.starts_with(&word) } else { *one == word }), "{word:?}");
        }
    }
}

fn words(text: &str) {
    let together: String = markup::parts(text).into_iter().map(whole).collect();
    assert_eq!(together, text, "the parts are the text");
    let tags = markup::tags(text);
    assert!(tags.len() <= TAGS_MAX);
    assert!(markup::mentions(text).iter().all(|(name, _)| name.is_ascii()));
    let page = |name: &str| Url::parse(&format!("https://riverside.example/@{name}")).ok();
    let shown = markup::to_html(
        text,
        |name, _| Some((page(name)?, name.to_owned())),
        |tag| base().join("tags/").ok()?.join(tag).ok(),
    );
    is_safe(&shown);
    for (kept, most) in
        [(text::line("line", text, TITLE_MAX), TITLE_MAX), (text::lines("lines", text, BODY_MAX), BODY_MAX)]
    {
        if let Ok(Some(kept)) = kept {
            is_text(&kept, most);
            assert!(!kept.is_empty() && kept.trim() == kept);
            assert_eq!(text::lines("again", &kept, most).ok().flatten(), Some(kept));
        }
    }
}

fn whole(part: Part<'_>) -> String {
    match part {
        Part::Text(text) | Part::Link(text) => text.to_owned(),
        Part::Mention(name, None) => format!("@{name}"),
        Part::Mention(name, Some(host)) => format!("@{name}@{host}"),
        Part::Tag(tag) => format!("#{tag}"),
    }
}

const ELEMENTS: [&str; 17] =
    ["p", "br", "span", "a", "del", "s", "pre", "blockquote", "code", "b", "strong", "u", "i", "em", "ul", "ol", "li"];
const ATTRIBUTES: [&str; 7] = ["href", "rel", "class", "lang", "dir", "start", "reversed"];

/// HTML that may be shown: nothing in it but the elements and attributes of the allowlist, and links to web addresses.
/// Read here once more, by other rules than those that made it: what is no plain tag of these is refused.
pub fn is_safe(html: &str) {
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        let closes = rest.starts_with('/');
        rest = rest.strip_prefix('/').unwrap_or(rest);
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        assert!(ELEMENTS.contains(&name), "an element {name:?} in {html:?}");
        rest = after;
        while !closes && rest.starts_with(' ') {
            let (name, value) = rest[1..].split_once("=\"").unwrap_or_else(|| panic!("an attribute in {html:?}"));
            let (value, after) = value.split_once('"').unwrap_or_else(|| panic!("an open value in {html:?}"));
            assert!(ATTRIBUTES.contains(&name), "an attribute {name:?} in {html:?}");
            let value = value.to_ascii_lowercase();
            if name == "href" {
                assert!(value.starts_with("https:") || value.starts_with("http:"), "a link to {value:?} in {html:?}");
            }
            rest = after;
        }
        rest = rest.strip_prefix('>').unwrap_or_else(|| panic!("an open tag in {html:?}"));
    }
}

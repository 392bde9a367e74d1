//! `tag`: hashtags and mentions.

use super::id;
use super::text::Name;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use url::Url;

/// Most tags of one object; further ones are cut.
pub const TAGS_MAX: usize = 100;
/// Most mentions in one object; more are refused, since no neighbor needs them and every one would notify somebody.
pub const MENTIONS_MAX: usize = 50;

/// What a tag is. Other kinds (custom emoji, quotes) are skipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TagKind {
    /// A hashtag.
    Hashtag,
    /// Somebody who is spoken to.
    Mention,
}

/// A hashtag or a mention.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tag {
    /// Which of them.
    #[serde(rename = "type")]
    pub kind: TagKind,
    /// The page of a hashtag; the id of a mentioned actor.
    #[serde(default, deserialize_with = "id::link", skip_serializing_if = "Option::is_none")]
    pub href: Option<Url>,
    /// `#MutualAid`, `@ana@social.example`.
    #[serde(default)]
    pub name: Name,
}

impl Tag {
    /// A hashtag with its page.
    pub fn hashtag(name: &str, href: Url) -> Self {
        Self { kind: TagKind::Hashtag, href: Some(href), name: name.into() }
    }

    /// A mention of an actor.
    pub fn mention(name: &str, actor: Url) -> Self {
        Self { kind: TagKind::Mention, href: Some(actor), name: name.into() }
    }
}

/// The actors that are mentioned.
pub fn mentions(tags: &[Tag]) -> impl Iterator<Item = &Url> {
    tags.iter().filter(|tag| tag.kind == TagKind::Mention).filter_map(|tag| tag.href.as_ref())
}

/// `deserialize_with` for `tag`.
pub(super) fn list<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Tag>, D::Error> {
    let list = match Value::deserialize(from)? {
        Value::Null => return Ok(Vec::new()),
        Value::Array(list) => list,
        one => vec![one],
    };
    let is_mention = |value: &&Value| value.get("type").and_then(Value::as_str) == Some("Mention");
    let count = list.iter().filter(is_mention).count();
    if count > MENTIONS_MAX {
        return Err(D::Error::custom(format_args!("{count} mentions; at most {MENTIONS_MAX} are read")));
    }
    let readable = list.into_iter().filter_map(|value| Tag::deserialize(value).ok());
    // A mention without an address is nobody, a hashtag without a name is nothing.
    let useful = readable.filter(|tag| match tag.kind {
        TagKind::Mention => tag.href.is_some(),
        TagKind::Hashtag => !tag.name.is_empty(),
    });
    Ok(useful.take(TAGS_MAX).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn mention() -> Value {
        json!({"type": "Mention", "href": "https://a.example/u", "name": "@u"})
    }

    #[test]
    fn refusal_21_mentions_and_tags_are_bounded() {
        assert_eq!(list(json!(vec![mention(); MENTIONS_MAX])).unwrap().len(), MENTIONS_MAX);
        assert!(list(json!(vec![mention(); MENTIONS_MAX + 1])).is_err());
        let hashtag = json!({"type": "Hashtag", "href": "https://a.example/t", "name": "#T"});
        assert_eq!(list(json!(vec![hashtag; TAGS_MAX + 1])).unwrap().len(), TAGS_MAX);
    }

    #[test]
    fn what_is_no_hashtag_or_mention_is_skipped() {
        let tags =
            json!([{"type": "Emoji", "name": ":x:"}, {"type": "Mention", "href": "javascript:x"}, 7, null, mention()]);
        assert_eq!(list(tags).unwrap().len(), 1);
        assert_eq!(list(mention()).unwrap().len(), 1);
        assert!(list(json!(null)).unwrap().is_empty());
    }
}

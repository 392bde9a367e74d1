//! `contentMap`: the same text by language.

use super::text::Html;
use crate::domain::text;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use std::fmt;

/// Most languages of one text.
pub const LANGUAGES_MAX: usize = 20;

/// HTML by language tag (BCP 47), in the order of the wire: Mastodon takes the first for the language of a post.
///
/// Reading: tags that are none or that were there before (`EN` after `en`) and values that are no text are skipped; after
/// [`LANGUAGES_MAX`] it is cut.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LanguageMap(Vec<(String, Html)>);

impl LanguageMap {
    /// One text in one language.
    pub fn one(language: impl Into<String>, html: Html) -> Self {
        Self(vec![(language.into(), html)])
    }

    /// Language and text that come first.
    pub fn first(&self) -> Option<(&str, &Html)> {
        self.iter().next()
    }

    /// The text in `language`.
    pub fn get(&self, language: &str) -> Option<&Html> {
        self.iter().find(|(tag, _)| *tag == language).map(|(_, html)| html)
    }

    /// Languages and texts.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Html)> {
        self.0.iter().map(|(tag, html)| (tag.as_str(), html))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for LanguageMap {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(self.0.len()))?;
        for (tag, html) in &self.0 {
            map.serialize_entry(tag, html)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for LanguageMap {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Texts;

        impl<'de> Visitor<'de> for Texts {
            type Value = LanguageMap;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("texts by language")
            }

            fn visit_unit<E>(self) -> Result<LanguageMap, E> {
                Ok(LanguageMap::default())
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<LanguageMap, A::Error> {
                let mut texts = Vec::new();
                while let Some(tag) = map.next_key::<String>()? {
                    let (Ok(tag), true) = (text::language("contentMap", &tag), texts.len() < LANGUAGES_MAX) else {
                        map.next_value::<IgnoredAny>()?;
                        continue;
                    };
                    if let Value::String(html) = map.next_value::<Value>()?
                        && !texts.iter().any(|(known, _)| *known == tag)
                    {
                        texts.push((tag, Html::try_from(html.as_str()).map_err(serde::de::Error::custom)?));
                    }
                }
                Ok(LanguageMap(texts))
            }
        }

        from.deserialize_any(Texts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_stays_the_first() {
        let map: LanguageMap =
            serde_json::from_str(r#"{"no such tag": "x", "es": "<p>Arroz</p>", "fr": null, "EN": "<p>Rice</p>"}"#)
                .unwrap();
        assert_eq!(map.first().unwrap().0, "es");
        assert_eq!(map.get("en").unwrap().as_str(), "<p>Rice</p>");
        assert_eq!(serde_json::to_string(&map).unwrap(), r#"{"es":"<p>Arroz</p>","en":"<p>Rice</p>"}"#);
    }

    #[test]
    fn a_language_is_there_once() {
        let map: LanguageMap = serde_json::from_str(r#"{"en": "a", "EN": "b", "es": "c"}"#).unwrap();
        assert_eq!(map.iter().map(|(tag, html)| (tag, html.as_str())).collect::<Vec<_>>(), [("en", "a"), ("es", "c")]);
    }
}

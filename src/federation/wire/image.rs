//! `attachment` and `icon`: pictures and other media, by address.

use super::id;
use super::one_or_many;
use super::text::{Alt, Line};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Value, json};
use url::Url;

/// Most attachments of one object; further ones are cut.
pub const ATTACHMENTS_MAX: usize = 4;

/// What an attachment is. Other kinds are skipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MediaKind {
    /// A picture.
    Image,
    /// Any of these, by its media type: what Mastodon sends.
    Document,
    /// A film.
    Video,
    /// A recording.
    Audio,
}

/// A picture or another medium.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Media {
    /// What it is.
    #[serde(rename = "type")]
    pub kind: MediaKind,
    /// The media type as its sender names it; never trusted (refusal 24).
    #[serde(default, deserialize_with = "one_or_many::lenient", skip_serializing_if = "Option::is_none")]
    pub media_type: Option<Line<100>>,
    /// Where it is.
    #[serde(deserialize_with = "required_link")]
    pub url: Url,
    /// In pixels.
    #[serde(default, deserialize_with = "one_or_many::lenient", skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// In pixels.
    #[serde(default, deserialize_with = "one_or_many::lenient", skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
    /// What it looks like from afar (blurha.sh), until it is there.
    #[serde(default, deserialize_with = "one_or_many::lenient", skip_serializing_if = "Option::is_none")]
    pub blurhash: Option<Line<200>>,
    /// The point that stays in view when it is cut: from -1 to 1, to the right and upwards.
    #[serde(default, deserialize_with = "one_or_many::lenient", skip_serializing_if = "Option::is_none")]
    pub focal_point: Option<[f64; 2]>,
    /// What it shows, in words. Mastodon and Lemmy read it here …
    #[serde(default, deserialize_with = "one_or_many::lenient", skip_serializing_if = "Option::is_none")]
    pub name: Option<Alt>,
    /// … and others here; we send both.
    #[serde(default, deserialize_with = "one_or_many::lenient", skip_serializing_if = "Option::is_none")]
    pub summary: Option<Alt>,
}

impl Media {
    /// A picture with its text.
    pub fn image(url: Url, media_type: &str, alt: &str) -> Self {
        let alt = Some(Alt::from(alt));
        Self {
            kind: MediaKind::Image,
            media_type: Some(media_type.into()),
            url,
            width: None,
            height: None,
            blurhash: None,
            focal_point: None,
            name: alt.clone(),
            summary: alt,
        }
    }

    /// A picture of an account, without a word.
    pub fn picture(url: Url) -> Self {
        Self { media_type: None, name: None, summary: None, ..Self::image(url, "", "") }
    }

    /// Whether it is a picture or a recording, as far as its sender says; nothing of a film.
    pub fn said(&self) -> Option<MediaKind> {
        let begins = |with| self.media_type.as_ref().is_some_and(|media_type| media_type.starts_with(with));
        match self.kind {
            MediaKind::Document if begins("image/") => Some(MediaKind::Image),
            MediaKind::Document if begins("audio/") => Some(MediaKind::Audio),
            MediaKind::Image | MediaKind::Audio => Some(self.kind),
            MediaKind::Document | MediaKind::Video => None,
        }
    }

    /// What it shows, in words, if its sender said so.
    pub fn alt(&self) -> Option<&Alt> {
        self.name.as_ref().or(self.summary.as_ref()).filter(|alt| !alt.is_empty())
    }
}

fn required_link<'de, D: Deserializer<'de>>(from: D) -> Result<Url, D::Error> {
    id::link(from)?.ok_or_else(|| serde::de::Error::custom("a medium without a usable address"))
}

/// `deserialize_with` for `icon` and `image`: the first that is usable; a bare address is a picture.
pub(super) fn icon<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Media>, D::Error> {
    let value = match Value::deserialize(from)? {
        Value::String(url) => json!({"type": "Image", "url": url}),
        value => value,
    };
    one_or_many::first(value).map_err(serde::de::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusal_21_a_fifth_picture_is_cut() {
        let picture =
            json!({"type": "Document", "mediaType": "image/png", "url": "https://a.example/p.png", "name": null});
        let list = one_or_many::some::<_, Media, ATTACHMENTS_MAX>(json!(vec![picture; 5])).unwrap();
        assert_eq!(list.len(), 4);
        assert_eq!(list[0].alt(), None);
    }

    #[test]
    fn an_icon_is_an_object_a_list_or_an_address() {
        let picture = json!({"type": "Image", "url": {"type": "Link", "href": "https://a.example/p.png"}});
        for value in [picture.clone(), json!([null, picture]), json!("https://a.example/p.png")] {
            assert_eq!(icon(value).unwrap().unwrap().url.as_str(), "https://a.example/p.png");
        }
        assert_eq!(icon(json!({"type": "Image", "url": "data:image/png;base64,AA"})).unwrap(), None);
    }
}

//! Pictures that other servers name on what they say.

use crate::domain::media::{ATTACHMENTS_MAX, Focus, MediaKind, Named, SIDE_MAX, Size, is_blurhash};
use crate::federation::wire;
use crate::federation::wire::image::Media;

/// What is kept of attachments: of pictures and recordings where they are, and what is said of them. Films are left
/// out; their post says, by its own address, where they are.
pub fn named(attachments: Vec<Media>) -> Vec<Named> {
    attachments.into_iter().filter_map(one).take(ATTACHMENTS_MAX).collect()
}

/// The same of pictures alone: a listing has no recordings.
pub fn pictures(attachments: Vec<Media>) -> Vec<Named> {
    let mut all = named(attachments);
    all.retain(|one| one.kind == MediaKind::Image);
    all
}

fn one(media: Media) -> Option<Named> {
    let kind = match media.said()? {
        wire::image::MediaKind::Audio => MediaKind::Audio,
        _ => MediaKind::Image,
    };
    let side = |side: u32| (1..=SIDE_MAX).contains(&side).then_some(side);
    let sides = media.width.and_then(side).zip(media.height.and_then(side));
    Some(Named {
        kind,
        description: media.alt().map(|alt| alt.as_str().to_owned()).unwrap_or_default(),
        focus: media.focal_point.and_then(|[x, y]| Focus::new(x, y)),
        size: sides.map(|(width, height)| Size { width, height }),
        blurhash: media.blurhash.map(|hash| hash.into_string()).filter(|hash| is_blurhash(hash)),
        url: media.url,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn of_what_is_named_only_pictures_are_kept_and_only_what_can_be_true() {
        let attachments = json!([
            {"type": "Document", "mediaType": "image/png", "url": "https://a.example/1", "name": "A loaf",
             "blurhash": "LEHV6nWB2yk8pyo0adR*.7kCMdnj", "focalPoint": [0.5, -7], "width": 640, "height": 480},
            {"type": "Document", "mediaType": "video/mp4", "url": "https://a.example/2"},
            {"type": "Image", "url": "https://a.example/3", "summary": "Bread", "blurhash": "<script>", "width": 0,
             "height": 4_000_000_000_u32, "focalPoint": ["a", 1]},
        ]);
        let attachments: Vec<Media> = serde_json::from_value(attachments).unwrap();
        let kept = named(attachments);
        assert_eq!(kept.len(), 2);
        assert_eq!((kept[0].description.as_str(), kept[0].size), ("A loaf", Some(Size { width: 640, height: 480 })));
        assert_eq!(kept[0].focus, Some(Focus { x: 0.5, y: -1.0 }));
        assert!(kept[0].blurhash.is_some());
        let third = &kept[1];
        assert_eq!((third.description.as_str(), third.size, third.focus), ("Bread", None, None));
        assert_eq!(third.blurhash, None);
    }
}

//! Pictures of ours as `attachment`, `icon` and `image`.

use crate::domain::Addresses;
use crate::domain::follow::Actor;
use crate::domain::media::{Look, MediaKind, Medium, Part};
use crate::federation::wire;
use crate::federation::wire::image::Media;

/// What hangs on a post or a listing of ours.
pub fn attachments(addresses: &Addresses, media: &[Medium]) -> Vec<Media> {
    media.iter().filter_map(|medium| attachment(addresses, medium)).collect()
}

fn attachment(addresses: &Addresses, medium: &Medium) -> Option<Media> {
    let file = medium.file.as_ref()?;
    let media = Media::image(addresses.medium(&medium.slug), file.format.as_str(), &medium.description);
    Some(Media {
        kind: match file.format.kind() {
            MediaKind::Image => wire::image::MediaKind::Image,
            MediaKind::Audio => wire::image::MediaKind::Audio,
        },
        width: file.size().map(|size| size.width),
        height: file.size().map(|size| size.height),
        blurhash: file.blurhash().map(Into::into),
        focal_point: medium.focus.map(|focus| [focus.x, focus.y]),
        ..media
    })
}

/// A picture of one of our accounts. Its media type is told when it is fetched: it is one of few, and each of them is a
/// picture that every server knows.
pub fn look(addresses: &Addresses, actor: &Actor, part: Part) -> Option<Media> {
    let slug = actor.looks.part(part).and_then(Look::slug)?;
    Some(Media::picture(addresses.medium(slug)))
}

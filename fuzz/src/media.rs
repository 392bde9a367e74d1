//! Pictures and recordings, whatever they call themselves.

use potluck::adapters::picture::{OF_POST, make_anew};
use potluck::adapters::recording::cut_down;
use potluck::domain::media::{Format, MediaKind, ORIGINAL_PIXELS, SMALL_PIXELS, Size, is_blurhash};

/// A file.
pub fn check(data: &[u8]) {
    let Some(format) = Format::of(data) else { return };
    match format.kind() {
        MediaKind::Image => picture(data),
        MediaKind::Audio => recording(format, data),
    }
}

fn picture(data: &[u8]) {
    let Ok(made) = make_anew(data, OF_POST) else { return };
    let (size, small) = (made.file.size().expect("a picture"), made.file.small().expect("a picture"));
    let pixels = |size: Size| u64::from(size.width) * u64::from(size.height);
    assert!((1..=ORIGINAL_PIXELS).contains(&pixels(size)) && (1..=SMALL_PIXELS).contains(&pixels(small)));
    assert!(made.file.blurhash().is_some_and(is_blurhash));
    assert!(matches!(made.file.format, Format::Png | Format::Jpeg));
    // What we make is a picture for ourselves, too, and of the same size.
    let again = make_anew(&made.original, OF_POST).expect("what we make is read");
    assert_eq!(again.file.size(), Some(size));
    let again = make_anew(&made.small.expect("a picture"), OF_POST).expect("what we make is read");
    assert_eq!(again.file.size(), Some(small));
}

fn recording(format: Format, data: &[u8]) {
    let Ok(cut) = cut_down(format, data) else { return };
    // But for comments that say nothing, and room for an odd byte.
    assert!(cut.bytes.len() <= data.len() + 64, "nothing grows");
    assert_eq!(Format::of(&cut.bytes), Some(format));
    assert_eq!(cut_down(format, &cut.bytes).expect("what we make is read"), cut, "nothing more goes");
}

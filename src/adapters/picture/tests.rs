use super::*;
use crate::domain::media::is_blurhash;
use image::{ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

fn bytes_of(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// Red on the left, blue on the right.
fn two_halves(width: u32, height: u32) -> DynamicImage {
    let colour = |x| if x < width / 2 { Rgb([250, 10, 10]) } else { Rgb([10, 10, 250]) };
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, _| colour(x)))
}

/// A JPEG with an EXIF segment after its first marker: how the camera was held, and words.
fn with_exif(jpeg: &[u8], orientation: u8, words: &[u8]) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0\x02\0".to_vec();
    tiff.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    tiff.extend([0x0e, 0x01, 2, 0]);
    tiff.extend(u32::try_from(words.len()).unwrap().to_le_bytes());
    tiff.extend(38_u32.to_le_bytes());
    tiff.extend([0, 0, 0, 0]);
    tiff.extend(words);
    let mut segment = b"Exif\0\0".to_vec();
    segment.extend(tiff);
    let length = u16::try_from(segment.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, &segment, &jpeg[2..]].concat()
}

#[test]
fn a_picture_is_made_anew_in_the_sizes_that_apps_know() {
    for (format, kept) in [
        (ImageFormat::Png, Format::Png),
        (ImageFormat::Jpeg, Format::Jpeg),
        (ImageFormat::Gif, Format::Png),
        (ImageFormat::WebP, Format::Png),
    ] {
        let made = make_anew(&bytes_of(&two_halves(1_000, 500), format), OF_POST).unwrap();
        assert_eq!((made.file.format, made.file.size().unwrap()), (kept, Size { width: 1_000, height: 500 }));
        assert_eq!(made.file.small().unwrap(), Size { width: 678, height: 339 });
        assert!(is_blurhash(made.file.blurhash().unwrap()));
        let again = image::load_from_memory(made.small.as_ref().unwrap()).unwrap();
        assert_eq!((again.width(), again.height()), (678, 339));
        assert_eq!(Format::of(&made.original), Some(kept));
    }
}

#[test]
fn what_shows_through_stays_and_a_picture_of_an_account_is_small() {
    let clear = RgbaImage::from_fn(900, 900, |x, y| Rgba([20, 200, 20, if x > y { 0 } else { 255 }]));
    let made = make_anew(&bytes_of(&DynamicImage::ImageRgba8(clear), ImageFormat::WebP), 160_000).unwrap();
    assert_eq!((made.file.format, made.file.size().unwrap()), (Format::Png, Size { width: 400, height: 400 }));
    assert!(image::load_from_memory(&made.original).unwrap().color().has_alpha());
}

#[test]
fn what_the_camera_wrote_is_gone_and_the_picture_stands_as_it_was_seen() {
    let words = b"GPS 37.7799,-122.2190 taken by Rosa\0";
    let file = with_exif(&bytes_of(&two_halves(80, 40), ImageFormat::Jpeg), 6, words);
    assert!(file.windows(10).any(|part| part == b"GPS 37.779"), "it was there");
    let made = make_anew(&file, OF_POST).unwrap();
    // Turned by a quarter to the right: what was left is on top.
    assert_eq!(made.file.size().unwrap(), Size { width: 40, height: 80 });
    let seen = image::load_from_memory(&made.original).unwrap().into_rgb8();
    assert!(seen.get_pixel(20, 10).0[0] > 200 && seen.get_pixel(20, 70).0[2] > 200);
    for bytes in [&made.original, made.small.as_ref().unwrap()] {
        for gone in [&b"GPS"[..], b"Exif", b"Rosa"] {
            assert!(!bytes.windows(gone.len()).any(|part| part == gone));
        }
    }
}

/// A PNG that says to be so large, and holds nothing.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let mut png = bytes_of(&two_halves(2, 2), ImageFormat::Png);
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    let mut crc = flate2::Crc::new();
    crc.update(&png[12..29]);
    png[29..33].copy_from_slice(&crc.sum().to_be_bytes());
    png
}

#[test]
fn refusal_24_what_is_no_picture_or_too_large_is_refused() {
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    assert_eq!(make_anew(svg, OF_POST).unwrap_err().kind(), Kind::Invalid);
    for (width, height) in [(100_000, 100_000), (16_385, 1), (4_097, 4_097), (16_384, 16_384)] {
        let error = make_anew(&bomb(width, height), OF_POST).unwrap_err();
        assert_eq!(error.kind(), Kind::TooLarge, "{width} × {height}: {error}");
    }
    let whole = bytes_of(&two_halves(600, 600), ImageFormat::Jpeg);
    assert!(make_anew(&whole, OF_POST).is_ok());
    assert_eq!(make_anew(b"\x89PNG\r\n\x1a\nrest", OF_POST).unwrap_err().kind(), Kind::Invalid);
    let mut long = whole;
    long.resize(PICTURE_BYTES_MAX + 1, 0);
    assert_eq!(make_anew(&long, OF_POST).unwrap_err().kind(), Kind::TooLarge);
}

#[tokio::test]
async fn many_at_once_take_turns() {
    let pictures = Pictures::default();
    let file = bytes_of(&two_halves(50, 50), ImageFormat::Png);
    let all = (0..8).map(|_| pictures.make_anew(file.clone(), OF_POST));
    for made in futures::future::join_all(all).await {
        assert_eq!(made.unwrap().file.size().unwrap(), Size { width: 50, height: 50 });
    }
    assert_eq!(pictures.turn.available_permits(), 1);
}

//! Pictures from outside: looked at, decoded within bounds, turned the right way up, and encoded anew, so that nothing of
//! the file that came is left but what one sees: no place where it was taken, no device, no name, no second file.
//!
//! One is worked at a time in each process, on a thread of its own: so much memory as the largest picture needs, and no
//! more. Decoding may allocate [`MEMORY_MAX`]; the file, and the smaller versions, come on top.

use crate::adapters::recording::cut_down;
use crate::domain::media::{
    self, File, Format, Made, MediaKind, ORIGINAL_PIXELS, PICTURE_BYTES_MAX, PIXELS_MAX, SIDE_MAX, SMALL_PIXELS, Shape,
    Size,
};
use crate::error::{Error, Kind, Message, Result};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};
use std::io::Cursor;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// The most that decoding one picture may allocate, in bytes: 16 bits for each of four channels of each pixel.
const MEMORY_MAX: u64 = PIXELS_MAX * 8 + 8 * 1024 * 1024;
/// How good a photograph stays, of 100.
const QUALITY: u8 = 88;
/// A picture without transparency that is larger than this as a PNG is kept as a JPEG, in bytes.
const PNG_MAX: usize = 1_500_000;
/// How many parts a blurhash has from left to right, and from top to bottom: as Mastodon has it.
const BLURHASH: (u32, u32) = (4, 4);

/// What works at pictures. Cloning shares it.
#[derive(Clone, Debug)]
pub struct Pictures {
    turn: Arc<Semaphore>,
}

impl Default for Pictures {
    fn default() -> Self {
        Self { turn: Arc::new(Semaphore::new(1)) }
    }
}

impl Pictures {
    /// Makes a picture anew, of at most `pixels` (a picture of a post: [`OF_POST`]).
    ///
    /// # Errors
    /// `Invalid` for what is no picture that is taken here, or is broken; `TooLarge`.
    pub async fn make_anew(&self, bytes: Vec<u8>, pixels: u64) -> Result<Made> {
        // What is plainly too much does not wait for its turn.
        check(&bytes)?;
        self.in_turn(move || make_anew(&bytes, pixels)).await
    }

    /// The same, or cuts a recording down to what one hears.
    ///
    /// # Errors
    /// `Invalid` for what is neither, or is broken; `TooLarge`.
    pub async fn take_in(&self, bytes: Vec<u8>) -> Result<Made> {
        let format = Format::of(&bytes).ok_or_else(media::unknown_format)?;
        match format.kind() {
            MediaKind::Image => self.make_anew(bytes, OF_POST).await,
            MediaKind::Audio => self.in_turn(move || recording(format, &bytes)).await,
        }
    }

    async fn in_turn(&self, work: impl FnOnce() -> Result<Made> + Send + 'static) -> Result<Made> {
        let turn = self.turn.clone().acquire_owned().await.map_err(Error::internal)?;
        let made = tokio::task::spawn_blocking(move || {
            let made = work();
            drop(turn);
            made
        });
        made.await.map_err(Error::internal)?
    }
}

fn recording(format: Format, bytes: &[u8]) -> Result<Made> {
    let cut = cut_down(format, bytes)?;
    let shape = Shape::Recording { milliseconds: cut.milliseconds };
    Ok(Made { file: File { format, shape }, original: cut.bytes, small: None })
}

/// What can be said of a file without decoding it.
fn check(bytes: &[u8]) -> Result<Format> {
    if bytes.len() > PICTURE_BYTES_MAX {
        let text = format!("The picture is larger than {} MiB.", PICTURE_BYTES_MAX / 1024 / 1024);
        return Err(Error::new(Kind::TooLarge, text).worded(Message::LargePicture));
    }
    Format::of(bytes).filter(|format| format.kind() == MediaKind::Image).ok_or_else(media::unknown_format)
}

fn broken(cause: image::ImageError) -> Error {
    match cause {
        image::ImageError::Limits(_) => too_many_pixels(),
        cause => Error::new(Kind::Invalid, "The picture is broken: it could not be read to its end.")
            .because(cause)
            .worded(Message::BrokenPicture),
    }
}

fn too_many_pixels() -> Error {
    let text = format!("The picture has too many pixels. At most {PIXELS_MAX} are taken here. Please make it smaller.");
    Error::new(Kind::TooLarge, text).worded(Message::LargePicture)
}

/// The same at once, for whoever bounds it by themselves.
///
/// # Errors
/// As [`Pictures::make_anew`].
pub fn make_anew(bytes: &[u8], pixels: u64) -> Result<Made> {
    let format = check(bytes)?;
    let picture = decode(bytes, format)?;
    let size = Size { width: picture.width(), height: picture.height() };
    let original = shrink(picture, size.within(pixels));
    let (original_bytes, kept) = encode(&original, format == Format::Jpeg)?;
    let small = shrink(original.clone(), size.within(SMALL_PIXELS.min(pixels)));
    let (small_bytes, _) = encode_as(&small, kept)?;
    let size_of = |picture: &DynamicImage| Size { width: picture.width(), height: picture.height() };
    let shape = Shape::Picture { size: size_of(&original), small: size_of(&small), blurhash: blurhash(&small)? };
    Ok(Made { file: File { format: kept, shape }, original: original_bytes, small: Some(small_bytes) })
}

/// Decodes within bounds, and turns it as its camera was held.
fn decode(bytes: &[u8], format: Format) -> Result<DynamicImage> {
    let format = match format {
        Format::Png => image::ImageFormat::Png,
        Format::Jpeg => image::ImageFormat::Jpeg,
        Format::Gif => image::ImageFormat::Gif,
        Format::WebP => image::ImageFormat::WebP,
        Format::Wav | Format::Mp3 | Format::Ogg | Format::Mp4 => return Err(media::unknown_format()),
    };
    let mut limits = Limits::no_limits();
    (limits.max_image_width, limits.max_image_height) = (Some(SIDE_MAX), Some(SIDE_MAX));
    limits.max_alloc = Some(MEMORY_MAX);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(broken)?;
    let (width, height) = decoder.dimensions();
    if width == 0 || height == 0 {
        return Err(media::unknown_format());
    }
    if u64::from(width) * u64::from(height) > PIXELS_MAX || decoder.total_bytes() > MEMORY_MAX {
        return Err(too_many_pixels());
    }
    // A wrong word about how the camera was held is no reason to refuse what it shows.
    let orientation = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    let mut picture = eight_bits(DynamicImage::from_decoder(decoder).map_err(broken)?);
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// Eight bits for each of three channels, or of four where something shows through.
fn eight_bits(picture: DynamicImage) -> DynamicImage {
    if !picture.color().has_alpha() {
        return DynamicImage::ImageRgb8(picture.into_rgb8());
    }
    let picture = picture.into_rgba8();
    if picture.pixels().all(|pixel| pixel.0[3] == u8::MAX) {
        return DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(picture).into_rgb8());
    }
    DynamicImage::ImageRgba8(picture)
}

fn shrink(picture: DynamicImage, to: Size) -> DynamicImage {
    if (picture.width(), picture.height()) == (to.width, to.height) {
        return picture;
    }
    picture.thumbnail_exact(to.width, to.height)
}

/// A photograph stays one; a drawing stays without loss, unless that is large and nothing shows through.
fn encode(picture: &DynamicImage, photograph: bool) -> Result<(Vec<u8>, Format)> {
    if photograph && !picture.color().has_alpha() {
        return encode_as(picture, Format::Jpeg);
    }
    let made = encode_as(picture, Format::Png)?;
    if made.0.len() > PNG_MAX && !picture.color().has_alpha() {
        return encode_as(picture, Format::Jpeg);
    }
    Ok(made)
}

fn encode_as(picture: &DynamicImage, format: Format) -> Result<(Vec<u8>, Format)> {
    let mut bytes = Vec::new();
    let encoded = match format {
        Format::Jpeg => picture.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, QUALITY)),
        _ => picture.write_with_encoder(PngEncoder::new_with_quality(
            &mut bytes,
            CompressionType::Default,
            FilterType::Adaptive,
        )),
    };
    encoded.map_err(Error::internal)?;
    Ok((bytes, if format == Format::Jpeg { Format::Jpeg } else { Format::Png }))
}

fn blurhash(picture: &DynamicImage) -> Result<String> {
    // A few dozen pixels hold all that it says.
    let tiny = Size { width: picture.width(), height: picture.height() }.within(64 * 64);
    let tiny = picture.thumbnail_exact(tiny.width, tiny.height).into_rgba8();
    let (width, height) = tiny.dimensions();
    blurhash::encode(BLURHASH.0, BLURHASH.1, width, height, tiny.as_raw()).map_err(Error::internal)
}

/// The most pixels of a picture of a post.
pub const OF_POST: u64 = ORIGINAL_PIXELS;

#[cfg(test)]
mod tests;

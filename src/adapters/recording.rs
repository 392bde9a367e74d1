//! Recordings from outside: looked at by their bytes, and cut down to what one hears.
//!
//! Sound is not encoded anew: that would need one library for each way to encode it, each a parser of hostile bytes. What
//! is kept of a file is what is on a list: the parts that hold sound, and the numbers that are needed to play them. All
//! else goes: names, places, times, devices, pictures, and what nobody knows. (Libraries that edit tags take away the tags
//! that they know, and leave the rest.)

mod mp3;
mod mp4;
mod ogg;
mod wav;

use crate::domain::media::{FILE_BYTES_MAX, Format};
use crate::error::{Error, Kind, Message, Result};

/// A recording that was cut down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recording {
    /// Its bytes, at most as many as came.
    pub bytes: Vec<u8>,
    /// How long it is, in milliseconds, as its numbers say.
    pub milliseconds: u64,
}

/// Cuts a recording down to what one hears.
///
/// # Errors
/// `Invalid` for what is no such recording, or is broken; `TooLarge`.
pub fn cut_down(format: Format, bytes: &[u8]) -> Result<Recording> {
    if bytes.len() > FILE_BYTES_MAX {
        let text = format!("The recording is larger than {} MiB.", FILE_BYTES_MAX / 1024 / 1024);
        return Err(Error::new(Kind::TooLarge, text).worded(Message::LargePicture));
    }
    let cut = match format {
        Format::Wav => wav::cut_down(bytes),
        Format::Mp3 => mp3::cut_down(bytes),
        Format::Ogg => ogg::cut_down(bytes),
        Format::Mp4 => mp4::cut_down(bytes),
        Format::Png | Format::Jpeg | Format::Gif | Format::WebP => None,
    };
    let text = "The recording is broken, or of a kind that is not taken here. Please send sound as WAV, MP3, Ogg (Opus or \
                Vorbis) or M4A.";
    cut.filter(|cut| !cut.bytes.is_empty()).ok_or_else(|| Error::new(Kind::Invalid, text).worded(Message::UnknownFile))
}

/// Milliseconds of so many parts of a second.
fn milliseconds(parts: u64, per_second: u64) -> u64 {
    let whole = u128::from(parts) * 1_000 / u128::from(per_second.max(1));
    // A day, whatever a file says of itself.
    u64::try_from(whole).unwrap_or(u64::MAX).min(86_400_000)
}

#[cfg(test)]
mod tests;

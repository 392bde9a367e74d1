//! Pictures and recordings: what is taken, how large, and what is kept of them.
//!
//! Whoever may read what a medium hangs on may see it: it is named there, by 128 random bits, and nowhere else.

use crate::clock::Moment;
use crate::domain::key::{ActorId, ListingId, MediumId, StatusId};
use crate::domain::listing::words;
use crate::domain::text;
use crate::error::{Error, Kind, Message, Result};
use url::Url;

/// Most media that one post has.
pub const ATTACHMENTS_MAX: usize = 4;
/// Largest file of a picture, in bytes.
pub const PICTURE_BYTES_MAX: usize = 16 * 1024 * 1024;
/// Largest file that is taken at all, in bytes.
pub const FILE_BYTES_MAX: usize = PICTURE_BYTES_MAX;
/// Most files of one member that wait for a post.
pub const WAITING_MAX: i64 = 40;
/// Most pixels of a picture that comes in: whoever decodes it holds eight bytes for each.
pub const PIXELS_MAX: u64 = 16_777_216;
/// Longest side of a picture that comes in, in pixels.
pub const SIDE_MAX: u32 = 16_384;
/// Most pixels of a picture that is kept: the area of 3840 × 2160.
pub const ORIGINAL_PIXELS: u64 = 3840 * 2160;
/// Most pixels of the small version: the area of 640 × 360.
pub const SMALL_PIXELS: u64 = 640 * 360;
/// Most pixels of the picture of an account: the area of 400 × 400, as Mastodon has it.
pub const AVATAR_PIXELS: u64 = 400 * 400;
/// Most pixels of the wide picture of an account: the area of 1500 × 500.
pub const HEADER_PIXELS: u64 = 1500 * 500;
/// Longest description, in characters.
pub const DESCRIPTION_MAX: usize = 1_500;

words! {
    /// What a file is, by its first bytes. What its sender calls it does not matter.
    Format {
        /// A picture without loss.
        Png = "image/png",
        /// A photograph.
        Jpeg = "image/jpeg",
        /// A picture of few colours; of a moving one, the first.
        Gif = "image/gif",
        /// Either of the first two; of a moving one, the first.
        WebP = "image/webp",
        /// Sound as it is.
        Wav = "audio/wav",
        /// Sound.
        Mp3 = "audio/mpeg",
        /// Sound (Opus or Vorbis).
        Ogg = "audio/ogg",
        /// Sound (mostly AAC), without a film.
        Mp4 = "audio/mp4",
    }
}

impl Format {
    /// Looks at the first bytes.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let begins = |with: &[u8]| bytes.starts_with(with);
        if begins(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if begins(b"\xff\xd8\xff") {
            Some(Self::Jpeg)
        } else if begins(b"GIF87a") || begins(b"GIF89a") {
            Some(Self::Gif)
        } else if begins(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            Some(Self::WebP)
        } else if begins(b"RIFF") && bytes.get(8..12) == Some(b"WAVE") {
            Some(Self::Wav)
        } else if begins(b"OggS") {
            Some(Self::Ogg)
        } else if bytes.get(4..8) == Some(b"ftyp") {
            Some(Self::Mp4)
        } else if begins(b"ID3") || matches!(bytes, [0xff, second, ..] if second & 0xe6 == 0xe2) {
            Some(Self::Mp3)
        } else {
            None
        }
    }

    /// How the name of such a file ends.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Gif => "gif",
            Self::WebP => "webp",
            Self::Wav => "wav",
            Self::Mp3 => "mp3",
            Self::Ogg => "ogg",
            Self::Mp4 => "m4a",
        }
    }

    /// What it is to whoever looks at it.
    pub fn kind(self) -> MediaKind {
        match self {
            Self::Png | Self::Jpeg | Self::Gif | Self::WebP => MediaKind::Image,
            Self::Wav | Self::Mp3 | Self::Ogg | Self::Mp4 => MediaKind::Audio,
        }
    }
}

words! {
    /// What it is to whoever looks at it or listens, in the words of the Mastodon API.
    MediaKind {
        /// A picture.
        Image = "image",
        /// A recording of sound; its description is what is said in it.
        Audio = "audio",
    }
}

words! {
    /// What a picture is to an account.
    Part {
        /// Its picture.
        Avatar = "avatar",
        /// Its wide picture.
        Header = "header",
    }
}

impl Part {
    /// The most pixels that are kept of it.
    pub fn pixels(self) -> u64 {
        match self {
            Self::Avatar => AVATAR_PIXELS,
            Self::Header => HEADER_PIXELS,
        }
    }
}

/// What a medium hangs on. Nothing yet, when it was sent and waits for its post.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum On {
    /// Nothing yet.
    #[default]
    Nothing,
    /// A post.
    Status(StatusId),
    /// A need or an offer.
    Listing(ListingId),
    /// Its owner's account.
    Account(Part),
}

/// The point of a picture that stays in view when it is cut: from -1 to 1, to the right and upwards; 0, 0 is the middle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Focus {
    /// From the left edge (-1) to the right one (1).
    pub x: f64,
    /// From the lower edge (-1) to the upper one (1).
    pub y: f64,
}

impl Focus {
    /// A point; what is outside is brought to the edge, and what is no number is none.
    pub fn new(x: f64, y: f64) -> Option<Self> {
        let within = |part: f64| part.is_finite().then(|| part.clamp(-1.0, 1.0));
        Some(Self { x: within(x)?, y: within(y)? })
    }

    /// As apps write it: `-0.5,0.25`.
    ///
    /// # Errors
    /// `Invalid` for anything else.
    pub fn parse(text: &str) -> Result<Self> {
        let read = || {
            let (x, y) = text.split_once(',')?;
            Self::new(x.trim().parse().ok()?, y.trim().parse().ok()?)
        };
        read().ok_or_else(|| {
            Error::invalid("focus", "`focus` is two numbers from -1 to 1 with a comma between them, such as `0.0,0.5`.")
        })
    }
}

/// Width and height in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
}

impl Size {
    /// The size of the same shape that has at most so many pixels; one that has fewer stays as it is.
    pub fn within(self, pixels: u64) -> Self {
        let has = u64::from(self.width) * u64::from(self.height);
        if has <= pixels {
            return self;
        }
        #[expect(clippy::cast_precision_loss, reason = "both are far below 2^52")]
        let scale = (pixels as f64 / has as f64).sqrt();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "smaller than it was")]
        let scaled = |side: u32| ((f64::from(side) * scale).floor() as u32).max(1);
        // A strip that is one pixel wide cannot become narrower: then it is cut in its length alone.
        let (width, height) = (scaled(self.width), scaled(self.height));
        let most = |other: u32| u32::try_from(pixels / u64::from(other)).unwrap_or(u32::MAX).max(1);
        Self { width: width.min(most(height)), height: height.min(most(width)) }
    }
}

/// What is known of a file that is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    /// What it is.
    pub format: Format,
    /// What one sees or hears.
    pub shape: Shape,
}

/// What one sees or hears of a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A picture.
    Picture {
        /// Its size.
        size: Size,
        /// The size of its small version.
        small: Size,
        /// What it looks like from afar (blurha.sh).
        blurhash: String,
    },
    /// A recording.
    Recording {
        /// How long it is.
        milliseconds: u64,
    },
}

impl File {
    /// The size of a picture.
    pub fn size(&self) -> Option<Size> {
        match &self.shape {
            Shape::Picture { size, .. } => Some(*size),
            Shape::Recording { .. } => None,
        }
    }

    /// The size of the small version of a picture.
    pub fn small(&self) -> Option<Size> {
        match &self.shape {
            Shape::Picture { small, .. } => Some(*small),
            Shape::Recording { .. } => None,
        }
    }

    /// What a picture looks like from afar.
    pub fn blurhash(&self) -> Option<&str> {
        match &self.shape {
            Shape::Picture { blurhash, .. } => Some(blurhash),
            Shape::Recording { .. } => None,
        }
    }

    /// How long a recording is.
    pub fn milliseconds(&self) -> Option<u64> {
        match &self.shape {
            Shape::Picture { .. } => None,
            Shape::Recording { milliseconds } => Some(*milliseconds),
        }
    }
}

/// A file that came in, made ready to be kept.
#[derive(Clone, Debug)]
pub struct Made {
    /// What is known of it.
    pub file: File,
    /// As it is kept.
    pub original: Vec<u8>,
    /// The small version of a picture, in the same format.
    pub small: Option<Vec<u8>>,
}

/// A picture or a recording.
#[derive(Clone, Debug)]
pub struct Medium {
    /// Its row.
    pub id: MediumId,
    /// Its name in addresses: 128 random bits.
    pub slug: String,
    /// Whose it is.
    pub owner: ActorId,
    /// What it hangs on.
    pub on: On,
    /// Which of several.
    pub place: i64,
    /// What it is.
    pub kind: MediaKind,
    /// What it shows, in words, for those who may see it: those who may read what it hangs on.
    pub description: String,
    /// What stays in view.
    pub focus: Option<Focus>,
    /// What its sender says of one elsewhere: a promise, for those who have to leave room for it.
    pub said_size: Option<Size>,
    /// The same of what it looks like from afar.
    pub said_blurhash: Option<String>,
    /// Of another server: where it is. Asked for when somebody looks at it, and at no other address.
    pub remote: Option<Url>,
    /// What is kept; nothing of one elsewhere that was not looked at yet, or not for long.
    pub file: Option<File>,
    /// When it came.
    pub created_at: Moment,
}

impl Medium {
    /// Its size: as it is, or else as its sender says.
    pub fn size(&self) -> Option<Size> {
        self.file.as_ref().map_or(self.said_size, File::size)
    }

    /// What it looks like from afar: as it is, or else as its sender says.
    pub fn blurhash(&self) -> Option<&str> {
        let said = self.said_blurhash.as_deref();
        self.file.as_ref().map_or(said, File::blurhash).filter(|hash| !hash.is_empty())
    }
}

/// Where a file is kept, and how it is opened.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Its name where files are kept: 128 random bits.
    pub name: String,
    /// The key that it is sealed with, sealed itself.
    pub wrapped_key: Vec<u8>,
    /// What is known of it.
    pub file: File,
}

impl Kept {
    /// What the key is sealed for.
    pub fn context(name: &str) -> String {
        format!("media-file:{name}")
    }

    /// The name of the small version.
    pub fn small(name: &str) -> String {
        format!("{name}.small")
    }
}

/// A medium of another server, as it is named there.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// Where it is.
    pub url: Url,
    /// What it is, as its sender says.
    pub kind: MediaKind,
    /// What it shows, in words.
    pub description: String,
    /// What stays in view.
    pub focus: Option<Focus>,
    /// Its size, as its sender says.
    pub size: Option<Size>,
    /// What it looks like from afar, as its sender says.
    pub blurhash: Option<String>,
}

/// The pictures of an account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Looks {
    /// Its picture.
    pub avatar: Option<Look>,
    /// Its wide picture.
    pub header: Option<Look>,
}

impl Looks {
    /// One of them.
    pub fn part(&self, part: Part) -> Option<&Look> {
        match part {
            Part::Avatar => self.avatar.as_ref(),
            Part::Header => self.header.as_ref(),
        }
    }
}

/// A picture of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// Its name here.
    Here(String),
    /// Where it is, of an account elsewhere that was just read.
    There(Url),
}

impl Look {
    /// Its name here, if it has one already.
    pub fn slug(&self) -> Option<&str> {
        match self {
            Self::Here(slug) => Some(slug),
            Self::There(_) => None,
        }
    }
}

/// A description as it is kept; nothing of one that is blank.
///
/// # Errors
/// `Invalid` when it is longer than [`DESCRIPTION_MAX`].
pub fn description(text: &str) -> Result<String> {
    Ok(text::lines("description", &text.replace("\r\n", "\n"), DESCRIPTION_MAX)?.unwrap_or_default())
}

/// Whether this can be a blurhash: its length fits its first character, and each is of its alphabet. An app that is given
/// anything else may fail over it.
pub fn is_blurhash(text: &str) -> bool {
    const ALPHABET: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";
    let Some(flag) = text.chars().next().and_then(|first| ALPHABET.find(first)) else { return false };
    let parts = (flag % 9 + 1) * (flag / 9 + 1);
    flag < 81 && text.len() == 4 + 2 * parts && text.chars().all(|c| ALPHABET.contains(c))
}

/// What is nothing that is taken here.
pub fn unknown_format() -> Error {
    let text = "This is no picture or recording that is taken here. Please send a PNG, JPEG, GIF or WebP, or sound as WAV, \
                MP3, Ogg or M4A.";
    Error::new(Kind::Invalid, text).worded(Message::UnknownFile)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_it_begins_with() {
        assert_eq!(Format::of(b"\x89PNG\r\n\x1a\n...."), Some(Format::Png));
        assert_eq!(Format::of(b"RIFF\0\0\0\0WEBPVP8 "), Some(Format::WebP));
        assert_eq!(Format::of(b"RIFF\0\0\0\0AVI "), None);
        assert_eq!(Format::of(b"\0\0\0\x20ftypM4A "), Some(Format::Mp4));
        assert_eq!(Format::of(b"\xff\xfb\x90\0"), Some(Format::Mp3));
        for other in [&b"<svg xmlns='http://www.w3.org/2000/svg'/>"[..], b"", b"\x89PN", b"%PDF-1.7", b"GIF88a"] {
            assert_eq!(Format::of(other), None);
        }
    }

    #[test]
    fn a_picture_keeps_its_shape_when_it_is_made_smaller() {
        let size = |width, height| Size { width, height };
        assert_eq!(size(3840, 2160).within(ORIGINAL_PIXELS), size(3840, 2160));
        assert_eq!(size(7680, 4320).within(ORIGINAL_PIXELS), size(3840, 2160));
        assert_eq!(size(4000, 3000).within(SMALL_PIXELS), size(554, 415));
        assert_eq!(size(16_384, 1).within(400), size(400, 1));
        assert_eq!(size(1, 1).within(SMALL_PIXELS), size(1, 1));
        for (width, height) in [(16_384, 1_024), (1, 16_384), (9_999, 3), (5_000, 4_999)] {
            let small = size(width, height).within(SMALL_PIXELS);
            assert!(u64::from(small.width) * u64::from(small.height) <= SMALL_PIXELS, "{small:?}");
            assert!(small.width >= 1 && small.height >= 1);
        }
    }

    #[test]
    fn a_focus_is_within_the_picture() {
        assert_eq!(Focus::parse("-0.5, 2").unwrap(), Focus { x: -0.5, y: 1.0 });
        for wrong in ["", "1", "a,b", "NaN,0", "1e999,0,0"] {
            assert!(Focus::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_is_no_blurhash_is_not_handed_on() {
        assert!(is_blurhash("LEHV6nWB2yk8pyo0adR*.7kCMdnj"));
        for wrong in
            ["", "L", "LEHV6nWB2yk8pyo0adR*.7kCMdn", "~EHV6nWB2yk8pyo0adR*.7kCMdnj", "LEHV6nWB2yk8pyo0adR*.7kCMd<é"]
        {
            assert!(!is_blurhash(wrong), "{wrong}");
        }
    }
}

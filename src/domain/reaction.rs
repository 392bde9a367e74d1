//! Signs with which members answer what the network tells them: emoji, as Unicode has them. There are none of the network's
//! own.

use crate::error::{Error, Result};
use unicode_segmentation::UnicodeSegmentation;

/// Most different signs under one announcement, as in Mastodon.
pub const REACTIONS_MAX: usize = 8;
/// Longest sign, in characters: a family of four with their skin tones.
const CHARS_MAX: usize = 12;

/// Characters that are signs by themselves.
fn is_sign(c: char) -> bool {
    matches!(u32::from(c),
        0xA9 | 0xAE | 0x203C | 0x2049 | 0x2122 | 0x2139 | 0x3030 | 0x303D | 0x3297 | 0x3299
        | 0x2190..=0x21FF | 0x2300..=0x23FF | 0x24C2 | 0x25A0..=0x27BF | 0x2900..=0x297F | 0x2B00..=0x2BFF
        | 0x1F000..=0x1FAFF)
}

/// Characters that join signs, or say how they look.
fn joins(c: char) -> bool {
    matches!(u32::from(c), 0x200D | 0xFE0F | 0x20E3 | 0xE0020..=0xE007F)
}

/// A sign as it is kept.
///
/// # Errors
/// `Invalid` for what is no emoji.
pub fn parse(name: &str) -> Result<String> {
    // "1️⃣" is a digit in a frame.
    let framed = name.contains('\u{20E3}');
    let fits = |c: char| is_sign(c) || joins(c) || (framed && matches!(c, '0'..='9' | '#' | '*'));
    let shows = name.chars().any(is_sign) || framed;
    // One sign, not a row of letters in boxes: nobody is asked who wrote it.
    let one = name.graphemes(true).count() == 1;
    if !one || !shows || !name.chars().all(fits) || name.chars().count() > CHARS_MAX {
        return Err(Error::invalid("name", "This is no emoji. Please answer with one, such as 👍."));
    }
    Ok(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emoji_are_signs_and_words_are_not() {
        for sign in ["👍", "❤️", "👩🏽‍🌾", "🇭🇹", "1️⃣", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "👨‍👩‍👧‍👦", "☀"]
        {
            assert_eq!(parse(sign).unwrap(), sign);
        }
        for word in [
            "🅵🅾🅾🅻",
            "👍👎",
            "",
            "a",
            "👍a",
            ":soup:",
            "1",
            "\u{200D}",
            "👍👍👍👍👍👍👍👍👍👍👍👍👍",
            "<b>",
            "é",
            "\u{FE0F}",
        ] {
            assert_eq!(parse(word).unwrap_err().field(), Some("name"), "{word}");
        }
    }
}

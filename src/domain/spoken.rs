//! Codes that are printed or said: twelve letters and digits that lead to the same as a long link.
//!
//! A code is 60 random bits, as Douglas Crockford writes them (<https://www.crockford.com/base32.html>). The secret of its link
//! is these bits and 192 more that only the server's key makes of them: so the code finds the secret without a table. What
//! is kept is the digest of the secret, as of every link: who reads the database, but not the key, finds no code by trying.
//!
//! Whoever tries codes on the page has to ask this server for each. An address may miss thirty times, and then once in a minute
//! (`Counted::Code`); but somebody may have very many addresses, so that the length alone has to be enough. Behind some of these
//! links stands where a hungry person can be reached. Say that a thousand of them are open, and that the server answers five
//! thousand tries a second, day and night, to nobody else: that is one chance in ninety thousand to find any of them within
//! a month, after which what nobody came back to is erased, and one in seven thousand within a year.

use crate::domain::apps::same;
use crate::error::{Error, Result};
use crate::ids::random_bytes;
use crate::seal::MasterKey;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// What is written for five bits each: no I, L, O or U.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// The same ten digits on an Arabic and on a Persian keyboard.
const OTHER_DIGITS: [&str; 2] = ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"];
/// Of so many signs is a code.
const LONG: usize = 12;
/// So many bytes of the keyed digest go into a secret, which has 32.
const TAIL: usize = 24;

/// A code. It is a secret as the link is: it has no `Debug` and no `Display`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Code(u64);

impl Code {
    /// A new one.
    pub fn random() -> Self {
        Self(u64::from_be_bytes(random_bytes()) >> 4)
    }

    /// What somebody typed, in small letters or large, narrow or wide, with lines, points or spaces between them or without. An O
    /// counts as 0, an I and an L as 1. Nothing for what is no whole code.
    pub fn typed(text: &str) -> Option<Self> {
        let (mut bits, mut count) = (0_u64, 0);
        let between = |sign: &char| sign.is_whitespace() || is_unseen(*sign) || "-‐‑‒–—_.".contains(*sign);
        for sign in text.chars().map(narrow).filter(|sign| !between(sign)) {
            let plain = match sign.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                plain => plain,
            };
            let known = SIGNS.iter().position(|known| char::from(*known) == plain);
            let other = || OTHER_DIGITS.iter().find_map(|digits| digits.chars().position(|known| known == plain));
            let value = known.or_else(other)?;
            bits = (bits << 5) | u64::try_from(value).ok()?;
            count += 1;
            if count > LONG {
                return None;
            }
        }
        (count == LONG).then_some(Self(bits))
    }

    /// As it is printed: `K7QW-3M9X-2BFH`.
    pub fn written(self) -> String {
        let mut text = String::with_capacity(LONG + 2);
        for place in 0..LONG {
            if place > 0 && place % 4 == 0 {
                text.push('-');
            }
            let value = (self.0 >> (5 * (LONG - 1 - place))) & 31;
            // The last of the eight bytes.
            text.push(char::from(SIGNS[usize::from(value.to_be_bytes()[7])]));
        }
        text
    }

    /// The secret of the link to which it leads: 43 characters of URL-safe base64.
    ///
    /// # Errors
    /// `Internal` when OpenSSL fails.
    pub fn secret(self, seal: &MasterKey) -> Result<String> {
        let digest = seal.digest("code", &self.written())?;
        let mut bytes = self.0.to_be_bytes().to_vec();
        for pair in digest.as_bytes().chunks(2).take(TAIL) {
            let pair = std::str::from_utf8(pair).map_err(Error::internal)?;
            bytes.push(u8::from_str_radix(pair, 16).map_err(Error::internal)?);
        }
        Ok(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// The code that leads to a secret, if one does: links of another kind, or of before there were codes, have none.
    ///
    /// # Errors
    /// `Internal` when OpenSSL fails.
    pub fn of(secret: &str, seal: &MasterKey) -> Result<Option<Self>> {
        let Ok(bytes) = URL_SAFE_NO_PAD.decode(secret) else { return Ok(None) };
        let Some(head) = bytes.first_chunk::<8>() else { return Ok(None) };
        let code = Self(u64::from_be_bytes(*head));
        // What begins otherwise is too large for twelve signs.
        if code.0 >> 60 != 0 {
            return Ok(None);
        }
        Ok(same(&code.secret(seal)?, secret).then_some(code))
    }
}

/// A wide letter, digit or sign, as a Chinese keyboard may write it, in its usual width.
fn narrow(sign: char) -> char {
    match u32::from(sign) {
        wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(sign),
        _ => sign,
    }
}

/// Whether nobody sees it: what is copied out of a message that is read from right to left has such around it.
fn is_unseen(sign: char) -> bool {
    matches!(sign, '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_leads_to_the_secret_of_its_link_and_back_with_the_right_key_alone() {
        let (seal, other) = (MasterKey::random(), MasterKey::random());
        for _ in 0..50 {
            let code = Code::random();
            let secret = code.secret(&seal).unwrap();
            assert_eq!(secret.len(), 43);
            assert!(Code::of(&secret, &seal).unwrap() == Some(code));
            assert!(Code::of(&secret, &other).unwrap().is_none(), "without the key, nobody goes from one to the other");
            assert_ne!(code.secret(&other).unwrap(), secret);
            assert!(Code::typed(&code.written()) == Some(code));
        }
        for none in ["", "nothing-here", &crate::ids::secret(), "é", &"A".repeat(43), &"A".repeat(400)] {
            assert!(Code::of(none, &seal).unwrap().is_none(), "{none}");
        }
    }

    #[test]
    fn a_code_is_read_however_it_was_typed() {
        let code = Code::typed("K0QW-1M9X-2BFH").unwrap();
        assert_eq!(code.written(), "K0QW-1M9X-2BFH");
        for text in [
            "k0qw1m9x2bfh",
            " koqw im9x 2bfh ",
            "KOQW–LM9X–2BFH",
            "K٠QW-١M9X-٢BFH",
            "K۰QW-۱M9X-۲BFH",
            "Ｋ０ＱＷ－１Ｍ９Ｘ－２ＢＦＨ",
            "\u{2068}K0QW-1M9X-2BFH\u{2069}\u{200E}",
        ] {
            assert!(Code::typed(text) == Some(code), "{text}");
        }
        assert_eq!(Code::typed("0000-0000-0000").map(Code::written).as_deref(), Some("0000-0000-0000"));
        assert_eq!(Code::typed("ZZZZ-ZZZZ-ZZZZ").map(Code::written).as_deref(), Some("ZZZZ-ZZZZ-ZZZZ"));
        for none in ["", "K0QW-1M9X-2BF", "K0QW-1M9X-2BFHH", "K0QW-1M9X-2BFU", "K0QW-1M9X-2BF!", &"0".repeat(10_000)] {
            assert!(Code::typed(none).is_none(), "{none}");
        }
    }
}

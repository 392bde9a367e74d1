//! Ogg (RFC 3533) with Opus (RFC 7845) or Vorbis: its pages, with the comments emptied.

use super::{Recording, milliseconds};

/// Most bytes of the packets that stand before the sound.
const HEADERS_MAX: usize = 60_000;

/// What is in a stream.
#[derive(Clone, Copy, PartialEq)]
enum Codec {
    Opus,
    Vorbis,
}

impl Codec {
    fn of(first: &[u8]) -> Option<(Self, u32)> {
        if first.starts_with(b"OpusHead") {
            // Whatever was recorded, Opus counts in 48,000 parts of a second.
            return Some((Self::Opus, 48_000));
        }
        let rate = u32::from_le_bytes(first.strip_prefix(b"\x01vorbis")?.get(5..9)?.try_into().ok()?);
        Some((Self::Vorbis, rate))
    }

    /// Packets before the sound, the first left out.
    fn headers(self) -> usize {
        match self {
            Self::Opus => 1,
            Self::Vorbis => 2,
        }
    }

    /// Comments that say nothing: no maker, no words.
    fn no_comments(self) -> Vec<u8> {
        match self {
            Self::Opus => [b"OpusTags".as_slice(), &[0; 8]].concat(),
            Self::Vorbis => [b"\x03vorbis".as_slice(), &[0; 8], &[1]].concat(),
        }
    }
}

/// A page: its flags, its position in the sound, its stream, how its body is cut, and its body.
struct Page<'a> {
    flags: u8,
    granule: u64,
    serial: [u8; 4],
    lacing: &'a [u8],
    body: &'a [u8],
}

impl<'a> Page<'a> {
    /// The next page, and what is after it.
    fn read(bytes: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let head = bytes.get(..27).filter(|head| head.starts_with(b"OggS\0"))?;
        let lacing = bytes.get(27..27 + usize::from(head[26]))?;
        let length: usize = lacing.iter().map(|part| usize::from(*part)).sum();
        let (body, rest) = bytes.get(27 + lacing.len()..)?.split_at_checked(length)?;
        let page = Self {
            flags: head[5],
            granule: u64::from_le_bytes(head[6..14].try_into().ok()?),
            serial: head[14..18].try_into().ok()?,
            lacing,
            body,
        };
        Some((page, rest))
    }

    fn write(&self, number: u32, to: &mut Vec<u8>) {
        let begin = to.len();
        to.extend_from_slice(b"OggS\0");
        to.push(self.flags);
        to.extend_from_slice(&self.granule.to_le_bytes());
        to.extend_from_slice(&self.serial);
        to.extend_from_slice(&number.to_le_bytes());
        to.extend_from_slice(&[0; 4]);
        to.push(u8::try_from(self.lacing.len()).unwrap_or(u8::MAX));
        to.extend_from_slice(self.lacing);
        to.extend_from_slice(self.body);
        let sum = checksum(&to[begin..]).to_le_bytes();
        to[begin + 22..begin + 26].copy_from_slice(&sum);
    }
}

/// The checksum of a page whose own checksum is 0: CRC-32 with the polynomial 0x04c11db7, from 0, not reflected.
fn checksum(page: &[u8]) -> u32 {
    page.iter().fold(0, |sum: u32, byte| {
        (0..8).fold(sum ^ u32::from(*byte) << 24, |sum, _| sum << 1 ^ if sum >> 31 == 1 { 0x04c1_1db7 } else { 0 })
    })
}

/// How packets are cut into parts of at most 255 bytes.
fn lacing(packets: &[Vec<u8>]) -> Option<Vec<u8>> {
    let mut parts = Vec::new();
    for packet in packets {
        parts.extend(std::iter::repeat_n(255, packet.len() / 255));
        parts.push(u8::try_from(packet.len() % 255).ok()?);
    }
    (parts.len() <= 255).then_some(parts)
}

pub(super) fn cut_down(bytes: &[u8]) -> Option<Recording> {
    let (first, mut rest) = Page::read(bytes)?;
    let (codec, rate) = Codec::of(first.body)?;
    // A head of its own, on a page of its own, and no words behind it.
    if first.lacing.len() != 1 || first.flags & 2 == 0 || first.body.len() > 255 {
        return None;
    }
    let mut out = Vec::with_capacity(bytes.len());
    first.write(0, &mut out);
    // The packets between the head and the sound end with their page.
    let (mut packets, mut open) = (Vec::new(), Vec::new());
    while packets.len() < codec.headers() {
        let (page, after) = Page::read(rest)?;
        rest = after;
        if page.serial != first.serial {
            return None;
        }
        let mut body = page.body;
        for part in page.lacing {
            let (piece, after) = body.split_at_checked(usize::from(*part))?;
            body = after;
            open.extend_from_slice(piece);
            if *part < 255 {
                packets.push(std::mem::take(&mut open));
            }
        }
        if packets.iter().map(Vec::len).sum::<usize>() + open.len() > super::FILE_BYTES_MAX {
            return None;
        }
    }
    if packets.len() != codec.headers() || !open.is_empty() {
        return None;
    }
    packets[0] = codec.no_comments();
    let body = packets.concat();
    if body.len() > HEADERS_MAX || codec == Codec::Vorbis && !packets[1].starts_with(b"\x05vorbis") {
        return None;
    }
    let lacing = lacing(&packets)?;
    Page { flags: 0, granule: 0, serial: first.serial, lacing: &lacing, body: &body }.write(1, &mut out);
    let (mut number, mut last) = (2, 0);
    while let Some((page, after)) = Page::read(rest) {
        // One stream alone: a second one may be a picture, or words.
        if page.serial != first.serial || page.flags & 2 != 0 {
            break;
        }
        page.write(number, &mut out);
        if page.granule != u64::MAX {
            last = page.granule;
        }
        (number, rest) = (number + 1, after);
    }
    (number > 2).then(|| Recording { bytes: out, milliseconds: milliseconds(last, u64::from(rate)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_one_that_it_should_be() {
        // CRC-32/CKSUM answers the complement of this for the same nine bytes.
        assert_eq!(checksum(b"123456789"), !0x765e_7680);
    }
}

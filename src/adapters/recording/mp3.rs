//! MP3 (MPEG-1, -2 and -2.5, layer III): its frames, and nothing before, between and after them.

use super::{Recording, milliseconds};

/// Kilobits per second, of MPEG-1 and of the others.
const BITRATES: [[u32; 16]; 2] = [
    [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0],
    [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0],
];
/// Samples per second, of MPEG-1; half of it of MPEG-2, a quarter of MPEG-2.5.
const RATES: [u32; 4] = [44_100, 48_000, 32_000, 0];

/// A frame's length in bytes, its samples, and how many of those are in a second.
fn frame(head: &[u8]) -> Option<(usize, u32, u32)> {
    let &[0xff, second, third, _] = head.first_chunk::<4>()? else { return None };
    // Synchronization, and layer III.
    if second & 0xe0 != 0xe0 || second & 0x06 != 0x02 {
        return None;
    }
    let (table, divisor, samples) = match second >> 3 & 3 {
        3 => (0, 1, 1_152),
        2 => (1, 2, 576),
        0 => (1, 4, 576),
        _ => return None,
    };
    let bitrate = BITRATES[table][usize::from(third >> 4)] * 1_000;
    let rate = RATES[usize::from(third >> 2 & 3)] / divisor;
    if bitrate == 0 || rate == 0 {
        return None;
    }
    let padding = u32::from(third >> 1 & 1);
    let length = usize::try_from(samples / 8 * bitrate / rate + padding).ok()?;
    Some((length, samples, rate))
}

pub(super) fn cut_down(bytes: &[u8]) -> Option<Recording> {
    let mut kept = Vec::with_capacity(bytes.len());
    let (mut at, mut parts, mut per_second) = (id3_length(bytes), 0_u64, 0_u32);
    // Whether the last frame ended here.
    let (mut follows, mut frames) = (false, 0);
    while let Some(rest) = bytes.get(at..).filter(|rest| rest.len() >= 4) {
        let whole = frame(rest).and_then(|(length, samples, rate)| Some((rest.get(..length)?, samples, rate)));
        // A frame is one that begins where the last one ended, or where the next begins right after it: noise and words hold
        // the mark by chance.
        let whole = whole.filter(|(frame_bytes, ..)| follows || frame(&rest[frame_bytes.len()..]).is_some());
        follows = whole.is_some();
        match whole {
            Some((frame_bytes, samples, rate)) => {
                kept.extend_from_slice(frame_bytes);
                parts += u64::from(samples);
                per_second = rate;
                at += frame_bytes.len();
                frames += 1;
            }
            None => at += 1,
        }
    }
    // One alone may be there by chance.
    (frames > 1).then(|| Recording { bytes: kept, milliseconds: milliseconds(parts, u64::from(per_second)) })
}

/// The length of what stands before the first frame (ID3v2, section 3.1).
fn id3_length(bytes: &[u8]) -> usize {
    let Some(&[b'I', b'D', b'3', _, _, flags, a, b, c, d]) = bytes.first_chunk::<10>() else { return 0 };
    let size = [a, b, c, d].iter().fold(0, |size, byte| size << 7 | usize::from(byte & 0x7f));
    10 + size + if flags & 0x10 == 0 { 0 } else { 10 }
}

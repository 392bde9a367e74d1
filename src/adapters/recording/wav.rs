//! WAV (RIFF, Microsoft 1991): of its chunks, the format and the samples.

use super::{Recording, milliseconds};

/// The chunks that are kept.
const KEPT: [&[u8; 4]; 3] = [b"fmt ", b"fact", b"data"];

pub(super) fn cut_down(bytes: &[u8]) -> Option<Recording> {
    let mut rest = bytes.strip_prefix(b"RIFF")?.get(4..)?.strip_prefix(b"WAVE")?;
    let (mut kept, mut per_second, mut samples) = (Vec::new(), None, 0);
    while let Some((head, after)) = rest.split_at_checked(8) {
        let (name, length) = head.split_at(4);
        let length = usize::try_from(u32::from_le_bytes(length.try_into().ok()?)).ok()?;
        // Who records while it is sent does not know how long it becomes: what is there counts.
        let body = after.get(..length.min(after.len()))?;
        if KEPT.iter().any(|known| name == *known) {
            if name == b"fmt " {
                per_second = Some(u32::from_le_bytes(body.get(8..12)?.try_into().ok()?));
            }
            if name == b"data" {
                samples += body.len();
            }
            kept.extend_from_slice(name);
            kept.extend_from_slice(&u32::try_from(body.len()).ok()?.to_le_bytes());
            kept.extend_from_slice(body);
            if body.len() % 2 == 1 {
                kept.push(0);
            }
        }
        rest = after.get(length.saturating_add(length % 2)..).unwrap_or_default();
    }
    if samples == 0 {
        return None;
    }
    let length = u32::try_from(kept.len() + 4).ok()?.to_le_bytes();
    let bytes = [b"RIFF".as_slice(), &length, b"WAVE", &kept].concat();
    let milliseconds = milliseconds(u64::try_from(samples).ok()?, u64::from(per_second?));
    Some(Recording { bytes, milliseconds })
}

//! M4A (ISO/IEC 14496-12): the boxes that are needed to play sound. Others become empty room of the same length, so that
//! what points into the file still does; times of making are emptied.

use super::{Recording, milliseconds};

/// How deep boxes stand in one another, where they are looked into.
const DEPTH_MAX: usize = 6;

/// What becomes of a box.
enum Fate {
    /// It stays as it is.
    Stays,
    /// What is in it is looked at.
    LookedInto,
    /// It has times of making: it stays without them.
    Timed,
    /// It says what a track is: it stays without its name.
    Handler,
    /// It makes a film of it.
    Film,
}

fn fate(within: &[u8; 4], name: &[u8; 4]) -> Option<Fate> {
    Some(match (within, name) {
        (b"file", b"ftyp" | b"mdat" | b"sidx") => Fate::Stays,
        (b"file", b"moov" | b"moof") => Fate::LookedInto,
        (b"moov", b"mvhd") | (b"trak", b"tkhd") | (b"mdia", b"mdhd") => Fate::Timed,
        (b"moov", b"trak" | b"mvex") | (b"trak", b"mdia") | (b"mdia", b"minf") | (b"minf", b"stbl") => Fate::LookedInto,
        (b"moof", b"traf") => Fate::LookedInto,
        (b"mdia", b"hdlr") => Fate::Handler,
        (b"minf", b"vmhd") => Fate::Film,
        (b"trak", b"edts") | (b"minf", b"smhd" | b"dinf") | (b"mvex", b"mehd" | b"trex") | (b"moof", b"mfhd") => {
            Fate::Stays
        }
        (b"traf", b"tfhd" | b"tfdt" | b"trun") => Fate::Stays,
        (b"stbl", b"stsd" | b"stts" | b"stsc" | b"stsz" | b"stz2" | b"stco" | b"co64" | b"sgpd" | b"sbgp") => {
            Fate::Stays
        }
        _ => return None,
    })
}

#[derive(Default)]
struct Seen {
    sound: bool,
    other: bool,
    milliseconds: u64,
}

pub(super) fn cut_down(bytes: &[u8]) -> Option<Recording> {
    let (mut bytes, mut seen) = (bytes.to_vec(), Seen::default());
    look(&mut bytes, b"file", 0, &mut seen)?;
    (seen.sound && !seen.other).then_some(Recording { bytes, milliseconds: seen.milliseconds })
}

/// Goes through the boxes that follow one another; nothing when they do not fit into what holds them.
fn look(mut bytes: &mut [u8], within: &[u8; 4], depth: usize, seen: &mut Seen) -> Option<()> {
    while !bytes.is_empty() {
        let head: [u8; 8] = *bytes.first_chunk()?;
        let (length, name) = (u32::from_be_bytes(head[..4].try_into().ok()?), <[u8; 4]>::try_from(&head[4..]).ok()?);
        let (length, head) = match length {
            // To the end, which only the last one of a file may.
            0 if depth == 0 => (bytes.len(), 8),
            1 => (usize::try_from(u64::from_be_bytes(bytes.get(8..16)?.try_into().ok()?)).ok()?, 16),
            length => (usize::try_from(length).ok()?, 8),
        };
        if length < head || length > bytes.len() {
            return None;
        }
        let (this, rest) = bytes.split_at_mut(length);
        let body = &mut this[head..];
        match fate(within, &name) {
            Some(Fate::Stays) => {}
            Some(Fate::LookedInto) if depth < DEPTH_MAX => look(body, &name, depth + 1, seen)?,
            Some(Fate::Timed) => timed(body, &name, seen)?,
            Some(Fate::Handler) => handler(body, seen)?,
            Some(Fate::Film) => seen.other = true,
            Some(Fate::LookedInto) | None => {
                body.fill(0);
                this[4..8].copy_from_slice(b"free");
            }
        }
        bytes = rest;
    }
    Some(())
}

/// A header with times: version and flags, when it was made and changed, and, of a whole film, how long it is.
fn timed(body: &mut [u8], name: &[u8; 4], seen: &mut Seen) -> Option<()> {
    let wide = *body.first()? == 1;
    let times = if wide { 16 } else { 8 };
    body.get_mut(4..4 + times)?.fill(0);
    if name == b"mvhd" {
        let number = |at: usize| Some(u64::from(u32::from_be_bytes(body.get(at..at + 4)?.try_into().ok()?)));
        let per_second = number(4 + times)?;
        let parts = match wide {
            true => u64::from_be_bytes(body.get(24..32)?.try_into().ok()?),
            false => number(16)?,
        };
        seen.milliseconds = milliseconds(parts, per_second);
    }
    Some(())
}

/// What a track is: sound, or something else. Its name is whatever its maker wrote.
fn handler(body: &mut [u8], seen: &mut Seen) -> Option<()> {
    match body.get(8..12)? {
        b"soun" => seen.sound = true,
        _ => seen.other = true,
    }
    body.get_mut(12..)?.fill(0);
    Some(())
}

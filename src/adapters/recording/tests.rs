use super::*;

const MARKER: &[u8] = b"12 Elm Street, recorded by Rosa";

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|part| part == words)
}

fn chunk(name: &[u8], body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len()).unwrap().to_le_bytes();
    [name, &length, body, &[0][..body.len() % 2]].concat()
}

/// A second of silence, 8,000 samples of 16 bits.
fn wav() -> Vec<u8> {
    let format = [&[1, 0, 1, 0][..], &8_000_u32.to_le_bytes(), &16_000_u32.to_le_bytes(), &[2, 0, 16, 0]].concat();
    let body = [
        b"WAVE".to_vec(),
        chunk(b"LIST", &[b"INFO", &chunk(b"IART", MARKER)[..]].concat()),
        chunk(b"fmt ", &format),
        chunk(b"bext", MARKER),
        chunk(b"data", &[0; 16_000]),
        chunk(b"id3 ", MARKER),
    ];
    chunk(b"RIFF", &body.concat())
}

/// Forty frames of MPEG-1, layer III, 128 kbit/s, 44,100 Hz: 417 bytes each.
fn mp3() -> Vec<u8> {
    let frame = [&[0xff, 0xfb, 0x90, 0x00][..], &[0; 413]].concat();
    let id3 = [b"ID3\x04\0\0\0\0\0", &[u8::try_from(MARKER.len()).unwrap()][..], MARKER].concat();
    let tag = [b"TAG", MARKER, &[0; 125 - MARKER.len()]].concat();
    [id3, frame.repeat(20), MARKER.to_vec(), frame.repeat(20), tag, b"APETAGEX".to_vec(), MARKER.to_vec()].concat()
}

fn page(flags: u8, granule: u64, serial: u8, packets: &[&[u8]]) -> Vec<u8> {
    let mut lacing = Vec::new();
    for packet in packets {
        lacing.extend(std::iter::repeat_n(255, packet.len() / 255));
        lacing.push(u8::try_from(packet.len() % 255).unwrap());
    }
    let count = [u8::try_from(lacing.len()).unwrap()];
    let head = [b"OggS\0", &[flags][..], &granule.to_le_bytes(), &[serial, 0, 0, 0], &[0; 8], &count].concat();
    [head, lacing, packets.concat()].concat()
}

fn opus() -> Vec<u8> {
    let head = [b"OpusHead\x01\x01", &[0, 0][..], &48_000_u32.to_le_bytes(), &[0, 0, 0]].concat();
    let length = u32::try_from(MARKER.len()).unwrap().to_le_bytes();
    let tags = [b"OpusTags", &length[..], MARKER, &1_u32.to_le_bytes(), &length, MARKER].concat();
    [
        page(2, 0, 7, &[&head]),
        page(0, 0, 7, &[&tags]),
        page(0, 24_000, 7, &[&[9; 300], &[8; 20]]),
        page(4, 96_000, 7, &[&[7; 60]]),
        page(2, 0, 8, &[MARKER]),
    ]
    .concat()
}

fn vorbis() -> Vec<u8> {
    let head = [b"\x01vorbis\0\0\0\0\x01", &44_100_u32.to_le_bytes()[..], &[0; 14]].concat();
    let comments = [b"\x03vorbis", MARKER].concat();
    let setup = [b"\x05vorbis", &[3; 600][..]].concat();
    [page(2, 0, 7, &[&head]), page(0, 0, 7, &[&comments, &setup]), page(4, 88_200, 7, &[&[7; 60]])].concat()
}

fn atom(name: &[u8], body: &[u8]) -> Vec<u8> {
    [&u32::try_from(body.len() + 8).unwrap().to_be_bytes()[..], name, body].concat()
}

fn m4a(handler: &[u8]) -> Vec<u8> {
    let made = 3_900_000_000_u32.to_be_bytes();
    let mvhd = [&[0; 4], &made[..], &made, &1_000_u32.to_be_bytes(), &2_500_u32.to_be_bytes(), &[0; 80]].concat();
    let mdhd = [&[0; 4], &made[..], &made, &[0; 12]].concat();
    let hdlr = [&[0; 8], handler, &[0; 12], MARKER].concat();
    let stbl = atom(b"stbl", &[atom(b"stsd", &[1; 40]), atom(b"stco", &[2; 12])].concat());
    let minf = atom(b"minf", &[atom(b"smhd", &[0; 8]), stbl].concat());
    let mdia = atom(b"mdia", &[atom(b"mdhd", &mdhd), atom(b"hdlr", &hdlr), minf].concat());
    let trak = atom(b"trak", &[atom(b"tkhd", &mdhd), mdia, atom(b"udta", MARKER)].concat());
    let udta = atom(b"udta", &[atom(b"\xa9xyz", MARKER), atom(b"meta", MARKER)].concat());
    let moov = atom(b"moov", &[atom(b"mvhd", &mvhd), trak, udta].concat());
    [atom(b"ftyp", b"M4A \0\0\0\0"), moov, atom(b"uuid", MARKER), atom(b"mdat", &[5; 100])].concat()
}

fn all() -> [(Format, Vec<u8>, u64); 5] {
    [
        (Format::Wav, wav(), 1_000),
        (Format::Mp3, mp3(), 40 * 1_152 * 1_000 / 44_100),
        (Format::Ogg, opus(), 2_000),
        (Format::Ogg, vorbis(), 2_000),
        (Format::Mp4, m4a(b"soun"), 2_500),
    ]
}

#[test]
fn what_one_hears_stays_and_every_word_goes() {
    for (format, bytes, length) in all() {
        assert_eq!(Format::of(&bytes), Some(format));
        assert!(holds(&bytes, MARKER));
        let cut = cut_down(format, &bytes).unwrap_or_else(|error| panic!("{format:?}: {error}"));
        assert_eq!(cut.milliseconds, length, "{format:?}");
        assert!(!holds(&cut.bytes, b"Elm") && !holds(&cut.bytes, b"Rosa"), "{format:?}");
        assert_eq!(Format::of(&cut.bytes), Some(format));
        assert!(cut.bytes.len() <= bytes.len());
        // What was cut down is as it should be: nothing more goes.
        assert_eq!(cut_down(format, &cut.bytes).expect("once more"), cut, "{format:?}");
    }
    let wav = cut_down(Format::Wav, &wav()).unwrap().bytes;
    assert_eq!(wav.len(), 12 + 8 + 16 + 8 + 16_000);
    assert_eq!(cut_down(Format::Mp3, &mp3()).unwrap().bytes.len(), 40 * 417);
    let m4a = cut_down(Format::Mp4, &m4a(b"soun")).unwrap().bytes;
    assert!(holds(&m4a, &[5; 100]) && !holds(&m4a, &3_900_000_000_u32.to_be_bytes()), "nor when it was made");
}

#[test]
fn pages_are_counted_anew_and_a_second_stream_is_left_out() {
    let cut = cut_down(Format::Ogg, &opus()).unwrap().bytes;
    let mut at = 0;
    let mut pages = 0;
    while at < cut.len() {
        let parts = usize::from(cut[at + 26]);
        let body: usize = cut[at + 27..at + 27 + parts].iter().map(|part| usize::from(*part)).sum();
        let number = u32::from_le_bytes(cut[at + 18..at + 22].try_into().unwrap());
        assert_eq!(number, pages, "pages are counted");
        at += 27 + parts + body;
        pages += 1;
    }
    assert_eq!((at, pages), (cut.len(), 4));
}

#[test]
fn films_and_what_is_broken_are_refused_and_nothing_panics() {
    assert!(cut_down(Format::Mp4, &m4a(b"vide")).is_err());
    assert!(cut_down(Format::Png, &wav()).is_err());
    for (format, bytes, _) in all() {
        for end in (0..bytes.len()).step_by(7) {
            drop(cut_down(format, &bytes[..end]));
        }
        for at in (0..bytes.len().min(2_000)).step_by(3) {
            for value in [0, 1, 0x7f, 0xff] {
                let mut spoiled = bytes.clone();
                spoiled[at] = value;
                drop(cut_down(format, &spoiled));
            }
        }
        assert!(cut_down(format, &[]).is_err());
        let mut long = bytes;
        long.resize(FILE_BYTES_MAX + 1, 0);
        assert_eq!(cut_down(format, &long).unwrap_err().kind(), Kind::TooLarge);
    }
}

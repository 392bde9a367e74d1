//! Words that stand nowhere else in the world, planted in private fields, and the search for them in whatever a server
//! emits: as they are, and in every wrapping in which they could get out unseen.

use aho_corasick::{AhoCorasick, AhoCorasickBuilder};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use flate2::read::{GzDecoder, ZlibDecoder};
use potluck::ids;
use std::collections::BTreeSet;
use std::io::{Cursor, Read};

/// Something planted.
pub struct Marker {
    /// The field, as docs/PRIVACY.md writes it.
    pub field: &'static str,
    /// What was planted.
    pub text: String,
    /// To whom it must have been shown.
    pub shown_to: &'static [&'static str],
    /// Who else may see it.
    pub may_see: &'static [&'static str],
    /// The wrappings under which it is looked for: all, or only as it is.
    wrapped: bool,
    /// Where it is no text: its bytes.
    bytes: Vec<u8>,
}

impl Marker {
    fn may_read(&self, who: &str) -> bool {
        self.shown_to.contains(&who) || self.may_see.contains(&who)
    }
}

/// All that was planted.
#[derive(Default)]
pub struct Markers(Vec<Marker>);

/// A word of 18 characters that stands nowhere else.
pub fn word() -> String {
    format!("zq{}", &ids::digest(&ids::secret())[..16])
}

/// The same in the 8 characters that a part of a language tag may have.
pub fn short_word() -> String {
    format!("q{}", &ids::digest(&ids::secret())[..7])
}

impl Markers {
    /// Plants a new word in a field: answers what to write there.
    pub fn plant(&mut self, field: &'static str, shown_to: &'static [&'static str]) -> String {
        let text = word();
        self.add(field, &text, shown_to, &[]);
        text
    }

    /// Looks for what is in a field already, or stands there as one writes it.
    pub fn add(
        &mut self,
        field: &'static str,
        text: &str,
        shown_to: &'static [&'static str],
        may_see: &'static [&'static str],
    ) {
        let bytes = text.as_bytes().to_vec();
        self.0.push(Marker { field, text: text.to_owned(), shown_to, may_see, wrapped: true, bytes });
    }

    /// Looks for bytes that nobody may see.
    pub fn add_bytes(&mut self, field: &'static str, bytes: Vec<u8>) {
        self.0.push(Marker { field, text: "bytes".into(), shown_to: &[], may_see: &[], wrapped: true, bytes });
    }

    /// Looks for a name or a number, just as it is written: too short to be told from chance in a wrapping.
    pub fn add_plain(
        &mut self,
        field: &'static str,
        text: &str,
        shown_to: &'static [&'static str],
        may_see: &'static [&'static str],
    ) {
        let bytes = text.as_bytes().to_vec();
        self.0.push(Marker { field, text: text.to_owned(), shown_to, may_see, wrapped: false, bytes });
    }

    /// All of them.
    pub fn all(&self) -> &[Marker] {
        &self.0
    }

    /// Makes the search for all of them.
    pub fn search(&self) -> Search {
        let (mut needles, mut meanings): (Vec<Vec<u8>>, Vec<(usize, &'static str)>) = Default::default();
        for (index, marker) in self.0.iter().enumerate() {
            for (how, needle) in wrappings(&marker.bytes, marker.wrapped) {
                needles.push(needle);
                meanings.push((index, how));
            }
        }
        let mut builder = AhoCorasickBuilder::new();
        let machine = builder.ascii_case_insensitive(true).build(&needles).expect("a search");
        Search { machine, meanings }
    }
}

/// Every way in which bytes are written that hides them from a look at the text.
fn wrappings(text: &[u8], wrapped: bool) -> Vec<(&'static str, Vec<u8>)> {
    let mut found = vec![("as it is", text.to_vec())];
    if !wrapped {
        return found;
    }
    // Wherever it begins in what is encoded: without the characters at both ends that hold bits of its neighbors.
    for before in 0..3 {
        let padded = [&b"\0\0\0"[..before], text].concat();
        let (first, last) = ((before * 8).div_ceil(6), padded.len() * 8 / 6);
        for (how, engine) in [("base64", &STANDARD_NO_PAD), ("base64url", &URL_SAFE_NO_PAD)] {
            found.push((how, engine.encode(&padded).as_bytes()[first..last].to_vec()));
        }
    }
    let each = |how: &dyn Fn(u8) -> String| text.iter().map(|byte| how(*byte)).collect::<String>().into_bytes();
    found.push(("hexadecimal", each(&|byte| format!("{byte:02x}"))));
    found.push(("percent signs", each(&|byte| format!("%{byte:02x}"))));
    found.push(("JSON escapes", each(&|byte| format!("\\u{byte:04x}"))));
    found.push(("HTML entities", each(&|byte| format!("&#{byte};"))));
    found.push(("HTML entities", each(&|byte| format!("&#x{byte:x};"))));
    found.push(("a list of bytes", each(&|byte| format!("{byte}, ")).strip_suffix(b", ").unwrap_or_default().to_vec()));
    found.push(("a list of bytes", each(&|byte| format!("{byte},")).strip_suffix(b",").unwrap_or_default().to_vec()));
    found.push(("UTF-16", text.iter().flat_map(|byte| [*byte, 0]).collect()));
    // Where only what is no letter or digit is written otherwise.
    found.push(("a query", url::form_urlencoded::byte_serialize(text).collect::<String>().into_bytes()));
    if let Ok(text) = std::str::from_utf8(text) {
        let json = serde_json::to_string(text).expect("JSON");
        found.push(("JSON", json[1..json.len() - 1].into()));
        found.push(("HTML", text.replace('&', "&amp;").replace('"', "&quot;").into()));
    }
    // Much is the same for letters and digits.
    let mut seen = BTreeSet::new();
    found.retain(|(_, needle)| seen.insert(needle.clone()));
    found
}

/// The search for all markers at once.
pub struct Search {
    machine: AhoCorasick,
    meanings: Vec<(usize, &'static str)>,
}

/// How deep packed things may lie in one another.
const DEEPEST: usize = 4;

impl Search {
    /// The markers in these bytes, by their place in the list, and how they were wrapped there; packed things are unpacked.
    pub fn find(&self, bytes: &[u8]) -> BTreeSet<(usize, String)> {
        let mut found = BTreeSet::new();
        self.look(bytes, "", DEEPEST, &mut found);
        found
    }

    fn look(&self, bytes: &[u8], around: &str, deepest: usize, found: &mut BTreeSet<(usize, String)>) {
        for hit in self.machine.find_overlapping_iter(bytes) {
            let (marker, how) = self.meanings[hit.pattern().as_usize()];
            found.insert((marker, format!("{around}{how}")));
        }
        if deepest == 0 {
            return;
        }
        for (how, inner) in unpacked(bytes) {
            self.look(&inner, &format!("{around}{how}, in it "), deepest - 1, found);
        }
    }
}

/// What is packed in these bytes, if they are packed.
fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    if let Ok(mut zip) = zip::ZipArchive::new(Cursor::new(bytes)) {
        for index in 0..zip.len() {
            let mut file = zip.by_index(index).expect("a file of the ZIP");
            let (name, mut inner) = (file.name().expect("a name").into_owned(), Vec::new());
            file.read_to_end(&mut inner).expect("it unpacks");
            found.push((format!("{name} of a ZIP"), inner));
        }
        return found;
    }
    let mut inner = Vec::new();
    let (how, read) = match bytes {
        [0x1f, 0x8b, ..] => ("gzip", GzDecoder::new(bytes).read_to_end(&mut inner)),
        [0x78, 0x01 | 0x5e | 0x9c | 0xda, ..] => ("zlib", ZlibDecoder::new(bytes).read_to_end(&mut inner)),
        _ => return found,
    };
    // What was cut off or is something else gives what it gives.
    if read.is_ok() || !inner.is_empty() {
        found.push((how.to_owned(), inner));
    }
    found
}

/// Something that a server emitted.
pub struct Emission {
    /// Who got it, or where it stands.
    pub to: &'static str,
    /// What it is.
    pub what: String,
    /// All of it.
    pub bytes: Vec<u8>,
    /// Whether a cache on the way may keep it for others.
    pub shared: bool,
}

/// What was found, and what was not.
pub struct Verdict {
    /// Where something is that should not be there.
    pub leaks: Vec<String>,
    /// What was not shown to somebody who is entitled to it.
    pub withheld: Vec<String>,
}

/// Looks for every marker in everything that was emitted.
pub fn judge(markers: &Markers, emitted: &[Emission]) -> Verdict {
    let search = markers.search();
    let (mut leaks, mut shown) = (Vec::new(), BTreeSet::new());
    for emission in emitted {
        for (index, how) in search.find(&emission.bytes) {
            let marker @ Marker { field, text, .. } = &markers.all()[index];
            if !marker.may_read(emission.to) {
                leaks.push(format!("{field} ({text}, {how}) is in what {} gets: {}", emission.to, emission.what));
            } else if emission.shared && !marker.may_read("stranger") {
                leaks.push(format!("{field} ({text}) may be kept by a cache for others: {}", emission.what));
            } else {
                shown.insert((index, emission.to));
            }
        }
    }
    let mut withheld = Vec::new();
    for (index, marker) in markers.all().iter().enumerate() {
        for who in marker.shown_to.iter().filter(|who| !shown.contains(&(index, *who))) {
            withheld.push(format!("{} ({}) was not shown to {who}", marker.field, marker.text));
        }
    }
    leaks.sort();
    leaks.dedup();
    Verdict { leaks, withheld }
}

/// A body as a server would send it packed.
#[cfg(test)]
fn gzipped(bytes: &[u8]) -> Vec<u8> {
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(bytes).expect("memory");
    packed.finish().expect("memory")
}

#[cfg(test)]
fn zipped(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut packed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    packed.start_file("profile.json", zip::write::SimpleFileOptions::default()).expect("memory");
    packed.write_all(bytes).expect("memory");
    packed.finish().expect("memory").into_inner()
}

#[test]
fn value_05_a_leak_that_is_planted_is_found_however_it_is_wrapped() {
    let mut markers = Markers::default();
    let (secret, place) = (markers.plant("a", &["rosa"]), "7731 Ölberg \"Lane\" & more");
    markers.add("b", place, &["rosa"], &["ben"]);
    markers.add("c", &short_word(), &[], &[]);
    let emitted = |to: &'static str, bytes: Vec<u8>| vec![Emission { to, what: "a page".into(), bytes, shared: false }];
    let clean = judge(&markers, &emitted("mei", b"nothing of it, zq and 7731 alone are no secrets".to_vec()));
    assert!(clean.leaks.is_empty() && clean.withheld.len() == 2, "{:?}", clean.leaks);

    let each = |text: &str, how: &dyn Fn(u8) -> String| text.bytes().map(how).collect::<String>().into_bytes();
    for text in [secret.as_str(), place, markers.all()[2].text.as_str()] {
        let mut wrapped: Vec<(String, Vec<u8>)> = vec![
            ("itself".into(), text.into()),
            ("another case".into(), text.to_ascii_uppercase().into()),
            ("hex".into(), each(text, &|byte| format!("{byte:02X}"))),
            (
                "bytea".into(),
                format!("\\x00{}", String::from_utf8(each(text, &|byte| format!("{byte:02x}"))).unwrap()).into(),
            ),
            ("percent".into(), each(text, &|byte| format!("%{byte:02X}"))),
            ("query".into(), url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().into()),
            ("JSON".into(), serde_json::json!({"a": text}).to_string().into()),
            ("HTML".into(), text.replace('&', "&amp;").replace('"', "&quot;").into()),
            ("entities".into(), each(text, &|byte| format!("&#{byte};"))),
            ("debug".into(), format!("{:?}", text.as_bytes()).into()),
        ];
        // Wherever it begins within what is encoded.
        for before in 0..6 {
            let inside = format!("{}{text} and more", &"xxxxxx"[..before]);
            wrapped.push((format!("base64 at {before}"), STANDARD_NO_PAD.encode(&inside).into()));
            wrapped.push((format!("base64url at {before}"), URL_SAFE_NO_PAD.encode(&inside).into()));
        }
        for (how, bytes) in wrapped {
            for (packed, bytes) in [
                ("", bytes.clone()),
                (" in gzip", gzipped(&bytes)),
                (" in a ZIP", zipped(&bytes)),
                (" in gzip in a ZIP", zipped(&gzipped(&bytes))),
            ] {
                let around = if packed.is_empty() { [b"{\"x\":\"".as_slice(), &bytes, b"\"}"].concat() } else { bytes };
                let verdict = judge(&markers, &emitted("mei", around));
                assert!(!verdict.leaks.is_empty(), "{text} as {how}{packed} is not found");
            }
        }
    }
    // Who is entitled to it gets no leak, and a leak to one more person is one.
    let page = [secret.as_bytes(), place.as_bytes()].concat();
    let seen = judge(&markers, &emitted("rosa", page.clone()));
    assert!(seen.leaks.is_empty() && seen.withheld.is_empty(), "{:?} {:?}", seen.leaks, seen.withheld);
    assert_eq!(judge(&markers, &emitted("ben", page.clone())).leaks.len(), 1, "he may see the place, and not the rest");
    // So is an answer that a cache may give to others.
    let kept = Emission { shared: true, ..emitted("rosa", page).remove(0) };
    assert_eq!(judge(&markers, &[kept]).leaks.len(), 2);
}

//! The checks of the fuzz targets (`fuzz/`), on every document of their corpus and on everything that they ever found.
//! libFuzzer is not needed for that, nor nightly: `fuzz/run` looks for new findings, this holds the old ones mended.

#[path = "../fuzz/src/lib.rs"]
mod fuzz;

use fuzz::TARGETS;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz").join(name)
}

/// The files of a folder, sorted; none where there is no such folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("the folder can be read").path()).collect();
    files.sort();
    files
}

fn names(folder: &Path) -> BTreeSet<String> {
    let name = |path: PathBuf| path.file_stem().expect("a name").to_string_lossy().into_owned();
    files(folder).into_iter().map(name).collect()
}

/// Runs the check of a target on all files of its folder below `kind`; answers how many there were.
fn run(kind: &str, target: &str) -> usize {
    let (_, check) = TARGETS.iter().find(|(name, _)| *name == target).expect("there is such a target");
    let files = files(&folder(kind).join(target));
    for file in &files {
        let data = std::fs::read(file).expect("the file can be read");
        if let Err(panic) = std::panic::catch_unwind(|| check(&data)) {
            eprintln!("found again: {}", file.display());
            std::panic::resume_unwind(panic);
        }
    }
    files.len()
}

macro_rules! targets {
    ($($name:ident),+ $(,)?) => {
        const HERE: &[&str] = &[$(stringify!($name)),+];

        $(mod $name {
            #[test]
            fn nothing_is_found_in_what_is_real_and_nothing_again() {
                assert!(super::run("corpus", stringify!($name)) >= 9, "a corpus has documents");
                super::run("findings", stringify!($name));
            }
        })+
    };
}

targets! { activity, document, signature, markup, values, interface, import, operator, media }

#[test]
fn every_target_has_its_program_and_its_test() {
    let listed: BTreeSet<String> = TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(listed, HERE.iter().map(|name| (*name).to_owned()).collect());
    assert_eq!(listed, names(&folder("targets")));
    assert_eq!(listed, names(&folder("corpus")));
    assert!(names(&folder("findings")).is_subset(&listed));
}

/// After a change of what is signed, or how, `cargo test --test sign_corpus` writes them anew.
#[test]
fn the_signed_requests_of_the_corpus_are_believed() {
    for (name, request) in fuzz::signature::signed() {
        let file = folder("corpus/signature").join(&name);
        let bytes = std::fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        assert!(bytes == request.write(), "{name} is what these keys sign");
        assert!(fuzz::signature::is_believed(&request), "{name}");
    }
}

#[test]
fn a_check_can_fail() {
    for html in ["<script>", "<p onclick=\"x\">", "<a href=\"javascript:x\">", "<p", "<a href=\"https://a.example"] {
        assert!(std::panic::catch_unwind(|| fuzz::markup::is_safe(html)).is_err(), "{html}");
    }
    fuzz::markup::is_safe("<p>a &lt; <a href=\"https://a.example/\" rel=\"nofollow\">b</a><br></p>");
}

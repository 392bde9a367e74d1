//! Writes the signed requests into the corpus of the fuzz targets, after a change of what is signed or how. It is run by hand,
//! and is no test: `tests/fuzz.rs` asks whether they are there as these keys sign them.
//!
//! ```sh
//! cargo test --test sign_corpus
//! ```

// The checks of the other targets are of no use here.
#[allow(dead_code)]
#[path = "../../fuzz/src/lib.rs"]
mod fuzz;

use std::path::Path;

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/signature");
    std::fs::create_dir_all(&folder).expect("a folder");
    for (name, request) in fuzz::signature::signed() {
        std::fs::write(folder.join(name), request.write()).expect("a file");
    }
    println!("Wrote the signed requests into {}.", folder.display());
}

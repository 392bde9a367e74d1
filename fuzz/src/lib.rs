//! What is asserted of every parser of something from outside, one file for each fuzz target.
//!
//! The targets in `targets/` run these under libFuzzer; `tests/fuzz.rs` of the package includes this file and runs them
//! on every document of `corpus/` and on every former finding of `findings/`, with stable Rust. So nothing here needs
//! libFuzzer: a check takes bytes, and panics when something does not hold.

pub mod activity;
pub mod document;
pub mod import;
pub mod interface;
pub mod markup;
pub mod media;
pub mod operator;
pub mod signature;
pub mod support;
pub mod values;

/// A check: it panics when something does not hold of what was read from these bytes.
pub type Check = fn(&[u8]);

/// Every target by its name, which is also the name of its folders.
pub const TARGETS: [(&str, Check); 9] = [
    ("activity", activity::check),
    ("document", document::check),
    ("signature", signature::check),
    ("markup", markup::check),
    ("values", values::check),
    ("interface", interface::check),
    ("import", import::check),
    ("operator", operator::check),
    ("media", media::check),
];

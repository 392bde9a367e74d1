//! HTTP signatures by OpenSSL: draft-cavage-12 `rsa-sha256` out and in.
//!
//! RFC 9421 will stand beside [`cavage`]; [`keys`] serves both. Signing and verifying are costly
//! (about 0.2 ms and 0.02 ms for RSA-2048) and belong off the async threads.

pub mod cavage;
pub mod keys;

pub use cavage::{Incoming, Signature, parse, sign_get, sign_post};
pub use keys::{SigningKey, VerifyingKey, generate_keys};

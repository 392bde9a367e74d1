//! HTTP signatures by OpenSSL: draft-cavage-12 ([`cavage`]) and RFC 9421 ([`rfc9421`]), out and in.
//!
//! [`keys`] serves both, [`way`] says which of them goes to whom. Signing and verifying are costly (with RSA-2048 about
//! 0.5 ms and 0.02 ms, with Ed25519 0.03 ms and 0.1 ms, see `benches/signatures.rs`) and belong off the async threads.

pub mod cavage;
pub mod content_digest;
mod incoming;
pub mod keys;
pub mod rfc9421;
pub mod way;

pub use cavage::{parse, sign_get, sign_post};
pub use incoming::{Header, Incoming, Signature};
pub use keys::{Algorithm, SigningKey, VerifyingKey, generate_ed25519, generate_keys};
pub use way::Way;

use crate::clock::Moment;
use crate::domain::address::host_of;
use crate::error::Result;
use chrono::Duration;
use url::Url;

/// Checks everything about the signatures of a request that needs no key. A `Signature-Input` says that it is signed as
/// RFC 9421 has it, several times perhaps; without it there is one signature of draft-cavage. `base` is our own address.
///
/// # Errors
/// `Unauthorized`, naming what is missing or wrong.
pub fn read(request: &Incoming<'_>, base: &Url, now: Moment, back: Duration) -> Result<Vec<Signature>> {
    if request.headers.iter().any(|(name, _)| name == "signature-input") {
        rfc9421::parse(request, base, now, back)
    } else {
        Ok(vec![cavage::parse(request, &host_of(base), now, back)?])
    }
}

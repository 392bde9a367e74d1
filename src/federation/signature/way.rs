//! Which of the ways to sign goes to whom.
//!
//! Everybody reads draft-cavage today, and servers begin to read RFC 9421 alone. So a request goes out as draft-cavage,
//! and once more as RFC 9421 when it is refused with 400 or 401 ("double-knocking"); what a host took is remembered. A
//! peer that says that it understands Potluck's format reads RFC 9421 with Ed25519, which is far cheaper to sign.

use crate::clock::Moment;
use crate::domain::peer::SignatureFormat;
use crate::error::Result;
use crate::federation::signature::{Header, SigningKey, cavage, rfc9421};
use url::Url;

/// A way to sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// draft-cavage-12 with the RSA key.
    Cavage,
    /// RFC 9421 with the RSA key.
    Rfc9421,
    /// RFC 9421 with the Ed25519 key.
    Ed25519,
}

impl Way {
    /// The way to try first, by what the host took before, and whether it says that it understands Potluck's format.
    pub fn first(remembered: Option<SignatureFormat>, potluck: bool) -> Self {
        match (remembered, potluck) {
            (Some(SignatureFormat::DraftCavage), _) | (None, false) => Self::Cavage,
            (Some(SignatureFormat::Rfc9421), false) => Self::Rfc9421,
            (Some(SignatureFormat::Rfc9421) | None, true) => Self::Ed25519,
        }
    }

    /// The other way, to try when this one is refused.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Cavage => Self::Rfc9421,
            Self::Rfc9421 | Self::Ed25519 => Self::Cavage,
        }
    }

    /// What is remembered of it.
    pub fn format(self) -> SignatureFormat {
        match self {
            Self::Cavage => SignatureFormat::DraftCavage,
            Self::Rfc9421 | Self::Ed25519 => SignatureFormat::Rfc9421,
        }
    }

    /// Whether a status may mean that the signature was not understood.
    pub fn is_refused_by(status: u16) -> bool {
        matches!(status, 400 | 401)
    }

    /// Signs a GET; `key` is the one for this way.
    ///
    /// # Errors
    /// `Internal` when OpenSSL fails.
    pub fn sign_get(self, key: &SigningKey, url: &Url, now: Moment) -> Result<Vec<Header>> {
        match self {
            Self::Cavage => cavage::sign_get(key, url, now),
            Self::Rfc9421 | Self::Ed25519 => rfc9421::sign_get(key, url, now),
        }
    }

    /// Signs a POST; `key` is the one for this way.
    ///
    /// # Errors
    /// `Internal` when OpenSSL fails.
    pub fn sign_post(
        self,
        key: &SigningKey,
        url: &Url,
        body: &[u8],
        content_type: &str,
        now: Moment,
    ) -> Result<Vec<Header>> {
        self.sign_post_with(key, url, body, content_type, now, Vec::new())
    }

    /// The same with further headers, which are signed too.
    ///
    /// # Errors
    /// `Internal` when OpenSSL fails.
    pub fn sign_post_with(
        self,
        key: &SigningKey,
        url: &Url,
        body: &[u8],
        content_type: &str,
        now: Moment,
        further: Vec<Header>,
    ) -> Result<Vec<Header>> {
        match self {
            Self::Cavage => cavage::sign_post_with(key, url, cavage::digest(body), content_type, now, further),
            Self::Rfc9421 | Self::Ed25519 => rfc9421::sign_post_with(key, url, body, content_type, now, further),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_goes_first_and_the_other_second() {
        use SignatureFormat::{DraftCavage, Rfc9421};
        for (remembered, potluck, first, second) in [
            (None, false, Way::Cavage, Way::Rfc9421),
            (Some(DraftCavage), false, Way::Cavage, Way::Rfc9421),
            (Some(Rfc9421), false, Way::Rfc9421, Way::Cavage),
            (None, true, Way::Ed25519, Way::Cavage),
            (Some(Rfc9421), true, Way::Ed25519, Way::Cavage),
            (Some(DraftCavage), true, Way::Cavage, Way::Rfc9421),
        ] {
            let way = Way::first(remembered, potluck);
            assert_eq!((way, way.other()), (first, second), "{remembered:?} {potluck}");
        }
    }
}

//! What is told to apps through push servers: encrypted for the app alone, and signed by this server.
//!
//! Two encodings: RFC 8291 (`aes128gcm`) with VAPID as RFC 8292 has it, and the drafts before them (`aesgcm`,
//! draft-ietf-webpush-encryption-04 and draft-ietf-webpush-vapid-01), which most apps for Mastodon still read.

use crate::adapters::fetch::Headers;
use crate::clock::Moment;
use crate::domain::push::Target;
use crate::error::{Error, Result};
use base64::Engine;
use base64::engine::general_purpose::{URL_SAFE, URL_SAFE_NO_PAD};
use chrono::Duration;
use openssl::bn::BigNumContext;
use openssl::ec::{EcGroup, EcKey, PointConversionForm};
use openssl::ecdsa::EcdsaSig;
use openssl::hash::MessageDigest;
use openssl::nid::Nid;
use openssl::pkey::{PKey, Private};
use openssl::sha::sha256;
use openssl::sign::Signer;
use serde_json::json;
use url::Url;

/// How long a signed word of ours holds (RFC 8292, section 2: a day at most).
const WORD_HOURS: i64 = 12;

/// The key by which push servers know this server (P-256).
#[derive(Clone)]
pub struct VapidKey {
    private: EcKey<Private>,
    public: Vec<u8>,
}

impl std::fmt::Debug for VapidKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("VapidKey(…)")
    }
}

impl VapidKey {
    /// A fresh key, as it is kept (DER).
    ///
    /// # Errors
    /// `Internal` when OpenSSL fails.
    pub fn make() -> Result<Vec<u8>> {
        let group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1).map_err(Error::internal)?;
        let key = EcKey::generate(&group).map_err(Error::internal)?;
        key.private_key_to_der().map_err(Error::internal)
    }

    /// A key that was kept.
    ///
    /// # Errors
    /// `Internal` when it is none.
    pub fn of_kept(der: &[u8]) -> Result<Self> {
        let private = EcKey::private_key_from_der(der).map_err(Error::internal)?;
        let mut context = BigNumContext::new().map_err(Error::internal)?;
        let point = private.public_key();
        let public = point
            .to_bytes(private.group(), PointConversionForm::UNCOMPRESSED, &mut context)
            .map_err(Error::internal)?;
        Ok(Self { private, public })
    }

    /// Its public half, as apps take it: base 64 for addresses, with its padding, as Mastodon writes it.
    pub fn public(&self) -> String {
        URL_SAFE.encode(&self.public)
    }

    /// What stands for the host of an address in the database: nobody without the key can tell it from another by trying.
    ///
    /// # Errors
    /// `Internal` when OpenSSL fails.
    pub fn host_digest(&self, endpoint: &Url) -> Result<String> {
        let secret = self.private.private_key().to_vec();
        let key = PKey::hmac(&sha256(&[b"push host", &secret[..]].concat())).map_err(Error::internal)?;
        let mut signer = Signer::new(MessageDigest::sha256(), &key).map_err(Error::internal)?;
        let host = endpoint.origin().ascii_serialization();
        Ok(URL_SAFE_NO_PAD.encode(signer.sign_oneshot_to_vec(host.as_bytes()).map_err(Error::internal)?))
    }

    /// Our word to the push server of an address (a JWT, ES256).
    fn word(&self, endpoint: &Url, subject: &Url, now: Moment) -> Result<String> {
        let claims = json!({
            "aud": endpoint.origin().ascii_serialization(),
            "exp": (now + Duration::hours(WORD_HOURS)).timestamp(),
            "sub": subject.as_str(),
        });
        let head = json!({"typ": "JWT", "alg": "ES256"});
        let said = [head, claims].map(|part| URL_SAFE_NO_PAD.encode(part.to_string())).join(".");
        let signature = EcdsaSig::sign(&sha256(said.as_bytes()), &self.private).map_err(Error::internal)?;
        let mut both = signature.r().to_vec_padded(32).map_err(Error::internal)?;
        both.extend(signature.s().to_vec_padded(32).map_err(Error::internal)?);
        Ok(format!("{said}.{}", URL_SAFE_NO_PAD.encode(both)))
    }
}

/// Makes sure that something can be encrypted for an app.
///
/// # Errors
/// `Invalid` when its key is no point of the curve.
pub fn check(target: &Target) -> Result<()> {
    ece::encrypt(&target.key, &target.auth, b"?").map(drop).map_err(|cause| {
        Error::invalid("subscription[keys][p256dh]", "`subscription[keys][p256dh]` is no key of P-256.").because(cause)
    })
}

/// What is posted to the push server: its headers and its body. `subject` says whom to ask about it.
///
/// # Errors
/// `Internal` when it cannot be encrypted or signed.
pub fn wrap(
    key: &VapidKey,
    target: &Target,
    subject: &Url,
    plain: &[u8],
    life: Duration,
    now: Moment,
) -> Result<(Headers, Vec<u8>)> {
    let word = key.word(&target.endpoint, subject, now)?;
    let ours = URL_SAFE_NO_PAD.encode(&key.public);
    let mut headers: Headers = vec![
        ("content-type", "application/octet-stream".into()),
        ("ttl", life.num_seconds().max(0).to_string()),
        ("urgency", "normal".into()),
    ];
    if target.standard {
        let body = ece::encrypt(&target.key, &target.auth, plain).map_err(Error::internal)?;
        headers.push(("content-encoding", "aes128gcm".into()));
        headers.push(("authorization", format!("vapid t={word}, k={ours}")));
        return Ok((headers, body));
    }
    let block = ece::legacy::encrypt_aesgcm(&target.key, &target.auth, plain).map_err(Error::internal)?;
    let body = URL_SAFE_NO_PAD.decode(block.body()).map_err(Error::internal)?;
    headers.push(("content-encoding", "aesgcm".into()));
    headers.push(("authorization", format!("WebPush {word}")));
    // Relays take these apart by hand: each as Mastodon writes it, without spaces, and with no record size, which is the
    // usual one.
    for (name, value) in block.headers(None) {
        let value = value.split(';').next().unwrap_or_default().trim().to_owned();
        match name {
            "Crypto-Key" => headers.push(("crypto-key", format!("{value};p256ecdsa={ours}"))),
            _ => headers.push(("encryption", value)),
        }
    }
    Ok((headers, body))
}

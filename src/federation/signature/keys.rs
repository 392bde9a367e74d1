//! RSA keys of actors.

use crate::actions::add_member::Keys;
use crate::error::{Error, Result};
use openssl::hash::MessageDigest;
use openssl::pkey::{PKey, Private, Public};
use openssl::rsa::Rsa;
use openssl::sign::{Signer, Verifier};

/// Makes a key pair of RSA-2048, the one that every server verifies.
///
/// # Errors
/// `Internal` when OpenSSL fails.
pub fn generate_keys() -> Result<Keys> {
    let key = PKey::from_rsa(Rsa::generate(2048).map_err(Error::internal)?).map_err(Error::internal)?;
    let text = |pem: Vec<u8>| String::from_utf8(pem).map_err(Error::internal);
    Ok(Keys {
        private_pem: text(key.private_key_to_pem_pkcs8().map_err(Error::internal)?)?,
        public_pem: text(key.public_key_to_pem().map_err(Error::internal)?)?,
    })
}

/// A parsed private key with its id. Cloning shares it.
#[derive(Clone)]
pub struct SigningKey {
    id: String,
    key: PKey<Private>,
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SigningKey({})", self.id)
    }
}

impl SigningKey {
    /// Parses a private key (PKCS #8 PEM).
    ///
    /// # Errors
    /// `Internal` when it is not one.
    pub fn from_pem(id: String, pem: &[u8]) -> Result<Self> {
        Ok(Self { id, key: PKey::private_key_from_pem(pem).map_err(Error::internal)? })
    }

    /// From a key that was parsed before.
    pub fn from_key(id: String, key: PKey<Private>) -> Self {
        Self { id, key }
    }

    /// The parsed key, to be kept.
    pub fn key(&self) -> PKey<Private> {
        self.key.clone()
    }

    /// `keyId`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017).
    ///
    /// # Errors
    /// `Internal` when OpenSSL fails.
    pub fn sign(&self, text: &[u8]) -> Result<Vec<u8>> {
        let mut signer = Signer::new(MessageDigest::sha256(), &self.key).map_err(Error::internal)?;
        signer.sign_oneshot_to_vec(text).map_err(Error::internal)
    }
}

/// A parsed public key.
#[derive(Clone)]
pub struct VerifyingKey {
    key: PKey<Public>,
}

impl VerifyingKey {
    /// Parses a public key from outside (SubjectPublicKeyInfo or PKCS #1 PEM), RSA of 1024 to 8192 bits.
    ///
    /// # Errors
    /// `Invalid` when it is not one.
    pub fn from_pem(pem: &str) -> Result<Self> {
        let wrong = || Error::invalid("publicKeyPem", "The public key is not an RSA key in PEM.");
        if pem.len() > 8_192 {
            return Err(wrong());
        }
        let key = PKey::public_key_from_pem(pem.as_bytes())
            .or_else(|_| Rsa::public_key_from_pem_pkcs1(pem.as_bytes()).and_then(PKey::from_rsa))
            .map_err(|_| wrong())?;
        let bits = key.rsa().map_err(|_| wrong())?.size() * 8;
        if !(1_024..=8_192).contains(&bits) {
            return Err(wrong());
        }
        Ok(Self { key })
    }

    /// Whether `signature` is this key's over `text`.
    pub fn verifies(&self, text: &[u8], signature: &[u8]) -> bool {
        Verifier::new(MessageDigest::sha256(), &self.key)
            .and_then(|mut verifier| verifier.verify_oneshot(signature, text))
            .unwrap_or(false)
    }
}

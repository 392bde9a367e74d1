//! RSA keys of actors.

use crate::actions::add_member::Keys;
use crate::error::{Error, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
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
        // Without the callback OpenSSL would ask the terminal for the passphrase of an encrypted key.
        let key = PKey::private_key_from_pem_callback(pem, |_| Ok(0)).map_err(Error::internal)?;
        Ok(Self { id, key })
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

/// The bytes between `-----BEGIN … PUBLIC KEY-----` and the line that ends it (RFC 7468).
///
/// Not OpenSSL's PEM reader: that one knows encrypted PEM, and asks the terminal of the server for the
/// passphrase of whatever a stranger sends.
fn der_of(pem: &str) -> Option<Vec<u8>> {
    let body = pem.trim().strip_prefix("-----BEGIN ")?;
    let (label, body) = body.split_once("-----")?;
    if !matches!(label, "PUBLIC KEY" | "RSA PUBLIC KEY") {
        return None;
    }
    let body = body.strip_suffix("-----")?.strip_suffix(label)?.strip_suffix("-----END ")?;
    let body: String = body.chars().filter(|c| !c.is_ascii_whitespace()).collect();
    BASE64.decode(body).ok()
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
        let der = der_of(pem).ok_or_else(wrong)?;
        let key = PKey::public_key_from_der(&der)
            .or_else(|_| Rsa::public_key_from_der_pkcs1(&der).and_then(PKey::from_rsa))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_key_is_read_as_peers_write_it() {
        let pem = generate_keys().unwrap().public_pem;
        let der = der_of(&pem).unwrap();
        let rsa = Rsa::public_key_from_der(&der).unwrap();
        let pkcs1 = String::from_utf8(rsa.public_key_to_pem_pkcs1().unwrap()).unwrap();
        let one_line = pem.trim().replacen("KEY-----\n", "KEY-----", 1).replace('\n', "").replace("=-----", "=\n-----");
        for good in [pem.clone(), pkcs1, pem.replace('\n', "\r\n"), format!("\n {pem}\n"), one_line] {
            assert!(VerifyingKey::from_pem(&good).is_ok(), "{good}");
        }
    }

    #[test]
    fn what_is_not_a_public_rsa_key_is_refused_and_nobody_is_asked_for_a_passphrase() {
        let keys = generate_keys().unwrap();
        let encrypted = keys.public_pem.replacen(
            "KEY-----\n",
            "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF\n\n",
            1,
        );
        let small = PKey::from_rsa(Rsa::generate(512).unwrap()).unwrap().public_key_to_pem().unwrap();
        let ed25519 = PKey::generate_ed25519().unwrap().public_key_to_pem().unwrap();
        let text = |pem| String::from_utf8(pem).unwrap();
        let cut = keys.public_pem[..200].to_owned();
        for bad in [encrypted, text(small), text(ed25519), cut, keys.private_pem, String::new(), "-----BEGIN ".into()] {
            assert!(VerifyingKey::from_pem(&bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_key_shows_its_id_and_nothing_else() {
        let keys = generate_keys().unwrap();
        let key =
            SigningKey::from_pem("https://riverside.example/ap/network#main-key".into(), keys.private_pem.as_bytes());
        assert_eq!(format!("{:?}", key.unwrap()), "SigningKey(https://riverside.example/ap/network#main-key)");
    }
}

//! Keys of actors: RSA, which every server verifies, and Ed25519 (FEP-521a), which is far cheaper to sign with.

use crate::actions::add_member::{Ed25519Keys, Keys};
use crate::error::{Error, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use openssl::hash::MessageDigest;
use openssl::pkey::{Id, PKey, Private, Public};
use openssl::rsa::Rsa;
use openssl::sign::{Signer, Verifier};

/// The multicodec prefix of an Ed25519 public key (`ed25519-pub`, 0xed as a varint).
const ED25519_PREFIX: [u8; 2] = [0xed, 0x01];
/// The longest `publicKeyMultibase` that is read, in bytes: one of Ed25519 has 48.
const MULTIBASE_MAX: usize = 64;

/// How a key signs, with the name that RFC 9421 has for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017).
    RsaSha256,
    /// Ed25519 (RFC 8032).
    Ed25519,
}

impl Algorithm {
    /// Reads `alg` of RFC 9421.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "rsa-v1_5-sha256" => Some(Self::RsaSha256),
            "ed25519" => Some(Self::Ed25519),
            _ => None,
        }
    }
}

/// Makes the keys of an actor: RSA-2048, the one that every server verifies, and Ed25519.
///
/// # Errors
/// `Internal` when OpenSSL fails.
pub fn generate_keys() -> Result<Keys> {
    let key = PKey::from_rsa(Rsa::generate(2048).map_err(Error::internal)?).map_err(Error::internal)?;
    Ok(Keys {
        private_pem: pem(key.private_key_to_pem_pkcs8().map_err(Error::internal)?)?,
        public_pem: pem(key.public_key_to_pem().map_err(Error::internal)?)?,
        ed25519: generate_ed25519()?,
    })
}

/// Makes a key pair of Ed25519.
///
/// # Errors
/// `Internal` when OpenSSL fails.
pub fn generate_ed25519() -> Result<Ed25519Keys> {
    let key = PKey::generate_ed25519().map_err(Error::internal)?;
    Ok(Ed25519Keys {
        private_pem: pem(key.private_key_to_pem_pkcs8().map_err(Error::internal)?)?,
        multibase: multibase(&key.raw_public_key().map_err(Error::internal)?),
    })
}

fn pem(bytes: Vec<u8>) -> Result<String> {
    String::from_utf8(bytes).map_err(Error::internal)
}

/// `publicKeyMultibase` of an Ed25519 key: base 58 (Bitcoin), marked by `z`.
fn multibase(key: &[u8]) -> String {
    format!("z{}", bs58::encode([&ED25519_PREFIX, key].concat()).into_string())
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

    /// Signs as its kind does: see [`Algorithm`].
    ///
    /// # Errors
    /// `Internal` when OpenSSL fails.
    pub fn sign(&self, text: &[u8]) -> Result<Vec<u8>> {
        let signer = match self.key.id() {
            Id::ED25519 => Signer::new_without_digest(&self.key),
            _ => Signer::new(MessageDigest::sha256(), &self.key),
        };
        let mut signer = signer.map_err(Error::internal)?;
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

    /// Parses a `publicKeyMultibase` from outside (FEP-521a), of an Ed25519 key.
    ///
    /// # Errors
    /// `Invalid` when it is not one.
    pub fn from_multibase(text: &str) -> Result<Self> {
        let wrong = || Error::invalid("publicKeyMultibase", "The public key is not an Ed25519 key in base 58.");
        let encoded = text.strip_prefix('z').filter(|_| text.len() <= MULTIBASE_MAX).ok_or_else(wrong)?;
        let bytes = bs58::decode(encoded).into_vec().map_err(|error| wrong().because(error))?;
        let key = bytes.strip_prefix(&ED25519_PREFIX).ok_or_else(wrong)?;
        let key = PKey::public_key_from_raw_bytes(key, Id::ED25519).map_err(|error| wrong().because(error))?;
        Ok(Self { key })
    }

    /// How it signs.
    pub fn algorithm(&self) -> Algorithm {
        if self.key.id() == Id::ED25519 { Algorithm::Ed25519 } else { Algorithm::RsaSha256 }
    }

    /// Whether `signature` is this key's over `text`.
    pub fn verifies(&self, text: &[u8], signature: &[u8]) -> bool {
        let verifier = match self.algorithm() {
            Algorithm::Ed25519 => Verifier::new_without_digest(&self.key),
            Algorithm::RsaSha256 => Verifier::new(MessageDigest::sha256(), &self.key),
        };
        verifier.and_then(|mut verifier| verifier.verify_oneshot(signature, text)).unwrap_or(false)
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

    /// The key of the Data Integrity EdDSA Cryptosuites' example, and of FEP-521a's.
    #[test]
    fn an_ed25519_key_is_read_as_peers_write_it() {
        for good in [
            "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2",
            "z6MkrkEJxkk6wYAzv6s1LCcXXeiSL1ukhGSBE2wUGQvv6f7V",
            &generate_ed25519().unwrap().multibase,
        ] {
            let key = VerifyingKey::from_multibase(good).unwrap();
            assert_eq!(key.algorithm(), Algorithm::Ed25519);
            assert_eq!(multibase(&key.key.raw_public_key().unwrap()), good);
        }
        let good = generate_ed25519().unwrap().multibase;
        let x25519 = format!("z{}", bs58::encode([&[0xec, 0x01][..], &[7; 32]].concat()).into_string());
        let short = format!("z{}", bs58::encode([&ED25519_PREFIX[..], &[7; 31]].concat()).into_string());
        for bad in ["", "z", &good[1..], &good.replace('z', "u"), &format!("{good}1"), &x25519, &short, "z0OIl"] {
            assert!(VerifyingKey::from_multibase(bad).is_err(), "{bad}");
        }
        assert!(VerifyingKey::from_multibase(&format!("z{}", "1".repeat(100_000))).is_err());
    }

    #[test]
    fn each_kind_verifies_its_own_and_nothing_of_the_other() {
        let keys = generate_keys().unwrap();
        let signs = |pem: &str| SigningKey::from_pem("id".into(), pem.as_bytes()).unwrap().sign(b"bread").unwrap();
        let (rsa, ed25519) = (signs(&keys.private_pem), signs(&keys.ed25519.private_pem));
        let of_rsa = VerifyingKey::from_pem(&keys.public_pem).unwrap();
        let of_ed25519 = VerifyingKey::from_multibase(&keys.ed25519.multibase).unwrap();
        assert!(of_rsa.verifies(b"bread", &rsa) && of_ed25519.verifies(b"bread", &ed25519));
        for (key, text, signature) in [
            (&of_rsa, b"bread", &ed25519),
            (&of_ed25519, b"bread", &rsa),
            (&of_rsa, b"Bread", &rsa),
            (&of_ed25519, b"Bread", &ed25519),
            (&of_ed25519, b"bread", &ed25519[..63].to_vec()),
            (&of_ed25519, b"bread", &Vec::new()),
        ] {
            assert!(!key.verifies(text, signature));
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

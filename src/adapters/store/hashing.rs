//! What signing requests to S3 needs (AWS Signature, version 4), from OpenSSL: no second library for it comes along.

use object_store::client::{CryptoProvider, DigestAlgorithm, DigestContext, HmacContext, Signer, SigningAlgorithm};
use object_store::{Error, Result};
use openssl::hash::MessageDigest;
use openssl::pkey::PKey;
use openssl::sha::Sha256;

/// OpenSSL.
#[derive(Debug)]
pub(super) struct OpenSsl;

fn failed(source: openssl::error::ErrorStack) -> Error {
    Error::Generic { store: "S3", source: Box::new(source) }
}

fn unknown() -> Error {
    Error::NotSupported { source: "an algorithm that S3 does not use".into() }
}

impl CryptoProvider for OpenSsl {
    fn digest(&self, algorithm: DigestAlgorithm) -> Result<Box<dyn DigestContext>> {
        match algorithm {
            DigestAlgorithm::Sha256 => Ok(Box::new(Digest { seen: Sha256::new(), out: [0; 32] })),
            _ => Err(unknown()),
        }
    }

    fn hmac(&self, algorithm: DigestAlgorithm, secret: &[u8]) -> Result<Box<dyn HmacContext>> {
        match algorithm {
            DigestAlgorithm::Sha256 => {
                Ok(Box::new(Hmac { secret: secret.to_vec(), seen: Vec::new(), out: Vec::new() }))
            }
            _ => Err(unknown()),
        }
    }

    fn sign(&self, _: SigningAlgorithm, _: &[u8]) -> Result<Box<dyn Signer>> {
        Err(unknown())
    }
}

struct Digest {
    seen: Sha256,
    out: [u8; 32],
}

impl DigestContext for Digest {
    fn update(&mut self, data: &[u8]) {
        self.seen.update(data);
    }

    fn finish(&mut self) -> Result<&[u8]> {
        self.out = std::mem::take(&mut self.seen).finish();
        Ok(&self.out)
    }
}

/// What is signed is short, and kept until its end: OpenSSL's own signer borrows its key.
struct Hmac {
    secret: Vec<u8>,
    seen: Vec<u8>,
    out: Vec<u8>,
}

impl HmacContext for Hmac {
    fn update(&mut self, data: &[u8]) {
        self.seen.extend_from_slice(data);
    }

    fn finish(&mut self) -> Result<&[u8]> {
        let key = PKey::hmac(&self.secret).map_err(failed)?;
        let mut signer = openssl::sign::Signer::new(MessageDigest::sha256(), &key).map_err(failed)?;
        self.out = signer.sign_oneshot_to_vec(&self.seen).map_err(failed)?;
        Ok(&self.out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn the_second_test_case_of_rfc_4231_comes_out_as_it_says() {
        let mut hmac = OpenSsl.hmac(DigestAlgorithm::Sha256, b"Jefe").unwrap();
        hmac.update(b"what do ya want ");
        hmac.update(b"for nothing?");
        let said = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert_eq!(hex(hmac.finish().unwrap()), said);
    }

    #[test]
    fn the_digest_of_abc_is_the_one_of_fips_180() {
        let mut digest = OpenSsl.digest(DigestAlgorithm::Sha256).unwrap();
        digest.update(b"a");
        digest.update(b"bc");
        let said = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(hex(digest.finish().unwrap()), said);
    }
}

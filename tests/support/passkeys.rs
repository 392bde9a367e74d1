//! A device that makes a passkey and signs with it (Web Authentication, level 3), as a browser hands its answers to a page:
//! ES256, without attestation, and sure of who holds it.

use super::client::Answer;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openssl::bn::{BigNum, BigNumContext};
use openssl::ec::{EcGroup, EcKey};
use openssl::hash::MessageDigest;
use openssl::nid::Nid;
use openssl::pkey::{PKey, Private};
use openssl::sha::sha256;
use openssl::sign::Signer;
use serde_json::{Value, json};

/// Somebody is there.
const PRESENT: u8 = 0x01;
/// And the device made sure of who it is.
const SURE: u8 = 0x04;
/// A new passkey comes with it.
const NEW: u8 = 0x40;

/// A device with one passkey.
pub struct Device {
    key: PKey<Private>,
    id: Vec<u8>,
    user: String,
    /// Where its browser is: `http://riverside.localhost:4000`.
    pub origin: String,
    /// Whether it makes sure of who holds it.
    pub sure: bool,
    /// How often it signed; zero for ever in one that does not count.
    pub count: u32,
}

/// What a page asks a device, and what its form brings back (`held`); nothing where it asks none.
pub fn asked(page: &Answer) -> Option<(Value, String)> {
    let between = |text: &str, start: &str| {
        let rest = text.split_once(start)?.1;
        Some(rest.split('"').next().unwrap_or_default().to_owned())
    };
    let plain = |text: String| text.replace("&#34;", "\"").replace("&quot;", "\"").replace("&#38;", "&");
    let options = plain(between(&page.text, "data-passkey=\"")?);
    if options.is_empty() {
        return None;
    }
    let options: Value = serde_json::from_str(&options).unwrap_or_else(|error| panic!("{error}: {options}"));
    Some((options["publicKey"].clone(), between(&page.text, "name=\"held\" value=\"")?))
}

fn bytes(text: &Value) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text.as_str().expect("a text")).expect("base64")
}

fn letters(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

impl Device {
    /// Makes a passkey as a page asks. Answers the device, and what its browser says.
    pub fn make(asked: &Value, base: &str) -> (Self, String) {
        let group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1).expect("P-256");
        let pair = EcKey::generate(&group).expect("a key");
        let (mut x, mut y) = (BigNum::new().expect("a number"), BigNum::new().expect("a number"));
        let mut context = BigNumContext::new().expect("room");
        pair.public_key().affine_coordinates(&group, &mut x, &mut y, &mut context).expect("a point");
        let coordinate = |number: &BigNum| number.to_vec_padded(32).expect("32 bytes");
        // COSE (RFC 9053): an elliptic curve key, ES256, P-256, x, y.
        let mut key = vec![0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
        key.extend(coordinate(&x));
        key.extend_from_slice(&[0x22, 0x58, 0x20]);
        key.extend(coordinate(&y));

        let origin = base.trim_end_matches('/').to_owned();
        let user = asked["user"]["id"].as_str().expect("whose it is").to_owned();
        let id = potluck::ids::random_bytes::<32>().to_vec();
        let key_pair = PKey::from_ec_key(pair).expect("a key");
        let device = Self { key: key_pair, id, user, origin, sure: true, count: 0 };
        let mut data = device.data(asked["rp"]["id"].as_str().expect("a host"), PRESENT | SURE | NEW);
        data.extend_from_slice(&[0; 16]);
        data.extend_from_slice(&[0, 32]);
        data.extend(&device.id);
        data.extend(key);
        // CBOR (RFC 8949): {"fmt": "none", "attStmt": {}, "authData": bytes}.
        let mut object = vec![0xa3, 0x63];
        object.extend_from_slice(b"fmt\x64none\x67attStmt\xa0\x68authData\x58");
        object.push(u8::try_from(data.len()).expect("less than 256 bytes"));
        object.extend(data);
        let client = device.client("webauthn.create", asked);
        let said = json!({
            "id": letters(&device.id), "rawId": letters(&device.id), "type": "public-key",
            "response": {"attestationObject": letters(&object), "clientDataJSON": letters(client.as_bytes())},
        });
        (device, said.to_string())
    }

    /// What it is known by.
    pub fn id(&self) -> String {
        letters(&self.id)
    }

    fn data(&self, host: &str, flags: u8) -> Vec<u8> {
        let mut data = sha256(host.as_bytes()).to_vec();
        data.push(flags);
        data.extend(self.count.to_be_bytes());
        data
    }

    fn client(&self, kind: &str, asked: &Value) -> String {
        let challenge = letters(&bytes(&asked["challenge"]));
        json!({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false}).to_string()
    }

    /// Signs what a page asks. Answers what its browser says.
    pub fn sign(&self, asked: &Value) -> String {
        self.sign_for(asked["rpId"].as_str().expect("a host"), asked)
    }

    /// The same for another host than the page says: what a browser would never do.
    pub fn sign_for(&self, host: &str, asked: &Value) -> String {
        let data = self.data(host, if self.sure { PRESENT | SURE } else { PRESENT });
        let client = self.client("webauthn.get", asked);
        let mut signer = Signer::new(MessageDigest::sha256(), &self.key).expect("a signer");
        let signature = signer.sign_oneshot_to_vec(&[&data[..], &sha256(client.as_bytes())].concat());
        let said = json!({
            "id": letters(&self.id), "rawId": letters(&self.id), "type": "public-key",
            "response": {
                "authenticatorData": letters(&data), "clientDataJSON": letters(client.as_bytes()),
                "signature": letters(&signature.expect("a signature")), "userHandle": self.user,
            },
        });
        said.to_string()
    }
}

//! A push server on loopback, and an app behind it that opens what it is told with its own key.

use super::loopback::{Loopback, listen};
use super::neighborhood::until;
use actix_web::web::{self, Bytes, Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use base64::Engine;
use base64::engine::general_purpose::{URL_SAFE, URL_SAFE_NO_PAD};
use ece::legacy::{AesGcmEncryptedBlock, decrypt_aesgcm};
use ece::{EcKeyComponents, generate_keypair_and_auth_secret};
use openssl::bn::{BigNum, BigNumContext};
use openssl::ec::{EcGroup, EcKey, EcPoint};
use openssl::ecdsa::EcdsaSig;
use openssl::nid::Nid;
use openssl::sha::sha256;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Arc, Mutex};

/// One POST, as it came.
#[derive(Clone, Debug)]
pub struct Push {
    /// By name in lower case.
    pub headers: BTreeMap<String, String>,
    /// Sealed for the app.
    pub body: Vec<u8>,
}

/// A status, and how many seconds to wait.
type Answers = (u16, Option<u32>);

#[derive(Default)]
struct Inner {
    came: Mutex<Vec<(String, Push)>>,
    /// What is answered next at an address: a status, and when to come again. Where nothing is, 201.
    answers: Mutex<HashMap<String, VecDeque<Answers>>>,
}

/// A push server.
pub struct PushServer {
    /// `http://push.localhost:PORT`.
    pub base: String,
    inner: Arc<Inner>,
    _server: Loopback,
}

async fn take(inner: Data<Inner>, request: HttpRequest, name: Path<String>, body: Bytes) -> HttpResponse {
    let headers = request.headers().iter();
    let headers =
        headers.map(|(name, value)| (name.as_str().to_owned(), value.to_str().unwrap_or_default().to_owned()));
    let push = Push { headers: headers.collect(), body: body.to_vec() };
    inner.came.lock().expect("what came").push((name.clone(), push));
    let next = inner.answers.lock().expect("answers").get_mut(&*name).and_then(VecDeque::pop_front);
    let (status, wait) = next.unwrap_or((201, None));
    let mut answer = HttpResponse::build(status.try_into().expect("a status"));
    if let Some(seconds) = wait {
        answer.insert_header(("retry-after", seconds.to_string()));
    }
    answer.finish()
}

impl PushServer {
    /// Starts one.
    pub async fn start() -> Self {
        let (listener, base) = listen("push");
        let data = Data::new(Inner::default());
        let inner = data.clone().into_inner();
        let routes = move |app: &mut ServiceConfig| {
            app.app_data(data.clone()).route("/{name}", web::post().to(take));
        };
        Self { base, inner, _server: Loopback::start(listener, routes).await }
    }

    /// Answers so at an address, the next times.
    pub fn answers(&self, name: &str, answers: &[(u16, Option<u32>)]) {
        self.inner.answers.lock().expect("answers").insert(name.into(), answers.iter().copied().collect());
    }

    /// What came at an address, oldest first.
    pub fn came(&self, name: &str) -> Vec<Push> {
        let came = self.inner.came.lock().expect("what came");
        came.iter().filter(|(to, _)| to == name).map(|(_, push)| push.clone()).collect()
    }

    /// Waits until so many came at an address, and answers the last.
    pub async fn push(&self, name: &str, number: usize) -> Push {
        until(&format!("push {number} for {name}"), async || self.came(name).get(number - 1).cloned()).await
    }
}

/// An app's keys.
pub struct Device {
    keys: EcKeyComponents,
    auth: [u8; 16],
}

impl Device {
    /// Fresh ones.
    pub fn new() -> Self {
        let (pair, auth) = generate_keypair_and_auth_secret().expect("keys");
        Self { keys: pair.raw_components().expect("keys"), auth }
    }

    /// Its public key and its secret, as browsers write them.
    pub fn said(&self) -> (String, String) {
        (URL_SAFE.encode(self.keys.public_key()), URL_SAFE_NO_PAD.encode(self.auth))
    }

    /// Opens what it was told, in whichever encoding, once the server's word for it was found right.
    pub fn opens(&self, push: &Push, server: &PushServer, server_key: &str) -> Value {
        let header = |name: &str| push.headers.get(name).unwrap_or_else(|| panic!("no {name}: {push:?}")).as_str();
        let part = |text: &str, name: &str| {
            let parts = text.split([',', ';']).map(str::trim);
            let found = parts.filter_map(|part| part.split_once('=')).find(|(known, _)| *known == name);
            found.unwrap_or_else(|| panic!("no {name} in {text}")).1.to_owned()
        };
        let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).expect("base 64");
        assert_eq!(header("content-type"), "application/octet-stream");
        assert_eq!(header("urgency"), "normal");
        let ttl: i64 = header("ttl").parse().expect("seconds");
        assert!((1..=172_800).contains(&ttl), "{ttl}");
        assert!(push.body.len() <= 4_096, "more than push servers take");
        let (scheme, said) = header("authorization").split_once(' ').expect("a scheme");
        let (word, key, plain) = match header("content-encoding") {
            "aes128gcm" => {
                assert_eq!(scheme, "vapid");
                let plain = ece::decrypt(&self.keys, &self.auth, &push.body).expect("it opens");
                (part(said, "t"), part(said, "k"), plain)
            }
            "aesgcm" => {
                assert_eq!(scheme, "WebPush");
                let (dh, salt) = (part(header("crypto-key"), "dh"), part(header("encryption"), "salt"));
                let block = AesGcmEncryptedBlock::new(&bytes(&dh), &bytes(&salt), 4_096, push.body.clone());
                let plain = decrypt_aesgcm(&self.keys, &self.auth, &block.expect("a block")).expect("it opens");
                (said.to_owned(), part(header("crypto-key"), "p256ecdsa"), plain)
            }
            other => panic!("unknown encoding {other}"),
        };
        assert_eq!(key, server_key.trim_end_matches('='), "it is signed by the key that the server names");
        is_word_of(&word, &bytes(&key), &server.base);
        serde_json::from_slice(&plain).expect("JSON")
    }
}

/// A word by ES256 that holds now, for this push server (RFC 8292).
fn is_word_of(word: &str, key: &[u8], audience: &str) {
    let [head, claims, signature] = word.split('.').collect::<Vec<_>>()[..] else { panic!("no JWT: {word}") };
    let json = |text: &str| -> Value { serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).unwrap()).unwrap() };
    assert_eq!(json(head)["alg"], "ES256");
    let group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1).unwrap();
    let point = EcPoint::from_bytes(&group, key, &mut BigNumContext::new().unwrap()).expect("a point");
    let key = EcKey::from_public_key(&group, &point).expect("a key");
    let both = URL_SAFE_NO_PAD.decode(signature).expect("base 64");
    assert_eq!(both.len(), 64);
    let number = |bytes: &[u8]| BigNum::from_slice(bytes).unwrap();
    let signature = EcdsaSig::from_private_components(number(&both[..32]), number(&both[32..])).unwrap();
    assert!(signature.verify(&sha256(format!("{head}.{claims}").as_bytes()), &key).unwrap(), "a wrong signature");
    let claims = json(claims);
    assert_eq!(claims["aud"], audience);
    let left = claims["exp"].as_i64().expect("an end") - chrono::Utc::now().timestamp();
    // Some stories play a day later than it is.
    assert!((0..=3 * 86_400).contains(&left), "{claims}");
    assert!(claims["sub"].as_str().expect("whom to ask").starts_with("http"), "{claims}");
}

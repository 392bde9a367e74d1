//! What is read of a request before anybody is believed: signatures (draft-cavage and RFC 9421), digests, packed bodies,
//! and the headers that a signature covers.

use super::support::{base, now};
use actix_web::FromRequest;
use actix_web::test::TestRequest;
use actix_web::web::Payload;
use openssl::pkey::{Id, PKey};
use openssl::rsa::Rsa;
use potluck::adapters::fetch::BODY_MAX;
use potluck::federation::authenticate::keys_named;
use potluck::federation::signature::{self, Header, Incoming, SigningKey, VerifyingKey, Way, cavage, content_digest};
use potluck::federation::synchronization::{self, Said};
use potluck::http::activitypub::body::Body;
use potluck::limits::Visitor;
use std::sync::LazyLock;

/// A request as it stands on the line: `POST /ap/inbox`, headers, an empty line, the body.
pub struct Request {
    /// Upper case.
    pub method: String,
    /// With a slash before it.
    pub path_and_query: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// Nothing for an empty one.
    pub body: Vec<u8>,
}

impl Request {
    /// Reads one. Values are what the HTTP library lets through and what is read as text.
    pub fn parse(data: &[u8]) -> Option<Self> {
        let end = data.windows(2).position(|two| two == b"\n\n").unwrap_or(data.len());
        let body = data.get(end + 2..).unwrap_or_default().to_vec();
        let head = std::str::from_utf8(&data[..end]).ok()?;
        let mut lines = head.lines();
        let (method, path_and_query) = lines.next()?.split_once(' ')?;
        let is_line = |text: &str| text.bytes().all(|b| b == b'\t' || (0x20..0x7f).contains(&b));
        let headers = lines.filter_map(|line| line.split_once(':')).filter(|(_, value)| is_line(value));
        let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned())).collect();
        let (method, path_and_query) = (method.to_owned(), path_and_query.to_owned());
        (path_and_query.starts_with('/') && is_line(&path_and_query)).then_some(Self {
            method,
            path_and_query,
            headers,
            body,
        })
    }

    /// As [`Request::parse`] reads it.
    pub fn write(&self) -> Vec<u8> {
        let mut text = format!("{} {}\n", self.method, self.path_and_query);
        for (name, value) in &self.headers {
            text.push_str(&format!("{name}: {value}\n"));
        }
        text.push('\n');
        [text.into_bytes(), self.body.clone()].concat()
    }

    fn header(&self, name: &str) -> impl DoubleEndedIterator<Item = &str> {
        self.headers.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The keys that sign here, each with the one that verifies.
static KEYS: LazyLock<[(SigningKey, VerifyingKey); 2]> = LazyLock::new(|| {
    let rsa = Rsa::private_key_from_pem(include_bytes!("keys/rsa.pem")).and_then(PKey::from_rsa).expect("a key");
    let public = rsa.public_key_to_pem().expect("a key");
    let public = VerifyingKey::from_pem(std::str::from_utf8(&public).expect("text")).expect("a key");
    // Of Ed25519 any 32 bytes are a key.
    let ed25519 = PKey::private_key_from_raw_bytes(&[7; 32], Id::ED25519).expect("a key");
    let raw = [&[0xed, 0x01][..], &ed25519.raw_public_key().expect("a key")].concat();
    let multibase = format!("z{}", bs58::encode(raw).into_string());
    let ed25519_public = VerifyingKey::from_multibase(&multibase).expect("a key");
    let id = |name: &str| format!("https://hillside.example/ap/network#{name}");
    [
        (SigningKey::from_key(id("main-key"), rsa), public),
        (SigningKey::from_key(id("ed25519-key"), ed25519), ed25519_public),
    ]
});

const FOLLOW: &str = r#"{"@context":"https://www.w3.org/ns/activitystreams","id":"https://hillside.example/f/1","type":"Follow","actor":"https://hillside.example/ap/network","object":"https://riverside.example/ap/network"}"#;
/// All that was ever signed with these keys: a path, and the body of a POST.
const SAID: [(&str, Option<&str>); 3] =
    [("/ap/inbox", Some(FOLLOW)), ("/ap/network/inbox?a=1", Some("{}")), ("/ap/network/outbox?page=true", None)];

/// Every request of [`SAID`] in every way to sign it, with a name for each. The same bytes every time.
pub fn signed() -> Vec<(String, Request)> {
    let mut all = Vec::new();
    for (number, (path, body)) in SAID.iter().enumerate() {
        for way in [Way::Cavage, Way::Rfc9421, Way::Ed25519] {
            let key = &KEYS[usize::from(way == Way::Ed25519)].0;
            let url = base().join(path).expect("an address");
            let (headers, method) = match body {
                Some(body) => {
                    let said = Said {
                        collection: "https://hillside.example/ap/network/followers".parse().expect("an address"),
                        url: "https://hillside.example/ap/network/followers/riverside.example"
                            .parse()
                            .expect("an address"),
                        digest: potluck::domain::follow::FollowersDigest::of(["https://riverside.example/ap/network"]),
                    };
                    let further: Vec<Header> = vec![(synchronization::HEADER, said.write())];
                    (
                        way.sign_post_with(key, &url, body.as_bytes(), "application/activity+json", now(), further),
                        "POST",
                    )
                }
                None => (way.sign_get(key, &url, now()), "GET"),
            };
            let mut headers: Vec<(String, String)> =
                headers.expect("it can be signed").into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
            if !headers.iter().any(|(name, _)| name == "host") {
                headers.insert(0, ("host".to_owned(), "riverside.example".to_owned()));
            }
            let request = Request {
                method: method.into(),
                path_and_query: (*path).into(),
                headers,
                body: body.unwrap_or_default().as_bytes().to_vec(),
            };
            all.push((format!("{number}-{way:?}").to_lowercase(), request));
        }
    }
    all
}

/// A request, signed or not.
pub fn check(data: &[u8]) {
    let Some(request) = Request::parse(data) else { return };
    // Whoever holds no key cannot make us believe what its owner did not say.
    if is_believed(&request) {
        let is_same = |(path, body): &(&str, Option<&str>)| {
            let method = if body.is_some() { "POST" } else { "GET" };
            let same_body = body.is_none_or(|body| request.body == body.as_bytes());
            request.method == method && request.path_and_query == *path && same_body
        };
        assert!(SAID.iter().any(is_same), "{} {} was never said", request.method, request.path_and_query);
    }
    headers(&request);
    packed(&request);
}

/// Whether one of the signatures of a request is by one of the keys here.
pub fn is_believed(request: &Request) -> bool {
    let has_body = request.method != "GET" && request.method != "HEAD";
    let incoming = Incoming {
        method: &request.method,
        path_and_query: &request.path_and_query,
        headers: &request.headers,
        body: has_body.then_some(request.body.as_slice()),
    };
    let signatures = signature::read(&incoming, &base(), now(), cavage::back()).unwrap_or_default();
    for signature in &signatures {
        assert_eq!(signature.likely_actor().fragment(), None);
        signature.check_age(now(), cavage::back()).expect("it was near");
    }
    signatures.iter().any(|signature| KEYS.iter().any(|(_, key)| signature.is_made_by(key)))
}

fn headers(request: &Request) {
    for header in request.header("content-digest") {
        if content_digest::check(header, &request.body).is_ok() {
            let changed = [request.body.as_slice(), b" "].concat();
            assert!(content_digest::check(header, &changed).is_err(), "{header}");
        }
    }
    for header in request.header(synchronization::HEADER) {
        if let Some(said) = Said::parse(header) {
            assert_eq!(Said::parse(&said.write()), Some(said));
        }
    }
    for name in ["signature", "authorization", "signature-input"] {
        assert!(request.header(name).all(|header| keys_named(header).len() <= 10));
    }
    let trusted = ["127.0.0.0/8".parse().expect("a net"), "10.0.0.0/8".parse().expect("a net")];
    let proxy = Some([127, 0, 0, 1].into());
    let stranger = Visitor::new(Some([192, 0, 2, 1].into()), request.header("x-forwarded-for"), &trusted);
    assert!(stranger == Visitor::new(Some([192, 0, 2, 1].into()), [].into_iter(), &trusted), "a stranger is believed");
    let _ = Visitor::new(proxy, request.header("x-forwarded-for"), &trusted).is_known();
}

/// The body as the inbox reads it: never larger than it may be, however it is packed.
fn packed(request: &Request) {
    let Some(encoding) = request.header("content-encoding").next() else { return };
    let came = TestRequest::post().insert_header(("content-encoding", encoding)).set_payload(request.body.clone());
    let (came, mut payload) = came.to_http_parts();
    let body = futures::executor::block_on(async {
        let payload = Payload::from_request(&came, &mut payload).await.expect("a payload");
        Body::read(&came, payload).await
    });
    if let Ok(body) = body {
        assert!(body.came == request.body && body.text().len() <= BODY_MAX);
    }
}

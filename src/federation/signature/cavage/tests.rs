use super::*;
use crate::clock::Clock;
use crate::error::Kind;
use crate::federation::signature::{VerifyingKey, generate_keys};

const BODY: &[u8] = br#"{"type":"Follow"}"#;

/// A request that is right in everything, until a test changes one thing.
struct Story {
    method: &'static str,
    target: String,
    headers: Vec<(String, String)>,
    body: Option<Vec<u8>>,
    signing: SigningKey,
    key: VerifyingKey,
    now: Moment,
    back: Duration,
}

fn url() -> Url {
    Url::parse("https://riverside.example/ap/inbox?page=1").unwrap()
}

fn story(
    method: &'static str,
    body: Option<&[u8]>,
    sign: impl Fn(&SigningKey, Moment) -> Result<Vec<Header>>,
) -> Story {
    let keys = generate_keys().unwrap();
    let now = Clock::system().now();
    let signing =
        SigningKey::from_pem("https://hillside.example/ap/network#main-key".into(), keys.private_pem.as_bytes())
            .unwrap();
    let headers = sign(&signing, now).unwrap().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let key = VerifyingKey::from_pem(&keys.public_pem).unwrap();
    Story {
        method,
        target: "/ap/inbox?page=1".into(),
        headers,
        body: body.map(<[u8]>::to_vec),
        signing,
        key,
        now,
        back: back(),
    }
}

/// A POST to us, signed as we sign.
fn post() -> Story {
    story("POST", Some(BODY), |key, now| sign_post(key, &url(), digest(BODY), "application/activity+json", now))
}

/// A GET of ours, signed as we sign.
fn get() -> Story {
    story("GET", None, |key, now| sign_get(key, &url(), now))
}

impl Story {
    fn parse(&self) -> Result<Signature> {
        let request = Incoming {
            method: self.method,
            path_and_query: &self.target,
            headers: &self.headers,
            body: self.body.as_deref(),
        };
        parse(&request, "riverside.example", self.now, self.back)
    }

    fn check(&self) -> Result<bool> {
        Ok(self.parse()?.is_made_by(&self.key))
    }

    /// Signs anew, over these components and with these parameters besides, as a peer might.
    fn signed_over(mut self, algorithm: &str, covered: &str, more: &[(&str, String)]) -> Self {
        self.headers.retain(|(name, _)| name != "signature");
        let names: Vec<String> = covered.split(' ').map(str::to_owned).collect();
        let parameter = |name: &str| more.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str());
        let request =
            Incoming { method: self.method, path_and_query: &self.target, headers: &self.headers, body: None };
        let text = signed_text(&request, &names, &parameter).unwrap();
        let signature = BASE64.encode(self.signing.sign(text.as_bytes()).unwrap());
        let more: String = more.iter().map(|(name, value)| format!(",{name}={value}")).collect();
        let id = self.signing.id();
        let value =
            format!(r#"keyId="{id}",algorithm="{algorithm}"{more},headers="{covered}",signature="{signature}""#);
        self.headers.push(("signature".into(), value));
        self
    }

    fn change(mut self, name: &str, change: impl Fn(&str) -> String) -> Self {
        let mut changed = false;
        for (_, value) in self.headers.iter_mut().filter(|(key, _)| key == name) {
            *value = change(value);
            changed = true;
        }
        assert!(changed, "the story has no {name}");
        self
    }

    fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(key, _)| key != name);
        self
    }

    /// Refused with 401, in a sentence that names `what`.
    #[track_caller]
    fn is_refused(&self, what: &str) {
        let error = self.parse().map(drop).expect_err(what);
        assert_eq!(error.kind(), Kind::Unauthorized);
        assert!(error.text().contains(what), "{what}: {error}");
    }
}

#[test]
fn what_we_sign_verifies_and_covers_what_peers_want() {
    for (story, covered) in
        [(get(), "(request-target) host date"), (post(), "(request-target) host date digest content-type")]
    {
        assert!(story.check().unwrap());
        let (name, value) = story.headers.last().unwrap();
        assert_eq!(name, "signature");
        assert!(value.contains(&format!("headers=\"{covered}\"")), "{value}");
        assert!(value.contains("algorithm=\"rsa-sha256\""), "{value}");
    }
    let story = get();
    let development = sign_get(&story.signing, &"http://a.localhost:8001/x".parse().unwrap(), story.now).unwrap();
    assert_eq!(development[0], ("host", "a.localhost:8001".to_owned()));
}

#[tokio::test]
async fn verifying_off_the_async_threads_says_the_same() {
    let story = post();
    let signature = story.parse().unwrap();
    assert!(signature.verify(&story.key).await.is_ok());
    assert_eq!(signature.verify(&post().key).await.unwrap_err().kind(), Kind::Unauthorized);
}

/// Appendix C of draft-cavage-http-signatures-12: its request, its key, its signatures. Only `keyId`, which is
/// not signed, is made an address.
#[test]
fn the_signatures_of_the_draft_itself_verify() {
    const KEY: &str = "-----BEGIN PUBLIC KEY-----
MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDCFENGw33yGihy92pDjZQhl0C3
6rPJj+CvfSC8+q28hxA161QFNUd13wuCTUcq0Qd2qsBe/2hFyc2DCJJg0h1L78+6
Z4UMR7EOcpfdUE9Hf3m/hs+FUR45uBJeDK1HSFHD8bHKD6kv8FPGfJTotc+2xjJw
oYi+1hqp1fIekaxsyQIDAQAB
-----END PUBLIC KEY-----";
    const BASIC: &str = "qdx+H7PHHDZgy4y/Ahn9Tny9V3GP6YgBPyUXMmoxWtLbHpUnXS2mg2+SbrQDMCJypxBLSPQR2aAjn7ndmw2iicw3HMbe8VfEdKFYRqzic+efkb3nndiv/x1xSHDJWeSWkx3ButlYSuBskLu6kd9Fswtemr3lgdDEmn04swr2Os0=";
    const ALL: &str = "vSdrb+dS3EceC9bcwHSo4MlyKS59iFIrhgYkz8+oVLEEzmYZZvRs8rgOp+63LEM3v+MFHB32NfpB2bEKBIvB1q52LaEUHFv120V01IL+TAD48XaERZFukWgHoBTLMhYS2Gb51gWxpeIq8knRmPnYePbF5MOkR0Zkly4zKH7s1dE=";
    let key = VerifyingKey::from_pem(KEY).unwrap();
    let signed = |covered: &str, signature: &str| {
        let value = format!(
            r#"keyId="https://a.example/#k",algorithm="rsa-sha256",headers="{covered}",signature="{signature}""#
        );
        let headers = [
            ("host", "example.com"),
            ("date", "Sun, 05 Jan 2014 21:31:40 GMT"),
            ("content-type", "application/json"),
            ("digest", "SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE="),
            ("content-length", "18"),
            ("signature", value.as_str()),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
        let request = Incoming {
            method: "POST",
            path_and_query: "/foo?param=value&pet=dog",
            headers: &headers,
            body: Some(br#"{"hello": "world"}"#),
        };
        parse(&request, "example.com", "2014-01-05T21:32:00Z".parse().unwrap(), back())
    };
    let all = signed("(request-target) host date content-type digest content-length", ALL).unwrap();
    assert!(all.is_made_by(&key));
    // C.2 does not cover the body: we do not take such a POST, although its signature is right.
    let error = signed("(request-target) host date", BASIC).unwrap_err();
    assert!(error.text().contains("`digest`"), "{error}");
    assert!(key.verifies(
        b"(request-target): post /foo?param=value&pet=dog\nhost: example.com\ndate: Sun, 05 Jan 2014 21:31:40 GMT",
        &BASE64.decode(BASIC).unwrap()
    ));
}

#[test]
fn refusal_10_each_component_must_be_covered_and_host_is_ours() {
    const ALL: &str = "(request-target) host date digest content-type";
    for component in ["(request-target)", "host", "date", "digest"] {
        let rest: Vec<&str> = ALL.split(' ').filter(|name| *name != component).collect();
        post().signed_over("rsa-sha256", &rest.join(" "), &[]).is_refused(&format!("cover `{component}`"));
    }
    // Peers may leave the media type out.
    assert!(post().signed_over("rsa-sha256", "(request-target) host date digest", &[]).check().unwrap());
    // Without the parameter nothing that we need is covered.
    post().change("signature", |value| value.replace("headers=", "other=")).is_refused("cover `(request-target)`");

    assert!(post().signed_over("rsa-sha256", ALL, &[]).check().unwrap());
    assert!(post().change("host", |_| "RIVERSIDE.example".into()).parse().is_ok());
    for other in ["evil.example", "riverside.example.evil.example", "riverside.example:8443", ""] {
        post().change("host", |_| other.into()).signed_over("rsa-sha256", ALL, &[]).is_refused("another host");
    }
    post().with("host", "riverside.example").is_refused("another host");
}

#[test]
fn refusal_11_the_digest_is_the_bodys() {
    assert!(post().check().unwrap());
    for at in 0..BODY.len() {
        let mut story = post();
        story.body.as_mut().unwrap()[at] ^= 1;
        story.is_refused("digest");
    }
    let mut story = post();
    story.body = None;
    story.is_refused("digest");
    post().without("digest").is_refused("digest");
    post().change("digest", |_| "MD5=Sd/dVLAcvNLSq16eXua5uQ==".into()).is_refused("SHA-256");
    for written in ["sha-256", "Sha-256", "MD5=Sd/dVLAcvNLSq16eXua5uQ==, SHA-256"] {
        let story = post().change("digest", |value| value.replace("SHA-256", written));
        let story = story.signed_over("rsa-sha256", "(request-target) host date digest", &[]);
        assert!(story.check().unwrap(), "{written}");
    }
}

#[test]
fn refusal_12_the_date_is_near() {
    let shifted = |minutes: i64, back: Duration| {
        let mut story = post();
        story.now += Duration::minutes(minutes);
        story.back = back;
        story
    };
    assert!(shifted(59, back()).check().unwrap());
    assert!(shifted(-4, back()).check().unwrap());
    assert!(shifted(11 * 60 + 59, back_for_known()).check().unwrap());
    shifted(61, back()).is_refused("too far back");
    shifted(2 * 60, back()).is_refused("too far back");
    shifted(13 * 60, back_for_known()).is_refused("too far back");
    shifted(-6, back()).is_refused("future");
    post().change("date", |_| "yesterday".into()).is_refused("`date`");
    post().without("date").is_refused("`date`");
    let date = post().headers[1].1.clone();
    post().with("date", &date).is_refused("`date`");
}

#[test]
fn created_and_expires_stand_for_the_date_with_hs2019_only() {
    const COVERED: &str = "(request-target) (created) (expires) host digest";
    let signed = |algorithm: &str, created: i64, expires: &str| {
        let story = post();
        let created = (story.now.timestamp() + created).to_string();
        story.signed_over(algorithm, COVERED, &[("created", created), ("expires", expires.to_owned())])
    };
    let later = (Clock::system().now().timestamp() + 60).to_string();
    assert!(signed("hs2019", 0, &later).check().unwrap());
    assert!(signed("hs2019", 0, &format!("{later}.5")).check().unwrap());
    signed("rsa-sha256", 0, &later).is_refused("(created)");
    signed("hs2019", -2 * 3_600, &later).is_refused("too far back");
    signed("hs2019", 6 * 60, &later).is_refused("future");
    signed("hs2019", 0, "1402170699").is_refused("expired");
    signed("hs2019", 0, "never").is_refused("`expires`");
    post()
        .signed_over("hs2019", COVERED, &[("created", "soon".into()), ("expires", later.clone())])
        .is_refused("`created`");
    // What is covered must be there: no value is made up.
    post()
        .change("signature", |value| value.replace("rsa-sha256", "hs2019").replace(" digest", " digest (expires)"))
        .is_refused("(expires)");
}

#[test]
fn another_key_method_target_or_media_type_does_not_verify() {
    let mut story = post();
    story.key = post().key;
    assert!(!story.check().unwrap());
    let mut story = post();
    story.target = "/ap/inbox?page=2".into();
    assert!(!story.check().unwrap());
    let mut story = post();
    story.method = "PUT";
    assert!(!story.check().unwrap());
    assert!(!post().change("content-type", |_| "text/plain".into()).check().unwrap());
    assert!(!post().with("content-type", "text/plain").check().unwrap(), "headers that stand twice are joined");
}

#[test]
fn a_request_has_one_signature() {
    let value = post().headers.last().unwrap().1.clone();
    let authorization = format!("Signature {value}");
    post().without("signature").is_refused("no signature");
    post().with("signature", &value).is_refused("one signature");
    post().with("authorization", &authorization).is_refused("one signature");
    assert!(post().without("signature").with("authorization", &authorization).parse().is_ok());
    assert!(post().with("authorization", "Bearer x").check().unwrap());
}

#[test]
fn nonsense_in_the_header_is_refused_not_a_crash() {
    for bad in [
        "",
        "x",
        "keyId=\"",
        "keyId=\"a\" headers=\"date\"",
        "keyId=\"a\",keyId=\"b\"",
        "=,=",
        "keyId=\"ftp://x/\",signature=\"AA==\"",
        "keyId=\"https://x/\"",
    ] {
        post().change("signature", |_| bad.into()).is_refused("");
    }
    post().change("signature", |value| value.replace("rsa-sha256", "hmac-sha256")).is_refused("algorithm");
    post().change("signature", |value| value.replace("digest", "x-nothing digest")).is_refused("`x-nothing`");
}

#[test]
fn a_short_header_cannot_make_us_build_a_long_text() {
    let padding = "x".repeat(40_000);
    let story = post().with("x-padding", &padding);
    story.change("signature", |value| value.replace("digest", "x-padding digest")).is_refused("too long");
    post().change("signature", |value| value.replace("digest", "digest date")).is_refused("twice");
    let many: String = (0..40).map(|number| format!("x{number} ")).collect();
    post().change("signature", |value| value.replace("digest", &format!("{many}digest"))).is_refused("too much");
}

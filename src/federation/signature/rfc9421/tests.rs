use super::*;
use crate::clock::Clock;
use crate::error::Kind;
use crate::federation::signature::cavage::{back, back_for_known};
use crate::federation::signature::{VerifyingKey, generate_keys, read};

const BODY: &[u8] = br#"{"type":"Follow"}"#;
const RSA: &str = "https://hillside.example/ap/network#main-key";
const ED25519: &str = "https://hillside.example/ap/network#ed25519-key";

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

fn story(algorithm: Algorithm, method: &'static str, body: Option<&[u8]>) -> Story {
    let keys = generate_keys().unwrap();
    let now = Clock::system().now();
    let (signing, key) = match algorithm {
        Algorithm::RsaSha256 => {
            let signing = SigningKey::from_pem(RSA.into(), keys.private_pem.as_bytes());
            (signing, VerifyingKey::from_pem(&keys.public_pem))
        }
        Algorithm::Ed25519 => {
            let signing = SigningKey::from_pem(ED25519.into(), keys.ed25519.private_pem.as_bytes());
            (signing, VerifyingKey::from_multibase(&keys.ed25519.multibase))
        }
    };
    let (signing, key) = (signing.unwrap(), key.unwrap());
    let signed = match body {
        Some(body) => sign_post(&signing, &url(), body, "application/activity+json", now),
        None => sign_get(&signing, &url(), now),
    };
    let mut headers = vec![("host".to_owned(), "riverside.example".to_owned())];
    headers.extend(signed.unwrap().into_iter().map(|(name, value)| (name.to_owned(), value)));
    let (target, body) = ("/ap/inbox?page=1".into(), body.map(<[u8]>::to_vec));
    Story { method, target, headers, body, signing, key, now, back: back() }
}

/// A POST to us, signed as we sign.
fn post() -> Story {
    story(Algorithm::Ed25519, "POST", Some(BODY))
}

/// A GET of ours, signed as we sign.
fn get() -> Story {
    story(Algorithm::Ed25519, "GET", None)
}

impl Story {
    fn request(&self) -> Incoming<'_> {
        Incoming {
            method: self.method,
            path_and_query: &self.target,
            headers: &self.headers,
            body: self.body.as_deref(),
        }
    }

    fn parse(&self) -> Result<Vec<Signature>> {
        read(&self.request(), &"https://riverside.example/".parse().unwrap(), self.now, self.back)
    }

    /// Whether one of its signatures is by its key.
    fn check(&self) -> Result<bool> {
        Ok(self.parse()?.iter().any(|signature| signature.is_made_by(&self.key)))
    }

    /// Signs anew, over these components and with these parameters, as a peer might; `{now}` and `{id}` are filled in.
    fn signed_over(self, covered: &str, parameters: &str) -> Self {
        let story = self.without("signature-input").without("signature");
        story.signed_too("sig1", covered, parameters)
    }

    /// Adds a signature beside those that are there.
    fn signed_too(mut self, label: &str, covered: &str, parameters: &str) -> Self {
        let (now, id) = (self.now.timestamp().to_string(), self.signing.id().to_owned());
        let input = format!("({covered}){}", parameters.replace("{now}", &now).replace("{id}", &id));
        let input = format!("{label}={input}");
        let dictionary: Dictionary = Parser::new(&input).parse().unwrap();
        let Some(ListEntry::InnerList(list)) = dictionary.get(label) else { panic!("{input}") };
        let base = "https://riverside.example/".parse().unwrap();
        let text = base::text(list, |component| base::of_request(&self.request(), &base, component));
        // What cannot be covered is signed all the same, by whoever likes to.
        let text = text.unwrap_or_else(|_| "whatever".into());
        let signature = BASE64.encode(self.signing.sign(text.as_bytes()).unwrap());
        self.headers.push(("signature-input".into(), input));
        self.headers.push(("signature".into(), format!("{label}=:{signature}:")));
        self
    }

    fn change(mut self, name: &str, change: impl Fn(&str) -> String) -> Self {
        let mut changed = false;
        for (_, value) in self.headers.iter_mut().filter(|(key, _)| key == name) {
            let before = value.clone();
            *value = change(&before);
            changed |= before != *value;
        }
        assert!(changed, "the story has no such {name}");
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

const ALL: &str = r#""@method" "@target-uri" "content-digest" "content-type""#;
const NAMED: &str = r#";created={now};keyid="{id}""#;

#[test]
fn what_we_sign_verifies_with_either_key_and_covers_what_peers_want() {
    for algorithm in [Algorithm::RsaSha256, Algorithm::Ed25519] {
        for (story, covered) in [
            (story(algorithm, "GET", None), r#"("@method" "@target-uri");created="#.to_owned()),
            (story(algorithm, "POST", Some(BODY)), format!("({ALL});created=")),
        ] {
            assert!(story.check().unwrap());
            let signatures = story.parse().unwrap();
            assert_eq!(signatures.len(), 1, "Mastodon reads requests with one signature only");
            assert_eq!(signatures[0].key_id.as_str(), story.signing.id());
            let (_, input) = story.headers.iter().find(|(name, _)| name == "signature-input").unwrap();
            assert!(input.starts_with(&format!("sig1={covered}")), "{input}");
        }
    }
    let story = get();
    let development = sign_get(&story.signing, &"http://a.localhost:8001/x#y".parse().unwrap(), story.now).unwrap();
    let headers: Vec<(String, String)> = development.into_iter().map(|(name, value)| (name.into(), value)).collect();
    let headers = [headers, vec![("host".into(), "a.localhost:8001".into())]].concat();
    let request = Incoming { method: "GET", path_and_query: "/x", headers: &headers, body: None };
    let base = "http://a.localhost:8001/".parse().unwrap();
    assert!(read(&request, &base, story.now, back()).unwrap()[0].is_made_by(&story.key));
}

#[test]
fn refusal_10_each_component_must_be_covered_and_host_is_ours() {
    for component in ["@method", "@target-uri", "content-digest"] {
        let rest: Vec<&str> = ALL.split(' ').filter(|name| name.trim_matches('"') != component).collect();
        post().signed_over(&rest.join(" "), NAMED).is_refused(&format!("cover `{component}"));
    }
    // Peers may leave the media type out, and say the target in its parts.
    for enough in [
        r#""@method" "@target-uri" "content-digest""#,
        r#""content-digest" "@query" "@path" "@authority" "@method""#,
        r#""@method" "@authority" "@request-target" "content-digest""#,
        r#""@method" "@authority" "@scheme" "@path" "@query" "content-digest" "host" "@query-param";name="page""#,
    ] {
        assert!(post().signed_over(enough, NAMED).check().unwrap(), "{enough}");
    }
    for (parts, missing) in [
        (r#""@method" "@path" "@query" "content-digest""#, "@authority"),
        (r#""@method" "@request-target" "content-digest""#, "@authority"),
        (r#""@method" "@authority" "@query" "content-digest""#, "@path"),
        (r#""@method" "@authority" "@path" "content-digest""#, "@query"),
        (r#""@method" "@authority" "@path" "@query-param";name="page" "content-digest""#, "@query"),
        (r#""@method" "@authority" "@path" "@query" "content-digest";bs"#, "content-digest"),
        ("", "@method"),
    ] {
        post().signed_over(parts, NAMED).is_refused(&format!("`{missing}`"));
    }
    // Where there is no query, none need be covered.
    let mut story = get();
    story.target = "/ap/network".into();
    assert!(story.signed_over(r#""@method" "@authority" "@path""#, NAMED).check().unwrap());

    assert!(post().change("host", |_| "RIVERSIDE.example".into()).check().unwrap());
    for other in ["evil.example", "riverside.example.evil.example", "riverside.example:8443", ""] {
        post().change("host", |_| other.into()).signed_over(ALL, NAMED).is_refused("another host");
    }
    post().with("host", "riverside.example").is_refused("another host");
    // Signed for another server: the text is made from our own address, so it is not what was signed.
    let elsewhere = post();
    let to = "https://lakeside.example/ap/inbox?page=1".parse().unwrap();
    let signed = sign_post(&elsewhere.signing, &to, BODY, "application/activity+json", elsewhere.now).unwrap();
    let mut elsewhere = elsewhere.without("signature-input").without("signature").without("content-digest");
    elsewhere.headers.extend(signed.into_iter().map(|(name, value)| (name.to_owned(), value)));
    assert!(!elsewhere.check().unwrap());
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
    post().without("content-digest").is_refused("Content-Digest");
    post().change("content-digest", |value| value.replace("sha-256", "md5")).is_refused("sha-256");
    // Another digest that is right was not signed.
    let sha512 = format!("sha-512=:{}:", BASE64.encode(openssl::sha::sha512(BODY)));
    assert!(!post().change("content-digest", |_| sha512.clone()).check().unwrap());
    assert!(post().change("content-digest", |_| sha512.clone()).signed_over(ALL, NAMED).check().unwrap());
}

#[test]
fn refusal_12_the_time_is_near() {
    let shifted = |minutes: i64, back: Duration| {
        let mut story = post();
        story.now += Duration::minutes(minutes);
        story.back = back;
        story
    };
    assert!(shifted(59, back()).check().unwrap());
    assert!(shifted(-4, back()).check().unwrap());
    let late = shifted(11 * 60 + 59, back_for_known());
    assert!(late.check().unwrap());
    assert!(late.parse().unwrap()[0].check_age(late.now, back()).is_err());
    shifted(61, back()).is_refused("too far back");
    shifted(2 * 60, back()).is_refused("too far back");
    shifted(13 * 60, back_for_known()).is_refused("too far back");
    shifted(-6, back()).is_refused("future");
    let soon = (post().now.timestamp() + 60).to_string();
    assert!(post().signed_over(ALL, &format!("{NAMED};expires={soon}")).check().unwrap());
    for (parameters, what) in [
        (r#";keyid="{id}""#, "`created`"),
        (r#";created="{now}";keyid="{id}""#, "`created`"),
        (r#";created=yesterday;keyid="{id}""#, "`created`"),
        (r#";created={now};expires=1402170699;keyid="{id}""#, "expired"),
        (r#";created={now};expires=never;keyid="{id}""#, "`expires`"),
        (r#";created=999999999999999;keyid="{id}""#, "`created`"),
        (r#";created=-999999999999999;keyid="{id}""#, "`created`"),
    ] {
        post().signed_over(ALL, parameters).is_refused(what);
    }
}

#[test]
fn another_key_method_target_media_type_or_parameter_does_not_verify() {
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
    let later = |value: &str| value.replace(";created=", ";expires=99999999999;created=");
    assert!(!post().change("signature-input", later).check().unwrap());
    let other = |value: &str| value.replace("#ed25519-key", "#another-key");
    assert!(!post().change("signature-input", other).check().unwrap());
}

#[test]
fn what_is_said_of_the_algorithm_must_be_so() {
    let rsa = || story(Algorithm::RsaSha256, "POST", Some(BODY));
    let with = |name: &str| format!("{NAMED};alg=\"{name}\"");
    assert!(rsa().signed_over(ALL, &with("rsa-v1_5-sha256")).check().unwrap());
    assert!(post().signed_over(ALL, &with("ed25519")).check().unwrap());
    assert!(!rsa().signed_over(ALL, &with("ed25519")).check().unwrap());
    assert!(!post().signed_over(ALL, &with("rsa-v1_5-sha256")).check().unwrap());
    for unknown in ["hmac-sha256", "rsa-pss-sha512", "none", "", "ED25519"] {
        post().signed_over(ALL, &with(unknown)).is_refused("algorithm");
    }
    post().signed_over(ALL, &format!("{NAMED};alg=ed25519")).is_refused("algorithm");
}

#[test]
fn of_several_signatures_one_that_is_right_is_enough_and_three_are_looked_at() {
    let (few, old) = (r#""@method""#, r#";created=1;keyid="{id}""#);
    let bare = || post().without("signature-input").without("signature");
    let two_wrong = bare().signed_too("a", few, NAMED).signed_too("b", ALL, old);
    two_wrong.is_refused("cover");
    assert!(two_wrong.signed_too("c", ALL, NAMED).check().unwrap());
    let three_wrong = bare().signed_too("a", few, NAMED).signed_too("b", ALL, old).signed_too("c", ALL, old);
    three_wrong.signed_too("d", ALL, NAMED).is_refused("cover");
    let many = ["a", "b", "c", "d", "e"].iter().fold(bare(), |story, label| story.signed_too(label, ALL, NAMED));
    assert_eq!(many.parse().unwrap().len(), LABELS_MAX);
    // A signature that nothing describes, and a description that nothing signs.
    bare().signed_too("a", ALL, NAMED).change("signature", |value| value.replace("a=", "b=")).is_refused("no bytes");
    bare().with("signature-input", "").with("signature", "").is_refused("no signature");
}

#[test]
fn nonsense_in_the_headers_is_refused_not_a_crash() {
    post().without("signature").is_refused("`signature`");
    for bad in
        ["x", "sig1", "sig1=1", "sig1=(", "sig1=()", "sig1=(1 2);created=1", "=", "sig1=\"\u{e9}\"", "sig1=((a))"]
    {
        post().change("signature-input", |_| bad.into()).is_refused("");
    }
    for bad in ["x", "sig1", "sig1=1", "sig1=:%:", "sig1=:AAAA", "sig1=\"AAAA\"", "sig1=(:AAAA:)"] {
        post().change("signature", |_| bad.into()).is_refused("");
    }
    assert!(!post().change("signature", |_| "sig1=::".into()).check().unwrap());
    for key in ["", "x", "ftp://x/", "//x/", "acct:rosa@hillside.example"] {
        post().signed_over(ALL, &format!(";created={{now}};keyid=\"{key}\"")).is_refused("`keyid`");
    }
    post().signed_over(ALL, ";created={now}").is_refused("`keyid`");
    for (covered, what) in [
        (format!("{ALL} \"x-nothing\""), "`x-nothing`"),
        (format!("{ALL} \"@status\""), "`@status`"),
        (format!("{ALL} \"@query-param\""), "`@query-param`"),
        (format!("{ALL} \"@query-param\";name=\"other\""), "`@query-param`"),
        (format!("{ALL} \"@signature-params\""), "cannot be covered"),
        (format!("{ALL} \"Host\""), "cannot be covered"),
        (format!("{ALL} host"), "no name"),
        (format!("{ALL} \"host\";sf"), "not known here"),
        (format!("{ALL} \"host\";tr"), "not known here"),
        (format!("{ALL} \"@method\";req"), "not known here"),
        (format!("{ALL} \"x-nothing\";bs"), "`x-nothing`"),
        (format!("{ALL} \"@method\""), "twice"),
    ] {
        post().signed_over(&covered, NAMED).is_refused(what);
    }
}

#[test]
fn a_short_header_cannot_make_us_build_a_long_text() {
    let padding = "x".repeat(40_000);
    post().with("x-padding", &padding).signed_over(&format!("{ALL} \"x-padding\""), NAMED).is_refused("too long");
    let many: String = (0..40).map(|number| format!(" \"x{number}\"")).collect();
    post().signed_over(&format!("{ALL}{many}"), NAMED).is_refused("too much");
    let long = format!("sig1=({})", "\"@method\" ".repeat(1_000).trim_end());
    post().change("signature-input", |_| long.clone()).is_refused("reasonable size");
    post().change("content-digest", |_| format!("sha-256=:{}:", "A".repeat(10_000))).is_refused("sha-256");
}

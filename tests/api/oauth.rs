//! Apps are let in, get their token, and are shut out again (RFC 6749, 7636, 7009, 8414, 9207, 9700).

use crate::support::browser::{Browser, form, with_password, word};
use crate::support::client::{Answer, Visitor};
use crate::support::neighborhood::Neighborhood;
use chrono::Duration;
use potluck::actions::erase::erase_due;
use potluck::actions::leave::remove_member;
use reqwest::Method;
use serde_json::json;
use url::Url;

const OOB: &str = "urn:ietf:wg:oauth:2.0:oob";
const ELK: &str = "https://elk.zone/api/riverside.example/oauth/https%3A%2F%2Felk.zone";
const TUSKY: &str = "oauth2redirect://com.keylesspalace.tusky/";
const FORM: [(&str, &str); 1] = [("content-type", "application/x-www-form-urlencoded")];
/// RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

struct Scene {
    place: Neighborhood,
    rosa: Browser,
    app: Visitor,
}

async fn scene() -> Scene {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    with_password(&place, "rosa").await;
    let (rosa, app) = (Browser::new(&place), Visitor::stranger(&place));
    rosa.sign_in("rosa").await;
    Scene { place, rosa, app }
}

/// What an app was given when it registered.
struct Given {
    id: String,
    secret: String,
}

async fn post(app: &Visitor, path: &str, headers: &[(&str, &str)], pairs: &[(&str, &str)]) -> Answer {
    let headers = [&FORM, headers].concat();
    app.ask(Method::POST, path, &headers, form(pairs).into_bytes()).await
}

impl Scene {
    async fn register(&self, uris: &str, scopes: &str) -> Given {
        let pairs = [("client_name", "Tusky"), ("redirect_uris", uris), ("scopes", scopes)];
        let answer = post(&self.app, "/api/v1/apps", &[], &pairs).await.expect(200);
        let text = |name: &str| answer[name].as_str().expect(name).to_owned();
        Given { id: text("client_id"), secret: text("client_secret") }
    }

    /// The address of the page on which rosa lets an app in.
    fn page(&self, app: &Given, uri: &str, more: &[(&str, &str)]) -> String {
        let mut pairs = vec![("response_type", "code"), ("client_id", app.id.as_str()), ("redirect_uri", uri)];
        pairs.extend_from_slice(more);
        format!("/oauth/authorize?{}", form(&pairs))
    }

    /// Rosa says yes: what the app hears.
    async fn yes(&self, app: &Given, uri: &str, more: &[(&str, &str)]) -> Heard {
        let answer = self.rosa.fill_in(&self.page(app, uri, more), &[("decision", "allow")]).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        Heard::of(&answer)
    }

    async fn exchange(&self, app: &Given, code: &str, uri: &str, more: &[(&str, &str)]) -> Answer {
        let mut pairs = vec![
            ("grant_type", "authorization_code"),
            ("client_id", app.id.as_str()),
            ("client_secret", app.secret.as_str()),
            ("code", code),
            ("redirect_uri", uri),
        ];
        pairs.extend_from_slice(more);
        post(&self.app, "/oauth/token", &[], &pairs).await
    }

    /// A token for rosa, all the way.
    async fn token(&self, app: &Given, uri: &str, scope: &str) -> String {
        let heard = self.yes(app, uri, &[("scope", scope)]).await;
        let token = self.exchange(app, &heard.get("code"), uri, &[]).await.expect(200);
        assert_eq!(token["scope"], scope);
        token["access_token"].as_str().unwrap().to_owned()
    }

    async fn works(&self, token: &str) -> u16 {
        let app = self.app.clone().with_token(token);
        app.ask(Method::GET, "/api/v1/accounts/verify_credentials", &[], Vec::new()).await.status
    }
}

/// What an app hears at its address.
struct Heard {
    location: String,
}

impl Heard {
    fn of(answer: &Answer) -> Self {
        Self { location: answer.header("location").to_owned() }
    }

    fn try_get(&self, name: &str) -> Option<String> {
        let url = Url::parse(&self.location).expect("an address");
        url.query_pairs().find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
    }

    fn get(&self, name: &str) -> String {
        self.try_get(name).unwrap_or_else(|| panic!("no {name} in {}", self.location))
    }
}

fn error_of(answer: Answer, status: u16) -> String {
    assert_eq!(answer.header("cache-control"), "no-store", "{:?}", answer.headers);
    let said = answer.expect(status);
    assert!(said["error_description"].as_str().is_some_and(|text| text.len() > 10), "{said}");
    said["error"].as_str().expect("a code").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_registers_as_a_form_as_json_and_with_parts() {
    let scene = scene().await;
    let json = json!({"client_name": "Elk", "redirect_uris": [ELK, OOB], "scopes": "read write", "website": "https://elk.zone"});
    let json = (vec![("content-type", "application/json")], json.to_string().into_bytes());
    let pairs = format!(
        "client_name=Elk&redirect_uris={}&scopes=read+write&website=https://elk.zone",
        form(&[("", &format!("{ELK}\n{OOB}"))]).trim_start_matches('=')
    );
    let pairs = (FORM.to_vec(), pairs.into_bytes());
    let mut parts = String::new();
    for (name, value) in [
        ("client_name", "Elk"),
        ("redirect_uris[]", ELK),
        ("redirect_uris[]", OOB),
        ("scopes", "read write"),
        ("website", "https://elk.zone"),
    ] {
        parts += &format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    }
    let parts =
        (vec![("content-type", "multipart/form-data; boundary=cut")], format!("{parts}--cut--\r\n").into_bytes());
    for (headers, body) in [json, pairs, parts] {
        let answer = scene.app.ask(Method::POST, "/api/v1/apps", &headers, body).await.expect(200);
        assert_eq!((&answer["name"], &answer["website"]), (&json!("Elk"), &json!("https://elk.zone")));
        assert_eq!(answer["redirect_uris"], json!([ELK, OOB]));
        assert_eq!(answer["redirect_uri"], format!("{ELK}\n{OOB}"));
        assert_eq!((&answer["scopes"], &answer["client_secret_expires_at"]), (&json!(["read", "write"]), &json!(0)));
        assert!(answer["id"].is_string() && answer["client_id"].is_string());
        let secret = answer["client_secret"].as_str().unwrap();
        let kept = scene.place.database.lines("SELECT secret_digest AS line FROM apps");
        assert!(kept.iter().all(|digest| digest.len() == 64 && !digest.contains(secret)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_that_would_run_something_or_says_nothing_is_not_registered() {
    let scene = scene().await;
    for (name, uris, scopes) in [
        ("Evil", "javascript:alert(1)", "read"),
        ("Evil", "data:text/html,<script>alert(1)</script>", "read"),
        ("Evil", "https://good.example/\njavascript:alert(1)", "read"),
        ("Evil", "http://not.this.machine.example/", "read"),
        ("Evil", "https://a.example/#fragment", "read"),
        ("Evil", "/back", "read"),
        ("Evil", "", "read"),
        ("", OOB, "read"),
        ("Evil", OOB, "admin:read"),
        ("Evil", OOB, "everything"),
    ] {
        let pairs = [("client_name", name), ("redirect_uris", uris), ("scopes", scopes)];
        let answer = post(&scene.app, "/api/v1/apps", &[], &pairs).await.expect(422);
        assert!(answer["error"].as_str().is_some_and(|text| text.len() > 10), "{uris}");
    }
    assert_eq!(scene.place.database.count("apps"), 0);
    scene.register(OOB, "").await;
    assert_eq!(scene.place.database.lines("SELECT scopes AS line FROM apps"), ["read"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_lets_an_app_in_and_it_acts_for_them() {
    let scene = scene().await;
    let app = scene.register(&format!("{ELK}\n{TUSKY}"), "read write follow push").await;
    for uri in [ELK, TUSKY] {
        let more = [("scope", "read write follow push"), ("state", "a b&c=d"), ("lang", "es")];
        let page = scene.rosa.open(&scene.page(&app, uri, &more)).await;
        assert!(page.text.contains("<html lang=\"es\"") && page.text.contains("Tusky"), "{}", page.text);
        let policy = page.header("content-security-policy");
        let place =
            if uri == ELK { "form-action 'self' https://elk.zone;" } else { "form-action 'self' oauth2redirect:;" };
        assert!(policy.contains(place) && policy.contains("frame-ancestors 'none'"), "{policy}");
        let heard = scene.yes(&app, uri, &more).await;
        assert!(heard.location.starts_with(&format!("{uri}?code=")), "{}", heard.location);
        assert_eq!(
            (heard.get("state"), heard.get("iss")),
            ("a b&c=d".into(), scene.place.addresses.base().to_string())
        );
        let answer = scene.exchange(&app, &heard.get("code"), uri, &[]).await;
        assert_eq!((answer.header("cache-control"), answer.header("access-control-allow-origin")), ("no-store", "*"));
        let token = answer.expect(200);
        assert_eq!((&token["token_type"], &token["scope"]), (&json!("Bearer"), &json!("read write follow push")));
        assert!(token["created_at"].is_i64() && token.get("expires_in").is_none());
        let token = token["access_token"].as_str().unwrap();
        let client = scene.app.clone().with_token(token);
        let me = client.ask(Method::GET, "/api/v1/accounts/verify_credentials", &[], Vec::new()).await.expect(200);
        assert_eq!(me["acct"], "rosa");
        let posted = post(&client, "/api/v1/statuses", &[], &[("status", "Hello")]).await.expect(200);
        assert_eq!(posted["content"], "<p>Hello</p>");
        let own = client.ask(Method::GET, "/api/v1/apps/verify_credentials", &[], Vec::new()).await.expect(200);
        assert_eq!((&own["name"], own.get("client_secret")), (&json!("Tusky"), None));
        let kept = scene.place.database.lines("SELECT digest AS line FROM tokens");
        assert!(kept.iter().all(|digest| digest != token));
    }
    assert_eq!(scene.place.database.count("app_codes"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_not_signed_in_signs_in_first_and_comes_back() {
    let scene = scene().await;
    let app = scene.register(ELK, "read").await;
    let path = scene.page(&app, ELK, &[("state", "x"), ("lang", "fr")]);
    let browser = Browser::new(&scene.place);
    let asked = browser.open(&path).await;
    let to = asked.header("location").to_owned();
    assert!(asked.status == 303 && to.starts_with("/sign-in?next=%2Foauth%2Fauthorize%3F"), "{to}");
    assert!(browser.open(&to).await.text.contains("<html lang=\"fr\""));
    let pairs = [("handle", "rosa"), ("password", crate::support::browser::PASSWORD)];
    let back = browser.fill_in(&to, &pairs).await;
    assert_eq!((back.status, back.header("location")), (303, path.as_str()));
    assert_eq!(browser.open(&path).await.status, 200);
    // Who is signed in signs in once more where the app asks for it, and only once.
    let forced = browser.open(&format!("{path}&force_login=true")).await;
    let to = forced.header("location").to_owned();
    assert!(forced.status == 303 && to.starts_with("/sign-in?") && !to.contains("force_login"), "{to}");
    assert_eq!(browser.fill_in(&to, &pairs).await.header("location"), path);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_an_address_the_code_is_shown_to_be_copied() {
    let scene = scene().await;
    let app = scene.register(OOB, "read").await;
    let answer = scene.rosa.fill_in(&scene.page(&app, OOB, &[]), &[("decision", "allow")]).await;
    assert!(answer.status == 200 && answer.text.contains("<label for=\"code\">"), "{}", answer.text);
    let code = answer.text.split("readonly value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a code");
    assert_eq!(scene.exchange(&app, code, OOB, &[]).await.expect(200)["scope"], "read");
    let denied = scene.rosa.fill_in(&scene.page(&app, OOB, &[]), &[("decision", "deny")]).await;
    assert_eq!((denied.status, denied.header("location")), (303, "/settings/apps"));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_is_said_to_the_app_and_nothing_is_given() {
    let scene = scene().await;
    let app = scene.register(ELK, "read").await;
    let path = scene.page(&app, ELK, &[("state", "x")]);
    let heard = Heard::of(&scene.rosa.fill_in(&path, &[("decision", "deny")]).await);
    assert_eq!(
        (heard.get("error"), heard.get("state"), heard.try_get("code")),
        ("access_denied".into(), "x".into(), None)
    );
    for wrong in [vec![], vec![("decision", "perhaps")]] {
        assert_eq!(scene.rosa.fill_in(&path, &wrong).await.status, 400);
    }
    assert_eq!(scene.place.database.count("app_codes"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_sent_to_a_place_that_was_not_registered_or_before_they_decided() {
    let scene = scene().await;
    let app = scene.register(ELK, "read write:media").await;
    let other = scene.register(TUSKY, "read").await;
    let decoded = ELK.replace("%3A%2F%2F", "://");
    for (id, uri) in [
        (app.id.as_str(), "https://evil.example/"),
        (&app.id, decoded.as_str()),
        (&app.id, &format!("{ELK}/")),
        (&app.id, &ELK.to_uppercase()),
        (&app.id, &format!("{ELK}?x")),
        (&app.id, TUSKY),
        (&app.id, ""),
        (&other.id, ELK),
        ("unknown", ELK),
        ("", ELK),
    ] {
        let path = format!(
            "/oauth/authorize?{}",
            form(&[("response_type", "code"), ("client_id", id), ("redirect_uri", uri)])
        );
        for browser in [&scene.rosa, &Browser::new(&scene.place)] {
            let answer = browser.open(&path).await;
            assert_eq!((answer.status, answer.header("location")), (400, ""), "{uri}");
            assert!(uri.is_empty() || !answer.text.contains(&format!("href=\"{uri}")), "{uri}: {}", answer.text);
        }
    }
    // What is amiss is said on a page of ours; the way back is a link, for who wants it.
    for (more, code) in [
        (vec![("scope", "write")], "invalid_scope"),
        (vec![("scope", "read admin:write")], "invalid_scope"),
        (vec![("scope", "read"), ("scope", "write:media")], "invalid_request"),
        (vec![("code_challenge", CHALLENGE), ("code_challenge_method", "plain")], "invalid_request"),
        (vec![("code_challenge", CHALLENGE)], "invalid_request"),
        (vec![("code_challenge", "short"), ("code_challenge_method", "S256")], "invalid_request"),
        (vec![("state", "a"), ("state", "b")], "invalid_request"),
    ] {
        let answer = scene.rosa.open(&scene.page(&app, ELK, &more)).await;
        assert_eq!((answer.status, answer.header("location")), (400, ""), "{more:?}");
        assert!(answer.text.contains(&format!("error={code}")), "{code}: {}", answer.text);
    }
    let path = scene.page(&app, ELK, &[]).replace("response_type=code", "response_type=token");
    assert!(scene.rosa.open(&path).await.text.contains("error=unsupported_response_type"));
    // What those who make the app are told is English on a page in any language, and says so.
    let spanish = scene.rosa.open(&format!("{path}&lang=es")).await.text;
    let told = "<p lang=\"en\" dir=\"ltr\">unsupported_response_type: `response_type` must be `code`.</p>";
    assert!(spanish.contains("<html lang=\"es\"") && spanish.contains(told), "{spanish}");
    let twice = format!("{}&redirect_uri=https://evil.example/", scene.page(&app, ELK, &[]));
    assert_eq!(scene.rosa.open(&twice).await.status, 400);
    assert_eq!(scene.place.database.count("app_codes"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_other_site_says_yes_for_a_member() {
    let scene = scene().await;
    let app = scene.register(ELK, "read").await;
    let path = scene.page(&app, ELK, &[]);
    let own = word(&scene.rosa.open(&path).await);
    let yes = form(&[("form", &own), ("decision", "allow")]);
    for (site, body) in [
        ("cross-site", yes.clone()),
        ("same-site", yes.clone()),
        ("same-origin", form(&[("decision", "allow")])),
        ("same-origin", form(&[("form", &"0".repeat(64)), ("decision", "allow")])),
    ] {
        let headers = [FORM[0], ("sec-fetch-site", site)];
        assert_eq!(scene.rosa.ask(Method::POST, &path, &headers, body.clone()).await.status, 403, "{site} {body}");
    }
    // A question that was changed after the page was shown is asked as it stands then: the address is checked anew.
    let changed = path.replace("elk.zone", "evil.example");
    assert_eq!(scene.rosa.send(&changed, &[("form", &own), ("decision", "allow")]).await.status, 400);
    assert_eq!(scene.place.database.count("app_codes"), 0);
    let headers = [FORM[0], ("sec-fetch-site", "same-origin")];
    assert_eq!(scene.rosa.ask(Method::POST, &path, &headers, yes).await.status, 303);
    // The page is opened to no other site's scripts.
    let page = scene.rosa.ask(Method::GET, &path, &[("origin", "https://evil.example")], String::new()).await;
    assert_eq!(page.header("access-control-allow-origin"), "");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_for_one_app_one_address_and_one_time() {
    let scene = scene().await;
    let app = scene.register(&format!("{ELK} {TUSKY}"), "read").await;
    let other = scene.register(&format!("{ELK} {TUSKY}"), "read").await;
    let code = async |uri: &str| scene.yes(&app, uri, &[]).await.get("code");
    let invalid = |answer: Answer| assert_eq!(error_of(answer, 400), "invalid_grant");

    let stolen = code(ELK).await;
    invalid(scene.exchange(&other, &stolen, ELK, &[]).await);
    // Its own app still gets its token: who steals a code does not take it away.
    scene.exchange(&app, &stolen, ELK, &[]).await.expect(200);

    let wrong_place = code(ELK).await;
    invalid(scene.exchange(&app, &wrong_place, TUSKY, &[]).await);
    invalid(scene.exchange(&app, &wrong_place, ELK, &[]).await);

    let decoded = code(ELK).await;
    invalid(scene.exchange(&app, &decoded, &ELK.replace("%3A%2F%2F", "://"), &[]).await);

    let used = code(ELK).await;
    let token = scene.exchange(&app, &used, ELK, &[]).await.expect(200)["access_token"].as_str().unwrap().to_owned();
    let beside = scene.token(&app, ELK, "read").await;
    assert_eq!(scene.works(&token).await, 200);
    invalid(scene.exchange(&app, &used, ELK, &[]).await);
    assert_eq!(
        (scene.works(&token).await, scene.works(&beside).await),
        (401, 200),
        "a replay takes what it gave, no more"
    );

    let late = code(ELK).await;
    scene.place.clock.shift(Duration::minutes(6));
    invalid(scene.exchange(&app, &late, ELK, &[]).await);
    let unused = code(ELK).await;
    scene.place.clock.shift(Duration::minutes(6));
    erase_due(&scene.place).await.unwrap();
    assert_eq!(scene.place.database.count("app_codes"), 0);
    invalid(scene.exchange(&app, &unused, ELK, &[]).await);
    invalid(scene.exchange(&app, "made-up", ELK, &[]).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_that_bring_a_code_at_once_one_gets_a_token() {
    let scene = scene().await;
    let app = scene.register(ELK, "read").await;
    for _ in 0..5 {
        let code = scene.yes(&app, ELK, &[]).await.get("code");
        let (one, two) = tokio::join!(scene.exchange(&app, &code, ELK, &[]), scene.exchange(&app, &code, ELK, &[]));
        let mut statuses = [one.status, two.status];
        statuses.sort();
        assert_eq!(statuses, [200, 400]);
    }
    assert_eq!(scene.place.database.number("SELECT count(*) AS n FROM tokens WHERE revoked_at IS NULL"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_asked_for_a_code_with_a_challenge_can_use_it() {
    let scene = scene().await;
    let app = scene.register(ELK, "read").await;
    let challenge = [("code_challenge", CHALLENGE), ("code_challenge_method", "S256")];
    let right = scene.yes(&app, ELK, &challenge).await.get("code");
    scene.exchange(&app, &right, ELK, &[("code_verifier", VERIFIER)]).await.expect(200);
    let other = VERIFIER.replace('d', "e");
    for verifier in [None, Some(""), Some(CHALLENGE), Some(other.as_str())] {
        let code = scene.yes(&app, ELK, &challenge).await.get("code");
        let more: Vec<(&str, &str)> = verifier.iter().map(|text| ("code_verifier", *text)).collect();
        assert_eq!(error_of(scene.exchange(&app, &code, ELK, &more).await, 400), "invalid_grant", "{verifier:?}");
        let again = scene.exchange(&app, &code, ELK, &[("code_verifier", VERIFIER)]).await;
        assert_eq!(error_of(again, 400), "invalid_grant", "there is no second guess");
    }
    // Where no challenge was, an answer to one was not asked for: somebody took it away.
    let code = scene.yes(&app, ELK, &[]).await.get("code");
    let answer = scene.exchange(&app, &code, ELK, &[("code_verifier", VERIFIER)]).await;
    assert_eq!(error_of(answer, 400), "invalid_grant");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_shows_its_secret_in_the_body_or_in_a_header() {
    use base64::Engine as _;
    let scene = scene().await;
    let app = scene.register(OOB, "read write").await;
    let basic = |id: &str, secret: &str| {
        format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(format!("{id}:{secret}")))
    };
    let grant = ("grant_type", "client_credentials");
    let right = basic(&app.id, &app.secret);
    let token = post(&scene.app, "/oauth/token", &[("authorization", &right)], &[grant]).await.expect(200);
    assert_eq!(token["scope"], "read");
    let json =
        json!({"grant_type": "client_credentials", "client_id": app.id, "client_secret": app.secret, "scope": "write"});
    let headers = [("content-type", "application/json")];
    let by_json =
        scene.app.ask(Method::POST, "/oauth/token/", &headers, json.to_string().into_bytes()).await.expect(200);
    assert_eq!(by_json["scope"], "write");
    let parts: String = json
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, value)| {
            let value = value.as_str().unwrap();
            format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        })
        .collect();
    let headers = [("content-type", "multipart/form-data; boundary=cut")];
    scene.app.ask(Method::POST, "/oauth/token", &headers, format!("{parts}--cut--\r\n").into_bytes()).await.expect(200);
    let (id, secret) = (("client_id", app.id.as_str()), ("client_secret", app.secret.as_str()));
    for pairs in [
        vec![grant, id, ("client_secret", "wrong")],
        vec![grant, id],
        vec![grant, ("client_id", "unknown"), secret],
        vec![grant],
    ] {
        assert_eq!(error_of(post(&scene.app, "/oauth/token", &[], &pairs).await, 401), "invalid_client", "{pairs:?}");
    }
    for wrong in [basic(&app.id, "wrong"), "Basic !!".into(), "Digest x".into()] {
        let answer = post(&scene.app, "/oauth/token", &[("authorization", &wrong)], &[grant]).await;
        assert!(answer.header("www-authenticate").starts_with("Basic "), "{:?}", answer.headers);
        assert_eq!(error_of(answer, 401), "invalid_client");
    }
    for (pairs, code) in [
        (vec![id, secret], "invalid_request"),
        (
            vec![id, secret, ("grant_type", "password"), ("username", "rosa"), ("password", "x")],
            "unsupported_grant_type",
        ),
        (vec![id, secret, ("grant_type", "authorization_code")], "invalid_request"),
        (vec![id, secret, grant, ("scope", "follow")], "invalid_scope"),
        (vec![id, secret, grant, ("scope", "bogus")], "invalid_scope"),
        (vec![id, id, secret, grant], "invalid_request"),
    ] {
        assert_eq!(error_of(post(&scene.app, "/oauth/token", &[], &pairs).await, 400), code, "{pairs:?}");
    }
    let two = post(&scene.app, "/oauth/token", &[("authorization", &right)], &[grant, ("client_id", "another")]).await;
    assert_eq!(error_of(two, 400), "invalid_request");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_apps_own_token_reads_what_everyone_reads_and_is_nobody() {
    let scene = scene().await;
    let app = scene.register(OOB, "read write").await;
    let pairs = [
        ("grant_type", "client_credentials"),
        ("client_id", app.id.as_str()),
        ("client_secret", app.secret.as_str()),
        ("scope", "read write"),
    ];
    let token = post(&scene.app, "/oauth/token", &[], &pairs).await.expect(200);
    let token = token["access_token"].as_str().unwrap();
    let client = scene.app.clone().with_token(token);
    let get = async |path: &str| client.ask(Method::GET, path, &[], Vec::new()).await;
    assert_eq!(get("/api/v1/apps/verify_credentials").await.expect(200)["name"], "Tusky");
    for path in
        ["/api/v1/timelines/public", "/api/v1/instance", "/api/v2/instance", "/api/v1/accounts/lookup?acct=rosa"]
    {
        assert_eq!(get(path).await.status, 200, "{path}");
    }
    for path in ["/api/v1/accounts/verify_credentials", "/api/v1/timelines/home", "/api/potluck/v1/me"] {
        assert_eq!(get(path).await.status, 403, "{path}");
    }
    assert_eq!(post(&client, "/api/v1/statuses", &[], &[("status", "Hello")]).await.status, 403);
    post(&scene.app, "/oauth/revoke", &[], &[pairs[1], pairs[2], ("token", token)]).await.expect(200);
    assert_eq!(get("/api/v1/apps/verify_credentials").await.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_may_what_it_was_given_for_and_no_more() {
    let scene = scene().await;
    let app = scene.register(OOB, "read write:favourites write:statuses profile").await;
    // Out of band the code is on the page.
    let token = async |scope: &str| {
        let page = scene.rosa.fill_in(&scene.page(&app, OOB, &[("scope", scope)]), &[("decision", "allow")]).await;
        let code = page.text.split("readonly value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a code");
        let given = scene.exchange(&app, code, OOB, &[]).await.expect(200);
        assert_eq!(given["scope"], scope);
        scene.app.clone().with_token(given["access_token"].as_str().unwrap())
    };
    let writer = token("write:statuses").await;
    let posted = post(&writer, "/api/v1/statuses", &[], &[("status", "Hello")]).await.expect(200);
    let id = posted["id"].as_str().unwrap();
    let tokens = [
        ("read", token("read").await),
        ("read:statuses", token("read:statuses").await),
        ("read:accounts", token("read:accounts").await),
        ("profile", token("profile").await),
        ("write:favourites", token("write:favourites").await),
        ("write:statuses", writer),
    ];
    for (method, path, may) in [
        (Method::GET, "/api/v1/accounts/verify_credentials".to_owned(), &["read", "read:accounts", "profile"][..]),
        (Method::GET, "/oauth/userinfo".to_owned(), &["read", "profile"]),
        (Method::GET, "/api/v1/timelines/home".to_owned(), &["read", "read:statuses"]),
        (Method::GET, "/api/v1/notifications".to_owned(), &["read"]),
        (Method::GET, format!("/api/v1/statuses/{id}"), &["read", "read:statuses"]),
        (Method::GET, "/api/v1/accounts/lookup?acct=rosa".to_owned(), &["read", "read:accounts"]),
        (Method::GET, "/api/potluck/v1/me".to_owned(), &["read"]),
        (Method::POST, format!("/api/v1/statuses/{id}/favourite"), &["write:favourites"]),
        (Method::POST, "/api/v1/notifications/clear".to_owned(), &[]),
        (Method::DELETE, format!("/api/v1/statuses/{id}"), &["write:statuses"]),
    ] {
        for (scope, client) in &tokens {
            let answer = client.ask(method.clone(), &path, &[], Vec::new()).await;
            let wanted = if may.contains(scope) { 200 } else { 403 };
            assert_eq!(answer.status, wanted, "{scope}: {method} {path}: {}", answer.text);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_given_back_by_its_own_app_alone() {
    let scene = scene().await;
    let (app, other) = (scene.register(ELK, "read").await, scene.register(ELK, "read").await);
    let token = scene.token(&app, ELK, "read").await;
    let revoke = async |app: &Given, secret: &str, token: &str| {
        let pairs = [("client_id", app.id.as_str()), ("client_secret", secret), ("token", token)];
        post(&scene.app, "/oauth/revoke", &[], &pairs).await
    };
    assert_eq!(error_of(revoke(&app, "wrong", &token).await, 401), "invalid_client");
    assert_eq!(error_of(revoke(&app, &app.secret, "").await, 400), "invalid_request");
    assert_eq!(revoke(&other, &other.secret, &token).await.expect(200), json!({}));
    assert_eq!(scene.works(&token).await, 200);
    // Mastodon.py shows the token itself in the header, and the app in the body.
    let shown = format!("Bearer {token}");
    let pairs = [("client_id", app.id.as_str()), ("client_secret", app.secret.as_str()), ("token", token.as_str())];
    let answer = post(&scene.app, "/oauth/revoke", &[("authorization", &shown)], &pairs).await;
    assert_eq!(answer.expect(200), json!({}));
    assert_eq!(scene.works(&token).await, 401);
    assert_eq!(revoke(&app, &app.secret, "made-up").await.expect(200), json!({}));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_sees_the_apps_that_they_let_in_and_shuts_them_out() {
    let scene = scene().await;
    let (app, other) = (scene.register(ELK, "read write").await, scene.register(ELK, "read").await);
    let (token, second) = (scene.token(&app, ELK, "read write").await, scene.token(&app, ELK, "read").await);
    let kept = scene.token(&other, ELK, "read").await;
    let ben = Browser::joined(&scene.place, "ben", "203.0.113.21").await;
    assert!(!ben.open("/settings/apps").await.text.contains("Tusky"), "what others let in is theirs");
    let page = scene.rosa.open("/settings/apps").await;
    assert_eq!(page.text.matches("name=\"app\"").count(), 2, "one entry for each app: {}", page.text);
    let id = scene.place.database.lines("SELECT CAST(id AS TEXT) AS line FROM apps ORDER BY id").remove(0);
    let hidden = word(&ben.open("/settings").await);
    ben.send("/settings/apps", &[("form", &hidden), ("app", &id)]).await;
    assert_eq!(scene.works(&token).await, 200, "nobody shuts out what another let in");
    let done = scene.rosa.fill_in("/settings/apps", &[("app", &id)]).await;
    assert!(done.status == 200 && done.text.contains("role=\"status\""), "{}", done.text);
    assert_eq!((scene.works(&token).await, scene.works(&second).await, scene.works(&kept).await), (401, 401, 200));
    assert_eq!(done.text.matches("name=\"app\"").count(), 1);
    remove_member(&scene.place, "rosa").await.unwrap();
    assert_eq!(scene.works(&kept).await, 401);
    assert_eq!(scene.place.database.count("tokens"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_apps_call_themselves_is_text_and_nothing_else() {
    let scene = scene().await;
    let name = "<script>alert(1)</script>\u{202e}\"";
    let pairs = [("client_name", name), ("redirect_uris", ELK)];
    let given = post(&scene.app, "/api/v1/apps", &[], &pairs).await.expect(200);
    let app = Given { id: given["client_id"].as_str().unwrap().into(), secret: String::new() };
    let page = scene.rosa.open(&scene.page(&app, ELK, &[("state", "\"><script>")])).await;
    assert_eq!(page.status, 200);
    // The one for when there is no connection is a file of ours.
    let text = page.text.replace("<script src=\"/static/register.js\" defer></script>", "");
    assert!(!text.contains("<script") && !text.contains('\u{202e}'), "{}", page.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_this_server_can_do_is_told_to_apps() {
    let scene = scene().await;
    let answer = scene.app.ask(Method::GET, "/.well-known/oauth-authorization-server", &[], Vec::new()).await;
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    let said = answer.expect(200);
    assert_eq!(said["issuer"], scene.place.addresses.base().as_str());
    assert_eq!(said["code_challenge_methods_supported"], json!(["S256"]));
    for name in ["authorization_endpoint", "token_endpoint", "revocation_endpoint", "app_registration_endpoint"] {
        let url: Url = said[name].as_str().unwrap().parse().unwrap();
        let answer = scene.app.ask(Method::GET, url.path(), &[], Vec::new()).await;
        assert!(![404, 500].contains(&answer.status) || name.starts_with("app"), "{name}");
    }
    assert!(said["scopes_supported"].as_array().unwrap().contains(&json!("read:statuses")));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_that_nobody_lets_in_is_forgotten_and_one_that_somebody_did_is_not() {
    let scene = scene().await;
    scene.register(ELK, "read").await;
    let used = scene.register(ELK, "read").await;
    let token = scene.token(&used, ELK, "read").await;
    scene.place.clock.shift(Duration::days(89));
    erase_due(&scene.place).await.unwrap();
    assert_eq!(scene.place.database.count("apps"), 2);
    scene.place.clock.shift(Duration::days(2));
    erase_due(&scene.place).await.unwrap();
    assert_eq!((scene.place.database.count("apps"), scene.works(&token).await), (1, 200));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_registers_without_end_is_told_to_wait() {
    let scene = scene().await;
    let pairs = [("client_name", "Flood"), ("redirect_uris", OOB)];
    let from =
        async |address: &str| post(&scene.app, "/api/v1/apps", &[("x-forwarded-for", address)], &pairs).await.status;
    let mut taken = 0;
    while from("203.0.113.66").await == 200 {
        taken += 1;
        assert!(taken <= 61);
    }
    assert!((60..=61).contains(&taken), "{taken}");
    assert_eq!(from("203.0.113.66").await, 429);
    assert_eq!(from("198.51.100.1").await, 200, "and nobody else");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_app_may_is_said_in_words_in_every_language() {
    let scene = scene().await;
    let all: Vec<&str> = potluck::domain::scope::Scope::ALL.iter().map(|scope| scope.as_str()).collect();
    let narrow: Vec<&str> = all.iter().copied().filter(|scope| scope.contains(':')).collect();
    let app = scene.register(ELK, &all.join(" ")).await;
    let mut pages = Vec::new();
    for lang in ["en", "es", "fr", "ar", "zh-Hans", "ht"] {
        for scopes in [&all, &narrow] {
            let scope = scopes.join(" ");
            let page = scene.rosa.open(&scene.page(&app, ELK, &[("scope", &scope), ("lang", lang)])).await;
            let direction = if lang == "ar" { "rtl" } else { "ltr" };
            assert!(page.text.contains(&format!("<html lang=\"{lang}\" dir=\"{direction}\">")), "{}", page.text);
            let may = page.text.split("aria-labelledby=\"may\">").nth(1).and_then(|rest| rest.split("</ul>").next());
            let may = may.expect("a list").to_owned();
            let lines = if scopes == &all { 5 } else { 2 };
            assert_eq!(may.matches("<li>").count(), lines, "{lang}: {may}");
            assert!(!may.contains(":accounts") && !may.contains("scope-"), "{lang}: {may}");
            pages.push(may);
        }
    }
    pages.sort();
    pages.dedup();
    assert_eq!(pages.len(), 12, "each in its own words");
}

//! What an app needs until it shows its first screen: that it may ask at all, what this server is, and who signed in.

use crate::support::TestDb;
use crate::support::client::{Answer, Visitor};
use crate::support::neighborhood::Neighborhood;
use reqwest::Method;
use serde_json::{Value, json};
use std::net::TcpListener;
use std::sync::Arc;

const ORIGIN: (&str, &str) = ("origin", "https://elk.zone");

async fn get(who: &Visitor, path: &str) -> Answer {
    who.ask(Method::GET, path, &[ORIGIN], Vec::new()).await
}

/// A form with files, as an app's library writes it.
fn parts(texts: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in texts {
        let part = format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    for (name, file, bytes) in files {
        let head = format!(
            "--cut\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: image/png\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--cut--\r\n");
    body
}

const PARTS: (&str, &str) = ("content-type", "multipart/form-data; boundary=cut");

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_any_site_may_ask_and_read_what_is_for_apps_and_nothing_else() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    let (rosa, stranger) = (Visitor::member(&place, "rosa").await, Visitor::stranger(&place));
    for path in [
        "/api/v1/apps",
        "/api/v1/timelines/home",
        "/api/v1/nothing/there",
        "/api/v2/instance",
        "/api/v2/media",
        "/api/potluck/v1/listings",
        "/oauth/token",
        "/oauth/revoke",
        "/.well-known/oauth-authorization-server",
        "/.well-known/nodeinfo",
    ] {
        let named = ("access-control-request-headers", "authorization,sentry-trace");
        let headers = [ORIGIN, ("access-control-request-method", "PATCH"), named];
        let answer = stranger.ask(Method::OPTIONS, path, &headers, Vec::new()).await;
        assert_eq!((answer.status, answer.header("access-control-allow-origin")), (204, "*"), "{path}");
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] {
            assert!(answer.header("access-control-allow-methods").contains(method), "{path}: {method}");
        }
        for header in ["Authorization", "Content-Type", "Idempotency-Key", "sentry-trace"] {
            assert!(answer.header("access-control-allow-headers").contains(header), "{path}: {header}");
        }
        assert_eq!(answer.header("access-control-allow-credentials"), "", "cookies never count");
    }
    for (path, status) in [
        ("/api/v1/accounts/verify_credentials", 200),
        ("/api/v1/nothing", 404),
        ("/api/v1/statuses/1", 404),
        ("/static/avatar.png", 200),
        ("/nodeinfo/2.0", 200),
    ] {
        let answer = get(&rosa, path).await;
        assert_eq!((answer.status, answer.header("access-control-allow-origin")), (status, "*"), "{path}");
        for exposed in ["Link", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"] {
            assert!(answer.header("access-control-expose-headers").contains(exposed), "{path}: {exposed}");
        }
    }
    // Errors too: an app that may not read one shows "network error" instead.
    assert_eq!(get(&stranger, "/api/v1/timelines/home").await.header("access-control-allow-origin"), "*");
    let packed = [ORIGIN, ("content-encoding", "gzip")];
    let answer = rosa.ask(Method::POST, "/api/v1/statuses", &packed, b"x".to_vec()).await;
    assert_eq!((answer.status, answer.header("access-control-allow-origin")), (415, "*"));
    for path in ["/", "/sign-in", "/settings", "/oauth/authorize", "/@rosa", "/ap/network"] {
        assert_eq!(get(&stranger, path).await.header("access-control-allow-origin"), "", "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slash_at_the_end_changes_nothing_and_what_is_not_there_is_json() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    let rosa = Visitor::member(&place, "rosa").await;
    for path in
        ["/api/v1/instance", "/api/v2/instance", "/api/v1/timelines/home", "/api/v1/accounts/verify_credentials"]
    {
        let (plain, slash) = (get(&rosa, path).await, get(&rosa, &format!("{path}/")).await);
        assert_eq!((plain.status, slash.status), (200, 200), "{path}");
        assert_eq!(plain.text, slash.text);
    }
    let limited = get(&rosa, "/api/v1/timelines/public/?limit=1&local=true").await;
    assert_eq!(limited.status, 200);
    for path in
        ["/api", "/api/", "/api/v1", "/api/v1/", "/api/v1/nothing", "/api/v2/nothing", "/api/v3/x", "/api/oembed"]
    {
        for method in [Method::GET, Method::POST, Method::DELETE] {
            let answer = rosa.ask(method, path, &[], Vec::new()).await;
            assert_eq!(answer.header("content-type"), "application/json", "{path}");
            assert!(answer.expect(404)["error"].is_string(), "{path}: never 501, on which no app falls back");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_with_parts_is_as_good_as_any_other_and_a_file_nobody_asked_for_is_refused() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    let rosa = Visitor::member(&place, "rosa").await;
    let send = async |body: Vec<u8>| rosa.ask(Method::POST, "/api/v1/statuses", &[PARTS], body).await;
    let posted = send(parts(&[("status", "Hello"), ("visibility", "unlisted"), ("sensitive", "true")], &[])).await;
    let posted = posted.expect(200);
    assert_eq!((&posted["content"], &posted["visibility"]), (&json!("<p>Hello</p>"), &json!("unlisted")));
    // What a browser sends where no file was chosen is no file.
    send(parts(&[("status", "Again")], &[("file", "", b"")])).await.expect(200);
    let with_file = send(parts(&[("status", "A picture")], &[("file", "a.png", b"\x89PNG")])).await;
    assert!(with_file.expect(422)["error"].as_str().unwrap().contains("`file`"));
    // Names are held as texts are: a thousand long ones would be 64 MB.
    let long_name = "a".repeat(50_000);
    for (body, status) in [
        (b"--cut\r\nContent-Disposition: form-data; name=\"status\"\r\n\r\nno end".to_vec(), 400),
        (b"no parts at all".to_vec(), 400),
        (b"--cut\r\nContent-Disposition: form-data\r\n\r\nx\r\n--cut--\r\n".to_vec(), 400),
        (parts(&[("status", &"x".repeat(300_000))], &[]), 413),
        (parts(&vec![("a", "b"); 1_001], &[]), 413),
        (parts(&[(long_name.as_str(), "b"); 6], &[]), 413),
        (parts(&[], &[(long_name.as_str(), "", b"".as_slice()); 6]), 413),
    ] {
        let answer = send(body).await;
        assert_eq!(answer.status, status, "{}", answer.text);
        assert!(answer.json()["error"].is_string());
    }
    let no_boundary = [("content-type", "multipart/form-data")];
    assert_eq!(rosa.ask(Method::POST, "/api/v1/statuses", &no_boundary, b"x".to_vec()).await.status, 400);
    assert_eq!(place.database.count("statuses"), 2);
    // The same list however it is written.
    let me = get(&rosa, "/api/v1/accounts/verify_credentials").await.expect(200);
    let id = me["id"].as_str().unwrap();
    for query in
        [format!("id[]={id}&id[]=x"), format!("id={id}"), format!("id%5B0%5D={id}"), format!("id[]={id}&id[]={id}")]
    {
        let found = get(&rosa, &format!("/api/v1/accounts/relationships?{query}")).await.expect(200);
        assert_eq!(found.as_array().map(Vec::len), Some(1), "{query}");
    }
}

fn keys(value: &Value, wanted: &[(&str, &str)]) {
    for (name, kind) in wanted {
        let found = match value.pointer(name) {
            None => panic!("no {name} in {value}"),
            Some(Value::Null) => "null",
            Some(Value::String(_)) => "string",
            Some(Value::Bool(_)) => "boolean",
            Some(Value::Number(_)) => "number",
            Some(Value::Array(_)) => "array",
            Some(Value::Object(_)) => "object",
        };
        let fits = kind.strip_prefix('?').map_or(found == *kind, |kind| found == kind || found == "null");
        assert!(fits, "{name} is {found}, not {kind}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_this_server_is_stands_in_both_forms_with_every_name_that_apps_read() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    let stranger = Visitor::stranger(&place);
    let v2 = get(&stranger, "/api/v2/instance").await.expect(200);
    keys(
        &v2,
        &[
            ("/domain", "string"),
            ("/title", "string"),
            ("/version", "string"),
            ("/source_url", "string"),
            ("/description", "string"),
            ("/usage/users/active_month", "number"),
            ("/thumbnail/url", "string"),
            ("/icon", "array"),
            ("/languages", "array"),
            ("/configuration/urls", "object"),
            ("/configuration/accounts/max_featured_tags", "number"),
            ("/configuration/statuses/max_characters", "number"),
            ("/configuration/statuses/max_media_attachments", "number"),
            ("/configuration/statuses/characters_reserved_per_url", "number"),
            ("/configuration/media_attachments/supported_mime_types", "array"),
            ("/configuration/media_attachments/image_size_limit", "number"),
            ("/configuration/polls/max_options", "number"),
            ("/configuration/translation/enabled", "boolean"),
            ("/registrations/enabled", "boolean"),
            ("/registrations/approval_required", "boolean"),
            ("/registrations/message", "?string"),
            ("/contact/email", "string"),
            ("/contact/account/acct", "string"),
            ("/rules", "array"),
        ],
    );
    let v1 = get(&stranger, "/api/v1/instance").await.expect(200);
    keys(
        &v1,
        &[
            ("/uri", "string"),
            ("/title", "string"),
            ("/short_description", "string"),
            ("/description", "string"),
            ("/email", "string"),
            ("/version", "string"),
            ("/urls", "object"),
            ("/stats/user_count", "number"),
            ("/stats/status_count", "number"),
            ("/stats/domain_count", "number"),
            ("/thumbnail", "string"),
            ("/languages", "array"),
            ("/registrations", "boolean"),
            ("/approval_required", "boolean"),
            ("/invites_enabled", "boolean"),
            ("/configuration/statuses/max_characters", "number"),
            ("/configuration/media_attachments", "object"),
            ("/configuration/polls", "object"),
            ("/contact_account/acct", "string"),
            ("/rules", "array"),
        ],
    );
    for version in [&v1["version"], &v2["version"]] {
        let version = version.as_str().unwrap();
        let number = version.split(' ').next().unwrap();
        assert_eq!(number.split('.').filter(|part| part.parse::<u32>().is_ok()).count(), 3, "{version}");
        assert!(version.contains("Potluck"), "{version}");
    }
    assert_eq!(v2["api_versions"], json!({"mastodon": 2}), "notifications are grouped");
    // An app adds the path by itself.
    let streaming = v2["configuration"]["urls"]["streaming"].as_str().unwrap();
    assert_eq!(streaming, format!("ws://{}", place.addresses.host()));
    assert_eq!(v1["urls"]["streaming_api"], streaming);
    assert_eq!((&v2["domain"], &v1["stats"]["user_count"]), (&json!(place.addresses.host()), &json!(1)));
    let policy = get(&stranger, "/api/v1/instance/privacy_policy?lang=es").await.expect(200);
    assert!(policy["content"].as_str().unwrap().contains("servidor"), "{policy}");
    let about = get(&stranger, "/api/v1/instance/extended_description").await.expect(200);
    assert!(about["content"].as_str().unwrap().starts_with("<p>") && about["updated_at"].is_string(), "{about}");
    assert_eq!(get(&stranger, "/api/v1/instance/rules").await.expect(200), json!([]));
    assert_eq!(get(&stranger, "/api/v1/instance/domain_blocks").await.status, 401, "members read whom they keep away");
    let rosa = Visitor::member(&place, "rosa").await;
    assert_eq!(get(&rosa, "/api/v1/instance/domain_blocks").await.expect(200), json!([]));
    // Who was active, and with whom the network speaks, is not told.
    for path in ["/api/v1/instance/peers", "/api/v1/instance/activity", "/api/v1/instance/terms_of_service"] {
        assert_eq!(get(&stranger, path).await.status, 404, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_answer_says_how_much_more_may_be_asked() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let place = Neighborhood::start_on("riverside", listener, Arc::new(TestDb::new()), |config| {
        config.limits.account_per_minute = 6;
    })
    .await;
    for handle in ["rosa", "ben"] {
        place.member(handle).await;
    }
    let (rosa, ben) = (Visitor::member(&place, "rosa").await, Visitor::member(&place, "ben").await);
    let standing = |answer: &Answer| {
        let reset = answer.header("x-ratelimit-reset");
        assert!(reset.len() == 24 && reset.ends_with('Z'), "{reset}");
        (answer.header("x-ratelimit-limit").to_owned(), answer.header("x-ratelimit-remaining").to_owned())
    };
    // Two thirds of what a member may change by one app, and the whole by several.
    let of = |most: &str, left: &str| (most.to_owned(), left.to_owned());
    assert_eq!(standing(&get(&rosa, "/api/v1/timelines/home").await), of("4", "4"), "reading costs nothing");
    let says = async |app: &Visitor, left: &str| {
        let body = format!("status=number+{left}").into_bytes();
        let form = [("content-type", "application/x-www-form-urlencoded")];
        app.ask(Method::POST, "/api/v1/statuses", &form, body).await
    };
    for left in ["3", "2", "1", "0"] {
        let answer = says(&rosa, left).await;
        assert_eq!((answer.status, standing(&answer)), (200, of("4", left)));
    }
    let over = rosa.ask(Method::POST, "/api/v1/notifications/clear", &[], Vec::new()).await;
    assert_eq!((over.status, standing(&over)), (429, of("4", "0")));
    assert!(over.header("retry-after").parse::<u32>().is_ok() && over.json()["error"].is_string());
    let other_app = Visitor::member(&place, "rosa").await;
    for left in ["1", "0"] {
        let answer = says(&other_app, &format!("again {left}")).await;
        assert_eq!((answer.status, standing(&answer)), (200, of("6", left)), "one that has gone wild leaves something");
    }
    assert_eq!(says(&other_app, "more").await.status, 429);
    assert_eq!(standing(&get(&ben, "/api/v1/timelines/home").await), of("4", "4"), "another member has their own");
    // Whoever shows no token is counted by where they ask from.
    let headers = [ORIGIN, ("x-forwarded-for", "203.0.113.9")];
    let stranger = Visitor::stranger(&place).ask(Method::GET, "/api/v1/timelines/public", &headers, Vec::new()).await;
    assert_eq!((stranger.status, stranger.header("x-ratelimit-limit")), (200, "300"));
}

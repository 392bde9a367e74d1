//! The Mastodon API as apps use it: names, types and nulls of its entities, forms, paging, errors.

use crate::support::client::Visitor;
use crate::support::neighborhood::Neighborhood;
use reqwest::Method;
use serde_json::{Value, json};

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

pub(super) async fn form(
    app: &Visitor,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> crate::support::client::Answer {
    let headers: Vec<(&str, &str)> = headers.iter().copied().chain([FORM]).collect();
    app.ask(Method::POST, path, &headers, body.as_bytes().to_vec()).await
}

pub(super) async fn get(app: &Visitor, path: &str) -> crate::support::client::Answer {
    app.ask(Method::GET, path, &[], Vec::new()).await
}

/// What apps read of a status, and of which type: `?` may be null.
pub(super) fn is_status(status: &Value) {
    let shape = [
        ("id", "string"),
        ("uri", "string"),
        ("created_at", "string"),
        ("account", "object"),
        ("content", "string"),
        ("visibility", "string"),
        ("sensitive", "boolean"),
        ("spoiler_text", "string"),
        ("media_attachments", "array"),
        ("mentions", "array"),
        ("tags", "array"),
        ("emojis", "array"),
        ("reblogs_count", "number"),
        ("favourites_count", "number"),
        ("replies_count", "number"),
        ("url", "?string"),
        ("in_reply_to_id", "?string"),
        ("in_reply_to_account_id", "?string"),
        ("reblog", "?object"),
        ("poll", "?object"),
        ("card", "?object"),
        ("language", "?string"),
        ("edited_at", "?string"),
        ("favourited", "boolean"),
        ("reblogged", "boolean"),
        ("muted", "boolean"),
        ("bookmarked", "boolean"),
        ("filtered", "array"),
    ];
    has_shape(status, &shape);
    let account = [
        ("id", "string"),
        ("username", "string"),
        ("acct", "string"),
        ("url", "string"),
        ("display_name", "string"),
        ("note", "string"),
        ("avatar", "string"),
        ("avatar_static", "string"),
        ("header", "string"),
        ("header_static", "string"),
        ("locked", "boolean"),
        ("fields", "array"),
        ("emojis", "array"),
        ("bot", "boolean"),
        ("group", "boolean"),
        ("discoverable", "?boolean"),
        ("created_at", "string"),
        ("last_status_at", "?string"),
        ("statuses_count", "number"),
        ("followers_count", "number"),
        ("following_count", "number"),
    ];
    has_shape(&status["account"], &account);
    let moment = status["created_at"].as_str().unwrap();
    assert!(moment.len() == 24 && moment.ends_with('Z') && moment.as_bytes()[19] == b'.', "{moment}");
}

pub(super) fn has_shape(value: &Value, shape: &[(&str, &str)]) {
    for (name, kind) in shape {
        let found = match value.get(name) {
            None => panic!("no `{name}` in {value}"),
            Some(Value::Null) => "null",
            Some(Value::String(_)) => "string",
            Some(Value::Bool(_)) => "boolean",
            Some(Value::Number(_)) => "number",
            Some(Value::Array(_)) => "array",
            Some(Value::Object(_)) => "object",
        };
        let fits = match kind.strip_prefix('?') {
            Some(kind) => found == kind || found == "null",
            None => found == *kind,
        };
        assert!(fits, "`{name}` is {found}, not {kind}: {value}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_status_has_every_name_that_apps_read_and_a_form_is_as_good_as_json() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    let rosa = Visitor::member(&place, "rosa").await;
    let posted =
        form(&rosa, "/api/v1/statuses", &[], "status=Hello+%23Soup&spoiler_text=food&visibility=unlisted").await;
    let posted = posted.expect(200);
    is_status(&posted);
    assert_eq!((&posted["visibility"], &posted["sensitive"]), (&json!("unlisted"), &json!(true)));
    assert_eq!((&posted["spoiler_text"], &posted["language"]), (&json!("food"), &json!("en")));
    assert_eq!(posted["account"]["statuses_count"], 1);
    let came = posted["account"]["created_at"].as_str().unwrap();
    assert!(came.ends_with("T00:00:00.000Z"), "the day is enough: {came}");
    let picture = posted["account"]["avatar"].as_str().unwrap();
    assert_eq!(get(&rosa, picture).await.header("content-type"), "image/png");
    let path = format!("/api/v1/statuses/{}", posted["id"].as_str().unwrap());
    assert_eq!(get(&rosa, &format!("{path}/source")).await.expect(200)["text"], "Hello #Soup");
    assert_eq!(get(&Visitor::stranger(&place), &path).await.expect(200)["content"], posted["content"]);
    let me = get(&rosa, "/api/v1/accounts/verify_credentials").await.expect(200);
    has_shape(&me, &[("source", "object"), ("role", "object"), ("acct", "string")]);
    has_shape(
        &me["source"],
        &[("privacy", "string"), ("note", "string"), ("fields", "array"), ("sensitive", "boolean")],
    );
    // What a telephone calls its language is no reason to refuse a post.
    for (said, kept) in [("pt_BR", "pt-BR"), ("the+one+of+here", "en")] {
        let body = format!("status=Ol%C3%A1&visibility=direct&language={said}");
        assert_eq!(form(&rosa, "/api/v1/statuses", &[], &body).await.expect(200)["language"], kept);
    }
    // A warning before nothing is no warning, but the words.
    let bare = form(&rosa, "/api/v1/statuses", &[], "status=&spoiler_text=Soup+is+ready&visibility=direct").await;
    let bare = bare.expect(200);
    assert_eq!(bare["spoiler_text"], "");
    assert!(bare["content"].as_str().unwrap().contains("Soup is ready"), "{bare}");
    let found = get(&rosa, "/api/v1/accounts/lookup?acct=rosa").await.expect(200);
    assert_eq!((&found["id"], found.get("source")), (&me["id"], None));
    let own = get(&rosa, &format!("/api/v1/accounts/{}/statuses", me["id"].as_str().unwrap())).await.expect(200);
    assert_eq!(own[0]["id"], posted["id"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_posts_once() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    let rosa = Visitor::member(&place, "rosa").await;
    let key = [("idempotency-key", "one")];
    let first = form(&rosa, "/api/v1/statuses", &key, "status=Hello").await.expect(200);
    let second = form(&rosa, "/api/v1/statuses", &key, "status=Hello").await.expect(200);
    assert_eq!((&first["id"], place.database.count("statuses")), (&second["id"], 1));
    place.clock.shift(chrono::Duration::hours(2));
    form(&rosa, "/api/v1/statuses", &key, "status=Hello").await.expect(200);
    assert_eq!(place.database.count("statuses"), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_timeline_is_paged_in_both_directions_to_its_end() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    let rosa = Visitor::member(&place, "rosa").await;
    for number in 0..5 {
        form(&rosa, "/api/v1/statuses", &[], &format!("status=number+{number}")).await.expect(200);
    }
    for timeline in ["home", "public"] {
        let (mut next, mut read) = (format!("/api/v1/timelines/{timeline}?limit=2&local=true"), Vec::new());
        loop {
            let page = get(&rosa, &next).await;
            let link = page.header("link").to_owned();
            let page = page.expect(200);
            read.extend(page.as_array().unwrap().iter().map(|status| status["content"].as_str().unwrap().to_owned()));
            let Some(older) = link.split(", ").find(|link| link.ends_with("rel=\"next\"")) else { break };
            assert!(link.starts_with('<') && link.contains("limit=2"), "{link}");
            next = older.trim_start_matches('<').split('>').next().unwrap().to_owned();
        }
        let wanted: Vec<String> = (0..5).rev().map(|number| format!("<p>number {number}</p>")).collect();
        assert_eq!(read, wanted, "{timeline}");
        let all = get(&rosa, &format!("/api/v1/timelines/{timeline}")).await.expect(200);
        let oldest = all[4]["id"].as_str().unwrap();
        let up = get(&rosa, &format!("/api/v1/timelines/{timeline}?limit=2&min_id={oldest}")).await.expect(200);
        assert_eq!((&up[0]["id"], &up[1]["id"]), (&all[2]["id"], &all[3]["id"]));
        let since = get(&rosa, &format!("/api/v1/timelines/{timeline}?limit=2&since_id={oldest}")).await.expect(200);
        assert_eq!((&since[0]["id"], &since[1]["id"]), (&all[0]["id"], &all[1]["id"]));
        let past = get(&rosa, &format!("/api/v1/timelines/{timeline}?max_id={oldest}")).await;
        assert_eq!((past.header("link"), past.json()), ("", json!([])));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_or_not_there_is_said_as_apps_expect_it() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    let rosa = Visitor::member(&place, "rosa").await;
    let reader = Visitor::with_scopes(&place, "rosa", "read").await;
    let stranger = Visitor::stranger(&place);
    let long = format!("status={}", "x".repeat(5_001));
    for (status, body) in [
        (422, "status=+"),
        (422, "status=a&visibility=everyone"),
        (422, "status=a&media_ids[]=1"),
        (422, "status=a&poll[options][]=1"),
        (404, "status=a&in_reply_to_id=1"),
        (422, "status=@nobody+psst&visibility=direct"),
        (422, long.as_str()),
    ] {
        let answer = form(&rosa, "/api/v1/statuses", &[], body).await.expect(status);
        assert!(answer["error"].is_string(), "{answer}");
    }
    assert_eq!(place.database.count("statuses"), 0);
    assert!(form(&reader, "/api/v1/statuses", &[], "status=a").await.expect(403)["error"].is_string());
    assert!(form(&stranger, "/api/v1/statuses", &[], "status=a").await.expect(401)["error"].is_string());
    assert_eq!(get(&stranger, "/api/v1/timelines/home").await.status, 401);
    for path in ["/api/v1/statuses/1", "/api/v1/statuses/x", "/api/v1/accounts/9", "/api/v1/nothing"] {
        assert!(get(&rosa, path).await.expect(404)["error"].is_string(), "{path}");
    }
    let me = get(&rosa, "/api/v1/accounts/verify_credentials").await.expect(200)["id"].as_str().unwrap().to_owned();
    assert_eq!(form(&rosa, &format!("/api/v1/accounts/{me}/follow"), &[], "").await.status, 422);
    let wrong =
        rosa.ask(Method::POST, "/api/v1/statuses", &[("content-type", "application/json")], b"{".to_vec()).await;
    assert_eq!(wrong.status, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_muted_or_blocked_is_in_no_list_and_may_not_follow_again() {
    let place = Neighborhood::start("riverside").await;
    for handle in ["rosa", "ben", "mei"] {
        place.member(handle).await;
    }
    let (rosa, ben, mei) = (
        Visitor::member(&place, "rosa").await,
        Visitor::member(&place, "ben").await,
        Visitor::member(&place, "mei").await,
    );
    let own = get(&ben, "/api/v1/accounts/verify_credentials").await.expect(200);
    let follow = format!("/api/v1/accounts/{}/follow", own["id"].as_str().unwrap());
    form(&rosa, &follow, &[], "").await.expect(200);
    form(&mei, &follow, &[], "").await.expect(200);
    let posted = form(&ben, "/api/v1/statuses", &[], "status=Good+morning+%40rosa").await.expect(200);
    form(&mei, &format!("/api/v1/statuses/{}/reblog", posted["id"].as_str().unwrap()), &[], "").await.expect(200);
    let asked = form(&mei, "/api/v1/statuses", &[], "status=Who+bakes%3F&visibility=unlisted").await.expect(200);
    let asked_id = asked["id"].as_str().unwrap();
    form(&ben, "/api/v1/statuses", &[], &format!("status=I+do&in_reply_to_id={asked_id}")).await.expect(200);
    let read = async |path: &str| get(&rosa, &format!("/api/v1{path}")).await.expect(200).as_array().unwrap().len();
    let answers = async || {
        let thread = get(&rosa, &format!("/api/v1/statuses/{asked_id}/context")).await.expect(200);
        thread["descendants"].as_array().unwrap().len()
    };
    let of_ben = format!("/accounts/{}/statuses", own["id"].as_str().unwrap());
    let of_mei = format!("/accounts/{}/statuses", asked["account"]["id"].as_str().unwrap());
    assert!(read("/timelines/home").await >= 1 && read("/notifications").await == 1);
    assert_eq!([answers().await, read(of_ben.as_str()).await, read(of_mei.as_str()).await], [1, 2, 2]);
    for distance in [json!("mute"), json!("block")] {
        let input = json!({"account": "ben", "distance": distance});
        rosa.send(Method::PUT, "/me/blocks", input).await.expect(200);
        for path in ["/timelines/home", "/timelines/public", "/notifications"] {
            assert_eq!(read(path).await, 0, "{distance}: {path} shows who is kept away");
        }
        assert_eq!(answers().await, 0, "{distance}: a thread shows who is kept away");
        // Who is asked for by themselves is shown, so that one can think better of it; nothing that others tell on.
        assert_eq!([read(of_ben.as_str()).await, read(of_mei.as_str()).await], [2, 1], "{distance}");
    }
    // Blocked, the two do not follow each other any more, and do not begin anew.
    let hers = get(&rosa, "/api/v1/accounts/verify_credentials").await.expect(200);
    let again = form(&ben, &format!("/api/v1/accounts/{}/follow", hers["id"].as_str().unwrap()), &[], "").await;
    assert!(again.status >= 400 || again.json()["following"] == false, "{}", again.text);
    rosa.send(Method::PUT, "/me/blocks", json!({"account": "ben"})).await.expect(200);
    assert_eq!(read("/notifications").await, 1, "what was hidden is there again");
}

//! Apps hear of what happens to their member through a push server, in either encoding, and nobody else does.

use crate::marks::{all, me, says, step, text, with};
use crate::mastodon::{form, get};
use crate::support::browser::{Browser, with_password};
use crate::support::client::{Answer, Visitor};
use crate::support::mastodon::Mastodon;
use crate::support::neighborhood::Neighborhood;
use crate::support::push_server::{Device, PushServer};
use potluck::actions::leave::leave;
use potluck::actions::let_app_in::{Yes, bring_code, let_app_in, register_app, revoke_token, shut_out};
use potluck::domain::apps::Registration;
use reqwest::Method;
use serde_json::{Value, json};
use std::net::TcpListener;

const SUBSCRIPTION: &str = "/api/v1/push/subscription";

fn wish(server: &PushServer, name: &str, device: &Device, alerts: Value, standard: bool) -> Value {
    let (key, auth) = device.said();
    json!({
        "subscription": {
            "endpoint": format!("{}/{name}", server.base), "keys": {"p256dh": key, "auth": auth}, "standard": standard,
        },
        "data": {"alerts": alerts},
    })
}

async fn send(who: &Visitor, method: Method, body: Value) -> Answer {
    who.ask(method, SUBSCRIPTION, &[("content-type", "application/json")], body.to_string().into_bytes()).await
}

/// Waits until nothing waits to be told any more.
async fn all_told(place: &Neighborhood) {
    place.until("nothing waits", async || (place.database.count("push_messages") == 0).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_hears_in_either_encoding_what_its_member_may_read() {
    let (place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let server = PushServer::start().await;
    let (newer, older) = (Device::new(), Device::new());
    let old_app = Visitor::member(&place, "rosa").await;
    let alerts = json!({"mention": true, "follow": "true", "favourite": 1});
    let kept = send(&rosa, Method::POST, wish(&server, "newer", &newer, alerts.clone(), true)).await.expect(200);
    let key = text(&kept, "server_key");
    let wanted = json!({
        "mention": true, "status": false, "reblog": false, "follow": true, "follow_request": false, "favourite": true,
        "poll": false, "update": false, "admin.sign_up": false, "admin.report": false,
    });
    assert_eq!((&kept["alerts"], &kept["policy"], &kept["standard"]), (&wanted, &json!("all"), &json!(true)));
    assert!(text(&kept, "id").parse::<u32>().is_ok(), "apps read it into 32 bits: {kept}");
    assert_eq!(get(&rosa, SUBSCRIPTION).await.expect(200), kept);
    // As most apps write it.
    let (p256dh, auth) = older.said();
    let body = format!(
        "subscription[endpoint]={}/older&subscription[keys][p256dh]={p256dh}&subscription[keys][auth]={auth}&data[alerts][mention]=1",
        server.base
    );
    form(&old_app, SUBSCRIPTION, &[], &body).await.expect(200);
    // The key is the same wherever apps look for it.
    let about = get(&rosa, "/api/v2/instance").await.expect(200);
    assert_eq!(about["configuration"]["vapid"]["public_key"], key);
    let app =
        form(&rosa, "/api/v1/apps", &[], "client_name=x&redirect_uris=urn:ietf:wg:oauth:2.0:oob").await.expect(200);
    assert_eq!(app["vapid_key"], key);

    let said = says(&ben, "@rosa The soup is &lt;ready&gt;\n\nat six", "direct").await;
    for (name, device, app) in [("newer", &newer, &rosa), ("older", &older, &old_app)] {
        let told = device.opens(&server.push(name, 1).await, &server, &key);
        let id = told["notification_id"].as_i64().expect("a number").to_string();
        let one = get(app, &format!("/api/v1/notifications/{id}")).await.expect(200);
        assert_eq!((&one["type"], &one["status"]["id"]), (&json!("mention"), &json!(said)));
        assert_eq!(told["access_token"], app.token(), "by it apps tell whose it is");
        assert_eq!((&told["notification_type"], &told["preferred_locale"]), (&json!("mention"), &json!("en")));
        assert_eq!(told["title"], "ben mentions you");
        let body = text(&told, "body");
        assert!(body.contains("The soup is") && body.contains("at six") && !body.contains('\n'), "{body}");
        assert!(text(&told, "icon").starts_with(&place.base), "{told}");
    }
    // Each hears what it asked for.
    let hers = says(&rosa, "Bread at seven", "public").await;
    step(&ben, &format!("/statuses/{hers}/favourite")).await.expect(200);
    step(&ben, &format!("/accounts/{}/follow", me(&rosa).await)).await.expect(200);
    let kind = |number| {
        let (server, newer, key) = (&server, &newer, &key);
        async move { newer.opens(&server.push("newer", number).await, server, key)["notification_type"].clone() }
    };
    let mut kinds = [kind(2).await, kind(3).await].map(|kind| kind.as_str().expect("a kind").to_owned());
    kinds.sort();
    assert_eq!(kinds, ["favourite", "follow"]);
    all_told(&place).await;
    assert_eq!(server.came("older").len(), 1);
    // Neither where, nor the token, nor whom one hears of lies open in the database.
    let sealed = place.database.lines(if place.database.on_sqlite() {
        "SELECT hex(sealed) AS line FROM push_subscriptions"
    } else {
        "SELECT encode(sealed, 'hex') AS line FROM push_subscriptions"
    });
    for private in [server.base.trim_start_matches("http://"), rosa.token(), "mention"] {
        let hex: String = private.bytes().map(|byte| format!("{byte:02x}")).collect();
        assert!(sealed.iter().all(|row| !row.to_lowercase().contains(&hex)), "{private}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn value_08_who_rests_or_keeps_somebody_away_is_left_alone() {
    let (place, [rosa, ben, mei]) = with(["rosa", "ben", "mei"]).await;
    let (server, device) = (PushServer::start().await, Device::new());
    let alerts = json!({"mention": true});
    let kept = send(&rosa, Method::POST, wish(&server, "rosa", &device, alerts.clone(), true)).await.expect(200);
    let key = text(&kept, "server_key");
    step(&rosa, &format!("/accounts/{}/block", me(&mei).await)).await.expect(200);
    says(&mei, "@rosa hello", "public").await;
    rosa.post("/me/rest", json!({})).await;
    says(&ben, "@rosa in public", "public").await;
    all_told(&place).await;
    says(&ben, "@rosa about tonight", "direct").await;
    let told = device.opens(&server.push("rosa", 1).await, &server, &key);
    assert!(text(&told, "body").contains("about tonight"), "{told}");
    // From those whom she follows alone.
    rosa.post("/me/return", json!({})).await;
    let change = json!({"data": {"alerts": alerts, "policy": "followed"}});
    assert_eq!(send(&rosa, Method::PUT, change).await.expect(200)["policy"], "followed");
    says(&ben, "@rosa not followed", "direct").await;
    all_told(&place).await;
    step(&rosa, &format!("/accounts/{}/follow", me(&ben).await)).await.expect(200);
    says(&ben, "@rosa followed", "direct").await;
    let told = device.opens(&server.push("rosa", 2).await, &server, &key);
    assert!(text(&told, "body").ends_with("@rosa followed"), "{told}");
    // What was not told stands in the list all the same.
    assert_eq!(all(&rosa, "/notifications?types[]=mention", "type").await.len(), 4);
    // What is gone by the time that it is told is not told.
    server.answers("rosa", &[(503, None)]);
    let last = says(&ben, "@rosa a mistake", "direct").await;
    server.push("rosa", 3).await;
    let put_off = "SELECT count(*) AS n FROM push_messages WHERE attempts = 1 AND leased_until IS NULL";
    place.until("it is put off", async || (place.database.number(put_off) == 1).then_some(())).await;
    ben.ask(Method::DELETE, &format!("/api/v1/statuses/{last}"), &[], Vec::new()).await.expect(200);
    place.clock.shift(chrono::Duration::minutes(5));
    all_told(&place).await;
    assert_eq!(server.came("rosa").len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_fails_is_tried_again_and_a_push_server_that_is_dead_delays_nobody() {
    let (place, [rosa, ben, mei]) = with(["rosa", "ben", "mei"]).await;
    let (server, device) = (PushServer::start().await, Device::new());
    // It takes connections, and never answers.
    let dead = TcpListener::bind("127.0.0.1:0").expect("a port");
    let mut at_the_dead = wish(&server, "x", &device, json!({"mention": true}), true);
    let address = format!("http://dead.localhost:{}/x", dead.local_addr().expect("an address").port());
    at_the_dead["subscription"]["endpoint"] = json!(address);
    for _ in 0..6 {
        let app = Visitor::member(&place, "mei").await;
        send(&app, Method::POST, at_the_dead.clone()).await.expect(200);
    }
    let wish = wish(&server, "rosa", &device, json!({"mention": true}), true);
    let key = text(&send(&rosa, Method::POST, wish).await.expect(200), "server_key");
    for number in 0..10 {
        says(&ben, &format!("@mei number {number}"), "direct").await;
    }
    server.answers("rosa", &[(503, None), (429, Some(600)), (413, None)]);
    says(&ben, "@rosa are you there?", "direct").await;
    server.push("rosa", 1).await;
    assert!(place.database.count("push_messages") >= 50, "those at the dead one still wait");
    let attempts = "SELECT count(*) AS n FROM push_messages WHERE attempts =";
    let put_off = async |number: i64| {
        let sql = format!(
            "{attempts} {number} AND leased_until IS NULL AND host_digest = (SELECT p.host_digest FROM push_subscriptions p GROUP BY p.host_digest HAVING count(*) = 1)"
        );
        place.until("it is put off", async || (place.database.number(&sql) == 1).then_some(())).await;
    };
    put_off(1).await;
    place.clock.shift(chrono::Duration::minutes(2));
    server.push("rosa", 2).await;
    put_off(2).await;
    // It was asked to wait ten minutes, and does.
    let due = place.database.lines("SELECT CAST(due_at AS TEXT) AS line FROM push_messages WHERE attempts = 2 AND host_digest = (SELECT p.host_digest FROM push_subscriptions p GROUP BY p.host_digest HAVING count(*) = 1)");
    let due = chrono::NaiveDateTime::parse_from_str(&due[0], "%Y-%m-%d %H:%M:%S%.f").expect("a moment").and_utc();
    assert!(due - place.now() > chrono::Duration::minutes(9), "{due}");
    place.clock.shift(chrono::Duration::minutes(11));
    let told = device.opens(&server.push("rosa", 3).await, &server, &key);
    assert!(text(&told, "body").contains("are you there?"));
    // 413: this one is not taken. The next one is.
    says(&ben, "@rosa anybody?", "direct").await;
    let told = device.opens(&server.push("rosa", 4).await, &server, &key);
    assert!(text(&told, "body").contains("anybody?"));
    assert_eq!(server.came("rosa").len(), 4);
    // An app that is there no more is forgotten, with what waits for it.
    server.answers("rosa", &[(410, None)]);
    says(&ben, "@rosa goodbye", "direct").await;
    place.until("it is forgotten", async || (get(&rosa, SUBSCRIPTION).await.status == 404).then_some(())).await;
    assert_eq!(place.database.count("push_subscriptions"), 6);
    // Two days later nothing of the rest is worth telling.
    place.clock.shift(chrono::Duration::hours(49));
    all_told(&place).await;
    drop(mei);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_subscription_lives_as_long_as_its_token() {
    let place = Neighborhood::start("riverside").await;
    let rosas = place.member("rosa").await;
    let (server, device) = (PushServer::start().await, Device::new());
    let rosa = Visitor::member(&place, "rosa").await;
    let wish = |name: &str| wish(&server, name, &device, json!({"mention": true}), true);
    let first = send(&rosa, Method::POST, wish("one")).await.expect(200);
    let second = send(&rosa, Method::POST, wish("two")).await.expect(200);
    assert!(first["id"] != second["id"] && place.database.count("push_subscriptions") == 1, "one for each token");
    assert_eq!(get(&rosa, SUBSCRIPTION).await.expect(200), second);
    let changed = send(&rosa, Method::PUT, json!({"data": {"alerts": {"poll": true}}})).await.expect(200);
    assert_eq!((&changed["alerts"]["mention"], &changed["alerts"]["poll"]), (&json!(false), &json!(true)));
    assert_eq!((&changed["endpoint"], &changed["id"]), (&second["endpoint"], &second["id"]));
    for _ in 0..2 {
        assert_eq!(send(&rosa, Method::DELETE, json!({})).await.expect(200), json!({}));
        assert_eq!(get(&rosa, SUBSCRIPTION).await.status, 404);
        assert_eq!(send(&rosa, Method::PUT, json!({})).await.status, 404);
    }
    // The app gives its token back; the member shuts all out; the member leaves.
    let said = Registration::parse("x", None, &["urn:ietf:wg:oauth:2.0:oob"], Some("read push")).expect("an app");
    let (app, _) = register_app(&place, said).await.expect("an app");
    let yes = Yes {
        app: app.clone(),
        redirect_uri: app.said.redirect_uris[0].clone(),
        scopes: app.said.scopes.clone(),
        challenge: None,
    };
    let code = let_app_in(&place, rosas, yes).await.expect("a code");
    let given = bring_code(&place, &app, &code, "urn:ietf:wg:oauth:2.0:oob", None).await.expect("an answer");
    let (token, _) = given.expect("a token");
    let of_app = Visitor::stranger(&place).with_token(&token);
    send(&of_app, Method::POST, wish("three")).await.expect(200);
    revoke_token(&place, &app, &token).await.expect("it is taken");
    assert_eq!(place.database.count("push_subscriptions"), 0);
    send(&rosa, Method::POST, wish("four")).await.expect(200);
    shut_out(&place, rosas, None).await.expect("they end");
    assert_eq!(place.database.count("push_subscriptions"), 0);
    let rosa = Visitor::member(&place, "rosa").await;
    send(&rosa, Method::POST, wish("five")).await.expect(200);
    leave(&place, rosas, "rosa").await.expect("she leaves");
    assert_eq!((place.database.count("push_subscriptions"), place.database.count("push_messages")), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_told_to_is_refused() {
    let (place, [rosa]) = with(["rosa"]).await;
    let (server, device) = (PushServer::start().await, Device::new());
    let good = wish(&server, "x", &device, json!({}), true);
    let with = |path: &[&str], value: &str| {
        let mut body = good.clone();
        *path.iter().fold(&mut body["subscription"], |at, name| &mut at[*name]) = json!(value);
        body
    };
    let no_point = format!("B{}", "A".repeat(86));
    for body in [
        json!({}),
        with(&["endpoint"], "no address"),
        with(&["endpoint"], "ftp://push.example/x"),
        with(&["endpoint"], "http://push.example/x"),
        with(&["endpoint"], "https://192.168.1.1/x"),
        with(&["endpoint"], "https://someone@push.example/x"),
        with(&["keys", "p256dh"], &no_point),
        with(&["keys", "p256dh"], "AAAA"),
        with(&["keys", "auth"], "AAAA"),
    ] {
        assert_eq!(send(&rosa, Method::POST, body.clone()).await.status, 422, "{body}");
    }
    assert_eq!(place.database.count("push_subscriptions"), 0);
    let reader = Visitor::with_scopes(&place, "rosa", "read write follow").await;
    for method in [Method::GET, Method::POST, Method::PUT, Method::DELETE] {
        assert_eq!(send(&reader, method.clone(), good.clone()).await.status, 403, "{method}");
        assert_eq!(send(&Visitor::stranger(&place), method.clone(), good.clone()).await.status, 401, "{method}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_filter_hides_among_notifications_no_app_hears_of() {
    let (place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let (server, device) = (PushServer::start().await, Device::new());
    let kept = wish(&server, "rosa", &device, json!({"mention": true}), true);
    let key = text(&send(&rosa, Method::POST, kept).await.expect(200), "server_key");
    for (context, action, word) in
        [("notifications", "hide", "spiders"), ("home", "hide", "soup"), ("notifications", "warn", "soup")]
    {
        let filter =
            format!("title=x&context[]={context}&filter_action={action}&keywords_attributes[][keyword]={word}");
        form(&rosa, "/api/v2/filters", &[], &filter).await.expect(200);
    }
    says(&ben, "@rosa SPIDERS!", "direct").await;
    let poll =
        "status=@rosa+which&visibility=direct&poll[options][]=Spiders&poll[options][]=Flies&poll[expires_in]=600";
    form(&ben, "/api/v1/statuses", &[], poll).await.expect(200);
    all_told(&place).await;
    says(&ben, "@rosa soup", "direct").await;
    let told = device.opens(&server.push("rosa", 1).await, &server, &key);
    assert!(text(&told, "body").ends_with("soup"), "{told}");
    all_told(&place).await;
    assert_eq!(server.came("rosa").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_server_that_one_keeps_away_by_then_no_app_hears() {
    let (place, [rosa]) = with(["rosa"]).await;
    let (server, device, social) = (PushServer::start().await, Device::new(), Mastodon::start().await);
    let kept = wish(&server, "rosa", &device, json!({"mention": true}), true);
    send(&rosa, Method::POST, kept).await.expect(200);
    server.answers("rosa", &[(503, None)]);
    let target = place.addresses.member("rosa").to_string();
    let public = "https://www.w3.org/ns/activitystreams#Public";
    let note = social.note("ana", 1, "", &[&target, public], "good morning, riverside");
    social.create("ana", note, &place).await;
    server.push("rosa", 1).await;
    let put_off = "SELECT count(*) AS n FROM push_messages WHERE attempts = 1 AND leased_until IS NULL";
    place.until("it is put off", async || (place.database.number(put_off) == 1).then_some(())).await;
    let host = social.person("ana").trim_start_matches("http://").split('/').next().expect("a host").to_owned();
    form(&rosa, "/api/v1/domain_blocks", &[], &format!("domain={host}")).await.expect(200);
    place.clock.shift(chrono::Duration::minutes(5));
    all_told(&place).await;
    assert_eq!(server.came("rosa").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn value_08_in_quiet_hours_no_app_is_told_and_of_what_is_not_wanted_never() {
    let (place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let (server, device) = (PushServer::start().await, Device::new());
    let kept = wish(&server, "rosa", &device, json!({"mention": true}), true);
    let key = text(&send(&rosa, Method::POST, kept).await.expect(200), "server_key");
    with_password(&place, "rosa").await;
    let browser = Browser::new(&place);
    browser.sign_in("rosa").await;
    let clock = |hours: i64| (place.now() + chrono::Duration::hours(hours)).format("%H:%M").to_string();
    let (from, until) = (clock(-1), clock(1));
    let quiet = [("act", "keep"), ("quiet_from", from.as_str()), ("quiet_until", until.as_str())];
    assert_eq!(browser.fill_in("/settings/notices", &quiet).await.status, 303);
    says(&ben, "@rosa in the morning", "direct").await;
    let waits =
        "SELECT count(*) AS n FROM push_messages WHERE leased_until IS NULL AND due_at > created_at AND attempts = 0";
    place.until("it waits", async || (place.database.number(waits) == 1).then_some(())).await;
    assert_eq!(server.came("rosa").len(), 0);
    place.clock.shift(chrono::Duration::hours(2));
    let told = device.opens(&server.push("rosa", 1).await, &server, &key);
    assert!(text(&told, "body").ends_with("in the morning"), "{told}");
    assert_eq!(browser.fill_in("/settings/notices", &[("act", "keep"), ("on-message", "none")]).await.status, 303);
    says(&ben, "@rosa nobody is told", "direct").await;
    all_told(&place).await;
    says(&ben, "@rosa in a post", "public").await;
    let told = device.opens(&server.push("rosa", 2).await, &server, &key);
    assert!(text(&told, "body").ends_with("in a post"), "{told}");
}

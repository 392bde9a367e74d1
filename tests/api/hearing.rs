//! Of whom one hears: one's own rules, what they set aside, and how that is looked through.

use crate::grouped::in_the_morning;
use crate::marks::{all, me, says, step, text, with};
use crate::mastodon::{form, get};
use crate::support::client::{Answer, Visitor};
use crate::support::neighborhood::Neighborhood;
use potluck::actions::forget_notices::{forget_old, life, read_life};
use reqwest::Method;
use serde_json::{Value, json};

const POLICY: &str = "/api/v2/notifications/policy";

async fn rule(who: &Visitor, body: Value) -> Answer {
    let json = [("content-type", "application/json")];
    who.ask(Method::PATCH, POLICY, &json, body.to_string().into_bytes()).await
}

async fn waits(who: &Visitor) -> (i64, i64) {
    let summary = get(who, POLICY).await.expect(200)["summary"].clone();
    let number = |name: &str| summary[name].as_i64().expect("a number");
    (number("pending_requests_count"), number("pending_notifications_count"))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_ones_rules_set_aside_waits_until_one_looks() {
    let (place, [rosa, ben, mei, noa]) = with(["rosa", "ben", "mei", "noa"]).await;
    let (bens, meis) = (me(&ben).await, me(&mei).await);
    let first = get(&rosa, POLICY).await.expect(200);
    let accept = json!("accept");
    assert_eq!((&first["for_not_following"], &first["for_private_mentions"]), (&accept, &accept));
    assert_eq!((&first["for_limited_accounts"], waits(&rosa).await), (&json!("filter"), (0, 0)));

    step(&rosa, &format!("/accounts/{}/follow", me(&noa).await)).await.expect(200);
    let changed = rule(&rosa, json!({"for_not_following": "filter"})).await.expect(200);
    assert_eq!((&changed["for_not_following"], &changed["for_not_followers"]), (&json!("filter"), &accept));
    let soup = says(&rosa, "Soup", "public").await;
    says(&ben, "@rosa hello", "public").await;
    let last = says(&ben, "@rosa are you there?", "public").await;
    step(&mei, &format!("/statuses/{soup}/favourite")).await.expect(200);
    let heard = says(&noa, "@rosa good morning", "public").await;

    // Neither in the list, nor counted, nor put together; and all of it when asked for.
    let listed = get(&rosa, "/api/v1/notifications").await.expect(200);
    assert_eq!((listed.as_array().unwrap().len(), &listed[0]["status"]["id"]), (1, &json!(heard)));
    assert_eq!(get(&rosa, "/api/v1/notifications/unread_count").await.expect(200), json!({"count": 1}));
    let groups = async |query: &str| {
        let found = get(&rosa, &format!("/api/v2/notifications{query}")).await.expect(200);
        found["notification_groups"].as_array().unwrap().len()
    };
    assert_eq!((groups("").await, groups("?include_filtered=true").await), (1, 4));
    // Each of them is found again by its key, with who did it.
    let found = get(&rosa, "/api/v2/notifications?include_filtered=true").await.expect(200);
    for group in found["notification_groups"].as_array().unwrap() {
        let path = format!("/api/v2/notifications/{}", text(group, "group_key"));
        let one = get(&rosa, &path).await.expect(200);
        assert_eq!(one["notification_groups"][0]["group_key"], group["group_key"]);
        let who = get(&rosa, &format!("{path}/accounts")).await.expect(200);
        assert_eq!(who[0]["id"], group["sample_account_ids"][0]);
        assert_eq!(get(&ben, &path).await.status, 404, "hers alone");
    }
    assert_eq!(all(&rosa, "/notifications?include_filtered=true", "type").await.len(), 4);
    let of_ben = format!("/notifications?include_filtered=true&account_id={bens}");
    assert_eq!(all(&rosa, &of_ben, "type").await, ["mention", "mention"]);
    assert_eq!(place.database.count("push_messages"), 0);

    // By who is behind it.
    assert_eq!(waits(&rosa).await, (2, 3));
    let requests = get(&rosa, "/api/v1/notifications/requests").await.expect(200);
    assert_eq!(requests.as_array().unwrap().len(), 2);
    let one = get(&rosa, &format!("/api/v1/notifications/requests/{bens}")).await.expect(200);
    assert_eq!((&one["notifications_count"], &one["account"]["username"]), (&json!("2"), &json!("ben")));
    assert_eq!((&one["last_status"]["id"], one["created_at"].is_string()), (&json!(last), true));
    let page = get(&rosa, "/api/v1/notifications/requests?limit=1").await;
    let next = page.header("link").split('>').next().unwrap_or_default().trim_start_matches('<').to_owned();
    let (newer, older) = (page.expect(200), get(&rosa, &next).await.expect(200));
    assert_eq!([text(&newer[0], "id"), text(&older[0], "id")], [meis.clone(), bens.clone()]);
    assert_eq!(get(&ben, "/api/v1/notifications/requests").await.expect(200), json!([]), "hers alone");
    assert_eq!(get(&Visitor::stranger(&place), POLICY).await.status, 401);

    // Let through: what was said so far, and what is said from now on.
    let requests = "/notifications/requests";
    assert_eq!(step(&ben, &format!("{requests}/{bens}/accept")).await.status, 404);
    assert_eq!(step(&rosa, &format!("{requests}/{bens}/accept")).await.expect(200), json!({}));
    assert_eq!(step(&rosa, &format!("{requests}/{bens}/accept")).await.status, 404, "nothing waits of him");
    assert_eq!(get(&rosa, "/api/v1/notifications/requests/merged").await.expect(200), json!({"merged": true}));
    says(&ben, "@rosa there you are", "public").await;
    assert_eq!(all(&rosa, "/notifications", "type").await, ["mention"; 4]);
    // Forgotten: what was said so far.
    step(&rosa, &format!("{requests}/{meis}/dismiss")).await.expect(200);
    assert_eq!(waits(&rosa).await, (0, 0));
    says(&mei, "@rosa and I", "public").await;
    assert_eq!(waits(&rosa).await, (1, 1));
    for what in ["accept", "dismiss"] {
        let body = format!("id[]={meis}&id[]={bens}&id[]=9");
        form(&rosa, &format!("/api/v1{requests}/{what}"), &[], &body).await.expect(200);
        assert_eq!(waits(&rosa).await, (0, 0));
    }
    assert_eq!(all(&rosa, "/notifications", "type").await.len(), 5);

    // What is dropped was never there; what one asked to be told of is told in any case.
    rule(&rosa, json!({"for_not_following": "drop", "for_private_mentions": "drop"})).await.expect(200);
    step(&rosa, &format!("/accounts/{}/unfollow", me(&noa).await)).await.expect(200);
    says(&noa, "@rosa psst", "public").await;
    assert_eq!((all(&rosa, "/notifications", "type").await.len(), waits(&rosa).await), (5, (0, 0)));
    // She wrote first: an answer comes through the rule for private messages, but not through the other one.
    rule(&rosa, json!({"for_not_following": "accept"})).await.expect(200);
    let asked = says(&rosa, "@noa dinner?", "direct").await;
    says(&noa, "@rosa by the way", "direct").await;
    assert_eq!(all(&rosa, "/notifications", "type").await.len(), 5);
    let yes = format!("status=@rosa+yes&visibility=direct&in_reply_to_id={asked}");
    form(&noa, "/api/v1/statuses", &[], &yes).await.expect(200);
    assert_eq!(all(&rosa, "/notifications", "type").await.len(), 6);
    for wrong in [json!({"for_not_following": "maybe"}), json!({"for_new_accounts": "true"})] {
        assert_eq!(rule(&rosa, wrong.clone()).await.status, 422, "{wrong}");
    }
    let reads = Visitor::with_scopes(&place, "rosa", "read").await;
    assert_eq!(rule(&reads, json!({})).await.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_puts_a_group_aside_hears_of_none_of_it_again_from_among_their_requests() {
    let (place, [rosa, ben, mei]) = with(["rosa", "ben", "mei"]).await;
    in_the_morning(&place);
    step(&rosa, &format!("/accounts/{}/follow", me(&ben).await)).await.expect(200);
    rule(&rosa, json!({"for_not_following": "filter"})).await.expect(200);
    let soup = says(&rosa, "Soup", "public").await;
    for who in [&ben, &mei] {
        step(who, &format!("/statuses/{soup}/favourite")).await.expect(200);
    }
    let found = get(&rosa, "/api/v2/notifications").await.expect(200);
    let group = &found["notification_groups"][0];
    assert_eq!((&group["notifications_count"], waits(&rosa).await), (&json!(1), (1, 1)));
    let path = format!("/api/v2/notifications/{}/dismiss", text(group, "group_key"));
    form(&rosa, &path, &[], "").await.expect(200);
    let kinds = place.database.lines("SELECT kind AS line FROM notifications");
    assert_eq!((waits(&rosa).await, kinds), ((0, 0), vec!["follow".to_owned()]), "ben's alone is left");
}

/// Goes to a time that is later than that of any test beside this one. What is forgotten goes by the ids of notices, and no id
/// is older than the one before it, of which another test may have made some in a time that is still to come here.
async fn later_than_all(place: &Neighborhood) -> tokio::sync::MutexGuard<'static, i64> {
    static TIMES: tokio::sync::Mutex<i64> = tokio::sync::Mutex::const_new(0);
    let mut times = TIMES.lock().await;
    *times += 1;
    // Each of these goes on to a little more than a year later.
    place.clock.shift(chrono::Duration::days(400 * *times));
    times
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_read_half_a_year_ago_is_forgotten_and_what_waits_is_not() {
    let (place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let _alone = later_than_all(&place).await;
    for words in ["@rosa one", "@rosa two", "@rosa three"] {
        says(&ben, words, "public").await;
    }
    let told = all(&rosa, "/notifications", "id").await;
    rule(&rosa, json!({"for_not_following": "filter"})).await.expect(200);
    says(&ben, "@rosa four", "public").await;
    // She has read two of them, the oldest.
    form(&rosa, "/api/v1/markers", &[], &format!("notifications[last_read_id]={}", told[1])).await.expect(200);
    assert_eq!(forget_old(&place).await.expect("the database answers"), 0, "they are new");
    place.clock.shift(read_life() - chrono::Duration::days(1));
    assert_eq!(forget_old(&place).await.expect("the database answers"), 0, "not yet");
    place.clock.shift(chrono::Duration::days(2));
    // A worker does it, once a day; here it is done at once, and doing so twice changes nothing.
    forget_old(&place).await.expect("the database answers");
    assert_eq!(all(&rosa, "/notifications", "id").await, [told[0].as_str()]);
    assert_eq!(waits(&rosa).await, (1, 1));
    let last = format!("notifications[last_read_id]={}", i64::MAX);
    form(&rosa, "/api/v1/markers", &[], &last).await.expect(200);
    forget_old(&place).await.expect("the database answers");
    assert!(all(&rosa, "/notifications", "id").await.is_empty());
    assert_eq!((waits(&rosa).await, place.database.count("notifications")), ((1, 1), 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_one_was_told_is_kept_for_more_than_a_year_whether_any_app_said_that_it_was_read() {
    let (place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let _alone = later_than_all(&place).await;
    says(&ben, "@rosa one", "public").await;
    rule(&rosa, json!({"for_not_following": "filter"})).await.expect(200);
    says(&ben, "@rosa two", "public").await;
    assert_eq!((place.database.count("notifications"), waits(&rosa).await), (2, (1, 1)));
    place.clock.shift(life() - chrono::Duration::days(1));
    forget_old(&place).await.expect("the database answers");
    assert_eq!(place.database.count("notifications"), 2, "not yet");
    place.clock.shift(chrono::Duration::days(2));
    forget_old(&place).await.expect("the database answers");
    assert_eq!(place.database.count("notifications"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn members_answer_what_the_network_tells_with_signs_and_nobody_learns_who() {
    let (place, [rosa, ben, ola]) = with(["rosa", "ben", "ola"]).await;
    let steward = potluck::domain::member::RoleKind::Steward;
    potluck::actions::give_role::give_role(&place, "ola", steward, 3).await.unwrap();
    ola.post("/announcements", json!({"text": "Harvest on Sunday", "audience": "network"})).await.expect(201);
    let id = all(&rosa, "/announcements", "id").await.remove(0);
    let sign = async |who: &Visitor, method: Method, name: &str| {
        let name: String = url::form_urlencoded::byte_serialize(name.as_bytes()).collect();
        who.ask(method, &format!("/api/v1/announcements/{id}/reactions/{name}"), &[], Vec::new()).await
    };
    for who in [&rosa, &ben, &ben] {
        assert_eq!(sign(who, Method::PUT, "🌾").await.expect(200), json!({}));
    }
    sign(&ben, Method::PUT, "👩🏽‍🌾").await.expect(200);
    let seen = async |who: &Visitor| get(who, "/api/v1/announcements").await.expect(200)[0]["reactions"].clone();
    let of_rosa = json!([{"name": "🌾", "count": 2, "me": true}, {"name": "👩🏽‍🌾", "count": 1, "me": false}]);
    assert_eq!(seen(&rosa).await, of_rosa);
    sign(&rosa, Method::DELETE, "🌾").await.expect(200);
    sign(&rosa, Method::DELETE, "🌾").await.expect(200);
    assert_eq!(seen(&rosa).await[0], json!({"name": "🌾", "count": 1, "me": false}));
    for wrong in ["soup", ":soup:", "1"] {
        assert_eq!(sign(&rosa, Method::PUT, wrong).await.status, 422, "{wrong}");
    }
    for more in ["🥕", "🥬", "🍞", "🧅", "🥔", "🌽"] {
        sign(&rosa, Method::PUT, more).await.expect(200);
    }
    assert_eq!(sign(&rosa, Method::PUT, "🍅").await.status, 422, "eight different ones");
    sign(&rosa, Method::PUT, "🌾").await.expect(200);
    let path = "/api/v1/announcements/9/reactions/%F0%9F%8C%BE";
    assert_eq!(rosa.ask(Method::PUT, path, &[], Vec::new()).await.status, 404);
    assert_eq!(sign(&Visitor::stranger(&place), Method::PUT, "🌾").await.status, 401);
    // Who leaves takes theirs along; what is taken back has none.
    potluck::actions::leave::remove_member(&place, "ben").await.unwrap();
    assert_eq!(seen(&rosa).await.as_array().unwrap().len(), 7);
    ola.send(Method::DELETE, &format!("/announcements/{id}"), Value::Null).await.expect(204);
    assert_eq!(place.database.count("announcement_reactions"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_that_ones_rules_set_aside_stand_in_no_list_until_one_looks() {
    let (_place, [rosa, ben, mei]) = with(["rosa", "ben", "mei"]).await;
    rule(&rosa, json!({"for_private_mentions": "filter"})).await.expect(200);
    let talks = async || all(&rosa, "/conversations", "id").await.len();
    // An answer to what she wrote for all is no answer to a letter of hers.
    let open = says(&rosa, "Who has jars?", "public").await;
    let body = json!({"status": "@rosa I do", "visibility": "direct", "in_reply_to_id": open});
    let headers = [("content-type", "application/json")];
    let sent = ben.ask(Method::POST, "/api/v1/statuses", &headers, body.to_string().into_bytes()).await.expect(200);
    assert_eq!((waits(&rosa).await, talks().await), ((1, 1), 0));
    let requests = get(&rosa, "/api/v1/notifications/requests").await.expect(200);
    assert_eq!(requests[0]["last_status"]["id"], sent["id"]);
    // Whoever is blocked is not among those who wait.
    step(&rosa, &format!("/accounts/{}/mute", me(&ben).await)).await.expect(200);
    assert_eq!(get(&rosa, "/api/v1/notifications/requests").await.expect(200), json!([]));
    step(&rosa, &format!("/accounts/{}/unmute", me(&ben).await)).await.expect(200);

    step(&rosa, &format!("/notifications/requests/{}/accept", me(&ben).await)).await.expect(200);
    let found = get(&rosa, "/api/v1/conversations").await.expect(200);
    assert_eq!((&found[0]["last_status"]["id"], &found[0]["unread"]), (&sent["id"], &json!(true)));

    // Whom she wrote to by letter may answer by letter.
    let letter = says(&rosa, "@mei do you have jars?", "direct").await;
    let body = json!({"status": "@rosa yes", "visibility": "direct", "in_reply_to_id": letter});
    mei.ask(Method::POST, "/api/v1/statuses", &headers, body.to_string().into_bytes()).await.expect(200);
    assert_eq!((waits(&rosa).await, talks().await), ((0, 0), 2));
}

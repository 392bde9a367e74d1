//! What an account shows besides its name, and with which app somebody writes.

use crate::marks::{all, me, says, step, text, with};
use crate::mastodon::{form, get};
use crate::support::client::{Answer, Visitor};
use crate::support::neighborhood::Neighborhood;
use potluck::actions::let_app_in::{Yes, bring_code, let_app_in, register_app};
use potluck::domain::MemberId;
use potluck::domain::apps::Registration;
use reqwest::Method;
use serde_json::{Value, json};

async fn update(who: &Visitor, body: Value) -> Answer {
    let json = [("content-type", "application/json")];
    who.ask(Method::PATCH, "/api/v1/accounts/update_credentials", &json, body.to_string().into_bytes()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_shows_its_fields_to_everyone_and_to_its_owner_as_they_were_written() {
    let (place, [rosa]) = with(["rosa"]).await;
    let stranger = Visitor::stranger(&place);
    let path = format!("/api/v1/accounts/{}", me(&rosa).await);
    let page = "https://rosa.example/garden?a=1&b=2";
    let fields = json!({"0": {"name": "Garden", "value": "on <Fridays>"}, "1": {"name": "Page", "value": page},
        "2": {"name": "", "value": ""}, "3": {"name": " ", "value": " "}});
    let own = update(&rosa, json!({"fields_attributes": fields, "bot": true, "discoverable": true})).await.expect(200);
    let written = json!([
        {"name": "Garden", "value": "on <Fridays>", "verified_at": null},
        {"name": "Page", "value": page, "verified_at": null},
    ]);
    assert_eq!(own["source"]["fields"], written);
    let seen = get(&stranger, &path).await.expect(200);
    assert_eq!(seen["fields"][0], json!({"name": "Garden", "value": "on &lt;Fridays&gt;", "verified_at": null}));
    let link = text(&seen["fields"][1], "value");
    assert!(link.starts_with("<a href=\"https://rosa.example/garden?a=1&amp;b=2\" rel=\"me "), "{link}");
    assert_eq!((&seen["bot"], &seen["discoverable"], &seen["indexable"]), (&json!(true), &json!(true), &json!(false)));
    // Other servers read the same.
    let activity = [("accept", "application/activity+json")];
    let actor = stranger.ask(Method::GET, "/ap/members/rosa", &activity, Vec::new()).await.expect(200);
    assert_eq!((&actor["type"], &actor["discoverable"]), (&json!("Service"), &json!(true)));
    let first = json!({"type": "PropertyValue", "name": "Garden", "value": "on &lt;Fridays&gt;"});
    assert_eq!((&actor["attachment"][0], &actor["manuallyApprovesFollowers"]), (&first, &json!(false)));

    // What is not said stays; forms say it in their way; what does not fit changes nothing.
    let form_of = "fields_attributes[0][name]=Soup&fields_attributes[0][value]=on+Mondays&indexable=1&bot=false";
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    let path_of = "/api/v1/accounts/update_credentials";
    let own = rosa.ask(Method::PATCH, path_of, &headers, form_of.as_bytes().to_vec()).await.expect(200);
    assert_eq!(own["source"]["fields"].as_array().map(Vec::len), Some(1));
    assert_eq!((&own["bot"], &own["discoverable"], &own["indexable"]), (&json!(false), &json!(true), &json!(true)));
    assert_eq!((&own["source"]["discoverable"], &own["source"]["indexable"]), (&json!(true), &json!(true)));
    let field = |name: &str, value: &str| json!({"name": name, "value": value});
    for wrong in [
        json!([field("", "b")]),
        json!([field(&"x".repeat(256), "b")]),
        json!([field("a", "1"), field("b", "2"), field("c", "3"), field("d", "4"), field("e", "5")]),
    ] {
        let refused = update(&rosa, json!({"fields_attributes": wrong, "display_name": "Somebody else"})).await;
        assert_eq!(refused.status, 422, "{wrong}");
    }
    let seen = get(&stranger, &path).await.expect(200);
    assert_eq!((&seen["fields"][0]["name"], &seen["display_name"]), (&json!("Soup"), &json!("")));
    // One without a value is taken away, and so is a name in which nothing stands.
    let some = json!([field("Soup", " "), field("Bread", "on Tuesdays")]);
    let own = update(&rosa, json!({"fields_attributes": some, "display_name": "Rosa of the corner"})).await.expect(200);
    assert_eq!((&own["fields"][0]["name"], own["fields"].as_array().map(Vec::len)), (&json!("Bread"), Some(1)));
    assert_eq!(own["display_name"], "Rosa of the corner");
    assert_eq!(update(&rosa, json!({"bot": false})).await.expect(200)["display_name"], "Rosa of the corner");
    assert_eq!(update(&rosa, json!({"display_name": " "})).await.expect(200)["display_name"], "");
    let own = update(&rosa, json!({"fields_attributes": [field("", "")], "discoverable": false})).await.expect(200);
    assert_eq!((&own["fields"], &own["discoverable"]), (&json!([]), &json!(false)));
    // Nothing of it stays with who leaves.
    update(&rosa, json!({"fields_attributes": [field("Garden", "behind the church")]})).await.expect(200);
    potluck::actions::leave::remove_member(&place, "rosa").await.unwrap();
    let left = "SELECT count(*) AS n FROM actors WHERE appearance LIKE '%church%'";
    assert_eq!(place.database.number(left), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_account_is_asked_and_says_yes_or_no() {
    let (_place, [rosa, ben, mei, noa]) = with(["rosa", "ben", "mei", "noa"]).await;
    let (roses, bens, meis) = (me(&rosa).await, me(&ben).await, me(&mei).await);
    let follow = format!("/accounts/{roses}/follow");
    step(&noa, &follow).await.expect(200);
    assert_eq!(update(&rosa, json!({"locked": true})).await.expect(200)["locked"], true);
    says(&rosa, "For those who asked", "private").await;
    for who in [&ben, &mei] {
        let asked = step(who, &follow).await.expect(200);
        assert_eq!((&asked["requested"], &asked["following"]), (&json!(true), &json!(false)));
        assert_eq!(get(who, "/api/v1/timelines/home").await.expect(200), json!([]));
    }
    assert_eq!(all(&rosa, "/notifications?types[]=follow_request", "type").await.len(), 2);
    assert_eq!(all(&rosa, "/follow_requests", "id").await, [meis.as_str(), &bens]);
    let own = get(&rosa, "/api/v1/accounts/verify_credentials").await.expect(200);
    assert_eq!(own["source"]["follow_requests_count"], 2);
    let yes = step(&rosa, &format!("/follow_requests/{bens}/authorize")).await.expect(200);
    assert_eq!((&yes["followed_by"], &yes["requested_by"]), (&json!(true), &json!(false)));
    step(&rosa, &format!("/follow_requests/{meis}/reject")).await.expect(200);
    assert_eq!(step(&rosa, &format!("/follow_requests/{meis}/authorize")).await.status, 404, "answered");
    assert!(all(&rosa, "/follow_requests", "id").await.is_empty());
    assert_eq!(all(&ben, "/timelines/home", "id").await.len(), 1);
    assert_eq!(get(&mei, "/api/v1/timelines/home").await.expect(200), json!([]));
    let between = get(&mei, &format!("/api/v1/accounts/relationships?id[]={roses}")).await.expect(200);
    assert_eq!((&between[0]["requested"], &between[0]["following"]), (&json!(false), &json!(false)));
    // Who followed before still does; who takes the question back leaves none.
    assert_eq!(all(&noa, "/timelines/home", "id").await.len(), 1);
    step(&mei, &follow).await.expect(200);
    step(&mei, &format!("/accounts/{roses}/unfollow")).await.expect(200);
    assert!(all(&rosa, "/notifications?types[]=follow_request", "type").await.is_empty());
    // Open again: who asks from now on need not wait.
    assert_eq!(update(&rosa, json!({"locked": false})).await.expect(200)["locked"], false);
    assert_eq!(step(&mei, &follow).await.expect(200)["following"], true);
}

/// Somebody's app, let in by them.
async fn app_of(place: &Neighborhood, member: MemberId, name: &str) -> Visitor {
    const NOWHERE: &str = "urn:ietf:wg:oauth:2.0:oob";
    let said = Registration::parse(name, Some("https://app.example/"), &[NOWHERE], Some("read write"));
    let (app, _) = register_app(place, said.expect("an app")).await.expect("an app");
    let (redirect_uri, scopes) = (app.said.redirect_uris[0].clone(), app.said.scopes.clone());
    let yes = Yes { app: app.clone(), redirect_uri, scopes, challenge: None };
    let code = let_app_in(place, member, yes).await.expect("a code");
    let given = bring_code(place, &app, &code, NOWHERE, None).await.expect("an answer");
    Visitor::stranger(place).with_token(&given.expect("a token").0)
}

#[tokio::test(flavor = "multi_thread")]
async fn with_which_app_somebody_writes_they_alone_are_told() {
    let (place, [ben]) = with(["ben"]).await;
    let member = place.member("rosa").await;
    let rosa = Visitor::member(&place, "rosa").await;
    let app = app_of(&place, member, "Xylograph").await;
    let wanted = json!({"name": "Xylograph", "website": "https://app.example/"});
    let mut said = Vec::new();
    for words in ["Good+morning", "Bread+for+tomorrow+%23offer", "@ben+you&visibility=direct"] {
        let posted = form(&app, "/api/v1/statuses", &[], &format!("status={words}")).await.expect(200);
        assert_eq!(posted["application"], wanted, "{words}");
        said.push(text(&posted, "id"));
    }
    // In every app of hers, in every list, and for nobody else.
    for post in get(&rosa, "/api/v1/timelines/public").await.expect(200).as_array().unwrap() {
        assert_eq!(post["application"], wanted);
    }
    let stranger = Visitor::stranger(&place);
    for (who, id) in [(&ben, &said[0]), (&ben, &said[1]), (&ben, &said[2]), (&stranger, &said[0])] {
        let seen = get(who, &format!("/api/v1/statuses/{id}")).await;
        assert!(!seen.text.contains("Xylograph"), "{}", seen.text);
        assert_eq!(seen.expect(200)["application"], Value::Null);
    }
    step(&ben, &format!("/statuses/{}/reblog", said[0])).await.expect(200);
    let boost = &get(&rosa, &format!("/api/v1/accounts/{}/statuses", me(&ben).await)).await.expect(200)[0];
    assert_eq!((&boost["application"], &boost["reblog"]["application"]), (&Value::Null, &wanted));
    // What was written with no app says so, and what is deleted leaves nothing.
    let plain = says(&rosa, "By hand", "public").await;
    assert_eq!(get(&rosa, &format!("/api/v1/statuses/{plain}")).await.expect(200)["application"], Value::Null);
    assert_eq!(place.database.count("status_apps"), 3);
    for id in &said {
        rosa.ask(Method::DELETE, &format!("/api/v1/statuses/{id}"), &[], Vec::new()).await.expect(200);
    }
    place.until("they are gone", async || (place.database.count("status_apps") == 0).then_some(())).await;
    // What she plans with it says so to her, and so does what comes of that.
    let at = (place.now() + chrono::Duration::minutes(10)).to_rfc3339();
    let at: String = url::form_urlencoded::byte_serialize(at.as_bytes()).collect();
    let body = format!("status=Good+night&scheduled_at={at}");
    let planned = form(&app, "/api/v1/statuses", &[], &body).await.expect(200);
    assert!(planned["params"]["application_id"].is_i64(), "{planned}");
    place.clock.shift(chrono::Duration::minutes(11));
    let posted = place
        .until("it is posted", async || {
            let home = get(&rosa, "/api/v1/timelines/home").await.expect(200);
            let found = home.as_array()?.iter().find(|post| text(post, "content").contains("Good night"));
            found.cloned()
        })
        .await;
    assert_eq!(posted["application"], wanted);
}

//! Lists of whom one follows, as apps make and read them.

use crate::marks::{all, me, says, step, text, with};
use crate::mastodon::{form, get};
use crate::support::client::{Answer, Visitor};
use reqwest::Method;
use serde_json::{Value, json};

pub(super) async fn send(who: &Visitor, method: Method, path: &str, body: Value) -> Answer {
    let json = [("content-type", "application/json")];
    who.ask(method, &format!("/api/v1{path}"), &json, body.to_string().into_bytes()).await
}

async fn follow(who: &Visitor, other: &str) {
    step(who, &format!("/accounts/{other}/follow")).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_shows_what_those_in_it_say_and_nobody_else_knows_of_it() {
    let (_place, [rosa, ben, mei]) = with(["rosa", "ben", "mei"]).await;
    let (roses, bens, meis) = (me(&rosa).await, me(&ben).await, me(&mei).await);
    follow(&rosa, &bens).await;
    follow(&rosa, &meis).await;
    let list = form(&rosa, "/api/v1/lists", &[], "title=Our%20street&replies_policy=none").await.expect(200);
    assert_eq!(list, json!({"id": list["id"], "title": "Our street", "replies_policy": "none", "exclusive": false}));
    let id = text(&list, "id");
    let accounts = format!("/lists/{id}/accounts");
    send(&rosa, Method::POST, &accounts, json!({"account_ids": [bens]})).await.expect(200);
    assert_eq!(send(&rosa, Method::POST, &accounts, json!({"account_ids": [bens]})).await.status, 422, "once");
    let his = says(&ben, "Bread at seven", "private").await;
    let hers = says(&mei, "Soup at eight", "public").await;
    let timeline = format!("/timelines/list/{id}");
    assert_eq!(all(&rosa, &timeline, "id").await, [his.as_str()]);
    assert_eq!(all(&rosa, "/timelines/home", "id").await, [hers.as_str(), his.as_str()]);
    assert_eq!(all(&rosa, &accounts, "username").await, ["ben"]);
    assert_eq!(all(&rosa, &format!("{accounts}?limit=0"), "username").await, ["ben"]);
    assert_eq!(all(&rosa, &format!("/accounts/{bens}/lists"), "title").await, ["Our street"]);
    assert!(all(&rosa, &format!("/accounts/{meis}/lists"), "id").await.is_empty());
    for path in [timeline.as_str(), accounts.as_str(), &format!("/lists/{id}")] {
        assert_eq!(get(&ben, &format!("/api/v1{path}")).await.status, 404, "{path}");
    }
    assert!(all(&ben, "/lists", "id").await.is_empty());

    // Read there alone, it is left out at home.
    let changed = send(&rosa, Method::PUT, &format!("/lists/{id}"), json!({"exclusive": true})).await.expect(200);
    assert_eq!((&changed["exclusive"], &changed["title"]), (&json!(true), &json!("Our street")));
    assert_eq!(all(&rosa, "/timelines/home", "id").await, [hers.as_str()]);
    // Whom one follows no more is not shown, although nobody takes them out.
    send(&rosa, Method::POST, &accounts, json!({"account_ids": [meis, roses]})).await.expect(200);
    step(&rosa, &format!("/accounts/{bens}/unfollow")).await.expect(200);
    assert_eq!(all(&rosa, &timeline, "id").await, [hers.as_str()]);
    assert_eq!(all(&rosa, &accounts, "username").await.len(), 2, "mei and herself");
    send(&rosa, Method::DELETE, &accounts, json!({"account_ids": [meis]})).await.expect(200);
    assert!(all(&rosa, &timeline, "id").await.is_empty());
    send(&rosa, Method::DELETE, &format!("/lists/{id}"), json!({})).await.expect(200);
    assert!(all(&rosa, "/lists", "id").await.is_empty());
    assert_eq!(get(&rosa, &format!("/api/v1{timeline}")).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_are_shown_as_the_list_says() {
    let (_place, [rosa, ben, mei]) = with(["rosa", "ben", "mei"]).await;
    let (bens, meis) = (me(&ben).await, me(&mei).await);
    for other in [&bens, &meis] {
        follow(&rosa, other).await;
    }
    let list = form(&rosa, "/api/v1/lists", &[], "title=Ben").await.expect(200);
    assert_eq!(list["replies_policy"], "list", "as the reference has it where nothing is said");
    let id = text(&list, "id");
    send(&rosa, Method::POST, &format!("/lists/{id}/accounts"), json!({"account_ids": [bens]})).await.expect(200);
    let hers = says(&mei, "Who has bread?", "public").await;
    let answer = json!({"status": "I have", "in_reply_to_id": hers, "visibility": "public"});
    let answer = text(&send(&ben, Method::POST, "/statuses", answer).await.expect(200), "id");
    let shown = async |policy: &str| {
        send(&rosa, Method::PUT, &format!("/lists/{id}"), json!({"replies_policy": policy})).await.expect(200);
        all(&rosa, &format!("/timelines/list/{id}"), "id").await
    };
    assert!(shown("none").await.is_empty());
    assert!(shown("list").await.is_empty());
    assert_eq!(shown("followed").await, [answer.as_str()]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_about_a_list_is_said() {
    let (place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let bens = me(&ben).await;
    for wrong in ["", "title=", "title=a&replies_policy=all"] {
        assert_eq!(form(&rosa, "/api/v1/lists", &[], wrong).await.status, 422, "{wrong}");
    }
    let id = text(&form(&rosa, "/api/v1/lists", &[], "title=Street").await.expect(200), "id");
    let accounts = format!("/lists/{id}/accounts");
    // One follows whom one reads.
    assert_eq!(send(&rosa, Method::POST, &accounts, json!({"account_ids": [bens]})).await.status, 404);
    assert_eq!(send(&rosa, Method::POST, &accounts, json!({"account_ids": []})).await.status, 422);
    for path in ["/lists/9", "/lists/x", "/timelines/list/9", "/lists/9/accounts"] {
        assert_eq!(get(&rosa, &format!("/api/v1{path}")).await.status, 404, "{path}");
    }
    assert_eq!(get(&Visitor::stranger(&place), "/api/v1/lists").await.status, 401);
    let reads = Visitor::with_scopes(&place, "rosa", "read:statuses").await;
    assert_eq!(get(&reads, "/api/v1/lists").await.status, 403);
}

//! What a post said before it was changed, threads of which one hears no more, and whom one tells things on to.

use crate::lists::send;
use crate::marks::{all, me, says, step, text, with};
use crate::mastodon::{form, get};
use crate::support::client::Visitor;
use crate::support::mastodon::Mastodon;
use crate::support::neighborhood::until;
use chrono::Duration;
use potluck::actions::erase::erase_due;
use reqwest::Method;
use serde_json::{Value, json};

async fn edit(who: &Visitor, id: &str, words: Value) {
    send(who, Method::PUT, &format!("/statuses/{id}"), words).await.expect(200);
}

/// What a post said and says, oldest first.
async fn said(who: &Visitor, id: &str) -> Vec<String> {
    let all = get(who, &format!("/api/v1/statuses/{id}/history")).await.expect(200);
    all.as_array().expect("a list").iter().map(|one| text(one, "content")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_post_said_is_shown_for_a_while_to_who_may_read_it() {
    let (place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let id = says(&rosa, "Soup at six", "public").await;
    let history = format!("/api/v1/statuses/{id}/history");
    let only = get(&ben, &history).await.expect(200);
    let status = get(&ben, &format!("/api/v1/statuses/{id}")).await.expect(200);
    assert_eq!(only.as_array().expect("a list").len(), 1);
    for name in ["content", "spoiler_text", "sensitive", "created_at", "account", "media_attachments", "emojis"] {
        assert_eq!(only[0][name], status[name], "{name}");
    }
    edit(&rosa, &id, json!({"status": "Soup at seven", "spoiler_text": "food"})).await;
    edit(&rosa, &id, json!({"status": "Soup at seven", "spoiler_text": "food"})).await;
    edit(&rosa, &id, json!({"status": "Soup at eight"})).await;
    assert_eq!(said(&ben, &id).await, ["<p>Soup at six</p>", "<p>Soup at seven</p>", "<p>Soup at eight</p>"]);
    let all = get(&Visitor::stranger(&place), &history).await.expect(200);
    assert_eq!((&all[1]["spoiler_text"], &all[1]["sensitive"]), (&json!("food"), &json!(true)));
    assert_eq!(all[0]["created_at"], status["created_at"]);
    let now = get(&ben, &format!("/api/v1/statuses/{id}")).await.expect(200);
    assert_eq!(all[2]["created_at"], now["edited_at"]);
    // Nothing of it is in clear.
    assert_eq!(place.database.count("status_edits"), 2);
    // Of more, the newest are kept; and none for long.
    for number in 0..25 {
        edit(&rosa, &id, json!({"status": format!("Soup {number}")})).await;
    }
    assert_eq!(said(&ben, &id).await.len(), 21);
    place.clock.shift(Duration::days(31));
    erase_due(&place.app.here).await.unwrap();
    assert_eq!(said(&ben, &id).await, ["<p>Soup 24</p>"]);
    // It goes with the post.
    edit(&rosa, &id, json!({"status": "No soup"})).await;
    send(&rosa, Method::DELETE, &format!("/statuses/{id}"), json!({})).await.expect(200);
    assert_eq!(place.database.count("status_edits"), 0);
    assert_eq!(get(&ben, &history).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_private_message_said_is_not_for_who_came_later() {
    let (_place, [rosa, ben, mei]) = with(["rosa", "ben", "mei"]).await;
    let id = says(&rosa, "@ben mei must not hear of it", "direct").await;
    edit(&rosa, &id, json!({"status": "@ben between us"})).await;
    assert_eq!(said(&ben, &id).await.len(), 2);
    assert_eq!(get(&mei, &format!("/api/v1/statuses/{id}/history")).await.status, 404);
    edit(&rosa, &id, json!({"status": "@ben @mei a feast for you both"})).await;
    for reader in [&rosa, &ben, &mei] {
        let said = said(reader, &id).await;
        assert!(said.len() == 1 && said[0].contains("feast"), "{said:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_post_from_elsewhere_said_is_kept_in_the_same_way() {
    let (place, [rosa]) = with(["rosa"]).await;
    let mastodon = Mastodon::start().await;
    let target = place.addresses.member("rosa").to_string();
    let mut note =
        mastodon.note("ana", 1, "", &[&target, "https://www.w3.org/ns/activitystreams#Public"], "good morning");
    mastodon.create("ana", note.clone(), &place).await;
    let id = until("it is there", async || {
        let found = all(&rosa, "/notifications?types[]=mention", "id").await;
        let one = get(&rosa, &format!("/api/v1/notifications/{}", found.first()?)).await.expect(200);
        Some(text(&one["status"], "id"))
    })
    .await;
    // What says the same is no other wording.
    note["updated"] = json!("2026-09-08T19:30:00Z");
    assert_eq!(mastodon.send("ana", "Update", "same", note.clone(), &place).await, 202);
    let path = format!("/api/v1/statuses/{id}");
    let changed = async || get(&rosa, &path).await.expect(200)["edited_at"].as_str().map(str::to_owned);
    let first = until("it is told again", changed).await;
    note["contentMap"]["en"] = json!("<p>good evening</p>");
    note["content"] = note["contentMap"]["en"].clone();
    note["updated"] = json!("2026-09-08T20:02:00Z");
    assert_eq!(mastodon.send("ana", "Update", "update", note, &place).await, 202);
    until("it is changed", async || changed().await.filter(|at| *at != first)).await;
    let history = get(&rosa, &format!("{path}/history")).await.expect(200);
    let said = said(&rosa, &id).await;
    assert_eq!(said.len(), 2, "{history}");
    assert!(said[0].contains("good morning") && said[1].contains("good evening"), "{said:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_hears_no_more_of_a_thread_and_nobody_else_knows() {
    let (_place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let root = says(&rosa, "Who comes to dinner?", "public").await;
    let answer = async |to: &str, words: &str| {
        let answer = json!({"status": words, "in_reply_to_id": to, "visibility": "public"});
        text(&send(&ben, Method::POST, "/statuses", answer).await.expect(200), "id")
    };
    let first = answer(&root, "@rosa me").await;
    let muted = step(&rosa, &format!("/statuses/{first}/mute")).await.expect(200);
    assert_eq!((&muted["id"], &muted["muted"]), (&json!(first), &json!(true)));
    let second = answer(&first, "@rosa and my cat").await;
    step(&ben, &format!("/statuses/{root}/favourite")).await.expect(200);
    step(&ben, &format!("/statuses/{root}/reblog")).await.expect(200);
    assert_eq!(all(&rosa, "/notifications", "type").await, ["mention"], "only of the first");
    for id in [&root, &first, &second] {
        assert_eq!(get(&rosa, &format!("/api/v1/statuses/{id}")).await.expect(200)["muted"], true);
        assert_eq!(get(&ben, &format!("/api/v1/statuses/{id}")).await.expect(200)["muted"], false);
    }
    let other = says(&ben, "@rosa something else", "public").await;
    assert_eq!(get(&rosa, &format!("/api/v1/statuses/{other}")).await.expect(200)["muted"], false);
    assert_eq!(all(&rosa, "/notifications", "type").await.len(), 2, "elsewhere she is spoken to");
    assert_eq!(step(&rosa, &format!("/statuses/{second}/unmute")).await.expect(200)["muted"], false);
    assert_eq!(get(&rosa, &format!("/api/v1/statuses/{root}")).await.expect(200)["muted"], false);
    answer(&second, "@rosa and its kittens").await;
    assert_eq!(all(&rosa, "/notifications", "type").await.len(), 3);
    let secret = says(&ben, "for me", "direct").await;
    assert_eq!(step(&rosa, &format!("/statuses/{secret}/mute")).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_told_on_goes_no_further_than_one_wishes() {
    let (place, [rosa, ben, mei]) = with(["rosa", "ben", "mei"]).await;
    let hers = says(&rosa, "Bread for all", "unlisted").await;
    let reblog = format!("/api/v1/statuses/{hers}/reblog");
    assert_eq!(form(&ben, &reblog, &[], "visibility=direct").await.status, 422);
    assert_eq!(form(&ben, &reblog, &[], "visibility=nobody").await.status, 422);
    let private = form(&ben, &reblog, &[], "visibility=private").await.expect(200);
    assert_eq!(private["visibility"], "private");
    let path = format!("/api/v1/statuses/{}", text(&private, "id"));
    assert_eq!(get(&Visitor::stranger(&place), &path).await.status, 404);
    assert_eq!(get(&mei, &path).await.status, 404);
    step(&mei, &format!("/accounts/{}/follow", me(&ben).await)).await.expect(200);
    get(&mei, &path).await.expect(200);
    // Never further than it was written for.
    let wide = form(&mei, &reblog, &[], "visibility=public").await.expect(200);
    assert_eq!(wide["visibility"], "unlisted");
}

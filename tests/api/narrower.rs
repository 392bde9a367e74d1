//! What goes to fewer than somebody might think, and to none that its author keeps away.

use crate::lists::send;
use crate::marks::{all, me, says, step, text, with};
use crate::mastodon::{form, get};
use crate::support::browser::Browser;
use crate::support::client::Visitor;
use crate::support::mastodon::Mastodon;
use crate::support::neighborhood::{Neighborhood, until};
use reqwest::Method;
use serde_json::{Value, json};

const PUBLIC: &str = "https://www.w3.org/ns/activitystreams#Public";

async fn edit(who: &Visitor, id: &str, words: &str) -> Value {
    send(who, Method::PUT, &format!("/statuses/{id}"), json!({"status": words})).await.expect(200)
}

async fn answer(who: &Visitor, to: &str, words: &str, visibility: Option<&str>) -> Value {
    let mut body = json!({"status": words, "in_reply_to_id": to});
    if let Some(visibility) = visibility {
        body["visibility"] = json!(visibility);
    }
    send(who, Method::POST, "/statuses", body).await.expect(200)
}

/// Whom the conversations of somebody name beside themselves.
async fn named(who: &Visitor) -> Vec<String> {
    let all = get(who, "/api/v1/conversations").await.expect(200);
    let accounts = all.as_array().expect("a list").iter().flat_map(|one| one["accounts"].as_array().expect("a list"));
    accounts.map(|account| text(account, "username")).collect()
}

/// Waits until all is told, everywhere.
async fn all_told(place: &Neighborhood) {
    let waits = "SELECT (SELECT count(*) FROM outbox_events) + (SELECT count(*) FROM deliveries) AS n";
    place.until("nothing waits", async || (place.database.number(waits) == 0).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_names_nobody_who_keeps_its_author_away() {
    let (_place, [rosa, ben]) = with(["rosa", "ben"]).await;
    step(&rosa, &format!("/accounts/{}/block", me(&ben).await)).await.expect(200);
    let id = says(&ben, "a note to myself", "direct").await;
    let edited = edit(&ben, &id, "@rosa I know where you are").await;
    assert_eq!(edited["mentions"], json!([]));
    assert!(named(&rosa).await.is_empty());
    assert_eq!(get(&rosa, &format!("/api/v1/statuses/{id}")).await.status, 404);
    assert!(all(&rosa, "/notifications", "type").await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn who_followed_once_hears_no_more_of_what_is_for_followers() {
    let (place, [rosa]) = with(["rosa"]).await;
    let mastodon = Mastodon::start().await;
    let target = place.addresses.member("rosa").to_string();
    assert_eq!(mastodon.send("eve", "Follow", "follow", json!(target), &place).await, 202);
    mastodon.letter("eve", 1).await;
    let (quiet, open) = (says(&rosa, "for my followers", "private").await, says(&rosa, "for all", "public").await);
    until("both came", async || {
        let all = mastodon.everything();
        (all.contains("for my followers") && all.contains("for all")).then_some(())
    })
    .await;
    let eve = until("she is known", async || {
        let found = get(&rosa, &format!("/api/v1/accounts/{}/followers", me(&rosa).await)).await.expect(200);
        found[0]["id"].as_str().map(str::to_owned)
    })
    .await;
    step(&rosa, &format!("/accounts/{eve}/remove_from_followers")).await.expect(200);
    edit(&rosa, &quiet, "my address is 5 Elm Street").await;
    edit(&rosa, &open, "for all of you").await;
    until("the open one is told", async || mastodon.everything().contains("for all of you").then_some(())).await;
    all_told(&place).await;
    assert!(!mastodon.everything().contains("Elm Street"));
    // That it is gone is told to whoever had it.
    send(&rosa, Method::DELETE, &format!("/statuses/{quiet}"), json!({})).await.expect(200);
    let gone = async || mastodon.everything().contains("\"type\":\"Delete\"").then_some(());
    until("it is taken back", gone).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_its_author_narrows_elsewhere_is_narrower_here() {
    let (place, [rosa]) = with(["rosa"]).await;
    let mastodon = Mastodon::start().await;
    let target = place.addresses.member("rosa").to_string();
    let stranger = Visitor::stranger(&place);
    for (number, to) in [(1, format!("{}/followers", mastodon.person("ana"))), (2, target.clone())] {
        let mut note = mastodon.note("ana", number, "", &[&target, PUBLIC], "good morning");
        mastodon.create("ana", note.clone(), &place).await;
        let id = until("it is there", async || {
            let found = all(&rosa, "/notifications?types[]=mention", "id").await;
            let one = get(&rosa, &format!("/api/v1/notifications/{}", found.first()?)).await.expect(200);
            one["status"]["url"].as_str()?.ends_with(&format!("/{number}")).then(|| text(&one["status"], "id"))
        })
        .await;
        let path = format!("/api/v1/statuses/{id}");
        get(&stranger, &path).await.expect(200);
        note["contentMap"]["en"] = json!("<p>I am not well</p>");
        note["content"] = note["contentMap"]["en"].clone();
        note["updated"] = json!("2026-09-08T20:02:00Z");
        note["to"] = json!([to, target]);
        assert_eq!(mastodon.send("ana", "Update", "update", note, &place).await, 202);
        until("it is narrower", async || (get(&stranger, &path).await.status == 404).then_some(())).await;
        assert_eq!(get(&stranger, &format!("{path}/history")).await.status, 404);
        if number == 1 {
            // Whom it names may read it, but for what it said to all.
            assert!(text(&get(&rosa, &path).await.expect(200), "content").contains("not well"));
            assert_eq!(get(&rosa, &format!("{path}/history")).await.expect(200).as_array().map(Vec::len), Some(1));
        } else {
            // What all could read does not become a letter.
            assert_eq!(get(&rosa, &path).await.status, 404);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_turns_to_a_third_with_a_letter_is_not_shown_to_do_so() {
    let (_place, [ana, ben, mei]) = with(["ana", "ben", "mei"]).await;
    let first = says(&ana, "@ben you never came", "direct").await;
    answer(&ben, &first, "@mei what do I say to this?", Some("direct")).await;
    assert_eq!(named(&ana).await, ["ben"]);
    assert_eq!(named(&mei).await, ["ben"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_followers_read_once_is_not_for_who_is_named_later() {
    let (_place, [rosa, mei]) = with(["rosa", "mei"]).await;
    let id = says(&rosa, "I lost my work", "private").await;
    edit(&rosa, &id, "I am looking for work, @mei").await;
    let history = get(&mei, &format!("/api/v1/statuses/{id}/history")).await.expect(200);
    assert!(!history.to_string().contains("lost"), "{history}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_tells_something_to_their_followers_alone_stands_in_no_list() {
    let (place, [rosa, ben, mei]) = with(["rosa", "ben", "mei"]).await;
    let id = says(&rosa, "Soup at six", "public").await;
    form(&ben, &format!("/api/v1/statuses/{id}/reblog"), &[], "visibility=private").await.expect(200);
    step(&mei, &format!("/statuses/{id}/reblog")).await.expect(200);
    let list = format!("/statuses/{id}/reblogged_by");
    assert_eq!(all(&Visitor::stranger(&place), &list, "username").await, ["mei"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_goes_by_itself_no_further_than_what_it_answers() {
    let (_place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let usual = [("direct", "direct"), ("private", "private"), ("unlisted", "unlisted"), ("public", "public")];
    for (asked, answered) in usual {
        let id = says(&rosa, "@ben where do you live?", asked).await;
        assert_eq!(answer(&ben, &id, "@rosa 12 Elm Street, ring twice", None).await["visibility"], answered);
    }
    let id = says(&rosa, "@ben who cooks?", "direct").await;
    assert_eq!(answer(&ben, &id, "@rosa I do, for all!", Some("public")).await["visibility"], "public", "it was said");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_text_in_chinese_is_as_long_as_one_in_english() {
    let place = Neighborhood::start("riverside").await;
    let rosa = Browser::joined(&place, "rosa", "203.0.113.20").await;
    let body = "汤".repeat(5_000);
    let typed = [("kind", "need"), ("title", "A cot"), ("body", body.as_str())];
    let posted = rosa.fill_in("/new?kind=need", &typed).await;
    assert_eq!(posted.status, 303, "{}", posted.text.chars().take(3_000).collect::<String>());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_small_body_costs_little_whatever_it_repeats() {
    let (_place, [rosa]) = with(["rosa"]).await;
    let body = format!("{{\"{}\":[{}1]}}", "a".repeat(100_000), "1,".repeat(70_000));
    let json = [("content-type", "application/json")];
    let answer = rosa.ask(Method::POST, "/api/v1/statuses", &json, body.into_bytes()).await;
    assert_eq!(answer.status, 422, "nothing that is understood is in it");
    let resident = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kib = |line: &str| line.split_whitespace().nth(1).and_then(|number| number.parse::<u64>().ok());
    let most = resident.lines().find(|line| line.starts_with("VmHWM")).and_then(kib).unwrap_or(0);
    assert!(most < 4 * 1024 * 1024, "{most} KiB were used at once");
}

//! A post that moderators hold for safety: nobody but its author reads it, wherever they look; and somebody who is harassed in a
//! private message can say so.

use crate::export::taken_by;
use crate::marks::{me, says, step, text, with};
use crate::mastodon::get;
use crate::support::browser::Browser;
use crate::support::client::Visitor;
use crate::support::neighborhood::Neighborhood;
use crate::support::pictures::{photograph, upload};
use chrono::Duration;
use potluck::actions::end_polls::end_due;
use potluck::actions::give_role::give_role;
use potluck::domain::member::RoleKind;
use reqwest::Method;
use serde_json::{Value, json};

const ACTIVITY: (&str, &str) = ("accept", "application/activity+json");
const JSON: [(&str, &str); 1] = [("content-type", "application/json")];

/// Waits until all is told that is to be told.
async fn told(place: &Neighborhood) {
    place.until("all is told", async || (place.database.count("outbox_events") == 0).then_some(())).await;
}

/// Where the words stand, of these places, for somebody who reads them so.
async fn found(who: &Visitor, header: (&str, &str), places: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    for place in places {
        if who.ask(Method::GET, place, &[header], Vec::new()).await.text.contains("Knives") {
            found.push(place.clone());
        }
    }
    found
}

async fn found_on_pages(who: &Browser, places: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    for place in places {
        if who.open(place).await.text.contains("Knives") {
            found.push(place.clone());
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_but_its_author_reads_a_post_that_is_held_wherever_they_look() {
    let (place, [rosa, ben, mei]) = with(["rosa", "ben", "mei"]).await;
    give_role(&place, "mei", RoleKind::Moderator, 6).await.expect("a role");
    let (stranger, browser) = (Visitor::stranger(&place), Browser::signed_in(&place, "rosa", "203.0.113.61").await);
    let (bens, roses) = (me(&ben).await, me(&rosa).await);
    step(&rosa, &format!("/accounts/{bens}/follow")).await.expect(200);
    let picture = upload(&ben, &photograph(60, 40), "A yard").await;
    let post = json!({"status": "@rosa Knives for all at 12 Elm Street #wall", "media_ids": [picture["id"]]});
    let post = ben.ask(Method::POST, "/api/v1/statuses", &JSON, post.to_string().into_bytes()).await.expect(200);
    let (id, uri) = (text(&post, "id"), text(&post, "uri"));
    for act in ["favourite", "bookmark", "reblog"] {
        step(&rosa, &format!("/statuses/{id}/{act}")).await.expect(200);
    }
    step(&ben, &format!("/statuses/{id}/pin")).await.expect(200);
    let answer = json!({"status": "Please take that away", "in_reply_to_id": id});
    let answer = rosa.ask(Method::POST, "/api/v1/statuses", &JSON, answer.to_string().into_bytes()).await.expect(200);
    let answer = text(&answer, "id");
    told(&place).await;

    let all = |paths: &[String]| paths.to_vec();
    let in_apps = all(&[
        "/api/v1/timelines/home".into(),
        "/api/v1/timelines/public?local=true".into(),
        "/api/v1/timelines/tag/wall".into(),
        format!("/api/v1/accounts/{bens}/statuses"),
        format!("/api/v1/accounts/{bens}/statuses?only_media=true"),
        format!("/api/v1/accounts/{bens}/statuses?tagged=wall"),
        format!("/api/v1/statuses/{id}"),
        format!("/api/v1/statuses/{id}/history"),
        format!("/api/v1/statuses/{answer}/context"),
        "/api/v1/notifications?types[]=mention".into(),
        "/api/v2/notifications?types[]=mention".into(),
        "/api/v1/favourites".into(),
        "/api/v1/bookmarks".into(),
        "/api/v2/search?q=knives".into(),
    ]);
    let told_on =
        all(&[format!("/api/v1/accounts/{roses}/statuses"), format!("/api/v1/accounts/{bens}/statuses?pinned=true")]);
    let on_pages = all(&[
        "/posts".into(),
        "/posts?of=neighbors".into(),
        format!("/people/{bens}"),
        format!("/posts/{id}"),
        format!("/posts/{answer}"),
    ]);
    let for_all = all(&[
        format!("/@ben/{id}"),
        format!("/api/v1/statuses/{id}"),
        format!("/api/v1/accounts/{bens}/statuses"),
        "/api/v1/timelines/public".into(),
        "/api/v2/search?q=knives".into(),
        format!("/api/oembed?url={}/@ben/{id}", place.base),
    ]);
    let on_the_wire =
        |uri: &str| vec![uri.to_owned(), format!("{uri}/create"), "/ap/members/ben/outbox?page=true".into()];
    let featured = vec!["/ap/members/ben/featured".to_owned()];
    let (html, any) = (("accept", "text/html"), ("accept", "*/*"));
    // Each of these places shows it: what is not found afterwards was there.
    assert_eq!(found(&rosa, any, &in_apps).await, in_apps);
    assert_eq!(found(&rosa, any, &told_on).await, told_on);
    assert_eq!(found_on_pages(&browser, &on_pages).await, on_pages);
    assert_eq!(found(&stranger, html, &for_all).await, for_all);
    assert_eq!(found(&stranger, ACTIVITY, &on_the_wire(&uri)).await, on_the_wire(&uri));
    assert_eq!(found(&stranger, ACTIVITY, &featured).await, featured);
    let pictures = [text(&picture, "url"), text(&picture, "preview_url")];
    for picture in &pictures {
        assert_eq!(stranger.page(picture).await.status, 200, "{picture}");
    }

    let why = json!({"agreement": "We keep each other safe", "reason": "It names where somebody lives."});
    let hold = format!("/statuses/{id}/hold");
    assert_eq!(rosa.post(&hold, why.clone()).await.status, 403);
    assert_eq!(mei.post(&hold, json!({"agreement": " "})).await.json()["field"], "agreement");
    mei.post(&hold, why.clone()).await.expect(204);
    assert_eq!(mei.post(&hold, why).await.status, 404, "it is held already");
    told(&place).await;
    for who in [&rosa, &mei] {
        assert_eq!(found(who, any, &in_apps).await, [""; 0]);
        assert_eq!(found(who, any, &told_on).await, [""; 0]);
    }
    assert_eq!(found_on_pages(&browser, &on_pages).await, [""; 0]);
    assert_eq!(found(&stranger, html, &for_all).await, [""; 0]);
    assert_eq!(found(&stranger, ACTIVITY, &on_the_wire(&uri)).await, [""; 0]);
    assert_eq!(found(&stranger, ACTIVITY, &featured).await, [""; 0]);
    assert_eq!(stranger.ask(Method::GET, &uri, &[ACTIVITY], Vec::new()).await.status, 410);
    for picture in &pictures {
        assert_eq!(stranger.page(picture).await.status, 404, "{picture}");
    }
    assert!(!browser.open("/heard").await.text.contains(&format!("/posts/{id}\"")), "no notice leads to it");
    for act in ["favourite", "reblog", "bookmark"] {
        assert_eq!(step(&rosa, &format!("/statuses/{id}/{act}")).await.status, 404, "{act}");
    }
    assert_eq!(
        place.database.lines(&format!("SELECT content AS line FROM statuses WHERE id = {id}")),
        [""],
        "it is sealed"
    );

    // Members read in the log that it was done, and under which agreement.
    let log = rosa.get("/log").await.expect(200);
    let line = (&log[0]["deed"], &log[0]["agreement"], &log[0]["about"]);
    assert_eq!(line, (&json!("post-held"), &json!("We keep each other safe"), &json!(uri)));

    its_author_reads_it(&place, &ben, &id).await;

    mei.post(&format!("/statuses/{id}/release"), json!({})).await.expect(204);
    assert_eq!(mei.post(&format!("/statuses/{id}/release"), json!({})).await.status, 409);
    told(&place).await;
    let again = text(&get(&stranger, &format!("/api/v1/statuses/{id}")).await.expect(200), "uri");
    assert_ne!(again, uri, "what was taken back goes on under another id");
    assert_eq!(found(&rosa, any, &in_apps).await, in_apps);
    assert_eq!(found_on_pages(&browser, &on_pages).await, on_pages);
    assert_eq!(found(&stranger, html, &for_all).await, for_all);
    assert_eq!(found(&stranger, ACTIVITY, &on_the_wire(&again)).await, on_the_wire(&again));
    assert_eq!(found(&rosa, any, &told_on).await, [""; 0], "whoever told it on may do so again");
    assert_eq!(stranger.page(&pictures[0]).await.status, 200);
    assert_eq!(place.database.count("held_statuses"), 0);
    let log = rosa.get("/log").await.expect(200);
    assert_eq!(log[0]["deed"], "post-released");
}

/// Its author sees it, hears why nobody else does, and can do nothing with it but delete it.
async fn its_author_reads_it(place: &Neighborhood, ben: &Visitor, id: &str) {
    let path = format!("/api/v1/statuses/{id}");
    let own = get(ben, &path).await.expect(200);
    assert!(own["content"].as_str().is_some_and(|words| words.contains("Knives")), "{own}");
    assert_eq!(own["visibility"], "direct", "apps know no other word for what nobody else reads");
    let told = get(ben, "/api/v1/notifications?types[]=mention").await.expect(200).to_string();
    assert!(told.contains("We keep each other safe") && told.contains("It names where somebody lives."), "{told}");
    let edit = json!({"status": "Knives for none"}).to_string().into_bytes();
    let edit = ben.ask(Method::PUT, &path, &JSON, edit).await;
    assert!(edit.status == 403 && edit.text.contains("We keep each other safe"), "{}", edit.text);
    assert_eq!(step(ben, &format!("/statuses/{id}/reblog")).await.status, 404);
    assert_eq!(step(ben, &format!("/statuses/{id}/pin")).await.status, 403);
    let answer = json!({"status": "And more", "in_reply_to_id": id}).to_string().into_bytes();
    assert_eq!(ben.ask(Method::POST, "/api/v1/statuses", &JSON, answer).await.status, 403);
    let browser = Browser::signed_in(place, "ben", "203.0.113.62").await;
    let page = browser.open(&format!("/posts/{id}")).await.text;
    assert!(page.contains("Knives") && page.contains("This is held for safety"), "{page}");
    assert!(page.contains("value=\"delete\"") && !page.contains("value=\"answer\""), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_threatened_in_a_private_message_says_so_and_a_moderator_who_cannot_read_it_holds_it() {
    let (place, [rosa, ben, mei]) = with(["rosa", "ben", "mei"]).await;
    give_role(&place, "mei", RoleKind::Moderator, 6).await.expect("a role");
    let before = says(&ben, "@rosa Hello neighbor", "direct").await;
    let conversation = get(&rosa, "/api/v1/conversations").await.expect(200)[0].clone();
    let threat = json!({"status": "@rosa I know where you live", "visibility": "direct", "in_reply_to_id": before});
    let threat = ben.ask(Method::POST, "/api/v1/statuses", &JSON, threat.to_string().into_bytes()).await.expect(200);
    let threat = text(&threat, "id");
    let browser = Browser::signed_in(&place, "rosa", "203.0.113.63").await;
    let moderator = Browser::signed_in(&place, "mei", "203.0.113.64").await;
    let report = format!("/report?post={threat}");
    assert!(browser.open(&format!("/posts/{threat}")).await.text.contains(&format!("href=\"{report}\"")));
    assert_eq!(moderator.open(&report).await.status, 404, "it is not hers to read");
    // What it says stands in the form, for whoever tells to leave there or to take out.
    let form = browser.open(&report).await.text;
    assert!(form.contains("I know where you live") && form.contains("Moderators cannot read this message"), "{form}");
    let words = "They wrote: “I know where you live”\r\n\r\nI am afraid.";
    let told = browser.fill_in(&report, &[("post", &threat), ("what", "threat"), ("words", words)]).await;
    assert!(told.status == 200 && told.text.contains("Thank you for telling"), "{}", told.text);

    let page = moderator.open("/moderation").await.text;
    for words in ["About: what", "I know where you live", "I am afraid.", "value=\"hold-post\""] {
        assert!(page.contains(words), "no {words}: {page}");
    }
    assert!(!page.contains(&format!("href=\"/posts/{threat}\"")), "it leads nowhere that she could not read");
    let hold = [("act", "hold-post"), ("which", &threat), ("agreement", "We keep each other safe"), ("reason", "")];
    let blank = [hold[0], hold[1], ("agreement", " "), hold[3]];
    let wrong = moderator.fill_in("/moderation", &blank).await;
    assert!(wrong.status == 422 && wrong.text.contains("#agreement-2"), "{}", wrong.text);
    let held = moderator.fill_in("/moderation", &hold).await;
    assert_eq!(held.header("location"), "/moderation?said=held", "{}", held.text);

    let path = format!("/api/v1/statuses/{threat}");
    assert_eq!((get(&rosa, &path).await.status, get(&ben, &path).await.status), (404, 200));
    let own = get(&rosa, "/api/v1/conversations").await.expect(200);
    assert_eq!((&own[0]["id"], &own[0]["last_status"]["id"]), (&conversation["id"], &json!(before)), "{own}");
    let log = mei.get("/log").await.expect(200);
    assert_eq!((&log[0]["deed"], &log[0]["about"]), (&json!("post-held"), &Value::Null), "nobody learns which it is");

    let page = moderator.open("/moderation").await.text;
    assert!(page.contains("value=\"release-post\"") && !page.contains("value=\"hold-post\""), "{page}");
    let on = moderator.fill_in("/moderation", &[("act", "release-post"), ("which", &threat)]).await;
    assert_eq!(on.header("location"), "/moderation?said=released", "{}", on.text);
    let own = get(&rosa, "/api/v1/conversations").await.expect(200);
    assert_eq!(
        (&own[0]["last_status"]["id"], &own[0]["last_status"]["visibility"]),
        (&json!(threat), &json!("direct"))
    );
    // What was told leads to it still, though it goes on under another id.
    let page = moderator.open("/moderation").await.text;
    assert!(page.contains("value=\"hold-post\"") && page.contains("I am afraid."), "{page}");
    for (kind, status) in [("post=1", 404), ("account=1", 404), ("answer=1", 404), ("post=x", 404), ("", 404)] {
        assert_eq!(browser.open(&format!("/report?{kind}")).await.status, status, "{kind}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_two_sides_of_an_answer_can_each_tell_what_the_other_wrote() {
    let (place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let need = json!({"kind": "need", "title": "A ride on Friday"});
    let need = rosa.post("/listings", need).await.expect(201);
    let path = format!("/listings/{}/responses", text(&need, "id"));
    let answer = text(&ben.post(&path, json!({"message": "Only if you pay me well"})).await.expect(201), "id");
    let browser = Browser::signed_in(&place, "rosa", "203.0.113.65").await;
    let report = format!("/report?answer={answer}");
    assert!(browser.open(&format!("/answers/{answer}")).await.text.contains(&format!("href=\"{report}\"")));
    let form = browser.open(&report).await.text;
    assert!(form.contains("Only if you pay me well") && form.contains("About:"), "{form}");
    let told = browser.fill_in(&report, &[("answer", &answer), ("what", "fraud"), ("words", "")]).await;
    assert!(told.status == 200 && told.text.contains("Thank you for telling"), "{}", told.text);
    assert_eq!(place.database.count("reports"), 1);
    // The other side tells of what is written to it, and not of its own words.
    let other = Browser::signed_in(&place, "ben", "203.0.113.66").await;
    assert!(!other.open(&report).await.text.contains("Only if you pay me well"));
    let stranger = Browser::joined(&place, "amal", "203.0.113.67").await;
    assert_eq!(stranger.open(&report).await.status, 404);

    // Whoever keeps people safe takes those words away, which they never read but where they were told.
    give_role(&place, "amal", RoleKind::Moderator, 6).await.expect("a role");
    let take = [("act", "take-words"), ("which", &*answer), ("agreement", "We keep each other safe"), ("reason", "")];
    let page = stranger.open("/moderation").await.text;
    assert!(page.contains("About: the first words of an answer") && page.contains("value=\"take-words\""), "{page}");
    let blank = [take[0], take[1], ("agreement", " "), take[3]];
    assert_eq!(stranger.fill_in("/moderation", &blank).await.status, 422);
    let done = stranger.fill_in("/moderation", &take).await;
    assert_eq!(done.header("location"), "/moderation?said=words-taken", "{}", done.text);
    let there = browser.open(&format!("/answers/{answer}")).await;
    assert!(there.status == 200 && !there.text.contains("Only if you pay me well"), "{}", there.text);
    let heard = get(&rosa, "/api/v1/notifications").await.expect(200).to_string();
    assert!(!heard.contains("Only if you pay me well"), "what she was told says them no more: {heard}");
    let told = get(&ben, "/api/v1/notifications?types[]=mention").await.expect(200).to_string();
    assert!(told.contains("took away the first words of your answer"), "{told}");
    let log = rosa.get("/log").await.expect(200);
    assert_eq!((&log[0]["deed"], &log[0]["about"]), (&json!("answer-words-taken"), &Value::Null));
    let again = stranger.fill_in("/moderation", &take).await;
    assert_eq!(again.header("location"), "/moderation?said=too-late", "{}", again.text);
    assert!(!stranger.open("/moderation").await.text.contains("value=\"take-words\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_held_poll_asked_stands_in_nothing_that_others_take_along() {
    let (place, [rosa, ben, mei]) = with(["rosa", "ben", "mei"]).await;
    give_role(&place, "mei", RoleKind::Moderator, 6).await.expect("a role");
    let asked = json!({"status": "Which?", "poll": {"options": ["Knives", "Spoons"], "expires_in": 600}});
    let asked = ben.ask(Method::POST, "/api/v1/statuses", &JSON, asked.to_string().into_bytes()).await.expect(200);
    let (id, poll) = (text(&asked, "id"), text(&asked["poll"], "id"));
    let vote = json!({"choices": [0]}).to_string().into_bytes();
    rosa.ask(Method::POST, &format!("/api/v1/polls/{poll}/votes"), &JSON, vote).await.expect(200);
    let takes_along = async || taken_by(&rosa).await.values().any(|file| file.contains("Knives"));
    assert!(takes_along().await, "her vote is hers");
    let agreement = json!({"agreement": "We keep each other safe"});
    mei.post(&format!("/statuses/{id}/hold"), agreement).await.expect(204);
    assert!(!takes_along().await);
    assert_eq!(get(&rosa, &format!("/api/v1/polls/{poll}")).await.status, 404);
    // Its end is told when it goes on, and not before.
    place.clock.shift(Duration::hours(1));
    assert_eq!(end_due(&place).await.expect("a look"), 0);
    mei.post(&format!("/statuses/{id}/release"), json!({})).await.expect(204);
    end_due(&place).await.expect("it ends");
    let told = get(&rosa, "/api/v1/notifications?types[]=poll").await.expect(200);
    assert_eq!(told[0]["status"]["id"], json!(id), "{told}");
}

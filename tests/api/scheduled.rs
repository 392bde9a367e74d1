//! Posts for later: planned, changed, posted at their time, and read by nobody before.

use crate::marks::{all, text, with};
use crate::mastodon::get;
use crate::support::client::{Answer, Visitor};
use crate::support::neighborhood::{Neighborhood, until};
use crate::support::pictures::{form, form_type, photograph};
use chrono::{Duration, SecondsFormat};
use potluck::actions::schedule_status::post_due;
use reqwest::Method;
use serde_json::{Value, json};

async fn send(who: &Visitor, method: Method, path: &str, body: Value) -> Answer {
    let json = [("content-type", "application/json")];
    who.ask(method, &format!("/api/v1{path}"), &json, body.to_string().into_bytes()).await
}

/// So much later than it is there, as apps write it.
fn later(place: &Neighborhood, by: Duration) -> String {
    (place.now() + by).to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// Plans a post in ten minutes.
async fn plans(who: &Visitor, place: &Neighborhood, words: &str, more: Value) -> Value {
    let mut body = json!({"status": words, "scheduled_at": later(place, Duration::minutes(10))});
    body.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    send(who, Method::POST, "/statuses", body).await.expect(200)
}

async fn picture(who: &Visitor) -> Value {
    let body = form(&[], &[("file", "image/jpeg", &photograph(30, 20))]);
    let kind = form_type();
    who.ask(Method::POST, "/api/v2/media", &[("content-type", kind.as_str())], body).await.expect(200)["id"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_is_planned_and_comes_at_its_time_with_its_picture_or_its_poll() {
    let (place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let shown = picture(&rosa).await;
    let first = plans(
        &rosa,
        &place,
        "xylophone at noon",
        json!({
            "media_ids": [shown], "spoiler_text": "music", "visibility": "unlisted", "language": "en",
            "media_attributes": [{"id": shown, "description": "a stage"}],
        }),
    )
    .await;
    let params = json!({
        "text": "xylophone at noon", "poll": null, "media_ids": [shown], "sensitive": false, "spoiler_text": "music",
        "visibility": "unlisted", "in_reply_to_id": null, "language": "en", "application_id": null,
        "scheduled_at": null, "idempotency": null, "with_rate_limit": false,
    });
    assert_eq!((&first["params"], &first["media_attachments"][0]["description"]), (&params, &json!("a stage")));
    let poll = json!({"options": ["Yes", "No"], "expires_in": 600, "multiple": false, "hide_totals": true});
    let second = plans(&rosa, &place, "Shall we?", json!({"poll": poll})).await;
    assert_eq!(second["params"]["poll"], poll);
    let (one, two) = (text(&first, "id"), text(&second, "id"));

    // It is there for her alone, and sealed.
    assert_eq!(all(&rosa, "/scheduled_statuses", "id").await, [two.as_str(), one.as_str()]);
    assert_eq!(all(&rosa, "/scheduled_statuses?limit=1", "id").await, [two.as_str()]);
    assert_eq!(get(&rosa, &format!("/api/v1/scheduled_statuses/{one}")).await.expect(200), first);
    assert!(all(&ben, "/scheduled_statuses", "id").await.is_empty() && place.database.count("statuses") == 0);
    for (method, body) in [(Method::GET, json!({})), (Method::PUT, json!({})), (Method::DELETE, json!({}))] {
        assert_eq!(send(&ben, method, &format!("/scheduled_statuses/{one}"), body).await.status, 404);
    }
    assert_eq!(get(&Visitor::stranger(&place), "/api/v1/scheduled_statuses").await.status, 401);
    for file in place.database.files() {
        let bytes = std::fs::read(&file).expect("the database");
        assert!(!bytes.windows(9).any(|part| part == b"xylophone"), "{} holds it in the open", file.display());
    }
    // Its picture hangs on nothing else, and is not erased while it waits.
    let other = json!({"status": "Look", "media_ids": [shown]});
    assert_eq!(send(&rosa, Method::POST, "/statuses", other).await.status, 422);
    let path = format!("/media/{}", shown.as_str().unwrap());
    assert_eq!(send(&rosa, Method::DELETE, &path, json!({})).await.status, 422);
    let days = later(&place, Duration::days(3));
    let changed = send(&rosa, Method::PUT, &format!("/scheduled_statuses/{one}"), json!({"scheduled_at": days})).await;
    assert_eq!(changed.expect(200)["scheduled_at"], days.as_str());

    place.clock.shift(Duration::minutes(11));
    let posted = until("the poll is posted", async || {
        let all = get(&ben, "/api/v1/timelines/public").await.expect(200);
        all.get(0).cloned()
    })
    .await;
    assert!(posted["content"].as_str().unwrap().contains("Shall we?") && posted["account"]["username"] == "rosa");
    assert_eq!((&posted["poll"]["options"][0]["title"], &posted["poll"]["expired"]), (&json!("Yes"), &json!(false)));
    assert_eq!(all(&rosa, "/scheduled_statuses", "id").await, [one.as_str()]);
    place.clock.shift(Duration::days(3));
    potluck::actions::erase::erase_due(&place).await.expect("erased");
    until("the picture is posted", async || (place.database.count("statuses") == 2).then_some(())).await;
    let posts = get(&rosa, "/api/v1/timelines/home").await.expect(200);
    let post = posts.as_array().unwrap().iter().find(|post| post["spoiler_text"] == "music").expect("the post");
    assert_eq!((&post["visibility"], &post["media_attachments"][0]["id"]), (&json!("unlisted"), &shown));
    assert_eq!((place.database.count("scheduled_statuses"), place.database.count("scheduled_media")), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_planned_is_refused_and_what_is_deleted_is_never_posted() {
    let (place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let plan = async |body: Value| send(&rosa, Method::POST, "/statuses", body).await;
    // In the words of Mastodon, by which apps know what is wrong.
    for (time, why) in [
        (later(&place, Duration::minutes(4)), "The scheduled date must be in the future"),
        (later(&place, Duration::days(-1)), "The scheduled date must be in the future"),
        ("tomorrow".into(), "Record invalid"),
    ] {
        let refused = plan(json!({"status": "a", "scheduled_at": time})).await.expect(422);
        assert!(text(&refused, "error").contains(why), "{refused}");
    }
    let soon = later(&place, Duration::minutes(10));
    for (body, status) in [
        (json!({"status": " "}), 422),
        (json!({"status": "a", "media_ids": ["1"]}), 422),
        (json!({"status": "a", "poll": {"options": ["a"], "expires_in": 600}}), 422),
        (json!({"status": "a", "in_reply_to_id": "1"}), 404),
        (json!({"status": "Bread for tomorrow #need"}), 422),
        (json!({"status": "@nobody psst", "visibility": "direct"}), 422),
    ] {
        let mut body = body;
        body["scheduled_at"] = soon.clone().into();
        assert_eq!(plan(body.clone()).await.status, status, "{body}");
    }
    assert_eq!(place.database.count("scheduled_statuses"), 0);
    // Sent twice, it is planned once.
    let headers = [("content-type", "application/json"), ("idempotency-key", "once")];
    let body = json!({"status": "Once", "scheduled_at": soon}).to_string().into_bytes();
    let mut ids = Vec::new();
    for _ in 0..2 {
        let answer = rosa.ask(Method::POST, "/api/v1/statuses", &headers, body.clone()).await;
        ids.push(text(&answer.expect(200), "id"));
    }
    assert_eq!((&ids[0], place.database.count("scheduled_statuses")), (&ids[1], 1));
    // No more than 25 on a day; the next day has room.
    let day = later(&place, Duration::days(9));
    for number in 0..25 {
        plan(json!({"status": format!("{number}"), "scheduled_at": day})).await.expect(200);
    }
    assert_eq!(plan(json!({"status": "one more", "scheduled_at": day})).await.status, 422);
    let path = format!("/scheduled_statuses/{}", ids[0]);
    assert_eq!(send(&rosa, Method::PUT, &path, json!({"scheduled_at": day})).await.status, 422);
    plan(json!({"status": "one more", "scheduled_at": later(&place, Duration::days(11))})).await.expect(200);

    assert_eq!(send(&rosa, Method::DELETE, &path, json!({})).await.expect(200), json!({}));
    assert_eq!(send(&rosa, Method::DELETE, &path, json!({})).await.status, 404);
    // What it answers is gone by then: it waits for another time, and is not lost.
    let parent = text(&send(&ben, Method::POST, "/statuses", json!({"status": "Who comes?"})).await.expect(200), "id");
    let answer = plans(&rosa, &place, "I do", json!({"in_reply_to_id": parent})).await;
    let still = plans(&rosa, &place, "Good morning", json!({})).await;
    send(&ben, Method::DELETE, &format!("/statuses/{parent}"), json!({})).await.expect(200);
    place.clock.shift(Duration::minutes(11));
    until("the other is posted", async || (place.database.count("statuses") == 1).then_some(())).await;
    let waits = all(&rosa, "/scheduled_statuses", "id").await;
    assert!(waits.contains(&text(&answer, "id")) && !waits.contains(&text(&still, "id")), "{waits:?}");
    assert_eq!(rosa.send(Method::DELETE, "/me", json!({"handle": "rosa"})).await.status, 204);
    assert_eq!(place.database.count("scheduled_statuses"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_due_while_the_server_was_away_is_posted_once_however_many_post_it() {
    let (mut place, [rosa]) = with(["rosa"]).await;
    for number in 0..5 {
        plans(&rosa, &place, &format!("number {number}"), json!({})).await;
    }
    // As if the machine had lost its power: nothing is told to anybody.
    place.stop();
    let listener = place.port_again().await;
    let later = Duration::minutes(11);
    let again = Neighborhood::start_later("riverside", listener, place.database.clone(), later).await;
    // Its own worker, and four more at the same moment.
    let all = tokio::join!(post_due(&again), post_due(&again), post_due(&again), post_due(&again));
    for posted in [all.0, all.1, all.2, all.3] {
        posted.expect("the database answers");
    }
    until("all are posted", async || (again.database.count("scheduled_statuses") == 0).then_some(())).await;
    assert_eq!(again.database.count("statuses"), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_planned_for_a_time_between_a_backup_and_its_restore_is_not_said_twice() {
    let (mut place, [rosa]) = with(["rosa"]).await;
    let soon = text(&plans(&rosa, &place, "said before the machine was lost", json!({})).await, "id");
    let days = json!({"scheduled_at": later(&place, Duration::days(3))});
    let far = text(&plans(&rosa, &place, "not yet", json!({})).await, "id");
    send(&rosa, Method::PUT, &format!("/scheduled_statuses/{far}"), days).await.expect(200);
    place.stop();
    place.clock.shift(Duration::minutes(11));
    assert_eq!(place.back_from_backup().await.posts, 1);
    let listener = place.port_again().await;
    let again = Neighborhood::start_later("riverside", listener, place.database.clone(), Duration::minutes(11)).await;
    assert_eq!(post_due(&again).await.expect("the database answers"), 0);
    // Both wait, and she says when.
    assert_eq!(all(&rosa, "/scheduled_statuses", "id").await, [far.as_str(), soon.as_str()]);
    let minutes = json!({"scheduled_at": later(&again, Duration::minutes(10))});
    send(&rosa, Method::PUT, &format!("/scheduled_statuses/{soon}"), minutes).await.expect(200);
    again.clock.shift(Duration::minutes(11));
    until("it is posted", async || (again.database.count("statuses") == 1).then_some(())).await;
    assert_eq!(all(&rosa, "/scheduled_statuses", "id").await, [far.as_str()]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_stops_nothing_else_and_pictures_of_a_deleted_plan_wait_again() {
    let (place, [rosa]) = with(["rosa"]).await;
    plans(&rosa, &place, "broken", json!({})).await;
    place.database.execute("UPDATE scheduled_statuses SET sealed = 'x'").unwrap();
    plans(&rosa, &place, "whole", json!({})).await;
    place.clock.shift(Duration::minutes(11));
    until("the other one is posted", async || (place.database.count("statuses") == 1).then_some(())).await;
    assert_eq!(post_due(&place).await.unwrap_err().kind(), potluck::error::Kind::Internal, "the fault is told");
    assert_eq!(place.database.number("SELECT count(*) AS n FROM scheduled_statuses WHERE held = FALSE"), 1);
    place.database.execute("DELETE FROM scheduled_statuses").unwrap();

    // An app that changes a plan deletes it, and plans anew with the same picture.
    let shown = picture(&rosa).await;
    let plan = plans(&rosa, &place, "Look", json!({"media_ids": [shown]})).await;
    let days = json!({"scheduled_at": later(&place, Duration::days(3))});
    let path = format!("/scheduled_statuses/{}", text(&plan, "id"));
    send(&rosa, Method::PUT, &path, days).await.expect(200);
    place.clock.shift(Duration::days(2));
    send(&rosa, Method::DELETE, &path, json!({})).await.expect(200);
    potluck::actions::erase::erase_due(&place).await.expect("erased");
    plans(&rosa, &place, "Look here", json!({"media_ids": [shown]})).await;
}

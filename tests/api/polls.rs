//! Polls, as apps ask, answer and show them.

use crate::marks::{says, step, text, with};
use crate::mastodon::{form, get};
use crate::support::client::{Answer, Visitor};
use crate::support::neighborhood::until;
use chrono::Duration;
use reqwest::Method;
use serde_json::{Value, json};

async fn send(who: &Visitor, method: Method, path: &str, body: Value) -> Answer {
    let json = [("content-type", "application/json")];
    who.ask(method, &format!("/api/v1{path}"), &json, body.to_string().into_bytes()).await
}

/// A poll among three days, posted as a form.
async fn asks(who: &Visitor, more: &str) -> Value {
    let body = format!(
        "status=When+shall+we+cook%3F&poll[options][]=Monday&poll[options][]=Tuesday&poll[options][]=Friday\
         &poll[expires_in]=600{more}"
    );
    form(who, "/api/v1/statuses", &[], &body).await.expect(200)
}

async fn vote(who: &Visitor, poll: &str, choices: &str) -> Answer {
    form(who, &format!("/api/v1/polls/{poll}/votes"), &[], choices).await
}

async fn poll(who: &Visitor, id: &str) -> Value {
    get(who, &format!("/api/v1/polls/{id}")).await.expect(200)
}

fn counts(poll: &Value) -> Vec<Option<i64>> {
    poll["options"].as_array().expect("options").iter().map(|option| option["votes_count"].as_i64()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_poll_is_asked_and_answered_once_and_nobody_reads_who_chose_what() {
    let (place, [rosa, ben, mei]) = with(["rosa", "ben", "mei"]).await;
    let asked = asks(&rosa, "").await;
    let id = text(&asked["poll"], "id");
    assert_eq!(
        asked["poll"],
        json!({
            "id": id, "expires_at": asked["poll"]["expires_at"], "expired": false, "multiple": false,
            "votes_count": 0, "voters_count": 0, "emojis": [], "voted": true, "own_votes": [],
            "options": [
                {"title": "Monday", "votes_count": 0}, {"title": "Tuesday", "votes_count": 0},
                {"title": "Friday", "votes_count": 0},
            ],
        })
    );
    assert_eq!(asked["poll"]["expires_at"].as_str().map(str::len), Some("2026-11-23T07:00:00.000Z".len()));
    let stranger = Visitor::stranger(&place);
    let seen = poll(&stranger, &id).await;
    assert!(seen.get("voted").is_none() && seen.get("own_votes").is_none(), "{seen}");

    for (who, choices, status) in [
        (&stranger, "choices[]=0", 401),
        (&Visitor::with_scopes(&place, "ben", "read").await, "choices[]=0", 403),
        (&ben, "", 422),
        (&ben, "choices[]=3", 422),
        (&ben, "choices[]=-1", 422),
        (&ben, "choices[]=x", 422),
        (&ben, "choices[]=0&choices[]=1", 422),
        (&rosa, "choices[]=0", 422),
    ] {
        assert!(vote(who, &id, choices).await.expect(status)["error"].is_string(), "{choices}");
    }
    assert_eq!(vote(&ben, "999", "choices[]=0").await.status, 404);
    let voted = vote(&ben, &id, "choices[]=1").await.expect(200);
    assert_eq!((&voted["voted"], &voted["own_votes"]), (&json!(true), &json!([1])));
    assert_eq!(vote(&ben, &id, "choices[]=1").await.status, 422, "once");
    assert_eq!(vote(&ben, &id, "choices[]=0").await.status, 422, "and no more than one");
    assert_eq!(vote(&mei, &id, "choices[]=1").await.expect(200)["voters_count"], 2);
    let seen = poll(&rosa, &id).await;
    assert_eq!((counts(&seen), &seen["votes_count"]), (vec![Some(0), Some(2), Some(0)], &json!(2)));
    // What stands in the database about it is sealed.
    let lines = place.database.lines("SELECT length(sealed_choices) || '' AS line FROM poll_votes");
    assert!(lines.len() == 2 && lines.iter().all(|length| length.parse::<i32>().unwrap() > 16), "{lines:?}");

    // It ends by itself; who asked and who voted hear of it.
    place.clock.shift(Duration::minutes(11));
    for who in [&rosa, &ben, &mei] {
        let path = "/api/v1/notifications?types[]=poll";
        let heard = until("the end is told", async || get(who, path).await.expect(200).get(0).cloned()).await;
        assert_eq!((&heard["status"]["id"], &heard["account"]["username"]), (&asked["id"], &json!("rosa")));
        assert_eq!((&heard["type"], &heard["status"]["poll"]["expired"]), (&json!("poll"), &json!(true)));
    }
    let late = Visitor::with_scopes(&place, "mei", "read write").await;
    assert_eq!(vote(&late, &id, "choices[]=0").await.status, 422, "after the end");
}

#[tokio::test(flavor = "multi_thread")]
async fn several_may_be_chosen_and_totals_hidden_until_the_end() {
    let (place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let asked = asks(&rosa, "&poll[multiple]=true&poll[hide_totals]=true").await;
    let id = text(&asked["poll"], "id");
    let voted = vote(&ben, &id, "choices[]=2&choices[]=0&choices[]=2").await.expect(200);
    assert_eq!((&voted["own_votes"], &voted["multiple"]), (&json!([0, 2]), &json!(true)));
    assert_eq!((counts(&voted), &voted["voters_count"]), (vec![None, None, None], &json!(1)));
    assert_eq!(counts(&poll(&rosa, &id).await), [None, None, None], "from nobody earlier");
    place.clock.shift(Duration::minutes(11));
    assert_eq!(counts(&poll(&rosa, &id).await), [Some(1), Some(0), Some(1)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_asked_is_refused_with_its_reason() {
    let (place, [rosa]) = with(["rosa"]).await;
    let limits = get(&rosa, "/api/v2/instance").await.expect(200)["configuration"]["polls"].clone();
    assert_eq!(
        limits,
        json!({
            "max_options": 10, "max_characters_per_option": 100, "min_expiration": 300, "max_expiration": 2_629_746,
        })
    );
    let long = "x".repeat(101);
    for poll in [
        json!({"options": ["a"], "expires_in": 600}),
        json!({"options": ["a", "b"]}),
        json!({"options": ["a", "b"], "expires_in": 299}),
        json!({"options": ["a", "b"], "expires_in": 2_629_747}),
        json!({"options": ["a", "b"], "expires_in": "soon"}),
        json!({"options": ["a", "a"], "expires_in": 600}),
        json!({"options": ["a", ""], "expires_in": 600}),
        json!({"options": ["a", long], "expires_in": 600}),
        json!({"options": (0..11).map(|number| number.to_string()).collect::<Vec<_>>(), "expires_in": 600}),
    ] {
        let body = json!({"status": "Which?", "poll": poll});
        assert!(send(&rosa, Method::POST, "/statuses", body).await.expect(422)["error"].is_string(), "{poll}");
    }
    let right = json!({"options": ["a", "b"], "expires_in": 600});
    let with_picture = json!({"status": "Which?", "poll": right, "media_ids": ["1"]});
    assert_eq!(send(&rosa, Method::POST, "/statuses", with_picture).await.status, 422);
    assert_eq!(send(&rosa, Method::POST, "/statuses", json!({"poll": right})).await.status, 422, "words are needed");
    let need = json!({"status": "Bread or soup? #need", "poll": right});
    assert_eq!(send(&rosa, Method::POST, "/statuses", need).await.status, 422, "a need asks nothing");
    assert_eq!((place.database.count("statuses"), place.database.count("polls")), (0, 0));
    send(&rosa, Method::POST, "/statuses", json!({"status": "Which?", "poll": right})).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_poll_begins_anew_and_one_that_stays_keeps_its_votes() {
    let (place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let asked = asks(&rosa, "").await;
    let id = text(&asked, "id");
    vote(&ben, &id, "choices[]=0").await.expect(200);
    let edit = async |body: Value| {
        send(&rosa, Method::PUT, &format!("/statuses/{id}"), body).await.expect(200)["poll"].clone()
    };
    let same = json!({"options": ["Monday", "Tuesday", "Friday"], "expires_in": 3600});
    let longer = edit(json!({"status": "When, really?", "poll": same})).await;
    assert_eq!(counts(&longer), [Some(1), Some(0), Some(0)]);
    assert!(longer["expires_at"].as_str() > asked["poll"]["expires_at"].as_str(), "{longer}");
    let other = json!({"options": ["Saturday", "Sunday"], "expires_in": 3600});
    let new = edit(json!({"status": "When, really?", "poll": other})).await;
    assert_eq!((counts(&new), &new["voters_count"]), (vec![Some(0), Some(0)], &json!(0)));
    assert_eq!(vote(&ben, &id, "choices[]=1").await.expect(200)["own_votes"], json!([1]));
    assert_eq!(edit(json!({"status": "Never mind"})).await, Value::Null, "it asks nothing any more");
    assert_eq!((place.database.count("polls"), place.database.count("poll_votes")), (0, 0));
    assert_eq!(get(&ben, &format!("/api/v1/polls/{id}")).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_poll_is_for_those_who_may_read_it_and_goes_with_its_post_and_a_vote_with_its_voter() {
    let (place, [rosa, ben, mei]) = with(["rosa", "ben", "mei"]).await;
    let body = json!({
        "status": "@ben shall we?", "visibility": "direct", "poll": {"options": ["xylophone", "later"], "expires_in": 600},
    });
    let asked = send(&rosa, Method::POST, "/statuses", body).await.expect(200);
    let id = text(&asked, "id");
    for hidden in [&mei, &Visitor::stranger(&place)] {
        assert_eq!(get(hidden, &format!("/api/v1/polls/{id}")).await.status, 404);
    }
    assert_eq!(vote(&mei, &id, "choices[]=0").await.status, 404);
    assert_eq!(vote(&ben, &id, "choices[]=0").await.expect(200)["options"][0]["title"], "xylophone");
    for file in place.database.files() {
        let bytes = std::fs::read(&file).expect("the database");
        assert!(!bytes.windows(9).any(|part| part == b"xylophone"), "{} holds it in the open", file.display());
    }
    let plain = says(&rosa, "Soup", "public").await;
    assert_eq!(vote(&ben, &plain, "choices[]=0").await.status, 404, "a post that asks nothing");

    // Told on, it is the same poll.
    let open = asks(&rosa, "").await;
    let boost = text(&step(&ben, &format!("/statuses/{}/reblog", text(&open, "id"))).await.expect(200), "id");
    let shown = get(&mei, &format!("/api/v1/statuses/{boost}")).await.expect(200);
    assert_eq!((&shown["reblog"]["poll"]["id"], &shown["poll"]), (&open["id"], &Value::Null));
    vote(&mei, &text(&open, "id"), "choices[]=2").await.expect(200);
    let left = mei.send(Method::DELETE, "/me", json!({"handle": "mei"})).await;
    assert_eq!(left.status, 204, "{}", left.text);
    assert_eq!(place.database.count("poll_votes"), 1, "Ben's alone");
    assert_eq!(poll(&ben, &text(&open, "id")).await["voters_count"], 1, "the totals name nobody");
    for status in [&id, &text(&open, "id")] {
        send(&rosa, Method::DELETE, &format!("/statuses/{status}"), json!({})).await.expect(200);
    }
    assert_eq!((place.database.count("polls"), place.database.count("poll_votes")), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_poll_that_ended_stays_ended_although_its_words_are_corrected() {
    let (place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let asked = asks(&rosa, "").await;
    let id = text(&asked, "id");
    vote(&ben, &id, "choices[]=0").await.expect(200);
    place.clock.shift(Duration::hours(1));
    let same = json!({"options": ["Monday", "Tuesday", "Friday"], "expires_in": 3600});
    let body = json!({"status": "When shall we cook?!", "poll": same});
    let edited = send(&rosa, Method::PUT, &format!("/statuses/{id}"), body).await.expect(200)["poll"].clone();
    assert_eq!((&edited["expired"], &edited["expires_at"]), (&json!(true), &asked["poll"]["expires_at"]), "{edited}");
    assert_eq!(counts(&edited), [Some(1), Some(0), Some(0)]);
    assert_eq!(vote(&rosa, &id, "choices[]=1").await.status, 422);
}

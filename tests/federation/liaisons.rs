//! A member posts and answers for a neighbor without internet, from end to end (value V13).

use crate::support::client::Visitor;
use crate::support::mastodon::Mastodon;
use crate::support::neighborhood::mutual;
use potluck::domain::key::ActivityId;
use potluck::error::Error;
use potluck::storage::activities;
use reqwest::Method;
use serde_json::{Value, json};

const SECRETS: [&str; 5] = ["quintero", "555 0199", "blue door", "a ramp", "rosa"];

fn quintero() -> Value {
    json!({
        "label": "Mr. Quintero", "reach": [{"kind": "telephone", "value": "+1 555 0199"}], "languages": ["es"],
        "access": ["a ramp"], "consent": {"how": "by word at his blue door", "may_share": ["his street"]},
    })
}

fn id(value: &Value) -> &str {
    value["id"].as_str().expect("an id in quotes")
}

#[tokio::test(flavor = "multi_thread")]
async fn value_13_a_liaison_posts_accepts_answers_and_hands_over_and_nothing_leads_to_either() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    for handle in ["rosa", "ben"] {
        riverside.member(handle).await;
    }
    hillside.member("mei").await;
    let social = Mastodon::start().await;
    let (rosa, ben) = (Visitor::member(&riverside, "rosa").await, Visitor::member(&riverside, "ben").await);
    let mei = Visitor::member(&hillside, "mei").await;
    let proxy = rosa.post("/proxies", quintero()).await.expect(201);
    assert_eq!((&proxy["state"], &proxy["review_due"]), (&json!("consented"), &json!(false)));
    let path = format!("/proxies/{}", id(&proxy));
    let need =
        json!({"kind": "need", "title": "Soup on Sundays", "audience": "public", "language": "es", "takes_more": true});
    let listing = rosa.post(&format!("{path}/listings"), need).await.expect(201);
    assert_eq!((&listing["with_help"], &listing["for_proxy"]), (&json!(true), &proxy["id"]));
    assert!(listing.get("author").is_none());
    assert_eq!(rosa.get(&path).await.expect(200)["state"], "active");

    // Next door it says so, and no more.
    let object = listing["url"].as_str().unwrap().to_owned();
    let copy = hillside
        .until("it is seen next door", async || {
            let all = mei.get("/listings").await.expect(200);
            all.as_array().unwrap().iter().find(|one| one["url"] == listing["url"]).cloned()
        })
        .await;
    assert_eq!(copy["with_help"], true);
    let stranger = Visitor::stranger(&riverside);
    let accept = [("accept", "application/activity+json")];
    let note = stranger.ask(Method::GET, &object, &accept, Vec::new()).await.expect(200);
    assert!(note["content"].as_str().unwrap().contains("Publicado con la ayuda de una persona del vecindario"));
    assert_eq!(note["attributedTo"], riverside.addresses.network().as_str());

    // Mei answers; the liaison says yes for him, and follows the handoff.
    mei.post(&format!("/listings/{}/responses", id(&copy)), json!({"message": "I cook on Sundays"})).await.expect(201);
    let asked = riverside
        .until("the answer comes", async || {
            let all = rosa.get(&format!("/listings/{}/responses", id(&listing))).await.expect(200);
            all.as_array().unwrap().first().cloned()
        })
        .await;
    let yes = rosa.post(&format!("/responses/{}/accept", id(&asked)), json!({})).await.expect(200);
    rosa.post(&format!("/handoffs/{}/handed-over", id(&yes)), json!({})).await.expect(200);

    // She answers Ben's offer for him: Ben learns that a neighbor was helped, and no name.
    let bread =
        ben.post("/listings", json!({"kind": "offer", "title": "Bread", "audience": "network"})).await.expect(201);
    let answer = json!({"message": "On Tuesday, please", "for_proxy": proxy["id"]});
    let said = rosa.post(&format!("/listings/{}/responses", id(&bread)), answer.clone()).await.expect(201);
    assert_eq!((&said["with_help"], &said["for_proxy"]), (&json!(true), &proxy["id"]));
    let stolen = ben.post(&format!("/listings/{}/responses", id(&copy)), answer).await;
    assert_eq!(stolen.status, 404, "nobody else answers for him");
    let seen = ben.get(&format!("/responses/{}", id(&said))).await.expect(200);
    assert_eq!((&seen["with_help"], seen.get("member"), seen.get("for_proxy")), (&json!(true), None, None));
    ben.post(&format!("/responses/{}/accept", id(&said)), json!({})).await.expect(200);

    // Somebody on Mastodon asks by private message, and is answered.
    let whisper = social.note("ana", 1, &object, &[riverside.addresses.network().as_str()], "I can bring some");
    social.create("ana", whisper, &riverside).await;
    social.letter("ana", 1).await;
    rosa.post(&format!("/listings/{}/withdraw", id(&listing)), json!({})).await.expect(200);
    social.letter("ana", 2).await;

    // Everything that anybody else gets to read, and everything that was ever sent.
    let mut said = social.everything();
    for who in [&ben, &mei, &stranger] {
        for path in ["/listings", "/responses", "/handoffs", "/members/ben", "/proxies", "/hand-overs", "/network"] {
            said += &who.get(path).await.text;
        }
        said += &who.get(&format!("/listings/{}", id(&listing))).await.text;
        said += &who.get(&path).await.text;
    }
    for page in ["/", listing["page"].as_str().unwrap(), "/tags/need", "/ap/network", "/ap/network/outbox?page=1"] {
        said += &stranger.page(page).await.text;
        said += &stranger.ask(Method::GET, page, &accept, Vec::new()).await.text;
    }
    said += &stranger.ask(Method::GET, &format!("{object}/create"), &accept, Vec::new()).await.text;
    let seal = riverside.seal.clone();
    let sent = riverside.database.lines("SELECT CAST(id AS TEXT) AS line FROM activities");
    let sent: Vec<ActivityId> = sent.iter().map(|id| id.parse().unwrap()).collect();
    let read = riverside.db.read(move |conn| {
        sent.iter()
            .map(|id| Ok(activities::sendable(conn, &seal, *id)?.expect("it is kept").body))
            .collect::<Result<Vec<_>, Error>>()
    });
    let bodies = read.await.unwrap();
    assert!(bodies.len() > 3, "{} activities", bodies.len());
    said += &bodies.iter().map(|body| String::from_utf8_lossy(body).into_owned()).collect::<String>();
    said += &hillside.database.lines("SELECT title || details || ap_id AS line FROM listings").concat();
    let said = said.to_lowercase();
    assert!(said.contains("soup on sundays"), "the search would not find anything at all");
    for secret in SECRETS {
        let at = said.find(secret).map(|at| &said[at.saturating_sub(80)..(at + 80).min(said.len())]);
        assert!(at.is_none(), "{secret}: {at:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_field_is_named_and_what_is_somebody_elses_is_not_there() {
    let place = crate::support::neighborhood::Neighborhood::start("riverside").await;
    for handle in ["rosa", "ben"] {
        place.member(handle).await;
    }
    let (rosa, ben) = (Visitor::member(&place, "rosa").await, Visitor::member(&place, "ben").await);
    for (change, field) in [
        (json!({"label": " "}), "label"),
        (json!({"income": 3}), "income"),
        (json!({"languages": ["english language"]}), "languages"),
        (json!({"reach": [{"kind": "a b", "value": "x"}]}), "reach"),
        (json!({"access": [""]}), "access"),
        (json!({"consent": {"how": ""}}), "how"),
        (json!({"consent": {"how": "x", "given_on": "2999-01-01"}}), "given_on"),
        (json!({"consent": {"how": "x", "review_on": "2999-01-01"}}), "review_on"),
        (json!({"consent": {"how": "x", "given_on": "yesterday"}}), "consent.given_on"),
    ] {
        let mut input = quintero();
        for (key, value) in change.as_object().unwrap() {
            input[key] = value.clone();
        }
        let answer = rosa.post("/proxies", input).await;
        assert_eq!((answer.status, &answer.json()["field"]), (422, &json!(field)), "{change}: {}", answer.text);
    }
    let proxy = rosa.post("/proxies", quintero()).await.expect(201);
    let path = format!("/proxies/{}", id(&proxy));
    assert_eq!(ben.get(&path).await.status, 404);
    assert_eq!(ben.send(Method::PATCH, &path, json!({"label": "x"})).await.status, 404);
    assert_eq!(ben.send(Method::DELETE, &path, json!({})).await.status, 404);
    assert_eq!(ben.get("/liaisons-wanted").await.status, 403);
    let changed = rosa.send(Method::PATCH, &path, json!({"label": "Don Quintero"})).await.expect(200);
    assert_eq!((&changed["label"], &changed["access"]), (&json!("Don Quintero"), &json!(["a ramp"])));
    let nobody = json!({"handle": "nobody", "kind": "liaison"});
    assert_eq!(rosa.post(&format!("{path}/hand-over"), nobody).await.status, 404);
    rosa.post(&format!("{path}/hand-over"), json!({"handle": "ben", "kind": "liaison"})).await.expect(204);
    let asked = ben.get("/hand-overs").await.expect(200);
    assert_eq!(asked[0]["from"]["handle"], "rosa");
    ben.post(&format!("/hand-overs/{}/decline", id(&asked[0])), json!({})).await.expect(204);
    assert_eq!(rosa.send(Method::DELETE, &format!("{path}/hand-over"), json!({})).await.status, 404);
    assert_eq!(rosa.send(Method::DELETE, &path, json!({})).await.status, 204);
    assert_eq!(rosa.get("/proxies").await.text, "[]");
}

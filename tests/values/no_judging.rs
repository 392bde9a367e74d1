//! V1: no eligibility, no means-testing. V9: every contribution counts, receiving too.

use crate::crawl::{everything, leaves};
use crate::support::client::Visitor;
use crate::support::neighborhood::Neighborhood;
use chrono::Duration;
use potluck::actions::erase::erase_due;
use potluck::actions::expire::expire_due;
use serde_json::json;

/// Parts of names under which somebody could be made to prove a need, or be judged.
const JUDGES: [&str; 24] = [
    "income",
    "salary",
    "wage",
    "means",
    "benefit",
    "poverty",
    "immigra",
    "citizen",
    "national",
    "passport",
    "identity",
    "document",
    "ssn",
    "social_security",
    "tax",
    "household",
    "family_size",
    "proof",
    "verif",
    "eligib",
    "approved",
    "deserv",
    "priority",
    "background_check",
];

/// Names that hold one of those parts and mean something else.
const MEANS_SOMETHING_ELSE: [&str; 2] = [
    // A resource tells what its office asks for; it is advice for whoever goes there, and nobody's own data.
    "they_ask_for",
    "verified_on",
];

fn judges(name: &str) -> bool {
    let name = name.to_lowercase();
    let judged = JUDGES.iter().any(|part| name.contains(part));
    judged && !MEANS_SOMETHING_ELSE.iter().any(|other| name.ends_with(other))
}

#[tokio::test(flavor = "multi_thread")]
async fn value_01_no_table_and_no_answer_has_a_field_that_judges_a_need() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    let rosa = Visitor::member(&place, "rosa").await;
    let need = json!({"kind": "need", "title": "Dinner for two", "audience": "public", "hidden_author": false});
    rosa.post("/listings", need).await.expect(201);

    let columns = place.database.lines(if place.database.on_sqlite() {
        "SELECT m.name || '.' || p.name AS line FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table'"
    } else {
        "SELECT table_name || '.' || column_name AS line FROM information_schema.columns WHERE table_schema = current_schema()"
    });
    assert!(columns.len() > 100, "{columns:?}");
    for column in columns {
        assert!(!judges(&column), "the table has {column}");
    }
    let document = rosa.get("/openapi.json").await.expect(200);
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        for (field, _) in schema["properties"].as_object().into_iter().flatten() {
            assert!(!judges(field), "the interface has {name}.{field}");
        }
    }
    for said in everything(&place, &rosa).await {
        if said.path.ends_with("openapi.json") {
            continue;
        }
        for (path, _) in said.json().iter().flat_map(leaves) {
            assert!(!judges(&path), "{}: {path}", said.asked);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn value_01_a_need_is_two_fields_and_open_at_once_with_nobody_between() {
    let place = Neighborhood::start("riverside").await;
    for handle in ["rosa", "ben"] {
        place.member(handle).await;
    }
    let (rosa, ben) = (Visitor::member(&place, "rosa").await, Visitor::member(&place, "ben").await);
    let need = rosa.post("/listings", json!({"kind": "need", "title": "Dinner for two"})).await.expect(201);
    assert_eq!(need["state"], "open", "nobody has to approve it");
    let board = ben.get("/listings").await.expect(200);
    assert_eq!(board[0]["title"], "Dinner for two");
    // A field that would judge is refused by name, and nothing is posted.
    for field in ["income", "proof", "household_size", "verified"] {
        let answer = rosa.post("/listings", json!({"kind": "need", "title": "Bread", field: "1"})).await;
        assert_eq!((answer.status, answer.json()["field"].as_str()), (422, Some(field)), "{}", answer.text);
    }
    assert_eq!(place.database.count("listings"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn value_09_time_skill_space_translation_company_and_word_of_mouth_are_offers_like_any_other() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    let rosa = Visitor::member(&place, "rosa").await;
    for category in ["time", "skills", "space", "translation", "company", "spreading-the-word", "ride", "bread"] {
        let offer = json!({"kind": "offer", "title": "What I can do", "category": category});
        let posted = rosa.post("/listings", offer).await.expect(201);
        assert_eq!((posted["category"].as_str(), posted["state"].as_str()), (Some(category), Some("open")));
        assert!(posted.get("quantity").is_none(), "no amount is asked of anybody");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn value_09_nobody_is_dropped_who_only_receives_or_does_nothing_for_years() {
    let place = Neighborhood::start("riverside").await;
    for handle in ["rosa", "ben", "quiet"] {
        place.member(handle).await;
    }
    let quiet = Visitor::member(&place, "quiet").await;
    let (rosa, ben) = (Visitor::member(&place, "rosa").await, Visitor::member(&place, "ben").await);
    // Ben only ever receives.
    for _ in 0..3 {
        let offer = rosa.post("/listings", json!({"kind": "offer", "title": "Bread"})).await.expect(201);
        let path = format!("/listings/{}/responses", offer["id"].as_str().unwrap());
        let asked = ben.post(&path, json!({})).await.expect(201);
        rosa.post(&format!("/responses/{}/accept", asked["id"].as_str().unwrap()), json!({})).await.expect(200);
    }
    for _ in 0..5 {
        place.clock.shift(Duration::days(365));
        while expire_due(&place).await.unwrap() > 0 {}
        while erase_due(&place).await.unwrap() > 0 {}
    }
    for (handle, visitor) in [("quiet", &quiet), ("ben", &ben)] {
        let me = visitor.get("/me").await.expect(200);
        assert_eq!((me["handle"].as_str(), me["resting"].as_bool()), (Some(handle), Some(false)));
        visitor.post("/listings", json!({"kind": "need", "title": "Soup"})).await.expect(201);
    }
    assert_eq!(place.database.lines("SELECT DISTINCT state AS line FROM members"), ["member"]);
}

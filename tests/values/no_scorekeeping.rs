//! V2: reciprocity is not scorekeeping.

use crate::crawl::{Said, everything, leaves};
use crate::support::client::Visitor;
use crate::support::neighborhood::Neighborhood;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Somebody who gave five times, somebody who received five times, and somebody who did neither.
async fn unequal() -> (Neighborhood, Visitor) {
    let place = Neighborhood::start("riverside").await;
    // Names of one length that sort alike, so that they can be put in each other's place.
    for handle in ["gave_", "took_", "none_", "look_"] {
        place.member(&format!("{handle}one")).await;
    }
    let gave = Visitor::member(&place, "gave_one").await;
    let took = Visitor::member(&place, "took_one").await;
    for number in 0..5 {
        let offer = json!({"kind": "offer", "title": format!("Bread {number}"), "audience": "public"});
        let offer = gave.post("/listings", offer).await.expect(201);
        let path = format!("/listings/{}/responses", offer["id"].as_str().unwrap());
        let asked = took.post(&path, json!({})).await.expect(201);
        let accept = format!("/responses/{}/accept", asked["id"].as_str().unwrap());
        let handoff = gave.post(&accept, json!({})).await.expect(200);
        gave.post(&format!("/handoffs/{}/handed-over", handoff["id"].as_str().unwrap()), json!({})).await.expect(200);
    }
    let stranger = Visitor::stranger(&place);
    (place, stranger)
}

/// The numbers of everything that is about a member and not a list of posts, by path.
fn numbers_about(said: &[Said], handle: &str) -> BTreeMap<String, Vec<(String, Value)>> {
    let about = said.iter().filter(|said| said.path.contains(handle) && !said.path.contains("page=true"));
    let mut found = BTreeMap::new();
    for said in about {
        let Some(json) = said.json() else { continue };
        let numbers = leaves(&json).into_iter().filter(|(_, value)| value.is_number()).collect();
        found.insert(said.path.replace(handle, "HANDLE"), numbers);
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn value_02_who_gave_five_times_and_who_never_did_look_the_same_in_every_number() {
    let (place, stranger) = unequal().await;
    let look = Visitor::member(&place, "look_one").await;
    potluck::actions::give_role::give_role(&place, "look_one", potluck::domain::member::RoleKind::Steward, 3)
        .await
        .unwrap();
    for (who, visitor) in [("a stranger", &stranger), ("a steward", &look)] {
        let said = everything(&place, visitor).await;
        let (gave, took, none) =
            (numbers_about(&said, "gave_one"), numbers_about(&said, "took_one"), numbers_about(&said, "none_one"));
        assert!(gave.len() >= 5, "{who}: {gave:?}");
        // What is posted is there to be read, and a list of it is as long as it is; nothing says a number of it.
        let without_lists = |mut all: BTreeMap<String, Vec<(String, Value)>>| {
            all.retain(|path, _| !path.ends_with("/featured"));
            all
        };
        let (gave, took, none) = (without_lists(gave), without_lists(took), without_lists(none));
        assert_eq!(gave, none, "{who} can tell who gave");
        assert_eq!(took, none, "{who} can tell who received");
    }
}

/// Parts of names that would keep score.
const KEEP_SCORE: [&str; 20] = [
    "score",
    "rating",
    "karma",
    "kudos",
    "badge",
    "streak",
    "balance",
    "points",
    "reputation",
    "rank",
    "level_up",
    "given",
    "taken",
    "received_count",
    "gives",
    "takes",
    "no_show",
    "noshow",
    "reply_time",
    "last_seen",
];

/// Names that hold one of those parts and count nothing: whether a listing takes more than one answer, and how
/// a role came about.
const NO_TALLIES: [&str; 3] = ["takes_more", "given_by", "given_at"];

#[tokio::test(flavor = "multi_thread")]
async fn value_02_nothing_is_named_as_a_tally_and_pages_say_none() {
    let (place, stranger) = unequal().await;
    let (gave, took) = (Visitor::member(&place, "gave_one").await, Visitor::member(&place, "took_one").await);
    for (who, visitor) in [("a stranger", &stranger), ("who gave", &gave), ("who received", &took)] {
        for said in everything(&place, visitor).await {
            if said.path.ends_with("openapi.json") {
                continue;
            }
            for (path, value) in said.json().iter().flat_map(leaves) {
                let last = path.rsplit('.').next().unwrap_or_default().to_lowercase();
                let scored = KEEP_SCORE.iter().any(|part| last.contains(part));
                assert!(!scored || NO_TALLIES.contains(&last.as_str()), "{who}: {}: {path}", said.asked);
                // The network's own totals are the only totals.
                let counts = last.ends_with("count") || last.ends_with("_total") || last == "totalitems";
                let of_a_person = said.path.contains("_one");
                assert!(
                    !(counts && of_a_person && value.as_i64().unwrap_or(0) > 1),
                    "{who}: {}: {path} {value}",
                    said.asked
                );
            }
        }
    }
    let columns = "SELECT DISTINCT name AS line FROM (SELECT p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.name = 'members') c";
    let postgres = "SELECT column_name AS line FROM information_schema.columns WHERE table_name = 'members' AND table_schema = current_schema()";
    for column in place.database.lines(if place.database.on_sqlite() { columns } else { postgres }) {
        let keeps = KEEP_SCORE.iter().any(|part| column.contains(part)) || column.contains("count");
        assert!(!keeps, "a member has {column}");
    }
}

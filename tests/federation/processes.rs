//! The last crate once more, as it happens in the world: every network is a process of its own (on PostgreSQL the
//! origin is two), all that happens is asked for over HTTP, and what came of it is counted in every database.

use crate::support::TestDb;
use crate::support::client::Visitor;
use crate::support::neighborhood::until;
use crate::support::process::Process;
use futures::future::join_all;
use serde_json::{Value, json};
use std::sync::Arc;

/// Requests at once through each of the two networks next door.
const EACH: usize = 50;
/// Crates.
const CRATES: usize = 7;

struct Town {
    /// The servers of riverside: two on PostgreSQL, one on SQLite.
    riverside: Vec<Process>,
    rosa: Vec<Visitor>,
    /// The networks next door, each with two neighbors.
    next_door: Vec<(Process, Vec<Visitor>)>,
}

fn id(value: &Value) -> &str {
    value["id"].as_str().expect("an id")
}

async fn follow(town: &[(&Process, &Visitor)]) {
    for (from, (_, operator)) in town.iter().enumerate() {
        for (to, (other, _)) in town.iter().enumerate() {
            // Hillside and harbor know riverside only.
            if from != to && (from == 0 || to == 0) {
                operator.post("/peers", json!({ "address": format!("food@{}", other.domain) })).await.expect(202);
            }
        }
    }
    for (place, operator) in town {
        let wanted = if place.domain == town[0].0.domain { town.len() - 1 } else { 1 };
        until(&format!("{}: the networks follow each other", place.domain), async || {
            let peers = operator.get("/peers").await.expect(200);
            let mutual = peers.as_array().unwrap().iter().filter(|peer| peer["mutual"] == true).count();
            (mutual == wanted).then_some(())
        })
        .await;
    }
}

async fn town() -> Town {
    let origin = Process::start("riverside", Arc::new(TestDb::empty())).await;
    let rosa = origin.operator("rosa").await;
    let mut riverside = vec![origin];
    if !riverside[0].database.on_sqlite() {
        riverside.push(riverside[0].beside().await);
    }
    let mut next_door = Vec::new();
    for (name, handles) in [("hillside", ["ben", "ida"]), ("harbor", ["mei", "sol"])] {
        let place = Process::start(name, Arc::new(TestDb::sqlite())).await;
        let tokens = [place.operator(handles[0]).await, place.member(handles[1]).await];
        let neighbors: Vec<_> = tokens.iter().map(|token| place.visitor(Some(token))).collect();
        next_door.push((place, neighbors));
    }
    let rosa: Vec<Visitor> = riverside.iter().map(|server| server.visitor(Some(&rosa))).collect();
    let (hillside, harbor) = (&next_door[0], &next_door[1]);
    follow(&[(&riverside[0], &rosa[0]), (&hillside.0, &hillside.1[0]), (&harbor.0, &harbor.1[0])]).await;
    Town { riverside, rosa, next_door }
}

impl Town {
    /// Rosa offers crates, and a hundred requests for one crate each are made at once. Answers the offer at riverside.
    async fn a_hundred_ask(&self, title: &str, first_come: Value) -> Value {
        let offer = json!({
            "kind": "offer", "title": title, "amount": CRATES.to_string(), "first_come": first_come,
            "unit": { "measure": "one", "label": "crates" },
        });
        let offer = self.rosa[0].post("/listings", offer).await.expect(201);
        let mut asking = Vec::new();
        for (place, neighbors) in &self.next_door {
            let copy = until(&format!("{}: the offer arrives", place.domain), async || {
                let board = neighbors[0].get("/listings").await.expect(200);
                board.as_array().unwrap().iter().find(|listing| listing["url"] == offer["url"]).cloned()
            })
            .await;
            let path = format!("/listings/{}/responses", id(&copy));
            asking.extend((0..EACH).map(|number| (neighbors[number % neighbors.len()].clone(), path.clone())));
        }
        let answers = join_all(asking.iter().map(|(who, path)| who.post(path, json!({ "amount": "1" })))).await;
        assert_eq!(answers.len(), 2 * EACH);
        for answer in answers {
            assert_eq!(answer.expect(201)["state"], "offered", "only the origin decides");
        }
        offer
    }

    /// Waits until everyone has heard, and counts what was promised of `title`, in every database.
    async fn each_crate_was_promised_once(&self, offer: &Value) {
        let url = offer["url"].as_str().unwrap();
        let count = |place: &Process, table: &str, more: &str| {
            place.database.number(&format!(
                "SELECT count(*) AS n FROM {table} WHERE {more} listing_id = (SELECT id FROM listings WHERE ap_id = '{url}')"
            ))
        };
        let (mut promised, mut declined, mut handoffs) = (0, 0, 0);
        for (place, neighbors) in &self.next_door {
            until(&format!("{}: everyone has heard", place.domain), async || {
                (count(place, "responses", "state = 'offered' AND") == 0).then_some(())
            })
            .await;
            promised += count(place, "responses", "state = 'accepted' AND accepted = 1000 AND");
            declined += count(place, "responses", "state = 'declined' AND sealed_answer IS NOT NULL AND");
            handoffs += count(place, "handoffs", "");
            until(&format!("{}: the board has heard that nothing is left", place.domain), async || {
                let open = place.database.number(&format!(
                    "SELECT count(*) AS n FROM listings WHERE ap_id = '{url}' AND (state <> 'met' OR committed <> {})",
                    CRATES * 1_000
                ));
                (open == 0).then_some(())
            })
            .await;
            // A neighbor may have more answers than a page has: what the interface says is held against a few.
            let said = neighbors[0].get("/responses?limit=80").await.expect(200);
            assert!(said.as_array().unwrap().iter().all(|response| response["state"] != "offered"), "{said}");
        }
        let all = 2 * EACH as i64;
        assert_eq!((promised, declined, handoffs), (CRATES as i64, all - CRATES as i64, CRATES as i64), "next door");
        let origin = &self.riverside[0];
        assert_eq!(count(origin, "responses", ""), all);
        assert_eq!(count(origin, "responses", "state = 'accepted' AND"), CRATES as i64);
        assert_eq!(count(origin, "responses", "state = 'offered' AND"), 0);
        assert_eq!(count(origin, "handoffs", ""), CRATES as i64);
        for rosa in &self.rosa {
            let end = rosa.get(&format!("/listings/{}", id(offer))).await.expect(200);
            let quantity = &end["quantity"];
            assert_eq!((&end["state"], &quantity["open"]), (&json!("met"), &json!("0")), "{end}");
            assert_eq!(quantity["committed"], CRATES.to_string(), "{end}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_requests_to_real_servers_are_promised_exactly_the_crates_that_there_are() {
    let town = town().await;

    // By the rule: whichever server of riverside works an answer first.
    let apples = town.a_hundred_ask("Apples", json!({ "at_most_each": "1" })).await;
    town.each_crate_was_promised_once(&apples).await;

    // By hand: rosa says yes to everyone at once, on every server of riverside in turn.
    let pears = town.a_hundred_ask("Pears", Value::Null).await;
    let path = format!("/listings/{}/responses", id(&pears));
    let waiting = until("all answers are at riverside", async || {
        let waiting = town.rosa[0].get(&path).await.expect(200);
        waiting.as_array().filter(|all| all.len() == 2 * EACH).cloned()
    })
    .await;
    let accepting = waiting.iter().enumerate().map(|(number, response)| {
        let (rosa, path) = (&town.rosa[number % town.rosa.len()], format!("/responses/{}/accept", id(response)));
        async move { rosa.post(&path, json!({})).await.status }
    });
    let said = join_all(accepting).await;
    let count = |status| said.iter().filter(|said| **said == status).count();
    assert_eq!((count(200), count(409)), (CRATES, 2 * EACH - CRATES), "{said:?}");
    town.each_crate_was_promised_once(&pears).await;
}

#[tokio::test]
#[cfg(target_os = "linux")]
async fn a_log_that_cannot_be_written_stops_nothing() {
    let mut server = Process::start("quiet", Arc::new(TestDb::empty())).await;
    let operator = server.operator("rosa").await;
    server.stop();
    // Every word of a log that says much meets a full disk.
    server.switch("POTLUCK_LOG_LEVEL", "trace".into());
    server.log_to("/dev/full");
    server.start_again().await;

    let rosa = server.visitor(Some(&operator));
    for title in ["Apples", "Pears"] {
        let crates = json!({ "kind": "offer", "category": "food", "title": title });
        rosa.post("/listings", crates).await.expect(201);
    }
    let mine = rosa.get("/listings/mine").await.expect(200);
    assert_eq!(mine.as_array().map(Vec::len), Some(2), "{mine}");
    server.stop();
}

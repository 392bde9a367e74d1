//! What an earlier release left in its database is brought up to date by this program, and all of it is still there
//! over HTTP.
//!
//! There is no release yet: `foundation.json` holds the tables as the first migration made them. At each release, add
//! its name to [`RELEASES`] and write its file from its own code, once and for all:
//!
//! ```sh
//! POTLUCK_TEST_RELEASE=0.2.0 cargo test --test federation -- --ignored a_release_is_kept
//! ```

use crate::support::TestDb;
use crate::support::client::Visitor;
use crate::support::neighborhood::until;
use crate::support::process::Process;
use potluck::storage::copy::{Snapshot, Table, fill_as_of};
use potluck::storage::migrate;
use reqwest::Method;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;

const RELEASES: [&str; 1] = ["foundation"];
/// The name of the network in all of these files: without a port, so that it can be served on any.
const DOMAIN: &str = "riverside.localhost";

/// A release's database, on which both kinds of database agree.
#[derive(Serialize, Deserialize)]
struct Kept {
    migrations: Vec<String>,
    tables: Vec<Table>,
    rows: BTreeMap<String, Vec<Vec<Value>>>,
    /// The master key, in hexadecimal.
    key: String,
    rosa: String,
    ben: String,
}

fn path(release: &str) -> String {
    format!("{}/tests/fixtures/upgrade/{release}.json", env!("CARGO_MANIFEST_DIR"))
}

/// The one listing of a board that is called so.
fn called<'a>(board: &'a Value, title: &str) -> &'a Value {
    let found = board.as_array().expect("a list").iter().find(|listing| listing["title"] == title);
    found.unwrap_or_else(|| panic!("{title} is not there: {board}"))
}

fn id(value: &Value) -> &str {
    value["id"].as_str().expect("an id")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_earlier_release_left_is_all_there_after_the_upgrade() {
    for release in RELEASES {
        let text = std::fs::read_to_string(path(release)).expect("the file of the release");
        let kept: Kept = serde_json::from_str(&text).expect("a release");
        let database = TestDb::empty();
        fill_as_of(&database.url, &kept.migrations, |loader| {
            loader.expect(&kept.tables)?;
            for table in &kept.tables {
                loader.add(table, &json!(kept.rows[&table.name]).to_string())?;
            }
            Ok(())
        })
        .expect("the tables as they were then");
        let data = database.folder().join("data");
        std::fs::create_dir(&data).unwrap();
        let key: Vec<u8> = (0..kept.key.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(&kept.key[at..at + 2], 16).expect("hexadecimal"))
            .collect();
        std::fs::write(data.join("master.key"), key).unwrap();
        std::fs::set_permissions(data.join("master.key"), std::fs::Permissions::from_mode(0o600)).unwrap();

        let place = Process::start_as("riverside", Some(DOMAIN), Arc::new(database)).await;
        let (rosa, ben, stranger) =
            (place.visitor(Some(&kept.rosa)), place.visitor(Some(&kept.ben)), place.visitor(None));
        all_is_there(&rosa, &ben, &stranger).await;
        // And it goes on.
        rosa.post("/listings", json!({ "kind": "need", "title": "A hand with the move" })).await.expect(201);
        let said = place.run(&["migrate"]).await;
        assert!(said.contains("up to date"), "{said}");
    }
}

/// What [`fill`] made, as each of them sees it.
async fn all_is_there(rosa: &Visitor, ben: &Visitor, stranger: &Visitor) {
    let me = rosa.get("/me").await.expect(200);
    assert_eq!((&me["display_name"], &me["contact"][0]["value"]), (&json!("Rosa M."), &json!("0123 456")), "{me}");
    let board = rosa.get("/listings").await.expect(200);
    let apples = called(&board, "Apples from before");
    let apples = rosa.get(&format!("/listings/{}", id(apples))).await.expect(200);
    assert_eq!(apples["exact_place"], "Behind the blue door", "{apples}");
    assert_eq!((&apples["quantity"]["amount"], &apples["quantity"]["committed"]), (&json!("6"), &json!("2")));
    assert_eq!(called(&ben.get("/listings").await.expect(200), "Soup for the week")["kind"], "need");
    let answers = rosa.get(&format!("/listings/{}/responses", id(&apples))).await.expect(200);
    assert_eq!((&answers[0]["message"], &answers[0]["state"]), (&json!("After six, please"), &json!("accepted")));
    let handoffs = ben.get("/handoffs").await.expect(200);
    assert_eq!((&handoffs[0]["address"], &handoffs[0]["state"]), (&json!("12 Elm Street"), &json!("planned")));
    let peers = rosa.get("/peers").await.expect(200);
    assert_eq!(peers.as_array().map(Vec::len), Some(1), "{peers}");
    assert_eq!(peers[0]["mutual"], true, "{peers}");
    assert_eq!(rosa.page("/").await.status, 200);
    let actor = stranger.ask(Method::GET, "/ap/network", &[("accept", "application/activity+json")], Vec::new()).await;
    assert_eq!(actor.json()["id"], format!("http://{DOMAIN}/ap/network"));
}

/// Fills a network by what its people do.
async fn fill(place: &Process, rosa: &Visitor, ben: &Visitor) {
    let contact = json!([{ "kind": "telephone", "value": "0123 456" }]);
    let change = json!({ "display_name": "Rosa M.", "contact": contact });
    rosa.send(Method::PATCH, "/me", change).await.expect(200);
    let apples = json!({
        "kind": "offer", "title": "Apples from before", "amount": "6", "unit": { "measure": "one", "label": "crates" },
        "exact_place": "Behind the blue door",
    });
    let apples = rosa.post("/listings", apples).await.expect(201);
    ben.post("/listings", json!({ "kind": "need", "title": "Soup for the week" })).await.expect(201);
    let answer = json!({ "amount": "2", "message": "After six, please" });
    let answer = ben.post(&format!("/listings/{}/responses", id(&apples)), answer).await.expect(201);
    let plan = json!({ "address": "12 Elm Street" });
    rosa.post(&format!("/responses/{}/accept", id(&answer)), plan).await.expect(200);
    until("everything was told", async || (place.database.count("outbox_events") == 0).then_some(())).await;
}

/// Writes the file of a release. `foundation` leaves out what came after the first migration.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "it is run once, at a release"]
async fn a_release_is_kept() {
    // `./test --all` comes by here too, and makes no release.
    let Ok(release) = std::env::var("POTLUCK_TEST_RELEASE") else { return };
    let mut place = Process::start_as("riverside", Some(DOMAIN), Arc::new(TestDb::sqlite())).await;
    let (rosa, ben) = (place.operator("rosa").await, place.member("ben").await);
    let (as_rosa, as_ben) = (place.visitor(Some(&rosa)), place.visitor(Some(&ben)));
    fill(&place, &as_rosa, &as_ben).await;
    place.stop();
    // A network next door that lives nowhere, and times that will not run out.
    place.database.execute(NEXT_DOOR).unwrap();
    place.database.execute("UPDATE listings SET expires_at = '2099-01-01 00:00:00'").unwrap();

    let mut snapshot = Snapshot::open(&place.database.url).unwrap();
    let mut migrations = snapshot.migrations().to_vec();
    if release == "foundation" {
        migrations = migrate::known().unwrap()[..1].to_vec();
    }
    let then = TestDb::sqlite();
    fill_as_of(&then.url, &migrations, |_| Ok(())).unwrap();
    let tables = Snapshot::open(&then.url).unwrap().tables().to_vec();
    let mut rows = BTreeMap::new();
    for table in &tables {
        let mut all: Vec<Vec<Value>> = Vec::new();
        let keep = |row: String| {
            all.push(serde_json::from_str(&row)?);
            Ok(())
        };
        snapshot.rows(table, keep).unwrap();
        rows.insert(table.name.clone(), all);
    }
    let key = std::fs::read(place.data().join("master.key")).unwrap();
    let key = key.iter().map(|byte| format!("{byte:02x}")).collect();
    let kept = Kept { migrations, tables, rows, key, rosa, ben };
    std::fs::write(path(&release), serde_json::to_string_pretty(&kept).unwrap() + "\n").unwrap();
}

const NEXT_DOOR: &str = "INSERT INTO actors (id, ap_id, kind, local, host, handle, name, summary, inbox, key_id, \
     public_key_pem, implements_potluck, languages, gone, fetched_at, created_at) \
     VALUES (7, 'http://hillside.localhost/ap/network', 'Organization', 0, 'hillside.localhost', 'food', 'Hillside', '', \
     'http://hillside.localhost/ap/network/inbox', 'http://hillside.localhost/ap/network#main-key', 'PUBLIC KEY', 1, '[]', 0, \
     '2026-01-02 03:04:05', '2026-01-02 03:04:05'); \
     INSERT INTO follows (id, ap_id, follower_id, followed_id, state, created_at) \
     SELECT 8, 'http://hillside.localhost/ap/follows/8', 7, id, 'accepted', '2026-01-02 03:04:05' FROM actors WHERE local AND kind = 'Organization'; \
     INSERT INTO follows (id, ap_id, follower_id, followed_id, state, created_at) \
     SELECT 9, 'http://riverside.localhost/ap/activities/9', id, 7, 'accepted', '2026-01-02 03:04:05' FROM actors WHERE local AND kind = 'Organization';";

//! Writes the database of a release into a file of `tests/fixtures/upgrade`, from the code of that release. It is run
//! once at each release, and is no test: `tests/federation/upgrade.rs` is.
//!
//! ```sh
//! cargo test --test keep_release -- 0.2.0
//! ```

#[path = "../support/mod.rs"]
mod support;

use potluck::storage::copy::{Snapshot, fill_as_of};
use reqwest::Method;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::Arc;
use support::TestDb;
use support::client::Visitor;
use support::neighborhood::until;
use support::process::Process;
use support::release::{DOMAIN, Kept, id, path};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [release] = words.as_slice() else {
        eprintln!("usage: cargo test --test keep_release -- RELEASE");
        return ExitCode::from(2);
    };
    if release.is_empty() || !release.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-')) {
        eprintln!("The name of a release is letters, digits, dots and hyphens.");
        return ExitCode::from(2);
    }
    if std::path::Path::new(&path(release)).exists() {
        eprintln!("{} is there already. What was released is not written anew.", path(release));
        return ExitCode::FAILURE;
    }
    tokio::runtime::Runtime::new().expect("a runtime").block_on(keep(release));
    println!("Wrote {}.", path(release));
    ExitCode::SUCCESS
}

/// Writes the file of a release.
async fn keep(release: &str) {
    let mut place = Process::start_as("riverside", Some(DOMAIN), Arc::new(TestDb::sqlite())).await;
    let (rosa, ben) = (place.operator("rosa").await, place.member("ben").await);
    let (as_rosa, as_ben) = (place.visitor(Some(&rosa)), place.visitor(Some(&ben)));
    fill(&place, &as_rosa, &as_ben).await;
    place.stop();
    // A network next door that lives nowhere, and times that will not run out.
    place.database.execute(NEXT_DOOR).unwrap();
    place.database.execute("UPDATE listings SET expires_at = '2099-01-01 00:00:00'").unwrap();

    let mut snapshot = Snapshot::open(&place.database.url).unwrap();
    let migrations = snapshot.migrations().to_vec();
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
    std::fs::write(path(release), serde_json::to_string_pretty(&kept).unwrap() + "\n").unwrap();
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

const NEXT_DOOR: &str = "INSERT INTO actors (id, ap_id, kind, local, host, handle, name, summary, inbox, key_id, \
     public_key_pem, implements_potluck, languages, gone, fetched_at, created_at) \
     VALUES (7, 'http://hillside.localhost/ap/network', 'Organization', 0, 'hillside.localhost', 'food', 'Hillside', '', \
     'http://hillside.localhost/ap/network/inbox', 'http://hillside.localhost/ap/network#main-key', 'PUBLIC KEY', 1, '[]', 0, \
     '2026-01-02 03:04:05', '2026-01-02 03:04:05'); \
     INSERT INTO follows (id, ap_id, follower_id, followed_id, state, created_at) \
     SELECT 8, 'http://hillside.localhost/ap/follows/8', 7, id, 'accepted', '2026-01-02 03:04:05' FROM actors WHERE local AND kind = 'Organization'; \
     INSERT INTO follows (id, ap_id, follower_id, followed_id, state, created_at) \
     SELECT 9, 'http://riverside.localhost/ap/activities/9', id, 7, 'accepted', '2026-01-02 03:04:05' FROM actors WHERE local AND kind = 'Organization';";

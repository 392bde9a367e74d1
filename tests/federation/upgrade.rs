//! What an earlier release left in its database is brought up to date by this program, and all of it is still there
//! over HTTP.
//!
//! There is no release yet: `foundation.json` holds the tables as the first migration made them. At each release, add
//! its name to [`RELEASES`] and write its file from its own code, once and for all:
//!
//! ```sh
//! cargo test --test keep_release -- 0.2.0
//! ```

use crate::support::TestDb;
use crate::support::client::Visitor;
use crate::support::process::Process;
use crate::support::release::{DOMAIN, Kept, id, path};
use potluck::storage::copy::fill_as_of;
use reqwest::Method;
use serde_json::{Value, json};
use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;

const RELEASES: [&str; 1] = ["foundation"];

/// The one listing of a board that is called so.
fn called<'a>(board: &'a Value, title: &str) -> &'a Value {
    let found = board.as_array().expect("a list").iter().find(|listing| listing["title"] == title);
    found.unwrap_or_else(|| panic!("{title} is not there: {board}"))
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

/// What `tests/tools/keep_release.rs` made, as each of them sees it.
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

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
use crate::support::neighborhood::until;
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
        database.execute(BLOCKED_BEFORE).expect("a block from before");
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
        nothing_stands_in_clear(&place).await;
        all_is_there(&rosa, &ben, &stranger).await;
        // And it goes on.
        rosa.post("/listings", json!({ "kind": "need", "title": "A hand with the move" })).await.expect(201);
        let said = place.run(&["migrate"]).await;
        assert!(said.contains("up to date"), "{said}");
    }
}

/// A block of rosa's that was on its way when blocks stood there in clear, and its end, which was still to be told.
const BLOCKED_BEFORE: &str = "INSERT INTO activities (id, ap_id, actor_id, subject, public, body, created_at) \
     SELECT 21, 'http://riverside.localhost/ap/a/21', id, 'block:' || id || ':7', FALSE, '', '2026-01-02 03:04:05' \
     FROM actors WHERE handle = 'rosa'; \
     INSERT INTO deliveries (id, activity_id, inbox, host, subject, attempts, due_at, state, created_at) \
     SELECT 22, 21, 'http://hillside.localhost/ap/network/inbox', 'hillside.localhost', 'block:' || id || ':7', 0, \
     '2099-01-01 00:00:00', 'pending', '2026-01-02 03:04:05' FROM actors WHERE handle = 'rosa'; \
     INSERT INTO outbox_events (id, event, created_at) \
     SELECT 23, '{\"event\":\"account_blocked\",\"by\":\"' || id || '\",\"blocked\":\"7\",\"still\":false}', \
     '2026-01-02 03:04:05' FROM actors WHERE handle = 'rosa';";

/// What few may read is sealed by the server that starts, whatever it was before; what waits of a block says by whom.
async fn nothing_stands_in_clear(place: &Process) {
    let open = "SELECT (SELECT count(*) FROM responses WHERE answer IS NOT NULL OR arrive_at IS NOT NULL) \
                + (SELECT count(*) FROM handoffs WHERE link_expires_at IS NOT NULL OR window_from IS NOT NULL) \
                + (SELECT count(*) FROM outbox_events) AS n";
    until("all is sealed and told", async || (place.database.number(open) == 0).then_some(())).await;
    let sealed = "SELECT (SELECT count(*) FROM responses WHERE sealed_answer IS NOT NULL) \
                  + (SELECT count(*) FROM handoffs WHERE sealed_times IS NOT NULL) AS n";
    assert_eq!(place.database.number(sealed), 2);
    let told = "SELECT activities.subject AS line FROM activities JOIN actors ON activities.actor_id = actors.id \
                WHERE actors.handle = 'rosa' AND activities.subject = 'block:' || actors.id";
    assert_eq!(place.database.lines(told).len(), 2, "the block and its end are told in this order");
    let named = "SELECT (SELECT count(*) FROM activities WHERE subject LIKE 'block:%:%') \
                 + (SELECT count(*) FROM deliveries WHERE subject LIKE 'block:%:%') AS n";
    assert_eq!(place.database.number(named), 0);
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
    assert_eq!(answers[0]["answer"], "Yes, with pleasure: 2 crates for you.");
    let handoffs = ben.get("/handoffs").await.expect(200);
    assert_eq!((&handoffs[0]["address"], &handoffs[0]["state"]), (&json!("12 Elm Street"), &json!("planned")));
    assert_eq!(handoffs[0]["link_expires_at"], "2026-11-30T09:01:19.388Z");
    let peers = rosa.get("/peers").await.expect(200);
    assert_eq!(peers.as_array().map(Vec::len), Some(1), "{peers}");
    assert_eq!(peers[0]["mutual"], true, "{peers}");
    assert_eq!(rosa.page("/").await.status, 200);
    let actor = stranger.ask(Method::GET, "/ap/network", &[("accept", "application/activity+json")], Vec::new()).await;
    assert_eq!(actor.json()["id"], format!("http://{DOMAIN}/ap/network"));
}

//! What is worked after it was answered: how long it is tried, what came in another order than it was said, and what one
//! fault of ours does to the others.

use crate::peer::{ACTIVITY, Page, Peer};
use crate::support::TestDb;
use crate::support::neighborhood::until;
use crate::support::process::Process;
use crate::world::World;
use chrono::Duration;
use potluck::clock::Clock;
use potluck::federation::signature::{Way, cavage};
use reqwest::Method;
use serde_json::{Value, json};
use std::sync::Arc;

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_worked_is_given_up_after_two_days_and_after_thirty_where_the_fault_is_ours() {
    let world = World::start().await;
    let (place, peer) = (&world.place, &world.peer);
    let announce = async |slug: &str| {
        peer.serve(&format!("/o/{slug}"), Page::of("text/plain", "not now").status(503));
        let activity = peer.activity("network", "Announce", slug, json!(peer.at(&format!("/o/{slug}"))));
        world.put_off(&activity).await;
        activity["id"].as_str().expect("an id").to_owned()
    };
    let update = |id: &str, changes: &str| {
        let sql = format!("UPDATE received SET {changes} WHERE ap_id = '{id}' AND state = 'waiting'");
        place.database.execute(&sql).expect("SQL");
    };
    // As if it had come so long ago; it is tried again and again until so many rows are as they should be.
    let tried = async |id: &str, ago: Duration, rows: i64, which: &str| {
        let since = (place.now() - ago).format("%F %T");
        let changes = format!("received_at = '{since}', due_at = '2020-01-01 00:00:00'");
        let found = format!("SELECT count(*) AS n FROM received WHERE ap_id = '{id}' AND {which}");
        place
            .until(&format!("{which} after {ago}"), async || {
                update(id, &changes);
                place.app.wake.inbox.notify_one();
                (place.database.number(&found) == rows).then_some(())
            })
            .await;
    };

    let apples = announce("apples").await;
    update(&apples, "attempts = 10");
    tried(&apples, Duration::hours(47), 1, "state = 'waiting' AND attempts > 12").await;
    tried(&apples, Duration::hours(49), 1, "state = 'refused' AND sealed_body IS NULL AND problem <> ''").await;

    // Those two days may have been ours: it is tried a few times at least.
    let plums = announce("plums").await;
    update(&plums, "attempts = 1");
    tried(&plums, Duration::days(20), 1, "state = 'waiting' AND attempts BETWEEN 5 AND 10").await;
    tried(&plums, Duration::days(20), 1, "state = 'refused'").await;

    // What we cannot even open is no fault of whoever sent it.
    let pears = announce("pears").await;
    let nonsense = if place.database.on_sqlite() { "CAST('x' AS BLOB)" } else { "'x'::bytea" };
    update(&pears, &format!("sealed_body = {nonsense}, attempts = 10"));
    tried(&pears, Duration::days(29), 1, "state = 'waiting' AND attempts > 12").await;
    tried(&pears, Duration::days(31), 0, "state = 'waiting'").await;
    assert_eq!(place.database.count("listings"), 0);
}

/// As much of a peer waits to be tried again as may.
fn waiting(peer: &Peer) -> String {
    format!(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) \
         INSERT INTO received (id, ap_id, actor, subject, attempts, due_at, state, received_at) \
         SELECT i, '{filler}' || CAST(i AS TEXT), '{}', '{filler}' || CAST(i AS TEXT), 1, '2199-01-01 00:00:00', \
         'waiting', '2026-11-24 00:00:00' FROM n",
        peer.id("network"),
        filler = peer.at("/filler/"),
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_33_what_waits_of_one_server_is_bounded_and_that_of_another_waits_on() {
    let world = World::start().await;
    let (place, peer, second) = (&world.place, &world.peer, Peer::start("second").await);
    world.befriend(&second).await;
    // What is told on is at a server that has no time just now.
    let announce = |from: &Peer, slug: &str| {
        from.serve(&format!("/o/{slug}"), Page::of("text/plain", "not now").status(503));
        from.activity("network", "Announce", slug, json!(from.at(&format!("/o/{slug}"))))
    };
    world.put_off(&announce(peer, "first")).await;

    // As if so much had come of it that waits.
    place.database.execute(&waiting(peer)).expect("they wait");
    let why = world.refused(&announce(peer, "beyond")).await;
    assert!(why.contains("waits to be tried again"), "{why}");
    // What can be worked is worked, and what another server says waits as before.
    world.accepted(&peer.activity("network", "Create", "apples", peer.listing("network", "apples", 1, "Apples"))).await;
    let others = announce(&second, "others");
    assert_eq!(second.send(place, &others).await, 202);
    assert_eq!(world.worked(&others).await, "waiting: ");

    let filler = format!("DELETE FROM received WHERE subject LIKE '{}%'", peer.at("/filler/"));
    place.database.execute(&filler).expect("they are gone");
    world.put_off(&announce(peer, "later")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_we_are_too_slow_to_ask_for_is_not_given_up_however_much_waits() {
    let world = World::with(|config| config.limits.fetches_per_minute = 1).await;
    let (place, peer) = (&world.place, &world.peer);
    place.database.execute(&waiting(peer)).expect("they wait");
    let announce = |slug: &str| {
        peer.serve(&format!("/o/{slug}"), Page::of("text/plain", "not now").status(503));
        peer.activity("network", "Announce", slug, json!(peer.at(&format!("/o/{slug}"))))
    };
    // Where nothing was asked of late, the first is asked for, in vain; the next one may not be asked for yet.
    let first = announce("first");
    assert_eq!(peer.send(place, &first).await, 202);
    world.worked(&first).await;
    world.put_off(&announce("later")).await;
    assert_eq!(peer.asked("/o/later"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_follow_that_was_taken_back_before_it_came_follows_nobody_and_the_next_one_does() {
    let world = World::start().await;
    let (place, peer) = (&world.place, &world.peer);
    let follow = |slug: &str| peer.activity("ana", "Follow", slug, json!(place.addresses.network()));
    let undo = |name: &str, slug: &str, of: &Value| peer.activity(name, "Undo", slug, of.clone());
    let follows = || {
        place.database.number(&format!(
            "SELECT count(*) AS n FROM follows WHERE state = 'accepted' \
             AND follower_id = (SELECT id FROM actors WHERE ap_id = '{}')",
            peer.id("ana")
        ))
    };
    let first = follow("first");
    world.accepted(&undo("ana", "first", &first)).await;
    let why = world.refused(&first).await;
    assert!(why.contains("taken back before it came"), "{why}");
    assert_eq!(follows(), 0);

    // What somebody else on her server takes back of hers comes all the same.
    let second = follow("second");
    world.accepted(&undo("bob", "second", &second)).await;
    world.accepted(&second).await;
    assert_eq!(follows(), 1);
    world.accepted(&undo("ana", "second", &second)).await;
    assert_eq!(follows(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_activity_that_we_fall_over_stops_no_other_and_is_not_lost() {
    let (database, peer) = (Arc::new(TestDb::new()), Peer::start("elsewhere").await);
    let mut server = Process::start("riverside", Arc::clone(&database)).await;
    let network = format!("http://{}/ap/network", server.domain);
    let follow = |name: &str| peer.activity(name, "Follow", "follow", json!(network));
    let falls = follow("ana");
    server.stop();
    server.switch("POTLUCK_TEST_FALLS_OVER", falls["id"].as_str().expect("an id").to_owned());
    server.start_again().await;

    let visitor = server.visitor(None);
    let send = async |name: &str| {
        let body = follow(name).to_string().into_bytes();
        let key = peer.key(name, Way::Cavage, &format!("{}#main-key", peer.id(name)));
        let inbox = format!("http://{}/ap/inbox", server.domain).parse().expect("an address");
        let digest = cavage::digest(&body);
        let headers = cavage::sign_post(&key, &inbox, digest, ACTIVITY, Clock::system().now()).expect("a signature");
        let headers: Vec<(&str, &str)> =
            (headers.iter()).filter(|(name, _)| *name != "host").map(|(name, value)| (*name, value.as_str())).collect();
        visitor.ask(Method::POST, inbox.path(), &headers, body).await.status
    };
    let found = |sql: &str| database.number(&format!("SELECT count(*) AS n FROM {sql}"));
    assert_eq!(send("ana").await, 202);
    until("it fell over", async || (found("received WHERE state = 'waiting' AND attempts > 0") == 1).then_some(()))
        .await;
    for name in ["bob", "eve"] {
        assert_eq!(send(name).await, 202);
    }
    until("the others are worked", async || (found("received WHERE state = 'worked'") == 2).then_some(())).await;
    assert_eq!(found("follows WHERE state = 'accepted'"), 2);
    assert_eq!(found("received WHERE state = 'waiting'"), 1, "it waits");

    // As soon as it can be worked, it is.
    server.stop();
    database.execute("UPDATE received SET due_at = '2020-01-01 00:00:00' WHERE state = 'waiting'").expect("SQL");
    server.switch("POTLUCK_TEST_FALLS_OVER", "nothing".into());
    server.start_again().await;
    until("it is worked", async || (found("follows WHERE state = 'accepted'") == 3).then_some(())).await;
}

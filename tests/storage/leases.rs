//! Work that is leased is done by one worker, in order, and not lost when the worker dies.

use crate::support::TestHere;
use crate::timelines::plan_of;
use chrono::Duration;
use futures::future::join_all;
use potluck::actions::ask_to_follow::ask_to_follow;
use potluck::actions::settle::settle;
use potluck::clock::Moment;
use potluck::domain::key::{ActivityId, DeliveryId, EventId, ReceivedId};
use potluck::storage::activities::{self, Outgoing};
use potluck::storage::deliveries::{self, Delivery};
use potluck::storage::received::{self, Kept, Received};
use potluck::storage::{catch_ups, hosts, outbox, walks};
use std::collections::BTreeSet;
use url::Url;

fn minute() -> Duration {
    Duration::minutes(1)
}

async fn activity(here: &TestHere) -> ActivityId {
    let (seal, now, actor) = (here.seal.clone(), here.now(), here.network);
    let ap_id = here.addresses.activity(&potluck::ids::slug());
    let activity =
        Outgoing { ap_id, actor, subject: "listing:1".into(), public: false, for_followers: false, body: "{}".into() };
    here.db.write(move |conn| activities::insert(conn, &seal, &activity, now)).await.unwrap().unwrap()
}

/// A delivery to `/inbox` of a host.
async fn deliver(here: &TestHere, activity: ActivityId, host: &str, subject: &str) {
    let (now, subject) = (here.now(), subject.to_owned());
    let inbox: Url = format!("https://{host}/inbox").parse().unwrap();
    here.db.write(move |conn| deliveries::insert(conn, activity, &[&inbox], &subject, now)).await.unwrap();
}

async fn lease(here: &TestHere, limit: usize, per_host: usize) -> Vec<Delivery> {
    let now = here.now();
    here.db.write(move |conn| deliveries::lease(conn, now, minute(), limit, per_host)).await.unwrap()
}

async fn come_in(here: &TestHere, ap_id: &str, subject: &str) -> bool {
    let (seal, now, ap_id, subject) = (here.seal.clone(), here.now(), ap_id.to_owned(), subject.to_owned());
    let actor = "https://a.example/ap/network";
    let kept = Kept::seal(&seal, &ap_id, actor, &subject, ap_id.as_bytes());
    here.db.write(move |conn| received::insert(conn, &[(&kept, now)])).await.unwrap()[0]
}

async fn lease_received(here: &TestHere, limit: usize) -> Vec<Received> {
    let now = here.now();
    here.db.write(move |conn| received::lease(conn, now, minute(), limit, &[])).await.unwrap()
}

async fn names(here: &TestHere) -> Vec<String> {
    lease_received(here, 10).await.into_iter().map(|one| one.ap_id).collect()
}

#[tokio::test]
async fn two_senders_never_get_the_same_delivery() {
    let here = TestHere::new().await;
    let activity = activity(&here).await;
    for number in 0..60 {
        deliver(&here, activity, &format!("host{number}.example"), "listing:1").await;
    }
    let mut seen: BTreeSet<DeliveryId> = BTreeSet::new();
    let mut leased = 0;
    for _ in 0..20 {
        for batch in join_all((0..6).map(|_| lease(&here, 3, 3))).await {
            leased += batch.len();
            seen.extend(batch.iter().map(|delivery| delivery.id));
        }
    }
    assert_eq!((leased, seen.len()), (60, 60));
}

#[tokio::test]
async fn two_workers_never_get_the_same_activity() {
    let here = TestHere::new().await;
    for number in 0..60 {
        assert!(come_in(&here, &format!("https://a.example/{number}"), &format!("subject{number}")).await);
    }
    let mut seen: BTreeSet<ReceivedId> = BTreeSet::new();
    let mut leased = 0;
    for _ in 0..20 {
        for batch in join_all((0..6).map(|_| lease_received(&here, 3))).await {
            leased += batch.len();
            seen.extend(batch.iter().map(|activity| activity.id));
        }
    }
    assert_eq!((leased, seen.len()), (60, 60));
}

#[tokio::test]
async fn a_lease_that_ran_out_is_handed_out_again() {
    let here = TestHere::new().await;
    let activity = activity(&here).await;
    deliver(&here, activity, "a.example", "listing:1").await;
    come_in(&here, "https://a.example/1", "listing:1").await;
    let first = lease(&here, 10, 10).await;
    assert_eq!(first.len(), 1);
    assert_eq!(names(&here).await.len(), 1);
    here.clock.shift(minute() - Duration::seconds(5));
    assert!(lease(&here, 10, 10).await.is_empty() && names(&here).await.is_empty(), "it is under way");
    here.clock.shift(Duration::seconds(5));
    assert_eq!(lease(&here, 10, 10).await[0].id, first[0].id);
    assert_eq!(names(&here).await, ["https://a.example/1"]);
}

#[tokio::test]
async fn deliveries_of_one_subject_to_one_inbox_keep_their_order() {
    let here = TestHere::new().await;
    let activity = activity(&here).await;
    for subject in ["listing:1", "listing:1", "listing:2"] {
        deliver(&here, activity, "a.example", subject).await;
    }
    deliver(&here, activity, "b.example", "listing:1").await;
    let batch = lease(&here, 10, 10).await;
    let told: Vec<_> = batch.iter().map(|one| (one.host.as_str(), one.subject.as_str())).collect();
    assert_eq!(told, [("a.example", "listing:1"), ("a.example", "listing:2"), ("b.example", "listing:1")]);

    // It fails: the second waits with it, however long.
    let (first, later) = (batch[0].clone(), here.now() + Duration::hours(1));
    here.db.write(move |conn| deliveries::put_off(conn, &first, later, true)).await.unwrap();
    here.clock.shift(Duration::seconds(30));
    assert!(lease(&here, 10, 10).await.is_empty());

    here.clock.shift(Duration::hours(1));
    let mut again = lease(&here, 10, 10).await;
    again.sort_by_key(|one| one.id);
    assert_eq!(again.iter().map(|one| one.id).collect::<Vec<_>>(), batch.iter().map(|one| one.id).collect::<Vec<_>>());
    let first = again.remove(0);
    assert_eq!(first.attempts, 1);
    here.db.write(move |conn| deliveries::remove(conn, &[first.id])).await.unwrap();
    let next = lease(&here, 10, 10).await;
    assert_eq!(next.len(), 1);
    assert_eq!((next[0].subject.as_str(), next[0].host.as_str()), ("listing:1", "a.example"));
}

#[tokio::test]
async fn what_is_told_after_a_deletion_waits_for_what_is_under_way_whose_words_are_gone() {
    let here = TestHere::new().await;
    let (create, now) = (activity(&here).await, here.now());
    for host in ["a.example", "b.example", "c.example"] {
        deliver(&here, create, host, "listing:1").await;
    }
    let under_way = lease(&here, 2, 1).await;
    assert_eq!(under_way.iter().map(|one| one.host.as_str()).collect::<Vec<_>>(), ["a.example", "b.example"]);

    // It is deleted while two are on their way.
    here.db.write(|conn| activities::forget_subject(conn, "listing:1", None)).await.unwrap();
    let delete = activity(&here).await;
    for host in ["a.example", "b.example", "c.example"] {
        deliver(&here, delete, host, "listing:1").await;
    }
    let seal = here.seal.clone();
    assert!(here.db.read(move |conn| activities::sendable(conn, &seal, create)).await.unwrap().is_none());
    let told = lease(&here, 10, 10).await;
    assert_eq!(told.iter().map(|one| one.host.as_str()).collect::<Vec<_>>(), ["c.example"]);
    assert_eq!(told[0].activity, delete);

    // One arrives, one does not: either way there is nothing more to come before the deletion.
    let (arrived, lost, later) = (under_way[0].clone(), under_way[1].clone(), now + Duration::hours(1));
    here.db.write(move |conn| deliveries::remove(conn, &[arrived.id])).await.unwrap();
    here.db.write(move |conn| deliveries::put_off(conn, &lost, later, true)).await.unwrap();
    let told = lease(&here, 10, 10).await;
    assert_eq!(told.iter().map(|one| one.host.as_str()).collect::<Vec<_>>(), ["a.example", "b.example"]);
    assert!(told.iter().all(|one| one.activity == delete));
}

#[tokio::test]
async fn activities_of_one_subject_are_worked_in_the_order_in_which_they_came() {
    let here = TestHere::new().await;
    for (ap_id, subject) in [("one", "x"), ("two", "x"), ("other", "y")] {
        assert!(come_in(&here, ap_id, subject).await);
    }
    assert!(!come_in(&here, "one", "x").await, "the same activity twice is one");
    let batch = lease_received(&here, 10).await;
    assert_eq!(batch.iter().map(|one| one.ap_id.as_str()).collect::<Vec<_>>(), ["one", "other"]);
    assert!(names(&here).await.is_empty(), "the second does not overtake the first, which is under way");

    // The first must wait for a server that does not answer: the second waits with it.
    let (first, later) = (batch[0].id, here.now() + Duration::hours(1));
    here.db.write(move |conn| received::put_off(conn, first, later)).await.unwrap();
    here.clock.shift(Duration::seconds(30));
    assert!(names(&here).await.is_empty());

    here.clock.shift(Duration::hours(1));
    assert_eq!(names(&here).await, ["one", "other"]);
    here.db.write(move |conn| received::worked(conn, first, None)).await.unwrap();
    assert_eq!(names(&here).await, ["two"]);
}

#[tokio::test]
async fn what_stands_behind_something_that_is_tried_again_counts_with_it_and_only_the_last_of_it_is_not_given_up() {
    let here = TestHere::new().await;
    for ap_id in ["one", "two", "three", "four"] {
        assert!(come_in(&here, ap_id, "x").await);
    }
    assert!(come_in(&here, "other", "y").await);
    let waits = async |begin: &'static str, many: i64| {
        here.db.write(move |conn| received::wait_again(conn, begin, many)).await.unwrap()
    };
    assert!(!waits("https://a.example/", 1).await, "nothing was tried");
    let first = lease_received(&here, 10).await.remove(0).id;
    let later = here.now() + Duration::minutes(1);
    here.db.write(move |conn| received::put_off(conn, first, later)).await.unwrap();
    assert!(waits("https://a.example/", 4).await);
    assert!(!waits("https://a.example/", 5).await, "the other was not tried in vain");
    assert!(!waits("https://b.example/", 1).await, "nothing is of another server");

    let last = here.db.write(|conn| received::last_about(conn, "x")).await.unwrap().unwrap();
    here.db.write(move |conn| received::give_up(conn, first, last, "x", "too much")).await.unwrap();
    let states = "SELECT ap_id || ' ' || state || coalesce(': ' || problem, '') AS line FROM received ORDER BY id";
    let three = ["one refused: too much", "two refused: too much", "three refused: too much"];
    assert_eq!(here.database.lines(states)[..3], three);
    assert_eq!(here.database.lines(states)[3..], ["four waiting", "other waiting"]);
    assert_eq!(here.database.number("SELECT count(*) AS n FROM received WHERE sealed_body IS NULL"), 3);
    // A deletion, say: it is worked for itself.
    assert_eq!(names(&here).await, ["four"]);
    here.db.write(move |conn| received::give_up(conn, last, last, "x", "too much")).await.unwrap();
    assert_eq!(here.database.lines(states)[3..], ["four refused: too much", "other waiting"]);
    assert_eq!(here.db.write(|conn| received::last_about(conn, "x")).await.unwrap(), None);
}

#[tokio::test]
async fn how_much_of_a_server_is_tried_again_is_counted_without_a_look_at_what_was_worked() {
    let here = TestHere::new().await;
    let fill = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) \
         INSERT INTO received (id, ap_id, actor, subject, attempts, due_at, state, received_at) \
         SELECT i, 'a' || CAST(i AS TEXT), 'https://a.example/ap/network', 's' || CAST(i AS TEXT), i % 3, '2999-01-01 00:00:00', \
         CASE WHEN i <= 300 THEN 'waiting' ELSE 'worked' END, '2026-11-01 10:00:00' FROM n";
    here.database.execute(fill).unwrap();
    here.database.execute("ANALYZE").unwrap();
    let query = format!("SELECT id FROM received WHERE {}", received::again_query("https://a.example/"));
    let plan = plan_of(&here.database, &query);
    assert!(!plan.iter().any(|step| step.contains("SCAN") || step.contains("Seq Scan")), "{plan:?}");
    let waits = async |many: i64| {
        here.db.write(move |conn| received::wait_again(conn, "https://a.example/", many)).await.unwrap()
    };
    assert_eq!((waits(200).await, waits(201).await), (true, false));
}

#[tokio::test]
async fn the_body_of_what_came_in_is_sealed_and_dropped_once_it_was_worked() {
    let here = TestHere::new().await;
    come_in(&here, "https://a.example/1", "x").await;
    let one = lease_received(&here, 1).await.remove(0);
    assert_eq!(one.open(&here.seal).unwrap(), b"https://a.example/1");
    let id = one.id;
    here.db.write(move |conn| received::worked(conn, id, None)).await.unwrap();
    assert_eq!(here.database.number("SELECT count(*) AS n FROM received WHERE sealed_body IS NULL"), 1);
    assert!(!come_in(&here, "https://a.example/1", "x").await, "its id is remembered");
}

#[tokio::test]
async fn a_host_that_fails_is_left_alone_until_it_is_tried_again_or_calls() {
    let here = TestHere::new().await;
    let activity = activity(&here).await;
    deliver(&here, activity, "a.example", "listing:1").await;
    deliver(&here, activity, "b.example", "listing:1").await;
    let now = here.now();
    let failing = here.db.write(move |conn| hosts::failed(conn, "a.example", now, 0.0)).await.unwrap();
    let next = failing.next_try;
    assert!(next > now);
    // Failing at the same moment again is the same failure.
    assert_eq!(here.db.write(move |conn| hosts::failed(conn, "a.example", now, 0.0)).await.unwrap(), failing);
    let at_once = here.db.write(move |conn| deliveries::lease(conn, now, minute(), 10, 10)).await.unwrap();
    assert_eq!(at_once.iter().map(|one| one.host.as_str()).collect::<Vec<_>>(), ["b.example"]);

    let later = here.db.write(move |conn| deliveries::lease(conn, next, minute(), 10, 10)).await.unwrap();
    assert_eq!(later.iter().map(|one| one.host.as_str()).collect::<Vec<_>>(), ["a.example"]);
}

#[tokio::test]
async fn a_host_that_goes_on_failing_is_asked_more_and_more_rarely_and_after_a_week_once_a_week_until_it_calls() {
    let here = TestHere::new().await;
    let activity = activity(&here).await;
    deliver(&here, activity, "a.example", "listing:1").await;
    let start = here.now();
    let fails = async |at: Moment, jitter: f64| {
        here.db.write(move |conn| hosts::failed(conn, "a.example", at, jitter)).await.unwrap()
    };
    let state = || here.database.lines("SELECT state AS line FROM hosts");
    let (mut now, mut pauses) = (start, Vec::new());
    for _ in 0..15 {
        let next = fails(now, 0.0).await.next_try;
        pauses.push((next - now).num_seconds());
        now = next;
    }
    assert_eq!(pauses, [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024, 2_048, 3_600, 3_600, 3_600]);
    // At most a quarter more, so that many are not asked at one moment.
    assert_eq!(fails(now, 1.0).await.next_try - now, Duration::minutes(75));
    let almost = start + Duration::days(7) - Duration::seconds(1);
    assert_eq!(fails(almost, 0.0).await.next_try - almost, Duration::hours(1));
    assert_eq!(state(), ["failing"]);

    let week = almost + Duration::hours(1);
    let failing = fails(week, 0.0).await;
    assert_eq!((failing.next_try - week, failing.since), (Duration::days(7), start));
    assert_eq!(state(), ["gone"]);
    here.clock.shift(Duration::days(8));
    assert!(lease(&here, 10, 10).await.is_empty(), "it is asked no more before that");

    // It calls: what waits goes at once, and when it fails again, that is the first time.
    let calls = here.now();
    here.db.write(move |conn| deliveries::heard_from(conn, "a.example", calls)).await.unwrap();
    assert_eq!(state(), ["live"]);
    assert_eq!(lease(&here, 10, 10).await.len(), 1);
    let failing = fails(calls, 0.0).await;
    assert_eq!((failing.next_try - calls, failing.since), (Duration::seconds(1), calls));
}

#[tokio::test]
async fn a_host_that_fails_is_not_gone_for_a_time_in_which_we_were_away_ourselves() {
    let here = TestHere::new().await;
    let fails = async || {
        let now = here.now();
        here.db.write(move |conn| hosts::failed(conn, "a.example", now, 0.0)).await.unwrap();
        here.database.lines("SELECT state AS line FROM hosts")
    };
    let runs = async || {
        let now = here.now();
        here.db.write(move |conn| walks::make_due(conn, walks::AWAKE, now)).await.unwrap();
    };
    runs().await;
    assert_eq!(fails().await, ["failing"]);
    here.clock.shift(Duration::days(4));
    runs().await;
    assert_eq!(fails().await, ["failing"]);

    // The server is off for more than a week, and starts again, twice.
    here.clock.shift(Duration::days(9));
    settle(&here).await.unwrap();
    runs().await;
    settle(&here).await.unwrap();
    assert_eq!(fails().await, ["failing"], "four days are no week");
    // What was before still counts.
    here.clock.shift(Duration::days(4));
    assert_eq!(fails().await, ["gone"]);
}

/// On SQLite there is one writer.
#[tokio::test(flavor = "multi_thread")]
async fn two_processes_that_see_a_host_fail_at_one_moment_saw_one_failure() {
    let here = TestHere::new().await;
    if here.database.on_sqlite() {
        return;
    }
    let now = here.now();
    here.db.write(move |conn| hosts::heard_from(conn, "a.example", now).map(drop)).await.unwrap();
    let fails = |jitter: f64, before_it_is_committed: Box<dyn FnOnce() + Send>| {
        let db = here.db.clone();
        tokio::spawn(async move {
            let write = db.write(move |conn| {
                let failing = hosts::failed(conn, "a.example", now, jitter)?;
                before_it_is_committed();
                Ok(failing)
            });
            write.await.unwrap()
        })
    };
    let (tell, hear) = std::sync::mpsc::channel();
    let (go, stop) = std::sync::mpsc::channel::<()>();
    let first = fails(
        0.0,
        Box::new(move || {
            tell.send(()).unwrap();
            stop.recv_timeout(std::time::Duration::from_secs(15)).expect("the second one comes");
        }),
    );
    tokio::task::block_in_place(|| hear.recv()).unwrap();
    let second = fails(1.0, Box::new(|| ()));
    here.until_one_waits().await;
    go.send(()).unwrap();
    assert_eq!(first.await.unwrap(), second.await.unwrap());
    assert_eq!(here.database.number("SELECT failures AS n FROM hosts"), 1);
}

#[tokio::test]
async fn a_host_that_failed_is_asked_with_one_until_it_takes_that() {
    let here = TestHere::new().await;
    let activity = activity(&here).await;
    for number in 0..6 {
        deliver(&here, activity, "a.example", &format!("listing:{number}")).await;
        deliver(&here, activity, "b.example", &format!("listing:{number}")).await;
    }
    let now = here.now();
    let failing = here.db.write(move |conn| hosts::failed(conn, "a.example", now, 0.0)).await.unwrap();
    here.clock.shift(failing.next_try - now);
    let first = lease(&here, 64, 4).await;
    let of = |batch: &[Delivery], host: &str| batch.iter().filter(|one| one.host == host).count();
    assert_eq!((of(&first, "a.example"), of(&first, "b.example")), (1, 4));
    assert!(lease(&here, 64, 4).await.is_empty(), "no second one while the first is under way");

    // It takes that one.
    let (arrived, now) = (first.iter().find(|one| one.host == "a.example").unwrap().id, here.now());
    let heard = move |conn: &mut potluck::storage::Conn| {
        deliveries::remove(conn, &[arrived])?;
        deliveries::heard_from(conn, "a.example", now)
    };
    here.db.write(heard).await.unwrap();
    assert_eq!(of(&lease(&here, 64, 4).await, "a.example"), 4);
}

#[tokio::test]
async fn what_waits_for_a_host_is_woken_without_a_look_at_what_waits_for_all_others() {
    let here = TestHere::new().await;
    let activity = activity(&here).await.0;
    let fill = format!(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) \
         INSERT INTO deliveries (id, activity_id, inbox, host, subject, attempts, due_at, state, created_at) \
         SELECT i, {activity}, 'https://h' || CAST(i % 50 AS TEXT) || '.example/' || CAST(i AS TEXT), \
         'h' || CAST(i % 50 AS TEXT) || '.example', 'listing:1', CASE WHEN i <= 50 THEN 16 ELSE 0 END, \
         '2999-01-01 00:00:00', 'pending', '2026-11-01 10:00:00' FROM n"
    );
    here.database.execute(&fill).unwrap();
    here.database.execute("ANALYZE").unwrap();
    let now = here.now();
    let plan = plan_of(&here.database, &deliveries::wake_query("h7.example", now));
    assert!(plan.iter().any(|step| step.contains("deliveries_host") || step.contains("deliveries_due")), "{plan:?}");
    assert!(!plan.iter().any(|step| step.contains("SCAN deliveries") || step.contains("Seq Scan")), "{plan:?}");

    here.db.write(move |conn| deliveries::wake(conn, "h7.example", now)).await.unwrap();
    let woken = "SELECT count(*) AS n FROM deliveries WHERE due_at < '2999-01-01 00:00:00'";
    assert_eq!(here.database.number(woken), 99, "all of its hundred but the one that was tried often");
    assert_eq!(lease(&here, 64, 4).await.iter().filter(|one| one.host == "h7.example").count(), 4);
}

#[tokio::test]
async fn what_waits_for_a_host_that_is_gone_is_given_up_when_it_is_asked_in_vain_after_a_week() {
    let here = TestHere::new().await;
    let activity = activity(&here).await;
    for number in 0..3 {
        deliver(&here, activity, "a.example", &format!("listing:{number}")).await;
    }
    let fails = async || {
        let now = here.now();
        here.db.write(move |conn| hosts::failed(conn, "a.example", now, 0.0)).await.unwrap()
    };
    let give_up = async || {
        let now = here.now();
        here.db.write(move |conn| deliveries::give_up(conn, "a.example", now)).await.unwrap();
        here.database.count("deliveries")
    };
    assert!(!fails().await.was_gone);
    here.clock.shift(Duration::days(6));
    assert_eq!(give_up().await, 3, "six days are no week");
    here.clock.shift(Duration::days(1));
    assert!(!fails().await.was_gone, "it is gone from now on");
    assert!(!fails().await.was_gone, "at the same moment, that is the same failure");
    here.clock.shift(Duration::days(1));
    deliver(&here, activity, "a.example", "listing:8").await;
    deliver(&here, activity, "b.example", "listing:8").await;
    here.clock.shift(Duration::days(6));
    assert!(fails().await.was_gone);
    assert_eq!(give_up().await, 2, "what came since then waits on, and what waits for others");
}

#[tokio::test]
async fn one_host_does_not_take_all_hands() {
    let here = TestHere::new().await;
    let activity = activity(&here).await;
    for number in 0..20 {
        deliver(&here, activity, "busy.example", &format!("listing:{number}")).await;
    }
    deliver(&here, activity, "quiet.example", "listing:1").await;
    let first = lease(&here, 10, 4).await;
    assert_eq!(first.iter().filter(|one| one.host == "busy.example").count(), 4);
    let all: Vec<_> = first.into_iter().chain(lease(&here, 10, 4).await).collect();
    assert_eq!(all.iter().filter(|one| one.host == "busy.example").count(), 4);
    assert!(all.iter().any(|one| one.host == "quiet.example"));
}

#[tokio::test]
async fn a_host_with_very_many_deliveries_does_not_fill_the_batch() {
    let here = TestHere::new().await;
    let activity = activity(&here).await;
    for number in 0..200 {
        deliver(&here, activity, "busy.example", &format!("listing:{number}")).await;
    }
    here.clock.shift(Duration::seconds(1));
    for number in 0..5 {
        deliver(&here, activity, &format!("quiet{number}.example"), "listing:1").await;
    }
    let batch = lease(&here, 64, 4).await;
    let of = |host: &str| batch.iter().filter(|one| one.host.starts_with(host)).count();
    assert_eq!((of("busy"), of("quiet")), (4, 5), "the others do not wait until the busy one is through");

    // Two of the four arrive: two more may go, not four.
    for delivery in batch.into_iter().filter(|one| one.host == "busy.example").take(2) {
        here.db.write(move |conn| deliveries::remove(conn, &[delivery.id])).await.unwrap();
    }
    let next = lease(&here, 64, 4).await;
    let told: Vec<_> = next.iter().map(|one| (one.host.as_str(), one.subject.as_str())).collect();
    assert_eq!(told, [("busy.example", "listing:4"), ("busy.example", "listing:5")]);
}

#[tokio::test]
async fn two_workers_never_tell_the_same_event() {
    let here = TestHere::new().await;
    let author = here.member("rosa").await;
    for _ in 0..20 {
        here.publish(author, crate::support::offer(1)).await;
    }
    let now = here.now();
    let told = join_all((0..40).map(|_| {
        let seal = here.seal.clone();
        here.db.write(move |conn| {
            let Some(next) = outbox::claim_oldest(conn, now)? else { return Ok(None) };
            outbox::done(conn, next.id)?;
            Ok(Some(next.event(&seal)?.subject()))
        })
    }))
    .await;
    let told: Vec<String> = told.into_iter().filter_map(Result::unwrap).collect();
    assert_eq!(told.len(), told.iter().collect::<BTreeSet<_>>().len());
    // On PostgreSQL a worker that finds the oldest held goes away empty; nothing is lost.
    assert_eq!(told.len() + here.events().await.len(), 20);
}

#[tokio::test]
async fn while_one_process_tells_an_event_no_other_tells_what_came_after_it() {
    let here = TestHere::new().await;
    if here.database.on_sqlite() {
        // One writer at a time: there is nothing to overtake.
        return;
    }
    let author = here.member("rosa").await;
    let mut draft = crate::support::offer(3);
    draft.audience = Some(potluck::domain::Audience::Public);
    let listing = here.publish(author, draft).await;
    potluck::actions::change_listing::delete_listing(&here, author, listing).await.unwrap();
    assert_eq!(here.database.count("outbox_events"), 2);

    let now = here.now();
    let mut first = here.database.connect();
    let mut second = here.database.connect();
    diesel::Connection::transaction(&mut first, |one| {
        let told = outbox::claim_oldest(one, now).expect("an event").expect("an event");
        diesel::Connection::transaction(&mut second, |other| {
            assert!(outbox::claim_oldest(other, now).expect("an answer").is_none(), "the deletion waits");
            diesel::QueryResult::Ok(())
        })?;
        outbox::done(one, told.id).expect("it is told");
        diesel::QueryResult::Ok(())
    })
    .unwrap();
    let next = diesel::Connection::transaction(&mut second, |other| {
        diesel::QueryResult::Ok(outbox::claim_oldest(other, now).expect("an event"))
    });
    let next = next.unwrap().unwrap().event(&here.seal).unwrap();
    assert_eq!(next, potluck::domain::event::Event::ListingDeleted { listing });
}

#[tokio::test]
async fn what_is_being_noted_as_not_told_is_not_overtaken_by_what_is_about_the_same() {
    let here = TestHere::new().await;
    if here.database.on_sqlite() {
        // One writer at a time: nothing is looked at while it is being noted.
        return;
    }
    // The oldest could not be told a while ago; of the second that is noted just now.
    let events = "INSERT INTO outbox_events (id, event, created_at, subject, attempts, due_at) VALUES \
         (1, '', '2026-11-30 17:30:00', 'listing:1', 3, '2099-01-01 00:00:00'), \
         (2, '', '2026-11-30 17:30:00', 'listing:2', 0, NULL), \
         (3, '', '2026-11-30 17:30:00', 'listing:2', 0, NULL)";
    here.database.execute(events).unwrap();
    let now = here.now();
    let mut first = here.database.connect();
    let mut second = here.database.connect();
    let next = diesel::Connection::transaction(&mut first, |one| {
        outbox::failed(one, EventId(2), now).expect("it is noted").expect("it is there");
        diesel::Connection::transaction(&mut second, |other| {
            diesel::QueryResult::Ok(outbox::claim_oldest(other, now).expect("an answer"))
        })
    });
    assert_eq!(next.unwrap().map(|next| next.id), Some(EventId(2)));
    let next = diesel::Connection::transaction(&mut second, |other| {
        diesel::QueryResult::Ok(outbox::claim_oldest(other, now).expect("an answer"))
    });
    assert!(next.unwrap().is_none(), "both of them wait now");
}

#[tokio::test]
async fn a_turn_of_catching_up_that_fails_late_says_nothing_of_what_was_begun_anew() {
    let (here, there) = (TestHere::new().await, TestHere::at("hillside.example").await);
    let other = here.meet(&there).await;
    ask_to_follow(&here, other).await.unwrap();
    here.database.execute("UPDATE follows SET state = 'accepted'").unwrap();
    let (now, later) = (here.now(), here.now() + minute());
    let claims = here.db.write(move |conn| {
        catch_ups::note(conn, None, now)?;
        let first = catch_ups::claim(conn, now)?.expect("it is due");
        // While it is asked, it is heard of again after a silence.
        catch_ups::note(conn, None, later)?;
        Ok((first, catch_ups::claim(conn, later)?.expect("it is due again")))
    });
    let ((network, first), (_, second)) = claims.await.unwrap();
    let row = || {
        let lines = here.database.lines(
            "SELECT CAST(due_at AS TEXT) || ' ' || CAST(began_at AS TEXT) || ' ' || CAST(failures AS TEXT) AS line \
             FROM catch_ups",
        );
        assert_eq!(lines.len(), 1);
        lines.into_iter().next()
    };
    let before = row();
    here.db.write(move |conn| catch_ups::failed(conn, network, &first, later)).await.unwrap();
    assert_eq!(row(), before, "that was another reading");
    here.db.write(move |conn| catch_ups::failed(conn, network, &second, later)).await.unwrap();
    assert_ne!(row(), before);
    assert_eq!(here.database.number("SELECT failures AS n FROM catch_ups"), 1);
}

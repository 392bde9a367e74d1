//! What is sent arrives: when a server that was out of order recovers, and at all others while one is slow.

use crate::offer;
use crate::support::TestDb;
use crate::support::loopback::{Loopback, listen};
use crate::support::neighborhood::{Neighborhood, mutual, until};
use crate::support::signer::{Signer, Takes};
use actix_web::web::{self, Bytes, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use diesel::connection::SimpleConnection;
use potluck::actions::change_listing::change_listing;
use potluck::actions::erase::erase_due;
use potluck::actions::publish_listing::publish_listing;
use potluck::clock::Moment;
use potluck::config::FederationMode;
use potluck::domain::follow::{Actor, Follow, FollowState};
use potluck::domain::key::{ActorId, FollowId};
use potluck::domain::{Audience, ListingId, MemberId};
use potluck::federation::signature::Way;
use potluck::ids;
use potluck::metrics::Outcome;
use potluck::storage::{actors, follows, health, outbox};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;
use tokio::sync::Semaphore;

async fn tell(place: &Neighborhood, author: MemberId, title: &str) {
    let mut draft = offer(title, 5);
    draft.audience = Some(Audience::Public);
    draft.hidden_author = Some(true);
    // However far a test moves the clock, nothing is told of it because its time is over.
    draft.expires_at = Some(place.now() + chrono::Duration::days(60));
    publish_listing(place, author, draft, true).await.unwrap();
    place.app.wake.outbox.notify_one();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_host_refused_for_a_while_arrives_once_when_it_recovers() {
    let place = Neighborhood::start("riverside").await;
    let there = Signer::start("elsewhere", Takes::Cavage).await;
    let follow = there.activity("ana", "Follow", json!(place.addresses.network()), 1);
    let key = format!("{}#main-key", there.person("ana"));
    assert_eq!(there.send(&place, &follow, (Way::Cavage, &key), |_, _| {}).await, 202);
    until("ana follows", async || there.letters().iter().any(|letter| letter["type"] == "Accept").then_some(())).await;
    let rosa = place.member("rosa").await;

    // 404 and 403 are what a proxy says while its server starts anew.
    for status in [500, 503, 404, 403] {
        there.fails(Some(status));
        there.log();
        let titles = [format!("Apples {status}"), format!("Bread {status}")];
        for title in &titles {
            tell(&place, rosa, title).await;
        }
        let refused = format!("POST {status}");
        until("it was refused", async || there.log().contains(&refused).then_some(())).await;
        let waits = "SELECT count(*) AS n FROM deliveries";
        place.until("both wait", async || (place.database.number(waits) == 2).then_some(())).await;
        // It stays with the host that fails, over a restart too: it is in the database.
        there.fails(None);
        place.until("nothing waits", async || (place.database.number(waits) == 0).then_some(())).await;
        for title in &titles {
            let came = there.letters().iter().filter(|letter| letter.to_string().contains(title.as_str())).count();
            assert_eq!(came, 1, "{title}");
        }
    }
    let live = place.database.lines("SELECT state AS line FROM hosts");
    assert_eq!(live, ["live"]);
}

/// A server whose ana follows the network.
async fn followed(place: &Neighborhood, name: &str) -> Signer {
    let there = Signer::start(name, Takes::Cavage).await;
    let follow = there.activity("ana", "Follow", json!(place.addresses.network()), 1);
    let key = format!("{}#main-key", there.person("ana"));
    assert_eq!(there.send(place, &follow, (Way::Cavage, &key), |_, _| {}).await, 202);
    until("ana follows", async || there.letters().iter().any(|letter| letter["type"] == "Accept").then_some(())).await;
    place.until("nothing waits", async || (waiting(place) == 0).then_some(())).await;
    there
}

/// What is still to be told, or to be delivered.
fn waiting(place: &Neighborhood) -> i64 {
    place.database.number("SELECT (SELECT count(*) FROM outbox_events) + (SELECT count(*) FROM deliveries) AS n")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_for_good_is_sent_once_and_what_comes_after_it_arrives() {
    let place = Neighborhood::start("riverside").await;
    let there = followed(&place, "elsewhere").await;
    let rosa = place.member("rosa").await;
    for status in [410, 413, 415, 422] {
        there.fails(Some(status));
        there.log();
        tell(&place, rosa, &format!("Apples {status}")).await;
        place.until("nothing waits", async || (waiting(&place) == 0).then_some(())).await;
        assert_eq!(there.log(), [format!("POST {status}")]);
        there.fails(None);
        let title = format!("Bread {status}");
        tell(&place, rosa, &title).await;
        let came = || there.letters().iter().filter(|letter| letter.to_string().contains(&title)).count();
        place.until("the next one arrives", async || (came() == 1).then_some(())).await;
    }
    assert!(!there.letters().iter().any(|letter| letter.to_string().contains("Apples")));
    assert_eq!(place.database.lines("SELECT state AS line FROM hosts"), ["live"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_for_a_host_that_was_silent_for_a_week_is_given_up_and_what_comes_then_goes_when_it_calls() {
    let place = Neighborhood::start("riverside").await;
    let there = followed(&place, "elsewhere").await;
    let rosa = place.member("rosa").await;
    let host = there.person("ana").split('/').nth(2).unwrap().to_owned();
    let is = |state: &str| {
        place.database.number(&format!("SELECT count(*) AS n FROM hosts WHERE host = '{host}' AND state = '{state}'"))
            == 1
    };
    there.fails(Some(503));
    tell(&place, rosa, "Apples").await;
    place.until("it fails", async || is("failing").then_some(())).await;
    let waits = place.database.lines("SELECT CAST(id AS TEXT) AS line FROM deliveries");
    assert_eq!(waits.len(), 1);
    let of_apples = format!("SELECT count(*) AS n FROM deliveries WHERE id = {}", waits[0]);
    there.log();
    place.clock.shift(chrono::Duration::days(6));
    place.until("it is tried again", async || (!there.log().is_empty()).then_some(())).await;
    assert!(is("failing") && place.database.number(&of_apples) == 1, "six days are no week");
    place.clock.shift(chrono::Duration::hours(26));
    place.until("it counts as gone", async || is("gone").then_some(())).await;
    place.until("it is given up", async || (place.database.number(&of_apples) == 0).then_some(())).await;

    // What is told now waits for a word of theirs, or for the day on which it is asked again.
    there.log();
    tell(&place, rosa, "Bread").await;
    let told = "SELECT count(*) AS n FROM outbox_events";
    place.until("it is told", async || (place.database.number(told) == 0).then_some(())).await;
    assert!(place.database.count("deliveries") > 0 && there.log().is_empty());
    let like = there.activity("ana", "Like", json!("https://elsewhere.example/1"), 2);
    let key = format!("{}#main-key", there.person("ana"));
    assert_eq!(there.send(&place, &like, (Way::Cavage, &key), |_, _| {}).await, 202);
    place.until("it is asked at once", async || (!there.log().is_empty()).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_letter_that_we_cannot_open_ourselves_holds_up_no_other() {
    let place = Neighborhood::start("riverside").await;
    let there = followed(&place, "elsewhere").await;
    let rosa = place.member("rosa").await;
    there.fails(Some(503));
    tell(&place, rosa, "Apples").await;
    let failing = "SELECT count(*) AS n FROM hosts WHERE state = 'failing'";
    place.until("it fails", async || (place.database.number(failing) == 1).then_some(())).await;
    let nonsense = if place.database.on_sqlite() { "CAST('x' AS BLOB)" } else { "'x'::bytea" };
    let spoil = format!(
        "UPDATE activities SET public = FALSE, body = {nonsense} WHERE id IN (SELECT activity_id FROM deliveries)"
    );
    place.database.execute(&spoil).expect("SQL");
    there.fails(None);
    tell(&place, rosa, "Bread").await;
    place.until("both wait", async || (place.database.count("deliveries") == 2).then_some(())).await;
    // The apples are first in the row. (Whoever is asked looks at the time in a signature: the clock stays.)
    let first = "UPDATE deliveries SET due_at = '2020-01-01 00:00:00'";
    place
        .database
        .execute(&format!("{first} WHERE attempts = 0 AND activity_id IN (SELECT id FROM activities WHERE NOT public)"))
        .expect("SQL");
    place.database.execute("UPDATE hosts SET next_try_at = NULL").expect("SQL");
    let came = || there.letters().iter().any(|letter| letter.to_string().contains("Bread"));
    place.until("the bread arrives", async || came().then_some(())).await;
    // It is a fault of ours, and may be mended: nothing is lost.
    place.until("the apples alone wait", async || (place.database.count("deliveries") == 1).then_some(())).await;
}

/// A server of two names: the first is out of order while it is closed, and each time that it is asked is counted.
#[derive(Default)]
struct Behind {
    closed: bool,
    asked: usize,
    /// What was taken, by the name that it was sent to.
    came: Vec<(String, Value)>,
}

async fn knock(behind: Data<Mutex<Behind>>, request: HttpRequest, body: Bytes) -> HttpResponse {
    let host = request.headers().get("host").and_then(|host| host.to_str().ok()).expect("a host").to_owned();
    let mut behind = behind.lock().unwrap();
    if host.starts_with("host0.") {
        behind.asked += 1;
        if behind.closed {
            return HttpResponse::ServiceUnavailable().finish();
        }
    }
    behind.came.push((host, serde_json::from_slice(&body).expect("JSON")));
    HttpResponse::Accepted().finish()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_is_gone_is_asked_with_one_letter_a_week_and_gets_what_comes_then_once_it_takes_that() {
    let (listener, base) = listen("host0");
    let port = base.rsplit(':').next().unwrap().to_owned();
    let [far, near] = ["host0", "host1"].map(|name| format!("{name}.localhost:{port}"));
    let behind = Arc::new(Mutex::new(Behind { closed: true, ..Behind::default() }));
    let data = Data::from(behind.clone());
    let _server = Loopback::start(listener, move |config: &mut ServiceConfig| {
        config.app_data(data.clone()).route("/inbox", web::post().to(knock));
    })
    .await;
    let place = Neighborhood::start("riverside").await;
    for host in [&far, &near] {
        follows_from(&place, host, "ana", true).await;
    }
    let rosa = place.member("rosa").await;
    let asked = || behind.lock().unwrap().asked;
    // How often a listing was told to a host.
    let came = |host: &String, title: &str| {
        let behind = behind.lock().unwrap();
        let is = |letter: &Value| letter["type"] == "Create" && letter.to_string().contains(title);
        behind.came.iter().filter(|(to, letter)| to == host && is(letter)).count()
    };
    // Told, and come to the other host: so the worker looked for all that is due since then.
    let tell_both = async |title: &str| {
        tell(&place, rosa, title).await;
        place.until("it comes to the other host", async || (came(&near, title) == 1).then_some(())).await;
    };
    let of_far = |and: &str| place.database.number(&format!("SELECT count(*) AS n FROM {and} host = '{far}'"));
    let waits = || of_far("deliveries WHERE");
    let is = |state: &str| of_far(&format!("hosts WHERE state = '{state}' AND")) == 1;

    tell_both("Apples").await;
    place.until("it fails", async || is("failing").then_some(())).await;
    place.clock.shift(chrono::Duration::days(8));
    place.until("it counts as gone", async || is("gone").then_some(())).await;
    place.until("the apples are given up", async || (waits() == 0).then_some(())).await;

    // For a week nothing is sent to it, however much there is.
    for title in ["Bread", "Carrots", "Dates"] {
        tell_both(title).await;
    }
    let before = asked();
    place.clock.shift(chrono::Duration::days(6));
    tell_both("Eggs").await;
    assert_eq!((asked(), waits()), (before, 4));

    // Then one letter of the four. What has waited for more than seven days is given up with it, tried or not.
    place.clock.shift(chrono::Duration::days(3));
    place.until("it is asked", async || (asked() > before).then_some(())).await;
    place.until("three are given up", async || (waits() == 1).then_some(())).await;
    tell_both("Figs").await;
    assert_eq!((asked(), waits()), (before + 1, 2));
    assert!(is("gone"));

    // It is back, and says nothing: a week later it is asked once more, and gets all that waits by then, and what comes then.
    behind.lock().unwrap().closed = false;
    tell_both("Grapes").await;
    assert_eq!(asked(), before + 1, "nobody knows that it is back");
    place.clock.shift(chrono::Duration::days(9));
    place.until("it lives", async || is("live").then_some(())).await;
    place.until("nothing waits", async || (waits() == 0).then_some(())).await;
    tell_both("Honey").await;
    place.until("what comes then arrives", async || (came(&far, "Honey") == 1).then_some(())).await;
    for title in ["Eggs", "Figs", "Grapes"] {
        assert_eq!(came(&far, title), 1, "{title}");
    }
    for title in ["Apples", "Bread", "Carrots", "Dates"] {
        assert_eq!(came(&far, title), 0, "{title}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_sent_by_a_fault_of_ours_holds_up_nothing_else_for_a_host_that_failed() {
    let place = Neighborhood::start("riverside").await;
    let there = followed(&place, "elsewhere").await;
    let rosa = place.member("rosa").await;
    let db = &place.database;
    let waits = || db.number("SELECT count(*) AS n FROM deliveries");
    there.fails(Some(503));
    tell(&place, rosa, "Apples").await;
    place.until("the apples wait", async || (waits() == 1).then_some(())).await;
    tell(&place, rosa, "Bread").await;
    place.until("both wait", async || (waits() == 2).then_some(())).await;

    // While nothing is under way: who says the apples has no key, and they have waited for longest.
    let left_alone = "SELECT count(*) AS n FROM hosts WHERE state = 'failing' AND next_try_at > '2900-01-01 00:00:00'";
    let under_way = "SELECT count(*) AS n FROM deliveries WHERE leased_until IS NOT NULL";
    let still = async || {
        db.execute("UPDATE hosts SET next_try_at = '2999-01-01 00:00:00' WHERE state = 'failing'").unwrap();
        (db.number(left_alone) == 1 && db.number(under_way) == 0).then_some(())
    };
    place.until("nothing is under way", still).await;
    let apples = db.number("SELECT min(activity_id) AS n FROM deliveries");
    let network = db.number(&format!("SELECT actor_id AS n FROM activities WHERE id = {apples}"));
    let ana = db.number("SELECT id AS n FROM actors WHERE NOT local AND handle = 'ana'");
    let said_by = |actor: i64| {
        let sql = format!("UPDATE activities SET actor_id = {actor}, for_followers = FALSE WHERE id = {apples}");
        db.execute(&sql).unwrap();
    };
    said_by(ana);
    db.execute("UPDATE deliveries SET due_at = '2020-01-02 00:00:00'").unwrap();
    db.execute(&format!("UPDATE deliveries SET due_at = '2020-01-01 00:00:00' WHERE activity_id = {apples}")).unwrap();

    there.fails(None);
    db.execute("UPDATE hosts SET next_try_at = NULL").unwrap();
    let came = |title: &str| there.letters().iter().filter(|letter| letter.to_string().contains(title)).count();
    place.until("the bread comes", async || (came("Bread") == 1).then_some(())).await;
    place.until("only the apples wait", async || (waits() == 1).then_some(())).await;
    assert_eq!(db.lines("SELECT state AS line FROM hosts"), ["live"], "it is none of its faults");

    // It is mended here.
    said_by(network);
    place.clock.shift(chrono::Duration::minutes(2));
    place.until("the apples come", async || (came("Apples") == 1).then_some(())).await;
    place.until("nothing waits", async || (waits() == 0).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_fault_of_ours_keeps_from_being_sent_is_tried_ever_more_rarely_and_given_up_after_a_week() {
    let place = Neighborhood::start("riverside").await;
    let there = followed(&place, "elsewhere").await;
    let db = &place.database;
    // Whoever says it has no key here, as a member who left long ago.
    let ana = db.number("SELECT id AS n FROM actors WHERE NOT local AND handle = 'ana'");
    db.execute(&format!("UPDATE activities SET actor_id = {ana}, for_followers = FALSE")).unwrap();
    let (person, now) = (there.person("ana"), place.now().format("%F %T").to_string());
    let host = person.split('/').nth(2).unwrap();
    let waits = format!(
        "INSERT INTO deliveries (id, activity_id, inbox, host, subject, attempts, due_at, state, created_at) \
         SELECT 1, max(id), '{person}/inbox', '{host}', 'listing:1', 0, '{now}', 'pending', '{now}' FROM activities"
    );
    db.execute(&waits).unwrap();
    let tried = async |often: i64| {
        place.app.wake.deliveries.notify_one();
        let sql = format!("SELECT count(*) AS n FROM deliveries WHERE attempts = {often} AND leased_until IS NULL");
        place.until("it was tried", async || (db.number(&sql) == 1).then_some(())).await;
    };
    let tried_before = |often: i64| {
        db.execute(&format!("UPDATE deliveries SET attempts = {often}, due_at = '2020-01-01 00:00:00'")).unwrap();
    };
    tried(1).await;

    // The pauses grow.
    tried_before(11);
    tried(12).await;
    let soon = (place.now() + chrono::Duration::minutes(30)).format("%F %T").to_string();
    assert_eq!(db.number(&format!("SELECT count(*) AS n FROM deliveries WHERE due_at > '{soon}'")), 1);

    // It may still be mended, for seven days; then whoever runs the server hears that it is given up.
    place.clock.shift(chrono::Duration::days(6));
    tried_before(99);
    tried(100).await;
    place.clock.shift(chrono::Duration::hours(26));
    place.app.wake.deliveries.notify_one();
    place.until("it is given up", async || (db.count("deliveries") == 0).then_some(())).await;
    let given_up = || place.app.metrics.deliveries.get_or_create(&Outcome { outcome: "given up" }).get();
    place.until("it is counted", async || (given_up() == 1).then_some(())).await;
    assert_eq!(db.lines("SELECT state AS line FROM hosts"), ["live"], "it is none of its faults");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_in_one_way_and_put_off_in_the_other_arrives_later() {
    let place = Neighborhood::start("riverside").await;
    let there = Signer::start("elsewhere", Takes::Rfc9421).await;
    let follow = there.activity("ana", "Follow", json!(place.addresses.network()), 1);
    let key = format!("{}#main-key", there.person("ana"));
    assert_eq!(there.send(&place, &follow, (Way::Rfc9421, &key), |_, _| {}).await, 202);
    until("ana follows", async || there.letters().iter().any(|letter| letter["type"] == "Accept").then_some(())).await;
    let rosa = place.member("rosa").await;
    // It learned which way is right, and forgot: as after a restore. What it learned is written down after the answer.
    place.until("nothing waits", async || (waiting(&place) == 0).then_some(())).await;
    place.database.execute("UPDATE hosts SET signature_format = NULL, signature_since = NULL").unwrap();
    there.refuses_the_other_way_with(400);
    there.is_busy(Some(503));
    there.log();
    tell(&place, rosa, "Apples").await;
    let both = async || {
        let log = there.log();
        (log.iter().any(|line| line.starts_with("POST cavage") && line.ends_with(" 400"))
            && log.iter().any(|line| line.starts_with("POST rfc9421") && line.ends_with(" 503")))
        .then_some(())
    };
    until("both ways were tried", both).await;
    there.is_busy(None);
    place.until("nothing waits", async || (place.database.count("deliveries") == 0).then_some(())).await;
    let came = there.letters().iter().filter(|letter| letter.to_string().contains("Apples")).count();
    assert_eq!(came, 1);
}

/// An event that is older than all others and says nothing: as a row that was damaged on the disk, or that another version
/// wrote.
fn damage(place: &Neighborhood, about: ListingId, since: Moment, tries: i64) {
    let sql = format!(
        "INSERT INTO outbox_events (id, event, created_at, subject, attempts) \
         VALUES (1, '{{\"event\":\"no_such_thing\"}}', '{}', 'listing:{about}', {tries})",
        since.format("%F %T")
    );
    place.database.execute(&sql).unwrap();
    place.app.wake.outbox.notify_one();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_told_holds_up_what_is_about_the_same_for_a_week_and_nothing_else() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let rosa = riverside.member("rosa").await;
    let draft = |title: &str| {
        let mut draft = offer(title, 5);
        draft.audience = Some(Audience::Public);
        draft
    };
    let publish = async |title: &str| {
        let id = publish_listing(&riverside, rosa, draft(title), true).await.unwrap();
        riverside.app.wake.outbox.notify_one();
        let told = riverside.listing(id).await;
        hillside.sees(&told, title, |_| true).await;
        (id, told)
    };
    let change = async |id: ListingId, title: &str| {
        change_listing(&riverside, rosa, id, draft(title)).await.unwrap();
        riverside.app.wake.outbox.notify_one();
    };
    let events = |which: &str| riverside.database.number(&format!("SELECT count(*) AS n FROM outbox_events {which}"));
    let (apples, told_of_apples) = publish("Apples").await;

    damage(&riverside, apples, riverside.now(), 0);
    let tried = "WHERE id = 1 AND attempts > 0 AND due_at IS NOT NULL";
    riverside.until("it was tried", async || (events(tried) == 1).then_some(())).await;
    change(apples, "Pears").await;
    let (bread, told_of_bread) = publish("Bread").await;
    assert_eq!(events(""), 2, "the bread was told, the pears wait");
    let kept = hillside.sees(&told_of_apples, "the apples", |_| true).await;
    assert_eq!(kept.title, "Apples", "what came later does not overtake it");

    // Somebody mends it: both are told, in their order.
    let mended = format!(
        "UPDATE outbox_events SET event = '{{\"event\":\"listing_changed\",\"listing\":\"{apples}\"}}', due_at = NULL \
         WHERE id = 1"
    );
    riverside.database.execute(&mended).unwrap();
    riverside.app.wake.outbox.notify_one();
    hillside.sees(&told_of_apples, "the pears", |copy| copy.title == "Pears").await;
    riverside.until("nothing waits", async || (events("") == 0).then_some(())).await;

    // Nobody mends it for a week: it is set aside, and what waits behind it goes on.
    damage(&riverside, bread, riverside.now() - chrono::Duration::days(8), outbox::TRIES - 1);
    change(bread, "Rolls").await;
    hillside.sees(&told_of_bread, "the rolls", |copy| copy.title == "Rolls").await;
    let queues = riverside.db.read(health::queues).await.unwrap();
    assert_eq!((queues.outbox.count, queues.set_aside.count), (0, 1));
    erase_due(&riverside).await.unwrap();
    assert_eq!(events(""), 1, "it can be looked at");
    riverside.clock.shift(outbox::kept_aside_for() + chrono::Duration::days(1));
    erase_due(&riverside).await.unwrap();
    assert_eq!(events("WHERE id = 1"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_not_been_tried_for_a_week_is_not_set_aside_however_often_it_was() {
    let place = Neighborhood::start("riverside").await;
    damage(&place, ListingId(7), place.now(), outbox::TRIES * 3);
    let tried = format!("SELECT count(*) AS n FROM outbox_events WHERE attempts = {}", outbox::TRIES * 3 + 1);
    place.until("it was tried once more", async || (place.database.number(&tried) == 1).then_some(())).await;
    let queues = place.db.read(health::queues).await.unwrap();
    assert_eq!((queues.outbox.count, queues.set_aside.count), (1, 0));
}

/// How often each inbox of a host was asked, and what came to ana's.
#[derive(Default)]
struct Inboxes {
    asked: Mutex<BTreeMap<String, usize>>,
}

async fn take_but_bads(inboxes: Data<Inboxes>, name: web::Path<String>) -> HttpResponse {
    *inboxes.asked.lock().unwrap().entry(name.to_string()).or_default() += 1;
    if *name == "bad" { HttpResponse::InternalServerError().finish() } else { HttpResponse::Accepted().finish() }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_inbox_that_always_fails_holds_up_no_other_at_its_host_and_is_asked_more_and_more_rarely() {
    let (listener, base) = listen("host0");
    let host = base.trim_start_matches("http://").to_owned();
    let inboxes = Arc::new(Inboxes::default());
    let data = Data::from(inboxes.clone());
    let _server = Loopback::start(listener, move |config: &mut ServiceConfig| {
        config.app_data(data.clone()).route("/users/{name}/inbox", web::post().to(take_but_bads));
    })
    .await;
    let place = Neighborhood::start("riverside").await;
    for name in ["ana", "bad"] {
        follows_from(&place, &host, name, false).await;
    }
    let asked = |name: &str| inboxes.asked.lock().unwrap().get(name).copied().unwrap_or_default();
    let rosa = place.member("rosa").await;
    // Half a day of one letter every twenty minutes: each comes to ana at its first try.
    for number in 1..=36 {
        tell(&place, rosa, &format!("Apples {number}")).await;
        let waits =
            async || (asked("ana") == number && place.database.count("deliveries") == number as i64).then_some(());
        place.until("ana got it, and it is noted", waits).await;
        place.clock.shift(chrono::Duration::minutes(20));
    }
    let (tried, waits) = (asked("bad"), place.database.count("deliveries"));
    assert_eq!(waits, 36, "what bad did not take waits for its seven days");
    // Each is tried at most once each time that the clock moves on, and a few times more in the first moments.
    assert!(tried < 36 * 40, "{tried} tries");
    assert_eq!(place.database.lines("SELECT state AS line FROM hosts"), ["live"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_list_nothing_waits_for_whoever_is_not_on_it() {
    let (listener, base) = listen("host0");
    let port = base.rsplit(':').next().unwrap().to_owned();
    let [listed, other] = ["host0", "host1"].map(|name| format!("{name}.localhost:{port}"));
    let inboxes = Arc::new(Inboxes::default());
    let data = Data::from(inboxes.clone());
    let _server = Loopback::start(listener, move |config: &mut ServiceConfig| {
        config.app_data(data.clone()).route("/users/{name}/inbox", web::post().to(take_but_bads));
    })
    .await;
    let (ours, _) = listen("riverside");
    let host = listed.parse().expect("a host");
    let place = Neighborhood::start_on("riverside", ours, Arc::new(TestDb::new()), |config| {
        config.federation.mode = FederationMode::ListOnly;
        config.federation.allowed_hosts = vec![host];
    })
    .await;
    follows_from(&place, &listed, "ana", false).await;
    follows_from(&place, &other, "bob", false).await;
    let asked = |name: &str| inboxes.asked.lock().unwrap().get(name).copied().unwrap_or_default();
    let rosa = place.member("rosa").await;
    tell(&place, rosa, "Apples").await;
    let through = async || (asked("ana") == 1 && place.database.count("deliveries") == 0).then_some(());
    place.until("ana gets it", through).await;
    // It is not noted either that bob would have to hear of a change.
    assert_eq!(
        place.database.lines("SELECT inbox AS line FROM listing_reach"),
        [format!("http://{listed}/users/ana/inbox")]
    );

    // What waited since before there was a list.
    let waited = format!(
        "INSERT INTO deliveries (id, activity_id, inbox, host, subject, attempts, due_at, state, created_at) \
         SELECT 1, max(id), 'http://{other}/users/bob/inbox', '{other}', 'listing:1', 0, '2026-01-01 00:00:00', 'pending', \
         '2026-01-01 00:00:00' FROM activities"
    );
    place.database.execute(&waited).unwrap();
    place.app.wake.deliveries.notify_one();
    place.until("nothing waits", async || (place.database.count("deliveries") == 0).then_some(())).await;
    assert_eq!((asked("ana"), asked("bob")), (1, 0));
}

/// So many hosts, one of which holds what it gets.
const HOSTS: usize = 20;

#[derive(Default)]
struct Seen {
    /// What came whole, by host.
    came: BTreeMap<String, BTreeSet<String>>,
    /// How many requests the slow one holds.
    held: usize,
}

struct Hosts {
    seen: Mutex<Seen>,
    /// Nobody gets one before the test gives them.
    may_answer: Semaphore,
}

async fn take(hosts: Data<Hosts>, request: HttpRequest, body: Bytes) -> HttpResponse {
    let host = request.headers().get("host").and_then(|host| host.to_str().ok()).expect("a host").to_owned();
    if host.starts_with("host0.") {
        hosts.seen.lock().unwrap().held += 1;
        let waited = hosts.may_answer.acquire().await;
        drop(waited.expect("it stays open"));
    }
    let letter: Value = serde_json::from_slice(&body).expect("JSON");
    let id = letter["id"].as_str().expect("an id").to_owned();
    hosts.seen.lock().unwrap().came.entry(host).or_default().insert(id);
    HttpResponse::Accepted().finish()
}

/// A follower of a network at a host: as if they had asked, and been accepted.
async fn follows_from(place: &Neighborhood, host: &str, name: &str, shares_inbox: bool) {
    let (network, host, now) = (place.network, host.to_owned(), place.now());
    let person = format!("users/{name}");
    let write = place.db.write(move |conn| {
        let at = |path: &str| format!("http://{host}/{path}").parse::<url::Url>().expect("an address");
        let actor = Actor {
            id: ActorId(ids::next(now)),
            ap_id: at(&person),
            local: false,
            host: host.clone(),
            inbox: at(&format!("{person}/inbox")),
            shared_inbox: shares_inbox.then(|| at("inbox")),
            followers: None,
            key_id: at(&format!("{person}#main-key")).to_string(),
            ed25519: None,
            implements_potluck: false,
            ..actors::get(conn, network)?
        };
        let follower = actors::upsert_remote(conn, &actor)?;
        let (id, ap_id) = (FollowId(ids::next(now)), at(&format!("{person}/follow")));
        let state = FollowState::Accepted;
        follows::insert(conn, &Follow { id, ap_id, follower, followed: network, state, created_at: now })
    });
    write.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn nineteen_hosts_get_everything_while_the_twentieth_still_holds_what_it_got_first() {
    const LETTERS: usize = 12;
    let (listener, base) = listen("host0");
    let port = base.rsplit(':').next().unwrap().to_owned();
    let names: Vec<String> = (0..HOSTS).map(|number| format!("host{number}.localhost:{port}")).collect();
    let hosts = Arc::new(Hosts { seen: Mutex::default(), may_answer: Semaphore::new(0) });
    let data = Data::from(hosts.clone());
    let _server = Loopback::start(listener, move |config: &mut ServiceConfig| {
        config.app_data(data.clone()).route("/inbox", web::post().to(take));
    })
    .await;
    let place = Neighborhood::start("riverside").await;
    for name in &names {
        follows_from(&place, name, "ana", true).await;
    }
    let rosa = place.member("rosa").await;
    for number in 0..LETTERS {
        tell(&place, rosa, &format!("Crates {number}")).await;
    }
    let has_all = |name: &String| hosts.seen.lock().unwrap().came.get(name).is_some_and(|came| came.len() == LETTERS);
    until("the others have everything", async || names[1..].iter().all(has_all).then_some(())).await;
    {
        let seen = hosts.seen.lock().unwrap();
        assert!(seen.held > 0, "the slow one was asked");
        assert!(!seen.came.contains_key(&names[0]), "the slow one has answered nothing yet");
    }

    // It gets everything too, in its own time.
    hosts.may_answer.add_permits(1);
    until("the slow one has everything", async || has_all(&names[0]).then_some(())).await;
    place.until("nothing waits", async || (place.database.count("deliveries") == 0).then_some(())).await;
}

/// On SQLite there is one writer.
#[tokio::test(flavor = "multi_thread")]
async fn what_arrived_is_noted_and_comes_once_where_that_and_another_change_waited_for_each_other() {
    let (listener, base) = listen("host0");
    let host = format!("host0.localhost:{}", base.rsplit(':').next().unwrap());
    let hosts = Arc::new(Hosts { seen: Mutex::default(), may_answer: Semaphore::new(0) });
    let data = Data::from(hosts.clone());
    let _server = Loopback::start(listener, move |config: &mut ServiceConfig| {
        config.app_data(data.clone()).route("/inbox", web::post().to(take));
    })
    .await;
    let place = Neighborhood::start("riverside").await;
    if place.database.on_sqlite() {
        return;
    }
    follows_from(&place, &host, "ana", true).await;
    let known = format!("INSERT INTO hosts (host, state, failures) VALUES ('{host}', 'live', 0)");
    place.database.execute(&known).unwrap();
    let rosa = place.member("rosa").await;
    tell(&place, rosa, "Apples").await;
    let asked = || hosts.seen.lock().unwrap().held;
    until("it is asked", async || (asked() == 1).then_some(())).await;

    let ((holds, held), (go, wait)) = (mpsc::channel(), mpsc::channel::<()>());
    let (db, same_host) = (place.db.clone(), format!("UPDATE hosts SET failures = 0 WHERE host = '{host}'"));
    let other = tokio::spawn(async move {
        let write = db.write(move |conn| {
            conn.batch_execute("SELECT id FROM deliveries FOR UPDATE")?;
            holds.send(()).unwrap();
            wait.recv_timeout(Duration::from_secs(15)).expect("it arrives");
            conn.batch_execute(&same_host)?;
            Ok(())
        });
        write.await
    });
    tokio::task::block_in_place(|| held.recv()).unwrap();
    hosts.may_answer.add_permits(1);
    // The host is noted by now, and what arrived waits to be taken away; the other waits for the host. PostgreSQL ends who
    // waited first.
    let one_waits =
        "SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    place.until("one waits", async || (place.database.number(one_waits) > 0).then_some(())).await;
    go.send(()).unwrap();
    // Where this one came late, PostgreSQL ended it instead.
    drop(other.await.unwrap());
    place.until("nothing waits", async || (place.database.count("deliveries") == 0).then_some(())).await;
    assert_eq!(asked(), 1, "it was not sent once more");
}

//! Keeping people safe, in the open: blocks, reports, held listings, and the log that members read (value V6).

use crate::offer;
use crate::statuses::App;
use crate::support::client::Visitor;
use crate::support::mastodon::Mastodon;
use crate::support::neighborhood::{Neighborhood, mutual, until};
use crate::support::signer::{Signer, Takes};
use potluck::actions::boost::boost;
use potluck::actions::give_role::give_role;
use potluck::actions::hold_status::hold_status;
use potluck::actions::pass_along::pass_along;
use potluck::actions::publish_listing::publish_listing;
use potluck::adapters::fetch::{ACCEPT_ACTIVITY, Budget};
use potluck::domain::audience::Audience;
use potluck::domain::event::Event;
use potluck::domain::key::{ReportId, StatusId};
use potluck::domain::listing::{PassAlong, State};
use potluck::domain::member::RoleKind;
use potluck::domain::moderation::{Report, ReportState, Said};
use potluck::domain::{Listing, MemberId};
use potluck::error::Kind;
use potluck::federation::dereference;
use potluck::federation::render::activity;
use potluck::federation::signature::Way;
use potluck::ids;
use potluck::storage::listings::{self, Paging};
use potluck::storage::{Conn, members, moderation, statuses};
use reqwest::Method;
use serde_json::{Value, json};
use std::sync::mpsc;
use std::time::Duration;
use url::Url;

fn id(value: &Value) -> &str {
    value["id"].as_str().expect("an id in quotes")
}

/// Rosa is a neighbor, Mei a moderator.
async fn people(place: &Neighborhood) -> (Visitor, Visitor) {
    for handle in ["rosa", "mei"] {
        place.member(handle).await;
    }
    give_role(place, "mei", RoleKind::Moderator, 6).await.unwrap();
    (Visitor::member(place, "rosa").await, Visitor::member(place, "mei").await)
}

async fn quiet(place: &Neighborhood) {
    let sql = "SELECT (SELECT count(*) FROM received WHERE state = 'waiting') \
               + (SELECT count(*) FROM outbox_events) + (SELECT count(*) FROM deliveries) AS n";
    place.until("all is told", async || (place.database.number(sql) == 0).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn value_06_members_read_what_is_done_with_a_role_and_by_which() {
    let place = Neighborhood::start("riverside").await;
    let (rosa, mei) = people(&place).await;
    give_role(&place, "mei", RoleKind::Steward, 6).await.unwrap();
    mei.send(Method::PATCH, "/network", json!({"intake": "slow"})).await.expect(200);
    mei.post("/blocks", json!({"server": "bad.example", "level": "block", "reason": "Threats"})).await.expect(204);
    mei.post("/blocks/lift", json!({"server": "bad.example"})).await.expect(204);
    assert_eq!(mei.post("/blocks/lift", json!({"server": "bad.example"})).await.status, 404);
    let log = rosa.get("/log").await.expect(200);
    let said: Vec<(&str, &str)> = (log.as_array().unwrap().iter())
        .map(|entry| (entry["deed"].as_str().unwrap(), entry["role"].as_str().unwrap_or("command line")))
        .collect();
    assert_eq!(
        said,
        [
            ("block-lifted", "moderator"),
            ("blocked", "moderator"),
            ("network-changed", "steward"),
            ("role-given", "command line"),
            ("role-given", "command line"),
        ]
    );
    let blocked = &log[1];
    assert_eq!(
        (&blocked["about"], &blocked["reason"], &blocked["handle"]),
        (&json!("bad.example"), &json!("Threats"), &json!("mei"))
    );
    assert_eq!(Visitor::stranger(&place).get("/log").await.status, 401);
    for (who, body, status) in [
        (&rosa, json!({"server": "bad.example", "level": "block"}), 403),
        (&mei, json!({"server": "not a host", "level": "block"}), 422),
        (&mei, json!({"level": "block"}), 422),
        (&mei, json!({"server": place.addresses.host(), "level": "block"}), 422),
    ] {
        assert_eq!(who.post("/blocks", body.clone()).await.status, status, "{body}");
    }
    // What was refused is not in the log: it was not done.
    assert_eq!(rosa.get("/log").await.expect(200).as_array().unwrap().len(), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn value_06_members_read_what_stewards_announce_and_which_coalitions_they_found_join_and_leave() {
    let (river, hill) = mutual("riverside", "hillside").await;
    let (rosa, mei) = people(&river).await;
    let (_, una) = people(&hill).await;
    for place in [&river, &hill] {
        give_role(place, "mei", RoleKind::Steward, 6).await.unwrap();
    }
    let new = |log: &Value, before: usize| -> Vec<(String, Option<String>, String)> {
        let all = log.as_array().unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let entry =
            |entry: &Value| (text(&entry["deed"]), entry["about"].as_str().map(str::to_owned), text(&entry["role"]));
        all[..all.len() - before].iter().rev().map(entry).collect()
    };
    let before = rosa.get("/log").await.expect(200).as_array().unwrap().len();
    let words = json!({"text": "The kitchen opens at noon", "audience": "network"});
    assert_eq!(rosa.post("/announcements", words.clone()).await.status, 403);
    let told = mei.post("/announcements", words).await.expect(201);
    mei.send(Method::DELETE, &format!("/announcements/{}", id(&told)), json!({})).await.expect(204);

    let agreement = json!([{"language": "en", "text": "We share what we have."}]);
    let founded = una.post("/coalitions", json!({"name": "East side", "agreement": agreement})).await.expect(201);
    let address = hill.addresses.coalition(id(&founded));
    assert_eq!(rosa.post("/memberships", json!({"address": address})).await.status, 403);
    mei.post("/memberships", json!({"address": address})).await.expect(200);
    mei.send(Method::DELETE, &format!("/memberships/{}", id(&founded)), json!({})).await.expect(204);

    let said = new(&rosa.get("/log").await.expect(200), before);
    let deeds: Vec<&str> = said.iter().map(|(deed, ..)| deed.as_str()).collect();
    assert_eq!(deeds, ["announced", "announcement-retracted", "coalition-joined", "coalition-left"]);
    assert!(said.iter().all(|(.., role)| role == "steward"), "{said:?}");
    assert!(said[2].1.is_some() && said[2].1 == said[3].1, "which one is said: {said:?}");
    let there = hill.db.read(|conn| moderation::log(conn, Paging { limit: 10, ..Paging::default() })).await.unwrap();
    assert_eq!(there[0].deed.as_str(), "coalition-founded");
    // What was told or agreed is not written down once more.
    for text in ["kitchen", "We share"] {
        assert!(!rosa.get("/log").await.text.contains(text), "{text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_blocked_server_sends_and_gets_nothing_not_even_by_a_third() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let harbor = Neighborhood::start("harbor").await;
    for (one, two) in [(&harbor, &riverside), (&riverside, &harbor), (&harbor, &hillside), (&hillside, &harbor)] {
        one.follow(two).await;
    }
    let (rosa, mei) = people(&riverside).await;
    let kim = hillside.member("kim").await;
    let public = |title: &str| {
        let mut draft = offer(title, 3);
        (draft.audience, draft.pass_along) = (Some(Audience::Public), PassAlong::Yes);
        draft
    };
    let before = publish_listing(&hillside, kim, public("Apples"), true).await.unwrap();
    let before = hillside.listing(before).await;
    riverside.sees(&before, "it is seen before", |_| true).await;
    let server = hillside.addresses.host();
    mei.post("/blocks", json!({"server": server, "level": "block"})).await.expect(204);
    riverside.sees(&before, "it is taken off the board", |listing| listing.state == State::Withdrawn).await;
    assert_eq!(rosa.get("/blocks").await.expect(200)[0]["subject"], server.as_str());

    // Straight, and by way of harbor, which still hears from hillside.
    let after = publish_listing(&hillside, kim, public("Pears"), true).await.unwrap();
    let after = hillside.listing(after).await;
    let copy = harbor.sees(&after, "harbor sees it", |_| true).await;
    let sam = harbor.member("sam").await;
    give_role(&harbor, "sam", RoleKind::Steward, 6).await.unwrap();
    pass_along(&harbor, sam, copy.id).await.unwrap();
    harbor.app.wake.outbox.notify_one();
    let announced = "SELECT count(*) AS n FROM received WHERE state <> 'waiting' AND problem LIKE '%does not talk%'";
    riverside
        .until("the announcement is dropped", async || (riverside.database.number(announced) > 0).then_some(()))
        .await;
    let ap_id = after.ap_id.clone();
    assert!(riverside.db.read(move |conn| listings::by_ap_id(conn, &ap_id)).await.unwrap().is_none());

    // Nothing goes there, and what is signed there is answered with "nothing here".
    let ours = json!({"kind": "offer", "title": "Plums", "audience": "public"});
    let ours = rosa.post("/listings", ours).await.expect(201);
    harbor
        .until("harbor gets it", async || {
            let url = ours["url"].as_str().unwrap().parse().unwrap();
            harbor.db.read(move |conn| listings::by_ap_id(conn, &url)).await.unwrap()
        })
        .await;
    quiet(&riverside).await;
    assert_eq!(hillside.database.number("SELECT count(*) AS n FROM listings WHERE title = 'Plums'"), 0);
    let url = ours["url"].as_str().unwrap().parse().unwrap();
    for (place, status) in [(&hillside, 404), (&harbor, 200)] {
        let signed = dereference::get(&place.app, &url, ACCEPT_ACTIVITY, &Budget::new(4)).await.expect("an answer");
        assert_eq!(signed.status, status, "{}", place.base);
        for part in ["outbox?page=true", "featured", "followers", "following"] {
            let url = riverside.addresses.network().join(&format!("network/{part}")).unwrap();
            let signed = dereference::get(&place.app, &url, ACCEPT_ACTIVITY, &Budget::new(4)).await.expect("an answer");
            assert_eq!(signed.status, status, "{} {url}", place.base);
        }
        // What signatures are checked with is there for everybody.
        for url in [riverside.addresses.network(), riverside.addresses.member("rosa")] {
            let signed = dereference::get(&place.app, &url, ACCEPT_ACTIVITY, &Budget::new(4)).await.expect("an answer");
            assert_eq!(signed.status, 200, "{} {url}", place.base);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_limited_account_or_server_offers_stays_off_the_board_and_the_rest_goes_on() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let (rosa, mei) = people(&riverside).await;
    let (kim, lee) = (hillside.member("kim").await, hillside.member("lee").await);
    let offers = async |who: MemberId, title: &str| {
        let mut draft = offer(title, 3);
        draft.audience = Some(Audience::Public);
        let id = publish_listing(&hillside, who, draft, true).await.unwrap();
        hillside.listing(id).await
    };
    let at_riverside = async |listing: &Listing| {
        let ap_id = listing.ap_id.clone();
        riverside.db.read(move |conn| listings::by_ap_id(conn, &ap_id)).await.unwrap()
    };
    let refused = "SELECT count(*) AS n FROM received WHERE problem LIKE '%keeps its server or its author away%'";
    // How much was dropped so far, once all that was told is worked.
    let dropped = async || {
        quiet(&hillside).await;
        quiet(&riverside).await;
        riverside.database.number(refused)
    };
    let apples = offers(kim, "Apples").await;
    riverside.sees(&apples, "the apples", |listing| listing.state == State::Open).await;

    // One account, without a reason: what was there goes, what comes is dropped, and its neighbor is heard.
    let kims = hillside.addresses.member("kim");
    mei.post("/blocks", json!({"account": kims, "level": "limit"})).await.expect(204);
    riverside.sees(&apples, "it is taken off the board", |listing| listing.state == State::Withdrawn).await;
    let (pears, plums) = (offers(kim, "Pears").await, offers(lee, "Plums").await);
    riverside.sees(&plums, "the plums of somebody else there", |listing| listing.state == State::Open).await;
    let of_pears = dropped().await;
    assert!(of_pears > 0 && at_riverside(&pears).await.is_none());

    // Their whole server, with a reason that members read.
    let (server, why) = (hillside.addresses.host(), "Nothing but advertising");
    mei.post("/blocks", json!({"server": server, "level": "limit", "reason": why})).await.expect(204);
    riverside.sees(&plums, "they are taken off the board", |listing| listing.state == State::Withdrawn).await;
    let rice = offers(lee, "Rice").await;
    assert!(dropped().await > of_pears && at_riverside(&rice).await.is_none());
    let log = rosa.get("/log").await.expect(200);
    assert_eq!((&log[0]["deed"], &log[0]["about"]), (&json!("limited"), &json!(server)), "{log}");
    assert_eq!((&log[0]["reason"], &log[1]["reason"]), (&json!(why), &Value::Null), "{log}");

    // It is no block: what we offer still goes there, and their answers come.
    let soup = json!({
        "kind": "offer", "title": "Soup", "audience": "public", "amount": "5", "unit": {"measure": "one", "label": "jars"},
    });
    let soup = rosa.post("/listings", soup).await.expect(201);
    let copy = hillside
        .until("the soup is told", async || {
            let url = soup["url"].as_str().unwrap().parse().unwrap();
            hillside.db.read(move |conn| listings::by_ap_id(conn, &url)).await.unwrap()
        })
        .await;
    let kim_asks = Visitor::member(&hillside, "kim").await;
    kim_asks.post(&format!("/listings/{}/responses", copy.id), json!({"amount": "1"})).await.expect(201);
    let responses = format!("/listings/{}/responses", id(&soup));
    riverside
        .until("the answer arrives", async || {
            let all = rosa.get(&responses).await.expect(200);
            (all.as_array().map(Vec::len) == Some(1)).then_some(())
        })
        .await;

    // Lifted, what they offer comes again.
    mei.post("/blocks/lift", json!({"server": server})).await.expect(204);
    mei.post("/blocks/lift", json!({"account": kims})).await.expect(204);
    let figs = offers(kim, "Figs").await;
    riverside.sees(&figs, "the figs", |listing| listing.state == State::Open).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_blocked_account_gets_nothing_though_its_server_does_and_what_waited_is_not_sent() {
    let place = Neighborhood::start("riverside").await;
    let social = Mastodon::start().await;
    let (rosa, mei) = people(&place).await;
    let follow = async |name: &str| {
        let activity = json!({
            "@context": "https://www.w3.org/ns/activitystreams", "id": format!("{}#follow", social.person(name)),
            "type": "Follow", "actor": social.person(name), "object": place.addresses.member("rosa"),
        });
        assert_eq!(social.send_whole(name, activity, &place).await, 202);
        social.letter(name, 1).await;
    };
    follow("ana").await;
    follow("bob").await;
    let says = async |text: &str, to: &str| {
        let handle = format!("@{to}@{}", social.person(to).split('/').nth(2).unwrap());
        let body = json!({"status": format!("{handle} {text}"), "visibility": "direct"});
        let headers = [("content-type", "application/json")];
        rosa.ask(Method::POST, "/api/v1/statuses", &headers, body.to_string().into_bytes()).await.expect(200);
        quiet(&place).await;
    };
    says("before", "ana").await;
    assert!(social.everything().contains("before"), "the valid twin arrives");
    // Something waits for each of them, as when their server was out of order for a while.
    for (id, name) in [(1, "ana"), (2, "bob")] {
        let (inbox, host) = (format!("{}/inbox", social.person(name)), social.person(name));
        let host = host.split('/').nth(2).unwrap();
        let waits = format!(
            "INSERT INTO deliveries (id, activity_id, inbox, host, subject, attempts, due_at, state, created_at) \
             SELECT {id}, max(id), '{inbox}', '{host}', 'waits', 1, '2199-01-01 00:00:00', 'pending', \
             '2026-01-01 00:00:00' FROM activities"
        );
        place.database.execute(&waits).unwrap();
    }
    let came = |name: &str| social.letters_of(name).len();
    let before = (came("ana"), came("bob"));
    mei.post("/blocks", json!({"account": social.person("ana"), "level": "block"})).await.expect(204);
    place.database.execute("UPDATE deliveries SET due_at = '2026-01-01 00:00:00'").unwrap();
    place.app.wake.deliveries.notify_one();
    quiet(&place).await;
    assert_eq!((came("ana"), came("bob")), (before.0, before.1 + 1), "what waited for bob arrives, and only that");
    says("after", "ana").await;
    says("for bob", "bob").await;
    let everything = social.everything();
    assert!(everything.contains("for bob") && !everything.contains("after"), "{everything}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_listing_is_held_only_under_an_agreement_that_is_named() {
    let place = Neighborhood::start("riverside").await;
    let (rosa, mei) = people(&place).await;
    place.member("ben").await;
    let ben = Visitor::member(&place, "ben").await;
    let listing = rosa.post("/listings", json!({"kind": "offer", "title": "Knives", "audience": "public"})).await;
    let listing = listing.expect(201);
    let path = format!("/listings/{}", id(&listing));
    let hold = json!({"agreement": "We keep each other safe", "reason": "Please ask first"});
    assert_eq!(ben.post(&format!("{path}/hold"), hold.clone()).await.status, 403);
    assert_eq!(mei.post(&format!("{path}/hold"), json!({"agreement": " "})).await.json()["field"], "agreement");
    mei.post(&format!("{path}/hold"), hold).await.expect(204);

    let stranger = Visitor::stranger(&place);
    let object = listing["url"].as_str().unwrap();
    let (told, rosas) = (format!("{object}/create"), "/ap/members/rosa/outbox?page=true");
    assert_eq!((ben.get(&path).await.status, stranger.get(&path).await.status), (404, 404));
    assert_eq!(stranger.page(listing["page"].as_str().unwrap()).await.status, 404);
    let accept = [("accept", "application/activity+json")];
    assert_eq!(stranger.ask(Method::GET, object, &accept, Vec::new()).await.status, 404);
    assert_eq!(stranger.ask(Method::GET, &told, &accept, Vec::new()).await.status, 404);
    let outbox = stranger.ask(Method::GET, rosas, &accept, Vec::new()).await.expect(200);
    assert!(!outbox.to_string().contains("Knives"), "{outbox}");
    assert_eq!(rosa.get(&path).await.expect(200)["held_under"], "We keep each other safe");
    let no = rosa.post(&format!("{path}/resume"), json!({})).await;
    assert!(no.status == 403 && no.text.contains("We keep each other safe"), "{}", no.text);
    let log = ben.get("/log").await.expect(200);
    assert_eq!((&log[0]["deed"], &log[0]["agreement"]), (&json!("listing-held"), &json!("We keep each other safe")));

    mei.post(&format!("{path}/release"), json!({})).await.expect(204);
    assert_eq!(ben.get(&path).await.expect(200)["state"], "open");
    assert_eq!(mei.post(&format!("{path}/release"), json!({})).await.status, 409);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_that_is_held_is_forgotten_elsewhere_and_goes_out_anew_when_it_goes_on() {
    let (river, hill) = (Neighborhood::start("riverside").await, Neighborhood::start("hillside").await);
    let (rosa, mei) = people(&river).await;
    let rosa = App { visitor: rosa, address: format!("rosa@{}", river.addresses.host()) };
    let ana = App::of(&hill, "ana").await;
    ana.follows(&rosa).await;
    let posted = rosa.post("/statuses", json!({"status": "Knives at 12 Elm Street", "visibility": "public"})).await;
    ana.reads(&posted["uri"], "the post", |_| true).await;
    let path = format!("/statuses/{}", id(&posted));
    mei.post(&format!("{path}/hold"), json!({"agreement": "We keep each other safe"})).await.expect(204);
    hill.until("it is forgotten there", async || (hill.database.count("statuses") == 0).then_some(())).await;
    let accept = [("accept", "application/activity+json")];
    let uri = posted["uri"].as_str().unwrap();
    assert_eq!(Visitor::stranger(&river).ask(Method::GET, uri, &accept, Vec::new()).await.status, 410);
    quiet(&river).await;

    mei.post(&format!("{path}/release"), json!({})).await.expect(204);
    let again = until("it comes anew", async || ana.get("/timelines/home").await.get(0).cloned()).await;
    assert!(again["content"].as_str().unwrap().contains("Knives at 12 Elm Street"), "{again}");
    assert_ne!(again["uri"], posted["uri"], "the old id stays deleted");
    // From there on it is a post like others.
    rosa.ask(Method::DELETE, &path, json!({})).await.expect(200);
    hill.until("it is gone", async || (hill.database.count("statuses") == 0).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_from_elsewhere_is_held_here_alone_and_no_change_of_it_brings_it_back() {
    let (river, hill) = (Neighborhood::start("riverside").await, Neighborhood::start("hillside").await);
    let (rosa, river_mei) = people(&river).await;
    let rosa = App { visitor: rosa, address: format!("rosa@{}", river.addresses.host()) };
    let (ana, (_, mei)) = (App::of(&hill, "ana").await, people(&hill).await);
    ana.follows(&rosa).await;
    let posted = rosa.post("/statuses", json!({"status": "Knives at 12 Elm Street", "visibility": "public"})).await;
    let there = ana.reads(&posted["uri"], "the post", |_| true).await;
    // Told to those who run the other server: it is found whose it is.
    let report = json!({"about": [posted["uri"]], "words": "It says where I live", "forward": true});
    ana.visitor.post("/reports", report).await.expect(201);
    river.until("it comes", async || (river.database.count("reports") == 1).then_some(())).await;
    let reports = river_mei.get("/reports").await.expect(200);
    assert_eq!(reports[0]["about"], json!([river.addresses.member("rosa"), posted["uri"]]));

    let path = format!("/statuses/{}", id(&there));
    ana.post(&format!("{path}/reblog"), json!({})).await;
    mei.post(&format!("{path}/hold"), json!({"agreement": "We keep each other safe"})).await.expect(204);
    let gone = async || {
        ana.get("/timelines/home").await == json!([]) && ana.ask(Method::GET, &path, json!({})).await.status == 404
    };
    assert!(gone().await);
    let log = ana.visitor.get("/log").await.expect(200);
    assert_eq!((&log[0]["deed"], &log[0]["about"]), (&json!("post-held"), &json!(river.addresses.host())));
    quiet(&hill).await;
    let own = format!("/statuses/{}", id(&posted));
    let changed = json!({"status": format!("Spoons at the library, @{} #spoons", ana.address)});
    rosa.ask(Method::PUT, &own, changed).await.expect(200);
    quiet(&river).await;
    quiet(&hill).await;
    assert!(gone().await, "its own network goes on, and it does not come back here");
    assert_eq!(rosa.get(&own).await["visibility"], "public");
    assert_eq!(rosa.get(&own).await["reblogs_count"], 0, "nobody here tells it on any more");

    mei.post(&format!("{path}/release"), json!({})).await.expect(204);
    let back = ana.reads(&posted["uri"], "it goes on", |_| true).await;
    assert!(back["content"].as_str().unwrap().contains("Spoons at the library"), "it says what it says now: {back}");
    assert_eq!(
        (&back["tags"][0]["name"], &back["mentions"][0]["username"]),
        (&json!("spoons"), &json!("ana")),
        "{back}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_was_away_forgets_a_held_post_also_when_it_went_on_and_was_deleted_meanwhile() {
    let place = Neighborhood::start("riverside").await;
    let (rosa, mei) = people(&place).await;
    let rosa = App { visitor: rosa, address: format!("rosa@{}", place.addresses.host()) };
    let there = Signer::start("elsewhere", Takes::Cavage).await;
    let follow = there.activity("ana", "Follow", json!(place.addresses.member("rosa")), 1);
    let key = format!("{}#main-key", there.person("ana"));
    assert_eq!(there.send(&place, &follow, (Way::Cavage, &key), |_, _| {}).await, 202);
    let came = |kind: &str, object: &Value| {
        there.letters().iter().any(|letter| letter["type"] == kind && letter["object"]["id"] == *object)
    };
    until("ana follows", async || there.letters().iter().any(|letter| letter["type"] == "Accept").then_some(())).await;
    let posted = rosa.post("/statuses", json!({"status": "Knives at 12 Elm Street", "visibility": "public"})).await;
    until("it comes", async || came("Create", &posted["uri"]).then_some(())).await;
    quiet(&place).await;

    there.fails(Some(503));
    let told = async || {
        place.until("it is told", async || (place.database.count("outbox_events") == 0).then_some(())).await;
    };
    let path = format!("/statuses/{}", id(&posted));
    mei.post(&format!("{path}/hold"), json!({"agreement": "We keep each other safe"})).await.expect(204);
    told().await;
    mei.post(&format!("{path}/release"), json!({})).await.expect(204);
    told().await;
    let again = rosa.get(&path).await["uri"].clone();
    rosa.ask(Method::DELETE, &path, json!({})).await.expect(200);
    told().await;
    there.fails(None);
    quiet(&place).await;
    assert!(came("Delete", &posted["uri"]), "{:?}", there.letters());
    assert!(!came("Create", &again), "what was deleted meanwhile is not told");
}

/// A post of rosa's on PostgreSQL, and mei, who is a moderator; nothing on SQLite, which has one writer.
async fn posted_on_postgres(place: &Neighborhood) -> Option<(StatusId, MemberId)> {
    if place.database.on_sqlite() {
        return None;
    }
    let (rosa, _) = people(place).await;
    let rosa = App { visitor: rosa, address: format!("rosa@{}", place.addresses.host()) };
    let posted = rosa.post("/statuses", json!({"status": "Knives at 12 Elm Street", "visibility": "public"})).await;
    quiet(place).await;
    let mei = place.db.read(|conn| members::by_handle(conn, "mei")).await.unwrap().expect("a member").id;
    Some((id(&posted).parse().expect("a number"), mei))
}

/// Does `first` in a transaction that goes on until `second` waits for it; answers what that came to.
async fn meanwhile<T: Send + 'static>(
    place: &Neighborhood,
    first: impl FnOnce(&mut Conn) -> potluck::error::Result<()> + Send + 'static,
    second: impl Future<Output = potluck::error::Result<T>> + Send + 'static,
) -> potluck::error::Result<T> {
    let ((begins, begun), (go, wait)) = (mpsc::channel(), mpsc::channel::<()>());
    let db = place.db.clone();
    let first = tokio::spawn(async move {
        let write = db.write(move |conn| {
            first(conn)?;
            begins.send(()).unwrap();
            wait.recv_timeout(Duration::from_secs(15)).expect("somebody waits");
            Ok(())
        });
        write.await
    });
    tokio::task::block_in_place(|| begun.recv()).unwrap();
    let second = tokio::spawn(second);
    let one_waits =
        "SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    place.until("it waits", async || (place.database.number(one_waits) > 0).then_some(())).await;
    go.send(()).unwrap();
    first.await.unwrap().unwrap();
    second.await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_holds_a_post_waits_while_it_is_told_so_that_nobody_whom_that_reaches_is_left_out() {
    let place = Neighborhood::start("riverside").await;
    let Some((status, mei)) = posted_on_postgres(&place).await else { return };
    let (app, here) = (place.app.clone(), place.app.here.clone());
    let tell = move |conn: &mut Conn| activity::told(&app, conn, &Event::StatusPosted { status }).map(drop);
    let hold = async move { hold_status(&here, mei, status, "We keep each other safe".into(), None).await };
    meanwhile(&place, tell, hold).await.expect("it is held");
    assert_eq!(place.database.count("held_statuses"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_tells_on_a_post_at_the_moment_in_which_it_is_held() {
    let place = Neighborhood::start("riverside").await;
    let Some((status, mei)) = posted_on_postgres(&place).await else { return };
    let (here, seal, now) = (place.app.here.clone(), place.seal.clone(), place.now());
    let hold = move |conn: &mut Conn| {
        let held = statuses::lock(conn, &seal, status)?;
        statuses::hold(conn, &seal, held, "We keep each other safe", now)
    };
    let told_on = meanwhile(&place, hold, async move { boost(&here, mei, status, None).await }).await;
    assert_eq!(told_on.expect_err("it is held").kind(), Kind::NotFound);
    assert_eq!(place.database.count("statuses"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_keeps_an_account_away_and_nobody_else_learns_of_it() {
    let place = Neighborhood::start("riverside").await;
    let social = Mastodon::start().await;
    let (rosa, mei) = people(&place).await;
    let listing =
        rosa.post("/listings", json!({"kind": "offer", "title": "Soup", "audience": "public"})).await.expect(201);
    let (ana, post) = (social.person("ana"), listing["url"].as_str().unwrap());
    let mine = rosa.send(Method::PUT, "/me/blocks", json!({"account": ana, "distance": "block"})).await.expect(200);
    assert_eq!((&mine[0]["account"]["actor"], &mine[0]["distance"]), (&json!(ana), &json!("block")));
    // At the door of the whole server, so that what waits for it names no account.
    let letter = social.letter("everyone", 1).await;
    assert_eq!((&letter["type"], &letter["object"]), (&json!("Block"), &json!(ana)));
    assert_eq!(letter["actor"], place.addresses.member("rosa").as_str());

    let network = place.addresses.network().to_string();
    let whisper = social.note("ana", 1, post, &[&network], "Some soup please");
    social.create("ana", whisper, &place).await;
    quiet(&place).await;
    assert_eq!(rosa.get(&format!("/listings/{}/responses", id(&listing))).await.text, "[]");
    // A neighbor here, too: it is closed for them, and they hear no more than that.
    rosa.send(Method::PUT, "/me/blocks", json!({"account": "mei", "distance": "block"})).await.expect(200);
    let closed = mei.post(&format!("/listings/{}/responses", id(&listing)), json!({})).await;
    assert!(closed.status == 409 && closed.text.contains("not open"), "{}", closed.text);
    assert_eq!(mei.get("/me/blocks").await.text, "[]");
    let kept = place.database.lines("SELECT CAST(member_id AS TEXT) AS line FROM member_blocks");
    assert_eq!(kept.len(), 1, "one sealed row a member, whomever they keep away");

    let mine = rosa.send(Method::PUT, "/me/blocks", json!({"account": ana})).await.expect(200);
    assert_eq!(mine.as_array().unwrap().len(), 1);
    let letter = social.letter("everyone", 2).await;
    assert_eq!((&letter["type"], &letter["object"]["type"]), (&json!("Undo"), &json!("Block")));
    assert_eq!(letter["object"]["object"], json!(ana), "it is known whom, though the block is gone");
    let anas = place.database.lines(&format!("SELECT CAST(id AS TEXT) AS line FROM actors WHERE ap_id = '{ana}'"));
    let subjects = place.database.lines("SELECT subject AS line FROM activities");
    assert!(subjects.len() >= 2 && subjects.iter().all(|subject| !subject.contains(&anas[0])), "{subjects:?}");
    for (account, status) in [("nobody", 422), ("rosa", 422), ("ftp://x.example/", 422)] {
        let answer = rosa.send(Method::PUT, "/me/blocks", json!({"account": account, "distance": "mute"})).await;
        assert_eq!((answer.status, &answer.json()["field"]), (status, &json!("account")), "{account}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_blocks_one_of_ours_elsewhere_hears_no_more_of_them() {
    let place = Neighborhood::start("riverside").await;
    let social = Mastodon::start().await;
    let network = place.addresses.network().to_string();
    assert_eq!(social.send("ana", "Follow", "follow", json!(network), &place).await, 202);
    let accepted = "SELECT count(*) AS n FROM follows WHERE state = 'accepted'";
    place.until("the follow is accepted", async || (place.database.number(accepted) == 1).then_some(())).await;
    assert_eq!(social.send("ana", "Block", "block", json!(network), &place).await, 202);
    place.until("the follow ends", async || (place.database.number(accepted) == 0).then_some(())).await;
    assert_eq!(place.database.count("blocked_by"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_whose_reports_pile_up_reports_no_more_until_a_moderator_closed_one() {
    let place = Neighborhood::start("riverside").await;
    let (social, other) = (Mastodon::start().await, Mastodon::start().await);
    let (rosa, mei) = people(&place).await;
    let (seal, now, ana) = (place.seal.clone(), place.now(), Url::parse(&social.person("ana")).unwrap());
    let many = place.db.write(move |conn| {
        for number in 1..=100 {
            let words = format!("Number {number}.");
            let said = Said { by: None, from: Some(ana.clone()), about: vec![ana.clone()], words };
            let report = Report { id: ReportId(ids::next(now)), said, state: ReportState::Open, created_at: now };
            moderation::insert_report(conn, &seal, &report)?;
        }
        Ok(())
    });
    many.await.unwrap();
    let flag = json!({"id": place.addresses.network(), "to": null, "cc": null});
    let refused = "SELECT count(*) AS n FROM received WHERE state = 'refused'";
    assert_eq!(social.send("ana", "Flag", "one-more", flag.clone(), &place).await, 202);
    place.until("it is not taken", async || (place.database.number(refused) == 1).then_some(())).await;
    assert_eq!(place.database.count("reports"), 100);

    // Others are none the worse for it, and a neighbor is not either.
    assert_eq!(other.send("bob", "Flag", "flag", flag.clone(), &place).await, 202);
    place.until("another server's comes", async || (place.database.count("reports") == 101).then_some(())).await;
    rosa.post("/reports", json!({"about": [social.person("ana")], "words": "Threats"})).await.expect(201);
    assert_eq!(place.database.count("reports"), 102);

    // A moderator looks at one.
    let oldest = place.database.number("SELECT min(id) AS n FROM reports");
    mei.post(&format!("/reports/{oldest}/close"), json!({})).await.expect(204);
    assert_eq!(social.send("ana", "Flag", "again", flag, &place).await, 202);
    place.until("there is room", async || (place.database.count("reports") == 103).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_reports_by_very_many_names_leaves_room_for_others_and_moderators_read_that_it_is_little() {
    let place = Neighborhood::start("riverside").await;
    let social = Mastodon::start().await;
    let (_, mei) = people(&place).await;
    let (seal, now) = (place.seal.clone(), place.now());
    let many = place.db.write(move |conn| {
        for number in 1..=1_000 {
            let eve = Url::parse(&format!("https://a{number}.spam.example/users/eve")).unwrap();
            let said = Said { by: None, from: Some(eve.clone()), about: vec![eve], words: format!("Number {number}.") };
            let report = Report { id: ReportId(ids::next(now)), said, state: ReportState::Open, created_at: now };
            moderation::insert_report(conn, &seal, &report)?;
        }
        Ok(())
    });
    many.await.unwrap();
    let flag = json!({"id": place.addresses.network(), "to": null, "cc": null});
    for (number, name) in ["one", "two", "three"].into_iter().enumerate() {
        assert_eq!(social.send("ana", "Flag", name, flag.clone(), &place).await, 202);
        let reports = 1_001 + number as i64;
        place.until("it comes", async || (place.database.count("reports") == reports).then_some(())).await;
    }
    assert_eq!(social.send("ana", "Flag", "four", flag.clone(), &place).await, 202);
    let refused = "SELECT count(*) AS n FROM received WHERE state = 'refused'";
    place.until("it is not taken", async || (place.database.number(refused) == 1).then_some(())).await;
    assert_eq!(place.database.count("reports"), 1_003);

    // One that was looked at makes room.
    let newest = place.database.number("SELECT max(id) AS n FROM reports");
    mei.post(&format!("/reports/{newest}/close"), json!({})).await.expect(204);
    assert_eq!(social.send("ana", "Flag", "five", flag, &place).await, 202);
    place.until("there is room", async || (place.database.count("reports") == 1_004).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn reports_are_for_moderators_and_a_forwarded_one_never_says_from_whom() {
    let place = Neighborhood::start("riverside").await;
    let social = Mastodon::start().await;
    let (rosa, mei) = people(&place).await;
    // One comes in.
    let flag = json!({"id": place.addresses.network(), "to": null, "cc": null});
    assert_eq!(social.send("ana", "Flag", "flag", flag, &place).await, 202);
    place.until("it comes", async || (place.database.count("reports") == 1).then_some(())).await;
    assert_eq!(rosa.get("/reports").await.status, 403);
    let reports = mei.get("/reports").await.expect(200);
    assert_eq!(reports[0]["from"], social.person("ana"));

    // One goes out: the account is known here since it was heard from.
    let report = json!({"about": [social.person("ana")], "words": "Threats in private", "forward": true});
    rosa.post("/reports", report).await.expect(201);
    let letter = social.letter("everyone", 1).await;
    assert_eq!((&letter["type"], &letter["actor"]), (&json!("Flag"), &json!(place.addresses.app())));
    assert_eq!(
        (&letter["object"][0], &letter["content"]),
        (&json!(social.person("ana")), &json!("Threats in private"))
    );
    assert!(!letter.to_string().contains("rosa"), "{letter}");
    for file in place.database.files() {
        let bytes = std::fs::read(&file).unwrap();
        assert!(!bytes.windows(18).any(|window| window == b"Threats in private"), "{}", file.display());
    }
    let reports = mei.get("/reports").await.expect(200);
    for report in reports.as_array().unwrap() {
        mei.post(&format!("/reports/{}/close", id(report)), json!({})).await.expect(204);
    }
    assert_eq!(mei.get("/reports").await.text, "[]");
    assert_eq!(rosa.post("/reports", json!({"about": [], "words": "x"})).await.json()["field"], "about");
    assert_eq!(
        rosa.post("/reports", json!({"about": ["https://x.example/1"], "words": " "})).await.json()["field"],
        "words"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_muted_server_nothing_new_is_heard_and_what_is_agreed_or_taken_back_is_and_ours_still_goes_there() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let (rosa, mei) = people(&riverside).await;
    let kim = hillside.member("kim").await;
    for handle in ["lee", "noa"] {
        hillside.member(handle).await;
    }
    let next_door = async |handle: &str| Visitor::member(&hillside, handle).await;
    let everybody_is_quiet = async || {
        quiet(&hillside).await;
        quiet(&riverside).await;
        quiet(&hillside).await;
    };
    let offers = async |title: &str| {
        let mut draft = offer(title, 3);
        draft.audience = Some(Audience::Public);
        let id = publish_listing(&hillside, kim, draft, true).await.unwrap();
        hillside.listing(id).await
    };
    let there = async |listing: &Value| {
        let url: Url = listing["url"].as_str().expect("an address").parse().expect("one");
        hillside
            .until("what Rosa offers is told", async || {
                let url = url.clone();
                hillside.db.read(move |conn| listings::by_ap_id(conn, &url)).await.unwrap()
            })
            .await
    };
    let ours = |title: &str| {
        json!({
            "kind": "offer", "title": title, "audience": "public", "amount": "5",
            "unit": {"measure": "one", "label": "jars"},
        })
    };
    let soup = rosa.post("/listings", ours("Soup")).await.expect(201);
    let copy = there(&soup).await;
    let asks = format!("/listings/{}/responses", copy.id);
    let of_kim = next_door("kim").await.post(&asks, json!({"amount": "1"})).await.expect(201);
    let of_lee = next_door("lee").await.post(&asks, json!({"amount": "2"})).await.expect(201);
    let responses = format!("/listings/{}/responses", id(&soup));
    let states = async || {
        let all = rosa.get(&responses).await.expect(200);
        let mut all: Vec<(String, String)> = (all.as_array().expect("a list").iter())
            .map(|one| (one["asked"].as_str().unwrap().to_owned(), one["state"].as_str().unwrap().to_owned()))
            .collect();
        all.sort();
        all
    };
    let known = |all: &[(&str, &str)]| all.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect::<Vec<_>>();
    let waiting = known(&[("1", "offered"), ("2", "offered")]);
    riverside.until("both answers arrive", async || (states().await == waiting).then_some(())).await;
    let apples = offers("Apples").await;
    riverside.sees(&apples, "the apples", |listing| listing.state == State::Open).await;

    let server = hillside.addresses.host();
    mei.post("/blocks", json!({"server": server, "level": "mute", "reason": "Too much of it"})).await.expect(204);
    let log = rosa.get("/log").await.expect(200);
    assert_eq!((&log[0]["deed"], &log[0]["reason"]), (&json!("muted"), &json!("Too much of it")), "{log}");
    riverside.sees(&apples, "they are taken off the board", |listing| listing.state == State::Withdrawn).await;

    // Nothing new is heard: neither an offer nor an answer. Nobody there is told: all was taken.
    let pears = offers("Pears").await;
    next_door("noa").await.post(&asks, json!({"amount": "1"})).await.expect(201);
    everybody_is_quiet().await;
    let unheard = "SELECT count(*) AS n FROM received WHERE problem LIKE '%hears nothing%'";
    assert!(riverside.database.number(unheard) >= 2);
    let ap_id = pears.ap_id.clone();
    assert!(riverside.db.read(move |conn| listings::by_ap_id(conn, &ap_id)).await.unwrap().is_none());
    assert_eq!(states().await, waiting);

    // What is under way goes on, both ways: a promise, and what is taken back.
    let all = rosa.get(&responses).await.expect(200);
    let of_one = all.as_array().unwrap().iter().find(|one| one["asked"] == "1").expect("Kim's");
    rosa.post(&format!("/responses/{}/accept", id(of_one)), json!({})).await.expect(200);
    let state_there = async |handle: &str, of: &Value| {
        let seen = next_door(handle).await.get(&format!("/responses/{}", id(of))).await.expect(200);
        seen["state"].as_str().expect("a state").to_owned()
    };
    hillside
        .until("Kim reads the promise", async || (state_there("kim", &of_kim).await == "accepted").then_some(()))
        .await;
    next_door("lee").await.post(&format!("/responses/{}/withdraw", id(&of_lee)), json!({})).await.expect(200);
    let over = known(&[("1", "accepted"), ("2", "withdrawn")]);
    riverside.until("what is taken back is heard", async || (states().await == over).then_some(())).await;

    // What is ours still goes there.
    let plums = rosa.post("/listings", ours("Plums")).await.expect(201);
    there(&plums).await;

    // Lifted, they are heard again.
    mei.post("/blocks/lift", json!({"server": server})).await.expect(204);
    let figs = offers("Figs").await;
    riverside.sees(&figs, "the figs", |listing| listing.state == State::Open).await;
}

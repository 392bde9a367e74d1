//! Exact places, codes and private words: for the two who meet, and in nothing that others read.

use crate::peer::PUBLIC;
use crate::reader::unsigned;
use crate::support::TestDb;
use crate::support::client::Visitor;
use crate::support::process::Process;
use crate::words::app;
use crate::world::World;
use reqwest::Method;
use serde_json::{Value, json};
use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

/// What nobody else may read: each is told somewhere in these stories, and looked for everywhere.
const SECRETS: [&str; 6] =
    ["7731 Quince Lane", "gate code 4482", "under the blue pot", "ring for Amina", "+1 555 0142", "37.774931"];

/// Most addresses of one walk.
const MOST: usize = 1_500;

fn nothing_secret(what: &str, text: &str) {
    for secret in SECRETS {
        assert!(!text.contains(secret), "{what} says {secret:?}: {text}");
    }
}

/// An offer with everything that is secret about it, an answer to it, and the yes: as two members do it.
async fn story(rosa: &Visitor, ben: &Visitor) -> (String, String) {
    rosa.send(Method::PATCH, "/me", json!({"contact": [{"kind": "telephone", "value": SECRETS[4]}]})).await.expect(200);
    let offer = json!({
        "kind": "offer", "title": "Soup", "amount": "5", "unit": {"measure": "one", "label": "jars"}, "audience": "public",
        "exact_place": SECRETS[0], "point": {"latitude": 37.774931, "longitude": -122.419415}, "place_name": "Near the library",
    });
    let listing = rosa.post("/listings", offer).await.expect(201)["id"].as_str().expect("an id").to_owned();
    let ask = json!({"amount": "1", "message": SECRETS[3]});
    let asked = ben.post(&format!("/listings/{listing}/responses"), ask).await.expect(201);
    let plan = json!({"address": SECRETS[0], "access_notes": format!("{}, key {}", SECRETS[1], SECRETS[2])});
    let handoff =
        rosa.post(&format!("/responses/{}/accept", asked["id"].as_str().expect("an id")), plan).await.expect(200);
    let path = format!("/handoffs/{}", handoff["id"].as_str().expect("an id"));
    let seen = ben.get(&path).await.text;
    assert!(
        SECRETS[..3].iter().all(|secret| seen.contains(secret)) && seen.contains(SECRETS[4]),
        "the valid twin: {seen}"
    );
    (listing, handoff["link"].as_str().expect("a link").to_owned())
}

/// Everything that a server says to somebody, from these addresses on: as a page, as an object, and whatever is named there.
async fn everything(base: &str, who: &Visitor, from: Vec<String>, but: &str) -> usize {
    let mut known: BTreeSet<String> = from.iter().cloned().collect();
    let (mut waiting, mut read) = (VecDeque::from(from), 0);
    while let Some(path) = waiting.pop_front() {
        for accept in
            ["text/html", "application/activity+json", "application/json", "application/rss+xml, application/atom+xml"]
        {
            let answer = who.ask(Method::GET, &path, &[("accept", accept)], Vec::new()).await;
            assert!(answer.status < 500, "GET {path} as {accept}: {}", answer.text);
            let headers: Vec<String> =
                answer.headers.iter().map(|(name, value)| format!("{name}: {value:?}")).collect();
            nothing_secret(&format!("GET {path} as {accept}"), &format!("{}\n{}", headers.join("\n"), answer.text));
            read += usize::from(answer.status == 200);
            let named = answer.text.match_indices(base).map(|(start, _)| &answer.text[start + base.len()..]);
            let linked = answer.text.match_indices("href=\"/").map(|(start, _)| &answer.text[start + 6..]);
            for rest in named.chain(linked) {
                let end = rest.find(|c: char| c.is_whitespace() || "\"'<>\\),#{".contains(c)).unwrap_or(rest.len());
                let next = rest[..end].replace("&amp;", "&");
                if next.starts_with('/') && next != but && known.insert(next.clone()) {
                    waiting.push_back(next);
                }
            }
        }
        assert!(known.len() < MOST, "more than {MOST} addresses");
    }
    read
}

/// Where a walk begins: each list and thing that the interfaces have, and what other servers, feeds and machines ask for.
async fn beginnings(who: &Visitor, domain: &str, listing: &str, ids: &[String]) -> Vec<String> {
    let document = who.get("/openapi.json").await.expect(200);
    let mut paths: Vec<String> = Vec::new();
    for (path, operations) in document["paths"].as_object().expect("paths") {
        if operations.get("get").is_none() {
            continue;
        }
        let path = if path.starts_with("/api/") { path.clone() } else { format!("/api/potluck/v1{path}") };
        match path.split_once('{') {
            None => paths.push(path),
            Some((start, rest)) => {
                let end = rest.split_once('}').expect("its end").1;
                paths.extend(ids.iter().map(|id| format!("{start}{id}{end}")));
            }
        }
    }
    for path in [
        "/",
        "/about",
        "/@rosa",
        "/@ben",
        "/tags/soup",
        "/feed",
        "/feed.xml",
        "/@rosa.rss",
        "/@rosa.atom",
        "/sitemap.xml",
        "/robots.txt",
        "/.well-known/nodeinfo",
        "/nodeinfo/2.0",
        "/nodeinfo/2.1",
        "/.well-known/host-meta",
        "/ap/app",
        "/ap/network",
        "/ap/network/outbox?page=true",
        "/ap/network/featured",
        "/ap/network/followers",
        "/ap/members/rosa",
        "/ap/members/rosa/outbox?page=true",
        "/ap/members/rosa/featured",
        "/api/v1/timelines/public",
        "/api/v1/timelines/home",
        "/api/v1/notifications",
        "/api/v1/conversations",
        "/api/v1/announcements",
        "/metrics",
        "/healthz",
        "/readyz",
    ] {
        paths.push(path.to_owned());
    }
    paths.push(format!("/.well-known/webfinger?resource=acct:rosa@{domain}"));
    for part in ["", "/create", "/announce", "/replies", "/update/2", "/update/3", "/delete"] {
        paths.push(format!("{listing}{part}"));
    }
    paths
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_30_exact_places_and_codes_stand_in_nothing_that_others_read_or_get() {
    let world = World::start().await;
    let (place, peer) = (&world.place, &world.peer);
    for handle in ["rosa", "ben", "mei"] {
        place.member(handle).await;
    }
    let (rosa, ben, mei) = (
        Visitor::member(place, "rosa").await,
        Visitor::member(place, "ben").await,
        Visitor::member(place, "mei").await,
    );
    let (id, link) = story(&rosa, &ben).await;
    // It changes, so that an `Update` goes out; and somebody elsewhere answers in private, and gets a yes.
    let listing = place.database.lines(&format!("SELECT ap_id AS line FROM listings WHERE id = {id}")).remove(0);
    let mut whisper = peer.note("ana", "whisper", "<p>one jar please</p>");
    (whisper["to"], whisper["cc"]) = (json!([place.addresses.member("rosa")]), json!([]));
    whisper["inReplyTo"] = json!(listing);
    world.accepted(&peer.activity("ana", "Create", "whisper", whisper)).await;
    let responses = rosa.get(&format!("/listings/{id}/responses")).await.expect(200);
    let of_ana =
        responses.as_array().expect("a list").iter().find(|one| one["state"] == "offered").expect("ana's answer");
    let plan = json!({"amount": "1", "address": SECRETS[0], "access_notes": SECRETS[1]});
    let yes =
        rosa.post(&format!("/responses/{}/accept", of_ana["id"].as_str().expect("an id")), plan).await.expect(200);
    app(&rosa, Method::POST, "/statuses", json!({"status": "There is soup"})).await.expect(200);
    world.snapshot().await;

    // What went out to other servers.
    let letters = peer.letters();
    assert!(
        letters.iter().any(|letter| letter["type"] == "Update")
            && letters.iter().any(|letter| letter["object"]["inReplyTo"].is_string())
    );
    for letter in &letters {
        nothing_secret("a letter", &letter.to_string());
    }
    let public: Vec<&Value> = letters.iter().filter(|letter| letter.to_string().contains(PUBLIC)).collect();
    let links = [link.as_str(), yes["link"].as_str().expect("a link")];
    assert!(
        !public.is_empty() && links.iter().all(|link| public.iter().all(|letter| !letter.to_string().contains(link)))
    );

    // What anybody, another server and a member who has no part in it can read.
    let mut ids = vec!["rosa".to_owned(), "ben".to_owned()];
    for table in ["listings", "responses", "handoffs", "actors", "statuses"] {
        ids.extend(place.database.lines(&format!("SELECT CAST(id AS TEXT) AS line FROM {table}")));
    }
    let path = listing.strip_prefix(&place.base).expect("one of ours");
    let from = beginnings(&rosa, &place.addresses.host(), path, &ids).await;
    let link_path = link.strip_prefix(&place.base).unwrap_or(&link).to_owned();
    for (name, who) in [("a stranger", Visitor::stranger(place)), ("mei", mei)] {
        let read = everything(&place.base, &who, from.clone(), &link_path).await;
        assert!(read > 25, "{name} read {read} things");
        assert!(unsigned()[0].1.contains("activity"));
    }
    // Nor does the page behind the link, before the button: a program that looks at links learns nothing.
    let before = Visitor::stranger(place).page(&link).await;
    assert_eq!(before.status, 200);
    nothing_secret("the page before the button", &before.text);

    // On the disk, too, it is sealed: no table has it in clear.
    for row in crate::snapshot::Snapshot::of(&place.database).texts() {
        nothing_secret("the database", &row);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_30_exact_places_and_codes_stand_in_no_log_however_much_is_logged() {
    let database = Arc::new(TestDb::new());
    let mut server = Process::start("riverside", Arc::clone(&database)).await;
    let (rosa, ben) = (server.operator("rosa").await, server.member("ben").await);
    let log = database.folder().join("everything.log");
    server.stop();
    server.switch("POTLUCK_LOG_LEVEL", "trace".into());
    server.log_to(&log);
    server.start_again().await;
    let (rosa_asks, ben_asks) = (server.visitor(Some(&rosa)), server.visitor(Some(&ben)));
    let (listing, link) = story(&rosa_asks, &ben_asks).await;
    let anybody = server.visitor(None);
    // What is wrong is logged more than what is right.
    let from = [("x-forwarded-for", "198.51.100.77"), ("authorization", "Bearer a-guessed-token")];
    anybody.ask(Method::GET, "/api/potluck/v1/me?q=7731+Quince+Lane", &from, Vec::new()).await;
    let broken = json!({"kind": "offer", "title": "Soup", "exact_place": {"text": SECRETS[0]}});
    assert_eq!(rosa_asks.post("/listings", broken).await.status, 422);
    anybody.ask(Method::POST, "/ap/inbox", &[("content-type", "application/activity+json")], SECRETS[1].into()).await;
    let opened = anybody.ask(Method::POST, &link, &[], Vec::new()).await;
    assert!(opened.text.contains(SECRETS[0]), "the valid twin: {}", opened.text);
    rosa_asks.get(&format!("/listings/{listing}")).await.expect(200);
    server.stop();

    let said = std::fs::read_to_string(&log).expect("a log");
    assert!(said.lines().count() > 10 && said.contains("answered"), "it was logged: {said}");
    nothing_secret("the log", &said);
    let secret_part = link.rsplit('/').next().expect("a secret");
    for private in [secret_part, &rosa, &ben, "a-guessed-token", "198.51.100.77", "127.0.0.1:", "Quince"] {
        let lines: Vec<&str> =
            said.lines().filter(|line| line.contains(private) && !line.contains("listens")).collect();
        assert!(lines.is_empty(), "the log says {private:?}: {lines:?}");
    }
}

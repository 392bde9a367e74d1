//! Who sends or asks too much waits, is told for how long, and holds up nobody else.

use crate::peer::{Letter, Page, Peer};
use crate::reader::{get, read_as, unsigned};
use crate::support::client::{Answer, Visitor};
use crate::support::neighborhood::Neighborhood;
use crate::words::app;
use crate::world::{HEARD, World, snapshot};
use chrono::Duration as Span;
use futures::StreamExt;
use potluck::config::Config;
use potluck::federation::signature::Way;
use reqwest::Method;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// Sends an activity, and answers all that is said to it.
async fn sent(peer: &Peer, place: &Neighborhood, activity: &Value) -> Answer {
    let name = activity["actor"].as_str().and_then(|actor| actor.rsplit('/').next()).expect("a name").to_owned();
    let letter = peer.sign(place, activity, (&name, Way::Cavage), place.now());
    let headers: Vec<(&str, &str)> = letter.headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Visitor::stranger(place).ask(Method::POST, letter.inbox.path(), &headers, letter.body).await
}

fn offers(peer: &Peer, number: usize) -> Value {
    peer.activity("ana", "Create", &format!("n{number}"), peer.listing("ana", &format!("n{number}"), 1, "Apples"))
}

/// 429, with a time to wait and a sentence.
fn is_too_many(answer: &Answer) -> i64 {
    assert_eq!(answer.status, 429, "{}", answer.text);
    let seconds: i64 = answer.header("retry-after").parse().expect("whole seconds");
    assert!((1..=3_600).contains(&seconds), "{seconds}");
    assert!(answer.text.contains("short time"), "{}", answer.text);
    assert!(answer.header("cache-control").contains("no-store"));
    seconds
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_33_a_server_that_sends_too_much_waits_and_the_others_do_not() {
    let world = World::with(|config| config.limits.server_per_minute = 60).await;
    let (place, second) = (&world.place, Peer::start("second").await);
    world.befriend(&second).await;
    let mut taken = 0;
    let first_refused = loop {
        let answer = sent(&world.peer, place, &offers(&world.peer, taken)).await;
        if answer.status != 202 {
            break answer;
        }
        taken += 1;
        assert!(taken < 200, "nothing stops it");
    };
    assert!(taken >= 50, "so much may come at once, and {taken} did");
    let wait = is_too_many(&first_refused);
    let before = world.snapshot().await;
    assert_eq!(world.titles().len(), taken, "everything that was taken is worked");
    let more = futures::future::join_all((0..50).map(|number| {
        let (peer, activity) = (&world.peer, offers(&world.peer, 1_000 + number));
        async move { sent(peer, place, &activity).await.status }
    }));
    let statuses = more.await;
    assert!(statuses.iter().filter(|status| **status == 429).count() >= 40, "{statuses:?}");
    // What is badly signed in its name uses up nothing of another's.
    let mut letter = second.sign(place, &offers(&second, 1), ("ana", Way::Cavage), place.now());
    letter.body.push(b' ');
    assert_eq!(second.post(letter).await, 401);
    world.accepted_of(&second, &offers(&second, 2)).await;
    let after = world.snapshot().await;
    let refused = statuses.iter().filter(|status| **status == 429).count();
    let came = before.changes_to(&after, &[HEARD]).iter().filter(|change| change.table == "received").count();
    assert_eq!(came, 50 - refused + 1, "nothing is stored of what was refused");
    // It goes on when it was told that it would.
    place.clock.shift(Span::seconds(wait));
    world.accepted(&offers(&world.peer, taken)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_33_a_server_that_reads_too_much_waits_and_can_still_send() {
    const PATH: &str = "/ap/network/listings";
    let world = World::with(|config| config.limits.server_per_minute = 60).await;
    let (place, peer, second) = (&world.place, &world.peer, Peer::start("second").await);
    world.befriend(&second).await;
    world.accepted(&offers(peer, 0)).await;
    let before = world.snapshot().await;
    let read_on = async |name: &str, path: &str, right: u16| {
        let mut read = 0;
        loop {
            let answer = read_as(place, peer, name, path).await;
            if answer.status == 429 {
                return (read, is_too_many(&answer));
            }
            assert_eq!(answer.status, right, "{}", answer.text);
            read += 1;
            assert!(read < 200, "nothing stops it");
        }
    };
    let (read, wait) = read_on("network", PATH, 200).await;
    assert!(read >= 50, "so much may be asked at once, and {read} were");
    // Whoever of that server asks, and also for what is not there: the answer tells nothing.
    let (read, _) = read_on("ana", "/ap/o/nothing", 404).await;
    assert!(read < 50, "{read}: it is one server");
    world.unchanged(&before, &[HEARD]).await;
    assert_eq!(read_as(place, &second, "network", PATH).await.status, 200, "another one is not held up");
    world.accepted(&offers(peer, 1)).await;
    place.clock.shift(Span::seconds(wait));
    assert_eq!(read_as(place, peer, "network", PATH).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_33_what_one_server_makes_wait_holds_up_nobody_and_an_inbox_answers_fast() {
    const FLOOD: usize = 1_000;
    const PACE: Duration = Duration::from_millis(1);
    let world = World::start().await;
    let (place, peer) = (&world.place, &world.peer);
    let (slow, second) = (Peer::start("slow").await, Peer::start("second").await);
    world.befriend(&second).await;
    // Each of these asks a server that takes its time to say nothing. They are signed before they are sent, so that nothing
    // but their answers takes time.
    let letter = |number: usize| {
        slow.serve(&format!("/n/{number}"), Page::redirect("/nowhere").after(Duration::from_secs(60)));
        let object = json!(slow.at(&format!("/n/{number}")));
        let activity = peer.activity("network", "Announce", &format!("slow-{number}"), object);
        peer.sign(place, &activity, ("network", Way::Cavage), place.now())
    };
    let letters: Vec<Letter> = (0..FLOOD).map(letter).collect();
    let (visitor, start) = (Visitor::stranger(place), tokio::time::Instant::now());
    let all = (0_u32..).zip(letters).map(|(number, letter)| {
        let visitor = visitor.clone();
        async move {
            // A thousand in a second: each at its moment, whether those before it were answered or not.
            tokio::time::sleep_until(start + PACE * number).await;
            let headers: Vec<(&str, &str)> =
                letter.headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let sent = Instant::now();
            let answer = visitor.ask(Method::POST, letter.inbox.path(), &headers, letter.body).await;
            (answer.status, sent.elapsed())
        }
    });
    let answers: Vec<(u16, Duration)> = futures::stream::iter(all).buffer_unordered(200).collect().await;
    assert!(answers.len() == FLOOD && answers.iter().all(|(status, _)| *status == 202), "all are taken");
    let longest = answers.iter().map(|(_, took)| *took).max().unwrap_or_default();
    println!("{FLOOD} were taken in {:?}, each answered within {longest:?}", start.elapsed());
    assert!(longest < Duration::from_secs(5), "an inbox answers before anything is worked");
    place.until("it waits for the slow one", async || (slow.asked_in_all() > 20).then_some(())).await;
    // What comes from another is worked while all of these wait; nor does it wait behind what the first said of it, which
    // is nothing of theirs.
    let squat = peer.activity("network", "Reject", "squat", json!(second.at("/o/n1")));
    assert_eq!(peer.send(place, &squat).await, 202);
    let start = Instant::now();
    world.accepted_of(&second, &offers(&second, 1)).await;
    let took = start.elapsed();
    println!("what came from another was worked after {took:?}");
    assert!(took < Duration::from_secs(5), "{took:?}: a slow fetch takes ten seconds");
    assert_eq!(place.database.count("listings"), 1);
    let id = squat["id"].as_str().expect("an id");
    let waits = format!("SELECT count(*) AS n FROM received WHERE state = 'waiting' AND ap_id = '{id}'");
    assert_eq!(place.database.number(&waits), 1, "it was in the way, if it could be");
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_33_a_member_who_changes_too_much_waits_and_reads_on() {
    let world = World::with(|config| config.limits.account_per_minute = 6).await;
    let place = &world.place;
    place.member("rosa").await;
    place.member("ben").await;
    let (rosa, ben) = (Visitor::member(place, "rosa").await, Visitor::member(place, "ben").await);
    let soup = || json!({"kind": "offer", "title": "Soup"});
    // By one app two thirds of it.
    for _ in 0..4 {
        rosa.post("/listings", soup()).await.expect(201);
    }
    let before = world.snapshot().await;
    let refused = rosa.post("/listings", soup()).await;
    let wait = is_too_many(&refused);
    assert_eq!(refused.header("content-type"), "application/problem+json");
    // The interface for apps is the same limit, in its own form.
    let refused = app(&rosa, Method::POST, "/statuses", json!({"status": "Hello"})).await;
    is_too_many(&refused);
    assert!(refused.json()["error"].is_string());
    world.unchanged(&before, &[]).await;
    for path in ["/me", "/listings", "/handoffs"] {
        rosa.get(path).await.expect(200);
    }
    ben.post("/listings", soup()).await.expect(201);
    place.clock.shift(Span::seconds(wait));
    rosa.post("/listings", soup()).await.expect(201);
}

/// A place where five requests in a minute from one address are enough.
async fn narrow(change: impl FnOnce(&mut Config)) -> World {
    World::with(|config| {
        config.limits.address_per_minute = 5;
        change(config);
    })
    .await
}

/// The same request, from an address that the proxy before the server names.
async fn from(place: &Neighborhood, address: &str, path: &str, token: Option<&str>) -> Answer {
    let mut headers = unsigned();
    headers[0].1 = "*/*".into();
    headers.push(("x-forwarded-for", address.to_owned()));
    if let Some(token) = token {
        headers.push(("authorization", format!("Bearer {token}")));
    }
    get(place, path, &headers).await
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_33_nobody_is_many_visitors_because_they_have_many_addresses_of_ipv6() {
    let world = narrow(|_| {}).await;
    let place = &world.place;
    place.member("rosa").await;
    let webfinger = format!("/.well-known/webfinger?resource=acct:rosa@{}", place.addresses.host());
    let asks = async |address: String| from(place, &address, &webfinger, None).await.status;
    // One machine has all addresses of such a network.
    for number in 0..5 {
        assert_eq!(asks(format!("2001:db8:1:1::{number:x}")).await, 200, "{number}");
    }
    assert_eq!(asks("2001:db8:1:1:a:b:c:d".to_owned()).await, 429);
    // The neighbors have another.
    assert_eq!(asks("2001:db8:1:2::1".to_owned()).await, 200);
    // Whoever rents a machine is often given all networks that begin so: sixteen times as much, and what came back meanwhile.
    let mut asked = 6;
    for household in 0x100.. {
        if asks(format!("2001:db8:1:{household:x}::1")).await == 429 {
            break;
        }
        asked += 1;
        assert!(asked < 400, "nothing holds them up");
    }
    assert!(asked >= 5 * 16, "{asked}: a street is no single visitor");
    // Nobody elsewhere is.
    assert_eq!(asks("2001:db8:2:1::1".to_owned()).await, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_33_who_asks_too_much_without_showing_who_waits_and_who_is_right_does_not() {
    const HERE: &str = "198.51.100.7";
    let world = narrow(|_| {}).await;
    let place = &world.place;
    place.member("rosa").await;
    let token = potluck::actions::add_member::create_token(place, "rosa", "read").await.expect("a token");
    let webfinger = format!("/.well-known/webfinger?resource=acct:rosa@{}", place.addresses.host());
    let before = world.snapshot().await;
    let limited = async |address: &str, path: &str, token: Option<&str>, right: u16| {
        for number in 0..5 {
            assert_eq!(from(place, address, path, token).await.status, right, "{path} {number}");
        }
        let refused = from(place, address, path, token).await;
        assert_eq!(refused.status, 429, "{path}: {}", refused.text);
        assert!(refused.header("retry-after").parse::<u32>().is_ok_and(|seconds| seconds > 0), "{path}");
        refused
    };
    is_too_many(&limited(HERE, &webfinger, None, 200).await);
    // Another address, and nobody at all (the proxy itself), are not held up.
    assert_eq!(from(place, "203.0.113.9", &webfinger, None).await.status, 200);
    assert_eq!(get(place, &webfinger, &unsigned()).await.status, 200);

    // Guessing tokens; a right one from the same house is let in all the same.
    is_too_many(&limited("198.51.100.8", "/api/potluck/v1/me", Some("guess"), 401).await);
    assert_eq!(from(place, "198.51.100.8", "/api/potluck/v1/me", Some(&token)).await.status, 200);
    assert_eq!(from(place, "198.51.100.8", "/api/v1/accounts/verify_credentials", Some("guess")).await.status, 429);
    // Guessing one-time links: a page that says so, in the reader's language.
    let page = limited("198.51.100.9", "/h/guess", None, 410).await;
    assert!(page.text.contains("Please wait a little") && page.header("cache-control") == "no-store", "{}", page.text);
    limited("198.51.100.10", "/found/guess", None, 410).await;
    // In an IPv6 network everybody has more addresses than can be counted.
    limited("2001:db8:1:2::1", "/h/guess", None, 410).await;
    assert_eq!(from(place, "2001:db8:1:2:ffff::9", "/h/guess", None).await.status, 429);
    assert_eq!(from(place, "2001:db8:1:3::1", "/h/guess", None).await.status, 410);
    // Whatever a visitor says before the proxy does.
    assert_eq!(from(place, &format!("203.0.113.77, {HERE}"), &webfinger, None).await.status, 429);
    assert_eq!(from(place, HERE, "/api/potluck/v1/listings", None).await.status, 200, "what is open stays open");
    world.unchanged(&before, &[]).await;
    // Within the hour it is forgotten, and in a minute it goes on anyway.
    place.clock.shift(Span::minutes(1));
    limited(HERE, &webfinger, None, 200).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_33_only_a_proxy_that_is_trusted_says_from_where_somebody_asks() {
    let world = narrow(|config| config.limits.trusted_proxies = Vec::new()).await;
    let webfinger = format!("/.well-known/webfinger?resource=acct:network@{}", world.place.addresses.host());
    let (before, mut statuses) = (world.snapshot().await, Vec::new());
    for number in 0..8 {
        statuses.push(from(&world.place, &format!("198.51.100.{number}"), &webfinger, None).await.status);
    }
    assert_eq!(statuses, [200, 200, 200, 200, 200, 429, 429, 429]);
    world.unchanged(&before, &[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_33_signatures_that_are_wrong_are_limited_and_a_known_server_beside_them_is_not() {
    let world = narrow(|_| {}).await;
    let (place, peer, evil) = (&world.place, &world.peer, Peer::start("evil").await);
    world.accepted(&offers(peer, 1)).await;
    let before = snapshot(place).await;
    let post = async |server: &Peer, activity: &Value, key_id: Option<String>| {
        let name = activity["actor"].as_str().and_then(|actor| actor.rsplit('/').next()).expect("a name").to_owned();
        let key_id = key_id.unwrap_or_else(|| format!("{}#main-key", server.id(&name)));
        let letter = server.sign_as(place, activity, (&name, Way::Cavage), &key_id, place.now());
        let mut headers: Vec<(&str, &str)> =
            letter.headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        headers.push(("x-forwarded-for", "198.51.100.7"));
        Visitor::stranger(place).ask(Method::POST, letter.inbox.path(), &headers, letter.body).await
    };
    // Keys that are not there: each makes us ask.
    for number in 0..5 {
        let key = evil.at(&format!("/users/nobody{number}#main-key"));
        assert_eq!(post(&evil, &offers(&evil, number), Some(key)).await.status, 401, "{number}");
    }
    let asked = evil.asked_in_all();
    let refused = post(&evil, &offers(&evil, 6), Some(evil.at("/users/nobody6#main-key"))).await;
    is_too_many(&refused);
    assert_eq!(evil.asked_in_all(), asked, "nobody is asked any more because of it");
    assert!(before.changes_to(&snapshot(place).await, &[HEARD]).is_empty());
    // Whose key is known is let in, from the same address, too.
    assert_eq!(post(peer, &offers(peer, 2), None).await.status, 202);
    place.until("it is worked", async || (place.database.count("listings") == 2).then_some(())).await;
}

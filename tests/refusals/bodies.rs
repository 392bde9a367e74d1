//! How large and how deep a body may be, packed or not: what comes in, and what is fetched.

use crate::peer::{ACTIVITY, Letter, PUBLIC, Page, Peer};
use crate::support::TestDb;
use crate::support::client::Visitor;
use crate::support::process::Process;
use crate::world::{World, when_idle};
use flate2::Compression;
use flate2::write::GzEncoder;
use potluck::adapters::fetch::{BODY_MAX, DEADLINE};
use potluck::federation::signature::{Way, cavage};
use serde_json::{Value, json};
use std::io::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What a server may hold more at its peak for sixteen bombs of 200 MB each at once.
const MORE_MEMORY: u64 = 48_000_000;

fn gzip(pieces: impl IntoIterator<Item = Vec<u8>>) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    for piece in pieces {
        packed.write_all(&piece).unwrap();
    }
    packed.finish().unwrap()
}

/// 200 MB of zeros in about 200 kB.
fn bomb() -> Vec<u8> {
    gzip((0..200).map(|_| vec![0; 1_000_000]))
}

/// So many of a bracket, and as many that close it.
fn nested(depth: usize) -> String {
    format!("{}{}", "[".repeat(depth), "]".repeat(depth))
}

/// Posts to an inbox over a connection of its own; the server may answer before it read everything, and hang up.
async fn post(port: u16, host: &str, headers: &[(&str, String)], body: Vec<u8>) -> u16 {
    let whole = body.len().max(1);
    post_in_pieces(port, host, headers, body, (whole, Duration::ZERO)).await
}

/// The same, so many bytes at once, with a pause before each such piece.
async fn post_in_pieces(
    port: u16,
    host: &str,
    headers: &[(&str, String)],
    body: Vec<u8>,
    (bytes, pause): (usize, Duration),
) -> u16 {
    let mut head = format!("POST /ap/inbox HTTP/1.1\r\nHost: {host}\r\nContent-Length: {}\r\n", body.len());
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    let stream = TcpStream::connect(("127.0.0.1", port)).await.expect("a connection");
    let (mut from, mut to) = stream.into_split();
    let sending = tokio::spawn(async move {
        // Whether all of it was taken does not matter: the answer does.
        let _ = to.write_all(format!("{head}\r\n").as_bytes()).await;
        for piece in body.chunks(bytes) {
            tokio::time::sleep(pause).await;
            let _ = to.write_all(piece).await;
        }
        to
    });
    let mut said = Vec::new();
    while said.len() < 12 {
        assert!(from.read_buf(&mut said).await.expect("an answer") > 0, "an answer");
    }
    sending.abort();
    String::from_utf8_lossy(&said)[9..12].parse().expect("a status")
}

fn port_of(host: &str) -> u16 {
    host.rsplit(':').next().unwrap().parse().unwrap()
}

async fn send(world: &World, letter: Letter, more: &[(&str, String)]) -> u16 {
    let host = world.place.addresses.host();
    let headers: Vec<(&str, String)> = letter.headers.into_iter().chain(more.iter().cloned()).collect();
    post(port_of(&host), &host, &headers, letter.body).await
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_09_what_is_posted_is_cut_too_when_it_trickles_in() {
    let world = World::start().await;
    let (place, peer) = (&world.place, &world.peer);
    let create = |slug: &str| peer.activity("network", "Create", slug, peer.listing("network", slug, 1, slug));
    let trickle = |slug: String, piece: (usize, Duration)| {
        let letter = peer.sign(place, &create(&slug), ("network", Way::Cavage), place.now());
        let host = place.addresses.host();
        async move { post_in_pieces(port_of(&host), &host, &letter.headers, letter.body, piece).await }
    };
    // The twin: slow, and in time.
    assert_eq!(trickle("patient".into(), (200, Duration::from_millis(100))).await, 202);
    place.until("it is worked", async || (world.titles() == ["patient"]).then_some(())).await;

    let (before, start) = (world.snapshot().await, Instant::now());
    let all = (0..20).map(|number| trickle(format!("slow-{number}"), (1, Duration::from_secs(1))));
    let statuses = futures::future::join_all(all).await;
    assert!(statuses.iter().all(|status| *status == 408), "{statuses:?}");
    let took = start.elapsed();
    assert!(took >= DEADLINE && took < DEADLINE + Duration::from_secs(5), "{took:?}");
    world.unchanged(&before, &[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_08_a_body_of_more_than_a_megabyte_or_too_deep_is_not_read() {
    let world = World::start().await;
    let (place, peer) = (&world.place, &world.peer);
    let create = |slug: &str| peer.activity("network", "Create", slug, peer.listing("network", slug, 1, slug));
    // Signed as it comes, so that nothing else is wrong with it.
    let sign = |text: String| {
        let mut letter = peer.sign(place, &json!({}), ("network", Way::Cavage), place.now());
        let network = peer.key("network", Way::Cavage, &format!("{}#main-key", peer.id("network")));
        let signed = Way::Cavage.sign_post(&network, &letter.inbox, text.as_bytes(), ACTIVITY, place.now()).unwrap();
        letter.headers = signed.into_iter().filter(|(name, _)| *name != "host").collect();
        letter.body = text.into_bytes();
        letter
    };
    let sized = |slug: &str, bytes: usize| {
        let mut activity = create(slug);
        activity["padding"] = json!("");
        let missing = bytes - activity.to_string().len();
        activity["padding"] = json!("x".repeat(missing));
        activity.to_string()
    };
    let deep = |slug: &str, depth: usize| {
        let mut text = create(slug).to_string();
        // The activity is the first level.
        text.insert_str(text.len() - 1, &format!(",\"more\":{}", nested(depth - 1)));
        text
    };
    let gzipped = [("content-encoding", "gzip".to_owned())];
    let pack = |text: &str| {
        let packed = gzip([text.as_bytes().to_vec()]);
        let mut letter = sign(text.to_owned());
        // What is signed is the body as it is sent.
        let network = peer.key("network", Way::Cavage, &format!("{}#main-key", peer.id("network")));
        let signed =
            cavage::sign_post(&network, &letter.inbox, cavage::digest(&packed), ACTIVITY, place.now()).unwrap();
        letter.headers = signed.into_iter().filter(|(name, _)| *name != "host").collect();
        letter.body = packed;
        letter
    };
    // The twins: each at its limit.
    assert_eq!(send(&world, sign(sized("whole", BODY_MAX)), &[]).await, 202);
    assert_eq!(send(&world, sign(deep("deep", 32)), &[]).await, 202);
    assert_eq!(send(&world, pack(&create("packed").to_string()), &gzipped).await, 202);
    assert_eq!(send(&world, pack(&sized("packed-whole", BODY_MAX)), &gzipped).await, 202);
    place.until("all of them are worked", async || (world.titles().len() == 4).then_some(())).await;

    let before = world.snapshot().await;
    assert_eq!(send(&world, sign(sized("more", BODY_MAX + 1)), &[]).await, 413);
    assert_eq!(send(&world, sign(sized("much-more", 10_000_000)), &[]).await, 413);
    assert_eq!(send(&world, sign(deep("deeper", 33)), &[]).await, 400);
    assert_eq!(send(&world, sign("[".repeat(100_000)), &[]).await, 400);
    assert_eq!(send(&world, sign("{\"a\":".repeat(100_000)), &[]).await, 400);
    assert_eq!(send(&world, sign(nested(400_000)), &[]).await, 400);
    assert_eq!(send(&world, pack(&sized("packed-more", BODY_MAX + 1)), &gzipped).await, 413);
    assert_eq!(send(&world, pack(&deep("packed-deeper", 33)), &gzipped).await, 400);
    // Not what it is said to be; cut short; in a form that nobody reads here; packed twice.
    assert_eq!(send(&world, sign(create("plain").to_string()), &gzipped).await, 400);
    let mut cut = pack(&create("cut").to_string());
    cut.body.truncate(cut.body.len() - 20);
    assert_eq!(send(&world, cut, &gzipped).await, 400);
    for other in ["br", "zstd", "deflate", "gzip, gzip"] {
        let named = [("content-encoding", other.to_owned())];
        assert_eq!(send(&world, pack(&create("other").to_string()), &named).await, 415, "{other}");
    }
    // The digest is of what was sent, and of nothing else.
    let mut letter = sign(create("unpacked").to_string());
    letter.body = gzip([letter.body]);
    assert_eq!(send(&world, letter, &gzipped).await, 401);
    // Nowhere else is anything unpacked.
    let visitor = Visitor::stranger(place);
    let headers = [("content-encoding", "gzip"), ("content-type", "application/x-www-form-urlencoded")];
    for path in ["/found/secret", "/api/potluck/v1/listings", "/api/v1/apps"] {
        let answer = visitor.ask(reqwest::Method::POST, path, &headers, gzip([b"name=Rosa".to_vec()])).await;
        assert_eq!(answer.status, 415, "{path}");
    }
    world.unchanged(&before, &[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_08_what_is_fetched_has_the_same_limits() {
    let world = World::start().await;
    let peer = &world.peer;
    let tell = |slug: &str, page: Page| {
        peer.serve(&format!("/o/{slug}"), page);
        let mut activity = peer.activity("network", "Announce", slug, json!(peer.at(&format!("/o/{slug}"))));
        activity["to"] = json!([PUBLIC]);
        activity
    };
    let listing = |slug: &str| peer.listing("network", slug, 1, slug);
    let sized = |slug: &str, bytes: usize| {
        let mut listing = listing(slug);
        listing["padding"] = json!("");
        let missing = bytes - listing.to_string().len();
        listing["padding"] = json!("x".repeat(missing));
        listing.to_string().into_bytes()
    };
    let deep = |slug: &str, depth: usize| {
        let mut text = listing(slug).to_string();
        text.insert_str(text.len() - 1, &format!(",\"more\":{}", nested(depth - 1)));
        text.into_bytes()
    };
    let plain = |bytes: Vec<u8>| Page::of(ACTIVITY, bytes);
    let packed = |bytes: Vec<u8>| {
        let mut page = Page::of(ACTIVITY, gzip([bytes]));
        page.headers.push(("content-encoding", "gzip".into()));
        page
    };
    world.accepted(&tell("whole", plain(sized("whole", BODY_MAX)))).await;
    world.accepted(&tell("deep", plain(deep("deep", 32)))).await;
    world.accepted(&tell("packed", packed(sized("packed", BODY_MAX)))).await;
    assert_eq!(world.titles(), ["deep", "packed", "whole"]);

    world.put_off(&tell("more", plain(sized("more", BODY_MAX + 1)))).await;
    world.put_off(&tell("much-more", plain(sized("much-more", 10_000_000)))).await;
    world.put_off(&tell("packed-more", packed(sized("packed-more", BODY_MAX + 1)))).await;
    world.refused(&tell("deeper", plain(deep("deeper", 33)))).await;
    world.refused(&tell("packed-deeper", packed(deep("packed-deeper", 33)))).await;
    world.refused(&tell("brackets", plain("[".repeat(100_000).into_bytes()))).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_08_bombs_are_cut_and_the_memory_stays_flat() {
    let packed = tokio::task::spawn_blocking(bomb).await.unwrap();
    assert!(packed.len() < BODY_MAX / 2, "{}", packed.len());
    let (database, peer) = (Arc::new(TestDb::new()), Peer::start("elsewhere").await);
    let server = Process::start("riverside", database.clone()).await;
    let send = |slug: String, actor: String, body: Option<&Vec<u8>>| {
        let activity: Value = json!({"id": peer.at(&slug), "type": "Like", "actor": actor, "object": peer.at("/n/1")});
        let key_id = format!("{actor}#main-key");
        let key = peer.key("eve", Way::Cavage, &key_id);
        let inbox = format!("http://{}/ap/inbox", server.domain).parse().unwrap();
        let bytes = body.cloned().unwrap_or_else(|| gzip([activity.to_string().into_bytes()]));
        let now = potluck::clock::Clock::system().now();
        let mut headers = cavage::sign_post(&key, &inbox, cavage::digest(&bytes), ACTIVITY, now).unwrap();
        headers.retain(|(name, _)| *name != "host");
        headers.push(("content-encoding", "gzip".into()));
        let (port, domain) = (server.port(), server.domain.clone());
        async move { post(port, &domain, &headers, bytes).await }
    };
    assert_eq!(send("/twin".into(), peer.id("eve"), None).await, 202);
    // What it comes to without any bomb: as many at once, each of which is read to its end.
    let small = gzip([vec![b' '; BODY_MAX]]);
    for _ in 0..2 {
        let all = (0..16).map(|number| send(format!("/small/{number}"), peer.id("eve"), Some(&small)));
        assert!(futures::future::join_all(all).await.iter().all(|status| *status == 400));
    }
    let (before, memory) = (when_idle(&database).await, server.peak_memory());
    for _ in 0..2 {
        let all = (0..16).map(|number| send(format!("/{number}"), peer.id("eve"), Some(&packed)));
        assert!(futures::future::join_all(all).await.iter().all(|status| *status == 413));
    }
    // The same where a key should be.
    let mut page = Page::of(ACTIVITY, packed);
    page.headers.push(("content-encoding", "gzip".into()));
    for number in 0..16 {
        peer.serve(&format!("/bombs/{number}"), page.clone());
    }
    let all = (0..16).map(|number| send(format!("/key/{number}"), peer.at(&format!("/bombs/{number}")), None));
    let statuses = futures::future::join_all(all).await;
    assert!(statuses.iter().all(|status| *status == 502), "{statuses:?}");
    if let Some((before, after)) = memory.zip(server.peak_memory()) {
        println!("peak memory: {before} bytes before, {after} after");
        assert!(after < before + MORE_MEMORY, "{before} bytes before, {after} after");
    }
    let changes = before.changes_to(&when_idle(&database).await, &["received"]);
    assert!(changes.is_empty(), "{changes:?}");
}

//! What is fetched: from where, as what, and for how long.

use crate::peer::{Letter, PUBLIC, Page, Peer};
use crate::snapshot::Snapshot;
use crate::support::TestDb;
use crate::support::loopback::listen;
use crate::support::neighborhood::Neighborhood;
use crate::world::{World, snapshot};
use futures::future::BoxFuture;
use potluck::adapters::fetch::{Budget, Fetcher, Headers, Names, Policy, is_refused};
use potluck::error::Error;
use potluck::federation::objects::actor::from_wire;
use potluck::federation::signature::Way;
use potluck::federation::wire;
use potluck::storage::actors;
use serde_json::{Value, json};
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// A neighborhood whose client keeps the rules of production, perhaps with a resolver of the test's own. It reaches nobody
/// here, so it knows ana of the other server already.
pub async fn strict(names: Option<Arc<dyn Names>>) -> (Neighborhood, Peer) {
    let fetcher = production(Policy::new(false, Vec::new()), names);
    let (listener, _) = listen("riverside");
    let place = Neighborhood::start_with("riverside", listener, Arc::new(TestDb::new()), |_| {}, fetcher).await;
    let peer = Peer::start("elsewhere").await;
    let ana: wire::Actor = wire::read(&peer.actor("ana")).unwrap();
    let ana = from_wire(ana, place.now());
    place.db.write(move |conn| actors::upsert_remote(conn, &ana)).await.unwrap();
    (place, peer)
}

fn production(policy: Policy, names: Option<Arc<dyn Names>>) -> Fetcher {
    let fetcher = match names {
        Some(names) => Fetcher::with_names(policy, "Potluck/test".into(), names),
        None => Fetcher::new(policy, "Potluck/test".into()),
    };
    fetcher.expect("a client").with_deadline(Duration::from_secs(2))
}

/// The network there tells of something at an address.
fn announce(peer: &Peer, slug: &str, object: &str) -> Value {
    let mut activity = peer.activity("network", "Announce", slug, json!(object));
    activity["to"] = json!([PUBLIC]);
    activity
}

/// Somebody whose actor is served at a path of the other server sends something; answers the status.
async fn from_actor_at(place: &Neighborhood, peer: &Peer, path: &str, slug: &str) -> u16 {
    let mut activity = peer.activity("eve", "Like", slug, json!("https://elsewhere.example/1"));
    activity["actor"] = json!(peer.at(path));
    let key_id = format!("{}#main-key", peer.at(path));
    peer.post(peer.sign_as(place, &activity, ("eve", Way::Cavage), &key_id, place.now())).await
}

/// Signed by ana with her own key, under another id; its actor is whoever lives where that key is said to be.
pub fn with_key(place: &Neighborhood, peer: &Peer, slug: &str, key_id: &str) -> Letter {
    let mut activity = peer.activity("ana", "Like", slug, json!("https://elsewhere.example/1"));
    if let Ok(url) = key_id.parse::<url::Url>()
        && ["http", "https"].contains(&url.scheme())
    {
        let origin = url.origin().ascii_serialization();
        activity["id"] = json!(format!("{origin}/activities/{slug}"));
        activity["actor"] = json!(format!("{origin}{}", url.path().trim_end_matches("/main-key")));
    }
    peer.sign_as(place, &activity, ("ana", Way::Cavage), key_id, place.now())
}

/// Eve's actor, as if she lived at another path.
fn eve_at(peer: &Peer, path: &str) -> Value {
    let (mut actor, id) = (peer.actor("eve"), peer.at(path));
    actor["id"] = json!(id);
    actor["inbox"] = json!(format!("{id}/inbox"));
    actor["publicKey"]["id"] = json!(format!("{id}#main-key"));
    actor["publicKey"]["owner"] = json!(id);
    actor["assertionMethod"] = json!([]);
    actor
}

async fn unchanged(place: &Neighborhood, before: &Snapshot, but: &[&str]) {
    let changes = before.changes_to(&snapshot(place).await, but);
    assert!(changes.is_empty(), "{changes:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_01_what_is_fetched_speaks_only_for_the_server_that_it_came_from() {
    let (world, victim) = (World::start().await, Peer::start("victim").await);
    let (place, peer) = (&world.place, &world.peer);
    let serve = |path: &str, document: &Value| peer.serve(path, Page::activity(document));
    let (listing, note) =
        (peer.listing("network", "apples", 1, "Apples"), peer.note("network", "hello", "<p>Hello</p>"));
    serve("/o/apples", &listing);
    serve("/n/hello", &note);
    world.accepted(&announce(peer, "apples", &peer.at("/o/apples"))).await;
    world.accepted(&announce(peer, "hello", &peer.at("/n/hello"))).await;
    peer.serve("/o/round", Page::redirect("/o/pears"));
    serve("/o/pears", &peer.listing("network", "pears", 1, "Pears"));
    world.accepted(&announce(peer, "pears", &peer.at("/o/round"))).await;
    assert_eq!(world.titles(), ["Apples", "Pears"]);
    assert_eq!(place.database.lines("SELECT content AS line FROM statuses WHERE content <> ''"), ["<p>Hello</p>"]);

    let of_victim = [victim.listing("network", "beans", 1, "Beans"), victim.note("network", "words", "<p>Words</p>")];
    for (form, (ours, theirs)) in [listing, note].into_iter().zip(of_victim).enumerate() {
        let mut with_id = ours.clone();
        with_id["id"] = theirs["id"].clone();
        let mut by = ours.clone();
        by["id"] = json!(peer.at(&format!("/by-{form}")));
        by["attributedTo"] = theirs["attributedTo"].clone();
        for (number, document) in [theirs, with_id, by].iter().enumerate() {
            let slug = format!("evil-{form}-{number}");
            serve(&format!("/{slug}"), document);
            peer.serve(&format!("/{slug}-round"), Page::redirect(&format!("/{slug}")));
            world.refused(&announce(peer, &slug, &peer.at(&format!("/{slug}")))).await;
            world.refused(&announce(peer, &format!("{slug}-round"), &peer.at(&format!("/{slug}-round")))).await;
        }
    }

    // An actor who is said to live there.
    serve("/users/new", &eve_at(peer, "/users/new"));
    assert_eq!(from_actor_at(place, peer, "/users/new", "new").await, 202);
    let before = world.snapshot().await;
    serve("/users/evil", &eve_at(&victim, "/users/eve"));
    peer.serve("/users/evil-round", Page::redirect("/users/evil"));
    for path in ["/users/evil", "/users/evil-round"] {
        assert_eq!(from_actor_at(place, peer, path, path.rsplit('/').next().unwrap()).await, 401);
    }
    world.unchanged(&before, &[]).await;
    assert_eq!(victim.asked_in_all(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_04_only_activitypub_documents_are_believed() {
    let world = World::start().await;
    let (place, peer) = (&world.place, &world.peer);
    let profile = |of: &str| format!("application/ld+json; profile=\"{of}\"");
    let good = [
        "application/activity+json".to_owned(),
        "application/activity+json; charset=utf-8".into(),
        "Application/Activity+JSON".into(),
        profile("https://www.w3.org/ns/activitystreams"),
    ];
    let bad = [
        "text/plain".to_owned(),
        "text/html; charset=utf-8".into(),
        "application/json".into(),
        "application/ld+json".into(),
        profile("https://example.org/another"),
        "application/x-activity+json".into(),
        "application/octet-stream".into(),
        "image/png; application/activity+json".into(),
        "".into(),
    ];
    for (number, content_type) in good.iter().chain(&bad).enumerate() {
        let (path, slug) = (format!("/users/type-{number}"), format!("type-{number}"));
        let listing = peer.listing("network", &slug, 1, &slug);
        peer.serve(&format!("/o/{slug}"), Page::of(content_type, listing.to_string()));
        peer.serve(&path, Page::of(content_type, eve_at(peer, &path).to_string()));
        let told = announce(peer, &slug, &peer.at(&format!("/o/{slug}")));
        if number < good.len() {
            assert_eq!(from_actor_at(place, peer, &path, &slug).await, 202, "{content_type}");
            world.accepted(&told).await;
            assert_eq!(world.titles().len(), number + 1, "{content_type}");
        } else {
            let before = world.snapshot().await;
            assert_eq!(from_actor_at(place, peer, &path, &slug).await, 502, "{content_type}");
            world.unchanged(&before, &["received"]).await;
            world.put_off(&told).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_05_three_redirects_within_one_server_and_no_more() {
    let (world, other) = (World::start().await, Peer::start("other").await);
    let (place, peer) = (&world.place, &world.peer);
    let chain = |name: &str, first: &str| {
        peer.serve(&format!("/{name}/1"), Page::redirect(first));
        peer.serve(&format!("/{name}/2"), Page::redirect(&peer.at(&format!("/{name}/1"))).status(301));
        peer.serve(&format!("/{name}/3"), Page::redirect("2").status(307));
        peer.serve(&format!("/{name}/4"), Page::redirect("3").status(308));
    };
    peer.serve("/o/apples", Page::activity(&peer.listing("network", "apples", 1, "Apples")));
    peer.serve("/o/pears", Page::activity(&peer.listing("network", "pears", 1, "Pears")));
    peer.serve("/users/new", Page::activity(&eve_at(peer, "/users/new")));
    chain("apples", "/o/apples");
    chain("pears", "/o/pears");
    chain("new", "/users/new");
    world.accepted(&announce(peer, "three", &peer.at("/apples/3"))).await;
    assert_eq!(world.titles(), ["Apples"]);
    // The key is that of whoever is found there: so the id of the key is, too.
    world.put_off(&announce(peer, "four", &peer.at("/pears/4"))).await;
    peer.serve("/o/round", Page::redirect("/o/round"));
    world.put_off(&announce(peer, "round", &peer.at("/o/round"))).await;

    // To another server, which has all that is asked for.
    let listing = other.listing("network", "beans", 1, "Beans");
    other.serve("/o/beans", Page::activity(&listing));
    other.serve("/o/pears", Page::activity(&peer.listing("network", "pears", 1, "Pears")));
    let asked = other.asked_in_all();
    for (slug, to) in [
        ("theirs", other.at("/o/beans")),
        ("ours", other.at("/o/pears")),
        ("scheme", peer.at("/o/pears").replace("http://", "https://")),
    ] {
        peer.serve(&format!("/away/{slug}"), Page::redirect(&to));
        peer.serve(&format!("/away/{slug}-later"), Page::redirect(&format!("/away/{slug}")));
        world.put_off(&announce(peer, slug, &peer.at(&format!("/away/{slug}")))).await;
        world.put_off(&announce(peer, &format!("{slug}-later"), &peer.at(&format!("/away/{slug}-later")))).await;
    }
    // To where nothing is ever asked: that ends it.
    for (number, to) in
        ["http://10.0.0.1/o/1", "ftp://elsewhere.example/o/1", "http://public.example/o/1"].iter().enumerate()
    {
        peer.serve(&format!("/inside/{number}"), Page::redirect(to));
        world.refused(&announce(peer, &format!("inside-{number}"), &peer.at(&format!("/inside/{number}")))).await;
    }
    // To nowhere.
    let mut nowhere = Page::redirect("/");
    nowhere.headers.clear();
    peer.serve("/nowhere", nowhere);
    world.put_off(&announce(peer, "nowhere", &peer.at("/nowhere"))).await;

    let before = world.snapshot().await;
    peer.serve("/users/away", Page::redirect(&other.at("/users/eve")));
    assert_eq!(from_actor_at(place, peer, "/users/away", "away").await, 502);
    world.unchanged(&before, &["received"]).await;
    assert_eq!(other.asked_in_all(), asked, "the other server is not even asked");
}

/// A resolver whose answers are given one after the other; the last one stays.
struct Turning {
    answers: Mutex<Vec<Vec<SocketAddr>>>,
    asked: AtomicUsize,
}

impl Turning {
    fn new(answers: &[&[SocketAddr]]) -> Arc<Self> {
        let answers = answers.iter().rev().map(|answer| answer.to_vec()).collect();
        Arc::new(Self { answers: Mutex::new(answers), asked: AtomicUsize::new(0) })
    }
}

impl Names for Turning {
    fn look_up(&self, _: String) -> BoxFuture<'static, std::io::Result<Vec<SocketAddr>>> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let mut answers = self.answers.lock().unwrap();
        let answer = if answers.len() > 1 { answers.pop() } else { answers.last().cloned() };
        Box::pin(async move { Ok(answer.unwrap_or_default()) })
    }
}

fn unsigned(_: url::Url) -> BoxFuture<'static, potluck::error::Result<Headers>> {
    Box::pin(async { Ok(Vec::new()) })
}

/// Whether an address was refused by the guard at the connection, and not merely silent.
fn is_guarded(error: &Error) -> bool {
    let mut cause: Option<&dyn std::error::Error> = std::error::Error::source(error);
    while let Some(known) = cause {
        if known.to_string().contains("leads to no public address") {
            return true;
        }
        cause = known.source();
    }
    false
}

/// Global unicast of which nothing was ever given to anybody (IANA), so that nobody is there.
const NOBODY: &str = "[2f00::1]:443";

#[tokio::test(flavor = "multi_thread")]
async fn refusal_06_addresses_within_are_blocked_when_the_connection_is_made() {
    let inside = TcpListener::bind("127.0.0.1:0").unwrap();
    inside.set_nonblocking(true).unwrap();
    let (here, nobody) = (inside.local_addr().unwrap(), NOBODY.parse().unwrap());
    let listed = Policy::new(true, vec!["turning.example:443".into()]);
    let get = async |fetcher: &Fetcher| {
        let url = "https://turning.example/o/1".parse().unwrap();
        fetcher.get(&url, "*/*", unsigned, &Budget::new(9)).await.expect_err("nobody answers")
    };
    // The twin: with the development switch, and this name on its list, the same answer is connected to.
    let error = get(&production(listed, Some(Turning::new(&[&[here]])))).await;
    assert!(!is_guarded(&error) && inside.accept().is_ok(), "{error}");

    // Ranges of the registries of IANA: this network, private, shared, loopback, link-local, protocol assignments,
    // documentation, 6to4 relays, benchmarking, multicast, reserved, broadcast; mapped, NAT64, discard, Teredo, ORCHID, 6to4,
    // unique-local and others of IPv6. The first and the last address of each.
    let ranges = [
        ("0.0.0.0", "0.255.255.255"),
        ("10.0.0.0", "10.255.255.255"),
        ("100.64.0.0", "100.127.255.255"),
        ("127.0.0.0", "127.255.255.255"),
        ("169.254.0.0", "169.254.255.255"),
        ("172.16.0.0", "172.31.255.255"),
        ("192.0.0.0", "192.0.0.255"),
        ("192.0.2.0", "192.0.2.255"),
        ("192.88.99.0", "192.88.99.255"),
        ("192.168.0.0", "192.168.255.255"),
        ("198.18.0.0", "198.19.255.255"),
        ("198.51.100.0", "198.51.100.255"),
        ("203.0.113.0", "203.0.113.255"),
        ("224.0.0.0", "239.255.255.255"),
        ("240.0.0.0", "255.255.255.255"),
        ("::", "::1"),
        ("::7f00:1", "::a00:1"),
        ("::ffff:0.0.0.0", "::ffff:255.255.255.255"),
        ("::ffff:8.8.8.8", "::ffff:127.0.0.1"),
        ("64:ff9b::", "64:ff9b::ffff:ffff"),
        ("64:ff9b:1::", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff"),
        ("100::", "100::ffff:ffff:ffff:ffff"),
        ("2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff"),
        ("2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"),
        ("2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
        ("3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff"),
        ("5f00::", "5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
        ("fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
        ("fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
        ("fec0::", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
        ("ff00::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
    ];
    let rules = || Policy::new(false, Vec::new());
    for ip in ranges.iter().flat_map(|(first, last)| [first, last]) {
        let ip: IpAddr = ip.parse().unwrap();
        let names = Turning::new(&[&[SocketAddr::new(ip, here.port())]]);
        let fetcher = production(rules(), Some(names.clone()));
        assert!(is_guarded(&get(&fetcher).await), "{ip}");
        assert_eq!(names.asked.load(Ordering::SeqCst), 1, "{ip}");
        let inbox = "https://turning.example/inbox".parse().unwrap();
        assert!(is_guarded(&fetcher.post(&inbox, Vec::new(), Vec::new()).await.expect_err("nobody answers")), "{ip}");
    }
    assert!(inside.accept().is_err(), "nobody came");

    // A name that leads out at first and inward then, or to both at once. It is asked for once each time, and what was
    // checked is what is connected to.
    let names = Turning::new(&[&[nobody], &[here], &[nobody, here], &[here, nobody], &[here]]);
    let fetcher = production(rules(), Some(names.clone()));
    for (number, guarded) in [false, true, false, false, true].into_iter().enumerate() {
        let error = get(&fetcher).await;
        assert_eq!(is_guarded(&error), guarded, "{number}: {error}");
        assert_eq!(names.asked.load(Ordering::SeqCst), number + 1);
    }
    assert!(inside.accept().is_err(), "nobody came");

    // The same in a running server: whoever signs names a key there.
    let names = Turning::new(&[&[nobody], &[here]]);
    let (place, peer) = strict(Some(names.clone())).await;
    let like = |slug: &str, key_id: &str| with_key(&place, &peer, slug, key_id);
    assert_eq!(peer.post(like("twin", &format!("{}#main-key", peer.id("ana")))).await, 202);
    let before = snapshot(&place).await;
    for number in 0..5 {
        let key_id = format!("https://turning.example/users/ana-{number}#main-key");
        assert_eq!(peer.post(like(&number.to_string(), &key_id)).await, 502);
    }
    unchanged(&place, &before, &[]).await;
    assert!(names.asked.load(Ordering::SeqCst) >= 5);
    assert!(inside.accept().is_err(), "nobody came");
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_07_only_plain_https_addresses_are_asked_and_hosts_are_compared_as_they_are_asked() {
    // The rules of production: every other form ends before a name is looked up.
    let names = Turning::new(&[&[]]);
    let (place, peer) = strict(Some(names.clone())).await;
    let forms = [
        "http://turning.example",
        "https://turning.example:8443",
        "https://turning.example:80",
        "https://victim@turning.example",
        "https://victim:secret@turning.example",
        "https://10.0.0.1",
        "https://[2606:4700::1111]",
        "https://0x0a.1",
        "https://167772161",
        "https://[::ffff:10.0.0.1]",
        "https://localhost",
        "https://riverside.localhost",
        "https://printer.local",
        "https://db.internal",
        "https://router.home.arpa",
        "https://hidden.onion",
        "https://turning.example.",
        "https://single",
    ];
    let ana = format!("{}#main-key", peer.id("ana"));
    let send = async |slug: &str, key_id: &str| peer.post(with_key(&place, &peer, slug, key_id)).await;
    assert_eq!(send("twin", &ana).await, 202);
    let before = snapshot(&place).await;
    // With the form that is right, the name is looked up at least.
    assert_eq!(send("right", "https://turning.example/users/ana#main-key").await, 502);
    let asked = names.asked.load(Ordering::SeqCst);
    assert!(asked > 0);
    for (number, form) in forms.iter().enumerate() {
        let status = send(&number.to_string(), &format!("{form}/users/ana#main-key")).await;
        assert_eq!(status, 401, "{form}");
        let error = place.app.fetcher.post(&format!("{form}/inbox").parse().unwrap(), Vec::new(), Vec::new()).await;
        assert!(is_refused(&error.unwrap_err()), "{form}");
    }
    for form in ["ftp://turning.example", "file://", "gopher://turning.example", "javascript:", "data:text/plain,"] {
        assert_eq!(send("scheme", &format!("{form}/users/ana#main-key")).await, 401, "{form}");
    }
    // As ids they are no ids, or another's: refused before anything else.
    for (form, status) in [
        ("https://victim@evil.example/users/ana", 400),
        ("http://victim:secret@elsewhere.localhost/users/ana", 400),
        ("https:\\\\evil.example\\users\\ana", 400),
        ("https://evil.exam\nple/users/ana", 400),
        (" https://evil.example/users/ana", 400),
        ("javascript:alert(1)", 400),
        ("mailto:ana@evil.example", 400),
        ("https://evil.example/users/ana", 401),
    ] {
        for field in ["id", "actor"] {
            let mut activity = peer.activity("ana", "Like", "form", json!("https://elsewhere.example/1"));
            activity[field] = json!(form);
            let got = peer.post(peer.sign_as(&place, &activity, ("ana", Way::Cavage), &ana, place.now())).await;
            assert!(got == status || (status == 400 && got == 422), "{field} {form}: {got}");
        }
    }
    assert_eq!(names.asked.load(Ordering::SeqCst), asked, "no other name was looked up");
    unchanged(&place, &before, &[]).await;

    // Hosts in Unicode and in capitals are one host, in whatever way they are written; those that only look the same are not.
    let (world, bookshop) = (World::start().await, Peer::start("xn--bcher-kva").await);
    let written = |host: &str| bookshop.id("ana").replace("xn--bcher-kva.localhost", host);
    let say = async |slug: &str, host: &str| {
        let mut activity = bookshop.activity("ana", "Follow", slug, json!(world.place.addresses.network()));
        activity["actor"] = json!(written(host));
        let key_id = format!("{}#main-key", bookshop.id("ana"));
        bookshop.post(bookshop.sign_as(&world.place, &activity, ("ana", Way::Cavage), &key_id, world.place.now())).await
    };
    let known = || world.place.database.number("SELECT count(*) AS n FROM actors WHERE ap_id LIKE '%/users/ana'");
    let one = [
        "xn--bcher-kva.localhost",
        "bücher.localhost",
        "BÜCHER.LOCALHOST",
        "XN--BCHER-KVA.localhost",
        "bu\u{308}cher.localhost",
    ];
    for (number, host) in one.iter().enumerate() {
        assert_eq!(say(&number.to_string(), host).await, 202, "{host}");
    }
    let before = world.snapshot().await;
    assert_eq!(known(), 1);
    // A Cyrillic е; no umlaut; a dot that is none of ASCII's is one.
    for host in ["büch\u{435}r.localhost", "bucher.localhost", "bücher.localhost.evil.example"] {
        assert_eq!(say(&format!("other {host}"), host).await, 401, "{host}");
    }
    world.unchanged(&before, &[]).await;
    assert_eq!(say("dot", "bücher\u{3002}localhost").await, 202);
    assert_eq!(known(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_09_one_deadline_cuts_a_whole_fetch() {
    const DEADLINE: Duration = Duration::from_secs(2);
    let fetcher = Fetcher::new(Policy::new(true, Vec::new()), "Potluck/test".into()).unwrap().with_deadline(DEADLINE);
    let world = World::with_fetcher(|_| {}, fetcher).await;
    let (place, peer) = (&world.place, &world.peer);
    let second = Duration::from_secs(1);
    // The twins: slow, and in time.
    let actor = |path: &str| Page::activity(&eve_at(peer, path));
    peer.serve("/users/patient", actor("/users/patient").in_pieces(600, Duration::from_millis(100)));
    peer.serve("/users/late", actor("/users/late").after(Duration::from_millis(300)));
    for path in ["/users/patient", "/users/late"] {
        assert_eq!(from_actor_at(place, peer, path, path.rsplit('/').next().unwrap()).await, 202, "{path}");
    }
    peer.serve("/users/slow", actor("/users/slow").in_pieces(1, second));
    peer.serve("/users/silent", actor("/users/silent").after(60 * second));
    // No part of it is too slow by itself: three redirects and the document, each in time.
    for (from, to) in [("far", "far-1"), ("far-1", "far-2"), ("far-2", "far-3")] {
        peer.serve(&format!("/users/{from}"), Page::redirect(to).after(second * 6 / 5));
    }
    peer.serve("/users/far-3", actor("/users/far").after(second * 6 / 5));
    // Nor here: it takes its time to say that it does not take the signature, in either way.
    peer.serve("/users/picky", actor("/users/picky").status(401).after(second * 19 / 10));
    for path in ["/users/slow", "/users/silent", "/users/far", "/users/picky"] {
        let (before, start) = (world.snapshot().await, Instant::now());
        assert_eq!(from_actor_at(place, peer, path, path.rsplit('/').next().unwrap()).await, 502, "{path}");
        let took = start.elapsed();
        assert!(took >= DEADLINE - Duration::from_millis(50) && took < DEADLINE + second * 3 / 2, "{path}: {took:?}");
        world.unchanged(&before, &[]).await;
    }
    // What is worked later is cut, too.
    let listing = peer.listing("network", "slow", 1, "Slow");
    peer.serve("/o/slow", Page::activity(&listing).in_pieces(1, second));
    let start = Instant::now();
    world.put_off(&announce(peer, "slow", &peer.at("/o/slow"))).await;
    assert!(start.elapsed() < DEADLINE + 3 * second, "{:?}", start.elapsed());
    peer.serve("/o/slow", Page::activity(&listing));
    place.until("it is tried again", async || (world.titles() == ["Slow"]).then_some(())).await;
}

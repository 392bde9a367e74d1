//! What others can make this server ask of third servers: a little, pictures only when somebody looks at them, and never whose name it is not.

use crate::peer::{Page, Peer};
use crate::support::client::Visitor;
use crate::words::mention;
use crate::world::World;
use potluck::actions::keep_media::forget_old_files;
use potluck::adapters::fetch::{Fetcher, Policy};
use potluck::federation::catch_up::{PAGES_MAX, TURNS_MAX};
use potluck::federation::discover;
use reqwest::Method;
use serde_json::{Value, json};
use std::time::Duration;

/// Fetches because of one activity.
const BUDGET: usize = 8;

/// A private message of ana's to rosa, in which so many others are named, each at a host of their own. All of these hosts
/// are one server, which counts.
fn to_many(world: &World, far: &Peer, slug: &str, others: usize) -> Value {
    let rosa = world.place.addresses.member("rosa").to_string();
    let port = far.host().rsplit_once(':').expect("a port").1.to_owned();
    let others = (0..others).map(|number| format!("http://{slug}{number}.localhost:{port}/users/ana"));
    let all: Vec<String> = std::iter::once(rosa).chain(others).collect();
    let mut note = world.peer.note("ana", slug, "<p>Hello</p>");
    (note["to"], note["cc"]) = (json!(all), json!([]));
    note["tag"] = all.iter().map(|whom| json!({"type": "Mention", "href": whom, "name": "@somebody"})).collect();
    world.peer.activity("ana", "Create", slug, note)
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_20_one_activity_makes_us_ask_a_few_others_and_no_more() {
    let world = World::start().await;
    let far = Peer::start("far").await;
    world.place.member("rosa").await;
    world.accepted(&to_many(&world, &far, "few", 2)).await;
    assert_eq!(far.asked_in_all(), 2, "both are asked who they are");
    world.accepted(&to_many(&world, &far, "many", 40)).await;
    assert_eq!(far.asked_in_all(), 2 + BUDGET, "the message counts, and most of those whom it names stay unknown");
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_20_many_activities_of_one_server_make_us_ask_no_more_than_is_allowed_and_others_have_their_own() {
    let world = World::with(|config| config.limits.fetches_per_minute = 20).await;
    let (far, second) = (Peer::start("far").await, Peer::start("second").await);
    world.place.member("rosa").await;
    for number in 0..10 {
        assert_eq!(world.peer.send(&world.place, &to_many(&world, &far, &format!("m{number}n"), 8)).await, 202);
    }
    world.snapshot().await;
    let asked = far.asked_in_all();
    assert!((20..40).contains(&asked), "{asked} of 80, and one more every three seconds");
    // Another server is not held up.
    let note = second.note("ana", "other", "<p>Look</p>");
    second.serve("/n/other", Page::activity(&note));
    world.befriend(&second).await;
    world.accepted_of(&second, &second.activity("network", "Announce", "other", note["id"].clone())).await;
    // After a while there is room again.
    let before = far.asked_in_all();
    world.place.clock.shift(chrono::Duration::minutes(1));
    world.accepted(&to_many(&world, &far, "later", 8)).await;
    assert!(far.asked_in_all() > before);
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_20_an_endless_chain_of_answers_over_ever_new_hosts_stops() {
    const WALK_MAX: usize = 20;
    let world = World::start().await;
    let far = Peer::start("far").await;
    world.place.member("rosa").await;
    let rosa = world.place.addresses.member("rosa").to_string();
    let port = far.host().rsplit_once(':').expect("a port").1.to_owned();
    for number in 0..200 {
        let at = |number: usize| format!("http://h{number}.localhost:{port}");
        far.serve(
            &format!("/n/{number}"),
            Page::activity(&json!({
                "id": format!("{}/n/{number}", at(number)), "type": "Note", "content": "<p>Why?</p>",
                "attributedTo": format!("{}/users/ana", at(number)), "to": ["https://www.w3.org/ns/activitystreams#Public"],
                "inReplyTo": format!("{}/n/{}", at(number + 1), number + 1),
            })),
        );
    }
    let mut answer = mention(&world.peer, "ana", "answer", "<p>Because</p>", &rosa);
    answer["inReplyTo"] = json!(format!("http://h0.localhost:{port}/n/0"));
    world.accepted(&world.peer.activity("ana", "Create", "answer", answer)).await;
    let announced = json!(format!("http://h100.localhost:{port}/n/100"));
    assert_eq!(
        world.peer.send(&world.place, &world.peer.activity("network", "Announce", "chain", announced)).await,
        202
    );
    world.snapshot().await;
    // What is told on is asked for, and what it answers is not even that; if that changes, it ends here.
    assert_eq!(far.asked("/n/100"), 1);
    assert!(far.asked_in_all() <= WALK_MAX.min(BUDGET), "{}", far.asked_in_all());
}

/// The open listings of the peer's network, one on each of so many pages. The last leads to `after`, if to any.
fn lists(peer: &Peer, pages: usize, after: Option<usize>) {
    let mut actor = peer.actor("network");
    actor["potluck:network"] = json!({"openListings": peer.at("/listings")});
    peer.serve("/network", Page::activity(&actor));
    let at = |number: usize| peer.at(&format!("/listings/{number}"));
    let list = json!({"id": peer.at("/listings"), "type": "OrderedCollection", "first": at(0)});
    peer.serve("/listings", Page::activity(&list));
    for number in 0..pages {
        let listing = peer.listing("network", &format!("open-{number}"), 1, &format!("Apples {number}"));
        let mut page = json!({"id": at(number), "type": "OrderedCollectionPage", "orderedItems": [listing]});
        if let Some(next) = (number + 1 < pages).then_some(number + 1).or(after) {
            page["next"] = json!(at(next));
        }
        peer.serve(&format!("/listings/{number}"), Page::activity(&page));
    }
}

const CAUGHT_UP: &str =
    "SELECT count(*) AS n FROM catch_ups WHERE due_at IS NULL AND done_at IS NOT NULL AND seen = '[]'";

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_is_longer_than_a_turn_is_read_to_its_end_and_goes_on_where_it_stopped() {
    // More than two turns of them.
    const PAGES: usize = 2 * PAGES_MAX + 10;
    let world = World::start().await;
    let (place, peer) = (&world.place, &world.peer);
    let old = peer.listing("network", "old", 1, "Old pears");
    world.accepted(&peer.activity("network", "Create", "old", old)).await;
    lists(peer, PAGES, None);
    let stumbles = format!("/listings/{}", PAGES_MAX + 5);
    let whole = Page::activity(&json!({
        "type": "OrderedCollectionPage", "next": peer.at(&format!("/listings/{}", PAGES_MAX + 6)),
        "orderedItems": [peer.listing("network", "late", 1, "Late apples")],
    }));
    peer.serve(&stumbles, Page::of("text/plain", "not now").status(503));

    place.back_from_backup().await;
    place.app.wake.peers.notify_one();
    let failed = "SELECT count(*) AS n FROM catch_ups WHERE failures > 0";
    place
        .until("it stumbles, and is left for a while", async || (place.database.number(failed) == 1).then_some(()))
        .await;
    peer.serve(&stumbles, whole);
    place.clock.shift(chrono::Duration::minutes(1));
    place.until("all is read", async || (place.database.number(CAUGHT_UP) == 1).then_some(())).await;
    let open = "SELECT count(*) AS n FROM listings WHERE on_board";
    assert_eq!(place.database.number(open), PAGES as i64, "all that is open, and not what is not among it");
    assert!(world.titles().contains(&"Late apples".to_owned()));
    for number in [0, 10, PAGES_MAX, PAGES_MAX + 6, PAGES - 1] {
        assert_eq!(peer.asked(&format!("/listings/{number}")), 1, "page {number}");
    }
    assert!(peer.asked("/o/old") == 1 && peer.asked("/listings") == 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_slow_to_list_its_followers_holds_up_nobody_whose_listings_were_missed() {
    let fetcher = Fetcher::new(Policy::new(true, Vec::new()), "Potluck/test".into()).expect("a client");
    let world = World::with_fetcher(|_| {}, fetcher.with_deadline(Duration::from_secs(60))).await;
    let (place, peer, slow) = (&world.place, &world.peer, Peer::start("slow").await);
    world.befriend(&slow).await;
    slow.serve("/part", Page::of("text/plain", "at last").after(Duration::from_secs(60)));
    // As if it had said with a delivery that other followers of it are here.
    let digest = "ff".repeat(32);
    let digest = if place.database.on_sqlite() { format!("x'{digest}'") } else { format!("'\\x{digest}'::bytea") };
    let said = format!(
        "INSERT INTO synchronizations (actor_id, url, digest, due_at) \
         SELECT id, '{}', {digest}, '2026-01-01 00:00:00' FROM actors WHERE ap_id = '{}'",
        slow.at("/part"),
        slow.id("network")
    );
    place.database.execute(&said).expect("it is noted");
    place.app.wake.peers.notify_one();
    place.until("it is asked", async || (slow.asked("/part") == 1).then_some(())).await;

    lists(peer, 2, None);
    place.back_from_backup().await;
    place.until("the listings come", async || (world.titles().len() == 2).then_some(())).await;
    let waits = "SELECT count(*) AS n FROM synchronizations WHERE done_at IS NULL";
    assert_eq!(place.database.number(waits), 1, "and the slow one has not answered yet");
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_20_a_list_without_an_end_is_not_read_for_ever() {
    let world = World::start().await;
    let (place, peer) = (&world.place, &world.peer);
    let catch_up = async || {
        place.database.execute("UPDATE catch_ups SET done_at = NULL").expect("as if it were long ago");
        place.back_from_backup().await;
        place.app.wake.peers.notify_one();
    };
    lists(peer, 3, None);
    catch_up().await;
    place.until("it is read", async || (place.database.number(CAUGHT_UP) == 1).then_some(())).await;
    assert_eq!(world.titles().len(), 3);

    // In a circle.
    lists(peer, 4, Some(1));
    catch_up().await;
    place.until("it is left", async || (place.database.number(CAUGHT_UP) == 1).then_some(())).await;
    assert_eq!(world.titles().len(), 4);
    assert_eq!(peer.asked("/listings/1"), 2, "once for each of the two");

    // In one that is longer than a turn. What came before its forty turns is not waited for here.
    lists(peer, PAGES_MAX + 5, Some(0));
    catch_up().await;
    let later = format!("UPDATE catch_ups SET turns = {} WHERE turns BETWEEN 1 AND 30", TURNS_MAX - 2);
    place
        .until("it is left, too", async || {
            place.database.execute(&later).expect("time passes");
            (place.database.number(CAUGHT_UP) == 1).then_some(())
        })
        .await;
    assert_eq!(world.titles().len(), PAGES_MAX + 5, "all of it came");
}

/// A PNG of so many pixels.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let colour = |x: u32, _| image::Rgb([200, u8::try_from(x % 250).expect("small"), 30]);
    let picture = image::RgbImage::from_fn(width, height, colour);
    picture.write_to(&mut bytes, image::ImageFormat::Png).expect("a PNG");
    bytes.into_inner()
}

/// A small PNG with a word that nobody sees, in a chunk of text.
fn png_with_words(words: &str) -> Vec<u8> {
    let png = png(60, 40);
    let chunk = [b"tEXtComment\0".as_slice(), words.as_bytes()].concat();
    let mut crc = flate2::Crc::new();
    crc.update(&chunk);
    let length = u32::try_from(chunk.len() - 4).expect("short").to_be_bytes();
    // After the signature and the header.
    [&png[..33], &length, &chunk, &crc.sum().to_be_bytes(), &png[33..]].concat()
}

/// A PNG that says to have so many pixels, and has four.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let mut png = png(2, 2);
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    let mut crc = flate2::Crc::new();
    crc.update(&png[12..29]);
    png[29..33].copy_from_slice(&crc.sum().to_be_bytes());
    png
}

/// The names of all pictures that the peer named, by where they are.
fn slug_of(world: &World, url: &str) -> String {
    let sql = format!("SELECT slug AS line FROM media WHERE remote_url = '{url}'");
    world.place.database.lines(&sql).pop().unwrap_or_else(|| panic!("{url} is not kept"))
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_24_a_picture_of_another_server_is_asked_for_when_somebody_looks_and_made_anew() {
    let world = World::start().await;
    let (place, peer) = (&world.place, &world.peer);
    place.member("rosa").await;
    let rosa = place.addresses.member("rosa").to_string();
    let file = png_with_words("taken at 12 Elm Street");
    let at = |name: &str| peer.at(&format!("/media/{name}"));
    for name in ["note.png", "listing.png", "icon.png"] {
        peer.serve(&format!("/media/{name}"), Page::of("text/html", file.clone()));
    }
    let picture = |name: &str| json!({"type": "Document", "mediaType": "image/png", "url": at(name), "name": "A loaf"});
    let mut ana = peer.actor("ana");
    ana["icon"] = json!({"type": "Image", "url": at("icon.png")});
    peer.serve("/users/ana", Page::activity(&ana));
    let mut note = mention(peer, "ana", "note", "<p>Look</p>", &rosa);
    let mut listing = peer.listing("ana", "apples", 1, "Apples");
    (note["attachment"], listing["attachment"]) = (json!([picture("note.png")]), json!([picture("listing.png")]));
    world.accepted(&peer.activity("ana", "Create", "note", note)).await;
    world.accepted(&peer.activity("ana", "Create", "apples", listing)).await;
    world.accepted(&peer.activity("ana", "Update", "ana", ana)).await;

    let visitor = Visitor::member(place, "rosa").await;
    let told = visitor.ask(Method::GET, "/api/v1/notifications", &[], Vec::new()).await.expect(200);
    let status = &told[0]["status"];
    let shown = &status["media_attachments"][0];
    assert_eq!((&shown["type"], &shown["description"]), (&json!("image"), &json!("A loaf")), "{told}");
    // Whose picture it is, and from where, apps learn from us alone.
    assert!(!told.to_string().contains(&at("")), "{told}");
    assert_eq!(peer.asked("/media/note.png") + peer.asked("/media/icon.png"), 0, "nobody looked yet");

    let addresses = [&shown["url"], &shown["preview_url"], &status["account"]["avatar"]];
    for address in addresses {
        let address = address.as_str().expect("an address");
        assert!(address.starts_with(&place.base), "{address}");
        // Twice: the second time it is here.
        for _ in 0..2 {
            let answer = Visitor::stranger(place).page(address).await;
            assert_eq!((answer.status, answer.header("content-type")), (200, "image/png"), "{address}");
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
            assert!(answer.header("content-security-policy").contains("sandbox"));
            let seen = image::load_from_memory(&answer.bytes).expect("a picture");
            assert_eq!((seen.width(), seen.height()), (60, 40));
            assert!(!answer.bytes.windows(3).any(|part| part == b"Elm"), "what nobody sees is gone");
        }
    }
    assert_eq!((peer.asked("/media/note.png"), peer.asked("/media/icon.png")), (1, 1));
    let of_listing = Visitor::stranger(place).page(&format!("/media/{}", slug_of(&world, &at("listing.png")))).await;
    assert_eq!(of_listing.status, 200);
    // What is known of it now is said.
    let told = visitor.ask(Method::GET, "/api/v1/notifications", &[], Vec::new()).await.expect(200);
    let meta = &told[0]["status"]["media_attachments"][0]["meta"];
    assert_eq!(meta["original"]["size"], "60x40", "{told}");
    // After a while it is not kept any more, and asked for again when somebody looks.
    place.clock.shift(chrono::Duration::days(15));
    forget_old_files(place, place.app.config.media.remote_days).await.expect("files are forgotten");
    place.app.remove_loose_files().await.expect("files are removed");
    assert_eq!(place.database.number("SELECT count(*) AS n FROM media WHERE file IS NOT NULL"), 0);
    assert_eq!(place.database.number("SELECT count(*) AS n FROM loose_files"), 0);
    assert_eq!(Visitor::stranger(place).page(addresses[0].as_str().expect("an address")).await.status, 200);
    assert_eq!(peer.asked("/media/note.png"), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_24_what_is_no_picture_or_lies_where_nobody_may_ask_is_not_shown_and_nothing_is_handed_through() {
    let world = World::start().await;
    let (place, peer) = (&world.place, &world.peer);
    place.member("rosa").await;
    let rosa = place.addresses.member("rosa").to_string();
    let svg = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    let at = |name: &str| peer.at(&format!("/media/{name}"));
    let page = |name: &str, page: Page| {
        peer.serve(&format!("/media/{name}"), page);
        at(name)
    };
    let mut long = png(60, 40);
    long.resize(17 * 1024 * 1024, 0);
    let urls = [
        page("right.png", Page::of("image/png", png(60, 40))),
        page("svg.png", Page::of("image/png", svg)),
        page("html.png", Page::of("image/png", "<!doctype html><script>alert(1)</script>")),
        page("cut.png", Page::of("image/png", png(600, 400)[..400].to_vec())),
        page("bomb.png", Page::of("image/png", bomb(60_000, 60_000))),
        page("strip.png", Page::of("image/png", bomb(20_000, 10))),
        page("large.png", Page::of("image/png", bomb(5_000, 5_000))),
        page("long.png", Page::of("image/png", long)),
        page("gone.png", Page::of("image/png", "").status(410)),
        page("inside.png", Page::redirect("http://10.0.0.1/secret.png")),
        page("file.png", Page::redirect("file:///etc/passwd")),
        page("round.png", Page::redirect(&at("round.png"))),
        at("missing.png"),
        "http://10.0.0.1/secret.png".to_owned(),
        "https://169.254.169.254/latest/meta-data".to_owned(),
        "http://[::ffff:7f00:1]/secret.png".to_owned(),
    ];
    for (number, urls) in urls.chunks(4).enumerate() {
        let picture =
            |url: &String| json!({"type": "Document", "mediaType": "image/png", "url": url, "name": "A loaf"});
        let words = "<p>Look <img src='http://10.0.0.1/inline.png'></p>";
        let mut note = mention(peer, "ana", &format!("note{number}"), words, &rosa);
        note["attachment"] = urls.iter().map(picture).collect();
        // A fifth is not even kept.
        note["attachment"].as_array_mut().expect("a list").push(picture(&at("fifth.png")));
        world.accepted(&peer.activity("ana", "Create", &format!("note{number}"), note)).await;
    }
    let visitor = Visitor::member(place, "rosa").await;
    let look = async |url: &str| {
        let slug = slug_of(&world, url);
        let small = visitor.page(&format!("/media/{slug}/small")).await;
        let answer = visitor.page(&format!("/media/{slug}")).await;
        assert_eq!(small.status, answer.status, "{url}");
        answer
    };
    // The valid twin.
    assert_eq!(look(&urls[0]).await.status, 200);

    let before = world.snapshot().await;
    for path in ["/api/v1/notifications", "/api/v1/timelines/home", "/api/potluck/v1/listings", "/"] {
        let said = visitor.ask(Method::GET, path, &[], Vec::new()).await;
        assert_eq!(said.status, 200, "{path}");
        for inside in ["10.0.0.1", "169.254", "secret.png", "fifth.png", &peer.at("/media/")] {
            assert!(!said.text.contains(inside), "{path}: {}", said.text);
        }
    }
    for url in &urls[1..] {
        let answer = look(url).await;
        assert_eq!(answer.status, 404, "{url}");
        assert!(!answer.text.contains("alert(1)") && !answer.text.contains("root:"), "{url}");
    }
    // What cannot be had is not asked for again and again.
    assert_eq!(peer.asked("/media/svg.png") + peer.asked("/media/missing.png"), 2);
    assert_eq!(peer.asked("/media/fifth.png") + peer.asked("/secret.png"), 0);

    for path in ["/proxy", "/media_proxy/1", "/media/1", "/media", "/api/potluck/v1/media", "/proxy/http://10.0.0.1/"] {
        for address in ["http://10.0.0.1/", &at("right.png")] {
            let answer = visitor.ask(Method::GET, &format!("{path}?url={address}"), &[], Vec::new()).await;
            assert_eq!(answer.status, 404, "{path}");
        }
    }
    for name in ["AAAAAAAAAAAAAAAAAAAAAA", "..%2f..%2fmaster.key", "%2e%2e/master.key", "http:%2f%2f10.0.0.1%2f"] {
        assert_eq!(visitor.page(&format!("/media/{name}")).await.status, 404, "{name}");
    }
    world.unchanged(&before, &[]).await;
    // Of whom the network keeps away nothing is shown, not even what is here; and they are not asked, either.
    let slug = slug_of(&world, &urls[0]);
    let block = format!(
        "INSERT INTO network_blocks (subject, level, reason, created_at) \
         VALUES ('{}', 'block', NULL, '2026-11-24 00:00:00')",
        peer.host()
    );
    place.database.execute(&block).expect("SQL");
    assert_eq!(visitor.page(&format!("/media/{slug}")).await.status, 404);
    let forgotten = "UPDATE media SET file = NULL, wrapped_key = NULL, format = NULL, kept_at = NULL";
    place.database.execute(forgotten).expect("SQL");
    assert_eq!(visitor.page(&format!("/media/{slug}")).await.status, 404);
    assert_eq!(peer.asked("/media/right.png"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_25_a_name_and_its_actor_must_agree_both_ways() {
    let world = World::start().await;
    let (place, peer, victim) = (&world.place, &world.peer, Peer::start("victim").await);
    let answer = |subject: String, actor: String, media_type: &str| {
        let links = json!([{"rel": "self", "type": media_type, "href": actor}]);
        peer.serve(
            "/.well-known/webfinger",
            Page::of("application/jrd+json", json!({"subject": subject, "links": links}).to_string()),
        );
    };
    let acct = |name: &str, server: &Peer| format!("acct:{name}@{}", server.host());
    let activity = "application/activity+json";
    let ask = async || discover::account(&place.app, &format!("ana@{}", peer.host())).await;
    answer(acct("ana", peer), peer.id("ana"), activity);
    ask().await.expect("the valid twin");
    // In other letters it is the same name.
    answer(acct("ANA", peer), peer.id("ana"), "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"");
    ask().await.expect("the valid twin in other letters");

    let before = world.snapshot().await;
    let asked = victim.asked_in_all();
    for (what, subject, actor, media_type) in [
        ("an actor of another server", acct("ana", peer), victim.id("eve"), activity),
        ("the name of another server", acct("ana", &victim), peer.id("ana"), activity),
        ("both of another server", acct("eve", &victim), victim.id("eve"), activity),
        ("another name", acct("bob", peer), peer.id("ana"), activity),
        ("an actor with another name", acct("ana", peer), peer.id("bob"), activity),
        ("a page instead of an actor", acct("ana", peer), peer.id("ana"), "text/html"),
        ("nobody", acct("ana", peer), peer.at("/users/nobody"), activity),
        ("no address", acct("ana", peer), "javascript:alert(1)".into(), activity),
    ] {
        answer(subject, actor, media_type);
        assert!(ask().await.is_err(), "{what}");
        world.unchanged(&before, &[]).await;
    }
    assert_eq!(victim.asked_in_all(), asked, "the other server is not even asked");

    // And we speak for our own names alone.
    place.member("rosa").await;
    let of = async |acct: &str| {
        Visitor::stranger(place).page(&format!("/.well-known/webfinger?resource={acct}")).await.status
    };
    assert_eq!(of(&format!("acct:rosa@{}", place.addresses.host())).await, 200);
    for other in
        ["acct:rosa@victim.example".to_owned(), format!("acct:eve@{}", victim.host()), "acct:rosa@localhost".into()]
    {
        assert_eq!(of(&other).await, 404, "{other}");
    }
}

//! What pages have where a script runs: a map of what the list says already, a rough place that is chosen on it, and drafts
//! on the reader's own device; and that all of it is small, our own, and asks nobody else.

use crate::support::TestDb;
use crate::support::browser::{Browser, with_password, word};
use crate::support::client::{Answer, Visitor, plain};
use crate::support::neighborhood::Neighborhood;
use crate::support::places::{place, read_in};
use chrono::Duration;
use potluck::actions::found_network::founding_link;
use potluck::actions::give_role::give_role;
use potluck::config::{Config, MapTiles, NetworkArea};
use potluck::domain::Point;
use potluck::domain::area::Area;
use potluck::domain::member::RoleKind;
use potluck::domain::place::PlaceKind;
use reqwest::Method;
use serde_json::json;
use std::collections::BTreeSet;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What a page and all that it needs may weigh, packed as they are sent, with the heads of the answers.
const MOST: usize = 50 * 1024;

async fn start(change: impl FnOnce(&mut Config)) -> Neighborhood {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    Neighborhood::start_on("riverside", listener, Arc::new(TestDb::new()), change).await
}

async fn library(here: &Neighborhood) {
    read_in(here, place(PlaceKind::Pickup, "Riverside library", Point::new(40.7, -73.98).unwrap())).await;
}

fn at(area: Area) -> String {
    format!("data-at=\"{},{},{}\"", area.middle.latitude(), area.middle.longitude(), area.radius_m)
}

/// What a browser gets that takes gzip: the head, in small letters, and how many bytes in all.
async fn weigh(place: &Neighborhood, path: &str) -> (String, usize) {
    let port: u16 = place.base.rsplit(':').next().unwrap().parse().unwrap();
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.unwrap();
    let request = format!(
        "GET {path} HTTP/1.1\r\nHost: riverside\r\nAccept: text/html\r\nAccept-Encoding: gzip, br\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await.unwrap();
    let text = String::from_utf8_lossy(&bytes);
    (text.split("\r\n\r\n").next().unwrap().to_ascii_lowercase(), bytes.len())
}

/// The addresses that a page loads by itself.
fn loaded(page: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for tag in ["<link rel=\"stylesheet\" href=\"", "<link rel=\"icon\" href=\"", "<script src=\"", "<img src=\""] {
        for rest in page.split(tag).skip(1) {
            found.insert(rest.split('"').next().unwrap().to_owned());
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_page_and_the_board_are_light_with_all_that_they_need() {
    let place = start(|_| ()).await;
    place.member("rosa").await;
    library(&place).await;
    let rosa = Visitor::member(&place, "rosa").await;
    for number in 0..30 {
        let kind = if number % 2 == 0 { "need" } else { "offer" };
        let listing = json!({
            "kind": kind, "title": format!("Something to share between neighbors, number {number}"), "audience": "public",
            "category": "groceries", "place_name": format!("near the corner of street {number}"), "amount": "12",
            "unit": {"measure": "one", "label": "jars"}, "point": {"latitude": 40.70, "longitude": -73.98},
            "food": {"diet": ["vegan", "gluten-free"]},
        });
        rosa.post("/listings", listing).await.expect(201);
    }
    let stranger = Visitor::stranger(&place);
    for (path, rows) in [("/", 8), ("/board", 20)] {
        let page = stranger.page(path).await;
        assert_eq!(page.text.matches("href=\"/listings/").count(), rows, "{path} is filled");
        let assets = loaded(&page.text);
        assert!(assets.contains("/static/potluck.css"), "{assets:?}");
        let mut whole = 0;
        for part in std::iter::once(path.to_owned()).chain(assets.iter().cloned()) {
            assert!(part.starts_with('/') && !part.starts_with("//"), "{part} is elsewhere");
            assert!(!part.contains("/vendor/"), "{part} is for whoever opens the map");
            let (head, bytes) = weigh(&place, &part).await;
            assert!(head.starts_with("http/1.1 200"), "{part}: {head}");
            assert!(head.contains("content-encoding: gzip"), "{part} is packed: {head}");
            whole += bytes;
        }
        assert!(whole <= MOST, "{path} weighs {whole} bytes with {assets:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_page_loads_is_kept_by_the_browser_and_asked_for_anew_when_it_changed() {
    let place = start(|_| ()).await;
    let stranger = Visitor::stranger(&place);
    let page = stranger.page("/board").await.text;
    let script = loaded(&page).into_iter().find(|address| address.contains("potluck.js")).expect("a script");
    let named = |name: &str| page.split(&format!("{name}=\"")).nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    for (address, kind) in [
        (script.as_str(), "text/javascript; charset=utf-8"),
        (named("data-script"), "text/javascript; charset=utf-8"),
        (named("data-style"), "text/css; charset=utf-8"),
        (named("data-outlines"), "text/javascript; charset=utf-8"),
    ] {
        let asset = stranger.page(address).await;
        assert_eq!((asset.status, asset.header("content-type")), (200, kind), "{address}");
        assert_eq!(asset.header("cache-control"), "public, max-age=31536000, immutable", "{address}");
        assert_eq!(asset.header("x-content-type-options"), "nosniff");
        let bare = address.split('?').next().unwrap();
        let again = stranger.page(bare).await;
        assert_eq!(again.header("cache-control"), "public, max-age=3600", "{bare}");
        assert_eq!(stranger.page(&format!("{bare}?v=other")).await.header("cache-control"), "public, max-age=3600");
        let known = [("if-none-match", asset.header("etag"))];
        let same = stranger.ask(Method::GET, bare, &known, Vec::new()).await;
        assert_eq!((same.status, same.text.as_str()), (304, ""), "{bare}");
        let old = [("if-none-match", "W/\"of another release\"")];
        assert_eq!(stranger.ask(Method::GET, bare, &old, Vec::new()).await.status, 200, "{bare}");
    }
    for bare in ["/static/potluck.css", "/static/mark.svg"] {
        assert!(stranger.page(bare).await.header("etag").starts_with("W/\""), "{bare}");
    }
    for (folder, words) in [("leaflet", "BSD 2-Clause License"), ("natural-earth", "public domain")] {
        let license = stranger.page(&format!("/static/vendor/{folder}/LICENSE")).await;
        assert!(license.status == 200 && license.text.contains(words), "{}", license.text);
    }
    // The whole map, where there are no streets: packed, as it is sent.
    let mut whole = 0;
    for name in ["data-script", "data-style", "data-outlines"] {
        let (head, bytes) = weigh(&place, named(name)).await;
        assert!(head.contains("content-encoding: gzip"), "{name} is packed: {head}");
        whole += bytes;
    }
    assert!(whole <= 2 * MOST, "the map weighs {whole} bytes");
}

#[test]
fn the_script_is_small_and_makes_nothing_of_text_but_text() {
    let script = include_str!("../../static/potluck.js");
    assert!(script.len() < 15 * 1024, "{} bytes", script.len());
    for never in [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "geolocation",
        "://",
    ] {
        assert!(!script.contains(never), "{never}");
    }
    // What people read is in their language: it comes from the page.
    let count = |words: &str| script.matches(words).count();
    assert_eq!(count("textContent = \""), count("textContent = \"\""));
}

/// What the outlines are written with.
const SIGNS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The numbers of a row, as the script reads them.
fn numbers_of(row: &str) -> Vec<i32> {
    let (mut all, mut number, mut bits) = (Vec::new(), 0, 0);
    for sign in row.chars() {
        let value = i32::try_from(SIGNS.find(sign).expect("one of these signs")).expect("a small number");
        number |= (value % 32) << bits;
        bits += 5;
        if value < 32 {
            all.push(if number % 2 == 0 { number / 2 } else { -(number + 1) / 2 });
            (number, bits) = (0, 0);
        }
    }
    all
}

#[test]
fn the_outlines_of_the_world_are_small_ask_for_nothing_and_lie_on_it() {
    let outlines = include_str!("../../static/vendor/natural-earth/outlines.js");
    assert!(outlines.len() <= 60 * 1024, "{} bytes", outlines.len());
    for never in ["innerHTML", "eval(", "fetch", "XMLHttpRequest", "createElement", "geolocation", "://"] {
        assert!(!outlines.contains(never), "{never}");
    }
    let data = outlines.split("Made by make.mjs: not to be changed by hand").nth(1).expect("data");
    let (mut lines, mut has_haiti) = (0, false);
    for row in data.lines().filter(|row| !row.is_empty() && row.chars().all(|sign| SIGNS.contains(sign))) {
        let steps = numbers_of(row);
        let (mut north, mut east) = (0, 0);
        assert!(steps.len() >= 4 && steps.chunks_exact(2).remainder().is_empty(), "{row}");
        for step in steps.chunks_exact(2) {
            (north, east) = (north + step[0], east + step[1]);
            assert!(north.abs() <= 9_000 && east.abs() <= 36_000, "{north}, {east} is on no map");
            // Port-au-Prince lies in a bay: a corner of the coast is not far.
            has_haiti |= (north - 1_854).abs() < 60 && (east + 7_234).abs() < 60;
        }
        lines += 1;
    }
    assert!(lines > 1_000 && has_haiti, "{lines} lines");
}

#[test]
fn scripts_are_read_by_a_telephone_that_is_some_years_old() {
    for (name, script) in [
        ("potluck.js", include_str!("../../static/potluck.js")),
        ("offline.js", include_str!("../../static/offline.js")),
        ("register.js", include_str!("../../static/register.js")),
        ("outlines.js", include_str!("../../static/vendor/natural-earth/outlines.js")),
    ] {
        // One such word, and a browser of 2019 reads nothing of the whole script, or stops where it meets it.
        for newer in ["?.", "??", "||=", "&&=", "replaceChildren", "replaceAll", "structuredClone", ".at("] {
            assert!(!script.contains(newer), "{name}: {newer}");
        }
        let sent = script.matches("requestSubmit()").count();
        assert_eq!(sent, script.matches("form.requestSubmit ? form.requestSubmit() : ").count(), "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_page_allows_its_script_and_the_one_server_that_the_operator_names_and_nothing_else() {
    let bare = start(|_| ()).await;
    let named = start(|config| {
        config.web.map_tiles = MapTiles::parse("https://tiles.example.org/{z}/{x}/{y}.png");
        config.web.map_attribution = "© OpenStreetMap contributors".into();
        config.web.map_attribution_url = Some("https://www.openstreetmap.org/copyright".parse().unwrap());
    })
    .await;
    let end = "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    for (place, tiles) in [(&bare, ""), (&named, " https://tiles.example.org")] {
        place.member("rosa").await;
        give_role(place, "rosa", RoleKind::Connector, 6).await.unwrap();
        with_password(place, "rosa").await;
        let (guest, rosa) = (Browser::new(place), Browser::new(place));
        rosa.sign_in("rosa").await;
        let scripts = "script-src 'self'; worker-src 'self';";
        let pictures = format!("style-src 'self'; img-src 'self'{tiles}; manifest-src 'self'; {end}");
        let plain_pictures = format!("style-src 'self'; img-src 'self'; manifest-src 'self'; {end}");
        for (who, path, expected) in [
            (&guest, "/", format!("default-src 'none'; {scripts} {plain_pictures}")),
            (&guest, "/sign-in", format!("default-src 'none'; {scripts} {plain_pictures}")),
            (&rosa, "/settings", format!("default-src 'none'; {scripts} {plain_pictures}")),
            // What nobody adds anything to, behind a private link, allows no script.
            (&guest, "/enter/nothing-here", format!("default-src 'none'; {plain_pictures}")),
            (&guest, "/ask", format!("default-src 'none'; {scripts} {pictures}")),
            (&rosa, "/new", format!("default-src 'none'; {scripts} {pictures}")),
            (&guest, "/board", format!("default-src 'none'; {scripts} connect-src 'self'; {pictures}")),
        ] {
            let page = who.open(path).await;
            assert_eq!(page.status, if path.starts_with("/enter/") { 410 } else { 200 }, "{path}");
            assert_eq!(page.header("content-security-policy"), expected, "{path}");
            assert!(!page.text.contains("<style") && !page.text.contains(" style="), "{path}");
            assert!(!page.text.contains(" onclick") && !page.text.contains("javascript:"), "{path}");
            let has_map = ["/ask", "/new", "/board"].contains(&path);
            assert_eq!(page.text.contains("data-map "), has_map, "{path}");
            let tiled = page.text.contains("data-tiles=\"https://tiles.example.org/{z}/{x}/{y}.png\"");
            assert_eq!(tiled, has_map && !tiles.is_empty(), "{path}");
            // Without streets there are outlines, from here.
            let outlined = page.text.contains("data-outlines=\"/static/vendor/natural-earth/outlines.js?v=")
                && plain(&page.text).contains("Map: Natural Earth");
            assert_eq!(outlined, has_map && tiles.is_empty(), "{path}");
            let says_who = plain(&page.text).contains("Map: © OpenStreetMap contributors")
                && page.text.contains("href=\"https://www.openstreetmap.org/copyright\"");
            assert_eq!(says_who, tiled, "{path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_map_to_say_where_the_network_is_stands_on_the_first_page_of_all_and_degrees_are_folded_behind_it() {
    let (bare, known) = (start(|_| ()).await, start(|_| ()).await);
    library(&known).await;
    let tiled = start(|config| config.web.map_tiles = MapTiles::parse("https://tiles.example.org/{z}/{x}/{y}.png"));
    let tiled = tiled.await;
    for (place, begins_with_the_world, has_tiles) in
        [(&bare, true, false), (&known, false, false), (&tiled, true, true)]
    {
        let link = founding_link(place).await.unwrap().expect("there is no operator yet");
        let page = Visitor::stranger(place).page(link.path()).await;
        assert!(page.status == 200 && page.text.contains("data-map "), "{}", page.text);
        let outlined = page.text.contains("data-outlines=\"/static/vendor/natural-earth/outlines.js?v=");
        assert_eq!((outlined, page.text.contains("data-tiles=")), (!has_tiles, has_tiles), "{}", page.text);
        assert_eq!(page.text.contains("At first it shows the whole world"), begins_with_the_world, "{}", page.text);
        let policy = page.header("content-security-policy");
        assert!(policy.contains("script-src 'self'") && !policy.contains("connect-src"), "{policy}");
        assert_eq!(policy.contains("https://tiles.example.org"), has_tiles, "{policy}");
        assert_eq!(page.header("referrer-policy"), "no-referrer");
        // Whoever has no scripts, or knows them, finds the degrees below the map.
        let (before, degrees) = page.text.split_once("Or write it in degrees</summary>").expect("degrees");
        assert!(before.ends_with("<details class=\"field\"><summary>") && before.contains("id=\"place\""), "{before}");
        assert!(before.contains("id=\"map\"") && !before.contains("id=\"latitude\""), "{before}");
        assert!(degrees.contains("id=\"latitude\"") && degrees.contains("id=\"longitude\""), "{degrees}");
    }
    // What does not fit there is not folded away.
    let link = founding_link(&bare).await.unwrap().expect("there is no operator yet");
    let said =
        [("handle", "ola"), ("network", "Elm Street"), ("place", "Elm Street"), ("latitude", ""), ("longitude", "")];
    let wrong = Browser::new(&bare).send(link.path(), &said).await;
    assert!(wrong.status == 422 && wrong.text.contains("<a href=\"#latitude\">"), "{}", wrong.text);
    assert!(wrong.text.contains("choose the place on the map, or write a number"), "{}", wrong.text);
    assert!(wrong.text.contains("<details class=\"field\" open><summary>Or write it in degrees</summary>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_map_of_the_board_has_what_the_list_has_and_no_place_more_exactly() {
    let place = start(|config| {
        config.network.area =
            Some(NetworkArea { name: "Riverside".into(), latitude: 40.7, longitude: -73.98, radius_m: 2_500 });
    })
    .await;
    place.member("rosa").await;
    library(&place).await;
    let rosa = Visitor::member(&place, "rosa").await;
    let (exact, next_door) = (Point::new(40.701234, -73.981234).unwrap(), Point::new(40.7013, -73.9813).unwrap());
    for (kind, title, audience, point) in [
        ("need", "A ride", "public", Some(exact)),
        ("offer", "Soup", "public", Some(exact)),
        ("offer", "Bread", "public", Some(next_door)),
        ("offer", "Homework help", "public", None),
        ("need", "For us alone", "network", Some(exact)),
    ] {
        let mut listing = json!({"kind": kind, "title": title, "audience": audience});
        if let Some(point) = point {
            listing["point"] = json!({"latitude": point.latitude(), "longitude": point.longitude()});
        }
        rosa.post("/listings", listing).await.expect(201);
    }
    let page = Visitor::stranger(&place).page("/board").await.text;
    let rows: Vec<&str> = page.split("<li class=\"is-").skip(1).collect();
    assert_eq!(rows.len(), 4);
    for (title, expected) in [
        ("A ride", Some(at(Area::of_need(exact)))),
        ("Soup", Some(at(Area::of_offer(exact)))),
        ("Bread", Some(at(Area::of_offer(next_door)))),
        ("Homework help", None),
    ] {
        let row = rows.iter().find(|row| row.contains(&format!(">{title}</a>"))).expect(title);
        let said = row.split('>').next().unwrap();
        match expected {
            Some(place) => assert!(said.contains(&place), "{said} says {place}"),
            None => assert!(!said.contains("data-at"), "{said}"),
        }
    }
    assert!(!page.contains("40.701234") && !page.contains("73.981234"), "{page}");
    assert!(page.contains("data-area=\"40.7,-73.98,2500\"") && page.contains("data-area-name=\"Riverside\""), "{page}");
    assert!(page.contains("<li data-at=\"40.700,-73.980\">Riverside library</li>"), "{page}");
    // A list without a map beside it says no numbers.
    assert!(!Visitor::stranger(&place).page("/").await.text.contains("data-at"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_board_is_narrowed_down_around_a_place_that_was_chosen_on_the_map() {
    let place = start(|_| ()).await;
    place.member("rosa").await;
    library(&place).await;
    let rosa = Visitor::member(&place, "rosa").await;
    for (title, latitude) in [("Lentil soup", 40.71), ("Chicken rice", 40.90)] {
        let point = json!({"latitude": latitude, "longitude": -73.98});
        let offer = json!({"kind": "offer", "title": title, "audience": "public", "point": point});
        rosa.post("/listings", offer).await.expect(201);
    }
    let stranger = Visitor::stranger(&place);
    for (asked, found) in [
        ("at=40.71%2C-73.98&within=3", [true, false]),
        ("at=40.90%2C-73.98&within=3", [false, true]),
        // A name that is written is what is meant; what is no place is not asked.
        ("at=40.90%2C-73.98&near=library&within=3", [true, false]),
        ("at=nowhere", [true, true]),
        ("at=91%2C0", [true, true]),
        ("at=", [true, true]),
    ] {
        let page = stranger.page(&format!("/board?{asked}")).await;
        assert_eq!(page.status, 200, "{asked}");
        assert_eq!(["Lentil soup", "Chicken rice"].map(|title| page.text.contains(title)), found, "{asked}");
        let feed = stranger.page(&format!("/board.atom?{asked}")).await;
        assert_eq!(["Lentil soup", "Chicken rice"].map(|title| feed.text.contains(title)), found, "{asked}");
    }
    // However exactly it was sent, no page says it more exactly than to a kilometre; without a script it can be taken back.
    let page = stranger.page("/board?at=40.7123456%2C-73.9812345&within=3").await;
    assert!(page.text.contains("name=\"at\" value=\"40.71,-73.98\" checked"), "{}", page.text);
    assert!(!page.text.contains("40.7123456") && !page.text.contains("73.9812345"), "{}", page.text);
    assert!(plain(&page.text).contains("About 1 km away"), "{}", page.text);
    let bare = stranger.page("/board").await.text;
    assert!(bare.contains("id=\"touched\" hidden") && bare.contains("name=\"at\" value=\"\">"), "{bare}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rough_place_is_chosen_on_the_map_of_a_form_and_kept_as_roughly_as_any() {
    let place = start(|_| ()).await;
    let rosa = Browser::joined(&place, "rosa", "203.0.113.20").await;
    let said = [("kind", "offer"), ("title", "Soup"), ("audience", "public")];
    let with = |point: &'static str| [said.as_slice(), &[("point", point)]].concat();
    let wrong = rosa.fill_in("/new", &with("somewhere")).await;
    assert!(wrong.status == 422 && wrong.text.contains("<a href=\"#point\">"), "{}", wrong.text);
    assert!(wrong.text.contains("choose it once more") && wrong.text.contains("value=\"Soup\""), "{}", wrong.text);
    // What does not fit elsewhere keeps the place.
    let no_title = rosa.fill_in("/new", &[("kind", "offer"), ("title", " "), ("point", "40.70,-73.98")]).await;
    assert!(no_title.status == 422 && no_title.text.contains("name=\"point\" value=\"40.70,-73.98\" checked"));
    assert_eq!(rosa.fill_in("/new", &with("40.7012345,-73.9812345")).await.status, 303);
    let board = rosa.open("/board").await.text;
    assert!(board.contains(&at(Area::of_offer(Point::new(40.7, -73.98).unwrap()))), "{board}");
    assert_eq!(rosa.fill_in("/new", &with("")).await.status, 303, "words are enough, and so are none");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_without_an_account_chooses_a_rough_place_on_the_map_and_who_helps_reads_it_in_words() {
    let place = start(|_| ()).await;
    place.member("rosa").await;
    give_role(&place, "rosa", RoleKind::Connector, 6).await.unwrap();
    with_password(&place, "rosa").await;
    library(&place).await;
    let (guest, rosa) = (Browser::at(&place, "198.51.100.7"), Browser::at(&place, "203.0.113.20"));
    rosa.sign_in("rosa").await;
    let form = guest.open("/ask").await;
    assert!(!form.text.contains("data-draft"), "a telephone is often shared: nothing is kept on it");
    let hidden = word(&form);
    place.clock.shift(Duration::seconds(3));
    let send = async |point: &str| {
        let said = [("form", hidden.as_str()), ("words", "A coat"), ("point", point), ("shown_to", "network")];
        guest.send("/ask", &said).await
    };
    let wrong = send("here").await;
    assert!(wrong.status == 422 && wrong.text.contains("choose it once more") && wrong.text.contains("A coat"));
    let sent = send("40.7301234,-73.9801234").await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    let own = guest.open(sent.header("location")).await;
    for page in [&own, &rosa.open("/asks").await] {
        let said = plain(&page.text);
        assert!(said.contains("Where, on the map: about ") && said.contains(" km from Riverside library"), "{said}");
        assert!(!said.contains("40.73"), "{said}");
    }
    let id = place.database.lines("SELECT CAST(id AS TEXT) AS line FROM guest_needs").pop().expect("one");
    let helps = format!("/asks/{id}");
    rosa.fill_in(&helps, &[("act", "take")]).await;
    let board = [("act", "board"), ("title", "A coat"), ("body", ""), ("place", "")];
    assert_eq!(rosa.fill_in(&helps, &board).await.status, 303);
    let board = rosa.open("/board").await.text;
    assert!(board.contains(&at(Area::of_need(Point::new(40.73, -73.98).unwrap()))), "{board}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_for_the_browser_in_which_it_was_written_and_goes_when_it_is_sent_or_somebody_signs_out() {
    let place = start(|_| ()).await;
    for name in ["rosa", "ben"] {
        place.member(name).await;
        with_password(&place, name).await;
    }
    let (rosa, ben) = (Browser::new(&place), Browser::new(&place));
    let draft = |page: &Answer| {
        let rest = page.text.split("data-draft=\"").nth(1).expect("a draft");
        rest.split('"').next().unwrap().to_owned()
    };
    let mut words = Vec::new();
    for (browser, name) in [(&rosa, "rosa"), (&ben, "ben")] {
        browser.sign_in(name).await;
        let page = browser.open("/new").await;
        assert_eq!(draft(&page), draft(&browser.open("/new?kind=need").await), "the same until they sign out");
        assert_ne!(draft(&page), word(&page), "it sends no form");
        words.push(draft(&page));
    }
    assert_ne!(words[0], words[1]);
    let posted = rosa.fill_in("/new", &[("kind", "need"), ("title", "A cot")]).await;
    let page = rosa.open(posted.header("location")).await;
    assert!(page.text.contains(" data-sent>") && page.text.contains("<script src=\"/static/potluck.js?v="));
    let sent_on = ben.open(posted.header("location")).await;
    assert_eq!(sent_on.status, 200, "{}", sent_on.text);
    assert!(!sent_on.text.contains("data-sent"), "his own draft is not forgotten");
    let later = rosa.open(posted.header("location").split('?').next().unwrap()).await;
    assert!(!later.text.contains("data-sent") && !later.text.contains("potluck.js"));
    let hidden = word(&rosa.open("/settings").await);
    let left = rosa.send("/sign-out", &[("form", &hidden)]).await;
    assert_eq!((left.status, left.header("clear-site-data")), (303, "\"storage\""));
    rosa.sign_in("rosa").await;
    assert_ne!(draft(&rosa.open("/new").await), words[0], "another sign-in is perhaps another person");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_form_in_which_a_member_writes_keeps_a_draft_of_its_own_and_no_form_with_a_secret_does() {
    let place = start(|_| ()).await;
    for name in ["rosa", "ben"] {
        place.member(name).await;
    }
    with_password(&place, "rosa").await;
    give_role(&place, "rosa", RoleKind::Steward, 6).await.unwrap();
    let rosa = Browser::new(&place);
    rosa.sign_in("rosa").await;
    let listing = json!({"kind": "need", "title": "A cot"});
    let listing = Visitor::member(&place, "ben").await.post("/listings", listing).await.expect(201);
    let listing = listing["page"].as_str().expect("a page").strip_prefix(&place.base).expect("ours").to_owned();
    let written = rosa.fill_in("/posts", &[("act", "write"), ("words", "Soup at six"), ("audience", "public")]).await;
    let post = written.header("location").split('?').next().expect("a path").to_owned();
    let translate = format!("{listing}/translate?language=es");
    for (path, key) in [
        ("/new", "/new".to_owned()),
        ("/posts", "/posts".to_owned()),
        ("/posts/write", "/posts/write".to_owned()),
        ("/posts/write?asks=choices", "/posts/write".to_owned()),
        (post.as_str(), post.clone()),
        (listing.as_str(), format!("{listing}/answer")),
        (translate.as_str(), format!("{listing}/translate es")),
        ("/announcements", "/announcements".to_owned()),
    ] {
        let page = rosa.open(path).await;
        assert_eq!(page.text.matches("data-draft=\"").count(), 1, "{path}: {}", page.text);
        assert!(page.text.contains(&format!(" data-key=\"{key}\"")), "{path}: {}", page.text);
        assert!(page.text.contains("<script src=\"/static/potluck.js?v="), "{path}: {}", page.text);
        assert!(page.header("content-security-policy").contains("script-src 'self'"), "{path}");
        assert!(!page.text.contains("data-sent") && !page.text.contains("type=\"password\""), "{path}");
        let form =
            page.text.split("data-draft=\"").nth(1).and_then(|rest| rest.split("</form>").next()).expect("a form");
        for part in ["data-kept", "data-forgotten=\"", "maxlength=\"", "type=\"submit\""] {
            assert!(form.contains(part), "{path}: no {part} in {form}");
        }
    }
    // What is a secret, or is between two, or stands there already.
    for path in ["/settings/me", "/settings/password", &format!("{post}/edit")] {
        let page = rosa.open(path).await;
        assert!(page.status == 200 && !page.text.contains("data-draft"), "{path}: {}", page.text);
    }

    // What was sent is forgotten on the page to which that leads, and on no other.
    assert!(rosa.open(written.header("location")).await.text.contains(" data-sent>"));
    assert!(!rosa.open(&format!("{post}?said=liked")).await.text.contains("data-sent"));
    let answers = [
        (format!("{listing}?said=answered"), true),
        (format!("{listing}?said=translated"), true),
        (format!("{listing}?said=untranslated"), false),
        (format!("{post}?said=answered"), true),
        ("/announcements?said=told".to_owned(), true),
        ("/announcements?said=taken-back".to_owned(), false),
    ];
    for (path, is_sent) in answers {
        let page = rosa.open(&path).await;
        assert_eq!(page.text.contains(" data-sent>"), is_sent, "{path}: {}", page.text);
        assert!(page.text.contains("<script src=\"/static/potluck.js?v="), "{path}");
    }
}

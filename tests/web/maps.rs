//! The map with which a network begins, by a touch and by the keyboard alone; open maps on a telephone and in the dark; and that
//! of the networks near us.

use crate::SIZES;
use crate::axe::Axe;
use crate::driver::{Browser, Driver, ENTER, ESCAPE, LEFT};
use crate::script::{asked, focus_is_at, holds, open_map, reader, signed_in, touch_at, town};
use crate::support::client::Visitor;
use crate::support::neighborhood::{Neighborhood, until};
use crate::town::next_door;
use potluck::actions::found_network::founding_link;
use potluck::i18n::{Lang, text};
use serde_json::{Value, json};

fn say(key: &str) -> String {
    text(Lang::En, key)
}

/// A server that nobody has founded yet, and the page for whoever does, on which nothing but the place is left to say.
async fn first_page(driver: &Driver) -> (Neighborhood, Browser<'_>) {
    let place = Neighborhood::start("riverside").await;
    let link = founding_link(&place).await.expect("a link").expect("there is no operator yet");
    let browser = reader(driver).await;
    browser.open(&format!("{}{}?lang=en", place.base, link.path())).await;
    browser.tab_to(&say("founding-handle-label")).await;
    browser.write("ola").await;
    browser.tab_to(&say("network-place")).await;
    browser.write("Elm Street").await;
    let folded = browser.run("return document.getElementById('latitude').checkVisibility()").await;
    assert_eq!(folded, json!(false), "nobody meets degrees");
    open_map(&browser, &say("map-show")).await;
    // The world lies on the map, and comes from here.
    holds(&browser, "document.querySelector('.map path.land') && document.querySelector('.map path.border')").await;
    let asked = asked(&browser).await;
    assert!(asked.iter().all(|one| one.starts_with(&place.base)), "{asked:?}");
    assert!(asked.iter().any(|one| one.contains("/static/vendor/natural-earth/outlines.js?v=")), "{asked:?}");
    (place, browser)
}

/// What stands in the boxes for degrees: north and east.
async fn typed(browser: &Browser<'_>) -> [String; 2] {
    let typed = browser.run("return ['latitude', 'longitude'].map((id) => document.getElementById(id).value)").await;
    [0, 1].map(|index: usize| typed[index].as_str().expect("words").to_owned())
}

fn degrees(typed: &[String; 2]) -> [f64; 2] {
    [0, 1].map(|index: usize| typed[index].parse().expect("a number"))
}

/// What the map says of its scale.
async fn scale(browser: &Browser<'_>) -> String {
    let scale = browser.run("return document.querySelector('.map .leaflet-control-scale-line').textContent").await;
    scale.as_str().expect("words").to_owned()
}

/// Sends the form, and looks where the network is from then on.
async fn found(place: &Neighborhood, browser: &Browser<'_>, chosen: [f64; 2]) {
    holds(browser, "document.querySelector('.map path.chosen')").await;
    browser.tab_to(&say("founding-button")).await;
    browser.press(ENTER).await;
    let label = say("founding-token-label");
    until("the network is founded", async || browser.html().await.contains(&label).then_some(())).await;
    let kept = place.app.network().area.clone().expect("an area");
    let off = (kept.latitude - chosen[0]).abs().max((kept.longitude - chosen[1]).abs());
    assert!(off < 1e-6 && kept.radius_m == 3_000 && kept.name == "Elm Street", "{kept:?}, and not {chosen:?}");
}

/// Whoever founds a network touches the world where they live, and each touch brings it closer.
pub async fn founds_by_touch(driver: &Driver) {
    let (place, browser) = first_page(driver).await;
    let world = scale(&browser).await;
    touch_at(&browser, -105, -30).await;
    holds(&browser, "document.getElementById('latitude').value !== ''").await;
    let mut known = typed(&browser).await;
    let afar = degrees(&known);
    assert!((25.0..50.0).contains(&afar[0]) && (-90.0..-60.0).contains(&afar[1]), "{afar:?} is not in the east");
    for (right, down, most) in [(60, 40, 10.0), (40, -40, 1.0)] {
        touch_at(&browser, right, down).await;
        let exact = until("another place is chosen", async || {
            let now = typed(&browser).await;
            (now != known).then_some(now)
        })
        .await;
        let (before, now) = (degrees(&known), degrees(&exact));
        let off = (now[0] - before[0]).abs().max((now[1] - before[1]).abs());
        assert!(off < most, "{now:?} is far from {before:?}");
        known = exact;
    }
    assert_ne!(scale(&browser).await, world, "the map is closer");
    found(&place, &browser, degrees(&known)).await;
    browser.close().await;
}

/// The same without a finger: by the keys with arrows and signs, the middle of the map is moved, and chosen by a button.
pub async fn founds_by_keyboard(driver: &Driver) {
    let (place, browser) = first_page(driver).await;
    focus_is_at(&browser, &say("map-name-area")).await;
    browser.press(LEFT).await;
    // The map takes a moment to get there.
    let moved = "new DOMMatrix(getComputedStyle(document.querySelector('.leaflet-map-pane')).transform).m41 > 79";
    holds(&browser, moved).await;
    let world = scale(&browser).await;
    browser.press("+").await;
    until("the map is closer", async || (scale(&browser).await != world).then_some(())).await;
    browser.tab_to(&say("map-middle")).await;
    browser.press(ENTER).await;
    holds(&browser, "document.getElementById('latitude').value !== ''").await;
    let chosen = degrees(&typed(&browser).await);
    assert!((15.0..25.0).contains(&chosen[0]) && (-60.0..-50.0).contains(&chosen[1]), "{chosen:?} is not in the west");
    found(&place, &browser, chosen).await;
    browser.close().await;
}

/// On a telephone and at a desk, in the light and in the dark, an open map shuts nobody out and makes no page wider: that of the
/// board, of a form, of the networks, and of the first page of all, with the world on it.
pub async fn open_under_axe(driver: &Driver, axe: &Axe) {
    let (place, rosa) = town(|_| ()).await;
    street(&rosa).await;
    let _there = next_door(&place).await;
    let unfounded = Neighborhood::start("harbor").await;
    let founding = founding_link(&unfounded).await.expect("a link").expect("there is no operator yet");
    let browser = signed_in(driver, &place, "rosa").await;
    let mut found = Vec::new();
    for (width, height) in SIZES {
        browser.be(width, height).await;
        for (lang, scheme) in [(Lang::En, "light"), (Lang::En, "dark"), (Lang::Ar, "dark")] {
            browser.like("screen", scheme).await;
            for (name, base, path) in [
                ("the board", &place.base, "/board"),
                ("a form", &place.base, "/new"),
                ("the networks", &place.base, "/networks"),
                ("the first page", &unfounded.base, founding.path()),
            ] {
                browser.open_whole(&format!("{base}{path}?lang={lang}")).await;
                browser.run("for (const one of document.querySelectorAll('main details')) one.open = true").await;
                browser.run("document.querySelector('[data-open]').click()").await;
                holds(&browser, "document.querySelector('.map .leaflet-control-scale')").await;
                let dark = browser.run("return matchMedia('(prefers-color-scheme: dark)').matches").await;
                assert_eq!(dark, json!(scheme == "dark"), "{name}");
                let crowded = crowded(&browser).await;
                assert!(crowded.is_empty(), "{name} at {width}: a finger meets {crowded:?}");
                // Before axe-core leaves anything in the page.
                let wide = browser.run("return document.documentElement.scrollWidth").await;
                let mut faults = axe.look(&browser).await;
                if wide.as_u64().expect("a number") > u64::from(width) {
                    faults.push(format!("it is {wide} wide"));
                }
                let place = format!("{name} in {lang}, {scheme}, at {width}");
                found.extend(faults.into_iter().map(|fault| format!("{place}: {fault}")));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    browser.close().await;
}

/// A whole street offers something: in the same rough places, and some close by.
async fn street(rosa: &Visitor) {
    for number in 0..16 {
        let point = json!({"latitude": 40.70 + 0.004 * f64::from(number % 4), "longitude": -73.98});
        let offer = json!({"kind": "offer", "title": format!("Jar {number}"), "audience": "public", "point": point});
        rosa.post("/listings", offer).await.expect(201);
    }
}

/// The marks on an open map of which two are so close to each other that a finger may meet the wrong one.
async fn crowded(browser: &Browser<'_>) -> Vec<Value> {
    let close = "const pins = [...document.querySelectorAll('.map .pin')].map((pin) => [pin, pin.getBoundingClientRect()]); \
                 return pins.flatMap(([pin, at], index) => pins.slice(index + 1) \
                 .filter(([, other]) => Math.hypot(at.x - other.x, at.y - other.y) < 28) \
                 .map(([other]) => `${pin.getAttribute('aria-label')} and ${other.getAttribute('aria-label')}`))";
    browser.run(close).await.as_array().expect("a list").clone()
}

/// From near and from afar, no mark lies on another.
pub async fn marks_step_aside(driver: &Driver) {
    let (place, rosa) = town(|_| ()).await;
    street(&rosa).await;
    let browser = reader(driver).await;
    browser.open(&format!("{}/board?lang=en", place.base)).await;
    open_map(&browser, &say("map-show")).await;
    assert_eq!(browser.run("return document.querySelectorAll('.map .pin').length").await, json!(19));
    let mut before = scale(&browser).await;
    for way in ["out", "out", "out", "in", "in", "in", "in"] {
        assert_eq!(crowded(&browser).await, [] as [Value; 0], "{before}");
        browser.run(&format!("document.querySelector('.leaflet-control-zoom-{way}').click()")).await;
        let waits = format!("the map goes {way} from {before}");
        until(&waits, async || (scale(&browser).await != before).then_some(())).await;
        before = scale(&browser).await;
    }
    browser.close().await;
}

/// What the lists of a page say: whether each row is somewhere, what a mark for it is called, and all its words.
async fn listed(browser: &Browser<'_>) -> Vec<(bool, String, String)> {
    let rows = browser
        .run(
            "return [...document.querySelectorAll('.cards > li')].map((one) => ['at' in one.dataset, \
             `${one.querySelector('.chip').textContent}: ${one.querySelector('h3 a').textContent}`, one.textContent])",
        )
        .await;
    let word = |value: &Value| value.as_str().expect("words").to_owned();
    let row = |row: &Value| (row[0] == json!(true), word(&row[1]), word(&row[2]));
    rows.as_array().expect("a list").iter().map(row).collect()
}

/// The networks and what came from them: each mark on the map is a row of a list, which says as much and more; and what lies
/// nowhere is on a list all the same.
pub async fn of_networks(driver: &Driver) {
    let (place, _) = town(|_| ()).await;
    let there = next_door(&place).await;
    let help = json!({"kind": "offer", "title": "Homework help by telephone", "audience": "peers"});
    Visitor::member(&there, "ana").await.post("/listings", help).await.expect(201);
    let came = "SELECT title AS line FROM listings WHERE title LIKE 'Homework help by%'";
    place.until("it comes from next door", async || place.database.lines(came).pop()).await;

    let browser = signed_in(driver, &place, "rosa").await;
    browser.open(&format!("{}/networks?lang=en", place.base)).await;
    let rows = listed(&browser).await;
    open_map(&browser, &say("map-show")).await;
    focus_is_at(&browser, &say("map-name-networks")).await;
    let marks = browser
        .run("return [...document.querySelectorAll('.map .pin')].map((one) => one.getAttribute('aria-label'))")
        .await;
    let placed: Vec<&str> =
        rows.iter().filter(|(is_placed, ..)| *is_placed).map(|(_, name, _)| name.as_str()).collect();
    assert_eq!(marks, json!(placed), "a mark for each row that is somewhere, and for nothing else");
    let network = format!("{}: ", say("networks-one"));
    assert!(placed.iter().any(|name| name.starts_with(&network)), "{placed:?}");
    assert!(placed.iter().any(|name| name.contains("Plums from the tree")), "{placed:?}");
    let nowhere =
        rows.iter().find(|(_, name, _)| name.contains("Homework help by telephone")).expect("it is on the list");
    assert!(!nowhere.0, "and on no map");

    // By keyboard, from mark to mark: what opens there stands in the row, too.
    for (_, name, words) in rows.iter().filter(|(is_placed, ..)| *is_placed) {
        browser.tab_to(name).await;
        browser.press(ENTER).await;
        let title = name.split_once(": ").expect("a kind and a title").1;
        until("the focus is at the link", async || (browser.focused().await == title).then_some(())).await;
        let said = browser
            .run("return [...document.querySelectorAll('.leaflet-popup-content :is(p, a)')].map((one) => one.textContent)")
            .await;
        let said = said.as_array().expect("a list").clone();
        assert!(said.len() >= 3, "{said:?}");
        for part in &said {
            let part = part.as_str().expect("words");
            assert!(words.contains(part), "{part:?} is not in {words:?}");
        }
        browser.press(ESCAPE).await;
        focus_is_at(&browser, name).await;
    }
    let asked = asked(&browser).await;
    assert!(asked.iter().all(|one| one.starts_with(&place.base)), "{asked:?}");
    // It only shows: nothing is chosen on it.
    let chooses = browser.run("return document.querySelectorAll('[data-middle], .map path.chosen').length").await;
    assert_eq!(chooses, json!(0));
    browser.close().await;
}

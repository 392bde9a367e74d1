//! What the one script adds: the map, a place that is chosen on it, news of the open board, and drafts on the device.

use crate::axe::Axe;
use crate::driver::{Browser, Driver, ENTER, ESCAPE, Kind};
use crate::support::TestDb;
use crate::support::browser::{Browser as Hand, with_password};
use crate::support::client::Visitor;
use crate::support::neighborhood::{Neighborhood, until};
use crate::support::pages::Pages;
use crate::support::places;
use potluck::actions::give_role::give_role;
use potluck::config::{Config, MapTiles, NetworkArea};
use potluck::domain::Point;
use potluck::domain::member::RoleKind;
use potluck::domain::place::PlaceKind;
use potluck::i18n::{Lang, text};
use reqwest::Method;
use serde_json::{Value, json};
use std::net::TcpListener;
use std::sync::Arc;

const SCRIPTS: Kind = Kind { scripts: true };

/// A neighborhood with an area, a library, and four things on its board, three of them with a rough place.
pub async fn town(change: impl FnOnce(&mut Config)) -> (Neighborhood, Visitor) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let area = NetworkArea { name: "Riverside".into(), latitude: 40.7, longitude: -73.98, radius_m: 2_500 };
    let place = Neighborhood::start_on("riverside", listener, Arc::new(TestDb::new()), |config| {
        config.network.area = Some(area);
        change(config);
    })
    .await;
    place.member("rosa").await;
    with_password(&place, "rosa").await;
    let point = Point::new(40.705, -73.985).expect("a point");
    places::read_in(&place, places::place(PlaceKind::Pickup, "Riverside library", point)).await;
    let rosa = Visitor::member(&place, "rosa").await;
    let (here, beyond) =
        (json!({"latitude": 40.70, "longitude": -73.98}), json!({"latitude": 40.69, "longitude": -73.95}));
    for (kind, title, point) in [
        ("offer", "Homework help", Value::Null),
        ("need", "A ride to the clinic", beyond),
        ("offer", "Lentil soup", here.clone()),
        ("offer", "Bread of today", here),
    ] {
        rosa.post("/listings", json!({"kind": kind, "title": title, "audience": "public", "point": point}))
            .await
            .expect(201);
    }
    (place, rosa)
}

/// A browser whose reader wants nothing to move.
pub async fn reader(driver: &Driver) -> Browser<'_> {
    let browser = driver.browser(SCRIPTS).await;
    browser.be(1280, 900).await;
    browser.like("screen", "light").await;
    browser
}

/// A browser in which a member is signed in.
pub async fn signed_in<'a>(driver: &'a Driver, place: &Neighborhood, name: &str) -> Browser<'a> {
    let browser = reader(driver).await;
    sign_in(&browser, place, name).await;
    browser
}

async fn sign_in(browser: &Browser<'_>, place: &Neighborhood, name: &str) {
    let hand = Hand::new(place);
    hand.sign_in(name).await;
    browser.open(&format!("{}/static/mark.svg", place.base)).await;
    browser.keep_cookie("potluck", &hand.cookie("potluck").expect("a cookie")).await;
}

async fn number(browser: &Browser<'_>, script: &str) -> i64 {
    browser.run(script).await.as_i64().unwrap_or_else(|| panic!("{script} is no number"))
}

/// Waits until a script in the page says yes.
pub async fn holds(browser: &Browser<'_>, script: &str) {
    until(script, async || (browser.run(&format!("return Boolean({script})")).await == json!(true)).then_some(()))
        .await;
}

/// Waits until something so named has the focus.
pub async fn focus_is_at(browser: &Browser<'_>, words: &str) {
    until(&format!("the focus is at {words:?}"), async || browser.focused().await.contains(words).then_some(())).await;
}

async fn comes_to(browser: &Browser<'_>, part: &str) {
    until(&format!("the browser is at {part}"), async || browser.address().await.contains(part).then_some(())).await;
}

/// All that a page asked for, by this and by other servers.
pub async fn asked(browser: &Browser<'_>) -> Vec<String> {
    let asked = browser.run("return performance.getEntriesByType('resource').map(one => one.name)").await;
    asked.as_array().expect("a list").iter().map(|one| one.as_str().expect("an address").to_owned()).collect()
}

/// Opens the map by the button of that name.
pub async fn open_map(browser: &Browser<'_>, words: &str) {
    browser.tab_to(words).await;
    browser.press(ENTER).await;
    holds(browser, "document.querySelector('.map .leaflet-control-scale')").await;
}

/// By keyboard, from the list to the map, to a mark on it, and on to what it stands for.
pub async fn map_opens(driver: &Driver, axe: &Axe, lang: Lang) {
    let (place, _) = town(|_| ()).await;
    let browser = reader(driver).await;
    browser.open(&format!("{}/board?lang={lang}", place.base)).await;
    assert!(!asked(&browser).await.iter().any(|one| one.contains("vendor")), "nobody asked for a map yet");
    open_map(&browser, &text(lang, "map-show")).await;
    assert_eq!(browser.focused().await, text(lang, "map-name-board"));
    let rows = number(&browser, "return document.querySelectorAll('.cards [data-at]').length").await;
    assert_eq!((rows, number(&browser, "return document.querySelectorAll('.map .pin').length").await), (3, 3));
    let named =
        number(&browser, "return document.querySelectorAll('.map .pin[aria-label][tabindex=\"0\"]').length").await;
    assert_eq!(named, 3, "each is reached by Tab, and has a name");
    let areas = number(&browser, "return document.querySelectorAll('.map path.area').length").await;
    assert_eq!(areas, 1, "the outline of the network's area");
    let wide =
        number(&browser, "return document.documentElement.scrollWidth - document.documentElement.clientWidth").await;
    assert!(wide <= 0, "the page is {wide} wider than its window");
    assert_eq!(axe.look(&browser).await, Vec::<String>::new());

    browser.tab_to("A ride to the clinic").await;
    assert!(browser.focused().await.starts_with(&text(lang, "kind-need")), "a mark says which kind it is");
    browser.press(ENTER).await;
    until("the focus is at the link", async || (browser.focused().await == "A ride to the clinic").then_some(())).await;
    browser.press(ESCAPE).await;
    focus_is_at(&browser, &format!("{}: A ride to the clinic", text(lang, "kind-need"))).await;
    browser.press(ENTER).await;
    until("the focus is at the link", async || (browser.focused().await == "A ride to the clinic").then_some(())).await;
    let asked = asked(&browser).await;
    assert!(asked.iter().all(|one| one.starts_with(&place.base)), "{asked:?}");
    assert!(asked.iter().any(|one| one.contains("/static/vendor/leaflet/leaflet.js")), "{asked:?}");
    browser.press(ENTER).await;
    comes_to(&browser, "/listings/").await;
    browser.close().await;
}

/// Only the server that the operator names is asked, and only once somebody opens a map.
pub async fn streets(driver: &Driver) {
    let tiles = Pages::start("tiles").await;
    let address = tiles.at("/{z}/{x}/{y}.png");
    let (place, _) = town(|config| {
        config.web.map_tiles = MapTiles::parse(&address);
        config.web.map_attribution = "Neighbors who draw".into();
    })
    .await;
    let browser = reader(driver).await;
    browser.open(&format!("{}/board?lang=en", place.base)).await;
    browser.tab_to("Lentil soup").await;
    assert_eq!(tiles.asked(), Vec::<String>::new(), "nobody opened a map");
    open_map(&browser, "Show the map").await;
    until("streets are asked for", async || (!tiles.asked().is_empty()).then_some(())).await;
    let asked = asked(&browser).await;
    assert!(asked.iter().all(|one| one.starts_with(&place.base) || one.starts_with(&tiles.base)), "{asked:?}");
    assert!(browser.html().await.contains("Neighbors who draw"));
    browser.close().await;
}

/// Touches the map, so far from its middle.
pub async fn touch_at(browser: &Browser<'_>, right: i64, down: i64) {
    browser.run("document.querySelector('.map').scrollIntoView({block: 'center'})").await;
    let middle = browser
        .run("const box = document.querySelector('.map').getBoundingClientRect(); return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)]")
        .await;
    let part = |index: usize| middle[index].as_i64().expect("a number");
    browser.touch(part(0) + right, part(1) + down).await;
}

/// The same on a form with a box for a place that is chosen.
async fn touch_map(browser: &Browser<'_>, right: i64, down: i64) {
    touch_at(browser, right, down).await;
    holds(browser, "document.querySelector('#touched input').checked").await;
}

/// What the form would send of the place: two numbers of two decimals.
async fn place_to_send(browser: &Browser<'_>) -> String {
    let value = browser.run("return document.querySelector('#touched input').value").await;
    let value = value.as_str().expect("words").to_owned();
    let parts: Vec<&str> = value.split(',').collect();
    assert_eq!(parts.len(), 2, "{value}");
    for part in parts {
        let decimals = part.split_once('.').map_or("", |(_, decimals)| decimals);
        assert!(decimals.len() == 2 && part.parse::<f64>().is_ok(), "{value} is rounded to a kilometre");
    }
    value
}

/// The board around a place, by a touch and by the keyboard; and taken back.
pub async fn near_by_touch(driver: &Driver) {
    let (place, _) = town(|_| ()).await;
    let browser = reader(driver).await;
    browser.open(&format!("{}/board?lang=en", place.base)).await;
    // From beside the field for a name there is a way to the map, too.
    browser.tab_to("Near").await;
    browser.write("library").await;
    open_map(&browser, "Choose a place on the map").await;
    touch_map(&browser, -120, 60).await;
    let sent = place_to_send(&browser).await;
    assert_eq!(number(&browser, "return document.querySelector('#near').value.length").await, 0, "one or the other");
    browser.tab_to("Show what is near there").await;
    browser.press(ENTER).await;
    comes_to(&browser, &format!("at={}", sent.replace(',', "%2C"))).await;
    holds(&browser, "document.querySelector('#touched input')?.checked").await;
    browser.tab_to("Lentil soup").await;
    assert!(browser.html().await.contains("km away"), "the list says how far it is");

    // With the keyboard alone: the middle of the map. A name that is written afterwards counts instead.
    open_map(&browser, "Show the map").await;
    browser.tab_to("Choose the middle of the map").await;
    browser.press(ENTER).await;
    place_to_send(&browser).await;
    browser.open(&format!("{}/board?lang=en&at=40.70%2C-73.98", place.base)).await;
    browser.tab_to("Near").await;
    browser.write("library").await;
    holds(&browser, "!document.querySelector('#touched input').checked").await;
    browser.press(ENTER).await;
    comes_to(&browser, "near=library").await;
    assert!(!browser.address().await.contains("at="), "{}", browser.address().await);
    browser.close().await;
}

/// A member's form, and that of somebody without an account.
pub async fn forms(driver: &Driver) {
    let (place, rosa) = town(|_| ()).await;
    give_role(&place, "rosa", RoleKind::Connector, 6).await.expect("a role");
    let browser = signed_in(driver, &place, "rosa").await;
    browser.open(&format!("{}/new?kind=offer&lang=en", place.base)).await;
    browser.tab_to("What is it").await;
    browser.write("Apples").await;
    browser.tab_to("Say more").await;
    browser.press(ENTER).await;
    open_map(&browser, "Show the map").await;
    browser.tab_to("Choose the middle of the map").await;
    browser.press(ENTER).await;
    place_to_send(&browser).await;
    browser.tab_to("Put it on the board").await;
    browser.press(ENTER).await;
    comes_to(&browser, "/listings/").await;
    let apples = rosa.get("/listings?kind=offer").await.expect(200);
    let apples =
        apples.as_array().expect("a list").iter().find(|one| one["title"] == "Apples").expect("apples").clone();
    assert!(apples["area"].is_object(), "it lies roughly somewhere: {apples}");
    browser.close().await;

    let guest = reader(driver).await;
    guest.open(&format!("{}/ask?lang=en", place.base)).await;
    guest.tab_to("What do you need").await;
    guest.write("A coat").await;
    open_map(&guest, "Show the map").await;
    touch_map(&guest, 30, 50).await;
    let sent = place_to_send(&guest).await;
    // No person is as fast as this one.
    tokio::time::sleep(std::time::Duration::from_millis(2_300)).await;
    guest.run("document.querySelector('main form').requestSubmit()").await;
    comes_to(&guest, "said=asked").await;
    until("the private page says where", async || guest.html().await.contains("Where, on the map").then_some(())).await;
    assert!(!guest.html().await.contains(&sent), "in words");
    let kept = guest.run("return localStorage.length").await;
    assert_eq!(kept.as_i64(), Some(0), "a telephone is often shared");
    guest.close().await;
}

/// Where the network is: by a touch, and how far it reaches in a box; typed figures move what the map shows.
pub async fn area(driver: &Driver) {
    let (place, _) = town(|_| ()).await;
    give_role(&place, "rosa", RoleKind::Operator, 6).await.expect("a role");
    let browser = signed_in(driver, &place, "rosa").await;
    browser.open(&format!("{}/settings/network?lang=en", place.base)).await;
    browser.tab_to("Roughly where you are").await;
    browser.press(ENTER).await;
    open_map(&browser, "Show the map").await;
    let drawn = "return document.querySelector('.map path.chosen').getAttribute('d')";
    holds(&browser, "document.querySelector('.map path.chosen')").await;
    let before = browser.run(drawn).await;
    touch_at(&browser, 150, -80).await;
    holds(&browser, "document.querySelector('#latitude').value !== '40.7'").await;
    let touched = browser.run(drawn).await;
    assert_ne!(touched, before, "what is chosen is shown");
    let typed = browser
        .run("return [document.querySelector('#latitude').value, document.querySelector('#longitude').value]")
        .await;
    let typed: Vec<f64> =
        [0, 1].map(|index: usize| typed[index].as_str().expect("words").parse().expect("a number")).into();
    browser.run("document.querySelector('#radius').focus()").await;
    browser.write("4").await;
    assert_ne!(browser.run(drawn).await, touched, "and how far it reaches");
    browser.tab_to("Keep this").await;
    browser.press(ENTER).await;
    comes_to(&browser, "said=kept").await;
    let kept = place.app.network().area.clone().expect("an area");
    let off = (kept.latitude - typed[0]).abs().max((kept.longitude - typed[1]).abs());
    assert!(off < 1e-6 && kept.radius_m == 4_000, "{kept:?}, and not {typed:?}");
    browser.close().await;
}

/// What is new is told in words, and comes when the reader wants it.
pub async fn live_board(driver: &Driver) {
    let (place, rosa) = town(|_| ()).await;
    let browser = reader(driver).await;
    browser.open(&format!("{}/board?lang=en", place.base)).await;
    browser.tab_to("Lentil soup").await;
    let before = browser.run("return [scrollY, document.querySelector('.cards').getBoundingClientRect().top]").await;
    rosa.post("/listings", json!({"kind": "need", "title": "A cot", "audience": "public"})).await.expect(201);
    holds(&browser, "document.querySelector('[aria-live=polite] a')?.textContent === '1 new. Show it'").await;
    rosa.post("/listings", json!({"kind": "need", "title": "A pram", "audience": "public"})).await.expect(201);
    holds(&browser, "document.querySelector('[aria-live=polite] a')?.textContent === '2 new. Show them'").await;
    let after = browser.run("return [scrollY, document.querySelector('.cards').getBoundingClientRect().top]").await;
    assert_eq!(before, after, "nothing moves under who reads");
    assert!(browser.focused().await.contains("Lentil soup"), "and the focus stays where it is");
    assert!(!browser.html().await.contains("A pram"));
    browser.tab_to("2 new. Show them").await;
    browser.press(ENTER).await;
    until("the board shows them", async || browser.html().await.contains("A pram").then_some(())).await;
    browser.close().await;
}

async fn title(browser: &Browser<'_>) -> String {
    let title = browser.run("return document.querySelector('#title').value").await;
    title.as_str().expect("words").to_owned()
}

/// What is written stays until it is sent, is forgotten, or somebody else signs in.
pub async fn draft(driver: &Driver) {
    let (place, _) = town(|_| ()).await;
    place.member("ben").await;
    with_password(&place, "ben").await;
    let browser = signed_in(driver, &place, "rosa").await;
    let form = format!("{}/new?lang=en", place.base);
    let write = async |words: &str| {
        browser.open(&form).await;
        browser.tab_to("What is it").await;
        browser.write(words).await;
        holds(&browser, "!document.querySelector('[data-kept]').hidden").await;
    };
    write("A cot for a week").await;
    // The room for pictures is no word: no page keeps a file.
    holds(&browser, "!localStorage.getItem('potluck-draft').includes('file-')").await;
    browser.open(&format!("{form}&kind=need")).await;
    assert_eq!(title(&browser).await, "A cot for a week");
    browser.tab_to("Forget this draft").await;
    browser.press(ENTER).await;
    assert_eq!(title(&browser).await, "");
    focus_is_at(&browser, "What is it").await;
    browser.open(&form).await;
    assert_eq!(title(&browser).await, "");

    // What is folded away is folded out again, and what does not fit yet is not lost either.
    browser.tab_to("Say more").await;
    browser.press(ENTER).await;
    browser.tab_to("How many").await;
    browser.write("4").await;
    write("Apples").await;
    browser.open(&format!("{form}&kind=offer")).await;
    let amount = browser.run("return document.querySelector('#amount').value").await;
    assert_eq!((title(&browser).await.as_str(), amount.as_str()), ("Apples", Some("4")));
    assert_eq!(browser.run("return document.querySelector('details.field').open").await, json!(true));
    browser.tab_to("Put it on the board").await;
    browser.press(ENTER).await;
    until("the page says what is missing", async || browser.html().await.contains("role=\"alert\"").then_some(()))
        .await;
    browser.open(&format!("{form}&kind=offer")).await;
    assert_eq!(title(&browser).await, "Apples");

    // Sent: it is gone.
    browser.tab_to("Of what").await;
    browser.write("boxes").await;
    browser.tab_to("Put it on the board").await;
    browser.press(ENTER).await;
    comes_to(&browser, "said=posted").await;
    holds(&browser, "localStorage.length === 0").await;
    browser.open(&form).await;
    assert_eq!(title(&browser).await, "");

    // What somebody looks at first is what they send, whatever was written in another window meanwhile.
    browser.open(&format!("{form}&kind=offer")).await;
    browser.tab_to("What is it").await;
    browser.write("Looked at").await;
    let elsewhere = "const drafts = JSON.parse(localStorage.getItem('potluck-draft')); \
                     drafts['/new'].words.title = 'Written elsewhere'; \
                     localStorage.setItem('potluck-draft', JSON.stringify(drafts));";
    browser.run(elsewhere).await;
    browser.tab_to("See first how it looks").await;
    browser.press(ENTER).await;
    let is_shown = "!!document.querySelector('[form=write]') && !document.querySelector('[data-kept]').hidden";
    holds(&browser, is_shown).await;
    assert_eq!(title(&browser).await, "Looked at");

    // Whoever signs in next reads nothing of it.
    write("For my mother").await;
    sign_in(&browser, &place, "ben").await;
    browser.open(&form).await;
    assert_eq!(title(&browser).await, "");
    assert_eq!(browser.run("return localStorage.length").await, json!(0));
    browser.close().await;
}

/// Each form keeps its own draft until that one is sent, and no other goes with it; what is a secret is kept nowhere.
pub async fn drafts(driver: &Driver) {
    let (place, rosa) = town(|_| ()).await;
    place.member("ben").await;
    with_password(&place, "ben").await;
    give_role(&place, "ben", RoleKind::Steward, 6).await.expect("a role");
    let listing = rosa.post("/listings", json!({"kind": "need", "title": "A ladder"})).await.expect(201);
    let listing = listing["page"].as_str().expect("a page").strip_prefix(&place.base).expect("ours").to_owned();
    let headers = [("content-type", "application/json")];
    let soup = json!({"status": "Soup at six"}).to_string().into_bytes();
    let post = rosa.ask(Method::POST, "/api/v1/statuses", &headers, soup).await.expect(200);
    let post = format!("/posts/{}", post["id"].as_str().expect("an id"));
    let browser = signed_in(driver, &place, "ben").await;

    let words = |field: &str| format!("document.querySelector('#{field}')");
    let open = async |path: &str| {
        let and = if path.contains('?') { '&' } else { '?' };
        browser.open(&format!("{}{path}{and}lang=en", place.base)).await;
    };
    let kept = async || browser.run("return localStorage.getItem('potluck-draft') || ''").await.to_string();
    let translate = format!("{listing}/translate?language=es");
    // Where, in which field, what, and what the page says once it was sent.
    let forms = [
        ("/posts", "words", "A few words", "said=written"),
        (listing.as_str(), "message", "I have a ladder", "said=answered"),
        (translate.as_str(), "title", "Una escalera", "said=translated"),
        ("/announcements", "words", "The kitchen is open", "said=told"),
        (post.as_str(), "words", "I bring bread", "said=answered"),
        ("/posts/write", "words", "A long story", "said=written"),
    ];
    for (path, field, said, _) in forms {
        open(path).await;
        assert_eq!(browser.run(&format!("return {}.value", words(field))).await, json!(""), "{path}");
        browser.run(&format!("{}.focus()", words(field))).await;
        browser.write(said).await;
        holds(&browser, "!document.querySelector('[data-kept]').hidden").await;
    }
    for (index, (path, field, said, then)) in forms.into_iter().enumerate() {
        open(path).await;
        assert_eq!(browser.run(&format!("return {}.value", words(field))).await, json!(said), "{path}");
        browser.run("document.querySelector('[data-draft] [type=submit]').click()").await;
        comes_to(&browser, then).await;
        until("it is forgotten", async || (!kept().await.contains(said)).then_some(())).await;
        let kept = kept().await;
        for (path, _, said, _) in &forms[index + 1..] {
            assert!(kept.contains(said), "{path}: {kept}");
        }
    }
    assert_eq!(browser.run("return localStorage.length").await, json!(0));

    // What does not fit yet stays, and is forgotten by the button, which brings nothing back.
    open("/posts/write").await;
    browser.run(&format!("{}.focus()", words("words"))).await;
    browser.write("When shall we cook?").await;
    browser.run("document.querySelector('#option-1').closest('details').open = true").await;
    browser.run(&format!("{}.focus()", words("option-1"))).await;
    browser.write("On Saturday").await;
    browser.run("document.querySelector('[data-draft] [type=submit]').click()").await;
    holds(&browser, "document.querySelector('.summary')").await;
    open("/posts/write").await;
    let choice = browser.run(&format!("return {}.value", words("option-1"))).await;
    assert_eq!(choice, json!("On Saturday"));
    let is_open = browser.run("return document.querySelector('#option-1').closest('details').open").await;
    assert_eq!(is_open, json!(true), "what is folded away is folded out again");
    browser.tab_to("Forget this draft").await;
    browser.press(ENTER).await;
    holds(&browser, "localStorage.length === 0 && document.querySelector('#words').value === ''").await;

    // No secret, and nothing for whoever is next at this browser.
    open("/settings/password").await;
    assert_eq!(browser.run("return document.querySelector('[data-draft]') === null").await, json!(true));
    open("/posts").await;
    browser.run(&format!("{}.focus()", words("words"))).await;
    browser.write("For my mother").await;
    holds(&browser, "!document.querySelector('[data-kept]').hidden").await;
    sign_in(&browser, &place, "rosa").await;
    open("/posts/write").await;
    assert_eq!(browser.run("return document.querySelector('#words').value").await, json!(""));
    assert_eq!(browser.run("return localStorage.length").await, json!(0));
    browser.close().await;
}

//! The map with which a network begins, by a touch and by the keyboard alone.

use crate::driver::{Browser, Driver, ENTER, LEFT};
use crate::script::{asked, focus_is_at, holds, open_map, reader, touch_at};
use crate::support::neighborhood::{Neighborhood, until};
use potluck::actions::found_network::founding_link;
use potluck::i18n::{Lang, text};
use serde_json::json;

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

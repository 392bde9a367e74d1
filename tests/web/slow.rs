//! A slow line (50 KiB/s, and 400 ms until an answer begins), and one on which only the page itself arrives.

use crate::arrives;
use crate::driver::{Browser, Driver, ENTER, Kind};
use crate::ease::look;
use crate::support::neighborhood::until;
use crate::town::Town;
use serde_json::{Value, json};

const SCRIPTS: Kind = Kind { scripts: true };
/// Bytes per second.
const PACE: u32 = 50 * 1024;
/// Milliseconds until an answer begins.
const WAIT: u32 = 400;
/// Bytes of a page with all that it needs.
const MOST: u64 = 50 * 1024;
/// Answers for which the first words wait.
const FIRST: u64 = 3;
/// Milliseconds until it can be used, by which many pages of this size would have come.
const SOON: f64 = 5_000.0;

/// What came for a page that nobody had opened before: in bytes, for how many answers the first words wait, and when, in
/// milliseconds, its words were there and when it could be used.
const MEASURED: &str = "
    const [page] = performance.getEntriesByType('navigation'), parts = performance.getEntriesByType('resource');
    const styles = [...document.querySelectorAll('link[rel=stylesheet]:not([media=print])')];
    const scripts = document.querySelectorAll('script[src]:not([defer], [async], [type=module])');
    const imported = styles.flatMap((one) => [...(one.sheet ? one.sheet.cssRules : [])])
        .filter((rule) => rule instanceof CSSImportRule);
    return {
        bytes: [page, ...parts].reduce((sum, one) => sum + one.transferSize, 0),
        first: 1 + styles.length + scripts.length + imported.length,
        words: page.domInteractive,
        ready: page.domContentLoadedEventEnd,
        parts: parts.map((one) => `${one.name}: ${one.transferSize}`),
    };
";

/// The heading and the list, where they are not seen.
const READ: &str = "
    const found = [];
    if (![...document.querySelectorAll('main h1')].some(seen)) found.push('no heading is seen');
    if ([...document.querySelectorAll('main .cards h3 a')].filter(seen).length < 3) found.push('no list is seen');
    return found;
";

/// What is too much for such a line.
fn heavy(measured: &Value) -> Vec<String> {
    let (bytes, first) = (measured["bytes"].as_u64().expect("a number"), measured["first"].as_u64().expect("a number"));
    let ready = measured["ready"].as_f64().expect("a number");
    let mut found = Vec::new();
    if bytes > MOST {
        found.push(format!("{bytes} bytes"));
    }
    if first > FIRST {
        found.push(format!("{first} answers before the first words"));
    }
    if ready > SOON {
        found.push(format!("{ready} ms until it can be used"));
    }
    found
}

/// By keyboard, from the board to what is near a place.
async fn narrows_down(browser: &Browser<'_>) {
    browser.tab_to("What are you looking for").await;
    browser.press(ENTER).await;
    browser.tab_to("Near").await;
    browser.write("riverside library").await;
    browser.press(ENTER).await;
    arrives(browser, "near=riverside+library").await;
    until("the board says what is near", async || browser.html().await.contains("Lentil soup").then_some(())).await;
}

/// A browser on a telephone that was never here.
async fn newcomer(driver: &Driver) -> Browser<'_> {
    let browser = driver.browser(SCRIPTS).await;
    browser.be(320, 640).await;
    browser.like("screen", "light").await;
    browser
}

/// The first page and the board come soon on a slow line, and the board is used on it.
pub async fn line(town: &Town, driver: &Driver) {
    for path in ["/", "/board"] {
        let browser = newcomer(driver).await;
        browser.be_slow(PACE, WAIT).await;
        browser.open(&town.address(path, "en")).await;
        let measured = browser.run(MEASURED).await;
        let words = measured["words"].as_f64().expect("a number");
        assert!(words >= f64::from(WAIT) * 0.9, "{path}: the line is not slow: {measured}");
        assert_eq!(heavy(&measured), Vec::<String>::new(), "{path}: {measured}");
        assert_eq!(look(&browser, READ).await, Vec::<String>::new(), "{path}");
        if path == "/board" {
            // What is too much is found.
            let more = "const done = arguments[arguments.length - 1];
                fetch('/static/vendor/leaflet/leaflet.js').then((answer) => answer.blob()).then(() => done(true), done);";
            assert_eq!(browser.run_on(more).await, json!(true));
            browser
                .run("for (const one of [1, 2, 3]) document.head.append(Object.assign(document.createElement('link'), {rel: 'stylesheet', href: `/static/potluck.css?${one}`}))")
                .await;
            let found = heavy(&browser.run(MEASURED).await);
            assert!(found.iter().any(|fault| fault.ends_with("bytes")), "{found:?}");
            assert!(found.iter().any(|fault| fault.ends_with("before the first words")), "{found:?}");
            browser.open(&town.address(path, "en")).await;
            narrows_down(&browser).await;
        }
        browser.close().await;
    }
}

/// Where neither style nor script arrives, both pages are read, and the board is used.
pub async fn page_alone(town: &Town, driver: &Driver) {
    for path in ["/", "/board"] {
        let browser = newcomer(driver).await;
        browser.lose("*://*:*/static/*").await;
        browser.open(&town.address(path, "en")).await;
        let style = browser.run("return getComputedStyle(document.body).display").await;
        assert_eq!(style, json!("block"), "{path}: the style arrived");
        assert_eq!(look(&browser, READ).await, Vec::<String>::new(), "{path}");
        if path == "/board" {
            let script = browser.run("return !document.querySelector('[data-map]').hidden").await;
            assert_eq!(script, json!(false), "the script arrived");
            narrows_down(&browser).await;
            browser.run("document.querySelector('main h1').hidden = true").await;
            browser.run("for (const one of document.querySelectorAll('main .cards')) one.hidden = true").await;
            assert_eq!(look(&browser, READ).await, ["no heading is seen", "no list is seen"]);
        }
        browser.close().await;
    }
}

//! The board of yesterday is better than none: a browser shows it once more without a connection, and says so.

use crate::driver::{Driver, Kind};
use crate::story::Neighbor;
use crate::support::client::Visitor;
use crate::support::neighborhood::{Neighborhood, until};
use potluck::i18n::Lang;
use serde_json::json;

/// What the browser keeps of pages, by their paths.
const KEPT: &str = "const done = arguments[arguments.length - 1];
    caches.open('potluck-pages').then((kept) => kept.keys())
        .then((all) => done(all.map((one) => new URL(one.url).pathname).sort().join(' ')), () => done('none'));";

/// Rosa reads the board on a telephone that others hold, too, signs in, and signs out; then the server is gone.
pub async fn without_a_connection(driver: &Driver) {
    let mut place = Neighborhood::start("riverside").await;
    let rosa = Neighbor::arrives(driver, &place, "rosa", Kind { scripts: true }, Lang::En).await;
    let soup = json!({"kind": "offer", "title": "Soup for everyone", "audience": "public"});
    let own = Visitor::member(&place, "rosa").await;
    own.post("/listings", soup).await.expect(201);
    own.post("/listings", json!({"kind": "need", "title": "For members alone"})).await.expect(201);

    // Signed in, nothing of what she reads is kept.
    for path in ["/board", "/", "/home"] {
        rosa.open(path).await;
    }
    rosa.reads("Good to see you").await;
    assert_eq!(rosa.browser.run_on(KEPT).await, "");

    rosa.signs_out().await;

    // As a stranger, the first page and the board are.
    rosa.open("/").await;
    rosa.open("/board").await;
    rosa.reads("Soup for everyone").await;
    until("both pages are kept", async || {
        let kept = rosa.browser.run_on(KEPT).await;
        let kept = kept.as_str().unwrap_or_default();
        if !kept.contains("/board") {
            rosa.open("/board").await;
        }
        if !kept.split(' ').any(|path| path == "/") {
            rosa.open("/").await;
        }
        (kept == "/ /board /static/mark.svg /static/potluck.css").then_some(())
    })
    .await;

    // What somebody looks for is not kept for the next at this telephone.
    rosa.open("/board?kind=offer&food=lupins9").await;
    // By the time the server has answered once more, what was to be kept is.
    let looked_for = "const done = arguments[arguments.length - 1];
        fetch('/board').then(() => caches.match('/board')).then((kept) => kept.text())
            .then((kept) => done(kept.includes('lupins9')), () => done(true));";
    assert_eq!(rosa.browser.run_on(looked_for).await, false);

    // Signed in again: her own board is not in its place.
    rosa.open("/sign-in").await;
    rosa.signs_in("rosa").await;
    rosa.open("/board").await;
    rosa.reads("For members alone").await;
    let body = "const done = arguments[arguments.length - 1];
        caches.match('/board').then((kept) => kept.text()).then(done, () => done('none'));";
    let kept = rosa.browser.run_on(body).await;
    let kept = kept.as_str().unwrap_or_default();
    assert!(kept.contains("Soup for everyone") && !kept.contains("For members alone"), "{kept}");

    // Where nothing is kept of it, what everyone sees is, in the language in which she reads; without a connection members have
    // that much.
    let forget = "const done = arguments[arguments.length - 1]; caches.delete('potluck-pages').then(() => done(true));";
    assert_eq!(rosa.browser.run_on(forget).await, true);
    rosa.browser.keep_cookie("potluck-language", Lang::Es.tag()).await;
    until("what everyone sees of the board is kept", async || {
        rosa.open("/board").await;
        let kept = rosa.browser.run_on(body).await;
        let kept = kept.as_str().unwrap_or_default();
        assert!(!kept.contains("For members alone"), "{kept}");
        (kept.contains("Soup for everyone") && kept.contains("<html lang=\"es\"")).then_some(())
    })
    .await;
    rosa.browser.keep_cookie("potluck-language", Lang::En.tag()).await;

    // Whoever signs out leaves nothing behind.
    rosa.signs_out().await;
    let gone = "const done = arguments[arguments.length - 1];
        caches.match('/board').then((kept) => done(kept === undefined), () => done(true));";
    until("nothing of the board is kept", async || (rosa.browser.run_on(gone).await == true).then_some(())).await;

    // She looks once more, and then there is no connection.
    until("the board is kept", async || {
        rosa.open("/board").await;
        (rosa.browser.run_on(gone).await == false).then_some(())
    })
    .await;
    let hidden = "return document.getElementById('offline').hidden";
    assert_eq!(rosa.browser.run(hidden).await, true, "with a connection, nothing is said");
    place.stop();
    rosa.open("/board").await;
    rosa.reads("Soup for everyone").await;
    assert_eq!(rosa.browser.run(hidden).await, false, "it says that there is no connection");
    rosa.reads("You are not connected. This page is as it was on").await;
    rosa.browser.close().await;
}

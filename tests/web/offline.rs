//! The board of yesterday is better than none: a browser shows it once more without a connection, and says so. In the place of any
//! other page it says that there is none.

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

/// All that the browser keeps, of whichever page.
const HELD: &str = "const done = arguments[arguments.length - 1];
    const words = (kept, one) => kept.match(one).then((found) => found.text());
    const all = (kept) => kept.keys().then((keys) => Promise.all(keys.map((one) => words(kept, one))));
    caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name).then(all))))
        .then((found) => done(found.flat().join(' ')), (error) => done(`nothing can be read: ${error}`));";

/// Rosa reads the board on a telephone that others hold, too, signs in, and signs out; then the server is gone.
pub async fn without_a_connection(driver: &Driver) {
    let mut place = Neighborhood::start("riverside").await;
    let rosa = Neighbor::arrives(driver, &place, "rosa", Kind { scripts: true }, Lang::En).await;
    let soup = json!({"kind": "offer", "title": "Soup for everyone", "audience": "public"});
    let own = Visitor::member(&place, "rosa").await;
    own.post("/listings", soup).await.expect(201);
    own.post("/listings", json!({"kind": "need", "title": "For members alone"})).await.expect(201);

    // Signed in, nothing is kept of what she alone reads.
    for path in ["/board", "/", "/home"] {
        rosa.open(path).await;
    }
    rosa.reads("Good to see you").await;
    holds_nothing_of(&rosa, &["For members alone", "Good to see you"]).await;
    let kept = rosa.browser.run_on(KEPT).await;
    assert!(!kept.to_string().contains("/home"), "{kept}");

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
        (kept == "/ /board /offline /static/mark.svg /static/potluck.css").then_some(())
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
        // It says itself that this is not all that she sees.
        let says = "lo que es solo para miembros no se guarda en este aparato";
        (kept.contains("Soup for everyone") && kept.contains("<html lang=\"es\"") && kept.contains(says)).then_some(())
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
    rosa.reads("what is for members only is not kept on this device.").await;
    // Of all others, it says that they cannot be read now.
    rosa.open("/sign-in").await;
    rosa.reads(&rosa.say("offline-then")).await;
    rosa.browser.close().await;
}

/// The browser keeps these words on no page.
async fn holds_nothing_of(who: &Neighbor<'_>, private: &[&str]) {
    // It keeps the style sheet, at least: what is looked through is what is kept.
    let held = until("what is kept can be read", async || {
        let held = who.browser.run_on(HELD).await;
        held.as_str().filter(|held| held.contains("--paper")).map(str::to_owned)
    })
    .await;
    for words in private {
        assert!(!held.contains(words), "{words}: {held}");
    }
}

/// Ben reads in Spanish, and opens pages of members alone: without a connection, each of them says so in Spanish, and says nothing of
/// what stood there.
pub async fn of_members_alone(driver: &Driver) {
    let mut place = Neighborhood::start("riverside").await;
    let ben = Neighbor::arrives(driver, &place, "ben", Kind { scripts: true }, Lang::Es).await;
    let need = json!({"kind": "need", "title": "Una cuna para una semana"});
    Visitor::member(&place, "ben").await.post("/listings", need).await.expect(201);
    let title = "const done = arguments[arguments.length - 1];
        caches.match('/offline', { ignoreVary: true }).then((kept) => kept.text()).then(done, () => done('none'));";
    until("the page that says so is kept in his language", async || {
        ben.open("/mine").await;
        let kept = ben.browser.run_on(title).await;
        kept.as_str().unwrap_or_default().contains("<html lang=\"es\"").then_some(())
    })
    .await;
    ben.reads("Una cuna para una semana").await;
    assert_eq!(ben.browser.run_on(KEPT).await, "/offline /static/mark.svg /static/potluck.css");
    holds_nothing_of(&ben, &["Una cuna", "@ben"]).await;

    place.stop();
    for path in ["/mine", "/home", "/settings?said=kept", "/board"] {
        ben.open(path).await;
        ben.reads(&format!("<h1>{}</h1>", ben.say("offline-title"))).await;
        ben.reads(&ben.say("offline-kept")).await;
        let page = ben.browser.html().await;
        assert!(page.contains("<html lang=\"es\"") && !page.contains("Una cuna"), "{path}: {page}");
        assert!(ben.browser.address().await.ends_with(path), "the address stays, to try again");
    }
    let style = ben.browser.run("return document.styleSheets[0].cssRules.length > 0").await;
    assert_eq!(style, true, "it looks as pages do");
    ben.browser.close().await;
}

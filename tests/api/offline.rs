//! What a browser may keep of the pages, and what it is given to do so: the first page and the board as everyone sees them, a
//! page that says that there is no connection, and never what is a member's.

use crate::support::browser::{Browser, word};
use crate::support::neighborhood::Neighborhood;
use potluck::i18n::{Lang, text};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_may_keep_what_everyone_sees_and_nothing_of_a_member() {
    let place = Neighborhood::start("riverside").await;
    let (stranger, rosa) = (Browser::new(&place), Browser::joined(&place, "rosa", "203.0.113.20").await);
    let register = "<script src=\"/static/register.js\" defer></script>";
    for path in ["/", "/board", "/board?kind=need&lang=ar"] {
        let page = stranger.open(path).await;
        assert_eq!(page.text.matches(register).count(), 1, "{path}");
        assert_eq!(page.text.matches("id=\"offline\" hidden>").count(), 1, "{path}");
        assert!(!page.header("cache-control").contains("no-store"), "{path}");
        let hers = rosa.open(path).await;
        assert!(hers.header("cache-control").contains("no-store"), "{path}");
        assert!(!hers.text.contains("id=\"offline\""), "{path}");
    }
    // Whichever page comes first, it brings the one that says that there is no connection; but for those behind a private link.
    for path in ["/home", "/mine", "/settings"] {
        let page = rosa.open(path).await;
        assert!(page.header("cache-control").contains("no-store") && !page.text.contains("id=\"offline\""), "{path}");
        assert_eq!(page.text.matches(register).count(), 1, "{path}");
        assert!(page.header("content-security-policy").contains("script-src 'self'; worker-src 'self';"), "{path}");
    }
    for path in ["/enter/nothing-here", "/ask/nothing-here", "/h/nothing-here"] {
        let page = rosa.open(path).await;
        assert!(!page.text.contains("<script"), "{path}: {}", page.text);
        assert!(!page.header("content-security-policy").contains("script-src"), "{path}");
    }
    // It says since when it is so, in the reader's language.
    let page = stranger.open("/board?lang=es").await.text;
    let said = page.split("id=\"offline\" hidden>").nth(1).and_then(|rest| rest.split('<').next()).expect("a line");
    assert!(said.starts_with("No tienes conexión.") && said.contains("(UTC)"), "{said}");
    // And that members have no more of it.
    assert!(said.contains("lo que es solo para miembros no se guarda en este aparato"), "{said}");

    // Scripts are ours alone, and none stands in a page.
    let policy = stranger.open("/").await;
    let policy = policy.header("content-security-policy");
    for rule in ["default-src 'none'", "script-src 'self'", "worker-src 'self'", "manifest-src 'self'"] {
        assert!(policy.contains(rule), "{policy}");
    }
    assert!(!policy.contains("unsafe"), "{policy}");
    for (path, cache) in [("/offline.js", "no-cache"), ("/static/register.js", "public, max-age=3600")] {
        let script = stranger.open(path).await;
        assert_eq!((script.status, script.header("content-type")), (200, "text/javascript; charset=utf-8"), "{path}");
        assert_eq!(script.header("cache-control"), cache, "{path}");
        assert!(script.header("content-security-policy").contains("connect-src 'self'"), "{path}");
    }

    // A telephone that others hold, too: whoever signs out leaves nothing behind.
    let form = word(&rosa.open("/settings").await);
    let out = rosa.send("/sign-out", &[("form", &form)]).await;
    assert_eq!((out.status, out.header("clear-site-data")), (303, "\"storage\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_for_when_there_is_no_connection_says_nothing_of_who_asks() {
    let place = Neighborhood::start("riverside").await;
    let (stranger, rosa) = (Browser::new(&place), Browser::joined(&place, "rosa", "203.0.113.20").await);
    for (lang, title) in [("en", "You are not connected"), ("es", "No tienes conexión"), ("ar", "أنت غير متصل")]
    {
        let path = format!("/offline?lang={lang}");
        let (page, hers) = (stranger.open(&path).await, rosa.open(&path).await);
        assert!(page.text.contains(&format!("<html lang=\"{lang}\"")), "{}", page.text);
        assert!(page.text.contains(&format!("<h1>{title}</h1>")), "{}", page.text);
        let kept = text(Lang::from_tag(lang).expect("a language"), "offline-kept");
        assert!(page.text.contains(&kept), "{}", page.text);
        // What is there without a connection, and the page in the place of which it stands.
        assert!(page.text.contains("<a href=\"/board\">") && page.text.contains("<a href=\"\">"), "{}", page.text);
        assert!(!page.text.contains("href=\"/sign-in\""), "{}", page.text);
        assert_eq!((page.status, &hers.text), (200, &page.text), "{lang}");
        for answer in [&page, &hers] {
            assert!(!answer.header("cache-control").contains("no-store"), "{lang}");
            assert_eq!((answer.header("x-robots-tag"), answer.header("set-cookie")), ("noindex", ""), "{lang}");
        }
    }
    // The script that keeps it asks for it without cookies.
    let worker = stranger.open("/offline.js").await.text;
    assert!(worker.contains("const NOT_CONNECTED = \"/offline\";") && worker.contains("credentials: \"omit\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_telephone_can_put_it_on_its_home_screen() {
    let place = Neighborhood::start("riverside").await;
    let browser = Browser::new(&place);
    let page = browser.open("/").await.text;
    assert!(page.contains("<link rel=\"manifest\" href=\"/manifest.webmanifest\">"), "{page}");
    let manifest = browser.open("/manifest.webmanifest?lang=ar").await;
    assert_eq!((manifest.status, manifest.header("content-type")), (200, "application/manifest+json"));
    let manifest = manifest.json();
    assert_eq!(manifest["name"], place.app.config.network.name.as_str());
    assert_eq!(
        (&manifest["lang"], &manifest["dir"], &manifest["start_url"]),
        (&json!("ar"), &json!("rtl"), &json!("/"))
    );
    let icons = manifest["icons"].as_array().map(Vec::as_slice).unwrap_or_default();
    assert_eq!(icons.len(), 2);
    for icon in icons {
        let path = icon["src"].as_str().expect("an address");
        let picture = browser.open(path).await;
        assert_eq!((picture.status, &Value::from(picture.header("content-type"))), (200, &icon["type"]), "{path}");
        assert!(!picture.bytes.is_empty());
    }
}

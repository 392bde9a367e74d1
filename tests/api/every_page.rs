//! What holds for every page and every form that there is: they are read where the server registers them, so that no new one
//! is forgotten.

use crate::support::TestDb;
use crate::support::browser::{Browser, form, word};
use crate::support::client::{Answer, Visitor};
use crate::support::neighborhood::Neighborhood;
use crate::support::routes::{Route, all};
use potluck::config::MailConfig;
use potluck::i18n::{Lang, text};
use reqwest::Method;
use serde_json::json;
use std::net::TcpListener;
use std::sync::Arc;

/// What is read and is no page, and why.
const NO_PAGES: [(&str, &str); 8] = [
    ("/board/live", "it does not end"),
    ("/board.atom", "it is for readers of feeds"),
    ("/static/mark.png", "it is a picture"),
    ("/static/register.js", "it is a script"),
    ("/offline.js", "it is a script"),
    ("/manifest.webmanifest", "a telephone reads it"),
    ("/@{handle}/tagged/{tag}", "it leads to the page of the tag"),
    ("/@{handle}/{id}", "without such a post it is the page that says so, which has no address of its own"),
];

/// What everybody may read who knows the address, so that a browser may keep it; everything else is somebody's own.
const FOR_EVERYBODY: [&str; 12] = [
    "/",
    "/about",
    "/@{handle}",
    "/tags/{tag}",
    "/board",
    "/ask",
    "/code",
    "/join",
    "/sign-in",
    "/sign-in/link",
    "/listings/{slug}",
    "/offline",
];

/// Which forms do what they say whoever sends them, and why.
const FROM_ANYWHERE: [(&str, &str); 9] = [
    ("/found/{secret}", "whoever has the link is who it was made for, and nobody is a member yet"),
    ("/ask", "nobody is signed in for it; its own word says that a page of ours was open, and for how long"),
    ("/ask/{secret}", "whoever has the link is who it was made for"),
    ("/follow", "it leads to another server, and changes nothing here"),
    ("/language", "it sets a language in this browser, and nothing else"),
    ("/code", "it leads to the page of a code, and changes nothing"),
    ("/h/{secret}", "whoever has the link may open it, once"),
    ("/confirm-mail/{secret}", "it does what the link was made for, and nothing for who is signed in"),
    ("/stop-mail/{token}", "a program for mail sends it by itself (RFC 8058)"),
];

/// An address with what is there or could be.
fn path(route: &Route, slug: &str) -> String {
    let secret = "nothing-here";
    let parts =
        [("handle", "rosa"), ("tag", "bread"), ("id", "17"), ("slug", slug), ("secret", secret), ("token", secret)];
    route.filled(&parts)
}

/// The slug of an offer of rosa's, for everybody.
async fn offer(place: &Neighborhood) -> String {
    let rosa = Visitor::member(place, "rosa").await;
    let offer = rosa.post("/listings", json!({"kind": "offer", "title": "Soup", "audience": "public"})).await;
    let page = offer.expect(201)["page"].as_str().expect("a page").to_owned();
    page.rsplit_once('/').expect("its slug").1.to_owned()
}

/// A page tells browsers to load from here alone, to be framed by nobody, to guess nothing and to tell nobody.
fn is_closed(page: &Answer, path: &str, is_private: bool) {
    let policy = page.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none';"), "{path}: {policy}");
    for part in ["style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"] {
        assert!(policy.contains(part), "{path}: no {part} in {policy}");
    }
    assert!(!policy.contains("unsafe") && !policy.contains('*') && !policy.contains("data:"), "{path}: {policy}");
    assert_eq!(page.header("x-content-type-options"), "nosniff", "{path}");
    assert!(["same-origin", "no-referrer"].contains(&page.header("referrer-policy")), "{path}");
    if is_private {
        assert_eq!(page.header("cache-control"), "no-store", "{path}");
        assert_eq!(page.header("x-robots-tag"), "noindex", "{path}");
        assert_eq!(page.header("referrer-policy"), "no-referrer", "{path}");
    }
}

fn is_html(page: &Answer) -> bool {
    page.header("content-type").starts_with("text/html")
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_tells_browsers_to_load_frame_guess_and_tell_nothing() {
    let place = Neighborhood::start("riverside").await;
    let (stranger, rosa) = (Browser::new(&place), Browser::joined(&place, "rosa", "203.0.113.20").await);
    let slug = offer(&place).await;
    let mut known: Vec<&str> = NO_PAGES.iter().map(|(path, _)| *path).chain(FOR_EVERYBODY).collect();
    for route in all().iter().filter(|route| route.is_read()) {
        let place = known.iter().position(|path| *path == route.path);
        let is_page = !NO_PAGES.iter().any(|(path, _)| *path == route.path);
        if let Some(place) = place {
            known.remove(place);
        }
        if !is_page {
            continue;
        }
        let (is_open, path) = (FOR_EVERYBODY.contains(&route.path.as_str()), path(route, &slug));
        for (who, name) in [(&stranger, "a stranger"), (&rosa, "rosa")] {
            let (page, what) = (who.open(&path).await, format!("{path} for {name}"));
            // Whoever is not signed in is led to where one does.
            if page.status == 303 {
                assert!(name == "a stranger" || route.path == "/sign-in" || route.path == "/join", "{what}");
                continue;
            }
            assert!([200, 400, 403, 404, 410].contains(&page.status) && is_html(&page), "{what}: {}", page.status);
            is_closed(&page, &what, !is_open);
        }
    }
    assert_eq!(known, Vec::<&str>::new(), "these are no addresses of the server any more");
    is_closed(&stranger.open("/nothing").await, "/nothing", false);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_form_of_another_site_does_anything() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let place = Neighborhood::start_on("riverside", listener, Arc::new(TestDb::new()), |config| {
        // Where no mail is sent, nobody is sent a link.
        config.mail =
            MailConfig { host: "127.0.0.1".into(), from: "food@riverside.example".into(), ..config.mail.clone() };
    });
    let place = place.await;
    let rosa = Browser::joined(&place, "rosa", "203.0.113.20").await;
    let slug = offer(&place).await;
    let stale = text(Lang::En, "form-stale");
    let app = Visitor::stranger(&place);
    let registered = [("client_name", "Tusky"), ("redirect_uris", "urn:ietf:wg:oauth:2.0:oob"), ("scopes", "read")];
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    let registered = app.ask(Method::POST, "/api/v1/apps", &headers, form(&registered).into_bytes()).await.expect(200);
    // What an app asks for when it sends somebody here.
    let asked = form(&[
        ("response_type", "code"),
        ("client_id", registered["client_id"].as_str().expect("an id")),
        ("redirect_uri", "urn:ietf:wg:oauth:2.0:oob"),
    ]);
    let hidden = word(&rosa.open("/settings/me").await);
    let before = Visitor::member(&place, "rosa").await.get("/me").await.expect(200);
    let rows = || ["statuses", "listings", "members", "responses"].map(|table| place.database.count(table));
    let rows_before = rows();
    let mut known: Vec<&str> = FROM_ANYWHERE.iter().map(|(path, _)| *path).collect();
    let routes: Vec<Route> = all().into_iter().filter(Route::is_sent).collect();
    let mut found = Vec::new();
    assert!(routes.len() > 45, "{routes:?}");
    for route in &routes {
        if let Some(place) = known.iter().position(|path| *path == route.path) {
            known.remove(place);
            continue;
        }
        let path = path(route, &slug);
        let path = if path == "/oauth/authorize" { format!("{path}?{asked}") } else { path };
        let typed = [("name", "Mallory"), ("act", "write"), ("words", "Mallory was here"), ("decision", "allow")];
        let guessed = [&[("form", "guessed")], typed.as_slice()].concat();
        let guessed = rosa.send(&path, &guessed).await;
        // Even with the right word, a browser says where a form was sent from.
        let headers = [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "cross-site")];
        let right = form(&[&[("form", hidden.as_str())], typed.as_slice()].concat());
        let crossed = rosa.ask(Method::POST, &path, &headers, right).await;
        for (how, answer) in [("guessed", &guessed), ("from elsewhere", &crossed)] {
            let what = format!("{path}, {how}");
            if answer.status != 403 || !answer.text.contains(&stale) {
                found.push(format!("{what}: {} {}", answer.status, answer.header("location")));
            }
            if is_html(answer) {
                is_closed(answer, &what, true);
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(known, Vec::<&str>::new(), "these are no addresses of forms any more");
    let after = Visitor::member(&place, "rosa").await.get("/me").await.expect(200);
    assert_eq!((&after["display_name"], rows()), (&before["display_name"], rows_before));
    assert_eq!(rosa.open("/settings/me").await.status, 200, "she is signed in still");

    // From a page of ours, none of them is taken for one of another site. What signs her out, she does last.
    let (leaving, staying): (Vec<_>, Vec<_>) =
        routes.iter().partition(|route| ["/sign-out", "/settings/browsers"].contains(&route.path.as_str()));
    for route in staying.into_iter().chain(leaving) {
        let page = rosa.open("/settings/me").await;
        if page.status != 200 {
            rosa.sign_in("rosa").await;
        }
        let hidden = word(&rosa.open("/settings/me").await);
        let path = path(route, &slug);
        let answer = rosa.send(&path, &[("form", hidden.as_str())]).await;
        if answer.text.contains(&stale) {
            found.push(format!("{path} from a page of ours: {}", answer.status));
        }
        if is_html(&answer) {
            is_closed(&answer, &path, true);
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

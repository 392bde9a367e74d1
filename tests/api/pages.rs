//! The plain pages.

use crate::marks::{says, text, with};
use crate::media::silence;
use crate::support::TestDb;
use crate::support::browser::Browser;
use crate::support::client::{Visitor, plain};
use crate::support::neighborhood::Neighborhood;
use crate::support::pictures::{photograph, upload};
use potluck::actions::found_network::founding_link;
use reqwest::Method;
use serde_json::{Value, json};
use std::net::TcpListener;
use std::sync::Arc;

#[tokio::test(flavor = "multi_thread")]
async fn the_first_operator_is_made_once_by_the_one_time_link() {
    let place = Neighborhood::start("riverside").await;
    let link = founding_link(&place).await.unwrap().expect("there is no operator yet");
    let stranger = Visitor::stranger(&place);
    let form = stranger.page(link.as_str()).await;
    assert!(form.status == 200 && form.text.contains("<label for=\"handle\">"), "{}", form.text);
    let send = async |body: &str| {
        let headers = [("content-type", "application/x-www-form-urlencoded")];
        stranger.ask(Method::POST, link.as_str(), &headers, body.as_bytes().to_vec()).await
    };
    let wrong = send("handle=no+spaces&name=<script>").await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text.contains("role=\"alert\"") && !wrong.text.contains("<script>"));
    let done = send("handle=rosa&name=Rosa").await;
    assert_eq!(done.status, 200, "{}", done.text);
    let token = done.text.split("<code>").nth(1).and_then(|rest| rest.split("</code>").next()).expect("a token");
    let me = stranger.clone().with_token(token).get("/me").await.expect(200);
    assert_eq!(me["roles"], json!(["operator"]));
    let log = stranger.clone().with_token(token).get("/log").await.expect(200);
    assert_eq!(
        (&log[0]["deed"], &log[0]["about"]),
        (&json!("role-given"), &json!("rosa: operator")),
        "members read it"
    );
    // The browser in which that was done goes on to choosing a password.
    assert!(done.text.contains("href=\"/settings/password\"") && done.headers.contains_key("set-cookie"));
    assert_eq!(send("handle=mallory&name=M").await.status, 410);
    assert_eq!(stranger.page(link.as_str()).await.status, 410);
    assert!(founding_link(&place).await.unwrap().is_none());
    assert_eq!(place.database.number("SELECT count(*) AS n FROM roles WHERE ends_at > starts_at"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_says_its_language_and_loads_nothing_from_elsewhere() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    let rosa = Visitor::member(&place, "rosa").await;
    let title = "<img src=x onerror=alert(1)> \u{202e}soup";
    let listing = rosa
        .post("/listings", json!({"kind": "offer", "title": title, "audience": "public", "body": "a < b & c"}))
        .await
        .expect(201);
    let page = listing["page"].as_str().unwrap();
    for path in [
        "/",
        "/about",
        "/board",
        "/@network",
        "/@rosa",
        "/tags/mutualaid",
        page,
        "/nothing",
        "/@nobody",
        "/listings/nothing",
    ] {
        let answer = rosa
            .ask(Method::GET, path, &[("accept", "text/html"), ("accept-language", "ar, en;q=0.5")], Vec::new())
            .await;
        let expected = if path.contains("nothing") || path.contains("nobody") { 404 } else { 200 };
        assert_eq!(answer.status, expected, "{path}");
        assert!(answer.text.contains("<html lang=\"ar\" dir=\"rtl\">"), "{path}");
        assert!(answer.text.contains("class=\"skip\"") && answer.text.contains("<main id=\"main\""), "{path}");
        assert!(answer.header("content-security-policy").starts_with("default-src 'none'"), "{path}");
        assert!(!answer.text.contains("<img") && !answer.text.contains('\u{202e}'), "{path}");
        // Scripts are files of ours: one for when there is no connection, and one where it adds something.
        let scripts = answer.text.matches("<script").count();
        assert_eq!(scripts, 1 + usize::from(path == "/board"), "{path}");
        assert_eq!(answer.text.matches("<script src=\"/static/").count(), scripts, "{path} has a script in itself");
    }
    let style = rosa.page("/static/potluck.css").await;
    assert_eq!((style.status, style.header("content-type")), (200, "text/css; charset=utf-8"));
    let object = rosa.ask(Method::GET, page, &[("accept", "application/activity+json")], Vec::new()).await;
    assert_eq!((object.status, object.header("location")), (302, listing["url"].as_str().unwrap()));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_page_counts_all_that_is_open_for_everyone_not_only_what_it_shows() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    let rosa = Visitor::member(&place, "rosa").await;
    rosa.post("/listings", json!({"kind": "need", "title": "Soup", "audience": "public"})).await.expect(201);
    rosa.post("/listings", json!({"kind": "need", "title": "For us alone"})).await.expect(201);
    for number in 0..45 {
        let offer = json!({"kind": "offer", "title": format!("Bread {number}"), "audience": "public"});
        rosa.post("/listings", offer).await.expect(201);
    }
    let home = Visitor::stranger(&place).page("/").await.text;
    assert_eq!(home.matches("href=\"/listings/").count(), 5, "the newest of each kind");
    let plain = plain(&home);
    assert!(plain.contains("1 need is open") && plain.contains("45 offers are open"), "{home}");
}

#[tokio::test(flavor = "multi_thread")]
async fn health_and_readiness_are_told() {
    let place = Neighborhood::start("riverside").await;
    let stranger = Visitor::stranger(&place);
    for path in ["/healthz", "/readyz"] {
        assert_eq!(stranger.page(path).await.status, 200, "{path}");
    }
    // Metrics have an address of their own.
    assert_eq!(stranger.page("/metrics").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_for_everyone_has_a_page_and_no_other_post_has_one() {
    let (place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let stranger = Visitor::stranger(&place);
    let picture = upload(&rosa, &photograph(64, 48), "A loaf <b>").await;
    let post = json!({
        "status": "Bread at <seven> #rye", "media_ids": [picture["id"]], "language": "ar", "spoiler_text": "food & more",
    });
    let headers = [("content-type", "application/json")];
    let posted = rosa.ask(Method::POST, "/api/v1/statuses", &headers, post.to_string().into_bytes()).await.expect(200);
    let (id, url) = (text(&posted, "id"), text(&posted, "url"));
    // Apps know it again by its number in the address.
    assert_eq!(url, format!("{}/@rosa/{id}", place.base));
    let page = stranger.page(&url).await;
    assert_eq!(page.status, 200, "{}", page.text);
    let canonical = format!("<link rel=\"canonical\" href=\"{url}\">");
    for part in [
        "Bread at &lt;seven&gt;",
        "alt=\"A loaf &#60;b&#62;\"",
        "lang=\"ar\" dir=\"rtl\"",
        "<summary lang=\"ar\" dir=\"auto\">food &#38; more</summary>",
        "rel=\"alternate\" type=\"application/activity+json\"",
        // What a messenger shows of the link: of this one, only the warning.
        "<meta property=\"og:description\" content=\"food &#38; more\">",
        canonical.as_str(),
    ] {
        assert!(page.text.contains(part), "no {part} in {}", page.text);
    }
    assert!(!page.text.contains("og:image"), "the picture is behind the warning: {}", page.text);
    // Only the post is in the language of the post; its author's name and our own words are in the reader's.
    assert!(page.text.contains("<article>\n<h1 dir=\"auto\">"), "{}", page.text);
    // Servers are led to the object by it, people to the page by the object, and both are found by searching.
    let activity = [("accept", "application/activity+json")];
    let object = stranger.ask(Method::GET, &url, &activity, Vec::new()).await;
    assert_eq!((object.status, object.header("location")), (302, text(&posted, "uri").as_str()));
    let document = stranger.ask(Method::GET, &text(&posted, "uri"), &activity, Vec::new()).await.expect(200);
    assert_eq!(document["url"], url);
    let led = stranger.page(&text(&posted, "uri")).await;
    assert_eq!((led.status, led.header("location")), (302, url.as_str()));
    let query: String = url::form_urlencoded::byte_serialize(url.as_bytes()).collect();
    let found = ben.ask(Method::GET, &format!("/api/v2/search?q={query}"), &[], Vec::new()).await.expect(200);
    assert_eq!(found["statuses"][0]["id"], json!(id), "{found}");

    // Another site shows it by its words alone; of this one, only the warning.
    let embed = |page: &str| {
        let page: String = url::form_urlencoded::byte_serialize(page.as_bytes()).collect();
        format!("/api/oembed?url={page}&maxwidth=300")
    };
    assert!(page.text.contains("type=\"application/json+oembed\""), "{}", page.text);
    for address in [&url, &text(&posted, "uri")] {
        let shown = stranger.ask(Method::GET, &embed(address), &[], Vec::new()).await.expect(200);
        let html = text(&shown, "html");
        assert_eq!((&shown["type"], &shown["width"], &shown["height"]), (&json!("rich"), &json!(300), &Value::Null));
        assert!(
            html.starts_with("<blockquote ") && html.contains("food &#38; more") && !html.contains("Bread"),
            "{html}"
        );
        assert!(html.contains(&format!("<a href=\"{url}\"")), "{html}");
        assert!(!["<img", "<script", "<iframe"].iter().any(|part| html.contains(part)), "{html}");
    }
    let plain = says(&rosa, "Bread at <eight>", "unlisted").await;
    let plain = format!("{}/@rosa/{plain}", place.base);
    let shown = stranger.ask(Method::GET, &embed(&plain), &[], Vec::new()).await.expect(200);
    assert!(text(&shown, "html").contains("Bread at &lt;eight&gt;"), "{shown}");
    for nothing in ["/api/oembed".to_owned(), embed("https://a.example/"), embed(&format!("{}/@rosa", place.base))] {
        assert_eq!(stranger.ask(Method::GET, &nothing, &[], Vec::new()).await.status, 404, "{nothing}");
    }
    assert_eq!(rosa.ask(Method::GET, &(embed(&plain) + "&format=xml"), &[], Vec::new()).await.status, 404);

    for visibility in ["private", "direct"] {
        let other = says(&rosa, "@ben not for everyone", visibility).await;
        let hidden = embed(&format!("{}/@rosa/{other}", place.base));
        assert_eq!(rosa.ask(Method::GET, &hidden, &[], Vec::new()).await.status, 404, "not for its author either");
        for path in [format!("/@rosa/{other}"), format!("/@ben/{id}"), "/@rosa/9".to_owned(), "/@rosa/x".to_owned()] {
            for accept in ["text/html", "application/activity+json"] {
                let answer = stranger.ask(Method::GET, &path, &[("accept", accept)], Vec::new()).await;
                assert_eq!(answer.status, 404, "{path} {accept}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_no_account_reads_what_a_post_asks_and_what_is_said_in_a_recording() {
    let (place, [rosa]) = with(["rosa"]).await;
    let stranger = Visitor::stranger(&place);
    let post = async |post: Value| {
        let headers = [("content-type", "application/json")];
        let posted = rosa.ask(Method::POST, "/api/v1/statuses", &headers, post.to_string().into_bytes()).await;
        stranger.page(&text(&posted.expect(200), "url")).await.text
    };
    let poll = json!({"options": ["Saturday <b>", "السبت"], "expires_in": 86_400});
    let asks = post(json!({"status": "When shall we cook?", "language": "fr", "poll": poll})).await;
    for part in [
        "<ul class=\"plain-list\" lang=\"fr\">",
        "<li dir=\"auto\">Saturday &#60;b&#62;</li>",
        "<li dir=\"auto\">السبت</li>",
        "Open until ",
        "<meta property=\"og:description\" content=\"When shall we cook?\">",
    ] {
        assert!(asks.contains(part), "no {part} in {asks}");
    }
    let sent = upload(&rosa, &silence(""), "I have soup for four people.").await;
    let speaks = post(json!({"status": "Listen", "language": "fr", "media_ids": [sent["id"]]})).await;
    assert!(speaks.contains(">A recording</a> (in words below)"), "{speaks}");
    assert!(
        speaks
            .contains("<blockquote class=\"words\" lang=\"fr\" dir=\"auto\">I have soup for four people.</blockquote>"),
        "{speaks}"
    );
    // What its author folds is folded, with our words for it in the reader's language.
    let picture = upload(&rosa, &photograph(64, 48), "").await;
    let folded = json!({"status": "A wound", "language": "fr", "media_ids": [picture["id"]], "sensitive": true});
    let folded = post(folded).await;
    let at = |words: &str| folded.find(words).unwrap_or_else(|| panic!("no {words}: {folded}"));
    assert!(at("<summary>Folded away at first.") < at(">A picture without words</a>"), "{folded}");
    assert!(!folded.contains("og:image"), "{folded}");
    // A picture of an offer, too, is called something where it has no words: it leads to the large one.
    let bare = upload(&rosa, &photograph(60, 40), "").await;
    let offer = json!({"kind": "offer", "title": "A cot", "audience": "public", "pictures": [bare["id"]]});
    let offer = rosa.post("/listings", offer).await.expect(201);
    let offer = stranger.page(&text(&offer, "page")).await.text;
    assert!(offer.contains(">A picture without words</a>"), "{offer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_find_the_ways_in_and_members_their_own_on_every_page() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let place = Neighborhood::start_on("riverside", listener, Arc::new(TestDb::new()), |config| {
        config.network.about = "Twelve streets by the river.\n\nWe meet on Sundays.".into();
    });
    let place = place.await;
    let (stranger, rosa) = (Browser::new(&place), Browser::joined(&place, "rosa", "203.0.113.20").await);
    let nav = |page: &str| page.split("</nav>").next().unwrap_or_default().to_owned();
    for path in ["/", "/about", "/board", "/@rosa", "/tags/bread", "/nothing"] {
        let page = stranger.open(path).await.text;
        let links = nav(&page);
        for way in ["/board", "/ask", "/join", "/sign-in"] {
            // From the board, and from a neighbor's page, signing in leads back there.
            let here = match (way, path) {
                ("/sign-in", "/board") => "/sign-in?next=%2Fboard",
                ("/sign-in", "/@rosa") => "/sign-in?next=%2F%40rosa",
                _ => way,
            };
            assert!(links.contains(&format!("href=\"{here}\"")), "{path} leads nobody to {way}: {links}");
        }
        assert!(
            !links.contains("/settings") && !links.contains("/home") && !links.contains("/mine"),
            "{path}: {links}"
        );
        let links = nav(&rosa.open(path).await.text);
        for way in ["/home", "/board", "/mine", "/settings"] {
            assert!(links.contains(&format!("href=\"{way}\"")), "{path} leads rosa not to {way}: {links}");
        }
    }
    // The first page says who we are before all else, how to ask, how to join, and how to follow.
    let page = stranger.open("/").await.text;
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("no {words}: {page}"));
    assert!(at("<p class=\"text\" lang=\"en\" dir=\"auto\">Twelve streets by the river.</p>") < at("id=\"open\""));
    for words in ["href=\"/ask\"", "id=\"join\"", "id=\"follow\"", "id=\"how\""] {
        at(words);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_address_that_the_network_s_account_names_is_its_first_page() {
    let place = Neighborhood::start("riverside").await;
    let stranger = Visitor::stranger(&place);
    let headers = [("accept", "application/activity+json")];
    let actor = stranger.ask(Method::GET, place.addresses.network().as_str(), &headers, Vec::new()).await.json();
    let page = stranger.page(actor["url"].as_str().expect("an address")).await;
    assert_eq!(page.status, 200, "{actor}");
    for words in ["id=\"open\"", "id=\"how\"", "id=\"join\"", "id=\"follow\"", "action=\"/follow\""] {
        assert!(page.text.contains(words), "{words}: {}", page.text);
    }
}

//! The board for people: what anybody finds without an account, and what members see besides.

use crate::support::TestDb;
use crate::support::browser::{Browser, one_time_link, with_password};
use crate::support::client::{Visitor, plain};
use crate::support::neighborhood::Neighborhood;
use crate::support::pages::Pages;
use crate::support::places::{place, read_in};
use chrono::{Duration, Utc};
use potluck::config::NetworkArea;
use potluck::domain::Point;
use potluck::domain::place::PlaceKind;
use reqwest::Method;
use serde_json::{Value, json};
use std::net::TcpListener;
use std::sync::Arc;

async fn fridge(here: &Neighborhood, name: &str, latitude: f64) {
    read_in(here, place(PlaceKind::Fridge, name, Point::new(latitude, -73.98).unwrap())).await;
}

async fn post(visitor: &Visitor, listing: Value) -> String {
    let posted = visitor.post("/listings", listing).await.expect(201);
    posted["page"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn anybody_finds_what_fits_on_the_board_without_an_account() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    let rosa = Visitor::member(&place, "rosa").await;
    fridge(&place, "Café Solidaire", 40.70).await;
    let near = json!({"latitude": 40.701, "longitude": -73.981});
    let far = json!({"latitude": 40.90, "longitude": -73.98});
    for listing in [
        json!({"kind": "offer", "title": "Lentil soup", "category": "cooked-meal", "audience": "public", "point": near,
            "food": {"diet": ["vegan", "gluten-free"]}, "ways": ["pickup"], "amount": "6", "unit": {"measure": "one", "label": "bowls"}}),
        json!({"kind": "offer", "title": "Chicken rice", "category": "cooked-meal", "audience": "public", "point": far,
            "food": {"diet": ["halal"]}, "ways": ["delivery"]}),
        json!({"kind": "need", "title": "Sillita para bebé", "category": "household", "audience": "public", "language": "es"}),
        json!({"kind": "need", "title": "For us alone"}),
    ] {
        post(&rosa, listing).await;
    }
    let stranger = Visitor::stranger(&place);
    let titles = ["Lentil soup", "Chicken rice", "Sillita para bebé", "For us alone"];
    for (asked, found) in [
        ("", vec![0, 1, 2]),
        ("kind=offer", vec![0, 1]),
        ("kind=need", vec![2]),
        ("category=food", vec![0, 1]),
        ("category=household", vec![2]),
        ("food=Halal", vec![1]),
        ("food=gluten-free%2C+vegan", vec![0]),
        ("food=halal%2C+vegan", vec![]),
        ("way=delivery", vec![1]),
        ("in=es", vec![2]),
        ("in=en", vec![0, 1]),
        ("when=1", vec![0, 1, 2]),
        ("near=cafe+solidaire&within=3", vec![0]),
        ("near=solid&within=25", vec![0, 1]),
        ("kind=nonsense&way=nonsense&within=-1&when=x&before=x", vec![0, 1, 2]),
        ("kind=need&kind=offer", vec![0, 1, 2]),
    ] {
        let page = stranger.page(&format!("/board?{asked}")).await;
        assert_eq!(page.status, 200, "{asked}");
        for (number, title) in titles.iter().enumerate() {
            assert_eq!(page.text.contains(&format!("\">{title}</a>")), found.contains(&number), "{asked}: {title}");
        }
    }
    let page = plain(&stranger.page("/board?near=cafe+solidaire&within=3&food=vegan").await.text);
    assert!(page.contains("About 1 km away") && page.contains("6 bowls"), "{page}");
    // What was chosen stays chosen.
    assert!(page.contains("value=\"cafe solidaire\"") && page.contains("<option value=\"3\" selected>"), "{page}");
    assert!(page.contains("<details open>") && page.contains("value=\"vegan\""), "{page}");
    // A language in which nothing is written is no reason to say nothing: the words for food are the reader's.
    let french = stranger.ask(Method::GET, "/board?food=v%C3%A9gane", &[("accept-language", "fr")], Vec::new()).await;
    assert!(french.text.contains("Lentil soup") && french.text.contains("<html lang=\"fr\""), "{}", french.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_the_board_can_be_asked_holds_together_and_each_of_it_by_itself() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    let rosa = Visitor::member(&place, "rosa").await;
    fridge(&place, "Café Solidaire", 40.70).await;
    let day = |days: i64| {
        let from = Utc::now() + Duration::days(days);
        json!([{"from": from, "until": from + Duration::hours(2)}])
    };
    let fits = json!({"kind": "offer", "title": "It fits", "category": "cooked-meal", "audience": "public",
        "point": {"latitude": 40.701, "longitude": -73.981}, "windows": day(1), "food": {"diet": ["vegan"]},
        "ways": ["pickup"], "language": "es"});
    // Of each, one thing is another.
    let others = [
        ("kind=offer", "kind", json!("need")),
        ("category=food", "category", json!("household")),
        ("near=solidaire&within=3", "point", json!({"latitude": 40.90, "longitude": -73.98})),
        ("when=3", "windows", day(10)),
        ("food=vegan", "food", json!({"diet": ["halal"]})),
        ("way=pickup", "ways", json!(["delivery"])),
        ("in=es", "language", json!("en")),
    ];
    post(&rosa, fits.clone()).await;
    for (asked, field, other) in &others {
        let mut listing = fits.clone();
        listing[*field] = other.clone();
        listing["title"] = json!(format!("But for {asked}."));
        post(&rosa, listing).await;
    }
    let stranger = Visitor::stranger(&place);
    let found = async |asked: &[&str]| {
        let page = plain(&stranger.page(&format!("/board?{}", asked.join("&"))).await.text);
        let rest = page.split("<h3").skip(1).filter_map(|card| card.split("</a>").next()?.rsplit('>').next());
        let mut titles: Vec<String> = rest.map(|title| title.replace("&#38;", "&")).collect();
        titles.sort();
        titles
    };
    let all: Vec<&str> = others.iter().map(|(asked, ..)| *asked).collect();
    assert_eq!(found(&all).await, ["It fits"]);
    for (left_out, _, _) in &others {
        let rest: Vec<&str> = all.iter().copied().filter(|asked| asked != left_out).collect();
        assert_eq!(found(&rest).await, [format!("But for {left_out}."), "It fits".to_owned()], "without {left_out}");
    }
    assert_eq!(found(&[]).await.len(), 8);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_board_says_what_it_is_narrowed_down_to_above_the_list_on_paper_and_in_its_title() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    with_password(&place, "rosa").await;
    fridge(&place, "Café Solidaire", 40.70).await;
    let (stranger, rosa) = (Visitor::stranger(&place), Browser::new(&place));
    rosa.sign_in("rosa").await;
    for (asked, said) in [
        // A place that is named by a part of its name is said by the whole of it.
        ("kind=offer&category=food&near=solidaire&within=3", "Offers, food, up to 3 km from Café Solidaire"),
        ("kind=need&at=40.70%2C-73.98", "Needs, up to 5 km from the place on the map"),
        (
            "when=3&food=halal%2C+Gluten-Free&way=pickup&in=es",
            "In the next 3 days, halal, gluten-free, pickup, Español",
        ),
        ("when=1&in=tlh", "Today, tlh"),
        // What somebody typed stands in no title.
        ("food=Call+this+number", "Food"),
    ] {
        for page in [stranger.page(&format!("/board?{asked}")).await, rosa.open(&format!("/board?{asked}")).await] {
            let text = plain(&page.text);
            assert_eq!(page.status, 200, "{asked}");
            let title = format!("<title>Needs and offers: {said} – ");
            assert!(text.contains(&title) && text.contains("<h1>Needs and offers</h1>"), "{asked}: {text}");
            // It stands right below the heading of the list, and is printed with it.
            let line = format!("<h2 id=\"list\">Open needs and offers</h2>\n<p><strong>{said}</strong></p>");
            assert!(text.contains(&line), "{asked}: no {line}: {text}");
        }
    }
    // As each language says it.
    let spanish = plain(&stranger.page("/board?kind=offer&category=food&near=solidaire&lang=es").await.text);
    assert!(spanish.contains("hasta 5 km de Café Solidaire</strong>"), "{spanish}");
    let chinese = plain(&stranger.page("/board?kind=offer&category=food&lang=zh-Hans").await.text);
    let line = chinese.split("<p><strong>").nth(1).and_then(|rest| rest.split('<').next()).expect("a line");
    assert!(line.contains('、') && !line.contains(", "), "{line}");
    // What is not narrowed says nothing of it; nor does what nobody here can read.
    for asked in ["", "kind=nonsense&category=Call+this+number&way=nonsense&in=Call+this+number", "within=5"] {
        let page = stranger.page(&format!("/board?{asked}")).await.text;
        assert!(page.contains("<title>Needs and offers – ") && !page.contains("<p><strong>"), "{asked}: {page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn how_far_asks_for_a_place_where_there_is_none_and_shows_everything() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    let rosa = Visitor::member(&place, "rosa").await;
    fridge(&place, "Yellow fridge", 40.70).await;
    post(&rosa, json!({"kind": "offer", "title": "Bread", "audience": "public"})).await;
    let stranger = Visitor::stranger(&place);
    let page = stranger.page("/board?within=10&kind=offer").await;
    assert!(page.status == 200 && page.text.contains(">Bread</a>"), "{}", page.text);
    let part = page.text.split("<label for=\"within\">").nth(1).and_then(|rest| rest.split("</select>").next());
    let part = part.expect("how far");
    assert!(part.contains("<p class=\"wrong\" id=\"within-wrong\">Please choose a place for this, too."), "{part}");
    assert!(part.contains("aria-describedby=\"within-wrong\"") && part.contains("value=\"10\" selected"), "{part}");
    // What says so is not folded away.
    assert!(page.text.contains("<details open><summary>What are you looking for?</summary>"), "{}", page.text);
    for asked in ["", "within=5", "within=10&near=yellow", "within=10&at=40.70%2C-73.98"] {
        let page = stranger.page(&format!("/board?{asked}")).await.text;
        assert!(!page.contains("within-wrong"), "{asked}: {page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_area_of_the_network_is_the_first_place_to_choose_however_many_there_are() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let area = NetworkArea { name: "Zinnia Hill".into(), latitude: 40.7, longitude: -73.98, radius_m: 2_500 };
    let place = Neighborhood::start_on("riverside", listener, Arc::new(TestDb::new()), |config| {
        config.network.area = Some(area);
    });
    let place = place.await;
    let stranger = Visitor::stranger(&place);
    for number in 0..61 {
        fridge(&place, &format!("Fridge {number:02}"), 40.70).await;
    }
    let page = stranger.page("/board").await.text;
    let names = page.split("<datalist id=\"places\">").nth(1).and_then(|rest| rest.split("</datalist>").next());
    let names = names.expect("names");
    assert!(names.starts_with("<option value=\"Zinnia Hill\">"), "{names}");
    assert_eq!(names.matches("<option").count(), 60, "{names}");
    assert!(plain(&page).contains("The name of a place here, such as Zinnia Hill"), "{page}");
    let near = plain(&stranger.page("/board?near=zinnia").await.text);
    assert!(near.contains("up to 5 km from Zinnia Hill</strong>"), "{near}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_that_nobody_knows_is_said_beside_its_field_and_what_was_typed_stays() {
    let place = Neighborhood::start("riverside").await;
    fridge(&place, "Yellow fridge", 40.70).await;
    let page = Visitor::stranger(&place).page("/board?near=%3Cb%3EAtlantis&kind=need").await;
    assert_eq!(page.status, 422);
    assert!(page.text.contains("role=\"alert\"") && page.text.contains("<a href=\"#near\">"), "{}", page.text);
    // It has the focus when the page opens, without a script, and is called by its heading.
    let summary = "role=\"alert\" tabindex=\"-1\" aria-labelledby=\"look-again\" autofocus>\n<h2 id=\"look-again\">";
    assert!(page.text.contains(summary), "{}", page.text);
    // What the link leads to is not folded away.
    assert!(page.text.contains("<details open><summary>What are you looking for?</summary>"), "{}", page.text);
    assert!(page.text.contains("aria-invalid=\"true\"") && page.text.contains("id=\"near-wrong\""), "{}", page.text);
    assert!(!page.text.contains("<b>Atlantis") && page.text.contains("b&#62;Atlantis"), "{}", page.text);
    assert!(page.text.contains("value=\"need\" checked") && page.text.contains("<option value=\"Yellow fridge\">"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_board_goes_on_page_by_page_and_asks_the_same_each_time() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    let rosa = Visitor::member(&place, "rosa").await;
    for number in 0..45 {
        let diet = if number % 9 == 0 { json!(["halal"]) } else { json!([]) };
        let offer =
            json!({"kind": "offer", "title": format!("Bread {number}."), "audience": "public", "food": {"diet": diet}});
        post(&rosa, offer).await;
    }
    let stranger = Visitor::stranger(&place);
    let (mut seen, mut next) = (Vec::new(), Some("/board?kind=offer".to_owned()));
    while let Some(address) = next {
        let page = stranger.page(&address).await.text;
        seen.push(page.matches("href=\"/listings/").count());
        assert!(page.contains("name=\"kind\" value=\"offer\" checked"), "{address}");
        let link = page.split("rel=\"next\"").next().filter(|before| before.len() < page.len());
        next = link
            .and_then(|before| before.rsplit("href=\"").next())
            .map(|rest| rest.trim_end_matches(['"', ' ']).replace("&#38;", "&").replace("&amp;", "&"));
    }
    assert_eq!(seen, [20, 20, 5]);
    assert_eq!(stranger.page("/board?food=halal").await.text.matches("href=\"/listings/").count(), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn members_who_are_signed_in_see_what_is_for_the_network_and_nobody_else_does() {
    let place = Neighborhood::start("riverside").await;
    for name in ["rosa", "ben"] {
        place.member(name).await;
    }
    with_password(&place, "ben").await;
    let rosa = Visitor::member(&place, "rosa").await;
    let page = post(&rosa, json!({"kind": "need", "title": "A ride on Friday", "hidden_author": true})).await;
    let (stranger, ben) = (Browser::new(&place), Browser::new(&place));
    ben.sign_in("ben").await;
    let path = page.strip_prefix(&place.base).unwrap();
    let (board, listing) = (stranger.open("/board").await, stranger.open(path).await);
    assert!(board.status == 200 && !board.text.contains("A ride on Friday"));
    assert_eq!(listing.status, 404);
    let (board, listing) = (ben.open("/board").await, ben.open(path).await);
    assert!(board.text.contains("A ride on Friday") && board.text.contains("for members only"), "{}", board.text);
    assert!(listing.status == 200 && listing.text.contains("Only members of this network can see this."));
    assert!(!listing.text.contains("rosa") && !listing.text.contains("og:title"), "{}", listing.text);
    for page in [&board, &listing] {
        assert_eq!((page.header("cache-control"), page.header("x-robots-tag")), ("no-store", "noindex"));
    }
    // A token is not looked at where cookies count.
    assert!(!rosa.page("/board").await.text.contains("A ride on Friday"));
    // The feed is for everyone, whoever asks for it.
    assert!(!ben.open("/board.atom").await.text.contains("A ride on Friday"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_given_again_says_what_was_written_since_and_shows_nobody_what_is_for_others() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    with_password(&place, "rosa").await;
    let (rosa, stranger, browser) =
        (Visitor::member(&place, "rosa").await, Visitor::stranger(&place), Browser::new(&place));
    browser.sign_in("rosa").await;
    for number in 0..3 {
        let (open, own) = (format!("Bread, batch {number}"), format!("Soup, pot {number}"));
        let page = post(&rosa, json!({"kind": "offer", "title": open, "audience": "public"})).await;
        post(&rosa, json!({"kind": "offer", "title": own, "audience": "network"})).await;
        // The second time, it is what was made for somebody else, as it is and packed.
        for accept in ["identity", "gzip", "identity", "gzip"] {
            let headers = [("accept", "text/html"), ("accept-encoding", accept)];
            let asked = stranger.ask(Method::GET, "/board", &headers, Vec::new()).await;
            assert_eq!(asked.header("cache-control"), "", "it may be kept");
            assert!(asked.text.contains(&open) && !asked.text.contains(&own), "{}", asked.text);
            let members = browser.ask(Method::GET, "/board", &[("accept-encoding", accept)], String::new()).await;
            assert_eq!(members.header("cache-control"), "no-store");
            assert!(members.text.contains(&open) && members.text.contains(&own), "{}", members.text);
            let listing = stranger.ask(Method::GET, &page, &headers, Vec::new()).await;
            assert!(listing.text.contains(&open), "{}", listing.text);
        }
        let id = page.rsplit('/').next().expect("an address");
        let sql = format!("UPDATE listings SET title = 'Rolls' WHERE slug = '{id}'");
        place.database.execute(&sql).expect("another process writes");
        assert!(stranger.page(&page).await.text.contains("Rolls"), "what another process wrote is seen, too");
        assert!(stranger.page("/board").await.text.contains("Rolls"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_public_has_a_feed_and_a_preview() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    let rosa = Visitor::member(&place, "rosa").await;
    let page = post(&rosa, json!({"kind": "offer", "title": "Soup & <bread>", "audience": "public"})).await;
    post(&rosa, json!({"kind": "need", "title": "A cot", "audience": "public"})).await;
    post(&rosa, json!({"kind": "need", "title": "For us alone"})).await;
    let stranger = Visitor::stranger(&place);
    let feed = stranger.page("/board.atom?kind=offer").await;
    assert_eq!((feed.status, feed.header("content-type")), (200, "application/atom+xml; charset=utf-8"));
    assert_eq!(feed.text.matches("<entry>").count(), 1, "{}", feed.text);
    assert!(feed.text.contains("Soup &#38; &#60;bread&#62;") && feed.text.contains(&page), "{}", feed.text);
    let all = stranger.page("/board.atom").await.text;
    assert!(all.matches("<entry>").count() == 2 && !all.contains("For us alone"), "{all}");
    let listing = stranger.page(&page).await.text;
    assert!(listing.contains("property=\"og:title\" content=\"Offer: Soup &#38; &#60;bread&#62;\""), "{listing}");
    assert!(listing.contains(&format!("property=\"og:url\" content=\"{page}\"")), "{listing}");
    assert!(listing.contains("Everyone can see this."), "{listing}");
    let home = stranger.page("/").await.text;
    assert!(home.contains("application/atom+xml") && home.contains("property=\"og:description\""), "{home}");
    // Whatever page for everyone is told on in a message shows there what it is.
    for path in ["/board", "/board?kind=offer", "/@rosa", "/tags/foodoffer"] {
        let shown = stranger.page(path).await.text;
        let address = format!("property=\"og:url\" content=\"{}{path}\"", place.base);
        assert!(shown.contains(&address) && shown.contains("property=\"og:description\""), "{path}: {shown}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_in_which_nothing_stands_is_as_old_each_time() {
    let place = Neighborhood::start("riverside").await;
    let stranger = Visitor::stranger(&place);
    let updated = async || {
        let feed = stranger.page("/board.atom").await.text;
        let time = feed.split("<updated>").nth(1).and_then(|rest| rest.split("</updated>").next());
        time.unwrap_or_else(|| panic!("no time: {feed}")).to_owned()
    };
    let first = updated().await;
    place.clock.shift(Duration::hours(3));
    assert_eq!(updated().await, first, "nothing happened");
    place.member("rosa").await;
    let rosa = Visitor::member(&place, "rosa").await;
    post(&rosa, json!({"kind": "offer", "title": "Soup", "audience": "public"})).await;
    assert!(updated().await > first);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_way_to_choose_a_language_stands_at_the_top_in_all_of_them() {
    let place = Neighborhood::start("riverside").await;
    let (stranger, rosa) = (Browser::new(&place), Browser::joined(&place, "rosa", "203.0.113.20").await);
    let link = one_time_link(&place, "rosa").await;
    for (browser, path) in [(&stranger, "/"), (&stranger, "/board?lang=ar"), (&stranger, &*link), (&rosa, "/home")] {
        let page = browser.open(path).await.text;
        let top = page.split("</header>").next().expect("a top");
        let names = top.split("href=\"#languages\">").nth(1).and_then(|rest| rest.split("</a>").next());
        let names = names.unwrap_or_else(|| panic!("{path}: nothing leads there: {top}"));
        for (tag, dir, name) in [
            ("en", "ltr", "English"),
            ("es", "ltr", "Español"),
            ("fr", "ltr", "Français"),
            ("ar", "rtl", "العربية"),
            ("zh-Hans", "ltr", "简体中文"),
            ("ht", "ltr", "Kreyòl ayisyen"),
        ] {
            let said = format!("<span lang=\"{tag}\" dir=\"{dir}\">{name}</span>");
            assert!(names.contains(&said), "{path}: no {said}: {names}");
        }
        assert!(page.contains("id=\"languages\""), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_chooses_a_language_keeps_it_and_comes_back_to_the_same_page() {
    let place = Neighborhood::start("riverside").await;
    let browser = Browser::new(&place);
    let page = browser.open("/board?kind=need").await.text;
    assert!(page.contains("name=\"back\" value=\"/board?kind=need\""), "{page}");
    let chosen = browser.send("/language", &[("to", "ar"), ("back", "/board?kind=need")]).await;
    assert_eq!((chosen.status, chosen.header("location")), (303, "/board?kind=need"));
    assert!(browser.open("/board").await.text.contains("<html lang=\"ar\" dir=\"rtl\">"));
    assert!(browser.open("/?lang=ht").await.text.contains("<html lang=\"ht\""), "an address that says so goes before");
    let elsewhere = browser.send("/language", &[("to", "es"), ("back", "//evil.example/")]).await;
    assert_eq!(elsewhere.header("location"), "/");
    assert_eq!(browser.send("/language", &[("to", "tlh"), ("back", "/")]).await.status, 404);
    // What is secret in an address is in no page, not even in this form.
    place.member("rosa").await;
    let link = one_time_link(&place, "rosa").await;
    let page = browser.open(&link).await;
    assert!(page.status == 200 && !page.text.contains(link.rsplit('/').next().unwrap()), "{}", page.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_with_an_account_elsewhere_is_shown_the_way_to_follow_and_to_answer() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    let rosa = Visitor::member(&place, "rosa").await;
    let page = post(&rosa, json!({"kind": "offer", "title": "Soup", "audience": "public"})).await;
    let social = Pages::start("social").await;
    let host = social.base.trim_start_matches("http://").to_owned();
    let link = |template: &str| {
        json!({"subject": format!("acct:ana@{host}"), "links": [
            {"rel": "http://ostatus.org/schema/1.0/subscribe", "template": template}]})
    };
    social.put("/.well-known/webfinger", link(&social.at("/authorize_interaction?uri={uri}")));
    let browser = Browser::new(&place);
    let address = format!("@ana@{host}");
    let go_on = browser.send("/follow", &[("address", &address)]).await;
    let encoded = |url: &str| url::form_urlencoded::byte_serialize(url.as_bytes()).collect::<String>();
    let to = social.at(&format!("/authorize_interaction?uri={}", encoded(place.addresses.network().as_str())));
    assert!(go_on.status == 200 && go_on.text.contains(&format!("href=\"{to}\"")), "{}", go_on.text);
    let slug = page.rsplit('/').next().unwrap();
    let answer = browser.send("/follow", &[("address", &address), ("listing", slug)]).await;
    let object = encoded(place.addresses.listing(slug).as_str());
    assert!(answer.status == 200 && answer.text.contains(&object), "{}", answer.text);
    for (typed, template, said) in [
        ("ana", "", "not a whole address yet"),
        ("ana@nobody.localhost:1", "", "could not reach"),
        (address.as_str(), "javascript:alert(1)//{uri}", "does not say how to go on"),
    ] {
        social.put("/.well-known/webfinger", link(template));
        let wrong = browser.send("/follow", &[("address", typed)]).await;
        assert!(wrong.status == 422 && wrong.text.contains(said), "{typed}: {}", wrong.text);
        assert!(wrong.text.contains(&format!("value=\"{typed}\"")) && !wrong.text.contains("javascript:"), "{typed}");
    }
    assert_eq!(browser.send("/follow", &[("address", &address), ("who", "nobody")]).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn amounts_are_written_and_typed_as_the_reader_s_language_does_and_sent_as_ever() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    with_password(&place, "rosa").await;
    let rosa = Visitor::member(&place, "rosa").await;
    let flour = json!({"kind": "offer", "title": "Flour", "audience": "public", "amount": "1234.5",
        "unit": {"measure": "kilogram", "label": "kg"}});
    let flour = rosa.post("/listings", flour).await.expect(201);
    let stranger = Visitor::stranger(&place);
    for (language, words) in [("fr", "1\u{202f}234,5 kg"), ("en", "1,234.5 kg"), ("ht", "1234.5 kg")] {
        for path in ["/board", flour["page"].as_str().expect("a page")] {
            let page = stranger.ask(Method::GET, path, &[("accept-language", language)], Vec::new()).await;
            assert!(page.text.contains(words), "{path} in {language}: {}", page.text);
        }
    }
    let activity = [("accept", "application/activity+json")];
    let object = stranger.ask(Method::GET, flour["url"].as_str().expect("an object"), &activity, Vec::new()).await;
    assert!(object.text.contains("1234.5 kg") && !object.text.contains("1,234"), "{}", object.text);

    let browser = Browser::new(&place);
    browser.sign_in("rosa").await;
    let typed = |amount| [("kind", "offer"), ("title", "Farine"), ("amount", amount), ("unit", "kg")];
    let posted = browser.fill_in("/new?lang=fr", &typed("2,5")).await;
    assert_eq!(posted.status, 303, "{}", posted.text);
    let path = posted.header("location").split('?').next().expect("a path").to_owned();
    assert!(browser.open(&format!("{path}?lang=fr")).await.text.contains("2,5 kg"));
    // Nobody guesses whether that is two and a half or twenty-five.
    let unsure = browser.fill_in("/new?lang=en", &typed("2,5")).await;
    assert!(unsure.status == 422 && unsure.text.contains("value=\"2,5\""), "{}", unsure.text);
    // Nor whether a thousand is meant, or one.
    let unsure = browser.fill_in("/new?lang=fr", &typed("1.000")).await;
    assert!(unsure.status == 422 && unsure.text.contains("value=\"1.000\""), "{}", unsure.text);
    // An Arabic keyboard has digits of its own.
    let posted = browser.fill_in("/new?lang=ar", &typed("٢٫٥")).await;
    assert_eq!(posted.status, 303, "{}", posted.text);
    let path = posted.header("location").split('?').next().expect("a path").to_owned();
    assert!(browser.open(&format!("{path}?lang=en")).await.text.contains("2.5 kg"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_can_be_had_on_other_days_alone_is_left_out_and_what_is_in_another_language_says_so() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    let rosa = Visitor::member(&place, "rosa").await;
    let (from, until) = (Utc::now() + Duration::days(10), Utc::now() + Duration::days(10) + Duration::hours(2));
    let later = json!({"kind": "offer", "title": "Bread on another day", "audience": "public",
        "windows": [{"from": from, "until": until}]});
    post(&rosa, later).await;
    let spanish =
        post(&rosa, json!({"kind": "offer", "title": "Sopa de hoy", "audience": "public", "language": "es"})).await;
    let stranger = Visitor::stranger(&place);
    let today = stranger.page("/board?when=1").await.text;
    assert!(today.contains("Sopa de hoy") && !today.contains("Bread on another day"), "{today}");
    assert!(stranger.page("/board").await.text.contains("Bread on another day"));
    let headers = [("accept", "text/html"), ("accept-language", "fr")];
    let read = stranger.ask(Method::GET, &spanish, &headers, Vec::new()).await;
    assert!(plain(&read.text).contains("autre langue : Español."), "{}", read.text);
    assert!(read.text.contains("<h1 lang=\"es\" dir=\"ltr\">Sopa de hoy</h1>"), "{}", read.text);
    let headers = [("accept", "text/html"), ("accept-language", "es")];
    let own = stranger.ask(Method::GET, &spanish, &headers, Vec::new()).await;
    assert!(
        !plain(&own.text).contains("otro idioma"),
        "who reads it in their own language is told nothing: {}",
        own.text
    );
}

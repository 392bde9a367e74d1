//! A need or an offer is posted with its pictures, on one page and without scripts.

use crate::support::TestDb;
use crate::support::browser::{Browser, word};
use crate::support::client::{Answer, Visitor};
use crate::support::neighborhood::Neighborhood;
use crate::support::pictures::{form, form_type, photograph};
use crate::writing::{neighbors, path, value};
use reqwest::Method;
use std::net::TcpListener;
use std::sync::Arc;

/// Sends the form.
async fn send(who: &Browser, texts: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Answer {
    let kind = form_type();
    let headers = [("content-type", kind.as_str()), ("sec-fetch-site", "same-origin")];
    who.ask_with(Method::POST, "/new", &headers, form(texts, files)).await
}

/// How it will look, on the page that says so.
fn look(page: &Answer) -> &str {
    let look = page.text.split("<article").nth(1).unwrap_or_else(|| panic!("no look: {}", page.text));
    look.split("</article>").next().expect("its end")
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_are_seen_first_and_stand_on_the_board_from_the_first_moment_on() {
    let (place, rosa, ben, _amal) = neighbors().await;
    let page = rosa.open("/new").await;
    assert!(page.text.contains("enctype=\"multipart/form-data\""), "{}", page.text);
    assert_eq!(page.text.matches("type=\"file\"").count(), 4, "{}", page.text);
    assert!(page.text.contains("<details class=\"field\"><summary>Pictures</summary>"), "{}", page.text);
    let (hidden, once) = (word(&page), value(&page, "once"));
    let photo = photograph(40, 30);
    assert_eq!(send(&rosa, &[("form", "guessed")], &[("file-1", "image/jpeg", &photo)]).await.status, 403);
    assert_eq!(place.database.count("media"), 0);

    let seen = [
        ("form", hidden.as_str()),
        ("once", once.as_str()),
        ("kind", "offer"),
        ("title", "A cot"),
        ("audience", "public"),
        ("description-1", "White, with a blue blanket"),
        ("act", "look"),
    ];
    let seen = send(&rosa, &seen, &[("file-1", "image/jpeg", &photo)]).await;
    assert_eq!(seen.status, 200, "{}", seen.text);
    assert!(look(&seen).contains("alt=\"White, with a blue blanket\""), "{}", seen.text);
    assert!(seen.text.contains("<details class=\"field\" open><summary>Pictures</summary>"), "{}", seen.text);
    assert_eq!((place.database.count("listings"), place.database.count("media")), (0, 1), "it waits");
    let came = value(&seen, "came-1");
    // Nobody else posts what waits for her.
    let bens = word(&ben.open("/new").await);
    let his = [("form", bens.as_str()), ("kind", "offer"), ("title", "Mine"), ("came-1", came.as_str())];
    let his = send(&ben, &his, &[]).await;
    assert!(his.status == 422 && his.text.contains("<a href=\"#file-1\">"), "{}", his.text);

    // What it shows is said better, one more comes with it, and the button is pressed twice.
    let (hidden, once) = (word(&seen), value(&seen, "once"));
    let cot = [
        ("form", hidden.as_str()),
        ("once", once.as_str()),
        ("kind", "offer"),
        ("title", "A cot"),
        ("audience", "public"),
        ("came-1", came.as_str()),
        ("description-1", "White, with a red blanket"),
        ("description-2", "The other side"),
    ];
    let files: [(&str, &str, &[u8]); 1] = [("file-2", "image/jpeg", &photo)];
    let posted = send(&rosa, &cot, &files).await;
    assert!(posted.header("location").ends_with("?said=posted"), "{} {}", posted.status, posted.text);
    let again = send(&rosa, &cot, &files).await;
    assert_eq!((again.status, again.header("location")), (303, posted.header("location")), "{}", again.text);
    assert_eq!((place.database.count("listings"), place.database.count("media")), (1, 2));
    let page = Visitor::stranger(&place).page(&path(&posted)).await.text;
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("no {words}: {page}"));
    assert!(at("alt=\"White, with a red blanket\"") < at("alt=\"The other side\""), "in their order: {page}");
    assert!(!page.contains("blue blanket") && page.contains("property=\"og:image\""), "{page}");
    let rows = place.database.lines("SELECT CAST(revision AS TEXT) AS line FROM listings");
    assert_eq!(rows, ["1"], "it was posted with them, and not changed since");
    // What stands there already has a page for its pictures.
    let edit = rosa.open(&format!("{}/edit", path(&posted))).await.text;
    assert!(!edit.contains("type=\"file\"") && !edit.contains("multipart"), "{edit}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_picture_twice_is_one_offer_and_another_picture_is_another() {
    let (place, rosa, _ben, _amal) = neighbors().await;
    let page = rosa.open("/new").await;
    let (hidden, once) = (word(&page), value(&page, "once"));
    let cot = [("form", hidden.as_str()), ("once", once.as_str()), ("kind", "offer"), ("title", "A cot")];
    let (photo, other) = (photograph(40, 30), photograph(30, 40));
    let first = path(&send(&rosa, &cot, &[("file-1", "image/jpeg", &photo)]).await);
    assert_eq!(path(&send(&rosa, &cot, &[("file-1", "image/jpeg", &photo)]).await), first, "pressed twice");
    assert_ne!(path(&send(&rosa, &cot, &[("file-1", "image/jpeg", &other)]).await), first);
    assert_eq!((place.database.count("listings"), place.database.count("media")), (2, 2));
    // A picture that came can be left out again, with its words.
    let wrong = [("form", hidden.as_str()), ("kind", "need"), ("title", " "), ("description-1", "A cot")];
    let wrong = send(&rosa, &wrong, &[("file-1", "image/jpeg", &photo)]).await;
    let came = value(&wrong, "came-1");
    let out = [
        ("form", hidden.as_str()),
        ("kind", "need"),
        ("title", "A blanket"),
        ("came-1", came.as_str()),
        ("description-1", "A cot"),
        ("out-1", "yes"),
    ];
    let posted = send(&rosa, &out, &[]).await;
    assert!(!rosa.open(&path(&posted)).await.text.contains("<img"), "{}", posted.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_fit_in_a_picture_is_said_beside_it_and_all_else_stays() {
    let (place, rosa, _ben, _amal) = neighbors().await;
    let hidden = word(&rosa.open("/new").await);
    let (photo, large) = (photograph(40, 30), vec![0xff; 17 * 1024 * 1024]);
    let typed = [
        ("form", hidden.as_str()),
        ("kind", "offer"),
        ("title", " "),
        ("body", "For a week"),
        ("audience", "network"),
        ("description-1", "White, with a blue blanket"),
        ("description-2", "A lamp"),
        ("description-4", "A jar"),
    ];
    let files: [(&str, &str, &[u8]); 3] =
        [("file-1", "image/jpeg", &photo), ("file-2", "image/jpeg", b"no picture"), ("file-3", "image/jpeg", &large)];
    let wrong = send(&rosa, &typed, &files).await;
    assert_eq!(wrong.status, 422, "{}", wrong.text);
    for words in [
        "<a href=\"#title\">",
        "<a href=\"#file-2\">This is no picture",
        "<a href=\"#file-3\">This file is too large.",
        "<a href=\"#file-4\">Please choose a picture first.",
        "name=\"came-1\"",
        "alt=\"White, with a blue blanket\"",
        ">A lamp</textarea>",
        ">A jar</textarea>",
        ">For a week</textarea>",
        "name=\"audience\" value=\"network\" checked",
        "<details class=\"field\" open><summary>Say more, if you like</summary>",
        "<details class=\"field\" open><summary>Pictures</summary>",
    ] {
        assert!(wrong.text.contains(words), "{words}: {}", wrong.text);
    }
    assert_eq!((place.database.count("listings"), place.database.count("media")), (0, 1));
    // Whoever was signed out meanwhile reads their words, and nothing of their pictures is kept.
    rosa.drop_cookie("potluck");
    let kept = send(&rosa, &typed, &files).await;
    assert!(kept.status == 403 && kept.text.contains(">For a week<"), "{} {}", kept.status, kept.text);
    assert!(kept.text.contains("href=\"/sign-in?next=%2Fnew\""), "{}", kept.text);
    assert_eq!(place.database.count("media"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_posts_very_much_in_a_short_time_keeps_what_they_wrote_beside_the_pictures() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let place = Neighborhood::start_on("riverside", listener, Arc::new(TestDb::new()), |config| {
        config.limits.account_per_minute = 3;
    })
    .await;
    let rosa = Browser::joined(&place, "rosa", "203.0.113.31").await;
    let hidden = word(&rosa.open("/new").await);
    let photo = photograph(40, 30);
    let mut held = None;
    for number in 0..10 {
        let title = format!("Bread, number {number}");
        let bread =
            [("form", hidden.as_str()), ("kind", "offer"), ("title", title.as_str()), ("description-1", "A loaf")];
        let answer = send(&rosa, &bread, &[("file-1", "image/jpeg", &photo)]).await;
        if answer.status == 429 {
            held = Some((answer, title));
            break;
        }
        assert_eq!(answer.status, 303, "{}", answer.text);
    }
    let (held, title) = held.expect("a limit");
    assert!(held.header("retry-after").parse::<u32>().is_ok(), "{:?}", held.headers);
    let title = format!("value=\"{title}\"");
    for kept in [
        title.as_str(),
        ">A loaf</textarea>",
        "<li>Wait a minute, and then press the button.",
        "<a href=\"#file-1\">Please choose a picture first.",
    ] {
        assert!(held.text.contains(kept), "{kept}: {}", held.text);
    }
}

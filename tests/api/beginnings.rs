//! What a member began to write and keeps for later, without a script.

use crate::support::browser::{Browser, word};
use crate::support::client::Answer;
use crate::support::neighborhood::Neighborhood;
use crate::support::pictures::photograph;
use crate::writing::{neighbors, path, send_pictures_to, value};
use chrono::Duration;
use potluck::actions::erase::erase_due;
use potluck::actions::keep_beginning::keep_beginning;
use potluck::domain::beginning::BEGINNINGS_MAX;
use potluck::ids;
use potluck::storage::members;
use reqwest::Method;

/// The addresses of what is kept, as the page of something new lists them.
fn listed(page: &Answer) -> Vec<String> {
    let rest = page.text.split("href=\"/new/").skip(1);
    rest.map(|rest| format!("/new/{}", rest.split('"').next().unwrap_or_default())).collect()
}

/// Keeps something, which is the last that was kept; answers its address.
async fn kept(who: &Browser, said: &[(&str, &str)]) -> String {
    let mut all = said.to_vec();
    all.push(("act", "keep"));
    let done = who.fill_in("/new", &all).await;
    assert_eq!((done.status, done.header("location")), (303, "/new?said=kept"), "{}", done.text);
    let page = who.open("/new?said=kept").await;
    assert!(page.text.contains("role=\"status\" data-sent>It is kept for you."), "{}", page.text);
    listed(&page).into_iter().next().expect("what was kept")
}

/// What a page that was opened sends, with this in it.
async fn send(who: &Browser, page: &Answer, said: &[(&str, &str)]) -> Answer {
    let (form, once, beginning) = (word(page), value(page, "once"), value(page, "beginning"));
    let mut all = vec![("form", form.as_str()), ("once", once.as_str()), ("beginning", beginning.as_str())];
    all.extend_from_slice(said);
    who.send("/new", &all).await
}

fn count(place: &Neighborhood) -> (i64, i64) {
    (place.database.count("beginnings"), place.database.count("listings"))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_whole_yet_is_kept_as_it_was_typed_and_posted_later() {
    let (place, rosa, _ben, _amal) = neighbors().await;
    let typed = [
        ("kind", "offer"),
        ("title", " "),
        ("body", "For <b>four</b>"),
        ("amount", "a dozen"),
        ("unit", "jars"),
        ("day", "soon"),
        ("way-pickup", "yes"),
        ("has-milk", "yes"),
        ("audience", "public"),
    ];
    let address = kept(&rosa, &typed).await;
    assert_eq!(count(&place), (1, 0));
    let list = rosa.open("/new").await;
    for words in ["What you keep for later", "<h2 id=\"begun-1\" dir=\"auto\">For &#60;b&#62;four", "You kept this on "]
    {
        assert!(list.text.contains(words), "{words}: {}", list.text);
    }
    assert!(!list.text.contains("data-sent") && !list.text.contains("value=\"a dozen\""), "{}", list.text);

    let page = rosa.open(&address).await;
    assert_eq!(page.status, 200, "{}", page.text);
    for words in [
        "You kept this on ",
        ">For &#60;b&#62;four&#60;/b&#62;</textarea>",
        "value=\"a dozen\"",
        "value=\"jars\"",
        "value=\"soon\"",
        "name=\"kind\" value=\"offer\" required checked",
        "name=\"way-pickup\" value=\"yes\" checked",
        "name=\"has-milk\" value=\"yes\" checked",
        "name=\"audience\" value=\"public\" checked",
        // What the device keeps of it beside is another draft than that of an empty form.
        &format!("data-key=\"{address}\""),
        &format!("name=\"back\" value=\"{address}\""),
        "name=\"act\" value=\"keep\" class=\"quiet\" formnovalidate",
    ] {
        assert!(page.text.contains(words), "{words}: {}", page.text);
    }
    // It was written in English, whichever language the page has.
    let spanish = rosa.open(&format!("{address}?lang=es")).await;
    assert!(spanish.text.contains("<option value=\"en\" selected"), "{}", spanish.text);

    // How it will look leaves it kept; what is posted is not kept any more.
    let whole = [("kind", "offer"), ("title", "Plum jam"), ("amount", "12"), ("unit", "jars"), ("audience", "public")];
    let mut looks = whole.to_vec();
    looks.push(("act", "look"));
    let look = send(&rosa, &page, &looks).await;
    assert!(look.status == 200 && look.text.contains("This is how it will look"), "{}", look.text);
    assert_eq!(format!("/new/{}", value(&look, "beginning")), address);
    assert_eq!(count(&place), (1, 0));
    let posted = send(&rosa, &look, &whole).await;
    assert!(posted.header("location").ends_with("?said=posted"), "{} {}", posted.status, posted.text);
    assert_eq!(count(&place), (0, 1));
    let gone = rosa.open(&address).await;
    assert!(gone.status == 404 && gone.text.contains("This is not kept any more"), "{}", gone.text);
    assert!(gone.text.contains("href=\"/new\"") && !rosa.open("/new").await.text.contains("What you keep for later"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_amount_means_in_every_language_what_it_meant_where_it_was_written() {
    let (_place, rosa, _ben, _amal) = neighbors().await;
    for (written, typed, read, shown) in [
        ("en", "2.500", "fr", "value=\"2,5\""),
        ("fr", "2,5", "en", "value=\"2.5\""),
        ("en", "2.500", "en", "value=\"2.500\""),
        // A thousand, or one: nobody guesses.
        ("fr", "1.000", "en", "You wrote “\u{2068}1.000\u{2069}” on a page in another language."),
    ] {
        let said = [("kind", "offer"), ("title", "Flour"), ("amount", typed), ("act", "keep")];
        let done = rosa.fill_in(&format!("/new?lang={written}"), &said).await;
        assert_eq!((done.status, done.header("location")), (303, "/new?said=kept"), "{}", done.text);
        let address = listed(&rosa.open("/new").await).remove(0);
        let page = rosa.open(&format!("{address}?lang={read}")).await;
        assert!(page.text.contains(shown), "{written} {typed}, {read}: {}", page.text);
        assert!(typed != "1.000" || !page.text.contains("value=\"1.000\""), "{}", page.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_two_windows_do_loses_nothing_and_posts_nothing_twice() {
    let (place, rosa, _ben, _amal) = neighbors().await;
    let address = kept(&rosa, &[("kind", "need"), ("title", "A cot")]).await;
    let (one, other) = (rosa.open(&address).await, rosa.open(&address).await);
    // In one it is kept anew, by a button that is pressed twice: the one before goes.
    let anew = [("kind", "need"), ("title", "A cot for a week"), ("act", "keep")];
    for _ in 0..2 {
        assert_eq!(send(&rosa, &one, &anew).await.header("location"), "/new?said=kept");
    }
    assert_eq!(count(&place), (1, 0));
    let newer = listed(&rosa.open("/new").await).remove(0);
    assert_ne!(newer, address);
    assert!(rosa.open(&newer).await.text.contains("value=\"A cot for a week\""));
    // What the other one keeps stands beside it.
    let beside = send(&rosa, &other, &[("kind", "need"), ("title", "A bed"), ("act", "keep")]).await;
    assert_eq!(beside.header("location"), "/new?said=kept");
    assert_eq!(listed(&rosa.open("/new").await).len(), 2);

    // What one posts the other does not post once more, unless that is said again.
    let (one, other) = (rosa.open(&newer).await, rosa.open(&newer).await);
    let cot = [("kind", "need"), ("title", "A cot for a week")];
    let first = path(&send(&rosa, &one, &cot).await);
    assert_eq!(path(&send(&rosa, &one, &cot).await), first, "pressed twice");
    let held = send(&rosa, &other, &[("kind", "need"), ("title", "A cot, after all")]).await;
    assert!(held.status == 422 && held.text.contains("press the button once more"), "{}", held.text);
    assert!(held.text.contains("value=\"A cot, after all\"") && !held.text.contains("name=\"beginning\""));
    assert_eq!(count(&place), (1, 1));
    let (form, once) = (word(&held), value(&held, "once"));
    let again = [("form", form.as_str()), ("once", once.as_str()), ("kind", "need"), ("title", "A cot, after all")];
    assert_ne!(path(&rosa.send("/new", &again).await), first);
    assert_eq!(count(&place), (1, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn value_05_nobody_else_finds_what_somebody_keeps_nor_does_anything_with_it() {
    let (place, rosa, ben, _amal) = neighbors().await;
    let address = kept(&rosa, &[("kind", "need"), ("title", "A quiet visit")]).await;
    let slug = address.trim_start_matches("/new/");
    let (found, nothing) = (ben.open(&address).await, ben.open("/new/nothing").await);
    assert_eq!((found.status, &found.text), (404, &nothing.text), "nobody learns that it is there");
    assert!(!ben.open("/new").await.text.contains("A quiet visit"));
    let form = word(&ben.open("/new").await);
    assert_eq!(ben.send(&address, &[("form", form.as_str())]).await.status, 404);
    // He can name it in a form of his own: what he writes is his, and what she keeps stays.
    let named = [("form", form.as_str()), ("beginning", slug), ("kind", "offer"), ("title", "Soup")];
    assert_eq!(ben.send("/new", &named).await.status, 422);
    let mut keeps = named.to_vec();
    keeps.push(("act", "keep"));
    assert_eq!(ben.send("/new", &keeps).await.header("location"), "/new?said=kept");
    assert_eq!(count(&place), (2, 0));
    assert_eq!(rosa.open(&address).await.status, 200);

    // Who is signed out comes back to it, and no page of elsewhere throws it away.
    let stranger = Browser::new(&place);
    let asked = stranger.open(&address).await;
    assert_eq!((asked.status, asked.header("location")), (303, format!("/sign-in?next=%2Fnew%2F{slug}").as_str()));
    assert_eq!(rosa.send(&address, &[("form", "guessed")]).await.status, 403);
    let hidden = word(&rosa.open("/new").await);
    let headers = [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "cross-site")];
    assert_eq!(rosa.ask(Method::POST, &address, &headers, format!("form={hidden}")).await.status, 403);
    assert_eq!(count(&place), (2, 0));
    // She does.
    let away = rosa.send(&address, &[("form", hidden.as_str())]).await;
    assert_eq!((away.status, away.header("location")), (303, "/new?said=away"), "{}", away.text);
    assert!(rosa.open("/new?said=away").await.text.contains("It is thrown away."));
    let again = rosa.send(&address, &[("form", hidden.as_str())]).await;
    assert!(again.status == 404 && again.text.contains("This is not kept any more"), "{}", again.text);
    assert_eq!(count(&place), (1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_too_many_and_nothing_at_all_are_not_kept_and_nothing_that_was_typed_is_lost() {
    let (place, rosa, _ben, _amal) = neighbors().await;
    let nothing = rosa.fill_in("/new", &[("kind", "need"), ("title", " "), ("act", "keep")]).await;
    assert!(nothing.status == 422 && nothing.text.contains("<a href=\"#title\">"), "{}", nothing.text);
    let first = kept(&rosa, &[("title", "Number 0")]).await;
    let id = place.db.read(|conn| members::by_handle(conn, "rosa")).await.unwrap().expect("rosa").id;
    for number in 1..BEGINNINGS_MAX {
        let fields = vec![("title".to_owned(), format!("Number {number}"))];
        keep_beginning(&place, id, ids::digest(&ids::secret()), fields, None).await.expect("it is kept");
    }
    let typed = [("kind", "offer"), ("title", "One too many"), ("body", "A long story"), ("act", "keep")];
    let full = rosa.fill_in("/new", &typed).await;
    assert!(full.status == 422 && full.text.contains("You keep 20 for later already."), "{}", full.text);
    assert!(full.text.contains("value=\"One too many\"") && full.text.contains(">A long story</textarea>"));
    assert_eq!(count(&place), (20, 0));
    // One of them is kept anew all the same.
    let page = rosa.open(&first).await;
    let anew = send(&rosa, &page, &[("title", "Number 0, changed"), ("act", "keep")]).await;
    assert_eq!(anew.header("location"), "/new?said=kept", "{}", anew.text);
    assert_eq!(count(&place), (20, 0));
    // Far more than anybody types is not kept, and stands in the form.
    let (long, hidden) = ("x".repeat(70_000), word(&rosa.open("/new").await));
    let novel = [
        ("form", hidden.as_str()),
        ("title", "A novel"),
        ("body", long.as_str()),
        ("other_body", long.as_str()),
        ("act", "keep"),
    ];
    let refused = send_pictures_to(&rosa, "/new", &novel, &[]).await;
    assert!(refused.status == 422 && refused.text.contains("more than can be kept for later"), "{}", refused.status);
    assert!(refused.text.contains("value=\"A novel\""));
    assert_eq!(count(&place), (20, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_wait_for_a_day_with_what_is_kept_and_their_words_for_as_long_as_it_is() {
    let (place, rosa, _ben, _amal) = neighbors().await;
    let photo = photograph(40, 30);
    let hidden = word(&rosa.open("/new").await);
    let cot = [
        ("form", hidden.as_str()),
        ("kind", "offer"),
        ("title", "A cot"),
        ("description-1", "White, with a blue blanket"),
        // Words alone can wait for their picture.
        ("description-2", "The other side"),
        ("act", "keep"),
    ];
    // What is no picture is told first.
    let wrong = send_pictures_to(&rosa, "/new", &cot, &[("file-1", "image/jpeg", b"no picture")]).await;
    assert!(wrong.status == 422 && wrong.text.contains("<a href=\"#file-1\">"), "{}", wrong.text);
    assert!(!wrong.text.contains("<a href=\"#file-2\">"), "{}", wrong.text);
    assert_eq!(count(&place), (0, 0));
    let done = send_pictures_to(&rosa, "/new", &cot, &[("file-1", "image/jpeg", &photo)]).await;
    assert_eq!((done.status, done.header("location")), (303, "/new?said=kept"), "{}", done.text);
    let address = listed(&rosa.open("/new").await).remove(0);
    let page = rosa.open(&address).await;
    assert!(page.text.contains("alt=\"White, with a blue blanket\""), "{}", page.text);
    assert!(page.text.contains(">The other side</textarea>") && !page.text.contains("Its pictures are not here"));
    assert_eq!(value(&page, "came-1").parse::<i64>().map(|id| id > 0), Ok(true));

    place.clock.shift(Duration::hours(25));
    erase_due(&place).await.expect("a look");
    assert_eq!((place.database.count("media"), place.database.count("beginnings")), (0, 1));
    let page = rosa.open(&address).await;
    assert_eq!(page.status, 200, "{}", page.text);
    for words in ["Its pictures are not here any more.", ">White, with a blue blanket</textarea>", "value=\"A cot\""] {
        assert!(page.text.contains(words), "{words}: {}", page.text);
    }
    assert!(!page.text.contains("name=\"came-1\""), "{}", page.text);
}

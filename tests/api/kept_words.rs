//! An error keeps all that was typed: whatever goes wrong, the words of a form can be read on the page that says so.

use crate::support::TestDb;
use crate::support::browser::{Browser, PASSWORD, form, word};
use crate::support::neighborhood::Neighborhood;
use crate::support::pictures::{form as form_with_files, form_type, photograph};
use reqwest::Method;
use std::net::TcpListener;
use std::sync::Arc;

const KIND: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

async fn place_of_rosa() -> (Neighborhood, Browser) {
    let place = Neighborhood::start("riverside").await;
    let rosa = Browser::joined(&place, "rosa", "203.0.113.31").await;
    (place, rosa)
}

/// What stands in a field that can be copied from.
fn to_copy(words: &str) -> String {
    format!("readonly dir=\"auto\">{words}</textarea>")
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_signed_out_while_they_wrote_reads_their_words_and_the_way_to_sign_in() {
    let (place, rosa) = place_of_rosa().await;
    let page = rosa.open("/posts").await;
    let hidden = word(&page);
    // In another tab.
    let out = rosa.send("/sign-out", &[("form", &hidden)]).await;
    assert_eq!(out.status, 303, "{}", out.text);
    let said = [
        ("form", hidden.as_str()),
        ("once", "Once-of-this-page"),
        ("act", "write"),
        ("words", "Bread for all\r\nat <six>"),
        ("audience", "private"),
    ];
    let kept = rosa.send("/posts", &said).await;
    assert_eq!((kept.status, kept.header("cache-control")), (403, "no-store"), "{}", kept.text);
    let escaped = ["at &#60;six&#62;", "at &lt;six&gt;"].map(|end| to_copy(&format!("Bread for all\r\n{end}")));
    assert!(escaped.iter().any(|words| kept.text.contains(words.as_str())), "{}", kept.text);
    for words in ["You are signed out", "href=\"/sign-in?next=%2Fposts\"", "paste it into the page"] {
        assert!(kept.text.contains(words), "{words}: {}", kept.text);
    }
    for ours in ["Once-of-this-page", hidden.as_str(), "private</"] {
        assert!(!kept.text.contains(ours), "{ours}: {}", kept.text);
    }
    // In her language, and from the right to the left.
    let arabic = rosa.send("/posts?lang=ar", &said).await;
    assert!(arabic.status == 403 && arabic.text.contains("dir=\"rtl\""), "{}", arabic.text);
    assert!(arabic.text.contains("/sign-in?next=%2Fposts&") && arabic.text.contains("lang=ar"), "{}", arabic.text);
    assert_eq!(place.database.count("statuses"), 0);

    // She does what it says.
    let signed_in = rosa.fill_in("/sign-in?next=%2Fposts", &[("handle", "rosa"), ("password", PASSWORD)]).await;
    assert_eq!((signed_in.status, signed_in.header("location")), (303, "/posts"), "{}", signed_in.text);
    let written = rosa.fill_in("/posts", &[("act", "write"), ("words", "Bread for all\r\nat <six>")]).await;
    assert_eq!(written.status, 303, "{}", written.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_signed_out_while_they_told_the_organizers_comes_back_to_whom_it_was_about() {
    let (place, rosa) = place_of_rosa().await;
    place.member("ben").await;
    let hidden = word(&rosa.open("/report?neighbor=ben").await);
    rosa.drop_cookie("potluck");
    let said = [
        ("form", hidden.as_str()),
        ("neighbor", "ben"),
        ("listing", ""),
        ("what", "other"),
        ("words", "He never brings the key back."),
    ];
    let kept = rosa.send("/report", &said).await;
    assert_eq!(kept.status, 403, "{}", kept.text);
    assert!(kept.text.contains(&to_copy("He never brings the key back.")), "{}", kept.text);
    let way = "/sign-in?next=%2Freport%3Fneighbor%3Dben";
    assert!(kept.text.contains(&format!("href=\"{way}\"")), "{}", kept.text);
    let signed_in = rosa.fill_in(way, &[("handle", "rosa"), ("password", PASSWORD)]).await;
    assert_eq!((signed_in.status, signed_in.header("location")), (303, "/report?neighbor=ben"), "{}", signed_in.text);
    assert_eq!(rosa.open("/report?neighbor=ben").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_beside_pictures_is_read_too_when_one_is_signed_out() {
    let (place, rosa) = place_of_rosa().await;
    let listing = rosa.fill_in("/new", &[("kind", "offer"), ("title", "A cot")]).await;
    let listing = listing.header("location").split('?').next().unwrap_or_default().to_owned();
    rosa.drop_cookie("potluck");
    let (photo, kind) = (photograph(40, 30), form_type());
    // What stands behind the pictures comes with the rest.
    let end = form_with_files(&[], &[]);
    let body = |words: &[(&str, &str)]| {
        let mut all = form_with_files(&[("form", "guessed")], &[("file", "image/jpeg", &photo)]);
        all.truncate(all.len() - end.len());
        all.extend(form_with_files(words, &[]));
        all
    };
    for (path, words) in [
        ("/posts/write".to_owned(), [("words", "Bread for all"), ("description-1", "Two loaves")]),
        (format!("{listing}/pictures"), [("description", "White, with a blanket"), ("more", "As new")]),
    ] {
        let from = |site: &'static str| [("content-type", kind.as_str()), ("sec-fetch-site", site)];
        let ours = rosa.ask_with(Method::POST, &path, &from("same-origin"), body(&words)).await;
        assert_eq!((ours.status, ours.header("cache-control")), (403, "no-store"), "{path}: {}", ours.text);
        assert!(words.iter().all(|(_, words)| ours.text.contains(&to_copy(words))), "{path}: {}", ours.text);
        let theirs = rosa.ask_with(Method::POST, &path, &from("cross-site"), body(&words)).await;
        assert_eq!(theirs.status, 303, "{path}: {}", theirs.text);
    }
    // Behind one that is more than twice too large, as if she were signed in.
    let large = vec![0xff; 33 * 1024 * 1024];
    let mut all = form_with_files(&[("form", "guessed")], &[("file", "image/jpeg", &large)]);
    all.truncate(all.len() - end.len());
    all.extend(form_with_files(&[("description", "White, with a blanket")], &[]));
    let headers = [("content-type", kind.as_str()), ("sec-fetch-site", "same-origin")];
    let kept = rosa.ask_with(Method::POST, &format!("{listing}/pictures"), &headers, all).await;
    assert_eq!(kept.status, 403, "{}", kept.text);
    assert!(kept.text.contains(&to_copy("White, with a blanket")), "{}", kept.text);
    assert_eq!(place.database.count("media"), 0, "nothing is kept of a stranger's files");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_an_address_that_sends_very_many_pictures_without_being_signed_in_none_is_read_any_more() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let place = Neighborhood::start_on("riverside", listener, Arc::new(TestDb::new()), |config| {
        config.limits.address_per_minute = 3;
    })
    .await;
    let (stranger, another) = (Browser::at(&place, "203.0.113.40"), Browser::at(&place, "203.0.113.41"));
    let (photo, kind) = (photograph(40, 30), form_type());
    let headers = [("content-type", kind.as_str()), ("sec-fetch-site", "same-origin")];
    let send = async |who: &Browser| {
        let body = form_with_files(&[("words", "Bread for all")], &[("file", "image/jpeg", &photo)]);
        who.ask_with(Method::POST, "/posts/write", &headers, body).await.status
    };
    assert_eq!(send(&stranger).await, 403, "what was written can be read");
    let mut last = 403;
    for _ in 0..5 {
        last = send(&stranger).await;
    }
    assert_eq!(last, 303);
    assert_eq!(send(&another).await, 403, "nobody else is the worse for it");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_other_site_and_no_secret_speaks_in_the_page_of_who_is_signed_out() {
    let (_place, rosa) = place_of_rosa().await;
    rosa.drop_cookie("potluck");
    let said = form(&[("act", "write"), ("words", "Call this number")]);
    for from in [vec![KIND], vec![KIND, ("sec-fetch-site", "cross-site")], vec![KIND, ("sec-fetch-site", "same-site")]]
    {
        let forged = rosa.ask(Method::POST, "/posts", &from, said.clone()).await;
        assert_eq!((forged.status, forged.header("location")), (303, "/sign-in?next=%2Fposts"), "{from:?}");
    }
    // Where nothing was written, there is nothing to keep.
    let nothing = rosa.send("/posts", &[("form", "guessed"), ("act", "write"), ("words", " ")]).await;
    assert_eq!(nothing.status, 303, "{}", nothing.text);
    let secret = [("form", "guessed"), ("current", "Hush hush"), ("new", "Hush even more")];
    let password = rosa.send("/settings/password", &secret).await;
    assert!(password.status == 303 && !password.text.contains("ush"), "{}", password.text);
    // An address says nothing in our page.
    let address = rosa.send("/posts?words=Call+this+number", &[("form", "guessed"), ("act", "write")]).await;
    assert!(address.status == 303 && !address.text.contains("Call this number"), "{}", address.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_chooses_another_language_where_something_is_wrong_keeps_what_they_wrote() {
    let (place, rosa) = place_of_rosa().await;
    let said = [("act", "post"), ("kind", "offer"), ("title", ""), ("body", "Bread for all\r\nat <six>")];
    let wrong = rosa.fill_in("/new", &said).await;
    assert_eq!(wrong.status, 422, "{}", wrong.text);
    // What the button of a language sends.
    let form_of = |text: &str| text.split("<form class=\"languages\"").nth(1).expect("languages").to_owned();
    let goes_along = form_of(&wrong.text);
    let escaped = ["&#60;six&#62;", "&lt;six&gt;"].map(|end| format!("Bread for all\r\nat {end}"));
    let is_there = |text: &str, before: &str, after: &str| {
        escaped.iter().any(|words| text.contains(&format!("{before}{words}{after}")))
    };
    assert!(is_there(&goes_along, "type=\"hidden\" name=\"words\" value=\"", "\">"), "{goes_along}");
    assert!(goes_along.contains("name=\"back\" value=\"/new\"") && goes_along.contains("name=\"to\""), "{goes_along}");
    assert_eq!(goes_along.matches("name=\"words\"").count(), 1, "nothing that pages fill in: {goes_along}");
    let chosen = [("back", "/new"), ("words", "Bread for all\r\nat <six>"), ("to", "zh-Hans")];
    let kept = rosa.send("/language", &chosen).await;
    assert_eq!((kept.status, kept.header("cache-control")), (200, "no-store"), "{}", kept.text);
    assert!(is_there(&kept.text, "readonly dir=\"auto\">", "</textarea>"), "{}", kept.text);
    assert!(kept.text.contains("lang=\"zh-Hans\"") && kept.text.contains("href=\"/new\""), "{}", kept.text);
    assert!(!kept.text.contains(">zh-Hans</textarea>"), "{}", kept.text);
    assert_eq!(rosa.cookie("potluck-language").as_deref(), Some("zh-Hans"));
    assert!(rosa.open("/new").await.text.contains("<html lang=\"zh-Hans\""));
    // And so on, as often as somebody likes.
    assert!(is_there(&form_of(&kept.text), "type=\"hidden\" name=\"words\" value=\"", "\">"), "{}", kept.text);
    assert_eq!(place.database.count("listings"), 0);

    // Where nothing is wrong, or nothing was written, one goes back; and no other site speaks there.
    assert!(!form_of(&rosa.open("/new").await.text).contains("name=\"words\""));
    let plain = rosa.send("/language", &[("back", "/new"), ("to", "en")]).await;
    assert_eq!((plain.status, plain.header("location")), (303, "/new"), "{}", plain.text);
    for from in [vec![KIND], vec![KIND, ("sec-fetch-site", "cross-site")]] {
        let forged = rosa.ask(Method::POST, "/language", &from, form(&chosen)).await;
        assert_eq!((forged.status, forged.header("location")), (303, "/new"), "{from:?}: {}", forged.text);
    }
    // No secret goes along.
    rosa.set_cookie("potluck-language", "en");
    let secret = [("current", "Hush hush"), ("new", "Hush")];
    let password = rosa.fill_in("/settings/password", &secret).await;
    assert_eq!(password.status, 422, "{}", password.text);
    assert!(!form_of(&password.text).contains("ush") && !password.text.contains("Hush"), "{}", password.text);
}

/// The form in which another language is chosen.
fn of_languages(page: &str) -> &str {
    page.split("<form class=\"languages\"").nth(1).expect("languages")
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_looks_first_how_it_will_look_keeps_what_they_wrote_in_another_language_too() {
    let (place, rosa) = place_of_rosa().await;
    let said = [("act", "look"), ("kind", "offer"), ("title", "Six loaves"), ("body", "Bread for all")];
    let look = rosa.fill_in("/new", &said).await;
    assert_eq!(look.status, 200, "{}", look.text);
    for words in ["Six loaves", "Bread for all"] {
        let goes_along = format!("name=\"words\" value=\"{words}\"");
        assert!(of_languages(&look.text).contains(&goes_along), "{}", look.text);
    }
    let chosen = [("back", "/new"), ("words", "Six loaves"), ("words", "Bread for all"), ("to", "fr")];
    let kept = rosa.send("/language", &chosen).await;
    assert!(kept.status == 200 && kept.text.contains("<html lang=\"fr\""), "{}", kept.text);
    assert!(
        kept.text.contains(&to_copy("Six loaves")) && kept.text.contains(&to_copy("Bread for all")),
        "{}",
        kept.text
    );
    assert_eq!(place.database.count("listings"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_does_not_say_where_a_form_came_from_keeps_what_was_written_by_the_word_of_the_form() {
    let (_place, rosa) = place_of_rosa().await;
    let hidden = word(&rosa.open("/new").await);
    let said = form(&[
        ("form", hidden.as_str()),
        ("act", "post"),
        ("kind", "offer"),
        ("title", ""),
        ("body", "Bread for all"),
    ]);
    let wrong = rosa.ask(Method::POST, "/new", &[KIND], said).await;
    assert_eq!(wrong.status, 422, "{}", wrong.text);
    let goes_along = [format!("name=\"form\" value=\"{hidden}\""), "name=\"words\" value=\"Bread for all\"".to_owned()];
    assert!(goes_along.iter().all(|one| of_languages(&wrong.text).contains(one)), "{}", wrong.text);
    let chosen =
        |form_word: &str| form(&[("back", "/new"), ("form", form_word), ("words", "Bread for all"), ("to", "es")]);
    let kept = rosa.ask(Method::POST, "/language", &[KIND], chosen(&hidden)).await;
    assert!(kept.status == 200 && kept.text.contains(&to_copy("Bread for all")), "{}", kept.text);
    assert!(of_languages(&kept.text).contains(&goes_along[0]), "as often as somebody likes: {}", kept.text);
    // Another site knows no such word.
    let forged = rosa.ask(Method::POST, "/language", &[KIND], chosen("guessed")).await;
    assert_eq!((forged.status, forged.header("location")), (303, "/new"), "{}", forged.text);
}

/// Something that keeps every post from being stored, with what the database says of it.
fn trouble(place: &Neighborhood, says: &str) {
    let sql = if place.database.on_sqlite() {
        format!("CREATE TRIGGER trouble BEFORE INSERT ON statuses BEGIN SELECT RAISE(ABORT, '{says}'); END")
    } else {
        format!(
            "CREATE FUNCTION trouble() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{says}'; END $$; \
             CREATE TRIGGER trouble BEFORE INSERT ON statuses FOR EACH ROW EXECUTE FUNCTION trouble()"
        )
    };
    place.database.execute(&sql).expect("trouble");
}

fn trouble_is_over(place: &Neighborhood) {
    let of = if place.database.on_sqlite() { "" } else { " ON statuses; DROP FUNCTION trouble()" };
    place.database.execute(&format!("DROP TRIGGER trouble{of}")).expect("no trouble");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_stays_when_this_server_cannot_answer_and_is_sent_once_more_by_a_button() {
    let (place, rosa) = place_of_rosa().await;
    let hidden = word(&rosa.open("/posts").await);
    let said = [("form", hidden.as_str()), ("act", "write"), ("words", "Bread for all"), ("audience", "private")];
    trouble(&place, "No space left on device: database or disk is full");
    let kept = rosa.send("/posts", &said).await;
    assert_eq!((kept.status, kept.header("cache-control")), (503, "no-store"), "{}", kept.text);
    for words in [
        "disk of this server is full",
        "Wait a moment, and then press the button.",
        "Send it once more",
        "dir=\"auto\">Bread for all</blockquote>",
    ] {
        assert!(kept.text.contains(words), "{words}: {}", kept.text);
    }
    // The button sends all that was said.
    let hides = |(name, value): &(&str, &str)| {
        kept.text.contains(&format!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">"))
    };
    assert!(said.iter().all(hides), "{}", kept.text);
    trouble_is_over(&place);
    assert_eq!(rosa.send("/posts", &said).await.status, 303);
    assert_eq!(place.database.count("statuses"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_can_be_read_when_something_goes_wrong_here_and_no_other_site_speaks_there() {
    let (place, rosa) = place_of_rosa().await;
    let hidden = word(&rosa.open("/posts").await);
    let said = [("form", hidden.as_str()), ("act", "write"), ("words", "Bread for all"), ("audience", "private")];
    trouble(&place, "something else");
    let kept = rosa.send("/posts", &said).await;
    assert_eq!((kept.status, kept.header("cache-control")), (500, "no-store"), "{}", kept.text);
    assert!(kept.text.contains("dir=\"auto\">Bread for all</blockquote>"), "{}", kept.text);
    assert!(!kept.text.contains("Send it once more"), "perhaps it goes wrong each time: {}", kept.text);
    let untold = rosa.ask(Method::POST, "/posts", &[KIND], form(&said)).await;
    assert!(untold.status == 500 && !untold.text.contains("Bread for all"), "{}", untold.text);
    trouble_is_over(&place);

    // Nor does it matter whether what somebody answers is still there.
    let answer = [("form", hidden.as_str()), ("act", "answer"), ("words", "I bring butter")];
    let late = rosa.send("/posts/12345", &answer).await;
    assert!(late.status == 404 && late.text.contains("dir=\"auto\">I bring butter</blockquote>"), "{}", late.text);
    let untold = rosa.ask(Method::POST, "/posts/12345", &[KIND], form(&answer)).await;
    assert!(untold.status == 404 && !untold.text.contains("I bring butter"), "{}", untold.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_does_not_say_where_a_form_came_from_shows_its_words_only_where_something_else_does() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let place = Neighborhood::start_on("riverside", listener, Arc::new(TestDb::new()), |config| {
        config.limits.address_per_minute = 3;
    })
    .await;
    let ours = place.addresses.base().origin().ascii_serialization();
    let stranger = Browser::at(&place, "203.0.113.40");
    let say = async |from: &[(&str, &str)]| {
        let said = form(&[("form", "guessed"), ("act", "say"), ("words", "Call this number")]);
        let mut headers = vec![KIND];
        headers.extend_from_slice(from);
        stranger.ask(Method::POST, "/ask/guessed", &headers, said).await
    };
    let mut held = say(&[]).await;
    for _ in 0..10 {
        held = say(&[]).await;
    }
    assert_eq!(held.status, 429, "{}", held.text);
    assert!(!held.text.contains("Call this number") && !held.text.contains("Send it once more"), "{}", held.text);
    for (from, is_shown) in [
        (("origin", ours.as_str()), true),
        (("origin", "https://evil.example"), false),
        (("origin", "null"), false),
        (("referer", "https://evil.example/"), false),
        (("sec-fetch-site", "none"), false),
        (("sec-fetch-site", "same-origin"), true),
        (("sec-fetch-site", "cross-site"), false),
    ] {
        let held = say(&[from]).await;
        assert_eq!((held.status, held.text.contains("Call this number")), (429, is_shown), "{from:?}: {}", held.text);
    }

    // What this browser alone was given for its forms.
    let (place, rosa) = place_of_rosa().await;
    let hidden = word(&rosa.open("/posts").await);
    trouble(&place, "No space left on device: database or disk is full");
    let said = [("form", hidden.as_str()), ("act", "write"), ("words", "Bread for all"), ("audience", "private")];
    let kept = rosa.ask(Method::POST, "/posts", &[KIND], form(&said)).await;
    assert!(kept.status == 503 && kept.text.contains("dir=\"auto\">Bread for all</blockquote>"), "{}", kept.text);
    trouble_is_over(&place);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_adds_very_many_pictures_in_a_short_time_keeps_what_they_show_in_words() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let place = Neighborhood::start_on("riverside", listener, Arc::new(TestDb::new()), |config| {
        config.limits.account_per_minute = 3;
    })
    .await;
    let rosa = Browser::joined(&place, "rosa", "203.0.113.31").await;
    let listing = rosa.fill_in("/new", &[("kind", "offer"), ("title", "A cot")]).await;
    let pictures = format!("{}/pictures", listing.header("location").split('?').next().unwrap_or_default());
    let hidden = word(&rosa.open(&pictures).await);
    let kind = form_type();
    let headers = [("content-type", kind.as_str()), ("sec-fetch-site", "same-origin")];
    let mut held = None;
    for number in 0..10 {
        let words = format!("White, from side {number}");
        // None of them is a picture: four would fill all the room.
        let texts = [("form", hidden.as_str()), ("description", words.as_str())];
        let body = form_with_files(&texts, &[("file", "image/jpeg", b"no picture")]);
        let answer = rosa.ask_with(Method::POST, &pictures, &headers, body).await;
        if answer.status == 429 {
            held = Some((answer, words));
            break;
        }
        assert_eq!(answer.status, 422, "{}", answer.text);
    }
    let (held, words) = held.expect("a limit");
    assert!(held.header("retry-after").parse::<u32>().is_ok(), "{:?}", held.headers);
    let words = format!(">{words}</textarea>");
    for kept in [
        words.as_str(),
        "<li>Wait a minute, and then press the button.",
        "<a href=\"#file\">Please choose a picture first.",
        "type=\"file\"",
    ] {
        assert!(held.text.contains(kept), "{kept}: {}", held.text);
    }
}

//! What apps do with posts, on pages and without scripts: voting, changing what one wrote, and pictures.

use crate::lists::send;
use crate::mastodon::get;
use crate::media::silence;
use crate::support::TestDb;
use crate::support::browser::{Browser, word};
use crate::support::client::{Answer, Visitor};
use crate::support::neighborhood::Neighborhood;
use crate::support::pictures::{form, form_type, photograph, upload};
use chrono::Duration;
use reqwest::Method;
use serde_json::{Value, json};
use std::net::TcpListener;
use std::sync::Arc;

/// Three who are signed in.
pub async fn neighbors() -> (Neighborhood, Browser, Browser, Browser) {
    let place = Neighborhood::start("riverside").await;
    let rosa = Browser::joined(&place, "rosa", "203.0.113.31").await;
    let ben = Browser::joined(&place, "ben", "203.0.113.32").await;
    let amal = Browser::joined(&place, "amal", "203.0.113.33").await;
    (place, rosa, ben, amal)
}

/// Posts from an app; answers the post's number.
async fn posts(who: &Visitor, post: Value) -> String {
    let posted = send(who, Method::POST, "/statuses", post).await.expect(200);
    posted["id"].as_str().expect("an id").to_owned()
}

/// Where a form leads, without what it says was done.
pub fn path(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.text);
    answer.header("location").split('?').next().unwrap_or_default().to_owned()
}

/// Sends the form with pictures.
pub async fn send_pictures(who: &Browser, texts: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Answer {
    send_pictures_to(who, "/posts/write", texts, files).await
}

/// The same to the address of a form.
pub async fn send_pictures_to(
    who: &Browser,
    path: &str,
    texts: &[(&str, &str)],
    files: &[(&str, &str, &[u8])],
) -> Answer {
    let kind = form_type();
    let headers = [("content-type", kind.as_str()), ("sec-fetch-site", "same-origin")];
    who.ask_with(Method::POST, path, &headers, form(texts, files)).await
}

/// Forms, one behind the other, as one: a page sends what stands in it in its order.
fn in_a_row(parts: &[Vec<u8>]) -> Vec<u8> {
    let end = form(&[], &[]);
    let mut body: Vec<u8> = parts.iter().flat_map(|part| part[..part.len() - end.len()].to_vec()).collect();
    body.extend(end);
    body
}

/// What stands behind a name in a form.
pub fn value(page: &Answer, name: &str) -> String {
    let rest = page.text.split(&format!("name=\"{name}\" value=\"")).nth(1);
    let rest = rest.unwrap_or_else(|| panic!("no {name}: {}", page.text));
    rest.split('"').next().unwrap_or_default().to_owned()
}

/// Opens the form in which a post is changed, and sends it with this in it.
async fn reword(who: &Browser, edit: &str, said: &[(&str, &str)]) -> Answer {
    let page = who.open(edit).await;
    let (form, seen) = (word(&page), value(&page, "seen"));
    let mut all = vec![("form", form.as_str()), ("seen", seen.as_str())];
    all.extend_from_slice(said);
    who.send(edit, &all).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_answered_once_on_its_page_until_it_ends() {
    let (place, rosa, ben, amal) = neighbors().await;
    let app = Visitor::member(&place, "rosa").await;
    let poll = json!({"options": ["Monday", "Tuesday & Friday"], "expires_in": 600});
    let post = format!("/posts/{}", posts(&app, json!({"status": "When shall we cook?", "poll": poll})).await);

    // In a list it is read, on its own page it is voted on.
    let list = ben.open("/posts?of=neighbors").await.text;
    assert!(list.contains("Tuesday &#38; Friday") || list.contains("Tuesday &amp; Friday"), "{list}");
    assert!(list.contains("Open it to vote.") && !list.contains("value=\"vote\""), "{list}");
    let page = ben.open(&post).await.text;
    for words in
        ["type=\"radio\" name=\"choice\" value=\"1\"", "Choose one", "0 people voted.", "minutes left", "0 votes"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(ben.send(&post, &[("form", "guessed"), ("act", "vote"), ("choice", "1")]).await.status, 403);
    for choice in [vec![], vec![("choice", "2")], vec![("choice", "a day")]] {
        let wrong = ben.fill_in(&post, &[vec![("act", "vote")], choice].concat()).await;
        assert!(
            wrong.status == 422 && wrong.text.contains("<a href=\"#poll\">Please choose something"),
            "{}",
            wrong.text
        );
    }
    let wrong = ben.fill_in(&post, &[("act", "vote"), ("choice-0", "yes"), ("choice-1", "yes")]).await;
    assert!(wrong.status == 422 && wrong.text.contains("Please choose one alone."), "{}", wrong.text);
    let voted = ben.fill_in(&post, &[("act", "vote"), ("choice", "1")]).await;
    assert_eq!(voted.header("location"), format!("{post}?said=voted"), "{}", voted.text);
    let page = ben.open(voted.header("location")).await.text;
    for words in ["Your vote is there now.", "You chose this", "1 vote<", "1 person voted.", "You have voted."] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("value=\"vote\""), "{page}");
    let again = ben.fill_in(&post, &[("act", "vote"), ("choice", "0")]).await;
    assert!(again.status == 422 && again.text.contains("You have voted already."), "{}", again.text);
    assert!(!ben.open("/posts?of=neighbors").await.text.contains("Open it to vote."));

    // Who asks does not vote, and reads who chose what as little as anybody.
    let page = rosa.open(&post).await.text;
    assert!(page.contains("You asked this, so you do not vote.") && !page.contains("value=\"vote\""), "{page}");
    assert!(page.contains("1 vote<") && !page.contains("You chose this"), "{page}");
    let own = rosa.fill_in(&post, &[("act", "vote"), ("choice", "0")]).await;
    assert!(own.status == 422 && own.text.contains("You asked this yourself"), "{}", own.text);

    // It ends while amal reads it.
    place.clock.shift(Duration::minutes(11));
    let late = amal.fill_in(&post, &[("act", "vote"), ("choice", "0")]).await;
    assert!(late.status == 422 && late.text.contains("This question has ended"), "{}", late.text);
    assert!(late.text.contains("It has ended.") && !late.text.contains("value=\"vote\""), "{}", late.text);
    assert_eq!(place.database.number("SELECT count(*) AS n FROM poll_votes"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_votes_for_other_words_than_those_that_they_read() {
    let (place, _rosa, ben, _amal) = neighbors().await;
    let app = Visitor::member(&place, "rosa").await;
    let poll = |first: &str| json!({"options": [first, "Say \"no\" & rest"], "expires_in": 600});
    let id = posts(&app, json!({"status": "What now?", "poll": poll("Cook")})).await;
    let post = format!("/posts/{id}");
    let vote = async |page: &Answer| {
        let asked = value(page, "asked").replace("&#34;", "\"").replace("&#38;", "&");
        let form = word(page);
        ben.send(&post, &[("form", &form), ("asked", &asked), ("act", "vote"), ("choice", "0")]).await
    };
    let page = ben.open(&post).await;
    let other = json!({"status": "What now?", "poll": poll("Wash up")});
    send(&app, Method::PUT, &format!("/statuses/{id}"), other).await.expect(200);
    let late = vote(&page).await;
    assert!(late.status == 422 && late.text.contains("What can be chosen was changed"), "{}", late.text);
    assert!(late.text.contains("Wash up") && !late.text.contains("value=\"0\" checked"), "{}", late.text);
    assert_eq!(place.database.number("SELECT count(*) AS n FROM poll_votes"), 0);
    assert_eq!(path(&vote(&ben.open(&post).await).await), post);
    assert_eq!(place.database.number("SELECT count(*) AS n FROM poll_votes"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn several_are_chosen_where_that_may_be_and_what_is_hidden_shows_at_the_end() {
    let (place, _rosa, ben, amal) = neighbors().await;
    let app = Visitor::member(&place, "rosa").await;
    let poll =
        json!({"options": ["Bread", "Soup", "Cake"], "expires_in": 93_000, "multiple": true, "hide_totals": true});
    let id = posts(&app, json!({"status": "@ben What do we bring?", "visibility": "direct", "poll": poll})).await;
    let post = format!("/posts/{id}");
    let page = ben.open(&post).await.text;
    assert!(page.contains("type=\"checkbox\" name=\"choice-2\"") && page.contains("Choose one or more"), "{page}");
    assert!(page.contains("25 hours left") && page.contains("shown when it has ended"), "{page}");
    let voted = ben.fill_in(&post, &[("act", "vote"), ("choice-0", "0"), ("choice-2", "2")]).await;
    assert_eq!(path(&voted), post);
    let page = ben.open(&post).await.text;
    assert_eq!(page.matches("You chose this").count(), 2, "{page}");
    assert!(!page.contains(" vote<") && !page.contains(" votes<"), "{page}");
    // For whoever may not read it, there is nothing to vote on.
    let form = word(&amal.open("/posts").await);
    assert_eq!(amal.send(&post, &[("form", &form), ("act", "vote"), ("choice-1", "1")]).await.status, 404);
    place.clock.shift(Duration::hours(26));
    assert!(ben.open(&post).await.text.contains("1 vote<"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_vote_is_not_folded_away_with_what_one_votes_on() {
    let (place, _rosa, ben, _amal) = neighbors().await;
    let app = Visitor::member(&place, "rosa").await;
    let poll = json!({"options": ["Bread", "Soup"], "expires_in": 600});
    let asked = json!({"status": "Which?", "spoiler_text": "About food", "poll": poll});
    let post = format!("/posts/{}", posts(&app, asked).await);
    let page = ben.open(&post).await.text;
    assert!(page.contains("<details>\n<summary dir=\"auto\">About food</summary>"), "{page}");
    let wrong = ben.fill_in(&post, &[("act", "vote")]).await;
    assert_eq!(wrong.status, 422, "{}", wrong.text);
    assert!(wrong.text.contains("<details open>\n<summary dir=\"auto\">About food</summary>"), "{}", wrong.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_changes_what_one_wrote_and_whoever_reads_it_sees_when() {
    let (place, rosa, ben, _amal) = neighbors().await;
    let app = Visitor::member(&place, "rosa").await;
    let said = [("act", "write"), ("words", "The kitchen opens at <six>"), ("audience", "public")];
    let post = path(&rosa.fill_in("/posts", &said).await);
    let edit = format!("{post}/edit");
    assert!(rosa.open(&post).await.text.contains(&format!("href=\"{edit}\"")));
    assert!(!ben.open(&post).await.text.contains(&edit), "it is hers to change");
    assert_eq!(ben.open(&edit).await.status, 404);
    let bens = word(&ben.open("/posts").await);
    assert_eq!(ben.send(&edit, &[("form", &bens), ("words", "Mine now")]).await.status, 404);
    assert_eq!(rosa.send(&edit, &[("form", "guessed"), ("words", "Forged")]).await.status, 403);
    let page = rosa.open(&edit).await.text;
    assert!(page.contains("The kitchen opens at &#60;six&#62;</textarea>"), "as it was written: {page}");
    assert!(page.contains("<option value=\"en\" lang=\"en\" selected>"), "{page}");

    // What does not fit says so, and all that was typed stays.
    let wrong = reword(&rosa, &edit, &[("words", " "), ("warning", "About food"), ("language", "fr")]).await;
    assert!(wrong.status == 422 && wrong.text.contains("<a href=\"#words\">"), "{}", wrong.text);
    assert!(wrong.text.contains("value=\"About food\""), "{}", wrong.text);
    assert!(wrong.text.contains("<option value=\"fr\" lang=\"fr\" selected>"), "{}", wrong.text);
    let wrong = reword(&rosa, &edit, &[("words", "At seven"), ("language", "no language")]).await;
    assert!(wrong.status == 422 && wrong.text.contains("<a href=\"#language\">"), "{}", wrong.text);
    assert!(wrong.text.contains(">At seven</textarea>"), "{}", wrong.text);
    let words = "é".repeat(501);
    let wrong = reword(&rosa, &edit, &[("words", "At seven"), ("warning", &words), ("language", "en")]).await;
    assert!(wrong.status == 422 && wrong.text.contains("<a href=\"#warning\">"), "{}", wrong.text);
    assert!(!ben.open(&post).await.text.contains("Changed "));

    let changed =
        reword(&rosa, &edit, &[("words", "À sept heures"), ("warning", "About food"), ("language", "fr")]).await;
    assert_eq!(changed.header("location"), format!("{post}?said=changed"), "{}", changed.text);
    assert!(rosa.open(changed.header("location")).await.text.contains("It says this now."));
    let page = ben.open(&post).await.text;
    for words in
        ["À sept heures", "<summary dir=\"auto\">About food</summary>", "class=\"content\" lang=\"fr\"", "Changed "]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("The kitchen opens at"), "{page}");

    // What an app said of it, and the form has no field for, stays.
    let folded = posts(&app, json!({"status": "Hello", "sensitive": true, "language": "pt-BR"})).await;
    let (shown, edit) = (format!("/posts/{folded}"), format!("/posts/{folded}/edit"));
    assert!(rosa.open(&edit).await.text.contains("<option value=\"pt-BR\" lang=\"pt-BR\" selected>"));
    assert_eq!(path(&reword(&rosa, &edit, &[("words", "Hello"), ("language", "pt-BR")]).await), shown);
    let after = get(&app, &format!("/api/v1/statuses/{folded}")).await.expect(200);
    assert_eq!((&after["sensitive"], &after["language"]), (&json!(true), &json!("pt-BR")));

    // What it asks stays, with its end and its votes; and what hangs on it is described anew.
    let poll = json!({"options": ["Yes", "No"], "expires_in": 600});
    let asked = posts(&app, json!({"status": "Shal we cook?", "poll": poll})).await;
    let asks = format!("/posts/{asked}");
    assert_eq!(path(&ben.fill_in(&asks, &[("act", "vote"), ("choice", "0")]).await), asks);
    let before = get(&app, &format!("/api/v1/polls/{asked}")).await.expect(200);
    let edit = format!("{asks}/edit");
    assert!(rosa.open(&edit).await.text.contains("and the votes, stay as they are"));
    assert_eq!(path(&reword(&rosa, &edit, &[("words", "Shall we cook?"), ("language", "en")]).await), asks);
    assert_eq!(get(&app, &format!("/api/v1/polls/{asked}")).await.expect(200), before);
    // Also when it has ended.
    place.clock.shift(Duration::minutes(20));
    assert_eq!(path(&reword(&rosa, &edit, &[("words", "Shall we cook, then?"), ("language", "en")]).await), asks);
    let page = ben.open(&asks).await.text;
    assert!(
        page.contains("Shall we cook, then?") && page.contains("1 vote<") && page.contains("It has ended."),
        "{page}"
    );

    let picture = upload(&app, &photograph(40, 30), "Two loafs").await;
    let shown = posts(&app, json!({"media_ids": [picture["id"]], "sensitive": true})).await;
    let (shown, field) = (format!("/posts/{shown}"), format!("description-{}", picture["id"].as_str().expect("an id")));
    let edit = format!("{shown}/edit");
    let page = rosa.open(&edit).await.text;
    assert!(page.contains(&format!("name=\"{field}\"")) && page.contains(">Two loafs</textarea>"), "{page}");
    assert!(page.contains("name=\"folded\" value=\"yes\" checked"), "{page}");
    let long = "é".repeat(1_501);
    let wrong = reword(&rosa, &edit, &[("words", "Fresh"), (&field, &long), ("language", "en")]).await;
    assert!(wrong.status == 422 && wrong.text.contains(&format!("<a href=\"#{field}\">")), "{}", wrong.text);
    assert!(wrong.text.contains(">Fresh</textarea>"), "{}", wrong.text);
    assert_eq!(path(&reword(&rosa, &edit, &[("words", ""), (&field, "Two loaves"), ("language", "en")]).await), shown);
    let page = ben.open(&shown).await.text;
    assert!(page.contains("alt=\"Two loaves\"") && !page.contains("not everybody wants to see"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_changed_in_another_window_is_shown_beside_what_one_typed_and_neither_is_lost() {
    let (place, rosa, ben, _amal) = neighbors().await;
    let app = Visitor::member(&place, "rosa").await;
    let picture = upload(&app, &photograph(40, 30), "Two loafs").await;
    let field = format!("description-{}", picture["id"].as_str().expect("an id"));
    let post = posts(&app, json!({"status": "Bread at six", "language": "en", "media_ids": [picture["id"]]})).await;
    let (post, edit) = (format!("/posts/{post}"), format!("/posts/{post}/edit"));
    // Two windows show the same form.
    let page = rosa.open(&edit).await;
    let (form, seen) = (word(&page), value(&page, "seen"));
    let first = async |words: &str, loaves: &str| {
        let said = [
            ("form", form.as_str()),
            ("seen", seen.as_str()),
            ("words", words),
            (field.as_str(), loaves),
            ("language", "en"),
        ];
        rosa.send(&edit, &said).await
    };
    // In one of them a button is pressed twice.
    for pressed in ["once", "twice"] {
        let saved = first("Bread at seven\r\nat <six>", "Two loaves").await;
        assert_eq!(saved.header("location"), format!("{post}?said=changed"), "{pressed}: {}", saved.text);
    }
    let both = first("Bread for all", "Two loafs").await;
    assert!(both.status == 422 && both.text.contains("changed in the meantime"), "{}", both.text);
    for words in [
        "What it says now</h2>",
        "dir=\"auto\">Bread at seven\nat &#60;six&#62;</blockquote>",
        "dir=\"auto\">Two loaves</blockquote>",
        "What you wrote</h2>",
        ">Bread for all</textarea>",
        ">Two loafs</textarea>",
    ] {
        assert!(both.text.contains(words), "{words}: {}", both.text);
    }
    assert!(ben.open(&post).await.text.contains("Bread at seven"), "nothing is changed yet");
    // With both before her eyes, she saves it.
    let seen = value(&both, "seen");
    let said =
        [("form", form.as_str()), ("seen", seen.as_str()), ("words", "Bread for all at seven"), ("language", "en")];
    assert_eq!(path(&rosa.send(&edit, &said).await), post);
    let page = ben.open(&post).await.text;
    assert!(page.contains("Bread for all at seven") && page.contains("alt=\"Two loaves\""), "{page}");

    // Also where a button is pressed twice at the same moment, it is not called a change of somebody else's.
    let seen = value(&rosa.open(&edit).await, "seen");
    let twice =
        [("form", form.as_str()), ("seen", seen.as_str()), ("words", "Bread for all at eight"), ("language", "en")];
    let (one, other) = tokio::join!(rosa.send(&edit, &twice), rosa.send(&edit, &twice));
    for saved in [one, other] {
        assert_eq!(saved.header("location"), format!("{post}?said=changed"), "{}", saved.text);
    }

    // What was folded away in an app is not unfolded by a form of before.
    let page = rosa.open(&edit).await;
    let seen = value(&page, "seen");
    let id = post.rsplit('/').next().expect("a number");
    let folded = json!({"status": "Bread", "sensitive": true, "media_ids": [picture["id"]]});
    send(&app, Method::PUT, &format!("/statuses/{id}"), folded).await.expect(200);
    let said = [("form", form.as_str()), ("seen", seen.as_str()), ("words", "Bread and jam"), ("language", "en")];
    let both = rosa.send(&edit, &said).await;
    assert!(both.status == 422 && both.text.contains("name=\"folded\" value=\"yes\" checked"), "{}", both.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_need_is_changed_on_its_own_page_and_not_as_a_post() {
    let (place, rosa, ben, _amal) = neighbors().await;
    let need = json!({"kind": "need", "title": "A cot for a week"});
    let need = Visitor::member(&place, "rosa").await.post("/listings", need).await.expect(201);
    let edit = format!("/posts/{}/edit", need["id"].as_str().expect("an id"));
    let page = rosa.open(&edit).await;
    let own = need["page"].as_str().expect("a page").strip_prefix(&place.base).expect("ours");
    assert!(page.status == 200 && page.text.contains("It is changed on its own page."), "{}", page.text);
    assert!(page.text.contains(&format!("href=\"{own}/edit\"")) && !page.text.contains("<textarea"), "{}", page.text);
    let hidden = word(&rosa.open("/posts").await);
    let sent = rosa.send(&edit, &[("form", &hidden), ("words", "Something else")]).await;
    assert!(sent.text.contains("It is changed on its own page."), "{}", sent.text);
    assert_eq!(place.database.number("SELECT count(*) AS n FROM listings WHERE title = 'A cot for a week'"), 1);
    assert_eq!(ben.open(&edit).await.status, 404);
    assert_eq!(Browser::new(&place).open(&edit).await.status, 303, "to the sign-in page");
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_are_posted_with_what_they_show_and_none_is_sent_twice() {
    let (place, rosa, ben, _amal) = neighbors().await;
    assert!(rosa.open("/posts").await.text.contains("href=\"/posts/write\""));
    let page = rosa.open("/posts/write").await;
    assert_eq!(page.text.matches("type=\"file\"").count(), 4, "{}", page.text);
    let (hidden, once) = (word(&page), value(&page, "once"));
    let photo = photograph(40, 30);
    assert_eq!(send_pictures(&rosa, &[("form", "guessed")], &[("file-1", "image/jpeg", &photo)]).await.status, 403);
    assert_eq!(place.database.number("SELECT count(*) AS n FROM media"), 0);

    // One comes, one cannot be read, one is a recording, and one is missing: each says so, and all that came stays.
    let texts = [
        ("form", hidden.as_str()),
        ("once", once.as_str()),
        ("words", "Fresh from the oven"),
        ("description-1", "Two loaves"),
        ("description-2", "A cake"),
        ("description-4", "A jar"),
        ("folded", "yes"),
        ("language", "en"),
        ("audience", "public"),
    ];
    let sound = silence("");
    let files: [(&str, &str, &[u8]); 3] =
        [("file-1", "image/jpeg", &photo), ("file-2", "image/jpeg", b"no picture"), ("file-3", "audio/wav", &sound)];
    let wrong = send_pictures(&rosa, &texts, &files).await;
    assert_eq!(wrong.status, 422, "{}", wrong.text);
    for words in [
        "<a href=\"#file-2\">This is no picture",
        "<a href=\"#file-3\">Here there is room for pictures alone",
        "<a href=\"#file-4\">Please choose a picture first.",
        ">Fresh from the oven</textarea>",
        ">A cake</textarea>",
        ">A jar</textarea>",
        "alt=\"Two loaves\"",
        "name=\"folded\" value=\"yes\" checked",
    ] {
        assert!(wrong.text.contains(words), "{words}: {}", wrong.text);
    }
    assert!(!wrong.text.contains("#file-1"), "{}", wrong.text);
    assert_eq!(place.database.number("SELECT count(*) AS n FROM statuses"), 0, "nothing is posted yet");

    // Nobody else posts what waits for her.
    let came = value(&wrong, "came-1");
    let bens = word(&ben.open("/posts/write").await);
    let taken = send_pictures(&ben, &[("form", &bens), ("came-1", &came), ("words", "Mine")], &[]).await;
    assert!(taken.status == 422 && taken.text.contains("<a href=\"#file-1\">"), "{}", taken.text);

    // Without the others, it is posted; and once, however often the button is pressed.
    let texts = [
        ("form", hidden.as_str()),
        ("once", once.as_str()),
        ("words", ""),
        ("came-1", came.as_str()),
        ("description-1", "Two brown loaves"),
        ("folded", "yes"),
        ("language", "en"),
        ("audience", "public"),
    ];
    let posted = send_pictures(&rosa, &texts, &[("file-2", "image/jpeg", &photo)]).await;
    assert!(posted.header("location").ends_with("?said=written"), "{}", posted.text);
    let again = send_pictures(&rosa, &texts, &[("file-2", "image/jpeg", &photo)]).await;
    assert_eq!(again.header("location"), posted.header("location"), "pressed twice: {}", again.text);
    let page = ben.open(&path(&posted)).await.text;
    assert!(page.contains("alt=\"Two brown loaves\"") && page.matches("<img").count() == 2, "{page}");
    assert!(page.contains("<summary>Folded away at first. Open it if you want to see or hear it.</summary>"), "{page}");
    assert!(page.contains("A picture without words"), "{page}");

    let plain =
        [("form", hidden.as_str()), ("once", once.as_str()), ("words", "Bread for all"), ("audience", "public")];
    let first = path(&send_pictures(&rosa, &plain, &[]).await);
    assert_eq!(path(&send_pictures(&rosa, &plain, &[]).await), first, "pressed twice");
    assert_eq!(place.database.number("SELECT count(*) AS n FROM statuses"), 2);
    // Another picture under the same words is something else.
    let other = photograph(30, 40);
    let shown = path(&send_pictures(&rosa, &plain, &[("file-1", "image/jpeg", &photo)]).await);
    assert_ne!(path(&send_pictures(&rosa, &plain, &[("file-1", "image/jpeg", &other)]).await), shown);
    assert_eq!(path(&send_pictures(&rosa, &plain, &[("file-1", "image/jpeg", &photo)]).await), shown);

    // A picture that came can be left out again, with its words.
    let waits =
        send_pictures(&rosa, &[("form", &hidden), ("description-2", "?")], &[("file-1", "image/jpeg", &photo)]).await;
    let came = value(&waits, "came-1");
    let out = [
        ("form", hidden.as_str()),
        ("came-1", came.as_str()),
        ("out-1", "yes"),
        ("words", "Only for some"),
        ("audience", "private"),
    ];
    let posted = path(&send_pictures(&rosa, &out, &[]).await);
    assert!(!rosa.open(&posted).await.text.contains("<img"));
    assert_eq!(ben.open(&posted).await.status, 404, "it is for those who follow her");
}

#[tokio::test(flavor = "multi_thread")]
async fn with_pictures_it_goes_no_further_than_its_author_is_used_to_and_a_tag_means_what_it_means_in_an_app() {
    let (place, rosa, ben, _amal) = neighbors().await;
    let app = Visitor::member(&place, "rosa").await;
    let usual = json!({"source": {"privacy": "unlisted", "language": "es"}});
    send(&app, Method::PATCH, "/accounts/update_credentials", usual).await.expect(200);
    let page = rosa.open("/posts/write").await;
    assert!(page.text.contains("<option value=\"es\" lang=\"es\" selected>"), "as she writes usually: {}", page.text);
    let hidden = word(&page);
    let photo = photograph(40, 30);
    let texts = |words| [("form", hidden.as_str()), ("words", words), ("language", "en"), ("audience", "public")];
    let bread = path(&send_pictures(&rosa, &texts("Bread on my table"), &[("file-1", "image/jpeg", &photo)]).await);
    assert!(ben.open(&bread).await.text.contains("Bread on my table"), "everyone may read it");
    let list = ben.open("/posts?of=neighbors").await.text;
    assert!(!list.contains("Bread on my table"), "it stands in no public list: {list}");

    let need = send_pictures(&rosa, &texts("#need a cot for a week"), &[("file-1", "image/jpeg", &photo)]).await;
    let page = rosa.open(&path(&need)).await;
    assert!(page.header("location").starts_with("/listings/"), "{}", page.text);
    let listing = app.get("/listings/mine").await.expect(200)[0].clone();
    assert_eq!((&listing["kind"], &listing["audience"]), (&json!("need"), &json!("network")));
    assert_eq!(listing["pictures"].as_array().map(Vec::len), Some(1), "{listing}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_is_too_large_takes_none_of_the_words_with_it() {
    let place = Neighborhood::start("riverside").await;
    let rosa = Browser::joined(&place, "rosa", "203.0.113.31").await;
    let hidden = word(&rosa.open("/posts/write").await);
    let large = vec![0xff; 17 * 1024 * 1024];
    let texts = [("form", hidden.as_str()), ("words", "Many words about bread"), ("language", "en")];
    let wrong = send_pictures(&rosa, &texts, &[("file-1", "image/jpeg", &large)]).await;
    assert!(
        wrong.status == 422 && wrong.text.contains("<a href=\"#file-1\">This file is too large."),
        "{}",
        wrong.text
    );
    assert!(wrong.text.contains(">Many words about bread</textarea>"), "{}", wrong.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_names_somebody_whom_nobody_knows_is_told_so_in_their_own_language() {
    let (place, _rosa, ben, _amal) = neighbors().await;
    let app = Visitor::member(&place, "rosa").await;
    let post = format!("/posts/{}", posts(&app, json!({"status": "@ben Hola", "visibility": "direct"})).await);
    let hidden = word(&ben.open(&post).await);
    let answer = [("form", hidden.as_str()), ("act", "answer"), ("words", "Gracias, @nobodyhere")];
    let wrong = ben.send(&format!("{post}?lang=es"), &answer).await;
    assert!(wrong.status == 422 && wrong.text.contains("No encontramos a alguien que nombras"), "{}", wrong.text);
    assert!(wrong.text.contains(">Gracias, @nobodyhere</textarea>"), "{}", wrong.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_of_a_need_that_is_too_large_takes_none_of_its_words_with_it() {
    let place = Neighborhood::start("riverside").await;
    let rosa = Browser::joined(&place, "rosa", "203.0.113.31").await;
    let listing = path(&rosa.fill_in("/new", &[("kind", "need"), ("title", "A cot")]).await);
    let pictures = format!("{listing}/pictures");
    let hidden = word(&rosa.open(&pictures).await);
    for size in [17, 33] {
        let large = vec![0xff; size * 1024 * 1024];
        let body = in_a_row(&[
            form(&[("form", &hidden)], &[("file", "image/jpeg", &large)]),
            form(&[("description", "White, with a blue blanket")], &[]),
        ]);
        let kind = form_type();
        let headers = [("content-type", kind.as_str()), ("sec-fetch-site", "same-origin")];
        let wrong = rosa.ask_with(Method::POST, &pictures, &headers, body).await;
        let says = "<a href=\"#file\">This file is too large.";
        assert!(wrong.status == 422 && wrong.text.contains(says), "{size}: {}", wrong.text);
        assert!(wrong.text.contains(">White, with a blue blanket</textarea>"), "{size}: {}", wrong.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_behind_a_picture_that_is_more_than_twice_too_large_stays_too() {
    let place = Neighborhood::start("riverside").await;
    let rosa = Browser::joined(&place, "rosa", "203.0.113.31").await;
    let hidden = word(&rosa.open("/posts/write").await);
    let (photo, large) = (photograph(40, 30), vec![0xff; 33 * 1024 * 1024]);
    let body = in_a_row(&[
        form(&[("form", &hidden), ("words", "Many words about bread")], &[("file-1", "image/jpeg", &large)]),
        form(&[("description-1", "Two loaves")], &[("file-2", "image/jpeg", &photo)]),
        form(&[("description-2", "A cake"), ("warning", "Crumbs"), ("language", "es"), ("audience", "public")], &[]),
    ]);
    let kind = form_type();
    let headers = [("content-type", kind.as_str()), ("sec-fetch-site", "same-origin")];
    let wrong = rosa.ask_with(Method::POST, "/posts/write", &headers, body).await;
    assert_eq!(wrong.status, 422, "{}", wrong.text);
    for words in [
        "<a href=\"#file-1\">This file is too large.",
        ">Many words about bread</textarea>",
        ">Two loaves</textarea>",
        "name=\"came-2\"",
        ">A cake</textarea>",
        "value=\"Crumbs\"",
        "<option value=\"es\" lang=\"es\" selected>",
        "name=\"audience\" value=\"public\" checked",
    ] {
        assert!(wrong.text.contains(words), "{words}: {}", wrong.text);
    }
    assert_eq!(place.database.count("media"), 1, "of the large one nothing is kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_before_a_file_that_is_not_read_to_its_end_stays_and_is_for_nobody_new() {
    let place = Neighborhood::start("riverside").await;
    let rosa = Browser::joined(&place, "rosa", "203.0.113.31").await;
    let hidden = word(&rosa.open("/posts/write").await);
    let (photo, large) = (photograph(40, 30), vec![0xff; 64 * 1024 * 1024 + 1]);
    let sent = async |hidden: &str, from: &str| {
        let body = in_a_row(&[
            form(&[("form", hidden), ("words", "Many words about bread")], &[("file-1", "image/jpeg", &photo)]),
            form(&[("description-1", "Two loaves")], &[("file-2", "image/jpeg", &large)]),
            form(&[("description-2", "A cake"), ("audience", "public"), ("language", "es")], &[]),
        ]);
        let kind = form_type();
        let headers = [("content-type", kind.as_str()), ("sec-fetch-site", from)];
        rosa.ask_with(Method::POST, "/posts/write", &headers, body).await
    };
    let wrong = sent(&hidden, "same-origin").await;
    assert_eq!(wrong.status, 422, "{}", wrong.text);
    for words in [
        "<a href=\"#file-2\">This file is too large.",
        ">Many words about bread</textarea>",
        ">Two loaves</textarea>",
        "name=\"came-1\"",
        "<option value=\"en\" lang=\"en\" selected>",
        "name=\"audience\" value=\"private\" checked",
    ] {
        assert!(wrong.text.contains(words), "{words}: {}", wrong.text);
    }
    let forged = sent("guessed", "cross-site").await;
    assert!(forged.status == 403 && !forged.text.contains("Many words"), "{}", forged.text);
    // A form of ours that was open for too long.
    let stale = sent("guessed", "same-origin").await;
    assert!(stale.status == 403 && stale.text.contains("dir=\"auto\">Many words about bread<"), "{}", stale.text);
    assert_eq!(place.database.number("SELECT count(*) AS n FROM media"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_posts_very_much_in_a_short_time_keeps_all_words_beside_the_pictures() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let place = Neighborhood::start_on("riverside", listener, Arc::new(TestDb::new()), |config| {
        config.limits.account_per_minute = 3;
    })
    .await;
    let rosa = Browser::joined(&place, "rosa", "203.0.113.31").await;
    let hidden = word(&rosa.open("/posts/write").await);
    let photo = photograph(40, 30);
    let mut held = None;
    for number in 0..10 {
        let words = format!("Bread, number {number}");
        let texts = [
            ("form", hidden.as_str()),
            ("words", words.as_str()),
            ("description-1", "A loaf"),
            ("audience", "private"),
        ];
        let answer = send_pictures(&rosa, &texts, &[("file-1", "image/jpeg", &photo)]).await;
        if answer.status == 429 {
            held = Some((answer, words));
            break;
        }
        assert_eq!(answer.status, 303, "{}", answer.text);
    }
    let (held, words) = held.expect("a limit");
    assert!(held.header("retry-after").parse::<u32>().is_ok(), "{:?}", held.headers);
    let words = format!(">{words}</textarea>");
    for kept in [
        words.as_str(),
        ">A loaf</textarea>",
        "name=\"audience\" value=\"private\" checked",
        "<li>Wait a minute, and then press the button.",
        "<a href=\"#file-1\">Please choose a picture first.",
    ] {
        assert!(held.text.contains(kept), "{kept}: {}", held.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recording_in_a_post_says_in_words_what_is_said_in_it() {
    let (place, _rosa, ben, _amal) = neighbors().await;
    let app = Visitor::member(&place, "rosa").await;
    let sent = upload(&app, &silence(""), "I have soup for four people.").await;
    let post = posts(&app, json!({"status": "Soup", "media_ids": [sent["id"]]})).await;
    let page = ben.open(&format!("/posts/{post}")).await.text;
    assert!(page.contains(">A recording</a>") && page.contains(">I have soup for four people.</blockquote>"), "{page}");
}

//! Asking with choices, on the pages on which a post is written or answered, without scripts.

use crate::mastodon::get;
use crate::support::browser::word;
use crate::support::client::{Answer, Visitor};
use crate::support::pictures::photograph;
use crate::writing::{neighbors, path, send_pictures, value};
use chrono::Duration;
use serde_json::{Value, json};

const HEADING: &str = "<summary>Ask a question with choices</summary>";

/// The help where a post may be a picture alone.
const PICTURE_ALONE: &str = "With a picture, no words are needed.";

/// What the form says, with what somebody chose in it; of two words for a field, the last one.
fn said<'a>(hidden: &'a str, chosen: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut all = vec![("form", hidden), ("language", "en"), ("audience", "public"), ("open_for", "3600")];
    all.extend_from_slice(chosen);
    all
}

fn does_not_fit(answer: &Answer, parts: &[&str]) {
    assert_eq!(answer.status, 422, "{}", answer.text);
    for part in parts {
        assert!(answer.text.contains(part), "{part}: {}", answer.text);
    }
}

fn titles(poll: &Value) -> Vec<&str> {
    let options = poll["options"].as_array().expect("options");
    options.iter().filter_map(|option| option["title"].as_str()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_asks_with_choices_on_a_page_and_neighbors_vote() {
    let (place, rosa, ben, _amal) = neighbors().await;
    assert!(rosa.open("/posts").await.text.contains("href=\"/posts/write?asks=choices\""));
    // It is folded away, and stands open for whoever comes to ask.
    let folded = rosa.open("/posts/write").await.text;
    assert!(folded.contains(&format!("<details class=\"field\">{HEADING}")), "{folded}");
    assert!(folded.contains(PICTURE_ALONE), "{folded}");
    let page = rosa.open("/posts/write?asks=choices").await;
    let open = format!("<details class=\"field\" open>{HEADING}");
    for part in [
        open.as_str(),
        "<details class=\"field\"><summary>Room for more choices</summary>",
        "<details class=\"field\"><summary>Pictures</summary>",
        "<option value=\"86400\" selected>1 day</option>",
        "name=\"back\" value=\"/posts/write?asks=choices\"",
    ] {
        assert!(page.text.contains(part), "{part}: {}", page.text);
    }
    assert_eq!(page.text.matches("name=\"option-").count(), 10, "as many as in an app: {}", page.text);
    // A question has words, and no picture: nothing says otherwise there.
    assert!(!page.text.contains(PICTURE_ALONE), "{}", page.text);

    let (hidden, once) = (word(&page), value(&page, "once"));
    let texts = said(
        &hidden,
        &[
            ("once", &once),
            ("words", "What do we bring?"),
            ("option-1", " Bread "),
            ("option-2", " "),
            ("option-3", "Soup & salad"),
            ("option-9", "Cake"),
            ("several", "yes"),
            ("hidden", "yes"),
        ],
    );
    let post = path(&send_pictures(&rosa, &texts, &[]).await);
    assert_eq!(path(&send_pictures(&rosa, &texts, &[]).await), post, "pressed twice");
    let other: Vec<(&str, &str)> =
        texts.iter().map(|(name, words)| (*name, if *words == "Cake" { "Tea" } else { *words })).collect();
    assert_ne!(path(&send_pictures(&rosa, &other, &[]).await), post, "another question is asked, too");

    let app = Visitor::member(&place, "ben").await;
    let id = post.trim_start_matches("/posts/").to_owned();
    let poll = get(&app, &format!("/api/v1/polls/{id}")).await.expect(200);
    assert_eq!(titles(&poll), ["Bread", "Soup & salad", "Cake"]);
    assert_eq!((&poll["multiple"], &poll["options"][0]["votes_count"]), (&json!(true), &Value::Null));
    let voted = ben.fill_in(&post, &[("act", "vote"), ("choice-0", "0"), ("choice-2", "2")]).await;
    assert_eq!(path(&voted), post);
    place.clock.shift(Duration::minutes(59));
    assert!(!ben.open(&post).await.text.contains("1 vote<"), "it is hidden until the end");
    place.clock.shift(Duration::minutes(2));
    let page = ben.open(&post).await.text;
    assert!(page.contains("It has ended.") && page.matches("1 vote<").count() == 2, "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_fit_in_a_question_is_said_at_its_field_and_all_that_was_typed_stays() {
    let (place, rosa, _ben, _amal) = neighbors().await;
    let hidden = word(&rosa.open("/posts/write").await);
    let long = "é".repeat(101);
    let texts = said(
        &hidden,
        &[
            ("words", "When?"),
            ("option-1", "Monday"),
            ("option-2", &long),
            ("option-6", " Monday"),
            ("several", "yes"),
            ("open_for", "soon"),
            ("audience", "private"),
        ],
    );
    let wrong = send_pictures(&rosa, &texts, &[]).await;
    does_not_fit(
        &wrong,
        &[
            "<a href=\"#option-2\">This is too long: it has 101 letters",
            "<a href=\"#option-6\">This choice stands there twice.",
            "<a href=\"#open_for\">Please choose for how long one can vote.",
            "aria-describedby=\"option-2-wrong\" aria-invalid=\"true\"",
            "id=\"option-6-wrong\"",
            "id=\"open_for-wrong\"",
            "value=\"Monday\"",
            "value=\" Monday\"",
            &format!("value=\"{long}\""),
            ">When?</textarea>",
            "name=\"several\" value=\"yes\" checked",
            "name=\"audience\" value=\"private\" checked",
            "<textarea id=\"words\" name=\"words\" maxlength=\"5000\" dir=\"auto\">When?</textarea>",
            &format!("<details class=\"field\" open>{HEADING}"),
            "<details class=\"field\" open><summary>Room for more choices</summary>",
        ],
    );
    assert!(!wrong.text.contains("#option-1\"") && !wrong.text.contains("name=\"hidden\" value=\"yes\" checked"));

    // Where one more can be written; also where something was ticked, and nothing can be chosen.
    for (chosen, field) in [
        ([("option-1", "Monday"), ("open_for", "604800")], "option-2"),
        ([("option-3", "Monday"), ("open_for", "604800")], "option-1"),
        ([("hidden", "yes"), ("open_for", "604800")], "option-1"),
    ] {
        let wrong = send_pictures(&rosa, &said(&hidden, &chosen), &[]).await;
        let says = format!("<a href=\"#{field}\">There are 2 to 10 choices in a question.");
        does_not_fit(&wrong, &[&says, "<option value=\"604800\" selected>7 days</option>"]);
    }
    // A question has words: the choices are no words of it.
    let wordless = said(&hidden, &[("words", " "), ("option-1", "Monday"), ("option-2", "Friday")]);
    does_not_fit(&send_pictures(&rosa, &wordless, &[]).await, &["<a href=\"#words\">", "value=\"Friday\""]);
    // In the reader's language.
    let spanish = rosa.send("/posts/write?lang=es", &said(&hidden, &[("option-1", "Lunes")])).await;
    does_not_fit(&spanish, &["<a href=\"#option-2\">Una pregunta tiene de 2 a 10", "value=\"Lunes\""]);
    assert_eq!((place.database.count("statuses"), place.database.count("polls")), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_question_stands_beside_pictures_or_in_a_need_and_the_page_says_so() {
    let (place, rosa, ben, _amal) = neighbors().await;
    let hidden = word(&rosa.open("/posts/write").await);
    let chosen = [("words", "Which?"), ("option-2", "Bread"), ("option-3", "Soup")];
    let with_words = [&chosen[..], &[("description-1", "Two loaves")]].concat();
    let photo = photograph(40, 30);
    let wrong = send_pictures(&rosa, &said(&hidden, &with_words), &[("file-1", "image/jpeg", &photo)]).await;
    does_not_fit(
        &wrong,
        &[
            "<a href=\"#option-2\">A post has pictures or a question with choices, and not both.",
            "name=\"came-1\"",
            ">Two loaves</textarea>",
            "value=\"Soup\"",
        ],
    );
    assert!(!wrong.text.contains("<summary>Pictures</summary>"), "what came is not folded away: {}", wrong.text);
    assert_eq!(place.database.count("statuses"), 0);
    // She leaves the picture out.
    let came = value(&wrong, "came-1");
    let without = [&chosen[..], &[("came-1", came.as_str()), ("out-1", "yes")]].concat();
    let post = path(&send_pictures(&rosa, &said(&hidden, &without), &[]).await);
    let page = ben.open(&post).await.text;
    assert!(page.contains("type=\"radio\" name=\"choice\" value=\"1\"") && !page.contains("<img"), "{page}");

    let need = said(&hidden, &[("words", "Bread or soup? #need"), ("option-1", "Bread"), ("option-2", "Soup")]);
    let wrong = send_pictures(&rosa, &need, &[]).await;
    let says = "<a href=\"#option-1\">A need, an offer, or an answer to one has no question with choices.";
    does_not_fit(&wrong, &[says, ">Bread or soup? #need</textarea>", "value=\"Bread\""]);
    assert_eq!((place.database.count("statuses"), place.database.count("listings")), (1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_asks_with_choices_too() {
    let (place, rosa, ben, _amal) = neighbors().await;
    let said = [("act", "write"), ("words", "We cook on Saturday"), ("audience", "public")];
    let post = path(&ben.fill_in("/posts", &said).await);
    let page = rosa.open(&post).await;
    assert!(page.text.contains(&format!("<details class=\"field\">{HEADING}")), "{}", page.text);
    let asks = |more: &[(&'static str, &'static str)]| -> Vec<(&'static str, &'static str)> {
        let all = [("act", "answer"), ("words", "At what time?"), ("open_for", "3600"), ("option-1", "Ten")];
        [&all[..], more].concat()
    };
    does_not_fit(
        &rosa.fill_in(&post, &asks(&[])).await,
        &[
            "<a href=\"#option-2\">There are 2 to 10 choices in a question.",
            "value=\"Ten\"",
            ">At what time?</textarea>",
            &format!("<details class=\"field\" open>{HEADING}"),
        ],
    );
    assert_eq!(place.database.count("polls"), 0);

    let (hidden, once) = (word(&page), value(&page, "once"));
    let of_page = [("form", hidden.as_str()), ("once", once.as_str())];
    let send = async |second: &'static str| {
        let texts = [&of_page[..], &asks(&[("option-2", second)])[..]].concat();
        path(&rosa.send(&post, &texts).await)
    };
    let answer = send("Eleven").await;
    assert_eq!(send("Eleven").await, answer, "pressed twice");
    assert_ne!(send("Twelve").await, answer, "another question is asked, too");
    let app = Visitor::member(&place, "ben").await;
    let id = answer.trim_start_matches("/posts/").to_owned();
    let status = get(&app, &format!("/api/v1/statuses/{id}")).await.expect(200);
    assert_eq!(status["in_reply_to_id"].as_str(), Some(post.trim_start_matches("/posts/")));
    assert_eq!(titles(&status["poll"]), ["Ten", "Eleven"]);
    let voted = ben.fill_in(&answer, &[("act", "vote"), ("choice", "1")]).await;
    assert_eq!(voted.header("location"), format!("{answer}?said=voted"), "{}", voted.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_signed_out_while_they_asked_reads_their_choices() {
    let (_place, rosa, _ben, _amal) = neighbors().await;
    rosa.drop_cookie("potluck");
    let texts = said("guessed", &[("words", "What do we bring?"), ("option-1", "soup"), ("several", "yes")]);
    let kept = send_pictures(&rosa, &texts, &[]).await;
    assert_eq!(kept.status, 403, "{}", kept.text);
    for words in ["What do we bring?", "soup"] {
        assert!(kept.text.contains(&format!("readonly dir=\"auto\">{words}</textarea>")), "{words}: {}", kept.text);
    }
    assert!(!kept.text.contains(">yes</textarea>") && !kept.text.contains(">3600</textarea>"), "{}", kept.text);
}

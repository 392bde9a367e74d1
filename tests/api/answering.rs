//! Answers with pictures, on pages and without scripts: as something new has them.

use crate::mastodon::get;
use crate::support::browser::{Browser, word};
use crate::support::client::Visitor;
use crate::support::pictures::photograph;
use crate::writing::{neighbors, path, send_pictures_to, value};
use serde_json::{Value, json};

/// The number of a post, as its address ends.
fn id(post: &str) -> String {
    post.trim_start_matches("/posts/").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_has_pictures_as_something_new_has_and_what_was_typed_stays() {
    let (place, rosa, ben, _amal) = neighbors().await;
    let said = [("act", "write"), ("words", "What is on your table?"), ("audience", "public")];
    let post = path(&ben.fill_in("/posts", &said).await);
    let way = format!("{post}/answer");
    assert!(rosa.open(&post).await.text.contains(&format!("href=\"{way}\">Answer with pictures</a>")));

    // The form shows what she answers, and asks nobody who may read it: it goes no further than that.
    let page = rosa.open(&way).await;
    assert_eq!(page.text.matches("type=\"file\"").count(), 4, "as many as of something new: {}", page.text);
    for part in [
        "<h1>Answer with pictures</h1>",
        "What is on your table?",
        format!("action=\"{way}\" enctype=\"multipart/form-data\"").as_str(),
        format!("name=\"back\" value=\"{way}\"").as_str(),
        "With a picture, no words are needed.",
        "It goes no further than what you answer.",
        ">Send my answer</button>",
    ] {
        assert!(page.text.contains(part), "{part}: {}", page.text);
    }
    assert!(!page.text.contains("name=\"audience\""), "{}", page.text);

    let (hidden, once) = (word(&page), value(&page, "once"));
    let photo = photograph(40, 30);
    let guessed = send_pictures_to(&rosa, &way, &[("form", "guessed")], &[("file-1", "image/jpeg", &photo)]).await;
    assert_eq!((guessed.status, place.database.count("media")), (403, 0), "{}", guessed.text);

    // One comes and one cannot be read: that is said at its field, and all that was typed stays, with what came.
    let texts = [
        ("form", hidden.as_str()),
        ("once", once.as_str()),
        ("words", "Fresh from the oven"),
        ("warning", "Crumbs"),
        ("description-1", "Two loaves"),
        ("description-2", "A cake"),
        ("folded", "yes"),
        ("language", "fr"),
    ];
    let files: [(&str, &str, &[u8]); 2] = [("file-1", "image/jpeg", &photo), ("file-2", "image/jpeg", b"no picture")];
    let wrong = send_pictures_to(&rosa, &way, &texts, &files).await;
    assert_eq!(wrong.status, 422, "{}", wrong.text);
    for part in [
        "<h1>Answer with pictures</h1>",
        "What is on your table?",
        "<a href=\"#file-2\">This is no picture",
        ">Fresh from the oven</textarea>",
        "value=\"Crumbs\"",
        "alt=\"Two loaves\"",
        ">A cake</textarea>",
        "name=\"folded\" value=\"yes\" checked",
        "<option value=\"fr\" lang=\"fr\" selected>",
    ] {
        assert!(wrong.text.contains(part), "{part}: {}", wrong.text);
    }
    // Pictures beside a question: neither is dropped in silence.
    let came = value(&wrong, "came-1");
    let asks = [
        ("form", hidden.as_str()),
        ("came-1", came.as_str()),
        ("words", "Which?"),
        ("option-1", "A"),
        ("option-2", "B"),
        ("open_for", "86400"),
    ];
    let wrong = send_pictures_to(&rosa, &way, &asks, &[]).await;
    let says = "<a href=\"#option-1\">A post has pictures or a question with choices, and not both.";
    assert!(
        wrong.status == 422 && wrong.text.contains(says) && wrong.text.contains("name=\"came-1\""),
        "{}",
        wrong.text
    );
    assert_eq!(place.database.count("statuses"), 1, "nothing is answered yet");

    // The picture alone is an answer, once, however often the button is pressed.
    let texts = [
        ("form", hidden.as_str()),
        ("once", once.as_str()),
        ("came-1", came.as_str()),
        ("description-1", "Two brown loaves"),
        ("language", "en"),
    ];
    let answered = send_pictures_to(&rosa, &way, &texts, &[]).await;
    assert!(answered.header("location").ends_with("?said=answered"), "{}", answered.text);
    let again = send_pictures_to(&rosa, &way, &texts, &[]).await;
    assert_eq!(again.header("location"), answered.header("location"), "pressed twice: {}", again.text);
    assert_eq!(place.database.count("statuses"), 2);
    let answer = path(&answered);
    assert!(ben.open(&post).await.text.contains("alt=\"Two brown loaves\""), "it stands below what it answers");
    let app = Visitor::member(&place, "ben").await;
    let status = get(&app, &format!("/api/v1/statuses/{}", id(&answer))).await.expect(200);
    assert_eq!(status["in_reply_to_id"].as_str(), Some(id(&post).as_str()));
    assert_eq!(status["media_attachments"].as_array().map(Vec::len), Some(1), "{status}");
    // Who is answered is named, and hears of it.
    assert_eq!(status["mentions"][0]["acct"], "ben", "{status}");
    assert!(ben.open("/heard").await.text.contains(&answer));
}

#[tokio::test(flavor = "multi_thread")]
async fn value_04_an_answer_with_pictures_goes_no_further_than_what_it_answers() {
    let (place, rosa, ben, amal) = neighbors().await;
    let app = Visitor::member(&place, "rosa").await;
    let headers = [("content-type", "application/json")];
    let asked = json!({"status": "@ben How does it look?", "visibility": "direct"}).to_string().into_bytes();
    let asked: Value = app.ask(reqwest::Method::POST, "/api/v1/statuses", &headers, asked).await.expect(200);
    let way = format!("/posts/{}/answer", asked["id"].as_str().expect("an id"));
    let photo = photograph(40, 30);
    let send = async |who: &Browser, hidden: &str| {
        let texts = [("form", hidden), ("description-1", "The shelf"), ("audience", "public"), ("language", "en")];
        send_pictures_to(who, &way, &texts, &[("file-1", "image/jpeg", &photo)]).await
    };
    let answer = path(&send(&ben, &word(&ben.open(&way).await)).await);
    let status = get(&app, &format!("/api/v1/statuses/{}", id(&answer))).await.expect(200);
    assert_eq!((&status["visibility"], &status["mentions"][0]["acct"]), (&json!("direct"), &json!("rosa")));
    assert!(rosa.open(&answer).await.text.contains("alt=\"The shelf\""));

    // Whoever may not read it, answers nothing, and learns nothing of it.
    assert_eq!((amal.open(&answer).await.status, amal.open(&way).await.status), (404, 404));
    let refused = send(&amal, &word(&amal.open("/posts").await)).await;
    assert_eq!((refused.status, place.database.count("media")), (404, 1), "{}", refused.text);
    // A need is answered on its own page.
    let need = app.post("/listings", json!({"kind": "need", "title": "A cot for a week"})).await.expect(201);
    let listing = format!("/posts/{}/answer", need["id"].as_str().expect("an id"));
    assert_eq!(ben.open(&listing).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_answers_what_was_deleted_meanwhile_reads_their_words() {
    let (place, rosa, ben, _amal) = neighbors().await;
    let said = [("act", "write"), ("words", "Who has bread?"), ("audience", "public")];
    let post = path(&ben.fill_in("/posts", &said).await);
    let way = format!("{post}/answer");
    let hidden = word(&rosa.open(&way).await);
    assert_eq!(ben.fill_in(&post, &[("act", "delete")]).await.status, 303);
    let texts = [("form", hidden.as_str()), ("words", "Two loaves for you"), ("description-1", "They are warm")];
    let lost = send_pictures_to(&rosa, &way, &texts, &[("file-1", "image/jpeg", &photograph(40, 30))]).await;
    assert_eq!(lost.status, 404, "{}", lost.text);
    for words in ["Two loaves for you", "They are warm"] {
        assert!(lost.text.contains(&format!("dir=\"auto\">{words}<")), "{words}: {}", lost.text);
    }
    assert_eq!(place.database.count("media"), 0, "no picture of nothing is kept");
}

//! What does not fit on a page is said in the reader's own language, and what was typed stays.

use crate::support::browser::{Browser, with_password, word};
use crate::support::client::{Answer, Visitor};
use crate::support::neighborhood::Neighborhood;
use potluck::domain::text::LABEL_MAX;
use potluck::error::Message;
use potluck::i18n::{Lang, text};
use serde_json::json;

#[track_caller]
fn says(page: &Answer, status: u16, lang: Lang, message: &Message, typed: &str) {
    assert_eq!(page.status, status, "{}", page.text);
    let words = message.words(lang);
    assert!(page.text.contains(&words) && page.text.contains(typed), "{words}, {typed}: {}", page.text);
    let english = message.words(Lang::En);
    assert!(lang == Lang::En || !page.text.contains(&english), "{english}: {}", page.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn value_11_what_does_not_fit_is_said_in_the_reader_s_language_and_what_was_typed_stays() {
    let place = Neighborhood::start("riverside").await;
    let rosa = Browser::joined(&place, "rosa", "203.0.113.20").await;
    let ben = Browser::joined(&place, "ben", "203.0.113.21").await;
    let (own, other) = (Visitor::member(&place, "rosa").await, Visitor::member(&place, "ben").await);
    let unit = json!({"measure": "one", "label": "boxes"});
    let apples = json!({"kind": "offer", "title": "Apples", "amount": "4", "unit": unit});
    let listing = own.post("/listings", apples).await.expect(201);
    let page = listing["page"].as_str().expect("a page").strip_prefix(&place.base).expect("ours").to_owned();
    let asked = json!({"amount": "2", "message": "For our school"});
    let id = listing["id"].as_str().expect("an id");
    let answer = other.post(&format!("/listings/{id}/responses"), asked).await.expect(201);
    let answer = format!("/answers/{}", answer["id"].as_str().expect("an id"));
    place.member("mei").await;
    with_password(&place, "mei").await;

    for lang in [Lang::Es, Lang::Ar, Lang::En] {
        let at = |path: &str| format!("{path}?lang={lang}");
        let typed = [("kind", "offer"), ("title", "Bread of the day"), ("amount", "12")];
        says(&rosa.fill_in(&at("/new"), &typed).await, 422, lang, &Message::NoUnit, "Bread of the day");
        let typed = [("kind", "offer"), ("title", "Bread of the day"), ("amount", "a dozen"), ("unit", "loaves")];
        says(&rosa.fill_in(&at("/new"), &typed).await, 422, lang, &Message::NotAnAmount, "loaves");
        let typed = [("kind", "offer"), ("title", "Bread of the day"), ("point", "somewhere")];
        let wrong = rosa.fill_in(&at("/new"), &typed).await;
        says(&wrong, 422, lang, &Message::NotAPlaceOnMap, "Bread of the day");
        let not_known = Message::Other { text: String::new() }.words(lang);
        let begin = not_known.split('\u{2068}').next().unwrap_or_default().trim();
        assert!(!wrong.text.contains(begin), "it is no English that it says: {}", wrong.text);
        let typed = [("title", "Bread of the day")];
        says(&rosa.fill_in(&at("/new"), &typed).await, 422, lang, &Message::NoKind, "Bread of the day");

        let long = "R".repeat(300);
        let typed = [("name", long.as_str()), ("about", "Soup on Sundays"), ("ask_cap", "2")];
        let too_long = Message::TooLong { length: 300, most: LABEL_MAX };
        says(&rosa.fill_in(&at("/settings/me"), &typed).await, 422, lang, &too_long, "Soup on Sundays");

        // More than was asked for, and words that are none.
        let typed = [("act", "yes"), ("amount", "3")];
        says(&rosa.fill_in(&at(&answer), &typed).await, 422, lang, &Message::MoreThanAsked, "value=\"3\"");
        let typed = [("act", "say"), ("words", " ")];
        says(&ben.fill_in(&at(&answer), &typed).await, 422, lang, &Message::Empty, "For our school");

        // A page of its own, where there is no form to show again.
        let form = word(&rosa.open(&page).await);
        let stepped = rosa.send(&at(&format!("{page}/step")), &[("form", &form), ("step", "resume")]).await;
        says(&stepped, 409, lang, &Message::NoSuchStep, "<h1>");
        // And what the page is called says that something went wrong, not only where.
        let title = text(lang, "problem-title");
        assert!(stepped.text.contains(&format!("<title>{title} –")), "{title}: {}", stepped.text);

        let mei = Browser::at(&place, "203.0.113.22");
        mei.sign_in("mei").await;
        let form = word(&mei.open(&page).await);
        let typed = [("form", form.as_str()), ("message", "Three would be kind")];
        let unsaid = mei.send(&at(&format!("{page}/answer")), &typed).await;
        says(&unsaid, 422, lang, &Message::HowMuch, "Three would be kind");
    }
    // Whom somebody keeps away cannot follow them, and hears it in their own language, too.
    let mei = Browser::at(&place, "203.0.113.22");
    mei.sign_in("mei").await;
    let id = async |who: &Browser, name: &str| {
        let page = who.open(&format!("/@{name}")).await.text;
        let id = page.split("href=\"/people/").nth(1).and_then(|rest| rest.split('"').next());
        id.unwrap_or_else(|| panic!("no way: {page}")).to_owned()
    };
    let (roses, meis) = (id(&mei, "rosa").await, id(&rosa, "mei").await);
    let form = word(&rosa.open("/settings/me").await);
    let blocked = rosa.send("/settings/blocks", &[("form", &form), ("act", "block"), ("who", &meis)]).await;
    assert_eq!(blocked.status, 303, "{}", blocked.text);
    let form = word(&mei.open("/settings/me").await);
    let refused = mei.send(&format!("/people/{roses}?lang=es"), &[("form", &form), ("act", "follow")]).await;
    says(&refused, 403, Lang::Es, &Message::NotFollowed, "<h1>");
    // Programs read English, whatever language they ask for.
    let headers = [("content-type", "application/json"), ("accept-language", "es")];
    let refused = own.ask(
        reqwest::Method::POST,
        "/api/potluck/v1/listings",
        &headers,
        b"{\"kind\":\"need\",\"title\":\" \"}".to_vec(),
    );
    let refused = refused.await.expect(422);
    assert!(refused["detail"].as_str().expect("words").contains("`title` is empty"), "{refused}");
}

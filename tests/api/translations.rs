//! A neighbor says a need or an offer in one more language, on a plain page.

use crate::support::browser::{Browser, word};
use crate::support::client::{Answer, Visitor, plain};
use crate::support::neighborhood::Neighborhood;
use potluck::actions::give_role::give_role;
use potluck::actions::leave::leave;
use potluck::domain::member::RoleKind;
use potluck::storage::members;
use reqwest::Method;
use serde_json::{Value, json};

struct Town {
    place: Neighborhood,
    rosa: Browser,
    ben: Browser,
    amal: Browser,
    /// Rosa in her app, her offer, and the path of its page.
    app: Visitor,
    offer: Value,
    page: String,
}

fn soup(title: &str) -> Value {
    json!({"kind": "offer", "title": title, "body": "Bring a jar.", "language": "en", "audience": "public", "hidden_author": false})
}

async fn town() -> Town {
    let place = Neighborhood::start("riverside").await;
    let rosa = Browser::joined(&place, "rosa", "203.0.113.20").await;
    let ben = Browser::joined(&place, "ben", "203.0.113.21").await;
    let amal = Browser::joined(&place, "amal", "203.0.113.22").await;
    let app = Visitor::member(&place, "rosa").await;
    let offer = app.post("/listings", soup("Lentil soup")).await.expect(201);
    let page = offer["page"].as_str().expect("a page").strip_prefix(&place.base).expect("ours").to_owned();
    Town { place, rosa, ben, amal, app, offer, page }
}

impl Town {
    fn form(&self) -> String {
        format!("{}/translate", self.page)
    }

    async fn translate(&self, by: &Browser, language: &str, title: &str) -> Answer {
        by.fill_in(&self.form(), &[("language", language), ("title", title), ("body", "Trae un frasco.")]).await
    }

    async fn take_away(&self, by: &Browser, language: &str) -> Answer {
        let form = word(&by.open(&self.form()).await);
        by.send(&self.form(), &[("form", form.as_str()), ("act", "take-away"), ("language", language)]).await
    }

    /// What its page says to somebody, without the marks that keep names from upsetting a sentence.
    async fn said_to(&self, browser: &Browser) -> String {
        let page = browser.open(&self.page).await;
        assert_eq!(page.status, 200, "{}", page.text);
        plain(&page.text)
    }

    /// What other servers read.
    async fn told_on(&self) -> String {
        let headers = [("accept", "application/activity+json")];
        let address = self.offer["url"].as_str().expect("an address");
        let object = Visitor::stranger(&self.place).ask(Method::GET, address, &headers, Vec::new()).await;
        assert_eq!(object.status, 200, "{}", object.text);
        object.text
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn value_11_a_neighbor_translates_what_another_posted_and_members_alone_read_who_it_was() {
    let town = town().await;
    let stranger = Browser::new(&town.place);
    assert!(town.said_to(&town.ben).await.contains(&town.form()), "members find the way");
    assert!(!town.said_to(&stranger).await.contains(&town.form()));
    assert_eq!(stranger.open(&town.form()).await.status, 303, "to the sign-in page");
    let form = town.ben.open(&town.form()).await.text;
    assert!(form.contains("Lentil soup") && form.contains("<option value=\"es\""), "{form}");
    assert!(!form.contains("<option value=\"en\""), "it was written in that: {form}");
    // Whoever reads in another language now still says it in the one that was chosen.
    let chosen = town.ben.open(&format!("{}?language=fr", town.form())).await.text;
    assert!(chosen.contains(&format!("name=\"back\" value=\"{}?language=fr\"", town.form())), "{chosen}");

    let sent = town.translate(&town.ben, "es", "Sopa de lentejas").await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    assert_eq!(sent.header("location"), format!("{}?said=translated", town.page));
    let (open, members) = (town.said_to(&stranger).await, town.said_to(&town.amal).await);
    for page in [&open, &members] {
        assert!(page.contains("Sopa de lentejas") && page.contains("Trae un frasco."), "{page}");
    }
    assert!(open.contains("Translated by a neighbor") && !open.to_lowercase().contains("translated by ben"), "{open}");
    assert!(members.to_lowercase().contains("translated by ben"), "{members}");
    // It goes where the offer goes, without a name.
    let told = town.told_on().await;
    assert!(told.contains("Sopa de lentejas") && !told.contains("/members/ben"), "{told}");
    let heard = town.app.page("/api/v1/notifications?types[]=mention").await;
    assert!(heard.text.contains("Español") && !heard.text.contains("\"ben\""), "{}", heard.text);

    // Once a language: what somebody else would have said is not lost.
    let second = town.translate(&town.amal, "es", "Otra sopa").await;
    assert_eq!(second.status, 422);
    assert!(second.text.contains("Somebody translated this") && second.text.contains("Otra sopa"), "{}", second.text);
    assert_eq!(town.translate(&town.amal, "en", "Soup").await.status, 422, "it was written in that");
    assert_eq!(town.translate(&town.amal, "fr", " ").await.status, 422, "without a title");
    assert_eq!(town.translate(&town.ben, "es", "Sopa caliente").await.status, 303, "his own he says better");
    assert!(town.said_to(&stranger).await.contains("Sopa caliente"));

    // Who wrote it takes it away, or who posted the offer, and nobody else.
    assert_eq!(town.take_away(&town.amal, "es").await.status, 404);
    assert!(!town.said_to(&town.amal).await.contains("value=\"take-away\""));
    assert_eq!(town.take_away(&town.rosa, "es").await.status, 303);
    assert!(!town.said_to(&stranger).await.contains("Sopa"));
    assert!(!town.told_on().await.contains("Sopa"));
    assert_eq!(town.place.database.count("translations"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn value_11_a_list_shows_what_a_neighbor_translated_to_who_reads_that_and_says_which_language_the_rest_is_in() {
    let town = town().await;
    let stranger = Browser::new(&town.place);
    assert_eq!(town.translate(&town.ben, "es", "Sopa de lentejas").await.status, 303);
    let card =
        |lang: &str, title: &str| format!("<h3 lang=\"{lang}\" dir=\"ltr\"><a href=\"{}\">{title}</a></h3>", town.page);
    let (first, sopa) = (card("en", "Lentil soup"), card("es", "Sopa de lentejas"));
    let below = async |path: &str, title: &str| {
        let page = stranger.open(path).await.text;
        let rest = page.split(title).nth(1).unwrap_or_else(|| panic!("no {title}: {page}"));
        rest.split("</li>").next().expect("its end").to_owned()
    };
    for path in ["/board?lang=es", "/?lang=es", "/board?in=es&lang=es"] {
        let said = below(path, &sopa).await;
        assert!(said.contains(">Traducido por una persona del vecindario<"), "{path}: {said}");
        assert!(!said.contains("En español") && !said.contains("En inglés"), "{path}: {said}");
    }
    let members = town.amal.open("/board?lang=es").await.text;
    assert!(members.contains(&sopa) && !members.contains("Lentil soup"), "{members}");
    // Who reads neither is told in words which language it is in; who reads the first is told nothing.
    for (path, words) in [("/board?lang=fr", ">En anglais<"), ("/board?lang=ar", ">بالإنجليزية<")] {
        let said = below(path, &first).await;
        assert!(said.contains(words) && !said.contains("Traduit"), "{path}: {said}");
    }
    let said = below("/board?lang=en", &first).await;
    assert!(!said.contains("Translated") && !said.contains("In English"), "{said}");
    // Whoever looks for what is said in Spanish is shown that.
    let said = below("/board?in=es&lang=en", &sopa).await;
    assert!(said.contains(">Translated by a neighbor<") && said.contains(">In Spanish<"), "{said}");
    let feed = stranger.open("/board.atom?in=es&lang=en").await.text;
    assert!(feed.contains("<title xml:lang=\"es\">Offer: Sopa de lentejas</title>"), "{feed}");
    assert!(feed.contains("Translated by a neighbor · In Spanish"), "{feed}");
    let said = below("/board?in=en&lang=es", &first).await;
    assert!(said.contains(">En inglés<") && !said.contains("Traducido"), "{said}");

    // What was translated before the words changed may be wrong: a list shows what holds.
    let path = format!("/listings/{}", town.offer["id"].as_str().expect("an id"));
    town.app.send(Method::PUT, &path, soup("Bean soup")).await.expect(200);
    let said = below("/board?lang=es", &card("en", "Bean soup")).await;
    assert!(said.contains(">En inglés<") && !said.contains("Traducido"), "{said}");
    // Another language than those of our pages is called by its tag.
    let mut mine = soup("Sopa de feijão");
    mine["language"] = "pt-BR".into();
    town.app.send(Method::PUT, &path, mine).await.expect(200);
    let page = plain(&stranger.open("/board?lang=es").await.text);
    assert!(page.contains("<h3 lang=\"pt-BR\" dir=\"auto\">") && page.contains(">En otro idioma: pt-BR<"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn value_11_the_page_begins_with_the_reader_s_words_and_says_below_how_it_was_written() {
    let town = town().await;
    let stranger = Browser::new(&town.place);
    for (language, title) in [("es", "Sopa de lentejas"), ("fr", "Soupe de lentilles")] {
        assert_eq!(town.translate(&town.ben, language, title).await.status, 303);
    }
    let spanish = format!("{}?lang=es", town.page);
    let (open, members) = (stranger.open(&spanish).await.text, town.amal.open(&spanish).await.text);
    for page in [&open, &members] {
        let mut from = 0;
        // In this order, and each in its language.
        for part in [
            "<title>Ofrecimiento: Sopa de lentejas",
            "<h1 lang=\"es\" dir=\"ltr\">Sopa de lentejas</h1>",
            "<p class=\"words\" lang=\"es\" dir=\"ltr\">Trae un frasco.</p>",
            "<h2 id=\"original\">Tal como se escribió</h2>",
            "<p lang=\"en\" dir=\"ltr\"><strong>Lentil soup</strong></p>",
            "<p class=\"words\" lang=\"en\" dir=\"ltr\">Bring a jar.</p>",
            "<h2 lang=\"fr\" dir=\"ltr\">Soupe de lentilles</h2>",
        ] {
            from += page[from..].find(part).unwrap_or_else(|| panic!("no {part} behind {from}: {page}"));
        }
        assert_eq!(page.matches("Sopa de lentejas</h").count(), 1, "it stands there once: {page}");
    }
    let before = open.split("id=\"original\"").next().expect("what comes first");
    assert!(before.contains("Traducido por una persona del vecindario"), "{open}");
    // A member reads who it was, there as well, and its author takes it away.
    let before = members.split("id=\"original\"").next().expect("what comes first");
    let who = plain(before).to_lowercase();
    assert!(who.contains("traducido por ben") && !before.contains("value=\"take-away\""), "{members}");
    let hers = town.rosa.open(&spanish).await.text;
    let before = hers.split("id=\"original\"").next().expect("what comes first");
    assert!(before.contains("name=\"language\" value=\"es\"") && before.contains("value=\"take-away\""), "{hers}");
    // Who reads it as it was written finds that first.
    let english = stranger.open(&format!("{}?lang=en", town.page)).await.text;
    assert!(english.contains("<h1 lang=\"en\" dir=\"ltr\">Lentil soup</h1>"), "{english}");
    assert!(!english.contains("id=\"original\"") && english.contains("<h2 lang=\"es\""), "{english}");
    // And where the words were changed since, nobody begins with what may be wrong.
    let path = format!("/listings/{}", town.offer["id"].as_str().expect("an id"));
    town.app.send(Method::PUT, &path, soup("Bean soup with peanuts")).await.expect(200);
    let changed = stranger.open(&spanish).await.text;
    assert!(changed.contains("<h1 lang=\"en\" dir=\"ltr\">Bean soup with peanuts</h1>"), "{changed}");
    assert!(changed.contains("<h2 lang=\"es\" dir=\"ltr\">Sopa de lentejas</h2>"), "{changed}");
}

#[tokio::test(flavor = "multi_thread")]
async fn value_06_a_moderator_takes_a_neighbor_s_words_away_and_everybody_reads_that() {
    let town = town().await;
    give_role(&town.place, "amal", RoleKind::Moderator, 6).await.expect("a role");
    assert_eq!(town.translate(&town.ben, "es", "Veneno").await.status, 303);
    // Her own translation she takes away like anybody, and nothing is written down of that.
    assert_eq!(town.translate(&town.amal, "fr", "Soupe").await.status, 303);
    assert_eq!(town.take_away(&town.amal, "fr").await.status, 303);
    let log = || town.place.database.lines("SELECT what AS line FROM log_entries WHERE what = 'translation-taken'");
    assert!(log().is_empty());
    assert!(town.said_to(&town.amal).await.contains("value=\"take-away\""));
    assert_eq!(town.take_away(&town.amal, "es").await.status, 303);
    assert!(!town.said_to(&Browser::new(&town.place)).await.contains("Veneno"));
    assert_eq!((log().len(), town.place.database.count("translations")), (1, 0));
    assert!(town.ben.open("/log").await.text.contains("Took away what a neighbor translated"));
    // What its author says in another language is theirs: the whole is held, or nothing.
    let path = format!("/listings/{}", town.offer["id"].as_str().expect("an id"));
    let mut own = soup("Lentil soup");
    own["translations"] = json!([{"language": "es", "title": "Sopa", "by_machine": false}]);
    town.app.send(Method::PUT, &path, own).await.expect(200);
    assert_eq!(town.take_away(&town.amal, "es").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_told_again_and_again_by_who_takes_it_away_each_time() {
    let town = town().await;
    for time in 0..8 {
        assert_eq!(town.translate(&town.ben, "es", "Sopa").await.status, 303, "{time}");
        assert_eq!(town.take_away(&town.ben, "es").await.status, 303, "{time}");
    }
    let often = town.translate(&town.ben, "es", "Sopa caliente").await;
    assert!(often.status == 429 && !often.header("retry-after").is_empty(), "{}", often.text);
    for kept in ["value=\"Sopa caliente\"", ">Trae un frasco.</textarea>", "Nothing that you wrote is lost."] {
        assert!(often.text.contains(kept), "{kept}: {}", often.text);
    }
    assert_eq!(town.translate(&town.amal, "es", "Sopa").await.status, 303, "nobody else is held up");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_translated_before_the_words_changed_says_so_and_waits_for_better_words() {
    let town = town().await;
    let stranger = Browser::new(&town.place);
    assert_eq!(town.translate(&town.ben, "es", "Sopa de lentejas").await.status, 303);
    let path = format!("/listings/{}", town.offer["id"].as_str().expect("an id"));
    // An app that knows of no translations changes something else: it stays, and holds.
    let mut offer = soup("Lentil soup");
    offer["urgency"] = "today".into();
    town.app.send(Method::PUT, &path, offer).await.expect(200);
    let page = town.said_to(&stranger).await;
    assert!(page.contains("Sopa de lentejas") && !page.contains("were changed after"), "{page}");
    town.app.send(Method::PUT, &path, soup("Bean soup with peanuts")).await.expect(200);
    let page = town.said_to(&stranger).await;
    assert!(page.contains("Sopa de lentejas") && page.contains("were changed after"), "{page}");
    assert!(!town.told_on().await.contains("Sopa"), "what may be wrong is not told on");
    // An app can say so, too; and one that sends back all that it read says nothing else.
    let mut read = soup("Bean soup with peanuts");
    read["translations"] = town.app.get(&path).await.expect(200)["translations"].clone();
    assert_eq!(
        (&read["translations"][0]["by_neighbor"], &read["translations"][0]["outdated"]),
        (&json!(true), &json!(true))
    );
    let kept = town.app.send(Method::PUT, &path, read.clone()).await.expect(200);
    assert_eq!(kept["translations"], read["translations"]);
    // Anybody may say it better now.
    assert_eq!(town.translate(&town.amal, "es", "Sopa de frijoles con cacahuate").await.status, 303);
    let page = town.said_to(&town.rosa).await;
    assert!(page.contains("con cacahuate") && !page.contains("were changed after"), "{page}");
    assert!(page.to_lowercase().contains("translated by amal"), "{page}");
    assert!(town.told_on().await.contains("con cacahuate"));
}

#[tokio::test(flavor = "multi_thread")]
async fn value_17_what_somebody_translated_goes_with_their_account_and_with_the_listing() {
    let town = town().await;
    let stranger = Browser::new(&town.place);
    assert_eq!(town.translate(&town.ben, "es", "Sopa de lentejas").await.status, 303);
    assert_eq!(town.translate(&town.amal, "fr", "Soupe de lentilles").await.status, 303);
    let ben = town.place.db.read(|conn| members::by_handle(conn, "ben")).await.unwrap().expect("a member").id;
    leave(&town.place, ben, "ben").await.expect("he leaves");
    let page = town.said_to(&stranger).await;
    assert!(!page.contains("Sopa") && page.contains("Soupe de lentilles"), "{page}");
    assert!(!town.told_on().await.contains("Sopa"));
    assert_eq!(town.place.database.count("translations"), 1);
    let path = format!("/listings/{}", town.offer["id"].as_str().expect("an id"));
    assert_eq!(town.app.send(Method::DELETE, &path, Value::Null).await.status, 204);
    assert_eq!(town.place.database.count("translations"), 0);
    assert_eq!(town.place.database.number("SELECT count(*) AS n FROM listings WHERE details LIKE '%lentilles%'"), 0);
    assert_eq!(town.amal.open(&town.form()).await.status, 404);
}

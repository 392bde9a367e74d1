//! Everyone who is not chosen hears kindly, in their own language, also next door.

use crate::support::client::Visitor;
use crate::support::neighborhood::{Neighborhood, mutual};
use reqwest::Method;
use serde_json::{Value, json};

async fn who_reads(place: &Neighborhood, handle: &str, language: &str) -> Visitor {
    place.member(handle).await;
    let visitor = Visitor::member(place, handle).await;
    visitor.send(Method::PATCH, "/me", json!({"languages": [language]})).await.expect(200);
    visitor
}

fn id(value: &Value) -> &str {
    value["id"].as_str().expect("an id")
}

/// Waits for the word that somebody gets.
async fn word(place: &Neighborhood, visitor: &Visitor, response: &str) -> String {
    place
        .until("a word comes", async || {
            let seen = visitor.get(&format!("/responses/{response}")).await.expect(200);
            seen["answer"].as_str().map(str::to_owned)
        })
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn everyone_not_chosen_hears_in_their_own_language_here_and_next_door() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let rosa = who_reads(&riverside, "rosa", "en").await;
    let (ben, mei) = (who_reads(&riverside, "ben", "fr").await, who_reads(&riverside, "mei", "en").await);
    let (una, ali) = (who_reads(&hillside, "una", "es-MX").await, who_reads(&hillside, "ali", "ar").await);
    // Nobody at hillside or riverside speaks it here: the listing's language is what is left.
    let jan = who_reads(&hillside, "jan", "nl").await;
    let offer = json!({"kind": "offer", "title": "A bed", "language": "en"});
    let offer = rosa.post("/listings", offer).await.expect(201);
    let url = offer["url"].as_str().unwrap().to_owned();
    let copy = hillside
        .until("the offer arrives next door", async || {
            let board = una.get("/listings").await.expect(200);
            board.as_array()?.iter().find(|listing| listing["url"] == url.as_str()).map(|copy| id(copy).to_owned())
        })
        .await;
    let mut waiting = Vec::new();
    for (place, visitor, row) in [
        (&riverside, &ben, id(&offer)),
        (&hillside, &una, &copy),
        (&hillside, &ali, &copy),
        (&hillside, &jan, &copy),
        (&riverside, &mei, id(&offer)),
    ] {
        let asked = visitor.post(&format!("/listings/{row}/responses"), json!({})).await.expect(201);
        waiting.push((place, visitor, id(&asked).to_owned()));
    }
    riverside
        .until("all five wait at the origin", async || {
            let all = rosa.get(&format!("/listings/{}/responses", id(&offer))).await.expect(200);
            (all.as_array()?.len() == 5).then_some(())
        })
        .await;
    // Mei is chosen; the others hear why not.
    rosa.post(&format!("/responses/{}/accept", waiting[4].2), json!({})).await.expect(200);
    let mut heard = Vec::new();
    for (place, visitor, response) in &waiting[..4] {
        heard.push(word(place, visitor, response).await);
    }
    let expected = |lang| potluck::i18n::text(lang, "response-closed-met-offer");
    use potluck::i18n::Lang;
    assert_eq!(heard, [expected(Lang::Fr), expected(Lang::Es), expected(Lang::Ar), expected(Lang::En)]);
    // Which language anybody reads was never told to the other network.
    let told = riverside.database.lines("SELECT coalesce(language, 'none') AS line FROM responses ORDER BY id");
    assert!(told.iter().all(|language| language == "none"), "{told:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_answered_what_is_deleted_hears_kindly_too() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let rosa = who_reads(&riverside, "rosa", "en").await;
    let (ben, una) = (who_reads(&riverside, "ben", "fr").await, who_reads(&hillside, "una", "es").await);
    let offer = rosa.post("/listings", json!({"kind": "offer", "title": "A bed"})).await.expect(201);
    let url = offer["url"].as_str().unwrap().to_owned();
    let copy = hillside
        .until("the offer arrives next door", async || {
            let board = una.get("/listings").await.expect(200);
            board.as_array()?.iter().find(|listing| listing["url"] == url.as_str()).map(|copy| id(copy).to_owned())
        })
        .await;
    let bens = ben.post(&format!("/listings/{}/responses", id(&offer)), json!({})).await.expect(201);
    let unas = una.post(&format!("/listings/{copy}/responses"), json!({})).await.expect(201);
    riverside
        .until("both wait at the origin", async || {
            let all = rosa.get(&format!("/listings/{}/responses", id(&offer))).await.expect(200);
            (all.as_array()?.len() == 2).then_some(())
        })
        .await;
    rosa.send(Method::DELETE, &format!("/listings/{}", id(&offer)), json!(null)).await.expect(204);
    let expected = |lang| potluck::i18n::text(lang, "response-closed-withdrawn");
    assert_eq!(word(&riverside, &ben, id(&bens)).await, expected(potluck::i18n::Lang::Fr));
    assert_eq!(word(&hillside, &una, id(&unas)).await, expected(potluck::i18n::Lang::Es));
    assert_eq!(una.get(&format!("/responses/{}", id(&unas))).await.expect(200)["state"], "declined");
}

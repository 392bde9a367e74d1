//! A network and somebody at a server that runs Fedify (npm), which is not ours: it expands JSON-LD strictly, checks
//! signatures by itself, and signs in both ways. Ana there follows, hears of an offer, its change and its end, answers it
//! in private, and hears back.
//!
//! ```sh
//! cargo test --test fedify
//! ```
//!
//! It is installed with `npm ci` beside what cargo builds, once for each `package-lock.json`. Where that cannot be done,
//! the first line says `fedify: LEFT OUT: …`, and nothing is counted as passed.

#[path = "../support/mod.rs"]
mod support;

mod peer;

use peer::{Install, Peer};
use reqwest::Method;
use serde_json::{Value, json};
use std::process::ExitCode;
use std::sync::Arc;
use support::TestDb;
use support::client::Visitor;
use support::neighborhood::until;
use support::process::Process;
use support::stories::{Tally, asked_for};

const CAVAGE: &str = "draft-cavage-http-signatures-12";
const RFC9421: &str = "rfc9421";

fn main() -> ExitCode {
    let Some(only) = asked_for() else { return Tally::default().end() };
    let stories = [("ana_signs_as_rfc_9421_says", RFC9421), ("ana_signs_as_draft_cavage_says", CAVAGE)];
    let wanted = |name: &str| only.is_empty() || only.iter().any(|word| name.contains(word.as_str()));
    let stories: Vec<_> = stories.into_iter().filter(|(name, _)| wanted(name)).collect();
    let mut all = Tally::default();
    if stories.is_empty() {
        return all.end();
    }
    let install = match Install::make() {
        Ok(install) => install,
        Err(why) => {
            println!("fedify: LEFT OUT: the stories with an implementation that is not ours, since {why}");
            return all.end();
        }
    };
    println!("fedify: {}", install.says());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("threads");
    for (name, first) in stories {
        all.tell(name, || {
            runtime.block_on(story(&install, first));
            Tally::TOLD
        });
    }
    all.end()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}

fn offer(title: &str, jars: &str) -> Value {
    json!({
        "kind": "offer", "title": title, "category": "food", "amount": jars,
        "unit": {"measure": "one", "label": "jars"}, "audience": "public", "hidden_author": true,
    })
}

async fn story(install: &Install, first: &str) {
    let riverside = Process::start("riverside", Arc::new(TestDb::empty())).await;
    let rosa = riverside.visitor(Some(&riverside.operator("rosa").await));
    let there = Peer::start(install, first).await;
    let network = format!("http://{}/ap/network", riverside.domain);
    let ana = format!("http://{}/users/ana", there.host);

    there.checks_signatures().await;
    // Our documents mean to it what they should.
    let seen = there.does("look", json!({ "url": network })).await;
    assert_eq!((&seen["type"], &seen["id"]), (&json!("Organization"), &json!(network)), "{seen}");
    let seen = there.does("look", json!({ "url": format!("http://{}/ap/members/rosa", riverside.domain) })).await;
    assert_eq!(seen["type"], "Person", "{seen}");

    there.does("follow", json!({ "actor": network })).await;
    let accepted = there.hears("the yes", |heard| heard["type"] == "Accept").await;
    assert_eq!(accepted["actor"], network);
    let count = "SELECT count(*) AS n FROM follows WHERE state = 'accepted'";
    assert_eq!(riverside.database.number(count), 1);

    // An offer, its change, and in the other way of signing one more.
    let soup = rosa.post("/listings", offer("Soup", "12")).await.expect(201);
    let path = format!("/listings/{}", text(&soup["id"]));
    let told = there.hears("the offer", |heard| heard["type"] == "Create").await;
    let (note, listing) = (&told["object"], text(&told["objectId"]).to_owned());
    assert_eq!((&told["actor"], &note["type"]), (&json!(network), &json!("Note")), "{told}");
    assert!(text(&note["name"]).contains("Soup") && text(&note["content"]).contains("12 jars"), "{note}");
    assert!(text(&note["endTime"]).starts_with("20"), "{note}");
    means_what_we_say(&there, &listing).await;
    assert_eq!(there.formats().await, [CAVAGE], "what nobody knows gets draft-cavage");

    change(&rosa, &path, "10").await;
    let changed = there.hears("its change", |heard| is_update(heard, &listing, "10 jars")).await;
    assert_eq!(changed["actor"], network);
    there.does("refuse", json!({ "format": CAVAGE })).await;
    change(&rosa, &path, "8").await;
    there.hears("its change", |heard| is_update(heard, &listing, "8 jars")).await;
    assert_eq!(there.formats().await, [CAVAGE, RFC9421], "who does not know the one gets the other");
    there.does("refuse", json!({ "format": null })).await;

    answer(&there, &rosa, (&network, &ana), (&path, &listing)).await;

    // Another one, which is deleted.
    let bread = rosa.post("/listings", offer("Bread", "3")).await.expect(201);
    let told = there
        .hears("the bread", |heard| heard["type"] == "Create" && heard["object"]["name"].to_string().contains("Bread"))
        .await;
    rosa.send(Method::DELETE, &format!("/listings/{}", text(&bread["id"])), Value::Null).await.expect(204);
    let gone = there.hears("its end", |heard| heard["type"] == "Delete").await;
    assert_eq!((&gone["objectId"], &gone["object"]["type"]), (&told["objectId"], &json!("Tombstone")), "{gone}");

    let follow = text(&there.all().await["received"][0]["objectId"]).to_owned();
    there.does("unfollow", json!({ "actor": network, "follow": follow })).await;
    until("she follows no more", async || (riverside.database.number(count) == 0).then_some(())).await;

    there.signed_everything(first).await;
    there.had_no_problem().await;
}

async fn change(rosa: &Visitor, path: &str, jars: &str) {
    rosa.send(Method::PUT, path, offer("Soup", jars)).await.expect(200);
}

fn is_update(heard: &Value, listing: &str, words: &str) -> bool {
    heard["type"] == "Update" && heard["objectId"] == listing && text(&heard["object"]["content"]).contains(words)
}

/// Everything in what came has a meaning in JSON-LD (expansion in safe mode throws where something has none), and needs
/// and offers mean what FEP-0837 and our namespace say.
async fn means_what_we_say(there: &Peer, listing: &str) {
    let mut found = Value::Null;
    for document in there.documents().await {
        let expanded = there.does("expand", json!({ "document": document })).await;
        if document["type"] == "Create" {
            found = expanded[0]["https://www.w3.org/ns/activitystreams#object"][0].clone();
        }
    }
    assert_eq!(found["@id"], listing, "{found}");
    let (vf, ours) = ("https://w3id.org/valueflows/ont/vf#", "https://w3id.org/potluck/ns#");
    assert_eq!(found[format!("{vf}purpose")][0]["@value"], "offer", "{found}");
    let intent = &found[format!("{vf}publishes")][0];
    assert_eq!(intent["@type"][0], format!("{vf}Intent"), "{intent}");
    let left = &intent[format!("{vf}availableQuantity")][0];
    let number = "http://www.ontology-of-units-of-measure.org/resource/om-2/hasNumericalValue";
    assert_eq!(left[number][0]["@value"], "12", "{left}");
    let facts = &found[format!("{ours}listing")][0];
    assert_eq!(facts[format!("{ours}revision")][0]["@value"], 1, "{facts}");
    assert_eq!(facts[format!("{ours}status")][0]["@value"], "open", "{facts}");
}

/// Ana answers in private, and hears that it arrived, and yes.
async fn answer(there: &Peer, rosa: &Visitor, (network, ana): (&str, &str), (path, listing): (&str, &str)) {
    let content = "<p>2 jars please, I come at 17:30</p>";
    let reply = there.does("reply", json!({ "actor": network, "replyTo": listing, "content": content })).await;
    let responses = format!("{path}/responses");
    let asked = until("her answer is there", async || {
        rosa.get(&responses).await.expect(200).as_array().and_then(|all| all.first().cloned())
    })
    .await;
    assert_eq!(asked["message"], "2 jars please, I come at 17:30", "{asked}");
    assert_eq!((&asked["asked"], &asked["responder"]["actor"]), (&json!("2"), &json!(ana)), "{asked}");
    let is_for_her = |heard: &Value, words: &str| {
        let note = &heard["object"];
        heard["type"] == "Create"
            && note["replyTo"] == reply["id"]
            && note["to"] == json!([ana])
            && text(&note["content"]).contains(words)
    };
    there.hears("that it arrived", |heard| is_for_her(heard, "Your request for 2 jars")).await;
    rosa.post(&format!("/responses/{}/accept", text(&asked["id"])), json!({})).await.expect(200);
    let yes = there.hears("yes", |heard| is_for_her(heard, "Yes, with pleasure: 2 jars")).await;
    assert!(text(&yes["object"]["content"]).contains("/h/"), "a one-time link: {yes}");
    until("Fedify hears what is left", async || {
        let left = |told: &Value| told["object"]["publishes"]["availableQuantity"]["hasNumericalValue"] == "6";
        there.documents().await.iter().any(left).then_some(())
    })
    .await;
}

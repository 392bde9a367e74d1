//! The two sides of an answer belong to two networks, and write to each other.

use crate::offer;
use crate::support::client::{Answer, Visitor};
use crate::support::neighborhood::{Neighborhood, mutual};
use potluck::actions::accept_response::{Plan, accept_response};
use potluck::actions::change_listing::delete_listing;
use potluck::actions::give_role::give_role;
use potluck::actions::leave::leave;
use potluck::actions::own_block::{Apart, set_own_block};
use potluck::actions::publish_listing::publish_listing;
use potluck::actions::respond::{Answer as Said, respond};
use potluck::actions::say_about::{Written, say_about};
use potluck::actions::take_words_away::take_words_away;
use potluck::actions::withdraw_response::withdraw_response;
use potluck::domain::member::RoleKind;
use potluck::domain::moderation::Distance;
use potluck::domain::privacy::Guarded;
use potluck::domain::response::State;
use potluck::domain::{Amount, ListingId, MemberId, ResponseId};
use potluck::error::{Kind, Result};
use potluck::i18n::Lang;
use potluck::storage::{crossed_words, responses};
use reqwest::Method;
use serde_json::{Value, json};

/// Rosa of riverside offers bread, and ben of hillside asks for some.
struct Story {
    riverside: Neighborhood,
    hillside: Neighborhood,
    rosa: MemberId,
    ben: MemberId,
    listing: ListingId,
    /// His answer, there and here.
    at_riverside: ResponseId,
    at_hillside: ResponseId,
}

async fn story(hidden: bool) -> Story {
    story_that_begins(hidden, None).await
}

/// The same where his answer says something.
async fn story_that_begins(hidden: bool, words: Option<&str>) -> Story {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let (rosa, ben) = (riverside.member("rosa").await, hillside.member("ben").await);
    let mut draft = offer("Bread", 10);
    draft.hidden_author = Some(hidden);
    let listing = publish_listing(&riverside, rosa, draft, true).await.unwrap();
    riverside.app.wake.outbox.notify_one();
    let copy = hillside.sees(&riverside.listing(listing).await, "the offer arrives", |_| true).await;
    let message = words.map(|words| Guarded::new(words.to_owned()));
    let asked = Said { amount: Some(Amount::whole(4)), message, ..Said::default() };
    let at_hillside = respond(&hillside, ben, copy.id, asked).await.unwrap();
    hillside.app.wake.outbox.notify_one();
    let at_riverside = riverside
        .until("the answer arrives", async || {
            let seal = riverside.seal.clone();
            let all = riverside.db.read(move |conn| responses::of_listing(conn, &seal, listing)).await.unwrap();
            all.first().map(|response| response.id)
        })
        .await;
    Story { riverside, hillside, rosa, ben, listing, at_riverside, at_hillside }
}

/// What stands at one of the two about an answer: `<` before what came in, `>` before what went out.
async fn said(place: &Neighborhood, about: ResponseId) -> Vec<String> {
    let (seal, network) = (place.seal.clone(), place.network);
    let all = place.db.read(move |conn| crossed_words::of_response(conn, &seal, about)).await.unwrap();
    let line = |status: &potluck::domain::status::Status| {
        let words = status.words.open(&status.key_for_delivery()).source.clone().unwrap_or_default();
        format!("{} {words}", if status.author == network { '<' } else { '>' })
    };
    all.iter().map(line).collect()
}

impl Story {
    async fn rosa_says(&self, words: &str) {
        say_about(&self.riverside, self.rosa, self.at_riverside, words, Lang::En).await.expect("rosa's words");
        self.riverside.app.wake.outbox.notify_one();
    }

    async fn ben_says(&self, words: &str) {
        say_about(&self.hillside, self.ben, self.at_hillside, words, Lang::Es).await.expect("ben's words");
        self.hillside.app.wake.outbox.notify_one();
    }

    /// Whether each of the two is told that there is no writing.
    async fn are_mute(&self) -> (bool, bool) {
        let rosas = say_about(&self.riverside, self.rosa, self.at_riverside, "Hello", Lang::En).await;
        let bens = say_about(&self.hillside, self.ben, self.at_hillside, "Hello", Lang::En).await;
        let mute = |said: Result<Written>| said.is_err_and(|error| error.kind() == Kind::Conflict);
        (mute(rosas), mute(bens))
    }

    async fn hillside_reads(&self, lines: &[&str]) {
        let what = format!("hillside reads {lines:?}");
        let read = async || (said(&self.hillside, self.at_hillside).await == lines).then_some(());
        self.hillside.until(&what, read).await;
    }

    async fn riverside_reads(&self, lines: &[&str]) {
        let what = format!("riverside reads {lines:?}");
        let read = async || (said(&self.riverside, self.at_riverside).await == lines).then_some(());
        self.riverside.until(&what, read).await;
    }

    async fn agree(&self) {
        accept_response(&self.riverside, self.rosa, self.at_riverside, None, Plan::default()).await.unwrap();
        self.riverside.app.wake.outbox.notify_one();
        self.becomes(&self.hillside, self.at_hillside, State::Accepted).await;
    }

    async fn becomes(&self, place: &Neighborhood, id: ResponseId, state: State) {
        place
            .until(&format!("the answer is {}", state.as_str()), async || {
                let seal = place.seal.clone();
                let response = place.db.read(move |conn| responses::get(conn, &seal, id)).await.unwrap();
                (response.state == state).then_some(())
            })
            .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_neighbors_write_to_each_other_and_each_reads_all_of_it_in_order() {
    let story = story(false).await;
    // Until rosa has a word for it, it may be with connectors there.
    let early = say_about(&story.hillside, story.ben, story.at_hillside, "Is it rye?", Lang::Es).await.unwrap_err();
    assert_eq!(early.kind(), Kind::Conflict, "{early}");
    story.rosa_says("Do you have a bag?").await;
    story.hillside_reads(&["< Do you have a bag?"]).await;
    story.ben_says("Sí, dos <grandes> & más").await;
    story.riverside_reads(&["> Do you have a bag?", "< Sí, dos <grandes> & más"]).await;
    story.agree().await;
    story.ben_says("I am five minutes late.\nSorry!").await;
    story.ben_says("Now I am here.").await;
    let all =
        ["> Do you have a bag?", "< Sí, dos <grandes> & más", "< I am five minutes late.\nSorry!", "< Now I am here."];
    story.riverside_reads(&all).await;
    let theirs =
        ["< Do you have a bag?", "> Sí, dos <grandes> & más", "> I am five minutes late.\nSorry!", "> Now I am here."];
    assert_eq!(said(&story.hillside, story.at_hillside).await, theirs);
    // In the language in which it was written.
    let languages = "SELECT coalesce(language, 'none') AS line FROM statuses WHERE response_id IS NOT NULL AND id IN \
                     (SELECT status_id FROM crossed_words) ORDER BY created_at, id";
    for place in [&story.riverside, &story.hillside] {
        assert_eq!(place.database.lines(languages), ["en", "es", "es", "es"]);
    }
    // Nobody of the one network is known by name in the other, and no words stand in clear.
    let actors = "SELECT handle AS line FROM actors WHERE NOT local AND kind = 'Person'";
    assert_eq!(story.riverside.database.lines(actors), [""; 0], "ben is named nowhere at riverside");
    let open = "SELECT count(*) AS n FROM statuses WHERE content <> '' AND response_id IS NOT NULL";
    assert_eq!((story.riverside.database.number(open), story.hillside.database.number(open)), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_while_the_other_network_was_away_comes_once_and_in_order() {
    let mut story = story(true).await;
    story.agree().await;
    story.hillside.stop();
    for words in ["One", "Two", "Three"] {
        story.rosa_says(words).await;
    }
    let listener = story.hillside.port_again().await;
    story.hillside = Neighborhood::start_on("hillside", listener, story.hillside.database.clone(), |_| {}).await;
    story.hillside_reads(&["< One", "< Two", "< Three"]).await;
    assert_eq!(story.hillside.database.count("crossed_words"), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_over_takes_no_words_and_what_is_erased_takes_them_along() {
    let story = story(false).await;
    story.agree().await;
    story.rosa_says("The green door").await;
    story.hillside_reads(&["< The green door"]).await;
    let long = say_about(&story.hillside, story.ben, story.at_hillside, &"é".repeat(5_001), Lang::En).await;
    assert_eq!(long.unwrap_err().kind(), Kind::Invalid);
    let longest = "é".repeat(5_000);
    story.ben_says(&longest).await;
    story.riverside_reads(&["> The green door", &format!("< {longest}")]).await;

    withdraw_response(&story.hillside, story.ben, story.at_hillside).await.unwrap();
    story.hillside.app.wake.outbox.notify_one();
    story.becomes(&story.riverside, story.at_riverside, State::Withdrawn).await;
    assert_eq!(story.are_mute().await, (true, true));
    delete_listing(&story.riverside, story.rosa, story.listing).await.unwrap();
    assert_eq!(story.riverside.database.count("crossed_words"), 0);
    let kept = "SELECT count(*) AS n FROM statuses WHERE response_id IS NOT NULL";
    assert_eq!(story.riverside.database.number(kept), 0);
    // Whoever leaves takes theirs along.
    leave(&story.hillside, story.ben, "ben").await.unwrap();
    assert_eq!((story.hillside.database.count("crossed_words"), story.hillside.database.number(kept)), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_keeps_the_other_network_away_hears_nothing_of_it() {
    let story = story(false).await;
    story.agree().await;
    let there = "SELECT CAST(id AS TEXT) AS line FROM actors WHERE NOT local AND kind = 'Organization'";
    let actor = story.riverside.database.lines(there).remove(0).parse().unwrap();
    set_own_block(&story.riverside, story.rosa, actor, Apart::As(Distance::Block)).await.unwrap();
    story.ben_says("Hello?").await;
    let refused = "SELECT count(*) AS n FROM received WHERE problem = 'not for this network'";
    story
        .riverside
        .until("his words are refused", async || (story.riverside.database.number(refused) == 1).then_some(()))
        .await;
    assert_eq!(said(&story.riverside, story.at_riverside).await, [""; 0]);
    assert!(story.are_mute().await.0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_that_does_not_say_that_it_takes_words_gets_none_until_it_is_upgraded() {
    let mut story = story(false).await;
    story.agree().await;
    // As it would be known if it came from an earlier version; a walk may be asking it at this moment.
    let earlier = "UPDATE actors SET takes_words = FALSE WHERE kind = 'Organization'";
    story
        .riverside
        .until("it takes no words", async || {
            story.riverside.database.execute("UPDATE walks SET due_at = '2199-01-01 00:00:00'").expect("walks");
            story.riverside.database.execute(earlier).expect("an earlier version");
            story.are_mute().await.0.then_some(())
        })
        .await;
    story.hillside.stop();
    story.hillside.database.execute(earlier).expect("an earlier version");
    let told = format!(
        "SELECT count(*) AS n FROM received WHERE state = 'worked' AND problem IS NULL AND subject = '{}'",
        story.hillside.addresses.network()
    );
    let before = story.riverside.database.number(&told);
    let listener = story.hillside.port_again().await;
    story.hillside = Neighborhood::start_on("hillside", listener, story.hillside.database.clone(), |_| {}).await;
    story
        .riverside
        .until("hillside says what it is now", async || (story.riverside.database.number(&told) > before).then_some(()))
        .await;
    story.rosa_says("The gate is open").await;
    let arrived = async || {
        let last = said(&story.hillside, story.at_hillside).await.pop()?;
        (last == "< The gate is open").then_some(())
    };
    story.hillside.until("her words arrive", arrived).await;
}

async fn app(who: &Visitor, method: Method, path: &str, body: Value) -> Answer {
    who.ask(method, path, &[("content-type", "application/json")], body.to_string().into_bytes()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn in_an_app_it_is_a_conversation_with_ones_own_network() {
    let story = story(false).await;
    story.agree().await;
    story.rosa_says("Is four good?").await;
    story.hillside_reads(&["< Is four good?"]).await;
    let ben = Visitor::with_scopes(&story.hillside, "ben", "read write").await;
    let heard = ben.page("/api/v1/notifications?types[]=mention").await.expect(200);
    let mut heard = heard.as_array().expect("a list").iter().map(|one| &one["status"]);
    let hers = |status: &&Value| status["content"].as_str().is_some_and(|words| words.contains("Is four"));
    let heard = heard.find(hers).expect("her words");
    let content = heard["content"].as_str().expect("words");
    assert!(content.contains("Neighbors of riverside") && content.contains("Bread"), "{content}");
    assert_eq!(heard["account"]["acct"], "network", "his own network says it: {heard}");

    // "No" is an answer to what she asked, and takes nothing back.
    let reply = |words: &str| json!({"status": format!("@network {words}"), "visibility": "direct", "in_reply_to_id": heard["id"]});
    let own = app(&ben, Method::POST, "/api/v1/statuses", reply("No")).await.expect(200);
    story.riverside_reads(&["> Is four good?", "< No"]).await;
    story.becomes(&story.hillside, story.at_hillside, State::Accepted).await;
    let mut with_choices = reply("When?");
    with_choices["poll"] = json!({"options": ["Five", "Six"], "expires_in": 3600});
    app(&ben, Method::POST, "/api/v1/statuses", with_choices).await.expect(422);
    let path = format!("/api/v1/statuses/{}", own["id"].as_str().expect("an id"));
    app(&ben, Method::PUT, &path, json!({"status": "Yes"})).await.expect(422);
    assert_eq!(said(&story.hillside, story.at_hillside).await, ["< Is four good?", "> No"]);
    // Nobody fetches it from there, and what he deletes is erased here.
    let uri = own["uri"].as_str().expect("an id");
    let fetched = Visitor::stranger(&story.hillside)
        .ask(Method::GET, uri, &[("accept", "application/activity+json")], Vec::new())
        .await;
    assert_eq!(fetched.status, 404, "{}", fetched.text);
    app(&ben, Method::DELETE, &path, json!({})).await.expect(200);
    assert_eq!(said(&story.hillside, story.at_hillside).await, ["< Is four good?"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_since_stays_where_moderators_take_the_first_words_away() {
    let story = story_that_begins(false, Some("You will be sorry")).await;
    story.agree().await;
    story.ben_says("I come at five").await;
    story.riverside_reads(&["< I come at five"]).await;
    let olga = story.riverside.member("olga").await;
    give_role(&story.riverside, "olga", RoleKind::Moderator, 6).await.unwrap();
    let taken = take_words_away(&story.riverside, olga, story.at_riverside, "Safety".into(), None);
    taken.await.expect("the first words are gone");
    assert_eq!(said(&story.riverside, story.at_riverside).await, ["< I come at five"]);
    assert!(take_words_away(&story.riverside, olga, story.at_riverside, "Safety".into(), None).await.is_err(), "once");
}

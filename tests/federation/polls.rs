//! Polls across servers: asked, answered, counted and ended; and what is forged is refused beside what is right.

use crate::statuses::{App, PUBLIC, quiet, with_mastodon};
use crate::support::browser::Browser;
use crate::support::mastodon::Mastodon;
use crate::support::neighborhood::{Neighborhood, until};
use chrono::Duration;
use reqwest::Method;
use serde_json::{Value, json};

/// A post that asks on which day.
async fn asks(who: &App, multiple: bool) -> Value {
    let poll = json!({"options": ["Monday", "Tuesday", "Friday"], "expires_in": 600, "multiple": multiple});
    who.post("/statuses", json!({"status": "When shall we cook?", "poll": poll})).await
}

async fn poll_of(who: &App, status: &Value) -> Value {
    who.get(&format!("/statuses/{}", status["id"].as_str().expect("an id"))).await["poll"].clone()
}

async fn votes(who: &App, poll: &Value, choices: Value) -> Value {
    let id = poll["id"].as_str().expect("an id");
    who.post(&format!("/polls/{id}/votes"), json!({"choices": choices})).await
}

fn counts(poll: &Value) -> Vec<i64> {
    let options = poll["options"].as_array().unwrap_or_else(|| panic!("no options: {poll}"));
    options.iter().map(|option| option["votes_count"].as_i64().expect("a count")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_poll_is_answered_next_door_counted_at_home_and_ends_for_both() {
    let (river, hill) = (Neighborhood::start("riverside").await, Neighborhood::start("hillside").await);
    let (rosa, ana, mei) = (App::of(&river, "rosa").await, App::of(&hill, "ana").await, App::of(&hill, "mei").await);
    let ben = App::of(&river, "ben").await;
    ana.follows(&rosa).await;
    let posted = asks(&rosa, true).await;
    let there = ana.reads(&posted["uri"], "the poll", |status| status["poll"].is_object()).await;
    let poll = &there["poll"];
    assert_eq!((&poll["multiple"], &poll["expired"], &poll["voted"]), (&json!(true), &json!(false), &json!(false)));
    assert_eq!((counts(poll), &poll["voters_count"]), (vec![0, 0, 0], &json!(0)));
    assert_eq!(poll["options"][2]["title"], "Friday");

    let voted = votes(&ana, poll, json!([2, 0])).await;
    assert_eq!((counts(&voted), &voted["own_votes"], &voted["voted"]), (vec![1, 0, 1], &json!([0, 2]), &json!(true)));
    let counted = until("both are counted at home", async || {
        let poll = poll_of(&rosa, &posted).await;
        (counts(&poll) == [1, 0, 1]).then_some(poll)
    })
    .await;
    assert_eq!((&counted["voters_count"], &counted["votes_count"]), (&json!(1), &json!(2)));
    assert_eq!((&counted["voted"], &counted["own_votes"]), (&json!(true), &json!([])), "one's own, not voted in");
    assert_eq!(
        ana.ask(Method::POST, &format!("/polls/{}/votes", poll["id"].as_str().unwrap()), json!({"choices": [1]}))
            .await
            .status,
        422,
        "once"
    );
    // A vote is no post, and calls nobody.
    assert_eq!((river.database.count("statuses"), rosa.get("/notifications?types[]=mention").await), (1, json!([])));

    // Some minutes later the totals are told, and nobody takes that for an edit.
    votes(&ben, &poll_of(&ben, &posted).await, json!([1])).await;
    river.clock.shift(Duration::seconds(181));
    let again = until("the last totals are there", async || {
        let poll = poll_of(&ana, &there).await;
        (counts(&poll) == [1, 1, 1] && poll["voters_count"] == 2).then_some(())?;
        Some(ana.get(&format!("/statuses/{}", there["id"].as_str().unwrap())).await)
    })
    .await;
    assert!(again["edited_at"].is_null(), "{again}");

    for place in [&river, &hill] {
        place.clock.shift(Duration::minutes(11));
    }
    let ended = rosa.hears("poll").await;
    assert_eq!((&ended["status"]["id"], &ended["account"]["acct"]), (&posted["id"], &json!("rosa")));
    let heard = ana.hears("poll").await;
    assert_eq!((&heard["status"]["uri"], &heard["account"]["acct"]), (&posted["uri"], &json!(rosa.address)));
    assert!(ended["status"]["poll"]["expired"] == true && heard["status"]["poll"]["expired"] == true);
    assert_eq!(ben.hears("poll").await["status"]["id"], posted["id"]);
    assert_eq!(mei.get("/notifications").await, json!([]));
    quiet(&river).await;
    // A day later nobody remembers at Rosa's who voted elsewhere; the totals stay.
    river.clock.shift(Duration::days(2));
    potluck::actions::erase::erase_due(&river).await.expect("erased");
    assert_eq!(river.database.count("poll_votes"), 1, "Ben's, which he still sees");
    assert_eq!(counts(&poll_of(&rosa, &posted).await), [1, 1, 1]);
    assert_eq!(poll_of(&ben, &posted).await["own_votes"], json!([1]));
    river.clock.shift(Duration::days(30));
    potluck::actions::erase::erase_due(&river).await.expect("erased");
    assert_eq!(river.database.count("poll_votes"), 0);
}

/// A vote as Mastodon sends it.
async fn vote_of(social: &Mastodon, by: &str, number: u32, option: &str, on: &Value, place: &Neighborhood) {
    let (id, me) = (format!("{}#votes/{number}", social.person(by)), place.addresses.member("rosa").to_string());
    let note = json!({
        "id": id, "type": "Note", "name": option, "attributedTo": social.person(by), "inReplyTo": on["uri"], "to": me,
    });
    let create = json!({
        "@context": "https://www.w3.org/ns/activitystreams", "id": format!("{id}/activity"), "type": "Create",
        "actor": social.person(by), "to": me, "object": note,
    });
    assert_eq!(social.send_whole(by, create, place).await, 202);
}

/// The same, and it was worked.
async fn send_vote(social: &Mastodon, by: &str, number: u32, option: &str, on: &Value, place: &Neighborhood) {
    vote_of(social, by, number, option, on, place).await;
    quiet(place).await;
}

fn refused(place: &Neighborhood) -> i64 {
    place.database.number("SELECT count(*) AS n FROM received WHERE state = 'refused'")
}

#[tokio::test(flavor = "multi_thread")]
async fn each_account_elsewhere_votes_once_before_the_end_for_what_is_there_and_for_nobody_else() {
    let (place, rosa, social) = with_mastodon().await;
    let single = asks(&rosa, false).await;
    let now = async || counts(&poll_of(&rosa, &single).await);
    send_vote(&social, "ana", 1, "Tuesday", &single, &place).await;
    assert_eq!((now().await, refused(&place)), (vec![0, 1, 0], 0), "a right one counts");
    // The same again, under another id: taken, and counted once.
    send_vote(&social, "ana", 2, "Tuesday", &single, &place).await;
    assert_eq!((now().await, refused(&place)), (vec![0, 1, 0], 0));
    send_vote(&social, "ana", 3, "Monday", &single, &place).await;
    assert_eq!((now().await, refused(&place)), (vec![0, 1, 0], 1), "one chooses one option");
    send_vote(&social, "tom", 1, "Sunday", &single, &place).await;
    assert_eq!((now().await, refused(&place)), (vec![0, 1, 0], 2), "no such option");
    send_vote(&social, "tom", 2, "Monday", &single, &place).await;
    assert_eq!((now().await, refused(&place)), (vec![1, 1, 0], 2));

    // Eve votes as if she were Bea: the one who signs is not the one who votes.
    let forged = json!({
        "id": format!("{}#votes/1", social.person("bea")), "type": "Note", "name": "Friday",
        "attributedTo": social.person("bea"), "inReplyTo": single["uri"], "to": place.addresses.member("rosa"),
    });
    let create = json!({
        "@context": "https://www.w3.org/ns/activitystreams", "id": format!("{}#votes/1/activity", social.person("eve")),
        "type": "Create", "actor": social.person("eve"), "to": forged["to"], "object": forged,
    });
    social.send_whole("eve", create, &place).await;
    quiet(&place).await;
    assert_eq!((now().await, refused(&place)), (vec![1, 1, 0], 3), "a vote for somebody else");
    send_vote(&social, "bea", 1, "Friday", &single, &place).await;
    assert_eq!((now().await, refused(&place)), (vec![1, 1, 1], 3), "her own counts");

    // Whom Rosa blocks does not vote in hers.
    let block = json!({"account": social.person("eve"), "distance": "block"});
    rosa.visitor.send(Method::PUT, "/me/blocks", block).await.expect(200);
    send_vote(&social, "eve", 2, "Friday", &single, &place).await;
    assert_eq!((now().await, refused(&place)), (vec![1, 1, 1], 4));
    // Nor in one that they may not read.
    let body = json!({
        "status": "Friends: when?", "visibility": "private", "poll": {"options": ["Now", "Later"], "expires_in": 600},
    });
    let private = rosa.post("/statuses", body).await;
    send_vote(&social, "tom", 3, "Now", &private, &place).await;
    assert_eq!((counts(&poll_of(&rosa, &private).await), refused(&place)), (vec![0, 0], 5));

    let several = asks(&rosa, true).await;
    for (number, option) in [(11, "Monday"), (12, "Friday"), (13, "Friday")] {
        send_vote(&social, "ana", number, option, &several, &place).await;
    }
    let poll = poll_of(&rosa, &several).await;
    assert_eq!((counts(&poll), &poll["voters_count"]), (vec![1, 0, 1], &json!(1)));
    // Nothing of it is a post, and in the database nobody reads what somebody chose.
    assert_eq!(place.database.count("statuses"), 3);
    let sealed = "SELECT count(*) AS n FROM poll_votes WHERE length(sealed_choices) > 16";
    assert_eq!((place.database.number(sealed), place.database.count("poll_votes")), (4, 4));

    place.clock.shift(Duration::minutes(11));
    rosa.hears("poll").await;
    // Their clock is not ours any more, so that nothing of ours arrives there.
    vote_of(&social, "fay", 1, "Monday", &single, &place).await;
    until("it is refused", async || (refused(&place) == 6).then_some(())).await;
    assert_eq!(now().await, [1, 1, 1], "after the end");
}

/// A poll of Ana's, as Mastodon writes it, for everyone and for Rosa.
fn question(social: &Mastodon, place: &Neighborhood, totals: [i64; 2]) -> Value {
    let me = place.addresses.member("rosa").to_string();
    let mut note = social.note("ana", 7, "https://elsewhere.example/1", &[&me, PUBLIC], "Bread or soup?");
    note["type"] = "Question".into();
    note["inReplyTo"] = Value::Null;
    note["endTime"] = json!(place.now() + Duration::minutes(30));
    note["votersCount"] = json!(totals.iter().sum::<i64>());
    note["oneOf"] = json!([
        {"type": "Note", "name": "Bread", "replies": {"type": "Collection", "totalItems": totals[0]}},
        {"type": "Note", "name": "Soup", "replies": {"type": "Collection", "totalItems": totals[1]}},
    ]);
    note
}

#[tokio::test(flavor = "multi_thread")]
async fn a_poll_of_mastodon_is_read_voted_in_and_its_totals_are_its_authors() {
    let (place, rosa, social) = with_mastodon().await;
    social.create("ana", question(&social, &place, [2, 1]), &place).await;
    let heard = rosa.hears("mention").await;
    let status = heard["status"].clone();
    assert_eq!((counts(&status["poll"]), &status["poll"]["voters_count"]), (vec![2, 1], &json!(3)));

    votes(&rosa, &status["poll"], json!([1])).await;
    assert_eq!(counts(&poll_of(&rosa, &status).await), [2, 2]);
    let letter = social.letter("ana", 1).await;
    let vote = &letter["object"];
    assert_eq!((&letter["type"], &vote["type"], &vote["name"]), (&json!("Create"), &json!("Note"), &json!("Soup")));
    assert_eq!((&vote["inReplyTo"], &vote["attributedTo"]), (&status["uri"], &letter["actor"]));
    assert_eq!(vote["to"], json!([social.person("ana")]));
    assert!(vote.get("content").is_none() && vote.get("oneOf").is_none() && letter.get("cc").is_none(), "{letter}");
    quiet(&place).await;
    assert!(social.letters_of("everyone").is_empty(), "nobody else hears of it");

    // New totals are no edit; those of somebody else are refused, and so are totals that cannot be.
    social.send("ana", "Update", "totals", question(&social, &place, [5, 4]), &place).await;
    quiet(&place).await;
    let read = rosa.get(&format!("/statuses/{}", status["id"].as_str().unwrap())).await;
    assert_eq!((counts(&read["poll"]), &read["edited_at"]), (vec![5, 4], &Value::Null));
    assert_eq!(read["poll"]["own_votes"], json!([1]));
    let mut forged = question(&social, &place, [99, 0]);
    forged["attributedTo"] = social.person("eve").into();
    social.send("eve", "Update", "forged", forged, &place).await;
    social.send("eve", "Update", "forged-too", question(&social, &place, [98, 0]), &place).await;
    quiet(&place).await;
    assert_eq!((counts(&poll_of(&rosa, &status).await), refused(&place)), (vec![5, 4], 2));

    // Looked at again, its server is asked; not twice in a minute; and only its author is believed.
    let path = format!("/polls/{}", status["poll"]["id"].as_str().unwrap());
    let id = status["uri"].as_str().unwrap();
    social.publish(question(&social, &place, [7, 4]));
    assert_eq!((counts(&rosa.get(&path).await), social.asked_for(id)), (vec![5, 4], 0), "that was just told");
    place.clock.shift(Duration::seconds(61));
    assert_eq!((counts(&rosa.get(&path).await), social.asked_for(id)), (vec![7, 4], 1));
    social.publish(question(&social, &place, [8, 4]));
    assert_eq!((counts(&rosa.get(&path).await), social.asked_for(id)), (vec![7, 4], 1));
    place.clock.shift(Duration::seconds(61));
    let mut other = question(&social, &place, [97, 0]);
    other["attributedTo"] = social.person("eve").into();
    social.publish(other);
    assert_eq!((counts(&rosa.get(&path).await), social.asked_for(id)), (vec![7, 4], 2));
    place.clock.shift(Duration::seconds(61));
    social.publish(question(&social, &place, [8, 4]));
    assert_eq!(counts(&rosa.get(&path).await), [8, 4], "the author is");

    // Ana asks something else: that is an edit, and the votes begin anew.
    let mut changed = question(&social, &place, [0, 0]);
    changed["updated"] = json!(place.now());
    changed["oneOf"][0]["name"] = "Rice".into();
    social.send("ana", "Update", "edit", changed, &place).await;
    quiet(&place).await;
    let read = rosa.get(&format!("/statuses/{}", status["id"].as_str().unwrap())).await;
    assert!(read["edited_at"].is_string() && read["poll"]["options"][0]["title"] == "Rice", "{read}");
    assert_eq!(read["poll"]["voted"], false);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_a_poll_does_not_wait_for_a_slow_server_whose_answer_stands_there_the_next_time() {
    let (place, rosa, social) = with_mastodon().await;
    social.create("ana", question(&social, &place, [2, 1]), &place).await;
    let status = rosa.hears("mention").await["status"].clone();
    let browser = Browser::signed_in(&place, "rosa", "203.0.113.7").await;
    social.publish(question(&social, &place, [7, 4]));
    place.clock.shift(Duration::seconds(61));
    social.hold(true);
    let page = browser.open(&format!("/posts/{}", status["id"].as_str().unwrap())).await;
    assert!(page.status == 200 && page.text.contains("Soup"), "{}", page.text);
    assert_eq!(counts(&poll_of(&rosa, &status).await), [2, 1], "as far as it is known");
    social.hold(false);
    until("what it says is kept", async || (counts(&poll_of(&rosa, &status).await) == [7, 4]).then_some(())).await;
    assert_eq!(social.asked_for(status["uri"].as_str().unwrap()), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_that_looks_at_a_poll_does_not_wait_for_a_slow_server_whose_answer_stands_there_the_next_time() {
    let (place, rosa, social) = with_mastodon().await;
    social.create("ana", question(&social, &place, [2, 1]), &place).await;
    let status = rosa.hears("mention").await["status"].clone();
    let path = format!("/polls/{}", status["poll"]["id"].as_str().unwrap());
    social.publish(question(&social, &place, [7, 4]));
    place.clock.shift(Duration::seconds(61));
    social.hold(true);
    assert_eq!(counts(&rosa.get(&path).await), [2, 1], "as far as it is known");
    // Whoever waited for the server would have given it up by now.
    social.hold(false);
    until("what it says is kept", async || (counts(&rosa.get(&path).await) == [7, 4]).then_some(())).await;
    assert_eq!(social.asked_for(status["uri"].as_str().unwrap()), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_poll_is_sent_as_mastodon_reads_it_and_its_totals_once_for_many_votes() {
    let (place, rosa, social) = with_mastodon().await;
    let me = place.addresses.member("rosa").to_string();
    social.send("ana", "Follow", "follow", json!(me), &place).await;
    until("the yes", async || social.letters_of("ana").first().cloned()).await;
    let posted = asks(&rosa, false).await;
    let letter = social.letter("everyone", 1).await;
    let object = &letter["object"];
    assert_eq!((&object["type"], &object["votersCount"]), (&json!("Question"), &json!(0)));
    assert!(object["endTime"].is_string() && object.get("closed").is_none() && object.get("anyOf").is_none());
    let option = json!({"type": "Note", "name": "Monday", "replies": {"type": "Collection", "totalItems": 0}});
    assert_eq!((&object["oneOf"][0], object["oneOf"].as_array().map(Vec::len)), (&option, Some(3)));
    for by in ["ana", "tom", "bea"] {
        send_vote(&social, by, 1, "Friday", &posted, &place).await;
    }
    assert_eq!(social.letters_of("everyone").len(), 1, "not for each vote");
    place.clock.shift(Duration::seconds(181));
    let update = social.letter("everyone", 2).await;
    assert_eq!((&update["type"], &update["object"]["type"]), (&json!("Update"), &json!("Question")));
    assert_eq!(update["object"]["oneOf"][2]["replies"]["totalItems"], 3);
    assert_eq!((&update["object"]["votersCount"], update["object"].get("updated")), (&json!(3), None));
    quiet(&place).await;
    assert_eq!(social.letters_of("everyone").len(), 2);
}

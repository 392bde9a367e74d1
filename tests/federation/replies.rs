//! Somebody with a Mastodon account answers a need or an offer: in private, or where everyone reads along.

use crate::support::client::Visitor;
use crate::support::mastodon::Mastodon;
use crate::support::neighborhood::Neighborhood;
use serde_json::{Value, json};

const PUBLIC: &str = "https://www.w3.org/ns/activitystreams#Public";

struct Scene {
    place: Neighborhood,
    rosa: Visitor,
    social: Mastodon,
    listing: String,
    /// The listing's ActivityPub id.
    post: String,
    /// The network's actor.
    network: String,
}

/// Rosa offers soup to everyone; nobody is told that it is Rosa's.
async fn scene(change: Value) -> Scene {
    let (place, social) = (Neighborhood::start("riverside").await, Mastodon::start().await);
    place.member("rosa").await;
    let rosa = Visitor::member(&place, "rosa").await;
    let mut input = json!({
        "kind": "offer", "title": "Soup", "amount": "12", "unit": {"measure": "one", "label": "jars"},
        "audience": "public", "hidden_author": true, "exact_place": "12 Elm Street",
    });
    for (key, value) in change.as_object().expect("changes") {
        input[key] = value.clone();
    }
    let listing = rosa.post("/listings", input).await.expect(201)["id"].as_str().unwrap().to_owned();
    let post = place.database.lines("SELECT ap_id AS line FROM listings").remove(0);
    let network = place.addresses.network().to_string();
    Scene { place, rosa, social, listing, post, network }
}

impl Scene {
    async fn responses(&self) -> Vec<Value> {
        let path = format!("/listings/{}/responses", self.listing);
        self.rosa.get(&path).await.expect(200).as_array().expect("a list").clone()
    }

    /// The only response, once it `fits`.
    async fn response(&self, what: &str, fits: impl Fn(&Value) -> bool) -> Value {
        let fits = &fits;
        self.place
            .until(what, async || match &self.responses().await[..] {
                [one] if fits(one) => Some(one.clone()),
                _ => None,
            })
            .await
    }

    /// A private message in reply to the listing.
    fn whisper(&self, name: &str, number: u32, words: &str) -> Value {
        self.social.note(name, number, &self.post, &[&self.network], words)
    }

    async fn decide(&self, response: &Value, step: &str, body: Value) -> Value {
        let path = format!("/responses/{}/{step}", response["id"].as_str().unwrap());
        self.rosa.post(&path, body).await.expect(200)
    }

    /// Waits until everything that came in was worked, and everything that goes out was sent.
    async fn quiet(&self) {
        let sql = "SELECT (SELECT count(*) FROM received WHERE state = 'waiting') \
                   + (SELECT count(*) FROM outbox_events) + (SELECT count(*) FROM deliveries) AS n";
        self.place.until("all is told", async || (self.place.database.number(sql) == 0).then_some(())).await;
    }
}

fn words(letter: &Value) -> &str {
    letter["object"]["content"].as_str().expect("words")
}

/// What every message to somebody elsewhere holds to: it is for them alone, and says so.
fn is_for(scene: &Scene, letter: &Value, name: &str, answered: u32) {
    let person = scene.social.person(name);
    let note = &letter["object"];
    assert_eq!((&letter["to"], &note["to"]), (&json!([person]), &json!([person])));
    assert_eq!((&letter["cc"], &note["cc"]), (&json!([]), &json!([])));
    assert_eq!(note["inReplyTo"], scene.social.note_id(name, answered));
    assert_eq!((&letter["type"], &note["type"]), (&json!("Create"), &json!("Note")));
    assert_eq!((&note["tag"][0]["type"], &note["tag"][0]["href"]), (&json!("Mention"), &json!(person)));
    assert!(note.get("name").is_none(), "it would be a vote: {note}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_private_reply_is_an_answer_and_the_yes_comes_back_with_a_one_time_link() {
    let scene = scene(json!({})).await;
    let whisper = scene.whisper("ana", 1, "2 jars please, <script>alert(1)</script>I come at 17:30");
    scene.social.create("ana", whisper, &scene.place).await;
    let asked = scene.response("it is an answer", |_| true).await;
    assert_eq!(asked["message"], "2 jars please, I come at 17:30");
    assert_eq!((&asked["asked"], &asked["state"]), (&json!("2"), &json!("offered")));
    assert_eq!(asked["responder"]["actor"], scene.social.person("ana"));
    let thanks = scene.social.letter("ana", 1).await;
    is_for(&scene, &thanks, "ana", 1);
    assert!(words(&thanks).contains("Your request for 2 jars"), "{thanks}");
    assert_eq!(thanks["actor"], scene.network);

    scene.decide(&asked, "accept", json!({"access_notes": "Ring twice"})).await;
    let yes = scene.social.letter("ana", 2).await;
    is_for(&scene, &yes, "ana", 1);
    assert!(words(&yes).contains("Yes, with pleasure: 2 jars"), "{yes}");
    let link = words(&yes).split("href=\"").nth(2).and_then(|rest| rest.split('"').next()).expect("a link");
    let ana = Visitor::stranger(&scene.place);
    assert!(!ana.page(link).await.text.contains("Elm"), "a look at the link shows nothing");
    let shown = ana.ask(reqwest::Method::POST, link, &[], Vec::new()).await;
    assert!(shown.text.contains("12 Elm Street") && shown.text.contains("Ring twice"), "{}", shown.text);

    // What she adds reaches Rosa, also by answering our message.
    let mut late = scene.whisper("ana", 2, "I will be ten minutes late");
    late["inReplyTo"] = yes["object"]["id"].clone();
    scene.social.create("ana", late, &scene.place).await;
    scene.response("her words are added", |r| r["message"].as_str().unwrap().ends_with("ten minutes late")).await;
    let told = scene.social.everything();
    assert!(!told.to_lowercase().contains("rosa") && !told.contains("Elm"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_no_is_kind_and_in_the_language_of_the_reply() {
    let scene = scene(json!({})).await;
    let mut whisper = scene.whisper("ana", 1, "dos, por favor");
    let html = whisper["content"].clone();
    whisper["contentMap"] = json!({"es-MX": html});
    scene.social.create("ana", whisper, &scene.place).await;
    let asked = scene.response("it is an answer", |_| true).await;
    assert!(asked.get("asked").is_none(), "only what is said plainly is read as an amount: {asked}");
    scene.decide(&asked, "decline", json!({})).await;
    let no = scene.social.letter("ana", 2).await;
    is_for(&scene, &no, "ana", 1);
    let said = potluck::i18n::text(potluck::i18n::Lang::Es, "response-declined-offer");
    assert!(words(&no).contains(&said) && no["object"]["contentMap"]["es"].is_string(), "{no}");
    // In a language that we have no words in, the network's.
    let mut other = scene.whisper("bo", 2, "tak");
    let html = other["content"].clone();
    other["contentMap"] = json!({"pl": html});
    scene.social.create("bo", other, &scene.place).await;
    assert!(words(&scene.social.letter("bo", 1).await).contains("Thank you. Your request"));
}

#[tokio::test(flavor = "multi_thread")]
async fn several_messages_are_one_answer_that_its_author_can_change_and_take_back() {
    let scene = scene(json!({})).await;
    scene.social.create("ana", scene.whisper("ana", 1, "two jars"), &scene.place).await;
    scene.response("the first", |_| true).await;
    scene.social.create("ana", scene.whisper("ana", 2, "at six"), &scene.place).await;
    scene.response("both", |r| r["message"] == "two jars\n\nat six").await;
    let changed = scene.whisper("ana", 1, "3 jars");
    assert_eq!(scene.social.send("ana", "Update", "update", changed.clone(), &scene.place).await, 202);
    scene.response("changed", |r| r["message"] == "3 jars\n\nat six" && r["asked"] == "3").await;
    // Somebody else changes and deletes nothing of hers.
    let mut forged = changed.clone();
    forged["attributedTo"] = scene.social.person("eve").into();
    assert_eq!(scene.social.send("eve", "Update", "forged", forged, &scene.place).await, 202);
    let note = |number| json!(scene.social.note_id("ana", number));
    assert_eq!(scene.social.send("eve", "Delete", "forged-delete", note(1), &scene.place).await, 202);
    scene.quiet().await;
    scene.response("it stands", |r| r["message"] == "3 jars\n\nat six").await;

    assert_eq!(scene.social.send("ana", "Delete", "delete", note(2), &scene.place).await, 202);
    scene.response("one is gone", |r| r["message"] == "3 jars" && r["state"] == "offered").await;
    assert_eq!(scene.social.send("ana", "Delete", "delete", note(1), &scene.place).await, 202);
    let end = scene.response("it is taken back", |r| r["state"] == "withdrawn").await;
    assert!(end.get("message").is_none(), "{end}");
    assert_eq!(scene.place.database.count("reply_notes"), 0);
    scene.quiet().await;
    assert_eq!(scene.social.letters_of("ana").len(), 1, "one thank-you, and nothing after it was taken back");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_promised_stands_when_old_messages_are_deleted_but_their_words_go() {
    let scene = scene(json!({})).await;
    scene.social.create("ana", scene.whisper("ana", 1, "2 jars"), &scene.place).await;
    let asked = scene.response("it is an answer", |_| true).await;
    scene.decide(&asked, "accept", json!({})).await;
    let note = json!(scene.social.note_id("ana", 1));
    assert_eq!(scene.social.send("ana", "Delete", "delete", note, &scene.place).await, 202);
    let kept = scene.response("the words are gone", |r| r.get("message").is_none()).await;
    assert_eq!((&kept["state"], &kept["accepted"]), (&json!("accepted"), &json!("2")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_that_others_read_is_explained_once_in_private_and_stored_nowhere() {
    let scene = scene(json!({})).await;
    let followers = format!("{}/followers", scene.social.person("ana"));
    let friend = scene.social.person("friend");
    let here = scene.network.as_str();
    let audiences: [&[&str]; 4] = [&[here, PUBLIC], &[here, &followers], &[here, &friend], &[PUBLIC]];
    for (number, to) in audiences.iter().enumerate() {
        let note = scene.social.note("ana", number as u32 + 1, &scene.post, to, "me! my number is 555-0100");
        scene.social.create("ana", note, &scene.place).await;
        scene.quiet().await;
    }
    let letters = scene.social.letters_of("ana");
    assert_eq!(letters.len(), 1, "{letters:?}");
    is_for(&scene, &letters[0], "ana", 1);
    assert!(words(&letters[0]).contains("private message") && words(&letters[0]).contains("/listings/"));
    assert!(scene.social.letters_of("friend").is_empty());
    assert!(scene.responses().await.is_empty());
    assert_eq!(scene.place.database.count("reply_notes"), 0);
    assert!(!scene.social.everything().to_lowercase().contains("rosa"));

    // She answers our message, which her program makes private by itself.
    let mut whisper = scene.whisper("ana", 9, "2 jars");
    whisper["inReplyTo"] = letters[0]["object"]["id"].clone();
    scene.social.create("ana", whisper, &scene.place).await;
    scene.response("now it is an answer", |r| r["asked"] == "2").await;
    // To somebody else that message means nothing.
    let mut stranger = scene.social.note("eve", 10, &scene.post, &[here], "5 jars");
    stranger["inReplyTo"] = letters[0]["object"]["id"].clone();
    scene.social.create("eve", stranger, &scene.place).await;
    scene.quiet().await;
    assert_eq!(scene.responses().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_post_and_the_pages_say_that_a_private_message_answers_it() {
    let scene = scene(json!({})).await;
    let stranger = Visitor::stranger(&scene.place);
    let accept = [("accept", "application/activity+json")];
    let note = stranger.ask(reqwest::Method::GET, &scene.post, &accept, Vec::new()).await.expect(200);
    assert!(
        note["content"].as_str().unwrap().contains("</a>, or reply to this post with a private message."),
        "{note}"
    );
    for page in ["/", note["url"].as_str().unwrap()] {
        assert!(stranger.page(page).await.text.contains("with a private message"), "{page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everyone_who_waited_hears_when_a_post_closes_even_if_it_is_deleted() {
    let scene = scene(json!({})).await;
    scene.social.create("ana", scene.whisper("ana", 1, "2 jars"), &scene.place).await;
    scene.social.letter("ana", 1).await;
    let path = format!("/listings/{}", scene.listing);
    let deleted = scene.rosa.send(reqwest::Method::DELETE, &path, json!({})).await;
    assert!((200..300).contains(&deleted.status), "{}", deleted.text);
    let closing = scene.social.letter("ana", 2).await;
    is_for(&scene, &closing, "ana", 1);
    assert!(words(&closing).contains("taken it back"), "{closing}");
    assert_eq!(scene.place.database.count("reply_notes"), 0, "what was said is erased with the listing");
    scene.social.create("bo", scene.whisper("bo", 2, "2 jars"), &scene.place).await;
    scene.quiet().await;
    assert!(scene.social.letters_of("bo").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rule_of_first_come_says_yes_at_once_when_the_amount_is_plain() {
    let scene = scene(json!({"first_come": {"at_most_each": "4"}})).await;
    scene.social.create("ana", scene.whisper("ana", 1, "6 jars"), &scene.place).await;
    let yes = scene.social.letter("ana", 1).await;
    assert!(words(&yes).contains("4 jars") && words(&yes).contains("/h/"), "{yes}");
    scene.social.create("bo", scene.whisper("bo", 2, "some"), &scene.place).await;
    assert!(words(&scene.social.letter("bo", 1).await).contains("is with the neighbor"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_members_own_post_is_answered_by_the_member() {
    let scene = scene(json!({"hidden_author": false})).await;
    let rosa = scene.place.addresses.member("rosa").to_string();
    let note = scene.social.note("ana", 1, &scene.post, &[&rosa], "2 jars");
    scene.social.create("ana", note, &scene.place).await;
    assert_eq!(scene.social.letter("ana", 1).await["actor"], rosa);
}

#[tokio::test(flavor = "multi_thread")]
async fn huge_broken_and_other_posts_have_no_effect_and_the_next_good_one_does() {
    let scene = scene(json!({})).await;
    let post = |number, change: &dyn Fn(&mut Value)| {
        let mut note = scene.whisper("ana", number, "2 jars");
        change(&mut note);
        note
    };
    let bad = [
        post(1, &|note| note["content"] = "x".repeat(200_000).into()),
        post(2, &|note| note["name"] = "A vote".into()),
        post(3, &|note| note["type"] = "Article".into()),
        post(4, &|note| note["inReplyTo"] = Value::Null),
        post(5, &|note| note["inReplyTo"] = "https://elsewhere.example/1".into()),
        post(6, &|note| note["inReplyTo"] = format!("{}/ap/o/nosuchthing", scene.place.base).into()),
        post(7, &|note| note["attributedTo"] = scene.social.person("eve").into()),
        post(8, &|note| note["id"] = "https://elsewhere.example/2".into()),
        post(9, &|note| note["inReplyTo"] = json!({"id": 7})),
    ];
    let count = bad.len();
    for (number, note) in bad.into_iter().enumerate() {
        assert_eq!(scene.social.send("ana", "Create", &format!("bad-{number}"), note, &scene.place).await, 202);
    }
    scene.quiet().await;
    let refused = scene.place.database.number("SELECT count(*) AS n FROM received WHERE state = 'refused'");
    assert_eq!(refused, count as i64);
    assert!(scene.responses().await.is_empty());
    let long = "<p>".to_owned() + &"&lt;b&gt;é<br>".repeat(4_000) + "</p>";
    scene.social.create("ana", scene.whisper("ana", 20, &long), &scene.place).await;
    let kept = scene.response("it is kept, and cut", |_| true).await;
    let message = kept["message"].as_str().unwrap();
    assert!(message.starts_with("<b>é\n<b>é") && message.ends_with('…') && message.chars().count() <= 5_000);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_words_are_sealed_in_the_database_and_the_same_reply_twice_is_one() {
    let scene = scene(json!({})).await;
    let whisper = scene.whisper("ana", 1, "xylophone 2 jars");
    scene.social.create("ana", whisper.clone(), &scene.place).await;
    scene.response("it is an answer", |_| true).await;
    assert_eq!(scene.social.send("ana", "Create", "again", whisper, &scene.place).await, 202);
    scene.quiet().await;
    assert_eq!(scene.responses().await.len(), 1);
    assert_eq!(scene.social.letters_of("ana").len(), 1);
    let in_rows = if scene.place.database.on_sqlite() {
        "SELECT count(*) AS n FROM reply_notes WHERE instr(sealed_words, CAST('xylophone' AS BLOB)) > 0"
    } else {
        "SELECT count(*) AS n FROM reply_notes WHERE position('xylophone'::bytea IN sealed_words) > 0"
    };
    assert_eq!(scene.place.database.number(in_rows), 0);
    for file in scene.place.database.files() {
        let bytes = std::fs::read(&file).expect("the database");
        assert!(!bytes.windows(9).any(|part| part == b"xylophone"), "{}", file.display());
    }
}

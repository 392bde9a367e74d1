//! Whoever posted a need or an offer changes it on a plain page, in the form in which it was posted, and deletes it.

use crate::support::browser::{Browser, with_password, word};
use crate::support::client::{Answer, Visitor};
use crate::support::neighborhood::{Neighborhood, mutual};
use crate::support::pictures::photograph;
use crate::writing::send_pictures_to;
use chrono::{DateTime, Duration, Utc};
use potluck::actions::expire::expire_due;
use reqwest::Method;
use serde_json::{Value, json};

struct Town {
    place: Neighborhood,
    rosa: Browser,
    ben: Browser,
    /// Rosa in her app, and Ben in his.
    app: Visitor,
    bens: Visitor,
}

async fn town() -> Town {
    town_at(Neighborhood::start("riverside").await).await
}

async fn town_at(place: Neighborhood) -> Town {
    for name in ["rosa", "ben"] {
        place.member(name).await;
        with_password(&place, name).await;
    }
    let (rosa, ben) = (Browser::at(&place, "203.0.113.20"), Browser::at(&place, "203.0.113.21"));
    rosa.sign_in("rosa").await;
    ben.sign_in("ben").await;
    let (app, bens) = (Visitor::member(&place, "rosa").await, Visitor::member(&place, "ben").await);
    Town { place, rosa, ben, app, bens }
}

impl Town {
    /// Posts a listing of rosa's in her app: the path of its page, and its id.
    async fn post(&self, listing: Value) -> (String, String) {
        self.known(&self.app.post("/listings", listing).await.expect(201))
    }

    fn known(&self, listing: &Value) -> (String, String) {
        let page = listing["page"].as_str().expect("a page").strip_prefix(&self.place.base).expect("ours");
        (page.to_owned(), listing["id"].as_str().expect("an id").to_owned())
    }

    /// What rosa posted last, as her app reads it.
    async fn last(&self) -> Value {
        self.app.get("/listings/mine").await.expect(200)[0].clone()
    }

    /// Ben answers, and Rosa says yes.
    async fn agree(&self, id: &str, answer: Value) {
        let answer = self.bens.post(&format!("/listings/{id}/responses"), answer).await.expect(201);
        let page = format!("/answers/{}", answer["id"].as_str().expect("an id"));
        let agreed = self.rosa.fill_in(&page, &[("act", "yes")]).await;
        assert_eq!(agreed.status, 303, "{}", agreed.text);
    }
}

/// What a page shows, as it was typed.
fn plain(text: &str) -> String {
    let signs = [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")];
    signs.iter().fold(text.to_owned(), |text, (written, sign)| text.replace(written, sign))
}

/// What a browser sends of the form as it stands on a page.
fn fields(page: &Answer) -> Vec<(String, String)> {
    let form = page.text.split("id=\"write\"").nth(1).and_then(|rest| rest.split("</form>").next());
    let form = form.unwrap_or_else(|| panic!("no form: {}", page.text));
    let (mut all, mut chosen_of) = (Vec::new(), String::new());
    for part in form.split('<').skip(1) {
        let (tag, after) = part.split_once('>').unwrap_or((part, ""));
        let of = |name: &str| {
            let rest = tag.split(&format!(" {name}=\"")).nth(1)?;
            rest.split('"').next().map(plain)
        };
        let says = |word: &str| tag.split_whitespace().any(|part| part == word);
        let name = of("name").unwrap_or_default();
        match tag.split_whitespace().next() {
            Some("input") => {
                let is_box = matches!(of("type").as_deref(), Some("radio" | "checkbox"));
                if !name.is_empty() && (!is_box || says("checked")) {
                    all.push((name, of("value").unwrap_or_default()));
                }
            }
            Some("textarea") => all.push((name, plain(after))),
            Some("select") => chosen_of = name,
            Some("option") if says("selected") => all.push((chosen_of.clone(), of("value").unwrap_or_default())),
            _ => {}
        }
    }
    all
}

/// The same with something else in some fields; nothing where nothing is ticked there any more.
fn with(fields: &[(String, String)], typed: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut all = fields.to_vec();
    for (name, value) in typed {
        all.retain(|(known, _)| known != name);
        if !value.is_empty() {
            all.push(((*name).to_owned(), (*value).to_owned()));
        }
    }
    all
}

async fn send(who: &Browser, path: &str, fields: &[(String, String)]) -> Answer {
    let pairs: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    who.send(path, &pairs).await
}

/// All that a listing says.
fn said(listing: &Value) -> Vec<Value> {
    let names = [
        "kind",
        "category",
        "title",
        "body",
        "easy_text",
        "language",
        "translations",
        "quantity",
        "takes_more",
        "food",
        "windows",
        "ways",
        "urgency",
        "place_name",
        "area",
        "access_notes",
        "audience",
        "hidden_author",
        "pass_along",
        "first_come",
        "expires_at",
    ];
    names.iter().map(|name| json!([name, listing[*name]])).collect()
}

/// A day, so many days later than another.
fn day(today: DateTime<Utc>, days: i64) -> String {
    (today + Duration::days(days)).format("%Y-%m-%d").to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_posted_is_changed_in_the_form_in_which_it_was_posted() {
    let town = town().await;
    let today = Utc::now();
    let (at, ends) = (day(today, 20), day(today, 30));
    let offer = [
        ("kind", "offer"),
        ("title", "Sopa"),
        ("body", "Muy rica.\r\n\r\nTrae un frasco"),
        ("language", "es"),
        ("amount", "12"),
        ("unit", "platos"),
        ("split", "2"),
        ("diet-vegan", "yes"),
        ("has-celery", "yes"),
        ("traces-soy", "yes"),
        ("storage", "hot"),
        ("best_before", ends.as_str()),
        ("urgency", "few-days"),
        ("day", at.as_str()),
        ("from", "17:00"),
        ("until", "18:30"),
        ("ends", ends.as_str()),
        ("place_name", "Near the library"),
        ("way-pickup", "yes"),
        ("way-meet", "yes"),
        ("access", "No steps"),
        ("audience", "public"),
        ("pass_along", "yes"),
        ("other_language", "en"),
        ("other_title", "Soup"),
        ("other_body", "Bring a jar"),
    ];
    let posted = town.rosa.fill_in("/new", &offer).await;
    assert_eq!(posted.status, 303, "{}", posted.text);
    let before = town.last().await;
    let (listing, _) = town.known(&before);
    let edit = format!("{listing}/edit");

    // Its author finds the way there, and nobody else.
    for page in [listing.as_str(), "/mine"] {
        assert!(town.rosa.open(page).await.text.contains(&format!("href=\"{edit}\">Change this<")), "{page}");
    }
    assert!(!town.ben.open(&listing).await.text.contains(&edit));
    assert_eq!(town.ben.open(&edit).await.status, 404);
    let bens = word(&town.ben.open("/new").await);
    assert_eq!(town.ben.send(&edit, &[("form", &bens), ("kind", "offer"), ("title", "Mine")]).await.status, 404);
    assert_eq!(Browser::new(&town.place).open(&edit).await.status, 303, "to the sign-in page");
    assert_eq!(town.rosa.send(&edit, &[("form", "guessed"), ("title", "Forged")]).await.status, 403);

    // Saved as it stands there, it says what it said.
    let page = town.rosa.open(&edit).await;
    let saved = send(&town.rosa, &edit, &fields(&page)).await;
    assert_eq!((saved.status, saved.header("location")), (303, format!("{listing}?said=changed").as_str()));
    let after = town.last().await;
    assert_eq!(said(&after), said(&before));
    assert_eq!(after["url"], before["url"]);

    // And then something else, where that was changed.
    let form = fields(&town.rosa.open(&edit).await);
    let typed =
        [("title", "Sopa de hoy"), ("amount", "14"), ("has-celery", ""), ("until", "19:00"), ("other_title", "")];
    let wrong = send(&town.rosa, &edit, &with(&form, &typed)).await;
    assert_eq!(wrong.status, 422, "{}", wrong.text);
    assert!(wrong.text.contains("<a href=\"#other_title\">") && wrong.text.contains("value=\"Sopa de hoy\""));
    let saved = send(&town.rosa, &edit, &with(&fields(&wrong), &[("other_title", "Today’s soup")])).await;
    assert_eq!(saved.status, 303, "{}", saved.text);
    let shown = town.rosa.open(saved.header("location")).await.text;
    for words in ["It says now what you see here.", "Sopa de hoy", "19:00", "Today’s soup", "Bring a jar"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(!shown.contains("celery") && shown.contains("soy"), "{shown}");
    assert!(!town.ben.open(saved.header("location")).await.text.contains("It says now what you see here."));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_app_said_and_the_form_has_no_field_for_stays() {
    let town = town().await;
    let today = Utc::now();
    let [first, second, third] = [3, 4, 5].map(|days| day(today, days));
    let (listing, _) = town
        .post(json!({
            "kind": "offer", "title": "Flour", "body": "Two sacks", "easy_text": "Flour for bread", "language": "de",
            "amount": "2.5", "smallest_split": "0.5", "unit": {"measure": "kilogram", "label": "kg"},
            "food": {
                "diet": ["no-garlic"],
                "made_on": "2024-05-01",
                "allergens": {"declared": true, "contains": [], "mayContain": [], "mustBeFreeOf": []},
            },
            "windows": [
                {"from": format!("{first}T17:00:07Z"), "until": format!("{first}T18:00:07Z")},
                {"from": format!("{second}T20:00:00Z"), "until": format!("{third}T06:00:00Z")},
            ],
            "translations": [
                {"language": "en", "title": "Flour, in English", "by_machine": false},
                {"language": "fr", "title": "Farine", "by_machine": false},
            ],
            "first_come": {"at_most_each": "1"},
            "point": {"latitude": 40.7, "longitude": -73.98},
            "audience": "network",
        }))
        .await;
    let (before, edit) = (town.last().await, format!("{listing}/edit"));
    let page = town.rosa.open(&edit).await;
    for part in [
        "name=\"diet-no-garlic\" value=\"yes\" checked",
        "id=\"none\" name=\"none\" value=\"yes\" checked",
        ">Flour for bread</textarea>",
        "<option value=\"de\" selected",
        "This stays as it is:",
        "The rough place on the map",
    ] {
        assert!(page.text.contains(part), "{part}: {}", page.text);
    }
    let saved = send(&town.rosa, &edit, &fields(&page)).await;
    assert_eq!(saved.status, 303, "{}", saved.text);
    assert_eq!(said(&town.last().await), said(&before));
    // What does stand in the form is taken away in it.
    let page = town.rosa.open(&edit).await;
    let less = [("diet-no-garlic", ""), ("easy", ""), ("day", ""), ("from", ""), ("until", "")];
    assert_eq!(send(&town.rosa, &edit, &with(&fields(&page), &less)).await.status, 303);
    let after = town.last().await;
    assert_eq!((&after["food"]["diet"], &after["easy_text"]), (&json!([]), &Value::Null));
    assert_eq!(after["windows"], json!([before["windows"][1]]));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_promised_stays_and_a_promise_in_between_holds_nobody_up() {
    let town = town().await;
    let unit = json!({"measure": "one", "label": "bowls"});
    let (listing, id) = town.post(json!({"kind": "offer", "title": "Soup", "amount": "4", "unit": unit})).await;
    let edit = format!("{listing}/edit");
    let page = town.rosa.open(&edit).await;
    assert!(page.text.contains("type=\"radio\" name=\"kind\" value=\"offer\" required checked"), "{}", page.text);
    let form = fields(&page);
    town.agree(&id, json!({"amount": "3", "message": "For us"})).await;
    for (typed, words) in [
        (vec![("amount", "2")], "the amount cannot be less"),
        (vec![("amount", ""), ("unit", "")], "the amount cannot be taken away"),
    ] {
        let typed = with(&with(&form, &typed), &[("title", "Hot soup")]);
        for act in [typed.clone(), with(&typed, &[("act", "look")])] {
            let wrong = send(&town.rosa, &edit, &act).await;
            assert_eq!(wrong.status, 422, "{act:?}: {}", wrong.text);
            assert!(wrong.text.contains("<a href=\"#amount\">") && wrong.text.contains(words), "{}", wrong.text);
            assert!(wrong.text.contains("id=\"amount-wrong\"") && wrong.text.contains("value=\"Hot soup\""));
        }
    }
    // What somebody answered stays a need or an offer.
    let page = town.rosa.open(&edit).await;
    assert!(page.text.contains("so it stays what it is") && !page.text.contains("type=\"radio\" name=\"kind\""));
    let turned = send(&town.rosa, &edit, &with(&form, &[("kind", "need")])).await;
    assert!(turned.status == 422 && turned.text.contains("<a href=\"#kind\">"), "{}", turned.text);
    let saved = send(&town.rosa, &edit, &with(&form, &[("amount", "5"), ("title", "Hot soup")])).await;
    assert_eq!(saved.status, 303, "{}", saved.text);
    let after = town.last().await;
    assert_eq!(
        (&after["title"], &after["quantity"]["amount"], &after["quantity"]["committed"], &after["state"]),
        (&json!("Hot soup"), &json!("5"), &json!("3"), &json!("partly-met"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_changed_elsewhere_in_the_meantime_is_shown_beside_what_was_typed() {
    let town = town().await;
    let apples = |title: &str| json!({"kind": "offer", "title": title, "language": "en", "audience": "network"});
    let (listing, id) = town.post(apples("Apples")).await;
    let edit = format!("{listing}/edit");
    let form = fields(&town.rosa.open(&edit).await);
    let api = format!("/listings/{id}");
    town.app.send(Method::PUT, &api, apples("Red apples")).await.expect(200);
    for act in ["", "look"] {
        let typed = with(&form, &[("title", "Green apples"), ("body", "Crisp"), ("act", act)]);
        let both = send(&town.rosa, &edit, &typed).await;
        assert_eq!(both.status, 422, "{}", both.text);
        for part in [
            "changed in the meantime",
            "Red apples</h2>",
            "value=\"Green apples\"",
            ">Crisp</textarea>",
            "role=\"alert\"",
        ] {
            assert!(both.text.contains(part), "{part}: {}", both.text);
        }
        assert_eq!(town.last().await["title"], "Red apples", "nothing is overwritten unseen");
        if act.is_empty() {
            continue;
        }
        let saved = send(&town.rosa, &edit, &fields(&both)).await;
        assert_eq!(saved.status, 303, "{}", saved.text);
        assert_eq!(town.last().await["title"], "Green apples");
    }
    // Held for safety meanwhile: it says so, and what was typed stays.
    let form = fields(&town.rosa.open(&edit).await);
    town.place.database.execute("UPDATE listings SET held_under = 'Be kind'").expect("SQL");
    let held = send(&town.rosa, &edit, &with(&form, &[("title", "Yellow apples")])).await;
    assert!(held.status == 422 && held.text.contains("Be kind") && held.text.contains("value=\"Yellow apples\""));
    assert_eq!(town.rosa.open(&edit).await.header("location"), listing);
}

#[tokio::test(flavor = "multi_thread")]
async fn with_fewer_readers_it_has_a_new_address_and_nothing_that_was_typed_at_the_old_one_is_lost() {
    let town = town().await;
    let (old, _) = town.post(json!({"kind": "offer", "title": "A cot", "language": "en", "audience": "public"})).await;
    let old_edit = format!("{old}/edit");
    let form = fields(&town.rosa.open(&old_edit).await);
    let late = with(&form, &[("body", "It folds")]);
    let saved = send(&town.rosa, &old_edit, &with(&form, &[("audience", "network")])).await;
    let (new, heard) = saved.header("location").split_once('?').expect("a notice");
    assert!(saved.status == 303 && heard == "said=changed-anew" && new != old, "{}", saved.header("location"));
    assert!(town.rosa.open(saved.header("location")).await.text.contains("has a new address"));
    assert_eq!(Visitor::stranger(&town.place).page(&old).await.status, 410);

    let new_edit = format!("{new}/edit");
    let both = send(&town.rosa, &old_edit, &late).await;
    assert!(both.status == 422 && both.text.contains(&format!("action=\"{new_edit}\"")), "{}", both.text);
    assert!(both.text.contains(">It folds</textarea>") && both.text.contains("changed in the meantime"));
    // Fewer may read it by now: the form that was filled before does not ask for more of them by itself.
    let asks = |audience: &str| both.text.contains(&format!("name=\"audience\" value=\"{audience}\" checked"));
    assert!(asks("network") && !asks("public"), "{}", both.text);

    // It is off the board: what was typed can be posted as something new.
    let step = format!("{new}/step");
    let hidden = word(&town.rosa.open(new).await);
    assert_eq!(town.rosa.send(&step, &[("form", &hidden), ("step", "withdraw")]).await.status, 303);
    assert_eq!(town.rosa.open(&new_edit).await.header("location"), new);
    let over = send(&town.rosa, &new_edit, &fields(&both)).await;
    assert!(over.status == 422 && over.text.contains("action=\"/new\""), "{}", over.text);
    assert!(over.text.contains(">It folds</textarea>") && over.text.contains("This is over."));

    // And so it is when it is deleted.
    let deleted = town.rosa.send(&step, &[("form", &hidden), ("step", "delete")]).await;
    assert_eq!((deleted.status, deleted.header("location")), (303, "/mine?said=deleted"), "{}", deleted.text);
    assert!(town.rosa.open("/mine?said=deleted").await.text.contains("It is deleted."));
    assert_eq!(town.place.database.number("SELECT count(*) AS n FROM listings WHERE title <> ''"), 0);
    assert_eq!(town.rosa.open(&new_edit).await.status, 404);
    let gone = send(&town.rosa, &new_edit, &fields(&both)).await;
    assert!(gone.status == 422 && gone.text.contains(">It folds</textarea>"), "{}", gone.text);
    let posted = send(&town.rosa, "/new", &fields(&gone)).await;
    assert_eq!(posted.status, 303, "{}", posted.text);
    assert_eq!(town.last().await["body"], "It folds");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_deleted_twice_is_gone_already_and_nobody_learns_from_that_what_is_there() {
    let town = town().await;
    let post = json!({"kind": "offer", "title": "A cot", "language": "en", "audience": "public"});
    let (listing, _) = town.post(post.clone()).await;
    let delete = async |who: &Browser, listing: &str| {
        let hidden = word(&who.open("/new").await);
        who.send(&format!("{listing}/step"), &[("form", &*hidden), ("step", "delete")]).await
    };
    assert_eq!(delete(&town.rosa, &listing).await.header("location"), "/mine?said=deleted");
    let twice = delete(&town.rosa, &listing).await;
    assert!(twice.text.contains("If you deleted it a moment ago, that was enough."), "{}", twice.text);
    assert!(twice.text.contains("<p><a href=\"/mine\">What is mine</a></p>") && twice.status == 404, "{}", twice.text);
    assert!(!twice.text.contains("not for everyone"), "{}", twice.text);
    // Of what was, of what never was, and of what is held, a neighbor hears the same.
    let (held, _) = town.post(post).await;
    let hold = "UPDATE listings SET held_under = 'Be kind' WHERE title = 'A cot'";
    town.place.database.execute(hold).expect("it is held");
    for path in [listing.as_str(), "/listings/nothing", held.as_str()] {
        let told = delete(&town.ben, path).await;
        assert_eq!((told.status, &told.text), (twice.status, &twice.text), "{path}");
    }
    assert_eq!(town.place.database.number("SELECT count(*) AS n FROM listings WHERE title <> ''"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn value_04_whoever_changes_something_can_see_first_who_will_read_it_and_what_nobody_can_promise() {
    let (place, _next_door) = mutual("riverside", "hillside").await;
    let town = town_at(place).await;
    let (listing, id) =
        town.post(json!({"kind": "offer", "title": "A cot", "language": "en", "audience": "peers"})).await;
    let edit = format!("{listing}/edit");
    let form = fields(&town.rosa.open(&edit).await);
    let look = async |typed: &[(&str, &str)]| {
        let page = send(&town.rosa, &edit, &with(&with(&form, typed), &[("act", "look")])).await;
        assert_eq!(page.status, 200, "{typed:?}: {}", page.text);
        for words in ["This is how it will look", "Nothing is changed yet.", "form=\"write\">Save the change<"] {
            assert!(page.text.contains(words), "{words}: {}", page.text);
        }
        page.text
    };
    let same = look(&[("title", "A white cot")]).await;
    assert!(same.contains("These networks read it:") && same.contains("told of the change"), "{same}");
    assert!(same.contains("A white cot</h2>") && !same.contains("answered already"), "{same}");
    let narrower = look(&[("audience", "network")]).await;
    assert!(narrower.contains("It gets a new address") && narrower.contains("We cannot promise"), "{narrower}");
    let said = json!({"message": "We need one"});
    town.bens.post(&format!("/listings/{id}/responses"), said).await.expect(201);
    let answered = look(&[("title", "A white cot")]).await;
    assert!(answered.contains("Neighbors who answered already read the new words, too."), "{answered}");
    let after = town.last().await;
    assert_eq!((&after["title"], &after["audience"]), (&json!("A cot"), &json!("peers")), "nothing is changed yet");
    assert!(town.ben.open(&listing).await.text.contains("A cot</h1>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_that_is_pressed_twice_changes_once_and_shows_nobody_who_is_hidden() {
    let town = town().await;
    let need = json!({"kind": "need", "title": "A cot", "language": "en", "hidden_author": false});
    let (listing, _) = town.post(need).await;
    let edit = format!("{listing}/edit");
    let form = fields(&town.rosa.open(&edit).await);
    // It leaves home: nobody reads there who needs it, as when it is posted.
    let wider = with(&form, &[("audience", "public"), ("body", "It folds")]);
    for pressed in ["once", "twice"] {
        let saved = send(&town.rosa, &edit, &wider).await;
        assert_eq!(saved.header("location"), format!("{listing}?said=changed"), "{pressed}: {}", saved.text);
    }
    let after = town.last().await;
    assert_eq!((&after["audience"], &after["hidden_author"]), (&json!("public"), &json!(true)));
    // Nor does the form of before, with something else in it, name her when it is sent again.
    let both = send(&town.rosa, &edit, &with(&wider, &[("body", "It folds well")])).await;
    assert!(both.status == 422 && both.text.contains("changed in the meantime"), "{}", both.text);
    assert_eq!(send(&town.rosa, &edit, &fields(&both)).await.status, 303);
    let after = town.last().await;
    assert_eq!((&after["body"], &after["hidden_author"]), (&json!("It folds well"), &json!(true)));

    // With fewer readers it has a new address, whichever press is heard last.
    let fewer = with(&fields(&town.rosa.open(&edit).await), &[("audience", "network")]);
    let first = send(&town.rosa, &edit, &fewer).await;
    let second = send(&town.rosa, &edit, &fewer).await;
    assert_eq!((first.status, second.status), (303, 303), "{}", second.text);
    assert_eq!(first.header("location"), second.header("location"));
    assert!(first.header("location").ends_with("?said=changed-anew"));
}

#[tokio::test(flavor = "multi_thread")]
async fn value_13_what_was_posted_for_a_neighbor_is_changed_and_shows_nobody() {
    let town = town().await;
    let proxy = json!({"label": "Don Quintero", "consent": {"how": "by word"}});
    let proxy = town.app.post("/proxies", proxy).await.expect(201);
    let path = format!("/proxies/{}/listings", proxy["id"].as_str().expect("an id"));
    let need = json!({"kind": "need", "title": "A ride", "language": "en", "audience": "public"});
    let (listing, _) = town.known(&town.app.post(&path, need).await.expect(201));
    let edit = format!("{listing}/edit");
    let page = town.rosa.open(&edit).await;
    assert!(page.text.contains("You posted this for a neighbor.") && !page.text.contains("name=\"hidden\""));
    let saved = send(&town.rosa, &edit, &with(&fields(&page), &[("title", "A ride on Friday")])).await;
    assert_eq!(saved.header("location"), format!("{listing}?said=changed"), "{}", saved.text);
    let after = town.last().await;
    assert_eq!(
        (&after["title"], &after["hidden_author"], &after["with_help"]),
        (&json!("A ride on Friday"), &json!(true), &json!(true))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_says_what_happens_next_before_something_is_taken_off_the_board_or_deleted() {
    let town = town().await;
    let (listing, id) = town.post(json!({"kind": "need", "title": "A ride", "hidden_author": false})).await;
    let page = town.rosa.open(&listing).await;
    for words in [
        "Take this off the board",
        "It leaves the board at once, and cannot be opened again.",
        "Delete this for good",
        "Nobody can bring it back.",
    ] {
        assert!(page.text.contains(words), "{words}: {}", page.text);
    }
    assert!(!page.text.contains("We ask the networks that have it"), "it never left home");
    assert!(!town.ben.open(&listing).await.text.contains("Delete this for good"));
    town.agree(&id, json!({"message": "I drive"})).await;
    // What is promised is let go first; the page stays, and says so.
    let hidden = word(&page);
    let promised = town.rosa.send(&format!("{listing}/step"), &[("form", &hidden), ("step", "delete")]).await;
    assert_eq!(promised.status, 422, "{}", promised.text);
    assert!(promised.text.contains("role=\"alert\"") && promised.text.contains("Part of this is promised."));
    assert!(promised.text.contains("A ride</h1>"), "{}", promised.text);
    let bens = word(&town.ben.open("/new").await);
    let others = town.ben.send(&format!("{listing}/step"), &[("form", &bens), ("step", "delete")]).await;
    assert_eq!(others.status, 404);
    assert_eq!(town.last().await["title"], "A ride");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_over_is_posted_again_from_what_it_said_without_days_that_are_over() {
    let town = town().await;
    let soon = day(Utc::now(), 3);
    let soup = [
        ("kind", "offer"),
        ("title", "Sopa"),
        ("body", "Muy rica"),
        ("language", "es"),
        ("amount", "12"),
        ("unit", "platos"),
        ("diet-vegan", "yes"),
        ("best_before", soon.as_str()),
        ("day", soon.as_str()),
        ("from", "17:00"),
        ("until", "18:30"),
        ("place_name", "Near the library"),
        ("point", "40.71,-73.99"),
        ("way-pickup", "yes"),
        ("audience", "public"),
        ("pass_along", "yes"),
    ];
    assert_eq!(town.rosa.fill_in("/new", &soup).await.status, 303);
    let before = town.last().await;
    let (listing, _) = town.known(&before);
    let again = format!("/new?from={}", listing.rsplit('/').next().expect("a slug"));
    assert!(!town.rosa.open(&listing).await.text.contains("Offer this again"));
    assert_eq!(town.rosa.open(&again).await.status, 404, "it is on the board");

    town.place.clock.shift(Duration::days(15));
    expire_due(&town.place).await.unwrap();
    town.rosa.sign_in("rosa").await;
    town.ben.sign_in("ben").await;
    assert!(town.rosa.open(&listing).await.text.contains(&format!("href=\"{again}\">Offer this again<")));
    assert!(!town.ben.open(&listing).await.text.contains("Offer this again"));
    assert_eq!(town.ben.open(&again).await.status, 404);

    let page = town.rosa.open(&again).await;
    assert!(!page.text.contains("data-draft"), "an older draft would be written over it");
    assert!(!page.text.contains("Its pictures do not come along."), "there are none");
    let form = fields(&page);
    // What does not fit comes back under a draft of its own: the device keeps that of an empty form beside it.
    let wrong = send(&town.rosa, "/new", &with(&form, &[("title", "")])).await;
    assert_eq!(wrong.status, 422, "{}", wrong.text);
    assert!(wrong.text.contains(&format!("data-key=\"{again}\"")), "{}", wrong.text);
    let value = |name: &str| form.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    for over in ["day", "from", "until", "ends", "best_before"] {
        assert_eq!(value(over), Some(""), "{over}");
    }
    let posted = send(&town.rosa, "/new", &form).await;
    assert_eq!(posted.status, 303, "{}", posted.text);
    let after = town.last().await;
    assert!(after["id"] != before["id"] && after["state"] == "open", "{after}");
    for name in ["kind", "title", "body", "language", "ways", "place_name", "audience", "pass_along", "hidden_author"] {
        assert_eq!(after[name], before[name], "{name}");
    }
    assert_eq!(after["quantity"]["amount"], before["quantity"]["amount"]);
    assert_eq!(after["food"]["diet"], before["food"]["diet"]);
    assert!(after["area"].is_object() && after["windows"] == json!([]), "{after}");
    assert_ne!(after["expires_at"], before["expires_at"]);

    // Pictures are of that one alone, and the form says so.
    let form = word(&town.rosa.open("/new").await);
    let jam = [("form", form.as_str()), ("kind", "offer"), ("title", "Plum jam")];
    let photo = photograph(60, 40);
    let posted = send_pictures_to(&town.rosa, "/new", &jam, &[("file-1", "image/jpeg", &photo)]).await;
    assert_eq!(posted.status, 303, "{}", posted.text);
    let (jam, id) = town.known(&town.last().await);
    town.app.post(&format!("/listings/{id}/withdraw"), json!({})).await.expect(200);
    let again = town.rosa.open(&format!("/new?from={}", jam.rsplit('/').next().expect("a slug"))).await;
    assert!(again.text.contains("Its pictures do not come along."), "{}", again.text);

    // What was taken off the board, and a need, too; what was posted for a neighbor is not asked again without them.
    let (need, id) = town.post(json!({"kind": "need", "title": "A ride", "hidden_author": false})).await;
    town.app.post(&format!("/listings/{id}/withdraw"), json!({})).await.expect(200);
    assert!(town.rosa.open(&need).await.text.contains("Ask this again"));
}

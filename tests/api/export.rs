//! What a member takes along: everything that is theirs, nothing that is somebody else's.

use crate::support::TestDb;
use crate::support::client::Visitor;
use crate::support::neighborhood::Neighborhood;
use crate::support::pictures::{photograph, upload};
use potluck::actions::give_role::give_role;
use potluck::actions::keep_beginning::keep_beginning;
use potluck::actions::translate::translate;
use potluck::domain::follow::{Actor, Follow, FollowState};
use potluck::domain::listing::Translation;
use potluck::domain::member::RoleKind;
use potluck::domain::{ActorId, FollowId};
use potluck::http::export::coverage::{COVERED, Where};
use potluck::ids;
use potluck::storage::{actors, follows, members, migrate};
use reqwest::Method;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

fn unzip(bytes: Vec<u8>) -> BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a ZIP");
    let mut files = BTreeMap::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).unwrap();
        let name = file.name().expect("a name").into_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("bytes");
        // Pictures are no texts; that they are there is enough.
        files.insert(name, String::from_utf8_lossy(&bytes).into_owned());
    }
    files
}

/// What somebody takes along: each file by its name.
pub async fn taken_by(visitor: &Visitor) -> BTreeMap<String, String> {
    let answer = visitor.get("/me/export").await;
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/zip"));
    assert!(answer.header("content-disposition").contains("attachment"));
    assert_eq!(answer.header("cache-control"), "private, no-store");
    unzip(answer.bytes)
}

/// Somebody elsewhere follows her.
async fn followed(place: &Neighborhood, handle: &str) {
    let handle = handle.to_owned();
    let now = place.clock.now();
    let (network, base) = (place.network, "https://far.example/users/zoe");
    let write = place.db.write(move |conn| {
        let member = members::by_handle(conn, &handle)?.expect("a member");
        let actor = Actor {
            id: ActorId(ids::next(now)),
            ap_id: base.parse()?,
            local: false,
            host: "far.example".into(),
            handle: "zoe".into(),
            name: "Zoe from afar".into(),
            key_id: format!("{base}#key"),
            ..actors::get(conn, network)?
        };
        let follower = actors::upsert_remote(conn, &actor)?;
        let ap_id = format!("{base}/follows/1").parse()?;
        let state = FollowState::Accepted;
        let id = FollowId(ids::next(now));
        follows::insert(conn, &Follow { id, ap_id, follower, followed: member.actor, state, created_at: now })
    });
    write.await.expect("a follow");
}

#[tokio::test(flavor = "multi_thread")]
async fn value_17_a_member_takes_along_everything_that_is_theirs_and_nothing_of_anybody_else() {
    let place = Neighborhood::start("riverside").await;
    for handle in ["rosa", "ben", "sam", "mia"] {
        place.member(handle).await;
    }
    give_role(&place, "rosa", RoleKind::Steward, 6).await.unwrap();
    followed(&place, "rosa").await;
    let (rosa, ben, sam) = (
        Visitor::member(&place, "rosa").await,
        Visitor::member(&place, "ben").await,
        Visitor::member(&place, "sam").await,
    );
    let me = json!({
        "languages": ["es", "en"], "food_customs": ["no-shellfish"], "access_needs": ["a ramp by the door"],
        "contact": [{"kind": "telephone", "value": "+1 555 0100"}], "can_do": [{"tag": "drive", "seen_by": "oneself"}],
        "ask_cap": 7,
    });
    rosa.send(Method::PATCH, "/me", me).await.expect(200);
    ben.send(
        Method::PATCH,
        "/me",
        json!({"food_customs": ["only-ben-knows"], "contact": [{"kind": "door", "value": "the yellow door"}]}),
    )
    .await
    .expect(200);

    let offer = json!({
        "kind": "offer", "title": "Quinces", "audience": "public", "hidden_author": false,
        "amount": "4", "unit": {"measure": "one", "label": "bags"}, "exact_place": "Behind the blue door",
    });
    let quinces = rosa.post("/listings", offer).await.expect(201);
    let hidden = json!({"kind": "need", "title": "A quiet visit", "audience": "public", "hidden_author": true});
    rosa.post("/listings", hidden).await.expect(201);
    let quinces = quinces["id"].as_str().unwrap();
    let answer = json!({"amount": "2", "message": "After six, please"});
    let asked = ben.post(&format!("/listings/{quinces}/responses"), answer).await.expect(201);
    let yes = json!({"address": "12 Elm Street", "access_notes": "Ring twice"});
    rosa.post(&format!("/responses/{}/accept", asked["id"].as_str().unwrap()), yes).await.expect(200);
    let carrots = json!({"kind": "offer", "title": "Carrots of Ben", "exact_place": "Ben's cellar", "amount": "9", "unit": {"measure": "one", "label": "bags"}});
    let carrots = ben.post("/listings", carrots).await.expect(201);
    let path = format!("/listings/{}/responses", carrots["id"].as_str().unwrap());
    rosa.post(&path, json!({"amount": "1", "message": "I come by bicycle"})).await.expect(201);
    let id = place.db.read(|conn| members::by_handle(conn, "rosa")).await.unwrap().expect("a member").id;
    let words = Translation::by_neighbor("es", "Zanahorias del vecino", "").unwrap();
    translate(&place, id, carrots["id"].as_str().unwrap().parse().unwrap(), words).await.unwrap();
    sam.post(&path, json!({"amount": "1", "message": "Sam asks for soup"})).await.expect(201);
    let in_app = async |who: &Visitor, path: &str, body: Value| -> Value {
        let headers = [("content-type", "application/json")];
        who.ask(Method::POST, &format!("/api/v1{path}"), &headers, body.to_string().into_bytes()).await.expect(200)
    };
    let whisper = json!({"status": "Plums at first, @ben", "visibility": "direct"});
    let whisper = in_app(&rosa, "/statuses", whisper).await["id"].as_str().unwrap().to_owned();
    let changed = json!({"status": "Only Ben reads this, @ben"}).to_string().into_bytes();
    let headers = [("content-type", "application/json")];
    rosa.ask(Method::PUT, &format!("/api/v1/statuses/{whisper}"), &headers, changed).await.expect(200);
    let later = (chrono::Utc::now() + chrono::Duration::days(2)).to_rfc3339();
    in_app(&rosa, "/statuses", json!({"status": "Not before Friday", "scheduled_at": later})).await;
    let poll = json!({"options": ["On Monday", "On Tuesday"], "expires_in": 600});
    let asked = in_app(&sam, "/statuses", json!({"status": "When?", "poll": poll})).await;
    in_app(&rosa, &format!("/polls/{}/votes", asked["poll"]["id"].as_str().unwrap()), json!({"choices": [1]})).await;
    for (who, title) in [("rosa", "A pot that rosa began"), ("sam", "Sam asks for soup")] {
        let member = place.db.read(move |conn| members::by_handle(conn, who)).await.unwrap().expect("a member").id;
        let typed = vec![("title".to_owned(), title.to_owned())];
        keep_beginning(&place, member, ids::digest(&ids::secret()), typed, None).await.expect("it is kept");
    }
    let posted = in_app(&ben, "/statuses", json!({"status": "Good morning from Ben"})).await;
    in_app(&rosa, &format!("/statuses/{}/favourite", posted["id"].as_str().unwrap()), json!({})).await;
    in_app(&rosa, &format!("/statuses/{}/bookmark", posted["id"].as_str().unwrap()), json!({})).await;
    let bens = posted["account"]["id"].as_str().unwrap();
    in_app(&rosa, &format!("/accounts/{bens}/note"), json!({"comment": "the one with the ladder"})).await;
    in_app(&sam, "/statuses", json!({"status": "Only Sam and Ben read this, @ben", "visibility": "direct"})).await;
    let picture = upload(&rosa, &photograph(30, 20), "A basket of quinces").await;
    rosa.send(Method::PUT, "/me/blocks", json!({"account": "mia", "distance": "mute"})).await.expect(200);
    place
        .until("what is public was told", async || {
            let files = taken_by(&rosa).await;
            files["outbox.json"].contains("Quinces").then_some(())
        })
        .await;

    let files = taken_by(&rosa).await;
    for (file, words) in [
        ("README.txt", "Todo lo que Neighbors of riverside guarda sobre ti"),
        ("profile.json", "no-shellfish"),
        ("profile.json", "a ramp by the door"),
        ("profile.json", "555 0100"),
        ("profile.json", "drive"),
        ("roles.json", "steward"),
        ("sign-ins.json", "read write follow push"),
        ("listings.json", "Behind the blue door"),
        ("listings.json", "A quiet visit"),
        ("translations.json", "Zanahorias del vecino"),
        ("responses-given.json", "I come by bicycle"),
        ("responses-received.json", "After six, please"),
        ("media.json", "A basket of quinces"),
        ("handoffs.json", "12 Elm Street"),
        ("handoffs.json", "the yellow door"),
        ("statuses.json", "Only Ben reads this"),
        ("statuses.json", "Plums at first"),
        ("favourites.json", "/ap/"),
        ("bookmarks.json", "/ap/s/"),
        ("votes.json", "On Tuesday"),
        ("scheduled.json", "Not before Friday"),
        ("beginnings.json", "A pot that rosa began"),
        ("notes.json", "the one with the ladder"),
        ("notices.json", "\"handoff\": \"mail\""),
        ("blocks.json", "mia"),
        ("follows.json", "Zoe from afar"),
        ("actor.json", "/ap/members/rosa"),
        ("outbox.json", "Quinces"),
    ] {
        assert!(files[file].contains(words), "{file} has no {words}: {}", files[file]);
    }
    // What is hers by the schema is there; and each file but the first is JSON with something in it.
    for (table, column, place) in COVERED {
        if let Where::In(file) = place {
            let text = files.get(*file).unwrap_or_else(|| panic!("{table}.{column} should be in {file}"));
            let value: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{file}: {error}"));
            let empty = value.as_array().is_some_and(Vec::is_empty)
                || value["orderedItems"].as_array().is_some_and(Vec::is_empty);
            assert!(!empty, "{file} is empty");
        }
    }
    assert!(files.contains_key(&format!("media/{}.jpg", picture["id"].as_str().unwrap())), "{:?}", files.keys());
    let outbox: Value = serde_json::from_str(&files["outbox.json"]).unwrap();
    assert_eq!(outbox["type"], "OrderedCollection");
    let said: Vec<&Value> = outbox["orderedItems"].as_array().unwrap().iter().map(|item| &item["type"]).collect();
    assert_eq!(said.last(), Some(&&json!("Create")), "{said:?}");
    assert!(!files["outbox.json"].contains("A quiet visit"), "it would tell who asked");
    let whole: String = files.values().map(String::as_str).collect();
    for secret in
        ["only-ben-knows", "Ben's cellar", "Sam asks", "PRIVATE KEY", "totalItems", "\"sam\"", "Only Sam and Ben"]
    {
        assert!(!whole.contains(secret), "{secret} is not hers to take");
    }
    // Nothing in it sums up what somebody gave or took (value V2).
    for tally in ["count", "total", "score", "sum", "rank"] {
        assert!(!whole.contains(&format!("\"{tally}")), "{tally}");
    }

    let ben = taken_by(&ben).await;
    let whole: String = ben.values().map(String::as_str).collect();
    assert!(
        whole.contains("only-ben-knows") && whole.contains("Everything that Neighbors of riverside keeps about you")
    );
    for hers in ["no-shellfish", "a ramp by the door", "A quiet visit", "Zoe from afar"] {
        assert!(!whole.contains(hers), "{hers}");
    }
    assert_eq!(Visitor::stranger(&place).get("/me/export").await.status, 401);
    assert_eq!(Visitor::with_scopes(&place, "rosa", "write").await.get("/me/export").await.status, 403);
}

#[test]
fn value_17_every_column_that_leads_to_a_member_is_exported_or_left_out_for_a_reason() {
    let database = TestDb::sqlite();
    migrate::run(&database.url).expect("the migrations run");
    let mut leads: BTreeSet<(String, String)> = BTreeSet::new();
    let tables = database.lines("SELECT name AS line FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_\\_%' ESCAPE '\\'");
    // Who refers to a member, or to something that belongs to one; and who is called as if it did.
    const OF_MEMBERS: [&str; 6] = ["members", "actors", "listings", "responses", "handoffs", "activities"];
    for table in &tables {
        for line in database
            .lines(&format!("SELECT \"table\" || ' ' || \"from\" AS line FROM pragma_foreign_key_list('{table}')"))
        {
            let (to, column) = line.split_once(' ').unwrap();
            if OF_MEMBERS.contains(&to) {
                leads.insert((table.clone(), column.to_owned()));
            }
        }
        for column in database.lines(&format!("SELECT name AS line FROM pragma_table_info('{table}')")) {
            let named = ["member", "author", "actor", "handle", "owner", "account", "user"];
            if named
                .iter()
                .any(|word| column == *word || column.ends_with(&format!("{word}_id")) || column.ends_with("_by_id"))
            {
                leads.insert((table.clone(), column));
            }
        }
    }
    assert!(leads.len() > 20, "the schema was not read: {leads:?}");
    let covered: BTreeSet<(String, String)> = COVERED.iter().map(|(t, c, _)| ((*t).into(), (*c).into())).collect();
    let forgotten: Vec<_> = leads.difference(&covered).collect();
    assert!(
        forgotten.is_empty(),
        "{forgotten:?}: add them to a member's export (src/http/export), or say in coverage.rs why they are not in it"
    );
    let stale: Vec<_> = covered.difference(&leads).collect();
    assert!(stale.is_empty(), "{stale:?} are not in the schema any more");
    for (table, column, place) in COVERED {
        if let Where::LeftOut(why) = place {
            assert!(why.len() > 10, "{table}.{column}: {why:?} is no reason");
        }
    }
}

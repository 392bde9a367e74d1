//! Coalitions: founded, joined and left by each network's own act; the same signed list everywhere; nobody speaks for another.

use crate::inbox::post;
use crate::offer;
use crate::support::client::Visitor;
use crate::support::neighborhood::{Neighborhood, mutual};
use crate::support::pages::Pages;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use potluck::actions::give_role::give_role;
use potluck::actions::publish_listing::publish_listing;
use potluck::domain::Audience;
use potluck::domain::coalition::{CoalitionId, Pen, Signed, Statement};
use potluck::domain::draft::Draft;
use potluck::domain::listing::Kind;
use potluck::federation::coalitions::{compare, pen};
use potluck::federation::signature::{SigningKey, VerifyingKey, generate_keys};
use potluck::federation::wire::Membership;
use potluck::storage::coalitions;
use reqwest::Method;
use serde_json::{Value, json};
use std::net::TcpListener;

async fn be_mutual(one: &Neighborhood, two: &Neighborhood) {
    one.follow(two).await;
    two.follow(one).await;
}

async fn steward(place: &Neighborhood) -> Visitor {
    place.member("rosa").await;
    give_role(place, "rosa", potluck::domain::member::RoleKind::Steward, 3).await.unwrap();
    Visitor::member(place, "rosa").await
}

/// A coalition that the steward founds; answers its id.
async fn founded(visitor: &Visitor) -> String {
    let agreement =
        json!([{"language": "en", "text": "We share what we have."}, {"language": "es", "text": "Compartimos."}]);
    let coalition = visitor.post("/coalitions", json!({"name": "East side", "agreement": agreement})).await.expect(201);
    assert_eq!((&coalition["joined"], &coalition["version"]), (&json!(true), &json!(1)));
    coalition["id"].as_str().unwrap().to_owned()
}

async fn join(visitor: &Visitor, through: &Neighborhood, id: &str) -> Value {
    let address = through.addresses.coalition(id);
    visitor.post("/memberships", json!({"address": address})).await.expect(200)
}

/// The list as a network serves it to everyone.
async fn list(place: &Neighborhood, id: &str) -> Value {
    let stranger = Visitor::stranger(place);
    stranger.ask(Method::GET, &format!("/ap/coalitions/{id}"), &[], Vec::new()).await.expect(200)
}

/// Who is in it by a list, after each statement was checked as anybody could: with the key of the actor that it names.
async fn checked(list: &Value) -> Vec<String> {
    let coalition = list["potluck:coalition"].as_object().unwrap();
    let terms: serde_json::Map<String, Value> =
        coalition.iter().filter(|(key, _)| *key != "id").map(|(key, value)| (key.clone(), value.clone())).collect();
    let hash = potluck::ids::of_content(&serde_jcs::to_vec(&terms).unwrap());
    assert_eq!(coalition["id"], format!("ni:///sha-256;{hash}"));
    let mut members = Vec::new();
    for item in list["items"].as_array().unwrap() {
        let mut statement = item.as_object().unwrap().clone();
        let proof = statement.remove("proof").unwrap();
        let member = item["member"].as_str().unwrap();
        let host = member.strip_prefix("http://").unwrap().split('/').next().unwrap();
        let actor = Visitor::at(host).ask(Method::GET, "/ap/network", &[], Vec::new()).await.expect(200);
        assert_eq!((&actor["id"], &actor["publicKey"]["id"]), (&item["member"], &proof["verificationMethod"]));
        let key = VerifyingKey::from_pem(actor["publicKey"]["publicKeyPem"].as_str().unwrap()).unwrap();
        let signature = BASE64.decode(proof["proofValue"].as_str().unwrap()).unwrap();
        assert!(key.verifies(&serde_jcs::to_vec(&statement).unwrap(), &signature), "{item}");
        assert_eq!(item["coalition"], coalition["id"]);
        if item["state"] == "joined" {
            members.push(member.to_owned());
        }
    }
    members
}

/// Waits until a network's list says that these are in it.
async fn says(place: &Neighborhood, id: &str, members: &[&Neighborhood]) -> Value {
    let mut expected: Vec<String> = members.iter().map(|member| member.addresses.network().to_string()).collect();
    expected.sort();
    let expected = &expected;
    let found = place
        .until("its list is whole", async || {
            let list = list(place, id).await;
            let items = list["items"].as_array().unwrap();
            let joined = items.iter().filter(|item| item["state"] == "joined");
            let members: Vec<&str> = joined.map(|item| item["member"].as_str().unwrap()).collect();
            (members == *expected).then_some(list)
        })
        .await;
    assert_eq!(checked(&found).await, *expected);
    found
}

fn rows(place: &Neighborhood) -> Vec<String> {
    place
        .database
        .lines("SELECT member || ' ' || sequence || ' ' || signature AS line FROM memberships ORDER BY member")
}

async fn statement(place: &Neighborhood, id: &str, member: &Neighborhood) -> Signed {
    let (id, member) = (CoalitionId::parse(id).unwrap(), member.addresses.network());
    place.db.read(move |conn| coalitions::statement_of(conn, &id, &member)).await.unwrap().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn three_networks_join_one_through_another_and_hold_the_same_list_and_a_shared_board() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let (harbor, valley) = (Neighborhood::start("harbor").await, Neighborhood::start("valley").await);
    be_mutual(&hillside, &harbor).await;
    be_mutual(&hillside, &valley).await;
    let (at_riverside, at_hillside, at_harbor) =
        (steward(&riverside).await, steward(&hillside).await, steward(&harbor).await);
    let id = founded(&at_riverside).await;
    join(&at_hillside, &riverside, &id).await;
    says(&riverside, &id, &[&riverside, &hillside]).await;
    // Harbor knows hillside alone, which tells riverside of it.
    let joined = join(&at_harbor, &hillside, &id).await;
    let all = [&riverside, &hillside, &harbor];
    let mut lists = Vec::new();
    for place in all {
        let list = says(place, &id, &all).await;
        lists.push((list["items"].clone(), list["potluck:coalition"].clone()));
    }
    assert!(lists.iter().all(|list| *list == lists[0]));
    let follows = |coalition: &Value, place: &Neighborhood| {
        let members = coalition["members"].as_array().unwrap().clone();
        let member = members.into_iter().find(|member| member["actor"] == place.addresses.network().as_str());
        member.unwrap()["we_follow"].clone()
    };
    assert_eq!((follows(&joined, &hillside), follows(&joined, &riverside)), (json!("accepted"), json!("none")));
    assert_eq!(joined["agreement"][1]["text"], "Compartimos.");

    let mut own = Vec::new();
    for place in [&riverside, &hillside, &harbor, &valley] {
        let author = place.member("una").await;
        let mut draft = offer(&format!("From {}", place.addresses.host().split('.').next().unwrap()), 3);
        draft.audience = Some(Audience::Peers);
        let offered = publish_listing(place, author, draft, true).await.unwrap();
        publish_listing(place, author, Draft::new(Kind::Need, "For us alone"), true).await.unwrap();
        place.app.wake.outbox.notify_one();
        own.push(place.listing(offered).await);
    }
    for listing in [&own[0], &own[2], &own[3]] {
        hillside.sees(listing, "it crosses", |_| true).await;
    }
    harbor.sees(&own[1], "it crosses", |_| true).await;
    for (visitor, expected) in [
        (&at_hillside, vec!["From harbor", "From hillside", "From riverside"]),
        (&at_harbor, vec!["From harbor", "From hillside"]),
    ] {
        let board = visitor.get(&format!("/coalitions/{id}/board")).await.expect(200);
        let mut titles: Vec<&str> =
            board.as_array().unwrap().iter().map(|listing| listing["title"].as_str().unwrap()).collect();
        titles.sort_unstable();
        assert_eq!(titles, expected);
    }
    assert_eq!(steward(&valley).await.get(&format!("/coalitions/{id}/board")).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_leaves_and_comes_back_by_its_own_act_and_stewards_alone_decide() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let harbor = Neighborhood::start("harbor").await;
    be_mutual(&riverside, &harbor).await;
    let (at_riverside, at_hillside, at_harbor) =
        (steward(&riverside).await, steward(&hillside).await, steward(&harbor).await);
    let id = founded(&at_riverside).await;
    join(&at_hillside, &riverside, &id).await;
    join(&at_harbor, &riverside, &id).await;
    let all = [&riverside, &hillside, &harbor];
    for place in all {
        says(place, &id, &all).await;
    }
    hillside.member("una").await;
    let una = Visitor::member(&hillside, "una").await;
    let path = format!("/memberships/{id}");
    assert_eq!(una.send(Method::DELETE, &path, json!({})).await.status, 403);
    assert_eq!(una.post("/memberships", json!({"address": riverside.addresses.coalition(&id)})).await.status, 403);
    assert_eq!(una.post("/coalitions", json!({"name": "x", "agreement": []})).await.status, 422);
    let other = json!({"name": "x", "agreement": [{"language": "en", "text": "y"}]});
    assert_eq!(una.post("/coalitions", other).await.status, 403);

    at_hillside.send(Method::DELETE, &path, json!({})).await.expect(204);
    assert_eq!(at_hillside.send(Method::DELETE, &path, json!({})).await.status, 404);
    for place in [&riverside, &harbor] {
        let list = says(place, &id, &[&riverside, &harbor]).await;
        assert_eq!(list["totalItems"], 3, "that it left is kept, signed");
    }
    let stranger = Visitor::stranger(&hillside);
    assert_eq!(stranger.ask(Method::GET, &format!("/ap/coalitions/{id}"), &[], Vec::new()).await.status, 404);
    let left = una.get(&format!("/coalitions/{id}")).await.expect(200);
    assert_eq!((&left["joined"], left["members"].as_array().unwrap().len()), (&json!(false), 2));
    join(&at_hillside, &riverside, &id).await;
    for place in all {
        says(place, &id, &all).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_forged_altered_or_old_is_refused_and_changes_nothing() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let (harbor, valley) = (Neighborhood::start("harbor").await, Neighborhood::start("valley").await);
    be_mutual(&hillside, &harbor).await;
    let (at_riverside, at_hillside) = (steward(&riverside).await, steward(&hillside).await);
    let id = founded(&at_riverside).await;
    join(&at_hillside, &riverside, &id).await;
    says(&riverside, &id, &[&riverside, &hillside]).await;
    let first = statement(&hillside, &id, &riverside).await;
    at_riverside.send(Method::DELETE, &format!("/memberships/{id}"), json!({})).await.expect(204);
    says(&hillside, &id, &[&hillside]).await;
    let left = statement(&hillside, &id, &riverside).await;
    join(&at_riverside, &hillside, &id).await;
    says(&hillside, &id, &[&riverside, &hillside]).await;
    let now = statement(&hillside, &id, &riverside).await;
    assert!(first.statement.sequence < left.statement.sequence && left.statement.sequence < now.statement.sequence);
    let before = rows(&hillside);

    let thief = SigningKey::from_pem("thief".into(), generate_keys().unwrap().private_pem.as_bytes()).unwrap();
    let stolen = |key_id: &str| {
        let thief = thief.clone();
        Pen { key_id: key_id.to_owned(), sign: Box::new(move |text| Ok(BASE64.encode(thief.sign(text)?))) }
    };
    let said = |member: &Neighborhood, joined: bool, sequence: i64| Statement {
        coalition: CoalitionId::parse(&id).unwrap(),
        member: member.addresses.network(),
        joined,
        sequence,
        list: member.addresses.coalition(&id),
        said_at: now.statement.said_at,
    };
    let key_of = |place: &Neighborhood| format!("{}#main-key", place.addresses.network());
    let later = now.statement.sequence + 100;
    let (own_pen, valleys_pen) = (pen(&riverside.app).await.unwrap(), pen(&valley.app).await.unwrap());
    let harbors_pen = pen(&harbor.app).await.unwrap();
    let valleys = valleys_pen.sign(said(&valley, true, later)).unwrap();
    let altered = |mut signed: Signed, change: fn(&mut Statement)| {
        change(&mut signed.statement);
        signed
    };
    let unknown = Statement { coalition: CoalitionId::parse(&"A".repeat(43)).unwrap(), ..said(&harbor, true, later) };
    let cases: Vec<(&str, &Neighborhood, &str, Signed, &str)> = vec![
        ("a join in another's name", &harbor, "Join", valleys.clone(), "own act"),
        (
            "a leave in another's name",
            &harbor,
            "Leave",
            own_pen.sign(said(&riverside, false, later)).unwrap(),
            "own act",
        ),
        (
            "a stolen name",
            &riverside,
            "Add",
            stolen(&key_of(&valley)).sign(said(&valley, true, later)).unwrap(),
            "not signed by",
        ),
        (
            "one's own key for another",
            &riverside,
            "Add",
            own_pen.sign(said(&valley, true, later)).unwrap(),
            "not signed by",
        ),
        (
            "a wrong key for oneself",
            &harbor,
            "Join",
            stolen(&key_of(&harbor)).sign(said(&harbor, true, later)).unwrap(),
            "not signed by",
        ),
        (
            "a thief's key id",
            &harbor,
            "Join",
            stolen("https://thief.example/key").sign(said(&harbor, true, later)).unwrap(),
            "not signed by",
        ),
        ("a raised number", &riverside, "Join", altered(now.clone(), |said| said.sequence += 1), "not signed by"),
        (
            "a turned word",
            &riverside,
            "Leave",
            altered(now.clone(), |said| {
                said.joined = false;
                said.sequence += 1
            }),
            "not signed by",
        ),
        (
            "another coalition's",
            &riverside,
            "Join",
            altered(now.clone(), |said| said.coalition = CoalitionId::parse(&"B".repeat(43)).unwrap()),
            "not in that coalition",
        ),
        ("the first again", &riverside, "Join", first.clone(), "something newer"),
        ("the leaving again", &riverside, "Leave", left.clone(), "something newer"),
        ("the leaving passed on", &riverside, "Add", left.clone(), "something newer"),
        ("the same again", &riverside, "Join", now.clone(), "something newer"),
        (
            "what we say of ourselves",
            &riverside,
            "Add",
            pen(&hillside.app).await.unwrap().sign(said(&hillside, false, later)).unwrap(),
            "not told to it",
        ),
        ("passed on by no member", &harbor, "Add", valleys.clone(), "only members"),
        ("by a stranger", &valley, "Join", valleys.clone(), "no mutual peer"),
        (
            "for a coalition that is not here",
            &harbor,
            "Join",
            harbors_pen.sign(unknown).unwrap(),
            "not in that coalition",
        ),
        (
            "leaving what one was not in",
            &harbor,
            "Leave",
            harbors_pen.sign(said(&harbor, false, later)).unwrap(),
            "was not in it",
        ),
    ];
    let newest = "SELECT problem AS line FROM received WHERE state = 'refused' ORDER BY id DESC";
    let start = hillside.database.lines(newest).len();
    for (number, (what, from, kind, signed, problem)) in cases.iter().enumerate() {
        let activity = json!({
            "id": from.addresses.activity(&format!("case-{number}")), "type": kind, "actor": from.addresses.network(),
            "object": from.addresses.coalition(&id), "potluck:membership": Membership::from(signed),
        });
        assert_eq!(post(from, &hillside, &activity, from.now()).await, 202, "{what}");
        let refused = hillside
            .until(what, async || {
                let refused = hillside.database.lines(newest);
                (refused.len() == start + number + 1).then_some(refused)
            })
            .await;
        assert!(refused[0].contains(problem), "{what}: {}", refused[0]);
    }
    for (number, wrong) in
        [json!(null), json!([]), json!({"type": "potluck:Membership"}), json!("x")].iter().enumerate()
    {
        let activity = json!({
            "id": harbor.addresses.activity(&format!("wrong-{number}")), "type": "Join", "actor": harbor.addresses.network(),
            "object": harbor.addresses.coalition(&id), "potluck:membership": wrong,
        });
        assert_eq!(post(&harbor, &hillside, &activity, harbor.now()).await, 202);
        hillside
            .until("it is refused", async || {
                (hillside.database.lines(newest).len() == start + cases.len() + number + 1).then_some(())
            })
            .await;
    }
    assert_eq!(rows(&hillside), before);
    // The true one is taken, from one who knows it.
    let activity = json!({
        "id": riverside.addresses.activity("true"), "type": "Add", "actor": riverside.addresses.network(),
        "object": valley.addresses.network(), "potluck:membership": Membership::from(&valleys),
    });
    assert_eq!(post(&riverside, &hillside, &activity, riverside.now()).await, 202);
    says(&hillside, &id, &[&riverside, &hillside, &valley]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_altered_agreement_is_not_joined_and_forged_members_of_a_list_are_left_out() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let harbor = Neighborhood::start("harbor").await;
    be_mutual(&hillside, &harbor).await;
    let (at_riverside, at_hillside) = (steward(&riverside).await, steward(&hillside).await);
    let id = founded(&at_riverside).await;
    let liar = Pages::start("liar").await;
    let path = format!("/ap/coalitions/{id}");
    let true_list = list(&riverside, &id).await;
    let served = async |change: &dyn Fn(&mut Value)| {
        let mut copy = true_list.clone();
        copy["id"] = json!(liar.at(&path));
        change(&mut copy);
        liar.put(&path, copy);
        at_hillside.post("/memberships", json!({"address": liar.at(&path)})).await
    };
    let changes: [&dyn Fn(&mut Value); 6] = [
        &|list| list["potluck:coalition"]["agreement"]["en"] = json!("We pay."),
        &|list| list["potluck:coalition"]["name"] = json!("West side"),
        &|list| list["potluck:coalition"]["version"] = json!(2),
        &|list| list["potluck:coalition"]["agreement"]["fr"] = json!("Autre chose."),
        &|list| list["potluck:coalition"]["previous"] = list["potluck:coalition"]["id"].clone(),
        &|list| list["id"] = json!(riverside.addresses.coalition("x")),
    ];
    for change in changes {
        let answer = served(change).await;
        assert_eq!((answer.status, &answer.json()["field"]), (422, &json!("address")), "{}", answer.text);
    }
    // Harbor did not join: a list that says so with a statement of somebody else's key holds nobody whom hillside knows.
    let forge = |list: &mut Value| {
        let mut forged = list["items"][0].clone();
        forged["member"] = json!(harbor.addresses.network());
        forged["list"] = json!(harbor.addresses.coalition(&id));
        list["items"] = json!([forged]);
    };
    assert_eq!(served(&forge).await.status, 409);
    assert_eq!((hillside.database.count("coalitions"), hillside.database.count("memberships")), (0, 0));
    for address in ["", "nowhere", "file:///etc/passwd", "https://user@a.example/ap/coalitions/x"] {
        let answer = at_hillside.post("/memberships", json!({"address": address})).await;
        assert_eq!((answer.status, &answer.json()["field"]), (422, &json!("address")), "{address}");
    }
    // Served by a stranger, the true list is as good as anywhere.
    served(&|_| {}).await.expect(200);
    says(&riverside, &id, &[&riverside, &hillside]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_founder_goes_away_and_the_others_go_on() {
    let (mut riverside, hillside) = mutual("riverside", "hillside").await;
    let (harbor, valley) = (Neighborhood::start("harbor").await, Neighborhood::start("valley").await);
    be_mutual(&hillside, &harbor).await;
    be_mutual(&harbor, &valley).await;
    let (at_riverside, at_hillside) = (steward(&riverside).await, steward(&hillside).await);
    let id = founded(&at_riverside).await;
    join(&at_hillside, &riverside, &id).await;
    says(&riverside, &id, &[&riverside, &hillside]).await;
    riverside.stop();

    join(&steward(&harbor).await, &hillside, &id).await;
    hillside
        .until("harbor is in", async || {
            (hillside.database.number("SELECT count(*) AS n FROM memberships") == 3).then_some(())
        })
        .await;
    join(&steward(&valley).await, &harbor, &id).await;
    hillside
        .until("valley is in, too", async || {
            (hillside.database.number("SELECT count(*) AS n FROM memberships") == 4).then_some(())
        })
        .await;
    // Nobody who did not know the founder can check what it said, so that it is left out there until it can be asked.
    says(&harbor, &id, &[&hillside, &harbor, &valley]).await;

    let port: u16 = riverside.base.rsplit_once(':').unwrap().1.parse().unwrap();
    let listener = TcpListener::bind(("127.0.0.1", port)).expect("its port again");
    let back = Neighborhood::start_on("riverside", listener, riverside.database.clone(), |_| {}).await;
    let all = [&back, &hillside, &harbor, &valley];
    for place in [&back, &harbor, &valley] {
        place
            .until("it hears of the others, or asks", async || {
                compare(&place.app).await.unwrap();
                (place.database.number("SELECT count(*) AS n FROM memberships") == 4).then_some(())
            })
            .await;
    }
    for place in all {
        says(place, &id, &all).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_that_join_at_the_same_moment_from_the_same_list_hear_of_each_other() {
    let riverside = Neighborhood::start("riverside").await;
    let at_riverside = steward(&riverside).await;
    let id = founded(&at_riverside).await;
    let mut places = Vec::new();
    for name in ["hillside", "harbor", "valley", "meadow"] {
        let place = Neighborhood::start(name).await;
        be_mutual(&riverside, &place).await;
        let visitor = steward(&place).await;
        places.push((place, visitor));
    }
    futures::future::join_all(places.iter().map(|(_, visitor)| join(visitor, &riverside, &id))).await;
    let mut all: Vec<&Neighborhood> = places.iter().map(|(place, _)| place).collect();
    all.push(&riverside);
    for place in &all {
        says(place, &id, &all).await;
    }
}

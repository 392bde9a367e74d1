//! Passing along: what one network offers reaches another that it does not know, through one that knows both.

use crate::inbox::post;
use crate::offer;
use crate::support::browser::{Browser, word};
use crate::support::client::Visitor;
use crate::support::neighborhood::{Neighborhood, mutual, until};
use potluck::actions::accept_response::accept_response;
use potluck::actions::answer_follow::answer_follow;
use potluck::actions::change_listing::{delete_listing, step_listing};
use potluck::actions::give_role::give_role;
use potluck::actions::pass_along::{pass_along, stop_passing};
use potluck::actions::publish_listing::publish_listing;
use potluck::actions::respond::{Answer, respond};
use potluck::actions::set_passing_rules::set_passing_rules;
use potluck::actions::unfollow::unfollow;
use potluck::domain::audience::Audience;
use potluck::domain::listing::{Kind as Purpose, PassAlong, State, Step};
use potluck::domain::member::RoleKind;
use potluck::domain::passing_rule::PassingRule;
use potluck::domain::response::State as ResponseState;
use potluck::domain::{Amount, Listing, MemberId};
use potluck::error::Kind;
use potluck::federation::discover;
use potluck::federation::freshen::before_response;
use potluck::storage::{actors, listings, responses};
use serde_json::json;

/// Riverside and harbor know hillside, and not each other.
async fn three() -> (Neighborhood, Neighborhood, Neighborhood) {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let harbor = Neighborhood::start("harbor").await;
    be_mutual(&hillside, &harbor).await;
    (riverside, hillside, harbor)
}

async fn be_mutual(one: &Neighborhood, two: &Neighborhood) {
    one.follow(two).await;
    two.follow(one).await;
}

async fn connector(place: &Neighborhood, handle: &str) -> MemberId {
    let member = place.member(handle).await;
    give_role(place, handle, RoleKind::Connector, 3).await.unwrap();
    member
}

/// An offer of riverside's to its peers, as it is there.
async fn offered(riverside: &Neighborhood, rosa: MemberId, consent: PassAlong) -> Listing {
    let mut draft = offer("Apples", 7);
    draft.audience = Some(Audience::Peers);
    draft.pass_along = consent;
    let id = publish_listing(riverside, rosa, draft, true).await.unwrap();
    riverside.listing(id).await
}

async fn pass(place: &Neighborhood, who: MemberId, copy: &Listing) {
    pass_along(place, who, copy.id).await.unwrap();
    place.app.wake.outbox.notify_one();
}

fn open(listing: &Listing) -> bool {
    listing.state == State::Open
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_reaches_a_third_network_which_answers_its_origin_and_all_agree() {
    let (riverside, hillside, harbor) = three().await;
    let (rosa, ben, mei) =
        (riverside.member("rosa").await, connector(&hillside, "ben").await, harbor.member("mei").await);
    let original = offered(&riverside, rosa, PassAlong::Yes).await;
    let copy = hillside.sees(&original, "the offer arrives next door", open).await;
    pass(&hillside, ben, &copy).await;
    // Twice is once.
    pass(&hillside, ben, &copy).await;
    let far = harbor.sees(&original, "it is passed along", open).await;
    assert_eq!(far.audience, Audience::Peers);
    let origin = harbor.db.read(move |conn| actors::get(conn, far.origin)).await.unwrap();
    assert_eq!(origin.ap_id, riverside.addresses.network(), "it keeps its true origin");
    assert_eq!(harbor.database.number("SELECT count(*) AS n FROM passed_along"), 1);

    // An old copy is fetched again before it is answered.
    harbor.database.execute("UPDATE passed_along SET checked_at = '2020-01-01 00:00:00'").unwrap();
    before_response(&harbor.app, far.id).await.unwrap();
    assert_eq!(harbor.database.number("SELECT count(*) AS n FROM passed_along WHERE checked_at > '2021-01-01'"), 1);
    let asked = respond(&harbor, mei, far.id, Answer { amount: Some(Amount::whole(7)), ..Answer::default() });
    let asked = asked.await.unwrap();
    harbor.app.wake.outbox.notify_one();
    let (seal, id) = (riverside.seal.clone(), original.id);
    let waiting = riverside
        .until("the answer comes", async || {
            let seal = seal.clone();
            riverside.db.read(move |conn| responses::of_listing(conn, &seal, id)).await.unwrap().pop()
        })
        .await;
    accept_response(&riverside, rosa, waiting.id, Some(Amount::whole(7)), Default::default()).await.unwrap();
    riverside.app.wake.outbox.notify_one();
    let seal = harbor.seal.clone();
    harbor
        .until("the promise comes", async || {
            let seal = seal.clone();
            let found = harbor.db.read(move |conn| responses::get(conn, &seal, asked)).await.unwrap();
            (found.state == ResponseState::Accepted).then_some(())
        })
        .await;
    // All agree: nothing is left, and hillside does not pass it along any more.
    assert_eq!(riverside.listing(original.id).await.state, State::Met);
    hillside.sees(&original, "met next door", |l| l.state == State::Met).await;
    harbor.sees(&original, "off the board far away", |l| l.state == State::Withdrawn).await;
    assert_eq!(harbor.database.number("SELECT count(*) AS n FROM handoffs"), 1);
    assert_eq!(hillside.database.number("SELECT count(*) AS n FROM passings"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_to_a_network_that_is_away_stays_on_the_page() {
    let (riverside, hillside, harbor) = three().await;
    let (rosa, ben) = (riverside.member("rosa").await, connector(&hillside, "ben").await);
    let mei = Browser::joined(&harbor, "mei", "203.0.113.41").await;
    let original = offered(&riverside, rosa, PassAlong::Yes).await;
    let copy = hillside.sees(&original, "the offer arrives next door", open).await;
    pass(&hillside, ben, &copy).await;
    let far = harbor.sees(&original, "it is passed along", open).await;
    // An old copy is fetched again, and nobody listens there any more.
    harbor.database.execute("UPDATE passed_along SET checked_at = '2020-01-01 00:00:00'").unwrap();
    let away = format!("UPDATE listings SET ap_id = 'http://127.0.0.1:1/ap/listings/x' WHERE id = {}", far.id);
    harbor.database.execute(&away).unwrap();
    let page = format!("/listings/{}", far.slug);
    let hidden = word(&mei.open(&page).await);
    let said = [("form", hidden.as_str()), ("amount", "1"), ("message", "We come with a cart")];
    let answer = mei.send(&format!("{page}/answer"), &said).await;
    assert!(answer.status == 422 && answer.text.contains("role=\"alert\""), "{}: {}", answer.status, answer.text);
    assert!(answer.text.contains(">We come with a cart</textarea>"), "{}", answer.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_answers_again_with_the_same_key_is_told_of_the_first_answer_also_when_the_listing_is_gone() {
    let (riverside, hillside, harbor) = three().await;
    let (rosa, ben) = (riverside.member("rosa").await, connector(&hillside, "ben").await);
    let original = offered(&riverside, rosa, PassAlong::Yes).await;
    let copy = hillside.sees(&original, "the offer arrives next door", open).await;
    pass(&hillside, ben, &copy).await;
    let far = harbor.sees(&original, "it is passed along", open).await;
    harbor.member("mei").await;
    let mei = Visitor::member(&harbor, "mei").await;
    let path = format!("/api/potluck/v1/listings/{}/responses", far.id);
    let answer = async |key: &str| {
        let headers = [("content-type", "application/json"), ("idempotency-key", key)];
        mei.ask(reqwest::Method::POST, &path, &headers, json!({"amount": "1"}).to_string().into_bytes()).await
    };
    let first = answer("one").await.expect(201);

    // The answer got lost on its way to the app, and by now nothing is to be had at the listing's origin.
    harbor.database.execute("UPDATE passed_along SET checked_at = '2020-01-01 00:00:00'").unwrap();
    let away = format!("UPDATE listings SET ap_id = 'http://127.0.0.1:1/ap/listings/x' WHERE id = {}", far.id);
    harbor.database.execute(&away).unwrap();
    assert_eq!(answer("one").await.expect(201)["id"], first["id"]);
    assert_eq!(harbor.database.count("responses"), 1);
    assert!(answer("two").await.status >= 400, "what is said anew is said to what is there");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_passes_along_what_its_author_did_not_give_for_it() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let (rosa, ben) = (riverside.member("rosa").await, connector(&hillside, "ben").await);
    let original = offered(&riverside, rosa, PassAlong::No).await;
    let copy = hillside.sees(&original, "the offer arrives", open).await;
    assert_eq!(pass_along(&hillside, ben, copy.id).await.unwrap_err().kind(), Kind::Forbidden);
    let original = offered(&riverside, rosa, PassAlong::Yes).await;
    let copy = hillside.sees(&original, "the offer arrives", open).await;
    let una = hillside.member("una").await;
    assert_eq!(pass_along(&hillside, una, copy.id).await.unwrap_err().kind(), Kind::Forbidden, "it takes a role");
    assert_eq!(pass_along(&riverside, rosa, original.id).await.unwrap_err().kind(), Kind::Forbidden);
    assert_eq!(hillside.database.number("SELECT count(*) AS n FROM passings"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hops_and_no_further_and_an_ending_goes_the_same_way() {
    let (riverside, hillside, harbor) = three().await;
    let valley = Neighborhood::start("valley").await;
    be_mutual(&harbor, &valley).await;
    let rosa = riverside.member("rosa").await;
    let (ben, mei, tom) =
        (connector(&hillside, "ben").await, connector(&harbor, "mei").await, connector(&valley, "tom").await);
    let original = offered(&riverside, rosa, PassAlong::Yes).await;
    pass(&hillside, ben, &hillside.sees(&original, "next door", open).await).await;
    pass(&harbor, mei, &harbor.sees(&original, "one hop", open).await).await;
    let last = valley.sees(&original, "two hops", open).await;
    assert_eq!(pass_along(&valley, tom, last.id).await.unwrap_err().kind(), Kind::Conflict);
    // Nothing came back to where it came from.
    assert_eq!(hillside.database.number("SELECT count(*) AS n FROM passed_along"), 0);
    assert_eq!(riverside.database.number("SELECT count(*) AS n FROM passed_along"), 0);

    step_listing(&riverside, rosa, original.id, Step::Withdraw).await.unwrap();
    riverside.app.wake.outbox.notify_one();
    harbor.sees(&original, "hidden at one hop", |l| l.state == State::Withdrawn).await;
    valley.sees(&original, "hidden at two hops", |l| l.state == State::Withdrawn).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ending_hides_it_only_where_it_is_not_known_otherwise_and_it_can_come_again() {
    let (riverside, hillside, harbor) = three().await;
    let (rosa, ben) = (riverside.member("rosa").await, connector(&hillside, "ben").await);
    let original = offered(&riverside, rosa, PassAlong::Yes).await;
    let copy = hillside.sees(&original, "next door", open).await;
    pass(&hillside, ben, &copy).await;
    harbor.sees(&original, "passed along", open).await;
    stop_passing(&hillside, ben, copy.id).await.unwrap();
    hillside.app.wake.outbox.notify_one();
    harbor.sees(&original, "hidden again", |l| l.state == State::Withdrawn).await;
    pass(&hillside, ben, &copy).await;
    harbor.sees(&original, "passed along anew", open).await;

    be_mutual(&harbor, &riverside).await;
    stop_passing(&hillside, ben, copy.id).await.unwrap();
    hillside.app.wake.outbox.notify_one();
    harbor
        .until("the passing is over", async || {
            (harbor.database.number("SELECT count(*) AS n FROM passed_along") == 0).then_some(())
        })
        .await;
    let ap_id = original.ap_id.clone();
    let kept = harbor.db.read(move |conn| listings::by_ap_id(conn, &ap_id)).await.unwrap().unwrap();
    assert_eq!(kept.state, State::Open, "its own network tells of it now");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_listing_is_taken_back_everywhere() {
    let (riverside, hillside, harbor) = three().await;
    let (rosa, ben) = (riverside.member("rosa").await, connector(&hillside, "ben").await);
    let original = offered(&riverside, rosa, PassAlong::Yes).await;
    pass(&hillside, ben, &hillside.sees(&original, "next door", open).await).await;
    harbor.sees(&original, "passed along", open).await;
    delete_listing(&riverside, rosa, original.id).await.unwrap();
    riverside.app.wake.outbox.notify_one();
    hillside.sees(&original, "erased next door", |l| l.state == State::Erased).await;
    harbor.sees(&original, "hidden far away", |l| l.state == State::Withdrawn).await;
}

/// "Surplus food within so many kilometres."
fn surplus_food(within_km: u32) -> PassingRule {
    PassingRule { kind: Some(Purpose::Offer), category: Some("food".into()), within_km: Some(within_km) }
}

async fn rules(place: &Neighborhood, steward: MemberId, rules: &[PassingRule]) {
    set_passing_rules(place, steward, rules.to_vec()).await.unwrap();
    place.app.wake.outbox.notify_one();
}

/// An offer of food somewhere, for peers, that may be passed along.
async fn food(riverside: &Neighborhood, rosa: MemberId, title: &str, latitude: f64, longitude: f64) -> Listing {
    let mut draft = offer(title, 7);
    draft.category = Some("bread".into());
    draft.audience = Some(Audience::Peers);
    draft.pass_along = PassAlong::Yes;
    draft.point = Some(potluck::domain::Point::new(latitude, longitude).unwrap());
    let id = publish_listing(riverside, rosa, draft, true).await.unwrap();
    riverside.app.wake.outbox.notify_one();
    riverside.listing(id).await
}

/// The middle of every neighborhood of these tests.
const MIDDLE: (f64, f64) = (40.7, -73.98);

/// Waits until nothing is under way between these neighborhoods.
async fn all_is_quiet(places: &[&Neighborhood]) {
    let waiting = [
        "SELECT count(*) AS n FROM outbox_events",
        "SELECT count(*) AS n FROM deliveries",
        "SELECT count(*) AS n FROM received WHERE state = 'waiting'",
    ];
    let count = |sql: &str| places.iter().map(|place| place.database.number(sql)).sum::<i64>();
    let before = std::cell::Cell::new(-1);
    until("nothing is under way", async || {
        let mut arrived = count("SELECT count(*) AS n FROM received");
        if waiting.iter().any(|sql| count(sql) > 0) {
            arrived = -1;
        }
        let quiet = arrived >= 0 && before.replace(arrived) == arrived;
        quiet.then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_passes_along_what_fits_it_before_and_after_and_ends_what_it_began() {
    let (riverside, hillside, harbor) = three().await;
    let rosa = riverside.member("rosa").await;
    let ben = hillside.member("ben").await;
    give_role(&hillside, "ben", RoleKind::Steward, 3).await.unwrap();
    let (latitude, longitude) = MIDDLE;
    let before = food(&riverside, rosa, "Bread of this morning", latitude, longitude).await;
    hillside.sees(&before, "the offer arrives next door", open).await;
    rules(&hillside, ben, &[surplus_food(20)]).await;
    harbor.sees(&before, "what was there before the rule goes along", open).await;

    let far_away = food(&riverside, rosa, "Bread far away", latitude + 1.0, longitude).await;
    let mut no_food = offer("Chairs", 7);
    (no_food.audience, no_food.pass_along) = (Some(Audience::Peers), PassAlong::Yes);
    no_food.category = Some("tools".into());
    no_food.point = Some(potluck::domain::Point::new(latitude, longitude).unwrap());
    let no_food = publish_listing(&riverside, rosa, no_food, true).await.unwrap();
    let no_food = riverside.listing(no_food).await;
    let after = food(&riverside, rosa, "Bread of noon", latitude, longitude).await;
    hillside.sees(&far_away, "the far one arrives next door", open).await;
    hillside.sees(&no_food, "the chairs arrive next door", open).await;
    let copy = hillside.sees(&after, "the near one arrives next door", open).await;
    harbor.sees(&after, "what came after the rule goes along", open).await;
    assert_eq!(hillside.database.number("SELECT count(*) AS n FROM passings WHERE by_rule"), 2, "near food only");

    // A person's no stands above the rule, also when the listing changes.
    give_role(&hillside, "ben", RoleKind::Connector, 3).await.unwrap();
    stop_passing(&hillside, ben, copy.id).await.unwrap();
    hillside.app.wake.outbox.notify_one();
    harbor.sees(&after, "stopped by hand", |l| l.state == State::Withdrawn).await;
    step_listing(&riverside, rosa, after.id, Step::Pause).await.unwrap();
    step_listing(&riverside, rosa, after.id, Step::Resume).await.unwrap();
    riverside.app.wake.outbox.notify_one();
    let newest = riverside.listing(after.id).await.revision;
    hillside.sees(&after, "the change arrives", |l| l.revision == newest).await;
    assert_eq!(hillside.database.number("SELECT count(*) AS n FROM passings"), 1);

    rules(&hillside, ben, &[]).await;
    harbor.sees(&before, "the rule ended, and what it began", |l| l.state == State::Withdrawn).await;
    assert_eq!(hillside.database.number("SELECT count(*) AS n FROM passings"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn rules_pass_along_twice_at_most_and_never_back() {
    let (riverside, hillside, harbor) = three().await;
    let (valley, last) = (Neighborhood::start("valley").await, Neighborhood::start("last").await);
    be_mutual(&harbor, &valley).await;
    be_mutual(&valley, &last).await;
    // A ring: what goes round must not come back.
    be_mutual(&valley, &hillside).await;
    let rosa = riverside.member("rosa").await;
    let anything = PassingRule { kind: None, category: None, within_km: None };
    for place in [&riverside, &hillside, &harbor, &valley, &last] {
        let steward = place.member("steward").await;
        give_role(place, "steward", RoleKind::Steward, 3).await.unwrap();
        rules(place, steward, std::slice::from_ref(&anything)).await;
    }
    let (latitude, longitude) = MIDDLE;
    let original = food(&riverside, rosa, "Bread", latitude, longitude).await;
    for place in [&hillside, &harbor, &valley, &last] {
        place.sees(&original, "it goes along by itself", open).await;
    }
    all_is_quiet(&[&riverside, &hillside, &harbor, &valley, &last]).await;
    assert_eq!(riverside.database.number("SELECT count(*) AS n FROM passed_along"), 0, "never back to its origin");
    assert_eq!(hillside.database.number("SELECT count(*) AS n FROM passed_along"), 0, "nor to who passed it on");
    for place in [&hillside, &harbor, &valley, &last] {
        assert!(place.database.number("SELECT coalesce(max(hops), 0) AS n FROM passings") <= 2);
    }
    assert_eq!(last.database.number("SELECT count(*) AS n FROM passings"), 0, "two networks, and no further");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_no_longer_followed_takes_along_what_came_only_through_it() {
    let (riverside, hillside, harbor) = three().await;
    let valley = Neighborhood::start("valley").await;
    be_mutual(&harbor, &valley).await;
    let meadow = Neighborhood::start("meadow").await;
    be_mutual(&meadow, &riverside).await;
    be_mutual(&meadow, &harbor).await;
    let rosa = riverside.member("rosa").await;
    let (ben, mei, tom) =
        (connector(&hillside, "ben").await, connector(&harbor, "mei").await, connector(&meadow, "tom").await);
    let only = offered(&riverside, rosa, PassAlong::Yes).await;
    let both = offered(&riverside, rosa, PassAlong::Yes).await;
    let own = offered(&hillside, ben, PassAlong::No).await;
    for original in [&only, &both] {
        pass(&hillside, ben, &hillside.sees(original, "next door", open).await).await;
        harbor.sees(original, "passed along", open).await;
    }
    pass(&meadow, tom, &meadow.sees(&both, "next door too", open).await).await;
    let twice = "SELECT count(*) AS n FROM passed_along";
    harbor.until("one came by two ways", async || (harbor.database.number(twice) == 3).then_some(())).await;
    pass(&harbor, mei, &harbor.sees(&only, "here", open).await).await;
    valley.sees(&only, "two hops", open).await;
    harbor.sees(&own, "hillside's own", open).await;

    let peer = discover::network(&harbor.app, &hillside.address()).await.unwrap();
    unfollow(&harbor, peer).await.unwrap();
    harbor.app.wake.outbox.notify_one();
    let state = async |original: &Listing| {
        let ap_id = original.ap_id.clone();
        harbor.db.read(move |conn| listings::by_ap_id(conn, &ap_id)).await.unwrap().unwrap().state
    };
    assert_eq!(state(&only).await, State::Withdrawn);
    assert_eq!(state(&own).await, State::Withdrawn);
    assert_eq!(state(&both).await, State::Open, "meadow tells of it");
    valley.sees(&only, "what harbor passed on is taken back", |l| l.state == State::Withdrawn).await;

    // Followed again, its listing comes back with its next change.
    harbor.follow(&hillside).await;
    step_listing(&hillside, ben, own.id, Step::Pause).await.unwrap();
    step_listing(&hillside, ben, own.id, Step::Resume).await.unwrap();
    hillside.app.wake.outbox.notify_one();
    harbor.sees(&own, "it is back", open).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forged_way_three_hops_and_our_own_name_in_it_have_no_effect() {
    let (riverside, hillside, harbor) = three().await;
    let valley = Neighborhood::start("valley").await;
    let rosa = riverside.member("rosa").await;
    let original = offered(&riverside, rosa, PassAlong::Yes).await;
    hillside.sees(&original, "next door", open).await;
    let (origin, ours) = (riverside.addresses.network(), harbor.addresses.network());
    let (other, passer) = (valley.addresses.network(), hillside.addresses.network());
    let person = riverside.addresses.member("rosa");
    let wrong = [
        ("without a way", json!(null)),
        ("three hops", json!({"hops": 3, "via": [origin, other, passer]})),
        ("three names and two hops", json!({"hops": 2, "via": [origin, other, passer]})),
        ("no hops", json!({"hops": 0, "via": []})),
        ("more hops than names", json!({"hops": 2, "via": [origin]})),
        ("another origin", json!({"hops": 1, "via": [other]})),
        ("a person as the origin", json!({"hops": 1, "via": [person]})),
        ("the server as the origin", json!({"hops": 1, "via": [riverside.addresses.app()]})),
        ("through us", json!({"hops": 2, "via": [origin, ours]})),
        ("through itself", json!({"hops": 2, "via": [origin, passer]})),
        ("twice through the origin", json!({"hops": 2, "via": [origin, origin]})),
    ];
    for (number, (what, way)) in wrong.iter().enumerate() {
        let announce = json!({
            "id": hillside.addresses.activity(&format!("forged-{number}")), "type": "Announce", "actor": passer,
            "object": original.ap_id, "potluck:passAlong": way,
        });
        assert_eq!(post(&hillside, &harbor, &announce, hillside.now()).await, 202, "{what}");
        let refused = "SELECT count(*) AS n FROM received WHERE state = 'refused'";
        let how_many = i64::try_from(number).unwrap() + 1;
        harbor.until(what, async || (harbor.database.number(refused) == how_many).then_some(())).await;
    }
    assert_eq!((harbor.database.count("listings"), harbor.database.count("passed_along")), (0, 0));
    // Another network says it of hillside.
    let announce = json!({
        "id": valley.addresses.activity("forged"), "type": "Announce", "actor": other, "object": original.ap_id,
        "potluck:passAlong": {"hops": 2, "via": [origin, passer]},
    });
    assert_eq!(post(&valley, &harbor, &announce, valley.now()).await, 202);
    let refused = "SELECT problem AS line FROM received WHERE state = 'refused' ORDER BY id DESC";
    harbor
        .until("who is not followed", async || (harbor.database.lines(refused).len() == wrong.len() + 1).then_some(()))
        .await;
    assert!(harbor.database.lines(refused)[0].contains("does not follow"));
    assert_eq!(harbor.database.count("listings"), 0);
    // The true way is taken.
    let announce = json!({
        "id": hillside.addresses.activity("true"), "type": "Announce", "actor": passer, "object": original.ap_id,
        "potluck:passAlong": {"hops": 1, "via": [origin]},
    });
    assert_eq!(post(&hillside, &harbor, &announce, hillside.now()).await, 202);
    harbor.sees(&original, "passed along", open).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_ends_our_follow_leaves_our_board_since_nobody_tells_us_of_its_endings_any_more() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let rosa = riverside.member("rosa").await;
    let original = offered(&riverside, rosa, PassAlong::No).await;
    hillside.sees(&original, "it is there", open).await;
    let follower = discover::network(&riverside.app, &hillside.address()).await.unwrap();
    answer_follow(&riverside, follower, false).await.unwrap();
    riverside.app.wake.outbox.notify_one();
    hillside.sees(&original, "it is hidden", |l| l.state == State::Withdrawn).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_back_from_a_backup_learns_what_is_passed_along_and_what_is_no_more() {
    let (riverside, hillside, harbor) = three().await;
    let (rosa, ben) = (riverside.member("rosa").await, connector(&hillside, "ben").await);
    let mut told = Vec::new();
    for _ in 0..3 {
        let original = offered(&riverside, rosa, PassAlong::Yes).await;
        let copy = hillside.sees(&original, "next door", open).await;
        pass(&hillside, ben, &copy).await;
        let far = harbor.sees(&original, "passed along", open).await;
        told.push((original, copy.id.0, far.id.0));
    }
    all_is_quiet(&[&riverside, &hillside, &harbor]).await;
    let [(ended, ended_copy, _), (forgotten, _, forgotten_far), (kept, ..)] = &told[..] else { unreachable!() };
    // What came after the backup was made: one was passed along, and another no more.
    for table in [("passed_along", "listing_id"), ("listings", "id")] {
        let delete = format!("DELETE FROM {} WHERE {} = {forgotten_far}", table.0, table.1);
        harbor.database.execute(&delete).unwrap();
    }
    hillside.database.execute(&format!("DELETE FROM passings WHERE listing_id = {ended_copy}")).unwrap();
    harbor.clock.shift(chrono::Duration::seconds(1));

    harbor.back_from_backup().await;
    harbor.app.wake.peers.notify_one();
    harbor.sees(forgotten, "it is asked for at its origin", open).await;
    harbor.sees(ended, "nobody passes it along any more", |l| l.state == State::Withdrawn).await;
    harbor.sees(kept, "what is as it was stays", open).await;
    assert_eq!(harbor.database.number("SELECT count(*) AS n FROM passed_along"), 2);
    assert_eq!(harbor.database.number("SELECT count(*) AS n FROM passed_along WHERE hops = 1"), 2);
}

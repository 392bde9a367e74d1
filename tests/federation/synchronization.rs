//! Follows that the two sides know otherwise are mended by the next delivery (FEP-8fcf), and nothing else is by it.

use crate::offer;
use crate::support::client::Visitor;
use crate::support::neighborhood::{Neighborhood, mutual};
use crate::support::signer::{Signer, Takes};
use potluck::actions::change_listing::change_listing;
use potluck::actions::publish_listing::publish_listing;
use potluck::adapters::fetch::{ACCEPT_ACTIVITY, Budget};
use potluck::domain::follow::{FollowState, FollowersDigest};
use potluck::domain::{ActorId, Audience, ListingId, MemberId};
use potluck::federation::dereference;
use potluck::federation::signature::Way;
use potluck::storage::{actors, follows};
use reqwest::Method;
use serde_json::{Value, json};
use url::Url;

/// What the network itself says, to all its followers.
async fn tell(place: &Neighborhood, author: MemberId, title: &str) -> ListingId {
    let mut draft = offer(title, 5);
    draft.audience = Some(Audience::Public);
    draft.hidden_author = Some(true);
    let id = publish_listing(place, author, draft, true).await.unwrap();
    place.app.wake.outbox.notify_one();
    id
}

async fn change(place: &Neighborhood, author: MemberId, id: ListingId, title: &str) {
    let mut draft = offer(title, 5);
    draft.audience = Some(Audience::Public);
    draft.hidden_author = Some(true);
    change_listing(place, author, id, draft).await.unwrap();
    place.app.wake.outbox.notify_one();
}

async fn network_of(there: &Neighborhood, at: &Neighborhood) -> ActorId {
    let ap_id = there.addresses.network();
    at.db.read(move |conn| actors::by_ap_id(conn, &ap_id)).await.unwrap().expect("it is known here").id
}

/// As `at` knows it: how far the follow of `follower` by `followed` has come.
async fn state(at: &Neighborhood, follower: &Neighborhood, followed: &Neighborhood) -> Option<FollowState> {
    let (follower, followed) = (network_of(follower, at).await, network_of(followed, at).await);
    let found = at.db.read(move |conn| follows::between(conn, follower, followed)).await.unwrap();
    found.map(|follow| follow.state)
}

/// What `at` knows of a follow is changed without a word to anybody, as a backup would.
async fn forget(at: &Neighborhood, follower: &Neighborhood, followed: &Neighborhood, becomes: FollowState) {
    let (follower, followed) = (network_of(follower, at).await, network_of(followed, at).await);
    let write = at.db.write(move |conn| {
        let follow = follows::between(conn, follower, followed)?.expect("a follow");
        follows::set_state(conn, follow.id, becomes, None)
    });
    write.await.unwrap();
}

async fn becomes(
    at: &Neighborhood,
    (follower, followed): (&Neighborhood, &Neighborhood),
    wanted: FollowState,
    what: &str,
) {
    at.until(what, async || (state(at, follower, followed).await == Some(wanted)).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_follow_that_its_network_lost_ends_where_it_was_still_believed() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let rosa = riverside.member("rosa").await;
    let pears = tell(&riverside, rosa, "Pears").await;
    let told = riverside.listing(pears).await;
    hillside.sees(&told, "the pears", |_| true).await;

    forget(&riverside, &hillside, &riverside, FollowState::Ended).await;
    change(&riverside, rosa, pears, "Ripe pears").await;
    let both = (&hillside, &riverside);
    becomes(&hillside, both, FollowState::Ended, "hillside knows that it does not follow any more").await;
    assert_eq!(
        state(&hillside, &riverside, &hillside).await,
        Some(FollowState::Accepted),
        "the other way is as it was"
    );
    // It can ask again, and is heard.
    hillside.follow(&riverside).await;
    assert_eq!(state(&riverside, &hillside, &riverside).await, Some(FollowState::Accepted));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_follower_that_forgot_it_takes_it_back_and_one_that_waits_learns_the_yes() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let harbor = Neighborhood::start("harbor").await;
    harbor.follow(&riverside).await;
    let rosa = riverside.member("rosa").await;
    // Whoever it does not concern hears nothing of it: harbor's follow is as it was all the time.
    forget(&hillside, &hillside, &riverside, FollowState::Ended).await;
    let bread = tell(&riverside, rosa, "Bread").await;
    let both = (&hillside, &riverside);
    becomes(&riverside, both, FollowState::Ended, "riverside knows that hillside does not follow").await;
    let told = riverside.listing(bread).await;
    harbor.sees(&told, "the bread", |_| true).await;
    assert_eq!(state(&riverside, &harbor, &riverside).await, Some(FollowState::Accepted));
    assert_eq!(harbor.database.count("synchronizations"), 0);

    // A yes that was lost on its way. An hour has passed since the last look.
    forget(&harbor, &harbor, &riverside, FollowState::Pending).await;
    tell(&riverside, rosa, "Jam").await;
    becomes(&harbor, (&harbor, &riverside), FollowState::Accepted, "harbor knows that it was accepted").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deliverys_followers_are_compared_only_where_its_own_sender_signed_for_them() {
    let place = Neighborhood::start("riverside").await;
    let there = Signer::start("elsewhere", Takes::Cavage).await;
    let elsewhere = Signer::start("evil", Takes::Cavage).await;
    let (ana, bob) = (there.person("ana"), there.person("bob"));
    let digest = FollowersDigest::of(["https://riverside.example/ap/network"]).to_hex();
    let said = |collection: &str, url: &str| {
        format!(r#"collectionId="{collection}/followers", url="{url}/part", digest="{digest}""#)
    };
    let key = format!("{ana}#main-key");
    let number = std::cell::Cell::new(0);
    let send = async |way: Way, covered: Option<String>, added: Option<String>| {
        number.set(number.get() + 1);
        let note = json!({"id": format!("{ana}/notes/{}", number.get()), "type": "Note", "attributedTo": ana});
        let activity = there.activity("ana", "Create", note, number.get());
        let header = |value: String| ("collection-synchronization", value);
        let further = covered.into_iter().map(header).collect();
        let add = |headers: &mut Vec<_>, _: &mut Vec<u8>| headers.extend(added.map(header));
        assert_eq!(there.send_with(&place, &activity, (way, &key), further, add).await, 202);
    };
    for way in [Way::Cavage, Way::Rfc9421] {
        // Of another collection, at another server, without a signature, twice, and not to be read.
        send(way, Some(said(&bob, &ana)), None).await;
        send(way, Some(said(&ana, &elsewhere.person("ana"))), None).await;
        send(way, None, Some(said(&ana, &ana))).await;
        send(way, Some(said(&ana, &ana)).map(|said| said.replace("digest", "digets")), None).await;
        // Nobody here follows her, and that is what she says.
        send(way, Some(said(&ana, &ana).replace(&digest, &"0".repeat(64))), None).await;
    }
    assert_eq!(place.database.count("synchronizations"), 0, "nothing was even noted");
    assert_eq!(there.asked("/users/ana/part"), 0);

    for (way, asked) in [(Way::Cavage, 1), (Way::Rfc9421, 3)] {
        send(way, Some(said(&ana, &ana)), None).await;
        place.until("she is asked", async || (there.asked("/users/ana/part") >= asked).then_some(())).await;
        let done = "SELECT count(*) AS n FROM synchronizations WHERE due_at IS NULL AND done_at IS NOT NULL";
        place.until("it is done", async || (place.database.number(done) == 1).then_some(())).await;
        // At most once an hour, however often she says it.
        send(way, Some(said(&ana, &ana)), None).await;
        let due = "SELECT count(*) AS n FROM synchronizations WHERE due_at > done_at";
        assert_eq!((place.database.number(due), there.asked("/users/ana/part")), (1, asked));
        place.clock.shift(chrono::Duration::minutes(61));
        // What was put off is done then.
        place.until("she is asked again", async || (there.asked("/users/ana/part") > asked).then_some(())).await;
        place.until("it is done", async || (place.database.number(done) == 1).then_some(())).await;
        place.clock.shift(chrono::Duration::minutes(61));
    }
    assert_eq!(elsewhere.asked_in_all(), 0, "a third server is never asked");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_of_the_followers_is_shown_to_their_own_server_and_to_nobody_else() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let harbor = Neighborhood::start("harbor").await;
    harbor.follow(&riverside).await;
    riverside.member("rosa").await;
    let part = |whose: &Url, of: &Neighborhood| -> Url {
        format!("{whose}/followers/{}", of.addresses.host()).parse().unwrap()
    };
    let network = riverside.addresses.network();
    let ask = async |who: &Neighborhood, url: &Url| {
        dereference::get(&who.app, url, ACCEPT_ACTIVITY, &Budget::new(4)).await.unwrap()
    };
    for (who, other) in [(&hillside, &harbor), (&harbor, &hillside)] {
        let own = ask(who, &part(&network, who)).await;
        let list: Value = serde_json::from_slice(own.activity().unwrap()).unwrap();
        assert_eq!(list["orderedItems"], json!([who.addresses.network()]), "{list}");
        assert_eq!((&list["id"], &list["totalItems"]), (&json!(part(&network, who)), &json!(1)));
        let members = ask(who, &part(&riverside.addresses.member("rosa"), who)).await;
        let list: Value = serde_json::from_slice(members.activity().unwrap()).unwrap();
        assert_eq!(list["orderedItems"], json!([]), "{list}");

        let refused = ask(who, &part(&network, other)).await;
        let nothing = ask(who, &riverside.addresses.base().join("/ap/o/nothing").unwrap()).await;
        assert_eq!((refused.status, &refused.body), (404, &nothing.body), "as if there were nothing");
        assert_eq!(ask(who, &part(&riverside.addresses.member("nobody"), who)).await.status, 404);
    }
    let accept = [("accept", "application/activity+json")];
    for whose in [&network, &riverside.addresses.member("rosa")] {
        let path = part(whose, &hillside).path().to_owned();
        let unsigned = Visitor::stranger(&riverside).ask(Method::GET, &path, &accept, Vec::new()).await;
        assert_eq!(unsigned.status, 404, "{}", unsigned.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_agrees_is_never_asked_and_the_header_says_what_everyone_can_count() {
    let place = Neighborhood::start("riverside").await;
    let there = Signer::start("elsewhere", Takes::Cavage).await;
    let key = |who: &str, end: &str| format!("{}{end}", there.person(who));
    for (who, end) in [("ana", "#main-key"), ("bob", "/main-key")] {
        let follow = there.activity(who, "Follow", json!(place.addresses.network()), 1);
        assert_eq!(there.send(&place, &follow, (Way::Cavage, &key(who, end)), |_, _| {}).await, 202);
    }
    let count = "SELECT count(*) AS n FROM follows WHERE state = 'accepted'";
    place.until("both follow", async || (place.database.number(count) == 2).then_some(())).await;
    let rosa = place.member("rosa").await;
    let heard = async |title: &str| {
        tell(&place, rosa, title).await;
        place
            .until(title, async || {
                let letters = there.synchronizations();
                letters
                    .iter()
                    .rev()
                    .find(|(letter, _)| letter.to_string().contains(title))
                    .map(|(_, said)| said.clone())
            })
            .await
    };
    let said = heard("Apples").await.expect("the header, signed");
    let both = FollowersDigest::of([there.person("ana").as_str(), there.person("bob").as_str()]).to_hex();
    let network = place.addresses.network();
    let host = there.person("ana").replace("http://", "").replace("/users/ana", "");
    let expected = format!(r#"collectionId="{network}/followers", url="{network}/followers/{host}", digest="{both}""#);
    assert_eq!(said, expected);

    // One goes: what is kept is changed with it.
    let follow = there.activity("bob", "Follow", json!(network), 1);
    let undo = there.activity("bob", "Undo", follow, 2);
    assert_eq!(there.send(&place, &undo, (Way::Cavage, &key("bob", "/main-key")), |_, _| {}).await, 202);
    place.until("bob is gone", async || (place.database.number(count) == 1).then_some(())).await;
    let said = heard("Bread").await.expect("the header, signed");
    assert!(said.ends_with(&format!(r#"digest="{}""#, FollowersDigest::of([there.person("ana").as_str()]).to_hex())));
    // What is for one person says nothing about followers.
    let letters = there.synchronizations();
    let accepts = letters.iter().filter(|(letter, _)| letter["type"] == "Accept");
    assert!(accepts.clone().count() == 2 && accepts.clone().all(|(_, said)| said.is_none()));
}

//! What comes in twice, late, too early or wrong.

use crate::offer;
use crate::support::neighborhood::{Neighborhood, mutual, until};
use potluck::actions::change_listing::delete_listing;
use potluck::actions::publish_listing::publish_listing;
use potluck::clock::Moment;
use potluck::domain::Listing;
use potluck::federation::keyring::signing_key;
use potluck::federation::render;
use potluck::federation::signature::{cavage, sign_post};
use potluck::federation::wire::{Create, Update, write};
use potluck::storage::listings;
use serde_json::Value;
use url::Url;

/// Posts an activity as a network's actor would, with a real signature.
pub async fn post(from: &Neighborhood, to: &Neighborhood, body: &Value, now: Moment) -> u16 {
    let key = signing_key(&from.app, from.network).await.unwrap();
    let inbox = to.addresses.shared_inbox();
    let body = serde_json::to_vec(body).unwrap();
    let headers = sign_post(&key, &inbox, cavage::digest(&body), "application/activity+json", now).unwrap();
    let headers = headers.into_iter().filter(|(name, _)| *name != "host").collect();
    from.app.fetcher.post(&inbox, headers, body).await.unwrap().status
}

async fn note(from: &Neighborhood, listing: &Listing, revision: i64, title: &str) -> Value {
    let listing = Listing { revision, title: title.into(), ..listing.clone() };
    serde_json::to_value(render::listing::of(&from.app, &listing).await.unwrap()).unwrap()
}

fn create(from: &Neighborhood, object: Value, id: &str) -> Value {
    let id: Url = from.addresses.activity(id);
    write(Create::new(id, from.addresses.network(), object)).unwrap()
}

fn update(from: &Neighborhood, object: Value, id: &str) -> Value {
    write(Update::new(from.addresses.activity(id), from.addresses.network(), object)).unwrap()
}

async fn titles(at: &Neighborhood) -> Vec<String> {
    at.database.lines("SELECT title AS line FROM listings ORDER BY title")
}

async fn worked(at: &Neighborhood, how_many: i64) {
    until("all that came in is worked", async || {
        let done = at.database.number("SELECT count(*) AS n FROM received WHERE state <> 'waiting'");
        (done >= how_many).then_some(())
    })
    .await;
}

/// A listing of the network's own (hidden author) that was never sent.
async fn unsent(from: &Neighborhood) -> Listing {
    let author = from.member("quiet").await;
    let mut draft = offer("Original", 5);
    draft.hidden_author = Some(true);
    let id = publish_listing(from, author, draft, false).await.unwrap();
    let listing = from.listing(id).await;
    Listing { state: potluck::domain::listing::State::Open, revision: 1, published_at: Some(from.now()), ..listing }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_activity_twice_has_one_effect_and_the_highest_revision_wins() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let before = hillside.database.count("received");
    let listing = unsent(&riverside).await;
    let first = create(&riverside, note(&riverside, &listing, 1, "First").await, "one");
    assert_eq!(post(&riverside, &hillside, &first, riverside.now()).await, 202);
    assert_eq!(post(&riverside, &hillside, &first, riverside.now()).await, 202);
    worked(&hillside, before + 1).await;
    assert_eq!(hillside.database.count("received"), before + 1);
    let fourth = update(&riverside, note(&riverside, &listing, 4, "Fourth").await, "four");
    let third = update(&riverside, note(&riverside, &listing, 3, "Third").await, "three");
    assert_eq!(post(&riverside, &hillside, &fourth, riverside.now()).await, 202);
    worked(&hillside, before + 2).await;
    assert_eq!(post(&riverside, &hillside, &third, riverside.now()).await, 202);
    worked(&hillside, before + 3).await;
    assert_eq!(titles(&hillside).await, ["Fourth"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_update_before_its_create_and_a_delete_before_its_create_stick() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let before = hillside.database.count("received");
    let listing = unsent(&riverside).await;
    let second = update(&riverside, note(&riverside, &listing, 2, "Second").await, "two");
    let first = create(&riverside, note(&riverside, &listing, 1, "First").await, "one");
    for activity in [&second, &first] {
        assert_eq!(post(&riverside, &hillside, activity, riverside.now()).await, 202);
    }
    worked(&hillside, before + 2).await;
    assert_eq!(titles(&hillside).await, ["Second"]);

    let mut other = create(&riverside, note(&riverside, &listing, 1, "Other").await, "other");
    let deleted = riverside.addresses.listing("deletedbefore");
    other["object"]["id"] = deleted.as_str().into();
    let delete = serde_json::json!({
        "@context": "https://www.w3.org/ns/activitystreams", "id": riverside.addresses.activity("delete"),
        "type": "Delete", "actor": riverside.addresses.network(), "object": deleted,
    });
    for activity in [&delete, &other] {
        assert_eq!(post(&riverside, &hillside, activity, riverside.now()).await, 202);
    }
    worked(&hillside, before + 4).await;
    assert_eq!(titles(&hillside).await, ["Second"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_taken_back_while_it_comes_in_a_flood_does_not_stay() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let before = hillside.database.count("received");
    let listing = unsent(&riverside).await;
    let object = note(&riverside, &listing, 1, "Here").await;
    let mut activities = Vec::new();
    for number in 0..20 {
        let id = riverside.addresses.listing(&format!("flood{number}"));
        let mut create = create(&riverside, object.clone(), &format!("create{number}"));
        create["object"]["id"] = id.as_str().into();
        activities.push(create);
        if number % 2 == 0 {
            activities.push(serde_json::json!({
                "@context": "https://www.w3.org/ns/activitystreams", "type": "Delete", "object": id,
                "id": riverside.addresses.activity(&format!("delete{number}")), "actor": riverside.addresses.network(),
            }));
        }
    }
    // All at one moment, and a few of them twice: whichever of the two comes first.
    let twice = activities.iter().chain(activities.iter().skip(25));
    let sent = twice.map(|activity| post(&riverside, &hillside, activity, riverside.now()));
    assert!(futures::future::join_all(sent).await.into_iter().all(|status| status == 202));
    worked(&hillside, before + 30).await;
    assert_eq!(hillside.database.count("received"), before + 30);
    assert_eq!(hillside.database.count("listings WHERE title <> ''"), 10);
    assert_eq!(hillside.database.count("received WHERE state = 'refused' AND problem <> 'was deleted'"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_its_own_network_creates_changes_or_deletes_a_listing() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let harbor = Neighborhood::start("harbor").await;
    hillside.follow(&harbor).await;
    let rosa = riverside.member("rosa").await;
    let id = publish_listing(&riverside, rosa, offer("Mine", 5), true).await.unwrap();
    let original = riverside.listing(id).await;
    hillside.sees(&original, "it is there", |_| true).await;

    let mut forged = update(&harbor, note(&riverside, &original, 9, "Forged").await, "forged");
    assert_eq!(post(&harbor, &hillside, &forged, harbor.now()).await, 202);
    let delete = serde_json::json!({
        "id": harbor.addresses.activity("delete"), "type": "Delete", "actor": harbor.addresses.network(), "object": original.ap_id,
    });
    assert_eq!(post(&harbor, &hillside, &delete, harbor.now()).await, 202);
    // Not counted with what is worked: riverside's own announcement may still come.
    let refused = "SELECT count(*) AS n FROM received WHERE state = 'refused'";
    hillside.until("both are refused", async || (hillside.database.number(refused) == 2).then_some(())).await;
    assert_eq!(titles(&hillside).await, ["Mine"]);
    // Signed by harbor, said to be by riverside: not even stored.
    forged["actor"] = riverside.addresses.network().as_str().into();
    assert_eq!(post(&harbor, &hillside, &forged, harbor.now()).await, 401);
    let problems = hillside.database.lines("SELECT problem AS line FROM received WHERE state = 'refused'");
    assert_eq!(problems.len(), 2, "{problems:?}");
    delete_listing(&riverside, rosa, id).await.unwrap();
    hillside.sees(&original, "its own network deletes it", |l| l.title.is_empty()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_a_signed_activity_is_refused_with_a_sentence_and_stored_nowhere() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let before = hillside.database.count("received");
    let listing = unsent(&riverside).await;
    let good = create(&riverside, note(&riverside, &listing, 1, "Good").await, "good");
    let inbox = hillside.addresses.shared_inbox();
    let raw = |body: Vec<u8>, headers: Vec<(&'static str, String)>| {
        let (fetcher, inbox) = (riverside.app.fetcher.clone(), inbox.clone());
        async move { fetcher.post(&inbox, headers, body).await.unwrap().status }
    };
    let json = || ("content-type", "application/activity+json".to_owned());
    assert_eq!(raw(serde_json::to_vec(&good).unwrap(), vec![json()]).await, 401);
    for bad in [&b""[..], b"{", b"[]", b"null", b"{}", b"{\"id\":1}", &[0xff, 0xfe], "[".repeat(100_000).as_bytes()] {
        let status = raw(bad.to_vec(), vec![json()]).await;
        assert!((400..500).contains(&status), "{status} for {} bytes", bad.len());
    }
    assert_eq!(raw(vec![b' '; 1_100_000], vec![json()]).await, 413);
    for other in ["text/plain", "application/x-www-form-urlencoded", "application/xml", ""] {
        let headers = vec![("content-type", other.to_owned())];
        assert_eq!(raw(serde_json::to_vec(&good).unwrap(), headers).await, 415, "{other}");
    }
    assert_eq!(post(&riverside, &hillside, &good, riverside.now() - chrono::Duration::hours(13)).await, 401);
    assert_eq!(post(&riverside, &hillside, &good, riverside.now() + chrono::Duration::hours(2)).await, 401);
    assert_eq!(hillside.database.count("received"), before);
    assert_eq!(post(&riverside, &hillside, &good, riverside.now()).await, 202);
    let ap_id = listing.ap_id.clone();
    hillside
        .until("the valid twin is kept", async || {
            let ap_id = ap_id.clone();
            hillside.db.read(move |conn| listings::by_ap_id(conn, &ap_id)).await.unwrap()
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_listing_that_overtakes_the_yes_to_our_follow_is_kept_until_the_yes_comes() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let state = |from: &str, to: &str| {
        let change =
            format!("UPDATE follows SET state = '{to}' WHERE state = '{from}' AND follower_id = {}", hillside.network);
        hillside.database.execute(&change).unwrap();
    };
    // As if riverside's Accept were still on its way.
    state("accepted", "pending");
    let listing = unsent(&riverside).await;
    let create = create(&riverside, note(&riverside, &listing, 1, "Early").await, "early");
    assert_eq!(post(&riverside, &hillside, &create, riverside.now()).await, 202);
    hillside
        .until("it was tried, and waits", async || {
            let tried = "SELECT count(*) AS n FROM received WHERE state = 'waiting' AND attempts > 0";
            (hillside.database.number(tried) == 1).then_some(())
        })
        .await;
    assert!(titles(&hillside).await.is_empty());
    state("pending", "accepted");
    hillside.until("it is kept", async || (titles(&hillside).await == ["Early"]).then_some(())).await;
}

//! Who gets to see what, over the wire.

use crate::offer;
use crate::support::client::Visitor;
use crate::support::neighborhood::{Neighborhood, mutual};
use potluck::actions::change_listing::change_listing;
use potluck::actions::publish_listing::publish_listing;
use potluck::domain::audience::Audience;
use potluck::domain::draft::Draft;
use potluck::domain::listing::{Kind, State};
use potluck::storage::{actors, listings};
use reqwest::Method;

#[tokio::test(flavor = "multi_thread")]
async fn value_04_a_need_stays_at_home_until_its_author_moves_it_and_then_hides_who_asks() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let rosa = riverside.member("rosa").await;
    let id = publish_listing(&riverside, rosa, Draft::new(Kind::Need, "Infant formula"), true).await.unwrap();
    let at_home = riverside.listing(id).await;
    assert_eq!(at_home.audience, Audience::Network);

    // An offer that is posted later crosses; the need before it did not.
    let later = publish_listing(&riverside, rosa, offer("Apples", 3), true).await.unwrap();
    hillside.sees(&riverside.listing(later).await, "the offer crosses", |_| true).await;
    let ap_id = at_home.ap_id.clone();
    assert!(hillside.db.read(move |conn| listings::by_ap_id(conn, &ap_id)).await.unwrap().is_none());

    let mut wider = Draft::new(Kind::Need, "Infant formula");
    wider.audience = Some(Audience::Peers);
    change_listing(&riverside, rosa, id, wider).await.unwrap();
    let widened = riverside.listing(id).await;
    assert!(widened.hidden_author);
    let copy = hillside.sees(&widened, "the need is seen next door", |_| true).await;
    let speaker = hillside.db.read(move |conn| actors::get(conn, copy.speaker)).await.unwrap();
    assert_eq!(speaker.ap_id, riverside.addresses.network());
    for body in hillside.database.lines("SELECT details || title || ap_id AS line FROM listings") {
        assert!(!body.contains("rosa"), "{body}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_that_is_no_mutual_peer_gets_nothing_of_what_is_for_peers() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let stranger = Neighborhood::start("stranger").await;
    stranger.follow(&riverside).await;
    let rosa = riverside.member("rosa").await;
    let for_peers = publish_listing(&riverside, rosa, offer("For peers", 3), true).await.unwrap();
    let mut draft = offer("For everyone", 3);
    draft.audience = Some(Audience::Public);
    let for_all = publish_listing(&riverside, rosa, draft, true).await.unwrap();
    let (for_peers, for_all) = (riverside.listing(for_peers).await, riverside.listing(for_all).await);
    hillside.sees(&for_peers, "peers see it", |_| true).await;
    stranger.sees(&for_all, "followers see what is public", |_| true).await;
    let ap_id = for_peers.ap_id.clone();
    assert!(stranger.db.read(move |conn| listings::by_ap_id(conn, &ap_id)).await.unwrap().is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn narrowing_deletes_the_old_id_everywhere_and_goes_on_under_a_new_one() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let rosa = riverside.member("rosa").await;
    let mut draft = offer("Pears", 6);
    draft.audience = Some(Audience::Public);
    let id = publish_listing(&riverside, rosa, draft, true).await.unwrap();
    let before = riverside.listing(id).await;
    hillside.sees(&before, "it is seen", |_| true).await;

    let mut narrower = offer("Pears", 6);
    narrower.audience = Some(Audience::Peers);
    change_listing(&riverside, rosa, id, narrower).await.unwrap();
    let after = riverside.listing(id).await;
    assert_ne!(before.ap_id, after.ap_id);
    hillside.sees(&before, "the old one is gone", |l| l.state == State::Erased).await;
    hillside.sees(&after, "the new one is there", |l| l.audience == Audience::Peers).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_listing_said_before_it_was_narrowed_or_its_author_hidden_stands_nowhere_any_more() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let rosa = riverside.member("rosa").await;
    let stranger = Visitor::stranger(&riverside);
    let shown = |title: &str, hidden: bool, audience: Audience| {
        let mut draft = offer(title, 6);
        (draft.audience, draft.hidden_author) = (Some(audience), Some(hidden));
        draft
    };
    let steps = [("Pears", false, Audience::Peers), ("Quinces", true, Audience::Public)];
    for (title, hidden, audience) in steps {
        let id = publish_listing(&riverside, rosa, shown(title, false, Audience::Public), true).await.unwrap();
        let before = riverside.listing(id).await;
        hillside.sees(&before, "it is seen", |_| true).await;
        let accept = [("accept", "application/activity+json")];
        let read = async |path: &str| stranger.ask(Method::GET, path, &accept, Vec::new()).await;
        let old = before.ap_id.path().to_owned();
        assert!(read(&format!("{old}/create")).await.text.contains(title), "the valid twin is read");
        change_listing(&riverside, rosa, id, shown(title, hidden, audience)).await.unwrap();
        riverside.app.wake.outbox.notify_one();
        hillside.sees(&before, "the old one is gone", |l| l.state == State::Erased).await;
        for part in ["create", "announce", "announce/1", "update/2"] {
            assert_eq!(read(&format!("{old}/{part}")).await.status, 404, "{title}: {part}");
        }
        for outbox in ["/ap/members/rosa/outbox?page=true", "/ap/network/outbox?page=true"] {
            let text = read(outbox).await.expect(200).to_string();
            assert!(!text.contains(before.ap_id.as_str()) || !text.contains("\"Create\""), "{outbox}: {text}");
            assert!(hidden || !text.contains(title), "{outbox} still says it: {text}");
        }
        if !hidden {
            continue;
        }
        // It goes on as the network's own: nothing of it leads to rosa, and nothing of hers leads to it.
        let after = riverside.listing(id).await;
        hillside.sees(&after, "it goes on", |_| true).await;
        let items = async |outbox: &str| {
            let page = read(&format!("{outbox}?page=true")).await.expect(200);
            page["orderedItems"].as_array().expect("items").iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        let told = items("/ap/network/outbox").await;
        let told: Vec<&String> = told.iter().filter(|item| item.contains(title)).collect();
        assert!(told.iter().any(|item| item.contains("\"Create\"")), "everybody reads it there: {told:?}");
        assert!(told.iter().all(|item| !item.contains("/ap/members/rosa")), "{told:?}");
        for item in items("/ap/members/rosa/outbox").await {
            assert!(!item.contains(title) && !item.contains(after.ap_id.as_str()), "{item}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visible_members_offer_is_theirs_and_the_network_announces_it() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let rosa = riverside.member("rosa").await;
    let mut draft = offer("Plums", 6);
    draft.audience = Some(Audience::Public);
    draft.hidden_author = Some(false);
    let id = publish_listing(&riverside, rosa, draft, true).await.unwrap();
    let copy = hillside.sees(&riverside.listing(id).await, "it is seen", |_| true).await;
    let speaker = hillside.db.read(move |conn| actors::get(conn, copy.speaker)).await.unwrap();
    assert_eq!(speaker.ap_id, riverside.addresses.member("rosa"));
    let origin = hillside.db.read(move |conn| actors::get(conn, copy.origin)).await.unwrap();
    assert_eq!(origin.ap_id, riverside.addresses.network());
}

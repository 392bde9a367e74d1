//! What an actor says about itself is told to whoever knows it.

use crate::offer;
use crate::support::client::Visitor;
use crate::support::neighborhood::{Neighborhood, mutual};
use potluck::actions::change_member::change_member;
use potluck::actions::change_network::change_network;
use potluck::actions::give_role::give_role;
use potluck::actions::publish_listing::publish_listing;
use potluck::domain::area::{Area, Point};
use potluck::domain::audience::Audience;
use potluck::domain::listing::State as ListingState;
use potluck::domain::member::RoleKind;
use potluck::domain::network::{Around, Change as NetworkChange, Intake, Mode};
use potluck::domain::profile::Change;
use potluck::storage::actors;
use reqwest::Method;
use serde_json::json;
use url::Url;

async fn knows(place: &Neighborhood, ap_id: &Url) -> Option<potluck::domain::follow::Actor> {
    let ap_id = ap_id.clone();
    place.db.read(move |conn| actors::by_ap_id(conn, &ap_id)).await.expect("a read")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_peer_hears_of_a_new_name_and_of_a_network_that_rests_but_not_of_who_never_spoke() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let (rosa, mei) = (riverside.member("rosa").await, riverside.member("mei").await);
    give_role(&riverside, "rosa", RoleKind::Steward, 6).await.unwrap();
    let mut draft = offer("Plums", 6);
    draft.audience = Some(Audience::Public);
    draft.hidden_author = Some(false);
    let id = publish_listing(&riverside, rosa, draft, true).await.unwrap();
    hillside.sees(&riverside.listing(id).await, "it is seen", |_| true).await;

    let named = |name: &str| Change { display_name: Some(name.into()), ..Change::default() };
    change_member(&riverside, mei, named("Mei of the hill")).await.unwrap();
    change_member(&riverside, rosa, named("Rosa of the corner")).await.unwrap();
    let change =
        NetworkChange { mode: Some(Mode::ConnectorsHelp), intake: Some(Intake::Paused), ..NetworkChange::default() };
    change_network(&riverside, rosa, change).await.unwrap();
    riverside.app.wake.outbox.notify_one();

    let (member, network) = (riverside.addresses.member("rosa"), riverside.addresses.network());
    hillside
        .until("the new name is seen", async || {
            knows(&hillside, &member).await.filter(|actor| actor.name == "Rosa of the corner")
        })
        .await;
    let copy = hillside
        .until("the network rests", async || {
            knows(&hillside, &network).await.filter(|actor| actor.intake == Some(Intake::Paused))
        })
        .await;
    assert_eq!(copy.mode, Some(Mode::ConnectorsHelp));
    assert!(knows(&hillside, &riverside.addresses.member("mei")).await.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn value_17_who_leaves_is_gone_here_and_at_whoever_heard_of_them() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let rosa = riverside.member("rosa").await;
    let mut draft = offer("Plums", 6);
    draft.audience = Some(Audience::Public);
    draft.hidden_author = Some(false);
    let id = publish_listing(&riverside, rosa, draft, true).await.unwrap();
    let original = riverside.listing(id).await;
    hillside.sees(&original, "it is seen", |_| true).await;
    let actor = riverside.addresses.member("rosa");
    assert!(knows(&hillside, &actor).await.is_some_and(|actor| !actor.gone));

    let (visitor, stranger) = (Visitor::member(&riverside, "rosa").await, Visitor::stranger(&riverside));
    let wrong = visitor.send(Method::DELETE, "/me", json!({"handle": "mei"})).await;
    assert_eq!((wrong.status, &wrong.json()["field"]), (422, &json!("handle")));
    assert_eq!(visitor.send(Method::DELETE, "/me", json!({})).await.status, 422);
    let reader = Visitor::with_scopes(&riverside, "rosa", "read").await;
    assert_eq!(reader.send(Method::DELETE, "/me", json!({"handle": "rosa"})).await.status, 403);
    visitor.send(Method::DELETE, "/me", json!({"handle": "rosa"})).await.expect(204);

    assert_eq!(visitor.get("/me").await.status, 401);
    for address in [actor.as_str(), original.ap_id.as_str()] {
        let answer = stranger.ask(Method::GET, address, &[("accept", "application/activity+json")], Vec::new()).await;
        assert_eq!((answer.status, &answer.json()["type"]), (410, &json!("Tombstone")), "{address}: {}", answer.text);
    }
    let found = format!("/.well-known/webfinger?resource=acct:rosa@{}", riverside.addresses.host());
    assert_eq!(stranger.page(&found).await.status, 404);
    hillside.sees(&original, "it is erased there", |listing| listing.state == ListingState::Erased).await;
    hillside.until("they are gone there", async || knows(&hillside, &actor).await.filter(|actor| actor.gone)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_a_network_is_stands_in_its_actor_also_where_another_process_changed_it() {
    let place = Neighborhood::start("riverside").await;
    let rosa = place.member("rosa").await;
    give_role(&place, "rosa", RoleKind::Operator, 6).await.unwrap();
    let area = Area { middle: Point::new(40.7, -74.0).unwrap(), radius_m: 3_000 };
    let around = Some(Around { name: "Maple Corner".into(), area });
    // This server is not told, as by a process beside it.
    change_network(&place, rosa, NetworkChange { around, ..NetworkChange::default() }).await.unwrap();
    let (network, stranger) = (place.addresses.network(), Visitor::stranger(&place));
    let accept = [("accept", "application/activity+json")];
    let actor = stranger.ask(Method::GET, network.as_str(), &accept, Vec::new()).await;
    let said = actor.json();
    assert_eq!((actor.status, &said["location"]["name"]), (200, &json!("Maple Corner")), "{}", actor.text);
    assert!(said["attachment"].to_string().contains("Maple Corner (about 3 km around)"), "{}", actor.text);
}

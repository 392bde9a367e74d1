use super::*;
use crate::actions::change_listing::{change_listing, delete_listing};
use crate::domain::ListingId;
use crate::domain::network::Mode;
use crate::federation::wire::{Create, ListingNote, read};

fn path(listing: &Listing) -> String {
    listing.ap_id.path().to_owned()
}

#[actix_web::test]
async fn a_public_offer_is_one_note_for_everyone() {
    let server = Server::start().await;
    let bread = server.offer(Audience::Public, PassAlong::No).await;
    let got = server.get(&path(&bread)).await;
    assert_eq!((got.status.as_u16(), got.header("cache-control")), (200, "public, max-age=60"));
    let note: ListingNote = read(&got.json()).unwrap();
    assert_eq!((note.id, note.attributed_to.path()), (bread.ap_id.clone(), "/ap/members/rosa"));
    let create: Create<ListingNote> = read(&server.get(&format!("{}/create", path(&bread))).await.json()).unwrap();
    assert_eq!(create.object.id, bread.ap_id);
    let replies = server.get(&format!("{}/replies", path(&bread))).await.json();
    assert_eq!((&replies["totalItems"], &replies["type"]), (&0.into(), &"OrderedCollection".into()));
}

#[actix_web::test]
async fn refusals_17_and_18_what_is_not_for_an_asker_is_not_there() {
    let server = Server::start().await;
    let stranger = server.meet("market.example", Ties::None);
    let peer = server.meet("hillside.example", Ties::Mutual);
    let for_peers = server.offer(Audience::Peers, PassAlong::No).await;
    let at_home = server.offer(Audience::Network, PassAlong::Yes).await;
    let nothing = server.get("/ap/o/AAAAAAAAAAAAAAAAAAAAAA").await;
    assert_eq!(nothing.status, 404);
    let same = |got: &Got| assert_eq!((got.status, &got.body), (nothing.status, &nothing.body));

    for listing in [&for_peers, &at_home] {
        same(&server.get(&path(listing)).await);
        same(&server.get_as(&stranger, &path(listing)).await);
        for part in ["create", "replies", "update/2"] {
            same(&server.get(&format!("{}/{part}", path(listing))).await);
            same(&server.get_as(&peer, &format!("{}/{part}", path(listing))).await);
        }
    }
    same(&server.get_as(&peer, &path(&at_home)).await);
    for (host, ties) in [("north.example", Ties::TheyFollow), ("south.example", Ties::WeFollow)] {
        let half = server.meet(host, ties);
        same(&server.get_as(&half, &path(&for_peers)).await);
    }
    same(&server.get("/ap/network/peers").await);
    same(&server.get_as(&peer, "/ap/network/peers").await);
}

#[actix_web::test]
async fn refusal_19_a_peer_reads_what_is_for_peers_and_no_cache_keeps_it() {
    let server = Server::start().await;
    let peer = server.meet("hillside.example", Ties::Mutual);
    let bread = server.offer(Audience::Peers, PassAlong::No).await;
    let got = server.get_as(&peer, &path(&bread)).await;
    assert_eq!(got.status, 200);
    assert_eq!(
        (got.header("vary"), got.header("cache-control")),
        ("Accept, Authorization, Signature, Signature-Input", "private, no-store")
    );
    read::<ListingNote>(&got.json()).unwrap();
    let refused = server.get(&path(&bread)).await;
    assert_eq!((refused.status.as_u16(), refused.header("cache-control")), (404, "private, no-store"));
}

#[actix_web::test]
async fn what_may_be_passed_along_is_read_by_whoever_was_told_its_id_and_signs() {
    let server = Server::start().await;
    let stranger = server.meet("market.example", Ties::None);
    let bread = server.offer(Audience::Peers, PassAlong::Yes).await;
    assert_eq!(server.get_as(&stranger, &path(&bread)).await.status, 200);
    assert_eq!(server.get(&path(&bread)).await.status, 404);
}

#[actix_web::test]
async fn refusal_18_a_wrong_signature_learns_nothing_about_what_is_there() {
    let server = Server::start().await;
    let peer = server.meet("hillside.example", Ties::Mutual);
    let forger = Neighbor {
        key: SigningKey::from_pem(peer.actor.key_id.clone(), keys_of("a forger").private_pem.as_bytes()).unwrap(),
        actor: peer.actor.clone(),
    };
    let bread = server.offer(Audience::Peers, PassAlong::Yes).await;
    let (there, not_there) =
        (server.get_as(&forger, &path(&bread)).await, server.get_as(&forger, "/ap/o/AAAAAAAAAAAAAAAAAAAAAA").await);
    assert_eq!(there.status, 401);
    assert_eq!((there.status, there.body), (not_there.status, not_there.body));
}

#[actix_web::test]
async fn what_was_deleted_is_gone_for_those_who_could_read_it() {
    let server = Server::start().await;
    let peer = server.meet("hillside.example", Ties::Mutual);
    let public = server.offer(Audience::Public, PassAlong::No).await;
    let for_peers = server.offer(Audience::Peers, PassAlong::No).await;
    for listing in [&public, &for_peers] {
        delete_listing(&server.app.here, server.rosa, listing.id).await.unwrap();
    }
    let got = server.get(&path(&public)).await;
    assert_eq!(got.status, 410);
    assert_eq!((&got.json()["type"], &got.json()["formerType"]), (&"Tombstone".into(), &"Note".into()));
    assert!(!String::from_utf8(got.body).unwrap().contains("Bread"));
    assert_eq!(server.get(&path(&for_peers)).await.status, 404);
    assert_eq!(server.get_as(&peer, &path(&for_peers)).await.status, 410);
}

#[actix_web::test]
async fn a_draft_is_nowhere() {
    let server = Server::start().await;
    let draft = Draft { audience: Some(Audience::Public), ..Draft::new(Kind::Offer, "Bread") };
    let id = publish_listing(&server.app.here, server.rosa, draft, false).await.unwrap();
    let draft = server.app.here.db.read(move |conn| listing_rows::get(conn, id)).await.unwrap();
    assert_eq!(server.get(&path(&draft)).await.status, 404);
    assert_eq!(server.get(&format!("{}/replies", path(&draft))).await.status, 404);
}

#[actix_web::test]
async fn an_outbox_is_walked_page_by_page_and_holds_what_is_public() {
    let server = Server::start().await;
    server.offer(Audience::Peers, PassAlong::No).await;
    let mut offered = Vec::new();
    for _ in 0..21 {
        offered.push(server.offer(Audience::Public, PassAlong::No).await.ap_id.to_string());
    }
    offered.reverse();
    let outbox = server.get("/ap/members/rosa/outbox").await.json();
    assert!(outbox.get("totalItems").is_none(), "nobody counts what a person gave (value V2): {outbox}");
    let (mut next, mut found) = (outbox["first"].as_str().map(ToOwned::to_owned), Vec::new());
    while let Some(at) = next {
        let page = server.get(at.strip_prefix("https://fruitvale.example").unwrap()).await.json();
        assert_eq!((&page["id"], &page["partOf"]), (&at.into(), &outbox["id"]));
        for item in page["orderedItems"].as_array().unwrap() {
            assert!(item.get("@context").is_none());
            found.push(item["object"]["id"].as_str().unwrap().to_owned());
        }
        next = page["next"].as_str().map(ToOwned::to_owned);
    }
    assert_eq!(found, offered);
    let unread = server.get("/ap/network/outbox?page=true&max_id=x").await;
    assert_eq!((unread.status.as_u16(), unread.header("content-type")), (400, "application/problem+json"));
}

#[actix_web::test]
async fn who_newly_follows_sees_the_open_public_listings_whole() {
    let server = Server::start().await;
    server.offer(Audience::Peers, PassAlong::No).await;
    let bread = server.offer(Audience::Public, PassAlong::No).await;
    let featured = server.get("/ap/members/rosa/featured").await.json();
    let items = featured["orderedItems"].as_array().unwrap();
    assert_eq!(items.len(), 1);
    assert_eq!(items[0]["id"], bread.ap_id.as_str());
    assert!(items[0]["content"].as_str().unwrap().contains("Bread"));
    // What a member says is not the network's.
    assert_eq!(server.get("/ap/network/featured").await.json()["totalItems"], 0);
}

#[actix_web::test]
async fn value_15_where_connectors_alone_read_who_asks_no_need_stands_under_a_members_name() {
    let server = Server::start().await;
    let draft = |title: &str| Draft {
        audience: Some(Audience::Public),
        hidden_author: Some(false),
        ..Draft::new(Kind::Need, title)
    };
    let need = async |title: &str| publish_listing(&server.app.here, server.rosa, draft(title), true).await.unwrap();
    let listing = |id: ListingId| server.beside(|conn| listing_rows::get(conn, id));
    let featured = async |whose: &str| {
        let featured = server.get(&format!("/ap/{whose}/featured")).await.json();
        let items = featured["orderedItems"].as_array().unwrap().iter();
        items.map(|item| item["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let bread = server.offer(Audience::Public, PassAlong::No).await.ap_id.to_string();
    let before = need("A ride").await;
    assert_eq!(featured("members/rosa").await, [listing(before).ap_id.to_string(), bread.clone()]);

    let network = server.app.here.network;
    server.beside(|conn| {
        let network = Actor { mode: Some(Mode::ConnectorsOnly), ..actor_rows::get(conn, network)? };
        actor_rows::update_local(conn, &network)
    });
    assert_eq!(featured("members/rosa").await, std::slice::from_ref(&bread));
    // From now on the network says it, and so it does of what is changed: that is another listing then.
    let after = listing(need("Company").await);
    let note: ListingNote = read(&server.get(&path(&after)).await.json()).unwrap();
    assert_eq!(note.attributed_to.path(), "/ap/network");
    let was = listing(before);
    change_listing(&server.app.here, server.rosa, before, draft("A ride on Friday")).await.unwrap();
    let is = listing(before);
    assert!(is.ap_id != was.ap_id && is.speaker == network && was.speaker != network);
    assert_ne!(server.get(&path(&was)).await.status, 200);
    assert_eq!(featured("members/rosa").await, [bread]);
    assert_eq!(featured("network").await, [after.ap_id.to_string(), is.ap_id.to_string()]);
}

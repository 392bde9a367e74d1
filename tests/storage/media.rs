//! Pictures as rows: whose they are, and what becomes of files that belong to none.

use crate::support::TestHere;
use potluck::actions::change_listing::change_listing;
use potluck::actions::hand_over_proxy::{accept_hand_over, offer_hand_over};
use potluck::actions::keep_media::{note_file, note_removed};
use potluck::actions::leave::leave;
use potluck::actions::publish_listing::publish_for;
use potluck::actions::register_proxy::register_proxy;
use potluck::actions::send_media::{Said, delete_medium, send_medium};
use potluck::domain::MemberId;
use potluck::domain::draft::Draft;
use potluck::domain::key::MediumId;
use potluck::domain::listing::Kind as ListingKind;
use potluck::domain::media::{File, Format, Kept, Shape, Size, WAITING_MAX};
use potluck::domain::proxy::{Asked, Change, OfferKind};
use potluck::error::{Kind, Result};
use potluck::ids;
use potluck::seal::DataKey;
use potluck::storage::{media, proxies};

/// A file of a picture, as if it had been written.
fn kept(here: &TestHere, name: &str) -> Kept {
    let size = Size { width: 40, height: 30 };
    let shape = Shape::Picture { size, small: size, blurhash: "L00000fQfQfQfQfQfQfQfQfQfQfQ".into() };
    Kept {
        name: name.into(),
        wrapped_key: here.seal.wrap(&Kept::context(name), &DataKey::random()),
        file: File { format: Format::Png, shape },
    }
}

/// A member sends a picture.
async fn sends(here: &TestHere, member: MemberId) -> Result<MediumId> {
    let name = ids::slug();
    note_file(here, &name).await?;
    send_medium(here, member, kept(here, &name), Said::default()).await
}

async fn loose(here: &TestHere) -> Vec<String> {
    let now = here.now();
    here.db.read(move |conn| media::loose(conn, now, 100)).await.expect("a read")
}

#[tokio::test]
async fn a_file_is_noted_before_it_is_written_and_loose_when_nothing_comes_of_it() {
    let here = TestHere::new().await;
    let rosa = here.member("rosa").await;
    // Whoever wrote it died before its row was there.
    note_file(&here, "written").await.unwrap();
    assert!(loose(&here).await.is_empty(), "somebody may be writing it");
    here.clock.shift(chrono::Duration::hours(2));
    assert_eq!(loose(&here).await, ["written"]);
    note_removed(&here, vec!["written".into()]).await.unwrap();
    // It comes too late: a row without its file would show nothing.
    let late = send_medium(&here, rosa, kept(&here, "written"), Said::default()).await.unwrap_err();
    assert_eq!((late.kind(), here.database.count("media")), (Kind::Conflict, 0));
    // One that loses its row is removed at once.
    let id = sends(&here, rosa).await.unwrap();
    assert_eq!(here.database.count("loose_files"), 0);
    delete_medium(&here, rosa, id).await.unwrap();
    assert_eq!((loose(&here).await.len(), here.database.count("media")), (1, 0));
}

#[tokio::test]
async fn nobody_piles_up_files_that_wait_for_a_post() {
    let here = TestHere::new().await;
    let (rosa, ben) = (here.member("rosa").await, here.member("ben").await);
    for _ in 0..WAITING_MAX {
        sends(&here, rosa).await.unwrap();
    }
    assert_eq!(sends(&here, rosa).await.unwrap_err().field(), Some("file"));
    sends(&here, ben).await.expect("others have their own");
}

#[tokio::test]
async fn value_13_a_picture_of_a_neighbors_post_goes_along_when_another_speaks_for_them() {
    let here = TestHere::new().await;
    let (rosa, ben) = (here.member("rosa").await, here.member("ben").await);
    let change = Change { label: Some("Mr. Quintero".into()), ..Change::default() };
    let asked = Asked { how: "by word".into(), given_on: None, may_share: Vec::new(), review_on: None };
    let proxy = register_proxy(&here, rosa, change, asked).await.unwrap();
    let picture = sends(&here, rosa).await.unwrap();
    let mut draft = Draft::new(ListingKind::Need, "A lamp");
    draft.pictures = Some(vec![picture]);
    let listing = publish_for(&here, rosa, proxy, draft, true).await.unwrap();
    offer_hand_over(&here, rosa, proxy, "ben", OfferKind::Themselves).await.unwrap();
    let offer = here.db.read(move |conn| proxies::offers_to(conn, ben)).await.unwrap().remove(0);
    accept_hand_over(&here, ben, offer.id).await.unwrap();
    // Who spoke for them leaves, and what is theirs stays, to be changed by them.
    leave(&here, rosa, "rosa").await.unwrap();
    let seal = here.seal.clone();
    let there = here.db.read(move |conn| media::of_listing(conn, &seal, listing)).await.unwrap();
    assert_eq!(there.iter().map(|one| one.id).collect::<Vec<_>>(), [picture]);
    let mut draft = Draft::new(ListingKind::Need, "A bright lamp");
    draft.pictures = Some(vec![picture]);
    change_listing(&here, ben, listing, draft).await.unwrap();
    let without = Draft { pictures: Some(Vec::new()), ..Draft::new(ListingKind::Need, "A bright lamp") };
    change_listing(&here, ben, listing, without).await.unwrap();
    assert_eq!((here.database.count("media"), loose(&here).await.len()), (0, 1));
}

//! What members keep for later: sealed, theirs alone, for thirty days.

use crate::support::TestHere;
use chrono::Duration;
use futures::future::join_all;
use potluck::actions::erase::erase_due;
use potluck::actions::keep_beginning::{keep_beginning, throw_away};
use potluck::actions::leave::remove_member;
use potluck::domain::MemberId;
use potluck::domain::beginning::{BEGINNINGS_MAX, Beginning, Fields};
use potluck::error::Kind;
use potluck::ids;
use potluck::seal::MasterKey;
use potluck::storage::beginnings;

fn titled(title: &str) -> Fields {
    vec![("kind".to_owned(), "need".to_owned()), ("title".to_owned(), title.to_owned())]
}

/// Keeps something; answers what stands for it.
async fn keep(here: &TestHere, member: MemberId, title: &str) -> String {
    let slug = ids::digest(&ids::secret());
    keep_beginning(here, member, slug.clone(), titled(title), None).await.unwrap();
    slug
}

async fn all(here: &TestHere, member: MemberId) -> Vec<Beginning> {
    let seal = here.seal.clone();
    here.db.read(move |conn| beginnings::of_member(conn, &seal, member)).await.unwrap()
}

#[tokio::test]
async fn value_05_what_is_kept_for_later_opens_for_its_member_alone() {
    let here = TestHere::new().await;
    let (rosa, ben) = (here.member("rosa").await, here.member("ben").await);
    let slug = keep(&here, rosa, "A quiet visit").await;
    let kept = all(&here, rosa).await;
    assert_eq!(kept.len(), 1);
    assert_eq!((kept[0].fields_for(rosa), kept[0].fields_for(ben)), (Some(&titled("A quiet visit")), None));
    assert!(all(&here, ben).await.is_empty());
    assert_eq!(throw_away(&here, ben, &slug).await.unwrap_err().kind(), Kind::NotFound);
    // Neither with another key, nor as another member's row.
    let (seal, wanted) = (MasterKey::random(), slug.clone());
    assert!(here.db.read(move |conn| beginnings::get(conn, &seal, rosa, &wanted)).await.is_err());
    here.database.execute(&format!("UPDATE beginnings SET member_id = {ben}")).unwrap();
    let seal = here.seal.clone();
    assert!(here.db.read(move |conn| beginnings::get(conn, &seal, ben, &slug)).await.is_err());
}

#[tokio::test]
async fn many_that_are_kept_at_one_moment_are_no_more_than_there_is_room_for() {
    let here = TestHere::new().await;
    let rosa = here.member("rosa").await;
    let tries = (0..BEGINNINGS_MAX + 4).map(|number| {
        let fields = titled(&format!("Number {number}"));
        keep_beginning(&here, rosa, ids::digest(&ids::secret()), fields, None)
    });
    let refused = join_all(tries).await.into_iter().filter_map(Result::err).collect::<Vec<_>>();
    assert_eq!(refused.len(), 4, "{refused:?}");
    assert!(refused.iter().all(|error| error.kind() == Kind::Conflict));
    assert_eq!(all(&here, rosa).await.len(), BEGINNINGS_MAX);
    // The same name twice is kept once, also where there is no more room.
    let slug = all(&here, rosa).await[0].slug.clone();
    keep_beginning(&here, rosa, slug, titled("The same"), None).await.unwrap();
    assert_eq!(all(&here, rosa).await.len(), BEGINNINGS_MAX);
}

#[tokio::test]
async fn it_goes_after_thirty_days_and_when_its_member_leaves() {
    let here = TestHere::new().await;
    let (rosa, ben) = (here.member("rosa").await, here.member("ben").await);
    let first = keep(&here, rosa, "A cot").await;
    keep(&here, ben, "A ladder").await;
    here.clock.shift(Duration::days(29));
    // Kept anew, its time begins anew.
    let slug = ids::digest(&ids::secret());
    keep_beginning(&here, rosa, slug.clone(), titled("A cot, still"), Some(first)).await.unwrap();
    erase_due(&here).await.unwrap();
    assert_eq!(here.database.count("beginnings"), 2);
    here.clock.shift(Duration::days(1));
    erase_due(&here).await.unwrap();
    assert_eq!(here.database.lines("SELECT slug AS line FROM beginnings"), [slug]);
    keep(&here, ben, "A ladder").await;
    remove_member(&here, "rosa").await.unwrap();
    assert_eq!((here.database.count("beginnings"), all(&here, ben).await.len()), (1, 1));
}

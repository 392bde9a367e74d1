//! The board: who finds what, how near, and page after page.

use crate::support::{TestHere, copy_of, offer};
use chrono::Duration;
use potluck::actions::receive_listing::receive_listing;
use potluck::domain::category::with_descendants;
use potluck::domain::draft::Draft;
use potluck::domain::listing::Kind;
use potluck::domain::{Audience, ListingId, MemberId, Point};
use potluck::storage::facts;
use potluck::storage::listings::{self, BoardQuery, Paging};

fn everything() -> BoardQuery {
    BoardQuery { paging: Paging { limit: 80, ..Default::default() }, ..Default::default() }
}

async fn find(here: &TestHere, query: BoardQuery) -> Vec<ListingId> {
    let found = here.db.read(move |conn| listings::board(conn, &query)).await.unwrap();
    found.into_iter().map(|listing| listing.id).collect()
}

async fn sorted(here: &TestHere, query: BoardQuery) -> Vec<ListingId> {
    let mut found = find(here, query).await;
    found.sort();
    found
}

async fn offer_at(here: &TestHere, author: MemberId, point: (f64, f64)) -> ListingId {
    let mut draft = offer(1);
    draft.point = Some(Point::new(point.0, point.1).unwrap());
    here.publish(author, draft).await
}

#[tokio::test]
async fn looking_for_food_finds_what_is_below_it_too() {
    let here = TestHere::new().await;
    let author = here.member("rosa").await;
    let mut ids = Vec::new();
    for category in ["food", "infant-formula", "ride"] {
        let mut draft = offer(1);
        draft.category = Some(category.into());
        ids.push(here.publish(author, draft).await);
    }
    let all = here.db.read(facts::categories).await.unwrap();
    let query = |tag| BoardQuery { categories: with_descendants(&all, tag), ..everything() };
    assert_eq!(sorted(&here, query("food")).await, ids[..2]);
    assert_eq!(find(&here, query("infant-formula")).await, ids[1..2]);
    assert!(find(&here, query("tools")).await.is_empty());
    let mut unheard = offer(1);
    unheard.category = Some("unheard-of".into());
    let refused = potluck::actions::publish_listing::publish_listing(&here, author, unheard, true).await;
    assert_eq!(refused.unwrap_err().field(), Some("category"));
}

#[tokio::test]
async fn needs_and_offers_audiences_origins_and_ends_are_told_apart() {
    let (here, there) = (TestHere::new().await, TestHere::at("hillside.example").await);
    let (author, theirs) = (here.member("rosa").await, there.member("mei").await);
    let need = here.publish(author, Draft::new(Kind::Need, "A warm coat")).await;
    let peers = here.publish(author, offer(1)).await;
    let mut draft = offer(1);
    draft.audience = Some(Audience::Public);
    draft.expires_at = Some(here.now() + Duration::hours(2));
    let public = here.publish(author, draft).await;
    let theirs = there.listing(there.publish(theirs, offer(1)).await).await;
    let origin = here.meet(&there).await;
    let copy = copy_of(&theirs, origin, &here);
    let remote = copy.id;
    receive_listing(&here, copy, None).await.unwrap();

    assert_eq!(find(&here, everything()).await, [remote, public, peers, need]);
    assert_eq!(find(&here, BoardQuery { kind: Some(Kind::Need), ..everything() }).await, [need]);
    assert_eq!(find(&here, BoardQuery { public_only: true, ..everything() }).await, [public]);
    assert_eq!(find(&here, BoardQuery { origin: Some(origin), ..everything() }).await, [remote]);
    let bens = here.member("ben").await;
    let bens = (bens, here.publish(bens, offer(1)).await);
    assert_eq!(find(&here, BoardQuery { not_by: Some(author), ..everything() }).await, [bens.1, remote]);
    assert_eq!(find(&here, BoardQuery { not_by: Some(bens.0), ..everything() }).await, [remote, public, peers, need]);
    let until = Some(here.now() + Duration::hours(3));
    assert_eq!(find(&here, BoardQuery { until_after: until, ..everything() }).await, [bens.1, remote, peers, need]);
}

#[tokio::test]
async fn what_is_near_is_found_and_what_is_far_is_not() {
    let here = TestHere::new().await;
    let author = here.member("rosa").await;
    // About 0, 3, 8 and 50 km to the north of a corner in Oakland.
    let (latitude, longitude) = (37.7749, -122.2194);
    let mut ids = Vec::new();
    for north_km in [0.0, 3.0, 8.0, 50.0] {
        ids.push(offer_at(&here, author, (latitude + north_km / 111.2, longitude)).await);
    }
    here.publish(author, offer(1)).await;
    let corner = Point::new(latitude, longitude).unwrap();
    // An offer's place is rounded by up to a kilometre.
    for (radius_m, how_many) in [(1_100, 1), (5_000, 2), (12_000, 3), (60_000, 4)] {
        let query = BoardQuery { near: Some((corner, radius_m)), ..everything() };
        assert_eq!(sorted(&here, query).await, ids[..how_many], "within {radius_m} m");
    }
    let query = BoardQuery { near: Some((corner, 60_000)), kind: Some(Kind::Need), ..everything() };
    assert!(find(&here, query).await.is_empty());
}

#[tokio::test]
async fn neighbors_across_the_date_line_and_around_the_poles_are_near() {
    let here = TestHere::new().await;
    let author = here.member("rosa").await;
    let places = [
        // Taveuni in Fiji lies on both sides of the date line.
        ((-16.8, 179.99), (-16.8, -179.99)),
        ((-16.8, 180.0), (-16.8, -180.0)),
        ((89.99, 0.0), (89.99, 180.0)),
        ((90.0, 0.0), (89.98, 77.0)),
        ((-90.0, 0.0), (-89.99, -120.0)),
        ((0.001, 0.001), (-0.001, -0.001)),
    ];
    for (one, other) in places {
        let id = offer_at(&here, author, one).await;
        for radius_m in [5_500, 20_000] {
            let near = Some((Point::new(other.0, other.1).unwrap(), radius_m));
            let found = find(&here, BoardQuery { near, ..everything() }).await;
            assert!(found.contains(&id), "{one:?} from {other:?} within {radius_m} m");
        }
    }
}

/// All pages, from the newest down or from the oldest up.
async fn pages(here: &TestHere, query: &BoardQuery, up: bool) -> Vec<Vec<ListingId>> {
    let mut pages: Vec<Vec<ListingId>> = Vec::new();
    let mut paging = Paging { limit: query.paging.limit, min_id: up.then_some(0), ..Default::default() };
    loop {
        let page = find(here, BoardQuery { paging, ..query.clone() }).await;
        assert!(page.windows(2).all(|pair| pair[0] > pair[1]), "a page is newest first");
        let (Some(newest), Some(oldest)) = (page.first(), page.last()) else { return pages };
        if up {
            paging.min_id = Some(newest.0);
        } else {
            paging.max_id = Some(oldest.0);
        }
        pages.push(page);
        assert!(pages.len() < 100, "the pages never end");
    }
}

#[tokio::test]
async fn page_after_page_gives_each_listing_once_and_loses_none() {
    let here = TestHere::new().await;
    let author = here.member("rosa").await;
    let corner = (37.7749, -122.2194);
    let mut all = Vec::new();
    for number in 0..25 {
        // Every fifth lies too far away for the search by place.
        let north = if number % 5 == 4 { 0.2 } else { 0.001 * f64::from(number % 3) };
        all.push((offer_at(&here, author, (corner.0 + north, corner.1)).await, number % 5 != 4));
    }
    let near = Some((Point::new(corner.0, corner.1).unwrap(), 9_000));
    for (near, expected) in [
        (None, all.iter().map(|(id, _)| *id).collect::<Vec<_>>()),
        (near, all.iter().filter(|(_, near)| *near).map(|(id, _)| *id).collect()),
    ] {
        for limit in [1, 4, 7, 80] {
            let query = BoardQuery { near, paging: Paging { limit, ..Default::default() }, ..Default::default() };
            for up in [false, true] {
                let pages = pages(&here, &query, up).await;
                assert!(pages[..pages.len() - 1].iter().all(|page| page.len() == limit as usize), "a page is short");
                let mut found: Vec<ListingId> = pages.into_iter().flatten().collect();
                found.sort();
                assert_eq!(found, expected, "limit {limit}, up {up}");
            }
        }
    }
    // Between two ids: what lies between them.
    let paging = Paging { max_id: Some(all[9].0.0), min_id: Some(all[5].0.0), limit: 80, ..Default::default() };
    assert_eq!(find(&here, BoardQuery { paging, ..everything() }).await, [all[8].0, all[7].0, all[6].0]);
}

#[tokio::test]
async fn a_search_goes_on_past_many_that_lie_just_outside_the_circle() {
    let here = TestHere::new().await;
    let author = here.member("rosa").await;
    let near = offer_at(&here, author, (37.7749, -122.2194)).await;
    // More than one chunk of rows in the search cells, all newer, none within the circle.
    let seed = here.listing(offer_at(&here, author, (37.7749 + 0.03, -122.2194)).await).await;
    let now = here.now();
    here.db
        .write(move |conn| {
            for number in 0..450 {
                let mut listing = seed.clone();
                listing.id = ListingId(potluck::ids::next(now));
                listing.slug = format!("slug{number}");
                listing.ap_id = seed.ap_id.join(&format!("copy{number}"))?;
                listings::insert(conn, &listing)?;
            }
            Ok(())
        })
        .await
        .unwrap();
    let point = Point::new(37.7749, -122.2194).unwrap();
    let query = BoardQuery { near: Some((point, 1_200)), ..everything() };
    assert_eq!(find(&here, query.clone()).await, [near]);
    let paging = Paging { min_id: Some(0), limit: 80, ..Default::default() };
    assert_eq!(find(&here, BoardQuery { paging, ..query }).await, [near]);
}

/// What copies of a listing have in common.
pub const COPIED: &str = "origin_id, local, author_id, speaker_id, hidden_author, kind, category, title, language, details, \
                          committed, delivered, takes_more, audience, latitude, longitude, radius_m, cell, wide_cell, \
                          pass_along, state, on_board, revision, expires_at, published_at, created_at, updated_at, with_help";

/// So many copies of a listing, each newer than the one before.
fn copies_of(here: &TestHere, seed: ListingId, many: usize) {
    let same = COPIED;
    let sql = format!(
        "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {many}) \
         INSERT INTO listings (id, slug, ap_id, {same}) \
         SELECT id + n, slug || '-' || n, ap_id || '-' || n, {same} FROM listings CROSS JOIN numbers WHERE id = {seed}",
        seed = seed.0
    );
    here.database.execute(&sql).expect("copies");
}

#[tokio::test]
async fn what_is_near_or_of_some_categories_is_found_beneath_thousands_that_are_newer() {
    let here = TestHere::new().await;
    let author = here.member("rosa").await;
    let corner = (37.7749, -122.2194);
    let mut near = Vec::new();
    for number in 0..9 {
        let mut draft = offer(1);
        draft.category = Some(["food", "ride", "tools"][number % 3].into());
        draft.point = Some(Point::new(corner.0, corner.1).unwrap());
        near.push(here.publish(author, draft).await);
    }
    let mut far = offer(1);
    far.category = Some("tools".into());
    far.point = Some(Point::new(corner.0 + 0.5, corner.1).unwrap());
    let seed = here.publish(author, far).await;
    copies_of(&here, seed, 2_100);
    // Some are moved close by: right where the 2,000 newest end, or the 2,000 oldest.
    let moved: Vec<ListingId> = [99, 100, 101, 102, 1_989, 1_990, 1_991].map(|n| ListingId(seed.0 + n)).into();
    let ids: Vec<String> = moved.iter().map(|id| id.0.to_string()).collect();
    let sql = format!(
        "UPDATE listings SET category = one.category, latitude = one.latitude, longitude = one.longitude, cell = one.cell, \
         wide_cell = one.wide_cell FROM listings AS one WHERE one.id = {} AND listings.id IN ({})",
        near[0].0,
        ids.join(", ")
    );
    here.database.execute(&sql).expect("some are moved");
    let of_two = near.iter().enumerate().filter(|(number, _)| number % 3 != 2).map(|(_, id)| *id);
    let of_two: Vec<ListingId> = of_two.chain(moved.iter().copied()).collect();
    let all_near: Vec<ListingId> = near.iter().chain(&moved).copied().collect();
    let within = |radius_m| BoardQuery {
        near: Some((Point::new(corner.0, corner.1).unwrap(), radius_m)),
        ..BoardQuery::default()
    };
    let categories = vec!["food".to_owned(), "ride".to_owned()];
    let some = BoardQuery { categories: categories.clone(), ..BoardQuery::default() };
    let one = BoardQuery { categories: vec!["ride".into()], ..BoardQuery::default() };
    for (what, query, expected) in [
        ("in small cells", within(5_000), all_near.clone()),
        ("in wide cells", within(20_000), all_near),
        ("in small cells, of some categories", BoardQuery { categories, ..within(5_000) }, of_two.clone()),
        ("of some categories", some, of_two),
        ("of one category", one, near.iter().copied().skip(1).step_by(3).collect()),
    ] {
        for limit in [1, 2, 80] {
            let query = BoardQuery { paging: Paging { limit, ..Default::default() }, ..query.clone() };
            for up in [false, true] {
                let pages = pages(&here, &query, up).await;
                assert!(pages.iter().rev().skip(1).all(|page| page.len() == limit as usize), "{what}: a page is short");
                let mut found: Vec<ListingId> = pages.into_iter().flatten().collect();
                found.sort();
                assert_eq!(found, expected, "{what}, limit {limit}, up {up}");
            }
        }
    }
}

#[tokio::test]
async fn near_a_point_a_stranger_sees_what_is_for_everyone_here_alone() {
    let (here, there) = (TestHere::new().await, TestHere::at("hillside.example").await);
    let (author, theirs) = (here.member("rosa").await, there.member("mei").await);
    let corner = Point::new(37.7749, -122.2194).unwrap();
    let draft = |audience| {
        let mut draft = offer(1);
        draft.point = Some(corner);
        draft.audience = Some(audience);
        draft
    };
    let peers = here.publish(author, draft(Audience::Peers)).await;
    let public = here.publish(author, draft(Audience::Public)).await;
    let theirs = there.listing(there.publish(theirs, draft(Audience::Public)).await).await;
    let copy = copy_of(&theirs, here.meet(&there).await, &here);
    let remote = copy.id;
    receive_listing(&here, copy, None).await.unwrap();
    for radius_m in [3_000, 20_000] {
        let member = BoardQuery { near: Some((corner, radius_m)), ..everything() };
        assert_eq!(find(&here, member.clone()).await, [remote, public, peers], "within {radius_m} m");
        let stranger = BoardQuery { public_only: true, origin: Some(here.network), ..member.clone() };
        assert_eq!(find(&here, stranger.clone()).await, [public], "within {radius_m} m");
        for origin in [Some(here.network), None] {
            let ours = BoardQuery { origin, ours: true, ..stranger.clone() };
            assert_eq!(find(&here, ours.clone()).await, [public], "within {radius_m} m");
            let some = ["other", "ride"].map(str::to_owned);
            for categories in [some[..1].to_vec(), some.to_vec()] {
                for near in [ours.near, None] {
                    let ours = BoardQuery { near, categories: categories.clone(), ..ours.clone() };
                    assert_eq!(find(&here, ours).await, [public], "{near:?}, of {categories:?}");
                }
            }
            let everywhere = BoardQuery { near: None, ..ours };
            assert_eq!(find(&here, everywhere).await, [public], "within {radius_m} m");
        }
        let neighbors = BoardQuery { shared_by: Some(vec![here.network]), ..member.clone() };
        assert_eq!(find(&here, neighbors).await, [public, peers], "within {radius_m} m");
        assert!(find(&here, BoardQuery { shared_by: Some(Vec::new()), ..member }).await.is_empty());
    }
}

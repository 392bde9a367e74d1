//! What comes in at the same moment is received by a few statements for all of it, and yet each for itself: as if one had
//! come after the other, and without harm to the others when one is bad.

use crate::support::{TestHere, copy_of, offer};
use chrono::Duration;
use futures::future::join_all;
use potluck::actions::receive_deletion::receive_deletion;
use potluck::actions::receive_listing::receive_listing;
use potluck::actions::receive_status::{Said, receive_status};
use potluck::actions::take_in::{Arrival, take_in};
use potluck::domain::follow::{Follow, FollowState};
use potluck::domain::key::{ActorId, FollowId, ReceivedId};
use potluck::domain::listing::PassAlong;
use potluck::domain::media::Named;
use potluck::domain::privacy::Guarded;
use potluck::domain::status::{Visibility, Words};
use potluck::domain::{Audience, Listing};
use potluck::error::Kind;
use potluck::ids;
use potluck::storage::{follows, received};
use std::collections::BTreeSet;
use url::Url;

/// Hillside, which knows riverside, and a listing of riverside's as it arrives there.
async fn met() -> (TestHere, TestHere, Listing, ActorId) {
    let (riverside, hillside) = (TestHere::new().await, TestHere::at("hillside.example").await);
    let rosa = riverside.member("rosa").await;
    let mut draft = offer(5);
    draft.audience = Some(Audience::Public);
    let listing = riverside.listing(riverside.publish(rosa, draft).await).await;
    let there = hillside.meet(&riverside).await;
    (riverside, hillside, listing, there)
}

/// Activities with these names come in, and wait.
async fn waiting(here: &TestHere, names: &[&str]) -> Vec<ReceivedId> {
    let arrivals = names.iter().map(|name| take_in(here, arrival(name)));
    assert!(join_all(arrivals).await.into_iter().all(|taken| taken.unwrap()));
    let (now, many) = (here.now(), names.len());
    let leased = here.db.write(move |conn| received::lease(conn, now, Duration::minutes(1), many, &[])).await.unwrap();
    let id = |name: &&str| leased.iter().find(|one| one.ap_id == address(name)).expect("it is leased").id;
    names.iter().map(id).collect()
}

fn address(name: &str) -> String {
    format!("https://riverside.example/activities/{name}")
}

fn arrival(name: &str) -> Arrival {
    Arrival {
        id: address(name),
        actor: "https://riverside.example/ap/network".into(),
        host: "riverside.example".into(),
        subject: address(name),
        body: format!("{{\"name\": \"{name}\"}}").into_bytes(),
    }
}

/// How each activity ended, in the order of its name.
fn ended(here: &TestHere) -> Vec<String> {
    let sql = "SELECT ap_id || ' ' || state || coalesce(': ' || problem, '') AS line FROM received ORDER BY ap_id";
    let lines = here.database.lines(sql);
    lines.iter().map(|line| line.rsplit('/').next().expect("a name").to_owned()).collect()
}

fn titles(here: &TestHere) -> Vec<String> {
    here.database.lines("SELECT title || ' ' || revision AS line FROM listings ORDER BY title")
}

#[tokio::test]
async fn the_same_activity_twice_at_one_moment_is_kept_once() {
    let (_riverside, hillside, ..) = met().await;
    let names = ["first", "twice", "other", "twice", "twice", "last"];
    let taken = join_all(names.iter().map(|name| take_in(&hillside, arrival(name)))).await;
    let taken: Vec<bool> = taken.into_iter().map(|taken| taken.unwrap()).collect();
    assert_eq!(taken, [true, true, true, false, false, true]);
    assert!(!take_in(&hillside, arrival("other")).await.unwrap());
    assert_eq!(ended(&hillside), ["first waiting", "last waiting", "other waiting", "twice waiting"]);
    // Worked in the order in which they came, and opened as they came.
    let now = hillside.now();
    let leased = hillside.db.write(move |conn| received::lease(conn, now, Duration::minutes(1), 9, &[])).await.unwrap();
    let bodies = leased.iter().map(|one| String::from_utf8(one.open(&hillside.seal).unwrap()).unwrap());
    let expected = ["first", "twice", "other", "last"].map(|name| format!("{{\"name\": \"{name}\"}}"));
    assert_eq!(bodies.collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn of_two_revisions_at_one_moment_the_higher_is_kept_whichever_comes_first() {
    let (riverside, hillside, listing, there) = met().await;
    let of = |name: &str, revision: i64| Listing {
        ap_id: riverside.addresses.listing(name),
        title: name.into(),
        revision,
        ..copy_of(&listing, there, &hillside)
    };
    let all =
        [of("upward", 1), of("downward", 9), of("upward", 2), of("downward", 8), of("upward", 2), of("upward", 5)];
    let names = ["a", "b", "c", "d", "e", "f"];
    let ids = waiting(&hillside, &names).await;
    let received = all.into_iter().zip(ids).map(|(listing, id)| receive_listing(&hillside, listing, Some(id)));
    assert!(join_all(received).await.into_iter().all(|done| done.is_ok()));
    assert_eq!(titles(&hillside), ["downward 9", "upward 5"]);
    assert_eq!(ended(&hillside), names.map(|name| format!("{name} worked")));
    // Each is found by its words once.
    assert_eq!(hillside.database.count("search_words"), hillside.database.count("actors") + 2);
}

#[tokio::test]
async fn one_bad_listing_of_many_spoils_only_itself() {
    let (riverside, hillside, listing, there) = met().await;
    let picture = Named {
        url: "https://riverside.example/p/1".parse().unwrap(),
        kind: potluck::domain::media::MediaKind::Image,
        description: "Three crates".into(),
        focus: None,
        size: None,
        blurhash: None,
    };
    let of = |name: &str| Listing {
        ap_id: riverside.addresses.listing(name),
        title: name.into(),
        pictures: vec![picture.clone()],
        ..copy_of(&listing, there, &hillside)
    };
    let deleted = of("deleted");
    receive_deletion(&hillside, riverside.addresses.network(), deleted.ap_id.clone(), None).await.unwrap();
    let all = [
        of("good"),
        // Nobody here knows who speaks for it.
        Listing { speaker: ActorId(1), ..of("bad") },
        deleted,
        Listing { pass_along: PassAlong::Yes, ..of("too") },
        of("last"),
    ];
    let names = ["a-good", "b-bad", "c-deleted", "d-too", "e-last"];
    let ids = waiting(&hillside, &names).await;
    let received = all.into_iter().zip(ids).map(|(listing, id)| receive_listing(&hillside, listing, Some(id)));
    let done = join_all(received).await;
    let kinds: Vec<_> = done.iter().map(|done| done.as_ref().err().map(potluck::error::Error::kind)).collect();
    assert_eq!(kinds, [None, Some(Kind::NotFound), None, None, None]);
    let of_titles = hillside.database.lines("SELECT title AS line FROM listings ORDER BY title");
    assert_eq!(of_titles, ["good", "last", "too"]);
    // Each effect with its mark; what failed is left to be tried again.
    let expected =
        ["a-good worked", "b-bad waiting", "c-deleted refused: was deleted", "d-too worked", "e-last worked"];
    assert_eq!(ended(&hillside), expected);
    assert_eq!(hillside.database.count("media WHERE listing_id IS NOT NULL"), 3);
    let left = hillside.database.number("SELECT count(*) AS n FROM received WHERE sealed_body IS NOT NULL");
    assert_eq!(left, 1, "the body of what was worked is gone");
}

/// What somebody elsewhere says.
fn said(name: &str, in_reply_to: Option<&str>) -> Said {
    let status = |name: &str| -> Url { format!("https://riverside.example/s/{name}").parse().unwrap() };
    Said {
        ap_id: status(name),
        in_reply_to: in_reply_to.map(status),
        visibility: Visibility::Public,
        words: Guarded::new(Words { spoiler: String::new(), content: format!("<p>{name}</p>"), source: None }),
        mentioned: Vec::new(),
        tags: BTreeSet::from(["soup".to_owned(), name.to_owned()]),
        poll: None,
        media: Vec::new(),
        sensitive: false,
        language: None,
        url: None,
        created_at: chrono::Utc::now(),
        edited_at: None,
    }
}

#[tokio::test]
async fn a_reply_finds_what_it_answers_though_both_come_at_one_moment() {
    let (_riverside, hillside, _, there) = met().await;
    let joao = hillside.member("joao").await;
    let reader = hillside.database.number(&format!("SELECT actor_id AS n FROM members WHERE id = {joao}"));
    let follow = Follow {
        id: FollowId(ids::next(hillside.now())),
        ap_id: "https://hillside.example/follows/1".parse().unwrap(),
        follower: ActorId(reader),
        followed: there,
        state: FollowState::Accepted,
        created_at: hillside.now(),
    };
    hillside.db.write(move |conn| follows::insert(conn, &follow)).await.unwrap();
    let stranger = {
        let other = TestHere::at("harbor.example").await;
        hillside.meet(&other).await
    };
    let all = [
        (there, said("root", None)),
        (there, said("reply", Some("root"))),
        (stranger, said("unheard", None)),
        (there, said("deeper", Some("reply"))),
        (there, said("root", None)),
        (there, said("lost", Some("elsewhere"))),
    ];
    let names = ["a", "b", "c", "d", "e", "f"];
    let ids = waiting(&hillside, &names).await;
    let received = all.into_iter().zip(ids).map(|((by, said), id)| receive_status(&hillside, by, said, Some(id)));
    assert!(join_all(received).await.into_iter().all(|done| done.is_ok()));
    let lines = hillside.database.lines(
        "SELECT s.content || ' ' || coalesce(p.content, '-') AS line FROM statuses s \
         LEFT JOIN statuses p ON p.id = s.in_reply_to_id ORDER BY s.id",
    );
    assert_eq!(lines, ["<p>root</p> -", "<p>reply</p> <p>root</p>", "<p>deeper</p> <p>reply</p>", "<p>lost</p> -"]);
    let expected =
        ["a worked", "b worked", "c refused: nobody here has to do with it", "d worked", "e worked", "f worked"];
    assert_eq!(ended(&hillside), expected);
    assert_eq!(hillside.database.count("status_tags"), 8);
}

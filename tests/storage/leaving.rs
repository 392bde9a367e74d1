//! Who leaves is erased: no row and no file of the database holds their words, and nobody gets their handle.

use crate::support::here::keys;
use crate::support::{TestHere, offer};
use potluck::actions::Here;
use potluck::actions::accept_response::{Plan, accept_response};
use potluck::actions::add_member::{add_member, create_token};
use potluck::actions::boost::boost;
use potluck::actions::change_member::change_member;
use potluck::actions::favourite::favourite;
use potluck::actions::follow_account::{Wish, follow_account};
use potluck::actions::give_role::give_role;
use potluck::actions::leave::{leave, remove_member};
use potluck::actions::post_status::{Post, post_status};
use potluck::actions::respond::{Answer, respond};
use potluck::domain::apps::PostedWith;
use potluck::domain::audience::Audience;
use potluck::domain::event::Event;
use potluck::domain::handoff::{Sealed, State as HandoffState};
use potluck::domain::listing::State as ListingState;
use potluck::domain::member::{RoleKind, State};
use potluck::domain::privacy::Guarded;
use potluck::domain::profile::Change;
use potluck::domain::response::State as ResponseState;
use potluck::domain::status::{Draft as StatusDraft, Visibility};
use potluck::domain::{Amount, MemberId};
use potluck::error::Kind;
use potluck::storage::{listings, members, statuses};
use std::sync::mpsc;
use std::time::Duration;

const NAME: &str = "Rosalinda of the corner house";
const TITLE: &str = "Quinces from my grandmother";

/// Every table as text, and on SQLite the bytes of the files themselves, the log of changes too.
fn kept(here: &TestHere) -> Vec<Vec<u8>> {
    if here.database.on_sqlite() {
        return here.database.files().into_iter().map(|file| std::fs::read(file).expect("a file")).collect();
    }
    let tables =
        here.database.lines("SELECT table_name AS line FROM information_schema.tables WHERE table_schema = 'public'");
    let rows = tables.iter().flat_map(|table| here.database.lines(&format!("SELECT t::text AS line FROM {table} t")));
    rows.map(String::into_bytes).collect()
}

fn holds(here: &TestHere, text: &str) -> bool {
    kept(here).iter().any(|bytes| bytes.windows(text.len()).any(|window| window == text.as_bytes()))
}

async fn state_of(here: &TestHere, id: MemberId) -> State {
    here.db.read(move |conn| members::get(conn, id)).await.expect("the row stays").state
}

#[tokio::test]
async fn value_17_who_leaves_is_erased_from_every_row_and_file() {
    let here = TestHere::new().await;
    let (rosa, ben) = (here.member("rosa").await, here.member("ben").await);
    change_member(&here, rosa, Change { display_name: Some(NAME.into()), ..Change::default() }).await.unwrap();
    give_role(&here, "rosa", RoleKind::Steward, 6).await.unwrap();
    create_token(&here, "rosa", "read write").await.unwrap();

    // What she offers, with a promise to a neighbor; what she drafted; what she asked a neighbor for.
    let mut draft = offer(4);
    draft.title = TITLE.into();
    draft.audience = Some(Audience::Public);
    draft.hidden_author = Some(false);
    draft.exact_place = Some(Guarded::new("Behind the blue door".into()));
    let quinces = here.publish(rosa, draft).await;
    let asked = here.respond(ben, quinces, Some(2)).await.unwrap();
    let sealed = Sealed { address: Some("12 Elm Street".into()), access_notes: None };
    let promised = accept_response(&here, rosa, asked, None, Plan { sealed, ..Plan::default() }).await.unwrap();
    let carrots = here.publish(ben, offer(6)).await;
    let message = Some(Guarded::new("After six, please".into()));
    let answer = Answer { amount: Some(Amount::whole(3)), message, ..Answer::default() };
    let wanted = respond(&here, rosa, carrots, answer).await.unwrap();
    let fetched = here.accept(ben, wanted, None).await.unwrap();
    here.events().await;
    assert!(holds(&here, NAME) && holds(&here, TITLE), "the search would not find anything at all");

    let wrong = leave(&here, rosa, "ben").await.unwrap_err();
    assert_eq!((wrong.kind(), state_of(&here, rosa).await), (Kind::Invalid, State::Member));
    leave(&here, rosa, "@Rosa").await.unwrap();

    for words in [NAME, TITLE, "Rosalinda", "Quinces"] {
        assert!(!holds(&here, words), "{words} is still there");
    }
    assert_eq!(state_of(&here, rosa).await, State::Left);
    for (nothing, what) in [
        ("SELECT count(*) AS n FROM tokens", "tokens"),
        ("SELECT count(*) AS n FROM handoff_keys", "keys of handoffs"),
        ("SELECT count(*) AS n FROM handoffs WHERE sealed_details IS NOT NULL OR sealed_link IS NOT NULL", "details"),
        ("SELECT count(*) AS n FROM handoffs WHERE sealed_times IS NOT NULL", "times"),
        ("SELECT count(*) AS n FROM responses WHERE sealed_message IS NOT NULL", "messages"),
        ("SELECT count(*) AS n FROM listings WHERE sealed_place IS NOT NULL", "places"),
    ] {
        assert_eq!(here.database.number(nothing), 0, "{what} are left");
    }
    let hers = here.database.number(&format!(
        "SELECT (SELECT count(*) FROM listings WHERE author_id = {rosa}) \
         + (SELECT count(*) FROM responses WHERE member_id = {rosa}) \
         + (SELECT count(*) FROM handoffs WHERE author_id = {rosa} OR responder_id = {rosa}) \
         + (SELECT count(*) FROM members WHERE id = {rosa} AND (sealed_contact IS NOT NULL \
            OR sealed_access IS NOT NULL OR sealed_own IS NOT NULL OR cell IS NOT NULL)) AS n"
    ));
    assert_eq!(hers, 0, "something still says that it was she");
    let now = here.now();
    assert!(here.db.read(move |conn| members::roles_at(conn, rosa, now)).await.unwrap().is_empty());

    // Whoever counted on her sees that it ended; what she had been promised is free again.
    assert_eq!(here.listing(quinces).await.state, ListingState::Erased);
    assert_eq!(here.response(asked).await.state, ResponseState::Declined);
    assert_eq!(here.response(wanted).await.state, ResponseState::Withdrawn);
    for handoff in [promised, fetched] {
        assert_eq!(here.handoff(handoff).await.state, HandoffState::DidNotHappen);
    }
    let carrots = here.listing(carrots).await.quantity.expect("an amount");
    assert_eq!((carrots.committed, carrots.amount), (Amount::whole(0), Amount::whole(6)));
    let events = here.events().await;
    assert!(events.contains(&Event::ListingDeleted { listing: quinces }), "{events:?}");
    assert!(matches!(events.last(), Some(Event::ActorLeft { .. })), "{events:?}");
}

#[tokio::test]
async fn value_17_posts_boosts_likes_and_conversations_go_with_who_leaves() {
    let here = TestHere::new().await;
    let (rosa, ben) = (here.member("rosa").await, here.member("ben").await);
    let posted = async |member, text: &str, visibility, in_reply_to| {
        let draft =
            StatusDraft { text: text.into(), spoiler: None, sensitive: false, language: None, has_media: false };
        post_status(
            &here,
            member,
            Post {
                draft,
                visibility,
                in_reply_to,
                media: Vec::new(),
                said: Vec::new(),
                poll: None,
                with: Some(PostedWith { name: "Marmalade writer".into(), website: None }),
                key: Some(text.into()),
            },
        )
        .await
        .unwrap()
    };
    let open = posted(rosa, "Marmalade from the corner house #Marmalade", Visibility::Public, None).await;
    posted(rosa, "@ben just us", Visibility::Direct, None).await;
    posted(ben, "@rosa to you alone", Visibility::Direct, None).await;
    let bens = posted(ben, "Good morning", Visibility::Public, Some(open)).await;
    favourite(&here, rosa, bens).await.unwrap();
    boost(&here, rosa, bens, None).await.unwrap();
    boost(&here, ben, open, None).await.unwrap();
    let actor = here.actor_of(rosa).await;
    follow_account(&here, ben, actor, Wish::default()).await.unwrap();
    assert!(holds(&here, "Marmalade"), "the search would not find anything at all");
    // One that has reached somebody elsewhere.
    let inbox = "https://hillside.example/inbox".parse().unwrap();
    here.db.write(move |conn| statuses::note_reach(conn, open, &[&inbox])).await.unwrap();
    here.events().await;

    leave(&here, rosa, "rosa").await.unwrap();
    for words in ["Marmalade", "marmalade"] {
        assert!(!holds(&here, words), "{words} is still there");
    }
    for (table, left) in [
        // What Ben said to everyone, and what he wrote to her, which stands in his own list of conversations.
        ("statuses", 2),
        ("favourites", 0),
        ("status_tags", 0),
        ("status_mentions", 0),
        ("status_reach", 0),
        ("follows", 0),
        ("notifications", 0),
    ] {
        assert_eq!(here.database.count(table), left, "{table}");
    }
    let of_rosa = format!("SELECT count(*) AS n FROM conversation_members WHERE actor_id = {actor}");
    assert_eq!(here.database.number(&of_rosa), 0);
    assert_eq!(here.database.number(&format!("SELECT count(*) AS n FROM statuses WHERE author_id = {actor}")), 0);
    let events = here.events().await;
    let told = |event: &Event| matches!(event, Event::StatusDeleted { status, inboxes, .. } if *status == open && inboxes.len() == 1);
    assert!(events.iter().any(told), "{events:?}");
    assert!(matches!(events.last(), Some(Event::ActorLeft { .. })), "{events:?}");
}

#[tokio::test]
async fn a_handle_is_never_given_to_another_and_nothing_is_added_for_who_left() {
    let here = TestHere::new().await;
    let rosa = here.member("rosa").await;
    remove_member(&here, "rosa").await.unwrap();
    let again = add_member(&here, "rosa", "Another", keys().unwrap()).await;
    assert_eq!(again.unwrap_err().kind(), Kind::Conflict);
    assert_eq!(remove_member(&here, "rosa").await.unwrap_err().kind(), Kind::NotFound);
    assert_eq!(leave(&here, rosa, "rosa").await.unwrap_err().kind(), Kind::NotFound);
    assert_eq!(create_token(&here, "rosa", "read").await.unwrap_err().kind(), Kind::NotFound);
    assert_eq!(give_role(&here, "rosa", RoleKind::Steward, 6).await.unwrap_err().kind(), Kind::NotFound);
    let late = potluck::actions::publish_listing::publish_listing(&here, rosa, offer(1), true).await;
    assert_eq!(late.unwrap_err().kind(), Kind::NotFound);
    assert_eq!(here.database.count("listings"), 0);
}

/// On SQLite there is one writer.
#[tokio::test(flavor = "multi_thread")]
async fn who_leaves_while_another_change_waits_for_the_same_leaves_all_the_same() {
    let here = TestHere::new().await;
    if here.database.on_sqlite() {
        return;
    }
    let rosa = here.member("rosa").await;
    let carrots = here.publish(rosa, offer(4)).await;
    let ((tell, hear), (go, wait)) = (mpsc::channel(), mpsc::channel::<()>());
    let db = here.db.clone();
    let other = tokio::spawn(async move {
        let write = db.write(move |conn| {
            listings::lock(conn, carrots)?;
            tell.send(()).unwrap();
            wait.recv_timeout(Duration::from_secs(15)).expect("she leaves");
            members::lock(conn, rosa).map(drop)
        });
        write.await
    });
    tokio::task::block_in_place(|| hear.recv()).unwrap();
    let context = Here::clone(&here);
    let leaves = tokio::spawn(async move { leave(&context, rosa, "rosa").await });
    // She holds her own row by now, and waits for the carrots; the other waits for her. PostgreSQL ends who waited first.
    here.until_one_waits().await;
    go.send(()).unwrap();
    leaves.await.unwrap().unwrap();
    // Where this one came late, PostgreSQL ended it instead.
    drop(other.await.unwrap());
    assert_eq!(state_of(&here, rosa).await, State::Left);
}

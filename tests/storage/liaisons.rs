//! A neighbor without internet, for whom another speaks (value V13): what is known of them is for that one alone.

use crate::support::{TestHere, offer};
use potluck::actions::accept_response::{Plan, accept_response};
use potluck::actions::change_listing::change_listing;
use potluck::actions::give_role::give_role;
use potluck::actions::hand_over_proxy::{accept_hand_over, ask_for_waiting, offer_hand_over};
use potluck::actions::leave::remove_member;
use potluck::actions::publish_listing::publish_for;
use potluck::actions::register_proxy::{register_proxy, review_proxy};
use potluck::actions::respond::{Answer, respond};
use potluck::actions::withdraw_proxy::withdraw_proxy;
use potluck::domain::audience::Audience;
use potluck::domain::draft::Draft;
use potluck::domain::event::Event;
use potluck::domain::handoff::State as HandoffState;
use potluck::domain::key::ProxyId;
use potluck::domain::listing::{Kind as ListingKind, State};
use potluck::domain::member::RoleKind;
use potluck::domain::privacy::{Guarded, Key, Liaison};
use potluck::domain::profile::Contact;
use potluck::domain::proxy::{Asked, Change, OfferKind};
use potluck::domain::response::State as ResponseState;
use potluck::domain::{Amount, MemberId};
use potluck::error::Kind;
use potluck::storage::{profiles, proxies};

const SECRETS: [&str; 5] = [
    "Old Mr. Quintero",
    "+1 555 0199 4711",
    "a-ramp-and-some-time",
    "by word at his blue door",
    "his street, to drivers",
];

fn consent() -> Asked {
    let may_share = vec![SECRETS[4].into()];
    Asked { how: SECRETS[3].into(), given_on: None, may_share, review_on: None }
}

async fn quintero(here: &TestHere, liaison: MemberId) -> ProxyId {
    let change = Change {
        label: Some(SECRETS[0].into()),
        reach: Some(vec![Contact { kind: "telephone".into(), value: SECRETS[1].into() }]),
        languages: Some(vec!["es".into()]),
        access: Some(vec![SECRETS[2].into()]),
    };
    register_proxy(here, liaison, change, consent()).await.unwrap()
}

/// Every table as text, and on SQLite the bytes of the file itself.
fn holds(here: &TestHere, text: &str) -> bool {
    let kept: Vec<Vec<u8>> = if here.database.on_sqlite() {
        here.database.execute("PRAGMA wal_checkpoint(TRUNCATE)").expect("the log is written back");
        here.database.files().into_iter().map(|file| std::fs::read(file).expect("a file")).collect()
    } else {
        let sql = "SELECT table_name AS line FROM information_schema.tables WHERE table_schema = 'public'";
        let tables = here.database.lines(sql);
        let rows =
            tables.iter().flat_map(|table| here.database.lines(&format!("SELECT t::text AS line FROM {table} t")));
        rows.map(String::into_bytes).collect()
    };
    kept.iter().any(|bytes| bytes.windows(text.len()).any(|window| window == text.as_bytes()))
}

async fn label(here: &TestHere, id: ProxyId, asker: MemberId) -> Option<String> {
    let seal = here.seal.clone();
    let read = here.db.write(move |conn| proxies::lock(conn, &seal, id, asker)).await;
    read.ok().map(|(proxy, held)| proxy.known.open(&Key::of_liaison(&held)).label.clone())
}

fn soup() -> Draft {
    let mut draft = Draft::new(ListingKind::Need, "Soup on Sundays");
    draft.audience = Some(Audience::Public);
    draft
}

#[tokio::test]
async fn value_13_what_is_known_of_them_is_sealed_for_who_speaks_for_them_alone() {
    let here = TestHere::new().await;
    let (rosa, ben) = (here.member("rosa").await, here.member("ben").await);
    give_role(&here, "ben", RoleKind::Operator, 6).await.unwrap();
    let proxy = quintero(&here, rosa).await;
    assert!(holds(&here, "consented"), "the search would not find anything at all");
    for secret in SECRETS {
        assert!(!holds(&here, secret), "{secret} is in the clear");
    }
    assert_eq!(label(&here, proxy, rosa).await.as_deref(), Some(SECRETS[0]));
    assert_eq!(label(&here, proxy, ben).await, None, "an operator reads nothing");
    // Nor does a row that is given to another by hand open.
    here.database.execute(&format!("UPDATE proxy_keys SET member_id = {ben}")).unwrap();
    assert_eq!(label(&here, proxy, ben).await, None);
}

#[tokio::test]
async fn nothing_new_is_done_for_them_past_the_last_day_of_their_consent() {
    let here = TestHere::new().await;
    let (rosa, ben) = (here.member("rosa").await, here.member("ben").await);
    let proxy = quintero(&here, rosa).await;
    assert_eq!(publish_for(&here, ben, proxy, soup(), true).await.unwrap_err().kind(), Kind::NotFound);
    let mut shown = soup();
    shown.hidden_author = Some(false);
    assert_eq!(publish_for(&here, rosa, proxy, shown, true).await.unwrap_err().field(), Some("hidden_author"));
    let listing = publish_for(&here, rosa, proxy, soup(), true).await.unwrap();
    let bread = here.publish(ben, offer(4)).await;

    here.clock.shift(chrono::Duration::days(181));
    let late = publish_for(&here, rosa, proxy, soup(), true).await.unwrap_err();
    assert!(late.kind() == Kind::Forbidden && late.text().contains("speak with this neighbor"), "{}", late.text());
    assert_eq!(change_listing(&here, rosa, listing, soup()).await.unwrap_err().kind(), Kind::Forbidden);
    let answer = || Answer { amount: Some(Amount::ONE), for_proxy: Some(proxy), ..Answer::default() };
    assert_eq!(respond(&here, rosa, bread, answer()).await.unwrap_err().kind(), Kind::Forbidden);
    review_proxy(&here, rosa, proxy, consent()).await.unwrap();
    publish_for(&here, rosa, proxy, soup(), true).await.unwrap();
}

#[tokio::test]
async fn who_speaks_for_them_hands_it_over_to_who_agrees_and_asks_anew() {
    let here = TestHere::new().await;
    let (rosa, ben, mei) = (here.member("rosa").await, here.member("ben").await, here.member("mei").await);
    let proxy = quintero(&here, rosa).await;
    let listing = publish_for(&here, rosa, proxy, soup(), true).await.unwrap();
    let answer = here.respond(mei, listing, None).await.unwrap();
    offer_hand_over(&here, rosa, proxy, "ben", OfferKind::Liaison).await.unwrap();
    assert_eq!(label(&here, proxy, ben).await, None, "being asked is not enough");
    let asked = here.db.read(move |conn| proxies::offers_to(conn, ben)).await.unwrap().remove(0);
    assert_eq!(accept_hand_over(&here, mei, asked.id).await.unwrap_err().kind(), Kind::NotFound);
    accept_hand_over(&here, ben, asked.id).await.unwrap();
    assert_eq!(label(&here, proxy, ben).await.as_deref(), Some(SECRETS[0]));
    assert_eq!(label(&here, proxy, rosa).await, None);

    assert_eq!(here.accept(rosa, answer, None).await.unwrap_err().kind(), Kind::NotFound);
    assert_eq!(here.accept(ben, answer, None).await.unwrap_err().kind(), Kind::Forbidden, "he asks first");
    review_proxy(&here, ben, proxy, consent()).await.unwrap();
    let handoff = here.accept(ben, answer, None).await.unwrap();
    assert_eq!(here.handoff(handoff).await.author, Some(ben));
}

#[tokio::test]
async fn when_who_speaks_for_them_leaves_they_wait_and_stewards_learn_only_how_many() {
    let here = TestHere::new().await;
    let (rosa, ben, mei) = (here.member("rosa").await, here.member("ben").await, here.member("mei").await);
    let proxy = quintero(&here, rosa).await;
    let listing = publish_for(&here, rosa, proxy, soup(), true).await.unwrap();
    let bread = here.publish(ben, offer(4)).await;
    let answer = Answer { amount: Some(Amount::ONE), for_proxy: Some(proxy), ..Answer::default() };
    let wanted = respond(&here, rosa, bread, answer).await.unwrap();
    remove_member(&here, "rosa").await.unwrap();

    assert_eq!(here.listing(listing).await.state, State::Open, "what was posted for them stays");
    assert_eq!(here.response(wanted).await.state, ResponseState::Offered);
    assert_eq!(here.db.read(proxies::waiting).await.unwrap(), 1);
    // What is promised to them meanwhile waits too, and is no other network's.
    here.events().await;
    let promised = accept_response(&here, ben, wanted, None, Plan::default()).await.unwrap();
    assert!(here.events().await.iter().all(|event| matches!(event, Event::ListingChanged { .. })));

    assert_eq!(ask_for_waiting(&here, ben, "mei").await.unwrap_err().kind(), Kind::Forbidden);
    give_role(&here, "ben", RoleKind::Steward, 6).await.unwrap();
    ask_for_waiting(&here, ben, "mei").await.unwrap();
    assert_eq!(ask_for_waiting(&here, ben, "mei").await.unwrap_err().kind(), Kind::Conflict, "one is asked at a time");
    assert_eq!(label(&here, proxy, ben).await, None);
    let asked = here.db.read(move |conn| proxies::offers_to(conn, mei)).await.unwrap().remove(0);
    assert_eq!(asked.from, None);
    accept_hand_over(&here, mei, asked.id).await.unwrap();
    assert_eq!(label(&here, proxy, mei).await.as_deref(), Some(SECRETS[0]));
    assert_eq!(here.handoff(promised).await.responder, Some(mei));
    assert!(here.listing(listing).await.is_by(mei));
    assert_eq!(here.db.read(proxies::waiting).await.unwrap(), 0);
}

#[tokio::test]
async fn who_joins_takes_over_the_same_listings_under_the_same_ids() {
    let here = TestHere::new().await;
    let rosa = here.member("rosa").await;
    let proxy = quintero(&here, rosa).await;
    let listing = publish_for(&here, rosa, proxy, soup(), true).await.unwrap();
    let before = here.listing(listing).await;
    let himself = here.member("quintero").await;
    offer_hand_over(&here, rosa, proxy, "quintero", OfferKind::Themselves).await.unwrap();
    let asked = here.db.read(move |conn| proxies::offers_to(conn, himself)).await.unwrap().remove(0);
    accept_hand_over(&here, himself, asked.id).await.unwrap();

    let after = here.listing(listing).await;
    assert!(after.is_by(himself) && !after.is_by(rosa) && !after.with_help && after.hidden_author);
    assert_eq!((&after.ap_id, after.speaker, after.proxy), (&before.ap_id, here.network, None));
    assert!(here.events().await.contains(&Event::ListingChanged { listing }));
    let seal = here.seal.clone();
    let profile = here.db.read(move |conn| profiles::get(conn, &seal, himself)).await.unwrap();
    let own = Key::<Liaison>::of_owner(himself, himself).unwrap();
    assert_eq!(profile.access_needs.open(&own), &[SECRETS[2]]);
    assert_eq!(here.database.number("SELECT count(*) AS n FROM proxies WHERE sealed IS NOT NULL"), 0);
    assert_eq!((here.database.count("proxy_keys"), here.database.count("proxy_offers")), (0, 0));
    assert_eq!(label(&here, proxy, rosa).await, None);
}

#[tokio::test]
async fn who_says_no_more_of_this_is_erased_with_all_that_was_said_for_them() {
    let here = TestHere::new().await;
    let (rosa, ben) = (here.member("rosa").await, here.member("ben").await);
    let proxy = quintero(&here, rosa).await;
    let mut draft = soup();
    draft.exact_place = Some(Guarded::new("Behind the blue door".into()));
    let listing = publish_for(&here, rosa, proxy, draft, true).await.unwrap();
    let own = here.publish(rosa, offer(2)).await;
    let asked = here.respond(ben, listing, None).await.unwrap();
    let handoff = here.accept(rosa, asked, None).await.unwrap();
    let bread = here.publish(ben, offer(4)).await;
    let answer = Answer { amount: Some(Amount::ONE), for_proxy: Some(proxy), ..Answer::default() };
    let wanted = respond(&here, rosa, bread, answer).await.unwrap();
    here.events().await;
    assert_eq!(withdraw_proxy(&here, ben, proxy).await.unwrap_err().kind(), Kind::NotFound);
    withdraw_proxy(&here, rosa, proxy).await.unwrap();

    assert_eq!(here.listing(listing).await.state, State::Erased);
    assert!(!holds(&here, "Soup on Sundays"));
    assert!(here.events().await.contains(&Event::ListingDeleted { listing }));
    assert_eq!(here.response(asked).await.state, ResponseState::Declined);
    assert_eq!(here.response(wanted).await.state, ResponseState::Withdrawn);
    assert_eq!(here.handoff(handoff).await.state, HandoffState::DidNotHappen);
    assert_eq!(here.database.count("handoff_keys") + here.database.count("proxy_keys"), 0);
    let left = "SELECT count(*) AS n FROM proxies WHERE sealed IS NOT NULL OR state <> 'withdrawn'";
    assert_eq!(here.database.number(left), 0);
    assert!(here.listing(own).await.is_by(rosa), "her own stays");
}

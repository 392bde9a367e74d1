//! An offer crosses to the networks next door, is answered, promised once, and handed over.

use crate::offer;
use crate::support::client::Visitor;
use crate::support::neighborhood::{Neighborhood, mutual};
use potluck::actions::accept_response::{Plan, accept_response};
use potluck::actions::change_listing::{delete_listing, step_listing};
use potluck::actions::decline_response::decline_response;
use potluck::actions::move_handoff::{Change, did_not_happen, move_handoff, plan_handoff};
use potluck::actions::publish_listing::publish_listing;
use potluck::actions::respond::{Answer, respond};
use potluck::actions::withdraw_response::withdraw_response;
use potluck::domain::audience::Audience;
use potluck::domain::handoff::{Sealed, State as HandoffState, Then};
use potluck::domain::listing::{State, Step};
use potluck::domain::privacy::Guarded;
use potluck::domain::response::{Response, State as ResponseState};
use potluck::domain::{Amount, Listing, ListingId, ResponseId};
use potluck::storage::{handoffs, responses};

fn asks(amount: u32) -> Answer {
    let message = Guarded::new("For the families of our street.".to_owned());
    Answer { amount: Some(Amount::whole(amount)), message: Some(message), ..Answer::default() }
}

async fn responses_at(place: &Neighborhood, listing: ListingId) -> Vec<Response> {
    let seal = place.seal.clone();
    place.db.read(move |conn| responses::of_listing(conn, &seal, listing)).await.expect("responses")
}

async fn response_becomes(place: &Neighborhood, id: ResponseId, state: ResponseState) -> Response {
    place
        .until(&format!("the response is {}", state.as_str()), async || {
            let seal = place.seal.clone();
            let response = place.db.read(move |conn| responses::get(conn, &seal, id)).await.expect("a response");
            (response.state == state).then_some(response)
        })
        .await
}

async fn waits_for_responses(place: &Neighborhood, listing: ListingId, how_many: usize) -> Vec<Response> {
    place
        .until("the responses arrive", async || {
            let found = responses_at(place, listing).await;
            (found.len() >= how_many).then_some(found)
        })
        .await
}

fn left(listing: &Listing) -> Amount {
    listing.open_amount().expect("it is counted")
}

#[tokio::test(flavor = "multi_thread")]
async fn forty_crates_are_promised_once_to_two_networks_and_handed_over() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let harbor = Neighborhood::start("harbor").await;
    harbor.befriend(&riverside).await;
    let (rosa, ben, mei) = (riverside.member("rosa").await, hillside.member("ben").await, harbor.member("mei").await);

    let mut draft = offer("Apples", 40);
    draft.audience = Some(Audience::Peers);
    draft.exact_place = Some(Guarded::new("12 Elm Street, yellow door".to_owned()));
    let id = publish_listing(&riverside, rosa, draft, true).await.unwrap();
    riverside.app.wake.outbox.notify_one();
    let original = riverside.listing(id).await;
    let at_hillside = hillside.sees(&original, "the offer arrives", |listing| left(listing) == Amount::whole(40)).await;
    let at_harbor = harbor.sees(&original, "the offer arrives", |listing| left(listing) == Amount::whole(40)).await;
    assert_eq!((at_hillside.title.as_str(), at_hillside.audience), ("Apples", Audience::Peers));

    let by_ben = respond(&hillside, ben, at_hillside.id, asks(25)).await.unwrap();
    let by_mei = respond(&harbor, mei, at_harbor.id, asks(20)).await.unwrap();
    let asked = waits_for_responses(&riverside, id, 2).await;
    let find = |amount| asked.iter().find(|response| response.asked == Some(Amount::whole(amount))).unwrap().id;

    let sealed = Sealed { address: None, access_notes: Some("Ring twice".into()) };
    accept_response(&riverside, rosa, find(25), None, Plan { sealed, ..Plan::default() }).await.unwrap();
    let too_much = accept_response(&riverside, rosa, find(20), None, Plan::default()).await.unwrap_err();
    assert!(too_much.text().contains("15"), "{too_much}");
    accept_response(&riverside, rosa, find(20), Some(Amount::whole(15)), Plan::default()).await.unwrap();

    let ben_heard = response_becomes(&hillside, by_ben, ResponseState::Accepted).await;
    let mei_heard = response_becomes(&harbor, by_mei, ResponseState::Accepted).await;
    assert_eq!(ben_heard.accepted, Some(Amount::whole(25)));
    assert_eq!(mei_heard.accepted, Some(Amount::whole(15)));
    assert!(mei_heard.answer.as_ref().unwrap().text.contains('5'), "{:?}", mei_heard.answer);
    for place in [&hillside, &harbor] {
        place.sees(&original, "nothing is left", |l| left(l) == Amount::ZERO && l.state == State::Met).await;
    }

    // The exact place stays at its origin: next door there is only the link.
    let of_ben = {
        let seal = hillside.seal.clone();
        let found = hillside.db.read(move |conn| handoffs::open_of_response(conn, &seal, by_ben)).await.unwrap();
        found.expect("a handoff")
    };
    assert!(of_ben.sealed.is_none());
    let key = of_ben.key_for(ben).expect("ben is a party");
    assert!(of_ben.link.as_ref().unwrap().open(&key).starts_with(&riverside.base));

    let mut handed_over = 0;
    for response in [find(25), find(20)] {
        let seal = riverside.seal.clone();
        let handoff = riverside.db.read(move |conn| handoffs::open_of_response(conn, &seal, response)).await.unwrap();
        move_handoff(&riverside, rosa, handoff.unwrap().id, HandoffState::HandedOver).await.unwrap();
        handed_over += 1;
    }
    assert_eq!(handed_over, 2);
    for (place, response) in [(&hillside, by_ben), (&harbor, by_mei)] {
        place
            .until("the handover is confirmed", async || {
                let seal = place.seal.clone();
                let open = place.db.read(move |conn| handoffs::open_of_response(conn, &seal, response)).await.unwrap();
                open.is_none().then_some(())
            })
            .await;
    }
    let end = riverside.listing(id).await.quantity.unwrap();
    assert_eq!((end.delivered, end.committed), (Amount::whole(40), Amount::ZERO));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_handed_over_after_all_goes_on_next_door_too() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let (rosa, ben) = (riverside.member("rosa").await, hillside.member("ben").await);
    let id = publish_listing(&riverside, rosa, offer("Bread", 10), true).await.unwrap();
    let original = riverside.listing(id).await;
    let copy = hillside.sees(&original, "the offer arrives", |_| true).await;
    let asked = respond(&hillside, ben, copy.id, asks(10)).await.unwrap();
    let here = waits_for_responses(&riverside, id, 1).await[0].id;
    let sealed = Sealed { address: Some("12 Elm Street".into()), access_notes: Some("Ring twice".into()) };
    let first = accept_response(&riverside, rosa, here, None, Plan { sealed, ..Plan::default() }).await.unwrap();
    let states = "SELECT state AS line FROM handoffs ORDER BY id";
    let become_states = async |what: &str, states_are: &[&str]| {
        hillside.until(what, async || (hillside.database.lines(states) == states_are).then_some(())).await;
    };
    become_states("it is promised", &["planned"]).await;
    move_handoff(&riverside, rosa, first, HandoffState::HandedOver).await.unwrap();
    riverside.app.wake.outbox.notify_one();
    become_states("the handover is confirmed", &["handed-over"]).await;

    let again = did_not_happen(&riverside, rosa, first, Then::Reopen).await.unwrap().expect("it goes on");
    riverside.app.wake.outbox.notify_one();
    become_states("it goes on", &["did-not-happen", "planned"]).await;
    assert_eq!(riverside.database.lines(states), ["did-not-happen", "planned"]);
    hillside.sees(&original, "it is promised, and not handed over", |l| l.state == State::Met).await;
    // The link that is there now leads to where it is; and to nothing, once its author took that away.
    let seal = hillside.seal.clone();
    let of_ben = hillside.db.read(move |conn| handoffs::open_of_response(conn, &seal, asked)).await.unwrap();
    let of_ben = of_ben.expect("a handoff");
    let link = of_ben.link.as_ref().unwrap().open(&of_ben.key_for(ben).expect("ben is a party")).clone();
    let opened = async || Visitor::stranger(&riverside).ask(reqwest::Method::POST, &link, &[], Vec::new()).await.text;
    let page = opened().await;
    assert!(page.contains("12 Elm Street") && page.contains("Ring twice"), "{page}");
    let no_address = Change { address: Some(None), ..Change::default() };
    plan_handoff(&riverside, rosa, again, no_address).await.unwrap();
    let page = opened().await;
    assert!(!page.contains("12 Elm Street") && page.contains("Ring twice"), "{page}");

    move_handoff(&riverside, rosa, again, HandoffState::HandedOver).await.unwrap();
    riverside.app.wake.outbox.notify_one();
    become_states("the handover is confirmed", &["did-not-happen", "handed-over"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mistake_that_is_mended_before_anything_could_be_told_is_told_as_a_promise() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let (rosa, ben) = (riverside.member("rosa").await, hillside.member("ben").await);
    let id = publish_listing(&riverside, rosa, offer("Bread", 10), true).await.unwrap();
    let original = riverside.listing(id).await;
    let copy = hillside.sees(&original, "the offer arrives", |_| true).await;
    respond(&hillside, ben, copy.id, asks(10)).await.unwrap();
    let here = waits_for_responses(&riverside, id, 1).await[0].id;
    // Something of this answer cannot be told just now.
    let stuck = format!(
        "INSERT INTO outbox_events (id, event, created_at, subject, attempts, due_at) \
         VALUES (1, '', '2026-11-30 17:30:00', 'response:{here}', 1, '2099-01-01 00:00:00')"
    );
    riverside.database.execute(&stuck).unwrap();
    let handoff = accept_response(&riverside, rosa, here, None, Plan::default()).await.unwrap();
    move_handoff(&riverside, rosa, handoff, HandoffState::HandedOver).await.unwrap();
    did_not_happen(&riverside, rosa, handoff, Then::Reopen).await.unwrap();
    riverside.database.execute("DELETE FROM outbox_events WHERE id = 1").unwrap();
    riverside.app.wake.outbox.notify_one();
    let states = || hillside.database.lines("SELECT state AS line FROM handoffs");
    hillside.until("it is promised", async || (states() == ["planned"]).then_some(())).await;
    riverside.until("all is told", async || (riverside.database.count("outbox_events") == 0).then_some(())).await;
    assert_eq!(states(), ["planned"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_promise_that_was_kept_before_it_could_be_told_is_told_and_then_confirmed() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let (rosa, ben) = (riverside.member("rosa").await, hillside.member("ben").await);
    let id = publish_listing(&riverside, rosa, offer("Bread", 10), true).await.unwrap();
    let original = riverside.listing(id).await;
    let copy = hillside.sees(&original, "the offer arrives", |_| true).await;
    let asked = respond(&hillside, ben, copy.id, asks(10)).await.unwrap();
    let here = waits_for_responses(&riverside, id, 1).await[0].id;

    // Something of this answer cannot be told just now.
    let stuck = format!(
        "INSERT INTO outbox_events (id, event, created_at, subject, attempts, due_at) \
         VALUES (1, '', '2026-11-30 17:30:00', 'response:{here}', 1, '2099-01-01 00:00:00')"
    );
    riverside.database.execute(&stuck).unwrap();
    let handoff = accept_response(&riverside, rosa, here, None, Plan::default()).await.unwrap();
    move_handoff(&riverside, rosa, handoff, HandoffState::HandedOver).await.unwrap();
    riverside.database.execute("DELETE FROM outbox_events WHERE id = 1").unwrap();
    riverside.app.wake.outbox.notify_one();

    response_becomes(&hillside, asked, ResponseState::Accepted).await;
    hillside
        .until("the handover is confirmed", async || {
            let seal = hillside.seal.clone();
            let open = hillside.db.read(move |conn| handoffs::open_of_response(conn, &seal, asked)).await.unwrap();
            open.is_none().then_some(())
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_promise_is_taken_back_from_either_side_and_can_be_made_again() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let (rosa, ben) = (riverside.member("rosa").await, hillside.member("ben").await);
    let id = publish_listing(&riverside, rosa, offer("Bread", 10), true).await.unwrap();
    let original = riverside.listing(id).await;
    let copy = hillside.sees(&original, "the offer arrives", |_| true).await;

    let first = respond(&hillside, ben, copy.id, asks(10)).await.unwrap();
    let here = waits_for_responses(&riverside, id, 1).await[0].id;
    accept_response(&riverside, rosa, here, None, Plan::default()).await.unwrap();
    response_becomes(&hillside, first, ResponseState::Accepted).await;
    withdraw_response(&hillside, ben, first).await.unwrap();
    riverside
        .until("the bread is open again", async || {
            (left(&riverside.listing(id).await) == Amount::whole(10)).then_some(())
        })
        .await;
    let copy = hillside.sees(&original, "it is open again next door", |l| left(l) == Amount::whole(10)).await;

    let second = respond(&hillside, ben, copy.id, asks(4)).await.unwrap();
    let here = waits_for_responses(&riverside, id, 2).await[1].id;
    accept_response(&riverside, rosa, here, None, Plan::default()).await.unwrap();
    response_becomes(&hillside, second, ResponseState::Accepted).await;
    decline_response(&riverside, rosa, here).await.unwrap();
    let heard = response_becomes(&hillside, second, ResponseState::Declined).await;
    assert!(heard.answer.is_some_and(|words| words.text.contains('4')));
    assert_eq!(left(&riverside.listing(id).await), Amount::whole(10));
}

#[tokio::test(flavor = "multi_thread")]
async fn pausing_withdrawing_and_deleting_reach_everyone_and_those_who_waited_hear_kindly() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let (rosa, ben) = (riverside.member("rosa").await, hillside.member("ben").await);
    let id = publish_listing(&riverside, rosa, offer("Soup", 8), true).await.unwrap();
    let original = riverside.listing(id).await;
    let copy = hillside.sees(&original, "the offer arrives", |_| true).await;
    let waiting = respond(&hillside, ben, copy.id, asks(2)).await.unwrap();
    waits_for_responses(&riverside, id, 1).await;

    step_listing(&riverside, rosa, id, Step::Pause).await.unwrap();
    hillside.sees(&original, "it is paused", |l| l.state == State::Paused).await;
    step_listing(&riverside, rosa, id, Step::Resume).await.unwrap();
    hillside.sees(&original, "it is open again", |l| l.state == State::Open).await;
    step_listing(&riverside, rosa, id, Step::Withdraw).await.unwrap();
    hillside.sees(&original, "it is taken back", |l| l.state == State::Withdrawn).await;
    // The origin calls it lapsed; the other side hears a Reject with kind words.
    let heard = response_becomes(&hillside, waiting, ResponseState::Declined).await;
    assert!(heard.answer.is_some());

    delete_listing(&riverside, rosa, id).await.unwrap();
    let gone = hillside.sees(&original, "its words are gone", |l| l.state == State::Erased).await;
    assert_eq!((gone.title.as_str(), gone.place_name), ("", None));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_peer_that_vanishes_blocks_nobody_and_hears_everything_when_it_is_back() {
    let (riverside, mut hillside) = mutual("riverside", "hillside").await;
    let harbor = Neighborhood::start("harbor").await;
    harbor.befriend(&riverside).await;
    let rosa = riverside.member("rosa").await;
    hillside.stop();

    let id = publish_listing(&riverside, rosa, offer("Rice", 5), true).await.unwrap();
    let original = riverside.listing(id).await;
    harbor.sees(&original, "the offer arrives although another peer is gone", |_| true).await;

    let port: u16 = hillside.base.rsplit_once(':').unwrap().1.parse().unwrap();
    let listener = std::net::TcpListener::bind(("127.0.0.1", port)).expect("its port again");
    let back = Neighborhood::start_on("hillside", listener, hillside.database.clone(), |_| {}).await;
    back.sees(&original, "it catches up", |_| true).await;
}

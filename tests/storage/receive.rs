//! Two networks: a neighbor of one answers a listing of the other. What comes in may come twice, late, in
//! another order, or from somebody whose business it is not.

use crate::support::{TestHere, copy_of, offer};
use chrono::Duration;
use potluck::actions::decline_response::decline_response;
use potluck::actions::move_handoff::move_handoff;
use potluck::actions::receive_acceptance::{Acceptance, receive_acceptance};
use potluck::actions::receive_confirmation::receive_confirmation;
use potluck::actions::receive_deletion::receive_deletion;
use potluck::actions::receive_listing::receive_listing;
use potluck::actions::receive_rejection::receive_rejection;
use potluck::actions::receive_response::receive_response;
use potluck::actions::respond::Answer;
use potluck::actions::translate::translate;
use potluck::actions::withdraw_response::{receive_withdrawal, withdraw_response};
use potluck::domain::event::Event;
use potluck::domain::handoff::State as HandoffState;
use potluck::domain::key::ReceivedId;
use potluck::domain::listing::{FirstCome, State as ListingState, Translation};
use potluck::domain::privacy::Guarded;
use potluck::domain::response::State;
use potluck::domain::{ActorId, Amount, Audience, Listing, MemberId, ResponseId};
use potluck::storage::received::Kept;
use potluck::storage::{handoffs, listings, received, responses};
use url::Url;

const LINK: &str = "https://riverside.example/h/secret";

/// Riverside offers five crates to everyone; Joao of hillside has asked for two.
fn words(text: &str) -> potluck::domain::response::Words {
    potluck::domain::response::Words { text: text.into(), ..Default::default() }
}

struct Story {
    riverside: TestHere,
    hillside: TestHere,
    rosa: MemberId,
    joao: MemberId,
    /// The listing at riverside.
    listing: Listing,
    /// Hillside, as riverside knows it; and the other way round.
    hillside_there: ActorId,
    riverside_there: ActorId,
    /// The answer at hillside, and its address on the wire.
    asked: ResponseId,
    offer: Url,
}

async fn story() -> Story {
    let (riverside, hillside) = (TestHere::new().await, TestHere::at("hillside.example").await);
    let (rosa, joao) = (riverside.member("rosa").await, hillside.member("joao").await);
    let mut draft = offer(5);
    draft.audience = Some(Audience::Public);
    let listing = riverside.listing(riverside.publish(rosa, draft).await).await;
    let (hillside_there, riverside_there) = (riverside.meet(&hillside).await, hillside.meet(&riverside).await);
    let copy = copy_of(&listing, riverside_there, &hillside);
    let there = copy.id;
    receive_listing(&hillside, copy, None).await.unwrap();
    let asked = hillside.respond(joao, there, Some(2)).await.unwrap();
    assert_eq!(hillside.events().await, [Event::ResponseMade { response: asked }]);
    let offer = hillside.response(asked).await.ap_id;
    riverside.events().await;
    Story { riverside, hillside, rosa, joao, listing, hillside_there, riverside_there, asked, offer }
}

fn answer(amount: u32) -> Answer {
    let message = Some(Guarded::new("We could use these".into()));
    Answer { amount: Some(Amount::whole(amount)), message, ..Default::default() }
}

/// An activity that came in, kept and waiting; and whether it was worked, and how that ended.
async fn came_in(here: &TestHere, ap_id: &'static str) -> ReceivedId {
    let (seal, now) = (here.seal.clone(), here.now());
    here.db
        .write(move |conn| {
            let kept = Kept::seal(&seal, ap_id, "https://a.example/ap/network", ap_id, b"{}");
            received::insert(conn, &[(&kept, now)])?;
            let mut leased = received::lease(conn, now, Duration::minutes(1), 1, &[])?;
            Ok(leased.remove(0).id)
        })
        .await
        .unwrap()
}

fn ended(here: &TestHere, id: ReceivedId) -> String {
    here.database
        .lines(&format!("SELECT state || ':' || coalesce(problem, '') AS line FROM received WHERE id = {id}"))
        .remove(0)
}

impl Story {
    /// The answer arrives at riverside.
    async fn arrives(&self) -> ResponseId {
        let (offer, listing) = (self.offer.clone(), self.listing.ap_id.clone());
        receive_response(&self.riverside, self.hillside_there, offer, listing, answer(2), None).await.unwrap();
        self.at_riverside().await.expect("the answer arrived")
    }

    async fn at_riverside(&self) -> Option<ResponseId> {
        let (seal, offer) = (self.riverside.seal.clone(), self.offer.clone());
        let found = self.riverside.db.read(move |conn| responses::by_ap_id(conn, &seal, &offer)).await.unwrap();
        found.map(|response| response.id)
    }

    fn acceptance(&self, agreement: &str, amount: u32) -> Acceptance {
        Acceptance {
            offer: self.offer.clone(),
            agreement: self.riverside.addresses.agreement(agreement),
            listing: self.listing.ap_id.clone(),
            amount: Some(Amount::whole(amount)),
            link: Some(Guarded::new(LINK.into())),
            link_expires_at: None,
            answer: Some(words("Yes, with joy")),
        }
    }

    async fn accepted(&self, agreement: &str, amount: u32) {
        let acceptance = self.acceptance(agreement, amount);
        receive_acceptance(&self.hillside, self.riverside_there, acceptance, None).await.unwrap();
    }

    async fn rejected(&self) {
        let (origin, offer) = (self.riverside_there, self.offer.clone());
        receive_rejection(&self.hillside, origin, offer, Some(words("Not this time")), None).await.unwrap();
    }

    async fn confirmed(&self, agreement: &str) {
        let agreement = self.riverside.addresses.agreement(agreement);
        receive_confirmation(&self.hillside, self.riverside_there, agreement, None).await.unwrap();
    }

    async fn withdrawn(&self) {
        receive_withdrawal(&self.riverside, self.hillside_there, self.offer.clone(), None).await.unwrap();
    }

    /// How the answer stands at hillside.
    async fn asked(&self) -> State {
        self.hillside.response(self.asked).await.state
    }

    async fn handoff(&self, agreement: &str) -> Option<HandoffState> {
        let (seal, agreement) = (self.hillside.seal.clone(), self.riverside.addresses.agreement(agreement));
        let found = self.hillside.db.read(move |conn| handoffs::by_agreement(conn, &seal, &agreement)).await.unwrap();
        found.map(|handoff| handoff.state)
    }

    async fn open(&self) -> Option<Amount> {
        self.riverside.listing(self.listing.id).await.open_amount()
    }
}

#[tokio::test]
async fn an_answer_from_another_network_is_promised_and_both_are_told() {
    let story = story().await;
    let response = story.arrives().await;
    let kept = story.riverside.response(response).await;
    assert_eq!((kept.responder, kept.member, kept.asked), (story.hillside_there, None, Some(Amount::whole(2))));
    assert_eq!(story.open().await, Some(Amount::whole(5)), "only people accept");
    let handoff = story.riverside.accept(story.rosa, response, None).await.unwrap();
    let events = story.riverside.events().await;
    assert_eq!(
        events,
        [Event::ResponseAccepted { response, handoff }, Event::ListingChanged { listing: story.listing.id }]
    );

    story.accepted("one", 2).await;
    assert_eq!(story.asked().await, State::Accepted);
    let (seal, agreement) = (story.hillside.seal.clone(), story.riverside.addresses.agreement("one"));
    let there =
        story.hillside.db.read(move |conn| handoffs::by_agreement(conn, &seal, &agreement)).await.unwrap().unwrap();
    let key = there.key_for(story.joao).unwrap();
    assert_eq!(there.link.unwrap().open(&key), LINK);
    // Its own network moves it on.
    move_handoff(&story.hillside, story.joao, there.id, HandoffState::HandedOver).await.unwrap_err();
    move_handoff(&story.riverside, story.rosa, handoff, HandoffState::HandedOver).await.unwrap();
    // In order with the yes that it confirms, should that still wait.
    let behind = "SELECT subject AS line FROM outbox_events WHERE event LIKE '%handed_over%'";
    assert_eq!(story.riverside.database.lines(behind), [format!("response:{response}")]);
    assert!(story.riverside.events().await.contains(&Event::HandedOver { handoff }));
    story.confirmed("one").await;
    assert_eq!(story.handoff("one").await, Some(HandoffState::HandedOver));
}

#[tokio::test]
async fn whatever_comes_twice_has_one_effect() {
    let story = story().await;
    let response = story.arrives().await;
    assert_eq!(story.arrives().await, response);
    assert_eq!(story.riverside.database.count("responses"), 1);
    let handoff = story.riverside.accept(story.rosa, response, None).await.unwrap();
    story.arrives().await;
    assert_eq!(story.riverside.response(response).await.state, State::Accepted);

    for _ in 0..3 {
        story.accepted("one", 2).await;
    }
    assert_eq!(story.hillside.database.count("handoffs"), 1);
    move_handoff(&story.riverside, story.rosa, handoff, HandoffState::HandedOver).await.unwrap();
    for _ in 0..3 {
        story.confirmed("one").await;
        story.accepted("one", 2).await;
    }
    assert_eq!(story.handoff("one").await, Some(HandoffState::HandedOver));
    assert_eq!(story.hillside.database.count("handoffs"), 1);
}

#[tokio::test]
async fn taking_back_comes_twice_and_lets_go_once() {
    let story = story().await;
    let response = story.arrives().await;
    story.riverside.accept(story.rosa, response, None).await.unwrap();
    assert_eq!(story.open().await, Some(Amount::whole(3)));
    story.riverside.events().await;
    for _ in 0..3 {
        story.withdrawn().await;
        assert_eq!(story.open().await, Some(Amount::whole(5)));
    }
    assert_eq!(story.riverside.response(response).await.state, State::Withdrawn);
    assert_eq!(story.riverside.listing(story.listing.id).await.state, ListingState::Open);
    assert_eq!(story.riverside.events().await, [Event::ListingChanged { listing: story.listing.id }]);
}

#[tokio::test]
async fn taking_back_what_changed_hands_changes_nothing() {
    let story = story().await;
    let response = story.arrives().await;
    let handoff = story.riverside.accept(story.rosa, response, None).await.unwrap();
    move_handoff(&story.riverside, story.rosa, handoff, HandoffState::HandedOver).await.unwrap();
    story.withdrawn().await;
    let quantity = story.riverside.listing(story.listing.id).await.quantity.unwrap();
    assert_eq!((quantity.committed, quantity.delivered), (Amount::ZERO, Amount::whole(2)));
}

#[tokio::test]
async fn an_answer_that_was_taken_back_before_it_came_is_not_taken_up() {
    let story = story().await;
    story.withdrawn().await;
    let (offer, listing) = (story.offer.clone(), story.listing.ap_id.clone());
    receive_response(&story.riverside, story.hillside_there, offer, listing, answer(2), None).await.unwrap();
    assert_eq!(story.at_riverside().await, None);
    assert_eq!(story.riverside.events().await, []);
}

#[tokio::test]
async fn a_third_network_cannot_take_back_what_is_not_its_own() {
    let story = story().await;
    let response = story.arrives().await;
    let third = TestHere::at("harbor.example").await;
    let third_there = story.riverside.meet(&third).await;
    receive_withdrawal(&story.riverside, third_there, story.offer.clone(), None).await.unwrap();
    assert_eq!(story.riverside.response(response).await.state, State::Offered);
    // Nor can it keep the answer from coming by taking it back beforehand.
    let early: Url = "https://hillside.example/ap/a/early".parse().unwrap();
    receive_withdrawal(&story.riverside, third_there, early.clone(), None).await.unwrap();
    let listing = story.listing.ap_id.clone();
    receive_response(&story.riverside, story.hillside_there, early, listing, answer(1), None).await.unwrap();
    let waiting = story.riverside.db.read({
        let id = story.listing.id;
        move |conn| responses::waiting(conn, id)
    });
    assert_eq!(waiting.await.unwrap().len(), 2);
}

#[tokio::test]
async fn only_the_listings_own_network_says_yes_or_no() {
    let story = story().await;
    let third = TestHere::at("harbor.example").await;
    let harbor = story.hillside.meet(&third).await;
    let came = came_in(&story.hillside, "https://harbor.example/ap/a/yes").await;
    receive_acceptance(&story.hillside, harbor, story.acceptance("one", 2), Some(came)).await.unwrap();
    assert_eq!(ended(&story.hillside, came), "refused:only the listing's own network accepts");
    let came = came_in(&story.hillside, "https://harbor.example/ap/a/no").await;
    receive_rejection(&story.hillside, harbor, story.offer.clone(), None, Some(came)).await.unwrap();
    assert!(ended(&story.hillside, came).starts_with("refused:"));
    assert_eq!(story.asked().await, State::Offered);

    story.accepted("one", 2).await;
    let agreement = story.riverside.addresses.agreement("one");
    receive_confirmation(&story.hillside, harbor, agreement, None).await.unwrap();
    assert_eq!(story.handoff("one").await, Some(HandoffState::Planned));
}

#[tokio::test]
async fn a_promise_of_more_than_was_asked_or_for_another_listing_is_refused() {
    let story = story().await;
    let mut other = story.acceptance("one", 2);
    other.listing = story.riverside.addresses.listing("another");
    let mut nothing = story.acceptance("one", 1);
    nothing.amount = None;
    for wrong in [story.acceptance("one", 3), story.acceptance("one", 0), other, nothing] {
        let told = format!("{wrong:?}");
        receive_acceptance(&story.hillside, story.riverside_there, wrong, None).await.unwrap();
        assert_eq!(story.asked().await, State::Offered, "{told}");
    }
    assert_eq!(story.hillside.database.count("handoffs"), 0);
    let came = came_in(&story.hillside, "https://riverside.example/ap/a/yes").await;
    let acceptance = story.acceptance("one", 1);
    receive_acceptance(&story.hillside, story.riverside_there, acceptance, Some(came)).await.unwrap();
    assert_eq!(ended(&story.hillside, came), "worked:");
    assert_eq!(story.hillside.response(story.asked).await.accepted, Some(Amount::ONE), "part of it is fine");
}

#[tokio::test]
async fn a_promise_that_is_taken_back_ends_its_handoff() {
    let story = story().await;
    story.accepted("one", 2).await;
    for _ in 0..2 {
        story.rejected().await;
        assert_eq!(
            (story.asked().await, story.handoff("one").await),
            (State::Declined, Some(HandoffState::DidNotHappen))
        );
    }
    let answer = story.hillside.response(story.asked).await.answer;
    assert_eq!(answer.map(|word| word.text).as_deref(), Some("Not this time"));
    // The yes that was overtaken by the no comes once more.
    story.accepted("one", 2).await;
    story.accepted("two", 2).await;
    assert_eq!(story.asked().await, State::Declined);
}

#[tokio::test]
async fn a_second_try_replaces_the_first() {
    let story = story().await;
    story.accepted("one", 2).await;
    story.accepted("two", 2).await;
    assert_eq!(story.handoff("one").await, Some(HandoffState::DidNotHappen));
    assert_eq!(story.handoff("two").await, Some(HandoffState::Planned));
    story.accepted("one", 2).await;
    assert_eq!(story.handoff("two").await, Some(HandoffState::Planned), "the first does not come back");
}

#[tokio::test]
async fn what_our_neighbor_took_back_stays_back_when_the_yes_comes() {
    let story = story().await;
    withdraw_response(&story.hillside, story.joao, story.asked).await.unwrap();
    assert_eq!(story.hillside.events().await, [Event::ResponseWithdrawn { response: story.asked }]);
    story.accepted("one", 2).await;
    story.rejected().await;
    assert_eq!((story.asked().await, story.handoff("one").await), (State::Withdrawn, None));
}

#[tokio::test]
async fn an_answer_to_what_is_closed_gets_a_kind_no() {
    let story = story().await;
    let neighbor = story.riverside.member("mei").await;
    let all = story.riverside.respond(neighbor, story.listing.id, Some(5)).await.unwrap();
    story.riverside.accept(story.rosa, all, None).await.unwrap();
    story.riverside.events().await;
    let response = story.arrives().await;
    assert_eq!(story.riverside.events().await, [Event::ResponseRejected { response }]);
    let response = story.riverside.response(response).await;
    assert_eq!(response.state, State::Lapsed);
    assert!(response.answer.is_some_and(|word| !word.text.is_empty()));
}

#[tokio::test]
async fn everyone_elsewhere_who_waits_hears_when_all_is_promised_or_taken_back() {
    let story = story().await;
    let response = story.arrives().await;
    decline_response(&story.riverside, story.rosa, response).await.unwrap();
    assert_eq!(story.riverside.events().await, [Event::ResponseRejected { response }]);

    let listing = story.listing.ap_id.clone();
    let again: Url = "https://hillside.example/ap/a/again".parse().unwrap();
    receive_response(&story.riverside, story.hillside_there, again, listing, answer(1), None).await.unwrap();
    let neighbor = story.riverside.member("mei").await;
    let all = story.riverside.respond(neighbor, story.listing.id, Some(5)).await.unwrap();
    story.riverside.accept(story.rosa, all, None).await.unwrap();
    let rejected =
        story.riverside.events().await.into_iter().filter(|event| matches!(event, Event::ResponseRejected { .. }));
    assert_eq!(rejected.count(), 1);
}

#[tokio::test]
async fn an_answer_from_outside_the_audience_is_not_kept() {
    let story = story().await;
    for (audience, kept) in [(Audience::Network, false), (Audience::Peers, false), (Audience::Public, true)] {
        let mut draft = offer(5);
        draft.audience = Some(audience);
        let listing = story.riverside.listing(story.riverside.publish(story.rosa, draft).await).await;
        let ap_id = story.hillside.addresses.activity(&format!("to-{}", audience.as_str()));
        let came = came_in(&story.riverside, Box::leak(ap_id.to_string().into_boxed_str())).await;
        let responder = story.hillside_there;
        receive_response(&story.riverside, responder, ap_id, listing.ap_id, answer(1), Some(came)).await.unwrap();
        let answers = story
            .riverside
            .database
            .number(&format!("SELECT count(*) AS n FROM responses WHERE listing_id = {}", listing.id));
        assert_eq!(answers == 1, kept, "{audience:?}");
        assert_eq!(ended(&story.riverside, came).starts_with("worked"), kept, "{audience:?}");
    }
}

#[tokio::test]
async fn first_come_gives_the_last_crate_to_one_of_two_networks() {
    let (riverside, hillside, harbor) =
        (TestHere::new().await, TestHere::at("hillside.example").await, TestHere::at("harbor.example").await);
    let rosa = riverside.member("rosa").await;
    let mut draft = offer(1);
    draft.audience = Some(Audience::Public);
    draft.first_come = Some(FirstCome { at_most_each: None });
    let listing = riverside.listing(riverside.publish(rosa, draft).await).await;
    let mut asking = Vec::new();
    for other in [&hillside, &harbor] {
        let responder = riverside.meet(other).await;
        let (ap_id, listing) = (other.addresses.activity("asks"), listing.ap_id.clone());
        asking.push(receive_response(&riverside, responder, ap_id, listing, answer(1), None));
    }
    riverside.events().await;
    for asked in futures::future::join_all(asking).await {
        asked.unwrap();
    }
    let events = riverside.events().await;
    let count = |wanted: fn(&Event) -> bool| events.iter().filter(|event| wanted(event)).count();
    assert_eq!(count(|event| matches!(event, Event::ResponseAccepted { .. })), 1, "{events:?}");
    assert_eq!(count(|event| matches!(event, Event::ResponseRejected { .. })), 1, "{events:?}");
    assert_eq!(riverside.listing(listing.id).await.open_amount(), Some(Amount::ZERO));
}

#[tokio::test]
async fn the_highest_revision_wins_and_what_was_deleted_does_not_come_back() {
    let story = story().await;
    let here = &story.hillside;
    let copy = |revision, title: &str| Listing {
        revision,
        title: title.into(),
        ..copy_of(&story.listing, story.riverside_there, here)
    };
    let titled = async |ap_id: Url| {
        let found = here.db.read(move |conn| listings::by_ap_id(conn, &ap_id)).await.unwrap();
        found.map(|listing| (listing.revision, listing.title))
    };
    let ap_id = story.listing.ap_id.clone();
    for (revision, title) in [(7, "Seven"), (6, "Six"), (7, "Seven again")] {
        receive_listing(here, copy(revision, title), None).await.unwrap();
        assert_eq!(titled(ap_id.clone()).await, Some((7, "Seven".into())));
    }
    let other = Listing { speaker: here.network, ..copy(9, "Not theirs to say") };
    receive_listing(here, other, None).await.unwrap();
    assert_eq!(titled(ap_id.clone()).await, Some((7, "Seven".into())));

    let riverside = story.riverside.addresses.network();
    let stranger: Url = "https://harbor.example/ap/network".parse().unwrap();
    receive_deletion(here, stranger, ap_id.clone(), None).await.unwrap();
    assert_eq!(titled(ap_id.clone()).await, Some((7, "Seven".into())));
    receive_deletion(here, riverside.clone(), ap_id.clone(), None).await.unwrap();
    assert_eq!(titled(ap_id.clone()).await, Some((7, String::new())));
    assert_eq!(story.asked().await, State::Lapsed);
    let heard = async || {
        assert_eq!(here.database.count("responses"), 1);
        here.response(story.asked).await.answer.map(|words| words.text).unwrap_or_default()
    };
    assert!(heard().await.contains("taken it back"), "a kind word at once");
    // The two travel apart: who heard of the end first still hears the other's word.
    story.rejected().await;
    assert_eq!(heard().await, "Not this time");
    assert_eq!(story.asked().await, State::Declined);
    story.accepted("late", 2).await;
    assert_eq!(story.asked().await, State::Declined);
    receive_listing(here, copy(8, "Back again"), None).await.unwrap();
    assert_eq!(titled(ap_id).await, Some((7, String::new())));

    // Deleted before it came.
    let early = Listing { ap_id: story.riverside.addresses.listing("early"), ..copy(1, "Early") };
    receive_deletion(here, riverside, early.ap_id.clone(), None).await.unwrap();
    let ap_id = early.ap_id.clone();
    receive_listing(here, early, None).await.unwrap();
    assert_eq!(titled(ap_id).await, None);
}

#[tokio::test]
async fn who_translated_is_forgotten_where_another_network_says_it_in_that_language_by_now() {
    let story = story().await;
    let here = &story.hillside;
    let known = copy_of(&story.listing, story.riverside_there, here);
    let ap_id = known.ap_id.clone();
    let id = here.db.read(move |conn| listings::by_ap_id(conn, &ap_id)).await.unwrap().expect("it is here").id;
    for language in ["es", "fr"] {
        translate(here, story.joao, id, Translation::by_neighbor(language, "Pan", "").unwrap()).await.unwrap();
    }
    assert_eq!(here.database.count("translations"), 2);
    let newer = Listing { revision: known.revision + 1, language: "es".into(), ..known };
    receive_listing(here, newer, None).await.unwrap();
    assert_eq!(here.listing(id).await.translated_by_neighbors(), ["fr"]);
    assert_eq!(here.database.lines("SELECT language AS line FROM translations"), ["fr"]);
}

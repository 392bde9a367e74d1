//! The life of a listing: written, shown, changed, paused, ended, erased.

use crate::support::{TestHere, crates, offer};
use chrono::Duration;
use potluck::actions::change_listing::{change_listing, delete_listing, step_listing};
use potluck::actions::erase::{erase_due, listing_life_after_end};
use potluck::actions::expire::expire_due;
use potluck::actions::move_handoff::move_handoff;
use potluck::actions::publish_listing::{publish_draft, publish_listing};
use potluck::domain::draft::Draft;
use potluck::domain::event::Event;
use potluck::domain::handoff::State as HandoffState;
use potluck::domain::listing::{Kind, PassAlong, State, Step};
use potluck::domain::privacy::Guarded;
use potluck::domain::{Amount, Audience, ListingId, response};
use potluck::error::Kind as ErrorKind;
use potluck::storage::listings::{self, BoardQuery, Paging};

async fn board(here: &TestHere) -> Vec<ListingId> {
    let query = BoardQuery { paging: Paging { limit: 80, ..Default::default() }, ..Default::default() };
    let found = here.db.read(move |conn| listings::board(conn, &query)).await.unwrap();
    found.into_iter().map(|listing| listing.id).collect()
}

fn to(audience: Audience, mut draft: Draft) -> Draft {
    draft.audience = Some(audience);
    draft
}

#[tokio::test]
async fn nobody_sees_a_draft_until_it_is_published_once() {
    let here = TestHere::new().await;
    let (author, neighbor) = (here.member("rosa").await, here.member("joao").await);
    let id = publish_listing(&here, author, offer(3), false).await.unwrap();
    assert!(board(&here).await.is_empty() && here.events().await.is_empty());
    assert_eq!(here.respond(neighbor, id, Some(1)).await.unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(publish_draft(&here, neighbor, id).await.unwrap_err().kind(), ErrorKind::NotFound);

    publish_draft(&here, author, id).await.unwrap();
    assert_eq!(board(&here).await, [id]);
    assert_eq!(here.events().await, [Event::ListingPublished { listing: id }]);
    assert_eq!(publish_draft(&here, author, id).await.unwrap_err().kind(), ErrorKind::Conflict);
    here.respond(neighbor, id, Some(1)).await.unwrap();
}

#[tokio::test]
async fn a_draft_whose_time_has_passed_is_not_published() {
    let here = TestHere::new().await;
    let author = here.member("rosa").await;
    let id = publish_listing(&here, author, offer(3), false).await.unwrap();
    here.clock.shift(Duration::days(15));
    assert_eq!(publish_draft(&here, author, id).await.unwrap_err().field(), Some("expires_at"));
    assert_eq!(here.listing(id).await.state, State::Draft);
}

#[tokio::test]
async fn a_paused_listing_takes_no_answers_and_goes_on_where_it_was() {
    let here = TestHere::new().await;
    let (author, neighbor) = (here.member("rosa").await, here.member("joao").await);
    let id = here.publish(author, offer(3)).await;
    let waiting = here.respond(neighbor, id, Some(1)).await.unwrap();
    let first = here.respond(neighbor, id, Some(1)).await.unwrap();
    here.accept(author, first, None).await.unwrap();

    step_listing(&here, author, id, Step::Pause).await.unwrap();
    assert!(board(&here).await.is_empty());
    assert_eq!(here.respond(neighbor, id, Some(1)).await.unwrap_err().kind(), ErrorKind::Conflict);
    assert_eq!(here.accept(author, waiting, None).await.unwrap_err().kind(), ErrorKind::Conflict);
    assert_eq!(step_listing(&here, neighbor, id, Step::Resume).await.unwrap_err().kind(), ErrorKind::NotFound);

    step_listing(&here, author, id, Step::Resume).await.unwrap();
    assert_eq!(here.listing(id).await.state, State::PartlyMet);
    assert_eq!(board(&here).await, [id]);
    here.accept(author, waiting, None).await.unwrap();
}

#[tokio::test]
async fn a_listing_ends_by_itself_with_a_word_to_everyone_who_waits() {
    let here = TestHere::new().await;
    let (author, neighbor) = (here.member("rosa").await, here.member("joao").await);
    let id = here.publish(author, offer(3)).await;
    let promised = here.respond(neighbor, id, Some(1)).await.unwrap();
    let handoff = here.accept(author, promised, None).await.unwrap();
    let waiting = here.respond(neighbor, id, Some(1)).await.unwrap();

    here.clock.shift(Duration::days(14) - Duration::minutes(1));
    assert_eq!(expire_due(&here).await.unwrap(), 0);
    here.clock.shift(Duration::minutes(2));
    assert_eq!(
        here.respond(neighbor, id, Some(1)).await.unwrap_err().kind(),
        ErrorKind::Conflict,
        "its time has passed"
    );
    here.events().await;
    assert_eq!(expire_due(&here).await.unwrap(), 1);
    assert_eq!(expire_due(&here).await.unwrap(), 0);

    assert_eq!(here.listing(id).await.state, State::Expired);
    assert!(board(&here).await.is_empty());
    let waiting = here.response(waiting).await;
    assert_eq!(waiting.state, response::State::Lapsed);
    assert!(waiting.answer.is_some_and(|word| !word.text.is_empty()));
    assert_eq!(here.events().await, [Event::ListingChanged { listing: id }]);
    // What is promised stays promised.
    assert_eq!(here.response(promised).await.state, response::State::Accepted);
    move_handoff(&here, author, handoff, HandoffState::HandedOver).await.unwrap();
    let listing = here.listing(id).await;
    assert_eq!((listing.state, listing.quantity.unwrap().delivered), (State::Expired, Amount::ONE));
}

#[tokio::test]
async fn taking_a_listing_back_says_so_to_everyone_who_waits() {
    let here = TestHere::new().await;
    let (author, neighbor) = (here.member("rosa").await, here.member("joao").await);
    let id = here.publish(author, offer(3)).await;
    let waiting = here.respond(neighbor, id, Some(1)).await.unwrap();
    assert_eq!(step_listing(&here, neighbor, id, Step::Withdraw).await.unwrap_err().kind(), ErrorKind::NotFound);
    step_listing(&here, author, id, Step::Withdraw).await.unwrap();
    let waiting = here.response(waiting).await;
    assert_eq!(waiting.state, response::State::Lapsed);
    assert!(waiting.answer.is_some_and(|word| !word.text.is_empty()));
    assert_eq!(step_listing(&here, author, id, Step::Resume).await.unwrap_err().kind(), ErrorKind::Conflict);
    assert_eq!(change_listing(&here, author, id, offer(4)).await.unwrap_err().kind(), ErrorKind::Conflict);
}

#[tokio::test]
async fn thirty_days_after_its_end_the_words_of_a_listing_are_gone() {
    let here = TestHere::new().await;
    let (author, neighbor) = (here.member("rosa").await, here.member("joao").await);
    let mut draft = offer(3);
    draft.body = Some("Ask for Rosa".into());
    draft.exact_place = Some(Guarded::new("12 Elm Street".into()));
    let id = here.publish(author, draft).await;
    let answer = potluck::actions::respond::Answer {
        amount: Some(Amount::ONE),
        message: Some(Guarded::new("For the children".into())),
        ..Default::default()
    };
    potluck::actions::respond::respond(&here, neighbor, id, answer).await.unwrap();
    step_listing(&here, author, id, Step::Withdraw).await.unwrap();
    here.events().await;

    here.clock.shift(listing_life_after_end() - Duration::minutes(1));
    erase_due(&here).await.unwrap();
    assert_eq!(here.listing(id).await.title, "Crates of carrots");
    here.clock.shift(Duration::minutes(2));
    assert_eq!(erase_due(&here).await.unwrap(), 1);

    let listing = here.listing(id).await;
    assert_eq!(
        (listing.state, listing.title.as_str(), listing.details.body, listing.author),
        (State::Erased, "", None, None)
    );
    let left = "SELECT count(*) AS n FROM listings WHERE sealed_place IS NOT NULL";
    assert_eq!(here.database.number(left), 0);
    let left = "SELECT count(*) AS n FROM responses WHERE sealed_message IS NOT NULL OR sealed_arrival IS NOT NULL OR sealed_answer IS NOT NULL";
    assert_eq!(here.database.number(left), 0);
    assert_eq!(here.events().await, [Event::ListingDeleted { listing: id }]);
    assert_eq!(erase_due(&here).await.unwrap(), 0, "nothing is erased twice");
}

#[tokio::test]
async fn value_17_an_author_deletes_a_listing_at_once_unless_something_is_promised() {
    let here = TestHere::new().await;
    let (author, neighbor) = (here.member("rosa").await, here.member("joao").await);
    let counted = here.publish(author, offer(3)).await;
    let uncounted = here.publish(author, Draft::new(Kind::Offer, "A ride to the clinic")).await;
    let first = here.respond(neighbor, counted, Some(1)).await.unwrap();
    let second = here.respond(neighbor, uncounted, None).await.unwrap();
    for (listing, response) in [(counted, first), (uncounted, second)] {
        assert_eq!(delete_listing(&here, neighbor, listing).await.unwrap_err().kind(), ErrorKind::NotFound);
        let handoff = here.accept(author, response, None).await.unwrap();
        let refused = delete_listing(&here, author, listing).await;
        assert_eq!(refused.unwrap_err().kind(), ErrorKind::Conflict, "somebody counts on it");
        move_handoff(&here, author, handoff, HandoffState::HandedOver).await.unwrap();
        here.events().await;

        delete_listing(&here, author, listing).await.unwrap();
        assert_eq!(here.events().await.last(), Some(&Event::ListingDeleted { listing }));
        assert_eq!(here.listing(listing).await.state, State::Erased);
        assert_eq!(delete_listing(&here, author, listing).await.unwrap_err().kind(), ErrorKind::NotFound);
    }
}

#[tokio::test]
async fn widening_keeps_the_address_and_narrowing_or_hiding_gives_a_new_one() {
    let here = TestHere::new().await;
    let author = here.member("rosa").await;
    let id = here.publish(author, to(Audience::Network, offer(3))).await;
    let at_home = here.listing(id).await;
    assert!(here.events().await.is_empty(), "what stays at home is told to nobody");

    change_listing(&here, author, id, to(Audience::Public, offer(3))).await.unwrap();
    let public = here.listing(id).await;
    assert_eq!(public.ap_id, at_home.ap_id);
    assert!(public.revision > at_home.revision);
    assert!(here.events().await.contains(&Event::ListingPublished { listing: id }));

    // Narrowed: the old address is deleted, by a row that says nothing.
    change_listing(&here, author, id, to(Audience::Peers, offer(3))).await.unwrap();
    let narrowed = here.listing(id).await;
    assert_ne!(narrowed.ap_id, public.ap_id);
    let events = here.events().await;
    let deleted = deleted(&events);
    let old = here.listing(deleted[0]).await;
    assert_eq!((old.ap_id, old.state, old.title.as_str(), old.author), (public.ap_id, State::Erased, "", None));
    assert!(events.contains(&Event::ListingPublished { listing: id }));

    // Hidden: nothing leads from the old address to the new one.
    let mut hidden = to(Audience::Peers, offer(3));
    hidden.hidden_author = Some(true);
    change_listing(&here, author, id, hidden).await.unwrap();
    let hidden = here.listing(id).await;
    assert_ne!(hidden.ap_id, narrowed.ap_id);
    assert_eq!((hidden.speaker, hidden.shown_author()), (here.network, None));
    let events = here.events().await;
    let old = here.listing(self::deleted(&events)[0]).await;
    assert_eq!((old.ap_id, old.speaker), (narrowed.ap_id, narrowed.speaker));
    assert_eq!(board(&here).await, [id]);
}

fn deleted(events: &[Event]) -> Vec<ListingId> {
    let ids = events.iter().filter_map(|event| match event {
        Event::ListingDeleted { listing } => Some(*listing),
        _ => None,
    });
    ids.collect()
}

#[tokio::test]
async fn what_was_promised_stays_with_a_listing_that_gets_a_new_address() {
    let here = TestHere::new().await;
    let (author, neighbor) = (here.member("rosa").await, here.member("joao").await);
    let id = here.publish(author, to(Audience::Public, offer(3))).await;
    let response = here.respond(neighbor, id, Some(2)).await.unwrap();
    let handoff = here.accept(author, response, None).await.unwrap();
    change_listing(&here, author, id, to(Audience::Network, offer(3))).await.unwrap();
    let events = here.events().await;
    assert_eq!(deleted(&events).len(), 1);
    assert_eq!(here.listing(id).await.open_amount(), Some(Amount::ONE));
    move_handoff(&here, author, handoff, HandoffState::HandedOver).await.unwrap();
    assert!(here.events().await.is_empty(), "it stays at home now");
}

#[tokio::test]
async fn the_amount_cannot_fall_below_what_is_promised() {
    let here = TestHere::new().await;
    let (author, neighbor) = (here.member("rosa").await, here.member("joao").await);
    let id = here.publish(author, offer(5)).await;
    let response = here.respond(neighbor, id, Some(3)).await.unwrap();
    here.accept(author, response, None).await.unwrap();
    let waiting = here.respond(neighbor, id, Some(1)).await.unwrap();
    for mut draft in [offer(2), offer(5)] {
        if draft.quantity == Some(crates(5, None)) {
            draft.quantity = None;
        }
        assert_eq!(change_listing(&here, author, id, draft).await.unwrap_err().kind(), ErrorKind::Conflict);
    }
    change_listing(&here, author, id, offer(3)).await.unwrap();
    assert_eq!(here.listing(id).await.state, State::Met);
    assert_eq!(here.response(waiting).await.state, response::State::Lapsed);
}

#[tokio::test]
async fn value_04_a_need_stays_at_home_and_hides_its_author_when_it_leaves() {
    let here = TestHere::new().await;
    let author = here.member("rosa").await;
    let id = here.publish(author, Draft::new(Kind::Need, "A warm coat")).await;
    let need = here.listing(id).await;
    assert_eq!((need.audience, need.hidden_author), (Audience::Network, false));
    assert!(here.events().await.is_empty());

    change_listing(&here, author, id, to(Audience::Peers, Draft::new(Kind::Need, "A warm coat"))).await.unwrap();
    let need = here.listing(id).await;
    assert_eq!((need.hidden_author, need.shown_author(), need.speaker), (true, None, here.network));
    assert!(need.is_by(author), "it is still theirs to change");
    assert!(here.events().await.contains(&Event::ListingPublished { listing: id }));
}

#[tokio::test]
async fn whoever_was_to_be_asked_each_time_by_an_earlier_version_did_not_say_yes() {
    let here = TestHere::new().await;
    let author = here.member("rosa").await;
    let id = here.publish(author, offer(3)).await;
    here.database.execute(&format!("UPDATE listings SET pass_along = 'ask-me' WHERE id = {id}")).unwrap();
    assert_eq!(here.listing(id).await.pass_along, PassAlong::No);
}

//! Nothing is promised twice, however many say yes at once.

use crate::support::{TestHere, crates, offer};
use futures::future::join_all;
use potluck::actions::decline_response::decline_response;
use potluck::actions::move_handoff::move_handoff;
use potluck::domain::handoff::State as HandoffState;
use potluck::domain::listing::State;
use potluck::domain::{Amount, ListingId, MemberId, response};
use potluck::error::{Error, Kind};
use potluck::storage::listings;

/// Neighbors who each ask for `amount` of a listing.
async fn askers(
    here: &TestHere,
    listing: ListingId,
    members: &[MemberId],
    amount: u32,
) -> Vec<potluck::domain::ResponseId> {
    let mut asked = Vec::new();
    for member in members {
        asked.push(here.respond(*member, listing, Some(amount)).await.unwrap());
    }
    asked
}

#[tokio::test]
async fn a_hundred_yeses_at_once_give_exactly_what_is_there() {
    let here = TestHere::new().await;
    let author = here.member("rosa").await;
    let neighbors = here.members(10).await;
    let id = here.publish(author, offer(7)).await;
    let everyone: Vec<MemberId> = neighbors.iter().copied().cycle().take(100).collect();
    let asked = askers(&here, id, &everyone, 1).await;

    let said = join_all(asked.iter().map(|response| here.accept(author, *response, None))).await;
    let (yes, no): (Vec<_>, Vec<_>) = said.into_iter().partition(Result::is_ok);
    assert_eq!(yes.len(), 7);
    assert!(no.iter().all(|said| said.as_ref().is_err_and(|error| error.kind() == Kind::Conflict)));

    let listing = here.listing(id).await;
    let quantity = listing.quantity.unwrap();
    assert_eq!(
        (quantity.committed, quantity.delivered, quantity.open()),
        (Amount::whole(7), Amount::ZERO, Amount::ZERO)
    );
    assert_eq!(listing.state, State::Met);
    assert_eq!(here.database.count("handoffs"), 7);
    assert_eq!(here.database.number("SELECT count(*) AS n FROM responses WHERE state = 'accepted'"), 7);
    // All is promised, so everyone else has heard a closing word.
    assert_eq!(
        here.database
            .number("SELECT count(*) AS n FROM responses WHERE state = 'lapsed' AND sealed_answer IS NOT NULL"),
        93
    );
}

#[tokio::test]
async fn one_statement_decides_without_any_lock_before_it() {
    let here = TestHere::new().await;
    let author = here.member("rosa").await;
    let id = here.publish(author, offer(40)).await;
    let part = Amount::whole(3);
    let said = join_all((0..60).map(|_| here.db.write(move |conn| listings::commit(conn, id, part)))).await;
    let yes = said.into_iter().filter(|said| matches!(said, Ok(true))).count();
    assert_eq!(yes, 13);
    assert_eq!(here.listing(id).await.open_amount(), Some(Amount::ONE));

    // Taking back and handing over at once: both only move what was promised.
    let moved = join_all((0..20).map(|turn| {
        here.db.write(move |conn| match turn % 2 {
            0 => listings::release(conn, id, part),
            _ => listings::deliver(conn, id, part),
        })
    }))
    .await;
    assert_eq!(moved.iter().filter(|moved| moved.is_ok()).count(), 13);
    let quantity = here.listing(id).await.quantity.unwrap();
    assert_eq!(quantity.committed, Amount::ZERO);
    assert!(quantity.delivered <= Amount::whole(30) && quantity.delivered >= Amount::whole(9));
    assert_eq!(quantity.open(), Amount::whole(40).less(quantity.delivered));
}

#[tokio::test]
async fn nothing_falls_below_zero_and_the_table_agrees() {
    let here = TestHere::new().await;
    let author = here.member("rosa").await;
    let id = here.publish(author, offer(2)).await;
    let let_go = here.db.write(move |conn| listings::release(conn, id, Amount::ONE)).await;
    assert_eq!(let_go.unwrap_err().kind(), Kind::Internal);
    let handed = here.db.write(move |conn| listings::deliver(conn, id, Amount::ONE)).await;
    assert_eq!(handed.unwrap_err().kind(), Kind::Internal);
    for wrong in ["committed = -1", "delivered = -1", "committed = 1500, delivered = 501"] {
        let sql = format!("UPDATE listings SET {wrong} WHERE id = {id}");
        assert!(here.database.execute(&sql).is_err(), "the table took {wrong}");
    }
    assert_eq!(here.listing(id).await.open_amount(), Some(Amount::whole(2)));
}

#[tokio::test]
async fn parts_follow_the_smallest_split_when_asking_and_when_saying_yes() {
    let here = TestHere::new().await;
    let (author, neighbor) = (here.member("rosa").await, here.member("joao").await);
    let mut draft = offer(1);
    draft.quantity = Some(crates(20, Some(5)));
    let id = here.publish(author, draft).await;
    let refused = |error: Error| assert_eq!((error.kind(), error.field()), (Kind::Invalid, Some("amount")));
    refused(here.respond(neighbor, id, Some(7)).await.unwrap_err());
    refused(here.respond(neighbor, id, Some(0)).await.unwrap_err());
    let asked = here.respond(neighbor, id, Some(15)).await.unwrap();
    refused(here.accept(author, asked, Some(12)).await.unwrap_err());
    refused(here.accept(author, asked, Some(20)).await.unwrap_err());
    here.accept(author, asked, Some(10)).await.unwrap();
    assert_eq!(here.response(asked).await.accepted, Some(Amount::whole(10)));
    assert_eq!(here.listing(id).await.open_amount(), Some(Amount::whole(10)));
}

#[tokio::test]
async fn totals_agree_while_promises_are_made_kept_and_taken_back_at_once() {
    let here = TestHere::new().await;
    let author = here.member("rosa").await;
    let neighbors = here.members(5).await;
    let id = here.publish(author, offer(30)).await;
    let everyone: Vec<MemberId> = neighbors.iter().copied().cycle().take(30).collect();
    let asked = askers(&here, id, &everyone, 2).await;
    join_all(asked.iter().enumerate().map(async |(turn, response)| {
        let Ok(handoff) = here.accept(author, *response, None).await else { return };
        match turn % 3 {
            0 => move_handoff(&here, author, handoff, HandoffState::HandedOver).await.unwrap(),
            1 => decline_response(&here, author, *response).await.unwrap(),
            _ => {}
        }
    }))
    .await;
    let sum = |state: &str| {
        let sql = "SELECT CAST(coalesce(sum(amount), 0) AS bigint) AS n FROM handoffs WHERE state = ";
        here.database.number(&format!("{sql}'{state}'"))
    };
    let quantity = here.listing(id).await.quantity.unwrap();
    assert_eq!(quantity.committed.thousandths(), sum("planned"));
    assert_eq!(quantity.delivered.thousandths(), sum("handed-over"));
    assert!(quantity.committed.plus(quantity.delivered) <= quantity.amount);
    assert!(sum("handed-over") > 0 && sum("did-not-happen") > 0, "the story did not happen");
}

#[tokio::test]
async fn the_last_box_goes_to_one_of_two_and_comes_back_when_it_is_declined() {
    let here = TestHere::new().await;
    let (author, one, two) = (here.member("rosa").await, here.member("joao").await, here.member("mei").await);
    let id = here.publish(author, offer(1)).await;
    let first = here.respond(one, id, Some(1)).await.unwrap();
    let second = here.respond(two, id, Some(1)).await.unwrap();
    here.accept(author, first, None).await.unwrap();
    assert_eq!(here.accept(author, first, None).await.unwrap_err().kind(), Kind::Conflict, "accepted twice");
    assert_eq!(here.response(second).await.state, response::State::Lapsed);

    decline_response(&here, author, first).await.unwrap();
    assert_eq!(here.listing(id).await.state, State::Open);
    assert_eq!(here.listing(id).await.open_amount(), Some(Amount::ONE));
    let again = here.respond(two, id, Some(1)).await.unwrap();
    here.accept(author, again, None).await.unwrap();
}

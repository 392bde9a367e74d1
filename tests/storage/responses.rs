//! Answers between neighbors of one network.

use crate::support::{TestHere, offer};
use chrono::Duration;
use potluck::actions::decline_response::decline_response;
use potluck::actions::respond::{Answer, respond};
use potluck::actions::seal_open::seal_open;
use potluck::actions::withdraw_response::withdraw_response;
use potluck::domain::draft::Draft;
use potluck::domain::listing::{FirstCome, Kind, State};
use potluck::domain::response::{State as ResponseState, Words};
use potluck::domain::{Amount, ListingId, MemberId, ResponseId};
use potluck::error::Kind as ErrorKind;
use std::collections::BTreeMap;

struct Story {
    here: TestHere,
    author: MemberId,
    neighbor: MemberId,
    listing: ListingId,
}

async fn story(draft: Draft) -> Story {
    let here = TestHere::new().await;
    let (author, neighbor) = (here.member("rosa").await, here.member("joao").await);
    let listing = here.publish(author, draft).await;
    Story { here, author, neighbor, listing }
}

impl Story {
    async fn ask(&self, amount: u32) -> ResponseId {
        self.here.respond(self.neighbor, self.listing, Some(amount)).await.unwrap()
    }

    async fn state(&self, response: ResponseId) -> ResponseState {
        self.here.response(response).await.state
    }

    async fn open(&self) -> Option<Amount> {
        self.here.listing(self.listing).await.open_amount()
    }
}

#[tokio::test]
async fn nobody_answers_their_own_listing_or_without_an_amount_where_it_is_counted() {
    let story = story(offer(5)).await;
    let own = story.here.respond(story.author, story.listing, Some(1)).await.unwrap_err();
    assert_eq!((own.kind(), own.field()), (ErrorKind::Invalid, Some("listing")));
    let blank = story.here.respond(story.neighbor, story.listing, None).await.unwrap_err();
    assert_eq!((blank.kind(), blank.field()), (ErrorKind::Invalid, Some("amount")));
    assert_eq!(story.here.database.count("responses"), 0);
}

#[tokio::test]
async fn only_what_is_left_can_be_promised_and_the_no_says_how_much_that_is() {
    let story = story(offer(5)).await;
    let (first, second) = (story.ask(3).await, story.ask(4).await);
    story.here.accept(story.author, first, None).await.unwrap();
    let too_much = story.here.accept(story.author, second, None).await.unwrap_err();
    assert_eq!(too_much.kind(), ErrorKind::Conflict);
    assert!(too_much.text().contains("2 crates"), "{}", too_much.text());
    assert_eq!(story.state(second).await, ResponseState::Offered, "it waits on");
    story.here.accept(story.author, second, Some(2)).await.unwrap();
    assert_eq!(story.here.listing(story.listing).await.state, State::Met);
}

#[tokio::test]
async fn only_the_author_says_yes_or_not_this_time() {
    let story = story(offer(5)).await;
    let response = story.ask(1).await;
    let stranger = story.here.member("sam").await;
    for member in [stranger, story.neighbor] {
        assert_eq!(story.here.accept(member, response, None).await.unwrap_err().kind(), ErrorKind::NotFound);
        let declined = decline_response(&story.here, member, response).await;
        assert_eq!(declined.unwrap_err().kind(), ErrorKind::NotFound);
    }
    for member in [stranger, story.author] {
        let withdrawn = withdraw_response(&story.here, member, response).await;
        assert_eq!(withdrawn.unwrap_err().kind(), ErrorKind::NotFound);
    }
    assert_eq!(story.state(response).await, ResponseState::Offered);
}

#[tokio::test]
async fn a_promise_taken_back_by_either_side_is_open_again() {
    let story = story(offer(2)).await;
    let first = story.ask(2).await;
    let handoff = story.here.accept(story.author, first, None).await.unwrap();
    assert_eq!(story.open().await, Some(Amount::ZERO));
    decline_response(&story.here, story.author, first).await.unwrap();
    assert_eq!((story.state(first).await, story.open().await), (ResponseState::Declined, Some(Amount::whole(2))));
    assert!(story.here.handoff(handoff).await.state.is_over());
    assert_eq!(story.here.response(first).await.accepted, None);
    assert!(story.here.response(first).await.answer.is_some_and(|word| !word.text.is_empty()));

    let second = story.ask(2).await;
    story.here.accept(story.author, second, None).await.unwrap();
    withdraw_response(&story.here, story.neighbor, second).await.unwrap();
    assert_eq!((story.state(second).await, story.open().await), (ResponseState::Withdrawn, Some(Amount::whole(2))));
    assert_eq!(story.here.listing(story.listing).await.state, State::Open);
    for response in [first, second] {
        let again = story.here.accept(story.author, response, None).await;
        assert_eq!(again.unwrap_err().kind(), ErrorKind::Conflict);
        let again = withdraw_response(&story.here, story.neighbor, response).await;
        assert_eq!(again.unwrap_err().kind(), ErrorKind::Conflict);
    }
    assert_eq!(story.open().await, Some(Amount::whole(2)), "nothing was let go twice");
}

#[tokio::test]
async fn what_is_not_counted_goes_to_one_unless_its_author_takes_more() {
    let story = story(Draft::new(Kind::Offer, "A ride to the clinic")).await;
    let first = story.here.respond(story.neighbor, story.listing, None).await.unwrap();
    let other = story.here.member("mei").await;
    let second = story.here.respond(other, story.listing, None).await.unwrap();
    let counted = story.here.respond(other, story.listing, Some(1)).await;
    assert_eq!(counted.unwrap_err().field(), Some("amount"));
    story.here.accept(story.author, first, None).await.unwrap();
    assert_eq!(story.here.listing(story.listing).await.state, State::Met);
    assert_eq!(story.state(second).await, ResponseState::Lapsed);
    decline_response(&story.here, story.author, first).await.unwrap();
    assert_eq!(story.here.listing(story.listing).await.state, State::Open);

    let mut draft = Draft::new(Kind::Offer, "Soup for whoever comes");
    draft.takes_more = true;
    let soup = story.here.publish(story.author, draft).await;
    for member in [story.neighbor, other] {
        let response = story.here.respond(member, soup, None).await.unwrap();
        story.here.accept(story.author, response, None).await.unwrap();
    }
    assert_eq!(story.here.listing(soup).await.state, State::Open);
}

#[tokio::test]
async fn the_rule_of_first_come_gives_to_each_who_comes_until_nothing_is_left() {
    let mut draft = offer(5);
    draft.first_come = Some(FirstCome { at_most_each: Some(Amount::whole(2)) });
    let story = story(draft).await;
    let mut given = Vec::new();
    for asked in [1, 4, 3] {
        let response = story.ask(asked).await;
        let response = story.here.response(response).await;
        assert_eq!(response.state, ResponseState::Accepted);
        given.push(response.accepted.unwrap());
    }
    assert_eq!(given, [Amount::whole(1), Amount::whole(2), Amount::whole(2)]);
    assert_eq!(story.here.listing(story.listing).await.state, State::Met);
    let late = story.here.respond(story.neighbor, story.listing, Some(1)).await;
    assert_eq!(late.unwrap_err().kind(), ErrorKind::Conflict);
}

#[tokio::test]
async fn by_the_rule_of_first_come_many_at_once_get_no_more_than_there_is() {
    let mut draft = offer(3);
    draft.first_come = Some(FirstCome { at_most_each: None });
    let story = story(draft).await;
    let asked = futures::future::join_all((0..12).map(|_| story.here.respond(story.neighbor, story.listing, Some(1))));
    let asked: Vec<_> = asked.await.into_iter().filter_map(Result::ok).collect();
    let mut yes = 0;
    for response in asked {
        yes += usize::from(story.state(response).await == ResponseState::Accepted);
    }
    assert_eq!(yes, 3);
    assert_eq!(story.open().await, Some(Amount::ZERO));
}

#[tokio::test]
async fn value_05_when_somebody_would_come_is_sealed_also_where_an_earlier_version_wrote_it_in_clear() {
    let story = story(offer(3)).await;
    let here = &story.here;
    let day = here.now() + Duration::days(1);
    let answer = Answer { amount: Some(Amount::whole(1)), arrive_at: Some(day), ..Default::default() };
    let response = respond(here, story.neighbor, story.listing, answer).await.unwrap();
    let in_clear = "SELECT count(*) AS n FROM responses WHERE arrive_at IS NOT NULL";
    assert_eq!(here.database.number(in_clear), 0);
    assert_eq!(here.response(response).await.arrive_at, Some(day));

    let earlier = "UPDATE responses SET arrive_at = '2026-11-30 17:30:00', sealed_arrival = NULL";
    here.database.execute(earlier).unwrap();
    let then = "2026-11-30T17:30:00Z".parse().ok();
    assert_eq!(here.response(response).await.arrive_at, then);
    assert_eq!(seal_open(here).await.unwrap(), 1);
    assert_eq!(here.database.number(in_clear), 0);
    assert_eq!(here.response(response).await.arrive_at, then);
    assert_eq!(seal_open(here).await.unwrap(), 0);
}

#[tokio::test]
async fn value_05_the_word_of_a_decision_is_sealed_also_where_an_earlier_version_wrote_it_in_clear() {
    let story = story(offer(3)).await;
    let here = &story.here;
    let response = story.ask(1).await;
    decline_response(here, story.author, response).await.unwrap();
    let said = here.response(response).await.answer.expect("a word");
    assert!(!said.text.is_empty());
    let in_clear = "SELECT count(*) AS n FROM responses WHERE answer IS NOT NULL OR answer_in IS NOT NULL";
    assert_eq!(here.database.number(in_clear), 0);

    let earlier = "UPDATE responses SET answer = 'Not today, neighbor', answer_in = '{\"es\":\"Hoy no, vecina\"}', \
                   sealed_answer = NULL";
    here.database.execute(earlier).unwrap();
    let in_languages = BTreeMap::from([("es".to_owned(), "Hoy no, vecina".to_owned())]);
    let then = Some(Words { text: "Not today, neighbor".into(), in_languages });
    assert_eq!(here.response(response).await.answer, then);
    assert_eq!(seal_open(here).await.unwrap(), 1);
    assert_eq!(here.database.number(in_clear), 0);
    assert_eq!(here.response(response).await.answer, then);
    assert_eq!(seal_open(here).await.unwrap(), 0);
    for file in here.database.files() {
        let bytes = std::fs::read(&file).unwrap();
        for words in ["Not today, neighbor", "Hoy no, vecina"] {
            let there = bytes.windows(words.len()).any(|window| window == words.as_bytes());
            assert!(!there, "{words} lies in {} still", file.display());
        }
    }
}

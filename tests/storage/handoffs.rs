//! What the two sides of a handoff tell each other is sealed, readable by the two, and gone 48 hours after the end.

use crate::support::{TestHere, offer};
use chrono::Duration;
use potluck::actions::accept_response::{Plan, accept_response};
use potluck::actions::change_listing::delete_listing;
use potluck::actions::erase::erase_due;
use potluck::actions::move_handoff::{Change, did_not_happen, move_handoff, plan_handoff};
use potluck::actions::remind::remind_due;
use potluck::actions::respond::{Answer, respond};
use potluck::actions::seal_open::seal_open;
use potluck::clock::Moment;
use potluck::domain::handoff::{Sealed, State, Then};
use potluck::domain::listing::{State as ListingState, Way};
use potluck::domain::privacy::Guarded;
use potluck::domain::window::Window;
use potluck::domain::{Amount, HandoffId, ListingId, MemberId, ResponseId};
use potluck::error::Kind;
use potluck::storage::handoffs;

const ADDRESS: &str = "12 Elm Street, third floor";
const NOTES: &str = "The bell is broken, please knock";
const MESSAGE: &str = "My little one cannot have milk";
const PLACE: &str = "Behind the blue door of the bakery";

struct Story {
    here: TestHere,
    author: MemberId,
    neighbor: MemberId,
    listing: ListingId,
    response: ResponseId,
    handoff: HandoffId,
}

async fn story() -> Story {
    let here = TestHere::new().await;
    let (author, neighbor) = (here.member("rosa").await, here.member("joao").await);
    let mut draft = offer(4);
    draft.exact_place = Some(Guarded::new(PLACE.into()));
    let listing = here.publish(author, draft).await;
    let answer =
        Answer { amount: Some(Amount::whole(2)), message: Some(Guarded::new(MESSAGE.into())), ..Default::default() };
    let response = respond(&here, neighbor, listing, answer).await.unwrap();
    let sealed = Sealed { address: Some(ADDRESS.into()), access_notes: Some(NOTES.into()) };
    let plan = Plan { sealed, ..Default::default() };
    let handoff = accept_response(&here, author, response, None, plan).await.unwrap();
    Story { here, author, neighbor, listing, response, handoff }
}

/// Everything that the database keeps, as it lies there.
fn raw(here: &TestHere) -> Vec<Vec<u8>> {
    if here.database.on_sqlite() {
        let files = here.database.files();
        assert!(files.iter().any(|file| file.to_string_lossy().ends_with("-wal")), "the log of changes was not found");
        return files.into_iter().map(|file| std::fs::read(file).unwrap()).collect();
    }
    let tables =
        here.database.lines("SELECT table_name AS line FROM information_schema.tables WHERE table_schema = 'public'");
    let rows = tables.iter().flat_map(|table| here.database.lines(&format!("SELECT t::text AS line FROM {table} t")));
    rows.map(String::into_bytes).collect()
}

fn holds(here: &TestHere, text: &str) -> bool {
    // PostgreSQL shows bytes in hexadecimal.
    let hex: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
    raw(here)
        .iter()
        .any(|bytes| [text, &hex].iter().any(|text| bytes.windows(text.len()).any(|window| window == text.as_bytes())))
}

impl Story {
    async fn address_for(&self, member: MemberId) -> Option<String> {
        let handoff = self.here.handoff(self.handoff).await;
        let key = handoff.key_for(member)?;
        handoff.sealed.as_ref()?.open(&key).address.clone()
    }
}

#[tokio::test]
async fn the_database_holds_neither_address_nor_message_in_the_clear() {
    let story = story().await;
    assert!(holds(&story.here, "Crates of carrots"), "the search would not find anything at all");
    for secret in [ADDRESS, NOTES, MESSAGE, PLACE, "/h/", "PRIVATE KEY"] {
        assert!(!holds(&story.here, secret), "{secret} lies open");
    }
    // And all of it can be read by whom it is for.
    let response = story.here.response(story.response).await;
    let handoff = story.here.handoff(story.handoff).await;
    let key = handoff.key_for(story.author).unwrap();
    assert_eq!(response.message.unwrap().open(&key), MESSAGE);
    assert_eq!(handoff.sealed.unwrap().open(&key).access_notes.as_deref(), Some(NOTES));
}

#[tokio::test]
async fn only_the_two_sides_read_where_it_is() {
    let story = story().await;
    let stranger = story.here.member("sam").await;
    assert_eq!(story.address_for(story.author).await.as_deref(), Some(ADDRESS));
    assert_eq!(story.address_for(story.neighbor).await.as_deref(), Some(ADDRESS));
    assert_eq!(story.address_for(stranger).await, None);
    let moved = move_handoff(&story.here, stranger, story.handoff, State::Ready).await;
    assert_eq!(moved.unwrap_err().kind(), Kind::NotFound);
    let planned = plan_handoff(&story.here, story.neighbor, story.handoff, Change::default()).await;
    assert_eq!(planned.unwrap_err().kind(), Kind::NotFound, "only the author says where");
}

#[tokio::test]
async fn without_words_of_its_own_a_handoff_takes_the_place_of_the_listing() {
    let story = story().await;
    let second = story.here.respond(story.neighbor, story.listing, Some(1)).await.unwrap();
    let handoff = story.here.accept(story.author, second, None).await.unwrap();
    let handoff = story.here.handoff(handoff).await;
    let key = handoff.key_for(story.neighbor).unwrap();
    assert_eq!(handoff.sealed.unwrap().open(&key).address.as_deref(), Some(PLACE));
}

#[tokio::test]
async fn the_author_may_change_where_and_the_old_words_are_gone() {
    let story = story().await;
    let change = Change { address: Some(Some("At the fountain".into())), ..Change::default() };
    plan_handoff(&story.here, story.author, story.handoff, change).await.unwrap();
    assert_eq!(story.address_for(story.neighbor).await.as_deref(), Some("At the fountain"));
    assert!(!holds(&story.here, "At the fountain"));
}

#[tokio::test]
async fn what_was_said_of_when_how_and_where_is_taken_away_and_what_nobody_spoke_of_stays() {
    let story = story().await;
    let here = &story.here;
    let from = here.now() + Duration::days(3);
    let window = Window::new(from, from + Duration::hours(2)).unwrap();
    let all = Change { way: Some(Some(Way::Pickup)), window: Some(Some(window)), ..Change::default() };
    plan_handoff(here, story.author, story.handoff, all).await.unwrap();
    let stands = async || {
        let handoff = here.handoff(story.handoff).await;
        let key = handoff.key_for(story.neighbor).unwrap();
        let sealed = handoff.sealed.as_ref().unwrap().open(&key).clone();
        (sealed.address, sealed.access_notes, handoff.way, handoff.window)
    };
    let (address, notes) = (Some(ADDRESS.to_owned()), Some(NOTES.to_owned()));
    assert_eq!(stands().await, (address, notes.clone(), Some(Way::Pickup), Some(window)));

    let no_address = Change { address: Some(None), ..Change::default() };
    plan_handoff(here, story.author, story.handoff, no_address).await.unwrap();
    assert_eq!(stands().await, (None, notes, Some(Way::Pickup), Some(window)));
    let nothing = Change { way: Some(None), window: Some(None), address: Some(None), access_notes: Some(None) };
    plan_handoff(here, story.author, story.handoff, nothing).await.unwrap();
    assert_eq!(stands().await, (None, None, None, None));
    // The link to it works on as one to a promise for which no time was said.
    assert!(here.handoff(story.handoff).await.link_expires_at > here.now() + Duration::days(6));
}

#[tokio::test]
async fn two_days_after_the_end_nobody_can_read_the_address() {
    let story = story().await;
    let here = &story.here;
    erase_due(here).await.unwrap();
    assert_eq!(here.database.count("handoff_keys"), 1, "a running handoff keeps its key");
    move_handoff(here, story.author, story.handoff, State::HandedOver).await.unwrap();

    here.clock.shift(Duration::hours(48) - Duration::minutes(1));
    erase_due(here).await.unwrap();
    assert_eq!(story.address_for(story.neighbor).await.as_deref(), Some(ADDRESS), "erased too early");

    here.clock.shift(Duration::minutes(1));
    assert_eq!(erase_due(here).await.unwrap(), 1);
    for member in [story.author, story.neighbor] {
        assert_eq!(story.address_for(member).await, None);
    }
    assert_eq!(here.database.count("handoff_keys"), 0);
    let left = "SELECT count(*) AS n FROM handoffs WHERE sealed_details IS NOT NULL OR sealed_link IS NOT NULL \
                OR link_digest IS NOT NULL OR sealed_times IS NOT NULL";
    assert_eq!(here.database.number(left), 0);
    // That it happened, and how much it was, stays.
    assert_eq!(here.listing(story.listing).await.quantity.unwrap().delivered, Amount::whole(2));
    assert_eq!(here.handoff(story.handoff).await.state, State::HandedOver);
}

#[tokio::test]
async fn value_05_when_they_meet_is_sealed_also_where_an_earlier_version_wrote_it_in_clear() {
    let story = story().await;
    let here = &story.here;
    let from = here.now() + Duration::days(3);
    let window = Window::new(from, from + Duration::hours(2)).unwrap();
    let plan = Change { window: Some(Some(window)), ..Default::default() };
    plan_handoff(here, story.author, story.handoff, plan).await.unwrap();
    let times = async || {
        let handoff = here.handoff(story.handoff).await;
        (handoff.window, handoff.link_expires_at)
    };
    assert_eq!(times().await, (Some(window), window.until() + Duration::hours(4)));
    let in_clear = "SELECT count(*) AS n FROM handoffs WHERE window_from IS NOT NULL OR window_until IS NOT NULL \
                    OR link_expires_at IS NOT NULL";
    assert_eq!(here.database.number(in_clear), 0);

    let earlier = "UPDATE handoffs SET window_from = '2026-12-01 17:31:27', window_until = '2026-12-01 18:33:29', \
                   link_expires_at = '2026-12-01 22:33:29', sealed_times = NULL";
    here.database.execute(earlier).unwrap();
    let at = |text: &str| -> Moment { text.parse().unwrap() };
    let then = Window::new(at("2026-12-01T17:31:27Z"), at("2026-12-01T18:33:29Z")).unwrap();
    let then = (Some(then), at("2026-12-01T22:33:29Z"));
    assert_eq!(times().await, then);
    assert_eq!(seal_open(here).await.unwrap(), 1);
    assert_eq!((here.database.number(in_clear), times().await), (0, then));
    assert_eq!(seal_open(here).await.unwrap(), 0);
    assert!(!holds(here, "17:31:27"), "it lies there still");

    // What is left of one whose key is gone goes.
    here.database.execute(earlier).unwrap();
    here.database.execute("DELETE FROM handoff_keys").unwrap();
    assert_eq!(seal_open(here).await.unwrap(), 1);
    assert_eq!((here.database.number(in_clear), times().await.0), (0, None));
}

#[tokio::test]
async fn without_its_key_row_nothing_of_a_handoff_opens() {
    let story = story().await;
    story.here.database.execute("DELETE FROM handoff_keys").unwrap();
    let handoff = story.here.handoff(story.handoff).await;
    assert!(handoff.sealed.is_none() && handoff.link.is_none());
}

#[tokio::test]
async fn sealed_words_moved_to_another_handoff_do_not_open() {
    let story = story().await;
    let second = story.here.respond(story.neighbor, story.listing, Some(1)).await.unwrap();
    let other = story.here.accept(story.author, second, None).await.unwrap();
    let sql = format!(
        "UPDATE handoffs SET sealed_details = (SELECT sealed_details FROM handoffs WHERE id = {}) WHERE id = {other}",
        story.handoff
    );
    story.here.database.execute(&sql).unwrap();
    let seal = story.here.seal.clone();
    let opened = story.here.db.read(move |conn| handoffs::get(conn, &seal, other)).await;
    assert_eq!(opened.unwrap_err().kind(), Kind::Internal);
}

#[tokio::test]
async fn what_did_not_happen_is_tried_again_or_let_go() {
    let story = story().await;
    let here = &story.here;
    let again = did_not_happen(here, story.neighbor, story.handoff, Then::Retry).await.unwrap().unwrap();
    let quantity = here.listing(story.listing).await.quantity.unwrap();
    assert_eq!(quantity.committed, Amount::whole(2), "the promise stands");
    let retry = here.handoff(again).await;
    let key = retry.key_for(story.neighbor).unwrap();
    assert_eq!(retry.sealed.unwrap().open(&key).address.as_deref(), Some(ADDRESS));
    let twice = did_not_happen(here, story.author, story.handoff, Then::Release).await;
    assert_eq!(twice.unwrap_err().kind(), Kind::Conflict, "the first try is over");

    assert_eq!(did_not_happen(here, story.author, again, Then::Release).await.unwrap(), None);
    assert_eq!(here.listing(story.listing).await.open_amount(), Some(Amount::whole(4)));
    assert_eq!(here.listing(story.listing).await.state, ListingState::Open);
    here.clock.shift(Duration::hours(49));
    assert_eq!(erase_due(here).await.unwrap(), 2, "both tries are erased");
}

#[tokio::test]
async fn a_handoff_that_is_done_cannot_be_taken_back() {
    let story = story().await;
    let here = &story.here;
    move_handoff(here, story.neighbor, story.handoff, State::HandedOver).await.unwrap();
    let declined = potluck::actions::decline_response::decline_response(here, story.author, story.response).await;
    assert_eq!(declined.unwrap_err().kind(), Kind::Conflict);
    let withdrawn = potluck::actions::withdraw_response::withdraw_response(here, story.neighbor, story.response).await;
    assert_eq!(withdrawn.unwrap_err().kind(), Kind::Conflict);
    let quantity = here.listing(story.listing).await.quantity.unwrap();
    assert_eq!((quantity.committed, quantity.delivered), (Amount::ZERO, Amount::whole(2)));
}

#[tokio::test]
async fn what_was_not_handed_over_after_all_is_promised_again_as_it_was_planned_for_two_days() {
    let story = story().await;
    let here = &story.here;
    let counted = async || {
        let listing = here.listing(story.listing).await;
        let quantity = listing.quantity.unwrap();
        (quantity.committed, quantity.delivered, listing.state)
    };
    let too_early = did_not_happen(here, story.author, story.handoff, Then::Reopen).await;
    assert_eq!(too_early.unwrap_err().kind(), Kind::Conflict, "nobody said that it was handed over");
    move_handoff(here, story.neighbor, story.handoff, State::HandedOver).await.unwrap();
    assert_eq!(counted().await, (Amount::ZERO, Amount::whole(2), ListingState::PartlyMet));
    let stranger = here.member("sam").await;
    let strangers = did_not_happen(here, stranger, story.handoff, Then::Reopen).await;
    assert_eq!(strangers.unwrap_err().kind(), Kind::NotFound);

    here.clock.shift(Duration::hours(48) - Duration::minutes(1));
    let again = did_not_happen(here, story.author, story.handoff, Then::Reopen).await.unwrap().unwrap();
    assert_eq!(counted().await, (Amount::whole(2), Amount::ZERO, ListingState::PartlyMet));
    assert_eq!(here.handoff(story.handoff).await.state, State::DidNotHappen);
    let reopened = here.handoff(again).await;
    let key = reopened.key_for(story.neighbor).unwrap();
    assert_eq!((reopened.state, reopened.amount), (State::Planned, Some(Amount::whole(2))));
    assert_eq!(reopened.sealed.unwrap().open(&key).address.as_deref(), Some(ADDRESS));
    let twice = did_not_happen(here, story.neighbor, story.handoff, Then::Reopen).await;
    assert_eq!(twice.unwrap_err().kind(), Kind::Conflict);

    // What was said first is erased when it would have been, and what goes on stays.
    here.clock.shift(Duration::minutes(1));
    assert_eq!(erase_due(here).await.unwrap(), 1);
    assert!(here.handoff(story.handoff).await.sealed.is_none() && here.handoff(again).await.sealed.is_some());

    // It can be handed over then, and after two days that stands.
    move_handoff(here, story.author, again, State::HandedOver).await.unwrap();
    assert_eq!(counted().await, (Amount::ZERO, Amount::whole(2), ListingState::PartlyMet));
    here.clock.shift(Duration::hours(48));
    let late = did_not_happen(here, story.neighbor, again, Then::Reopen).await;
    assert_eq!(late.unwrap_err().kind(), Kind::Conflict);
}

#[tokio::test]
async fn what_its_author_deleted_is_not_promised_again() {
    let story = story().await;
    let here = &story.here;
    move_handoff(here, story.neighbor, story.handoff, State::HandedOver).await.unwrap();
    delete_listing(here, story.author, story.listing).await.unwrap();
    for side in [story.neighbor, story.author] {
        let reopened = did_not_happen(here, side, story.handoff, Then::Reopen).await;
        assert_eq!(reopened.unwrap_err().kind(), Kind::Conflict);
    }
    assert_eq!(here.database.lines("SELECT state AS line FROM handoffs"), ["handed-over"]);
    assert_eq!(here.listing(story.listing).await.state, ListingState::Erased);
}

#[tokio::test]
async fn where_neither_side_gets_mail_nobody_is_reminded() {
    let story = story().await;
    let here = &story.here;
    let from = here.now() + Duration::hours(20);
    let window = Window::new(from, from + Duration::hours(2)).unwrap();
    let plan = Change { window: Some(Some(window)), ..Default::default() };
    plan_handoff(here, story.author, story.handoff, plan).await.unwrap();
    // Not even when they meet is opened: this cannot be.
    here.database.execute("UPDATE handoffs SET sealed_times = sealed_details").unwrap();
    here.clock.shift(Duration::hours(4));
    assert_eq!(remind_due(here).await.unwrap(), 0);
    assert_eq!(here.database.count("handoff_reminders"), 0);
}

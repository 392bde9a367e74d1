//! A network that was away catches up with the open listings of those that it follows, by itself.

use crate::offer;
use crate::support::neighborhood::{Neighborhood, mutual};
use chrono::Duration;
use potluck::actions::change_listing::{change_listing, delete_listing, step_listing};
use potluck::actions::give_role::give_role;
use potluck::actions::keep_away::keep_away;
use potluck::actions::publish_listing::publish_listing;
use potluck::adapters::fetch::{ACCEPT_ACTIVITY, Budget};
use potluck::domain::listing::{State, Step};
use potluck::domain::member::RoleKind;
use potluck::domain::moderation::{Level, Subject};
use potluck::domain::{Audience, Listing, ListingId, MemberId};
use potluck::federation::catch_up::MISSING_MAX;
use potluck::federation::dereference;
use potluck::metrics::Outcome;
use serde_json::Value;

/// Rosa's listings, and what happens to them while hillside is away.
struct Listings {
    stays: ListingId,
    changes: ListingId,
    closes: ListingId,
    goes: ListingId,
    comes: Vec<ListingId>,
}

async fn publish(place: &Neighborhood, author: MemberId, title: &str, audience: Audience) -> ListingId {
    let mut draft = offer(title, 4);
    draft.audience = Some(audience);
    let id = publish_listing(place, author, draft, true).await.unwrap();
    place.app.wake.outbox.notify_one();
    id
}

impl Listings {
    async fn before(place: &Neighborhood, rosa: MemberId) -> Self {
        Self {
            stays: publish(place, rosa, "Stays", Audience::Public).await,
            changes: publish(place, rosa, "Changes", Audience::Peers).await,
            closes: publish(place, rosa, "Closes", Audience::Public).await,
            goes: publish(place, rosa, "Goes", Audience::Peers).await,
            comes: Vec::new(),
        }
    }

    async fn change(&mut self, place: &Neighborhood, rosa: MemberId) {
        let mut draft = offer("Changed", 9);
        draft.audience = Some(Audience::Peers);
        change_listing(place, rosa, self.changes, draft).await.unwrap();
        step_listing(place, rosa, self.closes, Step::Withdraw).await.unwrap();
        delete_listing(place, rosa, self.goes).await.unwrap();
        // More than a page of them, from the network and from a member.
        for number in 0..23 {
            let audience = if number % 2 == 0 { Audience::Public } else { Audience::Peers };
            self.comes.push(publish(place, rosa, &format!("New {number}"), audience).await);
        }
        // What never leaves, and what is a draft still, does not leave by this door either.
        publish(place, rosa, "At home", Audience::Network).await;
        publish_listing(place, rosa, offer("Draft", 1), false).await.unwrap();
        place.app.wake.outbox.notify_one();
    }

    /// Waits until the other side has it all, and looks that it has no more.
    async fn are_at(&self, there: &Neighborhood, origin: &Neighborhood) {
        for id in self.comes.iter().chain([&self.stays, &self.changes]) {
            let told = origin.listing(*id).await;
            let copy = there.sees(&told, &told.title, |copy| copy.revision == told.revision).await;
            assert_eq!((&copy.title, copy.state, copy.audience), (&told.title, told.state, told.audience));
            assert_eq!(copy.quantity, told.quantity);
        }
        let closed = origin.listing(self.closes).await;
        there.sees(&closed, "what closed is closed", |copy| copy.state == State::Withdrawn).await;
        let gone = origin.listing(self.goes).await;
        let gone = there.sees(&gone, "what was deleted is gone", |copy| copy.state == State::Erased).await;
        assert!(gone.title.is_empty());
        let open = "SELECT count(*) AS n FROM listings WHERE NOT local AND on_board";
        assert_eq!(there.database.number(open), self.comes.len() as i64 + 2, "nothing else came");
    }
}

async fn arrive(there: &Neighborhood, origin: &Neighborhood, all: &Listings) {
    for id in [all.stays, all.changes, all.closes, all.goes] {
        let told = origin.listing(id).await;
        there.sees(&told, &told.title, |copy| copy.state == State::Open).await;
    }
}

/// Hillside as it starts again, so much later.
async fn back(hillside: &Neighborhood, later: Duration) -> Neighborhood {
    Neighborhood::start_later("hillside", hillside.port_again().await, hillside.database.clone(), later).await
}

fn waiting(place: &Neighborhood) -> i64 {
    place.database.number("SELECT (SELECT count(*) FROM outbox_events) + (SELECT count(*) FROM deliveries) AS n")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_that_was_away_for_a_day_agrees_again_without_anybody_doing_anything() {
    let (riverside, mut hillside) = mutual("riverside", "hillside").await;
    let (rosa, ben) = (riverside.member("rosa").await, hillside.member("ben").await);
    let mut all = Listings::before(&riverside, rosa).await;
    arrive(&hillside, &riverside, &all).await;
    let figs = publish(&hillside, ben, "Figs", Audience::Peers).await;
    let figs = hillside.listing(figs).await;
    riverside.sees(&figs, "the figs", |_| true).await;

    hillside.stop();
    all.change(&riverside, rosa).await;
    let failing = "SELECT count(*) AS n FROM hosts WHERE state = 'failing'";
    riverside.until("it is away", async || (riverside.database.number(failing) == 1).then_some(())).await;
    riverside.clock.shift(Duration::days(1));

    let hillside = back(&hillside, Duration::days(1)).await;
    all.are_at(&hillside, &riverside).await;
    // Everything that waited is delivered as well, and changes nothing.
    riverside.until("nothing waits", async || (waiting(&riverside) == 0).then_some(())).await;
    all.are_at(&hillside, &riverside).await;
    let kept = riverside.sees(&figs, "the figs are where they were", |_| true).await;
    assert_eq!(kept.state, State::Open);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_given_up_is_asked_for_by_whoever_comes_back_after_more_than_a_week() {
    let (riverside, mut hillside) = mutual("riverside", "hillside").await;
    let rosa = riverside.member("rosa").await;
    let mut all = Listings::before(&riverside, rosa).await;
    arrive(&hillside, &riverside, &all).await;

    hillside.stop();
    all.change(&riverside, rosa).await;
    let failing = "SELECT count(*) AS n FROM hosts WHERE state = 'failing'";
    riverside.until("it is away", async || (riverside.database.number(failing) == 1).then_some(())).await;
    // All of it was told before: what is told later would wait for hillside, and be delivered when that is back.
    let told = "SELECT count(*) AS n FROM outbox_events";
    riverside.until("all is told", async || (riverside.database.number(told) == 0).then_some(())).await;
    riverside.clock.shift(Duration::days(8));
    // One try, and the next a week later. Until then nothing is under way to it, and none of our statements comes in between.
    let gone = "SELECT count(*) AS n FROM hosts WHERE state = 'gone'";
    let under_way = "SELECT count(*) AS n FROM deliveries WHERE leased_until IS NOT NULL";
    let left_alone =
        async || (riverside.database.number(gone) == 1 && riverside.database.number(under_way) == 0).then_some(());
    riverside.until("it counts as gone", left_alone).await;
    // As if the weeks after had passed, in which it is given up.
    riverside.database.execute("DELETE FROM deliveries").unwrap();
    assert_eq!(waiting(&riverside), 0, "nothing is left to be delivered");
    let delivered = || riverside.app.metrics.deliveries.get_or_create(&Outcome { outcome: "delivered" }).get();
    let before = delivered();

    let hillside = back(&hillside, Duration::days(8)).await;
    all.are_at(&hillside, &riverside).await;
    assert_eq!(delivered(), before, "nothing of it was delivered");

    // Riverside heard of it after a silence, and asked in turn; there was nothing to learn.
    let done = "SELECT count(*) AS n FROM catch_ups WHERE due_at IS NULL AND done_at IS NOT NULL";
    riverside.until("riverside asked too", async || (riverside.database.number(done) == 1).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_backup_does_not_know_is_asked_for_and_what_it_still_knows_is_put_right() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let rosa = riverside.member("rosa").await;
    let mut all = Listings::before(&riverside, rosa).await;
    arrive(&hillside, &riverside, &all).await;
    all.change(&riverside, rosa).await;
    all.are_at(&hillside, &riverside).await;
    riverside.until("nothing waits", async || (waiting(&riverside) == 0).then_some(())).await;

    // As an hour before: an old revision, open still what is not, and nothing of what is new. One that was deleted is
    // known to have been, whatever anybody says of it.
    let ap_id = |listing: Listing| listing.ap_id.to_string();
    let (changes, closes) = (riverside.listing(all.changes).await, riverside.listing(all.closes).await);
    let again = ap_id(riverside.listing(all.comes[0]).await);
    for sql in [
        format!(
            "DELETE FROM listing_reach WHERE 1 = 1; DELETE FROM listings WHERE title LIKE 'New %' AND ap_id <> '{again}'"
        ),
        format!("UPDATE listings SET title = 'Older', revision = 1 WHERE ap_id = '{}'", ap_id(changes)),
        format!("UPDATE listings SET state = 'open', on_board = TRUE, revision = 1 WHERE ap_id = '{}'", ap_id(closes)),
        format!("UPDATE listings SET revision = 7 WHERE ap_id = '{again}'"),
    ] {
        hillside.database.execute(&sql).unwrap();
    }
    hillside.back_from_backup().await;
    hillside.app.wake.peers.notify_one();
    let newer = all.comes.remove(0);
    let newer = riverside.listing(newer).await;
    for id in all.comes.iter().chain([&all.stays, &all.changes]) {
        let told = riverside.listing(*id).await;
        hillside.sees(&told, &told.title, |copy| copy.revision == told.revision && copy.title == told.title).await;
    }
    let closed = riverside.listing(all.closes).await;
    hillside.sees(&closed, "what closed is closed", |copy| copy.state == State::Withdrawn).await;
    let kept = hillside.sees(&newer, "the highest revision", |_| true).await;
    assert_eq!(kept.revision, 7, "the highest revision stays");
    let gone = riverside.listing(all.goes).await;
    let gone = hillside.sees(&gone, "it is known here", |_| true).await;
    assert_eq!(gone.state, State::Erased, "what was deleted does not come back");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_listing_that_its_server_stumbles_over_holds_up_no_other_and_is_asked_for_again() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let rosa = riverside.member("rosa").await;
    let mut told = Vec::new();
    for title in ["First", "Second", "Third"] {
        let id = publish(&riverside, rosa, title, Audience::Public).await;
        let listing = riverside.listing(id).await;
        hillside.sees(&listing, title, |copy| copy.state == State::Open).await;
        step_listing(&riverside, rosa, id, Step::Withdraw).await.unwrap();
        riverside.app.wake.outbox.notify_one();
        hillside.sees(&listing, title, |copy| copy.state == State::Withdrawn).await;
        told.push(listing);
    }
    riverside.until("nothing waits", async || (waiting(&riverside) == 0).then_some(())).await;

    // Hillside is as it was before it heard of that, and riverside stumbles over the second: whichever way one goes through
    // them, another one comes after it.
    hillside.database.execute("UPDATE listings SET state = 'open', on_board = TRUE, revision = 1").unwrap();
    let second = told.remove(1);
    let is = |state: &str| format!("UPDATE listings SET state = '{state}' WHERE ap_id = '{}'", second.ap_id);
    riverside.database.execute(&is("nonsense")).unwrap();
    hillside.back_from_backup().await;
    hillside.app.wake.peers.notify_one();
    for listing in &told {
        hillside.sees(listing, &listing.title, |copy| copy.state == State::Withdrawn).await;
    }
    let again = "SELECT count(*) AS n FROM catch_ups WHERE failures > 0 AND due_at IS NOT NULL";
    hillside.until("it is to be asked again", async || (hillside.database.number(again) == 1).then_some(())).await;
    let kept = hillside.sees(&second, "the second", |_| true).await;
    assert_eq!(kept.state, State::Open, "nobody said what became of it");

    // Its people mend it.
    riverside.database.execute(&is("withdrawn")).unwrap();
    hillside.clock.shift(Duration::minutes(2));
    hillside.app.wake.peers.notify_one();
    hillside.sees(&second, "the second", |copy| copy.state == State::Withdrawn).await;
    let done = "SELECT count(*) AS n FROM catch_ups WHERE due_at IS NULL AND done_at IS NOT NULL AND failures = 0";
    hillside.until("it is done with", async || (hillside.database.number(done) == 1).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fault_of_our_own_while_we_catch_up_is_no_reason_to_wait_longer_than_for_one_of_theirs() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let rosa = riverside.member("rosa").await;
    let bread = publish(&riverside, rosa, "Bread", Audience::Public).await;
    let told = riverside.listing(bread).await;
    hillside.sees(&told, "the bread", |copy| copy.state == State::Open).await;
    riverside.until("nothing waits", async || (waiting(&riverside) == 0).then_some(())).await;

    // Hillside does not know it any more, and cannot read what it knows of riverside.
    hillside.database.execute("DELETE FROM listings").unwrap();
    let whose = format!("ap_id = '{}'", riverside.addresses.network());
    let inbox = hillside.database.lines(&format!("SELECT inbox AS line FROM actors WHERE {whose}")).remove(0);
    hillside.database.execute(&format!("UPDATE actors SET inbox = 'nowhere' WHERE {whose}")).unwrap();
    hillside.back_from_backup().await;
    hillside.app.wake.peers.notify_one();
    let again = "SELECT count(*) AS n FROM catch_ups WHERE failures > 0 AND due_at IS NOT NULL";
    hillside.until("it is to be asked again", async || (hillside.database.number(again) == 1).then_some(())).await;

    // Its people mend it.
    hillside.database.execute(&format!("UPDATE actors SET inbox = '{inbox}' WHERE {whose}")).unwrap();
    hillside.clock.shift(Duration::minutes(2));
    hillside.app.wake.peers.notify_one();
    hillside.sees(&told, "the bread", |copy| copy.state == State::Open).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_the_network_limits_is_not_asked_and_strangers_are_shown_nothing() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let harbor = Neighborhood::start("harbor").await;
    let (rosa, mei) = (riverside.member("rosa").await, hillside.member("mei").await);
    give_role(&hillside, "mei", RoleKind::Moderator, 12).await.unwrap();
    let limited = Subject::server(&riverside.addresses.host()).unwrap();
    keep_away(&hillside, mei, limited, Level::Limit, None).await.unwrap();
    let id = publish(&riverside, rosa, "Bread", Audience::Public).await;
    let told = riverside.listing(id).await;
    riverside.until("it was told", async || (waiting(&riverside) == 0).then_some(())).await;

    hillside.back_from_backup().await;
    hillside.app.wake.peers.notify_one();
    let done = "SELECT count(*) AS n FROM catch_ups WHERE due_at IS NULL AND done_at IS NOT NULL";
    hillside.until("it is done with", async || (hillside.database.number(done) == 1).then_some(())).await;
    assert_eq!(hillside.database.count("listings"), 0);

    // Its own server shows the list to those who follow it: with what is for peers only to peers.
    let url = riverside.addresses.open_listings();
    let ask = async |who: &Neighborhood| {
        let mut page = url.clone();
        page.set_query(Some("page=true"));
        dereference::get(&who.app, &page, ACCEPT_ACTIVITY, &Budget::new(4)).await.unwrap()
    };
    publish(&riverside, rosa, "For peers", Audience::Peers).await;
    let names = async |who: &Neighborhood| -> Vec<String> {
        let list: Value = serde_json::from_slice(ask(who).await.activity().unwrap()).unwrap();
        let items = list["orderedItems"].as_array().unwrap();
        items.iter().map(|item| item["name"].as_str().unwrap().split(',').next().unwrap().to_owned()).collect()
    };
    assert_eq!(ask(&harbor).await.status, 404, "a stranger");
    harbor.follow(&riverside).await;
    assert_eq!(names(&harbor).await, ["Offer: Bread"], "who follows it and is no peer");
    assert_eq!(names(&hillside).await, ["Offer: For peers", "Offer: Bread"]);
    assert!(told.revision >= 1 && MISSING_MAX > 1);
}

//! A neighborhood under test, and a network elsewhere that it follows and that follows it.

use crate::peer::Peer;
use crate::snapshot::Snapshot;
use crate::support::TestDb;
use crate::support::loopback::listen;
use crate::support::neighborhood::{Neighborhood, until};
use potluck::actions::ask_to_follow::ask_to_follow;
use potluck::adapters::fetch::{Budget, Fetcher, Policy};
use potluck::config::Config;
use potluck::federation::dereference;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::sync::Arc;

/// When a host was last heard from: its letter was signed, so that much is true of what is refused later, too.
pub const HEARD: &str = "hosts.last_heard_at";

/// What there is.
pub struct World {
    /// The one that refuses.
    pub place: Neighborhood,
    /// The other one, whose `network` and ours follow each other.
    pub peer: Peer,
}

impl World {
    /// Starts both.
    pub async fn start() -> Self {
        Self::with(|_| {}).await
    }

    /// Starts both, ours with changed settings.
    pub async fn with(change: impl FnOnce(&mut Config)) -> Self {
        let fetcher = Fetcher::new(Policy::new(true, Vec::new()), "Potluck/test".into()).expect("a client");
        Self::with_fetcher(change, fetcher).await
    }

    /// The same with a client of the test's own.
    pub async fn with_fetcher(change: impl FnOnce(&mut Config), fetcher: Fetcher) -> Self {
        let (listener, _) = listen("riverside");
        let place = Neighborhood::start_with("riverside", listener, Arc::new(TestDb::new()), change, fetcher).await;
        let world = Self { place, peer: Peer::start("elsewhere").await };
        world.befriend(&world.peer).await;
        world
    }

    /// Our network and another's follow each other.
    pub async fn befriend(&self, peer: &Peer) {
        let place = &self.place;
        let network = peer.id("network").parse().expect("an id");
        let actor = dereference::actor(&place.app, &network, &Budget::new(5)).await.expect("the other network");
        ask_to_follow(place, actor.id).await.expect("a follow");
        place.app.wake.outbox.notify_one();
        let follow = peer.letter_of("Follow").await;
        self.accepted_of(peer, &peer.activity("network", "Accept", "follow", follow)).await;
        let ours = json!(place.addresses.network());
        self.accepted_of(peer, &peer.activity("network", "Follow", "follow", ours)).await;
        peer.letter_of("Accept").await;
        // What is walked by itself a few times a day is no part of these stories.
        place.database.execute("UPDATE walks SET due_at = '2199-01-01 00:00:00'").expect("walks");
    }

    /// The valid twin: an activity of the peer's is taken and has its effect.
    pub async fn accepted(&self, activity: &Value) {
        self.accepted_of(&self.peer, activity).await;
    }

    /// The same of another peer.
    pub async fn accepted_of(&self, peer: &Peer, activity: &Value) {
        assert_eq!(peer.send(&self.place, activity).await, 202, "{activity}");
        assert_eq!(self.worked(activity).await, "worked: ", "{activity}");
    }

    /// An activity that is well signed, and so answered with 202, is refused when it is worked: of it nothing stays but
    /// that it came. Answers why.
    pub async fn refused(&self, activity: &Value) -> String {
        self.refused_of(&self.peer, activity).await
    }

    /// The same of another peer.
    pub async fn refused_of(&self, peer: &Peer, activity: &Value) -> String {
        let before = self.snapshot().await;
        let why = self.refused_but(peer, activity, &before, &[]).await;
        assert!(!why.is_empty(), "{activity}");
        why
    }

    /// The same, when more than that may change since `before`.
    pub async fn refused_but(&self, peer: &Peer, activity: &Value, before: &Snapshot, but: &[&str]) -> String {
        assert_eq!(peer.send(&self.place, activity).await, 202, "{activity}");
        let said = self.worked(activity).await;
        let why = said.strip_prefix("refused: ").unwrap_or_else(|| panic!("{said}: {activity}")).to_owned();
        let (after, id) = (self.snapshot().await, activity["id"].as_str().expect("an id"));
        let changes = before.changes_to(&after, &[&["received", HEARD], but].concat());
        assert!(changes.is_empty(), "{activity} changed {changes:?}");
        let others: Vec<&str> = before.tables().filter(|table| *table != "received").collect();
        let mut kept = before.changes_to(&after, &others);
        // What came before and is tried again meanwhile is no part of this.
        let again: Vec<String> = kept.iter().filter(|row| !row.came).map(|row| row.text("ap_id")).collect();
        kept.retain(|row| !again.contains(&row.text("ap_id")));
        assert!(kept.len() == 1 && kept[0].text("ap_id") == id, "{kept:?}");
        why
    }

    /// An activity that is well signed cannot be worked, since what it needs of another server cannot be had: of it nothing
    /// stays but that it came and is tried again.
    pub async fn put_off(&self, activity: &Value) {
        let before = self.snapshot().await;
        assert_eq!(self.peer.send(&self.place, activity).await, 202, "{activity}");
        assert_eq!(self.worked(activity).await, "waiting: ", "{activity}");
        self.unchanged(&before, &["received", HEARD]).await;
    }

    /// Waits until an activity was worked; answers its state, and why it was refused, if it was.
    pub async fn worked(&self, activity: &Value) -> String {
        let id = activity["id"].as_str().expect("an id").replace('\'', "''");
        let asked = format!(
            "SELECT state || ': ' || coalesce(problem, '') AS line FROM received WHERE ap_id = '{id}' \
             AND (state <> 'waiting' OR attempts > 0)"
        );
        let found = || self.place.database.lines(&asked).pop();
        self.place.until(&format!("{id} is worked"), async || found()).await
    }

    /// Everything in the database, once nothing waits any more.
    pub async fn snapshot(&self) -> Snapshot {
        snapshot(&self.place).await
    }

    /// Says that nothing changed since `before`, but for what is named: whole tables, or columns (`hosts.last_heard_at`).
    pub async fn unchanged(&self, before: &Snapshot, but: &[&str]) {
        let changes = before.changes_to(&self.snapshot().await, but);
        assert!(changes.is_empty(), "this changed: {changes:?}");
    }

    /// The titles of the listings of others that are here.
    pub fn titles(&self) -> Vec<String> {
        self.place.database.lines("SELECT title AS line FROM listings ORDER BY title")
    }
}

/// Everything in the database of a neighborhood, once nothing waits any more.
pub async fn snapshot(place: &Neighborhood) -> Snapshot {
    when_idle(&place.database).await
}

/// Everything in a database, once nothing waits any more: what came in is worked, what is to be told is told, and two looks
/// in a row see the same. What is tried again later is not waited for.
pub async fn when_idle(database: &TestDb) -> Snapshot {
    let last: RefCell<Option<Snapshot>> = RefCell::default();
    until("there is nothing to do", async || {
        // In the order in which one leads to the other: each is gone only when the next is there.
        let waits = "SELECT count(*) AS n FROM received WHERE state = 'waiting' AND attempts = 0";
        let idle = database.number(waits) == 0
            && database.number("SELECT count(*) AS n FROM outbox_events") == 0
            && database.number("SELECT count(*) AS n FROM deliveries WHERE attempts = 0") == 0;
        let now = idle.then(|| Snapshot::of(database));
        let before = last.replace(now.clone());
        now.filter(|now| before.as_ref() == Some(now))
    })
    .await
}

//! A public offer to all followers, each with an inbox of their own.

use crate::elsewhere::Host;
use crate::ingest::{Sender, What};
use crate::reference::{self, Speed};
use crate::river::River;
use futures::StreamExt;
use potluck::federation::signature::{Way, generate_keys};
use serde_json::json;
use std::sync::Arc;
use std::time::{Duration, Instant};

const HOSTS: usize = 50;
/// Offers of each figure.
const OFFERS: usize = 10;
/// What each follower of the network is sent of one offer: its author's `Create` and the network's `Announce`.
const EACH: usize = 2;

/// Hosts elsewhere, and how many people of each follow our network.
struct Followers {
    hosts: Vec<Arc<Host>>,
    each: usize,
}

impl Followers {
    async fn start(river: &River, hosts: usize, each: usize, potluck: bool) -> Self {
        let keys = generate_keys().expect("keys");
        let names: Vec<String> = (0..hosts).map(|number| format!("host{number}")).collect();
        let hosts = names.iter().map(|name| Host::start(name, keys.clone(), potluck));
        let hosts = futures::future::join_all(hosts).await;
        let followers = Self { hosts, each: 0 };
        followers.grow(river, each).await
    }

    /// More people follow.
    async fn grow(mut self, river: &River, each: usize) -> Self {
        let network = river.network();
        let more = self.hosts.iter().flat_map(|host| (self.each..each).map(move |number| (host, number)));
        let follows = more.map(|(host, number)| {
            let (actor, network) = (host.person(&format!("u{number}")), &network);
            let follow = json!({
                "@context": "https://www.w3.org/ns/activitystreams", "id": format!("{actor}#follow"), "type": "Follow",
                "actor": actor, "object": network,
            });
            async move { assert_eq!(river.send(host, &actor, &follow).await.start().1, "202") }
        });
        futures::stream::iter(follows).buffer_unordered(8).collect::<Vec<()>>().await;
        self.each = each;
        let all = i64::try_from(self.hosts.len() * each).expect("a number");
        let sql = "SELECT count(*) AS n FROM follows WHERE state = 'accepted'";
        while river.process.database.number(sql) < all || waits(river) > 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        self
    }

    fn arrived(&self) -> usize {
        self.hosts.iter().map(|host| host.arrived()).sum()
    }

    fn doubled(&self) -> usize {
        self.hosts.iter().map(|host| host.doubled()).sum()
    }
}

fn waits(river: &River) -> i64 {
    river.process.database.number(
        "SELECT (SELECT count(*) FROM outbox_events) + (SELECT count(*) FROM deliveries) \
         + (SELECT count(*) FROM received WHERE state = 'waiting') AS n",
    )
}

/// How a fan-out went.
struct Told {
    deliveries: usize,
    took: Duration,
    used: Option<f64>,
}

impl Told {
    fn rate(&self) -> f64 {
        self.deliveries as f64 / self.took.as_secs_f64()
    }

    fn line(&self, speed: Option<Speed>) -> String {
        let share = speed.map_or_else(String::new, |speed| {
            format!(", {:.0} % of what a core signs", self.rate() / speed.sign * 100.0)
        });
        let used = self.used.map_or_else(String::new, |used| {
            format!("; the server used {:.0} µs of a core for each", used * 1e6 / self.deliveries as f64)
        });
        format!("{} deliveries at {:.0}/s{share}{used}", self.deliveries, self.rate())
    }
}

/// Makes offers and waits until all of `hosts` have heard of them.
async fn tell(river: &River, hosts: &[Arc<Host>], each: usize, offers: usize) -> Told {
    let arrived = || hosts.iter().map(|host| host.arrived()).sum::<usize>();
    let (before, used, start) = (arrived(), river.used(), Instant::now());
    for number in 0..offers {
        river.offers(&format!("Bread, batch {number}")).await;
    }
    let deliveries = offers * EACH * each * hosts.len();
    while arrived() < before + deliveries {
        assert!(start.elapsed() < Duration::from_secs(600), "{} of {deliveries} came", arrived() - before);
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let last = hosts.iter().filter_map(|host| host.last()).max().expect("something came");
    let used = river.used().zip(used).map(|(after, before)| after - before);
    Told { deliveries, took: last - start, used }
}

pub async fn run() {
    for (potluck, name) in [(false, "RSA-2048, draft-cavage"), (true, "Ed25519, RFC 9421")] {
        let river = River::start().await;
        let followers = Followers::start(&river, HOSTS, 10, potluck).await;
        let speed = reference::say(if potluck { "ed25519" } else { "rsa2048" });
        let told = tell(&river, &followers.hosts, followers.each, OFFERS).await;
        assert_eq!(followers.doubled(), 0, "nothing comes twice");
        println!(
            "fan-out, {}, 500 followers on {HOSTS} hosts, {OFFERS} offers, {name}: {}; memory at most {} MiB",
            river.kind(),
            told.line(speed),
            river.memory().unwrap_or(0)
        );
    }
}

/// Both figures again with ten times the followers and a hundred times the stored listings.
pub async fn growth() {
    let river = River::start().await;
    let mut sender = Sender::start(&river, What::Listings).await;
    sender.send(&river, 1_000, Way::Ed25519).await;
    let followers = Followers::start(&river, HOSTS, 10, false).await;
    reference::say("rsa2048");
    let few = sender.send(&river, 10_000, Way::Cavage).await;
    let told_few = tell(&river, &followers.hosts, followers.each, OFFERS).await;
    println!("growth, {}, 1,000 listings stored: {}", river.kind(), few.line());
    println!("growth, {}, 500 followers: {}", river.kind(), told_few.line(None));
    sender.send(&river, 89_000, Way::Ed25519).await;
    let followers = followers.grow(&river, 100).await;
    reference::say("rsa2048");
    let many = sender.send(&river, 10_000, Way::Cavage).await;
    let told_many = tell(&river, &followers.hosts, followers.each, 1).await;
    println!("growth, {}, 100,000 listings stored: {}", river.kind(), many.line());
    println!("growth, {}, 5,000 followers: {}", river.kind(), told_many.line(None));
    let change = |before: f64, after: f64| (before / after - 1.0) * 100.0;
    println!(
        "growth, {}: each costs {:+.0} % coming in and {:+.0} % going out; {} deliveries, {} twice; memory at most {} MiB",
        river.kind(),
        change(few.rate(), many.rate()),
        change(told_few.rate(), told_many.rate()),
        followers.arrived(),
        followers.doubled(),
        river.memory().unwrap_or(0)
    );
    if let Some((own, files)) = river.holds() {
        println!("growth, {}: at the end {own} MiB of its own, and {files} MiB of files", river.kind());
    }
}

/// One host of twenty answers after five seconds: what the others notice.
pub async fn slow() {
    let river = River::start().await;
    let followers = Followers::start(&river, 20, 25, false).await;
    let (slow, others) = followers.hosts.split_first().expect("hosts");
    reference::say("rsa2048");
    let calm = tell(&river, others, followers.each, OFFERS).await;
    while waits(&river) > 0 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    slow.pause(Duration::from_secs(5));
    let beside = tell(&river, others, followers.each, OFFERS).await;
    println!("slow, {}, all well: {}", river.kind(), calm.line(None));
    println!(
        "slow, {}, one host of 20 answers after 5 s: {}; {:+.0} %",
        river.kind(),
        beside.line(None),
        (beside.rate() / calm.rate() - 1.0) * 100.0
    );
}

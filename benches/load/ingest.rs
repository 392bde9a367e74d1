//! Signed Create activities through the shared inbox, until the member who follows their author can read them.

use crate::elsewhere::{Host, signed};
use crate::reference;
use crate::river::River;
use chrono::{Duration as Span, SecondsFormat, Utc};
use potluck::federation::signature::{Way, generate_keys};
use serde_json::{Value, json};
use std::num::NonZero;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Connections of the sender.
const CONNECTIONS: usize = 64;
/// Activities of each figure.
const ACTIVITIES: usize = 30_000;

/// What is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Offers of a network that ours follows, with all that a real one says.
    Listings,
    /// Short posts of a person whom a member follows.
    Statuses,
}

/// A sender elsewhere.
pub struct Sender {
    host: Arc<Host>,
    actor: String,
    what: What,
    listing: String,
    sent: usize,
}

impl Sender {
    pub async fn start(river: &River, what: What) -> Self {
        let host = Host::start("hillside", generate_keys().expect("keys"), true).await;
        let actor = match what {
            What::Listings => {
                river.follows_network(&host).await;
                host.network()
            }
            What::Statuses => {
                river.follows_person(&host, "ana").await;
                host.person("ana")
            }
        };
        Self { listing: listing(&host), host, actor, what, sent: 0 }
    }

    fn body(&self, number: usize, now: &str) -> String {
        match self.what {
            What::Listings => self.listing.replace("NUMBER", &number.to_string()),
            What::Statuses => {
                let (id, actor) = (format!("{}/ap/s/{number}", self.host.base), &self.actor);
                let to = ["https://www.w3.org/ns/activitystreams#Public"];
                let cc = [format!("{actor}/followers")];
                json!({
                    "@context": "https://www.w3.org/ns/activitystreams", "id": format!("{id}/create"), "type": "Create",
                    "actor": actor, "published": now, "to": to, "cc": cc,
                    "object": {
                        "id": id, "type": "Note", "attributedTo": actor, "to": to, "cc": cc, "published": now,
                        "url": id, "content": format!("<p>Good morning, number {number} of the day.</p>"), "tag": [],
                    },
                })
                .to_string()
            }
        }
    }

    /// Sends so many, and waits until all of them can be read.
    pub async fn send(&mut self, river: &River, many: usize, way: Way) -> Taken {
        let (first, end) = (self.sent, self.sent + many);
        self.sent = end;
        let next = AtomicUsize::new(0);
        let ready = self.signed(river, first..end, way);
        let used = river.used();
        let start = Instant::now();
        let each = (0..CONNECTIONS).map(|_| Self::connection(river, &next, &ready));
        futures::future::join_all(each).await;
        let stored = start.elapsed();
        // A look that costs little however much is stored: it is the server that is measured.
        let waits = "SELECT count(*) AS n FROM (SELECT 1 FROM received WHERE state = 'waiting' LIMIT 1) one";
        while river.process.database.number(waits) > 0 {
            assert!(start.elapsed() < Duration::from_secs(600), "they were never worked");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let readable = start.elapsed();
        let used = river.used().zip(used).map(|(after, before)| after - before);
        let rows = if self.what == What::Listings { "listings WHERE local = FALSE" } else { "statuses" };
        let stored_now = river.process.database.count(rows);
        assert_eq!(stored_now, i64::try_from(end).expect("a number"), "each of them is there once");
        Taken { many, stored, readable, used }
    }

    /// The requests, signed beforehand by all cores: what is measured is how they are taken in, not how they are made.
    fn signed(&self, river: &River, numbers: Range<usize>, way: Way) -> Vec<Vec<u8>> {
        let (key, inbox) = (self.host.key(&self.actor, way), river.inbox());
        let now = Utc::now().to_rfc3339_opts(SecondsFormat::Secs, true);
        let numbers: Vec<usize> = numbers.collect();
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
        let sign = |number: &usize| signed(&key, way, &inbox, self.body(*number, &now).as_bytes());
        let sign = &sign;
        std::thread::scope(|scope| {
            let parts = numbers.chunks(numbers.len().div_ceil(cores).max(1));
            let parts = parts.map(|part| scope.spawn(move || part.iter().map(sign).collect::<Vec<_>>()));
            let parts: Vec<_> = parts.collect();
            parts.into_iter().flat_map(|part| part.join().expect("they are signed")).collect()
        })
    }

    async fn connection(river: &River, next: &AtomicUsize, ready: &[Vec<u8>]) {
        let mut kept = river.connect().await;
        while let Some(bytes) = ready.get(next.fetch_add(1, Ordering::Relaxed)) {
            kept.write(bytes).await.expect("it is sent");
            let answer = kept.message().await.expect("an answer").expect("an answer");
            let text = String::from_utf8_lossy(&answer.body);
            assert_eq!(answer.start().1, "202", "{text}");
        }
    }

    /// Reads all of them as the member does, page by page.
    pub async fn read_back(&self, river: &River) -> usize {
        let mut next = Some(match self.what {
            What::Listings => format!("http://{}/api/potluck/v1/listings?limit=80", river.process.domain),
            What::Statuses => format!("http://{}/api/v1/timelines/home?limit=40", river.process.domain),
        });
        let mut read = 0;
        while let Some(address) = next.take() {
            let answer = river.rosa.ask(reqwest::Method::GET, &address, &[], Vec::new()).await;
            let link = answer.header("link").to_owned();
            let page = answer.expect(200);
            let page: &Vec<Value> = page.as_array().expect("a list");
            read += page.len();
            let older = link.split(',').find(|part| part.contains("\"next\"")).filter(|_| !page.is_empty());
            next = older.and_then(|part| part.split(['<', '>']).nth(1)).map(str::to_owned);
        }
        read
    }
}

/// A real offer (the fixture that the documents show), as this host says it now, with NUMBER in its ids.
fn listing(host: &Host) -> String {
    let mut create: Value =
        serde_json::from_str(include_str!("../../tests/fixtures/activitypub/potluck/02-offer-create.json"))
            .expect("JSON");
    let now = Utc::now();
    let at = |hours: i64| (now + Span::hours(hours)).to_rfc3339_opts(SecondsFormat::Secs, true);
    create["published"] = at(0).into();
    let object = &mut create["object"];
    for (name, hours) in [("published", 0), ("startTime", 24), ("endTime", 48)] {
        object[name] = at(hours).into();
    }
    create.to_string().replace("https://fruitvale.example", &host.base).replace("01K5P7", "NUMBER")
}

/// How it went.
pub struct Taken {
    many: usize,
    /// Until the last was answered 202.
    stored: Duration,
    /// Until the last could be read.
    readable: Duration,
    /// Processor time of the server.
    used: Option<f64>,
}

impl Taken {
    pub fn rate(&self) -> f64 {
        self.many as f64 / self.readable.as_secs_f64()
    }

    pub fn line(&self) -> String {
        let used = self.used.map_or_else(String::new, |used| {
            format!("; the server used {:.0} µs of a core for each", used * 1e6 / self.many as f64)
        });
        let answered = self.many as f64 / self.stored.as_secs_f64();
        format!("{} answered at {answered:.0}/s, readable at {:.0}/s{used}", self.many, self.rate())
    }
}

pub async fn run() {
    for what in [What::Listings, What::Statuses] {
        for (way, name) in [(Way::Cavage, "RSA-2048, draft-cavage"), (Way::Ed25519, "Ed25519, RFC 9421")] {
            reference::say(if way == Way::Ed25519 { "ed25519" } else { "rsa2048" });
            let river = River::start().await;
            let mut sender = Sender::start(&river, what).await;
            let size = sender.body(10_000, "2026-01-01T00:00:00Z").len();
            let taken = sender.send(&river, ACTIVITIES, way).await;
            let read = sender.read_back(&river).await;
            assert!(read >= ACTIVITIES, "{read} can be read");
            println!(
                "ingest, {}, {what:?} of {size} bytes, {name}: {}; memory at most {} MiB",
                river.kind(),
                taken.line(),
                river.memory().unwrap_or(0)
            );
        }
    }
}

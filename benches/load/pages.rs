//! What neighbors look at most, where 100,000 needs and offers are open: the board (its first page and older ones, narrowed
//! down, near a place) and the page of a need or an offer, as a stranger and as a member who is signed in.
//!
//! First how long an answer takes while two ask at a time, for another page each time: nothing is given again from memory.
//! Then how many answers there are in a second while 32 ask at a time: for another page each time, and for the same one, as
//! it is when something is told on. This program asks on the same cores.

use crate::river::River;
use crate::support::places::place;
use chrono::Duration as Span;
use potluck::clock::Clock;
use potluck::domain::address::Addresses;
use potluck::domain::area::{Area, Point};
use potluck::domain::audience::Audience;
use potluck::domain::browser::Browser;
use potluck::domain::category::STARTER;
use potluck::domain::draft::blank;
use potluck::domain::key::EntryId;
use potluck::domain::listing::{Details, Kind, Listing, State};
use potluck::domain::place::{Place, PlaceKind};
use potluck::ids;
use potluck::seal::MasterKey;
use potluck::storage::entries::Stored;
use potluck::storage::sign_ins::NewSession;
use potluck::storage::{actors, listings, members, sign_ins};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::time::{Duration, Instant};

const LISTINGS: usize = 100_000;
/// Places that people know, whose names the board offers.
const PLACES: usize = 100;
/// The aims: at the 99th percentile, and in a second.
const LONGEST: Duration = Duration::from_millis(20);
const RATE: f64 = 5_000.0;
/// Who ask at a time, and answers of each figure: of how long one takes, and of how many there are.
const FEW: (usize, usize) = (2, 2_000);
const MANY: (usize, usize) = (32, 16_000);
const WARM_UP: usize = 320;

/// Which page.
#[derive(Clone, Copy, Debug)]
enum Which {
    Board,
    Narrowed,
    Near,
    NearNarrowed,
    Rare,
    One,
}

const ALL: [(Which, &str); 6] = [
    (Which::Board, "the board"),
    (Which::Narrowed, "the board, one kind and category"),
    (Which::Near, "the board, within 5 km"),
    (Which::NearNarrowed, "the board, within 5 km, one kind and category"),
    (Which::Rare, "the board, with a wish that nothing fits"),
    (Which::One, "a need or an offer"),
];

/// What there is to look at.
struct Filled {
    /// The ids of listings, and what is random in their addresses.
    listings: Vec<(i64, String)>,
    /// By which rosa's browser is known.
    cookie: String,
}

impl Filled {
    /// The path of a page; of the first one as people ask for it first, of the others another each time.
    fn path(&self, which: Which, number: usize) -> String {
        let kind = ["need", "offer"][number % 2];
        let category = STARTER[number / 2 % STARTER.len()].0;
        // From place to place in the city, and from the newer half of the listings on.
        let at = format!("40.{},-73.{}", 56 + number * 7 % 34, 65 + number * 11 % 33);
        let (id, slug) = &self.listings[LISTINGS - 1 - number * 13 % (LISTINGS / 2)];
        let before = if number == 0 { String::new() } else { format!("&before={id}") };
        match which {
            Which::Board => format!("/board?within=5{before}"),
            Which::Narrowed => format!("/board?kind={kind}&category={category}{before}"),
            Which::Near => format!("/board?at={at}&within=5{before}"),
            Which::NearNarrowed => format!("/board?kind={kind}&category={category}&at={at}&within=5&when=7{before}"),
            Which::Rare => format!("/board?food=halal{before}"),
            Which::One => format!("/listings/{slug}"),
        }
    }
}

/// Somewhere in a city of about 40 by 47 km.
fn somewhere(random: &mut ChaCha8Rng) -> Point {
    Point::new(40.55 + random.random::<f64>() * 0.36, -74.1 + random.random::<f64>() * 0.47).expect("a point")
}

/// Fills the database beside the server, which is not running meanwhile.
async fn fill(river: &River) -> Filled {
    let (db, now) = (river.process.database.open(), Clock::system().now());
    let base = format!("http://{}/", river.process.domain).parse().expect("an address");
    let (addresses, secret) = (Addresses::new(base), ids::secret());
    let (network, digest) = (addresses.network(), ids::digest(&secret));
    // Nothing that is measured opens what is sealed with it.
    let seal = MasterKey::load_or_create(&river.process.database.folder().join("session.key")).expect("a key");
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let places: Vec<Place> = (0..PLACES)
        .map(|number| place(PlaceKind::Fridge, &format!("Fridge number {number}"), somewhere(&mut random)))
        .collect();
    let there = db.write(move |conn| {
        let network = actors::by_ap_id(conn, &network)?.expect("a network");
        let rosa = members::by_handle(conn, "rosa")?.expect("a member");
        let (by_link, until) = (false, now + Span::days(1));
        let session = NewSession {
            digest: &digest,
            member: rosa.id,
            browser: Browser::UNKNOWN,
            by_link,
            created_at: now,
            expires_at: until,
        };
        sign_ins::insert_session(conn, &seal, &session)?;
        places.iter().try_for_each(|place| place.insert(conn, EntryId(ids::next(now)), now))?;
        Ok((network.id, rosa))
    });
    let (network, rosa) = there.await.expect("a network and a member");
    let mut all = Vec::with_capacity(LISTINGS);
    let start = Instant::now();
    for _ in 0..LISTINGS / 1_000 {
        let some = (0..1_000).map(|_| {
            let slug = ids::slug();
            let blank = blank(slug.clone(), addresses.listing(&slug), rosa.id, network, now);
            let kind = if random.random() { Kind::Need } else { Kind::Offer };
            let body = "Fresh this morning, more than we can eat. Please bring a bag, and ring at the green door.";
            Listing {
                speaker: rosa.actor,
                hidden_author: false,
                kind,
                category: STARTER[random.random_range(0..STARTER.len())].0.into(),
                title: "Something to share by the library".into(),
                language: "en".into(),
                details: Details { body: Some(body.into()), ..Details::default() },
                audience: Audience::Public,
                place_name: Some("By the library".into()),
                area: Some(Area::of_offer(somewhere(&mut random))),
                state: State::Open,
                revision: 1,
                expires_at: now + Span::hours(random.random_range(24..2_000)),
                published_at: Some(now),
                ..blank
            }
        });
        let some: Vec<Listing> = some.collect();
        all.extend(some.iter().map(|listing| (listing.id.0, listing.slug.clone())));
        db.write(move |conn| some.iter().try_for_each(|listing| listings::insert(conn, listing)))
            .await
            .expect("listings");
    }
    river.process.database.execute("ANALYZE").expect("ANALYZE");
    println!("  {LISTINGS} listings after {:.0} s", start.elapsed().as_secs_f64());
    Filled { listings: all, cookie: format!("cookie: potluck={secret}\r\n") }
}

/// Asks over so many connections; answers how long each took, and how long the longest answer is, in bytes.
async fn ask(
    river: &River,
    (at_once, many): (usize, usize),
    question: &impl Fn(usize) -> String,
) -> (Vec<Duration>, usize) {
    let each = (0..at_once).map(|who| async move {
        let mut kept = river.connect().await;
        let (mut taken, mut longest) = (Vec::with_capacity(many / at_once), 0);
        for number in 0..many / at_once {
            let asked = question(number * at_once + who);
            let start = Instant::now();
            kept.write(asked.as_bytes()).await.expect("it is sent");
            let answer = kept.message().await.expect("an answer").expect("an answer");
            taken.push(start.elapsed());
            assert_eq!(answer.start().1, "200", "{asked}");
            longest = longest.max(answer.body.len());
        }
        (taken, longest)
    });
    let answers = futures::future::join_all(each).await;
    let longest = answers.iter().map(|(_, longest)| *longest).max().unwrap_or_default();
    (answers.into_iter().flat_map(|(taken, _)| taken).collect(), longest)
}

fn met(is_met: bool) -> &'static str {
    if is_met { "met" } else { "MISSED" }
}

/// How many answers there are in a second, and what each costs.
async fn rate(river: &River, what: &str, question: &impl Fn(usize) -> String) {
    ask(river, (MANY.0, WARM_UP), question).await;
    let (used, start) = (river.used(), Instant::now());
    let (taken, bytes) = ask(river, MANY, question).await;
    let rate = taken.len() as f64 / start.elapsed().as_secs_f64();
    let cost = river.used().zip(used).map(|(after, before)| (after - before) / taken.len() as f64 * 1e6);
    let cost = cost.map(|cost| format!(", {cost:.0} µs of a core each")).unwrap_or_default();
    println!("    {what}: {rate:.0}/s of {bytes} bytes{cost} (the aim of {RATE:.0}/s is {})", met(rate >= RATE));
}

pub async fn run() {
    let mut river = River::start().await;
    println!("\nPages, {}, {LISTINGS} open listings, {PLACES} places", river.kind());
    river.process.stop();
    let filled = fill(&river).await;
    river.process.start_again().await;
    let head = format!("host: {}\r\naccept: text/html\r\naccept-language: en\r\n", river.process.domain);
    for (whom, cookie) in [("a stranger", ""), ("a member", filled.cookie.as_str())] {
        for (which, what) in ALL {
            let (filled, head) = (&filled, &head);
            let asked = |number: usize, packed: &str| {
                format!("GET {} HTTP/1.1\r\n{head}{cookie}{packed}\r\n", filled.path(which, number))
            };
            ask(&river, (FEW.0, WARM_UP), &|number| asked(number + FEW.1, "")).await;
            let (mut taken, _) = ask(&river, FEW, &|number| asked(number + 1, "")).await;
            taken.sort();
            let of = |percent: usize| taken[(taken.len() * percent / 100).min(taken.len() - 1)];
            println!(
                "  {what}, {whom}: p50 {:.2} ms, p99 {:.2} ms (the aim of {LONGEST:?} is {})",
                of(50).as_secs_f64() * 1e3,
                of(99).as_secs_f64() * 1e3,
                met(of(99) <= LONGEST)
            );
            rate(&river, "another each time", &|number| asked(number + 1, "")).await;
            rate(&river, "the same", &|_| asked(0, "")).await;
            if cookie.is_empty() {
                // As browsers ask.
                rate(&river, "the same, packed", &|_| asked(0, "accept-encoding: gzip, deflate, br\r\n")).await;
            }
        }
    }
    if let Some(memory) = river.memory() {
        println!("  memory: {memory} MiB at most");
    }
}

//! A page asks the database as often for many rows as for few: no row of a list asks for itself.
//!
//! Diesel says what it asks (`Instrumentation`). A connection learns when it is opened of which database it is, and is heard
//! only where a test listens: the tests beside this one run as ever.

use crate::marks::{me, says, step};
use crate::support::TestDb;
use crate::support::browser::Browser;
use crate::support::client::Visitor;
use crate::support::neighborhood::Neighborhood;
use crate::support::pictures::{photograph, upload};
use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};
use potluck::actions::accept_response::{Plan, accept_response};
use potluck::actions::announce::announce;
use potluck::actions::ask_as_guest::ask_as_guest;
use potluck::actions::change_network::change_network;
use potluck::actions::give_role::give_role;
use potluck::actions::invite::make_invite;
use potluck::actions::publish_listing::publish_listing;
use potluck::actions::report::report;
use potluck::actions::respond::{Answer, respond};
use potluck::actions::say_about::say_about;
use potluck::actions::welcome::ask_to_join;
use potluck::domain::audience::Audience;
use potluck::domain::draft::Draft;
use potluck::domain::follow::{Actor, Follow, FollowState};
use potluck::domain::guest::Asking;
use potluck::domain::joining::{Hello, Joining, Rules};
use potluck::domain::key::{FollowId, ResponseId};
use potluck::domain::listing::Kind;
use potluck::domain::member::RoleKind;
use potluck::domain::network::Change;
use potluck::domain::{ActorId, Listing, ListingId, MemberId, status};
use potluck::i18n::Lang;
use potluck::ids;
use potluck::storage::{DatabaseUrl, actors, follows, listings};
use reqwest::Method;
use serde_json::json;
use std::collections::BTreeMap;
use std::net::TcpListener;
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The threads of the test: its own questions, and those of the workers, which run on them. The server has its own threads.
const OWN: &str = "not the server";
/// How often a page is asked for: the server does other things besides, and the least of what it asks is what the page takes.
const TRIES: usize = 5;

/// What has as many lines as it may have from the first on.
const FULL: [&str; 3] = ["/", "/home", "/posts?of=neighbors"];

type Heard = Arc<Mutex<Vec<String>>>;

/// What is heard of each database, by how it is opened.
static LISTENED: Mutex<BTreeMap<String, Heard>> = Mutex::new(BTreeMap::new());

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What listens on one connection.
#[derive(Default)]
struct Ear {
    heard: Option<Heard>,
}

impl Instrumentation for Ear {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        match event {
            InstrumentationEvent::StartEstablishConnection { url, .. } => {
                self.heard = held(&LISTENED).get(url).cloned();
            }
            InstrumentationEvent::StartQuery { query, .. } => {
                let Some(heard) = self.heard.as_ref().filter(|_| std::thread::current().name() != Some(OWN)) else {
                    return;
                };
                let question = query.to_string();
                let start = question.trim_start_matches(['(', ' ', '\n']);
                // Whether the server is there at all is no question of a page.
                if (start.starts_with("SELECT") || start.starts_with("WITH")) && start != "SELECT 1" {
                    held(heard).push(question);
                }
            }
            _ => {}
        }
    }
}

fn ear() -> Option<Box<dyn Instrumentation>> {
    Some(Box::new(Ear::default()))
}

/// Listens to whoever opens this database from now on.
fn listen_to(database: &TestDb) -> Heard {
    let name = match &database.url {
        DatabaseUrl::Sqlite(path) => path.display().to_string(),
        DatabaseUrl::Postgres(url) => url.clone(),
    };
    let heard = Heard::default();
    held(&LISTENED).insert(name, heard.clone());
    set_default_instrumentation(ear).expect("an ear");
    heard
}

/// A network far away that works with ours, and an offer like this one from there. Nobody answers at its address.
async fn far_network(place: &Neighborhood, number: usize, like: ListingId) {
    let (network, now) = (place.network, place.now());
    let write = place.db.write(move |conn| {
        let host = format!("far{number}.localhost:9");
        let base = format!("http://{host}/ap/network");
        let actor = Actor {
            id: ActorId(ids::next(now)),
            ap_id: base.parse()?,
            local: false,
            name: format!("Far away, number {number}"),
            inbox: format!("{base}/inbox").parse()?,
            shared_inbox: None,
            followers: None,
            key_id: format!("{base}#main-key"),
            ed25519: None,
            host,
            ..actors::get(conn, network)?
        };
        let origin = actors::upsert_remote(conn, &actor)?;
        for (follower, followed, which) in [(network, origin, "ours"), (origin, network, "theirs")] {
            let (id, ap_id) = (FollowId(ids::next(now)), format!("{base}/follows/{which}").parse()?);
            let state = FollowState::Accepted;
            follows::insert(conn, &Follow { id, ap_id, follower, followed, state, created_at: now })?;
        }
        let offer = Listing {
            id: ListingId(ids::next(now)),
            slug: ids::slug(),
            ap_id: format!("{base}/listings/{number}").parse()?,
            origin,
            speaker: origin,
            local: false,
            author: None,
            ..listings::get(conn, like)?
        };
        listings::insert(conn, &offer)
    });
    write.await.expect("a network far away");
}

/// Somebody writes: words, a question, a picture, an answer, or they tell on what was written first.
async fn writes(who: &Visitor, number: usize, first: &str) {
    let words = format!("@mei There is bread, number {number}. #plums");
    let said = match number % 5 {
        0 => json!({"status": words}),
        1 => json!({"status": words, "poll": {"options": ["On Saturday", "On Sunday"], "expires_in": 86_400}}),
        2 => {
            let picture = upload(who, &photograph(40, 30), "A loaf").await;
            json!({"status": words, "media_ids": [picture["id"]]})
        }
        3 => json!({"status": words, "in_reply_to_id": first}),
        _ => {
            step(who, &format!("/statuses/{first}/reblog")).await.expect(200);
            return;
        }
    };
    let json = [("content-type", "application/json")];
    who.ask(Method::POST, "/api/v1/statuses", &json, said.to_string().into_bytes()).await.expect(200);
}

/// What more and more is said of.
struct Begun<'a> {
    rosa: MemberId,
    /// Who organizes.
    olga: MemberId,
    ben: &'a Visitor,
    /// What everybody writes about.
    first: &'a str,
    /// A need of rosa's that everybody answers.
    chairs: ListingId,
    /// An answer of ben's, about which they write to each other.
    talk: ResponseId,
}

/// Makes one more of each row of every page, for each number: of what rosa posts and answers, of what ben reads and writes, and
/// of what olga looks after.
async fn grow(place: &Neighborhood, begun: &Begun<'_>, numbers: Range<usize>) {
    let Begun { rosa, ben, first, .. } = *begun;
    for number in numbers {
        let neighbor = place.member(&format!("neighbor{number}")).await;
        let offer = Draft { audience: Some(Audience::Public), ..Draft::new(Kind::Offer, &format!("Jar {number}")) };
        let offer = publish_listing(place, neighbor, offer, true).await.expect("an offer");
        far_network(place, number, offer).await;
        look_after(place, begun, number, offer).await;
        // She answers what they have; of what she asks for, they answer one thing that waits for her word, and one that is
        // agreed.
        respond(place, rosa, offer, Answer::default()).await.expect("an answer");
        for agrees in [false, true] {
            let need = Draft::new(Kind::Need, &format!("Ride {number}, {agrees}"));
            let need = publish_listing(place, rosa, need, true).await.expect("a need");
            let answer = respond(place, neighbor, need, Answer::default()).await.expect("an answer");
            if agrees {
                accept_response(place, rosa, answer, None, Plan::default()).await.expect("a promise");
            }
        }
        respond(place, neighbor, begun.chairs, Answer::default()).await.expect("an answer");
        say_about(place, rosa, begun.talk, &format!("Is noon good, number {number}?"), Lang::En).await.expect("words");
        let name = format!("writer{number}");
        place.member(&name).await;
        let writer = Visitor::member(place, &name).await;
        step(ben, &format!("/accounts/{}/follow", me(&writer).await)).await.expect(200);
        for who in [&writer, ben] {
            writes(who, number, first).await;
        }
    }
}

/// One more of what organizers read: a need of somebody without an account, somebody who wants to join, a report, an
/// announcement, an invite.
async fn look_after(place: &Neighborhood, begun: &Begun<'_>, number: usize, offer: ListingId) {
    let asking = Asking {
        words: format!("A warm coat, number {number}"),
        place: "near the library".into(),
        reach: "+1 718 555 0177".into(),
        shown_to: "network".into(),
        by_mail: false,
        language: "en".into(),
    };
    ask_as_guest(place, ids::secret(), asking.check().expect("it fits")).await.expect("a need");
    let hello = Hello::new("Ben told me about you.", "en").expect("it fits");
    ask_to_join(place, &ids::secret(), hello).await.expect("a request");
    let about = place.db.read(move |conn| listings::get(conn, offer)).await.expect("a read").ap_id;
    report(place, begun.rosa, vec![about], "It smells.", false).await.expect("a report");
    let told = status::Draft {
        text: format!("The kitchen is closed on Monday {number}."),
        spoiler: None,
        sensitive: false,
        language: None,
        has_media: false,
    };
    announce(place, begun.olga, told, Audience::Network, None, None).await.expect("an announcement");
    make_invite(place, begun.olga, 3, 7).await.expect("an invite");
}

/// How many lines a page has, and what it asks for them, anew.
async fn asked(place: &Neighborhood, heard: &Heard, who: &Browser, path: &str) -> (usize, Vec<String>) {
    let mut least: Option<(usize, Vec<String>)> = None;
    for _ in 0..TRIES {
        // A page that was made before is given again until something is written.
        let change = "UPDATE listings SET revision = revision + 1 WHERE id = (SELECT min(id) FROM listings)";
        place.database.execute(change).expect("a change");
        held(heard).clear();
        let page = who.open(path).await;
        assert_eq!(page.status, 200, "{path}: {}", page.text);
        let questions = std::mem::take(&mut *held(heard));
        if least.as_ref().is_none_or(|(_, least)| questions.len() < least.len()) {
            let lines = ["</li>", "</article>", "<entry>"].map(|end| page.text.matches(end).count());
            least = Some((lines.iter().sum(), questions));
        }
    }
    least.expect("it was tried")
}

async fn as_often() {
    let database = Arc::new(TestDb::new());
    let heard = listen_to(&database);
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let change = |all: &mut potluck::config::Config| {
        (all.limits.account_per_minute, all.limits.address_per_minute) = (0, 0);
    };
    let place = Neighborhood::start_on("riverside", listener, database, change).await;
    let rosa = Browser::joined(&place, "rosa", "203.0.113.51").await;
    let ben = Browser::joined(&place, "ben", "203.0.113.52").await;
    let stranger = Browser::at(&place, "203.0.113.53");
    let app = Visitor::member(&place, "ben").await;
    let member = place.db.read(|conn| potluck::storage::members::by_handle(conn, "rosa")).await.expect("a read");
    let member = member.expect("rosa").id;
    place.member("mei").await;
    let first = says(&Visitor::member(&place, "mei").await, "Who has bread?", "public").await;
    let olga = Browser::joined(&place, "olga", "203.0.113.54").await;
    for role in [RoleKind::Operator, RoleKind::Moderator, RoleKind::Steward, RoleKind::Connector, RoleKind::Welcome] {
        give_role(&place, "olga", role, 6).await.expect("a role");
    }
    let id = |name: &'static str| place.db.read(move |conn| potluck::storage::members::by_handle(conn, name));
    let [organizer, answers] = [id("olga").await, id("ben").await].map(|found| found.expect("a read").expect("one").id);
    let rules = Rules { how: Joining::Welcome, members_invite: false };
    change_network(&place, organizer, Change { joining: Some(rules), ..Change::default() }).await.expect("a change");
    let chairs = publish_listing(&place, member, Draft::new(Kind::Need, "Chairs"), true).await.expect("a need");
    let talk = respond(&place, answers, chairs, Answer::default()).await.expect("an answer");
    let begun = Begun { rosa: member, olga: organizer, ben: &app, first: &first, chairs, talk };

    // Each question is heard, on whichever connection.
    let other = place.database.clone();
    let three = move || (0..3).map(|_| other.number("SELECT count(*) AS n FROM listings")).sum::<i64>();
    held(&heard).clear();
    assert_eq!(std::thread::spawn(three).join().expect("three answers"), 3);
    let counted = held(&heard).iter().filter(|question| question.contains("AS n FROM listings")).count();
    assert_eq!(counted, 3);

    let person = format!("/people/{}", me(&app).await);
    let thread = format!("/posts/{first}");
    let slug = place.db.read(move |conn| listings::get(conn, chairs)).await.expect("a read").slug;
    let (chairs, talk) = (format!("/listings/{slug}"), format!("/answers/{talk}"));
    let pages = [
        (&stranger, "/"),
        (&stranger, "/board"),
        (&stranger, "/board.atom"),
        (&rosa, "/board"),
        (&rosa, "/board?kind=offer"),
        (&rosa, "/home"),
        (&rosa, "/mine"),
        (&rosa, "/networks"),
        (&rosa, "/heard"),
        (&rosa, "/log"),
        (&rosa, chairs.as_str()),
        (&rosa, talk.as_str()),
        (&ben, "/people"),
        (&ben, thread.as_str()),
        (&olga, "/home"),
        (&olga, "/asks"),
        (&olga, "/welcome"),
        (&olga, "/moderation"),
        (&olga, "/announcements"),
        (&olga, "/settings/invites"),
        (&ben, "/posts"),
        (&ben, "/posts?of=neighbors"),
        (&ben, person.as_str()),
    ];
    grow(&place, &begun, 0..5).await;
    let mut few = Vec::new();
    for (who, path) in pages {
        few.push(asked(&place, &heard, who, path).await);
    }
    grow(&place, &begun, 5..20).await;
    let mut found = Vec::new();
    for ((who, path), (lines, few)) in pages.into_iter().zip(few) {
        let (more_lines, many) = asked(&place, &heard, who, path).await;
        let grows = more_lines > lines || FULL.contains(&path);
        if !grows || lines < 5 {
            found.push(format!("{path} has {lines} lines, and then {more_lines}"));
        }
        assert!(few.len() > 1, "{path} asks nothing: {few:?}");
        if many.len() != few.len() {
            let asked = many.join("\n  ");
            found.push(format!(
                "{path} asks {} times for {lines} lines, and {} times for {more_lines}:\n  {asked}",
                few.len(),
                many.len()
            ));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_page_asks_as_often_for_twenty_rows_as_for_five() {
    let runtime = tokio::runtime::Builder::new_multi_thread().thread_name(OWN).enable_all().build().expect("threads");
    runtime.block_on(as_often());
}

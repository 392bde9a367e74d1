//! A network on a database of its own, with members, neighbors and other networks.

use super::TestDb;
use super::neighborhood::until;
use potluck::actions::add_member::{Ed25519Keys, Keys, add_member};
use potluck::actions::found_network::{NetworkFacts, found_network};
use potluck::actions::publish_listing::publish_listing;
use potluck::actions::{Here, accept_response, respond};
use potluck::clock::Clock;
use potluck::domain::address::Addresses;
use potluck::domain::draft::Draft;
use potluck::domain::event::Event;
use potluck::domain::follow::Actor;
use potluck::domain::listing::Kind;
use potluck::domain::quantity::Measure;
use potluck::domain::{ActorId, Amount, HandoffId, Listing, ListingId, MemberId, Quantity, ResponseId, Unit};
use potluck::error::Result;
use potluck::i18n::Lang;
use potluck::ids;
use potluck::seal::MasterKey;
use potluck::storage::{actors, handoffs, listings, members, outbox, responses};
use std::ops::Deref;

/// What actions need, on a database of one test's own.
pub struct TestHere {
    here: Here,
    /// Its database.
    pub database: TestDb,
}

impl Deref for TestHere {
    type Target = Here;

    fn deref(&self) -> &Here {
        &self.here
    }
}

/// Text in the place of a key pair: actions only seal and store it. Making RSA keys takes seconds, and
/// nothing is signed in these tests.
pub fn keys() -> Result<Keys> {
    let ed25519 = Ed25519Keys { private_pem: "PRIVATE KEY".into(), multibase: "zPUBLIC".into() };
    Ok(Keys { private_pem: "PRIVATE KEY".into(), public_pem: "PUBLIC KEY".into(), ed25519 })
}

impl TestHere {
    /// The network of riverside.example.
    pub async fn new() -> Self {
        Self::at("riverside.example").await
    }

    /// The network of a domain.
    pub async fn at(domain: &str) -> Self {
        let database = TestDb::new();
        let (db, clock) = (database.open(), Clock::system());
        database.keep_open();
        let seal = MasterKey::load_or_create(&database.folder().join("key")).expect("a key");
        let addresses = Addresses::new(format!("https://{domain}/").parse().expect("an address"));
        let facts = NetworkFacts {
            handle: "food".into(),
            name: format!("Neighbors of {domain}"),
            about: String::new(),
            languages: vec!["en".into()],
            area: None,
        };
        let network = found_network(&db, &seal, &addresses, facts, keys, clock.now()).await.expect("a network");
        let language = Lang::from_tag("en").expect("English");
        Self { here: Here { db, clock, seal, addresses, network, language }, database }
    }

    /// Adds a member.
    pub async fn member(&self, handle: &str) -> MemberId {
        add_member(self, handle, handle, keys().expect("keys")).await.expect("a member")
    }

    /// Adds several members: `neighbor0`, `neighbor1`, …
    pub async fn members(&self, how_many: usize) -> Vec<MemberId> {
        let mut members = Vec::new();
        for number in 0..how_many {
            members.push(self.member(&format!("neighbor{number}")).await);
        }
        members
    }

    /// The actor of a member.
    pub async fn actor_of(&self, member: MemberId) -> ActorId {
        self.db.read(move |conn| members::get(conn, member)).await.expect("the member").actor
    }

    /// Makes another network known here, as a fetch of its actor would; answers its actor here.
    pub async fn meet(&self, other: &TestHere) -> ActorId {
        let network = other.network;
        let actor = other.db.read(move |conn| actors::get(conn, network)).await.expect("its actor");
        let actor = Actor { id: ActorId(ids::next(self.now())), local: false, ..actor };
        self.db.write(move |conn| actors::upsert_remote(conn, &actor)).await.expect("it is known here")
    }

    /// Publishes a listing.
    pub async fn publish(&self, author: MemberId, draft: Draft) -> ListingId {
        publish_listing(self, author, draft, true).await.expect("a listing")
    }

    /// A listing as it stands.
    pub async fn listing(&self, id: ListingId) -> Listing {
        self.db.read(move |conn| listings::get(conn, id)).await.expect("the listing")
    }

    /// A response as it stands.
    pub async fn response(&self, id: ResponseId) -> potluck::domain::response::Response {
        let seal = self.seal.clone();
        self.db.read(move |conn| responses::get(conn, &seal, id)).await.expect("the response")
    }

    /// A handoff as it stands.
    pub async fn handoff(&self, id: HandoffId) -> potluck::domain::handoff::Handoff {
        let seal = self.seal.clone();
        self.db.read(move |conn| handoffs::get(conn, &seal, id)).await.expect("the handoff")
    }

    /// A member answers.
    pub async fn respond(&self, member: MemberId, listing: ListingId, amount: Option<u32>) -> Result<ResponseId> {
        let answer = respond::Answer { amount: amount.map(Amount::whole), ..Default::default() };
        respond::respond(self, member, listing, answer).await
    }

    /// The author says yes.
    pub async fn accept(&self, author: MemberId, response: ResponseId, amount: Option<u32>) -> Result<HandoffId> {
        let plan = accept_response::Plan::default();
        accept_response::accept_response(self, author, response, amount.map(Amount::whole), plan).await
    }

    /// Waits until a transaction waits for what another holds, on PostgreSQL.
    pub async fn until_one_waits(&self) {
        let waits = "SELECT count(*) AS n FROM pg_stat_activity \
                     WHERE datname = current_database() AND wait_event_type = 'Lock'";
        until("a transaction waits for another", async || (self.database.number(waits) > 0).then_some(())).await;
    }

    /// Takes everything out of the outbox, in order, as the worker does.
    pub async fn events(&self) -> Vec<Event> {
        let (seal, now) = (self.seal.clone(), self.now());
        let all = self.db.write(move |conn| {
            let mut all = Vec::new();
            while let Some(next) = outbox::claim_oldest(conn, now)? {
                all.push(next.event(&seal)?);
                outbox::done(conn, next.id)?;
            }
            Ok(all)
        });
        all.await.expect("the outbox")
    }
}

/// So many crates, given in parts of `split`.
pub fn crates(amount: u32, split: Option<u32>) -> Quantity {
    let unit = Unit::new(Measure::One, "crates").expect("a unit");
    Quantity::new(Amount::whole(amount), unit, split.map(Amount::whole)).expect("a quantity")
}

/// An offer of so many crates, for the networks close by.
pub fn offer(amount: u32) -> Draft {
    let mut draft = Draft::new(Kind::Offer, "Crates of carrots");
    draft.quantity = Some(crates(amount, None));
    draft
}

/// The listing as another network stores it, where `origin` is the actor of the first.
pub fn copy_of(listing: &Listing, origin: ActorId, there: &TestHere) -> Listing {
    Listing {
        id: ListingId(ids::next(there.now())),
        slug: ids::slug(),
        origin,
        speaker: origin,
        local: false,
        author: None,
        ..listing.clone()
    }
}

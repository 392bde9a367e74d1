//! What neighbors do meanwhile: ask, offer, answer, agree, change their minds. Whoever got an answer from a server may
//! rely on it; who got none does not know.

use crate::support::client::{Answer, Visitor};
use crate::town::Town;
use rand::RngExt;
use rand::rngs::StdRng;
use reqwest::Method;
use serde_json::{Value, json};
use std::time::Duration;

/// What a server said is so.
#[derive(Clone, Debug)]
pub enum Promised {
    /// This listing is there.
    Listing { network: usize, url: String },
    /// This answer is there.
    Response { network: usize, id: String },
    /// This answer is accepted, unless somebody asked to end it.
    Accepted { network: usize, id: String },
    /// That somebody asked to say no to an answer. It may have come after a yes, which it takes back; and it may have been
    /// done although nobody heard so.
    AskedToDecline { network: usize, id: String },
    /// That whoever gave an answer asked to take it back, at their own network. That, too, may have been done although nobody
    /// heard so.
    AskedToTakeBack { network: usize, id: String },
}

impl Promised {
    /// The answer that somebody asked to decline.
    pub fn asked_to_decline(&self) -> Option<(usize, &str)> {
        match self {
            Self::AskedToDecline { network, id } => Some((*network, id)),
            _ => None,
        }
    }

    /// The answer that somebody asked to take back, by the row that it has where they live.
    pub fn asked_to_take_back(&self) -> Option<(usize, &str)> {
        match self {
            Self::AskedToTakeBack { network, id } => Some((*network, id)),
            _ => None,
        }
    }

    /// Whether a server said that something is so; else it is what somebody asked for.
    pub fn is_promise(&self) -> bool {
        self.asked_to_decline().or(self.asked_to_take_back()).is_none()
    }
}

/// How often what happened.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    pub done: usize,
    pub refused: usize,
    pub unavailable: usize,
    pub unanswered: usize,
    /// Answers that no server should ever give.
    pub failed: Vec<String>,
}

/// The members of all networks, by network and server.
pub struct People(Vec<Vec<Vec<Visitor>>>);

impl People {
    pub fn of(town: &Town) -> Self {
        let of_network = |network: &crate::town::Network| {
            let of_server = |server| (0..network.members()).map(|member| network.member(member, server)).collect();
            (0..network.servers.len()).map(of_server).collect()
        };
        Self(town.networks.iter().map(of_network).collect())
    }

    fn anybody(&self, chance: &mut StdRng) -> (usize, &Visitor) {
        let network = chance.random_range(0..self.0.len());
        let servers = &self.0[network];
        let members = &servers[chance.random_range(0..servers.len())];
        (network, &members[chance.random_range(0..members.len())])
    }
}

struct Doing<'a> {
    people: &'a People,
    chance: &'a mut StdRng,
    promised: Vec<Promised>,
    counts: Counts,
    name: String,
}

/// So many deeds, one after another.
pub async fn do_some(people: &People, mut chance: StdRng, name: String, number: usize) -> (Vec<Promised>, Counts) {
    let mut doing = Doing { people, chance: &mut chance, promised: Vec::new(), counts: Counts::default(), name };
    for number in 0..number {
        doing.one(number).await;
        let pause = doing.chance.random_range(0..120);
        tokio::time::sleep(Duration::from_millis(pause)).await;
    }
    (doing.promised, doing.counts)
}

fn id(value: &Value) -> String {
    value["id"].as_str().expect("an id").to_owned()
}

impl Doing<'_> {
    async fn one(&mut self, number: usize) {
        let (network, who) = self.people.anybody(self.chance);
        let who = who.clone();
        match self.chance.random_range(0..100) {
            0..28 => self.post(network, &who, number).await,
            28..60 => self.answer(network, &who).await,
            60..80 => self.decide(network, &who, "accept").await,
            80..85 => self.decide(network, &who, "decline").await,
            85..90 => self.change(&who, number).await,
            90..93 => self.end(&who, false).await,
            93..96 => self.end(&who, true).await,
            _ => self.take_back(network, &who).await,
        }
    }

    /// Asks; counts what came; answers what was said, if it was yes.
    async fn ask(&mut self, who: &Visitor, method: Method, path: &str, body: Value) -> Option<Value> {
        match who.try_send(method.clone(), path, body).await {
            None => self.counts.unanswered += 1,
            Some(Answer { status: 503, .. }) => self.counts.unavailable += 1,
            Some(answer @ Answer { status: 200..=299, .. }) => {
                if method != Method::GET {
                    self.counts.done += 1;
                }
                return Some(if answer.text.is_empty() { Value::Null } else { answer.json() });
            }
            Some(Answer { status: 404 | 409 | 410 | 422, .. }) => self.counts.refused += 1,
            Some(answer) => self.counts.failed.push(format!("{method} {path}: {} {}", answer.status, answer.text)),
        }
        None
    }

    /// One of a list that fits.
    async fn some(&mut self, who: &Visitor, path: &str, fits: impl Fn(&Value) -> bool) -> Option<Value> {
        let all = self.ask(who, Method::GET, path, Value::Null).await?;
        let all: Vec<&Value> = all.as_array().expect("a list").iter().filter(|one| fits(one)).collect();
        if all.is_empty() { None } else { Some(all[self.chance.random_range(0..all.len())].clone()) }
    }

    fn listing(&mut self, title: String) -> Value {
        let audience = if self.chance.random_bool(0.7) { "public" } else { "peers" };
        json!({
            "kind": if self.chance.random_bool(0.5) { "offer" } else { "need" }, "title": title, "amount": "5",
            "unit": { "measure": "one", "label": "crates" }, "audience": audience,
        })
    }

    async fn post(&mut self, network: usize, who: &Visitor, number: usize) {
        let listing = self.listing(format!("Crates {}-{number}", self.name));
        if let Some(said) = self.ask(who, Method::POST, "/listings", listing).await {
            let url = said["url"].as_str().expect("an address").to_owned();
            self.promised.push(Promised::Listing { network, url });
        }
    }

    async fn answer(&mut self, network: usize, who: &Visitor) {
        let open = |listing: &Value| matches!(listing["state"].as_str(), Some("open" | "partly-met"));
        let Some(listing) = self.some(who, "/listings?limit=80", open).await else { return };
        let amount = self.chance.random_range(1..=2).to_string();
        let path = format!("/listings/{}/responses", id(&listing));
        if let Some(said) = self.ask(who, Method::POST, &path, json!({ "amount": amount })).await {
            self.promised.push(Promised::Response { network, id: id(&said) });
        }
    }

    async fn decide(&mut self, network: usize, who: &Visitor, how: &str) {
        let Some(listing) = self.some(who, "/listings/mine?limit=80", |_| true).await else { return };
        let path = format!("/listings/{}/responses", id(&listing));
        let Some(response) = self.some(who, &path, |one| one["state"] == "offered").await else { return };
        let path = format!("/responses/{}/{how}", id(&response));
        if how == "decline" {
            self.promised.push(Promised::AskedToDecline { network, id: id(&response) });
        }
        if self.ask(who, Method::POST, &path, json!({})).await.is_some() && how == "accept" {
            self.promised.push(Promised::Accepted { network, id: id(&response) });
        }
    }

    async fn change(&mut self, who: &Visitor, number: usize) {
        let Some(listing) = self.some(who, "/listings/mine?limit=80", |one| one["state"] == "open").await else {
            return;
        };
        let mut changed = self.listing(format!("Changed {}-{number}", self.name));
        changed["kind"] = listing["kind"].clone();
        changed["audience"] = listing["audience"].clone();
        self.ask(who, Method::PUT, &format!("/listings/{}", id(&listing)), changed).await;
    }

    async fn end(&mut self, who: &Visitor, delete: bool) {
        let Some(listing) = self.some(who, "/listings/mine?limit=80", |one| one["state"] == "open").await else {
            return;
        };
        let path = format!("/listings/{}", id(&listing));
        if delete {
            self.ask(who, Method::DELETE, &path, Value::Null).await;
        } else {
            self.ask(who, Method::POST, &format!("{path}/withdraw"), json!({})).await;
        }
    }

    async fn take_back(&mut self, network: usize, who: &Visitor) {
        let waits = |one: &Value| matches!(one["state"].as_str(), Some("offered" | "accepted"));
        let Some(response) = self.some(who, "/responses?limit=80", waits).await else { return };
        self.promised.push(Promised::AskedToTakeBack { network, id: id(&response) });
        self.ask(who, Method::POST, &format!("/responses/{}/withdraw", id(&response)), json!({})).await;
    }
}

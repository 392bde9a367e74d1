//! Every answer to an app is what the reference (docs.joinmastodon.org) says it is: no key is missing, none is unknown
//! but `potluck`, and each has the type and the nulls that it may have. Whatever endpoint is said to be there
//! (`docs/client-api.md`, which `tests/docs.rs` holds against the program) has a sample here.

mod entities;
mod instance;
mod newer;
mod samples;
mod shape;

use crate::support::client::{Answer, Visitor};
use reqwest::Method;
use serde_json::Value;
use shape::{Shape, faults};
use std::collections::BTreeSet;

/// A page for a browser, and no JSON.
const PAGES: [&str; 1] = ["GET /oauth/authorize"];

/// What was asked, and what was wrong about it.
#[derive(Default)]
struct Contract {
    held: BTreeSet<String>,
    faults: Vec<String>,
}

/// Whether a list is held by what is in it.
#[derive(Clone, Copy, PartialEq)]
enum Many {
    /// Something is in it.
    Some,
    /// Nothing of this kind is kept here.
    None,
}

impl Contract {
    /// Holds a value that came from an endpoint against a shape.
    fn holds(&mut self, endpoint: &str, shape: Shape, value: &Value, mine: bool) {
        self.held.insert(endpoint.to_owned());
        let found = faults(shape, value, mine);
        self.faults.extend(found.into_iter().map(|fault| format!("{endpoint}: {fault}")));
    }

    /// Asks an endpoint of the reference, with values for its parts (`:id`) and what stands after them; holds the answer
    /// against a shape.
    async fn ask(&mut self, who: &Visitor, endpoint: &str, parts: &[&str], body: Value, shape: Shape) -> Value {
        let answer = send(who, endpoint, parts, body).await;
        assert_eq!(answer.header("content-type"), "application/json", "{endpoint}: {}", answer.text);
        assert_eq!(answer.status, 200, "{endpoint} {parts:?}: {}", answer.text);
        let value = answer.json();
        self.holds(endpoint, shape, &value, who.has_token());
        value
    }

    /// Reads an endpoint.
    async fn get(&mut self, who: &Visitor, endpoint: &str, parts: &[&str], shape: Shape) -> Value {
        self.ask(who, endpoint, parts, Value::Null, shape).await
    }

    /// Reads a list, each of which has a shape.
    async fn list(&mut self, who: &Visitor, endpoint: &str, parts: &[&str], of: Shape, many: Many) -> Value {
        let answer = send(who, endpoint, parts, Value::Null).await;
        assert_eq!(answer.status, 200, "{endpoint} {parts:?}: {}", answer.text);
        let value = answer.json();
        self.held.insert(endpoint.to_owned());
        let all = value.as_array().unwrap_or_else(|| panic!("{endpoint} is no list: {value}"));
        assert!(all.is_empty() == (many == Many::None), "{endpoint} {parts:?}: {value}");
        for one in all {
            self.holds(endpoint, of, one, who.has_token());
        }
        value
    }

    /// Asks an endpoint for what it does not do.
    async fn refused(&mut self, who: &Visitor, endpoint: &str, parts: &[&str], body: Value, status: u16) {
        let answer = send(who, endpoint, parts, body).await;
        assert_eq!(answer.status, status, "{endpoint}: {}", answer.text);
        self.holds(endpoint, Shape::Is(&entities::ERROR), &answer.json(), who.has_token());
    }
}

async fn send(who: &Visitor, endpoint: &str, parts: &[&str], body: Value) -> Answer {
    let (method, pattern) = endpoint.split_once(' ').expect("a method and a path");
    let mut parts = parts.iter();
    let segment = |segment: &str| {
        if segment.starts_with(':') { (*parts.next().expect("a part")).to_owned() } else { segment.to_owned() }
    };
    let mut path = pattern.split('/').map(segment).collect::<Vec<_>>().join("/");
    path.extend(parts.copied());
    let method: Method = method.parse().expect("a method");
    let json: &[(&str, &str)] = &[("content-type", "application/json")];
    match body {
        Value::Null => who.ask(method, &path, &[], Vec::new()).await,
        body => who.ask(method, &path, json, body.to_string().into_bytes()).await,
    }
}

/// The endpoints that are said to be there.
fn said_to_be_there() -> BTreeSet<String> {
    let rows = include_str!("../../../docs/client-api.md").lines().filter(|line| line.starts_with("| `"));
    let cells = rows.map(|line| line.trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>());
    let there = cells.filter(|cells| cells[1] != "not there");
    there.map(|cells| cells[0].trim_matches('`').to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_to_an_app_is_what_the_reference_says() {
    let mut contract = Contract::default();
    samples::all(&mut contract).await;
    assert!(contract.faults.is_empty(), "{} faults:\n{}", contract.faults.len(), contract.faults.join("\n"));
    let there = said_to_be_there();
    assert!(there.len() > 100, "{}", there.len());
    let without: Vec<_> =
        there.iter().filter(|one| !contract.held.contains(*one) && !PAGES.contains(&one.as_str())).collect();
    assert!(without.is_empty(), "tests/api/contract/samples.rs holds no answer of these: {without:#?}");
    let unknown: Vec<_> = contract.held.difference(&there).collect();
    assert!(unknown.is_empty(), "docs/client-api.md does not say that these are there: {unknown:#?}");
}

//! Reading at a neighborhood's server: as anybody, as a server that signs, or through a cache that both share.

use crate::peer::{ACTIVITY, Peer};
use crate::support::client::{Answer, Visitor};
use crate::support::neighborhood::Neighborhood;
use potluck::federation::signature::Way;
use reqwest::Method;
use std::collections::BTreeMap;

/// Headers of a GET.
pub type Headers = Vec<(&'static str, String)>;

/// What anybody sends.
pub fn unsigned() -> Headers {
    vec![("accept", ACTIVITY.to_owned())]
}

/// What somebody of a peer sends.
pub fn signed(place: &Neighborhood, peer: &Peer, name: &str, path: &str) -> Headers {
    let key = peer.key(name, Way::Cavage, &format!("{}#main-key", peer.id(name)));
    let url = place.addresses.base().join(path).expect("an address");
    let signature = Way::Cavage.sign_get(&key, &url, place.now()).expect("a signature");
    unsigned().into_iter().chain(signature.into_iter().filter(|(name, _)| *name != "host")).collect()
}

/// GET with these headers.
pub async fn get(place: &Neighborhood, path: &str, headers: &Headers) -> Answer {
    let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Visitor::stranger(place).ask(Method::GET, path, &headers, Vec::new()).await
}

/// GET as anybody.
pub async fn read(place: &Neighborhood, path: &str) -> Answer {
    get(place, path, &unsigned()).await
}

/// GET as somebody of a peer.
pub async fn read_as(place: &Neighborhood, peer: &Peer, name: &str, path: &str) -> Answer {
    get(place, path, &signed(place, peer, name, path)).await
}

/// All that an answer tells: its status, its headers but for the time, its body.
pub fn shape(answer: &Answer) -> (u16, BTreeMap<String, String>, String) {
    let mut headers: BTreeMap<String, String> = BTreeMap::new();
    for (name, value) in answer.headers.iter().filter(|(name, _)| *name != "date") {
        let all = headers.entry(name.to_string()).or_default();
        all.push_str(value.to_str().expect("text"));
        all.push(';');
    }
    (answer.status, headers, answer.text.clone())
}

/// A cache that many share (RFC 9111), as somebody may put before a server or keep at a large peer.
#[derive(Default)]
pub struct Cache {
    kept: Vec<(String, Headers, Answer)>,
    /// How often it answered by itself.
    pub hits: usize,
}

impl Cache {
    /// GET through the cache: answered from what it keeps, if the headers that the answer varies by are the same.
    pub async fn get(&mut self, place: &Neighborhood, path: &str, headers: &Headers) -> (u16, String) {
        let value = |headers: &Headers, name: &str| {
            headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.clone())
        };
        let fits = |(known, asked, answer): &&(String, Headers, Answer)| {
            let varies = answer.headers.get_all("vary").iter().filter_map(|value| value.to_str().ok());
            let mut varies = varies.flat_map(|value| value.split(',')).map(str::trim).filter(|name| !name.is_empty());
            known == path && varies.all(|name| value(asked, name) == value(headers, name))
        };
        if let Some((.., answer)) = self.kept.iter().find(fits) {
            self.hits += 1;
            return (answer.status, answer.text.clone());
        }
        let answer = get(place, path, headers).await;
        let said = (answer.status, answer.text.clone());
        let caching = answer.header("cache-control").to_owned();
        let has_token = headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("authorization"));
        // Without a word, a cache may keep what it likes for as long as it likes.
        let forbidden = ["private", "no-store"].iter().any(|word| caching.contains(word));
        if !forbidden && (!has_token || caching.contains("public")) {
            self.kept.push((path.to_owned(), headers.clone(), answer));
        }
        said
    }
}

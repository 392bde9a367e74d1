//! A visitor over real HTTP, perhaps with a token.

use super::neighborhood::Neighborhood;
use potluck::actions::add_member::create_token;
use reqwest::{Client, Method};
use serde_json::Value;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::LazyLock;

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// Its headers.
    pub headers: reqwest::header::HeaderMap,
    /// Its body, as text.
    pub text: String,
    /// Its body, as it came.
    pub bytes: Vec<u8>,
}

/// A page without the marks that keep names from upsetting the order of a sentence.
pub fn plain(page: &str) -> String {
    page.chars().filter(|sign| !('\u{2066}'..='\u{2069}').contains(sign)).collect()
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    /// A header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The body, if the status is what it should be.
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        if self.text.is_empty() { Value::Null } else { self.json() }
    }
}

/// What a client would ask servers with TLS by. No server of a test speaks it, and each client that makes its own reads all
/// certificates of the system for it: a test has many.
static NO_TLS: LazyLock<native_tls::TlsConnector> =
    LazyLock::new(|| native_tls::TlsConnector::builder().disable_built_in_roots(true).build().expect("TLS"));

/// Somebody who asks a neighborhood's server.
#[derive(Clone)]
pub struct Visitor {
    client: Client,
    base: String,
    token: Option<String>,
}

impl Visitor {
    /// Without a token.
    pub fn stranger(place: &Neighborhood) -> Self {
        Self::at(place.base.trim_start_matches("http://"))
    }

    /// Without a token, at `name.localhost:PORT`.
    pub fn at(host: &str) -> Self {
        Self::at_address(host, Ipv4Addr::LOCALHOST)
    }

    /// Without a token, at `name:PORT`, which is at this address.
    pub fn at_address(host: &str, address: Ipv4Addr) -> Self {
        let (name, port) = host.rsplit_once(':').expect("a port");
        let address = SocketAddr::from((address, port.parse().expect("a number")));
        let no_redirects = reqwest::redirect::Policy::none();
        let client = Client::builder().resolve(name, address).redirect(no_redirects).no_proxy();
        let client = client.tls_backend_preconfigured(NO_TLS.clone());
        // A server closes what is idle for five seconds, perhaps just when something is sent on it.
        let client = client.pool_idle_timeout(std::time::Duration::from_secs(1)).build().expect("a client");
        Self { client, base: format!("http://{host}"), token: None }
    }

    /// A member who is there, signed in.
    pub async fn member(place: &Neighborhood, handle: &str) -> Self {
        Self::with_scopes(place, handle, "read write follow push").await
    }

    /// A member with a token of some scopes.
    pub async fn with_scopes(place: &Neighborhood, handle: &str, scopes: &str) -> Self {
        let token = create_token(place, handle, scopes).await.expect("a token");
        Self { token: Some(token), ..Self::stranger(place) }
    }

    /// The same with another token.
    pub fn with_token(mut self, token: &str) -> Self {
        self.token = Some(token.to_owned());
        self
    }

    /// Whether it shows one.
    pub fn has_token(&self) -> bool {
        self.token.is_some()
    }

    /// The token that it shows.
    pub fn token(&self) -> &str {
        self.token.as_deref().expect("a token")
    }

    /// Asks with any method, headers and body.
    pub async fn ask(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Answer {
        self.try_ask(method, path, headers, body).await.expect("an answer")
    }

    /// The same of a server that may not be there, or may die over it.
    ///
    /// # Errors
    /// When no whole answer comes.
    pub async fn try_ask(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> reqwest::Result<Answer> {
        let address = if path.starts_with("http://") { path.to_owned() } else { format!("{}{path}", self.base) };
        let mut request = self.client.request(method, address).body(body);
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = request.send().await?;
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let bytes = answer.bytes().await?.to_vec();
        Ok(Answer { status, headers, text: String::from_utf8_lossy(&bytes).into_owned(), bytes })
    }

    /// The JSON interface of a server that may not be there; nothing when no whole answer comes.
    pub async fn try_send(&self, method: Method, path: &str, body: Value) -> Option<Answer> {
        let (path, headers) = (format!("/api/potluck/v1{path}"), [("content-type", "application/json")]);
        let asked = self.try_ask(method, &path, &headers, body.to_string().into_bytes());
        tokio::time::timeout(super::neighborhood::PATIENCE, asked).await.ok()?.ok()
    }

    /// The status of any path, if somebody answers at all.
    pub async fn try_page(&self, path: &str) -> Option<u16> {
        let answer = self.client.get(format!("{}{path}", self.base)).send().await;
        answer.ok().map(|answer| answer.status().as_u16())
    }

    /// GET of any path.
    pub async fn page(&self, path: &str) -> Answer {
        self.ask(Method::GET, path, &[("accept", "text/html")], Vec::new()).await
    }

    /// GET of the JSON interface.
    pub async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, &format!("/api/potluck/v1{path}"), &[], Vec::new()).await
    }

    /// A change through the JSON interface.
    pub async fn send(&self, method: Method, path: &str, body: Value) -> Answer {
        let headers = [("content-type", "application/json")];
        self.ask(method, &format!("/api/potluck/v1{path}"), &headers, body.to_string().into_bytes()).await
    }

    /// POST to the JSON interface.
    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, body).await
    }
}

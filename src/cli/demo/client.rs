//! The demo looks at the instances from outside, as any visitor or app does: over HTTP.

use super::process::Instance;
use crate::error::{Error, Kind, Result};
use reqwest::{Client, Method};
use serde_json::Value;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

/// A visitor, perhaps with a token.
#[derive(Clone)]
pub(super) struct Visitor {
    client: Client,
    base: String,
    token: Option<String>,
}

/// An HTTP client that knows where the instances' names lead: many systems do not resolve `.localhost`.
pub(super) fn client(instances: &[Instance]) -> Result<Client> {
    let mut builder = Client::builder().timeout(Duration::from_secs(5)).no_proxy();
    for instance in instances {
        let name = instance.host.split(':').next().unwrap_or_default();
        builder = builder.resolve(name, SocketAddr::from((Ipv4Addr::LOCALHOST, instance.port)));
    }
    builder.build().map_err(Error::internal)
}

impl Visitor {
    /// A visitor to the instance at `host`.
    pub(super) fn new(client: Client, host: &str, token: Option<String>) -> Self {
        Self { client, base: format!("http://{host}"), token }
    }

    /// Asks, and answers status and text.
    ///
    /// # Errors
    /// `Peer` when nobody answers.
    pub(super) async fn ask(&self, method: Method, path: &str, body: Option<Value>) -> Result<(u16, String)> {
        let address = if path.starts_with("http://") { path.to_owned() } else { format!("{}{path}", self.base) };
        let mut request = self.client.request(method, address);
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        if let Some(body) = body {
            request = request.header("content-type", "application/json").body(body.to_string());
        }
        let gone = |error: reqwest::Error| Error::peer(format!("{} does not answer.", self.base)).because(error);
        let answer = request.send().await.map_err(gone)?;
        let status = answer.status().as_u16();
        Ok((status, answer.text().await.map_err(gone)?))
    }

    async fn json(&self, method: Method, path: &str, body: Option<Value>) -> Result<Value> {
        let path = format!("/api/potluck/v1{path}");
        let (status, text) = self.ask(method, &path, body).await?;
        let value: Value = serde_json::from_str(&text).unwrap_or_default();
        if (200..300).contains(&status) {
            return Ok(value);
        }
        let detail = value["detail"].as_str().unwrap_or("it gave no reason");
        Err(Error::new(Kind::Peer, format!("{} answered {status}: {detail}", self.base)))
    }

    /// GET of the JSON interface.
    ///
    /// # Errors
    /// `Peer` for anything but success.
    pub(super) async fn get(&self, path: &str) -> Result<Value> {
        self.json(Method::GET, path, None).await
    }

    /// POST to the JSON interface.
    ///
    /// # Errors
    /// `Peer` for anything but success.
    pub(super) async fn post(&self, path: &str, body: Value) -> Result<Value> {
        self.json(Method::POST, path, Some(body)).await
    }

    /// PUT to the JSON interface.
    ///
    /// # Errors
    /// `Peer` for anything but success.
    pub(super) async fn put(&self, path: &str, body: Value) -> Result<Value> {
        self.json(Method::PUT, path, Some(body)).await
    }

    /// The whole board, page by page.
    ///
    /// # Errors
    /// `Peer` for anything but success.
    pub(super) async fn board(&self) -> Result<Vec<Value>> {
        let mut all: Vec<Value> = Vec::new();
        loop {
            let older =
                all.last().and_then(|last| last["id"].as_str()).map_or(String::new(), |id| format!("&max_id={id}"));
            let page = self.get(&format!("/listings?limit=80{older}")).await?;
            let page = page.as_array().cloned().unwrap_or_default();
            let full = page.len() == 80;
            all.extend(page);
            if !full {
                return Ok(all);
            }
        }
    }
}

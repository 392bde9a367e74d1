//! Signatures that cover what a test says, and no more.

use crate::peer::ACTIVITY;
use crate::support::client::Visitor;
use crate::support::neighborhood::Neighborhood;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use potluck::clock::Moment;
use potluck::federation::signature::{SigningKey, cavage, content_digest};
use reqwest::Method;
use std::time::SystemTime;

/// A request that is to be signed.
#[derive(Clone)]
pub struct Request {
    /// `GET` or `POST`.
    pub method: Method,
    /// With the query.
    pub path: String,
    /// The host that it says it is for.
    pub host: String,
    /// Its body.
    pub body: Option<Vec<u8>>,
    /// When it is signed.
    pub at: Moment,
}

/// Headers, the host too.
pub type Headers = Vec<(&'static str, String)>;

impl Request {
    /// A POST of this to the shared inbox of a neighborhood.
    pub fn post(to: &Neighborhood, body: &str) -> Self {
        let (path, host) = ("/ap/inbox".to_owned(), to.addresses.host());
        Self { method: Method::POST, path, host, body: Some(body.as_bytes().to_vec()), at: to.now() }
    }

    /// A GET of a path of a neighborhood.
    pub fn get(to: &Neighborhood, path: &str) -> Self {
        Self { method: Method::GET, path: path.to_owned(), host: to.addresses.host(), body: None, at: to.now() }
    }

    fn headers(&self) -> Headers {
        let mut headers = vec![
            ("host", self.host.clone()),
            ("date", httpdate::fmt_http_date(SystemTime::from(self.at))),
            ("accept", ACTIVITY.to_owned()),
        ];
        if let Some(body) = &self.body {
            headers.push(("digest", cavage::digest(body)));
            headers.push(("content-digest", content_digest::of(body)));
            headers.push(("content-type", ACTIVITY.to_owned()));
        }
        headers
    }

    fn header(&self, name: &str) -> String {
        let headers = self.headers();
        let found = headers.iter().find(|(known, _)| *known == name);
        found.unwrap_or_else(|| panic!("there is no {name}")).1.clone()
    }

    /// Signs it as draft-cavage-12 has it. All headers are there, whatever is covered of them.
    pub fn cavage(&self, key: &SigningKey, covered: &[&str], algorithm: &str) -> Headers {
        let created = self.at.timestamp();
        let line = |name: &&str| match *name {
            "(request-target)" => format!("{name}: {} {}", self.method.as_str().to_lowercase(), self.path),
            "(created)" => format!("{name}: {created}"),
            name => format!("{name}: {}", self.header(name)),
        };
        let text: Vec<String> = covered.iter().map(line).collect();
        let signature = BASE64.encode(key.sign(text.join("\n").as_bytes()).expect("a signature"));
        let (id, names) = (key.id(), covered.join(" "));
        let mut headers = self.headers();
        headers.push((
            "signature",
            format!(
                r#"keyId="{id}",algorithm="{algorithm}",created={created},headers="{names}",signature="{signature}""#
            ),
        ));
        headers
    }

    /// Signs it as RFC 9421 has it, with these parameters.
    pub fn rfc9421(&self, key: &SigningKey, covered: &[&str], parameters: &str) -> Headers {
        let query = self.path.find('?').map_or("?", |at| &self.path[at..]);
        let path = self.path.split('?').next().expect("a path");
        let line = |name: &&str| {
            let value = match *name {
                "@method" => self.method.as_str().to_owned(),
                "@target-uri" => format!("http://{}{}", self.host, self.path),
                "@authority" => self.host.clone(),
                "@path" => path.to_owned(),
                "@query" => query.to_owned(),
                name => self.header(name),
            };
            format!("\"{name}\": {value}\n")
        };
        let names: Vec<String> = covered.iter().map(|name| format!("\"{name}\"")).collect();
        let input = format!("({}){parameters}", names.join(" "));
        let text = covered.iter().map(line).collect::<String>() + &format!("\"@signature-params\": {input}");
        let signature = BASE64.encode(key.sign(text.as_bytes()).expect("a signature"));
        let mut headers = self.headers();
        headers.push(("signature-input", format!("sig1={input}")));
        headers.push(("signature", format!("sig1=:{signature}:")));
        headers
    }

    /// `created` and `keyid` of a signature.
    pub fn parameters(&self, key: &SigningKey) -> String {
        format!(r#";created={};keyid="{}""#, self.at.timestamp(), key.id())
    }

    /// Sends it with these headers; answers the status.
    pub async fn send(&self, to: &Neighborhood, headers: Headers) -> u16 {
        let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let body = self.body.clone().unwrap_or_default();
        Visitor::stranger(to).ask(self.method.clone(), &self.path, &headers, body).await.status
    }
}

//! Apps that members let in: who they say they are, where their answers go, and how one proves to be who asked (OAuth
//! 2.0: RFC 6749, RFC 7636, RFC 8252, RFC 9700).

use crate::clock::Moment;
use crate::domain::key::{AppId, MemberId};
use crate::domain::scope::Scopes;
use crate::domain::text;
use crate::error::{Error, Result};
use crate::ids;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::Duration;
use serde::{Deserialize, Serialize};
use std::fmt;
use url::{Host, Url};

/// Where an app has no address: the code is shown, to be copied by hand.
pub const OUT_OF_BAND: &str = "urn:ietf:wg:oauth:2.0:oob";
/// Most addresses of one app.
pub const REDIRECT_URIS_MAX: usize = 20;
/// Longest address, in bytes.
const URI_MAX: usize = 2_000;
/// Longest name of an app, in characters.
const NAME_MAX: usize = 100;

/// How long a code waits for its app. RFC 6749 says ten minutes at most.
pub fn code_life() -> Duration {
    Duration::minutes(5)
}

/// Schemes that run, show or read something where they are opened, instead of waking an app.
const NO_APP: [&str; 16] = [
    "about",
    "blob",
    "chrome",
    "content",
    "data",
    "feed",
    "file",
    "filesystem",
    "ftp",
    "intent",
    "jar",
    "javascript",
    "mailto",
    "vbscript",
    "view-source",
    "ws",
];

/// An address where an app waits for the answer: `https`, `http` of the same machine, a scheme of its own, or
/// [`OUT_OF_BAND`]. Two are the same when they are written the same, byte by byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedirectUri(String);

impl RedirectUri {
    /// From what an app says when it registers.
    ///
    /// # Errors
    /// `Invalid` for what is no address of an app.
    pub fn parse(text: &str) -> Result<Self> {
        let wrong = |why: &str| Error::invalid("redirect_uris", format!("A redirect URI cannot be used: {why}."));
        let plain = text.bytes().all(|b| b.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&b));
        if text.len() > URI_MAX || !plain {
            return Err(wrong("it is no address (RFC 3986), or longer than 2000 bytes"));
        }
        if text == OUT_OF_BAND {
            return Ok(Self(text.to_owned()));
        }
        let url = Url::parse(text).map_err(|_| wrong("it is no absolute address, such as https://app.example/back"))?;
        if url.fragment().is_some() {
            return Err(wrong("it has a fragment (#), which RFC 6749 forbids"));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(wrong("it holds a name or a password"));
        }
        match url.scheme() {
            "https" if url.host().is_some() => {}
            "http" if is_this_machine(&url) => {}
            "http" => return Err(wrong("http is for addresses of the same machine only; please use https")),
            "https" | "urn" => return Err(wrong("it leads nowhere")),
            scheme if NO_APP.contains(&scheme) || scheme.starts_with("ms-") => {
                return Err(wrong("its scheme is not an app's own"));
            }
            _ => {}
        }
        Ok(Self(text.to_owned()))
    }

    /// As it was registered.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the code is to be shown instead.
    pub fn is_out_of_band(&self) -> bool {
        self.0 == OUT_OF_BAND
    }

    /// With what the app is told, and everything else as it was registered.
    pub fn with(&self, said: &[(&str, &str)]) -> String {
        let said = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(said).finish();
        let joint = match self.0.split_once('?') {
            None => "?",
            Some((_, "")) => "",
            Some((_, query)) if query.ends_with('&') => "",
            Some(_) => "&",
        };
        format!("{}{joint}{said}", self.0)
    }

    /// What a page that sends a form there must name in its policy (`form-action`): an origin, or a scheme.
    pub fn source(&self) -> Option<String> {
        let url = Url::parse(&self.0).ok().filter(|_| !self.is_out_of_band())?;
        // A host of numbers and colons cannot be named there, and others hold signs that would end the name.
        let is_plain = |host: &str| host.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-');
        Some(match (url.scheme(), url.host_str()) {
            ("https" | "http", Some(host)) if is_plain(host) => url.origin().ascii_serialization(),
            (scheme, _) => format!("{scheme}:"),
        })
    }

    /// Where that is, for a person: a host, or an app's scheme.
    pub fn place(&self) -> Option<String> {
        let url = Url::parse(&self.0).ok().filter(|_| !self.is_out_of_band())?;
        Some(match (url.scheme(), url.host_str()) {
            ("https" | "http", Some(host)) => host.to_owned(),
            (scheme, _) => format!("{scheme}:"),
        })
    }
}

impl fmt::Display for RedirectUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

/// What an app says of itself. Nobody knows whether it is true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// 1 to 100 characters.
    pub name: String,
    /// Its page.
    pub website: Option<String>,
    /// One to twenty.
    pub redirect_uris: Vec<RedirectUri>,
    /// The most that it may ask a member for.
    pub scopes: Scopes,
}

impl Registration {
    /// From what it says. Several addresses may be one text with a line each.
    ///
    /// # Errors
    /// `Invalid`, naming what cannot be used.
    pub fn parse(name: &str, website: Option<&str>, redirect_uris: &[&str], scopes: Option<&str>) -> Result<Self> {
        let name = text::required_line("client_name", name, NAME_MAX)?;
        let website = website.map(str::trim).filter(|text| !text.is_empty());
        let is_page = |text: &str| {
            text.len() <= URI_MAX && Url::parse(text).is_ok_and(|url| ["https", "http"].contains(&url.scheme()))
        };
        if website.is_some_and(|text| !is_page(text)) {
            return Err(Error::invalid("website", "`website` is the address of a page, such as https://app.example."));
        }
        let mut uris: Vec<RedirectUri> = Vec::new();
        for text in redirect_uris.iter().flat_map(|text| text.split_whitespace()) {
            let uri = RedirectUri::parse(text)?;
            if !uris.contains(&uri) {
                uris.push(uri);
            }
        }
        if !(1..=REDIRECT_URIS_MAX).contains(&uris.len()) {
            let text = format!("`redirect_uris` holds 1 to {REDIRECT_URIS_MAX} addresses; without one: {OUT_OF_BAND}.");
            return Err(Error::invalid("redirect_uris", text));
        }
        let scopes =
            scopes.filter(|text| !text.trim().is_empty()).map_or_else(|| Ok(Scopes::least()), Scopes::parse)?;
        Ok(Self { name, website: website.map(str::to_owned), redirect_uris: uris, scopes })
    }
}

/// With which app somebody wrote a post, for them alone (S): what somebody uses is nobody else's business.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostedWith {
    /// Its name.
    pub name: String,
    /// Its page, if it has one.
    pub website: Option<String>,
}

impl From<ClientApp> for PostedWith {
    fn from(app: ClientApp) -> Self {
        Self { name: app.said.name, website: app.said.website }
    }
}

/// An app that registered itself.
#[derive(Clone, Debug)]
pub struct ClientApp {
    /// Its row.
    pub id: AppId,
    /// `client_id`.
    pub public_id: String,
    /// What it says of itself.
    pub said: Registration,
    /// When it registered.
    pub created_at: Moment,
}

impl ClientApp {
    /// The address that is written so, if it is one of this app's.
    pub fn redirect_uri(&self, text: &str) -> Option<&RedirectUri> {
        self.said.redirect_uris.iter().find(|uri| uri.as_str() == text)
    }
}

/// What only whoever asked for a code can answer (PKCE, RFC 7636), by SHA-256 alone: the other way, `plain`, shows
/// everyone who sees the question the answer too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge(String);

impl Challenge {
    /// From `code_challenge` and `code_challenge_method`; nothing where the app asks for none.
    ///
    /// # Errors
    /// `Invalid` for another method, or for what is no SHA-256.
    pub fn parse(challenge: Option<&str>, method: Option<&str>) -> Result<Option<Self>> {
        let wrong = |text: &str| Error::invalid("code_challenge", text);
        match (challenge, method) {
            (None, None) => Ok(None),
            (None, Some(_)) => Err(wrong("`code_challenge_method` comes with a `code_challenge`.")),
            (Some(text), Some("S256")) => {
                let is_digest = URL_SAFE_NO_PAD.decode(text).is_ok_and(|bytes| bytes.len() == 32);
                if !is_digest {
                    return Err(wrong("`code_challenge` is no SHA-256 in base64url (RFC 7636, section 4.2)."));
                }
                Ok(Some(Self(text.to_owned())))
            }
            // RFC 7636 takes a missing method for `plain`.
            (Some(_), _) => Err(wrong("`code_challenge_method` must be S256; plain is not taken here.")),
        }
    }

    /// As it was kept.
    pub fn kept(text: String) -> Self {
        Self(text)
    }

    /// As it is kept.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a verifier is the answer.
    pub fn is_met_by(&self, verifier: &str) -> bool {
        let fits = (43..=128).contains(&verifier.len())
            && verifier.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~".contains(&b));
        fits && same(&ids::of_content(verifier.as_bytes()), &self.0)
    }
}

/// What a member's yes gives to an app.
#[derive(Clone, Debug)]
pub struct Grant {
    /// To which app.
    pub app: AppId,
    /// Whose.
    pub member: MemberId,
    /// Where the code was sent.
    pub redirect_uri: String,
    /// For what.
    pub scopes: Scopes,
    /// What the app must answer.
    pub challenge: Option<Challenge>,
    /// Until when.
    pub expires_at: Moment,
}

/// Whether two texts are the same, in a time that does not tell where they differ.
pub fn same(one: &str, other: &str) -> bool {
    one.len() == other.len() && openssl::memcmp::eq(one.as_bytes(), other.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_as_it_is_written_and_leads_to_an_app() {
        for good in [
            OUT_OF_BAND,
            "https://elk.zone/api/riverside.example/oauth/https%3A%2F%2Felk.zone",
            "https://app.example:8443/back?from=here",
            "HTTPS://App.example",
            "http://localhost:5314/back",
            "http://127.0.0.1/",
            "http://[::1]:9/",
            "oauth2redirect://com.example.app/",
            "com.example.app:/back",
            "ivory://acct/new",
        ] {
            assert_eq!(RedirectUri::parse(good).map(|uri| uri.to_string()).ok().as_deref(), Some(good), "{good}");
        }
        for bad in [
            "",
            "back",
            "/back",
            "//app.example/back",
            "javascript:alert(1)",
            "JavaScript://app.example/%0aalert(1)",
            "data:text/html,x",
            "vbscript:x",
            "blob:https://app.example/1",
            "view-source:https://app.example",
            "file:///etc/passwd",
            "mailto:a@b.example",
            "intent://x#Intent;end",
            "http://app.example/back",
            "https://app.example/#back",
            "https://good.example@app.example/",
            "https:",
            "urn:x:y",
            "https://app.example/a b",
            "https://app.example/\r\nlocation:x",
            "https://app.example/\u{e9}",
            "https://app.example/\"><script>",
        ] {
            assert!(RedirectUri::parse(bad).is_err(), "{bad:?}");
        }
        assert!(RedirectUri::parse(&format!("https://app.example/{}", "x".repeat(2_000))).is_err());
    }

    #[test]
    fn what_an_app_is_told_is_added_and_nothing_is_changed() {
        let with = |uri: &str| RedirectUri::parse(uri).unwrap().with(&[("code", "a b"), ("state", "1&2")]);
        assert_eq!(with("https://a.example/%3A"), "https://a.example/%3A?code=a+b&state=1%262");
        assert_eq!(with("https://a.example?x=1"), "https://a.example?x=1&code=a+b&state=1%262");
        assert_eq!(with("app:/back?"), "app:/back?code=a+b&state=1%262");
        let source = |uri: &str| RedirectUri::parse(uri).unwrap().source();
        assert_eq!(source("https://a.example:444/x?y"), Some("https://a.example:444".into()));
        assert_eq!(source("com.example.app:/back"), Some("com.example.app:".into()));
        assert_eq!((source("http://[::1]:9/"), source(OUT_OF_BAND)), (Some("http:".into()), None));
        assert_eq!(source("https://a;sandbox,b'.example/"), Some("https:".into()), "it ends no other words");
    }

    #[test]
    fn an_app_says_who_it_is_and_registers_several_addresses() {
        let said = Registration::parse(" Elk ", Some(""), &["app:/a\nhttps://a.example/b", "app:/a"], None).unwrap();
        assert_eq!((said.name.as_str(), said.website, said.redirect_uris.len()), ("Elk", None, 2));
        assert_eq!(said.scopes.to_string(), "read");
        for (name, website, uris, scopes) in [
            ("", None, "app:/a", None),
            ("a", Some("javascript:alert(1)"), "app:/a", None),
            ("a", None, "", None),
            ("a", None, "app:/a javascript:b", None),
            ("a", None, "app:/a", Some("read all")),
        ] {
            assert!(Registration::parse(name, website, &[uris], scopes).is_err(), "{name} {uris}");
        }
        let many: String = (0..21).map(|number| format!("app:/{number} ")).collect();
        assert!(Registration::parse("a", None, &[&many], None).is_err());
    }

    #[test]
    fn only_who_asked_can_answer() {
        // RFC 7636, appendix B.
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
        let kept = Challenge::parse(Some(challenge), Some("S256")).unwrap().unwrap();
        assert!(kept.is_met_by(verifier));
        for wrong in [challenge, "", &verifier[1..], &verifier.to_lowercase(), &"a".repeat(129)] {
            assert!(!kept.is_met_by(wrong), "{wrong}");
        }
        assert_eq!(Challenge::parse(None, None).unwrap(), None);
        for (text, method) in
            [(Some(challenge), Some("plain")), (Some(challenge), None), (Some("x"), Some("S256")), (None, Some("S256"))]
        {
            assert!(Challenge::parse(text, method).is_err(), "{text:?} {method:?}");
        }
        assert!(same("a", "a") && !same("a", "b") && !same("a", "ab"));
    }
}

//! Webfinger (RFC 7033): from `acct:food@fruitvale.example` to the actor; and host-meta (RFC 6415), which tells old
//! software where webfinger is.

use super::id;
use super::one_or_many;
use super::text::{Line, Name};
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::fmt;
use std::str::FromStr;
use url::Url;

/// Media type of a JRD.
pub const JRD_TYPE: &str = "application/jrd+json";
/// Media type of an actor, as named in a `self` link.
pub const ACTIVITY_TYPE: &str = "application/activity+json";
/// The other media type that an actor may have.
pub const LD_TYPE: &str = "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"";
/// The link by which other software opens "follow" here.
pub const SUBSCRIBE_REL: &str = "http://ostatus.org/schema/1.0/subscribe";
/// The link to the page for people.
pub const PROFILE_REL: &str = "http://webfinger.net/rel/profile-page";

/// A JSON Resource Descriptor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Jrd {
    /// `acct:food@fruitvale.example`.
    pub subject: Line<2_048>,
    /// Other addresses of the same actor.
    #[serde(default, deserialize_with = "one_or_many::some::<_, _, 20>", skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<Line<2_048>>,
    /// Where it is; links that cannot be used are skipped.
    #[serde(default, deserialize_with = "one_or_many::some::<_, _, 50>")]
    pub links: Vec<JrdLink>,
}

/// A link of a [`Jrd`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JrdLink {
    /// What it is: `self`, [`PROFILE_REL`], [`SUBSCRIBE_REL`].
    pub rel: Name,
    /// Media type.
    #[serde(
        rename = "type",
        default,
        deserialize_with = "one_or_many::lenient",
        skip_serializing_if = "Option::is_none"
    )]
    pub media_type: Option<Name>,
    /// Where.
    #[serde(default, deserialize_with = "id::link", skip_serializing_if = "Option::is_none")]
    pub href: Option<Url>,
    /// Where, with `{uri}` to be filled in.
    #[serde(default, deserialize_with = "one_or_many::lenient", skip_serializing_if = "Option::is_none")]
    pub template: Option<Line<2_048>>,
}

impl Jrd {
    /// The answer for one of our actors.
    pub fn ours(acct: &Acct, actor: &Url, page: Option<&Url>, subscribe_template: Option<&str>) -> Self {
        let link = |rel: &str, media_type: Option<&str>, href: Option<&Url>, template: Option<&str>| JrdLink {
            rel: rel.into(),
            media_type: media_type.map(Into::into),
            href: href.cloned(),
            template: template.map(Into::into),
        };
        let mut links = vec![link("self", Some(ACTIVITY_TYPE), Some(actor), None)];
        if page.is_some() {
            links.push(link(PROFILE_REL, Some("text/html"), page, None));
        }
        if subscribe_template.is_some() {
            links.push(link(SUBSCRIBE_REL, None, None, subscribe_template));
        }
        let aliases = page.into_iter().chain([actor]).map(|url| url.as_str().into()).collect();
        Self { subject: format!("acct:{acct}").as_str().into(), aliases, links }
    }

    /// The actor: the first `self` link with an ActivityStreams media type.
    pub fn actor(&self) -> Option<&Url> {
        let is_actor = |link: &&JrdLink| link.rel == "self" && link.media_type.as_deref().is_some_and(is_activity_type);
        self.links.iter().find(is_actor).and_then(|link| link.href.as_ref())
    }

    /// Where to send people who want to follow from their own server; holds `{uri}`.
    pub fn subscribe_template(&self) -> Option<&str> {
        let subscribe = self.links.iter().find(|link| link.rel == SUBSCRIBE_REL)?;
        subscribe.template.as_deref().filter(|template| template.contains("{uri}") && template.starts_with("http"))
    }

    /// The handle that it is about.
    ///
    /// # Errors
    /// `Invalid` when `subject` is no handle.
    pub fn acct(&self) -> Result<Acct> {
        self.subject.parse()
    }
}

/// Whether a media type, with or without parameters, is that of an ActivityStreams document (refusal 4).
pub fn is_activity_type(media_type: &str) -> bool {
    let mut parts = media_type.split(';').map(|part| part.trim().to_ascii_lowercase());
    match parts.next().as_deref() {
        Some(ACTIVITY_TYPE) => true,
        Some("application/ld+json") => parts.any(|part| {
            let profiles = part.strip_prefix("profile=").unwrap_or_default().trim_matches('"');
            profiles.split_ascii_whitespace().any(|profile| profile == "https://www.w3.org/ns/activitystreams")
        }),
        _ => false,
    }
}

/// Longest host of a handle with its port, in bytes: 253 of the name (RFC 1035) and `:65535`.
const HOST_MAX: usize = 260;

/// A handle: `food@fruitvale.example`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Acct {
    name: String,
    host: String,
}

impl Acct {
    /// Before the `@`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// After it: lower case, punycode, with the port where there is one.
    pub fn host(&self) -> &str {
        &self.host
    }
}

impl fmt::Display for Acct {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.name, self.host)
    }
}

impl FromStr for Acct {
    type Err = Error;

    /// Reads `acct:name@host`, `@name@host` and `name@host`. The name has 1 to 100 letters, digits, `.`, `_`, `-`.
    fn from_str(text: &str) -> Result<Self> {
        let wrong = || Error::invalid("acct", "A handle looks like food@fruitvale.example.");
        let text = text.trim();
        let text = text.strip_prefix("acct:").unwrap_or(text);
        let (name, host) = text.strip_prefix('@').unwrap_or(text).split_once('@').ok_or_else(wrong)?;
        let name_fits = (1..=100).contains(&name.chars().count())
            && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-'));
        let url = id::parse(&format!("https://{host}/")).map_err(|_| wrong())?;
        // Nothing but a host and a port: no path, query or user that parsing would have moved elsewhere.
        if !name_fits || host.contains(['/', '?', '#', '@']) {
            return Err(wrong());
        }
        let mut host = url.host_str().ok_or_else(wrong)?.to_owned();
        if let Some(port) = url.port() {
            host = format!("{host}:{port}");
        }
        // Counted as it is kept: in punycode it is longer than it was written.
        if host.len() > HOST_MAX {
            return Err(wrong());
        }
        Ok(Self { name: name.to_owned(), host })
    }
}

/// host-meta as XML (RFC 6415). `origin` is this server's, such as `https://fruitvale.example`.
pub fn host_meta_xml(origin: &Url) -> String {
    format!(
        concat!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
            "<XRD xmlns=\"http://docs.oasis-open.org/ns/xri/xrd-1.0\">\n",
            "  <Link rel=\"lrdd\" type=\"{}\" template=\"{}\"/>\n",
            "</XRD>\n"
        ),
        JRD_TYPE,
        webfinger_template(origin)
    )
}

/// host-meta as JSON.
pub fn host_meta_json(origin: &Url) -> Value {
    json!({"links": [{"rel": "lrdd", "type": JRD_TYPE, "template": webfinger_template(origin)}]})
}

fn webfinger_template(origin: &Url) -> String {
    // The serialization of an origin has no character that XML would need escaped.
    format!("{}/.well-known/webfinger?resource={{uri}}", origin.origin().ascii_serialization())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn handles_are_read_and_written_in_one_form() {
        for text in [
            "acct:food@Fruitvale.example",
            "@food@fruitvale.example",
            "food@fruitvale.example",
            "food@fruitvale.example:443",
        ] {
            assert_eq!(text.parse::<Acct>().unwrap().to_string(), "food@fruitvale.example");
        }
        assert_eq!("food@127.0.0.1:8080".parse::<Acct>().unwrap().host(), "127.0.0.1:8080");
        assert_eq!("food@bücher.example".parse::<Acct>().unwrap().host(), "xn--bcher-kva.example");
        for bad in [
            "food",
            "@food",
            "food@",
            "@a.example",
            "a@b@c.example",
            "a@b.example/x",
            "a b@c.example",
            "a@b.example?x",
            "a@u:p@c",
        ] {
            assert!(bad.parse::<Acct>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_host_that_is_too_long_as_it_is_kept_is_no_host() {
        // In punycode it is longer than it was written.
        for label in ["a", "\u{e4}\u{f6}\u{fc}\u{df}\u{4e2d}"] {
            let host = vec![label; 100].join(".");
            let read = format!("food@{}", &host).parse::<Acct>();
            assert_eq!(read.is_ok(), label == "a", "{label}");
            if let Ok(acct) = read {
                assert_eq!(acct.to_string().parse::<Acct>().ok(), Some(acct));
            }
        }
    }

    #[test]
    fn our_answer_leads_to_the_actor_and_back() {
        let acct: Acct = "food@fruitvale.example".parse().unwrap();
        let actor = url("https://fruitvale.example/ap/network");
        let page = url("https://fruitvale.example/@food");
        let template = "https://fruitvale.example/authorize_interaction?uri={uri}";
        let jrd = Jrd::ours(&acct, &actor, Some(&page), Some(template));
        assert_eq!(
            serde_json::to_value(&jrd).unwrap(),
            json!({
                "subject": "acct:food@fruitvale.example",
                "aliases": ["https://fruitvale.example/@food", "https://fruitvale.example/ap/network"],
                "links": [
                    {"rel": "self", "type": "application/activity+json", "href": "https://fruitvale.example/ap/network"},
                    {"rel": PROFILE_REL, "type": "text/html", "href": "https://fruitvale.example/@food"},
                    {"rel": SUBSCRIBE_REL, "template": template},
                ],
            })
        );
        assert_eq!(jrd.actor(), Some(&actor));
        assert_eq!(jrd.acct().unwrap(), acct);
        assert_eq!(jrd.subscribe_template(), Some(template));
    }

    #[test]
    fn refusal_4_only_activitystreams_media_types_count() {
        for right in [
            ACTIVITY_TYPE,
            LD_TYPE,
            "application/activity+json; charset=utf-8",
            "Application/LD+JSON;profile=https://www.w3.org/ns/activitystreams",
        ] {
            assert!(is_activity_type(right), "{right}");
        }
        for wrong in [
            "",
            "text/html",
            "text/plain",
            "application/json",
            "application/ld+json",
            "application/ld+json; profile=\"https://evil.example\"",
        ] {
            assert!(!is_activity_type(wrong), "{wrong}");
        }
    }

    #[test]
    fn host_meta_names_webfinger() {
        let origin = url("https://fruitvale.example/some/page");
        let template = "https://fruitvale.example/.well-known/webfinger?resource={uri}";
        assert!(host_meta_xml(&origin).contains(&format!("template=\"{template}\"")));
        assert_eq!(host_meta_json(&origin)["links"][0]["template"], template);
    }
}

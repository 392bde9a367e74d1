//! NodeInfo 2.0 and 2.1 (FEP-f1d5, FEP-0151), and the link to the instance actor (FEP-2677).

use super::id;
use super::one_or_many;
use super::text::{Name, Text, Word};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::Url;

/// The link to the instance actor (FEP-2677).
pub const APPLICATION_REL: &str = "https://www.w3.org/ns/activitystreams#Application";

/// Which schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Version {
    /// 2.0: `software` has a name and a version only.
    #[serde(rename = "2.0")]
    V2_0,
    /// 2.1: `software` has addresses too.
    #[serde(rename = "2.1")]
    V2_1,
}

impl Version {
    /// The `rel` of its link.
    pub fn rel(self) -> &'static str {
        match self {
            Self::V2_0 => "http://nodeinfo.diaspora.software/ns/schema/2.0",
            Self::V2_1 => "http://nodeinfo.diaspora.software/ns/schema/2.1",
        }
    }

    /// The media type, with its profile.
    pub fn media_type(self) -> String {
        format!("application/json; profile=\"{}#\"", self.rel())
    }
}

/// `/.well-known/nodeinfo`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WellKnown {
    /// Where the documents and the instance actor are; links that cannot be used are skipped.
    #[serde(default, deserialize_with = "one_or_many::some::<_, _, 20>")]
    pub links: Vec<WellKnownLink>,
}

/// A link of [`WellKnown`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WellKnownLink {
    /// [`Version::rel`] or [`APPLICATION_REL`].
    pub rel: Name,
    /// Where.
    #[serde(deserialize_with = "id::plain")]
    pub href: Url,
}

impl WellKnown {
    /// Ours: both documents and the instance actor.
    pub fn ours(v2_0: Url, v2_1: Url, application: Url) -> Self {
        let link = |rel: &str, href| WellKnownLink { rel: rel.into(), href };
        Self {
            links: vec![
                link(Version::V2_0.rel(), v2_0),
                link(Version::V2_1.rel(), v2_1),
                link(APPLICATION_REL, application),
            ],
        }
    }

    /// The newest document that we understand.
    pub fn document(&self) -> Option<&Url> {
        self.href(Version::V2_1.rel()).or_else(|| self.href(Version::V2_0.rel()))
    }

    /// The instance actor.
    pub fn application(&self) -> Option<&Url> {
        self.href(APPLICATION_REL)
    }

    fn href(&self, rel: &str) -> Option<&Url> {
        self.links.iter().find(|link| link.rel == rel).map(|link| &link.href)
    }
}

/// A NodeInfo document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NodeInfo {
    /// Which schema.
    pub version: Version,
    /// What runs there.
    pub software: Software,
    /// `activitypub`.
    #[serde(default, deserialize_with = "one_or_many::some::<_, _, 20>")]
    pub protocols: Vec<Word>,
    /// Bridges to other services; we have none.
    #[serde(default, deserialize_with = "one_or_many::null_is_default")]
    pub services: Services,
    /// Whether everybody can join by themselves.
    #[serde(default, deserialize_with = "one_or_many::null_is_default")]
    pub open_registrations: bool,
    /// Counts.
    #[serde(default, deserialize_with = "one_or_many::null_is_default")]
    pub usage: Usage,
    /// What the schema leaves open. (Some servers send an empty list.)
    #[serde(default, deserialize_with = "metadata")]
    pub metadata: Metadata,
}

/// What runs on a server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Software {
    /// Lower-case letters, digits, hyphens.
    pub name: Word,
    /// Any.
    #[serde(default = "unknown", deserialize_with = "version")]
    pub version: Name,
    /// Where its source is (2.1 only).
    #[serde(default, deserialize_with = "id::link", skip_serializing_if = "Option::is_none")]
    pub repository: Option<Url>,
    /// Where it is described (2.1 only).
    #[serde(default, deserialize_with = "id::link", skip_serializing_if = "Option::is_none")]
    pub homepage: Option<Url>,
}

/// Bridges to other services.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Services {
    /// From them.
    #[serde(deserialize_with = "one_or_many::some::<_, _, 50>")]
    pub inbound: Vec<Word>,
    /// To them.
    #[serde(deserialize_with = "one_or_many::some::<_, _, 50>")]
    pub outbound: Vec<Word>,
}

/// Counts; each may be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Usage {
    /// Of people.
    #[serde(deserialize_with = "one_or_many::null_is_default")]
    pub users: Users,
    /// Of posts.
    #[serde(deserialize_with = "one_or_many::lenient", skip_serializing_if = "Option::is_none")]
    pub local_posts: Option<u64>,
    /// Of comments.
    #[serde(deserialize_with = "one_or_many::lenient", skip_serializing_if = "Option::is_none")]
    pub local_comments: Option<u64>,
}

/// Counts of people; each may be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Users {
    /// In all.
    #[serde(deserialize_with = "one_or_many::lenient", skip_serializing_if = "Option::is_none")]
    pub total: Option<u64>,
    /// Within half a year.
    #[serde(deserialize_with = "one_or_many::lenient", skip_serializing_if = "Option::is_none")]
    pub active_halfyear: Option<u64>,
    /// Within a month.
    #[serde(deserialize_with = "one_or_many::lenient", skip_serializing_if = "Option::is_none")]
    pub active_month: Option<u64>,
}

/// What the schema leaves open; the names of FEP-0151.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Metadata {
    /// The server's name.
    #[serde(deserialize_with = "one_or_many::lenient", skip_serializing_if = "Option::is_none")]
    pub node_name: Option<Name>,
    /// About it.
    #[serde(deserialize_with = "one_or_many::lenient", skip_serializing_if = "Option::is_none")]
    pub node_description: Option<Text<2_000>>,
    /// Language tags (BCP 47).
    #[serde(deserialize_with = "one_or_many::some::<_, _, 50>", skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Word>,
    /// Ids of those who look after it.
    #[serde(deserialize_with = "one_or_many::some::<_, _, 50>", skip_serializing_if = "Vec::is_empty")]
    pub staff_accounts: Vec<Name>,
    /// The networks that live there.
    #[serde(deserialize_with = "one_or_many::some::<_, _, 50>", skip_serializing_if = "Vec::is_empty")]
    pub networks: Vec<Name>,
}

impl NodeInfo {
    /// Our document. Addresses of the software are left out of 2.0, whose schema has no place for them.
    ///
    /// # Panics
    /// Never: the words are constants.
    pub fn ours(
        version: Version,
        software_version: &str,
        repository: Option<Url>,
        usage: Usage,
        metadata: Metadata,
    ) -> Self {
        let word = |text| Word::try_from(text).expect("a short constant");
        Self {
            version,
            software: Software {
                name: word("potluck"),
                version: software_version.into(),
                repository: repository.filter(|_| version == Version::V2_1),
                homepage: None,
            },
            protocols: vec![word("activitypub")],
            services: Services::default(),
            // Most networks are joined by an invitation; who is open says so.
            open_registrations: false,
            usage,
            metadata,
        }
    }
}

fn unknown() -> Name {
    "unknown".into()
}

fn version<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Name, D::Error> {
    Ok(one_or_many::lenient(from)?.unwrap_or_else(unknown))
}

fn metadata<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Metadata, D::Error> {
    let value = Value::deserialize(from)?;
    Ok(Metadata::deserialize(value).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn our_document_fits_both_schemas() {
        let usage = Usage { users: Users { total: Some(12), ..Users::default() }, ..Usage::default() };
        let metadata = Metadata { node_name: Some("Fruitvale".into()), ..Metadata::default() };
        let repository = Some(url("https://code.example/potluck"));
        let of = |version| {
            serde_json::to_value(NodeInfo::ours(version, "0.1.0", repository.clone(), usage.clone(), metadata.clone()))
                .unwrap()
        };
        assert_eq!(
            of(Version::V2_1),
            json!({
                "version": "2.1",
                "software": {"name": "potluck", "version": "0.1.0", "repository": "https://code.example/potluck"},
                "protocols": ["activitypub"],
                "services": {"inbound": [], "outbound": []},
                "openRegistrations": false,
                "usage": {"users": {"total": 12}},
                "metadata": {"nodeName": "Fruitvale"},
            })
        );
        assert_eq!(of(Version::V2_0)["software"], json!({"name": "potluck", "version": "0.1.0"}));
    }

    #[test]
    fn what_others_send_is_read_as_far_as_it_goes() {
        let info: NodeInfo = serde_json::from_value(json!({
            "version": "2.0",
            "software": {"name": "oldpress", "version": null},
            "usage": {"users": {"total": "many", "activeMonth": 3}, "localPosts": -1},
            "metadata": []
        }))
        .unwrap();
        assert_eq!(info.software.version, "unknown");
        assert_eq!((info.usage.users.total, info.usage.users.active_month), (None, Some(3)));
        assert_eq!(info.metadata, Metadata::default());
    }

    #[test]
    fn the_instance_actor_is_named_beside_the_documents() {
        let ours = WellKnown::ours(
            url("https://a.example/nodeinfo/2.0"),
            url("https://a.example/nodeinfo/2.1"),
            url("https://a.example/ap/app"),
        );
        let sent = serde_json::to_value(&ours).unwrap();
        assert_eq!(sent["links"][2], json!({"rel": APPLICATION_REL, "href": "https://a.example/ap/app"}));
        let read: WellKnown = serde_json::from_value(sent).unwrap();
        assert_eq!(read.application().unwrap().path(), "/ap/app");
        assert_eq!(read.document().unwrap().path(), "/nodeinfo/2.1");
    }
}

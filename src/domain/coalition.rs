//! A coalition: a set of networks with a shared agreement. No server owns it.
//!
//! What it is, its *terms*, is named by its content: the id is the SHA-256 of the terms, so that nobody can change an
//! agreement under those who joined it; another version is another coalition, which each joins by itself. Who is in it is
//! what each network says of itself in a *statement* that it signs: the newest statement of a network counts. So any list of
//! statements can be checked by anyone, whoever keeps it.
//!
//! Both are hashed and signed in the canonical form of JSON (RFC 8785).

use crate::clock::Moment;
use crate::domain::text::{self, BODY_MAX, TITLE_MAX};
use crate::error::{Error, Result};
use crate::ids;
use chrono::{SecondsFormat, SubsecRound};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt;
use url::Url;

/// Most networks whose statements are kept, of one coalition.
pub const MEMBERS_MAX: usize = 200;
/// Most languages of an agreement.
pub const LANGUAGES_MAX: usize = 20;
/// The largest sequence number: beyond it, numbers in JSON are not exact.
pub const SEQUENCE_MAX: i64 = (1 << 53) - 1;
/// The `type` of terms.
pub const TERMS_TYPE: &str = "potluck:Coalition";
/// The `type` of a statement.
pub const STATEMENT_TYPE: &str = "potluck:Membership";
const URI: &str = "ni:///sha-256;";

/// The name of a coalition: the SHA-256 of its terms, as 43 characters of URL-safe base64.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CoalitionId(String);

impl CoalitionId {
    /// From its 43 characters.
    pub fn parse(text: &str) -> Option<Self> {
        let fits = text.len() == 43 && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
        fits.then(|| Self(text.to_owned()))
    }

    /// From its URI (RFC 6920).
    pub fn from_uri(text: &str) -> Option<Self> {
        Self::parse(text.strip_prefix(URI)?)
    }

    /// Its 43 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `ni:///sha-256;…` (RFC 6920).
    pub fn uri(&self) -> String {
        format!("{URI}{}", self.0)
    }
}

impl fmt::Display for CoalitionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl serde::Serialize for CoalitionId {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}

impl<'de> serde::Deserialize<'de> for CoalitionId {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("a coalition's id has 43 characters"))
    }
}

/// A moment as it is hashed and signed: RFC 3339 in UTC, whole seconds.
fn second(moment: Moment) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// What a coalition is. Never changed: another name, text or version is another coalition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    name: String,
    agreement: BTreeMap<String, String>,
    version: u32,
    founded: Moment,
    previous: Option<CoalitionId>,
}

impl Terms {
    /// Terms from what somebody wrote or sent. `agreement` is the text by language (BCP 47).
    ///
    /// # Errors
    /// `Invalid` at the first field that does not fit; also for words that would have to be cleaned: what is hashed is what
    /// everyone reads.
    pub fn new(
        name: &str,
        agreement: impl IntoIterator<Item = (String, String)>,
        version: u32,
        founded: Moment,
        previous: Option<CoalitionId>,
    ) -> Result<Self> {
        let name = text::required_line("name", name, TITLE_MAX)?;
        let mut by_language = BTreeMap::new();
        for (language, words) in agreement {
            let language = text::language("agreement", &language)?;
            let words = text::lines("agreement", &words, BODY_MAX)?.ok_or_else(|| {
                Error::invalid("agreement", "`agreement` is empty. Please say what the networks agree on.")
            })?;
            if by_language.insert(language, words).is_some() {
                return Err(Error::invalid("agreement", "`agreement` is there twice in one language."));
            }
        }
        if by_language.is_empty() || by_language.len() > LANGUAGES_MAX {
            let text = format!("`agreement` is written in 1 to {LANGUAGES_MAX} languages.");
            return Err(Error::invalid("agreement", text));
        }
        if !(1..=1_000_000).contains(&version) {
            return Err(Error::invalid("version", "`version` is a whole number from 1 on."));
        }
        Ok(Self { name, agreement: by_language, version, founded: founded.trunc_subsecs(0), previous })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What was agreed, by language.
    pub fn agreement(&self) -> &BTreeMap<String, String> {
        &self.agreement
    }

    /// Which version of the agreement.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// When it was written.
    pub fn founded(&self) -> Moment {
        self.founded
    }

    /// The coalition whose agreement this goes on from.
    pub fn previous(&self) -> Option<&CoalitionId> {
        self.previous.as_ref()
    }

    /// As JSON, without its id.
    pub fn to_json(&self) -> Value {
        let mut json = json!({
            "type": TERMS_TYPE, "name": self.name, "agreement": self.agreement, "version": self.version,
            "founded": second(self.founded),
        });
        if let Some(previous) = &self.previous {
            json["previous"] = previous.uri().into();
        }
        json
    }

    /// The canonical bytes that the id is the hash of.
    ///
    /// # Errors
    /// `Internal`, which no terms give.
    pub fn canonical(&self) -> Result<Vec<u8>> {
        serde_jcs::to_vec(&self.to_json()).map_err(Error::internal)
    }

    /// Its id.
    ///
    /// # Errors
    /// `Internal`, which no terms give.
    pub fn id(&self) -> Result<CoalitionId> {
        Ok(CoalitionId(ids::of_content(&self.canonical()?)))
    }
}

/// What a network says of itself: that it is in a coalition, or no longer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Which coalition.
    pub coalition: CoalitionId,
    /// The network's actor.
    pub member: Url,
    /// In it, or out of it.
    pub joined: bool,
    /// The highest of a network counts. 1 to [`SEQUENCE_MAX`].
    pub sequence: i64,
    /// Where this network serves the whole list, while it is a member.
    pub list: Url,
    /// When it was said, to the second.
    pub said_at: Moment,
}

impl Statement {
    /// As JSON, without its proof.
    pub fn to_json(&self) -> Value {
        json!({
            "type": STATEMENT_TYPE, "coalition": self.coalition.uri(), "member": self.member,
            "state": if self.joined { "joined" } else { "left" }, "sequence": self.sequence, "list": self.list,
            "published": second(self.said_at),
        })
    }

    /// The canonical bytes that are signed.
    ///
    /// # Errors
    /// `Internal`, which no statement gives.
    pub fn canonical(&self) -> Result<Vec<u8>> {
        serde_jcs::to_vec(&self.to_json()).map_err(Error::internal)
    }
}

/// A statement with its signature. One from outside is made only where the signature was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// What is said.
    pub statement: Statement,
    /// The id of the key.
    pub key_id: String,
    /// RSASSA-PKCS1-v1_5 with SHA-256 over the canonical bytes, in base64.
    pub signature: String,
}

/// Signs in our network's name.
pub struct Pen {
    /// The id of its key.
    pub key_id: String,
    /// Signs bytes; answers base64.
    #[allow(clippy::type_complexity)]
    pub sign: Box<dyn Fn(&[u8]) -> Result<String> + Send + Sync>,
}

impl fmt::Debug for Pen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pen({})", self.key_id)
    }
}

impl Pen {
    /// Signs a statement.
    ///
    /// # Errors
    /// `Internal` when the key does not sign.
    pub fn sign(&self, statement: Statement) -> Result<Signed> {
        let signature = (self.sign)(&statement.canonical()?)?;
        Ok(Signed { statement, key_id: self.key_id.clone(), signature })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(words: &str, version: u32) -> Terms {
        let agreement = [("es".to_owned(), "Compartimos.".to_owned()), ("en".to_owned(), words.to_owned())];
        Terms::new("East side", agreement, version, "2026-11-23T06:00:00.7Z".parse().unwrap(), None).unwrap()
    }

    #[test]
    fn an_id_is_the_hash_of_the_terms_and_of_nothing_else() {
        let canonical = String::from_utf8(terms("We share.", 1).canonical().unwrap()).unwrap();
        let expected = r#"{"agreement":{"en":"We share.","es":"Compartimos."},"founded":"2026-11-23T06:00:00Z","name":"East side","type":"potluck:Coalition","version":1}"#;
        assert_eq!(canonical, expected);
        let id = terms("We share.", 1).id().unwrap();
        assert_eq!(id, terms("We share.", 1).id().unwrap());
        assert_ne!(id, terms("We share!", 1).id().unwrap());
        assert_ne!(id, terms("We share.", 2).id().unwrap());
        assert_eq!(CoalitionId::from_uri(&id.uri()).as_ref(), Some(&id));
        for bad in ["", "ni:///sha-256;", "ni:///sha-256;short", "https://a.example/x"] {
            assert!(CoalitionId::from_uri(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn terms_say_which_field_does_not_fit() {
        let now = "2026-11-23T06:00:00Z".parse().unwrap();
        let one = |language: &str, words: &str| vec![(language.to_owned(), words.to_owned())];
        for (name, agreement, version, field) in [
            (" ", one("en", "x"), 1, "name"),
            ("x", vec![], 1, "agreement"),
            ("x", one("en", " "), 1, "agreement"),
            ("x", one("no language", "x"), 1, "agreement"),
            ("x", [one("en", "x"), one("EN", "y")].concat(), 1, "agreement"),
            ("x", one("en", "x"), 0, "version"),
        ] {
            assert_eq!(Terms::new(name, agreement, version, now, None).unwrap_err().field(), Some(field));
        }
    }

    #[test]
    fn a_statement_is_signed_in_its_canonical_form() {
        let statement = Statement {
            coalition: terms("We share.", 1).id().unwrap(),
            member: "https://a.example/ap/network".parse().unwrap(),
            joined: true,
            sequence: 7,
            list: "https://a.example/ap/coalitions/x".parse().unwrap(),
            said_at: "2026-11-23T06:00:00Z".parse().unwrap(),
        };
        let canonical = String::from_utf8(statement.canonical().unwrap()).unwrap();
        assert!(canonical.starts_with(r#"{"coalition":"ni:///sha-256;"#), "{canonical}");
        let end = r#","list":"https://a.example/ap/coalitions/x","member":"https://a.example/ap/network","published":"2026-11-23T06:00:00Z","sequence":7,"state":"joined","type":"potluck:Membership"}"#;
        assert!(canonical.ends_with(end), "{canonical}");
    }
}

//! Coalitions: the signed list that each member serves, and the statements in it.

use super::id;
use super::one_or_many;
use crate::clock::Moment;
use crate::domain::coalition::{
    CoalitionId, MEMBERS_MAX, SEQUENCE_MAX, STATEMENT_TYPE, Signed, Statement, TERMS_TYPE, Terms,
};
use crate::error::{Error, Result};
use activitypub_federation::kinds::collection::CollectionType;
use chrono::SubsecRound;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use url::Url;

/// The `type` of a proof: RSASSA-PKCS1-v1_5 with SHA-256 over the statement without its proof, in the canonical form of
/// RFC 8785. (FEP-8b32 names only keys that actors of the fediverse do not have yet.)
pub const PROOF_TYPE: &str = "potluck:JcsRsaSha256";
/// Longest signature, in characters of base64: an RSA key of 8,192 bits gives 1,368.
const SIGNATURE_MAX: usize = 1_500;

/// Who says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Proof {
    /// [`PROOF_TYPE`].
    #[serde(rename = "type")]
    pub kind: String,
    /// The id of the member's key.
    pub verification_method: String,
    /// Base64.
    pub proof_value: String,
}

/// What a network says of its own membership.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Membership {
    /// [`STATEMENT_TYPE`].
    #[serde(rename = "type")]
    pub kind: String,
    /// `ni:///sha-256;…`.
    pub coalition: String,
    /// The network.
    #[serde(deserialize_with = "id::plain")]
    pub member: Url,
    /// `joined` or `left`.
    pub state: String,
    /// The highest of a network counts.
    pub sequence: i64,
    /// Where it serves the list.
    #[serde(deserialize_with = "id::plain")]
    pub list: Url,
    /// When, to the second.
    pub published: Moment,
    /// Its signature.
    pub proof: Proof,
}

impl From<&Signed> for Membership {
    fn from(Signed { statement, key_id, signature }: &Signed) -> Self {
        Self {
            kind: STATEMENT_TYPE.into(),
            coalition: statement.coalition.uri(),
            member: statement.member.clone(),
            state: if statement.joined { "joined" } else { "left" }.into(),
            sequence: statement.sequence,
            list: statement.list.clone(),
            published: statement.said_at,
            proof: Proof {
                kind: PROOF_TYPE.into(),
                verification_method: key_id.clone(),
                proof_value: signature.clone(),
            },
        }
    }
}

impl Membership {
    /// What it says. Whether its signature is the member's is not known yet.
    ///
    /// # Errors
    /// `BadRequest` when it is of another form.
    pub fn unchecked(self) -> Result<Signed> {
        let wrong = || Error::bad_request("A membership is not of a form that is understood here.");
        let joined = match self.state.as_str() {
            "joined" => true,
            "left" => false,
            _ => return Err(wrong()),
        };
        let fits = self.kind == STATEMENT_TYPE
            && self.proof.kind == PROOF_TYPE
            && self.proof.proof_value.len() <= SIGNATURE_MAX
            && self.proof.verification_method.len() <= id::URL_MAX
            && (1..=SEQUENCE_MAX).contains(&self.sequence)
            && self.published == self.published.trunc_subsecs(0)
            && id::same_origin(&self.list, &self.member);
        if !fits {
            return Err(wrong());
        }
        let statement = Statement {
            coalition: CoalitionId::from_uri(&self.coalition).ok_or_else(wrong)?,
            member: self.member,
            joined,
            sequence: self.sequence,
            list: self.list,
            said_at: self.published,
        };
        Ok(Signed { statement, key_id: self.proof.verification_method, signature: self.proof.proof_value })
    }
}

/// What a coalition is, under its id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coalition {
    /// `ni:///sha-256;…`: the hash of all else.
    pub id: String,
    /// [`TERMS_TYPE`].
    #[serde(rename = "type")]
    pub kind: String,
    /// Its name.
    pub name: String,
    /// What was agreed, by language.
    pub agreement: BTreeMap<String, String>,
    /// Which version.
    pub version: u32,
    /// When it was written, to the second.
    pub founded: Moment,
    /// The coalition whose agreement it goes on from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<String>,
}

impl Coalition {
    /// On the wire.
    ///
    /// # Errors
    /// `Internal`, which no terms give.
    pub fn of(terms: &Terms) -> Result<Self> {
        Ok(Self {
            id: terms.id()?.uri(),
            kind: TERMS_TYPE.into(),
            name: terms.name().to_owned(),
            agreement: terms.agreement().clone(),
            version: terms.version(),
            founded: terms.founded(),
            previous: terms.previous().map(CoalitionId::uri),
        })
    }

    /// The terms, whose hash is the id.
    ///
    /// # Errors
    /// `BadRequest` when something was changed in them, or they are of another form.
    pub fn terms(self) -> Result<Terms> {
        let wrong = || Error::bad_request("The agreement of that coalition is not the one that its id names.");
        let previous = match self.previous.as_deref().map(CoalitionId::from_uri) {
            Some(None) => return Err(wrong()),
            previous => previous.flatten(),
        };
        let terms = Terms::new(&self.name, self.agreement, self.version, self.founded, previous)
            .map_err(|error| wrong().because(error))?;
        if self.kind != TERMS_TYPE || terms.id()?.uri() != self.id {
            return Err(wrong());
        }
        Ok(terms)
    }
}

/// The list that a member serves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MembershipList {
    /// Where this copy lives.
    #[serde(deserialize_with = "id::plain")]
    pub id: Url,
    /// Always `Collection`.
    #[serde(rename = "type")]
    pub kind: CollectionType,
    /// How many statements.
    pub total_items: u64,
    /// What they are about.
    #[serde(rename = "potluck:coalition")]
    pub coalition: Coalition,
    /// The newest statement of each network. What cannot be read is skipped.
    #[serde(deserialize_with = "one_or_many::some::<_, _, MEMBERS_MAX>")]
    pub items: Vec<Membership>,
}

/// Reads a statement that an activity carries.
///
/// # Errors
/// `BadRequest` when there is none, or it is of another form.
pub fn carried(raw: &Value) -> Result<Signed> {
    let none = || Error::bad_request("The activity carries no membership that is understood here.");
    let value = raw.get("potluck:membership").filter(|value| value.is_object()).ok_or_else(none)?;
    super::read::<Membership>(value)?.unchecked()
}

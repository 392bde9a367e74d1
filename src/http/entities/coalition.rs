//! Coalitions.

use super::peer::FollowEntity;
use crate::app::App;
use crate::clock::Moment;
use crate::domain::coalition::{CoalitionId, Signed, Terms};
use crate::domain::follow::{Actor, FollowState};
use crate::error::Result;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use url::Url;
use utoipa::ToSchema;

/// What was agreed, in one language.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreementText {
    /// BCP 47.
    pub language: String,
    /// Plain text; an empty line begins a paragraph. At most 5,000 characters.
    pub text: String,
}

/// A network that says, signed, that it is in a coalition.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CoalitionMemberEntity {
    /// Its ActivityPub id.
    pub actor: Url,
    /// Its name, if it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `handle@host`, if it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Since when.
    pub joined_at: DateTime<Utc>,
    /// Whether this is us.
    pub ours: bool,
    /// Whether we follow it. Being in a coalition does not by itself follow anybody.
    pub we_follow: FollowEntity,
}

/// A coalition that this network is in, or was.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CoalitionEntity {
    /// 43 characters: the hash of what it is.
    #[schema(value_type = String)]
    pub id: CoalitionId,
    /// The same as a URI (RFC 6920).
    pub uri: String,
    /// Where this network serves the signed list: what another network needs to join.
    pub list: Url,
    /// Its name.
    pub name: String,
    /// What was agreed.
    pub agreement: Vec<AgreementText>,
    /// Which version of the agreement.
    pub version: u32,
    /// When it was written.
    pub founded_at: DateTime<Utc>,
    /// The coalition whose agreement it goes on from.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub previous: Option<CoalitionId>,
    /// Whether this network is in it.
    pub joined: bool,
    /// Who is in it.
    pub members: Vec<CoalitionMemberEntity>,
}

/// A network of the list, and what is known of it here.
pub type Known = (Signed, Option<(Actor, Option<FollowState>)>);

impl CoalitionEntity {
    /// From its terms and what networks say of themselves.
    pub fn new(app: &App, id: CoalitionId, terms: &Terms, networks: Vec<Known>) -> Self {
        let ours = app.here.addresses.network();
        let in_it = networks.into_iter().filter(|(signed, _)| signed.statement.joined);
        let members: Vec<CoalitionMemberEntity> = in_it
            .map(|(signed, known)| CoalitionMemberEntity {
                ours: signed.statement.member == ours,
                actor: signed.statement.member,
                joined_at: signed.statement.said_at,
                name: known.as_ref().map(|(actor, _)| actor.name.clone()),
                address: known.as_ref().map(|(actor, _)| actor.address()),
                we_follow: known.and_then(|(_, state)| state).into(),
            })
            .collect();
        Self {
            uri: id.uri(),
            list: app.here.addresses.coalition(id.as_str()),
            name: terms.name().to_owned(),
            agreement: (terms.agreement().iter())
                .map(|(language, text)| AgreementText { language: language.clone(), text: text.clone() })
                .collect(),
            version: terms.version(),
            founded_at: terms.founded(),
            previous: terms.previous().cloned(),
            joined: members.iter().any(|member| member.ours),
            members,
            id,
        }
    }
}

/// What a coalition is to be.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CoalitionInput {
    /// 1 to 120 characters.
    pub name: String,
    /// Once a language; at most 20. It can never be changed: another text is another coalition.
    pub agreement: Vec<AgreementText>,
    /// Which version; 1 if left out.
    pub version: Option<u32>,
    /// The id of the coalition whose agreement it goes on from.
    pub previous: Option<String>,
}

impl CoalitionInput {
    /// The terms.
    ///
    /// # Errors
    /// `Invalid` at the first field that does not fit.
    pub fn terms(self, now: Moment) -> Result<Terms> {
        let previous = match self.previous.as_deref().map(CoalitionId::parse) {
            Some(None) => {
                let text = "`previous` is the id of a coalition, of 43 characters.";
                return Err(crate::error::Error::invalid("previous", text));
            }
            previous => previous.flatten(),
        };
        let agreement = self.agreement.into_iter().map(|AgreementText { language, text }| (language, text));
        Terms::new(&self.name, agreement, self.version.unwrap_or(1), now, previous)
    }
}

/// Which coalition to join.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MembershipInput {
    /// The address of its list at one of its networks: `https://hillside.example/ap/coalitions/…`.
    pub address: String,
}

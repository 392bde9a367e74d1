//! Neighbors for whom a member speaks, for that member and nobody else.

use super::member::ContactEntity;
use super::network::MemberEntity;
use crate::app::App;
use crate::domain::key::{ProxyId, ProxyOfferId};
use crate::domain::member::Member;
use crate::domain::privacy::Key;
use crate::domain::proxy::{Asked, Change, Held, OfferKind, Proxy, State};
use crate::storage::proxies::Offer;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What they agreed to.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ConsentEntity {
    /// How they said it.
    pub how: String,
    /// When.
    pub given_on: NaiveDate,
    /// What may be shared; whatever is not named stays with who speaks for them.
    pub may_share: Vec<String>,
}

/// A neighbor for whom the asker speaks.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProxyEntity {
    /// The row.
    #[schema(value_type = String)]
    pub id: ProxyId,
    /// `consented` or `active`.
    #[schema(value_type = String)]
    pub state: State,
    /// What the asker calls them.
    pub label: String,
    /// How to reach them.
    pub reach: Vec<ContactEntity>,
    /// BCP 47.
    pub languages: Vec<String>,
    /// What makes it possible to take part.
    pub access: Vec<String>,
    /// What they agreed to.
    pub consent: ConsentEntity,
    /// The last day of that; then they are asked again.
    pub review_on: NaiveDate,
    /// Whether that day has passed: nothing new is done for them until they were asked.
    pub review_due: bool,
    /// Since when.
    pub created_at: DateTime<Utc>,
}

impl ProxyEntity {
    /// For who speaks for them.
    pub fn new(proxy: &Proxy, held: &Held, today: NaiveDate) -> Self {
        let known = proxy.known.open(&Key::of_liaison(held)).clone();
        Self {
            id: proxy.id,
            state: proxy.state,
            review_due: known.check_consent(today).is_err(),
            label: known.label,
            reach: known.reach.iter().map(Into::into).collect(),
            languages: known.languages,
            access: known.access,
            consent: ConsentEntity {
                how: known.consent.how,
                given_on: known.consent.given_on,
                may_share: known.consent.may_share,
            },
            review_on: known.review_on,
            created_at: proxy.created_at,
        }
    }
}

/// A consent as it is written down.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConsentInput {
    /// How they said it: "by word, at her door".
    pub how: String,
    /// When; today if left out.
    pub given_on: Option<NaiveDate>,
    /// What may be shared; at most 20, of 80 characters each.
    #[serde(default)]
    pub may_share: Vec<String>,
    /// When they are asked again; in 180 days if left out, in 366 at most.
    pub review_on: Option<NaiveDate>,
}

impl From<ConsentInput> for Asked {
    fn from(ConsentInput { how, given_on, may_share, review_on }: ConsentInput) -> Self {
        Self { how, given_on, may_share, review_on }
    }
}

/// What is known of a neighbor; what is left out stays as it is.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ProxyChangeInput {
    /// What one calls them.
    pub label: Option<String>,
    /// How to reach them; at most 10.
    pub reach: Option<Vec<ContactEntity>>,
    /// BCP 47; at most 20.
    pub languages: Option<Vec<String>>,
    /// What makes it possible to take part; at most 20, of 80 characters each.
    pub access: Option<Vec<String>>,
}

impl From<ProxyChangeInput> for Change {
    fn from(input: ProxyChangeInput) -> Self {
        Self {
            label: input.label,
            reach: input.reach.map(|all| all.into_iter().map(Into::into).collect()),
            languages: input.languages,
            access: input.access,
        }
    }
}

/// A neighbor who said yes.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProxyInput {
    /// What one calls them; only the asker reads it.
    pub label: String,
    /// How to reach them; at most 10.
    #[serde(default)]
    pub reach: Vec<ContactEntity>,
    /// BCP 47; at most 20.
    #[serde(default)]
    pub languages: Vec<String>,
    /// What makes it possible to take part; at most 20, of 80 characters each.
    #[serde(default)]
    pub access: Vec<String>,
    /// What they agreed to.
    pub consent: ConsentInput,
}

impl ProxyInput {
    /// As the domain has it.
    pub fn into_parts(self) -> (Change, Asked) {
        let change = ProxyChangeInput {
            label: Some(self.label),
            reach: Some(self.reach),
            languages: Some(self.languages),
            access: Some(self.access),
        };
        (change.into(), self.consent.into())
    }
}

/// Whom to ask.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandOverInput {
    /// The handle of a member.
    pub handle: String,
    /// `liaison` to speak for the neighbor from now on, or `themselves` when it is the neighbor, who joined.
    #[schema(value_type = String)]
    pub kind: OfferKind,
}

/// Whom to ask to speak for a neighbor that waits.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WantedInput {
    /// The handle of a member.
    pub handle: String,
}

/// How many neighbors wait for somebody who speaks for them. Nobody learns who.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WantedEntity {
    /// How many.
    pub waiting: i64,
}

/// What the asker is asked.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OfferEntity {
    /// The row.
    #[schema(value_type = String)]
    pub id: ProxyOfferId,
    /// `liaison`: to speak for a neighbor. `themselves`: to speak for oneself from now on.
    #[schema(value_type = String)]
    pub kind: OfferKind,
    /// Who asks; nobody for a neighbor whose liaison left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<MemberEntity>,
    /// When.
    pub created_at: DateTime<Utc>,
}

impl OfferEntity {
    /// For who is asked.
    pub fn new(app: &App, offer: &Offer, from: Option<&Member>) -> Self {
        Self {
            id: offer.id,
            kind: offer.kind,
            from: from.map(|member| MemberEntity::new(app, member)),
            created_at: offer.created_at,
        }
    }
}

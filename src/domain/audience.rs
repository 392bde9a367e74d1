//! Who a listing is for.

use crate::domain::listing::Kind;
use serde::{Deserialize, Serialize};

/// Who may see a listing, from narrow to wide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// N: members of this network. Never leaves.
    Network,
    /// F: members of this network and of mutual peers (networks that follow us and that we follow).
    Peers,
    /// P: everyone.
    Public,
}

impl Audience {
    /// All of them, narrow to wide.
    pub const ALL: [Self; 3] = [Self::Network, Self::Peers, Self::Public];

    /// The audience of a listing whose author did not choose: a need stays at home, an offer reaches
    /// the networks close by (value V4).
    pub fn default_for(kind: Kind) -> Self {
        match kind {
            Kind::Need => Self::Network,
            Kind::Offer => Self::Peers,
        }
    }

    /// Whether it leaves this server at all.
    pub fn federates(self) -> bool {
        self != Self::Network
    }

    /// As stored and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::Peers => "peers",
            Self::Public => "public",
        }
    }
}

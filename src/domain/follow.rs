//! Actors of the fediverse and follows between them.

use crate::clock::Moment;
use crate::domain::area::Area;
use crate::domain::key::{ActorId, FollowId};
use crate::domain::listing::words;
use crate::domain::network::{Intake, Mode};
use url::Url;

words! {
    /// The ActivityPub type of an actor.
    ActorKind {
        /// A network.
        Organization = "Organization",
        /// A person.
        Person = "Person",
        /// A server, or a place's automatic account.
        Application = "Application",
        /// A place.
        Service = "Service",
        /// A group elsewhere.
        Group = "Group",
    }
}

words! {
    /// How far a follow has come.
    FollowState {
        /// Asked.
        Pending = "pending",
        /// Agreed.
        Accepted = "accepted",
        /// Over.
        Ended = "ended",
    }
}

/// A public key of Ed25519 as actors name it (FEP-521a).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Multikey {
    /// Its id.
    pub id: String,
    /// `publicKeyMultibase`: base 58, `z6Mk…`.
    pub multibase: String,
}

/// An actor, ours or another server's.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Its row.
    pub id: ActorId,
    /// Its ActivityPub id.
    pub ap_id: Url,
    /// Its type.
    pub kind: ActorKind,
    /// Whether it is ours.
    pub local: bool,
    /// `host` or `host:port` of its id.
    pub host: String,
    /// `preferredUsername`.
    pub handle: String,
    /// Its name.
    pub name: String,
    /// About it, as sanitized HTML.
    pub summary: String,
    /// Where it takes activities.
    pub inbox: Url,
    /// Where its server takes them for everyone.
    pub shared_inbox: Option<Url>,
    /// Its page.
    pub url: Option<Url>,
    /// Its collection of followers.
    pub followers: Option<Url>,
    /// Its public key (PEM) and the key's id.
    pub public_key_pem: String,
    /// The key's id.
    pub key_id: String,
    /// Its Ed25519 key (FEP-521a), if it has one.
    pub ed25519: Option<Multikey>,
    /// Whether its server says that it understands Potluck's listings and FEP-0837 responses.
    pub implements_potluck: bool,
    /// Its rough place.
    pub area: Option<Area>,
    /// Languages (BCP 47).
    pub languages: Vec<String>,
    /// A network's: how it works, if it says so.
    pub mode: Option<Mode>,
    /// A network's: how much it can take on now, if it says so.
    pub intake: Option<Intake>,
    /// Whether its server said that it is gone.
    pub gone: bool,
    /// When it was last fetched.
    pub fetched_at: Moment,
    /// When it was first seen or made.
    pub created_at: Moment,
}

impl Actor {
    /// The inbox to deliver to: the shared one where there is one.
    pub fn delivery_inbox(&self) -> &Url {
        self.shared_inbox.as_ref().unwrap_or(&self.inbox)
    }

    /// Whether one of its keys has this id.
    pub fn has_key(&self, key_id: &str) -> bool {
        self.key_id == key_id || self.ed25519.as_ref().is_some_and(|key| key.id == key_id)
    }

    /// `handle@host`.
    pub fn address(&self) -> String {
        format!("{}@{}", self.handle, self.host)
    }
}

/// A follow.
#[derive(Clone, Debug)]
pub struct Follow {
    /// Its row.
    pub id: FollowId,
    /// The activity's ActivityPub id.
    pub ap_id: Url,
    /// Who follows.
    pub follower: ActorId,
    /// Who is followed.
    pub followed: ActorId,
    /// How far it has come.
    pub state: FollowState,
    /// When it was asked.
    pub created_at: Moment,
}

/// Whether two networks are mutual peers: each follows the other, both accepted.
pub fn is_mutual(ours: Option<FollowState>, theirs: Option<FollowState>) -> bool {
    ours == Some(FollowState::Accepted) && theirs == Some(FollowState::Accepted)
}

/// Most accounts elsewhere of which a member says that they are theirs too.
pub const ALIASES_MAX: usize = 10;

/// How an account is tied to other accounts of the same person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ties {
    /// The others, as their owner says (`alsoKnownAs`).
    pub also_known_as: Vec<Url>,
    /// Where its owner went on (`movedTo`).
    pub moved_to: Option<Url>,
}

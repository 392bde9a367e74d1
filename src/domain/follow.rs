//! Actors of the fediverse and follows between them.

use crate::clock::Moment;
use crate::domain::appearance::Appearance;
use crate::domain::area::Area;
use crate::domain::key::{ActorId, FollowId};
use crate::domain::listing::words;
use crate::domain::media::Looks;
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
        /// A place; elsewhere, a person's account that is marked as a bot.
        Service = "Service",
        /// A group elsewhere.
        Group = "Group",
    }
}

impl ActorKind {
    /// Whether somebody writes from it: a person, who may have marked their account as a bot (`Service`).
    pub fn is_account(self) -> bool {
        matches!(self, Self::Person | Self::Service)
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
    /// Whether its server says that it takes what the two sides of an answer write to each other.
    pub takes_words: bool,
    /// Its rough place.
    pub area: Option<Area>,
    /// Languages (BCP 47).
    pub languages: Vec<String>,
    /// A network's: how it works, if it says so.
    pub mode: Option<Mode>,
    /// A network's: how much it can take on now, if it says so.
    pub intake: Option<Intake>,
    /// Its pictures.
    pub looks: Looks,
    /// What it shows of itself besides.
    pub appearance: Appearance,
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

/// What the followers that an actor has at one host come to (FEP-8fcf): the SHA-256 of their ids, XORed. It does not
/// depend on their order, and who is added twice is not there: so one that comes and one that goes change it alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FollowersDigest([u8; 32]);

impl FollowersDigest {
    /// That of several followers.
    pub fn of<'a>(ids: impl IntoIterator<Item = &'a str>) -> Self {
        let mut digest = Self::default();
        ids.into_iter().for_each(|id| digest.toggle(id));
        digest
    }

    /// A follower comes, or goes.
    pub fn toggle(&mut self, id: &str) {
        for (byte, other) in self.0.iter_mut().zip(openssl::sha::sha256(id.as_bytes())) {
            *byte ^= other;
        }
    }

    /// Its 32 bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// From its 32 bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// In hexadecimal.
    pub fn to_hex(self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// From 64 hexadecimal digits.
    pub fn from_hex(text: &str) -> Option<Self> {
        if text.len() != 64 || !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        let mut bytes = [0; 32];
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok()?;
        }
        Some(Self(bytes))
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_of_the_feps_own_example_is_what_it_says() {
        let followers = ["https://testing.example.org/users/1", "https://testing.example.org/users/2"];
        let digest = FollowersDigest::of(followers);
        let said = "c33f48cd341ef046a206b8a72ec97af65079f9a3a9b90eef79c5920dce45c61f";
        assert_eq!(digest.to_hex(), said);
        assert_eq!(FollowersDigest::from_hex(said), Some(digest));
        assert_eq!(FollowersDigest::from_bytes(digest.bytes()), Some(digest));
    }

    #[test]
    fn who_goes_leaves_no_trace_and_the_order_does_not_matter() {
        let mut digest = FollowersDigest::of(["b", "a", "c"]);
        digest.toggle("c");
        assert_eq!(digest, FollowersDigest::of(["a", "b"]));
        assert_eq!(FollowersDigest::of([]), FollowersDigest::default());
    }

    #[test]
    fn what_is_no_digest_is_not_read() {
        let long = "c33f48cd341ef046a206b8a72ec97af65079f9a3a9b90eef79c5920dce45c61f00";
        for text in ["", "abc", long, &"+1".repeat(32), &"zz".repeat(32), &"é".repeat(32)] {
            assert_eq!(FollowersDigest::from_hex(text), None, "{text}");
        }
        assert_eq!(FollowersDigest::from_bytes(&[0; 31]), None);
    }
}

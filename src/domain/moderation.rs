//! Keeping people safe, in the open: what is done is in a log that members read (value V6), and names what it rests on.

use crate::clock::Moment;
use crate::domain::key::{ActorId, LogEntryId, MemberId, ReportId};
use crate::domain::listing::words;
use crate::domain::member::RoleKind;
use crate::error::{Error, Message, Result};
use serde::{Deserialize, Serialize};
use url::Url;

words! {
    /// What somebody with a role did.
    Deed {
        /// Changed how the network works, or what it says about itself.
        NetworkChanged = "network-changed",
        /// Changed how one joins.
        JoiningChanged = "joining-changed",
        /// Welcomed somebody who asked to join.
        NeighborWelcomed = "neighbor-welcomed",
        /// Did not welcome somebody who asked to join.
        WelcomeDeclined = "welcome-declined",
        /// Asked to follow another network.
        FollowAsked = "follow-asked",
        /// Stopped following.
        FollowEnded = "follow-ended",
        /// Accepted a follower.
        FollowerAccepted = "follower-accepted",
        /// Declined a follower, or ended their follow.
        FollowerDeclined = "follower-declined",
        /// Whoever runs the server changed in its settings whom it talks to.
        FederationChanged = "federation-changed",
        /// Changed what is shared with a network.
        SharingChanged = "sharing-changed",
        /// Gave a role.
        RoleGiven = "role-given",
        /// Ended one before its time.
        RoleEnded = "role-ended",
        /// Passed another network's listing along.
        PassedAlong = "passed-along",
        /// Stopped passing one along.
        PassingStopped = "passing-stopped",
        /// Changed the rules for passing along.
        PassingRulesSet = "passing-rules-set",
        /// Removed a member at their wish.
        MemberRemoved = "member-removed",
        /// Whoever runs the server made a token that acts for a member.
        TokenMade = "token-made",
        /// They gave a member a password.
        PasswordGiven = "password-given",
        /// They made a link that signs a member in.
        LinkMade = "link-made",
        /// They wrote all that is kept of a member to a file, for that member.
        MemberExported = "member-exported",
        /// A coalition was founded.
        CoalitionFounded = "coalition-founded",
        /// The network joined one.
        CoalitionJoined = "coalition-joined",
        /// It left one.
        CoalitionLeft = "coalition-left",
        /// The network told something.
        Announced = "announced",
        /// That was taken back.
        AnnouncementRetracted = "announcement-retracted",
        /// Places or resources were read in from a file.
        EntriesImported = "entries-imported",
        /// A place or resource was taken away.
        EntryRemoved = "entry-removed",
        /// Blocked a server or an account.
        Blocked = "blocked",
        /// Muted one.
        Muted = "muted",
        /// Limited one.
        Limited = "limited",
        /// Lifted that.
        BlockLifted = "block-lifted",
        /// Held a listing.
        ListingHeld = "listing-held",
        /// Let it go on.
        ListingReleased = "listing-released",
        /// Held a post.
        StatusHeld = "post-held",
        /// Let it go on.
        StatusReleased = "post-released",
        /// Took away the first words of an answer.
        AnswerWordsTaken = "answer-words-taken",
        /// Took away what a neighbor translated.
        TranslationTaken = "translation-taken",
        /// Closed a report.
        ReportClosed = "report-closed",
    }
}

/// Who did it: a power of the network in somebody's hands, or whoever sits at the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doer {
    /// A member, by their role.
    Member(MemberId),
    /// The command line.
    CommandLine,
}

/// What was done, for members to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its row.
    pub id: LogEntryId,
    /// By which role; none for the command line.
    pub role: Option<RoleKind>,
    /// In whose hands.
    pub handle: Option<String>,
    /// What.
    pub deed: Deed,
    /// About which server, account, listing or post. A member is "a member", without a name; a person elsewhere who may follow, or
    /// may not, is not named at all, and of what was not for everyone it is not said which it is.
    pub about: Option<String>,
    /// Why, if it was said.
    pub reason: Option<String>,
    /// The agreement that it rests on, if one was named.
    pub agreement: Option<String>,
    /// When.
    pub created_at: Moment,
}

words! {
    /// How far the network keeps somebody away.
    Level {
        /// Nothing comes in, nothing goes out.
        Block = "block",
        /// Nothing that they say comes in, answers neither, and they are not told. What is ours goes there as before, and what is
        /// agreed is carried to its end.
        Mute = "mute",
        /// What they post is not taken onto the board, nor passed along; answers still come and go.
        Limit = "limit",
    }
}

impl Level {
    /// How far it goes beside others: of several for one account, the one that goes farthest holds.
    pub fn reach(self) -> u8 {
        match self {
            Self::Limit => 1,
            Self::Mute => 2,
            Self::Block => 3,
        }
    }

    /// Whether nothing that they say is heard.
    pub fn is_deaf(self) -> bool {
        self.reach() >= Self::Mute.reach()
    }
}

/// A server or an account that the network keeps away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject(String);

impl Subject {
    /// A server: `host` or `host:port`. Those below it are meant too.
    ///
    /// # Errors
    /// `Invalid` for what is none.
    pub fn server(text: &str) -> Result<Self> {
        let wrong = || Error::invalid("server", "`server` looks like social.example.").worded(Message::NotAServer);
        let url = Url::parse(&format!("https://{}/", text.trim())).map_err(|_| wrong())?;
        let plain = url.path() == "/" && url.query().is_none() && url.username().is_empty() && url.fragment().is_none();
        if !plain || url.password().is_some() || url.host_str().is_none_or(|host| !host.contains('.')) {
            return Err(wrong());
        }
        Ok(Self(crate::domain::address::host_of(&url)))
    }

    /// An account, by its ActivityPub id.
    pub fn account(url: &Url) -> Self {
        Self(url.to_string())
    }

    /// As stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is a server.
    pub fn is_server(&self) -> bool {
        !self.0.contains("://")
    }
}

/// Everything under which a host is known to the network's blocks: itself, with and without its port, and each name above it.
pub fn names_of_host(host: &str) -> Vec<String> {
    let bare = host.rsplit_once(':').map_or(host, |(name, port)| if port.parse::<u16>().is_ok() { name } else { host });
    let mut names = vec![host.to_owned(), bare.to_owned()];
    let mut rest = bare;
    while let Some((_, above)) = rest.split_once('.') {
        if above.contains('.') {
            names.push(above.to_owned());
        }
        rest = above;
    }
    names
}

/// A block of the network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetworkBlock {
    /// Whom.
    pub subject: String,
    /// How far.
    pub level: Level,
    /// Why, for everyone here to read; or none.
    pub reason: Option<String>,
    /// Since when.
    pub created_at: Moment,
}

words! {
    /// What a member wants of an account.
    Distance {
        /// Neither hears of the other.
        Block = "block",
        /// The member does not see what they post.
        Mute = "mute",
    }
}

/// Whom a member keeps away. S: nobody else reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnBlock {
    /// Whom.
    pub actor: ActorId,
    /// How far.
    pub distance: Distance,
    /// Of a mute: until when; without it, until it is taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
    /// Of a mute: whether the member hears all the same when they are spoken to, liked or told on.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hears: bool,
}

impl OwnBlock {
    /// One that lasts until it is taken back, and of which nothing is heard.
    pub fn new(actor: ActorId, distance: Distance) -> Self {
        Self { actor, distance, until: None, hears: false }
    }

    /// Whether it still holds.
    pub fn holds_at(&self, now: Moment) -> bool {
        self.until.is_none_or(|until| now < until)
    }
}

/// Most accounts that a member keeps away.
pub const OWN_BLOCKS_MAX: usize = 1_000;

words! {
    /// Where a report stands.
    ReportState {
        /// Nobody has looked yet.
        Open = "open",
        /// Looked at.
        Closed = "closed",
    }
}

/// What a report says. Only moderators read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The member who wrote it, or none for another server.
    pub by: Option<MemberId>,
    /// The actor of the other server that sent it.
    pub from: Option<Url>,
    /// What it is about: ids of accounts and posts.
    pub about: Vec<Url>,
    /// In words.
    pub words: String,
}

/// A report.
#[derive(Clone, Debug)]
pub struct Report {
    /// Its row.
    pub id: ReportId,
    /// What it says.
    pub said: Said,
    /// Where it stands.
    pub state: ReportState,
    /// When it came.
    pub created_at: Moment,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_a_plain_host() {
        assert_eq!(Subject::server(" Social.Example ").unwrap().as_str(), "social.example");
        assert_eq!(Subject::server("x.localhost:8080").unwrap().as_str(), "x.localhost:8080");
        for bad in ["", "com", "a@b.example", "social.example/path", "https://social.example", "social.example?x"] {
            assert!(Subject::server(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_block_means_those_below_it_too() {
        let names = names_of_host("deep.bad.example:8443");
        for name in ["deep.bad.example:8443", "deep.bad.example", "bad.example"] {
            assert!(names.iter().any(|known| known == name), "{name}");
        }
        assert!(!names.iter().any(|name| name == "example"));
    }
}

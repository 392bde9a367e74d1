//! The log that members read, whom the network keeps away, reports, and whom one keeps away oneself.

use super::network::ActorEntity;
use crate::domain::follow::Actor;
use crate::domain::key::{LogEntryId, ReportId};
use crate::domain::member::RoleKind;
use crate::domain::moderation::Subject;
use crate::domain::moderation::{Deed, Distance, Entry, Level, NetworkBlock, Said};
use crate::error::{Error, Result};
use crate::storage::moderation::OpenReport;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use url::Url;
use utoipa::ToSchema;

/// What somebody did with a role of the network.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LogEntity {
    /// The row.
    #[schema(value_type = String)]
    pub id: LogEntryId,
    /// By which role; none for the command line of the server.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub role: Option<RoleKind>,
    /// In whose hands it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handle: Option<String>,
    /// What: `network-changed`, `blocked`, `listing-held`, …
    #[schema(value_type = String)]
    pub deed: Deed,
    /// About which server, account, listing or post; of a post elsewhere, its server. A member is "a member", without a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Why, if it was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The agreement that it rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreement: Option<String>,
    /// When.
    pub created_at: DateTime<Utc>,
}

impl From<Entry> for LogEntity {
    fn from(entry: Entry) -> Self {
        let Entry { id, role, handle, deed, about, reason, agreement, created_at } = entry;
        Self { id, role, handle, deed, about, reason, agreement, created_at }
    }
}

/// A server or an account that the network keeps away.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BlockEntity {
    /// A host, or an account's ActivityPub id.
    pub subject: String,
    /// `block`, `mute` or `limit`.
    #[schema(value_type = String)]
    pub level: Level,
    /// Why, if it was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Since when.
    pub created_at: DateTime<Utc>,
}

impl From<NetworkBlock> for BlockEntity {
    fn from(NetworkBlock { subject, level, reason, created_at }: NetworkBlock) -> Self {
        Self { subject, level, reason, created_at }
    }
}

/// Whom the network is to keep away: a server or an account.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SubjectInput {
    /// `social.example`; those below it too.
    pub server: Option<String>,
    /// An account's ActivityPub id.
    pub account: Option<Url>,
}

impl SubjectInput {
    /// As the domain has it.
    ///
    /// # Errors
    /// `Invalid` unless it is one of the two.
    pub fn into_subject(self) -> Result<Subject> {
        match (self.server, self.account) {
            (Some(server), None) => Subject::server(&server),
            (None, Some(account)) => Ok(Subject::account(&account)),
            _ => Err(Error::invalid("server", "Please name a `server` or an `account`, one of the two.")),
        }
    }
}

/// Whom to keep away, how far, and why.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BlockInput {
    /// `social.example`; those below it too.
    pub server: Option<String>,
    /// An account's ActivityPub id.
    pub account: Option<Url>,
    /// `block`: nothing comes in, nothing goes out. `mute`: nothing that they say comes in, and they are not told. `limit`: what they post is not taken onto the board.
    #[schema(value_type = String)]
    pub level: Level,
    /// For everyone here to read; at most 1,000 characters.
    pub reason: Option<String>,
}

/// Why a listing or a post is held.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HoldInput {
    /// The agreement of this network that it rests on; at most 80 characters.
    pub agreement: String,
    /// For everyone here to read; at most 1,000 characters.
    pub reason: Option<String>,
}

/// What is not safe.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportInput {
    /// ActivityPub ids of accounts and posts; 1 to 20.
    pub about: Vec<Url>,
    /// What happened; at most 1,000 characters. Only moderators read it.
    pub words: String,
    /// Whether the servers that they are from hear of it too: from this server, and never from whom.
    #[serde(default)]
    pub forward: bool,
}

/// A report, for moderators.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReportEntity {
    /// The row.
    #[schema(value_type = String)]
    pub id: ReportId,
    /// The actor of the other server that sent it; none for a member here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Url>,
    /// Accounts and posts.
    pub about: Vec<Url>,
    /// What happened; of one that cannot be read, what to do.
    pub words: String,
    /// Whether it cannot be read: what was kept of it was damaged, or sealed with another key.
    pub unreadable: bool,
    /// When it came.
    pub created_at: DateTime<Utc>,
}

/// What stands in the place of words that do not open.
const UNREADABLE: &str = "This report cannot be read: something is wrong with how it is kept on this server. Please tell whoever \
    runs the server; a backup may still hold the right key. You can close it.";

impl From<OpenReport> for ReportEntity {
    fn from(OpenReport { id, said, created_at }: OpenReport) -> Self {
        match said {
            Some(Said { from, about, words, .. }) => Self { id, from, about, words, unreadable: false, created_at },
            None => {
                let words = UNREADABLE.to_owned();
                Self { id, from: None, about: Vec::new(), words, unreadable: true, created_at }
            }
        }
    }
}

/// That a report was taken.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReportedEntity {
    /// The row.
    #[schema(value_type = String)]
    pub id: ReportId,
}

/// An account that one keeps away.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnBlockEntity {
    /// Who.
    pub account: ActorEntity,
    /// `block` or `mute`.
    #[schema(value_type = String)]
    pub distance: Distance,
}

impl OwnBlockEntity {
    /// For who keeps them away.
    pub fn new(actor: &Actor, distance: Distance) -> Self {
        Self { account: actor.into(), distance }
    }
}

/// Whom to keep away oneself.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnBlockInput {
    /// The handle of a neighbor here, or the ActivityPub id of an account elsewhere.
    pub account: String,
    /// `block`: neither hears of the other. `mute`: one does not see what they post. Left out: neither any more.
    #[schema(value_type = Option<String>)]
    pub distance: Option<Distance>,
}

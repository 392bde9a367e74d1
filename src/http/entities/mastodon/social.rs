//! Threads, conversations, notifications, announcements.

use super::account::AccountEntity;
use super::at;
use super::status::StatusEntity;
use crate::domain::key::ActorId;
use crate::domain::key::{AnnouncementId, ConversationId, NotificationId};
use crate::domain::lists::{List, Replies};
use crate::domain::notices::{GROUPED, GroupKey};
use crate::storage::announcements::{Announcement, Reactions};
use crate::storage::notifications::Notification;
use serde::Serialize;
use serde_json::Value;
use url::Url;

/// `Context`.
#[derive(Clone, Debug, Serialize)]
pub struct ContextEntity {
    /// What it answers, oldest first.
    pub ancestors: Vec<StatusEntity>,
    /// What answers it.
    pub descendants: Vec<StatusEntity>,
}

/// `Conversation`.
#[derive(Clone, Debug, Serialize)]
pub struct ConversationEntity {
    /// Which.
    pub id: ConversationId,
    /// Whether something in it is new.
    pub unread: bool,
    /// Who else takes part.
    pub accounts: Vec<AccountEntity>,
    /// The newest.
    pub last_status: Option<StatusEntity>,
}

/// `Notification`.
#[derive(Clone, Debug, Serialize)]
pub struct NotificationEntity {
    id: NotificationId,
    #[serde(rename = "type")]
    kind: &'static str,
    created_at: String,
    group_key: String,
    account: AccountEntity,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<StatusEntity>,
}

impl NotificationEntity {
    /// Whether one of these accounts did it.
    pub fn is_from(&self, accounts: &[ActorId]) -> bool {
        accounts.contains(&self.account.id)
    }

    /// By whom, and about what.
    pub fn new(one: &Notification, account: AccountEntity, status: Option<StatusEntity>) -> Self {
        let group_key = GroupKey::of((one.id, one.kind, one.status), one.created_at, &GROUPED).to_string();
        Self { id: one.id, kind: one.kind.as_str(), created_at: at(one.created_at), group_key, account, status }
    }
}

/// `List`.
#[derive(Clone, Debug, Serialize)]
pub struct ListEntity {
    id: String,
    title: String,
    replies_policy: Replies,
    exclusive: bool,
}

impl From<&List> for ListEntity {
    fn from(list: &List) -> Self {
        let List { id, title, replies, exclusive, .. } = list;
        Self { id: id.to_string(), title: title.clone(), replies_policy: *replies, exclusive: *exclusive }
    }
}

/// `Tag`, as whoever asks for one sees it. It has no history: nobody is counted.
#[derive(Clone, Debug, Serialize)]
pub struct FollowedTagEntity {
    name: String,
    url: String,
    history: [Value; 0],
    #[serde(skip_serializing_if = "Option::is_none")]
    following: Option<bool>,
}

impl FollowedTagEntity {
    /// `following` is told to a member alone, about themselves.
    pub fn new(name: &str, url: &Url, following: Option<bool>) -> Self {
        Self { name: name.to_owned(), url: url.to_string(), history: [], following }
    }
}

/// `FeaturedTag`. What somebody said under it is not counted (value V2), nor is it told when (V16).
#[derive(Clone, Debug, Serialize)]
pub struct FeaturedTagEntity {
    id: String,
    name: String,
    url: String,
    statuses_count: i64,
    last_status_at: Option<String>,
}

impl FeaturedTagEntity {
    /// With the address of what its member says under it.
    pub fn new(id: i64, name: &str, url: &Url) -> Self {
        let (id, name, url) = (id.to_string(), name.to_owned(), url.to_string());
        Self { id, name, url, statuses_count: 0, last_status_at: None }
    }
}

/// `Reaction`: how many answered with a sign. Who did is told to nobody.
#[derive(Clone, Debug, Serialize)]
struct ReactionEntity {
    name: String,
    count: i64,
    me: bool,
}

impl From<(&String, &(i64, bool))> for ReactionEntity {
    fn from((name, (count, me)): (&String, &(i64, bool))) -> Self {
        Self { name: name.clone(), count: *count, me: *me }
    }
}

/// `Announcement`.
#[derive(Clone, Debug, Serialize)]
pub struct AnnouncementEntity {
    id: AnnouncementId,
    content: String,
    starts_at: Option<String>,
    ends_at: Option<String>,
    all_day: bool,
    published_at: String,
    updated_at: String,
    read: bool,
    mentions: Vec<Value>,
    statuses: Vec<Value>,
    tags: Vec<Value>,
    emojis: Vec<Value>,
    reactions: Vec<ReactionEntity>,
}

impl AnnouncementEntity {
    /// With the words of its status, if it is one, and how it was answered.
    pub fn new(one: &Announcement, content: String, read: bool, reactions: &Reactions) -> Self {
        Self {
            id: one.id,
            content,
            starts_at: one.window.map(|window| at(window.from())),
            ends_at: one.window.map(|window| at(window.until())),
            all_day: false,
            published_at: at(one.created_at),
            updated_at: at(one.created_at),
            read,
            mentions: Vec::new(),
            statuses: Vec::new(),
            tags: Vec::new(),
            emojis: Vec::new(),
            reactions: reactions.iter().map(ReactionEntity::from).collect(),
        }
    }
}

//! What can be listened to, and what it is called.

use crate::domain::filters::Context;
use crate::domain::status::Visibility;
use crate::error::{Error, Result};
use crate::http::extract::Scope;
use crate::http::mastodon::params::Params;

/// Longest tag that is listened to, in characters.
const TAG_MAX: usize = 100;

/// Whose posts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Whose {
    Everybodys,
    Ours,
    Others,
}

/// Something to listen to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Stream {
    /// What stands at home, and notifications.
    User,
    /// Notifications alone.
    UserNotification,
    /// Public posts; perhaps only those with pictures.
    Public { whose: Whose, media: bool },
    /// Public posts under a tag.
    Tag { tag: String, ours: bool },
    /// One of one's own lists.
    List(i64),
    /// Conversations.
    Direct,
}

/// What is known of a post, to tell where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Traits<'a> {
    pub(super) visibility: Visibility,
    pub(super) local: bool,
    pub(super) boost: bool,
    pub(super) reply: bool,
    pub(super) listing: bool,
    pub(super) media: bool,
    pub(super) tags: &'a [String],
}

impl Stream {
    /// Reads `stream` with `tag`, `list` and `only_media`.
    ///
    /// # Errors
    /// `BadRequest` for what is no stream, `NotFound` for a list that is none.
    pub(super) fn parse(name: &str, params: &Params) -> Result<Self> {
        let only_media = params.flag("only_media");
        let public = |whose, media| Ok(Self::Public { whose, media: media || only_media });
        let tag = |ours| {
            let tag = params.text("tag").unwrap_or_default().trim().trim_start_matches('#').to_lowercase();
            if tag.is_empty() || tag.chars().count() > TAG_MAX {
                return Err(Error::bad_request("Please say which tag: `tag=bread`."));
            }
            Ok(Self::Tag { tag, ours })
        };
        match name {
            "user" => Ok(Self::User),
            "user:notification" => Ok(Self::UserNotification),
            "public" => public(Whose::Everybodys, false),
            "public:media" => public(Whose::Everybodys, true),
            "public:local" => public(Whose::Ours, false),
            "public:local:media" => public(Whose::Ours, true),
            "public:remote" => public(Whose::Others, false),
            "public:remote:media" => public(Whose::Others, true),
            "hashtag" => tag(false),
            "hashtag:local" => tag(true),
            "direct" => Ok(Self::Direct),
            "list" => Ok(Self::List(params.id("list")?.ok_or_else(Error::not_found)?)),
            _ => Err(Error::bad_request("Unknown stream type")),
        }
    }

    /// As the events of a WebSocket name it.
    pub(super) fn name(&self) -> Vec<String> {
        let name = match self {
            Self::User => "user",
            Self::UserNotification => "user:notification",
            Self::Public { whose, media } => match (whose, media) {
                (Whose::Everybodys, false) => "public",
                (Whose::Everybodys, true) => "public:media",
                (Whose::Ours, false) => "public:local",
                (Whose::Ours, true) => "public:local:media",
                (Whose::Others, false) => "public:remote",
                (Whose::Others, true) => "public:remote:media",
            },
            Self::Tag { tag, ours } => {
                return vec![if *ours { "hashtag:local" } else { "hashtag" }.to_owned(), tag.clone()];
            }
            Self::List(id) => return vec!["list".to_owned(), id.to_string()],
            Self::Direct => "direct",
        };
        vec![name.to_owned()]
    }

    /// What a token must be good for.
    pub(super) fn scope(&self) -> Scope {
        match self {
            Self::UserNotification => Scope::ReadNotifications,
            Self::List(_) => Scope::ReadLists,
            _ => Scope::ReadStatuses,
        }
    }

    /// Which of the reader's filters hold here.
    pub(super) fn context(&self) -> Context {
        match self {
            Self::User | Self::List(_) => Context::Home,
            Self::UserNotification => Context::Notifications,
            Self::Public { .. } | Self::Tag { .. } => Context::Public,
            Self::Direct => Context::Thread,
        }
    }

    /// Whether a post stands here, as the timelines have it (`crate::storage::timelines`); those of one's own are asked
    /// otherwise.
    pub(super) fn holds(&self, post: Traits<'_>) -> bool {
        let public = post.visibility == Visibility::Public && !post.boost;
        match self {
            Self::Public { whose, media } => {
                // A neighbor sees the needs and offers for the network among ours.
                let seen = (public && !post.reply) || (post.listing && post.local);
                let right = match whose {
                    Whose::Everybodys => true,
                    Whose::Ours => post.local,
                    Whose::Others => !post.local,
                };
                seen && right && (post.media || !media)
            }
            Self::Tag { tag, ours } => public && post.tags.contains(tag) && (post.local || !ours),
            Self::User | Self::UserNotification | Self::List(_) | Self::Direct => false,
        }
    }
}

//! Accounts, and what one has to do with them.

use super::day;
use crate::app::App;
use crate::domain::appearance::{Appearance, Field};
use crate::domain::desk::Posting;
use crate::domain::follow::{Actor, ActorKind, Follow, FollowState};
use crate::domain::key::ActorId;
use crate::domain::media::{Look, Part};
use crate::domain::moderation::{Distance, OwnBlock};
use crate::domain::status::Visibility;
use crate::storage::counts::Counts;
use crate::storage::follows::Wishes;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const AVATAR: &str = "static/avatar.png";
const HEADER: &str = "static/header.png";

/// `Field`.
#[derive(Clone, Debug, Serialize)]
struct FieldEntity {
    name: String,
    value: String,
    /// Nobody's pages are looked at here, so that nobody learns from them who reads whom.
    verified_at: Option<String>,
}

impl FieldEntity {
    fn shown(field: &Field) -> Self {
        Self { name: field.name.clone(), value: field.value.clone(), verified_at: None }
    }

    /// As its owner wrote it.
    fn written(field: &Field) -> Self {
        let value = field.source.as_ref().unwrap_or(&field.value).clone();
        Self { name: field.name.clone(), value, verified_at: None }
    }
}

/// `Account`.
#[derive(Clone, Debug, Serialize)]
pub struct AccountEntity {
    pub(super) id: ActorId,
    username: String,
    acct: String,
    url: String,
    uri: String,
    display_name: String,
    note: String,
    avatar: String,
    avatar_static: String,
    header: String,
    header_static: String,
    locked: bool,
    fields: Vec<FieldEntity>,
    emojis: Vec<Value>,
    bot: bool,
    group: bool,
    discoverable: bool,
    indexable: bool,
    created_at: String,
    /// Nobody learns when somebody was last there (value V16).
    last_status_at: Option<String>,
    statuses_count: i64,
    followers_count: i64,
    following_count: i64,
    /// Where its owner went on, if they did and it is known here.
    #[serde(skip_serializing_if = "Option::is_none")]
    moved: Option<Box<AccountEntity>>,
}

impl AccountEntity {
    /// An account with its counts; those of another server are what is known of it here.
    pub fn new(app: &App, actor: &Actor, counts: Counts) -> Self {
        let base = app.here.addresses.base();
        let look = |part: Part, none: &str| match actor.looks.part(part).and_then(Look::slug) {
            Some(slug) => app.here.addresses.medium(slug).into(),
            None => format!("{base}{none}"),
        };
        let (avatar, header) = (look(Part::Avatar, AVATAR), look(Part::Header, HEADER));
        let network = actor.kind == ActorKind::Organization;
        Self {
            id: actor.id,
            username: actor.handle.clone(),
            acct: if actor.local { actor.handle.clone() } else { actor.address() },
            url: actor.url.as_ref().unwrap_or(&actor.ap_id).to_string(),
            uri: actor.ap_id.to_string(),
            // Who gave no name is called by their handle, which apps show by themselves.
            display_name: if actor.name == actor.handle { String::new() } else { actor.name.clone() },
            note: actor.summary.clone(),
            avatar_static: avatar.clone(),
            avatar,
            header_static: header.clone(),
            header,
            locked: actor.appearance.locked,
            fields: actor.appearance.fields.iter().map(FieldEntity::shown).collect(),
            emojis: Vec::new(),
            bot: actor.appearance.bot || matches!(actor.kind, ActorKind::Service | ActorKind::Application),
            group: actor.kind == ActorKind::Group,
            discoverable: actor.appearance.discoverable.unwrap_or(network),
            indexable: actor.appearance.indexable.unwrap_or(network),
            created_at: day(actor.created_at),
            last_status_at: None,
            statuses_count: counts.statuses,
            followers_count: counts.followers,
            following_count: counts.following,
            moved: None,
        }
    }

    /// Whether it is at one of these servers.
    pub fn is_at(&self, hosts: &BTreeSet<String>) -> bool {
        self.acct.split_once('@').is_some_and(|(_, host)| hosts.contains(host))
    }

    /// How it is called: by its name, or by its handle where it gave none.
    pub fn called(&self) -> &str {
        if self.display_name.is_empty() { &self.username } else { &self.display_name }
    }

    /// Which it is.
    pub fn id(&self) -> ActorId {
        self.id
    }

    /// Its handle, with its server where that is another.
    pub fn acct(&self) -> &str {
        &self.acct
    }

    /// The address of its page.
    pub fn page(&self) -> &str {
        &self.url
    }

    /// Whether it is this one.
    pub fn is(&self, actor: ActorId) -> bool {
        self.id == actor
    }

    /// The same, whose owner went on under another account.
    pub fn moved_to(self, other: Option<AccountEntity>) -> Self {
        Self { moved: other.map(Box::new), ..self }
    }
}

/// `FamiliarFollowers`: who follows an account, of those whom the reader follows.
#[derive(Clone, Debug, Serialize)]
pub struct FamiliarFollowersEntity {
    /// The account.
    pub id: ActorId,
    /// Who follows it.
    pub accounts: Vec<AccountEntity>,
}

/// `PartialAccountWithAvatar`: what a row of faces needs.
#[derive(Clone, Debug, Serialize)]
pub struct PartialAccountEntity {
    id: ActorId,
    acct: String,
    url: String,
    avatar: String,
    avatar_static: String,
    locked: bool,
    bot: bool,
}

impl From<AccountEntity> for PartialAccountEntity {
    fn from(whole: AccountEntity) -> Self {
        let AccountEntity { id, acct, url, avatar, avatar_static, locked, bot, .. } = whole;
        Self { id, acct, url, avatar, avatar_static, locked, bot }
    }
}

/// What one's own account says besides.
#[derive(Clone, Debug, Serialize)]
pub struct SourceEntity {
    note: String,
    fields: Vec<FieldEntity>,
    privacy: Visibility,
    sensitive: bool,
    language: String,
    follow_requests_count: i64,
    /// Whom somebody follows is theirs to see, always.
    hide_collections: bool,
    discoverable: Option<bool>,
    indexable: bool,
}

/// `CredentialAccount`.
#[derive(Clone, Debug, Serialize)]
pub struct CredentialAccountEntity {
    #[serde(flatten)]
    account: AccountEntity,
    source: SourceEntity,
    role: Value,
}

impl CredentialAccountEntity {
    /// One's own account, with what one says about oneself as it was written.
    pub fn new(account: AccountEntity, note: String, shown: &Appearance, posting: Posting, asking: i64) -> Self {
        let source = SourceEntity {
            note,
            fields: shown.fields.iter().map(FieldEntity::written).collect(),
            privacy: posting.visibility.unwrap_or(Visibility::Public),
            sensitive: posting.sensitive,
            language: posting.language.unwrap_or_default(),
            follow_requests_count: asking,
            hide_collections: true,
            discoverable: shown.discoverable,
            indexable: shown.indexable.unwrap_or(false),
        };
        // Apps read from it whether to show pages of an administration that is not here; everyone has the same.
        let role = json!({"id": "-99", "name": "", "color": "", "permissions": "0", "highlighted": false});
        Self { account, source, role }
    }
}

/// `Relationship`.
#[derive(Clone, Debug, Serialize)]
pub struct RelationshipEntity {
    id: ActorId,
    following: bool,
    showing_reblogs: bool,
    notifying: bool,
    languages: Option<BTreeSet<String>>,
    followed_by: bool,
    blocking: bool,
    blocked_by: bool,
    muting: bool,
    muting_notifications: bool,
    requested: bool,
    requested_by: bool,
    domain_blocking: bool,
    endorsed: bool,
    note: String,
}

/// What is one's own affair about somebody.
#[derive(Clone, Debug, Default)]
pub struct Own {
    /// What one wishes of whom one follows.
    pub wishes: Wishes,
    /// How far one keeps them away.
    pub apart: Option<OwnBlock>,
    /// What one noted.
    pub note: String,
    /// In which languages one reads them, if not in all.
    pub languages: Option<BTreeSet<String>>,
    /// Whether one keeps their server away.
    pub far: bool,
}

impl RelationshipEntity {
    /// Between `oneself` and `other`, from the follows between the two. Whether one is blocked is not told: it is the
    /// other's own affair.
    pub fn new(oneself: ActorId, other: ActorId, follows: &[Follow], own: Own) -> Self {
        let is = |follower: ActorId, followed: ActorId, state: FollowState| {
            (follows.iter())
                .any(|follow| follow.follower == follower && follow.followed == followed && follow.state == state)
        };
        let following = is(oneself, other, FollowState::Accepted);
        let is_apart = |distance: Distance| own.apart.is_some_and(|block| block.distance == distance);
        Self {
            id: other,
            following,
            showing_reblogs: following && !own.wishes.without_boosts,
            notifying: following && own.wishes.tells,
            languages: own.languages.filter(|_| following),
            followed_by: is(other, oneself, FollowState::Accepted),
            blocking: is_apart(Distance::Block),
            blocked_by: false,
            muting: is_apart(Distance::Mute),
            muting_notifications: is_apart(Distance::Mute) && own.apart.is_some_and(|block| !block.hears),
            requested: is(oneself, other, FollowState::Pending),
            requested_by: is(other, oneself, FollowState::Pending),
            domain_blocking: own.far,
            endorsed: false,
            note: own.note,
        }
    }
}

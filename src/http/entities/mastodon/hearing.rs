//! A member's rules for notifications, and what those set aside.

use super::account::AccountEntity;
use super::at;
use super::status::StatusEntity;
use crate::domain::hearing::{Answer, Rules};
use crate::domain::key::ActorId;
use crate::storage::notifications::Request;
use serde::Serialize;

/// `NotificationPolicy`.
#[derive(Clone, Debug, Serialize)]
pub struct PolicyEntity {
    for_not_following: Answer,
    for_not_followers: Answer,
    for_new_accounts: Answer,
    for_private_mentions: Answer,
    for_limited_accounts: Answer,
    summary: SummaryEntity,
}

#[derive(Clone, Debug, Serialize)]
struct SummaryEntity {
    pending_requests_count: i64,
    pending_notifications_count: i64,
}

impl PolicyEntity {
    /// With how many accounts something waits of, and how much.
    pub fn new(rules: &Rules, (accounts, all): (i64, i64)) -> Self {
        Self {
            for_not_following: rules.for_not_following,
            for_not_followers: rules.for_not_followers,
            for_new_accounts: rules.for_new_accounts,
            for_private_mentions: rules.for_private_mentions,
            for_limited_accounts: rules.for_limited_accounts,
            summary: SummaryEntity { pending_requests_count: accounts, pending_notifications_count: all },
        }
    }
}

/// `NotificationRequest`. Its id is that of the account: there is one for each.
#[derive(Clone, Debug, Serialize)]
pub struct RequestEntity {
    id: ActorId,
    created_at: String,
    updated_at: String,
    /// A text, as the reference has it.
    notifications_count: String,
    account: AccountEntity,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_status: Option<StatusEntity>,
}

impl RequestEntity {
    /// With who is behind it, and the newest post that it is about.
    pub fn new(one: &Request, account: AccountEntity, last_status: Option<StatusEntity>) -> Self {
        Self {
            id: one.from,
            created_at: at(one.first),
            updated_at: at(one.last),
            notifications_count: one.count.to_string(),
            account,
            last_status,
        }
    }
}

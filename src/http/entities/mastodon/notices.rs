//! Notifications that belong together.

use super::account::{AccountEntity, PartialAccountEntity};
use super::at;
use super::status::{Shown, StatusEntity};
use crate::app::App;
use crate::domain::filters::Context;
use crate::domain::key::{ActorId, NotificationId, StatusId};
use crate::domain::status::Status;
use crate::storage::notification_groups::Group;
use serde::Serialize;

/// `NotificationGroup`.
#[derive(Clone, Debug, Serialize)]
pub struct GroupEntity {
    group_key: String,
    notifications_count: i64,
    #[serde(rename = "type")]
    kind: &'static str,
    most_recent_notification_id: NotificationId,
    #[serde(skip_serializing_if = "Option::is_none")]
    page_min_id: Option<NotificationId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page_max_id: Option<NotificationId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    latest_page_notification_at: Option<String>,
    sample_account_ids: Vec<ActorId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status_id: Option<StatusId>,
}

/// `GroupedNotificationsResults`.
#[derive(Clone, Debug, Serialize)]
pub struct GroupedEntity {
    accounts: Vec<AccountEntity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    partial_accounts: Option<Vec<PartialAccountEntity>>,
    statuses: Vec<StatusEntity>,
    notification_groups: Vec<GroupEntity>,
}

impl GroupedEntity {
    /// The same, if there is anything in it.
    pub fn some(self) -> Option<Self> {
        (!self.notification_groups.is_empty()).then_some(self)
    }

    /// How many groups there are in it.
    pub fn how_many(&self) -> usize {
        self.notification_groups.len()
    }

    /// These groups, with whom and what they name. With `partial`, of each group only who did it last is shown in full.
    /// Within a list (`paged`), each says how far it reaches into the page. Whom the reader keeps away with their whole server,
    /// what their filters hide, and what is about a post that they may not read any more, is in none of it.
    pub fn new(app: &App, groups: &[Group], about: &[Status], shown: &Shown, partial: bool, paged: bool) -> Self {
        let hidden = |id: ActorId| shown.account(app, id).is_none_or(|account| shown.is_far(&account));
        let statuses: Vec<StatusEntity> = about.iter().filter_map(|status| shown.status(app, status)).collect();
        let is_hidden = |group: &Group| {
            let about = statuses.iter().find(|status| group.status.is_some_and(|id| status.is(id)));
            about.map_or(group.status.is_some(), |status| status.is_hidden_in(Context::Notifications))
        };
        let seen = |group: &Group| {
            let sample: Vec<ActorId> = group.sample.iter().copied().filter(|id| !hidden(*id)).collect();
            (!sample.is_empty() && !is_hidden(group)).then(|| Group { sample, ..group.clone() })
        };
        let groups: Vec<Group> = groups.iter().filter_map(seen).collect();
        let (mut whole, mut others): (Vec<ActorId>, Vec<ActorId>) = Default::default();
        for group in &groups {
            let in_full = if partial { 1 } else { group.sample.len() };
            whole.extend(group.sample.iter().take(in_full));
            others.extend(group.sample.iter().skip(in_full));
        }
        let once = |ids: &[ActorId], but: &[ActorId]| {
            let mut seen: Vec<ActorId> = Vec::new();
            for id in ids {
                if !seen.contains(id) && !but.contains(id) {
                    seen.push(*id);
                }
            }
            seen.into_iter().filter_map(|id| shown.account(app, id)).collect::<Vec<_>>()
        };
        let told = |status: &StatusEntity| groups.iter().any(|group| group.status.is_some_and(|id| status.is(id)));
        let entity = |group: &Group| GroupEntity {
            group_key: group.key.to_string(),
            notifications_count: group.count,
            kind: group.kind.as_str(),
            most_recent_notification_id: group.latest,
            page_min_id: paged.then_some(group.page.0),
            page_max_id: paged.then_some(group.page.1),
            latest_page_notification_at: paged.then(|| at(group.page_at)),
            sample_account_ids: group.sample.clone(),
            status_id: group.status.filter(|id| statuses.iter().any(|status| status.is(*id))),
        };
        Self {
            accounts: once(&whole, &[]),
            partial_accounts: partial.then(|| once(&others, &whole).into_iter().map(Into::into).collect()),
            notification_groups: groups.iter().map(entity).collect(),
            statuses: statuses.iter().filter(|status| told(status)).cloned().collect(),
        }
    }
}

//! Posts that wait for their time, as their author's apps read them.

use super::at;
use super::media::MediaAttachmentEntity;
use crate::app::App;
use crate::domain::key::{MediumId, MemberId, ScheduledId, StatusId};
use crate::domain::media::Medium;
use crate::domain::poll;
use crate::domain::privacy::Key;
use crate::domain::scheduled::Scheduled;
use serde::Serialize;
use std::collections::HashMap;

/// `ScheduledStatus`.
#[derive(Clone, Debug, Serialize)]
pub struct ScheduledStatusEntity {
    /// Which.
    pub id: ScheduledId,
    scheduled_at: String,
    params: ParamsEntity,
    media_attachments: Vec<MediaAttachmentEntity>,
}

/// `ScheduledStatus::Params`.
#[derive(Clone, Debug, Serialize)]
struct ParamsEntity {
    text: String,
    poll: Option<poll::Draft>,
    media_ids: Option<Vec<MediumId>>,
    sensitive: bool,
    spoiler_text: Option<String>,
    visibility: &'static str,
    in_reply_to_id: Option<StatusId>,
    language: Option<String>,
    application_id: Option<i64>,
    scheduled_at: Option<String>,
    idempotency: Option<String>,
    with_rate_limit: bool,
}

impl ScheduledStatusEntity {
    /// As its author reads it; nothing for others.
    pub fn new(app: &App, one: &Scheduled, reader: MemberId, media: &HashMap<MediumId, Medium>) -> Option<Self> {
        let planned = one.planned.open(&Key::of_owner(one.member, reader)?);
        let draft = &planned.draft;
        Some(Self {
            id: one.id,
            scheduled_at: at(one.at),
            params: ParamsEntity {
                text: draft.text.clone(),
                poll: planned.poll.clone(),
                media_ids: Some(planned.media.clone()).filter(|media| !media.is_empty()),
                sensitive: draft.sensitive,
                spoiler_text: draft.spoiler.clone(),
                visibility: planned.visibility.as_str(),
                in_reply_to_id: planned.in_reply_to,
                language: draft.language.clone(),
                application_id: planned.app.map(|app| app.0),
                scheduled_at: None,
                idempotency: None,
                with_rate_limit: false,
            },
            media_attachments: planned
                .media
                .iter()
                .filter_map(|id| media.get(id))
                .map(|medium| MediaAttachmentEntity::new(app, medium))
                .collect(),
        })
    }
}

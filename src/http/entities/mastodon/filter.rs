//! Filters, and what they find.

use super::at;
use crate::domain::filters::{Context, Filter, FilterAction, FilteredStatus, Found, Keyword};
use crate::domain::key::StatusId;
use serde::Serialize;
use std::collections::BTreeSet;

/// `FilterKeyword`.
#[derive(Clone, Debug, Serialize)]
pub struct FilterKeywordEntity {
    id: String,
    keyword: String,
    whole_word: bool,
}

impl From<&Keyword> for FilterKeywordEntity {
    fn from(keyword: &Keyword) -> Self {
        Self { id: keyword.id.to_string(), keyword: keyword.keyword.clone(), whole_word: keyword.whole_word }
    }
}

/// `FilterStatus`.
#[derive(Clone, Debug, Serialize)]
pub struct FilterStatusEntity {
    id: String,
    status_id: StatusId,
}

impl From<FilteredStatus> for FilterStatusEntity {
    fn from(one: FilteredStatus) -> Self {
        Self { id: one.id.to_string(), status_id: one.status }
    }
}

/// `Filter`, without what it looks for, as it stands with what it found.
#[derive(Clone, Debug, Serialize)]
pub struct FilterHeadEntity {
    id: String,
    title: String,
    context: BTreeSet<Context>,
    expires_at: Option<String>,
    filter_action: FilterAction,
}

impl From<&Filter> for FilterHeadEntity {
    fn from(filter: &Filter) -> Self {
        Self {
            id: filter.id.to_string(),
            title: filter.title.clone(),
            context: filter.contexts.clone(),
            expires_at: filter.expires_at.map(at),
            filter_action: filter.action,
        }
    }
}

/// `Filter`.
#[derive(Clone, Debug, Serialize)]
pub struct FilterEntity {
    #[serde(flatten)]
    head: FilterHeadEntity,
    keywords: Vec<FilterKeywordEntity>,
    statuses: Vec<FilterStatusEntity>,
}

impl From<&Filter> for FilterEntity {
    fn from(filter: &Filter) -> Self {
        Self {
            head: filter.into(),
            keywords: filter.keywords.iter().map(Into::into).collect(),
            statuses: filter.statuses.iter().map(|one| (*one).into()).collect(),
        }
    }
}

/// `V1::Filter`: one keyword of a filter.
#[derive(Clone, Debug, Serialize)]
pub struct FirstFilterEntity {
    id: String,
    phrase: String,
    context: BTreeSet<Context>,
    whole_word: bool,
    expires_at: Option<String>,
    irreversible: bool,
}

impl FirstFilterEntity {
    /// A keyword of a filter.
    pub fn new(filter: &Filter, keyword: &Keyword) -> Self {
        Self {
            id: keyword.id.to_string(),
            phrase: keyword.keyword.clone(),
            context: filter.contexts.clone(),
            whole_word: keyword.whole_word,
            expires_at: filter.expires_at.map(at),
            irreversible: filter.action == FilterAction::Hide,
        }
    }
}

/// `FilterResult`.
#[derive(Clone, Debug, Serialize)]
pub struct FilterResultEntity {
    filter: FilterHeadEntity,
    keyword_matches: Option<Vec<String>>,
    status_matches: Option<Vec<StatusId>>,
}

impl FilterResultEntity {
    /// Whether what was found is not shown in such a place.
    pub fn hides_in(&self, context: Context) -> bool {
        self.does_in(FilterAction::Hide, context)
    }

    /// The title of the filter, where what was found is folded behind it in such a place.
    pub fn folds_in(&self, context: Context) -> Option<&str> {
        self.does_in(FilterAction::Warn, context).then_some(self.filter.title.as_str())
    }

    /// Whether the pictures of what was found are not shown at once in such a place.
    pub fn blurs_in(&self, context: Context) -> bool {
        self.does_in(FilterAction::Blur, context)
    }

    fn does_in(&self, action: FilterAction, context: Context) -> bool {
        self.filter.filter_action == action && self.filter.context.contains(&context)
    }
}

impl From<&Found> for FilterResultEntity {
    fn from(found: &Found) -> Self {
        Self {
            filter: (&found.filter).into(),
            keyword_matches: (!found.keywords.is_empty()).then(|| found.keywords.clone()),
            status_matches: (!found.statuses.is_empty()).then(|| found.statuses.clone()),
        }
    }
}

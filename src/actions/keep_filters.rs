//! A member says what they do not want to read. Nobody else hears of it; their own apps hear that it changed.

use super::Here;
use super::keep_desk::change;
use super::post_status::readable;
use crate::domain::desk::Desk;
use crate::domain::filters::{Change, Filter, FilteredStatus, Keyword, KeywordChange};
use crate::domain::key::{MemberId, StatusId};
use crate::error::{Error, Result};
use crate::ids;
use crate::storage::stream_events;

/// Changes a member's filters, and answers what `with` does.
async fn with<T: Send + 'static>(
    here: &Here,
    member: MemberId,
    with: impl FnOnce(&mut Desk) -> Result<T> + Send + 'static,
) -> Result<T> {
    change(here, member, move |conn, actor, desk| {
        let done = with(desk)?;
        stream_events::note_filters(conn, actor)?;
        Ok(done)
    })
    .await
}

/// Gives each keyword the id that it has if it is new.
fn with_ids(here: &Here, about: Change) -> Change {
    let id = |keyword: KeywordChange| KeywordChange { new_id: ids::next(here.now()), ..keyword };
    Change { keywords: about.keywords.into_iter().map(id).collect(), ..about }
}

/// Makes a filter.
///
/// # Errors
/// As [`Desk::make_filter`], and `NotFound` for who left.
pub async fn make_filter(here: &Here, member: MemberId, about: Change) -> Result<Filter> {
    let (id, about) = (ids::next(here.now()), with_ids(here, about));
    with(here, member, move |desk| desk.make_filter(id, about)).await
}

/// Changes a filter.
///
/// # Errors
/// As [`Desk::change_filter`].
pub async fn change_filter(here: &Here, member: MemberId, id: i64, about: Change) -> Result<Filter> {
    let about = with_ids(here, about);
    with(here, member, move |desk| desk.change_filter(id, about)).await
}

/// Deletes a filter.
///
/// # Errors
/// `NotFound`.
pub async fn drop_filter(here: &Here, member: MemberId, id: i64) -> Result<()> {
    with(here, member, move |desk| desk.drop_filter(id)).await
}

/// Adds words to a filter.
///
/// # Errors
/// As [`Desk::set_keyword`].
pub async fn add_keyword(here: &Here, member: MemberId, filter: i64, about: KeywordChange) -> Result<Keyword> {
    let about = KeywordChange { id: None, new_id: ids::next(here.now()), ..about };
    with(here, member, move |desk| desk.set_keyword(filter, about)).await
}

/// Changes words that are looked for.
///
/// # Errors
/// As [`Desk::set_keyword`].
pub async fn change_keyword(here: &Here, member: MemberId, id: i64, about: KeywordChange) -> Result<Keyword> {
    with(here, member, move |desk| {
        let filter = desk.keyword(id)?.0.id;
        desk.set_keyword(filter, KeywordChange { id: Some(id), ..about })
    })
    .await
}

/// Looks for some words no more.
///
/// # Errors
/// `NotFound`.
pub async fn drop_keyword(here: &Here, member: MemberId, id: i64) -> Result<()> {
    with(here, member, move |desk| desk.drop_keyword(id)).await
}

/// Changes a filter by one of its keywords, as apps do that know filters of one keyword only.
///
/// # Errors
/// As [`Desk::change_filter`]; `Invalid` when the filter has other words, too, for which that would hold as well.
pub async fn change_by_keyword(here: &Here, member: MemberId, id: i64, about: Change) -> Result<(Filter, Keyword)> {
    with(here, member, move |desk| {
        let (filter, keyword) = desk.keyword(id)?;
        let title = (filter.title == keyword.keyword).then(|| about.keywords.first()?.keyword.clone()).flatten();
        let mut about = about;
        if filter.keywords.len() > 1 || !filter.statuses.is_empty() {
            if about.contexts.as_ref().is_some_and(|contexts| *contexts != filter.contexts)
                || about.action.is_some_and(|action| action != filter.action)
                || about.expires_at.is_some_and(|until| until != filter.expires_at)
            {
                let text = "This filter has more than these words. Please change it where all of them are shown.";
                return Err(Error::invalid("id", text));
            }
        } else {
            // What bore its words as its title bears the new ones.
            about.title = title;
        }
        about.keywords.iter_mut().for_each(|keyword| keyword.id = Some(id));
        let filter = desk.change_filter(filter.id, about)?;
        let keyword = filter.keywords.iter().find(|keyword| keyword.id == id).cloned().ok_or_else(Error::not_found)?;
        Ok((filter, keyword))
    })
    .await
}

/// Looks for some words no more; a filter that finds nothing besides goes with them.
///
/// # Errors
/// `NotFound`.
pub async fn drop_by_keyword(here: &Here, member: MemberId, id: i64) -> Result<()> {
    with(here, member, move |desk| {
        let filter = desk.keyword(id)?.0.id;
        desk.drop_keyword(id)?;
        let left = desk.filter(filter)?;
        if left.keywords.is_empty() && left.statuses.is_empty() { desk.drop_filter(filter) } else { Ok(()) }
    })
    .await
}

/// Adds a post that the member may read to a filter.
///
/// # Errors
/// As [`Desk::filter_status`]; `NotFound` when the post is not there for this member.
pub async fn filter_status(here: &Here, member: MemberId, filter: i64, status: StatusId) -> Result<FilteredStatus> {
    let (context, id) = (here.clone(), ids::next(here.now()));
    change(here, member, move |conn, actor, desk| {
        let status = readable(&context, conn, status, actor)?.id;
        let added = desk.filter_status(filter, id, status)?;
        stream_events::note_filters(conn, actor)?;
        Ok(added)
    })
    .await
}

/// Takes a post out of its filter, and answers which it was.
///
/// # Errors
/// `NotFound`.
pub async fn drop_filtered_status(here: &Here, member: MemberId, id: i64) -> Result<FilteredStatus> {
    with(here, member, move |desk| desk.drop_filtered_status(id)).await
}

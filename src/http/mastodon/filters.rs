//! What one does not want to read: filters as apps know them now (`/api/v2/filters`), and as they knew them before, one for
//! each keyword (`/api/v1/filters`). Nobody else learns of them.

use super::asker::Asker;
use super::error::MastodonError;
use super::id;
use super::params::{Params, is_yes};
use crate::actions::keep_filters as actions;
use crate::app::App;
use crate::clock::Moment;
use crate::domain::desk::Desk;
use crate::domain::filters::{Change, Context, FilterAction, KeywordChange};
use crate::domain::key::MemberId;
use crate::error::{Error, Result};
use crate::http::entities::mastodon::filter::{
    FilterEntity, FilterKeywordEntity, FilterStatusEntity, FirstFilterEntity,
};
use crate::http::extract::Scope;
use crate::storage::desks;
use actix_web::HttpResponse;
use actix_web::web::{Data, Json, Path};
use chrono::Duration;
use std::collections::BTreeSet;

type Answer<T> = std::result::Result<Json<T>, MastodonError>;
type Done = std::result::Result<HttpResponse, MastodonError>;

async fn desk(app: &App, member: MemberId) -> Result<Desk> {
    let seal = app.here.seal.clone();
    app.here.db.read(move |conn| desks::get(conn, &seal, member)).await
}

/// One's own filters.
async fn read(app: &App, asker: &Asker) -> Result<Desk> {
    desk(app, asker.may(&[Scope::ReadFilters])?.0).await
}

fn writer(asker: &Asker) -> Result<MemberId> {
    Ok(asker.may(&[Scope::WriteFilters])?.0)
}

fn done() -> Done {
    Ok(HttpResponse::Ok().json(serde_json::json!({})))
}

/// Where it holds, if that is said.
fn contexts(params: &Params) -> Result<Option<BTreeSet<Context>>> {
    let read = |text: &str| {
        Context::parse(text).ok_or_else(|| {
            let text = "`context[]` is `home`, `notifications`, `public`, `thread` or `account`.";
            Error::invalid("context", text)
        })
    };
    let all: BTreeSet<Context> = params.list("context").into_iter().map(read).collect::<Result<_>>()?;
    Ok((!all.is_empty() || params.text("context").is_some()).then_some(all))
}

/// Until when it holds, if that is said: in so many seconds, or for good when nothing stands there.
fn expires_at(params: &Params, now: Moment) -> Result<Option<Option<Moment>>> {
    let Some(said) = params.text("expires_in").map(str::trim) else {
        return Ok(params.is_null("expires_in").then_some(None));
    };
    if said.is_empty() {
        return Ok(Some(None));
    }
    let wrong = || Error::invalid("expires_in", "`expires_in` is a number of seconds.");
    let seconds: i64 = said.parse().ok().filter(|seconds| *seconds >= 0).ok_or_else(wrong)?;
    let lasting = Duration::try_seconds(seconds).ok_or_else(wrong)?;
    Ok(Some(Some(now.checked_add_signed(lasting).ok_or_else(wrong)?)))
}

fn said(params: &Params, now: Moment) -> Result<Change> {
    let action = params.filled("filter_action").map(|word| {
        let wrong = || Error::invalid("filter_action", "`filter_action` is `warn`, `hide` or `blur`.");
        FilterAction::parse(word).ok_or_else(wrong)
    });
    let mut keywords = Vec::new();
    for group in params.groups("keywords_attributes") {
        let field = |name: &str| group.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
        keywords.push(KeywordChange {
            id: field("id").filter(|text| !text.is_empty()).map(id).transpose()?,
            new_id: 0,
            keyword: field("keyword").map(str::to_owned),
            whole_word: field("whole_word").map(is_yes),
            gone: field("_destroy").is_some_and(is_yes),
        });
    }
    Ok(Change {
        title: params.text("title").map(str::to_owned),
        contexts: contexts(params)?,
        action: action.transpose()?,
        expires_at: expires_at(params, now)?,
        keywords,
    })
}

fn said_of_keyword(params: &Params) -> KeywordChange {
    KeywordChange {
        keyword: params.text("keyword").map(str::to_owned),
        whole_word: params.text("whole_word").map(is_yes),
        ..KeywordChange::default()
    }
}

pub(super) async fn all(app: Data<App>, asker: Asker) -> Answer<Vec<FilterEntity>> {
    Ok(Json(read(&app, &asker).await?.filters.iter().map(Into::into).collect()))
}

pub(super) async fn one(app: Data<App>, asker: Asker, path: Path<String>) -> Answer<FilterEntity> {
    Ok(Json(read(&app, &asker).await?.filter(id(&path)?)?.into()))
}

pub(super) async fn make(app: Data<App>, asker: Asker, params: Params) -> Answer<FilterEntity> {
    let (member, change) = (writer(&asker)?, said(&params, app.here.now())?);
    Ok(Json((&actions::make_filter(&app.here, member, change).await?).into()))
}

pub(super) async fn edit(app: Data<App>, asker: Asker, path: Path<String>, params: Params) -> Answer<FilterEntity> {
    let (member, change) = (writer(&asker)?, said(&params, app.here.now())?);
    Ok(Json((&actions::change_filter(&app.here, member, id(&path)?, change).await?).into()))
}

pub(super) async fn delete(app: Data<App>, asker: Asker, path: Path<String>) -> Done {
    actions::drop_filter(&app.here, writer(&asker)?, id(&path)?).await?;
    done()
}

pub(super) async fn keywords(app: Data<App>, asker: Asker, path: Path<String>) -> Answer<Vec<FilterKeywordEntity>> {
    Ok(Json(read(&app, &asker).await?.filter(id(&path)?)?.keywords.iter().map(Into::into).collect()))
}

pub(super) async fn add_keyword(
    app: Data<App>,
    asker: Asker,
    path: Path<String>,
    params: Params,
) -> Answer<FilterKeywordEntity> {
    let added = actions::add_keyword(&app.here, writer(&asker)?, id(&path)?, said_of_keyword(&params)).await?;
    Ok(Json((&added).into()))
}

pub(super) async fn keyword(app: Data<App>, asker: Asker, path: Path<String>) -> Answer<FilterKeywordEntity> {
    Ok(Json(read(&app, &asker).await?.keyword(id(&path)?)?.1.into()))
}

pub(super) async fn change_keyword(
    app: Data<App>,
    asker: Asker,
    path: Path<String>,
    params: Params,
) -> Answer<FilterKeywordEntity> {
    let changed = actions::change_keyword(&app.here, writer(&asker)?, id(&path)?, said_of_keyword(&params)).await?;
    Ok(Json((&changed).into()))
}

pub(super) async fn drop_keyword(app: Data<App>, asker: Asker, path: Path<String>) -> Done {
    actions::drop_keyword(&app.here, writer(&asker)?, id(&path)?).await?;
    done()
}

pub(super) async fn statuses(app: Data<App>, asker: Asker, path: Path<String>) -> Answer<Vec<FilterStatusEntity>> {
    Ok(Json(read(&app, &asker).await?.filter(id(&path)?)?.statuses.iter().map(|one| (*one).into()).collect()))
}

pub(super) async fn add_status(
    app: Data<App>,
    asker: Asker,
    path: Path<String>,
    params: Params,
) -> Answer<FilterStatusEntity> {
    let (member, filter) = (writer(&asker)?, id(&path)?);
    let status = params.id("status_id")?.ok_or_else(|| Error::invalid("status_id", "Please say which post."))?;
    Ok(Json(actions::filter_status(&app.here, member, filter, status).await?.into()))
}

pub(super) async fn status(app: Data<App>, asker: Asker, path: Path<String>) -> Answer<FilterStatusEntity> {
    Ok(Json(read(&app, &asker).await?.filtered_status(id(&path)?)?.into()))
}

pub(super) async fn drop_status(app: Data<App>, asker: Asker, path: Path<String>) -> Answer<FilterStatusEntity> {
    Ok(Json(actions::drop_filtered_status(&app.here, writer(&asker)?, id(&path)?).await?.into()))
}

/// What an app says that knows filters of one keyword.
fn said_at_first(params: &Params, now: Moment) -> Result<Change> {
    let hides = |yes: bool| if yes { FilterAction::Hide } else { FilterAction::Warn };
    let keyword = KeywordChange {
        keyword: params.text("phrase").map(str::to_owned),
        whole_word: params.text("whole_word").map(is_yes),
        ..KeywordChange::default()
    };
    Ok(Change {
        title: None,
        contexts: contexts(params)?,
        action: params.text("irreversible").map(is_yes).map(hides),
        expires_at: expires_at(params, now)?,
        keywords: vec![keyword],
    })
}

pub(super) async fn first_all(app: Data<App>, asker: Asker) -> Answer<Vec<FirstFilterEntity>> {
    let desk = read(&app, &asker).await?;
    let each = desk.filters.iter().flat_map(|filter| filter.keywords.iter().map(move |one| (filter, one)));
    Ok(Json(each.map(|(filter, one)| FirstFilterEntity::new(filter, one)).collect()))
}

pub(super) async fn first_one(app: Data<App>, asker: Asker, path: Path<String>) -> Answer<FirstFilterEntity> {
    let desk = read(&app, &asker).await?;
    let (filter, keyword) = desk.keyword(id(&path)?)?;
    Ok(Json(FirstFilterEntity::new(filter, keyword)))
}

pub(super) async fn first_make(app: Data<App>, asker: Asker, params: Params) -> Answer<FirstFilterEntity> {
    let (member, mut change) = (writer(&asker)?, said_at_first(&params, app.here.now())?);
    let phrase = params.filled("phrase").ok_or_else(|| Error::invalid("phrase", "Please say which words."))?;
    // Its words are its title, as far as a title goes; and it finds them within longer words unless it says otherwise.
    change.title = Some(phrase.chars().take(crate::domain::filters::TITLE_MAX).collect());
    change.keywords.iter_mut().for_each(|keyword| keyword.whole_word = Some(keyword.whole_word.unwrap_or(false)));
    let filter = actions::make_filter(&app.here, member, change).await?;
    let keyword = filter.keywords.first().ok_or_else(|| Error::internal("a filter without words"))?;
    Ok(Json(FirstFilterEntity::new(&filter, keyword)))
}

pub(super) async fn first_edit(
    app: Data<App>,
    asker: Asker,
    path: Path<String>,
    params: Params,
) -> Answer<FirstFilterEntity> {
    let (member, change) = (writer(&asker)?, said_at_first(&params, app.here.now())?);
    let (filter, keyword) = actions::change_by_keyword(&app.here, member, id(&path)?, change).await?;
    Ok(Json(FirstFilterEntity::new(&filter, &keyword)))
}

pub(super) async fn first_delete(app: Data<App>, asker: Asker, path: Path<String>) -> Done {
    actions::drop_by_keyword(&app.here, writer(&asker)?, id(&path)?).await?;
    done()
}

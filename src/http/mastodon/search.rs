//! Searching: accounts, posts, tags, needs and offers; and, with `resolve`, what is at an address elsewhere, which is
//! the only way in which an app follows somebody there.

use super::accounts::known;
use super::asker::{Asker, MaybeSearcher};
use super::error::MastodonError;
use super::params::Params;
use super::{far_hosts, kept_away, people, shown};
use crate::app::{App, Counted};
use crate::domain::key::{ActorId, ListingId, MemberId, StatusId};
use crate::domain::search::Query;
use crate::error::{Error, Kind, Result};
use crate::federation::look_up::{Found, look_up};
use crate::http::entities::listing;
use crate::http::entities::mastodon::account::AccountEntity;
use crate::http::entities::mastodon::social::FollowedTagEntity;
use crate::http::extract::Scope;
use crate::storage::search::{self as rows, Part};
use crate::storage::{Conn, listings, statuses};
use actix_web::web::{Data, Json};
use serde_json::{Value, json};

type Answer<T> = Result<Json<T>, MastodonError>;

/// Longest text that is looked for, in characters.
const ASKED_MAX: usize = 1_000;

/// Which part of what is found.
fn part(params: &Params, default: i64, most: i64) -> Part {
    let paging = params.paging(default, most);
    let offset = params.filled("offset").and_then(|text| text.parse::<i64>().ok()).unwrap_or(0).clamp(0, 10_000);
    Part { limit: paging.limit, offset, max_id: paging.max_id, min_id: paging.floor() }
}

fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://") || text.trim_start_matches('@').contains('@')
}

/// What is at an address, as it is known here or, with `resolve`, as its own server says. Nothing is found there: that is
/// an answer, too.
///
/// # Errors
/// `TooMany` when `member` had others asked too often; `Internal` when the database fails.
pub(in crate::http) async fn resolved(
    app: &App,
    member: Option<MemberId>,
    text: &str,
    resolve: bool,
) -> Result<Option<Found>> {
    if !is_address(text) {
        return Ok(None);
    }
    if let Some(actor) = known(app, text).await? {
        return Ok(Some(Found::Account(actor)));
    }
    let asker = member.filter(|_| resolve);
    if let Some(member) = asker {
        // Others are asked because of this member, as often as the settings let somebody cause that.
        app.count(Counted::Because(&format!("member:{member}")))?;
    }
    match look_up(app, text, asker.is_some()).await {
        Ok(found) => Ok(found),
        Err(error) => match error.kind() {
            Kind::Peer | Kind::Invalid | Kind::BadRequest | Kind::NotFound | Kind::Gone | Kind::Forbidden => Ok(None),
            _ => Err(error),
        },
    }
}

/// What was found, by its ids.
#[derive(Default)]
struct Hits {
    accounts: Vec<ActorId>,
    statuses: Vec<StatusId>,
    tags: Vec<String>,
    listings: Vec<ListingId>,
}

/// Puts what was found at an address first.
fn first<T: PartialEq + Copy>(list: &mut Vec<T>, one: T) {
    list.retain(|other| *other != one);
    list.insert(0, one);
}

pub(super) async fn v2(app: Data<App>, MaybeSearcher(asker): MaybeSearcher, params: Params) -> Answer<Value> {
    let (member, reader) = (asker.map(|(member, _)| member), asker.map(|(_, actor)| actor));
    let text: String = params.filled("q").unwrap_or_default().chars().take(ASKED_MAX).collect();
    let kind = params.filled("type").filter(|kind| ["accounts", "statuses", "hashtags", "listings"].contains(kind));
    let wanted = |one: &str| kind.is_none_or(|kind| kind == one);
    let (accounts, statuses, tags, needs) =
        (wanted("accounts"), wanted("statuses"), wanted("hashtags"), wanted("listings"));
    let part = part(&params, 20, 40);
    let found = match part.offset {
        0 => resolved(&app, member, &text, params.flag("resolve")).await?,
        _ => None,
    };
    // A neighbor is named by their handle alone.
    let named = match (part.offset, accounts && found.is_none()) {
        (0, true) => known(&app, &text).await?,
        _ => None,
    };
    // Who is asked for by their very name is found, kept away or not: else nobody could undo that.
    let exact = match found {
        Some(Found::Account(actor)) => Some(actor),
        _ => named,
    };
    let author = params.id::<ActorId>("account_id")?;
    let followed_by = reader.filter(|_| params.flag("following"));
    let (query, beginning) = (Query::parse(&text), tag_of(&text));
    // A tag by itself leads to what stands under it, and not to its letters elsewhere.
    let tag = beginning.clone().filter(|_| text.starts_with('#'));
    let read = move |conn: &mut Conn| {
        let mut hits = Hits::default();
        // An address is looked up, and not read as words.
        if let Some(query) = query.filter(|_| found.is_none()) {
            if accounts && author.is_none() {
                hits.accounts = rows::find_accounts(conn, &query, followed_by, part)?;
            }
            if statuses {
                hits.statuses = rows::find_statuses(conn, &query, reader, author, tag.as_deref(), part)?;
            }
            if author.is_none() && (needs || statuses) {
                let found = rows::find_listings(conn, &query, reader.is_none(), part)?;
                if statuses {
                    // Their entries stand among posts, by their own ids.
                    hits.statuses.extend(found.iter().map(|listing| StatusId(listing.0)));
                    hits.statuses.sort_unstable_by(|a, b| b.cmp(a));
                    hits.statuses.truncate(usize::try_from(part.limit).map_err(Error::internal)?);
                }
                if needs {
                    hits.listings = found;
                }
            }
        }
        if let Some(beginning) = beginning.filter(|_| tags && author.is_none()) {
            hits.tags = rows::find_tags(conn, &beginning, part)?;
        }
        if let Some(actor) = named.filter(|_| author.is_none() && followed_by.is_none()) {
            first(&mut hits.accounts, actor);
        }
        match found {
            Some(Found::Account(actor)) if accounts => first(&mut hits.accounts, actor),
            Some(Found::Status(status)) if statuses => first(&mut hits.statuses, status),
            Some(Found::Listing(listing)) if needs => first(&mut hits.listings, listing),
            _ => {}
        }
        Ok(hits)
    };
    let hits = app.here.db.read(read).await?;
    Ok(Json(render(&app, hits, (member, reader), exact).await?))
}

/// What was found, as far as the reader may see it.
async fn render(
    app: &App,
    hits: Hits,
    (member, reader): (Option<MemberId>, Option<ActorId>),
    exact: Option<ActorId>,
) -> Result<Value> {
    let Hits { accounts, statuses: ids, tags, listings: needs } = hits;
    let seal = app.here.seal.clone();
    let read = app.here.db.read(move |conn| {
        let found = statuses::get_many(conn, &seal, &ids)?;
        let mut open = listings::get_many(conn, &needs)?;
        // What an address led to is shown to whom it is for, as anything else.
        open.retain(|one| one.state.is_published() && one.held_under.is_none());
        open.retain(|one| member.is_some() || one.audience == crate::domain::Audience::Public);
        Ok((found, open))
    });
    let (found, open) = read.await?;
    let away = kept_away(app, reader).await?;
    let mut statuses = shown(app, found, reader).await?;
    statuses.retain(|status| !status.is_of(&away) && !status.is_far());
    let far = far_hosts(app, member).await?;
    let named: Vec<ActorId> =
        accounts.into_iter().filter(|actor| exact == Some(*actor) || !away.contains(actor)).collect();
    let mut accounts = people(app, named).await?;
    accounts.retain(|account| !account.is_at(&far));
    let tag = |name: &String| FollowedTagEntity::new(name, &app.here.addresses.tag(name), None);
    Ok(json!({
        "accounts": accounts,
        "statuses": statuses,
        "hashtags": tags.iter().map(tag).collect::<Vec<_>>(),
        "potluck": {"listings": listing::render(app, open, member).await?},
    }))
}

/// The beginning of a tag, if it can be one.
fn tag_of(text: &str) -> Option<String> {
    let tag = text.trim_start_matches('#').to_lowercase();
    let fits = !tag.is_empty() && tag.chars().all(|c| c.is_alphanumeric() || c == '_');
    fits.then_some(tag)
}

/// Accounts by name; with `resolve`, the one at an address elsewhere.
pub(super) async fn accounts(app: Data<App>, asker: Asker, params: Params) -> Answer<Vec<AccountEntity>> {
    let (member, reader) = asker.may(&[Scope::ReadAccounts])?;
    let text: String = params.filled("q").unwrap_or_default().chars().take(ASKED_MAX).collect();
    let part = part(&params, 40, 80);
    let mut found = Vec::new();
    if part.offset == 0 {
        // A neighbor is named by their handle alone.
        found.extend(known(&app, &text).await?);
        if found.is_empty()
            && let Some(Found::Account(actor)) = resolved(&app, Some(member), &text, params.flag("resolve")).await?
        {
            found.push(actor);
        }
    }
    let followed_by = params.flag("following").then_some(reader);
    if let Some(query) = Query::parse(&text).filter(|_| !is_address(&text)) {
        let read = move |conn: &mut Conn| rows::find_accounts(conn, &query, followed_by, part);
        for actor in app.here.db.read(read).await? {
            if !found.contains(&actor) {
                found.push(actor);
            }
        }
    }
    found.truncate(usize::try_from(part.limit).map_err(Error::internal)?);
    let far = far_hosts(&app, Some(member)).await?;
    let mut found = people(&app, found).await?;
    found.retain(|account| !account.is_at(&far));
    Ok(Json(found))
}

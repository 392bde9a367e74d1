//! Apps that members may let in, their codes and their tokens.

use crate::clock::Moment;
use crate::domain::apps::{Challenge, ClientApp, Grant, RedirectUri, Registration};
use crate::domain::key::{AppId, MemberId, TokenId};
use crate::domain::scope::Scopes;
use crate::error::{Error, Result};
use crate::storage::columns::{at, from_json, moment, to_json};
use crate::storage::schema::{app_codes, app_tokens, apps, tokens};
use crate::storage::{Conn, push};
use chrono::NaiveDateTime;
use diesel::prelude::*;

type Columns = (i64, String, String, Option<String>, String, String, NaiveDateTime);

macro_rules! columns {
    () => {
        (apps::id, apps::public_id, apps::name, apps::website, apps::redirect_uris, apps::scopes, apps::created_at)
    };
}

fn scopes(text: &str) -> Result<Scopes> {
    Scopes::parse(text).map_err(|error| Error::internal(format!("the database holds unknown scopes: {error}")))
}

fn app((id, public_id, name, website, uris, held, made): Columns) -> Result<ClientApp> {
    let uris: Vec<String> = from_json(&uris)?;
    let redirect_uris = uris
        .iter()
        .map(|uri| RedirectUri::parse(uri))
        .collect::<Result<_>>()
        .map_err(|error| Error::internal(format!("the database holds a redirect URI that is none: {error}")))?;
    let said = Registration { name, website, redirect_uris, scopes: scopes(&held)? };
    Ok(ClientApp { id: AppId(id), public_id, said, created_at: moment(made) })
}

/// Adds an app, of whose secret only the digest is kept.
///
/// # Errors
/// `Internal` when the database fails.
pub fn insert(conn: &mut Conn, app: &ClientApp, secret_digest: &str) -> Result<()> {
    let uris: Vec<&str> = app.said.redirect_uris.iter().map(RedirectUri::as_str).collect();
    let row = (
        apps::id.eq(app.id.0),
        apps::public_id.eq(&app.public_id),
        apps::secret_digest.eq(secret_digest),
        apps::name.eq(&app.said.name),
        apps::website.eq(&app.said.website),
        apps::redirect_uris.eq(to_json(&uris)?),
        apps::scopes.eq(app.said.scopes.to_string()),
        apps::created_at.eq(at(app.created_at)),
    );
    diesel::insert_into(apps::table).values(row).execute(conn)?;
    Ok(())
}

/// An app.
///
/// # Errors
/// `NotFound`; `Internal` when the database fails.
pub fn get(conn: &mut Conn, id: AppId) -> Result<ClientApp> {
    app(apps::table.find(id.0).select(columns!()).first(conn)?)
}

/// An app by its public id, with its secret's digest.
///
/// # Errors
/// `Internal` when the database fails.
pub fn by_public_id(conn: &mut Conn, public_id: &str) -> Result<Option<(ClientApp, String)>> {
    let found: Option<(Columns, String)> = apps::table
        .filter(apps::public_id.eq(public_id))
        .select((columns!(), apps::secret_digest))
        .first(conn)
        .optional()?;
    found.map(|(row, digest)| Ok((app(row)?, digest))).transpose()
}

/// Apps that registered before `before` and have no token, no code and no token of their own.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_unused(conn: &mut Conn, before: Moment, most: i64) -> Result<usize> {
    let of_member = tokens::table.filter(tokens::app_id.is_not_null()).select(tokens::app_id.assume_not_null());
    let unused: Vec<i64> = apps::table
        .filter(apps::created_at.lt(at(before)))
        .filter(apps::id.ne_all(of_member))
        .filter(apps::id.ne_all(app_codes::table.select(app_codes::app_id)))
        .filter(apps::id.ne_all(app_tokens::table.select(app_tokens::app_id)))
        .select(apps::id)
        .order(apps::id)
        .limit(most)
        .load(conn)?;
    Ok(diesel::delete(apps::table.filter(apps::id.eq_any(unused))).execute(conn)?)
}

/// Adds a code, of which only the digest is kept.
///
/// # Errors
/// `Internal` when the database fails.
pub fn insert_code(conn: &mut Conn, digest: &str, grant: &Grant) -> Result<()> {
    let row = (
        app_codes::digest.eq(digest),
        app_codes::app_id.eq(grant.app.0),
        app_codes::member_id.eq(grant.member.0),
        app_codes::redirect_uri.eq(&grant.redirect_uri),
        app_codes::scopes.eq(grant.scopes.to_string()),
        app_codes::challenge.eq(grant.challenge.as_ref().map(Challenge::as_str)),
        app_codes::expires_at.eq(at(grant.expires_at)),
    );
    diesel::insert_into(app_codes::table).values(row).execute(conn)?;
    Ok(())
}

/// Takes an app's code out: of two that bring it at once, one gets it.
///
/// # Errors
/// `Internal` when the database fails.
pub fn take_code(conn: &mut Conn, digest: &str, of: AppId) -> Result<Option<Grant>> {
    type Code = (i64, i64, String, String, Option<String>, NaiveDateTime);
    let code = app_codes::table.filter(app_codes::digest.eq(digest)).filter(app_codes::app_id.eq(of.0));
    let found: Option<Code> = code
        .select((
            app_codes::app_id,
            app_codes::member_id,
            app_codes::redirect_uri,
            app_codes::scopes,
            app_codes::challenge,
            app_codes::expires_at,
        ))
        .first(conn)
        .optional()?;
    let Some((app, member, redirect_uri, held, challenge, expires)) = found else { return Ok(None) };
    if diesel::delete(app_codes::table.find(digest)).execute(conn)? == 0 {
        return Ok(None);
    }
    Ok(Some(Grant {
        app: AppId(app),
        member: MemberId(member),
        redirect_uri,
        scopes: scopes(&held)?,
        challenge: challenge.map(Challenge::kept),
        expires_at: moment(expires),
    }))
}

/// Forgets codes that were not brought in time.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_codes(conn: &mut Conn, now: Moment) -> Result<usize> {
    Ok(diesel::delete(app_codes::table.filter(app_codes::expires_at.lt(at(now)))).execute(conn)?)
}

/// Adds a member's token for an app, by the code that gave it.
///
/// # Errors
/// `Internal` when the database fails.
pub fn insert_token(conn: &mut Conn, id: TokenId, grant: &Grant, digest: &str, code: &str, now: Moment) -> Result<()> {
    let row = (
        tokens::id.eq(id.0),
        tokens::member_id.eq(grant.member.0),
        tokens::digest.eq(digest),
        tokens::scopes.eq(grant.scopes.to_string()),
        tokens::created_at.eq(at(now)),
        tokens::app_id.eq(grant.app.0),
        tokens::code_digest.eq(code),
    );
    diesel::insert_into(tokens::table).values(row).execute(conn)?;
    Ok(())
}

/// Revokes what a code gave: it was brought once more, by somebody who should not have it. Answers how many tokens.
///
/// # Errors
/// `Internal` when the database fails.
pub fn revoke_by_code(conn: &mut Conn, code: &str, now: Moment) -> Result<usize> {
    let given = tokens::table.filter(tokens::code_digest.eq(code)).filter(tokens::revoked_at.is_null());
    let ids: Vec<i64> = given.select(tokens::id).load(conn)?;
    push::forget_of_tokens(conn, &ids)?;
    Ok(diesel::update(given).set(tokens::revoked_at.eq(at(now))).execute(conn)?)
}

/// Revokes one token of an app, a member's or its own.
///
/// # Errors
/// `Internal` when the database fails.
pub fn revoke(conn: &mut Conn, app: AppId, digest: &str, now: Moment) -> Result<()> {
    let of_app = tokens::table.filter(tokens::digest.eq(digest)).filter(tokens::app_id.eq(app.0));
    let ids: Vec<i64> = of_app.select(tokens::id).load(conn)?;
    push::forget_of_tokens(conn, &ids)?;
    diesel::update(of_app.filter(tokens::revoked_at.is_null())).set(tokens::revoked_at.eq(at(now))).execute(conn)?;
    let own = app_tokens::table.filter(app_tokens::digest.eq(digest)).filter(app_tokens::app_id.eq(app.0));
    diesel::delete(own).execute(conn)?;
    Ok(())
}

/// Revokes all tokens that a member gave to an app, or those that belong to none. Answers how many.
///
/// # Errors
/// `Internal` when the database fails.
pub fn revoke_all(conn: &mut Conn, member: MemberId, app: Option<AppId>, now: Moment) -> Result<usize> {
    let valid = tokens::table.filter(tokens::member_id.eq(member.0)).filter(tokens::revoked_at.is_null());
    let revoked = tokens::revoked_at.eq(at(now));
    let ended = match app {
        Some(app) => {
            let codes = app_codes::table.filter(app_codes::member_id.eq(member.0));
            diesel::delete(codes.filter(app_codes::app_id.eq(app.0))).execute(conn)?;
            diesel::update(valid.filter(tokens::app_id.eq(app.0))).set(revoked).execute(conn)?
        }
        None => diesel::update(valid.filter(tokens::app_id.is_null())).set(revoked).execute(conn)?,
    };
    push::forget_of_member(conn, member, false)?;
    Ok(ended)
}

/// What a member let in: by app (or none, for tokens of the command line), what it may and since when; newest first.
///
/// # Errors
/// `Internal` when the database fails.
pub fn let_in_by(conn: &mut Conn, member: MemberId) -> Result<Vec<(Option<ClientApp>, String, Moment)>> {
    let rows: Vec<(Option<i64>, String, NaiveDateTime)> = tokens::table
        .filter(tokens::member_id.eq(member.0))
        .filter(tokens::revoked_at.is_null())
        .order(tokens::id.desc())
        .select((tokens::app_id, tokens::scopes, tokens::created_at))
        .load(conn)?;
    let ids: Vec<i64> = rows.iter().filter_map(|(app, ..)| *app).collect();
    let found: Vec<Columns> = apps::table.filter(apps::id.eq_any(ids)).select(columns!()).load(conn)?;
    let found = found.into_iter().map(app).collect::<Result<Vec<_>>>()?;
    let of = |id: Option<i64>| found.iter().find(|app| Some(app.id.0) == id).cloned();
    Ok(rows.into_iter().map(|(id, held, since)| (of(id), held, moment(since))).collect())
}

/// The app that has a member's token, by its digest.
///
/// # Errors
/// `Internal` when the database fails.
pub fn of_token(conn: &mut Conn, digest: &str) -> Result<Option<ClientApp>> {
    let found: Option<Option<i64>> = tokens::table
        .filter(tokens::digest.eq(digest))
        .filter(tokens::revoked_at.is_null())
        .select(tokens::app_id)
        .first(conn)
        .optional()?;
    found.flatten().map(|id| get(conn, AppId(id))).transpose()
}

/// Adds a token of an app for itself.
///
/// # Errors
/// `Internal` when the database fails.
pub fn insert_own_token(conn: &mut Conn, app: AppId, digest: &str, scopes: &Scopes, now: Moment) -> Result<()> {
    let row = (
        app_tokens::digest.eq(digest),
        app_tokens::app_id.eq(app.0),
        app_tokens::scopes.eq(scopes.to_string()),
        app_tokens::created_at.eq(at(now)),
    );
    diesel::insert_into(app_tokens::table).values(row).execute(conn)?;
    Ok(())
}

/// The app whose own token this is, and for what, by its digest.
///
/// # Errors
/// `Internal` when the database fails.
pub fn by_own_token(conn: &mut Conn, digest: &str) -> Result<Option<(ClientApp, Scopes)>> {
    let found: Option<(i64, String)> =
        app_tokens::table.find(digest).select((app_tokens::app_id, app_tokens::scopes)).first(conn).optional()?;
    found.map(|(id, held)| Ok((get(conn, AppId(id))?, scopes(&held)?))).transpose()
}

/// Forgets tokens of apps for themselves from before `before`.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_own_tokens(conn: &mut Conn, before: Moment) -> Result<usize> {
    Ok(diesel::delete(app_tokens::table.filter(app_tokens::created_at.lt(at(before)))).execute(conn)?)
}

//! Members, their tokens and their roles.

use crate::clock::Moment;
use crate::domain::key::{ActorId, MemberId};
use crate::domain::member::{Member, Role, RoleKind, State};
use crate::error::Result;
use crate::storage::Conn;
use crate::storage::columns::{at, moment, word};
use crate::storage::schema::{apps, members, roles, tokens};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use std::collections::HashSet;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = members, treat_none_as_default_value = false)]
struct Row {
    id: i64,
    actor_id: i64,
    handle: String,
    display_name: String,
    state: String,
    created_at: NaiveDateTime,
    about: String,
}

impl Row {
    fn into_domain(self) -> Result<Member> {
        Ok(Member {
            id: MemberId(self.id),
            actor: ActorId(self.actor_id),
            handle: self.handle,
            display_name: self.display_name,
            state: word(State::parse, &self.state)?,
            created_at: moment(self.created_at),
            about: self.about,
        })
    }
}

/// Adds a member, whose actor must be there.
///
/// # Errors
/// `Conflict` when the handle is taken; `Internal` when the database fails.
pub fn insert(conn: &mut Conn, member: &Member) -> Result<()> {
    let row = Row {
        id: member.id.0,
        actor_id: member.actor.0,
        handle: member.handle.clone(),
        display_name: member.display_name.clone(),
        state: member.state.as_str().into(),
        created_at: at(member.created_at),
        about: member.about.clone(),
    };
    diesel::insert_into(members::table).values(row).execute(conn)?;
    Ok(())
}

/// A member.
///
/// # Errors
/// `NotFound`; `Internal` when the database fails.
pub fn get(conn: &mut Conn, id: MemberId) -> Result<Member> {
    members::table.find(id.0).select(Row::as_select()).first(conn)?.into_domain()
}

/// Several members, in no order.
///
/// # Errors
/// `Internal` when the database fails.
pub fn get_many(conn: &mut Conn, ids: &[MemberId]) -> Result<Vec<Member>> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows: Vec<Row> = members::table.filter(members::id.eq_any(ids)).select(Row::as_select()).load(conn)?;
    rows.into_iter().map(Row::into_domain).collect()
}

/// The member behind one of our actors, unless they left; nobody behind the network.
///
/// # Errors
/// `Internal` when the database fails.
pub fn of_actor(conn: &mut Conn, actor: ActorId) -> Result<Option<MemberId>> {
    let here = members::table.filter(members::actor_id.eq(actor.0)).filter(members::state.ne(State::Left.as_str()));
    let found: Option<i64> = here.select(members::id).first(conn).optional()?;
    Ok(found.map(MemberId))
}

/// How many members are here.
///
/// # Errors
/// `Internal` when the database fails.
pub fn count(conn: &mut Conn) -> Result<i64> {
    Ok(members::table.filter(members::state.ne(State::Left.as_str())).count().get_result(conn)?)
}

/// A member by handle.
///
/// # Errors
/// `Internal` when the database fails.
pub fn by_handle(conn: &mut Conn, handle: &str) -> Result<Option<Member>> {
    let row: Option<Row> =
        members::table.filter(members::handle.eq(handle)).select(Row::as_select()).first(conn).optional()?;
    row.map(Row::into_domain).transpose()
}

/// Changes how a member is called.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_display_name(conn: &mut Conn, id: MemberId, name: &str) -> Result<()> {
    diesel::update(members::table.find(id.0)).set(members::display_name.eq(name)).execute(conn)?;
    Ok(())
}

/// Changes what a member says about themselves.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_about(conn: &mut Conn, id: MemberId, about: &str) -> Result<()> {
    diesel::update(members::table.find(id.0)).set(members::about.eq(about)).execute(conn)?;
    Ok(())
}

/// Changes where a member stands.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_state(conn: &mut Conn, id: MemberId, state: State) -> Result<()> {
    diesel::update(members::table.find(id.0)).set(members::state.eq(state.as_str())).execute(conn)?;
    Ok(())
}

/// A member, held until the end of this transaction.
///
/// # Errors
/// `NotFound`; `Internal` when the database fails.
pub fn lock(conn: &mut Conn, id: MemberId) -> Result<Member> {
    let query = members::table.find(id.0);
    let row: Row = match conn {
        Conn::Sqlite(sqlite) => query.select(Row::as_select()).first(sqlite)?,
        // Not FOR UPDATE, which waits for whoever tells this member something: they only need the row to stay. Two who
        // react to each other at one moment would wait for each other.
        Conn::Pg(pg) => query.select(Row::as_select()).for_no_key_update().first(pg)?,
    };
    row.into_domain()
}

/// Erases a member: their profile, tokens and roles. The handle stays taken.
///
/// # Errors
/// `Internal` when the database fails.
pub fn erase(conn: &mut Conn, id: MemberId, now: Moment) -> Result<()> {
    diesel::delete(tokens::table.filter(tokens::member_id.eq(id.0))).execute(conn)?;
    let of_member = roles::table.filter(roles::member_id.eq(id.0));
    diesel::delete(of_member.filter(roles::starts_at.ge(at(now)))).execute(conn)?;
    diesel::update(of_member.filter(roles::ends_at.gt(at(now)))).set(roles::ends_at.eq(at(now))).execute(conn)?;
    diesel::update(members::table.find(id.0))
        .set((
            members::display_name.eq(""),
            members::about.eq(""),
            members::state.eq(State::Left.as_str()),
            members::left_at.eq(at(now)),
            members::languages.eq("[]"),
            members::cell.eq(None::<i64>),
            members::can_do.eq("[]"),
            members::sealed_contact.eq(None::<Vec<u8>>),
            members::sealed_access.eq(None::<Vec<u8>>),
            members::sealed_own.eq(None::<Vec<u8>>),
        ))
        .execute(conn)?;
    Ok(())
}

/// Adds a token, of which only the digest is kept.
///
/// # Errors
/// `Internal` when the database fails.
pub fn insert_token(conn: &mut Conn, id: i64, member: MemberId, digest: &str, scopes: &str, now: Moment) -> Result<()> {
    let row = (
        tokens::id.eq(id),
        tokens::member_id.eq(member.0),
        tokens::digest.eq(digest),
        tokens::scopes.eq(scopes),
        tokens::created_at.eq(at(now)),
    );
    diesel::insert_into(tokens::table).values(row).execute(conn)?;
    Ok(())
}

/// The member and the scopes of a token that was not revoked, by its digest.
///
/// # Errors
/// `Internal` when the database fails.
pub fn by_token(conn: &mut Conn, digest: &str) -> Result<Option<(Member, String)>> {
    let found: Option<(Row, String)> = tokens::table
        .inner_join(members::table)
        .filter(tokens::digest.eq(digest))
        .filter(tokens::revoked_at.is_null())
        .select((Row::as_select(), tokens::scopes))
        .first(conn)
        .optional()?;
    let Some((member, scopes)) = found else { return Ok(None) };
    let member = member.into_domain()?;
    Ok((member.state != State::Left).then_some((member, scopes)))
}

/// Of these tokens' digests, those that hold.
///
/// # Errors
/// `Internal` when the database fails.
pub fn tokens_that_hold(conn: &mut Conn, digests: &[String]) -> Result<HashSet<String>> {
    let held: Vec<String> = tokens::table
        .inner_join(members::table)
        .filter(tokens::digest.eq_any(digests))
        .filter(tokens::revoked_at.is_null())
        .filter(members::state.ne(State::Left.as_str()))
        .select(tokens::digest)
        .load(conn)?;
    Ok(held.into_iter().collect())
}

/// What is kept of a token.
#[derive(Clone, Debug)]
pub struct TokenRecord {
    /// What it may do.
    pub scopes: String,
    /// The name of the app that has it.
    pub app: Option<String>,
    /// Since when.
    pub created_at: Moment,
    /// When it was revoked.
    pub revoked_at: Option<Moment>,
}

/// What is kept of a member's tokens, oldest first.
///
/// # Errors
/// `Internal` when the database fails.
pub fn tokens_of(conn: &mut Conn, member: MemberId) -> Result<Vec<TokenRecord>> {
    type Row = (String, Option<String>, NaiveDateTime, Option<NaiveDateTime>);
    let rows: Vec<Row> = tokens::table
        .left_join(apps::table.on(tokens::app_id.eq(apps::id.nullable())))
        .filter(tokens::member_id.eq(member.0))
        .order(tokens::id)
        .select((tokens::scopes, apps::name.nullable(), tokens::created_at, tokens::revoked_at))
        .load(conn)?;
    let record = |(scopes, app, made, revoked): Row| TokenRecord {
        scopes,
        app,
        created_at: moment(made),
        revoked_at: revoked.map(moment),
    };
    Ok(rows.into_iter().map(record).collect())
}

/// Gives a role.
///
/// # Errors
/// `Internal` when the database fails, or when the role has no end after its start.
pub fn insert_role(conn: &mut Conn, id: i64, role: &Role) -> Result<()> {
    let row = (
        roles::id.eq(id),
        roles::member_id.eq(role.member.0),
        roles::kind.eq(role.kind.as_str()),
        roles::starts_at.eq(at(role.starts_at)),
        roles::ends_at.eq(at(role.ends_at)),
        roles::given_by.eq(&role.given_by),
    );
    diesel::insert_into(roles::table).values(row).execute(conn)?;
    Ok(())
}

/// The roles that a member holds at `now`.
///
/// # Errors
/// `Internal` when the database fails.
pub fn roles_at(conn: &mut Conn, member: MemberId, now: Moment) -> Result<Vec<RoleKind>> {
    let kinds: Vec<String> = roles::table
        .filter(roles::member_id.eq(member.0))
        .filter(roles::starts_at.le(at(now)))
        .filter(roles::ends_at.gt(at(now)))
        .select(roles::kind)
        .load(conn)?;
    kinds.iter().map(|kind| word(RoleKind::parse, kind)).collect()
}

/// Whether anybody holds a role at `now`.
///
/// # Errors
/// `Internal` when the database fails.
pub fn anybody_is(conn: &mut Conn, kind: RoleKind, now: Moment) -> Result<bool> {
    let held = roles::table
        .filter(roles::kind.eq(kind.as_str()))
        .filter(roles::starts_at.le(at(now)))
        .filter(roles::ends_at.gt(at(now)));
    Ok(diesel::select(diesel::dsl::exists(held)).get_result(conn)?)
}

/// Who holds one of these roles at `now`, each once.
///
/// # Errors
/// `Internal` when the database fails.
pub fn who_hold(conn: &mut Conn, kinds: &[RoleKind], now: Moment) -> Result<Vec<MemberId>> {
    let kinds: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
    let found: Vec<i64> = roles::table
        .filter(roles::kind.eq_any(kinds))
        .filter(roles::starts_at.le(at(now)))
        .filter(roles::ends_at.gt(at(now)))
        .select(roles::member_id)
        .distinct()
        .load(conn)?;
    Ok(found.into_iter().map(MemberId).collect())
}

/// The roles that a member holds, held and will hold, oldest first.
///
/// # Errors
/// `Internal` when the database fails.
pub fn roles_of(conn: &mut Conn, member: MemberId) -> Result<Vec<Role>> {
    let rows: Vec<(String, NaiveDateTime, NaiveDateTime, String)> = roles::table
        .filter(roles::member_id.eq(member.0))
        .order(roles::id)
        .select((roles::kind, roles::starts_at, roles::ends_at, roles::given_by))
        .load(conn)?;
    let role = |(kind, from, until, given_by): (String, NaiveDateTime, NaiveDateTime, String)| {
        let kind = word(RoleKind::parse, &kind)?;
        Ok(Role { member, kind, starts_at: moment(from), ends_at: moment(until), given_by })
    };
    rows.into_iter().map(role).collect()
}

/// Who holds which role at `now`, and from when until when; by role, and the one that ends last first.
///
/// # Errors
/// `Internal` when the database fails.
pub fn roles_held(conn: &mut Conn, now: Moment) -> Result<Vec<Role>> {
    let rows: Vec<(i64, String, NaiveDateTime, NaiveDateTime, String)> = roles::table
        .filter(roles::starts_at.le(at(now)))
        .filter(roles::ends_at.gt(at(now)))
        .order((roles::kind, roles::ends_at.desc(), roles::id.desc()))
        .select((roles::member_id, roles::kind, roles::starts_at, roles::ends_at, roles::given_by))
        .load(conn)?;
    let role = |(member, kind, from, until, given_by): (i64, String, NaiveDateTime, NaiveDateTime, String)| {
        let kind = word(RoleKind::parse, &kind)?;
        Ok(Role { member: MemberId(member), kind, starts_at: moment(from), ends_at: moment(until), given_by })
    };
    rows.into_iter().map(role).collect()
}

/// Ends a role of a member now; false when they do not hold it.
///
/// # Errors
/// `Internal` when the database fails.
pub fn end_role(conn: &mut Conn, member: MemberId, kind: RoleKind, now: Moment) -> Result<bool> {
    let of_member = || roles::table.filter(roles::member_id.eq(member.0)).filter(roles::kind.eq(kind.as_str()));
    // One that begins at this very moment never was.
    let new = diesel::delete(of_member().filter(roles::starts_at.ge(at(now)))).execute(conn)?;
    let held = of_member().filter(roles::ends_at.gt(at(now)));
    let ended = diesel::update(held).set(roles::ends_at.eq(at(now))).execute(conn)?;
    Ok(new + ended > 0)
}

/// Whether anybody was ever made operator.
///
/// # Errors
/// `Internal` when the database fails.
pub fn has_operator(conn: &mut Conn) -> Result<bool> {
    let operators = roles::table.filter(roles::kind.eq(RoleKind::Operator.as_str()));
    Ok(operators.count().get_result::<i64>(conn)? > 0)
}

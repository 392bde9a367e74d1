//! The log that members read, whom the network and its members keep away, and reports.

use crate::clock::Moment;
use crate::domain::Listing;
use crate::domain::address::host_of;
use crate::domain::follow::FollowState;
use crate::domain::key::{ActorId, FollowId, ListingId, LogEntryId, MemberId, ReportId};
use crate::domain::listing::State as ListingState;
use crate::domain::member::RoleKind;
use crate::domain::moderation::{
    Deed, Distance, Entry, Level, NetworkBlock, OwnBlock, Report, ReportState, Said, Subject, names_of_host,
};
use crate::error::Result;
use crate::seal::MasterKey;
use crate::storage::Conn;
use crate::storage::columns::{at, from_json, moment, readable, to_json, word};
use crate::storage::listings::{Paging, paged};
use crate::storage::opened::Opened;
use crate::storage::schema::{
    actors, blocked_by, deliveries, follows, listings, log_entries, member_blocks, members, network_blocks, reports,
};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use std::collections::{BTreeSet, HashMap, HashSet};
use url::Url;

/// Writes down what was done, in the transaction in which it was.
///
/// # Errors
/// `Internal` when the database fails.
pub fn note(conn: &mut Conn, entry: &Entry) -> Result<()> {
    let row = (
        log_entries::id.eq(entry.id.0),
        log_entries::role.eq(entry.role.map(RoleKind::as_str)),
        log_entries::handle.eq(&entry.handle),
        log_entries::what.eq(entry.deed.as_str()),
        log_entries::about.eq(&entry.about),
        log_entries::reason.eq(&entry.reason),
        log_entries::agreement.eq(&entry.agreement),
        log_entries::created_at.eq(at(entry.created_at)),
    );
    diesel::insert_into(log_entries::table).values(row).execute(conn)?;
    Ok(())
}

/// What was done, newest first.
///
/// # Errors
/// `Internal` when the database fails.
pub fn log(conn: &mut Conn, paging: Paging) -> Result<Vec<Entry>> {
    type Row =
        (i64, Option<String>, Option<String>, String, Option<String>, Option<String>, Option<String>, NaiveDateTime);
    let select = log_entries::table.into_boxed();
    let rows: Vec<Row> = paged!(select, log_entries::id, paging).limit(paging.limit.clamp(1, 80)).load(conn)?;
    paging
        .newest_first(rows)
        .into_iter()
        .map(|(id, role, handle, what, about, reason, agreement, created_at)| {
            Ok(Entry {
                id: LogEntryId(id),
                role: role.as_deref().map(|role| word(RoleKind::parse, role)).transpose()?,
                handle,
                deed: word(Deed::parse, &what)?,
                about,
                reason,
                agreement,
                created_at: moment(created_at),
            })
        })
        .collect()
}

/// Keeps a server or an account away, in the place of what was said of it before.
///
/// # Errors
/// `Internal` when the database fails.
pub fn block(conn: &mut Conn, block: &NetworkBlock) -> Result<()> {
    diesel::delete(network_blocks::table.find(&block.subject)).execute(conn)?;
    let row = (
        network_blocks::subject.eq(&block.subject),
        network_blocks::level.eq(block.level.as_str()),
        network_blocks::reason.eq(&block.reason),
        network_blocks::created_at.eq(at(block.created_at)),
    );
    diesel::insert_into(network_blocks::table).values(row).execute(conn)?;
    Ok(())
}

/// Lifts a block; true if there was one.
///
/// # Errors
/// `Internal` when the database fails.
pub fn lift(conn: &mut Conn, subject: &Subject) -> Result<bool> {
    Ok(diesel::delete(network_blocks::table.find(subject.as_str())).execute(conn)? > 0)
}

/// Whom the network keeps away, by name.
///
/// # Errors
/// `Internal` when the database fails.
pub fn blocks(conn: &mut Conn) -> Result<Vec<NetworkBlock>> {
    let rows: Vec<(String, String, Option<String>, NaiveDateTime)> =
        network_blocks::table.order(network_blocks::subject).load(conn)?;
    rows.into_iter()
        .map(|(subject, level, reason, created_at)| {
            Ok(NetworkBlock { subject, level: word(Level::parse, &level)?, reason, created_at: moment(created_at) })
        })
        .collect()
}

/// How far the network keeps away whatever has one of these addresses: its server, or the account itself.
///
/// # Errors
/// `Internal` when the database fails.
pub fn level_of(conn: &mut Conn, urls: &[&Url]) -> Result<Option<Level>> {
    let names: Vec<String> = urls.iter().flat_map(|url| names_of(url)).collect::<BTreeSet<_>>().into_iter().collect();
    let mut highest = None;
    for some in names.chunks(6) {
        // So many each time, some perhaps twice, so that the statement is prepared once: this is asked of all that comes
        // in, and a list of any length would be another statement to SQLite each time.
        let name = |at: usize| some.get(at).or(some.first()).map_or("", String::as_str);
        let is = |at: usize| network_blocks::subject.eq(name(at));
        let levels: Vec<String> = network_blocks::table
            .filter(is(0).or(is(1)).or(is(2)).or(is(3)).or(is(4)).or(is(5)))
            .select(network_blocks::level)
            .load(conn)?;
        let levels = levels.iter().map(|level| word(Level::parse, level)).collect::<Result<Vec<_>>>()?;
        highest = highest.into_iter().chain(levels).max_by_key(|level| level.reach());
    }
    Ok(highest)
}

/// By what an address may be blocked: its host and those above it, and itself.
fn names_of(url: &Url) -> BTreeSet<String> {
    let mut account = url.clone();
    account.set_fragment(None);
    names_of_host(&host_of(url)).into_iter().chain([account.to_string()]).collect()
}

/// Whether nothing goes to, and nothing is taken from, whatever has this address.
///
/// # Errors
/// `Internal` when the database fails.
pub fn is_blocked(conn: &mut Conn, url: &Url) -> Result<bool> {
    Ok(level_of(conn, &[url])? == Some(Level::Block))
}

/// Whether nothing is heard of whatever has this address: it is blocked or muted.
///
/// # Errors
/// `Internal` when the database fails.
pub fn is_unheard(conn: &mut Conn, url: &Url) -> Result<bool> {
    Ok(level_of(conn, &[url])?.is_some_and(Level::is_deaf))
}

/// Those of these addresses to which nothing goes. One look for many.
///
/// # Errors
/// `Internal` when the database fails.
pub fn blocked_among(conn: &mut Conn, urls: &BTreeSet<Url>) -> Result<HashSet<Url>> {
    let kept_away = levels_among(conn, urls)?.into_iter();
    Ok(kept_away.filter(|(_, level)| *level == Level::Block).map(|(url, _)| url).collect())
}

/// Those of these inboxes to which nothing goes: their server is kept away, or the account whose inbox it is.
///
/// # Errors
/// `Internal` when the database fails.
pub fn barred_among(conn: &mut Conn, inboxes: &BTreeSet<Url>) -> Result<HashSet<Url>> {
    let mut barred = blocked_among(conn, inboxes)?;
    for some in inboxes.iter().collect::<Vec<_>>().chunks(500) {
        let accounts = network_blocks::table
            .inner_join(actors::table.on(actors::ap_id.eq(network_blocks::subject)))
            .filter(network_blocks::level.eq(Level::Block.as_str()))
            .filter(actors::inbox.eq_any(some.iter().map(|inbox| inbox.as_str())))
            .select(actors::inbox);
        for inbox in accounts.load::<String>(conn)? {
            barred.extend(Url::parse(&inbox));
        }
    }
    Ok(barred)
}

/// How far each of these addresses is kept away, of those that are ([`level_of`]). One look for many.
///
/// # Errors
/// `Internal` when the database fails.
pub fn levels_among(conn: &mut Conn, urls: &BTreeSet<Url>) -> Result<HashMap<Url, Level>> {
    let named: Vec<(&Url, BTreeSet<String>)> = urls.iter().map(|url| (url, names_of(url))).collect();
    let names: Vec<&String> = named.iter().flat_map(|(_, names)| names).collect::<BTreeSet<_>>().into_iter().collect();
    let mut levels: HashMap<String, Level> = HashMap::new();
    for some in names.chunks(500) {
        let rows = network_blocks::table
            .filter(network_blocks::subject.eq_any(some.iter().map(|name| name.as_str())))
            .select((network_blocks::subject, network_blocks::level));
        for (subject, level) in rows.load::<(String, String)>(conn)? {
            levels.insert(subject, word(Level::parse, &level)?);
        }
    }
    let highest = |names: &BTreeSet<String>| {
        names.iter().filter_map(|name| levels.get(name)).max_by_key(|level| level.reach()).copied()
    };
    Ok(named.into_iter().filter_map(|(url, names)| Some((url.clone(), highest(&names)?))).collect())
}

/// The actors of a server, or the one account, that are known here.
///
/// # Errors
/// `Internal` when the database fails.
pub fn actors_of(conn: &mut Conn, subject: &Subject) -> Result<Vec<ActorId>> {
    let known: Vec<(i64, String, String)> =
        actors::table.filter(actors::local.eq(false)).select((actors::id, actors::ap_id, actors::host)).load(conn)?;
    let fits = |(_, ap_id, host): &(i64, String, String)| match subject.is_server() {
        true => names_of_host(host).iter().any(|name| name == subject.as_str()),
        false => ap_id == subject.as_str(),
    };
    Ok(known.iter().filter(|row| fits(row)).map(|(id, ..)| ActorId(*id)).collect())
}

/// The listings of these actors that are here and not over.
///
/// # Errors
/// `Internal` when the database fails.
pub fn listings_of(conn: &mut Conn, of: &[ActorId]) -> Result<Vec<ListingId>> {
    let of: Vec<i64> = of.iter().map(|id| id.0).collect();
    let theirs = listings::origin_id.eq_any(of.clone()).or(listings::speaker_id.eq_any(of));
    let ids: Vec<i64> = listings::table
        .filter(listings::local.eq(false))
        .filter(theirs)
        .order(listings::id)
        .select(listings::id)
        .load(conn)?;
    Ok(ids.into_iter().map(ListingId).collect())
}

/// Ends every follow between ours and these actors, and forgets what waits to be delivered to them.
///
/// # Errors
/// `Internal` when the database fails.
pub fn cut_off(conn: &mut Conn, of: &[ActorId]) -> Result<()> {
    let ids: Vec<i64> = of.iter().map(|id| id.0).collect();
    let between = follows::follower_id.eq_any(ids.clone()).or(follows::followed_id.eq_any(ids.clone()));
    let still: Vec<i64> = follows::table
        .filter(between)
        .filter(follows::state.ne(FollowState::Ended.as_str()))
        .order(follows::id)
        .select(follows::id)
        .load(conn)?;
    for follow in still {
        super::follows::set_state(conn, FollowId(follow), FollowState::Ended, None)?;
    }
    let inboxes: Vec<String> = actors::table.filter(actors::id.eq_any(ids)).select(actors::inbox).load(conn)?;
    diesel::delete(deliveries::table.filter(deliveries::inbox.eq_any(inboxes))).execute(conn)?;
    Ok(())
}

/// Forgets what waits to be delivered to a server.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_deliveries(conn: &mut Conn, subject: &Subject) -> Result<()> {
    let hosts: Vec<String> = deliveries::table.select(deliveries::host).distinct().load(conn)?;
    let hosts: Vec<String> =
        hosts.into_iter().filter(|host| names_of_host(host).iter().any(|name| name == subject.as_str())).collect();
    diesel::delete(deliveries::table.filter(deliveries::host.eq_any(hosts))).execute(conn)?;
    Ok(())
}

/// The listings that are held, the newest first.
///
/// # Errors
/// `Internal` when the database fails.
pub fn held_listings(conn: &mut Conn) -> Result<Vec<ListingId>> {
    let ids: Vec<i64> = listings::table
        .filter(listings::held_under.is_not_null())
        .filter(listings::state.ne(ListingState::Erased.as_str()))
        .order(listings::id.desc())
        .limit(super::ROWS as i64)
        .select(listings::id)
        .load(conn)?;
    Ok(ids.into_iter().map(ListingId).collect())
}

/// The listings with these ActivityPub ids, as far as they are here.
///
/// # Errors
/// `Internal` when the database fails.
pub fn listings_named(conn: &mut Conn, ap_ids: &[Url]) -> Result<Vec<Listing>> {
    let mut found = Vec::new();
    for some in ap_ids.chunks(super::ROWS) {
        let ids: Vec<i64> = listings::table
            .filter(listings::ap_id.eq_any(some.iter().map(Url::as_str)))
            .select(listings::id)
            .load(conn)?;
        let ids: Vec<ListingId> = ids.into_iter().map(ListingId).collect();
        found.extend(super::listings::get_many(conn, &ids)?);
    }
    Ok(found)
}

fn own_context(member: MemberId) -> String {
    format!("member:{member}:blocks")
}

/// Whom a member keeps away.
///
/// # Errors
/// `Internal` when the database fails, or when it was sealed with another key.
pub fn own_blocks(conn: &mut Conn, seal: &MasterKey, member: MemberId) -> Result<Vec<OwnBlock>> {
    let sealed: Option<Vec<u8>> =
        member_blocks::table.find(member.0).select(member_blocks::sealed).first(conn).optional()?;
    sealed.map_or_else(|| Ok(Vec::new()), |sealed| open_own(seal, member, &sealed))
}

fn open_own(seal: &MasterKey, member: MemberId, sealed: &[u8]) -> Result<Vec<OwnBlock>> {
    from_json(&seal.open_text(&own_context(member), sealed)?)
}

/// Whom the member behind one of our actors keeps away; nobody, if it is nobody's.
///
/// # Errors
/// As [`own_blocks`].
pub fn own_blocks_of(conn: &mut Conn, seal: &MasterKey, actor: ActorId) -> Result<Vec<OwnBlock>> {
    let kept = member_blocks::table.inner_join(members::table.on(members::id.eq(member_blocks::member_id)));
    let kept = kept.filter(members::actor_id.eq(actor.0)).select((members::id, member_blocks::sealed));
    let sealed: Option<(i64, Vec<u8>)> = kept.first(conn).optional()?;
    sealed.map_or_else(|| Ok(Vec::new()), |(member, sealed)| open_own(seal, MemberId(member), &sealed))
}

/// Those of several actors behind whom a member stands who keeps `other` out, in one question. Who lives elsewhere, or is
/// nobody's, keeps nobody out here.
///
/// # Errors
/// As [`own_blocks`].
pub fn keeping_out(conn: &mut Conn, seal: &MasterKey, among: &[ActorId], other: ActorId) -> Result<BTreeSet<ActorId>> {
    let mut all = BTreeSet::new();
    for some in among.chunks(super::ROWS) {
        let sealed: Vec<(i64, i64, Vec<u8>)> = member_blocks::table
            .inner_join(members::table.on(members::id.eq(member_blocks::member_id)))
            .filter(members::actor_id.eq_any(some.iter().map(|actor| actor.0)))
            .select((members::actor_id, members::id, member_blocks::sealed))
            .load(conn)?;
        for (actor, member, sealed) in sealed {
            // Whoever cannot be asked whom they keep out is asked by nobody, and the others are.
            let kept = readable(open_own(seal, MemberId(member), &sealed));
            let keeps = |kept: Vec<OwnBlock>| {
                kept.iter().any(|block| block.actor == other && block.distance == Distance::Block)
            };
            if kept.is_none_or(keeps) {
                all.insert(ActorId(actor));
            }
        }
    }
    Ok(all)
}

/// Whom any member keeps away, or did until a time that is over.
///
/// # Errors
/// As [`own_blocks`].
pub fn kept_away(conn: &mut Conn, seal: &MasterKey, opened: &mut Opened) -> Result<()> {
    let all: Vec<(i64, Vec<u8>)> =
        member_blocks::table.select((member_blocks::member_id, member_blocks::sealed)).load(conn)?;
    opened.look(all, |member, sealed| {
        Ok(open_own(seal, MemberId(member), sealed)?.into_iter().map(|block| block.actor).collect())
    })
}

/// Writes whom a member keeps away, for a member that the caller holds.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_own_blocks(conn: &mut Conn, seal: &MasterKey, member: MemberId, all: &[OwnBlock]) -> Result<()> {
    diesel::delete(member_blocks::table.find(member.0)).execute(conn)?;
    if all.is_empty() {
        return Ok(());
    }
    let sealed = seal.seal(&own_context(member), to_json(&all)?.as_bytes());
    let row = (member_blocks::member_id.eq(member.0), member_blocks::sealed.eq(sealed));
    diesel::insert_into(member_blocks::table).values(row).execute(conn)?;
    Ok(())
}

/// Notes that somebody elsewhere blocks one of ours, or does so no more.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_blocked_by(conn: &mut Conn, by: ActorId, blocked: ActorId, now_so: bool) -> Result<()> {
    let row = blocked_by::table.find((by.0, blocked.0));
    diesel::delete(row).execute(conn)?;
    if now_so {
        let row = (blocked_by::actor_id.eq(by.0), blocked_by::blocked_id.eq(blocked.0));
        diesel::insert_into(blocked_by::table).values(row).execute(conn)?;
    }
    Ok(())
}

/// Whether somebody elsewhere blocks one of ours.
///
/// # Errors
/// `Internal` when the database fails.
pub fn is_blocked_by(conn: &mut Conn, by: ActorId, blocked: ActorId) -> Result<bool> {
    let row = blocked_by::table.find((by.0, blocked.0));
    Ok(diesel::select(diesel::dsl::exists(row)).get_result(conn)?)
}

/// The inboxes of the accounts elsewhere that block one of our actors.
///
/// # Errors
/// `Internal` when the database fails.
pub fn inboxes_of_blockers(conn: &mut Conn, blocked: ActorId) -> Result<HashSet<String>> {
    let by = blocked_by::table.filter(blocked_by::blocked_id.eq(blocked.0)).select(blocked_by::actor_id);
    let inboxes: Vec<String> = actors::table.filter(actors::id.eq_any(by)).select(actors::inbox).load(conn)?;
    Ok(inboxes.into_iter().collect())
}

fn report_context(id: ReportId) -> String {
    format!("report:{id}")
}

/// Keeps a report, sealed.
///
/// # Errors
/// `Internal` when the database fails.
pub fn insert_report(conn: &mut Conn, seal: &MasterKey, report: &Report) -> Result<()> {
    let row = (
        reports::id.eq(report.id.0),
        reports::sealed.eq(seal.seal(&report_context(report.id), to_json(&report.said)?.as_bytes())),
        reports::state.eq(report.state.as_str()),
        reports::created_at.eq(at(report.created_at)),
    );
    diesel::insert_into(reports::table).values(row).execute(conn)?;
    Ok(())
}

type ReportRow = (i64, Vec<u8>, String, NaiveDateTime);

fn open_report(seal: &MasterKey, (id, sealed, state, created_at): ReportRow) -> Result<Report> {
    let id = ReportId(id);
    let said: Said = from_json(&seal.open_text(&report_context(id), &sealed)?)?;
    Ok(Report { id, said, state: word(ReportState::parse, &state)?, created_at: moment(created_at) })
}

/// A report that nobody has closed, as far as it can be read.
#[derive(Clone, Debug)]
pub struct OpenReport {
    /// Its row.
    pub id: ReportId,
    /// What it says; nothing where that does not open, since it was damaged or sealed with another key.
    pub said: Option<Said>,
    /// When it came.
    pub created_at: Moment,
}

/// One that cannot be read hides none of the others.
fn as_far_as_readable(seal: &MasterKey, row: ReportRow) -> OpenReport {
    let (id, created_at) = (ReportId(row.0), moment(row.3));
    let said = match open_report(seal, row) {
        Ok(report) => Some(report.said),
        Err(error) => {
            tracing::warn!(row = id.0, cause = ?error.cause(), "a report cannot be read");
            None
        }
    };
    OpenReport { id, said, created_at }
}

/// A report.
///
/// # Errors
/// `NotFound`; `Internal` when the database fails.
pub fn report(conn: &mut Conn, seal: &MasterKey, id: ReportId) -> Result<Report> {
    let row: ReportRow = reports::table
        .find(id.0)
        .select((reports::id, reports::sealed, reports::state, reports::created_at))
        .first(conn)?;
    open_report(seal, row)
}

/// A page of the reports that nobody has closed, newest first.
///
/// # Errors
/// `Internal` when the database fails.
pub fn open_reports(conn: &mut Conn, seal: &MasterKey, paging: Paging) -> Result<Vec<OpenReport>> {
    let select = reports::table
        .filter(reports::state.eq(ReportState::Open.as_str()))
        .select((reports::id, reports::sealed, reports::state, reports::created_at))
        .into_boxed();
    let rows: Vec<ReportRow> = paged!(select, reports::id, paging).limit(paging.limit.clamp(1, 80)).load(conn)?;
    Ok(paging.newest_first(rows).into_iter().map(|row| as_far_as_readable(seal, row)).collect())
}

/// The reports that nobody has closed, the oldest first: which they are, and nothing of what they say.
///
/// # Errors
/// `Internal` when the database fails.
pub fn open_report_ids(conn: &mut Conn) -> Result<Vec<ReportId>> {
    let ids: Vec<i64> = reports::table
        .filter(reports::state.eq(ReportState::Open.as_str()))
        .order(reports::id.asc())
        .select(reports::id)
        .load(conn)?;
    Ok(ids.into_iter().map(ReportId).collect())
}

/// Those of these reports that nobody has closed, in the order of `ids`.
///
/// # Errors
/// `Internal` when the database fails.
pub fn open_reports_among(conn: &mut Conn, seal: &MasterKey, ids: &[ReportId]) -> Result<Vec<OpenReport>> {
    let mut found: HashMap<i64, ReportRow> = HashMap::new();
    for some in ids.chunks(super::ROWS) {
        let rows: Vec<ReportRow> = reports::table
            .filter(reports::id.eq_any(some.iter().map(|id| id.0)))
            .filter(reports::state.eq(ReportState::Open.as_str()))
            .select((reports::id, reports::sealed, reports::state, reports::created_at))
            .load(conn)?;
        found.extend(rows.into_iter().map(|row| (row.0, row)));
    }
    Ok(ids.iter().filter_map(|id| found.remove(&id.0)).map(|row| as_far_as_readable(seal, row)).collect())
}

/// Closes a report; true if it was open.
///
/// # Errors
/// `Internal` when the database fails.
pub fn close_report(conn: &mut Conn, id: ReportId, now: Moment) -> Result<bool> {
    let open = reports::table.find(id.0).filter(reports::state.eq(ReportState::Open.as_str()));
    let closed = (reports::state.eq(ReportState::Closed.as_str()), reports::closed_at.eq(at(now)));
    Ok(diesel::update(open).set(closed).execute(conn)? > 0)
}

/// What reports that nobody has closed say about `from` they say about `to`: it goes on under another id.
///
/// # Errors
/// `Internal` when the database fails.
pub fn lead_reports(conn: &mut Conn, seal: &MasterKey, from: &Url, to: &Url) -> Result<()> {
    let open = open_report_ids(conn)?;
    for OpenReport { id, said, .. } in open_reports_among(conn, seal, &open)? {
        let Some(mut said) = said.filter(|said| said.about.contains(from)) else { continue };
        for about in said.about.iter_mut().filter(|about| *about == from) {
            *about = to.clone();
        }
        let sealed = seal.seal(&report_context(id), to_json(&said)?.as_bytes());
        diesel::update(reports::table.find(id.0)).set(reports::sealed.eq(sealed)).execute(conn)?;
    }
    Ok(())
}

/// Erases reports that were closed before `before`. Answers how many.
///
/// # Errors
/// `Internal` when the database fails.
pub fn erase_reports(conn: &mut Conn, before: Moment) -> Result<usize> {
    Ok(diesel::delete(reports::table.filter(reports::closed_at.le(at(before)))).execute(conn)?)
}

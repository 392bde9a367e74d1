//! What the network tells its members, and who has put which aside.

use crate::clock::Moment;
use crate::domain::key::{AnnouncementId, MemberId, StatusId};
use crate::domain::window::Window;
use crate::error::{Error, Result};
use crate::storage::columns::{at, moment};
use crate::storage::schema::{announcement_dismissals, announcement_reactions, announcements};
use crate::storage::stream_events::{self, Happened};
use crate::storage::{Conn, each};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// Something that the network tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// Its row.
    pub id: AnnouncementId,
    /// Told to everyone: the network's status that says it.
    pub status: Option<StatusId>,
    /// Told to members only: HTML.
    pub content: String,
    /// When.
    pub created_at: Moment,
    /// The time that it is about, if it is about one. After it, members are not shown it any more.
    pub window: Option<Window>,
    /// The language in which it is written (BCP 47); of what was told before that was asked, it is not known.
    pub language: Option<String>,
}

impl Announcement {
    /// Whether the time that it is about is over.
    pub fn is_over(&self, now: Moment) -> bool {
        self.window.is_some_and(|window| window.until() <= now)
    }
}

type Columns = (i64, Option<i64>, String, NaiveDateTime, Option<NaiveDateTime>, Option<NaiveDateTime>, Option<String>);

fn announcement((id, status, content, created_at, starts_at, ends_at, language): Columns) -> Announcement {
    Announcement {
        id: AnnouncementId(id),
        status: status.map(StatusId),
        content,
        created_at: moment(created_at),
        // It was one when it was written.
        window: starts_at.zip(ends_at).and_then(|(from, until)| Window::new(moment(from), moment(until)).ok()),
        language,
    }
}

/// Adds one; who listens hears of it.
///
/// # Errors
/// `Internal` when the database fails.
pub fn insert(conn: &mut Conn, one: &Announcement) -> Result<()> {
    let row = (
        announcements::id.eq(one.id.0),
        announcements::status_id.eq(one.status.map(|status| status.0)),
        announcements::content.eq(&one.content),
        announcements::created_at.eq(at(one.created_at)),
        announcements::starts_at.eq(one.window.map(|window| at(window.from()))),
        announcements::ends_at.eq(one.window.map(|window| at(window.until()))),
        announcements::language.eq(&one.language),
    );
    diesel::insert_into(announcements::table).values(row).execute(conn)?;
    stream_events::note_announcement(conn, one.id, Happened::Announced, None)
}

/// The newest, each with whether `member` has put it aside; with a moment, without those that are about a time that is over
/// by then.
///
/// # Errors
/// `Internal` when the database fails.
pub fn newest(
    conn: &mut Conn,
    member: MemberId,
    not_over_at: Option<Moment>,
    limit: i64,
) -> Result<Vec<(Announcement, bool)>> {
    let mut select = announcements::table.order(announcements::id.desc()).limit(limit).into_boxed();
    if let Some(now) = not_over_at {
        select = select.filter(announcements::ends_at.is_null().or(announcements::ends_at.gt(at(now))));
    }
    let rows: Vec<Columns> = select.load(conn)?;
    let ids: Vec<i64> = rows.iter().map(|row| row.0).collect();
    let aside: Vec<i64> = announcement_dismissals::table
        .filter(announcement_dismissals::member_id.eq(member.0))
        .filter(announcement_dismissals::announcement_id.eq_any(ids))
        .select(announcement_dismissals::announcement_id)
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|row| (aside.contains(&row.0), row))
        .map(|(aside, row)| (announcement(row), aside))
        .collect())
}

/// One of them.
///
/// # Errors
/// `NotFound`; `Internal` when the database fails.
pub fn get(conn: &mut Conn, id: AnnouncementId) -> Result<Announcement> {
    Ok(announcement(announcements::table.find(id.0).first(conn)?))
}

/// One of them, held until the end of this transaction.
///
/// # Errors
/// `NotFound`; `Internal` when the database fails.
pub fn lock(conn: &mut Conn, id: AnnouncementId) -> Result<Announcement> {
    let query = announcements::table.find(id.0);
    let row: Columns = match conn {
        Conn::Sqlite(sqlite) => query.first(sqlite)?,
        Conn::Pg(pg) => query.for_update().first(pg)?,
    };
    Ok(announcement(row))
}

/// Takes one back; who listens hears of it.
///
/// # Errors
/// `Internal` when the database fails.
pub fn remove(conn: &mut Conn, id: AnnouncementId) -> Result<()> {
    let of_one = announcement_dismissals::table.filter(announcement_dismissals::announcement_id.eq(id.0));
    diesel::delete(of_one).execute(conn)?;
    let of_one = announcement_reactions::table.filter(announcement_reactions::announcement_id.eq(id.0));
    diesel::delete(of_one).execute(conn)?;
    diesel::delete(announcements::table.find(id.0)).execute(conn)?;
    stream_events::note_announcement(conn, id, Happened::Retracted, None)
}

/// A member has put one aside.
///
/// # Errors
/// `NotFound` when there is none; `Internal` when the database fails.
pub fn dismiss(conn: &mut Conn, id: AnnouncementId, member: MemberId) -> Result<()> {
    if announcements::table.find(id.0).count().get_result::<i64>(conn)? == 0 {
        return Err(Error::not_found());
    }
    let row = (announcement_dismissals::announcement_id.eq(id.0), announcement_dismissals::member_id.eq(member.0));
    each!(conn, |c| diesel::insert_into(announcement_dismissals::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(())
}

/// With which signs announcements were answered: each with how many did so, and whether
/// `member` did.
///
/// # Errors
/// `Internal` when the database fails.
pub fn reactions(
    conn: &mut Conn,
    of: &[AnnouncementId],
    member: MemberId,
) -> Result<HashMap<AnnouncementId, Reactions>> {
    let of: Vec<i64> = of.iter().map(|id| id.0).collect();
    let rows: Vec<(i64, i64, String)> = announcement_reactions::table
        .filter(announcement_reactions::announcement_id.eq_any(of))
        .order(announcement_reactions::name)
        .load(conn)?;
    let mut all: HashMap<AnnouncementId, Reactions> = HashMap::new();
    for (id, by, name) in rows {
        let of_one = all.entry(AnnouncementId(id)).or_default();
        let reaction = of_one.entry(name).or_default();
        reaction.0 += 1;
        reaction.1 |= by == member.0;
    }
    Ok(all)
}

/// By sign: how many answered with it, and whether whoever asks did.
pub type Reactions = BTreeMap<String, (i64, bool)>;

/// A member answers an announcement with a sign; who listens hears of it. Doing so twice changes nothing.
///
/// # Errors
/// `NotFound` when there is none; `Internal` when the database fails.
pub fn react(conn: &mut Conn, id: AnnouncementId, member: MemberId, name: &str) -> Result<()> {
    let row = (
        announcement_reactions::announcement_id.eq(id.0),
        announcement_reactions::member_id.eq(member.0),
        announcement_reactions::name.eq(name),
    );
    let added = each!(conn, |c| diesel::insert_into(announcement_reactions::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))?;
    if added == 0 { Ok(()) } else { stream_events::note_announcement(conn, id, Happened::Answered, Some(name)) }
}

/// A member takes a sign back; who listens hears of it. Doing so twice changes nothing.
///
/// # Errors
/// `Internal` when the database fails.
pub fn react_no_more(conn: &mut Conn, id: AnnouncementId, member: MemberId, name: &str) -> Result<()> {
    let own = announcement_reactions::table
        .filter(announcement_reactions::announcement_id.eq(id.0))
        .filter(announcement_reactions::member_id.eq(member.0))
        .filter(announcement_reactions::name.eq(name));
    let gone = diesel::delete(own).execute(conn)?;
    if gone == 0 { Ok(()) } else { stream_events::note_announcement(conn, id, Happened::Answered, Some(name)) }
}

/// With which signs a member answered which announcements.
///
/// # Errors
/// `Internal` when the database fails.
pub fn reactions_of(conn: &mut Conn, member: MemberId) -> Result<Vec<(AnnouncementId, String)>> {
    let own = announcement_reactions::table.filter(announcement_reactions::member_id.eq(member.0));
    let rows: Vec<(i64, String)> = own
        .order((announcement_reactions::announcement_id, announcement_reactions::name))
        .select((announcement_reactions::announcement_id, announcement_reactions::name))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, name)| (AnnouncementId(id), name)).collect())
}

/// Forgets what a member has put aside, and how they answered.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_member(conn: &mut Conn, member: MemberId) -> Result<()> {
    let own = announcement_dismissals::table.filter(announcement_dismissals::member_id.eq(member.0));
    diesel::delete(own).execute(conn)?;
    let own = announcement_reactions::table.filter(announcement_reactions::member_id.eq(member.0));
    diesel::delete(own).execute(conn)?;
    Ok(())
}

//! What is new for apps that listen: what happened to posts and announcements stands here, new posts and notifications in
//! their own tables.
//!
//! Every process reads it by itself. Who reads remembers what was there before: what is committed late has an older id
//! than what was committed first.

use crate::domain::key::{ActorId, AnnouncementId, MemberId, NotificationId, StatusId};
use crate::error::Result;
use crate::storage::Conn;
use crate::storage::schema::{follows, media, notifications, statuses, stream_events};
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};

/// So many of the newest are kept.
const KEPT: i64 = 2_000;
/// So many of the newest are looked at each time: more do not happen at once.
const LOOKED_AT: i64 = 500;

/// What happened, mostly to a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened {
    /// It is shown from now on, although its id is older: a listing that was a draft.
    New,
    /// It says something else.
    Changed,
    /// It is gone.
    Gone,
    /// Nothing happened to a post: whose name stands there changed what they filter.
    Filters,
    /// The network told its members something.
    Announced,
    /// That was answered with a sign, or such an answer was taken back.
    Answered,
    /// That was taken back.
    Retracted,
    /// What waited among the requests of whose name stands there is told with everything else.
    LetThrough,
}

impl Happened {
    const ALL: [(Self, &'static str); 8] = [
        (Self::New, "new"),
        (Self::Changed, "changed"),
        (Self::Gone, "gone"),
        (Self::Filters, "filters"),
        (Self::Announced, "announced"),
        (Self::Answered, "answered"),
        (Self::Retracted, "retracted"),
        (Self::LetThrough, "let_through"),
    ];

    fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(one, _)| *one == self).map_or("", |(_, word)| word)
    }
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamEvent {
    /// Its row.
    pub id: i64,
    /// What.
    pub happened: Happened,
    /// To which post; 0 where it is none.
    pub status: StatusId,
    /// Whose it is, or was; 0 where it is nobody's.
    pub author: ActorId,
    /// Whether it is, or was, public.
    pub public: bool,
    /// To which announcement.
    pub announcement: Option<AnnouncementId>,
    /// With which sign that was answered.
    pub name: Option<String>,
}

/// Notes what happened to a post that is still there. Of one that only those may read whom it mentions, and of one that
/// nobody is shown, nothing is noted.
///
/// # Errors
/// `Internal` when the database fails.
pub(super) fn note(conn: &mut Conn, status: i64, happened: Happened) -> Result<()> {
    let found: Option<(i64, String)> =
        statuses::table.find(status).select((statuses::author_id, statuses::visibility)).first(conn).optional()?;
    let found = found.filter(|(_, visibility)| visibility != "direct" && visibility != "held");
    let Some((author, visibility)) = found else { return Ok(()) };
    let row = (
        stream_events::kind.eq(happened.as_str()),
        stream_events::status_id.eq(status),
        stream_events::author_id.eq(author),
        stream_events::public.eq(visibility == "public"),
    );
    diesel::insert_into(stream_events::table).values(row).execute(conn)?;
    Ok(())
}

/// Notes that somebody changed what they filter, for their own apps. What they filter is not said.
///
/// # Errors
/// `Internal` when the database fails.
pub fn note_filters(conn: &mut Conn, of: ActorId) -> Result<()> {
    note_besides(conn, Happened::Filters, of, None, None)
}

/// Notes that what waited among somebody's requests was let through, for their own apps. Of whom it came is not said.
///
/// # Errors
/// `Internal` when the database fails.
pub fn note_let_through(conn: &mut Conn, of: ActorId) -> Result<()> {
    note_besides(conn, Happened::LetThrough, of, None, None)
}

/// Notes what happened to an announcement; `name` is the sign with which it was answered. Who answered is not said.
///
/// # Errors
/// `Internal` when the database fails.
pub(super) fn note_announcement(
    conn: &mut Conn,
    id: AnnouncementId,
    happened: Happened,
    name: Option<&str>,
) -> Result<()> {
    note_besides(conn, happened, ActorId(0), Some(id), name)
}

/// Notes what happened to no post.
fn note_besides(
    conn: &mut Conn,
    happened: Happened,
    of: ActorId,
    announcement: Option<AnnouncementId>,
    name: Option<&str>,
) -> Result<()> {
    let row = (
        stream_events::kind.eq(happened.as_str()),
        stream_events::status_id.eq(0),
        stream_events::author_id.eq(of.0),
        stream_events::public.eq(false),
        stream_events::announcement_id.eq(announcement.map(|id| id.0)),
        stream_events::name.eq(name),
    );
    diesel::insert_into(stream_events::table).values(row).execute(conn)?;
    Ok(())
}

/// The newest events, oldest first.
///
/// # Errors
/// `Internal` when the database fails.
pub fn newest(conn: &mut Conn) -> Result<Vec<StreamEvent>> {
    type Columns = (i64, String, i64, i64, bool, Option<i64>, Option<String>);
    let rows: Vec<Columns> = stream_events::table.order(stream_events::id.desc()).limit(LOOKED_AT).load(conn)?;
    let event = |(id, kind, status, author, public, announcement, name): Columns| {
        let happened = Happened::ALL.iter().find(|(_, word)| *word == kind)?.0;
        let (status, author, announcement) = (StatusId(status), ActorId(author), announcement.map(AnnouncementId));
        Some(StreamEvent { id, happened, status, author, public, announcement, name })
    };
    Ok(rows.into_iter().rev().filter_map(event).collect())
}

/// Forgets all but the newest.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_old(conn: &mut Conn) -> Result<()> {
    let newest: Option<i64> = stream_events::table.select(diesel::dsl::max(stream_events::id)).first(conn)?;
    let old = stream_events::table.filter(stream_events::id.le(newest.unwrap_or_default() - KEPT));
    diesel::delete(old).execute(conn)?;
    Ok(())
}

/// The posts with an id above `floor`, as many of the newest as `most`, oldest first; each with whether it stands at home.
///
/// # Errors
/// `Internal` when the database fails.
pub fn posts_above(conn: &mut Conn, floor: i64, most: i64) -> Result<Vec<(StatusId, bool)>> {
    let above = statuses::table.filter(statuses::id.gt(floor)).order(statuses::id.desc()).limit(most);
    let rows: Vec<(i64, bool)> = above.select((statuses::id, statuses::on_home)).load(conn)?;
    Ok(rows.into_iter().rev().map(|(id, on_home)| (StatusId(id), on_home)).collect())
}

/// The notifications of these members with an id above `floor`, oldest first.
///
/// # Errors
/// `Internal` when the database fails.
pub fn notifications_above(
    conn: &mut Conn,
    floor: i64,
    of: &[MemberId],
    most: i64,
) -> Result<Vec<(MemberId, NotificationId)>> {
    let ids: Vec<i64> = of.iter().map(|member| member.0).collect();
    let rows: Vec<(i64, i64)> = notifications::table
        .filter(notifications::member_id.eq_any(ids))
        .filter(notifications::filtered.eq(false))
        .filter(notifications::id.gt(floor))
        .order(notifications::id.desc())
        .limit(most)
        .select((notifications::member_id, notifications::id))
        .load(conn)?;
    Ok(rows.into_iter().rev().map(|(member, id)| (MemberId(member), NotificationId(id))).collect())
}

/// Who of `readers` follows one of `authors`, and whether without what that one tells on.
///
/// # Errors
/// `Internal` when the database fails.
pub fn who_follows(
    conn: &mut Conn,
    readers: &[ActorId],
    authors: &[ActorId],
) -> Result<HashMap<(ActorId, ActorId), bool>> {
    let numbers = |actors: &[ActorId]| actors.iter().map(|actor| actor.0).collect::<Vec<_>>();
    let rows: Vec<(i64, i64, bool)> = follows::table
        .filter(follows::follower_id.eq_any(numbers(readers)))
        .filter(follows::followed_id.eq_any(numbers(authors)))
        .filter(follows::state.eq("accepted"))
        .select((follows::follower_id, follows::followed_id, follows::without_boosts))
        .load(conn)?;
    Ok(rows.into_iter().map(|(reader, author, plain)| ((ActorId(reader), ActorId(author)), plain)).collect())
}

/// Of these posts, those that are there; each with whether it stands at home.
///
/// # Errors
/// `Internal` when the database fails.
pub fn posts_among(conn: &mut Conn, ids: &[StatusId]) -> Result<Vec<(StatusId, bool)>> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows: Vec<(i64, bool)> =
        statuses::table.filter(statuses::id.eq_any(ids)).select((statuses::id, statuses::on_home)).load(conn)?;
    Ok(rows.into_iter().map(|(id, on_home)| (StatusId(id), on_home)).collect())
}

/// Of these posts, those with pictures. The pictures of a listing hang on the listing, which has the id of its post.
///
/// # Errors
/// `Internal` when the database fails.
pub fn with_media(conn: &mut Conn, ids: &[StatusId]) -> Result<HashSet<StatusId>> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows: Vec<(Option<i64>, Option<i64>)> = media::table
        .filter(media::status_id.eq_any(&ids).or(media::listing_id.eq_any(&ids)))
        .select((media::status_id, media::listing_id))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|(status, listing)| status.or(listing)).map(StatusId).collect())
}

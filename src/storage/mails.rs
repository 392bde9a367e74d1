//! Where members get mail, sealed, and which mails are to be sent. What a mail says is not kept: it is found when it is sent.

use crate::clock::Moment;
use crate::domain::key::{GuestNeedId, MailId, MemberId, NotificationId, ResponseId};
use crate::domain::mail::{Address, Kind, SHARED_MAX, is_worth, wait_after};
use crate::domain::telling::Occasion;
use crate::error::{Error, Result};
use crate::ids;
use crate::seal::MasterKey;
use crate::storage::Conn;
use crate::storage::columns::{at, moment, word};
use crate::storage::dialect::{claim_ids, literal};
use crate::storage::schema::{mail_addresses, mail_confirmations, mails};
use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

/// Nobody: a mail for an address that is not known here waits like others, and then goes nowhere.
pub const NOBODY: MemberId = MemberId(0);
/// Most rows that are leased at once, however many members they are of.
const LEASED_MAX: i64 = 2_000;

fn context(member: MemberId) -> String {
    format!("member:{member}:mail")
}

/// What the place is sealed for to which the link in a mail leads on.
fn next_context(id: i64) -> String {
    format!("mail:{id}:next")
}

fn waiting_context(member: MemberId) -> String {
    format!("member:{member}:mail to be confirmed")
}

/// What stands for an address in the database.
fn digest(seal: &MasterKey, address: &Address) -> Result<String> {
    seal.digest("mail address", &address.folded())
}

fn opened(seal: &MasterKey, context: &str, sealed: &[u8]) -> Result<Address> {
    Address::parse(&seal.open_text(context, sealed)?).map_err(|_| Error::internal("a sealed address is none"))
}

/// Where a member gets mail.
#[derive(Clone, Debug)]
pub struct Place {
    /// The address.
    pub address: Address,
    /// Grows with each link that ended the mails.
    pub round: i64,
    /// No further notice goes out before this.
    pub next_at: Option<Moment>,
    /// Since when.
    pub created_at: Moment,
}

/// Where a member gets mail, if they confirmed an address.
///
/// # Errors
/// `Internal` when the database fails, or when it was sealed with another key.
pub fn place(conn: &mut Conn, seal: &MasterKey, member: MemberId) -> Result<Option<Place>> {
    type Columns = (Vec<u8>, i64, Option<NaiveDateTime>, NaiveDateTime);
    let found: Option<Columns> = mail_addresses::table
        .find(member.0)
        .select((
            mail_addresses::sealed_address,
            mail_addresses::round,
            mail_addresses::next_at,
            mail_addresses::created_at,
        ))
        .first(conn)
        .optional()?;
    let Some((sealed, round, next_at, created_at)) = found else { return Ok(None) };
    let address = opened(seal, &context(member), &sealed)?;
    Ok(Some(Place { address, round, next_at: next_at.map(moment), created_at: moment(created_at) }))
}

/// Whose address this is: of a household, several members'.
///
/// # Errors
/// `Internal` when the database fails.
pub fn of_address(conn: &mut Conn, seal: &MasterKey, address: &Address) -> Result<Vec<MemberId>> {
    let digest = digest(seal, address)?;
    let found: Vec<i64> = mail_addresses::table
        .filter(mail_addresses::address_digest.eq(digest))
        .order(mail_addresses::member_id)
        .select(mail_addresses::member_id)
        .limit(SHARED_MAX as i64)
        .load(conn)?;
    Ok(found.into_iter().map(MemberId).collect())
}

/// An address that waits to be confirmed, and until when it does.
///
/// # Errors
/// `Internal` when the database fails, or when it was sealed with another key.
pub fn to_confirm(
    conn: &mut Conn,
    seal: &MasterKey,
    member: MemberId,
    now: Moment,
) -> Result<Option<(Address, Moment)>> {
    let found: Option<(Vec<u8>, NaiveDateTime)> = mail_confirmations::table
        .find(member.0)
        .filter(mail_confirmations::expires_at.gt(at(now)))
        .select((mail_confirmations::sealed_address, mail_confirmations::expires_at))
        .first(conn)
        .optional()?;
    let Some((sealed, until)) = found else { return Ok(None) };
    Ok(Some((opened(seal, &waiting_context(member), &sealed)?, moment(until))))
}

/// Keeps an address until it is confirmed, instead of another one that waited.
///
/// # Errors
/// `Internal` when the database fails.
pub fn put_to_confirm(
    conn: &mut Conn,
    seal: &MasterKey,
    member: MemberId,
    address: &Address,
    until: Moment,
) -> Result<()> {
    diesel::delete(mail_confirmations::table.find(member.0)).execute(conn)?;
    let row = (
        mail_confirmations::member_id.eq(member.0),
        mail_confirmations::sealed_address.eq(seal.seal(&waiting_context(member), address.as_str().as_bytes())),
        mail_confirmations::link_digest.eq(None::<String>),
        mail_confirmations::expires_at.eq(at(until)),
    );
    diesel::insert_into(mail_confirmations::table).values(row).execute(conn)?;
    Ok(())
}

/// Notes the link that is on its way to an address that waits; an earlier one ends.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_link(conn: &mut Conn, member: MemberId, digest: &str) -> Result<()> {
    diesel::update(mail_confirmations::table.find(member.0))
        .set(mail_confirmations::link_digest.eq(digest))
        .execute(conn)?;
    Ok(())
}

/// Whose address waits for the link with this digest.
///
/// # Errors
/// `Internal` when the database fails.
pub fn by_link(conn: &mut Conn, digest: &str, now: Moment) -> Result<Option<MemberId>> {
    let found: Option<i64> = mail_confirmations::table
        .filter(mail_confirmations::link_digest.eq(digest))
        .filter(mail_confirmations::expires_at.gt(at(now)))
        .select(mail_confirmations::member_id)
        .first(conn)
        .optional()?;
    Ok(found.map(MemberId))
}

/// The address that waits becomes the member's, whom the caller holds.
///
/// # Errors
/// `NotFound` when none waits; `Internal` when the database fails.
pub fn confirm(conn: &mut Conn, seal: &MasterKey, member: MemberId, now: Moment) -> Result<()> {
    let (address, _) = to_confirm(conn, seal, member, now)?.ok_or_else(Error::not_found)?;
    // Where there was none, a number that there never was: links that went to an address before end nothing.
    let round = place(conn, seal, member)?.map_or_else(|| ids::next(now), |place| place.round + 1);
    diesel::delete(mail_confirmations::table.find(member.0)).execute(conn)?;
    diesel::delete(mail_addresses::table.find(member.0)).execute(conn)?;
    let row = (
        mail_addresses::member_id.eq(member.0),
        mail_addresses::sealed_address.eq(seal.seal(&context(member), address.as_str().as_bytes())),
        mail_addresses::address_digest.eq(digest(seal, &address)?),
        mail_addresses::round.eq(round),
        mail_addresses::next_at.eq(None::<NaiveDateTime>),
        mail_addresses::created_at.eq(at(now)),
    );
    diesel::insert_into(mail_addresses::table).values(row).execute(conn)?;
    Ok(())
}

/// A link that ends the mails was used: those of this round do so no more. False when it was none of this round.
///
/// # Errors
/// `Internal` when the database fails.
pub fn end_round(conn: &mut Conn, member: MemberId, round: i64) -> Result<bool> {
    let of_round = mail_addresses::table.find(member.0).filter(mail_addresses::round.eq(round));
    Ok(diesel::update(of_round).set(mail_addresses::round.eq(round + 1)).execute(conn)? == 1)
}

/// No further notice goes to a member before `next_at`.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_next(conn: &mut Conn, member: MemberId, next_at: Moment) -> Result<()> {
    diesel::update(mail_addresses::table.find(member.0)).set(mail_addresses::next_at.eq(at(next_at))).execute(conn)?;
    Ok(())
}

/// Forgets a member's addresses, and what waits to be sent there.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_member(conn: &mut Conn, member: MemberId) -> Result<()> {
    diesel::delete(mails::table.filter(mails::member_id.eq(member.0))).execute(conn)?;
    diesel::delete(mail_confirmations::table.find(member.0)).execute(conn)?;
    diesel::delete(mail_addresses::table.find(member.0)).execute(conn)?;
    Ok(())
}

/// Forgets addresses that nobody confirmed in time, and mails that were not worth sending before anybody came to it. Answers
/// how many.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_over(conn: &mut Conn, now: Moment) -> Result<usize> {
    let unconfirmed = mail_confirmations::table.filter(mail_confirmations::expires_at.le(at(now)));
    let mut forgotten = diesel::delete(unconfirmed).execute(conn)?;
    for kind in Kind::ALL {
        let before = at(now - kind.life());
        let old = || mails::table.filter(mails::kind.eq(kind.as_str())).filter(mails::created_at.le(before));
        // One that is under way is written down by whoever sends it.
        forgotten += diesel::delete(old().filter(mails::leased_until.is_null())).execute(conn)?;
        forgotten += diesel::delete(old().filter(mails::leased_until.le(at(now)))).execute(conn)?;
    }
    Ok(forgotten)
}

/// Forgets everything that waits to be sent. Answers how much.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_waiting(conn: &mut Conn) -> Result<usize> {
    Ok(diesel::delete(mails::table).execute(conn)?)
}

fn insert(
    conn: &mut Conn,
    member: MemberId,
    kind: Kind,
    about: (Option<Occasion>, Option<NotificationId>, Option<ResponseId>),
    now: Moment,
) -> Result<i64> {
    let (occasion, notification, response) = about;
    let id = ids::next(now);
    let row = (
        mails::id.eq(id),
        mails::member_id.eq(member.0),
        mails::kind.eq(kind.as_str()),
        mails::occasion.eq(occasion.map(Occasion::as_str)),
        mails::notification_id.eq(notification.map(|id| id.0)),
        mails::response_id.eq(response.map(|id| id.0)),
        mails::attempts.eq(0_i64),
        mails::due_at.eq(at(now)),
        mails::leased_until.eq(None::<NaiveDateTime>),
        mails::created_at.eq(at(now)),
    );
    diesel::insert_into(mails::table).values(row).execute(conn)?;
    Ok(id)
}

/// Whether a member has an address to which something can be sent.
fn has_place(conn: &mut Conn, member: MemberId) -> Result<bool> {
    let found: Option<i64> =
        mail_addresses::table.find(member.0).select(mail_addresses::member_id).first(conn).optional()?;
    Ok(found.is_some())
}

/// Notes, in the transaction of a notification, that its member may get a mail of it.
///
/// # Errors
/// `Internal` when the database fails.
pub fn note(conn: &mut Conn, member: MemberId, notification: NotificationId, now: Moment) -> Result<()> {
    if !has_place(conn, member)? {
        return Ok(());
    }
    insert(conn, member, Kind::Notice, (None, Some(notification), None), now).map(drop)
}

/// Notes, in the transaction in which it happens, that a member may get a mail of something that is no notification.
///
/// # Errors
/// `Internal` when the database fails.
pub fn note_that(
    conn: &mut Conn,
    member: MemberId,
    occasion: Occasion,
    about: Option<ResponseId>,
    now: Moment,
) -> Result<()> {
    if !has_place(conn, member)? {
        return Ok(());
    }
    insert(conn, member, Kind::Notice, (Some(occasion), None, about), now).map(drop)
}

/// Notes that somebody gets a link: for signing in, or to confirm an address.
///
/// # Errors
/// `Internal` when the database fails.
pub fn note_link(conn: &mut Conn, member: MemberId, kind: Kind, now: Moment) -> Result<()> {
    insert(conn, member, kind, (None, None, None), now).map(drop)
}

/// Notes that somebody gets a link that signs them in, and where it leads on to.
///
/// # Errors
/// `Internal` when the database fails.
pub fn note_sign_in(
    conn: &mut Conn,
    seal: &MasterKey,
    member: MemberId,
    next: Option<&str>,
    now: Moment,
) -> Result<()> {
    let id = insert(conn, member, Kind::SignIn, (None, None, None), now)?;
    if let Some(next) = next {
        let sealed = seal.seal(&next_context(id), next.as_bytes());
        diesel::update(mails::table.find(id)).set(mails::sealed_next.eq(Some(sealed))).execute(conn)?;
    }
    Ok(())
}

/// Notes, in the transaction in which it happens, that from `due` on a mail goes to who asked without an account: that an answer
/// is there. One that waits already is enough.
///
/// # Errors
/// `Internal` when the database fails.
pub fn note_guest(conn: &mut Conn, need: GuestNeedId, due: Moment, now: Moment) -> Result<()> {
    let waiting = mails::table.filter(mails::guest_need_id.eq(need.0));
    let waits: bool = diesel::select(diesel::dsl::exists(waiting)).get_result(conn)?;
    if waits {
        return Ok(());
    }
    let row = (
        mails::id.eq(ids::next(now)),
        mails::member_id.eq(NOBODY.0),
        mails::kind.eq(Kind::Guest.as_str()),
        mails::attempts.eq(0_i64),
        mails::due_at.eq(at(due)),
        mails::created_at.eq(at(now)),
        mails::guest_need_id.eq(Some(need.0)),
    );
    diesel::insert_into(mails::table).values(row).execute(conn)?;
    Ok(())
}

/// One row of what waits.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Its row.
    pub id: MailId,
    /// Of what, where it is no notification.
    pub occasion: Option<Occasion>,
    /// Of which notification.
    pub notification: Option<NotificationId>,
    /// About which answer.
    pub response: Option<ResponseId>,
    /// About what somebody asked without an account, to whom it goes.
    pub guest: Option<GuestNeedId>,
    /// How often it was tried.
    pub attempts: i64,
    /// Since when it waits.
    pub created_at: Moment,
    /// Where its link leads on to, sealed.
    sealed_next: Option<Vec<u8>>,
}

impl Waiting {
    /// Where its link leads on to, if whoever asked for it wanted to go somewhere.
    ///
    /// # Errors
    /// `Internal` when it was sealed with another key.
    pub fn leads_to(&self, seal: &MasterKey) -> Result<Option<String>> {
        let sealed = self.sealed_next.as_deref();
        sealed.map(|sealed| seal.open_text(&next_context(self.id.0), sealed)).transpose()
    }
}

/// What makes one mail: one link, or all notices of a member that are due.
#[derive(Clone, Debug)]
pub struct Parcel {
    /// For whom.
    pub member: MemberId,
    /// What for.
    pub kind: Kind,
    /// Never empty.
    pub rows: Vec<Waiting>,
}

impl Parcel {
    /// The number of its first row, by which parcels are put in order.
    pub fn first(&self) -> i64 {
        self.rows.first().map_or(0, |row| row.id.0)
    }
}

/// Whether any mail is due.
///
/// # Errors
/// `Internal` when the database fails.
pub fn is_due(conn: &mut Conn, now: Moment) -> Result<bool> {
    let due = mails::table.filter(mails::due_at.le(at(now)));
    Ok(diesel::select(diesel::dsl::exists(due)).get_result(conn)?)
}

/// Leases what makes so many mails of what is due, none that another process holds: all of a member's notices together. Links
/// go first: somebody waits for them, and they work for half an hour. A lease that runs out makes it due again.
///
/// # Errors
/// `Internal` when the database fails.
pub fn lease(conn: &mut Conn, now: Moment, lease: Duration, parcels: usize) -> Result<Vec<Parcel>> {
    let moment_now = literal(now);
    let free = |name: &str| {
        format!(
            "{name}.due_at <= {moment_now} AND ({name}.leased_until IS NULL OR {name}.leased_until <= {moment_now})"
        )
    };
    // Ids are above zero: no link is taken for a member.
    let parcel = |name: &str| format!("CASE WHEN {name}.kind = 'notice' THEN {name}.member_id ELSE -{name}.id END");
    let query = format!(
        "SELECT m.id FROM mails m WHERE {} AND {} IN (\
           SELECT y.parcel FROM (SELECT {} AS parcel, x.due_at FROM mails x WHERE {}) y \
           GROUP BY y.parcel ORDER BY (y.parcel > 0), min(y.due_at), abs(y.parcel) LIMIT {parcels}) \
         ORDER BY m.due_at, m.id LIMIT {LEASED_MAX}",
        free("m"),
        parcel("m"),
        parcel("x"),
        free("x")
    );
    let ids = claim_ids(conn, &query)?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let leased = || mails::table.filter(mails::id.eq_any(&ids));
    diesel::update(leased()).set(mails::leased_until.eq(at(now + lease))).execute(conn)?;
    type Columns =
        (i64, i64, String, Option<String>, Option<i64>, Option<i64>, Option<i64>, i64, NaiveDateTime, Option<Vec<u8>>);
    let rows: Vec<Columns> = leased()
        .order(mails::id)
        .select((
            mails::id,
            mails::member_id,
            mails::kind,
            mails::occasion,
            mails::notification_id,
            mails::response_id,
            mails::guest_need_id,
            mails::attempts,
            mails::created_at,
            mails::sealed_next,
        ))
        .load(conn)?;
    let mut parcels: Vec<Parcel> = Vec::new();
    for (id, member, kind, occasion, notification, response, guest, attempts, created_at, sealed_next) in rows {
        let (member, kind) = (MemberId(member), word(Kind::parse, &kind)?);
        let row = Waiting {
            id: MailId(id),
            occasion: occasion.as_deref().map(|said| word(Occasion::parse, said)).transpose()?,
            notification: notification.map(NotificationId),
            response: response.map(ResponseId),
            guest: guest.map(GuestNeedId),
            attempts,
            created_at: moment(created_at),
            sealed_next,
        };
        let together = parcels.iter_mut().find(|one| one.member == member && one.kind == kind && kind == Kind::Notice);
        match together {
            Some(parcel) => parcel.rows.push(row),
            None => parcels.push(Parcel { member, kind, rows: vec![row] }),
        }
    }
    Ok(parcels)
}

/// It was sent, or need not be sent any more: the rows go.
///
/// # Errors
/// `Internal` when the database fails.
pub fn remove(conn: &mut Conn, parcel: &Parcel) -> Result<()> {
    let ids = parcel.rows.iter().map(|row| row.id.0);
    diesel::delete(mails::table.filter(mails::id.eq_any(ids))).execute(conn)?;
    Ok(())
}

/// It waits until `due`, and was not tried.
///
/// # Errors
/// `Internal` when the database fails.
pub fn wait_until(conn: &mut Conn, parcel: &Parcel, due: Moment) -> Result<()> {
    let ids = parcel.rows.iter().map(|row| row.id.0);
    diesel::update(mails::table.filter(mails::id.eq_any(ids)))
        .set((mails::due_at.eq(at(due)), mails::leased_until.eq(None::<NaiveDateTime>)))
        .execute(conn)?;
    Ok(())
}

/// It was not taken now: what is worth it is tried again later.
///
/// # Errors
/// `Internal` when the database fails.
pub fn put_off(conn: &mut Conn, parcel: &Parcel, now: Moment) -> Result<()> {
    let attempts = parcel.rows.iter().map(|row| row.attempts).max().unwrap_or_default() + 1;
    let due = now + wait_after(attempts);
    let (later, over): (Vec<&Waiting>, Vec<&Waiting>) =
        parcel.rows.iter().partition(|row| is_worth(parcel.kind, row.created_at, due));
    diesel::delete(mails::table.filter(mails::id.eq_any(over.iter().map(|row| row.id.0)))).execute(conn)?;
    diesel::update(mails::table.filter(mails::id.eq_any(later.iter().map(|row| row.id.0))))
        .set((mails::attempts.eq(attempts), mails::due_at.eq(at(due)), mails::leased_until.eq(None::<NaiveDateTime>)))
        .execute(conn)?;
    Ok(())
}

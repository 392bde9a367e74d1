//! A member writes down that a neighbor without internet wants them to speak for them, and what has changed since.

use super::{Here, still_here};
use crate::clock::Moment;
use crate::domain::key::{MemberId, ProxyId};
use crate::domain::privacy::{Guarded, Key};
use crate::domain::proxy::{Asked, Change, Known, Proxy, State};
use crate::error::{Error, Message, Result};
use crate::ids;
use crate::storage::{Conn, proxies};

/// Most neighbors for whom one member speaks.
pub const MOST: usize = 50;

/// Registers a neighbor who said yes. Any member can do that: it is no role, and no power over anybody.
///
/// # Errors
/// `Invalid` at the first field that does not fit; `Conflict` for more than [`MOST`].
pub async fn register_proxy(here: &Here, member: MemberId, change: Change, asked: Asked) -> Result<ProxyId> {
    let (context, now) = (here.clone(), here.now());
    here.db.write(move |conn| register(&context, conn, member, change, asked, now)).await
}

/// The same, within the caller's transaction.
pub(super) fn register(
    here: &Here,
    conn: &mut Conn,
    member: MemberId,
    change: Change,
    asked: Asked,
    now: Moment,
) -> Result<ProxyId> {
    still_here(conn, member)?;
    if proxies::ids_of_member(conn, member)?.len() >= MOST {
        return Err(Error::conflict(format!("One neighbor speaks for {MOST} others at most. Please share this."))
            .worded(Message::SpeaksForMany { most: MOST }));
    }
    let (consent, review_on) = asked.check(now.date_naive())?;
    let mut known = Known::new(consent, review_on);
    if change.label.is_none() {
        return Err(Error::invalid("label", "`label` is missing: what do you call them?").worded(Message::Empty));
    }
    change.write_onto(&mut known)?;
    let id = ProxyId(ids::next(now));
    let proxy = Proxy { id, state: State::Consented, known: Guarded::new(known), created_at: now };
    proxies::insert(conn, &here.seal, proxy, member)?;
    Ok(id)
}

/// Changes what is known of them.
///
/// # Errors
/// `NotFound` for anyone but who speaks for them; `Invalid` at the first field that does not fit.
pub async fn change_proxy(here: &Here, member: MemberId, id: ProxyId, change: Change) -> Result<()> {
    rewrite(here, member, id, move |known| change.write_onto(known)).await
}

/// They were asked again, and said yes.
///
/// # Errors
/// As [`change_proxy`].
pub async fn review_proxy(here: &Here, member: MemberId, id: ProxyId, asked: Asked) -> Result<()> {
    let today = here.now().date_naive();
    rewrite(here, member, id, move |known| {
        (known.consent, known.review_on) = asked.check(today)?;
        Ok(())
    })
    .await
}

async fn rewrite(
    here: &Here,
    member: MemberId,
    id: ProxyId,
    change: impl FnOnce(&mut Known) -> Result<()> + Send + 'static,
) -> Result<()> {
    let context = here.clone();
    here.db
        .write(move |conn| {
            still_here(conn, member)?;
            rewrite_held(&context, conn, member, id, change)
        })
        .await
}

fn rewrite_held(
    here: &Here,
    conn: &mut Conn,
    member: MemberId,
    id: ProxyId,
    change: impl FnOnce(&mut Known) -> Result<()>,
) -> Result<()> {
    let (mut proxy, held) = proxies::lock(conn, &here.seal, id, member)?;
    let mut known = proxy.known.open(&Key::of_liaison(&held)).clone();
    change(&mut known)?;
    proxy.known = Guarded::new(known);
    proxies::update(conn, &here.seal, proxy, &held)
}

/// Changes what `member` knows of them, within the caller's transaction, which knows that it is so.
pub(super) fn change_known(here: &Here, conn: &mut Conn, member: MemberId, id: ProxyId, change: Change) -> Result<()> {
    rewrite_held(here, conn, member, id, move |known| change.write_onto(known))
}

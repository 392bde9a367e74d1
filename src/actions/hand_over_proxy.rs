//! Who speaks for a neighbor hands that over: to another member who agrees, or to the neighbor themselves, who joined.
//! When a liaison has left, a steward asks another member, without learning for whom.

use super::give_role::check_role;
use super::promise::changed;
use super::{Here, still_here};
use crate::clock::Moment;
use crate::domain::key::{MemberId, ProxyId, ProxyOfferId};
use crate::domain::member::{self, RoleKind, State as MemberState};
use crate::domain::privacy::{Guarded, Key, Liaison};
use crate::domain::proxy::{OfferKind, State};
use crate::error::{Error, Kind, Result};
use crate::ids;
use crate::storage::proxies::Offer;
use crate::storage::{Conn, listings, members, profiles, proxies};
use chrono::Days;

/// Who may look for somebody who speaks for a neighbor that waits.
pub const WHO: &[RoleKind] = &[RoleKind::Steward, RoleKind::Connector, RoleKind::Welcome];

fn asked_member(conn: &mut Conn, handle: &str, by: MemberId) -> Result<MemberId> {
    let handle = member::handle(handle)?;
    let found = members::by_handle(conn, &handle)?.filter(|member| member.state != MemberState::Left);
    let found = found.ok_or_else(|| Error::new(Kind::NotFound, format!("There is no member `{handle}` here.")))?;
    if found.id == by {
        return Err(Error::invalid("handle", "Please name another member."));
    }
    Ok(found.id)
}

/// Who rests is not asked (value V8).
fn check_awake(conn: &mut Conn, member: MemberId) -> Result<()> {
    if members::get(conn, member)?.state == MemberState::Resting {
        return Err(Error::conflict(
            "They are resting at the moment, so they are not asked. Please ask another member.",
        ));
    }
    Ok(())
}

/// Asks another member to speak for a neighbor from now on, or the neighbor, who has joined, to speak for themselves.
/// Until they agree, nothing changes; whoever was asked before is asked no more.
///
/// # Errors
/// `NotFound` for anyone but who speaks for them, or when there is no such member; `Invalid` for oneself.
pub async fn offer_hand_over(here: &Here, by: MemberId, id: ProxyId, handle: &str, kind: OfferKind) -> Result<()> {
    let (context, now, handle) = (here.clone(), here.now(), handle.to_owned());
    here.db
        .write(move |conn| {
            proxies::lock(conn, &context.seal, id, by)?;
            let to = asked_member(conn, &handle, by)?;
            if kind == OfferKind::Liaison {
                check_awake(conn, to)?;
            }
            let offer =
                Offer { id: ProxyOfferId(ids::next(now)), proxy: id, to, from: Some(by), kind, created_at: now };
            proxies::put_offer(conn, &offer)
        })
        .await
}

/// Takes the asking back.
///
/// # Errors
/// `NotFound` for anyone but who speaks for them, or when nobody is asked.
pub async fn take_hand_over_back(here: &Here, by: MemberId, id: ProxyId) -> Result<()> {
    let context = here.clone();
    here.db
        .write(move |conn| {
            proxies::lock(conn, &context.seal, id, by)?;
            if proxies::take_offer_back(conn, id)? { Ok(()) } else { Err(Error::not_found()) }
        })
        .await
}

/// Asks a member to speak for whoever waits longest for that. Nobody learns who it is but who agrees.
///
/// # Errors
/// `Forbidden` without the role; `NotFound` when there is no such member; `Conflict` when nobody waits.
pub async fn ask_for_waiting(here: &Here, by: MemberId, handle: &str) -> Result<()> {
    let (now, handle) = (here.now(), handle.to_owned());
    here.db
        .write(move |conn| {
            check_role(conn, by, WHO, now)?;
            let handle = member::handle(&handle)?;
            let found = members::by_handle(conn, &handle)?.filter(|member| member.state != MemberState::Left);
            let to =
                found.ok_or_else(|| Error::new(Kind::NotFound, format!("There is no member `{handle}` here.")))?.id;
            check_awake(conn, to)?;
            let proxy = proxies::next_waiting(conn)?
                .ok_or_else(|| Error::conflict("No neighbor waits for somebody, or for each one was asked already."))?;
            let id = ProxyOfferId(ids::next(now));
            let offer = Offer { id, proxy, to, from: None, kind: OfferKind::Liaison, created_at: now };
            proxies::put_offer(conn, &offer)
        })
        .await
}

/// Agrees to speak for a neighbor, or for oneself. Somebody else's consent was given to somebody else: a new liaison
/// asks anew before the first step.
///
/// # Errors
/// `NotFound` unless `member` is asked.
pub async fn accept_hand_over(here: &Here, member: MemberId, id: ProxyOfferId) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            still_here(conn, member)?;
            let offer = proxies::offer_to(conn, id, member)?;
            if offer.kind == OfferKind::Themselves {
                return take_over(&context, conn, &offer, now);
            }
            if proxies::ids_of_member(conn, member)?.len() >= super::register_proxy::MOST {
                return Err(Error::conflict("You speak for as many neighbors as one can. Please share this."));
            }
            let yesterday = now.date_naive().checked_sub_days(Days::new(1)).unwrap_or(now.date_naive());
            proxies::rewrap(conn, &context.seal, offer.proxy, Some(member), |known| {
                known.review_on = known.review_on.min(yesterday);
            })?;
            proxies::take_offer_back(conn, offer.proxy)?;
            Ok(())
        })
        .await
}

/// Says "not this time". No reason is asked.
///
/// # Errors
/// `NotFound` unless `member` is asked.
pub async fn decline_hand_over(here: &Here, member: MemberId, id: ProxyOfferId) -> Result<()> {
    here.db
        .write(move |conn| {
            let offer = proxies::offer_to(conn, id, member)?;
            proxies::take_offer_back(conn, offer.proxy).map(drop)
        })
        .await
}

/// They speak for themselves: the same listings under the same ids, and what they need to take part.
fn take_over(here: &Here, conn: &mut Conn, offer: &Offer, now: Moment) -> Result<()> {
    let liaison = offer.from.ok_or_else(|| Error::internal("nobody speaks for who takes over"))?;
    let (languages, access) = proxies::known_for_taking_over(conn, &here.seal, offer.proxy, liaison)?;
    let posted = proxies::listings_of(conn, offer.proxy)?;
    for id in &posted {
        listings::lock(conn, *id)?;
    }
    proxies::give_to(conn, offer.proxy, offer.to)?;
    proxies::erase(conn, offer.proxy, State::TakenOver)?;
    let mut profile = profiles::get(conn, &here.seal, offer.to)?;
    let own = Key::<Liaison>::of_owner(offer.to, offer.to).ok_or_else(Error::not_found)?;
    if profile.languages.open(&Key::of_member(offer.to)).is_empty() {
        profile.languages = Guarded::new(languages);
    }
    if profile.access_needs.open(&own).is_empty() {
        profile.access_needs = Guarded::new(access);
    }
    profiles::set(conn, &here.seal, offer.to, profile)?;
    for id in posted {
        let mut listing = listings::lock(conn, id)?;
        if listing.state.is_published() && !listing.state.is_over() {
            changed(here, conn, &mut listing, now)?;
        }
    }
    Ok(())
}

//! A member helps with what a neighbor without an account asks: takes it, writes to them, posts it on the board as far as they
//! said, lets it go again, or notes that it is done.

use super::ask_as_guest::{keep, say};
use super::network_says::{Message, language_of, network_says};
use super::publish_listing::publish;
use super::register_proxy::register;
use super::uncrossed::uncrossed;
use super::whom_to_ask::{Waits, tell_who_may_be_asked};
use super::withdraw_proxy::withdraw;
use super::{Here, still_here};
use crate::clock::Moment;
use crate::domain::draft::Draft;
use crate::domain::guest::{self, GuestNeed, Side};
use crate::domain::key::{GuestNeedId, ListingId, MemberId, ProxyId};
use crate::domain::listing::Kind;
use crate::domain::mail::spacing;
use crate::domain::member::{RoleKind, State};
use crate::domain::privacy::Key;
use crate::domain::proxy::{Asked, Change};
use crate::domain::telling::Occasion;
use crate::error::{self, Error, Result};
use crate::i18n::{Lang, text, text_with};
use crate::storage::{Conn, guest_needs, handoffs, listings, mails, members, proxies};
use std::collections::BTreeSet;

/// Who helps by their role, as those do who speak for a neighbor.
const WHO: &[RoleKind] = &[RoleKind::Connector];
/// Who helps instead, while there is nobody like that: while a network is young, its operator is the only one.
const INSTEAD: &[RoleKind] = &[RoleKind::Steward, RoleKind::Operator];

/// Those of these who do not rest (value V8).
fn awake(conn: &mut Conn, ids: BTreeSet<MemberId>) -> Result<Vec<MemberId>> {
    let ids: Vec<MemberId> = ids.into_iter().collect();
    let mut found = members::get_many(conn, &ids)?;
    found.retain(|member| member.state == State::Member);
    Ok(found.into_iter().map(|member| member.id).collect())
}

/// Who speaks for a neighbor who did not ask here themselves. Whoever puts on the board what somebody asked here speaks for that
/// one, and shuts nobody else out by it.
fn liaisons(conn: &mut Conn) -> Result<BTreeSet<MemberId>> {
    let of_guests: BTreeSet<ProxyId> = guest_needs::proxies(conn)?.into_iter().collect();
    proxies::liaisons(conn, &of_guests)
}

/// Connectors, and who speaks for a neighbor, as far as they do not rest.
fn first(conn: &mut Conn, now: Moment) -> Result<Vec<MemberId>> {
    let mut ids = liaisons(conn)?;
    ids.extend(members::who_hold(conn, WHO, now)?);
    awake(conn, ids)
}

/// Whether stewards and operators read what is asked without an account, since nobody else is here who helps.
///
/// # Errors
/// `Internal` when the database fails.
pub fn stewards_read(conn: &mut Conn, now: Moment) -> Result<bool> {
    Ok(first(conn, now)?.is_empty())
}

/// Whether a member helps neighbors without an account: as a connector, since they speak for a neighbor already, or as a steward
/// or an operator while nobody else does.
///
/// # Errors
/// `Internal` when the database fails.
pub fn may_help(conn: &mut Conn, member: MemberId, now: Moment) -> Result<bool> {
    let roles = members::roles_at(conn, member, now)?;
    if roles.iter().any(|kind| WHO.contains(kind)) || liaisons(conn)?.contains(&member) {
        return Ok(true);
    }
    Ok(roles.iter().any(|kind| INSTEAD.contains(kind)) && stewards_read(conn, now)?)
}

/// Whether the list of what is asked has something for a member: what waits, or what they help with.
///
/// # Errors
/// `Internal` when the database fails.
pub fn looks_after_guests(conn: &mut Conn, member: MemberId, now: Moment) -> Result<bool> {
    Ok(may_help(conn, member, now)? || guest_needs::helps_with_any(conn, member)?)
}

/// All who help, and do not rest.
pub(super) fn helpers(conn: &mut Conn, now: Moment) -> Result<Vec<MemberId>> {
    let found = first(conn, now)?;
    if !found.is_empty() {
        return Ok(found);
    }
    let instead = members::who_hold(conn, INSTEAD, now)?.into_iter().collect();
    awake(conn, instead)
}

/// The network tells somebody who helps of the one with which they do; without a word of what was asked.
pub(super) fn tell(
    here: &Here,
    conn: &mut Conn,
    to: MemberId,
    key: &str,
    about: Option<GuestNeedId>,
    now: Moment,
) -> Result<()> {
    let lang = language_of(conn, to, here.language)?;
    let link = about.map(|id| here.addresses.guest_need(id));
    let words = match &link {
        Some(link) => text_with(lang, key, &[("link", link.to_string().into())]),
        None => text(lang, key),
    };
    network_says(
        here,
        conn,
        to,
        lang,
        Message { words: vec![words], links: link.into_iter().collect(), ..Message::default() },
        None,
        now,
    )?;
    mails::note_that(conn, to, Occasion::Network, None, now)
}

/// A mail says to who asks that an answer is here, if they want one: at once, or a while after the answer before. The caller
/// writes that answer afterwards.
fn tell_guest(conn: &mut Conn, need: &GuestNeed, side: &Side, now: Moment) -> Result<()> {
    if need.asked.open(&Key::of_guest_side(side)).mail_address().is_none() {
        return Ok(());
    }
    let before = guest_needs::last_answer(conn, need.id)?;
    mails::note_guest(conn, need.id, before.map_or(now, |before| now.max(before + spacing())), now)
}

/// One with which a member helps, held, and the proof.
fn helped(here: &Here, conn: &mut Conn, member: MemberId, id: GuestNeedId) -> Result<(GuestNeed, Side)> {
    still_here(conn, member)?;
    let need = guest_needs::lock(conn, &here.seal, id)?;
    if need.taken_by != Some(member) {
        return Err(Error::not_found());
    }
    let side = Side::of_helper(&need, member, false).ok_or_else(Error::not_found)?;
    Ok((need, side))
}

/// Helps: from now on, nobody else reads it.
///
/// # Errors
/// `NotFound` for anyone who does not help, and when it is over; `Conflict` when somebody else was first.
pub async fn take_guest_need(here: &Here, member: MemberId, id: GuestNeedId) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            still_here(conn, member)?;
            let need = guest_needs::lock(conn, &context.seal, id)?;
            match need.taken_by {
                Some(helper) if helper == member => Ok(()),
                _ if need.is_done || !may_help(conn, member, now)? => Err(Error::not_found()),
                Some(_) => Err(Error::conflict("Another neighbor helps already.").worded(error::Message::AnotherHelps)),
                None => {
                    guest_needs::take(conn, id, member)?;
                    keep(conn, &need, now)
                }
            }
        })
        .await
}

/// Who helps writes to who asks.
///
/// # Errors
/// `NotFound` for anyone but who helps; `Invalid` for words that do not fit; `Conflict` for very many.
pub async fn say_to_guest(here: &Here, member: MemberId, id: GuestNeedId, words: &str) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    let words = guest::word(words)?;
    here.db
        .write(move |conn| {
            let (need, side) = helped(&context, conn, member, id)?;
            keep(conn, &need, now)?;
            tell_guest(conn, &need, &side, now)?;
            say(&context, conn, id, false, words, now)
        })
        .await
}

/// What is promised is not let go of by whoever speaks for somebody, without a word.
fn check_nothing_promised(conn: &mut Conn, need: &GuestNeed) -> Result<()> {
    let posted = match need.proxy {
        Some(proxy) => proxies::listings_of(conn, proxy)?,
        None => Vec::new(),
    };
    for listing in posted {
        listings::lock(conn, listing)?;
        if handoffs::any_open(conn, listing)? {
            return Err(Error::conflict(
                "Part of this is promised. Please take the promises back or hand them over first.",
            )
            .worded(error::Message::PartPromised));
        }
    }
    Ok(())
}

/// Takes off the board what was posted of it: at the wish of who asks, or, `by` a member, what they posted.
fn take_off_board(here: &Here, conn: &mut Conn, need: &GuestNeed, by: Option<MemberId>, now: Moment) -> Result<()> {
    let Some(proxy) = need.proxy else { return Ok(()) };
    let theirs = match by {
        Some(member) => proxies::ids_of_member(conn, member)?.contains(&proxy),
        // Who joined meanwhile speaks for themselves.
        None => proxies::is_spoken_for(conn, proxy)?,
    };
    if theirs { withdraw(here, conn, proxy, now) } else { Ok(()) }
}

/// Who helped does so no more: nothing of it is promised, and what they posted is off the board.
fn leave_off(
    here: &Here,
    conn: &mut Conn,
    member: MemberId,
    id: GuestNeedId,
    now: Moment,
) -> Result<(GuestNeed, Side)> {
    let (need, side) = helped(here, conn, member, id)?;
    check_nothing_promised(conn, &need)?;
    take_off_board(here, conn, &need, Some(member), now)?;
    Ok((need, side))
}

/// Ends one that the caller holds, at the wish of who asked, or since its time has come: all of it is erased.
pub(super) fn end(here: &Here, conn: &mut Conn, need: &GuestNeed, now: Moment) -> Result<()> {
    take_off_board(here, conn, need, None, now)?;
    guest_needs::remove(conn, need.id)
}

/// Lets it go: it waits for another who helps, and nobody asks why. What was posted of it is taken off the board, and what
/// the member wrote is erased.
///
/// # Errors
/// `NotFound` for anyone but who helps; `Conflict` while something of it is promised.
pub async fn let_guest_go(here: &Here, member: MemberId, id: GuestNeedId) -> Result<()> {
    let now = here.now();
    uncrossed(|| {
        let context = here.clone();
        here.db.write(move |conn| {
            let (need, _) = leave_off(&context, conn, member, id, now)?;
            guest_needs::let_go(conn, id)?;
            tell_who_may_be_asked(&context, conn, Waits::LetGo { asked_at: need.created_at, by: member }, now).map(drop)
        })
    })
    .await?;
    here.db.note_erased();
    Ok(())
}

/// Who helps says that it is done: all that they have of it is erased, and it is off the board. Who asked is asked whether it is
/// so; until they say it, and for [`guest::DONE_DAYS`] days at most, what they asked stays sealed, for them alone.
///
/// # Errors
/// `NotFound` for anyone but who helps; `Conflict` while something of it is promised.
pub async fn done_with_guest(here: &Here, member: MemberId, id: GuestNeedId) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let (need, side) = leave_off(&context, conn, member, id, now)?;
            tell_guest(conn, &need, &side, now)?;
            guest_needs::set_done(conn, id, guest::erase_done_at(now))
        })
        .await?;
    here.db.note_erased();
    Ok(())
}

/// What stands on the board, as whoever helps words it.
#[derive(Clone, Debug, Default)]
pub struct OnBoard {
    /// A few words.
    pub title: String,
    /// More words.
    pub body: String,
    /// Where, roughly.
    pub place: String,
}

/// Puts it on the board for whom its author said, as a need of a neighbor for whom the member speaks: it says "posted with
/// help from a neighbor" and no more.
///
/// # Errors
/// `NotFound` for anyone but who helps; `Forbidden` unless its author said so; `Conflict` when it is there already, or for
/// who speaks for very many; `Invalid` at the first field that does not fit.
pub async fn put_on_board(here: &Here, member: MemberId, id: GuestNeedId, words: OnBoard) -> Result<ListingId> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let (need, side) = helped(&context, conn, member, id)?;
            let asked = need.asked.open(&Key::of_guest_side(&side)).clone();
            let audience = asked.shown_to.audience().ok_or_else(|| {
                Error::forbidden("Who asked wants only those who help to see it. Please ask them first.")
                    .worded(error::Message::NotForTheBoard)
            })?;
            let proxy = match spoken_for(conn, &need, member)? {
                Some(proxy) => proxy,
                None => {
                    let lang = language_of(conn, member, context.language)?;
                    let (change, consent) = consent(&asked, lang);
                    let proxy = register(&context, conn, member, change, consent, now)?;
                    guest_needs::set_proxy(conn, id, proxy)?;
                    proxy
                }
            };
            for posted in proxies::listings_of(conn, proxy)? {
                let state = listings::lock(conn, posted)?.state;
                if state.is_published() && !state.is_over() {
                    return Err(Error::conflict("It is on the board already.").worded(error::Message::OnTheBoard));
                }
            }
            keep(conn, &need, now)?;
            let said = |words: &str| Some(words.trim()).filter(|words| !words.is_empty()).map(str::to_owned);
            let draft = Draft {
                language: Some(asked.language),
                body: said(&words.body),
                place_name: said(&words.place),
                // The middle of the area: rounded once more, it is the same one.
                point: asked.spot.map(|spot| spot.area.middle),
                audience: Some(audience),
                ..Draft::new(Kind::Need, &words.title)
            };
            Ok(publish(&context, conn, member, Some(proxy), draft, true, now)?.id)
        })
        .await
}

/// The neighbor for whom it was posted before, if the member still speaks for them.
fn spoken_for(conn: &mut Conn, need: &GuestNeed, member: MemberId) -> Result<Option<ProxyId>> {
    let held = proxies::ids_of_member(conn, member)?;
    Ok(need.proxy.filter(|proxy| held.contains(proxy)))
}

/// What is written down of a neighbor who asked on the website themselves.
fn consent(asked: &guest::Asked, lang: Lang) -> (Change, Asked) {
    let change = Change {
        label: Some(text(lang, "guest-label")),
        reach: Some(asked.reach.iter().cloned().collect()),
        languages: Some(vec![asked.language.clone()]),
        access: None,
    };
    let may_share = vec![text(lang, &format!("guest-may-share-{}", asked.shown_to.as_str()))];
    let consent = Asked { how: text(lang, "guest-consent"), given_on: None, may_share, review_on: None };
    (change, consent)
}

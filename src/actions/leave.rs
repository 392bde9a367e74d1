//! A member leaves: what they said is erased here, and everyone whom it reached is asked to forget it (value V17).

use super::delete_status::erase_account;
use super::erase::{drop_old_pages, erase_listing};
use super::log::{Why, note};
use super::promise::let_go;
use super::translate::forget_translations;
use super::uncrossed::uncrossed;
use super::whom_to_ask::{Waits, tell_who_may_be_asked};
use super::withdraw_response::take_back;
use super::{Here, still_here, words};
use crate::clock::Moment;
use crate::domain::event::Event;
use crate::domain::key::{ActorId, ListingId, MemberId, ProxyId, ResponseId};
use crate::domain::member::{self, Member};
use crate::domain::moderation::{Deed, Doer};
use crate::domain::proxy::State as ProxyState;
use crate::domain::response::{State, Step, after};
use crate::error::{Error, Kind, Message, Result};
use crate::storage::{
    Conn, activities, actors, announcements, asked_members, beginnings, desks, featured_tags, follows, guest_needs,
    handoffs, joining, listings, mails, members, moderation, moves, notifications, outbox, proxies, push, responses,
    scheduled, sign_ins, statuses, translations,
};
use std::collections::BTreeSet;
use url::Url;

/// A member leaves, and says so by writing their own handle once more.
///
/// # Errors
/// `Invalid` when `confirm` is not their handle; `NotFound` when they left before.
pub async fn leave(here: &Here, id: MemberId, confirm: &str) -> Result<()> {
    let confirm = confirm.trim().trim_start_matches('@').to_ascii_lowercase();
    uncrossed(|| {
        let (context, confirm) = (here.clone(), confirm.clone());
        here.db.write(move |conn| {
            let member = still_here(conn, id)?;
            if confirm != member.handle {
                return Err(Error::invalid("handle", "To leave for good, please write your own handle here.")
                    .worded(Message::NotOwnHandle));
            }
            erase_member(&context, conn, &member)
        })
    })
    .await?;
    here.db.note_erased();
    drop_old_pages(here).await;
    Ok(())
}

/// An operator removes a member, at that member's wish, on the command line.
///
/// # Errors
/// `NotFound` when there is no such member, or they left before.
pub async fn remove_member(here: &Here, handle: &str) -> Result<()> {
    let handle = member::handle(handle)?;
    uncrossed(|| {
        let (context, handle) = (here.clone(), handle.clone());
        here.db.write(move |conn| {
            let nobody = || Error::new(Kind::NotFound, format!("There is no member `{handle}` here."));
            let found = members::by_handle(conn, &handle)?.ok_or_else(nobody)?;
            let member = match still_here(conn, found.id) {
                Err(error) if error.kind() == Kind::NotFound => return Err(nobody()),
                found => found?,
            };
            let about = Some("a member".into());
            note(conn, Doer::CommandLine, &[], Deed::MemberRemoved, about, Why::default(), context.now())?;
            erase_member(&context, conn, &member)
        })
    })
    .await?;
    here.db.note_erased();
    drop_old_pages(here).await;
    Ok(())
}

/// What stays: the handle and the actor's address, so that nobody else is ever taken for them, and the
/// actor's key, which signs the deletions that are on their way.
fn erase_member(here: &Here, conn: &mut Conn, member: &Member) -> Result<()> {
    let (id, now) = (member.id, here.now());
    // Those for whom they spoke wait for another, with all that was posted and answered for them.
    proxies::forget_offers(conn, id)?;
    moderation::set_own_blocks(conn, &here.seal, id, &[])?;
    desks::forget(conn, id)?;
    featured_tags::forget(conn, id)?;
    // What was posted for somebody without an account goes: they wait for another who helps, and asks them anew.
    let helped = guest_needs::in_care_of(conn, id)?;
    let (for_guests, for_others): (Vec<ProxyId>, Vec<ProxyId>) = proxies::ids_of_member(conn, id)?
        .into_iter()
        .partition(|proxy| helped.iter().any(|(_, posted_for, _)| *posted_for == Some(*proxy)));
    for proxy in for_others {
        proxies::rewrap(conn, &here.seal, proxy, None, |_| ())?;
    }
    let own = listings::ids_of_author(conn, id)?;
    let mut held: BTreeSet<ListingId> = own.iter().copied().collect();
    held.extend(responses::listings_of_member(conn, id)?);
    let translated = translations::of_member(conn, id)?;
    held.extend(translated.iter().map(|(listing, _)| *listing));
    // All of them, in one order: two who leave at once wait for each other instead of blocking each other.
    for listing in held {
        listings::lock(conn, listing)?;
    }
    take_answers_back(here, conn, id, now)?;
    forget_translations(here, conn, &translated, now)?;
    for listing in own {
        take_listing_back(here, conn, listing, now)?;
    }
    handoffs::forget_member(conn, id, now)?;
    for proxy in for_guests {
        proxies::erase(conn, proxy, ProxyState::Withdrawn)?;
    }
    // Once for all of them: each is told where they stand, and nobody five times of five.
    let newest = helped.iter().map(|(_, _, asked_at)| *asked_at).max();
    for (need, ..) in helped {
        guest_needs::let_go(conn, need)?;
    }
    if let Some(asked_at) = newest {
        tell_who_may_be_asked(here, conn, Waits::LetGo { asked_at, by: id }, now)?;
    }
    scheduled::forget_member(conn, id)?;
    beginnings::forget_member(conn, id)?;
    erase_account(here, conn, member.actor, now)?;
    notifications::dismiss(conn, id, None)?;
    announcements::forget_member(conn, id)?;
    statuses::forget_requests(conn, now, Some(id))?;
    let inboxes = forget_follows(conn, member.actor)?;
    activities::forget_subject(conn, &format!("actor:{}", member.actor), None)?;
    activities::forget_subject(conn, &format!("block:{}", member.actor), None)?;
    sign_ins::forget_member(conn, id)?;
    joining::forget_invites(conn, id)?;
    push::forget_of_member(conn, id, true)?;
    mails::forget_member(conn, id)?;
    asked_members::forget_member(conn, id)?;
    members::erase(conn, id, now)?;
    moves::forget(conn, member.actor)?;
    actors::erase_local(conn, member.actor)?;
    outbox::record(conn, &Event::ActorLeft { actor: member.actor, inboxes }, now)
}

fn take_answers_back(here: &Here, conn: &mut Conn, member: MemberId, now: Moment) -> Result<()> {
    let ids = responses::ids_of_member(conn, member)?;
    for id in &ids {
        take_answer_back(here, conn, *id, now)?;
    }
    responses::forget(conn, &ids)
}

/// Takes an answer back that is under way, whose listing the caller holds.
pub(super) fn take_answer_back(here: &Here, conn: &mut Conn, id: ResponseId, now: Moment) -> Result<()> {
    let response = responses::lock(conn, &here.seal, id)?;
    let under_way = match response.state {
        State::Offered | State::WithConnectors => true,
        State::Accepted => handoffs::open_of_response(conn, &here.seal, id)?.is_some(),
        _ => false,
    };
    if under_way {
        // What said the answer's words is not sent any more; only that it is taken back.
        activities::forget_subject(conn, &format!("response:{id}"), None)?;
        take_back(here, conn, &response, now)?;
    }
    Ok(())
}

/// Erases a listing that the caller holds, and asks everyone whom it reached to forget it.
pub(super) fn take_listing_back(here: &Here, conn: &mut Conn, id: ListingId, now: Moment) -> Result<()> {
    let listing = listings::get(conn, id)?;
    responses::erase_messages(conn, id)?;
    for response in responses::of_listing(conn, &here.seal, id)? {
        let state = match response.state {
            State::Offered | State::WithConnectors => after(response.state, Step::Lapse)?,
            State::Accepted if handoffs::open_of_response(conn, &here.seal, response.id)?.is_some() => {
                let_go(here, conn, &response, now)?;
                after(response.state, Step::Decline)?
            }
            _ => continue,
        };
        // The usual word, which names nobody and nothing.
        let word = words::say(here, conn, &listing, &response, |lang| {
            words::closing(lang, &listing, words::Closing::Withdrawn)
        })?;
        responses::decide(conn, &here.seal, response.id, state, None, Some(&word), now)?;
        if response.responder != here.network {
            activities::forget_subject(conn, &format!("response:{}", response.id), None)?;
            outbox::record(conn, &Event::ResponseRejected { response: response.id }, now)?;
        }
    }
    activities::forget_subject(conn, &format!("listing:{id}"), None)?;
    let listing = listings::get(conn, id)?;
    erase_listing(conn, &listing, now)
}

/// Ends every follow of an actor. Answers the inboxes of the others, which hear that it left.
fn forget_follows(conn: &mut Conn, actor: ActorId) -> Result<Vec<Url>> {
    let around = follows::around(conn, actor)?;
    let others: Vec<ActorId> = (around.iter())
        .map(|follow| if follow.follower == actor { follow.followed } else { follow.follower })
        .collect();
    for follow in &around {
        activities::forget_subject(conn, &format!("follow:{}", follow.id), None)?;
        outbox::forget_follow(conn, follow.id)?;
    }
    follows::forget(conn, actor)?;
    let others = actors::get_many(conn, &others)?;
    let inboxes: BTreeSet<Url> = (others.iter())
        .filter(|other| !other.local && !other.gone)
        .map(|other| other.delivery_inbox().clone())
        .collect();
    Ok(inboxes.into_iter().collect())
}

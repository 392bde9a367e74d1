//! A member says where they get mail, shows that it is theirs, and in which way they are told of what; takes it away; or ends
//! the mails by the link in one of them.

use super::{Here, still_here};
use crate::domain::key::{GuestNeedId, MemberId};
use crate::domain::mail::{Address, Kind, SHARED_MAX, confirmation_life, sign_in_life};
use crate::domain::member::{Member, State};
use crate::domain::telling::Said;
use crate::error::{Error, Message, Result};
use crate::ids;
use crate::seal::MasterKey;
use crate::storage::{desks, guest_needs, mails, members, sign_ins};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use url::Url;

const STOP: &str = "mail:stop";
const STOP_GUEST: &str = "mail:stop:guest";

/// A member says where they want to get mail. A link is sent there; until it was used, nothing else is.
///
/// # Errors
/// `NotFound` for who left.
pub async fn give_address(here: &Here, member: MemberId, address: Address) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            still_here(conn, member)?;
            let until = now + confirmation_life();
            mails::put_to_confirm(conn, &context.seal, member, &address, until)?;
            mails::note_link(conn, member, Kind::Confirm, now)
        })
        .await
}

/// The link to an address that waits to be confirmed, made when it is sent: an earlier one ends. Nothing when none waits.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn confirmation_link(here: &Here, member: MemberId) -> Result<Option<(Address, Url)>> {
    let (context, secret, now) = (here.clone(), ids::secret(), here.now());
    let digest = ids::digest(&secret);
    let address = here.db.write(move |conn| {
        // Who gives another address at this moment waits: no link goes to the one that confirms the other.
        members::lock(conn, member)?;
        let Some((address, _)) = mails::to_confirm(conn, &context.seal, member, now)? else { return Ok(None) };
        mails::set_link(conn, member, &digest)?;
        Ok(Some(address))
    });
    Ok(address.await?.map(|address| (address, here.addresses.mail_confirmation(&secret))))
}

/// Whoever reads the mail shows by its link that the address is theirs. Answers whose mails come there now. Where mails came
/// to another address, links that went there sign in no more.
///
/// # Errors
/// `NotFound` when the link was used, or its time is over; `Conflict` when [`SHARED_MAX`] others get mail at this address.
pub async fn confirm_address(here: &Here, secret: &str) -> Result<Member> {
    let (context, digest, now) = (here.clone(), ids::digest(secret), here.now());
    let confirmed = here
        .db
        .write(move |conn| {
            let member = mails::by_link(conn, &digest, now)?.ok_or_else(Error::not_found)?;
            let member = still_here(conn, member)?;
            // Before they were held, they may have given another address, which nobody has confirmed.
            if mails::by_link(conn, &digest, now)? != Some(member.id) {
                return Err(Error::not_found());
            }
            let (address, _) = mails::to_confirm(conn, &context.seal, member.id, now)?.ok_or_else(Error::not_found)?;
            // So many of those who share one get links that sign in: whoever came after them would wait in vain.
            let sharing = mails::of_address(conn, &context.seal, &address)?;
            if sharing.len() >= SHARED_MAX && !sharing.contains(&member.id) {
                let text =
                    format!("Already {SHARED_MAX} neighbors get their mail at this address. Please use another one.");
                return Err(Error::conflict(text).worded(Message::AddressShared { most: SHARED_MAX }));
            }
            if mails::place(conn, &context.seal, member.id)?.is_some() {
                sign_ins::end_links(conn, member.id)?;
            }
            mails::confirm(conn, &context.seal, member.id, now)?;
            Ok(member)
        })
        .await?;
    // What was there before it is gone.
    here.db.note_erased();
    Ok(confirmed)
}

/// A member gets no mail any more: their address is forgotten, and what waits to be sent there. Links that went there sign in
/// no more.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn take_address_away(here: &Here, member: MemberId) -> Result<()> {
    here.db
        .write(move |conn| {
            still_here(conn, member)?;
            sign_ins::end_links(conn, member)?;
            mails::forget_member(conn, member)
        })
        .await?;
    here.db.note_erased();
    Ok(())
}

/// A member says in which way they are told of what, and when not.
///
/// # Errors
/// As [`crate::domain::telling::Telling::say`]; `NotFound` for who left.
pub async fn say_how(here: &Here, member: MemberId, said: Said) -> Result<()> {
    let context = here.clone();
    here.db
        .write(move |conn| {
            still_here(conn, member)?;
            let mut desk = desks::get(conn, &context.seal, member)?;
            desk.telling.say(&said)?;
            desks::put(conn, &context.seal, member, &desk)
        })
        .await
}

/// Each of these gets a link by mail that signs them in once, and leads on to `next`. Where it is nobody, as much is written:
/// whoever asks learns from nothing whether an address is known.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn send_sign_in_links(here: &Here, to: Vec<MemberId>, next: Option<String>) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let nobody = if to.is_empty() { Some(mails::NOBODY) } else { None };
            for member in to.iter().copied().chain(nobody) {
                mails::note_sign_in(conn, &context.seal, member, next.as_deref(), now)?;
            }
            Ok(())
        })
        .await
}

/// The link that signs a member in and leads on to `next`, made when it is sent to them. Where it leads on to stands in the
/// database alone, and in no mail. Links that they have from whoever runs the server go on. Nothing for who has no address, or
/// left.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn sign_in_link(here: &Here, member: MemberId, next: Option<String>) -> Result<Option<(Address, Url)>> {
    let (context, secret, now) = (here.clone(), ids::secret(), here.now());
    let digest = ids::digest(&secret);
    let address = here.db.write(move |conn| {
        // Nobody cannot be held.
        if mails::place(conn, &context.seal, member)?.is_none() || members::lock(conn, member)?.state == State::Left {
            return Ok(None);
        }
        // Before they were held, they may have changed it.
        let Some(place) = mails::place(conn, &context.seal, member)? else { return Ok(None) };
        let until = now + sign_in_life();
        sign_ins::add_link(conn, &context.seal, &digest, member, until, next.as_deref())?;
        Ok(Some(place.address))
    });
    Ok(address.await?.map(|address| (address, here.addresses.mailed_sign_in_link(&secret))))
}

/// What a link holds by which a member's mails end: nobody else can make it, and nothing of it is kept.
pub fn stop_token(seal: &MasterKey, member: MemberId, round: i64) -> String {
    URL_SAFE_NO_PAD.encode(seal.seal(STOP, format!("{member} {round}").as_bytes()))
}

/// Whose mails a link ends, and of which round it is; nothing for what is no such link.
pub fn stopped_by(seal: &MasterKey, token: &str) -> Option<(MemberId, i64)> {
    let sealed = URL_SAFE_NO_PAD.decode(token).ok()?;
    let text = seal.open_text(STOP, &sealed).ok()?;
    let (member, round) = text.split_once(' ')?;
    Some((member.parse().ok()?, round.parse().ok()?))
}

/// The same for the mails to who asked something without an account.
pub fn guest_stop_token(seal: &MasterKey, need: GuestNeedId) -> String {
    URL_SAFE_NO_PAD.encode(seal.seal(STOP_GUEST, need.to_string().as_bytes()))
}

/// Of what somebody asked the mails end by a link; nothing for what is no such link.
pub fn guest_stopped_by(seal: &MasterKey, token: &str) -> Option<GuestNeedId> {
    let sealed = URL_SAFE_NO_PAD.decode(token).ok()?;
    seal.open_text(STOP_GUEST, &sealed).ok()?.parse().ok()
}

/// Ends the mails to who asked something without an account, by the link in one of them. How they can be reached stays.
///
/// # Errors
/// `NotFound` when there were none.
pub async fn end_guest_mails(here: &Here, need: GuestNeedId) -> Result<()> {
    let context = here.clone();
    let ended = here.db.write(move |conn| guest_needs::end_mail(conn, &context.seal, need));
    if ended.await? { Ok(()) } else { Err(Error::not_found()) }
}

/// Ends a member's mails by the link in one of them, without signing in. Their address stays, for signing in.
///
/// # Errors
/// `NotFound` when the link was used, or is none.
pub async fn end_mails(here: &Here, token: &str) -> Result<()> {
    let context = here.clone();
    let (member, round) = stopped_by(&here.seal, token).ok_or_else(Error::not_found)?;
    here.db
        .write(move |conn| {
            still_here(conn, member)?;
            if !mails::end_round(conn, member, round)? {
                return Err(Error::not_found());
            }
            let mut desk = desks::get(conn, &context.seal, member)?;
            desk.telling.end_mails();
            desks::put(conn, &context.seal, member, &desk)
        })
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_that_ends_mails_is_of_one_member_and_one_round_and_cannot_be_made_up() {
        let seal = MasterKey::random();
        let token = stop_token(&seal, MemberId(7), 3);
        assert_eq!(stopped_by(&seal, &token), Some((MemberId(7), 3)));
        assert!(token.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)), "{token}");
        assert_eq!(stopped_by(&MasterKey::random(), &token), None);
        let guests = guest_stop_token(&seal, GuestNeedId(9));
        assert_eq!((guest_stopped_by(&seal, &guests), stopped_by(&seal, &guests)), (Some(GuestNeedId(9)), None));
        assert_eq!(guest_stopped_by(&seal, &token), None);
        for wrong in ["", "x", "7 3", &token[1..], &URL_SAFE_NO_PAD.encode("7 3")] {
            assert_eq!(stopped_by(&seal, wrong), None, "{wrong}");
        }
    }
}

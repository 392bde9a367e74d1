//! A neighbor without an account asks, comes back by a private link, writes to who helps, says who may see it, says whether it is
//! done, and ends it. Nothing of that leads to them but what they wrote themselves.

use super::Here;
use super::help_guest::{end, helpers, tell};
use super::leave::take_listing_back;
use super::uncrossed::uncrossed;
use super::whom_to_ask::{Waits, tell_who_may_be_asked};
use crate::clock::Moment;
use crate::domain::guest::{self, Asked, GuestNeed, GuestWord, MOST_WAITING, MOST_WORDS, ShownTo, Side};
use crate::domain::key::GuestNeedId;
use crate::domain::listing::State;
use crate::domain::network::Intake;
use crate::domain::privacy::{Guarded, Key};
use crate::domain::spoken::Code;
use crate::error::{Error, Message, Result};
use crate::ids;
use crate::storage::{Conn, actors, guest_needs, listings, proxies};

/// Whether somebody without an account can ask here now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// They can.
    Open,
    /// They can, and it takes longer.
    Slow,
    /// The network takes on nothing new.
    Paused,
    /// So many wait that one more would wait in vain.
    Full,
    /// Nobody is here who would read it.
    Nobody,
}

impl Door {
    /// Whether asking makes sense.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Slow)
    }
}

/// Whether somebody without an account can ask now.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn door(here: &Here) -> Result<Door> {
    let (context, now) = (here.clone(), here.now());
    here.db.read(move |conn| door_now(&context, conn, now)).await
}

fn door_now(here: &Here, conn: &mut Conn, now: Moment) -> Result<Door> {
    let intake = actors::get(conn, here.network)?.intake;
    if intake == Some(Intake::Paused) {
        return Ok(Door::Paused);
    }
    if guest_needs::count_waiting(conn)? >= MOST_WAITING {
        return Ok(Door::Full);
    }
    if helpers(conn, now)?.is_empty() {
        return Ok(Door::Nobody);
    }
    Ok(if intake == Some(Intake::Slow) { Door::Slow } else { Door::Open })
}

/// A secret for a private link, to which a short code leads, too.
///
/// # Errors
/// `Internal` when OpenSSL fails.
pub fn new_secret(here: &Here) -> Result<String> {
    Code::random().secret(&here.seal)
}

/// Asks. `secret` is to be in the private link; answers the one that is. The same sent twice with one secret, as by a button
/// that is pressed twice, is asked once.
///
/// # Errors
/// `Conflict` when nobody can ask now.
pub async fn ask_as_guest(here: &Here, secret: String, asked: Asked) -> Result<String> {
    let now = here.now();
    uncrossed(|| {
        let (context, secret, asked) = (here.clone(), secret.clone(), asked.clone());
        here.db.write(move |conn| ask(&context, conn, secret, asked, now))
    })
    .await
}

fn ask(here: &Here, conn: &mut Conn, mut secret: String, asked: Asked, now: Moment) -> Result<String> {
    if let Some(before) = guest_needs::by_link(conn, &ids::digest(&secret))? {
        let (need, side) = opened(here, conn, before, &secret)?;
        if *need.asked.open(&Key::of_guest_side(&side)) == asked {
            return Ok(secret);
        }
        secret = new_secret(here)?;
    }
    if !door_now(here, conn, now)?.is_open() {
        return Err(
            Error::conflict("Nobody can ask here without an account at the moment.").worded(Message::NobodyCanAsk)
        );
    }
    let id = GuestNeedId(ids::next(now));
    let need = GuestNeed {
        id,
        link_digest: ids::digest(&secret),
        asked: Guarded::new(asked),
        taken_by: None,
        proxy: None,
        created_at: now,
        erase_at: guest::erase_at(now),
        is_done: false,
    };
    guest_needs::insert(conn, &here.seal, need)?;
    tell_who_may_be_asked(here, conn, Waits::Asked, now)?;
    Ok(secret)
}

fn opened(here: &Here, conn: &mut Conn, id: GuestNeedId, secret: &str) -> Result<(GuestNeed, Side)> {
    let need = guest_needs::lock(conn, &here.seal, id)?;
    let side = Side::of_link(&need, &ids::digest(secret)).ok_or_else(Error::not_found)?;
    Ok((need, side))
}

/// What a link leads to, held, with the proof that it does. Whoever comes back is waited for longer.
fn come(here: &Here, conn: &mut Conn, secret: &str, now: Moment) -> Result<(GuestNeed, Side)> {
    let id = guest_needs::by_link(conn, &ids::digest(secret))?.ok_or_else(Error::not_found)?;
    let (need, side) = opened(here, conn, id, secret)?;
    keep(conn, &need, now)?;
    Ok((need, side))
}

/// The same for who changes something, or writes. Where who helped said that it is done, that comes first.
pub(super) fn come_to_change(here: &Here, conn: &mut Conn, secret: &str, now: Moment) -> Result<(GuestNeed, Side)> {
    let (need, side) = come(here, conn, secret, now)?;
    if need.is_done {
        return Err(Error::conflict("Please say first whether it is done.").worded(Message::SaidDone));
    }
    Ok((need, side))
}

/// Keeps it for as long as after any visit or word; not what is done.
pub(super) fn keep(conn: &mut Conn, need: &GuestNeed, now: Moment) -> Result<()> {
    let erase_at = guest::erase_at(now);
    if need.is_done || erase_at == need.erase_at {
        return Ok(());
    }
    guest_needs::keep_until(conn, need.id, erase_at)
}

/// Comes back by the private link: what is asked, with the proof that one may read it.
///
/// # Errors
/// `NotFound` for a link that leads nowhere, or nowhere any more.
pub async fn come_back(here: &Here, secret: &str) -> Result<(GuestNeed, Side)> {
    let (context, now, secret) = (here.clone(), here.now(), secret.to_owned());
    here.db.write(move |conn| come(&context, conn, &secret, now)).await
}

/// Who asks writes to who helps.
///
/// # Errors
/// As [`come_back`]; `Invalid` for words that do not fit; `Conflict` for very many, and where it is said to be done.
pub async fn say_as_guest(here: &Here, secret: &str, words: &str) -> Result<()> {
    let (context, now, secret) = (here.clone(), here.now(), secret.to_owned());
    let words = guest::word(words)?;
    here.db
        .write(move |conn| {
            let (need, _) = come_to_change(&context, conn, &secret, now)?;
            say(&context, conn, need.id, true, words, now)?;
            match need.taken_by {
                Some(helper) => tell(&context, conn, helper, "guest-told-wrote", Some(need.id), now),
                None => Ok(()),
            }
        })
        .await
}

/// Writes down what one side says.
pub(super) fn say(
    here: &Here,
    conn: &mut Conn,
    id: GuestNeedId,
    from_guest: bool,
    words: String,
    now: Moment,
) -> Result<()> {
    if guest_needs::count_words(conn, id)? >= MOST_WORDS {
        return Err(Error::conflict("So much was written here that no more is kept.").worded(Message::MuchWritten));
    }
    let word = GuestWord { from_guest, words: Guarded::new(words), created_at: now };
    guest_needs::add_words(conn, &here.seal, id, word)
}

/// Says who may see it. What more would see is taken back everywhere.
///
/// # Errors
/// As [`come_back`]; `Conflict` where it is said to be done.
pub async fn show_as_guest(here: &Here, secret: &str, shown_to: ShownTo) -> Result<()> {
    let (context, now, secret) = (here.clone(), here.now(), secret.to_owned());
    here.db
        .write(move |conn| {
            let (need, side) = come_to_change(&context, conn, &secret, now)?;
            let mut asked = need.asked.open(&Key::of_guest_side(&side)).clone();
            let widest = shown_to.audience();
            let posted = match need.proxy {
                Some(proxy) => proxies::listings_of(conn, proxy)?,
                None => Vec::new(),
            };
            for id in posted {
                let listing = listings::lock(conn, id)?;
                if listing.state != State::Erased && widest.is_none_or(|widest| listing.audience > widest) {
                    take_listing_back(&context, conn, id, now)?;
                }
            }
            asked.shown_to = shown_to;
            guest_needs::set_asked(conn, &context.seal, need.id, &asked)
        })
        .await?;
    here.db.note_erased();
    Ok(())
}

/// Who helped said that it is done, and who asked says that it is not: it waits again, and those who help are told of it as of
/// what was just asked. Said twice, it is said once.
///
/// # Errors
/// As [`come_back`].
pub async fn still_needed(here: &Here, secret: &str) -> Result<()> {
    let now = here.now();
    uncrossed(|| {
        let (context, secret) = (here.clone(), secret.to_owned());
        here.db.write(move |conn| {
            let (need, _) = come(&context, conn, &secret, now)?;
            if !need.is_done {
                return Ok(());
            }
            guest_needs::wait_again(conn, need.id, guest::erase_at(now))?;
            tell_who_may_be_asked(&context, conn, Waits::Asked, now).map(drop)
        })
    })
    .await
}

/// Who asked does not need it any more: all of it is erased at once, and what was posted of it is taken back everywhere.
///
/// # Errors
/// As [`come_back`].
pub async fn end_as_guest(here: &Here, secret: &str) -> Result<()> {
    let (context, now, secret) = (here.clone(), here.now(), secret.to_owned());
    here.db
        .write(move |conn| {
            let (need, _) = come(&context, conn, &secret, now)?;
            end(&context, conn, &need, now)?;
            match need.taken_by {
                Some(helper) => tell(&context, conn, helper, "guest-told-ended", None, now),
                None => Ok(()),
            }
        })
        .await?;
    here.db.note_erased();
    Ok(())
}

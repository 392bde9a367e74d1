//! A member makes, names and takes away passkeys, and signs in by one.
//!
//! What a device is asked to sign stands nowhere but in the page, sealed, for one browser and for a short time; what was
//! signed is noted, so that it counts once. So it does not matter which process a page came from.

use super::sign_in::begin;
use super::{Here, still_here};
use crate::clock::Moment;
use crate::domain::browser::Browser;
use crate::domain::key::{MemberId, PasskeyId};
use crate::domain::member::{Member, State};
use crate::domain::passkey::{Asking, MOST, Made, Making, Passkey, Shown, Site, name, page_life, unknown};
use crate::error::{Error, Message, Result};
use crate::ids;
use crate::seal::MasterKey;
use crate::storage::{mails, members, passkeys, sign_ins};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// What a page asks a device.
pub struct Offered {
    /// For the script: JSON, as the browser's own interface names its parts.
    pub options: String,
    /// For the form: what the answer is held against, sealed.
    pub held: String,
}

/// What a form brings back.
#[derive(Serialize, Deserialize)]
struct Held<T> {
    until: Moment,
    what: T,
}

/// The same, opened.
struct Opened<T> {
    what: T,
    until: Moment,
    /// What stands for it where it is noted that it was used.
    digest: String,
}

fn late() -> Error {
    Error::conflict("This page was open for too long, or was used already. Please try once more.")
        .worded(Message::PasskeyLate)
}

fn to_sign_in(browser: &str) -> String {
    format!("passkey:sign-in:{browser}")
}

fn to_add(member: MemberId, browser: &str) -> String {
    format!("passkey:add:{member}:{browser}")
}

fn hold<T: Serialize>(here: &Here, context: &str, options: String, what: T) -> Result<Offered> {
    let held = Held { until: here.now() + page_life(), what };
    let json = serde_json::to_string(&held).map_err(Error::internal)?;
    Ok(Offered { options, held: URL_SAFE_NO_PAD.encode(here.seal.seal(context, json.as_bytes())) })
}

fn open<T: DeserializeOwned>(here: &Here, context: &str, held: &str) -> Result<Opened<T>> {
    let sealed = URL_SAFE_NO_PAD.decode(held).map_err(|_| late())?;
    let json = here.seal.open_text(context, &sealed).map_err(|_| late())?;
    let held: Held<T> = serde_json::from_str(&json).map_err(|_| Error::internal("a page holds what is not ours"))?;
    if held.until <= here.now() {
        return Err(late());
    }
    Ok(Opened { what: held.what, until: held.until, digest: ids::digest(&json) })
}

/// What devices know a member by: it says nothing about them, and nobody without the key can tell whose it is.
fn user(seal: &MasterKey, member: MemberId) -> Result<String> {
    Ok(seal.digest("passkey member", &member.to_string())?.chars().take(32).collect())
}

/// Asks whoever is in front of a browser to sign in by a passkey. `browser` is a word of that browser.
///
/// # Errors
/// `Internal` when a device cannot be asked.
pub fn offer_sign_in(here: &Here, site: &Site, browser: &str) -> Result<Offered> {
    let (options, asking) = site.ask_who()?;
    hold(here, &to_sign_in(browser), options, asking)
}

/// A member signs in by a passkey, which shows that it signed what the page asked (`held`). `browser` is a word of the browser, as
/// in [`offer_sign_in`], and `kind` says what kind it is. Answers who, and the secret of the browser.
///
/// # Errors
/// `Conflict` when the page was open for too long, or its signature was used; `Unauthorized` when the passkey is not known,
/// does not show what it should, or its member left.
pub async fn sign_in_by_passkey(
    here: &Here,
    site: Site,
    browser: &str,
    held: &str,
    shown: Shown,
    kind: Browser,
) -> Result<(MemberId, String)> {
    let context = here.clone();
    let Opened { what: asking, until, digest } = open::<Asking>(here, &to_sign_in(browser), held)?;
    here.db
        .write(move |conn| {
            let whose = passkeys::by_credential(conn, &context.seal, shown.credential())?;
            let member = members::lock(conn, whose.ok_or_else(|| unknown("it is not kept"))?.member)?;
            // Before they were held, they may have taken it away, or used it.
            let kept = passkeys::by_credential(conn, &context.seal, shown.credential())?;
            let mut kept = kept.filter(|kept| kept.member == member.id).ok_or_else(|| unknown("it is gone"))?;
            let of_member = shown.user() == Some(user(&context.seal, member.id)?.as_bytes());
            if member.state == State::Left || !of_member {
                return Err(unknown("it is another member's, or they left"));
            }
            site.is(asking, &mut kept.passkey, &shown)?;
            if !passkeys::use_up(conn, &digest, until)? {
                return Err(late());
            }
            passkeys::set_passkey(conn, &context.seal, &kept)?;
            let browser = begin(&context, conn, member.id, true, kind)?;
            Ok((member.id, browser))
        })
        .await
}

/// Asks the device of a member to make a passkey. Whoever asks has made sure that it is them.
///
/// # Errors
/// `Internal` when the database fails, or a device cannot be asked.
pub async fn offer_passkey(here: &Here, site: &Site, member: &Member, browser: &str) -> Result<Offered> {
    let (id, seal) = (member.id, here.seal.clone());
    let kept = here.db.read(move |conn| passkeys::of_member(conn, &seal, id)).await?;
    let known: Vec<Passkey> = kept.into_iter().map(|one| one.passkey).collect();
    let address = format!("{}@{}", member.handle, here.addresses.host());
    let (options, making) = site.ask_to_make(&user(&here.seal, id)?, &address, &known)?;
    hold(here, &to_add(id, browser), options, making)
}

/// What the device of a member made is kept, under a name that may be empty.
///
/// # Errors
/// `Conflict` when the page was open for too long or was used, the passkey is here already, or the member has [`MOST`];
/// `Invalid` for the name, or when it is not what was asked for; `NotFound` for who left.
pub async fn add_passkey(
    here: &Here,
    site: Site,
    member: MemberId,
    browser: &str,
    held: &str,
    made: Made,
    called: &str,
) -> Result<()> {
    let Opened { what: making, until, digest } = open::<Making>(here, &to_add(member, browser), held)?;
    let (context, now, called) = (here.clone(), here.now(), name(called)?);
    let checked = tokio::task::spawn_blocking(move || site.made(&making, &made));
    let passkey = checked.await.map_err(Error::internal)??;
    here.db
        .write(move |conn| {
            still_here(conn, member)?;
            if passkeys::of_member(conn, &context.seal, member)?.len() >= MOST {
                return Err(Error::conflict(format!("You have {MOST} passkeys. Please take one away first."))
                    .worded(Message::PasskeysMany { most: MOST }));
            }
            if passkeys::by_credential(conn, &context.seal, passkey.credential())?.is_some() {
                return Err(Error::conflict("This passkey is here already.").worded(Message::PasskeyThere));
            }
            if !passkeys::use_up(conn, &digest, until)? {
                return Err(late());
            }
            let id = PasskeyId(ids::next(now));
            let new = passkeys::Kept { id, member, name: called, passkey, created_at: now };
            passkeys::insert(conn, &context.seal, &new)
        })
        .await
}

/// A member calls a passkey something else.
///
/// # Errors
/// `Invalid` for the name; `NotFound` when it is not theirs.
pub async fn rename_passkey(here: &Here, member: MemberId, id: PasskeyId, called: &str) -> Result<()> {
    let (seal, called) = (here.seal.clone(), name(called)?);
    here.db
        .write(move |conn| {
            still_here(conn, member)?;
            if passkeys::rename(conn, &seal, member, id, &called)? { Ok(()) } else { Err(Error::not_found()) }
        })
        .await
}

/// A member takes a passkey away: it signs nobody in any more. `by_mail` says whether links that sign in are sent here.
///
/// # Errors
/// `NotFound` when it is not theirs; `Conflict` when they would have no way in left.
pub async fn remove_passkey(here: &Here, member: MemberId, id: PasskeyId, by_mail: bool) -> Result<()> {
    let context = here.clone();
    let removed = here.db.write(move |conn| {
        still_here(conn, member)?;
        if !passkeys::remove(conn, member, id)? {
            return Err(Error::not_found());
        }
        let has_other = !passkeys::of_member(conn, &context.seal, member)?.is_empty()
            || sign_ins::password(conn, &context.seal, member)?.is_some()
            || (by_mail && mails::place(conn, &context.seal, member)?.is_some());
        if has_other {
            return Ok(());
        }
        let text = "This is your only way in. Please choose a password, or make another passkey, first.";
        Err(Error::conflict(text).worded(Message::PasskeyLastWay))
    });
    removed.await?;
    here.db.note_erased();
    Ok(())
}

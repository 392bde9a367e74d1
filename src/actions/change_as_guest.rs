//! A neighbor without an account changes what they asked, or how they can be reached. Whoever helps hears of it; what stands on the
//! board is in their words only where they say so.

use super::Here;
use super::ask_as_guest::come_to_change;
use super::change_listing::change;
use super::help_guest::tell;
use super::register_proxy::change_known;
use crate::clock::Moment;
use crate::domain::draft::Draft;
use crate::domain::guest::{Asked, GuestNeed};
use crate::domain::privacy::Key;
use crate::domain::proxy;
use crate::error::Result;
use crate::storage::{Conn, guest_needs, listings, proxies};

/// What somebody asks, said anew.
#[derive(Clone, Debug)]
pub struct Reworded {
    /// What they need, in their words.
    pub words: String,
    /// Where, roughly.
    pub place: String,
    /// Whether the place on the map stays.
    pub keeps_spot: bool,
    /// BCP 47: the language of the page on which they wrote it.
    pub language: String,
    /// Whether the board says it, too, word for word.
    pub on_board: bool,
}

/// Writes it down if it is anything new, and tells who helps.
fn write_down(
    here: &Here,
    conn: &mut Conn,
    need: &GuestNeed,
    before: &Asked,
    mut asked: Asked,
    now: Moment,
) -> Result<()> {
    if asked == *before {
        return Ok(());
    }
    asked.changed_at = Some(now);
    guest_needs::set_asked(conn, &here.seal, need.id, &asked)?;
    match need.taken_by {
        Some(helper) => tell(here, conn, helper, "guest-told-changed", Some(need.id), now),
        None => Ok(()),
    }
}

/// Says how they can be reached from now on, and whether a mail says that an answer is here. Who helps, and speaks for them on the
/// board, knows the new way alone.
///
/// # Errors
/// `NotFound` for a link that leads nowhere; `Invalid` for what is no way to reach anybody; `Conflict` where it is said to be done.
pub async fn change_reach_as_guest(here: &Here, secret: &str, way: &str, by_mail: bool) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    let (secret, way) = (secret.to_owned(), way.to_owned());
    here.db
        .write(move |conn| {
            let (need, side) = come_to_change(&context, conn, &secret, now)?;
            let before = need.asked.open(&Key::of_guest_side(&side));
            let asked = before.clone().reached_by(&way, by_mail)?;
            if asked.reach != before.reach
                && let (Some(helper), Some(proxy)) = (need.taken_by, need.proxy)
                && proxies::ids_of_member(conn, helper)?.contains(&proxy)
            {
                let reach = Some(asked.reach.iter().cloned().collect());
                change_known(&context, conn, helper, proxy, proxy::Change { reach, ..proxy::Change::default() })?;
            }
            write_down(&context, conn, &need, before, asked, now)
        })
        .await?;
    // What was there before it is gone.
    here.db.note_erased();
    Ok(())
}

/// Says anew what they need, and roughly where.
///
/// # Errors
/// `NotFound` for a link that leads nowhere; `Invalid` at the first field that does not fit; `Conflict` where it is said to be done;
/// and what keeps a listing from being changed, where the board is to say it.
pub async fn reword_as_guest(here: &Here, secret: &str, said: Reworded) -> Result<()> {
    let (context, now, secret) = (here.clone(), here.now(), secret.to_owned());
    here.db
        .write(move |conn| {
            let (need, side) = come_to_change(&context, conn, &secret, now)?;
            let before = need.asked.open(&Key::of_guest_side(&side));
            let mut asked = before.clone().reworded(&said.words, &said.place, said.keeps_spot)?;
            if asked.words != before.words {
                asked.language.clone_from(&said.language);
            }
            let takes_spot_away = before.spot.is_some() && asked.spot.is_none();
            if said.on_board || takes_spot_away {
                on_board(&context, conn, &need, &asked, (said.on_board, takes_spot_away), now)?;
            }
            write_down(&context, conn, &need, before, asked, now)
        })
        .await?;
    here.db.note_erased();
    Ok(())
}

/// What stands on the board of it says it in the new words, or says no more where it is on the map, or both.
fn on_board(
    here: &Here,
    conn: &mut Conn,
    need: &GuestNeed,
    asked: &Asked,
    (says_it, takes_spot_away): (bool, bool),
    now: Moment,
) -> Result<()> {
    let posted = match need.proxy {
        Some(proxy) => proxies::listings_of(conn, proxy)?,
        None => Vec::new(),
    };
    for id in posted {
        let mut listing = listings::lock(conn, id)?;
        let Some(author) = listing.author.filter(|_| listing.state.is_published() && !listing.state.is_over()) else {
            continue;
        };
        if takes_spot_away && listing.area.take().is_some() {
            listings::update(conn, &listing)?;
        }
        // What is held for safety is told to nobody meanwhile, and says no place where it goes on.
        if !says_it && listing.held_under.is_some() {
            continue;
        }
        let mut draft = Draft::of(&listing);
        if says_it {
            draft.title = asked.title();
            draft.body = Some(asked.words.clone()).filter(|words| *words != draft.title);
            draft.place_name.clone_from(&asked.place);
            draft.language = Some(asked.language.clone());
        }
        change(here, conn, author, id, draft, None, now)?;
    }
    Ok(())
}

//! An author changes a listing: its words, its audience, or pauses, resumes and takes it back.

use super::Here;
use super::hold_listing::check_not_held;
use super::promise::{changed, close};
use super::publish_listing::{check_category, rename, speaker};
use super::send_media::{Said, describe, hang};
use super::speaking::{hide, speak_if_for};
use super::translate::keep_translations;
use super::words::Closing;
use crate::clock::Moment;
use crate::domain::draft::Draft;
use crate::domain::event::Event;
use crate::domain::key::{ListingId, MediumId, MemberId};
use crate::domain::listing::{State, Step, after, keeps_id};
use crate::domain::media::{On, WAITING_MAX};
use crate::error::{Error, Message, Result};
use crate::storage::{Conn, handoffs, listings, media, members, outbox, responses, statuses};

/// Rewrites a listing. Widening its audience publishes it to more people under the same id; narrowing
/// it, or changing whether its author is hidden, deletes the old id everywhere and goes on under a new one.
///
/// # Errors
/// `NotFound` unless `author` wrote it; `Conflict` when it is over or less than what is promised would
/// be left; `Invalid` at the first field that does not fit.
pub async fn change_listing(here: &Here, author: MemberId, id: ListingId, draft: Draft) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db.write(move |conn| change(&context, conn, author, id, draft, None, now)).await
}

/// What becomes of the pictures of a listing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pictures {
    /// Hangs there after the others.
    pub added: Option<MediumId>,
    /// Hangs there no more. One that did not is no mistake.
    pub taken_away: Option<MediumId>,
    /// What is said anew of some of those that hang there.
    pub said: Vec<(MediumId, Said)>,
}

/// Hangs one more picture on a listing, takes one away, and says in other words what some of them show. All else stays as it is
/// at that moment, also what is changed, or hung there, while a picture comes in. Where nothing of that is new, nothing is told.
///
/// # Errors
/// As [`change_listing`].
pub async fn change_pictures(here: &Here, author: MemberId, id: ListingId, what: Pictures) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let listing = listings::lock(conn, id)?;
            let hung = media::of_listing(conn, &context.seal, id)?;
            let is_new = |(one, said): &(MediumId, Said)| {
                let known = hung.iter().find(|medium| medium.id == *one);
                known.is_some_and(|medium| said.description.as_ref().is_some_and(|words| *words != medium.description))
            };
            let said: Vec<(MediumId, Said)> = what.said.into_iter().filter(is_new).collect();
            let before: Vec<MediumId> = hung.iter().map(|medium| medium.id).collect();
            let mut pictures = before.clone();
            pictures.retain(|known| Some(*known) != what.taken_away);
            pictures.extend(what.added);
            let moves = pictures != before;
            if !moves && said.is_empty() && listing.is_by(author) {
                return Ok(());
            }
            let draft = Draft { pictures: moves.then(|| pictures.clone()), ..Draft::of(&listing) };
            change(&context, conn, author, id, draft, None, now)?;
            describe(&context, conn, &pictures, &said)?;
            Ok(())
        })
        .await
}

/// The same for whoever read it as it stood at `revision`. False, and nothing is changed, where it has changed since.
///
/// # Errors
/// As [`change_listing`].
pub async fn change_listing_as_read(
    here: &Here,
    author: MemberId,
    id: ListingId,
    draft: Draft,
    revision: i64,
) -> Result<bool> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            if listings::lock(conn, id)?.revision != revision {
                return Ok(false);
            }
            change(&context, conn, author, id, draft, None, now)?;
            Ok(true)
        })
        .await
}

/// Rewrites a listing within the caller's transaction; with `source`, as it was written in an app.
pub(super) fn change(
    here: &Here,
    conn: &mut Conn,
    author: MemberId,
    id: ListingId,
    draft: Draft,
    source: Option<&str>,
    now: Moment,
) -> Result<()> {
    let mut listing = listings::lock(conn, id)?;
    if !listing.is_by(author) {
        return Err(Error::not_found());
    }
    if listing.state.is_over() {
        return Err(Error::conflict("This listing is over. Please post a new one.").worded(Message::ListingOver));
    }
    check_not_held(&listing)?;
    speak_if_for(here, conn, author, listing.proxy)?;
    let before = (listing.audience, listing.hidden_author);
    let (exact_place, hidden) = (draft.exact_place.clone(), draft.hidden_author);
    let pictures = draft.pictures.clone();
    let said = listing.clone();
    draft.write_onto(&mut listing, &said.language, now)?;
    keep_translations(conn, &mut listing, &said)?;
    hide(&mut listing, hidden)?;
    check_category(conn, &listing)?;
    listing.speaker = speaker(here, conn, &listing)?;
    if exact_place.is_some() {
        listings::set_exact_place(conn, &here.seal, id, exact_place)?;
    }
    if let Some(pictures) = pictures {
        let owner = members::get(conn, author)?.actor;
        hang(here, conn, owner, On::Listing(id), &pictures, &[])?;
    }
    if listing.state == State::Draft {
        listing.updated_at = now;
        return listings::update(conn, &listing);
    }
    if let Some(quantity) = listing.quantity.as_ref().filter(|_| listing.state != State::Paused) {
        listing.state = crate::domain::Listing::state_of(quantity);
    }
    let after = (listing.audience, listing.hidden_author);
    // Whose it is cannot be another under the same id, either.
    let renamed = before.0.federates() && (!keeps_id(before, after) || listing.speaker != said.speaker);
    if renamed {
        listing = rename(here, conn, listing, now)?;
    } else {
        changed(here, conn, &mut listing, now)?;
    }
    statuses::set_source(conn, id, source)?;
    if listing.audience.federates() && (renamed || after.0 > before.0) {
        outbox::record(conn, &Event::ListingPublished { listing: id }, now)?;
    }
    if listing.state == State::Met {
        close(here, conn, &listing, Closing::Met, now)?;
    }
    Ok(())
}

/// Pauses, resumes or takes back a listing. What is promised stays promised; everyone who waited for a
/// word hears a closing one when it is taken back.
///
/// # Errors
/// `NotFound` unless `author` wrote it; `Conflict` when the step does not lead on.
pub async fn step_listing(here: &Here, author: MemberId, id: ListingId, step: Step) -> Result<()> {
    if !matches!(step, Step::Pause | Step::Resume | Step::Withdraw) {
        return Err(Error::internal("publishing, expiring and erasing are actions of their own"));
    }
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let mut listing = listings::lock(conn, id)?;
            if !listing.is_by(author) {
                return Err(Error::not_found());
            }
            if step == Step::Resume {
                check_not_held(&listing)?;
                speak_if_for(&context, conn, author, listing.proxy)?;
            }
            listing.state = after(listing.state, listing.quantity.as_ref(), step)?;
            changed(&context, conn, &mut listing, now)?;
            if listing.state == State::Withdrawn {
                close(&context, conn, &listing, Closing::Withdrawn, now)?;
            }
            Ok(())
        })
        .await
}

/// Deletes a listing for good: what it said is erased here, and everyone whom it reached is asked to forget it (value V17).
///
/// # Errors
/// `NotFound` unless `author` wrote it; `Conflict` while something of it is promised.
pub async fn delete_listing(here: &Here, author: MemberId, id: ListingId) -> Result<()> {
    delete(here, author, id, false).await.map(drop)
}

/// The same for who writes it anew: its pictures wait for another post of theirs, as if they had just been sent, under names that
/// nobody was told. Answers which, in their order; none where too much waits already.
///
/// # Errors
/// As [`delete_listing`].
pub async fn delete_listing_to_rewrite(here: &Here, author: MemberId, id: ListingId) -> Result<Vec<MediumId>> {
    delete(here, author, id, true).await
}

async fn delete(here: &Here, author: MemberId, id: ListingId, to_rewrite: bool) -> Result<Vec<MediumId>> {
    let (context, now) = (here.clone(), here.now());
    let waiting = here
        .db
        .write(move |conn| {
            let mut listing = listings::lock(conn, id)?;
            if !listing.is_by(author) {
                return Err(Error::not_found());
            }
            // Not the amount: what is not counted is promised too.
            if handoffs::any_open(conn, id)? {
                return Err(Error::conflict(
                    "Part of this is promised. Please take the promises back or hand them over first.",
                )
                .worded(Message::PartPromised));
            }
            responses::erase_messages(conn, id)?;
            if listing.state.is_published() && !listing.state.is_over() {
                listing.state = after(listing.state, listing.quantity.as_ref(), Step::Withdraw)?;
                close(&context, conn, &listing, Closing::Withdrawn, now)?;
            }
            let own = members::get(conn, author)?.actor;
            let waiting = match to_rewrite && media::waiting_of(conn, own)? < WAITING_MAX {
                true => media::take_off(conn, On::Listing(id), now)?,
                false => Vec::new(),
            };
            super::erase::erase_listing(conn, &listing, now)?;
            Ok(waiting)
        })
        .await?;
    here.db.note_erased();
    Ok(waiting)
}

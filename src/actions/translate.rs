//! A member says a need or an offer in one more language, or takes that away again. What they say goes wherever a listing of
//! ours goes; of a listing of another network it stands here alone.

use super::hold_listing::check_not_held;
use super::keep_away::MODERATORS;
use super::log::{Why, note};
use super::network_says::{Message, language_of, network_says};
use super::promise::{changed, revised};
use super::respond::check_blocks;
use super::{Here, still_here};
use crate::clock::Moment;
use crate::domain::Listing;
use crate::domain::key::{ListingId, MemberId};
use crate::domain::listing::{State, Translation};
use crate::domain::moderation::{Deed, Doer};
use crate::error::{self, Error, Result};
use crate::i18n::{Lang, text_with};
use crate::storage::{Conn, listings, members, translations};

/// Says a listing in a further language. Its author hears of it, and can take it away.
///
/// # Errors
/// `NotFound` for what the member does not see; `Conflict` when it is over, is said in that language already, or is kept in
/// many; `Invalid` for the language in which it was written.
pub async fn translate(here: &Here, member: MemberId, id: ListingId, words: Translation) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            still_here(conn, member)?;
            let mut listing = listings::lock(conn, id)?;
            if !listing.state.is_published() || !listing.is_seen_by(Some(member)) {
                return Err(Error::not_found());
            }
            if listing.state.is_over() {
                return Err(Error::conflict("This listing is over.").worded(error::Message::ListingOver));
            }
            check_not_held(&listing)?;
            let own = listing.is_by(member);
            if !own {
                check_blocks(&context, conn, &listing, member)?;
            }
            let language = words.language.clone();
            let is_new = listing.translation(&language).is_none();
            let theirs = own || translator(conn, id, &language)? == Some(member);
            listing.translate(Translation { by_neighbor: !own, ..words }, theirs)?;
            if own {
                translations::forget(conn, id, &language)?;
            } else {
                translations::put(conn, id, &language, member)?;
            }
            store(&context, conn, &mut listing, now)?;
            if is_new && !own {
                tell(&context, conn, &listing, &language, now)?;
            }
            Ok(())
        })
        .await
}

/// Takes away what a listing says in a further language: its author may, and whoever translated it. What a neighbor translated
/// moderators take away, too, also of another network's listing, whose author would not hear of it; members read in the log
/// that they did.
///
/// # Errors
/// `NotFound` for anybody else, and when it says nothing in that language.
pub async fn take_translation_away(here: &Here, member: MemberId, id: ListingId, language: &str) -> Result<()> {
    let (context, language, now) = (here.clone(), language.to_owned(), here.now());
    here.db
        .write(move |conn| {
            still_here(conn, member)?;
            let mut listing = listings::lock(conn, id)?;
            let own = listing.is_by(member) || translator(conn, id, &language)? == Some(member);
            let moderates = !own
                && listing.translation(&language).is_some_and(|one| one.by_neighbor)
                && members::roles_at(conn, member, now)?.iter().any(|kind| MODERATORS.contains(kind));
            if !(own || moderates) || !listing.take_translation_away(&language) {
                return Err(Error::not_found());
            }
            if moderates {
                let (by, about) = (Doer::Member(member), Some(listing.ap_id.to_string()));
                note(conn, by, MODERATORS, Deed::TranslationTaken, about, Why::default(), now)?;
            }
            translations::forget(conn, id, &language)?;
            store(&context, conn, &mut listing, now)
        })
        .await?;
    here.db.note_erased();
    Ok(())
}

/// Takes away what somebody translated who leaves. The caller holds the listings.
pub(super) fn forget_translations(
    here: &Here,
    conn: &mut Conn,
    all: &[(ListingId, String)],
    now: Moment,
) -> Result<()> {
    for (id, language) in all {
        let mut listing = listings::get(conn, *id)?;
        translations::forget(conn, *id, language)?;
        if listing.take_translation_away(language) {
            store(here, conn, &mut listing, now)?;
        }
    }
    Ok(())
}

/// Keeps what neighbors translated of a listing that its author changed from `before`.
pub(super) fn keep_translations(conn: &mut Conn, listing: &mut Listing, before: &Listing) -> Result<()> {
    listing.keep_translations(before);
    if before.translated_by_neighbors().is_empty() {
        return Ok(());
    }
    translations::keep(conn, listing.id, &listing.translated_by_neighbors())
}

fn translator(conn: &mut Conn, listing: ListingId, language: &str) -> Result<Option<MemberId>> {
    let all = translations::of_listing(conn, listing)?;
    Ok(all.into_iter().find(|(other, _)| other == language).map(|(_, member)| member))
}

fn store(here: &Here, conn: &mut Conn, listing: &mut Listing, now: Moment) -> Result<()> {
    // What another network posted, it alone changes: its revision stays.
    if !listing.local {
        return listings::update(conn, listing);
    }
    // The words of what ended are erased so many days afterwards, and no later because of this.
    let ended = listing.state.is_over() || listing.state == State::Met;
    if ended { revised(conn, listing, now) } else { changed(here, conn, listing, now) }
}

/// Its author hears of it, without who it was: that stands on the page.
fn tell(here: &Here, conn: &mut Conn, listing: &Listing, language: &str, now: Moment) -> Result<()> {
    let Some(author) = listing.author.filter(|_| listing.local) else { return Ok(()) };
    let lang = language_of(conn, author, here.language)?;
    let link = here.addresses.listing_page(&listing.slug);
    let name = Lang::from_tag(language).map_or(language, |lang| lang.name()).to_owned();
    let said = [("title", listing.title.clone().into()), ("language", name.into()), ("link", link.to_string().into())];
    let words = vec![text_with(lang, "translate-told", &said)];
    let message = Message { words, links: vec![link], listing: Some(listing.id), ..Message::default() };
    network_says(here, conn, author, lang, message, None, now)?;
    Ok(())
}

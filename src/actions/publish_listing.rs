//! A member posts a need or an offer, or writes a draft of one.

use super::move_account::check_not_moved;
use super::post_status::{key_of, posted_before};
use super::promise::changed;
use super::send_media::{Said, describe, hang};
use super::speaking::{hide, speak_for, speak_if_for};
use super::{Here, still_here};
use crate::clock::Moment;
use crate::domain::draft::{Draft, blank};
use crate::domain::event::Event;
use crate::domain::key::{ListingId, MediumId, MemberId, ProxyId, StatusId};
use crate::domain::listing::{Listing, Step, after};
use crate::domain::media::On;
use crate::error::{Error, Message, Result};
use crate::ids;
use crate::storage::{Conn, activities, actors, beginnings, facts, listings, media, members, outbox, statuses};

/// The form in which somebody posts something.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// The same key within an hour posts nothing, and answers what was posted first.
    pub key: Option<String>,
    /// What was kept for later and the form was filled with: it goes when this is posted.
    pub filled_with: Option<String>,
}

/// Writes a listing; with `publish`, others see it at once.
///
/// # Errors
/// `Invalid` at the first field that does not fit; `Conflict` for who moved away.
pub async fn publish_listing(here: &Here, author: MemberId, draft: Draft, publish: bool) -> Result<ListingId> {
    post(here, author, None, draft, Vec::new(), publish, Form::default()).await
}

/// The same, once for each `key`: the same key within an hour posts nothing, and answers what was posted first.
///
/// # Errors
/// As [`publish_listing`]; `Invalid` for a key that is too long.
pub async fn publish_once(
    here: &Here,
    author: MemberId,
    draft: Draft,
    publish: bool,
    key: Option<String>,
) -> Result<ListingId> {
    post(here, author, None, draft, Vec::new(), publish, Form { key, ..Form::default() }).await
}

/// The same with pictures that wait for it, in their order, and what each shows: whoever sees it sees them from the first
/// moment on.
///
/// # Errors
/// As [`publish_once`]; `Invalid` for a picture that is not theirs, or does not wait any more; `Conflict` where the form was
/// filled with what is not kept any more: perhaps the same was posted in another window.
pub async fn publish_with_pictures(
    here: &Here,
    author: MemberId,
    draft: Draft,
    pictures: Vec<(MediumId, Said)>,
    form: Form,
) -> Result<ListingId> {
    let draft = Draft { pictures: Some(pictures.iter().map(|(id, _)| *id).collect()), ..draft };
    post(here, author, None, draft, pictures, true, form).await
}

/// What was posted under a key within an hour, for whoever only asks: the pictures of a form that is sent once more hang there
/// already.
///
/// # Errors
/// `Invalid` for a key that is too long; `Internal` when the database fails.
pub async fn published_under(here: &Here, author: MemberId, key: &str) -> Result<Option<ListingId>> {
    let (key, now) = (key_of("listing", Some(key))?, here.now());
    let before = here.db.read(move |conn| posted_before(conn, author, key.as_deref(), now)).await?;
    Ok(before.map(|before| ListingId(before.0)))
}

/// The same for a neighbor for whom `author` speaks. It is the network's own word, and says "posted with help from a
/// neighbor" and no more.
///
/// # Errors
/// `NotFound` for anyone but who speaks for them; `Forbidden` when they must be asked again; `Invalid` as above.
pub async fn publish_for(
    here: &Here,
    author: MemberId,
    proxy: ProxyId,
    draft: Draft,
    publish: bool,
) -> Result<ListingId> {
    post(here, author, Some(proxy), draft, Vec::new(), publish, Form::default()).await
}

async fn post(
    here: &Here,
    author: MemberId,
    proxy: Option<ProxyId>,
    draft: Draft,
    said: Vec<(MediumId, Said)>,
    open: bool,
    form: Form,
) -> Result<ListingId> {
    let (context, now) = (here.clone(), here.now());
    let forgets = form.filled_with.is_some();
    let posted = here
        .db
        .write(move |conn| {
            // Holds the member: two of theirs at one moment take turns.
            still_here(conn, author)?;
            let key = key_of("listing", form.key.as_deref())?;
            if let Some(before) = posted_before(conn, author, key.as_deref(), now)? {
                return Ok(ListingId(before.0));
            }
            if let Some(kept) = &form.filled_with
                && !beginnings::remove(conn, author, kept)?
            {
                let text = "What you kept for later is not there any more. Perhaps it was posted already.";
                return Err(Error::conflict(text).worded(Message::BeginningGone));
            }
            let id = publish(&context, conn, author, proxy, draft, open, now)?.id;
            // What everyone is told of it is read when it is told, after this.
            let hung: Vec<MediumId> = said.iter().map(|(id, _)| *id).collect();
            describe(&context, conn, &hung, &said)?;
            if let Some(key) = &key {
                statuses::note_request(conn, author, key, StatusId(id.0), now)?;
            }
            Ok(id)
        })
        .await?;
    if forgets {
        here.db.note_erased();
    }
    Ok(posted)
}

/// The same, within the caller's transaction.
pub(super) fn publish(
    here: &Here,
    conn: &mut Conn,
    author: MemberId,
    proxy: Option<ProxyId>,
    draft: Draft,
    published: bool,
    now: Moment,
) -> Result<Listing> {
    let actor = still_here(conn, author)?.actor;
    check_not_moved(conn, actor)?;
    if let Some(proxy) = proxy {
        speak_for(here, conn, author, proxy)?;
    }
    let slug = ids::slug();
    let ap_id = here.addresses.listing(&slug);
    let mut listing = blank(slug, ap_id, author, here.network, now);
    let (exact_place, hidden) = (draft.exact_place.clone(), draft.hidden_author);
    let pictures = draft.pictures.clone();
    draft.write_onto(&mut listing, here.language.tag(), now)?;
    listing.proxy = proxy;
    hide(&mut listing, hidden)?;
    check_category(conn, &listing)?;
    listing.speaker = speaker(here, conn, &listing)?;
    if published {
        open(&mut listing, now)?;
    }
    listings::insert(conn, &listing)?;
    listings::set_exact_place(conn, &here.seal, listing.id, exact_place)?;
    hang(here, conn, actor, On::Listing(listing.id), &pictures.unwrap_or_default(), &[])?;
    if published && listing.audience.federates() {
        outbox::record(conn, &Event::ListingPublished { listing: listing.id }, now)?;
    }
    Ok(listing)
}

/// Publishes a draft.
///
/// # Errors
/// `NotFound` unless `author` wrote it; `Conflict` when it was published before, or for who moved away.
pub async fn publish_draft(here: &Here, author: MemberId, id: ListingId) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            // Before the listing, as everywhere: neither waits for the other for ever.
            let actor = still_here(conn, author)?.actor;
            let mut listing = listings::lock(conn, id)?;
            if !listing.is_by(author) {
                return Err(Error::not_found());
            }
            check_not_moved(conn, actor)?;
            speak_if_for(&context, conn, author, listing.proxy)?;
            if listing.expires_at <= now {
                return Err(Error::invalid(
                    "expires_at",
                    "`expires_at` has passed already. Please choose a later moment.",
                )
                .worded(Message::DayPassed));
            }
            // What the network chose may be another since it was written.
            listing.speaker = speaker(&context, conn, &listing)?;
            open(&mut listing, now)?;
            listing.updated_at = now;
            listings::update(conn, &listing)?;
            if listing.audience.federates() {
                outbox::record(conn, &Event::ListingPublished { listing: id }, now)?;
            }
            Ok(())
        })
        .await
}

fn open(listing: &mut Listing, now: Moment) -> Result<()> {
    listing.state = after(listing.state, listing.quantity.as_ref(), Step::Publish)?;
    listing.published_at = Some(now);
    listing.revision = 1;
    Ok(())
}

/// Who speaks: the member, or the network for whoever is not told.
pub(super) fn speaker(here: &Here, conn: &mut Conn, listing: &Listing) -> Result<crate::domain::ActorId> {
    let mode = actors::get(conn, here.network)?.mode;
    match listing.shown_author().filter(|_| !listing.network_speaks(mode)) {
        Some(author) => Ok(members::get(conn, author)?.actor),
        None => Ok(here.network),
    }
}

/// The category must be one of the network's.
pub(super) fn check_category(conn: &mut Conn, listing: &Listing) -> Result<()> {
    let all = facts::categories(conn)?;
    if all.iter().any(|category| category.tag == listing.category) {
        return Ok(());
    }
    let known: Vec<&str> = all.iter().map(|category| category.tag.as_str()).collect();
    Err(Error::invalid("category", format!("This network has no such category. It has: {}.", known.join(", ")))
        .worded(Message::NoCategory))
}

/// Publishes a listing anew under a fresh id, after a change that must not be followable from the old one.
pub(super) fn rename(here: &Here, conn: &mut Conn, mut listing: Listing, now: Moment) -> Result<Listing> {
    // What was promised stays with the row; the old id is deleted on the wire by a row of its own, kept as a skeleton.
    let old = Listing {
        id: ListingId(ids::next(now)),
        slug: listing.slug.clone(),
        ap_id: listing.ap_id.clone(),
        speaker: listings::get(conn, listing.id)?.speaker,
        audience: listings::get(conn, listing.id)?.audience,
        state: crate::domain::listing::State::Withdrawn,
        quantity: None,
        ..listing.clone()
    };
    listing.slug = ids::slug();
    listing.ap_id = here.addresses.listing(&listing.slug);
    media::rename_of_listing(conn, listing.id)?;
    changed(here, conn, &mut listing, now)?;
    listings::insert(conn, &old)?;
    listings::move_reach(conn, listing.id, old.id)?;
    // What was told under the old id, and what still waits to be, goes with it: its deletion forgets it, and comes after it.
    let told = |listing| Event::ListingDeleted { listing }.subject();
    activities::move_subject(conn, &told(listing.id), &told(old.id))?;
    outbox::record(conn, &Event::ListingDeleted { listing: old.id }, now)?;
    listings::erase(conn, old.id, now)?;
    Ok(listing)
}

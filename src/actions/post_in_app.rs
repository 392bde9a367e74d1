//! A member posts a need or an offer from an app, with a tag, and changes it there. The network's direct message says what
//! was understood.

use super::change_listing::change;
use super::network_says::{Message, language_of, network_says};
use super::post_status::posted_before;
use super::publish_listing::publish;
use super::send_media::{Said, hang};
use super::{Here, still_here};
use crate::clock::Moment;
use crate::domain::Listing;
use crate::domain::apps::PostedWith;
use crate::domain::draft::Draft;
use crate::domain::key::{ListingId, MediumId, MemberId, StatusId};
use crate::domain::listing::Kind;
use crate::domain::media::On;
use crate::error::Result;
use crate::i18n::{self, Lang, label, text, text_with};
use crate::storage::{Conn, media, members, status_apps, statuses};
use chrono_tz::Tz;

/// What was posted, as it was understood.
#[derive(Clone, Debug)]
pub struct InApp {
    /// The listing.
    pub draft: Draft,
    /// As it was written.
    pub source: String,
    /// The zone in which times are said.
    pub zone: Tz,
    /// Its pictures, in their order.
    pub media: Vec<MediumId>,
    /// What is said anew of those.
    pub said: Vec<(MediumId, Said)>,
    /// The app in which it was written.
    pub with: Option<PostedWith>,
    /// The same key within an hour posts nothing, and answers what was posted first.
    pub key: Option<String>,
}

/// Posts it; answers its entry in timelines.
///
/// # Errors
/// `Invalid` at the first field that does not fit; `Conflict` for who moved away.
pub async fn post_in_app(here: &Here, member: MemberId, said: InApp) -> Result<StatusId> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            // Holds the member: two of theirs at one moment take turns.
            let owner = still_here(conn, member)?.actor;
            let key = said.key.as_deref();
            if let Some(posted) = posted_before(conn, member, key, now)? {
                return Ok(posted);
            }
            let listing = publish(&context, conn, member, None, said.draft, true, now)?;
            hang(&context, conn, owner, On::Listing(listing.id), &said.media, &said.said)?;
            statuses::set_source(conn, listing.id, Some(&said.source))?;
            let id = StatusId(listing.id.0);
            if let Some(with) = &said.with {
                status_apps::put(conn, &context.seal, id, with)?;
            }
            if let Some(key) = key {
                statuses::note_request(conn, member, key, id, now)?;
            }
            tell_understood(&context, conn, member, &listing, said.zone, now)?;
            Ok(id)
        })
        .await
}

/// The same text, written anew: the listing says what is understood of it now, and has these pictures.
///
/// # Errors
/// As [`super::change_listing::change_listing`].
pub async fn change_in_app(
    here: &Here,
    member: MemberId,
    id: ListingId,
    draft: Draft,
    source: String,
    (media, said): (Vec<MediumId>, Vec<(MediumId, Said)>),
) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let owner = members::get(conn, member)?.actor;
            change(&context, conn, member, id, draft, Some(&source), now)?;
            // What everyone is told of it is read when it is told, after this.
            hang(&context, conn, owner, On::Listing(id), &media, &said)?;
            Ok(())
        })
        .await
}

/// What was understood, and where it can be completed, in the language of the post where it is one of ours.
fn tell_understood(
    here: &Here,
    conn: &mut Conn,
    member: MemberId,
    listing: &Listing,
    zone: Tz,
    now: Moment,
) -> Result<()> {
    let lang = match Lang::from_tag(&listing.language) {
        Some(lang) => lang,
        None => language_of(conn, member, here.language)?,
    };
    let kind = listing.kind.as_str();
    let say = |key: &str, name: &'static str, value: String| text_with(lang, key, &[(name, value.into())]);
    let mut words = vec![say(&format!("in-app-understood-{kind}"), "title", listing.title.clone())];
    if listing.category != "other" {
        words.push(say("in-app-category", "category", label(lang, "category", &listing.category)));
    }
    if let Some(quantity) = &listing.quantity {
        words.push(say("in-app-amount", "amount", quantity.words(quantity.amount)));
    }
    words.push(say("in-app-until", "until", i18n::moment(lang, listing.expires_at, zone)));
    words.push(match listing.audience {
        crate::domain::Audience::Public => text(lang, "in-app-for-everyone"),
        _ if listing.kind == Kind::Need => text(lang, "in-app-for-network-need"),
        _ => text(lang, "in-app-for-network"),
    });
    // What a picture shows is asked for where somebody is answered anyway.
    let pictures = media::of_listing(conn, &here.seal, listing.id)?;
    if pictures.iter().any(|picture| picture.description.trim().is_empty()) {
        words.push(text(lang, "in-app-picture"));
    }
    let link = here.addresses.listing_page(&listing.slug);
    words.push(say("in-app-complete", "link", link.to_string()));
    let message = Message { words, links: vec![link], listing: Some(listing.id), response: None };
    network_says(here, conn, member, lang, message, None, now)?;
    Ok(())
}

//! What a member translated of needs and offers, as it is taken along.

use crate::app::App;
use crate::domain::key::{ListingId, MemberId};
use crate::error::Result;
use crate::storage::{listings, translations};
use serde::Serialize;
use url::Url;

/// What one said in a further language.
#[derive(Serialize)]
pub(super) struct TranslatedEntry {
    /// The address of the need or the offer.
    of: Url,
    language: String,
    title: String,
    body: Option<String>,
}

pub(super) async fn of(app: &App, id: MemberId) -> Result<Vec<TranslatedEntry>> {
    let read = app.here.db.read(move |conn| {
        let all = translations::of_member(conn, id)?;
        let ids: Vec<ListingId> = all.iter().map(|(listing, _)| *listing).collect();
        Ok((all, listings::get_many(conn, &ids)?))
    });
    let (all, found) = read.await?;
    let entry = |(id, language): (ListingId, String)| {
        let listing = found.iter().find(|listing| listing.id == id)?;
        let words = listing.translation(&language)?.clone();
        Some(TranslatedEntry { of: listing.ap_id.clone(), language, title: words.title, body: words.body })
    };
    Ok(all.into_iter().filter_map(entry).collect())
}

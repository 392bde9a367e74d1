//! What an app posts, read as a need or an offer, and changes of it.

use crate::actions::post_in_app::InApp;
use crate::app::App;
use crate::domain::audience::Audience;
use crate::domain::draft::Draft as ListingDraft;
use crate::domain::in_app::{Around, Understood, understand};
use crate::domain::key::ListingId;
use crate::domain::listing::Kind;
use crate::domain::status::{Draft, Visibility};
use crate::error::{Error, Message, Result};
use crate::storage::{facts, listings};

async fn read(app: &App, text: &str, language: Option<&str>) -> Result<Option<Understood>> {
    let categories = app.here.db.read(facts::categories).await?;
    let around = Around {
        categories: &categories,
        now: app.here.now(),
        zone: app.config.network.time_zone,
        language: language.or(Some(app.here.language.tag())),
    };
    Ok(understand(text, &around))
}

/// What a post says as a need or an offer, if it is one by its tags and for more than whom it names. A need is for this
/// network, whatever the app says: its default is everybody, and nobody asks the world for food by accident. An offer is
/// for whom the post is for.
///
/// # Errors
/// `Internal` when the database fails.
pub(in crate::http) async fn understood(app: &App, draft: &Draft, visibility: Visibility) -> Result<Option<InApp>> {
    if visibility == Visibility::Direct {
        return Ok(None);
    }
    let Some(said) = read(app, &draft.text, draft.language.as_deref()).await? else { return Ok(None) };
    let audience = match (said.kind, visibility.is_open()) {
        (Kind::Offer, true) => Audience::Public,
        _ => Audience::Network,
    };
    let listing = ListingDraft {
        category: said.category,
        language: Some(said.language),
        body: said.body,
        quantity: said.quantity,
        audience: Some(audience),
        expires_at: said.until,
        ..ListingDraft::new(said.kind, &said.title)
    };
    let (source, zone) = (draft.text.clone(), app.config.network.time_zone);
    Ok(Some(InApp { draft: listing, source, zone, media: Vec::new(), said: Vec::new(), with: None, key: None }))
}

/// A need or an offer says what there is, and an answer to one is told to its author: neither asks something.
pub(in crate::http) fn no_poll() -> Error {
    Error::invalid("poll", "A need, an offer, or an answer to one has no poll. Please send it without.")
        .worded(Message::PollNotHere)
}

/// A listing as it is after its text was written anew. What the text does not say stays as it was.
///
/// # Errors
/// `NotFound`; `Internal` when the database fails.
pub(super) async fn rewritten(app: &App, id: ListingId, draft: &Draft) -> Result<ListingDraft> {
    let listing = app.here.db.read(move |conn| listings::get(conn, id)).await?;
    let mut said = read(app, &draft.text, draft.language.as_deref()).await?;
    if said.is_none() {
        // Whoever takes the tag away changes the words, and not what it is.
        let text = format!("#{} {}", listing.kind.as_str(), draft.text);
        said = read(app, &text, Some(&listing.language)).await?;
    }
    let before = ListingDraft::of(&listing);
    let Some(said) = said else { return Ok(before) };
    Ok(ListingDraft {
        title: said.title,
        body: said.body,
        category: said.category.or(before.category),
        quantity: said.quantity.or(before.quantity),
        expires_at: said.until.or(before.expires_at),
        ..before
    })
}

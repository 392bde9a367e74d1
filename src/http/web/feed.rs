//! What is open for everyone as a web feed (Atom, RFC 4287), for readers and programs. It takes the same words as the
//! board.

use super::board::{Asked, Board, Read};
use super::cards::{Around, Card};
use super::page::{self, problem};
use crate::app::App;
use crate::error::{Error, Result};
use crate::i18n::text_with;
use crate::storage::actors;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

struct Entry {
    id: String,
    page: String,
    lang: String,
    title: String,
    published: String,
    updated: String,
    category: String,
    summary: String,
}

#[derive(Template)]
#[template(path = "feed.xml", escape = "html")]
struct Feed {
    lang: &'static str,
    id: String,
    page: String,
    title: String,
    network: String,
    updated: String,
    entries: Vec<Entry>,
}

/// The feed.
pub(super) async fn feed(app: Data<App>, request: HttpRequest, asked: Read) -> HttpResponse {
    written(&app, &request, Asked::of(asked)).await.unwrap_or_else(|error| problem(&app, &request, &error))
}

async fn written(app: &App, request: &HttpRequest, asked: Asked) -> Result<HttpResponse> {
    let (lang, base) = (page::lang(app, request), app.here.addresses.base());
    // Whoever reads it: only what is for everyone.
    let board = Board::read(app, lang, &asked, false).await?;
    let around = Around { app, lang, now: app.here.now(), near: board.near, networks: &[] };
    let entries = board.found.listings.iter().map(|listing| {
        let card = Card::new(&around, listing).in_language(lang, listing, &asked.language);
        let begun = listing.published_at.unwrap_or(listing.created_at);
        Entry {
            id: listing.ap_id.to_string(),
            page: app.here.addresses.listing_page(&listing.slug).into(),
            lang: card.lang,
            title: format!("{}: {}", card.kind_words, card.title),
            published: begun.to_rfc3339(),
            updated: listing.updated_at.to_rfc3339(),
            category: listing.category.clone(),
            summary: [card.said, card.facts].concat().join(" · "),
        }
    });
    let entries: Vec<Entry> = entries.collect();
    let newest = board.found.listings.iter().map(|listing| listing.updated_at).max();
    // Where nothing is open, it is as old as the network: a reader that asks again finds nothing changed.
    let ours = app.here.network;
    let updated = match newest {
        Some(updated) => updated,
        None => app.here.db.read(move |conn| Ok(actors::get(conn, ours)?.created_at)).await?,
    };
    let name = app.network().name.clone();
    let feed = Feed {
        lang: lang.tag(),
        id: base.join(asked.address("/board.atom", None).trim_start_matches('/'))?.into(),
        page: base.join(asked.address("/board", None).trim_start_matches('/'))?.into(),
        title: text_with(lang, "feed-title", &[("network", name.as_str().into())]),
        network: name,
        updated: updated.to_rfc3339(),
        entries,
    };
    let body = feed.render().map_err(|error| Error::internal(error.to_string()))?;
    Ok(HttpResponse::Ok()
        .content_type("application/atom+xml; charset=utf-8")
        .insert_header(("x-content-type-options", "nosniff"))
        .insert_header(("cache-control", "public, max-age=300"))
        .insert_header(("vary", "accept-language, cookie"))
        .body(body))
}

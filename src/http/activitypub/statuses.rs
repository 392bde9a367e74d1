//! Statuses by their ids: for everyone, or for those servers whose people they are for (refusals 17 and 18).

use super::answer::{Caching, Refusal, document, gone, kept, to_page, wants_page};
use crate::app::App;
use crate::domain::status::Status;
use crate::error::Result;
use crate::federation::authenticate;
use crate::federation::render::listing::below;
use crate::federation::render::status::Whole;
use crate::federation::wire::Tombstone;
use crate::federation::wire::text::Word;
use crate::storage::{activities, actors, statuses, tombstones};
use actix_web::{HttpRequest, HttpResponse, web};

/// `GET /ap/s/{slug}`: one of our own statuses.
pub async fn status(
    app: web::Data<App>,
    request: HttpRequest,
    slug: web::Path<String>,
) -> Result<HttpResponse, Refusal> {
    let id = app.here.addresses.status(&slug);
    let (seal, ap_id) = (app.here.seal.clone(), id.clone());
    let (found, deleted) = app
        .here
        .db
        .read(move |conn| {
            let found = statuses::by_ap_id(conn, &seal, &ap_id)?;
            Ok((found.filter(|status| status.local), tombstones::is_deleted(conn, &ap_id)?))
        })
        .await?;
    if deleted {
        return gone(Tombstone::new(id, Some(Word::try_from("Note")?), None), Caching::Public);
    }
    if let Some(status) = found.as_ref().filter(|status| status.visibility.is_open()) {
        if wants_page(&request) {
            let author = status.author;
            let author = app.here.db.read(move |conn| actors::get(conn, author)).await?;
            return Ok(to_page(&app.here.addresses.status_page(&author.handle, status.id)));
        }
        return show(&app, status.clone(), Caching::Public).await;
    }
    // Who asks is settled before what is there, so that no answer about a signature tells whether there is something.
    let asker = authenticate::get(&app, &request).await?;
    if let (Some(status), Some(asker)) = (found, asker) {
        let (of, host) = (status.clone(), asker.host);
        if app.here.db.read(move |conn| statuses::has_reader_at(conn, &of, &host)).await? {
            return show(&app, status, Caching::Never).await;
        }
    }
    Err(Refusal::not_found())
}

async fn show(app: &App, status: Status, caching: Caching) -> Result<HttpResponse, Refusal> {
    let seal = app.here.seal.clone();
    let whole = app.here.db.read(move |conn| Whole::of(conn, &seal, status)).await?;
    document(whole.note(app)?, caching)
}

/// `GET /ap/s/{slug}/create` and the other activities about a status, as they were sent.
pub async fn activity(app: web::Data<App>, path: web::Path<(String, String)>) -> Result<HttpResponse, Refusal> {
    let (slug, activity) = path.into_inner();
    let id = below(&app.here.addresses.status(&slug), &activity);
    let body = app.here.db.read(move |conn| activities::public_by_ap_id(conn, id.as_str())).await?;
    Ok(kept(body.ok_or_else(Refusal::not_found)?, Caching::Public))
}

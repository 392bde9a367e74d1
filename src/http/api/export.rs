//! Taking along everything that is kept about oneself.

use crate::app::App;
use crate::error::Result;
use crate::http::error::{ApiError, Problem};
use crate::http::export::in_memory;
use crate::http::extract::{Scope, SignedIn};
use actix_web::http::header::{CONTENT_DISPOSITION, ContentEncoding};
use actix_web::web::Data;
use actix_web::{HttpResponse, get};

/// Everything that is kept about oneself, as one ZIP: readable JSON, and ActivityStreams of what was public.
#[utoipa::path(get, path = "/me/export", context_path = "/api/potluck/v1", tag = "members", security(("bearer" = ["read"])),
    responses((status = 200, body = Vec<u8>, content_type = "application/zip"), (status = 401, body = Problem), (status = 413, body = Problem)))]
#[get("/me/export")]
pub(super) async fn export(app: Data<App>, asker: SignedIn) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Read)?;
    let zip = in_memory(&app, asker.member.id).await?;
    // A handle is letters, digits and underscores: nothing to escape.
    let name = format!("attachment; filename=\"potluck-{}.zip\"", asker.member.handle);
    Ok(HttpResponse::Ok()
        .content_type("application/zip")
        .insert_header((CONTENT_DISPOSITION, name))
        // It is compressed.
        .insert_header(ContentEncoding::Identity)
        .body(zip))
}

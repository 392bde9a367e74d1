//! Plain pages: they work without JavaScript, on an old telephone, with a screen reader and in print.

mod founding;
mod handoff;
mod home;
mod listing;
mod page;

use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};

/// The one style sheet, inside the binary.
const STYLE: &str = include_str!("../../../static/potluck.css");

/// Registers the pages, and the answer for every address that leads nowhere.
pub fn configure(config: &mut ServiceConfig) {
    config
        .route("/", web::get().to(home::home))
        .route("/about", web::get().to(home::home))
        .route("/@{handle}", web::get().to(home::profile))
        .route("/tags/{tag}", web::get().to(home::tag))
        .route("/listings/{slug}", web::get().to(listing::listing))
        .service(web::resource("/h/{secret}").route(web::get().to(handoff::ask)).route(web::post().to(handoff::show)))
        .service(
            web::resource("/found/{secret}").route(web::get().to(founding::ask)).route(web::post().to(founding::make)),
        )
        .route("/static/potluck.css", web::get().to(style))
        .default_service(web::to(nothing));
}

async fn style() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/css; charset=utf-8")
        .insert_header(("cache-control", "public, max-age=3600"))
        .insert_header(("x-content-type-options", "nosniff"))
        .body(STYLE)
}

async fn nothing(app: web::Data<crate::app::App>, request: HttpRequest) -> HttpResponse {
    if request.path().starts_with("/api/") {
        return crate::http::api::nothing(request).await;
    }
    page::not_found(&app, &request)
}

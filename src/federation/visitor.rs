//! From where somebody asks: to count by, and for nothing else.

use crate::app::App;
use crate::limits::Visitor;
use actix_web::HttpRequest;

/// From where a request comes, as far as it is known.
pub fn visitor(app: &App, request: &HttpRequest) -> Visitor {
    let said = request.headers().get_all("x-forwarded-for").filter_map(|value| value.to_str().ok());
    let said: Vec<&str> = said.collect();
    Visitor::new(request.peer_addr().map(|peer| peer.ip()), said.into_iter(), &app.config.limits.trusted_proxies)
}

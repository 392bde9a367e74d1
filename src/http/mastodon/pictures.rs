//! The pictures of accounts that have none: apps want an address that leads to a real one.

use actix_web::HttpResponse;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// 48 × 48 in one colour, PNG.
const AVATAR: &str = "iVBORw0KGgoAAAANSUhEUgAAADAAAAAwCAIAAADYYG7QAAAAO0lEQVR42u3OQQ0AAAgEoEtkFCPYP4YtnA82ApCafiVCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQncWBjyqatEKC68AAAAASUVORK5CYII=";
/// 64 × 32 in one colour, PNG.
const HEADER: &str = "iVBORw0KGgoAAAANSUhEUgAAAEAAAAAgCAIAAAAt/+nTAAAAOElEQVR42u3PMQ0AAAgDsPkXycGJCjRwkjSpgaanXouAgICAgICAgICAgICAgICAgICAgICAwNUCSTxRPEZQWNcAAAAASUVORK5CYII=";

/// Where the picture of an account is.
pub const AVATAR_PATH: &str = "/static/avatar.png";
/// Where the wide picture of an account is.
pub const HEADER_PATH: &str = "/static/header.png";

fn picture(encoded: &str) -> HttpResponse {
    match STANDARD.decode(encoded) {
        Ok(bytes) => HttpResponse::Ok()
            .content_type("image/png")
            .insert_header(("cache-control", "public, max-age=86400"))
            .insert_header(("x-content-type-options", "nosniff"))
            .body(bytes),
        Err(_) => HttpResponse::NotFound().finish(),
    }
}

pub(super) async fn avatar() -> HttpResponse {
    picture(AVATAR)
}

pub(super) async fn header() -> HttpResponse {
    picture(HEADER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[actix_web::test]
    async fn both_are_pictures() {
        assert!(avatar().await.status().is_success() && header().await.status().is_success());
    }
}

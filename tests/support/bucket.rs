//! A place where S3 is spoken, as far as it is needed: objects are put, read and deleted, by whoever signs with its key.

use super::loopback::{Loopback, listen};
use actix_web::http::Method;
use actix_web::web::{self, Bytes, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use potluck::config::{MediaConfig, MediaStorage, Secret};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

type Objects = Arc<Mutex<BTreeMap<String, Vec<u8>>>>;

/// Such a place. It ends when it is dropped.
pub struct Bucket {
    base: String,
    objects: Objects,
    _server: Loopback,
}

const KEY: &str = "AKIDTEST";

async fn answer(objects: Data<Objects>, request: HttpRequest, body: Bytes) -> HttpResponse {
    let signed = request.headers().get("authorization").and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !signed.starts_with(&format!("AWS4-HMAC-SHA256 Credential={KEY}/")) || !signed.contains("Signature=") {
        return HttpResponse::Forbidden().body("<Error><Code>AccessDenied</Code></Error>");
    }
    let mut objects = objects.lock().expect("nobody panicked with it");
    let path = request.path().to_owned();
    match *request.method() {
        Method::PUT => {
            objects.insert(path, body.to_vec());
            HttpResponse::Ok().insert_header(("etag", "\"one\"")).finish()
        }
        Method::GET => match objects.get(&path) {
            Some(bytes) => HttpResponse::Ok()
                .insert_header(("etag", "\"one\""))
                .insert_header(("last-modified", "Tue, 24 Nov 2026 00:00:00 GMT"))
                .body(bytes.clone()),
            None => HttpResponse::NotFound().body("<Error><Code>NoSuchKey</Code></Error>"),
        },
        Method::DELETE => {
            objects.remove(&path);
            HttpResponse::NoContent().finish()
        }
        _ => HttpResponse::NotImplemented().finish(),
    }
}

impl Bucket {
    /// Starts one on a free port.
    pub async fn start() -> Self {
        let (listener, base) = listen("bucket");
        let objects = Objects::default();
        let data = Data::new(objects.clone());
        let routes = move |app: &mut ServiceConfig| {
            app.app_data(data.clone()).app_data(web::PayloadConfig::new(1 << 25)).default_service(web::to(answer));
        };
        let port = base.rsplit_once(':').expect("a port").1.trim_end_matches('/').to_owned();
        Self { base: format!("http://127.0.0.1:{port}"), objects, _server: Loopback::start(listener, routes).await }
    }

    /// Settings that keep media there.
    pub fn settings(&self, default: &MediaConfig) -> MediaConfig {
        MediaConfig {
            storage: MediaStorage::S3,
            s3_endpoint: Some(self.base.parse().expect("an address")),
            s3_bucket: "potluck-media".into(),
            s3_key: KEY.into(),
            s3_secret: Secret::new("secret"),
            ..default.clone()
        }
    }

    /// What is there.
    pub fn objects(&self) -> BTreeMap<String, Vec<u8>> {
        self.objects.lock().expect("nobody panicked with it").clone()
    }
}

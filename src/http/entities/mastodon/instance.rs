//! What an app reads first: which server this is, and what it takes.

use super::account::AccountEntity;
use crate::app::App;
use crate::domain::desk::FEATURED_MAX;
use crate::domain::media::{ATTACHMENTS_MAX, DESCRIPTION_MAX, Format, PICTURE_BYTES_MAX, PIXELS_MAX};
use crate::domain::network::Words;
use crate::domain::poll;
use crate::domain::status::PINS_MAX;
use crate::domain::text::BODY_MAX;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// What apps that look for a number take this server for: what it can do beyond that they find out by trying.
pub const VERSION: &str = concat!("4.2.0 (compatible; Potluck ", env!("CARGO_PKG_VERSION"), ")");

/// What the network says about itself, for apps.
pub struct AboutInstance {
    /// Its actor.
    pub account: AccountEntity,
    /// What its stewards wrote.
    pub words: Words,
    /// Members who are here.
    pub members: i64,
    /// Servers that are known here.
    pub hosts: i64,
    /// The key by which push servers know this one.
    pub vapid: String,
}

impl AboutInstance {
    fn email(&self) -> &str {
        self.words.contact.iter().find(|way| way.kind == "email").map_or("", |way| way.value.as_str())
    }

    /// About the network, in its main language, in one paragraph of plain text.
    fn description(&self, app: &App) -> String {
        let network = app.network();
        let main = network.languages.first().map(ToString::to_string).unwrap_or_default();
        let told = self.words.about_in(&main).map_or(network.about.as_str(), |about| about.text.as_str());
        told.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn languages(app: &App) -> Vec<String> {
        app.network().languages.iter().map(ToString::to_string).collect()
    }
}

/// What is taken here. Apps read bounds from it before they send.
fn configuration() -> Map<String, Value> {
    let configuration = json!({
        "accounts": {"max_featured_tags": FEATURED_MAX, "max_pinned_statuses": PINS_MAX},
        "statuses": {"max_characters": BODY_MAX, "max_media_attachments": ATTACHMENTS_MAX, "characters_reserved_per_url": 23},
        "media_attachments": {
            "supported_mime_types": Format::ALL, "description_limit": DESCRIPTION_MAX,
            "image_size_limit": PICTURE_BYTES_MAX, "image_matrix_limit": PIXELS_MAX,
            "video_size_limit": 0, "video_frame_rate_limit": 0, "video_matrix_limit": 0,
        },
        "polls": {
            "max_options": poll::OPTIONS_MAX, "max_characters_per_option": poll::OPTION_MAX,
            "min_expiration": poll::SHORTEST, "max_expiration": poll::LONGEST,
        },
        "translation": {"enabled": false},
    });
    match configuration {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// `Instance`.
#[derive(Serialize)]
pub struct InstanceEntity {
    domain: String,
    title: String,
    version: &'static str,
    /// Where one reads what this is: some apps take a server whose text here is no address for none.
    source_url: String,
    description: String,
    usage: Value,
    /// 2: notifications are grouped.
    api_versions: Value,
    thumbnail: Value,
    icon: Vec<Value>,
    languages: Vec<String>,
    configuration: Map<String, Value>,
    registrations: Value,
    contact: Value,
    rules: Vec<Value>,
}

impl InstanceEntity {
    /// The network's.
    pub fn new(app: &App, about: AboutInstance) -> Self {
        let base = app.here.addresses.base();
        let mut configuration = configuration();
        // Always an object: apps look into it before they look whether it is there.
        configuration.insert("urls".into(), json!({"about": format!("{base}about"), "streaming": streaming(app)}));
        configuration.insert("vapid".into(), json!({"public_key": about.vapid}));
        Self {
            domain: app.here.addresses.host(),
            title: app.network().name.clone(),
            version: VERSION,
            source_url: format!("{base}about"),
            description: about.description(app),
            // When somebody was last here is not kept, so that nobody can be counted as active.
            usage: json!({"users": {"active_month": 0}}),
            api_versions: json!({"mastodon": 2}),
            thumbnail: json!({"url": format!("{base}static/header.png")}),
            icon: Vec::new(),
            languages: AboutInstance::languages(app),
            configuration,
            registrations: json!({"enabled": false, "approval_required": true, "message": null, "url": null}),
            contact: json!({"email": about.email(), "account": about.account}),
            rules: Vec::new(),
        }
    }
}

/// Where apps open a WebSocket: they add `/api/v1/streaming`.
fn streaming(app: &App) -> String {
    let base = app.here.addresses.base().as_str().trim_end_matches('/');
    base.replacen("http", "ws", 1)
}

/// `V1::Instance`, which older apps read.
#[derive(Serialize)]
pub struct InstanceV1Entity {
    uri: String,
    title: String,
    short_description: String,
    description: String,
    email: String,
    version: &'static str,
    urls: Map<String, Value>,
    stats: Value,
    thumbnail: String,
    languages: Vec<String>,
    registrations: bool,
    approval_required: bool,
    invites_enabled: bool,
    configuration: Map<String, Value>,
    contact_account: AccountEntity,
    rules: Vec<Value>,
}

impl InstanceV1Entity {
    /// The network's.
    pub fn new(app: &App, about: AboutInstance) -> Self {
        let description = about.description(app);
        Self {
            uri: app.here.addresses.host(),
            title: app.network().name.clone(),
            short_description: description.clone(),
            description,
            email: about.email().to_owned(),
            version: VERSION,
            urls: Map::from_iter([("streaming_api".to_owned(), streaming(app).into())]),
            // What is posted is not counted.
            stats: json!({"user_count": about.members, "status_count": 0, "domain_count": about.hosts}),
            thumbnail: format!("{}static/header.png", app.here.addresses.base()),
            languages: AboutInstance::languages(app),
            registrations: false,
            approval_required: true,
            invites_enabled: false,
            configuration: configuration(),
            contact_account: about.account,
            rules: Vec::new(),
        }
    }
}

/// `ExtendedDescription`, and what else is a page of words.
#[derive(Serialize)]
pub struct WordsEntity {
    /// When that was written, as far as it is known.
    pub updated_at: String,
    /// HTML.
    pub content: String,
}

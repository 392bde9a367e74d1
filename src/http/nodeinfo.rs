//! NodeInfo 2.0 and 2.1: which software this is and which network lives here. People are not counted.

use crate::app::App;
use crate::domain::joining::Joining;
use crate::error::{Error, Result};
use crate::federation::wire::nodeinfo::{Metadata, NodeInfo, Usage, Version, WellKnown};
use crate::federation::wire::text::Word;
use crate::http::activitypub::answer::Refusal;
use crate::http::well_known::open;
use crate::storage::joining;
use actix_web::{HttpResponse, web};

/// `GET /.well-known/nodeinfo`.
pub async fn links(app: web::Data<App>) -> Result<HttpResponse, Refusal> {
    let addresses = &app.here.addresses;
    let at = |path: &str| addresses.base().join(path).map_err(Error::internal);
    let links = WellKnown::ours(at("nodeinfo/2.0")?, at("nodeinfo/2.1")?, addresses.app());
    Ok(open("application/json", serde_json::to_vec(&links).map_err(Error::internal)?))
}

/// `GET /nodeinfo/2.0`.
pub async fn v2_0(app: web::Data<App>) -> Result<HttpResponse, Refusal> {
    document(&app, Version::V2_0).await
}

/// `GET /nodeinfo/2.1`.
pub async fn v2_1(app: web::Data<App>) -> Result<HttpResponse, Refusal> {
    document(&app, Version::V2_1).await
}

async fn document(app: &App, version: Version) -> Result<HttpResponse, Refusal> {
    let rules = app.here.db.read(joining::rules).await?;
    let network = app.network();
    let languages = network.languages.iter().map(|tag| Word::try_from(tag.to_string().as_str()));
    let metadata = Metadata {
        node_name: Some(network.name.as_str().into()),
        node_description: (!network.about.is_empty()).then(|| network.about.as_str().into()),
        languages: languages.collect::<Result<_>>()?,
        staff_accounts: Vec::new(),
        networks: vec![app.here.addresses.network().as_str().into()],
    };
    // In a small neighborhood a count of people who were active tells about people; the schema wants none.
    let document = NodeInfo {
        open_registrations: rules.how == Joining::Open,
        ..NodeInfo::ours(version, env!("CARGO_PKG_VERSION"), None, Usage::default(), metadata)
    };
    Ok(open(&version.media_type(), serde_json::to_vec(&document).map_err(Error::internal)?))
}

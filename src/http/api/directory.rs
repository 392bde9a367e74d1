//! Networks that were found through those that we follow.

use crate::app::App;
use crate::domain::follow::FollowState;
use crate::error::Result;
use crate::http::entities::peer::{FoundEntity, ThroughEntity, distance_km};
use crate::http::error::{ApiError, Problem};
use crate::http::extract::{Scope, SignedIn};
use crate::storage::{actors, directory, follows};
use actix_web::get;
use actix_web::web::{Data, Json as Answer};
use std::collections::HashMap;

/// Networks that those whom we follow follow, and those whom these follow, the nearest first: with whose lists lead there.
/// Nothing is asked for this: a walk in the background finds them a few times a day.
#[utoipa::path(get, path = "/directory", context_path = "/api/potluck/v1", tag = "peers", security(("bearer" = ["read"])),
    responses((status = 200, body = Vec<FoundEntity>), (status = 401, body = Problem)))]
#[get("/directory")]
pub(super) async fn all(app: Data<App>, asker: SignedIn) -> Result<Answer<Vec<FoundEntity>>, ApiError> {
    asker.may(Scope::Read)?;
    let network = app.here.network;
    let read = app.here.db.read(move |conn| {
        let here = actors::get(conn, network)?.area;
        let entries = directory::all(conn)?;
        let names: HashMap<_, _> = entries.iter().map(|entry| (entry.ap_id.clone(), entry.name.clone())).collect();
        let mut found = Vec::new();
        for entry in entries {
            if let Some(actor) = actors::by_ap_id(conn, &entry.ap_id)? {
                let state = follows::between(conn, network, actor.id)?.map(|follow| follow.state);
                // It is among the peers by now.
                if matches!(state, Some(FollowState::Pending | FollowState::Accepted)) {
                    continue;
                }
            }
            let mut through = Vec::new();
            for actor in &entry.via {
                let known = actors::by_ap_id(conn, actor)?.map(|actor| actor.name);
                let name = known.or_else(|| names.get(actor).cloned());
                through.push(ThroughEntity { actor: actor.clone(), name });
            }
            let distance = distance_km(here, entry.area);
            found.push(FoundEntity::new(entry, through, distance));
        }
        found.sort_by(|a, b| {
            let key = |found: &FoundEntity| (found.distance_km.is_none(), found.distance_km.unwrap_or_default());
            let ((a_none, a_far), (b_none, b_far)) = (key(a), key(b));
            a_none.cmp(&b_none).then(a_far.total_cmp(&b_far)).then_with(|| a.network.name.cmp(&b.network.name))
        });
        Ok(found)
    });
    Ok(Answer(read.await?))
}

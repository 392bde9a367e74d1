//! What other servers post: checked for who says it, stored as it came, answered, then worked by a worker.

use super::body::Body;
use crate::actions::take_in::{Arrival, take_in};
use crate::adapters::fetch::{DEADLINE, JSON_DEPTH_MAX, check_depth, is_activity_type};
use crate::app::{App, Counted};
use crate::error::{Error, Kind as ErrorKind, Result};
use crate::federation::wire::{Incoming, Kind, same_origin};
use crate::federation::{authenticate, synchronization};
use crate::http::error::ApiError;
use crate::storage::actors;
use actix_web::http::StatusCode;
use actix_web::web::{self, Data, Payload};
use actix_web::{HttpRequest, HttpResponse};

/// Registers the inboxes.
pub fn configure(config: &mut web::ServiceConfig) {
    for path in ["/ap/inbox", "/ap/network/inbox", "/ap/app/inbox", "/ap/members/{handle}/inbox"] {
        config.service(web::resource(path).route(web::post().to(inbox)));
    }
}

async fn inbox(app: Data<App>, request: HttpRequest, payload: Payload) -> Result<HttpResponse, ApiError> {
    let accepted = || HttpResponse::Accepted().json(serde_json::json!({}));
    let content_type = request.headers().get("content-type").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let plain = content_type.split(';').next().unwrap_or_default().trim();
    let is_json = ["application/json", "application/ld+json"].iter().any(|json| plain.eq_ignore_ascii_case(json));
    if !is_activity_type(content_type) && !is_json {
        let text = "Please send an activity as JSON, with `Content-Type: application/activity+json`.";
        return Err(Error::new(ErrorKind::WrongType, text).into());
    }
    // Who sends need not show who they are before all of it is here: what trickles in would hold a megabyte each for as long
    // as they like (refusal 9). Whoever is only slow is told so in a way that lets them send it again.
    let Ok(body) = tokio::time::timeout(DEADLINE, Body::read(&request, payload)).await else {
        let text = "The body comes too slowly. Please send it again, within ten seconds.";
        return Ok(ApiError::answer(StatusCode::REQUEST_TIMEOUT, text, None));
    };
    let body = body?;
    check_depth(body.text(), JSON_DEPTH_MAX)?;
    let incoming = Incoming::parse(body.text())?;
    if let Some(handle) = request.match_info().get("handle") {
        let handle = handle.to_owned();
        let known = app.here.db.read(move |conn| actors::local_by_handle(conn, &handle)).await?;
        known.ok_or_else(Error::not_found)?;
    }
    // A deletion by somebody of whom nothing is known costs nothing: no key is fetched, nothing is stored (refusal 26).
    if *incoming.kind() == Kind::Delete {
        let actor = incoming.actor.clone();
        if app.here.db.read(move |conn| actors::by_ap_id(conn, &actor)).await?.is_none() {
            return Ok(accepted());
        }
    }
    let signed = authenticate::post(&app, &request, &body.came, &incoming.actor).await?;
    let said = signed.header(&request, synchronization::HEADER).map(str::to_owned);
    let signer = signed.actor;
    if !same_origin(&incoming.id, &incoming.actor) {
        return Err(Error::unauthorized("An activity has an id of its actor's own server.").into());
    }
    // Counted when it is sure who sent it: nobody uses up what belongs to another server (refusal 33).
    app.count(Counted::Server(&signer.host))?;
    // Before it is stored: should this fail, it comes again.
    if let Some(said) = said
        && synchronization::heard(&app, &signer, &said).await?
    {
        app.wake.peers.notify_one();
    }
    let arrival = Arrival {
        id: incoming.id.to_string(),
        actor: signer.ap_id.to_string(),
        host: signer.host,
        subject: subject(&incoming),
        body: body.text().to_vec(),
    };
    if take_in(&app.here, arrival).await? {
        app.wake.inbox.notify_one();
    }
    Ok(accepted())
}

/// What an activity is about, so that one object's are worked in the order of their arrival: the listing
/// for a Create, Update, Delete, and for its own network's Announce; the Follow, Offer, Like, Block, or Announce of what
/// is elsewhere, for itself and for what answers or undoes it.
///
/// What a server says of another's, or of ours, has an order of its own: else whoever has much that waits could name what is
/// not theirs in it, and what its own server says would wait behind that (refusal 33).
fn subject(incoming: &Incoming) -> String {
    let about = match incoming.kind() {
        // Many follow one actor and like one post: these need not wait for each other, but their Undo has to wait for them,
        // and names them by their own id.
        Kind::Follow | Kind::Offer | Kind::Like | Kind::Block => None,
        // After its Create. What is elsewhere is asked for there: its own server's Update does not wait for that.
        Kind::Announce => incoming.object_id().filter(|object| same_origin(object, &incoming.actor)),
        _ => incoming.object_id(),
    };
    let about = about.unwrap_or(&incoming.id);
    if same_origin(about, &incoming.actor) {
        return about.to_string();
    }
    // No address has a space in it.
    format!("{} {about}", incoming.actor.origin().ascii_serialization())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn about(kind: &str, object: serde_json::Value) -> String {
        let activity = json!({
            "id": "https://there.example/activities/7", "type": kind, "actor": "https://there.example/users/ana",
            "object": object,
        });
        subject(&Incoming::parse(activity.to_string().as_bytes()).unwrap())
    }

    #[test]
    fn what_can_be_undone_is_worked_before_its_undo() {
        for kind in ["Follow", "Offer", "Like", "Block", "Announce"] {
            let done = about(kind, json!("https://here.example/statuses/1"));
            let undone = about("Undo", json!({"id": "https://there.example/activities/7", "type": kind}));
            assert_eq!(done, undone, "{kind}");
        }
    }

    #[test]
    fn what_is_said_of_one_thing_is_worked_in_its_order() {
        let note = "https://there.example/notes/1";
        for kind in ["Create", "Update"] {
            let object = json!({"id": note, "type": "Note", "attributedTo": "https://there.example/users/ana"});
            assert_eq!(about(kind, object), note);
        }
        assert_eq!(about("Delete", json!(note)), note);
        assert_eq!(about("Announce", json!(note)), note, "its network's own");
        let elsewhere = "https://elsewhere.example/notes/1";
        assert_ne!(about("Announce", json!(elsewhere)), elsewhere, "that server's own Update does not wait for it");
    }

    #[test]
    fn nobody_stands_before_what_another_server_says_of_its_own() {
        let elsewhere = "https://elsewhere.example/notes/1";
        for kind in ["Create", "Update", "Delete", "Undo", "Accept", "Reject", "Add", "Move"] {
            assert_ne!(about(kind, json!(elsewhere)), elsewhere, "{kind}");
        }
        // Yes and no to what is ours keep their order all the same.
        let ours = "https://here.example/responses/1";
        assert_eq!(about("Accept", json!(ours)), about("Reject", json!({"id": ours, "type": "Offer"})));
    }
}

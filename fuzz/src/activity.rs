//! What other servers post at an inbox.

use super::document;
use super::support::{base, here, is_language, is_text, stable};
use chrono::Datelike;
use potluck::adapters::fetch::{JSON_DEPTH_MAX, check_depth};
use potluck::federation::objects::reply;
use potluck::federation::wire::membership;
use potluck::federation::wire::{
    Accept, Actor, Add, Announce, AnyNote, Block, Confirmation, Create, Delete, Flag, Follow, Incoming, Join, Kind,
    Leave, Like, Move, Offer, Reject, Undo, Update, read_text, same_origin,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fmt::Debug;

/// As the inbox and its worker read it.
pub fn check(data: &[u8]) {
    if check_depth(data, JSON_DEPTH_MAX).is_err() {
        return;
    }
    let Ok(incoming) = Incoming::parse(data) else { return };
    for url in [&incoming.id, &incoming.actor].into_iter().chain(incoming.object_id()) {
        assert!(matches!(url.scheme(), "http" | "https") && url.has_host() && url.username().is_empty(), "{url}");
    }
    is_text(incoming.kind().as_str(), 50);
    let _ = incoming.object_type();
    // Whatever is not read as JSON at all is refused once the envelope has told whom to blame.
    let Ok(raw) = serde_json::from_slice::<Value>(data) else { return };
    let _ = membership::carried(&raw).map(|signed| document::statement(&signed));
    match incoming.kind() {
        Kind::Create | Kind::Update => {
            came::<Create<Confirmation>>(data, &raw);
            came::<Update<Actor>>(data, &raw).into_iter().for_each(|update| document::actor(update.object));
            came::<Update<AnyNote>>(data, &raw);
            if let Some(create) = came::<Create<AnyNote>>(data, &raw) {
                if let AnyNote::Note(note) = &create.object
                    && let Some(reply) = reply::from_wire((**note).clone(), &create.to, &create.cc, &here())
                {
                    assert!(same_origin(&reply.answers, &base()));
                    is_text(&reply.words.into_storage(), 5_000);
                }
                document::note(create.object, (&create.to, &create.cc));
            }
        }
        Kind::Delete => {
            came::<Delete>(data, &raw);
        }
        Kind::Follow => {
            came::<Follow>(data, &raw);
        }
        Kind::Accept => {
            came::<Accept>(data, &raw).into_iter().for_each(|accept| words(accept.content_map.into_keys()));
        }
        Kind::Reject => {
            came::<Reject>(data, &raw).into_iter().for_each(|reject| words(reject.content_map.into_keys()));
        }
        Kind::Undo => {
            came::<Undo>(data, &raw);
        }
        Kind::Announce => {
            came::<Announce>(data, &raw);
        }
        Kind::Offer => {
            if let Some(offer) = came::<Offer>(data, &raw) {
                assert_eq!(offer.object.stipulates.listing().fragment(), None);
                let arrive = offer.object.response.and_then(|response| response.arrive_at);
                assert!(arrive.is_none_or(|at| at.year() < 2_201), "a time that adding to may overflow");
            }
        }
        Kind::Move => {
            came::<Move>(data, &raw);
        }
        Kind::Block => {
            came::<Block>(data, &raw);
        }
        Kind::Flag => {
            came::<Flag>(data, &raw).into_iter().for_each(|flag| assert!(flag.object.len() <= 50));
        }
        Kind::Like => {
            came::<Like>(data, &raw);
        }
        Kind::Add => {
            came::<Add>(data, &raw);
        }
        Kind::Join => {
            came::<Join>(data, &raw);
        }
        Kind::Leave => {
            came::<Leave>(data, &raw);
        }
        Kind::Remove | Kind::Other(_) => {}
    }
}

fn words(languages: impl Iterator<Item = String>) {
    languages.for_each(|language| is_language(&language));
}

/// Reads an activity as its worker does, from the bytes. What its value says, bytes say too; where a name is there twice
/// the two may differ, so the bytes are those of the value.
fn came<T: DeserializeOwned + Serialize + PartialEq + Debug>(data: &[u8], value: &Value) -> Option<T> {
    let written = read_text::<T>(value.to_string().as_bytes()).ok();
    assert_eq!(written, stable::<T>(value), "bytes and their value are read as different things");
    read_text::<T>(data).ok()
}

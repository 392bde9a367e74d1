//! What other servers post at an inbox.

use super::document;
use super::support::{base, here, is_language, is_text, stable};
use chrono::Datelike;
use potluck::adapters::fetch::{JSON_DEPTH_MAX, check_depth};
use potluck::federation::objects::reply;
use potluck::federation::wire::membership;
use potluck::federation::wire::one_or_many::ADDRESSEES_MAX;
use potluck::federation::wire::{
    Accept, Actor, Add, Announce, AnyNote, Block, Confirmation, Create, Delete, Flag, Follow, Incoming, Join, Kind,
    Leave, Like, Move, Offer, Reject, Undo, Update, same_origin,
};

/// As the inbox and its worker read it.
pub fn check(data: &[u8]) {
    if check_depth(data, JSON_DEPTH_MAX).is_err() {
        return;
    }
    let Ok(incoming) = Incoming::parse(data) else { return };
    for url in [&incoming.id, &incoming.actor].into_iter().chain(&incoming.object_id()) {
        assert!(matches!(url.scheme(), "http" | "https") && url.has_host() && url.username().is_empty(), "{url}");
    }
    assert!(incoming.to.as_slice().len() <= ADDRESSEES_MAX && incoming.cc.as_slice().len() <= ADDRESSEES_MAX);
    is_text(incoming.kind().as_str(), 50);
    let _ = incoming.object_type();
    let raw = &incoming.raw;
    let _ = membership::carried(raw).map(|signed| document::statement(&signed));
    match incoming.kind() {
        Kind::Create | Kind::Update => {
            stable::<Create<Confirmation>>(raw);
            stable::<Update<Actor>>(raw).into_iter().for_each(|update| document::actor(update.object));
            stable::<Update<AnyNote>>(raw);
            if let Some(create) = stable::<Create<AnyNote>>(raw) {
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
            stable::<Delete>(raw);
        }
        Kind::Follow => {
            stable::<Follow>(raw);
        }
        Kind::Accept => {
            stable::<Accept>(raw).into_iter().for_each(|accept| words(accept.content_map.into_keys()));
        }
        Kind::Reject => {
            stable::<Reject>(raw).into_iter().for_each(|reject| words(reject.content_map.into_keys()));
        }
        Kind::Undo => {
            stable::<Undo>(raw);
        }
        Kind::Announce => {
            stable::<Announce>(raw);
        }
        Kind::Offer => {
            if let Some(offer) = stable::<Offer>(raw) {
                assert_eq!(offer.object.stipulates.listing().fragment(), None);
                let arrive = offer.object.response.and_then(|response| response.arrive_at);
                assert!(arrive.is_none_or(|at| at.year() < 2_201), "a time that adding to may overflow");
            }
        }
        Kind::Move => {
            stable::<Move>(raw);
        }
        Kind::Block => {
            stable::<Block>(raw);
        }
        Kind::Flag => {
            stable::<Flag>(raw).into_iter().for_each(|flag| assert!(flag.object.len() <= 50));
        }
        Kind::Like => {
            stable::<Like>(raw);
        }
        Kind::Add => {
            stable::<Add>(raw);
        }
        Kind::Join => {
            stable::<Join>(raw);
        }
        Kind::Leave => {
            stable::<Leave>(raw);
        }
        Kind::Remove | Kind::Other(_) => {}
    }
}

fn words(languages: impl Iterator<Item = String>) {
    languages.for_each(|language| is_language(&language));
}

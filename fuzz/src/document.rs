//! What other servers answer when they are asked: actors, keys, posts, listings, collections, lists of a coalition,
//! WebFinger and NodeInfo.

use super::markup::is_safe;
use super::support::{here, is_language, is_line, is_text, now, stable};
use chrono::Datelike;
use potluck::adapters::fetch::{JSON_DEPTH_MAX, check_depth};
use potluck::domain::ActorId;
use potluck::domain::area::Cell;
use potluck::domain::coalition::{MEMBERS_MAX, SEQUENCE_MAX, Signed};
use potluck::domain::markup::{MENTIONS_MAX, TAGS_MAX};
use potluck::domain::poll::{Asked, COUNT_MAX, FOREIGN_OPTIONS_MAX};
use potluck::domain::text::{BODY_MAX, NOTE_MAX, TITLE_MAX};
use potluck::federation::objects;
use potluck::federation::signature::VerifyingKey;
use potluck::federation::wire::actor::{FIELDS_MAX, KEYS_MAX, PEM_MAX};
use potluck::federation::wire::collection::{ITEMS_MAX, Ids};
use potluck::federation::wire::listing::REVISION_MAX;
use potluck::federation::wire::membership::Coalition;
use potluck::federation::wire::nodeinfo::{NodeInfo, WellKnown};
use potluck::federation::wire::text::{HTML_MAX, NAME_MAX};
use potluck::federation::wire::{
    Actor, Addressees, AnyNote, Collection, Jrd, KeyDocument, ListingNote, MembershipList, Note, Page, read,
    same_origin,
};
use serde_json::Value;
use std::collections::BTreeSet;

/// One document is read as each of them: which it is to be, is said by who asks, not by the document.
pub fn check(data: &[u8]) {
    if check_depth(data, JSON_DEPTH_MAX).is_err() {
        return;
    }
    let Ok(value) = serde_json::from_slice::<Value>(data) else { return };
    stable::<Actor>(&value).into_iter().for_each(actor);
    if let Ok(key) = read::<KeyDocument>(&value) {
        assert!(key.public_key.public_key_pem.len() <= PEM_MAX);
        let _ = VerifyingKey::from_pem(&key.public_key.public_key_pem);
    }
    stable::<Note>(&value);
    stable::<ListingNote>(&value);
    if let Some(any) = stable::<AnyNote>(&value) {
        note(any, (&Addressees::Absent, &Addressees::Absent));
    }
    if let Some(collection) = stable::<Collection>(&value) {
        assert!(collection.ordered_items.is_none_or(|items| items.len() <= ITEMS_MAX));
    }
    stable::<Collection<AnyNote>>(&value);
    if let Some(page) = stable::<Page>(&value) {
        assert!(page.ordered_items.len() <= ITEMS_MAX);
    }
    let _ = Ids::read(&value);
    if let Some(list) = stable::<MembershipList>(&value) {
        assert!(list.items.len() <= MEMBERS_MAX);
        for statement in list.items {
            let _ = statement.unchecked().map(|signed| self::statement(&signed));
        }
        if let Ok(terms) = list.coalition.terms() {
            let again = Coalition::of(&terms).and_then(Coalition::terms).expect("terms that were read are right");
            assert_eq!(terms, again);
            is_line(terms.name(), TITLE_MAX);
            terms.agreement().iter().for_each(|(language, words)| {
                is_language(language);
                is_text(words, BODY_MAX);
            });
        }
    }
    if let Some(jrd) = stable::<Jrd>(&value) {
        let _ = (jrd.actor(), jrd.subscribe_template());
        if let Ok(acct) = jrd.acct() {
            assert_eq!(acct.to_string().parse().ok(), Some(acct));
        }
    }
    if let Some(info) = stable::<NodeInfo>(&value) {
        is_line(&info.software.name, 80);
        is_line(&info.software.version, 300);
    }
    if let Some(known) = stable::<WellKnown>(&value) {
        let _ = (known.application(), known.document());
    }
}

/// What one network said of itself in a coalition, with its signature.
pub fn statement(signed: &Signed) {
    assert!((1..=SEQUENCE_MAX).contains(&signed.statement.sequence));
    assert!(same_origin(&signed.statement.list, &signed.statement.member));
    let canonical = signed.statement.canonical().expect("a statement can be written");
    let again: Value = serde_json::from_slice(&canonical).expect("canonical JSON is JSON");
    assert_eq!(again["sequence"].as_i64(), Some(signed.statement.sequence));
}

/// What is kept of an actor.
pub fn actor(json: Actor) {
    assert!(json.attachment.len() <= FIELDS_MAX && json.assertion_method.len() <= KEYS_MAX);
    assert!(json.public_key.public_key_pem.len() <= PEM_MAX);
    let _ = (json.implements("https://w3id.org/fep/0837"), VerifyingKey::from_pem(&json.public_key.public_key_pem));
    if let Some(key) = json.ed25519() {
        assert!(same_origin(&key.id, &json.id), "a key of somebody else's");
        VerifyingKey::from_multibase(&key.public_key_multibase).expect("it was looked at");
    }
    let checked = json.check().is_ok();
    let shared = json.shared_inbox_or_inbox().clone();
    let actor = objects::actor::from_wire(json, now());
    if checked {
        assert!(same_origin(&shared, &actor.ap_id) && same_origin(&actor.inbox, &actor.ap_id));
        assert!(!actor.handle.is_empty() && !actor.handle.contains(['@', '/']), "{}", actor.handle);
        assert!(!actor.host.is_empty());
    }
    is_line(&actor.handle, 100);
    is_line(&actor.name, 300);
    is_safe(&actor.summary);
    if let Some(area) = actor.area {
        assert_eq!(Cell::from_number(Cell::of(area.middle).number()).ok(), Some(Cell::of(area.middle)));
    }
    actor.languages.iter().for_each(|language| is_line(language, 80));
}

/// What is kept of a post or a listing.
pub fn note(note: AnyNote, (to, cc): (&Addressees, &Addressees)) {
    match note {
        AnyNote::Listing(note) => {
            let Ok(listing) = objects::listing::from_wire(*note, ActorId(1), ActorId(2), now()) else { return };
            is_line(&listing.title, TITLE_MAX);
            is_language(&listing.language);
            assert!((1..=REVISION_MAX).contains(&listing.revision));
            assert!(listing.updated_at <= now());
            listing.details.body.iter().for_each(|body| is_text(body, BODY_MAX));
            listing.details.access_notes.iter().for_each(|notes| is_text(notes, NOTE_MAX));
            if let Some(quantity) = &listing.quantity {
                assert!(quantity.open() <= quantity.amount);
                is_text(&quantity.words(quantity.open()), 100);
            }
        }
        AnyNote::Note(note) => {
            if let Some(vote) = objects::poll::vote(&note) {
                is_line(&vote.option, NAME_MAX);
                assert!(!vote.option.is_empty());
            }
            let author = author();
            let Some(said) = objects::status::from_wire(*note, &author, to, cc, &here(), now()) else { return };
            assert!(said.mentioned.len() <= MENTIONS_MAX && said.tags.len() <= TAGS_MAX);
            let each_once: BTreeSet<_> = said.mentioned.iter().collect();
            assert!(each_once.len() == said.mentioned.len() && !said.mentioned.contains(&author.ap_id));
            said.poll.iter().for_each(poll);
            said.language.iter().for_each(|language| is_language(language));
            let words = said.words.into_storage();
            is_line(&words.spoiler, 1_000);
            is_safe(&words.content);
            // Escaping makes text longer: `&` is five bytes of HTML.
            assert!(words.content.len() <= 10 * HTML_MAX);
        }
    }
}

/// A poll has options that differ, and as many totals, none below nothing.
fn poll(poll: &Asked) {
    let options: BTreeSet<_> = poll.options.iter().collect();
    assert!(options.len() == poll.options.len() && poll.options.len() == poll.tally.counts.len());
    assert!((1..=FOREIGN_OPTIONS_MAX).contains(&options.len()));
    options.into_iter().for_each(|option| is_line(option, NAME_MAX));
    assert!(poll.tally.counts.iter().chain(&poll.tally.voters).all(|count| (0..=COUNT_MAX).contains(count)));
    assert!(poll.ends_at.is_none_or(|end| end.year() < 2_201), "a time that adding to may overflow");
    assert!(poll.tally.votes() >= 0);
}

/// Somebody elsewhere who says all of this.
fn author() -> potluck::domain::follow::Actor {
    let document = include_bytes!("../corpus/document/author.json");
    let document: Actor = serde_json::from_slice(document).expect("an actor");
    objects::actor::from_wire(document, now())
}

//! Every document under `tests/fixtures/activitypub`, read and (ours) written again.

use super::*;
use crate::domain::listing;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::path::PathBuf;
use url::Url;

fn fixture(name: &str) -> Value {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/activitypub").join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn read_fixture<T: DeserializeOwned>(name: &str) -> T {
    read(&fixture(name)).unwrap_or_else(|error| panic!("{name}: {:?}", error.cause().map(ToString::to_string)))
}

fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

/// Reading and writing again gives the same document, `@context` included.
#[track_caller]
fn comes_back<T: DeserializeOwned + Serialize>(name: &str) {
    let name = format!("potluck/{name}.json");
    assert_eq!(write(read_fixture::<T>(&name)).unwrap(), fixture(&name), "{name}");
}

#[test]
fn all_that_potluck_sends_comes_back_without_a_difference() {
    comes_back::<Create<ListingNote>>("01-need-create");
    comes_back::<Create<ListingNote>>("02-offer-create");
    comes_back::<Update<ListingNote>>("03-offer-update-met");
    comes_back::<Delete>("04-delete");
    comes_back::<Announce>("05-coalition-announce");
    comes_back::<Offer>("06-response-offer");
    comes_back::<Accept>("07-response-accept");
    comes_back::<Reject>("08-response-reject");
    comes_back::<Create<Confirmation>>("09-confirmation");
    comes_back::<Create<Note>>("11-reply-to-dm");
    comes_back::<Create<Note>>("11b-accepted-by-dm");
    comes_back::<Actor>("12-network-actor");
    comes_back::<Actor>("13-fridge-actor");
    comes_back::<Update<Actor>>("14-fridge-update-actor");
    comes_back::<Create<Note>>("15-fridge-stock-note");
    comes_back::<Create<Note>>("16-event-create");
    comes_back::<Create<Note>>("17-alert-create");
    comes_back::<Actor>("18-instance-actor");
    comes_back::<Undo>("19-undo-announce");
    comes_back::<Create<ListingNote>>("20-offer-by-member-create");
    comes_back::<Announce>("21-network-announces-member");
    comes_back::<Create<ListingNote>>("22-offer-nearby-networks-create");
    comes_back::<Announce>("23-pass-along-announce");
}

#[test]
fn what_is_sent_begins_as_readers_expect() {
    let create: Create<ListingNote> = read_fixture("potluck/01-need-create.json");
    let sent = serde_json::to_string(&with_context(create)).unwrap();
    assert!(sent.starts_with(r#"{"@context":["https://www.w3.org/ns/activitystreams","#), "{sent}");
    let after = sent.split_once(r#"],"id":"#).unwrap().1;
    let start = r#""https://fruitvale.example/ap/o/01K5N1/create","type":"Create","actor":"https://fruitvale.example/ap/network""#;
    assert!(after.starts_with(start), "{after}");
}

#[test]
fn a_listing_says_what_it_is() {
    let create: Create<AnyNote> = read_fixture("potluck/22-offer-nearby-networks-create.json");
    let AnyNote::Listing(note) = create.object else { panic!("a listing") };
    assert_eq!(note.purpose, listing::Kind::Offer);
    assert_eq!(note.listing.status, listing::State::Open);
    assert_eq!(note.listing.pass_along(), listing::PassAlong::Yes);
    assert_eq!(note.publishes.available_quantity.unwrap().has_numerical_value.to_string(), "12");
    assert_eq!(note.listing.allergens.unwrap().may_contain, ["peanut"]);
    assert_eq!(note.location.unwrap().area().unwrap().radius_m, 1_000);
    assert!(!note.to.is_public());
    assert_eq!(note.content_map.first().unwrap().0, "en");

    let need: Create<AnyNote> = read_fixture("potluck/01-need-create.json");
    let AnyNote::Listing(need) = need.object else { panic!("a listing") };
    assert_eq!(need.listing.pass_along(), listing::PassAlong::No, "what is not said is not allowed");

    // Earlier versions could say that the author is to be asked each time, and nobody asked.
    let mut earlier = fixture("potluck/22-offer-nearby-networks-create.json")["object"].take();
    earlier["potluck:listing"]["passAlong"] = "ask-me".into();
    let earlier: ListingNote = read(&earlier).unwrap();
    assert_eq!(earlier.listing.pass_along(), listing::PassAlong::No);
}

#[test]
fn a_listing_that_is_wrong_is_refused_and_never_read_as_a_mere_post() {
    let spoil = |pointer: &str, value: Value| {
        let mut listing = fixture("potluck/02-offer-create.json")["object"].take();
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        listing.pointer_mut(parent).unwrap()[key] = value;
        read::<AnyNote>(&listing)
    };
    assert!(spoil("/extra", json!({"deep": [1]})).is_ok(), "unknown properties are ignored");
    for (pointer, value) in [
        ("/id", json!("ftp://fruitvale.example/x")),
        ("/type", json!(["Note", "Proposal"])),
        ("/purpose", json!("swap")),
        ("/reciprocal", json!({"type": "Intent", "action": "transfer"})),
        ("/content", json!("a".repeat(150_001))),
        ("/endTime", json!("9999-12-31T00:00:00Z")),
        ("/location/latitude", json!(91)),
        ("/location/radius", json!(1e308)),
        ("/publishes/resourceQuantity/hasNumericalValue", json!("1e308")),
        ("/publishes/availableQuantity/hasNumericalValue", json!("-1")),
        ("/potluck:listing/revision", json!(0)),
        ("/potluck:listing/revision", json!(1e18)),
        ("/potluck:listing/status", json!("draft")),
        ("/potluck:listing/status", json!("sold")),
        ("/potluck:listing/category", json!("x".repeat(81))),
        ("/potluck:listing/allergens/contains", json!(vec!["milk"; 51])),
        ("/potluck:listing/bestBefore", json!("+99999-01-01")),
    ] {
        let read = spoil(pointer, value);
        assert_eq!(read.unwrap_err().kind(), crate::error::Kind::BadRequest, "{pointer}");
    }
    let mut create = fixture("potluck/02-offer-create.json");
    create["object"]["location"]["latitude"] = json!("RAW");
    let endless = create.to_string().replace("\"RAW\"", "1e999");
    assert!(Incoming::parse(endless.as_bytes()).is_ok() && read_text::<Create<AnyNote>>(endless.as_bytes()).is_err());
    for (pointer, value) in [
        ("/reciprocal", json!(null)),
        ("/potluck:listing/ways", json!(["pickup", "by-drone"])),
        ("/potluck:listing/urgency", json!("at-some-point")),
        ("/potluck:listing/passAlong", json!("perhaps")),
        ("/potluck:listing/windows", json!([{"from": "2026-09-09T00:00:00Z", "until": "2026-09-09T03:00:00Z"}, 7])),
        ("/attachment", json!([{"type": "Link", "href": "https://a.example/"}])),
    ] {
        assert!(matches!(spoil(pointer, value), Ok(AnyNote::Listing(_))), "{pointer}");
    }
    let named = spoil("/name", json!("\u{202E}Offer:\u{0} rice\u{2069}")).unwrap();
    assert!(matches!(named, AnyNote::Listing(note) if note.name == "Offer: rice"));
}

#[test]
fn an_agreement_that_asks_for_something_in_return_is_refused() {
    let mut offer = fixture("potluck/06-response-offer.json");
    assert_eq!(
        read::<Offer>(&offer).unwrap().object.stipulates.listing(),
        url("https://fruitvale.example/ap/o/01K5P7")
    );
    offer["object"]["stipulatesReciprocal"] = json!({"type": "Commitment"});
    assert!(read::<Offer>(&offer).is_err());
}

#[test]
fn a_listing_goes_two_hops_at_most() {
    let mut announce = fixture("potluck/23-pass-along-announce.json");
    assert_eq!(read::<Announce>(&announce).unwrap().pass_along.unwrap().hops, 1);
    for hops in [json!(0), json!(3), json!(256), json!(-1), json!("1")] {
        announce["potluck:passAlong"]["hops"] = hops;
        assert!(read::<Announce>(&announce).is_err());
    }
}

#[test]
fn mastodon_is_understood() {
    let ana: Actor = read_fixture("mastodon/person.json");
    ana.check().unwrap();
    assert_eq!((ana.kind, ana.preferred_username.as_str()), (ActorKind::Person, "ana"));
    assert_eq!(ana.shared_inbox_or_inbox(), &url("https://social.example/inbox"));
    assert_eq!(ana.attachment.len(), 2);
    let instance: Actor = read_fixture("mastodon/instance_actor.json");
    assert_eq!((instance.kind, instance.name), (ActorKind::Application, None));

    let follow: Follow = read_fixture("mastodon/follow.json");
    assert_eq!(follow.object, url("https://fruitvale.example/ap/network"));
    assert!(follow.to.is_absent());
    let undo: Undo = read_fixture("mastodon/undo_follow.json");
    assert_eq!(undo.object.id(), Some(&follow.id));
    assert_eq!(undo.object.embedded().unwrap().kind.as_deref(), Some("Follow"));
    let accept: Accept = read_fixture("mastodon/accept_follow.json");
    assert_eq!(accept.object.id(), Some(&url("https://fruitvale.example/ap/a/01K5F1")));
    let reject: Reject = read_fixture("mastodon/reject_follow.json");
    assert_eq!(reject.object.id(), accept.object.id());

    let create: Create<AnyNote> = read_fixture("mastodon/create_note.json");
    let AnyNote::Note(note) = create.object else { panic!("a post") };
    assert_eq!((note.summary, note.attachment.len(), note.tag.len()), (None, 2, 2));
    assert_eq!(tag::mentions(&note.tag).collect::<Vec<_>>(), [&url("https://fruitvale.example/ap/network")]);
    assert_eq!(note.replies, Some(url("https://social.example/users/ana/statuses/113/replies")));
    assert_eq!(note.in_reply_to, Some(url("https://fruitvale.example/ap/o/01K5P7")));

    let direct: Create<Note> = read_fixture("potluck/10-mastodon-dm-response.json");
    assert!(!direct.to.is_public() && direct.object.text().unwrap().1 == Some("en"));

    let create: Create<AnyNote> = read_fixture("mastodon/create_question.json");
    let AnyNote::Note(asks) = create.object else { panic!("a poll") };
    let options = |note: &Note| -> Vec<(String, i64)> {
        let option = |choice: &question::Choice| (choice.name.to_string(), choice.count.unwrap_or_default().get());
        note.one_of.iter().map(option).collect()
    };
    assert_eq!(options(&asks), [("Monday".to_owned(), 0), ("Tuesday".to_owned(), 0)]);
    assert!(asks.any_of.is_empty() && asks.closed.is_none() && asks.end_time.is_some());
    let update: Update<AnyNote> = read_fixture("mastodon/update_question.json");
    let AnyNote::Note(counted) = update.object else { panic!("a poll") };
    assert_eq!(options(&counted), [("Monday".to_owned(), 3), ("Tuesday".to_owned(), 1)]);
    assert_eq!((counted.voters_count.map(question::Count::get), counted.updated), (Some(4), None));
    assert!(matches!(counted.closed, Some(question::Closed::At(_))));
    let vote: Create<AnyNote> = read_fixture("mastodon/create_vote.json");
    let AnyNote::Note(vote) = vote.object else { panic!("a vote") };
    assert_eq!((vote.name.as_deref(), vote.text()), (Some("Tuesday"), None));

    let delete: Delete = read_fixture("mastodon/delete_note.json");
    assert_eq!(delete.object.id(), &note.id);
    let left: Delete = read_fixture("mastodon/delete_actor.json");
    assert_eq!(left.object, Deleted::Id(left.actor.clone()));
    let announce: Announce = read_fixture("mastodon/announce.json");
    assert_eq!(announce.pass_along, None);
    let moved: Move = read_fixture("mastodon/move.json");
    assert_eq!(moved.target, Some(url("https://other.example/users/ana")));
    let jrd: Jrd = read_fixture("mastodon/webfinger.json");
    assert_eq!((jrd.actor(), jrd.acct().unwrap().to_string()), (Some(&ana.id), "ana@social.example".to_owned()));
    assert!(jrd.subscribe_template().is_some());
}

#[test]
fn gotosocial_is_understood() {
    let bo: Actor = read_fixture("gotosocial/person.json");
    bo.check().unwrap();
    assert_eq!(bo.public_key.id, "https://sloth.example/users/bo/main-key");
    assert_eq!(bo.summary, None);
    // Without a signature it gives no more than the key; that is no actor, but enough to verify with.
    assert!(read::<Actor>(&fixture("gotosocial/person_unsigned.json")).is_err());
    let key: KeyDocument = read_fixture("gotosocial/person_unsigned.json");
    assert_eq!((&key.id, &key.public_key), (&bo.id, &bo.public_key));

    let create: Create<Note> = read_fixture("gotosocial/create_note.json");
    let note = create.object;
    assert_eq!(note.to, Addressees::One(url("https://fruitvale.example/ap/network")));
    assert_eq!((note.tag.len(), note.summary), (1, None));
    assert_eq!(note.published.unwrap().to_rfc3339(), "2026-09-08T17:02:00+00:00");
    let accept: Accept = read_fixture("gotosocial/accept_follow.json");
    assert_eq!(accept.object.embedded().unwrap().object, Some(bo.id.clone()));
    assert_eq!(read_fixture::<Jrd>("gotosocial/webfinger.json").actor(), Some(&bo.id));
}

#[test]
fn mitra_is_understood() {
    let cy: Actor = read_fixture("mitra/person.json");
    cy.check().unwrap();
    assert!(cy.implements(actor::Implements::FEP_0837) && !cy.implements(actor::Implements::POTLUCK_1));
    assert_eq!(cy.also_known_as, [url("https://old.example/users/cy")], "a DID is no address");
    assert_eq!(cy.attachment.len(), 1);
    assert_eq!(cy.shared_inbox_or_inbox(), &cy.inbox);
    let follow: Follow = read_fixture("mitra/follow.json");
    assert_eq!(follow.actor, cy.id);
    let create: Create<Note> = read_fixture("mitra/create_note.json");
    assert!(create.to.is_public());
}

#[test]
fn lemmy_is_understood() {
    let group: Actor = read_fixture("lemmy/group.json");
    group.check().unwrap();
    assert_eq!((group.kind, group.image.is_none()), (ActorKind::Group, true));
    let dee: Actor = read_fixture("lemmy/person.json");
    assert_eq!(dee.icon.unwrap().url, url("https://lemmy.example/pictrs/image/dee.png"));
    let follow: Follow = read_fixture("lemmy/follow.json");
    let undo: Undo = read_fixture("lemmy/undo_follow.json");
    assert_eq!(undo.object.id(), Some(&follow.id));
    let accept: Accept = read_fixture("lemmy/accept_follow.json");
    assert_eq!(accept.actor, group.id);
    let create: Create<AnyNote> = read_fixture("lemmy/create_note.json");
    assert_eq!(create.object.attributed_to(), &dee.id);
    let announce: Announce = read_fixture("lemmy/announce_create_note.json");
    assert_eq!(announce.object, create.id, "of an embedded activity the id counts");
    let page: Create<Note> = read_fixture("lemmy/create_page.json");
    assert_eq!((page.object.text(), page.object.attachment.len()), (None, 1));
    let delete: Delete = read_fixture("lemmy/delete_note.json");
    assert_eq!(&Deleted::Id(create.object.id().clone()), &delete.object);
    assert_eq!(read_fixture::<Jrd>("lemmy/webfinger.json").actor(), Some(&group.id));
}

#[test]
fn our_accept_of_a_follow_is_one_that_lemmy_understands() {
    let follow: Follow = read_fixture("lemmy/follow.json");
    let embedded = Reference::follow(follow.id.clone(), follow.actor.clone(), follow.object.clone());
    let mut accept = Accept::new(url("https://fruitvale.example/ap/a/01K5F9"), follow.object.clone(), embedded);
    accept.to = vec![follow.actor.clone()].into();
    let sent = serde_json::to_value(accept).unwrap();
    assert_eq!(
        sent,
        json!({
            "id": "https://fruitvale.example/ap/a/01K5F9",
            "type": "Accept",
            "actor": "https://fruitvale.example/ap/network",
            "to": ["https://lemmy.example/u/dee"],
            "object": {"id": follow.id, "type": "Follow", "actor": follow.actor, "object": follow.object},
        })
    );
}

#[test]
fn the_first_look_reads_every_activity_of_everybody() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/activitypub");
    let mut seen = 0;
    for software in ["potluck", "mastodon", "gotosocial", "mitra", "lemmy"] {
        for file in std::fs::read_dir(folder.join(software)).unwrap() {
            let body = std::fs::read(file.unwrap().path()).unwrap();
            let raw: Value = serde_json::from_slice(&body).unwrap();
            if raw.get("actor").is_none() {
                continue;
            }
            let incoming = Incoming::parse(&body).unwrap();
            assert_eq!(incoming.kind().as_str(), raw["type"]);
            assert!(!matches!(incoming.kind(), Kind::Other(_)));
            assert_eq!(incoming.object_type(), raw["object"].get("type").and_then(Value::as_str));
            // Only an agreement that is still being offered has no id.
            assert_eq!(incoming.object_id().is_some(), *incoming.kind() != Kind::Offer, "{raw}");
            seen += 1;
        }
    }
    assert!(seen >= 41, "{seen}");
}

#[test]
fn the_object_may_have_many_forms_and_its_id_is_found_where_there_is_one() {
    let about = |object: Value| {
        let activity =
            json!({"id": "https://a.example/1", "type": "Like", "actor": "https://a.example/u", "object": object});
        let incoming = Incoming::parse(activity.to_string().as_bytes()).unwrap();
        (incoming.object_id().map(Url::to_string), incoming.object_type().map(str::to_owned))
    };
    let id = Some("https://a.example/2".to_owned());
    assert_eq!(about(json!("https://a.example/2")), (id.clone(), None));
    assert_eq!(about(json!(["https://a.example/2"])), (id.clone(), None));
    assert_eq!(about(json!([{"id": "https://a.example/2", "type": "Note"}])), (id.clone(), None));
    let note = json!({"type": "Note", "tag": [{"id": "https://a.example/3"}], "id": "https://a.example/2"});
    assert_eq!(about(note), (id, Some("Note".to_owned())));
    assert_eq!(about(json!({"type": ["Note"]})), (None, None));
    let several = json!(["https://a.example/2", "https://a.example/3"]);
    for none in [json!(null), json!(7), json!(-7), json!(0.5), json!(true), json!([]), json!("did:key:z6Mk"), several] {
        assert_eq!(about(none.clone()), (None, None), "{none}");
    }
}

#[test]
fn what_is_no_activity_is_refused_at_the_first_look() {
    let right =
        json!({"id": "https://a.example/1", "type": "Like", "actor": {"id": "https://a.example/u"}, "to": "as:Public"});
    let look = |value: &Value| Incoming::parse(value.to_string().as_bytes());
    let incoming = look(&right).unwrap();
    assert_eq!((incoming.kind(), incoming.object_id(), incoming.object_type()), (&Kind::Like, None, None));
    assert!(read_text::<Follow>(right.to_string().as_bytes()).is_err());
    for (key, value) in [
        ("id", json!(null)),
        ("id", json!("https://victim@a.example/1")),
        ("type", json!(["Like"])),
        ("type", json!(null)),
        ("actor", json!(null)),
        ("actor", json!(["https://a.example/u", "https://b.example/u"])),
        ("actor", json!("did:key:z6Mk")),
        ("to", json!(vec!["https://a.example/u"; 301])),
    ] {
        let mut wrong = right.clone();
        wrong[key] = value;
        assert!(look(&wrong).is_err(), "{wrong}");
    }
    let undo = json!(["https://a.example/1", "Undo", "https://a.example/u"]);
    assert!(read::<Undo>(&undo).is_err(), "no struct by position");
    assert!(read_text::<Undo>(undo.to_string().as_bytes()).is_err(), "no struct by position");
    let mut undo = fixture("mastodon/undo_follow.json");
    undo["object"] = json!(["https://a.example/1", "https://a.example/2"]);
    assert!(read::<Undo>(&undo).is_err(), "one thing at a time");
    let text = right.to_string();
    let twice = text.replacen('{', "{\"actor\": \"https://b.example/u\", ", 1);
    let list = r#"["https://a.example/1", "Like", "https://a.example/u"]"#;
    for body in ["", "[]", "null", "{\"id\"", "\u{0}", &twice, list, &format!("{text} and more")] {
        assert!(Incoming::parse(body.as_bytes()).is_err(), "{body}");
    }
}

#[test]
fn refusal_14_a_key_belongs_to_its_actor_and_comes_from_its_server() {
    let with = |pointer: &str, value: &str| {
        let mut actor = fixture("mastodon/person.json");
        *actor.pointer_mut(pointer).unwrap() = json!(value);
        read::<Actor>(&actor).and_then(|actor| actor.check())
    };
    assert!(with("/name", "Ana").is_ok());
    assert!(with("/publicKey/owner", "https://social.example/users/eve").is_err());
    assert!(with("/publicKey/id", "https://evil.example/key").is_err());
    assert!(with("/publicKey/id", "http://127.0.0.1/key").is_err());
    // At one's own server, under the name of a neighbor's key: only a key of its own document, or one apart, as GoToSocial's.
    assert!(with("/publicKey/id", "https://social.example/users/eve#main-key").is_err());
    assert!(with("/publicKey/id", "https://social.example/users/ana/main-key").is_ok());
    assert!(with("/publicKey/publicKeyPem", &"x".repeat(10_000)).is_err());
    assert!(with("/inbox", "https://social.example:8443/inbox").is_err());
}

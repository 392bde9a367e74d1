//! What a member takes along (value V17): everything that is kept about them, in one ZIP of readable files,
//! each rendered for them as the JSON interface would. It holds nothing of anybody else that they may not
//! see anyway, and no sums (value V2).
//!
//! [`coverage::COVERED`] says of every column that points at a member where it is, or why it is not here.

mod archive;
mod beginnings;
pub mod coverage;
mod notes;
mod notices;
mod read_me;
mod translated;

use crate::app::App;
use crate::app::media::Version;
use crate::clock::Moment;
use crate::domain::browser::{Family, System};
use crate::domain::follow::FollowState;
use crate::domain::key::{ActorId, ListingId, MemberId, StatusId};
use crate::domain::listing::{Listing, State as ListingState};
use crate::domain::media::On;
use crate::domain::member::State;
use crate::domain::moderation::{Distance, OwnBlock};
use crate::domain::privacy::{Key, NetworkOnly};
use crate::domain::scheduled::{Planned, Scheduled, WAITING_MAX};
use crate::domain::status::Visibility;
use crate::error::{Error, Result};
use crate::federation::render;
use crate::federation::render::listing::below;
use crate::federation::wire::context::with_context;
use crate::http::entities::mastodon::status::Shown;
use crate::http::entities::member::MeEntity;
use crate::http::entities::network::ActorEntity;
use crate::http::entities::{handoff, listing, response};
use crate::i18n::Lang;
use crate::storage::listings::Paging;
use crate::storage::{
    activities, actors, bookmarks, favourites, follows, handoffs, listings, media, members, moderation, passkeys,
    polls, profiles, responses, scheduled, sign_ins, status_edits, statuses,
};
use archive::Archive;
use serde::Serialize;
use serde_json::Value;
use std::collections::HashMap;
use std::io::{Cursor, Seek, Write};
use url::Url;

/// The most that is put together in memory, in bytes of the finished ZIP: some hundred thousand listings.
pub const MEMORY_MAX: usize = 64 << 20;

/// Read at once.
const PAGE: i64 = 80;

/// A role that one holds or held.
#[derive(Serialize)]
struct RoleEntry {
    role: &'static str,
    starts_at: Moment,
    ends_at: Moment,
    given_by: String,
}

/// A way to sign in; the secret itself is kept nowhere.
#[derive(Serialize)]
struct SignIn {
    by: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    app: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    may: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    browser: Option<Family>,
    #[serde(skip_serializing_if = "Option::is_none")]
    system: Option<System>,
    #[serde(skip_serializing_if = "Option::is_none")]
    without_password: Option<bool>,
    created_at: Moment,
    #[serde(skip_serializing_if = "Option::is_none")]
    revoked_at: Option<Moment>,
}

impl SignIn {
    /// A way of which no more is said than since when.
    fn new(by: &'static str, created_at: Moment) -> Self {
        Self {
            by,
            app: None,
            may: None,
            name: None,
            browser: None,
            system: None,
            without_password: None,
            created_at,
            revoked_at: None,
        }
    }
}

/// A follow, either way.
#[derive(Serialize)]
struct FollowEntry {
    url: Url,
    direction: &'static str,
    who: ActorEntity,
    #[serde(serialize_with = "as_word")]
    state: FollowState,
    created_at: Moment,
}

fn as_word<S: serde::Serializer>(state: &FollowState, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(state.as_str())
}

/// Puts a member's export together in memory.
///
/// # Errors
/// `TooLarge` beyond [`MEMORY_MAX`], with what to do; `NotFound` for who left; `Internal` when the database fails.
pub async fn in_memory(app: &App, id: MemberId) -> Result<Vec<u8>> {
    Ok(export(app, id, Cursor::new(Vec::new()), Some(MEMORY_MAX)).await?.into_inner())
}

/// Writes a member's export, at most `max` bytes of it.
///
/// # Errors
/// As [`in_memory`]; `Unavailable` when it cannot be written.
pub async fn export<W: Write + Seek>(app: &App, id: MemberId, to: W, max: Option<usize>) -> Result<W> {
    let (seal, now) = (app.here.seal.clone(), app.here.now());
    let (member, profile, roles, actor) = app
        .here
        .db
        .read(move |conn| {
            let member = members::get(conn, id)?;
            if member.state == State::Left {
                return Err(Error::not_found());
            }
            let actor = actors::get(conn, member.actor)?;
            Ok((member, profiles::get(conn, &seal, id)?, members::roles_at(conn, id, now)?, actor))
        })
        .await?;
    let key: Key<NetworkOnly> = Key::of_member(id);
    let lang = profile.languages.open(&key).iter().find_map(|tag| Lang::from_tag(tag)).unwrap_or(app.here.language);
    let me = MeEntity::new(app, &member, &profile, &roles, id)?;

    let mut zip = Archive::new(to, max, now);
    let network = app.here.network;
    let (context, own) = (app.clone(), member.actor);
    let read = app.here.db.read(move |conn| {
        let own = actors::get(conn, own)?;
        Ok((actors::get(conn, network)?, render::actor::actor(&context, conn, &own)?))
    });
    let (network, document) = read.await?;
    let today = now.with_timezone(&app.config.network.time_zone).date_naive();
    zip.text("README.txt", &read_me::text_of(lang, &network.name, &member.handle, today))?;
    zip.json("profile.json", &me)?;
    zip.json("roles.json", &roles_of(app, id).await?)?;
    zip.json("sign-ins.json", &sign_ins_of(app, id).await?)?;
    listings_of(app, id, &mut zip).await?;
    zip.json("translations.json", &translated::of(app, id).await?)?;
    responses_given(app, id, &mut zip).await?;
    responses_received(app, id, &mut zip).await?;
    handoffs_of(app, id, &mut zip).await?;
    statuses_of(app, member.actor, &mut zip).await?;
    media_of(app, member.actor, &mut zip, max).await?;
    zip.json("favourites.json", &favourites_of(app, member.actor).await?)?;
    zip.json("bookmarks.json", &bookmarks_of(app, member.actor).await?)?;
    zip.json("votes.json", &votes_of(app, member.actor).await?)?;
    zip.json("scheduled.json", &scheduled_of(app, id).await?)?;
    zip.json("beginnings.json", &beginnings::of(app, id).await?)?;
    zip.json("notes.json", &notes::of(app, id).await?)?;
    zip.json("notices.json", &notices::of(app, id).await?)?;
    zip.json("blocks.json", &blocks_of(app, id).await?)?;
    zip.json("follows.json", &follows_of(app, member.actor).await?)?;
    zip.json("actor.json", &with_context(document))?;
    outbox_of(app, &actor, &mut zip).await?;
    zip.finish()
}

async fn roles_of(app: &App, id: MemberId) -> Result<Vec<RoleEntry>> {
    let roles = app.here.db.read(move |conn| members::roles_of(conn, id)).await?;
    let entry = |role: crate::domain::member::Role| RoleEntry {
        role: role.kind.as_str(),
        starts_at: role.starts_at,
        ends_at: role.ends_at,
        given_by: role.given_by,
    };
    Ok(roles.into_iter().map(entry).collect())
}

async fn sign_ins_of(app: &App, id: MemberId) -> Result<Vec<SignIn>> {
    let seal = app.here.seal.clone();
    let read = app.here.db.read(move |conn| {
        let tokens = members::tokens_of(conn, id)?;
        Ok((tokens, sign_ins::sessions_of(conn, &seal, id)?, passkeys::of_member(conn, &seal, id)?))
    });
    let (tokens, browsers, passkeys) = read.await?;
    let token = |one: members::TokenRecord| SignIn {
        app: one.app,
        may: Some(one.scopes),
        revoked_at: one.revoked_at,
        ..SignIn::new("token", one.created_at)
    };
    let browser = |one: sign_ins::SignedIn| SignIn {
        browser: one.browser.map(|browser| browser.family),
        system: one.browser.map(|browser| browser.system),
        without_password: Some(one.by_link),
        ..SignIn::new("browser", one.created_at)
    };
    let passkey = |one: passkeys::Kept| SignIn { name: Some(one.name), ..SignIn::new("passkey", one.created_at) };
    let apps = tokens.into_iter().map(token);
    Ok(apps.chain(browsers.into_iter().map(browser)).chain(passkeys.into_iter().map(passkey)).collect())
}

/// A page of one's own listings after `max_id`, newest first.
async fn page_of_listings(app: &App, id: MemberId, max_id: Option<i64>) -> Result<Vec<Listing>> {
    let paging = Paging { max_id, min_id: None, since_id: None, limit: PAGE };
    app.here.db.read(move |conn| listings::by_author(conn, id, paging)).await
}

/// The last id of a page, if there may be another after it.
fn further(ids: impl ExactSizeIterator<Item = i64>) -> Option<i64> {
    if ids.len() == PAGE as usize { ids.last() } else { None }
}

async fn listings_of<W: Write + Seek>(app: &App, id: MemberId, zip: &mut Archive<W>) -> Result<()> {
    let mut list = zip.list("listings.json")?;
    let mut max_id = None;
    loop {
        let found = page_of_listings(app, id, max_id).await?;
        max_id = further(found.iter().map(|listing| listing.id.0));
        let kept = found.into_iter().filter(|listing| listing.state != ListingState::Erased).collect();
        list.add_all(&listing::render(app, kept, Some(id)).await?)?;
        if max_id.is_none() {
            return list.end();
        }
    }
}

async fn responses_given<W: Write + Seek>(app: &App, id: MemberId, zip: &mut Archive<W>) -> Result<()> {
    let mut list = zip.list("responses-given.json")?;
    let mut max_id = None;
    loop {
        let (seal, paging) = (app.here.seal.clone(), Paging { max_id, min_id: None, since_id: None, limit: PAGE });
        let found = app.here.db.read(move |conn| responses::by_member(conn, &seal, id, paging)).await?;
        max_id = further(found.iter().map(|response| response.id.0));
        list.add_all(&response::render(app, found, id).await?)?;
        if max_id.is_none() {
            return list.end();
        }
    }
}

async fn responses_received<W: Write + Seek>(app: &App, id: MemberId, zip: &mut Archive<W>) -> Result<()> {
    let mut list = zip.list("responses-received.json")?;
    let mut max_id = None;
    loop {
        let own = page_of_listings(app, id, max_id).await?;
        max_id = further(own.iter().map(|listing| listing.id.0));
        for listing in own {
            let seal = app.here.seal.clone();
            let found = app.here.db.read(move |conn| responses::of_listing(conn, &seal, listing.id)).await?;
            list.add_all(&response::render(app, found, id).await?)?;
        }
        if max_id.is_none() {
            return list.end();
        }
    }
}

async fn handoffs_of<W: Write + Seek>(app: &App, id: MemberId, zip: &mut Archive<W>) -> Result<()> {
    let mut list = zip.list("handoffs.json")?;
    let mut max_id = None;
    loop {
        let (seal, paging) = (app.here.seal.clone(), Paging { max_id, min_id: None, since_id: None, limit: PAGE });
        let found = app.here.db.read(move |conn| handoffs::of_member(conn, &seal, id, paging)).await?;
        max_id = further(found.iter().map(|handoff| handoff.id.0));
        list.add_all(&handoff::render(app, found, id).await?)?;
        if max_id.is_none() {
            return list.end();
        }
    }
}

/// What one posted and told on, also to few, as the Mastodon API shows it to oneself, oldest first, with what they said
/// before as far as that is kept; without counts of what others made of it.
async fn statuses_of<W: Write + Seek>(app: &App, actor: ActorId, zip: &mut Archive<W>) -> Result<()> {
    let mut list = zip.list("statuses.json")?;
    let all = app.here.db.read(move |conn| statuses::ids_of_author(conn, actor)).await?;
    for ids in all.chunks(PAGE as usize) {
        let (own, ids) = (app.clone(), ids.to_vec());
        let read = app.here.db.read(move |conn| {
            let mut found = statuses::get_many(conn, &own.here.seal, &ids)?;
            found.sort_by_key(|status| status.id);
            let shown = Shown::of(conn, &own, &found, &[], Some(actor))?;
            let mut earlier = HashMap::new();
            for status in found.iter().filter(|status| status.edited_at.is_some()) {
                earlier.insert(status.id, status_edits::of(conn, &own.here.seal, status.id)?);
            }
            Ok((found, shown, earlier))
        });
        let (found, shown, earlier) = read.await?;
        for status in &found {
            let Some(entity) = shown.status(app, status) else { continue };
            let mut entity = serde_json::to_value(entity).map_err(Error::internal)?;
            if let Some(earlier) = earlier.get(&status.id).filter(|earlier| !earlier.is_empty())
                && let Some(history) = shown.history(app, status, earlier)
            {
                entity["history"] = serde_json::to_value(history).map_err(Error::internal)?;
            }
            without_counts(&mut entity);
            list.add(&entity)?;
        }
    }
    list.end()
}

/// A picture of one's own.
#[derive(Serialize)]
struct MediumEntry {
    /// In this ZIP. Nothing of what would make it larger than can be fetched at once: it is at its address.
    file: Option<String>,
    url: Url,
    description: String,
    media_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<StatusId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    listing: Option<ListingId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    account: Option<&'static str>,
    sent_at: Moment,
}

/// One's pictures, each as a file; where they would be more than can be fetched at once, the newest.
async fn media_of<W: Write + Seek>(app: &App, actor: ActorId, zip: &mut Archive<W>, max: Option<usize>) -> Result<()> {
    let seal = app.here.seal.clone();
    let all = app.here.db.read(move |conn| media::of_owner(conn, &seal, actor)).await?;
    // The words come first: a quarter is theirs.
    let mut left = max.map_or(usize::MAX, |max| max - max / 4);
    let mut entries = Vec::new();
    for (medium, kept) in all.into_iter().rev() {
        let mut file = None;
        if let Some(bytes) = app.open_file(&kept, Version::Original).await?.filter(|bytes| bytes.len() <= left) {
            left -= bytes.len();
            let name = format!("media/{}.{}", medium.id, kept.file.format.extension());
            zip.file(&name, &bytes)?;
            file = Some(name);
        }
        let (status, listing, account) = match medium.on {
            On::Nothing => (None, None, None),
            On::Status(id) => (Some(id), None, None),
            On::Listing(id) => (None, Some(id), None),
            On::Account(part) => (None, None, Some(part.as_str())),
        };
        entries.push(MediumEntry {
            file,
            url: app.here.addresses.medium(&medium.slug),
            description: medium.description,
            media_type: kept.file.format.as_str(),
            status,
            listing,
            account,
            sent_at: medium.created_at,
        });
    }
    zip.json("media.json", &entries)
}

/// Takes every count away: nobody takes home how often they were liked (value V2).
fn without_counts(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.retain(|name, _| !name.ends_with("_count"));
            map.values_mut().for_each(without_counts);
        }
        Value::Array(all) => all.iter_mut().for_each(without_counts),
        _ => {}
    }
}

/// A post that one likes.
#[derive(Serialize)]
struct FavouriteEntry {
    url: Url,
    post: Option<Url>,
}

async fn favourites_of(app: &App, actor: ActorId) -> Result<Vec<FavouriteEntry>> {
    let seal = app.here.seal.clone();
    let read = app.here.db.read(move |conn| {
        let liked = favourites::of_actor(conn, actor)?;
        let ids: Vec<_> = liked.iter().map(|favourite| favourite.status).collect();
        let posts: HashMap<_, _> =
            statuses::get_many(conn, &seal, &ids)?.into_iter().map(|status| (status.id, status.ap_id)).collect();
        Ok((liked, posts))
    });
    let (liked, mut posts) = read.await?;
    let entry = |favourite: favourites::Favourite| FavouriteEntry {
        post: posts.remove(&favourite.status),
        url: favourite.ap_id,
    };
    Ok(liked.into_iter().map(entry).collect())
}

/// The posts that one put aside, as far as one may still read them.
async fn bookmarks_of(app: &App, actor: ActorId) -> Result<Vec<Url>> {
    let seal = app.here.seal.clone();
    let read = app.here.db.read(move |conn| {
        let aside = bookmarks::of_actor(conn, actor)?;
        let mut posts = Vec::new();
        for status in statuses::get_many(conn, &seal, &aside)? {
            if statuses::is_for(conn, &status, Some(actor))? {
                posts.push(status.ap_id);
            }
        }
        Ok(posts)
    });
    read.await
}

/// What one voted in a poll.
#[derive(Serialize)]
struct VoteEntry {
    post: Url,
    choices: Vec<String>,
}

async fn votes_of(app: &App, actor: ActorId) -> Result<Vec<VoteEntry>> {
    let seal = app.here.seal.clone();
    let read = app.here.db.read(move |conn| {
        let votes: HashMap<_, _> = polls::all_votes_of(conn, &seal, actor)?.into_iter().collect();
        let ids: Vec<_> = votes.keys().copied().collect();
        let polls = polls::of(conn, &seal, &ids)?;
        let mut entries = Vec::new();
        for status in statuses::get_many(conn, &seal, &ids)? {
            // What is held for safety says nothing, not even in the words of what was chosen.
            if status.visibility == Visibility::Held {
                continue;
            }
            let (Some(poll), Some(chosen)) = (polls.get(&status.id), votes.get(&status.id)) else { continue };
            let options = poll.options.open(&status.key_for_delivery());
            let choices = chosen.iter().filter_map(|choice| options.get(*choice)).cloned().collect();
            entries.push((status.id, VoteEntry { post: status.ap_id, choices }));
        }
        entries.sort_by_key(|(id, _)| *id);
        Ok(entries.into_iter().map(|(_, entry)| entry).collect())
    });
    read.await
}

/// A post that one planned.
#[derive(Serialize)]
struct ScheduledEntry {
    at: Moment,
    post: Planned,
}

async fn scheduled_of(app: &App, id: MemberId) -> Result<Vec<ScheduledEntry>> {
    let seal = app.here.seal.clone();
    let paging = Paging { limit: WAITING_MAX, ..Paging::default() };
    let all = app.here.db.read(move |conn| scheduled::page(conn, &seal, id, paging)).await?;
    let entry = |one: Scheduled| {
        let key = Key::of_owner(one.member, id)?;
        Some(ScheduledEntry { at: one.at, post: one.planned.open(&key).clone() })
    };
    Ok(all.into_iter().filter_map(entry).collect())
}

/// Whom one keeps away.
#[derive(Serialize)]
struct BlockEntry {
    who: ActorEntity,
    distance: Distance,
}

async fn blocks_of(app: &App, id: MemberId) -> Result<Vec<BlockEntry>> {
    let seal = app.here.seal.clone();
    let read = app.here.db.read(move |conn| {
        let all = moderation::own_blocks(conn, &seal, id)?;
        let ids: Vec<_> = all.iter().map(|block| block.actor).collect();
        Ok((all, actors::get_many(conn, &ids)?))
    });
    let (all, others) = read.await?;
    let entry = |block: &OwnBlock| {
        let who = others.iter().find(|actor| actor.id == block.actor)?;
        Some(BlockEntry { who: who.into(), distance: block.distance })
    };
    Ok(all.iter().filter_map(entry).collect())
}

async fn follows_of(app: &App, actor: crate::domain::ActorId) -> Result<Vec<FollowEntry>> {
    let (found, others) = app
        .here
        .db
        .read(move |conn| {
            let found = follows::around(conn, actor)?;
            let ids: Vec<_> = found.iter().flat_map(|follow| [follow.follower, follow.followed]).collect();
            let others: HashMap<_, _> = actors::get_many(conn, &ids)?.into_iter().map(|a| (a.id, a)).collect();
            Ok((found, others))
        })
        .await?;
    let entry = |follow: crate::domain::follow::Follow| {
        let (direction, other) = if follow.follower == actor {
            ("I follow them", follow.followed)
        } else {
            ("they follow me", follow.follower)
        };
        let who = others.get(&other).ok_or_else(|| Error::internal("a follow without an actor"))?;
        Ok(FollowEntry {
            url: follow.ap_id,
            direction,
            who: who.into(),
            state: follow.state,
            created_at: follow.created_at,
        })
    };
    found.into_iter().map(entry).collect()
}

/// What was said in public under one's own name, as it was sent, as an ActivityStreams `OrderedCollection`.
/// Without `totalItems`, which nobody needs who has the items.
async fn outbox_of<W: Write + Seek>(
    app: &App,
    actor: &crate::domain::follow::Actor,
    zip: &mut Archive<W>,
) -> Result<()> {
    let id = actor.id;
    let head = serde_json::json!({
        "@context": "https://www.w3.org/ns/activitystreams",
        "id": below(&actor.ap_id, "outbox"),
        "type": "OrderedCollection",
        "attributedTo": actor.ap_id,
    });
    let mut list = zip.collection("outbox.json", &head, "orderedItems")?;
    let mut max_id = None;
    loop {
        let paging = Paging { max_id, min_id: None, since_id: None, limit: PAGE };
        let found = app.here.db.read(move |conn| activities::public_of(conn, id, paging)).await?;
        max_id = further(found.iter().map(|(id, _)| *id));
        for (_, body) in &found {
            list.add(&serde_json::from_slice::<Value>(body).map_err(Error::internal)?)?;
        }
        if max_id.is_none() {
            return list.end();
        }
    }
}

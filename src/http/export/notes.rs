//! What one keeps for oneself alone, as it is taken along.

use crate::app::App;
use crate::domain::desk::{Desk, Marker, Posting};
use crate::domain::filters::Filter;
use crate::domain::follow::Actor;
use crate::domain::hearing::Answer;
use crate::domain::key::{ActorId, AnnouncementId, MemberId, StatusId};
use crate::domain::lists::{List, Replies};
use crate::error::Result;
use crate::http::entities::network::ActorEntity;
use crate::storage::{actors, announcements, desks, featured_tags};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What one noted about somebody.
#[derive(Serialize)]
struct NoteEntry {
    who: ActorEntity,
    note: String,
}

/// What one keeps for oneself alone, and which tags one shows.
#[derive(Serialize)]
pub(super) struct NotesEntry {
    notes: Vec<NoteEntry>,
    /// How far one has read, by timeline.
    read: BTreeMap<String, Marker>,
    /// Which tags one follows.
    tags: BTreeSet<String>,
    /// Which tags one shows with one's account.
    shown_tags: Vec<String>,
    /// Whom one reads in lists.
    lists: Vec<ListEntry>,
    /// What one does not want to read.
    filters: Vec<Filter>,
    /// Which servers one keeps away.
    far_hosts: BTreeSet<String>,
    /// With which posts the threads begin of which one hears no more.
    muted: BTreeSet<StatusId>,
    /// In which languages one reads whom.
    languages: Vec<LanguagesEntry>,
    /// How one writes where one says nothing about it.
    posting: Posting,
    /// Of whom one wants to hear.
    hears: HearsEntry,
    /// With which signs one answered what the network told.
    reactions: Vec<ReactionEntry>,
}

/// Of whom one wants to hear, and whom one lets through all the same.
#[derive(Serialize)]
struct HearsEntry {
    for_not_following: Answer,
    for_not_followers: Answer,
    for_new_accounts: Answer,
    for_private_mentions: Answer,
    for_limited_accounts: Answer,
    all_the_same: Vec<ActorEntity>,
}

/// A sign with which one answered an announcement.
#[derive(Serialize)]
struct ReactionEntry {
    announcement: AnnouncementId,
    sign: String,
}

/// In which languages one reads somebody.
#[derive(Serialize)]
struct LanguagesEntry {
    who: ActorEntity,
    languages: BTreeSet<String>,
}

/// A list, and who is in it.
#[derive(Serialize)]
struct ListEntry {
    title: String,
    replies: Replies,
    exclusive: bool,
    accounts: Vec<ActorEntity>,
}

pub(super) async fn of(app: &App, id: MemberId) -> Result<NotesEntry> {
    let seal = app.here.seal.clone();
    let read = app.here.db.read(move |conn| {
        let desk = desks::get(conn, &seal, id)?;
        let listed = desk.lists.iter().flat_map(|list| list.accounts.iter().copied());
        let read = desk.languages.keys().copied();
        let heard = desk.rules.heard.iter().copied();
        let ids: BTreeSet<ActorId> = desk.notes.keys().copied().chain(listed).chain(read).chain(heard).collect();
        let shown = featured_tags::of_member(conn, id)?.into_iter().map(|one| one.tag).collect();
        let signs = announcements::reactions_of(conn, id)?;
        Ok((desk, shown, signs, actors::get_many(conn, &Vec::from_iter(ids))?))
    });
    let (desk, shown_tags, signs, others) = read.await?;
    // How one is told stands in notices.json.
    let Desk { markers, mut notes, tags, lists, filters, far_hosts, muted, languages, posting, rules, telling: _ } =
        desk;
    let list = |list: List| ListEntry {
        title: list.title,
        replies: list.replies,
        exclusive: list.exclusive,
        accounts: others.iter().filter(|who| list.accounts.contains(&who.id)).map(Into::into).collect(),
    };
    let lists = lists.into_iter().map(list).collect();
    let read = |who: &Actor| Some(LanguagesEntry { languages: languages.get(&who.id)?.clone(), who: who.into() });
    let languages = others.iter().filter_map(read).collect();
    let hears = HearsEntry {
        for_not_following: rules.for_not_following,
        for_not_followers: rules.for_not_followers,
        for_new_accounts: rules.for_new_accounts,
        for_private_mentions: rules.for_private_mentions,
        for_limited_accounts: rules.for_limited_accounts,
        all_the_same: others.iter().filter(|who| rules.heard.contains(&who.id)).map(Into::into).collect(),
    };
    let sign = |(announcement, sign): (AnnouncementId, String)| ReactionEntry { announcement, sign };
    let reactions = signs.into_iter().map(sign).collect();
    let entry = |who: &Actor| Some(NoteEntry { note: notes.remove(&who.id)?, who: who.into() });
    Ok(NotesEntry {
        notes: others.iter().filter_map(entry).collect(),
        read: markers,
        tags,
        shown_tags,
        lists,
        filters,
        far_hosts,
        muted,
        languages,
        posting,
        hears,
        reactions,
    })
}

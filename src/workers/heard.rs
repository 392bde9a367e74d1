//! What a member hears of, looked at anew when it is told outside: whether it is still there, whether they may read it, and
//! whether they want to hear of it.

use crate::app::App;
use crate::domain::desk::Desk;
use crate::domain::filters::{self, Context, Filters};
use crate::domain::follow::Actor;
use crate::domain::key::{ActorId, MemberId, NotificationId};
use crate::domain::privacy::{Key, Matched};
use crate::domain::status::Status;
use crate::domain::telling::{Occasion, Telling};
use crate::error::{Kind, Result};
use crate::federation::render::listing::{Surroundings, html};
use crate::storage::notifications::Notification;
use crate::storage::{
    Conn, actors, crossed_words, desks, listings, media, moderation, notifications, polls, responses, statuses,
};

/// A notification that is still to be told.
pub(super) struct Heard {
    /// Itself.
    pub(super) one: Notification,
    /// Who did it.
    pub(super) from: Actor,
    /// What it is about, and the key to its words.
    pub(super) about: Option<(Status, Key<Matched>)>,
    /// How its member is told.
    pub(super) telling: Telling,
    /// What it is.
    pub(super) occasion: Occasion,
}

/// What was found, or nothing where it is not there any more.
fn found<T>(one: Result<T>) -> Result<Option<T>> {
    match one {
        Ok(one) => Ok(Some(one)),
        Err(error) if error.kind() == Kind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// A member's notification; nothing when there is nothing to tell any more.
pub(super) fn heard(
    app: &App,
    conn: &mut Conn,
    (member, reader): (MemberId, ActorId),
    id: NotificationId,
) -> Result<Option<Heard>> {
    let seal = &app.here.seal;
    let Some(one) = found(notifications::get(conn, member, id))? else { return Ok(None) };
    let now = app.here.now();
    let away = moderation::own_blocks(conn, seal, member)?;
    if away.iter().any(|block| block.actor == one.from && block.holds_at(now) && !block.hears) {
        return Ok(None);
    }
    let Some(from) = found(actors::get(conn, one.from))?.filter(|from| !from.gone) else { return Ok(None) };
    let mut about = None;
    if let Some(id) = one.status {
        let Some(status) = statuses::find(conn, seal, id)? else { return Ok(None) };
        let ties = statuses::ties(conn, std::slice::from_ref(&status), Some(reader))?;
        let ties = ties.get(&status.id).copied().unwrap_or_default();
        let Some(key) = status.key_for(Some(reader), ties) else { return Ok(None) };
        about = Some((status, key));
    }
    let desk = desks::get(conn, seal, member)?;
    if is_unwanted(app, conn, &desk, reader, &from, about.as_ref())? {
        return Ok(None);
    }
    let occasion = occasion(app, conn, member, &one, about.as_ref().map(|(status, _)| status))?;
    Ok(Some(Heard { one, from, about, telling: desk.telling, occasion }))
}

/// What it is for the member: of what the network says, by the answer that it is about.
fn occasion(
    app: &App,
    conn: &mut Conn,
    member: MemberId,
    one: &Notification,
    about: Option<&Status>,
) -> Result<Occasion> {
    if one.from != app.here.network {
        return Ok(Occasion::of(one.kind, about.map(|status| status.visibility)));
    }
    let Some(response) = about.and_then(|status| status.response) else { return Ok(Occasion::Network) };
    if let Some(status) = about
        && crossed_words::is_one(conn, status.id)?
    {
        return Ok(Occasion::Message);
    }
    let response = found(responses::get(conn, &app.here.seal, response))?;
    Ok(match response {
        Some(response) if response.member == Some(member) => Occasion::Decision,
        Some(_) => Occasion::Answer,
        None => Occasion::Network,
    })
}

/// Whether the member keeps the whole server away on which it happened, or has a filter that hides it where notifications are:
/// of that they hear nothing outside either.
fn is_unwanted(
    app: &App,
    conn: &mut Conn,
    desk: &Desk,
    reader: ActorId,
    from: &Actor,
    about: Option<&(Status, Key<Matched>)>,
) -> Result<bool> {
    let seal = &app.here.seal;
    if !from.local && desk.far_hosts.contains(&from.host) {
        return Ok(true);
    }
    let filters = Filters::of(desk.filters.clone());
    // What one wrote oneself is never filtered.
    let Some((status, key)) = about.filter(|(status, _)| status.author != reader && !filters.is_empty()) else {
        return Ok(false);
    };
    let words = status.words.open(key);
    let content = match status.listing {
        Some(listing) => html(&Surroundings::of(app), &listings::get(conn, listing)?),
        None => words.content.clone(),
    };
    let media = match status.listing {
        Some(listing) => media::of_listings(conn, seal, &[listing])?.remove(&listing),
        None => media::of_statuses(conn, seal, &[status.id])?.remove(&status.id),
    };
    let media = media.unwrap_or_default();
    let poll = polls::of(conn, seal, &[status.id])?.remove(&status.id);
    let described = media.iter().map(|medium| medium.description.as_str());
    let asked = poll.iter().flat_map(|poll| poll.options.open(key)).map(String::as_str);
    let texts = filters::texts(&words.spoiler, &content, described, asked);
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let found = filters.find(app.here.now(), &[status.id], &texts);
    Ok(found.iter().any(|found| found.hides_in(Context::Notifications)))
}

//! What an app is told, as Mastodon says it: in the member's language, and with words that the member may read.

use crate::app::App;
use crate::domain::filters::{self, Context, Filters};
use crate::domain::follow::{Actor, FollowState};
use crate::domain::key::{ActorId, MemberId};
use crate::domain::markup::plain;
use crate::domain::media::{Look, Part};
use crate::domain::privacy::{Key, Matched};
use crate::domain::push::{News, Target};
use crate::domain::status::{NotificationKind, Status};
use crate::error::{Error, Kind, Result};
use crate::federation::render::listing::{Surroundings, html};
use crate::i18n::{Lang, text_with};
use crate::storage::notifications::Notification;
use crate::storage::push::{self, Message};
use crate::storage::{
    Conn, actors, desks, follows, listings, media, moderation, notifications, polls, profiles, statuses,
};
use serde_json::json;

/// Longest words that are told, in characters: push servers take 4 KiB in all.
const WORDS_MAX: usize = 140;
/// Longest name that is told, in characters.
const NAME_MAX: usize = 80;

/// Where to, and what (JSON); nothing when there is nothing to tell any more.
pub(super) async fn of(app: &App, message: &Message) -> Result<Option<(Target, Vec<u8>)>> {
    let (context, message) = (app.clone(), message.clone());
    app.here.db.read(move |conn| build(&context, conn, &message)).await
}

/// What was found, or nothing where it is not there any more.
fn found<T>(one: Result<T>) -> Result<Option<T>> {
    match one {
        Ok(one) => Ok(Some(one)),
        Err(error) if error.kind() == Kind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn build(app: &App, conn: &mut Conn, message: &Message) -> Result<Option<(Target, Vec<u8>)>> {
    let seal = &app.here.seal;
    let Some((subscription, member, reader, resting)) = push::get(conn, seal, message.subscription)? else {
        return Ok(None);
    };
    let Some(one) = found(notifications::get(conn, member, message.notification))? else { return Ok(None) };
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
    if is_unwanted(app, conn, member, reader, &from, about.as_ref())? {
        return Ok(None);
    }
    let accepted = |follow: Option<crate::domain::follow::Follow>| {
        follow.is_some_and(|follow| follow.state == FollowState::Accepted)
    };
    let news = News {
        kind: one.kind,
        visibility: about.as_ref().map(|(status, _)| status.visibility),
        resting,
        followed: accepted(follows::between(conn, reader, one.from)?),
        follower: accepted(follows::between(conn, one.from, reader)?),
    };
    if !subscription.wants(&news) {
        return Ok(None);
    }
    let read = profiles::languages(conn, member)?;
    let lang = read.iter().find_map(|tag| Lang::from_tag(tag)).unwrap_or(app.here.language);
    let words = match &about {
        Some((status, key)) => words_of(app, conn, status, key)?,
        None => plain(&from.summary),
    };
    let told = told(app, lang, &subscription.token, &one, &from, &words)?;
    Ok(Some((subscription.target, told)))
}

/// Whether the member keeps the whole server away on which it happened, or has a filter that hides it where notifications are:
/// of that they hear nothing in their apps either.
fn is_unwanted(
    app: &App,
    conn: &mut Conn,
    member: MemberId,
    reader: ActorId,
    from: &Actor,
    about: Option<&(Status, Key<Matched>)>,
) -> Result<bool> {
    let seal = &app.here.seal;
    let desk = desks::get(conn, seal, member)?;
    if !from.local && desk.far_hosts.contains(&from.host) {
        return Ok(true);
    }
    let filters = Filters::of(desk.filters);
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

/// What a status says: its warning, where it has one.
fn words_of(app: &App, conn: &mut Conn, status: &Status, key: &Key<Matched>) -> Result<String> {
    if let Some(listing) = status.listing {
        return Ok(plain(&html(&Surroundings::of(app), &listings::get(conn, listing)?)));
    }
    let words = status.words.open(key);
    Ok(if words.spoiler.is_empty() { plain(&words.content) } else { words.spoiler.clone() })
}

/// In one line, cut to `most` characters.
fn short(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// Who did what, in a sentence.
fn title(lang: Lang, kind: NotificationKind, name: &str) -> String {
    text_with(lang, &format!("push-{}", kind.as_str().replace('_', "-")), &[("name", name.into())])
}

fn told(app: &App, lang: Lang, token: &str, one: &Notification, from: &Actor, words: &str) -> Result<Vec<u8>> {
    let icon = match from.looks.part(Part::Avatar).and_then(Look::slug) {
        Some(slug) => app.here.addresses.medium(slug).into(),
        None => format!("{}static/avatar.png", app.here.addresses.base()),
    };
    let name = if from.name.trim().is_empty() { &from.handle } else { &from.name };
    let told = json!({
        "access_token": token,
        "preferred_locale": lang.tag(),
        // A number, as Mastodon sends it: its own apps read nothing else.
        "notification_id": one.id.0,
        "notification_type": one.kind.as_str(),
        "icon": icon,
        "title": title(lang, one.kind, &short(name, NAME_MAX)),
        "body": short(words, WORDS_MAX),
    });
    serde_json::to_vec(&told).map_err(Error::internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn value_11_everything_that_happens_has_a_sentence_in_every_language() {
        for lang in Lang::ALL {
            for kind in NotificationKind::ALL {
                let said = title(lang, *kind, "Rosa");
                assert!(!said.is_empty() && !said.starts_with("push-"), "{lang} {kind:?}: {said}");
            }
        }
    }

    #[test]
    fn words_are_cut_by_characters_and_stand_in_one_line() {
        assert_eq!(short(" a\n\n b ", 9), "a b");
        assert_eq!(short("خبز وزيت", 3), "خبز…");
        assert_eq!(short("abc", 3), "abc");
    }
}

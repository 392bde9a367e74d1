//! What an app is told, as Mastodon says it: in the member's language, and with words that the member may read.

use crate::app::App;
use crate::clock::Moment;
use crate::domain::follow::{Actor, FollowState};
use crate::domain::markup::plain;
use crate::domain::media::{Look, Part};
use crate::domain::privacy::{Key, Matched};
use crate::domain::push::{News, Target};
use crate::domain::status::{NotificationKind, Status};
use crate::error::{Error, Result};
use crate::federation::render::listing::{Surroundings, html};
use crate::i18n::{Lang, text_with};
use crate::storage::notifications::Notification;
use crate::storage::push::{self, Message};
use crate::storage::{Conn, follows, listings, profiles};
use crate::workers::heard::{Heard, heard};
use serde_json::json;

/// Longest words that are told, in characters: push servers take 4 KiB in all.
const WORDS_MAX: usize = 140;
/// Longest name that is told, in characters.
const NAME_MAX: usize = 80;

/// What becomes of a message.
pub(super) enum Told {
    /// There is nothing to tell any more, or it is not wanted.
    Nothing,
    /// It is quiet until then.
    NotBefore(Moment),
    /// Where to, and what (JSON).
    This(Target, Vec<u8>),
}

/// Where to, and what, if it is to be told now.
pub(super) async fn of(app: &App, message: &Message) -> Result<Told> {
    let (context, message) = (app.clone(), message.clone());
    app.here.db.read(move |conn| build(&context, conn, &message)).await
}

fn build(app: &App, conn: &mut Conn, message: &Message) -> Result<Told> {
    let seal = &app.here.seal;
    let Some((subscription, member, reader, resting)) = push::get(conn, seal, message.subscription)? else {
        return Ok(Told::Nothing);
    };
    let Some(Heard { one, from, about, telling, occasion }) = heard(app, conn, (member, reader), message.notification)?
    else {
        return Ok(Told::Nothing);
    };
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
    if !subscription.wants(&news) || !telling.way(occasion).by_app() {
        return Ok(Told::Nothing);
    }
    if let Some(end) = telling.quiet_until(app.here.now(), app.config.network.time_zone) {
        return Ok(Told::NotBefore(end));
    }
    let read = profiles::languages(conn, member)?;
    let lang = read.iter().find_map(|tag| Lang::from_tag(tag)).unwrap_or(app.here.language);
    let words = match &about {
        Some((status, key)) => words_of(app, conn, status, key)?,
        None => plain(&from.summary),
    };
    let told = told(app, lang, &subscription.token, &one, &from, &words)?;
    Ok(Told::This(subscription.target, told))
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

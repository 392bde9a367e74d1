//! A status of ours as a `Note`, and for whom it is.

use crate::app::App;
use crate::clock::Moment;
use crate::domain::follow::Actor;
use crate::domain::media::Medium;
use crate::domain::poll::Poll;
use crate::domain::status::{Status, Visibility};
use crate::error::{Error, Result};
use crate::federation::render::media::attachments;
use crate::federation::wire::note::NoteKind;
use crate::federation::wire::question::{Choice, Choices, Closed, Count};
use crate::federation::wire::tag::Tag;
use crate::federation::wire::{Addressees, Html, LanguageMap, Note, public};
use crate::seal::MasterKey;
use crate::storage::{Conn, actors, media, polls, statuses};
use url::Url;

/// A status with everything that its `Note` names.
#[derive(Debug)]
pub struct Whole {
    /// The status.
    pub status: Status,
    /// Who says it.
    pub author: Actor,
    /// Who is mentioned.
    pub mentioned: Vec<Actor>,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its pictures.
    pub media: Vec<Medium>,
    /// What it asks.
    pub poll: Option<Poll>,
}

impl Whole {
    /// Looks up what belongs to a status.
    ///
    /// # Errors
    /// `Internal` when the database fails or the key does not fit.
    pub fn of(conn: &mut Conn, seal: &MasterKey, status: Status) -> Result<Self> {
        let id = status.id;
        let author = actors::get(conn, status.author)?;
        let mentioned = statuses::mentions(conn, &[id])?.remove(&id).unwrap_or_default();
        let mentioned = actors::get_many(conn, &mentioned)?;
        let tags = statuses::tags(conn, &[id])?.remove(&id).unwrap_or_default();
        let media = media::of_statuses(conn, seal, &[id])?.remove(&id).unwrap_or_default();
        let poll = polls::find(conn, seal, id)?;
        Ok(Self { status, author, mentioned, tags, media, poll })
    }

    /// For whom: `to` and `cc`.
    pub fn audience(&self) -> (Addressees, Addressees) {
        let mentioned = self.mentioned.iter().map(|actor| actor.ap_id.clone());
        let followers = self.author.followers.clone().into_iter();
        let (to, cc): (Vec<Url>, Vec<Url>) = match self.status.visibility {
            Visibility::Public => (vec![public()], followers.chain(mentioned).collect()),
            Visibility::Unlisted => (followers.collect(), [public()].into_iter().chain(mentioned).collect()),
            Visibility::Private => (followers.collect(), mentioned.collect()),
            Visibility::Direct => (mentioned.collect(), Vec::new()),
            Visibility::Held => (Vec::new(), Vec::new()),
        };
        (to.into(), cc.into())
    }

    /// The `Note`.
    ///
    /// # Errors
    /// `Internal` when its text is longer than any that we take.
    pub fn note(&self, app: &App) -> Result<Note> {
        let status = &self.status;
        let words = status.words.open(&status.key_for_delivery());
        let content = Html::try_from(words.content.as_str()).map_err(Error::internal)?;
        let (to, cc) = self.audience();
        let mention = |actor: &Actor| Tag::mention(&format!("@{}", actor.address()), actor.ap_id.clone());
        let hashtag = |tag: &String| Tag::hashtag(&format!("#{tag}"), app.here.addresses.tag(tag));
        let language = status.language.clone().unwrap_or_else(|| app.here.language.tag().to_owned());
        Ok(Note {
            url: Some(app.here.addresses.status_page(&self.author.handle, status.id)),
            in_reply_to: status.in_reply_to.clone(),
            to,
            cc,
            published: Some(status.created_at),
            updated: status.edited_at,
            summary: (!words.spoiler.is_empty()).then(|| words.spoiler.as_str().into()),
            content_map: LanguageMap::one(language, content.clone()),
            content: Some(content),
            sensitive: status.sensitive,
            tag: self.mentioned.iter().map(mention).chain(self.tags.iter().map(hashtag)).collect(),
            attachment: attachments(&app.here.addresses, &self.media),
            ..self.question(app.here.now())
        })
    }

    /// Its id and its author, and what it asks.
    fn question(&self, now: Moment) -> Note {
        let note = Note::new(self.status.ap_id.clone(), self.author.ap_id.clone());
        let Some(poll) = &self.poll else { return note };
        let shown = poll.shows_totals(now);
        let options = poll.options.open(&self.status.key_for_delivery()).iter().zip(&poll.tally.counts);
        let choices = options
            .map(|(name, count)| Choice { name: name.as_str().into(), count: shown.then(|| (*count).into()) })
            .collect();
        let (one_of, any_of) =
            if poll.multiple { (Choices::default(), choices) } else { (choices, Choices::default()) };
        Note {
            kind: NoteKind::Question,
            one_of,
            any_of,
            end_time: poll.ends_at,
            closed: poll.ends_at.filter(|end| *end <= now).map(Closed::At),
            voters_count: poll.tally.voters.map(Count::from),
            ..note
        }
    }
}

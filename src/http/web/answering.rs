//! Answering a post: on its page, in words and with a question; and what an answer with pictures has in common with that.

use super::join::typed;
use super::oneself::Said;
use super::posts::{PostCard, card, draft, key, post, posting};
use super::questions::{Question, Wrong};
use crate::actions::post_status::{Post, post_status};
use crate::app::App;
use crate::domain::filters::Context;
use crate::domain::key::StatusId;
use crate::domain::markup::mentions;
use crate::domain::member::Member;
use crate::domain::poll;
use crate::domain::status::{Draft, Visibility};
use crate::error::{Error, Kind, Result};
use crate::federation::discover;
use crate::http::entities::mastodon::status::{Shown, StatusEntity};
use crate::i18n::Lang;
use crate::storage::statuses;
use chrono_tz::Tz;

/// Answers a post as a form says; or says all that does not fit in the form.
///
/// # Errors
/// `NotFound` unless the member may read it, and it is no need and no offer; `Internal` when the database fails.
pub(super) async fn answer(
    app: &App,
    lang: Lang,
    member: &Member,
    id: StatusId,
    said: &Said,
) -> Result<Result<StatusId, Vec<Wrong>>> {
    let question = Question::read(lang, |name| typed(said, name));
    let wrong = question.wrong(lang);
    if !wrong.is_empty() {
        return Ok(Err(wrong));
    }
    match answered(app, lang, member, id, said, question.draft()).await {
        Ok(answer) => Ok(Ok(answer)),
        Err(error) if matches!(error.kind(), Kind::Invalid | Kind::Conflict) => {
            Ok(Err(vec![("words".to_owned(), error.words(lang))]))
        }
        Err(error) => Err(error),
    }
}

async fn answered(
    app: &App,
    lang: Lang,
    member: &Member,
    id: StatusId,
    said: &Said,
    poll: Option<poll::Draft>,
) -> Result<StatusId> {
    let answered = Answered::of(app, member, id).await?;
    let posting = posting(app, member).await?;
    let draft = draft(lang, &posting, typed(said, "words"));
    // Nothing at all is said so, and not a name alone.
    draft.check()?;
    let answer = Post { poll, ..post(draft, Visibility::Public, Some(id), key(said)) };
    answered.send(app, member, posting.visibility, answer).await
}

/// What somebody answers.
pub(super) struct Answered {
    id: StatusId,
    entity: StatusEntity,
    /// Whom an answer names.
    whom: Vec<String>,
    /// Who may read it: no answer goes further by itself.
    before: Visibility,
}

impl Answered {
    /// What a member wants to answer.
    ///
    /// # Errors
    /// `NotFound` unless they may read it, and it is no need and no offer; `Internal` when the database fails.
    pub(super) async fn of(app: &App, member: &Member, id: StatusId) -> Result<Self> {
        let (own, reader) = (app.clone(), member.actor);
        let read = app.here.db.read(move |conn| {
            let status = statuses::get(conn, &own.here.seal, id)?;
            let is_for = statuses::is_for(conn, &status, Some(reader))?;
            if !is_for || status.listing.is_some() || status.boost_of.is_some() {
                return Err(Error::not_found());
            }
            let shown = Shown::of(conn, &own, std::slice::from_ref(&status), &[], Some(reader))?;
            let entity = shown.status(&own, &status).ok_or_else(Error::not_found)?;
            let mut whom: Vec<String> =
                (status.author != reader).then(|| entity.author().acct().to_owned()).into_iter().collect();
            // What is not for everyone is for those whom it names: without them, an answer would reach nobody else.
            if !status.visibility.is_open() {
                let others = entity.named().filter(|(who, _)| *who != reader && *who != status.author);
                whom.extend(others.map(|(_, acct)| acct.to_owned()));
            }
            Ok(Self { id, entity, whom, before: status.visibility })
        });
        read.await
    }

    /// The way to the form in which it is answered with pictures.
    pub(super) fn way(&self) -> String {
        way(self.id)
    }

    /// As its own page shows it.
    pub(super) fn card(&self, lang: Lang, zone: Tz) -> PostCard {
        card(lang, zone, &self.entity, Context::Thread)
    }

    /// Posts what answers it, which names all whom it must, and goes by itself no further: at most as far as its author is used
    /// to write.
    ///
    /// # Errors
    /// As [`post_status`].
    pub(super) async fn send(
        &self,
        app: &App,
        member: &Member,
        usual: Option<Visibility>,
        answer: Post,
    ) -> Result<StatusId> {
        let draft = Draft { text: answering(&answer.draft.text, &self.whom), ..answer.draft };
        draft.check()?;
        discover::mentioned(app, &draft.text, self.before == Visibility::Direct).await?;
        let visibility = usual.unwrap_or(Visibility::Public).narrower(self.before);
        post_status(&app.here, member.id, Post { draft, visibility, in_reply_to: Some(self.id), ..answer }).await
    }
}

/// The way to the form in which a post is answered with pictures.
pub(super) fn way(id: StatusId) -> String {
    format!("/posts/{id}/answer")
}

/// An answer as it is sent: whoever is answered is named in it, and hears of it. Beside a picture, a name may stand alone.
fn answering(words: &str, whom: &[String]) -> String {
    let named = mentions(words);
    let is_named = |acct: &str| {
        let (name, host) = match acct.split_once('@') {
            Some((name, host)) => (name.to_lowercase(), Some(host.to_lowercase())),
            None => (acct.to_lowercase(), None),
        };
        named.contains(&(name, host))
    };
    let missing: Vec<String> =
        whom.iter().filter(|acct| !is_named(acct.as_str())).map(|acct| format!("@{acct}")).collect();
    match missing.is_empty() {
        true => words.to_owned(),
        false => format!("{} {words}", missing.join(" ")).trim_end().to_owned(),
    }
}

#[cfg(test)]
mod tests {

    #[test]
    fn whoever_is_answered_is_named_once() {
        let answering = |words: &str, whom: &[&str]| {
            let whom: Vec<String> = whom.iter().map(|one| (*one).to_owned()).collect();
            super::answering(words, &whom)
        };
        assert_eq!(answering("Thank you", &["ben"]), "@ben Thank you");
        assert_eq!(answering("@Ben, thank you", &["ben"]), "@Ben, thank you");
        assert_eq!(answering("@ana@b.example, thank you", &["ana@b.example"]), "@ana@b.example, thank you");
        assert_eq!(answering("Thank @benedict", &["ben"]), "@ben Thank @benedict");
        assert_eq!(answering("Hello @ben", &["rosa", "ben", "mei@b.example"]), "@rosa @mei@b.example Hello @ben");
        assert_eq!(answering("To myself", &[]), "To myself");
        assert_eq!(answering(" ", &["rosa", "ben"]), "@rosa @ben");
    }
}

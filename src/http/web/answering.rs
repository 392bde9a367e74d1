//! Answering a post on its page: in words, and with a question.

use super::join::typed;
use super::oneself::Said;
use super::posts::{draft, key, post, posting};
use super::questions::{Question, Wrong};
use crate::actions::post_status::{Post, post_status};
use crate::app::App;
use crate::domain::key::StatusId;
use crate::domain::markup::mentions;
use crate::domain::member::Member;
use crate::domain::poll;
use crate::domain::status::Visibility;
use crate::error::{Error, Kind, Result};
use crate::federation::discover;
use crate::http::entities::mastodon::status::Shown;
use crate::i18n::Lang;
use crate::storage::statuses;

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

/// It goes by itself no further than what it answers.
async fn answered(
    app: &App,
    lang: Lang,
    member: &Member,
    id: StatusId,
    said: &Said,
    poll: Option<poll::Draft>,
) -> Result<StatusId> {
    let (own, reader) = (app.clone(), member.actor);
    let read = app.here.db.read(move |conn| {
        let status = statuses::get(conn, &own.here.seal, id)?;
        if !statuses::is_for(conn, &status, Some(reader))? || status.listing.is_some() || status.boost_of.is_some() {
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
        Ok((whom, status.visibility))
    });
    let (whom, before) = read.await?;
    let (posting, words) = (posting(app, member).await?, typed(said, "words"));
    // Nothing at all is said so, and not a name alone.
    draft(lang, &posting, words).check()?;
    let draft = draft(lang, &posting, &answering(words, &whom));
    draft.check()?;
    discover::mentioned(app, &draft.text, before == Visibility::Direct).await?;
    let visibility = posting.visibility.unwrap_or(Visibility::Public).narrower(before);
    let post = Post { poll, ..post(draft, visibility, Some(id), key(said)) };
    post_status(&app.here, member.id, post).await
}

/// An answer as it is sent: whoever is answered is named in it, and hears of it.
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
    if missing.is_empty() || words.trim().is_empty() {
        words.to_owned()
    } else {
        format!("{} {words}", missing.join(" "))
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
        assert_eq!(answering(" ", &["ben"]), " ");
    }
}

//! Writing something new, or an answer, with pictures, each with what it shows in words, or with a question, on a page of its
//! own, where a plain form sends files. Its room for pictures is that of `slots`.

use super::answering::Answered;
use super::drafts;
use super::oneself::signed_in;
use super::page::{self, Page, problem};
use super::posts::{PostCard, posting};
use super::questions::{self, Question, Wrong};
use super::sign_in::{go_to, stale, to_sign_in_with_files};
use super::slots::{self, LIMITS, Slot};
use super::visit::Visit;
use crate::actions::post_in_app::{InApp, post_in_app};
use crate::actions::post_status::{Post, checked_poll, post_status, posted_under};
use crate::app::{App, Counted};
use crate::domain::key::{MediumId, StatusId};
use crate::domain::media::DESCRIPTION_MAX;
use crate::domain::member::Member;
use crate::domain::status::{Draft, SPOILER_MAX, TEXT_MAX, Visibility};
use crate::error::{Error, Kind, Result};
use crate::federation::discover;
use crate::http::error::{retry_after, status};
use crate::http::mastodon::multipart::FilePart;
use crate::http::mastodon::params::Params;
use crate::http::mastodon::{no_poll, understood};
use crate::i18n::{Lang, text};
use crate::ids;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde_json::json;

/// Where the form of something new stands.
const PATH: &str = "/posts/write";

/// What holds a form up, and what does not fit besides.
type Told = (Error, Vec<Wrong>);

/// A language to choose.
pub(super) struct OneOf {
    pub tag: String,
    pub name: String,
    pub chosen: bool,
}

/// The languages to choose from: those of the pages, the network's own, and the one that is chosen.
pub(super) fn languages(app: &App, chosen: &str) -> Vec<OneOf> {
    let mut tags: Vec<String> = Lang::ALL.iter().map(|lang| lang.tag().to_owned()).collect();
    let others = app.network().languages.iter().map(ToString::to_string).collect::<Vec<_>>();
    for tag in others.into_iter().chain([chosen.to_owned()]) {
        if !tag.is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    let called = |tag: &str| Lang::from_tag(tag).filter(|lang| lang.tag() == tag).map(Lang::name);
    let one = |tag: String| OneOf {
        name: called(&tag).map_or_else(|| tag.clone(), str::to_owned),
        chosen: tag == chosen,
        tag,
    };
    tags.into_iter().map(one).collect()
}

/// The field of a form of a post in which something does not fit; nowhere for the whole form.
pub(super) fn field_of(error: &Error) -> &'static str {
    match error.field() {
        Some("spoiler_text") => "warning",
        Some("language") => "language",
        Some("media_ids") => "",
        _ => "words",
    }
}

/// Whether an error is told beside the form, where all that was typed stays.
pub(super) fn is_told(error: &Error) -> bool {
    matches!(error.kind(), Kind::Invalid | Kind::Conflict | Kind::TooLarge)
}

/// What the form says.
struct Written {
    /// What it answers, if it is nothing new.
    answers: Option<Answered>,
    words: String,
    warning: String,
    language: String,
    /// Whether it is only for those who follow its author.
    private: bool,
    /// Whether the pictures are folded away.
    folded: bool,
    /// What it asks.
    question: Question,
    slots: Vec<Slot>,
    /// With what the form says, the key of the post ([`key_of`]).
    once: String,
}

impl Written {
    fn empty(lang: Lang) -> Self {
        Self {
            answers: None,
            words: String::new(),
            warning: String::new(),
            language: lang.tag().to_owned(),
            private: false,
            folded: false,
            question: Question::empty(lang),
            slots: slots::empty(lang),
            once: ids::secret(),
        }
    }

    /// What its page is called.
    fn title(&self) -> &'static str {
        match (&self.answers, self.question.open) {
            (Some(_), _) => "write-answer-title",
            (None, true) => "question-heading",
            (None, false) => "write-title",
        }
    }
}

#[derive(Template)]
#[template(path = "write.html")]
struct WritePage {
    page: Page,
    form: String,
    action: String,
    /// What it answers, if it is nothing new.
    answered: Option<PostCard>,
    words_label: String,
    draft: drafts::Draft,
    written: Written,
    languages: Vec<OneOf>,
    /// Whether the room for pictures is folded away: somebody asks something, and sends none.
    folds_pictures: bool,
    most: usize,
    warning_most: usize,
    description_most: usize,
}

fn page_of(app: &App, request: &HttpRequest, visit: &Visit, mut written: Written, wrong: Vec<Wrong>) -> HttpResponse {
    let (lang, zone) = (page::lang(app, request), app.config.network.time_zone);
    let code = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut page =
        Page::new(app, lang, text(lang, written.title())).private().for_member(lang).at(request).with_script();
    let answered = written.answers.as_ref();
    if answered.is_none() && questions::is_wanted(request) {
        page = page.at_path(questions::WAY);
    }
    for (field, words) in wrong {
        page = page.with_problem(&field, Some(words));
    }
    let action = answered.map_or_else(|| PATH.to_owned(), Answered::way);
    let words_label = text(lang, if answered.is_some() { "posts-answer" } else { "posts-words" });
    let answered = answered.map(|answered| answered.card(lang, zone));
    written.question.put_wrong(&page);
    slots::put_wrong(&mut written.slots, &page);
    let template = WritePage {
        folds_pictures: written.question.open && written.slots.iter().all(Slot::is_empty),
        page,
        form: visit.form_word(),
        draft: drafts::Draft::of(visit, action.clone()),
        action,
        answered,
        words_label,
        languages: languages(app, &written.language),
        written,
        most: TEXT_MAX,
        warning_most: SPOILER_MAX,
        description_most: DESCRIPTION_MAX,
    };
    drafts::answer(code, &template)
}

/// The form of something new.
pub(super) async fn ask(app: Data<App>, request: HttpRequest) -> HttpResponse {
    asked(&app, &request, None).await.unwrap_or_else(|error| problem(&app, &request, &error))
}

/// The form of an answer to a post.
pub(super) async fn ask_answer(app: Data<App>, request: HttpRequest, path: Path<String>) -> HttpResponse {
    let Ok(id) = path.parse::<StatusId>() else { return page::not_found(&app, &request) };
    asked(&app, &request, Some(id)).await.unwrap_or_else(|error| problem(&app, &request, &error))
}

/// The form, as its reader is used to write.
async fn asked(app: &App, request: &HttpRequest, answers: Option<StatusId>) -> Result<HttpResponse> {
    let (visit, member) = match signed_in(app, request).await? {
        Ok(found) => found,
        Err(answer) => return Ok(answer),
    };
    let answers = meant(app, &member, answers).await?;
    let (usual, empty) = (posting(app, &member).await?, Written::empty(page::lang(app, request)));
    let mut written = Written {
        answers,
        language: usual.language.unwrap_or(empty.language),
        private: usual.visibility == Some(Visibility::Private),
        folded: usual.sensitive,
        ..empty
    };
    written.question.open = questions::is_wanted(request);
    Ok(page_of(app, request, &visit, written, Vec::new()))
}

/// What is answered, if it is nothing new.
async fn meant(app: &App, member: &Member, answers: Option<StatusId>) -> Result<Option<Answered>> {
    Ok(match answers {
        Some(id) => Some(Answered::of(app, member, id).await?),
        None => None,
    })
}

/// What a form says, with the pictures that came before it. What is left out goes with its words.
async fn typed(app: &App, lang: Lang, member: &Member, params: &Params, answers: Option<Answered>) -> Result<Written> {
    let said = |field: &str| params.text(field).unwrap_or_default().to_owned();
    let once = params.filled("once").filter(|once| once.len() <= 100).map(str::to_owned);
    // What stands behind a file that is far too large is not read: until its author says who reads it, that is nobody new.
    let private = params.text("audience").is_none_or(|audience| audience == Visibility::Private.as_str());
    Ok(Written {
        answers,
        words: said("words"),
        warning: said("warning"),
        language: params.text("language").unwrap_or_else(|| lang.tag()).to_owned(),
        private,
        folded: !said("folded").is_empty(),
        question: Question::read(lang, |name| params.text(name).unwrap_or_default()),
        slots: slots::typed(app, lang, member, params).await?,
        once: once.unwrap_or_else(ids::secret),
    })
}

/// The same, with the pictures that came with it; and what does not fit.
async fn read(
    app: &App,
    lang: Lang,
    member: &Member,
    params: &Params,
    files: Vec<FilePart>,
    answers: Option<Answered>,
) -> Result<(Written, Vec<Wrong>)> {
    let mut written = typed(app, lang, member, params, answers).await?;
    let mut wrong = written.question.wrong(lang);
    wrong.extend(slots::take_in(app, lang, member, (params, files), &mut written.slots).await?);
    Ok((written, wrong))
}

/// The key of what a form says: a button that is pressed twice posts once, also where the pictures come twice with it. Whoever
/// goes back and writes something else, or chooses another picture, posts that, too.
async fn key_of(path: &str, params: &Params, files: &mut [FilePart]) -> Result<Option<String>> {
    let Some(once) = params.filled("once").filter(|once| once.len() <= 100) else { return Ok(None) };
    let mut names: Vec<String> =
        ["words", "warning", "language", "audience", "folded"].iter().map(|name| (*name).to_owned()).collect();
    names.extend(questions::names());
    names.extend(slots::names());
    let mut all = vec![once.to_owned(), path.to_owned()];
    all.extend(names.iter().map(|name| params.text(name).unwrap_or_default().to_owned()));
    all.extend(slots::told_apart(files).await?);
    Ok(Some(ids::digest(&json!(all).to_string())))
}

/// What was posted from this form already, as it is sent.
async fn posted_already(app: &App, member: &Member, key: Option<&str>) -> Result<Option<StatusId>> {
    match key {
        Some(key) => posted_under(&app.here, member.id, key).await,
        None => Ok(None),
    }
}

async fn posted(app: &App, member: &Member, written: &Written, key: Option<String>) -> Result<StatusId> {
    let said = slots::hung(&written.slots)?;
    let media: Vec<MediumId> = said.iter().map(|(id, _)| *id).collect();
    let draft = Draft {
        text: written.words.clone(),
        spoiler: Some(written.warning.clone()),
        sensitive: written.folded && !media.is_empty(),
        language: Some(written.language.clone()),
        has_media: !media.is_empty(),
    };
    let poll = written.question.draft();
    draft.check()?;
    checked_poll(poll.as_ref(), &media)?;
    let usual = posting(app, member).await?.visibility;
    let (in_reply_to, with) = (None, None);
    if let Some(answered) = &written.answers {
        let visibility = Visibility::Public;
        let answer = Post { draft, visibility, in_reply_to, media, said, poll, with, key };
        return answered.send(app, member, usual, answer).await;
    }
    // Everyone may read what stands in no public list, too.
    let open = usual.filter(|usual| usual.is_open()).unwrap_or(Visibility::Public);
    let visibility = if written.private { Visibility::Private } else { open };
    // A tag says what it says in an app: nobody asks the whole world for food by accident.
    if let Some(need) = understood(app, &draft, visibility).await? {
        if poll.is_some() {
            return Err(no_poll());
        }
        return post_in_app(&app.here, member.id, InApp { media, said, key, ..need }).await;
    }
    discover::mentioned(app, &draft.text, false).await?;
    post_status(&app.here, member.id, Post { draft, visibility, in_reply_to, media, said, poll, with, key }).await
}

/// The form once more, where it is nothing in it that holds it up: all that was typed stays, for later.
fn held_up(app: &App, request: &HttpRequest, visit: &Visit, written: Written, told: Told) -> HttpResponse {
    let (error, mut wrong) = told;
    if matches!(error.kind(), Kind::Internal | Kind::Unavailable) {
        tracing::error!(cause = ?error.cause(), "something with pictures could not be posted");
    }
    let lang = page::lang(app, request);
    let words = match error.kind() {
        Kind::TooMany => text(lang, "too-many-keep"),
        _ => error.words(lang),
    };
    wrong.insert(0, (String::new(), words));
    let mut answer = page_of(app, request, visit, written, wrong);
    *answer.status_mut() = status(error.kind());
    retry_after(&error, &mut answer);
    answer
}

/// Posts something new.
pub(super) async fn write(app: Data<App>, request: HttpRequest, payload: Payload) -> HttpResponse {
    written(&app, &request, payload, None).await.unwrap_or_else(|error| problem(&app, &request, &error))
}

/// Posts an answer.
pub(super) async fn write_answer(
    app: Data<App>,
    request: HttpRequest,
    path: Path<String>,
    payload: Payload,
) -> HttpResponse {
    let Ok(id) = path.parse::<StatusId>() else { return page::not_found(&app, &request) };
    written(&app, &request, payload, Some(id)).await.unwrap_or_else(|error| problem(&app, &request, &error))
}

/// Posts what a form says.
async fn written(
    app: &App,
    request: &HttpRequest,
    payload: Payload,
    answers: Option<StatusId>,
) -> Result<HttpResponse> {
    let (visit, member) = match signed_in(app, request).await? {
        Ok(found) => found,
        Err(_) => return Ok(to_sign_in_with_files(app, request, payload, LIMITS).await),
    };
    let heard = if answers.is_some() { "answered" } else { "written" };
    let lang = page::lang(app, request);
    let slots::Form { params, mut files, large } = slots::read(request, payload, LIMITS).await?;
    if visit.check(request, params.text("form").unwrap_or_default()).is_err() {
        return Ok(stale(app, request));
    }
    let answers = meant(app, &member, answers).await?;
    if let Err(error) = app.count(Counted::Member(member.id)) {
        // A page keeps no files: they are to be chosen once more.
        let again = slots::to_choose_again(lang, files);
        let written = typed(app, lang, &member, &params, answers).await?;
        return Ok(held_up(app, request, &visit, written, (error, again)));
    }
    if let Some(error) = large {
        let (written, mut wrong) = read(app, lang, &member, &params, files, answers).await?;
        let field = slots::too_large(&params).unwrap_or_else(|| "words".to_owned());
        wrong.push((field, error.words(lang)));
        return Ok(page_of(app, request, &visit, written, wrong));
    }
    let there = |id: StatusId| go_to(&format!("/posts/{id}?said={heard}"));
    let key = key_of(request.path(), &params, &mut files).await?;
    if let Some(id) = posted_already(app, &member, key.as_deref()).await? {
        return Ok(there(id));
    }
    let (written, wrong) = read(app, lang, &member, &params, files, answers).await?;
    if !wrong.is_empty() {
        // The pictures that came before may hang on the post by now, where the button was pressed twice.
        return match posted_already(app, &member, key.as_deref()).await? {
            Some(id) => Ok(there(id)),
            None => Ok(page_of(app, request, &visit, written, wrong)),
        };
    }
    match posted(app, &member, &written, key).await {
        Ok(id) => {
            app.wake.outbox.notify_one();
            Ok(there(id))
        }
        Err(error) if is_told(&error) => {
            let field = written.question.field_of(&error).unwrap_or_else(|| field_of(&error).to_owned());
            Ok(page_of(app, request, &visit, written, vec![(field, error.words(lang))]))
        }
        Err(error) => Ok(held_up(app, request, &visit, written, (error, Vec::new()))),
    }
}

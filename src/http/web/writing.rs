//! Writing something with pictures, each with what it shows in words, or with a question, on a page of its own, where a plain
//! form sends files. A picture that came waits for its post: when something else does not fit yet, nobody sends it once more.

use super::again;
use super::drafts;
use super::oneself::signed_in;
use super::page::{self, Page, problem};
use super::pictures::bytes_of;
use super::posts::posting;
use super::questions::{self, Question, Wrong};
use super::sign_in::{go_to, stale, to_sign_in_with_files};
use super::visit::Visit;
use crate::actions::post_in_app::{InApp, post_in_app};
use crate::actions::post_status::{Post, checked_poll, post_status, posted_under};
use crate::actions::send_media::{Said, send_medium};
use crate::app::{App, Counted};
use crate::domain::key::{ActorId, MediumId, StatusId};
use crate::domain::media::{self as rules, ATTACHMENTS_MAX, FILE_BYTES_MAX, MediaKind, Medium, On};
use crate::domain::member::Member;
use crate::domain::status::{Draft, SPOILER_MAX, TEXT_MAX, Visibility};
use crate::error::{Error, Kind, Message, Result};
use crate::federation::discover;
use crate::http::error::{retry_after, status};
use crate::http::mastodon::multipart::{FilePart, Limits, Sent};
use crate::http::mastodon::params::{self, Params};
use crate::http::mastodon::{no_poll, understood};
use crate::i18n::{Lang, text, text_with};
use crate::ids;
use crate::storage::media;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde_json::json;
use std::collections::HashMap;
use tokio::io::{AsyncReadExt, AsyncSeekExt};

/// As many pictures as a post has. Of one that is larger than is taken, four times that is read: what was typed behind it
/// stays. Of one that is larger still nothing is read on.
const LIMITS: Limits =
    Limits { files: ATTACHMENTS_MAX, bytes: 2 * FILE_BYTES_MAX as u64, beyond: 2 * FILE_BYTES_MAX as u64 };

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

/// A picture that came, and waits for the post.
struct Came {
    id: MediumId,
    small: String,
}

impl Came {
    fn new(app: &App, medium: &Medium) -> Self {
        Self { id: medium.id, small: app.here.addresses.small_medium(&medium.slug).into() }
    }
}

/// Room for a picture.
struct Slot {
    number: usize,
    title: String,
    came: Option<Came>,
    /// What it shows.
    words: String,
    file_wrong: Option<String>,
    words_wrong: Option<String>,
}

impl Slot {
    fn empty(lang: Lang, number: usize) -> Self {
        Self {
            number,
            title: text_with(lang, "write-slot", &[("number", number.into())]),
            came: None,
            words: String::new(),
            file_wrong: None,
            words_wrong: None,
        }
    }

    fn is_empty(&self) -> bool {
        self.came.is_none() && self.words.is_empty() && self.file_wrong.is_none() && self.words_wrong.is_none()
    }
}

/// What the form says.
struct Written {
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
            words: String::new(),
            warning: String::new(),
            language: lang.tag().to_owned(),
            private: false,
            folded: false,
            question: Question::empty(lang),
            slots: (1..=ATTACHMENTS_MAX).map(|number| Slot::empty(lang, number)).collect(),
            once: ids::secret(),
        }
    }
}

#[derive(Template)]
#[template(path = "write.html")]
struct WritePage {
    page: Page,
    form: String,
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
    let lang = page::lang(app, request);
    let code = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let title = if written.question.open { "question-heading" } else { "write-title" };
    let mut page = Page::new(app, lang, text(lang, title)).private().for_member(lang).at(request).with_script();
    if questions::is_wanted(request) {
        page = page.at_path(questions::WAY);
    }
    for (field, words) in wrong {
        page = page.with_problem(&field, Some(words));
    }
    written.question.put_wrong(&page);
    for slot in &mut written.slots {
        slot.file_wrong = page.problem(&format!("file-{}", slot.number)).map(str::to_owned);
        slot.words_wrong = page.problem(&format!("description-{}", slot.number)).map(str::to_owned);
    }
    let template = WritePage {
        folds_pictures: written.question.open && written.slots.iter().all(Slot::is_empty),
        page,
        form: visit.form_word(),
        draft: drafts::Draft::of(visit, "/posts/write"),
        languages: languages(app, &written.language),
        written,
        most: TEXT_MAX,
        warning_most: SPOILER_MAX,
        description_most: rules::DESCRIPTION_MAX,
    };
    drafts::answer(code, &template)
}

/// The form, as its reader is used to write.
pub(super) async fn ask(app: Data<App>, request: HttpRequest) -> HttpResponse {
    let asked = async {
        let (visit, member) = match signed_in(&app, &request).await? {
            Ok(found) => found,
            Err(answer) => return Ok(answer),
        };
        let (usual, empty) = (posting(&app, &member).await?, Written::empty(page::lang(&app, &request)));
        let mut written = Written {
            language: usual.language.unwrap_or(empty.language),
            private: usual.visibility == Some(Visibility::Private),
            folded: usual.sensitive,
            ..empty
        };
        written.question.open = questions::is_wanted(&request);
        Ok(page_of(&app, &request, &visit, written, Vec::new()))
    };
    asked.await.unwrap_or_else(|error: Error| problem(&app, &request, &error))
}

/// The pictures that came before, and wait for this post.
async fn waiting(app: &App, owner: ActorId, params: &Params) -> Result<Vec<Medium>> {
    let named = |number: usize| params.text(&format!("came-{number}")).and_then(|id| id.parse::<MediumId>().ok());
    let ids: Vec<MediumId> = (1..=ATTACHMENTS_MAX).filter_map(named).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let seal = app.here.seal.clone();
    let found = app.here.db.read(move |conn| media::own_many(conn, &seal, owner, &ids)).await?;
    Ok(found.into_iter().filter(|one| one.on == On::Nothing && one.kind == MediaKind::Image).collect())
}

/// Takes a picture in, which then waits for its post.
async fn taken(app: &App, member: &Member, part: FilePart) -> Result<Came> {
    let made = app.media.pictures.take_in(bytes_of(part).await?).await?;
    if made.file.format.kind() != MediaKind::Image {
        let text = "Here there is room for pictures alone, and not for recordings.";
        return Err(Error::invalid("file", text).worded(Message::NoRecordings));
    }
    let kept = app.keep_made(made).await?;
    let id = send_medium(&app.here, member.id, kept, Said::default()).await?;
    let (seal, owner) = (app.here.seal.clone(), member.actor);
    let medium = app.here.db.read(move |conn| media::own(conn, &seal, owner, id)).await?;
    Ok(Came::new(app, &medium.ok_or_else(Error::not_found)?))
}

/// What a form says, with the pictures that came before it. What is left out goes with its words.
async fn typed(app: &App, lang: Lang, member: &Member, params: &Params) -> Result<Written> {
    let before = waiting(app, member.actor, params).await?;
    let slot = |number: usize| {
        let said = |field: &str| params.text(&format!("{field}-{number}")).unwrap_or_default();
        let empty = Slot::empty(lang, number);
        if !said("out").is_empty() {
            return empty;
        }
        let came = before.iter().find(|medium| medium.id.to_string() == said("came"));
        Slot { came: came.map(|medium| Came::new(app, medium)), words: said("description").to_owned(), ..empty }
    };
    let said = |field: &str| params.text(field).unwrap_or_default().to_owned();
    let once = params.filled("once").filter(|once| once.len() <= 100).map(str::to_owned);
    // What stands behind a file that is far too large is not read: until its author says who reads it, that is nobody new.
    let private = params.text("audience").is_none_or(|audience| audience == Visibility::Private.as_str());
    Ok(Written {
        words: said("words"),
        warning: said("warning"),
        language: params.text("language").unwrap_or_else(|| lang.tag()).to_owned(),
        private,
        folded: !said("folded").is_empty(),
        question: Question::read(lang, |name| params.text(name).unwrap_or_default()),
        slots: (1..=ATTACHMENTS_MAX).map(slot).collect(),
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
) -> Result<(Written, Vec<Wrong>)> {
    let mut written = typed(app, lang, member, params).await?;
    let mut files: HashMap<String, FilePart> = files.into_iter().map(|part| (part.name.clone(), part)).collect();
    let mut wrong = written.question.wrong(lang);
    for slot in &mut written.slots {
        let number = slot.number;
        let is_said = |field: &str| params.text(&format!("{field}-{number}")).is_some_and(|said| !said.is_empty());
        if is_said("out") {
            continue;
        }
        let file_field = format!("file-{number}");
        match files.remove(&file_field).filter(|_| slot.came.is_none()) {
            Some(part) => match taken(app, member, part).await {
                Ok(came) => slot.came = Some(came),
                Err(error) if is_told(&error) || error.kind() == Kind::Unavailable => {
                    wrong.push((file_field, error.words(lang)));
                }
                Err(error) => return Err(error),
            },
            // Words of no picture, and a picture that is not there any more: neither is dropped in silence.
            None if slot.came.is_none() && (is_said("came") || !slot.words.trim().is_empty()) => {
                wrong.push((file_field, Message::NoPicture.words(lang)));
            }
            None => {}
        }
        if let Err(error) = rules::description(&slot.words) {
            wrong.push((format!("description-{number}"), error.words(lang)));
        }
    }
    Ok((written, wrong))
}

/// The key of what a form says: a button that is pressed twice posts once, also where the pictures come twice with it. Whoever
/// goes back and writes something else, or chooses another picture, posts that, too.
async fn key_of(params: &Params, files: &mut [FilePart]) -> Result<Option<String>> {
    let Some(once) = params.filled("once").filter(|once| once.len() <= 100) else { return Ok(None) };
    let mut names: Vec<String> =
        ["words", "warning", "language", "audience", "folded"].iter().map(|name| (*name).to_owned()).collect();
    names.extend(questions::names());
    for number in 1..=ATTACHMENTS_MAX {
        names.extend(["came", "out", "description"].iter().map(|field| format!("{field}-{number}")));
    }
    let mut all = vec![once.to_owned()];
    all.extend(names.iter().map(|name| params.text(name).unwrap_or_default().to_owned()));
    for part in files {
        all.extend([part.name.clone(), part.size.to_string()]);
        // One that is too large is refused anyway.
        if part.size > FILE_BYTES_MAX as u64 {
            continue;
        }
        let mut bytes = Vec::with_capacity(usize::try_from(part.size).unwrap_or_default());
        part.file.read_to_end(&mut bytes).await.map_err(Error::internal)?;
        part.file.rewind().await.map_err(Error::internal)?;
        all.push(ids::of_content(&bytes));
    }
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
    let (mut media, mut said) = (Vec::new(), Vec::new());
    for slot in &written.slots {
        if let Some(came) = &slot.came {
            media.push(came.id);
            said.push((came.id, Said { description: Some(rules::description(&slot.words)?), focus: None }));
        }
    }
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
    // Everyone may read what stands in no public list, too.
    let usual = posting(app, member).await?.visibility.filter(|usual| usual.is_open());
    let visibility = if written.private { Visibility::Private } else { usual.unwrap_or(Visibility::Public) };
    // A tag says what it says in an app: nobody asks the whole world for food by accident.
    if let Some(need) = understood(app, &draft, visibility).await? {
        if poll.is_some() {
            return Err(no_poll());
        }
        return post_in_app(&app.here, member.id, InApp { media, said, key, ..need }).await;
    }
    discover::mentioned(app, &draft.text, false).await?;
    let (in_reply_to, with) = (None, None);
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

/// The picture whose words were not read yet when a file was too large; where all were, it is the texts.
fn too_large(params: &Params) -> String {
    let unread = (1..=ATTACHMENTS_MAX).find(|number| params.text(&format!("description-{number}")).is_none());
    unread.map_or_else(|| "words".to_owned(), |number| format!("file-{number}"))
}

/// Posts it.
pub(super) async fn write(app: Data<App>, request: HttpRequest, payload: Payload) -> HttpResponse {
    let written = async {
        let (visit, member) = match signed_in(&app, &request).await? {
            Ok(found) => found,
            Err(_) => return Ok(to_sign_in_with_files(&app, &request, payload, LIMITS).await),
        };
        let (lang, mut sent) = (page::lang(&app, &request), Sent::default());
        let came = params::read_into(&request, payload.into_inner(), LIMITS, &mut sent).await;
        let Sent { params, mut files } = sent;
        again::keep(&request, &params);
        let large = match came {
            Ok(()) => None,
            Err(error) if error.kind() == Kind::TooLarge => Some(error),
            Err(error) => return Err(error),
        };
        if visit.check(&request, params.text("form").unwrap_or_default()).is_err() {
            return Ok(stale(&app, &request));
        }
        if let Err(error) = app.count(Counted::Member(member.id)) {
            // A page keeps no files: they are to be chosen once more.
            let again = files.into_iter().map(|part| (part.name, Message::NoPicture.words(lang))).collect();
            let written = typed(&app, lang, &member, &params).await?;
            return Ok(held_up(&app, &request, &visit, written, (error, again)));
        }
        if let Some(error) = large {
            let (written, mut wrong) = read(&app, lang, &member, &params, files).await?;
            wrong.push((too_large(&params), error.words(lang)));
            return Ok(page_of(&app, &request, &visit, written, wrong));
        }
        let there = |id: StatusId| go_to(&format!("/posts/{id}?said=written"));
        let key = key_of(&params, &mut files).await?;
        if let Some(id) = posted_already(&app, &member, key.as_deref()).await? {
            return Ok(there(id));
        }
        let (written, wrong) = read(&app, lang, &member, &params, files).await?;
        if !wrong.is_empty() {
            // The pictures that came before may hang on the post by now, where the button was pressed twice.
            return match posted_already(&app, &member, key.as_deref()).await? {
                Some(id) => Ok(there(id)),
                None => Ok(page_of(&app, &request, &visit, written, wrong)),
            };
        }
        match posted(&app, &member, &written, key).await {
            Ok(id) => {
                app.wake.outbox.notify_one();
                Ok(there(id))
            }
            Err(error) if is_told(&error) => {
                let field = written.question.field_of(&error).unwrap_or_else(|| field_of(&error).to_owned());
                Ok(page_of(&app, &request, &visit, written, vec![(field, error.words(lang))]))
            }
            Err(error) => Ok(held_up(&app, &request, &visit, written, (error, Vec::new()))),
        }
    };
    written.await.unwrap_or_else(|error: Error| problem(&app, &request, &error))
}

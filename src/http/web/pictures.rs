//! The pictures of a need or an offer, each with what it shows in words: its author adds, takes away and says in other words on
//! a page of its own. All of it is one plain form: whichever button is pressed, nothing that was typed beside it is lost.

use super::duties::member_page;
use super::oneself::signed_in;
use super::page::{self, Page, answer, problem};
use super::questions::Wrong;
use super::sign_in::{go_to, stale, to_sign_in_with_files};
use super::slots;
use super::visit::Visit;
use crate::actions::change_listing::{Pictures, change_pictures};
use crate::actions::send_media::{Said, send_medium};
use crate::app::{App, Counted};
use crate::domain::key::{MediumId, MemberId};
use crate::domain::listing::Listing;
use crate::domain::media::{self as rules, ATTACHMENTS_MAX, FILE_BYTES_MAX, Medium};
use crate::error::{Error, Kind, Message, Result};
use crate::http::error::{retry_after, status};
use crate::http::mastodon::multipart::{FilePart, Limits};
use crate::http::mastodon::params::Params;
use crate::i18n::{Lang, text, text_with};
use crate::ids;
use crate::storage::{listings, media};
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use tokio::io::AsyncReadExt;

/// One picture at a time. A page sends words behind it, too: of one that is larger than is taken, four times that is read, and
/// they stay.
const LIMITS: Limits = Limits { files: 1, bytes: 2 * FILE_BYTES_MAX as u64, beyond: 2 * FILE_BYTES_MAX as u64 };

/// A picture that hangs there.
struct Hung {
    id: MediumId,
    small_url: String,
    /// What it shows, as everyone reads it.
    shows: String,
    /// What tells these words from others.
    seen: String,
    label: String,
    /// The words in its field.
    words: String,
    wrong: Option<String>,
    away: String,
}

/// What somebody typed.
#[derive(Default)]
struct Typed<'a> {
    /// What the picture shows that comes with it.
    description: &'a str,
    /// What those show that hang there, where it is in other words than the page was filled with.
    words: Vec<(MediumId, &'a str)>,
}

/// What tells the words of a picture from others.
fn seen(words: &str) -> String {
    ids::digest(words)
}

impl<'a> Typed<'a> {
    fn of(params: &'a Params, hung: &[Medium]) -> Self {
        let changed = |medium: &Medium| {
            let words = params.text(&format!("description-{}", medium.id))?;
            // In another window it may be said better by now: what was left as it was here is not written over that.
            let before = params.text(&format!("seen-{}", medium.id)).unwrap_or_default();
            let stays = rules::description(words).is_ok_and(|words| seen(&words) == before);
            (!stays).then_some((medium.id, words))
        };
        let description = params.text("description").unwrap_or_default();
        Self { description, words: hung.iter().filter_map(changed).collect() }
    }

    /// Which words do not fit.
    fn wrong(&self, lang: Lang) -> Vec<Wrong> {
        let wrong = |field: String, words: &str| Some((field, rules::description(words).err()?.words(lang)));
        let hung = self.words.iter().filter_map(|(id, words)| wrong(format!("description-{id}"), words));
        hung.chain(wrong("description".to_owned(), self.description)).collect()
    }

    /// What is said anew of those that hang there.
    fn said(&self) -> Result<Vec<(MediumId, Said)>> {
        let words = self.words.iter();
        words
            .map(|(id, words)| Ok((*id, Said { description: Some(rules::description(words)?), focus: None })))
            .collect()
    }
}

#[derive(Template)]
#[template(path = "pictures.html")]
struct PicturesPage {
    page: Page,
    form: String,
    action: String,
    listing: String,
    title: String,
    done: Option<String>,
    hung: Vec<Hung>,
    /// Whether there is room for more.
    room: bool,
    full: String,
    description: String,
    most: usize,
}

fn path(listing: &Listing) -> String {
    format!("/listings/{}/pictures", listing.slug)
}

/// Whether a member is the author of what is open, and may change it and its pictures.
pub(super) fn is_theirs(listing: &Listing, member: MemberId) -> bool {
    listing.is_by(member) && listing.state.is_published() && !listing.state.is_over() && listing.held_under.is_none()
}

/// The way there, for its author.
pub(super) fn link(lang: Lang, listing: &Listing, member: MemberId) -> Option<(String, String)> {
    is_theirs(listing, member).then(|| (path(listing), text(lang, "pictures-title")))
}

/// A listing of one's own, with its pictures.
async fn own(app: &App, member: MemberId, slug: &str) -> Result<(Listing, Vec<Medium>)> {
    let (slug, seal) = (slug.to_owned(), app.here.seal.clone());
    let read = app.here.db.read(move |conn| {
        let listing = listings::by_slug(conn, &slug)?.filter(|listing| is_theirs(listing, member));
        let listing = listing.ok_or_else(Error::not_found)?;
        let hung = media::of_listing(conn, &seal, listing.id)?;
        Ok((listing, hung))
    });
    read.await
}

fn page_of(
    app: &App,
    request: &HttpRequest,
    visit: &Visit,
    (listing, hung): (&Listing, &[Medium]),
    (typed, wrong): (&Typed<'_>, Vec<Wrong>),
) -> HttpResponse {
    let lang = page::lang(app, request);
    let mut page = Page::new(app, lang, text(lang, "pictures-title")).private().for_member(lang).at(request);
    for (field, words) in wrong {
        page = page.with_problem(&field, Some(words));
    }
    let shown = |(number, medium): (usize, &Medium)| {
        let changed = typed.words.iter().find(|(id, _)| *id == medium.id).map(|(_, words)| *words);
        Hung {
            id: medium.id,
            small_url: app.here.addresses.small_medium(&medium.slug).into(),
            shows: medium.description.clone(),
            seen: seen(&medium.description),
            label: text_with(lang, "pictures-words", &[("number", (number + 1).into())]),
            words: changed.unwrap_or(&medium.description).to_owned(),
            wrong: page.problem(&format!("description-{}", medium.id)).map(str::to_owned),
            away: text_with(lang, "pictures-away", &[("number", (number + 1).into())]),
        }
    };
    let template = PicturesPage {
        form: visit.form_word(),
        action: path(listing),
        listing: format!("/listings/{}", listing.slug),
        title: listing.title.clone(),
        done: super::oneself::was_said(request, "kept").then(|| text(lang, "pictures-kept")),
        hung: hung.iter().enumerate().map(shown).collect(),
        // What was typed in that part stays, also where another window has filled all the room meanwhile.
        room: hung.len() < ATTACHMENTS_MAX || page.problem("file").is_some() || !typed.description.is_empty(),
        full: text_with(lang, "pictures-full", &[("most", ATTACHMENTS_MAX.into())]),
        description: typed.description.to_owned(),
        most: rules::DESCRIPTION_MAX,
        page,
    };
    answer(template.page.code(), true, &template)
}

/// The pictures of a listing of one's own, and a form for one more.
pub(super) async fn show(app: Data<App>, request: HttpRequest, slug: Path<String>) -> HttpResponse {
    member_page(&app, &request, async |visit, member| {
        let (listing, hung) = own(&app, member.id, &slug).await?;
        Ok(page_of(&app, &request, &visit, (&listing, &hung), (&Typed::default(), Vec::new())))
    })
    .await
}

/// The bytes of a picture that came.
///
/// # Errors
/// `TooLarge` for more than are taken; `Internal` when they cannot be read.
pub(super) async fn bytes_of(mut part: FilePart) -> Result<Vec<u8>> {
    if part.size > FILE_BYTES_MAX as u64 {
        return Err(Error::new(Kind::TooLarge, "This file is too large.").worded(Message::LargePicture));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(part.size).unwrap_or_default());
    part.file.read_to_end(&mut bytes).await.map_err(Error::internal)?;
    Ok(bytes)
}

async fn added(app: &App, member: MemberId, files: Vec<FilePart>, description: &str) -> Result<MediumId> {
    let said = Said { description: Some(rules::description(description)?), focus: None };
    let file = files.into_iter().find(|part| part.name == "file");
    let file =
        file.ok_or_else(|| Error::invalid("file", "Please choose a picture first.").worded(Message::NoPicture))?;
    let made = app.media.pictures.take_in(bytes_of(file).await?).await?;
    let kept = app.keep_made(made).await?;
    send_medium(&app.here, member, kept, said).await
}

/// Whether it is nothing in the form that holds it up.
fn is_of_the_moment(error: &Error) -> bool {
    matches!(error.kind(), Kind::TooMany | Kind::Internal | Kind::Unavailable)
}

/// What does not fit, beside its field; where a picture was to come, it is to be chosen once more.
fn wrong_of(lang: Lang, error: &Error, adds: bool) -> Vec<Wrong> {
    if is_of_the_moment(error) {
        let words = if error.kind() == Kind::TooMany { text(lang, "too-many-keep") } else { error.words(lang) };
        let again = adds.then(|| ("file".to_owned(), Message::NoPicture.words(lang)));
        return std::iter::once((String::new(), words)).chain(again).collect();
    }
    let field = match error.field() {
        Some("description") => "description",
        _ if adds => "file",
        _ => "",
    };
    vec![(field.to_owned(), error.words(lang))]
}

/// The form once more, for later: what was typed stays, and the file, which no page keeps, is to be chosen once more.
fn held_up(
    app: &App,
    request: &HttpRequest,
    visit: &Visit,
    there: (&Listing, &[Medium]),
    (typed, adds, error): (&Typed<'_>, bool, &Error),
) -> HttpResponse {
    if error.kind() != Kind::TooMany {
        tracing::error!(cause = ?error.cause(), "the pictures of a listing could not be changed");
    }
    let wrong = wrong_of(page::lang(app, request), error, adds);
    let mut answer = page_of(app, request, visit, there, (typed, wrong));
    *answer.status_mut() = status(error.kind());
    retry_after(error, &mut answer);
    answer
}

/// Adds a picture, takes one away, or keeps what they show in other words.
pub(super) async fn act(app: Data<App>, request: HttpRequest, slug: Path<String>, payload: Payload) -> HttpResponse {
    acted(&app, &request, &slug, payload).await.unwrap_or_else(|error| problem(&app, &request, &error))
}

async fn acted(app: &App, request: &HttpRequest, slug: &str, payload: Payload) -> Result<HttpResponse> {
    let (visit, member) = match signed_in(app, request).await? {
        Ok(found) => found,
        Err(_) => return Ok(to_sign_in_with_files(app, request, payload, LIMITS).await),
    };
    let slots::Form { params, files, large } = slots::read(request, payload, LIMITS).await?;
    let (listing, hung) = own(app, member.id, slug).await?;
    if visit.check(request, params.text("form").unwrap_or_default()).is_err() {
        return Ok(stale(app, request));
    }
    let (lang, there, typed) = (page::lang(app, request), (&listing, &hung[..]), Typed::of(&params, &hung));
    // What was typed behind it came with the file, and is read no further.
    if let Some(error) = large {
        return Ok(page_of(app, request, &visit, there, (&typed, wrong_of(lang, &error, true))));
    }
    let away = params.filled("away");
    // Whoever chose a picture, or says what one shows, means to add it, whichever button they press.
    let adds = !files.is_empty()
        || !typed.description.trim().is_empty()
        || (away.is_none() && params.text("act") != Some("words"));
    if let Err(error) = app.count(Counted::Member(member.id)) {
        return Ok(held_up(app, request, &visit, there, (&typed, adds, &error)));
    }
    let wrong = typed.wrong(lang);
    if !wrong.is_empty() {
        let again = slots::to_choose_again(lang, files);
        return Ok(page_of(app, request, &visit, there, (&typed, wrong.into_iter().chain(again).collect())));
    }
    let tried = async {
        let taken_away = away.map(|away| away.parse::<MediumId>().map_err(|_| Error::not_found())).transpose()?;
        let left = hung.iter().filter(|medium| Some(medium.id) != taken_away).count();
        if adds && left >= ATTACHMENTS_MAX {
            let text = format!("There is room for {ATTACHMENTS_MAX} pictures.");
            return Err(Error::invalid("file", text).worded(Message::ManyPictures { most: ATTACHMENTS_MAX }));
        }
        let said = typed.said()?;
        let added = if adds { Some(added(app, member.id, files, typed.description).await?) } else { None };
        change_pictures(&app.here, member.id, listing.id, Pictures { added, taken_away, said }).await
    };
    match tried.await {
        Ok(()) => {
            app.wake.outbox.notify_one();
            Ok(go_to(&format!("{}?said=kept", path(&listing))))
        }
        Err(error) if matches!(error.kind(), Kind::Invalid | Kind::Conflict | Kind::TooLarge) => {
            Ok(page_of(app, request, &visit, there, (&typed, wrong_of(lang, &error, adds))))
        }
        Err(error) if is_of_the_moment(&error) => Ok(held_up(app, request, &visit, there, (&typed, adds, &error))),
        Err(error) => Err(error),
    }
}

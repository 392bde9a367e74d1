//! The pictures of a need or an offer, each with what it shows in words: its author adds and takes away on a page of its own,
//! where a plain form sends a file.

use super::duties::member_page;
use super::oneself::signed_in;
use super::page::{self, Page, answer, problem};
use super::sign_in::{go_to, stale, to_sign_in_with_files};
use super::slots;
use super::visit::Visit;
use crate::actions::change_listing::{OnePicture, change_picture};
use crate::actions::send_media::{Said, send_medium};
use crate::app::{App, Counted};
use crate::domain::key::{MediumId, MemberId};
use crate::domain::listing::Listing;
use crate::domain::media::{self as rules, ATTACHMENTS_MAX, FILE_BYTES_MAX, Medium};
use crate::error::{Error, Kind, Message, Result};
use crate::http::error::{retry_after, status};
use crate::http::mastodon::multipart::{FilePart, Limits};
use crate::i18n::{Lang, text, text_with};
use crate::storage::{listings, media};
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use tokio::io::AsyncReadExt;

/// One picture at a time. A page sends its words behind it: of one that is larger than is taken, four times that is read, and
/// they stay.
const LIMITS: Limits = Limits { files: 1, bytes: 2 * FILE_BYTES_MAX as u64, beyond: 2 * FILE_BYTES_MAX as u64 };

/// A picture that hangs there.
struct Hung {
    id: MediumId,
    small_url: String,
    words: String,
    button: String,
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
    tried: Option<(&str, &Error)>,
) -> HttpResponse {
    let lang = page::lang(app, request);
    let mut page = Page::new(app, lang, text(lang, "pictures-title")).private().for_member(lang).at(request);
    if let Some((_, error)) = tried {
        page = if is_of_the_moment(error) {
            let words = if error.kind() == Kind::TooMany { text(lang, "too-many-keep") } else { error.words(lang) };
            page.with_problem("", Some(words)).with_problem("file", Some(Message::NoPicture.words(lang)))
        } else {
            let field = if error.field() == Some("description") { "description" } else { "file" };
            page.with_problem(field, Some(error.words(lang)))
        };
    }
    let shown = |(number, medium): (usize, &Medium)| Hung {
        id: medium.id,
        small_url: app.here.addresses.small_medium(&medium.slug).into(),
        words: medium.description.clone(),
        button: text_with(lang, "pictures-away", &[("number", (number + 1).into())]),
    };
    let template = PicturesPage {
        page,
        form: visit.form_word(),
        action: path(listing),
        listing: format!("/listings/{}", listing.slug),
        title: listing.title.clone(),
        done: super::oneself::was_said(request, "kept").then(|| text(lang, "pictures-kept")),
        hung: hung.iter().enumerate().map(shown).collect(),
        room: hung.len() < ATTACHMENTS_MAX,
        full: text_with(lang, "pictures-full", &[("most", ATTACHMENTS_MAX.into())]),
        description: tried.map(|(typed, _)| typed.to_owned()).unwrap_or_default(),
        most: rules::DESCRIPTION_MAX,
    };
    answer(template.page.code(), true, &template)
}

/// The pictures of a listing of one's own, and a form for one more.
pub(super) async fn show(app: Data<App>, request: HttpRequest, slug: Path<String>) -> HttpResponse {
    member_page(&app, &request, async |visit, member| {
        let (listing, hung) = own(&app, member.id, &slug).await?;
        Ok(page_of(&app, &request, &visit, (&listing, &hung), None))
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

/// The form once more, for later: what was typed stays, and the file, which no page keeps, is to be chosen once more.
fn held_up(
    app: &App,
    request: &HttpRequest,
    visit: &Visit,
    there: (&Listing, &[Medium]),
    tried: (&str, &Error),
) -> HttpResponse {
    let (_, error) = tried;
    if error.kind() != Kind::TooMany {
        tracing::error!(cause = ?error.cause(), "a picture could not be added");
    }
    let mut answer = page_of(app, request, visit, there, Some(tried));
    *answer.status_mut() = status(error.kind());
    retry_after(error, &mut answer);
    answer
}

/// Adds a picture, or takes one away.
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
    // What was typed came with the file, and is read no further.
    if let Some(error) = large {
        return Ok(page_of(app, request, &visit, (&listing, &hung), Some(("", &error))));
    }
    if visit.check(request, params.text("form").unwrap_or_default()).is_err() {
        return Ok(stale(app, request));
    }
    let description = params.text("description").unwrap_or_default();
    // Where there is no form for one more, the words alone are shown.
    let adds = params.filled("away").is_none() && hung.len() < ATTACHMENTS_MAX;
    if let Err(error) = app.count(Counted::Member(member.id)) {
        return if adds {
            Ok(held_up(app, request, &visit, (&listing, &hung), (description, &error)))
        } else {
            Err(error)
        };
    }
    let tried = async {
        let one = if let Some(away) = params.filled("away") {
            OnePicture::TakenAway(away.parse().map_err(|_| Error::not_found())?)
        } else {
            if hung.len() >= ATTACHMENTS_MAX {
                let text = format!("There is room for {ATTACHMENTS_MAX} pictures.");
                return Err(Error::invalid("file", text).worded(Message::ManyPictures { most: ATTACHMENTS_MAX }));
            }
            OnePicture::Added(added(app, member.id, files, description).await?)
        };
        change_picture(&app.here, member.id, listing.id, one).await
    };
    match tried.await {
        Ok(()) => {
            app.wake.outbox.notify_one();
            Ok(go_to(&format!("{}?said=kept", path(&listing))))
        }
        Err(error) if matches!(error.kind(), Kind::Invalid | Kind::Conflict | Kind::TooLarge) => {
            Ok(page_of(app, request, &visit, (&listing, &hung), Some((description, &error))))
        }
        Err(error) if adds && is_of_the_moment(&error) => {
            Ok(held_up(app, request, &visit, (&listing, &hung), (description, &error)))
        }
        Err(error) => Err(error),
    }
}

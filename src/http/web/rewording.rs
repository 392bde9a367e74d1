//! Changing what one wrote, and deleting it. Where it is changed, who may read it, what hangs on it and what it asks stay as they
//! are. A need or an offer is changed, and deleted, on its own page.

use super::oneself::signed_in;
use super::page::{self, Page, answer, leading_on, problem};
use super::sign_in::{go_to, stale};
use super::visit::Visit;
use super::writing::{OneOf, field_of, is_told, languages};
use crate::actions::delete_status::delete_status;
use crate::actions::edit_status::reword_status;
use crate::actions::send_media::Said;
use crate::app::{App, Counted};
use crate::domain::key::{ActorId, MediumId, StatusId};
use crate::domain::media::{self as rules, MediaKind, Medium};
use crate::domain::member::Member;
use crate::domain::status::{Draft, SPOILER_MAX, Status, TEXT_MAX, Visibility};
use crate::error::{Error, Kind, Result};
use crate::federation::discover;
use crate::http::entities::mastodon::status::{Shown, SourceEntity};
use crate::http::mastodon::multipart::{Limits, Sent};
use crate::http::mastodon::params::{self, Params};
use crate::i18n::{text, text_with};
use crate::storage::{listings, media, polls, statuses};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

/// Words alone: they may be more than other forms take, since each of the pictures has some.
const LIMITS: Limits = Limits { files: 0, bytes: 0 };

/// A post of one's own.
struct Own {
    status: Status,
    source: SourceEntity,
    hung: Vec<Medium>,
    asks: bool,
}

/// What an address means.
enum Meant {
    Post(Box<Own>),
    /// The need or the offer that it is, by the end of its address.
    Listing(String),
}

/// What the form says.
struct Worded {
    words: String,
    warning: String,
    language: String,
    folded: bool,
    /// What each of the media shows, in their order.
    described: Vec<String>,
}

/// Something that hangs there.
struct Hung {
    /// The id and the name of its field.
    field: String,
    title: String,
    url: String,
    /// Of a picture, the small one.
    small: Option<String>,
    words: String,
    wrong: Option<String>,
}

#[derive(Template)]
#[template(path = "reword.html")]
struct RewordPage {
    page: Page,
    form: String,
    action: String,
    post: String,
    asks: bool,
    words: String,
    hung: Vec<Hung>,
    folded: bool,
    warning: String,
    languages: Vec<OneOf>,
    most: usize,
    warning_most: usize,
    description_most: usize,
}

#[derive(Template)]
#[template(path = "reword_listing.html")]
struct ListingPage {
    page: Page,
    listing: String,
}

async fn meant(app: &App, reader: ActorId, id: StatusId) -> Result<Meant> {
    let own = app.clone();
    let read = app.here.db.read(move |conn| {
        let seal = &own.here.seal;
        let status = statuses::get(conn, seal, id)?;
        if status.author != reader || status.boost_of.is_some() {
            return Err(Error::not_found());
        }
        if let Some(listing) = status.listing {
            return Ok(Meant::Listing(listings::get(conn, listing)?.slug));
        }
        let shown = Shown::of(conn, &own, std::slice::from_ref(&status), &[], Some(reader))?;
        let source = shown.source(&status).ok_or_else(Error::not_found)?;
        let hung = media::of_statuses(conn, seal, &[id])?.remove(&id).unwrap_or_default();
        let asks = polls::find(conn, seal, id)?.is_some();
        Ok(Meant::Post(Box::new(Own { status, source, hung, asks })))
    });
    read.await
}

/// The field of what a medium shows.
fn field(id: MediumId) -> String {
    format!("description-{id}")
}

impl Worded {
    /// As it was written.
    fn of(own: &Own) -> Self {
        Self {
            words: own.source.text.clone(),
            warning: own.source.spoiler_text.clone(),
            language: own.status.language.clone().unwrap_or_default(),
            folded: own.status.sensitive,
            described: own.hung.iter().map(|medium| medium.description.clone()).collect(),
        }
    }

    /// As the form says it. What a form does not say of something that was hung on it meanwhile stays.
    fn read(own: &Own, params: &Params) -> Self {
        let said = |name: &str| params.text(name).unwrap_or_default().to_owned();
        let described = |medium: &Medium| params.text(&field(medium.id)).unwrap_or(&medium.description).to_owned();
        Self {
            words: said("words"),
            warning: said("warning"),
            language: said("language"),
            folded: !said("folded").is_empty(),
            described: own.hung.iter().map(described).collect(),
        }
    }
}

fn page_of(
    app: &App,
    request: &HttpRequest,
    visit: &Visit,
    own: &Own,
    said: Worded,
    wrong: Option<(String, String)>,
) -> HttpResponse {
    let (lang, id) = (page::lang(app, request), own.status.id);
    let code = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let mut page = Page::new(app, lang, text(lang, "reword-title")).private().for_member(lang).at(request);
    if let Some((field, words)) = wrong {
        page = page.with_problem(&field, Some(words));
    }
    let hung = own.hung.iter().zip(said.described).enumerate().map(|(place, (medium, words))| Hung {
        field: field(medium.id),
        title: match medium.kind {
            MediaKind::Image => text_with(lang, "write-slot", &[("number", (place + 1).into())]),
            MediaKind::Audio => text(lang, "posts-recording"),
        },
        url: app.here.addresses.medium(&medium.slug).into(),
        small: (medium.kind == MediaKind::Image).then(|| app.here.addresses.small_medium(&medium.slug).into()),
        words,
        wrong: page.problem(&field(medium.id)).map(str::to_owned),
    });
    let template = RewordPage {
        form: visit.form_word(),
        action: format!("/posts/{id}/edit"),
        post: format!("/posts/{id}"),
        asks: own.asks,
        words: said.words,
        hung: hung.collect(),
        folded: said.folded,
        warning: said.warning,
        languages: languages(app, &said.language),
        most: TEXT_MAX,
        warning_most: SPOILER_MAX,
        description_most: rules::DESCRIPTION_MAX,
        page,
    };
    answer(code, true, &template)
}

/// That a need or an offer is changed elsewhere, and where.
fn on_its_page(app: &App, request: &HttpRequest, slug: &str) -> HttpResponse {
    let lang = page::lang(app, request);
    let page = Page::new(app, lang, text(lang, "reword-title")).private().for_member(lang).at(request);
    answer(StatusCode::OK, true, &ListingPage { page, listing: format!("/listings/{slug}/edit") })
}

/// The form, with the post as it was written.
pub(super) async fn ask(app: Data<App>, request: HttpRequest, path: Path<String>) -> HttpResponse {
    let asked = async {
        let id: StatusId = path.parse().map_err(|_| Error::not_found())?;
        let (visit, member) = match signed_in(&app, &request).await? {
            Ok(found) => found,
            Err(answer) => return Ok(answer),
        };
        Ok(match meant(&app, member.actor, id).await? {
            Meant::Post(own) => page_of(&app, &request, &visit, &own, Worded::of(&own), None),
            Meant::Listing(slug) => on_its_page(&app, &request, &slug),
        })
    };
    asked.await.unwrap_or_else(|error: Error| problem(&app, &request, &error))
}

/// Changes it.
pub(super) async fn change(app: Data<App>, request: HttpRequest, path: Path<String>, payload: Payload) -> HttpResponse {
    let changed = async {
        let id: StatusId = path.parse().map_err(|_| Error::not_found())?;
        let (visit, member) = match signed_in(&app, &request).await? {
            Ok(found) => found,
            Err(answer) => return Ok(answer),
        };
        let Sent { params, .. } = params::read(&request, payload.into_inner(), LIMITS).await?;
        if visit.check(&request, params.text("form").unwrap_or_default()).is_err() {
            return Ok(stale(&app, &request));
        }
        app.count(Counted::Member(member.id))?;
        let own = match meant(&app, member.actor, id).await? {
            Meant::Post(own) => own,
            Meant::Listing(slug) => return Ok(on_its_page(&app, &request, &slug)),
        };
        let (lang, said) = (page::lang(&app, &request), Worded::read(&own, &params));
        let mut described = Vec::new();
        for (medium, words) in own.hung.iter().zip(&said.described) {
            match rules::description(words) {
                Ok(words) => described.push((medium.id, Said { description: Some(words), focus: None })),
                Err(error) => {
                    let wrong = Some((field(medium.id), error.words(lang)));
                    return Ok(page_of(&app, &request, &visit, &own, said, wrong));
                }
            }
        }
        let draft = Draft {
            text: said.words.clone(),
            spoiler: Some(said.warning.clone()),
            sensitive: match own.hung.is_empty() {
                // There is nothing to fold, and no field for it: what an app said of it stays. A warning folds it by itself.
                true => own.status.sensitive && own.source.spoiler_text.is_empty(),
                false => said.folded,
            },
            language: Some(said.language.clone()),
            has_media: !own.hung.is_empty(),
        };
        let tried = async {
            draft.check()?;
            discover::mentioned(&app, &draft.text, own.status.visibility == Visibility::Direct).await?;
            reword_status(&app.here, member.id, id, draft.clone(), described).await
        };
        match tried.await {
            Ok(()) => {
                app.wake.outbox.notify_one();
                Ok(go_to(&format!("/posts/{id}?said=changed")))
            }
            Err(error) if is_told(&error) => {
                let wrong = Some((field_of(&error).to_owned(), error.words(lang)));
                Ok(page_of(&app, &request, &visit, &own, said, wrong))
            }
            Err(error) => Err(error),
        }
    };
    changed.await.unwrap_or_else(|error: Error| problem(&app, &request, &error))
}

/// Says calmly that nothing is left to delete: a button was pressed twice, or in another tab. The same is said of what somebody
/// may not read, so that nobody learns what is there.
fn gone_already(app: &App, request: &HttpRequest) -> HttpResponse {
    let lang = page::lang(app, request);
    let page = Page::new(app, lang, text(lang, "posts-gone-title")).private().for_member(lang).at_path("/posts");
    leading_on(StatusCode::NOT_FOUND, page, vec![text(lang, "posts-gone")], ("/posts", text(lang, "posts-title")))
}

/// Deletes what a member wrote.
///
/// # Errors
/// `NotFound` for what they may read and did not write, and for a need or an offer; `Internal` when the database fails.
pub(super) async fn delete(app: &App, request: &HttpRequest, member: &Member, id: StatusId) -> Result<HttpResponse> {
    let (seal, reader) = (app.here.seal.clone(), member.actor);
    let read = app.here.db.read(move |conn| {
        let Some(status) = statuses::find(conn, &seal, id)? else { return Ok(None) };
        Ok(statuses::is_for(conn, &status, Some(reader))?.then_some(status))
    });
    let Some(status) = read.await? else { return Ok(gone_already(app, request)) };
    // What is a need or an offer is taken off the board on its own page, where it says what that means.
    if status.author != reader || status.boost_of.is_some() || status.listing.is_some() {
        return Err(Error::not_found());
    }
    match delete_status(&app.here, member.id, id).await {
        Ok(()) => {
            app.wake.outbox.notify_one();
            Ok(go_to("/posts?said=deleted"))
        }
        // It was deleted at the same moment.
        Err(error) if error.kind() == Kind::NotFound => Ok(gone_already(app, request)),
        Err(error) => Err(error),
    }
}

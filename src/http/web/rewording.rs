//! Changing what one wrote, and deleting it. Where it is changed, who may read it, what hangs on it and what it asks stay as they
//! are; what was changed elsewhere in the meantime is shown beside what was typed, and neither is lost. A need or an offer is
//! changed, and deleted, on its own page.

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
use crate::error::{Error, Kind, Message, Result};
use crate::federation::discover;
use crate::http::entities::mastodon::status::{Shown, SourceEntity};
use crate::http::mastodon::multipart::{Limits, Sent};
use crate::http::mastodon::params::{self, Params};
use crate::i18n::{Lang, text, text_with};
use crate::ids;
use crate::storage::{listings, media, polls, statuses};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde_json::json;

/// Words alone: they may be more than other forms take, since each of the pictures has some.
const LIMITS: Limits = Limits { files: 0, bytes: 0, beyond: 0 };

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
    /// What it said when the form was filled with it.
    seen: String,
    action: String,
    post: String,
    asks: bool,
    /// What it says now, where that was changed while somebody typed: what each is called, and the words.
    there: Vec<(String, String)>,
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

impl Own {
    /// What it says, in one word: another where something of it was changed elsewhere.
    fn seen(&self) -> String {
        let said = Worded::of(self);
        let hung: Vec<String> = self.hung.iter().map(|medium| medium.id.to_string()).collect();
        ids::digest(&json!([said.words, said.warning, said.language, said.folded, hung, said.described]).to_string())
    }
}

/// What a medium is called.
fn title(lang: Lang, place: usize, medium: &Medium) -> String {
    match medium.kind {
        MediaKind::Image => text_with(lang, "write-slot", &[("number", (place + 1).into())]),
        MediaKind::Audio => text(lang, "posts-recording"),
    }
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

    /// Whether all of it stands there already, as it does when its button was pressed twice.
    fn is_there(&self, own: &Own) -> bool {
        let now = Self::of(own);
        let folded = self.folded || !self.warning.trim().is_empty();
        same(&now.words, &self.words)
            && same(&now.warning, &self.warning)
            && (self.language.is_empty() || now.language == self.language)
            && (own.hung.is_empty() || now.folded == folded)
            && now.described.iter().zip(&self.described).all(|(there, typed)| same(there, typed))
    }
}

/// Whether words are the same but for how a browser ends its lines, and what stands around them.
fn same(there: &str, typed: &str) -> bool {
    let plain = |words: &str| words.replace("\r\n", "\n").trim().to_owned();
    plain(there) == plain(typed)
}

/// What a post says now: its words, and all else that is not what was typed.
fn there(app: &App, lang: Lang, own: &Own, typed: &Worded) -> Vec<(String, String)> {
    let now = Worded::of(own);
    let mut all = vec![(text(lang, "posts-words"), now.words)];
    if !same(&now.warning, &typed.warning) {
        all.push((text(lang, "write-warning"), now.warning));
    }
    if now.language != typed.language {
        let name = languages(app, &now.language).into_iter().find(|one| one.chosen).map(|one| one.name);
        all.push((text(lang, "new-language"), name.unwrap_or_default()));
    }
    let shown = own.hung.iter().zip(now.described).zip(&typed.described).enumerate();
    for (place, ((medium, words), said)) in shown {
        if !same(&words, said) {
            all.push((title(lang, place, medium), words));
        }
    }
    all
}

fn page_of(
    app: &App,
    request: &HttpRequest,
    visit: &Visit,
    own: &Own,
    said: Worded,
    wrong: Option<(String, String)>,
    there: Vec<(String, String)>,
) -> HttpResponse {
    let (lang, id) = (page::lang(app, request), own.status.id);
    let code = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let mut page = Page::new(app, lang, text(lang, "reword-title")).private().for_member(lang).at(request);
    if let Some((field, words)) = wrong {
        page = page.with_problem(&field, Some(words));
    }
    let hung = own.hung.iter().zip(said.described).enumerate().map(|(place, (medium, words))| Hung {
        field: field(medium.id),
        title: title(lang, place, medium),
        url: app.here.addresses.medium(&medium.slug).into(),
        small: (medium.kind == MediaKind::Image).then(|| app.here.addresses.small_medium(&medium.slug).into()),
        words,
        wrong: page.problem(&field(medium.id)).map(str::to_owned),
    });
    let template = RewordPage {
        form: visit.form_word(),
        seen: own.seen(),
        there,
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

/// The form once more with all that was typed, and before it what stands there now, which is not what it was filled with.
fn meanwhile(app: &App, request: &HttpRequest, visit: &Visit, own: &Own, mut said: Worded) -> HttpResponse {
    // What was folded away elsewhere stays so, until its author says otherwise with this before their eyes.
    said.folded |= own.status.sensitive;
    let lang = page::lang(app, request);
    let told =
        Error::conflict("This was changed in the meantime. Please look at both.").worded(Message::ChangedMeanwhile);
    let words = told.words(lang);
    let there = there(app, lang, own, &said);
    page_of(app, request, visit, own, said, Some((String::new(), words)), there)
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
            Meant::Post(own) => page_of(&app, &request, &visit, &own, Worded::of(&own), None, Vec::new()),
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
        let there = || go_to(&format!("/posts/{id}?said=changed"));
        // Where it was changed meanwhile: a button that is pressed twice changes it once.
        let told_there = |own: &Own| {
            let said = Worded::read(own, &params);
            if said.is_there(own) { there() } else { meanwhile(&app, &request, &visit, own, said) }
        };
        if params.text("seen").unwrap_or_default() != own.seen() {
            return Ok(told_there(&own));
        }
        let mut described = Vec::new();
        for (medium, words) in own.hung.iter().zip(&said.described) {
            match rules::description(words) {
                Ok(words) => described.push((medium.id, Said { description: Some(words), focus: None })),
                Err(error) => {
                    let wrong = Some((field(medium.id), error.words(lang)));
                    return Ok(page_of(&app, &request, &visit, &own, said, wrong, Vec::new()));
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
            reword_status(&app.here, member.id, id, draft.clone(), described, own.status.edited_at).await
        };
        match tried.await {
            Ok(true) => {
                app.wake.outbox.notify_one();
                Ok(there())
            }
            // It was changed at this very moment.
            Ok(false) => Ok(match meant(&app, member.actor, id).await? {
                Meant::Post(own) => told_there(&own),
                Meant::Listing(slug) => on_its_page(&app, &request, &slug),
            }),
            Err(error) if is_told(&error) => {
                let wrong = Some((field_of(&error).to_owned(), error.words(lang)));
                Ok(page_of(&app, &request, &visit, &own, said, wrong, Vec::new()))
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

//! A member says a need or an offer in one more language, for those who read that one better. The page of the listing says that
//! a neighbor did, and members read who. Its author, whoever translated it, and moderators take it away again.

use super::cards::{direction, translated_by};
use super::drafts::{self, Draft};
use super::duties::{member_form, member_page};
use super::join::typed;
use super::oneself::Said;
use super::page::{self, Page};
use super::sign_in::{Filled, go_to};
use super::visit::Visit;
use crate::actions::keep_away::MODERATORS;
use crate::actions::translate::{take_translation_away, translate};
use crate::app::{App, Counted};
use crate::clock::Moment;
use crate::domain::key::MemberId;
use crate::domain::listing::{Listing, Translation};
use crate::domain::member::Member;
use crate::domain::text::{BODY_MAX, TITLE_MAX};
use crate::error::{Error, Kind, Result};
use crate::http::error::retry_after;
use crate::i18n::{Lang, isolate, text, text_with};
use crate::storage::{Conn, listings, members, translations};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

/// The words of a listing in a further language.
pub(super) struct Translated {
    pub lang: String,
    pub dir: &'static str,
    pub title: String,
    pub words: Option<String>,
    pub by: String,
    /// That it says what the listing said before.
    pub older: Option<String>,
    /// Where a member says it better, if they may.
    pub change: Option<(String, String)>,
    /// The button that takes it away, for whoever may.
    pub take_away: Option<String>,
}

/// Who translated a listing, and into which language.
pub(super) struct Translators {
    all: Vec<(String, MemberId, String)>,
    /// Whether whoever reads it keeps people safe here.
    moderates: bool,
}

impl Translators {
    /// As `reader` reads it now.
    ///
    /// # Errors
    /// `Internal` when the database fails.
    pub(super) fn of(conn: &mut Conn, listing: &Listing, reader: MemberId, now: Moment) -> Result<Self> {
        let who = translations::of_listing(conn, listing.id)?;
        let ids: Vec<MemberId> = who.iter().map(|(_, member)| *member).collect();
        let known = if ids.is_empty() { Vec::new() } else { members::get_many(conn, &ids)? };
        let called =
            |id: MemberId| known.iter().find(|member| member.id == id).map(|member| member.display_name.clone());
        let named = who.into_iter().filter_map(|(language, id)| Some((language, id, called(id)?)));
        let moderates = !listing.translated_by_neighbors().is_empty()
            && members::roles_at(conn, reader, now)?.iter().any(|kind| MODERATORS.contains(kind));
        Ok(Self { all: named.collect(), moderates })
    }

    fn of_language(&self, wanted: &str) -> Option<(MemberId, &str)> {
        self.all.iter().find(|(language, ..)| language == wanted).map(|(_, id, name)| (*id, name.as_str()))
    }

    /// Whether a member may say a listing in a language, where it may be said already.
    fn leave_to(&self, member: MemberId, listing: &Listing, language: &str) -> bool {
        language != listing.language
            && listing.translation(language).is_none_or(|there| {
                there.gives_way()
                    || listing.is_by(member)
                    || self.of_language(language).is_some_and(|(by, _)| by == member)
            })
    }
}

/// What a language is called.
pub(super) fn called(language: &str) -> String {
    Lang::from_tag(language).filter(|lang| lang.tag() == language).map_or(language, |lang| lang.name()).to_owned()
}

/// Whether a listing can be translated.
fn is_open(listing: &Listing) -> bool {
    listing.state.is_published() && !listing.state.is_over() && listing.held_under.is_none()
}

fn path(listing: &Listing) -> String {
    format!("/listings/{}/translate", listing.slug)
}

impl Translated {
    /// As everybody reads it.
    pub(super) fn new(lang: Lang, one: &Translation) -> Self {
        Self {
            lang: one.language.clone(),
            dir: direction(&one.language),
            title: one.title.clone(),
            words: one.body.clone(),
            by: translated_by(lang, one),
            older: one.outdated.then(|| text(lang, "translate-older")),
            change: None,
            take_away: None,
        }
    }

    /// As a member reads it, who learns by whom it is, and perhaps changes it or takes it away.
    pub(super) fn for_member(mut self, lang: Lang, listing: &Listing, member: MemberId, who: &Translators) -> Self {
        let language = called(&self.lang);
        let by = who.of_language(&self.lang);
        if let Some((_, name)) = by {
            self.by = text_with(lang, "translate-by", &[("name", isolate(name).into())]);
        }
        if is_open(listing) && who.leave_to(member, listing, &self.lang) {
            let words = text_with(lang, "translate-change", &[("language", isolate(&language).into())]);
            let query =
                url::form_urlencoded::Serializer::new(String::new()).append_pair("language", &self.lang).finish();
            self.change = Some((format!("{}?{query}", path(listing)), words));
        }
        let moderated = who.moderates && listing.translation(&self.lang).is_some_and(|one| one.by_neighbor);
        if listing.is_by(member) || by.is_some_and(|(by, _)| by == member) || moderated {
            self.take_away = Some(text_with(lang, "translate-take-away", &[("language", isolate(&language).into())]));
        }
        self
    }
}

/// The way to the page for it, for members.
pub(super) fn link(lang: Lang, listing: &Listing) -> Option<(String, String)> {
    is_open(listing).then(|| (path(listing), text(lang, "translate-link")))
}

/// A language to choose.
struct OneOf {
    tag: String,
    name: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "translate.html")]
struct TranslatePage {
    page: Page,
    form: String,
    draft: Draft,
    action: String,
    /// The listing as its author wrote it.
    lang: String,
    dir: &'static str,
    title: String,
    words: Vec<String>,
    languages: Vec<OneOf>,
    said_title: String,
    said_body: String,
    title_most: usize,
    body_most: usize,
}

/// The languages into which a member may translate: those of the pages, and the network's own.
fn languages(app: &App, listing: &Listing, member: MemberId, who: &Translators, wanted: &str) -> Vec<OneOf> {
    let mut tags: Vec<String> = Lang::ALL.iter().map(|lang| lang.tag().to_owned()).collect();
    for language in &app.network().languages {
        let tag = language.to_string();
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags.retain(|tag| who.leave_to(member, listing, tag));
    tags.into_iter().map(|tag| OneOf { name: called(&tag), chosen: tag == wanted, tag }).collect()
}

/// The listing of that address, and who translated it, as a member sees it.
async fn meant(app: &App, member: MemberId, slug: &str) -> Result<(Listing, Translators)> {
    let (slug, now) = (slug.to_owned(), app.here.now());
    let read = app.here.db.read(move |conn| {
        let listing = listings::by_slug(conn, &slug)?.filter(|listing| listing.is_seen_by(Some(member)));
        let listing = listing.ok_or_else(Error::not_found)?;
        let who = Translators::of(conn, &listing, member, now)?;
        Ok((listing, who))
    });
    read.await
}

fn page_of(
    app: &App,
    request: &HttpRequest,
    visit: &Visit,
    member: &Member,
    (listing, who): (&Listing, &Translators),
    said: &Said,
    wrong: Option<(&str, String)>,
) -> HttpResponse {
    let lang = page::lang(app, request);
    let wanted = Some(typed(said, "language")).filter(|wanted| !wanted.is_empty()).unwrap_or(lang.tag());
    // Whoever says better what is said already begins with that.
    let there = listing.translation(wanted);
    let there = there.filter(|_| wrong.is_none() && who.leave_to(member.id, listing, wanted));
    let page = Page::new(app, lang, text(lang, "translate-title"))
        .private()
        .for_member(lang)
        .asked_at(request)
        .with_script()
        .with_wrong(wrong);
    let code = page.code();
    let template = TranslatePage {
        page,
        form: visit.form_word(),
        // Each language is another one.
        draft: Draft::of(visit, format!("{} {wanted}", path(listing))),
        action: path(listing),
        lang: listing.language.clone(),
        dir: direction(&listing.language),
        title: listing.title.clone(),
        words: listing.details.body.iter().flat_map(|body| body.split("\n\n")).map(Into::into).collect(),
        languages: languages(app, listing, member.id, who, wanted),
        said_title: there.map_or(typed(said, "title"), |there| there.title.as_str()).to_owned(),
        said_body: there.map_or(typed(said, "body"), |there| there.body.as_deref().unwrap_or_default()).to_owned(),
        title_most: TITLE_MAX,
        body_most: BODY_MAX,
    };
    drafts::answer(code, &template)
}

/// The form.
pub(super) async fn ask(app: Data<App>, request: HttpRequest, slug: Path<String>) -> HttpResponse {
    member_page(&app, &request, async |visit, member| {
        let (listing, who) = meant(&app, member.id, &slug).await?;
        if !is_open(&listing) {
            return Ok(go_to(&format!("/listings/{}", listing.slug)));
        }
        let pairs =
            url::form_urlencoded::parse(request.query_string().as_bytes()).filter(|(name, _)| name == "language");
        let said: Said = pairs.map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
        Ok(page_of(&app, &request, &visit, &member, (&listing, &who), &said, None))
    })
    .await
}

/// Translates it, or takes a translation away.
pub(super) async fn act(app: Data<App>, request: HttpRequest, slug: Path<String>, input: Filled<Said>) -> HttpResponse {
    member_form(&app, &request, input, async |visit, member, said| {
        let (listing, who) = meant(&app, member.id, &slug).await?;
        let language = typed(&said, "language");
        let done = if typed(&said, "act") == "take-away" {
            match take_translation_away(&app.here, member.id, listing.id, language).await {
                // It was taken away before: that is what is asked for.
                Err(error) if error.kind() == Kind::NotFound && listing.translation(language).is_none() => {
                    Ok("untranslated")
                }
                other => other.map(|()| "untranslated"),
            }
        } else {
            match Translation::by_neighbor(language, typed(&said, "title"), typed(&said, "body")) {
                Ok(words) => {
                    // Nobody says it and takes it away again and again, of which its author hears each time.
                    let counted = Counted::Translation(member.id, listing.id);
                    match app.count(counted) {
                        Ok(()) => {
                            let said = translate(&app.here, member.id, listing.id, words).await;
                            if said.is_err() {
                                app.give_back(counted);
                            }
                            said.map(|()| "translated")
                        }
                        Err(error) => Err(error),
                    }
                }
                Err(error) => Err(error),
            }
        };
        match done {
            Ok(heard) => {
                app.wake.outbox.notify_one();
                Ok(go_to(&format!("/listings/{}?said={heard}", listing.slug)))
            }
            Err(error) if error.kind() == Kind::TooMany => {
                // What was written stays, for when it is time.
                let wrong = ("", text(page::lang(&app, &request), "translate-too-often"));
                let mut answer = page_of(&app, &request, &visit, &member, (&listing, &who), &said, Some(wrong));
                *answer.status_mut() = StatusCode::TOO_MANY_REQUESTS;
                retry_after(&error, &mut answer);
                Ok(answer)
            }
            Err(error) if matches!(error.kind(), Kind::Invalid | Kind::Conflict) => {
                let wrong = (error.field().unwrap_or("language"), error.words(page::lang(&app, &request)));
                Ok(page_of(&app, &request, &visit, &member, (&listing, &who), &said, Some(wrong)))
            }
            Err(error) => Err(error),
        }
    })
    .await
}

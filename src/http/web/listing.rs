//! The page of a need or an offer: what it says, who sees it, how to answer.

use super::answers::{self, Answers, Tried};
use super::cards::direction;
use super::change;
use super::follow::FollowForm;
use super::home::Preview;
use super::made::{given_again, html};
use super::page::{self, Needs, Page, answer, not_found_by, problem};
use super::pictures;
use super::sign_in;
use super::translating::{self, Translated, Translators};
use super::visit::{Visit, seems_signed_in};
use crate::adapters::fetch::is_activity_type;
use crate::app::App;
use crate::domain::audience::Audience;
use crate::domain::joining::Joining;
use crate::domain::key::MemberId;
use crate::domain::listing::{Listing, State};
use crate::domain::network::Intake;
use crate::error::{Error, Kind, Result};
use crate::federation::render::listing::{Surroundings, lines_for_reader};
use crate::http::entities::listing::{ListingEntity, render_in};
use crate::i18n::{Lang, isolate, moment, text, text_with};
use crate::storage::{Conn, actors, joining, listings};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "listing.html")]
struct ListingPage {
    page: Page,
    preview: Option<Preview>,
    kind: &'static str,
    kind_words: String,
    state: Option<String>,
    /// What it says in the reader's language, where it was written in another.
    first: Option<Translated>,
    /// What it says as it was written, and in which language.
    title: String,
    lang: String,
    dir: &'static str,
    in_language: Option<String>,
    facts: Vec<String>,
    words: Vec<String>,
    easy: Option<String>,
    translations: Vec<Translated>,
    /// The way to say it in one more language, for members.
    translate: Option<(String, String)>,
    /// What a form carries that takes a translation away.
    form: String,
    slug: String,
    pictures: Vec<Picture>,
    /// The way to the page on which its author changes them.
    change_pictures: Option<(String, String)>,
    /// The way to the form in which its author changes what it says.
    change: Option<(String, String)>,
    /// The way to the form in which its author says the same once more.
    again: Option<(String, String)>,
    seen_by: String,
    by: String,
    posted: String,
    done: Option<String>,
    /// Whether what was written is on the board now, so that this browser forgets its draft.
    sent: bool,
    answers: Option<Answers>,
    respond_heading: String,
    /// How somebody answers who is not signed in here.
    ways_in: Option<WaysIn>,
    respond: Vec<String>,
    /// How somebody answers who has an account on another server; folded, for most have none.
    elsewhere: Vec<String>,
    follow: Option<FollowForm>,
    /// The page at the network that it came from.
    there: Option<(String, String)>,
    address: String,
    address_words: String,
    back: String,
    /// The way to tell the organizers, for members.
    report: Option<(String, String)>,
}

/// What leads somebody on who wants to answer and is not signed in.
struct WaysIn {
    /// To sign in, and from there to the form of an answer.
    sign_in: String,
    /// The words for the way to join, as one does here.
    join: String,
}

impl WaysIn {
    fn new(lang: Lang, listing: &Listing, how: Joining) -> Self {
        let join = match how {
            Joining::Invite => "home-join-heading",
            Joining::Welcome => "home-join-welcome",
            Joining::Open => "home-join-open",
        };
        Self { sign_in: sign_in::way(&format!("/listings/{}#respond", listing.slug), None), join: text(lang, join) }
    }
}

/// A picture with the words for whoever does not see it.
pub(super) struct Picture {
    pub(super) url: String,
    pub(super) small_url: String,
    pub(super) alt: String,
    pub(super) size: Option<(u32, u32)>,
}

/// A listing's page; to a server that asks for ActivityPub, the way to the object.
pub(super) async fn listing(app: Data<App>, request: HttpRequest, slug: Path<String>) -> HttpResponse {
    let accept = request.headers().get("accept").and_then(|value| value.to_str().ok()).unwrap_or_default();
    if accept.split(',').any(|part| is_activity_type(part.trim())) {
        return HttpResponse::Found()
            .insert_header(("location", app.here.addresses.listing(&slug).to_string()))
            .insert_header(("vary", "accept"))
            .finish();
    }
    match listing_page(&app, &request, &slug, None).await {
        Ok(page) => page,
        Err(error) if error.kind() == Kind::NotFound => {
            // A browser may show what signed somebody in until another one ended that.
            let visit = Visit::of(&app, &request).await;
            not_found_by(&app, &request, visit.is_ok_and(|visit| visit.member().is_some()))
        }
        Err(error) => problem(&app, &request, &error),
    }
}

/// The page once more, with what does not fit in an answer or in the word about one, and all that was typed.
pub(super) async fn shown_again(
    app: &App,
    request: &HttpRequest,
    slug: &str,
    tried: Tried<'_>,
    error: &Error,
) -> Result<HttpResponse> {
    let mut page = listing_page(app, request, slug, Some((tried, error))).await?;
    *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(page)
}

async fn listing_page(
    app: &App,
    request: &HttpRequest,
    slug: &str,
    tried: Option<(Tried<'_>, &Error)>,
) -> Result<HttpResponse> {
    let visit = Visit::of(app, request).await?;
    let (lang, slug) = (page::lang(app, request), slug.to_owned());
    let at = (request.path().to_owned(), seems_signed_in(request));
    let Some(member) = visit.member().map(|member| member.id) else {
        // It is the same for everyone but for the ways on, and what everyone sees is for everyone.
        let question = format!("listing {at:?} {} {slug}", lang.tag());
        let made = given_again(app, request, question, false, Needs::default(), move |conn, app, _| {
            let (listing, entity) = found(conn, app, &slug, None)?;
            let mut page = page_of(app, &at, lang, &listing, entity, false);
            if page.follow.is_some() {
                page.ways_in = Some(WaysIn::new(lang, &listing, joining::rules(conn)?.how));
            }
            Ok((StatusCode::OK, html(&page)?))
        });
        return made.await;
    };
    let (own, now) = (app.clone(), app.here.now());
    let read = app.here.db.read(move |conn| {
        let (listing, entity) = found(conn, &own, &slug, Some(member))?;
        let who = Translators::of(conn, &listing, member, now)?;
        Ok((listing, entity, who))
    });
    let (listing, entity, who) = read.await?;
    // A page for members is kept by nothing between them and us.
    let mut template = page_of(app, &at, lang, &listing, entity, true);
    let answers = answers::of(app, lang, &visit, member, &listing, tried).await?;
    if answers.respond.is_some() || listing.is_by(member) {
        // The form says it all.
        template.respond.clear();
    }
    if !listing.is_by(member) {
        template.report = Some((format!("/report?listing={}", listing.slug), text(lang, "report-title")));
    }
    let for_member = |one: Translated| one.for_member(lang, &listing, member, &who);
    template.first = template.first.map(for_member);
    template.translations = template.translations.into_iter().map(for_member).collect();
    template.translate = translating::link(lang, &listing);
    template.change_pictures = pictures::link(lang, &listing, member);
    template.change = change::link(lang, &listing, member);
    template.again = change::again_link(lang, &listing, member);
    template.form = visit.form_word();
    template.page = template.page.for_member(lang);
    template.elsewhere.clear();
    template.follow = None;
    template.answers = Some(answers);
    // Its author sends this address on to a neighbor, who posted nothing, and whose draft is of something else.
    let of_author = ["posted", "written", "changed", "changed-anew"];
    let said = said(request).filter(|said| !of_author.contains(said) || listing.is_by(member));
    template.done = said.map(|said| match said {
        // By its tag, among what neighbors write.
        "written" => text(lang, "answer-said-posted"),
        said => text(lang, &format!("answer-said-{said}")),
    });
    if matches!(said, Some("posted" | "written")) {
        let network = app.here.network;
        let intake = app.here.db.read(move |conn| Ok(actors::get(conn, network)?.intake)).await?;
        // What comes next takes longer than usual: then it says so.
        match intake {
            Some(Intake::Slow) => template.done = Some(text(lang, "posted-while-slow")),
            Some(Intake::Paused) => template.done = Some(text(lang, "posted-while-paused")),
            Some(Intake::Open) | None => {}
        }
    }
    let is_kept = template.answers.as_ref().is_some_and(|answers| answers.respond.is_some());
    template.sent = matches!(said, Some("posted" | "written" | "answered" | "with-connectors" | "translated"));
    if template.sent || is_kept {
        template.page = template.page.with_script();
    }
    if let Some((tried, error)) = tried {
        template.page = template.page.at_path(&format!("/listings/{}", listing.slug));
        template.page = template.page.with_problem(&tried.field(error), Some(error.words(lang)));
    }
    Ok(answer(StatusCode::OK, true, &template))
}

/// The listing of that address, as somebody sees it.
fn found(conn: &mut Conn, app: &App, slug: &str, asker: Option<MemberId>) -> Result<(Listing, ListingEntity)> {
    let listing = listings::by_slug(conn, slug)?.ok_or_else(Error::not_found)?;
    let was_for_all = listing.local && listing.audience == Audience::Public && listing.held_under.is_none();
    if listing.state == State::Erased && was_for_all {
        return Err(Error::new(Kind::Gone, "This is gone."));
    }
    // What came from another network is for members; for everyone else it is on the page there.
    if !listing.is_seen_by(asker) || (asker.is_none() && !listing.local) {
        return Err(Error::not_found());
    }
    let entity = render_in(conn, app, vec![listing.clone()], asker)?.pop().ok_or_else(Error::not_found)?;
    Ok((listing, entity))
}

/// What was just done, as the address says it.
fn said(request: &HttpRequest) -> Option<&'static str> {
    let mut pairs = url::form_urlencoded::parse(request.query_string().as_bytes());
    let said = pairs.find(|(name, _)| name == "said").map(|(_, said)| said)?;
    let known = [
        "answered",
        "with-connectors",
        "agreed",
        "declined",
        "taken-back",
        "posted",
        "written",
        "changed",
        "changed-anew",
        "paused",
        "resumed",
        "withdrawn",
        "translated",
        "untranslated",
    ];
    known.into_iter().find(|known| *known == said)
}

/// The page at a path, with the ways on of whoever seems to be signed in or not.
fn page_of(
    app: &App,
    (path, seems_signed_in): &(String, bool),
    lang: Lang,
    listing: &Listing,
    entity: ListingEntity,
    private: bool,
) -> ListingPage {
    let kind = listing.kind.as_str();
    let kind_words = text(lang, &format!("kind-{kind}"));
    let around = Surroundings::of(app);
    let network = app.network();
    let read_first = listing.translation_for(lang.tag());
    let title = read_first.map_or(&listing.title, |one| &one.title);
    let mut page = Page::new(app, lang, format!("{kind_words}: {title}")).on(path, *seems_signed_in);
    page.private = private;
    page.alternate = (listing.audience == Audience::Public).then(|| listing.ap_id.to_string());
    // The first line says which kind it is, as the mark above the title does.
    let facts: Vec<String> =
        lines_for_reader(&around, lang, listing).into_iter().skip(1).map(|line| isolate(&line)).collect();
    let written_in = Lang::from_tag(&listing.language);
    let in_language = (written_in != Some(lang)).then(|| {
        let name = written_in.map_or(listing.language.as_str(), |lang| lang.name());
        text_with(lang, "listing-in-language", &[("language", isolate(name).into())])
    });
    let by = match (&entity.author, listing.local) {
        (Some(author), _) => text_with(lang, "listing-by", &[("name", isolate(&author.display_name).into())]),
        (None, true) => text_with(lang, "listing-by-network", &[("network", isolate(&network.name).into())]),
        (None, false) => text_with(lang, "listing-by-network", &[("network", isolate(&entity.origin.name).into())]),
    };
    let takes_answers = listing.state.takes_responses() && app.here.now() < listing.expires_at;
    let for_all = listing.audience == Audience::Public && listing.local;
    let (mut respond, mut elsewhere) = (Vec::new(), Vec::new());
    let mut follow = None;
    if !takes_answers {
        respond.push(text(lang, "listing-closed"));
    } else if for_all {
        elsewhere.extend(["listing-respond-mastodon", "listing-respond-network"].map(|key| text(lang, key)));
        follow = Some(FollowForm::answer(lang, &listing.slug, &listing.ap_id));
    } else {
        respond.push(text(lang, "listing-respond-app"));
    }
    if listing.area.is_some() {
        respond.push(text(lang, "listing-rough-place"));
    }
    let time = moment(lang, listing.published_at.unwrap_or(listing.created_at), network.time_zone);
    ListingPage {
        preview: (!private).then(|| Preview {
            address: entity.page.to_string(),
            kind: "article",
            description: facts.iter().take(4).cloned().collect::<Vec<_>>().join(" · "),
            picture: entity.pictures.first().map(|picture| picture.small_url.to_string()),
        }),
        state: (!takes_answers || listing.state == State::PartlyMet)
            .then(|| text(lang, &format!("state-{}", listing.state.as_str()))),
        first: read_first.map(|one| Translated::new(lang, one)),
        title: listing.title.clone(),
        lang: listing.language.clone(),
        dir: direction(&listing.language),
        in_language,
        facts,
        words: listing.details.body.iter().flat_map(|body| body.split("\n\n")).map(Into::into).collect(),
        easy: listing.details.easy_text.clone(),
        translations: (listing.details.translations.iter())
            .filter(|one| read_first.is_none_or(|first| !std::ptr::eq(first, *one)))
            .map(|one| Translated::new(lang, one))
            .collect(),
        translate: None,
        form: String::new(),
        slug: listing.slug.clone(),
        change_pictures: None,
        change: None,
        again: None,
        pictures: entity
            .pictures
            .iter()
            .map(|picture| Picture {
                url: picture.url.to_string(),
                small_url: picture.small_url.to_string(),
                alt: picture.description.clone().unwrap_or_default(),
                size: picture.width.zip(picture.height),
            })
            .collect(),
        seen_by: text(lang, &format!("listing-seen-by-{}", listing.audience.as_str())),
        by,
        posted: text_with(lang, "listing-posted", &[("time", time.into())]),
        done: None,
        sent: false,
        answers: None,
        respond_heading: text(lang, "listing-respond-heading"),
        ways_in: None,
        respond,
        elsewhere,
        follow,
        there: (!listing.local).then(|| (entity.page.to_string(), text(lang, "listing-there"))),
        address: app.here.addresses.listing_page(&listing.slug).to_string(),
        address_words: text(lang, "page-address"),
        back: text(lang, "listing-back"),
        report: None,
        kind,
        kind_words,
        page,
    }
}

//! Whoever posted a need or an offer changes it later, in the form in which it was posted, filled with what it says now. What
//! was changed elsewhere in the meantime is shown beside what was typed, and neither is lost.

use super::cards::direction;
use super::filled::{other_languages, other_windows, seen};
use super::new::{Tried, shown};
use super::oneself::signed_in;
use super::page::{self, problem};
use super::pictures::is_theirs;
use super::posting::{Input, Look};
use super::sign_in::{Filled, go_to, stale};
use super::translating::called;
use super::visit::Visit;
use crate::actions::change_listing::change_listing_as_read;
use crate::app::{App, Counted};
use crate::clock::Moment;
use crate::domain::audience::Audience;
use crate::domain::draft::Draft;
use crate::domain::key::{ListingId, MemberId};
use crate::domain::listing::{Listing, State};
use crate::domain::member::Member;
use crate::domain::response::State as Answer;
use crate::error::{Error, Kind, Message, Result};
use crate::i18n::{Lang, isolate, range, text, text_with, together};
use crate::storage::{listings, media, responses};
use actix_web::web::{Data, Form, Path};
use actix_web::{HttpRequest, HttpResponse};
use chrono_tz::Tz;

/// What the form says besides, where it changes what stands there already.
pub(super) struct Change {
    /// Where it is sent.
    pub action: String,
    /// The page of the listing, and its title.
    pub listing: String,
    pub title: String,
    pub lang: String,
    pub dir: &'static str,
    pub id: ListingId,
    /// What it said when the form was filled with it.
    pub seen: String,
    /// Which of the two it is, where that stays: somebody answered.
    pub kind: Option<(&'static str, String)>,
    /// Whether it is said in easy words, too.
    pub is_easy: bool,
    /// Whether it is posted for a neighbor, and shows nobody's name.
    pub for_neighbor: bool,
    /// What it says that the form has no field for.
    pub stays: Vec<String>,
    /// What it says now, where that was changed while somebody typed.
    pub now: Option<Look>,
}

impl Change {
    /// `filled` is when the form was filled.
    fn new(lang: Lang, zone: Tz, filled: Moment, now: Moment, own: &Own) -> Self {
        let listing = &own.listing;
        let kind = listing.kind.as_str();
        let mut stays: Vec<String> = other_windows(listing, zone, filled, now)
            .into_iter()
            .map(|window| range(lang, window.from(), window.until(), zone))
            .map(|when| text_with(lang, "edit-stays-time", &[("when", when.into())]))
            .collect();
        let languages: Vec<String> =
            other_languages(listing).into_iter().map(|language| isolate(&called(language))).collect();
        if !languages.is_empty() {
            let languages = together(lang, &languages);
            stays.push(text_with(lang, "edit-stays-languages", &[("languages", languages.into())]));
        }
        if listing.area.is_some() {
            stays.push(text(lang, "edit-stays-place"));
        }
        Self {
            action: path(listing),
            listing: format!("/listings/{}", listing.slug),
            title: listing.title.clone(),
            lang: listing.language.clone(),
            dir: direction(&listing.language),
            id: listing.id,
            seen: seen(listing),
            kind: own.answered.then(|| (kind, text(lang, &format!("kind-{kind}")))),
            is_easy: listing.details.easy_text.is_some(),
            for_neighbor: listing.proxy.is_some(),
            stays,
            now: None,
        }
    }
}

/// A listing of one's own.
struct Own {
    listing: Listing,
    /// Whether its author heard of an answer that holds.
    answered: bool,
}

fn path(listing: &Listing) -> String {
    format!("/listings/{}/edit", listing.slug)
}

/// The way there, for its author.
pub(super) fn link(lang: Lang, listing: &Listing, member: MemberId) -> Option<(String, String)> {
    is_theirs(listing, member).then(|| (path(listing), text(lang, "edit-title")))
}

/// Whether a member may post the same once more: theirs, over, and not posted for a neighbor, whom nobody asked again.
fn is_over_for(listing: &Listing, member: MemberId) -> bool {
    let is_over = matches!(listing.state, State::Met | State::Withdrawn | State::Expired);
    is_over && listing.is_by(member) && listing.local && listing.proxy.is_none() && listing.held_under.is_none()
}

/// The way to the form of something new that says the same once more, for its author, where it is over.
pub(super) fn again_link(lang: Lang, listing: &Listing, member: MemberId) -> Option<(String, String)> {
    let words = || text(lang, &format!("again-{}", listing.kind.as_str()));
    is_over_for(listing, member).then(|| (format!("/new?from={}", listing.slug), words()))
}

/// The form of something new, filled with what one of one's own said that is over, and what is to be known of that.
///
/// # Errors
/// `NotFound` where there is none such at that address; `Internal` when the database fails.
pub(super) async fn again(app: &App, lang: Lang, member: MemberId, slug: String) -> Result<(Input, Vec<String>)> {
    let seal = app.here.seal.clone();
    let read = app.here.db.read(move |conn| {
        let found = listings::by_slug(conn, &slug)?.filter(|listing| is_over_for(listing, member));
        let listing = found.ok_or_else(Error::not_found)?;
        let has_pictures = !media::of_listing(conn, &seal, listing.id)?.is_empty();
        Ok((listing, has_pictures))
    });
    let (listing, has_pictures) = read.await?;
    let notes = has_pictures.then(|| text(lang, "again-pictures")).into_iter().collect();
    Ok((Input::again(&listing, lang, app.config.network.time_zone, app.here.now()), notes))
}

/// A listing of one's own, by its address, or, where it is seen by fewer by now and has another, by the row that the form
/// names; nothing where what it said is erased.
async fn own(app: &App, member: MemberId, slug: &str, row: Option<ListingId>) -> Result<Option<Own>> {
    let (slug, seal) = (slug.to_owned(), app.here.seal.clone());
    let read = app.here.db.read(move |conn| {
        let there = listings::by_slug(conn, &slug)?.filter(|listing| listing.local).ok_or_else(Error::not_found)?;
        let found = match (there.state, row) {
            (State::Erased, Some(row)) => listings::get_many(conn, &[row])?.pop(),
            (State::Erased, None) => None,
            _ if there.is_by(member) => Some(there),
            _ => return Err(Error::not_found()),
        };
        let Some(listing) = found.filter(|listing| listing.is_by(member)) else { return Ok(None) };
        let answers = responses::of_listing(conn, &seal, listing.id)?;
        let answered = answers.iter().any(|one| matches!(one.state, Answer::Offered | Answer::Accepted));
        Ok(Some(Own { listing, answered }))
    });
    read.await
}

/// The form, with what it says now.
pub(super) async fn ask(app: Data<App>, request: HttpRequest, slug: Path<String>) -> HttpResponse {
    let asked = async {
        let (visit, member) = match signed_in(&app, &request).await? {
            Ok(found) => found,
            Err(answer) => return Ok(answer),
        };
        let own = own(&app, member.id, &slug, None).await?.ok_or_else(Error::not_found)?;
        if !is_theirs(&own.listing, member.id) {
            // What is over, or held, says so on its page.
            return Ok(go_to(&format!("/listings/{}", own.listing.slug)));
        }
        let (lang, zone, now) = (page::lang(&app, &request), app.config.network.time_zone, app.here.now());
        let typed = Input::of(&own.listing, lang, zone, now);
        shown(&app, &request, &visit, typed, None, Some(Change::new(lang, zone, now, now, &own))).await
    };
    asked.await.unwrap_or_else(|error: Error| problem(&app, &request, &error))
}

/// Changes it, and shows it; or says first how it will look, and changes nothing.
pub(super) async fn post(
    app: Data<App>,
    request: HttpRequest,
    slug: Path<String>,
    input: Filled<Input>,
) -> HttpResponse {
    let posted = async {
        let (visit, member) = match signed_in(&app, &request).await? {
            Ok(found) => found,
            Err(answer) => return Ok(answer),
        };
        let Ok(Form(input)) = input else { return Ok(stale(&app, &request)) };
        if visit.check(&request, &input.form).is_err() {
            return Ok(stale(&app, &request));
        }
        app.count(Counted::Member(member.id))?;
        let own = own(&app, member.id, &slug, input.listing_id.parse().ok()).await?;
        sent(&app, &request, &visit, &member, own, input).await
    };
    posted.await.unwrap_or_else(|error: Error| problem(&app, &request, &error))
}

async fn sent(
    app: &App,
    request: &HttpRequest,
    visit: &Visit,
    member: &Member,
    own: Option<Own>,
    input: Input,
) -> Result<HttpResponse> {
    let Some(own) = own.filter(|own| !own.listing.state.is_over()) else {
        // What was typed can still be posted as something new.
        let over = Error::conflict("This listing is over. Please post a new one.").worded(Message::ListingOver);
        return shown(app, request, visit, input, Some(Tried::Wrong(over)), None).await;
    };
    let (lang, zone, now) = (page::lang(app, request), app.config.network.time_zone, app.here.now());
    let (listing, filled) = (&own.listing, input.filled_at(now));
    if input.seen != seen(listing) {
        if input.act != "look" && is_said(&input, &own, lang, zone, now).unwrap_or_default() {
            return Ok(changed(request, listing));
        }
        return meanwhile(app, request, visit, member, &own, input).await;
    }
    let draft = || draft(&input, &own, lang, zone, now);
    let change = || Some(Change::new(lang, zone, filled, now, &own));
    if input.act == "look" {
        let looked = async { Look::of_change(app, lang, member, listing, draft()?, own.answered).await };
        let tried = match looked.await {
            Ok(look) => Tried::Looked(Box::new(look)),
            Err(error) if matches!(error.kind(), Kind::Invalid | Kind::Conflict) => Tried::Wrong(error),
            Err(error) => return Err(error),
        };
        let change = change();
        return shown(app, request, visit, input, Some(tried), change).await;
    }
    let (id, read) = (listing.id, listing.revision);
    let tried = async { change_listing_as_read(&app.here, member.id, id, draft()?, read).await };
    match tried.await {
        Ok(true) => {
            app.wake.outbox.notify_one();
            Ok(changed(request, &app.here.db.read(move |conn| listings::get(conn, id)).await?))
        }
        // It was changed at this very moment, or something was promised: as it stands now, once more.
        Ok(false) => {
            let again = self::own(app, member.id, &listing.slug, Some(id)).await?;
            Box::pin(sent(app, request, visit, member, again, input)).await
        }
        // Where it is held, or who is spoken for is to be asked again, what was typed stays, too.
        Err(error) if matches!(error.kind(), Kind::Invalid | Kind::Conflict | Kind::Forbidden) => {
            let change = change();
            shown(app, request, visit, input, Some(Tried::Wrong(error)), change).await
        }
        Err(error) => Err(error),
    }
}

/// To the page of what was changed, which may have another address than what the form was of.
fn changed(request: &HttpRequest, listing: &Listing) -> HttpResponse {
    let said = if request.path() == path(listing) { "changed" } else { "changed-anew" };
    go_to(&format!("/listings/{}?said={said}", listing.slug))
}

/// Whether all that the form says stands there already, as it does when its button was pressed twice. Where its author is
/// hidden by now, as in a need that left home, the form of before does not show them.
fn is_said(input: &Input, own: &Own, lang: Lang, zone: Tz, now: Moment) -> Result<bool> {
    let listing = &own.listing;
    let mut again = listing.clone();
    draft(input, own, lang, zone, now)?.write_onto(&mut again, &listing.language, now)?;
    again.keep_translations(listing);
    again.hidden_author |= listing.hidden_author;
    Ok(seen(&again) == seen(listing))
}

/// What the form says, as a change of what stands there.
fn draft(input: &Input, own: &Own, lang: Lang, zone: Tz, now: Moment) -> Result<Draft> {
    let listing = &own.listing;
    if own.answered && input.kind != listing.kind.as_str() {
        let text = "Neighbors answered this already, so it stays what it is. Please post a new one beside it.";
        return Err(Error::invalid("kind", text).worded(Message::AnsweredKind));
    }
    let said = input.listing(lang, zone, now)?.into_draft()?;
    Ok(input.onto(said, listing, zone, now))
}

/// The form once more with all that was typed, and beside it what stands there now, which is not what it was filled with.
async fn meanwhile(
    app: &App,
    request: &HttpRequest,
    visit: &Visit,
    member: &Member,
    own: &Own,
    mut input: Input,
) -> Result<HttpResponse> {
    let (lang, zone, now) = (page::lang(app, request), app.config.network.time_zone, app.here.now());
    // Whom it was shown to before is not what anybody chose now: once narrowed, or without a name, it stays so until its
    // author says otherwise with this before their eyes (value V4).
    let typed = Audience::ALL.into_iter().find(|audience| audience.as_str() == input.audience);
    if typed.is_some_and(|typed| typed > own.listing.audience) {
        input.audience = own.listing.audience.as_str().to_owned();
    }
    if own.listing.hidden_author {
        input.hidden = "yes".to_owned();
    }
    let text = "This was changed in the meantime. Please look at both.";
    let error = Error::conflict(text).worded(Message::ChangedMeanwhile);
    let there = Look::of_listing(app, lang, member, own.listing.clone()).await?;
    let change = Change { now: Some(there), ..Change::new(lang, zone, input.filled_at(now), now, own) };
    shown(app, request, visit, input, Some(Tried::Wrong(error)), Some(change)).await
}

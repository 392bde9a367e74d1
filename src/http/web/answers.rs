//! Answering a need or an offer as a member, and the author's word about each answer. Each is one button; no reason is
//! asked for a no.

use super::drafts::Draft;
use super::listing;
use super::page::{self, problem};
use super::sign_in::{Filled, go_to, stale};
use super::visit::{Visit, sender};
use crate::actions::accept_response::Plan;
use crate::actions::accept_response::accept_response;
use crate::actions::decline_response::decline_response;
use crate::actions::respond::Answer;
use crate::actions::withdraw_response::withdraw_response;
use crate::app::App;
use crate::domain::key::{ListingId, MemberId, ResponseId};
use crate::domain::listing::{Listing, State as ListingState};
use crate::domain::privacy::Guarded;
use crate::domain::quantity::Amount;
use crate::domain::response::State;
use crate::domain::text::{self as rules, NOTE_MAX};
use crate::error::{Error, Kind, Result};
use crate::federation::freshen::respond_afresh;
use crate::http::entities::response::{ResponseEntity, render};
use crate::i18n::{Lang, isolate, text, text_with};
use crate::ids;
use crate::storage::{listings, responses};
use actix_web::web::{Data, Form, Path};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;

/// What the form of an answer says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Input {
    form: String,
    /// What tells this page from all others.
    once: String,
    amount: String,
    message: String,
}

/// What the form about an answer says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Decision {
    form: String,
    answer: String,
    decision: String,
    amount: String,
}

/// What was sent and did not fit: an answer, a word about one, or that the listing is to be deleted.
#[derive(Clone, Copy)]
pub(super) enum Tried<'a> {
    Answer(&'a Input),
    Decision(&'a Decision),
    Deletion,
}

impl Tried<'_> {
    /// The id of the field that is at fault on the listing's page; empty where it is about the whole form.
    pub(super) fn field(self, error: &Error) -> String {
        match (self, error.field()) {
            (Self::Answer(_), Some(field @ ("amount" | "message"))) => field.to_owned(),
            (Self::Decision(said), Some("amount")) => format!("amount-{}", said.answer),
            _ => String::new(),
        }
    }
}

/// The part of a listing's page that is between its author and those who answer.
pub(super) struct Answers {
    pub form: String,
    pub respond: Option<RespondForm>,
    pub heading: String,
    pub none: Option<String>,
    pub cards: Vec<AnswerCard>,
    pub decide_at: String,
    /// What its author may do with the listing: what it is called in the form, its words, and what happens then.
    pub steps: Vec<(&'static str, String, String)>,
    pub step_at: String,
    /// How its author deletes it for good: the heading, what happens then, and the button.
    pub delete: Option<(String, Vec<String>, String)>,
}

/// The form of an answer.
pub(super) struct RespondForm {
    pub action: String,
    /// By which what is sent twice from this page is answered once.
    pub once: String,
    pub draft: Draft,
    pub lead: String,
    /// Label and help, where something is counted.
    pub amount: Option<(String, String)>,
    pub amount_typed: String,
    pub message_label: String,
    pub message_help: String,
    pub message_typed: String,
    pub button: String,
}

/// One answer.
pub(super) struct AnswerCard {
    pub id: String,
    /// To its own page, and what stands there.
    pub open: (String, String),
    pub who: String,
    pub state: String,
    pub asked: Option<String>,
    pub message: Option<String>,
    /// The kind words that came with a decision.
    pub said: Option<String>,
    /// Yes and "not this time", where its author may still say so.
    pub decide: Option<(String, String)>,
    /// The label of how much, and how much, where something is counted.
    pub amount: Option<(String, String)>,
    /// What does not fit yet in that amount.
    pub wrong: Option<String>,
    pub take_back: Option<String>,
}

fn card(lang: Lang, listing: &Listing, is_author: bool, answer: ResponseEntity) -> AnswerCard {
    let state = State::parse(&answer.state);
    let who = match (answer.mine, &answer.member) {
        (true, _) => text(lang, "answer-by-you"),
        (false, Some(member)) => isolate(&member.display_name),
        (false, None) => text_with(lang, "answer-by-network", &[("network", isolate(&answer.responder.name).into())]),
    };
    let open = state == Some(State::Offered) && is_author && !answer.mine;
    let taken_back = matches!(state, Some(State::Offered | State::WithConnectors)) && answer.mine;
    AnswerCard {
        open: (format!("/answers/{}", answer.id), text(lang, "answer-open")),
        id: answer.id.to_string(),
        who,
        state: text(lang, &format!("answer-state-{}", answer.state)),
        asked: listing.words_in(lang, answer.accepted.or(answer.asked)).map(|words| isolate(&words)),
        message: answer.message,
        said: answer.answer,
        decide: open.then(|| (text(lang, "answer-yes"), text(lang, "answer-no"))),
        amount: answer.asked.filter(|_| open).map(|asked| (text(lang, "answer-how-much"), asked.in_field(lang))),
        wrong: None,
        take_back: taken_back.then(|| text(lang, "answer-take-back")),
    }
}

/// What the author of a listing may do with it now.
fn steps(listing: &Listing, is_author: bool) -> &'static [&'static str] {
    match listing.state {
        _ if !is_author || !listing.local => &[],
        ListingState::Open | ListingState::PartlyMet => &["pause", "withdraw"],
        ListingState::Paused => &["resume", "withdraw"],
        ListingState::Met => &["withdraw"],
        _ => &[],
    }
}

/// What stands between a member and a listing.
pub(super) async fn of(
    app: &App,
    lang: Lang,
    visit: &Visit,
    member: MemberId,
    listing: &Listing,
    tried: Option<(Tried<'_>, &Error)>,
) -> Result<Answers> {
    let (id, seal) = (listing.id, app.here.seal.clone());
    let found = app.here.db.read(move |conn| responses::of_listing(conn, &seal, id)).await?;
    let is_author = listing.is_by(member);
    let answers = render(app, found, member).await?;
    let waits = answers.iter().any(|one| one.mine && matches!(one.state.as_str(), "offered" | "with-connectors"));
    let takes = listing.state.takes_responses() && app.here.now() < listing.expires_at;
    let kind = listing.kind.as_str();
    let mut cards: Vec<AnswerCard> = answers.into_iter().map(|one| card(lang, listing, is_author, one)).collect();
    let typed = match tried {
        Some((Tried::Answer(input), _)) => input.clone(),
        Some((Tried::Decision(said), error)) => {
            for one in cards.iter_mut().filter(|one| one.id == said.answer) {
                if let Some((_, amount)) = &mut one.amount {
                    amount.clone_from(&said.amount);
                }
                one.wrong = (error.field() == Some("amount")).then(|| error.words(lang));
            }
            Input::default()
        }
        Some((Tried::Deletion, _)) | None => Input::default(),
    };
    let delete = (is_author && listing.local).then(|| {
        let mut then = vec![text(lang, "listing-delete-then"), text(lang, "listing-delete-others")];
        if listing.audience.federates() {
            then.push(text(lang, "listing-delete-elsewhere"));
        }
        (text(lang, "listing-delete"), then, text(lang, "listing-delete-button"))
    });
    Ok(Answers {
        form: visit.form_word(),
        respond: (takes && !is_author && !waits).then(|| RespondForm {
            action: format!("/listings/{}/answer", listing.slug),
            once: ids::slug(),
            draft: Draft::of(visit, format!("/listings/{}/answer", listing.slug)),
            lead: text(lang, &format!("answer-lead-{kind}")),
            amount: listing.words_in(lang, listing.open_amount()).map(|left| {
                let help = text_with(lang, &format!("answer-left-{kind}"), &[("amount", isolate(&left).into())]);
                (text(lang, "answer-how-much"), help)
            }),
            amount_typed: typed.amount,
            message_label: text(lang, "answer-message"),
            message_help: text(lang, "answer-message-help"),
            message_typed: typed.message,
            button: text(lang, &format!("answer-button-{kind}")),
        }),
        heading: text(lang, if is_author { "answers-heading" } else { "answers-yours" }),
        none: (is_author && cards.is_empty()).then(|| text(lang, "answers-none")),
        cards,
        decide_at: format!("/listings/{}/answers", listing.slug),
        steps: steps(listing, is_author)
            .iter()
            .map(|step| {
                let (words, then) = (format!("listing-step-{step}"), format!("listing-then-{step}"));
                (*step, text(lang, &words), text(lang, &then))
            })
            .collect(),
        step_at: format!("/listings/{}/step", listing.slug),
        delete,
    })
}

/// A member and the listing that a form is about, or what to answer instead.
async fn meant(
    app: &App,
    request: &HttpRequest,
    word: &str,
    slug: &str,
) -> Result<std::result::Result<(MemberId, Listing), HttpResponse>> {
    let member = match sender(app, request, word, &format!("/listings/{slug}")).await? {
        Ok((_, member)) => member,
        Err(answer) => return Ok(Err(answer)),
    };
    let wanted = slug.to_owned();
    let listing = app.here.db.read(move |conn| listings::by_slug(conn, &wanted)).await?;
    let listing = listing.filter(|listing| listing.is_seen_by(Some(member))).ok_or_else(Error::not_found)?;
    Ok(Ok((member, listing)))
}

fn amount(lang: Lang, text: &str) -> Result<Option<Amount>> {
    if text.trim().is_empty() { Ok(None) } else { Amount::typed(lang, text).map(Some) }
}

/// The same from the same page is answered once, however often the button is pressed.
fn key(input: &Input, listing: ListingId) -> Option<String> {
    let Input { once, amount, message, .. } = input;
    (!once.is_empty()).then(|| ids::digest(&format!("{once} {listing} {amount} {message}")))
}

/// Answers.
pub(super) async fn answer(
    app: Data<App>,
    request: HttpRequest,
    slug: Path<String>,
    input: Filled<Input>,
) -> HttpResponse {
    let Ok(Form(input)) = input else { return stale(&app, &request) };
    answered(&app, &request, &slug, input).await.unwrap_or_else(|error| problem(&app, &request, &error))
}

async fn answered(app: &App, request: &HttpRequest, slug: &str, input: Input) -> Result<HttpResponse> {
    let (member, listing) = match meant(app, request, &input.form, slug).await? {
        Ok(found) => found,
        Err(answer) => return Ok(answer),
    };
    let tried = async {
        let message = rules::lines("message", &input.message, NOTE_MAX)?;
        let amount = amount(page::lang(app, request), &input.amount)?;
        let key = key(&input, listing.id);
        let said = Answer { amount, message: message.map(Guarded::new), key, ..Answer::default() };
        let id = respond_afresh(app, member, listing.id, said).await?;
        let seal = app.here.seal.clone();
        let made = app.here.db.read(move |conn| responses::get(conn, &seal, id)).await?;
        Ok::<_, Error>(if made.is_with_connectors() { "with-connectors" } else { "answered" })
    };
    led_on(app, request, slug, Tried::Answer(&input), tried.await).await
}

/// The author's word, or that an answer is taken back.
pub(super) async fn decide(
    app: Data<App>,
    request: HttpRequest,
    slug: Path<String>,
    input: Filled<Decision>,
) -> HttpResponse {
    let Ok(Form(input)) = input else { return stale(&app, &request) };
    decided(&app, &request, &slug, input).await.unwrap_or_else(|error| problem(&app, &request, &error))
}

async fn decided(app: &App, request: &HttpRequest, slug: &str, input: Decision) -> Result<HttpResponse> {
    let (member, _) = match meant(app, request, &input.form, slug).await? {
        Ok(found) => found,
        Err(answer) => return Ok(answer),
    };
    let Ok(id) = input.answer.parse::<ResponseId>() else { return Ok(page::not_found(app, request)) };
    let tried = async {
        match input.decision.as_str() {
            "yes" => {
                let amount = amount(page::lang(app, request), &input.amount)?;
                accept_response(&app.here, member, id, amount, Plan::default()).await?;
                Ok("agreed")
            }
            "no" => decline_response(&app.here, member, id).await.map(|()| "declined"),
            "take-back" => withdraw_response(&app.here, member, id).await.map(|()| "taken-back"),
            _ => Err(Error::not_found()),
        }
    };
    led_on(app, request, slug, Tried::Decision(&input), tried.await).await
}

/// Leads on to what was done, by the word for it; or shows the page once more, with what does not fit in the form that was sent.
async fn led_on(
    app: &App,
    request: &HttpRequest,
    slug: &str,
    form: Tried<'_>,
    done: Result<&'static str>,
) -> Result<HttpResponse> {
    match done {
        Ok(said) => {
            app.wake.outbox.notify_one();
            // Without a part of the page in it: what was done stands at the top, and has the focus there.
            Ok(go_to(&format!("/listings/{slug}?said={said}")))
        }
        // A network that does not answer now takes no words with it.
        Err(error) if matches!(error.kind(), Kind::Invalid | Kind::Conflict | Kind::Peer) => {
            listing::shown_again(app, request, slug, form, &error).await
        }
        Err(error) => Err(error),
    }
}

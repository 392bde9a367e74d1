//! One form with one switch: a need or an offer (value V3). Two fields are enough; the rest folds out.

use super::map::{self, Map, Touched, touched};
use super::page::{self, Needs, Page, answer_needing, problem};
use super::sign_in::{Filled, go_to, stale, to_sign_in};
use super::visit::Visit;
use crate::actions::publish_listing::publish_listing;
use crate::app::{App, Counted};
use crate::domain::audience::Audience;
use crate::domain::listing::Kind as ListingKind;
use crate::domain::quantity::Amount;
use crate::error::{Error, Kind, Message, Result};
use crate::http::entities::listing_input::ListingInput;
use crate::i18n::{Lang, text};
use crate::storage::{facts, listings};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;
use serde_json::json;

/// What the form says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Input {
    form: String,
    kind: String,
    title: String,
    body: String,
    category: String,
    amount: String,
    unit: String,
    place_name: String,
    /// A place that was chosen on the map.
    point: String,
    audience: String,
    hidden: String,
}

#[derive(Template)]
#[template(path = "new.html")]
struct NewPage {
    page: Page,
    form: String,
    /// What this browser keeps a draft under: another for whoever signs in there later.
    draft: String,
    typed: Input,
    lead: String,
    kind_words: String,
    need: String,
    offer: String,
    title_words: String,
    title_help: String,
    more: String,
    more_open: bool,
    body_words: String,
    category_words: String,
    categories: Vec<(String, String)>,
    amount_words: String,
    unit_words: String,
    unit_help: String,
    place_words: String,
    place_help: String,
    touched: Touched,
    map: Map,
    audience_words: String,
    audiences: Vec<(String, String)>,
    hidden_words: String,
    promise: String,
    button: String,
}

impl Input {
    /// What it asks to post. Everything is checked where the interface for programs is checked too.
    fn listing(&self, lang: Lang) -> Result<ListingInput> {
        let said = |text: &str| Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned);
        if ListingKind::parse(&self.kind).is_none() {
            return Err(
                Error::invalid("kind", "Please say whether you need this or have it to give.").worded(Message::NoKind)
            );
        }
        // As the form's language writes it.
        let amount = match said(&self.amount) {
            Some(typed) => Some(Amount::typed(lang, &typed)?.to_string()),
            None => None,
        };
        let unit = said(&self.unit).map(|label| json!({"measure": "one", "label": label}));
        let mut listing = json!({"kind": self.kind, "title": self.title});
        for (name, value) in [
            ("body", said(&self.body)),
            ("category", said(&self.category)),
            ("amount", amount),
            ("place_name", said(&self.place_name)),
            ("audience", said(&self.audience)),
        ] {
            if let Some(value) = value {
                listing[name] = value.into();
            }
        }
        if let Some(unit) = unit {
            listing["unit"] = unit;
        }
        if let Some(chosen) = said(&self.point) {
            let wrong = || Error::invalid("point", text(lang, "map-point-wrong")).worded(Message::NotAPlaceOnMap);
            let point = touched(&chosen).ok_or_else(wrong)?;
            listing["point"] = json!({"latitude": point.latitude(), "longitude": point.longitude()});
        }
        if self.hidden == "yes" {
            listing["hidden_author"] = true.into();
        }
        let wrong = |cause: serde_json::Error| {
            let field = if said(&self.amount).is_some() { "amount" } else { "title" };
            Error::invalid(field, "This does not fit yet. An amount is a number, such as 12 or 1.5.")
                .because(cause.to_string())
                .worded(Message::DoesNotFit)
        };
        serde_json::from_value(listing).map_err(wrong)
    }
}

async fn shown(
    app: &App,
    request: &HttpRequest,
    visit: &Visit,
    typed: Input,
    error: Option<&Error>,
) -> Result<HttpResponse> {
    let lang: Lang = page::lang(app, request);
    let categories = app.here.db.read(facts::categories).await?;
    let said = |key: &str| text(lang, key);
    let field = error.and_then(Error::field).unwrap_or("title");
    let more_open =
        [&typed.body, &typed.category, &typed.amount, &typed.unit, &typed.place_name, &typed.point, &typed.audience]
            .iter()
            .any(|value| !value.is_empty());
    let mut choices = vec![(String::new(), said("new-audience-usual"))];
    choices
        .extend(Audience::ALL.map(|one| (one.as_str().to_owned(), said(&format!("listing-seen-by-{}", one.as_str())))));
    let template = NewPage {
        page: Page::new(app, lang, said("new-title"))
            .private()
            .for_member(lang)
            .at(request)
            .with_script()
            .with_problem(field, error.map(|error| error.words(lang))),
        form: visit.form_word(),
        draft: visit.draft_word(),
        lead: said("new-lead"),
        kind_words: said("new-kind"),
        need: said("new-kind-need"),
        offer: said("new-kind-offer"),
        title_words: said("new-what"),
        title_help: said("new-what-help"),
        more: said("new-more"),
        more_open,
        body_words: said("new-words"),
        category_words: said("board-category"),
        categories: super::board::in_order(lang, &categories),
        amount_words: said("new-amount"),
        unit_words: said("new-unit"),
        unit_help: said("new-unit-help"),
        place_words: said("new-place"),
        place_help: said("new-place-help"),
        touched: Touched::new(lang, "point", &typed.point),
        map: Map::of_form(app, lang).await?,
        audience_words: said("new-audience"),
        audiences: choices,
        hidden_words: said("new-hidden"),
        promise: said("new-promise"),
        button: said("new-button"),
        typed,
    };
    let code = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let needs = Needs { script: true, tiles: map::tiles(app), ..Needs::default() };
    Ok(answer_needing(code, true, &template, needs))
}

/// The form; `?kind=need` or `?kind=offer` chooses before.
pub(super) async fn ask(app: Data<App>, request: HttpRequest) -> HttpResponse {
    let asked = async {
        let visit = Visit::of(&app, &request).await?;
        if visit.member().is_none() {
            return Ok(to_sign_in(&request, "/new"));
        }
        let mut pairs = url::form_urlencoded::parse(request.query_string().as_bytes());
        let kind = pairs.find(|(name, _)| name == "kind").map(|(_, kind)| kind.into_owned()).unwrap_or_default();
        shown(&app, &request, &visit, Input { kind, ..Input::default() }, None).await
    };
    asked.await.unwrap_or_else(|error: Error| problem(&app, &request, &error))
}

/// Posts it, and shows it.
pub(super) async fn post(app: Data<App>, request: HttpRequest, input: Filled<Input>) -> HttpResponse {
    let posted = async {
        let visit = Visit::of(&app, &request).await?;
        let Some(member) = visit.member().map(|member| member.id) else { return Ok(to_sign_in(&request, "/new")) };
        let Ok(Form(input)) = input else { return Ok(stale(&app, &request)) };
        if visit.check(&request, &input.form).is_err() {
            return Ok(stale(&app, &request));
        }
        app.count(Counted::Member(member))?;
        let lang = page::lang(&app, &request);
        let tried = async { publish_listing(&app.here, member, input.listing(lang)?.into_draft()?, true).await };
        match tried.await {
            Ok(id) => {
                app.wake.outbox.notify_one();
                let listing = app.here.db.read(move |conn| listings::get(conn, id)).await?;
                Ok(go_to(&format!("/listings/{}?said=posted", listing.slug)))
            }
            Err(error) if matches!(error.kind(), Kind::Invalid | Kind::Conflict) => {
                shown(&app, &request, &visit, input, Some(&error)).await
            }
            Err(error) => Err(error),
        }
    };
    posted.await.unwrap_or_else(|error: Error| problem(&app, &request, &error))
}

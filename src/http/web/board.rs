//! The board of needs and offers: a list that can be narrowed down, without an account and without scripts.
//!
//! Whoever is not signed in sees what is for everyone here. Members see what their network may see, also of the networks
//! close by.

use super::cards::{Around, Card};
use super::home::Preview;
use super::made::{given_again, html};
use super::map::{self, Map, Touched, Use, touched};
use super::page::{self, Needs, Page, address_of, problem};
use super::visit::{Visit, seems_signed_in};
use crate::app::App;
use crate::clock::Moment;
use crate::domain::area::Point;
use crate::domain::category::{Category, with_descendants};
use crate::domain::follow::Actor;
use crate::domain::listing::{DIETS, Kind, Way};
use crate::domain::looking::{Looking, plain};
use crate::error::Result;
use crate::i18n::{Lang, isolate, label, list, text, text_with};
use crate::storage::board_page::{BoardPage as Found, board_page};
use crate::storage::listings::{BoardQuery, Paging};
use crate::storage::{Conn, actors, facts, places};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::{Duration, NaiveTime};
use serde::Deserialize;
use std::sync::Arc;

/// What the form asks. What cannot be read is not asked.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub kind: String,
    pub category: String,
    pub near: String,
    /// Around a place that was chosen on the map, where none is named.
    pub at: String,
    pub within: String,
    pub when: String,
    pub food: String,
    pub way: String,
    #[serde(rename = "in")]
    pub language: String,
    /// Only older than this.
    pub before: String,
}

/// How an address was read.
pub(super) type Read = std::result::Result<Query<Asked>, actix_web::Error>;

/// How far around a place, in kilometres.
const WITHIN_KM: [u32; 5] = [1, 3, 5, 10, 25];
/// How far where nobody says it.
const WITHIN_DEFAULT_KM: u32 = 5;
/// On how many days from now on.
const DAYS: [i64; 3] = [1, 3, 7];
/// How many listings a page shows.
const SHOWN: i64 = 20;
/// How many names of places are offered to choose from.
const NAMES_SHOWN: usize = 60;
/// The longest tag of a language that stands above the list.
const TAG_SHOWN: usize = 35;

/// One of several to choose from.
struct OneOf {
    value: String,
    words: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "board.html")]
struct BoardPage {
    page: Page,
    heading: String,
    preview: Option<Preview>,
    asked: Asked,
    new_words: String,
    /// The way to the networks close by, for members.
    networks: Option<String>,
    filter_heading: String,
    kind_words: String,
    kinds: Vec<OneOf>,
    category_words: String,
    categories: Vec<OneOf>,
    near_words: String,
    near_help: String,
    near_map: String,
    touched: Touched,
    places: Vec<String>,
    within_words: String,
    within: Vec<OneOf>,
    /// That "how far" needs a place, where somebody chose it and none.
    within_alone: Option<String>,
    more_words: String,
    more_open: bool,
    when_words: String,
    when: Vec<OneOf>,
    food_words: String,
    food_help: String,
    way_words: String,
    ways: Vec<OneOf>,
    language_words: String,
    languages: Vec<OneOf>,
    button: String,
    clear: Option<String>,
    lead: Vec<String>,
    list_heading: String,
    /// What it is narrowed down to, as it was understood.
    narrowed: Option<String>,
    none: String,
    cards: Vec<Card>,
    further: Option<(String, String)>,
    newest: Option<(String, String)>,
    feed: (String, String),
    map: Map,
    /// Where it is told what is new, and where that is shown; nothing among older ones.
    live: Option<(String, String)>,
    /// Where it is, for a sheet of paper.
    address: String,
}

impl Asked {
    pub(super) fn kind(&self) -> Option<Kind> {
        Kind::parse(&self.kind)
    }

    /// How an address was read; a place on the map no more exactly than it is looked for.
    pub(super) fn of(read: Read) -> Self {
        let mut asked = read.map(Query::into_inner).unwrap_or_default();
        asked.at = touched(&asked.at).map(map::written).unwrap_or_default();
        asked
    }

    fn within_km(&self) -> u32 {
        WITHIN_KM.into_iter().find(|km| km.to_string() == self.within).unwrap_or(WITHIN_DEFAULT_KM)
    }

    /// Whether it is said how far, and not from where.
    fn is_far_from_nowhere(&self) -> bool {
        self.near.trim().is_empty() && self.at.is_empty() && self.within_km() != WITHIN_DEFAULT_KM
    }

    fn days(&self) -> Option<i64> {
        DAYS.into_iter().find(|days| days.to_string() == self.when)
    }

    fn looking(&self, lang: Lang, now: Moment, zone: chrono_tz::Tz) -> Looking {
        let between = self.days().and_then(|days| {
            let last = now.with_timezone(&zone).date_naive() + Duration::days(days);
            let end = last.and_time(NaiveTime::MIN).and_local_timezone(zone).earliest()?;
            Some((now, end.to_utc()))
        });
        let mut looking = Looking::default().with_food(lang, &self.food);
        looking.way = Way::parse(&self.way);
        looking.language = Some(self.language.clone()).filter(|language| !language.is_empty());
        looking.between = between;
        looking
    }

    /// The address of a page of the board (or of its feed) that asks the same, older than `before`.
    pub(super) fn address(&self, path: &str, before: Option<i64>) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        let before = before.map(|id| id.to_string()).unwrap_or_default();
        for (name, value) in [
            ("kind", &self.kind),
            ("category", &self.category),
            ("near", &self.near),
            ("at", &self.at),
            ("within", &self.within),
            ("when", &self.when),
            ("food", &self.food),
            ("way", &self.way),
            ("in", &self.language),
            ("before", &before),
        ] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        let query = query.finish();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }
}

/// The place of that name: the whole name first, then its beginning, then any part of it.
pub(super) fn place_called<'a>(name: &str, places: &'a [(String, Point)]) -> Option<&'a (String, Point)> {
    let wanted = plain(name);
    // Every name begins with nothing.
    if wanted.is_empty() {
        return None;
    }
    let names: Vec<String> = places.iter().map(|(name, _)| plain(name)).collect();
    let mut found = names.iter().position(|name| *name == wanted);
    found = found.or_else(|| names.iter().position(|name| name.starts_with(&wanted)));
    places.get(found.or_else(|| names.iter().position(|name| name.contains(&wanted)))?)
}

/// The places that can be named: the area of the network, and those that are there, by name. However many these are, the area is
/// among the names to choose from.
pub(super) fn named_places(conn: &mut Conn, app: &App) -> Result<Vec<(String, Point)>> {
    let mut places = places::names(conn)?;
    if let Some(area) = &app.network().area {
        places.insert(0, (area.name.clone(), Point::new(area.latitude, area.longitude)?));
    }
    Ok(places)
}

/// Their names to choose from, each once.
pub(super) fn names_of(places: &[(String, Point)]) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(NAMES_SHOWN);
    for (name, _) in places {
        if !names.contains(name) {
            names.push(name.clone());
        }
        if names.len() == NAMES_SHOWN {
            break;
        }
    }
    names
}

/// What is written where a place is named: the name of one of these.
pub(super) fn near_help(lang: Lang, places: &[(String, Point)]) -> String {
    match places.first() {
        Some((example, _)) if !example.is_empty() => {
            text_with(lang, "board-near-help", &[("example", isolate(example).into())])
        }
        _ => text(lang, "board-near-none"),
    }
}

/// What its form is made of, the same for everybody.
struct Form {
    categories: Vec<Category>,
    places: Vec<(String, Point)>,
}

impl Form {
    fn find(conn: &mut Conn, app: &App) -> Result<Self> {
        Ok(Self { categories: facts::categories(conn)?, places: named_places(conn, app)? })
    }
}

/// What a page of the board shows, read at once.
pub(super) struct Board {
    pub found: Found,
    pub networks: Vec<Actor>,
    form: Arc<Form>,
    pub near: Option<Point>,
    /// The name of the place that was meant, where one was named.
    meant: Option<String>,
    /// What the database was asked, to ask again.
    pub query: BoardQuery,
    /// What was looked for in what it found.
    pub looking: Looking,
}

impl Board {
    /// The newest that it shows; 0 when it shows nothing.
    fn newest(&self) -> i64 {
        self.found.listings.first().map_or(0, |listing| listing.id.0)
    }

    /// Reads it for somebody.
    pub(super) async fn read(app: &App, lang: Lang, asked: &Asked, is_member: bool) -> Result<Self> {
        let (own, asked) = (app.clone(), asked.clone());
        let read = app.here.db.read(move |conn| {
            let form = Form::find(conn, &own)?;
            Self::find(conn, &own, form.into(), lang, &asked, is_member)
        });
        read.await
    }

    fn find(conn: &mut Conn, app: &App, form: Arc<Form>, lang: Lang, asked: &Asked, is_member: bool) -> Result<Self> {
        let (network, now) = (app.here.network, app.here.now());
        let looking = asked.looking(lang, now, app.config.network.time_zone);
        let (near, meant) = match asked.near.trim() {
            "" => (touched(&asked.at), None),
            name => place_called(name, &form.places).map(|(name, point)| (*point, name.clone())).unzip(),
        };
        let wanted =
            if asked.category.is_empty() { Vec::new() } else { with_descendants(&form.categories, &asked.category) };
        let query = BoardQuery {
            kind: asked.kind(),
            categories: wanted,
            near: near.map(|point| (point, asked.within_km() * 1_000)),
            until_after: Some(now),
            public_only: !is_member,
            // What is open next door is for members, and on the pages there.
            origin: (!is_member).then_some(network),
            ours: !is_member,
            shared_by: None,
            not_by: None,
            paging: Paging { max_id: asked.before.parse().ok(), limit: SHOWN, ..Paging::default() },
        };
        let found = board_page(conn, &query, &looking)?;
        let mut others: Vec<_> =
            found.listings.iter().filter(|listing| !listing.local).map(|listing| listing.origin).collect();
        others.dedup();
        let networks = if others.is_empty() { Vec::new() } else { actors::get_many(conn, &others)? };
        Ok(Self { found, networks, form, near, meant, query, looking })
    }
}

fn one_of(first: String, chosen: &str, all: impl IntoIterator<Item = (String, String)>) -> Vec<OneOf> {
    let mut choices = vec![OneOf { value: String::new(), words: first, chosen: false }];
    choices.extend(all.into_iter().map(|(value, words)| OneOf { chosen: value == chosen, value, words }));
    if !choices.iter().any(|choice| choice.chosen) {
        choices[0].chosen = true;
    }
    choices
}

/// The categories as a tree is read: each followed by those below it.
pub(super) fn in_order(lang: Lang, all: &[Category]) -> Vec<(String, String)> {
    fn below(lang: Lang, all: &[Category], parent: Option<&str>, depth: usize, ordered: &mut Vec<(String, String)>) {
        if depth > 6 {
            return;
        }
        for category in all.iter().filter(|category| category.parent.as_deref() == parent) {
            let words = format!("{}{}", "– ".repeat(depth), label(lang, "category", &category.tag));
            ordered.push((category.tag.clone(), words));
            below(lang, all, Some(&category.tag), depth + 1, ordered);
        }
    }
    let mut ordered = Vec::new();
    below(lang, all, None, 0, &mut ordered);
    ordered
}

/// On which days: from today on.
fn days_words(lang: Lang, days: i64) -> String {
    match days {
        1 => text(lang, "board-when-today"),
        days => text_with(lang, "board-when-days", &[("days", days.into())]),
    }
}

/// The food that is looked for, as it is called. Of a word that means nothing here only that there is one: what somebody typed
/// into an address stands neither above the list nor in the title of the page.
fn food_meant(lang: Lang, board: &Board) -> Vec<String> {
    let tags_there = || board.found.listings.iter().flat_map(|listing| &listing.details.food.diet).map(String::as_str);
    let said = |word: &String| {
        let tag = board.looking.meant(word, DIETS.iter().copied().chain(tags_there()));
        tag.map_or_else(|| text(lang, "board-food"), |tag| label(lang, "diet", tag))
    };
    let mut food: Vec<String> = board.looking.food().iter().map(said).collect();
    food.dedup();
    food
}

/// What a board is narrowed down to, one fact each: what was understood, and not what was typed, so that whoever named a place by
/// a part of its name reads which one that is.
fn narrowed(lang: Lang, asked: &Asked, board: &Board) -> Vec<String> {
    let mut facts = Vec::new();
    facts.extend(asked.kind().map(|kind| text(lang, &format!("board-kind-{}", kind.as_str()))));
    let category = board.form.categories.iter().find(|category| category.tag == asked.category);
    facts.extend(category.map(|category| label(lang, "category", &category.tag)));
    if board.near.is_some() {
        let km = ("km", asked.within_km().into());
        facts.push(match &board.meant {
            Some(place) => text_with(lang, "board-within-of", &[km, ("place", isolate(place).into())]),
            None => text_with(lang, "board-within-map", &[km]),
        });
    }
    facts.extend(asked.days().map(|days| days_words(lang, days)));
    facts.extend(food_meant(lang, board));
    facts.extend(Way::parse(&asked.way).map(|way| label(lang, "way", way.as_str())));
    let is_tag = |tag: &&String| tag.len() <= TAG_SHOWN && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let language = Some(&asked.language).filter(|tag| !tag.is_empty()).filter(is_tag);
    facts.extend(language.map(|tag| isolate(Lang::from_tag(tag).map_or(tag.as_str(), |lang| lang.name()))));
    facts
}

/// The board.
pub(super) async fn board(app: Data<App>, request: HttpRequest, asked: Read) -> HttpResponse {
    shown(&app, &request, Asked::of(asked)).await.unwrap_or_else(|error| problem(&app, &request, &error))
}

async fn shown(app: &App, request: &HttpRequest, asked: Asked) -> Result<HttpResponse> {
    let lang = page::lang(app, request);
    let is_member = Visit::of(app, request).await?.member().is_some();
    // It is the same for all members, and the same for everyone else but for the ways on.
    let seems_signed_in = seems_signed_in(request);
    let question = format!("board {is_member} {seems_signed_in} {} {asked:?}", lang.tag());
    let needs = Needs { live: true, tiles: map::tiles(app), ..Needs::default() };
    given_again(app, request, question, is_member, needs, move |conn, app, parts| {
        let form = parts.part(conn, "the form of the board", |conn| Form::find(conn, app))?;
        let board = Board::find(conn, app, form, lang, &asked, is_member)?;
        made(app, lang, asked, &board, (is_member, seems_signed_in))
    })
    .await
}

/// The page, for members or for everyone, with the ways on of whoever seems to be signed in or not.
fn made(
    app: &App,
    lang: Lang,
    asked: Asked,
    board: &Board,
    (is_member, seems_signed_in): (bool, bool),
) -> Result<(StatusCode, String)> {
    let around = Around { app, lang, now: app.here.now(), near: board.near, networks: &board.networks };
    let cards: Vec<Card> = board
        .found
        .listings
        .iter()
        .map(|listing| Card::on_map(&around, listing).in_language(lang, listing, &asked.language))
        .collect();
    let unknown = !asked.near.trim().is_empty() && board.near.is_none();
    let wrong = unknown.then(|| text_with(lang, "board-near-unknown", &[("place", isolate(asked.near.trim()).into())]));
    let heading = text(lang, "board-title");
    let facts = narrowed(lang, &asked, board);
    let narrowed = (!facts.is_empty()).then(|| list(lang, &facts));
    let title = match &narrowed {
        Some(narrowed) => format!("{heading}: {narrowed}"),
        None => heading.clone(),
    };
    let page = Page::new(app, lang, title).on("/board", seems_signed_in);
    let mut page = page.with_problem("near", wrong).with_script();
    page.back = asked.address("/board", asked.before.parse().ok());
    // What members see is not kept by anything between them and us.
    page.private = is_member;
    if is_member {
        page = page.for_member(lang);
        for link in &mut page.links {
            link.here = link.href == "/board";
        }
    } else {
        let back = page.back.clone();
        page = page.coming_back_to(&back);
        if !unknown {
            page = page.kept(app);
        }
    }
    let map = Map::new(app, lang, Use::Board, &board.form.places);
    // Whoever looks at older ones reads on, and is not called away.
    let live = asked.before.is_empty().then(|| {
        let address = asked.address("/board/live", None);
        let sign = if address.contains('?') { '&' } else { '?' };
        (format!("{address}{sign}after={}&lang={}", board.newest(), lang.tag()), asked.address("/board", None))
    });
    let mut spoken: Vec<String> = app.network().languages.iter().map(ToString::to_string).collect();
    spoken.extend(
        Lang::ALL.iter().map(|lang| lang.tag().to_owned()).filter(|tag| !spoken.contains(tag)).collect::<Vec<_>>(),
    );
    let more_open = [&asked.when, &asked.food, &asked.way, &asked.language].iter().any(|value| !value.is_empty());
    let is_narrowed = !asked.address("", None).is_empty();
    let address = address_of(app, &page.back);
    let template = BoardPage {
        preview: (!is_member).then(|| Preview {
            address: address.clone(),
            kind: "website",
            description: text(lang, "home-lead"),
            picture: None,
        }),
        heading,
        new_words: text(lang, "new-title"),
        networks: is_member.then(|| text(lang, "networks-title")),
        filter_heading: text(lang, "board-filter-heading"),
        kind_words: text(lang, "board-kind"),
        kinds: one_of(
            text(lang, "board-kind-all"),
            &asked.kind,
            Kind::ALL
                .iter()
                .map(|kind| (kind.as_str().to_owned(), text(lang, &format!("board-kind-{}", kind.as_str())))),
        ),
        category_words: text(lang, "board-category"),
        categories: one_of(text(lang, "board-category-all"), &asked.category, in_order(lang, &board.form.categories)),
        near_words: text(lang, "board-near"),
        near_help: near_help(lang, &board.form.places),
        near_map: text(lang, "map-near"),
        touched: Touched::new(lang, "at", if asked.near.trim().is_empty() { &asked.at } else { "" }),
        places: names_of(&board.form.places),
        within_words: text(lang, "board-within"),
        within: WITHIN_KM
            .map(|km| OneOf {
                value: km.to_string(),
                words: text_with(lang, "board-within-km", &[("km", km.into())]),
                chosen: asked.within_km() == km,
            })
            .into(),
        within_alone: asked.is_far_from_nowhere().then(|| text(lang, "board-within-alone")),
        more_words: text(lang, "board-more"),
        more_open,
        when_words: text(lang, "board-when"),
        when: one_of(
            text(lang, "board-when-any"),
            &asked.when,
            DAYS.into_iter().map(|number| (number.to_string(), days_words(lang, number))),
        ),
        food_words: text(lang, "board-food"),
        food_help: text(lang, "board-food-help"),
        way_words: text(lang, "board-way"),
        ways: one_of(
            text(lang, "board-way-any"),
            &asked.way,
            Way::ALL.iter().map(|way| (way.as_str().to_owned(), label(lang, "way", way.as_str()))),
        ),
        language_words: text(lang, "board-language"),
        languages: one_of(
            text(lang, "board-language-any"),
            &asked.language,
            spoken.into_iter().map(|tag| {
                let name = Lang::from_tag(&tag).map_or_else(|| tag.clone(), |lang| lang.name().to_owned());
                (tag, name)
            }),
        ),
        button: text(lang, "board-button"),
        clear: is_narrowed.then(|| text(lang, "board-clear")),
        lead: vec![text(lang, if is_member { "board-for-members" } else { "board-for-everyone" })],
        list_heading: text(lang, "home-listings-heading"),
        narrowed,
        none: text(lang, if board.found.further.is_some() { "board-none-yet" } else { "board-none" }),
        cards,
        further: board.found.further.map(|id| (asked.address("/board", Some(id.0)), text(lang, "board-further"))),
        newest: (!asked.before.is_empty()).then(|| (asked.address("/board", None), text(lang, "board-newest"))),
        feed: (asked.address("/board.atom", None), text(lang, "board-feed")),
        map,
        live,
        address,
        asked,
        page,
    };
    Ok((template.page.code(), html(&template)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_by_its_name_or_a_part_of_it_whatever_the_accents() {
        let at = |degrees: f64| Point::new(degrees, 0.0).unwrap();
        let places = [("Café Solidaire".to_owned(), at(1.0)), ("Solid Ground".to_owned(), at(2.0))];
        assert_eq!(place_called("cafe solidaire", &places), places.first());
        assert_eq!(place_called("SOLID", &places), places.last(), "a beginning goes before a part");
        assert_eq!(place_called("daire", &places), places.first());
        assert_eq!(place_called("elsewhere", &places), None);
        assert_eq!(place_called(" - ", &places), None);
    }

    #[test]
    fn of_very_many_places_the_first_can_be_chosen_by_name_and_each_name_once() {
        let at = Point::new(1.0, 0.0).unwrap();
        let mut places = vec![("Riverside".to_owned(), at)];
        places.extend((0..100).map(|number| (format!("Fridge {number}"), at)));
        places.push(("Riverside".to_owned(), at));
        let names = names_of(&places);
        assert_eq!((names.len(), names.first().map(String::as_str)), (NAMES_SHOWN, Some("Riverside")));
        assert_eq!(names_of(&places[90..]).iter().filter(|name| *name == "Riverside").count(), 1);
        assert_eq!(names_of(&[places[0].clone(), places[0].clone()]), ["Riverside"]);
    }

    #[test]
    fn how_far_says_nothing_without_a_place() {
        let asked = |near: &str, at: &str, within: &str| Asked {
            near: near.into(),
            at: at.into(),
            within: within.into(),
            ..Asked::default()
        };
        assert!(asked(" ", "", "10").is_far_from_nowhere());
        for fits in [asked("", "", ""), asked("", "", "5"), asked("", "", "x"), asked("Mill", "", "10")] {
            assert!(!fits.is_far_from_nowhere(), "{fits:?}");
        }
        assert!(!asked("", "40.70,-73.98", "10").is_far_from_nowhere());
    }

    #[test]
    fn the_next_page_asks_the_same() {
        let asked = Asked { kind: "need".into(), near: "A & B".into(), before: "9".into(), ..Asked::default() };
        assert_eq!(asked.address("/board", Some(7)), "/board?kind=need&near=A+%26+B&before=7");
        assert_eq!(Asked::default().address("/board", None), "/board");
    }
}

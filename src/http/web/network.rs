//! What the network says of itself, how it works and how one joins: on the first page of all, and later on the page of those
//! who look after the server.

use super::duties::{duty_form, duty_page, refused};
use super::join::{Tongue, tongues, typed};
use super::map::{self, Map};
use super::oneself::{Said, was_said};
use super::page::{self, Needs, Page, answer_needing};
use super::sign_in::{Filled, go_to};
use super::visit::Visit;
use super::ways::{self, Rows};
use crate::actions::change_network::{OPERATORS, change_network};
use crate::app::App;
use crate::config::NetworkArea;
use crate::domain::area::{Area, Point};
use crate::domain::joining::{Joining, Rules};
use crate::domain::network::{About, Around, Change, Intake, Mode, NAME_MAX, RADIUS_MAX, Words};
use crate::domain::profile::Contact;
use crate::domain::text::BODY_MAX;
use crate::error::{Error, Kind, Result};
use crate::i18n::{Lang, text, text_with};
use crate::storage::{actors, facts, joining};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

/// One of several.
pub(super) struct Choice {
    pub value: &'static str,
    pub words: String,
    pub chosen: bool,
}

/// The fields of the form.
pub(super) struct Fields {
    pub name: String,
    pub name_most: usize,
    pub about: String,
    pub about_most: usize,
    /// How the network is reached besides its pages.
    pub ways: Rows,
    pub tongues: Vec<Tongue>,
    /// Tags and names of the languages of which one is the main one, and whether it is.
    pub mains: Vec<(String, String, bool)>,
    pub place: String,
    pub latitude: String,
    pub longitude: String,
    pub radius: String,
    pub area_open: bool,
    pub joining: Vec<Choice>,
    pub members_invite: bool,
    pub modes: Vec<Choice>,
    pub intakes: Vec<Choice>,
}

/// What holds now.
pub(super) struct Current {
    name: String,
    about: String,
    languages: Vec<String>,
    area: Option<NetworkArea>,
    mode: Mode,
    intake: Intake,
    rules: Rules,
    words: Words,
}

/// How far a network reaches if nobody says otherwise, in kilometres.
const USUAL_KM: f64 = 3.0;

impl Current {
    pub(super) async fn read(app: &App) -> Result<Self> {
        let (network, ours) = (app.network(), app.here.network);
        let read = app
            .here
            .db
            .read(move |conn| Ok((actors::get(conn, ours)?, facts::network_words(conn)?, joining::rules(conn)?)));
        let (actor, words, rules) = read.await?;
        let languages: Vec<String> = network.languages.iter().map(ToString::to_string).collect();
        let main = languages.first().map_or("", String::as_str);
        Ok(Self {
            name: network.name.clone(),
            about: words.about_in(main).map_or_else(|| network.about.clone(), |about| about.text.clone()),
            languages,
            area: network.area.clone(),
            mode: actor.mode.unwrap_or(Mode::Neighbors),
            intake: actor.intake.unwrap_or(Intake::Open),
            rules,
            words,
        })
    }

    /// The fields as they are, or as they were typed.
    pub(super) fn fields(&self, lang: Lang, said: &Said) -> Fields {
        let or = |name: &str, now: String| said.get(name).cloned().unwrap_or(now);
        let was_sent = said.contains_key("tongue");
        let main = or("tongue", self.languages.first().cloned().unwrap_or_default());
        let mut tags: Vec<String> = self.languages.clone();
        tags.extend(Lang::ALL.map(|one| one.tag().to_owned()).into_iter().filter(|tag| !self.languages.contains(tag)));
        let name_of =
            |tag: &str| Lang::ALL.iter().find(|one| one.tag() == tag).map_or(tag, |one| one.name()).to_owned();
        let area = self.area.as_ref();
        let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
        let kilometres = area.map_or(USUAL_KM, |area| f64::from(area.radius_m) / 1_000.0);
        let joining = or("joining", self.rules.how.as_str().to_owned());
        let mode = or("mode", self.mode.as_str().to_owned());
        let intake = or("intake", self.intake.as_str().to_owned());
        let choice = |value: &'static str, key: String, chosen: &str| Choice {
            value,
            words: text(lang, &key),
            chosen: value == chosen,
        };
        Fields {
            name: or("network", self.name.clone()),
            name_most: NAME_MAX,
            about: or("about", self.about.clone()),
            about_most: BODY_MAX,
            ways: Rows::new(lang, &ways::OF_NETWORKS, &self.words.contact, ways::are_said(said).then_some(said)),
            tongues: tongues(|tag| match was_sent {
                true => said.contains_key(&format!("lang-{tag}")),
                false => self.languages.iter().any(|known| known == tag),
            }),
            mains: tags.into_iter().map(|tag| (tag.clone(), name_of(&tag), tag == main)).collect(),
            place: or("place", area.map(|area| area.name.clone()).unwrap_or_default()),
            latitude: or("latitude", number(area.map(|area| area.latitude))),
            longitude: or("longitude", number(area.map(|area| area.longitude))),
            radius: or("radius", kilometres.to_string()),
            area_open: area.is_none() || ["place", "latitude", "longitude"].iter().any(|name| said.contains_key(*name)),
            joining: Joining::ALL
                .iter()
                .map(|one| choice(one.as_str(), format!("joining-{}", one.as_str()), &joining))
                .collect(),
            members_invite: match said.contains_key("joining") {
                true => said.contains_key("members_invite"),
                false => self.rules.members_invite,
            },
            modes: Mode::ALL
                .iter()
                .map(|one| choice(one.as_str(), format!("home-mode-{}", one.as_str()), &mode))
                .collect(),
            intakes: Intake::ALL
                .iter()
                .map(|one| choice(one.as_str(), format!("network-intake-{}", one.as_str()), &intake))
                .collect(),
        }
    }

    /// What a form asks to change: what it does not hold, and what it leaves as it is, is not among it.
    ///
    /// # Errors
    /// `Invalid` for a position that is none, and for a way to be reached that does not fit.
    pub(super) fn change(&self, said: &Said) -> Result<Change> {
        let languages = self.new_languages(said);
        let main = languages.as_ref().unwrap_or(&self.languages).first().cloned().unwrap_or_default();
        let rules = Joining::parse(typed(said, "joining"))
            .map(|how| Rules { how, members_invite: said.contains_key("members_invite") });
        Ok(Change {
            name: said.get("network").map(|name| name.trim().to_owned()).filter(|name| *name != self.name),
            languages,
            around: self.new_area(said)?,
            joining: rules.filter(|rules| *rules != self.rules),
            mode: Mode::parse(typed(said, "mode")).filter(|mode| *mode != self.mode),
            intake: Intake::parse(typed(said, "intake")).filter(|intake| *intake != self.intake),
            about: self.new_about(said, &main),
            contact: self.new_contact(said)?,
            ..Change::default()
        })
    }

    /// The main one first; those that the form does not offer stay.
    fn new_languages(&self, said: &Said) -> Option<Vec<String>> {
        let main = said.get("tongue")?.trim().to_owned();
        let ours = |tag: &str| Lang::ALL.iter().any(|one| one.tag() == tag);
        let wanted = |tag: &str| said.contains_key(&format!("lang-{tag}"));
        let kept = self.languages.iter().filter(|tag| !ours(tag) || wanted(tag)).cloned();
        let more = Lang::ALL.map(|one| one.tag().to_owned()).into_iter().filter(|tag| wanted(tag));
        let mut all: Vec<String> = Vec::new();
        for tag in [main].into_iter().filter(|main| !main.is_empty()).chain(kept).chain(more) {
            if !all.contains(&tag) {
                all.push(tag);
            }
        }
        (all != self.languages).then_some(all)
    }

    /// About it in its main language; in the others it stays as it was written.
    fn new_about(&self, said: &Said, main: &str) -> Option<Vec<About>> {
        let told = said.get("about")?.replace("\r\n", "\n").trim().to_owned();
        // With another first language, what is said is in that one from now on.
        let moved = self.languages.first().map(String::as_str) != Some(main) && self.words.about_in(main).is_none();
        if told == self.about.trim() && (!moved || told.is_empty()) {
            return None;
        }
        let mut all: Vec<About> = self.words.about.iter().filter(|about| about.language != main).cloned().collect();
        // Without a word of their own it is as the settings say.
        if !told.is_empty() {
            all.insert(0, About { language: main.to_owned(), text: told, by_machine: false });
        }
        Some(all)
    }

    /// How it is reached. Further ways than the form has room for stay.
    fn new_contact(&self, said: &Said) -> Result<Option<Vec<Contact>>> {
        if !ways::are_said(said) {
            return Ok(None);
        }
        let mut all = ways::written(said)?;
        all.extend(self.words.contact.iter().skip(ways::ROOM).cloned());
        Ok((all != self.words.contact).then_some(all))
    }

    fn new_area(&self, said: &Said) -> Result<Option<Around>> {
        let (place, latitude, longitude) =
            (typed(said, "place").trim(), typed(said, "latitude").trim(), typed(said, "longitude").trim());
        if place.is_empty() && latitude.is_empty() && longitude.is_empty() {
            return Ok(None);
        }
        let number = |field: &'static str, text: &str| -> Result<f64> {
            text.replace(',', ".").parse().map_err(|_| Error::invalid(field, format!("`{field}` is a number.")))
        };
        let middle = Point::new(number("latitude", latitude)?, number("longitude", longitude)?)?;
        let radius = typed(said, "radius").trim();
        let kilometres = if radius.is_empty() { USUAL_KM } else { number("radius", radius)? };
        let metres = (kilometres * 1_000.0).round();
        if !(100.0..=f64::from(RADIUS_MAX)).contains(&metres) {
            return Err(Error::invalid("radius", format!("`radius` is 0.1 to {} kilometres.", RADIUS_MAX / 1_000)));
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within 100 to 200,000")]
        let radius_m = metres as u32;
        let is_same = self.area.as_ref().is_some_and(|area| {
            (area.name.as_str(), area.radius_m) == (place, radius_m)
                && Point::new(area.latitude, area.longitude).is_ok_and(|point| point == middle)
        });
        let around = Around { name: place.to_owned(), area: Area { middle, radius_m } };
        Ok((!is_same).then_some(around))
    }
}

/// What does not fit, in the reader's language, and in which field.
pub(super) fn wrong(lang: Lang, error: &Error) -> (&'static str, String) {
    match error.field() {
        Some("name") => ("network", text_with(lang, "network-wrong-name", &[("most", NAME_MAX.into())])),
        Some("about_in") => ("about", text_with(lang, "network-wrong-about", &[("most", BODY_MAX.into())])),
        Some("languages") => ("tongue", text(lang, "network-wrong-languages")),
        Some("place") => ("place", text_with(lang, "network-wrong-place", &[("most", NAME_MAX.into())])),
        Some("latitude") => ("latitude", text(lang, "network-wrong-latitude")),
        Some("longitude") => ("longitude", text(lang, "network-wrong-longitude")),
        Some("radius") => ("radius", text_with(lang, "network-wrong-radius", &[("most", (RADIUS_MAX / 1_000).into())])),
        field => (field.and_then(ways::field).unwrap_or_default(), error.words(lang)),
    }
}

#[derive(Template)]
#[template(path = "network.html")]
struct NetworkPage {
    page: Page,
    form: String,
    done: Option<String>,
    net: Fields,
    map: Map,
}

async fn page_of(
    app: &App,
    request: &HttpRequest,
    visit: &Visit,
    tried: Option<(&Said, &Error)>,
) -> Result<HttpResponse> {
    let lang = page::lang(app, request);
    let current = Current::read(app).await?;
    let map = Map::of_area(app, lang).await?;
    let mut page =
        Page::new(app, lang, text(lang, "network-title")).private().for_member(lang).at(request).with_script();
    let nothing = Said::new();
    if let Some((_, error)) = tried {
        let (field, words) = wrong(lang, error);
        page = page.with_problem(field, Some(words));
    }
    let needs = Needs { tiles: map::tiles(app), ..Needs::default() };
    let template = NetworkPage {
        page,
        form: visit.form_word(),
        done: was_said(request, "kept").then(|| text(lang, "network-kept")),
        net: current.fields(lang, tried.map_or(&nothing, |(said, _)| said)),
        map,
    };
    Ok(answer_needing(template.page.code(), true, &template, needs))
}

/// What the network says of itself.
pub(super) async fn show(app: Data<App>, request: HttpRequest) -> HttpResponse {
    duty_page(&app, &request, OPERATORS, async |visit, _| page_of(&app, &request, &visit, None).await).await
}

/// Changes it.
pub(super) async fn keep(app: Data<App>, request: HttpRequest, input: Filled<Said>) -> HttpResponse {
    duty_form(&app, &request, input, async |visit, member, said| {
        if let Some(answer) = refused(&app, &request, member.id, OPERATORS).await? {
            return Ok(answer);
        }
        let tried = async {
            let change = Current::read(&app).await?.change(&said)?;
            change_network(&app.here, member.id, change).await
        };
        match tried.await {
            Ok(()) => {
                app.look_at_network().await?;
                app.wake.outbox.notify_one();
                Ok(go_to("/settings/network?said=kept"))
            }
            Err(error) if error.kind() == Kind::Invalid => page_of(&app, &request, &visit, Some((&said, &error))).await,
            Err(error) => Err(error),
        }
    })
    .await
}

//! What apps and browsers say: JSON bodies, queries and forms. The first line says which.

use super::support::{base, is_language, is_line, is_text, named, now};
use actix_web::FromRequest;
use actix_web::test::TestRequest;
use chrono::Duration;
use chrono_tz::Tz;
use potluck::domain::apps::Registration;
use potluck::domain::area::{Area, Point};
use potluck::domain::draft;
use potluck::domain::guest::{self, Asking};
use potluck::domain::joining::{DAYS_MAX, Hello, Invite, PEOPLE_MAX};
use potluck::domain::member::State;
use potluck::domain::network::{self, About, Around, RADIUS_MAX};
use potluck::domain::passkey::{Made, Shown, Site};
use potluck::domain::poll;
use potluck::domain::status;
use potluck::domain::telling::{self, Occasion, Telling, Way};
use potluck::domain::text::{BODY_MAX, LABEL_MAX, NOTE_MAX, TITLE_MAX};
use potluck::domain::{ActorId, MemberId};
use potluck::http::api::{BoardFilter, EntryFilter};
use potluck::http::entities::coalition::{CoalitionInput, MembershipInput};
use potluck::http::entities::handoff::{AcceptInput, PlanInput, ThenInput};
use potluck::http::entities::listing_input::ListingInput;
use potluck::http::entities::member::{LeaveInput, MeInput};
use potluck::http::entities::moderation::{BlockInput, HoldInput, OwnBlockInput, ReportInput, SubjectInput};
use potluck::http::entities::moving::{AliasesInput, MoveInput};
use potluck::http::entities::network::NetworkInput;
use potluck::http::entities::passing::PassingRulesInput;
use potluck::http::entities::peer::PeerInput;
use potluck::http::entities::proxy::{HandOverInput, ProxyChangeInput, ProxyInput, WantedInput};
use potluck::http::entities::response::ResponseInput;
use potluck::http::extract::{Json, PageQuery, Query, near};
use potluck::http::mastodon::params::Params;
use potluck::http::web;
use potluck::i18n::Lang;
use serde::de::DeserializeOwned;

/// A body, a query or a form.
pub fn check(data: &[u8]) {
    let Some((name, rest)) = named(data) else { return };
    match name {
        "listing" => listing(rest),
        "me" => {
            let _ = json::<MeInput>(rest).map(MeInput::into_change);
        }
        "network" => {
            json::<NetworkInput>(rest);
        }
        "coalition" => {
            if let Some(Ok(terms)) = json::<CoalitionInput>(rest).map(|input| input.terms(now())) {
                is_line(terms.name(), TITLE_MAX);
                terms.agreement().keys().for_each(|language| is_language(language));
                terms.id().expect("terms have an id");
            }
            json::<MembershipInput>(rest);
        }
        "handoff" => {
            let _ = json::<AcceptInput>(rest).map(AcceptInput::into_parts);
            let _ = json::<PlanInput>(rest).map(PlanInput::into_change);
            json::<ThenInput>(rest);
            json::<ResponseInput>(rest);
        }
        "moderation" => {
            let _ = json::<SubjectInput>(rest).map(SubjectInput::into_subject);
            json::<BlockInput>(rest);
            json::<HoldInput>(rest);
            json::<OwnBlockInput>(rest);
            json::<ReportInput>(rest);
        }
        "peer" => {
            json::<PeerInput>(rest);
            json::<PassingRulesInput>(rest);
            json::<AliasesInput>(rest);
            json::<MoveInput>(rest);
            json::<LeaveInput>(rest);
        }
        "proxy" => {
            let _ = json::<ProxyInput>(rest).map(ProxyInput::into_parts);
            json::<ProxyChangeInput>(rest);
            json::<HandOverInput>(rest);
            json::<WantedInput>(rest);
        }
        "passkey" => passkey(rest),
        "telling" => of_lines(rest, telling),
        "joining" => of_lines(rest, joining),
        "asking" => of_lines(rest, asking),
        "founding" => of_lines(rest, founding),
        "poll" => of_lines(rest, poll),
        "query" => queries(rest),
        "form" => {
            params(rest, "application/x-www-form-urlencoded");
            kept(rest);
        }
        "json" => params(rest, "application/json"),
        "parts" => params(rest, "multipart/form-data; boundary=cut"),
        _ => {}
    }
}

/// A body as the JSON interface reads it. What is refused says so in a sentence.
fn json<T: DeserializeOwned + 'static>(body: &[u8]) -> Option<T> {
    let request = TestRequest::post().insert_header(("content-type", "application/json")).set_payload(body.to_vec());
    let (request, mut payload) = request.to_http_parts();
    match futures::executor::block_on(Json::<T>::from_request(&request, &mut payload)) {
        Ok(Json(input)) => Some(input),
        Err(error) => {
            assert!(!error.to_string().is_empty());
            None
        }
    }
}

fn listing(body: &[u8]) {
    let Some(Ok(draft)) = json::<ListingInput>(body).map(ListingInput::into_draft) else { return };
    let address = base().join("ap/o/x").expect("an address");
    let mut listing = draft::blank("x".into(), address, MemberId(1), ActorId(1), now());
    if draft.write_onto(&mut listing, "en", now()).is_ok() {
        is_line(&listing.title, TITLE_MAX);
        assert!(!listing.title.is_empty());
        is_language(&listing.language);
        assert!(listing.expires_at > now());
        listing.place_name.iter().for_each(|place| is_line(place, 1_000));
        listing.details.body.iter().for_each(|body| is_text(body, 5_000));
        // A needs exact place is never what is shown.
        assert!(listing.area.is_none_or(|area| area.radius_m > 0));
        assert!(listing.quantity.is_none_or(|quantity| quantity.open() == quantity.amount));
    }
}

/// What a browser hands on from a device. Nothing is believed that was not made for what was asked here and now.
fn passkey(body: &[u8]) {
    let Ok(text) = std::str::from_utf8(body) else { return };
    let site = Site::of(&base(), "Riverside").expect("a name");
    if let Ok(shown) = Shown::parse(text) {
        let _ = (shown.credential().len(), shown.user().map(<[u8]>::len));
    }
    if let Ok(made) = Made::parse(text) {
        let (_, making) = site.ask_to_make("somebody", "rosa", &[]).expect("it asks");
        assert!(site.made(&making, &made).is_err(), "it was made for another page");
    }
}

/// The fields of a form of our pages: one in each line, and the rest.
fn of_lines(data: &[u8], form: fn(&mut dyn Iterator<Item = &str>)) {
    if let Ok(text) = std::str::from_utf8(data) {
        form(&mut text.splitn(7, '\n'));
    }
}

fn next<'a>(lines: &mut dyn Iterator<Item = &'a str>) -> &'a str {
    lines.next().unwrap_or_default()
}

/// What passes, if it does. A refusal names the field, and has words for a page.
fn passed<T>(result: potluck::Result<T>) -> Option<T> {
    match result {
        Ok(passed) => Some(passed),
        Err(error) => {
            assert!(error.field().is_some(), "{}", error.text());
            assert!(!error.words(Lang::En).is_empty() && !error.words(Lang::Ar).is_empty());
            None
        }
    }
}

/// How a member is told: an hour, the quiet hours, the zone, and `occasion=way` with commas between.
fn telling(lines: &mut dyn Iterator<Item = &str>) {
    let mut said = telling::Said {
        daily_at: next(lines).to_owned(),
        quiet_from: next(lines).to_owned(),
        quiet_until: next(lines).to_owned(),
        zone: next(lines).to_owned(),
        ..telling::Said::default()
    };
    let pairs = next(lines).split(',').filter_map(|pair| pair.split_once('='));
    said.ways = pairs.filter_map(|(of, way)| Some((Occasion::parse(of)?, Way::parse(way)?))).collect();
    let mut desk = Telling::default();
    if passed(desk.say(&said)).is_none() {
        return assert_eq!(desk, Telling::default(), "what is refused changes nothing");
    }
    assert!(desk.daily_at.is_none_or(|hour| hour < 24));
    assert!(desk.quiet.is_none_or(|quiet| quiet.from != quiet.until));
    assert!(desk.zone.as_ref().is_none_or(|zone| zone.parse::<Tz>().is_ok()));
    let day = Duration::hours(26);
    assert!(desk.quiet_until(now(), Tz::UTC).is_none_or(|until| until > now() && until - now() <= day));
    let at = desk.mail_at(now(), Tz::UTC);
    assert!(at >= now() && at - now() <= day, "{at}");
    let json = serde_json::to_string(&desk).expect("it can be written");
    assert_eq!(serde_json::from_str::<Telling>(&json).ok().as_ref(), Some(&desk), "{json}");
    desk.end_mails();
    assert!(Occasion::ALL.iter().all(|occasion| !desk.by_mail(*occasion, State::Member)));
}

/// An invite (for how many, how many days), and what somebody says who asks to be welcomed (in which language, what).
fn joining(lines: &mut dyn Iterator<Item = &str>) {
    if let (Ok(people), Ok(days)) = (next(lines).parse(), next(lines).parse())
        && let Some((room, until)) = passed(Invite::bounds(people, days, now()))
    {
        assert!((1..=PEOPLE_MAX).contains(&room));
        assert!(until > now() && until - now() <= Duration::days(DAYS_MAX));
    }
    let language = next(lines).to_owned();
    if let Some(hello) = passed(Hello::new(&lines.collect::<Vec<_>>().join("\n"), &language)) {
        is_language(&hello.language);
        hello.words.iter().for_each(|words| is_text(words, NOTE_MAX));
        let json = serde_json::to_string(&hello).expect("it can be written");
        assert_eq!(serde_json::from_str::<Hello>(&json).ok(), Some(hello), "{json}");
    }
}

/// What a neighbor without an account asks: who may see it, in which language, where, how to reach them, and what.
fn asking(lines: &mut dyn Iterator<Item = &str>) {
    let asking = Asking {
        by_mail: false,
        shown_to: next(lines).to_owned(),
        language: next(lines).to_owned(),
        place: next(lines).to_owned(),
        reach: next(lines).to_owned(),
        words: lines.collect::<Vec<_>>().join("\n"),
    };
    if let Some(asked) = passed(asking.check()) {
        is_text(&asked.words, guest::WORDS_MAX);
        is_language(&asked.language);
        asked.place.iter().for_each(|place| is_line(place, LABEL_MAX));
        is_line(&asked.title(), TITLE_MAX);
        assert!(!asked.title().is_empty(), "a listing that is made of it needs a title");
    }
}

/// What a network says of itself: its name, languages with commas between, where it is (the name; then latitude, longitude and
/// how far around with spaces between), and what it is.
fn founding(lines: &mut dyn Iterator<Item = &str>) {
    let name = next(lines).to_owned();
    let languages: Vec<String> = next(lines).split(',').map(str::to_owned).collect();
    let (place, numbers) = (next(lines).to_owned(), next(lines));
    let mut numbers = numbers.split(' ');
    let mut degrees = || numbers.next().and_then(|number| number.parse::<f64>().ok());
    let middle = degrees().zip(degrees()).and_then(|(north, east)| Point::new(north, east).ok());
    let radius = numbers.next().and_then(|metres| metres.parse().ok());
    let around = middle.zip(radius).map(|(middle, radius_m)| Around { name: place, area: Area { middle, radius_m } });
    let language = languages.first().cloned().unwrap_or_default();
    let about = About { language, text: lines.collect::<Vec<_>>().join("\n"), by_machine: false };
    let change = network::Change {
        name: Some(name),
        languages: Some(languages),
        around,
        about: Some(vec![about]),
        ..network::Change::default()
    };
    assert!(change.is_for_operators() && change.is_about_network());
    let mut words = network::Words::default();
    if passed(change.write_onto(&mut words)).is_some() {
        words.name.iter().for_each(|name| is_line(name, network::NAME_MAX));
        assert!(words.name.as_ref().is_some_and(|name| !name.is_empty()) && !words.languages.is_empty());
        words.languages.iter().for_each(|language| is_language(language));
        words.about.iter().for_each(|about| is_text(&about.text, BODY_MAX));
        if let Some(around) = &words.around {
            is_line(&around.name, network::NAME_MAX);
            assert!((100..=RADIUS_MAX).contains(&around.area.radius_m));
        }
        let json = serde_json::to_string(&words).expect("it can be written");
        let again: network::Words = serde_json::from_str(&json).expect("what was written is read");
        assert_eq!((again.name, again.languages, again.about), (words.name, words.languages, words.about), "{json}");
    }
}

/// What a post asks: for how many seconds, whether one may choose several, and in each further line what one can choose.
fn poll(lines: &mut dyn Iterator<Item = &str>) {
    let (expires_in, multiple) = (next(lines).parse().ok(), next(lines) == "true");
    let rest = lines.collect::<Vec<_>>().join("\n");
    let options = rest.split('\n').map(str::to_owned).collect();
    let draft = poll::Draft { options, expires_in, multiple, hide_totals: false };
    if let Some(asked) = passed(draft.check()) {
        assert!((poll::OPTIONS_MIN..=poll::OPTIONS_MAX).contains(&asked.options.len()));
        for (at, option) in asked.options.iter().enumerate() {
            is_line(option, poll::OPTION_MAX);
            assert!(!option.is_empty() && !asked.options[..at].contains(option), "{option}");
        }
        assert!((poll::SHORTEST..=poll::LONGEST).contains(&asked.open_for.num_seconds()));
    }
}

/// What of a form is kept for the page that says that it could not be taken: all of it or, with a secret, the words alone; and
/// never a secret.
fn kept(body: &[u8]) {
    let typed = web::kept(body);
    let said: Vec<(String, String)> = url::form_urlencoded::parse(body).into_owned().collect();
    let secret = |name: &str| matches!(name, "password" | "current" | "new" | "credential" | "held" | "code" | "token");
    assert!(!typed.fields.iter().any(|(name, _)| secret(name)), "a secret stands on a page");
    let has_secret = said.iter().any(|(name, value)| secret(name) && !value.is_empty());
    assert!(typed.fields.is_empty() || !has_secret, "a form without its secret is sent once more");
    for words in &typed.words {
        let is_theirs = |(name, value): &(String, String)| !secret(name) && value.trim() == words;
        assert!(!words.is_empty() && said.iter().any(is_theirs), "{words}");
    }
}

fn query<T: DeserializeOwned>(query: &str) -> Option<T> {
    let request = TestRequest::default().uri(&format!("/?{query}")).to_http_request();
    Query::<T>::extract(&request).into_inner().ok().map(|Query(read)| read)
}

fn queries(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    // What the HTTP library would not take for a query at all.
    if text.len() > 4_096 || format!("/?{text}").parse::<actix_web::http::Uri>().is_err() {
        return;
    }
    if let Some(page) = query::<PageQuery>(text) {
        assert!((1..=80).contains(&page.paging().limit));
    }
    query::<BoardFilter>(text);
    query::<EntryFilter>(text);
    let pair = text.split_once('&').unwrap_or((text, "0"));
    if let (Ok(latitude), Ok(longitude)) = (pair.0.parse::<f64>(), pair.1.parse::<f64>())
        && let Ok(Some((point, metres))) = near(Some(latitude), Some(longitude), Some(u32::MAX))
    {
        assert!(metres <= 100_000);
        assert!(point.distance_m(point).abs() < 1.0);
        assert_eq!(Point::new(point.latitude(), point.longitude()).ok(), Some(point));
        let _ = (point.cell(), point.wide_cell());
    }
}

fn params(body: &[u8], content_type: &str) {
    let request = TestRequest::post().insert_header(("content-type", content_type)).set_payload(body.to_vec());
    let (request, mut payload) = request.to_http_parts();
    let Ok(params) = futures::executor::block_on(Params::from_request(&request, &mut payload)) else { return };
    let paging = params.paging(20, 40);
    assert!((1..=40).contains(&paging.limit));
    let _ =
        (params.flag("sensitive"), params.list("types"), params.has("media_attributes"), params.id::<ActorId>("id"));
    // What other sites ask about a post (oEmbed), and news from one's own side (groups of pairs).
    let _ = (params.filled("url"), params.filled("maxwidth"), params.filled("format"), params.is_ambiguous("url"));
    let _ = (params.ids::<ActorId>("id", 40), params.groups("media_attributes"));
    let uris = params.list("redirect_uris");
    let name = params.text("client_name").unwrap_or_default();
    if let Ok(said) = Registration::parse(name, params.text("website"), &uris, params.text("scopes")) {
        is_line(&said.name, 100);
        assert!((1..=20).contains(&said.redirect_uris.len()));
    }
    let draft = status::Draft {
        text: params.text("status").unwrap_or_default().to_owned(),
        spoiler: params.text("spoiler_text").map(str::to_owned),
        sensitive: params.flag("sensitive"),
        language: params.text("language").map(str::to_owned),
        has_media: params.has("media_ids"),
    };
    if let Ok(checked) = draft.check() {
        is_text(&checked.text, 5_000);
        is_line(&checked.spoiler, 5_000);
        checked.language.iter().for_each(|language| is_language(language));
    }
}

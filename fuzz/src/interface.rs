//! What apps and browsers say: JSON bodies, queries and forms. The first line says which.

use super::support::{base, is_language, is_line, is_text, named, now};
use actix_web::FromRequest;
use actix_web::test::TestRequest;
use potluck::domain::apps::Registration;
use potluck::domain::area::Point;
use potluck::domain::draft;
use potluck::domain::passkey::{Made, Shown, Site};
use potluck::domain::status;
use potluck::domain::text::TITLE_MAX;
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
            let _ = json::<PlanInput>(rest).map(PlanInput::into_plan);
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
        "query" => queries(rest),
        "form" => params(rest, "application/x-www-form-urlencoded"),
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

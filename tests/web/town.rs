//! A network with neighbors, places, needs and offers, and the addresses of all its pages.

use crate::support::browser::{Browser, form, one_time_link, with_password};
use crate::support::client::Visitor;
use crate::support::neighborhood::Neighborhood;
use chrono::{Duration, Utc};
use potluck::actions::found_network::founding_link;
use potluck::actions::keep_entries::import;
use potluck::domain::Point;
use potluck::domain::entry::Known;
use potluck::domain::place::{Place, PlaceKind, PlaceState};
use reqwest::Method;
use serde_json::{Value, json};

/// A page to look at.
pub struct Shown {
    /// What its picture is called.
    pub name: &'static str,
    /// Its path, with its query.
    pub path: String,
    /// Whether a member is signed in.
    pub member: bool,
}

/// The network.
pub struct Town {
    /// Its server.
    pub place: Neighborhood,
    /// The cookie of a browser in which rosa is signed in.
    pub cookie: String,
    /// Its pages.
    pub pages: Vec<Shown>,
}

async fn put_place(here: &Neighborhood, name: &str, kind: PlaceKind, latitude: f64) {
    let place = Place {
        external_id: None,
        kind,
        name: name.into(),
        address: None,
        point: Point::new(latitude, -73.98).expect("a point"),
        hours: Vec::new(),
        access: Default::default(),
        accepts: Vec::new(),
        no_papers: Known::Yes,
        notes: Vec::new(),
        state: PlaceState::Active,
        confirmed_on: None,
    };
    import(here, vec![place], false, |_| ()).await.expect("a place");
}

fn listings() -> Vec<Value> {
    let point = json!({"latitude": 40.701, "longitude": -73.981});
    let (from, until) = (Utc::now() + Duration::hours(20), Utc::now() + Duration::hours(23));
    vec![
        json!({"kind": "offer", "title": "Lentil soup, still warm", "category": "cooked-meal", "audience": "public", "point": point,
            "place_name": "near Riverside library", "food": {"diet": ["vegan", "gluten-free"], "allergens": {"declared": true, "contains": ["celery"]}, "storage": "hot"},
            "ways": ["pickup", "delivery"], "amount": "12", "unit": {"measure": "one", "label": "bowls"},
            "windows": [{"from": from, "until": until}],
            "body": "We cooked a big pot and there is more than we can eat.\n\nBring a jar if you have one. If not, we have some.",
            "translations": [{"language": "es", "title": "Sopa de lentejas, todavía caliente", "body": "Trae un frasco si tienes.", "by_machine": false}]}),
        json!({"kind": "need", "title": "A ride to the clinic on Friday morning", "category": "ride", "audience": "public", "urgency": "few-days", "point": point}),
        json!({"kind": "need", "title": "سرير أطفال قابل للطي", "category": "household", "audience": "public", "language": "ar",
            "body": "لطفل عمره سنتان. نستطيع أن نأتي لأخذه."}),
        json!({"kind": "offer", "title": "十二盒蔬菜", "category": "produce", "audience": "public", "language": "zh-Hans", "food": {"diet": ["vegetarian"]}}),
        json!({"kind": "offer", "title": "Bread from the bakery, left in the yellow fridge each evening", "category": "bread", "audience": "public",
            "ways": ["fridge-drop"], "food": {"diet": ["vegetarian"]}, "amount": "30", "unit": {"measure": "one", "label": "loaves"}}),
        json!({"kind": "offer", "title": "An hour of homework help, Spanish or English", "category": "time", "audience": "public", "ways": ["remote"]}),
        json!({"kind": "need", "title": "Somebody to talk with on Sundays", "category": "company"}),
    ]
}

impl Town {
    /// Founds it, and fills it.
    pub async fn start() -> Self {
        let place = Neighborhood::start("riverside").await;
        let founding = founding_link(&place).await.expect("a link").expect("there is no operator yet");
        for name in ["rosa", "ben"] {
            place.member(name).await;
        }
        with_password(&place, "rosa").await;
        put_place(&place, "Riverside library", PlaceKind::Pickup, 40.70).await;
        put_place(&place, "Yellow fridge on Elm Street", PlaceKind::Fridge, 40.71).await;
        let rosa = Visitor::member(&place, "rosa").await;
        let mut posted = Vec::new();
        for listing in listings() {
            let listing = rosa.post("/listings", listing).await.expect(201);
            posted.push(listing["page"].as_str().expect("a page").strip_prefix(&place.base).expect("ours").to_owned());
        }
        // Enough for a second page of the board.
        for number in 1..=18 {
            let offer = json!({"kind": "offer", "title": format!("Jar of plum jam, number {number}"), "category": "groceries", "audience": "public"});
            rosa.post("/listings", offer).await.expect(201);
        }
        let headers = [("content-type", "application/x-www-form-urlencoded")];
        let app = form(&[
            ("client_name", "Tusky"),
            ("redirect_uris", "urn:ietf:wg:oauth:2.0:oob"),
            ("scopes", "read write:statuses follow"),
        ]);
        let app = rosa.ask(Method::POST, "/api/v1/apps", &headers, app.into_bytes()).await.expect(200);
        let consent = form(&[
            ("response_type", "code"),
            ("client_id", app["client_id"].as_str().expect("an id")),
            ("redirect_uri", "urn:ietf:wg:oauth:2.0:oob"),
            ("scope", "read write:statuses follow"),
        ]);
        let browser = Browser::new(&place);
        browser.sign_in("rosa").await;
        let cookie = browser.cookie("potluck").expect("a cookie");
        let enter = one_time_link(&place, "ben").await;
        let open = |name, path: &str| Shown { name, path: path.to_owned(), member: false };
        let own = |name, path: &str| Shown { name, path: path.to_owned(), member: true };
        let pages = vec![
            open("home", "/"),
            open("board", "/board"),
            open("board-older", "/board?kind=offer&before=9223372036854775807"),
            open("board-narrowed", "/board?near=riverside+library&within=3&food=vegan&way=pickup"),
            open("board-none", "/board?food=nothing+of+the+kind"),
            open("board-problem", "/board?near=Atlantis"),
            open("offer", &posted[0]),
            open("need", &posted[1]),
            open("need-in-arabic", &posted[2]),
            open("neighbor", "/@rosa"),
            open("tag", "/tags/food"),
            open("sign-in", "/sign-in"),
            open("one-time-link", &enter),
            open("founding", founding.path()),
            open("nothing", "/nothing-here"),
            open("handoff-over", "/h/nothing-here"),
            own("board-of-members", "/board"),
            own("need-of-members", posted.get(6).expect("the last one")),
            own("offer-of-members", posted.first().expect("the first one")),
            own("ask-or-offer", "/new?kind=offer"),
            own("account", "/settings"),
            own("password", "/settings/password"),
            own("apps", "/settings/apps"),
            own("let-an-app-in", &format!("/oauth/authorize?{consent}")),
        ];
        Self { place, cookie, pages }
    }

    /// The address of a page in a language.
    pub fn address(&self, path: &str, lang: &str) -> String {
        let sign = if path.contains('?') { '&' } else { '?' };
        format!("{}{path}{sign}lang={lang}", self.place.base)
    }
}

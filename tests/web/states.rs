//! What else there can be in the town: an offer that is paused, met, shown or from next door, an answer at each of its ends,
//! links that work still, and the pages that come when a form is sent.

use crate::shown::{Filled, How, LANGUAGE, Shown};
use crate::support::browser::form;
use crate::support::client::Visitor;
use crate::support::neighborhood::Neighborhood;
use crate::support::pages::Pages;
use crate::support::pictures::{photograph, upload};
use chrono::{Duration, Utc};
use potluck::actions::keep_mail::stop_token;
use potluck::actions::welcome::{answer_request, ask_to_join, request_behind};
use potluck::domain::joining::Hello;
use potluck::domain::mail::Address;
use potluck::ids;
use potluck::storage::{mails, members};
use reqwest::Method;
use serde_json::{Value, json};

/// Where an app waits that a member tells a code.
const NO_PLACE: &str = "urn:ietf:wg:oauth:2.0:oob";

/// What there is already.
pub struct Known<'a> {
    /// The town.
    pub place: &'a Neighborhood,
    /// The network that it works with.
    pub next_door: &'a Neighborhood,
    /// A server of other people.
    pub social: &'a Pages,
    /// Its operator.
    pub rosa: &'a Visitor,
    /// The path of the link by which it was founded.
    pub founding: &'a str,
    /// The path of an invite.
    pub invite: &'a str,
    /// The path of an offer of rosa's.
    pub offer: &'a str,
    /// The path of a post for everyone.
    pub post: &'a str,
}

fn open(name: &'static str, path: &str) -> Shown {
    Shown { name, path: path.to_owned(), member: false, how: How::Opened }
}

fn own(name: &'static str, path: &str) -> Shown {
    Shown { member: true, ..open(name, path) }
}

/// The page that comes when a form of this one is filled in.
fn filled(page: Shown, filled: Filled) -> Shown {
    Shown { how: How::Filled(filled), ..page }
}

fn id(value: &Value) -> &str {
    value["id"].as_str().expect("an id")
}

/// The path of a listing's page.
fn path(place: &Neighborhood, listing: &Value) -> String {
    listing["page"].as_str().and_then(|page| page.strip_prefix(&place.base)).expect("a page of ours").to_owned()
}

/// When, where and how.
fn plan() -> Value {
    let (from, until) = (Utc::now() + Duration::hours(40), Utc::now() + Duration::hours(41));
    json!({"way": "pickup", "window": {"from": from, "until": until}, "address": "12 Elm Street, third door",
        "access_notes": "Ring twice.\nThe stairs are steep."})
}

/// An offer of rosa's that ben gets: itself, his answer, and how it changes hands.
async fn agreed(known: &Known<'_>, title: &str) -> [Value; 3] {
    let ben = Visitor::member(known.place, "ben").await;
    let offer = json!({"kind": "offer", "title": title, "audience": "network", "category": "household"});
    let offer = known.rosa.post("/listings", offer).await.expect(201);
    let answer = json!({"message": "I can come by on Tuesday."});
    let answer = ben.post(&format!("/listings/{}/responses", id(&offer)), answer).await.expect(201);
    let handoff = known.rosa.post(&format!("/responses/{}/accept", id(&answer)), plan()).await.expect(200);
    [offer, answer, handoff]
}

/// What is agreed with ben at each of its ends, and the link to where and how.
async fn ends(known: &Known<'_>) -> Vec<Shown> {
    let (place, rosa) = (known.place, known.rosa);
    let [_, _, handoff] = agreed(known, "A folding bed with a mattress").await;
    let link = handoff["link"].as_str().and_then(|link| link.strip_prefix(&place.base)).expect("a link").to_owned();

    let [met, handed, handoff] = agreed(known, "A box of school books").await;
    rosa.post(&format!("/handoffs/{}/handed-over", id(&handoff)), json!({})).await.expect(200);

    let [_, let_go, handoff] = agreed(known, "A pram with three wheels").await;
    rosa.post(&format!("/handoffs/{}/did-not-happen", id(&handoff)), json!({"then": "release"})).await.expect(200);

    vec![
        open("handoff", &link),
        filled(open("handoff-where", &link), Filled { form: "main form", ..Filled::default() }),
        own("answer-handed-over", &format!("/answers/{}", id(&handed))),
        own("answer-let-go", &format!("/answers/{}", id(&let_go))),
        own("listing-met", &path(place, &met)),
    ]
}

/// An offer of rosa's that is paused, and one with a picture.
async fn offers(known: &Known<'_>) -> Vec<Shown> {
    let (place, rosa) = (known.place, known.rosa);
    let paused = json!({"kind": "offer", "title": "Rides to the market on Saturdays", "audience": "network"});
    let paused = rosa.post("/listings", paused).await.expect(201);
    rosa.post(&format!("/listings/{}/pause", id(&paused)), json!({})).await.expect(200);
    let picture = upload(rosa, &photograph(640, 400), "Two chairs before a blue door").await;
    let shown = json!({"kind": "offer", "title": "Two chairs", "audience": "network", "pictures": [picture["id"]]});
    let shown = rosa.post("/listings", shown).await.expect(201);
    vec![own("listing-paused", &path(place, &paused)), own("listing-with-picture", &path(place, &shown))]
}

/// What goes between the two networks: ana answers an offer of rosa's, and rosa one of ana's, who agrees.
async fn across(known: &Known<'_>) -> Vec<Shown> {
    let (place, there) = (known.place, known.next_door);
    let ana = Visitor::member(there, "ana").await;
    let listing = |title: &str| format!("SELECT CAST(id AS TEXT) AS line FROM listings WHERE title LIKE '{title}%'");
    let answer = |title: &str| {
        format!(
            "SELECT CAST(r.id AS TEXT) AS line FROM responses r JOIN listings l ON l.id = r.listing_id WHERE l.title LIKE '{title}%'"
        )
    };
    let found =
        async |here: &Neighborhood, sql: String| here.until(&sql, async || here.database.lines(&sql).pop()).await;

    let pears = json!({"kind": "offer", "title": "Pears, hard still", "audience": "peers", "amount": "4",
        "unit": {"measure": "one", "label": "boxes"}});
    known.rosa.post("/listings", pears).await.expect(201);
    let pears = found(there, listing("Pears")).await;
    let asked = json!({"amount": "2", "message": "For our school kitchen, please."});
    ana.post(&format!("/listings/{pears}/responses"), asked).await.expect(201);
    let anas = found(place, answer("Pears")).await;

    let plums = found(place, listing("Plums")).await;
    let asked = json!({"amount": "2", "message": "We would make jam."});
    let own_answer = known.rosa.post(&format!("/listings/{plums}/responses"), asked).await.expect(201);
    let came = found(there, answer("Plums")).await;
    ana.post(&format!("/responses/{came}/accept"), plan()).await.expect(200);
    let mine = id(&own_answer);
    let agreed = format!("SELECT CAST(id AS TEXT) AS line FROM handoffs WHERE response_id = {mine}");
    found(place, agreed).await;

    let slug = found(place, format!("SELECT slug AS line FROM listings WHERE id = {plums}")).await;
    vec![
        own("answer-from-elsewhere", &format!("/answers/{anas}")),
        own("answer-to-elsewhere", &format!("/answers/{mine}")),
        own("listing-from-elsewhere", &format!("/listings/{slug}")),
        own("report-of-listing-from-elsewhere", &format!("/report?listing={slug}")),
    ]
}

/// Links in mails that mei has, and the page of somebody who was not welcomed.
async fn links(known: &Known<'_>) -> Vec<Shown> {
    let place = known.place;
    let mei = place.member("mei").await;
    let [first, second] =
        ["mei", "mei.second"].map(|name| Address::parse(&format!("{name}@riverside.example")).expect("an address"));
    let (seal, now, secret) = (place.seal.clone(), place.now(), ids::secret());
    let digest = ids::digest(&secret);
    // Without the mails themselves: each would make a newer link.
    let write = place.db.write(move |conn| {
        let until = now + Duration::days(1);
        mails::put_to_confirm(conn, &seal, mei, &first, until)?;
        mails::confirm(conn, &seal, mei, now)?;
        mails::put_to_confirm(conn, &seal, mei, &second, until)?;
        mails::set_link(conn, mei, &digest)?;
        let round = mails::place(conn, &seal, mei)?.expect("where she gets mail").round;
        Ok(stop_token(&seal, mei, round))
    });
    let stop = write.await.expect("a token");

    let asks = ids::secret();
    let hello = Hello::new("I read of you in the laundromat.", "en").expect("it fits");
    ask_to_join(place, &asks, hello).await.expect("a request");
    let request = request_behind(place, &asks).await.expect("a request");
    let rosa = place.db.read(|conn| members::by_handle(conn, "rosa")).await.expect("a read").expect("rosa").id;
    answer_request(place, rosa, request.id, false).await.expect("a word");

    vec![
        open("confirm-mail", &format!("/confirm-mail/{secret}")),
        open("stop-mail", &format!("/stop-mail/{stop}")),
        open("join-declined", &format!("/welcome/{asks}")),
    ]
}

/// What comes when a form is sent.
async fn sent(known: &Known<'_>) -> Vec<Shown> {
    let host = known.social.base.trim_start_matches("http://").to_owned();
    let template = known.social.at("/authorize_interaction?uri={uri}");
    let way = json!({"subject": format!("acct:ana@{host}"), "links": [
        {"rel": "http://ostatus.org/schema/1.0/subscribe", "template": template}]});
    known.social.put("/.well-known/webfinger", way);
    let follow = |address: String, misfits: bool| Filled {
        form: "form.follow",
        fields: vec![("address", address)],
        to: Some("/follow"),
        misfits,
        ..Filled::default()
    };

    let headers = [("content-type", "application/x-www-form-urlencoded")];
    let app = form(&[("client_name", "Tusky"), ("redirect_uris", NO_PLACE), ("scopes", "read")]);
    let app = known.rosa.ask(Method::POST, "/api/v1/apps", &headers, app.into_bytes()).await.expect(200);
    let asks = form(&[
        ("response_type", "code"),
        ("client_id", app["client_id"].as_str().expect("an id")),
        ("redirect_uri", NO_PLACE),
        ("scope", "read"),
    ]);
    let lets_in = Filled { form: "main form", act: "allow", ..Filled::default() };

    let invite = known.invite.rsplit('/').next().expect("a secret").to_owned();
    let founded = Filled {
        form: "#founding",
        fields: vec![("token", known.rosa.token().to_owned()), ("invite", invite)],
        act: LANGUAGE,
        ..Filled::default()
    };

    let title = |words: &str| ("title", words.to_owned());
    let write = |fields, act, misfits| Filled { form: "#write", fields, act, misfits, ..Filled::default() };
    let body = ("body", "From our own tree.\n\nSome have spots, and taste as good.".to_owned());
    let look = write(vec![title("Apples, red and green"), body, ("audience", "public".to_owned())], "look", false);
    let changed = write(vec![title("Lentil soup, and bread with it")], "look", false);
    let conflict = write(vec![title("Lentil soup for whoever comes"), ("seen", "before".to_owned())], "", true);
    let edit = format!("{}/edit", known.offer);

    vec![
        filled(open("follow-unknown", "/@rosa"), follow("ana".to_owned(), true)),
        filled(open("follow-go-on", "/@rosa"), follow(format!("@ana@{host}"), false)),
        filled(own("code-for-an-app", &format!("/oauth/authorize?{asks}")), lets_in),
        filled(open("founded", known.founding), founded),
        filled(own("look", "/new?kind=offer"), Filled { to: Some("/new"), ..look }),
        filled(own("look-at-change", &edit), changed),
        filled(own("change-conflict", &edit), conflict),
        Shown { how: How::Left, ..open("left", "/settings/leave") },
        Shown { how: How::Erased, ..open("asked-erased", "/ask") },
    ]
}

/// How another site shows a post.
async fn quoted(known: &Known<'_>) -> Shown {
    let address = format!("{}{}", known.place.base, known.post);
    let asked: String = url::form_urlencoded::byte_serialize(address.as_bytes()).collect();
    let stranger = Visitor::stranger(known.place);
    let told = stranger.ask(Method::GET, &format!("/api/oembed?url={asked}"), &[], Vec::new()).await.expect(200);
    let html = told["html"].as_str().expect("HTML").to_owned();
    Shown { how: How::Quoted(html), ..open("quotation", known.post) }
}

/// Makes all of it, and answers its pages.
pub async fn further(known: &Known<'_>) -> Vec<Shown> {
    let mut pages = ends(known).await;
    pages.extend(offers(known).await);
    pages.extend(across(known).await);
    pages.extend(links(known).await);
    pages.extend(sent(known).await);
    pages.push(quoted(known).await);
    pages
}

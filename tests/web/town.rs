//! A network with neighbors, places, needs and offers, and the addresses of all its pages.

use crate::shown::{How, Shown};
use crate::states::{Known, further};
use crate::support::TestDb;
use crate::support::browser::{Browser, TELEPHONE, form, one_time_link, with_password};
use crate::support::client::Visitor;
use crate::support::neighborhood::Neighborhood;
use crate::support::pages::Pages;
use crate::support::pictures::{photograph, upload};
use crate::support::places::{place, read_in};
use chrono::{Duration, Utc};
use potluck::actions::ask_as_guest::ask_as_guest;
use potluck::actions::change_network::change_network;
use potluck::actions::found_network::founding_link;
use potluck::actions::give_role::give_role;
use potluck::actions::help_guest::{done_with_guest, say_to_guest, take_guest_need};
use potluck::actions::invite::make_invite;
use potluck::actions::say_about::say_about;
use potluck::actions::welcome::{answer_request, ask_to_join};
use potluck::config::{MailConfig, MailSecurity};
use potluck::domain::Point;
use potluck::domain::guest::Asking;
use potluck::domain::joining::{Hello, Joining, Rules};
use potluck::domain::key::{GuestNeedId, MemberId, ResponseId};
use potluck::domain::member::RoleKind;
use potluck::domain::network::Change;
use potluck::domain::place::PlaceKind;
use potluck::i18n::Lang;
use potluck::ids;
use potluck::storage::{guest_needs, joining, members};
use reqwest::Method;
use serde_json::{Value, json};
use std::net::TcpListener;
use std::sync::Arc;

/// The network.
pub struct Town {
    /// Its server.
    pub place: Neighborhood,
    /// The cookie of a browser in which rosa is signed in.
    pub cookie: String,
    /// Its pages.
    pub pages: Vec<Shown>,
    /// A network that takes so little from a member at once that its pages say when it is too much.
    pub strict: Neighborhood,
    /// The cookie of a browser in which amal is signed in there.
    pub strict_cookie: String,
    /// A network that it works with.
    _next_door: Neighborhood,
    /// A server of other people.
    _social: Pages,
}

async fn put_place(here: &Neighborhood, name: &str, kind: PlaceKind, latitude: f64) {
    read_in(here, place(kind, name, Point::new(latitude, -73.98).expect("a point"))).await;
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

/// Ben answers two listings of rosa's, one of which she agreed to; she answers one of his. Answers which.
async fn answers(place: &Neighborhood, rosa: &Visitor, posted: &[String]) -> [String; 3] {
    let ben = Visitor::member(place, "ben").await;
    let id = |answer: Value| answer["id"].as_str().expect("an id").to_owned();
    let soup = json!({"amount": "3", "message": "For the three of us. We can come after six."});
    let waits = id(ben.post(&format!("/listings/{}/responses", posted[0]), soup).await.expect(201));
    let company = json!({"message": "Sundays are long for me, too."});
    let agreed = id(ben.post(&format!("/listings/{}/responses", posted[6]), company).await.expect(201));
    let (from, until) = (Utc::now() + Duration::hours(40), Utc::now() + Duration::hours(41));
    let plan = json!({"way": "pickup", "window": {"from": from, "until": until}, "address": "12 Elm Street, third door", "access_notes": "Ring twice"});
    rosa.post(&format!("/responses/{agreed}/accept"), plan).await.expect(200);
    let agreed_id: ResponseId = agreed.parse().expect("an id");
    for (name, words) in [("ben", "Shall I ring?"), ("rosa", "Yes, please.\nTwice is best: I hear badly.")] {
        let name = name.to_owned();
        let member = place.db.read(move |conn| members::by_handle(conn, &name)).await.expect("a database");
        say_about(place, member.expect("a member").id, agreed_id, words, Lang::En).await.expect("a message");
    }
    let need = json!({"kind": "need", "title": "Someone to look after two cats over New Year", "category": "time"});
    let need = id(ben.post("/listings", need).await.expect(201));
    let cats = json!({"message": "With pleasure."});
    let mine = id(rosa.post(&format!("/listings/{need}/responses"), cats).await.expect(201));
    give_role(place, "rosa", RoleKind::Steward, 6).await.expect("a role");
    let news = json!({"text": "The kitchen on Elm Street is open again from Monday on.\n\nBring a bowl.", "audience": "network"});
    rosa.post("/announcements", news).await.expect(201);
    [waits, agreed, mine]
}

/// What ben and rosa wrote.
struct Posts {
    /// What he wrote, what he asks, and what he shows.
    bens: [String; 3],
    /// His own page.
    person: String,
    /// What she answered him.
    roses: String,
}

/// Ben asks something, and shows a picture that is folded away. The pages of both.
async fn asked_and_shown(place: &Neighborhood) -> [String; 2] {
    let ben = Visitor::member(place, "ben").await;
    let picture = upload(&ben, &photograph(640, 400), "A ladder against a plum tree").await;
    let poll =
        json!({"options": ["Saturday at ten", "السبت في العاشرة", "Another day, if it rains"], "expires_in": 200_000});
    let mut pages = Vec::new();
    for post in [
        json!({"status": "When shall we pick the plums?", "poll": poll}),
        json!({"status": "This is the ladder.", "media_ids": [picture["id"]], "sensitive": true}),
    ] {
        let headers = [("content-type", "application/json")];
        let posted =
            ben.ask(Method::POST, "/api/v1/statuses", &headers, post.to_string().into_bytes()).await.expect(200);
        pages.push(format!("/posts/{}", posted["id"].as_str().expect("an id")));
    }
    pages.try_into().expect("two")
}

/// Ben writes something, and rosa answers it, likes it and follows him; he writes back, and asks and shows something.
async fn written(place: &Neighborhood) -> Posts {
    let (ben, rosa) = (Browser::at(place, "203.0.113.41"), Browser::at(place, "203.0.113.42").that_says(TELEPHONE));
    with_password(place, "ben").await;
    ben.sign_in("ben").await;
    rosa.sign_in("rosa").await;
    let words = "The plum tree behind the school is full. #plums\n\nhttps://riverside.example/plums";
    let first = ben.fill_in("/posts", &[("act", "write"), ("words", words), ("audience", "public")]).await;
    let post = first.header("location").split('?').next().expect("a path").to_owned();
    let link = rosa.open("/@ben").await.text;
    let link = link.split("href=\"/people/").nth(1).and_then(|rest| rest.split('"').next()).expect("his page");
    let person = format!("/people/{link}");
    let mut roses = String::new();
    for (page, act, words) in [(&person, "follow", ""), (&post, "like", ""), (&post, "answer", "I bring a ladder.")] {
        let done = rosa.fill_in(page, &[("act", act), ("words", words)]).await;
        assert_eq!(done.status, 303, "{act}: {}", done.text);
        roses = done.header("location").split('?').next().expect("a path").to_owned();
    }
    let back = ben.fill_in(&post, &[("act", "answer"), ("words", "@rosa Saturday at ten?")]).await;
    assert_eq!(back.status, 303, "{}", back.text);
    let [asks, shows] = asked_and_shown(place).await;
    Posts { bens: [post, asks, shows], person, roses }
}

/// Three ask without an account; rosa helps one of them, and has done so with another. The private links of these two, and the
/// pages for those who help of what is not done.
async fn guests(place: &Neighborhood) -> ([String; 2], [String; 2]) {
    let mut found = Vec::new();
    for (words, place_name) in [
        ("A warm coat, size M", "near the library"),
        ("A ride to the clinic on Tuesday", ""),
        ("A folding bed for a week", "by the bridge"),
    ] {
        let asking = Asking {
            words: words.into(),
            place: place_name.into(),
            reach: "+1 718 555 0177".into(),
            shown_to: "network".into(),
            language: "en".into(),
            by_mail: false,
        };
        let secret = ask_as_guest(place, ids::secret(), asking.check().expect("it fits")).await.expect("a link");
        let digest = ids::digest(&secret);
        let id =
            place.db.read(move |conn| guest_needs::by_link(conn, &digest)).await.expect("a read").expect("its row");
        found.push((format!("/ask/{secret}"), id));
    }
    let helped: GuestNeedId = found[0].1;
    let rosa = place.db.read(|conn| members::by_handle(conn, "rosa")).await.expect("a read").expect("rosa").id;
    take_guest_need(place, rosa, helped).await.expect("she helps");
    say_to_guest(place, rosa, helped, "I have one. Is Tuesday all right?").await.expect("words");
    take_guest_need(place, rosa, found[2].1).await.expect("she helps");
    done_with_guest(place, rosa, found[2].1).await.expect("it is done");
    ([0, 2].map(|one: usize| found[one].0.clone()), [0, 1].map(|one: usize| format!("/asks/{}", found[one].1)))
}

/// An invite of rosa's; the pages of two who asked to be welcomed, one of whom is; and somebody else who waits.
async fn newcomers(place: &Neighborhood, rosa: MemberId) -> (String, [String; 2]) {
    let rules = Rules { how: Joining::Welcome, members_invite: true };
    change_network(place, rosa, Change { joining: Some(rules), ..Change::default() }).await.expect("a change");
    let invite = make_invite(place, rosa, 12, 7).await.expect("an invite");
    let mut links = Vec::new();
    for words in ["Ben told me about the kitchen on Elm Street.\nI live around the corner.", "", "Hola, soy Lucía."] {
        let secret = ids::secret();
        ask_to_join(place, &secret, Hello::new(words, "en").expect("it fits")).await.expect("a request");
        links.push(format!("/welcome/{secret}"));
    }
    let seal = place.seal.clone();
    let waiting = place.db.read(move |conn| joining::waiting(conn, &seal, 10)).await.expect("a read");
    answer_request(place, rosa, waiting[1].id, true).await.expect("a welcome");
    (format!("/join/{invite}"), [links[0].clone(), links[1].clone()])
}

/// What moderators have before them: a report of something here and of somebody elsewhere, a server that is kept away, and a
/// listing that is held. And a post of rosa's that is held: its page.
async fn safety(place: &Neighborhood, rosa: &Visitor, about: &Value) -> String {
    let ben = Visitor::member(place, "ben").await;
    let report = json!({"about": [about["url"], "https://spam.example/users/eve"], "words": "It makes ill or is dangerous\nThe jar was open when it came."});
    ben.post("/reports", report).await.expect(201);
    let block = json!({"server": "spam.example", "level": "limit", "reason": "Advertising since Tuesday."});
    assert_eq!(rosa.post("/blocks", block).await.status, 204);
    let offer = json!({"kind": "offer", "title": "Mushrooms from the wood", "audience": "public"});
    let held = ben.post("/listings", offer).await.expect(201);
    let why = json!({"agreement": "Safer food, version 2", "reason": "Nobody knows yet what they are."});
    let path = format!("/listings/{}/hold", held["id"].as_str().expect("an id"));
    assert_eq!(rosa.post(&path, why).await.status, 204);
    let headers = [("content-type", "application/json")];
    let post = json!({"status": "Whoever has the key to 12 Elm Street can come in at any time."}).to_string();
    let post = rosa.ask(Method::POST, "/api/v1/statuses", &headers, post.into_bytes()).await.expect(200);
    let post = post["id"].as_str().expect("an id");
    let why = json!({"agreement": "We keep each other safe", "reason": "It says where somebody lives."});
    assert_eq!(rosa.post(&format!("/statuses/{post}/hold"), why).await.status, 204);
    format!("/posts/{post}")
}

/// A network that works with this one, and what came from there.
pub async fn next_door(place: &Neighborhood) -> Neighborhood {
    let there = Neighborhood::start("hillside").await;
    place.follow(&there).await;
    there.follow(place).await;
    there.member("ana").await;
    let plums = json!({"kind": "offer", "title": "Plums from the tree behind the school", "audience": "peers", "amount": "7.5",
        "unit": {"measure": "kilogram", "label": "kg"}, "point": {"latitude": 40.73, "longitude": -73.95}});
    Visitor::member(&there, "ana").await.post("/listings", plums).await.expect(201);
    let came = "SELECT title AS line FROM listings WHERE title LIKE 'Plums%'";
    place.until("it comes from next door", async || place.database.lines(came).pop()).await;
    there
}

/// What somebody began to write and keeps for later, so much that the form of something new folds it away; answers where one of it
/// is opened.
async fn begun(browser: &Browser) -> String {
    for (kind, title, body) in [
        ("need", "Someone to carry a sofa up three flights of stairs, on any evening next week", ""),
        ("offer", "", "قرب المكتبة"),
        ("", "Plums", "Two boxes, perhaps three."),
        ("offer", "An old bicycle", "Its chain is new."),
    ] {
        let said = [("kind", kind), ("title", title), ("body", body), ("amount", "a dozen"), ("act", "keep")];
        let kept = browser.fill_in("/new", &said).await;
        assert_eq!(kept.header("location"), "/new?said=kept", "{}", kept.text);
    }
    let page = browser.open("/new").await.text;
    let slug = page.split("href=\"/new/").nth(1).and_then(|rest| rest.split('"').next()).expect("its address");
    format!("/new/{slug}")
}

fn at(place: &Neighborhood, path: &str, lang: &str) -> String {
    let sign = if path.contains('?') { '&' } else { '?' };
    format!("{}{path}{sign}lang={lang}", place.base)
}

/// A network of amal's that takes one word from each in a minute, and the cookie of her browser.
async fn strict() -> (Neighborhood, String) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let change = |all: &mut potluck::config::Config| all.limits.account_per_minute = 1;
    let place = Neighborhood::start_on("lakeside", listener, Arc::new(TestDb::new()), change).await;
    let amal = Browser::joined(&place, "amal", "203.0.113.43").await;
    let cookie = amal.cookie("potluck").expect("a cookie");
    (place, cookie)
}

impl Town {
    /// Founds it, and fills it.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        // Its pages show what there is to choose; nothing is sent.
        let mail = MailConfig {
            host: "127.0.0.1".into(),
            port: 9,
            security: MailSecurity::None,
            from: "food@riverside.example".into(),
            ..MailConfig::default()
        };
        let change = move |all: &mut potluck::config::Config| {
            all.mail = mail;
            // Several look at all its pages at once, as one member from one address.
            (all.limits.account_per_minute, all.limits.address_per_minute) = (0, 0);
        };
        let place = Neighborhood::start_on("riverside", listener, Arc::new(TestDb::new()), change).await;
        let founding = founding_link(&place).await.expect("a link").expect("there is no operator yet");
        for name in ["rosa", "ben"] {
            place.member(name).await;
        }
        with_password(&place, "rosa").await;
        put_place(&place, "Riverside library", PlaceKind::Pickup, 40.70).await;
        put_place(&place, "Yellow fridge on Elm Street", PlaceKind::Fridge, 40.71).await;
        let rosa = Visitor::member(&place, "rosa").await;
        let (mut posted, mut posted_ids, mut first) = (Vec::new(), Vec::new(), Value::Null);
        for listing in listings() {
            let listing = rosa.post("/listings", listing).await.expect(201);
            if first.is_null() {
                first = listing.clone();
            }
            posted_ids.push(listing["id"].as_str().expect("an id").to_owned());
            posted.push(listing["page"].as_str().expect("a page").strip_prefix(&place.base).expect("ours").to_owned());
        }
        // Enough for a second page of the board.
        for number in 1..=18 {
            let offer = json!({"kind": "offer", "title": format!("Jar of plum jam, number {number}"), "category": "groceries", "audience": "public"});
            rosa.post("/listings", offer).await.expect(201);
        }
        let answers = answers(&place, &rosa, &posted_ids).await;
        let ([asked, asked_done], asks) = guests(&place).await;
        for role in [RoleKind::Operator, RoleKind::Moderator] {
            give_role(&place, "rosa", role, 6).await.expect("a role");
        }
        let id = place.db.read(|conn| members::by_handle(conn, "rosa")).await.expect("a read").expect("rosa").id;
        let (invite, came) = newcomers(&place, id).await;
        let held = safety(&place, &rosa, &first).await;
        let next_door = next_door(&place).await;
        let headers = [("content-type", "application/x-www-form-urlencoded")];
        let app = form(&[
            ("client_name", "Elk"),
            ("redirect_uris", "https://elk.example/back"),
            ("scopes", "read write:statuses follow"),
        ]);
        let app = rosa.ask(Method::POST, "/api/v1/apps", &headers, app.into_bytes()).await.expect(200);
        let wishes = |scope: &str| {
            form(&[
                ("response_type", "code"),
                ("client_id", app["client_id"].as_str().expect("an id")),
                ("redirect_uri", "https://elk.example/back"),
                ("scope", scope),
            ])
        };
        let (consent, amiss) = (wishes("read write:statuses follow"), wishes("push"));
        let (strict, strict_cookie) = strict().await;
        const DESK: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        let browser = Browser::new(&place).that_says(DESK);
        browser.sign_in("rosa").await;
        let cookie = browser.cookie("potluck").expect("a cookie");
        let kept = begun(&browser).await;
        // A new password ends links, so that comes first.
        let written = written(&place).await;
        let enter = one_time_link(&place, "ben").await;
        let open = |name, path: &str| Shown { name, path: path.to_owned(), member: false, how: How::Opened };
        let own = |name, path: &str| Shown { member: true, ..open(name, path) };
        let nothing = |name, path: &str| Shown { how: How::Nothing, ..open(name, path) };
        let words = "There is bread for all on Elm Street, from six on.\nPlease bring a bag.";
        let post = written.bens[0].replacen("/posts/", "/@ben/", 1);
        let mut pages = vec![
            open("home", "/"),
            open("board", "/board"),
            open("board-older", "/board?kind=offer&before=9223372036854775807"),
            open("board-narrowed", "/board?near=riverside+library&within=3&food=vegan&way=pickup"),
            open("board-none", "/board?food=nothing+of+the+kind"),
            Shown { how: How::Misfit, ..open("board-problem", "/board?near=Atlantis") },
            open("offer", &posted[0]),
            open("need", &posted[1]),
            open("need-in-arabic", &posted[2]),
            open("neighbor", "/@rosa"),
            open("post-for-everyone", &post),
            open("tag", "/tags/food"),
            open("sign-in", "/sign-in"),
            open("link-by-mail", "/sign-in/link"),
            open("one-time-link", &enter),
            nothing("one-time-link-over", "/enter/nothing-here"),
            nothing("link-by-mail-over", "/confirm-mail/nothing-here"),
            open("one-time-link-sheet", &format!("{enter}/print")),
            open("founding", founding.path()),
            open("join-by-invite", &invite),
            open("invite-sheet", &format!("{invite}/print")),
            open("join-ask", "/join"),
            open("code-from-paper", "/code"),
            open("join-waits", &format!("{}?said=asked", came[0])),
            open("join-welcomed", &came[1]),
            nothing("join-ended", "/join/nothing-here"),
            nothing("nothing", "/nothing-here"),
            open("not-connected", "/offline"),
            nothing("handoff-over", "/h/nothing-here"),
            open("ask-without-account", "/ask"),
            open("asked", &format!("{asked}?said=asked")),
            open("asked-done", &asked_done),
            nothing("asked-lost", "/ask/nothing-here"),
            Shown { how: How::Stale(words), ..open("signed-out", "/posts") },
            Shown { how: How::SentAmiss, ..open("app-unknown", "/oauth/authorize?client_id=unknown") },
            own("home-of-members", "/home"),
            own("mine", "/mine"),
            own("answer-waits", &format!("/answers/{}", answers[0])),
            own("answer-agreed", &format!("/answers/{}", answers[1])),
            own("answer-of-mine", &format!("/answers/{}", answers[2])),
            own("board-of-members", "/board"),
            own("need-of-members", posted.get(6).expect("the last one")),
            own("offer-of-members", posted.first().expect("the first one")),
            own("change", &format!("{}/edit", posted[0])),
            own("pictures", &format!("{}/pictures", posted[0])),
            own("translate", &format!("{}/translate", posted[1])),
            own("asks", "/asks"),
            own("asks-helped", &asks[0]),
            own("asks-waiting", &asks[1]),
            own("ask-or-offer", "/new?kind=offer"),
            own("kept-for-later", "/new?said=kept"),
            own("kept-for-later-opened", &kept),
            own("account", "/settings"),
            own("about-me", "/settings/me"),
            own("browsers", "/settings/browsers"),
            own("passkeys", "/settings/passkeys"),
            own("notices", "/settings/notices"),
            own("kept-away", "/settings/blocks"),
            own("leave", "/settings/leave"),
            own("invites", "/settings/invites"),
            own("welcome", "/welcome"),
            own("network", "/settings/network"),
            own("links", "/settings/links"),
            own("moderation", "/moderation"),
            own("announcements", "/announcements"),
            own("log", "/log"),
            own("tasks", "/tasks"),
            own("posts-of-those-one-follows", "/posts"),
            own("posts-of-this-network", "/posts?of=neighbors"),
            own("post", &written.bens[0]),
            own("post-that-asks", &written.bens[1]),
            own("post-with-picture", &written.bens[2]),
            own("post-changed", &format!("{}/edit", written.roses)),
            own("post-written-with-pictures", "/posts/write"),
            own("post-written-with-question", "/posts/write?asks=choices"),
            own("answer-with-pictures", &format!("{}/answer", written.bens[0])),
            own("need-not-changed-as-post", &format!("/posts/{}/edit", posted_ids[6])),
            own("person", &written.person),
            own("whom-one-follows", "/people"),
            own("heard", "/heard"),
            own("networks", "/networks"),
            own("report", "/report?neighbor=ben"),
            own("report-of-post", &written.bens[0].replacen("/posts/", "/report?post=", 1)),
            own("report-of-answer", &format!("/report?answer={}", answers[1])),
            own("post-held", &held),
            own("neighbor-of-members", "/@ben"),
            own("password", "/settings/password"),
            own("apps", "/settings/apps"),
            own("let-an-app-in", &format!("/oauth/authorize?{consent}")),
            Shown { how: How::SentAmiss, ..own("app-refused", &format!("/oauth/authorize?{amiss}")) },
            Shown { how: How::Stale(words), ..own("form-too-old", "/posts") },
            Shown { how: How::TooOften(words), ..own("too-many", "/posts") },
            Shown { how: How::NotTheirs, ..own("not-theirs", "/moderation") },
            own("invite-made", &format!("{invite}/print?said=made")),
            own("link-made", &format!("{enter}/print?said=made")),
        ];
        let social = Pages::start("social").await;
        let (founding, offer) = (founding.path(), posted[0].as_str());
        let known = Known {
            place: &place,
            next_door: &next_door,
            social: &social,
            rosa: &rosa,
            founding,
            invite: &invite,
            offer,
            post: &post,
        };
        pages.extend(further(&known).await);
        Self { place, cookie, pages, strict, strict_cookie, _next_door: next_door, _social: social }
    }

    /// The page that is called so.
    pub fn page(&self, name: &str) -> &Shown {
        self.pages.iter().find(|page| page.name == name).unwrap_or_else(|| panic!("no page is called {name}"))
    }

    /// The address of a page in a language.
    pub fn address(&self, path: &str, lang: &str) -> String {
        at(&self.place, path, lang)
    }

    /// The same on the network that takes little.
    pub fn strict_address(&self, path: &str, lang: &str) -> String {
        at(&self.strict, path, lang)
    }
}

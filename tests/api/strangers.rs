//! What somebody reads of a need or an offer who is not signed in: how to answer, how to come in, and nothing of what is for
//! neighbors alone.

use crate::support::browser::{Browser, PASSWORD, with_password};
use crate::support::client::{Answer, Visitor, plain};
use crate::support::neighborhood::Neighborhood;
use potluck::actions::give_role::give_role;
use potluck::domain::member::RoleKind;
use reqwest::Method;
use serde_json::{Value, json};

/// A network with Rosa in her app, and Ben, who has a password.
async fn town() -> (Neighborhood, Visitor) {
    let place = Neighborhood::start("riverside").await;
    for name in ["rosa", "ben"] {
        place.member(name).await;
    }
    with_password(&place, "ben").await;
    let rosa = Visitor::member(&place, "rosa").await;
    (place, rosa)
}

/// Posts it; answers the path of its page.
async fn posts(place: &Neighborhood, who: &Visitor, listing: Value) -> String {
    let posted = who.post("/listings", listing).await.expect(201);
    let page = posted["page"].as_str().expect("a page");
    page.strip_prefix(&place.base).expect("a page of ours").to_owned()
}

fn slug(page: &str) -> &str {
    page.rsplit('/').next().expect("an address")
}

/// The main part of a page, without the ways on that stand on each.
fn main_part(page: &Answer) -> &str {
    page.text.split("<main").nth(1).expect("a main part").split("</main>").next().expect("its end")
}

/// The ways on at the top of a page.
fn top(page: &Answer) -> &str {
    page.text.split("</nav>").next().expect("ways on")
}

#[tokio::test(flavor = "multi_thread")]
async fn who_reads_an_offer_without_being_signed_in_signs_in_and_is_at_the_form_for_an_answer() {
    let (place, rosa) = town().await;
    for kind in ["need", "offer"] {
        let page = posts(&place, &rosa, json!({"kind": kind, "title": "Soup", "audience": "public"})).await;
        let ben = Browser::new(&place);
        let read = ben.open(&page).await;
        let way = format!("/sign-in?next=%2Flistings%2F{}%23respond", slug(&page));
        assert!(main_part(&read).contains(&format!("href=\"{way}\"")), "{kind}: {}", read.text);
        assert!(main_part(&read).contains("Do you live here? Sign in and answer"), "{kind}: {}", read.text);
        // The ways from elsewhere are there for who looks for them, and in nobody else's way.
        let (before, folded) = main_part(&read)
            .split_once("<details class=\"no-print\"><summary>I have an account elsewhere</summary>")
            .unwrap_or_else(|| panic!("{kind}: nothing is folded: {}", read.text));
        let folded = folded.split("</details>").next().expect("its end");
        for words in ["From Mastodon:", "From another network:", "action=\"/follow\""] {
            assert!(folded.contains(words) && !before.contains(words), "{kind}, {words}: {}", read.text);
        }
        let signed_in = ben.fill_in(&way, &[("handle", "ben"), ("password", PASSWORD)]).await;
        assert_eq!((signed_in.status, signed_in.header("location")), (303, format!("{page}#respond").as_str()));
        let form = ben.open(signed_in.header("location")).await;
        let respond = form.text.split("id=\"respond\"").nth(1).unwrap_or_else(|| panic!("no such part: {}", form.text));
        assert!(respond.contains(&format!("action=\"{page}/answer\"")), "{kind}: {}", form.text);
        assert!(!main_part(&form).contains("/sign-in") && !main_part(&form).contains("/join"), "{kind}: {}", form.text);
        assert!(!main_part(&form).contains("I have an account elsewhere"), "{kind}: {}", form.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_no_account_finds_how_to_ask_and_how_to_join_beside_an_offer_as_the_network_has_it() {
    let (place, rosa) = town().await;
    give_role(&place, "ben", RoleKind::Operator, 6).await.expect("a role");
    let (stranger, ben) = (Browser::new(&place), Browser::at(&place, "203.0.113.21"));
    ben.sign_in("ben").await;
    let page = posts(&place, &rosa, json!({"kind": "offer", "title": "Soup", "audience": "public"})).await;
    for (joining, words) in [("invite", "How to join"), ("welcome", "Ask to be welcomed"), ("open", "Join")] {
        assert_eq!(ben.fill_in("/settings/network", &[("joining", joining)]).await.status, 303, "{joining}");
        let read = stranger.open(&page).await;
        let main = main_part(&read);
        assert!(main.contains("href=\"/ask\">Ask without an account</a>"), "{joining}: {}", read.text);
        assert!(main.contains(&format!("href=\"/join\">{words}</a>")), "{joining}: {}", read.text);
    }
    // What takes no answers leads nobody to one.
    let soup = place.database.lines("SELECT CAST(id AS TEXT) AS line FROM listings").pop().expect("one");
    rosa.post(&format!("/listings/{soup}/pause"), json!({})).await.expect(200);
    let paused = stranger.open(&page).await;
    assert!(paused.status == 200 && paused.text.contains("not open for answers"), "{}", paused.text);
    assert!(!main_part(&paused).contains("/sign-in"), "{}", paused.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn value_04_where_there_is_nothing_and_where_it_is_for_neighbors_a_stranger_reads_the_same_and_may_sign_in() {
    let (place, rosa) = town().await;
    let hers = posts(&place, &rosa, json!({"kind": "need", "title": "A cot for us alone"})).await;
    let nothing = format!("/listings/{}", "A".repeat(slug(&hers).len()));
    let stranger = Browser::new(&place);
    let mut said = Vec::new();
    for page in [&hers, &nothing] {
        let none = stranger.open(page).await;
        assert_eq!(none.status, 404, "{page}");
        assert!(none.text.contains("Do you live here? Sign in") && !none.text.contains("A cot"), "{}", none.text);
        let headers = ["cache-control", "x-robots-tag", "referrer-policy"].map(|name| none.header(name).to_owned());
        said.push((none.text.replace(slug(page), "…"), headers));
    }
    assert_eq!(said[0], said[1], "nobody learns whether it is there");
    // So do the addresses below, and those that are none of ours; of these nothing is said in the page.
    let below = stranger.open(&format!("{nothing}/nothing")).await;
    let way = format!("href=\"/sign-in?next=%2Flistings%2F{}\"", slug(&nothing));
    assert!(below.status == 404 && main_part(&below).contains(&way), "{}", below.text);
    let odd = stranger.open("/listings/Call%20this%20number").await;
    assert!(odd.status == 404 && main_part(&odd).contains("href=\"/sign-in?next=%2Fhome\""), "{}", odd.text);
    assert!(!odd.text.contains("Call"), "{}", odd.text);

    // A neighbor who was sent the link signs in from there, and reads it.
    let ben = Browser::at(&place, "203.0.113.21");
    let none = ben.open(&hers).await;
    let way = main_part(&none).split("href=\"/sign-in").nth(1).and_then(|rest| rest.split('"').next());
    let way = format!("/sign-in{}", way.expect("a way to sign in"));
    let signed_in = ben.fill_in(&way, &[("handle", "ben"), ("password", PASSWORD)]).await;
    assert_eq!((signed_in.status, signed_in.header("location")), (303, hers.as_str()), "{}", signed_in.text);
    let read = ben.open(signed_in.header("location")).await;
    assert!(read.status == 200 && read.text.contains("A cot for us alone"), "{}", read.text);
    // Who is signed in is told to sign in no more; and who was is, once another browser ended that.
    assert!(!ben.open(&nothing).await.text.contains("/sign-in"));
    place.database.execute("DELETE FROM sessions").expect("it ends");
    assert!(main_part(&ben.open(&hers).await).contains("/sign-in?next="));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_way_to_sign_in_at_the_top_leads_back_to_what_was_read() {
    let (place, rosa) = town().await;
    let page = posts(&place, &rosa, json!({"kind": "offer", "title": "Soup", "audience": "public"})).await;
    for (path, next) in [
        (page.as_str(), page.replace('/', "%2F")),
        ("/@rosa", "%2F%40rosa".to_owned()),
        ("/board", "%2Fboard".to_owned()),
        ("/board?kind=offer&way=pickup", "%2Fboard%3Fkind%3Doffer%26way%3Dpickup".to_owned()),
    ] {
        let ben = Browser::new(&place);
        let read = ben.open(path).await;
        let way = format!("/sign-in?next={next}");
        assert!(top(&read).contains(&format!("href=\"{way}\"")), "{path}: {}", top(&read));
        let signed_in = ben.fill_in(&way, &[("handle", "ben"), ("password", PASSWORD)]).await;
        assert_eq!((signed_in.status, signed_in.header("location")), (303, path), "{}", signed_in.text);
        assert!(!top(&ben.open(path).await).contains("/sign-in"), "{path}");
    }
    // From the first page one comes home.
    assert!(top(&Browser::new(&place).open("/").await).contains("href=\"/sign-in\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_page_says_how_one_joins_and_never_two_ways_that_do_not_go_together() {
    let (by_link, button) = ("You get a link that lets you in.", "class=\"button\" href=\"/join\"");
    let (welcome, oneself) = ("Ask here to be welcomed.", "Everyone close by can join by themselves.");
    let (place, rosa) = town().await;
    for (name, role) in [("ben", RoleKind::Operator), ("rosa", RoleKind::Steward)] {
        give_role(&place, name, role, 6).await.expect("a role");
    }
    let (stranger, ben) = (Browser::new(&place), Browser::at(&place, "203.0.113.21"));
    ben.sign_in("ben").await;
    for has_contact in [false, true] {
        if has_contact {
            let contact = json!({"contact": [{"kind": "telephone", "value": "+1 555 0100"}]});
            rosa.send(Method::PATCH, "/network", contact).await.expect(200);
        }
        for (how, there, elsewhere) in [
            ("invite", vec![by_link, "Ask a neighbor who is here already"], vec![welcome, oneself, button]),
            (
                "welcome",
                vec![welcome, "Or ask a neighbor who is here already for an invite.", button],
                vec![by_link, oneself],
            ),
            ("open", vec![oneself, button], vec![by_link, welcome, "sk a neighbor", "invite"]),
        ] {
            assert_eq!(ben.fill_in("/settings/network", &[("joining", how)]).await.status, 303, "{how}");
            let page = stranger.open("/").await.text;
            let part = page.split("<section aria-labelledby=\"join\">").nth(1).expect("how to join");
            let part = plain(part.split("</section>").next().expect("its end"));
            for words in there {
                assert!(part.contains(words), "{how}: no {words}: {part}");
            }
            for words in elsewhere {
                assert!(!part.contains(words), "{how}: {words}: {part}");
            }
            // Ways to reach the network are spoken of where there are any.
            assert_eq!(part.contains("sk us:") || part.contains("Here you reach us:"), has_contact, "{how}: {part}");
            assert_eq!(part.contains("Reach us (telephone): +1 555 0100"), has_contact, "{how}: {part}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_wants_to_know_how_to_ask_is_led_to_where_they_can_and_apps_come_last() {
    let (place, _) = town().await;
    let page = Browser::new(&place).open("/").await;
    let how =
        page.text.split("id=\"how\"").nth(1).and_then(|rest| rest.split("</section>").next()).expect("how to ask");
    let at = |words: &str| how.find(words).unwrap_or_else(|| panic!("no {words}: {how}"));
    let (here, members) = (at("<a href=\"/ask\">Ask here, without an account</a>"), at("<a href=\"/new?kind=need\">"));
    // In the first step already.
    assert!(here < members && members < at("</li>"), "{how}");
    assert!(plain(how).contains("Members sign in and press “I need something”"), "{how}");
    let answer = at("Open it on the board, sign in, and write your answer below it.");
    let apps = at("<details class=\"no-print\"><summary>I have a Mastodon app</summary>");
    assert!(members < answer && answer < apps, "{how}");
    for words in ["with any Mastodon app", "#need", "reply to a post with a private message"] {
        assert!(at(words) > apps, "{words} is in everybody's way: {how}");
    }
    // Whoever presses it and is not signed in comes to where one signs in, and goes on from there.
    let asked = Browser::new(&place).open("/new?kind=need").await;
    assert_eq!((asked.status, asked.header("location")), (303, "/sign-in?next=%2Fnew"), "{}", asked.text);
    // Members are not told to ask without an account.
    let ben = Browser::at(&place, "203.0.113.21");
    ben.sign_in("ben").await;
    let own = ben.open("/").await.text;
    assert!(!own.contains("Ask here, without an account"), "{own}");
    assert!(own.contains("<a href=\"/new?kind=need\">I need something</a>"), "{own}");
}

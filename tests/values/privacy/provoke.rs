//! What goes wrong, with a marker in it: refused bodies, wrong tokens, what is not there, faults of ours, letters that do
//! not arrive, and a server that is killed.

use super::markers::word;
use super::story::Story;
use crate::support::neighborhood::until;
use potluck::domain::MemberId;
use potluck::seal::MasterKey;
use reqwest::Method;
use serde_json::json;

const JSON: &str = "application/json";

impl Story<'_> {
    /// Rosa, a stranger, and a server elsewhere send what cannot be taken.
    pub async fn refused(&mut self) {
        let town = self.town;
        let (rosa, stranger) = (town.riverside.member("rosa"), town.riverside.visitor("stranger"));
        let what = word();
        // Who sent it reads in the answer what was wrong, and nobody else reads it.
        self.markers.add("what is refused", &what, &["rosa"], &[]);
        let of_stranger = word();
        self.markers.add("what is refused", &of_stranger, &[], &["stranger"]);
        let nested = format!("{}\"{what}\"{}", "[".repeat(40), "]".repeat(40));
        let bodies = [
            (format!("{{\"title\": \"{what}"), JSON, 400),
            (format!("{{\"kind\": \"offer\", \"title\": {{\"x\": \"{what}\"}}}}"), JSON, 422),
            (format!("{{\"{what}\": 1}}"), JSON, 422),
            (format!("{{\"kind\": \"{what}\", \"title\": \"x\"}}"), JSON, 422),
            (
                format!("{{\"kind\": \"offer\", \"title\": \"x\", \"exact_place\": \"{what}{}\"}}", "x".repeat(9_000)),
                JSON,
                422,
            ),
            (format!("{{\"kind\": \"offer\", \"title\": \"x\", \"point\": {{\"latitude\": \"{what}\"}}}}"), JSON, 422),
            (format!("\"{what}{}\"", "x".repeat(300_000)), JSON, 413),
            (what.clone(), "text/plain", 415),
            (nested, JSON, 400),
        ];
        for (body, content_type, status) in bodies {
            for path in ["/api/potluck/v1/listings", "/api/v1/statuses"] {
                let headers = [("content-type", content_type)];
                let answer = rosa.ask(Method::POST, path, &headers, body.clone().into_bytes()).await;
                let expected = answer.status == status || path.starts_with("/api/v1/") && answer.status >= 400;
                assert!(expected, "{path}: {body:.200}: {}", answer.text);
            }
            let (body, headers) = (
                body.replace(&what, &of_stranger),
                [("content-type", content_type), ("authorization", "Bearer guessed")],
            );
            let answer = stranger.ask(Method::PATCH, "/api/potluck/v1/me", &headers, body.into_bytes()).await;
            assert!((400..500).contains(&answer.status), "{}", answer.text);
        }
        let plan = json!({"address": what, "access_notes": what, "way": "pickup"});
        for (method, path, status) in [
            (Method::POST, "/responses/1/accept".to_owned(), 404),
            (Method::POST, format!("/handoffs/{}/on-the-way?{what}", self.handoff), 200),
            (Method::POST, format!("/handoffs/{}/ready?{what}", self.handoff), 409),
            (Method::GET, format!("/listings/{what}"), 404),
            (Method::GET, format!("/listings?near={what}"), 422),
            (Method::DELETE, format!("/listings/mine?{what}"), 405),
            (Method::PUT, format!("/handoffs/{what}"), 404),
        ] {
            let body = if status == 404 { plan.clone() } else { json!({}) };
            let body = body.to_string().into_bytes();
            let headers = [("content-type", JSON)];
            let answer = rosa.ask(method, &format!("/api/potluck/v1{path}"), &headers, body).await;
            assert!(answer.status == status || (200..500).contains(&answer.status), "{path}: {}", answer.text);
        }
        // A message that mentions nobody who can be found, and accounts that are not there: their server is asked.
        let name = word();
        self.markers.add("what is refused", &name, &["rosa", "the server elsewhere"], &[]);
        let nobody = format!("@nobody{name}@{}", town.elsewhere.host());
        let words = json!({"status": format!("{nobody} {what}"), "visibility": "direct"}).to_string();
        let answer = rosa.ask(Method::POST, "/api/v1/statuses", &[("content-type", JSON)], words.into_bytes()).await;
        assert_eq!(answer.status, 422, "{}", answer.text);
        let aliases = json!({"accounts": [nobody.trim_start_matches('@')]});
        let answer = rosa.ask(
            Method::PUT,
            "/api/potluck/v1/me/aliases",
            &[("content-type", JSON)],
            aliases.to_string().into_bytes(),
        );
        assert!(answer.await.status >= 400);
        let search = format!("/api/v1/accounts/search?resolve=true&q={nobody}");
        rosa.ask(Method::GET, &search, &[], Vec::new()).await.expect(200);

        // What a server elsewhere says amiss, signed and not.
        let whisper = word();
        self.markers.add("what is refused", &whisper, &[], &["ana"]);
        let (here, ana) = (&town.riverside.process.domain, town.elsewhere.id("ana"));
        let to = format!("{}/ap/members/rosa", town.riverside.base());
        let mut note = town.elsewhere.note("ana", "amiss", &whisper, &to);
        note["content"] = json!({"not": {"text": whisper}});
        let wrong_time = {
            let mut note = town.elsewhere.note("ana", "when", &whisper, &to);
            note["published"] = json!(whisper);
            note
        };
        let wrong_size = json!({
            "@context": "https://www.w3.org/ns/activitystreams", "id": format!("{ana}/activities/offer"), "type": "Offer",
            "actor": ana, "to": [to], "object": {"type": whisper, "content": whisper, "eligibleQuantity": whisper},
        });
        let bodies = [
            town.elsewhere.activity("ana", "Create", "amiss", note).to_string(),
            town.elsewhere.activity("ana", "Create", "when", wrong_time).to_string(),
            wrong_size.to_string(),
            format!("{{\"type\": \"Create\", \"content\": \"{whisper}"),
            format!("[\"{whisper}\"]"),
        ];
        for body in bodies {
            let status = town.elsewhere.send_bytes(here, "ana", body.clone().into_bytes()).await;
            assert!((200..500).contains(&status), "{body}");
            let unsigned = [("content-type", "application/activity+json")];
            let answer = stranger.ask(Method::POST, "/ap/inbox", &unsigned, body.into_bytes()).await;
            assert!(answer.status >= 400, "{}", answer.text);
        }
        self.town.riverside.quiet().await;
    }

    /// Somebody asks from an address, with a device, and with words in the query.
    pub async fn asked(&mut self) {
        let (address, device, query) = ("198.51.100.77", word(), word());
        self.markers.add("an address in the internet", address, &[], &[]);
        self.markers.add("a device", &device, &[], &[]);
        self.markers.add("a query", &query, &[], &[]);
        let stranger = self.town.riverside.visitor("stranger");
        let (cookie, language) = (format!("id={device}"), format!("en, x-{device};q=0.1"));
        let headers = [
            ("x-forwarded-for", address),
            ("forwarded", "for=198.51.100.77"),
            ("user-agent", &device),
            ("referer", &query),
            ("cookie", &cookie),
            ("accept-language", &language),
            ("authorization", "Bearer 198.51.100.77"),
        ];
        for (method, path) in [
            (Method::GET, format!("/?q={query}")),
            (Method::GET, format!("/api/potluck/v1/me?q={query}")),
            (Method::GET, format!("/h/{query}")),
            (Method::POST, format!("/h/{query}")),
            (Method::GET, format!("/ap/o/{query}")),
            (
                Method::GET,
                format!("/.well-known/webfinger?resource=acct:{query}@{}", self.town.riverside.process.domain),
            ),
            (Method::POST, "/ap/inbox".to_owned()),
            (Method::GET, format!("/api/v1/timelines/public?q={query}")),
            (Method::GET, format!("/{query}")),
        ] {
            for headers in [&headers[..], &headers[..6]] {
                let answer = stranger.ask(method.clone(), &path, headers, Vec::new()).await;
                assert!(answer.status < 500, "{path}: {}", answer.text);
            }
        }
    }

    /// Faults of ours: a table that is away, and what is sealed in a shape that this version does not know.
    pub async fn faults(&mut self) {
        let place = &self.town.riverside;
        let (rosa, noa, database) = (place.member("rosa"), place.member("noa"), &place.process.database);
        let what = word();
        self.markers.add("what is refused", &what, &[], &["rosa"]);
        for (table, path, body) in [
            ("reports", "/api/potluck/v1/reports", json!({"about": ["http://a.example/b"], "words": what})),
            ("statuses", "/api/v1/statuses", json!({"status": format!("@ben {what}"), "visibility": "direct"})),
            ("members", "/api/potluck/v1/me", json!({"contact": [{"kind": "telephone", "value": what}]})),
        ] {
            database.execute(&format!("ALTER TABLE {table} RENAME TO {table}_away")).expect("a table goes");
            let method = if path.ends_with("/me") { Method::PATCH } else { Method::POST };
            let answer = rosa.ask(method, path, &[("content-type", JSON)], body.to_string().into_bytes()).await;
            database.execute(&format!("ALTER TABLE {table}_away RENAME TO {table}")).expect("it comes back");
            assert_eq!(answer.status, 500, "{table}: {}", answer.text);
        }
        // As a later or an earlier version could leave it, or a disk that fails.
        let id = database.lines("SELECT CAST(id AS TEXT) AS line FROM members WHERE handle = 'noa'").remove(0);
        let id: MemberId = id.parse().expect("a number");
        let seal = MasterKey::existing(&place.process.data().join("master.key")).expect("a key");
        let secret = self.markers.plant("what is refused", &[]);
        for plain in [
            json!(secret).to_string().into_bytes(),
            json!([{"kind": "telephone", "value": {"x": secret}}]).to_string().into_bytes(),
            json!([{"kind": "telephone", secret.clone(): "x"}]).to_string().into_bytes(),
            format!("[{{\"kind\": \"telephone\", \"value\": \"{secret}").into_bytes(),
            [secret.as_bytes(), &[0xff, 0xfe]].concat(),
        ] {
            let sealed = seal.seal(&format!("member:{id}:contact"), &plain);
            let digits: String = sealed.iter().map(|byte| format!("{byte:02x}")).collect();
            let literal = if database.on_sqlite() { format!("x'{digits}'") } else { format!("'\\x{digits}'::bytea") };
            let sql = format!("UPDATE members SET sealed_contact = {literal} WHERE handle = 'noa'");
            database.execute(&sql).expect("another value");
            let answer = noa.ask(Method::GET, "/api/potluck/v1/me", &[], Vec::new()).await;
            assert_eq!(answer.status, 500, "{}", answer.text);
        }
        database.execute("UPDATE members SET sealed_contact = NULL WHERE handle = 'noa'").expect("it is mended");
        noa.get("/me").await;
    }

    /// A letter does not arrive, and its server throws it back; then ours is killed, and starts again with what it logs
    /// when nobody says how much.
    pub async fn undelivered(&mut self) {
        let town = self.town;
        town.elsewhere.fails(true);
        let rosa = town.riverside.member("rosa");
        let words = self.markers.plant("a direct message", &["rosa", "tom"]);
        let status = format!("@tom@{} {words}", town.elsewhere.host());
        rosa.app(Method::POST, "/statuses", json!({"status": status, "visibility": "direct"}), &[]).await;
        town.elsewhere.letter("tom", "it", |letter| letter.to_string().contains(&words)).await;
        until("it was tried", async || {
            let tried =
                town.riverside.process.database.number("SELECT count(*) AS n FROM deliveries WHERE attempts > 0");
            (tried > 0).then_some(())
        })
        .await;
    }
}

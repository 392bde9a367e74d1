//! What is written into every private field, by those who write it, and what happens then.

use super::markers::{Markers, short_word, word};
use super::town::{EVERYONE, Town};
use crate::support::neighborhood::until;
use crate::support::pictures::{form, form_type, photograph};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{Days, Duration, Utc};
use potluck::actions::give_keys::{ed25519_context, key_context};
use potluck::seal::MasterKey;
use reqwest::Method;
use serde_json::{Value, json};

/// Members, and the disk, where what they all read is in clear.
const MEMBERS_AND_DISK: [&str; 7] = ["rosa", "ben", "lia", "noa", "mei", "ola", "the disk"];
const DISK: [&str; 1] = ["the disk"];
/// Who else reads what is for networks next door.
const NEXT_DOOR_AND_DISK: [&str; 7] = ["ben", "lia", "noa", "ola", "vera", "tom", "the disk"];
/// Who else may read when two meet.
const PARTIES: [&str; 2] = ["una", "who has the link"];

/// What the parts of the story need of one another.
pub struct Story<'a> {
    pub town: &'a Town,
    pub markers: Markers,
    /// Rosa's public offer, here.
    offer: String,
    /// Its ActivityPub id.
    offer_url: String,
    /// The handoff with una, and its one-time link.
    pub handoff: String,
    pub link: String,
}

fn text(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap_or_else(|| panic!("no {name}: {value}")).to_owned()
}

/// A moment some days from now, at a time of the day that nothing else has.
fn moment(days: i64, time: &str) -> String {
    let date = Utc::now().date_naive() + Duration::days(days);
    format!("{date}T{time}Z")
}

impl<'a> Story<'a> {
    pub fn of(town: &'a Town) -> Self {
        let (offer, offer_url, handoff, link) = Default::default();
        Self { town, markers: Markers::default(), offer, offer_url, handoff, link }
    }

    /// Somebody plants a moment: the same in the words of the interface and of the databases.
    fn plant_moment(
        &mut self,
        field: &'static str,
        days: i64,
        time: &str,
        shown_to: &'static [&'static str],
    ) -> String {
        let moment = moment(days, time);
        let plain = moment.trim_end_matches('Z').to_owned();
        self.markers.add(field, &plain, shown_to, &PARTIES);
        self.markers.add(field, &plain.replace('T', " "), &[], &[]);
        moment
    }

    /// Rosa says what there is to say about herself.
    pub async fn profile(&mut self) {
        let (rosa, markers) = (self.town.riverside.member("rosa"), &mut self.markers);
        let language = format!("nn-{}", short_word());
        markers.add("MeInput.languages", &language, &["rosa", "mei"], &MEMBERS_AND_DISK);
        markers.add("the exact point of a member", "40.7127", &[], &[]);
        markers.add("the exact point of a member", "-74.0059", &[], &[]);
        markers.add_plain("MeInput.ask_cap", "\"ask_cap\":17", &["rosa"], &[]);
        markers.add_plain("MeInput.ask_cap", "\"ask_cap\": 17", &[], &["rosa"]);
        markers.add_plain("MeInput.can_do", "\"stairs\"", &["rosa"], &[]);
        markers.add("MeInput.display_name", &word(), &["rosa", "mei"], &EVERYONE);
        let name = markers.all().last().expect("a name").text.clone();
        let kind = short_word();
        markers.add("MeInput.contact", &kind, &["rosa", "ben"], &[]);
        let me = json!({
            "display_name": name, "languages": ["en", language], "point": {"latitude": 40.712713, "longitude": -74.005913},
            "can_do": [{"tag": "drive", "seen_by": "network"}, {"tag": "stairs", "seen_by": "oneself"}],
            "access_needs": [markers.plant("MeInput.access_needs", &["rosa"])],
            "food_customs": [markers.plant("MeInput.food_customs", &["rosa"])],
            "contact": [{"kind": kind, "value": markers.plant("MeInput.contact", &["rosa", "ben"])}], "ask_cap": 17,
        });
        let me = rosa.send(Method::PATCH, "/me", me, 200).await;
        // About where she lives, as members read it.
        let latitude = me["area"]["latitude"].to_string();
        assert!(latitude.len() >= 6 && !latitude.starts_with("40.7127"), "{me}");
        self.markers.add("MeInput.point", &latitude, &["rosa", "mei"], &MEMBERS_AND_DISK);
        let mei = self.town.riverside.member("mei");
        let seen = mei.get("/members/rosa").await;
        assert_eq!((&seen["can_do"], seen.get("ask_cap")), (&json!(["drive"]), None));
    }

    /// Posts for this network, for those next door, and for everyone, with exact places that nobody but those who come reads.
    pub async fn listings(&mut self) {
        let (rosa, markers) = (self.town.riverside.member("rosa"), &mut self.markers);
        let mut here = |field| {
            let text = word();
            markers.add(field, &text, &["rosa", "mei"], &MEMBERS_AND_DISK);
            text
        };
        let need = json!({
            "kind": "need", "title": here("ListingInput.title"), "audience": "network", "body": here("ListingInput.body"),
            "easy_text": here("ListingInput.easy_text"), "access_notes": here("ListingInput.access_notes"),
            "place_name": here("ListingInput.place_name"), "amount": "3",
            "unit": {"measure": "one", "label": here("ListingInput.unit")}, "food": {"diet": [here("ListingInput.food")]},
            "translations": [{
                "language": "es", "title": here("ListingInput.translations"), "body": here("ListingInput.translations"),
                "by_machine": false,
            }],
            "point": {"latitude": 41.523417, "longitude": -75.318219},
        });
        let listing = rosa.send(Method::POST, "/listings", need, 201).await;
        let latitude = listing["area"]["latitude"].to_string();
        assert!(latitude.len() >= 5 && !latitude.starts_with("41.5234"), "{listing}");
        self.markers.add("ListingInput.point", &latitude, &["rosa", "mei"], &MEMBERS_AND_DISK);
        for exact in ["41.5234", "-75.3182", "42.8712", "-76.4419"] {
            self.markers.add("the exact point of a listing", exact, &[], &[]);
        }

        let title = word();
        self.markers.add("a listing for peers", &title, &["rosa", "mei", "una", "network"], &NEXT_DOOR_AND_DISK);
        rosa.post("/listings", json!({"kind": "offer", "title": title, "audience": "peers"})).await;

        let offer = json!({
            "kind": "offer", "title": "Soup for everyone", "audience": "public", "amount": "40",
            "unit": {"measure": "one", "label": "jars"}, "point": {"latitude": 42.871213, "longitude": -76.441917},
            "exact_place": self.markers.plant("ListingInput.exact_place", &["rosa"]),
        });
        let offer = rosa.send(Method::POST, "/listings", offer, 201).await;
        (self.offer, self.offer_url) = (text(&offer, "id"), text(&offer, "url"));
        let change = json!({
            "kind": "offer", "title": "Soup for everyone, still", "audience": "public", "amount": "40",
            "unit": {"measure": "one", "label": "jars"}, "point": {"latitude": 42.871213, "longitude": -76.441917},
            "exact_place": self.markers.plant("ListingInput.exact_place", &["rosa", "ben"]),
        });
        rosa.send(Method::PUT, &format!("/listings/{}", self.offer), change, 200).await;
    }

    /// Answers from here, from next door and from elsewhere; yeses with where, when and how; moves; a yes that waits.
    pub async fn answers(&mut self) {
        let town = self.town;
        let (rosa, ben, una) =
            (town.riverside.member("rosa"), town.riverside.member("ben"), town.hillside.member("una"));
        let to_offer = format!("/listings/{}/responses", self.offer);
        let answer = json!({
            "amount": "1", "message": self.markers.plant("ResponseInput.message", &["rosa", "ben"]),
            "arrive_at": self.plant_moment("ResponseInput.arrive_at", 5, "03:17:43", &["rosa", "ben"]), "way": "pickup",
        });
        let of_ben = ben.post(&to_offer, answer).await;
        // Where exactly is what the offer says.
        let with_ben = rosa.send(Method::POST, &format!("/responses/{of_ben}/accept"), json!({}), 200).await;
        ben.get(&format!("/handoffs/{}", text(&with_ben, "id"))).await;

        let there = una.finds("/listings", "the offer", |listing| listing["url"] == self.offer_url.as_str()).await;
        let answer = json!({
            "amount": "2", "message": self.markers.plant("ResponseInput.message", &["rosa", "una"]),
            "arrive_at": self.plant_moment("ResponseInput.arrive_at", 6, "04:23:51", &["rosa", "una"]),
        });
        una.post(&format!("/listings/{}/responses", text(&there, "id")), answer).await;
        let of_una =
            rosa.finds(&to_offer, "una's answer", |one| one["asked"] == "2" && one["state"] == "offered").await;
        let plan = |story: &mut Self, fields: [&'static str; 3], days, times: [&str; 3]| {
            // Until when the link works says until when they meet.
            story.plant_moment(fields[2], days, times[2], &["rosa"]);
            json!({
                "address": story.markers.plant(fields[0], &["rosa", "who has the link"]),
                "access_notes": story.markers.plant(fields[1], &["rosa", "who has the link"]), "way": "pickup",
                "window": {
                    "from": story.plant_moment(fields[2], days, times[0], &["rosa"]),
                    "until": story.plant_moment(fields[2], days, times[1], &["rosa"]),
                },
            })
        };
        let fields = ["AcceptInput.address", "AcceptInput.access_notes", "AcceptInput.window"];
        let accepted = plan(self, fields, 7, ["05:31:27", "06:37:29", "10:37:29"]);
        let yes = rosa.send(Method::POST, &format!("/responses/{}/accept", text(&of_una, "id")), accepted, 200).await;
        self.handoff = text(&yes, "id");
        let at_una = una.finds("/handoffs", "the link", |one| one["link"].is_string()).await;
        self.link = text(&at_una, "link");
        let secret = self.link.rsplit('/').next().expect("a secret").to_owned();
        self.markers.add("a one-time link", &secret, &["rosa", "una"], &[]);
        let opens = town.riverside.visitor("who has the link");
        let path = format!("/h/{secret}");
        let before = opens.ask(Method::GET, &path, &[], Vec::new()).await;
        assert!(before.status == 200 && !before.text.contains("05:31"), "a look at the link shows nothing");
        opens.ask(Method::POST, &path, &[], Vec::new()).await;
        let fields = ["PlanInput.address", "PlanInput.access_notes", "PlanInput.window"];
        let planned = plan(self, fields, 8, ["07:41:33", "08:43:39", "12:43:39"]);
        rosa.send(Method::PUT, &format!("/handoffs/{}", self.handoff), planned, 200).await;
        opens.ask(Method::POST, &path, &[], Vec::new()).await;
        rosa.send(Method::POST, &format!("/handoffs/{}/ready", self.handoff), json!({}), 200).await;

        // Somebody elsewhere answers by a private message, and gets a link of her own.
        let whisper = self.markers.plant("a private reply from elsewhere", &["rosa"]);
        let html = format!("<p>4 jars please, {whisper}</p>");
        let tag = self.markers.plant("a tag that one follows", &["rosa"]);
        rosa.app(Method::POST, &format!("/tags/{tag}/follow"), json!({}), &[]).await;
        let title = self.markers.plant("what a list is called", &["rosa"]);
        rosa.app(Method::POST, "/lists", json!({"title": title}), &[]).await;
        let title = self.markers.plant("what a filter is called", &["rosa"]);
        let keyword = self.markers.plant("what a filter looks for", &["rosa"]);
        rosa.app(Method::POST, "/filters", json!({"phrase": title, "context": ["home"]}), &[]).await;
        rosa.app(Method::POST, "/filters", json!({"phrase": keyword, "context": ["public"]}), &[]).await;
        let (host, name) = (
            self.markers.plant("the server where an app is told", &["rosa"]),
            self.markers.plant("where an app is told", &["rosa"]),
        );
        // The keys of the example in RFC 8291, section 5.
        let keys = json!({
            "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
            "auth": "BTBZMqHH6r4Tts7J_aSIgg",
        });
        let wish = json!({
            "subscription": {"endpoint": format!("https://{host}.example/{name}"), "keys": keys, "standard": true},
            "data": {"alerts": {"mention": true, "follow": true}},
        });
        rosa.app(Method::POST, "/push/subscription", wish, &[]).await;
        let to = format!("{}/ap/members/rosa", town.riverside.base());
        let mut note = town.elsewhere.note("ana", "answer", &html, &to);
        note["inReplyTo"] = json!(self.offer_url);
        town.elsewhere
            .send(&town.riverside.process.domain, &town.elsewhere.activity("ana", "Create", "answer", note))
            .await;
        let of_ana = rosa.finds(&to_offer, "ana's answer", |one| one["asked"] == "4").await;
        let yes = json!({"address": self.markers.plant("AcceptInput.address", &["rosa"])});
        let yes = rosa.send(Method::POST, &format!("/responses/{}/accept", text(&of_ana, "id")), yes, 200).await;
        let link = text(&yes, "link");
        self.markers.add("a one-time link", link.rsplit('/').next().expect("a secret"), &["rosa", "ana"], &[]);
        town.elsewhere.letter("ana", "the link", |letter| letter.to_string().contains(&link)).await;

        // One is declined, one waits until the offer is closed, and gets the closing word.
        let noa = town.riverside.member("noa");
        let answer = json!({"amount": "5", "message": self.markers.plant("ResponseInput.message", &["rosa", "noa"])});
        let of_noa = noa.post(&to_offer, answer).await;
        rosa.send(Method::POST, &format!("/responses/{of_noa}/decline"), json!({}), 200).await;
        let answer = json!({"amount": "6", "message": self.markers.plant("ResponseInput.message", &["rosa", "vera"])});
        let vera = town.hillside.member("vera");
        vera.post(&format!("/listings/{}/responses", text(&there, "id")), answer).await;
        rosa.finds(&to_offer, "vera's answer", |one| one["asked"] == "6").await;
    }

    /// The network elsewhere offers something, ben answers, and hears "not this time" in its words.
    pub async fn turned_down(&mut self) {
        let (town, now) = (self.town, Utc::now());
        let (ben, network) = (town.riverside.member("ben"), town.elsewhere.id("network"));
        let (id, html) = (format!("{network}/o/plums"), "<p>Plums from elsewhere</p>");
        let amount = json!({"hasUnit": "one", "hasNumericalValue": "10"});
        let offer = json!({
            "id": id, "type": "Note", "attributedTo": network, "to": ["https://www.w3.org/ns/activitystreams#Public"],
            "cc": [format!("{network}/followers")], "published": (now - Duration::hours(1)).to_rfc3339(),
            "updated": now.to_rfc3339(), "endTime": (now + Duration::days(2)).to_rfc3339(),
            "name": "Plums from elsewhere", "content": html, "contentMap": {"en": html}, "purpose": "offer",
            "publishes": {
                "type": "Intent", "id": format!("{id}#primary"), "action": "transfer",
                "resourceQuantity": amount, "availableQuantity": amount,
            },
            "potluck:listing": {
                "revision": 1, "status": "open", "category": "produce", "unitLabel": "plums", "ways": ["pickup"],
            },
        });
        let create = town.elsewhere.activity("network", "Create", "plums", offer);
        town.elsewhere.send(&town.riverside.process.domain, &create).await;
        let there = ben.finds("/listings", "the plums", |listing| listing["url"] == id.as_str()).await;
        ben.post(&format!("/listings/{}/responses", text(&there, "id")), json!({"amount": "1"})).await;
        let asked = town.elsewhere.letter("network", "ben's answer", |letter| letter["type"] == "Offer").await;
        let word = self.markers.plant("the word that goes with a decision", &["ben"]);
        let mut no = town.elsewhere.activity("network", "Reject", "plums", asked["id"].clone());
        (no["to"], no["content"]) = (json!(format!("{}/ap/network", town.riverside.base())), json!(word));
        town.elsewhere.send(&town.riverside.process.domain, &no).await;
        ben.finds("/responses", "the word that came back", |one| one["answer"] == word.as_str()).await;
    }

    /// Lia speaks for a neighbor, and hands that over to noa.
    pub async fn liaison(&mut self) {
        let (lia, noa) = (self.town.riverside.member("lia"), self.town.riverside.member("noa"));
        let today = Utc::now().date_naive();
        let (given_on, review_on) = (today - Days::new(2_013), today + Days::new(301));
        let markers = &mut self.markers;
        markers.add("ConsentInput.given_on", &given_on.to_string(), &["lia", "noa"], &[]);
        // Noa asks anew, and so the day that lia said goes.
        markers.add("ConsentInput.review_on", &review_on.to_string(), &["lia"], &[]);
        let mut language = |field, shown_to: &'static [&'static str]| {
            let tag = format!("nb-{}", short_word());
            markers.add(field, &tag, shown_to, &[]);
            tag
        };
        let languages =
            [language("ProxyInput.languages", &["lia"]), language("ProxyChangeInput.languages", &["lia", "noa"])];
        let neighbor = json!({
            "label": markers.plant("ProxyInput.label", &["lia"]),
            "reach": [{"kind": "telephone", "value": markers.plant("ProxyInput.reach", &["lia"])}],
            "languages": [languages[0]], "access": [markers.plant("ProxyInput.access", &["lia"])],
            "consent": {
                "how": markers.plant("ProxyInput.consent", &["lia"]), "may_share": [markers.plant("ProxyInput.consent", &["lia"])],
            },
        });
        let proxy = lia.post("/proxies", neighbor).await;
        let path = format!("/proxies/{proxy}");
        let both: &'static [&'static str] = &["lia", "noa"];
        let change = json!({
            "label": markers.plant("ProxyChangeInput.label", both), "languages": [languages[1]],
            "reach": [{"kind": "door", "value": markers.plant("ProxyChangeInput.reach", both)}],
            "access": [markers.plant("ProxyChangeInput.access", both)],
        });
        lia.send(Method::PATCH, &path, change, 200).await;
        let consent = json!({
            "how": markers.plant("ConsentInput.how", both), "may_share": [markers.plant("ConsentInput.may_share", both)],
            "given_on": given_on, "review_on": review_on,
        });
        lia.send(Method::POST, &format!("{path}/review"), consent, 200).await;
        // What is posted and answered for them says nothing of whom, and only lia reads for whom it is.
        markers.add_plain("ResponseInput.for_proxy", "\"for_proxy\":\"", &["lia"], &["noa"]);
        let posted = json!({"kind": "need", "title": "Somebody to read letters", "audience": "public", "place_name": "Near the park"});
        lia.post(&format!("{path}/listings"), posted).await;
        let answer = json!({"amount": "7", "for_proxy": proxy, "message": markers.plant("ResponseInput.message", &["rosa", "lia", "noa"])});
        lia.post(&format!("/listings/{}/responses", self.offer), answer).await;
        lia.get("/listings/mine").await;

        lia.send(Method::POST, &format!("{path}/hand-over"), json!({"handle": "noa", "kind": "liaison"}), 204).await;
        let asked = noa.finds("/hand-overs", "what she is asked", |_| true).await;
        noa.send(Method::POST, &format!("/hand-overs/{}/accept", text(&asked, "id")), json!({}), 204).await;
        let known = noa.get(&path).await;
        assert_eq!(known["state"], "active", "{known}");
        lia.send(Method::GET, &path, json!({}), 404).await;
    }

    /// Reports, blocks and a post that is held.
    pub async fn safety(&mut self) {
        let town = self.town;
        let (rosa, ben, ola) =
            (town.riverside.member("rosa"), town.riverside.member("ben"), town.riverside.member("ola"));
        let markers = &mut self.markers;
        let about = markers.plant("ReportInput.about", &["ola"]);
        let report = json!({
            "about": [town.elsewhere.id(&about)], "words": markers.plant("ReportInput.words", &["ola"]),
        });
        rosa.post("/reports", report).await;
        let told = word();
        markers.add("ReportInput.words", &told, &["ola"], &["tom", "network"]);
        let report = json!({"about": [town.elsewhere.id("tom")], "words": told, "forward": true});
        rosa.post("/reports", report).await;
        let flag = json!({
            "@context": "https://www.w3.org/ns/activitystreams", "id": format!("{}/flags/1", town.elsewhere.id("zed")),
            "type": "Flag", "actor": town.elsewhere.id("zed"),
            "object": [format!("{}/ap/members/ben", town.riverside.base())],
            "content": markers.plant("a report from elsewhere", &["ola"]),
        });
        town.elsewhere.send(&town.riverside.process.domain, &flag).await;
        let open = ola.finds("/reports", "all three", |one| one["from"] == town.elsewhere.id("zed").as_str()).await;

        let mut here = |field| {
            let text = word();
            markers.add(field, &text, &["ola", "mei"], &MEMBERS_AND_DISK);
            text
        };
        let block = json!({
            "server": format!("{}.example", here("BlockInput.server")), "level": "block", "reason": here("BlockInput.reason"),
        });
        ola.send(Method::POST, "/blocks", block, 204).await;
        let offer = json!({"kind": "offer", "title": "Held later", "audience": "public"});
        let held = ben.post("/listings", offer).await;
        let why = json!({"agreement": here("HoldInput.agreement"), "reason": here("HoldInput.reason")});
        ola.send(Method::POST, &format!("/listings/{held}/hold"), why, 204).await;
        ola.send(Method::POST, &format!("/reports/{}/close", text(&open, "id")), json!({}), 204).await;

        // Of whom she keeps away, only they hear; that there is such an account is no secret.
        let name = word();
        markers.add("OwnBlockInput.account", &name, &["rosa", "the blocked"], &["the server elsewhere", "the disk"]);
        markers.add_plain("OwnBlockInput.distance", "\"distance\":\"block\"", &["rosa"], &[]);
        let account = town.elsewhere.id(&name);
        rosa.send(Method::PUT, "/me/blocks", json!({"account": account, "distance": "block"}), 200).await;
        let mute = json!({"account": town.elsewhere.id("zed"), "distance": "mute"});
        rosa.send(Method::PUT, "/me/blocks", mute, 200).await;
        let text = word();
        markers.add("AnnouncementInput.text", &text, &["mei"], &MEMBERS_AND_DISK);
        ola.post("/announcements", json!({"text": text, "audience": "network"})).await;
    }

    /// Private conversations, and posts for followers.
    pub async fn messages(&mut self) {
        let town = self.town;
        let rosa = town.riverside.member("rosa");
        let una = format!("@una@{}", town.hillside.process.domain);
        let tom = format!("@tom@{}", town.elsewhere.host());
        let key = word();
        self.markers.add("an idempotency key", &key, &[], &DISK);
        let both: [(&str, &'static [&'static str]); 3] =
            [("@ben", &["rosa", "ben"]), (&una, &["rosa", "una"]), (&tom, &["rosa", "tom"])];
        for (whom, readers) in both {
            // What somebody's server was given, it is given again, whoever of its accounts asks.
            let may_see: &'static [&'static str] = if whom == tom { &["network"] } else { &[] };
            let words = |markers: &mut Markers| {
                let mut plant = |field| {
                    let text = word();
                    markers.add(field, &text, readers, may_see);
                    text
                };
                let (said, tag) = (plant("a direct message"), plant("a direct message"));
                json!({
                    "status": format!("{whom} {said} #{tag}"), "visibility": "direct",
                    "spoiler_text": plant("the warning of a direct message"),
                })
            };
            let headers = [("idempotency-key", key.as_str())];
            let headers = if whom == "@ben" { &headers[..] } else { &[] };
            let posted = rosa.app(Method::POST, "/statuses", words(&mut self.markers), headers).await;
            let status = text(&posted, "id");
            // As others get it before it is changed.
            match whom {
                "@ben" => drop(
                    town.riverside
                        .member("ben")
                        .ask(Method::GET, &format!("/api/v1/statuses/{status}"), &[], Vec::new())
                        .await,
                ),
                _ if whom == una => drop(self.conversation("una", &text(&posted, "uri")).await),
                _ => {}
            }
            town.riverside.quiet().await;
            rosa.app(Method::PUT, &format!("/statuses/{status}"), words(&mut self.markers), &[]).await;
        }
        // A picture with words, for ben alone.
        let description = self.markers.plant("the description of a picture in a direct message", &["rosa", "ben"]);
        let body = form(&[("description", &description)], &[("file", "image/jpeg", &photograph(30, 20))]);
        let headers = [("content-type", form_type())];
        let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let sent = rosa.ask(Method::POST, "/api/v2/media", &headers, body).await.expect(200);
        let post = json!({"status": "@ben", "visibility": "direct", "media_ids": [sent["id"]]});
        rosa.app(Method::POST, "/statuses", post, &[]).await;
        // A poll for him alone, and what he votes.
        let options =
            [(), ()].map(|()| self.markers.plant("an option of a poll in a direct message", &["rosa", "ben"]));
        let poll = json!({"options": options, "expires_in": 3_600});
        let post = json!({"status": "@ben which?", "visibility": "direct", "poll": poll});
        let asked = rosa.app(Method::POST, "/statuses", post, &[]).await;
        self.markers.add_plain("a vote in a poll", "\"own_votes\":[1]", &["ben"], &[]);
        let path = format!("/polls/{}/votes", text(&asked["poll"], "id"));
        town.riverside.member("ben").app(Method::POST, &path, json!({"choices": [1]}), &[]).await;
        let later = (Utc::now() + Duration::days(3)).to_rfc3339();
        let words = self.markers.plant("a post for later", &["rosa"]);
        rosa.app(Method::POST, "/statuses", json!({"status": words, "scheduled_at": later}), &[]).await;
        let (words, tag, warning) = (word(), word(), word());
        for word in [&words, &tag, &warning] {
            self.markers.add("a post for followers", word, &["rosa", "ben", "tom"], &["network", "the disk"]);
        }
        let post = json!({"status": format!("{words} #{tag}"), "spoiler_text": warning, "visibility": "private"});
        rosa.app(Method::POST, "/statuses", post, &[]).await;
        let before = word();
        let field = "what a post said before it was changed";
        self.markers.add(field, &before, &["rosa", "ben", "tom"], &["network", "the disk"]);
        let posted = json!({"status": before, "visibility": "private"});
        let posted = text(&rosa.app(Method::POST, "/statuses", posted, &[]).await, "id");
        // Who reads it elsewhere has it, before it says something else.
        town.riverside.quiet().await;
        town.hillside.quiet().await;
        let changed = json!({"status": "It says something else now"});
        rosa.app(Method::PUT, &format!("/statuses/{posted}"), changed, &[]).await;
        let history = format!("/api/v1/statuses/{posted}/history");
        town.riverside.member("ben").ask(Method::GET, &history, &[], Vec::new()).await.expect(200);
        let ben = rosa.ask(Method::GET, "/api/v1/accounts/lookup?acct=ben", &[], Vec::new()).await.expect(200);
        let comment = self.markers.plant("a note about an account", &["rosa"]);
        let path = format!("/accounts/{}/note", text(&ben, "id"));
        rosa.app(Method::POST, &path, json!({"comment": comment}), &[]).await;
        let to = format!("{}/ap/members/rosa", town.riverside.base());
        let words = self.markers.plant("a direct message from elsewhere", &["rosa"]);
        let tag = word();
        self.markers.add("a direct message from elsewhere", &tag, &[], &["rosa"]);
        let mut note = town.elsewhere.note("ana", "hello", &format!("<p>{words}</p>"), &to);
        note["summary"] = json!(self.markers.plant("a direct message from elsewhere", &["rosa"]));
        note["tag"].as_array_mut().expect("tags").push(json!({"type": "Hashtag", "name": format!("#{tag}")}));
        town.elsewhere
            .send(&town.riverside.process.domain, &town.elsewhere.activity("ana", "Create", "hello", note))
            .await;
        town.riverside.quiet().await;
        town.hillside.quiet().await;
    }

    /// Waits until somebody at hillside has a message among their conversations.
    async fn conversation(&self, who: &'static str, uri: &str) -> Value {
        let reader = self.town.hillside.member(who);
        until("the message arrives", async || {
            let answer = reader.ask(Method::GET, "/api/v1/conversations", &[], Vec::new()).await.expect(200);
            answer.as_array().expect("a list").iter().find(|one| one["last_status"]["uri"] == uri).cloned()
        })
        .await
    }

    /// Keys, tokens and the passphrase: found nowhere.
    pub fn secrets(&mut self) {
        for place in [&self.town.riverside, &self.town.hillside] {
            for (_, token) in &place.tokens {
                self.markers.add("a token", token, &[], &[]);
            }
            let file = place.process.data().join("master.key");
            self.markers.add_bytes("the master key", std::fs::read(&file).expect("a key"));
            let seal = MasterKey::existing(&file).expect("a key");
            let hex = if place.process.database.on_sqlite() { "hex(KEY)" } else { "encode(KEY, 'hex')" };
            let bytes = |sealed: &str| -> Vec<u8> {
                let digits = |at: usize| u8::from_str_radix(&sealed[at..at + 2], 16).expect("hexadecimal");
                (0..sealed.len()).step_by(2).map(digits).collect()
            };
            let sql = format!("SELECT {} AS line FROM server_keys", hex.replace("KEY", "sealed_key"));
            for sealed in place.lines(&sql) {
                let key = seal.open("server:vapid:key", &bytes(&sealed)).expect("a key");
                // Behind seven bytes that say what follows (RFC 5915).
                self.markers.add_bytes("the server's own key", key[7..39].to_vec());
            }
            type Context = fn(&url::Url) -> String;
            for (column, context) in
                [("sealed_private_key", key_context as Context), ("sealed_ed25519_key", ed25519_context as Context)]
            {
                let sql = format!(
                    "SELECT ap_id || ' ' || {} AS line FROM actors WHERE {column} IS NOT NULL",
                    hex.replace("KEY", column)
                );
                let rows = place.lines(&sql);
                assert!(rows.len() > 3, "{column}: {rows:?}");
                for row in rows {
                    let (actor, sealed) = row.split_once(' ').expect("a key");
                    let key = seal.open(&context(&actor.parse().expect("an id")), &bytes(sealed)).expect("a key");
                    let pem = String::from_utf8(key).expect("PEM");
                    // A line from its middle: the first is the same for all.
                    let lines: Vec<&str> = pem.lines().collect();
                    let line = STANDARD.decode(lines[lines.len() / 2]).expect("base64");
                    self.markers.add_bytes("a private key", line);
                }
            }
        }
        self.markers.add("the passphrase", crate::support::process::PASSPHRASE, &[], &[]);
        for handle in self.town.riverside.handles.iter().filter(|handle| handle.starts_with("zq")) {
            self.markers.add("LeaveInput.handle", handle, &["mei"], &EVERYONE);
        }
    }

    /// The handoff with una ends, and with it her link; what waits is closed.
    pub async fn endings(&mut self) {
        let rosa = self.town.riverside.member("rosa");
        rosa.send(Method::POST, &format!("/handoffs/{}/handed-over", self.handoff), json!({}), 200).await;
        let path = format!("/h/{}", self.link.rsplit('/').next().expect("a secret"));
        let stranger = self.town.riverside.visitor("stranger");
        for method in [Method::GET, Method::POST] {
            let ended = stranger.ask(method, &path, &[], Vec::new()).await;
            assert_eq!(ended.status, 410, "{}", ended.text);
        }
        rosa.send(Method::POST, &format!("/listings/{}/withdraw", self.offer), json!({}), 200).await;
        self.town.riverside.quiet().await;
        let vera = self.town.hillside.member("vera");
        vera.finds("/responses", "the closing word", |one| one["asked"] == "6" && one["answer"].is_string()).await;
    }
}

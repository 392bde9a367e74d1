//! Rosa signs in, chooses a password, and lets an app in: each secret on the way is looked for afterwards.

use super::markers::word;
use super::story::Story;
use crate::support::browser::form;
use crate::support::client::Answer;
use crate::support::passkeys::{Device, asked};
use reqwest::Method;
use serde_json::json;

pub(super) const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const OUT_OF_BAND: &str = "urn:ietf:wg:oauth:2.0:oob";

pub(super) fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    text.split_once(start)
        .and_then(|(_, rest)| rest.split_once(end))
        .map(|(found, _)| found)
        .unwrap_or_else(|| panic!("no {start}: {text}"))
}

/// What a browser sends back.
pub(super) fn cookies(answer: &Answer) -> String {
    let set = answer.headers.get_all("set-cookie").iter().map(|value| value.to_str().expect("a cookie"));
    let kept = set.filter(|text| !text.contains("Max-Age=0")).filter_map(|text| text.split(';').next());
    kept.collect::<Vec<_>>().join("; ")
}

impl Story<'_> {
    /// From the one-time link to the app's token.
    pub async fn signing_in(&mut self) {
        let place = &self.town.riverside;
        let (rosa, app) = (place.member("rosa"), place.visitor("stranger"));
        let link = place.process.run(&["member", "link", "rosa"]).await;
        let secret = link.rsplit('/').next().expect("a secret").to_owned();
        self.markers.add("a sign-in link", &secret, &[], &[]);
        let path = format!("/enter/{secret}");
        let page = rosa.ask(Method::GET, &path, &[], Vec::new()).await;
        let (before, hidden) = (cookies(&page), between(&page.text, "name=\"form\" value=\"", "\"").to_owned());
        let body = format!("form={hidden}").into_bytes();
        // Of what her browser says of itself, two words of ours are kept, for her; all else goes nowhere.
        let device = word();
        self.markers.add("a device", &device, &[], &[]);
        self.markers.add_plain("the kind of a browser", "Firefox on Android", &["rosa"], &[]);
        let kind = format!("Mozilla/5.0 (Android 15; Mobile; {device}; rv:140.0) Gecko/140.0 Firefox/140.0 {device}/1");
        let headers = [FORM, ("cookie", before.as_str()), ("user-agent", kind.as_str())];
        let entered = rosa.ask(Method::POST, &path, &headers, body).await;
        assert_eq!(entered.status, 303, "{}", entered.text);
        let cookie = cookies(&entered);
        let own = cookie.split("; ").find_map(|pair| pair.strip_prefix("potluck=")).expect("a cookie");
        self.markers.add("a cookie", own, &["rosa"], &[]);

        let with_cookie = [FORM, ("cookie", cookie.as_str())];
        rosa.ask(Method::GET, "/settings/browsers?lang=en", &with_cookie, Vec::new()).await;
        let page = rosa.ask(Method::GET, "/settings/password", &with_cookie, Vec::new()).await;
        let hidden = between(&page.text, "name=\"form\" value=\"", "\"").to_owned();
        let password = word();
        self.markers.add("a password", &password, &[], &[]);
        for (new, status) in [(&password[..9], 422), (&password, 200)] {
            let body = format!("form={hidden}&new={new}").into_bytes();
            let answer = rosa.ask(Method::POST, "/settings/password", &with_cookie, body).await;
            assert_eq!(answer.status, status, "{}", answer.text);
        }
        for (handle, password) in [("rosa", password.as_str()), ("rosa", "wrong words"), ("nobody", &password)] {
            let page = rosa.ask(Method::GET, "/sign-in", &[], Vec::new()).await;
            let hidden = between(&page.text, "name=\"form\" value=\"", "\"").to_owned();
            let body = format!("form={hidden}&handle={handle}&password={password}").into_bytes();
            let cookie = cookies(&page);
            rosa.ask(Method::POST, "/sign-in", &[FORM, ("cookie", &cookie)], body).await;
        }

        // A device makes a passkey, and signs her in; one that is not known does not.
        let page = rosa.ask(Method::GET, "/settings/passkeys", &with_cookie, Vec::new()).await;
        let (wanted, held) = asked(&page).expect("a device is asked");
        let (device, said) = Device::make(&wanted, &place.base());
        self.markers.add("a passkey", &device.id(), &[], &["rosa"]);
        let called = self.markers.plant("the name of a passkey", &["rosa"]);
        let pairs: [(&str, &str); 5] =
            [("form", &hidden), ("act", "add"), ("held", &held), ("credential", &said), ("called", &called)];
        for status in [303, 422] {
            let body = form(&pairs).into_bytes();
            let added = rosa.ask(Method::POST, "/settings/passkeys", &with_cookie, body).await;
            assert_eq!(added.status, status, "{}", added.text);
        }
        rosa.ask(Method::GET, "/settings/passkeys", &with_cookie, Vec::new()).await;
        for (known, status) in [(false, 422), (true, 303)] {
            let page = rosa.ask(Method::GET, "/sign-in", &[], Vec::new()).await;
            let hidden = between(&page.text, "name=\"form\" value=\"", "\"").to_owned();
            let (wanted, held) = asked(&page).expect("a device is asked");
            let shown = device.sign(&wanted);
            let shown = if known { shown } else { shown.replace("authenticatorData", "nothing") };
            let body = form(&[("form", &hidden), ("held", &held), ("credential", &shown)]).into_bytes();
            let cookie = cookies(&page);
            let entered = rosa.ask(Method::POST, "/sign-in", &[FORM, ("cookie", &cookie)], body).await;
            assert_eq!(entered.status, status, "{}", entered.text);
        }

        // She keeps something for later, opens it, and keeps it anew.
        for path in ["/new", "/new?said=kept"] {
            let page = rosa.ask(Method::GET, path, &with_cookie, Vec::new()).await;
            let hidden = between(&page.text, "name=\"form\" value=\"", "\"");
            let said = form(&[
                ("form", hidden),
                ("act", "keep"),
                ("title", &self.markers.plant("what one keeps for later", &["rosa"])),
                ("place_name", &self.markers.plant("what one keeps for later", &["rosa"])),
            ]);
            let kept = rosa.ask(Method::POST, "/new", &with_cookie, said.into_bytes()).await;
            assert_eq!(kept.status, 303, "{}", kept.text);
            let page = rosa.ask(Method::GET, "/new?said=kept", &with_cookie, Vec::new()).await;
            let own = format!("/new/{}", between(&page.text, "href=\"/new/", "\""));
            let opened = rosa.ask(Method::GET, &own, &with_cookie, Vec::new()).await;
            assert_eq!(opened.status, 200, "{}", opened.text);
            for who in ["mei", "stranger"] {
                let found = if who == "mei" { place.member(who) } else { place.visitor(who) };
                found.ask(Method::GET, &own, &[], Vec::new()).await;
            }
        }

        let name = word();
        self.markers.add("the app of a post", &name, &["rosa"], &["stranger", "the disk"]);
        let said = json!({"client_name": name, "redirect_uris": OUT_OF_BAND, "scopes": "read write"});
        let given = app.app(Method::POST, "/apps", said, &[]).await;
        let (id, secret) =
            (given["client_id"].as_str().expect("an id"), given["client_secret"].as_str().expect("a secret"));
        self.markers.add("an app's secret", secret, &["stranger"], &[]);
        let path =
            format!("/oauth/authorize?response_type=code&client_id={id}&redirect_uri={OUT_OF_BAND}&scope=read+write");
        let page = rosa.ask(Method::GET, &path, &with_cookie, Vec::new()).await;
        let hidden = between(&page.text, "name=\"form\" value=\"", "\"").to_owned();
        let body = format!("form={hidden}&decision=allow").into_bytes();
        let page = rosa.ask(Method::POST, &path, &with_cookie, body).await;
        let code = between(&page.text, "readonly value=\"", "\"").to_owned();
        self.markers.add("a code for an app", &code, &["rosa"], &[]);
        for status in [200, 400] {
            let body = format!(
                "grant_type=authorization_code&client_id={id}&client_secret={secret}&code={code}&redirect_uri={OUT_OF_BAND}"
            );
            let answer = app.ask(Method::POST, "/oauth/token", &[FORM], body.into_bytes()).await;
            assert_eq!(answer.status, status, "{}", answer.text);
            if status == 200 {
                let token = answer.json()["access_token"].as_str().expect("a token").to_owned();
                self.markers.add("a token", &token, &["stranger"], &[]);
                // What is posted with it says so to rosa alone.
                let bearer = format!("Bearer {token}");
                let post = json!({"status": "Written elsewhere"});
                let posted = app.app(Method::POST, "/statuses", post, &[("authorization", &bearer)]).await;
                let path = format!("/api/v1/statuses/{}", posted["id"].as_str().expect("an id"));
                let own = rosa.ask(Method::GET, &path, &[], Vec::new()).await.expect(200);
                assert_eq!(own["application"]["name"], name, "{own}");
            }
        }
    }
}

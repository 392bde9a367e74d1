//! Somebody asks to be welcomed, and ola, who welcomes, makes an invite: their words and the links are for whom they are for.

use super::signing_in::{FORM, between, cookies};
use super::story::Story;
use crate::support::browser::form;
use reqwest::Method;

const BOTH: &[&str] = &["who asks to join", "ola"];

impl Story<'_> {
    /// From the form to the welcome, and an invite.
    pub async fn joining(&mut self) {
        let place = &self.town.riverside;
        let (newcomer, ola) = (place.visitor("who asks to join"), place.member("ola"));
        let once = place.process.run(&["member", "link", "ola"]).await;
        let once = format!("/enter/{}", once.rsplit('/').next().expect("a secret"));
        let page = ola.ask(Method::GET, &once, &[], Vec::new()).await;
        let (before, hidden) = (cookies(&page), between(&page.text, "name=\"form\" value=\"", "\"").to_owned());
        let body = format!("form={hidden}").into_bytes();
        let cookie = cookies(&ola.ask(Method::POST, &once, &[FORM, ("cookie", &before)], body).await);
        let with_cookie = [FORM, ("cookie", cookie.as_str())];
        let page = ola.ask(Method::GET, "/settings/network", &with_cookie, Vec::new()).await;
        let own = between(&page.text, "name=\"form\" value=\"", "\"").to_owned();
        let rules = form(&[("form", &own), ("joining", "welcome"), ("members_invite", "yes")]);
        let kept = ola.ask(Method::POST, "/settings/network", &with_cookie, rules.into_bytes()).await;
        assert_eq!(kept.status, 303, "{}", kept.text);

        let page = newcomer.ask(Method::GET, "/join", &[], Vec::new()).await;
        let (cookie, hidden) = (cookies(&page), between(&page.text, "name=\"form\" value=\"", "\"").to_owned());
        let secret = between(&page.text, "name=\"once\" value=\"", "\"").to_owned();
        self.markers.add("a link to come back to joining", &secret, &["who asks to join"], &[]);
        let words = self.markers.plant("what somebody says who asks to join", BOTH);
        let said = form(&[("form", &hidden), ("once", &secret), ("act", "ask"), ("words", &words)]);
        let asked = newcomer.ask(Method::POST, "/join", &[FORM, ("cookie", &cookie)], said.into_bytes()).await;
        assert_eq!((asked.status, asked.header("location")), (303, format!("/welcome/{secret}?said=asked").as_str()));
        newcomer.ask(Method::GET, asked.header("location"), &[], Vec::new()).await;

        let list = ola.ask(Method::GET, "/welcome", &with_cookie, Vec::new()).await;
        let who = between(&list.text, "name=\"who\" value=\"", "\"").to_owned();
        let answer = form(&[("form", &own), ("who", &who), ("act", "welcome")]);
        let done = ola.ask(Method::POST, "/welcome", &with_cookie, answer.into_bytes()).await;
        assert_eq!(done.status, 303, "{}", done.text);
        newcomer.ask(Method::GET, &format!("/welcome/{secret}"), &[], Vec::new()).await;

        let wanted = form(&[("form", &own), ("people", "3"), ("days", "7")]);
        let made = ola.ask(Method::POST, "/settings/invites", &with_cookie, wanted.into_bytes()).await;
        let sheet = made.header("location").to_owned();
        let secret = between(&sheet, "/join/", "/print").to_owned();
        self.markers.add("an invite", &secret, &["ola"], &[]);
        ola.ask(Method::GET, &sheet, &with_cookie, Vec::new()).await;
        ola.ask(Method::GET, "/settings/invites", &with_cookie, Vec::new()).await;
        // A guess finds nothing, and tells nothing.
        for path in ["/join/guessed", "/join/guessed/print", "/welcome/guessed"] {
            let guessed = place.visitor("stranger").ask(Method::GET, path, &[], Vec::new()).await;
            assert_eq!(guessed.status, 410, "{path}: {}", guessed.text);
        }
    }
}

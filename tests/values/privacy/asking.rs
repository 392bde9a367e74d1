//! Somebody asks without an account, and ola helps: their words and the link are for the two of them.

use super::markers::word;
use super::signing_in::{FORM, between, cookies};
use super::story::Story;
use crate::support::browser::form;
use reqwest::Method;
use std::time::Duration;

const BOTH: &[&str] = &["who has the link", "ola"];

impl Story<'_> {
    /// From the form to the words that the two write to each other.
    pub async fn asking(&mut self) {
        let place = &self.town.riverside;
        let (guest, ola) = (place.visitor("who has the link"), place.member("ola"));
        let page = guest.ask(Method::GET, "/ask", &[], Vec::new()).await;
        let hidden = between(&page.text, "name=\"form\" value=\"", "\"").to_owned();
        // Nobody writes as fast as a program.
        tokio::time::sleep(Duration::from_millis(2_300)).await;
        let name = word();
        self.markers.add("how a guest is reached", &name, BOTH, &[]);
        let said = form(&[
            ("form", &hidden),
            ("words", &self.markers.plant("what a guest asks", BOTH)),
            ("place", &self.markers.plant("where a guest is", BOTH)),
            ("reach", &format!("{name}@example.org")),
        ]);
        let asked = guest.ask(Method::POST, "/ask", &[FORM], said.into_bytes()).await;
        assert_eq!(asked.status, 303, "{}", asked.text);
        let link = asked.header("location").to_owned();
        let path = link.split('?').next().expect("a path").to_owned();
        let secret = path.strip_prefix("/ask/").expect("a private link");
        self.markers.add("a link to come back with", secret, &["who has the link"], &[]);
        guest.ask(Method::GET, &link, &[], Vec::new()).await;

        let once = place.process.run(&["member", "link", "ola"]).await;
        let once = format!("/enter/{}", once.rsplit('/').next().expect("a secret"));
        let page = ola.ask(Method::GET, &once, &[], Vec::new()).await;
        let (before, hidden) = (cookies(&page), between(&page.text, "name=\"form\" value=\"", "\"").to_owned());
        let body = format!("form={hidden}").into_bytes();
        let cookie = cookies(&ola.ask(Method::POST, &once, &[FORM, ("cookie", &before)], body).await);
        let with_cookie = [FORM, ("cookie", cookie.as_str())];
        let list = ola.ask(Method::GET, "/asks", &with_cookie, Vec::new()).await;
        let own = format!("/asks/{}", between(&list.text, "href=\"/asks/", "\""));
        let page = ola.ask(Method::GET, &own, &with_cookie, Vec::new()).await;
        assert!(!page.text.contains(&name), "how to reach them is shown to who helps");
        let hidden = between(&page.text, "name=\"form\" value=\"", "\"").to_owned();
        let answer = self.markers.plant("what who helps writes", BOTH);
        for body in [
            form(&[("form", &hidden), ("act", "take")]),
            form(&[("form", &hidden), ("act", "say"), ("words", &answer)]),
        ] {
            let done = ola.ask(Method::POST, &own, &with_cookie, body.into_bytes()).await;
            assert_eq!(done.status, 303, "{}", done.text);
        }
        let reply = form(&[("act", "say"), ("words", &self.markers.plant("what a guest writes", BOTH))]);
        let said = guest.ask(Method::POST, &path, &[FORM], reply.into_bytes()).await;
        assert_eq!(said.status, 303, "{}", said.text);
        guest.ask(Method::GET, &path, &[], Vec::new()).await;
        ola.ask(Method::GET, &own, &with_cookie, Vec::new()).await;
        // A guess finds nothing, and tells nothing.
        let guessed = place.visitor("stranger").ask(Method::GET, "/ask/guessed", &[], Vec::new()).await;
        assert_eq!(guessed.status, 404, "{}", guessed.text);
    }
}

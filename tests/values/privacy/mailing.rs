//! Rosa gets mail: her address, the links in mails and her hours are hers, and no mail holds a word of what it is about.

use super::markers::word;
use super::signing_in::{FORM, between, cookies};
use super::story::Story;
use crate::support::browser::form;
use reqwest::Method;

/// Who carries mails, and reads what stands in them.
const MAIL: &[&str] = &["the mail server"];
const ROSA_AND_MAIL: &[&str] = &["rosa", "the mail server"];

impl Story<'_> {
    /// Rosa gives her address, confirms it, and says when it is quiet for her.
    pub async fn mailing(&mut self) {
        let place = &self.town.riverside;
        let rosa = place.member("rosa");
        let once = place.process.run(&["member", "link", "rosa"]).await;
        let once = format!("/enter/{}", once.rsplit('/').next().expect("a secret"));
        let page = rosa.ask(Method::GET, &once, &[], Vec::new()).await;
        let (before, hidden) = (cookies(&page), between(&page.text, "name=\"form\" value=\"", "\"").to_owned());
        let body = format!("form={hidden}").into_bytes();
        let cookie = cookies(&rosa.ask(Method::POST, &once, &[FORM, ("cookie", &before)], body).await);
        let with_cookie = [FORM, ("cookie", cookie.as_str())];
        let page = rosa.ask(Method::GET, "/settings/notices", &with_cookie, Vec::new()).await;
        let hidden = between(&page.text, "name=\"form\" value=\"", "\"").to_owned();
        let local = word();
        self.markers.add("an e-mail address", &local, ROSA_AND_MAIL, &[]);
        let address = format!("{local}@mail.example");
        let zone = "Antarctica/Troll";
        self.markers.add("quiet hours", zone, &["rosa"], &[]);
        for said in [
            form(&[("form", &hidden), ("act", "give"), ("address", &format!("{local} at home"))]),
            form(&[("form", &hidden), ("act", "keep"), ("zone", zone)]),
            form(&[("form", &hidden), ("act", "give"), ("address", &address)]),
        ] {
            let done = rosa.ask(Method::POST, "/settings/notices", &with_cookie, said.into_bytes()).await;
            assert!([303, 422].contains(&done.status), "{}", done.text);
        }
        let path = self.town.mails.mail(&address, 1).await.path(&place.base(), "/confirm-mail/");
        let secret = path.rsplit('/').next().expect("a secret");
        self.markers.add("a link that confirms an address", secret, MAIL, &[]);
        rosa.ask(Method::GET, &path, &[], Vec::new()).await;
        let confirmed = rosa.ask(Method::POST, &path, &[], Vec::new()).await;
        assert_eq!(confirmed.status, 200, "{}", confirmed.text);
        rosa.ask(Method::GET, "/settings/notices", &with_cookie, Vec::new()).await;
        // Somebody asks for a link to it, and for one to where nobody is known.
        let stranger = place.visitor("stranger");
        let next = self.markers.plant("where a mailed link leads on to", &["stranger"]);
        let way = format!("/sign-in/link?next=%2Flistings%2F{next}");
        for to in [address.as_str(), "nobody@mail.example"] {
            let page = stranger.ask(Method::GET, &way, &[], Vec::new()).await;
            let hidden = between(&page.text, "name=\"form\" value=\"", "\"").to_owned();
            let body = form(&[("form", &hidden), ("address", to)]).into_bytes();
            let cookie = cookies(&page);
            let sent = stranger.ask(Method::POST, &way, &[FORM, ("cookie", &cookie)], body).await;
            assert_eq!(sent.status, 200, "{}", sent.text);
        }
        let path = self.town.mails.mail(&address, 2).await.path(&place.base(), "/enter/");
        let secret = path.rsplit('/').next().and_then(|last| last.split('?').next()).expect("a secret");
        self.markers.add("a sign-in link", secret, MAIL, &[]);
    }

    /// She is told by mail that she has an answer.
    pub async fn mailed(&mut self) {
        let mails = &self.town.mails;
        let address = mails.came().first().and_then(|mail| mail.to.first().cloned()).expect("her address");
        let mail = mails.mail(&address, 3).await;
        assert!(mail.text().contains("/answers/"), "{}", mail.text());
        let path = mail.path(&self.town.riverside.base(), "/stop-mail/");
        let token = path.rsplit('/').next().expect("a token").to_owned();
        self.markers.add("a link that ends mails", &token, MAIL, &[]);
    }
}

//! A browser without scripts: it keeps cookies, fills in forms, and follows no redirect by itself.

use super::client::{Answer, Visitor};
use super::neighborhood::Neighborhood;
use potluck::actions::sign_in::{give_link, give_password};
use potluck::domain::password;
use reqwest::Method;
use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex};

/// A password that nobody would try first.
pub const PASSWORD: &str = "four words that rhyme";

/// What Firefox on a telephone with Android says of itself.
pub const TELEPHONE: &str = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0";

/// One browser, at one address in the internet.
pub struct Browser {
    visitor: Visitor,
    cookies: Mutex<BTreeMap<String, String>>,
    address: String,
    /// What it says of itself, if anything.
    kind: Option<String>,
}

/// Pairs as a form writes them.
pub fn form(pairs: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// The hidden word of a page's form.
pub fn word(page: &Answer) -> String {
    let rest = page.text.split("name=\"form\" value=\"").nth(1).unwrap_or_else(|| panic!("no form: {}", page.text));
    rest.split('"').next().unwrap_or_default().to_owned()
}

impl Browser {
    /// A new one.
    pub fn new(place: &Neighborhood) -> Self {
        Self::at(place, "203.0.113.7")
    }

    /// One at an address, as the proxy before the server says it.
    pub fn at(place: &Neighborhood, address: &str) -> Self {
        Self { address: address.to_owned(), ..Self::of(Visitor::stranger(place)) }
    }

    /// One at the address of a visitor without a token.
    pub fn of(visitor: Visitor) -> Self {
        Self { visitor, cookies: Mutex::default(), address: "203.0.113.7".to_owned(), kind: None }
    }

    /// One at an address, in which a member signed in by their password.
    pub async fn signed_in(place: &Neighborhood, handle: &str, address: &str) -> Self {
        with_password(place, handle).await;
        let browser = Self::at(place, address);
        browser.sign_in(handle).await;
        browser
    }

    /// The same for somebody who joins first.
    pub async fn joined(place: &Neighborhood, handle: &str, address: &str) -> Self {
        place.member(handle).await;
        Self::signed_in(place, handle, address).await
    }

    /// The same browser, elsewhere.
    pub fn moved_to(self, address: &str) -> Self {
        Self { address: address.to_owned(), ..self }
    }

    /// The same browser, which says this of itself.
    pub fn that_says(self, kind: &str) -> Self {
        Self { kind: Some(kind.to_owned()), ..self }
    }

    /// A cookie.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().expect("cookies").get(name).cloned()
    }

    /// Sets a cookie, as somebody could who has stolen it.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().expect("cookies").insert(name.to_owned(), value.to_owned());
    }

    /// Forgets a cookie.
    pub fn drop_cookie(&self, name: &str) {
        self.cookies.lock().expect("cookies").remove(name);
    }

    /// Asks.
    pub async fn ask(&self, method: Method, path: &str, headers: &[(&str, &str)], body: String) -> Answer {
        self.ask_with(method, path, headers, body.into_bytes()).await
    }

    /// The same with bytes that are no text.
    pub async fn ask_with(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Answer {
        let cookies: Vec<String> =
            self.cookies.lock().expect("cookies").iter().map(|(name, value)| format!("{name}={value}")).collect();
        let cookies = cookies.join("; ");
        let mut all = vec![("accept", "text/html"), ("x-forwarded-for", self.address.as_str())];
        if !cookies.is_empty() {
            all.push(("cookie", cookies.as_str()));
        }
        if let Some(kind) = &self.kind {
            all.push(("user-agent", kind.as_str()));
        }
        all.extend_from_slice(headers);
        let answer = self.visitor.ask(method, path, &all, body).await;
        for set in answer.headers.get_all("set-cookie") {
            let set = set.to_str().expect("a cookie");
            assert!(set.contains("; HttpOnly") && set.contains("; SameSite=Lax") && set.contains("; Path=/"), "{set}");
            let (name, value) = set.split(';').next().and_then(|pair| pair.split_once('=')).expect("a pair");
            let mut cookies = self.cookies.lock().expect("cookies");
            if set.contains("Max-Age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }

    /// Opens a page.
    pub async fn open(&self, path: &str) -> Answer {
        self.ask(Method::GET, path, &[], String::new()).await
    }

    /// Sends a form as it is.
    pub async fn send(&self, path: &str, pairs: &[(&str, &str)]) -> Answer {
        let headers = [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin")];
        self.ask(Method::POST, path, &headers, form(pairs)).await
    }

    /// Opens a page, fills in its form and sends it.
    pub async fn fill_in(&self, path: &str, pairs: &[(&str, &str)]) -> Answer {
        let page = self.open(path).await;
        assert_eq!(page.status, 200, "{path}: {}", page.text);
        let hidden = word(&page);
        let mut all = vec![("form", hidden.as_str())];
        all.extend_from_slice(pairs);
        self.send(path, &all).await
    }

    /// Tries a handle and a password on the sign-in page.
    pub async fn try_sign_in(&self, handle: &str, password: &str) -> Answer {
        self.fill_in("/sign-in", &[("handle", handle), ("password", password)]).await
    }

    /// Signs in.
    pub async fn sign_in(&self, handle: &str) {
        let answer = self.try_sign_in(handle, PASSWORD).await;
        assert_eq!((answer.status, answer.header("location")), (303, "/home"), "{}", answer.text);
    }
}

/// Gives a member [`PASSWORD`], of which is kept what was made once for a test binary: that takes long, on purpose.
pub async fn with_password(place: &Neighborhood, handle: &str) {
    static HASH: LazyLock<String> = LazyLock::new(|| password::hash(PASSWORD).expect("a hash"));
    give_password(place, handle, HASH.clone()).await.expect("a password");
}

/// The path of a one-time link for a member.
pub async fn one_time_link(place: &Neighborhood, handle: &str) -> String {
    give_link(place, handle).await.expect("a link").path().to_owned()
}

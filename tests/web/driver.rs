//! A real Chromium, led by chromedriver (WebDriver, W3C). Each browser has an empty profile of its own, and ends when it
//! is dropped.

use crate::support::neighborhood::until;
use crate::support::programs::run;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::{Client, Method};
use serde_json::{Value, json};
use std::process::{Command, Stdio};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::Child;

/// What starts Chromium without a screen, without asking anybody anything.
const ARGUMENTS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
];

/// The key Tab, and Enter (WebDriver, section 17.4.2).
pub const TAB: &str = "\u{e004}";
/// The key Enter.
pub const ENTER: &str = "\u{e007}";
/// The key Escape.
pub const ESCAPE: &str = "\u{e00c}";
/// The key for an arrow to the left.
pub const LEFT: &str = "\u{e012}";
/// The key Control.
const CONTROL: &str = "\u{e009}";

/// Which programs there are; says why not where there are none.
pub fn versions() -> Result<String, String> {
    let version = |name: &str| run(Command::new(name).arg("--version"));
    Ok(format!("{}, {}", version("chromium")?, version("chromedriver")?.split(" (").next().unwrap_or_default()))
}

/// A running chromedriver.
pub struct Driver {
    base: String,
    client: Client,
    _child: Child,
}

/// How somebody's browser is.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// Whether it runs scripts of pages.
    pub scripts: bool,
}

/// A browser of somebody's.
pub struct Browser<'a> {
    driver: &'a Driver,
    session: String,
    _profile: tempfile::TempDir,
}

impl Driver {
    /// Starts one on a free port.
    pub async fn start() -> Self {
        let mut child = tokio::process::Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("chromedriver runs");
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let port = loop {
            let line = lines.next_line().await.expect("text").expect("it says where it listens");
            if let Some((_, port)) = line.split_once("started successfully on port ") {
                break port.trim_end_matches('.').parse::<u16>().expect("a port");
            }
        };
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        let client = Client::builder().no_proxy().timeout(Duration::from_secs(120)).build().expect("a client");
        Self { base: format!("http://127.0.0.1:{port}"), client, _child: child }
    }

    async fn ask(&self, method: Method, path: &str, body: Option<Value>) -> Value {
        self.try_ask(method, path, body).await.unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// The same, with what chromedriver says when it cannot be done.
    async fn try_ask(&self, method: Method, path: &str, body: Option<Value>) -> Result<Value, Value> {
        let mut request = self.client.request(method, format!("{}{path}", self.base));
        if let Some(body) = body {
            request = request.header("content-type", "application/json").body(body.to_string());
        }
        let answer = request.send().await.expect("chromedriver answers").text().await.expect("text");
        let mut answer: Value = serde_json::from_str(&answer).expect("JSON");
        let value = answer["value"].take();
        if value.get("error").is_none() { Ok(value) } else { Err(value) }
    }

    /// Opens a browser.
    pub async fn browser(&self, kind: Kind) -> Browser<'_> {
        let profile = tempfile::tempdir().expect("a folder");
        let mut arguments: Vec<String> = ARGUMENTS.map(str::to_owned).into();
        arguments.push(format!("--user-data-dir={}", profile.path().display()));
        let scripts = if kind.scripts { 1 } else { 2 };
        let options = json!({
            "args": arguments,
            "prefs": {"profile.managed_default_content_settings.javascript": scripts},
        });
        let wanted = json!({"capabilities": {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": options}}});
        let made = self.ask(Method::POST, "/session", Some(wanted)).await;
        let session = made["sessionId"].as_str().expect("a session").to_owned();
        Browser { driver: self, session, _profile: profile }
    }
}

impl Browser<'_> {
    async fn ask(&self, method: Method, path: &str, body: Option<Value>) -> Value {
        self.driver.ask(method, &format!("/session/{}{path}", self.session), body).await
    }

    /// A command of Chromium's own protocol.
    pub async fn command(&self, name: &str, how: Value) -> Value {
        self.ask(Method::POST, "/goog/cdp/execute", Some(json!({"cmd": name, "params": how}))).await
    }

    /// How wide the screen is, in CSS pixels, and whether it is a telephone's.
    pub async fn be(&self, width: u32, height: u32) {
        let how = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600});
        self.command("Emulation.setDeviceMetricsOverride", how).await;
    }

    /// What its reader likes: dark or light, `print` or `screen`.
    pub async fn like(&self, medium: &str, scheme: &str) {
        let features = json!([
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]);
        self.command("Emulation.setEmulatedMedia", json!({"media": medium, "features": features})).await;
    }

    /// What else its reader needs, by the names of media queries, in place of all that was liked before.
    pub async fn prefer(&self, wanted: &[(&str, &str)]) {
        let features: Vec<Value> = wanted.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
        self.command("Emulation.setEmulatedMedia", json!({"media": "screen", "features": features})).await;
        // A Chromium that does not know one says nothing. With colours of one's own, they decide what is dark.
        for (name, value) in wanted.iter().filter(|(name, _)| *name != "prefers-color-scheme") {
            let holds = self.run(&format!("return matchMedia('({name}: {value})').matches")).await;
            assert_eq!(holds, json!(true), "{name}: {value}");
        }
    }

    /// Makes its line slow: so many bytes a second, and so many milliseconds until an answer begins.
    pub async fn be_slow(&self, bytes: u32, wait: u32) {
        let how = json!({"offline": false, "latency": wait, "download_throughput": bytes, "upload_throughput": bytes});
        self.ask(Method::POST, "/chromium/network_conditions", Some(json!({"network_conditions": how}))).await;
    }

    /// Lets nothing arrive from addresses like this one, in which `*` stands for anything.
    pub async fn lose(&self, like: &str) {
        self.command("Network.enable", json!({})).await;
        self.command("Network.setBypassServiceWorker", json!({"bypass": true})).await;
        let path = format!("/session/{}/goog/cdp/execute", self.session);
        let lost = |how: Value| json!({"cmd": "Network.setBlockedURLs", "params": how});
        let newer = lost(json!({"urlPatterns": [{"urlPattern": like, "block": true}]}));
        if self.driver.try_ask(Method::POST, &path, Some(newer)).await.is_err() {
            // As it was asked for until 2025.
            self.driver.ask(Method::POST, &path, Some(lost(json!({"urls": [like]})))).await;
        }
    }

    /// Opens a page.
    pub async fn open(&self, address: &str) {
        self.ask(Method::POST, "/url", Some(json!({"url": address}))).await;
    }

    /// Opens a page, and waits for its style.
    pub async fn open_whole(&self, address: &str) {
        self.open(address).await;
        self.be_whole().await;
    }

    /// Waits for the style of the page that is open: on a machine that is very busy, chromedriver was seen to go on without it.
    pub async fn be_whole(&self) {
        let styled = "return [...document.querySelectorAll('link[rel=stylesheet]')].every((one) => one.sheet !== null)";
        until("the style is there", async || (self.run(styled).await == json!(true)).then_some(())).await;
    }

    /// Where it is.
    pub async fn address(&self) -> String {
        self.ask(Method::GET, "/url", None).await.as_str().expect("an address").to_owned()
    }

    /// Keeps a cookie that no script reads.
    pub async fn keep_cookie(&self, name: &str, value: &str) {
        let cookie = json!({"name": name, "value": value, "path": "/", "httpOnly": true});
        self.ask(Method::POST, "/cookie", Some(json!({"cookie": cookie}))).await;
    }

    /// Gives whoever holds it a device that makes passkeys and knows who holds it (Web Authentication, section 11).
    pub async fn have_device(&self) -> String {
        let how = json!({
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": true, "hasUserVerification": true,
            "isUserConsenting": true, "isUserVerified": true,
        });
        let device = self.ask(Method::POST, "/webauthn/authenticator", Some(how)).await;
        device.as_str().expect("a device").to_owned()
    }

    /// The passkeys that such a device holds.
    pub async fn passkeys(&self, device: &str) -> Vec<Value> {
        let held = self.ask(Method::GET, &format!("/webauthn/authenticator/{device}/credentials"), None).await;
        held.as_array().expect("a list").clone()
    }

    /// Runs a script in each page before its own.
    pub async fn before_pages(&self, script: &str) {
        self.command("Page.addScriptToEvaluateOnNewDocument", json!({"source": script})).await;
    }

    /// What a script says that a test runs beside the page.
    pub async fn run(&self, script: &str) -> Value {
        self.ask(Method::POST, "/execute/sync", Some(json!({"script": script, "args": []}))).await
    }

    /// The same for a script that calls its last argument when it is done.
    pub async fn run_on(&self, script: &str) -> Value {
        self.ask(Method::POST, "/execute/async", Some(json!({"script": script, "args": []}))).await
    }

    /// Presses a key.
    pub async fn press(&self, key: &str) {
        let actions = json!([{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]);
        let body = json!({"actions": [{"type": "key", "id": "keyboard", "actions": actions}]});
        self.ask(Method::POST, "/actions", Some(body)).await;
    }

    /// Touches a point of what is seen of the page, in CSS pixels from its corner.
    pub async fn touch(&self, left: i64, top: i64) {
        let actions = json!([
            {"type": "pointerMove", "duration": 0, "x": left, "y": top},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]);
        let finger =
            json!({"type": "pointer", "id": "pointer", "parameters": {"pointerType": "mouse"}, "actions": actions});
        self.ask(Method::POST, "/actions", Some(json!({"actions": [finger]}))).await;
    }

    /// Writes words, a key for each sign, in place of what is there.
    pub async fn write(&self, words: &str) {
        let press = |key: &str| vec![json!({"type": "keyDown", "value": key}), json!({"type": "keyUp", "value": key})];
        let mut actions: Vec<Value> = Vec::new();
        // Control+A: a field that is filled already is written anew. In a field for a day or an hour it does nothing.
        actions.push(json!({"type": "keyDown", "value": CONTROL}));
        actions.extend(press("a"));
        actions.push(json!({"type": "keyUp", "value": CONTROL}));
        actions.extend(words.chars().flat_map(|sign| press(&sign.to_string())));
        let body = json!({"actions": [{"type": "key", "id": "keyboard", "actions": actions}]});
        self.ask(Method::POST, "/actions", Some(body)).await;
    }

    /// The page as it stands, without running a script in it; nothing while another one is opening.
    pub async fn html(&self) -> String {
        let path = format!("/session/{}/goog/cdp/execute", self.session);
        let command = async |name: &str, how: Value| {
            let wanted = json!({"cmd": name, "params": how});
            self.driver.try_ask(Method::POST, &path, Some(wanted)).await.unwrap_or_default()
        };
        let document = command("DOM.getDocument", json!({"depth": 0})).await;
        let page = command("DOM.getOuterHTML", json!({"nodeId": document["root"]["nodeId"]})).await;
        page["outerHTML"].as_str().unwrap_or_default().to_owned()
    }

    /// What has the focus: its words as a reader hears them, or its name.
    pub async fn focused(&self) -> String {
        let element = self.ask(Method::GET, "/element/active", None).await;
        let id = element.as_object().and_then(|one| one.values().next()).and_then(Value::as_str).expect("an element");
        let label = self.ask(Method::GET, &format!("/element/{id}/computedlabel"), None).await;
        label.as_str().expect("words").to_owned()
    }

    /// Presses Tab until what has the focus is called so.
    pub async fn tab_to(&self, words: &str) {
        let mut met = Vec::new();
        for _ in 0..60 {
            self.press(TAB).await;
            let here = self.focused().await;
            if here.contains(words) {
                return;
            }
            met.push(here);
        }
        panic!("Tab never comes to {words:?}, but to {met:?}");
    }

    /// A picture of the whole page (PNG).
    pub async fn picture(&self) -> Vec<u8> {
        self.captured(json!({"format": "png", "captureBeyondViewport": true})).await
    }

    /// A picture of the page's beginning, so wide and so high, in CSS pixels (PNG).
    pub async fn picture_of_beginning(&self, width: u32, height: u32) -> Vec<u8> {
        let clip = json!({"x": 0, "y": 0, "width": width, "height": height, "scale": 1});
        self.captured(json!({"format": "png", "captureBeyondViewport": true, "clip": clip})).await
    }

    async fn captured(&self, how: Value) -> Vec<u8> {
        let picture = self.command("Page.captureScreenshot", how).await;
        STANDARD.decode(picture["data"].as_str().expect("a picture")).expect("base64")
    }

    /// The page as it is printed (PDF).
    pub async fn printed(&self) -> Vec<u8> {
        let sheet = self.ask(Method::POST, "/print", Some(json!({"page": {"width": 21.0, "height": 29.7}}))).await;
        STANDARD.decode(sheet.as_str().expect("a sheet")).expect("base64")
    }

    /// Closes it.
    pub async fn close(self) {
        self.ask(Method::DELETE, "", None).await;
    }
}

//! megalodon, as the test tells it: a line of JSON with what is to be done, and a line with what came of it. Each answer
//! of the server went through the types of its entities.

use megalodon::entities::UploadMedia;
use megalodon::error::Error;
use megalodon::megalodon::{
    AppInputOptions, EditStatusInputOptions, PostStatusInputOptions, PostStatusOutput, SearchAccountInputOptions,
    SearchInputOptions, UploadMediaInputOptions,
};
use megalodon::oauth::AppData;
use megalodon::streaming::Message;
use megalodon::{Megalodon, SNS, default, generator};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, BufReader};

type Api = Arc<dyn Megalodon + Send + Sync>;
type Heard = Arc<Mutex<Vec<Value>>>;

/// Somebody with an app.
struct Client {
    server: String,
    app: Option<AppData>,
    token: String,
    api: Api,
    heard: Heard,
}

fn api(server: &str, token: Option<String>) -> Result<Api, Error> {
    generator(SNS::Mastodon, server.to_owned(), token, None).map(Api::from)
}

fn event(message: Message) -> Option<Value> {
    Some(match message {
        Message::Update(status) => json!(["update", status]),
        Message::Notification(notification) => json!(["notification", notification]),
        Message::Conversation(conversation) => json!(["conversation", conversation]),
        Message::Delete(id) => json!(["delete", id]),
        Message::StatusUpdate(status) => json!(["status.update", status]),
        Message::Heartbeat() => return None,
    })
}

impl Client {
    fn app(&self) -> &AppData {
        self.app.as_ref().expect("it registered")
    }

    /// What came of it; nothing for what megalodon does not do.
    async fn does(&mut self, what: &str, how: &Value) -> Result<Option<Value>, Error> {
        let text = |name: &str| how[name].as_str().map(str::to_owned);
        let id = || text("id").expect("an id");
        let media: Option<Vec<String>> = serde_json::from_value(how["media"].clone()).expect("ids");
        let api = Arc::clone(&self.api);
        Ok(Some(match what {
            "register" => {
                let scopes = ["read", "write", "follow"].map(str::to_owned).to_vec();
                let options = AppInputOptions { scopes: Some(scopes), ..Default::default() };
                self.app = Some(api.register_app("Story".to_owned(), &options).await?);
                Value::Null
            }
            "authorize_url" => json!(self.app().url),
            "sign_in" => {
                let (app, to) = (self.app().clone(), default::NO_REDIRECT.to_owned());
                let code = text("code").expect("a code");
                self.token = api.fetch_access_token(app.client_id, app.client_secret, code, to).await?.access_token;
                self.api = self::api(&self.server, Some(self.token.clone()))?;
                json!(self.api.verify_account_credentials().await?.json)
            }
            "sign_out" => {
                let (app, token) = (self.app().clone(), self.token.clone());
                // It cannot read the `{}` that Mastodon answers, either; that the token ended is what the test looks at.
                drop(api.revoke_access_token(app.client_id, app.client_secret, token).await);
                Value::Null
            }
            "instance" => json!(api.get_instance().await?.json),
            "home" => json!(api.get_home_timeline(None).await?.json),
            "public" => json!(api.get_public_timeline(None).await?.json),
            "tag" => json!(api.get_tag_timeline(text("tag").expect("a tag"), None).await?.json),
            "upload" => {
                let options = UploadMediaInputOptions { description: text("description"), focus: None };
                match api.upload_media(text("file").expect("a file"), Some(&options)).await?.json {
                    UploadMedia::Attachment(media) => json!(media),
                    UploadMedia::AsyncAttachment(media) => json!(media),
                }
            }
            "post" => {
                let visibility = text("visibility").map(|kind| kind.parse()).transpose()?;
                let in_reply_to_id = text("reply_to");
                let options =
                    PostStatusInputOptions { media_ids: media, in_reply_to_id, visibility, ..Default::default() };
                match api.post_status(text("text").expect("a text"), Some(&options)).await?.json {
                    PostStatusOutput::Status(status) => json!(status),
                    PostStatusOutput::ScheduledStatus(status) => json!(status),
                }
            }
            "edit" => {
                let options = EditStatusInputOptions { status: text("text"), media_ids: media, ..Default::default() };
                json!(api.edit_status(id(), &options).await?.json)
            }
            "read" => json!(api.get_status(id()).await?.json),
            "thread" => json!(api.get_status_context(id(), None).await?.json),
            "delete" => json!(api.delete_status(id()).await?.json),
            "favourite" => json!(api.favourite_status(id()).await?.json),
            "boost" => json!(api.reblog_status(id()).await?.json),
            "search" => {
                let options = SearchInputOptions { resolve: Some(true), ..Default::default() };
                json!(api.search(text("query").expect("a query"), Some(&options)).await?.json)
            }
            "follow" => {
                let options = SearchAccountInputOptions { resolve: Some(true), ..Default::default() };
                let found = api.search_account(text("handle").expect("a handle"), Some(&options)).await?.json;
                json!(api.follow_account(found[0].id.clone(), None).await?.json)
            }
            "notifications" => json!(api.get_notifications(None).await?.json),
            "listen" => {
                let (streaming, heard) = (api.user_streaming().await, Arc::clone(&self.heard));
                tokio::spawn(async move {
                    let hears = Box::new(move |message| {
                        let heard = Arc::clone(&heard);
                        Box::pin(async move { heard.lock().expect("a list").extend(event(message)) }) as _
                    });
                    streaming.listen(hears).await;
                });
                Value::Null
            }
            "heard" => json!(*self.heard.lock().expect("a list")),
            _ => return Ok(None),
        }))
    }
}

#[tokio::main]
async fn main() {
    let server = std::env::args().nth(1).expect("the address of a server");
    let api = api(&server, None).expect("a client");
    let mut client = Client { server, app: None, token: String::new(), api, heard: Heard::default() };
    let mut lines = BufReader::new(tokio::io::stdin()).lines();
    while let Some(line) = lines.next_line().await.expect("a line") {
        let asked: Value = serde_json::from_str(&line).expect("JSON");
        let answer = match client.does(asked["do"].as_str().expect("a name"), &asked).await {
            Ok(Some(done)) => json!({ "done": done }),
            Ok(None) => json!({ "cannot": true }),
            Err(error) => json!({ "error": error.to_string() }),
        };
        println!("{answer}");
    }
}

//! What an app says, in its query and as a form, with files or without, or JSON, under one name each: apps differ in
//! which they use.

use super::error::MastodonError;
use super::multipart::{self, Limits, Sent};
use crate::adapters::fetch::check_depth;
use crate::error::{Error, Kind, Result};
use crate::http::extract::JSON_MAX;
use crate::storage::listings::Paging;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use futures::StreamExt;
use futures::future::LocalBoxFuture;
use serde_json::Value;
use std::str::FromStr;

/// Longest name of a parameter in JSON that is looked at, in bytes, with the names of what it is in: twice the longest that
/// there is.
const NAME_MAX: usize = 100;

/// Names and values in their order. `a[]`, `a[0]` and a JSON list are all `a`; `a[b]` and an object are `a[b]`. Besides, the
/// names under which JSON says that there is nothing (`null`).
#[derive(Clone, Debug, Default)]
pub struct Params(Vec<(String, String)>, Vec<String>);

/// Whether a word is a yes, of those that apps use, in whichever case.
pub fn is_yes(text: &str) -> bool {
    ["true", "1", "on", "t", "yes", "y"].iter().any(|yes| text.trim().eq_ignore_ascii_case(yes))
}

impl Params {
    /// What an address says behind its question mark.
    pub fn of_query(query: &str) -> Self {
        let mut params = Self::default();
        params.add_pairs(query.as_bytes());
        params
    }

    /// What is said in another way.
    pub fn from_pairs(pairs: impl Iterator<Item = (String, String)>) -> Self {
        Self(pairs.collect(), Vec::new())
    }

    /// All names and values, in their order.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// A value. Of several the last counts.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// A value that is not empty.
    pub fn filled(&self, name: &str) -> Option<&str> {
        self.text(name).map(str::trim).filter(|value| !value.is_empty())
    }

    /// Yes or no, in the words that apps use; what is not said is no.
    pub fn flag(&self, name: &str) -> bool {
        self.text(name).is_some_and(is_yes)
    }

    /// Whether JSON says outright that there is nothing under a name: what stands there is taken away, where what is not said
    /// stays.
    pub fn is_null(&self, name: &str) -> bool {
        self.text(name).is_none() && self.1.iter().any(|known| known == name)
    }

    /// All values of a name.
    pub fn list(&self, name: &str) -> Vec<&str> {
        self.0.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str()).collect()
    }

    /// Whether anything is said under a name, or below it.
    pub fn has(&self, name: &str) -> bool {
        let below = format!("{name}[");
        self.0.iter().any(|(known, value)| (known == name || known.starts_with(&below)) && !value.is_empty())
    }

    /// Several things of a name, each with fields of its own, in their order: `a[0][b]`, or `a[][b]`, where one begins
    /// when a field comes again.
    pub fn groups(&self, name: &str) -> Vec<Vec<(&str, &str)>> {
        let mut groups: Vec<(&str, Vec<(&str, &str)>)> = Vec::new();
        for (known, value) in &self.0 {
            let rest = known.strip_prefix(name).and_then(|rest| rest.strip_prefix('['));
            let Some((index, field)) = rest.and_then(|rest| rest.split_once("][")) else { continue };
            let Some(field) = field.strip_suffix(']') else { continue };
            match groups.last_mut() {
                Some((last, fields))
                    if *last == index && !(index.is_empty() && fields.iter().any(|(known, _)| *known == field)) =>
                {
                    fields.push((field, value));
                }
                _ => groups.push((index, vec![(field, value)])),
            }
        }
        groups.into_iter().map(|(_, fields)| fields).collect()
    }

    /// An id, if one is said.
    ///
    /// # Errors
    /// `NotFound` when it is none: it leads nowhere.
    pub fn id<T: FromStr>(&self, name: &str) -> Result<Option<T>> {
        self.filled(name).map(|text| text.parse().map_err(|_| Error::not_found())).transpose()
    }

    /// The ids under a name, each once, as many as `most`; what is no id is left out.
    pub fn ids<T: FromStr + PartialEq>(&self, name: &str, most: usize) -> Vec<T> {
        let mut ids = Vec::new();
        for id in self.list(name).into_iter().filter_map(|text| text.parse().ok()) {
            if ids.len() < most && !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }

    /// Where in a list to go on. What is out of bounds is brought within them, and what is no number is not said.
    pub fn paging(&self, default: i64, most: i64) -> Paging {
        let number = |name: &str| self.filled(name).and_then(|text| text.parse::<i64>().ok());
        Paging {
            max_id: number("max_id"),
            min_id: number("min_id"),
            since_id: number("since_id"),
            limit: number("limit").unwrap_or(default).clamp(1, most),
        }
    }

    pub(super) fn add(&mut self, name: &str, value: String) {
        self.0.push((plain(name), value));
    }

    /// Whether a name is there more than once, which OAuth forbids (RFC 6749, section 3.1).
    pub fn is_ambiguous(&self, name: &str) -> bool {
        self.0.iter().filter(|(known, _)| known == name).count() > 1
    }

    fn add_pairs(&mut self, pairs: &[u8]) {
        for (name, value) in url::form_urlencoded::parse(pairs) {
            self.add(&name, value.into_owned());
        }
    }

    fn add_json(&mut self, name: &str, value: Value) {
        // Each value of a list repeats the list's name: with a long one, a small body would become gigabytes.
        if name.len() > NAME_MAX {
            return;
        }
        let below = |key: &str| if name.is_empty() { key.to_owned() } else { format!("{name}[{key}]") };
        match value {
            // A list of nothings says it once.
            Value::Null => {
                if self.1.last().is_none_or(|last| last != name) {
                    self.1.push(name.to_owned());
                }
            }
            Value::String(text) => self.add(name, text),
            Value::Bool(flag) => self.add(name, flag.to_string()),
            Value::Number(number) => self.add(name, number.to_string()),
            // Of things with fields, each keeps its own together.
            Value::Array(list) => (0..).zip(list).for_each(|(index, value): (usize, _)| match value {
                Value::Object(_) => self.add_json(&format!("{name}[{index}]"), value),
                value => self.add_json(name, value),
            }),
            Value::Object(object) => object.into_iter().for_each(|(key, value)| self.add_json(&below(&key), value)),
        }
    }
}

/// A name without the mark of a list.
fn plain(name: &str) -> String {
    let inner = name.strip_suffix(']').and_then(|rest| rest.rsplit_once('['));
    match inner {
        Some((list, index)) if index.bytes().all(|b| b.is_ascii_digit()) => list.to_owned(),
        _ => name.to_owned(),
    }
}

/// Files are for the addresses that take them; elsewhere one is refused, and not dropped in silence.
const NO_FILES: Limits = Limits { files: 0, bytes: 0, beyond: 0 };

impl FromRequest for Params {
    type Error = MastodonError;
    type Future = LocalBoxFuture<'static, Result<Self, MastodonError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move { Ok(read(&request, payload, NO_FILES).await?.params) })
    }
}

/// What a request says in its query and its body, and the files of a form with files.
///
/// # Errors
/// `BadRequest` for a body that cannot be read or holds a NUL (PostgreSQL keeps none), `TooLarge` and `WrongType` for one that is not read here, `Invalid` for
/// more files than are taken.
pub async fn read(request: &HttpRequest, payload: Payload, limits: Limits) -> Result<Sent> {
    let mut sent = Sent::default();
    read_into(request, payload, limits, &mut sent).await?;
    Ok(sent)
}

/// The same into what is there, where all stays that came before something that is not taken.
///
/// # Errors
/// As [`read`].
pub async fn read_into(request: &HttpRequest, payload: Payload, limits: Limits, sent: &mut Sent) -> Result<()> {
    read_all(request, payload, limits, sent).await?;
    match sent.params.0.iter().find(|(_, value)| value.contains('\0')) {
        Some((name, _)) => Err(Error::bad_request(format!(
            "`{}` holds a NUL, which is no character of any text. Please leave it out.",
            name.chars().take(40).filter(|c| !c.is_control()).collect::<String>()
        ))),
        None => Ok(()),
    }
}

async fn read_all(request: &HttpRequest, mut payload: Payload, limits: Limits, sent: &mut Sent) -> Result<()> {
    sent.params.add_pairs(request.query_string().as_bytes());
    let content_type = request.content_type().to_ascii_lowercase();
    if content_type == "multipart/form-data" {
        return multipart::read(request, payload, limits, sent).await;
    }
    let params = &mut sent.params;
    let mut body = Vec::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|cause| Error::bad_request("The body was cut short.").because(cause.to_string()))?;
        if body.len() + chunk.len() > JSON_MAX {
            return Err(Error::new(Kind::TooLarge, "The body is larger than 256 KiB."));
        }
        body.extend_from_slice(&chunk);
    }
    match content_type.as_str() {
        _ if body.is_empty() => {}
        "application/json" => {
            check_depth(&body, 32)?;
            let value: Value = serde_json::from_slice(&body)
                .map_err(|cause| Error::bad_request("The body is not JSON.").because(cause))?;
            if !value.is_object() {
                return Err(Error::bad_request("The body is not a JSON object."));
            }
            params.add_json("", value);
        }
        "application/x-www-form-urlencoded" => params.add_pairs(&body),
        _ => {
            let text = "Please send JSON or a form (application/x-www-form-urlencoded or multipart/form-data).";
            return Err(Error::new(Kind::WrongType, text));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_list_has_one_name_however_it_is_written() {
        let mut params = Params::default();
        params.add_pairs(b"types[]=mention&types%5B1%5D=follow&a%5Bb%5D=x&limit=900&max_id=no&sensitive=1");
        params.add_json("", json!({"types": ["reblog"], "a": {"c": 1}, "status": null, "local": true}));
        assert_eq!(params.list("types"), ["mention", "follow", "reblog"]);
        assert_eq!((params.text("a[b]"), params.text("a[c]"), params.has("a")), (Some("x"), Some("1"), true));
        assert!(params.flag("sensitive") && params.flag("local") && !params.flag("remote"));
        assert_eq!((params.text("status"), params.is_null("status"), params.is_null("nothing")), (None, true, false));
        assert_eq!(params.paging(20, 40), Paging { limit: 40, ..Paging::default() });
    }

    #[test]
    fn a_yes_is_one_in_whichever_way_an_app_says_it() {
        assert!(["true", "True", "TRUE", "1", "on", "t", "yes"].into_iter().all(is_yes));
        assert!(!["false", "False", "0", "off", "f", "no", "", "null"].into_iter().any(is_yes));
    }

    #[test]
    fn things_with_fields_stay_apart() {
        let wanted =
            vec![vec![("id", "1"), ("description", "a")], vec![("id", "2")], vec![("id", "3"), ("focus", "0,0")]];
        let mut form = Params::default();
        form.add_pairs(b"m[][id]=1&m[][description]=a&m[][id]=2&m[][id]=3&m[][focus]=0,0&m[x]=y&n[][id]=4");
        assert_eq!(form.groups("m"), wanted);
        let mut form = Params::default();
        form.add_pairs(b"m[0][id]=1&m[0][description]=a&m[1][id]=2&m[2][id]=3&m[2][focus]=0,0");
        assert_eq!(form.groups("m"), wanted);
        let mut params = Params::default();
        params.add_json("", json!({"m": [{"id": "1", "description": "a"}, {"id": "2"}, {"id": "3", "focus": "0,0"}]}));
        let mut groups = params.groups("m");
        groups.iter_mut().for_each(|group| group.sort_by(|a, b| b.0.cmp(a.0)));
        assert_eq!(groups, wanted);
    }
}

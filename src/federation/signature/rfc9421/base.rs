//! The signature base: the text that is signed (RFC 9421, sections 2.1, 2.2 and 2.5).

use crate::domain::address::host_of;
use crate::error::Result;
use crate::federation::signature::incoming::{Incoming, TEXT_MAX, refuse};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sfv::{InnerList, Item, ItemSerializer, ListEntry, ListSerializer};
use url::{Url, form_urlencoded};

/// What is covered: a header's name or a derived component, with its parameters.
pub(in crate::federation::signature) struct Component<'a> {
    /// `content-digest`, `@method`.
    pub name: &'a str,
    item: &'a Item,
}

impl Component<'_> {
    /// A parameter that is a text.
    fn text(&self, name: &str) -> Option<&str> {
        let found = self.item.params.iter().find(|(key, _)| key.as_str() == name);
        found.and_then(|(_, value)| value.as_string()).map(sfv::StringRef::as_str)
    }

    /// Whether these are all of its parameters.
    fn has_only(&self, names: &[&str]) -> bool {
        self.item.params.len() == names.len() && self.item.params.keys().all(|key| names.contains(&key.as_str()))
    }
}

/// The signature base of what `input` covers; `value` gives the value of each component.
///
/// # Errors
/// `Unauthorized` when something is covered twice, or cannot be covered, or is too long.
pub(in crate::federation::signature) fn text(
    input: &InnerList,
    value: impl Fn(&Component<'_>) -> Result<String>,
) -> Result<String> {
    let mut text = String::new();
    let mut identifiers: Vec<String> = Vec::new();
    for item in &input.items {
        let name = item.bare_item.as_string().ok_or_else(|| refuse("The signature covers what has no name."))?.as_str();
        if name == "@signature-params" || name.contains(|c: char| c.is_ascii_uppercase()) {
            return Err(refuse(format!("The signature covers `{name}`, which cannot be covered.")));
        }
        let identifier = ItemSerializer::new().bare_item(&item.bare_item).parameters(&item.params).finish();
        if identifiers.contains(&identifier) {
            return Err(refuse("The signature covers too much, or the same thing twice."));
        }
        text.push_str(&format!("{identifier}: {}\n", value(&Component { name, item })?));
        if text.len() > TEXT_MAX {
            return Err(refuse("What the signature covers is too long."));
        }
        identifiers.push(identifier);
    }
    let mut parameters = ListSerializer::new();
    parameters.members([&ListEntry::InnerList(input.clone())]);
    let parameters = parameters.finish().unwrap_or_default();
    text.push_str(&format!("\"@signature-params\": {parameters}"));
    Ok(text)
}

/// The value of a component of a request that came to `base`.
///
/// # Errors
/// `Unauthorized` when it is not there, or its parameters are not known here.
pub(in crate::federation::signature) fn of_request(
    request: &Incoming<'_>,
    base: &Url,
    component: &Component<'_>,
) -> Result<String> {
    let name = component.name;
    let missing = || refuse(format!("The signature covers `{name}`, which is not there."));
    if name == "@query-param" && component.has_only(&["name"]) {
        return query_parameter(request, component.text("name").ok_or_else(missing)?).ok_or_else(missing);
    }
    if !name.starts_with('@') && component.has_only(&["bs"]) {
        let lines: Vec<String> = request.lines(name).map(|line| format!(":{}:", BASE64.encode(line))).collect();
        return if lines.is_empty() { Err(missing()) } else { Ok(lines.join(", ")) };
    }
    if !component.has_only(&[]) {
        return Err(refuse(format!("The signature covers `{name}` in a way that is not known here.")));
    }
    let (path, query) = match request.path_and_query.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (request.path_and_query, None),
    };
    Ok(match name {
        "@method" => request.method.to_owned(),
        "@target-uri" => format!("{}://{}{}", base.scheme(), host_of(base), request.path_and_query),
        "@authority" => host_of(base),
        "@scheme" => base.scheme().to_owned(),
        "@request-target" => request.path_and_query.to_owned(),
        "@path" => if path.is_empty() { "/" } else { path }.to_owned(),
        "@query" => format!("?{}", query.unwrap_or_default()),
        derived if derived.starts_with('@') => {
            return Err(refuse(format!("The signature covers `{derived}`, which a request does not have.")));
        }
        header => request.header(header).ok_or_else(missing)?,
    })
}

/// A parameter of the query, encoded anew (section 2.2.8); none if it is not there exactly once.
fn query_parameter(request: &Incoming<'_>, name: &str) -> Option<String> {
    let (_, query) = request.path_and_query.split_once('?')?;
    let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20");
    let mut found = form_urlencoded::parse(query.as_bytes()).filter(|(key, _)| encoded(key) == name);
    let (_, value) = found.next()?;
    found.next().is_none().then(|| encoded(&value))
}

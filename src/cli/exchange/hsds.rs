//! HSDS 3, the Human Services Data Specification of Open Referral, as its interface gives it: services with their
//! organization, phones, schedules and locations. <https://docs.openreferral.org/>
//!
//! What HSDS has no field for stands in `attributes`, with the label `potluck:COLUMN`; other programs pass them over.

use super::{Line, Source, Which};
use crate::domain::entry::Cells;
use crate::domain::hours::Hours;
use crate::error::{Error, Result};
use crate::storage::entries::{Kept, Stored};
use serde_json::{Map, Value, json};

const OURS: &str = "potluck:";
/// An id of an entry that had none of its own; it is not taken for one when it comes back.
const OUR_ID: &str = "potluck-";
/// The id of the network that wrote the file; it is nobody's organization when it comes back.
const NETWORK: &str = "potluck-network";

/// Reads `{"services": […]}`, a page of the interface (`{"contents": […]}`), a list of services, or `{"locations": […]}`.
///
/// # Errors
/// `BadRequest` for what is no JSON, with the line, or not HSDS.
pub(super) fn read(text: &str) -> Result<Source> {
    let whole: Value = serde_json::from_str(text).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        Error::bad_request(format!("Line {line}, column {column}, cannot be read as JSON.")).because(error)
    })?;
    let list = |name: &str| whole.get(name).and_then(Value::as_array);
    let none = Vec::new();
    let services = whole.as_array().or_else(|| list("services")).or_else(|| list("contents"));
    let locations = list("locations").filter(|_| services.is_none());
    if services.is_none() && locations.is_none() {
        let text = "This JSON has no `services`, `contents` or `locations`. Is it HSDS 3 of Open Referral?";
        return Err(Error::bad_request(text));
    }
    let mut lines = Vec::new();
    for (index, service) in services.unwrap_or(&none).iter().enumerate() {
        let at = format!("service {}", index + 1);
        let places = array(service, "service_at_locations");
        let location = |at: &Value| at.get("location").cloned().unwrap_or(Value::Null);
        let several = places.len() > 1;
        // A service at several locations is a line for each.
        for (number, place) in places.iter().enumerate() {
            let at = if several { format!("{at}, location {}", number + 1) } else { at.clone() };
            let mut cells = cells(service, &location(place), list("organizations").unwrap_or(&none));
            if several && let Some(id) = cells.get("external_id").map(|id| format!("{id}/{}", number + 1)) {
                cells.set("external_id", id);
            }
            lines.push(Line { at, cells, raw: Vec::new() });
        }
        if places.is_empty() {
            let cells = cells(service, &Value::Null, list("organizations").unwrap_or(&none));
            lines.push(Line { at, cells, raw: Vec::new() });
        }
    }
    for (index, location) in locations.unwrap_or(&none).iter().enumerate() {
        let cells = cells(location, location, &none);
        lines.push(Line { at: format!("location {}", index + 1), cells, raw: Vec::new() });
    }
    // Only our own places say what kind they are; what others list as services are resources.
    let which = match lines.first() {
        Some(line) if line.cells.get("kind").is_some() || locations.is_some() => Some(Which::Places),
        Some(_) => Some(Which::Resources),
        None => None,
    };
    Ok(Source { lines, headers: Vec::new(), which, remarks: Vec::new() })
}

fn array<'a>(of: &'a Value, name: &str) -> &'a [Value] {
    of.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn text(of: &Value, name: &str) -> String {
    match of.get(name) {
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// What is not empty, with `between` between.
fn joined(parts: impl Iterator<Item = String>, between: &str) -> String {
    let mut seen: Vec<String> = Vec::new();
    for part in parts.filter(|part| !part.is_empty()) {
        if !seen.contains(&part) {
            seen.push(part);
        }
    }
    seen.join(between)
}

/// A service at a location, as a line.
fn cells(service: &Value, location: &Value, organizations: &[Value]) -> Cells {
    let mut cells = Cells::default();
    // Within a list, a bar stands between its entries.
    let one = |text: String| text.replace('|', "/");
    let id = text(service, "id");
    if !id.starts_with(OUR_ID) {
        cells.set("external_id", id);
    }
    let name = text(service, "name");
    cells.set("name", if name.is_empty() { text(location, "name") } else { name });
    let organization_id = text(service, "organization_id");
    let listed = organizations.iter().find(|organization| text(organization, "id") == organization_id);
    let organization =
        service.get("organization").or(listed).filter(|organization| text(organization, "id") != NETWORK);
    let organization = organization.map(|organization| text(organization, "name"));
    cells.set("organization", organization.unwrap_or_default());
    cells.set("about", text(service, "description"));
    cells.set("website", text(service, "url"));
    cells.set("email", text(service, "email"));
    let phones = array(service, "phones").iter().chain(array(location, "phones"));
    cells.set("phones", joined(phones.map(|phone| one(text(phone, "number"))), " | "));
    if let Some(address) = array(location, "addresses").first() {
        let parts = ["address_1", "address_2", "city", "state_province", "postal_code"];
        cells.set("address", joined(parts.iter().map(|part| text(address, part)), ", "));
    }
    cells.set("latitude", text(location, "latitude"));
    cells.set("longitude", text(location, "longitude"));
    let schedules = [array(service, "schedules"), array(location, "schedules")];
    let schedules = schedules.into_iter().find(|list| !list.is_empty()).unwrap_or_default();
    cells.set("hours", joined(schedules.iter().map(hours), " | "));
    let languages = array(service, "languages").iter().map(|language| text(language, "code"));
    cells.set("languages", joined(languages, " | "));
    let documents = array(service, "required_documents").iter().map(|document| one(text(document, "document")));
    let in_words = std::iter::once(one(text(service, "eligibility_description")));
    cells.set("they_ask_for", joined(documents.chain(in_words), " | "));
    cells.set("verified_on", text(service, "assured_date"));
    let mut notes = false;
    for attribute in array(service, "attributes").iter().chain(array(location, "attributes")) {
        if let Some(column) = text(attribute, "label").strip_prefix(OURS) {
            notes |= column.starts_with("about_") || column.starts_with("notes_");
            cells.set(column, text(attribute, "value"));
        }
    }
    if notes {
        // Said once more, in its language.
        cells.remove("about");
    } else if let Some(about) = cells.get("about").map(str::to_owned) {
        cells.set("notes", about);
    }
    cells
}

/// A schedule as [`Hours::parse`] reads it. What it does not say is left for it to refuse.
fn hours(schedule: &Value) -> String {
    let rule = match text(schedule, "description").strip_prefix("RRULE:") {
        Some(rule) => rule.to_owned(),
        None => {
            let freq = text(schedule, "freq");
            let mut rule = format!("FREQ={}", if freq.is_empty() { "WEEKLY" } else { &freq });
            for (name, field) in [("INTERVAL", "interval"), ("BYDAY", "byday"), ("BYMONTHDAY", "bymonthday")] {
                let value = text(schedule, field);
                if !value.is_empty() {
                    rule += &format!(";{name}={value}");
                }
            }
            rule
        }
    };
    match (text(schedule, "opens_at"), text(schedule, "closes_at")) {
        (opens, closes) if opens.is_empty() && closes.is_empty() => rule,
        (opens, closes) => format!("{rule} {opens}-{closes}"),
    }
}

fn schedule(id: &str, number: usize, hours: &Hours) -> Value {
    let mut schedule = json!({"id": format!("{id}-schedule-{number}")});
    // HSDS knows WEEKLY and MONTHLY.
    let rule = if hours.rule() == "FREQ=DAILY" { "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU" } else { hours.rule() };
    for part in rule.split(';') {
        match part.split_once('=') {
            Some(("FREQ", freq @ ("WEEKLY" | "MONTHLY"))) => schedule["freq"] = json!(freq),
            Some(("INTERVAL", number)) => schedule["interval"] = number.parse::<u16>().map_or(Value::Null, Value::from),
            Some(("BYDAY", days)) => schedule["byday"] = json!(days),
            Some(("BYMONTHDAY", days)) => schedule["bymonthday"] = json!(days),
            _ => schedule["description"] = json!(format!("RRULE:{rule}")),
        }
    }
    if let Some((opens, closes)) = hours.times() {
        schedule["opens_at"] = json!(opens.format("%H:%M").to_string());
        schedule["closes_at"] = json!(closes.format("%H:%M").to_string());
    }
    schedule
}

/// Columns that HSDS has fields for; the others stand in `attributes`.
const FIELDS: [&str; 12] = [
    "external_id",
    "name",
    "organization",
    "website",
    "email",
    "phones",
    "address",
    "latitude",
    "longitude",
    "hours",
    "languages",
    "they_ask_for",
];

/// Entries as `{"services": […]}`; `network` is the organization of those that name none.
///
/// # Errors
/// `Internal` when an entry does not say its own hours.
pub(super) fn write<E: Stored>(kept: &[Kept<E>], network: &str) -> Result<String> {
    let services = kept.iter().map(|kept| service(kept, network)).collect::<Result<Vec<_>>>()?;
    let mut text = serde_json::to_string_pretty(&json!({"services": services})).map_err(Error::internal)?;
    text.push('\n');
    Ok(text)
}

fn service<E: Stored>(kept: &Kept<E>, network: &str) -> Result<Value> {
    let cells = kept.entry.to_cells();
    let get = |column: &str| cells.get(column).unwrap_or_default();
    let id = kept.entry.external_id().map_or_else(|| format!("{OUR_ID}{}", kept.id), str::to_owned);
    let parts = |column: &str| get(column).split('|').map(str::trim).filter(|part| !part.is_empty());
    let each = |column: &str, name: &str, field: &str| -> Vec<Value> {
        let entry = |(number, part): (usize, &str)| json!({"id": format!("{id}-{name}-{}", number + 1), field: part});
        parts(column).enumerate().map(entry).collect()
    };
    let mut location = json!({"id": format!("{id}-location"), "location_type": "physical", "name": get("name")});
    if let Some(point) = kept.entry.point() {
        location["latitude"] = json!(point.latitude());
        location["longitude"] = json!(point.longitude());
    }
    if !get("address").is_empty() {
        location["addresses"] =
            json!([{"id": format!("{id}-address"), "address_1": get("address"), "address_type": "physical"}]);
    }
    let notes = cells.iter().find(|(column, _)| column.starts_with(&format!("{}_", E::IN_LANGUAGES)));
    let attributes: Vec<Value> = cells
        .iter()
        // An id of its own that looks like one of ours is said once more, so that it is taken for what it is.
        .filter(|(column, text)| !FIELDS.contains(column) || (*column == "external_id" && text.starts_with(OUR_ID)))
        .map(
            |(column, text)| json!({"id": format!("{id}-{column}"), "label": format!("{OURS}{column}"), "value": text}),
        )
        .collect();
    let hours = Hours::parse_all(get("hours"))?;
    let mut service = Map::new();
    let mut set = |name: &str, value: Value| {
        let empty = value.as_str() == Some("") || value.as_array().is_some_and(Vec::is_empty);
        if !empty {
            service.insert(name.to_owned(), value);
        }
    };
    set("id", json!(id));
    set("name", json!(get("name")));
    set("status", json!(if matches!(get("state"), "" | "active") { "active" } else { "inactive" }));
    set("description", json!(notes.map_or("", |(_, text)| text)));
    // HSDS wants one: the network, for what names none.
    let (organization, name) = match get("organization") {
        "" => (NETWORK.to_owned(), network),
        name => (format!("{id}-organization"), name),
    };
    set("organization", json!({"id": organization, "name": name, "description": name}));
    set("url", json!(get("website")));
    set("email", json!(get("email")));
    set("phones", json!(each("phones", "phone", "number")));
    set("languages", json!(each("languages", "language", "code")));
    set("required_documents", json!(each("they_ask_for", "document", "document")));
    set("schedules", json!(hours.iter().enumerate().map(|(n, hours)| schedule(&id, n + 1, hours)).collect::<Vec<_>>()));
    set("service_at_locations", json!([{"id": format!("{id}-at"), "location": location}]));
    set("attributes", json!(attributes));
    Ok(Value::Object(service))
}

//! Resources: what others around offer, in the shape of the Open Referral Human Services Data Specification (HSDS 3).
//! All of it is public. Who asks for papers is said before the way there ("they ask for…").

use crate::domain::area::Point;
use crate::domain::entry::{Cells, Entry, LIST_MAX, Note, day, key_of};
use crate::domain::hours::Hours;
use crate::domain::profile;
use crate::domain::text::{self, LABEL_MAX, NOTE_MAX, TITLE_MAX};
use crate::error::{Error, Result};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use url::Url;

/// The fields that are verified one by one, each with the day.
pub const VERIFIABLE: [&str; 9] =
    ["name", "organization", "website", "phones", "email", "address", "hours", "languages", "they_ask_for"];

/// A service somewhere around.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ResourceEntry {
    /// What another list calls it (HSDS: `service.id`).
    #[serde(skip)]
    pub external_id: Option<String>,
    /// Its name, at most 120 characters.
    #[serde(skip)]
    pub name: String,
    /// Where it is.
    #[serde(skip)]
    pub point: Option<Point>,
    /// Whose it is.
    pub organization: Option<String>,
    /// Tags.
    pub categories: Vec<String>,
    /// What it is, in each language.
    pub about: Vec<Note>,
    /// https or http.
    pub website: Option<Url>,
    /// As one dials them.
    pub phones: Vec<String>,
    /// Of the organization, not of a person.
    pub email: Option<String>,
    /// Street and town, in one line.
    pub address: Option<String>,
    /// When it is open.
    pub hours: Vec<Hours>,
    /// BCP 47.
    pub languages: Vec<String>,
    /// Papers and conditions, a few words each.
    pub they_ask_for: Vec<String>,
    /// When each of [`VERIFIABLE`] was last seen to be so.
    pub verified_on: BTreeMap<String, NaiveDate>,
}

impl ResourceEntry {
    /// Whether a field has something to verify.
    fn has(&self, field: &str) -> bool {
        match field {
            "organization" => self.organization.is_some(),
            "website" => self.website.is_some(),
            "phones" => !self.phones.is_empty(),
            "email" => self.email.is_some(),
            "address" => self.address.is_some(),
            "hours" => !self.hours.is_empty(),
            "languages" => !self.languages.is_empty(),
            // That nobody asks for anything is worth verifying too.
            _ => true,
        }
    }
}

impl Entry for ResourceEntry {
    const NAME: &'static str = "resources";
    const COLUMNS: &'static [&'static str] = &[
        "name",
        "organization",
        "external_id",
        "categories",
        "website",
        "phones",
        "email",
        "address",
        "latitude",
        "longitude",
        "hours",
        "languages",
        "they_ask_for",
        "verified_on",
        "verified_on_name",
        "verified_on_organization",
        "verified_on_website",
        "verified_on_phones",
        "verified_on_email",
        "verified_on_address",
        "verified_on_hours",
        "verified_on_languages",
        "verified_on_they_ask_for",
    ];
    const REQUIRED: usize = 1;
    const IN_LANGUAGES: &'static str = "about";

    fn from_cells(cells: &Cells, language: &str) -> Result<Self> {
        let website = |text: &str| {
            let url = Url::parse(text).or_else(|_| Url::parse(&format!("https://{text}"))).ok();
            url.filter(|url| {
                matches!(url.scheme(), "https" | "http") && url.host().is_some() && url.as_str().len() <= 500
            })
            .ok_or_else(|| Error::invalid("website", "`website` is an address such as https://food.example/."))
        };
        let email = cells.line("email", TITLE_MAX)?;
        if email.as_ref().is_some_and(|email| {
            email.split_once('@').is_none_or(|(who, host)| who.is_empty() || host.is_empty() || email.contains(' '))
        }) {
            return Err(Error::invalid("email", "`email` is an address such as pantry@food.example."));
        }
        let mut entry = Self {
            external_id: cells.external_id()?,
            name: cells.required("name", TITLE_MAX)?,
            point: cells.point()?,
            organization: cells.line("organization", TITLE_MAX)?,
            categories: text::tags("categories", &cells.list("categories", LABEL_MAX)?, LIST_MAX)?,
            about: cells.notes(Self::IN_LANGUAGES, language)?,
            website: cells.get("website").map(website).transpose()?,
            phones: cells.list("phones", LABEL_MAX)?,
            email,
            address: cells.line("address", NOTE_MAX)?,
            hours: Hours::parse_all(cells.get("hours").unwrap_or_default())?,
            languages: profile::languages("languages", &cells.list("languages", LABEL_MAX)?)?,
            they_ask_for: cells.list("they_ask_for", TITLE_MAX)?,
            verified_on: BTreeMap::new(),
        };
        let all = cells.day("verified_on")?;
        for field in VERIFIABLE {
            let column = Self::COLUMNS.iter().find(|column| column.strip_prefix("verified_on_") == Some(field));
            let own = match column.and_then(|column| cells.get(column).map(|text| (*column, text))) {
                Some((column, text)) => Some(day(column, text)?),
                None => all.filter(|_| entry.has(field)),
            };
            entry.verified_on.extend(own.map(|day| (field.to_owned(), day)));
        }
        Ok(entry)
    }

    fn to_cells(&self) -> Cells {
        let mut cells = Cells::default();
        let list = |list: &[String]| list.join(" | ");
        cells.set("external_id", self.external_id.as_deref().unwrap_or_default());
        cells.set("name", self.name.as_str());
        cells.set_point(self.point);
        cells.set("organization", self.organization.as_deref().unwrap_or_default());
        cells.set("categories", list(&self.categories));
        cells.set_notes(Self::IN_LANGUAGES, &self.about);
        cells.set("website", self.website.as_ref().map_or("", Url::as_str));
        cells.set("phones", list(&self.phones));
        cells.set("email", self.email.as_deref().unwrap_or_default());
        cells.set("address", self.address.as_deref().unwrap_or_default());
        cells.set("hours", self.hours.iter().map(Hours::text).collect::<Vec<_>>().join(" | "));
        cells.set("languages", list(&self.languages));
        cells.set("they_ask_for", list(&self.they_ask_for));
        for (field, day) in &self.verified_on {
            cells.set(format!("verified_on_{field}"), day.to_string());
        }
        cells
    }

    fn external_id(&self) -> Option<&str> {
        self.external_id.as_deref()
    }

    fn set_external_id(&mut self, id: Option<String>) {
        self.external_id = id;
    }

    fn key(&self) -> String {
        let other = [self.organization.as_deref(), self.address.as_deref()].map(Option::unwrap_or_default).join("@");
        key_of(&self.name, self.point, &other)
    }
}

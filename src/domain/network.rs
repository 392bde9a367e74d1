//! What a network says about how it works (value V15). All of it is public.

use crate::domain::area::Area;
use crate::domain::joining::Rules;
use crate::domain::listing::words;
use crate::domain::peer::Choices;
use crate::domain::profile::{Contact, contacts, languages};
use crate::domain::text::{self, BODY_MAX};
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};

words! {
    /// How needs and offers find each other here.
    Mode {
        /// Neighbors answer each other.
        Neighbors = "neighbors",
        /// Neighbors answer each other, and connectors help.
        ConnectorsHelp = "connectors-help",
        /// Connectors bring everything together.
        ConnectorsOnly = "connectors-only",
    }
}

words! {
    /// How much a network can take on now.
    Intake {
        /// As usual.
        Open = "open",
        /// It takes longer.
        Slow = "slow",
        /// Nothing new for now.
        Paused = "paused",
    }
}

/// About the network, in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// BCP 47.
    pub language: String,
    /// Plain text; an empty line begins a paragraph.
    pub text: String,
    /// Translated by a machine, or written by a person.
    pub by_machine: bool,
}

/// Roughly where the network is, with the name of the place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Around {
    /// 1 to [`NAME_MAX`] characters.
    pub name: String,
    /// A middle, and metres around it: 100 to [`RADIUS_MAX`].
    pub area: Area,
}

/// Longest name of a network, and of the place where it is, in characters.
pub const NAME_MAX: usize = 100;
/// The farthest that a network reaches from its middle, in metres.
pub const RADIUS_MAX: u32 = 200_000;

/// What stewards and operators say about their network beside what the settings say.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Words {
    /// Its name, in the place of the settings'.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its languages (BCP 47), its main one first, in the place of the settings'; none where nothing is said here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// Where it is, in the place of the settings'.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub around: Option<Around>,
    /// About it, once a language. What stands here goes before the settings.
    pub about: Vec<About>,
    /// How to reach it.
    pub contact: Vec<Contact>,
}

impl Words {
    /// What is said about the network in a language.
    pub fn about_in(&self, language: &str) -> Option<&About> {
        self.about.iter().find(|about| about.language == language)
    }
}

/// Most languages in which a network tells about itself.
pub const ABOUT_MAX: usize = 20;

/// What stewards change; what is `None` stays as it is.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// Its name. For operators alone.
    pub name: Option<String>,
    /// BCP 47, its main one first. For operators alone.
    pub languages: Option<Vec<String>>,
    /// Where it is. For operators alone.
    pub around: Option<Around>,
    /// How one joins. For operators alone.
    pub joining: Option<Rules>,
    /// How needs and offers find each other.
    pub mode: Option<Mode>,
    /// How much it can take on.
    pub intake: Option<Intake>,
    /// About it.
    pub about: Option<Vec<About>>,
    /// How to reach it.
    pub contact: Option<Vec<Contact>>,
    /// Whether networks that ask to follow wait for a steward.
    pub approves_networks: Option<bool>,
    /// Whether people who ask to follow wait for a steward.
    pub approves_people: Option<bool>,
    /// Whether everyone may read which networks this one follows.
    pub lists_networks: Option<bool>,
}

impl Change {
    /// Whether it holds what operators alone change.
    pub fn is_for_operators(&self) -> bool {
        self.name.is_some() || self.languages.is_some() || self.around.is_some() || self.joining.is_some()
    }

    /// Whether it changes anything besides how one joins.
    pub fn is_about_network(&self) -> bool {
        let said = self.name.is_some() || self.languages.is_some() || self.around.is_some();
        let works = self.mode.is_some() || self.intake.is_some() || self.about.is_some() || self.contact.is_some();
        let chosen =
            self.approves_networks.is_some() || self.approves_people.is_some() || self.lists_networks.is_some();
        said || works || chosen
    }

    /// The choices about follows after it.
    pub fn choices(&self, before: &Choices) -> Choices {
        Choices {
            approves_networks: self.approves_networks.or(before.approves_networks),
            approves_people: self.approves_people.or(before.approves_people),
            lists_networks: self.lists_networks.unwrap_or(before.lists_networks),
        }
    }

    /// Writes name, languages, place, about and contact onto what was said before, checked.
    ///
    /// # Errors
    /// `Invalid` at the first field that does not fit.
    pub fn write_onto(&self, words: &mut Words) -> Result<()> {
        if let Some(name) = &self.name {
            words.name = Some(text::required_line("name", name, NAME_MAX)?);
        }
        if let Some(all) = &self.languages {
            words.languages = languages("languages", all)?;
            if words.languages.is_empty() {
                return Err(Error::invalid("languages", "A network has one language or more."));
            }
        }
        if let Some(around) = &self.around {
            let name = text::required_line("place", &around.name, NAME_MAX)?;
            if !(100..=RADIUS_MAX).contains(&around.area.radius_m) {
                let text = format!("`radius_m` is 100 to {RADIUS_MAX} metres.");
                return Err(Error::invalid("radius", text));
            }
            words.around = Some(Around { name, area: around.area });
        }
        if let Some(all) = &self.about {
            words.about = check_about(all)?;
        }
        if let Some(ways) = &self.contact {
            words.contact = contacts("contact", ways.clone())?;
        }
        Ok(())
    }
}

fn check_about(all: &[About]) -> Result<Vec<About>> {
    if all.len() > ABOUT_MAX {
        return Err(Error::invalid("about_in", format!("`about_in` is kept in at most {ABOUT_MAX} languages.")));
    }
    let mut checked: Vec<About> = Vec::with_capacity(all.len());
    for about in all {
        let language = text::language("about_in", &about.language)?;
        if checked.iter().any(|before| before.language == language) {
            return Err(Error::invalid("about_in", format!("`about_in` is there twice in `{language}`.")));
        }
        let text = text::lines("about_in", &about.text, BODY_MAX)?.ok_or_else(|| {
            Error::invalid("about_in", "`about_in` is empty. Please write a few words, or leave it out.")
        })?;
        checked.push(About { language, text, by_machine: about.by_machine });
    }
    Ok(checked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_before_there_was_more_to_say_is_still_read() {
        let words: Words = serde_json::from_str(r#"{"about": [], "contact": []}"#).unwrap();
        assert_eq!(words, Words::default());
        let change = Change { name: Some(" Elm  Street ".into()), ..Change::default() };
        let mut words = Words::default();
        change.write_onto(&mut words).unwrap();
        assert_eq!(words.name.as_deref(), Some("Elm Street"));
        assert!(change.is_for_operators() && change.is_about_network());
        let joining = Change { joining: Some(Rules::default()), ..Change::default() };
        assert!(joining.is_for_operators() && !joining.is_about_network());
        for (change, field) in [
            (Change { name: Some(" ".into()), ..Change::default() }, "name"),
            (Change { languages: Some(Vec::new()), ..Change::default() }, "languages"),
            (Change { languages: Some(vec!["english language".into()]), ..Change::default() }, "languages"),
        ] {
            assert_eq!(change.write_onto(&mut words).unwrap_err().field(), Some(field));
        }
    }

    #[test]
    fn about_is_said_once_a_language() {
        let about =
            |language: &str, text: &str| About { language: language.into(), text: text.into(), by_machine: false };
        let mut words = Words::default();
        let change =
            Change { about: Some(vec![about("EN", "We share."), about("es", "Compartimos.")]), ..Change::default() };
        change.write_onto(&mut words).unwrap();
        assert_eq!(words.about_in("en").unwrap().text, "We share.");
        for bad in
            [vec![about("en", "a"), about("EN", "b")], vec![about("en", " ")], vec![about("english language", "a")]]
        {
            let change = Change { about: Some(bad), ..Change::default() };
            assert_eq!(change.write_onto(&mut words).unwrap_err().field(), Some("about_in"));
        }
        assert_eq!(words.about.len(), 2);
    }
}

//! What a member says about themselves, each field with who may read it. Nothing of it is needed to ask or to
//! offer, and nothing of it is counted.

use crate::domain::appearance;
use crate::domain::area::{Cell, Point};
use crate::domain::listing::words;
use crate::domain::privacy::{Guarded, Key, Liaison, Matched, NetworkOnly, Oneself};
use crate::domain::text::{self, LABEL_MAX, NOTE_MAX};
use crate::error::{Error, Message, Result};
use serde::{Deserialize, Serialize};

words! {
    /// Something that a member can do for others.
    CanDo {
        /// Has some minutes.
        Minutes = "minutes",
        /// Lifts what is heavy.
        Lift = "lift",
        /// Drives.
        Drive = "drive",
        /// Climbs stairs.
        Stairs = "stairs",
        /// Helps by telephone or online.
        Remote = "remote",
    }
}

words! {
    /// Who sees what a member can do.
    SeenBy {
        /// N: members of this network.
        Network = "network",
        /// S: nobody else; suggestions are made from it.
        Oneself = "oneself",
    }
}

/// A way to reach a person or a network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// A tag: `telephone`, `email`, `signal`, `door`.
    pub kind: String,
    /// A number, an address, or a few words.
    pub value: String,
}

/// Most ways to reach somebody.
pub const CONTACTS_MAX: usize = 10;
/// Longest value of a way to reach somebody, in characters.
pub const CONTACT_MAX: usize = 200;
/// Most languages.
pub const LANGUAGES_MAX: usize = 20;
/// Most access needs, and most food customs.
pub const ENTRIES_MAX: usize = 20;
/// How often in a week a member is asked unless they say otherwise.
pub const DEFAULT_ASK_CAP: u8 = 3;
/// The most that they can say.
pub const HIGHEST_ASK_CAP: u8 = 21;

/// What a member says about themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// BCP 47, the dearest first.
    pub languages: Guarded<NetworkOnly, Vec<String>>,
    /// About where they live.
    pub cell: Guarded<NetworkOnly, Option<Cell>>,
    /// What neighbors may know that they can do.
    pub can_do: Guarded<NetworkOnly, Vec<CanDo>>,
    /// What makes it possible to take part, a few words each.
    pub access_needs: Guarded<Liaison, Vec<String>>,
    /// How to reach them.
    pub contact: Guarded<Matched, Vec<Contact>>,
    /// What nobody else sees.
    pub own: Guarded<Oneself, Own>,
}

/// What nobody but the member sees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Own {
    /// What they can do, and keep to themselves.
    pub can_do: Vec<CanDo>,
    /// Tags; copied to a need only by choice.
    pub food_customs: Vec<String>,
    /// How often in a week they may be asked: 0 to 21.
    pub ask_cap: u8,
}

impl Default for Own {
    fn default() -> Self {
        Self { can_do: Vec::new(), food_customs: Vec::new(), ask_cap: DEFAULT_ASK_CAP }
    }
}

/// What a member changes; what is `None` stays as it is.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// How they want to be called.
    pub display_name: Option<String>,
    /// About them, for everyone.
    pub about: Option<String>,
    /// BCP 47.
    pub languages: Option<Vec<String>>,
    /// About where they live, or `Some(None)` to take it away.
    pub cell: Option<Option<Cell>>,
    /// What they can do, and who sees it.
    pub can_do: Option<Vec<(CanDo, SeenBy)>>,
    /// A few words each.
    pub access_needs: Option<Vec<String>>,
    /// Tags.
    pub food_customs: Option<Vec<String>>,
    /// How to reach them.
    pub contact: Option<Vec<Contact>>,
    /// 0 to 21.
    pub ask_cap: Option<u8>,
    /// What their account shows besides, for everyone.
    pub appearance: appearance::Change,
}

impl Change {
    /// Sets where the member lives: the point is rounded here, and goes no further.
    pub fn set_point(&mut self, point: Option<Point>) {
        self.cell = Some(point.map(Cell::of));
    }

    /// The new name, if there is one.
    ///
    /// # Errors
    /// `Invalid` when it is blank or too long.
    pub fn new_name(&self) -> Result<Option<String>> {
        self.display_name.as_deref().map(|name| text::required_line("display_name", name, LABEL_MAX)).transpose()
    }

    /// The new words about them, if there are any; none at all takes them away.
    ///
    /// # Errors
    /// `Invalid` when they are too long.
    pub fn new_about(&self) -> Result<Option<String>> {
        let read = |about: &str| text::lines("about", &about.replace("\r\n", "\n"), NOTE_MAX);
        Ok(self.about.as_deref().map(read).transpose()?.map(Option::unwrap_or_default))
    }

    /// Writes what is said onto a profile, checked. `key` shows that it is one's own.
    ///
    /// # Errors
    /// `Invalid` at the first field that does not fit, with what is allowed.
    pub fn write_onto(self, profile: &mut Profile, key: &Key<Oneself>) -> Result<()> {
        if let Some(list) = self.languages {
            profile.languages = Guarded::new(languages("languages", &list)?);
        }
        if let Some(cell) = self.cell {
            profile.cell = Guarded::new(cell);
        }
        let mut own = profile.own.open(key).clone();
        if let Some(all) = self.can_do {
            let (shown, kept) = sort_out(&all)?;
            profile.can_do = Guarded::new(shown);
            own.can_do = kept;
        }
        if let Some(needs) = self.access_needs {
            at_most("access_needs", needs.len(), ENTRIES_MAX)?;
            let needs = needs.iter().map(|need| text::required_line("access_needs", need, LABEL_MAX));
            profile.access_needs = Guarded::new(needs.collect::<Result<_>>()?);
        }
        if let Some(customs) = self.food_customs {
            own.food_customs = text::tags("food_customs", &customs, ENTRIES_MAX)?;
        }
        if let Some(ways) = self.contact {
            profile.contact = Guarded::new(contacts("contact", ways)?);
        }
        if let Some(cap) = self.ask_cap {
            if cap > HIGHEST_ASK_CAP {
                let text = format!("`ask_cap` is 0 to {HIGHEST_ASK_CAP} times a week.");
                return Err(Error::invalid("ask_cap", text).worded(Message::AskCap { most: HIGHEST_ASK_CAP.into() }));
            }
            own.ask_cap = cap;
        }
        profile.own = Guarded::new(own);
        Ok(())
    }
}

fn at_most(field: &'static str, count: usize, max: usize) -> Result<()> {
    if count > max {
        let text = format!("`{field}` has {count} entries; at most {max} are kept here.");
        return Err(Error::invalid(field, text).worded(Message::TooManyEntries { count, most: max }));
    }
    Ok(())
}

/// What is shown to neighbors, and what is kept to oneself.
fn sort_out(all: &[(CanDo, SeenBy)]) -> Result<(Vec<CanDo>, Vec<CanDo>)> {
    for (index, (tag, _)) in all.iter().enumerate() {
        if all[..index].iter().any(|(before, _)| before == tag) {
            return Err(Error::invalid("can_do", format!("`can_do` says `{}` twice.", tag.as_str())));
        }
    }
    let seen_by = |who| all.iter().filter(|(_, seen)| *seen == who).map(|(tag, _)| *tag).collect();
    Ok((seen_by(SeenBy::Network), seen_by(SeenBy::Oneself)))
}

/// Languages (BCP 47), each once, in the order given.
///
/// # Errors
/// `Invalid` for what is no language tag, or too many.
pub fn languages(field: &'static str, list: &[String]) -> Result<Vec<String>> {
    at_most(field, list.len(), LANGUAGES_MAX)?;
    let mut seen = Vec::with_capacity(list.len());
    for tag in list {
        let tag = text::language(field, tag)?;
        if !seen.contains(&tag) {
            seen.push(tag);
        }
    }
    Ok(seen)
}

/// Ways to reach somebody, checked.
///
/// # Errors
/// `Invalid` for a kind that is no tag, a value that is blank or too long, or too many.
pub fn contacts(field: &'static str, ways: Vec<Contact>) -> Result<Vec<Contact>> {
    at_most(field, ways.len(), CONTACTS_MAX)?;
    let check = |way: Contact| {
        Ok(Contact { kind: text::tag(field, &way.kind)?, value: text::required_line(field, &way.value, CONTACT_MAX)? })
    };
    ways.into_iter().map(check).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::MemberId;

    fn blank() -> Profile {
        Profile {
            languages: Guarded::new(Vec::new()),
            cell: Guarded::new(None),
            can_do: Guarded::new(Vec::new()),
            access_needs: Guarded::new(Vec::new()),
            contact: Guarded::new(Vec::new()),
            own: Guarded::new(Own::default()),
        }
    }

    fn key() -> Key<Oneself> {
        Key::of_owner(MemberId(1), MemberId(1)).unwrap()
    }

    #[test]
    fn what_is_left_out_stays_and_the_rest_is_checked() {
        let mut profile = blank();
        let change = Change {
            languages: Some(vec!["ES".into(), "es".into(), "zh-hans".into()]),
            can_do: Some(vec![(CanDo::Lift, SeenBy::Network), (CanDo::Drive, SeenBy::Oneself)]),
            ..Change::default()
        };
        change.write_onto(&mut profile, &key()).unwrap();
        let network = Key::of_member(MemberId(2));
        assert_eq!(profile.languages.open(&network), &["es", "zh-Hans"]);
        assert_eq!(profile.can_do.open(&network), &[CanDo::Lift]);
        Change { ask_cap: Some(0), ..Change::default() }.write_onto(&mut profile, &key()).unwrap();
        let own = profile.own.open(&key());
        assert_eq!((own.ask_cap, &own.can_do), (0, &vec![CanDo::Drive]));
    }

    #[test]
    fn what_does_not_fit_is_named() {
        let long = "x".repeat(201);
        let contact = |kind: &str, value: &str| Change {
            contact: Some(vec![Contact { kind: kind.into(), value: value.into() }]),
            ..Change::default()
        };
        for (change, field) in [
            (Change { languages: Some(vec!["english language".into()]), ..Change::default() }, "languages"),
            (Change { languages: Some(vec!["en".into(); 21]), ..Change::default() }, "languages"),
            (Change { can_do: Some(vec![(CanDo::Lift, SeenBy::Network); 2]), ..Change::default() }, "can_do"),
            (Change { access_needs: Some(vec![" ".into()]), ..Change::default() }, "access_needs"),
            (Change { food_customs: Some(vec!["no pork!".into()]), ..Change::default() }, "food_customs"),
            (Change { ask_cap: Some(22), ..Change::default() }, "ask_cap"),
            (contact("my phone", "1"), "contact"),
            (contact("telephone", ""), "contact"),
            (contact("telephone", &long), "contact"),
        ] {
            assert_eq!(change.write_onto(&mut blank(), &key()).unwrap_err().field(), Some(field));
        }
        assert!(Change { display_name: Some(" ".into()), ..Change::default() }.new_name().is_err());
    }
}

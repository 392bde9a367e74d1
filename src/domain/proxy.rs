//! Neighbors without internet, for whom a member speaks with their consent (value V13). All that is known of them is
//! for whoever speaks for them, and for nobody else here: not for stewards, not for moderators.

use crate::clock::Moment;
use crate::domain::key::{MemberId, ProxyId};
use crate::domain::listing::words;
use crate::domain::privacy::{Guarded, Liaison};
use crate::domain::profile::{Contact, ENTRIES_MAX, contacts, languages};
use crate::domain::text::{self, LABEL_MAX, NOTE_MAX};
use crate::error::{Error, Message, Result};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

words! {
    /// Where a neighbor stands for whom somebody speaks.
    State {
        /// They said yes; nothing was done for them yet.
        Consented = "consented",
        /// Somebody speaks for them.
        Active = "active",
        /// They joined and speak for themselves.
        TakenOver = "taken-over",
        /// They said no more of this, and are erased.
        Withdrawn = "withdrawn",
    }
}

impl State {
    /// Whether somebody speaks for them, or is looked for.
    pub fn is_spoken_for(self) -> bool {
        matches!(self, Self::Consented | Self::Active)
    }
}

words! {
    /// What a member is asked.
    OfferKind {
        /// To speak for a neighbor from now on.
        Liaison = "liaison",
        /// To speak for themselves, who were spoken for until now.
        Themselves = "themselves",
    }
}

/// What they agreed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// How they said it: "by word, at her door".
    pub how: String,
    /// When.
    pub given_on: NaiveDate,
    /// What may be shared, in their words; whatever is not named stays with who speaks for them.
    pub may_share: Vec<String>,
}

/// What is known of a neighbor for whom somebody speaks. All of it is L.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// What whoever speaks for them calls them.
    pub label: String,
    /// How to reach them.
    pub reach: Vec<Contact>,
    /// BCP 47.
    pub languages: Vec<String>,
    /// What makes it possible to take part, a few words each.
    pub access: Vec<String>,
    /// What they agreed to.
    pub consent: Consent,
    /// The last day of that; then they are asked again.
    pub review_on: NaiveDate,
}

/// A neighbor for whom a member speaks.
#[derive(Clone, Debug)]
pub struct Proxy {
    /// Its row.
    pub id: ProxyId,
    /// Where they stand.
    pub state: State,
    /// What is known of them.
    pub known: Guarded<Liaison, Known>,
    /// Since when.
    pub created_at: Moment,
}

/// Proof that a member speaks for a neighbor.
#[derive(Debug)]
pub struct Held {
    member: MemberId,
}

impl Held {
    /// For `member`, if the key is kept for them.
    pub fn shown(kept_for: Option<MemberId>, member: MemberId) -> Option<Self> {
        (kept_for == Some(member)).then_some(Self { member })
    }

    /// Who speaks.
    pub fn member(&self) -> MemberId {
        self.member
    }
}

/// For how long a consent holds when nobody says another day.
pub const REVIEW_DAYS: u64 = 180;
/// The longest.
pub const LONGEST_REVIEW_DAYS: u64 = 366;

/// What a liaison says; what is `None` stays as it is.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// What they call them.
    pub label: Option<String>,
    /// How to reach them.
    pub reach: Option<Vec<Contact>>,
    /// BCP 47.
    pub languages: Option<Vec<String>>,
    /// A few words each.
    pub access: Option<Vec<String>>,
}

/// A consent as it is written down.
#[derive(Clone, Debug)]
pub struct Asked {
    /// How they said it.
    pub how: String,
    /// When; today if left out.
    pub given_on: Option<NaiveDate>,
    /// What may be shared.
    pub may_share: Vec<String>,
    /// When they are asked again; in 180 days if left out.
    pub review_on: Option<NaiveDate>,
}

impl Asked {
    /// The consent, checked, and its last day.
    ///
    /// # Errors
    /// `Invalid` at the first field that does not fit: a consent that is not given yet, or that nobody asks about again within a year.
    pub fn check(self, today: NaiveDate) -> Result<(Consent, NaiveDate)> {
        let given_on = self.given_on.unwrap_or(today);
        if given_on > today {
            return Err(Error::invalid("given_on", "`given_on` lies ahead. Please ask them first."));
        }
        let longest = today.checked_add_days(Days::new(LONGEST_REVIEW_DAYS)).unwrap_or(today);
        let review_on = self.review_on.or_else(|| today.checked_add_days(Days::new(REVIEW_DAYS))).unwrap_or(today);
        if review_on < today || review_on > longest {
            let text = format!("`review_on` is today or a day within {LONGEST_REVIEW_DAYS} days.");
            return Err(Error::invalid("review_on", text));
        }
        let how = text::required_line("how", &self.how, NOTE_MAX)?;
        Ok((Consent { how, given_on, may_share: entries("may_share", &self.may_share)? }, review_on))
    }
}

impl Change {
    /// Writes what is said onto what is known, checked.
    ///
    /// # Errors
    /// `Invalid` at the first field that does not fit.
    pub fn write_onto(self, known: &mut Known) -> Result<()> {
        if let Some(label) = self.label {
            known.label = text::required_line("label", &label, LABEL_MAX)?;
        }
        if let Some(ways) = self.reach {
            known.reach = contacts("reach", ways)?;
        }
        if let Some(list) = self.languages {
            known.languages = languages("languages", &list)?;
        }
        if let Some(list) = self.access {
            known.access = entries("access", &list)?;
        }
        Ok(())
    }
}

fn entries(field: &'static str, list: &[String]) -> Result<Vec<String>> {
    if list.len() > ENTRIES_MAX {
        let text = format!("`{field}` has {} entries; at most {ENTRIES_MAX} are kept here.", list.len());
        return Err(
            Error::invalid(field, text).worded(Message::TooManyEntries { count: list.len(), most: ENTRIES_MAX })
        );
    }
    list.iter().map(|entry| text::required_line(field, entry, LABEL_MAX)).collect()
}

impl Known {
    /// A neighbor of whom only the consent is known yet.
    pub fn new(consent: Consent, review_on: NaiveDate) -> Self {
        let (label, reach, languages, access) = (String::new(), Vec::new(), Vec::new(), Vec::new());
        Self { label, reach, languages, access, consent, review_on }
    }

    /// Checks that their consent still holds.
    ///
    /// # Errors
    /// `Forbidden` after its last day, saying what to do.
    pub fn check_consent(&self, today: NaiveDate) -> Result<()> {
        if today > self.review_on {
            return Err(Error::forbidden(
                "Please speak with this neighbor again before you speak for them: the day to ask anew has passed. \
                 Then write down what they said.",
            )
            .worded(Message::AskAgain));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn asked() -> Asked {
        Asked { how: "by word, at her door".into(), given_on: None, may_share: Vec::new(), review_on: None }
    }

    #[test]
    fn a_consent_is_given_before_it_is_written_down_and_asked_about_again_within_a_year() {
        let today = day("2026-09-01");
        let (consent, review_on) = asked().check(today).unwrap();
        assert_eq!((consent.given_on, review_on), (today, day("2027-02-28")));
        for (asked, field) in [
            (Asked { given_on: Some(day("2026-09-02")), ..asked() }, "given_on"),
            (Asked { review_on: Some(day("2027-09-03")), ..asked() }, "review_on"),
            (Asked { review_on: Some(day("2026-08-31")), ..asked() }, "review_on"),
            (Asked { how: " ".into(), ..asked() }, "how"),
            (Asked { may_share: vec!["x".into(); 21], ..asked() }, "may_share"),
        ] {
            assert_eq!(asked.check(today).unwrap_err().field(), Some(field));
        }
    }

    #[test]
    fn a_consent_holds_through_its_last_day() {
        let (consent, review_on) = asked().check(day("2026-09-01")).unwrap();
        let known = Known::new(consent, review_on);
        known.check_consent(review_on).unwrap();
        assert!(known.check_consent(review_on.succ_opt().unwrap()).is_err());
    }

    #[test]
    fn only_who_speaks_for_them_holds_their_key() {
        assert!(Held::shown(Some(MemberId(1)), MemberId(1)).is_some());
        assert!(Held::shown(Some(MemberId(1)), MemberId(2)).is_none());
        assert!(Held::shown(None, MemberId(2)).is_none());
    }
}

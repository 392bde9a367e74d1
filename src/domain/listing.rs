//! A listing: a need or an offer. One form with one switch (value V3).

use crate::clock::Moment;
use crate::domain::key::{ActorId, ListingId, MemberId, ProxyId};
use crate::domain::media::Named;
use crate::domain::network::Mode;
use crate::domain::privacy::{Key, Matched};
use crate::domain::quantity::{Amount, Quantity};
use crate::domain::window::Window;
use crate::domain::{Area, Audience};
use crate::error::{Error, Message, Result};
use crate::i18n::Lang;
use serde::{Deserialize, Serialize};
use url::Url;

/// Declares an enumeration whose values have one name everywhere: in tables, in JSON, in code.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// All values.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The one name, as stored and in JSON.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// From the one name.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}
pub(in crate::domain) use words;

words! {
    /// Need or offer.
    Kind {
        /// Somebody could use it.
        Need = "need",
        /// Somebody has it to give.
        Offer = "offer",
    }
}

words! {
    /// What a listing is at the moment.
    State {
        /// Being written; nobody else sees it.
        Draft = "draft",
        /// Waiting for responses.
        Open = "open",
        /// No responses for now, as its author wishes.
        Paused = "paused",
        /// Part of it is promised or handed over.
        PartlyMet = "partly-met",
        /// All of it is promised or handed over.
        Met = "met",
        /// Taken back by its author.
        Withdrawn = "withdrawn",
        /// Its time has passed.
        Expired = "expired",
        /// Its words are gone; only what keeps others from answering it is left.
        Erased = "erased",
    }
}

impl State {
    /// Whether responses are taken.
    pub fn takes_responses(self) -> bool {
        matches!(self, Self::Open | Self::PartlyMet)
    }

    /// Whether it is over for good (a `Met` listing may open again when a handoff does not happen).
    pub fn is_over(self) -> bool {
        matches!(self, Self::Withdrawn | Self::Expired | Self::Erased)
    }

    /// Whether others can see it at all.
    pub fn is_published(self) -> bool {
        !matches!(self, Self::Draft | Self::Erased)
    }
}

words! {
    /// How soon, as its author says it.
    Urgency {
        /// Today.
        Today = "today",
        /// Within a few days.
        FewDays = "few-days",
        /// This week.
        ThisWeek = "this-week",
        /// Whenever it fits.
        Whenever = "whenever",
    }
}

words! {
    /// How something can change hands.
    Way {
        /// Fetched.
        Pickup = "pickup",
        /// Brought home.
        Delivery = "delivery",
        /// Left in a community fridge.
        FridgeDrop = "fridge-drop",
        /// At a meeting point.
        Meet = "meet",
        /// By telephone or online.
        Remote = "remote",
    }
}

words! {
    /// How food is kept.
    Storage {
        /// On a shelf.
        Ambient = "ambient",
        /// In a fridge.
        Chilled = "chilled",
        /// In a freezer.
        Frozen = "frozen",
        /// Hot, to be eaten now.
        Hot = "hot",
    }
}

words! {
    /// Whether other networks may pass it along.
    PassAlong {
        /// They may not. Earlier versions also offered to ask the author each time, and nobody asked: that was no yes.
        #[serde(alias = "ask-me")]
        No = "no",
        /// They may.
        Yes = "yes",
    }
}

impl PassAlong {
    /// As it is kept, by this version or an earlier one.
    pub fn kept(text: &str) -> Option<Self> {
        if text == "ask-me" { Some(Self::No) } else { Self::parse(text) }
    }
}

/// Allergens, as far as they are known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Allergens {
    /// Whether somebody has said which there are: an empty list that was not declared means "not known".
    pub declared: bool,
    /// What an offer contains.
    pub contains: Vec<String>,
    /// What it may contain traces of.
    pub may_contain: Vec<String>,
    /// What a need must be free of.
    pub must_be_free_of: Vec<String>,
}

/// What matters about food.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Food {
    /// Customs that an offer meets or a need asks for: `halal`, `vegetarian`. Data, not a closed list (value V12).
    pub diet: Vec<String>,
    /// Allergens.
    pub allergens: Allergens,
    /// When it was made.
    pub made_on: Option<chrono::NaiveDate>,
    /// Best before.
    pub best_before: Option<chrono::NaiveDate>,
    /// How it is kept.
    pub storage: Option<Storage>,
}

/// The words in a further language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Translation {
    /// BCP 47.
    pub language: String,
    /// The title.
    pub title: String,
    /// The body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// By a person, or by a machine (value V11 tells them apart).
    pub by_machine: bool,
    /// By a neighbor, and not by the listing's author.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_neighbor: bool,
    /// Whether the words were changed after a neighbor translated them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub outdated: bool,
}

/// A rule by which the author lets responses be accepted as they come ("first come", up to so much each).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstCome {
    /// At most this much for each response; without it, as much as is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most_each: Option<Amount>,
}

/// Everything that is said about a listing and never searched by the database.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Details {
    /// More words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// The same in easy words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub easy_text: Option<String>,
    /// In further languages.
    pub translations: Vec<Translation>,
    /// What matters about food.
    pub food: Food,
    /// When it can change hands.
    pub windows: Vec<Window>,
    /// How it can change hands.
    pub ways: Vec<Way>,
    /// Steps, lift, languages spoken there: words for whoever comes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access_notes: Option<String>,
    /// The author's rule for accepting by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_come: Option<FirstCome>,
}

/// A need or an offer, ours or another network's. Its exact place (M) is kept apart, sealed.
#[derive(Clone, Debug)]
pub struct Listing {
    /// Its row.
    pub id: ListingId,
    /// 128 random bits in its addresses.
    pub slug: String,
    /// Its ActivityPub id; the one id everywhere.
    pub ap_id: Url,
    /// The network that decides about it.
    pub origin: ActorId,
    /// Whether that network is this one.
    pub local: bool,
    /// The member who wrote it (N, or hidden: never rendered but through [`Listing::shown_author`]).
    pub author: Option<MemberId>,
    /// Who speaks on the wire: the member, or the network for a hidden author.
    pub speaker: ActorId,
    /// Whether nothing may lead to its author.
    pub hidden_author: bool,
    /// Need or offer.
    pub kind: Kind,
    /// A tag of the network's tree.
    pub category: String,
    /// A few words.
    pub title: String,
    /// The language of the title and the body (BCP 47).
    pub language: String,
    /// The rest of what is said.
    pub details: Details,
    /// How much, and how much is left. None: one commitment and it is met, unless `takes_more`.
    pub quantity: Option<Quantity>,
    /// Without an amount: whether its author said that more than one may come.
    pub takes_more: bool,
    /// Who may see it.
    pub audience: Audience,
    /// How soon.
    pub urgency: Option<Urgency>,
    /// A rough place in words: "near Fruitvale library".
    pub place_name: Option<String>,
    /// The rough place; never the exact one.
    pub area: Option<Area>,
    /// Whether other networks may pass it along.
    pub pass_along: PassAlong,
    /// What it is at the moment.
    pub state: State,
    /// Grows with each change that others are told of; the highest is the truth.
    pub revision: i64,
    /// When it ends by itself.
    pub expires_at: Moment,
    /// When it was published.
    pub published_at: Option<Moment>,
    /// When it was first written.
    pub created_at: Moment,
    /// When it last changed.
    pub updated_at: Moment,
    /// The neighbor for whom its author speaks. Never rendered but to its author.
    pub proxy: Option<ProxyId>,
    /// Whether it was posted with help from a neighbor; no more is said.
    pub with_help: bool,
    /// The agreement under which safety moderation holds it: then nobody but its author sees it.
    pub held_under: Option<String>,
    /// Of one that comes from another network: the pictures that it names. Of one that is here, they are looked up.
    pub pictures: Vec<Named>,
}

/// Customs and needs about food that the pages offer to tick. What is said elsewhere is read and shown as well (value V12).
pub const DIETS: [&str; 10] = [
    "vegetarian",
    "vegan",
    "halal",
    "kosher",
    "gluten-free",
    "lactose-free",
    "low-salt",
    "diabetic-friendly",
    "soft",
    "baby",
];
/// The allergens that the pages offer to tick: those of Regulation (EU) 1169/2011, annex II.
pub const ALLERGENS: [&str; 14] = [
    "milk",
    "egg",
    "peanut",
    "tree-nut",
    "sesame",
    "soy",
    "gluten",
    "fish",
    "crustacean",
    "mollusc",
    "celery",
    "mustard",
    "lupin",
    "sulphite",
];

/// The longest time a listing stays open.
pub const LONGEST_DAYS: i64 = 90;
/// How long a listing stays open if its author does not say.
pub const DEFAULT_DAYS: i64 = 14;

impl Listing {
    /// The author, unless hidden.
    pub fn shown_author(&self) -> Option<MemberId> {
        self.author.filter(|_| !self.hidden_author)
    }

    /// Whether the network speaks for its author, who is not told: where they hide, and who asks, where connectors bring
    /// everything together and know it alone (value V15).
    pub fn network_speaks(&self, mode: Option<Mode>) -> bool {
        self.shown_author().is_none() || (self.kind == Kind::Need && mode == Some(Mode::ConnectorsOnly))
    }

    /// Whether `member` is its author.
    pub fn is_by(&self, member: MemberId) -> bool {
        self.local && self.author == Some(member)
    }

    /// Whether `asker` may see it: a member, or somebody who is not signed in.
    pub fn is_seen_by(&self, asker: Option<MemberId>) -> bool {
        match (self.state, asker) {
            (_, Some(asker)) if self.is_by(asker) => true,
            (State::Draft | State::Erased, _) => false,
            (_, Some(_)) => self.held_under.is_none(),
            (_, None) => self.audience == Audience::Public && self.held_under.is_none(),
        }
    }

    /// The key to its exact place, for its author.
    pub fn key_for_author(&self, member: MemberId) -> Option<Key<Matched>> {
        self.is_by(member).then(Key::of_party)
    }

    /// What is still open, where it is counted.
    pub fn open_amount(&self) -> Option<Amount> {
        self.quantity.as_ref().map(Quantity::open)
    }

    /// An amount with its unit's word, or nothing where nothing is counted.
    pub fn words(&self, amount: Option<Amount>) -> Option<String> {
        Some(self.quantity.as_ref()?.words(amount?))
    }

    /// The same for a reader, with the number as their language writes it.
    pub fn words_in(&self, lang: Lang, amount: Option<Amount>) -> Option<String> {
        Some(self.quantity.as_ref()?.words_in(lang, amount?))
    }

    /// The state that follows from what is promised and handed over, for a listing that is open.
    pub fn state_of(quantity: &Quantity) -> State {
        if quantity.open() == Amount::ZERO {
            State::Met
        } else if quantity.committed > Amount::ZERO || quantity.delivered > Amount::ZERO {
            State::PartlyMet
        } else {
            State::Open
        }
    }

    /// Checks that a response of `asked` may be made now.
    ///
    /// # Errors
    /// `Conflict` when it is not open; `Invalid` when the amount does not fit.
    pub fn check_response(&self, asked: Option<Amount>, now: Moment) -> Result<()> {
        if !self.state.takes_responses() || now >= self.expires_at {
            return Err(Error::conflict("This is not open for answers any more.").worded(Message::NotOpen));
        }
        match (&self.quantity, asked) {
            (Some(quantity), Some(part)) => quantity.check_part(part),
            (Some(_), None) => Err(Error::invalid("amount", "Please say how much.").worded(Message::HowMuch)),
            (None, None) => Ok(()),
            (None, Some(_)) => Err(Error::invalid("amount", "Nothing is counted here. Please leave the amount out.")
                .worded(Message::NothingCounted)),
        }
    }
}

/// What an author may do with a listing that is already there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Publish a draft.
    Publish,
    /// No responses for now.
    Pause,
    /// Take responses again.
    Resume,
    /// Take it back.
    Withdraw,
    /// Its time has passed.
    Expire,
    /// Remove its words.
    Erase,
}

/// The state after a step.
///
/// # Errors
/// `Conflict` when the step does not lead on from `state`.
pub fn after(state: State, quantity: Option<&Quantity>, step: Step) -> Result<State> {
    let open_again = || quantity.map_or(State::Open, Listing::state_of);
    let next = match (state, step) {
        (State::Draft, Step::Publish) => Some(State::Open),
        (State::Open | State::PartlyMet, Step::Pause) => Some(State::Paused),
        (State::Paused, Step::Resume) => Some(open_again()),
        (State::Open | State::PartlyMet | State::Paused | State::Met | State::Draft, Step::Withdraw) => {
            Some(State::Withdrawn)
        }
        (State::Open | State::PartlyMet | State::Paused, Step::Expire) => Some(State::Expired),
        (State::Withdrawn | State::Expired | State::Met | State::Draft, Step::Erase) => Some(State::Erased),
        _ => None,
    };
    next.ok_or_else(|| {
        Error::conflict(format!("A listing that is {} cannot do that.", state.as_str())).worded(Message::NoSuchStep)
    })
}

/// Whether a change of audience or of the hidden author keeps the id. Narrowing, or changing who is
/// hidden, must not be followable from the old id: it is a Delete and a new listing.
pub fn keeps_id(before: (Audience, bool), after: (Audience, bool)) -> bool {
    after.0 >= before.0 && after.1 == before.1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::quantity::{Measure, Unit};

    #[test]
    fn value_04_a_need_stays_at_home_and_an_offer_reaches_the_networks_close_by() {
        assert_eq!(Audience::default_for(Kind::Need), Audience::Network);
        assert_eq!(Audience::default_for(Kind::Offer), Audience::Peers);
    }

    #[test]
    fn a_draft_is_published_once_and_what_is_over_stays_over() {
        assert_eq!(after(State::Draft, None, Step::Publish).unwrap(), State::Open);
        for state in [State::Open, State::Withdrawn, State::Expired, State::Erased, State::Met] {
            assert!(after(state, None, Step::Publish).is_err());
        }
        for step in [Step::Publish, Step::Pause, Step::Resume, Step::Withdraw, Step::Expire, Step::Erase] {
            assert!(after(State::Erased, None, step).is_err());
        }
    }

    #[test]
    fn a_paused_listing_resumes_as_far_as_it_was_met() {
        let mut quantity = Quantity::new(Amount::whole(4), Unit::new(Measure::One, "cans").unwrap(), None).unwrap();
        assert_eq!(after(State::Paused, Some(&quantity), Step::Resume).unwrap(), State::Open);
        quantity.committed = Amount::whole(1);
        assert_eq!(after(State::Paused, Some(&quantity), Step::Resume).unwrap(), State::PartlyMet);
    }

    #[test]
    fn narrowing_or_hiding_needs_a_new_id_and_widening_does_not() {
        assert!(keeps_id((Audience::Peers, false), (Audience::Public, false)));
        assert!(!keeps_id((Audience::Public, false), (Audience::Peers, false)));
        assert!(!keeps_id((Audience::Public, false), (Audience::Public, true)));
    }
}

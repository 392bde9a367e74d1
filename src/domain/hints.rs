//! What a listing may say, in bits beside it. The indexes of the board hold them, so that whoever looks for something finds
//! there what cannot fit, and only the rest is read.

use crate::domain::listing::{Details, Way};

/// What may be found in the details of a listing: what is missing here is certainly not there. What was stored before there
/// were hints, or comes from an older backup, has all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hints(i64);

impl Hints {
    /// Nothing.
    pub const NONE: Self = Self(0);
    /// What food is fit for.
    pub const DIET: Self = Self(1);
    /// Hours.
    pub const WINDOWS: Self = Self(1 << 1);
    /// Further languages.
    pub const TRANSLATIONS: Self = Self(1 << 2);

    /// One way to change hands.
    pub fn way(way: Way) -> Self {
        Self(match way {
            Way::Pickup => 1 << 4,
            Way::Delivery => 1 << 5,
            Way::FridgeDrop => 1 << 6,
            Way::Meet => 1 << 7,
            Way::Remote => 1 << 8,
        })
    }

    /// Those of what is said.
    pub fn of(details: &Details) -> Self {
        let parts = [
            (!details.food.diet.is_empty(), Self::DIET),
            (!details.windows.is_empty(), Self::WINDOWS),
            (!details.translations.is_empty(), Self::TRANSLATIONS),
        ];
        let there = parts.into_iter().filter(|(is_there, _)| *is_there).map(|(_, hint)| hint);
        there.chain(details.ways.iter().copied().map(Self::way)).fold(Self::NONE, Self::and)
    }

    /// These and others.
    #[must_use]
    pub fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Whether all of these are among them.
    pub fn have(self, all: Self) -> bool {
        self.0 & all.0 == all.0
    }

    /// As they are stored.
    pub fn number(self) -> i64 {
        self.0
    }

    /// From how they are stored.
    pub fn from_number(number: i64) -> Self {
        Self(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_tell_what_is_there_and_what_nobody_knows_may_be_there() {
        let mut details = Details::default();
        assert_eq!(Hints::of(&details), Hints::NONE);
        details.food.diet.push("halal".into());
        details.ways.push(Way::Meet);
        let hints = Hints::of(&details);
        assert!(hints.have(Hints::DIET) && hints.have(Hints::DIET.and(Hints::way(Way::Meet))));
        assert!(!hints.have(Hints::WINDOWS) && !hints.have(Hints::DIET.and(Hints::way(Way::Pickup))));
        assert_eq!(Hints::from_number(hints.number()), hints);
        for way in Way::ALL {
            assert!(Hints::from_number(-1).have(Hints::way(*way)));
        }
    }
}

//! Privacy levels, enforced by type: a guarded value can be read only with a key of its level, and a
//! key is made only where the right to it was shown.
//!
//! The level stands beside the field (`message: Guarded<Matched, String>`), and everything that leaves
//! (page, JSON, federation, log) has to open it: it has no `Display`, its `Debug` says only its level,
//! and it cannot be serialized.

use std::fmt;
use std::marker::PhantomData;

/// A privacy level.
pub trait Level {
    /// The letter of the design: P, F, N, M, L or S.
    const LETTER: char;
}

macro_rules! levels {
    ($($(#[$doc:meta])* $name:ident = $letter:literal),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {}

        impl Level for $name {
            const LETTER: char = $letter;
        }
    )+};
}

levels! {
    /// N: members of this network.
    NetworkOnly = 'N',
    /// M: only the people matched in a handoff, and their liaison.
    Matched = 'M',
    /// L: the liaison or branch that holds the key.
    Liaison = 'L',
    /// S: oneself.
    Oneself = 'S',
}

/// A value that is read only with a key of its level.
#[derive(Clone, PartialEq, Eq)]
pub struct Guarded<L, T> {
    value: T,
    level: PhantomData<L>,
}

impl<L: Level, T> Guarded<L, T> {
    /// Guards a value.
    pub fn new(value: T) -> Self {
        Self { value, level: PhantomData }
    }

    /// Reads it with a key of its level.
    pub fn open(&self, _key: &Key<L>) -> &T {
        &self.value
    }

    /// Takes it out to be sealed and stored. Only storage and sealing call this.
    pub fn into_storage(self) -> T {
        self.value
    }
}

impl<L: Level, T> fmt::Debug for Guarded<L, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{}>", L::LETTER)
    }
}

/// The right to read values of a level, for one asker and one answer.
#[derive(Debug)]
pub struct Key<L> {
    level: PhantomData<L>,
}

impl Key<NetworkOnly> {
    /// For a member of this network, who is signed in (their id is the proof).
    pub fn of_member(_member: crate::domain::MemberId) -> Self {
        Self { level: PhantomData }
    }
}

impl Key<Matched> {
    /// For somebody whom [`crate::domain::handoff::Parties`] or the one-time link has shown to be a party.
    pub(in crate::domain) fn of_party() -> Self {
        Self { level: PhantomData }
    }

    /// For telling the other side's network what was written to it: a response's message, a handoff's link;
    /// and for putting together what they wrote to us in several messages.
    pub fn of_delivery(_response: &crate::domain::response::Response) -> Self {
        Self { level: PhantomData }
    }

    /// For the holder of a handoff's one-time link, whose secret was compared with its digest.
    pub fn of_link(_checked: &crate::domain::handoff::CheckedLink) -> Self {
        Self { level: PhantomData }
    }
}

impl Key<Liaison> {
    /// For the member who speaks for a neighbor with their consent.
    pub fn of_liaison(_held: &crate::domain::proxy::Held) -> Self {
        Self { level: PhantomData }
    }

    /// For the two sides of what a neighbor without an account asks: who holds its link, and who helps.
    pub fn of_guest_side(_side: &crate::domain::guest::Side) -> Self {
        Self { level: PhantomData }
    }
}

impl<L: Level> Key<L> {
    /// For a member who reads what is their own, whatever its level.
    pub fn of_owner(owner: crate::domain::MemberId, asker: crate::domain::MemberId) -> Option<Self> {
        (owner == asker).then_some(Self { level: PhantomData })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::MemberId;

    #[test]
    fn debugging_shows_the_level_only() {
        let secret: Guarded<Matched, String> = Guarded::new("12 Elm Street".into());
        assert_eq!(format!("{secret:?}"), "<M>");
    }

    #[test]
    fn one_reads_only_what_is_ones_own() {
        let cap: Guarded<Oneself, u8> = Guarded::new(3);
        assert!(Key::<Oneself>::of_owner(MemberId(1), MemberId(2)).is_none());
        let key = Key::<Oneself>::of_owner(MemberId(1), MemberId(1)).unwrap();
        assert_eq!(*cap.open(&key), 3);
    }
}

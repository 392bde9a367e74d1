//! What a token may be used for, in the words of the Mastodon API (docs.joinmastodon.org/api/oauth-scopes).

use crate::domain::listing::words;
use crate::error::{Error, Result};
use std::fmt;

words! {
    /// One permission. The wide ones hold the narrow ones: `read` holds all that begin with `read:`, `write` all that
    /// begin with `write:`, and `follow` those for blocks, follows and mutes, of both.
    Scope {
        /// Who one is, and no more.
        Profile = "profile",
        /// All reading.
        Read = "read",
        /// Accounts.
        ReadAccounts = "read:accounts",
        /// Whom one blocks.
        ReadBlocks = "read:blocks",
        /// What one put aside to read again.
        ReadBookmarks = "read:bookmarks",
        /// What one likes.
        ReadFavourites = "read:favourites",
        /// What one does not want to see.
        ReadFilters = "read:filters",
        /// Whom one follows, and who asks to.
        ReadFollows = "read:follows",
        /// One's lists of accounts.
        ReadLists = "read:lists",
        /// Whom one mutes.
        ReadMutes = "read:mutes",
        /// Notifications.
        ReadNotifications = "read:notifications",
        /// Searching.
        ReadSearch = "read:search",
        /// Posts and timelines.
        ReadStatuses = "read:statuses",
        /// All changing.
        Write = "write",
        /// One's own account.
        WriteAccounts = "write:accounts",
        /// Whom one blocks.
        WriteBlocks = "write:blocks",
        /// What one puts aside.
        WriteBookmarks = "write:bookmarks",
        /// Conversations: read, or gone from the list.
        WriteConversations = "write:conversations",
        /// What one likes.
        WriteFavourites = "write:favourites",
        /// What one does not want to see.
        WriteFilters = "write:filters",
        /// Whom one follows.
        WriteFollows = "write:follows",
        /// One's lists of accounts.
        WriteLists = "write:lists",
        /// Pictures and sounds.
        WriteMedia = "write:media",
        /// Whom one mutes.
        WriteMutes = "write:mutes",
        /// Notifications that one has seen.
        WriteNotifications = "write:notifications",
        /// Reports to the moderators.
        WriteReports = "write:reports",
        /// Posts.
        WriteStatuses = "write:statuses",
        /// Whom one follows, blocks and mutes.
        Follow = "follow",
        /// Being told when something happens.
        Push = "push",
    }
}

impl Scope {
    /// Whether this permission is one that `held` holds.
    pub fn is_within(self, held: Self) -> bool {
        let (own, wide) = (self.as_str(), held.as_str());
        let narrow = |rest: &str| ["blocks", "follows", "mutes"].contains(&rest);
        own == wide
            || match held {
                Self::Read => self == Self::Profile || own.starts_with("read:"),
                Self::Write => own.starts_with("write:"),
                Self::Follow => own.split_once(':').is_some_and(|(_, rest)| narrow(rest)),
                _ => false,
            }
    }
}

/// Several permissions, each once, in the order in which they were asked for. Never none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scopes(Vec<Scope>);

impl Scopes {
    /// What an app has that asks for none.
    pub fn least() -> Self {
        Self(vec![Scope::Read])
    }

    /// From words with spaces (or commas, or plus signs) between them.
    ///
    /// # Errors
    /// `Invalid` for none, and for one that is not there.
    pub fn parse(text: &str) -> Result<Self> {
        let mut scopes = Vec::new();
        for word in text.split([' ', ',', '+']).filter(|word| !word.is_empty()) {
            let scope = Scope::parse(word).ok_or_else(wrong)?;
            if !scopes.contains(&scope) {
                scopes.push(scope);
            }
        }
        if scopes.is_empty() { Err(wrong()) } else { Ok(Self(scopes)) }
    }

    /// Whether a permission is among them, or within one of them.
    pub fn hold(&self, wanted: Scope) -> bool {
        self.0.iter().any(|held| wanted.is_within(*held))
    }

    /// Whether all of others are.
    pub fn hold_all(&self, others: &Self) -> bool {
        others.0.iter().all(|wanted| self.hold(*wanted))
    }

    /// One by one.
    pub fn iter(&self) -> impl Iterator<Item = Scope> {
        self.0.iter().copied()
    }
}

fn wrong() -> Error {
    let known: Vec<&str> = Scope::ALL.iter().map(|scope| scope.as_str()).collect();
    Error::invalid("scopes", format!("Scopes are one or more of: {}.", known.join(" ")))
}

impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<&str> = self.0.iter().map(|scope| scope.as_str()).collect();
        f.write_str(&words.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scopes(text: &str) -> Scopes {
        Scopes::parse(text).unwrap()
    }

    #[test]
    fn the_wide_ones_hold_the_narrow_ones_and_never_the_other_way() {
        let all = scopes("read write follow push");
        assert!(Scope::ALL.iter().all(|scope| all.hold(*scope)));
        let narrow = scopes("read:statuses write:media");
        assert!(narrow.hold(Scope::ReadStatuses) && narrow.hold(Scope::WriteMedia));
        for other in [Scope::Read, Scope::Write, Scope::ReadAccounts, Scope::WriteStatuses, Scope::Profile, Scope::Push]
        {
            assert!(!narrow.hold(other), "{other:?}");
        }
        assert!(scopes("read").hold(Scope::Profile) && !scopes("profile").hold(Scope::ReadAccounts));
        let follow = scopes("follow");
        assert!(follow.hold(Scope::WriteFollows) && follow.hold(Scope::ReadBlocks) && !follow.hold(Scope::ReadLists));
        assert!(scopes("read").hold_all(&scopes("read:lists read:search")));
        assert!(!scopes("read").hold_all(&scopes("read:lists write:lists")));
    }

    #[test]
    fn they_are_said_as_they_were_asked_for() {
        assert_eq!(scopes("write  read,push+read").to_string(), "write read push");
        for wrong in ["", " ", "read everything", "admin:read", "READ"] {
            assert!(Scopes::parse(wrong).is_err(), "{wrong}");
        }
    }
}

//! Lists: some of the accounts that a member follows, to be read by themselves. They stand on the member's desk, sealed:
//! nobody else learns whom somebody puts together, or what they call it.

use crate::domain::desk::Desk;
use crate::domain::key::ActorId;
use crate::domain::text;
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Longest title, in characters.
pub const TITLE_MAX: usize = 255;
/// Most lists of a member.
pub const LISTS_MAX: usize = 50;
/// Most accounts in a list.
pub const ACCOUNTS_MAX: usize = 500;

/// Which answers of those in a list are shown in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Replies {
    /// To everybody whom the member follows.
    Followed,
    /// To others in the list.
    #[default]
    List,
    /// To nobody but themselves.
    None,
}

impl Replies {
    /// As the Mastodon API names it.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "followed" => Some(Self::Followed),
            "list" => Some(Self::List),
            "none" => Some(Self::None),
            _ => None,
        }
    }
}

/// A list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// Unlike all other lists of the network, as row ids are.
    pub id: i64,
    /// What the member calls it.
    pub title: String,
    /// Which answers are shown.
    pub replies: Replies,
    /// Whether what stands here is left out at home.
    pub exclusive: bool,
    /// Who is in it.
    pub accounts: BTreeSet<ActorId>,
}

/// What is to be changed about a list; nothing where it stays.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// What the member calls it.
    pub title: Option<String>,
    /// Which answers are shown.
    pub replies: Option<Replies>,
    /// Whether what stands there is left out at home.
    pub exclusive: Option<bool>,
}

impl List {
    fn change(&mut self, change: Change) -> Result<()> {
        if let Some(title) = change.title {
            self.title = text::line("title", &title, TITLE_MAX)?
                .ok_or_else(|| Error::invalid("title", "Please say what the list is called."))?;
        }
        self.replies = change.replies.unwrap_or(self.replies);
        self.exclusive = change.exclusive.unwrap_or(self.exclusive);
        Ok(())
    }
}

impl Desk {
    /// A list.
    ///
    /// # Errors
    /// `NotFound` when the member has none with this id.
    pub fn list(&self, id: i64) -> Result<&List> {
        self.lists.iter().find(|list| list.id == id).ok_or_else(Error::not_found)
    }

    fn list_mut(&mut self, id: i64) -> Result<&mut List> {
        self.lists.iter_mut().find(|list| list.id == id).ok_or_else(Error::not_found)
    }

    /// Makes a list.
    ///
    /// # Errors
    /// `Invalid` without a title, or with one that is longer than [`TITLE_MAX`]; `Conflict` for more than [`LISTS_MAX`].
    pub fn make_list(&mut self, id: i64, change: Change) -> Result<List> {
        if self.lists.len() >= LISTS_MAX {
            return Err(Error::conflict(format!(
                "You have {LISTS_MAX} lists already. Please delete one of them first."
            )));
        }
        let replies = Replies::default();
        let mut list = List { id, title: String::new(), replies, exclusive: false, accounts: BTreeSet::new() };
        list.change(Change { title: Some(change.title.unwrap_or_default()), ..change })?;
        self.lists.push(list.clone());
        Ok(list)
    }

    /// Changes a list.
    ///
    /// # Errors
    /// As [`Desk::make_list`], and `NotFound`.
    pub fn change_list(&mut self, id: i64, change: Change) -> Result<List> {
        let list = self.list_mut(id)?;
        list.change(change)?;
        Ok(list.clone())
    }

    /// Deletes a list.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn drop_list(&mut self, id: i64) -> Result<()> {
        self.list(id)?;
        self.lists.retain(|list| list.id != id);
        Ok(())
    }

    /// Puts accounts into a list.
    ///
    /// # Errors
    /// `NotFound`; `Invalid` when one is in it already; `Conflict` for more than [`ACCOUNTS_MAX`].
    pub fn add_to_list(&mut self, id: i64, accounts: &[ActorId]) -> Result<()> {
        let list = self.list_mut(id)?;
        for account in accounts {
            if !list.accounts.insert(*account) {
                return Err(Error::invalid("account_ids", "That account is in the list already."));
            }
        }
        if list.accounts.len() > ACCOUNTS_MAX {
            return Err(Error::conflict(format!("A list holds {ACCOUNTS_MAX} accounts at most.")));
        }
        Ok(())
    }

    /// Takes accounts out of a list. One that is not in it changes nothing.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn take_from_list(&mut self, id: i64, accounts: &[ActorId]) -> Result<()> {
        self.list_mut(id)?.accounts.retain(|account| !accounts.contains(account));
        Ok(())
    }

    /// Whose posts are left out at home, since they stand in a list that is read instead.
    pub fn read_elsewhere(&self) -> BTreeSet<ActorId> {
        self.lists.iter().filter(|list| list.exclusive).flat_map(|list| list.accounts.iter().copied()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn called(title: &str) -> Change {
        Change { title: Some(title.into()), ..Change::default() }
    }

    #[test]
    fn a_list_has_a_title_and_is_bounded() {
        let mut desk = Desk::default();
        for wrong in ["", "  ", &"x".repeat(TITLE_MAX + 1)] {
            assert!(desk.make_list(1, called(wrong)).is_err(), "{wrong}");
        }
        assert!(desk.make_list(1, Change::default()).is_err() && desk.lists.is_empty());
        for id in 0..LISTS_MAX as i64 {
            desk.make_list(id, called("Street")).unwrap();
        }
        assert!(desk.make_list(99, called("Street")).is_err());
        desk.drop_list(7).unwrap();
        assert!(desk.drop_list(7).is_err() && desk.change_list(7, called("x")).is_err());
        let many: Vec<ActorId> = (0..=ACCOUNTS_MAX as i64).map(ActorId).collect();
        assert!(desk.clone().add_to_list(1, &many).is_err());
        desk.add_to_list(1, &many[1..]).unwrap();
        assert!(desk.add_to_list(1, &many[5..6]).is_err(), "once is enough");
        desk.take_from_list(1, &many).unwrap();
        assert!(desk.list(1).unwrap().accounts.is_empty());
    }

    #[test]
    fn what_is_read_in_a_list_alone_is_left_out_at_home() {
        let mut desk = Desk::default();
        desk.make_list(1, called("Street")).unwrap();
        desk.add_to_list(1, &[ActorId(5)]).unwrap();
        assert!(desk.read_elsewhere().is_empty());
        desk.change_list(1, Change { exclusive: Some(true), ..Change::default() }).unwrap();
        assert_eq!(desk.read_elsewhere(), [ActorId(5)].into());
        assert_eq!(desk.list(1).unwrap().title, "Street", "what is not said stays");
    }
}

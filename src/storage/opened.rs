//! Which accounts sealed rows name, where many are looked through more than once: each is opened once while it stays as it is.

use crate::domain::key::ActorId;
use crate::error::Result;
use std::collections::{BTreeSet, HashMap};

/// The accounts that each of some sealed rows names.
#[derive(Debug, Default)]
pub struct Opened(HashMap<i64, (Vec<u8>, BTreeSet<ActorId>)>);

impl Opened {
    /// Takes the rows as they are now, by their ids. One that was sealed anew is opened anew: no two seals are the same.
    ///
    /// # Errors
    /// What `open` fails with.
    pub fn look(
        &mut self,
        rows: Vec<(i64, Vec<u8>)>,
        mut open: impl FnMut(i64, &[u8]) -> Result<BTreeSet<ActorId>>,
    ) -> Result<()> {
        let mut before = std::mem::take(&mut self.0);
        for (id, sealed) in rows {
            let known = before.remove(&id).filter(|(as_it_was, _)| *as_it_was == sealed);
            let named = known.map_or_else(|| open(id, &sealed), |(_, named)| Ok(named))?;
            self.0.insert(id, (sealed, named));
        }
        Ok(())
    }

    /// Whether any of them names an account.
    pub fn names(&self, account: ActorId) -> bool {
        self.0.values().any(|(_, named)| named.contains(&account))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_opened_again_only_when_it_was_sealed_anew_and_one_that_is_gone_names_nobody() {
        let (mut opened, mut times) = (Opened::default(), 0);
        let mut look = |opened: &mut Opened, rows: &[(i64, u8)]| {
            let rows = rows.iter().map(|(id, sealed)| (*id, vec![*sealed])).collect();
            let open = |_: i64, sealed: &[u8]| {
                times += 1;
                Ok(sealed.iter().map(|byte| ActorId(i64::from(*byte))).collect())
            };
            opened.look(rows, open).unwrap();
            times
        };
        assert_eq!(look(&mut opened, &[(1, 10), (2, 20)]), 2);
        assert_eq!(look(&mut opened, &[(1, 10), (2, 20)]), 2);
        assert_eq!(look(&mut opened, &[(1, 11), (2, 20)]), 3);
        assert!(opened.names(ActorId(11)) && opened.names(ActorId(20)) && !opened.names(ActorId(10)));
        assert_eq!(look(&mut opened, &[(1, 11)]), 3);
        assert!(!opened.names(ActorId(20)));
    }
}

//! In which order moderators read what was reported, and how much of it one server told.

use crate::domain::address::host_of;
use crate::domain::key::ReportId;
use crate::domain::moderation::Said;
use crate::error::Result;
use crate::seal::MasterKey;
use crate::storage::{Conn, moderation};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How many reports are opened at once, to see who told them.
const AT_ONCE: usize = 80;
/// How many are opened for one look, at most: after a start nothing is known, and very many may wait.
const LOOKS: usize = 1_000;

/// Who told something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Teller {
    /// A member; or perhaps one, where that cannot be read.
    Member,
    /// Another server, by its host.
    Server(String),
}

impl Teller {
    fn of(said: Option<Said>) -> Self {
        said.and_then(|said| said.from).map_or(Self::Member, |from| Self::Server(host_of(&from)))
    }
}

/// Opens reports to see who told each, a few at a time. One that is closed by now is left out.
///
/// # Errors
/// `Internal` when the database fails.
pub fn who_told(conn: &mut Conn, seal: &MasterKey, reports: &[ReportId]) -> Result<Vec<(ReportId, Teller)>> {
    let mut told = Vec::new();
    for some in reports.chunks(AT_ONCE) {
        let some = moderation::open_reports_among(conn, seal, some)?;
        told.extend(some.into_iter().map(|report| (report.id, Teller::of(report.said))));
    }
    Ok(told)
}

/// Which of the open reports a member told, and which came from which other server. Who tells is sealed with the rest of a
/// report, so that each is opened once to know it, and from then on only where a page shows it. A cache; cloning shares it.
#[derive(Clone, Default)]
pub struct KnownReports(Arc<Mutex<HashMap<ReportId, Teller>>>);

impl KnownReports {
    fn held(&self) -> MutexGuard<'_, HashMap<ReportId, Teller>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps who told what is open; `then` reads it, with those of which nothing is known yet. `look` opens the newest of these,
    /// and answers who told each; one that it does not answer was closed meanwhile. The others are opened when it is looked
    /// again.
    fn known<T>(
        &self,
        open: &[ReportId],
        look: impl FnOnce(&[ReportId]) -> Result<Vec<(ReportId, Teller)>>,
        then: impl FnOnce(&HashMap<ReportId, Teller>, &HashSet<ReportId>) -> T,
    ) -> Result<T> {
        // What is open no more is forgotten.
        let mut known: HashMap<ReportId, Teller> = {
            let before = self.held();
            open.iter().filter_map(|id| Some((*id, before.get(id)?.clone()))).collect()
        };
        let mut new: Vec<ReportId> = open.iter().rev().filter(|id| !known.contains_key(*id)).copied().collect();
        let unknown: HashSet<ReportId> = new.split_off(new.len().min(LOOKS)).into_iter().collect();
        if !new.is_empty() {
            known.extend(look(&new)?);
        }
        let read = then(&known, &unknown);
        *self.held() = known;
        Ok(read)
    }

    /// The open reports as they are read: what members tell first, however much comes from other servers, and of each what
    /// waits longest. Between them stand those of which it is not known yet. `open` begins with the oldest. `look` is
    /// [`who_told`], and asked of those alone of which nothing is known yet; one that it does not answer was closed meanwhile,
    /// and is left out.
    ///
    /// # Errors
    /// As `look`.
    pub fn in_order(
        &self,
        open: &[ReportId],
        look: impl FnOnce(&[ReportId]) -> Result<Vec<(ReportId, Teller)>>,
    ) -> Result<Vec<ReportId>> {
        self.known(open, look, |all, unknown| {
            let told = |by_member: bool| {
                let is = move |id: &&ReportId| all.get(*id).is_some_and(|by| (*by == Teller::Member) == by_member);
                open.iter().filter(is).copied()
            };
            let between = open.iter().filter(|id| unknown.contains(*id)).copied();
            told(true).chain(between).chain(told(false)).collect()
        })
    }

    /// How many of the open reports a server told. `look` as in [`KnownReports::in_order`].
    ///
    /// # Errors
    /// As `look`.
    pub fn told_by(
        &self,
        host: &str,
        open: &[ReportId],
        look: impl FnOnce(&[ReportId]) -> Result<Vec<(ReportId, Teller)>>,
    ) -> Result<usize> {
        let is = |by: &&Teller| matches!(by, Teller::Server(server) if server == host);
        self.known(open, look, |all, _| all.values().filter(is).count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    fn ids(numbers: impl IntoIterator<Item = i64>) -> Vec<ReportId> {
        numbers.into_iter().map(ReportId).collect()
    }

    #[test]
    fn what_members_tell_comes_first_and_each_report_is_opened_once_for_it() {
        let reports = KnownReports::default();
        let by_member = |id: &ReportId| {
            (*id, if id.0 > 100 { Teller::Member } else { Teller::Server(format!("{}.example", id.0 % 2)) })
        };
        let all = ids(1..=102);
        let order = reports.in_order(&all, |new| Ok(new.iter().map(by_member).collect())).expect("an order");
        assert_eq!((&order[..3], order.len()), (&ids([101, 102, 1])[..], 102));
        let again = reports.in_order(&all, |_| Err(Error::internal("opened once more"))).expect("all are known");
        assert_eq!(again, order);

        // Of others, only what is new is opened.
        let fewer = ids((50..=101).chain([200]));
        let order = reports.in_order(&fewer, |new| {
            assert_eq!(new, ids([200]));
            Ok(new.iter().map(by_member).collect())
        });
        let order = order.expect("an order");
        assert_eq!((&order[..3], order.len()), (&ids([101, 200, 50])[..], 53));
        for (host, told) in [("0.example", 26), ("1.example", 25), ("2.example", 0)] {
            let counted = reports.told_by(host, &fewer, |_| Err(Error::internal("opened once more")));
            assert_eq!(counted.expect("all are known"), told, "{host}");
        }
        // What was closed is not held, and would be opened anew.
        let back = reports.in_order(&ids([1, 50]), |new| {
            assert_eq!(new, ids([1]));
            Ok(Vec::new())
        });
        assert_eq!(back.expect("an order"), ids([50]), "what was closed meanwhile is left out");
    }

    #[test]
    fn of_very_many_that_wait_some_are_opened_for_each_look_and_none_is_left_out_meanwhile() {
        let reports = KnownReports::default();
        // Each hundredth is a member's.
        let told = |id: &ReportId| {
            (*id, if id.0 % 100 == 0 { Teller::Member } else { Teller::Server("spam.example".to_owned()) })
        };
        let all = ids(1..=2_500);
        for opened in [1_000, 1_000, 500, 0] {
            let mut count = 0;
            let order = reports.in_order(&all, |new| {
                count = new.len();
                Ok(new.iter().map(told).collect())
            });
            let order = order.expect("an order");
            assert_eq!(count, opened);
            assert_eq!(order.iter().collect::<HashSet<_>>().len(), 2_500, "each stands there once");
            assert_eq!(order.len(), 2_500);
            assert!(order[..10].iter().all(|id| id.0 % 100 == 0), "what members tell comes first: {:?}", &order[..10]);
        }
        let order = reports.in_order(&all, |_| Err(Error::internal("opened once more"))).expect("all are known");
        assert_eq!(order[..25], ids((1..=25).map(|number| number * 100)));
        let counted = reports.told_by("spam.example", &all, |_| Err(Error::internal("opened once more")));
        assert_eq!(counted.expect("all are known"), 2_475);
    }
}

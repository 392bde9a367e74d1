//! In which order moderators read what was reported.

use crate::domain::key::ReportId;
use crate::error::Result;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Which of the open reports a member told, and which came from another server. Who tells is sealed with the rest of a report,
/// so that each is opened once to know it, and from then on only where a page shows it. A cache; cloning shares it.
#[derive(Clone, Default)]
pub struct KnownReports(Arc<Mutex<HashMap<ReportId, bool>>>);

impl KnownReports {
    fn held(&self) -> MutexGuard<'_, HashMap<ReportId, bool>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The open reports as they are read: what members tell first, however much comes from other servers, and of each what
    /// waits longest. `open` begins with the oldest. `look` opens those of which nothing is known yet, and answers whether a
    /// member told each; one that it does not answer was closed meanwhile, and is left out.
    ///
    /// # Errors
    /// As `look`.
    pub fn in_order(
        &self,
        open: &[ReportId],
        look: impl FnOnce(&[ReportId]) -> Result<Vec<(ReportId, bool)>>,
    ) -> Result<Vec<ReportId>> {
        // What is open no more is forgotten.
        let mut known: HashMap<ReportId, bool> = {
            let before = self.held();
            open.iter().filter_map(|id| Some((*id, *before.get(id)?))).collect()
        };
        let new: Vec<ReportId> = open.iter().filter(|id| !known.contains_key(*id)).copied().collect();
        if !new.is_empty() {
            known.extend(look(&new)?);
        }
        let all = &known;
        let told = |by_member: bool| open.iter().filter(move |id| all.get(*id) == Some(&by_member)).copied();
        let order = told(true).chain(told(false)).collect();
        *self.held() = known;
        Ok(order)
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
        let by_member = |id: &ReportId| (*id, id.0 > 100);
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
        // What was closed is not held, and would be opened anew.
        let back = reports.in_order(&ids([1, 50]), |new| {
            assert_eq!(new, ids([1]));
            Ok(Vec::new())
        });
        assert_eq!(back.expect("an order"), ids([50]), "what was closed meanwhile is left out");
    }
}

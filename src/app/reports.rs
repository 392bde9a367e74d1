//! In which order moderators read what was reported, and how much of it one server told.

use crate::domain::address::{host_of, site_of};
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

/// So many reports of one server wait for a moderator; what it tells until one of them is closed is not taken.
pub const OF_ONE_SERVER: usize = 100;
/// So many of all other servers together. After that each site may still tell [`ALWAYS`]: however many names somebody makes up
/// to fill the desk, others are heard.
pub const OF_ALL: usize = 1_000;
/// So many of one site ([`site_of`]) have room whatever comes from others.
pub const ALWAYS: usize = 3;

/// How many reports of other servers wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Of one server.
    pub of_host: usize,
    /// Of all servers of its site.
    pub of_site: usize,
    /// Of all.
    pub of_all: usize,
}

impl Waiting {
    /// Whether the server may tell more.
    pub fn has_room(&self) -> bool {
        self.of_host < OF_ONE_SERVER && (self.of_all < OF_ALL || self.of_site < ALWAYS)
    }
}

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

/// What servers told, in turns: one of each site, then the next of each; and of a site, one of each server. Of each server what
/// waits longest comes first, as in `told`. So whoever tells very much, by however many names, hides nobody else.
fn in_turns(told: &[(ReportId, &str)]) -> Vec<ReportId> {
    fn turn<'a>(turns: &mut HashMap<&'a str, usize>, of: &'a str) -> usize {
        let next = turns.entry(of).or_default();
        *next += 1;
        *next
    }
    let (mut of_hosts, mut of_sites) = (HashMap::new(), HashMap::new());
    let mut by_host: Vec<(usize, ReportId, &str)> =
        told.iter().map(|&(id, host)| (turn(&mut of_hosts, host), id, site_of(host))).collect();
    by_host.sort_by_key(|(turn, ..)| *turn);
    let mut by_site: Vec<(usize, ReportId)> =
        by_host.into_iter().map(|(_, id, site)| (turn(&mut of_sites, site), id)).collect();
    by_site.sort_by_key(|(turn, _)| *turn);
    by_site.into_iter().map(|(_, id)| id).collect()
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

    /// The open reports as they are read: what members tell first, however much comes from other servers, what waits longest
    /// before the rest; then what servers tell, each in its turn. Between them stand those of which it is not known yet. `open`
    /// begins with the oldest. `look` is [`who_told`], and asked of those alone of which nothing is known yet; one that it does
    /// not answer was closed meanwhile, and is left out.
    ///
    /// # Errors
    /// As `look`.
    pub fn in_order(
        &self,
        open: &[ReportId],
        look: impl FnOnce(&[ReportId]) -> Result<Vec<(ReportId, Teller)>>,
    ) -> Result<Vec<ReportId>> {
        self.known(open, look, |all, unknown| {
            let by_members = open.iter().filter(|id| all.get(*id) == Some(&Teller::Member)).copied();
            let between = open.iter().filter(|id| unknown.contains(*id)).copied();
            let by_server = |id: &ReportId| match all.get(id)? {
                Teller::Server(host) => Some((*id, host.as_str())),
                Teller::Member => None,
            };
            let by_servers: Vec<(ReportId, &str)> = open.iter().filter_map(by_server).collect();
            by_members.chain(between).chain(in_turns(&by_servers)).collect()
        })
    }

    /// How many of the open reports a server told, and those beside it. `look` as in [`KnownReports::in_order`]; those of which
    /// nothing is known yet count as other servers'.
    ///
    /// # Errors
    /// As `look`.
    pub fn told_by(
        &self,
        host: &str,
        open: &[ReportId],
        look: impl FnOnce(&[ReportId]) -> Result<Vec<(ReportId, Teller)>>,
    ) -> Result<Waiting> {
        self.known(open, look, |all, unknown| {
            let hosts = || servers(all);
            Waiting {
                of_host: hosts().filter(|other| *other == host).count(),
                of_site: hosts().filter(|other| site_of(other) == site_of(host)).count(),
                of_all: hosts().count() + unknown.len(),
            }
        })
    }

    /// Whether so many wait that of some server no more is taken. `look` as in [`KnownReports::in_order`].
    ///
    /// # Errors
    /// As `look`.
    pub fn is_full(
        &self,
        open: &[ReportId],
        look: impl FnOnce(&[ReportId]) -> Result<Vec<(ReportId, Teller)>>,
    ) -> Result<bool> {
        self.known(open, look, |all, unknown| {
            let mut of_hosts: HashMap<&str, usize> = HashMap::new();
            for host in servers(all) {
                *of_hosts.entry(host).or_default() += 1;
            }
            let of_all = of_hosts.values().sum::<usize>() + unknown.len();
            of_all >= OF_ALL || of_hosts.values().any(|of_host| *of_host >= OF_ONE_SERVER)
        })
    }
}

/// The servers that told something, one for each report.
fn servers(all: &HashMap<ReportId, Teller>) -> impl Iterator<Item = &str> {
    all.values().filter_map(|by| match by {
        Teller::Server(host) => Some(host.as_str()),
        Teller::Member => None,
    })
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
            let counted = counted.expect("all are known");
            assert_eq!(counted, Waiting { of_host: told, of_site: told, of_all: 51 }, "{host}");
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
        assert_eq!(counted.expect("all are known").of_host, 2_475);
    }

    #[test]
    fn whoever_makes_up_names_below_their_own_hides_nobody_and_leaves_room_for_others() {
        let reports = KnownReports::default();
        // Very many names of one site with a report each, one server with two, and one with one.
        let told = |id: &ReportId| {
            let host = match id.0 {
                1_201 | 1_202 => "town.example".to_owned(),
                1_203 => "social.example".to_owned(),
                number => format!("a{number}.spam.example"),
            };
            (*id, Teller::Server(host))
        };
        let all = ids(1..=1_203);
        while !reports.known(&all, |new| Ok(new.iter().map(told).collect()), |_, left| left.is_empty()).expect("a look")
        {
        }
        let known = |_: &[ReportId]| Err(Error::internal("opened once more"));
        let order = reports.in_order(&all, known).expect("all are known");
        assert_eq!((&order[..6], order.len()), (&ids([1, 1_201, 1_203, 2, 1_202, 3])[..], 1_203));
        for (host, room) in [("a9999.spam.example", false), ("town.example", true), ("new.example", true)] {
            assert_eq!(reports.told_by(host, &all, known).expect("all are known").has_room(), room, "{host}");
        }
        assert!(reports.is_full(&all, known).expect("all are known"));
        // As many as there is room for are no reason to say so.
        let few = ids(201..=1_199);
        assert!(!reports.is_full(&few, known).expect("all are known"));
        assert!(reports.told_by("a9999.spam.example", &few, known).expect("all are known").has_room());
    }

    #[test]
    fn one_server_has_as_much_room_as_it_has_whatever_others_have() {
        for (of_host, of_site, of_all, room) in [
            (0, 0, 0, true),
            (OF_ONE_SERVER - 1, OF_ONE_SERVER - 1, OF_ALL - 1, true),
            (OF_ONE_SERVER, OF_ONE_SERVER, OF_ONE_SERVER, false),
            (0, ALWAYS - 1, OF_ALL, true),
            (0, ALWAYS, OF_ALL, false),
        ] {
            assert_eq!(Waiting { of_host, of_site, of_all }.has_room(), room, "{of_host} {of_site} {of_all}");
        }
    }
}

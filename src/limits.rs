//! How often something may be asked: by a server, for an account, from an address, about a key.
//!
//! Nothing here says who asked. A counter has a keyed hash for a name, with a key that is made when the process starts and
//! again every hour, when all counters go; nothing is stored or logged. Several processes each count for themselves.

use crate::clock::Moment;
use chrono::Duration;
use ipnet::{IpNet, Ipv6Net};
use std::collections::{BTreeSet, HashMap};
use std::hash::{BuildHasher, Hash, RandomState};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

/// Most counters that are kept.
const COUNTERS_MAX: usize = 100_000;

/// Bits of the network of IPv6 that a household or a rented machine has: all of its addresses count as one.
const HOUSEHOLD: u8 = 64;

/// Bits of the widest network of IPv6 that somebody is given who only asks for it (RFC 6177): 65,536 households fit in.
const SITE: u8 = 48;

/// As many households in one such network as may ask as much as they like at once: there are streets in some, too.
const HOUSEHOLDS: u32 = 16;

/// After so long, everything is forgotten.
fn kept_for() -> Duration {
    Duration::hours(1)
}

/// How often something may be asked: so often at once, and once more each time that `refill` has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Allowance {
    /// So often at once.
    pub most: u32,
    /// How long until once more.
    pub refill: Duration,
}

impl Allowance {
    /// So often in a minute, and so often at once after a while of none. Nothing for 0, which is without a limit.
    pub fn per_minute(often: u32) -> Option<Self> {
        let often = i32::try_from(often).unwrap_or(i32::MAX);
        let refill = Duration::minutes(1).checked_div(often)?;
        Some(Self { most: often.unsigned_abs(), refill })
    }

    /// For a network in which there may be many (see [`Visitor::wider`]): sixteen times as often.
    pub fn of_many(&self) -> Self {
        let refill = i32::try_from(HOUSEHOLDS).ok().and_then(|often| self.refill.checked_div(often));
        Self { most: self.most.saturating_mul(HOUSEHOLDS), refill: refill.unwrap_or(self.refill) }
    }

    fn whole(&self) -> Duration {
        i32::try_from(self.most).ok().and_then(|most| self.refill.checked_mul(most)).unwrap_or(Duration::MAX)
    }
}

/// Counts how often. Cloning shares it.
#[derive(Clone, Default)]
pub struct Limiter(Arc<Mutex<Counters>>);

#[derive(Default)]
struct Counters {
    key: RandomState,
    since: Option<Moment>,
    /// By what is allowed, so that a flood of names that ask for one thing first pushes out others that asked for the same.
    all: HashMap<Allowance, Counted>,
}

/// What is counted with one allowance.
#[derive(Default)]
struct Counted {
    /// When each will have its whole allowance again.
    whole_at: HashMap<u64, Moment>,
    /// The same, in that order.
    in_order: BTreeSet<(Moment, u64)>,
}

impl Counted {
    fn put(&mut self, name: u64, whole_at: Moment) {
        if let Some(before) = self.whole_at.insert(name, whole_at) {
            self.in_order.remove(&(before, name));
        }
        self.in_order.insert((whole_at, name));
    }

    /// Whether somebody has their whole allowance again: to forget them changes nothing.
    fn is_first_whole(&self, now: Moment) -> bool {
        self.in_order.first().is_some_and(|(whole_at, _)| *whole_at <= now)
    }

    /// Forgets who has, or will have, their whole allowance before all others.
    fn forget_first(&mut self) {
        if let Some((_, name)) = self.in_order.pop_first() {
            self.whole_at.remove(&name);
        }
    }
}

impl Counters {
    /// Forgets what is older than an hour, and the key with it. A clock that was set back counts as one that went on.
    fn forget(&mut self, now: Moment) {
        if self.since.is_some_and(|since| (now - since).abs() > kept_for()) {
            *self = Self::default();
        }
        self.since.get_or_insert(now);
    }

    fn count(&self) -> usize {
        self.all.values().map(|counted| counted.in_order.len()).sum()
    }

    /// Names are made up easily. When there are too many, those go first that have their whole allowance again; then, of what
    /// is asked by the most, who asked the least: whoever was held up stays so, however many others somebody pretends to be.
    fn make_room(&mut self, now: Moment) {
        while self.count() >= COUNTERS_MAX {
            let most = |counted: &&mut Counted| (counted.is_first_whole(now), counted.in_order.len());
            let Some(counted) = self.all.values_mut().max_by_key(most) else { return };
            counted.forget_first();
        }
    }

    fn put(&mut self, name: u64, allowed: Allowance, whole_at: Moment) {
        self.all.entry(allowed).or_default().put(name, whole_at);
    }

    fn whole_at(&self, name: u64, allowed: Allowance) -> Option<Moment> {
        self.all.get(&allowed)?.whole_at.get(&name).copied()
    }
}

impl Limiter {
    /// Counts once more for `whose`; when that is more than is allowed, nothing is counted.
    ///
    /// # Errors
    /// How long until it may.
    pub fn take(&self, whose: impl Hash, allowed: Allowance, now: Moment) -> Result<(), Duration> {
        let mut counters = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        counters.forget(now);
        let name = counters.key.hash_one(whose);
        let known = counters.whole_at(name, allowed);
        let whole_at = known.unwrap_or(now).max(now) + allowed.refill;
        let over = whole_at - now - allowed.whole();
        if over > Duration::zero() {
            return Err(over);
        }
        if known.is_none() {
            counters.make_room(now);
        }
        counters.put(name, allowed, whole_at);
        Ok(())
    }

    /// How often `whose` may ask now, and when they will have their whole allowance again. Counts nothing.
    pub fn standing(&self, whose: impl Hash, allowed: Allowance, now: Moment) -> (u32, Moment) {
        let mut counters = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        counters.forget(now);
        let name = counters.key.hash_one(whose);
        let whole_at = counters.whole_at(name, allowed).unwrap_or(now).max(now);
        let refill = allowed.refill.num_milliseconds().max(1);
        let used = ((whole_at - now).num_milliseconds() + refill - 1) / refill;
        (allowed.most.saturating_sub(u32::try_from(used).unwrap_or(u32::MAX)), whole_at)
    }

    /// Forgets what is older than an hour, also when nobody asks meanwhile.
    pub fn forget_old(&self, now: Moment) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).forget(now);
    }

    /// The last time does not count.
    pub fn give_back(&self, whose: impl Hash, allowed: Allowance) {
        let mut counters = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let name = counters.key.hash_one(whose);
        if let Some(whole_at) = counters.whole_at(name, allowed) {
            counters.put(name, allowed, whole_at - allowed.refill);
        }
    }
}

/// From where somebody asks, as far as it is known: not when it is a proxy that we trust and that does not say.
/// Where one machine has many addresses (IPv6), all of its network count as one. It is never shown.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Visitor(Option<IpNet>);

impl Visitor {
    /// By the address that a connection comes from, and what the proxies on the way said in `X-Forwarded-For`: the last
    /// address there that is no trusted proxy's own. What anybody else says there is not believed.
    pub fn new<'a>(
        peer: Option<IpAddr>,
        forwarded: impl DoubleEndedIterator<Item = &'a str>,
        trusted: &[IpNet],
    ) -> Self {
        let is_trusted = |ip: &IpAddr| trusted.iter().any(|net| net.contains(ip));
        let Some(peer) = peer.map(|ip| ip.to_canonical()) else { return Self(None) };
        if !is_trusted(&peer) {
            return Self(Some(network_of(peer)));
        }
        let named = forwarded.rev().flat_map(|header| header.rsplit(','));
        let mut named = named.map(|one| one.trim().parse().ok().map(|ip: IpAddr| ip.to_canonical()));
        match named.find(|ip| ip.is_none_or(|ip| !is_trusted(&ip))) {
            Some(Some(ip)) => Self(Some(network_of(ip))),
            // Nobody, or what is no address.
            _ => Self(None),
        }
    }

    /// Whether it is known.
    pub fn is_known(&self) -> bool {
        self.0.is_some()
    }

    /// The network of IPv6 around it that one person may have, or a street: it is counted besides, with much more allowed, so
    /// that nobody is 65,536 visitors.
    pub fn wider(&self) -> Option<Self> {
        match self.0? {
            IpNet::V6(net) if net.prefix_len() > SITE => {
                Some(Self(Some(IpNet::V6(Ipv6Net::new_assert(net.addr(), SITE).trunc()))))
            }
            _ => None,
        }
    }
}

/// The address, or, of IPv6, the network of a household.
fn network_of(ip: IpAddr) -> IpNet {
    match ip {
        IpAddr::V4(_) => IpNet::from(ip),
        IpAddr::V6(ip) => IpNet::V6(Ipv6Net::new_assert(ip, HOUSEHOLD).trunc()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;

    #[test]
    fn what_is_asked_too_often_waits_and_then_goes_on() {
        let (limiter, start) = (Limiter::default(), Clock::system().now());
        let allowed = Allowance { most: 2, refill: Duration::minutes(5) };
        let take = |whose: &str, minutes: i64| limiter.take(whose, allowed, start + Duration::minutes(minutes));
        let may = |whose: &str, minutes: i64| take(whose, minutes).is_ok();
        assert_eq!([may("hill", 0), may("hill", 0), may("hill", 1), may("hill", 4)], [true, true, false, false]);
        assert_eq!(take("hill", 4), Err(Duration::minutes(1)));
        assert!(may("river", 4), "another one has an allowance of its own");
        assert_eq!([may("hill", 6), may("hill", 6)], [true, false]);
        // It is never saved up beyond what may be asked at once.
        assert_eq!([may("hill", 50), may("hill", 50), may("hill", 50)], [true, true, false]);
        limiter.give_back("hill", allowed);
        assert_eq!([may("hill", 50), may("hill", 50)], [true, false]);
        assert_eq!(limiter.standing("hill", allowed, start + Duration::minutes(52)).0, 0);
        assert_eq!(limiter.standing("hill", allowed, start + Duration::minutes(55)).0, 1);
        assert_eq!(limiter.standing("lake", allowed, start).0, 2, "nobody who was never there has asked");
        // A clock that was set back gives nothing.
        assert!(!may("hill", 40));
    }

    #[test]
    fn within_the_hour_everything_is_forgotten() {
        let (limiter, start) = (Limiter::default(), Clock::system().now());
        let allowed = Allowance { most: 1, refill: Duration::days(1) };
        assert!(limiter.take("hill", allowed, start).is_ok());
        assert!(limiter.take("hill", allowed, start + Duration::minutes(59)).is_err());
        let named = |limiter: &Limiter| {
            let counters = limiter.0.lock().unwrap();
            counters.all.values().flat_map(|counted| counted.whole_at.keys().copied()).collect::<Vec<_>>()
        };
        let before = named(&limiter);
        assert!(limiter.take("hill", allowed, start + Duration::minutes(61)).is_ok());
        assert_ne!(before, named(&limiter), "and the key with it: the same name is another number");
        assert!(limiter.take("hill", allowed, start - Duration::days(3)).is_ok(), "also by a clock that was set back");
    }

    #[test]
    fn what_nobody_asks_for_any_more_is_forgotten_within_the_hour_too() {
        let (limiter, start) = (Limiter::default(), Clock::system().now());
        let allowed = Allowance { most: 1, refill: Duration::days(1) };
        assert!(limiter.take("hill", allowed, start).is_ok());
        let kept = || limiter.0.lock().unwrap().count();
        limiter.forget_old(start + Duration::minutes(59));
        assert_eq!(kept(), 1);
        limiter.forget_old(start + Duration::minutes(61));
        assert_eq!(kept(), 0, "nobody asked meanwhile");
        assert!(limiter.take("hill", allowed, start + Duration::minutes(61)).is_ok());
    }

    #[test]
    fn made_up_names_do_not_fill_the_memory_and_free_nobody_who_is_held_up() {
        let (limiter, now) = (Limiter::default(), Clock::system().now());
        let guess = Allowance { most: 3, refill: Duration::minutes(2) };
        let ask = Allowance { most: 1, refill: Duration::minutes(50) };
        for _ in 0..3 {
            assert!(limiter.take("guesses", guess, now).is_ok());
        }
        assert!(limiter.take("asks", ask, now).is_ok());
        for number in 0..COUNTERS_MAX * 2 + 10 {
            assert!(limiter.take(number, guess, now).is_ok());
        }
        assert!(limiter.take("guesses", guess, now).is_err(), "whoever guessed often is held up as before");
        assert!(limiter.take("asks", ask, now).is_err());
        // Whatever they ask for, and however long that holds them up.
        for number in 0..COUNTERS_MAX + 10 {
            assert!(limiter.take(number, ask, now).is_ok());
        }
        assert!(limiter.take("guesses", guess, now).is_err(), "those go who ask for what most ask for");
        let counters = limiter.0.lock().unwrap();
        assert_eq!(counters.count(), COUNTERS_MAX);
        for counted in counters.all.values() {
            assert_eq!(counted.whole_at.len(), counted.in_order.len());
        }
    }

    #[test]
    fn who_may_ask_as_before_goes_first_when_there_are_too_many() {
        let (limiter, start) = (Limiter::default(), Clock::system().now());
        let short = Allowance { most: 1, refill: Duration::seconds(1) };
        let long = Allowance { most: 1, refill: Duration::minutes(30) };
        assert!(limiter.take("short", short, start).is_ok());
        for number in 0..COUNTERS_MAX - 1 {
            assert!(limiter.take(number, long, start).is_ok());
        }
        let later = start + Duration::minutes(1);
        assert!(limiter.take("one more", long, later).is_ok());
        assert!((0..COUNTERS_MAX - 1).all(|number| limiter.take(number, long, later).is_err()));
        assert_eq!(limiter.0.lock().unwrap().count(), COUNTERS_MAX);
    }

    #[test]
    fn so_often_in_a_minute_and_at_once() {
        let (limiter, now) = (Limiter::default(), Clock::system().now());
        let allowed = Allowance::per_minute(120).unwrap();
        let taken = |now| (0..200).filter(|_| limiter.take("a", allowed, now).is_ok()).count();
        assert_eq!(taken(now), 120);
        assert_eq!(taken(now + Duration::seconds(5)), 10);
        assert_eq!(Allowance::per_minute(0), None);
        assert!(Allowance::per_minute(u32::MAX).unwrap().whole() > Duration::seconds(30));
    }

    #[test]
    fn only_a_trusted_proxy_says_from_where_somebody_asks() {
        let trusted = ["127.0.0.1/32", "172.16.0.0/12"].map(|net| net.parse().unwrap());
        let of = |peer: &str, said: &[&str]| Visitor::new(peer.parse().ok(), said.iter().copied(), &trusted).0;
        let is = |ip: &str| Some(IpNet::from(ip.parse::<IpAddr>().unwrap()));
        assert_eq!(of("203.0.113.9", &[]), is("203.0.113.9"));
        assert_eq!(of("203.0.113.9", &["198.51.100.1"]), is("203.0.113.9"), "whoever it is may say anything");
        assert_eq!(of("127.0.0.1", &["198.51.100.1"]), is("198.51.100.1"));
        assert_eq!(of("::ffff:127.0.0.1", &["::ffff:198.51.100.1"]), is("198.51.100.1"));
        // What a visitor says stands before what the proxies add.
        assert_eq!(of("127.0.0.1", &["10.1.1.1, 198.51.100.1, 172.18.0.2"]), is("198.51.100.1"));
        assert_eq!(of("127.0.0.1", &["10.1.1.1", "198.51.100.1"]), is("198.51.100.1"));
        assert_eq!([of("127.0.0.1", &[]), of("127.0.0.1", &["172.18.0.2"])], [None, None]);
        assert_eq!(of("127.0.0.1", &["10.1.1.1, unknown"]), None);
        assert_eq!(of("2001:db8:1:2:3:4:5:6", &[]), of("2001:db8:1:2:6:5:4:3", &[]));
        assert_ne!(of("2001:db8:1:2:3:4:5:6", &[]), of("2001:db8:1:3:3:4:5:6", &[]));
    }

    #[test]
    fn whoever_has_many_networks_of_ipv6_counts_as_one_besides() {
        let of = |ip: &str| Visitor::new(ip.parse().ok(), std::iter::empty(), &[]);
        let (one, other) = (of("2001:db8:1:2::5"), of("2001:db8:1:3::5"));
        assert!(one != other && one.wider().is_some() && one.wider() == other.wider());
        assert!(of("2001:db8:2:2::5").wider() != one.wider());
        assert!(one.wider() != Some(of("2001:db8:1::")), "its first household is not all of it");
        assert!(one.wider().and_then(|wide| wide.wider()).is_none());
        assert!(of("203.0.113.9").wider().is_none() && of("::ffff:203.0.113.9").wider().is_none());
        let allowed = Allowance { most: 10, refill: Duration::minutes(2) };
        assert_eq!(allowed.of_many(), Allowance { most: 160, refill: Duration::milliseconds(7_500) });
    }
}

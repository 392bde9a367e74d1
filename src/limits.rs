//! How often something may be asked: by a server, for an account, from an address, about a key.
//!
//! Nothing here says who asked. A counter has a keyed hash for a name, with a key that is made when the process starts and
//! again every hour, when all counters go; nothing is stored or logged. Several processes each count for themselves.

use crate::clock::Moment;
use chrono::Duration;
use ipnet::IpNet;
use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, RandomState};
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};

/// Most counters that are kept.
const COUNTERS_MAX: usize = 100_000;

/// After so long, everything is forgotten.
fn kept_for() -> Duration {
    Duration::hours(1)
}

/// How often something may be asked: so often at once, and once more each time that `refill` has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// When each will have its whole allowance again.
    whole_at: HashMap<u64, Moment>,
}

impl Counters {
    /// Forgets what is older than an hour, and the key with it. A clock that was set back counts as one that went on.
    fn forget(&mut self, now: Moment) {
        if self.since.is_some_and(|since| (now - since).abs() > kept_for()) {
            *self = Self::default();
        }
        self.since.get_or_insert(now);
    }

    /// Names are made up easily: when there are too many, first those go that have their whole allowance again, then all.
    fn make_room(&mut self, now: Moment) {
        if self.whole_at.len() >= COUNTERS_MAX {
            self.whole_at.retain(|_, whole_at| *whole_at > now);
        }
        if self.whole_at.len() >= COUNTERS_MAX {
            self.whole_at.clear();
        }
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
        let known = counters.whole_at.get(&name).copied();
        let whole_at = known.unwrap_or(now).max(now) + allowed.refill;
        let over = whole_at - now - allowed.whole();
        if over > Duration::zero() {
            return Err(over);
        }
        if known.is_none() {
            counters.make_room(now);
        }
        counters.whole_at.insert(name, whole_at);
        Ok(())
    }

    /// How often `whose` may ask now, and when they will have their whole allowance again. Counts nothing.
    pub fn standing(&self, whose: impl Hash, allowed: Allowance, now: Moment) -> (u32, Moment) {
        let mut counters = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        counters.forget(now);
        let name = counters.key.hash_one(whose);
        let whole_at = counters.whole_at.get(&name).copied().unwrap_or(now).max(now);
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
        if let Some(whole_at) = counters.whole_at.get_mut(&name) {
            *whole_at -= allowed.refill;
        }
    }
}

/// From where somebody asks, as far as it is known: not when it is a proxy that we trust and that does not say.
/// Where one machine has many addresses (IPv6), all of its network count as one. It is never shown.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Visitor(Option<IpAddr>);

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
}

/// The address, or, of IPv6, the network of 64 bits that a household or a rented machine has.
fn network_of(ip: IpAddr) -> IpAddr {
    match ip {
        IpAddr::V4(_) => ip,
        IpAddr::V6(ip) => IpAddr::V6(Ipv6Addr::from_bits(ip.to_bits() >> 64 << 64)),
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
        let named = |limiter: &Limiter| limiter.0.lock().unwrap().whole_at.keys().copied().collect::<Vec<_>>();
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
        let kept = || limiter.0.lock().unwrap().whole_at.len();
        limiter.forget_old(start + Duration::minutes(59));
        assert_eq!(kept(), 1);
        limiter.forget_old(start + Duration::minutes(61));
        assert_eq!(kept(), 0, "nobody asked meanwhile");
        assert!(limiter.take("hill", allowed, start + Duration::minutes(61)).is_ok());
    }

    #[test]
    fn made_up_names_do_not_fill_the_memory() {
        let (limiter, now) = (Limiter::default(), Clock::system().now());
        let allowed = Allowance { most: 1, refill: Duration::minutes(5) };
        for number in 0..COUNTERS_MAX * 2 + 10 {
            assert!(limiter.take(number, allowed, now).is_ok());
        }
        assert!(limiter.0.lock().unwrap().whole_at.len() <= COUNTERS_MAX);
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
        let is = |ip: &str| Some(ip.parse::<IpAddr>().unwrap());
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
}

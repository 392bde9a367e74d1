//! What a running server holds. Handlers, workers and federation share it; actions take only [`Here`].

pub mod mail;
mod network;
mod passwords;
mod push;
mod reports;

pub use network::KnownNetwork;
pub use passwords::{Passwords, Who};
pub use reports::{KnownReports, Teller, Waiting, who_told};
pub mod media;

use crate::actions::Here;
use crate::adapters::fetch::{Budget, Fetcher};
use crate::clock::Moment;
use crate::config::Config;
use crate::domain::key::{ActorId, ListingId, MemberId};
use crate::error::{Error, Result};
use crate::limits::{Allowance, Limiter, Visitor};
use crate::metrics::Metrics;
use crate::storage::counts::KnownCounts;
use chrono::Duration;
use openssl::pkey::{PKey, Private};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Notify;

/// A running server. Cloning shares it.
#[derive(Clone)]
pub struct App {
    /// The settings.
    pub config: Arc<Config>,
    /// What actions need: the database, the clock, the key to what is sealed, the addresses.
    pub here: Here,
    /// The one HTTP client.
    pub fetcher: Fetcher,
    /// Wakes the workers of this process at once when something waits; they also look by themselves.
    pub wake: Wake,
    /// What Prometheus reads.
    pub metrics: Metrics,
    /// Private keys of our own actors that were opened before.
    pub keys: Keys,
    /// How often others asked, and are asked because of them.
    pub limits: Limiter,
    /// Makes sure of passwords, few at once.
    pub passwords: Passwords,
    /// Pictures and recordings.
    pub media: media::Media,
    /// What is shown of accounts in numbers.
    pub counts: KnownCounts,
    /// What the network is called, its languages and where it is.
    pub known_network: KnownNetwork,
    /// Which reports members told, and which servers the others.
    pub known_reports: KnownReports,
    /// What sends mail.
    pub mail: mail::Mail,
}

/// What is counted, and for whom.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Counted<'a> {
    /// What a server sends, signed.
    Server(&'a str),
    /// What a server reads, signed: whoever reads much can still send.
    Reader(&'a str),
    /// What a server makes us ask of others.
    Because(&'a str),
    /// What a member changes through an interface.
    Member(MemberId),
    /// The same by one app, by the digest of its token: one that has gone wild leaves something to the others.
    Token(&'a str),
    /// What a member says of a listing in further languages: whoever posted it hears of each.
    Translation(MemberId, ListingId),
    /// What is asked without showing who, or in vain.
    Visitor(Visitor),
    /// Guesses at the password of one handle, from one address: nobody else is counted with them.
    Guess(&'a str, Visitor),
    /// Guesses in a browser where a member was signed in before, wherever others guess from.
    KnownGuess(MemberId, &'a str),
    /// Guesses from one address, at whomever.
    Guesses(Visitor),
    /// Apps that register.
    Registration(Visitor),
    /// What is asked without an account.
    Ask(Visitor),
    /// Accounts that are made.
    Join(Visitor),
    /// Codes of invites, of links that sign in, and of what was asked without an account, as they are typed.
    Code(Visitor),
    /// Links by mail that are asked for from one address in the internet, to whichever address.
    LinkAsked(Visitor),
    /// Links by mail to one address, known or not, from wherever.
    LinkTo(&'a str),
    /// Links by mail that a member gets.
    LinkOf(MemberId),
}

impl Counted<'_> {
    /// The same from the wider network around a visitor, if there is one.
    fn wider(self) -> Option<Self> {
        match self {
            Self::Visitor(visitor) => visitor.wider().map(Self::Visitor),
            Self::Guess(handle, visitor) => visitor.wider().map(|wider| Self::Guess(handle, wider)),
            Self::Guesses(visitor) => visitor.wider().map(Self::Guesses),
            Self::Registration(visitor) => visitor.wider().map(Self::Registration),
            Self::Ask(visitor) => visitor.wider().map(Self::Ask),
            Self::Join(visitor) => visitor.wider().map(Self::Join),
            Self::Code(visitor) => visitor.wider().map(Self::Code),
            Self::LinkAsked(visitor) => visitor.wider().map(Self::LinkAsked),
            Self::Server(_)
            | Self::Reader(_)
            | Self::Because(_)
            | Self::Member(_)
            | Self::Token(_)
            | Self::Translation(..)
            | Self::KnownGuess(..)
            | Self::LinkTo(_)
            | Self::LinkOf(_) => None,
        }
    }
}

impl App {
    /// Counts once more, as the settings allow. What comes from a network of IPv6 counts for the wider one around it, too.
    ///
    /// # Errors
    /// `TooMany`, saying when it may be tried again.
    pub fn count(&self, what: Counted<'_>) -> Result<()> {
        let Some(allowed) = self.allowed(what) else { return Ok(()) };
        let now = self.here.now();
        let taken = self.limits.take(what, allowed, now).and_then(|()| match what.wider() {
            Some(wider) => {
                let of_all = self.limits.take(wider, allowed.of_many(), now);
                of_all.inspect_err(|_| self.limits.give_back(what, allowed))
            }
            None => Ok(()),
        });
        taken.map_err(|wait| {
            let text = match what {
                Counted::Server(_) => "Too much came from your server in a short time. Please send the rest later.",
                Counted::Reader(_) => {
                    "Too much was asked by your server in a short time. Please ask for the rest later."
                }
                Counted::Because(_) => "Too many other servers would have to be asked for this now.",
                Counted::Token(_) => "This app changed a lot in a short time. Please wait a moment, or use another.",
                Counted::Member(_) | Counted::Translation(..) => {
                    "You changed a lot in a short time. Please wait a moment and go on."
                }
                Counted::Visitor(_)
                | Counted::Registration(_)
                | Counted::Ask(_)
                | Counted::Join(_)
                | Counted::Code(_)
                | Counted::LinkAsked(_)
                | Counted::LinkTo(_)
                | Counted::LinkOf(_) => "Too much was asked from there in a short time. Please try again later.",
                Counted::Guess(..) | Counted::KnownGuess(..) | Counted::Guesses(_) => {
                    "A password was wrong too often. Please wait a while and try again."
                }
            };
            Error::too_many(text, wait)
        })
    }

    /// What was counted last was all right, and does not count.
    pub fn give_back(&self, what: Counted<'_>) {
        if let Some(allowed) = self.allowed(what) {
            self.limits.give_back(what, allowed);
            if let Some(wider) = what.wider() {
                self.limits.give_back(wider, allowed.of_many());
            }
        }
    }

    /// How often more it may be asked, of how often at once, and when all of that is there again; nothing without a limit.
    pub fn standing(&self, what: Counted<'_>) -> Option<(u32, u32, Moment)> {
        let (allowed, now) = (self.allowed(what)?, self.here.now());
        let (left, whole_at) = self.limits.standing(what, allowed, now);
        Some((left, allowed.most, whole_at))
    }

    fn allowed(&self, what: Counted<'_>) -> Option<Allowance> {
        let limits = &self.config.limits;
        let often = |most, seconds| Some(Allowance { most, refill: Duration::seconds(seconds) });
        match what {
            // A person who does not remember tries a few; one in two minutes afterwards is of no use to a program.
            Counted::Guess(..) | Counted::KnownGuess(..) => return often(10, 120),
            // A library, or a street behind one address.
            Counted::Guesses(visitor) if visitor.is_known() => return often(60, 10),
            Counted::Registration(visitor) if visitor.is_known() => return often(60, 30),
            // A library, where one helps another to write; a person asks once or twice.
            Counted::Ask(visitor) if visitor.is_known() => return often(20, 300),
            // A meeting, where everybody joins on the spot; a person joins once.
            Counted::Join(visitor) if visitor.is_known() => return often(40, 120),
            // A person mistypes one now and then, and what is right does not count. Of 60 bits, a program finds none so.
            Counted::Code(visitor) if visitor.is_known() => return often(30, 60),
            Counted::LinkAsked(visitor) if visitor.is_known() => return often(20, 60),
            // A person asks once more when nothing comes; nobody fills the mailbox of another.
            Counted::LinkTo(_) | Counted::LinkOf(_) => return often(4, 900),
            // In as many languages as there are, and no more than one in a few minutes afterwards.
            Counted::Translation(..) => return often(8, 450),
            Counted::Guesses(_)
            | Counted::Registration(_)
            | Counted::Ask(_)
            | Counted::Join(_)
            | Counted::Code(_)
            | Counted::LinkAsked(_) => return None,
            _ => {}
        }
        Allowance::per_minute(match what {
            Counted::Server(_) | Counted::Reader(_) => limits.server_per_minute,
            Counted::Because(_) => limits.fetches_per_minute,
            Counted::Member(_) => limits.account_per_minute,
            Counted::Token(_) => limits.account_per_minute.saturating_mul(2).div_ceil(3),
            Counted::Visitor(visitor) if visitor.is_known() => limits.address_per_minute,
            _ => 0,
        })
    }

    /// A budget of fetches that count for the server that caused them.
    pub fn budget(&self, fetches: u32, cause: &str) -> Budget {
        let (app, cause) = (self.clone(), cause.to_owned());
        Budget::charged(fetches, move || app.count(Counted::Because(&cause)))
    }
}

/// Parsed private keys with their ids, by actor and kind, and the server's own: a cache, so that a signature does not begin with opening and
/// parsing.
#[derive(Clone, Default)]
pub struct Keys {
    opened: Arc<Mutex<HashMap<(ActorId, KeyKind), Key>>>,
    vapid: push::Vapid,
}

/// Which of an actor's keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyKind {
    /// RSA, for everybody.
    Rsa,
    /// Ed25519 (FEP-521a).
    Ed25519,
}

/// A key's id and the key.
type Key = (String, PKey<Private>);

impl Keys {
    /// The key, if it was opened before.
    pub fn get(&self, actor: ActorId, kind: KeyKind) -> Option<Key> {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner).get(&(actor, kind)).cloned()
    }

    /// Forgets every key; the next signature opens its own again.
    pub fn forget_all(&self) {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Keeps a key.
    pub fn put(&self, actor: ActorId, kind: KeyKind, id: String, key: PKey<Private>) {
        let mut keys = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        // Members come and go: a cache that only grows would hold every key at last.
        if keys.len() >= 1_000 {
            keys.clear();
        }
        keys.insert((actor, kind), (id, key));
    }
}

/// Wakes the workers of this process.
#[derive(Clone, Default)]
pub struct Wake {
    /// Something happened that must be told.
    pub outbox: Arc<Notify>,
    /// Something is to be delivered.
    pub deliveries: Arc<Notify>,
    /// Something came in.
    pub inbox: Arc<Notify>,
    /// A peer and we may not agree.
    pub peers: Arc<Notify>,
    /// An app is to hear of something.
    pub pushes: Arc<Notify>,
    /// A mail is to be sent.
    pub mails: Arc<Notify>,
}

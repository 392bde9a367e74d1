//! The only folder that knows the database. `db.read(…)` and `db.write(…)` are the only ways in.
//!
//! The same code runs on SQLite (default, inside the binary) and on PostgreSQL, chosen by the URL at
//! run time. What differs stands in [`dialect`]; everything else is written once.

pub mod activities;
pub mod actors;
mod amounts;
pub mod announcements;
pub mod apps;
pub mod asked_members;
pub mod beginnings;
pub mod beside;
pub mod board;
pub mod board_page;
pub mod bookmarks;
pub mod catch_ups;
pub mod coalitions;
mod columns;
pub mod connection;
pub mod conversations;
pub mod copy;
pub mod counts;
pub mod crossed_words;
pub mod deliveries;
pub mod desks;
mod dialect;
pub mod directory;
pub mod entries;
pub mod facts;
pub mod favourites;
pub mod featured_tags;
pub mod follower_digests;
pub mod follows;
pub mod guest_needs;
pub mod handoffs;
pub mod health;
pub mod history;
pub mod hosts;
pub mod joining;
pub mod listing_entries;
pub mod listings;
mod lookup;
pub mod mails;
pub mod media;
pub mod members;
pub mod migrate;
pub mod moderation;
pub mod moves;
pub mod notification_groups;
pub mod notifications;
pub mod opened;
pub mod outbox;
pub mod passings;
pub mod passkeys;
pub mod places;
pub mod polls;
mod prepared;
pub mod profiles;
pub mod proxies;
pub mod push;
mod reach;
pub mod received;
mod remembered;
pub mod replies;
mod resources;
pub mod responses;
pub mod scheduled;
pub mod schema;
pub mod search;
pub mod sharings;
pub mod sign_ins;
pub mod status_apps;
pub mod status_edits;
pub mod statuses;
pub mod strangers;
pub mod stream_events;
pub mod synchronizations;
pub mod threads;
pub mod timelines;
mod together;
pub mod tombstones;
pub mod translations;
pub mod walks;
mod writer;

pub use connection::{Conn, DatabaseUrl, Db};
pub use remembered::Parts;
pub use together::Together;

use crate::error::{Error, Kind};
use diesel::result::{DatabaseErrorKind, Error as DieselError};

/// Rows that one statement adds at most, where there are many.
const ROWS: usize = 200;

const DISK_FULL: &str = "The disk of this server is full, so nothing was changed. Please tell whoever runs it.";

/// How SQLite and PostgreSQL say that there is no room: diesel has no kind of error for it, and hands on neither SQLite's code
/// (SQLITE_FULL) nor PostgreSQL's (53100). SQLite speaks English alone. PostgreSQL does so to who may ask it to (`connection.rs`;
/// docs/admin/postgresql.md says how it is let); where it may not be asked, a full disk is told as any other fault of ours.
const NO_ROOM: [&str; 2] = ["database or disk is full", "No space left on device"];

const NO_DATABASE: &str = "The database does not answer. Please try again in a moment.";

/// Whether a connection ended while it was used, or before.
fn is_lost(error: &Error) -> bool {
    error.text() == NO_DATABASE
}

/// How the names of all locks end that PostgreSQL knows, in whichever language it speaks.
const LOCKS: [&str; 2] = ["ShareLock", "ExclusiveLock"];

/// Whether this transaction and another waited for each other, so that PostgreSQL ended this one. Nothing of it was changed.
///
/// Diesel neither knows this kind of error (SQLSTATE 40P01) nor hands its code on, and not every server lets us choose its
/// language (`connection.rs`). Of no other error that diesel does not know do the details name a lock.
pub fn is_crossed(error: &Error) -> bool {
    let cause = error.cause().and_then(|cause| cause.downcast_ref::<DieselError>());
    match cause {
        Some(DieselError::DatabaseError(DatabaseErrorKind::Unknown, said)) => {
            said.details().is_some_and(|details| LOCKS.iter().any(|name| details.contains(name)))
        }
        _ => false,
    }
}

fn is_disk_full(error: &Error) -> bool {
    error.text() == DISK_FULL
}

/// A database's fault is ours (500); a duplicate is a conflict; a missing row is "nothing here"; a full disk, and a
/// database that went away, are reasons to try again later (503).
impl From<DieselError> for Error {
    fn from(error: DieselError) -> Self {
        match &error {
            DieselError::NotFound => Self::not_found(),
            DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => {
                Self::new(Kind::Conflict, "That is there already.").because(error)
            }
            DieselError::DatabaseError(_, said) if NO_ROOM.iter().any(|words| said.message().contains(words)) => {
                Self::new(Kind::Unavailable, DISK_FULL).because(error)
            }
            DieselError::DatabaseError(
                DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::UnableToSendCommand,
                _,
            ) => Self::new(Kind::Unavailable, NO_DATABASE).because(error),
            _ => Self::internal(error),
        }
    }
}

/// The same statement on whichever connection it is: for the few statements that diesel cannot build
/// for both at once (several rows in one insert, conflict clauses).
macro_rules! each {
    ($conn:expr, |$c:ident| $statement:expr) => {
        match $conn {
            $crate::storage::Conn::Sqlite($c) => $statement,
            $crate::storage::Conn::Pg($c) => $statement,
        }
    };
}
pub(crate) use each;

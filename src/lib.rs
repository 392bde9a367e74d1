//! Potluck: the server that a neighborhood runs so that neighbors can feed and look after one another.
//!
//! This page is the table of contents; `docs/ARCHITECTURE.md` is the map with two walks through it.
//! Each module may import what stands below it in this list, never what stands above (a test reads
//! the `use` lines): `cli → http | workers → federation → actions → storage → domain → leaves`.
//!
//! - [`cli`]: one file per command (`serve`, `demo`, `member`, …).
//! - [`http`]: everything that answers over HTTP; [`workers`]: everything that runs by itself.
//! - [`federation`]: ActivityPub: what goes over the wire, and what comes in.
//! - [`app`]: what a running server holds.
//! - [`adapters`]: what reaches outside other than ActivityPub (the guarded HTTP client).
//! - [`actions`]: one thing that a person or a remote actor does per file, in one transaction.
//! - [`storage`]: the only folder that knows the database.
//! - [`domain`]: pure rules.
//! - leaves, which anyone may use: [`config`], [`error`], [`clock`], [`seal`], [`ids`], [`i18n`], [`limits`], [`metrics`].

pub mod actions;
pub mod adapters;
pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod domain;
pub mod error;
pub mod federation;
pub mod http;
pub mod i18n;
pub mod ids;
pub mod limits;
pub mod metrics;
pub mod seal;
pub mod storage;
pub mod workers;

pub use error::{Error, Result};

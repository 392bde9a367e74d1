//! ActivityPub: what goes over the wire, what comes in, and who may.
//!
//! - [`wire`]: serde structs that are exactly the JSON.
//! - [`objects`]: rows and wire structs, one `impl Object` each; [`render`]: from what happened to what is sent.
//! - [`activities`]: what comes in, one `impl Activity` each, calling actions.
//! - [`signature`], [`authenticate`], [`mod@visitor`]: who says so; [`dereference`], [`discover`], [`directory`], [`freshen`], [`polls`]: asking others.
//! - [`synchronization`], [`catch_up`]: mending what the other side and we do not agree about.
//! - [`media`]: pictures of other servers, when somebody looks at them.
//! - [`coalitions`]: signed lists of who joined; [`mod@deliver`] sends.

pub mod activities;
pub mod authenticate;
pub mod catch_up;
pub mod coalitions;
pub mod deliver;
pub mod dereference;
pub mod directory;
pub mod discover;
pub mod freshen;
pub mod keyring;
pub mod look_up;
pub mod media;
pub mod moving;
pub mod objects;
pub mod polls;
pub mod render;
pub mod sanitize;
pub mod signature;
pub mod synchronization;
pub mod visitor;
pub mod wire;

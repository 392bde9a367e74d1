//! Everything that answers over HTTP. Handlers extract, call one action, render.
//!
//! - [`api`]: the JSON interface for Potluck's own objects; [`entities`]: what it says.
//! - [`export`]: what a member takes along.
//! - [`mastodon`]: the Mastodon API, for apps that members have already.
//! - [`oauth`]: how apps get their tokens.
//! - [`media`]: pictures and recordings.
//! - [`activitypub`], [`well_known`], [`nodeinfo`]: what other servers ask.
//! - [`web`]: plain pages.
//! - `front`: what stands before everything that apps ask.
//! - [`extract`], [`error`], [`link_header`]: what all of them share; [`server`] puts it together.

pub mod activitypub;
pub mod api;
pub mod entities;
pub mod error;
pub mod export;
pub mod extract;
mod front;
pub mod link_header;
pub mod mastodon;
pub mod media;
pub mod nodeinfo;
pub mod oauth;
pub mod server;
pub mod web;
pub mod well_known;

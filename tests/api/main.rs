//! The JSON interface and the plain pages, over real HTTP.

#[path = "../support/mod.rs"]
mod support;

mod bad_input;
mod entries;
mod export;
mod first_screen;
mod listings;
mod lists;
mod marks;
mod mastodon;
mod media;
mod members;
mod modes;
mod needs_in_apps;
mod oauth;
mod openapi;
mod own;
mod pages;
mod polls;
mod promises;
mod search;
mod sign_in;
mod streaming;
mod ties;

//! The JSON interface and the plain pages, over real HTTP.

#[path = "../support/mod.rs"]
mod support;

mod bad_input;
mod entries;
mod export;
mod first_screen;
mod listings;
mod mastodon;
mod members;
mod modes;
mod oauth;
mod openapi;
mod pages;
mod promises;
mod sign_in;
